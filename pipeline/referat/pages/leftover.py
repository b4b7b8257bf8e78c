"""Stage 2: print that Tesseract's first look at a page left unread.

It drops narrow columns that stand alone, or reads them sideways as one word: the numbers of a
list's items, the page numbers of a table of contents, the crosses of a list of members, the letters
of their parties. Seldom, by a hair's breadth of the image's size, it drops whole lines: short ones
between lists, such as "Bilag". A scan and its words come in; out comes
what was not read on bare paper, for a second look, or nothing where all print was read.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from referat.pages.headwords import known_labels
from referat.pages.marks import Mark, by_line, mean_confidence
from referat.pages.scan import SKETCH_DPI, Scan

VERSION = 3
"""Goes up when other print is taken for unread, or other words are taken from the second look."""

BLOCK = 6
"""Tesseract's page segmentation for one block: of what is left on bare paper it reads the most;
that for text here and there, 11, finds none of the numbers."""

LOW, HIGH, WIDE = 0.05, 0.25, 0.6
"""Inches: the least and greatest height of a letter or figure of 7 to 24 points, and the width of a
short word."""

SIDEWAYS = 2.5
"""Heights of a word from which a line that is taller than wide was read sideways."""

LEAST, MOST = 3, 3_000
"""Such pieces of ink that must be left before it is worth a second look; with more than a page of
letters it is a picture, or dirt."""

SURE = 0.7
"""Confidence of a number that is taken from the second look: a stamp's or a scrawl's have less."""

LINE_SURE, LINE_LETTERS = 0.8, 6
"""Mean confidence of a whole line that is taken from it, and its least letters: what shows through
from the back of the sheet, and the rims of pictures, have less."""

CROSS_SURE, CROSSES = 0.4, 3
"""Confidence of a cross, of which Tesseract is never sure, and crosses in a column that bear each
other out."""

LETTER_SURE, LETTERS = 0.5, 3
"""Confidence of a letter alone, and letters in a column that bear each other out."""

LIKE = 0.7
"""Width and height of crosses of one list, one by the other, at least."""

# "3", "12.", "7)", "104": nothing else stands in columns of its own that narrow.
_NUMBER = re.compile(r"\d{1,3}[.)]?")
# "X", and what a cross with serifs is read as: "xX"
_CROSS = re.compile(r"[xX]{1,2}")
_LETTER = re.compile(r"[^\W\d_]")
# "A", "v": capitals and small letters of one shape are of one height where they stand alone
_ALONE = re.compile(r"[A-Za-zÆØÅæøå]")


def upright(marks: Sequence[Mark]) -> list[Mark]:
    """The words without those of lines that are far taller than wide: columns read sideways."""
    if not marks:
        return []
    usual = statistics.median(mark.height for mark in marks)
    kept = []
    for line in by_line(marks):
        height = max(mark.bottom for mark in line) - min(mark.top for mark in line)
        width = max(mark.right for mark in line) - min(mark.left for mark in line)
        if height <= max(width, SIDEWAYS * usual):
            kept += line
    return kept


def left_over(scan: Scan, marks: Sequence[Mark]) -> Scan | None:
    """The scan without what was read; ``None`` where nothing like print is left."""
    sketch, factor = scan.sketch
    ink = (sketch > 60).astype(np.uint8)
    read = np.zeros_like(ink)
    for mark in marks:
        y, x = max(0, mark.top // factor - 1), max(0, mark.left // factor - 1)
        read[y : mark.bottom // factor + 2, x : mark.right // factor + 2] = 1
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(ink)
    touched = np.unique(labels[read > 0])
    is_left = np.ones(count, bool)
    is_left[touched] = False
    is_left[0] = False
    width, height = boxes[:, cv2.CC_STAT_WIDTH], boxes[:, cv2.CC_STAT_HEIGHT]
    low, high, wide = (inches * SKETCH_DPI for inches in (LOW, HIGH, WIDE))
    is_left &= (height >= low) & (height <= high) & (width <= wide)
    if not LEAST <= int(is_left.sum()) <= MOST:
        return None
    paper = int(np.percentile(scan.pixels[::8, ::8], 75))
    # Only what looks like print is kept, with the blur around it.
    kept = cv2.dilate(is_left[labels].astype(np.uint8), np.ones((5, 5), np.uint8))
    full = cv2.resize(kept, None, fx=factor, fy=factor, interpolation=cv2.INTER_NEAREST)
    pixels = np.full_like(scan.pixels, paper)
    rows, columns = min(full.shape[0], pixels.shape[0]), min(full.shape[1], pixels.shape[1])
    part = np.s_[:rows, :columns]
    pixels[part] = np.where(full[part] > 0, scan.pixels[part], pixels[part])
    return replace(scan, pixels=pixels)


def second_look(marks: Sequence[Mark], found: Sequence[Mark]) -> list[Mark]:
    """The words with what is sure of a second look, as lines of their own.

    Those are numbers, crosses and letters below one another, labels, and whole lines.
    """
    last = max((mark.line for mark in marks), default=-1)
    taken: list[Mark] = []
    for line in by_line(found):
        if _is_sure(line):
            taken += line
        else:
            taken += [m for m in line if m.confidence >= SURE and _NUMBER.fullmatch(m.text)]
    taken += _crosses(marks, found) or _letters(marks, found)
    return [*marks, *(replace(mark, line=last + 1 + mark.line) for mark in taken)]


def _crosses(marks: Sequence[Mark], found: Sequence[Mark]) -> list[Mark]:
    """Crosses of a second look: in a column of them, and where one stands beside such a column.

    What stands in the column and is as large as the others is a cross, whatever it was read as.
    """
    alone = [line[0] for line in by_line(found) if len(line) == 1]
    crosses = [mark for mark in (*alone, *marks) if _is_cross(mark)]
    columns = [[other for other in crosses if _below(other, cross)] for cross in crosses]
    column = max(columns, key=len, default=[])
    if len(column) < CROSSES:
        return []
    first, last = min(mark.top for mark in column), max(mark.bottom for mark in column)
    row = (last - first) / len(column)
    return [
        replace(mark, text="X")
        for mark in alone
        if first - 2 * row < mark.top < last + 2 * row
        and _same_size(mark, column[0])
        and (_is_cross(mark) or (len(mark.text) < 3 and _below(mark, column[0])))
    ]


def _letters(marks: Sequence[Mark], found: Sequence[Mark]) -> list[Mark]:
    """Letters of a second look that stand below one another at the right of rows: parties'."""
    alone = [
        line[0]
        for line in by_line(found)
        if len(line) == 1
        and line[0].confidence >= LETTER_SURE
        and _ALONE.fullmatch(line[0].text)
        and any(_is_right_of(line[0], mark) for mark in marks)
    ]
    columns = [
        [
            other
            for other in alone
            if _below(other, mark) and LIKE * mark.height <= other.height <= mark.height / LIKE
        ]
        for mark in alone
    ]
    column = max(columns, key=len, default=[])
    if len(column) < LETTERS:
        return []
    return [replace(mark, text=mark.text.upper()) for mark in column]


def _is_right_of(mark: Mark, other: Mark) -> bool:
    """Whether one mark stands in the row of another, at its right."""
    middle = mark.top + mark.height / 2
    return other.right < mark.left and other.top < middle < other.bottom


def _is_cross(mark: Mark) -> bool:
    return mark.confidence >= CROSS_SURE and _CROSS.fullmatch(mark.text) is not None


def _below(mark: Mark, other: Mark) -> bool:
    """Whether two marks stand in one column."""
    return abs(mark.left - other.left) < other.height


def _same_size(mark: Mark, other: Mark) -> bool:
    return all(
        LIKE * one <= two <= one / LIKE
        for one, two in ((mark.width, other.width), (mark.height, other.height))
    )


def _is_sure(line: Sequence[Mark]) -> bool:
    """Whether a line that was found by itself is one of print."""
    text = " ".join(mark.text for mark in line).rstrip(" :").casefold()
    if text in known_labels():
        return mean_confidence(line) >= LINE_SURE
    letters = sum(len(_LETTER.findall(mark.text)) for mark in line)
    size = sum(len(mark.text) for mark in line)
    return letters >= LINE_LETTERS and 2 * letters > size and mean_confidence(line) >= LINE_SURE
