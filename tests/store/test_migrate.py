"""Databases of older referats become this one's, and nothing in them is lost."""

from __future__ import annotations

import re
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from referat import resources
from referat.errors import SchemaError
from referat.resources import schema_sql
from referat.search.stems import RULES
from referat.store import migrate
from referat.store.migrate import STEPS, Step, split_statements
from referat.store.schema import open_database, schema_version, upgrade_database

# One file for each released schema, as that schema's referat made it: never changed, only added.
FROZEN = sorted(Path(__file__).parent.glob("schema-*.sql"))


def thaw(frozen: Path, path: Path) -> Path:
    conn = sqlite3.connect(path)
    conn.executescript(frozen.read_text("utf-8"))
    conn.close()
    return path


@pytest.fixture(params=FROZEN, ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return thaw(request.param, tmp_path / "old.db")


def structure(path: Path) -> dict[str, object]:
    """Tables, columns, keys, indexes, views and triggers, whatever way they came about."""
    conn = sqlite3.connect(path)
    found: dict[str, object] = {}
    for name, kind, sql in conn.execute(
        "SELECT name, type, sql FROM sqlite_master WHERE type IN ('table', 'view', 'trigger')"
    ).fetchall():
        if name.startswith("sqlite_stat"):
            continue
        if kind != "table":
            bare = re.sub(r"--.*", "", sql)
            found[name] = " ".join(bare.split())
            continue
        indexes = {
            index[1]: (
                index[2],
                [row[2] for row in conn.execute(f"PRAGMA index_info({index[1]})")],
            )
            for index in conn.execute(f"PRAGMA index_list({name})")
            if not index[1].startswith("sqlite_autoindex")
        }
        found[name] = (
            [tuple(row[1:]) for row in conn.execute(f"PRAGMA table_xinfo({name})")],
            sorted(tuple(row[2:]) for row in conn.execute(f"PRAGMA foreign_key_list({name})")),
            indexes,
            conn.execute(
                "SELECT strict, wr FROM pragma_table_list WHERE name = ?", (name,)
            ).fetchone(),
        )
    conn.close()
    return found


def rows(path: Path) -> dict[str, list[dict[str, object]]]:
    conn = sqlite3.connect(path)
    conn.row_factory = sqlite3.Row
    tables = [
        row[0]
        for row in conn.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
            " AND name NOT LIKE '%\\_fts%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'"
        )
    ]
    found = {
        table: [dict(row) for row in conn.execute(f"SELECT * FROM {table}")] for table in tables
    }
    conn.close()
    return found


def test_steps_lead_from_the_first_schema_to_this_one_without_a_gap():
    assert [step.version for step in STEPS] == list(range(migrate.OLDEST + 1, schema_version() + 1))


def test_there_is_a_frozen_database_of_the_first_schema():
    assert FROZEN[0].stem == f"schema-{migrate.OLDEST}"


def test_an_older_database_gets_the_tables_of_a_new_one(old, tmp_path):
    open_database(old).close()
    open_database(tmp_path / "new.db").close()
    assert structure(old) == structure(tmp_path / "new.db")
    conn = sqlite3.connect(old)
    assert conn.execute("PRAGMA user_version").fetchone() == (schema_version(),)
    assert conn.execute("SELECT vaerdi FROM _meta WHERE noegle = 'skemaversion'").fetchone() == (
        str(schema_version()),
    )
    assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
    assert conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    conn.close()


# What schema 4 works out anew, since P35 is the facet of meetings; the tests below say how.
WORKED_OUT = {"punkt_sagsnumre": "moedesag", "soeg": "emne"}


def test_every_value_of_an_older_database_is_still_there(old):
    before = rows(old)
    open_database(old).close()
    after = rows(old)
    for table, old_rows in before.items():
        # soeg_tekst: the search makes its stems of the texts since schema 6.
        if table in ("_meta", "sag_tal", "soeg_tekst"):
            continue
        names = set(old_rows[0]) - {WORKED_OUT.get(table)} if old_rows else set()
        kept = [{name: row[name] for name in names} for row in after[table]]
        for row in old_rows:
            assert {name: row[name] for name in names} in kept, (table, row)


def test_the_meetings_own_cases_leave_the_topics_of_an_older_database(tmp_path):
    path = thaw(FROZEN[2], tmp_path / "old.db")
    flags = (
        "SELECT s.sagsnummer, ps.moedesag FROM punkt_sagsnumre ps"
        " JOIN sagsnumre s ON s.id = ps.sagsnummer WHERE s.sagsnummer LIKE '__.__.__-%'"
        " GROUP BY 1, 2 ORDER BY 1"
    )
    topics = "SELECT p.titel, g.emne FROM soeg g JOIN punkter p ON p.id = g.punkt ORDER BY p.id"
    counted = "SELECT s.sagsnummer FROM sag_tal t JOIN sagsnumre s ON s.id = t.sag ORDER BY 1"
    conn = sqlite3.connect(path)
    before = {number for (number,) in conn.execute(counted)}
    assert dict(conn.execute(topics))["Godkendelse af dagsorden"] == 2204
    conn.close()
    open_database(path).close()
    conn = sqlite3.connect(path)
    assert conn.execute(flags).fetchall() == [
        ("00.01.00-P35-42-20", 0),  # A member's proposal: the punkt's own case, but no topic.
        ("00.22.04-P35-9-20", 1),
        ("15.40.00-P35-1-17", 0),
        ("82.02.00-G10-4-20", 0),
    ]
    assert {titel: emne for titel, emne in conn.execute(topics) if emne} == {
        "Salg af grund": 820200
    }
    after = {number for (number,) in conn.execute(counted)}
    assert before - after == {"00.22.04-P35-9-20"}
    assert after <= before
    conn.close()


# Those from before the names: they came with schema 4, and a later step leaves them alone.
@pytest.mark.parametrize("frozen", FROZEN[:3], ids=lambda path: path.stem)
def test_an_older_database_gets_the_names_of_subjects(frozen, tmp_path):
    old = thaw(frozen, tmp_path / "old.db")
    open_database(old).close()
    open_database(tmp_path / "new.db").close()
    wanted, got = rows(tmp_path / "new.db"), rows(old)
    for table in ("kle_hovedgrupper", "kle_grupper", "kle_emner"):
        assert got[table] == wanted[table]
        assert len(got[table]) > 30


def test_unsure_values_of_an_older_database_are_marked(old):
    conn = sqlite3.connect(old)
    conn.execute("UPDATE beslutninger SET sikkerhed = 0.4 WHERE tekst = 'Godkendt.'")
    conn.commit()
    conn.close()
    db = open_database(old)
    marked = db.execute("SELECT tekst FROM beslutninger WHERE til_gennemsyn = 1").fetchall()
    assert marked == [("Godkendt.",)]
    db.close()


def test_search_still_finds_what_it_found(old):
    db = open_database(old)
    found = db.execute(
        "SELECT titel FROM beslutninger_fts WHERE beslutninger_fts MATCH 'kajen'"
    ).fetchall()
    db.close()
    assert found == [("Lokalplan for Havnen i Ræveå",)]


# The databases that have a search: older ones are filled with it.
@pytest.mark.parametrize("frozen", FROZEN[2:], ids=lambda path: path.stem)
def test_the_search_of_an_older_database_finds_what_it_found(frozen, tmp_path):
    path = thaw(frozen, tmp_path / "old.db")

    def answers() -> list[list[tuple[int]]]:
        with closing(sqlite3.connect(path)) as conn:
            return [
                conn.execute(
                    "SELECT punkt, plads FROM soeg WHERE plads IN"
                    " (SELECT rowid FROM soeg_fts WHERE soeg_fts MATCH ?) ORDER BY 1", [query]
                ).fetchall()
                for query in ("havn", "titel: havn", '"lokalplan for havn"', "d20210406", "s154*")
            ]  # fmt: skip

    before = answers()
    assert all(before)
    open_database(path).close()
    assert answers() == before


def test_other_rules_than_the_indexs_make_it_anew(tmp_path):
    path = thaw(FROZEN[-1], tmp_path / "old.db")
    open_database(path).close()
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("INSERT INTO soeg_fts (soeg_fts) VALUES ('delete-all')")
        conn.execute("UPDATE soeg_ord SET stamme = 'x', bagfra = 'x'")
    found = "SELECT count(*) FROM soeg_fts WHERE soeg_fts MATCH 'havn'"
    stems = "SELECT stamme, bagfra FROM soeg_ord WHERE ord = 'havnen'"
    with closing(open_database(path)) as db:
        assert db.execute(found).fetchone() == (0,)  # The same rules: it is left alone.
        db.conn.execute("UPDATE _meta SET vaerdi = '0' WHERE noegle = 'ordregler'")
        db.conn.commit()
    with closing(open_database(path)) as db:
        assert db.execute(found).fetchone()[0] >= 1
        assert db.execute(stems).fetchall() == [("havn", "nvah")]
        assert db.execute("SELECT vaerdi FROM _meta WHERE noegle = 'ordregler'").fetchone() == (
            str(RULES),
        )


def test_upgrading_twice_changes_nothing_more(old):
    open_database(old).close()
    before = old.read_bytes()
    assert upgrade_database(old) == (schema_version(), schema_version())
    assert old.read_bytes() == before


@pytest.fixture
def _next_schema(monkeypatch: pytest.MonkeyPatch, tmp_path_factory) -> None:
    """One more step than there is, as the next version of referat would have."""
    version = schema_version() + 1
    sql = re.sub(r"PRAGMA user_version = \d+", f"PRAGMA user_version = {version}", schema_sql())
    path = tmp_path_factory.mktemp("next") / "schema.sql"
    path.write_text(sql, encoding="utf-8")
    step = Step(
        version=version,
        sql="ALTER TABLE _meta ADD COLUMN note TEXT;\nCREATE TABLE kager (navn TEXT) STRICT;\n",
    )
    monkeypatch.setattr(resources, "schema_path", lambda: path)
    monkeypatch.setattr(migrate, "STEPS", (*STEPS, step))


@pytest.mark.usefixtures("_next_schema")
def test_a_database_of_today_is_upgraded_by_the_next_referat(tmp_path, monkeypatch):
    path = thaw(FROZEN[0], tmp_path / "old.db")
    assert upgrade_database(path) == (1, schema_version())
    assert sqlite3.connect(path).execute("SELECT count(*) FROM kager").fetchone() == (0,)


@pytest.mark.usefixtures("_next_schema")
def test_reading_an_older_database_says_how_to_upgrade_it(tmp_path):
    path = thaw(FROZEN[0], tmp_path / "old.db")
    before = path.read_bytes()
    with pytest.raises(SchemaError, match=r"older schema 1.*referat upgrade"):
        open_database(path, create=False)
    assert path.read_bytes() == before


@pytest.mark.usefixtures("_next_schema")
@pytest.mark.parametrize("bad", ["CREATE TABLE kager (;\n", "INSERT INTO ingen VALUES (1);\n"])
def test_a_step_that_fails_leaves_the_database_as_it_was(tmp_path, monkeypatch, bad):
    path = thaw(FROZEN[0], tmp_path / "old.db")
    before = rows(path), structure(path)
    last = migrate.STEPS[-1]
    broken = Step(version=last.version, sql=last.sql + bad)
    monkeypatch.setattr(migrate, "STEPS", (*migrate.STEPS[:-1], broken))
    with pytest.raises(SchemaError):
        open_database(path)
    assert (rows(path), structure(path)) == before
    assert sqlite3.connect(path).execute("PRAGMA user_version").fetchone() == (1,)


@pytest.mark.usefixtures("_next_schema")
def test_a_step_that_would_orphan_rows_is_refused(tmp_path, monkeypatch):
    path = thaw(FROZEN[0], tmp_path / "old.db")
    last = migrate.STEPS[-1]
    broken = Step(version=last.version, sql="DELETE FROM dokumenter;\n")
    monkeypatch.setattr(migrate, "STEPS", (*migrate.STEPS[:-1], broken))
    with pytest.raises(SchemaError, match="left as it was"):
        open_database(path)
    assert sqlite3.connect(path).execute("SELECT count(*) FROM dokumenter").fetchone() == (1,)


@pytest.mark.usefixtures("_next_schema")
def test_two_that_upgrade_at_once_do_it_once(tmp_path):
    path = thaw(FROZEN[0], tmp_path / "old.db")
    failed = []

    def go() -> None:
        try:
            open_database(path).close()
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=go) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert upgrade_database(path)[0] == schema_version()


@pytest.mark.parametrize("name", ["none.db", "empty.db"])
def test_there_is_nothing_to_upgrade_in_a_missing_or_empty_file(tmp_path, name):
    (tmp_path / "empty.db").touch()
    with pytest.raises(SchemaError, match="referat ingest"):
        upgrade_database(tmp_path / name)


def test_statements_are_split_where_they_end():
    sql = "-- a; comment\nCREATE TABLE a (\n  b TEXT -- it; is\n);\nINSERT INTO a VALUES (';\n');\n"
    assert [part.strip()[-5:] for part in split_statements(sql)] == ["is\n);", ";\n');"]
