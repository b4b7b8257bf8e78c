"""Minutes printed beside what they are about: two or three columns under one head.

In: pages with a head such as "Nr. og journal | Sagen | Behandling" or "Dagsorden | Mødet". Out: the
same pages, read punkt by punkt: number and case first, then what stands at its right. Where a punkt
goes on over a page's end, its right column is read below all of its left one. A page's own reading
order goes down one column to the foot and then down the other, past all of its punkter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from referat.danish.skema import AGENDA_COLUMN, MINUTES_COLUMN, TREATMENT_COLUMN
from referat.structure.feltetiketter import one_line
from referat.structure.headings import Heading
from referat.structure.labels import Label, LabelKind, find_label
from referat.structure.skema import as_rows, renumbered
from referat.structure.text import fold_label
from referat.structure.views import View, rows_of
from referat.types import Line, LineRole, Page

_COLUMNS = (2, 3)
"""Columns of such minutes; what has more is a table (``skema.py``)."""
_RIM = 14.0
"""Points left of its head that a column's text may begin, or right of it."""
_REACH = 0.35
"""Share of the right column's width within which its lines begin."""
_CENTRED, _INSIDE = 8.0, 24.0
"""Points by which a line set across the columns may miss their middle at most, and by which it
stands right of its column's edge at least."""
_FEWEST = 2
"""Punkter that stand so at least."""
_EDGE = 0.1
"""Share of a page's height in which its running heads and feet stand."""
_DIGITS = re.compile(r"\d+")
_LABEL_LINES = 3
"""Lines that a label in a narrow column takes at most."""
_NUMBER = re.compile(r"^(?:(?:sag|punkt|pkt|nr)\.?\s*(?:nr\.?\s*)?)?\d{1,4}[A-Z]?\s*[.:)]?$", re.I)
# "2 Uheld i 2013", "Pkt. 4: Budget"
_HEADING = re.compile(
    r"^(?:(?:sag|punkt|pkt)\.?\s*(?:nr\.?\s*)?)?\d{1,4}[A-Z]?\s*[.:)]?\s+\S", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of such columns."""

    edges: tuple[float, ...]
    """Left edges of its cells, points."""
    words: tuple[str, ...]
    """What they say, folded."""
    minutes: bool
    """The right column holds this meeting's decisions alone."""


@dataclass(slots=True)
class _Band:
    """A punkt on its way: rows of its left columns, lines of its right one."""

    left: list[list[Line]] = field(default_factory=list)
    right: list[Line] = field(default_factory=list)


def read_head(row: Sequence[Line]) -> Head | None:
    """The head that a row of cells is, or ``None``."""
    if len(row) not in _COLUMNS or any(line.box is None for line in row):
        return None
    *agenda, last = [line.text.strip(" :") for line in row]
    minutes = MINUTES_COLUMN.match(last) is not None
    if not (minutes or TREATMENT_COLUMN.match(last)):
        return None
    if not all(AGENDA_COLUMN.match(text) for text in agenda):
        return None
    edges = tuple(line.box.x0 for line in row if line.box)
    words = tuple(fold_label(line.text) for line in row)
    return Head(edges=edges, words=words, minutes=minutes)


def read_side_by_side(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """Pages of such minutes punkt by punkt; the same where there are none."""
    found = _find_head(pages)
    if found is None:
        return pages
    head, first = found
    reader = _Reader(head, pages[first].width)
    parts = [_cut(page, head, _running(pages[first:])) for page in pages[first:]]
    if sum(reader.opens(row) for part in parts for row in part.rows) < _FEWEST:
        return pages
    result = list(pages[:first])
    for place, (page, part) in enumerate(zip(pages[first:], parts, strict=True)):
        for row in part.rows:
            reader.put(row)
        after = next((other.rows[0] for other in parts[place + 1 :] if other.rows), None)
        order = reader.take(goes_on=after is not None and reader.is_inside(after))
        lines = renumbered([*part.before, *order, *part.after])
        result.append(replace(page, lines=tuple(_own_rows(lines, page.number))))
    return tuple(result)


def _own_rows(lines: Sequence[Line], page: int) -> Iterator[Line]:
    """Lines with row numbers that those of another page, which are carried over, do not share."""
    for line in lines:
        yield line if line.page == page else replace(line, row=_CARRIED + line.row)


_CARRIED = 10_000
"""Added to the rows of lines that are read with the page after theirs."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A page in three parts."""

    before: list[list[Line]]
    rows: list[list[Line]]
    """Rows of the columns, top to bottom, each from left to right."""
    after: list[list[Line]]


def _find_head(pages: Sequence[Page]) -> tuple[Head, int] | None:
    for place, page in enumerate(pages[:2]):
        for row in as_rows(page.lines):
            if len(row) in _COLUMNS and (head := read_head(row)) is not None:
                return head, place
    return None


def _running(pages: Sequence[Page]) -> frozenset[tuple[str, int]]:
    """Heads and feet of the pages: what comes again at their edges, whatever numbers it tells.

    Where a page is read down its columns, they are neither its first nor its last lines.
    """
    counts = Counter(
        _place(line)
        for page in pages
        for line in page.lines
        if line.box and not _EDGE * page.height < line.box.top < (1 - _EDGE) * page.height
    )
    return frozenset(place for place, count in counts.items() if count > 1)


def _place(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text), round(line.box.top / 4) if line.box else 0


def _cut(page: Page, head: Head, running: frozenset[tuple[str, int]]) -> _Part:
    """What stands above the columns, their rows, and the page's foot."""
    lines = [
        replace(line, furniture=True) if _place(line) in running else line for line in page.lines
    ]
    rows = [
        [replace(line, furniture=True) for line in row] if _words(row) == head.words else row
        for row in as_rows(lines)
    ]
    heads = [row for row in rows if _words(row) == head.words]
    top = max((line.box.bottom for row in heads for line in row if line.box), default=0.0)
    body = [
        line
        for row in rows
        for line in row
        if row not in heads and line.box and line.box.top >= top and not line.furniture
    ]
    first = min((line.box.top for line in body if line.box), default=0.0)
    inside = {line.number for line in body}
    before: list[list[Line]] = []
    after: list[list[Line]] = []
    for row in rows:
        rest = [line for line in row if line.number not in inside]
        if rest and row not in heads:
            below = rest[0].box is not None and rest[0].box.top > first and bool(body)
            (after if below else before).append(rest)
    return _Part([*before, *heads], _by_height(body), after)


def _words(row: Sequence[Line]) -> tuple[str, ...]:
    return tuple(fold_label(line.text) for line in row)


def _by_height(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines in rows as they stand on the page, whatever order they were read in."""
    rows: list[list[Line]] = []
    low = 0.0
    for line in sorted(lines, key=lambda line: line.box.top if line.box else 0.0):
        if line.box is None:
            continue
        if rows and (line.box.top + line.box.bottom) / 2 < low:
            rows[-1].append(line)
        else:
            rows.append([line])
            low = line.box.bottom
    for row in rows:
        row.sort(key=lambda line: line.box.x0 if line.box else 0.0)
    return rows


# --- views ---------------------------------------------------------------------------------------


def mark_columns(views: Sequence[View], headings: Sequence[Heading]) -> None:
    """What stands at the right of such minutes is this meeting's decision, where the head says so.

    A line in the middle, between two punkter, divides them.
    """
    if not headings:
        return
    rows = rows_of(view for view in views[: headings[0].first] if view.role is LineRole.FURNITURE)
    found = (read_head([view.line for view in row]) for row in rows)
    head = next((one for one in found if one is not None), None)
    if head is None:
        return
    width = head.edges[0] + max((view.line.box.x1 for view in views if view.line.box), default=0.0)
    reader = _Reader(head, width)
    inside = head.edges[-2] + _INSIDE
    label = Label(kind=LabelKind.DECISION, text=rows[-1][-1].text)
    starts = {heading.first for heading in headings}
    for view in views[headings[0].first :]:
        if view.role is not LineRole.BODY:
            continue
        if head.minutes and reader.is_right(view.line) and view.first_in_row:
            view.column = label
            continue
        apart = view.line.box is not None and view.line.box.x0 > inside
        if apart and view.index + 1 in starts and not reader.is_right(view.line):
            view.role, view.score = view.role if view.label else LineRole.GROUP, 0.7


class _Reader:
    """Deals the rows of the columns out to their punkter."""

    def __init__(self, head: Head, width: float) -> None:
        self.head = head
        self.middle = width / 2
        edge = head.edges[-1]
        self.right = (edge - _RIM, edge + _REACH * (width - head.edges[0] - edge))
        """Left edges that lines of the right column have."""
        self.band: _Band | None = None
        self.order: list[list[Line]] = []

    def is_right(self, line: Line) -> bool:
        """Whether a line stands in the right column, and does not end another's row."""
        return line.box is not None and self.right[0] <= line.box.x0 < self.right[1]

    def opens(self, row: Sequence[Line]) -> bool:
        """Whether a row begins a punkt."""
        first, edges = row[0], self.head.edges
        if first.box is None or abs(first.box.x0 - edges[0]) > _RIM:
            return False
        if len(edges) > _COLUMNS[0]:
            return _NUMBER.match(first.text) is not None
        return first.bold and _HEADING.match(first.text) is not None

    def is_across(self, row: Sequence[Line]) -> bool:
        """Whether a row is no cell: a divider in the middle, or a line over several columns."""
        left = [line.box for line in row if line.box and not self.is_right(line)]
        if not left:
            return False
        if len(row) == 1 and left[0].x0 > self.head.edges[-2] + _INSIDE:
            return abs((left[0].x0 + left[0].x1) / 2 - self.middle) < _CENTRED
        edges = self.head.edges[1:]
        return any(box.x0 < edge - _RIM and box.x1 > edge + _RIM for box in left for edge in edges)

    def is_inside(self, row: Sequence[Line]) -> bool:
        """Whether a row goes on with the punkt above it."""
        return self.band is not None and not self.opens(row) and not self.is_across(row)

    def put(self, row: Sequence[Line]) -> None:
        """Add a row."""
        if self.opens(row):
            self.flush()
            self.band = _Band()
        elif not self.is_inside(row):
            self.flush()
        if self.band is None:
            self.order.append(list(row))
            return
        right = [line for line in row if self.is_right(line)]
        left = [line for line in row if line not in right]
        if left:
            self.band.left.append(left)
        self.band.right += right

    def flush(self) -> None:
        """End the punkt."""
        if self.band is not None:
            self._take_left(self.band)
            self.order += [[line] for line in _whole_labels(self.band.right)]
        self.band = None

    def take(self, *, goes_on: bool) -> list[list[Line]]:
        """The rows so far; of a punkt that goes on, those of its left columns alone."""
        if goes_on and self.band is not None:
            self._take_left(self.band)
        else:
            self.flush()
        order, self.order = self.order, []
        return order

    def _take_left(self, band: _Band) -> None:
        """Number and title, then what else stands under the number, then the text."""
        title: list[list[Line]] = []
        under: list[list[Line]] = []
        text: list[list[Line]] = []
        for row in band.left:
            if not title or len(self.head.edges) == _COLUMNS[0]:
                (text if title else title).append(row)
                continue
            edge = self.head.edges[1] - _RIM
            facts = [line for line in row if line.box and line.box.x0 < edge]
            rest = [line for line in row if line not in facts]
            under += [[line] for line in facts]
            if rest and not text and _alike(rest[0], title[0][-1]):
                title.append(rest)
            elif rest:
                text.append(rest)
        self.order += [*title, *under, *text]
        band.left = []


def _alike(line: Line, other: Line) -> bool:
    return (line.bold, line.size) == (other.bold, other.size)


def _whole_labels(lines: Sequence[Line]) -> list[Line]:
    """Lines of a narrow column with each label that runs over several of them as one."""
    result: list[Line] = []
    place = 0
    while place < len(lines):
        size = next(
            (size for size in range(2, _LABEL_LINES + 1) if _is_label(lines[place : place + size])),
            1,
        )
        part = lines[place : place + size]
        result.append(one_line(part) if size > 1 else part[0])
        place += size
    return result


def _is_label(lines: Sequence[Line]) -> bool:
    """Whether lines are one label that ends with its colon."""
    if not lines[-1].text.endswith(":") or any(":" in line.text for line in lines[:-1]):
        return False
    label = find_label(one_line(lines).text)
    return label is not None and label.kind is LabelKind.EARLIER and not label.rest
