"""Our SQL functions, for Datasette's connections and for readers' own SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from referat.search import case_key, fts_query, short_case_key
from referat.search.query import Kind, parse_query


def stemmed_query(words: str) -> str:
    """An FTS5 query against ``soeg_fts`` for a reader's words: all of them, in any inflection."""
    terms: list[str] = []
    for term in parse_query(words).terms:
        star = "*" if term.kind in (Kind.BEGINS, Kind.MONTH) else ""
        if term.kind is Kind.CASE:
            found = " OR ".join(f'"{token}"' for token in term.tokens)
            found = f"({found})"
        else:
            found = f'"{" ".join(term.tokens)}"{star}'
        if term.negative:
            if terms:
                terms.append(f"NOT {found}")
        else:
            terms.append(f"AND {found}" if terms else found)
    return " ".join(terms) or '""'


FUNCTIONS: dict[str, Callable[[str], str]] = {
    "referat_soeg": fts_query,
    "referat_stammer": stemmed_query,
    "referat_sag": case_key,
    "referat_sag_kort": short_case_key,
    # SQLite's own lower() and LIKE know no Å.
    "referat_smaa": str.casefold,
}


def add_functions(conn: sqlite3.Connection) -> None:
    """Make our functions known to a connection. Each takes one argument, that may be anything."""
    for name, function in FUNCTIONS.items():
        conn.create_function(name, 1, _of_anything(function), deterministic=True)


def _of_anything(function: Callable[[str], str]) -> Callable[[object], str]:
    return lambda value: function("" if value is None else str(value))
