"""What divides the punkter into groups: "Lukkede punkter", "2. Temadrøftelse" over "2.1".

In: views and the headings of punkter. Out: the dividers' lines marked, headings that are none
dropped, and the closed parts of the document.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from referat.structure.headings import Heading
from referat.structure.labels import LabelKind
from referat.structure.sagsnumre import is_number_line
from referat.structure.views import View, row_mates
from referat.types import LineRole

# "Herefter lukkedes dørene.": wherever it stands, all below it is the closed part
_DOORS = re.compile(r"\bdørene\b|\b(?:for|bag) lukkede døre\b", re.IGNORECASE)

_BELOW = re.compile(r"(?P<group>\d{1,2})\.\d{1,2}")
_DOTTED = 0.6
"""Share of the headings at least that are numbered below a group: "2.1"."""
_NEAR = 3
"""Lines from a group's heading to that of its first punkt at most."""
_LONGEST = 80
"""Letters of a group's heading at most."""


def drop_groups(views: Sequence[View], headings: Sequence[Heading]) -> list[Heading]:
    """The headings without those of groups, whose punkter are numbered below them.

    "2. Temadrøftelse" right above "2.1. Status på aftalen" divides, where most numbers have two
    parts; its line is no text of the punkt before, whether it was taken for a heading or not.
    """
    dotted = [heading for heading in headings if heading.nr and _BELOW.fullmatch(heading.nr)]
    if len(dotted) < 2 or len(dotted) < _DOTTED * len(headings):
        return list(headings)
    groups: list[Heading] = []
    for heading, after in itertools.pairwise(headings):
        above = _BELOW.fullmatch(after.nr or "")
        if above and heading.nr == above["group"] and after.first - heading.last <= _NEAR:
            groups.append(heading)
        elif heading.nr and heading.nr.isdigit():
            _take_first_below(heading, views)
    seen: set[str] = set()
    for heading in dotted:
        group = heading.nr.split(".")[0] if heading.nr else ""
        if group in seen:
            continue
        seen.add(group)
        opens = re.compile(rf"{group}\s?[.:)]?\s+[^\W\d]")
        for view in views[max(0, heading.first - _NEAR) : heading.first]:
            plain = view.role in (LineRole.BODY, LineRole.PUNKT) and len(view.text) <= _LONGEST
            if plain and opens.match(view.text):
                view.role, view.score = LineRole.GROUP, 0.85
    return [heading for heading in headings if heading not in groups]


def _take_first_below(heading: Heading, views: Sequence[View]) -> None:
    """Make of a group's heading that of its first punkt, where that stands right below it."""
    opens = re.compile(rf"(?P<nr>{heading.nr}\.1)\.?\s+(?P<titel>[^\W\d].*)")
    for view in views[heading.last + 1 : heading.last + 1 + _NEAR]:
        if found := opens.match(view.text):
            for line in heading.lines:
                views[line].role, views[line].score = LineRole.GROUP, 0.85
            heading.first = heading.last = view.index
            heading.nr, heading.titel, heading.style = found["nr"], found["titel"], view.style
            heading.covers = []
            return


_STRIP = 6
"""Lines above a heading that may be a strip which comes again over each."""
_OFTEN, _SHARE = 3, 0.3
"""Headings that a line stands above at least, in number and as a share of all."""


def mark_repeated(views: Sequence[View], headings: Sequence[Heading]) -> None:
    """Mark what stands beside the case number above heading after heading; it is no text.

    "Politisk dokument uden resume | Sagsnummer SAG-17-00018" over each number. What comes again
    without a number beside it may be who was absent, and stays.
    """
    strips = [
        view
        for heading in headings
        for view in views[max(0, heading.first - _STRIP) : heading.first]
        if view.role is LineRole.BODY
        and (view.label is None or view.label.kind is LabelKind.EARLIER)
        and any(is_number_line(mate.text) for mate in row_mates(views, view.index))
        and not is_number_line(view.text)
    ]
    often = Counter(view.text for view in strips)
    needed = max(_OFTEN, _SHARE * len(headings))
    for view in strips:
        if often[view.text] >= needed:
            view.role, view.score = LineRole.FURNITURE, 0.8


def mark_groups(views: Sequence[View], headings: Sequence[Heading]) -> tuple[range, ...]:
    """Mark the dividers; the lines of each closed part, from its divider on."""
    opened: int | None = None
    closed: list[range] = []
    start = headings[0].first if headings else len(views)
    starts = [heading.first for heading in headings]
    for view in views:
        label = view.label
        if not label or label.kind is not LabelKind.GROUP or view.role is not LineRole.BODY:
            continue
        near = any(0 < first - view.index <= 4 for first in starts) or any(
            0 < view.index - heading.last <= 2 for heading in headings
        )
        if view.index < start and not near:
            continue
        if near or view.heading or view.text.isupper() or _DOORS.search(view.text):
            view.role, view.score = LineRole.GROUP, 0.85
            if label.closed:
                opened = view.index if opened is None else opened
            elif opened is not None:
                closed.append(range(opened, view.index))
                opened = None
    if opened is not None:
        closed.append(range(opened, len(views)))
    _mark_alike(views, starts)
    return tuple(closed)


def _mark_alike(views: Sequence[View], starts: Sequence[int]) -> None:
    """Mark what stands right above a heading and is set as the dividers are, whatever it says.

    "Afslutning", where "Sager til beslutning" and "Sager til orientering" are set so.
    """
    groups = [
        view
        for view in views
        if view.role in (LineRole.GROUP, LineRole.HEADER)
        and (view.label is not None and view.label.kind is LabelKind.GROUP)
        and view.line.box is not None
    ]
    looks = Counter(_look(view) for view in groups)
    usual, count = looks.most_common(1)[0] if looks else (None, 0)
    if count < _DIVIDERS or count < len(groups):
        return
    plain = [v for v in views if v.role in (LineRole.BODY, LineRole.LABEL, LineRole.PUNKT)]
    alike = [view for view in plain if _look(view) == usual]
    above = {start - 1 for start in starts[1:]}
    if not all(view.index in above and view.role is LineRole.BODY for view in alike):
        return  # other lines are set so too
    for view in alike:
        if len(view.text) <= _LONGEST and view.text[-1:] not in ".:,;":
            view.role, view.score = LineRole.GROUP, 0.75


_DIVIDERS = 2
"""Dividers that are set alike at least."""


def _look(view: View) -> tuple[object, ...]:
    """How a line is set: what dividers have in common, and nothing else in a document has."""
    edge = round(view.line.box.x0 / 3) if view.line.box else 0
    return (*view.style, view.line.italic, edge)
