"""Stage 2: the image of a page is mended and recognised; what was seen can be kept.

A scan goes in; out comes ``Seen``: words with boxes in pixels, their strokes, the ruling lines, and
how pixels lead back to the page. All that needs the image or the OCR program is in it, so that
everything after it can be done again without either (``cache.py``).
"""

from __future__ import annotations

import csv
import json
import math
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import cv2
import numpy as np

from referat.pages import mend
from referat.pages.dots import put_back, take_out_leaders
from referat.pages.engines import Engine
from referat.pages.fineness import coarsen, needed
from referat.pages.leftover import BLOCK, left_over, second_look, upright
from referat.pages.marks import Mark, by_line, mean_confidence
from referat.pages.scan import Matrix, Pixels, Scan, take_out_rules, times
from referat.pages.tables import Edge

PSM = 3
"""Tesseract's page segmentation: blocks found by itself, one or many columns. On clean lists, forms
and tables 4 and 6 read as well, on noisy pages they read 4 to 10 times worse; 11 and 12 lose the
order of lists. What 3 leaves out is read by a second look (``leftover.py``)."""

HEADLESS = 0.6
"""Mean confidence under which a page may stand on its head: such pages have 0.2 to 0.4, the worst
upright ones of the measured kinds 0.8."""


FEW = 5
"""Words under which a page that is drawn on may lie on its side: a title page has more."""


LEAN = 0.213
"""Tangent of 12 degrees, by which italics lean in most types."""

LEAST_HEIGHT = 6
"""Pixels of the lowest word whose slant can be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page of text; a scan has two where two pages lie on it."""

    dpi: float
    """Of the mended image."""
    matrix: Matrix
    """Leads from its pixels to points of the page as it was printed."""
    marks: tuple[Mark, ...]
    """Words, in the program's order."""
    edges: tuple[Edge, ...]
    """Ruling lines, in pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was seen on one page."""

    width: float
    """Of the page as it was printed, in points."""
    height: float
    """Points."""
    dpi: float
    """Of the image before mending."""
    shrunk: bool
    """Whether the image had to be scaled down."""
    engine: str | None
    """Program, version and language model; ``None`` where nothing had to be recognised."""
    steps: tuple[str, ...]
    """What was mended, in Danish, in order."""
    sheets: tuple[Sheet, ...]
    """From left to right; none on a blank page."""

    @property
    def confidence(self) -> float:
        """Mean confidence of the words, each as heavy as it is long."""
        return mean_confidence([mark for sheet in self.sheets for mark in sheet.marks])


def see(scan: Scan, engine: Engine | None, *, number: int, mending: bool = True) -> Seen:
    """Mend and recognise a page.

    Args:
        scan: The image.
        engine: The OCR program; it is not asked for a blank page.
        number: The page, for messages.
        mending: Off, the image is read as it is.

    Raises:
        OcrError: The program failed, or took too long.
    """
    sheets: list[Sheet] = []
    mended = mend.mend(scan) if mending else (scan,)
    steps = list(mended[0].steps)
    for part in mended:
        if engine is None or part.is_blank:
            continue
        sheet = _read(part, engine, number)
        for quarters in _other_ways(part, sheet.marks) if mending else ():
            turned = mend.turn(part, quarters)
            other = _read(turned, engine, number)
            if _readable(other.marks) > _readable(sheet.marks):
                sheet = other
                steps = [*part.steps, *turned.steps[-1:]] if part is mended[0] else steps
        sheets.append(sheet)
    width, height, dpi = scan.printed
    return Seen(
        width=width,
        height=height,
        dpi=dpi,
        shrunk=scan.shrunk,
        engine=engine.name if engine is not None and sheets else None,
        steps=tuple(dict.fromkeys(str(step) for step in steps)),
        sheets=tuple(sheets),
    )


def _other_ways(part: Scan, marks: Sequence[Mark]) -> tuple[int, ...]:
    """Quarter turns by which a page that reads badly may read well."""
    if part.is_picture:
        return ()
    across = [mark for line in by_line(marks) if not is_sideways(line) for mark in line]
    # Drawn on, and yet next to no words, or these in lines that run up and down.
    if len(across) < max(FEW, len(marks) / 2):
        return 1, 3
    return (2,) if mean_confidence(marks) < HEADLESS else ()


def _readable(marks: Sequence[Mark]) -> float:
    """Letters of lines that run across, each as heavy as it is sure."""
    return sum(
        mark.confidence * len(mark.text)
        for line in by_line(marks)
        if not is_sideways(line)
        for mark in line
    )


def is_sideways(line: Sequence[Mark]) -> bool:
    """Whether a line is taller than wide and of several words: read up and down."""
    top, bottom = min(mark.top for mark in line), max(mark.bottom for mark in line)
    width = max(mark.right for mark in line) - min(mark.left for mark in line)
    return len(line) > 1 and bottom - top > width


def _read(scan: Scan, engine: Engine, number: int) -> Sheet:
    clear, edges = take_out_rules(scan)
    clear, leaders = take_out_leaders(clear)
    part = needed(clear)
    marks = _recognise(clear, engine, part=part, psm=PSM, number=number)
    standing = upright(marks)
    # Where most lines run up and down, the whole page is to be turned.
    rest = left_over(clear, standing) if len(standing) > max(FEW, len(marks) / 2) else None
    if rest is not None:
        found = _recognise(rest, engine, part=part, psm=BLOCK, number=number)
        marks = second_look(standing, found)
    point = 72 / scan.printed[2]
    matrix = scan.matrix or (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
    return Sheet(
        dpi=scan.dpi,
        matrix=times((point, 0.0, 0.0, 0.0, point, 0.0), matrix),
        marks=put_back(_measure(marks, clear), leaders),
        edges=edges,
    )


def _recognise(scan: Scan, engine: Engine, *, part: float, psm: int, number: int) -> list[Mark]:
    """The words of a scan, read at a part of its size."""
    if part == 1.0:
        return parse(engine.read(scan.pixels, dpi=scan.dpi, psm=psm, number=number))
    pixels = coarsen(scan, part)
    marks = parse(engine.read(pixels, dpi=scan.dpi * part, psm=psm, number=number))
    return [_enlarged(mark, part, scan.ink) for mark in marks]


def _enlarged(mark: Mark, part: float, ink: Pixels) -> Mark:
    """A word's box in the full image, as high as its ink there: its type's size is told by that."""
    left, right = round(mark.left / part), round(mark.right / part)
    reach = math.ceil(1 / part)
    top = max(0, math.floor(mark.top / part) - reach)
    bottom = math.ceil(mark.bottom / part) + reach
    rows = np.flatnonzero(ink[top:bottom, left:right].any(axis=1))
    if len(rows):
        top, bottom = top + int(rows[0]), top + int(rows[-1]) + 1
    return replace(mark, left=left, top=top, width=right - left, height=bottom - top)


def parse(table: str) -> list[Mark]:
    """Words of Tesseract's table, without strokes."""
    lines: dict[tuple[str, str, str], int] = {}
    marks = []
    for record in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (record.get("text") or "").strip()
        if record["level"] != "5" or not text:
            continue
        key = record["block_num"], record["par_num"], record["line_num"]
        marks.append(
            Mark(
                text=text,
                left=int(record["left"]),
                top=int(record["top"]),
                width=int(record["width"]),
                height=int(record["height"]),
                confidence=round(min(1.0, max(0.0, float(record["conf"]) / 100)), 4),
                line=lines.setdefault(key, len(lines)),
                stroke=0.0,
            )
        )
    return marks


def _measure(marks: Sequence[Mark], scan: Scan) -> tuple[Mark, ...]:
    """The words with their strokes, twice a word's ink by the length of its outline, and slants."""
    ink = scan.ink
    cross = cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))
    measured = []
    for mark in marks:
        # With a rim of a pixel, so that ink at the edge of the box is not taken for outline.
        y, x = max(0, mark.top - 1), max(0, mark.left - 1)
        around = ink[y : mark.bottom + 1, x : mark.right + 1]
        if not around.size:  # Outside the image, as a program may say.
            measured.append(mark)
            continue
        inner = np.s_[mark.top - y :, mark.left - x :]
        kept = cv2.erode(around, cross)[inner][: mark.height, : mark.width]
        area = cv2.countNonZero(around[inner][: mark.height, : mark.width])
        outline = area - cv2.countNonZero(kept)
        if not outline:
            measured.append(mark)
            continue
        slant = _slant(scan.even[mark.top : mark.bottom, mark.left : mark.right])
        measured.append(replace(mark, stroke=round(2 * area / outline, 3), slant=slant))
    return tuple(measured)


def _slant(word: Pixels) -> float:
    """How sharp its strokes are, leaned back by what italics lean forward, by what they are now."""
    height, width = word.shape
    if height < LEAST_HEIGHT or width < height:
        return 0.0
    ink = cv2.bitwise_not(word)
    reach = LEAN * height
    lean = np.array([[1, LEAN, 1], [0, 1, 0]], np.float64)
    leaned = cv2.warpAffine(ink, lean, (width + int(reach) + 2, height), flags=cv2.INTER_LINEAR)
    now, back = (
        float(np.square(np.diff(one.sum(axis=0, dtype=np.float64))).sum()) for one in (ink, leaned)
    )
    return round(back / now, 3) if now else 0.0


# --- to be kept -----------------------------------------------------------------------------


def pack(seen: Seen) -> bytes:
    """As bytes, some 10 KB a page."""
    content = asdict(seen)
    for sheet in content["sheets"]:
        sheet["marks"] = [list(mark.values()) for mark in sheet["marks"]]
        sheet["edges"] = [list(edge.values()) for edge in sheet["edges"]]
    return zlib.compress(json.dumps(content, ensure_ascii=False).encode(), 3)


def unpack(content: bytes) -> Seen:
    """The same from bytes.

    Raises:
        ValueError: The bytes are not whole, or of another form.
    """
    try:
        fields: dict[str, Any] = json.loads(zlib.decompress(content))
        sheets = tuple(
            Sheet(
                dpi=sheet["dpi"],
                matrix=tuple(sheet["matrix"]),
                marks=tuple(_mark(values) for values in sheet["marks"]),
                edges=tuple(_edge(values) for values in sheet["edges"]),
            )
            for sheet in fields.pop("sheets")
        )
        return Seen(**{**fields, "steps": tuple(fields["steps"]), "sheets": sheets})
    except (zlib.error, KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a page that was seen") from error


def _mark(values: Sequence[Any]) -> Mark:
    text, left, top, width, height, confidence, line, stroke, slant = values
    return Mark(
        text=text, left=left, top=top, width=width, height=height,
        confidence=confidence, line=line, stroke=stroke, slant=slant,
    )  # fmt: skip


def _edge(values: Sequence[float]) -> Edge:
    x0, top, x1, bottom = values
    return Edge(x0=x0, top=top, x1=x1, bottom=bottom)
