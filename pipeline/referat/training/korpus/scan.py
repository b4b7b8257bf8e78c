"""Turns a generated PDF into what a scanner would have made of its print.

A page is drawn, aged (bleed-through, stamps, holes, ticks in the margin), laid askew on the glass,
lit, blurred, disturbed and compressed. Everything hangs on the seed; the result is image-only.
"""

from __future__ import annotations

import io
import random
import time
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from referat.errors import SettingsError
from referat.training.korpus.typst_pdf import TIMESTAMP

Pixels = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanner:
    """How a kind of scan is made; ranges are drawn from for each document or page."""

    dpi: int
    """Dots per inch."""
    skew: float
    """Largest turn of a page in degrees, either way."""
    blur: tuple[float, float]
    """Standard deviation of the lens in pixels at 200 dpi."""
    noise: tuple[float, float]
    """Standard deviation of the sensor in grey levels of 255."""
    speckle: float
    """Largest share of pixels that are dirt."""
    shading: tuple[float, float]
    """How much darker the darkest edge is, 0.0-1.0."""
    quality: tuple[int, int]
    """JPEG quality."""
    ageing: float
    """Probability of each of: bleed-through, a stamp, holes, ticks in the margin."""
    bilevel: float
    """Probability of black and white alone, as fax and old scanners give."""


SCANNERS = {
    "scan300": Scanner(
        dpi=300, skew=0.5, blur=(0.3, 0.8), noise=(1, 6), speckle=0.0, shading=(0.0, 0.08),
        quality=(55, 85), ageing=0.15, bilevel=0.1,
    ),
    "scan200": Scanner(
        dpi=200, skew=0.6, blur=(0.3, 0.7), noise=(1, 6), speckle=0.0, shading=(0.0, 0.08),
        quality=(50, 80), ageing=0.15, bilevel=0.1,
    ),
    "grim200": Scanner(
        dpi=200, skew=1.5, blur=(0.5, 1.05), noise=(6, 16), speckle=0.003, shading=(0.08, 0.35),
        quality=(28, 55), ageing=0.5, bilevel=0.15,
    ),
}  # fmt: skip
"""Rendering -> how it is scanned."""

STAMPS = ("MODTAGET", "KOPI", "ARKIV", "BILAG", "GODKENDT", "JOURNAL", "UDSENDT")


def make_scan(pdf: bytes, kind: str, seed: str) -> bytes:
    """An image-only PDF of a PDF, as a scanner makes it.

    Args:
        pdf: The document.
        kind: A key of ``SCANNERS``.
        seed: Start of the random numbers.

    Raises:
        SettingsError: There is no such kind of scan.
    """
    import pypdfium2 as pdfium

    if kind not in SCANNERS:
        raise SettingsError(f"{kind} is no kind of scan.", action=f"Use {', '.join(SCANNERS)}.")
    scanner, rng = SCANNERS[kind], random.Random(f"{seed}/{kind}")
    document = pdfium.PdfDocument(pdf)
    try:
        drawn = [
            np.asarray(page.render(scale=scanner.dpi / 72, grayscale=True).to_numpy())
            .squeeze()
            .astype(np.float32)
            for page in document
        ]
    finally:
        document.close()
    settings = _Settings(scanner, rng)
    pages = [
        _scan_page(page, drawn[i + 1] if i + 1 < len(drawn) else None, settings, rng)
        for i, page in enumerate(drawn)
    ]
    return _bind(pages, scanner.dpi, settings.quality)


class _Settings:
    """What holds for a whole document: one scanner, one lamp."""

    def __init__(self, scanner: Scanner, rng: random.Random) -> None:
        self.scanner = scanner
        scale = scanner.dpi / 200
        self.blur = rng.uniform(*scanner.blur) * scale
        self.noise = rng.uniform(*scanner.noise)
        self.shading = rng.uniform(*scanner.shading)
        self.quality = rng.randint(*scanner.quality)
        self.speckle = rng.uniform(0, scanner.speckle)
        self.contrast = rng.uniform(0.75, 1.0) if scanner.ageing > 0.3 else rng.uniform(0.9, 1.0)
        self.bilevel = rng.random() < scanner.bilevel
        self.through = rng.random() < scanner.ageing
        self.holes = rng.random() < scanner.ageing
        self.ticks = rng.random() < scanner.ageing * 0.4
        self.stamp = rng.random() < scanner.ageing * 0.6


def _scan_page(
    page: Pixels, behind: Pixels | None, settings: _Settings, rng: random.Random
) -> NDArray[np.uint8]:
    scanner = settings.scanner
    random_numbers = np.random.default_rng(rng.getrandbits(63))
    height, width = page.shape
    image = 255 - (255 - page) * settings.contrast
    if settings.through and behind is not None and behind.shape == page.shape:
        ghost = cv2.GaussianBlur(255 - behind[:, ::-1], (0, 0), 2.0 * scanner.dpi / 200)
        image = image - ghost * rng.uniform(0.04, 0.12)
    if settings.stamp:
        _stamp(image, scanner.dpi, rng)
        settings.stamp = False
    if settings.ticks:
        _ticks(image, scanner.dpi, rng)
    if settings.holes:
        _holes(image, scanner.dpi, rng)
    angle = rng.uniform(-scanner.skew, scanner.skew)
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, rng.uniform(0.992, 1.005))
    turn[0, 2] += rng.uniform(-4, 4)
    turn[1, 2] += rng.uniform(-4, 4)
    image = np.asarray(cv2.warpAffine(image, turn, (width, height), borderValue=255), np.float32)
    if settings.blur:
        image = np.asarray(cv2.GaussianBlur(image, (0, 0), settings.blur), np.float32)
    along, across = np.meshgrid(
        np.linspace(-1, 1, width, dtype=np.float32), np.linspace(-1, 1, height, dtype=np.float32)
    )
    direction = rng.uniform(0, 2 * np.pi)
    slope = along * np.float32(np.cos(direction)) + across * np.float32(np.sin(direction))
    image *= 1 - np.float32(settings.shading) * (slope + 1.5) / 3
    image += random_numbers.standard_normal(image.shape, dtype=np.float32) * settings.noise
    if settings.speckle:
        dirt = random_numbers.random(image.shape, dtype=np.float32)
        image[dirt < settings.speckle / 2] = 20
        image[dirt > 1 - settings.speckle / 2] = 250
    pixels: NDArray[np.uint8] = np.clip(image, 0, 255).astype(np.uint8)
    if settings.bilevel:
        level, _ = cv2.threshold(pixels, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
        pixels = np.where(pixels < level + 10, 0, 255).astype(np.uint8)
    return pixels


def _stamp(image: Pixels, dpi: int, rng: random.Random) -> None:
    """A stamp with a word and a date in a corner, turned a little."""
    height, width = image.shape
    w, h = int(2.1 * dpi), int(0.75 * dpi)
    layer = np.zeros((h, w), np.uint8)
    thick = max(2, dpi // 90)
    cv2.rectangle(layer, (thick, thick), (w - thick, h - thick), 255, thick)
    font, size = cv2.FONT_HERSHEY_DUPLEX, dpi / 200
    cv2.putText(layer, rng.choice(STAMPS), (int(w * 0.1), int(h * 0.45)), font, size, 255, thick)
    month = rng.choice(("JAN", "MAR", "MAJ", "SEP", "NOV"))
    date = f"{rng.randint(1, 28)} {month} 20{rng.randint(0, 24):02}"
    cv2.putText(layer, date, (int(w * 0.1), int(h * 0.85)), font, size * 0.8, 255, thick)
    turn = cv2.getRotationMatrix2D((w / 2, h / 2), rng.uniform(-12, 12), 0.9)
    shade = np.asarray(cv2.warpAffine(layer, turn, (w, h)), np.float32) / 255
    x = rng.choice((int(0.3 * dpi), width - w - int(0.3 * dpi)))
    y = rng.choice((int(0.2 * dpi), height - h - int(0.3 * dpi)))
    image[y : y + h, x : x + w] -= shade * np.float32(rng.uniform(90, 190))


def _ticks(image: Pixels, dpi: int, rng: random.Random) -> None:
    """Strokes of a pen in the margin."""
    height, _ = image.shape
    for _ in range(rng.randint(1, 4)):
        x, y = rng.randint(int(0.15 * dpi), int(0.5 * dpi)), rng.randint(dpi, height - dpi)
        step = int(0.12 * dpi)
        points = np.array([[x, y], [x + step // 2, y + step], [x + step * 2, y - step]], np.int32)
        cv2.polylines(image, [points], False, rng.uniform(40, 120), max(2, dpi // 100))


def _holes(image: Pixels, dpi: int, rng: random.Random) -> None:
    """Two punched holes at the left edge: dark on the glass."""
    height, _ = image.shape
    x = int(rng.uniform(0.3, 0.5) * dpi)
    for y in (height // 2 - int(1.57 * dpi), height // 2 + int(1.57 * dpi)):
        cv2.circle(image, (x, y), int(0.11 * dpi), rng.uniform(30, 150), -1)


def _bind(pages: list[NDArray[np.uint8]], dpi: int, quality: int) -> bytes:
    """The page images as one PDF with a fixed date."""
    from PIL import Image

    first, *rest = [Image.fromarray(page) for page in pages]
    out = io.BytesIO()
    made: Any = time.gmtime(TIMESTAMP)
    first.save(
        out,
        format="PDF",
        save_all=True,
        append_images=rest,
        resolution=dpi,
        quality=quality,
        creationDate=made,
        modDate=made,
    )
    return out.getvalue()
