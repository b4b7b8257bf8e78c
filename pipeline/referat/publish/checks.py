"""Looks at a database before it is served: ours, of this version, filled, searchable, public.

What must not be served raises ``PublishError`` with what to do; what is served with less than
usual is a warning.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from referat.errors import PublishError
from referat.publish.metadata import FACETS
from referat.resources import schema_pragma

SEARCHED = ("punkter", "afsnit", "beslutninger")
"""Tables whose search box must work."""

# Texts that a closed punkt must not have.
_CLOSED_TEXTS = ("afsnit", "bilag", "sagsgang")


def check_database(path: Path) -> tuple[str, ...]:
    """All checks, cheapest first; what is missing but can be served without, in words.

    A database that is empty, being filled, or of an older version is served as far as it goes:
    the pages say what they lack (``shape.py``).

    Raises:
        PublishError: The database is missing, foreign, newer than this program, shows what is
            closed, or holds documents that were read before private data was taken out.
    """
    warnings: list[str] = []
    with _open(path) as conn:
        warnings += _check_version(conn, path)
        tables = {row[0] for row in conn.execute("SELECT name FROM sqlite_master")}
        if "dokumenter" in tables:
            warnings += _check_filled(conn, path)
        warnings += _check_search(conn, tables)
        warnings += _check_facets(conn, tables)
        _check_closed(conn, path, tables)
        _check_masked(conn, path, tables)
    return tuple(warnings)


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


def _check_version(conn: sqlite3.Connection, path: Path) -> list[str]:
    if not conn.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        return [f"{path}: the database is empty. Fill it with `referat ingest`."]
    if conn.execute("PRAGMA application_id").fetchone()[0] != schema_pragma("application_id"):
        raise PublishError(
            "the database is not from referat.",
            action="Give --db a database that `referat ingest` made.",
            path=str(path),
        )
    found = conn.execute("PRAGMA user_version").fetchone()[0]
    known = schema_pragma("user_version")
    if found > known:
        raise PublishError(
            f"the database has schema {found}, and this referat knows {known}.",
            action="Upgrade referat.",
            path=str(path),
        )
    if found < known:
        return [
            f"{path}: the database has schema {found}, and this referat knows {known}."
            " Pages lack what it lacks; `referat upgrade` brings it up to date."
        ]
    return []


def _check_filled(conn: sqlite3.Connection, path: Path) -> list[str]:
    if conn.execute("SELECT 1 FROM dokumenter LIMIT 1").fetchone() is None:
        return [f"{path}: the database holds no documents. Fill it with `referat ingest`."]
    return []


def _check_search(conn: sqlite3.Connection, tables: set[str]) -> list[str]:
    """Datasette must find the index by itself: where it does not, a search gives every row."""
    from datasette.utils import detect_fts

    return [
        f"the full-text index of {table} is missing, or Datasette does not see it."
        for table in SEARCHED
        if table in tables and detect_fts(conn, table) != f"{table}_fts"
    ]


def _check_facets(conn: sqlite3.Connection, tables: set[str]) -> list[str]:
    warnings = []
    for table, columns in FACETS.items():
        if table not in tables:
            continue
        indexed = {
            conn.execute("SELECT name FROM pragma_index_info(?)", (index,)).fetchone()[0]
            for (index,) in conn.execute(
                "SELECT name FROM pragma_index_list(?) WHERE partial = 0", (table,)
            )
        }
        warnings += [
            f"no index begins with {table}.{column}, and counting by it is slow."
            for column in columns
            if column not in indexed
        ]
    return warnings


def _check_closed(conn: sqlite3.Connection, path: Path, tables: set[str]) -> None:
    for table in _CLOSED_TEXTS:
        if table not in tables or "punkter" not in tables:
            continue
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


def _check_masked(conn: sqlite3.Connection, path: Path, tables: set[str]) -> None:
    """Nothing is shown that was read before CPR numbers and private addresses were taken out."""
    if "dokumenter" not in tables:
        return
    columns = {row[1] for row in conn.execute("PRAGMA table_info(dokumenter)")}
    where = "WHERE umaskeret = 1" if "umaskeret" in columns else ""
    found = conn.execute(f"SELECT count(*) FROM dokumenter {where}").fetchone()[0]
    if found:
        raise PublishError(
            f"{found} documents were read by an older referat, which left CPR numbers and private"
            " addresses in them.",
            action="Upgrade it with `referat upgrade`, then read them again:"
            " `referat ingest --again` with the same files.",
            path=str(path),
        )
