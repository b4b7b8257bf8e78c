"""Decisions in a list of their own, before the cases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from referat.types import ReadPages

Read = Callable[..., dict[str, Any]]
TITLES = ("Ny ferieplan", "Klage over støj", "Salg af grund")


def _minutes(lay_out: Callable[..., ReadPages], beside: tuple[str, ...]) -> ReadPages:
    rows: list[Any] = [
        {"text": "Referat fra Børneudvalget", "size": 16.0, "bold": True},
        "Børneudvalget holdt møde den 11. september 2012 kl. 16.00 i Salen.",
        {"text": "Udvalgets beslutninger", "bold": True, "size": 12.0, "gap": 1.2},
    ]
    for number, text in enumerate(beside, start=1):
        rows.append(({"text": f"Sag {number}", "gap": 0.6}, {"text": text, "x": 140.0}))
    rows.append({"text": "Sagerne", "bold": True, "size": 12.0, "gap": 1.2})
    for number, titel in enumerate(TITLES, start=1):
        rows += [
            {"text": f"{number}. {titel}", "bold": True, "size": 12.0, "gap": 1.2},
            "Sagsfremstilling: Sagen har været i høring hos alle parter.",
        ]
    return lay_out(*rows)


def test_a_list_of_decisions_above_the_cases_is_dealt_out(
    read: Read, lay_out: Callable[..., ReadPages]
) -> None:
    document = read(_minutes(lay_out, ("Godkendt.", "Klagen afvises.", "Udsat til november.")))
    assert [
        (punkt["nr"], punkt["titel"], punkt["beslutning"]["tekst"], punkt["beslutning"]["udfald"])
        for punkt in document["punkter"]
    ] == [
        ("1", TITLES[0], "Godkendt.", ["godkendt"]),
        ("2", TITLES[1], "Klagen afvises.", ["afvist"]),
        ("3", TITLES[2], "Udsat til november.", ["udsat"]),
    ]


@pytest.mark.parametrize("beside", [TITLES, ("side 2", "side 3", "side 4")])
def test_a_list_of_titles_or_pages_decides_nothing(
    read: Read, lay_out: Callable[..., ReadPages], beside: tuple[str, ...]
) -> None:
    document = read(_minutes(lay_out, beside))
    assert [punkt["titel"] for punkt in document["punkter"]] == list(TITLES)
    assert all(punkt["beslutning"] is None for punkt in document["punkter"])
