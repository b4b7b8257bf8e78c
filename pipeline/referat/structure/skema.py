"""Minutes kept as a table: one row a punkt, a column for the result (F23).

In: views. Out: headings, and roles for the cells. The columns are known by the words in the table's
head; a row that prints a number opens a punkt, and what stands in the result's column is its
decision. Times and kinds of item ("5 min", "O/D") belong to the form, not to the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from referat.structure.headings import Heading
from referat.structure.text import fold_label
from referat.structure.views import View
from referat.types import LineRole

_COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("resultat", re.compile(r"referat|beslutning|konklusion|opfølgning|resultat")),
    ("titel", re.compile(r"emne|titel|sag\b|indhold|tekst")),
    ("nr", re.compile(r"^(?:pkt|punkt|nr|sag nr)")),
    ("form", re.compile(r"tid|type|formål|art|ansvarlig|hvem|initialer|o/d/b|kategori")),
)
_NUMBER = re.compile(
    r"^(?:(?:punkt|pkt)\.?\s*)?(?P<nr>\d{1,2})\s*[.:)]?(?:\s+(?P<titel>\D.+))?$", re.IGNORECASE
)


def find_skema(views: Sequence[View]) -> list[Heading]:
    """Punkter of minutes kept as a table, with the cells' roles set; empty where there is none."""
    head = _find_head(views)
    if head is None:
        return []
    row, columns = head
    headings: list[Heading] = []
    current: Heading | None = None
    for view in views[row[-1].index + 1 :]:
        if view.role is not LineRole.BODY:
            continue
        name = _column(view, views, columns)
        number = _NUMBER.match(view.text) if name in ("nr", "titel") else None
        opens = number is not None and (name == "nr" or "nr" not in columns) and view.first_in_row
        if opens and number is not None and int(number["nr"]) == len(headings) + 1:
            current = Heading(
                first=view.index,
                last=view.index,
                nr=number["nr"],
                number=int(number["nr"]),
                titel=(number["titel"] or "").strip(),
                kind="skema",
                score=4.0,
                style=view.style,
            )
            headings.append(current)
            view.role, view.score = LineRole.PUNKT, 0.7
        elif current is None:
            continue
        elif name == "titel" and not current.titel:
            current.titel = view.text
            view.role, view.score = LineRole.PUNKT, 0.7
        elif name == "resultat":
            view.role, view.score = LineRole.DECISION, 0.6
        elif name in ("nr", "form"):
            view.role, view.score = LineRole.FURNITURE, 0.6
    if len(headings) < 2:
        for view in views[row[-1].index + 1 :]:
            if view.role in (LineRole.PUNKT, LineRole.DECISION):
                view.role, view.score = LineRole.BODY, 0.5
        return []
    for view in row:
        view.role, view.score = LineRole.FURNITURE, 0.7
    return headings


def _find_head(views: Sequence[View]) -> tuple[list[View], dict[str, list[float]]] | None:
    """The table's head row, and the left edge (or place in the row) of each kind of column."""
    rows: dict[tuple[int, int], list[View]] = {}
    for view in views[:200]:
        if view.role is LineRole.BODY:
            rows.setdefault((view.line.page, view.line.row), []).append(view)
    for row in rows.values():
        if len(row) < 3 or any(len(view.text) > 40 for view in row):
            continue
        columns: dict[str, list[float]] = {}
        for place, view in enumerate(row):
            name = next(
                (name for name, pattern in _COLUMNS if pattern.search(fold_label(view.text))), None
            )
            if name:
                columns.setdefault(name, []).append(view.line.box.x0 if view.line.box else place)
        if "resultat" in columns and ("titel" in columns or "nr" in columns) and len(columns) >= 3:
            columns["resultat"] = columns["resultat"][-1:]
            return row, columns
    return None


def _column(view: View, views: Sequence[View], columns: dict[str, list[float]]) -> str:
    """Kind of column that a cell stands in: the one whose left edge is the last before it."""
    if view.line.box:
        at = view.line.box.x0 + 6
    else:
        at = float(
            sum(
                1
                for other in views[max(0, view.index - 8) : view.index]
                if other.line.page == view.line.page and other.line.row == view.line.row
            )
        )
    edges = [
        (edge, name) for name, all_edges in columns.items() for edge in all_edges if edge <= at
    ]
    return max(edges)[1] if edges else "nr"
