"""Takes documents out of the database because of a takedown, and puts them back without it.

Versions of a listed document stay as rows without contents; ``genlaeses`` says which are to be read
again. So a death between the two leaves nothing shown that should not be, and nothing is forgotten:
the next run goes on. All inside the caller's transaction.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlite_utils

from referat.listing import DocumentState
from referat.store.ledger import Pending
from referat.store.prepare import prepare
from referat.store.versions import (
    describe_changes,
    forget_closed,
    read_content,
)
from referat.store.write import (
    delete_document,
    replace_documents,
    replace_keeping,
    retire_document,
    transaction,
)
from referat.types import Page, Referat


@dataclass(frozen=True, slots=True, kw_only=True)
class Retracted:
    """A version that is to be read again."""

    version: int
    """Its row in ``udgaver``."""
    pending: Pending
    """What is to be read."""


def find_listings(conn: sqlite3.Connection, documents: Iterable[int]) -> tuple[set[int], set[int]]:
    """Listed documents that have one of these as a version, and all documents of all of those.

    Two sources may share a document: what is taken out of one is taken out of the other.
    """
    listings: set[int] = set()
    found = set(documents)
    waiting = list(found)
    while waiting:
        document = waiting.pop()
        for (listing,) in conn.execute(
            "SELECT kildedokument FROM udgaver WHERE dokument = :d"
            " UNION SELECT id FROM kildedokumenter WHERE dokument = :d"
            " UNION SELECT kildedokument FROM dokumenter"
            " WHERE id = :d AND kildedokument IS NOT NULL",
            {"d": document},
        ).fetchall():
            if listing in listings:
                continue
            listings.add(listing)
            others = {
                row[0]
                for row in conn.execute(
                    "SELECT dokument FROM udgaver WHERE kildedokument = :l AND dokument IS NOT NULL"
                    " UNION SELECT dokument FROM kildedokumenter WHERE id = :l"
                    " AND dokument IS NOT NULL",
                    {"l": listing},
                )
            }
            waiting += others - found
            found |= others
    return listings, found


def retract(
    conn: sqlite3.Connection, listings: Iterable[int], documents: Iterable[int], *, for_good: bool
) -> None:
    """Take documents out; their listings are withheld for good, or read again."""
    for listing in listings:
        conn.execute(
            "UPDATE udgaver SET genlaeses = CASE WHEN dokument IS NULL THEN genlaeses ELSE ? END,"
            " indhold = NULL, aendringer = NULL WHERE kildedokument = ?",
            (int(not for_good), listing),
        )
        if for_good:
            conn.execute(
                "UPDATE kildedokumenter SET tilstand = ?, titel = NULL WHERE id = ?",
                (DocumentState.WITHHELD, listing),
            )
    for document in documents:
        delete_document(conn, document)


def show_again(conn: sqlite3.Connection, listing: int) -> None:
    """Read a listed document again that was withheld: all its versions, or what was fetched."""
    found = conn.execute(
        "UPDATE udgaver SET genlaeses = 1 WHERE kildedokument = ? AND dokument IS NULL", (listing,)
    )
    fetched, is_current = conn.execute(
        "SELECT k.sha256, u.sha256 = k.sha256 FROM kildedokumenter k LEFT JOIN udgaver u"
        " ON u.kildedokument = k.id AND u.gaeldende = 1 WHERE k.id = ?",
        (listing,),
    ).fetchone()
    state = DocumentState.FETCHED if fetched else DocumentState.LISTED
    if found.rowcount and is_current:
        state = DocumentState.SHOWN
    conn.execute("UPDATE kildedokumenter SET tilstand = ? WHERE id = ?", (state, listing))


def read_retracted(conn: sqlite3.Connection) -> list[Retracted]:
    """All versions that are to be read again, each document's oldest first."""
    return [
        Retracted(
            version=row[0],
            pending=Pending(
                id=row[1],
                source=row[2],
                key=row[3],
                kommune=row[4],
                sha256=row[5],
                fields_sha256=row[6],
                url=row[7],
                fetched_at=row[8],
                state=DocumentState(row[9]),
                document=None,
                source_url=row[10],
            ),
        )
        for row in conn.execute(
            "SELECT u.id, d.id, d.kilde, d.noegle, k.navn, u.sha256,"
            " CASE WHEN u.sha256 = d.sha256 THEN d.felter_sha256 END, d.url, u.hentet, d.tilstand,"
            " s.adresse FROM udgaver u JOIN kildedokumenter d ON d.id = u.kildedokument"
            " JOIN kilder s ON s.id = d.kilde LEFT JOIN kommuner k ON k.id = s.kommune"
            " WHERE u.genlaeses = 1 ORDER BY u.kildedokument, u.nr"
        )
    ]


def _put(
    conn: sqlite3.Connection,
    listing: int,
    there: int | None,
    referat: Referat,
    pages: Sequence[Page],
    run: int,
    *,
    is_current: bool,
) -> int:
    """The document of a version: a new one, or the one that another version or source has too."""
    if there is None:
        number = replace_documents(conn, [], prepare(referat, pages, run), is_shown=is_current)
        conn.execute("UPDATE dokumenter SET kildedokument = ? WHERE id = ?", (listing, number))
        return number
    (is_shown,) = conn.execute("SELECT gaeldende FROM dokumenter WHERE id = ?", (there,)).fetchone()
    if not is_current or is_shown:
        return there
    # An older version was the same file: its source went back to it.
    number = replace_keeping(conn, there, prepare(referat, pages, run))
    conn.execute("UPDATE dokumenter SET gaeldende = 1, erstattet_af = NULL WHERE id = ?", (number,))
    return number


def refill(
    db: sqlite_utils.Database, one: Retracted, referat: Referat, pages: Sequence[Page], run: int
) -> bool:
    """Put a version back; gives whether an older one was dropped since it is closed now.

    Raises:
        SchemaError: The database is locked, full or damaged.
    """
    listing = one.pending.id
    with transaction(db):
        conn = db.conn
        nr, is_current = conn.execute(
            "SELECT nr, gaeldende FROM udgaver WHERE id = ?", (one.version,)
        ).fetchone()
        row = conn.execute(
            "SELECT id FROM dokumenter WHERE sha256 = ?", (referat.source.sha256,)
        ).fetchone()
        there = row[0] if row else None
        number = _put(conn, listing, there, referat, pages, run, is_current=bool(is_current))
        content = read_content(conn, number)
        before = conn.execute(
            "SELECT indhold FROM udgaver WHERE kildedokument = ? AND nr < ?"
            " ORDER BY nr DESC LIMIT 1",
            (listing, nr),
        ).fetchone()
        changes = None
        if before is not None:
            changes = describe_changes(json.loads(before[0]) if before[0] else {}, content)
        conn.execute(
            "UPDATE udgaver SET dokument = ?, genlaeses = 0, aendringer = ?, indhold = ?,"
            " teksthash = ? WHERE id = ?",
            (
                number,
                changes,
                None if is_current else json.dumps(content, ensure_ascii=False),
                referat.text_hash,
                one.version,
            ),
        )
        if is_current:
            conn.execute("UPDATE kildedokumenter SET dokument = ? WHERE id = ?", (number, listing))
        elif there is None:
            retire_document(conn, number)
        conn.execute(
            "UPDATE dokumenter SET erstattet_af = (SELECT n.dokument FROM udgaver u"
            " JOIN udgaver n ON n.id = u.erstattet_af WHERE u.dokument = dokumenter.id"
            " AND u.kildedokument = :l AND n.dokument <> dokumenter.id)"
            " WHERE gaeldende = 0 AND kildedokument = :l",
            {"l": listing},
        )
        return bool(is_current) and forget_closed(conn, listing, number)
