from __future__ import annotations

import pytest

from referat.privacy.contacts import find_emails, find_phones


def emails(text: str) -> list[str]:
    return [text[start:end] for start, end in find_emails(text)]


def phones(text: str) -> list[str]:
    return [text[start:end] for start, end in find_phones(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Skriv til ida.fjeld@gmail.com.", ["ida.fjeld@gmail.com"]),
        ("ida.fjeld @ hotmail.com", ["ida.fjeld @ hotmail.com"]),
        ("ida(at)fjeldbyg.dk", ["ida(at)fjeldbyg.dk"]),
        ("info@gmail.com", ["info@gmail.com"]),
        ("Ida.Fjeld@fjeldbyg.dk, post@fjeldbyg.dk", ["Ida.Fjeld@fjeldbyg.dk"]),
        ("ida.fjeld@\ngmail.com", ["ida.fjeld@\ngmail.com"]),
        ("idfj@viborg.dk", []),
        ("post@lyngby-taarbaek.dk", []),
        ("teknik@aarhus.dk, plan@kk.dk, x@sundhed.regionh.dk", []),
        ("bestyrelsen@strandhuse.dk", []),
        ("2 kg @ 30 kr.", []),
        ("ida_fjeld@gmail . com", ["ida_fjeld@gmail . com"]),
        ("Ida.Fjeld@GMAIL.COM", ["Ida.Fjeld@GMAIL.COM"]),
        ("ida\u00a0@\u00a0hotmail.dk", ["ida\u00a0@\u00a0hotmail.dk"]),
        ("ida.\u200bfjeld@hotmail.dk", ["ida.\u200bfjeld@hotmail.dk"]),
        ("mailto:ida@bøgh.dk", ["ida@bøgh.dk"]),
    ],
)
def test_private_addresses_are_found_and_official_ones_are_not(text, expected):
    assert emails(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ring på tlf. 22 33 44 55.", ["22 33 44 55"]),
        ("Mobil: 22334455 / 66 77 88 99", ["22334455", "66 77 88 99"]),
        ("Telefon\n22 33 44 55", ["22 33 44 55"]),
        ("+45 22 33 44 55", ["+45 22 33 44 55"]),
        ("tlf.nr. 2233 4455", ["2233 4455"]),
        ("Viborg Kommune, telefon 87 87 87 87", []),
        ("Borgerservice tlf. 87 87 87 87", []),
        ("CVR 22334455", []),
        ("22 33 44 55", []),
        ("telefon 1813", []),
        ("telefonen ringede 22 gange", []),
        ("tlf. 22\u00a033\u00a044\u00a055", ["22\u00a033\u00a044\u00a055"]),
        ("(+45) 22 33 44 55", ["+45) 22 33 44 55"]),
        ("M: 22334455, T. 66 77 88 99", ["22334455", "66 77 88 99"]),
        ("Ida Fjeld, 22 33 44 55.", ["22 33 44 55"]),
        ("Ida Fjeld (2233 4455)", ["2233 4455"]),
        ("i alt, 22 33 44 55 66", []),
        ("Skolen, 22 33 44 55 kr.", []),
        ("2022 22 33 44 55 12", []),
        ("Ja 12 34 56 78", []),
    ],
)
def test_private_telephone_numbers_are_found_and_official_ones_are_not(text, expected):
    assert phones(text) == expected
