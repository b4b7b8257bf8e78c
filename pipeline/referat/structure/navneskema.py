"""Attendance kept as a table or with ticks: one row, or one box, a person.

In: views of a header. Out: entries with status, and the role ``ATTENDANCE`` for their lines. The
columns of a table are known by the words in its head ("Navn | Parti | Mødt | Bemærkning"); a tick
or an empty box counts for the name right of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from referat.danish.fremmoede import ABSENT_LABEL, GROUP_OF_PEOPLE, SUBSTITUTE_WORD
from referat.structure.fremmoede import called_substitute
from referat.structure.fremmoedeceller import is_known_label
from referat.structure.hovedfelter import label_pieces
from referat.structure.navnekort import find_cards
from referat.structure.personer import Entry, is_name, parse_entry, parse_note, parse_people
from referat.structure.text import fold_label, join_words
from referat.structure.views import Row, View, rows_of
from referat.types import Fremmoedestatus as Status
from referat.types import LineRole

_HEAD: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "navn",
        re.compile(
            r"^(?:navn|navne|(?:[a-zæøå]+s )?[a-zæøå]*medlem(?:mer)?|deltager|deltagere|person|"
            r"hvem)$"
        ),
    ),
    ("parti", re.compile(r"^(?:parti|liste|gruppe|partibogstav)$")),
    (
        "moedt",
        re.compile(
            r"^(?:mødt|til stede|tilstede|fremmøde|status|deltog|fremmødt|mødte|deltagelse|"
            r"mødestatus|tilstedeværelse|deltagelse i mødet|var til stede)\W*$"
        ),
    ),
    ("afbud", re.compile(r"^(?:med |meldt )?(?:afbud|forfald)$")),
    (
        "fravaer",
        re.compile(r"^(?:fravær|fraværende|(?:ikke|ej) (?:mødt|til stede)|udeblevet|uden afbud)$"),
    ),
    (
        "for",
        re.compile(
            r"^(?:mødte?|møder|deltog|(?:mødte? )?i stedet|stedfortræder|suppleant|afløser) for$"
        ),
    ),
    (
        "note",
        re.compile(
            r"^(?:(?:be|an)mærkning(?:er)?|bem|anm|note|noter|rolle|kommentar|funktion|stedfortræder|titel|"
            r"stilling|hverv|opgave|opgaver)$"
        ),
    ),
)
_YES = re.compile(r"^(?:ja|x|til stede|mødt|tilstede|✓|✔|☑|☒|\[x\]|\+)$", re.IGNORECASE)
_NO = re.compile(r"^(?:nej|ikke|fraværende|ikke mødt|☐|□|\[ ?\]|÷|0|[-–—])$", re.IGNORECASE)
_SPAN = re.compile(
    r"^(?:kl\.?\s*)?([01]?\d|2[0-3])[.:]([0-5]\d)\s*[-–]\s*([01]?\d|2[0-3])[.:]([0-5]\d)$"
)
_STATED = re.compile(
    r"^(?:til stede|tilstede|mødt|ja|deltog|afbud|forfald|fraværende)(?:\s*[.,;:–-]\s*|\s+)"
    r"(?P<rest>\S.*)$",
    re.IGNORECASE,
)
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
    rows = rows_of([view for view in head if view.role is LineRole.BODY])
    entries, used = find_tables(rows)
    for view in used:
        view.role, view.score = LineRole.ATTENDANCE, 0.85
    return entries


def find_tables(rows: Sequence[Row]) -> tuple[list[TableEntry], list[View]]:
    """People of all tables, ticked boxes or cards in some rows, and the lines that say them."""
    for find in (_columns, _ticks, _cards):
        entries, used = find(rows)
        if entries:
            return entries, used
    return [], []


_Columns = dict[str, tuple[float, float]]
"""Kind of column -> left and right edge of its head; places in the row without layout."""


def _columns(rows: Sequence[Row]) -> tuple[list[TableEntry], list[View]]:
    entries: list[TableEntry] = []
    used: list[View] = []
    codes, telling = _find_codes(rows)
    place = 0
    while place < len(rows):
        kinds = _head(rows[place])
        if kinds is None:
            place += 1
            continue
        found, lines, size = _body(rows[place + 1 :], kinds, codes)
        used += telling if found and place > 0 else []
        if len(found) >= 2 or _is_one_row(found, lines, size):
            over = rows[place - 1] if place else []
            said = _said_over(over, kinds)
            if said is not None:
                used += over
            elif _heads_people(rows[place][0]) and "navn" in kinds:
                said = rows[place][0].text
            if said is not None:
                found = [_as_said(entry, said) for entry in found]
            entries += found
            used += [*rows[place], *lines]
            place += size
        place += 1
    return entries, used


# "(M = mødt, A = afbud, S = stedfortræder)": what the letters of a column stand for
_CODE = re.compile(
    r"(?<!\w)(?P<code>[A-ZÆØÅ]{1,3}|\+|÷|[x–-])\s*[=:]\s*"
    r"(?P<word>mødt|til\s?stede|deltog|afbud|forfald|fravær(?:ende)?|ikke mødt|udeblevet|"
    r"stedfortræder|suppleant)\b",
    re.IGNORECASE,
)


def _find_codes(rows: Sequence[Row]) -> tuple[dict[str, str], list[View]]:
    """What the letters stand for that a table marks its people with, and the lines that tell."""
    codes: dict[str, str] = {}
    telling: list[View] = []
    for view in (view for row in rows for view in row):
        found = list(_CODE.finditer(view.text)) if "=" in view.text or ":" in view.text else []
        if len(found) > 1:
            codes |= {one["code"].casefold(): one["word"].casefold() for one in found}
            telling.append(view)
    return codes, telling


def _is_one_row(found: Sequence[TableEntry], lines: Sequence[View], size: int) -> bool:
    """Whether a table has one person alone: a full name, and something in the columns beside it."""
    return len(found) == size == 1 and len(lines) >= 2 and " " in found[0].entry.navn


_LABEL_OVER = 7
"""Words at most of a label over a table."""


def _said_over(row: Row, kinds: _Columns) -> str | None:
    """A label right over a table without a column of status, if it says whom the table has.

    "Følgende medlemmer havde meldt forfald:" over "Navn | Funktion | Liste" has the absent,
    "Stedfortrædere:" those who came for others.
    """
    if len(row) != 1 or any(kind in kinds for kind in ("moedt", "afbud", "fravaer")):
        return None
    view = row[0]
    text = view.text.strip()
    label = text.endswith(":") or view.heading or view.label is not None
    if not label or len(text.split()) > _LABEL_OVER or parse_people(text):
        return None
    return text if ABSENT_LABEL.search(text) or _only_substitutes(text) else None


def _only_substitutes(label: str) -> bool:
    return bool(SUBSTITUTE_WORD.search(label)) and "medlem" not in label.casefold()


def _as_said(row: TableEntry, label: str) -> TableEntry:
    """A person with what the label over the table says of all in it."""
    if ABSENT_LABEL.search(label) and row.status is Status.TIL_STEDE:
        sent = _APOLOGY.search(label) or "meldt fra" in label.casefold()
        apology = bool(sent) and "uden afbud" not in label.casefold()
        return replace(row, status=Status.AFBUD if apology else Status.FRAVAERENDE)
    if _only_substitutes(label) and row.entry.rolle is None:
        return replace(row, entry=replace(row.entry, rolle=called_substitute(label)))
    return row


def _head(row: Row) -> _Columns | None:
    """Columns by the words of a table's head; a head has one for the name and one more."""
    kinds: _Columns = {}
    for cell, (view, named) in enumerate(zip(row, _named(row), strict=True)):
        box = view.line.box
        at = (box.x0, box.x1) if box else (float(cell), float(cell))
        # a column of something else ("Fra kommune") parts its cells from those beside it
        heads = [(named or f"{_OTHER}{cell}", at)]
        if named is None and cell and box:
            heads = _two_heads(view.text, *at) or heads
        for name, edges in heads:
            if name in kinds and name in _SECONDS:
                name = _SECONDS[name]
            kinds.setdefault(name, edges)
    known = [name for name in kinds if not name.startswith(_OTHER)]
    if "moedt" in kinds and len(known) == len(kinds) >= 2 and not kinds.keys() - _STATUS:
        # "Mødt | Afbud" over crosses alone: the names stand left of them, under no head
        edge = min(at for at, _ in kinds.values())
        return {"navn": (0.0, edge), **kinds} if row[0].line.box else None
    if "navn" not in kinds and ("note" in kinds or "parti" in kinds) and _heads_people(row[0]):
        first = next(iter(kinds))
        return {"navn": kinds[first], **{kind: at for kind, at in kinds.items() if kind != first}}
    return kinds if "navn" in kinds and len(known) >= 2 else None


def _named(row: Row) -> list[str | None]:
    """Kinds of the columns that a row of heads names; "Fremmøde" beside "Mødt" heads the names."""
    names: list[str | None] = []
    for view in row:
        folded = fold_label(view.text)
        names.append(_column_of(folded) or next(map(_column_of, folded.split(" / ")), None))
    if "navn" not in names and names[0] == "moedt" and "moedt" in names[1:]:
        names[0] = "navn"
    return names


def _two_heads(text: str, x0: float, x1: float) -> list[tuple[str, tuple[float, float]]]:
    """Heads of two narrow columns that were read as one line ("Liste Hverv"), where each begins."""
    words = text.split()
    for size in range(1, len(words)):
        left, right = " ".join(words[:size]), " ".join(words[size:])
        names = _column_of(fold_label(left)), _column_of(fold_label(right))
        if names[0] and names[1] and names[0] != names[1]:
            middle = x1 - (x1 - x0) * len(right) / len(text)
            return [(names[0], (x0, middle)), (names[1], (middle, x1))]
    return []


def _column_of(folded: str) -> str | None:
    return next((name for name, pattern in _HEAD if pattern.match(folded)), None)


_HEADS_PEOPLE = re.compile(r"^(?:til\s?stede|mødte?|fremmødte?)\b", re.IGNORECASE)


def _heads_people(view: View) -> bool:
    """Whether the first cell of a table's head says whom the table has, as a label over it would.

    "Til stede med stemmeret | Funktion", "Afbud | Hverv".
    """
    heads = any(pattern.search(view.text) for pattern in (_HEADS_PEOPLE, ABSENT_LABEL))
    return heads and len(view.text.split()) <= _LABEL_OVER and parse_entry(view.text) is None


_STATUS = frozenset(("moedt", "afbud", "fravaer"))
"""Columns that say who was there, by a cross."""
_OTHER = "andet "
_SECOND = "navn 2"
"""Two persons a row."""
_MORE = "note 2"
"""Two columns of notes: "Hverv" and "Bemærkning"."""
_SECONDS = {"navn": _SECOND, "note": _MORE}
_FOR_SOMEBODY = re.compile(r"^(?:suppleant|stedfortræder)\s+for\s+[A-ZÆØÅ]", re.IGNORECASE)
"""What tells of the person in whatever column it stands."""


def _body(
    rows: Sequence[Row], kinds: _Columns, codes: Mapping[str, str]
) -> tuple[list[TableEntry], list[View], int]:
    """Entries below a table's head, their lines, and how many rows they take."""
    cells: list[tuple[dict[str, str], View]] = []
    used: list[View] = []
    size = 0
    begun: dict[str, tuple[str, View]] = {}
    for place, row in enumerate(rows):
        if len(row) > 1 and _head(row) is not None:
            break
        values = _by_column(row, kinds)
        if _is_group(row, rows[place + 1 : place + 2], kinds):
            used += row
            size += 1
            continue
        if len(row) == 1 and place + 1 < len(rows) and _head(rows[place + 1]) is not None:
            break  # the label over the next table
        name = values.get("navn", ("", row[0]))[0]
        if any(_is_person(values.get(kind)) for kind in ("afbud", "fravaer")):
            return [], [], 0  # two lists side by side: "Medlemmer:" and "Afbud:"
        if not name and _begins_row(row, rows[place + 1 : place + 2], kinds):
            begun = values
        elif not name and cells:
            # cells that run over two rows: "Stedfortræder for Martin Peder-" / "sen"
            for kind, (text, _) in values.items():
                cells[-1][0][kind] = join_words(cells[-1][0].get(kind, ""), text)
        elif parse_entry(name, single=True) is not None and not _is_label(row):
            alone = len(values) == 1 and " " not in name and cells
            if alone and (cells[-1][0]["navn"].endswith("-") or not _marked(kinds, values)):
                cells[-1][0]["navn"] = join_words(cells[-1][0]["navn"], name)
            else:
                where = values["navn"][1]
                for kind, (text, view) in begun.items():
                    more = values.get(kind, ("", view))[0]
                    values[kind] = (join_words(text, more) if more else text, view)
                begun = {}
                second = values.pop(_SECOND, None)
                cells.append(({kind: text for kind, (text, _) in values.items()}, where))
                if second is not None:
                    # what is noted beside two persons names the one that it is of
                    note = cells[-1][0].pop("note", "")
                    pair = [cells[-1], ({"navn": second[0]}, second[1])]
                    cells.append(pair[1])
                    _note_pair(pair, note)
        else:
            break
        used += row
        size += 1
    if codes:
        _decode([values for values, _ in cells], codes)
    entries = [
        entry for values, where in cells if (entry := _read_row(values, kinds, where)) is not None
    ]
    return entries, used, size


def _decode(cells: Sequence[dict[str, str]], codes: Mapping[str, str]) -> None:
    """Put the words for the letters of the column that holds nothing but letters."""
    for kind in ("moedt", *(kind for kind in cells[0] if kind.startswith(_OTHER))) if cells else ():
        if all(values.get(kind, "").casefold() in codes for values in cells):
            for values in cells:
                values["moedt"] = codes[values.pop(kind).casefold()]
            return


def _begins_row(row: Row, after: Sequence[Row], kinds: _Columns) -> bool:
    """Whether a row has the first lines of cells whose name stands lower, level with their middle.

    "Stedfortræder for" over "Abdi Nur | A" over "Ida Lund": the row is set apart from that above.
    """
    if not after or row[0].line.box is None or row[0].line.page != after[0][0].line.page:
        return False
    tight = after[0][0].line.gap + _ROW_GAP < row[0].line.gap
    return tight and bool(_by_column(after[0], kinds).get("navn", ("", row[0]))[0])


_ROW_GAP = 0.3
"""Clear space that rows of a table have above them more than lines of a cell, in line heights."""


def _note_pair(pair: Sequence[tuple[dict[str, str], View]], note: str) -> None:
    """Give a note to the one of two persons in a row whom it names; unnamed it is the first's."""
    if not note:
        return
    read = [(cells, parse_entry(cells["navn"])) for cells, _ in pair]
    cells, entry = next(((c, entry) for c, entry in read if entry and entry.navn in note), read[0])
    if entry is not None:
        # "Afbud: Abdi Nur. Stedfortræder: …", "Abdi Nur mødte kl. 13.20"
        note = re.sub(rf"\s*:?\s*{re.escape(entry.navn)}\s*\.?\s*", ". ", note).strip(" .")
    cells["note"] = note


def _is_group(row: Row, after: Sequence[Row], kinds: _Columns) -> bool:
    """Whether a row names a group and nobody: "Valgt af forældrene" over rows with more cells."""
    if len(row) != 1 or not after or len(after[0]) < 2 or _is_label(row):
        return False
    name = _by_column(after[0], kinds).get("navn", ("", row[0]))[0]
    group = row[0].text
    return (
        parse_entry(name, single=True) is not None
        and (row[0].line.italic, row[0].style) != (after[0][0].line.italic, after[0][0].style)
        and not group.endswith(".")
    )


def _is_person(cell: tuple[str, View] | None) -> bool:
    return cell is not None and parse_entry(cell[0]) is not None


def _is_label(row: Row) -> bool:
    """Whether a row is a label below the table, and no person: "Forvaltningen:" stands alone."""
    if len(row) != 1:
        return False
    view = row[0]
    named = GROUP_OF_PEOPLE.fullmatch(view.text) is not None  # over more rows of the table
    opens = bool(label_pieces(view.text, view)[0][0]) and not named
    return opens or view.text.rstrip().endswith(":") or view.label is not None


def _marked(kinds: _Columns, values: dict[str, tuple[str, View]]) -> bool:
    """Whether each person of the table is marked in some column, as this row is."""
    return any(kind in values for kind in ("moedt", "afbud", "fravaer") if kind in kinds)


def _by_column(row: Row, kinds: _Columns) -> dict[str, tuple[str, View]]:
    """Texts of a row by the column they stand in, each with its first line."""
    values: dict[str, tuple[str, View]] = {}
    for cell, view in enumerate(row):
        box = view.line.box
        at, end = (box.x0, box.x1) if box else (float(cell), float(cell))
        left = [(edge, name) for name, (edge, _) in kinds.items() if edge <= at + 6]
        name = max(left)[1] if left else "navn"
        if box and len(view.text.strip()) <= 3:
            # a cross in the middle of its column: the head that it stands nearest to
            middle = (at + end) / 2
            near = min(kinds, key=lambda kind: abs(sum(kinds[kind]) / 2 - middle))
            name = name if name == "navn" and near != "navn" and middle < kinds[near][0] else near
        text, where = values.get(name, ("", view))
        values[name] = (join_words(text, view.text), where)
    return values


def _read_row(values: dict[str, str], kinds: _Columns, where: View) -> TableEntry | None:
    entry = parse_entry(values.get("navn", ""), single=True)
    if entry is None:
        return None
    if values.get("parti"):
        entry = replace(entry, parti=entry.parti or values["parti"].strip("()[] "))
    if member := parse_entry(values.get("for", "")):
        entry = replace(entry, substitute_for=member.navn)
    presence = values.get("moedt", "").strip()
    note = values.get("note", "").strip()
    if note:
        entry = parse_note(entry, re.sub(r"^for\s+(?=[A-ZÆØÅ])", "stedfortræder for ", note))
        if note.startswith("for "):
            entry = replace(entry, rolle=entry.rolle if entry.rolle != "stedfortræder" else None)
    for kind, text in values.items():
        if kind == _MORE or (kind.startswith(_OTHER) and _FOR_SOMEBODY.match(text)):
            entry = parse_note(entry, text)
            note = f"{note} {text}"
    if (said := _STATED.match(presence)) and said["rest"]:
        # "Afbud. Stedfortræder: Abdi Nur", "Til stede indtil kl. 15.10"
        entry = parse_note(entry, said["rest"])
    status = Status.TIL_STEDE
    # where absence has columns of its own, what OCR read in none of them is a cross that it lost
    lost = where.ocr and {"moedt", "afbud", "fravaer"} <= kinds.keys()
    if _APOLOGY.search(f"{presence} {note}") or _is_marked(values.get("afbud")):
        status = Status.AFBUD
    elif (
        _is_marked(values.get("fravaer"))
        or _NO.match(presence)
        or ("moedt" in kinds and not presence and not lost)
        or entry.absent
    ):
        status = Status.FRAVAERENDE
    elif span := _SPAN.match(presence):
        # "15.25-17.40": from when to when each was there
        start, end = (
            f"{int(hour):02}:{minute}" for hour, minute in (span.group(1, 2), span.group(3, 4))
        )
        entry = replace(entry, ankom=start, gik=end)
    elif presence and not said and not _YES.match(presence):
        entry = parse_note(entry, presence)
    if status is not Status.TIL_STEDE and is_name(entry.note):
        entry = replace(entry, substitute=entry.note)  # beside the absent: who came
    return TableEntry(entry=entry, status=status, view=where)


def _is_marked(text: str | None) -> bool:
    """Whether a cell of a column for absence says that its person was absent."""
    return bool(text) and not re.match(r"^(?:nej|[-–]|☐|□|\[ ?\])$", text or "", re.IGNORECASE)


def _cards(rows: Sequence[Row]) -> tuple[list[TableEntry], list[View]]:
    cards, used = find_cards(rows)
    taken = {view.index for view in used}
    others = [view for row in rows for view in row if view.index not in taken]
    entries: list[TableEntry] = []
    for entry, view in cards:
        row = TableEntry(entry=entry, status=Status.TIL_STEDE, view=view)
        head = _card_head(view, others)
        if head is not None:
            row = _as_said(row, head.text)
            used += [] if head in used else [head]
        entries.append(row)
    return entries, used


def _card_head(card: View, others: Sequence[View]) -> View | None:
    """The label over the column of cards that a card stands in: "Til stede | Afbud | Udeblevet"."""
    box = card.line.box
    if box is None:
        return None
    above = [
        view
        for view in others
        if (other := view.line.box) is not None
        and view.line.page == card.line.page
        and abs(other.x0 - box.x0) <= _CARD_EDGE
        and other.top < box.top
        and view.style != card.style
        and len(view.text.split()) <= _LABEL_OVER
        and (is_known_label(view.text) or ABSENT_LABEL.search(view.text))
    ]
    return max(above, key=lambda view: view.line.box.top if view.line.box else 0.0, default=None)


_CARD_EDGE = 4.0
"""Points within which the left edges of cards and of the label over them lie."""


def _ticks(rows: Sequence[Row]) -> tuple[list[TableEntry], list[View]]:
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
        return [], []
    return entries, used
