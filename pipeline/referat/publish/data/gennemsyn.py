"""How many values were read with so little confidence that they are marked for review."""

from __future__ import annotations

import sqlite3

from referat.publish.data.common import Row
from referat.publish.shape import Shape
from referat.search.lookup import Archive

COLUMN = "til_gennemsyn"
"""Set by the schema, which has the threshold."""

MARKED = (
    ("beslutninger", "beslutninger"),
    ("punkter", "punkter"),
    ("afsnit", "afsnit"),
    ("punkt_sagsnumre", "punkternes sagsnumre"),
    ("moede_sagsnumre", "mødernes sagsnumre"),
    ("moeder", "møder"),
    ("feltkilder", "oplysninger i mødernes hoved"),
    ("fremmoede", "fremmøder"),
    ("fravaer", "fravær ved punkter"),
    ("bilag", "bilag"),
    ("sagsgang", "tidligere behandlinger"),
)
"""Tables with values, and what readers call them."""

LIST_SQL = "select * from {table} where til_gennemsyn = 1 order by sikkerhed limit 500"
"""The marked rows, the least sure first. SQL and no filter of Datasette's, which gives SQLite the
1 as text, and that cannot be looked up in the index."""


def review_counts(
    conn: sqlite3.Connection, shape: Shape, archive: Archive, *, tables: tuple[str, ...] = ()
) -> list[Row]:
    """How many rows of each table are marked, of how many; none where the database marks none.

    Args:
        conn: The database.
        shape: What it has.
        archive: Keeps the counts until documents come or go.
        tables: Of these alone; all where empty.
    """
    chosen = [
        (table, name)
        for table, name in MARKED
        if shape.has(table, COLUMN) and (not tables or table in tables)
    ]

    def count() -> list[Row]:
        return [
            {"tabel": table, "navn": name, "sql": LIST_SQL.format(table=table)}
            | _count(conn, table)
            for table, name in chosen
        ]

    if not shape.has_search:
        return count()
    archive.refresh(conn)
    return archive.remember(("review", tables), count)


def _count(conn: sqlite3.Connection, table: str) -> Row:
    # Both counts come from indexes: all rows from the smallest, the marked from their own.
    marked, every = conn.execute(
        f"SELECT (SELECT count(*) FROM {table} WHERE {COLUMN} = 1), (SELECT count(*) FROM {table})"
    ).fetchone()
    return {"antal": marked, "alle": every}
