"""Footnotes: small print at a page's foot, and the numbers in the text that refer to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from referat.types import ReadPages


def _minutes(text: str, *foot: str, size: float = 7.5) -> list[Any]:
    return [
        {"text": "Referat af Kornby Byråds møde den 3. maj 2019", "size": 16.0, "bold": True},
        {"text": "1. Ny havn", "size": 13.0, "bold": True, "gap": 1.2},
        {"text": "Sagsfremstilling", "bold": True, "gap": 0.8},
        text,
        *(
            {"text": line, "size": size, "gap": 2.0 if not place else 0.1}
            for place, line in enumerate(foot)
        ),
        "\f",
        "og den bliver større end den gamle.",
        {"text": "Beslutning", "bold": True, "gap": 0.8},
        "Godkendt.",
        {"text": "2. Budget", "size": 13.0, "bold": True, "gap": 1.2},
        {"text": "Beslutning", "bold": True, "gap": 0.8},
        "Udsat.",
    ]


def test_a_footnote_is_no_part_of_the_section_above_it(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    text = "Havnen er bygget færdig i 20231,"
    rows = _minutes(text, "1 Havnens regnskab, opgjort den 2. maj, som det", "lå til grund.")
    (afsnit,) = read(lay_out(*rows))["punkter"][0]["afsnit"]
    assert afsnit["tekst"].split() == f"{text} og den bliver større end den gamle.".split()


@pytest.mark.parametrize(
    ("text", "foot", "size"),
    [
        ("Havnen er bygget færdig,", "1 Havnens regnskab", 7.5),  # nothing refers to it
        ("Havnen er bygget færdig i 20231,", "1. Havnens regnskab", 7.5),  # a list counts
        ("Havnen er bygget færdig i 20231,", "1 Havnens regnskab", 11.0),  # no small print
    ],
)
def test_what_else_stands_at_a_pages_foot_stays(
    read: Callable[..., dict[str, Any]],
    lay_out: Callable[..., ReadPages],
    text: str,
    foot: str,
    size: float,
) -> None:
    found = read(lay_out(*_minutes(text, foot, size=size)))["punkter"][0]
    assert "Havnens regnskab" in str(found)
