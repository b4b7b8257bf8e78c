"""Loads a back-file: rows first, many documents a transaction; indexes and search at the end.

While it goes on, ``_meta`` has a mark: full-text indexes are not kept up (``search/shadow.py``,
``write.py``), and the indexes that only readers need are not there. ``finish_bulk`` brings both
back in steps that each can be broken off; whoever opens the database to write, and finds the mark,
does it first. So a load that is killed leaves a database that is whole but for its last batch.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import sqlite_utils

from referat.resources import schema_path
from referat.search.shadow import BULK, forget_unused_words, is_bulk
from referat.store.migrate import split_statements

BATCH = 200
"""Documents a transaction: what is lost, and read again, where the process is killed."""
BATCH_SECONDS = 5.0
"""And the longest that a batch stays open: another program may wait to write."""
CACHE = 96
"""Megabytes of pages that are kept in memory meanwhile."""

# Columns by which documents find their own rows while they are written. An index that begins with
# one of these stays; so does a unique one, which is a rule and not a help.
_FOR_WRITING = frozenset(
    ("dokument", "moede", "punkt", "sagsnummer", "kildedokument", "kilde", "erstattet_af", "raekke",
     "afstemning", "beslutning", "sti", "tilstand", "genlaeses", "stamme")
)  # fmt: skip
_INDEX = re.compile(r"CREATE (?:UNIQUE )?INDEX (?P<name>\w+) ON (?P<table>\w+) \((?P<first>\w+)")
_FTS = re.compile(r"CREATE VIRTUAL TABLE (?P<name>\w+) USING fts5")


class Batch:
    """The open transaction of a load, committed now and then."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn, self._documents, self._begun = conn, 0, 0.0

    def add(self) -> None:
        """One more document is written, or is about to be."""
        now = time.monotonic()
        if not self._conn.in_transaction:
            self._conn.execute("BEGIN IMMEDIATE")
            self._documents, self._begun = 0, now
        self._documents += 1
        if self._documents > BATCH or now - self._begun > BATCH_SECONDS:
            self._conn.execute("COMMIT")
            self._conn.execute("BEGIN IMMEDIATE")
            self._documents, self._begun = 1, now


@contextmanager
def bulk_load(db: sqlite_utils.Database) -> Iterator[Batch]:
    """Write documents in batches and without indexes; both are made good at the end.

    The caller holds the database alone. What was written stays, whatever ends the load.
    """
    conn = db.conn
    conn.execute(f"PRAGMA cache_size = -{CACHE * 1000}")
    begin_bulk(conn)
    batch = Batch(conn)
    try:
        yield batch
    finally:
        if conn.in_transaction:
            conn.execute("COMMIT")
    # Not where the load was broken off: whoever opens it next may want to go on loading.
    finish_bulk(conn)


def begin_bulk(conn: sqlite3.Connection) -> None:
    """Set the mark and drop what only readers need, all or nothing."""
    conn.execute("BEGIN IMMEDIATE")
    conn.execute(
        "INSERT INTO _meta (noegle, vaerdi) VALUES (?, '1') ON CONFLICT DO NOTHING", [BULK]
    )
    for name, first in conn.execute(
        "SELECT m.name, i.name FROM sqlite_master m, pragma_index_info(m.name) i"
        " WHERE m.type = 'index' AND m.sql LIKE 'CREATE INDEX%' AND i.seqno = 0"
    ).fetchall():
        if first not in _FOR_WRITING:
            conn.execute(f"DROP INDEX {name}")
    conn.execute("COMMIT")


def finish_bulk(conn: sqlite3.Connection) -> bool:
    """Make indexes and search of what was loaded; gives whether there was anything to do.

    Safe to end at any moment: the mark goes last, and what is there already is not made again.
    """
    if not is_bulk(conn):
        return False
    schema = list(split_statements(schema_path().read_text(encoding="utf-8")))
    there = {row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}
    for statement in schema:
        found = _INDEX.search(statement)
        if found is not None and found["name"] not in there:
            conn.execute(statement)
    for statement in schema:
        found = _FTS.search(statement)
        if found is not None:
            conn.execute(f"INSERT INTO {found['name']} ({found['name']}) VALUES ('rebuild')")
            if conn.in_transaction:
                conn.execute("COMMIT")
    conn.execute("BEGIN IMMEDIATE")
    try:
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
