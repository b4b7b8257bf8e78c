"""Punkter in rows without a head: what was said stands beside the case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from referat.structure.sagsraekker import read_case_rows
from referat.types import ReadPages

Lay = Callable[..., ReadPages]
Read = Callable[..., dict[str, Any]]

_NUMBER, _CASE, _SIDE = 76.0, 130.0, 360.0


def _cell(text: str, x: float, **style: Any) -> dict[str, Any]:
    return {"text": text, "x": x, **style}


def _down(pages: ReadPages) -> ReadPages:
    """Pages whose column at the side is read below all of the others."""
    result = []
    for page in pages.pages:
        side = [line for line in page.lines if line.box and line.box.x0 >= _SIDE]
        lines = [*(line for line in page.lines if line not in side), *side]
        numbered = (replace(line, number=n) for n, line in enumerate(lines, start=1))
        result.append(replace(page, lines=tuple(numbered)))
    return ReadPages(pages=tuple(result))


_HEAD = (
    {"text": "Referat", "size": 18.0, "bold": True},
    "Kulturrådet, mandag den 3. marts 2014 kl. 15.00",
)


def _three(lay_out: Lay) -> ReadPages:
    """The number, title and text, and the decision."""
    return lay_out(
        *_HEAD,
        (
            _cell("3)", _NUMBER, bold=True, gap=1.0),
            _cell("Høring om ny", _CASE, bold=True),
            _cell("Rådet svarer i maj. Abdi", _SIDE),
        ),
        (_cell("kulturpolitik", _CASE, bold=True), _cell("Nur skriver udkastet.", _SIDE)),
        _cell("Politikken er sendt i høring hos rådene i byen.", _CASE, gap=0.8, size=6.0),
        _cell("Ansøgninger", 72.0, gap=1.0, bold=True),
        (
            _cell("4)", _NUMBER, bold=True, gap=1.0),
            _cell("Legestuens lokaler", _CASE, bold=True),
            _cell("Punkt 1: Bevilget.", _SIDE),
        ),
        _cell("Legestuen har søgt om et lokale i kulturhuset.", _CASE, gap=0.8, size=6.0),
        "\f",
        (_cell("Lokalet er ledigt.", _CASE), _cell("Punkt 2: Udsat.", _SIDE)),
    )


def test_a_decision_is_that_of_the_case_at_its_left(read: Read, lay_out: Lay) -> None:
    first, second = read(_down(_three(lay_out)))["punkter"]
    assert (first["nr"], first["titel"]) == ("3", "Høring om ny kulturpolitik")
    assert first["beslutning"]["tekst"] == "Rådet svarer i maj. Abdi Nur skriver udkastet."
    assert [part["tekst"] for part in first["afsnit"]] == [
        "Politikken er sendt i høring hos rådene i byen."
    ]
    assert (second["nr"], second["titel"]) == ("4", "Legestuens lokaler")
    assert second["beslutning"]["tekst"] == "Punkt 1: Bevilget.\nPunkt 2: Udsat."
    assert second["afsnit"][0]["tekst"].split("\n") == [
        "Legestuen har søgt om et lokale i kulturhuset.",
        "Lokalet er ledigt.",
    ]


def test_numbers_and_attachments_in_the_margin_tell_no_case(read: Read, lay_out: Lay) -> None:
    """Beside them stands the account, and what was decided below it."""
    named = {"146": "Vandafgift", "147": "Kajleje", "148": "Lodstakst"}
    rows: list[Any] = []
    for nr, name in named.items():
        rows += [
            (_cell(f"Sag nr. {nr}", _NUMBER, bold=True, gap=1.0), _cell("Der blev målt", _SIDE)),
            (_cell(f"{name} for 2.", _NUMBER), _cell("fire meter vand.", _SIDE)),
            (_cell(f"halvår 19{nr[1:]}", _NUMBER), _cell("Kajen er åben.", _SIDE)),
            (_cell(f"J.nr. H 31/{nr[1:]}", _NUMBER, gap=0.5), _cell("Den er lang.", _SIDE)),
            (_cell("Bilag:", _NUMBER, gap=0.5), _cell("Den er ny.", _SIDE)),
            (_cell(f"a) {name}, blad af 9. maj", _NUMBER), _cell("Den er grå.", _SIDE)),
        ]
    items = read(_down(lay_out(*_HEAD, *rows)))["punkter"]
    assert [(item["nr"], item["titel"]) for item in items] == [
        (nr, f"{name} for 2. halvår 19{nr[1:]}") for nr, name in named.items()
    ]
    assert [item["sagsnumre"] for item in items] == [[f"H31/{nr[1:]}"] for nr in named]
    assert all(item["beslutning"] is None for item in items)


def test_a_title_may_stand_below_its_number(read: Read, lay_out: Lay) -> None:
    pages = lay_out(
        *_HEAD,
        (_cell("7.", _NUMBER, gap=1.0), _cell("Rådet drøftede et lokale", _SIDE)),
        (_cell("Legestuens", _NUMBER), _cell("i huset.", _SIDE)),
        _cell("lokaler", _NUMBER),
        (_cell("8.", _NUMBER, gap=1.0), _cell("Ingen bemærkninger.", _SIDE)),
        _cell("Næste møde", _NUMBER),
    )
    first, second = read(pages)["punkter"]
    assert (first["nr"], first["titel"]) == ("7", "Legestuens lokaler")
    assert first["beslutning"]["tekst"] == "Rådet drøftede et lokale i huset."
    assert (second["nr"], second["titel"]) == ("8", "Næste møde")
    assert second["beslutning"]["tekst"] == "Ingen bemærkninger."


def test_a_case_number_alone_in_the_first_line_is_no_title(read: Read, lay_out: Lay) -> None:
    pages = lay_out(
        *_HEAD,
        (_cell("1. 14/4471.", _NUMBER, bold=True, gap=1.0), _cell("Bevilget af rådet.", _SIDE)),
        _cell("Ny høring", _CASE, bold=True),
        _cell("Politikken er sendt i høring hos rådene i byen.", _CASE, gap=0.8, size=6.0),
        (_cell("2. 14/4472.", _NUMBER, bold=True, gap=1.0), _cell("Udsat til næste møde.", _SIDE)),
        _cell("Lokaler", _CASE, bold=True),
        _cell("Legestuen har søgt om et lokale i kulturhuset.", _CASE, gap=0.8, size=6.0),
    )
    punkter = read(pages)["punkter"]
    assert [(one["titel"], one["sagsnumre"]) for one in punkter] == [
        ("Ny høring", ["14/4471"]),
        ("Lokaler", ["14/4472"]),
    ]


def test_labels_facts_and_columns_of_a_newspaper_are_no_rows(lay_out: Lay) -> None:
    forms = (
        # a label at the left of each text
        (
            (_cell("1", _NUMBER, gap=1.0), _cell("Ny sti langs åen.", _SIDE)),
            (_cell("Resumé", _NUMBER), _cell("Stien er på 1,2 km.", _SIDE)),
            (_cell("2", _NUMBER, gap=1.0), _cell("Lys på torvet.", _SIDE)),
            (_cell("Resumé", _NUMBER), _cell("Prisen er ikke kendt.", _SIDE)),
        ),
        # facts, and no text
        (
            (_cell("1. Ny sti", _NUMBER, bold=True, gap=1.0), _cell("10 min.", _SIDE)),
            _cell("Stien er på 1,2 km.", _CASE),
            (_cell("2. Lys", _NUMBER, bold=True, gap=1.0), _cell("Lukket · 20 min.", _SIDE)),
            _cell("Prisen er ikke kendt.", _CASE),
        ),
        # a list beside a column that runs on
        (
            (_cell("Projektet rummer:", _NUMBER), _cell("Byrådet talte længe om", _SIDE)),
            (_cell("1) En scene.", _NUMBER), _cell("de små veje i nord.", _SIDE)),
            (_cell("2) Et værksted.", _NUMBER), _cell("Intet blev besluttet.", _SIDE)),
        ),
    )
    for rows in forms:
        pages = lay_out(*_HEAD, *rows).pages
        assert read_case_rows(pages) is pages


def test_labels_left_of_their_texts_are_no_rows(read: Read, lay_out: Lay) -> None:
    rows: list[Any] = [*_HEAD]
    for number, title in ((214, "Nye takster"), (215, "Fjernvarme i øst"), (216, "Valg")):
        rows += [
            (_cell(f"{number}.", 48.0, gap=1.4), _cell(title, 167.0)),
            (_cell("J.nr.", 48.0, gap=0.4), _cell(f"13.02.0{number % 4}/7-83", 167.0)),
            (_cell("Sagen", 48.0, gap=0.4), _cell("Sagen er kort, og den er ny.", 167.0)),
            (_cell("Vedtagelse", 48.0, gap=0.4), _cell("Taget til efterretning.", 167.0)),
        ]
    document = read(lay_out(*rows))
    assert [(punkt["nr"], punkt["titel"]) for punkt in document["punkter"]] == [
        ("214", "Nye takster"),
        ("215", "Fjernvarme i øst"),
        ("216", "Valg"),
    ]
    assert [punkt["beslutning"]["tekst"] for punkt in document["punkter"]] == [
        "Taget til efterretning."
    ] * 3
