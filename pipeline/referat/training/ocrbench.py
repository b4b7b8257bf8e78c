"""Measures how right scanned minutes are read, against ocrmypdf, on pages whose text is known.

``python -m referat.training.ocrbench`` prints the sample corpus's pages, "scans" them at three
resolutions on three scanners (``grime.py``), and reads them with referat, with other settings of
it, and with ``ocrmypdf -l dan`` where that is installed. What each page gave is noted in
``.bench/ocr-pages.jsonl``, so that a run may be broken off and gone on with (``--keep``), or done
in parts (``--sets``, ``--pages``). What was seen on the pages is kept in ``.bench/ocr``: after a
change of what is put right in the text, a run takes seconds. The table goes to stdout and the
figures to ``.bench/ocr.json``; with ``--pin`` they become ``corpus/ocr.json``, from which
``make docs`` writes the README's table.
"""

from __future__ import annotations

import io
import json
import os
import random
import re
import shutil
import subprocess
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import click

from referat.ingest.discover import open_source
from referat.pages import seeing
from referat.pages.choose import read_pages
from referat.settings import OcrEngine, Settings
from referat.training.gate import CHECKOUT
from referat.training.grime import LEVELS, scan
from referat.training.ocrpages import Truth, choose_pages, find_pages, hash_of, type_anew
from referat.training.ocrscore import Tally, measure, total

DPI = (150, 200, 300)
SETS = tuple(f"{level}{dpi}" for level in LEVELS for dpi in DPI)
"""Every scanner at every resolution: ``clean150`` … ``grim300``."""
VARIED = ("clean300", "grim200")
"""Sets that are read with other settings as well."""
MODEL = CHECKOUT / "models" / "ocr" / "dan.traineddata"
"""What ``make ocr-model`` fetches; where it is not there, it is not measured."""
OTHER_SETTINGS: dict[str, dict[str, Any]] = {
    "tesserocr": {"ocr_engine": OcrEngine.TESSEROCR},
    "tesseract": {"ocr_engine": OcrEngine.TESSERACT},
    "tesserocr, not mended": {"ocr_engine": OcrEngine.TESSEROCR, "ocr_mend": False},
    "tesseract, not mended": {"ocr_engine": OcrEngine.TESSERACT, "ocr_mend": False},
    "Danish and English": {"ocr_language": "dan+eng"},
    "best_int model": {"ocr_model": str(MODEL)},
    "best_int model, not mended": {"ocr_model": str(MODEL), "ocr_mend": False},
    "page segmentation 4": {"psm": 4},
    "page segmentation 6": {"psm": 6},
}
"""What is set otherwise: ``Settings``, and ``psm``, which is no setting (``seeing.PSM``)."""
OWN, AS_READ, PEER = "referat", "as read", "ocrmypdf"
"""Ways: with what was misread put right, without, and the peer in its default settings."""
SEEDS = CHECKOUT.parent / "shared" / "seeds"
"""Minutes with scans of them that are not ours to ship; measured where they are."""
BENCH, PINNED = CHECKOUT / ".bench", CHECKOUT / "corpus" / "ocr.json"
SEED = 17
PAGES = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One document's pages as one scanner gave them, to be read in all ways."""

    set: str
    """Which scanner and resolution."""
    truths: tuple[Truth, ...]
    """Its pages."""
    file: str | None = None
    """A finished scan of them; ``None`` makes one."""
    ways: tuple[str, ...] = ()
    """Other settings besides the default ones."""
    ocrmypdf: str | None = None
    """The peer's program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one way gave for one page."""

    set: str
    way: str
    document: str
    page: int
    font: str
    contents: bool
    tally: dict[str, int] = field(default_factory=dict)


def print_scan(task: Task) -> bytes:
    """The task's pages as an image-only PDF, as its scanner saves them."""
    import pypdfium2 as pdfium
    from PIL import Image

    found = re.fullmatch(r"([a-z]+)(\d+)", task.set)
    if found is None:
        raise click.ClickException(f"no such set: {task.set}.")
    level, dpi = LEVELS[found[1]], int(found[2])
    images = []
    with pdfium.PdfDocument(task.truths[0].document) as pdf:
        for truth in task.truths:
            grey = pdf[truth.page - 1].render(scale=dpi / 72, grayscale=True).to_numpy()
            seed = hash_of(f"{Path(truth.document).name} {truth.page} {task.set}")
            pixels = scan(grey.reshape(grey.shape[:2]), level, dpi=dpi, seed=seed)
            images.append(Image.fromarray(pixels))
    out = io.BytesIO()
    images[0].save(
        out, format="PDF", save_all=True, append_images=images[1:], resolution=dpi,
        quality=level.quality,
    )  # fmt: skip
    return out.getvalue()


def run_task(task: Task) -> list[Entry]:
    """Read a scan in all ways and measure each; runs in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="referat-bench-") as folder:
        path = Path(folder) / "scan.pdf"
        path.write_bytes(Path(task.file).read_bytes() if task.file else print_scan(task))
        answers = _read(path, {}, OWN, AS_READ)
        for way in task.ways:
            answers |= _read(path, OTHER_SETTINGS[way], way, None)
        if task.ocrmypdf:
            answers[PEER] = _peer(path, task.ocrmypdf)
    entries = []
    for way, pages in answers.items():
        for place, truth in enumerate(task.truths):
            text = pages[place] if place < len(pages) else ""
            entries.append(
                Entry(
                    set=task.set, way=way, document=Path(truth.document).name, page=truth.page,
                    font=truth.font, contents=truth.contents,
                    tally=asdict(measure(truth.orders, text)),
                )
            )  # fmt: skip
    return entries


def _read(path: Path, flags: dict[str, Any], way: str, as_read: str | None) -> dict[str, list[str]]:
    psm = flags.get("psm", seeing.PSM)
    # The cache does not know of another segmentation.
    kept = str(BENCH / "ocr") if psm == seeing.PSM else None
    flags = {key: value for key, value in flags.items() if key != "psm"}
    settings = Settings(jobs=1, ocr_cache=kept, **flags)
    with _segmented(psm):
        pages = read_pages(open_source(path, kommune=None, max_bytes=0), settings).pages
    found = {way: ["\n".join(line.text for line in page.lines) for page in pages]}
    if as_read is not None:
        found[as_read] = [
            "\n".join(" ".join(word.text for word in line.words) for line in page.lines)
            for page in pages
        ]
    return found


@contextmanager
def _segmented(psm: int) -> Iterator[None]:
    """Pages are read with another page segmentation; this process reads nothing else meanwhile."""
    usual = seeing.PSM
    seeing.PSM = psm
    try:
        yield
    finally:
        seeing.PSM = usual


def _peer(path: Path, program: str) -> list[str]:
    sidecar = path.with_suffix(".txt")
    run = subprocess.run(
        [
            program, "-l", "dan", "--output-type", "none", "--sidecar", str(sidecar),
            "--jobs", "1", "--quiet", str(path), "-",
        ],
        capture_output=True,
        check=False,
    )  # fmt: skip
    if run.returncode or not sidecar.is_file():
        last = run.stderr.decode("utf-8", "replace").strip().rsplit("\n", 1)[-1]
        raise click.ClickException(f"{program} failed: {last}")
    return sidecar.read_text("utf-8").split("\f")


def find_ways() -> tuple[str, ...]:
    """The other settings that can be measured with what is installed."""
    from referat.errors import MissingToolError, SettingsError
    from referat.pages.engines import find_engine

    found = []
    for way, flags in OTHER_SETTINGS.items():
        try:
            find_engine(Settings(**{key: flags[key] for key in flags if key != "psm"}))
        except (MissingToolError, SettingsError):
            continue
        found.append(way)
    return tuple(found)


def make_tasks(
    pages: Sequence[Truth], sets: Sequence[str], *, other: bool, ocrmypdf: str | None
) -> Iterator[Task]:
    """A task for each document and set, sets in turns, so that a run cut short has some of each."""
    by_document: dict[str, list[Truth]] = defaultdict(list)
    for truth in pages:
        by_document[truth.document].append(truth)
    for truths in by_document.values():
        for name in sets:
            ways = find_ways() if other and name in VARIED else ()
            yield Task(
                set=name,
                truths=tuple(sorted(truths, key=lambda truth: truth.page)),
                ways=ways,
                ocrmypdf=ocrmypdf,
            )


def seed_tasks(ocrmypdf: str | None) -> Iterator[Task]:
    """Scans of minutes beside the checkout, where they are."""
    for path in sorted(SEEDS.glob("*.*.pdf")):
        name, kind, _ = path.name.rsplit(".", 2)
        truths = find_pages([SEEDS / f"{name}.pdf"])
        if truths and truths[-1].page == len(truths):
            yield Task(set=f"seeds {kind}", truths=tuple(truths), file=str(path), ocrmypdf=ocrmypdf)


def summarise(entries: Sequence[Entry]) -> dict[str, Any]:
    """All figures, by set and way, by font, and without the pages of contents."""

    def figures(chosen: Sequence[Entry]) -> dict[str, Any]:
        by_way: dict[str, list[Tally]] = defaultdict(list)
        for entry in chosen:
            by_way[entry.way].append(Tally(**entry.tally))
        return {way: _figures(total(tallies)) for way, tallies in by_way.items()}

    order = [*SETS, *sorted({entry.set for entry in entries} - set(SETS))]
    sets = {name: [entry for entry in entries if entry.set == name] for name in order}
    return {
        "sets": {name: figures(chosen) for name, chosen in sets.items() if chosen},
        "without contents": {
            name: figures([entry for entry in chosen if not entry.contents])
            for name, chosen in sets.items()
            if chosen
        },
        "fonts": {
            font: figures([entry for entry in entries if entry.font == font and entry.set in SETS])
            for font in ("sans", "serif", "typewriter")
        },
    }


def _figures(tally: Tally) -> dict[str, Any]:
    return {
        **asdict(tally),
        "cer": round(tally.cer, 5),
        "wer": round(tally.wer, 5),
        "facts": None if tally.facts is None else round(tally.facts, 4),
    }


def make_table(figures: dict[str, Any]) -> str:
    """The README's tables: by set against the peer, by font, and by setting."""
    ways = (OWN, AS_READ, PEER)
    rows = [
        "| scans | pages | "
        + " | ".join(f"{way}: CER % / WER %" for way in ways)
        + " | case numbers and dates right: referat / ocrmypdf |",
        "| --- | ---: | " + " | ".join("---:" for _ in range(len(ways) + 1)) + " |",
    ]
    for name, found in [*figures["sets"].items(), *_named(figures["fonts"])]:
        if not found:
            continue
        own, peer = found[OWN], found.get(PEER)
        facts = f"{_percent(own['facts'])} / {_percent(peer and peer['facts'])}"
        cells = [_rates(found.get(way)) for way in ways]
        rows.append(f"| {name} | {own['pages']} | {' | '.join(cells)} | {facts} |")
    rows += [
        "",
        "| other settings | scans | pages | CER % / WER % |",
        "| --- | --- | ---: | ---: |",
    ]
    for name in VARIED:
        for way in OTHER_SETTINGS:
            found = figures["sets"].get(name, {}).get(way)
            if found:
                rows.append(f"| {way} | {name} | {found['pages']} | {_rates(found)} |")
    return "\n".join(rows)


def _named(fonts: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for font, found in fonts.items():
        yield f"all, {font}", found


def _rates(found: dict[str, Any] | None) -> str:
    return f"{100 * found['cer']:.2f} / {100 * found['wer']:.1f}" if found else "–"


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f} %"


def _versions(ocrmypdf: str | None) -> dict[str, str | None]:
    from importlib.metadata import version

    from referat.pages.engines import find_engine

    peer = None
    if ocrmypdf:
        run = subprocess.run([ocrmypdf, "--version"], capture_output=True, text=True, check=True)
        peer = run.stdout.strip()
    return {"referat": version("referat"), "engine": find_engine(Settings()).name, PEER: peer}


def _read_ledger(path: Path) -> list[Entry]:
    if not path.is_file():
        return []
    return [Entry(**json.loads(line)) for line in path.read_text("utf-8").splitlines()]


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--pages", default=PAGES, show_default=True, help="At most, of each set.")
@click.option("--sets", default=",".join(SETS), help="Which sets, with commas.")
@click.option("--seeds/--no-seeds", default=True, help="Also the scans in ../shared/seeds.")
@click.option("--other/--no-other", default=True, help="Also other engines, and no mending.")
@click.option("--typed/--no-typed", default=True, help="Also pages typed anew on a typewriter.")
@click.option("--ocrmypdf", default=None, help="Its program; found by itself where installed.")
@click.option("--jobs", "-j", default=0, help="Processes; 0 is one a core.")
@click.option("--keep", is_flag=True, help="Go on with what an earlier run measured.")
@click.option("--pin", is_flag=True, help="Write the figures for the README.")
def main(
    paths: tuple[str, ...],
    pages: int,
    sets: str,
    seeds: bool,
    other: bool,
    typed: bool,
    ocrmypdf: str | None,
    jobs: int,
    keep: bool,
    pin: bool,
) -> None:
    """Measure OCR on the PDFs of corpus/documents, or those of other PATHS, as scans."""
    started = time.monotonic()
    os.environ["OMP_THREAD_LIMIT"] = "1"
    program = ocrmypdf or shutil.which("ocrmypdf")
    if program is None:
        click.echo("ocrmypdf is not installed: referat is measured alone.", err=True)
    folders = [Path(path) for path in paths] or [CHECKOUT / "corpus" / "documents"]
    files = sorted({file for folder in folders for file in folder.rglob("*.pdf")})
    known = find_pages(files)
    random.Random(SEED).shuffle(known)
    if typed:
        known += type_anew(known[: pages // 3], BENCH / "typed")
    known = choose_pages(known, pages)
    chosen = [name for name in sets.split(",") if name]
    tasks = list(make_tasks(known, chosen, other=other, ocrmypdf=program))
    if seeds:
        tasks = [*seed_tasks(program), *tasks]
    BENCH.mkdir(exist_ok=True)
    ledger = BENCH / "ocr-pages.jsonl"
    entries = _read_ledger(ledger) if keep else []
    done = {(entry.set, entry.document) for entry in entries}
    tasks = [task for task in tasks if (task.set, Path(task.truths[0].document).name) not in done]
    with ledger.open("a" if keep else "w", encoding="utf-8") as file:
        for found in _run_all(tasks, jobs):
            entries += found
            file.writelines(json.dumps(asdict(entry), ensure_ascii=False) + "\n" for entry in found)
            file.flush()
    figures = {
        "versions": _versions(program),
        "minutes": round((time.monotonic() - started) / 60, 1),
        **summarise(entries),
    }
    text = json.dumps(figures, indent=1, ensure_ascii=False) + "\n"
    (BENCH / "ocr.json").write_text(text, "utf-8")
    if pin:
        PINNED.write_text(text, "utf-8")
    click.echo(make_table(figures))


def _run_all(tasks: Sequence[Task], jobs: int) -> Iterator[list[Entry]]:
    workers = jobs or len(os.sched_getaffinity(0))
    if workers == 1:
        yield from map(run_task, tasks)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(partial(run_task), tasks)


if __name__ == "__main__":
    main()
