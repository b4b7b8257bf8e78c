"""What OCR is known to read wrongly."""

from __future__ import annotations

import pytest

from referat.pages.repair import repair


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("hvordan 818-midlerne bruges", "hvordan §18-midlerne bruges"),
        ("støtte af 8 18-midler til foreninger", "støtte af § 18-midler til foreninger"),
        ("efter $ 4, stk. 2", "efter § 4, stk. 2"),
        ("iht. & 7 i loven", "iht. § 7 i loven"),
        ("Integrationslovens 8 1:", "Integrationslovens § 1:"),
        ("8 1. Lovens formål er", "§ 1. Lovens formål er"),
        ("8 16, stk. 3", "§ 16, stk. 3"),
        ("jf. 8 12", "jf. § 12"),
        ("8 3 i lov om folkeskolen", "§ 3 i lov om folkeskolen"),
    ],
)
def test_section_signs_are_put_back(read, printed):
    assert repair(read) == printed


@pytest.mark.parametrize(
    "text",
    [
        "8 18 personer mødte",
        "kl. 8 18. maj",
        "efter 8 14 dage",
        "mellem 8 & 9 medlemmer",
        "§ 18-midler",
        "Børn & Unge",
        "I alt 3 5 8",
        "prisen er $ 1.000.000",
        "og så videre...",
        "integrationsansvar",
        "Overtagelse af integrationsansvar",
        "punkterne 1., 2. og 3.",
    ],
)
def test_other_text_is_left_alone(text):
    assert repair(text) == text


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("Eventuelt….…. 13", "Eventuelt..... 13"),
        ("Eventuelt...13", "Eventuelt..... 13"),
        ("Eventuelt . . . . . 13", "Eventuelt..... 13"),
        ("Eventuelt… 13", "Eventuelt..... 13"),
        ("Gensidig orientering sssseeeeennnn 12", "Gensidig orientering..... 12"),
    ],
)
def test_dots_of_a_contents_list_are_put_back(read, printed):
    assert repair(read) == printed
