"""Letters among digits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referat.pages.digits import repair_digits


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("27.15.12-040-6-16", "27.15.12-Ø40-6-16"),
        ("Sagsnr. 27.15.l2-Ø4O-6-16", "Sagsnr. 27.15.12-Ø40-6-16"),
        ("00.22,02-P35-3-19", "00.22.02-P35-3-19"),
        ("Sagsnr.: 15/3488l", "Sagsnr.: 15/34881"),
        ("J.nr. 3O6-2009-600", "J.nr. 306-2009-600"),
        ("den l. maj 2O13", "den 1. maj 2013"),
        ("2l. januar 20l9", "21. januar 2019"),
        ("27-06-2O18", "27-06-2018"),
        ("KI. 16.00", "Kl. 16.00"),
        ("kl. l6:3O", "kl. 16:30"),
        ("jf. stk. l", "jf. stk. 1"),
        ("Side l af 4", "Side 1 af 4"),
        ("Sidel", "Side 1"),
        ("1O.000 kr.", "10.000 kr."),
        ("budget 2O18-2021", "budget 2018-2021"),
        ("l0. Godkendelse af dagsorden", "10. Godkendelse af dagsorden"),
        ("3.900 m? og", "3.900 m² og"),
    ],
)
def test_a_number_gets_its_digits_back(read, printed):
    assert repair_digits(read) == printed
    assert repair_digits(printed) == printed


@pytest.mark.parametrize(
    "text",
    [
        "Sagsnr. Oo",
        "punkt I",
        "Mødelokale O2B",
        "27.15.12-G40-6-16",
        "l majestæt",
        "2B, 3l mælk",
        "Ib Olsen (O)",
        "kl. 16.00-18.30",
        "Hvad er det?",
        "1.000.000",
        "Lokalplan 10l4x",
        "99. maj",
    ],
)
def test_what_is_no_such_number_is_left_alone(text):
    assert repair_digits(text) == text


@given(st.text(alphabet="0123456789OolI|SB.,-/: kKmstnrpøØPpaj?", max_size=40))
@settings(deadline=None)
def test_a_second_time_changes_nothing(text):
    once = repair_digits(text)
    assert repair_digits(once) == once
