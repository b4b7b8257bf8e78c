"""Reads ``schema.sql``: tables, views, columns and their comments, as data.

The schema is the one truth about the tables; the site's texts (``metadata.py``) and the data
dictionary (``generate.py``) are made from what is read here. The form of the comments is
described at the head of ``schema.sql``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from referat.errors import PublishError
from referat.resources import schema_sql

_START = re.compile(r"CREATE (TABLE|VIEW) (\w+)")
# "    dato TEXT," in a table: the first word. "    b.dato AS dato," in a view: the word after AS.
_TABLE_COLUMN = re.compile(r"^    ([a-z_0-9]+) (TEXT|INTEGER|REAL)\b(.*?),?$")
_VIEW_COLUMN = re.compile(r"\bAS ([a-z_0-9]+),?$")
_REFERENCE = re.compile(r"REFERENCES (\w+)")
# An index over some of the rows (WHERE) is of no use for counting all of them.
_INDEX = re.compile(r"^CREATE INDEX \w+ ON (\w+) \((\w+)[^)]*\);", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table or view."""

    name: str
    """As in the schema."""
    type: str
    """``TEXT``, ``INTEGER`` or ``REAL``; empty in a view."""
    comment: str
    """What it holds, in Danish."""
    references: str | None
    """The table that a foreign key refers to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table or view."""

    name: str
    """As in the schema."""
    is_view: bool
    """A view, for reading alone."""
    title: str
    """First line of its comment."""
    description: str
    """The rest of its comment."""
    columns: tuple[Column, ...]
    """In order."""
    indexed: frozenset[str]
    """Columns that an index begins with."""


@dataclass(slots=True)
class _Open:
    """The table that is being read."""

    name: str
    is_view: bool
    comment: list[str]
    columns: list[Column] = field(default_factory=list)


def read_schema(sql: str | None = None) -> tuple[Table, ...]:
    """All tables and views in the order of the schema.

    Args:
        sql: The schema; ``schema.sql`` where ``None``.

    Raises:
        PublishError: A table or a column has no comment.
    """
    sql = schema_sql() if sql is None else sql
    indexed: dict[str, set[str]] = {}
    for table, column in _INDEX.findall(sql):
        indexed.setdefault(table, set()).add(column)
    tables: list[Table] = []
    current: _Open | None = None
    comment: list[str] = []
    in_select_list = False
    for line in sql.splitlines():
        if line.lstrip().startswith("--"):
            comment.append(line.strip().removeprefix("--").strip())
            continue
        start = _START.match(line)
        if start:
            current = _Open(start.group(2), start.group(1) == "VIEW", comment)
            in_select_list = True
        elif current is not None and in_select_list:
            if line.startswith("FROM "):
                in_select_list = False
            column = _column(line, current.is_view)
            if column is not None and (comment or not current.is_view):
                current.columns.append(_described(column, comment, current.name))
            elif comment and not column:
                continue  # A view's expression over several lines: its name comes later.
        comment = []
        if current is not None and line.rstrip().endswith(";"):
            tables.append(_close(current, indexed))
            current = None
    return tuple(tables)


def _column(line: str, is_view: bool) -> Column | None:
    if is_view:
        found = _VIEW_COLUMN.search(line)
        kind, rest = "", ""
    else:
        found = _TABLE_COLUMN.match(line)
        kind, rest = (found.group(2), found.group(3)) if found else ("", "")
    if found is None:
        return None
    reference = _REFERENCE.search(rest)
    return Column(
        name=found.group(1),
        type=kind,
        comment="",
        references=reference.group(1) if reference else None,
    )


def _described(column: Column, comment: list[str], table: str) -> Column:
    if not comment:
        raise PublishError(
            f"{table}.{column.name} has no comment.", action="Describe it in schema.sql."
        )
    return Column(
        name=column.name,
        type=column.type,
        comment=" ".join(comment),
        references=column.references,
    )


def _close(table: _Open, indexed: dict[str, set[str]]) -> Table:
    if len(table.comment) < 2:
        raise PublishError(
            f"{table.name} lacks a title or a description.", action="Add them in schema.sql."
        )
    return Table(
        name=table.name,
        is_view=table.is_view,
        title=table.comment[0],
        description=" ".join(table.comment[1:]),
        columns=tuple(table.columns),
        indexed=frozenset(indexed.get(table.name, ())),
    )
