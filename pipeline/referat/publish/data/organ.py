"""A body and a municipality: their meetings, years and outcomes."""

from __future__ import annotations

import sqlite3

from referat.danish.organtyper import ORGANTYPER
from referat.publish.data.common import (
    BODY_KINDS,
    NotFound,
    Row,
    find_kommune,
    find_udvalg,
    first,
    meeting_rows,
    outcome_list,
    rows,
)
from referat.publish.presence import printed_at
from referat.publish.shape import Shape
from referat.publish.tally import years_by_outcome
from referat.search.lookup import Archive

MEETINGS = 100
"""Meetings on one page; the rest are reached by year."""


def body_page(
    conn: sqlite3.Connection,
    shape: Shape,
    archive: Archive,
    kommune_name: str,
    name: str,
    year: int | None,
) -> Row:
    """A body's meetings of a year (or the latest), its years, outcomes, attendance and members.

    Raises:
        NotFound: There is no such body.
    """
    kommune = find_kommune(conn, kommune_name)
    udvalg = find_udvalg(conn, kommune["id"], name) if kommune else None
    if kommune is None or udvalg is None:
        raise NotFound("Organet findes ikke her.")
    where, args = "m.udvalg = ?", [udvalg["id"]]
    if year is not None:
        where, args = "m.udvalg = ? AND m.aar = ?", [udvalg["id"], year]
    found: Row = {
        "kommune": kommune,
        "udvalg": udvalg,
        "kind": BODY_KINDS[next(n for n, _, _, p in ORGANTYPER if p.search(udvalg["navn"]))],
        "year": year,
        "meetings": meeting_rows(conn, shape, where, args, limit=MEETINGS),
        "years": rows(
            conn,
            "SELECT aar, count(*) AS moeder FROM moeder WHERE udvalg = ? AND aar IS NOT NULL"
            " GROUP BY aar ORDER BY aar",
            (udvalg["id"],),
        ),
        "members": _members(conn, udvalg["id"]),
        "chart": [],
        "presence": None,
    }
    if shape.has_search:
        archive.refresh(conn)
        found["chart"] = years_by_outcome(archive, outcome_list(conn), udvalg=udvalg["id"])
    if shape.has("moede_tal"):
        found["presence"] = first(
            conn,
            "SELECT count(*) AS moeder, sum(trykt) AS med_fremmoede,"
            " sum(til_stede + delvist) FILTER (WHERE trykt) AS til_stede,"
            " sum(afbud + fravaerende) FILTER (WHERE trykt) AS fravaerende,"
            " sum(punkter) AS punkter, sum(lukkede) AS lukkede,"
            " sum(afstemninger) AS afstemninger, sum(udsatte) AS udsatte FROM"
            f" (SELECT tal.*, {printed_at(shape, 'tal.moede')} AS trykt FROM moede_tal tal"
            " WHERE tal.udvalg = ?)",
            (udvalg["id"],),
        )
    return found


def _members(conn: sqlite3.Connection, udvalg: int) -> list[Row]:
    """Who the latest minutes of a body list, with party and role."""
    return rows(
        conn,
        "SELECT f.navn, f.parti, f.rolle, f.status, f.person, pe.navn AS person_navn,"
        " k.navn AS kommune FROM fremmoede f"
        " JOIN personer pe ON pe.id = f.person LEFT JOIN kommuner k ON k.id = pe.kommune"
        " WHERE f.moede = (SELECT m.id FROM moeder m WHERE m.udvalg = ? AND EXISTS"
        "  (SELECT 1 FROM fremmoede x WHERE x.moede = m.id) ORDER BY m.dato DESC LIMIT 1)"
        " ORDER BY f.raekkefoelge",
        (udvalg,),
    )


def kommune_page(conn: sqlite3.Connection, shape: Shape, archive: Archive, name: str) -> Row:
    """A municipality's bodies, newest meetings, outcomes by year, and longest cases.

    Raises:
        NotFound: There is no such municipality.
    """
    kommune = find_kommune(conn, name)
    if kommune is None:
        raise NotFound("Kommunen findes ikke.")
    found: Row = {
        "kommune": kommune,
        "bodies": rows(
            conn,
            "SELECT u.navn, count(m.id) AS moeder, min(m.dato) AS fra, max(m.dato) AS til"
            " FROM udvalg u LEFT JOIN moeder m ON m.udvalg = u.id WHERE u.kommune IS ?"
            " GROUP BY u.id ORDER BY max(m.dato) DESC, u.navn",
            (kommune["id"],),
        ),
        "meetings": meeting_rows(conn, shape, "m.kommune IS ?", (kommune["id"],), limit=20),
        "cases": [],
        "chart": [],
        "topics": [],
    }
    if shape.has("sag_tal"):
        found["cases"] = rows(
            conn,
            "SELECT s.sagsnummer, t.titel, t.behandlinger, t.organer, t.foerste, t.seneste, t.dage"
            " FROM sag_tal t JOIN sagsnumre s ON s.id = t.sag WHERE t.kommune IS ?"
            " ORDER BY t.dage DESC LIMIT 10",
            (kommune["id"],),
        )
    if shape.has_search and kommune["id"] is not None:
        archive.refresh(conn)
        found["chart"] = years_by_outcome(archive, outcome_list(conn), kommune=kommune["id"])
    return found


def all_kommuner(conn: sqlite3.Connection, shape: Shape) -> list[Row]:
    """Every municipality and region with its number of meetings, and the period."""
    return rows(
        conn,
        "SELECT k.navn, k.type, k.region, k.kommunekode,"
        " (SELECT count(*) FROM moeder m WHERE m.kommune = k.id) AS moeder,"
        " (SELECT min(dato) FROM moeder m WHERE m.kommune = k.id) AS fra,"
        " (SELECT max(dato) FROM moeder m WHERE m.kommune = k.id) AS til"
        " FROM kommuner k ORDER BY k.navn",
    )
