"""Dirt in the margin that was read as a word is no part of the line beside it."""

from __future__ import annotations

import pytest

from referat.pages.margins import clear_margins
from referat.types import Box, Line, Word


def make_line(row, *words, x0=60.0, sure=0.95, first=0.5, **fields):
    """A line of words, 6 points a letter; ``first`` is the confidence of the first."""
    found, x = [], x0
    for place, text in enumerate(words):
        box = Box(x0=x, top=20 * row, x1=x + 5 * len(text), bottom=20 * row + 11)
        found.append(Word(text=text, box=box, confidence=sure if place else first))
        x = max(60.0, box.x1 + 4)
    return Line(
        **{
            "text": " ".join(words),
            "page": 1,
            "number": row,
            "row": row,
            "box": Box(x0=x0, top=20 * row, x1=x, bottom=20 * row + 11),
            "size": 11.0,
            "words": tuple(found),
        }
        | fields
    )


TEXT = [make_line(row, "Havnen", "uddybes", "til", "foråret") for row in range(1, 11)]


def test_dirt_left_of_the_text_goes_and_the_line_begins_at_its_text():
    beside = make_line(11, "WÅ", "17.", "Budget", x0=36.0, size=31.0)
    *_, line = clear_margins([*TEXT, beside])
    assert (line.text, line.box.x0, line.size) == ("17. Budget", 60.0, 11.0)
    assert line.words == beside.words
    assert clear_margins([*TEXT, line])[-1] == line


@pytest.mark.parametrize(
    "line",
    [
        make_line(11, "Ad", "17.", "Budget", x0=36.0, first=0.95),  # read surely
        make_line(11, "12", "Budget", x0=36.0),  # a number in the margin
        make_line(11, "En", "bro", "bygges"),  # at the edge of the text
        make_line(11, "Vedtaget", "enstemmigt", x0=15.0),  # a word
        make_line(11, "WÅ", x0=36.0),  # nothing beside it
    ],
)
def test_other_lines_stay(line):
    assert clear_margins([*TEXT, line])[-1] == line


def test_a_page_whose_text_has_no_edge_stays():
    line = make_line(2, "WÅ", "17.", "Budget", x0=36.0)
    assert clear_margins([TEXT[0], line]) == [TEXT[0], line]
