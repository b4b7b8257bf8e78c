"""Numbers that stand alone in a right-hand margin, beside the title of their punkt.

In: views. Out: a heading for each, where at least three such numbers rise one by one and each has a
title set apart at its left. Case number, mark and attachments may stand below the number.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from referat.structure.headings import Heading
from referat.structure.text import join_words
from referat.structure.views import Measures, View
from referat.types import LineRole

_NUMBER = re.compile(r"^(?P<nr>\d{1,4}[A-Z]?)\.?$")
_FEWEST = 3
"""Numbers at least."""
_FAR = 200.0
"""Points right of the text's margin that they stand at least."""
_NEAR = 1.6
"""Line heights between the tops of a title's line and its number at most."""
_REACH = 4
"""Lines around the number among which its title is."""


def find_margin_numbers(views: Sequence[View], measures: Measures) -> list[Heading]:
    """Headings of a document whose punkter are numbered in the margin; empty where none is."""
    if not measures.laid_out:
        return []
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
    values = [int(re.match(r"\d+", nr)[0]) for _, nr in numbers]  # type: ignore[index]
    rising = all(right - left == 1 for left, right in itertools.pairwise(values))
    if len(numbers) < _FEWEST or not rising or len(edges) > 2:
        return []
    headings = []
    for (view, nr), value in zip(numbers, values, strict=True):
        title = _title(view, views)
        if not title:
            return []
        lines = {view.index, *(line.index for line in title)}
        first, last = min(lines), max(lines)
        text = ""
        for line in title:
            text = join_words(text, line.text, broken=line.line.broken)
        headings.append(
            Heading(
                first=first,
                last=last,
                nr=nr,
                number=value,
                titel=text,
                kind="randtal",
                score=4.0,
                style=title[0].style,
                beside=frozenset(range(first, last + 1)) - lines,
            )
        )
    return headings


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
