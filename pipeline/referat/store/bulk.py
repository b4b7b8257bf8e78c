"""Loads a back-file: rows first, many documents a transaction; indexes and search at the end.

While it goes on, ``_meta`` has a mark: full-text indexes are not kept up (``search/shadow.py``,
``write.py``), and the indexes that only readers need are not there. ``finish_bulk`` brings both
back in steps that each can be broken off; whoever opens the database to write, and finds the mark,
does it first. So a load that is killed leaves a database that is whole but for its last batch.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

import sqlite_utils

from referat.resources import schema_sql
from referat.search.shadow import BULK, Load, forget_unused_words, is_bulk
from referat.store.migrate import split_statements
from referat.store.publication import count_all_cases
from referat.store.rows import OWN_TABLES

BATCH = 1_000
"""Documents a transaction at most: the search index is merged the less, the fewer there are."""
BATCH_SECONDS = 5.0
"""And the longest that a batch stays open: what is lost, and read again, where the process is
killed."""
CACHE = 96
"""Megabytes of pages that are kept in memory meanwhile."""

# Tables that a load fills: a document that is new is written without looking anything up in them,
# and an index that is made at the end is sorted once and written in order. Kept up meanwhile, half
# of them by ids that are as good as random, they took a third of a load at 20,000 punkter.
_LOADED = frozenset(
    (*(table for table in OWN_TABLES if table != "problemer"), "udvalg", "personer", "sagsnumre",
     "adresser", "aendringer", "moede_tal", "sag_tal", "soeg", "soeg_ord")
)  # fmt: skip
_HASH = 32_000_000
"""Bytes of a full-text index that are gathered before they are written: SQLite's own 1 MB leaves
parts that are merged again and again."""
_DEFAULT_HASH = 1_048_576
_LOG = 16_000
"""Pages in the log before they are copied into the file, in place of 1,000: most are written in
several batches."""
_INDEX = re.compile(r"CREATE (?:UNIQUE )?INDEX (?P<name>\w+) ON (?P<table>\w+) \((?P<first>\w+)")
_FTS = re.compile(r"CREATE VIRTUAL TABLE (?P<name>\w+) USING fts5 \([^;]*content=\"")
"""Indexes over a table, from which they can be made again; that of the search is kept up."""


class Batch:
    """The open transaction of a load, committed now and then."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn, self._documents, self._begun = conn, 0, 0.0
        self.loaded = 0
        """Documents in all batches."""
        self.load = Load()
        """What is written at the end of each batch."""

    def add(self) -> None:
        """One more document is written, or is about to be."""
        now = time.monotonic()
        self.loaded += 1
        if not self._conn.in_transaction:
            self._conn.execute("BEGIN IMMEDIATE")
            self._documents, self._begun = 0, now
        self._documents += 1
        if self._documents > BATCH or now - self._begun > BATCH_SECONDS:
            self.end()
            self._conn.execute("BEGIN IMMEDIATE")
            self._documents, self._begun = 1, now

    def end(self) -> None:
        """Commit what there is, all or nothing."""
        if not self._conn.in_transaction:
            return
        try:
            self.load.write(self._conn)
            self._conn.execute("COMMIT")
        except BaseException:
            if self._conn.in_transaction:
                self._conn.execute("ROLLBACK")
            raise


@contextmanager
def bulk_load(db: sqlite_utils.Database) -> Iterator[Batch]:
    """Write documents in batches and without indexes; both are made good at the end.

    The caller holds the database alone. What was written stays, whatever ends the load.
    """
    conn = db.conn
    conn.execute(f"PRAGMA cache_size = -{CACHE * 1000}")
    conn.execute(f"PRAGMA wal_autocheckpoint = {_LOG}")
    begin_bulk(conn)
    batch = Batch(conn)
    try:
        yield batch
    finally:
        batch.end()
    # Not where the load was broken off: whoever opens it next may want to go on loading.
    finish_bulk(conn)
    (there,) = conn.execute("SELECT count(*) FROM dokumenter").fetchone()
    if batch.loaded * 2 >= there:
        compact(conn)


def compact(conn: sqlite3.Connection) -> bool:
    """Write the file anew without the room that rows in random places leave; gives whether it did.

    It is left as it is where somebody reads it, or the disk has no room for it twice.
    """
    path = Path(conn.execute("PRAGMA database_list").fetchone()[2])
    if shutil.disk_usage(path.parent).free < 2.2 * path.stat().st_size:
        return False
    try:
        # In the log's mode all of it would go through the log.
        if conn.execute("PRAGMA journal_mode = DELETE").fetchone() != ("delete",):
            return False
        conn.execute("VACUUM")
    except sqlite3.OperationalError:  # A reader is in the way, or a folder for the copy is full.
        return False
    finally:
        conn.execute("PRAGMA journal_mode = WAL").fetchone()
    return True


def begin_bulk(conn: sqlite3.Connection) -> None:
    """Set the mark and drop the indexes of what is loaded, all or nothing."""
    conn.execute("BEGIN IMMEDIATE")
    conn.execute(
        "INSERT INTO _meta (noegle, vaerdi) VALUES (?, '1') ON CONFLICT DO NOTHING", [BULK]
    )
    for name, table in conn.execute(
        "SELECT name, tbl_name FROM sqlite_master WHERE type = 'index' AND sql LIKE 'CREATE INDEX%'"
    ).fetchall():
        if table in _LOADED:
            conn.execute(f"DROP INDEX {name}")
    _set_hash(conn, "soeg_fts", _HASH)
    conn.execute("COMMIT")


def make_indexes(conn: sqlite3.Connection) -> None:
    """Make the indexes that are not there. In a load: where a document takes another's place."""
    there = {row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}
    for statement in _schema():
        found = _INDEX.search(statement)
        if found is not None and found["name"] not in there:
            conn.execute(statement)


def finish_bulk(conn: sqlite3.Connection) -> bool:
    """Make indexes and search of what was loaded; gives whether there was anything to do.

    Safe to end at any moment: the mark goes last, and what is there already is not made again.
    """
    if not is_bulk(conn):
        return False
    make_indexes(conn)
    for statement in _schema():
        found = _FTS.search(statement)
        if found is not None:
            _rebuild(conn, found["name"])
    conn.execute("BEGIN IMMEDIATE")
    try:
        count_all_cases(conn)
        # In one part it is smallest, and answers soonest.
        conn.execute("INSERT INTO soeg_fts (soeg_fts) VALUES ('optimize')")
        _set_hash(conn, "soeg_fts", _DEFAULT_HASH)
        forget_unused_words(conn)
        conn.execute("DELETE FROM _meta WHERE noegle = ?", [BULK])
    except BaseException:
        conn.execute("ROLLBACK")
        raise
    conn.execute("COMMIT")
    # All of it, once: what is sampled later starts from true figures.
    conn.execute("PRAGMA analysis_limit = 0")
    conn.execute("ANALYZE")
    with suppress(sqlite3.OperationalError):  # A reader is in the way: it is done another time.
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return True


def _rebuild(conn: sqlite3.Connection, table: str) -> None:
    """Make a full-text index anew."""
    conn.execute("BEGIN IMMEDIATE")
    _set_hash(conn, table, _HASH)
    conn.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
    _set_hash(conn, table, _DEFAULT_HASH)
    conn.execute("COMMIT")


def _set_hash(conn: sqlite3.Connection, table: str, size: int) -> None:
    """Set how many bytes of a full-text index are gathered before they are written."""
    conn.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', {size})")


@cache
def _schema() -> tuple[str, ...]:
    return tuple(split_statements(schema_sql()))
