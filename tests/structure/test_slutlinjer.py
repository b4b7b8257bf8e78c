"""What stands below the text of the last punkt: how the meeting ended, when the next one is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from referat.structure.roles import Roles
from referat.structure.views import View
from referat.types import LineRole, ReadPages

Lay = Callable[..., ReadPages]
Read = Callable[..., dict[str, Any]]
RolesOf = Callable[..., tuple[list[View], Roles]]
NEXT = "Næste møde holdes torsdag den 3. juni 2021 kl. 16 i kælderen."


def _minutes(lay_out: Lay, *below: Any, titel: str = "Eventuelt") -> ReadPages:
    return lay_out(
        {"text": "Referat", "size": 15.0, "bold": True},
        "Kulturudvalget den 4. maj 2021",
        {"text": "1. Maling af huset", "bold": True, "size": 13.0, "gap": 1.5},
        {"text": "Beslutning", "bold": True, "gap": 0.8},
        "Huset males gult.",
        {"text": f"2. {titel}", "bold": True, "size": 13.0, "gap": 1.5},
        {"text": "Beslutning", "bold": True, "gap": 0.8},
        "Stigen er fundet igen.",
        *below,
    )


def _last(read: Read, pages: ReadPages) -> str:
    text: str = read(pages)["punkter"][-1]["beslutning"]["tekst"]
    return text


@pytest.mark.parametrize(
    "below",
    [
        ({"text": NEXT, "gap": 2.0},),
        (
            {
                "text": "Næste ordinære møde er onsdag den 9. juni 2021 på biblioteket, hvor",
                "gap": 2,
            },
            "punkter skal være formanden i hænde den 1. juni.",
        ),
        ({"text": "Mødet afsluttedes kl. 17.", "gap": 0.8}, {"text": NEXT, "gap": 1.6}),
        ({"text": "Referatet er underskrevet af alle medlemmer.", "gap": 1.0},),
        ({"text": "Mødet hævet kl. 17.", "gap": 1.0}, {"text": "Brohus, den 4. maj 2021"}),
    ],
)
def test_the_end_of_the_meeting_is_no_decision(read: Read, lay_out: Lay, below: Any) -> None:
    assert _last(read, _minutes(lay_out, *below)) == "Stigen er fundet igen."


@pytest.mark.parametrize(
    ("below", "titel"),
    [
        ({"text": NEXT}, "Eventuelt"),  # goes on with the punkt's text
        ({"text": NEXT, "gap": 2.0}, "Næste møde og eventuelt"),
        ({"text": "Næste møde er endnu ikke fastsat.", "gap": 2.0}, "Eventuelt"),
    ],
)
def test_what_a_punkt_says_of_it_stays(read: Read, lay_out: Lay, below: Any, titel: str) -> None:
    assert _last(read, _minutes(lay_out, below, titel=titel)).endswith(below["text"])


def test_what_stands_above_more_text_stays(roles_of: RolesOf, lay_out: Lay) -> None:
    more = {"text": "Det blev aftalt at spørge naboen om lov til at låne hans stige.", "gap": 0.8}
    views, _ = roles_of(_minutes(lay_out, {"text": NEXT, "gap": 2.0}, more))
    assert next(view for view in views if view.text == NEXT).role is LineRole.DECISION


def test_who_wrote_the_minutes_is_told_below_the_last_punkt(read: Read, lay_out: Lay) -> None:
    pages = _minutes(lay_out, {"text": "Referent: Signe Ørnvig", "gap": 1.6})
    assert _last(read, pages) == "Stigen er fundet igen."
    people = [(person["navn"], person["rolle"]) for person in read(pages)["fremmoede"]]
    assert people == [("Signe Ørnvig", "referent")]


def test_a_role_inside_the_last_decision_is_no_attendance(read: Read, lay_out: Lay) -> None:
    pages = _minutes(lay_out, "Referent: Signe Ørnvig", "Hun skriver til naboen.")
    assert "Hun skriver" in _last(read, pages)
    assert not read(pages)["fremmoede"]


def test_what_is_told_of_people_in_the_last_lines_is_no_signature(roles_of: RolesOf) -> None:
    views, _ = roles_of(
        "Referat\nKulturudvalget den 4. maj 2021\n1. Maling\nBeslutning\nHuset males gult.\n"
        "2. Eventuelt\nBeslutning\nTora Lind takkede af som formand.\nHolger Rudbæk deltog ikke."
    )
    assert all(view.role is not LineRole.SIGNATURE for view in views)
