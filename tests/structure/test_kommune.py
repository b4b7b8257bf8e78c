"""The kommune that a document is of: by its head, its council, its town hall, its address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from referat.structure.kommune import official
from referat.types import ReadPages

Read = Callable[..., dict[str, Any]]
BODY = """
1. Godkendelse af dagsorden
13/40770
Beslutning
Godkendt.
2. Budget
13/40771
Beslutning
Udsat.
"""


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Lyngmark Kommune\nReferat Byrådet\nDato: 3. maj 2019", "Lyngmark"),
        ("Referat Byrådet\nDato: 3. maj 2019\nSted: Kantinen, Lyngmark Rådhus", "Lyngmark"),
        ("Referat Byrådet\nDato: 3. maj 2019\nMødested: Store Lyngmark Rådhus", "Lyngmark"),
        ("Referat\nByrådet i Lyngmark\nDato: 3. maj 2019", "Lyngmark"),
        ("LYNGMARK BYRÅD\nReferat\nDato: 3. maj 2019", "Lyngmark"),
        # the list of kommuner says which form is the short name
        ("Københavns Kommune\nReferat Byrådet\nDato: 3. maj 2019", "København"),
        ("Region Kolding\nReferat Byrådet\nDato: 3. maj 2019", "Kolding"),
        ("Region Midtjylland\nReferat Regionsrådet\nDato: 3. maj 2019", "Region Midtjylland"),
        # a name of the list says more than one that nobody knows
        ("Struer\nReferat Byrådet\nDato: 3. maj 2019", "Struer"),
        ("Referat Byrådet\nDato: 3. maj 2019\nSted: Struer Kulturhus", "Struer"),
        ("Referat Byrådet\nDato: 3. maj 2019\nwww.lyngby-taarbaek.dk", "Lyngby-Taarbæk"),
        ("Referat Byrådet\nDato: 3. maj 2019\nKommune\nLyngmark", "Lyngmark"),
        ("Referat Byrådet\nDato: 3. maj 2019\nSted: Lyngmark Kulturhus", None),
        ("Referat Byrådet\nDato: 3. maj 2019\nReferent: Carsten Greve", None),
        ("L Y N G M A R K KO M M U N E\nReferat Byrådet\nDato: 3. maj 2019", "Lyngmark"),
        ("LYNGMARK AMT\nReferat\nUdvalget for Trafik\nDato: 3. maj 2001", "Lyngmark Amt"),
        ("Referat\nUdvalget for Trafik i Det Amt\nDato: 3. maj 2001", None),
        ("Referat Byrådet\nDato: 3. maj 2019\nSted: Rådhuset", None),
    ],
)
def test_the_head_says_whose_minutes_they_are(read: Read, head: str, expected: str | None) -> None:
    assert read(head + BODY)["kommune"] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Lyngmark Kommune har fire skoler. Skolerne i Lyngmark Kommune ombygges.", "Lyngmark"),
        ("Skrivelse fra Lyngmark Kommune om refusion.", None),
        ("Forklaring Kommunen har fire skoler.", None),
        ("Røgfri kommune - handleplan", None),
        ("Grønt regnskab for Gribskov Kommune", "Gribskov"),
    ],
)
def test_the_text_says_it_where_the_head_does_not(
    read: Read, sentence: str, expected: str | None
) -> None:
    document = "Referat Byrådet\nDato: 3. maj 2019" + BODY.replace("Udsat.", f"Udsat.\n{sentence}")
    assert read(document)["kommune"] == expected


def test_a_name_alone_at_the_top_needs_the_text_to_know_it(read: Read) -> None:
    head = "Lyngmark\nReferat Byrådet\nDato: 3. maj 2019"
    again = BODY.replace("Udsat.", "Skolerne i Lyngmark ombygges.")
    assert read(head + again)["kommune"] == "Lyngmark"
    assert read(head + BODY)["kommune"] is None


def test_a_running_head_counts_once(read: Read) -> None:
    text = "Referat Byrådet\nDato: 3. maj 2019" + BODY
    mentions = "\n".join(["Skrivelse om Tangø Kommune"] * 9)
    said = text.replace("Udsat.", f"{mentions}\nAssens Kommune har svaret. I Assens Kommune er ro.")
    assert read(said)["kommune"] == "Assens"


def test_norwegian_minutes_have_no_danish_kommune(read: Read) -> None:
    text = "Lyngmark kommune\nMøtebok\nMøtested: Rådhuset\nForfall: Kari Lind\n1. Vedtak\nSendt."
    assert read(text)["kommune"] is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Københavns", "København"),
        ("Bornholms", "Bornholm"),
        ("LYNGBY-TAARBÆK", "Lyngby-Taarbæk"),
        ("Region Sjælland", "Region Sjælland"),
        ("Region Kolding", "Kolding"),
        ("Lyngmark", None),
    ],
)
def test_forms_of_the_names_on_the_list(name: str, expected: str | None) -> None:
    assert official(name) == expected


def test_a_name_above_the_word_in_a_logo_is_the_kommunes(
    lay_out: Callable[..., ReadPages], read: Read
) -> None:
    """Not "Kommune Referat", by the title below it."""
    head = (
        ({"text": "LYNGKILDE", "x": 450.0, "bold": True, "size": 13.0},),
        ({"text": "KOMMUNE", "x": 470.0, "size": 7.5},),
        {"text": "Referat", "size": 20.0},
        {"text": "Byrådet", "size": 14.0},
        "Mødetid: Mandag den 3. november 2014 kl. 16.30 til kl. 18.55",
    )
    found = read(lay_out(*head, *BODY.strip().split("\n")))
    assert found["kommune"] == "Lyngkilde"
