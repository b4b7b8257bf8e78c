"""How dates, clock times, ordinals and case numbers are printed."""

from __future__ import annotations

import datetime as dt
import random
import re

from referat.danish.kalender import MONTH_NAMES, WEEKDAYS

UGEDAGE = tuple(WEEKDAYS)
FACETTER = (
    "A00",
    "P35",
    "G01",
    "S00",
    "Ø40",
    "Ø00",
    "P19",
    "K04",
    "A26",
    "P05",
    "I04",
    "Ø39",
    "P16",
    "A30",
)


ORGANER = ("BR", "ØU", "BY", "KB", "TMU")


def print_date(dato: dt.date, form: str) -> str:
    """A date in one of the forms of a plan."""
    dag, maaned = UGEDAGE[dato.weekday()], MONTH_NAMES[dato.month - 1]
    lang = f"{dato.day}. {maaned} {dato.year}"
    return {
        "ugedag_d": f"{dag.capitalize()} d. {lang}",
        "ugedag_den": f"{dag} den {lang}",
        "ugedag_stor_den": f"{dag.capitalize()} den {lang}",
        "ugedag_dmy": f"{dag.capitalize()} den {dato:%d-%m-%Y}",
        "ugedag_lang": f"{dag.capitalize()} {lang}",
        "dmy": f"{dato:%d-%m-%Y}",
        "dmy_prik": f"{dato:%d.%m.%Y}",
        "lang": lang,
        "d_lang": f"d. {lang}",
        "kort": f"{dato.day}/{dato.month} {dato.year}",
        "dmy_kort": f"{dato.day}.{dato.month}.{dato.year}",
        "maaned_kort": f"{dag.capitalize()} den {dato.day:02}-{maaned[:3]}-{dato.year}",
        "gammel": f"{dato.year} d. {dato.day}/{dato.month}",
    }[form]


def print_clock(kl: str, tegn: str) -> str:
    """Clock time "16:30" with the house's mark."""
    return kl.replace(":", tegn)


def print_ordinal(form: str, n: int, aar: int) -> tuple[str, str | None]:
    """The number of a punkt as printed, and as gold has it; ("", None) where none is printed."""
    if not form:
        return "", None
    if "{R}" in form:
        nr = _roman(n)
        return form.replace("{R}", nr), nr
    if "{L}" in form:
        nr = chr(64 + (n - 1) % 26 + 1)
        return form.replace("{L}", nr), nr
    if "{nn}" in form:
        nr = f"{n:02}"
        return form.replace("{nn}", nr), nr
    tal = re.search(r"(\d+\.)?\{n\}(/\{å\})?", form)
    nr = (tal[0] if tal else "{n}").replace("{n}", str(n)).replace("{å}", str(aar))
    return form.replace("{n}", str(n)).replace("{å}", str(aar)), nr


def _roman(n: int) -> str:
    out = ""
    for value, letters in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        while n >= value:
            out, n = out + letters, n - value
    return out


def draw_number(
    rng: random.Random, form: str, *, kle: str, aar: int, kommunekode: int
) -> tuple[str, tuple[str, ...]]:
    """A case number of one grammar as printed, and the normal forms that stand in it.

    "emne_acadre" and "sag_dok" print two numbers with a label between them.
    """
    facet = rng.choice(FACETTER)
    serial = rng.randint(1, 9999) if rng.random() < 0.8 else rng.randint(1, 60)
    aar = aar if rng.random() < 0.8 else aar - rng.randint(1, 4)
    yy = f"{aar % 100:02}"
    kommune = f"{kommunekode}-{aar}-{rng.randint(10, 99999)}"
    acadre = f"{yy}/{rng.randint(100, 45000)}"
    plain = {
        "kle": f"{kle}-{facet}-{serial}-{yy}",
        "kle_kort": f"{kle}{facet}-{serial:04}",
        "acadre": acadre,
        "kommunekode": kommune,
        "yy6": f"{yy}-{rng.randint(100, 99999):06}",
        "yyyy6": f"{aar}-{rng.randint(100, 99999):06}",
        "yyyy7": f"{aar}-{rng.randint(1000, 399999):07}",
        "6yyyy": f"{rng.randint(1000, 99999):06}-{aar}",
        "serial": str(rng.randint(100000, 399999)),
        "organ": f"{rng.choice(ORGANER)} {rng.randint(1, 400)}/{rng.choice((yy, str(aar)))}",
        "region": f"1-{rng.randint(10, 60)}-{rng.randint(1, 80)}-{rng.randint(1, 400)}-{yy}",
        "emn": f"{rng.choice(('EMN', 'SAG', 'GEO'))}-{aar}-{rng.randint(100, 99999):05}",
        "historisk": f"{rng.choice('ABCDEFM')}. {rng.randint(1, 90)}/{aar}",
    }
    if form == "acadre_init":
        letters = "".join(rng.choice("ABDEGHIKLMNRSTXYZ") for _ in range(rng.randint(4, 6)))
        return f"{letters} / {acadre}", (acadre,)
    if form == "emne_acadre":
        emne = kle + (rng.choice(FACETTER) if rng.random() < 0.5 else "")
        return f"{emne}  Sagsnr.: {acadre}", (emne, acadre)
    if form == "sag_dok":
        case = rng.choice((kommune, acadre))
        other = (
            f"{kommunekode}-{aar}-{rng.randint(1000, 99999)}"
            if case == kommune
            else f"{rng.randint(1000, 99999)}/{yy}"
        )
        return f"{case}   {rng.choice(('Dok.nr.:', 'Dok.', 'Dokumentnr.:'))} {other}", (case,)
    printed = plain[form]
    return printed, (re.sub(r"\s", "", printed).upper(),)
