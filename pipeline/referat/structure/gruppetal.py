"""Numbers that count within groups: "O1" and "O2" to be told, "D1" to be discussed, "B1" to decide.

In: views. Out: a heading for each, where such numbers are set alike, count from 1 in each group,
and a title stands beside or behind every one. The line over a group's first punkt divides.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from referat.structure.headings import Heading
from referat.structure.text import join_words
from referat.structure.views import View, row_mates
from referat.types import LineRole

_NUMBER = re.compile(r"^(?P<nr>(?P<group>[A-ZÆØÅ]{1,2})\s?(?P<number>\d{1,2}))\s*[.:)]?$")
_HEADING = re.compile(
    r"^(?P<nr>(?P<group>[A-ZÆØÅ]{1,2})\s?(?P<number>\d{1,2}))\s*[.:)]?\s+(?P<titel>[A-ZÆØÅ].*)$"
)
_FEWEST, _GROUPS = 4, 2
"""Punkter and groups at least: "B1" alone may be a bilag, or a rating."""
_EDGE = 3.0
"""Points within which the left edges of the numbers, and of one title's lines, lie."""
_CLOSE = 0.6
"""Space above a line that goes on with a title, in line heights, at most."""
_TITLE_LINES = 3
"""Lines of a title at most."""
_LONGEST = 60
"""Letters of a divider at most."""


def find_group_numbers(views: Sequence[View]) -> list[Heading]:
    """Headings of a document that counts by group; empty where it does not."""
    read = [one for view in views if (one := _read(view, views)) is not None]
    if len(read) < _FEWEST:
        return []
    style = read[0][0].style
    edge = _left(read[0][0])
    alike = [one for one in read if one[0].style == style and abs(_left(one[0]) - edge) <= _EDGE]
    groups = [
        (group, [int(found["number"]) for _, found, _ in ones])
        for group, ones in itertools.groupby(alike, key=lambda one: one[1]["group"])
    ]
    names = [group for group, _ in groups]
    counted = all(numbers == list(range(1, len(numbers) + 1)) for _, numbers in groups)
    if not counted or len(names) != len(set(names)):
        return []
    if len(alike) < _FEWEST or len(names) < _GROUPS or not alike[0][0].heading:
        return []
    headings = [_heading(*one) for one in alike]
    for heading in headings:
        if heading.number == 1:
            _mark_divider(heading, views)
    return headings


def _left(view: View) -> float:
    return view.line.box.x0 if view.line.box else 0.0


def _read(view: View, views: Sequence[View]) -> tuple[View, re.Match[str], list[View]] | None:
    """The number that a line opens with, and the lines of its title."""
    if not view.first_in_row or view.role is not LineRole.BODY or view.line.box is None:
        return None
    if found := _NUMBER.match(view.text):
        mates = row_mates(views, view.index)
        if not mates or not mates[0].text[:1].isupper():
            return None
        return view, found, [mates[0], *_goes_on(mates[0], mates[-1].index, views)]
    if found := _HEADING.match(view.text):
        return view, found, _goes_on(view, view.index, views)
    return None


def _goes_on(first: View, last: int, views: Sequence[View]) -> list[View]:
    """The lines below a title's first that go on with it."""
    lines: list[View] = []
    for view in views[last + 1 : last + _TITLE_LINES]:
        alike = view.style == first.style and abs(_left(view) - _left(first)) <= _EDGE
        near = view.line.page == first.line.page and view.line.gap < _CLOSE
        if not (alike and near and first.heading and view.label is None):
            break
        lines.append(view)
    return lines


def _heading(view: View, found: re.Match[str], lines: Sequence[View]) -> Heading:
    titel = found.groupdict().get("titel") or ""
    for line in lines:
        titel = join_words(titel, line.text)
    last = max([view.index, *(line.index for line in lines)])
    return Heading(
        first=view.index,
        last=last,
        nr=re.sub(r"\s", "", found["nr"]),
        number=int(found["number"]),
        titel=titel,
        kind="gruppetal",
        score=4.0,
        style=view.style,
    )


def _mark_divider(heading: Heading, views: Sequence[View]) -> None:
    """The line right above a group's first punkt, set apart, is no text of the punkt before."""
    if heading.first == 0:
        return
    above = views[heading.first - 1]
    apart = above.heading and above.label is None and above.role is LineRole.BODY
    if apart and above.first_in_row and len(above.text) <= _LONGEST:
        above.role, above.score = LineRole.GROUP, 0.8
