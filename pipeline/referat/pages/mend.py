"""Stage 2: bad images of pages made readable, each fault by its own step.

A scan comes in; one comes out, or two where two pages lie on one sheet. Each step looks at the page
first and does nothing where its fault is not there: what mends a bad page harms a good one. The
thresholds and what each step is worth were measured with ``referat.training.mending``.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import cast

import cv2
import numpy as np

from referat.pages.panels import clear_panels
from referat.pages.scan import Matrix, Pixels, Scan, Step, shrink

VERSION = 5
"""Goes up when a step changes: what was read of images mended otherwise is read again."""

NOISY = 2e-5
"""Part of the bare paper's pixels that are lone dark specks. Measured on pages of 100 to 300 dpi:
clean and good scans have none, faxes 9e-4, pages with 0.3 per cent of speckle 1.4e-3."""

PRINT, CELLS = 0.03, 12
"""Part of ink around a place from which it is print, and cells of the page's width."""

SPECK_DEPTH = 60
"""Grey steps by which a speck is darker than all its neighbours."""

MAX_SKEW = 8.0
"""Degrees; a page that is more askew is not a page of text, or the estimate is wrong."""

ASKEW = 1.0
"""Degrees from which a page without noise is straightened too."""

INVERTED = 110
"""Median grey under which a page is white on black; the darkest photographed paper has 130."""

BORDER = 0.02
"""Part of the page's width that is looked at along each edge for what is black."""

BLACK = 60
"""Grey under which a margin is no paper."""

SHADED = 0.7
"""Paper in the shadow by paper in the light, under which the light is made even."""

SHADED_NOISY = 0.93
"""The same on a page that specks were taken out of. Tesseract tells ink from paper by one grey for
the whole page; where the paper is grainy, a shadow of 0.82 is enough, and it found 11 of 154 words
on one page and 70 of 330 on another; with the light made even, all of them."""

SIDEWAYS = 1.6
"""How much clearer lines must be across the page than along it before it is turned."""

FINE, HALF = 0, 1
"""Resolutions at which skew is looked for: at 75 dpi a tenth of a degree moves a line's end by a
pixel, at half of that half a degree by two and a half, at a quarter of the cost."""

COARSE = 130.0
"""Dots an inch under which a clean page is enlarged: 10 points have an x-height of 9 pixels."""

HOLE = (0.12, 0.45)
"""Inches across a punched hole: 6 mm in an office; 5 to 8 where they tore."""

NARROW = 4
"""Part of its width to which an image is narrowed before its skew is looked for: within so few
pixels no line falls by one, and it is found as well (0.048 degrees off on soiled pages, either way)
at a quarter of the cost."""

STRIPS = 8
"""Parts of the page's width: in one of them a line that is 5 degrees askew falls by half a line."""

SHEET = 1.2
"""Width by height from which two pages may lie side by side: two of A4 have 1.41."""


def mend(scan: Scan) -> tuple[Scan, ...]:
    """The scan with its faults mended, as it is if it has none; two where two pages lie on it.

    The order is that in which one step makes the next possible. Specks go before lines are made
    level: each alone reads worse than neither on a noisy page (measured at 150 and 300 dpi), both
    together make 7 to 11 times fewer errors.
    """
    scan = upright(fill_margins(invert(scan)))
    return tuple(_mend_sheet(sheet) for sheet in split(scan))


def _mend_sheet(scan: Scan) -> Scan:
    return enlarge(straighten(clear_holes(even_light(clear_panels(clean(scan))))))


def invert(scan: Scan) -> Scan:
    """White print on black, as microfilm and some faxes have it, as black on white."""
    if np.median(scan.pixels[::8, ::8]) >= INVERTED:
        return scan
    # A dark photograph has no paper: on film there is ink, and it is far lighter than the ground.
    if np.percentile(scan.pixels[::4, ::4], 99.5) < 160:
        return scan
    pixels = cast(Pixels, cv2.bitwise_not(scan.pixels))
    return replace(scan, pixels=pixels, steps=(*scan.steps, Step.INVERTED))


def fill_margins(scan: Scan) -> Scan:
    """Black that lies outside the sheet becomes paper."""
    height, width = scan.pixels.shape
    edge = max(2, int(BORDER * width))
    sides = (
        scan.pixels[:edge], scan.pixels[-edge:], scan.pixels[:, :edge], scan.pixels[:, -edge:]
    )  # fmt: skip
    if max(float((side < BLACK).mean()) for side in sides) < 0.15:
        return scan
    factor = min(1.0, 75 / scan.dpi)
    small = cv2.resize(scan.pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    # Opened: a word that touches the black stays.
    black = cv2.morphologyEx(
        (small < 110).astype(np.uint8), cv2.MORPH_OPEN, np.ones((5, 5), np.uint8)
    )
    rim = cv2.copyMakeBorder(black, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=(1,))
    _, labels = cv2.connectedComponents(rim)
    outside = (labels == labels[0, 0])[1:-1, 1:-1].astype(np.uint8)
    if not 0.005 < outside.mean() < 0.6:
        return scan
    # Grown by what the blur of the edge takes.
    outside = cv2.dilate(outside, np.ones((5, 5), np.uint8))
    # A sheet begins at once; where it grows darker towards the edge, there is text in the dark.
    ring = cv2.dilate(outside, np.ones((7, 7), np.uint8)) > outside
    if float((small[ring] > 160).mean()) < 0.8:
        return scan
    mask = cv2.resize(outside, (width, height), interpolation=cv2.INTER_NEAREST) > 0
    pixels = scan.pixels.copy()
    pixels[mask] = np.percentile(scan.pixels[~mask][::64], 75)
    return replace(scan, pixels=pixels, steps=(*scan.steps, Step.MARGINS))


def upright(scan: Scan) -> Scan:
    """A page whose lines run up and down, turned so that they run across.

    Whether it then stands on its head, the letters alone can tell: see ``turn``.
    """
    small = _small(scan, HALF)
    if small is None:
        return scan
    turned = cast(Pixels, np.ascontiguousarray(np.rot90(small)))
    return turn(scan, 1) if _striped(turned) > SIDEWAYS * _striped(small) else scan


def _striped(pixels: Pixels) -> float:
    """How clearly lines run across, whatever their skew: looked for in strips that are narrow."""
    height, width = pixels.shape
    strip: int = width // STRIPS
    sums = pixels[:, : strip * STRIPS].reshape(height, STRIPS, strip).sum(axis=2, dtype=np.float64)
    return float(np.square(np.diff(sums, axis=0)).mean()) / (strip * strip)


def turn(scan: Scan, quarters: int) -> Scan:
    """The scan turned to the left by so many quarters."""
    height, width = scan.pixels.shape
    pixels = cast(Pixels, np.ascontiguousarray(np.rot90(scan.pixels, quarters)))
    back: dict[int, Matrix] = {
        1: (0.0, -1.0, float(width), 1.0, 0.0, 0.0),
        2: (-1.0, 0.0, float(width), 0.0, -1.0, float(height)),
        3: (0.0, 1.0, 0.0, -1.0, 0.0, float(height)),
    }
    return scan.moved(pixels, back[quarters % 4], Step.TURNED)


def split(scan: Scan) -> tuple[Scan, ...]:
    """The two pages of a sheet, left and right; the sheet itself where there is one page on it."""
    height, width = scan.pixels.shape
    if width < SHEET * height:
        return (scan,)
    ink = scan.ink
    columns = ink.mean(axis=0)
    third = columns[int(0.42 * width) : int(0.58 * width)]
    left, right = columns[: int(0.42 * width)].mean(), columns[int(0.58 * width) :].mean()
    # A landscape page with one text has words in the middle on nearly every line.
    gutter = max(3, int(0.25 * scan.dpi))
    if min(left, right) < 0.2 * max(left, right) or min(left, right) == 0:
        return (scan,)
    windows = np.convolve(third, np.ones(gutter) / gutter, mode="valid")
    if windows.min() > 0.02 * min(left, right):
        return (scan,)
    best = np.flatnonzero(windows <= windows.min() + 1e-9)
    middle = int(0.42 * width) + int(best[len(best) // 2]) + gutter // 2
    # Lines that run through the gap belong to one page: a table's, or a form's two columns.
    parts = []
    for start, end in ((0, middle), (middle, width)):
        pixels = cast(Pixels, np.ascontiguousarray(scan.pixels[:, start:end]))
        parts.append(scan.moved(pixels, (1.0, 0.0, float(start), 0.0, 1.0, 0.0), Step.SPLIT))
    return tuple(parts)


def clean(scan: Scan) -> Scan:
    """Specks of one pixel taken out, where there are many; always straightened afterwards."""
    if speckle(scan) < NOISY:
        return scan
    pixels = cast(Pixels, cv2.medianBlur(scan.pixels, 3))
    return replace(scan, pixels=pixels, steps=(*scan.steps, Step.CLEANED))


def speckle(scan: Scan) -> float:
    """Part of the bare paper's pixels that are dark specks of one pixel, 0.0-1.0.

    Where there is print, full stops and the dots of letters are such specks too, and so are the
    dots of a contents list: the answer is that of the middle one of the cells that are mostly bare.
    """
    ring = np.array([[1, 1, 1], [1, 0, 1], [1, 1, 1]], np.uint8)
    # The darkest of the eight neighbours is still far lighter than the pixel itself.
    depth = cv2.subtract(cv2.erode(scan.pixels, ring), scan.pixels)
    sketch, factor = scan.sketch
    bare = (cv2.blur(sketch, (9, 9)) < PRINT * 255).astype(np.float32)
    lone = (depth > SPECK_DEPTH).astype(np.uint8) * 255
    specks = shrink(lone, factor).astype(np.float32) / 255 * bare
    cell = max(1, min(bare.shape) // CELLS)
    size = max(1, bare.shape[1] // cell), max(1, bare.shape[0] // cell)
    area = cv2.resize(bare, size, interpolation=cv2.INTER_AREA)
    found = cv2.resize(specks, size, interpolation=cv2.INTER_AREA)
    mostly = area > 0.5
    return float(np.median(found[mostly] / area[mostly])) if mostly.any() else 0.0


def even_light(scan: Scan) -> Scan:
    """Shadow taken out, where part of the page lies in a deep one."""
    dark, bright = np.percentile(scan.light, (5, 95))
    shaded = SHADED_NOISY if Step.CLEANED in scan.steps else SHADED
    if dark >= shaded * bright:
        return scan
    return replace(scan, pixels=scan.even, steps=(*scan.steps, Step.LIT))


def clear_holes(scan: Scan) -> Scan:
    """Punched holes become paper: they are read as letters."""
    sketch, factor = scan.sketch
    small = (sketch > 127).astype(np.uint8)
    # What is left of an opening this wide is no letter of ordinary type.
    solid = cv2.morphologyEx(
        small, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (9, 9))
    )
    count, _, boxes, _ = cv2.connectedComponentsWithStats(solid)
    holes = []
    for left, top, across, down, area in boxes[1:count]:
        middle = left + across / 2
        in_margin = min(middle, small.shape[1] - middle) < 0.12 * small.shape[1]
        # A disc fills 0.79 of its box.
        is_disc = 0.75 < across / down < 1.33 and 0.65 < area / (across * down) < 0.92
        if in_margin and is_disc and HOLE[0] < across * factor / scan.dpi < HOLE[1]:
            holes.append((left, top, across, down))
    if not holes:
        return scan
    pixels = scan.pixels.copy()
    paper = int(np.percentile(scan.pixels[::4, ::4], 75))
    for left, top, across, down in holes:
        centre = round((left + across / 2) * factor), round((top + down / 2) * factor)
        cv2.circle(pixels, centre, round(max(across, down) * 0.62 * factor), (paper,), -1)
    return replace(scan, pixels=pixels, steps=(*scan.steps, Step.HOLES))


def straighten(scan: Scan) -> Scan:
    """Lines made level, where specks were taken out or the page is well askew."""
    least = 0.0 if Step.CLEANED in scan.steps else ASKEW
    angle = skew(scan, least=least)
    if abs(angle) < max(0.05, least):
        return scan
    height, width = scan.pixels.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    # Cubic interpolation reads no better (0.69 and 0.88 per cent of letters wrong against 0.71 and
    # 0.84 at 200 and 300 dpi) and takes three times as long.
    level = cv2.warpAffine(
        scan.pixels,
        matrix,
        (width, height),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    (a, b, c), (d, e, f) = cv2.invertAffineTransform(matrix).tolist()
    return scan.moved(cast(Pixels, level), (a, b, c, d, e, f), Step.STRAIGHTENED)


def enlarge(scan: Scan) -> Scan:
    """A clean page of low resolution at twice the size; noise would be enlarged with it."""
    # What was scaled down has pixels enough, and its letters are of any size.
    if scan.dpi >= COARSE or scan.shrunk or Step.CLEANED in scan.steps:
        return scan
    pixels = cv2.resize(scan.pixels, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    larger = scan.moved(cast(Pixels, pixels), (0.5, 0.0, 0.0, 0.0, 0.5, 0.0), Step.ENLARGED)
    return replace(larger, dpi=2 * scan.dpi)


def skew(scan: Scan, *, least: float = 0.0) -> float:
    """Degrees by which the text lines fall to the right; 0.0 when they cannot be seen.

    Where they fall by less than ``least`` for sure, the answer is 0.0 as well, and cheaper.
    """
    small = _small(scan, HALF)
    if small is None:
        return 0.0
    _, best = _clearest(_narrow(small), 0.0, 1.0, MAX_SKEW)
    if abs(best) < least - 0.5:
        return 0.0
    fine = _small(scan, FINE)
    if fine is None:
        return 0.0
    narrow = _narrow(fine)
    for step, reach in ((0.1, 1.0), (0.02, 0.1)):
        _, best = _clearest(narrow, best, step, reach)
    return best if abs(best) <= MAX_SKEW else 0.0


def _small(scan: Scan, halves: int) -> Pixels | None:
    """Where ink is, at 75 dpi or half of that; ``None`` where nothing can be seen."""
    sketch, _ = scan.sketch
    small = shrink(sketch, 2) if halves else sketch
    if small.shape[0] < 20 or small.shape[1] < 20 or small.max() == 0:
        return None
    return small


def _narrow(pixels: Pixels) -> Pixels:
    """The image at a part of its width and its full height."""
    height, width = pixels.shape
    whole = pixels[:, : width - width % NARROW]
    return cast(Pixels, cv2.resize(whole, (width // NARROW, height), interpolation=cv2.INTER_AREA))


def _clearest(pixels: Pixels, middle: float, step: float, reach: float) -> tuple[float, float]:
    """How clear the lines are at best, and at which angle around ``middle``."""
    angles = np.arange(middle - reach, middle + reach + step / 2, step)
    return max((_sharpness(pixels, float(angle)), float(angle)) for angle in angles)


def _sharpness(pixels: Pixels, angle: float) -> float:
    """How clearly lines and the space between them alternate, with a narrowed page turned back."""
    height, width = pixels.shape
    fall = math.tan(math.radians(angle)) * NARROW
    # A shear is cheaper than a rotation and, for rows, the same.
    shear = np.array([[1, 0, 0], [-fall, 1, fall * width / 2]], np.float64)
    sheared = cv2.warpAffine(pixels, shear, (width, height), flags=cv2.INTER_LINEAR)
    profile = cv2.reduce(sheared, 1, cv2.REDUCE_SUM, dtype=cv2.CV_32S).astype(np.float64)
    return float(np.square(np.diff(profile, axis=0)).sum())
