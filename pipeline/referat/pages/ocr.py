"""Stage 2: the image of a page becomes words, and words become pieces of lines.

The only module that knows Tesseract. It is handed a file's path and asked once, for words with
boxes and confidences; font sizes and boldness are measured on the image itself. The work is in
child processes, so threads can recognise several pages at once.
"""

from __future__ import annotations

import csv
import os
import re
import shutil
import statistics
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
import pytesseract

from referat.errors import MissingToolError, OcrError, disk_full
from referat.pages.dots import Leader, join_leaders, take_out_leaders
from referat.pages.lines import Segment, arrange, clean_text
from referat.pages.repair import repair
from referat.pages.scan import Scan, mend, take_out_rules
from referat.pages.tables import MIN_EDGES, Edge, Table, find_tables, read_tables
from referat.settings import Settings
from referat.types import Box, Line, Word

WIDE_GAP = 1.5
"""Clear space, in font sizes, that parts cells; more than in a text layer, since the size is
estimated."""

BLUR = 0.9
"""Pixels by which a scan's blur makes a word taller; measured on text of known size."""

FAINT = 0.30
"""Confidence under which a word without a letter or digit is dirt, not print."""

BOLD_RATIO, BOLD_LIMIT = 1.22, 2.2
"""Stroke width of bold type, in that of the document's ordinary type. Measured on scans at 200 and
300 dpi, clean and noisy: ordinary lines reach 1.19, bold ones begin at 1.23 (most at 1.28); what is
above the limit is no letter."""

LEAST_ROOM = 1_000_000
"""Bytes that must be left for temporary files: what the program writes of a page."""

# Height of a word's ink in font sizes, by what its letters reach: Liberation Sans, Arial, Verdana
# and Times agree within 0.04.
_X_HEIGHT, _CAP_HEIGHT, _RING_HEIGHT, _DESCENT = 0.52, 0.72, 0.92, 0.21
_RINGED = frozenset("ÅÉÈÄÖÜ")
_RISES = frozenset("bdfhklijtABCDEFGHIJKLMNOPQRSTUVWXYZÆ0123456789()[]/&%?!")
_FALLS = frozenset("gjpqyQ()[]")
_LOW = frozenset("acemnorsuvwxzæø")

# Frames and dirt: "|", "__", "~"; not "-", which may be a list's mark, and not dashes.
_DIRT = re.compile(r"[|¦_~=‘’'`´^\"<>\\{}]+|[—–-]{2,}")
# What a bullet is read as; the box decides (see ``_is_bullet``).
_BULLET_READ = frozenset("eo©®*«»¢°+.-øsac0@·•˙¤=”“\"'")

_NEVER_FIRST = frozenset("©®*«»¢°+@·•˙¤")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of words that stand close together on one line."""

    words: tuple[Word, ...]
    """In page coordinates."""
    x0: float
    """Left, points in the straightened image."""
    x1: float
    """Right."""
    baseline: float
    """Points from the top, made level."""
    size: float
    """Estimated font size in points."""
    stroke: float
    """Stroke width in font sizes; 0.0 where it cannot be measured."""
    bullet: bool
    """Its first word is a bullet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """What the OCR program found on one page."""

    number: int
    """Page."""
    width: float
    """Points."""
    height: float
    """Points."""
    pieces: tuple[Piece, ...]
    """In the program's order."""
    tables: tuple[Table, ...] = ()
    """Ruled tables, in the straightened image."""
    leaders: tuple[Leader, ...] = ()
    """Where dots lead to page numbers; they were taken out of the image."""
    engine: str | None
    """Program, version and language; ``None`` where nothing had to be recognised."""
    mended: bool
    """Whether the image was cleaned first."""


def engine(settings: Settings) -> str:
    """Name, version and language of the OCR program.

    Raises:
        MissingToolError: It is not installed, or lacks the language's data.
    """
    return _engine(settings.tesseract, settings.ocr_language)


@lru_cache(maxsize=8)
def _engine(program: str, language: str) -> str:
    pytesseract.pytesseract.tesseract_cmd = program
    try:
        version = str(pytesseract.get_tesseract_version(cached=False)).splitlines()[0]
        languages = set(pytesseract.get_languages())
    except (pytesseract.TesseractNotFoundError, SystemExit) as error:
        raise MissingToolError(
            f"the page has to be read by OCR, and there is no program {program!r}.",
            action="Install tesseract-ocr and tesseract-ocr-dan, or switch OCR off.",
        ) from error
    missing = [part for part in language.split("+") if part not in languages]
    if missing:
        raise MissingToolError(
            f"tesseract has no data for {', '.join(missing)}.",
            action=f"Install tesseract-ocr-{missing[0]}, or switch OCR off.",
            code="sprogdata_mangler",
        )
    return f"tesseract {version}, {language}"


def recognise(scan: Scan, *, number: int, settings: Settings) -> Recognised:
    """Words of a page. Safe to call from several threads.

    Raises:
        MissingToolError: The OCR program or its language data is not there.
        OcrError: It failed, or took longer than ``ocr_timeout``.
    """
    if scan.is_blank:
        return Recognised(
            number=number,
            width=scan.width,
            height=scan.height,
            pieces=(),
            engine=None,
            mended=False,
        )
    name = engine(settings)
    mended = mend(scan)
    clear, edges = take_out_rules(mended)
    clear, leaders = take_out_leaders(clear)
    pieces, tables = _pieces(_run(clear, number, settings), clear, edges)
    return Recognised(
        number=number,
        width=scan.width,
        height=scan.height,
        pieces=pieces,
        tables=tables,
        leaders=leaders,
        engine=name,
        mended=mended.mended,
    )


def _run(scan: Scan, number: int, settings: Settings) -> str:
    # One page is one thread: with more, the program spends its time waiting (4 times slower).
    os.environ["OMP_THREAD_LIMIT"] = "1"
    # pytesseract keeps the program's name for the whole process: one set of settings at a time.
    pytesseract.pytesseract.tesseract_cmd = settings.tesseract
    with tempfile.TemporaryDirectory(prefix="referat-") as folder:
        image = Path(folder) / f"page-{number:04}.pgm"
        if not cv2.imwrite(str(image), scan.pixels):
            _refuse_full(folder)
            raise OcrError("the page's image cannot be written.", action="Check the disk.")
        try:
            # A path, never an image object: that would be packed as PNG first, at half the cost
            # of the recognition itself.
            return str(
                pytesseract.image_to_data(
                    str(image),
                    lang=settings.ocr_language,
                    config=f"--psm 3 --oem 1 --dpi {max(70, round(scan.dpi))}",
                    timeout=settings.ocr_timeout,
                )
            )
        except pytesseract.TesseractError as error:
            _refuse_full(folder)
            raise OcrError(
                f"tesseract failed: {error.message[-200:].strip()}",
                action="Run it again; if it fails again, the page's image is at fault.",
                page=number,
            ) from error
        except RuntimeError as error:  # pytesseract's own way to say that time ran out
            raise OcrError(
                f"tesseract took longer than {settings.ocr_timeout:g} seconds.",
                action="Raise ocr_timeout.",
                page=number,
                code="ocr_tid",
            ) from error


def _refuse_full(folder: str) -> None:
    """Without room the program fails on good pages: that must not become a page without text."""
    if shutil.disk_usage(folder).free < LEAST_ROOM:
        raise disk_full(folder)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A word in pixels."""

    text: str
    left: int
    top: int
    width: int
    height: int
    confidence: float

    @property
    def right(self) -> int:
        return self.left + self.width

    @property
    def bottom(self) -> int:
        return self.top + self.height


def _pieces(
    table: str, scan: Scan, edges: Sequence[Edge]
) -> tuple[tuple[Piece, ...], tuple[Table, ...]]:
    lines = _parse(table)
    if not lines:
        return (), ()
    point = 72 / scan.dpi
    slope = _slope(lines)
    tables = _tables(edges, slope, point) if len(edges) >= MIN_EDGES else ()
    walls = [(table.box, {cell.x0 for cell in table.cells}) for table in tables]
    ink, border = _integrals(scan)
    pieces = []
    for line in lines:
        size = _size(line)
        level = _baseline(line, slope) * point
        bounds = [
            x / point
            for box, lefts in walls
            if box.top <= level < box.bottom + size * point
            for x in lefts
        ]
        for run in _split(line, WIDE_GAP * size, bounds):
            own = _size(run) if len(run) > 1 else size
            strokes = [_stroke(ink, border, mark) / own for mark in run if len(mark.text) > 1]
            first = run[0]
            pieces.append(
                Piece(
                    words=tuple(_word(mark, scan) for mark in run),
                    x0=first.left * point,
                    x1=run[-1].right * point,
                    baseline=_baseline(run, slope) * point,
                    size=own * point,
                    stroke=statistics.median(strokes) if strokes else 0.0,
                    bullet=_is_bullet(run, own),
                )
            )
    return tuple(pieces), tables


def _tables(edges: Sequence[Edge], slope: float, point: float) -> tuple[Table, ...]:
    """Ruled tables in points, made level as the text lines are."""
    level = []
    for edge in edges:
        drop = slope * (edge.x0 + edge.x1) / 2
        level.append(
            Edge(
                x0=edge.x0 * point,
                top=(edge.top - drop) * point,
                x1=edge.x1 * point,
                bottom=(edge.bottom - drop) * point,
            )
        )
    return find_tables(level)


def _parse(table: str) -> list[list[_Mark]]:
    """Words of each line of Tesseract's table, without what is not print."""
    lines: dict[tuple[str, str, str], list[_Mark]] = {}
    for record in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (record.get("text") or "").strip()
        if record["level"] != "5" or not text:
            continue
        confidence = min(1.0, max(0.0, float(record["conf"]) / 100))
        mark = _Mark(
            text,
            int(record["left"]),
            int(record["top"]),
            int(record["width"]),
            int(record["height"]),
            confidence,
        )
        if _DIRT.fullmatch(text) or (
            confidence < FAINT and not any(character.isalnum() for character in text)
        ):
            continue
        key = record["block_num"], record["par_num"], record["line_num"]
        lines.setdefault(key, []).append(mark)
    found = list(lines.values())
    usual = statistics.median(mark.height for line in found for mark in line) if found else 0
    # A line that is far taller than wide is a column of figures read sideways.
    return [line for line in found if not _is_sideways(line, usual)]


def _is_sideways(line: Sequence[_Mark], usual: float) -> bool:
    top, bottom = min(mark.top for mark in line), max(mark.bottom for mark in line)
    width = max(mark.right for mark in line) - min(mark.left for mark in line)
    return bottom - top > 3 * usual and bottom - top > width


def _slope(lines: Iterable[Sequence[_Mark]]) -> float:
    """Fall of the text lines to the right, in pixels a pixel: what a slightly skew page keeps."""
    slopes = []
    for line in lines:
        # Words that stand on the baseline with no descender.
        marks = [mark for mark in line if not _FALLS & set(mark.text) and mark.text[-1] not in ",;"]
        if len(marks) >= 4 and marks[-1].left - marks[0].left > 10 * marks[0].height:
            x = np.array([mark.left + mark.width / 2 for mark in marks])
            y = np.array([mark.bottom for mark in marks], dtype=float)
            slopes.append(float(np.polyfit(x, y, 1)[0]))
    return statistics.median(slopes) if len(slopes) >= 3 else 0.0


def _size(line: Sequence[_Mark]) -> float:
    """Font size in pixels, from the height of the words whose letters are known."""
    # What may be a bullet is left out: it would make the line's type look small.
    marks = line[1:] if len(line) > 1 and line[0].text in _BULLET_READ else line
    sizes = []
    for mark in marks:
        letters = set(mark.text)
        if not letters & (_RISES | _LOW):
            continue
        height = _CAP_HEIGHT if letters & _RISES or not letters & _LOW else _X_HEIGHT
        if letters & _RINGED:
            height = _RING_HEIGHT
        if letters & _FALLS or mark.text[-1] in ",;":
            height += _DESCENT if letters & _FALLS else _DESCENT * 0.6
        sizes.append((mark.height - BLUR) / height)
    if not sizes:
        sizes = [max(mark.height for mark in line) / _CAP_HEIGHT]
    return max(4.0, statistics.median(sizes))


def _split(line: Sequence[_Mark], limit: float, walls: Sequence[float]) -> list[list[_Mark]]:
    runs = [[line[0]]]
    for mark in line[1:]:
        last = runs[-1][-1]
        if (
            mark.left - last.right > limit
            or mark.right < last.left
            or any(last.left + last.width / 2 < x < mark.left + mark.width / 2 for x in walls)
        ):
            runs.append([])
        runs[-1].append(mark)
    return runs


def _baseline(run: Sequence[_Mark], slope: float) -> float:
    """Height of the baseline in pixels, as if the line were level."""
    levels = []
    for mark in run:
        drop = mark.height * 0.2 if _FALLS & set(mark.text) or mark.text[-1] in ",;" else 0.0
        levels.append(mark.bottom - drop - slope * (mark.left + mark.width / 2))
    return statistics.median(levels)


def _integrals(scan: Scan) -> tuple[np.ndarray, np.ndarray]:
    """Sums of ink, and of ink that borders on paper, up to each pixel."""
    ink = scan.ink
    border = ink - cv2.erode(ink, cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3)))
    return cv2.integral(ink), cv2.integral(border)


def _stroke(ink: np.ndarray, border: np.ndarray, mark: _Mark) -> float:
    """Mean stroke width of a word in pixels: twice its area by its outline."""
    y0, y1, x0, x1 = mark.top, mark.bottom, mark.left, mark.right

    def total(sums: np.ndarray) -> float:
        return float(sums[y1, x1] - sums[y0, x1] - sums[y1, x0] + sums[y0, x0])

    outline = total(border)
    return 2 * total(ink) / outline if outline else 0.0


def _is_bullet(run: Sequence[_Mark], size: float) -> bool:
    """A first "word" of one character that is too small for the letter it was read as."""
    first = run[0]
    if first.text not in _BULLET_READ:
        return False
    if len(run) > 1 and run[1].left - first.right < 0.15 * size:
        return False
    # What opens no line of Danish text may be as tall as it is read.
    reach = 1.0 if first.text in _NEVER_FIRST else 0.48
    return first.height < reach * size and first.width < 0.8 * size


def _word(mark: _Mark, scan: Scan) -> Word:
    x, y = scan.to_page(mark.left + mark.width / 2, mark.top + mark.height / 2)
    half_width, half_height = mark.width * 36 / scan.dpi, mark.height * 36 / scan.dpi
    return Word(
        text=mark.text,
        box=Box(
            x0=round(x - half_width, 2),
            top=round(y - half_height, 2),
            x1=round(x + half_width, 2),
            bottom=round(y + half_height, 2),
        ),
        confidence=round(mark.confidence, 4),
    )


def ordinary_stroke(pages: Iterable[Recognised]) -> float:
    """Stroke width of the document's ordinary type, in font sizes: that of its longest text."""
    strokes = [
        (piece.stroke, sum(len(word.text) for word in piece.words))
        for page in pages
        for piece in page.pieces
        if piece.stroke
    ]
    strokes.sort()
    half = sum(length for _, length in strokes) * 0.4
    for stroke, length in strokes:
        half -= length
        if half <= 0:
            return stroke
    return 0.0


def read_lines(page: Recognised, ordinary: float) -> tuple[Line, ...]:
    """The page's lines in reading order; ``ordinary`` tells what stroke is not bold."""
    pieces = join_leaders(_segments(page, ordinary), page.leaders)
    rows, rest = read_tables(page.tables, pieces)
    return arrange(rest, page=page.number, rows=rows)


def _segments(page: Recognised, ordinary: float) -> tuple[Segment, ...]:
    """The page's pieces with text repaired and bold type told by its stroke."""
    found = []
    for piece in page.pieces:
        words = piece.words
        text = clean_text(" ".join(word.text for word in words[1 if piece.bullet else 0 :]))
        text = repair(text.replace("—", "–"))
        if piece.bullet:
            text = f"- {text}" if text else "•"
        if not text:
            continue
        broken = len(text) > 2 and text[-1] in "-‐­" and text[-2].isalpha()
        found.append(
            Segment(
                text=text,
                x0=piece.x0,
                x1=piece.x1,
                baseline=piece.baseline,
                size=piece.size,
                bold=BOLD_RATIO * ordinary < piece.stroke < BOLD_LIMIT * ordinary,
                broken=broken,
                listed=piece.bullet and text != "•",
                confidence=sum(word.confidence for word in words) / len(words),
                words=words,
                box=Box(
                    x0=min(word.box.x0 for word in words),
                    top=min(word.box.top for word in words),
                    x1=max(word.box.x1 for word in words),
                    bottom=max(word.box.bottom for word in words),
                ),
            )
        )
    return tuple(found)
