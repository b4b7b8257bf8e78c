"""Decisions that stand in a list of their own before the punkter, keyed by number.

In: views with roles, and the punkter. Out: the same punkter with the decisions of the list: "Sag 3"
and beside it "Anbefales.", above the cases themselves, which print none. A list of the titles is
none of this.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz.fuzz import ratio

from referat.danish.udfald import RESULT_OPENER
from referat.structure.beslutninger import find_udfald, split_absence
from referat.structure.evidence import make_evidence
from referat.structure.headings import leading_number
from referat.structure.stemmer import read_afstemning
from referat.structure.text import fold_name, join_lines
from referat.structure.views import View
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
