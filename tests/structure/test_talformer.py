from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from referat.structure.talformer import shape, without_number

OWN = """
REFERAT
Havneudvalget
den 4. maj 2021

1. Ny bro

K-21/004

Beslutning
Godkendt.

2. Takster

K-20/117

Beslutning
Udsat.

3. Eventuelt

Beslutning
Intet.
"""


def test_a_span_of_years_in_a_title_is_no_number(read: Callable[..., dict[str, Any]]) -> None:
    text = OWN.replace("1. Ny bro", "1. Plan 2020-2030").replace("2. Takster", "2. Mål 2021-2025")
    text = text.replace("K-21/004\n", "").replace("K-20/117\n", "")
    punkter = read(text)["punkter"]
    assert [punkt["titel"] for punkt in punkter] == ["Plan 2020-2030", "Mål 2021-2025", "Eventuelt"]
    assert all(punkt["sagsnumre"] == [] for punkt in punkter)


def test_a_form_of_the_house_is_told_by_its_place(read: Callable[..., dict[str, Any]]) -> None:
    punkter = read(OWN)["punkter"]
    assert [punkt["sagsnumre"] for punkt in punkter] == [["K-21/004"], ["K-20/117"], []]


@pytest.mark.parametrize(
    "other", ["§ 21-4", "kl. 17.30-18", "lokalplan 2-107", "4.5.2021", "dok. 21-443", "17-21 kr."]
)
def test_what_says_that_it_is_something_else_is_none(
    other: str, read: Callable[..., dict[str, Any]]
) -> None:
    document = OWN.replace("K-21/004", other).replace("K-20/117", other.replace("21", "20"))
    assert [punkt["sagsnumre"] for punkt in read(document)["punkter"]] == [[], [], []]


def test_one_number_is_no_form(read: Callable[..., dict[str, Any]]) -> None:
    document = OWN.replace("K-20/117\n\n", "")
    assert [punkt["sagsnumre"] for punkt in read(document)["punkter"]] == [[], [], []]


def test_shapes_keep_letters_and_marks_apart() -> None:
    assert shape("RM-13/88210") == shape("AB-4/1") == "A-9/9"
    assert shape("06-B-118") != shape("06-118")


@pytest.mark.parametrize(
    ("titel", "number", "left"),
    [
        ("HUNDESKOV LR-2008-44", "LR-2008-44", "HUNDESKOV"),
        ("Sag K-20/117: Takster", "K-20/117", "Takster"),
        ("Takster (sag K-20/117)", "K-20/117", "Takster"),
        ("Svar på K-20/117 fra havnen", "K-20/117", "Svar på K-20/117 fra havnen"),
    ],
)
def test_a_title_without_its_number(titel: str, number: str, left: str) -> None:
    assert without_number(titel, number) == left
