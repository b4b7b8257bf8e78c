"""Makes a searchable PDF of a scan: the pages as they are, with what was read behind the picture.

Behind ``referat ocr``. A file comes in, its pages are read as for a database, and a PDF goes out
that looks the same: the words stand in it without being drawn, each in its place, as they were put
right. Pages with a text layer of their own are left alone; an old layer of an older OCR program is
replaced, where our reading was preferred.
"""

from __future__ import annotations

import ctypes
import io
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image

from referat.errors import InputFileError
from referat.types import Box, FileKind, Line, Page, SourceFile, TextSource, enclosing
from referat.wordplace import place_words

DESCENT = 0.22
"""Part of a word's height that lies under its baseline, where one of its letters falls below it."""
_FALLING = frozenset("gjpqyQ,;()[]§")
JPEG_QUALITY = 85
"""Of pictures that were no JPEG; pages of one bit are kept as they are."""


def make_searchable(source: SourceFile, pages: Sequence[Page]) -> bytes:
    """A PDF of the file with the words that OCR read.

    Args:
        source: A PDF or an image file.
        pages: Its pages as they were read.

    Raises:
        InputFileError: It has no pages to see, or cannot be opened any more.
    """
    pdf = _open(source, pages)
    try:
        font = pdfium_c.FPDFText_LoadStandardFont(pdf, b"Helvetica")
        for page in pages:
            if page.source is TextSource.OCR and page.number <= len(pdf):
                _add_words(pdf, font, page)
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()
    finally:
        pdf.close()


def _open(source: SourceFile, pages: Sequence[Page]) -> pdfium.PdfDocument:
    if source.kind not in (FileKind.PDF, FileKind.IMAGE):
        raise InputFileError(
            "it has no pages to see, only text.",
            action="Give a PDF or a scan.",
            path=source.path,
            code="ingen_sider",
        )
    try:
        if source.kind is FileKind.PDF:
            return pdfium.PdfDocument(source.path)
        return _from_images(Path(source.path), pages)
    except (OSError, pdfium.PdfiumError) as error:
        raise InputFileError(
            f"it cannot be opened ({error}).",
            action="Check that the file is still there.",
            path=source.path,
        ) from error


def _from_images(path: Path, pages: Sequence[Page]) -> pdfium.PdfDocument:
    """A PDF of an image file, each frame a page of the size that it was read as."""
    pdf = pdfium.PdfDocument.new()
    with Image.open(path) as image:
        for page in pages:
            image.seek(page.number - 1)
            frame: Image.Image = image if image.mode in ("1", "L", "RGB") else image.convert("RGB")
            single = io.BytesIO()
            dpi = frame.width * 72 / page.width if page.width > 0 else 300.0
            # Fax pages are packed without loss, and have no quality to set.
            quality = {} if frame.mode == "1" else {"quality": JPEG_QUALITY}
            frame.save(single, format="PDF", resolution=dpi, **quality)
            with pdfium.PdfDocument(single.getvalue()) as one:
                pdf.import_pages(one)
    return pdf


def _add_words(pdf: pdfium.PdfDocument, font: ctypes.c_void_p, page: Page) -> None:
    sheet = pdf[page.number - 1]
    try:
        _remove_hidden(sheet)
        for line in page.lines:
            for text, box in find_words(line):
                _add_word(pdf, sheet, font, text, box)
        sheet.gen_content()
    finally:
        sheet.close()


def _remove_hidden(sheet: pdfium.PdfPage) -> None:
    """Take out the words of an older OCR program, which are in the page and not drawn."""
    for item in list(sheet.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_TEXT], max_depth=1)):
        mode = pdfium_c.FPDFTextObj_GetTextRenderMode(item)
        if mode == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE:
            sheet.remove_obj(item)


def find_words(line: Line) -> Iterator[tuple[str, Box]]:
    """What is to be found on the page, as it was put right, and where."""
    placed = list(place_words(line))
    while placed:
        first = placed.pop(0)
        group = [first]
        while first.repair is not None and placed and placed[0].repair is first.repair:
            group.append(placed.pop(0))
        text = line.text[first.start : first.end]
        tokens = text.split()
        if len(tokens) == len(group):
            yield from zip(tokens, (one.word.box for one in group), strict=True)
        elif tokens:
            yield text, enclosing([one.word.box for one in group])


def _add_word(
    pdf: pdfium.PdfDocument, sheet: pdfium.PdfPage, font: ctypes.c_void_p, text: str, box: Box
) -> None:
    printable = _printable(text)
    if not printable or box.width <= 0 or box.height <= 0:
        return
    falls = _FALLING & set(printable)
    size = box.height / (0.72 + (DESCENT if falls else 0.0))
    element = pdfium_c.FPDFPageObj_CreateTextObj(pdf, font, size)
    # A blank behind each word, so that no reader runs two of them together.
    encoded = f"{printable} \0".encode("utf-16-le")
    letters = (pdfium_c.FPDF_WCHAR * (len(encoded) // 2)).from_buffer_copy(encoded)
    pdfium_c.FPDFText_SetText(element, ctypes.cast(letters, pdfium_c.FPDF_WIDESTRING))
    pdfium_c.FPDFTextObj_SetTextRenderMode(element, pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE)
    stretch = box.width / (_natural_width(element) or box.width)
    baseline = box.bottom - (DESCENT * size if falls else 0.0)
    pdfium_c.FPDFPageObj_Transform(element, *_matrix(sheet, box.x0, baseline, stretch))
    pdfium_c.FPDFPage_InsertObject(sheet, element)


def _printable(text: str) -> str:
    """The text in letters that the PDF's own font has: those of Western Europe."""
    letters = []
    for letter in text:
        try:
            letter.encode("cp1252")
        except UnicodeEncodeError:
            letter = unicodedata.normalize("NFKD", letter)[0]
            letter = {"ı": "i", "ł": "l", "Ł": "L", "đ": "d"}.get(letter, letter)
            if not letter.isascii():
                continue
        if letter.isprintable():
            letters.append(letter)
    return "".join(letters)


def _natural_width(element: ctypes.c_void_p) -> float:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium_c.FPDFPageObj_GetBounds(element, left, bottom, right, top)
    return float(right.value - left.value)


def _matrix(
    sheet: pdfium.PdfPage, x: float, y: float, stretch: float
) -> tuple[float, float, float, float, float, float]:
    """Leads from a text's own space to the page's, for a point of the page as it is shown."""
    bounds = pdfium_c.FS_RECTF()
    pdfium_c.FPDF_GetPageBoundingBox(sheet, bounds)
    turn = pdfium_c.FPDFPage_GetRotation(sheet)
    if turn == 1:
        return 0.0, stretch, -1.0, 0.0, bounds.left + y, bounds.bottom + x
    if turn == 2:
        return -stretch, 0.0, 0.0, -1.0, bounds.right - x, bounds.bottom + y
    if turn == 3:
        return 0.0, -stretch, 1.0, 0.0, bounds.right - y, bounds.top - x
    return stretch, 0.0, 0.0, 1.0, bounds.left + x, bounds.top - y
