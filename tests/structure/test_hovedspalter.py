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
