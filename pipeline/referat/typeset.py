"""Sets lines of text in a picture, with Danish letters, on any machine.

For ``show.py`` and the README's picture. PDFium carries its own Helvetica; Pillow's built-in font
has no æ, ø and å, and a machine without a screen often has no fonts at all.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageColor


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A line of text and its place in a picture."""

    text: str
    """One line."""
    x: float
    """Left edge, pixels."""
    top: float
    """Upper edge of the line, pixels."""
    size: float
    """Height of the letters, pixels."""
    colour: str = "#000000"
    """As in HTML."""
    bold: bool = False
    """Set in bold."""


def typeset(texts: Iterable[Text], *, width: int, height: int) -> Image.Image:
    """A white picture with the texts in it."""
    pdf = pdfium.PdfDocument.new()
    page = pdf.new_page(width, height)
    fonts = {
        bold: pdfium_c.FPDFText_LoadStandardFont(pdf, b"Helvetica-Bold" if bold else b"Helvetica")
        for bold in (False, True)
    }
    for text in texts:
        element = pdfium_c.FPDFPageObj_CreateTextObj(pdf, fonts[text.bold], text.size)
        # Without the control characters, which PDFium would draw as boxes; ended by a zero.
        printable = "".join(letter for letter in text.text if letter.isprintable())
        encoded = f"{printable}\0".encode("utf-16-le")
        letters = (pdfium_c.FPDF_WCHAR * (len(encoded) // 2)).from_buffer_copy(encoded)
        pdfium_c.FPDFText_SetText(element, ctypes.cast(letters, pdfium_c.FPDF_WIDESTRING))
        pdfium_c.FPDFPageObj_SetFillColor(element, *ImageColor.getrgb(text.colour)[:3], 255)
        # PDF counts upwards from the base line, which lies four fifths down the letters' height.
        base = height - text.top - 0.8 * text.size
        pdfium_c.FPDFPageObj_Transform(element, 1, 0, 0, 1, text.x, base)
        pdfium_c.FPDFPage_InsertObject(page, element)
    page.gen_content()
    picture: Image.Image = page.render(scale=1).to_pil().convert("RGB")
    pdf.close()
    return picture
