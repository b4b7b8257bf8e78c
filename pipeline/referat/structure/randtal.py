"""Numbers that stand apart from the title of their punkt: right of it in a margin, or below it.

In: views. Out: a heading for each, where at least three such numbers rise one by one and each has a
title set apart at its left, or right above it ("Dagsordenspunkt 52, åbent"). Case number, mark and
attachments may stand below the number.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from referat.structure.headings import Heading, leading_number
from referat.structure.told import join_title, read_heading
from referat.structure.views import Measures, View
from referat.types import LineRole

_NUMBER = re.compile(
    r"^(?:(?:sag|punkt|pkt|nr)\b\.?\s*(?:nr\.?\s*)?)?(?P<nr>\d{1,4}[A-Z]?)\.?$", re.IGNORECASE
)
_BELOW = re.compile(
    r"^(?:(?:dagsordens)?(?:punkt|pkt)|sag)\b\.?\s*(?:nr\.?\s*)?(?P<nr>\d{1,4}[A-Z]?)\s*[.,–-]?\s*"
    r"\(?(?:(?P<closed>luk(?:ket|kede))|åben(?:t)?)?\)?(?:\s+(?:sag|punkt))?\.?$",
    re.IGNORECASE,
)
_FEWEST = 3
"""Numbers at least."""
_FAR = 200.0
"""Points right of the text's margin that they stand at least."""
_NEAR = 1.6
"""Line heights between the tops of a title's line and its number at most."""
_REACH = 4
"""Lines around the number among which its title is."""


def find_numbers_apart(views: Sequence[View], measures: Measures) -> list[Heading]:
    """Headings of a document whose numbers stand apart from the titles; empty where none does."""
    if not measures.laid_out:
        return []
    return _in_margin(views, measures) or _below_titles(views)


def _below_titles(views: Sequence[View]) -> list[Heading]:
    """Headings whose number stands on a line of its own below the title."""
    headings: list[Heading] = []
    for view in views:
        found = _BELOW.match(view.text) if view.first_in_row else None
        if found is None or view.role is not LineRole.BODY:
            continue
        title = _above(view, views)
        if not title:
            return []
        heading = _heading(title, view, found["nr"])
        heading.closed = True if found["closed"] else heading.closed
        headings.append(heading)
    rising = all(right.number - left.number == 1 for left, right in itertools.pairwise(headings))
    return headings if len(headings) >= _FEWEST and rising else []


def _above(number: View, views: Sequence[View]) -> list[View]:
    """The lines of the title right above a number, set apart as the number's own line is not."""
    title: list[View] = []
    for view in reversed(views[max(0, number.index - _REACH) : number.index]):
        below = title[0] if title else number
        alone = view.first_in_row and view.line.row != below.line.row
        if not (view.heading and alone and view.line.page == number.line.page):
            break
        if view.label is not None or view.style[:2] == number.style[:2]:
            break
        if title and (view.style != title[0].style or title[0].line.gap > 0.8):
            break
        title.insert(0, view)
    return title


def _in_margin(views: Sequence[View], measures: Measures) -> list[Heading]:
    """Headings whose number stands alone in a margin at the right."""
    numbers = [
        (view, found["nr"])
        for view in views
        if view.role is LineRole.BODY
        and view.line.box is not None
        and view.line.box.x0 > measures.margin + _FAR
        and view.heading
        and (found := _NUMBER.match(view.text))
    ]
    edges = {round((view.line.box.x0 if view.line.box else 0.0) / 10) for view, _ in numbers}
    values = [leading_number(nr) for _, nr in numbers]
    rising = all(right - left == 1 for left, right in itertools.pairwise(values))
    if len(numbers) < _FEWEST or not rising or len(edges) > 2:
        return []
    headings = []
    for view, nr in numbers:
        title = _title(view, views)
        if not title:
            return []
        headings.append(_heading(title, view, nr))
    return headings


def _heading(title: Sequence[View], number: View, nr: str) -> Heading:
    """The heading of a title and its number; a case number in the title is taken off it."""
    lines = sorted([*title, number], key=lambda line: line.index)
    heading = read_heading(lines)
    if heading.nr != nr:
        heading = replace(heading, sagsnumre=(), closed=None, titel=join_title(title))
    first, last = lines[0].index, lines[-1].index
    return replace(
        heading,
        nr=nr,
        number=leading_number(nr),
        kind="randtal",
        style=title[0].style,
        beside=frozenset(range(first, last + 1)) - {line.index for line in lines},
    )


def _title(number: View, views: Sequence[View]) -> list[View]:
    """The lines of the title at the left of a number, from the nearest one on."""
    near = [
        view
        for view in views[max(0, number.index - _REACH) : number.index + _REACH + 1]
        if view.role is LineRole.BODY
        and view.heading
        and view is not number
        and _beside(view, number)
    ]
    if not near:
        return []
    first = min(near, key=lambda view: _apart(view, number))
    title = [view for view in near if view.style == first.style]
    # a title of two lines may begin above its number
    return title if _follow(title) else [first]


def _beside(view: View, number: View) -> bool:
    box, right = view.line.box, number.line.box
    if box is None or right is None or view.line.page != number.line.page or box.x1 > right.x0:
        return False
    return _apart(view, number) <= _NEAR * max(box.height, right.height)


def _apart(view: View, number: View) -> float:
    box, right = view.line.box, number.line.box
    return abs(box.top - right.top) if box is not None and right is not None else 0.0


def _follow(lines: Sequence[View]) -> bool:
    """Whether lines stand one below the other."""
    return all(
        above.line.box is not None
        and below.line.box is not None
        and 0 < below.line.box.top - above.line.box.top < 1.8 * above.line.box.height
        for above, below in itertools.pairwise(lines)
    )
