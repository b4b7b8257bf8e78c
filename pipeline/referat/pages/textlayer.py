"""Stage 2: the text layer of a PDF, and what else a PDF page can tell.

With ``characters.py`` and ``shapes.py`` the modules that know pypdfium2. PDFium finds the lines; it
is asked for two characters a line and not for each, which is what makes it fast. Everything leaves
here in points from the page's top left. PDFium is not thread-safe: one document, one thread.
"""

from __future__ import annotations

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
from referat.frozen import quick
from referat.pages.characters import Characters, Run
from referat.pages.lines import CLEAN, Row, Segment, clean_text, make_segment
from referat.pages.shapes import (
    BOMB_PIXELS,
    Frame,
    Shapes,
    has_notes,
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
"""In which a page with a very large image is drawn: one of 20,000 by 20,000 in colour takes 110 MB
so."""

MANY_SHAPES = 20
"""Shapes on a page without text that may be letters turned to outlines; frames have fewer."""

END_WITHIN = 4096
"""The end mark of a whole PDF stands in its last bytes; readers allow 1 KB, stamps add some."""

PdfError = pdfium.PdfiumError
"""What a damaged page raises."""

_BLANK = re.compile(r"\s+")
_HYPHENS = "\u00ad\u2010\u2011-"
_BREAKS = "\ufffe\x02"
"""What PDFium leaves where it swallowed a line break after a hyphen."""
_ENDS = _BREAKS + "\r"
_PLAIN = re.compile(rf"[{CLEAN}\r\n{_BREAKS}]*")


@quick
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
    notes: bool
    """Whether something is attached to the page that is no link."""


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
        self._characters = Characters()
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
        # Not as pypdfium2's objects, which cost as much again as a short page takes to close.
        page = raw.FPDF_LoadPage(self._document, number - 1)
        if not page:
            raise PdfError("failed to load the page")
        try:
            text_page = raw.FPDFText_LoadPage(page)
            if not text_page:
                raise PdfError("failed to load the page's text")
            try:
                return _read(page, text_page, number, self._characters)
            finally:
                raw.FPDFText_ClosePage(text_page)
        finally:
            raw.FPDF_ClosePage(page)

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


@dataclass(slots=True)
class _Text:
    """A page's text, and what is known of all of it and need not be asked of each line."""

    characters: Characters
    content: str
    tables: Sequence[Table]
    plain: bool
    """Nothing has to be cleaned but blanks."""
    spread: bool
    """Words may be printed with wide letters."""
    false: frozenset[int] = frozenset()
    """Places of blanks that PDFium saw between the letters of a word."""


def _read(page: Any, text_page: Any, number: int, characters: Characters) -> LayerPage:
    frame = Frame(page)
    shapes = Shapes(page, frame)
    tables = find_tables(shapes.edges()) if len(shapes.paths) >= MIN_EDGES else ()
    characters.turn_to(text_page, frame)
    content = characters.text()
    plain = _PLAIN.fullmatch(content) is not None
    spread = not plain or _MAYBE_SPREAD.search(content) is not None
    false = _false_blanks(characters, content)
    segments = _segments(_Text(characters, content, tables, plain, spread, false))
    rows, rest = read_tables(tables, segments) if tables else ((), tuple(segments))
    width, height = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
    return LayerPage(
        number=number,
        width=width,
        height=height,
        segments=rest,
        rows=rows,
        characters=content,
        covered=shapes.covered(width, height),
        drawn=bool(shapes.images) or len(shapes.paths) >= MANY_SHAPES,
        notes=has_notes(page),
    )


def _segments(text: _Text) -> list[Segment]:
    """The pieces of a page: its lines, and the parts of those that stand clear of each other."""
    content, characters, tables = text.content, text.characters, text.tables
    marked = any(mark in content for mark in _BREAKS)
    found: list[Segment | None] = []
    add = found.append
    after = 0
    for line in _lines(content):
        start, after = after, after + len(line) + 1
        bare = line.strip()
        if not bare:
            continue
        if line[0] != bare[0]:
            start += len(line) - len(line.lstrip())
        end = start + len(bare)
        swallowed = marked and content[after - 1 : after] in _BREAKS and after <= len(content)
        run = characters.run(start, end - 1)
        broken = swallowed and end == after - 1
        if " " in bare or (not text.plain and _BLANK.search(bare)):
            walls = _walls(tables, run[1], run[2]) if tables else ()
            if walls or not _is_together(characters, start, end, run):
                for first, last in _cells(characters, content, start, end, run[0], walls):
                    run = characters.run(first, last - 1)
                    part = content[first:last]
                    add(_segment(text, part, first, run, swallowed=broken and last == end))
                continue
        add(_segment(text, bare, start, run, swallowed=broken))
    return [segment for segment in found if segment is not None]


def _lines(content: str) -> list[str]:
    """A page's text cut at its line ends, each one character long."""
    content = content.replace("\r\n", " \n")  # most, and the blank is stripped off
    for mark in _ENDS:
        content = content.replace(mark, "\n")
    return content.split("\n")


def _is_together(characters: Characters, start: int, end: int, run: Run) -> bool:
    """Whether nothing in a line stands clear of the rest, as far as its text objects tell.

    1. A line of one text object that is not wide has no jump in it.
    2. In others the objects are compared, each with the next.
    """
    # One text object may hold a jump of its own; then the line is far wider than its letters.
    size, x0, _, x1, one, _, _ = run
    wide = 0.75 * size * (end - start)
    if one and x1 - x0 + 2 * size < wide:
        return True
    runs = characters.runs(start, end - start)
    limit = WIDE_GAP * size
    if any(
        right[0] - left[2] > limit or right[0] < left[0] or abs(right[3] - left[3]) > size
        for left, right in pairwise(runs)
    ):
        return False
    return not runs or runs[-1][2] - runs[0][0] < wide


def _cells(
    characters: Characters, text: str, start: int, end: int, size: float, walls: Sequence[float]
) -> list[tuple[int, int]]:
    """The parts of a line, asked of it blank by blank."""
    limit = WIDE_GAP * size
    cells = []
    for blank in _BLANK.finditer(text, start, end):
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


def _segment(text: _Text, printed: str, start: int, run: Run, *, swallowed: bool) -> Segment | None:
    size, x0, baseline, x1, _, bold, italic = run
    content = printed
    if " " in content:
        if text.false:
            content = "".join(
                letter for place, letter in enumerate(content, start) if place not in text.false
            )
        if text.spread and _SPREAD.search(content):
            content = _close_up(text.characters, text.content, start, start + len(content))
    elif len(content) >= _CAPITALS and x1 - x0 > _WIDE * size * len(content):
        # wide letters between which PDFium sees no blanks, nor the blanks between the words
        places = range(start, start + len(content))
        content = _words(text.characters, text.content, places)
    if not text.plain or "  " in content or content[1:2] == " ":
        content = clean_text(content)
    broken = swallowed or (printed[-1] in _HYPHENS and len(printed) > 2 and printed[-2].isalpha())
    if broken:
        content = content.rstrip(_HYPHENS) + "-"
    if not content:
        return None
    return make_segment(
        content,
        x0,
        max(x0, x1),
        baseline,
        size if size > 0 else 1.0,
        bold,
        italic,
        broken,
        False,  # listed
        1.0,  # confidence
        (),  # words
        None,  # box
        None,  # bottom
    )


# "H jortvang", "Heref ter": slightly wide letters of which narrow ones seem to stand apart
_DOUBTFUL = re.compile(
    r"(?<![^\s(])[A-ZÆØÅ](?P<one> )(?=[a-zæøå]{2})|(?<=[a-zæøå])[ft](?P<other> )(?=[tfijl])"
)
_NO_BLANK = 0.1
"""Font sizes between two letters that no blank is as narrow as."""


def _false_blanks(characters: Characters, content: str) -> frozenset[int]:
    """Places of the blanks of a page that stand where there is none."""
    false = []
    for found in _DOUBTFUL.finditer(content):
        place = found.end() - 1
        left, right = characters.box(place - 1), characters.box(place + 1)
        if -1 < right[0] - left[2] < _NO_BLANK * (left[3] - left[1]) and left[3] > right[1]:
            false.append(place)
    return frozenset(false)


# "B e s l u t n i n g", "d e n 2 9 . m a j": single characters in a row, or ligatures
_ONE = r"(?:[^\W_]|[.,:;()/–-]|ffi|f[filt]|tt)"
_SPREAD = re.compile(rf"(?<!\S){_ONE}(?:\s{_ONE}){{4,}}(?!\S)")
# What each of those holds. One look at a page takes a fifth of a look at each of its lines, as long
# as the pattern is written out: only then is its first blank looked for quickly.
_MAYBE_SPREAD = re.compile(r" \S[filt]{0,2}" * 3 + r" \S")
_LETTERS = re.compile(r"[^\W\d_]")
_CAPITALS = 7
"""So many capitals in a row are a word with wide letters."""
_WIDE = 0.78
"""Font sizes a character from which a text without blanks is printed with wide letters."""
_APART = 1.6
"""A gap so many times the usual one parts words."""


def _close_up(characters: Characters, text: str, start: int, end: int) -> str:
    """A text with its wide-lettered runs as words, which wider gaps than the usual part."""
    pieces: list[str] = []
    done = start
    for run in _SPREAD.finditer(text, start, end):
        places = [place for place in range(*run.span()) if not text[place].isspace()]
        letters = len(_LETTERS.findall(run.group()))
        if letters < 0.5 * len(places) or (run.group().isupper() and letters < _CAPITALS):
            continue  # figures of a table, letters of parties
        pieces += [text[done : run.start()], _words(characters, text, places)]
        done = run.end()
    return "".join([*pieces, text[done:end]])


def _words(characters: Characters, text: str, places: Sequence[int]) -> str:
    """Characters that stand apart, as words: a gap wider than the usual parts two."""
    boxes = [characters.box(place) for place in places]
    gaps = [max(0.0, right[0] - left[2]) for left, right in pairwise(boxes)]
    usual = sorted(gaps)[len(gaps) // 2]
    words = text[places[0]]
    for place, gap in zip(places[1:], gaps, strict=True):
        words += (" " if gap > _APART * usual + 0.5 else "") + text[place]
    return words
