"""A header in columns side by side: labels over their values, or lists of people.

In: pages. Out: the same, where the first page opens with such columns, read down one column after
the other. Their lines are level only by chance: beside "Mødeform" stands the last line of a list of
people, and read in rows a value would stand under the label of another column. Forms whose labels
and values are level, or side by side, are read by ``hovedskema.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from referat.structure.hovedskema import only_label
from referat.structure.personer import parse_entry
from referat.structure.skema import as_rows, renumbered
from referat.types import Line, Page

_EDGE = 3.0
"""Points within which the lines of one column begin."""
_GUTTER = 6.0
"""Points between a line and the next column at least; blanks between words have 3."""
_COLUMNS = 2
"""Columns with labels at least."""
_LABELS = 3
"""Labels over values in them at least."""
_APART = 2.0
"""Clear space, in heights of the line, below which such columns have ended."""
_ROWS = 40
"""Rows of a page among which they end."""


def read_head_columns(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """Pages of which the first has such a header read down its columns; the same without one.

    1. Columns of labels over their values, level by chance alone.
    2. One such column beside a table: read before it, whose rows it would break up.
    3. Lists of people under the names of their groups, which no lexicon has.
    """
    if not pages:
        return pages
    page, rows = pages[0], as_rows(pages[0].lines)
    part = _columns_of_labels(rows) or _panel_beside_table(rows) or _groups_of_people(rows)
    if part is None:
        return pages
    above, added = rows[part.start][0].row, len(part.rows) - (part.end - part.start)
    lines = [
        *(line for row in rows[: part.start] for line in row),
        *(replace(line, row=above + at) for at, row in enumerate(part.rows) for line in row),
        *(replace(line, row=line.row + added) for row in rows[part.end :] for line in row),
    ]
    return (replace(page, lines=tuple(lines)), *pages[1:])


@dataclass(frozen=True, slots=True)
class _Part:
    """Rows of a page in the order in which they are read."""

    start: int
    """Place of the first of them on the page."""
    end: int
    """Place behind the last."""
    rows: list[list[Line]]


_Rows = Sequence[Sequence[Line]]


def _down(columns: _Rows) -> list[list[Line]]:
    """Lines of columns one after the other, each in a row of its own."""
    return [[line] for line in renumbered([[line] for column in columns for line in column])]


def _columns_of_labels(rows: _Rows) -> _Part | None:
    start = next((at for at, row in enumerate(rows[:_ROWS]) if any(map(_is_label, row))), None)
    if start is None:
        return None
    end, edges = start, list[float]()
    while end < min(len(rows), _ROWS):
        wider = _label_edges([line for row in rows[start : end + 1] for line in row])
        apart = end > start and rows[end][0].gap > _APART
        if apart or not all(_keeps_to_columns(row, wider) for row in rows[start : end + 1]):
            break
        end, edges = end + 1, wider
    columns = _by_column(rows[start:end], edges)
    if not _are_labelled(columns[1:]) or not _is_uneven(rows[start:end]):
        return None
    return _Part(start, end, _down(columns))


def _by_column(rows: _Rows, edges: Sequence[float]) -> list[list[Line]]:
    """Lines by the column they begin in; first those left of all edges."""
    return [
        [line for row in rows for line in row if _column(line, edges) == at]
        for at in range(len(edges) + 1)
    ]


def _panel_beside_table(rows: _Rows) -> _Part | None:
    """Rows of a table with the column of labels and values at its right taken out, before them.

    "Sted", "Tid" over their values beside rows of who was there.
    """
    labels = Counter(
        round(line.box.x0)
        for row in rows[:_ROWS]
        for line in row[1:]
        if line.box and _is_label(line)
    )
    edge = max((edge for edge, count in labels.items() if count >= _PANEL), default=None)
    if edge is None:
        return None
    inside = [any(_begins_at(line, edge) for line in row) for row in rows[:_ROWS]]
    start, end = inside.index(True), len(inside) - inside[::-1].index(True)
    across = [at for at in range(start, end) if not _is_parted(rows[at], edge)]
    end = min(across, default=end)
    panel = [line for row in rows[start:end] for line in row if _begins_at(line, edge)]
    left = [rest for row in rows[start:end] if (rest := [x for x in row if x not in panel])]
    table = sum(len(row) >= _CELLS for row in left)
    marks = [_is_label(line) for line in panel]
    if sum(marks) < _PANEL or table < _BESIDE or not _stand_over_values([marks]):
        return None
    return _Part(start, end, [*_down([panel]), *left])


_PANEL = 2
"""Labels of one column beside a table at least."""
_CELLS, _BESIDE = 2, 3
"""Cells of a table's row at least, and such rows beside the column."""


def _begins_at(line: Line, edge: float) -> bool:
    return line.box is not None and abs(line.box.x0 - edge) <= _EDGE


def _is_parted(row: Sequence[Line], edge: float) -> bool:
    """Whether each line of a row begins at an edge, or ends well left of it."""
    return all(
        line.box is not None
        and not line.furniture
        and (_begins_at(line, edge) or line.box.x1 <= edge - _GUTTER)
        for line in row
    )


def _groups_of_people(rows: _Rows) -> _Part | None:
    """Lists side by side, each under the name of a group: "Valgt af byrådet | Uden stemmeret".

    Lists under labels of the lexicon are read with the attendance (``fremmoedelinjer.py``).
    """
    for start, heads in enumerate(rows[:_ROWS]):
        if not _name_groups(heads):
            continue
        edges = [line.box.x0 for line in heads if line.box]
        end = start + 1
        while end < min(len(rows), _ROWS) and _keeps_to_columns(rows[end], edges):
            end += 1
        columns = _by_column(rows[start:end], edges)
        lists = [column[1:] for column in columns[1:]]
        if columns[0] or not all(lists) or any(line.bold for part in lists for line in part):
            continue
        if all(_PEOPLE * _count_people(part) >= len(part) for part in lists):
            return _Part(start, end, _down(columns))
    return None


_PEOPLE = 3
"""Lines a person takes in such a list at most."""


def _name_groups(row: Sequence[Line]) -> bool:
    """Whether each cell of a row is set in bold and names nobody, and not all are known labels."""
    return (
        len(row) >= _COLUMNS
        and all(line.box and line.bold and parse_entry(line.text) is None for line in row)
        and not all(only_label(line.text) is not None for line in row)
    )


def _count_people(lines: Sequence[Line]) -> int:
    entries = [parse_entry(line.text) for line in lines]
    return sum(entry is not None and " " in entry.navn for entry in entries)


def _is_label(line: Line) -> bool:
    """Whether a line is a label and nothing else, and set as one."""
    return (line.bold or line.text.endswith(":")) and only_label(line.text) is not None


def _label_edges(lines: Sequence[Line]) -> list[float]:
    """Left edges of the columns that labels stand in, from left to right."""
    edges: list[float] = []
    for x0 in sorted(line.box.x0 for line in lines if line.box and _is_label(line)):
        if not edges or x0 - edges[-1] > _EDGE:
            edges.append(x0)
    return edges


def _column(line: Line, edges: Sequence[float]) -> int:
    """Which column a line begins in; 0 is what stands left of all labels."""
    x0 = line.box.x0 if line.box else 0.0
    return sum(edge <= x0 + _EDGE for edge in edges)


def _keeps_to_columns(row: Sequence[Line], edges: Sequence[float]) -> bool:
    """Whether all lines of a row begin at the edge of a column and end before the next."""
    for line in row:
        if line.box is None or line.furniture:
            return False
        at = _column(line, edges)
        if at and line.box.x0 - edges[at - 1] > _EDGE:
            return False
        if at < len(edges) and line.box.x1 > edges[at] - _GUTTER:
            return False
    return True


def _are_labelled(columns: Sequence[Sequence[Line]]) -> bool:
    """Whether there are columns enough, and in each every label has its value below it."""
    labels = [[_is_label(line) for line in column] for column in columns]
    enough = len(columns) >= _COLUMNS and sum(map(sum, labels)) >= _LABELS
    return enough and _stand_over_values(labels)


def _stand_over_values(columns: Sequence[Sequence[bool]]) -> bool:
    """Whether each column, told by which of its lines are labels, has every label over a value."""
    return all(
        column[0] and not column[-1] and not any(one and next_ for one, next_ in pairwise(column))
        for column in columns
    )


def _is_uneven(rows: Sequence[Sequence[Line]]) -> bool:
    """Whether a label of one column stands beside a value of another."""
    marked = [[_is_label(line) for line in row] for row in rows]
    return any(True in row and False in row for row in marked)
