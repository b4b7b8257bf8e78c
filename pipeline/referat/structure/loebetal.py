"""Numbers that run beside titles set apart: above, below, left or right of them, in any words.

In: views. Out: a heading for each, where short lines of one style and place hold numbers that rise
by one, and beside each of them stands a title in a style that little else has. "Åben sag nr. 3" in
a strip over its title, "F2 · sagsnr. 11/8834", "XIV" in the middle, "42" in a circle: the words are
any, so that the typography of the whole document must vouch for them.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median_high

from referat.danish.overskrifter import NOT_SERIAL
from referat.structure.headings import (
    APART,
    BY_ONE,
    FEWEST,
    Heading,
    longest_row,
    middle_step,
    value_of,
)
from referat.structure.sagsnumre import FoundNumber, find_numbers, is_number_line
from referat.structure.text import fold_label
from referat.structure.told import join_title, read_heading
from referat.structure.views import Measures, View, rows_of
from referat.types import LineRole

_TOKEN = re.compile(
    r"(?<![\w.,/:§(-])(?:(?P<nr>[A-Z]?(?P<digits>\d{1,4})[A-Za-z]?)|(?P<roman>[IVXL]{1,7}))"
    r"(?!\w|[.,/:-]\d|\s?(?:kr|pct|min|år|stk)\b|\s?%)"
)
_PARTS = re.compile(r"\s[/|·•–-]\s")
"""What parts a number from the facts beside it: "19-003871 / punkt 2 / åbent"."""
_CLOSED = re.compile(r"\bluk(?:ket|kede)\b", re.IGNORECASE)
_LONGEST = 70
"""Letters of a line with a running number at most."""
_COVERED = 0.7
"""Share of a style's lines in one place that must hold a number, where their words differ."""
_TITLED, _ALIKE, _OWN = 0.8, 0.75, 0.5
"""Shares: of numbers with a title beside them, of titles in one style, of that style's lines that
are titles."""
_EDGE = 8.0
"""Points within which edges are one."""
_REACH = 3
"""Rows from a number to the lines of its title at most."""

_RUNNING_HEAD = 0.75
"""How sure the rules are at least of furniture that comes again on every page."""

Style = tuple[bool, bool, int, bool]
Key = tuple[Style, str, int, str | None, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Number:
    """A number in a short line, which may be a punkt's."""

    view: View
    nr: str
    value: int
    rest: str
    """The line without it."""


class _Page:
    """The lines that are read, row by row."""

    def __init__(self, views: Sequence[View]) -> None:
        read: list[View] = []
        letters: Counter[Style] = Counter()
        self.lines: Counter[Style] = Counter()
        for view in views:
            # small print at a page's top is no running head where it holds the next number
            plain = view.role is LineRole.BODY or (
                view.role is LineRole.FURNITURE and view.score < _RUNNING_HEAD
            )
            if not plain or view.line.furniture or view.line.box is None:
                continue
            read.append(view)
            letters[_style(view)] += len(view.text)
            self.lines[_style(view)] += 1
        self.rows = rows_of(read)
        self.row_of = {view.index: place for place, row in enumerate(self.rows) for view in row}
        self.body = letters.most_common(1)[0][0] if letters else None


def find_running(views: Sequence[View], measures: Measures) -> list[Heading]:
    """Headings of a document whose numbers run beside titles set apart; empty where none do."""
    if not measures.laid_out:
        return []
    page = _Page(views)
    best: list[Heading] = []
    for numbers in _groups(page):
        headings = _headings(numbers, page)
        # "PUNKT" beside each number of the list of punkter is no title
        titles = {fold_label(heading.titel) for heading in headings}
        if len(headings) > len(best) and 2 * len(titles) > len(headings):
            best = headings
    return best


def stands(headings: Sequence[Heading]) -> bool:
    """Whether some of the headings have a title that may be one, and need no other beside them.

    "Punkt 42 på dagsordenen – sag 19/3321" has none.
    """
    return any(heading.titel and not heading.titel[:1].islower() for heading in headings)


def agree(headings: Sequence[Heading], running: Sequence[Heading]) -> bool:
    """Whether most running numbers are those of headings that are known, or known ones are more."""
    known = {heading.nr: heading for heading in headings}
    if 2 * sum(stands((heading,)) for heading in headings) < len(headings):
        # numbers alone: titles below and beside them are found, those above are not
        above = sum(
            heading.nr in known and heading.first < known[heading.nr].first for heading in running
        )
        return above < _ALIKE * len(running)
    same = sum(
        1
        for heading in running
        if (other := known.get(heading.nr)) is not None
        and abs(other.first - heading.first) <= _NEAR
        and not (len(running) >= len(headings) and is_number_line(other.titel.strip(" ·|-–")))
        and not other.titel[:1].islower()
    )
    return same >= BY_ONE * len(running) or BY_ONE * _longest(headings) > len(running)


def _longest(headings: Sequence[Heading]) -> int:
    """Headings in the longest row of numbers by one: a list's items begin anew again and again."""
    longest = count = 0
    for place, heading in enumerate(headings):
        next_one = place > 0 and heading.number == headings[place - 1].number + 1
        count = count + 1 if next_one else 1
        longest = max(longest, count)
    return longest


_KINDS = 2
"""Letters at least that numbers begin anew with."""
_NEAR = 6
"""Lines from a heading to the same one, read in another way, at most."""


def _style(view: View) -> Style:
    line = view.line
    return line.bold, line.italic, round((line.size or 0.0) * 2), view.text.isupper()


def _plain(view: View) -> Style:
    """The style of a number's line: "XIV" is a capital, and "12" is none."""
    return (*_style(view)[:3], False)


def _groups(page: _Page) -> Iterator[list[_Number]]:
    """Numbers that rise by one, in lines of one style and place, and mostly of one wording."""
    groups: dict[Key, list[_Number]] = {}
    places: Counter[tuple[Style, str, int]] = Counter()
    for row in page.rows:
        for view in row:
            if len(view.text) > _LONGEST or view.line.listed:
                continue
            edges = list(_edges(view))
            places.update((_plain(view), *place) for place in edges)
            for number, before in _numbers(view):
                style = _plain(view)
                roman = not number.nr[-1:].isdigit() and not any(map(str.isdigit, number.nr))
                for place in edges:
                    groups.setdefault((style, *place, before, roman), []).append(number)
                    groups.setdefault((style, *place, None, roman), []).append(number)
    for (style, side, edge, words, _), numbers in groups.items():
        if words is None and len(numbers) < _COVERED * places[style, side, edge]:
            continue
        chain = _by_letter(numbers) or longest_row(numbers, lambda number: number.value)
        if len(chain) >= BY_ONE * len(numbers) and _is_row(chain):
            yield chain


def _by_letter(numbers: Sequence[_Number]) -> list[_Number]:
    """Numbers that begin anew with each letter: "B1", "B2", "D1", "O1"; empty where they do not.

    Decisions, talks and notices are each counted on their own, one kind after the other.
    """
    kinds = [
        (letter, [number.value for number in own])
        for letter, own in itertools.groupby(numbers, key=lambda number: number.nr[0])
    ]
    letters = {letter for letter, _ in kinds}
    if len(letters) < _KINDS or len(letters) < len(kinds) or not all(map(str.isalpha, letters)):
        return []
    counted = all(values == list(range(1, len(values) + 1)) for _, values in kinds)
    return list(numbers) if counted else []


def _edges(view: View) -> Iterator[tuple[str, int]]:
    """Left, right and middle of a line: numbers stand at one of them."""
    box = view.line.box
    if box is not None:
        yield "venstre", round(box.x0 / _EDGE)
        yield "hoejre", round(box.x1 / _EDGE)
        yield "midt", round((box.x0 + box.x1) / 2 / _EDGE)


def _numbers(view: View) -> Iterator[tuple[_Number, str]]:
    """The numbers of a line, each with the words before it."""
    for found in itertools.islice(_TOKEN.finditer(view.text), 2):
        before = fold_label(_PARTS.split(view.text[: found.start()])[-1])
        if NOT_SERIAL.match(before):
            continue
        nr = found["nr"] or found["roman"]
        value = int(found["digits"]) if found["digits"] else value_of(nr, "romertal")
        rest = view.text[: found.start()] + " " + view.text[found.end() :]
        yield _Number(view=view, nr=nr, value=value, rest=rest), before


def _is_row(numbers: Sequence[_Number]) -> bool:
    """Whether numbers are many enough, and too far apart for a list's."""
    if len(numbers) < FEWEST:
        return False
    return middle_step(number.view.index for number in numbers) >= APART


def _headings(numbers: Sequence[_Number], page: _Page) -> list[Heading]:
    """The headings of numbers beside which titles of one style stand; empty where they do not."""
    own = {number.view.index for number in numbers}
    best: tuple[Style, list[list[View]]] | None = None
    for beside in (_right, _below, _left, _above):
        titles = [beside(number.view, page) for number in numbers]
        found = [title for title in titles if title is not None and title.index not in own]
        if len(found) < _TITLED * len(numbers):
            continue
        (style, count), *_ = Counter(map(_style, found)).most_common(1)
        labels = sum(title.label is not None for title in found)
        if count < _ALIKE * len(found) or style == page.body or 2 * labels > len(found):
            continue
        if not _leads(style, numbers) or (beside is _right and _is_table(numbers, page)):
            continue
        lines = _lines_of(numbers, style, page, above=beside is _above)
        titled = sum(map(bool, lines)) >= _TITLED * len(numbers)
        if not titled or sum(map(len, lines)) < _OWN * page.lines[style]:
            continue
        texts = sum(map(_is_text, lines))
        if 2 * texts > len(numbers):
            continue
        # a line of what kind the item is may stand nearer, in smaller print
        if best is None or (style[2], style[0]) > (best[0][2], best[0][0]):
            best = style, lines
    return _make(numbers, best[1], page) if best else []


def _is_text(title: Sequence[View]) -> bool:
    """Whether lines beside a number are none, a sentence, or print a number themselves."""
    if not title:
        return True
    ends = title[-1].text.rstrip().endswith((".", ",", ";"))
    return ends or read_heading(title[:1]).nr is not None


def _leads(title: Style, numbers: Sequence[_Number]) -> bool:
    """Whether titles are set more strongly than the numbers' lines, where these say something more.

    "118: Halvårsregnskab" over "Beslutning" has its title behind the number.
    """
    bold, _, size, _ = _style(numbers[0].view)
    if (title[2], title[0]) > (size, bold):
        return True
    said = median_high(len(re.findall(r"[^\W\d_]", number.rest)) for number in numbers)
    return said <= _WORDS


_WORDS = 12
"""Letters beside a number that are no title: "Punkt nr."."""


def _is_table(numbers: Sequence[_Number], page: _Page) -> bool:
    """Whether more than a title stands beside most numbers: a row a punkt, read cell by cell."""
    rows = [page.rows[page.row_of[number.view.index]] for number in numbers]
    return 2 * sum(len(row) > 2 for row in rows) > len(rows)


def _right(view: View, page: _Page) -> View | None:
    row = page.rows[page.row_of[view.index]]
    return next((mate for mate in row if mate.index > view.index), None)


def _left(view: View, page: _Page) -> View | None:
    row = page.rows[page.row_of[view.index]]
    return next((mate for mate in reversed(row) if mate.index < view.index), None)


def _below(view: View, page: _Page) -> View | None:
    return _row_at(view, page, 1)


def _above(view: View, page: _Page) -> View | None:
    return _row_at(view, page, -1)


def _row_at(view: View, page: _Page, step: int) -> View | None:
    place = page.row_of[view.index] + step
    if not 0 <= place < len(page.rows) or page.rows[place][0].line.page != view.line.page:
        return None
    return page.rows[place][0]


def _lines_of(
    numbers: Sequence[_Number], style: Style, page: _Page, *, above: bool
) -> list[list[View]]:
    """The lines of each number's title: those in its style that follow each other from there on."""
    own = {number.view.index for number in numbers}
    step = -1 if above else 1
    lines = []
    for number in numbers:
        start = page.row_of[number.view.index]
        title: list[View] = []
        for place in range(start, start + step * (_REACH + 1), step):
            row = page.rows[place] if 0 <= place < len(page.rows) else []
            if not row or row[0].line.page != number.view.line.page:
                break
            if place != start and any(view.index in own for view in row):
                break
            found = [view for view in row if _style(view) == style and view.index not in own]
            if not found and (title or abs(place - start) > 1):
                break
            title += found
        lines.append(sorted(title, key=lambda view: view.index))
    return lines


def _make(
    numbers: Sequence[_Number], lines: Sequence[Sequence[View]], page: _Page
) -> list[Heading]:
    said = Counter(
        fold_label(mate.text)
        for number in numbers
        for mate in page.rows[page.row_of[number.view.index]]
    )
    return [
        _heading(number, title, page, said) for number, title in zip(numbers, lines, strict=True)
    ]


def _heading(number: _Number, title: Sequence[View], page: _Page, said: Counter[str]) -> Heading:
    """A heading of a number and the lines of its title."""
    lines = sorted([*title, number.view], key=lambda view: view.index)
    own = {view.index for view in lines}
    cases: tuple[FoundNumber, ...] = tuple(
        found for found in find_numbers(number.rest, alone=False) if not found.is_document
    )
    titel, closed = "", True if _CLOSED.search(number.rest) else None
    if title:
        read = read_heading(title)
        titel = read.titel if read.nr is None else join_title(title)
        closed = closed if closed is not None or read.nr is not None else read.closed
        cases += read.sagsnumre if read.nr is None else ()
    first, last = lines[0].index, lines[-1].index
    mates = [view for view in page.rows[page.row_of[number.view.index]] if view.index not in own]
    told = {view.index: find_numbers(view.text, alone=True) for view in mates}
    strip = [mate.index for mate in mates if said[fold_label(mate.text)] >= FEWEST]
    known = {found.nummer for found in cases}
    cases += tuple(
        found
        for numbers in told.values()
        for found in numbers
        if not (found.is_document or found.nummer in known)
    )
    return Heading(
        first=first,
        last=last,
        nr=number.nr,
        number=number.value,
        titel=titel,
        kind="loebetal",
        closed=closed,
        score=4.0,
        style=(title[0] if title else number.view).style,
        covers=[(index, index) for index in strip],
        sagsnumre=cases,
        beside=frozenset(range(first, last + 1)) - own,
    )
