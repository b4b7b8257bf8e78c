"""Stage 2: the image of a page before it is recognised, and its ruling lines.

Pure image work on grey NumPy arrays with OpenCV: no OCR program is known here. ``mend.py`` makes a
bad image better.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Any, cast

import cv2
import numpy as np
import numpy.typing as npt

from referat.pages.tables import Edge

# One page is one thread, here as in the OCR program: pages are read side by side.
cv2.setNumThreads(1)

Pixels = npt.NDArray[np.uint8]
Matrix = tuple[float, float, float, float, float, float]
"""``a, b, c, d, e, f``: a point ``x, y`` becomes ``ax + by + c, dx + ey + f``."""

MAX_PIXELS = 40_000_000
"""A larger image is scaled down: A3 at 400 dpi has 31 million, and Tesseract's time and memory
grow with the area."""

RULE_INCHES = 0.5
"""Ink in a straight run of this length is a ruling line: no letter of 36 points is so tall."""

CROWDED = 0.4
"""Part of the strips beside a rule that may be drawn on. Measured on scans at 200 and 300 dpi: the
rules of tables have at most 0.17, blurred words at least 0.71."""

STANDING, HANGING = (0.03, 0.75), 0.1
"""Parts of the strips above, from and to, and below an underline that are drawn on. Measured on 59
that run into the letters at 150 to 300 dpi: 0.43 to 0.70, and at most 0.06 below; with 2 points
between, a few tails are all that is there."""

LOW_BOX = 0.12
"""Inches between two rules at least that have sides between them: a line of small type."""

CLOSED = 0.75
"""Part of the space between two rules, each of them a little askew, in which an upright stroke must
be drawn all the way to be the side of a box. Letters have clear space above or below."""

DARK, PALE = 150, 215
"""Grey under which there is ink, and under which there may be a thin rule, which is often grey and
paler still for being thinner than a pixel; paper is 240 and more."""

SKETCH_DPI = 75.0
"""Resolution at which lines and holes are looked for: a line of 10 points is 10 pixels high."""

PICTURE, PICTURE_SHARE = (90, 200), 0.35
"""Greys between ink and paper, and the part of a page that may have them before it is taken for a
photograph. Noisy pages of print have 0.1."""

BLANK = 2e-5
"""Part of dark pixels under which a page is blank: one short word at 12 points has 3e-4."""


class Step(StrEnum):
    """What mending does to an image, as the reason in the table of pages names it."""

    INVERTED = "vendt fra hvidt på sort"
    MARGINS = "befriet for sorte rande"
    TURNED = "drejet"
    SPLIT = "delt i to sider"
    LIT = "jævnet i lyset"
    CLEANED = "renset"
    HOLES = "befriet for huller"
    PANELS = "befriet for farvede felter"
    STRAIGHTENED = "rettet op"
    ENLARGED = "forstørret"


@dataclass(frozen=True, kw_only=True)
class Scan:
    """A page's image, upright."""

    pixels: Pixels
    """Grey, 0 is black."""
    dpi: float
    """Pixels an inch."""
    matrix: Matrix | None = None
    """Leads from this image's pixels to those of the page as it was printed, where mending moved
    them; ``None`` where both are the same."""
    page: tuple[float, float, float] | None = None
    """Width and height of the printed page in points and its dots an inch, where this image is
    turned, enlarged, or only a part of it."""
    steps: tuple[Step, ...] = ()
    """What was mended, in order."""
    shrunk: bool = False
    """Whether it was scaled down to ``MAX_PIXELS``."""

    @property
    def mended(self) -> bool:
        """Whether anything was mended."""
        return bool(self.steps)

    @property
    def width(self) -> float:
        """Points."""
        return float(self.pixels.shape[1] * 72 / self.dpi)

    @property
    def height(self) -> float:
        """Points."""
        return float(self.pixels.shape[0] * 72 / self.dpi)

    @cached_property
    def light(self) -> Pixels:
        """The paper's grey at each place, on an image of an eighth of the size."""
        light = shrink(self.pixels, 8)
        return cast(Pixels, cv2.medianBlur(cv2.dilate(light, np.ones((5, 5), np.uint8)), 5))

    @cached_property
    def even(self) -> Pixels:
        """The pixels with shading taken out: paper is near 255 all over the page."""
        height, width = self.pixels.shape
        paper = cv2.resize(self.light, (width, height), interpolation=cv2.INTER_LINEAR)
        return cast(Pixels, cv2.divide(self.pixels, paper, scale=255))

    @cached_property
    def ink(self) -> Pixels:
        """1 where there is ink, 0 elsewhere."""
        return (self.even < DARK).astype(np.uint8)

    @cached_property
    def sketch(self) -> tuple[Pixels, int]:
        """Part of ink at each place, 0-255, at about 75 dpi; and how many pixels are one there."""
        factor = max(1, round(self.dpi / SKETCH_DPI))
        return shrink(self.ink * 255, factor), factor

    @property
    def is_picture(self) -> bool:
        """Whether it shows no print, as photographs do."""
        grey = self.even[::4, ::4]
        return float(((grey > PICTURE[0]) & (grey < PICTURE[1])).mean()) > PICTURE_SHARE

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to read."""
        # Specks do not count: an opening takes out what is one pixel thin.
        solid = cv2.morphologyEx(self.ink, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
        return float(solid.mean()) < BLANK

    @property
    def printed(self) -> tuple[float, float, float]:
        """Width and height of the printed page, in points, and its dots an inch."""
        return self.page or (self.width, self.height, self.dpi)

    def moved(self, pixels: Pixels, matrix: Matrix, step: Step) -> Scan:
        """The scan with other pixels; ``matrix`` leads from them to the pixels before."""
        return replace(
            self,
            pixels=pixels,
            matrix=matrix if self.matrix is None else times(self.matrix, matrix),
            page=self.printed,
            steps=(*self.steps, step),
        )


def times(outer: Matrix, inner: Matrix) -> Matrix:
    """The matrix that does ``inner`` and then ``outer``."""
    a, b, c, d, e, f = outer
    p, q, r, s, t, u = inner
    return (
        a * p + b * s, a * q + b * t, a * r + b * u + c,
        d * p + e * s, d * q + e * t, d * r + e * u + f,
    )  # fmt: skip


def shrink(pixels: Pixels, factor: int) -> Pixels:
    """The image at a whole part of its size; what is over at the right and below is left out.

    For whole parts it takes a third of the time.
    """
    height, width = pixels.shape
    size = max(1, width // factor), max(1, height // factor)
    whole = pixels[: size[1] * factor, : size[0] * factor]
    return cast(Pixels, cv2.resize(whole, size, interpolation=cv2.INTER_AREA))


def fit(pixels: Any, *, dpi: float) -> Scan:
    """A scan of an image of any size, scaled down if it is larger than can be read."""
    height, width = pixels.shape[:2]
    scale = math.sqrt(MAX_PIXELS / (height * width))
    if scale >= 1:
        return Scan(pixels=pixels, dpi=dpi)
    size = max(1, int(width * scale)), max(1, int(height * scale))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    return Scan(pixels=small, dpi=dpi * scale, shrunk=True)


def as_shrunk(scan: Scan) -> Scan:
    """The same scan, marked as smaller than its page would need."""
    return replace(scan, shrunk=True)


def take_out_rules(scan: Scan) -> tuple[Scan, tuple[Edge, ...]]:
    """The scan without ruling lines and underlines, and the lines in pixels.

    Tesseract reads a table's rules as letters ("I", "|2016", "SR").
    """
    length = max(20, int(RULE_INCHES * scan.dpi))
    drawn = cast(Pixels, cv2.inRange(scan.even, (0,), (PALE - 1,)))
    taken, underlines = np.zeros_like(drawn), np.zeros_like(drawn)
    edges: list[Edge] = []
    for flat in (True, False):
        # Thickened first: a line that is slightly askew falls into steps.
        thick = cv2.dilate(drawn, np.ones((3, 1) if flat else (1, 3), np.uint8))
        for start, end in _bands(cast(Pixels, thick), length, flat):
            band = np.s_[start:end] if flat else np.s_[:, start:end]
            kernel = np.ones((1, length) if flat else (length, 1), np.uint8)
            rules = cast(Pixels, cv2.morphologyEx(thick[band], cv2.MORPH_OPEN, kernel))
            count, _, boxes, _ = cv2.connectedComponentsWithStats(rules)
            for left, top, width, height, _ in boxes[1:count]:
                across, along = (height, width) if flat else (width, height)
                # Thicker ones are bars, pictures, or the dark edge of the paper.
                if across > 0.03 * scan.dpi + 0.02 * along:
                    continue
                x, y = (left, top + start) if flat else (left + start, top)
                # Blurred letters run together at half their height, with strokes above and below.
                sides = _beside(drawn, x, y, width, height, flat)
                rule = rules[top : top + height, left : left + width]
                if flat and _is_underline(sides):
                    _underline(underlines, drawn, rule, x, y)
                elif max(sides) <= CROWDED:
                    taken[y : y + height, x : x + width] |= rule
                else:
                    continue
                edges.append(_rule(x, y, width, height, flat))
    if not edges:
        return scan, ()
    edges += list(_take_sides(drawn, taken, edges, scan.dpi))
    around = cv2.bitwise_or(cv2.dilate(taken, np.ones((3, 3), np.uint8)), underlines)
    pixels = scan.pixels.copy()
    # The paper's own grey, from every eighth pixel each way: all of them take a tenth of a second.
    paper = int(np.percentile(scan.pixels[::8, ::8], 75))
    cv2.copyTo(np.full_like(pixels, paper), around, pixels)
    return replace(scan, pixels=pixels), tuple(edges)


def _take_sides(drawn: Pixels, taken: Pixels, edges: Sequence[Edge], dpi: float) -> Iterator[Edge]:
    """Take out the upright rules of boxes that are lower than the shortest rule.

    A house that frames each title sets its number right beside the frame: "|1." is read, or "E".
    No letter reaches from the rule above it to the one below.
    """
    flat = sorted((edge for edge in edges if edge.is_flat), key=lambda edge: edge.top)
    upright = [edge for edge in edges if not edge.is_flat]
    for place, upper in enumerate(flat):
        lower = next((edge for edge in flat[place + 1 :] if _closes(upper, edge, dpi)), None)
        if lower is None:
            continue
        y, end = round(upper.top), round(lower.top) + 1
        edge = max(2, round((1 - CLOSED) / 2 * (end - y)))
        x = max(0, round(max(upper.x0, lower.x0)) - edge)
        space = drawn[y + edge : end - edge, x : round(min(upper.x1, lower.x1)) + edge]
        # Thickened first: a line that is slightly askew falls into steps.
        full = cv2.dilate(space, np.ones((1, 3), np.uint8)).min(axis=0) > 0
        for start, stop in runs(full):
            sides = _beside(space, start, 0, stop - start, len(space), flat=False)
            side = _rule(x + start, y, stop - start, end - y, flat=False)
            known = any(
                abs(other.x0 - side.x0) < edge and other.top < (y + end) / 2 < other.bottom
                for other in upright
            )
            if known or stop - start > 0.03 * dpi + 2 or max(sides) > CROWDED:
                continue
            taken[y:end, x + start : x + stop] = 255
            yield side


def _closes(upper: Edge, lower: Edge, dpi: float) -> bool:
    """Whether a flat rule may be the lower side of a low box, and another its upper one."""
    reach = 0.05 * dpi
    return (
        LOW_BOX * dpi < lower.top - upper.top < RULE_INCHES * dpi
        and abs(upper.x0 - lower.x0) < reach
        and abs(upper.x1 - lower.x1) < reach
    )


def _bands(drawn: Pixels, length: int, flat: bool) -> list[tuple[int, int]]:
    """Rows (or columns), from and to, in which something is drawn in a straight run of a length.

    What is drawn has 255, all else 0.

    To look at the whole page for runs takes a tenth of the time of its recognition, and most pages
    have none: an image with a third of a run in each pixel tells where they can be.
    """
    height, width = drawn.shape
    third = length // 3
    # A run covers one whole block at least, also where the last part of a block is cut off.
    if flat:
        whole = drawn[:, : width - width % third]
        size = (width // third, height)
    else:
        whole = drawn[: height - height % third]
        size = (width, height // third)
    if min(size) < 1:
        return []
    blocks = cv2.resize(whole, size, interpolation=cv2.INTER_AREA)
    return runs((blocks == 255).any(axis=1 if flat else 0))


def runs(held: Any) -> list[tuple[int, int]]:
    """Start and end of each run of true values, in order."""
    bounds = np.flatnonzero(np.diff(np.concatenate(([False], held, [False]))))
    return [(int(start), int(end)) for start, end in bounds.reshape(-1, 2)]


def _beside(
    drawn: Pixels, left: int, top: int, width: int, height: int, flat: bool
) -> tuple[float, float]:
    """Part of the strips before and after a line that is drawn on, 0.0-1.0."""
    strip = 4
    if flat:
        before = drawn[max(0, top - strip) : top, left : left + width]
        after = drawn[top + height : top + height + strip, left : left + width]
    else:
        before = drawn[top : top + height, max(0, left - strip) : left]
        after = drawn[top : top + height, left + width : left + width + strip]
    return _drawn(before), _drawn(after)


def _drawn(strip: Pixels) -> float:
    return float(strip.mean()) / 255 if strip.size else 0.0


def _is_underline(sides: tuple[float, float]) -> bool:
    """Whether letters stand on a line and nearly nothing hangs below it."""
    above, below = sides
    return STANDING[0] < above <= STANDING[1] and below <= HANGING


def _underline(taken: Pixels, drawn: Pixels, rule: Pixels, left: int, top: int) -> None:
    """Note an underline's pixels: not where letters go on below it, nor the edge they stand on."""
    height, width = rule.shape
    bottom = min(top + height, len(drawn) - 1)
    columns = np.s_[left : left + width]
    goes_on = (drawn[max(0, top - 1), columns] > 0) & (drawn[bottom, columns] > 0)
    taken[top + 1 : top + height, columns] |= np.where(goes_on, 0, rule[1:])


def _rule(left: int, top: int, width: int, height: int, flat: bool) -> Edge:
    if flat:
        middle = float(top + height / 2)
        return Edge(x0=float(left), top=middle, x1=float(left + width), bottom=middle)
    middle = float(left + width / 2)
    return Edge(x0=middle, top=float(top), x1=middle, bottom=float(top + height))
