"""Stage 2: the rows of dots that lead from a title to its page number, taken out of the image.

Tesseract loses itself in them: it reads hundreds of letters, and on noisy pages the titles and what
stands around them become noise too. A scan comes in; the scan without its leaders goes out, and
where they stood. When it is read, the dots are put among the words again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import cv2
import numpy as np

from referat.pages.marks import Mark
from referat.pages.repair import LEADERS
from referat.pages.scan import Pixels, Scan, runs

Area = tuple[int, int, int, int]
"""Left, top, right and bottom of a part of the image, in pixels."""

VERSION = 1
"""Goes up when leaders are found or taken out in another way: what was seen before is not used."""

WORK_DPI = 150
"""Resolution at which dots are looked for; those of 8 points are two pixels across."""

INK = 190
"""Grey under which there may be a dot: blurred, it is paler than a letter."""

LARGEST = 0.036
"""Inches across the largest dot: the full stop of 16 points has 0.03, the dot over an i of the same
size as much; the smallest letter, an "r" of 7 points, is 0.05 high."""

LEAST_DOTS = 6
"""Dots of a leader: "..." and ". . ." are print; five full stops never stand evenly in a row."""

FARTHEST = 0.13
"""Inches from dot to dot: set with blanks between they stand 6 to 9 points apart."""

EVEN = 0.25
"""Part of the usual distance by which one may differ from it or, where a dot was lost, from twice
or three times as much; the dots over a line's i's stand anyhow."""

MOST_EVEN = 0.8
"""Part of the distances that must be even: a speck or a lost dot spoils two."""

ALONE = 0.75
"""Part of the ink in the leader's strip that its dots must have; letters have more than theirs."""

MOST_SPOTS = 30_000
"""A page with more spots is a halftone picture."""

NUMBER_REACH, NUMBER_WIDTH = 1.2, 0.5
"""Inches to the right of its dots that a page number may end, and that it may be wide: four digits
of 14 points take 0.4. What is wider is text behind the dots of a form."""

CLEAR_ABOVE, CLEAR_BELOW = 0.06, 0.03
"""Inches above and below a row of dots where nothing stands: the dots of i's have stems below."""

GAP_INCHES = 0.15
"""Space left between a title and its number: less and they are one run of text to ``ocr.py``, more
and Tesseract passes over a lone digit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leader:
    """A row of dots that was taken out, in pixels: left, top, right, bottom."""

    dots: Area
    """Where the dots stood."""
    number: Area | None
    """Where the page number stands in the image now: near the title, where it is read."""
    shift: int
    """How far it was moved to the left."""


def take_out_leaders(scan: Scan) -> tuple[Scan, tuple[Leader, ...]]:
    """The scan without dot leaders, and what was done; most pages have none.

    The page number behind the dots is moved up to its title: a column of lone digits at the margin
    is passed over by Tesseract. ``put_back`` tells what was read there in its place again.
    """
    factor = min(1.0, WORK_DPI / scan.dpi)
    if factor * min(scan.pixels.shape) < 1:
        return scan, ()
    small = scan
    if factor < 0.75:
        size = None, factor, factor
        grey = cv2.resize(
            scan.pixels, size[0], fx=size[1], fy=size[2], interpolation=cv2.INTER_AREA
        )
        small = Scan(pixels=cast(Pixels, grey), dpi=scan.dpi * factor)
    else:
        factor = 1.0
    strips = _find_strips((small.even < INK).astype(np.uint8), small.dpi)
    if not strips:
        return scan, ()
    pixels = scan.pixels.copy()
    leaders = []
    for left, top, width, height in strips:
        margin = round(2 / factor)
        x0, y0 = max(0, int(left / factor) - margin), max(0, int(top / factor) - margin)
        x1, y1 = int((left + width) / factor) + margin, int((top + height) / factor) + margin
        strip = pixels[y0:y1, x0:x1]
        # The paper's own grey, shaded as it is there.
        paper = float(np.percentile(strip, 75))
        strip[...] = paper
        number, shift = _move_number(pixels, scan.dpi, x0, x1, y1 - margin, paper)
        dots = x0 + margin, y0 + margin, x1 - margin, y1 - margin
        leaders.append(Leader(dots=dots, number=number, shift=shift))
    return replace(scan, pixels=pixels), tuple(leaders)


def _find_strips(ink: Pixels, dpi: float) -> list[Area]:
    """Left, top, width and height of each row of dots, in pixels of ``ink``."""
    found = []
    for left, top, right, bottom in _candidates(ink, dpi):
        part = _strips_of(ink[top:bottom, left:right], dpi)
        found += [(left + x, top + y, width, height) for x, y, width, height in part]
    return found


def _candidates(ink: Pixels, dpi: float) -> list[Area]:
    """Parts of the page where a row of dots may be; a page of running text has few and small ones.

    To look at every spot of a page takes a tenth of the time of its recognition. Cut into columns
    as wide as dots stand apart, a row of dots has a column of which it has the whole width, with
    ink as low as a dot, nothing above and nothing below.
    """
    height, width = ink.shape
    cell = max(3, round(FARTHEST * dpi))
    if width < cell:
        return []
    columns = cv2.resize(
        ink[:, : width - width % cell] * 255, (width // cell, height),
        interpolation=cv2.INTER_AREA,
    )  # fmt: skip
    above, below = round(CLEAR_ABOVE * dpi), round(CLEAR_BELOW * dpi)
    # Inked rows up to each row, with bare paper above and below the page.
    tallest = _tallest(dpi) + 1
    rim = ((above + 1, tallest + below), (0, 0))
    sums = np.pad(columns > 0, rim).cumsum(axis=0, dtype=np.int32)
    row = np.arange(above, above + height)
    begins = (sums[row + 1] > sums[row]) & (sums[row] == sums[row - above])
    ends = np.zeros_like(begins)
    # A dot, what blur adds to it, and what a row that is a little askew rises in a column.
    for tall in range(1, tallest + 1):
        ends |= sums[row + tall] == sums[row + tall + below]
    found = begins & ends
    around = 2 * (above + _tallest(dpi)) + 1
    rows = found.any(axis=1).astype(np.uint8).reshape(-1, 1)
    parts = []
    for start, end in runs(cv2.dilate(rows, np.ones((around, 1), np.uint8))[:, 0] > 0):
        across = np.flatnonzero(found[start:end].any(axis=0))
        left, right = int(across[0]) - 2, int(across[-1]) + 3
        parts.append((max(0, left * cell), start, min(width, right * cell), end))
    return parts


def _tallest(dpi: float) -> int:
    """Pixels across the largest dot."""
    return max(3, round(LARGEST * dpi))


def _strips_of(ink: Pixels, dpi: float) -> list[Area]:
    """Left, top, width and height of each row of dots in a part of the page."""
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(ink)
    limit = _tallest(dpi)
    small = (boxes[:, cv2.CC_STAT_WIDTH] <= limit) & (boxes[:, cv2.CC_STAT_HEIGHT] <= limit)
    small[0] = False
    # What the edge of the part cuts through is no dot.
    for rim in (labels[0], labels[-1], labels[:, 0], labels[:, -1]):
        small[rim] = False
    if not LEAST_DOTS <= np.count_nonzero(small) <= MOST_SPOTS or count > 10 * MOST_SPOTS:
        return []
    dots = cast(Pixels, small.astype(np.uint8)[labels])
    # Joined over the space between them, a row of dots is one low and wide shape.
    reach = max(3, round(FARTHEST * dpi))
    joined = cv2.morphologyEx(dots, cv2.MORPH_CLOSE, np.ones((3, reach), np.uint8))
    rows, places, strips, _ = cv2.connectedComponentsWithStats(joined)
    spots = boxes[small]
    row_of = _row_of(places, spots)
    found = []
    for row in range(1, rows):
        left, top, width, height, _ = (int(value) for value in strips[row])
        # A page that is a little askew makes a long row higher.
        if width < 2 * reach or height > limit + width // 40 + 2:
            continue
        members = spots[row_of == row]
        place = np.s_[
            max(0, top - round(CLEAR_ABOVE * dpi)) : top + height + round(CLEAR_BELOW * dpi),
            left : left + width,
        ]
        if len(members) >= LEAST_DOTS and _is_even(members) and _is_alone(dots[place], ink[place]):
            found.append((left, top, width, height))
    return found


def _move_number(
    pixels: Pixels, dpi: float, left: int, right: int, baseline: int, paper: float
) -> tuple[tuple[int, int, int, int] | None, int]:
    """Move the page number behind a row of dots; its new place, and how far it went."""
    rise, fall = round(0.16 * dpi), round(0.06 * dpi)
    top, bottom = max(0, baseline - rise), min(pixels.shape[0], baseline + fall)
    band = pixels[top:bottom, right : right + round(NUMBER_REACH * dpi)]
    columns = np.flatnonzero((band < 0.85 * paper).any(axis=0))
    if not columns.size:
        return None, 0
    first, last = int(columns[0]), int(columns[-1]) + 1
    if last - first > NUMBER_WIDTH * dpi:
        return None, 0
    title = np.flatnonzero((pixels[top:bottom, :left] < 0.6 * paper).any(axis=0))
    target = (int(title[-1]) + 1 if title.size else left) + round(GAP_INCHES * dpi)
    shift = right + first - target
    # With few dots there is nowhere to move it to, and no need.
    if shift < last - first + round(GAP_INCHES * dpi):
        return None, 0
    pad = round(0.02 * dpi)
    cut = np.s_[top:bottom, right + max(0, first - pad) : right + last + pad]
    piece = pixels[cut].copy()
    pixels[cut] = paper
    start = right + max(0, first - pad) - shift
    pixels[top:bottom, start : start + piece.shape[1]] = piece
    return (start, top, start + piece.shape[1], bottom), shift


def put_back(marks: Sequence[Mark], leaders: Sequence[Leader]) -> tuple[Mark, ...]:
    """The words that were read, with the dots as a word and each number where it is printed."""
    found = list(marks)
    for leader in leaders:
        numbers = [mark for mark in found if _is_in(mark, leader.number)]
        # A mark in the gap before the number, which is empty on the page.
        found = [mark for mark in found if mark not in numbers and not _is_stray(mark, leader)]
        moved = [replace(mark, left=mark.left + leader.shift) for mark in numbers]
        title = _find_title(found, leader)
        if title is None:
            line = max((mark.line for mark in found), default=-1) + 1
            place = len(found)
        else:
            line, place = found[title].line, title + 1
        dots = _dots(leader, None if title is None else found[title], moved)
        found[place:place] = [replace(mark, line=line) for mark in (dots, *moved)]
    return tuple(found)


def _dots(leader: Leader, title: Mark | None, numbers: Sequence[Mark]) -> Mark:
    """The dots as a word that reaches from title to number: one line, not cells of a table."""
    left, top, right, bottom = leader.dots
    if title is not None:
        left = min(left, title.right + title.height // 4)
    if numbers:
        right = max(right, numbers[0].left - numbers[0].height // 4)
    return Mark(
        text=LEADERS, left=left, top=top, width=right - left, height=bottom - top,
        confidence=1.0, line=0, stroke=0.0,
    )  # fmt: skip


def _is_in(mark: Mark, area: Area | None) -> bool:
    if area is None:
        return False
    left, top, right, bottom = area
    x, y = mark.left + mark.width / 2, mark.top + mark.height / 2
    return left <= x <= right and top <= y <= bottom


def _is_stray(mark: Mark, leader: Leader) -> bool:
    if leader.number is None or any(map(str.isalnum, mark.text)):
        return False
    left, top, right, bottom = leader.number
    reach = 2 * (bottom - top)
    return left - reach <= mark.left <= right and top <= mark.top + mark.height / 2 <= bottom


def _find_title(marks: Sequence[Mark], leader: Leader) -> int | None:
    """Which word the dots follow; the words are in reading order."""
    left, top, _, bottom = leader.dots
    middle = (top + bottom) / 2
    before = [
        (mark.right, place)
        for place, mark in enumerate(marks)
        if mark.left < left and mark.top < middle < mark.bottom + 0.35 * mark.height
    ]
    return max(before)[1] if before else None


def _row_of(places: Any, spots: Any) -> Any:
    """For each spot the joined shape that its middle lies in."""
    middle_x = spots[:, cv2.CC_STAT_LEFT] + spots[:, cv2.CC_STAT_WIDTH] // 2
    middle_y = spots[:, cv2.CC_STAT_TOP] + spots[:, cv2.CC_STAT_HEIGHT] // 2
    return places[middle_y, middle_x]


def _is_even(members: Any) -> bool:
    """Whether the spots stand at one distance from each other."""
    middles = np.sort(members[:, cv2.CC_STAT_LEFT] + members[:, cv2.CC_STAT_WIDTH] / 2)
    steps = np.diff(middles)
    usual = float(np.median(steps))
    if usual < 2:
        return False
    lost = np.clip(np.round(steps / usual), 1, 3)
    even = np.abs(steps - lost * usual) <= np.maximum(1.5, EVEN * usual)
    return float(even.mean()) >= MOST_EVEN


def _is_alone(dots: Any, ink: Any) -> bool:
    """Whether the strip holds little ink besides the dots."""
    return float(dots.sum()) >= ALONE * float(ink.sum())
