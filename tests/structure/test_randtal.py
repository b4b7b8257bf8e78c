"""Numbers that stand apart from their titles: in the margin at the right, or on a line below."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from referat.types import ReadPages

Read = Callable[..., dict[str, Any]]
TITLES = ("Ny ferieplan", "Klage over støj fra banen", "Salg af grund")
BOLD = {"bold": True, "size": 12.0}


def _heads(rows: Callable[[int, str], list[Any]]) -> list[Any]:
    found: list[Any] = [
        {"text": "Børneudvalget", "size": 16.0, "bold": True},
        "Referat fra mødet den 11. september 2012 kl. 16.00.",
    ]
    for number, titel in enumerate(TITLES, start=63):
        found += rows(number, titel)
        found += [
            "Sagen har været i høring hos alle parter, og der kom tre svar.",
            {"text": "Beslutning", "bold": True, "gap": 0.8},
            "Godkendt.",
        ]
    return found


@pytest.mark.parametrize(
    "rows",
    [
        lambda number, titel: [
            (
                {"text": titel, "gap": 1.4, **BOLD},
                {"text": f"{number}", "x": 440.0, **BOLD},
            )
        ],
        lambda number, titel: [
            (
                {"text": titel, "gap": 1.4, **BOLD},
                {"text": f"Sag nr. {number}", "x": 440.0, **BOLD},
            )
        ],
        lambda number, titel: [
            {"text": titel, "gap": 1.4, **BOLD},
            {"text": f"Dagsordenspunkt {number}, åbent", "size": 9.0},
        ],
        lambda number, titel: [
            (
                {"text": f"Sag {number}", "gap": 1.4, **BOLD},
                {"text": "ÅBEN", "x": 260.0},
                {"text": f"J.nr. 05.13.10P20/{number}-00", "x": 400.0},
            ),
            {"text": titel, **BOLD},
        ],
    ],
)
def test_number_and_title_that_stand_apart_are_one_heading(
    read: Read, lay_out: Callable[..., ReadPages], rows: Callable[[int, str], list[Any]]
) -> None:
    punkter = read(lay_out(*_heads(rows)))["punkter"]
    assert [(punkt["nr"], punkt["titel"]) for punkt in punkter] == [
        (str(number), titel) for number, titel in enumerate(TITLES, start=63)
    ]
    assert all(punkt["beslutning"]["tekst"] == "Godkendt." for punkt in punkter)


def test_sections_numbered_below_their_punkt_are_no_punkter(
    read: Read, lay_out: Callable[..., ReadPages]
) -> None:
    def rows(number: int, titel: str) -> list[Any]:
        return [
            {"text": f"{number} {titel}", "gap": 1.4, "bold": True, "size": 13.0},
            {"text": f"{number}.1 Kort om sagen", "gap": 0.8, "bold": True},
            "Sagen er kort.",
            {"text": f"{number}.2 Økonomi", "gap": 0.8, "bold": True},
        ]

    punkter = read(lay_out(*_heads(rows)))["punkter"]
    assert [punkt["nr"] for punkt in punkter] == ["63", "64", "65"]
    assert [part["type"] for part in punkter[0]["afsnit"]] == ["resume", "oekonomi"]
