"""Measures the site over HTTP on a large database: how long pages take, and 50 readers at once.

    python -m referat.training.million /tmp/million.db
    python -m referat.training.sitebench /tmp/million.db
    python -m referat.training.sitebench /tmp/million.db --readers 50 --minutes 5

The second form has readers leaf through all kinds of pages while another process writes documents
into the database. Everything runs on this machine; requests go to 127.0.0.1 alone.
"""

from __future__ import annotations

import argparse
import http.client
import random
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from referat.publish.queries import QUERIES

WORST = ("og", "at", "i")
"""The three most common words of Danish minutes."""
SEARCHES = (
    *WORST, "og i at", "kommunen", "godkendes", "skole budget", "lokalplan", "planforslag",
    "lokalplan*", "besluttede", "vindmøller -havn", '"skole budget"', "cykelsti", "12. marts 2019",
)  # fmt: skip
ROUNDS = 40
SEED = 7


def addresses(database: Path) -> dict[str, list[str]]:
    """Addresses of each kind of page, drawn from the database."""
    draw = random.Random(SEED)
    with closing(sqlite3.connect(database)) as conn:

        def some(kind: str) -> list[str]:
            top = conn.execute("SELECT count(*) FROM adresser WHERE slags = ?", (kind,)).fetchone()[
                0
            ]
            return [
                conn.execute(
                    "SELECT adresse FROM adresser WHERE slags = ? LIMIT 1 OFFSET ?",
                    (kind, draw.randrange(min(top, 200_000))),
                ).fetchone()[0]
                for _ in range(ROUNDS)
            ]  # fmt: skip

        cases = [
            row[0]
            for row in conn.execute(
                "SELECT s.sagsnummer FROM sag_tal t JOIN sagsnumre s ON s.id = t.sag"
                " WHERE t.organer > 3 ORDER BY t.behandlinger DESC LIMIT ?", (ROUNDS,)
            )
        ]  # fmt: skip
        meetings, punkter = some("moede"), some("punkt")
    return {
        "front": ["/"] * ROUNDS,
        "sag": [f"/sag/{quote(number)}" for number in cases],
        "moede": [f"/moede/{address}" for address in meetings],
        "punkt": [f"/punkt/{address}" for address in punkter],
        "organ": [f"/organ/{'/'.join(address.split('/')[:2])}" for address in meetings],
        "kommune": [f"/kommune/{address.split('/')[0]}" for address in meetings],
        "soeg": [
            f"/soeg?q={quote(words)}{more}"
            for words in SEARCHES
            for more in ("", "&udfald=udsat&afstemning=1", "&sort=dato&kommune=viborg&side=3")
        ],
    }


def ready_made() -> list[str]:
    """Every ready-made query, as it opens and with each choice that narrows it."""
    narrow = {"kommune": "Viborg", "aar": "2012", "navn": "a", "nummer": "15.40.00-P35-1-17",
              "sag": "15.40.00-P35-1-17", "organer": "2"}  # fmt: skip
    found = []
    for query in QUERIES:
        for values in ({}, {param: narrow[param] for param, _, _ in query.params}):
            args = "&".join(
                f"{param}={quote(values.get(param, ''))}" for param, _, _ in query.params
            )
            found.append(f"/spoergsmaal/{query.name}?{args}")
    return found


class Reader:
    """One connection that asks for pages."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path: str) -> tuple[int, float]:
        """Status and seconds."""
        began = time.perf_counter()
        self._connection.request("GET", path)
        answer = self._connection.getresponse()
        answer.read()
        return answer.status, time.perf_counter() - began


@contextmanager
def served(database: Path) -> Iterator[int]:
    """The site of a database, on a free port, in a process of its own; warm."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "referat.cli",
        "serve",
        "--db",
        str(database),
        "--port",
        str(port),
    ]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                if Reader(port).get("/soeg?q=og")[0] == 200:
                    break
            except OSError:
                time.sleep(0.2)
        time.sleep(30)  # The most common words are being looked up in the background.
        yield port
    finally:
        process.terminate()
        process.wait()


def quantiles(times: list[float]) -> dict[str, float]:
    """Milliseconds that half, and all but a twentieth, of the answers took; and the longest."""
    times = sorted(times)
    p50, p95 = times[len(times) // 2], times[min(len(times) - 1, int(len(times) * 0.95))]
    return {
        "p50": round(p50 * 1000, 1),
        "p95": round(p95 * 1000, 1),
        "max": round(times[-1] * 1000, 1),
    }


def show(kind: str, times: list[float]) -> None:
    """One line of figures, milliseconds."""
    if not times:
        return
    told = "  ".join(f"{name} {value:7.1f}" for name, value in quantiles(times).items())
    sys.stdout.write(f"{kind:12} {len(times):5}  {told}\n")


def measure(database: Path) -> None:
    """Each kind of page by itself, one request at a time."""
    kinds = addresses(database)
    with served(database) as port:
        reader = Reader(port)
        for kind, paths in kinds.items():
            found = [reader.get(path) for path in paths]
            bad = [path for path, (status, _) in zip(paths, found, strict=True) if status != 200]
            if bad:
                sys.stdout.write(f"{kind}: {len(bad)} not 200, e.g. {bad[0]}\n")
            show(kind, [seconds for _, seconds in found])
        for path in ready_made():
            status, seconds = reader.get(path)
            sys.stdout.write(f"{seconds * 1000:8.1f} ms  {status}  {path}\n")


def soak(database: Path, readers: int, minutes: float) -> int:
    """Readers at once while another process writes; how many answers were errors."""
    kinds = addresses(database)
    every = [(kind, path) for kind, paths in kinds.items() for path in paths]
    times: dict[str, list[float]] = defaultdict(list)
    bad: list[str] = []
    lock = threading.Lock()
    with closing(sqlite3.connect(database)) as conn:
        before = conn.execute("SELECT count(*) FROM dokumenter").fetchone()[0]
    with served(database) as port:
        stop = time.monotonic() + minutes * 60
        writer = subprocess.Popen(
            [sys.executable, "-m", "referat.training.million", str(database),
             "--more", str(int(minutes * 60 * 4)), "--pause", "0.2"],
        )  # fmt: skip

        def read(seed: int) -> None:
            draw, reader = random.Random(seed), Reader(port)
            while time.monotonic() < stop:
                kind, path = draw.choice(every)
                try:
                    status, seconds = reader.get(path)
                except (OSError, http.client.HTTPException) as error:
                    with lock:
                        bad.append(f"{path}: {error}")
                    reader = Reader(port)
                    continue
                with lock:
                    times[kind].append(seconds)
                    if status != 200:
                        bad.append(f"{path}: {status}")
                time.sleep(draw.random())  # A reader reads.

        threads = [threading.Thread(target=read, args=(seed,)) for seed in range(readers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with closing(sqlite3.connect(database)) as conn:
            written = conn.execute("SELECT count(*) FROM dokumenter").fetchone()[0] - before
        if writer.poll() not in (None, 0):
            bad.append(f"the writer died: exit code {writer.returncode}")
        writer.terminate()
        writer.wait()
    for kind, found in times.items():
        show(kind, found)
    total = sum(map(len, times.values()))
    sys.stdout.write(
        f"{readers} readers, {minutes:g} minutes: {total} answers, {len(bad)} errors,"
        f" {written} meetings written meanwhile\n"
    )
    for line in bad[:10]:
        sys.stdout.write(line + "\n")
    return len(bad)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", type=Path)
    parser.add_argument("--readers", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=5)
    arguments = parser.parse_args()
    if arguments.readers:
        sys.exit(bool(soak(arguments.database, arguments.readers, arguments.minutes)))
    measure(arguments.database)


if __name__ == "__main__":
    main()
