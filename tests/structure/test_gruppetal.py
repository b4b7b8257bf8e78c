"""Numbers that count within groups: "O1", "D1", "B1"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from referat.structure.gruppetal import find_group_numbers
from referat.structure.views import make_views
from referat.types import ReadPages

Lay = Callable[..., ReadPages]
Read = Callable[..., dict[str, Any]]


def _minutes(lay_out: Lay, numbers: Sequence[str] = ("O1", "O2", "B1", "L1")) -> ReadPages:
    dividers = {"O1": "Til orientering", "B1": "Til beslutning", "L1": "Lukket del"}
    rows: list[Any] = [
        {"text": "Referat", "size": 15.0, "bold": True},
        "Skolebestyrelsen den 4. maj 2021",
    ]
    for nr in numbers:
        if nr in dividers:
            rows.append({"text": dividers[nr], "size": 13.0, "gap": 1.5})
        rows += [
            (
                {"text": nr, "bold": True, "x": 72.0, "gap": 1.0},
                {"text": f"Sagen om trappen nr. {nr[1:]} og", "bold": True, "x": 110.0},
            ),
            {"text": "gangen bag den", "bold": True, "x": 110.0},
            {"text": "Trappen er lagt om, og gangen er malet hvid hele vejen.", "x": 110.0},
            {"text": "Referat: Godkendt.", "x": 110.0},
        ]
    return lay_out(*rows)


def test_numbers_count_within_their_groups(read: Read, lay_out: Lay) -> None:
    punkter = read(_minutes(lay_out))["punkter"]
    assert [(one["nr"], one["titel"], one["lukket"]) for one in punkter] == [
        ("O1", "Sagen om trappen nr. 1 og gangen bag den", False),
        ("O2", "Sagen om trappen nr. 2 og gangen bag den", False),
        ("B1", "Sagen om trappen nr. 1 og gangen bag den", False),
        ("L1", "Sagen om trappen nr. 1 og gangen bag den", True),
    ]
    assert {one["beslutning"]["tekst"] for one in punkter} == {"Godkendt."}


@pytest.mark.parametrize(
    "numbers",
    [
        ("A1", "A2", "A3", "A4"),  # one group
        ("O1", "O3", "B1", "L1"),  # a gap
        ("O1", "B1", "O2", "B2"),  # groups that come again
        ("O1", "B1", "L1"),  # too few
    ],
)
def test_other_numbers_are_none(lay_out: Lay, numbers: tuple[str, ...]) -> None:
    views, _ = make_views(_minutes(lay_out, numbers).pages)
    assert find_group_numbers(views) == []
