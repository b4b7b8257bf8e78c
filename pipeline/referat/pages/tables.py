"""Stage 2: the text of ruled tables, row by row.

In come the ruling lines and the pieces of text of a page; out come rows whose cells keep their
wrapped lines together. The only module that knows pdfplumber: its table finder makes cells of
ruling lines. It is given PDFium's, which saves the 65 ms a page that its own parser takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from referat.lexicon import lexicon
from referat.pages.lines import LINE_HEIGHT, Row, Segment, find_rows, join_bullets
from referat.types import Box, enclosing

PARAGRAPH_GAP = 0.6
"""Clear space, in line heights, over which a cell's next line is a paragraph of its own."""

_TAIL, _HEAD = re.compile(r"[^\W\d_]+(?=-$)"), re.compile(r"[a-zæøåé]+")
# "Bilag:" below a full line: a label that opens a paragraph of its own.
_LABEL_ALONE, _SENTENCE_ENDS = re.compile(r"[A-ZÆØÅ][\wæøåé ]{2,30}:"), re.compile(r"[.!?)]$")
# "Børne-" before "og Unge": the hyphen stands for a word left out.
_SUSPENDED = re.compile(r"(?:og|eller|samt)\b|[^a-zæøå]")


MIN_EDGES = 4
"""A page with fewer shapes has no ruled table: the smallest, of two cells, has five sides."""

MAX_EDGES = 3000
"""Above this a page is a drawing; the table finder compares every pair of lines."""

LOW_ROW = 40.0
"""Points between two rules under which the upright rules of a row may be missing from a scan: what
is shorter than half an inch may be a letter (``scan.py``)."""

WANDERS = 12.0
"""Points by which a column's rule may stand elsewhere in a row that is a table of its own, whose
columns are as wide as its text asks for."""

MISJUDGED = 1.35
"""Sizes that OCR told of two lines of one paragraph differ by less: small capitals by the most."""

RIM, GUTTER = 4.0, 6.0
"""Points between a column's rule and its text, in forms of 8 to 12 points, and between the texts of
two columns at least; blanks between words have 3."""

TOUCH = 3.0
"""Points within which ruling lines are taken to meet: the finder's own default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A horizontal or vertical ruling line."""

    x0: float
    """Left."""
    top: float
    """Upper end."""
    x1: float
    """Right."""
    bottom: float
    """Lower end."""

    @property
    def is_flat(self) -> bool:
        """Horizontal."""
        return self.x1 - self.x0 > self.bottom - self.top


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A ruled table."""

    cells: tuple[Box, ...]
    """Cells in any order; a merged cell is one."""

    @property
    def box(self) -> Box:
        """The table's outline."""
        return enclosing(self.cells)

    @property
    def columns(self) -> int:
        """Number of left edges."""
        return len({round(cell.x0) for cell in self.cells})


def find_tables(edges: Sequence[Edge]) -> tuple[Table, ...]:
    """Tables of two cells or more that the ruling lines make, from top to bottom."""
    flat = [edge for edge in edges if edge.is_flat]
    upright = [edge for edge in edges if not edge.is_flat]
    if len(flat) < 2 or len(upright) < 2 or len(edges) > MAX_EDGES:
        return ()
    # Imported here: it takes a tenth of a second, and most documents have no ruled table.
    from pdfplumber.table import (
        cells_to_tables,
        edges_to_intersections,
        intersections_to_cells,
        merge_edges,
    )

    lines = merge_edges(
        [_as_line(edge) for edge in (*flat, *upright, *_page_break_edges(flat, upright))],
        TOUCH, TOUCH, TOUCH, TOUCH,
    )  # fmt: skip
    cells = intersections_to_cells(edges_to_intersections(lines, TOUCH, TOUCH))
    tables = []
    for group in cells_to_tables(cells):
        boxes = [Box(x0=cell[0], top=cell[1], x1=cell[2], bottom=cell[3]) for cell in group]
        tables.append(Table(cells=tuple(boxes)))
    return tuple(tables)


def _as_line(edge: Edge) -> dict[str, Any]:
    return {
        "x0": edge.x0,
        "x1": edge.x1,
        "top": edge.top,
        "bottom": edge.bottom,
        "width": edge.x1 - edge.x0,
        "height": edge.bottom - edge.top,
        "orientation": "h" if edge.is_flat else "v",
    }


def _page_break_edges(flat: Sequence[Edge], upright: Sequence[Edge]) -> Iterator[Edge]:
    """Edges that close a row which a page break left open, at its top or bottom."""
    for end in ("top", "bottom"):
        groups: dict[int, list[Edge]] = {}
        for edge in upright:
            groups.setdefault(round(getattr(edge, end) / TOUCH), []).append(edge)
        for group in groups.values():
            x0, x1 = min(edge.x0 for edge in group), max(edge.x0 for edge in group)
            y = getattr(group[0], end)
            if x1 - x0 > TOUCH and not any(abs(edge.top - y) <= TOUCH for edge in flat):
                yield Edge(x0=x0, top=y, x1=x1, bottom=y)


def find_low_rows(edges: Sequence[Edge], words: Sequence[Box]) -> tuple[Table, ...]:
    """Rows of a scan's tables that are too low to show upright rules, with those of other rows.

    A form may be a pile of tables of one row. Between two flat rules of one length, where no
    upright rule is, the ends are closed; inside, a rule is put where other rows have one and no
    word stands.
    """
    flat = sorted((edge for edge in edges if edge.is_flat), key=lambda edge: edge.top)
    upright = [edge for edge in edges if not edge.is_flat]
    found = []
    for upper, lower in pairwise(flat):
        if not TOUCH < lower.top - upper.top < LOW_ROW or not _same_ends(upper, lower):
            continue
        middle = (upper.top + lower.top) / 2
        if any(edge.top < middle < edge.bottom for edge in upright):
            continue
        x0, x1 = (upper.x0 + lower.x0) / 2, (upper.x1 + lower.x1) / 2
        if not any(abs(edge.x0 - x0) < 2 * TOUCH for edge in upright):
            continue
        inside = sorted(edge.x0 for edge in upright if x0 + WANDERS < edge.x0 < x1 - WANDERS)
        row = [word for word in words if upper.top < (word.top + word.bottom) / 2 < lower.top]
        places = [place for group in _groups(inside) if (place := _clear(group, row)) is not None]
        if places and row:
            cells = [
                Box(x0=left, top=upper.top, x1=right, bottom=lower.top)
                for left, right in pairwise((x0, *places, x1))
            ]
            found.append(Table(cells=tuple(cells)))
    return tuple(found)


def _same_ends(one: Edge, other: Edge) -> bool:
    return abs(one.x0 - other.x0) < 2 * TOUCH and abs(one.x1 - other.x1) < 2 * TOUCH


def _groups(places: Sequence[float]) -> Iterator[list[float]]:
    """Places of one column's rules, which wander."""
    group: list[float] = []
    for place in places:
        if group and place - group[-1] > WANDERS:
            yield group
            group = []
        group.append(place)
    if group:
        yield group


def _clear(group: Sequence[float], words: Sequence[Box]) -> float | None:
    """Where in a column's gutter no word of a row stands; ``None`` where they cross it."""
    low, high = group[0] - WANDERS / 2, group[-1] + WANDERS / 2
    ends = sorted({low, high, *(x for word in words for x in (word.x0, word.x1) if low < x < high)})
    free = [
        (right - left, (left + right) / 2)
        for left, right in pairwise(ends)
        if not any(word.x0 < right and left < word.x1 for word in words)
    ]
    width, middle = max(free, default=(0.0, 0.0))
    return max(middle, middle + width / 2 - RIM) if width >= GUTTER else None


def read_tables(
    tables: Sequence[Table], segments: Iterable[Segment]
) -> tuple[tuple[Row, ...], tuple[Segment, ...]]:
    """Rows of the tables, and the pieces that stand in none.

    A row of which each cell is one paragraph is kept as one row. In other rows, such as a list of
    names beside a label, the lines are paired by height; cells that fill their row alone are
    ordinary text in a frame and are left among the pieces.
    """
    rest = list(segments)
    hyphenates = _hyphenates(rest, tables)
    rows: list[Row] = []
    for table in tables:
        bands: dict[int, list[tuple[Box, list[Segment]]]] = {}
        for cell in sorted(table.cells, key=lambda cell: (cell.top, cell.x0)):
            inside = [segment for segment in rest if _within(segment, cell)]
            if inside:
                bands.setdefault(round(cell.top), []).append((cell, inside))
        for band in bands.values():
            if len(band) < 2:
                continue
            taken = {id(segment) for _, inside in band for segment in inside}
            rest = [segment for segment in rest if id(segment) not in taken]
            paragraphs = [_paragraphs(inside, cell, hyphenates) for cell, inside in band]
            if all(len(cell) == 1 for cell in paragraphs):
                rows.append(tuple(cell[0] for cell in paragraphs))
            else:
                rows.extend(find_rows(segment for cell in paragraphs for segment in cell))
    return tuple(rows), tuple(rest)


def _within(segment: Segment, cell: Box) -> bool:
    middle = (segment.x0 + segment.x1) / 2
    height = segment.baseline - 0.3 * segment.size
    return cell.x0 <= middle < cell.x1 and cell.top <= height < cell.bottom


def _hyphenates(segments: Sequence[Segment], tables: Sequence[Table]) -> bool:
    """Whether the page's running text breaks words; if not, "May-" in a cell is a real hyphen."""
    boxes = [table.box for table in tables]
    return any(
        above.broken
        and not _SUSPENDED.match(below.text)
        and not any(_within(above, box) for box in boxes)
        for above, below in pairwise(segments)
    )


def _paragraphs(segments: Iterable[Segment], cell: Box, hyphenates: bool) -> list[Segment]:
    """The cell's text with wrapped lines joined; a list's or a name's line stays alone."""
    rows = [join_bullets(row) for row in find_rows(segments)]
    if any(len(row) > 1 for row in rows):
        return [segment for row in rows for segment in row]
    lines = [row[0] for row in rows]
    margins = [min(line.x0 - cell.x0, cell.x1 - line.x1) for line in lines]
    room = cell.width - 2 * min(6.0, max(1.0, min(margins)))
    joined = lines[:1]
    last = lines[0]
    for line in lines[1:]:
        if _wraps(last, line, room):
            joined[-1] = _join(joined[-1], line, hyphenates)
        else:
            joined.append(line)
        last = line
    return joined


def _wraps(above: Segment, below: Segment, room: float) -> bool:
    """Whether the line above ended because the next word had no room left."""
    if above.bold != below.bold or not _same_size(above, below) or below.listed:
        return False
    if (below.top - above.low) / (LINE_HEIGHT * below.size) > PARAGRAPH_GAP:
        return False
    if above.broken:
        return True
    if _LABEL_ALONE.fullmatch(below.text) and _SENTENCE_ENDS.search(above.text):
        return False
    word = below.text.split(" ", 1)[0]
    width = (below.x1 - below.x0) * len(word) / len(below.text)
    # A third of the font size is the blank before the word and the error of the estimate.
    return above.x1 - above.x0 + width + 0.33 * above.size > room - 0.33 * above.size


def _same_size(above: Segment, below: Segment) -> bool:
    if above.words and below.words:
        return max(above.size, below.size) < MISJUDGED * min(above.size, below.size)
    return round(above.size) == round(below.size)


def _is_word(above: str, below: str) -> bool:
    """Whether the hyphen at a line's end parts one word: "dagsor-" and "den og referat"."""
    tail, head = _TAIL.search(above), _HEAD.match(below)
    return bool(tail and head and lexicon().knows(tail[0] + head[0]))


def _join(above: Segment, below: Segment, hyphenates: bool) -> Segment:
    text = f"{above.text} {below.text}"
    if above.broken and not _SUSPENDED.match(below.text):
        whole = hyphenates or (bool(above.words) and _is_word(above.text, below.text))
        text = (above.text[:-1] if whole else above.text) + below.text
    words = above.words + below.words
    return replace(
        above,
        text=text,
        x0=min(above.x0, below.x0),
        x1=max(above.x1, below.x1),
        italic=above.italic and below.italic,
        broken=below.broken,
        bottom=below.baseline,
        confidence=min(above.confidence, below.confidence),
        words=words,
        box=None if above.box is None or below.box is None else enclosing((above.box, below.box)),
    )
