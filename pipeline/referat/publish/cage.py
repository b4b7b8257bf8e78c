"""Readers' own SQL, in a process of its own that may read this one file and nothing else.

Datasette's time limit is looked at between the steps of a query, so that one long function
(``hex(zeroblob(400000000))``, ``printf('%.*c', 900000000, 'x')``) runs past it and holds the
memory it likes. Here each query runs in a worker process with a limit on memory and on the size of
values, that writes no file and opens none; who does not answer in time is killed, and a new worker
takes its place.

    python -m referat.publish.cage DATABASE    (the worker; started by ``Cage``)
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import signal
import sqlite3
import sys
import time
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MAX_SQL = 6_000
"""Letters of a query."""
MAX_VALUE = 5_000_000
"""Bytes of one value: the longest text of ours is a tenth of that."""
MAX_ANSWER = 16_000_000
"""Bytes of an answer."""
GRACE = 1.0
"""Seconds that a worker gets to stop by itself before it is killed."""
NICE = 10
"""How far a worker steps back: pages come before readers' own SQL."""
ADDRESS_SPACE = 1_200_000_000
"""Bytes that a worker may map; the database itself is not mapped."""

_ALLOWED = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_FUNCTION,
    33,  # SQLITE_RECURSIVE, which the module of Python 3.11 does not name.
}
# FTS5 asks for data_version by itself; read, they tell nothing, and are not to be set.
_COUNTERS = {"data_version", "schema_version"}
_DESCRIBING = {"table_info", "table_xinfo", "index_list", "index_info", "foreign_key_list",
               "table_list"}  # fmt: skip
_FORBIDDEN = {"load_extension", "readfile", "writefile", "edit", "fts3_tokenizer", "sqlite_dbpage"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a query gave."""

    columns: tuple[str, ...] = ()
    """Names of the columns."""
    rows: tuple[tuple[Any, ...], ...] = ()
    """Rows."""
    more: bool = False
    """There were more rows than may be given."""
    error: str | None = None
    """What was wrong, in Danish; ``None`` for nothing."""


class Cage:
    """Workers for one database, started when they are needed."""

    def __init__(
        self, database: Path, *, seconds: float, rows: int, memory_mb: int, workers: int
    ) -> None:
        self._database = database
        self._seconds = seconds
        self._rows = rows
        self._memory = memory_mb
        self._free: list[Process] = []
        self._places = asyncio.Semaphore(workers) if workers else None

    async def run(self, sql: str, params: dict[str, str]) -> Result:
        """Run one query; whatever it is, a ``Result`` comes back."""
        if self._places is None:
            return Result(error="Egne forespørgsler er slået fra på denne side.")
        if len(sql) > MAX_SQL:
            return Result(error="Forespørgslen er for lang.")
        try:
            async with asyncio.timeout(self._seconds * 2):
                await self._places.acquire()
        except TimeoutError:
            return Result(error="Der er for mange forespørgsler i gang. Prøv igen om lidt.")
        worker: Process | None = None
        try:
            worker = self._free.pop() if self._free else await self._start()
            async with asyncio.timeout(self._seconds + GRACE):
                answer = await self._ask(worker, sql, params)
            if answer is None:
                await _end(worker)
                worker = await self._start()
                async with asyncio.timeout(self._seconds + GRACE):
                    answer = await self._ask(worker, sql, params)
            if answer is None:
                raise OSError("the tables change all the time")
            self._free.append(worker)
            worker = None
        except TimeoutError:
            return Result(error=f"Forespørgslen tog mere end {self._seconds:g} sekunder.")
        except (OSError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            return Result(error="Forespørgslen brugte for megen hukommelse.")
        finally:
            self._places.release()
            if worker is not None:
                await _end(worker)
        return Result(
            columns=tuple(answer["columns"]),
            rows=tuple(tuple(row) for row in answer["rows"]),
            more=answer["more"],
            error=answer["error"],
        )

    async def close(self) -> None:
        """End all workers."""
        while self._free:
            await _end(self._free.pop())

    async def _start(self) -> Process:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "referat.publish.cage", str(self._database),
            str(self._seconds), str(self._rows), str(self._memory),
            stdin=PIPE, stdout=PIPE, stderr=asyncio.subprocess.DEVNULL, limit=MAX_ANSWER * 2,
        )  # fmt: skip

    @staticmethod
    async def _ask(worker: Process, sql: str, params: dict[str, str]) -> dict[str, Any] | None:
        assert worker.stdin is not None
        assert worker.stdout is not None
        worker.stdin.write(json.dumps({"sql": sql, "params": params}).encode() + b"\n")
        await worker.stdin.drain()
        line = await worker.stdout.readline()
        if not line:
            raise OSError("the worker died")
        answer: dict[str, Any] | None = json.loads(line)
        return answer


async def _end(worker: Process) -> None:
    with suppress(ProcessLookupError):
        worker.kill()
    await worker.wait()
    # The pipes' transports close with the process; waiting a turn lets them.
    await asyncio.sleep(0)


def _authorize(action: int, first: str | None, second: str | None, *_: Any) -> int:
    if action == sqlite3.SQLITE_PRAGMA:
        asks = first in _DESCRIBING or (first in _COUNTERS and second is None)
        return sqlite3.SQLITE_OK if asks else sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in _FORBIDDEN:
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


def open_caged(database: Path, memory_mb: int) -> sqlite3.Connection:
    """A connection that can read one database and do nothing else."""
    from referat.publish.functions import add_functions

    conn = sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)
    conn.execute("PRAGMA temp_store = memory")
    conn.execute("PRAGMA cache_size = -32000")
    conn.execute("PRAGMA query_only = on")
    conn.execute(f"PRAGMA hard_heap_limit = {memory_mb * 1_000_000}")
    add_functions(conn)
    # Connecting a full-text table declares its columns, which the guard would take for making a
    # table: it is done before the guard is set.
    for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%USING fts5%'"):
        conn.execute(f'SELECT 1 FROM "{name}" WHERE "{name}" MATCH \'x\' LIMIT 1').fetchall()
    for name, most in (
        ("LENGTH", MAX_VALUE), ("SQL_LENGTH", MAX_SQL), ("ATTACHED", 0), ("TRIGGER_DEPTH", 1),
        ("LIKE_PATTERN_LENGTH", 200), ("EXPR_DEPTH", 200), ("COMPOUND_SELECT", 50),
        ("COLUMN", 200), ("VARIABLE_NUMBER", 100), ("WORKER_THREADS", 0),
    ):  # fmt: skip
        conn.setlimit(getattr(sqlite3, f"SQLITE_LIMIT_{name}"), most)
    conn.set_authorizer(_authorize)
    return conn


def run_caged(
    conn: sqlite3.Connection, sql: str, params: dict[str, str], *, seconds: float, rows: int
) -> dict[str, Any]:
    """Run one query with a time limit, and give its rows or what was wrong."""
    stop = time.monotonic() + seconds
    conn.set_progress_handler(lambda: time.monotonic() > stop, 10_000)
    answer: dict[str, Any] = {"columns": [], "rows": [], "more": False, "error": None}
    try:
        cursor = conn.execute(sql.strip().rstrip(";"), params)
        if cursor.description is None:
            answer["error"] = "Skriv en forespørgsel, der begynder med select."
            return answer
        answer["columns"] = [column[0] for column in cursor.description]
        size = 0
        for row in cursor:
            if len(answer["rows"]) >= rows or size > MAX_ANSWER:
                answer["more"] = True
                break
            values = [f"({len(v)} bytes)" if isinstance(v, bytes) else v for v in row]
            size += sum(len(v) if isinstance(v, str) else 8 for v in values)
            answer["rows"].append(values)
    except sqlite3.Error as error:
        answer["rows"] = []
        answer["error"] = explain(str(error), seconds)
    except (MemoryError, OverflowError, ValueError):
        answer["rows"] = []
        answer["error"] = "Forespørgslen brugte for megen hukommelse eller for store tal."
    finally:
        conn.set_progress_handler(None, 0)
    return answer


def explain(said: str, seconds: float) -> str:
    """SQLite's words about a reader's own query, in Danish where the cage said no."""
    if "interrupted" in said:
        return f"Forespørgslen tog mere end {seconds:g} sekunder. Gør den smallere."
    if "too big" in said or "out of memory" in said:
        return "Forespørgslen brugte for megen hukommelse."
    if "not authorized" in said or "prohibited" in said or "readonly" in said:
        return "Her kan kun læses: brug select."
    if "one statement" in said:
        return "Skriv én forespørgsel ad gangen."
    return f"Der er en fejl i forespørgslen: {said}"


def _shape(conn: sqlite3.Connection) -> int:
    """A number that changes when somebody makes or drops a table."""
    return int(conn.execute("PRAGMA schema_version").fetchone()[0])


def main() -> None:
    """The worker: one query a line in, one answer a line out."""
    database, seconds, rows, memory = sys.argv[1:5]
    os.nice(NICE)
    conn = open_caged(Path(database), int(memory))
    shape = _shape(conn)
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # A write past the limit is an error of the query then, and not the end of the worker.
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    for line in sys.stdin:
        asked = json.loads(line)
        if _shape(conn) != shape:
            # Somebody made or dropped a table. What is caged can open nothing anew: another does.
            sys.stdout.write("null\n")
            return
        answer = run_caged(
            conn, asked["sql"], asked["params"], seconds=float(seconds), rows=int(rows)
        )
        sys.stdout.write(json.dumps(answer, ensure_ascii=True, default=str) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
