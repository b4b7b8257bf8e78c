"""What the corpus generator's content half hands to its layout half: people, cases, decisions.

Drawn by ``personer``, ``steder``, ``sager`` and ``beslutninger``; nothing here knows how a document
looks. The words of ``Stemme`` and ``Afstemning`` are those of the interchange format.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from referat.types import AfsnitType

Split = Literal["train", "dev", "test"]
"""Part of the corpus; templates and words are divided between them."""

SPLITS: tuple[Split, ...] = ("train", "dev", "test")


class BlokArt(StrEnum):
    """Kind of a block of running content."""

    AFSNIT = "afsnit"
    """A paragraph."""
    PUNKTTEGN = "punkttegn"
    """One item of a bulleted list."""
    TAL = "tal"
    """One item of a numbered list."""
    MELLEMRUBRIK = "mellemrubrik"
    """A sub-heading inside a section."""
    TABEL = "tabel"
    """Rows of cells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody at a meeting."""

    navn: str
    """The name alone, no role words."""
    parti: str | None
    """Letter or name of the party or list, ``None`` for officials and members of råd."""
    titel: str | None
    """"rådmand", "borgmester" …, lower case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blok:
    """One paragraph or the like of running content, before layout."""

    art: BlokArt
    tekst: str
    """Without bullet or number; "" for a table."""
    raekker: tuple[tuple[str, ...], ...] = ()
    """Rows of a table, the head first; empty for all other kinds."""

    def __post_init__(self) -> None:
        """Refuses a table without rows and rows without a table."""
        if (self.art is BlokArt.TABEL) != bool(self.raekker):
            raise ValueError(f"Blok: art is {self.art}, and there are {len(self.raekker)} rows")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stemme:
    """How one party or person voted."""

    stemme: str
    """"for", "imod" or "undlod"."""
    antal: int | None
    parti: str | None
    navn: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Afstemning:
    """The main vote of a decision; ``None`` where the text does not say a number."""

    for_: int | None
    imod: int | None
    undlod: int | None
    stemmer: tuple[Stemme, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beslutning:
    """A decision and what it means."""

    blokke: tuple[Blok, ...]
    udfald: tuple[str, ...]
    """Classes in the order in which they first appear."""
    afstemning: Afstemning | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tidligere:
    """What another meeting decided earlier in the same case."""

    udvalg: str
    dato: date | None
    punkt: str | None
    """Number of the punkt at that meeting, as printed."""
    tekst: str | None
    """``None`` where only the station is named."""
    udfald: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sag:
    """One case as it stands on one agenda."""

    titel: str
    kle: str
    """Subject number, "05.01.02"."""
    afsnit: Mapping[AfsnitType, tuple[Blok, ...]]
    """Content for every type of section that the case offers; layout picks and orders."""
    beslutning: Beslutning
    bilag: tuple[str, ...]
    tidligere: tuple[Tidligere, ...]
    """Oldest first."""
    lukket: bool
