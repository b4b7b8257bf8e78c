"""Looks at a database before it is served: ours, of this version, filled, searchable, public.

Each check raises ``PublishError`` with what to do; silence means that all is well.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from referat.errors import PublishError
from referat.publish.metadata import FACETS
from referat.publish.schema import schema_pragma

SEARCHED = ("punkter", "afsnit", "beslutninger")
"""Tables whose search box must work."""

# Texts that a closed punkt must not have.
_CLOSED_TEXTS = ("afsnit", "bilag", "sagsgang")


def check_database(path: Path) -> None:
    """All checks, cheapest first.

    Raises:
        PublishError: The database is missing, foreign, of another version, empty, locked, would
            be served with a search or a facet that does not work, or shows what is closed.
    """
    with _open(path) as conn:
        _check_version(conn, path)
        _check_filled(conn, path)
        _check_search(conn, path)
        _check_facets(conn, path)
        _check_closed(conn, path)
        _check_masked(conn, path)


@contextmanager
def _open(path: Path) -> Iterator[sqlite3.Connection]:
    if not path.is_file():
        raise PublishError(
            "there is no such database.", action="Make it with `referat ingest`.", path=str(path)
        )
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as conn:
            yield conn
    except sqlite3.DatabaseError as error:
        raise PublishError(
            f"the database cannot be read ({error}).",
            action="Give --db a database that `referat ingest` made, and that nobody has locked.",
            path=str(path),
        ) from error


def _check_version(conn: sqlite3.Connection, path: Path) -> None:
    if not conn.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise PublishError(
            "the database is empty.", action="Fill it with `referat ingest`.", path=str(path)
        )
    if conn.execute("PRAGMA application_id").fetchone()[0] != schema_pragma("application_id"):
        raise PublishError(
            "the database is not from referat.",
            action="Give --db a database that `referat ingest` made.",
            path=str(path),
        )
    found = conn.execute("PRAGMA user_version").fetchone()[0]
    known = schema_pragma("user_version")
    if found != known:
        raise PublishError(
            f"the database has schema {found}, and this referat knows {known}.",
            action="Upgrade referat." if found > known else "Run `referat upgrade` on it.",
            path=str(path),
        )


def _check_filled(conn: sqlite3.Connection, path: Path) -> None:
    if conn.execute("SELECT 1 FROM dokumenter LIMIT 1").fetchone() is None:
        raise PublishError(
            "the database holds no documents.",
            action="Fill it with `referat ingest`.",
            path=str(path),
        )


def _check_search(conn: sqlite3.Connection, path: Path) -> None:
    """Datasette must find the index by itself: where it does not, a search gives every row."""
    from datasette.utils import detect_fts

    for table in SEARCHED:
        if detect_fts(conn, table) != f"{table}_fts":
            raise PublishError(
                f"the full-text index of {table} is missing, or Datasette does not see it.",
                action="Ingest the documents into a new database.",
                path=str(path),
            )


def _check_facets(conn: sqlite3.Connection, path: Path) -> None:
    for table, columns in FACETS.items():
        indexed = {
            conn.execute("SELECT name FROM pragma_index_info(?)", (index,)).fetchone()[0]
            for (index,) in conn.execute("SELECT name FROM pragma_index_list(?)", (table,))
        }
        for column in columns:
            if column not in indexed:
                raise PublishError(
                    f"no index begins with {table}.{column}, and counting by it would fail.",
                    action="Ingest the documents into a new database.",
                    path=str(path),
                )


def _check_closed(conn: sqlite3.Connection, path: Path) -> None:
    for table in _CLOSED_TEXTS:
        found = conn.execute(
            f"SELECT p.id FROM punkter p WHERE p.lukket = 1"
            f" AND EXISTS (SELECT 1 FROM {table} t WHERE t.punkt = p.id) LIMIT 1"
        ).fetchone()
        if found is not None:
            raise PublishError(
                f"punkt {found[0]} is closed, and the table {table} has texts of it.",
                action="Ingest its document again with --again.",
                path=str(path),
            )


def _check_masked(conn: sqlite3.Connection, path: Path) -> None:
    """Nothing is shown that was read before CPR numbers and private addresses were taken out."""
    found = conn.execute("SELECT count(*) FROM dokumenter WHERE umaskeret = 1").fetchone()[0]
    if found:
        raise PublishError(
            f"{found} documents were read by an older referat, which left CPR numbers and private"
            " addresses in them.",
            action="Read them again: `referat ingest --again` with the same files.",
            path=str(path),
        )
