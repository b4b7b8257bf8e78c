"""Answers keyed to a list of the punkter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from referat.structure.svar import find_answers
from referat.structure.views import make_views
from referat.types import LineRole, ReadPages

LIST = """
Referat fra Seniorrådets møde den 7. marts 2016
Dagsorden:
1. Godkendelse af referat
2. Svar på høring om fortove, herunder
belysning
3. Eventuelt
Fra forvaltningen: Grete Holm
"""


@pytest.fixture
def answers(
    plain: Callable[[str], ReadPages],
) -> Callable[[str], list[tuple[str | None, str, str]]]:
    def run(text: str) -> list[tuple[str | None, str, str]]:
        views, _ = make_views(plain(text).pages)
        return [(found.nr, found.titel, found.kind) for found in find_answers(views)]

    return run


def test_the_title_of_an_answer_stands_in_the_list(
    answers: Callable[[str], list[tuple[str | None, str, str]]],
) -> None:
    assert answers(
        LIST + "Ad. 1) Godkendt.\nAd 2: Rådet svarer i maj. Sagen tages op igen.\nAd 3 Intet."
    ) == [
        ("1", "Godkendelse af referat", "svar"),
        ("2", "Svar på høring om fortove, herunder belysning", "svar"),
        ("3", "Eventuelt", "svar"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        # one answer is a remark
        "Ad 1) Godkendt.",
        # answers that print their titles are headings
        "Ad 1) Godkendelse af referat\nJa.\nAd 2) Svar på høring om fortove\nJa.\nAd 3) Eventuelt",
        # answers to the points of a proposal, below the label of the decision
        "Beslutning\nAd 1) Godkendt.\nAd 2) Udsat.",
        # titles longer than the list's, over a label of what was decided
        "Ad 1) Referatet fra i maj\nKonklusion:\nJa.\nAd 3) Fra året\nKonklusion:\nIntet.",
        # numbers that no list has
        "Ad 7) Godkendt.\nAd 8) Udsat.",
    ],
)
def test_other_lines_that_open_alike_are_no_answers(
    text: str, answers: Callable[[str], list[tuple[str | None, str, str]]]
) -> None:
    assert answers(LIST + text) == []


def test_a_day_in_the_title_is_no_list(
    answers: Callable[[str], list[tuple[str | None, str, str]]],
) -> None:
    text = "Referat af møde i Seniorrådet den\n3. maj 2016\n34. Fortove\n35. Eventuelt\n"
    assert answers(text + "Ad. 34) Rådet svarer i maj.\nad 1) Ja.\nAd. 35) Intet.") == [
        ("34", "Fortove", "svar"),
        ("35", "Eventuelt", "svar"),
    ]


def test_the_list_is_the_table_of_contents(plain: Callable[[str], ReadPages]) -> None:
    views, _ = make_views(plain(LIST + "Ad 1) Ja.\nAd 2) Nej.\nAd 3) Intet.").pages)
    find_answers(views)
    listed = [view.text for view in views if view.role is LineRole.TOC]
    assert "1. Godkendelse af referat" in listed
    assert "belysning" in listed


AGENDA = """
Dagsorden
Seniorrådet
Mandag den 7. marts 2016 kl. 15.00
Sted: Kantinen
Dagsorden:
1. Godkendelse af referat
2. 2. behandling: Rådets budget
"""


def test_an_agenda_says_what_its_punkter_are_about(read: Callable[..., dict[str, Any]]) -> None:
    document = read(AGENDA + "Ad. 1) Det er sendt ud i maj.\nAd. 2) Der er 4.000 kr. tilbage.")
    assert document["dokumenttype"] == "dagsorden"
    assert [
        (one["titel"], [part["tekst"] for part in one["afsnit"]], one["beslutning"])
        for one in document["punkter"]
    ] == [
        ("Godkendelse af referat", ["Det er sendt ud i maj."], None),
        ("2. behandling: Rådets budget", ["Der er 4.000 kr. tilbage."], None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        AGENDA + "Ad. 1) Godkendt.\nAd. 2) Rådet godkendte forslaget.",
        # the label of the list alone is no title
        AGENDA.replace("Dagsorden\n", "Møde i rådet\n", 1)
        + "Ad. 1) Ja tak.\nAd. 2) Det er i orden.",
    ],
)
def test_answers_are_decisions_whatever_the_list_is_called(
    text: str, read: Callable[..., dict[str, Any]]
) -> None:
    punkter = read(text)["punkter"]
    assert len(punkter) == 2
    assert all(one["beslutning"] for one in punkter)


def test_a_result_set_otherwise_ends_the_account(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    pages = lay_out(
        "Referat fra Seniorrådets møde den 7. marts 2016",
        "Dagsorden:",
        "1. Godkendelse af referat",
        "2. Ansøgning fra Legestuen",
        "3. Eventuelt",
        {"text": "Ad. 1) Godkendt.", "italic": True, "gap": 1.0},
        {"text": "Ad. 2) Legestuen har søgt om et lokale.", "gap": 1.0},
        {"text": "Bevilget.", "italic": True, "gap": 1.0},
        {"text": "Ad. 3) Rådet drøftede sommerfesten.", "gap": 1.0},
    )
    first, second, third = read(pages)["punkter"]
    assert (first["beslutning"]["tekst"], first["afsnit"]) == ("Godkendt.", [])
    assert second["beslutning"]["tekst"] == "Bevilget."
    assert [part["tekst"] for part in second["afsnit"]] == ["Legestuen har søgt om et lokale."]
    assert third["beslutning"]["tekst"] == "Rådet drøftede sommerfesten."


def test_answers_below_punkter_that_stand_after_the_list_are_the_lasts(
    answers: Callable[[str], list[tuple[str | None, str, str]]],
) -> None:
    text = LIST + "1\nGodkendelse af referat\nGodkendt.\n\n3\nEventuelt\nBænke ved søen.\n"
    assert answers(text + "Ad 1) Godkendt.\nAd 2) Udsat.") == []
