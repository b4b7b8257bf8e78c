"""Where OCR's words stand in a line's text."""

from __future__ import annotations

import pytest

from referat.types import Box, Line, Repair, Rettelsesart, Word
from referat.wordplace import place_words

BOX = Box(x0=0, top=0, x1=10, bottom=10)


def make_line(text, read, *repairs):
    return Line(
        text=text,
        page=1,
        number=1,
        row=1,
        box=BOX,
        size=11,
        words=tuple(Word(text=word, box=BOX, confidence=0.9) for word in read.split()),
        repairs=tuple(
            Repair(start=start, end=end, read=was, art=Rettelsesart.ORD)
            for start, end, was in repairs
        ),
    )


def places(line):
    return [
        (placed.word.text, line.text[placed.start : placed.end]) for placed in place_words(line)
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (make_line("til kommunen", "til kommunen"), [("til", "til"), ("kommunen", "kommunen")]),
        (make_line("a a a", "a a a"), [("a", "a")] * 3),
        (
            make_line("af § 18-midler nu", "af 8 18-midler nu", (3, 4, "8")),
            [("af", "af"), ("8", "§"), ("18-midler", "18-midler"), ("nu", "nu")],
        ),
        (
            make_line("Nyt..... 3", "Nyt ...see nrn 3", (0, 8, "Nyt ...see nrn")),
            [("Nyt", "Nyt....."), ("...see", "Nyt....."), ("nrn", "Nyt....."), ("3", "3")],
        ),
        (make_line("- Nyt", "Nyt", (0, 1, "")), [("Nyt", "Nyt")]),
        (make_line("Nyt", "» Nyt", (0, 0, "»")), [("»", ""), ("Nyt", "Nyt")]),
        (make_line("1990–91", "1990—91"), [("1990—91", "1990–91")]),
        (make_line("", ""), []),
    ],
)
def test_each_word_has_its_place(line, expected):
    assert places(line) == expected


def test_words_that_do_not_fit_have_none():
    assert place_words(make_line("[CPR-nr. fjernet]", "010190-1234")) == ()
