"""What is asked of an archive beside the words, and what it answers. Data alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Order(StrEnum):
    """What comes first in an answer."""

    WORTH = "relevans"
    DATE = "dato"
    SEEN = "set"
    """Latest in the archive first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a reader has narrowed a search to. Empty means all."""

    kommune: frozenset[int] = frozenset()
    udvalg: frozenset[int] = frozenset()
    organtype: frozenset[int] = frozenset()
    udfald: frozenset[int] = frozenset()
    """Bits of outcomes, any of which counts."""
    emne: frozenset[tuple[int, int]] = frozenset()
    """Spans of KLE topics as numbers (154000, 154100), the end not included; any of them counts."""
    years: frozenset[int] = frozenset()
    """Years, any of which counts."""
    first_day: int = 0
    """First day, yyyymmdd."""
    last_day: int = 99_999_999
    """Last day."""
    afstemning: int | None = None
    """1 with a vote, 0 without."""
    lukket: int | None = None
    """1 closed, 0 open."""
    rutine: bool = False
    """Also what every meeting has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a query gives."""

    punkter: tuple[int, ...]
    """Ids of the punkter on this page, in order."""
    total: int
    """How many match the query and all filters."""
    counts: Mapping[str, dict[int, int]]
    """For each filter, its values and how many match them and all *other* filters."""
    hidden: int
    """Punkter that every meeting has, which match and are not shown."""
    compounds: tuple[str, ...] = ()
    """Longer words that were looked for too, some of them."""
