"""Which printed names of one document are the same person.

Names come in as they are printed, in order; each goes out with the spelling that stands for the
person. Small drift between attendance, absence and votes is joined; people are never joined
across documents by anything but the same name in the same kommune.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

MAX_DISTANCE = 2
"""Letters that may differ in a full name: one slip of the pen, or one pair that OCR confuses."""
MIN_LENGTH = 8
"""Shorter names differ by two letters when they are other people ("Bo Lund", "Ib Lund")."""
SHORT_PART = 6
"""Letters below which a part of a name may differ by one letter only: "Hans" is not "Jens"."""


class Spellings:
    """The spellings of one document's people."""

    def __init__(self, listed: Iterable[str]) -> None:
        """Begin with the attendance list.

        Args:
            listed: Its names. Each entry is one person by itself, so these are never joined with
                each other; later names are matched to them.
        """
        self._known: dict[str, str] = {}
        for name in listed:
            self._known.setdefault(person_key(name), tidy_name(name))

    def person(self, name: str) -> str:
        """The spelling that stands for the person of this name; a new name is a new person."""
        folded = person_key(name)
        if folded not in self._known:
            near = self._nearest(folded)
            self._known[folded] = tidy_name(name) if near is None else near
        return self._known[folded]

    def _nearest(self, folded: str) -> str | None:
        """The one person whose name is nearest; ``None`` when there is none, or two as near."""
        found: dict[int, set[str]] = {}
        for known, spelling in self._known.items():
            distance = _drift(folded, known)
            if distance is not None:
                found.setdefault(distance, set()).add(spelling)
        if not found:
            return None
        nearest = found[min(found)]
        return next(iter(nearest)) if len(nearest) == 1 else None


def tidy_name(name: str) -> str:
    """The name with single blanks."""
    return " ".join(name.split())


@lru_cache(maxsize=10_000)
def person_key(name: str) -> str:
    """What two spellings of the same name share: small letters, single blanks, no points."""
    return tidy_name(name.replace(".", " ")).casefold()


def _drift(name: str, other: str) -> int | None:
    """Letters that differ, when they may be a slip; ``None`` when these are two people."""
    if min(len(name), len(other)) < MIN_LENGTH or " " not in name or " " not in other:
        return None
    distance = Levenshtein.distance(name, other, score_cutoff=MAX_DISTANCE)
    if distance > MAX_DISTANCE:
        return None
    parts, others = name.split(" "), other.split(" ")
    if len(parts) == len(others):
        for part, other_part in zip(parts, others, strict=True):
            allowed = 1 if min(len(part), len(other_part)) < SHORT_PART else MAX_DISTANCE
            if Levenshtein.distance(part, other_part) > allowed:
                return None
    return distance
