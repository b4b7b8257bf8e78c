"""Minutes kept as a table: one row a punkt, a column for the result (F23), and often more.

The columns are known by the words in the table's head. Two steps, for cells of several lines:

1. ``unfold``, on pages: what stands in a row of such a table is read cell by cell and not line by
   line, so that the text of a cell stays together.
2. ``find_skema``, on views: headings, and roles for the cells. A row that prints a number opens a
   punkt; what stands in the result's column is its decision, what stands below the name of a
   section ("Sagsfremstilling", "Indstilling") is that section. Times and kinds of item ("5 min",
   "O/D") belong to the form, not to the text.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from referat.danish.overskrifter import MARK_LINE
from referat.structure.headings import Heading
from referat.structure.labels import Label, LabelKind, find_label
from referat.structure.sagsnumre import is_number_line, numbers_of_case
from referat.structure.text import fold_label, join_words
from referat.structure.views import View, rows_of
from referat.types import Line, LineRole, Page

_COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "resultat",
        re.compile(r"referat|beslutning|konklusion|opfølgning|resultat|vedtagelse|afgørelse"),
    ),
    ("nr", re.compile(r"^(?:pkt|punkt|nr|sag nr|sagsnr|løbenr)")),
    ("titel", re.compile(r"emne|titel|sag\b|indhold|tekst|overskrift")),
    ("form", re.compile(r"tid|type|formål|art|ansvarlig|hvem|initialer|o/d/b|kategori")),
)
_TITLES = frozenset(("emne", "emner", "titel", "sag", "sager", "indhold", "tekst", "tema"))
"""Heads of a column of titles that are labels of a section elsewhere."""
_NUMBER = re.compile(
    r"^(?:(?:sag|punkt|pkt)\.?\s*(?:nr\.?\s*)?)?(?P<nr>\d{1,4})\s*[.:)]?(?:\s+(?P<titel>(?-i:[A-ZÆØÅ\"“]).+))?$",
    re.IGNORECASE,
)
_STEP = 4
"""By how much the number of a row is larger than that above at most."""
_RIM = 6.0
"""Points left of its column's head that a cell may begin."""
_CROSSES = 10.0
"""Points that a line which is no cell reaches into the next column at least."""
_HEAD_CELLS, _LONGEST_HEAD = 3, 40
"""Cells of a head at least, and letters of each at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """A column of the table."""

    kind: str
    """``resultat``, ``nr``, ``titel``, ``form`` or ``afsnit``."""
    edge: float
    """Left edge of its head, or its place in the row where the lines have no boxes."""
    label: Label | None
    """What a column of text tells."""


def _column_of(text: str, edge: float) -> _Column | None:
    """The column that a cell of a head names."""
    label = find_label(text)
    folded = fold_label(text)
    kind = next((kind for kind, pattern in _COLUMNS if pattern.search(folded)), None)
    section = label is not None and label.kind is LabelKind.SECTION and not label.rest
    if section and (kind is None or (kind == "titel" and folded not in _TITLES)):
        return _Column(kind="afsnit", edge=edge, label=label)
    return _Column(kind=kind, edge=edge, label=None) if kind else None


def _read_head(cells: Sequence[tuple[str, float]]) -> list[_Column] | None:
    """The columns that the cells of a row name; ``None`` where they are no head of such a table."""
    if len(cells) < _HEAD_CELLS or any(len(text) > _LONGEST_HEAD for text, _ in cells):
        return None
    columns = [column for cell in cells if (column := _column_of(*cell)) is not None]
    kinds = {column.kind for column in columns}
    results = [column for column in columns if column.kind == "resultat"]
    if not results or not kinds & {"nr", "titel"} or len(columns) < _HEAD_CELLS:
        return None
    # "Referat" before "Opfølgning": the last is the result
    return [column for column in columns if column.kind != "resultat" or column is results[-1]]


# --- pages ---------------------------------------------------------------------------------------


def unfold(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """Pages on which the rows of such tables are read cell by cell; the same without any."""
    columns: list[_Column] | None = None
    words: list[str] = []
    result: list[Page] = []
    for page in pages:
        rows = as_rows(page.lines)
        order: list[list[Line]] = []
        waiting: list[list[Line]] = []
        for row in rows:
            head = None
            if len(row) >= _HEAD_CELLS and all(line.box for line in row):
                head = _read_head([(line.text, line.box.x0) for line in row if line.box])
            if head is not None and (columns is None or _words(row) == words):
                columns, words = head, _words(row)
                order += [*_by_cell(waiting, columns), row]
                waiting = []
            elif columns is None or not all(_is_cell(line, columns) for line in row):
                order += [*_by_cell(waiting, columns or []), row]
                waiting = []
            else:
                if _opens_row(row, columns):
                    order += _by_cell(waiting, columns)
                    waiting = []
                waiting.append(row)
        if columns is None:
            result.append(page)
            continue
        order += _by_cell(waiting, columns)
        lines = [line for row in order for line in row]
        same = all(line is other for line, other in zip(lines, page.lines, strict=True))
        result.append(page if same else replace(page, lines=tuple(renumbered(order))))
    return tuple(result)


def has_head(page: Page) -> bool:
    """Whether a page prints the head of such a table."""
    rows = (row for row in as_rows(page.lines) if len(row) >= _HEAD_CELLS)
    return any(
        _read_head([(line.text, line.box.x0) for line in row if line.box]) is not None
        for row in rows
    )


def _words(row: Sequence[Line]) -> list[str]:
    return [fold_label(line.text) for line in row]


def as_rows(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of a page by the rows that they stand on, in order."""
    return [list(row) for _, row in itertools.groupby(lines, key=lambda line: line.row)]


def _place(line: Line, columns: Sequence[_Column]) -> int:
    """Which column a line begins in; -1 left of all."""
    x0 = line.box.x0 if line.box else 0.0
    return sum(column.edge <= x0 + _RIM for column in columns) - 1


def _is_cell(line: Line, columns: Sequence[_Column]) -> bool:
    """Whether a line keeps to its column; what runs over several belongs to no row."""
    place = _place(line, columns)
    if line.box is None or place < 0 or line.furniture:
        return False
    return place + 1 >= len(columns) or line.box.x1 < columns[place + 1].edge + _CROSSES


def _opens_row(row: Sequence[Line], columns: Sequence[_Column]) -> bool:
    """Whether a row's first cell prints a punkt's number.

    Where numbers have a column, a number before text is that of a list: "1) Kort" below "Bilag:".
    """
    kind = columns[max(0, _place(row[0], columns))].kind
    numbered = any(column.kind == "nr" for column in columns)
    opens = kind == "nr" or (kind == "titel" and not numbered)
    return opens and _NUMBER.match(row[0].text) is not None


def _by_cell(rows: Sequence[list[Line]], columns: Sequence[_Column]) -> list[list[Line]]:
    """The lines of one row of the table, each cell's together; each line is a row of its own."""
    if len(rows) < 2:
        return list(rows)
    lines = [line for row in rows for line in row]
    ordered = sorted(lines, key=lambda line: _place(line, columns))  # a stable sort
    return [[line] for line in ordered]


def renumbered(rows: Sequence[Sequence[Line]]) -> list[Line]:
    """Lines with the numbers of their rows, and the clear space above each, as now ordered."""
    result: list[Line] = []
    for number, row in enumerate(rows, start=1):
        for line in row:
            above = result[-1] if result else None
            gap = line.gap
            if above is not None and above.box and line.box and line.size:
                space = (line.box.top - above.box.bottom) / max(line.box.height, 1.0)
                alike = abs(above.box.x0 - line.box.x0) < _RIM
                gap = max(0.0, space) if alike and space > -0.5 else max(gap, 1.5)
            result.append(replace(line, row=number, gap=gap))
    return result


# --- views ---------------------------------------------------------------------------------------


def find_skema(views: Sequence[View]) -> list[Heading]:
    """Punkter of minutes kept as a table, with the cells' roles set; empty where there is none."""
    found = _find_head(views)
    if found is None:
        return []
    heads, columns = found
    headings: list[Heading] = []
    current: Heading | None = None
    numbered = any(column.kind == "nr" for column in columns)
    closed: bool | None = None
    inside = {view.index for row in heads for view in row}
    for view in views[heads[0][-1].index + 1 :]:
        if view.role is not LineRole.BODY or view.index in inside:
            continue
        if view.label is not None and view.label.kind is LabelKind.GROUP:
            continue
        column = _column_at(view, views, columns)
        kind = column.kind if column is not None else "nr"
        number = _NUMBER.match(view.text) if kind in ("nr", "titel") else None
        if mark := _divider(view, column, columns):
            closed = bool(mark["closed"])
            view.role, view.score = LineRole.GROUP, 0.7
            continue
        opens = number is not None and (kind == "nr" or not numbered) and view.first_in_row
        if opens and number is not None and _follows(int(number["nr"]), headings):
            current = Heading(
                first=view.index,
                last=view.index,
                nr=number["nr"],
                number=int(number["nr"]),
                titel=(number["titel"] or "").strip(),
                kind="skema",
                score=4.0,
                style=view.style,
                closed=closed,
            )
            headings.append(current)
            view.role, view.score = LineRole.PUNKT, 0.7
        elif current is None:
            continue
        elif is_number_line(view.text) or (kind in ("nr", "titel") and _bare_case(view.text)):
            view.role, view.score = LineRole.SAGSNUMMER, 0.7
        elif kind in ("nr", "titel", "afsnit") and (mark := MARK_LINE.match(view.text)):
            current.closed = bool(mark["closed"])
            view.role, view.score = LineRole.SAGSNUMMER, 0.7
        elif not current.titel and (kind == "titel" or (kind == "afsnit" and view.label is None)):
            current.titel = view.text
            view.role, view.score = LineRole.PUNKT, 0.7
        elif kind in ("titel", "afsnit") and _title_goes_on(view, views):
            current.titel = join_words(current.titel, view.text)
            view.role, view.score = LineRole.PUNKT, 0.7
        elif kind == "resultat":
            # where the decision has a label in each cell too, it is none of its words
            role = LineRole.DECISION_LABEL if _labels_decision(view) else LineRole.DECISION
            view.role, view.score = role, 0.6
        elif kind in ("nr", "form"):
            view.role, view.score = LineRole.FURNITURE, 0.6
        elif column is not None and kind == "afsnit":
            view.column = column.label
    if len(headings) < 2:
        for view in views[heads[0][-1].index + 1 :]:
            view.column = None
            if view.role in _GIVEN:
                view.role, view.score = LineRole.BODY, 0.5
        return []
    for row in heads:
        for view in row:
            view.role, view.score = LineRole.FURNITURE, 0.7
    return headings


_GIVEN = (
    LineRole.PUNKT,
    LineRole.DECISION,
    LineRole.DECISION_LABEL,
    LineRole.SAGSNUMMER,
    LineRole.GROUP,
)
"""Roles that the cells of such a table get."""


def _divider(
    view: View, column: _Column | None, columns: Sequence[_Column]
) -> re.Match[str] | None:
    """What says that the rows below are open or closed: it is wider than the column of numbers."""
    if column is None or column.kind != "nr" or view.line.box is None:
        return None
    after = min((one.edge for one in columns if one.edge > column.edge), default=float("inf"))
    return MARK_LINE.match(view.text) if view.line.box.x1 > after else None


def _follows(number: int, headings: Sequence[Heading]) -> bool:
    """Whether a number may be the next row's."""
    return not headings or 0 < number - headings[-1].number <= _STEP


def _bare_case(text: str) -> bool:
    """Whether a cell holds a case number and nothing else, without a label: "12/4471"."""
    numbers = numbers_of_case(text)
    return len(numbers) == 1 and numbers[0].printed == text.strip()


def _title_goes_on(view: View, views: Sequence[View]) -> bool:
    """Whether a line goes on with the title in the cell above it."""
    above = views[view.index - 1]
    return (
        above.role is LineRole.PUNKT
        and view.label is None
        and view.style == above.style
        and view.line.gap < 0.6
        and above.line.row != view.line.row
    )


def _labels_decision(view: View) -> bool:
    label = view.label
    return label is not None and label.kind is LabelKind.DECISION and label.exact and not label.rest


def _find_head(views: Sequence[View]) -> tuple[list[list[View]], list[_Column]] | None:
    """The table's head, wherever it is printed, and its columns."""
    read = (view for view in views if view.role in (LineRole.BODY, LineRole.FURNITURE))
    heads: list[list[View]] = []
    columns: list[_Column] | None = None
    words: list[str] = []
    for row in rows_of(read):
        if columns is None and row[0].index >= _FIRST:
            break
        if len(row) < _HEAD_CELLS:
            continue
        told = [fold_label(view.text) for view in row]
        if columns is not None and told != words:
            continue
        found = _read_head(
            [
                (view.text, view.line.box.x0 if view.line.box else float(place))
                for place, view in enumerate(row)
            ]
        )
        if found is not None:
            columns, words = found, told
            heads.append(row)
    return (heads, columns) if columns is not None else None


_FIRST = 200
"""Lines among which the table's head must stand."""


def _column_at(view: View, views: Sequence[View], columns: Sequence[_Column]) -> _Column | None:
    """The column that a cell stands in: the one whose left edge is the last before it."""
    if view.line.box:
        at = view.line.box.x0 + _RIM
    else:
        at = float(
            sum(
                1
                for other in views[max(0, view.index - 8) : view.index]
                if other.line.page == view.line.page and other.line.row == view.line.row
            )
        )
    before = [column for column in columns if column.edge <= at]
    return max(before, key=lambda column: column.edge) if before else None
