"""Labels that fill a cell of several lines beside their text: joins them to one line.

In: pages. Out: the same, where a narrow cell at the left tells a body and a day over two lines or
more ("Teknisk Udvalg / den 09-09-2003", "Økonomiudvalget / 14/4-99, sag 77:") and what was decided
stands at its right, row by row; or where a label of a section wraps in the margin ("Udvalgets /
beslutning"). Read in rows, such a label would be cut by its own text.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from referat.structure.labels import SECTION_KINDS, LabelKind, find_label, guess_label
from referat.structure.skema import as_rows
from referat.structure.text import join_words
from referat.types import Box, Line, Page, Repair, enclosing

_MOST, _ROWS = 5, 9
"""Lines of such a cell at most, and rows that they and the text beside them take."""
_LONGEST = 48
"""Letters of one of them at most."""
_EDGE, _BETWEEN = 3.0, 4.0
"""Points within which the left edges of a cell's lines lie, and between a cell and its text."""
_SPREAD = 60.0
"""Points between the words of a spread line at most."""
_STEP = 1.9
"""Heights of a line from one line of a cell to the next at most."""
_WRAPPED = 3
"""Lines of a section's label at most."""
_DATED = (LabelKind.DECISION, LabelKind.EARLIER)


def join_cells(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """Pages on which such labels are lines of their own; the same where there are none."""
    return tuple(_joined(page) for page in pages)


def _joined(page: Page) -> Page:
    rows = as_rows(page.lines)
    taken: set[int] = set()
    whole: dict[int, Line] = {}
    for place, row in enumerate(rows):
        if len(row) < 2 or row[0].number in taken:
            continue
        above = rows[place - 1][0] if place else None
        if above is not None and above.number not in taken and _runs_down(above, row[0]):
            continue  # the middle of a cell
        below = rows[place + 1 : place + _ROWS]
        if cell := _cell(row, below) or _wrapped(row, below):
            whole[row[0].number] = one_line(cell)
            taken |= {line.number for line in cell[1:]}
    if not whole:
        return page
    lines = [whole.get(line.number, line) for line in page.lines if line.number not in taken]
    return replace(page, lines=tuple(lines))


def _runs_down(above: Line, line: Line) -> bool:
    """Whether a line goes on with the one above it, in one cell or in running text."""
    return (
        line.box is not None
        and not (above.text.endswith(":") or _is_whole(above.text))
        and _goes_on(line, above, line.box, line.box.x1)
        and above.box is not None
        and abs(above.box.x0 - line.box.x0) < _EDGE
    )


def _cell(row: Sequence[Line], below: Sequence[Sequence[Line]]) -> list[Line]:
    """The lines of the cell that a row begins with; empty where they tell no body with its day.

    A spread line ("justified", with wide blanks) is several of them.
    """
    first, text = row[0], row[-1]
    if not _may_open(first) or first.box is None or text.box is None or _is_whole(first.text):
        return []
    edge = text.box.x0 - _BETWEEN
    cell = _left_of(row, edge)
    if not cell or len(cell) < len(row) - 1:
        return []
    found: list[Line] = []
    height = 1
    for other in below:
        if other[0].box is not None and other[0].box.x0 > edge:
            continue  # the text beside it, in steps of its own
        if height >= _MOST or not _goes_on(other[0], cell[-1], first.box, edge):
            break
        if found and other[0].text[:1].isupper():
            break
        left = _left_of(other, edge)
        if not left:
            break
        cell += left
        height += 1
        if _tells(_text(cell)):
            found = list(cell)
    return found


def _wrapped(row: Sequence[Line], below: Sequence[Sequence[Line]]) -> list[Line]:
    """The lines of a section's label that a row begins with, where it wraps beside its text."""
    first, text = row[0], row[-1]
    if len(row) != 2 or not _may_open(first) or first.box is None or text.box is None:
        return []
    edge = text.box.x0 - _BETWEEN
    cell, found = [first], []
    for other in below[: _WRAPPED - 1]:
        line, last = other[0], cell[-1]
        if line.box is None or last.box is None or not line.text[:1].islower():
            break
        # set flush to either side
        flush = abs(line.box.x0 - last.box.x0) < _EDGE or abs(line.box.x1 - last.box.x1) < _EDGE
        close = 0 < line.box.top - last.box.top < _STEP * last.box.height
        if not (flush and close and line.box.x1 <= edge) or line.furniture or line.listed:
            break
        cell.append(line)
        if _opens(_text(cell), apart=_style(first) != _style(text)):
            found = list(cell)
    return found


def _style(line: Line) -> tuple[bool, bool, int]:
    return line.bold, line.italic, round(2 * (line.size or 0.0))


def _opens(text: str, *, apart: bool) -> bool:
    """Whether a text is a section's label; one that no lexicon has is set apart from its text."""
    label = find_label(text) or (guess_label(text) if apart else None)
    return label is not None and label.kind in SECTION_KINDS and not label.rest


def _left_of(row: Sequence[Line], edge: float) -> list[Line]:
    """The lines of a row that end left of an edge; none where they are columns of their own."""
    left = list(itertools.takewhile(lambda line: line.box is not None and line.box.x1 <= edge, row))
    gaps = (
        after.box.x0 - before.box.x1
        for before, after in itertools.pairwise(left)
        if before.box is not None and after.box is not None
    )
    return left if all(gap < _SPREAD for gap in gaps) else []


def _text(cell: Sequence[Line]) -> str:
    text = cell[0].text
    for above, line in itertools.pairwise(cell):
        text = join_words(text, line.text, broken=above.broken)
    return text


def _may_open(line: Line) -> bool:
    return len(line.text) <= _LONGEST and not line.furniture and line.text[:1].isupper()


def _goes_on(line: Line, above: Line, first: Box, edge: float) -> bool:
    box, upper = line.box, above.box
    return (
        box is not None
        and upper is not None
        and len(line.text) <= _LONGEST
        and not line.furniture
        and not line.listed
        and abs(box.x0 - first.x0) < _EDGE
        and box.x1 <= edge
        and 0 < box.top - upper.top < _STEP * upper.height
    )


def _is_whole(text: str) -> bool:
    """Whether no body and day below go on with a line: "Bilag", or a label that has both."""
    label = find_label(text)
    listed = label is not None and label.kind is LabelKind.ATTACHMENTS and not label.rest
    return listed or _tells(text)


def _tells(text: str) -> bool:
    """Whether a text is a label with a body and its day, and nothing else."""
    label = find_label(text)
    return (
        label is not None
        and label.kind in _DATED
        and label.date is not None
        and label.body is not None
        and not label.rest
    )


def one_line(cell: Sequence[Line]) -> Line:
    """One line of a cell's lines, at the place of its first."""
    text, repairs = cell[0].text, list(cell[0].repairs)
    for above, line in itertools.pairwise(cell):
        text = join_words(text, line.text, broken=above.broken)
        repairs += [_moved(repair, len(text) - len(line.text)) for repair in line.repairs]
    return replace(
        cell[0],
        text=text,
        box=enclosing([line.box for line in cell if line.box is not None]),
        broken=cell[-1].broken,
        confidence=min(line.confidence for line in cell),
        words=tuple(word for line in cell for word in line.words),
        repairs=tuple(repairs),
    )


def _moved(repair: Repair, start: int) -> Repair:
    return replace(repair, start=repair.start + start, end=repair.end + start)
