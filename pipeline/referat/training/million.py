"""Writes a database of many punkter, to measure loading and the site on.

Documents are drawn by ``backfile.py`` and written as ``referat ingest --bulk`` writes what its
workers give it. Drawing them is not counted: what is told is the CPU time of writing alone, from
structured documents to a database with indexes and search.

    python -m referat.training.million /tmp/million.db --punkter 1000000
"""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from referat.store.bulk import bulk_load
from referat.store.prepare import prepare
from referat.store.schema import open_database
from referat.store.write import finish_run, start_run, write_prepared, write_referat
from referat.training.backfile import LENGTHS, PUNKTER_A_MEETING, SHORT, Backfile, Length
from referat.types import RunReport, Versions

VERSIONS = Versions(program="0", model="0")
DRAWN = 500
"""Documents that are drawn before they are written."""
TOLD = 50_000
"""Punkter between two lines of progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What a load took."""

    punkter: int
    """Written."""
    prepared: float
    """Seconds of CPU for making rows of documents, which workers do in a load."""
    rows: float
    """Seconds of CPU for writing them, which one process does meanwhile."""
    rest: float
    """Seconds of CPU for indexes and search at the end."""

    @property
    def cpu(self) -> float:
        """Seconds of CPU of all."""
        return self.prepared + self.rows + self.rest

    @property
    def per_second(self) -> float:
        """Punkter a second of CPU, with indexes and search."""
        return self.punkter / self.cpu

    def __str__(self) -> str:
        """The one line that a person reads."""
        return (
            f"{self.punkter:,} punkter: {self.per_second:,.0f} a second of CPU with indexes and"
            f" search ({self.prepared:.1f} s made ready, {self.rows:.1f} s written, {self.rest:.1f}"
            f" s at the end); {self.punkter / (self.rows + self.rest):,.0f} a second of the process"
            " that writes"
        )


def write_million(
    path: Path,
    punkter: int,
    *,
    tail: int = 60_000,
    length: Length = SHORT,
    only: int | None = None,
) -> Loaded:
    """Write a new database with that many punkter.

    Args:
        path: The database; it must not exist.
        punkter: How many.
        tail: Invented words.
        length: How much a punkt says.
        only: One kommune alone, by its place in the list.
    """
    drawn = Backfile(tail=tail, length=length, only=only).documents(punkter // PUNKTER_A_MEETING)
    written, made, rows, told = 0, 0.0, 0.0, TOLD
    with closing(open_database(path, bulk=True)) as db:
        run = start_run(db, VERSIONS, "million")
        with bulk_load(db) as batch:
            while documents := list(islice(drawn, DRAWN)):
                for referat, pages in documents:
                    began = time.process_time()
                    document = prepare(referat, pages, run)
                    ready = time.process_time()
                    batch.add()
                    write_prepared(db, document, load=batch.load)
                    made, rows = made + ready - began, rows + time.process_time() - ready
                    written += document.punkter
                if written >= told:
                    told += TOLD
                    sys.stderr.write(
                        f"{written:,} punkter, {written / (made + rows):,.0f} a second of CPU\n"
                    )
            began = time.process_time()
        finish_run(db, run, _report(written // PUNKTER_A_MEETING, written))
        rest = time.process_time() - began
    return Loaded(punkter=written, prepared=made, rows=rows, rest=rest)


def write_more(
    path: Path, meetings: int, *, pause: float, tail: int = 5_000, length: Length = SHORT
) -> list[float]:
    """Add meetings to such a database one by one, each in a transaction, as a nightly run does.

    Gives the seconds of CPU that each took.
    """
    taken: list[float] = []
    with closing(open_database(path)) as db:
        first = db.conn.execute("SELECT count(*) FROM dokumenter").fetchone()[0]
        run = start_run(db, VERSIONS, "mere")
        for referat, pages in Backfile(tail=tail, length=length).documents(meetings, first):
            began = time.process_time()
            write_referat(db, referat, pages, run)
            taken.append(time.process_time() - began)
            time.sleep(pause)
        finish_run(db, run, _report(meetings, meetings * PUNKTER_A_MEETING))
    return taken


def _report(documents: int, punkter: int) -> RunReport:
    return RunReport(
        stored=documents, skipped=0, failed=0, pages=0, punkter=punkter, beslutninger=0,
        problems=(), seconds=0.0,
    )  # fmt: skip


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", type=Path)
    parser.add_argument("--punkter", type=int, default=1_000_000)
    parser.add_argument("--length", choices=LENGTHS, default="short", help="of a punkt's text")
    parser.add_argument("--more", type=int, help="add so many meetings to what is there")
    parser.add_argument("--pause", type=float, default=0.2, help="seconds between two of them")
    arguments = parser.parse_args()
    length = LENGTHS[arguments.length]
    if arguments.more:
        write_more(arguments.database, arguments.more, pause=arguments.pause, length=length)
        return
    print(write_million(arguments.database, arguments.punkter, length=length))  # noqa: T201


if __name__ == "__main__":
    main()
