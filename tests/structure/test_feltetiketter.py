"""Labels that fill a cell of several lines at the left of their text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from referat.structure.feltetiketter import join_cells
from referat.types import ReadPages

Lay = Callable[..., ReadPages]


def _texts(pages: ReadPages) -> list[str]:
    return [line.text for page in join_cells(pages.pages) for line in page.lines]


def test_a_body_and_its_day_are_one_line(lay_out: Lay) -> None:
    joined = _texts(
        lay_out(
            ("Teknisk Udvalg", {"text": "Udsat på besigtigelse.", "x": 250.0}),
            "den 12-08-2003",
            ("Teknisk Udvalg", {"text": "4 medlemmer anbefaler indstillingen.", "x": 250.0}),
            ("den 09-09-2003", {"text": "1 medlem kan ikke anbefale den.", "x": 250.0}),
        )
    )
    assert joined == [
        "Teknisk Udvalg den 12-08-2003",
        "Udsat på besigtigelse.",
        "Teknisk Udvalg den 09-09-2003",
        "4 medlemmer anbefaler indstillingen.",
        "1 medlem kan ikke anbefale den.",
    ]


def test_a_label_wraps_in_steps_of_its_own(lay_out: Lay) -> None:
    """In smaller print, beside sentences that are paragraphs each."""
    small = {"size": 9.0, "x": 62.0}
    joined = _texts(
        lay_out(
            ({"text": "Bilag", **small}, {"text": "Kort over molen", "x": 173.0}),
            ({"text": "Byrådets", **small}, {"text": "Vedtaget med 7 mod 3.", "x": 173.0}),
            {"text": "beslutning, 23. februar", **small},
            {"text": "For stemte V og A.", "x": 173.0, "gap": -0.5},
            {"text": "2016", **small, "gap": -0.4},
            {"text": "Imod stemte C.", "x": 173.0, "gap": 0.4},
        )
    )
    assert joined == [
        "Bilag",
        "Kort over molen",
        "Byrådets beslutning, 23. februar 2016",
        "Vedtaget med 7 mod 3.",
        "For stemte V og A.",
        "Imod stemte C.",
    ]


def test_words_of_a_spread_line_are_its_parts(lay_out: Lay) -> None:
    joined = _texts(
        lay_out(
            ("Beslutning i Rådet", {"text": "Orienteringen blev givet.", "x": 250.0}),
            ({"text": "for", "x": 72.0}, {"text": "Socialt", "x": 130.0}),
            ({"text": "Udsatte", "x": 72.0}, {"text": "den", "x": 150.0}),
            "12-05-2025:",
        )
    )
    assert joined == [
        "Beslutning i Rådet for Socialt Udsatte den 12-05-2025:",
        "Orienteringen blev givet.",
    ]


def test_the_line_covers_all_of_the_cell(lay_out: Lay) -> None:
    pages = lay_out(
        ("Teknisk Udvalg", {"text": "Godkendt.", "x": 250.0}),
        "den 12-08-2003",
    ).pages
    (page,) = join_cells(pages)
    cell, upper, lower = page.lines[0], pages[0].lines[0], pages[0].lines[2]
    assert cell.box is not None
    assert upper.box is not None
    assert lower.box is not None
    assert (cell.box.top, cell.box.bottom) == (upper.box.top, lower.box.bottom)
    assert cell.number == upper.number


def test_other_cells_stay_as_they_are(lay_out: Lay) -> None:
    # columns of a table, the middle of a cell, a label that is whole, people beside each other
    tables: tuple[list[Any], ...] = (
        [
            ("Behandling", {"text": "Dato", "x": 250.0}, {"text": "Punkt", "x": 400.0}),
            ("Byrådet", {"text": "10-09-2011", "x": 250.0}, {"text": "4", "x": 400.0}),
        ],
        [
            "Tidligere drøftet i",
            ("Skoleudvalget", {"text": "Anbefales.", "x": 250.0}),
            "24-08-2005",
        ],
        [
            ("Byrådet den 3. maj 2019", {"text": "Godkendt.", "x": 250.0}),
            ("den 4. maj 2019", {"text": "trådte den i kraft.", "x": 250.0}),
        ],
        [("Holger Rudbæk", {"text": "Tora Lindemose", "x": 250.0}), "Abdi Nur"],
    )
    for rows in tables:
        pages = lay_out(*rows)
        assert _texts(pages) == [line.text for page in pages.pages for line in page.lines]


def test_a_label_that_wraps_flush_right_beside_its_text_is_one_line(lay_out: Lay) -> None:
    joined = _texts(
        lay_out(
            (
                {"text": "Udvalgets", "x": 106.0, "italic": True, "size": 8.0},
                {"text": "Broen males i august af", "x": 160.0},
            ),
            (
                {"text": "beslutning", "x": 102.2, "italic": True, "size": 8.0},
                {"text": "en lokal maler.", "x": 160.0},
            ),
        )
    )
    assert joined == ["Udvalgets beslutning", "Broen males i august af", "en lokal maler."]


def test_words_below_each_other_that_are_no_label_stay_apart(lay_out: Lay) -> None:
    joined = _texts(
        lay_out(
            ("Den gamle", {"text": "Broen males i august.", "x": 160.0}),
            ("bro", {"text": "Rækværket skiftes.", "x": 160.0}),
        )
    )
    assert "Den gamle" in joined
