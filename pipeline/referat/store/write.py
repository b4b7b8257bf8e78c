"""Writes documents, failures and runs to the database: each document in one transaction.

A Referat and its pages come in; rows replace whatever the same content or the same path had
given before. A death in the middle leaves the old rows as they were.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache

import sqlite_utils

from referat.search.shadow import Load, is_bulk
from referat.store.bulk import make_indexes
from referat.store.prepare import Group, Prepared, group_rows, prepare
from referat.store.publication import Retired, publish, retire, withdraw
from referat.store.rows import SHARED_TABLES, failure_rows
from referat.store.schema import explain_error
from referat.types import Page, Problem, Referat, RunReport, Severity, SourceFile, Versions

REFERENCES = {
    "personer": (
        ("fremmoede", "person"),
        ("fremmoede", "stedfortraeder_for_person"),
        ("fravaer", "person"),
        ("stemmer", "person"),
    ),
    "sagsnumre": (("punkt_sagsnumre", "sagsnummer"), ("moede_sagsnumre", "sagsnummer")),
    "udvalg": (("moeder", "udvalg"),),
    "kommuner": (("dokumenter", "kommune"),),
}
"""Columns that refer to a shared row: such a row goes when the last reference to it has gone.

In this order, since personer, sagsnumre and udvalg refer to kommuner themselves.
"""

FULL_TEXT = {
    "punkter": ("titel", "sagsnumre"),
    "afsnit": ("overskrift", "tekst"),
    "beslutninger": ("titel", "tekst", "sagsnumre"),
}
"""Tables with a full-text index, and its columns as in ``schema.sql``."""

AGAIN = "laeses_igen"
"""Code of the problem of a file that was taken out and is to be read again."""

_UNLISTED = (
    " AND kommunekode IS NULL AND NOT EXISTS (SELECT 1 FROM kilder WHERE kommune = kommuner.id)"
    " AND NOT EXISTS (SELECT 1 FROM tilbageholdelser WHERE kommune = kommuner.id)"
)


def start_run(
    db: sqlite_utils.Database,
    versions: Versions,
    command: str,
    *,
    started: dt.datetime | None = None,
) -> int:
    """Note that a run has begun, and give its number."""
    row = {
        "kommando": command,
        "program": versions.program,
        "model": versions.model,
        "startet": stamp(started),
    }
    with transaction(db):
        number = db.table("koersler").insert(row, pk="id").last_pk
    return int(str(number))


def finish_run(
    db: sqlite_utils.Database,
    run: int,
    report: RunReport,
    *,
    finished: dt.datetime | None = None,
    more: Mapping[str, object] | None = None,
) -> None:
    """Note what a run did, and leave the database in shape for readers.

    Args:
        db: The database.
        run: The run.
        report: What it did.
        finished: When; now where ``None``.
        more: Further columns of ``koersler``.
    """
    counts: dict[str, object] = {
        "sluttet": stamp(finished),
        "gemt": report.stored,
        "sprunget_over": report.skipped,
        "fejlet": report.failed,
        "sider": report.pages,
        "punkter": report.punkter,
        "beslutninger": report.beslutninger,
        "sekunder": round(report.seconds, 3),
        **(more or {}),
    }
    with transaction(db):
        db.table("koersler").update(run, counts)
    # Statistics for the query planner; the limit keeps it to milliseconds on a large database.
    db.conn.execute("PRAGMA analysis_limit = 400")
    db.conn.execute("ANALYZE")
    # The log back into the file, so that a copy of the .db alone is whole. Does nothing, and says
    # so in a row that nobody needs, while a reader is in the way.
    db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def known_hashes(db: sqlite_utils.Database) -> frozenset[str]:
    """Content hashes of the documents that are in the database."""
    return frozenset(row[0] for row in db.conn.execute("SELECT sha256 FROM dokumenter"))


def write_referat(
    db: sqlite_utils.Database, referat: Referat, pages: Sequence[Page], run: int
) -> None:
    """Write one document in one transaction.

    What the same content, or another content at the same path, gave before is replaced.

    Args:
        db: The database.
        referat: What was read.
        pages: Its pages.
        run: The run that writes it.

    Raises:
        SchemaError: The database is locked, full or damaged.
        StructureError: The document gives more rows than one document has room for.
    """
    write_prepared(db, prepare(referat, pages, run))


def write_prepared(
    db: sqlite_utils.Database, document: Prepared, *, load: Load | None = None
) -> None:
    """As ``write_referat``, of what was made ready where the document was read.

    Args:
        db: The database.
        document: What is to be written.
        load: Gathers what the search holds, in a load of many documents.

    Raises:
        SchemaError: The database is locked, full or damaged.
    """
    if load is not None and _find_old(db.conn, document):
        with transaction(db):
            load.write(db.conn)  # What is replaced may be among what was gathered.
    with transaction(db):
        old = _find_old(db.conn, document)
        if [sha256 for _, sha256 in old] == [document.sha256]:
            # A source may show this document: it stays the one that it shows.
            replace_keeping(db.conn, old[0][0], document)
        else:
            replace_documents(db.conn, [number for number, _ in old], document, load=load)


def _find_old(conn: sqlite3.Connection, document: Prepared) -> list[tuple[int, str]]:
    """Id and hash of the documents that it takes the place of."""
    return conn.execute(
        "SELECT id, sha256 FROM dokumenter WHERE sha256 = ? OR sti = ?",
        (document.sha256, document.path),
    ).fetchall()


def replace_documents(
    conn: sqlite3.Connection,
    old: Sequence[int],
    document: Prepared,
    *,
    retired: Retired | None = None,
    is_shown: bool = True,
    load: Load | None = None,
) -> int:
    """Put one document in the place of others, inside the open transaction; gives its id.

    Args:
        conn: In a transaction.
        old: Documents that it replaces.
        document: What is to be written.
        retired: What documents that are retired already leave behind for this one.
        is_shown: Give it addresses and put it in the search: not for an older version.
        load: Gathers what the search holds, in a load of many documents.
    """
    if old and is_bulk(conn):
        make_indexes(conn)
    before = _shared_rows(conn, old)
    retired = (retired or Retired()) + retire(conn, old)
    for number in old:
        _index(conn, number, remove=True)
        conn.execute("DELETE FROM dokumenter WHERE id = ?", (number,))
    conn.execute("DELETE FROM problemer WHERE dokument IS NULL AND sti = ?", (document.path,))
    dokument = _free_id(conn, document.dokument)
    if dokument != document.dokument:
        document = document.renumbered(dokument)
    _insert(conn, document.groups)
    _index(conn, dokument)
    if is_shown:
        stamp = _started(conn, document.run)
        publish(conn, dokument, retired, stamp, filed=document.filed, load=load)
    else:
        withdraw(conn, retired, _started(conn, document.run))
    if old:
        _sweep(conn, before, document.shared())
    return dokument


def replace_keeping(
    conn: sqlite3.Connection,
    number: int,
    document: Prepared,
    *,
    retired: Retired | None = None,
) -> int:
    """Write a document's rows anew, and keep who refers to it. Inside the transaction."""
    references = [
        (table, key, row[0])
        for table, key in (("kildedokumenter", "dokument"), ("udgaver", "dokument"),
                           ("dokumenter", "erstattet_af"))
        for row in conn.execute(f"SELECT id FROM {table} WHERE {key} = ?", (number,))
    ]  # fmt: skip
    keep = conn.execute(
        "SELECT kildedokument, gaeldende, erstattet_af FROM dokumenter WHERE id = ?", (number,)
    ).fetchone()
    new = replace_documents(conn, [number], document, retired=retired)
    conn.execute(
        "UPDATE dokumenter SET kildedokument = ?, gaeldende = ?, erstattet_af = ? WHERE id = ?",
        (*keep, new),
    )
    for table, key, row in references:
        conn.execute(f"UPDATE {table} SET {key} = ? WHERE id = ?", (new, row))
    return new


def delete_document(conn: sqlite3.Connection, dokument: int) -> None:
    """Take a document out with all its rows, inside the open transaction."""
    before = _shared_rows(conn, [dokument])
    retired = retire(conn, [dokument])
    _index(conn, dokument, remove=True)
    conn.execute("DELETE FROM dokumenter WHERE id = ?", (dokument,))
    withdraw(conn, retired, stamp())
    _sweep(conn, before, {})


def retire_document(conn: sqlite3.Connection, dokument: int) -> Retired:
    """Take a superseded document out of meetings, search and problems; its pages stay.

    Gives what it leaves behind, for the document that takes its place or for ``withdraw``.
    """
    before = _shared_rows(conn, [dokument])
    retired = retire(conn, [dokument])
    _index(conn, dokument, remove=True)
    for table in ("moeder", "portalfelter", "problemer"):
        conn.execute(f"DELETE FROM {table} WHERE dokument = ?", (dokument,))
    conn.execute("UPDATE dokumenter SET gaeldende = 0 WHERE id = ?", (dokument,))
    _sweep(conn, before, {})
    return retired


def write_taken_out(conn: sqlite3.Connection, path: str) -> None:
    """Note that a file of no source is to be read again, inside the open transaction."""
    (run,) = conn.execute("SELECT max(id) FROM koersler").fetchone()
    problem = Problem(
        code=AGAIN,
        severity=Severity.WARNING,
        path=path,
        message="it was taken out because of a takedown, and is not read again yet.",
        action="Read it again with `referat ingest`.",
    )
    conn.execute("DELETE FROM problemer WHERE dokument IS NULL AND sti = ?", (path,))
    _insert(conn, group_rows({"problemer": failure_rows(path, None, [problem], run)}))


def forget_traces(db: sqlite_utils.Database) -> None:
    """Remove what deleted rows leave in the full-text indexes and in the log.

    An index keeps what was deleted until its parts are merged. Takes as long as writing the indexes
    anew: for takedowns and the like, not for every night.
    """
    for table in (*FULL_TEXT, "soeg"):
        with transaction(db):
            db.conn.execute(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('optimize')")
    db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def write_failure(
    db: sqlite_utils.Database,
    path: str,
    source: SourceFile | None,
    problems: Sequence[Problem],
    run: int,
) -> None:
    """Note why a file gave no document. What the file gave in an earlier run is kept.

    Raises:
        SchemaError: The database is locked, full or damaged.
    """
    with transaction(db):
        db.conn.execute("DELETE FROM problemer WHERE dokument IS NULL AND sti = ?", (path,))
        _insert(db.conn, group_rows({"problemer": failure_rows(path, source, problems, run)}))


@contextmanager
def transaction(db: sqlite_utils.Database) -> Iterator[None]:
    """All or nothing; SQLite's errors become ours, but for what a wrong row would cause.

    Inside a batch (``bulk.py``) it is a part of the batch's transaction, and fails alone.
    """
    inner = db.conn.in_transaction
    begin, commit, rollback = (
        ("SAVEPOINT dokument", "RELEASE dokument", "ROLLBACK TO dokument") if inner
        else ("BEGIN IMMEDIATE", "COMMIT", "ROLLBACK")
    )  # fmt: skip
    try:
        db.conn.execute(begin)
        yield
        db.conn.execute(commit)
    except BaseException as error:
        if db.conn.in_transaction:
            db.conn.execute(rollback)
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(
            error, sqlite3.IntegrityError
        ):
            raise explain_error(db, error) from error
        raise


def _free_id(conn: sqlite3.Connection, wanted: int) -> int:
    """The document's id: what its content gives, or the next one that no other document has.

    Among 100,000 documents the chance that any two ask for the same is about one in sixteen.
    """
    number = wanted
    while conn.execute("SELECT 1 FROM dokumenter WHERE id = ?", (number,)).fetchone():
        number += 1
    return number


def _insert(conn: sqlite3.Connection, groups: Iterable[Group]) -> None:
    """Insert rows with plain executemany: sqlite-utils takes four times as long a row."""
    for table, columns, rows in groups:
        conn.executemany(_insert_sql(table, columns), rows)


@cache
def _insert_sql(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(columns)
    values = ", ".join("?" * len(columns))
    known = " ON CONFLICT (id) DO NOTHING" if table in SHARED_TABLES else ""
    return f"INSERT INTO {table} ({names}) VALUES ({values}){known}"


def _index(conn: sqlite3.Connection, dokument: int, *, remove: bool = False) -> None:
    """Put a document's rows into the full-text indexes, or take them out before they go.

    An index without its own copy of the text must be told the old text to forget it.
    """
    if is_bulk(conn):
        return
    command = ("", "") if not remove else ("{fts}, ", "'delete', ")
    for table, columns in FULL_TEXT.items():
        fts, names = f"{table}_fts", ", ".join(columns)
        conn.execute(
            f"INSERT INTO {fts} ({command[0].format(fts=fts)}rowid, {names})"
            f" SELECT {command[1]}id, {names} FROM {table} WHERE dokument = ? ORDER BY id",
            (dokument,),
        )


def _shared_rows(conn: sqlite3.Connection, documents: Sequence[int]) -> dict[str, set[int]]:
    """Ids of the shared rows that the documents refer to."""
    found: dict[str, set[int]] = {table: set() for table in REFERENCES}
    for number in documents:
        for table, references in REFERENCES.items():
            for child, column in references:
                key = "id" if child == "dokumenter" else "dokument"
                found[table].update(
                    row[0]
                    for row in conn.execute(
                        f"SELECT {column} FROM {child} WHERE {key} = ? AND {column} IS NOT NULL",
                        (number,),
                    )
                )
    return found


def _sweep(
    conn: sqlite3.Connection,
    before: Mapping[str, set[int]],
    now: Mapping[str, Collection[int]],
) -> None:
    """Delete the shared rows that nothing refers to since the document was replaced."""
    for table, references in REFERENCES.items():
        left = before[table].difference(now.get(table, ()))
        unused = " AND ".join(
            f"NOT EXISTS (SELECT 1 FROM {child} WHERE {column} = {table}.id)"
            for child, column in references
        )
        # The kommuner of the official list stay, whether a document names them or not.
        unlisted = _UNLISTED if table == "kommuner" else ""
        conn.executemany(
            f"DELETE FROM {table} WHERE id = ? AND {unused}{unlisted}",
            [(number,) for number in sorted(left)],
        )


def _started(conn: sqlite3.Connection, run: int) -> str:
    """When the run began: the moment at which readers are told that its documents came."""
    row = conn.execute("SELECT startet FROM koersler WHERE id = ?", (run,)).fetchone()
    return str(row[0])


def stamp(moment: dt.datetime | None = None) -> str:
    """ISO 8601 in UTC, to the second."""
    moment = moment or dt.datetime.now(dt.UTC)
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")
