"""Interrupts the reading of a long queue in every way there is, and watches what it takes.

``python -m referat.training.backlog --documents 100000`` writes as many tiny minutes, each with
contents of its own, and has `referat ingest` read them: it is stopped with Ctrl-C, killed with
``kill -9``, has a worker killed, and meets a disk that is full, each at a share of the queue; then
the last run is left alone. Printed is what each run said, every document that is missing or there
twice, and the memory of the parent and of its largest worker along the way.
"""

from __future__ import annotations

import os
import random
import re
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

import click

from referat.danish.kalender import MONTH_NAMES
from referat.training.crash import find_faults
from referat.training.harness import below, resident

SEED = 20_261_129
A_FOLDER = 1000
"""Documents of one folder."""
PULSE = 1.0
"""Seconds between looks at a run."""
MARKS = (1_000, 20_000)
"""Documents between which memory should not grow."""

_KOMMUNER = ("Aldersund", "Birkeved", "Lyngholm", "Mosevad", "Strandby", "Vesterlund")
_UDVALG = ("Byrådet", "Økonomiudvalget", "Teknikudvalget", "Kulturudvalget", "Socialudvalget")
_EMNER = ("Lokalplan", "Budgetopfølgning", "Cykelsti", "Tilskud", "Renovering", "Høringssvar")
_STEDER = ("Havnevej", "Skovgade", "Møllebakken", "Kirkestræde", "Engvej", "Bakkegårdsvej")
_UDFALD = ("Godkendt.", "Udsat.", "Taget til efterretning.", "Afvist.")


def punkter_of(number: int) -> int:
    """How many punkter a document has."""
    return 1 + number % 3


def make_document(number: int) -> tuple[str, str]:
    """A document's suffix and text; no two numbers give the same."""
    rng = random.Random(f"{SEED}-{number}")
    head = [
        "REFERAT",
        rng.choice(_UDVALG),
        f"{rng.choice(_KOMMUNER)} Kommune",
        f"Mødedato: {1 + rng.randrange(28)}. {rng.choice(MONTH_NAMES)} {2005 + rng.randrange(20)}",
    ]
    punkter = []
    for place in range(1, punkter_of(number) + 1):
        title = f"{rng.choice(_EMNER)} for {rng.choice(_STEDER)} {rng.randrange(1, 400)}"
        case = f"{5 + rng.randrange(20):02}/{10_000 + number % 90_000}"
        text = f"Sagen om {title.lower()} er beskrevet i notat {number}-{place}."
        punkter.append((place, title, case, text, rng.choice(_UDFALD)))
    if number % 2:
        return ".txt", _as_text(head, punkter)
    return ".html", _as_html(head, punkter)


_Punkt = tuple[int, str, str, str, str]


def _as_text(head: list[str], punkter: list[_Punkt]) -> str:
    parts = ["\n".join(head)]
    for place, title, case, text, decision in punkter:
        parts.append(
            f"Punkt {place}: {title}\nSagsnr. {case}\nSagsfremstilling\n{text}\n"
            f"Beslutning\n{decision}"
        )
    return "\n\n".join(parts) + "\n"


def _as_html(head: list[str], punkter: list[_Punkt]) -> str:
    parts = [f"<h1>{head[0]}</h1>", *(f"<p>{line}</p>" for line in head[1:])]
    for place, title, case, text, decision in punkter:
        parts.append(
            f"<h2>Punkt {place}: {title}</h2><p>Sagsnr. {case}</p><h3>Sagsfremstilling</h3>"
            f"<p>{text}</p><h3>Beslutning</h3><p>{decision}</p>"
        )
    return f"<!DOCTYPE html><html><body>{''.join(parts)}</body></html>\n"


def write_queue(folder: Path, documents: int) -> None:
    """The documents, in folders of a thousand."""
    for number in range(documents):
        suffix, text = make_document(number)
        place = folder / f"{number // A_FOLDER:04}"
        if number % A_FOLDER == 0:
            place.mkdir(parents=True)
        (place / f"{number:06}{suffix}").write_text(text, "utf-8")


# --- runs -------------------------------------------------------------------------------------


@dataclass(slots=True)
class Memory:
    """Bytes that a run held, as far as it was looked at."""

    main: int = 0
    """The parent's most."""
    worker: int = 0
    """The largest worker's most."""
    at: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Both, when so many documents of the run were stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """One run."""

    what: str
    """How it was disturbed."""
    code: int
    """Its exit code; negative the signal that ended it."""
    said: str
    """The last lines on stderr and stdout."""
    stored: int
    """Documents that are in afterwards."""
    seconds: float
    """By the clock."""
    memory: Memory
    """What it held."""


Disturb = Callable[[subprocess.Popen[bytes]], None]


def interrupt(process: subprocess.Popen[bytes]) -> None:
    """As Ctrl-C."""
    process.send_signal(signal.SIGINT)


def kill(process: subprocess.Popen[bytes]) -> None:
    """As ``kill -9``: the parent alone."""
    process.kill()


def kill_worker(process: subprocess.Popen[bytes]) -> None:
    """One worker, which the run has to bear."""
    workers = sorted(below(process.pid), key=resident)
    if workers:
        with suppress(ProcessLookupError):
            os.kill(workers[-1], signal.SIGKILL)


def run(
    what: str, folder: Path, database: Path, *, jobs: int, bulk: bool, goal: int = 0,
    disturb: Disturb | None = None, most_bytes: int = 0,
) -> Ran:  # fmt: skip
    """One run of `referat ingest`.

    Args:
        what: Its name in the report.
        folder: The queue.
        database: The database.
        jobs: Worker processes.
        bulk: Load as a back-file.
        goal: Documents in the database at which it is disturbed.
        disturb: How.
        most_bytes: No file may grow above it, as on a disk that is full; 0 is without limit.
    """

    def limit() -> None:
        # A shell that starts this in the background has Ctrl-C ignored by all below it.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        if most_bytes:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

    command = [
        sys.executable, "-m", "referat.cli", "ingest", str(folder), "--db", str(database),
        "--jobs", str(jobs), "--no-ocr", *(("--bulk",) if bulk else ()),
    ]  # fmt: skip
    before, started, memory = count(database), time.monotonic(), Memory()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, preexec_fn=limit)
        while process.poll() is None:
            time.sleep(PULSE)
            _look(process.pid, count(database) - before, memory)
            if disturb is not None and count(database) >= goal:
                disturb(process)
                disturb = None
        out.seek(0)
        said = out.read().decode("utf-8", "replace")
    lines = [line for line in re.split(r"[\r\n]+", said) if line.strip()]
    return Ran(
        what=what,
        code=process.returncode,
        said=" | ".join(lines[-3:]),
        stored=count(database),
        seconds=round(time.monotonic() - started, 1),
        memory=memory,
    )


def count(database: Path) -> int:
    """Documents in a database; 0 where there is none yet."""
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as conn:
            return int(conn.execute("SELECT count(*) FROM dokumenter").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def _look(pid: int, stored: int, memory: Memory) -> None:
    main = resident(pid)
    worker = max(map(resident, below(pid)), default=0)
    memory.main, memory.worker = max(memory.main, main), max(memory.worker, worker)
    for mark in MARKS:
        if stored >= mark:
            memory.at.setdefault(mark, (main, worker))


# --- what came of it --------------------------------------------------------------------------


def faults(folder: Path, database: Path, documents: int) -> Iterator[str]:
    """What is missing, there twice, or broken in the database of a whole queue."""
    wanted = {path.stem: punkter_of(int(path.stem)) for path in folder.rglob("*.*")}
    if len(wanted) != documents:
        yield f"the queue has {len(wanted)} documents"
    with closing(sqlite3.connect(database)) as conn:
        yield from find_faults(conn)
        found: dict[str, int] = {}
        for path, punkter in conn.execute(
            "SELECT d.sti, count(p.id) FROM dokumenter d LEFT JOIN moeder m ON m.dokument = d.id"
            " LEFT JOIN punkter p ON p.moede = m.id GROUP BY d.id"
        ):
            if Path(path).stem in found:
                yield f"{path} is there twice"
            found[Path(path).stem] = punkter
        for name, punkter in wanted.items():
            if name not in found:
                yield f"{name} is missing"
            elif found[name] != punkter:
                yield f"{name} has {found[name]} punkter and should have {punkter}"
        (addresses,) = conn.execute("SELECT count(*) FROM adresser WHERE fjernet IS NOT NULL")
        if addresses[0]:
            yield f"{addresses[0]} addresses are said to be gone"
        (problems,) = conn.execute("SELECT count(*) FROM problemer WHERE alvor = 'fejl'")
        if problems[0]:
            yield f"{problems[0]} problems"


def go_through(folder: Path, database: Path, documents: int, *, jobs: int, bulk: bool) -> list[Ran]:
    """The runs over one queue, each disturbed in another way, and one that is left alone."""
    ran = []

    def go(what: str, share: float = 0.0, disturb: Disturb | None = None, most: int = 0) -> None:
        told = run(
            what, folder, database, jobs=jobs, bulk=bulk, goal=round(share * documents),
            disturb=disturb, most_bytes=most,
        )  # fmt: skip
        ran.append(told)
        click.echo(
            f"{told.what}: exit {told.code}, {told.stored:,} in, {told.seconds:.0f} s, parent "
            f"{told.memory.main / 1e6:.0f} MB, worker {told.memory.worker / 1e6:.0f} MB, "
            + "".join(
                f"at {mark:,}: {main / 1e6:.0f} and {worker / 1e6:.0f} MB, "
                for mark, (main, worker) in told.memory.at.items()
            )
            + f"said: {told.said}"
        )

    go("Ctrl-C", 0.05, interrupt)
    go("kill -9", 0.15, kill)
    go("full disk", most=round(database.stat().st_size * 1.2))
    go("a worker killed, the rest in peace", 0.4, kill_worker)
    return ran


@click.command()
@click.option("--documents", default=100_000, show_default=True)
@click.option("--jobs", default=2, show_default=True)
@click.option("--bulk", is_flag=True, help="Load as a back-file.")
@click.option("--folder", type=click.Path(path_type=Path), help="For queue and database; kept.")
def main(documents: int, jobs: int, bulk: bool, folder: Path | None) -> None:
    """Interrupt a long queue in every way, and print what came of it."""
    with tempfile.TemporaryDirectory(prefix="referat-backlog-") as made:
        base = folder or Path(made)
        queue, database = base / "queue", base / "database" / "referat.db"
        if not queue.exists():
            write_queue(queue, documents)
        go_through(queue, database, documents, jobs=jobs, bulk=bulk)
        found = list(faults(queue, database, documents))
        for fault in found[:50]:
            click.echo(fault)
        click.echo(f"{len(found)} faults in {documents:,} documents")
    if found:
        raise SystemExit(3)


if __name__ == "__main__":
    main()
