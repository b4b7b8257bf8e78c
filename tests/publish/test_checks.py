"""What must not be served is refused, with what to do."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

import pytest

from referat.errors import PublishError
from referat.publish.checks import check_database
from referat.store.schema import open_database


def test_a_good_database_passes(database):
    check_database(database)


def sql(statement):
    def spoil(path):
        with closing(sqlite3.connect(path)) as conn, conn:
            conn.executescript(statement)

    return spoil


FTS_SINGLE_QUOTES = """
    DROP TABLE punkter_fts;
    CREATE VIRTUAL TABLE punkter_fts USING fts5 (titel, content='punkter', content_rowid='id');
"""
CLOSED_TEXT = """
    INSERT INTO bilag (id, punkt, raekkefoelge, titel, dokument, side, linje, kilde, sikkerhed)
    SELECT 1, id, 1, 'Hemmelig', dokument, 1, 1, 'ocr', 1.0 FROM punkter WHERE lukket = 1;
"""


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda path: path.unlink(), "no such database.*referat ingest"),
        (lambda path: path.write_text("x" * 5000), "cannot be read.*referat ingest"),
        (sql("PRAGMA application_id = 5"), "not from referat"),
        (sql("PRAGMA user_version = 99"), "schema 99.*Upgrade"),
        (sql(CLOSED_TEXT), "closed.*bilag.*--again"),
        (sql("UPDATE dokumenter SET umaskeret = 1"), "2 documents.*CPR.*--again"),
    ],
)
def test_what_would_be_served_wrong_is_refused(own_database, spoil, message):
    spoil(own_database)
    with pytest.raises(PublishError) as caught:
        check_database(own_database)
    assert re.search(message, str(caught.value)), str(caught.value)
    assert str(own_database) in str(caught.value)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda path: path.write_bytes(b""), "is empty.*referat ingest"),
        (sql("PRAGMA user_version = 2"), "schema 2.*referat upgrade"),
        (sql("PRAGMA foreign_keys = ON; DELETE FROM dokumenter;"), "no documents.*referat ingest"),
        (sql("DROP TABLE soeg_fts; DROP TABLE afsnit_fts"), "index of afsnit"),
        (sql(FTS_SINGLE_QUOTES), "index of punkter.*Datasette"),
        (sql("DROP INDEX idx_punkter_aar"), r"punkter\.aar"),
        (lambda path: None, None),
    ],
)
def test_what_can_be_served_with_less_is_a_warning(own_database, spoil, message):
    spoil(own_database)
    warnings = "\n".join(check_database(own_database))
    assert warnings == "" if message is None else re.search(message, warnings), warnings


def test_a_database_without_documents_is_served(tmp_path):
    open_database(tmp_path / "new.db").close()
    assert "no documents" in "\n".join(check_database(tmp_path / "new.db"))
