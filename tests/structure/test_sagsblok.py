"""The block of facts below a heading: case number, kind, open or closed, initials."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from referat.types import ReadPages

Lay = Callable[..., ReadPages]
Read = Callable[..., dict[str, Any]]
TITLES = ("Dagsorden", "Ny cykelbro", "Støjskærme", "Køb af grund")
HEAD = ({"text": "Referat", "size": 16.0, "bold": True}, "Teknisk Udvalg", "Dato: 12-11-2013")


def _punkt(number: int, titel: str) -> list[Any]:
    return [
        {"text": f"{number}. {titel}", "bold": True, "size": 12.0, "gap": 1.4},
        ("Sagstype:", {"text": "Lukket" if number == 4 else "Åben", "x": 140.0}),
        ("Type:", {"text": "Byrådet-Beslutning", "x": 140.0}),
        ("Sagsnr.:", {"text": f"13/10{number}", "x": 140.0}),
        {"text": "Baggrund:", "bold": True, "gap": 0.8},
        f"{titel} har været drøftet på flere møder i det forgangne år.",
        {"text": "Beslutning:", "bold": True, "gap": 0.8},
        "Godkendt.",
    ]


def test_rows_beside_the_case_number_are_facts_and_no_text(lay_out: Lay, read: Read) -> None:
    """What a row is called does not matter; a closed punkt is told by one of them."""
    rows = [row for number, titel in enumerate(TITLES, start=1) for row in _punkt(number, titel)]
    punkter = read(lay_out(*HEAD, *rows))["punkter"]
    assert [punkt["titel"] for punkt in punkter] == list(TITLES)
    assert [punkt["sagsnumre"] for punkt in punkter] == [[f"13/10{n}"] for n in (1, 2, 3, 4)]
    assert [[one["type"] for one in punkt["afsnit"]] for punkt in punkter] == [["baggrund"]] * 4
    assert [punkt["lukket"] for punkt in punkter] == [False, False, False, True]


def test_facts_in_one_row_are_no_text_though_one_is_a_label_elsewhere(
    lay_out: Lay, read: Read
) -> None:
    rows: list[Any] = []
    for number, titel in enumerate(TITLES, start=1):
        rows += [
            {"text": f"Punkt {number} - {titel}", "bold": True, "gap": 1.4},
            (
                f"Sagsnr.: 2001-0{number}114",
                {"text": "Status: Lukket" if number == 4 else "Status: Åben", "x": 180.0},
                {"text": "Init.: BHM", "x": 280.0},
                {"text": "Oprettet: 22-10-2001", "x": 360.0},
            ),
            {"text": "Sagsfremstilling", "bold": True},
            "Prognosen bygger på tallene fra de seneste fem år.",
            {"text": "Referat", "bold": True},
            "Udvalget tog prognosen til efterretning.",
        ]
    punkter = read(lay_out(*HEAD, *rows))["punkter"]
    assert [len(punkt["afsnit"]) for punkt in punkter] == [1] * 4
    assert [punkt["lukket"] for punkt in punkter] == [False, False, False, True]


def test_who_is_absent_below_the_case_number_is_no_fact(lay_out: Lay, read: Read) -> None:
    rows: list[Any] = []
    for number, titel in enumerate(TITLES, start=1):
        rows += [
            {"text": f"{number}. {titel}", "bold": True, "size": 12.0, "gap": 1.4},
            f"Sagsnr.: 487-2016-9075{number}",
            "Sagsbehandler: Kaj Vestergren",
            "Afbud: Osvald Tang",
            {"text": "Beslutning:", "bold": True},
            "Bevilget.",
        ]
    punkter = read(lay_out(*HEAD, *rows))["punkter"]
    assert [punkt["fravaerende"] for punkt in punkter] == [["Osvald Tang"]] * 4
