"""What feeds and calendars hold: the latest seen of a search, a case, a body, a person."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from referat.publish.data.common import Row, in_marks, rows
from referat.publish.data.person import person_page
from referat.publish.data.sag import case_page
from referat.publish.data.soeg import Request, make_filters, make_query
from referat.publish.feeds import ENTRIES
from referat.publish.shape import Shape
from referat.search.answer import Filters, Order
from referat.search.lookup import Archive
from referat.search.query import parse_query

CHANGES = 1000
"""Lines of one answer of the stream of changes."""


def entries(conn: sqlite3.Connection, shape: Shape, punkter: Sequence[int]) -> list[Row]:
    """Punkter as entries of a feed, latest seen first."""
    register = shape.has("adresser", "oprindelig", "foerst_set")
    address = (
        "a.oprindelig, a.adresse, a.foerst_set, a.aendret"
        if register
        else "'id-' || p.id AS oprindelig, 'id-' || p.id AS adresse,"
        " coalesce(p.dato, '1970-01-01') || 'T00:00:00+00:00' AS foerst_set,"
        " coalesce(p.dato, '1970-01-01') || 'T00:00:00+00:00' AS aendret"
    )
    join = "LEFT JOIN adresser a ON a.punkt = p.id AND a.viser_til IS NULL" if register else ""
    found = rows(
        conn,
        f"SELECT p.titel, p.dato, p.nr, k.navn AS kommune, u.navn AS udvalg, b.tekst, {address}"
        f" FROM punkter p {join} LEFT JOIN kommuner k ON k.id = p.kommune"
        " LEFT JOIN udvalg u ON u.id = p.udvalg LEFT JOIN beslutninger b ON b.punkt = p.id"
        f" WHERE p.id IN ({in_marks(punkter)})",
        list(punkter),
    )
    found = [row for row in found if row["adresse"]]
    return sorted(found, key=lambda row: (row["foerst_set"], row["dato"] or ""), reverse=True)[
        :ENTRIES
    ]


def search_feed(
    conn: sqlite3.Connection, shape: Shape, archive: Archive, request: Request
) -> list[Row]:
    """The latest seen of a search."""
    if not shape.has_search:
        return []
    query = make_query(conn, request.q)
    answer = archive.search(
        conn,
        query,
        make_filters(conn, request, query),
        by=Order.SEEN,
        size=ENTRIES,
        counted=False,
    )
    return entries(conn, shape, answer.punkter)


def place_feed(
    conn: sqlite3.Connection,
    shape: Shape,
    archive: Archive,
    *,
    kommune: int | None,
    udvalg: int | None,
) -> list[Row]:
    """The latest seen of a kommune or a body."""
    if not shape.has_search:
        return []
    filters = (
        Filters(udvalg=frozenset({udvalg}))
        if udvalg is not None
        else Filters(kommune=frozenset({kommune or 0}))
    )
    answer = archive.search(
        conn, parse_query(""), filters, by=Order.SEEN, size=ENTRIES, counted=False
    )
    return entries(conn, shape, answer.punkter)


def case_feed(conn: sqlite3.Connection, shape: Shape, number: str, kommune: str) -> list[Row]:
    """The treatments of a case, latest seen first."""
    page = case_page(conn, shape, number, kommune)
    return entries(conn, shape, [row["id"] for row in page["treatments"]])


def person_feed(conn: sqlite3.Connection, shape: Shape, kommune: str, name: str) -> list[Row]:
    """Punkter where a person in office voted or was absent, latest seen first."""
    person = person_page(conn, shape, kommune, name)["id"]
    punkter = [
        row[0]
        for row in conn.execute(
            "SELECT afstemning FROM stemmer WHERE person = ?1"
            " UNION SELECT punkt FROM fravaer WHERE person = ?1 LIMIT 500",
            (person,),
        )
    ]
    return entries(conn, shape, punkter)


def meetings(
    conn: sqlite3.Connection, shape: Shape, *, kommune: int | None, udvalg: int | None
) -> list[Row]:
    """The newest 200 meetings of a kommune or a body, for a calendar."""
    register = shape.has("adresser", "oprindelig")
    address = (
        "a.oprindelig, a.adresse, a.aendret"
        if register
        else "'id-' || m.id AS oprindelig, 'id-' || m.id AS adresse, '' AS aendret"
    )
    join = (
        "LEFT JOIN adresser a ON a.moede = m.id AND a.slags = 'moede' AND a.viser_til IS NULL"
        if register
        else ""
    )
    where, value = ("m.udvalg = ?", udvalg) if udvalg is not None else ("m.kommune IS ?", kommune)
    return rows(
        conn,
        f"SELECT m.dato, m.start, m.slut, m.sted, k.navn AS kommune, u.navn AS udvalg, {address}"
        f" FROM moeder m {join} LEFT JOIN kommuner k ON k.id = m.kommune"
        " LEFT JOIN udvalg u ON u.id = m.udvalg"
        f" WHERE {where} AND m.dato IS NOT NULL ORDER BY m.dato DESC LIMIT 200",
        (value,),
    )


def changes(conn: sqlite3.Connection, shape: Shape, after: int) -> list[Row]:
    """The stream of changes after a number, oldest first."""
    if not shape.has("aendringer"):
        return []
    return rows(
        conn,
        "SELECT id, tid, haendelse, slags, adresse, viser_til FROM aendringer WHERE id > ?"
        f" ORDER BY id LIMIT {CHANGES}",
        (after,),
    )
