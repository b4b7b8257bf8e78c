"""Finds withheld names in text, as they are printed, turned round, broken or misread. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

MIN_LENGTH = 9
"""Letters of a name that may be misread by one: a shorter name would be another's."""

# Digits too: OCR reads "Fje1dsted".
_WORD = re.compile(r"[^\W_]+")
# What may stand between the words of one name, and inside a word that is broken over a line's end;
# "_" and "+" are blanks of file names and addresses.
_BETWEEN = re.compile(r"[\s.,_+\u00ad\u2010-]{1,3}")
_WRITTEN_OUT = str.maketrans({"å": "aa", "æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe"})


class NameFinder:
    """Knows the withheld names of one kommune."""

    def __init__(self, names: Sequence[str]) -> None:
        """Prepare the names.

        Args:
            names: Full names, in any case; one word alone would hide half the kommune.
        """
        self._letters: dict[str, None] = {}
        for name in names:
            words = [_fold(word) for word in _WORD.findall(unicodedata.normalize("NFC", name))]
            if len(words) > 1:
                # Also as a list has it: the surname first.
                self._letters |= dict.fromkeys(("".join(words), "".join((words[-1], *words[:-1]))))

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self._letters)

    @property
    def pieces(self) -> set[str]:
        """What narrows a search: one at least stands in the ``letters`` of a text with a name.

        A misread letter spoils one half of a name and leaves the other.
        """
        found: set[str] = set()
        for name in self._letters:
            middle = len(name) // 2 if len(name) >= MIN_LENGTH else 0
            found |= {name[:middle], name[middle:]} - {""}
        return found

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Start and end of each withheld name, also over a line's end and with a genitive's s.

        Letters are compared and not words: a word may be broken, and a blank may be lost.
        """
        if not self._letters:
            return
        words = [(_fold(match.group()), *match.span()) for match in _WORD.finditer(text)]
        longest = max(map(len, self._letters)) + 2
        for place, (_, start, _) in enumerate(words):
            printed, end = "", start
            for word, first, last in words[place:]:
                if printed and not _BETWEEN.fullmatch(text, end, first):
                    break
                printed, end = printed + word, last
                if len(printed) > longest:
                    break
                if any(_same(printed, name) for name in self._letters):
                    yield start, end


def letters(text: str) -> str:
    """The letters of a text alone, as names are compared."""
    return "".join(map(_fold, _WORD.findall(text)))


def _fold(word: str) -> str:
    written = word.casefold().translate(_WRITTEN_OUT)
    if written.isascii():
        return written
    return "".join(c for c in unicodedata.normalize("NFD", written) if not unicodedata.combining(c))


def _same(printed: str, name: str) -> bool:
    if printed in (name, f"{name}s"):
        return True
    return len(name) >= MIN_LENGTH and Levenshtein.distance(printed, name, score_cutoff=1) <= 1
