"""PDFium's functions without conversions give what those with them give."""

from __future__ import annotations

import ctypes

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from referat.pages.calls import Doubles, bound


def test_a_bound_function_answers_as_the_checked_one(make_pdf, drawing):
    path = make_pdf([drawing.Text(72, 100, "Referat af møde", "Helvetica", 14)])
    document = pdfium.PdfDocument(path)
    page = document[0]
    text = page.get_textpage()
    size = bound(raw.FPDFText_GetFontSize, ctypes.c_double)
    box = bound(raw.FPDFText_GetCharBox, ctypes.c_int)
    numbers = Doubles(4)
    plain = [ctypes.c_double() for _ in range(4)]
    seen = set()
    for index in range(text.count_chars()):
        assert size(text.raw, index) == raw.FPDFText_GetFontSize(text.raw, index)
        assert box(text.raw, index, *numbers.places) == raw.FPDFText_GetCharBox(
            text.raw, index, *plain
        )
        assert numbers.values() == [value.value for value in plain]
        seen.add(tuple(numbers.values()))
    assert len(seen) == len("Referat af møde")
    text.close()
    page.close()
    document.close()
