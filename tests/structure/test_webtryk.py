"""What a browser prints around minutes, and what of a line is a link's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from referat.danish.webtryk import BREADCRUMB, PAGE_LINK, PRINT_STAMP
from referat.types import ReadPages


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        (PRINT_STAMP, "11.03.2024 09.41", True),
        (PRINT_STAMP, "11/03/2024, 9:41", True),
        (PRINT_STAMP, "11.03.2024 kl. 09.41", False),
        (BREADCRUMB, "Forside › Politik › Dagsordener", True),
        (BREADCRUMB, "Borgerservice > Pas", False),
        (PAGE_LINK, "↑ Til toppen", True),
        (PAGE_LINK, "Abonnér på byrådets møder", True),
        (PAGE_LINK, "Til toppen af bakken", False),
    ],
)
def test_a_web_pages_lines_are_known(pattern: Any, text: str, matches: bool) -> None:
    assert bool(pattern.fullmatch(text)) is matches


def test_when_the_page_was_printed_is_no_fact_of_the_meeting(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    document = read(
        lay_out(
            ("11.03.2024 09.41", "Byrådets møde | Ulvsø Kommune"),
            "Forside › Politik › Møder",
            {"text": "Byrådet", "bold": True},
            {"text": "Torsdag den 7. marts 2024", "size": 18.0},
            ("17.00-19.10", "Byrådssalen, Ulvsø Rådhus"),
            {"text": "1. Godkendelse af dagsorden", "bold": True, "gap": 1.5},
            {"text": "Beslutning", "bold": True},
            "Godkendt.",
            {"text": "2. Budget 2025", "bold": True, "gap": 1.5},
            {"text": "Beslutning", "bold": True},
            "Udsat.",
            {"text": "↑ Til toppen · Abonnér på byrådets møder", "gap": 1.5},
        )
    )
    moede = document["moede"]
    assert (moede["dato"], moede["start"], moede["sted"]) == (
        "2024-03-07",
        "17:00",
        "Byrådssalen, Ulvsø Rådhus",
    )
    assert document["punkter"][1]["beslutning"]["tekst"] == "Udsat."
