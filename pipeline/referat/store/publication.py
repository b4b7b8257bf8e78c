"""What the site needs beside the document's own rows: addresses, changes, counts, search.

What is filed of a document is made of its rows (``filed.py``), and put in here in the transaction
that writes the document (``write.py``): ``retire`` before the old rows go, then ``publish`` when
the new ones are there, or ``withdraw`` where none come. ``fill_publication`` does it of a whole
database that an older program filled (``migrate.py`` makes the tables).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from referat.search.shadow import (
    NO_SHADOWS,
    Load,
    Stored,
    find_stored,
    forget_words,
    is_bulk,
    replace_entries,
)
from referat.store.filed import Filed, file_meeting
from referat.store.shown import find_emne, find_sager, from_database


@dataclass(frozen=True, slots=True, kw_only=True)
class Retired:
    """What a document leaves behind when its rows are replaced."""

    documents: tuple[int, ...] = ()
    """The documents that are replaced."""
    addresses: tuple[str, ...] = ()
    """Addresses that led to them."""
    sager: frozenset[int] = field(default_factory=frozenset)
    """Cases that they treated."""
    entries: tuple[Stored, ...] = ()
    """What they have in the search."""

    def __add__(self, other: Retired) -> Retired:
        """What both leave behind."""
        return Retired(
            documents=self.documents + other.documents,
            addresses=self.addresses + other.addresses,
            sager=self.sager | other.sager,
            entries=self.entries + other.entries,
        )


def fill_publication(conn: sqlite3.Connection, stamp: str) -> int:
    """Make all this of the documents that a database holds, and give their number.

    Inside the caller's transaction: all of it, or nothing.
    """
    documents = [row[0] for row in conn.execute("SELECT id FROM dokumenter ORDER BY id")]
    for dokument in documents:
        publish_stored(conn, dokument, Retired(), stamp)
    return len(documents)


def retire(conn: sqlite3.Connection, documents: Sequence[int]) -> Retired:
    """Note what documents leave behind, before their rows are deleted."""
    addresses: list[str] = []
    sager: set[int] = set()
    for dokument in documents:
        sager |= find_sager(conn, dokument)
        addresses += [
            row[0]
            for row in conn.execute(
                "SELECT adresse FROM adresser WHERE moede = ? AND viser_til IS NULL", (dokument,)
            )
        ]
    return Retired(
        documents=tuple(documents),
        addresses=tuple(addresses),
        sager=frozenset(sager),
        entries=find_stored(conn, documents),
    )


def publish(
    conn: sqlite3.Connection,
    dokument: int,
    retired: Retired,
    stamp: str,
    *,
    filed: Filed | None = None,
    load: Load | None = None,
) -> None:
    """Put a document whose rows are written into addresses, changes, counts and search.

    Args:
        conn: Inside the transaction that wrote the rows.
        dokument: The document.
        retired: What it replaces.
        stamp: Now, ISO 8601 in UTC.
        filed: What is filed of it; ``None`` of a document that is no meeting.
        load: Gathers what the search holds, in a load of many documents.
    """
    conn.execute("DELETE FROM moede_tal WHERE moede = ?", (dokument,))
    addresses: list[str] = []
    if filed is not None:
        addresses = _address_meeting(conn, filed, stamp)
        conn.execute(_COUNTS, filed.counts)
    _redirect(conn, retired.addresses, addresses, dokument, stamp)
    gone = replace_entries(conn, retired.entries, filed.search if filed else NO_SHADOWS, load=load)
    if not is_bulk(conn):
        count_cases(conn, retired.sager | (filed.sager if filed else frozenset()))
    forget_words(conn, gone)


def publish_stored(conn: sqlite3.Connection, dokument: int, retired: Retired, stamp: str) -> None:
    """As ``publish``, of a document whose rows were there before."""
    shown = from_database(conn, dokument)
    if dokument not in retired.documents:
        retired = replace(retired, entries=retired.entries + find_stored(conn, [dokument]))
    publish(conn, dokument, retired, stamp, filed=file_meeting(shown) if shown else None)


def withdraw(conn: sqlite3.Connection, retired: Retired, stamp: str) -> None:
    """Take documents out of the site, and leave their addresses as tombstones without a title.

    Called when their rows are deleted: nothing can be counted from what should not be there.
    """
    for dokument in retired.documents:
        conn.execute("DELETE FROM moede_tal WHERE moede = ?", (dokument,))
    _redirect(conn, retired.addresses, [], None, stamp)
    gone = replace_entries(conn, retired.entries, NO_SHADOWS)
    if not is_bulk(conn):
        count_cases(conn, retired.sager)
    forget_words(conn, gone)


# --- addresses ----------------------------------------------------------------------------------


def _address_meeting(conn: sqlite3.Connection, filed: Filed, stamp: str) -> list[str]:
    """Give a meeting and its punkter their addresses, the meeting's first."""
    address = _free(conn, filed.address, filed.dokument)
    # All that begin so, in one walk: "/" and what comes after it.
    known = {
        row[0]: row[1:]
        for row in conn.execute(
            "SELECT adresse, fingeraftryk, fjernet FROM adresser"
            " WHERE adresse = ?1 OR (adresse > ?1 || '/' AND adresse < ?1 || '0')",
            (address,),
        )
    }
    rows, events = [], []
    for end, number, titel, place, print_ in filed.addressed:
        own = address + end
        before = known.get(own)
        kind = "moede" if number is None else "punkt"
        is_changed = before is None or before[0] != print_
        if before is None or is_changed or before[1] is not None:
            events.append((stamp, "ny" if before is None else "aendret", kind, own, None))
        rows.append(
            (own, kind, filed.dokument, number, titel, place, print_, stamp, int(is_changed))
        )
    _note(conn, events)
    conn.executemany(
        "INSERT INTO adresser (adresse, oprindelig, slags, moede, punkt, titel, plads,"
        " fingeraftryk, foerst_set, aendret) VALUES (?1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)"
        " ON CONFLICT (adresse) DO UPDATE SET moede = excluded.moede, punkt = excluded.punkt,"
        " slags = excluded.slags, titel = excluded.titel, plads = excluded.plads,"
        " fingeraftryk = excluded.fingeraftryk, viser_til = NULL, fjernet = NULL,"
        " aendret = iif(?9, excluded.aendret, aendret)",
        rows,
    )
    return [row[0] for row in rows]


def _free(conn: sqlite3.Connection, base: str, dokument: int) -> str:
    """The address, or the first with a number after it that no other meeting has."""
    address, number = base, 1
    while True:
        row = conn.execute("SELECT moede FROM adresser WHERE adresse = ?", (address,)).fetchone()
        if row is None or row[0] is None or row[0] == dokument:
            return address
        number += 1
        address = f"{base}--{number}"


def _redirect(
    conn: sqlite3.Connection,
    before: Sequence[str],
    after: Sequence[str],
    dokument: int | None,
    stamp: str,
) -> None:
    """Let addresses that a new reading gave up lead to what took their place.

    A punkt goes to the one with its title, else to the one at its place, else to the meeting;
    with nothing left, the address is a tombstone. An address that shows nothing itself keeps no
    title: what was there may have been taken down because of what its title says.
    """
    for address in before:
        if address in after:
            continue
        row = conn.execute(
            "SELECT slags, titel, plads FROM adresser WHERE adresse = ?", (address,)
        ).fetchone()
        kind, titel, place = row
        target = None
        if after:
            target = after[0]
            if kind == "punkt":
                found = conn.execute(
                    "SELECT adresse FROM adresser WHERE moede = ? AND slags = 'punkt'"
                    " AND viser_til IS NULL AND (titel = ? OR plads = ?)"
                    " ORDER BY titel = ? DESC, abs(plads - ?) LIMIT 1",
                    (dokument, titel, place, titel, place),
                ).fetchone()
                target = found[0] if found else target
        conn.execute(
            "UPDATE adresser SET viser_til = ?, fjernet = ?, moede = NULL, punkt = NULL, titel = ''"
            " WHERE adresse = ?",
            (target, None if target else stamp, address),
        )
        if target:
            # Feeds know a thing by its first address, and order it by when it was first seen.
            conn.execute(
                "UPDATE adresser SET oprindelig = old.oprindelig, foerst_set = old.foerst_set"
                " FROM (SELECT oprindelig, foerst_set, slags FROM adresser WHERE adresse = ?1) old"
                " WHERE adresser.adresse = ?2 AND adresser.oprindelig = ?2"
                " AND adresser.foerst_set = ?3 AND adresser.slags = old.slags",
                (address, target, stamp),
            )
            # What led to the old address leads straight to the new one: never a chain.
            conn.execute("UPDATE adresser SET viser_til = ? WHERE viser_til = ?", (target, address))
        event = "flyttet" if target else "fjernet"
        _note(conn, [(stamp, event, kind, address, target)])


def _note(
    conn: sqlite3.Connection, events: Sequence[tuple[str, str, str, str, str | None]]
) -> None:
    """Note events: when, what, of what kind, where, and where to."""
    conn.executemany(
        "INSERT INTO aendringer (tid, haendelse, slags, adresse, viser_til) VALUES (?, ?, ?, ?, ?)",
        events,
    )


# --- search -------------------------------------------------------------------------------------


def refile_meeting_cases(conn: sqlite3.Connection, sager: Iterable[int]) -> None:
    """Subjects and counts anew in a database from before the facet of meetings was known.

    Args:
        conn: Inside the transaction that upgrades it.
        sager: Cases of which numbers were found to be a meeting's.
    """
    for (punkt,) in conn.execute(
        "SELECT DISTINCT ps.punkt FROM sagsnumre s JOIN punkt_sagsnumre ps ON ps.sagsnummer = s.id"
        " WHERE s.moedefacet = 1"
    ).fetchall():
        numbers = conn.execute(
            "SELECT s.sagsnummer, ps.moedesag FROM punkt_sagsnumre ps"
            " JOIN sagsnumre s ON s.id = ps.sagsnummer WHERE ps.punkt = ? ORDER BY ps.raekkefoelge",
            (punkt,),
        ).fetchall()
        conn.execute("UPDATE soeg SET emne = ? WHERE punkt = ?", (find_emne(numbers), punkt))
    count_cases(conn, sager)


# --- counts -------------------------------------------------------------------------------------


_COUNTS = (
    "INSERT INTO moede_tal (moede, kommune, udvalg, organtype, dato, aar, punkter, lukkede,"
    " beslutninger, udsatte, afstemninger, til_stede, afbud, fravaerende, delvist)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


_COUNT_CASES = (
    "INSERT INTO sag_tal (sag, kommune, foerste, seneste, dage, behandlinger, organer, titel)"
    " SELECT s.id, s.kommune, min(p.dato), max(p.dato),"
    " CAST(julianday(max(p.dato)) - julianday(min(p.dato)) AS INTEGER),"
    " count(DISTINCT p.id), count(DISTINCT coalesce(p.udvalg, 0)),"
    " (SELECT p2.titel FROM punkt_sagsnumre x JOIN punkter p2 ON p2.id = x.punkt"
    "  WHERE x.sagsnummer = s.id AND x.moedesag = 0 ORDER BY p2.dato DESC, p2.id LIMIT 1)"
    " FROM sagsnumre s JOIN punkt_sagsnumre ps ON ps.sagsnummer = s.id AND +ps.moedesag = 0"
    " JOIN punkter p ON p.id = ps.punkt {where}GROUP BY s.id"
)


def count_cases(conn: sqlite3.Connection, sager: Iterable[int]) -> None:
    """Count the treatments of cases anew."""
    rows = [(sag,) for sag in sager]
    conn.executemany("DELETE FROM sag_tal WHERE sag = ?", rows)
    conn.executemany(_COUNT_CASES.format(where="WHERE s.id = ? "), rows)


def count_all_cases(conn: sqlite3.Connection) -> None:
    """Count the treatments of all cases anew: after a load, which leaves them uncounted."""
    conn.execute("DELETE FROM sag_tal")
    conn.execute(_COUNT_CASES.format(where=""))
