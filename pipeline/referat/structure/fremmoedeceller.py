"""Cells of attendance that is set in columns: what of them is a label, and what belongs together.

In: rows of a block of attendance lines (``fremmoedelinjer.py``). Out: the lines that are labels
though no lexicon has them, and rows in which an entry that wraps in its column is one cell.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from referat.danish.fremmoede import PARTY
from referat.structure.hovedfelter import label_pieces
from referat.structure.personer import parse_entry, parse_people
from referat.structure.text import join_words
from referat.structure.views import View

NEAR = 3.0
"""Points by which left edges in one column differ at most."""
_LEAST_KNOWN = 2
"""Labels of the lexicon in a column, from which on all of its cells are labels."""
_GROUPS = 2
"""Rows at least of groups with people beside each: "Valgt af byrådet | Abdi Nur – Ida Lund"."""
_LONGEST = 4
"""Words of a label that no lexicon has."""
_WRAPPED = 1.0
"""Gap, in line heights, under which a line may go on with the one above in its column."""


@dataclass(slots=True)
class Cell:
    """A line, or what is left of it, with the text that it gives."""

    text: str
    view: View


def is_known_label(text: str) -> bool:
    """Whether a text is a label of the lexicon and nothing else."""
    pieces = label_pieces(text)
    return len(pieces) == 1 and bool(pieces[0][0]) and not pieces[0][2]


def form_labels(rows: Sequence[Sequence[View]]) -> frozenset[int]:
    """Indices of lines in a column of labels, each with its value beside it.

    "Medlemmer | …", "Fraværende | …", "Suppleant | Abdi Nur for Ida Lund", "Øvrige | …": where two
    are labels of the lexicon, and nobody's name stands in the column, the others are labels too;
    and so are the names of groups with people beside each of them.
    """
    columns: list[list[Sequence[View]]] = []
    for row in rows:
        if row[0].line.box is None:
            continue
        same = next((rows for rows in columns if one_column(rows[0][0], row[0])), None)
        if same is None:
            columns.append([row])
        else:
            same.append(row)
    return frozenset(
        row[0].index
        for column in columns
        if _is_labels(column)
        for row in column
        if _may_be_label(row[0].text)
    )


def _is_labels(column: Sequence[Sequence[View]]) -> bool:
    """Whether the first cells of rows are labels: some are known, or all stand beside people."""
    beside = [row for row in column if len(row) > 1]
    if any(parse_entry(row[0].text) for row in column):
        return False
    known = {row[0].text for row in beside if is_known_label(row[0].text)}
    groups = len(beside) >= _GROUPS and all(parse_people(row[1].text) for row in beside)
    return len(known) >= _LEAST_KNOWN or groups


def _may_be_label(text: str) -> bool:
    return text[:1].isupper() and len(text.split()) <= _LONGEST and not text.endswith((".", ","))


def whole_entries(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Rows of people in columns in which what wraps in its column is one cell.

    "Abdi Nur (A), 1. | Ida Lund (V), 2." over "viceborgmester | viceborgmester"; and what a card
    says below the name, where there are too few for ``navnekort.py``: "Abdi Nur | Ida Lund" over
    "Venstre · formand | SF".
    """
    above: list[Cell] = []
    columns, wrapped = False, 0
    for row in rows:
        latest: list[Cell] = []
        if wrapped < len(above):
            columns = sum(parse_entry(cell.text) is not None for cell in above) > 1
        wrapped = 0
        cards = any("·" in cell.text and _party_first(cell.text) for cell in row)
        for cell in list(row):
            before = next((one for one in above if one_column(one.view, cell.view)), None)
            note = cards and _party_first(cell.text) and before is not None
            if before is not None and note and parse_entry(before.text) is not None:
                before.text = f"{before.text}, {cell.text.replace(' ·', ',')}"
                row.remove(cell)
            elif before is not None and columns and _goes_on(before, cell):
                before.text = join_words(before.text, cell.text)
                row.remove(cell)
                latest.append(before)
                wrapped += 1
            else:
                latest.append(cell)
        above = latest
    return [row for row in rows if row]


def _party_first(text: str) -> bool:
    return PARTY.match(text.split("·")[0].strip()) is not None


def _goes_on(before: Cell, cell: Cell) -> bool:
    """Whether a cell goes on with the entry above it: an office, a note, the end of a bracket."""
    if cell.view.line.gap > _WRAPPED or cell.view.line.page != before.view.line.page:
        return False
    if before.text.count("(") > before.text.count(")"):
        return ")" in cell.text
    small = cell.text[:1].islower() and not cell.text.rstrip().endswith(":")
    party = before.text.endswith(",") and PARTY.match(cell.text.split(",")[0]) is not None
    more = small or party
    return more and parse_entry(cell.text) is None and parse_entry(before.text) is not None


def one_column(one: View, other: View) -> bool:
    """Whether two lines stand in one column, by their left edges."""
    a, b = one.line.box, other.line.box
    return a is not None and b is not None and abs(a.x0 - b.x0) < NEAR


def has_one_each(strings: Sequence[tuple[str, View]]) -> bool:
    """Whether lines have a person each, though whom one comes from looks like a second person.

    "Abdi Nur, Engby Boldklub" over "Ida Lund, Engskolen": below a line with room for the next word,
    the next person is not there by chance, and the school is no person.
    """
    told = [(text, view.line) for text, view in strings if "," in text]
    if len(told) < _FEWEST_EACH or all(len(parse_people(text)) > 1 for text, _ in told):
        return False
    right = max((line.box.x1 for _, line in told if line.box), default=0.0)
    return any(
        line.box is not None
        and after.text
        and not text.endswith((",", ";"))
        and right - line.box.x1 > line.box.width * (len(after.text.split()[0]) + 1) / len(line.text)
        for (text, line), (_, after) in itertools.pairwise(
            [(text, view.line) for text, view in strings]
        )
        if line.text and line.page == after.page and line.row != after.row
    )


_FEWEST_EACH = 3
"""Lines with a comma at least that show how the lines of a list are made."""
