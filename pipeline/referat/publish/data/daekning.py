"""Coverage and accuracy: what is in, what is missing, how the sources are, how well it is read."""

from __future__ import annotations

import json
import sqlite3
from functools import cache

from referat.publish.data.common import Row, find_kommune, kommune_names, rows
from referat.publish.shape import Shape
from referat.publish.tally import coverage
from referat.resources import floors_path
from referat.search.lookup import Archive

FIELDS = {
    "overall": "Alle felter",
    "punkter": "Punkter",
    "sagsnumre": "Sagsnumre",
    "beslutning.tekst": "Beslutningens tekst",
    "beslutning.udfald": "Udfald",
    "beslutning.afstemning": "Afstemning",
    "fremmoede.til_stede": "Til stede",
    "fremmoede.fravaer": "Fravær",
}
"""Measured fields in the order of the table, with their names for readers."""


def coverage_page(
    conn: sqlite3.Connection, shape: Shape, archive: Archive, kommune_name: str
) -> Row:
    """All that the page of coverage shows; the months of one municipality where one is named."""
    kommune = find_kommune(conn, kommune_name) if kommune_name else None
    found: Row = {
        "kommune": kommune,
        "kommuner": [],
        "months": [],
        "sources": rows(conn, "SELECT * FROM kildestatus ORDER BY tilstand = 'ok', navn LIMIT 300")
        if shape.has("kildestatus")
        else [],
        "withheld": rows(
            conn,
            "SELECT t.art, k.navn AS kommune, t.om, t.nr, t.grund, t.oprettet, t.ophaevet"
            " FROM tilbageholdelser t LEFT JOIN kommuner k ON k.id = t.kommune"
            " ORDER BY t.oprettet DESC LIMIT 200",
        )
        if shape.has("tilbageholdelser")
        else [],
        "masked": rows(conn, "SELECT art, count(*) AS antal FROM maskeringer GROUP BY 1 ORDER BY 1")
        if shape.has("maskeringer")
        else [],
        "problems": rows(
            conn,
            "SELECT kode, count(*) AS antal FROM problemer GROUP BY 1 ORDER BY 2 DESC, 1",
        )
        if shape.has("problemer")
        else [],
        "runs": rows(
            conn,
            "SELECT startet, sluttet, gemt, sprunget_over, fejlet FROM koersler"
            " ORDER BY id DESC LIMIT 10",
        )
        if shape.has("koersler")
        else [],
        "listed": [],
    }
    if not shape.has_search:
        return found
    archive.refresh(conn)
    names = kommune_names(conn)
    if kommune is not None and kommune["id"] is not None:
        bodies = dict(
            conn.execute("SELECT id, navn FROM udvalg WHERE kommune IS ?", (kommune["id"],))
        )
        found["months"] = _grid(coverage(archive, kommune=kommune["id"]), bodies)
        if shape.has("daekning"):
            found["listed"] = rows(
                conn,
                "SELECT * FROM daekning WHERE kommune = ? AND listet > struktureret"
                " ORDER BY maaned DESC, udvalg LIMIT 300",
                (kommune["navn"],),
            )
        return found
    totals: dict[int, Row] = {}
    for number, _, month, count in coverage(archive):
        if not number:
            continue
        row = totals.setdefault(
            number, {"navn": names.get(number, "?"), "punkter": 0, "fra": None, "til": None}
        )
        row["punkter"] += count
        if month:
            label = f"{month // 100:04}-{month % 100:02}"
            row["fra"] = min(row["fra"] or label, label)
            row["til"] = max(row["til"] or label, label)
    found["kommuner"] = sorted(totals.values(), key=lambda row: row["navn"])
    have = {row["navn"] for row in found["kommuner"]}
    found["missing"] = [
        name
        for (name,) in conn.execute(
            "SELECT navn FROM kommuner WHERE type = 'kommune' ORDER BY navn"
        )
        if name not in have
    ]
    return found


def _grid(found: list[tuple[int, int, int, int]], bodies: dict[int, str]) -> list[Row]:
    """For each body and year: punkter in each of the twelve months."""
    table: dict[tuple[str, int], list[int]] = {}
    for _, udvalg, month, count in found:
        if not month:
            continue
        key = (bodies.get(udvalg, "Ukendt organ"), month // 100)
        cells = table.setdefault(key, [0] * 12)
        if 1 <= month % 100 <= 12:
            cells[month % 100 - 1] += count
    return [
        {"udvalg": name, "aar": year, "months": cells}
        for (name, year), cells in sorted(table.items(), key=lambda item: (item[0][0], -item[0][1]))
    ]


@cache
def accuracy() -> list[Row]:
    """Measured accuracy by layout and field: the pinned scores that the package ships with."""
    path = floors_path()
    if path is None:
        return []
    pinned = json.loads(path.read_text(encoding="utf-8"))
    return [{"family": name} | family for name, family in sorted(pinned["families"].items())]
