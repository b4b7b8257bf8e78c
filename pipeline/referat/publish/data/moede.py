"""A meeting: who was there, what was on, how the document was read, and its other versions."""

from __future__ import annotations

import sqlite3

from referat.publish.data.common import Gone, Moved, NotFound, Row, first, punkt_rows, rows
from referat.publish.shape import Shape


def resolve(conn: sqlite3.Connection, shape: Shape, kind: str, address: str) -> int:
    """The id of the meeting or punkt at an address.

    Raises:
        Moved: It has another address now.
        Gone: It was removed.
        NotFound: Nothing was ever there.
    """
    if (
        address.startswith("id-")
        and address[3:].isascii()
        and address[3:].isdecimal()
        and len(address) < 20
    ):
        return _by_id(conn, shape, kind, int(address[3:]))
    if not shape.has("adresser", "viser_til", "fjernet"):
        raise NotFound("Siden findes ikke i denne udgave af databasen.")
    row = first(conn, "SELECT * FROM adresser WHERE adresse = ?", (address,))
    if row is None:
        raise NotFound(f"Der er ingenting på adressen «{address[:120]}».")
    if row["viser_til"]:
        target = first(conn, "SELECT slags FROM adresser WHERE adresse = ?", (row["viser_til"],))
        raise Moved(f"/{target['slags'] if target else kind}/{row['viser_til']}")
    if row[kind] is None:
        if row["moede"] is not None and kind == "punkt":
            raise Moved(f"/moede/{address}")
        raise Gone(row["titel"], row["fjernet"] or row["aendret"])
    return int(row[kind])


def _by_id(conn: sqlite3.Connection, shape: Shape, kind: str, number: int) -> int:
    table = {"punkt": "punkter", "moede": "moeder"}[kind]
    address = shape.punkt_address("id") if kind == "punkt" else shape.moede_address("id")
    row = conn.execute(f"SELECT id, {address} FROM {table} WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise NotFound("Nummeret findes ikke.")
    if not row[1].startswith("id-"):
        raise Moved(f"/{kind}/{row[1]}")
    return int(row[0])


def document(conn: sqlite3.Connection, shape: Shape, dokument: int) -> Row:
    """The document that a page was read from, with its other versions."""
    row = first(
        conn,
        "SELECT d.id, d.titel, d.dokumenttype, d.sti, d.url, d.hentet, d.filtype, d.antal_sider,"
        " d.sider_med_ocr, d.sikkerhed, d.sha256, d.program, d.model,"
        f" {shape.column('dokumenter', 'd', 'kildedokument')} AS kildedokument,"
        f" {shape.column('dokumenter', 'd', 'offentlig_sti')} AS offentlig_sti,"
        f" {shape.column('dokumenter', 'd', 'umaskeret')} AS umaskeret"
        " FROM dokumenter d WHERE d.id = ?",
        (dokument,),
    )
    if row is None:
        raise NotFound("Dokumentet findes ikke.")
    row["versions"] = (
        rows(
            conn,
            "SELECT nr, dokumenttype, gaeldende, hentet, aendringer, sha256 FROM udgaver"
            " WHERE kildedokument = ? ORDER BY nr",
            (row["kildedokument"],),
        )
        if row["kildedokument"] and shape.has("udgaver")
        else []
    )
    row["problems"] = (
        rows(
            conn,
            "SELECT kode, alvor, side, besked, raad FROM problemer WHERE dokument = ?"
            " ORDER BY side, id LIMIT 50",
            (dokument,),
        )
        if shape.has("problemer")
        else []
    )
    row["masked"] = (
        rows(
            conn,
            "SELECT art, count(*) AS antal FROM maskeringer WHERE dokument = ? GROUP BY art",
            (dokument,),
        )
        if shape.has("maskeringer")
        else []
    )
    return row


def attendance(conn: sqlite3.Connection, moede: int) -> list[Row]:
    """Who was to be at a meeting, in the order of the document."""
    return rows(
        conn,
        "SELECT f.navn, f.status, f.rolle, f.parti, f.stedfortraeder_for, f.ankom, f.gik,"
        " f.sikkerhed, f.side, f.boks, f.person, pe.navn AS person_navn, k.navn AS kommune"
        " FROM fremmoede f JOIN personer pe ON pe.id = f.person"
        " LEFT JOIN kommuner k ON k.id = pe.kommune WHERE f.moede = ? ORDER BY f.raekkefoelge",
        (moede,),
    )


def meeting_page(conn: sqlite3.Connection, shape: Shape, moede: int) -> Row:
    """All that the page of a meeting shows."""
    row = first(
        conn,
        "SELECT m.*, k.navn AS kommune_navn, k.officielt_navn, u.navn AS udvalg_navn,"
        f" {shape.moede_address('m.id')} AS adresse FROM moeder m"
        " LEFT JOIN kommuner k ON k.id = m.kommune LEFT JOIN udvalg u ON u.id = m.udvalg"
        " WHERE m.id = ?",
        (moede,),
    )
    if row is None:
        raise NotFound("Mødet findes ikke.")
    row["document"] = document(conn, shape, row["dokument"])
    row["attendance"] = attendance(conn, moede)
    row["punkter"] = punkt_rows(
        conn, shape, "p.moede = ?", (moede,), order="p.raekkefoelge", limit=2000
    )
    row["sagsnumre"] = [
        number
        for (number,) in conn.execute(
            "SELECT s.sagsnummer FROM moede_sagsnumre ms JOIN sagsnumre s ON s.id = ms.sagsnummer"
            " WHERE ms.moede = ? ORDER BY ms.raekkefoelge",
            (moede,),
        )
    ]
    row["before"], row["after"] = _neighbours(conn, shape, row)
    row["first_seen"] = (
        first(conn, "SELECT foerst_set, aendret FROM adresser WHERE adresse = ?", (row["adresse"],))
        if shape.has("adresser")
        else None
    )
    return row


def _neighbours(
    conn: sqlite3.Connection, shape: Shape, moede: Row
) -> tuple[Row | None, Row | None]:
    """The body's meeting before and after."""
    if moede["udvalg"] is None or moede["dato"] is None:
        return None, None
    sql = (
        f"SELECT m.dato, m.titel, {shape.moede_address('m.id')} AS adresse FROM moeder m"
        " WHERE m.udvalg = ? AND m.dato {sign} ? ORDER BY m.dato {order} LIMIT 1"
    )
    args = (moede["udvalg"], moede["dato"])
    return (
        first(conn, sql.format(sign="<", order="DESC"), args),
        first(conn, sql.format(sign=">", order="ASC"), args),
    )
