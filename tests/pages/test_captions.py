"""Captions of a form that OCR misread are told by the others."""

from __future__ import annotations

from referat.pages.captions import mend_captions
from referat.types import Box, Line, Page, TextSource


def make_page(*rows):
    """A page of rows; what is in brackets is small print."""
    lines = []
    for row, cells in enumerate(rows, start=1):
        for place, text in enumerate(cells):
            small = text.startswith("[")
            x0 = 60.0 + 120 * place + row  # askew
            lines.append(
                Line(
                    text=text.strip("[]"),
                    page=1,
                    number=len(lines) + 1,
                    row=row,
                    box=Box(x0=x0, top=20 * row, x1=x0 + 50, bottom=20 * row + 11),
                    size=6.5 if small else 9.5,
                )
            )
    return Page(
        number=1, width=595, height=842, source=TextSource.OCR, reason="", lines=tuple(lines)
    )


def form(nr, number="[Løbenr.]", decides="[Afgøres af]", title="[Sagens navn]"):
    return (number, decides), (nr, "Udvalget for havn og kaj"), (title,), ("Uddybning af havnen",)


def texts(*rows):
    (page,) = mend_captions([make_page(*rows)])
    return [line.text for line in page.lines if line.size < 9]


def test_a_misread_caption_is_what_stands_there_elsewhere():
    read = texts(
        *form("3/07"),
        *form("4/07"),
        *form("5/07", number="[Løbene]", decides="[Alqøres at]"),
    )
    assert read[-3:] == ["Løbenr.", "Afgøres af", "Sagens navn"]
    again = [line.text for line in mend_captions([make_page(*form("3/07"))])[0].lines]
    assert again[0] == "Løbenr."


def test_a_document_that_is_no_form_stays_as_it_is():
    rows = (*form("3/07"), *form("5/07", number="[Løbene]", title="[Sagens nvn]"))
    assert texts(*rows)[3] == "Løbene"


def test_other_small_print_is_left_alone():
    rows = (*form("3/07"), *form("4/07"), ("[Klippet]", "[Løbene]"))
    assert texts(*rows)[-2:] == ["Klippet", "Løbene"]
