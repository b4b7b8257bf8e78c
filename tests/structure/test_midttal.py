"""Numbers that a bar centres beside the lines of their titles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from referat.structure.midttal import lift_numbers
from referat.types import ReadPages

Lay = Callable[..., ReadPages]
HEAD = (
    {"text": "Referat", "size": 16.0, "bold": True},
    "Havneudvalget den 4. maj 2021",
)


def _bar(nr: str, *title: str, size: float = 17.0) -> list[Any]:
    """Two lines of a title and a smaller one with the case, the number beside their middle."""
    big = {"bold": True, "size": 11.0, "x": 111.0}
    number = {"text": nr, "bold": True, "size": size, "x": 82.0, "gap": 0.0}
    case = f"Sag EMN-2021-0441{nr} · Havneforvaltningen · Åben"
    return [
        {"text": title[0], **big, "gap": 2.7},
        (number, {"text": title[1], **big}),
        {"text": case, "size": 8.0, "x": 111.0, "gap": 0.2},
        {"text": "Udvalgets beslutning", "bold": True, "gap": 1.5},
        "Godkendt.",
    ]


def _minutes(lay_out: Lay, **more: float) -> ReadPages:
    rows = [
        row
        for nr in ("3", "4", "5")
        for row in _bar(nr, f"Plan {nr} for den nye kaj – endelig", "vedtagelse", **more)
    ]
    return lay_out(*HEAD, *rows)


def test_a_number_opens_the_title_that_it_stands_beside(
    read: Callable[..., dict[str, Any]], lay_out: Lay
) -> None:
    punkter = read(_minutes(lay_out))["punkter"]
    assert [(punkt["nr"], punkt["titel"]) for punkt in punkter] == [
        (nr, f"Plan {nr} for den nye kaj – endelig vedtagelse") for nr in ("3", "4", "5")
    ]
    assert [punkt["sagsnumre"] for punkt in punkter] == [
        [f"EMN-2021-0441{nr}"] for nr in ("3", "4", "5")
    ]
    assert {punkt["beslutning"]["tekst"] for punkt in punkter} == {"Godkendt."}


def test_every_other_line_stays_as_it_is(lay_out: Lay) -> None:
    pages = _minutes(lay_out).pages
    (lifted,) = lift_numbers(pages)
    texts = [line.text for line in lifted.lines]
    assert texts[2] == "3 Plan 3 for den nye kaj – endelig vedtagelse"
    words = lambda lines: sorted(" ".join(line.text for line in lines).split())  # noqa: E731
    assert words(lifted.lines) == words(pages[0].lines)
    assert [line.row for line in lifted.lines] == sorted(line.row for line in lifted.lines)


@pytest.mark.parametrize(
    "more",
    [
        {"size": 11.0},  # as large as the text: a list's
        {"size": 9.0},
    ],
)
def test_numbers_that_are_no_larger_than_the_text_stay(lay_out: Lay, more: Any) -> None:
    pages = _minutes(lay_out, **more).pages
    assert lift_numbers(pages) is pages


def test_one_number_and_numbers_that_fall_are_no_row(lay_out: Lay) -> None:
    one = lay_out(*HEAD, *_bar("3", "Plan for den nye kaj", "vedtagelse")).pages
    assert lift_numbers(one) is one
    rows = [*_bar("5", "Plan for kajen", "vedtaget"), *_bar("3", "Lån til molen", "vedtaget")]
    falling = lay_out(*HEAD, *rows).pages
    assert lift_numbers(falling) is falling


def test_numbers_level_with_the_first_line_of_their_cells_stay(lay_out: Lay) -> None:
    """Rows of a table: the case stands in smaller lines below the title, the number beside it."""
    rows: list[Any] = []
    for nr in ("71", "72", "73"):
        cells = ({"text": nr, "bold": True, "size": 11.0, "x": 40.0, "gap": 0.4},)
        rows += [
            (*cells, {"text": f"Lån til mole {nr}", "bold": True, "size": 9.0, "x": 68.0}),
            {"text": f"Sagsnr. S2020-10{nr}", "size": 7.6, "x": 68.0},
            {"text": "Bilag: Kort over molen", "size": 7.6, "x": 68.0},
        ]
    pages = lay_out(*HEAD, *rows).pages
    assert lift_numbers(pages) is pages
