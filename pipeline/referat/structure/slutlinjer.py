"""What stands below the last punkt and is none of its text: the meeting's end, the next one's day.

In: views whose punkter are known. Out: those lines as lines of the header, which is about the
meeting. Minutes that print "Næste møde er …" set it apart from what was decided last; where it is
what a punkt says ("Næste møde og eventuelt"), it stands right below that punkt's title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from referat.danish.hoved import MEETING_ENDED, NEXT_MEETING
from referat.danish.labels import CHAIR_ROLES
from referat.structure.dates import DATE, find_dates
from referat.structure.headings import Heading
from referat.structure.labels import LabelKind
from referat.structure.text import PARAGRAPH_GAP, fold_label
from referat.structure.views import View, line_above
from referat.types import LineRole

_LONGEST = 80
"""Letters of a sentence that ends the meeting at most."""
_APART = 1.4
"""Heights of a line above what is set apart from the last punkt's text at least; paragraphs of one
text stand up to 1.0 apart."""
_LINES = 3
"""Lines that tell of the next meeting at most."""
_DATED = 2
"""Lines in which its day must stand."""


def close_meeting(views: Sequence[View], headings: Sequence[Heading]) -> None:
    """Give what ends the meeting, below its last punkt, the role of the header."""
    last = len(headings)
    tail = [view for view in views if last and view.punkt == last]
    ended = False
    for view in tail:
        ends = MEETING_ENDED.match(view.text) is not None and len(view.text) < _LONGEST
        ends = ends and not _is_answer(views, view.index)
        if view.role in _TEXT and (ends or (ended and _PLACE_AND_DAY.fullmatch(view.text))):
            view.role, view.score, ended = LineRole.HEADER, 0.75, True
    for view in reversed(tail):
        if view.role in (LineRole.FURNITURE, LineRole.HEADER, LineRole.SIGNATURE):
            continue
        if view.role not in _TEXT or not _tells_referent(view):
            break
        view.role, view.score, view.opens = LineRole.ATTENDANCE, 0.75, False
    for view in _next_meeting(tail, headings[-1].titel if headings else ""):
        view.role, view.score = LineRole.HEADER, 0.75


def _tells_referent(view: View) -> bool:
    """Whether a line says who wrote the minutes: "Referent: Navn", the last thing of all."""
    label = view.label
    return (
        label is not None
        and label.kind is LabelKind.CHAIR
        and bool(label.rest)
        and CHAIR_ROLES.get(fold_label(label.text)) in _WRITERS
    )


_WRITERS = ("referent", "protokolfører", "sekretær")
# "Nørrekøbing, den 4. maj 1996" over the signatures
_PLACE_AND_DAY = re.compile(rf"[A-ZÆØÅ][\w .-]{{2,30}},?\s+(?:den\s+|d\.\s*)?{DATE}\.?")
_TEXT = (LineRole.BODY, LineRole.DECISION)
_TITLED = re.compile(r"\bnæste\b|\bmødedato|\bmødeplan", re.IGNORECASE)
"""In the title of a punkt that is about the next meeting."""


def _next_meeting(tail: Sequence[View], titel: str) -> list[View]:
    """The lines that tell when the next meeting is, last of all and apart from what is above."""
    left = [view for view in tail if view.role not in (LineRole.FURNITURE, LineRole.PUNKT)]
    place = next((at for at, view in enumerate(left) if NEXT_MEETING.match(view.text)), None)
    if place is None or _TITLED.search(titel):
        return []
    first = left[place]
    if first.line.box is None or first.line.gap < _APART or not first.first_in_row:
        return []
    lines = [first]
    for view in left[place + 1 : place + _LINES]:
        if view.line.gap > PARAGRAPH_GAP or view.style != first.style:
            break
        lines.append(view)
    dated = any(find_dates(view.text) for view in lines[:_DATED])
    below = left[place + len(lines) :]
    return lines if dated and all(_after_all(view) for view in below) else []


def _after_all(view: View) -> bool:
    """Whether a line may stand below that too: signatures, attachments of all punkter."""
    if view.role in (LineRole.SIGNATURE, LineRole.HEADER, LineRole.ATTACHMENT):
        return True
    return view.label is not None and view.label.kind in (LabelKind.ATTACHMENTS, LabelKind.CHAIR)


def _is_answer(views: Sequence[View], index: int) -> bool:
    """Whether a line is all that stands under the label of a decision: "Mødet hævet kl. 19.00."."""
    above = line_above(views, index)
    return above >= 0 and views[above].role is LineRole.DECISION_LABEL
