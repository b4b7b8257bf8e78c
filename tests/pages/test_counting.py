"""Numbers beside titles that OCR misread are told by those beside the other titles."""

from __future__ import annotations

import pytest

from referat.pages.correct import correct_pages
from referat.types import Box, Line, Page, Rettelsesart, TextSource, Word


def make_page(*rows, number=1, source=TextSource.OCR, bold=True, italic=False):
    """A page of rows: number and title of 13 points; plain text where one stands alone."""
    lines = []
    for row, cells in enumerate(rows, start=1):
        for x0, text in (
            zip((60, 128), cells, strict=False) if len(cells) > 1 else ((60, cells[0]),)
        ):
            box = Box(x0=x0, top=30 * row, x1=x0 + 6 * len(text), bottom=30 * row + 12)
            titled = len(cells) > 1
            lines.append(
                Line(
                    text=text,
                    page=number,
                    number=len(lines) + 1,
                    row=row,
                    box=box,
                    size=13.0 if titled else 11.0,
                    bold=bold and titled and x0 > 60,
                    italic=italic and titled,
                    confidence=0.4,
                    words=(Word(text=text, box=box, confidence=0.4),),
                )
            )
    return Page(number=number, width=595, height=842, source=source, reason="", lines=tuple(lines))


def heads(pages):
    return [
        line.text
        for page in correct_pages(pages)
        for line in page.lines
        if line.box.x0 == 60 and line.size == 13.0
    ]


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        (("Fx", "2.", "es", "4."), ["1.", "2.", "3.", "4."]),
        (("ÆG", "12.", "13.", "B«"), ["11.", "12.", "13.", "14."]),
        (("7:", "8:", "kr", "i:"), ["7:", "8:", "9:", "10:"]),
        # one number alone tells nothing, nor do numbers that are not counted through
        (("Fx", "2.", "es"), ["Fx", "2.", "es"]),
        (("1.", "es", "7.", "9."), ["1.", "es", "7.", "9."]),
        # there is nothing before 1
        (("Fx", "1.", "2."), ["Fx", "1.", "2."]),
        # the head of the column
        (("Nr.", "5.", "6."), ["Nr.", "5.", "6."]),
    ],
)
def test_numbers_are_counted_through_all_pages(read, printed):
    first = [(head, "Ny hal ved fjorden") for head in read[:2]]
    second = [(head, "Takster for havnen") for head in read[2:]]
    assert heads([make_page(*first, ("Tekst",)), make_page(*second, number=2)]) == printed


def test_numbers_beside_plain_text_and_of_a_text_layer_stay():
    rows = [(head, "Ny hal ved fjorden") for head in ("Fx", "2.", "3.")]
    assert heads([make_page(*rows, bold=False)]) == ["Fx", "2.", "3."]
    assert heads([make_page(*rows, source=TextSource.TEXT_LAYER)]) == ["Fx", "2.", "3."]


def test_a_number_has_its_titles_style_and_the_reading_is_kept():
    rows = [(head, "Ny hal ved fjorden") for head in ("Fx", "2.", "3.")]
    (page,) = correct_pages([make_page(*rows, italic=True)])
    assert all(line.bold and line.italic for line in page.lines)
    assert [(one.read, one.art) for one in page.lines[0].repairs] == [("Fx", Rettelsesart.TAL)]
    assert correct_pages([page]) == (page,)
