"""What readers are shown of one document, beside its own rows: read once, used by all that follows.

Addresses, counts and search (``publication.py``) are made of it. It comes from the rows as they are
built, before they are inserted (``from_tables``): reading them back took a fifth of a load. Of a
database that an older program filled it comes from the tables (``from_database``). Both give the
same, which a test holds them to.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from referat.danish.kommuner import kommuner
from referat.danish.sagsnumre import MEETING_FACET
from referat.types import Udfald

# As the column sagsnumre.emne of schema.sql.
_TOPIC = re.compile(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}(?![0-9])")

UDFALD_BITS = {str(udfald): 1 << place for place, udfald in enumerate(Udfald)}
"""The bit of each outcome in ``soeg.udfald``: by its place in the table ``udfald``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPunkt:
    """One punkt."""

    id: int
    """Its row."""
    nr: str | None
    """As printed."""
    titel: str
    """Heading."""
    plads: int
    """Place in the meeting, from 1."""
    lukket: int
    """1 behind closed doors."""
    sagsnumre: str
    """All case numbers, as in the column."""
    decision: tuple[str | None, str | None]
    """Text and first outcome."""
    votes: tuple[int | None, int | None, int | None] | None
    """For, against, abstaining; ``None`` without a vote."""
    udfald: int
    """All outcomes, as bits."""
    sections: tuple[tuple[str, str], ...]
    """Type and text of each section."""
    text: str
    """All its text but heading and decision."""
    numbers: tuple[str, ...]
    """Case numbers in order."""
    emne: int
    """Subject of KLE as a number, 0 for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One meeting."""

    dokument: int
    """The document, which is the meeting's number too."""
    is_agenda: bool
    """Whether it is no more than an agenda."""
    titel: str
    """Body and day."""
    kommune: int | None
    """Row of the kommune."""
    kommune_navn: str | None
    """Its name."""
    udvalg: int | None
    """Row of the body."""
    udvalg_navn: str | None
    """Its name."""
    dato: str | None
    """Day, ISO 8601."""
    aar: int | None
    """Year."""
    start: str | None
    """When it began."""
    sted: str | None
    """Where it was held."""
    people: tuple[tuple[str, str], ...]
    """Name and status of each entry of the attendance."""
    punkter: tuple[ShownPunkt, ...]
    """In order."""
    sager: frozenset[int]
    """Cases that its punkter treat; not those that are the meeting's own."""


def from_tables(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> Shown | None:
    """Of the rows that ``rows.build_rows`` gives; ``None`` for a document that is no meeting."""
    if not tables["moeder"]:
        return None
    moede, document = tables["moeder"][0], tables["dokumenter"][0]
    names = official_names() | {row["id"]: row["navn"] for row in tables["kommuner"]}
    bodies = {row["id"]: row["navn"] for row in tables["udvalg"]}
    sections = [
        (row["punkt"], row["type"], row["overskrift"], row["tekst"]) for row in tables["afsnit"]
    ]
    parts = [(row["punkt"], row["titel"], None) for row in tables["bilag"]]
    parts += [(row["punkt"], row["udvalg"], row["tekst"]) for row in tables["sagsgang"]]
    outcomes = [(row["beslutning"], row["udfald"]) for row in tables["beslutning_udfald"]]
    known = {row["id"]: row["sagsnummer"] for row in tables["sagsnumre"]}
    numbers = [
        (row["punkt"], known[row["sagsnummer"]], row["moedesag"])
        for row in tables["punkt_sagsnumre"]
    ]
    decisions = {row["id"]: (row["tekst"], row["foerste_udfald"]) for row in tables["beslutninger"]}
    votes = {
        row["beslutning"]: (row["antal_for"], row["antal_imod"], row["antal_undlod"])
        for row in tables["afstemninger"]
    }
    return Shown(
        dokument=document["id"],
        is_agenda=document["dokumenttype"] == "dagsorden",
        titel=moede["titel"],
        kommune=moede["kommune"],
        kommune_navn=names.get(moede["kommune"]),
        udvalg=moede["udvalg"],
        udvalg_navn=bodies.get(moede["udvalg"]),
        dato=moede["dato"],
        aar=moede["aar"],
        start=moede["start"],
        sted=moede["sted"],
        people=tuple((row["navn"], row["status"]) for row in tables["fremmoede"]),
        punkter=_join(
            [
                (row["id"], row["nr"], row["titel"], row["raekkefoelge"], row["lukket"],
                 row["sagsnumre"])
                for row in tables["punkter"]
            ],
            decisions, votes, outcomes, sections, parts, numbers,
        ),
        sager=frozenset(
            row["sagsnummer"] for row in tables["punkt_sagsnumre"] if not row["moedesag"]
        ),
    )  # fmt: skip


def from_database(conn: sqlite3.Connection, dokument: int) -> Shown | None:
    """Of the rows that stand in the database; ``None`` for a document that is no meeting."""
    row = conn.execute(
        "SELECT d.dokumenttype = 'dagsorden', m.titel, m.kommune, k.navn, m.udvalg, u.navn, m.dato,"
        " m.aar, m.start, m.sted FROM moeder m JOIN dokumenter d ON d.id = m.dokument"
        " LEFT JOIN kommuner k ON k.id = m.kommune LEFT JOIN udvalg u ON u.id = m.udvalg"
        " WHERE m.id = ?",
        (dokument,),
    ).fetchone()
    if row is None:
        return None

    def ask(sql: str) -> list[Any]:
        return conn.execute(sql, (dokument,)).fetchall()

    return Shown(
        dokument=dokument,
        is_agenda=bool(row[0]),
        titel=row[1],
        kommune=row[2],
        kommune_navn=row[3],
        udvalg=row[4],
        udvalg_navn=row[5],
        dato=row[6],
        aar=row[7],
        start=row[8],
        sted=row[9],
        people=tuple(
            ask("SELECT navn, status FROM fremmoede WHERE moede = ? ORDER BY raekkefoelge")
        ),
        punkter=_join(
            ask("SELECT id, nr, titel, raekkefoelge, lukket, sagsnumre FROM punkter"
                " WHERE dokument = ? ORDER BY raekkefoelge"),
            {punkt: tuple(more) for punkt, *more in ask(
                "SELECT id, tekst, foerste_udfald FROM beslutninger WHERE dokument = ?")},
            {punkt: tuple(more) for punkt, *more in ask(
                "SELECT beslutning, antal_for, antal_imod, antal_undlod FROM afstemninger"
                " WHERE dokument = ?")},
            ask("SELECT beslutning, udfald FROM beslutning_udfald WHERE dokument = ?"),
            ask("SELECT punkt, type, overskrift, tekst FROM afsnit WHERE dokument = ? ORDER BY id"),
            ask("SELECT punkt, titel, NULL FROM bilag WHERE dokument = ? ORDER BY id")
            + ask("SELECT punkt, udvalg, tekst FROM sagsgang WHERE dokument = ? ORDER BY id"),
            ask("SELECT ps.punkt, s.sagsnummer, ps.moedesag FROM punkt_sagsnumre ps"
                " JOIN sagsnumre s ON s.id = ps.sagsnummer WHERE ps.dokument = ? ORDER BY ps.id"),
        ),
        sager=find_sager(conn, dokument),
    )  # fmt: skip


def find_sager(conn: sqlite3.Connection, dokument: int) -> frozenset[int]:
    """The cases that a document's punkter treat."""
    return frozenset(
        row[0]
        for row in conn.execute(
            "SELECT DISTINCT sagsnummer FROM punkt_sagsnumre WHERE dokument = ? AND moedesag = 0",
            (dokument,),
        )
    )


def find_emne(numbers: Sequence[tuple[str, int]]) -> int:
    """The subject of KLE of a punkt as a number, 0 for none.

    That of its first own number that has one: neither a meeting's number nor one that is filed
    among the meetings says what the punkt is about.

    Args:
        numbers: Its case numbers in order, and whether each is the meeting's own.
    """
    for number, is_meetings in numbers:
        found = _TOPIC.match(number)
        if found and not is_meetings and not MEETING_FACET.match(number):
            return int(found.group().replace(".", ""))
    return 0


@cache
def official_names() -> dict[int, str]:
    """Names of the listed kommuner by row."""
    return {int(row["kommunekode"]): row["navn"] for row in kommuner()}


def _join(
    punkter: Sequence[tuple[Any, ...]],
    decisions: Mapping[int, tuple[Any, ...]],
    votes: Mapping[int, tuple[Any, ...]],
    outcomes: Sequence[tuple[int, str]],
    sections: Sequence[tuple[int, str, str | None, str]],
    parts: Sequence[tuple[int, str | None, str | None]],
    numbers: Sequence[tuple[int, str, int]],
) -> tuple[ShownPunkt, ...]:
    bits: dict[int, int] = {}
    for punkt, udfald in outcomes:
        bits[punkt] = bits.get(punkt, 0) | UDFALD_BITS[udfald]
    by_punkt: dict[int, list[tuple[str, str]]] = {}
    for punkt, kind, _, text in sections:
        by_punkt.setdefault(punkt, []).append((kind, text))
    texts: dict[int, list[str]] = {}
    headed = [(punkt, heading, text) for punkt, _, heading, text in sections]
    for punkt, *said in (*headed, *parts):
        texts.setdefault(punkt, []).extend(part for part in said if part)
    own: dict[int, list[tuple[str, int]]] = {}
    for punkt, number, is_meetings in numbers:
        own.setdefault(punkt, []).append((number, is_meetings))
    return tuple(
        ShownPunkt(
            id=punkt, nr=nr, titel=titel, plads=plads, lukket=lukket, sagsnumre=joined,
            decision=decisions.get(punkt, (None, None)),
            votes=votes.get(punkt),
            udfald=bits.get(punkt, 0),
            sections=tuple(by_punkt.get(punkt, ())),
            text="\n".join(texts.get(punkt, ())),
            numbers=tuple(number for number, _ in own.get(punkt, ())),
            emne=find_emne(own.get(punkt, ())),
        )
        for punkt, nr, titel, plads, lukket, joined in punkter
    )  # fmt: skip
