"""The shadow of a text: its stems, in tables of their own beside the texts.

Each searched thing (for Referat a punkt) has a row in ``soeg`` with numbers to filter by, a row in
``soeg_tekst`` with its stems in three columns, and is indexed in ``soeg_fts``. Rows are only added
and removed, never changed, and a number (``plads``) is never used twice: a reader that knows all up
to a number (``lookup.py``) needs only what came later, and the log of what went (``soeg_fjernet``).
``soeg_ord`` holds every word with its stem, for stars, compounds and "did you mean".
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from referat.search.dates import date_token, find_dates
from referat.search.query import case_tokens
from referat.search.stems import MAX_WORD, stem, stems_of, words

COLUMNS = ("titel", "beslutning", "tekst")
"""The indexed columns, most telling first."""

BULK = "masseindlaesning"
"""Key in ``_meta`` while a back-file is loaded: full-text indexes are made of it at the end."""

SOURCES = (
    "plads", "punkt", "dokument", "kommune", "udvalg", "organtype", "dag", "udfald", "emne",
    "afstemning", "lukket", "rutine", "dagsorden", "beslutning",
)  # fmt: skip
"""Columns of ``soeg``, all whole numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One searched thing, before it has a place."""

    values: dict[str, int]
    """Columns of ``soeg`` but ``plads``."""
    texts: tuple[str, str, str]
    """Title, decision, and all other text, as printed."""
    sagsnumre: tuple[str, ...]
    """Its case numbers in normal form."""
    dato: str | None
    """Its day, ISO 8601."""


def shadow_text(text: str, vocabulary: set[str]) -> str:
    """The stems of a text with a token for each date that it names; its words to a vocabulary."""
    found = words(text)
    vocabulary.update(found)
    tokens = stems_of(found)
    tokens += [date_token(day) for _, _, day in find_dates(text)]
    return " ".join(tokens)


def is_bulk(conn: sqlite3.Connection) -> bool:
    """Whether a back-file is being loaded, so that full-text indexes are not kept up."""
    row = conn.execute("SELECT 1 FROM _meta WHERE noegle = ?", (BULK,)).fetchone()
    return row is not None


class KnownWords:
    """The words that a load has written: minutes say the same ones again and again."""

    def __init__(self) -> None:
        self._written: set[str] = set()
        self._fresh: set[str] = set()

    def fresh(self, words: set[str]) -> set[str]:
        """Those that are to be written; what was asked for last is dropped unless it was kept."""
        self._fresh = words - self._written
        return self._fresh

    def keep(self) -> None:
        """What was asked for last is in the database."""
        self._written |= self._fresh
        self._fresh = set()


def replace_entries(
    conn: sqlite3.Connection,
    documents: Iterable[int],
    entries: Sequence[Entry],
    *,
    known: KnownWords | None = None,
) -> set[str]:
    """Put entries in the place of what documents had, and give the stems that went.

    What is as it was keeps its place, so that writing twice equals writing once.

    Args:
        conn: In a transaction.
        documents: What they had goes.
        entries: What comes instead.
        known: Words that a load has written already.
    """
    vocabulary: set[str] = set()
    rows = [(entry, _shadow(entry, vocabulary)) for entry in entries]
    names = [name for name in SOURCES if name != "plads"]
    old: list[tuple[Any, ...]] = [
        row
        for dokument in documents
        for row in conn.execute(
            f"SELECT s.plads, t.titel, t.beslutning, t.tekst, {', '.join(f's.{n}' for n in names)}"
            " FROM soeg s JOIN soeg_tekst t ON t.plads = s.plads WHERE s.dokument = ?"
            " ORDER BY s.plads",
            (dokument,),
        )
    ]
    new: list[tuple[Any, ...]] = [
        (*shadow, *(entry.values[name] for name in names)) for entry, shadow in rows
    ]
    if [row[1:] for row in old] == new:
        return set()
    indexed = not is_bulk(conn)
    _remove(conn, [row[:4] for row in old], indexed=indexed)
    tables = [("soeg_tekst", "plads"), *([("soeg_fts", "rowid")] if indexed else [])]
    insert = f"INSERT INTO soeg ({', '.join(SOURCES)}) VALUES ({', '.join('?' * len(SOURCES))})"
    # The table's own counter, which also the places that are gone have moved on.
    top = conn.execute("SELECT seq FROM sqlite_sequence WHERE name = 'soeg'").fetchone()
    first = (top[0] if top else 0) + 1
    conn.executemany(insert, [(place, *row[3:]) for place, row in enumerate(new, start=first)])
    texts = [(place, *row[:3]) for place, row in enumerate(new, start=first)]
    for table, key in tables:
        conn.executemany(
            f"INSERT INTO {table} ({key}, titel, beslutning, tekst) VALUES (?, ?, ?, ?)", texts
        )
    _add_words(conn, known.fresh(vocabulary) if known else vocabulary)
    if not old:
        return set()
    kept = {token for values in new for text in values[:3] for token in text.split()}
    return {token for row in old for text in row[1:4] for token in text.split()} - kept


def _add_words(conn: sqlite3.Connection, vocabulary: set[str]) -> None:
    rows = []
    for word in sorted(vocabulary):
        if word.isalpha() and 1 < len(word) <= MAX_WORD:
            base = stem(word)
            rows.append((word, base, base[::-1]))
    conn.executemany(
        "INSERT INTO soeg_ord (ord, stamme, bagfra) VALUES (?, ?, ?) ON CONFLICT (ord) DO NOTHING",
        rows,
    )


def _shadow(entry: Entry, vocabulary: set[str]) -> tuple[str, str, str]:
    titel, beslutning, tekst = (shadow_text(text, vocabulary) for text in entry.texts)
    keys = [token for number in entry.sagsnumre for token in case_tokens(number)]
    day = [f"d{entry.dato.replace('-', '')}"] if entry.dato else []
    return " ".join((titel, *keys)), beslutning, " ".join((tekst, *day))


def _remove(
    conn: sqlite3.Connection, rows: Sequence[tuple[int, str, str, str]], *, indexed: bool
) -> None:
    if indexed:
        # An index without its own copy of the text must be told the old text to forget it.
        conn.executemany(
            "INSERT INTO soeg_fts (soeg_fts, rowid, titel, beslutning, tekst)"
            " VALUES ('delete', ?, ?, ?, ?)",
            rows,
        )
    places = [(row[0],) for row in rows]
    conn.executemany("INSERT INTO soeg_fjernet (plads) VALUES (?)", places)
    conn.executemany("DELETE FROM soeg_tekst WHERE plads = ?", places)
    conn.executemany("DELETE FROM soeg WHERE plads = ?", places)


def forget_words(conn: sqlite3.Connection, stems: Iterable[str]) -> None:
    """Drop words that no text has any more, so that a name that is withheld leaves no trace."""
    if is_bulk(conn):
        return  # The index does not tell yet: forget_unused_words does it at the end.
    for token in sorted(stems):
        used = conn.execute(
            "SELECT 1 FROM soeg_fts WHERE soeg_fts MATCH ? LIMIT 1", (f'"{token}"',)
        ).fetchone()
        if used is None:
            conn.execute("DELETE FROM soeg_ord WHERE stamme = ?", (token,))


def forget_unused_words(conn: sqlite3.Connection) -> None:
    """Drop all words that no text has, in one pass over the index."""
    conn.execute("CREATE VIRTUAL TABLE temp.soeg_stammer USING fts5vocab(main, soeg_fts, row)")
    conn.execute("DELETE FROM soeg_ord WHERE stamme NOT IN (SELECT term FROM temp.soeg_stammer)")
    conn.execute("DROP TABLE temp.soeg_stammer")
