"""What OCR is known to read wrongly."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referat.pages.repair import repair


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("C-nr. 4.2/98-0117)", "(J.nr. 4.2/98-0117)"),
        ("(.nr. 4.2/98-0117 og 4.2/98-0120)", "(J.nr. 4.2/98-0117 og 4.2/98-0120)"),
        ("hvordan 818-midlerne bruges", "hvordan §18-midlerne bruges"),
        ("støtte af 8 18-midler til foreninger", "støtte af § 18-midler til foreninger"),
        ("efter $ 4, stk. 2", "efter § 4, stk. 2"),
        ("iht. & 7 i loven", "iht. § 7 i loven"),
        ("Integrationslovens 8 1:", "Integrationslovens § 1:"),
        ("8 1. Lovens formål er", "§ 1. Lovens formål er"),
        ("8 16, stk. 3", "§ 16, stk. 3"),
        ("jf. 8 12", "jf. § 12"),
        ("8 3 i lov om folkeskolen", "§ 3 i lov om folkeskolen"),
        ("Ansøgning om 8 79-tilskud", "Ansøgning om § 79-tilskud"),
        ("Lov om social service 8 83", "Lov om social service § 83"),
        ("Serviceloven 8 18.", "Serviceloven § 18."),
        ("se planloven 8 14 og 15", "se planloven § 14 og 15"),
        ("jf. $8 12 i loven", "jf. § 12 i loven"),
        ("efter 88 17 og 18", "efter §§ 17 og 18"),
        ("service $8 83, 86 og 139", "service §§ 83, 86 og 139"),
        ("$ 1", "§ 1"),
        ("i lov om museer, & 14", "i lov om museer, § 14"),
        ("bekendtgørelse om vand, &", "bekendtgørelse om vand, §"),
        ("efter museumsloven, 814.", "efter museumsloven, §14."),
        ("tilladelse efter 8127, stk. 2", "tilladelse efter §127, stk. 2"),
    ],
)
def test_section_signs_are_put_back(read, printed):
    assert repair(read) == printed


@pytest.mark.parametrize(
    "text",
    [
        "8 18 personer mødte",
        "8 18-årige deltagere",
        "Loven giver 8 14 dage",
        "efter loven 8 14 dage",
        "side 88 17-19",
        "$1",
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
        "Der var tvivl… men sagen er udsat",
        "han er en renere 3",
        "punkt 4 ... er udsat",
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
        ("Spørgetid ….W.W.Wu.Vu.u.u.d.sseeeeeererererreeee ener e 3", "Spørgetid..... 3"),
        ("Salg af ejendom ….Wu.u.u.u..v.dsseneeeeeerereeeeer rener", "Salg af ejendom....."),
        ("Lukning af skolen ener renee eererne nnee 2", "Lukning af skolen..... 2"),
        ("ener eneret nere erne eneret r ener en", "....."),
    ],
)
def test_dots_of_a_contents_list_are_put_back(read, printed):
    assert repair(read) == printed


@given(st.text(alphabet="abenrstvudW8$&§ 0123.…-,", max_size=50))
@settings(max_examples=300, deadline=None)
def test_a_second_time_changes_nothing(text):
    once = repair(" ".join(text.split()))
    assert repair(once) == once


def test_a_point_stands_apart_from_its_number():
    assert repair("At1) prisen hæves, at12) gebyret") == "At 1) prisen hæves, at 12) gebyret"
    assert repair("Lat1) og at1 sal") == "Lat1) og at1 sal"


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("den 08-11-2024 & 17, stk. 4-udvalget", "den 08-11-2024 § 17, stk. 4-udvalget"),
        ("17, stk. 4-udvalget for bosætning", "§ 17, stk. 4-udvalget for bosætning"),
        ("i § 17, stk. 4-udvalget", "i § 17, stk. 4-udvalget"),
        ("1... Budget 2006", "1. Budget 2006"),
        ("1. Budget 2006", "1. Budget 2006"),
        ("Evt ..... <314", "Evt..... 314"),
        ("Ny lokalplan ved Elmsø..... dg", "Ny lokalplan ved Elmsø....."),
    ],
)
def test_signs_and_numbers_that_dirt_hid_are_put_right(read, printed):
    assert repair(read) == printed
