"""A person in one kommune, in public office: attendance, roles and votes. Staff have no page."""

from __future__ import annotations

import sqlite3
from typing import Any

from referat.addresses import slug
from referat.danish.personroller import ANSAT, VALGT
from referat.publish.data.common import NotFound, Row, find_kommune, outcomes, rows
from referat.publish.presence import printed_at
from referat.publish.shape import Shape

STATUS = {
    "til_stede": "til stede",
    "afbud": "afbud",
    "fravaerende": "fraværende",
    "delvist": "en del af mødet",
}


def person_page(conn: sqlite3.Connection, shape: Shape, kommune_name: str, name: str) -> Row:
    """All that the page of a person shows.

    Raises:
        NotFound: Nobody of that name holds public office there, as far as the minutes say.
    """
    kommune = find_kommune(conn, kommune_name)
    if kommune is None:
        raise NotFound("Kommunen findes ikke.")
    people = [
        row
        for row in rows(conn, "SELECT id, navn FROM personer WHERE kommune IS ?", (kommune["id"],))
        if slug(row["navn"]) == name
    ]
    people = [row for row in people if holds_office(conn, row["id"])]
    if not people:
        raise NotFound("Der er ingen side for en person med det navn.")
    person = people[0]
    found: Row = {"kommune": kommune, "navn": person["navn"], "id": person["id"], "slug": name}
    meetings = rows(
        conn,
        "SELECT m.dato, m.aar, m.titel, f.status, f.rolle, f.parti, f.stedfortraeder_for,"
        f" u.navn AS udvalg, {shape.moede_address('m.id')} AS adresse,"
        f" {printed_at(shape, 'm.id')} AS trykt"
        " FROM fremmoede f JOIN moeder m ON m.id = f.moede LEFT JOIN udvalg u ON u.id = m.udvalg"
        " WHERE f.person = ? ORDER BY m.dato DESC, m.id LIMIT 5000",
        (person["id"],),
    )
    found["meetings"] = meetings
    found["years"] = _years(meetings)
    found["bodies"] = _bodies(meetings)
    found["parties"] = sorted({row["parti"] for row in meetings if row["parti"]})
    found["votes"] = _votes(conn, shape, person["id"])
    found["absent"] = rows(
        conn,
        f"SELECT p.dato, p.nr, p.titel, u.navn AS udvalg, {shape.punkt_address('p.id')} AS adresse"
        " FROM fravaer f JOIN punkter p ON p.id = f.punkt LEFT JOIN udvalg u ON u.id = p.udvalg"
        " WHERE f.person = ? ORDER BY p.dato DESC LIMIT 50",
        (person["id"],),
    )
    return found


def holds_office(conn: sqlite3.Connection, person: int) -> bool:
    """Whether the minutes show a person as an elected or appointed member.

    A party, a vote, absence from a punkt or a member's role say so; so does attendance without a
    role, unless the person is staff elsewhere.
    """
    if conn.execute("SELECT 1 FROM stemmer WHERE person = ? LIMIT 1", (person,)).fetchone():
        return True
    known = conn.execute(
        "SELECT DISTINCT rolle, parti IS NOT NULL FROM fremmoede WHERE person = ?"
        " UNION SELECT 'stedfortræder', 0 FROM fremmoede WHERE stedfortraeder_for_person = ?",
        (person, person),
    ).fetchall()
    if any(party or (role and VALGT.search(role)) for role, party in known):
        return True
    if any(role and ANSAT.search(role) for role, _ in known):
        return False
    if known:
        return True
    return (
        conn.execute("SELECT 1 FROM fravaer WHERE person = ? LIMIT 1", (person,)).fetchone()
        is not None
    )


def _years(meetings: list[Row]) -> list[Row]:
    """Attendance by year; a share only of the meetings whose minutes tell who came."""
    found: dict[Any, Row] = {}
    for row in meetings:
        year = found.setdefault(
            row["aar"],
            {"aar": row["aar"], "til_stede": 0, "afbud": 0, "fravaerende": 0, "delvist": 0,
             "var_der": 0, "talte": 0},
        )  # fmt: skip
        year[row["status"]] = year.get(row["status"], 0) + 1
        if row["trykt"]:
            year["talte"] += 1
            year["var_der"] += row["status"] in ("til_stede", "delvist")
    return sorted(found.values(), key=lambda row: row["aar"] or 0)


def _bodies(meetings: list[Row]) -> list[Row]:
    found: dict[Any, Row] = {}
    for row in meetings:
        body = found.setdefault(
            row["udvalg"],
            {"udvalg": row["udvalg"], "antal": 0, "roller": set(), "fra": None, "til": None},
        )
        body["antal"] += 1
        if row["rolle"]:
            body["roller"].add(row["rolle"])
        if row["dato"]:
            body["fra"] = min(filter(None, (body["fra"], row["dato"])))
            body["til"] = max(filter(None, (body["til"], row["dato"])))
    for body in found.values():
        body["roller"] = sorted(body["roller"])
    return sorted(found.values(), key=lambda row: -row["antal"])


def _votes(conn: sqlite3.Connection, shape: Shape, person: int) -> list[Row]:
    found = rows(
        conn,
        "SELECT p.id, p.dato, p.titel, s.stemme, s.parti, u.navn AS udvalg,"
        f" {shape.punkt_address('p.id')} AS adresse FROM stemmer s"
        " JOIN punkter p ON p.id = s.afstemning LEFT JOIN udvalg u ON u.id = p.udvalg"
        " WHERE s.person = ? ORDER BY p.dato DESC LIMIT 200",
        (person,),
    )
    named = outcomes(conn, [row["id"] for row in found])
    return [row | {"udfald": named.get(row["id"], [])} for row in found]
