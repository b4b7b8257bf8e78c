"""Stage 2: how fine an image need be for its letters to be read.

Tesseract brings each line to one height before it reads it, but looks for lines in all the pixels
there are: what is finer than its letters need costs time and reads no better.
"""

from __future__ import annotations

from typing import cast

import cv2
import numpy as np

from referat.pages.scan import Pixels, Scan

VERSION = 1
"""Goes up when images are read at another size than before."""

ENOUGH = 11.0
"""Pixels of a small letter's height with which it is read as well as with more: 10 points have 14
at 200 dpi. Of the letters of 33 pages 0.48, 0.88 and 0.98 per cent were wrong in full size (clean
and light at 300 dpi, grim at 200), 0.41, 0.66 and 0.73 with 11, at 0.76, 0.75 and 0.89 of the
time."""

LEAST_DPI = 120.0
"""No page is made coarser, whatever its letters."""

WORTH = 0.95
"""Part of its size above which an image is left as it is."""

FEW = 50
"""Letters under which nothing can be told."""

GOOD_PART = 0.3
"""Letters of a small size, by those of the commonest, from which they count: small print must be
read as well, a row of dots need not."""

# Heights of small letters, points: half the size of type of 5 to 20. Blots are lower.
_LOW, _HIGH = 2.4, 10.0


def needed(scan: Scan) -> float:
    """Part of its size at which a scan is to be read, 0.0-1.0."""
    height = letter_height(scan)
    if height is None:
        return 1.0
    part = max(ENOUGH / height, LEAST_DPI / scan.dpi)
    return part if part < WORTH else 1.0


def letter_height(scan: Scan) -> int | None:
    """Height of the small letters of the smallest type that much is set in, in pixels."""
    _, _, boxes, _ = cv2.connectedComponentsWithStats(scan.ink)
    width, height = boxes[1:, cv2.CC_STAT_WIDTH], boxes[1:, cv2.CC_STAT_HEIGHT]
    point = scan.dpi / 72
    like_letters = (
        (height > _LOW * point) & (height < _HIGH * point) & (4 * width > height)
        & (width < 3 * height)
    )  # fmt: skip
    heights = height[like_letters]
    if len(heights) < FEW:
        return None
    # A scan's letters of one size differ by a pixel.
    counts = np.convolve(np.bincount(heights), (1, 1, 1), mode="same")
    is_peak = counts >= np.maximum(np.roll(counts, 1), np.roll(counts, -1))
    return int(np.flatnonzero(is_peak & (counts >= GOOD_PART * counts.max()))[0])


def coarsen(scan: Scan, part: float) -> Pixels:
    """The scan's pixels at a part of their size."""
    return cast(
        Pixels, cv2.resize(scan.pixels, None, fx=part, fy=part, interpolation=cv2.INTER_AREA)
    )
