"""Decisions that stand in a list of their own before or below the punkter, keyed by number.

In: views with roles, and the punkter. Out: the same punkter with the decisions of the list: "Sag 3"
and beside it "Anbefales.", above the cases themselves, which print none, or below the last of them.
A list of the titles is none of this.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz.fuzz import ratio

from referat.danish.labels import DECISION_COLUMN
from referat.danish.udfald import RESULT_OPENER
from referat.structure.beslutninger import find_udfald, split_absence
from referat.structure.evidence import make_evidence
from referat.structure.headings import Heading, leading_number
from referat.structure.labels import Label, LabelKind, find_label
from referat.structure.stemmer import read_afstemning
from referat.structure.text import fold_label, fold_name, join_lines
from referat.structure.views import Row, View, rows_of
from referat.types import Beslutning, Line, LineRole, Punkt, TextSource, Udfald

_KEY = re.compile(
    r"^(?:ad\s+)?(?:(?:sag|punkt|pkt|nr)\b\.?\s*(?:nr\.?\s*)?)?(?P<nr>\d{1,4}[A-Z]?)\s*[.:)]?"
    r"(?:\s+(?P<rest>\S.*))?$",
    re.IGNORECASE,
)
_FEWEST, _MOST = 2, 0.6
"""Decisions of a list at least, and the share of the punkter that it names and that have none."""
_TITLE = 75
"""Likeness in per cent from which a text is the punkt's title."""


@dataclass(slots=True)
class _Entry:
    nr: str
    views: list[View] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


def listed_decisions(
    views: Sequence[View], punkter: Sequence[Punkt], sources: Mapping[int, TextSource]
) -> dict[int, Beslutning]:
    """The decision of each punkt that a list before the first names, by the punkt's place.

    Empty where there is no such list. Its lines get the role of decisions of their punkt.
    """
    bare = {punkt.nr: place for place, punkt in enumerate(punkter) if not punkt.beslutning}
    if len(bare) < max(_FEWEST, _MOST * len(punkter)):
        return {}
    entries = [entry for entry in _entries(views) if entry.nr in bare and entry.lines]
    numbers = [entry.nr for entry in entries]
    titles = sum(
        ratio(fold_name(join_lines(entry.lines)), fold_name(punkter[bare[entry.nr]].titel))
        >= _TITLE
        for entry in entries
    )
    decided = sum(
        bool(RESULT_OPENER.search(text := join_lines(entry.lines)))
        and find_udfald(text) != (Udfald.ANDET,)
        for entry in entries
    )
    if (
        len(entries) < max(_FEWEST, _MOST * len(punkter))
        or len(set(numbers)) < len(numbers)
        or 2 * titles > len(entries)
        or decided < _MOST * len(entries)
    ):
        return {}
    found: dict[int, Beslutning] = {}
    for entry in entries:
        place = bare[entry.nr]
        text, _ = split_absence(join_lines(entry.lines))
        for view in entry.views:
            view.role, view.score, view.punkt = LineRole.DECISION, 0.7, place + 1
        found[place] = Beslutning(
            tekst=text,
            udfald=find_udfald(text),
            afstemning=read_afstemning(text),
            evidence=make_evidence(entry.views, sources, confidence=0.8),
        )
    return found


def _entries(views: Sequence[View]) -> list[_Entry]:
    """Lines before the first punkt under the number that stands before or beside them."""
    entries: list[_Entry] = []
    for view in views:
        if view.punkt:
            break
        if view.role in (LineRole.FURNITURE, LineRole.TOC) or view.line.furniture:
            continue
        key = _KEY.match(view.text) if view.first_in_row else None
        if key is not None and (not entries or _rises(entries[-1].nr, key["nr"])):
            entries.append(_Entry(key["nr"], [view]))
            if key["rest"]:
                entries[-1].lines.append(replace(view.line, text=key["rest"]))
        elif entries and view.heading and view.first_in_row:
            break  # the head of what comes after the list
        elif entries:
            entries[-1].views.append(view)
            entries[-1].lines.append(view.line)
    return entries


def _rises(last: str, nr: str) -> bool:
    return 0 <= leading_number(nr) - leading_number(last) <= 3 and last != nr


# --- below the last punkt ------------------------------------------------------------------------

# "2.1", "Sag 2.1", "Ad 4:", with the decision behind it or in the cell beside it
_PUNKT_NR = re.compile(
    r"^(?:ad\s+)?(?:(?:sag|punkt|pkt|nr)\b\.?\s*(?:nr\.?\s*)?)?(?P<nr>\d{1,4}(?:\.\d{1,3})*[A-Z]?)"
    r"\s*[.:)]?(?:\s+(?P<rest>\S.*))?$",
    re.IGNORECASE,
)
_ROWS, _DECIDED = 3, 0.4
"""Rows of such a list at least: fewer may be the parts of the last punkt's own decision; and the
share of the punkter at most that print their decision themselves."""
_HEADS = 3
"""Rows over the list at most that say what it is: its title, and the heads of its columns."""
_RIM = 6.0
"""Points left of its column's head that a cell may begin."""


def deal_closing_list(views: Sequence[View], headings: Sequence[Heading]) -> None:
    """Give each row of a list of decisions below the last punkt to the punkt that it names.

    "Det blev besluttet" over "Sag | Afgørelse | Gik ud under sagen" and a row a punkt. A column of
    those who were out has their absence.
    """
    places = {heading.nr: place for place, heading in enumerate(headings, start=1) if heading.nr}
    if len(places) < _ROWS:
        return
    rows = rows_of(
        view
        for view in views
        if view.punkt == len(headings) and view.role not in (LineRole.FURNITURE, LineRole.PUNKT)
    )
    first = _list_begins(rows, places)
    if first is None or any(view.role is LineRole.LABEL for row in rows[first:] for view in row):
        return  # what a label heads below it is the last punkt's own
    keyed = _keyed_rows(rows[first:], places)
    named = {place for place, _, _ in keyed}
    heads = _heads_only(rows[max(0, first - _HEADS) : first])
    begins = heads[0][0].index
    decided = {
        view.punkt
        for view in views[:begins]
        if view.role is LineRole.DECISION and view.punkt in named
    }
    if len(named) < max(_ROWS, _MOST * len(places)) or len(decided) > _DECIDED * len(named):
        return
    edges = _edges(heads[-1])
    for row in heads:
        for view in row:
            _settle(view, LineRole.DECISION_LABEL, len(headings))
    for place, rest, own in keyed:
        role = LineRole.DECISION_LABEL if place in decided else LineRole.DECISION
        _deal(own, rest, role, place, edges)


def _list_begins(rows: Sequence[Row], places: Mapping[str, int]) -> int | None:
    """The first row that prints a punkt's number, below one that says that decisions follow."""
    for at, row in enumerate(rows):
        if not any(_names_decisions(view) for view in row):
            continue
        for first in range(at + 1, min(at + _HEADS, len(rows))):
            if _key(rows[first], places) is not None:
                return first
    return None


def _names_decisions(view: View) -> bool:
    """Whether a cell heads a column of decisions, or a line is a label over them."""
    if len(view.text) > _LONGEST_HEAD:
        return False
    label = find_label(view.text)
    decides = label is not None and label.kind is LabelKind.DECISION and not label.rest
    return decides or DECISION_COLUMN.search(fold_label(view.text)) is not None


_LONGEST_HEAD = 60


def _key(row: Row, places: Mapping[str, int]) -> tuple[int, str] | None:
    """The place of the punkt whose number opens a row, and the text behind it in its cell."""
    key = _PUNKT_NR.match(row[0].text)
    if key is None or key["nr"] not in places or not (key["rest"] or row[1:]):
        return None
    return places[key["nr"]], key["rest"] or ""


def _keyed_rows(rows: Sequence[Row], places: Mapping[str, int]) -> list[tuple[int, str, Row]]:
    """Rows with the place of the punkt that each names; lines that go on stand with their row."""
    keyed: list[tuple[int, str, Row]] = []
    for row in rows:
        key = _key(row, places)
        if key is not None and (not keyed or key[0] > keyed[-1][0]):
            keyed.append((*key, list(row)))
        elif keyed and row[0].line.gap < _APART:
            keyed[-1][2].extend(row)
        else:
            break
    return keyed


_APART = 1.6
"""Heights of a line above what no longer belongs to the list."""


def _edges(head: Row) -> list[tuple[float, LineRole]]:
    """Left edges of the columns that a row of heads names, and what their cells are."""
    if len(head) < _FEWEST or any(view.line.box is None for view in head):
        return []
    return [
        (
            view.line.box.x0,
            LineRole.ABSENCE if _names_absence(view.text) else LineRole.DECISION,
        )
        for view in head
        if view.line.box is not None
    ]


def _names_absence(text: str) -> bool:
    label = find_label(text)
    return label is not None and label.kind is LabelKind.ABSENCE


def _heads_only(rows: Sequence[Row]) -> list[Row]:
    """Of the rows over a list those from the one on that says what it is."""
    for at, row in enumerate(rows):
        if any(_names_decisions(view) for view in row):
            return list(rows[at:])
    return []


def _deal(
    row: Row, rest: str, role: LineRole, place: int, edges: Sequence[tuple[float, LineRole]]
) -> None:
    """Give the lines of one row to the punkt that it names."""
    number = row[0]
    _settle(number, role if rest else LineRole.DECISION_LABEL, place)
    if rest:
        number.text, number.label = rest, None
        number.line = replace(number.line, text=rest)
    absent = False
    for view in row[1:]:
        kind = _kind_at(view, edges)
        if kind is not LineRole.ABSENCE:
            _settle(view, role, place)
            continue
        _settle(view, LineRole.ABSENCE, place)
        if not absent:
            view.opens, absent = True, True
            view.opened = Label(kind=LabelKind.ABSENCE, text="")


def _kind_at(view: View, edges: Sequence[tuple[float, LineRole]]) -> LineRole:
    """What a cell is by the column that it begins in."""
    if view.line.box is None:
        return LineRole.DECISION
    before = [kind for edge, kind in edges if edge <= view.line.box.x0 + _RIM]
    return before[-1] if before else LineRole.DECISION


def _settle(view: View, role: LineRole, place: int) -> None:
    view.role, view.score, view.punkt = role, 0.75, place
    view.opens, view.opened, view.section = False, None, 0
