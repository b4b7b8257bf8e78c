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

import numpy as np

from referat.pages.bars import take_out_bars
from referat.pages.lines import Segment, arrange, clean_text
from referat.pages.marks import Mark
from referat.pages.repair import repair
from referat.pages.scan import times
from referat.pages.seeing import Seen, Sheet
from referat.pages.tables import MIN_EDGES, Edge, Table, find_tables, read_tables
from referat.types import Box, Line, Word

WIDE_GAP = 1.5
"""Clear space, in font sizes, that parts cells; more than in a text layer, since the size is
estimated."""

CLEAR = 1.0
"""Space that cells are told to have between them, in font sizes: more than ``lines.CLOSE``."""

BLUR = 0.9
"""Pixels by which a scan's blur makes a word taller; measured on text of known size."""

FAINT = 0.30
"""Confidence under which a word without a letter or digit is dirt, not print."""

BOLD_RATIO, BOLD_LIMIT = 1.22, 2.2
"""Stroke width of bold type, in that of the document's ordinary type. Measured on scans at 200 and
300 dpi, clean and noisy: ordinary lines reach 1.19, bold ones begin at 1.23 (most at 1.28); what is
above the limit is no letter."""

LEANING = 0.85
"""Slant of a line from which it is in italics. Measured on 538 lines of soiled pages at 200 dpi:
upright ones have 0.38 to 0.76, those in italics from end to end 1.02 to 1.40."""

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
    lines = _lines(marks)
    if not lines:
        return (), ()
    point = 72 / sheet.dpi
    slope = _slope(lines)
    tables = _tables(sheet.edges, slope, point) if len(sheet.edges) >= MIN_EDGES else ()
    walls = [(table.box, {cell.x0 for cell in table.cells}) for table in tables]
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
        middle = statistics.median(mark.top + mark.height / 2 for mark in line)
        bounds += [rule.x for rule in rules if rule.top <= middle <= rule.bottom]
        runs = _split(line, WIDE_GAP * size, bounds)
        for place, run in enumerate(runs):
            end = float(run[-1].right)
            if place + 1 < len(runs) and runs[place + 1][0].left > run[0].left:
                # Parted by a rule, however near: what is this near would be joined again.
                end = min(end, runs[place + 1][0].left - CLEAR * size)
            own = _size(run) if len(run) > 1 else size
            strokes = [mark.stroke / own for mark in run if len(mark.text) > 1]
            slants = [mark.slant for mark in run if mark.slant and len(mark.text) > 2]
            first = run[0]
            pieces.append(
                Piece(
                    words=tuple(_word(mark, sheet) for mark in run),
                    x0=first.left * point,
                    x1=max(first.left + 1, end) * point,
                    baseline=_baseline(run, slope) * point,
                    size=own * point,
                    stroke=statistics.median(strokes) if strokes else 0.0,
                    slant=statistics.median(slants) if slants else 0.0,
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


def _lines(marks: Iterable[Mark]) -> list[list[Mark]]:
    """The words of each line, without what is not print."""
    lines: dict[int, list[Mark]] = {}
    for mark in marks:
        if _DIRT.fullmatch(mark.text) or (
            mark.confidence < FAINT and not any(character.isalnum() for character in mark.text)
        ):
            continue
        lines.setdefault(mark.line, []).append(mark)
    found = list(lines.values())
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


def _size(line: Sequence[Mark]) -> float:
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


def _split(line: Sequence[Mark], limit: float, walls: Sequence[float]) -> list[list[Mark]]:
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


def _baseline(run: Sequence[Mark], slope: float) -> float:
    """Height of the baseline in pixels, as if the line were level."""
    levels = []
    for mark in run:
        drop = mark.height * 0.2 if _FALLS & set(mark.text) or mark.text[-1] in ",;" else 0.0
        levels.append(mark.bottom - drop - slope * (mark.left + mark.width / 2))
    return statistics.median(levels)


def _is_bullet(run: Sequence[Mark], size: float) -> bool:
    """A first "word" of one character that is too small for the letter it was read as."""
    first = run[0]
    if first.text not in _BULLET_READ:
        return False
    if len(run) > 1 and run[1].left - first.right < 0.15 * size:
        return False
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


def ordinary_stroke(pages: Iterable[Recognised]) -> float:
    """Stroke width of the document's ordinary type, in font sizes: that of its longest text."""
    strokes = [
        (piece.stroke, sum(len(word.text) for word in piece.words))
        for page in pages
        for sheet in (page, *page.beside)
        for piece in sheet.pieces
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
    lines: list[Line] = []
    for sheet in (page, *page.beside):
        rows, rest = read_tables(sheet.tables, _segments(sheet, ordinary))
        last = lines[-1].row if lines else 0
        lines += [
            replace(line, number=len(lines) + place, row=last + line.row)
            for place, line in enumerate(arrange(rest, page=page.number, rows=rows), start=1)
        ]
    return tuple(lines)


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
                italic=piece.slant > LEANING,
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
