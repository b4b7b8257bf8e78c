"""Which files are opened, which are refused, and what the schema promises."""

from __future__ import annotations

import re
import sqlite3

import pytest

from referat.errors import SchemaError
from referat.resources import schema_sql
from referat.store import schema
from referat.store.schema import open_database, schema_version


def test_a_new_database_has_the_kommuner_and_the_outcomes(db):
    assert db.conn.execute("SELECT count(*) FROM kommuner").fetchone() == (103,)
    assert db.conn.execute(
        "SELECT id, navn, region FROM kommuner WHERE kommunekode = 787"
    ).fetchone() == (787, "Thisted", "Region Nordjylland")
    assert db.conn.execute("SELECT count(*) FROM udfald").fetchone() == (13,)
    assert db.conn.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_opening_again_changes_nothing(tmp_path):
    path = tmp_path / "new" / "folder" / "referat.db"
    open_database(path).close()
    before = path.read_bytes()
    open_database(path).close()
    open_database(path, create=False).close()
    assert path.read_bytes() == before


def test_every_table_is_strict_and_every_foreign_key_indexed(db):
    for name, strict in db.conn.execute(
        "SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND schema = 'main'"
    ).fetchall():
        if name.startswith("sqlite_"):
            continue
        assert strict, name
        first_columns = {
            db.conn.execute(f"PRAGMA index_info({index[1]})").fetchone()[2]
            for index in db.conn.execute(f"PRAGMA index_list({name})").fetchall()
        } | {row[1] for row in db.conn.execute(f"PRAGMA table_info({name})") if row[5] == 1}
        for key in db.conn.execute(f"PRAGMA foreign_key_list({name})").fetchall():
            assert key[3] in first_columns, f"{name}.{key[3]} has no index"


def test_outcomes_of_the_schema_are_those_of_the_types(db):
    from referat.types import Udfald

    rows = db.conn.execute("SELECT id FROM udfald ORDER BY raekkefoelge").fetchall()
    assert [row[0] for row in rows] == list(Udfald)


def foreign(path):
    conn = sqlite3.connect(path)
    conn.execute("CREATE TABLE cakes (name TEXT)")
    conn.close()


def newer(path):
    open_database(path).close()
    conn = sqlite3.connect(path)
    conn.execute(f"PRAGMA user_version = {schema_version() + 1}")
    conn.close()


def older(path):
    open_database(path).close()
    conn = sqlite3.connect(path)
    conn.execute("PRAGMA user_version = 0")
    conn.close()


def damaged(path):
    open_database(path).close()
    path.write_bytes(path.read_bytes()[:5000])


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (foreign, "not from referat.*another file"),
        (newer, "knows .*Upgrade"),
        (older, "schema 0, which no released.*ingest"),
        (lambda path: path.write_text("Referat af mødet" * 100), "not an SQLite.*another file"),
        (damaged, "damaged.*ingest"),
        (lambda path: path.mkdir(), "a folder"),
    ],
)
@pytest.mark.parametrize("create", [True, False])
def test_what_is_not_ours_is_refused_with_what_to_do(tmp_path, make, message, create):
    path = tmp_path / "x.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(SchemaError) as caught:
        open_database(path, create=create)
    assert re.search(message, str(caught.value)), str(caught.value)
    assert str(path) in str(caught.value)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_missing_or_empty_database_is_no_database_to_read(tmp_path):
    with pytest.raises(SchemaError, match=r"no such database.*referat ingest"):
        open_database(tmp_path / "none.db", create=False)
    assert not (tmp_path / "none.db").exists()
    (tmp_path / "empty.db").touch()
    with pytest.raises(SchemaError, match=r"empty.*referat ingest"):
        open_database(tmp_path / "empty.db", create=False)
    open_database(tmp_path / "empty.db").close()


def test_a_locked_database_is_refused_for_writing_and_read_all_the_same(tmp_path, monkeypatch):
    path = tmp_path / "referat.db"
    open_database(path).close()
    monkeypatch.setattr(schema, "LOCK_TIMEOUT", 0.01)
    other = sqlite3.connect(path)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(SchemaError, match=r"another program is writing.*run again"):
        open_database(path)
    open_database(path, create=False).close()
    other.close()


def test_dying_while_the_tables_are_made_leaves_an_empty_database(tmp_path, monkeypatch):
    path = tmp_path / "referat.db"
    broken = schema_sql().replace("CREATE VIEW sager_flad", "CREATE VIEV sager_flad")
    with monkeypatch.context() as patch:
        patch.setattr(schema, "schema_sql", lambda: broken)
        with pytest.raises(SchemaError):
            open_database(path)
    open_database(path).close()
