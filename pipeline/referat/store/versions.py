"""Writes one version of a listed document: agenda, minutes, corrected minutes. Nothing is lost.

A structured document comes in with the row of ``kildedokumenter`` that it belongs to; in one
transaction the version before becomes a superseded one (its pages stay, its punkter become text in
``udgaver``), and the new one takes its place in tables and search.
"""

from __future__ import annotations

import difflib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlite_utils

from referat.listing import DocumentState
from referat.store.ids import row_id, shared_id
from referat.store.ledger import Pending, problem_id, set_state_in
from referat.store.prepare import prepare
from referat.store.publication import Retired, publish_stored
from referat.store.write import (
    delete_document,
    replace_documents,
    replace_keeping,
    retire_document,
    stamp,
    transaction,
)
from referat.types import Page, Referat

LONGEST_CHANGE = 20_000
"""Characters of the difference that are kept: more is another document."""


class Written(StrEnum):
    """What became of a version."""

    FIRST = "foerste"
    """The first that is known of this document."""
    NEW = "ny"
    """It took another's place."""
    SAME = "samme"
    """Its text is that of the version that is shown: it was only printed again."""
    AGAIN = "igen"
    """The same file, read again."""
    SHARED = "delt"
    """Another source has the very same document."""
    CLOSED = "lukket"
    """It took another's place, and closes what was open there: that is gone from the older ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """A document in the database."""

    id: int
    sha256: str
    text_hash: str | None


def write_version(
    db: sqlite_utils.Database,
    pending: Pending,
    referat: Referat,
    pages: Sequence[Page],
    run: int,
    *,
    headers: str | None = None,
) -> Written:
    """Write one version and mark its document as shown, all or nothing.

    Raises:
        SchemaError: The database is locked, full or damaged.
        StructureError: The document gives more rows than one document has room for.
    """
    with transaction(db):
        conn = db.conn
        current = find_shown(conn, "id = ?", pending.document)
        written = _place(conn, pending, referat, pages, run, current, headers)
        number = conn.execute(
            "SELECT dokument FROM kildedokumenter WHERE id = ?", (pending.id,)
        ).fetchone()[0]
        conn.execute(
            "DELETE FROM problemer WHERE id = ?", (problem_id(pending.source, pending.key),)
        )
        if forget_closed(conn, pending.id, number):
            written = Written.CLOSED
        _complete(conn, pending.id, number)
        _note_twin(conn, pending, number, run)
        set_state_in(conn, [pending.id], DocumentState.SHOWN)
    return written


def _place(
    conn: sqlite3.Connection,
    pending: Pending,
    referat: Referat,
    pages: Sequence[Page],
    run: int,
    current: _Shown | None,
    headers: str | None,
) -> Written:
    sha256, text_hash = referat.source.sha256, referat.text_hash
    if current is not None and current.sha256 == sha256:
        number = replace_keeping(conn, current.id, prepare(referat, pages, run))
        conn.execute("UPDATE kildedokumenter SET dokument = ? WHERE id = ?", (number, pending.id))
        return Written.AGAIN
    is_same_text = text_hash is not None and current is not None and current.text_hash == text_hash
    if is_same_text and current is not None and _says_the_same(conn, current.id, referat):
        return Written.SAME
    same = find_shown(conn, "sha256 = ?", sha256)
    if same is None and text_hash is not None and not is_same_text:
        same = find_shown(conn, "gaeldende = 1 AND teksthash = ?", text_hash)
    is_shared = same is not None and is_of_another(conn, same.id, pending.id)
    retired = Retired()
    if current is not None and not is_of_another(conn, current.id, pending.id):
        _keep_content(conn, pending.id, current.id)
        retired = retire_document(conn, current.id)
    if same is not None and is_shared:
        number = same.id
        if retired.documents:
            publish_stored(conn, number, retired, stamp())
    elif same is not None:
        # The source went back to an older version: its document becomes the current one again.
        number = replace_keeping(conn, same.id, prepare(referat, pages, run), retired=retired)
        conn.execute(
            "UPDATE dokumenter SET gaeldende = 1, erstattet_af = NULL WHERE id = ?", (number,)
        )
    else:
        number = replace_documents(conn, [], prepare(referat, pages, run), retired=retired)
        conn.execute("UPDATE dokumenter SET kildedokument = ? WHERE id = ?", (pending.id, number))
    if current is not None and current.id != number:
        conn.execute(
            "UPDATE dokumenter SET erstattet_af = ? WHERE id = ? AND gaeldende = 0",
            (number, current.id),
        )
    conn.execute("UPDATE kildedokumenter SET dokument = ? WHERE id = ?", (number, pending.id))
    _add_version(conn, pending, referat, number, run, headers)
    if is_shared:
        return Written.SHARED
    return Written.FIRST if current is None else Written.NEW


def find_shown(conn: sqlite3.Connection, where: str, value: object) -> _Shown | None:
    """A document of the database, by a condition."""
    row = conn.execute(
        f"SELECT id, sha256, teksthash FROM dokumenter WHERE {where} LIMIT 1", (value,)
    ).fetchone()
    return _Shown(id=row[0], sha256=row[1], text_hash=row[2]) if row else None


def _says_the_same(conn: sqlite3.Connection, document: int, referat: Referat) -> bool:
    """Whether a document of the same text also has the same closed punkter and portal's fields.

    What a portal closes afterwards must not stay because its file was only printed again.
    """
    closed = [
        row[0]
        for row in conn.execute(
            "SELECT raekkefoelge FROM punkter WHERE dokument = ? AND lukket = 1 ORDER BY 1",
            (document,),
        )
    ]
    fields = conn.execute(
        "SELECT nr, felt, tekst FROM portalfelter WHERE dokument = ? ORDER BY id", (document,)
    ).fetchall()
    return closed == [
        place for place, punkt in enumerate(referat.punkter, start=1) if punkt.lukket
    ] and fields == [(field.nr, field.felt, field.tekst) for field in referat.portal]


def is_of_another(conn: sqlite3.Connection, document: int, number: int) -> bool:
    """Whether a document is what another listing shows, or came in without any source."""
    row = conn.execute(
        "SELECT EXISTS (SELECT 1 FROM kildedokumenter WHERE dokument = :d AND id <> :n),"
        " EXISTS (SELECT 1 FROM udgaver WHERE dokument = :d AND kildedokument = :n)",
        {"d": document, "n": number},
    ).fetchone()
    return bool(row[0]) or not row[1]


def _add_version(
    conn: sqlite3.Connection,
    pending: Pending,
    referat: Referat,
    number: int,
    run: int,
    headers: str | None,
) -> None:
    (before,) = conn.execute(
        "SELECT max(nr) FROM udgaver WHERE kildedokument = ?", (pending.id,)
    ).fetchone()
    nr = (before or 0) + 1
    version = shared_id("udgave", pending.id, nr)
    changes = None
    if before:
        row = conn.execute(
            "SELECT id, indhold FROM udgaver WHERE kildedokument = ? AND nr = ?",
            (pending.id, before),
        ).fetchone()
        changes = describe_changes(json.loads(row[1]) if row[1] else {}, read_content(conn, number))
    conn.execute(
        "INSERT INTO udgaver (id, kildedokument, nr, dokument, dokumenttype, gaeldende, sha256,"
        " teksthash, url, hentet, hoveder, aendringer, koersel)"
        " VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?)",
        (
            version,
            pending.id,
            nr,
            number,
            str(referat.dokumenttype),
            referat.source.sha256,
            referat.text_hash,
            referat.source.url,
            pending.fetched_at,
            headers,
            changes,
            run,
        ),
    )
    conn.execute(
        "UPDATE udgaver SET gaeldende = 0, erstattet_af = ? WHERE kildedokument = ? AND nr = ?",
        (version, pending.id, before),
    )


def _keep_content(conn: sqlite3.Connection, number: int, document: int) -> None:
    """Keep what a version says as JSON, before its rows go."""
    content = json.dumps(read_content(conn, document), ensure_ascii=False)
    conn.execute(
        "UPDATE udgaver SET indhold = ? WHERE kildedokument = ? AND gaeldende = 1",
        (content, number),
    )


def read_content(conn: sqlite3.Connection, document: int) -> dict[str, Any]:
    """Meeting, attendance and punkter of a document as they are shown."""
    meeting = conn.execute(
        "SELECT dato, start, slut, sted FROM moeder WHERE dokument = ?", (document,)
    ).fetchone()
    return {
        "moede": dict(zip(("dato", "start", "slut", "sted"), meeting or (), strict=False)),
        "fremmoede": [
            list(row)
            for row in conn.execute(
                "SELECT navn, status FROM fremmoede WHERE dokument = ? ORDER BY raekkefoelge",
                (document,),
            )
        ],
        "punkter": [
            {
                "nr": row[1],
                "titel": row[2],
                "lukket": bool(row[5]),
                "sagsnumre": row[3],
                "beslutning": row[4],
                "afsnit": [
                    list(part)
                    for part in conn.execute(
                        "SELECT overskrift, tekst FROM afsnit WHERE punkt = ?"
                        " ORDER BY raekkefoelge",
                        (row[0],),
                    )
                ],
            }
            for row in conn.execute(
                "SELECT p.id, p.nr, p.titel, p.sagsnumre, b.tekst, p.lukket FROM punkter p"
                " LEFT JOIN beslutninger b ON b.punkt = p.id WHERE p.dokument = ?"
                " ORDER BY p.raekkefoelge",
                (document,),
            ).fetchall()
        ],
    }


def describe_changes(old: dict[str, Any], new: dict[str, Any]) -> str:
    """What is different between two versions, line for line: "-" was there, "+" is new."""
    lines = difflib.unified_diff(
        list(_as_lines(old)), list(_as_lines(new)), "før", "efter", lineterm="", n=1
    )
    text = "\n".join(lines)
    return text if len(text) <= LONGEST_CHANGE else f"{text[:LONGEST_CHANGE]}\n…"


def _as_lines(content: dict[str, Any]) -> Iterator[str]:
    for name, value in content.get("moede", {}).items():
        yield f"{name}: {value or ''}"
    for name, status in content.get("fremmoede", []):
        yield f"{name}: {status}"
    for punkt in content.get("punkter", []):
        yield f"Punkt {punkt['nr'] or ''}: {punkt['titel']}"
        if punkt["sagsnumre"]:
            yield f"Sagsnumre: {punkt['sagsnumre']}"
        for heading, text in punkt["afsnit"]:
            yield f"{heading or 'Tekst'}:"
            yield from text.splitlines()
        if punkt["beslutning"]:
            yield "Beslutning:"
            yield from punkt["beslutning"].splitlines()


def forget_closed(conn: sqlite3.Connection, number: int, document: int) -> bool:
    """Drop the texts of older versions in which a punkt was open that is closed now.

    A kommune that closes a punkt afterwards has most often published it by mistake. Gives whether
    there was anything to drop.
    """
    closed = conn.execute(
        "SELECT nr, titel FROM punkter WHERE dokument = ? AND lukket = 1", (document,)
    ).fetchall()
    if not closed:
        return False
    dropped = False
    names = {name for row in closed for name in (row[0], row[1].casefold()) if name}
    older = conn.execute(
        "SELECT id, dokument, indhold FROM udgaver WHERE kildedokument = ? AND gaeldende = 0",
        (number,),
    ).fetchall()
    for version, old, content in older:
        punkter = json.loads(content)["punkter"] if content else []
        if any(
            not punkt["lukket"] and names & {punkt["nr"], punkt["titel"].casefold()}
            for punkt in punkter
        ):
            conn.execute("UPDATE udgaver SET indhold = NULL WHERE id = ?", (version,))
            # What was changed quotes what was there.
            conn.execute("UPDATE udgaver SET aendringer = NULL WHERE kildedokument = ?", (number,))
            if old is not None and not is_of_another(conn, old, number):
                delete_document(conn, old)
            dropped = True
    return dropped


def _complete(conn: sqlite3.Connection, number: int, document: int) -> None:
    """Body and day of the listing from the document, where the source does not say them."""
    conn.execute(
        "UPDATE kildedokumenter SET"
        " udvalg = coalesce(udvalg, (SELECT u.navn FROM moeder m JOIN udvalg u ON u.id = m.udvalg"
        " WHERE m.dokument = :d)),"
        " dato = coalesce(dato, (SELECT dato FROM moeder WHERE dokument = :d)) WHERE id = :n",
        {"d": document, "n": number},
    )


def _note_twin(conn: sqlite3.Connection, pending: Pending, document: int, run: int) -> None:
    """Note a meeting that another source has in other words: its decisions are there twice."""
    twin = conn.execute(
        "SELECT m2.dokument, d2.sti FROM moeder m1"
        " JOIN dokumenter d1 ON d1.id = m1.dokument"
        " JOIN moeder m2 ON m2.udvalg = m1.udvalg AND m2.dato = m1.dato AND m2.id <> m1.id"
        " JOIN dokumenter d2 ON d2.id = m2.dokument AND d2.dokumenttype = d1.dokumenttype"
        " JOIN kildedokumenter k2 ON k2.dokument = d2.id AND k2.kilde <> ?"
        " WHERE m1.dokument = ? LIMIT 1",
        (pending.source, document),
    ).fetchone()
    if twin is None:
        return
    (place,) = conn.execute(
        "SELECT count(*) FROM problemer WHERE dokument = ?", (document,)
    ).fetchone()
    conn.execute(
        "INSERT OR REPLACE INTO problemer (id, kode, alvor, sti, besked, raad, dokument, koersel,"
        " kilde) SELECT ?, 'samme_moede', 'advarsel', sti, ?, ?, id, ?, ? FROM dokumenter"
        " WHERE id = ?",
        (
            row_id(document, place + 1),
            f"another source has the same meeting as document {twin[0]}: it is counted twice.",
            "Take the meeting out of one of the two sources, or withhold one of them.",
            run,
            pending.source,
            document,
        ),
    )
