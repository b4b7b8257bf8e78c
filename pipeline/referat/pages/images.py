"""Stage 2: image files (TIFF of many pages, PNG, JPEG) as scans for OCR.

The only module that opens images with Pillow. Frames are loaded one by one; a file that claims
more pixels than can be read is scaled down or refused before its pixels are unpacked. Pillow holds
four bytes for a pixel in colour; what is scaled down is unpacked as one, where its format allows.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import cv2
import numpy as np
from PIL import ExifTags, Image, ImageOps

from referat.errors import InputFileError
from referat.pages.scan import MAX_PIXELS, Pixels, Scan, as_shrunk, fit
from referat.pages.shapes import BOMB_PIXELS

A4_INCHES = 8.27, 11.69
"""What an image without a resolution is taken to show."""

MIN_DPI, MAX_DPI = 50.0, 1200.0
"""Bounds of a resolution that can be true; 72 and 96 are what programs write that know none."""

COLOUR_PIXELS = 178_956_970
"""An image that has to be unpacked whole as it is may have so many: Pillow's own limit, 700 MB in
colour. Those that are unpacked in grey may have ``BOMB_PIXELS``."""

Image.MAX_IMAGE_PIXELS = BOMB_PIXELS // 2
"""Pillow refuses to open what has twice as many; the limits here are looked at right after that."""


def count_frames(path: Path) -> int:
    """Number of pages in an image file.

    Raises:
        InputFileError: It is gone, damaged, or far too large.
    """
    with _open(path) as image:
        return int(getattr(image, "n_frames", 1))


def read_frame(path: Path, number: int, dpi: int) -> Scan:
    """Page ``number`` as a scan; ``dpi`` is only for images that tell nothing of their size.

    Raises:
        InputFileError: It is gone, damaged, or far too large.
    """
    # Opened anew for each page: Pillow keeps what it unpacked of the pages before.
    with _open(path) as image:
        try:
            image.seek(number - 1)
            return _scan(image, path, dpi)
        except (OSError, EOFError, SyntaxError, ValueError) as error:
            raise _damaged(path) from error


@contextmanager
def _open(path: Path) -> Iterator[Image.Image]:
    try:
        with warnings.catch_warnings():
            # The size is checked here, against a limit of our own.
            warnings.simplefilter("ignore")
            image = Image.open(path)
            frames = getattr(image, "n_frames", 1)
    except FileNotFoundError as error:
        raise InputFileError(
            "the file is not there any more.",
            action="It was moved or deleted while it was read: run again.",
            path=str(path),
            code="forsvundet",
        ) from error
    except Image.DecompressionBombError as error:
        raise _bomb(path) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise _damaged(path) from error
    with image:
        if frames < 1 or image.width < 1 or image.height < 1:
            raise _damaged(path)
        if image.width * image.height > BOMB_PIXELS:
            raise _bomb(path)
        yield image


def _scan(image: Image.Image, path: Path, dpi: int) -> Scan:
    if image.width * image.height > BOMB_PIXELS:
        raise _bomb(path)
    resolution = _dpi(image, dpi)
    if image.width * image.height > MAX_PIXELS:
        return as_shrunk(_scaled(image, path, resolution))
    return fit(_grey(image), dpi=resolution)


def _scaled(image: Image.Image, path: Path, resolution: float) -> Scan:
    """An image with more pixels than can be read, unpacked in as little memory as its format lets.

    1. JPEG is unpacked in grey and at a half, a quarter or an eighth. A progressive one holds all
       of its content in memory all the same.
    2. PNG and TIFF are unpacked in grey.
    3. Those with transparency, a palette or 16 bits are unpacked as they are.

    Raises:
        InputFileError: It takes more than a byte for a pixel and is larger than ``COLOUR_PIXELS``.
    """
    pixels, width = image.width * image.height, image.width
    if image.format == "JPEG" and (pixels <= COLOUR_PIXELS or "progressive" not in image.info):
        # Pillow takes the smallest part that is no smaller than asked for.
        factor = math.sqrt(MAX_PIXELS / pixels)
        image.draft("L", (int(image.width * factor), int(image.height * factor)))
        return fit(_grey(image), dpi=resolution * image.width / width)
    grey = _unpacked_grey(image, path)
    if grey is not None:
        # The long side of one is that of the other, also where OpenCV turned it.
        return fit(grey, dpi=resolution * max(grey.shape) / max(image.size))
    if pixels > COLOUR_PIXELS:
        raise _bomb(path, COLOUR_PIXELS)
    return fit(_grey(image), dpi=resolution)


def _unpacked_grey(image: Image.Image, path: Path) -> Pixels | None:
    """The image unpacked with one byte for a pixel; ``None`` where OpenCV would read it otherwise.

    OpenCV knows nothing of transparency, palettes and turned TIFFs, and takes 16 bits for what they
    say. It holds a whole image twice and a halved one but once: what is large enough is halved.
    """
    if image.format not in ("PNG", "TIFF") or image.mode not in ("1", "L", "RGB"):
        return None
    # To ask a PNG makes Pillow unpack it; OpenCV turns those by itself.
    if image.format == "TIFF" and image.getexif().get(ExifTags.Base.Orientation, 1) != 1:
        return None
    half = image.width * image.height >= 4 * MAX_PIXELS
    how = cv2.IMREAD_REDUCED_GRAYSCALE_2 if half else cv2.IMREAD_GRAYSCALE
    try:
        if image.tell() == 0:
            return cast(Pixels | None, cv2.imread(str(path), how))
        _, pages = cv2.imreadmulti(str(path), image.tell(), 1, flags=how)
    except cv2.error:
        return None
    # One that is damaged is left to Pillow, which tells so.
    return cast(Pixels, pages[0]) if pages else None


def _grey(image: Image.Image) -> Pixels:
    """The image unpacked, as grey and upright."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if image.mode in ("RGBA", "LA", "P", "PA"):
            # What is transparent is paper.
            layered = image.convert("RGBA")
            grey = Image.new("RGBA", layered.size, "white")
            grey.alpha_composite(layered)
            upright = ImageOps.exif_transpose(grey.convert("L"))
        elif image.mode.startswith("I"):
            # 16 bits a pixel: Pillow would cut off instead of scaling.
            wide = np.asarray(image, dtype=np.float32)
            upright = Image.fromarray((wide * (255 / max(255.0, wide.max()))).astype(np.uint8))
        else:
            upright = ImageOps.exif_transpose(image).convert("L")
    return np.array(upright, dtype=np.uint8)


def _dpi(image: Image.Image, dpi: int) -> float:
    across = image.info.get("dpi", (0, 0))[0]
    try:
        stated = float(across)
    except (TypeError, ValueError, ZeroDivisionError):
        stated = 0.0
    short, long = sorted((image.width, image.height))
    # If it were a page of A4. A stated 72 or 96 is believed only where it is near to that.
    guessed = max(short / A4_INCHES[0], long / A4_INCHES[1])
    if MIN_DPI <= stated <= MAX_DPI and (stated > 100 or 0.7 < guessed / stated < 1.4):
        return stated
    return guessed if MIN_DPI <= guessed <= MAX_DPI else float(dpi)


def _damaged(path: Path) -> InputFileError:
    return InputFileError(
        "the image is damaged or cut short.",
        action="Fetch it again, or scan it again.",
        path=str(path),
        code="beskadiget_billede",
    )


def _bomb(path: Path, limit: int = BOMB_PIXELS) -> InputFileError:
    return InputFileError(
        f"the image claims more than {limit:,} pixels.",
        action="Scan it again at 300 dpi.",
        path=str(path),
        code="for_stort_billede",
    )
