"""Numbers of headings that OCR misread, by what the document says of them elsewhere.

A number that stands alone above its title, or far from it, is read badly: "1k", ",”1", or not at
all. Headings come in with the entries of the contents, which print number and title on one line;
their numbers are put right where the headings' own do not follow one another.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio

from referat.structure.headings import Heading
from referat.structure.text import fold_name
from referat.structure.toc import TocEntry
from referat.structure.views import View

SAME_TITLE = 88
"""Likeness, of 100, from which a heading has the title of an entry: both may be misread."""

_WORD = re.compile(r"[^\W\d_]{2}")


def mend_numbers(
    headings: Sequence[Heading], toc: Sequence[TocEntry], views: Sequence[View]
) -> None:
    """Give headings of scanned pages the numbers that the contents or their neighbours tell."""
    if not any(views[heading.first].ocr for heading in headings) or _follow(headings):
        return
    listed = [
        (int(entry.nr), fold_name(entry.titel))
        for entry in toc
        if entry.nr is not None and entry.nr.isdecimal()
    ]
    numbers = [number for number, _ in listed]
    places = _places(headings)
    counted = len(listed) > 1 and all(b - a == 1 for a, b in itertools.pairwise(numbers))
    for heading in headings if counted else ():
        titel = fold_name(heading.titel)
        like = [number for number, other in listed if other and ratio(titel, other) >= SAME_TITLE]
        if len(like) == 1 and like[0] != heading.number:
            _number(heading, like[0], places)
    for before, heading, after in zip(headings, headings[1:], headings[2:], strict=False):
        number = before.number + 1
        if before.number and after.number == number + 1 and _may_be(heading, number):
            _number(heading, number, places)
    if len(headings) > 2 and _is_number(headings[-1].nr):
        number = headings[-2].number + 1
        if _may_be(headings[-1], number):
            _number(headings[-1], number, places)  # "992" after 91
    if len(headings) > 1 and headings[0].nr is None and headings[1].number > 1:
        first, _, rest = headings[0].titel.partition(" ")
        if rest and not _WORD.search(first) and any(map(str.isdigit, first)):
            _number(headings[0], headings[1].number - 1, places)


def _may_be(heading: Heading, number: int) -> bool:
    """Whether a heading's number was not read, or is that one with a figure too many.

    One figure for another is no sign: punkter of an agenda in groups stand out of order (F08).
    Nor is a zero before the figure, which some houses print.
    """
    printed = heading.nr or ""
    if printed.startswith("0") and heading.number == number:
        return False
    return not printed or (
        len(printed) > len(str(number)) and Levenshtein.distance(printed, str(number)) == 1
    )


def _places(headings: Sequence[Heading]) -> int:
    """Figures that each number has at least: 2 where the house prints "01", else 1."""
    zeros = [len(heading.nr) for heading in headings if heading.nr and heading.nr[0] == "0"]
    return max(zeros) if len(zeros) > 1 else 1


def _number(heading: Heading, number: int, places: int) -> None:
    """Number a heading, and take what its number was read as off its title."""
    first, _, rest = heading.titel.partition(" ")
    if rest and not _WORD.search(first) and any(map(str.isalpha, rest)) and len(first) > 1:
        heading.titel = rest
    heading.nr, heading.number = str(number).zfill(places), number


def _follow(headings: Sequence[Heading]) -> bool:
    """Whether the headings are numbered one after the other, or not at all."""
    if all(heading.nr is None for heading in headings):
        return len(headings) != 1
    return all(
        after.number - before.number == 1 for before, after in itertools.pairwise(headings)
    ) and all(_is_number(heading.nr) for heading in headings)


def _is_number(nr: str | None) -> bool:
    return nr is not None and nr.isdecimal()
