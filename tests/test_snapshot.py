"""A copy of a database is whole, whatever its tables have, and leaves the original alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from referat.snapshot import copy_database


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("PRAGMA journal_mode = WAL")
        conn.execute(
            "CREATE TABLE a (b REAL CHECK (b >= 0),"
            " c INTEGER GENERATED ALWAYS AS (b < 0.5) VIRTUAL) STRICT"
        )
        conn.executemany("INSERT INTO a (b) VALUES (?)", [(n / 1000,) for n in range(1000)])
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("DELETE FROM a WHERE b < 0.4")
    return path


def test_a_copy_has_every_row_and_no_free_pages(database: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(database)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM a")  # Not committed: the copy knows nothing of it.
        copy_database(database, tmp_path / "copy.db")
        writer.rollback()
    with closing(sqlite3.connect(tmp_path / "copy.db")) as conn:
        assert conn.execute("SELECT count(*), sum(c) FROM a").fetchone() == (600, 100)
        assert conn.execute("PRAGMA freelist_count").fetchone() == (0,)
        assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert not list(tmp_path.glob("copy.db-*"))


def test_a_missing_database_is_an_error_and_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.Error):
        copy_database(tmp_path / "none.db", tmp_path / "copy.db")
    assert not (tmp_path / "none.db").exists()
