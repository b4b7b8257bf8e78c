"""Minutes printed beside what they are about: two or three columns under one head.

In: pages with a head such as "Nr. og journal | Sagen | Behandling" or "Dagsorden | Mødet", or with
the minutes at the left, "Beslutning | Sagen". Out: the same pages, read punkt by punkt: number and
case first, then what stands beside it. Where a punkt goes on over a page's end, what stands beside
it is read below all of its case. A page's own reading order goes down one column to the foot and
then down the other, past all of its punkter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from referat.danish.skema import ADJOURNED, AGENDA_COLUMN, MINUTES_COLUMN, TREATMENT_COLUMN
from referat.structure.feltetiketter import one_line
from referat.structure.headings import APART, FEWEST, Heading, longest_row, middle_step
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
"""Share of the width of the column with the minutes within which its lines begin."""
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
# what stands alone in the column of numbers: "12", "Pkt. 4.1", "7 A", and by their kind "B3", "O-2"
_NUMBER = re.compile(
    r"^(?:(?:sag|punkt|pkt|nr)\.?\s*(?:nr\.?\s*)?|(?-i:[A-ZÆØÅ]{1,2})[. -]?)?"
    r"\d{1,4}(?:\.\d{1,3})?[A-Z]?\s*[.:)]?$",
    re.I,
)
# "2 Uheld i 2013", "Pkt. 4: Budget"
_HEADING = re.compile(
    r"^(?P<word>(?:sag|punkt|pkt)\.?\s*(?:nr\.?\s*)?)?(?P<nr>\d{1,4})[A-Z]?\s*(?P<sign>[.:)]?)\s+\S",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of such columns."""

    agenda: tuple[float, ...]
    """Left edges of the columns of numbers and cases, points."""
    side: float
    """Left edge of the column with what the meeting said to them: right of all others, or left."""
    words: tuple[str, ...]
    """What its cells say from left to right, folded."""
    minutes: bool
    """The column at the side holds this meeting's decisions alone."""

    @property
    def left(self) -> bool:
        """The column at the side is the leftmost."""
        return self.side < self.agenda[0]

    @property
    def inner(self) -> tuple[float, ...]:
        """Left edges of all columns but the leftmost, points."""
        return self.agenda if self.left else (*self.agenda[1:], self.side)


@dataclass(slots=True)
class _Band:
    """A punkt on its way: rows of number and case, lines of the column at the side."""

    case: list[list[Line]] = field(default_factory=list)
    side: list[Line] = field(default_factory=list)


def read_head(row: Sequence[Line]) -> Head | None:
    """The head that a row of cells is, or ``None``."""
    if len(row) not in _COLUMNS or any(line.box is None for line in row):
        return None
    *agenda, last = [line.text.strip(" :") for line in row]
    *edges, edge = [line.box.x0 for line in row if line.box]
    minutes = MINUTES_COLUMN.match(last) is not None
    if not (minutes or TREATMENT_COLUMN.match(last)):
        # the minutes at the left; what all bodies decided grows too long for such a column
        last, *agenda = (line.text.strip(" :") for line in row)
        edge, *edges = (line.box.x0 for line in row if line.box)
        minutes = MINUTES_COLUMN.match(last) is not None
        if not minutes:
            return None
    if not all(AGENDA_COLUMN.match(text) for text in agenda):
        return None
    return Head(agenda=tuple(edges), side=edge, words=_words(row), minutes=minutes)


def read_side_by_side(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """Pages of such minutes punkt by punkt; the same where there are none."""
    found = _find_head(pages)
    if found is None:
        return pages
    head, first = found
    reader = Reader(head, pages[first].width)
    parts = [_cut(page, head, running_lines(pages[first:])) for page in pages[first:]]
    reader.count([row for part in parts for row in part.rows])
    if sum(reader.opens(row) for part in parts for row in part.rows) < _FEWEST:
        return pages
    return (*pages[:first], *deal_out(pages[first:], parts, reader))


def deal_out(
    pages: Sequence[Page],
    parts: Sequence[Part],
    reader: Reader,
    counted: Callable[[Sequence[Sequence[Line]]], list[Line]] = renumbered,
) -> Iterator[Page]:
    """Pages with the rows of their parts as a reader deals them out, their rows counted anew."""
    for place, (page, part) in enumerate(zip(pages, parts, strict=True)):
        for row in part.rows:
            reader.put(row)
        after = next((other.rows[0] for other in parts[place + 1 :] if other.rows), None)
        order = reader.take(goes_on=after is not None and reader.is_inside(after))
        lines = counted([*part.before, *order, *part.after])
        yield replace(page, lines=tuple(_own_rows(lines, page.number)))


def _own_rows(lines: Sequence[Line], page: int) -> Iterator[Line]:
    """Lines with row numbers that those of another page, which are carried over, do not share."""
    for line in lines:
        yield line if line.page == page else replace(line, row=_CARRIED + line.row)


_CARRIED = 10_000
"""Added to the rows of lines that are read with the page after theirs."""


@dataclass(frozen=True, slots=True)
class Part:
    """A page in three parts."""

    before: list[list[Line]]
    rows: list[list[Line]]
    """Rows of the columns, top to bottom, each from left to right."""
    after: list[list[Line]]


def _find_head(pages: Sequence[Page]) -> tuple[Head, int] | None:
    for place, page in enumerate(pages[:2]):
        for row in by_height(page.lines):
            if len(row) in _COLUMNS and (head := read_head(row)) is not None:
                return head, place
    return None


def running_lines(pages: Sequence[Page]) -> frozenset[tuple[str, int]]:
    """Heads and feet of the pages: what comes again at their edges, whatever numbers it tells.

    Where a page is read down its columns, they are neither its first nor its last lines.
    """
    counts = Counter(
        place_of(line)
        for page in pages
        for line in page.lines
        if line.box and not _EDGE * page.height < line.box.top < (1 - _EDGE) * page.height
    )
    return frozenset(place for place, count in counts.items() if count > 1)


def place_of(line: Line) -> tuple[str, int]:
    """What a line says with its digits taken out, and how high it stands."""
    return _DIGITS.sub("#", line.text), round(line.box.top / 4) if line.box else 0


def _cut(page: Page, head: Head, running: frozenset[tuple[str, int]]) -> Part:
    """What stands above the columns, their rows, and the page's foot."""
    lines = [
        replace(line, furniture=True) if place_of(line) in running else line for line in page.lines
    ]
    # read down the columns, the cells of a head do not follow each other
    heads = [row for row in by_height(lines) if _words(row) == head.words]
    cells = {line.number for row in heads for line in row}
    heads = [[replace(line, furniture=True) for line in row] for row in heads]
    rows = [row for own in as_rows(lines) if (row := [x for x in own if x.number not in cells])]
    # below the first: open and closed cases may each have a head
    top = min((line.box.bottom for row in heads for line in row if line.box), default=0.0)
    body = [
        line
        for row in rows
        for line in row
        if line.box and line.box.top >= top and not line.furniture
    ]
    first = min((line.box.top for line in body if line.box), default=0.0)
    inside = {line.number for line in body}
    before: list[list[Line]] = []
    after: list[list[Line]] = []
    for row in rows:
        rest = [line for line in row if line.number not in inside]
        if rest:
            below = rest[0].box is not None and rest[0].box.top > first and bool(body)
            (after if below else before).append(rest)
    return Part([*before, *heads], by_height(body), after)


def _words(row: Sequence[Line]) -> tuple[str, ...]:
    return tuple(fold_label(line.text) for line in row)


def by_height(lines: Sequence[Line]) -> list[list[Line]]:
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
    """What stands beside the cases of such minutes is this meeting's decision, if the head says so.

    A line in the middle, between two punkter, divides them.
    """
    if not headings:
        return
    found = _marked_head(views, headings[0].first)
    if found is None:
        return
    head, label = found
    width = min(head.agenda[0], head.side) + max(
        (view.line.box.x1 for view in views if view.line.box), default=0.0
    )
    reader = Reader(head, width)
    starts = {heading.first for heading in headings}
    for view in views[headings[0].first :]:
        if view.role is not LineRole.BODY:
            continue
        beside = reader.is_beside(view.line) and view.first_in_row
        if beside and ADJOURNED.match(view.text):
            view.label = Label(kind=LabelKind.SIGNATURE, text=view.text)
            break  # below the columns
        if head.minutes and beside:
            view.column = label
            if _opens_sentence(view, views):
                view.label = None
            continue
        apart = view.line.box is not None and view.line.box.x0 > head.agenda[-1] + _INSIDE
        if apart and view.index + 1 in starts and not (head.left or reader.is_beside(view.line)):
            view.role, view.score = view.role if view.label else LineRole.GROUP, 0.7


def _marked_head(views: Sequence[View], first: int) -> tuple[Head, Label] | None:
    """The head of the columns, and the label that it is to decisions; its rows become furniture."""
    above = rows_of(view for view in views[:first] if _set_aside(view))
    found = ((row, read_head([view.line for view in row])) for row in above)
    row, head = next(((row, one) for row, one in found if one is not None), ([], None))
    if head is None:
        return None
    for view in views:
        if _set_aside(view) and fold_label(view.text) in head.words:
            view.role, view.score = LineRole.FURNITURE, 0.8
    return head, Label(kind=LabelKind.DECISION, text=row[0 if head.left else -1].text.rstrip(" :"))


def find_heads(views: Sequence[View]) -> list[int]:
    """Lines of the heads of such columns, which were set aside as their pages were read."""
    rows = rows_of(view for view in views if view.line.furniture)
    return [
        view.index
        for row in rows
        if len(row) in _COLUMNS and read_head([view.line for view in row]) is not None
        for view in row
    ]


def _set_aside(view: View) -> bool:
    """Whether a line was furniture on its page; the net may take a head for labels, and undo it."""
    return view.line.furniture or view.settled


def _opens_sentence(view: View, views: Sequence[View]) -> bool:
    """Whether a line of a narrow column is no label: its sentence goes on in the line below.

    "Forvaltningens forslag / blev tiltrådt."
    """
    if view.label is None or view.label.kind is not LabelKind.SECTION or view.label.rest:
        return False
    below = views[view.index + 1] if view.index + 1 < len(views) else None
    return below is not None and below.text[:1].islower() and not view.text.endswith(":")


_Counted = tuple[int, int, Line]
"""A number, the place of its row, and the line that opens with it."""


def _far_apart(items: Sequence[_Counted]) -> list[_Counted]:
    """The longest row of numbers that are no list's; empty where there is none of three."""
    left = list(items)
    while len(left) >= FEWEST:
        chain = longest_row(left, lambda item: item[0])
        if len(chain) < FEWEST:
            break
        if middle_step(place for _, place, _ in chain) >= APART:
            return chain
        left = [item for item in left if item not in chain]
    return []


class Reader:
    """Deals the rows of the columns out to their punkter."""

    def __init__(self, head: Head, width: float) -> None:
        self.head = head
        self.middle = width / 2
        end = head.agenda[0] if head.left else width - head.agenda[0]
        self.side = (head.side - _RIM, head.side + _REACH * (end - head.side))
        """Left edges that lines of the column at the side have."""
        self.numbers: frozenset[tuple[int, int]] = frozenset()
        """Page and number of the lines that open a punkt by their count."""
        self.band: _Band | None = None
        self.order: list[list[Line]] = []

    def is_beside(self, line: Line) -> bool:
        """Whether a line stands in the column at the side, and does not end another's row."""
        return line.box is not None and self.side[0] <= line.box.x0 < self.side[1]

    def opens(self, row: Sequence[Line]) -> bool:
        """Whether a row begins a punkt."""
        first = self._first(row)
        if first is None:
            return False
        if len(self.head.agenda) > 1:
            return _NUMBER.match(first.text) is not None
        bold = first.bold and _HEADING.match(first.text) is not None
        return bold or (first.page, first.number) in self.numbers

    def _first(self, row: Sequence[Line]) -> Line | None:
        """What a row has at the left edge of numbers and cases."""
        first = next((line for line in row if not self.is_beside(line)), None)
        if first is None or first.box is None:
            return None
        return first if abs(first.box.x0 - self.head.agenda[0]) <= _RIM else None

    def count(self, rows: Sequence[Sequence[Line]]) -> None:
        """Find the headings of print without bold type: of one form, each with the next number.

        The numbers of a list are such a row as well, but stand closer.
        """
        if len(self.head.agenda) > 1 or sum(self.opens(row) for row in rows) >= _FEWEST:
            return
        forms: dict[tuple[bool, str], list[_Counted]] = {}
        for place, row in enumerate(rows):
            first = self._first(row)
            found = _HEADING.match(first.text) if first else None
            if found and first:
                form = (bool(found["word"]), found["sign"])
                forms.setdefault(form, []).append((int(found["nr"]), place, first))
        chain = max((_far_apart(items) for items in forms.values()), key=len, default=[])
        self.numbers = frozenset((line.page, line.number) for _, _, line in chain)

    def is_across(self, row: Sequence[Line]) -> bool:
        """Whether a row is no cell: a divider in the middle, or a line over several columns."""
        boxes = [line.box for line in row if line.box]
        alone = len(row) == 1 and not (self.head.left or self.is_beside(row[0]))
        if alone and boxes and boxes[0].x0 > self.head.agenda[-1] + _INSIDE:
            return abs((boxes[0].x0 + boxes[0].x1) / 2 - self.middle) < _CENTRED
        return any(
            box.x0 < edge - _RIM and box.x1 > edge + _RIM
            for box in boxes
            for edge in self.head.inner
        )

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
        side = [line for line in row if self.is_beside(line)]
        if side and ADJOURNED.match(side[0].text):
            self.flush()  # below the columns
            self.order.append(list(row))
            return
        case = [line for line in row if line not in side]
        if case:
            self.band.case.append(case)
        self.band.side += side

    def flush(self) -> None:
        """End the punkt; a divider right above the next one stands below all of it."""
        if self.band is not None:
            divider = _divider(self.band)
            self._take_case(self.band)
            self.order += [[line] for line in _whole_labels(self.band.side)]
            self.order += divider
        self.band = None

    def take(self, *, goes_on: bool) -> list[list[Line]]:
        """The rows so far; of a punkt that goes on, those of its case alone."""
        if goes_on and self.band is not None:
            self._take_case(self.band)
        else:
            self.flush()
        order, self.order = self.order, []
        return order

    def _take_case(self, band: _Band) -> None:
        """Number and title, then what else stands under the number, then the text."""
        title: list[list[Line]] = []
        under: list[list[Line]] = []
        text: list[list[Line]] = []
        for row in band.case:
            if not title or len(self.head.agenda) == 1:
                (text if title else title).append(row)
                continue
            edge = self.head.agenda[1] - _RIM
            facts = [line for line in row if line.box and line.box.x0 < edge]
            rest = [line for line in row if line not in facts]
            under += [[line] for line in facts]
            if rest and not text and _alike(rest[0], title[0][-1]):
                title.append(rest)
            elif rest:
                text.append(rest)
        self.order += [*title, *under, *text]
        band.case = []


def _divider(band: _Band) -> list[list[Line]]:
    """The last row of a punkt's case, taken from it, if it divides: "For lukkede døre"."""
    if not band.case or len(band.case[-1]) > 1:
        return []
    label = find_label(band.case[-1][0].text)
    return [band.case.pop()] if label is not None and label.kind is LabelKind.GROUP else []


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
