"""Labels in a column right of the text stand above the section that they name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from referat.structure.sideetiketter import place_labels
from referat.types import ReadPages

Lay = Callable[..., ReadPages]
Read = Callable[..., dict[str, Any]]

_RIGHT = 430.0


def _side(text: str) -> dict[str, Any]:
    return {"text": text, "x": _RIGHT, "size": 8.0}


def _minutes(decided: str = "Konklusion") -> list[Any]:
    rows: list[Any] = [
        {"text": "Referat af bestyrelsesmøde", "size": 18.0, "bold": True},
        "Bestyrelsen for Havnen, 3. maj 2021 kl. 9.00-11.00",
    ]
    for number, title in enumerate(("Ny kran", "Takster", "Uddybning"), start=1):
        rows += [
            {"text": f"Dagsordenens {number}. punkt", "size": 8.0, "gap": 1.5},
            {"text": title, "size": 13.0, "bold": True},
            ("Kranen er fra 1974, og den kan ikke længere", _side("Sagen")),
            "løfte mere end to ton, som er for lidt.",
            ("at bestyrelsen køber en ny kran i år.", _side("Direktøren foreslår")),
            {"text": f"Materiale til sag H21-014{number} og H20-0077: Kort; Notat", "gap": 0.6},
            ("Udsat til næste møde.", _side("Bestyrelsen 12. april")),
            _side("2021, punkt 4"),
            ("Godkendt med den ændring, at prisen højst er", _side(decided)),
            "en million kr.",
            {"text": "Uden for lokalet: Ole Rudbæk", "gap": 0.6},
        ]
    return rows


def test_labels_at_the_right_open_what_stands_beside_them(read: Read, lay_out: Lay) -> None:
    punkt = read(lay_out(*_minutes()))["punkter"][1]
    assert (punkt["nr"], punkt["titel"]) == ("2", "Takster")
    assert [(part["type"], part["tekst"]) for part in punkt["afsnit"]] == [
        (
            "sagsfremstilling",
            "Kranen er fra 1974, og den kan ikke længere løfte mere end to ton, som er for lidt.",
        ),
        ("indstilling", "at bestyrelsen køber en ny kran i år."),
    ]
    assert punkt["beslutning"]["tekst"] == (
        "Godkendt med den ændring, at prisen højst er en million kr."
    )
    assert [(one["dato"], one["punkt"], one["tekst"]) for one in punkt["sagsgang"]] == [
        ("2021-04-12", "4", "Udsat til næste møde.")
    ]


def test_a_mark_behind_the_rank_closes_the_punkt(read: Read, lay_out: Lay) -> None:
    rows = _minutes()
    rows[13] = {**rows[13], "text": rows[13]["text"] + " – fortroligt"}
    punkter = read(lay_out(*rows))["punkter"]
    assert [(one["titel"], one["lukket"]) for one in punkter] == [
        ("Ny kran", False),
        ("Takster", True),
        ("Uddybning", False),
    ]


def test_attachments_name_their_case_and_who_left_the_room(read: Read, lay_out: Lay) -> None:
    punkt = read(lay_out(*_minutes()))["punkter"][2]
    assert punkt["sagsnumre"] == ["H21-0143", "H20-0077"]
    assert punkt["bilag"] == ["Kort", "Notat"]
    assert punkt["fravaerende"] == ["Ole Rudbæk"]


@pytest.mark.parametrize("cell", ["14 ton", "Lars Holm", "12.400 kr."])
def test_a_column_of_other_things_stays(lay_out: Lay, cell: str) -> None:
    rows = [("Kranen kan løfte en del, når den er i orden", _side(cell)) for _ in range(6)]
    pages = lay_out(*rows, ("Der blev holdt møde i april måned", _side("Sagen"))).pages
    assert place_labels(pages) is pages
