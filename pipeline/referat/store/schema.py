"""Opens the database: makes it from ``schema.sql``, or refuses what is not ours to write.

A path comes in, an open ``sqlite_utils.Database`` goes out. A database is known by its
``application_id``, and its form by ``user_version``; both stand in ``schema.sql``.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
import sqlite3
from importlib import resources as package_files
from pathlib import Path

import sqlite_utils

from referat.errors import SchemaError
from referat.resources import schema_path
from referat.store.publication import add_publication, has_publication

LOCK_TIMEOUT = 5.0
"""Seconds to wait for another program's write: a document takes milliseconds to write."""

_PRAGMA = r"^PRAGMA {} = (\w+);"


def open_database(path: Path, *, create: bool = True) -> sqlite_utils.Database:
    """The database at ``path``, checked, and made where it does not exist.

    With ``create`` the database is to be written: it is made if missing, and a lock that another
    program holds is an error at once and not after an hour of reading. Without it a missing file
    is an error, and nothing is written.

    Raises:
        SchemaError: It is missing, no SQLite database, somebody else's, made by another version
            of referat, locked, or cannot be written.
    """
    if not create and not path.exists():
        raise SchemaError(
            "there is no such database.", action="Make it with `referat ingest`.", path=str(path)
        )
    if path.is_dir():
        raise SchemaError("it is a folder.", action="Give the name of a file.", path=str(path))
    try:
        if create:
            path.parent.mkdir(parents=True, exist_ok=True)
        conn = sqlite3.connect(str(path), timeout=LOCK_TIMEOUT)
    except (OSError, sqlite3.Error) as error:
        raise _explain(error, path) from error
    try:
        _prepare(conn, path, create=create)
    except BaseException as error:
        conn.close()
        if isinstance(error, sqlite3.Error):
            raise _explain(error, path) from error
        raise
    return sqlite_utils.Database(conn)


def schema_sql() -> str:
    """The schema as it stands in ``schema.sql``."""
    return schema_path().read_text(encoding="utf-8")


def schema_version() -> int:
    """The version of the schema that this program writes."""
    return _pragma("user_version")


def explain_error(db: sqlite_utils.Database, error: sqlite3.Error) -> SchemaError:
    """What a failed write means for the user."""
    path = db.conn.execute("PRAGMA database_list").fetchone()[2]
    return _explain(error, Path(path))


def _prepare(conn: sqlite3.Connection, path: Path, *, create: bool) -> None:
    """Check the file, make the tables, and set what holds for one connection."""
    tables = conn.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables:
        _refuse_foreign(conn, path)
    elif not create:
        raise SchemaError(
            "the database is empty.", action="Fill it with `referat ingest`.", path=str(path)
        )
    if create:
        # WAL: the site goes on reading while a run writes. NORMAL is safe with it: a power cut
        # may lose the last documents, which the next run then reads again, but breaks nothing.
        conn.execute("PRAGMA journal_mode = WAL")
        conn.execute("PRAGMA synchronous = NORMAL")
        conn.execute("PRAGMA foreign_keys = ON")
        conn.execute("BEGIN IMMEDIATE")
        try:
            # Again under the lock: another run may have made the tables meanwhile.
            if not conn.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                _make(conn)
            elif not has_publication(conn):
                # Made before the site had tables of its own: they are made of what is there.
                add_publication(conn, dt.datetime.now(dt.UTC).isoformat(timespec="seconds"))
        except BaseException:
            conn.execute("ROLLBACK")
            raise
        conn.execute("COMMIT")


def _make(conn: sqlite3.Connection) -> None:
    """Run the schema inside the open transaction, and list the kommuner.

    ``executescript`` would commit first, so that a death half way left half a schema.
    """
    statement = ""
    for line in schema_sql().splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            conn.execute(statement)
            statement = ""
    conn.executemany(
        "INSERT INTO kommuner (id, kommunekode, navn, officielt_navn, region, type)"
        " VALUES (:kommunekode, :kommunekode, :navn, :officielt_navn, :region, :type)",
        _kommuner(),
    )
    conn.execute(
        "INSERT INTO _meta (noegle, vaerdi) VALUES ('skemaversion', ?)", [str(schema_version())]
    )


def _kommuner() -> list[dict[str, str]]:
    file = package_files.files("referat.danish") / "kommuner.csv"
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))


def _refuse_foreign(conn: sqlite3.Connection, path: Path) -> None:
    if conn.execute("PRAGMA application_id").fetchone()[0] != _pragma("application_id"):
        raise SchemaError(
            "the database holds tables that are not from referat.",
            action="Give --db the name of another file.",
            path=str(path),
        )
    found = conn.execute("PRAGMA user_version").fetchone()[0]
    known = schema_version()
    if found > known:
        raise SchemaError(
            f"the database has schema {found}, and this referat knows {known}.",
            action="Upgrade referat, or give --db the name of another file.",
            path=str(path),
        )
    if found < known:
        raise SchemaError(
            f"the database has the old schema {found}; this referat writes {known}.",
            action="Move the file away and ingest the documents again.",
            path=str(path),
        )


def _pragma(name: str) -> int:
    found = re.search(_PRAGMA.format(name), schema_sql(), re.MULTILINE)
    if found is None:
        raise SchemaError(f"schema.sql does not set {name}.", action="Install referat again.")
    return int(found.group(1), 0)


def _explain(error: Exception, path: Path) -> SchemaError:
    """Turn SQLite's words into what happened and what to do."""
    said = str(error)
    if "locked" in said or "busy" in said:
        message = "another program is writing to the database."
        action = "Wait until it is done, or close it, and run again."
    elif "not a database" in said:
        message = "it is not an SQLite database."
        action = "Give --db the name of another file."
    elif "malformed" in said:
        message = "the database is damaged."
        action = "Move the file away and ingest the documents again."
    elif "disk is full" in said or "disk I/O" in said:
        message = f"the disk did not take it ({said})."
        action = "Make room, and run again."
    else:
        message = f"the database cannot be opened or written ({said})."
        action = "Check the path, and that you may write there."
    return SchemaError(message, action=action, path=str(path))
