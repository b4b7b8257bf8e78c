"""The parts of the benchmark: each measures one thing beside a peer, on documents of known size.

``bench.py`` chooses among them and tells. Each function takes a ``Setup`` and gives figures that go
into JSON as they are; a peer that is not installed is left out.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from referat import flow
from referat.ingest.discover import open_source
from referat.pages.choose import read_pages
from referat.privacy.apply import mask, withhold
from referat.ready import read_ready
from referat.restructure import restructure
from referat.settings import Settings
from referat.store.schema import open_database
from referat.store.write import start_run, write_referat
from referat.structure.document import load_pipeline, structure_document
from referat.training.harness import compare, take_turns
from referat.training.million import write_million
from referat.training.portal import make_minutes
from referat.types import Versions
from referat.workers import run_all

# One core, one process: what is measured is the program and not the machine's size.
ALONE = Settings(jobs=1, ocr=False)
QUEUE = 3
"""Times the documents that several processes read."""
PAGES = 13
"""Pages of a generated meeting: the mean of those that municipalities publish."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """How much is measured, and where."""

    folder: Path
    """For documents and databases; removed afterwards."""
    rounds: int
    """Rounds of each way."""
    digital: tuple[Path, ...]
    """Born-digital documents."""
    digital_pages: int
    """Their pages."""
    scans: tuple[Path, ...]
    """Scanned documents."""
    scan_pages: int
    """Their pages."""
    punkter: int
    """Size of the large database."""
    many: int = 0
    """Documents of the run whose memory is watched."""

    def fresh(self) -> Path:
        """A folder that nothing was written to."""
        return Path(tempfile.mkdtemp(dir=self.folder))


def make_setup(
    folder: Path, *, documents: int, scans: int, punkter: int, rounds: int, paths: Sequence[Path],
    many: int = 0,
) -> Setup:  # fmt: skip
    """Write the documents; given ``paths`` take the place of the generated born-digital ones."""
    from referat.training.bench import find_digital

    digital = list(paths)
    for number in range(0 if paths else documents):
        path = folder / f"{number:05}.pdf"
        path.write_bytes(make_minutes(number, pages=PAGES))
        digital.append(path)
    scanned = []
    for number in range(scans):
        path = folder / f"scan-{number:03}.pdf"
        path.write_bytes(make_minutes(number, pages=2, scanned=True))
        scanned.append(path)
    pages = find_digital([str(path) for path in digital])
    return Setup(
        folder=folder,
        rounds=rounds,
        digital=tuple(pages),
        digital_pages=sum(pages.values()),
        scans=tuple(scanned),
        scan_pages=2 * scans,
        punkter=punkter,
        many=many,
    )


def multiply(files: Sequence[Path], folder: Path, documents: int) -> tuple[Path, ...]:
    """As many different documents as wanted: a comment behind a PDF's end changes its hash."""
    folder.mkdir()
    contents = [path.read_bytes() for path in files]
    found = []
    for number in range(documents):
        content = contents[number % len(contents)]
        found.append(folder / f"{number:05}.pdf")
        found[-1].write_bytes(content + f"\n%{number}\n".encode())
    return tuple(found)


# --- born-digital -----------------------------------------------------------------------------


def lines(setup: Setup) -> dict[str, Any]:
    """Lines with box, size and weight, beside poppler's and pdfplumber's."""
    ways: dict[str, Callable[[], object]] = {
        "referat, lines": lambda: [read_pages(_open(path), ALONE) for path in setup.digital],
        "pdfplumber extract_text": lambda: _pdfplumber(setup.digital),
    }
    if shutil.which("pdftotext"):
        ways["pdftotext -bbox-layout"] = lambda: _pdftotext(setup.digital)
    taken = take_turns(ways, setup.rounds)
    return compare(taken, own="referat, lines", units=setup.digital_pages)


def whole(setup: Setup) -> dict[str, Any]:
    """The whole way into a database on one core, beside pdfplumber's text alone."""
    own = "referat, into the database"
    ways: dict[str, Callable[[], object]] = {
        own: lambda: ingest(setup, setup.digital, ALONE),
        "pdfplumber extract_text": lambda: _pdfplumber(setup.digital),
    }
    return compare(take_turns(ways, setup.rounds), own=own, units=setup.digital_pages)


def stages(setup: Setup) -> dict[str, Any]:
    """CPU of each stage, in milliseconds a page."""
    nlp = load_pipeline(None)
    base = setup.fresh()
    privacy = flow.find_privacy(base / "bench.db")
    spent: dict[str, float] = {}
    with closing(open_database(base / "bench.db")) as db:
        run = start_run(db, Versions(program="bench", model="bench"), "bench")
        for is_warm in (False, True):
            for path in setup.digital:
                laps = [time.process_time()]

                def lap(laps: list[float] = laps) -> None:
                    laps.append(time.process_time())

                source = _open(path)
                lap()
                read = read_pages(source, ALONE)
                lap()
                masked, hidden = mask(read, source, privacy)
                lap()
                referat = structure_document(source, masked, nlp)
                lap()
                referat, pages, _ = withhold(referat, masked, hidden, privacy)
                lap()
                write_referat(db, referat, pages, run)
                lap()
                names = ("ingest", "pages", "mask", "structure", "withhold", "store")
                for name, start, end in zip(names, laps, laps[1:], strict=False):
                    spent[name] = spent.get(name, 0.0) + (end - start if is_warm else 0.0)
    return {
        "pages": setup.digital_pages,
        "ms_per_page": {
            name: round(1000 * seconds / setup.digital_pages, 3) for name, seconds in spent.items()
        },
    }


def again(setup: Setup) -> dict[str, Any]:
    """Structuring anew from kept pages, on one core."""
    database = setup.fresh() / "bench.db"
    flow.ingest([str(path) for path in setup.digital], db_path=database, settings=ALONE)
    own = "referat restructure"
    taken = take_turns(
        {own: partial(restructure, db_path=database, settings=ALONE, again=True)}, setup.rounds
    )
    told = compare(taken, own=own, units=setup.digital_pages)
    kept = sum(path.stat().st_size for path in database.parent.rglob("*.sider"))
    return told | {"bytes_per_page_kept": round(kept / setup.digital_pages)}


def _open(path: Path) -> Any:
    return open_source(path, kommune=None, max_bytes=ALONE.max_bytes)


def ingest(setup: Setup, paths: Sequence[Path], settings: Settings) -> Path:
    """Read documents into a new database, which is given."""
    database = setup.fresh() / "bench.db"
    report = flow.ingest([str(path) for path in paths], db_path=database, settings=settings)
    if report.stored != len(paths):
        raise RuntimeError(f"only {report.stored} of {len(paths)} documents were stored")
    return database


def _pdfplumber(paths: Sequence[Path]) -> None:
    import pdfplumber

    for path in paths:
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                page.extract_text()


def _pdftotext(paths: Sequence[Path]) -> None:
    for path in paths:
        subprocess.run(["pdftotext", "-bbox-layout", str(path), "/dev/null"], check=True)


# --- many -------------------------------------------------------------------------------------


def workers(setup: Setup) -> dict[str, Any]:
    """Two workers beside one, and a cluster of two beside them: by the clock, on idle cores."""
    # A queue: of a few documents half a second goes into beginning and ending.
    files = multiply(setup.digital, setup.fresh() / "documents", QUEUE * len(setup.digital))
    pages = QUEUE * setup.digital_pages
    ways: dict[str, Callable[[], object]] = {
        "two workers": lambda: ingest(setup, files, replace(ALONE, jobs=2)),
        "one worker": lambda: _one_worker(setup, files),
    }
    with ExitStack() as stack:
        with suppress(ImportError):
            far = replace(ALONE, scheduler=stack.enter_context(_cluster(setup)))
            ways["Dask, two workers"] = lambda: ingest(setup, files, far)
        taken = take_turns(ways, setup.rounds)
    return compare(taken, own="two workers", units=pages, by="wall")


def _one_worker(setup: Setup, files: Sequence[Path]) -> None:
    """As two workers do, with one: what reads and what writes are two processes in both."""
    database = setup.fresh() / "bench.db"
    privacy = flow.find_privacy(database)
    with closing(open_database(database)) as db:
        run = start_run(db, Versions(program="bench", model="bench"), "bench")
        read = partial(read_ready, run=run, settings=ALONE, privacy=privacy)
        sources = (_open(path) for path in files)
        # Limits, though none, make it a process of its own.
        from referat.workers import Limits

        for result in run_all(read, sources, jobs=1, limits=Limits()):
            flow.store(db, result, run, privacy)  # type: ignore[arg-type]


@contextmanager
def _cluster(setup: Setup) -> Iterator[str]:
    """A scheduler with two workers on this machine."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0", memory_limit=0,
        silence_logs=50, local_directory=str(setup.folder),
    ) as local:  # fmt: skip
        yield str(local.scheduler_address)


def site(setup: Setup) -> dict[str, Any]:
    """Milliseconds of the site's pages on the large database, and of a plain Datasette's search."""
    from referat.training.sitebench import Reader, addresses, quantiles, served

    large = setup.folder / "large.db"
    if not large.exists():
        write_million(large, setup.punkter)
    told = {}
    with served(large) as port:
        reader = Reader(port)
        for kind, paths in addresses(large).items():
            told[kind] = quantiles([reader.get(path)[1] for path in paths])
    with _plain_datasette(large) as port:
        reader = Reader(port)
        paths = [
            f"/large/punkter?_search={word}" for word in ("lokalplan", "cykelsti", "skole")
        ] * 5
        reader.get(paths[0])
        told["plain Datasette, _search"] = quantiles([reader.get(path)[1] for path in paths])
    return {"punkter": setup.punkter, "ms": told}


@contextmanager
def _plain_datasette(path: Path) -> Iterator[int]:
    from referat.training.sitebench import Reader

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # Our own plugin answers only for our site; its settings are not given.
    process = subprocess.Popen(
        [sys.executable, "-m", "datasette", "serve", str(path), "--port", str(port)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env=os.environ | {"DATASETTE_LOAD_PLUGINS": ""},
    )  # fmt: skip
    try:
        for _ in range(300):
            with suppress(OSError):
                Reader(port).get("/")
                break
            time.sleep(0.2)
        yield port
    finally:
        process.terminate()
        process.wait()
