"""Forms whose cells carry a small caption above their text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from referat.structure.cellenavne import read_captions
from referat.types import ReadPages

Lay = Callable[..., ReadPages]
Read = Callable[..., dict[str, Any]]

_EDGES = (72.0, 150.0, 330.0, 470.0)


def _row(*cells: str, **style: Any) -> tuple[dict[str, Any], ...]:
    return tuple(
        {"text": text, "x": x, "gap": 0.3, **style}
        for x, text in zip(_EDGES, cells, strict=False)
        if text
    )


def _captions(*cells: str) -> tuple[dict[str, Any], ...]:
    return _row(*cells, size=7.0)


def _form(nr: str, case: str, door: str, title: str, *rest: Any) -> list[Any]:
    return [
        _captions("Løbenr.", "Journalnr.", "Afgøres af", "Dør"),
        _row(nr, case, "Udvalget", door),
        _captions("Sagens navn"),
        {"text": title, "bold": True, "size": 12.0},
        *rest,
    ]


def _minutes(lay_out: Lay) -> ReadPages:
    return lay_out(
        {"text": "Lyngdal Kommune", "size": 16.0, "bold": True},
        _captions("Udvalg", "", "Mødedag", "Begyndt"),
        _row("Miljøudvalget", "", "torsdag 4. maj 2006", "16.00"),
        _captions("Mødt", "", "Afbud med indkaldt stedfortræder"),
        _row("Abdi Nur (formand), Tora Lind", "", "Palle Vindskov (Tora Lind)"),
        *_form(
            "06/21",
            "09.17.00P19, 311/2006",
            "Åben",
            "Rensning af Lyngå",
            _captions("Sagens fremstilling"),
            "Åen er groet til ved møllen.",
            _captions("Lovgrundlag", "", "Økonomi"),
            _row("Vandløbslovens", "", "Ingen udgift i år."),
            _row("kapitel 7."),
            _captions("Tidligere behandlet i", "den", "løbenr.", "med resultat"),
            _row("Teknisk Udvalg", "02.03.06", "14", "Anbefales."),
            _captions("Udvalgets afgørelse", "", "Ikke til stede under sagen"),
            _row("Tiltrådt.", "", "Abdi Nur"),
        ),
        *_form(
            "06/22",
            "13.06.00G01",
            "Lukket",
            "Køb af engen",
            _captions("Udvalgets afgørelse"),
            "Udsat.",
        ),
    )


def test_each_form_with_captions_is_a_punkt(read: Read, lay_out: Lay) -> None:
    document = read(_minutes(lay_out))
    first, second = document["punkter"]
    assert (first["nr"], first["titel"], first["lukket"]) == ("06/21", "Rensning af Lyngå", False)
    assert (second["nr"], second["titel"], second["lukket"]) == ("06/22", "Køb af engen", True)
    assert first["sagsnumre"] == ["09.17.00P19", "311/2006"]
    assert [(part["type"], part["tekst"]) for part in first["afsnit"]] == [
        ("sagsgang", "Udvalget"),
        ("sagsfremstilling", "Åen er groet til ved møllen."),
        ("retsgrundlag", "Vandløbslovens kapitel 7."),
        ("oekonomi", "Ingen udgift i år."),
    ]
    assert first["beslutning"]["tekst"] == "Tiltrådt."
    assert first["fravaerende"] == ["Abdi Nur"]
    (earlier,) = first["sagsgang"]
    assert (earlier["udvalg"], earlier["dato"], earlier["punkt"], earlier["tekst"]) == (
        "Teknisk Udvalg",
        "2006-03-02",
        "14",
        "Anbefales.",
    )
    assert second["beslutning"]["udfald"] == ["udsat"]


def test_captions_of_the_head_tell_the_meeting(read: Read, lay_out: Lay) -> None:
    document = read(_minutes(lay_out))
    assert document["udvalg"] == "Miljøudvalget"
    assert (document["moede"]["dato"], document["moede"]["start"]) == ("2006-05-04", "16:00")
    people = {person["navn"]: person for person in document["fremmoede"]}
    assert people["Palle Vindskov"]["status"] == "afbud"
    assert people["Tora Lind"]["stedfortraeder_for"] == "Palle Vindskov"


@pytest.mark.parametrize(
    "rows",
    [
        # labels in small print, one above the other
        [({"text": "Emne", "size": 7.0},), "Budget", ({"text": "Emne", "size": 7.0},), "Regnskab"],
        # the head of a table of earlier decisions, in each punkt
        [
            _captions("Udvalg", "Dato", "Pkt.", "Beslutning"),
            _row("Teknisk Udvalg", "02.03.06", "14", "Anbefales."),
            _row("Byrådet", "09.03.06", "15", "Godkendt."),
        ]
        * 2,
    ],
)
def test_other_small_print_stays_where_it_is(lay_out: Lay, rows: list[Any]) -> None:
    pages = lay_out(*rows, "Sagen har været behandlet før, og forvaltningen har set på den igen.")
    assert read_captions(pages.pages) is pages.pages


def test_a_form_is_one_though_its_pages_lie_askew(lay_out: Lay, read: Read) -> None:
    """Captions of one row stand some points apart from page to page of a scan."""
    pages = _minutes(lay_out).pages
    plain = _told(read(ReadPages(pages=pages)))
    moved: list[Any] = []
    for page in pages:
        lines = tuple(
            replace(line, box=replace(line.box, x0=line.box.x0 + line.row / 4))
            if line.box
            else line
            for line in page.lines
        )
        moved.append(replace(page, lines=lines))
    assert _told(read(ReadPages(pages=tuple(moved)))) == plain


def _told(document: dict[str, Any]) -> list[Any]:
    return [
        (
            punkt["nr"],
            punkt["titel"],
            punkt["sagsnumre"],
            [part["tekst"] for part in punkt["afsnit"]],
            punkt["beslutning"]["tekst"],
        )
        for punkt in document["punkter"]
    ]
