"""A case: every treatment in order, over bodies and years; and what a mistyped number may mean."""

from __future__ import annotations

import sqlite3

from rapidfuzz.distance import Levenshtein

from referat.addresses import slug
from referat.publish.data.common import (
    NotFound,
    Row,
    in_marks,
    punkt_rows,
    rows,
    topic_name,
)
from referat.publish.shape import Shape
from referat.search import case_key, short_case_key

MAX_TREATMENTS = 300
NEAR = 12
"""Near misses that are shown."""


def find_cases(conn: sqlite3.Connection, number: str) -> list[Row]:
    """The cases of a number, with or without its signs: one in each kommune that has it."""
    key, short = case_key(number), short_case_key(number)
    if not key:
        return []
    return rows(
        conn,
        "SELECT s.id, s.sagsnummer, s.type, s.kommune, k.navn AS kommune_navn FROM sagsnumre s"
        " LEFT JOIN kommuner k ON k.id = s.kommune WHERE s.id IN ("
        "  SELECT id FROM sagsnumre WHERE soegenoegle = ?1"
        "  UNION SELECT id FROM sagsnumre WHERE soegenoegle_kort IN (?1, ?2))"
        " ORDER BY k.navn, s.sagsnummer LIMIT 120",
        (key, short),
    )


def case_page(conn: sqlite3.Connection, shape: Shape, number: str, kommune: str) -> Row:
    """The case of a number; of one kommune where several have it and one is named.

    Raises:
        NotFound: Nobody has it; with the nearest numbers as suggestions.
    """
    cases = find_cases(conn, number)
    if not cases:
        raise NotFound(
            f"Sagsnummeret «{number[:80]}» findes ikke her.", near=near_misses(conn, number)
        )
    every = cases
    if kommune:
        cases = [case for case in cases if slug(case["kommune_navn"] or "") == kommune] or cases
    numbers = {case["sagsnummer"] for case in cases}
    found: Row = {
        "cases": cases,
        "others": [case for case in every if case not in cases],
        "number": sorted(numbers, key=lambda text: (len(text), text))[-1],
        "several": len({case["kommune"] for case in cases}) > 1,
    }
    ids = [case["id"] for case in cases]
    found["treatments"] = _treatments(conn, shape, ids)
    found["meetings"] = rows(
        conn,
        f"SELECT m.dato, m.titel, {shape.moede_address('m.id')} AS adresse FROM moede_sagsnumre ms"
        f" JOIN moeder m ON m.id = ms.moede WHERE ms.sagsnummer IN ({in_marks(ids)})"
        " ORDER BY m.dato LIMIT 100",
        ids,
    )
    punkter = [row["id"] for row in found["treatments"]]
    found["related"] = _related(conn, punkter, ids)
    topic = next((t for t in numbers if len(t) > 7 and t[2] == "." and t[5] == "."), None)
    if topic:
        emne = topic[:8]
        found["topic"] = {"number": emne, "name": topic_name(shape, emne)}
    return found


def _treatments(conn: sqlite3.Connection, shape: Shape, cases: list[int]) -> list[Row]:
    where = f"p.id IN (SELECT punkt FROM punkt_sagsnumre WHERE sagsnummer IN ({in_marks(cases)}))"
    found = punkt_rows(conn, shape, where, cases, order="p.dato, p.id", limit=MAX_TREATMENTS)
    punkter = [row["id"] for row in found]
    attachments: dict[int, list[str]] = {}
    for row in rows(
        conn,
        f"SELECT punkt, titel FROM bilag WHERE punkt IN ({in_marks(punkter)})"
        " ORDER BY punkt, raekkefoelge",
        punkter,
    ):
        attachments.setdefault(row["punkt"], []).append(row["titel"])
    own = {(row["udvalg"], row["dato"]) for row in found}
    retold: dict[int, list[Row]] = {}
    for row in rows(
        conn,
        "SELECT punkt, udvalg, dato, nr, tekst FROM sagsgang"
        f" WHERE punkt IN ({in_marks(punkter)}) AND tekst IS NOT NULL ORDER BY punkt, raekkefoelge",
        punkter,
    ):
        if (row["udvalg"], row["dato"]) not in own:
            retold.setdefault(row["punkt"], []).append(row)
    for row in found:
        row["bilag"] = attachments.get(row["id"], [])
        row["gengivet"] = retold.get(row["id"], [])
    return found


def _related(conn: sqlite3.Connection, punkter: list[int], own: list[int]) -> list[Row]:
    """Numbers that stand beside these at the same punkter."""
    return rows(
        conn,
        "SELECT s.sagsnummer, count(*) AS antal FROM punkt_sagsnumre ps"
        " JOIN sagsnumre s ON s.id = ps.sagsnummer"
        f" WHERE ps.punkt IN ({in_marks(punkter)}) AND ps.sagsnummer NOT IN ({in_marks(own)})"
        " GROUP BY s.id ORDER BY 2 DESC, 1 LIMIT 20",
        [*punkter, *own],
    )


def near_misses(conn: sqlite3.Connection, number: str) -> list[Row]:
    """Numbers that a slip of the finger away from this one, nearest first."""
    key = case_key(number)[:60]
    if len(key) < 3:
        return []
    candidates: dict[str, Row] = {}
    for start in dict.fromkeys((key[:-2], key[: max(3, len(key) - 4)], key[:4], key[:3])):
        if len(start) < 3:
            continue
        for row in rows(
            conn,
            "SELECT s.sagsnummer, s.soegenoegle, k.navn AS kommune FROM sagsnumre s"
            " LEFT JOIN kommuner k ON k.id = s.kommune"
            " WHERE s.soegenoegle >= ? AND s.soegenoegle < ? ORDER BY s.soegenoegle LIMIT 800",
            (start, start + chr(0x10FFFF)),
        ):
            candidates.setdefault(row["sagsnummer"], row)
    ranked = sorted(
        candidates.values(),
        key=lambda row: (Levenshtein.distance(key, row["soegenoegle"]), row["soegenoegle"]),
    )
    return ranked[:NEAR]
