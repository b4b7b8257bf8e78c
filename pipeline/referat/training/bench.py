"""Measures speed, memory and start-up, each beside something that everybody has.

``python -m referat.training.bench [PATH...]`` reads born-digital PDFs the whole way into a
database on one core, and with pdfplumber's ``extract_text`` alone, in the same run and in turns.
A table goes to stdout and all figures to ``.bench/bench.json``. Only ratios carry from one
machine to another.
"""

from __future__ import annotations

import json
import multiprocessing
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import click

from referat import flow
from referat.errors import InputFileError
from referat.ingest.discover import find_paths, open_source
from referat.pages.choose import read_pages
from referat.settings import Settings
from referat.training.gate import CHECKOUT
from referat.types import DocumentResult, FileKind, TextSource

# One core, one process: what is measured is the program and not the machine's size.
ALONE = Settings(jobs=1, ocr=False)
# Memory is noted after this many documents: what is loaded once is loaded by then.
WARM = 100
PAGES = 15


def find_digital(patterns: Sequence[str]) -> dict[Path, int]:
    """PDFs that have a text layer on every page, with their numbers of pages."""
    digital = {}
    for path in find_paths(patterns):
        source = open_source(path, kommune=None, max_bytes=ALONE.max_bytes)
        if source.kind is not FileKind.PDF:
            continue
        try:
            pages = read_pages(source, ALONE).pages
        except InputFileError:  # A scan: there is nothing to read in it without OCR.
            continue
        if all(page.source is TextSource.TEXT_LAYER for page in pages):
            digital[path] = len(pages)
    return digital


def measure_speed(files: dict[Path, int], rounds: int) -> dict[str, Any]:
    """Seconds and pages a second of each way over the same files, in turns."""
    ways: dict[str, Callable[[Sequence[Path]], None]] = {
        "referat, into the database": _into_database,
        "referat, lines alone": _lines,
        "pdfplumber extract_text": _pdfplumber,
    }
    if shutil.which("pdftotext"):
        ways["pdftotext -bbox-layout"] = _pdftotext
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    paths, pages = list(files), sum(files.values())
    # Once unmeasured, so that imports, the pipeline and the disk's cache are warm for all.
    for way in ways.values():
        way(paths)
    for _ in range(rounds):
        for name, way in ways.items():
            started = time.perf_counter()
            way(paths)
            seconds[name].append(time.perf_counter() - started)
    return {
        "documents": len(paths),
        "pages": pages,
        "rounds": rounds,
        "ways": {
            name: {
                "minimum": min(taken),
                "median": statistics.median(taken),
                "pages_per_second": pages / min(taken),
            }
            for name, taken in seconds.items()
        },
    }


def _into_database(paths: Sequence[Path]) -> None:
    with tempfile.TemporaryDirectory(prefix="referat-") as folder:
        report = flow.ingest(
            [str(path) for path in paths], db_path=Path(folder) / "bench.db", settings=ALONE
        )
    if report.stored != len(paths):
        raise click.ClickException(f"only {report.stored} of {len(paths)} documents were stored.")


def _lines(paths: Sequence[Path]) -> None:
    for path in paths:
        read_pages(open_source(path, kommune=None, max_bytes=ALONE.max_bytes), ALONE)


def _pdfplumber(paths: Sequence[Path]) -> None:
    import pdfplumber

    for path in paths:
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                page.extract_text()


def _pdftotext(paths: Sequence[Path]) -> None:
    for path in paths:
        subprocess.run(["pdftotext", "-bbox-layout", str(path), "/dev/null"], check=True)


def measure_memory(files: Sequence[Path], documents: int) -> dict[str, Any]:
    """Memory of one process that reads many documents: early, late, and at most."""
    with tempfile.TemporaryDirectory(prefix="referat-") as name:
        folder = Path(name)
        _multiply(files, folder / "documents", documents)
        # A process of its own: this one has loaded what only the measuring needs.
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
            return pool.submit(_watch, folder / "documents", folder / "bench.db").result()


def _multiply(files: Sequence[Path], folder: Path, documents: int) -> None:
    """As many different documents as wanted: a comment behind a PDF's end changes its hash."""
    folder.mkdir()
    contents = [path.read_bytes() for path in files]
    for number in range(documents):
        content = contents[number % len(contents)]
        (folder / f"{number:05}.pdf").write_bytes(content + f"\n%{number}\n".encode())


def _watch(folder: Path, database: Path) -> dict[str, Any]:
    early = 0

    def note(done: int, total: int, result: DocumentResult | None) -> None:
        nonlocal early
        if done == min(WARM, total // 2):
            early = _resident()

    report = flow.ingest([str(folder)], db_path=database, settings=ALONE, progress=note)
    late = _resident()
    return {
        "documents": report.stored,
        "pages": report.pages,
        "seconds": report.seconds,
        "after_first_documents": early,
        "after_all": late,
        "growth_per_document": (late - early) / max(1, report.stored - WARM),
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }


def _resident() -> int:
    """Bytes of memory that this process holds now."""
    fields = Path("/proc/self/statm").read_text("ascii").split()
    return int(fields[1]) * resource.getpagesize()


def measure_start(files: dict[Path, int], rounds: int) -> dict[str, float]:
    """Seconds from the shell's return key to the answer, best of the rounds."""
    referat = [sys.executable, "-m", "referat.cli"]
    with tempfile.TemporaryDirectory(prefix="referat-") as folder:
        document = Path(folder) / "lang.pdf"
        _join(files, document)
        commands = {
            "referat --help": [*referat, "--help"],
            f"referat structure, {PAGES} pages": [*referat, "structure", str(document)],
        }
        best = dict.fromkeys(commands, float("inf"))
        for _ in range(rounds):
            for name, command in commands.items():
                started = time.perf_counter()
                subprocess.run(command, check=True, capture_output=True)
                best[name] = min(best[name], time.perf_counter() - started)
    return best


def _join(files: dict[Path, int], target: Path) -> None:
    """A PDF of 15 pages, from the longest document repeated."""
    import pypdfium2 as pdfium

    longest = max(files, key=lambda path: files[path])
    with pdfium.PdfDocument.new() as joined, pdfium.PdfDocument(longest) as source:
        while len(joined) < PAGES:
            joined.import_pages(source, list(range(min(len(source), PAGES - len(joined)))))
        joined.save(target)


def to_lines(figures: dict[str, Any]) -> Iterator[str]:
    """All figures for people, ratios first."""
    speed = figures["speed"]
    yield (
        f"{speed['documents']} born-digital documents, {speed['pages']} pages, "
        f"{speed['rounds']} rounds in turns, one core"
    )
    ways = speed["ways"]
    own = ways["referat, into the database"]["minimum"]
    yield f"{'':28} {'times':>7} {'pages/s':>9} {'best s':>8} {'median s':>9}"
    for name, way in ways.items():
        yield (
            f"{name:28} {way['minimum'] / own:7.2f} {way['pages_per_second']:9.1f} "
            f"{way['minimum']:8.3f} {way['median']:9.3f}"
        )
    memory = figures["memory"]
    megabyte = 1_000_000
    yield ""
    yield (
        f"memory over {memory['documents']} documents: "
        f"{memory['after_first_documents'] / megabyte:.0f} MB after the first {WARM}, "
        f"{memory['after_all'] / megabyte:.0f} MB after all, "
        f"{memory['peak'] / megabyte:.0f} MB at most"
    )
    for name, seconds in figures["start"].items():
        yield f"{name}: {seconds:.2f} s from a cold start"


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--rounds", default=5, show_default=True)
@click.option("--documents", default=1000, show_default=True, help="For the memory.")
def main(paths: tuple[str, ...], rounds: int, documents: int) -> None:
    """Measure speed, memory and start-up on born-digital PDFs (corpus/documents)."""
    files = find_digital(paths or (str(CHECKOUT / "corpus" / "documents"),))
    if not files:
        raise click.ClickException("no PDF with a text layer on every page.")
    figures = {
        "speed": measure_speed(files, rounds),
        "memory": measure_memory(list(files), documents),
        "start": measure_start(files, rounds),
    }
    path = CHECKOUT / ".bench" / "bench.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    click.echo("\n".join(to_lines(figures)))


if __name__ == "__main__":
    main()
