"""Titles whole: lines that go on with them, marks and numbers taken off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from referat.structure.punkter import clean_title
from referat.structure.titles import says_title
from referat.structure.toc import find_toc
from referat.structure.views import make_views
from referat.types import LineRole, ReadPages, TextSource

BIG = {"bold": True, "size": 13.0}


def _titles(document: dict[str, Any]) -> list[str]:
    return [punkt["titel"] for punkt in document["punkter"]]


def test_a_title_does_not_end_with_a_word_that_joins(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    rows: list[Any] = ["Udskrift af protokollen for Byrådet den 14. marts 1974 kl. 19.00"]
    for number in (1, 2, 3, 4):
        rows += [
            {"text": f"{number}) Lys og skilte i", "gap": 1.4},
            f"Kornby nr. {number}",
            "Vejudvalget har talt med lodsejerne om de nye lamper, som skal stå ved skolen.",
            {"text": "Beslutning: Godkendt.", "gap": 0.8},
        ]
    titles = _titles(read(lay_out(*rows)))
    assert titles == [f"Lys og skilte i Kornby nr. {number}" for number in (1, 2, 3, 4)]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Ejendomssag (Lukket)", "Ejendomssag"),
        ("Ejendomssag - LUKKET SAG", "Ejendomssag"),
        ("Ejendomssag - Lukket punkt", "Ejendomssag"),
        ("Lukket - Ejendomssag", "Ejendomssag"),
        ("LUKKET PUNKT: Ejendomssag", "Ejendomssag"),
        ("Budget - Åbent punkt", "Budget"),
        ("Ny sluse ved Elmsø (2020-0111222)", "Ny sluse ved Elmsø"),
        ("Godkendelse af dagsorden ( )", "Godkendelse af dagsorden"),
        ("Godkendelse af dagsorden.", "Godkendelse af dagsorden"),
        ("KF - Leje af øvelokaler", "KF - Leje af øvelokaler"),
        ("Efterårets udflugt ved Holger Rudbæk", "Efterårets udflugt ved Holger Rudbæk"),
        ("Skolen er lukket i ferien", "Skolen er lukket i ferien"),
        ("Evt.", "Evt."),
        ("Strategi 2018-2021", "Strategi 2018-2021"),
    ],
)
def test_marks_and_numbers_are_no_part_of_a_title(title: str, expected: str) -> None:
    assert clean_title(title) == expected


def test_a_title_runs_on_in_its_own_style(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    document = read(
        lay_out(
            {"text": "REFERAT Byrådet d. 14-03-2019", "size": 16.0, "bold": True},
            {"text": "1. Godkendelse af dagsorden", **BIG, "gap": 1.0},
            {"text": "Beslutning", "bold": True, "gap": 0.8},
            "Godkendt.",
            {"text": "2. Forslag til en ny plan for stier og bro-", **BIG, "gap": 1.0},
            {"text": "anlæg i Kornby og omegn", **BIG},
            "Teksten om sagen står her.",
            {"text": "Beslutning", "bold": True, "gap": 0.8},
            "Godkendt.",
        )
    )
    assert _titles(document)[1] == (
        "Forslag til en ny plan for stier og broanlæg i Kornby og omegn"
    )
    assert document["punkter"][1]["afsnit"][0]["tekst"] == "Teksten om sagen står her."


def test_a_title_ends_before_case_number_and_label(
    read: Callable[..., dict[str, Any]],
) -> None:
    document = read(
        """
        Referat Byrådet den 3. maj 2019
        1. Godkendelse af dagsorden
        13/40770
        Beslutning
        Godkendt.
        2. Anlægsbevilling
        Åben sag
        Sagsnr.: 15/2291
        Sagsansvarlig: bkr.tf
        Indstilling
        Forvaltningen indstiller, at bevillingen gives.
        Beslutning
        Godkendt.
        """
    )
    assert _titles(document) == ["Godkendelse af dagsorden", "Anlægsbevilling"]
    assert document["punkter"][1]["sagsnumre"] == ["15/2291"]
    assert [afsnit["type"] for afsnit in document["punkter"][1]["afsnit"]] == ["indstilling"]


def test_a_title_repeated_without_its_number_is_no_text(
    read: Callable[..., dict[str, Any]],
) -> None:
    document = read(
        """
        Referat Kulturudvalget den 3. november 2015
        1. Godkendelse af dagsorden
        Godkendelse af dagsorden
        Beslutning i Kulturudvalget den 03-11-2015
        Godkendt
        2. Talentpris
        Talentpris
        Beslutning i Kulturudvalget den 03-11-2015
        Udsat
        """
    )
    assert _titles(document) == ["Godkendelse af dagsorden", "Talentpris"]
    assert [punkt["afsnit"] for punkt in document["punkter"]] == [[], []]


def test_a_table_of_contents_tells_how_far_a_title_goes(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    document = read(
        lay_out(
            {"text": "REFERAT Byrådet d. 14-03-2019", "size": 16.0, "bold": True},
            {"text": "Indholdsfortegnelse", "bold": True},
            "1. Godkendelse af dagsorden .......... 2",
            "2. Forslag til plan for stier i Kornby .......... 3",
            {"text": "1. Godkendelse af dagsorden", "gap": 1.0},
            "Beslutning",
            "Godkendt.",
            {"text": "2. Forslag til plan", "gap": 1.0},
            "for stier i Kornby",
            "Beslutning",
            "Godkendt.",
        )
    )
    assert _titles(document) == ["Godkendelse af dagsorden", "Forslag til plan for stier i Kornby"]


def test_a_title_that_ocr_read_otherwise_is_said_once(
    lay_out: Callable[..., ReadPages],
) -> None:
    for source, once in ((TextSource.OCR, True), (TextSource.TEXT_LAYER, False)):
        (view,), _ = make_views(lay_out("Telefontider i Borgers ervice", source=source).pages)
        assert says_title(view, "Telefontider i Borgerservice") is once
        assert not says_title(view, "Telefontider i biblioteket")


def test_a_clock_before_a_title_is_no_part_of_what_is_said_again(
    lay_out: Callable[..., ReadPages],
) -> None:
    for source in (TextSource.OCR, TextSource.TEXT_LAYER):
        (view,), _ = make_views(lay_out("Høring om havnen", source=source).pages)
        assert says_title(view, "16:30 Høring om havnen")
        assert says_title(view, "kl. 16.30 Høring om havnen")
        assert not says_title(view, "16 høringer om havnen")


def test_a_number_alone_below_the_contents_is_no_entry(lay_out: Callable[..., ReadPages]) -> None:
    pages = lay_out(
        {"text": "Sagsoversigt", "bold": True},
        "SAG NR. 17 Ny hal i Kornby .......... 2",
        "SAG NR. 18 Eventuelt .......... 3",
        {"text": "SAG NR. 17", "bold": True, "gap": 1.5},
        {"text": "NY HAL I KORNBY", "bold": True, "gap": 0.5},
    )
    views, _ = make_views(pages.pages)
    assert [entry.index for entry in find_toc(views)] == [1, 2]


def test_a_title_goes_on_until_its_parenthesis_is_closed(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    rows: list[Any] = ["Referat af mødet i Havneudvalget den 14. marts 2019"]
    for number, titel in enumerate(("Ny kran", "Kajen", "Sejlløb"), start=1):
        rows += [
            {"text": f"{number}. {titel} (480-2019-208{number} Dok.", **BIG, "gap": 1.4},
            {"text": f"480-2019-9214{number})", **BIG},
            "Kranen skal males, før sæsonen begynder.",
            {"text": "Beslutning", "bold": True, "gap": 0.8},
            "Godkendt.",
        ]
    document = read(lay_out(*rows))
    assert _titles(document) == ["Ny kran", "Kajen", "Sejlløb"]
    assert document["punkter"][0]["sagsnumre"] == ["480-2019-2081"]


def test_a_document_that_is_called_an_agenda_has_its_list_under_a_label_of_its_own(
    plain: Callable[[str], ReadPages],
) -> None:
    list_ = "Sager på mødet\n1. Havnen    2\n2. Broen    3"
    for text, listed in (
        (f"Dagsorden\nSted: Kroen\n{list_}", [2, 3, 4]),
        ("Sted: Kroen\nDagsorden\n1. Havnen    2\n2. Broen    3", [1, 2, 3]),
    ):
        views, _ = make_views(plain(text).pages)
        find_toc(views)
        assert [view.index for view in views if view.role is LineRole.TOC] == listed
