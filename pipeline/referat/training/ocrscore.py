"""How right a reading of a page is: letters, words, case numbers and dates. Pure.

For ``ocrbench.py``. Every program is measured alike: what stands on the page, in whichever of two
orders it read it (row by row, or block by block), with dashes, quotation marks and bullets of one
kind, the dots of a table of contents left out, and capitals and small letters as one (a PDF's text
layer does not know what its style sheet set in capitals).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields

from rapidfuzz.distance import Levenshtein

from referat.danish.sagsnumre import KINDS
from referat.structure.dates import find_dates

_DASHES = re.compile("[‐‑‒–—―−•▪◦·●○■□▸☐☑]|\\(cid:127\\)")
_QUOTES = re.compile("[\"“”„«»’‘'`´]")
_LEADERS = re.compile(r"(?:[.…_][ ]?){3,}|…")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\ufeff\ufffe\x00-\x08\x0b-\x1f]")
_BLANKS = re.compile(r"\s+")
_NUMBERS = tuple(kind.pattern for kind in KINDS if kind.alone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts over pages; two add up."""

    pages: int = 0
    """Pages that were read."""
    letters: int = 0
    """Characters printed."""
    letters_wrong: int = 0
    """Characters to insert, delete or change to get what is printed."""
    words: int = 0
    """Words printed."""
    words_wrong: int = 0
    """Words to insert, delete or change."""
    numbers: int = 0
    """Case numbers printed."""
    numbers_right: int = 0
    """Of these, the ones that were read, letter by letter."""
    dates: int = 0
    """Dates printed."""
    dates_right: int = 0
    """Of these, the ones that were read."""

    def __add__(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(
            **{
                field.name: getattr(self, field.name) + getattr(other, field.name)
                for field in fields(Tally)
            }
        )

    @property
    def cer(self) -> float:
        """Character error rate, 0.0 is without fault; above 1.0 where more was read than stands."""
        return self.letters_wrong / self.letters if self.letters else 0.0

    @property
    def wer(self) -> float:
        """Word error rate."""
        return self.words_wrong / self.words if self.words else 0.0

    @property
    def facts(self) -> float | None:
        """Part of the case numbers and dates that were read right; ``None`` without any."""
        printed = self.numbers + self.dates
        return (self.numbers_right + self.dates_right) / printed if printed else None


def total(tallies: Iterable[Tally]) -> Tally:
    """All together."""
    return sum(tallies, Tally())


def normal(text: str) -> str:
    """Text as it is compared."""
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    text = _QUOTES.sub('"', _DASHES.sub("-", text))
    return _BLANKS.sub(" ", _LEADERS.sub(" ", text)).strip().casefold()


def measure(printed: Iterable[str], read: str) -> Tally:
    """How right one page was read.

    Args:
        printed: What stands on the page, in each order in which it may be read.
        read: What a program read.
    """
    orders = [normal(text) for text in printed]
    answer = normal(read)
    # The order that fits best is the one the program read in.
    truth = min(orders, key=lambda text: Levenshtein.distance(text, answer))
    words = truth.split()
    numbers, dates = case_numbers(truth), all_dates(truth)
    return Tally(
        pages=1,
        letters=len(truth),
        letters_wrong=Levenshtein.distance(truth, answer),
        words=len(words),
        words_wrong=Levenshtein.distance(words, answer.split()),
        numbers=numbers.total(),
        numbers_right=(numbers & case_numbers(answer)).total(),
        dates=dates.total(),
        dates_right=(dates & all_dates(answer)).total(),
    )


def case_numbers(text: str) -> Counter[str]:
    """Case numbers in a text, without blanks."""
    found: Counter[str] = Counter()
    taken: list[tuple[int, int]] = []
    text = text.upper()
    for pattern in _NUMBERS:
        for match in pattern.finditer(text):
            if all(match.end() <= start or match.start() >= end for start, end in taken):
                taken.append(match.span())
                found[_BLANKS.sub("", match[0])] += 1
    return found


def all_dates(text: str) -> Counter[str]:
    """Dates in a text."""
    return Counter(found.date.isoformat() for found in find_dates(text))
