"""Stamps and scrawls are furniture; what may be text is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from referat.pages.scrawl import mark_scrawl
from referat.types import Box, Line, Page, TextSource, Word


def make_page(*lines, source=TextSource.OCR):
    """Lines of ``(text, confidence)`` one under another; ``x`` as a third for another column."""
    made = []
    for number, (text, confidence, *x) in enumerate(lines, start=1):
        x0 = x[0] if x else 60
        box = Box(x0=x0, top=100 + 14 * number, x1=x0 + 100, bottom=110 + 14 * number)
        words = tuple(Word(text=word, box=box, confidence=confidence) for word in text.split())
        made.append(
            Line(
                text=text, page=1, number=number, row=number, box=box, size=11,
                confidence=confidence, words=words,
            )
        )  # fmt: skip
    return Page(number=1, width=595, height=842, source=source, reason="", lines=tuple(made))


def furniture(page):
    (marked,) = mark_scrawl([page])
    assert [line.text for line in marked.lines] == [line.text for line in page.lines]
    return [line.text for line in marked.lines if line.furniture]


@pytest.mark.parametrize(
    "text", ["MODTAGET", "KOPI", "INDGÅET 12. MAJ 1987", "MODTAGET DEN 03-11-1998", "SCANNET"]
)
def test_a_stamp_is_furniture(text):
    assert furniture(make_page(("Byrådet", 0.9), (text, 0.8))) == [text]


def test_the_date_in_a_stamp_goes_with_it():
    page = make_page(("MODTAGET", 0.8), ("12 MAJ 1987", 0.8), ("12 MAJ 1987", 0.8))
    assert furniture(page) == ["MODTAGET", "12 MAJ 1987"]
    # In another column it is another date.
    assert furniture(make_page(("MODTAGET", 0.8), ("12 MAJ 1987", 0.8, 400))) == ["MODTAGET"]


@pytest.mark.parametrize(
    "text", ["Modtaget", "KOPI AF BREV TIL BYRÅDET", "12 MAJ 1987", "Indgået aftale", "ARKIVSAGER"]
)
def test_text_is_no_stamp(text):
    assert furniture(make_page((text, 0.8))) == []


@pytest.mark.parametrize("text", ["ÆD Lhr", "SHURE", "~ Pn fl", "dBISE"])
def test_what_cannot_be_read_is_furniture(text):
    assert furniture(make_page((text, 0.2))) == [text]


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("Godkendt", 0.2),
        ("Godkendt Lhr", 0.1),
        ("Lhr Pnfl", 0.6),
        ("15/34881", 0.2),
        ("5", 0.1),
        ("ab cd ef gh ij kl mn", 0.2),
    ],
)
def test_what_may_be_text_is_kept(text, confidence):
    assert furniture(make_page((text, confidence))) == []


def test_a_text_layer_is_never_marked():
    assert furniture(make_page(("SHURE", 0.2), ("KOPI", 0.9), source=TextSource.TEXT_LAYER)) == []


def test_a_word_over_a_stamps_date_is_its_stamp():
    stamped = make_page(("GODKENDT", 0.9), ("27 JAN 2005", 0.9), ("Sagen blev drøftet.", 0.9))
    assert furniture(stamped) == ["GODKENDT", "27 JAN 2005"]
    decided = make_page(("GODKENDT", 0.9), ("27. januar 2005", 0.9))
    assert furniture(decided) == []


def test_a_partys_letter_in_its_cell_is_no_scrawl():
    page = make_page(("Hanne Holm", 0.9), ("V", 0.3, 300))
    name, letter = page.lines
    beside = replace(page, lines=(name, replace(letter, row=name.row)))
    assert furniture(beside) == []
    assert furniture(page) == ["V"]
