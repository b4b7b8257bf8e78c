"""Clean page images made bad, each in one way that scans of minutes are: for measuring.

Training side only; ``grime.py`` has the scanners of the benchmark. A grey image at its own
resolution comes in, the same page as a poor scanner, copier or fax would give it goes out. The same
seed gives the same pixels.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import cv2
import numpy as np

from referat.pages.scan import Pixels, runs
from referat.training.grime import LEVELS, scan

Damage = Callable[[Pixels, float, np.random.Generator], Pixels]
"""Pixels, dots an inch and random numbers in; pixels out."""

PAPER, DARK = 245, 12


def _turn(pixels: Pixels, degrees: float) -> Pixels:
    height, width = pixels.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    turned = cv2.warpAffine(
        pixels, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(PAPER,)
    )
    return cast(Pixels, turned)


def _jpeg(pixels: Pixels, quality: int) -> Pixels:
    _, packed = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return cast(Pixels, cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE))


def _scanned(pixels: Pixels, random: np.random.Generator, *, noise: float = 4.0) -> Pixels:
    """What every scanner does: a little blur, a little noise, JPEG."""
    soft = cv2.GaussianBlur(pixels, (0, 0), 0.6).astype(np.float32)
    soft += random.normal(0, noise, pixels.shape).astype(np.float32)
    return _jpeg(np.clip(soft, 0, 255).astype(np.uint8), 75)


def clean(pixels: Pixels, dpi: float, random: np.random.Generator) -> Pixels:
    """The page as it was rendered."""
    return pixels


def light(pixels: Pixels, dpi: float, random: np.random.Generator) -> Pixels:
    """A good scanner."""
    return _grime("light", pixels, dpi, random)


def heavy(pixels: Pixels, dpi: float, random: np.random.Generator) -> Pixels:
    """A poor one: askew, shaded, speckled, JPEG of quality 45."""
    return _grime("grim", pixels, dpi, random)


def _grime(level: str, pixels: Pixels, dpi: float, random: np.random.Generator) -> Pixels:
    seen = scan(pixels, LEVELS[level], dpi=dpi, seed=int(random.integers(1 << 30)))
    return _jpeg(cast(Pixels, seen), LEVELS[level].quality)


def askew(pixels: Pixels, dpi: float, random: np.random.Generator) -> Pixels:
    """Five degrees askew, as sheets that went in by hand."""
    return _scanned(_turn(pixels, 5.0 if random.random() < 0.5 else -5.0), random)


def quarter(pixels: Pixels, dpi: float, random: np.random.Generator) -> Pixels:
    """A quarter turn to the right."""
    return _scanned(np.ascontiguousarray(np.rot90(pixels, 3)), random)


def half(pixels: Pixels, dpi: float, random: np.random.Generator) -> Pixels:
    """Upside down."""
    return _scanned(np.ascontiguousarray(np.rot90(pixels, 2)), random)


def three_quarters(pixels: Pixels, dpi: float, random: np.random.Generator) -> Pixels:
    """A quarter turn to the left."""
    return _scanned(np.ascontiguousarray(np.rot90(pixels, 1)), random)


def margins(pixels: Pixels, dpi: float, random: np.random.Generator) -> Pixels:
    """The scanner's lid was open: black outside a sheet that lies a little askew."""
    height, width = pixels.shape
    edge = int(0.35 * dpi)
    image = np.full((height + 2 * edge, width + 2 * edge), DARK, np.uint8)
    image[edge : edge + height, edge : edge + width] = pixels
    matrix = cv2.getRotationMatrix2D((image.shape[1] / 2, image.shape[0] / 2), 0.7, 1.0)
    turned = cv2.warpAffine(
        image, matrix, (image.shape[1], image.shape[0]), borderValue=(DARK,), flags=cv2.INTER_CUBIC
    )
    return _scanned(cast(Pixels, turned), random, noise=8.0)


def holes(pixels: Pixels, dpi: float, random: np.random.Generator) -> Pixels:
    """Four punched holes in the left margin, and a staple's two."""
    image = pixels.copy()
    height = pixels.shape[0]
    for place in (0.23, 0.41, 0.59, 0.77):
        cv2.circle(image, (int(0.42 * dpi), int(place * height)), int(0.11 * dpi), (DARK,), -1)
    for x in (0.45, 0.85):
        cv2.circle(image, (int(x * dpi), int(0.3 * dpi)), int(0.03 * dpi), (DARK,), -1)
    return _scanned(image, random)


def bleed(pixels: Pixels, dpi: float, random: np.random.Generator) -> Pixels:
    """The back of the sheet shows through, mirrored and faint."""
    back = cv2.GaussianBlur(np.ascontiguousarray(pixels[:, ::-1]), (0, 0), 1.5)
    back = np.roll(back, int(0.11 * dpi), axis=0)
    shown = 255 - (255 - back.astype(np.float32)) * 0.38
    return _scanned((pixels * (shown / 255)).astype(np.uint8), random)


def uneven(pixels: Pixels, dpi: float, random: np.random.Generator) -> Pixels:
    """A bound volume on the glass: the inner third falls into shadow."""
    width = pixels.shape[1]
    light_across = np.clip(np.linspace(0.22, 2.2, width), 0, 1).astype(np.float32)
    return _scanned((pixels * light_across[None, :]).astype(np.uint8), random)


def coarse(pixels: Pixels, dpi: float, random: np.random.Generator) -> Pixels:
    """Half the resolution."""
    small = cv2.resize(pixels, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    return _scanned(cast(Pixels, small), random, noise=2.0)


def inverted(pixels: Pixels, dpi: float, random: np.random.Generator) -> Pixels:
    """White on black, as microfilm."""
    return _scanned(np.full_like(pixels, 255) - pixels, random)


def panels(pixels: Pixels, dpi: float, random: np.random.Generator) -> Pixels:
    """Every third line on a bar across the page: a grey one, or light on a dark one, in turns."""
    image = pixels.copy()
    left, right = int(0.08 * image.shape[1]), int(0.94 * image.shape[1])
    lines = runs((image < 128).any(axis=1))
    places = [0, *(place for line in lines for place in line), len(image)]
    for number, (top, bottom) in enumerate(lines):
        above, below = places[2 * number], places[2 * number + 3]
        room = min(top - above, below - bottom) // 2
        pad = min(int(0.04 * dpi), room)
        bar = image[top - pad : bottom + pad, left:right]
        if pad < 0.02 * dpi or bottom - top < 0.05 * dpi:
            continue
        if number % 6 == 2:
            bar[:] = bar * 0.76
        elif number % 6 == 5:
            bar[:] = 250 - bar * 0.75
    return _scanned(image, random)


def fax(pixels: Pixels, dpi: float, random: np.random.Generator) -> Pixels:
    """One bit a pixel, with the specks of a fax."""
    grey = _turn(pixels, float(random.uniform(-0.6, 0.6)))
    black = np.where(grey < 150, np.uint8(0), np.uint8(255))
    black[random.random(black.shape) < 0.001] = 0
    return black


DAMAGES: dict[str, Damage] = {
    "clean": clean, "light": light, "heavy": heavy, "askew": askew, "quarter": quarter,
    "half": half, "three_quarters": three_quarters, "margins": margins, "holes": holes,
    "bleed": bleed, "uneven": uneven, "coarse": coarse, "inverted": inverted, "panels": panels,
    "fax": fax,
}  # fmt: skip
"""All of them, by name."""


def resolution(name: str, dpi: float) -> float:
    """Dots an inch of the damaged page."""
    return dpi / 2 if name == "coarse" else dpi
