"""Headers in columns side by side, each of them labels over their values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from referat.structure.hovedspalter import read_head_columns
from referat.types import ReadPages

Layout = Callable[..., ReadPages]

TITLE, MIDDLE, RIGHT = 40.0, 180.0, 320.0


def _cell(text: str, x: float, **more: Any) -> dict[str, Any]:
    return {"text": text, "x": x, "size": 8.0, **more}


@pytest.fixture
def header(lay_out: Layout) -> ReadPages:
    """The middle column has its second label beside the end of the list in the right one."""
    bold = {"bold": True}
    return lay_out(
        (
            _cell("Kornby Kommune", TITLE),
            _cell("Mødetid", MIDDLE, **bold),
            _cell("På skærmen", RIGHT, **bold),
        ),
        (
            _cell("Referat af møde i", TITLE),
            _cell("Den 3. maj 2021 kl. 16-18", MIDDLE),
            _cell("Abdi Nur (A, formand), Tora Lind (V, loggede på kl. 16.20),", RIGHT),
        ),
        (
            _cell("Kultur- og", TITLE, **bold),
            _cell("Sted", MIDDLE, **bold),
            _cell("Holger Rudbæk (B)", RIGHT),
        ),
        (
            _cell("Fritidsudvalget", TITLE, **bold),
            _cell("Microsoft Teams", MIDDLE),
            _cell("Meldt afbud", RIGHT, **bold),
        ),
        (_cell("Asger Tornvig (C)", RIGHT),),
        {"text": "1. Festugen", "bold": True, "size": 13.0, "gap": 2.5},
        {"text": "Beslutning", "bold": True},
        "Godkendt.",
    )


def test_each_column_is_read_down(read: Callable[..., dict[str, Any]], header: ReadPages) -> None:
    document = read(header)
    assert document["udvalg"] == "Kultur- og Fritidsudvalget"
    assert (document["moede"]["start"], document["moede"]["sted"]) == ("16:00", "Microsoft Teams")
    assert [(one["navn"], one["status"], one["ankom"]) for one in document["fremmoede"]] == [
        ("Abdi Nur", "til_stede", None),
        ("Tora Lind", "delvist", "16:20"),
        ("Holger Rudbæk", "til_stede", None),
        ("Asger Tornvig", "afbud", None),
    ]


def test_every_line_stays_and_what_is_below_keeps_its_place(header: ReadPages) -> None:
    (page,) = read_head_columns(header.pages)
    assert sorted(line.number for line in page.lines) == list(range(1, len(page.lines) + 1))
    assert [line.text for line in page.lines[-3:]] == ["1. Festugen", "Beslutning", "Godkendt."]


def test_labels_level_with_each_other_or_beside_their_values_stay(lay_out: Layout) -> None:
    bold = {"bold": True}
    level = lay_out(
        (_cell("Mødetid", TITLE, **bold), _cell("Til stede", RIGHT, **bold)),
        (_cell("Den 3. maj 2021", TITLE), _cell("Abdi Nur", RIGHT)),
        (_cell("Sted", TITLE, **bold), _cell("Afbud", RIGHT, **bold)),
        (_cell("Kantinen", TITLE), _cell("Tora Lind", RIGHT)),
    ).pages
    assert read_head_columns(level) is level
    beside = lay_out(
        (_cell("Dato:", TITLE), _cell("3. maj 2021", 100.0), _cell("Sted:", RIGHT)),
        (_cell("Start:", TITLE), _cell("16.00", 100.0), _cell("Slut:", RIGHT)),
    ).pages
    assert read_head_columns(beside) is beside


def test_a_column_of_labels_beside_a_table_breaks_up_none_of_its_rows(
    read: Callable[..., dict[str, Any]], lay_out: Layout
) -> None:
    bold = {"bold": True}
    pages = lay_out(
        {"text": "Bestyrelsen for Engvarme", "size": 16.0, "bold": True, "x": TITLE},
        _cell("Referat af møde den 4. maj 2020", TITLE),
        (
            _cell("Til stede", TITLE, gap=1.0, **bold),
            _cell("Navn", 90.0, **bold),
            _cell("Note", MIDDLE, **bold),
            _cell("Sted", RIGHT, **bold),
        ),
        (_cell("Valgt af forbrugerne", TITLE, **bold), _cell("Varmeværket", RIGHT)),
        (
            _cell("☒", TITLE),
            _cell("Abdi Nur", 90.0),
            _cell("Formand", MIDDLE),
            _cell("Tid", RIGHT, **bold),
        ),
        (_cell("☐", TITLE), _cell("Tora Lind", 90.0), _cell("Afbud", MIDDLE)),
        (_cell("☒", TITLE), _cell("Ida Lund", 90.0), _cell("Kl. 16.00 til 18.00", RIGHT)),
        *(
            row
            for nr, titel in enumerate(("Ny kedel", "Rør i Skolegade", "Eventuelt"), start=1)
            for row in (
                {"text": f"{nr}. {titel}", "bold": True, "size": 13.0, "gap": 2.5},
                {"text": "Beslutning", "bold": True},
                "Formanden fortæller om sagen, som er godkendt af bestyrelsen i marts.",
            )
        ),
    )
    document = read(pages)
    assert (document["moede"]["sted"], document["moede"]["slut"]) == ("Varmeværket", "18:00")
    assert [(one["navn"], one["rolle"], one["status"]) for one in document["fremmoede"]] == [
        ("Abdi Nur", "formand", "til_stede"),
        ("Tora Lind", None, "afbud"),
        ("Ida Lund", None, "til_stede"),
    ]


def test_lists_under_the_names_of_groups_are_read_down(
    read: Callable[..., dict[str, Any]], lay_out: Layout
) -> None:
    bold = {"bold": True}
    document = read(
        lay_out(
            {"text": "Nordre Lokalråd", "size": 20.0, "bold": True, "x": TITLE},
            _cell("Referat af mødet den 4. marts 2008", TITLE),
            (
                _cell("Valgt af beboerne", TITLE, gap=1.0, **bold),
                _cell("Udpeget af foreninger", MIDDLE, **bold),
                _cell("Uden stemmeret", RIGHT + 60, **bold),
            ),
            (
                _cell("Abdi Nur, formand", TITLE),
                _cell("Tora Lind, Engby Boldklub", MIDDLE),
                _cell("Bo Ulvdal, Engskolen", RIGHT + 60),
            ),
            (
                _cell("Ida Lund, afbud", TITLE),
                _cell("Holger Rudbæk, Handelsforeningen ved", MIDDLE),
            ),
            (_cell("Torvet", MIDDLE),),
            (_cell("Merete Fladmose, Skytterne", MIDDLE),),
            {"text": "1. Fortovet", "bold": True, "size": 13.0, "gap": 2.5},
            {"text": "Beslutning", "bold": True},
            "Godkendt.",
        )
    )
    assert [(one["navn"], one["rolle"], one["status"]) for one in document["fremmoede"]] == [
        ("Abdi Nur", "formand", "til_stede"),
        ("Ida Lund", None, "afbud"),
        ("Tora Lind", None, "til_stede"),
        ("Holger Rudbæk", None, "til_stede"),
        ("Merete Fladmose", None, "til_stede"),
        ("Bo Ulvdal", None, "til_stede"),
    ]
