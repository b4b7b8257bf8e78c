"""The downloads hold what the database holds, and say so."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import hashlib
import json
import sqlite3
from contextlib import closing

import pytest

from referat.errors import PublishError
from referat.publish.export import export

NOW = dt.datetime(2026, 1, 2, 3, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def folder(database, tmp_path_factory):
    folder = tmp_path_factory.mktemp("ud") / "udtraek"
    export(database, folder, now=NOW)
    return folder


def test_every_file_has_its_checksum_and_size(folder):
    package = json.loads((folder / "datapackage.json").read_text())
    assert package["version"].startswith("2026.01.02+skema.")
    listed = {resource["path"] for resource in package["resources"]}
    assert listed == {path.name for path in folder.iterdir()} - {"datapackage.json"}
    for resource in package["resources"]:
        content = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_csv_has_every_row_and_the_columns_that_are_described(folder, database):
    conn = sqlite3.connect(database)
    package = json.loads((folder / "datapackage.json").read_text())
    tables = [r for r in package["resources"] if r["format"] == "csv"]
    assert len(tables) > 20
    for resource in tables:
        table = resource["path"].removesuffix(".csv.gz")
        with gzip.open(folder / resource["path"], "rt", encoding="utf-8", newline="") as file:
            header, *rows = list(csv.reader(file))
        assert header == [field["name"] for field in resource["schema"]["fields"]], table
        assert len(rows) == conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    conn.close()


def test_parquet_has_the_same_rows(folder, database):
    parquet = pytest.importorskip("pyarrow.parquet")
    conn = sqlite3.connect(database)
    for table in ("beslutninger", "beslutninger_flad", "fravaer_flad", "stemmer"):
        cursor = conn.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in cursor.description]
        wanted = [dict(zip(names, row, strict=True)) for row in cursor]
        assert parquet.read_table(folder / f"{table}.parquet").to_pylist() == wanted
    conn.close()


def test_the_snapshot_is_a_whole_database(folder, tmp_path):
    path = tmp_path / "referat.db"
    path.write_bytes(gzip.decompress((folder / "referat.db.gz").read_bytes()))
    conn = sqlite3.connect(path)
    assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert conn.execute("SELECT count(*) FROM punkter").fetchone()[0] == 4
    conn.close()


def test_a_second_export_takes_the_place_of_the_first(folder, database):
    # A table that an older version had.
    (folder / "old.csv").write_text("x")
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    package["resources"].append({"path": "old.csv"})
    (folder / "datapackage.json").write_text(json.dumps(package), "utf-8")
    names = export(database, folder, now=NOW)
    assert "old.csv" not in names
    assert "datapackage.json" in names
    assert [p.name for p in folder.parent.iterdir()] == ["udtraek"]


def test_what_was_made_before_a_takedown_is_not_given_out(own_database, browse):
    folder = own_database.parent / "udtraek"
    export(own_database, folder, now=NOW)
    ask = browse(own_database)
    ask("/udtraek/punkter.csv.gz")
    with closing(sqlite3.connect(own_database)) as conn, conn:
        conn.execute(
            "INSERT INTO tilbageholdelser (id, art, grund, oprettet) VALUES (7, 'person', 'x', 'y')"
        )
    for name in ("punkter.csv.gz", "referat.db.gz", "datapackage.json"):
        assert "taget ned" in ask(f"/udtraek/{name}", status=404).text
    export(own_database, folder, now=NOW)
    ask("/udtraek/punkter.csv.gz")
    # Files without the package say nothing of what they know.
    (folder / "datapackage.json").unlink()
    ask("/udtraek/punkter.csv.gz", status=404)


def test_a_database_that_is_none_is_told(tmp_path):
    with pytest.raises(PublishError, match=r"none.db: there is no such database.*referat ingest"):
        export(tmp_path / "none.db", tmp_path / "new" / "ud", now=NOW)
    (tmp_path / "notes.md").write_text("# Notes\n")
    with pytest.raises(PublishError, match=r"notes.md: the database cannot be read"):
        export(tmp_path / "notes.md", tmp_path / "new" / "ud", now=NOW)
    assert not (tmp_path / "new").exists()


def test_a_folder_with_other_files_is_left_as_it_is(folder, database, tmp_path):
    (folder / "brev.txt").write_text("vigtigt")
    other = tmp_path / "breve"
    other.mkdir()
    (other / "brev.txt").write_text("vigtigt")
    for place in (folder, other, other / "brev.txt"):
        with pytest.raises(PublishError, match="other files than an export"):
            export(database, place, now=NOW)
    assert (folder / "brev.txt").read_text() == (other / "brev.txt").read_text() == "vigtigt"
    empty = tmp_path / "tom"
    empty.mkdir()
    assert "datapackage.json" in export(database, empty, now=NOW)


def test_what_the_site_would_not_show_is_not_exported(tmp_path, checkout):
    """Documents of schema 1 were read before private data was taken out."""
    database = tmp_path / "old.db"
    conn = sqlite3.connect(database)
    conn.executescript((checkout / "tests/store/schema-1.sql").read_text("utf-8"))
    conn.close()
    with pytest.raises(PublishError, match="left CPR numbers"):
        export(database, tmp_path / "ud", now=NOW)
    assert not (tmp_path / "ud").exists()
