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
from referat.publish.tally import chosen, count_kommuner, count_topics, years_by_outcome
from referat.search.lookup import Archive
from referat.search.query import Query
from referat.search.sets import best_of

NEWEST = 30
"""Punkter on the page of a topic."""
QUESTIONS: tuple[tuple[str, str], ...] = (
    ("udsat", "Andel af beslutningerne, der er udsat"),
    ("afvist", "Andel af beslutningerne, der er en afvisning"),
    ("lukket", "Andel af punkterne, der er behandlet for lukkede døre"),
    ("afstemning", "Andel af beslutningerne, der er truffet ved afstemning"),
)
"""Questions that can be compared: an outcome or a column of ``soeg``, and the text."""


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
    frame = archive.refresh(conn)
    mask = chosen(frame, topics=span, decided=False)
    places = np.flatnonzero(mask)
    newest = frame.columns["punkt"][places[best_of(frame.columns["dag"][places], NEWEST)]].tolist()
    names = kommune_names(conn)
    return {
        "number": number,
        "name": topic_name(shape, number),
        "total": len(places),
        "punkter": punkt_rows(conn, shape, f"p.id IN ({in_marks(newest)})", newest),
        "kommuner": sorted(
            (
                {"navn": names.get(kommune, "?"), "antal": count}
                for kommune, count in count_kommuner(frame, mask).items()
            ),
            key=lambda row: (-row["antal"], row["navn"]),
        ),
        "chart": years_by_outcome(archive, outcome_list(conn), topics=span),
        "under": _under(shape, archive, span, parts) if parts < 3 else [],
        "parents": [
            {"number": number[:cut], "name": topic_name(shape, number[:cut])}
            for cut in (2, 5)
            if cut < len(number)
        ],
    }


def _under(shape: Shape, archive: Archive, span: tuple[int, int], parts: int) -> list[Row]:
    """Groups of a main group, topics of a group, with how many punkter they have."""
    unit = 100 if parts == 1 else 1
    found: dict[int, int] = {}
    for emne, count in count_topics(archive).items():
        if span[0] <= emne < span[1]:
            found[emne // unit] = found.get(emne // unit, 0) + count
    return [_counted(shape, code, parts + 1, count) for code, count in sorted(found.items())]


def _counted(shape: Shape, code: int, parts: int, count: int) -> Row:
    number = topic_text(code, parts)
    return {"number": number, "name": topic_name(shape, number), "antal": count}


def main_groups(conn: sqlite3.Connection, shape: Shape, archive: Archive) -> list[Row]:
    """All main groups with how many punkter they have."""
    if not shape.has_search:
        return []
    archive.refresh(conn)
    found: dict[int, int] = {}
    for emne, count in count_topics(archive).items():
        found[emne // 10_000] = found.get(emne // 10_000, 0) + count
    return [_counted(shape, code, 1, count) for code, count in sorted(found.items())]


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
    frame = archive.refresh(conn)
    columns = frame.columns
    base = chosen(frame, decided=False)
    if year:
        base &= columns["dag"] // 10_000 == year
    span = topic_span(emne) if emne else None
    where = ["dagsorden = 0"] + ([f"dag / 10000 = {year:d}"] if year else [])
    asked = next((item for item in QUESTIONS if item[0] == question), None)
    if query is not None and query.terms:
        mask, found["label"] = base & archive.mask(conn, query, frame), f"Punkter om «{query.text}»"
        hit = "plads IN (SELECT rowid FROM soeg_fts WHERE soeg_fts MATCH :soegning)"
        found["match"] = archive.vocabulary.match(conn, query)
    elif span is not None:
        mask = base & chosen(frame, topics=span, decided=False)
        found["label"] = f"Punkter under KLE {emne}"
        hit = f"emne >= {max(span[0], 1)} AND emne < {span[1]}"
    else:
        name, label = asked or QUESTIONS[0]
        found["question"], found["label"] = name, label
        if name != "lukket":
            base &= columns["beslutning"] == 1
            where.append("beslutning = 1")
        bit = {row["id"]: row["bit"] for row in outcome_list(conn)}.get(name)
        hit = f"(udfald & {bit}) > 0" if bit else f"{name} = 1"
        mask = base & ((columns["udfald"] & bit) != 0 if bit else columns[name] == 1)
    of = count_kommuner(frame, base)
    having = count_kommuner(frame, mask)
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
    found["years"] = archive.remember(
        "all years", lambda: [y for y in np.unique(columns["dag"] // 10_000).tolist() if y]
    )
    return found


@cache
def tiles() -> dict[str, tuple[int, int]]:
    """Column and row of each municipality on the map of squares."""
    file = resources.files("referat.danish") / "kommunekort.csv"
    return {
        row["navn"]: (int(row["x"]), int(row["y"]))
        for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    }
