"""Punkter in rows without a head: number and title at the left, what was said beside them.

In: pages, then views. Out: the pages read punkt by punkt, and headings, where numbers that rise
stand at one left edge and each has a cell of text at its right that begins on its row. Such a row
is "12 | title and text | decision", or number and title at the left, text and decision at the
right. A page's own reading order goes down one column and then the other, or line by line
through both. Columns under a head are read in ``sidespalter.py`` and ``skema.py``.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from referat.danish.overskrifter import MARK_LINE
from referat.structure.headings import Heading
from referat.structure.hovedskema import is_page_number
from referat.structure.labels import Label, LabelKind, find_label
from referat.structure.sagsnumre import is_number_line, numbers_of_case
from referat.structure.sidespalter import (
    Head,
    Part,
    Reader,
    by_height,
    deal_out,
    place_of,
    running_lines,
)
from referat.structure.skema import as_rows, has_head
from referat.structure.text import fold_label
from referat.structure.titles import TITLE_ENDS
from referat.structure.told import read_heading
from referat.structure.views import View
from referat.types import AfsnitType, Line, LineRole, Page

# "1", "1)", "§ 89", "Ad 1)", "Pkt. 5", "342:", "A." alone in a cell; no year, no bare letter
_ALONE = re.compile(
    r"^(?:(?:sag|punkt|pkt|nr|ad|§)\.?\s*(?:nr\.?\s*)?)?"
    r"(?:(?P<nr>\d{1,3})\s*[.:)]{0,2}|(?P<letter>(?-i:[A-Z]))\s*[.:)])$",
    re.IGNORECASE,
)
# the same, and a title or a case number behind it: "Punkt 1 Skolefest", "A. Budget", "2. 14/4472."
_TITLED = re.compile(
    r"^(?:(?:sag|punkt|pkt|nr|ad|§)\.?\s*(?:nr\.?\s*)?)?"
    r"(?:(?P<nr>\d{1,3})\s*[.:)]{0,2}|(?P<letter>(?-i:[A-Z]))\s*[.:)])\s+"
    r"(?:(?-i:[A-ZÆØÅ\"“])|\d{2,4}[-/.]\d)\S*",
    re.IGNORECASE,
)
# text of a meeting, not "Lukket · 10 min.", "Åbent punkt" or a name
_TOLD = re.compile(r"[a-zæøå]{4}.*[.!?:)”\"]$", re.DOTALL)
_CELL_TIME = re.compile(r"\b\d{1,3}\s*min\.?$|^kl\.?\s*\d", re.IGNORECASE)
_STEP, _MOST = 3, 6
"""By how much a number is larger than that above at most, and runs of numbers that are tried."""
_FEWEST = 2
"""Rows at least that show the form."""
_EDGE = 2.5
"""Points by which the left edges of one column differ at most."""
_LEVEL = 6.0
"""Points by which tops in one row differ at most: numbers may be set larger than the text."""
_MARGIN = 0.1
"""Share of a page's height in which its running heads and feet stand."""
_GUTTER = 40.0
"""Points right of its number at least that a column of text begins."""


@dataclass(frozen=True, slots=True)
class _Opener:
    """A line that opens a row: a number, or a number and its title."""

    line: Line
    nr: str
    number: int
    left: float
    top: float
    alone: bool


def read_case_rows(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """Pages of such minutes punkt by punkt; the same where there are none."""
    found = _find_rows({page.number: page.lines for page in pages})
    if found is None or any(has_head(page) for page in pages[:2]):
        return pages
    head, openers = found
    numbers = [page.number for page in pages]
    first, last = (numbers.index(openers[at].line.page) for at in (0, -1))
    reader = _Rows(head, pages[first].width, openers)
    running = running_lines(pages[first:])
    parts = [
        cut(page, 0.0 if place else openers[0].top, running, reader.numbers)
        for place, page in enumerate(pages[first:])
    ]
    while last + 1 < len(pages) and reader.goes_on(parts[last - first], parts[last + 1 - first]):
        last += 1
    read = deal_out(pages[first : last + 1], parts[: last + 1 - first], reader, counted)
    return (*pages[:first], *read, *pages[last + 1 :])


def cut(
    page: Page,
    top: float,
    running: frozenset[tuple[str, int]],
    openers: frozenset[tuple[int, int]],
) -> Part:
    """What stands above the rows, the rows' lines from left to right, and the page's foot."""
    before: list[Line] = []
    rows: list[Line] = []
    after: list[Line] = []
    for line in page.lines:
        if (page.number, line.number) in openers:  # "5." high on a page is not the page's number
            rows.append(replace(line, furniture=False))
            continue
        edge = line.box is None or not _MARGIN < line.box.top / page.height < 1 - _MARGIN
        runs = place_of(line) in running or (edge and is_page_number(line.text))
        if line.box is not None and line.box.top > page.height / 2 and (runs or line.furniture):
            after.append(replace(line, furniture=True))
        elif runs or line.furniture:
            before.append(replace(line, furniture=True))
        elif line.box is None or line.box.top < top - _LEVEL:
            before.append(line)
        else:
            rows.append(line)
    return Part(as_rows(before), by_height(rows), as_rows(after))


def counted(rows: Sequence[Sequence[Line]]) -> list[Line]:
    """Lines with the numbers of their rows as now ordered; the clear space stays, or is measured.

    It is measured to the line above, however far in either stands: a title hangs from its number.
    """
    result: list[Line] = []
    for number, row in enumerate(rows, start=1):
        above = result[-1] if result else None
        for line in row:
            gap = line.gap
            if above is not None and above.number != line.number - 1 and above.box and line.box:
                space = (line.box.top - above.box.bottom) / max(line.box.height, 1.0)
                gap = space if space > 0 else 0.0 if space > -0.5 else max(gap, _SET_APART)
            result.append(replace(line, row=number, gap=gap))
    return result


_SET_APART = 1.5
"""Clear space above a cell that is read below one beside it, in heights of the line."""


# --- where the columns stand ----------------------------------------------------------------------


_Lines = Mapping[int, Sequence[Line]]
"""The lines of each page, by its number."""


def _find_rows(pages: _Lines) -> tuple[Head, list[_Opener]] | None:
    """The columns of the rows and what opens each; the longest row of numbers that has both."""
    columns: dict[int, list[_Opener]] = {}
    for lines in pages.values():
        for line in lines:
            opener = _opener(line)
            if opener is not None:
                columns.setdefault(round(opener.left), []).append(opener)
    runs = [run for found in columns.values() for run in _runs(found) if len(run) >= _FEWEST]
    for run in sorted(runs, key=len, reverse=True)[:_MOST]:
        head = _find_columns(pages, run)
        if head is not None:
            return head, run
    return None


def _opener(line: Line) -> _Opener | None:
    """The line as the first of a row, if it opens with a number."""
    if line.box is None or len(line.text) > _LONGEST:
        return None  # a number high on the page may have been taken for the page's
    found = _ALONE.match(line.text)
    alone = found is not None
    found = found or _TITLED.match(line.text)
    if found is None:
        return None
    nr = found["nr"] or found["letter"]
    number = int(nr) if nr.isdigit() else ord(nr) - ord("A") + 1
    return _Opener(line, nr, number, line.box.x0, line.box.top, alone)


_LONGEST = 60
"""Letters of a number and as much of its title as a column holds."""


def _runs(openers: Sequence[_Opener]) -> list[list[_Opener]]:
    """Runs of openers whose numbers rise; a number or two may stand elsewhere."""
    runs: list[list[_Opener]] = []
    for opener in openers:
        if runs and 0 < opener.number - runs[-1][-1].number <= _STEP:
            runs[-1].append(opener)
        else:
            runs.append([opener])
    return runs


def _find_columns(pages: _Lines, openers: Sequence[_Opener]) -> Head | None:
    """The left edges of the numbers and of the column at the side."""
    mates = [list(_mates(pages[opener.line.page], opener)) for opener in openers]
    edges = Counter(round(row[-1].box.x0) for row in mates if row and row[-1].box)
    if not edges:
        return None
    (side, count), left = edges.most_common(1)[0], openers[0].left
    if count < max(_FEWEST, len(openers) / 2) or side - left < _GUTTER:
        return None
    side = _outermost(pages, openers, side)
    rows = [_row(pages[opener.line.page], openers, at, side) for at, opener in enumerate(openers)]
    told = sum(_tells(row.side) and row.apart for row in rows)
    if told < max(_FEWEST, len(openers) / 2) or any(row.crossed for row in rows):
        return None
    if _are_labels([line.text for row in rows for line in row.left]):
        return None
    if all(opener.alone for opener in openers) and all(len(row) < 2 for row in mates):
        titles = [row.left[0] for row in rows if row.left]
        if len(titles) < len(openers) / 2 or not _are_titles(titles):
            return None
    return Head(agenda=(left,), side=float(side), words=(), minutes=False)


def _outermost(pages: _Lines, openers: Sequence[_Opener], side: int) -> int:
    """The left edge of a column in which most rows begin at an edge: a list's is further in."""
    inside = {opener.line.page for opener in openers}
    edges = Counter(
        round(line.box.x0)
        for page in inside
        for line in pages[page]
        if line.box and side - _LIST <= line.box.x0 <= side
    )
    return min((edge for edge, count in edges.items() if count >= _LINES), default=side)


_LIST, _LINES = 14.0, 3
"""Points that a list stands further in at most, and lines that a column's edge has at least."""


def _mates(lines: Sequence[Line], opener: _Opener) -> Iterator[Line]:
    """What stands right of an opener on its row, from left to right."""
    right = opener.line.box.x1 if opener.line.box else opener.left
    level = (
        line
        for line in lines
        if line.box and line.box.x0 > right and abs(line.box.top - opener.top) < _LEVEL
    )
    yield from sorted(level, key=lambda line: line.box.x0 if line.box else 0.0)


@dataclass(frozen=True, slots=True)
class _Row:
    """What stands in one row, on the page on which it begins."""

    left: list[Line]
    """Lines at the edge of the numbers, below the number."""
    side: list[Line]
    """Lines of the column at the side."""
    apart: bool
    """Its side has clear space above it, or no text at all: a newspaper's column runs on."""
    crossed: bool
    """A line runs over both, though more of the side stands below it."""


def _row(lines: Sequence[Line], openers: Sequence[_Opener], at: int, side: float) -> _Row:
    opener = openers[at]
    below = openers[at + 1] if at + 1 < len(openers) else None
    end = below.top - _LEVEL if below and below.line.page == opener.line.page else float("inf")
    inside = sorted(
        (line for line in lines if line.box and opener.top - _LEVEL < line.box.top < end),
        key=lambda line: line.box.top if line.box else 0.0,
    )
    left: list[Line] = []
    beside: list[Line] = []
    across = crossed = False
    for line in inside:
        if line.box is None or line is opener.line or line.furniture:
            continue
        at_side = side - _EDGE <= line.box.x0
        if line.box.x0 < opener.left - _EDGE or (not at_side and line.box.x1 > side + _EDGE):
            across = True
        elif at_side and across and below is not None and end < float("inf"):
            crossed = True
        elif at_side and not across:
            beside.append(line)
        elif abs(line.box.x0 - opener.left) < _EDGE and not across:
            left.append(line)
    apart = not beside or _is_apart(beside[0], lines, side)
    return _Row(left, beside, apart, crossed)


def _is_apart(first: Line, lines: Sequence[Line], side: float) -> bool:
    """Whether no line of the column at the side stands close above its first in a row."""
    top = first.box.top if first.box else 0.0
    height = first.box.height if first.box else 0.0
    low = top - _APART * height
    return not any(
        line.box and side - _EDGE <= line.box.x0 and line.box.top < top and line.box.bottom > low
        for line in lines
    )


_APART = 0.4
"""Clear space above the text of a row at least, in heights of its first line."""


def _tells(cell: Sequence[Line]) -> bool:
    """Whether a cell tells what was said, not a time, a case number or a mark."""
    if not cell or is_number_line(cell[0].text) or _CELL_TIME.search(cell[0].text):
        return False
    return any(_TOLD.search(line.text) for line in cell)


def _are_titles(lines: Sequence[Line]) -> bool:
    """Whether the lines below the numbers are titles: no labels, facts, or one and the same."""
    words = {fold_label(line.text) for line in lines}
    facts = sum(
        1 for line in lines if find_label(line.text) is not None or is_number_line(line.text)
    )
    return facts * 2 < len(lines) and (len(words) > 1 or len(lines) == 1)


def _are_labels(texts: Sequence[str]) -> bool:
    """Whether what stands at the left below the numbers are labels: known, or again and again."""
    again = Counter(map(fold_label, texts))
    labels = sum(again[fold_label(text)] > 1 or find_label(text) is not None for text in texts)
    return labels * 2 > len(texts)


# --- reading --------------------------------------------------------------------------------------


class _Rows(Reader):
    """Deals lines out to rows that openers begin."""

    def __init__(self, head: Head, width: float, openers: Sequence[_Opener]) -> None:
        super().__init__(head, width)
        self.left = openers[0].left
        self.numbers = frozenset((one.line.page, one.line.number) for one in openers)

    def is_beside(self, line: Line) -> bool:
        """Whether a line stands in the column at the side, at its edge or further in."""
        return line.box is not None and line.box.x0 >= self.head.side - _EDGE

    def opens(self, row: Sequence[Line]) -> bool:
        """Whether one of its lines is an opener."""
        return any((line.page, line.number) in self.numbers for line in row)

    def is_across(self, row: Sequence[Line]) -> bool:
        """Whether it reaches left of the rows, or over the side's edge: a divider, or the end."""
        return any(
            line.box.x0 < self.left - _EDGE
            or (line.box.x0 < self.head.side - _EDGE and line.box.x1 > self.head.side + _EDGE)
            for line in row
            if line.box
        )

    def goes_on(self, part: Part, after: Part) -> bool:
        """Whether the last row of a page may go on overleaf."""
        ends = not part.rows or self.is_across(part.rows[-1])
        return not ends and bool(after.rows) and not self.is_across(after.rows[0])


# --- views ----------------------------------------------------------------------------------------


def find_case_rows(views: Sequence[View], candidates: Sequence[Heading]) -> list[Heading]:
    """Headings of such minutes; empty where there are none.

    What stands outside the rows, as a closed punkt of which only the number is printed, is taken
    from the candidates if its number goes on.
    """
    found = _find_rows(_by_page(views))
    if found is None:
        return []
    head, openers = found
    own = {(one.line.page, one.line.number): one for one in openers}
    headings: list[Heading] = []
    for view in views:
        opener = own.get((view.line.page, view.line.number))
        if opener is not None:  # whatever it was taken for
            view.role = LineRole.BODY
            headings.append(_heading(views, view, opener, head))
    if len(headings) < _FEWEST or not all(heading.titel for heading in headings):
        return []
    for candidate in candidates:
        line = views[candidate.first].line
        before = [one for one in headings if one.first < candidate.first]
        after = headings[len(before)].number if len(before) < len(headings) else 10_000
        outside = line.box is not None and line.box.x0 < head.agenda[0] - _EDGE
        if not (outside and before):
            continue
        if before[-1].number < candidate.number < min(after, before[-1].number + _STEP + 1):
            headings.insert(len(before), _with_case(candidate, views))
    return headings


def _with_case(candidate: Heading, views: Sequence[View]) -> Heading:
    """The candidate, a case number between its number and its title taken off the title."""
    told = read_heading([views[candidate.first]])
    if told.sagsnumre and told.nr == candidate.nr:
        candidate.titel, candidate.sagsnumre = told.titel, told.sagsnumre
    return candidate


def _by_page(views: Sequence[View]) -> _Lines:
    pages: dict[int, list[Line]] = {}
    for view in views:
        pages.setdefault(view.line.page, []).append(view.line)
    return pages


def _heading(views: Sequence[View], first: View, opener: _Opener, head: Head) -> Heading:
    """The heading of a row: its number, and the title beside or below it."""
    lines = [first]
    titled = not (opener.alone or _case_alone(first.text))
    for view in views[first.index + 1 : first.index + _TITLE_LINES]:
        above = lines[-1]
        if _at_side(view, head) or not _may_be_title(view, lines):
            break
        if titled and not _wraps(above, view, opener):
            break
        lines.append(view)
        titled = True
    heading = read_heading(lines)
    heading.nr, heading.number, heading.kind = opener.nr, opener.number, KIND
    return heading


KIND = "raekke"
"""The kind of such headings."""
_TITLE_LINES = 14
"""Lines from a number to the end of its title at most."""


def _at_side(view: View, head: Head) -> bool:
    """Whether a line stands in the column at the side."""
    return view.line.box is not None and view.line.box.x0 >= head.side - _EDGE


def _case_alone(text: str) -> bool:
    """Whether nothing but a case number stands behind the number: "4. GEO-2013-06732."."""
    rest = text.partition(" ")[2].strip(" .:")
    numbers = numbers_of_case(rest)
    return len(numbers) == 1 and numbers[0].printed.strip(" .:") == rest


def _may_be_title(view: View, lines: Sequence[View]) -> bool:
    """Whether a line of a row may belong to its title: no label, no fact, on the same page."""
    if view.line.page != lines[0].line.page:
        return False
    if view.heading and _set_alike(lines[-1], view):
        return view.role in (LineRole.BODY, LineRole.TOC)  # "Godkendelse af / dagsorden"
    if view.role is not LineRole.BODY:
        return False
    label = view.label is not None and not view.label.weak
    return not (label or is_number_line(view.text) or MARK_LINE.match(view.text))


def _set_alike(one: View, other: View) -> bool:
    return (one.style, one.line.italic) == (other.style, other.line.italic)


def _wraps(above: View, view: View, opener: _Opener) -> bool:
    """Whether a line goes on with the title above it: set alike, and no paragraph of its own."""
    beside = view.line.row == above.line.row
    if not _set_alike(above, view) or (view.line.gap > _LINE_GAP and not beside):
        return False
    if view.heading or beside:
        return True
    hangs = opener.alone or (view.line.box is not None and view.line.box.x0 > opener.left + _EDGE)
    return hangs and not view.line.listed and TITLE_ENDS.search(above.text) is None


_LINE_GAP = 0.5
"""Clear space between two lines of a title at most, in heights of the line."""
_FEW = 3
"""Rows of which one that tells its case at the left is enough."""
_TOLD_LETTERS = 40
"""Letters of text at the left at least that tell a case."""


def mark_case_rows(views: Sequence[View], headings: Sequence[Heading]) -> None:
    """What stands at the side of a case that is told at the left is what was decided in it."""
    own = [place for place, heading in enumerate(headings) if heading.kind == KIND]
    found = _find_rows(_by_page(views)) if own else None
    if found is None:
        return
    ends = [*(heading.first for heading in headings[1:]), len(views)]
    rows = [_parts(views[headings[at].last + 1 : ends[at]], found[0]) for at in own]
    told = sum(_letters(left) >= _TOLD_LETTERS for left, *_ in rows)
    if told < (1 if len(own) <= _FEW else _FEWEST):
        return  # text and decision stand one below the other
    decision = Label(kind=LabelKind.DECISION, text="")
    other = Label(kind=LabelKind.SECTION, text="", afsnit=AfsnitType.ANDET)
    for at, (_, side, below) in zip(own, rows, strict=True):
        if _divides(below) and at + 1 < len(headings):
            below[0].role, below[0].score = LineRole.GROUP, 0.7
        elif below and not at:
            continue  # who was there stands below the first row: no column tells where it ends
        for view in below[:1]:
            view.column = other
        for view in side:
            view.column = decision


def _letters(left: Sequence[View]) -> int:
    """Letters of the account in a row's case: what is attached, and numbers, tell nothing."""
    account = itertools.takewhile(lambda view: not _attaches(view), left)
    return sum(len(view.text) for view in account if not is_number_line(view.text))


def _attaches(view: View) -> bool:
    return view.label is not None and view.label.kind is LabelKind.ATTACHMENTS


def _parts(row: Sequence[View], head: Head) -> tuple[list[View], list[View], list[View]]:
    """Lines of a row's case, those at its side, and those below the row."""
    left: list[View] = []
    side: list[View] = []
    body = [view for view in row if view.role is LineRole.BODY and view.line.box is not None]
    for place, view in enumerate(body):
        if _at_side(view, head):
            side.append(view)
        elif view.line.box is not None and view.line.box.x0 < head.agenda[0] - _EDGE:
            return left, side, body[place:]
        else:
            left.append(view)
    return left, side, []


def _divides(below: Sequence[View]) -> bool:
    """Whether what stands below a row is one line set apart, over the next row."""
    return len(below) == 1 and below[0].heading and len(below[0].text) <= _LONGEST
