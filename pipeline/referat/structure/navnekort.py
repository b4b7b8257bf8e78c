"""Attendance kept as cards: the name, and in small type below it what the person is.

In: rows of lines. Out: entries with status, and the lines they stand on. Web systems set people so,
one card beside the other, often with the initials in a circle at the left ("HR | Holger Rudbæk",
below it "Venstre · formand", "SF · afbud", "Radikale · gik kl. 17.10").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce

from referat.danish.fremmoede import ABSENT_MARK, PARTY, ROLES, STAFF
from referat.structure.personer import Entry, is_name, parse_note
from referat.structure.text import join_words
from referat.structure.views import Row, View
from referat.types import Box, enclosing

_EDGE = 4.0
"""Points within which the left edges of a name and of what stands below it lie."""
_BELOW = 2.2
"""Heights of a name from its top to that of the line below it at most."""
_BESIDE = 40.0
"""Points from the initials' left edge to that of the name at most."""
_CARDS = 3
"""Cards at least."""
_SHARE = 0.75
"""Share of the names in such rows at least that have a line of their own below them."""
_PARTS = re.compile(r"\s+[·•|–—+-]\s+|\s*[,;]\s+")  # OCR reads "·" as "-" and "+"
# "Km", "srå", "pm:": initials as OCR read them, joined to the two words of a name at least
_SCRAWL = re.compile(r"\w{1,3}[:.]?")
_WORDS = 2
_INITIALS = re.compile(r"[A-ZÆØÅ]{1,4}")
# "for Ida Lund": said below a substitute
_FOR = re.compile(r"^for\s+(?=[A-ZÆØÅ])")
# "Venstre, for Ida", "for": the name goes on in the line below
_BREAKS = re.compile(r"(?:^|\s)for(?:\s+[A-ZÆØÅ][\w.-]*)?$")
# "kom kl. 16.08", "til kl. 17", "stedfortræder for Tora Lindemose", "suppleant: Tora Lindemose"
_TIMED = re.compile(
    r"(?:(?:først\s+)?(?:kom|ankom|mødte|gik|forlod|deltog|fra|til|indtil)\b.*\bkl\.?\s*\d|"
    r"(?:stedfortræder|suppleant|afløser|i stedet)\s*(?:for\b|:))",
    re.IGNORECASE,
)


def find_cards(rows: Sequence[Row]) -> tuple[list[tuple[Entry, View]], list[View]]:
    """People of cards, each with the line of the name, and all lines of the cards, in order.

    Nothing where names without a line below them stand among the others: then a party below a
    name heads the next list.
    """
    lines = [view for row in rows for view in row]
    found: list[tuple[Entry, View]] = []
    used: list[View] = []
    alone = 0
    for place, row in enumerate(rows):
        for view in row:
            navn, box = _named(view)
            below = _below(view, box, rows[place + 1 : place + 3]) if is_name(navn) else None
            if below is None and is_name(view.text):
                navn, box = view.text, view.line.box
                below = _below(view, box, rows[place + 1 : place + 3])
            if not is_name(navn):
                continue
            note = [] if below is None else _note(below, rows[place + 1 : place + 5])
            entry = _read(navn, reduce(join_words, (line.text for line in note))) if note else None
            if entry is None:
                alone += bool(found)
                continue
            found.append((entry, view))
            used += [view, *note]
    if len(found) < _CARDS or len(found) < _SHARE * (len(found) + alone):
        return [], []
    taken = {view.index for view in used}
    for view in lines:
        if view.index not in taken and any(_marks(view, name) for _, name in found):
            used.append(view)
    return found, sorted(used, key=lambda view: view.index)


def _named(view: View) -> tuple[str, Box | None]:
    """A name and its box without the initials in a circle, which OCR reads as its first word."""
    words = view.line.words
    if len(words) > _WORDS and _SCRAWL.fullmatch(words[0].text):
        first, _, rest = view.text.partition(" ")
        if first == words[0].text:
            return rest, enclosing([word.box for word in words[1:]])
    return view.text, view.line.box


def _below(name: View, box: Box | None, rows: Sequence[Row]) -> View | None:
    """The line right below a name, in smaller or lighter type; ``None`` where there is none."""
    if box is None:
        return None
    for row in rows:
        for view in row:
            other = view.line.box
            if other is None or view.line.page != name.line.page:
                continue
            if abs(other.x0 - box.x0) > _EDGE or not 0 < other.top - box.top < _BELOW * box.height:
                continue
            lighter = name.line.bold and not view.line.bold
            smaller = (view.line.size or 0.0) < (name.line.size or 0.0) - 0.3
            heads = view.line.bold and not name.line.bold  # the label of who stands below it
            return view if (lighter or smaller) and not heads else None
    return None


def _note(note: View, rows: Sequence[Row]) -> list[View]:
    """The lines of a note, which may break within a name: "Venstre, for Ida" over "Lund"."""
    box = note.line.box
    if box is None or not _BREAKS.search(note.text):
        return [note]
    for view in (view for row in rows for view in row):
        other = view.line.box
        if other is None or view.line.page != note.line.page or view.style != note.style:
            continue
        if abs(other.x0 - box.x0) <= _EDGE and 0 < other.top - box.top < _BELOW * box.height:
            return [note, view]
    return [note]


def _read(navn: str, text: str) -> Entry | None:
    """A person by a card's two lines; ``None`` where the second tells nothing of anybody."""
    parts = [part for part in _PARTS.split(text.strip()) if part]
    if not any(_tells(part) for part in parts):
        return None
    entry = Entry(navn=navn)
    for part in parts:
        entry = parse_note(entry, _FOR.sub("stedfortræder for ", part))
    return entry


def _tells(part: str) -> bool:
    return bool(
        PARTY.match(part)
        or part.casefold() in ROLES
        or STAFF.match(part)
        or ABSENT_MARK.match(part)
        or _TIMED.match(part)
    )


def _marks(view: View, name: View) -> bool:
    """Whether a line is the initials of a person, in a circle left of the name."""
    box, other = view.line.box, name.line.box
    return (
        _INITIALS.fullmatch(view.text) is not None
        and box is not None
        and other is not None
        and view.line.page == name.line.page
        and 0 < other.x0 - box.x0 < _BESIDE
        and abs(box.top - other.top) < 2 * other.height
    )
