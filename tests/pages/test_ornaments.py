"""Triangles and squares before lines are no letters."""

from __future__ import annotations

import pytest

from referat.pages.ornaments import clear_ornaments
from referat.types import Box, Line, Page, TextSource


def make_page(*texts, bold=True, source=TextSource.OCR):
    lines = tuple(
        Line(
            text=text,
            page=1,
            number=row,
            row=row,
            box=Box(x0=60, top=20 * row, x1=200, bottom=20 * row + 11),
            size=11.0,
            bold=bold and not text.startswith("m"),
        )
        for row, text in enumerate(texts, start=1)
    )
    return Page(number=1, width=595, height=842, source=source, reason="", lines=lines)


FOLDED = (
    "v Punkt 1 - Budget",
    "y Indstilling (2)",
    "vy Kaj og mole",
    "- Økonomi",
    "m Kort over kaj",
)


def texts(page):
    return [line.text for line in clear_ornaments([page])[0].lines]


def test_triangles_go_and_squares_are_bullets():
    page = make_page(*FOLDED)
    assert texts(page) == [
        "Punkt 1 - Budget",
        "Indstilling (2)",
        "Kaj og mole",
        "Økonomi",
        "- Kort over kaj",
    ]
    assert clear_ornaments([page])[0].lines[-1].listed
    (once,) = clear_ornaments([page])
    assert clear_ornaments([once]) == (once,)


@pytest.mark.parametrize(
    "page",
    [
        make_page(*FOLDED[:4], source=TextSource.TEXT_LAYER),
        make_page("v Punkt 1 - Budget", "y Indstilling"),  # too few
        make_page("v Kaj og mole", "y Havn", "v Bro", bold=False),  # neither bold nor labels
    ],
)
def test_other_lines_are_left_alone(page):
    assert texts(page) == [line.text for line in page.lines]
