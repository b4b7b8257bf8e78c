"""Builders of documents for the pages stage; people and places are invented."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import cv2
import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from referat.ingest.discover import open_source
from referat.pages.choose import read_pages
from referat.pages.scan import Pixels, Scan
from referat.settings import Settings
from referat.types import ReadPages

A4 = (595.28, 841.89)


@dataclass(frozen=True)
class Text:
    """Text at a place, counted from the page's top left."""

    x: float
    y: float
    text: str
    font: str = "Helvetica"
    size: float = 11


@dataclass(frozen=True)
class Rule:
    """A ruling line."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class Picture:
    """An image."""

    path: Path
    x: float
    y: float
    width: float
    height: float


Item = Text | Rule | Picture


def draw(path: Path, pages: Sequence[Sequence[Item]], *, size: tuple[float, float] = A4, **options):
    """Write a PDF; ``options`` go to the canvas."""
    canvas = Canvas(str(path), pagesize=size, invariant=1, **options)
    for items in pages:
        for item in items:
            if isinstance(item, Text):
                canvas.setFont(item.font, item.size)
                canvas.drawString(item.x, size[1] - item.y, item.text)
            elif isinstance(item, Rule):
                canvas.line(item.x0, size[1] - item.y0, item.x1, size[1] - item.y1)
            else:
                canvas.drawImage(
                    str(item.path), item.x, size[1] - item.y - item.height, item.width, item.height
                )
        canvas.showPage()
    canvas.save()
    return path


def photograph(pdf: Path, image: Path, *, dpi: int = 200, page: int = 1) -> Path:
    """The image of a PDF's page, as a scanner would make it."""
    document = pdfium.PdfDocument(pdf)
    document[page - 1].render(scale=dpi / 72, grayscale=True).to_pil().save(image, dpi=(dpi, dpi))
    document.close()
    return image


@pytest.fixture
def drawing() -> SimpleNamespace:
    """What a page is drawn from."""
    return SimpleNamespace(Text=Text, Rule=Rule, Picture=Picture, A4=A4, photograph=photograph)


@pytest.fixture
def make_pdf(tmp_path: Path) -> Callable[..., Path]:
    """``make_pdf([item, …], [item, …])``: one list a page."""

    def make(*pages: Sequence[Item], name: str = "referat.pdf", **options) -> Path:
        return draw(tmp_path / name, pages, **options)

    return make


@pytest.fixture
def make_scan(tmp_path: Path) -> Callable[..., Path]:
    """A PDF whose pages are images of the pages that are described."""

    def make(*pages: Sequence[Item], dpi: int = 200, name: str = "scan.pdf") -> Path:
        drawn = draw(tmp_path / "tegnet.pdf", pages)
        pictures = [
            photograph(drawn, tmp_path / f"side-{number}.png", dpi=dpi, page=number)
            for number in range(1, len(pages) + 1)
        ]
        return draw(tmp_path / name, [[Picture(picture, 0, 0, *A4)] for picture in pictures])

    return make


@pytest.fixture
def read() -> Callable[..., ReadPages]:
    """Read a file with the settings that are given."""

    def run(path: Path, **settings) -> ReadPages:
        source = open_source(path, kommune=None, max_bytes=0)
        return read_pages(source, Settings(**settings))

    return run


@pytest.fixture
def blank_png(tmp_path: Path) -> Path:
    """An image of an empty sheet."""
    path = tmp_path / "blank.png"
    Image.new("L", (1654, 2339), 245).save(path, dpi=(200, 200))
    return path


@pytest.fixture(scope="session")
def clean() -> Scan:
    """A sheet with rows of marks like letters, at 200 dpi."""
    rng = np.random.default_rng(7)
    pixels = np.full((1400, 1000), 240, np.uint8)
    for top in range(100, 1300, 40):
        left = 80
        while left < 880:
            width = int(rng.integers(30, 110))
            x = left
            while x < left + width:
                low = int(rng.integers(0, 6))
                cv2.rectangle(pixels, (x, top + low), (x + 3, top + 18), 30, -1)
                x += int(rng.integers(7, 11))
            left += width + 16
    return Scan(pixels=cv2.GaussianBlur(pixels, (3, 3), 0), dpi=200.0)


@pytest.fixture(scope="session")
def soil() -> Callable[[Pixels], Pixels]:
    """Strew specks over an image."""

    def strew(pixels: Pixels, share: float = 0.003) -> Pixels:
        specks = np.random.default_rng(1).random(pixels.shape) < share
        return np.where(specks, np.uint8(20), pixels)

    return strew
