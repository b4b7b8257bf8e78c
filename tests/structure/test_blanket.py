"""Minutes in which every punkt is a form of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from referat.structure.blanket import find_forms
from referat.structure.views import make_views
from referat.types import ReadPages

Rows = tuple[Any, ...]


def _form(nr: str, case: str, title: str, *, closed: bool = False) -> list[Any]:
    small = {"size": 8.0, "gap": 0.6}
    mark = "☐ Åben ☒ Lukket" if closed else "☒ Åben ☐ Lukket"
    return [
        (
            {"text": "Løbenr.", **small},
            {"text": nr, "x": 120.0},
            {"text": "Journalnr.", "x": 230.0, "size": 8.0},
            {"text": case, "x": 290.0},
            {"text": mark, "x": 430.0, "size": 8.0},
        ),
        ({"text": "Emne", **small}, {"text": title, "x": 120.0}),
        ({"text": "Sagsfremst.", **small}, {"text": "Huset er fra 1911.", "x": 150.0}),
        ({"text": "Afgørelse", **small}, {"text": "Vedtaget.", "x": 150.0}),
    ]


def _minutes(lay_out: Callable[..., ReadPages]) -> ReadPages:
    return lay_out(
        {"text": "MØDEPROTOKOL", "size": 14.0, "bold": True},
        "Kulturudvalget den 3. maj 2001",
        *_form("41", "20.01.00G01-2001/17", "Tilskud til møllen"),
        "\f",
        *_form("42", "21.01.01P24-2001/1", "Salg af grund", closed=True),
    )


def test_each_form_is_a_punkt(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    punkter = read(_minutes(lay_out))["punkter"]
    assert [(punkt["nr"], punkt["titel"], punkt["lukket"]) for punkt in punkter] == [
        ("41", "Tilskud til møllen", False),
        ("42", "Salg af grund", True),
    ]
    assert [punkt["sagsnumre"] for punkt in punkter] == [
        ["20.01.00G01-2001/17"],
        ["21.01.01P24-2001/1"],
    ]
    assert [punkt["beslutning"]["tekst"] for punkt in punkter] == ["Vedtaget.", "Vedtaget."]
    assert {part["type"] for punkt in punkter for part in punkt["afsnit"]} == {"sagsfremstilling"}


def test_what_a_sentence_tells_is_no_subject(plain: Callable[[str], ReadPages]) -> None:
    """ "Emne: Huset er utæt." tells of a case whose title stands above."""

    def forms(*subjects: str) -> list[str]:
        text = "".join(
            f"Punkt nr. {nr}\nTag på mølle {nr}\nEmne: {told}\nBeslutning: Vedtaget.\n"
            for nr, told in enumerate(subjects, start=1)
        )
        views, _ = make_views(plain(text).pages)
        return [heading.titel for heading in find_forms(views)]

    assert forms("Tilskud til møllen", "Salg af grund") == ["Tilskud til møllen", "Salg af grund"]
    assert forms("Huset er utæt, siger mølleren.", "Der mangler et nyt tag.") == []


def test_a_title_without_a_label_stands_among_cells_that_have_one(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    rows: list[Any] = ["Kornby Kommune", "Referat", "Teknisk Udvalg", "Mødedato 09-09-2003"]
    for nr, case, mark, title in (
        ("1", "", "Åben", "Godkendelse af dagsorden"),
        ("2", " 00.30.14-S00-1-03", "Åben", "Budgetopfølgning pr. 31. juli"),
        ("3", " 13.06.02-G10-7-03", "Lukket", "Salg af grund"),
    ):
        rows += [
            ({"text": f"Punkt nr.: {nr}", "gap": 1.5}, f"J.nr.:{case}", "Sagsbeh.: IKR"),
            (f"Type: {mark}", {"text": title, "x": 202.0}),
            {"text": "Beslutning", "gap": 0.8},
            "Godkendt.",
        ]
    punkter = read(lay_out(*rows))["punkter"]
    assert [(one["nr"], one["titel"], one["lukket"], one["sagsnumre"]) for one in punkter] == [
        ("1", "Godkendelse af dagsorden", False, []),
        ("2", "Budgetopfølgning pr. 31. juli", False, ["00.30.14-S00-1-03"]),
        ("3", "Salg af grund", True, ["13.06.02-G10-7-03"]),
    ]


def test_number_and_subject_in_one_cell_each(plain: Callable[[str], ReadPages]) -> None:
    views, _ = make_views(
        plain(
            """
            Sag nr.: 7
            J.nr.: 27.35.08G01/2-98
            Emne: Ny vej ved havnen og
            broen
            Beslutning:
            Udsat.
            Sag nr.: 8
            Emne: Sti
            Beslutning:
            Vedtaget.
            """
        ).pages
    )
    found = find_forms(views)
    assert [(one.nr, one.titel) for one in found] == [
        ("7", "Ny vej ved havnen og broen"),
        ("8", "Sti"),
    ]
    assert [number.nummer for number in found[0].sagsnumre] == ["27.35.08G01/2-98"]


def test_a_number_may_follow_its_word_bare(plain: Callable[[str], ReadPages]) -> None:
    text = "PKT. 109\nEMNE: MEDDELELSER\nUdsat.\n\nPKT. 110\nEMNE: NY VEJ\nVedtaget."
    found = find_forms(make_views(plain(text).pages)[0])
    assert [(one.nr, one.titel) for one in found] == [("109", "MEDDELELSER"), ("110", "NY VEJ")]


@pytest.mark.parametrize("numbers", [("06/21", "06/22"), ("21/06", "22/06")])
def test_numbers_may_count_by_year(
    plain: Callable[[str], ReadPages], numbers: tuple[str, str]
) -> None:
    first, second = numbers
    text = (
        f"Løbenr.: {first}\nSagens navn: Vej\nUdsat.\n\n"
        f"Løbenr.: {second}\nSagens navn: Sti\nVedtaget."
    )
    found = find_forms(make_views(plain(text).pages)[0])
    assert [(one.nr, one.number) for one in found] == [(first, 21), (second, 22)]
    # "Sag nr. 06/4217" is the case's number
    assert find_forms(make_views(plain(text.replace("Løbenr.", "Sag nr.")).pages)[0]) == []


def test_subjects_without_numbers_and_falling_numbers_are_no_forms(
    plain: Callable[[str], ReadPages],
) -> None:
    for text in (
        "Emne: Vej\nBeslutning:\nUdsat.\n\nEmne: Sti\nBeslutning:\nVedtaget.",
        "Sag nr.: 8\nEmne: Vej\nUdsat.\n\nSag nr.: 7\nEmne: Sti\nVedtaget.",
    ):
        assert find_forms(make_views(plain(text).pages)[0]) == []
