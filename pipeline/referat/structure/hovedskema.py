"""The header as a form: labels in a row over their values, or labels with values side by side.

In: lines of a header with their places. Out: segments as ``hoved.segment_lines`` gives them, and
which lines they took. Such a form is read by its columns, however labels and values are broken over
lines; what is set line by line is left to ``hoved.py``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from referat.structure.dates import find_dates, find_times
from referat.structure.hovedfelter import FIELD_OF, PLACE_LABEL, PREFIX, Segment, label_pieces
from referat.structure.text import DASHES, fold_label, join_words
from referat.structure.views import Row, View, rows_of

_SLACK = 6.0
"""Points by which a value may stand left of its label."""
_NEXT = 0.65
"""Blank space above a row, in line heights, up to which it goes on with the row above: lines of one
cell have 0.0 to 0.6, what follows the form 0.7 and more (generated documents, dev, seed 171)."""

_PEOPLE = ("fremmoede", "fravaer")
_COLON_AT = re.compile(r"[^\d:]{3,30}:")

_Label = tuple[str, str, str]
"""Key, field, value behind it."""


def read_form(head: Sequence[View]) -> tuple[list[Segment], set[int]]:
    """Segments of a form in a header, and the indexes of its lines; empty where there is none."""
    rows = rows_of([view for view in head if view.line.box is not None])
    laid_out = bool(rows)
    rows = rows or rows_of(list(head))
    segments: list[Segment] = []
    used: set[int] = set()
    place = 0
    while place < len(rows):
        if not laid_out:
            found, size = _read_by_order(rows[place:])
        else:
            found, size = _read_by_place(rows[place:])
        segments += found
        for row in rows[place : place + size]:
            used |= {view.index for view in row}
        place += max(1, size)
    return segments, used


def _read_by_place(rows: Sequence[Row]) -> tuple[list[Segment], int]:
    """The form that rows with places begin with, and how many rows it takes."""
    for read in (_values_over_captions, _labels_over_values, _beside, _pairs):
        found, size = read(rows)
        if found:
            return found, size
    return [], 0


def _beside(rows: Sequence[Row]) -> tuple[list[Segment], int]:
    return _labels_beside_values(rows[0])


def _read_by_order(rows: Sequence[Row]) -> tuple[list[Segment], int]:
    """The form that rows without places (text, HTML) begin with, and how many rows it takes."""
    for read in (_labels_over_cells, _labels_then_values, _cells_with_values):
        found, size = read(rows)
        if found:
            return found, size
    return [], 0


def _labels_over_cells(rows: Sequence[Row]) -> tuple[list[Segment], int]:
    """A row of labels over one of their values, of a table that has no layout."""
    if len(rows) < 2 or len(rows[0]) < 2 or len(rows[1]) < 2:
        return [], 0
    segments = _dealt(rows[0], rows[1])
    return (segments, 2) if segments else ([], 0)


def _labels_then_values(rows: Sequence[Row]) -> tuple[list[Segment], int]:
    """Lines of nothing but labels over as many lines of values, with no blank line between.

    So a converter puts down a table that it reads column by column.
    """
    size = next(
        (
            place
            for place, row in enumerate(rows)
            if len(row) > 1 or only_label(row[0].text) is None or (place and row[0].line.gap > 0)
        ),
        len(rows),
    )
    values = rows[size : 2 * size]
    if size < 2 or len(values) < size or any(len(row) > 1 or row[0].line.gap for row in values):
        return [], 0
    segments = _dealt([row[0] for row in rows[:size]], [row[0] for row in values])
    return (segments, 2 * size) if _is_timed(segments) else ([], 0)


def _dealt(labels: Sequence[View], values: Sequence[View]) -> list[Segment]:
    """Segments of labels with a value each, in order; empty where kinds do not fit.

    Where there are fewer values than labels, their kinds tell which labels have none; that needs a
    day or a clock among them.
    """
    keys = [only_label(view.text) for view in labels]
    if any(only_label(view.text) is not None for view in values) or len(values) > len(labels):
        return []
    whole = len(values) == len(labels)
    segments: list[Segment] = []
    left = list(values)
    for label, view in zip(keys, labels, strict=True):
        if label is None or label[1] in _PEOPLE:
            return []
        segment = Segment(key=label[0], felt=label[1], parts=[("", view)])
        if left and (whole or _fits(label[1], left[0].text)):
            segment.parts.append((left[0].text, left.pop(0)))
        segments.append(segment)
    return segments if not left and (whole or _is_timed(segments)) else []


_TIMED = ("dato", "tid", "slut")


def _is_timed(segments: Sequence[Segment]) -> bool:
    """Whether the day or a clock of a meeting has such a value."""
    return any(
        segment.felt in _TIMED and bool(find_dates(segment.text) or find_times(segment.text))
        for segment in segments
    )


def _fits(felt: str, text: str) -> bool:
    """Whether a value is of the kind that a field has."""
    if felt == "dato":
        return bool(find_dates(text))
    if felt in _TIMED:
        return bool(find_times(text)) and not find_dates(text)
    return not find_dates(text) and not find_times(text)


def _cells_with_values(rows: Sequence[Row]) -> tuple[list[Segment], int]:
    """A row of cells, each a label with its value behind it, of a table that has no layout."""
    cells = [_label_and_value(view.text) for view in rows[0]]
    if len(cells) < 2 or any(cell is None or cell[1] in _PEOPLE for cell in cells):
        return [], 0
    segments = [
        Segment(key=cell[0], felt=cell[1], parts=[(cell[2], view)])
        for cell, view in zip(cells, rows[0], strict=True)
        if cell is not None
    ]
    return segments, 1


def only_label(text: str) -> _Label | None:
    """The label of a header that a text is, with nothing behind it."""
    pieces = label_pieces(text)
    return pieces[0] if len(pieces) == 1 and pieces[0][0] and not pieces[0][2] else None


def _x0(view: View) -> float:
    return view.line.box.x0 if view.line.box else 0.0


_SMALLER = 1.0
"""Points by which a caption is smaller than the value above it at least."""


def _values_over_captions(rows: Sequence[Row]) -> tuple[list[Segment], int]:
    """A row of values, each with its label in small type below it, as under a form's line."""
    if len(rows) < 2 or len(rows[0]) < 2 or len(rows[0]) != len(rows[1]):
        return [], 0
    if any(view.line.bold or view.text.rstrip().endswith(":") for view in rows[1]):
        return [], 0  # labels of what follows
    segments: list[Segment] = []
    for value, caption in zip(rows[0], rows[1], strict=True):
        text = DASHES.sub("-", caption.text)
        label = only_label(f"{text[:1].upper()}{text[1:]}")
        smaller = (caption.line.size or 0.0) <= (value.line.size or 0.0) - _SMALLER
        alike = value.line.page == caption.line.page and abs(_x0(value) - _x0(caption)) < _SLACK
        if label is None or label[1] in _PEOPLE or not (smaller and alike):
            return [], 0
        if only_label(value.text) is not None:
            return [], 0
        segments.append(Segment(key=label[0], felt=label[1], parts=[(value.text, value)]))
    return segments, 2


def _labels_over_values(rows: Sequence[Row]) -> tuple[list[Segment], int]:
    """A row of nothing but labels, with the rows of values below it."""
    row = rows[0]
    if len(row) < 2:
        return [], 0
    row = _parted(row, rows[1:4])
    texts = [view.text for view in row]
    size = 1
    if len(rows) > 2 and any(only_label(text) is None for text in texts):
        wrapped = _wrapped_labels(row, rows[1])
        if wrapped is not None:
            texts, size = wrapped, 2
    labels = [only_label(text) for text in texts]
    if any(label is None or label[1] in _PEOPLE for label in labels):
        return [], 0  # lists of people side by side are read as attendance
    segments = [
        Segment(key=label[0], felt=label[1], parts=[("", view)])
        for label, view in zip(labels, row, strict=True)
        if label is not None
    ]
    first = size
    while size < len(rows) and _is_value_row(rows[size], row, above=rows[size - 1]):
        for view in rows[size]:
            segment = segments[_column(view, row)]
            text, _ = segment.parts[-1]
            if text:
                segment.parts[-1] = (join_words(text, view.text), segment.parts[-1][1])
            else:
                segment.parts.append((view.text, view))
        size += 1
    return (segments, size) if size > first else ([], 0)


_TWO_FIELDS = 4
"""Cells of a row with two fields."""


def _labels_beside_values(row: Row) -> tuple[list[Segment], int]:
    """A row in which labels and values take turns: "Dag | 24.1.2011 | Rum | Salen"."""
    if len(row) < _TWO_FIELDS or len(row) % 2:
        return [], 0
    segments: list[Segment] = []
    for caption, value in zip(row[::2], row[1::2], strict=True):
        label = only_label(DASHES.sub("-", caption.text))
        if label is None or label[1] in _PEOPLE or only_label(value.text) is not None:
            return [], 0
        parts = [("", caption), (value.text, value)]
        segments.append(Segment(key=label[0], felt=label[1], parts=parts))
    return segments, 1


_JOINTS = re.compile(r"\s+|(?<=[a-zæøå.])(?=[A-ZÆØÅ])")
"""Between two labels of narrow columns: "Sluttidspunkt for Sted", "UdsendelsesdatoSagsnr."."""
_OFF = 15.0
"""Points by which a column may begin beside the place where its label is reckoned to."""


def _parted(row: Row, below: Sequence[Row]) -> Row:
    """A row of labels in which a cell that holds two of them, of columns set close, is two cells.

    The second has a value below it that begins where it does, inside the cell or at its end.
    """
    cells: list[View] = []
    edges = sorted({_x0(view) for values in below for view in values})
    for view in row:
        box = view.line.box
        if only_label(view.text) is not None or box is None:
            cells.append(view)
            continue
        for joint in _JOINTS.finditer(view.text):
            left, right = view.text[: joint.start()], view.text[joint.end() :]
            place = box.x0 + box.width * joint.end() / len(view.text)
            edge = min(edges, key=lambda x: abs(x - place), default=-_OFF)
            opens = right[:1].isupper() and only_label(right) is not None
            if opens and len(left) > _SHORTEST and abs(edge - place) <= _OFF:
                cells += [_cell(view, left, box.x0, edge), _cell(view, right, edge, box.x1)]
                break
        else:
            cells.append(view)
    return cells


_SHORTEST = 3
"""Letters of a label at least."""


def _cell(view: View, text: str, x0: float, x1: float) -> View:
    """A part of a cell as a cell of its own."""
    box = view.line.box
    part = replace(box, x0=x0, x1=max(x0, x1)) if box is not None else None
    return replace(view, text=text, line=replace(view.line, text=text, box=part))


def _wrapped_labels(row: Row, below: Row) -> list[str] | None:
    """Texts of labels of which some run over two rows: "Sluttidspunkt for" over "møde"."""
    texts = [view.text for view in row]
    for view in below:
        at = _column(view, row)
        if view.line.gap > _NEXT or view.heading != row[at].heading:
            return None
        texts[at] = join_words(texts[at], view.text)
    return texts


def _column(view: View, labels: Row) -> int:
    """Place of the label above a value: the last that begins left of it."""
    return max(
        (place for place, label in enumerate(labels) if _x0(label) <= _x0(view) + _SLACK),
        default=0,
    )


def _is_value_row(row: Row, labels: Row, *, above: Row) -> bool:
    first = above[0] is labels[0] or above[0].heading
    line, before = row[0].line, above[0].line
    next_row = line.page == before.page and line.row == before.row + 1
    alike = first or not row[0].heading
    inside = all(_x0(view) >= _x0(labels[0]) - _SLACK for view in row)
    # a sentence below the form runs over its columns
    inside = inside and (first or not any(_runs_over(view, labels) for view in row))
    near = row[0].line.gap <= (1.6 if first else _NEXT)
    label, felt, _ = label_pieces(row[0].text)[0]
    free = not any(only_label(view.text) for view in row) and felt not in _PEOPLE
    free = free and not (label and _COLON_AT.match(row[0].text))
    return next_row and alike and inside and near and free


def _runs_over(view: View, labels: Row) -> bool:
    """Whether a line goes on below the label of the next column."""
    at = _column(view, labels)
    end = view.line.box.x1 if view.line.box else 0.0
    return at + 1 < len(labels) and end > _x0(labels[at + 1]) + _SLACK


def _label_and_value(text: str) -> _Label | None:
    """A cell that opens with a label, its value behind it: "Mødested Kantinen", "Sted: Kroen"."""
    pieces = label_pieces(text)
    if len(pieces) == 1 and pieces[0][0] and pieces[0][2]:
        return pieces[0]
    if len(pieces) == 1 and (found := PLACE_LABEL.match(text)):
        return found[1].casefold(), "sted", text[found.end() :].strip()
    found = PREFIX.match(text)
    if found and re.match(r"[A-ZÆØÅ0-9]", text[found.end() :]) and not text.endswith(":"):
        key = fold_label(found[1])
        return (key, FIELD_OF[key], text[found.end() :].strip()) if key != "kl" else None
    return None


def _pairs(rows: Sequence[Row]) -> tuple[list[Segment], int]:
    """Rows of two cells or more, each a label with its value; values may run over rows."""
    segments: list[Segment] = []
    columns: dict[float, Segment] = {}
    size = 0
    for row in rows:
        cells = [_label_and_value(view.text) for view in row]
        if size and row[0].line.page != rows[0][0].line.page:
            break
        opens = len(row) >= 2 and all(cells)
        # what stands between the lines of a header may be the list of the punkter
        near = bool(size) and row[0].line.row == rows[size - 1][0].line.row + 1
        goes_on = near and all(
            cell is not None or _above(view, columns) is not None
            for cell, view in zip(cells, row, strict=True)
        )
        if not opens and not (goes_on and row[0].line.gap <= _NEXT):
            break
        for cell, view in zip(cells, row, strict=True):
            if cell is not None:
                segment = Segment(key=cell[0], felt=cell[1], parts=[(cell[2], view)])
                segments.append(segment)
                columns = {x: old for x, old in columns.items() if abs(x - _x0(view)) > _SLACK}
                columns[_x0(view)] = segment
            elif (above := _above(view, columns)) is not None:
                text, where = above.parts[-1]
                above.parts[-1] = (join_words(text, view.text), where)
        size += 1
    return (segments, size) if size else ([], 0)


def _above(view: View, columns: dict[float, Segment]) -> Segment | None:
    if any(key and key != "kl" for key, _, _ in label_pieces(view.text)):
        return None
    return next((old for x, old in columns.items() if abs(x - _x0(view)) <= _SLACK), None)


_PAGE = re.compile(
    r"\W*(?:side\s+[ivxlc]{1,8}|(?:side\s+)?(?:\d{1,3}|[ivx]{1,4}))(?:\s*(?:af|/)\s*\d{1,3})?\W*",
    re.IGNORECASE,
)


def is_page_number(text: str) -> bool:
    """Whether a line is a page's number: "Side 1", "SIDE 1 af 3", "- 1 -", "Side cxii"."""
    return _PAGE.fullmatch(text) is not None
