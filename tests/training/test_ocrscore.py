"""How right a reading is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referat.training.ocrscore import Tally, case_numbers, measure, normal, total


def test_a_perfect_reading_has_no_errors():
    tally = measure(["Sag 15/34881 den 3. maj 2021"], "Sag  15/34881\nden 3. maj 2021")
    assert (tally.cer, tally.wer, tally.facts) == (0.0, 0.0, 1.0)


def test_errors_are_counted_by_letter_and_word():
    tally = measure(["Byrådet godkendte"], "Byradet godkendte x")
    assert (tally.letters, tally.letters_wrong) == (17, 3)
    assert (tally.words, tally.words_wrong) == (2, 2)
    assert tally.facts is None


def test_the_order_that_fits_best_counts():
    assert measure(["a b c d", "a c b d"], "a c b d").cer == 0.0


def test_case_numbers_and_dates_count_once_each():
    printed = "27.15.12-Ø40-6-16 og 15/34881 og 15/34881, 1. maj 2021 og 1. maj 2021"
    tally = measure([printed], printed.replace("Ø40", "040").replace("1. maj 2021", "1 maj", 1))
    assert (tally.numbers, tally.numbers_right) == (3, 2)
    assert (tally.dates, tally.dates_right) == (2, 1)
    assert tally.facts == 0.6


def test_a_number_is_of_one_kind_alone():
    assert case_numbers("00.22.02-P35-3-19") == {"00.22.02-P35-3-19": 1}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("• Punkt – “nyt”", '- punkt - "nyt"'),
        ("Eventuelt ........... 3", "eventuelt 3"),
        ("Eventuelt..... 3", "eventuelt 3"),
        ("ﬁn\u00ad", "fin"),
    ],
)
def test_what_is_set_differently_is_the_same(text, expected):
    assert normal(text) == expected


def test_tallies_add_up():
    one = measure(["abc"], "abd")
    both = total([one, one])
    assert (both.pages, both.letters, both.letters_wrong, both.cer) == (2, 6, 2, one.cer)
    assert total([]) == Tally()


@given(st.text(max_size=40), st.text(max_size=40))
@settings(deadline=None)
def test_rates_are_between_none_and_all_for_readings_no_longer_than_the_page(printed, read):
    tally = measure([printed], read)
    assert tally.letters_wrong <= max(len(normal(printed)), len(normal(read)))
    assert 0 <= tally.numbers_right <= tally.numbers
