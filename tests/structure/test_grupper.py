"""Groups of punkter: dividers are no punkter, and no text of the punkt above them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from referat.types import ReadPages

GROUPS = {1: ("Formalia", ["Dagsorden"]), 2: ("Tema", ["Bad", "Bro"]), 3: ("Andet", ["Sti"])}


def test_a_numbered_group_over_its_punkter_divides(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    rows: list[Any] = [
        {"text": "Havnerådet", "size": 18.0, "bold": True},
        "Referat af mødet den 14. september 2018 kl. 10.00",
    ]
    for number, (group, titler) in GROUPS.items():
        rows.append({"text": f"{number}. {group}", "size": 13.0, "gap": 1.6})
        for place, titel in enumerate(titler, start=1):
            rows += [
                {"text": f"{number}.{place}. {titel}", "bold": True, "size": 12.0, "gap": 1.2},
                {"text": "Sagsfremstilling", "bold": True, "gap": 0.8},
                f"Der er regnet på {titel}, og det holder.",
                {"text": "Beslutning", "bold": True, "gap": 0.8},
                "Godkendt.",
            ]
    punkter = read(lay_out(*rows))["punkter"]
    assert [(punkt["nr"], punkt["titel"]) for punkt in punkter] == [
        ("1.1", "Dagsorden"),
        ("2.1", "Bad"),
        ("2.2", "Bro"),
        ("3.1", "Sti"),
    ]
    assert {punkt["beslutning"]["tekst"] for punkt in punkter} == {"Godkendt."}


def test_a_strip_beside_the_case_number_over_each_heading_is_no_text(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    rows: list[Any] = [
        {"text": "Havnerådet", "size": 18.0, "bold": True},
        "Referat af mødet den 14. september 2018 kl. 10.00",
    ]
    for number, titel in enumerate(("Dagsorden", "Bad", "Bro", "Sti"), start=1):
        rows += [
            (
                {"text": "Politisk papir med resume", "size": 8.0, "gap": 1.4},
                {"text": f"Sagsnummer SAG-17-0144{number}", "size": 8.0, "x": 400.0},
            ),
            {"text": f"0{number} {titel}", "bold": True, "size": 13.0, "gap": 0.6},
            {"text": "Sagsfremstilling", "bold": True, "gap": 0.8},
            f"Der er regnet på {titel}, og det holder.",
            {"text": "Beslutning", "bold": True, "gap": 0.8},
            "Godkendt.",
            {"text": "Fraværende: Ole Rudbæk", "gap": 0.8},
            {"text": "Åbent/lukket punkt:", "bold": True, "gap": 0.8},
            "Lukket" if number == 4 else "Åbent",
        ]
    punkter = read(lay_out(*rows))["punkter"]
    assert [punkt["sagsnumre"] for punkt in punkter] == [[f"SAG-17-0144{n}"] for n in range(1, 5)]
    assert [len(punkt["afsnit"]) for punkt in punkter] == [1, 1, 1, 1]
    assert {punkt["beslutning"]["tekst"] for punkt in punkter} == {"Godkendt."}
    assert [punkt["fravaerende"] for punkt in punkter] == [["Ole Rudbæk"]] * 4
    assert [punkt["lukket"] for punkt in punkter] == [False, False, False, True]


def test_what_is_set_as_the_dividers_are_divides_too(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    rows: list[Any] = [
        {"text": "Havnerådet", "size": 18.0, "bold": True},
        "Referat af mødet den 14. september 2018 kl. 10.00",
    ]
    dividers = ("Sager til beslutning", "Sager til orientering", "Udblik")
    for number, divider in enumerate(dividers, start=1):
        rows.append({"text": divider, "size": 13.0, "italic": True, "gap": 1.6})
        rows += [
            {"text": f"{number}. Kaj nr. {number}", "bold": True, "size": 12.0, "gap": 1.2},
            "Kajen skal repareres, og der er indhentet tilbud.",
            {"text": "Beslutning", "bold": True, "gap": 0.8},
            "Godkendt.",
        ]
    punkter = read(lay_out(*rows))["punkter"]
    assert [punkt["beslutning"]["tekst"] for punkt in punkter] == ["Godkendt."] * 3


def test_captions_to_sign_over_are_no_text(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    document = read(
        lay_out(
            {"text": "Havnerådet", "size": 18.0, "bold": True},
            "Referat af mødet den 14. september 2018 kl. 10.00",
            {"text": "1. Kajen", "bold": True, "gap": 1.2},
            {"text": "Beslutning", "bold": True, "gap": 0.8},
            "Godkendt.",
            {"text": "2. Næste møde", "bold": True, "gap": 1.2},
            {"text": "Beslutning", "bold": True, "gap": 0.8},
            "Rådet mødes den 3. december 2018.",
            ({"text": "formand", "gap": 4.0}, {"text": "næstformand", "x": 320.0}),
        )
    )
    assert document["punkter"][1]["beslutning"]["tekst"] == "Rådet mødes den 3. december 2018."
