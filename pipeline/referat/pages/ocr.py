"""Stage 2: what an OCR program saw on a page becomes pieces of lines, and these become lines.

``seeing.py`` gives words with boxes and what was measured on the image; nothing here looks at the
image again, so that what changes here costs no new recognition.
"""

from __future__ import annotations

import math
import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from referat.pages.bars import parts_cells, take_out_bars
from referat.pages.lines import Segment, arrange, clean_text
from referat.pages.marks import Mark, by_line
from referat.pages.numbering import join_numbers
from referat.pages.repair import repair
from referat.pages.scan import times
from referat.pages.seeing import Seen, Sheet
from referat.pages.sizes import Size, find_sizes, likeliest
from referat.pages.tables import MIN_EDGES, Edge, Table, find_low_rows, find_tables, read_tables
from referat.types import Box, Line, Word, enclosing

WIDE_GAP = 1.5
"""Clear space, in font sizes, that parts cells; more than in a text layer, since the size is
estimated."""

CELL_GAP = 0.6
"""Clear space, in font sizes, between words that a rule of the lines above and below may part; the
blank between two words of a line has 0.25 to 0.35, the rims of two cells 0.8."""

EVEN_GAP, LEAST_GAPS = 1.3, 4
"""Widest gap of a line, in its middle one, up to which its words are spread evenly, as a line set
to full measure is; and how many gaps it must have to tell. Cells stand unevenly apart."""

CLEAR = 1.0
"""Space that cells are told to have between them, in font sizes: more than ``lines.CLOSE``."""

BLUR = 0.9
"""Pixels by which a scan's blur makes a word taller; measured on text of known size."""

FAINT = 0.30
"""Confidence under which a word without a letter or digit is dirt, not print."""

BOLD_RATIO, BOLD_LIMIT = 1.22, 2.2
"""Stroke width of bold type, in that of ordinary type of its size. Measured on scans at 200 and 300
dpi, clean and noisy: ordinary lines reach 1.19, bold ones begin at 1.23 (most at 1.28); what is
above the limit is no letter."""

STROKE_GROWTH = 0.06
"""By how much strokes of ordinary type grow with its size. Blur makes small print's strokes as much
wider as large print's, so that they are no part of the size alone: on generated scans (dev, seed
7101) 0.056 to 0.072 between 7 and 11 points in one document. With it 35 of 3,840 lines on grim
pages were taken for bold wrongly, without it 72."""

TALL, LEAST_WIDTH, ENOUGH = 0.85, 4, 12
"""A word whose width tells this part of the size that its height tells, measured by the page's
other words, has a box that is taller than its letters; the letters that it takes, and the words
that tell the measure. Tesseract's box of a word that stands alone, such as a label beside its text,
may reach half a line too low."""

LOW = 0.12
"""Part of the font size by which a bullet stands above the baseline at least."""

LEANING = 0.85
"""Slant of a line from which it is in italics. Measured on 538 lines of soiled pages at 200 dpi:
upright ones have 0.38 to 0.76, those in italics from end to end 1.02 to 1.40."""

# Height of a word's ink in font sizes, by what its letters reach: Liberation Sans, Arial, Verdana
# and Times agree within 0.04.
_X_HEIGHT, _CAP_HEIGHT, _RING_HEIGHT, _DESCENT = 0.52, 0.72, 0.92, 0.21
# Widths of letters in font sizes: those of Liberation Sans, grouped.
_WIDTHS = {
    **dict.fromkeys("fijlrtI.,:;!()[]'-/", 0.29),
    **dict.fromkeys("mwMWÆæ", 0.86),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZÅØ", 0.69),
}
_USUAL_WIDTH = 0.54
_RINGED = frozenset("ÅÉÈÄÖÜ")
_RISES = frozenset("bdfhklijtABCDEFGHIJKLMNOPQRSTUVWXYZÆ0123456789()[]/&%?!")
_FALLS = frozenset("gjpqyQ()[]")
_LOW = frozenset("acemnorsuvwxzæø")

# Frames and dirt: "|", "__", "~"; not "-", which may be a list's mark, and not dashes.
_DIRT = re.compile(r"[|¦_~=‘’'`´^\"<>\\{}]+|[—–-]{2,}")
# What a bullet is read as; the box decides (see ``_is_bullet``).
_BULLET_READ = frozenset("eo©®*«»¢°+.-øsac0@·•˙¤=”“\"'")

_NEVER_FIRST = frozenset("©®*«»¢°+@·•˙¤")
# Small bullets and dashes that are read as more than one sign: "-…", "…", "…+…", "-=…", "«+".
_SIGNS_READ = re.compile(r"[-–—=+…·•.«»*]*…[-–—=+…·•.]*|[-–—=+·•«»*]{2,4}")
# The full stop of a number that was not read: ". Budget 2021"; not ". . .", "...".
_STOP_FIRST = re.compile(r"^[.,][ ](?=\w)")
# What may stand between such a bullet and its text, read from the same ink: "- … Høringssvar".
_TWICE_READ = re.compile(r"[—–…=]+[ ]+(?=\w)")


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
    """Stroke width in font sizes, of the words the one at a third: bold is what is bold throughout;
    0.0 where it cannot be measured."""
    slant: float
    """That of its words (``Mark.slant``); 0.0 where none can tell."""
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
    engine: str | None
    """Program, version and language; ``None`` where nothing had to be recognised."""
    steps: tuple[str, ...] = ()
    """What was mended on the image first, in order."""
    beside: tuple[Recognised, ...] = ()
    """The right-hand page, where two lie on one sheet."""


def recognise(seen: Seen, *, number: int) -> Recognised:
    """Pieces of the lines of a page, from what was seen on it."""
    sheets = [_sheet(sheet, seen, number) for sheet in seen.sheets]
    if not sheets:
        sheets = [_sheet(None, seen, number)]
    return replace(sheets[0], beside=tuple(sheets[1:]))


def _sheet(sheet: Sheet | None, seen: Seen, number: int) -> Recognised:
    pieces, tables = _pieces(sheet) if sheet is not None else ((), ())
    return Recognised(
        number=number,
        width=seen.width,
        height=seen.height,
        pieces=pieces,
        tables=tables,
        engine=seen.engine,
        steps=seen.steps,
    )


def _pieces(sheet: Sheet) -> tuple[tuple[Piece, ...], tuple[Table, ...]]:
    marks, rules = take_out_bars(sheet.marks, sheet.dpi)
    lines = join_numbers(_lines(marks))
    if not lines:
        return (), ()
    tall = _tall(lines)
    point = 72 / sheet.dpi
    slope = _slope(lines)
    tables = _tables(sheet.edges, marks, slope, point) if len(sheet.edges) >= MIN_EDGES else ()
    cells = [cell for table in tables for cell in table.cells]
    pieces = []
    for line in lines:
        size = _size(line, tall)
        level = _baseline(line, line, slope, tall) * point
        lean = slope * (line[0].top + line[0].height / 2)
        bounds = [
            cell.x0 / point - lean
            for cell in cells
            if cell.top <= level < cell.bottom + size * point
        ]
        bounds += [rule.x for rule in rules if parts_cells(rule, line, gap=CELL_GAP * size)]
        runs = _split(line, WIDE_GAP * size, bounds)
        for place, run in enumerate(runs):
            end = float(run[-1].right)
            if place + 1 < len(runs) and runs[place + 1][0].left > run[0].left:
                # Parted by a rule, however near: what is this near would be joined again.
                end = min(end, runs[place + 1][0].left - CLEAR * size)
            own = _size(run, tall) if len(run) > 1 else size
            strokes = [mark.stroke / own for mark in run if len(mark.text) > 1]
            slants = [mark.slant for mark in run if mark.slant and len(mark.text) > 2]
            first = run[0]
            pieces.append(
                Piece(
                    words=tuple(_word(mark, sheet) for mark in run),
                    x0=(first.left + lean) * point,
                    x1=(max(first.left + 1, end) + lean) * point,
                    baseline=_baseline(run, line, slope, tall) * point,
                    size=own * point,
                    stroke=sorted(strokes)[len(strokes) // 3] if strokes else 0.0,
                    slant=statistics.median(slants) if slants else 0.0,
                    bullet=_is_bullet(run, own),
                )
            )
    return tuple(pieces), tables


def _tables(
    edges: Sequence[Edge], marks: Sequence[Mark], slope: float, point: float
) -> tuple[Table, ...]:
    """Ruled tables in points, made level as the text lines are."""
    level = [_level(edge.x0, edge.top, edge.x1, edge.bottom, slope, point) for edge in edges]
    rules = [Edge(x0=box.x0, top=box.top, x1=box.x1, bottom=box.bottom) for box in level]
    words = [_level(mark.left, mark.top, mark.right, mark.bottom, slope, point) for mark in marks]
    return (*find_tables(rules), *find_low_rows(rules, words))


def _level(x0: float, top: float, x1: float, bottom: float, slope: float, point: float) -> Box:
    """What stands on a slightly skew page, in points, as if the page were straight."""
    drop, lean = slope * (x0 + x1) / 2, slope * (top + bottom) / 2
    return Box(
        x0=(x0 + lean) * point,
        top=(top - drop) * point,
        x1=(x1 + lean) * point,
        bottom=(bottom - drop) * point,
    )


def _lines(marks: Iterable[Mark]) -> list[list[Mark]]:
    """The words of each line, without what is not print."""
    found = by_line(
        mark
        for mark in marks
        if not _DIRT.fullmatch(mark.text)
        and (mark.confidence >= FAINT or any(character.isalnum() for character in mark.text))
    )
    usual = statistics.median(mark.height for line in found for mark in line) if found else 0
    # A line that is far taller than wide is a column of figures read sideways.
    return [line for line in found if not _is_sideways(line, usual)]


def _is_sideways(line: Sequence[Mark], usual: float) -> bool:
    top, bottom = min(mark.top for mark in line), max(mark.bottom for mark in line)
    width = max(mark.right for mark in line) - min(mark.left for mark in line)
    return bottom - top > 3 * usual and bottom - top > width


def _slope(lines: Iterable[Sequence[Mark]]) -> float:
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


def _size(line: Sequence[Mark], tall: float) -> float:
    """Font size in pixels, from the height of the words whose letters are known."""
    # What may be a bullet is left out: it would make the line's type look small.
    marks = line[1:] if len(line) > 1 and line[0].text in _BULLET_READ else line
    fitting = [mark for mark in marks if not _is_loose(mark, tall)]
    if not fitting:
        return max(4.0, statistics.median(_size_by_width(mark) for mark in marks))
    marks = fitting
    sizes = []
    for mark in marks:
        if set(mark.text) & (_RISES | _LOW):
            sizes.append(_size_by_height(mark))
    if not sizes:
        sizes = [max(mark.height for mark in line) / _CAP_HEIGHT]
    return max(4.0, statistics.median(sizes))


def _size_by_height(mark: Mark) -> float:
    letters = set(mark.text)
    height = _CAP_HEIGHT if letters & _RISES or not letters & _LOW else _X_HEIGHT
    if letters & _RINGED:
        height = _RING_HEIGHT
    if letters & _FALLS or mark.text[-1] in ",;":
        height += _DESCENT if letters & _FALLS else _DESCENT * 0.6
    return max(1.0, mark.height - BLUR) / height


def _size_by_width(mark: Mark) -> float:
    return mark.width / sum(_WIDTHS.get(letter, _USUAL_WIDTH) for letter in mark.text)


def _tall(lines: Iterable[Sequence[Mark]]) -> float:
    """Size by width in that by height under which a word's box is too tall for its letters."""
    ratios = [
        _size_by_width(mark) / _size_by_height(mark)
        for line in lines
        for mark in line
        if len(mark.text) >= LEAST_WIDTH
    ]
    return TALL * statistics.median(ratios) if len(ratios) >= ENOUGH else 0.0


def _is_loose(mark: Mark, tall: float) -> bool:
    """Whether a word's box is taller than its letters."""
    return len(mark.text) >= LEAST_WIDTH and _size_by_width(mark) < tall * _size_by_height(mark)


def _split(line: Sequence[Mark], limit: float, walls: Sequence[float]) -> list[list[Mark]]:
    runs = [[line[0]]]
    gaps = [right.left - left.right for left, right in pairwise(line)]
    if len(gaps) >= LEAST_GAPS and max(gaps) <= EVEN_GAP * statistics.median(gaps):
        limit = max(gaps)
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


def _baseline(run: Sequence[Mark], line: Sequence[Mark], slope: float, tall: float) -> float:
    """Height of the baseline of a run in pixels, as if the line were level."""
    fitting = [mark for mark in run if not _is_loose(mark, tall)] or [
        mark for mark in line if not _is_loose(mark, tall)
    ]
    levels = []
    for mark in fitting or run:
        drop = mark.height * 0.2 if _FALLS & set(mark.text) or mark.text[-1] in ",;" else 0.0
        if not fitting:
            drop = max(0.0, mark.height - _CAP_HEIGHT * _size_by_width(mark) - BLUR)
        levels.append(mark.bottom - drop - slope * (mark.left + mark.width / 2))
    return statistics.median(levels)


def _is_bullet(run: Sequence[Mark], size: float) -> bool:
    """A first "word" of one character that is too small for the letter it was read as."""
    first = run[0]
    if _SIGNS_READ.fullmatch(first.text):
        # A leader of dots is wide, and opens no line.
        return first.width < 0.8 * size
    if first.text not in _BULLET_READ:
        return False
    if len(run) > 1 and run[1].left - first.right < 0.15 * size:
        return False
    if first.text == "." and len(run) > 1 and first.bottom > run[1].bottom - LOW * size:
        return False  # the full stop of a number that was not read
    # What opens no line of Danish text may be as tall as it is read.
    reach = 1.0 if first.text in _NEVER_FIRST else 0.48
    return first.height < reach * size and first.width < 0.8 * size


def _word(mark: Mark, sheet: Sheet) -> Word:
    a, b, x, d, e, y = times(
        sheet.matrix, (1.0, 0.0, mark.left + mark.width / 2, 0.0, 1.0, mark.top + mark.height / 2)
    )
    across, down = mark.width / 2, mark.height / 2
    # Turned by a quarter, what was wide is tall; a degree or two leaves a word its shape.
    if abs(b) > abs(a):
        across, down = down * abs(b), across * abs(d)
    else:
        across, down = across * math.hypot(a, d), down * math.hypot(b, e)
    return Word(
        text=mark.text,
        box=Box(
            x0=round(x - across, 2),
            top=round(y - down, 2),
            x1=round(x + across, 2),
            bottom=round(y + down, 2),
        ),
        confidence=round(mark.confidence, 4),
    )


@dataclass(frozen=True, slots=True)
class Type:
    """What a document is set in."""

    sizes: tuple[Size, ...] = ()
    """Font sizes, that of most of the text first."""
    stroke: float = 0.0
    """Stroke width of ordinary type in the first of them, in points; 0.0 where it is not known."""

    def is_bold(self, stroke: float, size: float) -> bool:
        """Whether a stroke, in points, is that of bold type."""
        if not self.stroke:
            return False
        ordinary = self.stroke + STROKE_GROWTH * (size - self.sizes[0].points)
        return BOLD_RATIO * ordinary < stroke < BOLD_LIMIT * ordinary


def find_type(pages: Iterable[Recognised]) -> Type:
    """What a document is set in; ordinary is the type of its longest text."""
    pieces = [piece for page in pages for sheet in (page, *page.beside) for piece in sheet.pieces]
    sizes = find_sizes((piece.size, _letters(piece)) for piece in pieces)
    if not sizes:
        return Type()
    strokes = sorted(
        (piece.stroke * piece.size, _letters(piece))
        for piece in pieces
        if piece.stroke and likeliest(piece.size, _letters(piece), sizes) == sizes[0].points
    )
    half = sum(length for _, length in strokes) * 0.4
    for stroke, length in strokes:
        half -= length
        if half <= 0:
            return Type(sizes, stroke)
    return Type(sizes)


def _letters(piece: Piece) -> int:
    return sum(map(str.isalpha, "".join(word.text for word in piece.words)))


def read_lines(page: Recognised, type: Type) -> tuple[Line, ...]:
    """The page's lines in reading order; the document's type tells sizes and what is bold."""
    lines: list[Line] = []
    for sheet in (page, *page.beside):
        rows, rest = read_tables(sheet.tables, _segments(sheet, type))
        last = lines[-1].row if lines else 0
        lines += [
            replace(line, number=len(lines) + place, row=last + line.row)
            for place, line in enumerate(arrange(rest, page=page.number, rows=rows), start=1)
        ]
    return tuple(lines)


def _segments(page: Recognised, type: Type) -> tuple[Segment, ...]:
    """The page's pieces with text repaired, size and bold type told."""
    found = []
    for piece in page.pieces:
        words = piece.words
        text = clean_text(" ".join(word.text for word in words[1 if piece.bullet else 0 :]))
        text = repair(text.replace("—", "–"))
        text = _STOP_FIRST.sub("", text)
        if piece.bullet:
            text = _TWICE_READ.sub("", text, count=1) if _TWICE_READ.match(text) else text
            text = f"- {text}" if text else "•"
        if not text:
            continue
        size = likeliest(piece.size, _letters(piece), type.sizes)
        broken = len(text) > 2 and text[-1] in "-‐­" and text[-2].isalpha()
        found.append(
            Segment(
                text=text,
                x0=piece.x0,
                x1=piece.x1,
                baseline=piece.baseline,
                size=size,
                bold=type.is_bold(piece.stroke * piece.size, size),
                italic=piece.slant > LEANING,
                broken=broken,
                listed=piece.bullet and text != "•",
                confidence=sum(word.confidence for word in words) / len(words),
                words=words,
                box=enclosing([word.box for word in words]),
            )
        )
    return tuple(found)
