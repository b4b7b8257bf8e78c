"""A small one of the generated databases is whole, and takes more."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from referat.publish.checks import check_database
from referat.training.million import PUNKTER_A_MEETING, write_million, write_more


def test_a_generated_database_is_whole_and_can_be_added_to(tmp_path):
    path = tmp_path / "million.db"
    write_million(path, 5 * PUNKTER_A_MEETING, tail=200)
    assert check_database(path) == ()
    write_more(path, 2, pause=0, tail=200)
    with closing(sqlite3.connect(path)) as conn:
        for table in ("punkter", "soeg", "soeg_tekst"):
            (count,) = conn.execute(f"SELECT count(*) FROM {table}").fetchone()
            assert count == 7 * PUNKTER_A_MEETING, table
        assert conn.execute("SELECT count(*) FROM moede_tal").fetchone() == (7,)
        assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
