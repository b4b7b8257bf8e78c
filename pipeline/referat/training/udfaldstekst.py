"""Decisions to train the outcome classifier on, made from formulas: ``make_decision``.

The formulas and what fills them are data (``udfaldsdata/*.toml``). Each formula belongs to training
or to held-out, every fifth of a class: what is held out is worded otherwise than anything trained
on, and not only filled otherwise. Nothing here comes from a corpus.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from referat.structure.udfaldstraek import split_decision
from referat.types import Udfald

FOLDER = Path(__file__).parent / "udfaldsdata"
HELD_OUT = 5
"""One formula in so many is held out."""

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")
# What an OCR engine takes for what, both ways where it is so (atlas 5).
_MISREAD = {
    "å": "a", "ø": "o", "æ": "ae", "l": "1", "i": "l", "rn": "m", "m": "rn", "t": "l", "e": "c",
    "o": "0", "g": "q", "u": "n", "n": "u", "h": "b", "d": "cl", "k": "lc",
}  # fmt: skip


class Side(StrEnum):
    """Which formulas a decision is made of."""

    TRAINING = "training"
    HELD_OUT = "held-out"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """One way to word one act."""

    text: str
    """With slots and choices."""
    classes: tuple[Udfald, ...]
    """What it carries; ``()`` decides nothing."""
    framed: bool = False
    """Made of a verb and a frame."""
    held_out: bool = False
    """Whether it is kept from training; what is framed never is: its verbs are elsewhere too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Sentences that belong to one formula."""

    sentences: tuple[str, ...]
    """As the classifier parts them."""
    classes: tuple[Udfald, ...]
    """What they carry together; ``()`` decides nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision, part by part."""

    parts: tuple[Part, ...]
    """In order."""
    numbered: bool
    """Whether each part answers a numbered point."""

    @property
    def text(self) -> str:
        """As a document has it; the end of a line ends a sentence."""
        return "\n".join(sentence for part in self.parts for sentence in part.sentences)

    @property
    def classes(self) -> tuple[Udfald, ...]:
        """The classes of the whole, by the rules of the interchange format."""
        found = [udfald for part in self.parts for udfald in part.classes]
        weak = {Udfald.DROEFTET, Udfald.ORIENTERET}
        strong = [udfald for udfald in found if udfald not in weak | {Udfald.ANDET}]
        if strong and not self.numbered:
            found = [
                udfald
                for udfald in found
                if udfald in strong or (udfald is Udfald.DROEFTET and set(strong) == {Udfald.UDSAT})
            ]
        elif set(found) - {Udfald.ANDET}:
            found = [udfald for udfald in found if udfald is not Udfald.ANDET]
        return tuple(dict.fromkeys(found)) or (Udfald.ANDET,)


@lru_cache(maxsize=1)
def formulas() -> tuple[Formula, ...]:
    """Every formula, in the order of the file."""
    with (FOLDER / "formler.toml").open("rb") as file:
        table: Mapping[str, str] = tomllib.load(file)
    return tuple(
        Formula(
            text=line,
            classes=() if key == "ingen" else tuple(Udfald(name) for name in key.split("+")),
            held_out=place % HELD_OUT == HELD_OUT // 2,
        )
        for key, block in table.items()
        for place, line in enumerate(block.strip().split("\n"))
    )


_FORMS = ("inf", "pres", "past", "part", "spres", "spast", "hale")
_OBJECTS = "[sagen|forslaget|indstillingen|{sag}|ansøgningen|punktet|det fremlagte|planen]"


@lru_cache(maxsize=1)
def framed() -> tuple[Formula, ...]:
    """Every verb in every frame of its kind."""
    with (FOLDER / "verber.toml").open("rb") as file:
        table: Mapping[str, str] = tomllib.load(file)
    made: list[Formula] = []
    for line in table["verber"].strip().split("\n"):
        name, *forms = (field.strip() for field in line.split("|", 7))
        udfald = Udfald(name)
        kinds: list[tuple[str, tuple[Udfald, ...]]] = [
            ("rammer", (udfald,)),
            ("andre", ()),
            ("hoert", (Udfald.ORIENTERET,)),
        ]
        if udfald in (Udfald.GODKENDT, Udfald.ANBEFALET):
            kinds.append(("nej", (Udfald.AFVIST,)))
        if udfald is Udfald.GODKENDT:
            kinds.append(("aendret", (Udfald.GODKENDT_MED_AENDRINGER,)))
        for kind, classes in kinds:
            for frame in table[kind].strip().split("\n"):
                text = frame.replace("{obj}", _OBJECTS).replace("{Obj}", _capital(_OBJECTS))
                text = _inflect(text, forms)
                made.append(Formula(text=text, classes=classes, framed=True))
    for verbs, frames, udfald in (
        ("valg", "valgrammer", Udfald.VALGT),
        ("melding", "meldingsrammer", Udfald.ORIENTERET),
    ):
        for line in table[verbs].strip().split("\n"):
            forms = [field.strip() for field in line.split("|")]
            for frame in table[frames].strip().split("\n"):
                made.append(Formula(text=_inflect(frame, forms), classes=(udfald,), framed=True))
    return tuple(made)


def _inflect(frame: str, forms: list[str]) -> str:
    for form, value in zip(_FORMS, forms, strict=False):
        frame = frame.replace(f"{{{form}}}", value)
        frame = frame.replace(f"{{{form.capitalize()}}}", value.capitalize())
    return frame


def _capital(choices: str) -> str:
    return re.sub(r"(?<=[\[|{])\w", lambda found: found[0].upper(), choices)


@lru_cache(maxsize=1)
def _fillers() -> Mapping[str, list[str]]:
    with (FOLDER / "indhold.toml").open("rb") as file:
        return tomllib.load(file)


def fill(rng: random.Random, text: str) -> str:
    """A formula or filler with its choices made and its slots filled."""
    for _ in range(8):
        if _CHOICE.search(text) is None:
            break
        text = _CHOICE.sub(lambda found: rng.choice(found[1].split("|")), text)
    text = _SLOT.sub(lambda found: _slot(rng, found[1]), text)
    return re.sub(r"\s+([.,;:])", r"\1", re.sub(r" {2,}", " ", text)).replace("..", ".").strip()


def _slot(rng: random.Random, name: str) -> str:
    low = name.lower()
    if low == "navn":
        first, last = rng.choice(_fillers()["fornavn"]), rng.choice(_fillers()["efternavn"])
        return rng.choice((f"{first} {last}",) * 4 + (f"{first[0]}. {last}", first))
    if low == "n":
        return str(rng.choice((rng.randint(1, 9), rng.randint(1, 9), rng.randint(10, 40))))
    if low == "tal":
        return str(rng.randint(10, 900))
    if low == "aar":
        return str(rng.choice((rng.randint(1900, 1960), rng.randint(1970, 2026))))
    if low == "kl":
        return f"{rng.randint(8, 22)}.{rng.choice(('00', '15', '30', '45'))}"
    if low == "dato":
        return _date(rng)
    if low == "beloeb":
        amount = rng.choice((rng.randint(2, 95) * 1000, rng.randint(1, 40) * 50))
        printed = f"{amount:,}".replace(",", ".")
        return rng.choice(
            (f"{printed} kr.", f"kr. {printed}", f"{printed} kroner", f"{amount} Kr.")
        )
    filled = fill(rng, rng.choice(_fillers()[low]))
    return filled[:1].upper() + filled[1:] if name[0].isupper() else filled


def _date(rng: random.Random) -> str:
    day, month = rng.randint(1, 28), rng.randint(1, 12)
    named = _fillers()["maaned"][rng.randrange(len(_fillers()["maaned"]))]
    return rng.choice((f"{day}. {named}", f"{day}/{month}", f"den {day}. {named}", f"1. {named}"))


_MARKS = ("{n}. ", "{n}) ", "Ad {n}: ", "Ad {n}) ", "At {n}: ", "Pkt. {n}: ", "- ", "ad. {n}: ")


def make_decision(rng: random.Random, side: Side) -> Decision:
    """One decision of one to six parts; ``rng`` decides everything."""
    by_key = _pools(side)
    framed_by_key = {} if side is Side.HELD_OUT else _framed_pools()
    acts = [key for key in by_key if key]
    numbered = rng.random() < 0.15
    count = rng.choice((2, 2, 3)) if numbered else rng.choices((1, 2, 3), (75, 20, 5))[0]
    mark = rng.choice(_MARKS)
    parts: list[Part] = []
    frequent = acts.index("godkendt")
    for place in range(count):
        key = acts[frequent] if rng.random() < 0.12 else rng.choice(acts)
        formula = _choose(rng, by_key[key], framed_by_key.get(key, []))
        prefix = mark.replace("{n}", str(place + 1)) if numbered else ""
        parts.append(_part(rng, formula, prefix))
    if by_key[""]:
        for chance, front in ((0.15, True), (0.3, False), (0.15, False)):
            if rng.random() < chance:
                chosen = _choose(rng, by_key[""], framed_by_key.get("", []))
                filler = _part(rng, chosen, "")
                parts.insert(0, filler) if front and not numbered else parts.append(filler)
    return Decision(parts=tuple(parts), numbered=numbered)


def _choose(rng: random.Random, own: list[Formula], made: list[Formula]) -> Formula:
    return rng.choice(made if made and rng.random() < _FRAMED else own)


_FRAMED = 0.4
"""Share of parts that are a verb in a frame, where the class has such."""


@lru_cache(maxsize=1)
def _framed_pools() -> dict[str, list[Formula]]:
    pools: dict[str, list[Formula]] = {}
    for formula in framed():
        pools.setdefault("".join(formula.classes), []).append(formula)
    return pools


@lru_cache(maxsize=3)
def _pools(side: Side) -> dict[str, list[Formula]]:
    """Formulas of one side by their classes; mixed ones together, as "+"."""
    pools: dict[str, list[Formula]] = {"": []}
    for formula in formulas():
        if side is Side.ALL or formula.held_out is (side is Side.HELD_OUT):
            key = "+" if len(formula.classes) > 1 else "".join(formula.classes)
            pools.setdefault(key, []).append(formula)
    return pools


def _part(rng: random.Random, formula: Formula, prefix: str) -> Part:
    text = fill(rng, formula.text)
    text = prefix + text[:1].upper() + text[1:]
    if rng.random() < 0.12:
        text = text.rstrip(".")
    if rng.random() < 0.08:
        text = text.replace("å", "aa").replace("Å", "Aa")
    if rng.random() < 0.12:
        text = misread(rng, text)
    found = split_decision(text) or [text]
    return Part(sentences=tuple(found), classes=formula.classes)


def misread(rng: random.Random, text: str, rate: float = 0.03) -> str:
    """A text as a poor scan gives it: some letters taken for others, some blanks lost."""
    letters: list[str] = []
    for letter in text:
        if rng.random() < rate:
            letter = "" if letter == " " else _MISREAD.get(letter, letter)
        letters.append(letter)
    return "".join(letters) or text
