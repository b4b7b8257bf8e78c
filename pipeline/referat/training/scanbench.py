"""The parts of the benchmark that read scans, beside Tesseract (CPU) and OCRmyPDF (the clock).

For ``bench.py``. Each function takes the setup of ``benchparts.py`` and gives figures that go into
JSON as they are; a peer that is not installed is left out.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from referat.pages.scan import Pixels
from referat.settings import OcrEngine
from referat.training.benchparts import ALONE, Setup, ingest
from referat.training.grime import LEVELS, scan
from referat.training.harness import compare, take_turns
from referat.training.portal import make_minutes

DPI = 200
"""Resolution of the scans that are written for the benchmark."""

FINE = 300
"""Resolution that most offices scan at."""

JOBS = 2
"""Processes, ours and the peer's, where the clock tells."""

_LEFT_OUT = {"left_out": "there is no tesseract"}


def scans(setup: Setup) -> dict[str, Any]:
    """All stages over clean scans, beside Tesseract alone on the same pictures."""
    return _beside_tesseract(setup, setup.scans)


def soiled(setup: Setup) -> dict[str, Any]:
    """The same over scans that are askew, shaded, speckled and poorly saved, which are mended."""
    return _beside_tesseract(setup, soil(setup))


def _beside_tesseract(setup: Setup, files: Sequence[Path]) -> dict[str, Any]:
    if not shutil.which("tesseract"):
        return _LEFT_OUT
    pictures = _pictures(setup.fresh(), files)
    own, settings = "referat, all stages", replace(ALONE, ocr=True)
    ways: dict[str, Callable[[], object]] = {
        own: partial(ingest, setup, files, settings),
        "tesseract": partial(_tesseract, pictures),
    }
    if _has_tesserocr():
        program = replace(settings, ocr_engine=OcrEngine.TESSERACT)
        ways["referat, tesseract as a program"] = partial(ingest, setup, files, program)
    return compare(take_turns(ways, setup.rounds), own=own, units=setup.scan_pages)


def by_the_clock(setup: Setup, *, dpi: int = DPI) -> dict[str, Any]:
    """From the shell's return key to text from all pages, beside OCRmyPDF, two processes each."""
    if not shutil.which("tesseract"):
        return _LEFT_OUT
    folder = setup.fresh()
    bundle = folder / "bundle.pdf"
    files = [folder / path.name for path in setup.scans]
    for number, path in enumerate(files):
        path.write_bytes(make_minutes(number, pages=2, scanned=True, dpi=dpi))
    _join(files, bundle)
    own = "referat ingest"
    ways: dict[str, Callable[[], object]] = {own: partial(_referat, setup, bundle)}
    if shutil.which("ocrmypdf"):
        ways["ocrmypdf, text only"] = partial(_ocrmypdf, setup, bundle)
    return compare(take_turns(ways, setup.rounds), own=own, units=setup.scan_pages, by="wall")


def soil(setup: Setup) -> tuple[Path, ...]:
    """The setup's scans as a poor scanner gives them."""
    from PIL import Image

    folder, level = setup.fresh(), LEVELS["grim"]
    found = []
    for path in setup.scans:
        images = []
        for number, grey in enumerate(_pages(path)):
            images.append(Image.fromarray(scan(grey, level, dpi=DPI, seed=number)))
        out = io.BytesIO()
        images[0].save(
            out, "PDF", save_all=True, append_images=images[1:], resolution=DPI,
            quality=level.quality,
        )  # fmt: skip
        found.append(folder / path.name)
        found[-1].write_bytes(out.getvalue())
    return tuple(found)


def _pages(path: Path) -> Iterator[Pixels]:
    """A scan's pages as grey pixels."""
    import pypdfium2 as pdfium

    with pdfium.PdfDocument(path) as document:
        for page in document:
            grey = page.render(scale=DPI / 72, grayscale=True).to_numpy()
            yield grey.reshape(grey.shape[:2]).copy()


def _pictures(folder: Path, files: Sequence[Path]) -> list[Path]:
    """The scans' pages as PGM files: what Tesseract reads without decoding."""
    from PIL import Image

    found = []
    for path in files:
        for number, grey in enumerate(_pages(path)):
            found.append(folder / f"{path.stem}-{number}.pgm")
            Image.fromarray(grey).save(found[-1])
    return found


def _join(files: Sequence[Path], target: Path) -> None:
    """One PDF of them all: where a document has few pages, starting is all that is measured."""
    import pypdfium2 as pdfium

    with closing(pdfium.PdfDocument.new()) as joined:
        for path in files:
            with pdfium.PdfDocument(path) as source:
                joined.import_pages(source)
        joined.save(target)


def _has_tesserocr() -> bool:
    from importlib.util import find_spec

    return find_spec("tesserocr") is not None


def _tesseract(pictures: Sequence[Path]) -> None:
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
    for picture in pictures:
        subprocess.run(
            ["tesseract", str(picture), "-", "-l", "dan", "--oem", "1", "--psm", "3",
             "--dpi", str(DPI)],
            check=True, capture_output=True, env=environment,
        )  # fmt: skip


def _referat(setup: Setup, path: Path) -> None:
    database = setup.fresh() / "bench.db"
    subprocess.run(
        [sys.executable, "-m", "referat.cli", "ingest", str(path), "--db", str(database),
         "--jobs", str(JOBS), "--quiet"],
        check=True, capture_output=True,
    )  # fmt: skip


def _ocrmypdf(setup: Setup, path: Path) -> None:
    subprocess.run(
        ["ocrmypdf", "--output-type", "none", "--sidecar", str(setup.fresh() / "text.txt"),
         "-l", "dan", "--jobs", str(JOBS), str(path), "-"],
        check=True, capture_output=True,
    )  # fmt: skip
