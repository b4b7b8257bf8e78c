"""Measures the CPR finder: what it finds of generated numbers, and what it takes for one.

``python -m referat.training.cpr`` prints recall over generated cases and false alarms over pages of
minutes that hold everything a number may be taken for. The numbers are drawn; nobody has them but
by chance, and none is ever printed.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import click

from referat.privacy.cpr import WEIGHTS, find_cpr, is_birthday

TODAY = dt.date(2026, 11, 24)
SEED = 20_261_124

_DASHES = "\u00ad\u2010\u2011\u2012\u2014\u2212\uff0d\ufe63~"
_WIDE = {ord("0") + digit: 0xFF10 + digit for digit in range(10)}
_CONFUSIONS = {"0": "OoD", "1": "lI|", "2": "Z", "5": "S", "6": "Gb", "8": "B", "9": "g"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one run of the measurement found."""

    cases: int
    """Generated numbers."""
    missed: tuple[tuple[str, int], ...]
    """Kind of case and how many of it were not found whole."""
    pages: int
    """Pages of minutes without any CPR number."""
    alarms: tuple[tuple[str, int], ...]
    """Kind of number and how many were taken for a CPR number."""

    @property
    def recall(self) -> float:
        """Part of the numbers that were found, 0.0-1.0."""
        return 1 - sum(count for _, count in self.missed) / self.cases

    @property
    def alarms_a_thousand(self) -> float:
        """False alarms a thousand pages."""
        return 1000 * sum(count for _, count in self.alarms) / self.pages


def make_number(rng: random.Random, *, checked: bool) -> str:
    """Ten digits of a possible CPR number, with a right check digit or a wrong one."""
    while True:
        born = dt.date(1915, 1, 1) + dt.timedelta(days=rng.randrange(40_800))
        digits = f"{born:%d%m%y}{rng.randrange(10_000):04}"
        if not is_birthday(digits, TODAY):
            continue
        passes = sum(int(d) * w for d, w in zip(digits, WEIGHTS, strict=True)) % 11 == 0
        if passes == checked:
            return digits


def _century(number: str) -> str:
    year, seventh = int(number[4:6]), int(number[6])
    if seventh <= 3 or (seventh in (4, 9) and year > 36):
        return "19"
    return "20" if seventh in (4, 9) or year <= 57 else "18"


def _damaged(number: str, rng: random.Random, letters: int) -> str:
    places = [at for at, digit in enumerate(number) if digit in _CONFUSIONS]
    for at in rng.sample(places, min(letters, len(places))):
        number = number[:at] + rng.choice(_CONFUSIONS[number[at]]) + number[at + 1 :]
    return number


def _forms(rng: random.Random) -> Iterator[tuple[str, str, str, str]]:
    """Kind of case, text before, the number as printed, text after."""
    old, new = make_number(rng, checked=True), make_number(rng, checked=False)
    before = rng.choice(
        ("Ansøgning fra ", "Borgeren (", "vedr. ", "Klage over afgørelse, ", "Indstilling om ", "")
    )
    after = rng.choice((".", ",", ")", " har søgt om", "", "\nRådhuset", " og ægtefælle"))
    for kind, number in (("with check digit", old), ("without check digit", new)):
        date, serial = number[:6], number[6:]
        yield f"dash, {kind}", before, f"{date}-{serial}", after
        yield f"long dash, {kind}", before, f"{date}\u2013{serial}", after
        yield f"dash and blanks, {kind}", before, f"{date} - {serial}", after
        yield f"broken line, {kind}", before, f"{date}-\n{serial}", after
        yield f"run together, {kind}", before, number, after
        yield f"blanks of other kinds, {kind}", before, f"{date}\u00a0-\u2009{serial}", after
        yield (
            f"dashes of other kinds, {kind}",
            before,
            f"{date}{rng.choice(_DASHES)}{serial}",
            after,
        )
        yield f"wide digits, {kind}", before, f"{number.translate(_WIDE)[:6]}-{serial}", after
        yield f"unseen characters, {kind}", before, f"{date[:3]}\u200b{date[3:]}-{serial}", after
        yield (
            f"close behind, {kind}",
            rng.choice(("borger,", "(fx.", "-", "cpr", "CPR.nr.", "|")),
            (f"{date}-{serial}"),
            after,
        )
        yield (
            f"file name, {kind}",
            rng.choice(("klage_", "svar-")),
            f"{date}-{serial}",
            (rng.choice((".pdf", "_svar.pdf", "-svar.pdf"))),
        )
        yield f"blanks everywhere, {kind}", before, " ".join(f"{date}-{serial}"), after
        pairs = " ".join((date[:2], date[2:4], date[4:], serial[:2], serial[2:]))
        yield f"label and pairs, {kind}", rng.choice(("CPR ", "cpr-nr. ")), pairs, after
        whole = f"{date[:2]}.{date[2:4]}.{_century(number)}{date[4:]}-{serial}"
        yield f"label and whole year, {kind}", rng.choice(("CPR ", "født ")), whole, after
        label = rng.choice(("CPR-nr. ", "cpr nr: ", "CPR ", "Personnummer: ", "cpr.nr. "))
        yield f"label, {kind}", label, rng.choice((number, f"{date} {serial}")), after
        yield f"OCR and label, {kind}", label, _damaged(number, rng, 2), after
        damaged = _damaged(number, rng, 2)
        yield f"OCR and dash, {kind}", before, f"{damaged[:6]}-{damaged[6:]}", after
    yield "blank", before, f"{old[:6]} {old[6:]}", after
    yield "OCR", before, _damaged(old, rng, 3), after
    yield "points", before, f"{old[:2]}.{old[2:4]}.{old[4:6]}-{old[6:]}", after
    yield "OCR's blanks", before, f"{old[:1]} {old[1:6]}-{old[6:]}", after
    yield "case number made of it", "Sagsnr. ", f"{old[:6]}-{old[6:]}", after
    yield "part of a case number", "", f"{old[:6]}-{old[6:]}", f"-27.36.0{rng.randrange(10)}"
    yield "behind a case number", "27.36.04-", f"{old[:6]}-{old[6:]}", after
    yield "broken inside", before, f"{old[:6]}-{old[6:8]}\n{old[8:]}", after
    yield "slash", before, f"{old[:6]}/{old[6:]}", after
    yield "point", before, f"{old[:6]}.{old[6:]}", after
    yield "slashes", before, f"{old[:2]}/{old[2:4]}-{old[4:6]}-{old[6:]}", after
    whole = f"{old[:2]}.{old[2:4]}.{_century(old)}{old[4:6]}-{old[6:]}"
    yield "whole year", before, whole, after


def _fillers() -> dict[str, Callable[[random.Random], str]]:
    """What minutes hold of numbers that are none: a text of each kind."""

    def digits(rng: random.Random, count: int) -> str:
        return "".join(rng.choice("0123456789") for _ in range(count))

    return {
        "KLE case number": lambda r: (
            f"{digits(r, 2)}.{digits(r, 2)}.{digits(r, 2)}-"
            f"{r.choice('APSØGKI')}{digits(r, 2)}-{r.randrange(1, 90)}-{r.randrange(10, 27)}"
        ),
        "yearly case number": lambda r: f"Sagsnr. {r.randrange(10, 27)}/{r.randrange(100, 40000)}",
        "edoc case number": lambda r: f"{r.randrange(2012, 2027)}-{digits(r, 7)}",
        "document number": lambda r: f"Dok.nr. {r.randrange(2012, 2027)}-{digits(r, 6)}-00",
        "run-together document number": lambda r: f"Dok. {digits(r, 10)}",
        "run-together case number": lambda r: f"Sagsnr. {digits(r, 10)}",
        "code-year-number": lambda r: (
            f"{r.randrange(101, 860)}-{r.randrange(2000, 2027)}-{r.randrange(1, 9999)}"
        ),
        "bank account": lambda r: f"Reg.nr. {digits(r, 4)} kontonr. {digits(r, 10)}",
        "budget account": lambda r: f"konto {digits(r, 6)}-{digits(r, 4)}",
        "dates": lambda r: (
            f"fra {r.randrange(1, 29)}. maj {r.randrange(1990, 2027)} til "
            f"{r.randrange(1, 29):02}.{r.randrange(1, 13):02}.{r.randrange(2000, 2027)}"
        ),
        "short dates": lambda r: (
            f"{r.randrange(1, 29):02}-{r.randrange(1, 13):02}-"
            f"{r.randrange(0, 27):02} kl. {r.randrange(8, 20):02}{r.choice(('00', '30'))}"
        ),
        "clock": lambda r: f"kl. {r.randrange(8, 20):02}:00-{r.randrange(8, 20):02}:30",
        "telephone": lambda r: "Telefon " + " ".join(digits(r, 2) for _ in range(4)),
        "company": lambda r: f"CVR-nr. {digits(r, 8)}",
        "production unit": lambda r: f"P-nummer 10{digits(r, 8)}",
        "EAN": lambda r: f"EAN 57980{digits(r, 8)}",
        "table of sums": lambda r: "  ".join(f"{r.randrange(100, 999999)}" for _ in range(5)),
        "sums": lambda r: f"{r.randrange(1, 900)}.{digits(r, 3)}.{digits(r, 3)} kr.",
        "plan": lambda r: f"lokalplan {digits(r, 3)}-{digits(r, 4)}",
        "land register": lambda r: f"matr.nr. {digits(r, 2)}{r.choice('abcd')} og {digits(r, 4)}",
        "years": lambda r: f"{r.randrange(1990, 2027)}-{r.randrange(1990, 2027)}",
        "budget years": lambda r: f"{r.randrange(2010, 2027)} {r.randrange(2010, 2027)}",
        "invoice": lambda r: f"fakturanr. {digits(r, 10)}",
        "long number": lambda r: digits(r, r.choice((7, 9, 11, 12, 13))),
        "columns of years": lambda r: (
            f"{r.randrange(100, 999999)} {r.randrange(2018, 2027)} {r.randrange(100, 999999)}"
        ),
        "budget account in parts": lambda r: f"{digits(r, 3)}.{digits(r, 3)}.{digits(r, 4)}",
        "account code": lambda r: f"{digits(r, 4)}-{digits(r, 10)}",
        "KLE and year": lambda r: (
            f"{digits(r, 2)}.{digits(r, 2)}.{digits(r, 2)} {r.randrange(2018, 2027)}"
        ),
        "date and clock": lambda r: (
            f"{r.randrange(1, 29):02}.{r.randrange(1, 13):02}.{r.randrange(0, 27):02} "
            f"{r.randrange(8, 20):02}.{r.choice(('00', '30'))}-{r.randrange(8, 20):02}.30"
        ),
        "span of days": lambda r: (
            f"{r.randrange(1, 29):02}.{r.randrange(1, 13):02}.-{r.randrange(1, 29):02}."
            f"{r.randrange(1, 13):02}.{r.randrange(2000, 2027)}"
        ),
        "plan and amendment": lambda r: f"lokalplan {digits(r, 6)}-{digits(r, 4)}",
        "places of a table": lambda r: " ".join(digits(r, 2) for _ in range(5)),
        "votes": lambda r: f"{r.randrange(1, 32)}-{r.randrange(1, 32)}-{r.randrange(1, 9)}",
        "coordinates": lambda r: f"{digits(r, 6)}, {digits(r, 7)}",
    }


def measure(*, rounds: int, pages: int, seed: int = SEED) -> Measured:
    """Recall over ``rounds`` of each kind of case, and false alarms over so many pages."""
    rng = random.Random(seed)
    missed: Counter[str] = Counter()
    cases = 0
    for _ in range(rounds):
        for kind, before, number, after in _forms(rng):
            cases += 1
            start, end = len(before), len(before) + len(number)
            found = list(find_cpr(f"{before}{number}{after}", today=TODAY))
            if not any(first <= start and end <= last for first, last in found):
                missed[kind] += 1
    alarms: Counter[str] = Counter()
    for _ in range(pages):
        # A page of minutes has a case number or two, some dates and sums: each kind once is more.
        for kind, make in _fillers().items():
            text = f"Udvalget drøftede sagen. {make(rng)} indgår i budgettet."
            alarms[kind] += len(list(find_cpr(text, today=TODAY)))
    return Measured(
        cases=cases,
        missed=tuple(missed.most_common()),
        pages=pages,
        alarms=tuple((kind, count) for kind, count in alarms.most_common() if count),
    )


@click.command()
@click.option("--rounds", default=2000, show_default=True, help="Numbers of each kind.")
@click.option("--pages", default=10_000, show_default=True, help="Pages without a number.")
def main(rounds: int, pages: int) -> None:
    """Print recall and false alarms of the CPR finder."""
    measured = measure(rounds=rounds, pages=pages)
    click.echo(f"recall        {measured.recall:.5f} of {measured.cases} generated numbers")
    for kind, count in measured.missed:
        click.echo(f"  missed      {count:>6}  {kind}")
    click.echo(f"false alarms  {measured.alarms_a_thousand:.2f} a 1,000 pages, of {measured.pages}")
    for kind, count in measured.alarms:
        click.echo(f"  alarm       {count:>6}  {kind}")


if __name__ == "__main__":
    main()
