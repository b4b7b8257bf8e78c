"""Years of case numbers with a figure too many are told by the document's other numbers."""

from __future__ import annotations

import pytest

from referat.pages.casenumbers import mend_years
from referat.types import Line, Page, TextSource


def read(texts, source=TextSource.OCR):
    lines = tuple(
        Line(text=text, page=1, number=row, row=row, box=None, size=10.0)
        for row, text in enumerate(texts, start=1)
    )
    page = Page(number=1, width=595, height=842, source=source, reason="", lines=lines)
    return [line.text for line in mend_years([page])[0].lines]


SURE = ["Sagsnr.: 14/2231", "Tekst 3/4", "Sagsnr.: 14/5120"]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Sagsnr.: 1494/7013", "Sagsnr.: 14/7013"),
        ("Sagsnr.: 149/7013", "Sagsnr.: 14/7013"),
        ("Sagsnr.: 1214/7013", "Sagsnr.: 14/7013"),
        ("J.nr. 1494/7013 og J.nr. 13/7013", "J.nr. 14/7013 og J.nr. 13/7013"),
        ("Sagsnr.: 2014/7013", "Sagsnr.: 2014/7013"),  # a whole year
        ("Sagsnr.: 1384/7013", "Sagsnr.: 1384/7013"),  # of no year that is known
        ("Konto 1494/7013", "Konto 1494/7013"),  # no case number
    ],
)
def test_a_year_is_as_the_others_are(text, printed):
    assert read([*SURE, text])[-1] == printed
    assert read(read([*SURE, text]))[-1] == printed


def test_without_witnesses_and_in_a_text_layer_it_stays():
    assert read([SURE[0], "Sagsnr.: 1494/7013"])[-1] == "Sagsnr.: 1494/7013"
    assert read([*SURE, "Sagsnr.: 1494/7013"], TextSource.TEXT_LAYER)[-1] == "Sagsnr.: 1494/7013"
    often = [*SURE, *(f"Sagsnr.: 1494/70{n}" for n in range(13, 17))]
    assert read(often) == often  # the house's own form
