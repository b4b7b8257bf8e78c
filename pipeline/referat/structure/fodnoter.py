"""Footnotes: small print at the foot of a page that a number in the page's text refers to.

In: views. Out: the same, the lines of footnotes, and the small numbers that refer to them where
these stand as lines of their own, marked as furniture: a section that goes on over the page's end
does not take them in.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from referat.structure.views import Measures, View
from referat.types import LineRole

_SMALLER = 0.88
"""Size of a footnote in sizes of the text at most."""
_MOST = 12
"""Lines of footnotes on one page at most."""
# "1 Opgørelse af 2. maj.", "1" beside its text; not "1. Kort", which counts
_OPENS = re.compile(r"(?P<nr>\d{1,2})(?:\s+[A-ZÆØÅ\"“].*)?")


def mark_footnotes(views: Sequence[View], measures: Measures) -> None:
    """Mark the footnotes of all pages."""
    if not measures.size:
        return
    largest = _SMALLER * measures.size
    for _, group in itertools.groupby(views, key=lambda view: view.line.page):
        lines = [view for view in group if view.role is not LineRole.FURNITURE]
        if not lines or lines[-1].ocr or not _is_small(lines[-1], largest):
            continue
        notes = list(itertools.takewhile(lambda view: _is_small(view, largest), reversed(lines)))
        notes.reverse()
        above = lines[: len(lines) - len(notes)]
        opens = _OPENS.fullmatch(notes[0].text)
        if opens is None or not above or len(notes) > _MOST or notes[0].settled:
            continue
        referring = _referring(above, opens["nr"], largest)
        if referring is None:
            continue
        for view in (*notes, *referring):
            view.role, view.score = LineRole.FURNITURE, 0.8


def _is_small(view: View, largest: float) -> bool:
    return view.line.box is not None and 0.0 < (view.line.size or 0.0) <= largest


def _referring(above: Sequence[View], nr: str, largest: float) -> list[View] | None:
    """Small numbers alone in the text that refer to a note; ``None`` where nothing refers to it.

    The number may stand at the end of a word or of another number: "i 2023" and "1" read "20231".
    """
    alone = [view for view in above if view.text == nr and _is_small(view, largest)]
    attached = re.compile(rf"[a-zæøå0-9.,)\"”]{nr}(?=[\s.,;:)]|$)")
    if alone or any(attached.search(view.text) for view in above):
        return alone
    return None
