"""The part of the benchmark that asks what a large database takes: to load, to keep, to add to.

And whether one database serves better than one for each kommune: both are written, of the same
meetings, and asked the same. What came of it stands in ``db/README.md``.

    python -m referat.training.bench --only shards --documents 1 --scans 0 --punkter 1000000
"""

from __future__ import annotations

import sqlite3
import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from referat.training.backfile import LENGTHS
from referat.training.benchparts import Setup
from referat.training.harness import Taken, compare, take_turns
from referat.training.million import write_million, write_more

SHARDS = 98
"""Databases, where each kommune has its own."""
SMALLEST = 5_000
"""Punkter of one of them at least: in smaller ones the empty schema counts, and there are fewer."""
SHARD_TAIL = 20_000
"""Invented words in them."""
FIRST = 120
"""Meetings that are added before the time counts: those right after a load cost the kernel twice as
much, since nothing of the file's places has been touched yet."""
SMALL = 1_000
"""Punkter of the database that adding is compared with."""

PAGE_TEXT = {"sider": ("tekst",)}
PUNKT_TEXT = {
    "punkter": ("titel",), "afsnit": ("overskrift", "tekst"), "beslutninger": ("tekst",),
    "bilag": ("titel",), "sagsgang": ("tekst",),
}  # fmt: skip
"""Columns with what documents say: once line by line, and once parted into punkter."""
EVIDENCE = ("punkter", "afsnit", "beslutninger", "punkt_sagsnumre", "fremmoede", "bilag",
            "feltkilder", "sagsgang", "fravaer", "moeder")  # fmt: skip
"""Tables of which every row tells where it stands, and how it was read."""


def database(setup: Setup) -> dict[str, Any]:
    """Loading many punkter, the size of what comes of it, and adding to much and to little."""
    small, large = setup.folder / "small.db", setup.folder / "large.db"
    write_million(small, SMALL, tail=5_000)
    loaded = write_million(large, setup.punkter)
    told = {
        "punkter": setup.punkter,
        "punkter_per_cpu_second": round(loaded.per_second),
        **sizes(large),
        "adding": adding(small, large, setup.rounds),
    }
    # As long as published ones; a fifth as many take as long to write.
    full = setup.folder / "full.db"
    loaded = write_million(full, max(SMALL, setup.punkter // 5), length=LENGTHS["full"])
    told["full"] = {
        "punkter": loaded.punkter,
        "punkter_per_cpu_second": round(loaded.per_second),
        **sizes(full),
    }
    return told


def adding(small: Path, large: Path, rounds: int) -> dict[str, Any]:
    """What one more meeting costs in a large database, beside a small one, in turns.

    ``after`` tells how many were added before; figures without it are of those right after a load.
    """
    added: dict[str, list[Taken]] = {"small": [], "large": []}
    for path in (small, large):
        write_more(path, FIRST, pause=0.0)
    for _ in range(rounds):
        for name, path in zip(added, (small, large), strict=True):
            # The first ones warm the database's cache.
            seconds = statistics.median(write_more(path, 40, pause=0.0)[10:])
            added[name].append(Taken(wall=seconds, cpu=seconds))
    return compare(added, own="small", units=1) | {"after": FIRST}


def sizes(path: Path) -> dict[str, Any]:
    """A database's size, beside its text, and what each part of it takes."""
    with closing(sqlite3.connect(path)) as conn:
        (punkter,) = conn.execute("SELECT count(*) FROM punkter").fetchone()
        pages, parted = _text(conn, PAGE_TEXT), _text(conn, PUNKT_TEXT)
        size = path.stat().st_size
        return {
            "bytes": size,
            "bytes_per_punkt": round(size / punkter),
            "times_its_text": round(size / (pages + parted), 2),
            "times_its_pages": round(size / pages, 2),
            "parts": {
                name: round(taken / punkter) for name, taken in _parts(conn, pages, parted).items()
            },
        }


def _parts(conn: sqlite3.Connection, pages: int, parted: int) -> dict[str, int]:
    """Bytes by what they are for; those of pages in the file are all among them."""
    kinds = dict(
        conn.execute("SELECT name, type FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%'")
    )
    found: Counter[str] = Counter()
    for name, size, unused in conn.execute(
        "SELECT name, sum(pgsize), sum(unused) FROM dbstat GROUP BY name"
    ):
        found["gaps"] += unused
        if name.startswith("soeg"):
            kind = "search by stems"
        elif "_fts" in name:
            kind = "search in tables"
        else:
            kind = "indexes" if kinds.get(name, "index") == "index" else "rows"
        found[kind] += size - unused
    boxes = " UNION ALL ".join(
        f"SELECT sum(coalesce(length(boks), 0)) FROM {table}" for table in EVIDENCE
    )
    found["boxes"] = sum(row[0] or 0 for row in conn.execute(boxes))
    return {
        "text, by page": pages,
        "text, by punkt": parted,
        "boxes": found["boxes"],
        "other columns": found["rows"] - pages - parted - found["boxes"],
        **{name: found[name] for name in
           ("indexes", "search in tables", "search by stems", "gaps")},
    }  # fmt: skip


def _text(conn: sqlite3.Connection, columns: Mapping[str, tuple[str, ...]]) -> int:
    """Bytes of the texts in some columns."""
    total = 0
    for table, names in columns.items():
        size = " + ".join(f"coalesce(length(CAST({name} AS BLOB)), 0)" for name in names)
        total += conn.execute(f"SELECT coalesce(sum({size}), 0) FROM {table}").fetchone()[0]
    return max(1, total)


# --- one database, or one for each kommune -----------------------------------------------------

ACROSS = {
    "count a common word": ("SELECT count(*) FROM soeg_fts WHERE soeg_fts MATCH 'kommun'", "sum"),
    "best 50 of a word": (
        "SELECT bm25(soeg_fts), rowid FROM soeg_fts WHERE soeg_fts MATCH 'lokalplan'"
        " ORDER BY rank LIMIT 50", "best",
    ),
    "count by outcome": (
        "SELECT foerste_udfald, count(*) FROM beslutninger GROUP BY foerste_udfald", "sum",
    ),
    "a case number": (
        "SELECT id FROM sagsnumre WHERE soegenoegle = '154000P35117'", "any",
    ),
    "the newest 50": (
        "SELECT dato, id FROM punkter ORDER BY dato DESC LIMIT 50", "best",
    ),
}  # fmt: skip
"""What readers ask across kommuner, and how answers of several databases become one."""
WITHIN = {
    "a kommune's newest 50": (
        "SELECT p.dato, p.id FROM punkter p JOIN kommuner k ON k.id = p.kommune"
        " WHERE k.navn = 'København' ORDER BY p.dato DESC LIMIT 50", "best",
    ),
}  # fmt: skip
"""What readers ask of one."""


def shards(setup: Setup) -> dict[str, Any]:
    """One database beside one a kommune: writing, size, and what readers ask."""
    one, many, told = write_shards(setup.fresh(), setup.punkter)
    return told | ask_shards(one, many, setup.rounds)


def write_shards(folder: Path, punkter: int) -> tuple[Path, list[Path], dict[str, Any]]:
    """The same meetings in one database and in one for each kommune, written side by side.

    Gives the one, the many, and what they took.
    """
    count = max(2, min(SHARDS, punkter // SMALLEST))
    each = max(10, punkter // count)
    one, many = folder / "one.db", [folder / f"{number:03}.db" for number in range(count)]
    with ProcessPoolExecutor(2) as pool:
        whole = pool.submit(write_million, one, each * count, tail=SHARD_TAIL)
        parts = [
            pool.submit(write_million, path, each, tail=SHARD_TAIL, only=number)
            for number, path in enumerate(many)
        ]
        loaded, apart = whole.result(), [part.result() for part in parts]
    return one, many, {
        "punkter": each * count,
        "databases": count,
        "cpu_seconds_one": round(loaded.cpu, 1),
        "cpu_seconds_many": round(sum(part.cpu for part in apart), 1),
        "bytes_one": one.stat().st_size,
        "bytes_many": sum(path.stat().st_size for path in many),
        "bytes_of_an_index_across": _index_size(one),
    }  # fmt: skip


def ask_shards(one: Path, many: Sequence[Path], rounds: int) -> dict[str, Any]:
    """What readers ask, of the one database and of the many in turns."""
    told: dict[str, Any] = {}
    for name, (sql, how) in (ACROSS | WITHIN).items():
        # A reader of one kommune knows in which database it is.
        asked = many if name in ACROSS else many[:1]
        taken = take_turns(
            {
                "one database": partial(_ask, [one], sql, how),
                "one a kommune": partial(_ask, asked, sql, how),
            },
            rounds,
        )
        told[name] = compare(taken, own="one database", units=10)
    return told


def _index_size(path: Path) -> int:
    """What an index over all kommuner would hold beside their own databases: the whole search."""
    with closing(sqlite3.connect(path)) as conn:
        asked = "SELECT sum(pgsize) FROM dbstat WHERE name GLOB '*soeg*'"
        return int(conn.execute(asked).fetchone()[0])


def _ask(paths: Sequence[Path], sql: str, how: str) -> list[Any]:
    """One answer of one database or of several, ten times over the same connections."""
    found: list[Any] = []
    connections = [sqlite3.connect(f"file:{path}?mode=ro", uri=True) for path in paths]
    try:
        for _ in range(10):
            rows = [row for conn in connections for row in conn.execute(sql).fetchall()]
            if how == "best":
                found = sorted(rows)[:50]
            elif how == "sum":
                sums: dict[Any, int] = {}
                for *key, count in rows:
                    sums[tuple(key)] = sums.get(tuple(key), 0) + count
                found = list(sums.items())
            else:
                found = rows
    finally:
        for conn in connections:
            conn.close()
    return found
