"""Measures nights: one with nothing new, one with many new meetings, one with failing hosts.

``python -m referat.training.night quiet``, ``… busy`` and ``… failing`` serve stand-in portals from
this process and run `referat nightly` as it is run in earnest, in a process of its own; what they
print is that process's wall time and largest memory, without its workers'. Rates are off: what is
measured is the program and not its politeness.
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
from referat.training.portal import Fault, Meeting, Portal, make_meeting, make_minutes, plan_for

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


FAULTS: dict[str, Fault] = {
    "answers 500": lambda handler: handler.give(500, b""),
    "answers 403": lambda handler: handler.give(403, b""),
    "answers 429": lambda handler: handler.give(429, b"", "text/plain", ("Retry-After", "3600")),
    "gives a page for a list": lambda handler: handler.give(200, b"<html>Fejl</html>", "text/html"),
    "breaks off": lambda handler: handler.drop(),
    "says nothing": lambda handler: time.sleep(SILENT),
}
"""How a host fails in a night with failing hosts, one after the other."""

SILENT = 4.0
"""Seconds of a silent host; the run gives it half of that."""


@main.command()
@click.option("--sources", default=1000, show_default=True, help="Portals, each a host.")
@click.option("--failing", default=0.1, show_default=True, help="Part of them that fail.")
@click.option("--meetings", default=1, show_default=True, help="New meetings of each.")
def failing(sources: int, failing: float, meetings: int) -> None:
    """A night over many hosts of which some fail: all others are shown, and each failure is told.

    Exit code 1 where a source that is well was not shown, or one that failed is not named.
    """
    rng = random.Random(SEED)
    portal, broken = Portal(), dict[str, str]()
    for source in range(sources):
        name = f"k{source}"
        for number in range(meetings):
            content = make_minutes(source * meetings + number, pages=1)
            portal.add(name, make_meeting(name, number, content))
    for turn, name in enumerate(rng.sample(sorted(portal.sources), round(sources * failing))):
        broken[name] = kind = list(FAULTS)[turn % len(FAULTS)]
        portal.faults[f"/{name}/api/agenda/udvalgsliste"] = FAULTS[kind]
    with tempfile.TemporaryDirectory(prefix="referat-night-") as folder:
        with portal.serve(all_hosts=True):
            plan = plan_for(portal, patience=0.01, silence_limit=SILENT / 2, connections=32)
            for source, name in enumerate(portal.sources):
                port = portal.url.rpartition(":")[2]
                host = f"127.{1 + source // 62_500}.{source // 250 % 250}.{1 + source % 250}"
                plan = plan.replace(f'"{portal.url}/{name}"', f'"http://{host}:{port}/{name}"')
            measured = measure(portal, Path(folder), plan=plan)
        with closing(sqlite3.connect(Path(folder) / "referat.db")) as conn:
            failed = {
                row[0] for row in conn.execute("SELECT id FROM kilder WHERE fejl_i_traek > 0")
            }
            shown = dict(
                conn.execute(
                    "SELECT kilde, count(*) FROM kildedokumenter WHERE dokument IS NOT NULL"
                    " GROUP BY kilde"
                )
            )
    well = portal.sources.keys() - broken.keys()
    missed = sorted(name for name in well if shown.get(name) != meetings)
    untold = sorted(broken.keys() ^ failed)
    click.echo(measured.output)
    click.echo(f"hosts      {sources}, of which {len(broken)} fail")
    click.echo(f"shown      {len(well) - len(missed)} of {len(well)} that are well")
    for name in (*missed, *untold)[:10]:
        click.echo(f"wrong      {name} ({broken.get(name, 'is well')})")
    _report(measured)
    if missed or untold:
        raise SystemExit(1)


def measure(portal: Portal, place: Path, *, plan: str | None = None) -> Measured:
    """One run of `referat nightly` over all portals, or by a plan of one's own."""
    (place / "sources.toml").write_text(plan or plan_for(portal), "utf-8")
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
    own = int(lines[-1]) / 1024**2
    return Measured(
        seconds=seconds,
        megabytes=own,
        output="\n".join(lines[:-1]),
        requests=sum(portal.requests.values()) - before,
    )


# The command itself, and at its end the largest memory of its process.
_CHILD = """
import sys
from referat.cli import main
from referat.training.harness import largest
try:
    main(sys.argv[1:])
finally:
    print(largest())
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
