"""Numbers of punkter in marks of their own: "- 64 -", "5/3"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from referat.structure.saertal import find_marked_numbers
from referat.structure.views import make_views
from referat.types import ReadPages

Lay = Callable[..., ReadPages]
Read = Callable[..., dict[str, Any]]


def _head() -> list[Any]:
    return [
        {"text": "Udskrift af forhandlingsprotokollen", "size": 13.0},
        "Sognerådet den 4. maj 1986 på kommunekontoret",
    ]


def _protocol(lay_out: Lay, numbers: Sequence[int], *, pages: bool = False) -> ReadPages:
    rows = _head()
    for number in numbers:
        rows += [
            {"text": f"- {number} -", "x": 286.0, "gap": 2.0},
            ({"text": "J.nr.", "x": 62.0, "gap": 0.7}, {"text": "Maling af skuret", "x": 156.0}),
            {"text": f"13.02.0{number % 10} S 08", "x": 62.0},
            {"text": "Skuret er gråt, og naboen har klaget over det hele sommeren.", "x": 156.0},
            {"text": "Sognerådet: Skuret males.", "x": 156.0, "gap": 0.9},
        ]
        if pages:
            rows.append("\f")
    return lay_out(*rows[: -1 if pages else None])


def test_a_number_between_dashes_opens_a_punkt(read: Read, lay_out: Lay) -> None:
    punkter = read(_protocol(lay_out, (63, 64, 65)))["punkter"]
    assert [(one["nr"], one["titel"], one["sagsnumre"]) for one in punkter] == [
        ("63", "Maling af skuret", ["13.02.03S08"]),
        ("64", "Maling af skuret", ["13.02.04S08"]),
        ("65", "Maling af skuret", ["13.02.05S08"]),
    ]
    assert {one["beslutning"]["tekst"] for one in punkter} == {"Skuret males."}


@pytest.mark.parametrize(
    ("numbers", "pages"),
    [((63, 64), False), ((63, 66, 70), False), ((1, 2, 3), True)],  # few, with gaps, of pages
)
def test_other_numbers_between_dashes_are_none(
    lay_out: Lay, numbers: Sequence[int], pages: bool
) -> None:
    views, _ = make_views(_protocol(lay_out, numbers, pages=pages).pages)
    assert find_marked_numbers(views) == []


def _of_meeting(lay_out: Lay, numbers: Sequence[str]) -> ReadPages:
    rows = _head()
    for number in numbers:
        rows += [
            (
                {"text": number, "bold": True, "x": 57.0, "gap": 2.0},
                {"text": "(17.01.04 A 12) Udkast", "bold": True, "x": 94.0},
            ),
            {"text": "til takster", "bold": True, "x": 94.0},
            {"text": "Taksterne er de samme som før, men gælder for færre.", "x": 94.0},
            {"text": "Beslutning: Godkendt.", "x": 94.0, "gap": 0.8},
        ]
    return lay_out(*rows)


def test_a_number_may_name_the_meeting_too(read: Read, lay_out: Lay) -> None:
    rows = _of_meeting(lay_out, ("5/1", "5/2", "5/3"))
    punkter = read(rows)["punkter"]
    assert [one["nr"] for one in punkter] == ["5/1", "5/2", "5/3"]
    assert {one["titel"] for one in punkter} == {"Udkast til takster"}
    assert punkter[0]["sagsnumre"] == ["17.01.04A12"]
    assert {one["beslutning"]["tekst"] for one in punkter} == {"Godkendt."}


@pytest.mark.parametrize("numbers", [("5/1", "5/2"), ("4/5", "5/5", "6/5"), ("1/2", "1/6", "1/9")])
def test_days_and_shares_are_no_such_numbers(lay_out: Lay, numbers: Sequence[str]) -> None:
    views, _ = make_views(_of_meeting(lay_out, numbers).pages)
    assert find_marked_numbers(views) == []
