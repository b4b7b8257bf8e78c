"""Numbers that run beside titles set apart, in any words and places."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from referat.structure.loebetal import find_running
from referat.types import ReadPages

Read = Callable[..., dict[str, Any]]
Rows = Callable[[int, str], list[Any]]
TITLES = ("Ny ferieplan", "Klage over støj fra banen", "Salg af grund", "Lukning af bad")
ROMAN = ("IV", "V", "VI", "VII")
TITLE = {"size": 14.0, "gap": 0.6}


def _minutes(rows: Rows) -> list[Any]:
    found: list[Any] = [
        {"text": "Børneudvalget", "size": 18.0, "bold": True},
        "Referat fra mødet den 11. september 2012 kl. 16.00.",
    ]
    for number, titel in enumerate(TITLES, start=4):
        found += rows(number, titel)
        found += [
            {"text": "Sagsfremstilling", "bold": True, "gap": 0.8},
            "Der er valgt mellem to forslag, som forvaltningen har regnet på:",
            f"1. {titel} deles i to.",
            f"2. {titel} udføres på en gang.",
            {"text": "Beslutning", "bold": True, "gap": 0.8},
            "Godkendt.",
        ]
    return found


def _strip(number: int, titel: str) -> list[Any]:
    return [
        (
            {"text": "Børneudvalget", "size": 8.0, "gap": 1.4},
            {"text": "11. september 2012", "size": 8.0, "x": 260.0},
            {"text": f"Åben sag nr. {number}", "size": 8.0, "x": 460.0},
        ),
        {"text": titel, **TITLE},
    ]


@pytest.mark.parametrize(
    ("rows", "nr"),
    [
        (_strip, str),
        (
            lambda number, titel: [
                {"text": f"F{number} · sagsnr. 11/88{number}4", "size": 8.0, "gap": 1.4},
                {"text": titel, **TITLE},
            ],
            "F{}".format,
        ),
        (
            lambda number, titel: [
                {"text": titel, "gap": 1.4, "size": 14.0},
                {"text": f"{number}", "size": 11.0, "bold": True, "x": 40.0},
                {"text": "Orientering · 10 min.", "size": 7.5},
            ],
            str,
        ),
        (
            lambda number, titel: [
                {
                    "text": f"{'Drøftelse' if number % 2 else 'Orientering'}spunkt {number}",
                    "size": 8.0,
                    "gap": 1.4,
                },
                {"text": titel, **TITLE},
            ],
            str,
        ),
        (
            lambda number, titel: [
                {"text": titel, "size": 14.0, "gap": 1.4},
                {"text": f"Punkt {number} på dagsordenen – sag 19/33{number}1", "italic": True},
            ],
            str,
        ),
        (
            lambda number, titel: [
                {"text": ROMAN[number - 4], "x": 290.0, "gap": 1.4},
                {"text": titel, "italic": True, "size": 10.5, "x": 220.0},
            ],
            lambda number: ROMAN[number - 4],
        ),
    ],
)
def test_a_number_in_any_words_beside_a_title_set_apart_is_its_number(
    read: Read, lay_out: Callable[..., ReadPages], rows: Rows, nr: Callable[[int], str]
) -> None:
    punkter = read(lay_out(*_minutes(rows)))["punkter"]
    assert [(punkt["nr"], punkt["titel"]) for punkt in punkter] == [
        (nr(number), titel) for number, titel in enumerate(TITLES, start=4)
    ]
    assert all(punkt["beslutning"]["tekst"] == "Godkendt." for punkt in punkter)


def test_a_line_beside_the_title_may_tell_the_case_and_that_it_is_closed(
    read: Read, lay_out: Callable[..., ReadPages]
) -> None:
    def rows(number: int, titel: str) -> list[Any]:
        open_ = "Lukket" if number == 7 else "Åben"
        words = f"{open_} sag nr. {number} · 12/345{number}"
        return [{"text": words, "size": 8.0, "gap": 1.4}, {"text": titel, **TITLE}]

    punkter = read(lay_out(*_minutes(rows)))["punkter"]
    assert [punkt["sagsnumre"] for punkt in punkter] == [[f"12/345{n}"] for n in range(4, 8)]
    assert [punkt["lukket"] for punkt in punkter] == [False, False, False, True]


@pytest.mark.parametrize("beside", [False, True])
def test_case_numbers_stand_before_or_beside_the_number(
    read: Read, lay_out: Callable[..., ReadPages], *, beside: bool
) -> None:
    def rows(number: int, titel: str) -> list[Any]:
        case = f"22/1087{number} og 23/402{number}"
        small = {"size": 8.0, "gap": 1.4}
        words = f"punkt {number} – åben"
        strip: Any = {"text": f"{case.replace(' og ', ' / ')} / {words}", **small}
        if beside:
            strip = ({"text": words, **small}, {"text": case, "size": 8.0, "x": 420.0})
        return [strip, {"text": titel, **TITLE}]

    punkter = read(lay_out(*_minutes(rows)))["punkter"]
    assert [(punkt["nr"], punkt["titel"], punkt["sagsnumre"]) for punkt in punkter] == [
        (str(number), titel, [f"22/1087{number}", f"23/402{number}"])
        for number, titel in enumerate(TITLES, start=4)
    ]


def test_the_word_beside_each_number_of_a_list_is_no_title(
    views_of: Callable[..., Any], lay_out: Callable[..., ReadPages]
) -> None:
    rows = [
        cell
        for number, titel in enumerate(TITLES, start=4)
        for cell in (
            ({"text": "PUNKT", "bold": True, "gap": 1.0}, {"text": titel, "x": 200.0}),
            {"text": str(number), "bold": True},
        )
    ]
    assert find_running(*views_of(lay_out("Referat", *rows))) == []


def test_a_strip_at_the_top_of_a_page_is_no_running_head(
    read: Read, lay_out: Callable[..., ReadPages]
) -> None:
    rows = _minutes(_strip)
    at = max(place for place, row in enumerate(rows) if isinstance(row, tuple))
    punkter = read(lay_out(*rows[:at], "\f", *rows[at:]))["punkter"]
    assert [punkt["nr"] for punkt in punkter] == ["4", "5", "6", "7"]


def test_a_title_behind_its_number_needs_no_other(
    read: Read, lay_out: Callable[..., ReadPages]
) -> None:
    """The kind of the item below the heading is no title."""

    def rows(number: int, titel: str) -> list[Any]:
        return [
            {"text": f"{number}: {titel}", "size": 12.0, "bold": True, "gap": 1.4},
            {"text": "Beslutning" if number % 2 else "Orientering", "size": 7.5, "italic": True},
        ]

    punkter = read(lay_out(*_minutes(rows)))["punkter"]
    assert [punkt["titel"] for punkt in punkter] == list(TITLES)


def test_numbers_of_a_list_beside_its_words_are_no_punkter(
    read: Read, lay_out: Callable[..., ReadPages]
) -> None:
    rows: list[Any] = [{"text": "Børneudvalget", "size": 18.0, "bold": True}]
    for number, titel in enumerate(TITLES, start=4):
        rows += [{"text": f"{number}", "size": 8.0}, {"text": titel, "size": 14.0}]
    punkter = read(lay_out(*rows))["punkter"]
    assert [punkt["nr"] for punkt in punkter] in ([], ["4", "5", "6", "7"])


def test_a_title_of_two_lines_above_its_number_is_read_from_the_top(
    read: Read, lay_out: Callable[..., ReadPages]
) -> None:
    def rows(number: int, titel: str) -> list[Any]:
        return [
            {"text": f"{titel} i hele", "size": 14.0, "gap": 1.4},
            {"text": "kommunen", "size": 14.0},
            {"text": f"{number}", "size": 11.0, "bold": True, "x": 40.0},
        ]

    punkter = read(lay_out(*_minutes(rows)))["punkter"]
    assert [punkt["titel"] for punkt in punkter] == [f"{titel} i hele kommunen" for titel in TITLES]


def test_numbers_that_begin_anew_with_each_letter_are_one_row(
    read: Read, lay_out: Callable[..., ReadPages]
) -> None:
    letters = iter(("B1", "B2", "D1", "O1"))

    def rows(number: int, titel: str) -> list[Any]:
        return [
            {"text": next(letters), "size": 18.0, "bold": True, "x": 480.0, "gap": 1.4},
            {"text": titel, "x": 300.0, "size": 14.0, "bold": True},
        ]

    punkter = read(lay_out(*_minutes(rows)))["punkter"]
    assert [punkt["nr"] for punkt in punkter] == ["B1", "B2", "D1", "O1"]
    assert [punkt["titel"] for punkt in punkter] == list(TITLES)
