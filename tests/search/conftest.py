"""The tables of the search alone, in memory."""

from __future__ import annotations

import sqlite3

import pytest

from referat.store.publication import publication_sql


def make_tables(conn):
    """The tables of the search in an empty database."""
    # The last step refers to tables that are not needed here.
    statement = ""
    for line in publication_sql().splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            if "soeg" in statement and "VIEW" not in statement and "aendringer" not in statement:
                conn.execute(statement.partition("CREATE")[1] + statement.partition("CREATE")[2])
            statement = ""


@pytest.fixture
def tables():
    return make_tables


@pytest.fixture
def conn():
    conn = sqlite3.connect(":memory:")
    make_tables(conn)
    yield conn
    conn.close()
