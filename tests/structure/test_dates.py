"""Dates and clock times in the forms of section 4 of the format atlas."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referat.danish.kalender import MONTHS, WEEKDAYS
from referat.structure.dates import find_date, find_dates, find_times, time_range

FEW = settings(deadline=None, derandomize=True, database=None, max_examples=40)

NAMES = list(WEEKDAYS)
FULL_MONTHS = [
    next(name for name, value in MONTHS.items() if value == number) for number in range(1, 13)
]
SHORT_MONTHS = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
OLD_MONTHS = {9: "Septbr", 10: "Oktbr", 11: "Novbr", 12: "Decbr"}

FORMS = {
    "d. 27-06-2018": lambda d: f"d. {d:%d-%m-%Y}",
    "den 03-12-2013": lambda d: f"den {d:%d-%m-%Y}",
    "18-06-2019": lambda d: f"{d:%d-%m-%Y}",
    "3-6-2019": lambda d: f"{d.day}-{d.month}-{d.year}",
    "25.06.2014": lambda d: f"{d:%d.%m.%Y}",
    "3.6.2014": lambda d: f"{d.day}.{d.month}.{d.year}",
    "Onsdag d. 27. juni 2018 kl. 16:00": lambda d: (
        f"{NAMES[d.weekday()].capitalize()} d. {d.day}. {FULL_MONTHS[d.month - 1]} {d.year}"
        " kl. 16:00"
    ),
    "onsdag den 11. august 2021 kl. 09:00": lambda d: (
        f"{NAMES[d.weekday()]} den {d.day}. {FULL_MONTHS[d.month - 1]} {d.year} kl. 09:00"
    ),
    "Tirsdag den 30. april 2013": lambda d: (
        f"{NAMES[d.weekday()].capitalize()} den {d.day}. {FULL_MONTHS[d.month - 1]} {d.year}"
    ),
    "9. april 2019 kl. 16:30": lambda d: f"{d.day}. {FULL_MONTHS[d.month - 1]} {d.year} kl. 16:30",
    "26. juni 2014": lambda d: f"{d.day}. {FULL_MONTHS[d.month - 1]} {d.year}",
    "Den 4. januar 2010": lambda d: f"Den {d.day}. {FULL_MONTHS[d.month - 1]} {d.year}",
    "05. marts 2008": lambda d: f"{d.day:02d}. {FULL_MONTHS[d.month - 1]} {d.year}",
    "Onsdag den 15-maj-2002": lambda d: (
        f"{NAMES[d.weekday()].capitalize()} den {d.day}-{FULL_MONTHS[d.month - 1]}-{d.year}"
    ),
    "05-12-2017 17:00:00": lambda d: f"{d:%d-%m-%Y} 17:00:00",
    "31-08-2015 18:00": lambda d: f"{d:%d-%m-%Y} 18:00",
    "Mandag, 23 maj, 2022 - 17:00": lambda d: (
        f"{NAMES[d.weekday()].capitalize()}, {d.day} {FULL_MONTHS[d.month - 1]}, {d.year} - 17:00"
    ),
    "d. 10.09.15.": lambda d: f"d. {d:%d.%m.%y}.",
    "30/4 2016": lambda d: f"{d.day}/{d.month} {d.year}",
    "3/12-13": lambda d: f"{d.day}/{d.month}-{d:%y}",
    "10/9 20": lambda d: f"{d.day}/{d.month} {d:%y}",
    "2016-04-30": lambda d: d.isoformat(),
    "30. apr. 2016": lambda d: f"{d.day}. {SHORT_MONTHS[d.month - 1]}. {d.year}",
    "30. April 1921": lambda d: f"{d.day}. {FULL_MONTHS[d.month - 1].capitalize()} {d.year}",
    "30. Novbr. 2016": lambda d: (
        f"{d.day}. {OLD_MONTHS.get(d.month, FULL_MONTHS[d.month - 1])}. {d.year}"
    ),
}
# Two digits of a year say no more than 1960 to 2059.
DAYS = st.dates(min_value=dt.date(1960, 1, 1), max_value=dt.date(2059, 12, 31))


@pytest.mark.parametrize("form", FORMS)
@FEW
@given(day=DAYS)
def test_a_printed_date_is_read_back(form: str, day: dt.date) -> None:
    printed = FORMS[form](day)
    found = find_dates(printed)
    assert [entry.date for entry in found] == [day], printed
    assert found[0].printed_year


@FEW
@given(day=st.dates(min_value=dt.date(1859, 1, 1), max_value=dt.date(1948, 1, 1)))
def test_the_year_may_stand_first_in_old_protocols(day: dt.date) -> None:
    assert find_date(f"Aar {day.year} d. {day.day}/{day.month} holdt Sogneraadet Møde") == day


def test_the_year_may_stand_before_the_weekday() -> None:
    (found,) = find_dates("År 1983, tirsdag den 22. november kl. 19,00 afholdtes møde.")
    assert (found.date, found.printed_year, found.weekday_fits) == (
        dt.date(1983, 11, 22),
        True,
        True,
    )


@FEW
@given(day=DAYS)
def test_a_date_is_found_inside_a_sentence_where_it_stands(day: dt.date) -> None:
    printed = f"{day.day}. {FULL_MONTHS[day.month - 1]} {day.year}"
    text = f"Udvalget mødtes sidst {printed} i Kornby."
    (found,) = find_dates(text)
    assert text[found.start : found.end].strip(" .") == printed


@pytest.mark.parametrize(
    ("text", "base", "expected"),
    [
        ("Mødet den 13.3.", None, None),
        ("svar inden 29. april", dt.date(2019, 1, 8), dt.date(2019, 4, 29)),
        ("svar inden 29. april", None, None),
        ("Onsdag, April 3, 2019 - 18:00", None, dt.date(2019, 4, 3)),
        ("05. marts", dt.date(2014, 3, 1), dt.date(2014, 3, 5)),
        ("den 31-02-2019", None, None),
        ("den 32. maj 2019", None, None),
        ("1. januar 2O13", dt.date(2020, 1, 1), None),
    ],
)
def test_a_date_without_a_year_needs_one_to_lean_on(text, base, expected) -> None:
    assert find_date(text, base=base) == expected


@pytest.mark.parametrize(
    "text",
    [
        "15.40.00-P35-7-19",
        "00.01.00-A00-12-08",
        "1-21-4-18-17",
        "kapitel 1.2.3.4",
        "2018 - 2021",
        "tlf. 86 12 34 56",
        "4.500.000 kr.",
        "§ 17, stk. 4",
        "13/40771",
        "",
        "ingen tal her",
    ],
)
def test_numbers_of_other_kinds_are_no_dates(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("Onsdag d. 27. juni 2018", True),
        ("Torsdag d. 27. juni 2018", False),
        ("27. juni 2018", None),
        ("mandag den 27-06-2018", False),
    ],
)
def test_the_weekday_is_held_against_the_date(text: str, fits: bool | None) -> None:
    assert find_dates(text)[0].weekday_fits is fits


def test_two_digits_of_a_year_turn_at_sixty() -> None:
    assert find_date("10.09.59") == dt.date(2059, 9, 10)
    assert find_date("10.09.60") == dt.date(1960, 9, 10)


def test_several_dates_come_in_order_and_do_not_overlap() -> None:
    found = find_dates("fra 01-02-2019 til 3. marts 2019 og igen den 4/5 2019")
    assert [entry.date for entry in found] == [
        dt.date(2019, 2, 1),
        dt.date(2019, 3, 3),
        dt.date(2019, 5, 4),
    ]
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kl. 17.00", ["17:00"]),
        ("Kl. 17:00", ["17:00"]),
        ("Kl. 9.00", ["09:00"]),
        ("kl 10", ["10:00"]),
        ("kl.21.33", ["21:33"]),
        ("kl. ca. 18.30", ["18:30"]),
        ("19.00-23.55", ["19:00", "23:55"]),
        ("05-12-2017 17:05:00", ["17:05"]),
        ("27.06.2018", []),
        ("§ 17.30.1", []),
        ("12.50 kr.", []),
        ("12.50 pct.", []),
        ("15.40.00-P35-7-19", []),
        ("kl. 25.00", []),
        ("kl. 24.00", ["00:00"]),
    ],
)
def test_clock_times_are_read_and_other_figures_are_not(text: str, expected: list[str]) -> None:
    assert find_times(text) == expected


@FEW
@given(clock=st.times(), mark=st.sampled_from([".", ":"]))
def test_a_printed_clock_is_read_back(clock: dt.time, mark: str) -> None:
    assert find_times(f"kl. {clock.hour}{mark}{clock.minute:02d}") == [f"{clock:%H:%M}"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kl. 19:00-21:00", ("19:00", "21:00")),
        ("9:30-11:00", ("09:30", "11:00")),
        ("kl. 10.00 – 12.00", ("10:00", "12:00")),
        ("kl. 17-19", ("17:00", "19:00")),
        ("kl. 16.30 til kl. 18.00", ("16:30", "18:00")),
        ("onsdag den 3. april 2024 kl. 18:00-20:00", ("18:00", "20:00")),
        ("kl. 17.00 i Mødelokale 2", ("17:00", None)),
        ("27.06.2018", (None, None)),
        ("uden klokkeslæt", (None, None)),
    ],
)
def test_a_range_has_start_and_end(text: str, expected: tuple[str | None, str | None]) -> None:
    assert time_range(text) == expected


def test_a_turkish_letter_for_an_i_is_no_key_error() -> None:
    found = find_dates("mødet den 3. julı 2017")
    assert [each.date for each in found] == [dt.date(2017, 7, 3)]
