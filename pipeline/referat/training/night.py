"""Measures nights: one with nothing new over many sources, and one with many new meetings.

``python -m referat.training.night quiet`` and ``… busy`` serve stand-in portals from this process
and run `referat nightly` as it is run in earnest, in a process of its own; what they print is that
process's wall time and largest memory, without its workers'. Rates are off: what is measured
is the program and not its politeness.
"""

from __future__ import annotations

import hashlib
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import click

from referat.ingest.adapters import fingerprint
from referat.listing import DocumentState
from referat.store.ids import document_id
from referat.store.ledger import document_row_id
from referat.store.schema import open_database
from referat.training.portal import Meeting, Portal, make_meeting, make_minutes, plan_for

SEED = 20_261_124


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One night."""

    seconds: float
    """Wall time."""
    megabytes: float
    """Largest memory of the run's own process."""
    output: str
    """What the command printed."""
    requests: int
    """Requests to the portals."""


@click.group()
def main() -> None:
    """Measure nights over stand-in portals."""


@main.command()
@click.option("--sources", default=100, show_default=True, help="Portals.")
@click.option("--documents", default=5000, show_default=True, help="Known documents of each.")
def quiet(sources: int, documents: int) -> None:
    """A night with nothing new."""
    portal = Portal()
    for source in range(sources):
        name = f"k{source}"
        portal.add(name, *(make_meeting(name, number, b"") for number in range(documents)))
    with tempfile.TemporaryDirectory(prefix="referat-night-") as folder, portal.serve():
        place = Path(folder)
        for name in portal.sources:
            portal.listing(name)
        _know_all(place / "referat.db", portal)
        measured = measure(portal, place)
        with closing(sqlite3.connect(place / "referat.db")) as conn:
            (known,) = conn.execute("SELECT count(*) FROM kildedokumenter").fetchone()
    click.echo(measured.output)
    click.echo(f"known      {known} documents of {sources} sources")
    _report(measured)


@main.command()
@click.option("--meetings", default=400, show_default=True, help="New meetings.")
@click.option("--pages", default=12, show_default=True, help="Pages of each.")
@click.option("--scanned", default=0.1, show_default=True, help="Part of them that are scans.")
@click.option("--sources", default=20, show_default=True, help="Portals that they come from.")
@click.option(
    "--documents",
    type=click.Path(path_type=Path, exists=True),
    help="Folder of PDFs to serve instead of those that are made here.",
)
def busy(meetings: int, pages: int, scanned: float, sources: int, documents: Path | None) -> None:
    """A night with many new meetings."""
    rng = random.Random(SEED)
    portal = Portal()
    files = sorted(documents.rglob("*.pdf")) if documents else []
    for number in range(meetings):
        name = f"k{number % sources}"
        if files:
            content = files[number % len(files)].read_bytes()
        else:
            content = make_minutes(number, pages=pages, scanned=rng.random() < scanned)
        portal.add(name, make_meeting(name, number, content))
    with tempfile.TemporaryDirectory(prefix="referat-night-") as folder, portal.serve():
        measured = measure(portal, Path(folder))
        with closing(sqlite3.connect(Path(folder) / "referat.db")) as conn:
            row = conn.execute(
                "SELECT count(*), sum(antal_sider), sum(sider_med_ocr),"
                " (SELECT count(*) FROM punkter) FROM dokumenter"
            ).fetchone()
    click.echo(measured.output)
    click.echo(f"stored     {row[0]} documents, {row[1]} pages, {row[2]} by OCR, {row[3]} punkter")
    _report(measured)


def measure(portal: Portal, place: Path) -> Measured:
    """One run of `referat nightly` over all portals."""
    (place / "sources.toml").write_text(plan_for(portal), "utf-8")
    before = sum(portal.requests.values())
    command = [
        sys.executable, "-c", _CHILD, "nightly", "--sources", str(place / "sources.toml"),
        "--db", str(place / "referat.db"), "--quiet",
    ]  # fmt: skip
    started = time.monotonic()
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds = time.monotonic() - started
    lines = answer.stdout.splitlines()
    if answer.returncode not in (0, 3) or not lines:
        raise click.ClickException(f"exit code {answer.returncode}: {answer.stderr[-2000:]}")
    own = int(lines[-1]) / 1024
    return Measured(
        seconds=seconds,
        megabytes=own,
        output="\n".join(lines[:-1]),
        requests=sum(portal.requests.values()) - before,
    )


# The command itself, and at its end the largest memory of its process. Not ru_maxrss: that begins
# with what this process held when it was forked.
_CHILD = """
import re, sys
from pathlib import Path
from referat.cli import main
try:
    main(sys.argv[1:])
finally:
    own = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
    print(own)
"""


def _know_all(database: Path, portal: Portal) -> None:
    """A database in which every meeting of every portal is shown already."""
    db = open_database(database)
    conn = db.conn
    conn.execute("BEGIN")
    conn.execute(
        "INSERT INTO koersler (id, kommando, program, model, startet)"
        " VALUES (1, 'nightly', '0', '0', '2026-01-01T00:00:00+00:00')"
    )
    for name, meetings in portal.sources.items():
        conn.execute(
            "INSERT INTO kilder (id, navn, art, adresse) VALUES (?, ?, 'firstagenda', '')",
            (name, name),
        )
        rows = [(_number(name, one), name, one) for one in meetings]
        conn.executemany(
            "INSERT INTO kildedokumenter (id, kilde, noegle, titel, udvalg, dato, betegnelse,"
            " tilstand, foerst_set, sha256, dokument, aftryk)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, '2026-01-01T00:00:00+00:00', ?, NULL, ?)",
            [
                (
                    document_row_id(name, one.id), name, one.id, one.navn, one.udvalg,
                    one.dato.isoformat(), one.navn, DocumentState.SHOWN, f"{number:064x}",
                    _print(one),
                )
                for number, _, one in rows
            ],
        )  # fmt: skip
        conn.executemany(
            "INSERT OR IGNORE INTO dokumenter (id, titel, dokumenttype, sti, filtype, stoerrelse,"
            " antal_sider, sider_med_ocr, sikkerhed, sha256, program, model, koersel,"
            " kildedokument) VALUES (?, ?, 'referat', ?, 'pdf', 1, 1, 0, 1.0, ?, '0', '0', 1, ?)",
            [
                (number, one.udvalg, f"originals/{number}", f"{number:064x}",
                 document_row_id(name, one.id))
                for number, _, one in rows
            ],
        )  # fmt: skip
    conn.execute("COMMIT")
    db.close()


def _number(name: str, meeting: Meeting) -> int:
    return document_id(hashlib.sha256(f"{name}/{meeting.id}".encode()).hexdigest())


def _print(meeting: Meeting) -> str:
    """The fingerprint that the adapter gives a meeting as the stand-in lists it."""
    return fingerprint(
        meeting.navn, meeting.released, meeting.navn.startswith("Referat"),
        f"{meeting.dato}T00:00:00", f"{meeting.dato}T16:00:00+02:00", "Rådhuset", False,
    )  # fmt: skip


def _report(measured: Measured) -> None:
    click.echo(f"requests   {measured.requests}")
    click.echo(f"wall       {measured.seconds:.1f} s")
    click.echo(f"memory     {measured.megabytes:.0f} MB")


if __name__ == "__main__":
    main()
