"""Measures what each step of mending is worth, and what a scanned page costs.

``python -m referat.training.mending`` prints pages of the sample corpus, damages each in every way
of ``damage.py``, and reads it with mending and without: characters wrong in a hundred, against the
page's own text layer. ``--cost`` measures CPU time instead: the bare ``tesseract`` on a page that
is rendered already, beside the whole way from PDF to structure with either engine, in turns, the
least of the rounds; and the second reading, from what OCR saw. Only ratios carry over.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import cv2
import numpy as np
from rapidfuzz.distance import Levenshtein

from referat.ingest.discover import open_source
from referat.pages.choose import read_pages
from referat.pages.scan import Pixels
from referat.settings import OcrEngine, Settings
from referat.training.damage import DAMAGES, resolution
from referat.training.gate import CHECKOUT

# Prose, a table without rules, a form, a list of names: one page each of four layouts.
PAGES = (
    ("F01/mosevad-2019-05-23.pdf", 2),
    ("F06/lyngmark-2008-02-28.pdf", 1),
    ("F19/saebyholt-2015-06-15.pdf", 1),
    ("F18/lindholt-2010-12-09.pdf", 2),
)
COSTS = (("light", 300), ("heavy", 200))


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A page as it is printed."""

    pixels: Pixels
    """Grey."""
    text: str
    """Its text layer, arranged as the flow does."""


def render(name: str, number: int, dpi: int) -> Printed:
    """A page of the sample corpus."""
    import pypdfium2 as pdfium

    path = CHECKOUT / "corpus" / "documents" / name
    source = open_source(path, kommune=None, max_bytes=0)
    page = read_pages(source, Settings(ocr=False)).pages[number - 1]
    with pdfium.PdfDocument(path) as pdf:
        pixels = pdf[number - 1].render(scale=dpi / 72, grayscale=True).to_numpy()
        pixels = pixels.reshape(pixels.shape[:2]).copy()
    return Printed(pixels=pixels, text="\n".join(line.text for line in page.lines))


def character_error(printed: str, read: str) -> float:
    """Characters wrong, by those printed; white space counts as one blank."""
    one, other = " ".join(printed.split()), " ".join(read.split())
    return Levenshtein.distance(one, other) / max(1, len(one))


def measure_damages(names: tuple[str, ...], dpi: int, pages: int) -> Iterator[dict[str, Any]]:
    """For each way of damage: errors without and with mending, and what was mended."""
    printed = [render(name, number, dpi) for name, number in PAGES[:pages]]
    with tempfile.TemporaryDirectory(prefix="referat-") as folder:
        for name in names:
            errors: dict[bool, list[float]] = {False: [], True: []}
            reasons = set()
            for seed, page in enumerate(printed, start=1):
                pixels = DAMAGES[name](page.pixels, dpi, np.random.default_rng(seed))
                path = save(Path(folder) / f"{name}-{seed}.png", pixels, resolution(name, dpi))
                source = open_source(path, kommune=None, max_bytes=0)
                for mending, found in errors.items():
                    read = read_pages(source, Settings(ocr_mend=mending)).pages[0]
                    text = "\n".join(line.text for line in read.lines)
                    found.append(character_error(page.text, text))
                reasons.add(read.reason.partition("billedet er ")[2])
            yield {
                "damage": name,
                "dpi": dpi,
                "raw": float(np.mean(errors[False])),
                "mended": float(np.mean(errors[True])),
                "steps": sorted(reasons - {""}),
            }


def save(path: Path, pixels: Pixels, dpi: float) -> Path:
    """A page as an image file that tells its resolution."""
    from PIL import Image

    Image.fromarray(pixels).save(path, dpi=(dpi, dpi))
    return path


def measure_cost(name: str, dpi: int, rounds: int, pages: int) -> dict[str, Any]:
    """CPU seconds a page of the bare program and of the whole way, in turns."""
    from PIL import Image

    from referat.reading import read_source
    from referat.structure.document import load_pipeline

    nlp = load_pipeline(None)
    with tempfile.TemporaryDirectory(prefix="referat-") as folder:
        files = []
        for seed, (document, number) in enumerate(PAGES[:pages], start=1):
            printed = render(document, number, dpi)
            pixels = DAMAGES[name](printed.pixels, dpi, np.random.default_rng(seed))
            pdf, image = (Path(folder) / f"{seed}.{kind}" for kind in ("pdf", "pgm"))
            Image.fromarray(pixels).save(pdf, resolution=dpi, quality=75)
            cv2.imwrite(str(image), pixels)
            files.append((pdf, image))

        def whole(pdf: Path, **settings: Any) -> None:
            source = open_source(pdf, kommune=None, max_bytes=0)
            read_source(source, settings=Settings(jobs=1, **settings), nlp=nlp)

        kept = str(Path(folder) / "ocr")
        ways: dict[str, Callable[[Path, Path], object]] = {
            "tesseract alone": lambda _, image: _bare(image, dpi),
            "tesserocr": lambda pdf, _: whole(pdf, ocr_engine=OcrEngine.TESSEROCR),
            "tesseract": lambda pdf, _: whole(pdf, ocr_engine=OcrEngine.TESSERACT),
            "from what was seen": lambda pdf, _: whole(pdf, ocr_cache=kept),
        }
        for way in ways.values():  # Models, pipeline and the kept pages are there before the clock.
            for pair in files:
                way(*pair)
        seconds = {way: [float("inf")] * len(files) for way in ways}
        for _ in range(rounds):
            for place, pair in enumerate(files):
                for name_of_way, run in ways.items():
                    started = _cpu()
                    run(*pair)
                    taken = seconds[name_of_way]
                    taken[place] = min(taken[place], _cpu() - started)
    totals = {one: sum(taken) / len(files) for one, taken in seconds.items()}
    bare = totals["tesseract alone"]
    return {
        "damage": name,
        "dpi": dpi,
        "seconds": totals,
        "ratios": {one: total / bare for one, total in totals.items()},
        "again": totals["tesserocr"] / totals["from what was seen"],
    }


def _bare(image: Path, dpi: int) -> None:
    command = ["tesseract", str(image), "-", "-l", "dan", "--oem", "1", "--psm", "3"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    subprocess.run([*command, "--dpi", str(dpi)], check=True, capture_output=True, env=environment)


def _cpu() -> float:
    """CPU seconds of this process and of those it waited for."""
    own, children = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


@click.command()
@click.argument("names", nargs=-1)
@click.option("--dpi", default=200, show_default=True)
@click.option("--pages", default=len(PAGES), show_default=True)
@click.option("--rounds", default=2, show_default=True, help="For the cost.")
@click.option("--cost", is_flag=True, help="Measure CPU time instead of errors.")
def main(names: tuple[str, ...], dpi: int, pages: int, rounds: int, cost: bool) -> None:
    """Measure mending for the kinds of damage NAMES (all of them), or what pages cost."""
    unknown = sorted(set(names) - set(DAMAGES))
    if unknown:
        raise click.UsageError(f"Unknown: {', '.join(unknown)}. Known: {', '.join(DAMAGES)}.")
    figures = []
    if cost:
        for name, resolved in COSTS:
            one = measure_cost(name, resolved, rounds, pages)
            figures.append(one)
            ratios = "  ".join(f"{way} {ratio:.2f}" for way, ratio in one["ratios"].items())
            click.echo(f"{name} {resolved} dpi: {ratios}  ({one['again']:.0f} times faster again)")
    else:
        click.echo(f"{'damage':15} {'raw %':>7} {'mended %':>9}  steps")
        for one in measure_damages(names or tuple(DAMAGES), dpi, pages):
            figures.append(one)
            click.echo(
                f"{one['damage']:15} {100 * one['raw']:7.2f} {100 * one['mended']:9.2f}  "
                + "; ".join(one["steps"])
            )
    path = CHECKOUT / ".bench" / ("mending-cost.json" if cost else "mending.json")
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
