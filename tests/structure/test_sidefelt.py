"""Facts of a punkt in a column beside its text stand together under its heading."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from referat.structure.sidefelt import gather_facts
from referat.types import ReadPages

Lay = Callable[..., ReadPages]


def _beside(*column: str) -> list[Any]:
    """Three punkter with a column at the left; its lines stand between those of the text."""
    rows: list[Any] = [
        {"text": "Havnerådet", "size": 18.0, "bold": True},
        "Referat af mødet den 14. september 2018 kl. 10.00",
    ]
    for number in (1, 2, 3):
        told = [{"text": text, "size": 8.0, "gap": 0.0} for text in column if number == 2]
        texts = [
            {"text": text, "x": 180.0, "gap": 0.0}
            for text in (
                "Kajen skal uddybes, og der er hentet",
                "priser ind hos tre firmaer, som alle",
                "har gjort den slags arbejde før.",
                "Det kan ske til foråret.",
            )
        ]
        rows += [
            (
                {"text": f"Pkt. {number}", "bold": True, "gap": 1.4},
                {"text": f"Kaj nr. {number}", "bold": True, "size": 12.0, "x": 180.0},
            ),
            *(row for pair in zip(told, texts, strict=False) for row in pair),
            *texts[len(told) :],
            {"text": "Beslutning: Godkendt.", "x": 180.0, "gap": 0.8},
        ]
    return rows


def test_case_absence_and_mark_beside_the_text_are_facts(
    read: Callable[..., dict[str, Any]], lay_out: Lay
) -> None:
    column = ("J.nr. 11/0418", "Lukket punkt", "Ikke til stede:", "Ole Rudbæk")
    punkt = read(lay_out(*_beside(*column)))["punkter"][1]
    assert punkt["sagsnumre"] == ["11/0418"]
    assert punkt["lukket"] is True
    assert punkt["fravaerende"] == ["Ole Rudbæk"]
    assert [part["tekst"] for part in punkt["afsnit"]] == [
        "Kajen skal uddybes, og der er hentet priser ind hos tre firmaer, som alle har gjort den "
        "slags arbejde før. Det kan ske til foråret."
    ]
    assert punkt["beslutning"]["tekst"] == "Godkendt."


@pytest.mark.parametrize("last", ["Indstilling", "Abdi Nur"])
def test_a_column_with_anything_else_stays(lay_out: Lay, last: str) -> None:
    pages = lay_out(*_beside("J.nr. 11/0418", last)).pages
    assert gather_facts(pages) == pages


def test_names_to_sign_over_are_no_part_of_the_column(lay_out: Lay) -> None:
    rows = _beside("J.nr. 11/0418")
    rows += [("Abdi Nur", {"text": "Ida Fjord", "x": 300.0}), "Ole Rudbæk"]
    texts = [line.text for page in gather_facts(lay_out(*rows).pages) for line in page.lines]
    assert texts[-3:] == ["Abdi Nur", "Ida Fjord", "Ole Rudbæk"]


def test_a_title_that_wraps_stays_whole(read: Callable[..., dict[str, Any]], lay_out: Lay) -> None:
    rows = _beside("J.nr. 11/0418")
    head = next(i for i, row in enumerate(rows) if isinstance(row, tuple) and "2" in row[0]["text"])
    more = {"text": "og den ydre mole", "bold": True, "size": 12.0, "x": 180.0, "gap": 0.1}
    rows.insert(head + 2, more)
    punkt = read(lay_out(*rows))["punkter"][1]
    assert punkt["titel"] == "Kaj nr. 2 og den ydre mole"
    assert punkt["sagsnumre"] == ["11/0418"]
