"""Facts of a punkt in a narrow column beside its text: brings them together, under its heading.

In: pages. Out: the same, where below the numbers of punkter in a column at the left ("Pkt. 5") case
numbers, "Lukket punkt", and who was not there stand line by line beside the text. Read in rows,
they would fall into the text's sentences; as a block below the heading they are facts of the punkt.
A column with anything else in it (the labels of sections) stays as it is.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from referat.danish.overskrifter import MARK_LINE
from referat.danish.sagsnumre import NEIGHBOURS
from referat.structure.labels import LabelKind, find_label
from referat.structure.personer import looks_like_people
from referat.structure.sagsnumre import is_number_line
from referat.structure.skema import as_rows
from referat.types import Line, Page

_NUMBER = re.compile(
    r"(?:(?:sag|punkt|pkt|nr)\b\.?\s*(?:nr\.?\s*)?)?\d{1,4}[A-Z]?\.?", re.IGNORECASE
)
_FEWEST = 3
"""Numbers in the column at least."""
_APART = 45.0
"""Points from the column's left edge to that of the text at least."""
_EDGE = 4.0
"""Points within which left edges are one."""
_STEP = 3.6
"""Heights of a line from one line of the column to the next at most: one may be blank."""
_ALIKE = 1.1
"""Ratio up to which two estimates may be of one font size."""

_Edges = tuple[int, int]


def gather_facts(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """Pages on which such facts stand below their heading; the same where there are none."""
    rows = [as_rows(page.lines) for page in pages]
    heads = Counter(edges for page in rows for row in page if (edges := _edges(row)) is not None)
    common, count = heads.most_common(1)[0] if heads else ((0, 0), 0)
    if count < _FEWEST:
        return pages
    return tuple(_gathered(page, own, common) for page, own in zip(pages, rows, strict=True))


def _edges(row: Sequence[Line]) -> _Edges | None:
    """Left edges of number and title, where a row opens with a punkt's number in a column."""
    if len(row) < 2 or row[0].furniture or not _NUMBER.fullmatch(row[0].text):
        return None
    number, title = row[0].box, row[1].box
    if number is None or title is None or title.x0 - number.x0 < _APART:
        return None
    return round(number.x0 / _EDGE), round(title.x0 / _EDGE)


def _gathered(page: Page, rows: list[list[Line]], edges: _Edges) -> Page:
    lines: list[Line] = []
    place = 0
    while place < len(rows):
        lines += rows[place]
        place += 1
        if _edges(rows[place - 1]) != edges:
            continue
        head = rows[place - 1]
        own = list(itertools.takewhile(lambda row: _edges(row) is None, rows[place:]))
        facts = _facts(head, own)
        if facts:
            taken = {line.number for line in facts}
            rest = [line for row in own for line in row if line.number not in taken]
            wrapped = _wrapped(head[1], rest)
            lines += [*rest[:wrapped], *facts, *rest[wrapped:]]
            place += len(own)
    return replace(page, lines=tuple(lines)) if tuple(lines) != page.lines else page


def _facts(head: Sequence[Line], rows: Sequence[Sequence[Line]]) -> list[Line]:
    """Lines of the column below a number; empty where one of them is no fact."""
    left, right = head[0].box, head[1].box
    facts: list[Line] = []
    last = left
    absent = False
    for row in rows:
        box = row[0].box
        if box is None or left is None or right is None or last is None:
            return []
        if abs(box.x0 - left.x0) > _EDGE:
            continue  # the text
        beside = len(row) > 1 and row[1].box is not None and row[1].box.x0 > right.x0 + _EDGE
        if row[0].furniture or beside or box.x1 > right.x0 or _too_far(last.top, row[0]):
            break  # the foot of the page, a table below the text, signatures
        absent = _opens_absence(row[0].text) or (absent and looks_like_people(row[0].text))
        if not (absent or _is_fact(row[0].text)):
            return []
        facts.append(row[0])
        last = box
    return facts


def _wrapped(title: Line, below: Sequence[Line]) -> int:
    """Lines below a title that go on with it."""
    return sum(1 for _ in itertools.takewhile(lambda line: _goes_on(title, line), below))


def _goes_on(title: Line, line: Line) -> bool:
    """Whether a line is of a title that is set in bold, and wraps."""
    if title.box is None or line.box is None or not (title.bold and line.bold):
        return False
    size, other = title.size or 0.0, line.size or 0.0
    return abs(line.box.x0 - title.box.x0) <= _EDGE and max(size, other) < _ALIKE * min(size, other)


def _too_far(top: float, line: Line) -> bool:
    box = line.box
    return box is not None and box.top - top > _STEP * box.height


def _opens_absence(text: str) -> bool:
    label = find_label(text)
    return label is not None and label.kind is LabelKind.ABSENCE


def _is_fact(text: str) -> bool:
    return bool(is_number_line(text) or MARK_LINE.match(text) or NEIGHBOURS.match(text))
