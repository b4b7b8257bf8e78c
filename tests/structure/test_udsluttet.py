"""Lines that full justification spreads are whole again; rows of a table stay cells."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from referat.structure.udsluttet import close_up
from referat.types import ReadPages

Lay = Callable[..., ReadPages]
FULL = "Havnen er ejet af byen og skal uddybes, og der er hentet priser ind."
WIDTH = 0.48 * 11.0
RIGHT = 72.0 + WIDTH * len(FULL)


def _spread(*words: str, uneven: float = 0.0) -> tuple[dict[str, Any], ...]:
    """Words of one line, from edge to edge."""
    blank = (RIGHT - 72.0 - sum(WIDTH * len(word) for word in words)) / (len(words) - 1)
    cells, x = [], 72.0
    for place, word in enumerate(words):
        cells.append({"text": word, "x": x})
        x += WIDTH * len(word) + blank + (uneven if place == 0 else -uneven / (len(words) - 2))
    return tuple(cells)


def _texts(pages: ReadPages) -> list[str]:
    return [line.text for page in close_up(pages.pages) for line in page.lines]


def test_a_spread_line_is_one_line(lay_out: Lay) -> None:
    row = _spread("Sekretariatet", "indstiller,", "at", "uddybningen", "sættes")
    assert _texts(lay_out(FULL, FULL, row, "i gang."))[2] == (
        "Sekretariatet indstiller, at uddybningen sættes"
    )


def test_cells_stay_cells(lay_out: Lay) -> None:
    words = ("Kajen", "Molen", "Broen", "Fyret")
    uneven = _spread(*words, uneven=20.0)
    assert _texts(lay_out(FULL, FULL, uneven))[2:] == list(words)
    alone = _spread(*words)
    assert _texts(lay_out("Priser", alone, alone))[1:] == [*words, *words]


def test_a_proposal_that_opens_on_a_spread_line_is_seen(
    read: Callable[..., dict[str, Any]], lay_out: Lay
) -> None:
    document = read(
        lay_out(
            {"text": "Havnerådet", "size": 18.0, "bold": True},
            "Referat af mødet den 14. september 2018 kl. 10.00",
            {"text": "1. Kajen", "bold": True, "gap": 1.2},
            FULL,
            FULL,
            tuple(
                {**cell, "gap": 0.6}
                for cell in _spread("Sekretariatet", "indstiller,", "at", "uddybningen", "sættes")
            ),
            "i gang.",
            {"text": "Beslutning", "bold": True, "gap": 0.8},
            "Godkendt.",
        )
    )
    assert [part["type"] for part in document["punkter"][0]["afsnit"]] == ["andet", "indstilling"]
