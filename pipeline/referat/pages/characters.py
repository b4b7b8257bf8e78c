"""Stage 2: what is asked of PDFium about the characters of one page.

Ten numbers and names a line, so that this is where the time of a page goes that PDFium itself does
not take. Characters are counted from 0 in the order in which PDFium gives them; everything leaves
here in points from the page's top left.
"""

from __future__ import annotations

import codecs
import ctypes
import re
from typing import Any

import pypdfium2.raw as raw

from referat.pages.calls import Doubles, bound
from referat.pages.shapes import Frame

_BOLD = re.compile(r"bold|black|heavy|semib|demi|fett|\bbd\b|-bd|,b", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obli|kursiv|-it\b", re.IGNORECASE)


class _Object(ctypes.c_void_p):
    """A text object of PDFium: of a class of its own, ctypes does not make a number of it."""


_get_text = bound(raw.FPDFText_GetText, ctypes.c_int)
_count_rects = bound(raw.FPDFText_CountRects, ctypes.c_int)
_get_rect = bound(raw.FPDFText_GetRect)
_get_origin = bound(raw.FPDFText_GetCharOrigin)
_get_box = bound(raw.FPDFText_GetCharBox)
_get_size = bound(raw.FPDFText_GetFontSize, ctypes.c_double)
_get_matrix = bound(raw.FPDFText_GetMatrix, ctypes.c_int)
_get_object = bound(raw.FPDFText_GetTextObject, _Object)
_get_object_font = bound(raw.FPDFTextObj_GetFont, ctypes.c_void_p)
_get_font = bound(raw.FPDFText_GetFontInfo, ctypes.c_int)

Run = tuple[float, float, float, float, bool, bool, bool]
"""Of the characters of a line, or a part of it:

1. font size of the first, as shown,
2. where that stands on its baseline, from the left and from the top,
3. where the ink of the last ends,
4. whether both are of one text object of the PDF,
5. whether they are bold and italic.
"""


class Characters:
    """The few questions that are asked of PDFium's text page."""

    def __init__(self) -> None:
        self._page: Any = None
        self._frame: Any = None
        self._numbers = Doubles(6)
        self._origin_places, self._box_places = self._numbers.places[:2], self._numbers.places[2:]
        self._matrix = raw.FS_MATRIX()
        self._into_matrix = ctypes.byref(self._matrix)
        self._text = ctypes.create_string_buffer(1 << 14)
        self._name = ctypes.create_string_buffer(256)
        self._into_name = ctypes.byref(self._name)
        self._into_flags = ctypes.byref(ctypes.c_int())
        self._styles: dict[int | None, tuple[bool, bool]] = {}

    def turn_to(self, text_page: Any, frame: Frame) -> None:
        """Ask of this page from here on."""
        self._page, self._frame = text_page, frame
        self._styles.clear()  # PDFium may have put another font in the place of one of those

    def text(self) -> str:
        """All characters; one of the text is one of PDFium's."""
        count = raw.FPDFText_CountChars(self._page)
        if count <= 0:
            return ""
        # A character outside the basic plane takes two units of two bytes; there is an end mark.
        if len(self._text) < 4 * count + 4:
            self._text = ctypes.create_string_buffer(8 * count)
        written = _get_text(self._page, 0, count, self._text)
        content = memoryview(self._text)[: 2 * max(0, written - 1)]
        return codecs.utf_16_le_decode(content, "replace")[0]

    def box(self, index: int) -> tuple[float, float, float, float]:
        """``x0, top, x1, bottom`` of the character's ink."""
        _get_box(self._page, index, *self._box_places)
        _, _, left, right, bottom, top = self._numbers.values()
        return self._frame.rectangle(left, bottom, right, top)  # type: ignore[no-any-return]

    def run(self, first: int, last: int) -> Run:
        """What is to be known of the characters from one to another."""
        page = self._page
        size: float = _get_size(page, first)
        if _get_matrix(page, first, self._into_matrix):
            # PDFium leaves the text matrix out (18.67 x 0.75 = 14).
            c, d = self._matrix.c, self._matrix.d
            # Nearly all letters stand upright, and a root takes as long as all else here.
            size = float(size * (abs(d) if c == 0 else (c * c + d * d) ** 0.5))
        _get_origin(page, first, *self._origin_places)
        _get_box(page, last, *self._box_places)
        x, y, left, right, bottom, top = self._numbers.values()
        frame = self._frame
        if frame.turn == 0:
            x0, baseline, x1 = x - frame.left, frame.top - y, right - frame.left
        else:
            (x0, baseline), x1 = frame(x, y), frame.rectangle(left, bottom, right, top)[2]
        opens, ends = _get_object(page, first), _get_object(page, last)
        bold, italic = self._style(opens, first)
        one = opens.value == ends.value
        if (bold or italic) and not one:
            final_bold, final_italic = self._style(ends, last)
            bold, italic = bold and final_bold, italic and final_italic
        return size, x0, baseline, x1, one and opens.value is not None, bold, italic

    def runs(self, start: int, count: int) -> list[tuple[float, float, float, float]]:
        """Rectangles of a range, one for each text object of the PDF, in its order."""
        found = []
        page, places = self._page, self._box_places
        rectangle, values = self._frame.rectangle, self._numbers.values
        for place in range(_count_rects(page, start, count)):
            _get_rect(page, place, *places)
            _, _, left, top, right, bottom = values()
            found.append(rectangle(left, bottom, right, top))
        return found

    def _style(self, item: _Object, index: int) -> tuple[bool, bool]:
        """Bold and italic, from the font's name: PDFium's own weight is wrong (400 for bold)."""
        if item.value is None:
            return False, False
        font = _get_object_font(item)
        style = self._styles.get(font)
        if style is None:
            length = _get_font(self._page, index, self._into_name, 256, self._into_flags)
            name = self._name.raw[: max(0, min(length, 256) - 1)]
            # Subset fonts are named "ABCDEF+Name-Bold".
            family = name.decode("utf-8", "replace").rpartition("+")[2]
            style = bool(_BOLD.search(family)), bool(_ITALIC.search(family))
            self._styles[font] = style
        return style
