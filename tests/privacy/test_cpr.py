"""CPR numbers are found however they are written, and nothing else is taken for one.

No number here is anybody's but by chance: the days and the serials are drawn.
"""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.privacy.cpr import find_cpr, has_check_digit, is_birthday
from referat.training.cpr import measure

TODAY = dt.date(2026, 11, 24)
CHECKED, UNCHECKED = "2110625629", "2110625620"


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in find_cpr(text, today=TODAY)]


def test_the_numbers_of_these_tests_are_what_they_say():
    assert has_check_digit(CHECKED)
    assert not has_check_digit(UNCHECKED)
    assert is_birthday(CHECKED, TODAY)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Borgeren (211062-5629) har klaget.", "211062-5629"),
        ("Borgeren (211062-5620) har klaget.", "211062-5620"),
        ("Borgeren, 211062 – 5629.", "211062 – 5629"),
        ("Borgeren 2110625629 har klaget", "2110625629"),
        ("Borgeren 211062 5629 har klaget", "211062 5629"),
        ("CPR-nr.: 211062 5620", "211062 5620"),
        ("CPR-nummer på borgeren er 9999995620", "9999995620"),
        ("Borgeren 211062-\n5629", "211062-\n5629"),
        ("Borgeren 21IO62-5629", "21IO62-5629"),
        ("Borgeren 21lO62-562g", "21lO62-562g"),
        ("21.10.62-5629", "21.10.62-5629"),
        ("Sagsnr. 211062-5629", "211062-5629"),
        ("(211062-5629/2110625629)", "2110625629"),
        ("211062-5629,", "211062-5629"),
        # Close behind another sign, a word, a label.
        ("-211062-5620 klager", "211062-5620"),
        ("borger,211062-5620", "211062-5620"),
        ("CPR.nr.211062-5620", "211062-5620"),
        ("cpr211062-5620", "211062-5620"),
        ("X211062-5629", "211062-5629"),
        ("211062-5620og hustru", "211062-5620"),
        ("klage_211062-5620_svar.pdf", "211062-5620"),
        ("Klage_2110625629.pdf", "2110625629"),
        ("211062-5620/211062-5620", "211062-5620"),
        # Other blanks, dashes and digits.
        ("211062\u00a0-\u00a05620", "211062\u00a0-\u00a05620"),
        ("211062\u20115620", "211062\u20115620"),
        ("211062\uff0d5620", "211062\uff0d5620"),
        ("\uff12\uff11\uff11\uff10\uff16\uff12-5620", "\uff12\uff11\uff11\uff10\uff16\uff12-5620"),
        ("211\u200b062-5620", "211\u200b062-5620"),
        # After its label in any form.
        ("CPR 21 10 62 56 20", "21 10 62 56 20"),
        ("cpr-nr. 21.10.62.5620", "21.10.62.5620"),
        ("CPR: 211062.5620", "211062.5620"),
        ("født 21.10.1962-5620", "21.10.1962-5620"),
        # By their check digit.
        ("21.10.1962-5629", "21.10.1962-5629"),
        ("21/10-62-5629", "21/10-62-5629"),
        ("211062.5629", "211062.5629"),
        ("211062/5629", "211062/5629"),
        ("sag 211062-5629-3", "211062-5629"),
        ("27.36.04-211062-5629", "211062-5629"),
        ("211062-56\n29", "211062-56\n29"),
        ("2 1 1 0 6 2 - 5 6 2 0", "2 1 1 0 6 2 - 5 6 2 0"),
    ],
)
def test_a_cpr_number_is_found_whole(text: str, number: str | None):
    assert (number in found(text)) if number else found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sagsnr. 211062-5620",
        "Sagsnr. 2110625629",
        "kontonr. 2110625629",
        "Reg.nr. 1234 konto 2110625629",
        "1234-2110625629 som regnr. og 211062562",
        "EAN 5798002110625",
        "CVR-nr. 21106256",
        "P-nummer 1011625629",
        "321062-5629",
        "211362-5629",
        "15.40.00-P35-1-17",
        "27.15.12-Ø40-6-16",
        "306-2009-600",
        "2019-000658-10",
        "211062-56291",
        "1211062-5629",
        "fra 21-10-62 til 22-10-62",
        "21.10.2062",
        "Lokalplan 211062",
        "121.106 256.299 562",
        "CPR-registret 2021-2022 10",
        "01-02-03 kl. 1230",
        "12.10.62-1200",
        "21.10.62 - 2004",
        "12 10 11 12 1314",
        "21 10 62 56 29",
        "0040-2110625629",
        "15/2110625629",
        "211062 2019 314159",
        "lokalplan 211062-5629",
        "12.03.05 10.00-14.30",
        "211.062.5620",
        "211062-5620-3",
        "² 211062",
        "OSlBZSGOIl",
    ],
)
def test_other_numbers_are_left_alone(text: str):
    assert found(text) == []


def test_the_day_must_have_been():
    assert found("240199-4561 300299-4561 311199-4561") == ["240199-4561"]
    assert found("251126-4561") == []  # tomorrow, in the century of a seventh digit of 4
    assert found("241126-4561") == ["241126-4561"]


@given(
    st.dates(dt.date(1937, 1, 1), dt.date(1999, 12, 31)),
    st.integers(0, 3999),
    st.sampled_from(["-", "", " - ", "–"]),
    st.text("abcæøå ,.()", max_size=20),
)
def test_any_number_of_the_last_century_is_found(born, serial, mark, around):
    printed = f"{born:%d%m%y}{mark}{serial:04}"
    assert printed in found(f"{around} {printed} {around}")


def test_recall_and_false_alarms_hold_what_was_promised():
    measured = measure(rounds=100, pages=1000)
    assert measured.recall >= 0.999, measured.missed
    assert measured.alarms_a_thousand <= 1, measured.alarms


def test_the_sample_minutes_hold_none(corpus):
    texts = list((corpus / "documents").rglob("*.txt"))
    assert texts
    for path in texts:
        assert found(path.read_text("utf-8")) == [], path
