"""Minutes printed beside what they are about, under one head."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from referat.structure.sidespalter import read_head, read_side_by_side
from referat.types import Line, Page, ReadPages

Lay = Callable[..., ReadPages]
Read = Callable[..., dict[str, Any]]

_LEFT, _CASE, _RIGHT = 50.0, 130.0, 400.0


def _cell(text: str, x: float, **style: Any) -> dict[str, Any]:
    return {"text": text, "x": x, **style}


def _three(lay_out: Lay) -> ReadPages:
    """Three columns, read by the page down the two at the left and then down the right one."""
    pages = lay_out(
        {"text": "Byrådet", "size": 18.0, "bold": True, "x": _LEFT},
        _cell("Ordinært møde torsdag den 22. april 1999 kl. 18.00", _LEFT),
        tuple(
            _cell(text, x)
            for text, x in zip(
                ("Nr. og journal", "Sagen", "Behandling"), (_LEFT, _CASE, _RIGHT), strict=True
            )
        ),
        (
            _cell("Nr. 71", _LEFT, bold=True, gap=1.0),
            _cell("Ny sti langs Lyngå, frigivelse", _CASE, bold=True),
            _cell("Teknisk Udvalg 6/4,", _RIGHT),
        ),
        (
            _cell("J. 05.01.08-3/98", _LEFT),
            _cell("af rådighedsbeløb", _CASE, bold=True),
            _cell("nr. 88:", _RIGHT),
        ),
        (_cell("Stien er på 1,2 km.", _CASE, gap=0.8), _cell("Anbefales.", _RIGHT)),
        (
            _cell("Vedhæftet sagen: Kort over", _CASE, gap=0.8),
            _cell("Byrådet:", _RIGHT, bold=True),
        ),
        (_cell("engen, skrivelse.", _CASE), _cell("Vedtaget.", _RIGHT, bold=True)),
        _cell("Forslag fra medlemmer", 595 / 2 - 53, size=10.5, gap=1.5),
        (
            _cell("Nr. 72", _LEFT, bold=True, gap=1.0),
            _cell("Lys på torvet", _CASE, bold=True),
            _cell("Teknisk Udvalg 9/3:", _RIGHT),
        ),
        (_cell("Tora Lind foreslår, at der", _CASE), _cell("Udsat.", _RIGHT)),
        _cell("sættes lamper op.", _CASE),
        "\f",
        (_cell("Prisen er ikke kendt.", _CASE), _cell("Byrådet:", _RIGHT, bold=True)),
        _cell("Afvist.", _RIGHT, bold=True),
        (_cell("Nr. 73", _LEFT, bold=True, gap=1.0), _cell("Eventuelt", _CASE, bold=True)),
    )
    return _read_down(pages)


def _read_down(pages: ReadPages) -> ReadPages:
    """Pages whose lines below the head are in the order that columns are read in."""
    result = []
    for page in pages.pages:
        start = next((n for n, line in enumerate(page.lines) if line.text == "Behandling"), -1) + 1
        head, body = page.lines[:start], page.lines[start:]
        right = [line for line in body if line.box and line.box.x0 == _RIGHT]
        lines = (*head, *(line for line in body if line not in right), *right)
        result.append(_with_lines(page, lines))
    return ReadPages(pages=tuple(result))


def _with_lines(page: Page, lines: tuple[Line, ...]) -> Page:
    numbered = tuple(replace(line, number=n) for n, line in enumerate(lines, start=1))
    return replace(page, lines=numbered)


def test_each_punkt_is_read_with_what_stands_at_its_right(read: Read, lay_out: Lay) -> None:
    first, second, third = read(_three(lay_out))["punkter"]
    assert (first["nr"], first["titel"]) == (
        "71",
        "Ny sti langs Lyngå, frigivelse af rådighedsbeløb",
    )
    assert first["bilag"] == ["Kort over engen, skrivelse."]
    assert first["beslutning"]["tekst"] == "Vedtaget."
    assert [(one["udvalg"], one["dato"], one["punkt"]) for one in first["sagsgang"]] == [
        ("Teknisk Udvalg", "1999-04-06", "88")
    ]
    assert (second["nr"], second["beslutning"]["tekst"]) == ("72", "Afvist.")
    assert [one["dato"] for one in second["sagsgang"]] == ["1999-03-09"]
    assert [part["tekst"].split("\n") for part in second["afsnit"]] == [
        ["Tora Lind foreslår, at der sættes lamper op.", "Prisen er ikke kendt."]
    ]
    assert (third["nr"], third["beslutning"]) == ("73", None)


def _two(lay_out: Lay) -> ReadPages:
    right = 350.0
    return lay_out(
        {"text": "Trafikrådet", "size": 18.0, "bold": True, "x": _LEFT},
        _cell("Mandag den 3. marts 2014 kl. 15.00-16.00", _LEFT),
        (_cell("Dagsorden", _LEFT, bold=True), _cell("Mødet", right, bold=True)),
        (_cell("1 Uheld i 2013", _LEFT, bold=True), _cell("14/1106", 520.0, size=8.0)),
        (_cell("Der er meldt 40 uheld.", _LEFT), _cell("Abdi Nur savnede tallene", right)),
        (_cell("Tallet falder.", _LEFT), _cell("for cyklister.", right)),
        _cell("2 Bump i Lyngby", _LEFT, bold=True, gap=1.0),
        (_cell("Farten er for høj.", _LEFT), _cell("Rådet tog en snak om", right)),
        _cell("bump og fartskilte.", right),
    )


def test_what_stands_under_the_meeting_is_decided(read: Read, lay_out: Lay) -> None:
    first, second = read(_two(lay_out))["punkter"]
    assert (first["titel"], first["sagsnumre"]) == ("Uheld i 2013", ["14/1106"])
    assert first["beslutning"]["tekst"] == "Abdi Nur savnede tallene for cyklister."
    assert [part["tekst"] for part in first["afsnit"]] == ["Der er meldt 40 uheld. Tallet falder."]
    assert second["beslutning"]["tekst"] == "Rådet tog en snak om bump og fartskilte."


@pytest.mark.parametrize(
    ("cells", "minutes"),
    [
        (("Nr. og journal", "Sagen", "Behandling"), False),
        (("Dagsorden og oplæg (udsendt 3. maj)", "Mødet"), True),
        (("Punkt", "Byrådets beslutning"), True),
        (("Udvalg", "Dato", "Beslutning"), None),
        (("Sagsgang", "Behandling"), None),
        (("Dagsorden", "Bilag"), None),
    ],
)
def test_heads_are_known_by_what_they_say(
    lay_out: Lay, cells: tuple[str, ...], minutes: bool | None
) -> None:
    (page,) = lay_out(cells).pages
    head = read_head(page.lines)
    assert (head.minutes if head else None) is minutes


def test_other_pages_stay_as_they_are(lay_out: Lay) -> None:
    pages = lay_out(("Dagsorden", "Mødet"), "Rådet holdt møde for åbne døre.", "Der blev talt.")
    assert read_side_by_side(pages.pages) is pages.pages
