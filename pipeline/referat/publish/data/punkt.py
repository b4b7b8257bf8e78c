"""A punkt: its text, decision and votes, who was there for it, and where on the page it stands."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import PurePath

from referat.publish.data.common import (
    LOW,
    NotFound,
    Row,
    box,
    first,
    outcomes,
    rows,
)
from referat.publish.data.moede import attendance, document
from referat.publish.data.sideord import readings
from referat.publish.presence import is_presence_printed
from referat.publish.shape import Shape
from referat.resources import PUBLIC_DIR

# Table, what its box is called, and whether the row is the punkt itself.
_BOXES = (
    ("punkter", "Overskrift", "id"),
    ("beslutninger", "Beslutning", "punkt"),
    ("punkt_sagsnumre", "Sagsnummer", "punkt"),
    ("afsnit", "Afsnit", "punkt"),
    ("fravaer", "Fravær", "punkt"),
    ("bilag", "Bilag", "punkt"),
    ("sagsgang", "Tidligere behandling", "punkt"),
)


def punkt_page(conn: sqlite3.Connection, shape: Shape, punkt: int) -> Row:
    """All that the page of a punkt shows.

    Raises:
        NotFound: There is none with this id.
    """
    row = first(
        conn,
        "SELECT p.*, k.navn AS kommune_navn, k.officielt_navn, u.navn AS udvalg_navn,"
        " m.titel AS moede_titel, m.start, m.slut,"
        f" {shape.punkt_address('p.id')} AS adresse,"
        f" {shape.moede_address('p.moede')} AS moede_adresse"
        " FROM punkter p JOIN moeder m ON m.id = p.moede"
        " LEFT JOIN kommuner k ON k.id = p.kommune LEFT JOIN udvalg u ON u.id = p.udvalg"
        " WHERE p.id = ?",
        (punkt,),
    )
    if row is None:
        raise NotFound("Punktet findes ikke.")
    row["document"] = document(conn, shape, row["dokument"])
    row["beslutning"] = first(
        conn,
        "SELECT tekst, side, linje, sikkerhed, kilde FROM beslutninger WHERE punkt = ?",
        (punkt,),
    )
    row["udfald"] = outcomes(conn, [punkt]).get(punkt, [])
    row["vote"] = _vote(conn, punkt)
    row["afsnit"] = _simple(conn, punkt, "afsnit", "type, overskrift, tekst, side, sikkerhed")
    row["bilag"] = _simple(conn, punkt, "bilag", "titel, side")
    row["sagsgang"] = _simple(conn, punkt, "sagsgang", "udvalg, dato, nr, tekst, udfald, side")
    row["sager"] = rows(
        conn,
        "SELECT s.sagsnummer, s.type, ps.moedesag, ps.sikkerhed, ps.trykt FROM punkt_sagsnumre ps"
        " JOIN sagsnumre s ON s.id = ps.sagsnummer WHERE ps.punkt = ? ORDER BY ps.raekkefoelge",
        (punkt,),
    )
    row["emner"] = (
        rows(
            conn,
            "SELECT DISTINCT emne, titel FROM punkt_emner WHERE punkt = ? AND punktets = 1",
            (punkt,),
        )
        if shape.has("punkt_emner")
        else []
    )
    row["present"], row["absent"] = _people(conn, row["moede"], punkt)
    row["presence_printed"] = is_presence_printed(conn, shape, row["moede"])
    row["pages"] = _pages(conn, shape, row)
    row["before"], row["after"] = (
        first(
            conn,
            f"SELECT p.nr, p.titel, {shape.punkt_address('p.id')} AS adresse FROM punkter p"
            " WHERE p.moede = ? AND p.raekkefoelge = ?",
            (row["moede"], row["raekkefoelge"] + step),
        )
        for step in (-1, 1)
    )
    row["earlier"] = _same_case(conn, shape, row)
    row["portal"] = (
        rows(
            conn,
            "SELECT felt, tekst, laest, enig FROM portalfelter WHERE punkt = ? AND enig = 0",
            (punkt,),
        )
        if shape.has("portalfelter")
        else []
    )
    row["review"] = _review(conn, shape, punkt)
    row["unsure"] = _unsure(row)
    row["register"] = (
        first(
            conn,
            "SELECT foerst_set, aendret FROM adresser WHERE adresse = ?",
            (row["adresse"],),
        )
        if shape.has("adresser")
        else None
    )
    return row


def _simple(conn: sqlite3.Connection, punkt: int, table: str, columns: str) -> list[Row]:
    return rows(
        conn, f"SELECT {columns} FROM {table} WHERE punkt = ? ORDER BY raekkefoelge", (punkt,)
    )


def _vote(conn: sqlite3.Connection, punkt: int) -> Row | None:
    vote = first(
        conn,
        "SELECT antal_for, antal_imod, antal_undlod FROM afstemninger WHERE beslutning = ?",
        (punkt,),
    )
    if vote is None:
        return None
    vote["cast"] = rows(
        conn,
        "SELECT s.stemme, s.antal, s.parti, s.navn, pe.navn AS person, k.navn AS kommune"
        " FROM stemmer s LEFT JOIN personer pe ON pe.id = s.person"
        " LEFT JOIN kommuner k ON k.id = pe.kommune WHERE s.afstemning = ? ORDER BY s.raekkefoelge",
        (punkt,),
    )
    return vote


def _people(conn: sqlite3.Connection, moede: int, punkt: int) -> tuple[list[Row], list[Row]]:
    """Who was there for this punkt and who was not: the meeting's list less this punkt's absent."""
    away = rows(
        conn,
        "SELECT f.navn, f.person, pe.navn AS person_navn, k.navn AS kommune FROM fravaer f"
        " JOIN personer pe ON pe.id = f.person LEFT JOIN kommuner k ON k.id = pe.kommune"
        " WHERE f.punkt = ? ORDER BY f.raekkefoelge",
        (punkt,),
    )
    gone = {row["person"] for row in away}
    everyone = attendance(conn, moede)
    present = [
        row
        for row in everyone
        if row["status"] in ("til_stede", "delvist") and row["person"] not in gone
    ]
    absent = [row | {"for_punkt": True} for row in away]
    absent += [
        row | {"for_punkt": False}
        for row in everyone
        if row["status"] in ("afbud", "fravaerende") and row["person"] not in gone
    ]
    return present, absent


def _pages(conn: sqlite3.Connection, shape: Shape, punkt: Row) -> list[Row]:
    """The pages that the punkt stands on, with the boxes of what was read there."""
    boxes: dict[int, list[Row]] = {}
    for table, label, column in _BOXES:
        for found in rows(
            conn,
            f"SELECT id, side, boks, sikkerhed FROM {table} WHERE {column} = ?",
            (punkt["id"],),
        ):
            for side, place in _places(conn, shape, table, found):
                at = boxes.setdefault(side, [])
                if place:
                    at.append({"box": place, "label": label, "low": found["sikkerhed"] < LOW,
                               "main": table == "beslutninger"})  # fmt: skip
    if not boxes:
        return []
    pages = rows(
        conn,
        "SELECT nummer, bredde, hoejde, kilde, sikkerhed, tekst FROM sider WHERE dokument = ?"
        " AND nummer BETWEEN ? AND ? ORDER BY nummer",
        (punkt["dokument"], min(boxes), max(boxes)),
    )
    for page in pages:
        page["boxes"] = boxes.get(page["nummer"], [])
        page["whole"] = may_show(shape, punkt["document"], page["tekst"])
        page["read"] = readings(conn, shape, punkt["dokument"], page["nummer"])
    shown = [page for page in pages if page["boxes"] or page["nummer"] == punkt["side"]]
    # Where the decision stands comes first: it is what a reader wants to see for themselves.
    return sorted(shown, key=lambda page: not any(place["main"] for place in page["boxes"]))


def _places(
    conn: sqlite3.Connection, shape: Shape, table: str, row: Row
) -> Iterator[tuple[int, list[float] | None]]:
    """Page and box of a value, and of what runs on over the following pages."""
    yield row["side"], box(row["boks"])
    if shape.has("rammer"):
        for side, text in conn.execute(
            "SELECT side, boks FROM rammer WHERE raekke = ? AND tabel = ? ORDER BY side",
            (row["id"], table),
        ):
            yield side, box(text)


def may_show(shape: Shape, document: Row, tekst: str) -> bool:
    """Whether a page of a document may be shown as an image.

    Where the store has said which file is public (a copy with what is private covered), that
    counts. Of the file that was read itself, a page that lines were left out of is never shown.
    """
    if shape.has("dokumenter", "offentlig_sti", "umaskeret"):
        if not document["offentlig_sti"] or document["umaskeret"]:
            return False
        return is_copy(document) or is_public(tekst)
    return is_public(tekst)


def is_copy(document: Row) -> bool:
    """Whether the public file of a document is a copy with something covered."""
    path = PurePath(document["offentlig_sti"] or "")
    return path.stem == document["sha256"] and PUBLIC_DIR in path.parts[-3:-2]


def is_public(tekst: str) -> bool:
    """Whether a page may be shown as an image: no line of it was left out (``store/closed.py``)."""
    return tekst == "" or all(line != "" for line in tekst.split("\n"))


def _same_case(conn: sqlite3.Connection, shape: Shape, punkt: Row) -> list[Row]:
    """Other treatments of the punkt's own cases, newest first."""
    return rows(
        conn,
        "SELECT DISTINCT p.dato, p.nr, p.titel, u.navn AS udvalg,"
        f" {shape.punkt_address('p.id')} AS adresse FROM punkt_sagsnumre mine"
        " JOIN punkt_sagsnumre other ON other.sagsnummer = mine.sagsnummer AND other.moedesag = 0"
        " JOIN punkter p ON p.id = other.punkt LEFT JOIN udvalg u ON u.id = p.udvalg"
        " WHERE mine.punkt = ? AND mine.moedesag = 0 AND p.id <> ? ORDER BY p.dato DESC LIMIT 20",
        (punkt["id"], punkt["id"]),
    )


def _review(conn: sqlite3.Connection, shape: Shape, punkt: int) -> list[str]:
    """Fields of the punkt that are marked for review, where the database marks them."""
    found = []
    for table, label, column in _BOXES[:2]:
        if shape.has(table, "til_gennemsyn"):
            row = conn.execute(
                f"SELECT til_gennemsyn FROM {table} WHERE {column} = ?", (punkt,)
            ).fetchone()
            if row and row[0]:
                found.append(label)
    return found


def _unsure(punkt: Row) -> list[tuple[str, float]]:
    """Fields that were read with low confidence."""
    fields = [("Overskrift", punkt["sikkerhed"])]
    if punkt["beslutning"]:
        fields.append(("Beslutning", punkt["beslutning"]["sikkerhed"]))
    fields += [(f"Sagsnummer {sag['sagsnummer']}", sag["sikkerhed"]) for sag in punkt["sager"]]
    return [(name, value) for name, value in fields if value is not None and value < LOW]
