"""What several pages need: rows as dictionaries, outcomes in words, names of topics."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from referat.addresses import UNKNOWN_KOMMUNE, slug
from referat.danish.kalender import MONTH_NAMES
from referat.danish.organtyper import ORGANTYPER
from referat.publish.shape import Shape

Row = dict[str, Any]
LOW = 0.8
"""Confidence below which a reader is told: in the corpus, nine in ten wrong values lie below it."""

BODY_KINDS = {number: name for number, name, _, _ in ORGANTYPER}


class NotFound(Exception):
    """There is nothing at this address."""

    def __init__(self, message: str, **suggestions: Any) -> None:
        super().__init__(message)
        self.suggestions = suggestions


class Moved(Exception):
    """What was at this address is at another."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class Gone(Exception):
    """What was at this address was removed; the address stays as a tombstone."""

    def __init__(self, title: str, removed: str) -> None:
        super().__init__(title)
        self.title = title
        self.removed = removed


def rows(
    conn: sqlite3.Connection, sql: str, args: Sequence[Any] | Mapping[str, Any] = ()
) -> list[Row]:
    """The rows of a query as dictionaries."""
    cursor = conn.execute(sql, args)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def first(
    conn: sqlite3.Connection, sql: str, args: Sequence[Any] | Mapping[str, Any] = ()
) -> Row | None:
    """The first row of a query."""
    found = rows(conn, sql, args)
    return found[0] if found else None


def in_marks(values: Iterable[Any]) -> str:
    """As many question marks as there are values."""
    return ", ".join("?" for _ in values)


def outcomes(conn: sqlite3.Connection, punkter: Sequence[int]) -> dict[int, list[Row]]:
    """The outcomes of decisions, in order, by punkt."""
    found: dict[int, list[Row]] = {}
    for row in rows(
        conn,
        "SELECT bu.beslutning AS punkt, f.id, f.navn FROM beslutning_udfald bu"
        f" JOIN udfald f ON f.id = bu.udfald WHERE bu.beslutning IN ({in_marks(punkter)})"
        " ORDER BY bu.beslutning, bu.raekkefoelge",
        list(punkter),
    ):
        found.setdefault(row["punkt"], []).append(row)
    return found


def outcome_list(conn: sqlite3.Connection) -> list[Row]:
    """All outcomes in order, each with its bit in ``soeg.udfald``."""
    found = rows(conn, "SELECT id, navn, raekkefoelge FROM udfald ORDER BY raekkefoelge")
    return [row | {"bit": 1 << (row["raekkefoelge"] - 1)} for row in found]


def kommune_names(conn: sqlite3.Connection) -> dict[int, str]:
    """Names of kommuner by id."""
    return {row["id"]: row["navn"] for row in rows(conn, "SELECT id, navn FROM kommuner")}


def find_kommune(conn: sqlite3.Connection, name: str) -> Row | None:
    """A kommune by its slug, name or code; the unknown one as a row without id."""
    if name == UNKNOWN_KOMMUNE:
        return {"id": None, "navn": "Ukendt kommune", "officielt_navn": None, "region": None,
                "type": None, "kommunekode": None}  # fmt: skip
    for row in rows(conn, "SELECT * FROM kommuner"):
        if slug(row["navn"]) == slug(name) or str(row["kommunekode"]) == name:
            return row
    return None


def find_udvalg(conn: sqlite3.Connection, kommune: int | None, name: str) -> Row | None:
    """A body of a kommune by its slug."""
    for row in rows(conn, "SELECT * FROM udvalg WHERE kommune IS ?", (kommune,)):
        if slug(row["navn"]) == name:
            return row
    return None


def topic_name(shape: Shape, number: str) -> str | None:
    """The name of a KLE topic (15.40.00), group (15.40) or main group (15).

    A topic that is not known, a kommune's own or one that has gone, has its group's name, else its
    main group's; ``None`` where that is not known either.
    """
    return next((shape.titles[number[:cut]] for cut in (8, 5, 2) if number[:cut] in shape.titles),
                None)  # fmt: skip


def topic_span(text: str) -> tuple[int, int] | None:
    """The topics of a printed KLE number, as numbers, the end not included.

    ``15`` is 150000 to 160000, ``15.40`` 154000 to 154100, ``15.40.00`` that alone; ``None`` for
    what is no such number.
    """
    digits = text.replace(".", "")
    if not (digits.isascii() and digits.isdigit()) or len(digits) not in (2, 4, 6):
        return None
    unit = {2: 10_000, 4: 100, 6: 1}[len(digits)]
    return int(digits) * unit, (int(digits) + 1) * unit


def topic_text(code: int, parts: int) -> str:
    """A topic as it is printed: 15 in one part, 1540 in two (15.40), 154000 in three."""
    digits = f"{code:0{parts * 2}}"
    return ".".join(digits[i : i + 2] for i in range(0, len(digits), 2))


def box(text: str | None) -> list[float] | None:
    """A stored box as numbers; ``None`` for none or for what is not one."""
    if not text:
        return None
    try:
        values = json.loads(text)
    except ValueError:
        return None
    if not isinstance(values, list) or len(values) != 4:
        return None
    return [float(value) for value in values]


def danish_date(iso: str | None) -> str:
    """``2019-05-23`` as ``23. maj 2019``; what is no date as it is."""
    parts = (iso or "").split("T")[0].split("-")
    if len(parts) == 3 and all(part.isdigit() for part in parts) and 1 <= int(parts[1]) <= 12:
        return f"{int(parts[2])}. {MONTH_NAMES[int(parts[1]) - 1]} {parts[0]}"
    return iso or "uden dato"


def short_month(iso: str | None) -> str:
    """``2019-05-23`` as ``maj 2019``, with the long names cut: for tables."""
    parts = (iso or "").split("-")
    if len(parts) < 2 or not parts[1].isdigit() or not 1 <= int(parts[1]) <= 12:
        return iso or ""
    name = MONTH_NAMES[int(parts[1]) - 1]
    return f"{name if len(name) <= 5 else name[:3] + '.'} {parts[0]}"


def danish_time(iso: str | None) -> str:
    """A moment of the database's clock: ``23. maj 2019 kl. 18.04 UTC``."""
    day, _, clock = (iso or "").partition("T")
    return (
        f"{danish_date(day)} kl. {clock[:5].replace(':', '.')} UTC" if clock else danish_date(day)
    )


def punkt_rows(
    conn: sqlite3.Connection,
    shape: Shape,
    where: str,
    args: Sequence[Any],
    *,
    order: str = "p.dato DESC, p.id",
    limit: int = 50,
) -> list[Row]:
    """Punkter with kommune, body, decision, outcome and address: what lists show."""
    found = rows(
        conn,
        "SELECT p.id, p.dato, p.nr, p.titel, p.lukket, p.sagsnumre, p.side, p.moede,"
        " k.navn AS kommune, u.navn AS udvalg, b.tekst AS beslutning, b.sikkerhed,"
        " b.side AS beslutning_side,"
        " a.antal_for, a.antal_imod, a.antal_undlod,"
        f" {shape.punkt_address('p.id')} AS adresse"
        " FROM punkter p LEFT JOIN kommuner k ON k.id = p.kommune"
        " LEFT JOIN udvalg u ON u.id = p.udvalg LEFT JOIN beslutninger b ON b.punkt = p.id"
        " LEFT JOIN afstemninger a ON a.beslutning = b.id"
        f" WHERE {where} ORDER BY {order} LIMIT {limit:d}",
        args,
    )
    named = outcomes(conn, [row["id"] for row in found])
    for row in found:
        row["udfald"] = named.get(row["id"], [])
    return found


def meeting_rows(
    conn: sqlite3.Connection, shape: Shape, where: str, args: Sequence[Any], *, limit: int = 50
) -> list[Row]:
    """Meetings with kommune, body, number of punkter and address, newest first."""
    return rows(
        conn,
        "SELECT m.id, m.dato, m.start, m.slut, m.sted, m.titel, k.navn AS kommune,"
        " u.navn AS udvalg, d.dokumenttype, d.hentet,"
        " (SELECT count(*) FROM punkter p WHERE p.moede = m.id) AS punkter,"
        f" {shape.moede_address('m.id')} AS adresse"
        " FROM moeder m JOIN dokumenter d ON d.id = m.dokument"
        " LEFT JOIN kommuner k ON k.id = m.kommune LEFT JOIN udvalg u ON u.id = m.udvalg"
        f" WHERE {where} ORDER BY m.dato DESC, m.id LIMIT {limit:d}",
        args,
    )
