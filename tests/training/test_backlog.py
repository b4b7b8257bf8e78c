"""The long queue: its documents are all different, read as they say, and its judge sees faults."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from referat.flow import ingest
from referat.settings import Settings
from referat.training.backlog import count, faults, make_document, punkter_of, write_queue

DOCUMENTS = 12


def test_no_two_documents_are_alike_and_each_is_the_same_every_time():
    texts = [make_document(number) for number in range(500)]
    assert len(set(texts)) == 500
    assert texts == [make_document(number) for number in range(500)]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A queue and the database that it became."""
    base = tmp_path_factory.mktemp("queue")
    queue, database = base / "queue", base / "referat.db"
    write_queue(queue, DOCUMENTS)
    report = ingest([str(queue)], db_path=database, settings=Settings(jobs=1, ocr=False))
    assert report.stored == DOCUMENTS
    return queue, database


@pytest.fixture
def database(read: tuple[Path, Path], tmp_path: Path) -> Path:
    """A copy that a test may break."""
    target = tmp_path / "referat.db"
    with closing(sqlite3.connect(read[1])) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)
    return target


def test_a_whole_queue_has_no_faults(read):
    queue, database = read
    assert count(database) == DOCUMENTS
    assert list(faults(queue, database, DOCUMENTS)) == []
    with closing(sqlite3.connect(database)) as conn:
        (punkter,) = conn.execute("SELECT count(*) FROM punkter").fetchone()
    assert punkter == sum(map(punkter_of, range(DOCUMENTS)))


def test_no_database_holds_no_documents(tmp_path):
    assert count(tmp_path / "none.db") == 0


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("DELETE FROM dokumenter WHERE sti LIKE '%000003.txt'", "000003 is missing"),
        (
            "UPDATE dokumenter SET sti = replace(sti, '0000/000003.txt', '0001/000005.txt')",
            "000005.txt is there twice",
        ),
        ("DELETE FROM punkter WHERE id = (SELECT min(id) FROM punkter)", "punkter and should have"),
        ("UPDATE adresser SET fjernet = '2026-01-01'", "addresses are said to be gone"),
    ],
)
def test_what_is_wrong_is_named(read, database, sql, says):
    with closing(sqlite3.connect(database)) as conn, conn:
        conn.execute("PRAGMA foreign_keys = ON")
        conn.execute(sql)
    assert says in "\n".join(faults(read[0], database, DOCUMENTS))


def test_a_document_short_of_the_queue_is_named(read):
    assert "the queue has 12 documents" in list(faults(*read, DOCUMENTS + 1))
