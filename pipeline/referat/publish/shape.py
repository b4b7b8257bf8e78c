"""What a database has: tables and columns, so that pages work also where some are missing.

A database may be of an older schema, half made, or one that an operator has cut down; a page then
shows what there is. ``Shape`` also has the pieces of SQL that differ by it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Tables and views of a database with their columns."""

    tables: Mapping[str, frozenset[str]]
    """Columns by table."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Names of KLE's main groups, groups and topics by number."""

    def has(self, table: str, *columns: str) -> bool:
        """Whether the table is there, with all the columns."""
        return table in self.tables and self.tables[table].issuperset(columns)

    @property
    def has_meetings(self) -> bool:
        """Whether there is anything to show at all."""
        return all(
            self.has(name)
            for name in ("dokumenter", "moeder", "punkter", "beslutninger", "kommuner", "udvalg")
        )

    @property
    def has_search(self) -> bool:
        """Whether the shadow of the texts is there (``search/shadow.py``)."""
        return all(
            self.has(name)
            for name in ("soeg", "soeg_indhold", "soeg_fts", "soeg_ord", "soeg_fjernet")
        )

    def punkt_address(self, punkt: str) -> str:
        """SQL for the address of a punkt's id; an id stands in where there is no register."""
        return self._address("punkt", punkt, "")

    def moede_address(self, moede: str) -> str:
        """SQL for the address of a meeting's id."""
        # The + keeps the planner from walking all that have no punkt: every meeting.
        return self._address("moede", moede, " AND +adresser.punkt IS NULL")

    def _address(self, column: str, value: str, more: str) -> str:
        if not self.has("adresser", "adresse", "moede", "punkt", "viser_til"):
            return f"('id-' || {value})"
        return (
            f"coalesce((SELECT adresse FROM adresser WHERE adresser.{column} = {value}"
            f" AND viser_til IS NULL{more} LIMIT 1), 'id-' || {value})"
        )

    def column(self, table: str, alias: str, name: str) -> str:
        """SQL for a column that an older database lacks: ``NULL`` there."""
        return f"{alias}.{name}" if self.has(table, name) else "NULL"


EMPTY = Shape(tables={})


def read_shape(conn: sqlite3.Connection, titles: Mapping[str, str] | None = None) -> Shape:
    """The shape of a database; an empty one where nothing is made yet.

    Args:
        conn: The database.
        titles: The operator's own names of KLE topics, which go before those of the database.
    """
    tables: dict[str, set[str]] = {}
    # table_xinfo: table_info leaves out the columns that are worked out from others.
    for table, column in conn.execute(
        "SELECT m.name, c.name FROM sqlite_master m, pragma_table_xinfo(m.name) c"
        " WHERE m.type IN ('table', 'view')"
    ):
        tables.setdefault(table, set()).add(column)
    names: dict[str, str] = {}
    for table in ("kle_hovedgrupper", "kle_grupper", "kle_emner"):
        if tables.get(table, set()).issuperset({"nr", "titel"}):
            names |= dict(conn.execute(f"SELECT nr, titel FROM {table}"))
    return Shape(
        tables={name: frozenset(columns) for name, columns in tables.items()},
        titles=names | dict(titles or {}),
    )
