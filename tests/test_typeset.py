from __future__ import annotations

import pytest

from referat.typeset import Text, typeset


def ink(text: str, **changes: object) -> bytes:
    line = Text(**{"text": text, "x": 10, "top": 10, "size": 20, **changes})
    return typeset([line], width=200, height=40).tobytes()


BLANK = ink("")


def test_nothing_is_white() -> None:
    assert set(BLANK) == {255}


@pytest.mark.parametrize("letter", "æøåÆØÅé§–»½")
def test_danish_letters_and_marks_are_letters_of_their_own(letter: str) -> None:
    # A font that lacks a letter draws the same box for all that it lacks.
    assert ink(letter) not in (BLANK, ink("\uffff"), ink("\u4e2d"))
    assert ink(letter) != ink("o")


def test_text_stands_where_it_is_put() -> None:
    picture = typeset([Text(text="H", x=50, top=20, size=20)], width=200, height=100)
    left, top, right, bottom = picture.convert("L").point(lambda grey: 255 - grey).getbbox()
    assert 50 <= left < right <= 70
    assert 18 <= top < bottom <= 40


def test_colour_and_weight_are_seen() -> None:
    assert ink("fed", bold=True) != ink("fed")
    assert ink("fed", colour="#ff0000") != ink("fed")


def test_control_characters_are_left_out() -> None:
    assert ink("a\x00b\x07c") == ink("abc")
