"""Attendance kept as a table or with ticks: one row, or one box, a person.

In: views of a header. Out: entries with status, and the role ``ATTENDANCE`` for their lines. The
columns of a table are known by the words in its head ("Navn | Parti | Mødt | Bemærkning"); a tick
or an empty box counts for the name right of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from referat.structure.personer import Entry, parse_entry, parse_note
from referat.structure.text import fold_label
from referat.structure.views import View
from referat.types import Fremmoedestatus as Status
from referat.types import LineRole

_HEAD: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("navn", re.compile(r"^(?:navn|navne|medlem|medlemmer|deltager|deltagere|person)$")),
    ("parti", re.compile(r"^(?:parti|liste|gruppe|partibogstav)$")),
    (
        "moedt",
        re.compile(r"^(?:mødt|til stede|tilstede|fremmøde|status|deltog|fremmødt|mødte)\W*$"),
    ),
    (
        "note",
        re.compile(r"^(?:bemærkning(?:er)?|note|noter|rolle|kommentar|funktion|stedfortræder)$"),
    ),
)
_YES = re.compile(r"^(?:ja|x|til stede|mødt|tilstede|✓|✔|☑|☒|\[x\]|\+)$", re.IGNORECASE)
_NO = re.compile(r"^(?:nej|ikke|fraværende|ikke mødt|☐|□|\[ ?\]|÷|0)$", re.IGNORECASE)
_APOLOGY = re.compile(r"\b(?:afbud|forfald)\b", re.IGNORECASE)
_TICK = re.compile(r"^(?P<tick>☑|☒|☐|□|✓|✔|\[x\]|\[ ?\])\s*(?P<name>.*)$", re.IGNORECASE)
_FILLED = ("☑", "☒", "✓", "✔", "[x]")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableEntry:
    """One person of such a table."""

    entry: Entry
    """Name and what stands beside it."""
    status: Status
    """What the table says."""
    view: View
    """Line of the name."""


def read_table(head: Sequence[View]) -> list[TableEntry]:
    """People of a table or of ticked boxes in a header; empty where there is none."""
    rows: dict[tuple[int, int], list[View]] = {}
    for view in head:
        if view.role is LineRole.BODY:
            rows.setdefault((view.line.page, view.line.row), []).append(view)
    found = _columns(list(rows.values()))
    return found or _ticks(list(rows.values()))


def _columns(rows: Sequence[list[View]]) -> list[TableEntry]:
    for place, row in enumerate(rows):
        kinds: dict[str, float] = {}
        for cell, view in enumerate(row):
            folded = fold_label(view.text)
            name = next((name for name, pattern in _HEAD if pattern.match(folded)), None)
            if name and name not in kinds:
                kinds[name] = view.line.box.x0 if view.line.box else float(cell)
        if "navn" not in kinds or len(kinds) < 2 or len(row) < 2:
            continue
        entries: list[TableEntry] = []
        used = list(row)
        for cells in rows[place + 1 :]:
            entry = _read_row(cells, kinds)
            if entry is None:
                break
            entries.append(entry)
            used += cells
        if len(entries) >= 2:
            for view in used:
                view.role, view.score = LineRole.ATTENDANCE, 0.85
            return entries
    return []


def _read_row(cells: Sequence[View], kinds: dict[str, float]) -> TableEntry | None:
    values: dict[str, str] = {}
    where: View | None = None
    for cell, view in enumerate(cells):
        at = view.line.box.x0 + 6 if view.line.box else float(cell)
        left = [(edge, name) for name, edge in kinds.items() if edge <= at]
        name = max(left)[1] if left else "navn"
        values[name] = f"{values.get(name, '')} {view.text}".strip()
        if name == "navn" and where is None:
            where = view
    entry = parse_entry(values.get("navn", ""), single=True)
    if entry is None or where is None:
        return None
    if values.get("parti"):
        entry = replace(entry, parti=entry.parti or values["parti"].strip("() "))
    presence = values.get("moedt", "").strip()
    note = values.get("note", "").strip()
    if note:
        entry = parse_note(entry, re.sub(r"^for\s+(?=[A-ZÆØÅ])", "stedfortræder for ", note))
        if note.startswith("for "):
            entry = replace(entry, rolle=entry.rolle if entry.rolle != "stedfortræder" else None)
    status = Status.TIL_STEDE
    if _APOLOGY.search(f"{presence} {note}"):
        status = Status.AFBUD
    elif _NO.match(presence) or ("moedt" in kinds and not presence) or entry.absent:
        status = Status.FRAVAERENDE
    elif presence and not _YES.match(presence):
        entry = parse_note(entry, presence)
    return TableEntry(entry=entry, status=status, view=where)


def _ticks(rows: Sequence[list[View]]) -> list[TableEntry]:
    entries: list[TableEntry] = []
    used: list[View] = []
    for cells in rows:
        tick = ""
        for view in cells:
            found = _TICK.match(view.text)
            if found:
                tick = found["tick"].casefold()
                used.append(view)
            name = (found["name"] if found else view.text).strip()
            entry = parse_entry(name) if tick and name else None
            if entry is not None:
                status = Status.TIL_STEDE if tick in _FILLED else Status.FRAVAERENDE
                entries.append(TableEntry(entry=entry, status=status, view=view))
                used.append(view)
                tick = ""
    if len(entries) < 3 or len({entry.status for entry in entries}) < 2:
        return []
    for view in used:
        view.role, view.score = LineRole.ATTENDANCE, 0.8
    return entries
