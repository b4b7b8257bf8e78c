"""Cards of two columns: the account in the wide one, decision and facts in the narrow one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from referat.structure.kortspalter import read_cards
from referat.types import Page, ReadPages

Lay = Callable[..., ReadPages]
Read = Callable[..., dict[str, Any]]

_LEFT, _RIGHT, _BOX, _PLAIN = 56.0, 390.0, 9.0, 9.0


def _wide(text: str, **style: Any) -> dict[str, Any]:
    return {"text": text, "x": _LEFT, "size": _PLAIN, **style}


def _side(text: str, **style: Any) -> dict[str, Any]:
    return {"text": text, "x": _RIGHT, "size": _PLAIN, **style}


def _boxed(text: str, **style: Any) -> dict[str, Any]:
    """In a box of its own, with its padding."""
    return _side(text, **{"x": _RIGHT + _BOX, **style})


def _bar(text: str, **style: Any) -> dict[str, Any]:
    return {"text": text, "x": _LEFT, "size": 11.0, "bold": True, "gap": 1.8, **style}


_HEAD = (
    {"text": "Referat", "size": 18.0, "bold": True},
    "Teknisk Udvalg, onsdag den 4. september 2019 kl. 16.00",
)
_FIRST = (
    _bar("Punkt 12 Nye cykelstativer ved stationen"),
    (
        _wide("Sagen kort", bold=True, gap=1.0),
        _boxed("Udvalgets afgørelse", bold=True),
    ),
    (
        _wide("Stativerne ved stationen er fyldt hver morgen, og der"),
        _boxed("Udvalget godkendte, at der"),
    ),
    (_wide("er plads til 40 flere langs muren."), _boxed("opstilles 40 stativer.")),
    (_wide("Økonomi", bold=True, gap=0.7), _side("Bilag", bold=True)),
    (_wide("Udgiften er 90.000 kr., som er afsat."), _side("Tegning af stativerne")),
)
_SECOND = (
    _bar("Punkt 13 Vedligeholdelse af havnens bolværk"),
    (
        _wide("Sagen kort", bold=True, gap=1.0),
        _boxed("Udvalgets afgørelse", bold=True),
    ),
    (_wide("Bolværket er slidt, og en dykker har set på"), _boxed("Sagen blev udsat.")),
    (_wide("pælene i juni måned."), _side("Sagsnr.", bold=True, gap=0.6)),
    (_wide("De bør skiftes inden vinteren."), _side("19/20411")),
    _side("19/20502"),
)


def test_each_card_is_read_by_its_columns(read: Read, lay_out: Lay) -> None:
    first, second = read(lay_out(*_HEAD, *_FIRST, *_SECOND))["punkter"]
    assert (first["nr"], first["titel"]) == ("12", "Nye cykelstativer ved stationen")
    assert [(part["overskrift"], part["tekst"]) for part in first["afsnit"]] == [
        (
            "Sagen kort",
            "Stativerne ved stationen er fyldt hver morgen, og der er plads til 40 flere langs "
            "muren.",
        ),
        ("Økonomi", "Udgiften er 90.000 kr., som er afsat."),
    ]
    assert first["beslutning"]["tekst"] == "Udvalget godkendte, at der opstilles 40 stativer."
    assert first["bilag"] == ["Tegning af stativerne"]
    assert second["beslutning"]["tekst"] == "Sagen blev udsat."
    assert second["sagsnumre"] == ["19/20411", "19/20502"]
    assert len(second["afsnit"]) == 1


def _facts(nr: int, size: float) -> tuple[Any, ...]:
    """A card whose narrow column has its case alone, and a mark in the corner of its heading."""
    small = {"size": size}
    return (
        (_bar(f"Punkt {nr} Maling af mole {nr}"), _side("Havn og vej", size=7.5)),
        (_wide("Sagen kort", bold=True, gap=1.0), _side("Sagsnr.", bold=True, **small)),
        (
            _wide(f"Molen trænger til maling, som dykkeren så i juni {nr}"),
            _side(f"19/204{nr}", **small),
        ),
        (_wide("på vej ud til fyret."), _side("Åben/lukket", bold=True, **small)),
        (_wide("Beslutning", bold=True, gap=0.7), _side("Åben", **small)),
        _wide("Godkendt."),
    )


@pytest.mark.parametrize(("size", "read_by_column"), [(7.8, True), (_PLAIN, False)])
def test_a_column_of_facts_is_known_by_its_smaller_print(
    size: float, read_by_column: bool, read: Read, lay_out: Lay
) -> None:
    pages = lay_out(*_HEAD, *(row for nr in (12, 13, 14) for row in _facts(nr, size)))
    assert (read_cards(pages.pages) is not pages.pages) is read_by_column
    if read_by_column:
        items = read(pages)["punkter"]
        assert [item["sagsnumre"] for item in items] == [[f"19/204{nr}"] for nr in (12, 13, 14)]
        assert [[part["tekst"] for part in item["afsnit"]] for item in items] == [
            [f"Molen trænger til maling, som dykkeren så i juni {nr} på vej ud til fyret."]
            for nr in (12, 13, 14)
        ]


def test_over_a_page_end_the_wide_column_is_read_first(read: Read, lay_out: Lay) -> None:
    pages = lay_out(
        *_HEAD,
        *_FIRST,
        *_SECOND[:3],
        "\f",
        (_wide("pælene i juni måned."), _boxed("Den tages op i oktober.")),
        (
            _wide("Vurdering", bold=True, gap=0.7),
            _side("Tidligere i sagen", bold=True),
        ),
        (_wide("De bør skiftes inden vinteren."), _side("Havneudvalget,", bold=True)),
        _side("21.08.2019, pkt. 4: Anbefales godkendt."),
        {"text": "Lukkede sager", "x": _LEFT - 12, "size": 12.0, "bold": True, "gap": 2.0},
        _bar("Punkt 14 Køb af grund"),
        _boxed("Udvalgets afgørelse", bold=True, gap=1.0),
        _boxed("Købet blev godkendt."),
    )
    _, second, third = read(pages)["punkter"]
    assert [part["tekst"] for part in second["afsnit"]] == [
        "Bolværket er slidt, og en dykker har set på pælene i juni måned.",
        "De bør skiftes inden vinteren.",
    ]
    assert second["beslutning"]["tekst"] == "Sagen blev udsat.\nDen tages op i oktober."
    (station,) = second["sagsgang"]
    assert (station["udvalg"], station["dato"], station["punkt"], station["tekst"]) == (
        "Havneudvalget",
        "2019-08-21",
        "4",
        "Anbefales godkendt.",
    )
    assert third["beslutning"]["tekst"] == "Købet blev godkendt."
    assert third["lukket"]


def test_the_narrow_column_may_stand_at_the_left(read: Read, lay_out: Lay) -> None:
    def turned(row: Any) -> Any:
        cells = row if isinstance(row, tuple) else (row,)
        if cells[0].get("size") != _PLAIN:
            return row
        places = [{**cell, "x": 240.0 if cell["x"] == _LEFT else _LEFT} for cell in cells]
        return tuple(sorted(places, key=lambda cell: cell["x"]))

    pages = lay_out(*_HEAD, *map(turned, (*_FIRST, *_SECOND)))
    first, second = read(pages)["punkter"]
    assert first["beslutning"]["tekst"] == "Udvalget godkendte, at der opstilles 40 stativer."
    assert [part["overskrift"] for part in first["afsnit"]] == ["Sagen kort", "Økonomi"]
    assert [part["overskrift"] for part in second["afsnit"]] == ["Sagen kort"]
    assert second["beslutning"]["tekst"] == "Sagen blev udsat."


def test_a_heading_may_wrap_and_have_facts_below_it(read: Read, lay_out: Lay) -> None:
    pages = lay_out(
        *_HEAD,
        *_FIRST,
        _bar("Punkt 13 Vedligeholdelse af havnens bolværk fra den gamle"),
        _bar("færgeplads til slippen", gap=0.17),
        _wide("Sagsnr. 19/20411, til behandling på møderne i september og oktober 2019 i udvalget"),
        *_SECOND[1:3],
    )
    first, second = read(pages)["punkter"]
    assert first["bilag"] == ["Tegning af stativerne"]
    assert second["titel"] == (
        "Vedligeholdelse af havnens bolværk fra den gamle færgeplads til slippen"
    )
    assert second["sagsnumre"] == ["19/20411"]
    assert second["beslutning"]["tekst"] == "Sagen blev udsat."


def test_what_ends_the_meeting_stands_below_the_columns(lay_out: Lay) -> None:
    end = _wide("Mødet sluttede kl. 17.10", gap=2.0)
    (page,) = read_cards(lay_out(*_HEAD, *_FIRST, *_SECOND, end).pages)
    assert page.lines[-1].text == "Mødet sluttede kl. 17.10"


def test_labels_at_the_top_of_two_pages_are_no_running_heads(read: Read, lay_out: Lay) -> None:
    labels, *text = _SECOND[1:]
    top = (tuple({**cell, "gap": 0.0} for cell in labels), *text)
    second = (_bar("Punkt 13 Vedligeholdelse af havnens bolværk"), *top)
    third = (_bar("Punkt 14 Uddybning af havnen"), *top)
    pages = lay_out(*_HEAD, *_FIRST, "\f", *second, "\f", *third)
    punkter = read(pages)["punkter"]
    assert [punkt["titel"] for punkt in punkter[1:]] == [
        "Vedligeholdelse af havnens bolværk",
        "Uddybning af havnen",
    ]
    assert [part["overskrift"] for punkt in punkter[1:] for part in punkt["afsnit"]] == [
        "Sagen kort",
        "Sagen kort",
    ]


_TEXT = "Stien føres langs åen til den nye bro ved møllen."

_OTHERS: dict[str, tuple[Any, ...]] = {
    "one card": _FIRST,
    "labels beside their text": (
        _bar("Punkt 12 Ny sti"),
        (_wide(_TEXT, gap=1.0), _side("Sagen kort", bold=True)),
        (_wide("Stien blev godkendt."), _side("Beslutning", bold=True)),
        _bar("Punkt 13 Ny bro"),
        (_wide(_TEXT, gap=1.0), _side("Sagen kort", bold=True)),
        (_wide("Broen blev godkendt."), _side("Beslutning", bold=True)),
    ),
    "a column of labels": (
        _bar("Punkt 12 Ny sti"),
        (_wide("Sagen kort", bold=True, gap=1.0), {"text": _TEXT, "x": 180.0}),
        (_wide("Beslutning", bold=True), {"text": "Stien blev godkendt.", "x": 180.0}),
        _bar("Punkt 13 Ny bro"),
        (_wide("Sagen kort", bold=True, gap=1.0), {"text": _TEXT, "x": 180.0}),
        (_wide("Beslutning", bold=True), {"text": "Broen blev godkendt.", "x": 180.0}),
    ),
    "columns of a newspaper": tuple(
        ({**row[0], "x": _LEFT}, {**row[1], "x": 300.0})
        if isinstance(row, tuple)
        else {**row, "text": row["text"][:20]}
        for row in (*_FIRST, *_SECOND)
    ),
    "text that runs over both": (
        *_FIRST,
        *(_wide(f"{_TEXT} {_TEXT}") for _ in range(4)),
        *_SECOND,
    ),
    "no label in the wide column": tuple(
        (_wide(_TEXT), *row[1:]) if isinstance(row, tuple) else row for row in (*_FIRST, *_SECOND)
    ),
    "headings as the text is set": tuple(
        {**row, "size": _PLAIN, "bold": False} if isinstance(row, dict) else row
        for row in (*_FIRST, *_SECOND)
    ),
}


@pytest.mark.parametrize("rows", _OTHERS.values(), ids=_OTHERS)
def test_other_pages_stay(rows: tuple[Any, ...], lay_out: Lay) -> None:
    pages: tuple[Page, ...] = lay_out(*_HEAD, *rows).pages
    assert read_cards(pages) is pages
