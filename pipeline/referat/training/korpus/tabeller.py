"""Tables inside accounts: budgets, tenders, measurements, time plans, lists of applications."""

from __future__ import annotations

from collections.abc import Callable

from referat.training.korpus.indhold import Blok, BlokArt
from referat.training.korpus.skabelon import fill, upper_first
from referat.training.korpus.slots import Kontekst

Raekker = tuple[tuple[str, ...], ...]


def make_table(k: Kontekst) -> Blok:
    """One table of between two and nine rows and two to six columns."""
    maker = k.rng.choice(MAKERS)
    return Blok(art=BlokArt.TABEL, tekst="", raekker=maker(k))


def _label(k: Kontekst) -> str:
    return upper_first(
        fill(k.rng.choice(("{emneord}", "{emneord}", "{stedord}", "{emnevare}", "{fag}")), k)
    )


def _number(k: Kontekst, *, signed: bool = True) -> str:
    r = k.rng
    value = r.choice((r.randint(1, 99), r.randint(100, 999), r.randint(1000, 99999)))
    text = f"{value:,}".replace(",", ".")
    return f"-{text}" if signed and r.random() < 0.25 else text


def _years(k: Kontekst) -> Raekker:
    first = k.aar + k.rng.randint(0, 1)
    years = [str(first + i) for i in range(k.rng.randint(2, 4))]
    unit = k.rng.choice(("1.000 kr.", "Mio. kr.", "Kr.", "t.kr.", ""))
    rows = [(_label(k), *(_number(k) for _ in years)) for _ in range(k.rng.randint(2, 6))]
    if k.rng.random() < 0.6:
        rows.append(
            (k.rng.choice(("I alt", "Total", "Sum", "Samlet")), *(_number(k) for _ in years))
        )
    return ((unit, *years), *rows)


def _budget(k: Kontekst) -> Raekker:
    head = k.rng.choice(
        (
            ("Område", "Budget", "Forbrug", "Afvigelse"),
            ("Konto", "Tekst", "Oprindeligt budget", "Korrigeret budget"),
            ("Politikområde", "Opr. budget", "Forventet regnskab", "Forskel"),
        )
    )
    rows: list[tuple[str, ...]] = []
    for number in range(1, k.rng.randint(3, 8)):
        lead = k.slot("konto") if head[0] == "Konto" else _label(k)
        if k.rng.random() < 0.2:
            lead = f"{number} {lead}"
        second = _label(k) if head[1] == "Tekst" else _number(k)
        rows.append((lead, second, _number(k), _number(k)))
    return (head, *rows)


def _tenders(k: Kontekst) -> Raekker:
    r = k.rng
    head = r.choice(
        (("Firma", "Pris", "Kvalitet", "Samlet"), ("Tilbudsgiver", "Tilbud, kr.", "Point"))
    )
    rows = []
    for _ in range(r.randint(2, 5)):
        points = [f"{r.randint(1, 9)},{r.randint(0, 9)}" for _ in head[2:]]
        rows.append((k.slot("firma"), _number(k, signed=False), *points))
    return (head, *rows)


def _applications(k: Kontekst) -> Raekker:
    rows = [
        (
            str(i),
            k.slot("forening"),
            _number(k, signed=False),
            k.rng.choice(("0", _number(k, signed=False))),
        )
        for i in range(1, k.rng.randint(3, 8))
    ]
    return (("Nr.", "Ansøger", "Ansøgt", "Indstillet"), *rows)


def _places(k: Kontekst) -> Raekker:
    head = k.rng.choice(
        (
            ("Skole", "Elever", "Klasser", "Kapacitet"),
            ("By", "Indbyggere", "0-5 år", "65+ år"),
            ("Vej", "Årsdøgntrafik", "Hastighed", "Uheld"),
        )
    )
    make = {"Skole": "skole", "By": "by2", "Vej": "vej2"}[head[0]]
    rows = [
        (k.slot(make), *(_number(k, signed=False) for _ in head[1:]))
        for _ in range(k.rng.randint(3, 7))
    ]
    return (head, *rows)


def _plan(k: Kontekst) -> Raekker:
    acts = (
        "Høring",
        "Udbud",
        "Projektering",
        "Anlæg",
        "Aflevering",
        "Politisk behandling",
        "Evaluering",
    )
    chosen = k.rng.sample(acts, k.rng.randint(3, 5))
    return (("Aktivitet", "Tidspunkt"), *((act, k.slot("frist")) for act in chosen))


def _fees(k: Kontekst) -> Raekker:
    years = (str(k.aar), str(k.aar + 1))
    rows = [(_label(k), k.slot("krlille"), k.slot("krlille")) for _ in range(k.rng.randint(2, 6))]
    return ((k.rng.choice(("Takst", "Ydelse", "Gebyr")), *years), *rows)


MAKERS: tuple[Callable[[Kontekst], Raekker], ...] = (
    _years, _years, _budget, _tenders, _applications, _places, _plan, _fees,
)  # fmt: skip
