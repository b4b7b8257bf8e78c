"""Where and when a meeting was held, where a sentence tells it and no label does.

In: the lines of a header. Out: the place, and the clock times, with the line that says them.
A sentence may run over two lines: "… afholdt Byrådet møde i mødesalen / på Rådhuset."
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from referat.structure.dates import find_dates, find_times
from referat.structure.labels import LabelKind
from referat.structure.organer import find_body
from referat.structure.text import join_words
from referat.structure.views import View

_PARAGRAPH = 1.0
"""Blank space above a line, in line heights, from which on it opens a paragraph of its own."""

_CLOCK = (
    r"\b[Kk]l\.?\s*\d{1,2}(?:[.:,]\d\d)?"
    r"(?:\s*(?:[-–]|til)\s*(?:[Kk]l\.?\s*)?\d{1,2}(?:[.:,]\d\d)?)?"
)
# after a clock, a year or the meeting itself: "kl. 17.30 i byrådssalen på …", "holdt i Salen, …"
_PLACE = re.compile(
    rf"(?:{_CLOCK}(?:\s+(?:eftm|aften|em)\.?)?"
    r"|\b(?:19|20)\d\d(?:\s+(?:den|d\.)\s*\d{1,2}[/.]\s?\d{1,2})?|\b[Mm]ødet?(?:\s+i\s+(?:år|året|perioden))?|\b(?:af)?holdt(?:es)?|\bsammen)"
    r"\s*,?\s+(?:i|på|paa)\s+"
    r"(?P<sted>(?:[A-ZÆØÅ]\w{2}|(?:\w{3,}s\s+)?\w*(?:sal|lokale|rum|stue|kantine|kontor|skole|gård|værelse)"
    r"(?:n|en|t|et)?\b)"
    r"(?:[^.;\n]|\.(?=\s?(?:sal|th|tv|etage)|\w|,)){0,80}?)"
    r"(?=\s*,?\s*(?:\bkl\b|\bhvor(?:fra|efter)\b|og\s+(?:begyndte|sluttede|startede)|under\s+ledelse|"
    r"\bfor(?:\s+[A-ZÆØÅ]|\s*$)|\b(?:man|tirs|ons|tors|fre|lør|søn)dag\b)"
    r"|\s*[.;](?!\s?(?:sal|th|tv|etage))(?:\s|$)|\s*$|\n|\s+den\s+\d)"
)
# "tirsdag den 11. marts 2025 kl. 14:30-17:15, Plejecenter Fyrgården, caféen"
_BEHIND_CLOCK = re.compile(
    rf"{_CLOCK}\s*,\s+(?P<sted>[A-ZÆØÅ](?:[^.;:\n]|\.(?=\s?(?:sal|th|tv|etage)|\w)){{3,80}})\.?$"
)
_DATED = (LabelKind.DECISION, LabelKind.EARLIER)
_OPEN_END = re.compile(r"(?:,|\b(?:i|på|paa|den|kl\.))\s*$")
_HELD = re.compile(r"\b(?:holdt|afholdt|holdtes|begyndte|startede)\b", re.IGNORECASE)
_ENDED = re.compile(
    r"(?:mødet\s+(?:sluttede|hævedes|blev hævet)|"
    r"og\s+(?:sluttede|hævedes|blev\s+\w*(?:hævet|sluttet)))"
    r"\s+(?:[^.]|\.(?=\s?\d))*",
    re.IGNORECASE,
)
_BEGAN = re.compile(
    r"\bmødet\s+(?:begyndte|startede|blev\s+(?:sat|åbnet))\s+kl\.?\s*\d{1,2}(?:[.:]\d\d)?",
    re.IGNORECASE,
)


def told_place(head: Sequence[View]) -> tuple[str, int] | None:
    """The place, and the index of the line in which its sentence opens; a body is no place."""
    for text, index in _paragraphs(head):
        behind = _BEHIND_CLOCK.search(text) if find_dates(text) else None
        for found in (behind,) if behind else _PLACE.finditer(text):
            sted = found["sted"].strip(" ,")
            if find_dates(sted) or find_body(sted.split(",")[0]):
                continue
            return sted, index
    return None


def told_start(head: Sequence[View]) -> tuple[str, int] | None:
    """The clock at which a meeting was held, from a sentence that tells its end as well."""
    for text, index in _paragraphs(head):
        if not _HELD.search(text):
            continue
        began = _BEGAN.search(text)
        times = find_times(began.group() if began else _ENDED.sub("", text))
        if len(times) == 1:
            return times[0], index
    return None


def _is_full(view: View, head: Sequence[View]) -> bool:
    """Whether a line runs to the right edge of a header's sentences, and ends none."""
    if view.line.box is None or view.text[-1:] in ".:;!?" or len(view.text) < _SENTENCE:
        return False
    right = max(other.line.box.x1 for other in head if other.line.box is not None)
    return view.line.box.x1 > right - _RAGGED


_SENTENCE, _RAGGED = 40, 60.0
"""Letters of a sentence's full line at least, and points by which it may miss the edge."""


def _paragraphs(head: Sequence[View]) -> Iterator[tuple[str, int]]:
    """Sentences of a header that run over lines, with the index of their first line."""
    text, index = "", 0
    before: View | None = None
    for view in head:
        # "Referat af mødet på Kroen mandag den 3. maj" reads like a decision's label, and is none
        if view.label is not None and view.label.kind not in _DATED:
            if text:
                yield text, index
            text, before = "", None
            continue
        goes_on = (
            before is not None
            and view.line.page == before.line.page
            and view.line.gap < _PARAGRAPH
            and view.line.row != before.line.row
            and (view.text[:1].islower() or _OPEN_END.search(before.text) or _is_full(before, head))
        )
        if goes_on and before is not None:
            text = join_words(text, view.text, broken=before.line.broken)
        else:
            if text:
                yield text, index
            text, index = view.text, view.index
        before = view
    if text:
        yield text, index
