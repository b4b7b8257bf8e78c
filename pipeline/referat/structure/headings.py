"""A heading of a punkt: its lines, its number and its title, and how these are read."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median_high
from typing import TypeVar

from rapidfuzz.fuzz import ratio

from referat.danish.overskrifter import FORMS, ROMAN
from referat.structure.sagsnumre import FoundNumber
from referat.structure.text import fold_name
from referat.structure.views import View

T = TypeVar("T")


@dataclass(slots=True)
class Heading:
    """A candidate, and if chosen, a heading."""

    first: int
    """Index of its first line."""
    last: int
    """Index of its last line."""
    nr: str | None
    """Number as printed."""
    number: int
    """Its digits; 0 without a number."""
    titel: str
    """Title as far as the candidate's own line has it."""
    kind: str
    """Form in which the number is printed."""
    closed: bool | None = None
    """What a mark on the heading says."""
    score: float = 0.0
    """Evidence for a heading."""
    style: tuple[bool, int, bool] = (False, 0, False)
    """Weight, size, capitals."""
    covers: list[tuple[int, int]] = field(default_factory=list)
    """First and last lines of earlier printings of the same heading (F01)."""
    sagsnumre: tuple[FoundNumber, ...] = ()
    """Case numbers between number and title."""
    behind: bool = False
    """Whether it stands right below the divider of the closed part."""
    beside: frozenset[int] = frozenset()
    """Lines between its first and its last that stand in other columns and are not its own."""

    @property
    def lines(self) -> Iterator[int]:
        """Indices of all lines that print it, earlier printings among them."""
        for first, last in ((self.first, self.last), *self.covers):
            yield from (index for index in range(first, last + 1) if index not in self.beside)


KEYED = frozenset(("svar", "skema"))
"""Kinds whose lines are answers or cells: neither rules nor net look for more of the title."""
WHOLE = frozenset(
    ("blanket", "randtal", "loebetal", "gruppetal", "saertal", "midtstillet", "raekke")
)
"""Kinds whose number and title stand apart, or whose titles are told by their place alone: they are
read together, whole."""


def parse_heading(view: View, text: str) -> Heading | None:
    """Number and title of a line that is known to be a heading; ``None`` without a number."""
    for form in FORMS:
        found = form.pattern.match(text)
        if found:
            nr = re.sub(r"\s", "", found["nr"])
            mark = found.groupdict().get("mark")
            return Heading(
                first=view.index,
                last=view.index,
                nr=nr,
                number=value_of(nr, form.name),
                titel=(found.groupdict().get("titel") or "").strip(),
                kind=form.name,
                closed=mark.casefold().startswith("luk") if mark else None,
                style=view.style,
            )
    return None


def value_of(nr: str, form: str) -> int:
    """A printed number as one that can be counted on."""
    if form == "romertal":
        values = [ROMAN[letter] for letter in nr]
        return sum(
            -value if value < max(values[place:]) else value for place, value in enumerate(values)
        )
    if form == "bogstav":
        return ord(nr) - ord("A") + 1
    if form == "punktum":
        group, number = nr.split(".")
        return 100 * int(group) + int(number)
    return leading_number(nr)


def leading_number(nr: str) -> int:
    """The first digits of a printed number: 12 of "12A", 163 of "ØU-163/07"; 0 without any."""
    digits = re.search(r"\d+", nr)
    return int(digits[0]) if digits else 0


def is_same_title(left: str, right: str) -> bool:
    """Whether two titles may be one: the shorter opens the longer, letters misread; none is any."""
    left, right = fold_name(left), fold_name(right)
    if not left or not right:
        return True
    short = min(len(left), len(right))
    return ratio(left[:short], right[:short]) >= 75


def longest_row(items: Sequence[T], number: Callable[[T], int]) -> list[T]:
    """The longest row of items, in their order, of which each has the next number."""
    lengths: dict[int, int] = {}
    last: dict[int, int] = {}
    back: list[int] = []
    long: list[int] = []
    for place, item in enumerate(items):
        value = number(item)
        back.append(last.get(value - 1, -1))
        long.append(lengths.get(value - 1, 0) + 1)
        lengths[value], last[value] = long[-1], place
    if not items:
        return []
    place = max(range(len(items)), key=long.__getitem__)
    row = []
    while place >= 0:
        row.append(items[place])
        place = back[place]
    return row[::-1]


FEWEST, BY_ONE, APART = 3, 0.6, 3
"""Of a row of numbers that may be punkter: numbers at least, the share of them whose step is one,
and lines from one to the next in the middle."""


def middle_step(places: Iterable[int]) -> int:
    """Lines from one place to the next in the middle; a list's items stand closer than punkter.

    Raises:
        StatisticsError: Fewer than two places.
    """
    return median_high(right - left for left, right in itertools.pairwise(places))


# "Pkt. 24", "Sag nr. 7:", "24."
_ALONE = re.compile(
    r"(?:(?:dagsordens)?punkt|pkt\.?|sag|nr\.?)?\s*(?:nr\.?\s*)?\d{1,4}[A-Z]?\s*[.:)]?",
    re.IGNORECASE,
)
# "Åben", "Lukket · 15 min.", "Åbent · Beslutning · 10 min.", whose dots OCR reads as dashes or "+"
_OPEN = re.compile(r"(?:åbent?|lukket)(?:\s*[·•|+–-](?:\s+[^.:]{1,30})?){0,3}\s*(?:\bmin\.)?", re.I)


def says_open(view: View, number: View) -> bool:
    """Whether a line says open or closed at the other end of the row of a punkt's number.

    "Pkt. 24 … Åben": what is so far from the number is no title; that stands below.
    """
    box, left = view.line.box, number.line.box
    return (
        _OPEN.fullmatch(view.text) is not None
        and box is not None
        and left is not None
        and (view.line.page, view.line.row) == (number.line.page, number.line.row)
        and box.x0 - left.x1 > _OTHER_END
        and _ALONE.fullmatch(number.text) is not None
    )


_OTHER_END = 100.0
"""Points between a number and such a mark at least."""
