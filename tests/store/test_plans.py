"""Queries that every document and every search make go by an index, however large the database."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from referat.store.schema import open_database
from referat.training.million import write_million

LOOKUPS = [
    # Of a document whose rows are replaced (search/shadow.py, store/publication.py).
    "SELECT s.plads, i.titel, i.beslutning, i.tekst, i.sagsnumre, i.dato FROM soeg s"
    " JOIN soeg_indhold i ON i.punkt = s.punkt WHERE s.dokument = 1 ORDER BY s.plads",
    "SELECT adresse, fingeraftryk, fjernet FROM adresser"
    " WHERE adresse = 'a' OR (adresse > 'a' || '/' AND adresse < 'a' || '0')",
    "SELECT adresse FROM adresser WHERE moede = 1 AND viser_til IS NULL",
    "DELETE FROM dokumenter WHERE id = 1",
    "DELETE FROM personer WHERE id = 1 AND NOT EXISTS (SELECT 1 FROM fremmoede WHERE person ="
    " personer.id) AND NOT EXISTS (SELECT 1 FROM fremmoede WHERE stedfortraeder_for_person ="
    " personer.id)",
    # The best matches of a search (search/lookup.py).
    "SELECT s.plads, i.titel, i.beslutning, i.tekst, i.sagsnumre, i.dato FROM soeg s"
    " JOIN soeg_indhold i ON i.punkt = s.punkt WHERE s.plads IN (1, 2, 3)",
    # What the site asks: a person's meetings, a case, what is new.
    "SELECT moede FROM fremmoede WHERE person = 1 AND status = 'til_stede'",
    "SELECT punkt FROM punkt_sagsnumre WHERE sagsnummer = 1",
    "SELECT adresse FROM adresser ORDER BY foerst_set DESC LIMIT 50",
    "SELECT id FROM aendringer WHERE id > 5 LIMIT 50",
    "SELECT id FROM punkter WHERE kommune = 101 ORDER BY dato DESC LIMIT 50",
    "SELECT id FROM beslutninger WHERE kommune = 101 AND foerste_udfald = 'udsat' LIMIT 50",
]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory):
    """One with statistics, as after a load."""
    path = tmp_path_factory.mktemp("plans") / "referat.db"
    write_million(path, 200, tail=200)
    return path


@pytest.mark.parametrize("sql", LOOKUPS)
def test_a_lookup_walks_no_table(path, sql):
    with closing(sqlite3.connect(path)) as conn:
        plan = [row[3] for row in conn.execute(f"EXPLAIN QUERY PLAN {sql}")]
    walked = [step for step in plan if step.startswith("SCAN") and "USING" not in step]
    # What a subquery of the view gives is walked: a punkt's own sections, found by index.
    assert [step for step in walked if "(subquery" not in step] == [], plan


def test_taking_a_document_out_asks_each_table_by_an_index(tmp_path):
    """SQLite looks for what refers to a row that goes: without an index, in the whole table."""
    with closing(open_database(tmp_path / "referat.db")) as db:
        missing = []
        for (table,) in db.conn.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%REFERENCES%'"
        ).fetchall():
            keys = db.conn.execute(f"PRAGMA foreign_key_list({table})").fetchall()
            for column, parent in {(key[3], key[2]) for key in keys}:
                if parent in ("udfald", "koersler", "kle_grupper", "kle_hovedgrupper"):
                    continue  # Their rows never go.
                plan = db.conn.execute(
                    f"EXPLAIN QUERY PLAN SELECT 1 FROM {table} WHERE {column} = 1"
                ).fetchall()
                if not any("SEARCH" in step[3] for step in plan):
                    missing.append(f"{table}.{column}")
        assert missing == []
