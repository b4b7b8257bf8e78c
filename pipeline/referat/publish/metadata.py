"""Datasette's metadata: Danish texts for tables and columns, facets, sorting, queries.

Texts come from the comments of ``schema.sql``, queries from ``queries.py``; what stands here is
only what neither knows: which columns to count by, to sort by, and to show as a link's label.
``db/metadata.yaml`` is the same as a file (``generate.py``).
"""

from __future__ import annotations

from typing import Any

from referat.publish.queries import QUERIES
from referat.publish.schema import Table, read_schema

DATABASE = "referat"
"""Name of the database in ``metadata.yaml``: what Datasette calls ``db/referat.db``."""

HIDDEN = ("_", "soeg_")
"""Tables that hold nothing to read begin so."""

TITLE = "Referat"
DESCRIPTION = "Beslutninger, sager og fremmøde fra kommunale mødereferater."

# Each facet needs an index that begins with its column: without, Datasette gives up after its time
# limit and leaves the facet out without a word. ``checks.py`` looks.
FACETS: dict[str, tuple[str, ...]] = {
    "beslutninger": ("kommune", "udvalg", "foerste_udfald", "aar"),
    "punkter": ("kommune", "udvalg", "aar", "lukket"),
    "moeder": ("kommune", "udvalg", "aar"),
    "dokumenter": ("dokumenttype", "kommune", "filtype"),
    "afsnit": ("type",),
    "fremmoede": ("status", "parti", "rolle"),
    "stemmer": ("stemme", "parti"),
    "beslutning_udfald": ("udfald",),
    "sagsnumre": ("kommune", "type"),
    "personer": ("kommune",),
    "udvalg": ("kommune",),
    "sider": ("kilde",),
    "problemer": ("kode", "alvor", "kilde"),
    "kle_emner": ("udgaaet",),
    "kle_grupper": ("hovedgruppe",),
    "kilder": ("kommune", "art"),
    "kildedokumenter": ("kilde", "tilstand"),
    "kvalitet": ("kilde", "dom"),
    "maskeringer": ("art",),
    "portalfelter": ("enig",),
    "rettelser": ("art",),
    "tilbageholdelser": ("art", "kommune"),
}

# Ascending by the column, descending with "-" before it.
SORTS = {
    "aendringer": "-id",
    "beslutninger": "-dato",
    "beslutninger_flad": "-dato",
    "punkter": "-dato",
    "moeder": "-dato",
    "fravaer_flad": "-dato",
    "sager_flad": "-dato",
    "koersler": "-id",
    "daekning": "kommune",
    "kildedokumenter": "-dato",
    "kilder": "navn",
    "kildestatus": "navn",
    "kle_emner": "nr",
    "kle_grupper": "nr",
    "kle_hovedgrupper": "nr",
    "kommuner": "navn",
    "kvalitet": "-id",
    "personer": "navn",
    "sagsnumre": "sagsnummer",
    "tilbageholdelser": "-id",
    "udgaver": "-id",
    "udfald": "raekkefoelge",
    "udvalg": "navn",
}

LABELS = {
    "beslutninger": "titel",
    "dokumenter": "titel",
    "kildedokumenter": "titel",
    "kilder": "navn",
    "kle_emner": "titel",
    "kle_grupper": "titel",
    "kle_hovedgrupper": "titel",
    "koersler": "startet",
    "kommuner": "navn",
    "moeder": "titel",
    "personer": "navn",
    "punkter": "titel",
    "sagsnumre": "sagsnummer",
    "udfald": "navn",
    "udgaver": "nr",
    "udvalg": "navn",
}

# Views have no full-text index of their own: they borrow a table's, by the column with its id.
VIEW_SEARCH = {
    "beslutninger_flad": {"fts_table": "beslutninger_fts", "fts_pk": "punkt"},
    "sager_flad": {"fts_table": "punkter_fts", "fts_pk": "punkt"},
}


def build_metadata(database: str = DATABASE) -> dict[str, Any]:
    """Datasette's metadata for a database of this name."""
    return {
        "title": TITLE,
        "description": DESCRIPTION,
        "databases": {
            database: {
                "title": "Referater",
                "description": DESCRIPTION,
                "tables": {table.name: _table(table) for table in read_schema()},
                "queries": {
                    query.name: {
                        "title": query.title,
                        "description": query.description,
                        "hide_sql": True,
                        "params": [name for name, _, _ in query.params],
                        "sql": query.sql,
                    }
                    for query in QUERIES
                },
            }
        },
    }


def _table(table: Table) -> dict[str, Any]:
    entry: dict[str, Any] = {"title": table.title, "description": table.description}
    if table.name.startswith(HIDDEN):
        entry["hidden"] = True
    if table.name in LABELS:
        entry["label_column"] = LABELS[table.name]
    if table.name in SORTS:
        column = SORTS[table.name]
        entry["sort_desc" if column.startswith("-") else "sort"] = column.removeprefix("-")
    if table.name in FACETS:
        entry["facets"] = list(FACETS[table.name])
    entry |= VIEW_SEARCH.get(table.name, {})
    entry["columns"] = {column.name: column.comment for column in table.columns}
    return entry
