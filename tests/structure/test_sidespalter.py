"""Minutes printed beside what they are about, under one head."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from referat.structure.advice import keep_aside
from referat.structure.paragraphs import correct
from referat.structure.roles import Roles, assign_roles
from referat.structure.sidespalter import find_heads, read_head, read_side_by_side
from referat.structure.tags import NUMBER, TAGS, tags_of
from referat.structure.thresholds import KNOWN
from referat.structure.views import Measures, View
from referat.types import Line, LineRole, Page, ReadPages

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
        (("Beslutning:", "Sagen:"), True),
        (("Vedtagelse", "Nr.", "Sag"), True),
        (("Behandling", "Sagen"), None),
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


_MINUTES, _AT = 60.0, 250.0


def _left(lay_out: Lay) -> ReadPages:
    """The decisions at the left, in type that sets nothing off, read down the columns."""
    head = (_cell("Beslutning:", _MINUTES), _cell("Sagen:", _AT))
    pages = lay_out(
        _cell("Udskrift af protokollen for Vejudvalget", _MINUTES, size=14.0),
        _cell("Mødet tirsdag den 4. marts 1975 kl. 19,30 i mødelokale 4 på rådhuset.", _MINUTES),
        head,
        (_cell("(Mødedeltagere)", _MINUTES), _cell("Til stede: Landmand Ib Holt, fhv.", _AT)),
        _cell("snedker Per Lund, bagermester Ove Juul,", _AT),
        _cell("der mødte kl. 19,50.", _AT),
        (
            _cell("Vedtoges at købe to.", _MINUTES, gap=1.0),
            _cell("31) Indkøb af sneplove til", _AT, gap=1.0),
        ),
        _cell("vejvæsenet.", _AT),
        _cell("Der er kommet tilbud fra", _AT),
        _cell("1) Fa. Madsen, kr. 8.100", _AT),
        _cell("2) Fa. Poulsen, kr. 9.200", _AT),
        _cell("3) Fa. Riis, kr. 9.900", _AT),
        _cell("som er set af vejmesteren.", _AT),
        _cell("Fremlagt: Tegning af en plov;", _AT),
        _cell("Skrivelse fra vejmesteren.", _AT),
        "\f",
        head,
        (
            _cell("Forvaltningens forslag", _MINUTES, gap=1.0),
            _cell("32) Lukning af overkørslen.", _AT, gap=1.0),
        ),
        (_cell("tiltrådtes. Ove Juul", _MINUTES), _cell("Banen har skrevet om", _AT)),
        (_cell("deltog ikke i sagens", _MINUTES), _cell("overkørslen ved mejeriet,", _AT)),
        (_cell("behandling.", _MINUTES), _cell("som bruges af få.", _AT)),
        _cell("Vejudvalget den 4. februar 1975, sag 19:", _AT),
        _cell("Udsattes til næste møde.", _AT),
        _cell("Dørene lukkedes.", _AT, gap=1.0),
        (_cell("Afsloges.", _MINUTES, gap=1.0), _cell("33) Køb af jord ved åen.", _AT, gap=1.0)),
        _cell("Ejeren har tilbudt 2 ha, og teknisk", _AT),
        _cell("forvaltning foreslår køb til vejen.", _AT),
        _cell("Mødet hævet kl. 21,15.", _MINUTES, gap=1.0),
        (_cell("Ib Holt /", _MINUTES, gap=1.0), _cell("Per Lund / Ove Juul", _AT)),
    )
    result = []
    for page in pages.pages:
        start = 2 if page.number == 1 else 0
        first, body = page.lines[:start], page.lines[start:]
        left = [line for line in body if line.box and line.box.x0 == _MINUTES]
        result.append(
            _with_lines(page, (*first, *left, *(line for line in body if line not in left)))
        )
    return ReadPages(pages=tuple(result))


def test_decisions_at_the_left_belong_to_the_case_beside_them(read: Read, lay_out: Lay) -> None:
    found = read(_left(lay_out))
    first, second, third = found["punkter"]
    assert [punkt["nr"] for punkt in found["punkter"]] == ["31", "32", "33"]
    assert first["titel"] == "Indkøb af sneplove til vejvæsenet"
    assert first["beslutning"]["tekst"] == "Vedtoges at købe to."
    assert "3) Fa. Riis, kr. 9.900" in first["afsnit"][0]["tekst"]
    assert first["bilag"] == ["Tegning af en plov", "Skrivelse fra vejmesteren."]
    assert second["beslutning"]["tekst"] == "Forvaltningens forslag tiltrådtes."
    assert second["fravaerende"] == ["Ove Juul"]
    assert [(one["dato"], one["tekst"]) for one in second["sagsgang"]] == [
        ("1975-02-04", "Udsattes til næste møde.")
    ]
    assert (third["lukket"], third["beslutning"]["tekst"]) == (True, "Afsloges.")
    assert [part["tekst"] for part in third["afsnit"]] == [
        "Ejeren har tilbudt 2 ha, og teknisk forvaltning foreslår køb til vejen."
    ]
    assert [punkt["lukket"] for punkt in (first, second)] == [False, False]


def test_times_with_a_comma_and_occupations_are_read(read: Read, lay_out: Lay) -> None:
    found = read(_left(lay_out))
    moede = found["moede"]
    assert (moede["start"], moede["slut"]) == ("19:30", "21:15")
    assert moede["sted"] == "mødelokale 4 på rådhuset"
    assert [(person["navn"], person["ankom"]) for person in found["fremmoede"]] == [
        ("Ib Holt", None),
        ("Per Lund", None),
        ("Ove Juul", "19:50"),
    ]


def _told(views: Sequence[View], roles: Roles, other: dict[int, str]) -> NDArray[np.float32]:
    """What a net says that sees each line as the rules do, but for some."""
    told = np.full((len(views), len(TAGS)), 0.001, dtype="f")
    for index, tag in enumerate(tags_of(views, roles.headings)):
        told[index, NUMBER[other[index]] if index in other else tag] = 0.97
    return told / told.sum(axis=1, keepdims=True)


def test_the_net_sees_no_decision_outside_the_column_that_has_them(
    lay_out: Lay, roles_of: Callable[[ReadPages], tuple[list[View], Roles]]
) -> None:
    pages = ReadPages(pages=read_side_by_side(_left(lay_out).pages))
    views, roles = roles_of(pages)
    second = [view for view in views if view.punkt == 2]
    case = [view.index for view in second if view.role is LineRole.BODY]
    station = next(view for view in second if view.text.startswith("Vejudvalget den"))
    other = {**dict.fromkeys(case, "beslutning"), station.index: "tekst"}
    correct(views, roles.headings, _told(views, roles, other), KNOWN)
    assert {views[index].role for index in case} == {LineRole.BODY}
    assert station.role is LineRole.EARLIER


def test_a_head_that_the_net_takes_for_text_is_still_one(
    lay_out: Lay, views_of: Callable[[ReadPages], tuple[list[View], Measures]]
) -> None:
    views, measures = views_of(ReadPages(pages=read_side_by_side(_left(lay_out).pages)))
    for view in views:
        if view.line.furniture:
            view.line, view.settled = replace(view.line, furniture=False), True
    assign_roles(views, measures)
    decided = [view.text for view in views if view.role is LineRole.DECISION]
    assert (decided[0], decided[-1]) == ("Vedtoges at købe to.", "Afsloges.")


def _twice(lay_out: Lay) -> ReadPages:
    """Open and closed cases with a head each, numbers within the year's meetings."""
    head = (
        _cell("Nr.", 57.0, bold=True, gap=1.0),
        _cell("Sag", 97.0, bold=True),
        _cell("Vedtagelse", 360.0, bold=True),
    )
    return lay_out(
        {"text": "Beredskabskommissionen", "size": 18.0, "bold": True},
        "Protokol fra mødet den 4. juni 2019 kl. 14.00",
        {"text": "Åbne sager", "bold": True, "gap": 1.0},
        head,
        (
            _cell("2.1", 57.0, bold=True, gap=0.5),
            _cell("Plan for vagten", 97.0, bold=True),
            _cell("Planen godkendt.", 360.0),
        ),
        _cell("J.nr. 30-2019-14", 97.0),
        _cell("Indstilling", 97.0, bold=True, gap=0.4),
        _cell("Det indstilles, at planen godkendes.", 97.0),
        (
            _cell("2.2", 57.0, bold=True, gap=0.5),
            _cell("Ny tankvogn", 97.0, bold=True),
            _cell("Sagen udsættes.", 360.0),
        ),
        _cell("Redegørelse", 97.0, bold=True, gap=0.4),
        _cell("Den gamle vogn er fra 1996.", 97.0),
        {"text": "Lukkede sager", "bold": True, "gap": 1.0},
        head,
        (
            _cell("2.3", 57.0, bold=True, gap=0.5),
            _cell("Personalesag", 97.0, bold=True),
            _cell("Vedtagelsen offentliggøres ikke.", 360.0),
        ),
        _cell("J.nr. 30-2019-31", 97.0),
    )


def test_open_and_closed_cases_may_have_a_head_each(read: Read, lay_out: Lay) -> None:
    punkter = read(_twice(lay_out))["punkter"]
    assert [(punkt["nr"], punkt["titel"], punkt["lukket"]) for punkt in punkter] == [
        ("2.1", "Plan for vagten", False),
        ("2.2", "Ny tankvogn", False),
        ("2.3", "Personalesag", True),
    ]
    assert [punkt["beslutning"] and punkt["beslutning"]["tekst"] for punkt in punkter] == [
        "Planen godkendt.",
        "Sagen udsættes.",
        None,
    ]
    assert [len(punkt["afsnit"]) for punkt in punkter] == [1, 1, 0]


def test_heads_of_columns_are_found_where_they_were_set_aside(
    lay_out: Lay, views_of: Callable[[ReadPages], tuple[list[View], Measures]]
) -> None:
    views, _ = views_of(ReadPages(pages=read_side_by_side(_twice(lay_out).pages)))
    heads = find_heads(views)
    assert [views[index].text for index in heads] == ["Nr.", "Sag", "Vedtagelse"] * 2
    told = np.full((len(views), len(TAGS)), 1 / len(TAGS), dtype="f")
    kept = keep_aside(told, heads)
    assert (kept.argmax(axis=1)[heads] == NUMBER["inventar"]).all()
    others = [view.index for view in views if view.index not in heads]
    assert np.allclose(kept[others], told[others])
    assert np.allclose(told, 1 / len(TAGS))


@pytest.mark.parametrize(
    ("texts", "minutes"),
    [
        (("Nr.", "Oplæg", "Bestyrelsens behandling"), False),
        (("Pkt.", "Sagens indhold", "Nævnets beslutning"), True),
        (("Nr.", "Emne", "Rådets afgørelse"), True),
    ],
)
def test_any_body_may_head_the_column_of_its_minutes(
    lay_out: Lay, texts: tuple[str, ...], minutes: bool
) -> None:
    (page,) = lay_out(texts).pages
    head = read_head(page.lines)
    assert head is not None
    assert head.minutes is minutes


def test_numbers_may_have_the_letter_of_their_kind(lay_out: Lay, read: Read) -> None:
    def row(*cells: str, gap: float = 0.5, **style: Any) -> tuple[dict[str, Any], ...]:
        places = (_LEFT, _CASE, _RIGHT)
        cut = zip(places, cells, strict=True)
        return tuple(_cell(text, x, gap=gap, **style) for x, text in cut if text)

    document = read(
        lay_out(
            {"text": "Bestyrelsen for Engvarme", "size": 16.0, "bold": True, "x": _LEFT},
            _cell("Referat af møde den 4. maj 2020", _LEFT),
            row("Nr.", "Oplæg", "Bestyrelsens behandling"),
            row("F1", "Dagsorden", "Beslutning", gap=1.0, bold=True),
            row("", "", "Godkendt."),
            row("B1", "Ny kedel", "Beslutning", gap=1.0, bold=True),
            row("", "Sagsfremstilling", "", bold=True),
            row("", "Den gamle kedel er fra", "Kedlen købes i år,"),
            row("", "1987 og bruger for meget.", "hvis prisen holder.", gap=0.17),
            row("B2", "Ny pumpe", "Beslutning", gap=1.0, bold=True),
            row("", "", "Udsat."),
            row("O1", "Nyt fra driften", "Beslutning", gap=1.0, bold=True),
            row("", "", "Taget til efterretning."),
        )
    )
    punkter = document["punkter"]
    assert [punkt["nr"] for punkt in punkter] == ["F1", "B1", "B2", "O1"]
    assert punkter[1]["afsnit"][0]["tekst"] == "Den gamle kedel er fra 1987 og bruger for meget."
    assert punkter[1]["beslutning"]["tekst"] == "Kedlen købes i år, hvis prisen holder."
