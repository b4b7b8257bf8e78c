"""Forms whose cells carry a small caption above their text: brings them into reading order by cell.

In: pages. Out: the same, where captions in small print come again from punkt to punkt ("Løbenr.",
"Journalnr.", "Afgørelse"): each stands right before the text of its own cell, cells side by side
are read one after the other, and short cells become one line, "Løbenr.: 212". Read in rows, the
captions of a row would stand together and none of them above its text.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from referat.danish.skema import EARLIER_CELLS, NUMBER, SUBJECT
from referat.structure.feltetiketter import one_line
from referat.structure.labels import LabelKind, find_label
from referat.structure.skema import as_rows, renumbered
from referat.structure.text import fold_label
from referat.types import Line, Page, enclosing

_SMALL = 0.86
"""Size of a caption at most, in that of the text: print-outs have 0.7 to 0.8."""
_LONGEST = 48
"""Letters of a caption at most."""
_EDGE = 8.0
"""Points by which a cell's text may stand left of its caption, or its caption left of it."""
_BELOW = 1.2
"""Heights of a caption from it to its text at most."""
_AGAIN = 2
"""Times that a row of captions stands in a form at least."""
_BRIEF = 3
"""Captions in a row from which on its cells are facts of a line or two and not sections."""


_Row = tuple[str, ...]
"""Captions of a row, folded; their places move with how askew a scan lies."""


@dataclass(slots=True)
class _Cell:
    """A caption and what stands below it."""

    caption: Line
    lines: list[Line] = field(default_factory=list)


def read_captions(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """Pages on which captions stand before their text; the same where there are none."""
    size = _text_size(pages)
    if not size:
        return pages
    rows = [as_rows(page.lines) for page in pages]
    captions = [_caption_rows(of_page, size) for of_page in rows]
    again = _recurring(rows, captions)
    if not again:
        return pages
    result: list[Page] = []
    head = True
    for page, of_page, places in zip(pages, rows, captions, strict=True):
        order: list[list[Line]] = []
        held: list[list[Line]] = []
        place = 0
        while place < len(of_page):
            row = of_page[place]
            end = place + 1
            if place not in places:
                order.append(row)
                place = end
                continue
            while end < len(of_page) and end not in places and not of_page[end][0].furniture:
                end += 1
            head = head and _told(row) not in again
            told, held = _read(_cells(row, of_page[place + 1 : end]), held, size, head=head)
            order += told
            place = end
        result.append(replace(page, lines=tuple(renumbered([*order, *held]))))
    return tuple(result)


def _text_size(pages: Sequence[Page]) -> float:
    """Size of most of the text; 0.0 where nothing is smaller, or the pages have no layout."""
    letters: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            if line.size and line.box:
                letters[round(line.size * 2) / 2] += len(line.text)
    size = max(letters, key=lambda key: letters[key], default=0.0)
    return size if any(small <= _SMALL * size for small in letters) else 0.0


def _caption_rows(rows: Sequence[Sequence[Line]], size: float) -> set[int]:
    """Places of the rows that are captions, with larger print in one of their columns below."""
    return {
        place
        for place, (row, below) in enumerate(itertools.pairwise(rows))
        if all(_is_small(line, size) for line in row)
        and any(
            _stands_below(other, line)
            for other in below
            for line in row
            if not _is_small(other, size)
        )
    }


def _is_small(line: Line, size: float) -> bool:
    return (
        line.size is not None
        and line.box is not None
        and line.size <= _SMALL * size
        and len(line.text) <= _LONGEST
        and not line.furniture
        and not line.text.endswith(",")
    )


def _stands_below(line: Line, caption: Line) -> bool:
    upper, box = caption.box, line.box
    return (
        upper is not None
        and box is not None
        and abs(box.x0 - upper.x0) <= _EDGE
        and box.top - upper.bottom <= _BELOW * upper.height
    )


def _recurring(
    rows: Sequence[Sequence[Sequence[Line]]], captions: Sequence[set[int]]
) -> frozenset[_Row]:
    """The rows of two captions or more that come again; none where the document is no form.

    One of them has the number or the title of a punkt, and titles have captions: the head of a
    table of earlier decisions comes again too. A single line in small print over the text is what
    many set as a label.
    """
    found = [
        of_page[place] for of_page, places in zip(rows, captions, strict=True) for place in places
    ]
    if sum(any(SUBJECT.match(line.text) for line in row) for row in found) < _AGAIN:
        return frozenset()
    counts = Counter(_told(row) for row in found if len(row) > 1 and _names_punkt(row))
    return frozenset(row for row, count in counts.items() if count >= _AGAIN)


def _names_punkt(row: Sequence[Line]) -> bool:
    return any(NUMBER.match(line.text) or SUBJECT.match(line.text) for line in row)


def _told(row: Sequence[Line]) -> _Row:
    """What the captions of a row say."""
    return tuple(fold_label(line.text) for line in row)


def _cells(row: Sequence[Line], below: Sequence[Sequence[Line]]) -> list[_Cell]:
    cells = [_Cell(line) for line in row]
    for line in itertools.chain.from_iterable(below):
        edge = line.box.x0 + _EDGE if line.box else 0.0
        left = [cell for cell in cells if cell.caption.box and cell.caption.box.x0 <= edge]
        (left or cells)[-1 if left else 0].lines.append(line)
    return cells


def _read(
    cells: list[_Cell], held: list[list[Line]], size: float, *, head: bool
) -> tuple[list[list[Line]], list[list[Line]]]:
    """Rows of a row of cells, and those that wait for the title of their punkt.

    Cells above the title that open a section ("Afgøres af") are read below it.
    """
    earlier = _earlier(cells)
    if earlier is not None:
        return [*held, *earlier], []
    waiting: list[list[Line]] = []
    rows: list[list[Line]] = []
    brief = head or len(cells) >= _BRIEF
    for cell in cells:
        subject = SUBJECT.match(cell.caption.text) is not None
        if subject or brief:
            line = _one_line(cell, size)
            label = find_label(line.text)
            section = label is not None and label.kind is LabelKind.SECTION
            (waiting if section and brief and not head else rows).append([line])
        else:
            rows.append([replace(cell.caption, bold=True, size=size)])
            rows += [[line] for line in cell.lines]
        if subject:
            rows += held
            held = []
    if waiting:
        return [*held, *rows], waiting
    return [*held, *rows], []


def _one_line(cell: _Cell, size: float) -> Line:
    """A cell as a line: "Løbenr.: 212"."""
    text = cell.caption.text.rstrip(" :") + ":"
    caption = replace(cell.caption, text=text, size=size, bold=False)
    return one_line([caption, *cell.lines])


def _earlier(cells: Sequence[_Cell]) -> list[list[Line]] | None:
    """An earlier decision in a row of cells: "Socialudvalget den 02.03.04, pkt. 7:", its text.

    ``None`` where the row is none.
    """
    found: dict[str, _Cell] = {}
    for cell in cells:
        key = fold_label(cell.caption.text)
        kind = next((kind for kind, told in EARLIER_CELLS.items() if told.match(key)), None)
        if kind is None or kind in found:
            return None
        found[kind] = cell
    if any(kind not in found or not found[kind].lines for kind in ("udvalg", "dato", "tekst")):
        return None
    pieces = list(found["udvalg"].lines)
    for kind, word in (("dato", "den"), ("punkt", "pkt.")):
        if kind in found and found[kind].lines:
            pieces += [_word(found[kind].caption, word), *found[kind].lines]
    boxes = [line.box for cell in cells for line in (cell.caption, *cell.lines[:1]) if line.box]
    label = one_line(pieces)
    label = replace(label, text=label.text + ":", box=enclosing(boxes), bold=True)
    return [[label], *([line] for line in found["tekst"].lines)]


def _word(caption: Line, text: str) -> Line:
    """A word that a label has in running print where a form has a caption."""
    return replace(caption, text=text, words=(), repairs=(), broken=False)
