"""The archive in the shape of OParl 1.1, the open standard for councils' data, as far as it fits.

Bodies are kommuner, organizations are udvalg, papers are cases. What OParl asks for and minutes do
not say is left out. Objects are JSON with an ``id`` that is their address; lists are paged.
"""

from __future__ import annotations

import sqlite3
from typing import Any
from urllib.parse import quote

from datasette import Request, Response

from referat.addresses import slug
from referat.publish.data.common import (
    NotFound,
    Row,
    find_kommune,
    find_udvalg,
    kommune_names,
    punkt_rows,
    rows,
)
from referat.publish.data.moede import resolve
from referat.publish.data.sag import case_page
from referat.publish.respond import as_json, base_url, part
from referat.publish.shape import Shape
from referat.publish.state import Site

SCHEMA = "https://schema.oparl.org/1.1/"
PAGE = 100


async def answer(site: Site, request: Request) -> Response:
    """One object or list of the interface."""
    parts = [piece for piece in part(request, "rest").split("/") if piece]
    number = request.args.get("page") or "1"
    page = int(number) if number.isascii() and number.isdigit() and len(number) < 5 else 1
    root = f"{base_url(site, request)}/oparl/v1"

    def read(conn: sqlite3.Connection, shape: Shape) -> Row:
        if not shape.has_meetings:
            raise NotFound("Databasen er tom.")
        return _read(conn, shape, root, parts, max(1, page))

    found = await site.run(read)
    if found.get("type") == f"{SCHEMA}System" and site.options.licence_url:
        found["license"] = site.options.licence_url
    return as_json(found)


def _read(conn: sqlite3.Connection, shape: Shape, root: str, parts: list[str], page: int) -> Row:
    match parts:
        case [] | ["system"]:
            return {
                "id": f"{root}/system",
                "type": f"{SCHEMA}System",
                "oparlVersion": f"{SCHEMA}",
                "body": f"{root}/body",
                "name": "Referat",
            }
        case ["body"]:
            names = sorted(kommune_names(conn).values())
            return _list([_body(root, name) for name in names], root, "body", page)
        case ["body", kommune]:
            return _body(root, _kommune(conn, kommune)["navn"])
        case ["body", kommune, "organization"]:
            found = _kommune(conn, kommune)
            bodies = rows(
                conn, "SELECT navn FROM udvalg WHERE kommune IS ? ORDER BY navn", (found["id"],)
            )
            return _list(
                [_organization(root, found["navn"], row["navn"]) for row in bodies],
                root, "/".join(parts), page,
            )  # fmt: skip
        case ["body", kommune, "meeting"]:
            found = _kommune(conn, kommune)
            meetings = rows(
                conn,
                "SELECT m.id, m.dato, m.start, m.slut, m.sted, u.navn AS udvalg,"
                f" {shape.moede_address('m.id')} AS adresse FROM moeder m"
                " LEFT JOIN udvalg u ON u.id = m.udvalg WHERE m.kommune IS ?"
                " ORDER BY m.dato DESC, m.id LIMIT ? OFFSET ?",
                (found["id"], PAGE + 1, (page - 1) * PAGE),
            )
            listed = [_meeting(root, found["navn"], row) for row in meetings]
            return _list(listed, root, "/".join(parts), page, cut=True)
        case ["organization", kommune, udvalg]:
            found = _kommune(conn, kommune)
            body = find_udvalg(conn, found["id"], udvalg)
            if body is None:
                raise NotFound("Organet findes ikke.")
            return _organization(root, found["navn"], body["navn"])
        case ["meeting", *address]:
            return _whole_meeting(conn, shape, root, "/".join(address))
        case ["paper", *number]:
            return _paper(conn, shape, root, "/".join(number))
        case _:
            raise NotFound("Der er intet OParl-objekt her.")


def _kommune(conn: sqlite3.Connection, name: str) -> Row:
    found = find_kommune(conn, name)
    if found is None:
        raise NotFound("Kommunen findes ikke.")
    return found


def _list(items: list[Row], root: str, path: str, page: int, *, cut: bool = False) -> Row:
    """A page of a list; ``cut`` when only this page, and one more, was fetched."""
    start = 0 if cut else (page - 1) * PAGE
    links: Row = {"first": f"{root}/{path}"}
    if len(items) > start + PAGE:
        links["next"] = f"{root}/{path}?page={page + 1}"
    if page > 1:
        links["prev"] = f"{root}/{path}?page={page - 1}"
    return {
        "data": items[start : start + PAGE],
        "pagination": {"elementsPerPage": PAGE, "currentPage": page},
        "links": links,
    }


def _body(root: str, name: str) -> Row:
    url = f"{root}/body/{slug(name)}"
    return {
        "id": url,
        "type": f"{SCHEMA}Body",
        "name": name,
        "system": f"{root}/system",
        "organization": f"{url}/organization",
        "meeting": f"{url}/meeting",
    }


def _organization(root: str, kommune: str, name: str) -> Row:
    return {
        "id": f"{root}/organization/{slug(kommune)}/{slug(name)}",
        "type": f"{SCHEMA}Organization",
        "body": f"{root}/body/{slug(kommune)}",
        "name": name,
        "web": f"{root.removesuffix('/oparl/v1')}/organ/{slug(kommune)}/{slug(name)}",
    }


def _meeting(root: str, kommune: str | None, row: Row) -> Row:
    found: Row = {
        "id": f"{root}/meeting/{row['adresse']}",
        "type": f"{SCHEMA}Meeting",
        "name": row["udvalg"],
        "web": f"{root.removesuffix('/oparl/v1')}/moede/{row['adresse']}",
    }
    if row["dato"]:
        found["start"] = f"{row['dato']}T{row['start'] or '00:00'}:00"
        if row["slut"]:
            found["end"] = f"{row['dato']}T{row['slut']}:00"
    if row["sted"]:
        found["location"] = {"type": f"{SCHEMA}Location", "description": row["sted"]}
    if row["udvalg"]:
        found["organization"] = [
            f"{root}/organization/{slug(kommune or '') or 'ukendt-kommune'}/{slug(row['udvalg'])}"
        ]
    return found


def _whole_meeting(conn: sqlite3.Connection, shape: Shape, root: str, address: str) -> Row:
    moede = resolve(conn, shape, "moede", address)
    row = rows(
        conn,
        "SELECT m.id, m.dato, m.start, m.slut, m.sted, u.navn AS udvalg, k.navn AS kommune,"
        f" {shape.moede_address('m.id')} AS adresse FROM moeder m"
        " LEFT JOIN udvalg u ON u.id = m.udvalg LEFT JOIN kommuner k ON k.id = m.kommune"
        " WHERE m.id = ?",
        (moede,),
    )[0]
    found = _meeting(root, row["kommune"], row)
    found["agendaItem"] = [
        _item(root, punkt)
        for punkt in punkt_rows(
            conn, shape, "p.moede = ?", (moede,), order="p.raekkefoelge", limit=1000
        )
    ]
    return found


def _item(root: str, punkt: Row) -> Row:
    web = f"{root.removesuffix('/oparl/v1')}/punkt/{punkt['adresse']}"
    found: Row = {
        "id": web,
        "type": f"{SCHEMA}AgendaItem",
        "name": punkt["titel"],
        "public": not punkt["lukket"],
        "web": web,
    }
    if punkt["nr"]:
        found["number"] = punkt["nr"]
    if punkt["udfald"]:
        found["result"] = ", ".join(outcome["navn"] for outcome in punkt["udfald"])
    if punkt["beslutning"]:
        found["resolutionText"] = punkt["beslutning"]
    numbers = [number for number in punkt["sagsnumre"].split(", ") if number]
    if numbers:
        found["consultation"] = [f"{root}/paper/{quote(number)}" for number in numbers]
    return found


def _paper(conn: sqlite3.Connection, shape: Shape, root: str, number: str) -> Row:
    case: dict[str, Any] = case_page(conn, shape, number, "")
    latest = case["treatments"][-1] if case["treatments"] else None
    return {
        "id": f"{root}/paper/{quote(case['number'])}",
        "type": f"{SCHEMA}Paper",
        "reference": case["number"],
        "name": latest["titel"] if latest else case["number"],
        "web": f"{root.removesuffix('/oparl/v1')}/sag/{quote(case['number'])}",
        "consultation": [
            {
                "type": f"{SCHEMA}Consultation",
                "agendaItem": f"{root.removesuffix('/oparl/v1')}/punkt/{row['adresse']}",
                "role": row["udvalg"],
            }
            for row in case["treatments"]
        ],
    }
