"""Makes a page look as a scanner gives it: clean, light or heavy ("grim"), from a seed.

For ``ocrbench.py``. A grey page comes in, the pixels that a scanner sees go out; the same seed
gives the same page. The three levels are those of the project's trial scans: light is turned by up
to half a degree, heavy by up to one and a half, shaded, speckled, and saved as a poor JPEG.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """How bad a scanner is."""

    skew: float
    """Degrees, at most, to either side."""
    blur: float
    """Standard deviation of the blur, in pixels of 200 dpi."""
    shading: float
    """Part of the light that is lost at the darker edge."""
    noise: float
    """Standard deviation of the grain, in grey steps."""
    speckle: float
    """Part of the pixels that are black or white specks."""
    quality: int
    """JPEG quality in which it saves, 1-95."""


LEVELS = {
    "clean": Level(skew=0.0, blur=0.0, shading=0.0, noise=0.0, speckle=0.0, quality=92),
    "light": Level(skew=0.5, blur=0.5, shading=0.06, noise=4.0, speckle=0.0, quality=70),
    "grim": Level(skew=1.5, blur=0.7, shading=0.2, noise=9.0, speckle=0.003, quality=45),
}


def scan(page: Any, level: Level, *, dpi: float, seed: int) -> Any:
    """The page as the scanner sees it, before it is saved.

    Args:
        page: Grey, 8 bits, 0 is black; rows by columns.
        level: The scanner.
        dpi: Pixels an inch of ``page``.
        seed: The same seed gives the same scan.
    """
    random = np.random.default_rng(seed)
    height, width = page.shape
    angle = float(random.uniform(-level.skew, level.skew))
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    image = cv2.warpAffine(
        page.astype(np.float32), turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255.0
    )
    if level.blur:
        image = cv2.GaussianBlur(image, (0, 0), level.blur * dpi / 200)
    if level.shading:
        along, across = np.meshgrid(np.linspace(-1, 1, width), np.linspace(-1, 1, height))
        direction = float(random.uniform(0, 2 * np.pi))
        slope = along * np.cos(direction) + across * np.sin(direction)
        image *= (1 - level.shading * (slope + 1.5) / 3).astype(np.float32)
    if level.noise:
        image += random.normal(0, level.noise, (height, width)).astype(np.float32)
    if level.speckle:
        specks = random.random((height, width))
        image[specks < level.speckle / 2] = 0
        image[specks > 1 - level.speckle / 2] = 255
    return np.clip(image, 0, 255).astype(np.uint8)
