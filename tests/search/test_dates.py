"""Dates are found in every spelling, and nothing else is a date."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.search.dates import date_token, find_dates
from referat.structure.dates import find_date

MONTHS = ("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september",
          "oktober", "november", "december")  # fmt: skip


@given(st.dates(dt.date(1900, 1, 1), dt.date(2059, 12, 31)))
def test_every_spelling_of_a_day_is_the_same(day):
    d, m, y = day.day, day.month, day.year
    for text in (
        f"{d}. {MONTHS[m - 1]} {y}", f"d. {d}.{MONTHS[m - 1][:3]} {y}", f"{d}/{m}-{y}",
        f"{d:02}.{m:02}.{y}", f"{d}-{m}-{y}", day.isoformat(), f"mødet den {d}/{m} {y}",
    ):  # fmt: skip
        assert [found for _, _, found in find_dates(text)] == [day], text
    if y >= 1960:
        assert [found for _, _, found in find_dates(f"{d}/{m}/{y % 100:02}")] == [day]
    assert date_token(day) == f"d{y:04}{m:02}{d:02}"


@pytest.mark.parametrize("text", ["12.03.19", "12.03.55", "12.03.59", "12.03.60", "31.12.99"])
def test_years_of_two_digits_are_searched_as_they_are_stored(text):
    assert [found for _, _, found in find_dates(text)] == [find_date(text)]


@pytest.mark.parametrize(
    "text",
    ["15.40.00-P35-1-17", "27.15.12-Ø40", "2018-0119007", "31. februar 2019", "12/30382", "§ 17.4",
     "kl. 17.30-19.45", "1.234.567 kr.", "394-2011-61177", "99.99.99"],
)  # fmt: skip
def test_what_is_no_date(text):
    assert list(find_dates(text)) == []
