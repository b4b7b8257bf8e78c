"""The block of facts below a punkt's heading: case number, kind of case, open or closed, initials.

In: the views of a punkt. Out: the lines of such a block. It is told by one row that says the case
number or whether the punkt is open; rows of the same make beside it are facts too, whatever their
names: "Sagstype: | Åben", "Type: | Byråd-Beslutning", "Sagsnr.: 2001-03114 | Init.: BHM".
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from referat.danish.overskrifter import MARK_LINE
from referat.danish.sagsnumre import CASE_LABEL
from referat.structure.headings import Heading
from referat.structure.labels import SECTION_KINDS
from referat.structure.views import View
from referat.types import LineRole

_MOST = 8
"""Rows of a block at most."""
_EDGE = 3.0
"""Points within which its rows begin."""
_CELL = 60
"""Letters of a value at most."""
_MANY = 3
"""Cells of a row of facts in which even a known label ("Status: Åben") is one."""
_NAME = re.compile(r"[A-ZÆØÅ][\wæøå./ -]{1,24}:")
_FACT = re.compile(r"[A-ZÆØÅ][\wæøå./-]{1,20}(?:\s[\wæøå./-]+)?\s*:(?:\s+\S.{0,40})?")


def find_facts(views: Sequence[View], heading: Heading, end: int) -> frozenset[int]:
    """Indexes of the lines below a heading that tell facts of the case and no text."""
    rows: list[list[View]] = []
    below = views[heading.last + 1 : end]
    for _, found in itertools.groupby(below, key=lambda view: (view.line.page, view.line.row)):
        row = list(found)
        if all(view.role is LineRole.FURNITURE for view in row):
            continue
        if len(rows) == _MOST or not _tells_facts(row) or (rows and not _alike(row[0], rows[0][0])):
            break
        rows.append(row)
    cells = [view for row in rows for view in row]
    if len(cells) < _MANY or not any(_anchors(view) for view in cells):
        return frozenset()
    return frozenset(view.index for view in cells)


def _tells_facts(row: Sequence[View]) -> bool:
    named = [view for view in row if view.told is None and not MARK_LINE.match(view.text)]
    labels = [view.label for view in named if view.label is not None]
    if any(
        label.kind not in SECTION_KINDS or not label.rest or len(row) < _MANY for label in labels
    ):
        return False
    if len(row) == 2 and _NAME.fullmatch(row[0].text):  # a name and its value
        return len(row[1].text) <= _CELL and not row[1].text.endswith(".")
    return all(_FACT.fullmatch(view.text) for view in row)


def _anchors(view: View) -> bool:
    """Whether a line makes the block one on a case: it says its number or open or closed."""
    value = view.text.partition(":")[2] or view.text
    return CASE_LABEL.match(view.text) is not None or MARK_LINE.match(value) is not None


def _alike(view: View, first: View) -> bool:
    box, other = view.line.box, first.line.box
    if box is None or other is None:
        return False
    return view.style[:2] == first.style[:2] and abs(box.x0 - other.x0) < _EDGE
