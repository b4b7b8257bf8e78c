"""People of one council, committee or råd, and officials: invented, with real distributions.

Most names end in -sen, about one in twelve comes from elsewhere; hyphens, initials, particles,
double surnames and middle names occur as often as in real lists of members.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from random import Random

from referat.training.korpus.indhold import Person, Split
from referat.training.korpus.partier import draw_parties
from referat.training.korpus.skabelon import reserve
from referat.training.korpus.stof import read_stof

GRUPPER = (
    ("tyrkisk", 0.24),
    ("arabisk", 0.22),
    ("somalisk", 0.08),
    ("pakistansk", 0.12),
    ("balkan", 0.09),
    ("asiatisk", 0.08),
    ("iransk", 0.07),
    ("europaeisk", 0.10),
)
"""Where names from elsewhere come from, and how often among them."""

ELSEWHERE = 0.085
"""Share of members with such a name; in integration councils the caller asks for more."""

HISTORIC = 1960
"""Before this year first names are the old ones and people are men, with initials."""


@cache
def _words(block: str, liste: str, split: Split) -> tuple[str, ...]:
    """A list of names in the order of how common they are, without other splits' names."""
    line = read_stof("navne")[block].lister[liste][0]
    names = line.split("; ") if ";" in line else line.split(" ")
    head = names[:20] if len(names) > 60 else names[:6]
    return (*head, *(name for name in reserve(names[len(head) :], split) if name not in head))


def _pick(rng: Random, names: Sequence[str]) -> str:
    """A name, the first of the list about six times as often as the last."""
    return names[int(len(names) * rng.random() ** 1.7)]


def make_name(rng: Random, split: Split, *, aar: int = 2018, elsewhere: float = ELSEWHERE) -> str:
    """One full name as a list of members would print it; no part of it stands twice."""
    while True:
        name = _draw_name(rng, split, aar=aar, elsewhere=elsewhere)
        parts = name.split()
        if len(set(parts)) == len(parts):
            return name


def _draw_name(rng: Random, split: Split, *, aar: int, elsewhere: float) -> str:
    if aar < HISTORIC:
        return _old_name(rng, split)
    if rng.random() < elsewhere:
        return _name_from_elsewhere(rng, split)
    woman = rng.random() < 0.42
    first = _pick(rng, _words("danske", "kvinde_ny" if woman else "mand_ny", split))
    draw = rng.random()
    if draw < 0.045:
        first = _pick(rng, _words("danske", "hyphen_kvinde" if woman else "hyphen_mand", split))
    elif draw < 0.10:
        first += " " + _pick(rng, _words("danske", "kvinde_ny" if woman else "mand_ny", split))
    return f"{first}{_middle(rng, split)} {_last(rng, split)}"


def _middle(rng: Random, split: Split) -> str:
    draw = rng.random()
    if draw < 0.27:
        return " " + _pick(rng, _words("danske", "mellem", split))
    if draw < 0.33:
        return f" {rng.choice('ABCDEFGHJKLMNPRSTVWØÅ')}."
    if draw < 0.345:
        return f" {rng.choice('ABCDEFGHJKLMNPRST')}.{rng.choice('ABCDEFGHJKLMNPRST')}."
    return ""


def _last(rng: Random, split: Split) -> str:
    draw = rng.random()
    if draw < 0.52:
        return _pick(rng, _words("danske", "efter_sen", split))
    if draw < 0.93:
        return _pick(rng, _words("danske", "efter_andre", split))
    if draw < 0.965:
        return (
            f"{_pick(rng, _words('danske', 'efter_andre', split))}-"
            f"{_pick(rng, _words('danske', 'efter_sen', split))}"
        )
    if draw < 0.985:
        return _pick(rng, _words("danske", "partikel_navn", split))
    return (
        f"{_pick(rng, _words('danske', 'efter_andre', split))} "
        f"{_pick(rng, _words('danske', 'efter_andre', split))}"
    )


def _name_from_elsewhere(rng: Random, split: Split) -> str:
    names, weights = zip(*GRUPPER, strict=True)
    group = rng.choices(names, weights)[0]
    sex = "kvinde" if rng.random() < 0.48 else "mand"
    first = _pick(rng, _words("indvandrede", f"{group}_{sex}", split))
    last = _pick(rng, _words("indvandrede", f"{group}_efter", split))
    if group == "somalisk" or (group == "arabisk" and rng.random() < 0.2):
        # patronymics: three names
        middle = _pick(rng, _words("indvandrede", f"{group}_mand", split))
        return f"{first} {middle} {last}"
    if rng.random() < 0.1:
        return f"{first} {last} {_pick(rng, _words('danske', 'efter_sen', split))}"
    return f"{first} {last}"


def _old_name(rng: Random, split: Split) -> str:
    last = _last(rng, split)
    draw = rng.random()
    first = _pick(rng, _words("danske", "mand_gammel", split))
    if draw < 0.12:
        first = f"{rng.choice('ABCEFGHJKLMNOPRSTV')}. {rng.choice('ABCEFGHJKLMNOPRSTV')}."
    elif draw < 0.3:
        first = f"{rng.choice('ABCEFGHJKLMNOPRSTV')}."
    elif draw < 0.42:
        first += f" {rng.choice('ABCEFGHJKLMNOPRSTV')}."
    elif draw < 0.5:
        first = _pick(rng, _words("danske", "kvinde_ny", split))
    return f"{first} {last}"


def unique_names(
    rng: Random, split: Split, n: int, *, aar: int = 2018, elsewhere: float = ELSEWHERE
) -> list[str]:
    """Names of which no two are alike."""
    names: dict[str, None] = {}
    while len(names) < n:
        names[make_name(rng, split, aar=aar, elsewhere=elsewhere)] = None
    return list(names)


def make_people(
    rng: Random, split: Split, n: int, *, aar: int = 2018, art: str = "byraad"
) -> tuple[Person, ...]:
    """The members of one body, the chair first.

    Args:
        rng: Source of chance.
        split: Part of the corpus.
        n: How many, at least 1.
        aar: Year of the meeting; decides parties and first names.
        art: "byraad", "oekonomi" and "udvalg" have parties; "raad", "naevn", "bestyrelse" none.
    """
    political = art in {"byraad", "oekonomi", "udvalg"}
    elsewhere = 0.5 if art == "raad" and rng.random() < 0.2 else ELSEWHERE
    names = unique_names(rng, split, n, aar=aar, elsewhere=elsewhere)
    parties: Sequence[str | None] = draw_parties(rng, n, aar=aar) if political else [None] * n
    return tuple(
        Person(navn=name, parti=party, titel=_title(rng, i, n, art))
        for i, (name, party) in enumerate(zip(names, parties, strict=True))
    )


def _title(rng: Random, place: int, n: int, art: str) -> str | None:
    if place == 0:
        return "borgmester" if art == "byraad" and n >= 9 else "formand"
    if place == 1:
        if art == "byraad" and n >= 9:
            return rng.choice(["1. viceborgmester", "viceborgmester", "næstformand", None])
        return rng.choice(["næstformand", "næstformand", None])
    if place == 2 and art == "byraad" and rng.random() < 0.2:
        return "2. viceborgmester"
    if art == "byraad" and n >= 25 and place < 8 and rng.random() < 0.3:
        return "rådmand"
    return None


def make_officials(rng: Random, split: Split, n: int, *, aar: int = 2018) -> tuple[Person, ...]:
    """People of the administration, with their titles."""
    block = read_stof("navne")["titler"]
    titles = block.skabeloner("embede_gammel" if aar < HISTORIC else "embede", split)
    return tuple(
        Person(navn=name, parti=None, titel=rng.choice(titles))
        for name in unique_names(rng, split, n, aar=aar)
    )
