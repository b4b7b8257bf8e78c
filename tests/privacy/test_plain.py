from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from referat.privacy.plain import make_plain


def test_blanks_dashes_and_digits_become_the_usual_ones() -> None:
    plain, places = make_plain("07\u20110761\u00a0\u0664\u200b2 m²")
    assert plain == "07-0761 42 m²"
    assert list(places) == [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13]


@given(st.text())
def test_every_digit_of_every_alphabet_is_read(text: str) -> None:
    plain, places = make_plain(text)
    assert len(plain) == len(places)
    for char, place in zip(plain, places, strict=True):
        value = unicodedata.decimal(text[place], None)
        if value is not None:
            assert char == str(value)
        elif text[place].isalnum():
            assert char == text[place]
