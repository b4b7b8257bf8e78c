"""A topic of KLE over all municipalities, and topics or questions compared."""

from __future__ import annotations

import csv
import sqlite3
from functools import cache
from importlib import resources

import numpy as np

from referat.publish.data.common import (
    NotFound,
    Row,
    in_marks,
    kommune_names,
    outcome_list,
    punkt_rows,
    topic_name,
    topic_span,
    topic_text,
)
from referat.publish.shape import Shape
from referat.publish.tally import count_by, count_kommuner, years_by_outcome
from referat.search.lookup import Archive, Bits
from referat.search.query import Query

QUESTIONS: tuple[tuple[str, str, str], ...] = (
    ("udsat", "Andel af beslutninger der er udsat", "(udfald & 512) > 0"),
    ("afvist", "Andel af beslutninger der er en afvisning", "(udfald & 1024) > 0"),
    ("lukket", "Andel af punkter behandlet for lukkede døre", "lukket = 1"),
    ("afstemning", "Andel af beslutninger med afstemning", "afstemning = 1"),
)
"""Questions that can be compared: short name, text, and the SQL that counts."""


def topic_page(conn: sqlite3.Connection, shape: Shape, archive: Archive, text: str) -> Row:
    """A topic, group or main group: newest punkter, years, municipalities, what is under it.

    Raises:
        NotFound: It is no KLE number.
    """
    span = topic_span(text)
    if span is None or not shape.has_search:
        raise NotFound("Det er ikke et KLE-nummer. Skriv det som 15, 15.40 eller 15.40.00.")
    parts = len(text.replace(".", "")) // 2
    number = topic_text(int(text.replace(".", "")), parts)
    archive.refresh(conn)
    mask = _topic_mask(archive, span)
    places = np.flatnonzero(mask)
    newest: list[int] = []
    if len(places):
        days = archive.columns["dag"][places]
        newest = archive.columns["punkt"][places[np.argsort(-days, kind="stable")[:30]]].tolist()
    names = kommune_names(conn)
    return {
        "number": number,
        "name": topic_name(conn, shape, number),
        "total": len(places),
        "punkter": punkt_rows(conn, shape, f"p.id IN ({in_marks(newest)})", newest),
        "kommuner": sorted(
            (
                {"navn": names.get(kommune, "?"), "antal": count}
                for kommune, count in count_kommuner(archive, mask).items()
            ),
            key=lambda row: (-row["antal"], row["navn"]),
        ),
        "chart": years_by_outcome(archive, outcome_list(conn), topics=span),
        "under": _under(conn, shape, archive, span, parts) if parts < 3 else [],
        "parents": [
            {"number": number[:cut], "name": topic_name(conn, shape, number[:cut])}
            for cut in (2, 5)
            if cut < len(number)
        ],
    }


def _topic_mask(archive: Archive, span: tuple[int, int]) -> Bits:
    live = archive.live()
    if not archive.columns:
        return live
    emne = archive.columns["emne"][: len(live)]
    mask: Bits = live & (emne >= max(1, span[0])) & (emne < span[1])
    return mask


def _under(
    conn: sqlite3.Connection, shape: Shape, archive: Archive, span: tuple[int, int], parts: int
) -> list[Row]:
    """Groups of a main group, topics of a group, with how many punkter they have."""
    unit = 100 if parts == 1 else 1
    found: dict[int, int] = {}
    for emne, count in count_by(archive, "emne", decided=False).items():
        if span[0] <= emne < span[1]:
            found[emne // unit] = found.get(emne // unit, 0) + count
    return [_counted(conn, shape, code, parts + 1, count) for code, count in sorted(found.items())]


def _counted(conn: sqlite3.Connection, shape: Shape, code: int, parts: int, count: int) -> Row:
    number = topic_text(code, parts)
    return {"number": number, "name": topic_name(conn, shape, number), "antal": count}


def main_groups(conn: sqlite3.Connection, shape: Shape, archive: Archive) -> list[Row]:
    """All main groups with how many punkter they have."""
    if not shape.has_search:
        return []
    archive.refresh(conn)
    found: dict[int, int] = {}
    for emne, count in count_by(archive, "emne", decided=False).items():
        found[emne // 10_000] = found.get(emne // 10_000, 0) + count
    return [_counted(conn, shape, code, 1, count) for code, count in sorted(found.items())]


def compare(
    conn: sqlite3.Connection,
    shape: Shape,
    archive: Archive,
    *,
    query: Query | None,
    emne: str,
    question: str,
    year: int | None,
) -> Row:
    """One topic, search or question over municipalities: how many, of how many, and the share."""
    found: Row = {"rows": [], "label": "", "sql": "", "unit": "andel"}
    if not shape.has_search:
        return found
    archive.refresh(conn)
    live = archive.live()
    if not archive.columns:
        return found
    size = len(live)
    columns = archive.columns
    base = live & (columns["dagsorden"][:size] == 0)
    if year:
        base &= columns["dag"][:size] // 10_000 == year
    span = topic_span(emne) if emne else None
    where = ["dagsorden = 0"] + ([f"dag / 10000 = {year:d}"] if year else [])
    asked = next((item for item in QUESTIONS if item[0] == question), None)
    if query is not None and query.terms:
        mask, found["label"] = base & archive.mask(conn, query), f"Punkter om «{query.text}»"
        hit = "plads IN (SELECT rowid FROM soeg_fts WHERE soeg_fts MATCH :soegning)"
        found["match"] = archive.match(query)
    elif span is not None:
        mask = base & _topic_mask(archive, span)
        found["label"] = f"Punkter under KLE {emne}"
        hit = f"emne >= {max(span[0], 1)} AND emne < {span[1]}"
    else:
        name, label, hit = asked or QUESTIONS[0]
        found["question"], found["label"] = name, label
        if name != "lukket":
            base &= columns["beslutning"][:size] == 1
            where.append("beslutning = 1")
        bit = {"udsat": 512, "afvist": 1024}.get(name)
        column = columns["udfald" if bit else name][:size]
        mask = base & ((column & bit) != 0 if bit else column == 1)
    of = count_kommuner(archive, base)
    having = count_kommuner(archive, mask)
    names = kommune_names(conn)
    found["rows"] = sorted(
        (
            {
                "navn": names.get(kommune, "?"),
                "antal": having.get(kommune, 0),
                "af": total,
                "andel": having.get(kommune, 0) / total,
            }
            for kommune, total in of.items()
        ),
        key=lambda row: (-row["andel"], row["navn"]),
    )
    found["sql"] = (
        f"select k.navn as kommune, sum({hit}) as antal, count(*) as af,\n"
        f"  round(100.0 * sum({hit}) / count(*), 2) as procent\n"
        "from soeg join kommuner k on k.id = soeg.kommune\n"
        f"where {' and '.join(where)}\ngroup by k.id\norder by procent desc, kommune"
    )
    found["years"] = [
        year for year in sorted(set((columns["dag"][:size][live] // 10_000).tolist())) if year
    ]
    return found


@cache
def tiles() -> dict[str, tuple[int, int]]:
    """Column and row of each municipality on the map of squares."""
    file = resources.files("referat.danish") / "kommunekort.csv"
    return {
        row["navn"]: (int(row["x"]), int(row["y"]))
        for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    }
