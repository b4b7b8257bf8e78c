"""What was put right in a line must not tell what was masked in it."""

from __future__ import annotations

import datetime as dt

import pytest

from referat.privacy.mask import mask_pages
from referat.types import (
    Box,
    Line,
    Page,
    ReadPages,
    Repair,
    Rettelsesart,
    TextSource,
    Word,
)

TODAY = dt.date(2026, 1, 1)


def make_line(text, read, *repairs):
    words = tuple(
        Word(
            text=word,
            box=Box(x0=50.0 * place, top=10, x1=50.0 * place + 40, bottom=20),
            confidence=0.9,
        )
        for place, word in enumerate(read)
    )
    return Line(
        text=text, page=1, number=1, row=1, box=Box(x0=0, top=10, x1=500, bottom=20), size=11,
        words=words, repairs=repairs,
    )  # fmt: skip


def mask(line):
    page = Page(number=1, width=595, height=842, source=TextSource.OCR, reason="", lines=(line,))
    read, hidden = mask_pages(ReadPages(pages=(page,)), today=TODAY)
    return read.pages[0].lines[0], hidden


def test_a_masked_number_that_was_put_right_is_gone_from_the_reading_too():
    number = Repair(start=4, end=15, read="0l0190-1234", art=Rettelsesart.TAL)
    line = make_line("CPR 010190-1234 nu", ["CPR", "0l0190-1234", "nu"], number)
    masked, (hidden,) = mask(line)
    assert "1234" not in repr(masked)
    assert [word.text for word in masked.words] == ["CPR", "[CPR-nr. fjernet]", "nu"]
    # What is blackened is the word, not the line.
    assert hidden.exact
    assert (hidden.box.x0, hidden.box.x1) == (50, 90)


def test_words_that_do_not_fit_their_line_are_all_gone():
    line = make_line("CPR 010190-1234 nu", ["CPR", "O1O19O-l234", "nu"])
    masked, (hidden,) = mask(line)
    assert masked.words == ()
    assert not hidden.exact
    assert (hidden.box.x0, hidden.box.x1) == (0, 500)


@pytest.mark.parametrize("read", ["8", "$"])
def test_a_line_with_nothing_private_keeps_its_reading(read):
    section = Repair(start=3, end=4, read=read, art=Rettelsesart.PARAGRAF)
    line = make_line("jf § 18", ["jf", read, "18"], section)
    masked, hidden = mask(line)
    assert masked == line
    assert hidden == ()
