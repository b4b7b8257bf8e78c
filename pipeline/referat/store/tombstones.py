"""Shows in the database what the register withholds: tombstones for readers, without names.

Also finds what a new entry concerns, and takes it out at once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import sqlite_utils

from referat.errors import SettingsError
from referat.listing import DocumentState
from referat.store.ids import shared_id
from referat.store.versions import withdraw
from referat.store.write import delete_document, transaction
from referat.withholding import DocumentIdentity, Register, Withheld, WithheldKind


def write_tombstones(db: sqlite_utils.Database, register: Register) -> None:
    """Bring ``tilbageholdelser`` in step with the register.

    Raises:
        SettingsError: The database knows of takedowns that the register does not: it was lost,
            and without it they would be shown again.
    """
    known = {entry.id for entry in register.entries}
    lost = [
        row[0] for row in db.conn.execute("SELECT id FROM tilbageholdelser") if row[0] not in known
    ]
    if lost:
        raise SettingsError(
            f"the register of what is withheld lacks {len(lost)} takedowns that the database"
            " tells of; nothing is read without it.",
            action="Bring the file back from the back-up.",
        )
    with transaction(db):
        for entry in register.entries:
            write_tombstone(db.conn, entry)


def write_tombstone(
    conn: sqlite3.Connection, entry: Withheld, *, document: int | None = None
) -> None:
    """One entry as readers see it, inside the transaction."""
    kommune = None
    if entry.kommune is not None:
        row = conn.execute("SELECT id FROM kommuner WHERE navn = ?", (entry.kommune,)).fetchone()
        kommune = row[0] if row else shared_id("kommune", entry.kommune.casefold())
        conn.execute(
            "INSERT INTO kommuner (id, navn) VALUES (?, ?) ON CONFLICT (id) DO NOTHING",
            (kommune, entry.kommune),
        )
    conn.execute(
        "INSERT INTO tilbageholdelser (id, art, kommune, om, nr, dokument, grund, oprettet,"
        " ophaevet) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET ophaevet = excluded.ophaevet, grund = excluded.grund,"
        " dokument = coalesce(excluded.dokument, dokument)",
        (
            entry.id,
            str(entry.kind),
            kommune,
            entry.about or None,
            entry.punkt.nr if entry.punkt else None,
            document,
            entry.reason,
            entry.created,
            entry.lifted,
        ),
    )


def find_identity(conn: sqlite3.Connection, document: int) -> tuple[DocumentIdentity, str] | None:
    """By what a document is known again, and what readers call it."""
    row = conn.execute(
        "SELECT d.titel, d.sti, k.kilde, k.noegle FROM dokumenter d"
        " LEFT JOIN kildedokumenter k ON k.id = d.kildedokument WHERE d.id = ?",
        (document,),
    ).fetchone()
    if row is None:
        return None
    versions = conn.execute(
        "SELECT sha256, teksthash FROM dokumenter WHERE id = ? UNION"
        " SELECT u.sha256, u.teksthash FROM udgaver u JOIN dokumenter d"
        " ON d.kildedokument = u.kildedokument WHERE d.id = ?",
        (document, document),
    ).fetchall()
    identity = DocumentIdentity(
        sha256=tuple(sorted({version[0] for version in versions})),
        text_hash=tuple(sorted({version[1] for version in versions if version[1]})),
        source=row[2],
        key=row[3],
        path=None if row[2] else row[1],
    )
    return identity, row[0]


def find_punkt(conn: sqlite3.Connection, punkt: int) -> tuple[int, str | None, str] | None:
    """Document, number and heading of a punkt."""
    row: tuple[int, str | None, str] | None = conn.execute(
        "SELECT dokument, nr, titel FROM punkter WHERE id = ?", (punkt,)
    ).fetchone()
    return row


def find_documents_with(
    conn: sqlite3.Connection, words: str, kommune: str | None
) -> Iterator[tuple[int, str]]:
    """Documents, of any version, whose pages may hold a name: id and text, page by page."""
    yield from conn.execute(
        "SELECT s.dokument, s.tekst FROM sider s JOIN dokumenter d ON d.id = s.dokument"
        " LEFT JOIN kommuner k ON k.id = d.kommune"
        " WHERE referat_folded(s.tekst) LIKE '%' || referat_folded(?) || '%'"
        " AND (? IS NULL OR k.navn IS NULL OR k.navn = ?)",
        (words, kommune, kommune),
    )


def take_out(
    db: sqlite_utils.Database, documents: list[int], entry: Withheld | None = None
) -> None:
    """Remove documents, and the traces that deleted rows leave in the file.

    Documents of a source lose all their versions: an older one says the same.
    """
    # Freed pages are overwritten, so that nothing can be read out of a copy of the file.
    db.conn.execute("PRAGMA secure_delete = ON")
    with transaction(db):
        if entry is not None:
            first = documents[0] if documents else None
            keep = first if entry.kind is not WithheldKind.PERSON else None
            write_tombstone(db.conn, entry, document=keep)
        for document in documents:
            row = db.conn.execute(
                "SELECT kildedokument FROM dokumenter WHERE id = ?", (document,)
            ).fetchone()
            if row is None:
                continue
            if row[0] is not None:
                withdraw(db.conn, row[0])
            # Another source that has the same file is judged by the register itself.
            db.conn.execute(
                "UPDATE kildedokumenter SET tilstand = ? WHERE dokument = ? AND tilstand = ?",
                (DocumentState.FETCHED, document, DocumentState.SHOWN),
            )
            if db.conn.execute("SELECT 1 FROM dokumenter WHERE id = ?", (document,)).fetchone():
                delete_document(db.conn, document)
    for table in ("punkter", "afsnit", "beslutninger"):
        # An index keeps what was deleted until its parts are merged.
        with transaction(db):
            db.conn.execute(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('optimize')")
    db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
