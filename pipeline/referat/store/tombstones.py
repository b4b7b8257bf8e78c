"""Shows in the database what the register withholds: tombstones for readers, without names.

Also finds what a new entry concerns, and takes it out at once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator
from difflib import get_close_matches

from referat.errors import SettingsError
from referat.store.ids import shared_id
from referat.store.ledger import document_row_id
from referat.store.write import AGAIN
from referat.types import Maskeringsart
from referat.withholding import DocumentIdentity, Register, Withheld

# Columns that hold what a source or a library said, by table.
_NAMED = {
    "kildedokumenter": ("titel", "udvalg", "betegnelse", "url"),
    "udgaver": ("url", "hoveder"),
    "problemer": ("sti", "besked", "raad"),
}


def check_register(conn: sqlite3.Connection, register: Register) -> None:
    """Refuse a register that lacks what the database tells of.

    Raises:
        SettingsError: The database knows of takedowns that the register does not: it was lost,
            and without it they would be shown again.
    """
    known = {entry.id for entry in register.entries}
    lost = [
        row[0] for row in conn.execute("SELECT id FROM tilbageholdelser") if row[0] not in known
    ]
    if lost:
        raise SettingsError(
            f"the register of what is withheld lacks {len(lost)} takedowns that the database"
            " tells of; nothing is read without it.",
            action="Bring the file back from the back-up.",
        )


def read_applied(conn: sqlite3.Connection) -> dict[int, bool]:
    """The entries that the database has heard of, and whether it holds them to be in force."""
    return {
        row[0]: row[1] is None for row in conn.execute("SELECT id, ophaevet FROM tilbageholdelser")
    }


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


def find_documents(conn: sqlite3.Connection, identity: DocumentIdentity) -> list[int]:
    """Documents of the database that are known by this identity."""
    found: dict[int, None] = {}
    for sql, values in (
        ("SELECT id FROM dokumenter WHERE sha256 = ?", identity.sha256),
        ("SELECT id FROM dokumenter WHERE teksthash = ?", identity.text_hash),
        ("SELECT id FROM dokumenter WHERE sti = ?", (identity.path,) if identity.path else ()),
    ):
        for value in values:
            found |= dict.fromkeys(row[0] for row in conn.execute(sql, (value,)))
    listing = find_listing(conn, identity)
    if listing is not None:
        found |= dict.fromkeys(
            row[0]
            for row in conn.execute(
                "SELECT dokument FROM udgaver WHERE kildedokument = ? AND dokument IS NOT NULL",
                (listing,),
            )
        )
    return list(found)


def find_listing(conn: sqlite3.Connection, identity: DocumentIdentity) -> int | None:
    """The row of a source's list that an identity names."""
    row = conn.execute(
        "SELECT id FROM kildedokumenter WHERE kilde = ? AND noegle = ?",
        (identity.source, identity.key),
    ).fetchone()
    return row[0] if row else None


def find_punkt(conn: sqlite3.Connection, punkt: int) -> tuple[int, str | None, str] | None:
    """Document, number and heading of a punkt."""
    row: tuple[int, str | None, str] | None = conn.execute(
        "SELECT dokument, nr, titel FROM punkter WHERE id = ?", (punkt,)
    ).fetchone()
    return row


def find_documents_with(
    conn: sqlite3.Connection, pieces: Collection[str], kommune: str | None
) -> Iterator[tuple[int, str]]:
    """Documents, of any version, that may hold a name: id and text, page by page.

    The connection must know ``referat_letters``.
    """
    for table in ("sider", "portalfelter"):
        yield from conn.execute(
            "SELECT dokument, tekst FROM (SELECT s.dokument AS dokument, s.tekst AS tekst,"
            f" referat_letters(s.tekst) AS bogstaver FROM {table} s"
            " JOIN dokumenter d ON d.id = s.dokument LEFT JOIN kommuner k ON k.id = d.kommune"
            " WHERE (? IS NULL OR k.navn IS NULL OR k.navn = ?))"
            f" WHERE {' OR '.join(['instr(bogstaver, ?)'] * len(pieces))}",
            (kommune, kommune, *pieces),
        )


def find_kommune(conn: sqlite3.Connection, name: str) -> str:
    """The name of a kommune as the database has it.

    Raises:
        SettingsError: There is none of that name.
    """
    names: list[str] = [row[0] for row in conn.execute("SELECT navn FROM kommuner")]
    known = next((one for one in names if one.casefold() == name.casefold()), None)
    if known is None:
        near = get_close_matches(name, names, 1)
        raise SettingsError(
            f"there is no kommune {name!r} in the database.",
            action=f"Is it {near[0]!r}?" if near else "Give its short name, or leave it out.",
        )
    return known


def find_taken_out(conn: sqlite3.Connection) -> list[str]:
    """Files of no source that were taken out because of a takedown, and are to be read again."""
    rows = conn.execute("SELECT sti FROM problemer WHERE kode = ? AND dokument IS NULL", (AGAIN,))
    return [row[0] for row in rows]


def find_masked(conn: sqlite3.Connection, art: Maskeringsart) -> list[int]:
    """Documents from which something of a kind was taken out."""
    rows = conn.execute("SELECT DISTINCT dokument FROM maskeringer WHERE art = ?", (art,))
    return [row[0] for row in rows]


def mask_rows(conn: sqlite3.Connection, mask: Callable[[str], str]) -> None:
    """Take what is private out of what sources call their documents, and out of problems."""
    for table, columns in _NAMED.items():
        names = ", ".join(columns)
        changed = [
            (*masked, row[0])
            for row in conn.execute(f"SELECT id, {names} FROM {table}").fetchall()
            if (masked := [text and mask(text) for text in row[1:]]) != list(row[1:])
        ]
        values = ", ".join(f"{column} = ?" for column in columns)
        conn.executemany(f"UPDATE {table} SET {values} WHERE id = ?", changed)


def rename_listings(conn: sqlite3.Connection, rename: Callable[[str], str]) -> None:
    """Give listed documents the ids that their source's list has with other names hidden."""
    columns = [row[1] for row in conn.execute("PRAGMA table_info(kildedokumenter)")][3:]
    for old, source, key in conn.execute(
        "SELECT id, kilde, noegle FROM kildedokumenter"
    ).fetchall():
        name = rename(key)
        if name == key:
            continue
        new = document_row_id(source, name)
        # The row's number follows from its id: a new row, and all that refers to the old one.
        conn.execute(
            f"INSERT INTO kildedokumenter (id, kilde, noegle, {', '.join(columns)})"
            f" SELECT ?, kilde, ?, {', '.join(columns)} FROM kildedokumenter WHERE id = ?",
            (new, name, old),
        )
        for table in ("udgaver", "dokumenter"):
            conn.execute(
                f"UPDATE {table} SET kildedokument = ? WHERE kildedokument = ?", (new, old)
            )
        conn.execute("DELETE FROM kildedokumenter WHERE id = ?", (old,))
