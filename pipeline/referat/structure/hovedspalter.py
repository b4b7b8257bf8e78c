"""A header in columns side by side, each of them labels over their values.

In: pages. Out: the same, where the first page opens with such columns, read down one column after
the other. Their lines are level only by chance: beside "Mødeform" stands the last line of a list of
people, and read in rows a value would stand under the label of another column. Forms whose labels
and values are level, or side by side, are read by ``hovedskema.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from referat.structure.hovedskema import only_label
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
    """Pages of which the first has such a header read down its columns; the same without one."""
    if not pages:
        return pages
    page, rows = pages[0], as_rows(pages[0].lines)
    start = next((at for at, row in enumerate(rows[:_ROWS]) if any(map(_is_label, row))), None)
    if start is None:
        return pages
    end, edges = start, list[float]()
    while end < min(len(rows), _ROWS):
        wider = _label_edges([line for row in rows[start : end + 1] for line in row])
        apart = end > start and rows[end][0].gap > _APART
        if apart or not all(_keeps_to_columns(row, wider) for row in rows[start : end + 1]):
            break
        end, edges = end + 1, wider
    columns = [
        [line for row in rows[start:end] for line in row if _column(line, edges) == at]
        for at in range(len(edges) + 1)
    ]
    if not _are_labelled(columns[1:]) or not _is_uneven(rows[start:end]):
        return pages
    above, below = rows[start][0].row, [line for row in rows[end:] for line in row]
    down = renumbered([[line] for column in columns for line in column])
    added = len(down) - (end - start)
    lines = [
        *(line for row in rows[:start] for line in row),
        *(replace(line, row=above + line.row - 1) for line in down),
        *(replace(line, row=line.row + added) for line in below),
    ]
    return (replace(page, lines=tuple(lines)), *pages[1:])


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
    return (
        len(columns) >= _COLUMNS
        and sum(map(sum, labels)) >= _LABELS
        and all(
            column[0]
            and not column[-1]
            and not any(one and next_ for one, next_ in pairwise(column))
            for column in labels
        )
    )


def _is_uneven(rows: Sequence[Sequence[Line]]) -> bool:
    """Whether a label of one column stands beside a value of another."""
    marked = [[_is_label(line) for line in row] for row in rows]
    return any(True in row and False in row for row in marked)
