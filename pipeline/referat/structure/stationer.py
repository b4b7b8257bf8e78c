"""The history of a case: the stations that its lines print, each with its decision.

In: the lines that were read as history, with what they open. Out: ``Station``s: a body, a day, a
number, and the lines of what was decided there.
A station's head opens a line ("Økonomiudvalget, 3. maj 2012, pkt. 7: …", "03-05-2012 Byrådet"), may
go on below, stands in the cells of a row, or in a narrow column beside its text. A decision's text
that names a body and a day ("… sendes i høring hos Ældrerådet med frist den 3. maj 2012") is none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from referat.danish.kalender import MONTH_NAMES
from referat.danish.labels import EARLIER_DAY
from referat.danish.organer import (
    BODY_NAME,
    BODY_WORD,
    HISTORY_LEAD,
    NO_NAME,
    NUMBER_OF_PUNKT,
    PERIOD,
    STATION_COLUMNS,
    STATION_LEAD,
    STATION_TAIL,
)
from referat.structure.dates import DATE, find_dates
from referat.structure.labels import BODY_TOOK, Label, LabelKind, clean_body, find_label
from referat.structure.organer import lower_body
from referat.structure.text import BULLETS, fold_label, fold_spaces, join_words
from referat.structure.views import View, rows_of
from referat.types import Line

_BODY_FIRST = re.compile(
    rf"^(?P<body>\S.{{2,110}}?)\s*[,–|·(-]?\s*(?:(?:i|på)\s+mødet\s*)?(?P<date>{DATE})\)?"
    rf"(?:\s*[,|·]?\s*{NUMBER_OF_PUNKT})?\s*(?P<colon>[.:]*)(?=\s|$)",
    re.IGNORECASE,
)
_DATE_FIRST = re.compile(
    rf"^(?P<date>{DATE})\s*[-–,:|·]?\s+(?P<body>[^:]{{3,110}}?)"
    rf"(?:\s*[,|·]?\s*{NUMBER_OF_PUNKT})?\s*(?:(?P<colon>:)(?=\s|$)|\.?$)",
    re.IGNORECASE,
)
_BODY_ALONE = re.compile(
    rf"^(?P<body>\S.{{2,90}}?)(?:\s*,?\s*{NUMBER_OF_PUNKT})?\s*(?P<colon>:?)$", re.IGNORECASE
)
_LETTERS = re.compile(r"(?P<body>[A-ZÆØÅ]{2,5})(?:\s+d(?:en|\.)?)?")
_UNFINISHED = re.compile(
    r"(?:[-,&]|\b(?:og|for|om|samt|den|d\.|pkt\.|nr\.|\d{1,2}\.))$", re.IGNORECASE
)
# "Udval-get", "Dagtil-budsudvalget": a word that was broken where the line does not end
_BROKEN = re.compile(r"(?<=[a-zæøå])-(?=[a-zæøå])(?!-?(?:udvalg|råd|med\b|nævn|bestyrelse))")
_LOOK_AHEAD = 2
"""Lines below its first that a head may go on over."""
_BULLET = re.compile(rf"^[{BULLETS}]\s+(?=\S)")
# "Økonomiudvalget 20/10 2003 - Anbefales."
_DASH = re.compile(r"^[-–—]\s+")
_PREPOSITION = re.compile(r"^(?:i|på|fra)\s+(?=[A-ZÆØÅ§])")
_LONGEST = 120
"""Letters of a head's lines at most, without its last."""
_SHORT = 5
"""Words of a label's piece in a narrow column."""


@dataclass(slots=True)
class Station:
    """A body that treated the case earlier."""

    body: str | None
    date: dt.date | None
    punkt: str | None
    views: list[View] = field(default_factory=list)
    """Lines of its head and of its text."""
    lines: list[Line] = field(default_factory=list)
    """Its text."""


@dataclass(frozen=True, slots=True)
class _Head:
    body: str | None
    date: dt.date | None
    punkt: str | None
    end: int
    """Where its text begins in what was read."""


@dataclass(frozen=True, slots=True)
class _Cell:
    view: View
    text: str


def read_stations(views: Sequence[View], *, near: dt.date | None = None) -> list[Station]:
    """The stations that the lines of a history print, in order.

    Args:
        views: The lines.
        near: Day of the meeting; it gives the year to days that are printed without one.
    """
    return _Reader([_cells(row, near) for row in rows_of(views)]).read()


def merge_stations(stations: Sequence[Station]) -> list[Station]:
    """Each station once: a table of them often stands before what they decided."""
    merged: dict[tuple[str, dt.date], Station] = {}
    result: list[Station] = []
    for station in stations:
        key = (station.body, station.date) if station.body and station.date else None
        first = merged.get(key) if key else None
        if first is None or (first.lines and station.lines):
            result.append(station)
            if key:
                merged[key] = station
            continue
        first.views += station.views
        first.lines += station.lines
        first.punkt = first.punkt or station.punkt
    return result


def _cells(row: Sequence[View], near: dt.date | None) -> list[_Cell]:
    """What the lines of a row print, without the label over the whole history."""
    cells = []
    for view in row:
        text = fold_spaces(view.text)
        if (bullet := _BULLET.match(text)) and _head(text[bullet.end() :]):
            text = text[bullet.end() :]
        if view.opens and view.opened is not None and _head(text) is None:
            text = _behind_label(text, view.opened)
        if near is not None and _head(text) is None:
            text = _with_year(text, near)
        if text:
            cells.append(_Cell(view, text))
    return cells


# "Økonomiudvalget, 18. september, nr. 171: Anbefales.", "Økonomiudvalget 9/3, nr. 64:"
_YEARLESS = re.compile(
    rf"^[^\d:]{{3,75}}\s\d{{1,2}}(?:\.\s?(?:{'|'.join(MONTH_NAMES)})|/\d{{1,2}})"
    rf"(?=\s*[,|]?\s*(?:{NUMBER_OF_PUNKT})?\s*:)",
    re.IGNORECASE,
)


def _with_year(text: str, near: dt.date) -> str:
    """A station's head whose day has no year, with the year of the last such day before another."""
    found = _YEARLESS.match(text)
    if found is None:
        return text
    days = find_dates(f"{found.group()} {near.year}")
    if not days:
        return text
    year = near.year - (days[-1].date > near)
    dated = f"{found.group()} {year}{text[found.end() :]}"
    return dated if _head(dated) else text


def _behind_label(text: str, label: Label) -> str:
    """What stands behind a label over the whole history; all of it where it is no such label."""
    text = HISTORY_LEAD.sub("", text)
    if label.rest and fold_label(label.text) in EARLIER_DAY and text.startswith(f"{label.text}:"):
        return fold_spaces(label.rest)
    if label.date or label.body:
        return text
    plain = find_label(label.text)
    known = plain is not None and plain.kind is LabelKind.EARLIER and not plain.body
    if known or (label.rest and text.startswith(f"{label.text}:")):
        return fold_spaces(label.rest)
    return _without_label(text)


class _Reader:
    def __init__(self, rows: list[list[_Cell]]) -> None:
        self.rows = [row for row in rows if row]
        self.found: list[Station] = []
        self.pieces: list[_Cell] = []
        """Pieces of a label that stands in a narrow column, so far."""
        self.waiting: list[_Cell] = []
        """Text beside such a label."""

    def read(self) -> list[Station]:
        place = 0
        while place < len(self.rows):
            row = self.rows[place]
            if all(fold_label(cell.text) in STATION_COLUMNS for cell in row) and len(row) > 1:
                place += 1
                continue
            if (taken := self._table_row(place)) or (taken := self._heads(place)):
                place += taken
                continue
            for cell in row:
                self._piece_or_text(cell, beside=len(row) > 1)
            place += 1
        self._close_pieces()
        return self.found

    def _open(self, head: _Head, cells: Sequence[_Cell]) -> Station:
        self._close_pieces()
        station = Station(head.body, head.date, head.punkt, [cell.view for cell in cells])
        self.found.append(station)
        return station

    def _table_row(self, place: int) -> int:
        """Rows that a station in cells takes up; 0 where none stands there."""
        if len(self.rows[place]) < 2 or any(
            _head(cell.text) or len(cell.text) > 90 for cell in self.rows[place]
        ):
            return 0
        merged = [[cell] for cell in self.rows[place]]
        for taken in range(1 + _LOOK_AHEAD):
            if taken:
                if place + taken >= len(self.rows) or len(self.rows[place + taken]) >= len(merged):
                    return 0
                for cell in self.rows[place + taken]:
                    min(merged, key=lambda column: _apart(column[0], cell)).append(cell)
            head, told = _head_of_cells([_joined(column) for column in merged])
            if head:
                self._open(
                    head,
                    [cell for at, column in enumerate(merged) if at not in told for cell in column],
                )
                for cell in (cell for at in told for cell in merged[at]):
                    self._text(cell)
                return 1 + taken
        return 0

    def _heads(self, place: int) -> int:
        """Rows that are used up where a cell of a row opens with a station's head; else 0."""
        row = self.rows[place]
        opened = 0
        for at, cell in enumerate(row):
            text, below = cell.text, 0
            head = _head(text)
            while head is None and len(row) == 1 and below < _LOOK_AHEAD:
                below += 1
                if not self._may_go_on(place + below, text):
                    break
                longer = join_words(text, self.rows[place + below][0].text)
                head = _head(longer)
                if head is not None and head.end <= len(text):
                    head = None
                    break
                text = longer
            if head is None:
                if opened:
                    self._text(cell)
                    continue
                if any(_head(other.text) for other in row[at + 1 :]):
                    self._piece_or_text(cell, beside=True)
                    continue
                return 0
            used = [cell, *(self.rows[place + n][0] for n in range(1, below + 1))]
            station = self._open(head, used)
            opened = max(opened, 1 + below)
            if rest := _DASH.sub("", text[head.end :].strip()):
                station.lines.append(replace(used[-1].view.line, text=rest))
            for further in (c for n in range(1, below + 1) for c in self.rows[place + n][1:]):
                self._text(further)
        return opened

    def _may_go_on(self, place: int, text: str) -> bool:
        """Whether a head whose first lines are ``text`` may go on in a row."""
        if place >= len(self.rows) or len(text) > _LONGEST or self.pieces:
            return False
        ends = text.endswith((".", ":")) and not _UNFINISHED.search(text)
        return not ends and _head(self.rows[place][0].text) is None

    def _piece_or_text(self, cell: _Cell, *, beside: bool) -> None:
        if cell.view.opens and (
            self.pieces
            or (beside and not cell.text.endswith("."))
            or len(cell.text.split()) <= _SHORT
        ):
            if self.pieces and _head(_joined(self.pieces)):
                self._close_pieces()
            head = _head(_joined([*self.pieces, cell])) if self.pieces else None
            self.pieces.append(cell)
            if head is not None and head.date is not None and not self.waiting:
                self._close_pieces()
        elif self.pieces:
            self.waiting.append(cell)
            if (head := _head(_joined(self.pieces))) and head.date:
                self._close_pieces()
        else:
            self._text(cell)

    def _close_pieces(self) -> None:
        """Open the station that a label in pieces names, with the text beside it."""
        pieces, waiting = self.pieces, self.waiting
        self.pieces, self.waiting = [], []
        if not pieces:
            return
        text = _joined(pieces)
        head = _head(text) or _bare_head(text)
        if head is not None:
            self._open(head, pieces)
            for cell in waiting:
                self._text(cell)
        elif waiting:
            # a label over the whole history in a column of its own, with the stations beside it
            self.found += _Reader([[cell] for cell in waiting]).read()
        else:
            for cell in pieces:
                self._text(cell)

    def _text(self, cell: _Cell) -> None:
        if self.found:
            self.found[-1].views.append(cell.view)
            text = cell.text if cell.text != fold_spaces(cell.view.text) else cell.view.line.text
            self.found[-1].lines.append(replace(cell.view.line, text=text))


def _apart(left: _Cell, right: _Cell) -> float:
    a, b = left.view.line.box, right.view.line.box
    return abs(a.x0 - b.x0) if a is not None and b is not None else 0.0


def _joined(cells: Sequence[_Cell]) -> str:
    text = ""
    for cell in cells:
        text = join_words(text, cell.text)
    return text


def _head(text: str) -> _Head | None:
    """The head that a text opens with, with a day."""
    for pattern in (_BODY_FIRST, _DATE_FIRST, BODY_TOOK):
        found = pattern.match(text)
        if found is None:
            continue
        body = station_body(found["body"])
        letters = _LETTERS.fullmatch(found["body"].strip(" ,.")) if found["punkt"] else None
        if body is None and letters is not None:
            body = letters["body"]  # as the house shortens it; a number of its agenda vouches
        dates = find_dates(found["date"])
        if body and dates:
            return _Head(body, dates[0].date, found["punkt"], found.end())
    alone = _BODY_ALONE.match(text)
    if alone and alone["colon"] and (body := station_body(alone["body"])):
        return _Head(body, None, alone["punkt"], alone.end())
    return None


def _bare_head(text: str) -> _Head | None:
    """A head of which only the body or only the day is printed."""
    dates = find_dates(text)
    if len(dates) == 1 and not re.search(
        r"[^\W\d]{4}", text[: dates[0].start] + text[dates[0].end :]
    ):
        return _Head(None, dates[0].date, None, len(text))
    alone = _BODY_ALONE.match(text)
    body = station_body(alone["body"]) if alone else None
    return _Head(body, None, alone["punkt"], len(text)) if alone and body else None


def _head_of_cells(cells: Sequence[str]) -> tuple[_Head | None, list[int]]:
    """The head that the cells of a row print: a body, a day, a number; and the cells with its text.

    "Handicaprådet | 21-05-2019 | 8 | Rådet peger på model 2."
    """
    body = date = punkt = None
    told: list[int] = []
    for at, cell in enumerate(cells):
        dates = find_dates(cell)
        if dates and date is None and len(cell[: dates[0].start].strip()) < 12:
            date = dates[0].date
            if number := re.fullmatch(r"\W*(\d{1,4})\W*", cell[dates[0].end :]):
                punkt = number[1]
        elif body is None and (name := station_body(cell)):
            body = name
        elif number := re.fullmatch(r"\D{0,6}(\d{1,4}\w?)\.?", cell):
            punkt = number[1]
        else:
            told.append(at)
    if body is None or date is None:
        return None, []
    return _Head(body, date, punkt, 0), told


def station_body(text: str) -> str | None:
    """The body that a text names and nothing else; ``None`` where it says more, or names none.

    "Tidligere beslutning i Udvalget for Plan, Miljø & Klima" and "Byrådets møde" name one;
    "Udkastet sendes til høring hos Ældrerådet med frist" says more.
    """
    text = PERIOD.sub(" ", _BROKEN.sub("", fold_spaces(text))).strip(" ,.:;|·–-")
    text = STATION_TAIL.sub("", _without_label(text)).strip(" ,.:;|·–-")
    led = False
    while (shorter := STATION_LEAD.sub("", text, count=1)) != text and shorter:
        text, led = shorter, True
    text = lower_body(_PREPOSITION.sub("", text))
    if led and text[:1].islower() and BODY_WORD.fullmatch(text):
        return text  # "Udtalelse fra økonomiudvalget"
    if not BODY_NAME.fullmatch(text) or NO_NAME.search(text) or _UNFINISHED.search(text):
        return None
    return clean_body(text)


def _without_label(text: str) -> str:
    """A text without the label over the history that it opens with ("Hidtidig behandling …")."""
    words = text.split()
    for count in range(min(4, len(words) - 1), 0, -1):
        label = find_label(" ".join(words[:count]))
        plain = label is not None and not (label.body or label.date or label.rest)
        if plain and label is not None and label.kind is LabelKind.EARLIER:
            return " ".join(words[count:])
    return text
