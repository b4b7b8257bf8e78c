"""Loading a back-file: the same database as one by one, whatever ends the load."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from referat import flow
from referat.flow import ingest
from referat.search.shadow import is_bulk
from referat.settings import Settings
from referat.store import bulk, publication
from referat.store.bulk import compact
from referat.store.schema import open_database
from referat.training.crash import compare, find_faults, read_index
from referat.types import DocumentResult

ALONE = Settings(jobs=1, ocr=False)
FTS = ("punkter_fts", "afsnit_fts", "beslutninger_fts", "soeg_fts")


@pytest.fixture
def texts(corpus: Path, tmp_path: Path) -> list[str]:
    """Texts of which the last is a second reading of the first: its rows are replaced."""
    found = sorted(corpus.glob("documents/*/*.txt"))
    assert len(found) >= 4
    return [str(path) for path in found]


@pytest.fixture
def wanted(texts: list[str], tmp_path: Path) -> Path:
    path = tmp_path / "a" / "referat.db"
    ingest(texts, db_path=path, settings=ALONE)
    return path


def _same(one: Path, other: Path) -> None:
    assert list(compare(one, other)) == []
    answers = []
    for path in (one, other):
        with closing(sqlite3.connect(path)) as conn:
            assert not is_bulk(conn)
            for table in FTS:
                conn.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
            names = "SELECT name FROM sqlite_master WHERE type = 'index' ORDER BY 1"
            found = "SELECT rowid FROM soeg_fts WHERE soeg_fts MATCH 'godkend*' ORDER BY 1"
            answers.append((conn.execute(names).fetchall(), conn.execute(found).fetchall()))
    assert answers[0] == answers[1]
    assert answers[0][1]


def test_a_load_gives_the_same_database(texts: list[str], wanted: Path, tmp_path: Path) -> None:
    loaded = tmp_path / "b" / "referat.db"
    report = ingest(texts, db_path=loaded, settings=ALONE, bulk=True)
    assert report.stored == len(texts)
    _same(wanted, loaded)


def test_nothing_is_indexed_while_it_goes_on(texts: list[str], tmp_path: Path) -> None:
    path = tmp_path / "referat.db"
    seen: list[tuple[bool, int]] = []

    def look(done: int, total: int, result: DocumentResult | None) -> None:
        with closing(sqlite3.connect(path)) as conn:
            indexes = conn.execute(
                "SELECT count(*) FROM sqlite_master WHERE name = 'idx_punkter_dato'"
            )
            seen.append((is_bulk(conn), indexes.fetchone()[0]))

    ingest(texts, db_path=path, settings=ALONE, bulk=True, progress=look)
    assert seen[1:] == [(True, 0)] * len(texts)


def test_a_document_that_takes_anothers_place_in_a_load_leaves_nothing_of_it(
    texts: list[str], wanted: Path, tmp_path: Path
) -> None:
    loaded = tmp_path / "b" / "referat.db"
    other = tmp_path / "first.txt"
    other.write_text(Path(texts[1]).read_text("utf-8").replace("Godkendt", "Forkastet"), "utf-8")
    ingest([*texts[2:], str(other)], db_path=loaded, settings=ALONE)
    with closing(open_database(loaded)) as db, db.conn:
        # Now it lies where the first of the texts does: the load puts that one in its place.
        db.conn.execute("UPDATE dokumenter SET sti = ? WHERE sti = ?", [texts[1], str(other)])
    ingest(texts[:2], db_path=loaded, settings=ALONE, bulk=True)
    with closing(sqlite3.connect(wanted)) as one, closing(sqlite3.connect(loaded)) as two:
        for table in ("dokumenter", "punkter", "beslutninger", "sag_tal", "soeg", "soeg_ord"):
            column = {"sag_tal": "sag", "soeg": "punkt", "soeg_ord": "ord"}.get(table, "id")
            asked = f"SELECT {column} FROM {table} ORDER BY 1"
            assert one.execute(asked).fetchall() == two.execute(asked).fetchall(), table
        assert two.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize("go_on", [True, False], ids=["loaded on", "opened to write"])
def test_a_load_that_was_broken_off_is_made_good(
    texts: list[str], wanted: Path, tmp_path: Path, go_on: bool
) -> None:
    loaded = tmp_path / "b" / "referat.db"

    def stop(done: int, total: int, result: DocumentResult | None) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(texts, db_path=loaded, settings=ALONE, bulk=True, progress=stop)
    with closing(sqlite3.connect(loaded)) as conn:
        assert is_bulk(conn)
        assert conn.execute("SELECT count(*) FROM dokumenter").fetchone()[0] == 2
    report = ingest(texts, db_path=loaded, settings=ALONE, bulk=go_on)
    assert (report.stored, report.skipped) == (len(texts) - 2, 2)
    _same(wanted, loaded)


def test_a_loaded_database_is_written_anew_unless_somebody_reads_it(
    texts: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "referat.db"
    ingest(texts, db_path=path, settings=ALONE, bulk=True)
    with closing(open_database(path)) as db:
        assert db.execute("PRAGMA freelist_count").fetchone() == (0,)
        db.conn.execute("CREATE TABLE temporary AS SELECT * FROM sider")
        db.conn.execute("DROP TABLE temporary")
        db.conn.commit()
        free = db.execute("PRAGMA freelist_count").fetchone()
        assert free > (0,)
        with closing(sqlite3.connect(path)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM sider").fetchall()
            assert not compact(db.conn)
        assert db.execute("PRAGMA freelist_count").fetchone() == free
        assert compact(db.conn)
        assert db.execute("PRAGMA freelist_count").fetchone() == (0,)
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_full_disk_leaves_the_file_as_it_is(
    texts: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "referat.db"
    ingest(texts[:1], db_path=path, settings=ALONE)
    room = SimpleNamespace(free=path.stat().st_size)
    monkeypatch.setattr(bulk, "shutil", SimpleNamespace(disk_usage=lambda folder: room))
    with closing(open_database(path)) as db:
        assert not compact(db.conn)


def test_finishing_may_be_broken_off_as_well(
    texts: list[str], wanted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = tmp_path / "b" / "referat.db"

    def stop(conn: sqlite3.Connection) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(bulk, "forget_unused_words", stop)
    with pytest.raises(KeyboardInterrupt):
        ingest(texts, db_path=loaded, settings=ALONE, bulk=True)
    monkeypatch.undo()
    open_database(loaded).close()
    _same(wanted, loaded)


def test_words_of_rows_that_were_replaced_in_a_load_are_gone(
    texts: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "referat.db"
    copy = tmp_path / "a.txt"
    content = Path(texts[0]).read_text("utf-8")
    copy.write_text(content.replace("Godkendt", "Hemmelighed godkendt"), "utf-8")
    assert copy.read_text("utf-8") != content
    # The same path with another content, in one load: the first reading leaves nothing.
    ingest([str(copy)], db_path=path, settings=ALONE)
    with closing(sqlite3.connect(path)) as conn:
        assert conn.execute("SELECT 1 FROM soeg_ord WHERE ord = 'hemmelighed'").fetchone()
    copy.write_text(content, "utf-8")
    ingest([str(copy)], db_path=path, settings=ALONE, bulk=True)
    with closing(sqlite3.connect(path)) as conn:
        assert not conn.execute("SELECT 1 FROM soeg_ord WHERE ord = 'hemmelighed'").fetchone()


def test_a_document_that_fails_in_a_batch_fails_alone(
    texts: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "referat.db"
    write = flow.write_prepared

    def faulty(db, document, **more):  # type: ignore[no-untyped-def]
        # The rows go in, and only then something goes wrong.
        if document.path == texts[1]:
            document = replace(document, filed=object())
        write(db, document, **more)

    monkeypatch.setattr(flow, "write_prepared", faulty)
    report = ingest(texts, db_path=path, settings=ALONE, bulk=True)
    assert (report.stored, report.failed) == (len(texts) - 1, 1)
    with closing(sqlite3.connect(path)) as conn:
        stored = {row[0] for row in conn.execute("SELECT sti FROM dokumenter")}
    assert len(stored) == len(texts) - 1


def test_nothing_of_a_document_that_fails_is_in_the_search(
    texts: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "referat.db"
    ingest(texts[1:2], db_path=path, settings=ALONE)
    forget = publication.forget_words
    fails = iter((True,))

    def faulty(conn: sqlite3.Connection, stems: set[str]) -> None:
        # Index and words of the first are gathered, and only then something goes wrong.
        if next(fails, False):
            raise KeyError("stamme")
        forget(conn, stems)

    monkeypatch.setattr(publication, "forget_words", faulty)
    # The second is there already, and takes its own place.
    report = ingest(texts[:2], db_path=path, settings=ALONE, bulk=True, again=True)
    assert (report.stored, report.failed) == (1, 1)
    with closing(sqlite3.connect(path)) as conn:
        assert list(find_faults(conn)) == []
        assert not [row for row in read_index(conn) if "nowhere" in row]


def test_what_is_gathered_is_written_with_its_batch_or_not_at_all(tmp_path: Path) -> None:
    db = open_database(tmp_path / "referat.db", bulk=True)
    batch = bulk.Batch(db.conn)
    batch.add()
    db.conn.execute("INSERT INTO soeg_fjernet (plads) VALUES (7)")
    batch.load.take([(1, "a", "b", "c")], [("a", "a", "a")])
    db.conn.execute("DROP TABLE soeg_ord")
    with pytest.raises(sqlite3.OperationalError):
        batch.end()
    assert not db.conn.in_transaction
    assert db.conn.execute("SELECT count(*) FROM soeg_fjernet").fetchone() == (0,)
    db.close()


def test_a_batch_is_committed_now_and_then(
    texts: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "BATCH", 2)
    path = tmp_path / "referat.db"
    seen: list[int] = []

    def look(done: int, total: int, result: DocumentResult | None) -> None:
        with closing(sqlite3.connect(path)) as conn:
            seen.append(conn.execute("SELECT count(*) FROM dokumenter").fetchone()[0])

    ingest(texts[:4], db_path=path, settings=ALONE, bulk=True, progress=look)
    # What others see: nothing of the batch that is open.
    assert seen[1:] == [0, 0, 2, 2]
