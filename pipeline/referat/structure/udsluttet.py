"""Lines that full justification spreads until their words stand apart as cells: makes them whole.

In: pages. Out: the same, where a row of words with one and the same wide blank between them, which
reaches from edge to edge of its column, is one line. Read as cells, the first word would stand
alone, and what the line begins ("Forvaltningen indstiller, at …") would not be seen.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from referat.structure.feltetiketter import one_line
from referat.structure.skema import as_rows
from referat.types import Line, Page

_WORDS = 4
"""Cells of such a row at least: three may be a table's."""
_ALIKE = 2.5
"""Points by which the blanks of one row differ at most; justification makes them equal."""
_EDGE = 3.0
"""Points within which the edges of a column's lines lie."""
_FULL = 2
"""Whole lines of the column at least that reach both its edges."""


def close_up(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """Pages on which spread lines are whole; the same where there are none."""
    return tuple(_closed(page) for page in pages)


def _closed(page: Page) -> Page:
    rows = as_rows(page.lines)
    spread = [row for row in rows if len(row) >= _WORDS and _evenly(row)]
    if not spread:
        return page
    full = Counter(
        (round(row[0].box.x0 / _EDGE), round(row[0].box.x1 / _EDGE))
        for row in rows
        if len(row) == 1 and row[0].box is not None
    )
    lines: list[Line] = []
    for row in rows:
        whole = any(row is other for other in spread) and _reaches(row, full)
        lines += [one_line(row)] if whole else row
    return replace(page, lines=tuple(lines)) if len(lines) < len(page.lines) else page


def _evenly(row: Sequence[Line]) -> bool:
    """Whether the cells of a row are words set alike, and the blanks between them all as wide."""
    if any(" " in line.text for line in row):
        return False
    blanks = [
        after.box.x0 - before.box.x1
        for before, after in itertools.pairwise(row)
        if before.box is not None and after.box is not None
    ]
    alike = len({(line.size, line.furniture) for line in row}) == 1
    return len(blanks) == len(row) - 1 and alike and max(blanks) - min(blanks) <= _ALIKE


def _reaches(row: Sequence[Line], full: Counter[tuple[int, int]]) -> bool:
    """Whether a row reaches both edges of a column of running text."""
    first, last = row[0].box, row[-1].box
    if first is None or last is None:
        return False
    left, right = round(first.x0 / _EDGE), round(last.x1 / _EDGE)
    near = sum(full[left + a, right + b] for a in (-1, 0, 1) for b in (-1, 0, 1))
    return near >= _FULL
