"""The tables of the search alone, in memory."""

from __future__ import annotations

import re
import sqlite3

import pytest

from referat.resources import schema_path


def make_tables(conn):
    """The tables of the search in an empty database."""
    statement = ""
    for line in schema_path().read_text(encoding="utf-8").splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            if re.search(
                r"^CREATE (VIRTUAL TABLE|TABLE|INDEX) ((idx_)?soeg|_meta)", statement, re.M
            ):
                conn.execute(statement)
            statement = ""
    # Where the schema has a view of the texts.
    conn.execute(
        "CREATE TABLE soeg_indhold (punkt INTEGER PRIMARY KEY, titel TEXT, sagsnumre TEXT,"
        " dato TEXT, beslutning TEXT, tekst TEXT)"
    )


@pytest.fixture
def tables():
    return make_tables


@pytest.fixture
def conn():
    conn = sqlite3.connect(":memory:")
    make_tables(conn)
    yield conn
    conn.close()
