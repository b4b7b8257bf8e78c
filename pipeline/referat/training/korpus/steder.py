"""Places: a kommune, real or invented, with its bodies, rooms, roads, villages and institutions.

Names that are put together from parts belong to one split by their hash, so that a village of the
training documents stands in no other split.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from referat.danish.kommuner import kommuner
from referat.training.korpus.indhold import SPLITS, Split
from referat.training.korpus.skabelon import digest, reserve
from referat.training.korpus.stof import read_stof

FORLED = ("Nørre", "Sønder", "Øster", "Vester", "Store", "Lille", "Gammel")
REAL = 0.6
"""Share of documents from a kommune of the official list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organ:
    """A body that meets."""

    navn: str
    """In the definite form, as prose has it: "Teknik- og Miljøudvalget"."""
    kode: str
    """Code of the body in routing tables: "TMU"."""
    art: str
    """"byraad", "oekonomi", "udvalg", "raad", "naevn" or "bestyrelse"."""
    fag: str
    """Field: "teknik", "boern", "social", "kultur", "erhverv", "oekonomi", "alle"."""
    higher: str | None
    """Body to which it recommends; ``None`` for a council."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sted:
    """Where a document comes from."""

    kommune: str
    """Short name, as the interchange format has it."""
    officielt: str
    """"Ulvsø Kommune", "Region Midtjylland"."""
    region: bool
    aar: int
    """Year of the meeting, by which bodies and spelling are chosen."""
    organer: tuple[Organ, ...]
    """The council first."""
    lokaler: tuple[str, ...]
    byer: tuple[str, ...]
    """Towns and villages, the main town first."""
    veje: tuple[str, ...]
    forvaltninger: tuple[str, ...]
    """Parts of the administration, in the form that recommends: "Teknisk Forvaltning"."""


def belongs(text: str) -> Split:
    """Split to which a name belongs that is put together from parts."""
    return SPLITS[(0, 0, 0, 0, 1, 2)[digest("navn:" + text)[0] % 6]]


def compose(split: Split, make: Callable[[], str]) -> str:
    """A name of this split; gives up after 60 trials, which only a tiny stock needs."""
    name = make()
    for _ in range(60):
        if belongs(name) == split:
            break
        name = make()
    return name


def _list(block: str, liste: str) -> list[str]:
    return read_stof("steder")[block].lister[liste][0].split("; ")


def make_town(rng: Random, split: Split) -> str:
    """A town or village."""
    first, last = _list("byer", "for"), _list("byer", "efter")

    def make() -> str:
        name = rng.choice(first) + rng.choice(last)
        draw = rng.random()
        if draw < 0.08:
            return f"{rng.choice(FORLED)} {name}"
        if draw < 0.1:
            return f"{name} {rng.choice(['Stationsby', 'Kirkeby', 'Strand', 'Huse'])}"
        return name

    return compose(split, make)


def make_road(rng: Random, split: Split) -> str:
    """A road's name."""
    first, last = _list("veje", "for"), _list("veje", "efter")

    def make() -> str:
        if rng.random() < 0.15:
            return f"{make_town(rng, split)}vej"
        return rng.choice(first) + rng.choice(last)

    return compose(split, make)


def make_place(
    rng: Random, split: Split, *, aar: int | None = None, region: bool | None = None
) -> Sted:
    """A place in a certain year.

    Args:
        rng: Source of chance.
        split: Part of the corpus.
        aar: Year of the meeting; drawn between 2000 and 2026 where not given, in one of eight
            documents from 1915 on.
        region: Whether it is a region (2007 on) and not a kommune; drawn where not given.
    """
    if aar is None:
        aar = rng.randint(1915, 1999) if rng.random() < 0.125 else rng.randint(2000, 2026)
    is_region = aar >= 2007 and (region if region is not None else rng.random() < 0.05)
    main = make_town(rng, split)
    if is_region:
        row = rng.choice([row for row in kommuner() if row["type"] == "region"])
        kommune, official = row["navn"], row["officielt_navn"]
    elif aar >= 1990 and rng.random() < REAL:
        rows = [row for row in kommuner() if row["type"] == "kommune"]
        row = rng.choice(reserve(rows, split, key=lambda row: row["navn"]))
        kommune, official = row["navn"], row["officielt_navn"]
        main = kommune if rng.random() < 0.7 else main
    else:
        kommune = _joined(rng, split, main)
        official = f"{kommune} Kommune"
    towns = list(dict.fromkeys([main, *(make_town(rng, split) for _ in range(9))]))
    return Sted(
        kommune=kommune,
        officielt=official,
        region=is_region,
        aar=aar,
        organer=_bodies(rng, aar, region=is_region),
        lokaler=tuple(_room(rng, towns, aar) for _ in range(5)),
        byer=tuple(towns),
        veje=tuple(dict.fromkeys(make_road(rng, split) for _ in range(14))),
        forvaltninger=_administration(rng, aar, region=is_region),
    )


def _joined(rng: Random, split: Split, main: str) -> str:
    draw = rng.random()
    if draw < 0.1:
        return f"{main}-{make_town(rng, split)}"
    if draw < 0.14:
        return f"{rng.choice(['Nord', 'Syd', 'Øst', 'Vest', 'Midt'])}{main.lower()}"
    return main


def _bodies(rng: Random, aar: int, *, region: bool) -> tuple[Organ, ...]:
    file = read_stof("steder")
    if region:
        block = file["organer_region"]
        council = "Regionsrådet"
    elif aar < 1970:
        block = file["organer_gammel"]
        council = rng.choice(["Byrådet", "Sognerådet", "Kommunalbestyrelsen", "Byrådet"])
        if aar < 1948:
            council = rng.choice(["Byraadet", "Sogneraadet", "Sogneraadet"])
    else:
        block = file["organer"]
        council = "Byrådet" if rng.random() < 0.72 else "Kommunalbestyrelsen"
        if rng.random() < 0.03:
            council = "Borgerrepræsentationen"
    bodies = [
        Organ(
            navn=council,
            kode={"Byrådet": "BY", "Regionsrådet": "RR", "Borgerrepræsentationen": "BR"}.get(
                council, "KB"
            ),
            art="byraad",
            fag="alle",
            higher=None,
        )
    ]
    for art in ("oekonomi", "udvalg", "raad", "naevn", "bestyrelse"):
        lines = block.lister.get(art, [])
        how_many = {"oekonomi": 1, "udvalg": rng.randint(4, 8), "raad": 5, "naevn": 3}.get(art, 3)
        for line in rng.sample(lines, min(how_many, len(lines))):
            navn, kode, fag = (part.strip() for part in line.split("/"))
            bodies.append(
                Organ(navn=navn, kode=kode, art=art, fag=fag, higher=_higher(rng, art, bodies))
            )
    return tuple(bodies)


def _higher(rng: Random, art: str, bodies: list[Organ]) -> str | None:
    if art == "bestyrelse":
        return None
    if art == "udvalg" and len(bodies) > 1 and rng.random() < 0.5:
        return bodies[1].navn
    return bodies[0].navn


def _room(rng: Random, towns: list[str], aar: int) -> str:
    block = read_stof("steder")["lokaler"]
    room = rng.choice(block.lister["lokale" if aar >= 1970 else "lokale_gammel"])
    return (
        room.replace("{by}", rng.choice(towns))
        .replace("{nr}", str(rng.randint(1, 415)))
        .replace("{dec}", f"{rng.randint(0, 5)}.{rng.randint(1, 48):02d}")
        .replace("{bogstav}", rng.choice("ABCDEM"))
    )


def _administration(rng: Random, aar: int, *, region: bool) -> tuple[str, ...]:
    block = read_stof("steder")["forvaltninger"]
    style = "region" if region else "gammel" if aar < 1970 else "ny"
    lines = block.lister[style]
    return tuple(rng.sample(lines, min(5, len(lines))))
