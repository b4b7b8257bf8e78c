"""Stage 2: image files (TIFF of many pages, PNG, JPEG) as scans for OCR.

The only module that opens images with Pillow. Frames are loaded one by one; a file that claims
more pixels than can be read is scaled down or refused before its pixels are unpacked.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from referat.errors import InputFileError
from referat.pages.scan import MAX_PIXELS, Scan, as_shrunk, fit
from referat.pages.shapes import BOMB_PIXELS

A4_INCHES = 8.27, 11.69
"""What an image without a resolution is taken to show."""

MIN_DPI, MAX_DPI = 50.0, 1200.0
"""Bounds of a resolution that can be true; 72 and 96 are what programs write that know none."""


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
    shrunk = image.width * image.height > MAX_PIXELS
    if shrunk:
        # JPEG can be unpacked at a half, a quarter or an eighth; other formats pass this over.
        factor = math.sqrt(MAX_PIXELS / (image.width * image.height))
        width = image.width
        image.draft("L", (int(image.width * factor), int(image.height * factor)))
        resolution *= image.width / width
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
    scan = fit(np.array(upright, dtype=np.uint8), dpi=resolution)
    return as_shrunk(scan) if shrunk else scan


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


def _bomb(path: Path) -> InputFileError:
    return InputFileError(
        f"the image claims more than {BOMB_PIXELS:,} pixels.",
        action="Scan it again at 300 dpi.",
        path=str(path),
        code="for_stort_billede",
    )
