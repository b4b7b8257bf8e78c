"""The figures that the quality gate compares with, and its verdicts, in the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import sqlite_utils

from referat.listing import DocumentQuality, DocumentState, Judgement, Verdict
from referat.store.ledger import set_state_in
from referat.store.write import transaction


def read_history(
    conn: sqlite3.Connection, source: str, *, most: int, unsure: float
) -> list[DocumentQuality]:
    """Figures of what is shown of a source, the newest first, since somebody last accepted.

    Args:
        conn: The database.
        source: The source.
        most: Documents at most.
        unsure: Confidence under which a punkt is to be reviewed.
    """
    (since,) = conn.execute(
        "SELECT coalesce(max(koersel), 0) FROM kvalitet WHERE kilde = ? AND dom = ?",
        (source, Verdict.ACCEPTED),
    ).fetchone()
    rows = conn.execute(
        "SELECT d.dokumenttype, count(p.id), count(b.id), sum(p.sagsnumre <> ''),"
        " sum(p.sikkerhed < ?) FROM (SELECT d.id, d.dokumenttype, d.koersel FROM dokumenter d"
        " JOIN kildedokumenter k ON k.dokument = d.id AND k.kilde = ?"
        " WHERE d.gaeldende = 1 AND d.koersel >= ?"
        " ORDER BY d.koersel DESC, k.dato DESC, d.id LIMIT ?) d"
        " LEFT JOIN punkter p ON p.dokument = d.id AND p.lukket = 0"
        " LEFT JOIN beslutninger b ON b.punkt = p.id"
        " GROUP BY d.id ORDER BY d.koersel DESC, d.id",
        (unsure, source, since, most),
    )
    return [
        DocumentQuality(
            is_minutes=row[0] == "referat",
            punkter=row[1],
            decisions=row[2],
            numbers=row[3] or 0,
            unsure=row[4] or 0,
        )
        for row in rows
    ]


def write_judgement(
    db: sqlite_utils.Database,
    source: str,
    judgement: Judgement,
    documents: Sequence[int],
    run: int,
) -> None:
    """Note a verdict, and bring its documents to the state that it gives, in one transaction."""
    held = judgement.verdict is Verdict.HELD
    new, history = judgement.new, judgement.history
    with transaction(db):
        db.conn.execute(
            "INSERT INTO kvalitet (kilde, koersel, dokumenter, punkter, andel_beslutning,"
            " andel_sagsnummer, andel_usikre, historie_dokumenter, historie_punkter,"
            " historie_beslutning, historie_sagsnummer, historie_usikre, dom, forklaring)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                source, run, new.documents, new.punkter, new.decisions, new.numbers, new.unsure,
                history.documents, history.punkter, history.decisions, history.numbers,
                history.unsure, str(judgement.verdict), judgement.reason,
            ),
        )  # fmt: skip
        set_state_in(db.conn, documents, DocumentState.HELD if held else DocumentState.PASSED)
