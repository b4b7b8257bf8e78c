"""What the site needs beside the document's own rows: addresses, changes, counts, search.

All is made from the rows that stand in the database, document by document, in the transaction
that writes the document (``write.py``): ``retire`` before the old rows go, then ``publish`` when
the new ones are there, or ``withdraw`` where none come. ``fill_publication`` makes it of a whole
database that an older program filled (``migrate.py`` makes the tables).
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from referat.addresses import meeting_address, punkt_name
from referat.danish.organtyper import ORGANTYPER, RUTINE
from referat.search.shadow import Entry, forget_words, replace_entries


@dataclass(frozen=True, slots=True, kw_only=True)
class Retired:
    """What a document leaves behind when its rows are replaced."""

    documents: tuple[int, ...] = ()
    """The documents that are replaced."""
    addresses: tuple[str, ...] = ()
    """Addresses that led to them."""
    sager: frozenset[int] = field(default_factory=frozenset)
    """Cases that they treated."""

    def __add__(self, other: Retired) -> Retired:
        """What both leave behind."""
        return Retired(
            documents=self.documents + other.documents,
            addresses=self.addresses + other.addresses,
            sager=self.sager | other.sager,
        )


def fill_publication(conn: sqlite3.Connection, stamp: str) -> int:
    """Make all this of the documents that a database holds, and give their number.

    Inside the caller's transaction: all of it, or nothing.
    """
    documents = [row[0] for row in conn.execute("SELECT id FROM dokumenter ORDER BY id")]
    for dokument in documents:
        publish(conn, dokument, Retired(), stamp)
    return len(documents)


def retire(conn: sqlite3.Connection, documents: Sequence[int]) -> Retired:
    """Note what documents leave behind, before their rows are deleted."""
    addresses: list[str] = []
    sager: set[int] = set()
    for dokument in documents:
        sager |= _sager(conn, dokument)
        addresses += [
            row[0]
            for row in conn.execute(
                "SELECT adresse FROM adresser WHERE moede = ? AND viser_til IS NULL", (dokument,)
            )
        ]
    return Retired(documents=tuple(documents), addresses=tuple(addresses), sager=frozenset(sager))


def publish(conn: sqlite3.Connection, dokument: int, retired: Retired, stamp: str) -> None:
    """Put a document whose rows are written into addresses, changes, counts and search.

    Args:
        conn: Inside the transaction that wrote the rows.
        dokument: The document.
        retired: What it replaces.
        stamp: Now, ISO 8601 in UTC.
    """
    addresses = _address_meeting(conn, dokument, stamp)
    _redirect(conn, retired.addresses, addresses, dokument, stamp)
    documents = dict.fromkeys((*retired.documents, dokument))
    gone = replace_entries(conn, documents, list(_entries(conn, dokument)))
    _count_meeting(conn, dokument)
    count_cases(conn, retired.sager | _sager(conn, dokument))
    forget_words(conn, gone)


def withdraw(conn: sqlite3.Connection, retired: Retired, stamp: str) -> None:
    """Take documents out of the site, and leave their addresses as tombstones without a title.

    Called when their rows are deleted: nothing can be counted from what should not be there.
    """
    for dokument in retired.documents:
        conn.execute("DELETE FROM moede_tal WHERE moede = ?", (dokument,))
    _redirect(conn, retired.addresses, [], None, stamp)
    gone = replace_entries(conn, retired.documents, [])
    count_cases(conn, retired.sager)
    forget_words(conn, gone)


def organtype(name: str | None) -> int:
    """The kind of a body, told by its name (``danish/organtyper.py``)."""
    return next(number for number, _, _, pattern in ORGANTYPER if pattern.search(name or ""))


# --- addresses ----------------------------------------------------------------------------------


def _address_meeting(conn: sqlite3.Connection, dokument: int, stamp: str) -> list[str]:
    """Give a document's meeting and punkter their addresses; none for what is no meeting."""
    row = conn.execute(
        "SELECT k.navn, u.navn, m.dato, m.titel, d.dokumenttype, m.start, m.sted"
        " FROM moeder m JOIN dokumenter d ON d.id = m.dokument"
        " LEFT JOIN kommuner k ON k.id = m.kommune LEFT JOIN udvalg u ON u.id = m.udvalg"
        " WHERE m.id = ?",
        (dokument,),
    ).fetchone()
    if row is None:
        return []
    kommune, udvalg, dato, titel, kind, *rest = row
    people = conn.execute(
        "SELECT navn, status FROM fremmoede WHERE moede = ? ORDER BY raekkefoelge", (dokument,)
    ).fetchall()
    base = meeting_address(kommune, udvalg, dato, is_agenda=kind == "dagsorden")
    address = _free(conn, base, dokument)
    _write_address(
        conn, address, stamp, moede=dokument, punkt=None, titel=titel, place=None,
        content=(titel, *rest, people),
    )  # fmt: skip
    written = [address]
    for number, nr, name, place, content in _punkter(conn, dokument):
        own = f"{address}/{punkt_name(nr, place)}"
        own = own if own not in written else f"{own}--{place}"
        _write_address(
            conn, own, stamp, moede=dokument, punkt=number, titel=name, place=place, content=content
        )
        written.append(own)
    return written


def _free(conn: sqlite3.Connection, base: str, dokument: int) -> str:
    """The address, or the first with a number after it that no other meeting has."""
    address, number = base, 1
    while True:
        row = conn.execute("SELECT moede FROM adresser WHERE adresse = ?", (address,)).fetchone()
        if row is None or row[0] is None or row[0] == dokument:
            return address
        number += 1
        address = f"{base}--{number}"


def _punkter(
    conn: sqlite3.Connection, dokument: int
) -> Iterator[tuple[int, str | None, str, int, object]]:
    """Number, printed number, title, place and content of each punkt of a meeting."""
    sections: dict[int, list[object]] = {}
    for punkt, *content in conn.execute(
        "SELECT punkt, type, tekst FROM afsnit WHERE dokument = ? ORDER BY id", (dokument,)
    ):
        sections.setdefault(punkt, []).append(content)
    for number, nr, titel, place, *content in conn.execute(
        "SELECT p.id, p.nr, p.titel, p.raekkefoelge, p.lukket, p.sagsnumre, b.tekst,"
        " b.foerste_udfald, a.antal_for, a.antal_imod, a.antal_undlod"
        " FROM punkter p LEFT JOIN beslutninger b ON b.punkt = p.id"
        " LEFT JOIN afstemninger a ON a.beslutning = b.id"
        " WHERE p.dokument = ? ORDER BY p.raekkefoelge",
        (dokument,),
    ):
        yield number, nr, titel, place, (titel, content, sections.get(number))


def _write_address(
    conn: sqlite3.Connection,
    address: str,
    stamp: str,
    *,
    moede: int,
    punkt: int | None,
    titel: str,
    place: int | None,
    content: object,
) -> None:
    print_ = hashlib.sha256(repr(content).encode()).hexdigest()[:16]
    known = conn.execute(
        "SELECT fingeraftryk, fjernet FROM adresser WHERE adresse = ?", (address,)
    ).fetchone()
    kind = "moede" if punkt is None else "punkt"
    if known is None or known[0] != print_ or known[1] is not None:
        _note(conn, stamp, "ny" if known is None else "aendret", kind, address)
    changed = known is None or known[0] != print_
    conn.execute(
        "INSERT INTO adresser (adresse, oprindelig, slags, moede, punkt, titel, plads,"
        " fingeraftryk, foerst_set, aendret) VALUES (?1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)"
        " ON CONFLICT (adresse) DO UPDATE SET moede = excluded.moede, punkt = excluded.punkt,"
        " slags = excluded.slags, titel = excluded.titel, plads = excluded.plads,"
        " fingeraftryk = excluded.fingeraftryk, viser_til = NULL, fjernet = NULL,"
        " aendret = iif(?9, excluded.aendret, aendret)",
        (address, kind, moede, punkt, titel, place, print_, stamp, changed),
    )


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
        _note(conn, stamp, "flyttet" if target else "fjernet", kind, address, target)


def _note(
    conn: sqlite3.Connection,
    stamp: str,
    event: str,
    kind: str,
    address: str,
    target: str | None = None,
) -> None:
    conn.execute(
        "INSERT INTO aendringer (tid, haendelse, slags, adresse, viser_til) VALUES (?, ?, ?, ?, ?)",
        (stamp, event, kind, address, target),
    )


# --- search -------------------------------------------------------------------------------------


def _entries(conn: sqlite3.Connection, dokument: int) -> Iterator[Entry]:
    """What the search holds of each punkt of a document."""
    bits = {
        name: 1 << (place - 1)
        for name, place in conn.execute("SELECT id, raekkefoelge FROM udfald")
    }
    outcomes: dict[int, int] = {}
    for punkt, udfald in conn.execute(
        "SELECT beslutning, udfald FROM beslutning_udfald WHERE dokument = ?", (dokument,)
    ):
        outcomes[punkt] = outcomes.get(punkt, 0) | bits[udfald]
    texts: dict[int, list[str]] = {}
    for punkt, *parts in conn.execute(
        "SELECT punkt, overskrift, tekst FROM afsnit WHERE dokument = ?1"
        " UNION ALL SELECT punkt, titel, NULL FROM bilag WHERE dokument = ?1"
        " UNION ALL SELECT punkt, udvalg, tekst FROM sagsgang WHERE dokument = ?1",
        (dokument,),
    ):
        texts.setdefault(punkt, []).extend(part for part in parts if part)
    for row in conn.execute(
        "SELECT p.id, p.titel, p.dato, p.kommune, p.udvalg, p.lukket, u.navn, b.tekst, a.id,"
        " d.dokumenttype = 'dagsorden' FROM punkter p JOIN dokumenter d ON d.id = p.dokument"
        " LEFT JOIN udvalg u ON u.id = p.udvalg LEFT JOIN beslutninger b ON b.punkt = p.id"
        " LEFT JOIN afstemninger a ON a.beslutning = b.id"
        " WHERE p.dokument = ? ORDER BY p.raekkefoelge",
        (dokument,),
    ).fetchall():
        punkt, titel, dato, kommune, udvalg, lukket, body, decision, vote, is_agenda = row
        emne, numbers = _numbers(conn, punkt)
        yield Entry(
            values={
                "punkt": punkt,
                "dokument": dokument,
                "kommune": kommune or 0,
                "udvalg": udvalg or 0,
                "organtype": organtype(body),
                "dag": int(dato.replace("-", "")) if dato else 0,
                "udfald": outcomes.get(punkt, 0),
                "emne": emne,
                "afstemning": int(vote is not None),
                "lukket": lukket,
                "rutine": int(bool(RUTINE.match(titel))),
                "dagsorden": is_agenda,
                "beslutning": int(decision is not None),
            },
            texts=(titel, decision or "", "\n".join(texts.get(punkt, ()))),
            sagsnumre=numbers,
            dato=dato,
        )


def _numbers(conn: sqlite3.Connection, punkt: int) -> tuple[int, tuple[str, ...]]:
    """A punkt's subject of KLE as a number, 0 for none, and all its case numbers.

    The subject is that of its first own number that has one: neither a meeting's number nor one
    that is filed among the meetings says what the punkt is about.
    """
    rows = conn.execute(
        "SELECT s.sagsnummer, iif(ps.moedesag OR s.moedefacet, NULL, s.emne)"
        " FROM punkt_sagsnumre ps JOIN sagsnumre s ON s.id = ps.sagsnummer"
        " WHERE ps.punkt = ? ORDER BY ps.raekkefoelge",
        (punkt,),
    ).fetchall()
    emne = next((emne for _, emne in rows if emne), "0")
    return int(emne.replace(".", "")), tuple(number for number, _ in rows)


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
        conn.execute("UPDATE soeg SET emne = ? WHERE punkt = ?", (_numbers(conn, punkt)[0], punkt))
    count_cases(conn, sager)


# --- counts -------------------------------------------------------------------------------------


def _count_meeting(conn: sqlite3.Connection, dokument: int) -> None:
    # The unary + keeps the planner, which has no statistics yet in a new database, from walking an
    # index over all closed punkter or all postponed decisions.
    conn.execute("DELETE FROM moede_tal WHERE moede = ?", (dokument,))
    row = conn.execute("SELECT u.navn FROM moeder m LEFT JOIN udvalg u ON u.id = m.udvalg"
                       " WHERE m.id = ?", (dokument,)).fetchone()  # fmt: skip
    if row is None:
        return
    conn.execute(
        "INSERT INTO moede_tal (moede, kommune, udvalg, organtype, dato, aar, punkter, lukkede,"
        " beslutninger, udsatte, afstemninger, til_stede, afbud, fravaerende, delvist)"
        " SELECT m.id, m.kommune, m.udvalg, ?2, m.dato, m.aar,"
        " (SELECT count(*) FROM punkter WHERE moede = m.id),"
        " (SELECT count(*) FROM punkter WHERE moede = m.id AND +lukket = 1),"
        " (SELECT count(*) FROM beslutninger WHERE dokument = m.id),"
        " (SELECT count(*) FROM beslutninger WHERE dokument = m.id AND +foerste_udfald = 'udsat'),"
        " (SELECT count(*) FROM afstemninger WHERE dokument = m.id),"
        " coalesce(sum(f.status = 'til_stede'), 0), coalesce(sum(f.status = 'afbud'), 0),"
        " coalesce(sum(f.status = 'fravaerende'), 0), coalesce(sum(f.status = 'delvist'), 0)"
        " FROM moeder m LEFT JOIN fremmoede f ON f.moede = m.id WHERE m.id = ?1 GROUP BY m.id",
        (dokument, organtype(row[0])),
    )


def _sager(conn: sqlite3.Connection, dokument: int) -> set[int]:
    return {
        row[0]
        for row in conn.execute(
            "SELECT DISTINCT sagsnummer FROM punkt_sagsnumre WHERE dokument = ? AND moedesag = 0",
            (dokument,),
        )
    }


def count_cases(conn: sqlite3.Connection, sager: Iterable[int]) -> None:
    """Count the treatments of cases anew."""
    for sag in sager:
        conn.execute("DELETE FROM sag_tal WHERE sag = ?", (sag,))
        conn.execute(
            "INSERT INTO sag_tal (sag, kommune, foerste, seneste, dage, behandlinger, organer,"
            " titel) SELECT s.id, s.kommune, min(p.dato), max(p.dato),"
            " CAST(julianday(max(p.dato)) - julianday(min(p.dato)) AS INTEGER),"
            " count(DISTINCT p.id), count(DISTINCT coalesce(p.udvalg, 0)),"
            " (SELECT p2.titel FROM punkt_sagsnumre x JOIN punkter p2 ON p2.id = x.punkt"
            "  WHERE x.sagsnummer = s.id AND x.moedesag = 0 ORDER BY p2.dato DESC, p2.id LIMIT 1)"
            " FROM sagsnumre s JOIN punkt_sagsnumre ps ON ps.sagsnummer = s.id AND +ps.moedesag = 0"
            " JOIN punkter p ON p.id = ps.punkt WHERE s.id = ? GROUP BY s.id",
            (sag,),
        )
