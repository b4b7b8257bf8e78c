"""The shadow of a text: its stems, in an index of their own beside the texts.

Each searched thing (for Referat a punkt) has a row in ``soeg`` with numbers to filter by, and its
stems in three columns are indexed in ``soeg_fts``, which keeps no copy of them: where they are
wanted again they are worked out of its text, which stands in ``soeg_indhold``. Rows are only added
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
from referat.search.stems import MAX_WORD, REMEMBERED, stem, stems_of, words

COLUMNS = ("titel", "beslutning", "tekst")
"""The indexed columns, most telling first."""

BULK = "masseindlaesning"
"""Key in ``_meta`` while a back-file is loaded: full-text indexes are made of it at the end."""

SOURCES = (
    "plads", "punkt", "dokument", "kommune", "udvalg", "organtype", "dag", "udfald", "emne",
    "afstemning", "lukket", "rutine", "dagsorden", "beslutning",
)  # fmt: skip
"""Columns of ``soeg``, all whole numbers."""
_VALUES = SOURCES[1:]
_INSERT = f"INSERT INTO soeg ({', '.join(SOURCES)}) VALUES ({', '.join('?' * len(SOURCES))})"

# Of each searched thing its place and what its stems are made of; more columns and a filter follow.
_TEXTS = "s.plads, i.titel, i.beslutning, i.tekst, i.sagsnumre, i.dato"
_FROM = "FROM soeg s JOIN soeg_indhold i ON i.punkt = s.punkt"

Shadow = tuple[str, str, str]
"""Stems of title, decision and all other text."""


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


Row = tuple[Shadow, tuple[int, ...]]
"""Of one searched thing its stems, and the columns of ``soeg`` but ``plads``, as in ``SOURCES``."""
_Place = tuple[int, str, str, str]
"""A row of ``soeg_fts``: a place, and the stems of what stands there."""
Word = tuple[str, str, str]
"""A row of ``soeg_ord``: a word, its stem, and that from behind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shadows:
    """What the search holds of some things, before they have places."""

    rows: tuple[Row, ...]
    """The things, in order."""
    words: tuple[Word, ...]
    """The words that they say, by the alphabet."""


NO_SHADOWS = Shadows(rows=(), words=())
"""Of what is not searched."""


def make_shadows(entries: Iterable[Entry]) -> Shadows:
    """What the search holds of some things. Pure: it is made where they were read."""
    vocabulary: set[str] = set()
    rows = tuple(
        (_shadow(entry, vocabulary), tuple(entry.values[name] for name in _VALUES))
        for entry in entries
    )
    # Whether a word is one, and its row, is remembered: asking anew costs three times as much.
    return Shadows(rows=rows, words=tuple(filter(None, map(_word_row, sorted(vocabulary)))))


class _WordRows(dict[str, Word | None]):
    """Rows of ``soeg_ord`` by word, made when they are first asked for; none of what is no word."""

    def __missing__(self, word: str) -> Word | None:
        if len(self) >= REMEMBERED:
            self.clear()
        row = None
        if word.isalpha() and 1 < len(word) <= MAX_WORD:
            base = stem(word)
            row = (word, base, base[::-1])
        self[word] = row
        return row


_word_row = _WordRows().__getitem__


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


class Load:
    """What many documents have in index and words, gathered before it is written.

    FTS5 writes what it holds at the end of every savepoint, and merges what came of it: a savepoint
    a document was a third of what SQLite did in a load. And minutes say the same words again.
    """

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._entries: dict[int, _Place] = {}
        self._words: list[Word] = []

    def take(self, entries: Iterable[_Place], words: Iterable[Word]) -> None:
        """What one document has, of which the rows are in the open transaction.

        Where they are taken back, nobody need say so: the next document gets their places.
        """
        self._entries.update((entry[0], entry) for entry in entries)
        known = self._known
        fresh = [row for row in words if row[0] not in known]
        known.update(row[0] for row in fresh)
        self._words += fresh

    def write(self, conn: sqlite3.Connection) -> None:
        """Write what was taken, in the transaction of the documents that it is of.

        Of a document that failed after it was taken there are no places, and at most words, which
        ``forget_unused_words`` drops.
        """
        entries = self._entries
        if entries:
            there = conn.execute(
                "SELECT plads FROM soeg WHERE plads >= ? ORDER BY plads", (min(entries),)
            ).fetchall()
            _add_to_index(conn, [entries[place] for (place,) in there if place in entries])
        _add_words(conn, sorted(self._words))
        self._entries, self._words = {}, []


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """One searched thing that has a place."""

    plads: int
    """Its place."""
    shadow: Shadow
    """Its stems by column."""
    values: tuple[int, ...]
    """Columns of ``soeg`` but ``plads``, as in ``SOURCES``."""


def find_stored(conn: sqlite3.Connection, documents: Iterable[int]) -> tuple[Stored, ...]:
    """What documents have in the search, while their texts are there to make the stems of."""
    columns = ", ".join(f"s.{name}" for name in _VALUES)
    return tuple(
        Stored(plads=plads, shadow=_shadow_row(row[:5]), values=tuple(row[5:]))
        for dokument in documents
        for plads, *row in conn.execute(
            f"SELECT {_TEXTS}, {columns} {_FROM} WHERE s.dokument = ? ORDER BY s.plads",
            (dokument,),
        )
    )


def replace_entries(
    conn: sqlite3.Connection,
    stored: Sequence[Stored],
    new: Shadows,
    *,
    load: Load | None = None,
) -> set[str]:
    """Put things in the place of what is stored, and give the stems that went.

    What is as it was keeps its place, so that writing twice equals writing once.

    Args:
        conn: In a transaction.
        stored: What goes, from ``find_stored``.
        new: What comes instead.
        load: Gathers index and words, which are written at once otherwise.
    """
    if tuple((one.shadow, one.values) for one in stored) == new.rows:
        return set()
    _remove(conn, stored)
    # The table's own counter, which also the places that are gone have moved on.
    top = conn.execute("SELECT seq FROM sqlite_sequence WHERE name = 'soeg'").fetchone()
    first = (top[0] if top else 0) + 1
    conn.executemany(
        _INSERT, [(place, *values) for place, (_, values) in enumerate(new.rows, start=first)]
    )
    entries = [(place, *shadow) for place, (shadow, _) in enumerate(new.rows, start=first)]
    if load is not None:
        load.take(entries, new.words)
    else:
        _add_to_index(conn, entries)
        _add_words(conn, new.words)
    if not stored:
        return set()
    kept = {token for shadow, _ in new.rows for text in shadow for token in text.split()}
    return {token for one in stored for text in one.shadow for token in text.split()} - kept


def refill_index(conn: sqlite3.Connection) -> None:
    """Make the search index anew of the texts, by the rules that hold now; places stay.

    Inside the caller's transaction.
    """
    conn.execute("INSERT INTO soeg_fts (soeg_fts) VALUES ('delete-all')")
    cursor = conn.execute(f"SELECT {_TEXTS} {_FROM} ORDER BY s.plads")
    while rows := cursor.fetchmany(2_000):
        _add_to_index(conn, [(row[0], *_shadow_row(row[1:])) for row in rows])
    bases = [(stem(word), number) for number, word in conn.execute("SELECT id, ord FROM soeg_ord")]
    conn.executemany(
        "UPDATE soeg_ord SET stamme = ?, bagfra = ? WHERE id = ?",
        [(base, base[::-1], number) for base, number in bases],
    )


def find_shadows(conn: sqlite3.Connection, places: Sequence[int]) -> dict[int, Shadow]:
    """The stems of what stands in some places, without the tokens of dates in its texts."""
    marks = ", ".join("?" * len(places))
    return {
        place: (
            " ".join((*stems_of(words(titel)), *_case_tokens(sagsnumre))),
            " ".join(stems_of(words(beslutning))),
            " ".join((*stems_of(words(tekst)), *_day_token(dato))),
        )
        for place, titel, beslutning, tekst, sagsnumre, dato in conn.execute(
            f"SELECT {_TEXTS} {_FROM} WHERE s.plads IN ({marks})", places
        )
    }


def _add_to_index(conn: sqlite3.Connection, rows: Sequence[tuple[Any, ...]]) -> None:
    conn.executemany(
        "INSERT INTO soeg_fts (rowid, titel, beslutning, tekst) VALUES (?, ?, ?, ?)", rows
    )


def _add_words(conn: sqlite3.Connection, rows: Sequence[Word]) -> None:
    conn.executemany(
        "INSERT INTO soeg_ord (ord, stamme, bagfra) VALUES (?, ?, ?) ON CONFLICT (ord) DO NOTHING",
        rows,
    )


def _shadow(entry: Entry, vocabulary: set[str]) -> Shadow:
    titel, beslutning, tekst = (shadow_text(text, vocabulary) for text in entry.texts)
    keys = [token for number in entry.sagsnumre for token in case_tokens(number)]
    return (
        " ".join((titel, *keys)), beslutning, " ".join((tekst, *_day_token(entry.dato)))
    )  # fmt: skip


def _shadow_row(row: Sequence[Any]) -> Shadow:
    """The same of a row of ``soeg_indhold``: titel, beslutning, tekst, sagsnumre, dato."""
    titel, beslutning, tekst, sagsnumre, dato = row
    numbers = tuple(sagsnumre.split(", ")) if sagsnumre else ()
    entry = Entry(values={}, texts=(titel, beslutning, tekst), sagsnumre=numbers, dato=dato)
    return _shadow(entry, set())


def _case_tokens(sagsnumre: str) -> list[str]:
    return [token for number in sagsnumre.split(", ") for token in case_tokens(number)]


def _day_token(dato: str | None) -> tuple[str, ...]:
    return (f"d{dato.replace('-', '')}",) if dato else ()


def _remove(conn: sqlite3.Connection, stored: Sequence[Stored]) -> None:
    # An index without its own copy of the text must be told the old text to forget it.
    conn.executemany(
        "INSERT INTO soeg_fts (soeg_fts, rowid, titel, beslutning, tekst)"
        " VALUES ('delete', ?, ?, ?, ?)",
        [(one.plads, *one.shadow) for one in stored],
    )
    places = [(one.plads,) for one in stored]
    conn.executemany("INSERT INTO soeg_fjernet (plads) VALUES (?)", places)
    conn.executemany("DELETE FROM soeg WHERE plads = ?", places)


def forget_words(conn: sqlite3.Connection, stems: Iterable[str]) -> None:
    """Drop words that no text has any more, so that a name that is withheld leaves no trace."""
    if is_bulk(conn):
        return  # forget_unused_words does it at the end.
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
