"""Measures speed, memory, size and start-up, each beside something that everybody has.

``python -m referat.training.bench`` writes documents of known size and measures all parts
(``benchparts.py``) in turns with their peers (``harness.py``). A table goes to stdout and all
figures to ``.bench/bench.json``; with ``--save`` to ``corpus/bench.json`` too, of which ``make
docs`` makes the README's table and ``plan.py`` its estimates. Only ratios carry from one machine to
another.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import click

from referat import flow, resources
from referat.errors import InputFileError
from referat.ingest.discover import find_paths, open_source
from referat.pages.choose import read_pages
from referat.training import benchparts, harness, scanbench, sizebench
from referat.training.benchparts import ALONE, Setup
from referat.training.gate import CHECKOUT
from referat.training.portal import make_minutes
from referat.types import DocumentResult, FileKind, TextSource

RESULTS = CHECKOUT / "corpus" / "bench.json"
"""The figures that the README shows."""
EARLY = 1_000
"""Documents after which memory is told first: what is loaded once is loaded by then."""
WATCHED = 100
"""Memory is looked at each time that so many documents are done."""
FEW_PAGES = 3
"""Of each of those documents: what matters is their number."""
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


def measure_memory(documents: int) -> dict[str, Any]:
    """Memory of a run with two workers over many documents: early, at the end, and at most.

    ``main`` is the process that hands out and writes, ``worker`` the larger of the two that read.
    """
    with tempfile.TemporaryDirectory(prefix="referat-") as name:
        folder = Path(name)
        queue = folder / "documents"
        queue.mkdir()
        for number in range(documents):
            minutes = make_minutes(number, pages=FEW_PAGES)
            (queue / f"{number:05}.pdf").write_bytes(minutes)
        # A process of its own: this one has loaded what only the measuring needs.
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
            return pool.submit(_watch, queue, folder / "bench.db").result()


def _watch(folder: Path, database: Path) -> dict[str, Any]:
    seen: dict[int, dict[str, int]] = {}

    def note(done: int, total: int, result: DocumentResult | None) -> None:
        if done % min(WATCHED, max(1, total // 2)) == 0:
            workers = map(harness.resident, harness.below(os.getpid()))
            seen[done] = {
                "main": harness.resident(os.getpid()),
                "worker": max(workers, default=0),
            }

    report = flow.ingest(
        [str(folder)], db_path=database, settings=replace(ALONE, jobs=2), progress=note
    )
    first = min(seen, key=lambda done: abs(done - EARLY))
    return {
        "documents": report.stored,
        "pages": report.pages,
        "seconds": report.seconds,
        "early": {"documents": first} | seen[first],
        "end": seen[max(seen)],
        "most": {who: max(one[who] for one in seen.values()) for who in ("main", "worker")},
    }


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


PARTS: dict[str, Callable[[Setup], dict[str, Any]]] = {
    "lines": benchparts.lines,
    "whole": benchparts.whole,
    "stages": benchparts.stages,
    "again": benchparts.again,
    "scans": scanbench.scans,
    "soiled": scanbench.soiled,
    "scans by the clock": scanbench.by_the_clock,
    "fine scans by the clock": partial(scanbench.by_the_clock, dpi=scanbench.FINE),
    "workers": benchparts.workers,
    "memory": lambda setup: measure_memory(setup.many),
    "start": lambda setup: measure_start(dict.fromkeys(setup.digital, PAGES), setup.rounds),
    "database": sizebench.database,
    "shards": sizebench.shards,
    "site": benchparts.site,
}
"""What is measured, in this order."""

HEADS = {
    "lines": "Text-layer lines",
    "whole": "Born-digital, the whole way",
    "again": "Structuring anew from kept pages",
    "scans": "Scans, all stages",
    "soiled": "Soiled scans, all stages",
    "scans by the clock": "Scans at 200 dpi, two processes (by the clock)",
    "fine scans by the clock": "Scans at 300 dpi, two processes (by the clock)",
    "workers": "Several processes (by the clock)",
}


def to_table(figures: dict[str, Any]) -> str:
    """All figures as tables for the README, ratios first."""
    about = figures["machine"]
    rows = [
        f"Measured with referat {figures['program']} on {about['cores']} cores "
        f"({about['processor']}), {about['load']:g} processes at work when it began.",
        "",
        "| what | way | times ours | units/s | spread |",
        "| --- | --- | ---: | ---: | ---: |",
    ]
    for part, head in HEADS.items():
        for name, way in figures.get(part, {}).get("ways", {}).items():
            rows.append(
                f"| {head} | {name} | {way['times']:.2f} | {way['per_second']:.3g} "
                f"| {way['spread']:.0%} |"
            )
    rows += ["", *_facts(figures)]
    return "\n".join(rows)


def _facts(figures: dict[str, Any]) -> Iterator[str]:
    megabyte = 1_000_000
    if "stages" in figures:
        told = ", ".join(f"{name} {ms:g}" for name, ms in figures["stages"]["ms_per_page"].items())
        yield f"- Milliseconds of CPU a born-digital page: {told}."
    if "memory" in figures:
        memory = figures["memory"]
        told = ", ".join(
            f"{who} {memory['early'][who] / megabyte:.0f} MB after "
            f"{memory['early']['documents']:,} documents, {memory['end'][who] / megabyte:.0f} at "
            f"the end, {memory['most'][who] / megabyte:.0f} at most"
            for who in ("main", "worker")
        )
        yield f"- Memory over {memory['documents']:,} documents with two workers: {told}."
    for name, seconds in figures.get("start", {}).items():
        yield f"- `{name}`: {seconds:.2f} s from a cold start."
    if "database" in figures:
        found = figures["database"]
        times = list(found["adding"]["ways"].values())[-1]["times"]
        after = found["adding"].get("after")
        when = f"once {after} have been added" if after else "right after that load"
        yield (
            f"- {found['punkter']:,} punkter: {found['punkter_per_cpu_second']:,} a second of CPU "
            f"with indexes and search, {found['bytes_per_punkt']:,} bytes each, "
            f"{found['times_its_text']:g} times the text; adding a document {when} costs "
            f"{times:.2f} times what it costs at 1,000."
        )
        if "full" in found:
            full = found["full"]
            parts = ", ".join(f"{name} {size:,}" for name, size in full["parts"].items())
            yield (
                f"- {full['punkter']:,} punkter as long as published ones: "
                f"{full['punkter_per_cpu_second']:,} a second of CPU, "
                f"{full['bytes_per_punkt']:,} bytes each, {full['times_its_text']:g} times its "
                f"text, {full['times_its_pages']:g} times that of its pages: {parts}."
            )
    if "site" in figures:
        told = ", ".join(f"{kind} {ms['p50']:g}/{ms['p95']:g}" for kind, ms in
                         figures["site"]["ms"].items())  # fmt: skip
        yield (
            f"- The site over {figures['site']['punkter']:,} punkter, milliseconds that half and "
            f"all but a twentieth of the answers took: {told}."
        )


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--only", multiple=True, type=click.Choice(list(PARTS)), help="This part alone.")
@click.option("--rounds", default=5, show_default=True)
@click.option("--documents", default=40, show_default=True, help="Generated, of 13 pages.")
@click.option("--scans", default=6, show_default=True, help="Generated, of 2 pages.")
@click.option("--punkter", default=1_000_000, show_default=True, help="Of the large database.")
@click.option("--many", default=20_000, show_default=True, help="Documents of the memory's run.")
@click.option("--save", is_flag=True, help="Keep the figures for the README (corpus/bench.json).")
def main(
    paths: tuple[str, ...],
    only: tuple[str, ...],
    rounds: int,
    documents: int,
    scans: int,
    punkter: int,
    many: int,
    save: bool,
) -> None:
    """Measure speed, memory, size and start-up, each beside a peer in the same run.

    On generated documents, or on the born-digital ones of PATHS. Figures go to .bench/bench.json;
    parts that are not measured keep those of the last run.
    """
    kept = CHECKOUT / ".bench" / "bench.json"
    kept.parent.mkdir(exist_ok=True)
    old = json.loads(kept.read_text("utf-8")) if kept.exists() and only else {}
    figures: dict[str, Any] = old | {
        "program": resources.versions().program,
        "machine": harness.machine(),
    }
    with tempfile.TemporaryDirectory(prefix="referat-bench-") as folder:
        setup = benchparts.make_setup(
            Path(folder), documents=documents, scans=scans, punkter=punkter, many=many,
            rounds=rounds, paths=find_paths(paths) if paths else (),
        )  # fmt: skip
        if not setup.digital:
            raise click.ClickException("no PDF with a text layer on every page.")
        for name in only or PARTS:
            click.echo(f"measuring {name}", err=True)
            figures[name] = PARTS[name](setup)
            kept.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    if save:
        RESULTS.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    click.echo(to_table(figures))


if __name__ == "__main__":
    main()
