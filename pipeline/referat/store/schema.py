"""Opens the database: makes it from ``schema.sql``, upgrades it, or refuses what is not ours.

A path comes in, an open ``sqlite_utils.Database`` goes out. A database is known by its
``application_id``, and its form by ``user_version``; both stand in ``schema.sql``. How an older
form becomes this one is told in ``migrate.py``.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import sqlite_utils

from referat.danish.kommuner import kommuner
from referat.errors import SchemaError
from referat.resources import schema_pragma, schema_sql
from referat.search.shadow import refill_index
from referat.search.stems import RULES
from referat.store import migrate
from referat.store.bulk import finish_bulk
from referat.store.publication import fill_publication, refile_meeting_cases
from referat.store.subjects import fill_subjects, mark_meeting_cases

LOCK_TIMEOUT = 5.0
"""Seconds to wait for another program's write: a document takes milliseconds to write."""

PAGE_SIZE = 8_192
"""Bytes of a page of a new database: texts of some kilobytes leave a fifth of SQLite's 4,096 empty
(9.5 against 9.8 kB a punkt of 1.9 kB text); 16,384 gives no more."""
_RULES = "ordregler"


def open_database(path: Path, *, create: bool = True, bulk: bool = False) -> sqlite_utils.Database:
    """The database at ``path``, checked, and made where it does not exist.

    With ``create`` the database is to be written: it is made if missing, upgraded in place if an
    older referat made it, and a lock that another program holds is an error at once and not after
    an hour of reading. A load of a back-file that was broken off is made good first, unless it is
    to go on (``bulk``). Without ``create`` a missing or older file is an error, and nothing is
    written.

    Raises:
        SchemaError: It is missing, no SQLite database, somebody else's, made by a newer referat,
            or by an older one and only to be read, locked, or cannot be written.
    """
    if not create and not path.exists():
        raise no_database(path)
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
        if create and not bulk:
            finish_bulk(conn)
    except BaseException as error:
        conn.close()
        if isinstance(error, sqlite3.Error):
            raise _explain(error, path) from error
        raise
    return sqlite_utils.Database(conn)


def refuse_other_files(path: Path) -> None:
    """Refuse a file that is no database of ours, before anything is put beside it; look only.

    Raises:
        SchemaError: It is a folder, no SQLite database, foreign, or made by a newer referat.
    """
    if path.is_dir():
        raise SchemaError("it is a folder.", action="Give the name of a file.", path=str(path))
    if not path.exists() or not path.stat().st_size:
        return
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as conn:
            if conn.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                _refuse_foreign(conn, path, writing=True)
    except sqlite3.Error as error:
        # What is locked or damaged is told where it is opened.
        if "not a database" in str(error):
            raise _explain(error, path) from error


def require_database(path: Path) -> None:
    """Refuse what is no database of ours, for commands that work on what is there; look only.

    Raises:
        SchemaError: It is missing or empty, or as ``refuse_other_files``.
    """
    if not path.exists() or (path.is_file() and not path.stat().st_size):
        open_database(path, create=False)
    refuse_other_files(path)


def no_database(path: Path) -> SchemaError:
    """The error of a command that needs a database and finds none."""
    return SchemaError(
        "there is no such database.", action="Make it with `referat ingest`.", path=str(path)
    )


def check_ours(path: Path) -> None:
    """Refuse what is no filled database of ours; an older one is, and stays as it is.

    Raises:
        SchemaError: As ``open_database``, but for an older one.
    """
    if not path.is_file() or not path.stat().st_size:
        open_database(path, create=False)
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as conn:
            if not conn.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                open_database(path, create=False)
            _refuse_foreign(conn, path, writing=True)
    except sqlite3.Error as error:
        raise _explain(error, path) from error


def upgrade_database(path: Path) -> tuple[int, int]:
    """Upgrade the database in place; gives the schema version it had and the one it has.

    Raises:
        SchemaError: As ``open_database``, also where the file is missing or empty.
    """
    if not path.exists() or (path.is_file() and not path.stat().st_size):
        open_database(path, create=False)
    with closing(sqlite3.connect(str(path))) as conn:
        try:
            before = conn.execute("PRAGMA user_version").fetchone()[0]
        except sqlite3.Error as error:
            raise _explain(error, path) from error
    open_database(path).close()
    return before, schema_version()


def schema_version() -> int:
    """The version of the schema that this program writes."""
    return schema_pragma("user_version")


def explain_error(db: sqlite_utils.Database, error: sqlite3.Error) -> SchemaError:
    """What a failed write means for the user."""
    path = db.conn.execute("PRAGMA database_list").fetchone()[2]
    return _explain(error, Path(path))


def _prepare(conn: sqlite3.Connection, path: Path, *, create: bool) -> None:
    """Check the file, make the tables, and set what holds for one connection."""
    tables = conn.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables:
        _refuse_foreign(conn, path, writing=create)
    elif not create:
        raise SchemaError(
            "the database is empty.", action="Fill it with `referat ingest`.", path=str(path)
        )
    if create:
        if not tables:
            conn.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        # WAL: the site goes on reading while a run writes. NORMAL is safe with it: a power cut
        # may lose the last documents, which the next run then reads again, but breaks nothing.
        conn.execute("PRAGMA journal_mode = WAL")
        conn.execute("PRAGMA synchronous = NORMAL")
        # What is deleted is overwritten: a copy of the file must not tell what was taken down.
        conn.execute("PRAGMA secure_delete = ON")
        # Off while tables are upgraded: a table that is made anew would take its children along.
        conn.execute("PRAGMA foreign_keys = OFF")
        conn.execute("BEGIN IMMEDIATE")
        try:
            # Again under the lock: another run may have made or upgraded the tables meanwhile.
            if not conn.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                _make(conn)
            else:
                _upgrade(conn, path)
                _follow_rules(conn)
        except BaseException:
            conn.execute("ROLLBACK")
            raise
        conn.execute("COMMIT")
        conn.execute("PRAGMA foreign_keys = ON")


def _make(conn: sqlite3.Connection) -> None:
    """Run the schema inside the open transaction; list the kommuner and the subjects of KLE."""
    for statement in migrate.split_statements(schema_sql()):
        conn.execute(statement)
    conn.executemany(
        "INSERT INTO kommuner (id, kommunekode, navn, officielt_navn, region, type)"
        " VALUES (:kommunekode, :kommunekode, :navn, :officielt_navn, :region, :type)",
        kommuner(),
    )
    fill_subjects(conn)
    conn.execute(
        "INSERT INTO _meta (noegle, vaerdi) VALUES ('skemaversion', ?), (?, ?)",
        [str(schema_version()), _RULES, str(RULES)],
    )


def _upgrade(conn: sqlite3.Connection, path: Path) -> None:
    """Bring the tables of an older referat up to date, inside the open transaction."""
    _refuse_foreign(conn, path, writing=True)
    found = conn.execute("PRAGMA user_version").fetchone()[0]
    if found == schema_version():
        return
    migrate.upgrade(conn, found=found, schema_sql=schema_sql())
    marked: frozenset[int] = frozenset()
    if found < migrate.SUBJECTS:
        fill_subjects(conn)
        marked = mark_meeting_cases(conn)
    if found < migrate.PUBLICATION:
        fill_publication(conn, dt.datetime.now(dt.UTC).isoformat(timespec="seconds"))
    elif found < migrate.SUBJECTS:
        refile_meeting_cases(conn, marked)
    broken = conn.execute("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        raise SchemaError(
            f"upgrading it from schema {found} would leave rows of {broken[0]} without those of"
            f" {broken[2]} that they belong to; it is left as it was.",
            action="Please report it; until then use the referat that made the database.",
            path=str(path),
        )


def _follow_rules(conn: sqlite3.Connection) -> None:
    """Make the search index anew where other rules made it: its stems would not be found."""
    known = conn.execute("SELECT vaerdi FROM _meta WHERE noegle = ?", [_RULES]).fetchone()
    if known == (str(RULES),):
        return
    refill_index(conn)
    conn.execute(
        "INSERT OR REPLACE INTO _meta (noegle, vaerdi) VALUES (?, ?)", [_RULES, str(RULES)]
    )


def _refuse_foreign(conn: sqlite3.Connection, path: Path, *, writing: bool) -> None:
    if conn.execute("PRAGMA application_id").fetchone()[0] != schema_pragma("application_id"):
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
    if found < migrate.OLDEST:
        raise SchemaError(
            f"the database has schema {found}, which no released referat wrote.",
            action="Move the file away and ingest the documents again.",
            path=str(path),
        )
    if found < known and not writing:
        raise SchemaError(
            f"the database has the older schema {found}; this referat reads {known}.",
            action="Upgrade it in place with `referat upgrade`; nothing in it is lost.",
            path=str(path),
        )


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
