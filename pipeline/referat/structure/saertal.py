"""Numbers of punkter in marks of their own: "- 64 -" over the title, "5/3" beside it.

In: views. Out: a heading for each, where at least three such numbers rise by one. Old protocols
print a punkt's number between dashes in the middle of the page; a number alone between dashes is a
page's where it stands at its edge. Others count within the meeting: the third item of the fifth.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from referat.structure.headings import Heading
from referat.structure.sagsnumre import is_number_line
from referat.structure.told import join_title, read_heading
from referat.structure.views import View, row_mates
from referat.types import LineRole

_BETWEEN = re.compile(r"^[-–—]\s?(?P<nr>\d{1,4}[A-Z]?)\s?[-–—]$")
_OF_MEETING = re.compile(r"^(?P<meeting>\d{1,2})/(?P<nr>\d{1,2})\.?$")
_FEWEST = 3
"""Numbers at least."""
_ON_A_PAGE = 2
"""Numbers between dashes on one page at least: each page has one number of its own."""
_EDGE = 6.0
"""Points within which the left edges of the numbers, or their middles, lie."""
_APART = 0.6
"""Heights of a line above a number between dashes at least, save at a page's top."""
_REACH = 3
"""Lines below such a number among which its title is: a label and a case number may come first."""
_TITLE_LINES = 3
"""Lines of a title beside its number at most."""
_CLOSE = 0.6
"""Space above a line that goes on with a title, in line heights, at most."""
_LABEL = re.compile(r"^(?:j\.?\s?nr|journal\s?nr|sags?\s?nr|sag)\b[ .:]*$", re.IGNORECASE)


def find_marked_numbers(views: Sequence[View]) -> list[Heading]:
    """Headings of a document whose numbers are marked so; empty where none are."""
    return _between_dashes(views) or _of_meeting(views)


def _between_dashes(views: Sequence[View]) -> list[Heading]:
    numbers = _found(views, _BETWEEN)
    numbers = [one for one in numbers if one[0].line.gap >= _APART or not one[0].line.gap]
    pages = [view.line.page for view, _ in numbers]
    if not any(pages.count(page) >= _ON_A_PAGE for page in pages) or not _aligned(numbers, 0.5):
        return []
    return _headings(numbers, views, _title_below)


def _of_meeting(views: Sequence[View]) -> list[Heading]:
    numbers = _found(views, _OF_MEETING)
    if len({found["meeting"] for _, found in numbers}) != 1 or not _aligned(numbers, 0.0):
        return []
    return _headings(numbers, views, _title_beside)


Number = tuple[View, re.Match[str]]


def _found(views: Sequence[View], form: re.Pattern[str]) -> list[Number]:
    return [
        (view, found)
        for view in views
        if view.role is LineRole.BODY
        and view.first_in_row
        and not view.line.furniture
        and view.line.box is not None
        and (found := form.match(view.text))
    ]


def _aligned(numbers: Sequence[Number], share: float) -> bool:
    """Whether numbers stand in one place: their left edges (0.0) or their middles (0.5)."""
    places = [
        box.x0 + share * (box.x1 - box.x0)
        for view, _ in numbers
        if (box := view.line.box) is not None
    ]
    return bool(places) and max(places) - min(places) <= _EDGE


def _headings(
    numbers: Sequence[Number],
    views: Sequence[View],
    title_of: Callable[[View, Sequence[View]], list[View]],
) -> list[Heading]:
    values = [int(re.sub(r"\D", "", found["nr"])) for _, found in numbers]
    if len(values) < _FEWEST or any(b - a not in (0, 1) for a, b in itertools.pairwise(values)):
        return []
    headings = []
    for (view, found), value in zip(numbers, values, strict=True):
        title = title_of(view, views)
        if not title:
            return []
        lines = [view, *title]
        first, last = view.index, title[-1].index
        read = read_heading(title)
        if read.nr is not None:  # "2. udkast til budget": no number of the punkt
            read = replace(read, titel=join_title(title), sagsnumre=(), closed=None)
        headings.append(
            replace(
                read,
                first=first,
                last=last,
                nr=found[0].rstrip(".") if "/" in found[0] else found["nr"],
                number=value,
                kind="saertal",
                score=4.0,
                style=title[0].style,
                beside=frozenset(range(first, last + 1)) - {line.index for line in lines},
            )
        )
    return headings


def _title_below(number: View, views: Sequence[View]) -> list[View]:
    """The line below a number that is no case number in the margin."""
    for view in views[number.index + 1 : number.index + 1 + _REACH]:
        if view.line.page != number.line.page:
            break
        if (
            view.role is LineRole.BODY
            and not is_number_line(view.text)
            and not _LABEL.match(view.text)
        ):
            return [view]
    return []


def _title_beside(number: View, views: Sequence[View]) -> list[View]:
    """The line beside a number, and those below it that go on with it."""
    mates = row_mates(views, number.index)
    if len(mates) != 1 or mates[0].style != number.style:
        return []
    title = mates[:1]
    for view in views[title[0].index + 1 : title[0].index + _TITLE_LINES]:
        box, first = view.line.box, title[0].line.box
        aligned = box is not None and first is not None and abs(box.x0 - first.x0) <= _EDGE
        if not (
            aligned and view.style == title[0].style and view.line.gap < _CLOSE and view.heading
        ):
            break
        title.append(view)
    return title
