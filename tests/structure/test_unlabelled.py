"""Results that no label parts from the account, and labels that open none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from referat.danish.udfald import RESULT_OPENER
from referat.types import ReadPages


@pytest.mark.parametrize(
    "text",
    [
        "Godkendt.",
        "Enstemmigt vedtaget.",
        "Taget til efterretning.",
        "Formanden orienterede om budgettet.",
        "Rådet drøftede forslaget.",
        "Forslaget blev enstemmigt vedtaget.",
        "Det blev besluttet at udsætte.",
        "Henlagdes.",
        "Valgt blev Signe Ørnvig.",
        "Rådet er tilfreds med planen.",
        "Foretoges.",
    ],
)
def test_the_voice_of_a_result_is_known(text: str) -> None:
    assert RESULT_OPENER.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "Der gøres status.",
        "Formanden orienterer om budgettet.",
        "Status fremlægges.",
        "Planen skal sikre bedre stier.",
        "Udgiften er 200.000 kr.",
        "Forvaltningen indstiller, at lejen fastsættes.",
    ],
)
def test_the_voice_of_an_account_is_another(text: str) -> None:
    assert not RESULT_OPENER.search(text)


def test_account_and_result_are_parted(read: Callable[..., dict[str, Any]]) -> None:
    document = read(
        """
        Referat fra Frivilligrådets møde den 7. marts 2016 i Stuen kl. 10.00 – 12.00
        Til stede: Holger Rudbæk (formand), Merete Fladmose
        1. Velkomst
        Formanden bød velkommen.
        2. Efterårets udflugt
        Der gøres status for arrangementet.
        Rådet drøftede arrangementet og var tilfreds.
        Arrangementet gentages.
        3. Budget
        Budgettet fremlægges.
        Budgettet blev godkendt.
        """
    )
    second, third = document["punkter"][1:]
    assert [afsnit["tekst"] for afsnit in second["afsnit"]] == [
        "Der gøres status for arrangementet."
    ]
    assert second["beslutning"]["tekst"] == (
        "Rådet drøftede arrangementet og var tilfreds.\nArrangementet gentages."
    )
    assert third["beslutning"]["udfald"] == ["godkendt"]
    assert third["afsnit"][0]["tekst"] == "Budgettet fremlægges."


def test_where_decisions_are_labelled_prose_is_not_taken_for_one(
    read: Callable[..., dict[str, Any]],
) -> None:
    document = read(
        """
        Referat Byrådet den 3. maj 2019
        1. Godkendelse af dagsorden
        Beslutning
        Godkendt.
        2. Budget
        Sagsfremstilling
        Udvalget drøftede i januar rammerne for budgettet, og der har siden været holdt tre møder\
 med foreningerne, som alle har givet deres syn på sagen til\
 kende i de svar, som er kommet ind.
        3. Eventuelt
        Beslutning
        Drøftet.
        """
    )
    assert document["punkter"][1]["beslutning"] is None
    assert document["punkter"][1]["afsnit"][0]["overskrift"] == "Sagsfremstilling"


def test_a_short_formula_that_closes_a_punkt_decides_there_too(
    read: Callable[..., dict[str, Any]],
) -> None:
    document = read(
        """
        Referat Kommunalbestyrelsen den 3. maj 2019
        228. Godkendelse af dagsorden
        Beslutning
        Godkendt.
        229. Forslag fra rådmand Holger Rudbæk om flere cykelstativer
        Sagsfremstilling
        Beslutningsforslaget blev oversendt til By- og Miljøudvalget.
        "Det foreslås, at der opstilles 30 cykelstativer."
        230. Takster
        Beslutning
        Kommunalbestyrelsen tiltrådte indstillingen.
        """
    )
    beslutning = document["punkter"][1]["beslutning"]
    assert beslutning["tekst"] == "Beslutningsforslaget blev oversendt til By- og Miljøudvalget."
    assert beslutning["udfald"] == ["oversendt"]


def test_an_empty_decision_label_is_no_decision(read: Callable[..., dict[str, Any]]) -> None:
    document = read(
        """
        Dagsorden Byrådet den 3. maj 2019 kl. 17.00
        1. Godkendelse af dagsorden
        13/40770
        Sagsfremstilling
        Dagsordenen skal godkendes.
        Beslutning
        2. Budget
        13/40771
        Sagsfremstilling
        Budgettet blev drøftet i udvalget.
        Beslutning
        """
    )
    assert document["dokumenttype"] == "dagsorden"
    assert [punkt["beslutning"] for punkt in document["punkter"]] == [None, None]


def test_a_result_first_ends_where_a_label_begins(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    rows: list[Any] = [
        {"text": "Havnerådet", "size": 18.0, "bold": True},
        "Referat af mødet den 14. september 2018 kl. 10.00",
    ]
    for number in range(1, 5):
        rows += [
            {"text": f"{number}. Kaj nr. {number}", "bold": True, "size": 13.0, "gap": 1.6},
            {"text": "Rådet besluttede at udsætte sagen.", "italic": True},
            {"text": "Sagsfremstilling", "italic": True, "bold": True, "gap": 0.8},
            "Kajen skal repareres, og der er indhentet tilbud fra to firmaer.",
            {"text": "Indstilling", "italic": True, "bold": True, "gap": 0.8},
            "Sekretariatet indstiller, at sagen drøftes.",
        ]
    punkter = read(lay_out(*rows))["punkter"]
    assert {punkt["beslutning"]["tekst"] for punkt in punkter} == {
        "Rådet besluttede at udsætte sagen."
    }
    assert [[part["type"] for part in punkt["afsnit"]] for punkt in punkter] == [
        ["sagsfremstilling", "indstilling"]
    ] * 4


def test_a_change_of_slant_parts_the_result_from_what_was_said(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    rows: list[Any] = [
        {"text": "Nordre Lokalråd", "size": 24.0, "bold": True},
        "Referat af mødet tirsdag den 4. marts 2008 i Forsamlingshuset",
    ]
    for nr, titel in enumerate(("Lygterne", "Fortovet", "Bænkene"), start=1):
        rows += [
            {"text": f"{nr}. {titel}", "size": 14.0, "bold": True, "gap": 1.2},
            "Tre af lygterne har været slukket siden påske. Abdi Nur spurgte til dem.",
            {"text": "Udsat til april.", "italic": True},
        ]
    for punkt in read(lay_out(*rows))["punkter"]:
        assert punkt["beslutning"]["tekst"] == "Udsat til april."
