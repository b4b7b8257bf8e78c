"""The files of ``db/`` are in step with the schema, and name what the database has."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from datasette.app import DEFAULT_SETTINGS

from referat.errors import PublishError
from referat.publish.generate import data_dictionary, metadata_yaml
from referat.publish.metadata import FACETS, LABELS, SORTS, VIEW_SEARCH, build_metadata
from referat.publish.schema import read_schema
from referat.resources import schema_sql, site_dir
from referat.store.write import FULL_TEXT


@pytest.fixture(scope="module")
def real():
    conn = sqlite3.connect(":memory:")
    conn.executescript(schema_sql())
    yield conn
    conn.close()


@pytest.mark.parametrize(
    ("name", "make"), [("README.md", data_dictionary), ("metadata.yaml", metadata_yaml)]
)
def test_generated_files_are_in_step(name, make):
    stored = (site_dir() / name).read_text(encoding="utf-8")
    assert stored == make(), "run: python -m referat.publish.generate"


def test_every_table_and_column_of_the_database_is_described(real):
    described = {table.name: table for table in read_schema()}
    names = {
        name
        for (name,) in real.execute(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
            " AND name NOT LIKE '%\\_fts%' ESCAPE '\\' AND name <> 'sqlite_sequence'"
        )
    }
    assert set(described) == names
    for name, table in described.items():
        columns = [row[1] for row in real.execute(f"PRAGMA table_xinfo({name})")]
        assert [column.name for column in table.columns] == columns
        assert table.title
        assert all(column.comment.endswith((".", ")", "…")) for column in table.columns), name


def test_foreign_keys_are_read_as_they_are(real):
    for table in read_schema():
        keys = {row[3]: row[2] for row in real.execute(f"PRAGMA foreign_key_list({table.name})")}
        assert {c.name: c.references for c in table.columns if c.references} == keys


def test_facets_sorts_and_labels_name_real_columns():
    tables = {table.name: table for table in read_schema()}
    for table, columns in FACETS.items():
        assert set(columns) <= tables[table].indexed, table
    for table, column in SORTS.items():
        names = {each.name for each in tables[table].columns}
        assert column.removeprefix("-") in names, table
    for table, column in LABELS.items():
        assert column in {each.name for each in tables[table].columns}, table
    referred = {c.references for t in tables.values() for c in t.columns if c.references}
    assert referred - {"afstemninger", "soeg"} <= set(LABELS)
    for view, search in VIEW_SEARCH.items():
        assert search["fts_pk"] in {each.name for each in tables[view].columns}


def test_full_text_columns_of_the_writer_are_those_of_the_schema(real):
    for table, columns in FULL_TEXT.items():
        names = [row[1] for row in real.execute(f"PRAGMA table_info({table}_fts)")]
        assert tuple(names) == columns


def test_settings_are_known_to_datasette():
    settings = json.loads((site_dir() / "settings.json").read_text(encoding="utf-8"))
    assert set(settings) <= set(DEFAULT_SETTINGS)
    assert settings["suggest_facets"] is False


def test_metadata_follows_the_name_of_the_database():
    assert list(build_metadata("arkiv")["databases"]) == ["arkiv"]


@pytest.mark.parametrize(
    "schema",
    [
        "-- Titel\n-- Tekst.\nCREATE TABLE a (\n    b TEXT\n) STRICT;\n",
        "-- Titel\nCREATE TABLE a (\n    -- Noget.\n    b TEXT\n) STRICT;\n",
    ],
)
def test_what_is_not_described_is_refused(schema):
    with pytest.raises(PublishError, match=r"schema\.sql"):
        read_schema(schema)


def test_the_dictionary_has_no_dead_links():
    text = data_dictionary()
    for table in read_schema():
        if not table.name.startswith("_"):
            assert f"\n### {table.name}\n" in text
    assert (Path(site_dir()) / "schema.sql").is_file()
