"""Kills the nightly run at random moments, and compares what comes of it with an undisturbed run.

``python -m referat.training.crash --kills 100`` serves stand-in portals, runs `referat nightly`
over them with ``kill -9`` at drawn moments until it has been killed so many times, lets the last
run finish, and prints every difference between the two databases: none is the only good answer.
Between kills the portals change as portals do: new meetings, agendas that become minutes,
meetings that go.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import click

from referat.training.portal import Meeting, Portal, make_meeting, make_minutes, plan_for

SEED = 20_261_124
SOURCES = 3
MEETINGS = 4
"""Meetings of a source that every night brings."""
NIGHTS = 4

# What tells when and by which run, and not what: two runs may differ in it.
PASSING = {
    "koersel", "hentet", "foerst_set", "seneste_forsoeg", "seneste_succes", "seneste_nye",
    "naeste_forsoeg", "startet", "sluttet", "sekunder", "hoveder", "oprettet", "mangler_dato",
    "forsvundet", "tid", "aendret", "fjernet",
}  # fmt: skip
# One row a run, and the planner's statistics.
PASSING_TABLES = {"koersler", "_meta"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What came of a trial."""

    kills: int
    """Runs that were killed before they ended."""
    runs: int
    """Runs in all."""
    rows: int
    """Rows of the undisturbed database."""
    differences: tuple[str, ...]
    """What is not the same, in words."""


def nights() -> Iterator[list[tuple[str, list[Meeting]]]]:
    """What the portals have, night by night."""
    portals: dict[str, list[Meeting]] = {f"k{number}": [] for number in range(SOURCES)}
    number = 0
    for night in range(NIGHTS):
        for name, meetings in portals.items():
            for _ in range(MEETINGS):
                number += 1
                meetings.append(make_meeting(name, number, make_minutes(number, pages=2)))
            if night and len(meetings) > MEETINGS:
                # An agenda became minutes: the same meeting with other contents.
                changed = meetings[night]
                changed.content = make_minutes(5000 + number, pages=2)
                changed.released = f"2026-02-0{night + 1}T08:00:00+01:00"
                # And one was printed again, with the same text.
                meetings[night + 1].content += b"\n% printed again\n%%EOF\n"
                meetings[night + 1].released = f"2026-03-0{night + 1}T08:00:00+01:00"
            if night == NIGHTS - 1:
                # One is gone from the list: counted once a day, however many runs there are.
                meetings.pop()
        yield [(name, list(meetings)) for name, meetings in portals.items()]


def run_trial(*, kills: int, seed: int = SEED) -> Compared:
    """One trial: two databases, one of them made under kills."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="referat-crash-") as folder:
        calm, killed = Path(folder, "calm"), Path(folder, "killed")
        done = runs = 0
        portal = Portal()
        with portal.serve():
            for night, contents in enumerate(nights()):
                for name, meetings in contents:
                    portal.sources[name] = meetings
                    portal.changed(name)
                for place in (calm, killed):
                    place.mkdir(exist_ok=True)
                    (place / "sources.toml").write_text(plan_for(portal, patience=0.01), "utf-8")
                seconds = _run(calm)
                wanted = round(kills * (night + 1) / NIGHTS)
                begun = Path(folder, f"begun-{night}")
                shutil.copytree(killed, begun)
                while done < wanted:
                    runs += 1
                    if _run_and_kill(killed, rng.uniform(0.02, 1.0) * seconds):
                        done += 1
                    elif runs > 20 * kills:
                        raise RuntimeError("the runs end before they can be killed")
                    else:
                        # It got through: begin the night anew, so that there is work to kill.
                        shutil.rmtree(killed)
                        shutil.copytree(begun, killed)
                _run(killed)
                runs += 1
        differences = tuple(compare(calm / "referat.db", killed / "referat.db"))
        with closing(sqlite3.connect(calm / "referat.db")) as conn:
            rows = sum(len(found) for found in read_tables(conn).values())
    return Compared(kills=done, runs=runs, rows=rows, differences=differences)


def find_faults(conn: sqlite3.Connection) -> Iterator[str]:
    """What SQLite itself finds wrong with a database: pages, keys and full-text indexes."""
    for check in ("integrity_check", "foreign_key_check"):
        found = conn.execute(f"PRAGMA {check}").fetchall()
        if found not in ([], [("ok",)]):
            yield f"{check}: {found[:3]}"
    for table in ("punkter_fts", "afsnit_fts", "beslutninger_fts", "soeg_fts"):
        try:
            # With a rank it is held against the texts that it indexes.
            conn.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            yield f"{table}: {error}"


def compare(first: Path, second: Path) -> Iterator[str]:
    """Differences between two databases but for times and runs, and faults of the second."""
    with closing(sqlite3.connect(first)) as one, closing(sqlite3.connect(second)) as other:
        yield from find_faults(other)
        wanted = read_tables(one) | {"soeg_fts": read_index(one)}
        got = read_tables(other) | {"soeg_fts": read_index(other)}
        for table in sorted(wanted.keys() | got.keys()):
            left, right = wanted.get(table, Counter()), got.get(table, Counter())
            for row, count in (left - right).items():
                yield f"{table}: {count} missing: {row[:160]}"
            for row, count in (right - left).items():
                yield f"{table}: {count} too many: {row[:160]}"


def read_tables(conn: sqlite3.Connection) -> dict[str, Counter[str]]:
    """Every row of every table as text, without what tells when."""
    tables = [
        row[0]
        for row in conn.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            " AND name NOT LIKE '%\\_fts%' ESCAPE '\\'"
        )
        if row[0] not in PASSING_TABLES
    ]
    found: dict[str, Counter[str]] = {}
    for table in tables:
        columns = [
            row[1]
            for row in conn.execute(f"PRAGMA table_info({table})")
            # Verdicts and words are numbered as they come.
            if row[1] not in PASSING
            and not (table in ("kvalitet", "soeg_ord") and row[1] == "id")
            # The hash is keyed with each database's own secret.
            and row[1] != "teksthash"
        ]
        rows = conn.execute(f"SELECT {', '.join(columns)} FROM {table}")
        found[table] = Counter(repr(row) for row in rows)
    return found


def read_index(conn: sqlite3.Connection) -> Counter[str]:
    """Which stem stands where in which punkt, by the index of the search."""
    conn.execute("CREATE VIRTUAL TABLE temp.stammer USING fts5vocab(main, soeg_fts, instance)")
    rows = conn.execute(
        "SELECT coalesce(s.punkt, 'nowhere'), v.term, v.col, v.offset FROM temp.stammer v"
        " LEFT JOIN soeg s ON s.plads = v.doc"
    )
    found = Counter(repr(row) for row in rows)
    conn.execute("DROP TABLE temp.stammer")
    return found


def _command(place: Path) -> list[str]:
    return [
        sys.executable, "-m", "referat.cli", "nightly", "--sources", str(place / "sources.toml"),
        "--db", str(place / "referat.db"), "--quiet", "--jobs", "2",
    ]  # fmt: skip


def _run(place: Path) -> float:
    """One undisturbed run; gives its seconds."""
    started = time.monotonic()
    answer = subprocess.run(_command(place), capture_output=True, text=True, check=False)
    if answer.returncode != 0:
        raise RuntimeError(f"exit code {answer.returncode}: {answer.stdout}{answer.stderr}")
    return time.monotonic() - started


def _run_and_kill(place: Path, after: float) -> bool:
    """One run that is killed after so many seconds; whether it was still going then."""
    process = subprocess.Popen(
        _command(place),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        # The parent alone: its workers must see to their own end.
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


@click.command()
@click.option("--kills", default=100, show_default=True, help="Runs to kill.")
@click.option("--seed", default=SEED, show_default=True, help="For the moments.")
def main(kills: int, seed: int) -> None:
    """Kill the nightly run many times and print what differs from an undisturbed one."""
    compared = run_trial(kills=kills, seed=seed)
    click.echo(f"kills        {compared.kills} of {compared.runs} runs")
    click.echo(f"rows         {compared.rows}")
    click.echo(f"differences  {len(compared.differences)}")
    for difference in compared.differences[:50]:
        click.echo(f"  {difference}")
    if compared.differences:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
