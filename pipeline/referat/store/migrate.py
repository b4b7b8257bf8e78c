"""Upgrades the database of an older referat in place, one schema version after the other.

An open connection with a write transaction comes in; the same database with this program's tables
goes out. Each step is plain SQL that is never changed once it was released: it says what the
tables were then, not what they are now. Views hold no data and are made anew from ``schema.sql``
after the last step, so no step needs to know them.

A new schema version is: the change in ``schema.sql`` with the next ``user_version``, new columns at
the end of their table; a ``Step`` below; ``make docs``.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

OLDEST = 1
"""The first schema version: every database of a released referat can be upgraded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What turns schema ``version - 1`` into schema ``version``."""

    version: int
    """The schema version that a database has afterwards."""
    sql: str
    """Statements, each ended by a semicolon at a line's end."""


STEPS: tuple[Step, ...] = ()
"""All steps in order, without a gap from ``OLDEST``."""

_VIEW = re.compile(r"^CREATE VIEW (\w+)", re.IGNORECASE)


def upgrade(conn: sqlite3.Connection, *, found: int, schema_sql: str) -> int:
    """Bring a database from schema ``found`` to that of the last step; gives its version.

    Runs inside the transaction that the caller holds: whatever goes wrong, and a death at any
    moment, leaves the database as it was.

    Args:
        conn: In a write transaction, with foreign keys off or deferred.
        found: The version that the database has.
        schema_sql: ``schema.sql``, for the views.
    """
    version = found
    for step in STEPS:
        if step.version != version + 1:
            continue
        for statement in split_statements(step.sql):
            conn.execute(statement)
        version = step.version
    if version != found:
        _make_views(conn, schema_sql)
        conn.execute("UPDATE _meta SET vaerdi = ? WHERE noegle = 'skemaversion'", (str(version),))
        # No parameter is taken here; the value is a number of ours.
        conn.execute(f"PRAGMA user_version = {version:d}")
    return version


def split_statements(sql: str) -> Iterator[str]:
    """The statements of a script, one by one.

    ``executescript`` would commit first, so that a death half way left half a schema.
    """
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _make_views(conn: sqlite3.Connection, schema_sql: str) -> None:
    views = conn.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall()
    for (name,) in views:
        conn.execute(f'DROP VIEW "{name}"')
    for statement in split_statements(schema_sql):
        bare = _without_comments(statement)
        if _VIEW.match(bare):
            conn.execute(statement)


def _without_comments(statement: str) -> str:
    lines = (line for line in statement.splitlines() if not line.lstrip().startswith("--"))
    return "\n".join(lines).lstrip()
