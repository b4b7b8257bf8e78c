"""Finds withheld names in text, as they are printed, turned round, or misread by a letter. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

MIN_LENGTH = 10
"""Letters of a name that may be misread by one: a shorter name would be another's."""

_WORD = re.compile(r"[^\W\d_]+")


class NameFinder:
    """Knows the withheld names of one kommune."""

    def __init__(self, names: Sequence[str]) -> None:
        """Prepare the names.

        Args:
            names: Full names, in any case; one word alone would hide half the kommune.
        """
        self._names = {
            tuple(word.casefold() for word in _WORD.findall(name))
            for name in names
            if len(_WORD.findall(name)) > 1
        }

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self._names)

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Start and end of each withheld name, also over a line's end and with a genitive's s."""
        words = [(match.group().casefold(), *match.span()) for match in _WORD.finditer(text)]
        for name in self._names:
            size = len(name)
            turned = (*name[-1:], *name[:-1])
            for place in range(len(words) - size + 1):
                window = words[place : place + size]
                if not _close(text, window):
                    continue
                printed = tuple(word for word, _, _ in window)
                if _same(printed, name) or _same(printed, turned):
                    yield window[0][1], window[-1][2]


def _close(text: str, window: Sequence[tuple[str, int, int]]) -> bool:
    """Whether only blanks, hyphens, points or a comma stand between the words."""
    return all(
        re.fullmatch(r"[\s.,\u00ad-]{1,3}", text[left[2] : right[1]])
        for left, right in pairwise(window)
    )


def _same(printed: tuple[str, ...], name: tuple[str, ...]) -> bool:
    if printed == name or (printed[:-1] == name[:-1] and printed[-1] in (f"{name[-1]}s", name[-1])):
        return True
    whole, wanted = " ".join(printed), " ".join(name)
    return len(wanted) >= MIN_LENGTH and Levenshtein.distance(whole, wanted, score_cutoff=1) <= 1
