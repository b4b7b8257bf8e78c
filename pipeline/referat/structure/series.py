"""Headings in a form that only one document shows: the same words, and numbers by one.

"Sag nr. 9/06", "Beslutning nr. 12", or letters: no single line of them says that it is a heading,
so that the lines of a document are weighed together.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Sequence

from referat.danish.overskrifter import MARK_LINE, NOT_SERIAL
from referat.structure.headings import APART, BY_ONE, FEWEST, Heading, middle_step
from referat.structure.labels import LabelKind
from referat.structure.sagsnumre import is_number_line
from referat.structure.text import fold_label
from referat.structure.views import View, row_mates
from referat.types import LineRole

# "Sag nr. 9/06", "Beslutning nr. 12", "Emne nr. 4:": words that no form has, and a number
_SERIAL = re.compile(
    r"^(?P<before>[^\W\d_][^\d:;,()]{1,38}?)\s*(?P<nr>(?P<number>\d{1,4})(?P<year>/\d{2,4})?)"
    r"(?![\d/.-]\d|[\w%]|\s+af\s+\d)\s*[.:)–-]*\s*(?P<titel>.*)$"
)
_EVIDENCE = 1.0
"""Evidence that a series alone gives."""


def find_series(views: Sequence[View], taken: Collection[int]) -> list[Heading]:
    """Candidates in a form that only this document shows.

    Args:
        views: The document's lines.
        taken: Indices of lines that a known form has read.
    """
    made = _find_letters(views)
    groups: dict[tuple[str, str, tuple[bool, int, bool]], list[tuple[View, re.Match[str]]]] = {}
    for view in views:
        if view.role is not LineRole.BODY or view.line.furniture or not view.first_in_row:
            continue
        if view.line.listed or len(view.text) > 160 or view.index in taken:
            continue
        found = _SERIAL.match(view.text)
        if found and not NOT_SERIAL.match(found["before"]):
            key = fold_label(found["before"]), found["year"] or "", view.style
            groups.setdefault(key, []).append((view, found))
    for lines in groups.values():
        numbers = [int(found["number"]) for _, found in lines]
        steps = [right - left for left, right in itertools.pairwise(numbers)]
        if (
            len(lines) < FEWEST
            or len(set(numbers)) < len(numbers)
            or steps.count(1) < BY_ONE * len(steps)
            or middle_step(view.index for view, _ in lines) < APART
            or sum(_titled(view, found, views) for view, found in lines) < BY_ONE * len(lines)
        ):
            continue
        for view, found in lines:
            titel = found["titel"].strip()
            mark = MARK_LINE.match(titel)  # "Sag 42 · Åben sag", over its title
            made.append(
                Heading(
                    first=view.index,
                    last=view.index,
                    nr=found["nr"],
                    number=int(found["number"]),
                    titel="" if mark else titel,
                    kind="serie",
                    closed=bool(mark["closed"]) if mark else None,
                    score=_EVIDENCE,
                    style=view.style,
                )
            )
    return made


# "A Velkomst", "B" beside its title, "A1 Velkomst": a letter alone says little, so that such lines
# must be set apart, begin with A and leave none out
_LETTER = re.compile(
    r"^(?P<nr>(?P<letter>[A-Z])(?P<number>\d{1,2})?)(?(number)\s?[.:)]?)\s+(?P<titel>\S.+)$"
)


def _find_letters(views: Sequence[View]) -> list[Heading]:
    """Candidates whose number is a letter, or a letter and a number, in lines set apart."""
    groups: dict[tuple[bool, int], list[Heading]] = {}
    for view in views:
        if view.role is not LineRole.BODY or not view.heading or not view.first_in_row:
            continue
        if view.label is not None and view.label.kind is LabelKind.GROUP:
            continue
        mates = row_mates(views, view.index)
        beside = len(mates) == 1 and len(view.text) <= 4
        found = _LETTER.match(f"{view.text} {mates[0].text}" if beside else view.text)
        if found is None or len(found["titel"]) > 160 or found["titel"][:1].islower():
            continue
        heading = Heading(
            first=view.index,
            last=mates[0].index if beside else view.index,
            nr=found["nr"],
            number=100 * (ord(found["letter"]) - ord("A")) + int(found["number"] or 0),
            titel=found["titel"],
            kind="serie",
            score=_EVIDENCE,
            style=view.style,
        )
        groups.setdefault((found["number"] is not None, view.style[1]), []).append(heading)
    made: list[Heading] = []
    for (counted, _), headings in groups.items():
        steps = [right.number - left.number for left, right in itertools.pairwise(headings)]
        # "A1", "A2", "B1": the next number, or the next letter's first
        rises = all(
            step == 1 or right.number % 100 == 1 if counted else step == 100
            for step, right in zip(steps, headings[1:], strict=True)
        )
        if len(headings) < FEWEST or headings[0].number != int(counted) or not rises:
            continue
        for place, heading in enumerate(headings, start=1):
            heading.number = place
        made += headings
    return made


def _titled(view: View, found: re.Match[str], views: Sequence[View]) -> bool:
    """Whether a title stands behind a number, or on the line below it."""
    if found["titel"]:
        return True
    row = (view.line.page, view.line.row)
    below = next(
        (
            other
            for other in views[view.index + 1 :]
            if not other.line.furniture and (other.line.page, other.line.row) != row
        ),
        None,
    )
    return below is not None and below.label is None and not is_number_line(below.text)
