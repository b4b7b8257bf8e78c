"""Stage 2: the text layer of a PDF, and what else a PDF page can tell.

With ``shapes.py`` the two modules that know pypdfium2. PDFium finds the lines; it is asked for two
characters a line and not for each, which is what makes it fast. Everything leaves here in points
from the page's top left. PDFium is not thread-safe: one document, one thread.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from referat.errors import InputFileError
from referat.pages.lines import Row, Segment, clean_text
from referat.pages.shapes import (
    BOMB_PIXELS,
    Frame,
    Shapes,
    most_pixels,
    native_dpi,
    own_pixels,
    packed_hash,
    render_grey,
)
from referat.pages.tables import MIN_EDGES, Table, find_tables, read_tables

WIDE_GAP = 1.3
"""Clear space inside a line, in font sizes, that parts cells: a justified line stretches its blanks
to about one font size, forms and tables start at two."""

MIN_DPI, MAX_DPI = 150.0, 400.0
"""Bounds for rendering a scanned page: less cannot be read, more reads no better."""

BANDS = 8
"""In which a page with a very large image is drawn: one of 20,000 by 20,000 takes 530 MB so, and
860 MB in one."""

MANY_SHAPES = 20
"""Shapes on a page without text that may be letters turned to outlines; frames have fewer."""

END_WITHIN = 4096
"""The end mark of a whole PDF stands in its last bytes; readers allow 1 KB, stamps add some."""

PdfError = pdfium.PdfiumError
"""What a damaged page raises."""

_PIECE = re.compile("[^\r\n\ufffe\x02]+")
_BLANK = re.compile(r"\s+")
_HYPHENS = "\u00ad\u2010\u2011-"
_BREAKS = "\ufffe\x02"
"""What PDFium leaves where it swallowed a line break after a hyphen."""

_BOLD = re.compile(r"bold|black|heavy|semib|demi|fett|\bbd\b|-bd|,b", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obli|kursiv|-it\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerPage:
    """What the text layer gives for one page."""

    number: int
    """From 1."""
    width: float
    """Points, as shown."""
    height: float
    """Points, as shown."""
    segments: tuple[Segment, ...]
    """Pieces of text, in PDFium's order."""
    rows: tuple[Row, ...]
    """Rows of ruled tables; their pieces are not among the segments."""
    characters: str
    """The page's text as PDFium gives it, to judge its quality."""
    covered: float
    """Part of the page that its images cover, 0.0-1.0."""
    drawn: bool
    """Whether anything but text stands on the page: an image, or shapes enough for letters."""


@dataclass(frozen=True, kw_only=True)
class PageImage:
    """A page's image for OCR."""

    pixels: Any
    """Grey NumPy array."""
    dpi: float
    """Pixels an inch."""
    shrunk: bool = False
    """Whether the page is too large for the resolution wanted."""


@contextmanager
def open_pdf(path: Path) -> Iterator[PdfFile]:
    """A PDF, closed again at the end.

    Raises:
        InputFileError: It is gone, asks for a password, is damaged beyond reading or has no pages.
    """
    try:
        document = pdfium.PdfDocument(path)
    except FileNotFoundError as error:
        raise InputFileError(
            "the file is not there.",
            action="It was moved or deleted while it was read: run again.",
            path=str(path),
            code="forsvundet",
        ) from error
    except pdfium.PdfiumError as error:
        raise _refused(path, error) from error
    try:
        if len(document) == 0:
            raise InputFileError(
                "the PDF has no pages; it is damaged.", action="Fetch it again.", path=str(path)
            )
        yield PdfFile(document, is_truncated=_is_truncated(path))
    finally:
        document.close()


def _is_truncated(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - END_WITHIN))
        return b"%%EOF" not in file.read()


def _refused(path: Path, error: pdfium.PdfiumError) -> InputFileError:
    if error.err_code == raw.FPDF_ERR_PASSWORD:
        return InputFileError(
            "the PDF asks for a password.",
            action="Remove the password, or ask the sender for an open copy.",
            path=str(path),
            code="krypteret",
        )
    if error.err_code == raw.FPDF_ERR_SECURITY:
        return InputFileError(
            "the PDF is encrypted in a way that cannot be read.",
            action="Ask the sender for an open copy.",
            path=str(path),
            code="krypteret",
        )
    return InputFileError(
        "the PDF is damaged or cut short and cannot be opened.",
        action="Fetch it again.",
        path=str(path),
        code="beskadiget_pdf",
    )


class PdfFile:
    """An open PDF. Pages are loaded and closed one by one, so memory stays flat."""

    def __init__(self, document: pdfium.PdfDocument, *, is_truncated: bool) -> None:
        """Take an open document; ``open_pdf`` does that."""
        self._document = document
        self.is_truncated = is_truncated
        """Whether the file ends before its end mark."""

    def __len__(self) -> int:
        """Number of pages."""
        return len(self._document)

    def read(self, number: int) -> LayerPage:
        """The text layer of a page, counted from 1.

        Raises:
            PdfiumError: The page is damaged.
        """
        page = self._document[number - 1]
        try:
            text_page = page.get_textpage()
            try:
                return _read(page, text_page, number)
            finally:
                text_page.close()
        finally:
            page.close()

    def identity(self, number: int) -> str | None:
        """What the page's picture is known by, without unpacking it: a hash of its one image.

        ``None`` where the page is more than one image that fills it. Two files with the same scan
        in them give the same.

        Raises:
            PdfiumError: The page is damaged.
        """
        page = self._document[number - 1]
        try:
            shapes = Shapes(page, Frame(page))
            width, height = page.get_size()
            if raw.FPDFPage_CountObjects(page) != 1 or native_dpi(shapes, width, height) is None:
                return None
            place = f"{width:.2f} {height:.2f} {raw.FPDFPage_GetRotation(page)}"
            return packed_hash(page, shapes.images[0][0], place)
        finally:
            page.close()

    def image(self, number: int, *, dpi: int, max_pixels: int) -> PageImage:
        """The page as a grey image, upright, for OCR.

        Where one image fills the page and nothing else stands on it, that image is taken in its
        own resolution: rendering would sample it anew. Other pages are rendered.

        Raises:
            PdfiumError: The page is damaged.
            InputFileError: An image on it claims more pixels than can be unpacked.
        """
        page = self._document[number - 1]
        try:
            width, height = page.get_size()
            shapes = Shapes(page, Frame(page))
            largest = most_pixels(shapes)
            if largest > BOMB_PIXELS:
                raise InputFileError(
                    f"an image on the page claims {largest:,} pixels.",
                    action="Scan the page again at 300 dpi.",
                    page=number,
                    code="for_stort_billede",
                )
            native = native_dpi(shapes, width, height)
            # A larger one is scaled down by PDFium: unpacked whole it would be in memory twice.
            alone = largest <= max_pixels and raw.FPDFPage_CountObjects(page) == 1
            if native is not None and alone:
                pixels = own_pixels(page, shapes.images[0][0])
                if pixels is not None:
                    for _ in range(raw.FPDFPage_GetRotation(page)):  # quarter turns, clockwise
                        pixels = pixels[::-1].swapaxes(0, 1)
                    return PageImage(pixels=pixels.copy(), dpi=native)
            wanted = min(MAX_DPI, max(MIN_DPI, native)) if native is not None else float(dpi)
            scale = min(wanted / 72, math.sqrt(max_pixels / max(1.0, width * height)))
            return PageImage(
                pixels=render_grey(page, scale, BANDS if largest > max_pixels else 1),
                dpi=scale * 72,
                shrunk=scale < wanted / 72 or largest > max_pixels,
            )
        finally:
            page.close()


class _Characters:
    """The few questions that are asked of PDFium's text page."""

    def __init__(self, text_page: pdfium.PdfTextPage, frame: Frame) -> None:
        self._page = text_page.raw
        self._frame = frame
        self._doubles = tuple(ctypes.c_double() for _ in range(4))
        self._matrix = raw.FS_MATRIX()
        self._buffer = ctypes.create_string_buffer(256)
        self._flags = ctypes.c_int()
        self._styles: dict[bytes, tuple[bool, bool]] = {}

    def text(self) -> str:
        """All characters; one of the text is one of PDFium's."""
        count = raw.FPDFText_CountChars(self._page)
        if count <= 0:
            return ""
        units = 2 * count + 2  # a character outside the basic plane takes two units
        buffer = (ctypes.c_ushort * units)()
        written = raw.FPDFText_GetText(self._page, 0, count, buffer)
        return bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")

    def origin(self, index: int) -> tuple[float, float]:
        """Where the character stands on its baseline."""
        x, y = self._doubles[:2]
        raw.FPDFText_GetCharOrigin(self._page, index, x, y)
        return self._frame(x.value, y.value)

    def box(self, index: int) -> tuple[float, float, float, float]:
        """``x0, top, x1, bottom`` of the character's ink."""
        left, right, bottom, top = self._doubles
        raw.FPDFText_GetCharBox(self._page, index, left, right, bottom, top)
        return self._frame.rectangle(left.value, bottom.value, right.value, top.value)

    def runs(self, start: int, count: int) -> list[tuple[float, float, float, float]]:
        """Rectangles of a range, one for each text object of the PDF, in its order."""
        found = []
        left, top, right, bottom = self._doubles
        for place in range(raw.FPDFText_CountRects(self._page, start, count)):
            raw.FPDFText_GetRect(self._page, place, left, top, right, bottom)
            found.append(self._frame.rectangle(left.value, bottom.value, right.value, top.value))
        return found

    def size(self, index: int) -> float:
        """Font size as shown: PDFium leaves the text matrix out (18.67 x 0.75 = 14)."""
        size = raw.FPDFText_GetFontSize(self._page, index)
        if raw.FPDFText_GetMatrix(self._page, index, self._matrix):
            matrix = self._matrix
            scale = (matrix.c * matrix.c + matrix.d * matrix.d) ** 0.5
            return float(size * scale)
        return float(size)

    def style(self, index: int) -> tuple[bool, bool]:
        """Bold and italic, from the font's name: PDFium's own weight is wrong (400 for bold)."""
        length = raw.FPDFText_GetFontInfo(self._page, index, self._buffer, 256, self._flags)
        name = self._buffer.raw[: max(0, min(length, 256) - 1)]
        style = self._styles.get(name)
        if style is None:
            # Subset fonts are named "ABCDEF+Name-Bold".
            family = name.decode("utf-8", "replace").rpartition("+")[2]
            style = bool(_BOLD.search(family)), bool(_ITALIC.search(family))
            self._styles[name] = style
        return style


def _read(page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, number: int) -> LayerPage:
    frame = Frame(page)
    shapes = Shapes(page, frame)
    tables = find_tables(shapes.edges()) if len(shapes.paths) >= MIN_EDGES else ()
    characters = _Characters(text_page, frame)
    text = characters.text()
    segments: list[Segment] = []
    for piece in _PIECE.finditer(text):
        start, end = piece.span()
        swallowed = text[end : end + 1] in _BREAKS and end < len(text)
        for first, last in _cells(characters, text, start, end, tables):
            segment = _segment(characters, text, first, last, swallowed=swallowed and last >= end)
            if segment is not None:
                segments.append(segment)
    rows, rest = read_tables(tables, segments) if tables else ((), tuple(segments))
    width, height = page.get_size()
    return LayerPage(
        number=number,
        width=width,
        height=height,
        segments=rest,
        rows=rows,
        characters=text,
        covered=shapes.covered(width, height),
        drawn=bool(shapes.images) or len(shapes.paths) >= MANY_SHAPES,
    )


def _cells(
    characters: _Characters, text: str, start: int, end: int, tables: Sequence[Table]
) -> list[tuple[int, int]]:
    """Parts of a line that stand clear of each other; nearly always the line itself."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start == end:
        return []
    if _BLANK.search(text, start, end) is None:
        return [(start, end)]
    size = characters.size(start)
    limit = WIDE_GAP * size
    walls = _walls(tables, *characters.origin(start)) if tables else ()
    if not walls:
        runs = characters.runs(start, end - start)
        apart = any(
            right[0] - left[2] > limit or right[0] < left[0] or abs(right[3] - left[3]) > size
            for left, right in pairwise(runs)
        )
        # One text object may hold a jump of its own; then the line is far wider than its letters.
        if not apart and (not runs or runs[-1][2] - runs[0][0] < 0.75 * size * (end - start)):
            return [(start, end)]
    cells = []
    first = start
    for blank in _BLANK.finditer(text, first, end):
        place, following = blank.span()
        left, right = characters.box(place - 1), characters.box(following)
        if (
            right[0] - left[2] > limit
            or right[2] < left[0]
            or right[1] > left[3] + size
            or any(left[2] - 1 <= wall <= right[0] + 1 for wall in walls)
        ):
            cells.append((start, place))
            start = following
    cells.append((start, end))
    return cells


def _walls(tables: Sequence[Table], x: float, y: float) -> tuple[float, ...]:
    """Left edges of the cells of the table that a point is in."""
    for table in tables:
        box = table.box
        if box.x0 <= x < box.x1 and box.top <= y < box.bottom:
            return tuple({cell.x0 for cell in table.cells if cell.x0 > x})
    return ()


def _segment(
    characters: _Characters, text: str, start: int, end: int, *, swallowed: bool
) -> Segment | None:
    content = clean_text(text[start:end])
    last = text[end - 1]
    broken = swallowed or (last in _HYPHENS and end - start > 2 and text[end - 2].isalpha())
    if broken:
        content = content.rstrip(_HYPHENS) + "-"
    if not content:
        return None
    x0, baseline = characters.origin(start)
    size = characters.size(start)
    bold, italic = characters.style(start)
    if end - start > 1:
        final_bold, final_italic = characters.style(end - 1)
        bold, italic = bold and final_bold, italic and final_italic
    return Segment(
        text=content,
        x0=x0,
        x1=max(x0, characters.box(end - 1)[2]),
        baseline=baseline,
        size=size if size > 0 else 1.0,
        bold=bold,
        italic=italic,
        broken=broken,
    )
