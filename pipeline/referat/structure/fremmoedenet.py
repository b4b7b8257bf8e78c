"""Which lines are attendance, by the line net, and what rules and net read together.

In: views with roles, the header as the rules read it, the net's probabilities. Out: segments and
table entries of the meeting's attendance, in printed order. The net knows attendance wherever it
stands (header, first punkt, a page of its own) and whatever its labels are; the lines that it takes
are read anew (``fremmoedelinjer.py``), and of the rules' reading stays what stands elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from referat.structure.fremmoedelinjer import (
    Block,
    column_heads,
    end_of_columns,
    follows,
    is_running,
    read_block,
)
from referat.structure.hoved import Hoved
from referat.structure.hovedfelter import Segment
from referat.structure.labels import LabelKind
from referat.structure.personer import parse_entry
from referat.structure.tags import NUMBER, Told
from referat.structure.views import Row, View, line_above, row_mates, rows_of
from referat.types import LineRole

ATTENDS = 0.5
"""Probability from which on a line is attendance. The net is seldom in doubt: in 125 generated
documents (dev, seed 171) 98.9 % of 901 attendance lines lie above 0.9 and all above this, of 20179
others 99.96 % under 0.1."""
_MAY = 0.15
"""The same for a line between two of them, or at their edge, that the rules take for attendance."""
_LEANS = 0.25
"""The same at the edge of a block, whatever the rules take it for."""
_OTHER = 0.9
"""A line that the net takes for contents or a heading so surely is no attendance of the rules."""
_SEEN = NUMBER["fremmoede"]
_PRESENT_OR_NOT = tuple(NUMBER[name] for name in ("fremmoede", "fravaer", "etiket:fravaer"))
_NOT = tuple(NUMBER[name] for name in ("indhold", "punkt", "punkt+", "inventar", "gruppe"))


def find_blocks(views: Sequence[View], told: Told) -> list[list[View]]:
    """Blocks of attendance lines, in reading order; furniture between lines parts no block."""
    sure = told[:, _SEEN]
    cases = list_of_cases(views)
    attends = [bool(sure[view.index] >= ATTENDS) and view.index not in cases for view in views]
    lines = [view for view in views if view.role is not LineRole.FURNITURE or attends[view.index]]
    both_ways = (*range(len(lines)), *reversed(range(len(lines))))
    for place in both_ways:
        view = lines[place]
        if attends[view.index] or view.index in cases:
            continue
        around = [lines[n] for n in (place - 1, place + 1) if 0 <= n < len(lines)]
        near = sum(attends[other.index] for other in around)
        if not near:
            continue  # most lines: what the net sees in them need not be asked
        may = sure[view.index] >= _MAY or view.role is LineRole.ATTENDANCE
        surely_not = told[view.index, _NOT].max() >= _OTHER
        known = view.role is LineRole.ATTENDANCE or sure[view.index] >= _LEANS
        if may and not surely_not and (near == 2 or known):
            attends[view.index] = True
    _fill_rows(lines, attends, told, cases)
    _fill_columns(lines, attends, told, cases)
    blocks: list[list[View]] = []
    before = -2
    for place, view in enumerate(lines):
        if not attends[view.index]:
            continue
        if place == before + 1:
            blocks[-1].append(view)
        else:
            blocks.append([view])
        before = place
    return blocks


def _fill_rows(lines: Sequence[View], attends: list[bool], told: Told, cases: set[int]) -> None:
    """Let a row between rows of attendance attend whole where a cell of it does."""
    rows = rows_of(lines)
    some = [any(attends[view.index] for view in row) for row in rows]
    for place in range(1, len(rows) - 1):
        if not all(some[place - 1 : place + 2]):
            continue
        for view in rows[place]:
            if view.index not in cases and told[view.index, _NOT].max() < _OTHER:
                attends[view.index] = True


def _fill_columns(lines: Sequence[View], attends: list[bool], told: Told, cases: set[int]) -> None:
    """Let what stands in columns below sure heads of attendance attend, where some of it does.

    "Til stede | Afbud | Udeblevet": of a party alone in its column the net is not sure.
    """
    rows = rows_of(lines)
    for place, row in enumerate(rows):
        sure = all(told[view.index, _SEEN] >= _SURE_HEAD for view in row)
        if len(row) < 2 or not sure or row[0].line.box is None:
            continue
        below = [
            view
            for other in rows[place + 1 : end_of_columns(rows, place, column_heads(row))]
            for view in other
            if view.line.page == row[0].line.page
        ]
        if 2 * sum(attends[view.index] for view in below) < len(below):
            continue
        for view in below:
            if view.index not in cases and told[view.index, _NOT].max() < _OTHER:
                attends[view.index] = True


_SURE_HEAD = 0.9
"""Probability from which on the heads of columns are surely those of attendance."""
_CASES = 3
"""Rows at least of a list of the cases that a meeting took up."""
_LEVEL = 3.0
"""Points by which the tops of cells in a row differ at most."""
_CASE_NUMBER = re.compile(
    r"^(?:(?:punkt|pkt|sag)\.?\s*)?[A-Z]?\d{1,4}(?:/\d{2,4})?\.?$", re.IGNORECASE
)
_NUMBER_HEAD = re.compile(r"^(?:sags|punkt)?(?:nr|nummer|punkt|pkt|sag)\.?$", re.IGNORECASE)


def list_of_cases(views: Sequence[View]) -> set[int]:
    """Lines of a list of cases in the header: rows of a number and a title each, under their head.

    A title like "Skolevej, Engby" has the form of a person; a list in which most are people is one
    of members with numbers.
    """
    found: set[int] = set()
    run: list[Row] = []
    head = [view for view in views if not view.punkt and view.role is not LineRole.FURNITURE]
    for row in (*_printed_rows(head), []):
        pattern = _CASE_NUMBER if run else _NUMBER_HEAD
        if len(row) > 1 and (_CASE_NUMBER.match(row[0].text) or pattern.match(row[0].text)):
            run.append(row)
        elif run:
            found |= _unless_people(run)
            run = []
    return found


def _printed_rows(views: Sequence[View]) -> list[Row]:
    """Lines by where they are printed, also where columns are read one after the other."""
    places = [
        (view.line.page, box.top, box.x0, view.index, view)
        for view in views
        if (box := view.line.box) is not None
    ]
    if len(places) < len(views):
        return rows_of(views)
    rows: list[Row] = []
    page, top = 0, 0.0
    for at, y, _, _, view in sorted(places):
        if at != page or y - top > _LEVEL:
            rows.append([])
            page, top = at, y
        rows[-1].append(view)
    return [sorted(row, key=_left) for row in rows]


def _left(view: View) -> float:
    return view.line.box.x0 if view.line.box is not None else 0.0


def _unless_people(rows: Sequence[Row]) -> set[int]:
    titles = [row[1] for row in rows if _CASE_NUMBER.match(row[0].text)]
    people = sum(parse_entry(title.text) is not None for title in titles)
    if len(titles) < _CASES or 2 * people > len(titles):
        return set()
    return {view.index for row in rows for view in row}


def read_attendance(views: Sequence[View], hoved: Hoved, told: Told | None, *, first: int) -> Block:
    """Tables and segments of the meeting's attendance.

    Args:
        views: All lines with their roles.
        hoved: The header as the rules read it.
        told: The net's probabilities; without them the rules' reading stands alone.
        first: Number of the first punkt: what the rules take for attendance in it, and in the last,
            is read too.
    """
    last = max((view.punkt for view in views), default=0)
    front = [
        view
        for view in views
        if view.punkt in (first, last) and view.punkt and view.role is LineRole.ATTENDANCE
    ]
    if told is None or not len(told):
        read = read_block(front) if front else Block()
        return Block(table=[*hoved.table, *read.table], segments=[*hoved.segments, *read.segments])
    ends = (0, first, last)
    blocks = [
        _whole(block, views) for block in find_blocks(views, told) if not _is_account(block, ends)
    ]
    inside = {view.index for block in blocks for view in block} | list_of_cases(views)
    table = [row for row in hoved.table if row.view.index not in inside]
    segments = [
        rest for segment in hoved.segments if (rest := _outside(segment, inside, told)) is not None
    ]
    left = [view for view in front if view.index not in inside]
    for block in [*blocks, left] if left else blocks:
        read = read_block(block, before=_line_before(views, block[0]))
        table += read.table
        segments += read.segments
        for view in block:
            if view.role in (LineRole.HEADER, LineRole.TITLE):
                view.role, view.score = LineRole.ATTENDANCE, float(told[view.index, _SEEN])
    table.sort(key=lambda row: row.view.index)
    segments.sort(key=lambda segment: segment.parts[0][1].index if segment.parts else -1)
    return Block(table=table, segments=segments)


def _whole(block: list[View], views: Sequence[View]) -> list[View]:
    """A block with the whole of the sentences that its first and its last line are parts of.

    And with what is set alike in the first line's row: the heads of columns are one row.
    """
    lines = [view for view in views if view.role is not LineRole.FURNITURE]
    places = {view.index: place for place, view in enumerate(lines)}
    first, last = places.get(block[0].index), places.get(block[-1].index)
    if first is None or last is None:
        return block
    opened, ended = _paragraph_start(lines, first), _paragraph_end(lines, last)
    head = lines[opened : _paragraph_end(lines, first) + 1]
    tail = lines[_paragraph_start(lines, last) : ended + 1]
    before = lines[opened:first] if is_running(head) else _beside(views, block[0])
    behind = lines[last + 1 : ended + 1] if is_running(tail) else []
    return [*before, *block, *behind]


def _row(view: View) -> tuple[int, int]:
    return view.line.page, view.line.row


def _beside(views: Sequence[View], view: View) -> list[View]:
    """Lines left of a line in its row, where all of these head columns of people."""
    start = view.index
    while start and _row(views[start - 1]) == _row(view):
        start -= 1
    cells = (views[start], *row_mates(views, start))
    row = [one for one in cells if one.role is not LineRole.FURNITURE]
    return [one for one in row if one.index < view.index] if column_heads(row) else []


def _paragraph_end(lines: Sequence[View], place: int) -> int:
    while place + 1 < len(lines) and follows(lines[place], lines[place + 1]):
        place += 1
    return place


def _paragraph_start(lines: Sequence[View], place: int) -> int:
    while place and follows(lines[place - 1], lines[place]):
        place -= 1
    return place


def _is_account(block: Sequence[View], ends: tuple[int, ...]) -> bool:
    """Whether a block stands in the account of a punkt: a new council presents its members there.

    The meeting's own attendance stands in the header, or in the first or the last punkt (``ends``)
    outside the account; people under another punkt's decision were elected.
    """
    if block[0].punkt not in ends:
        return True
    told = [
        view
        for view in block
        if view.punkt and view.opened is not None and view.opened.kind is LabelKind.SECTION
    ]
    return 2 * len(told) > len(block)


def sureness(view: View, told: Told) -> float:
    """How sure a person is whom a line names: by what the net takes the line for.

    Of the people read from generated and hand-written documents (dev, seed 171, and ``corpus/``)
    99.4 % were right on 3500 lines that the net takes for attendance or absence, 93 % on 60 with
    other facts of the header (a referent, a leader), and 8 of 9 elsewhere.
    """
    if told[view.index, _PRESENT_OR_NOT].max() >= ATTENDS:
        return 0.98
    return 0.92 if told[view.index, NUMBER["hoved"]] >= ATTENDS else 0.8


def _line_before(views: Sequence[View], view: View) -> View | None:
    """The line of text that stands before another."""
    above = line_above(views, view.index)
    return views[above] if above >= max(0, view.index - 4) else None


def _outside(segment: Segment, inside: set[int], told: Told) -> Segment | None:
    """What is left of a segment of the rules without the lines that are read anew."""
    lists = segment.felt in ("fremmoede", "fravaer", "leder", "prosa")
    parts = [
        (text, view)
        for text, view in segment.parts
        if view.index not in inside and not (lists and told[view.index, _NOT].max() >= _OTHER)
    ]
    if len(parts) == len(segment.parts):
        return segment
    return replace(segment, parts=parts) if any(text for text, _ in parts) else None
