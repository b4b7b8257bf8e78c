"""Sets of places that only grow at their end: as numbers where few, as bits where many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[Any]
Places = npt.NDArray[np.int32]
Bits = npt.NDArray[np.bool_]

DENSE = 32
"""One in so many: from there on a set takes less room as bits than as numbers of 32 bits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSet:
    """Who has a word, up to a place that is known."""

    places: Places | None
    """In order; ``None`` where the set is held as bits."""
    bits: npt.NDArray[np.uint8] | None
    """Packed; ``None`` where the set is held as places."""
    count: int
    """How many are in it."""
    covered: int
    """The last place that was looked at."""

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(part.nbytes for part in (self.places, self.bits) if part is not None)

    def mask(self, length: int) -> Bits:
        """Which of so many places are in it."""
        found = np.zeros(length, dtype=bool)
        if self.places is not None:
            found[self.places[: np.searchsorted(self.places, length)]] = True
        elif self.bits is not None:
            known = np.unpackbits(self.bits, count=min(length, self.covered + 1))
            found[: len(known)] = known
        return found

    def grown(self, more: Sequence[Places], covered: int) -> PlaceSet:
        """With more places, which come after all that are in it."""
        added = np.concatenate([np.zeros(0, dtype=np.int32), *more])
        count = self.count + len(added)
        if self.places is not None and count * DENSE < covered:
            places = np.concatenate([self.places, added])
            return PlaceSet(places=places, bits=None, count=count, covered=covered)
        mask = self.mask(covered + 1)
        mask[added] = True
        return PlaceSet(places=None, bits=np.packbits(mask), count=count, covered=covered)


EMPTY = PlaceSet(places=np.zeros(0, dtype=np.int32), bits=None, count=0, covered=0)


def count_values(values: Ints) -> dict[int, int]:
    """How often each value stands there; 0 (unknown) included."""
    if not len(values):
        return {}
    if values.max() < 100_000:
        found = np.bincount(values)
        return {int(value): int(found[value]) for value in np.flatnonzero(found)}
    unique, numbers = np.unique(values, return_counts=True)
    return {int(value): int(count) for value, count in zip(unique, numbers, strict=True)}


def best_of(value: npt.NDArray[Any], count: int) -> Ints:
    """Positions of the highest values, highest first."""
    chosen = np.arange(len(value))
    if len(value) > count:
        chosen = np.argpartition(-value, count)[:count]
    return chosen[np.argsort(-value[chosen], kind="stable")]
