"""Writing once, twice, changed, and dying half way."""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import replace

import pytest

from referat.errors import SchemaError
from referat.store import prepare, write
from referat.store.status import read_status
from referat.store.write import (
    finish_run,
    known_hashes,
    start_run,
    write_failure,
    write_referat,
)
from referat.types import Dokumenttype, Problem, RunReport, Severity, Udfald

STEPS = 100
"""How finely the work of SQLite's machine is counted, in its own instructions."""


def one(db, sql, *values):
    return db.conn.execute(sql, values).fetchone()


def count(db, table):
    return one(db, f"SELECT count(*) FROM {table}")[0]


def test_writing_twice_equals_writing_once(db, run, referat, build, dump):
    write_referat(db, referat, build.PAGES, run)
    first = dump()
    write_referat(db, referat, build.PAGES, run)
    assert dump() == first
    assert len(first["punkter"]) == 2
    assert len(first["personer"]) == 3


def test_ids_survive_a_new_database_and_another_order(db, run, referat, build, tmp_path):
    other = build.make_referat(source=build.source("b.pdf", "b"), problems=())
    write_referat(db, referat, build.PAGES, run)
    write_referat(db, other, build.PAGES, run)
    again = write_open(tmp_path / "new.db")
    run_again = start_run(again, build.VERSIONS, "ingest")
    write_referat(again, other, build.PAGES, run_again)
    write_referat(again, referat, build.PAGES, run_again)
    for table in ("punkter", "afsnit", "fremmoede", "personer", "sagsnumre", "udvalg"):
        ids = [
            sorted(row[0] for row in each.conn.execute(f"SELECT id FROM {table}"))
            for each in (db, again)
        ]
        assert ids[0] == ids[1]
    again.close()


def write_open(path):
    from referat.store.schema import open_database

    return open_database(path)


def test_a_changed_file_replaces_its_rows(db, run, referat, build):
    write_referat(db, referat, build.PAGES, run)
    changed = build.make_referat(
        source=build.source(content="b"),
        fremmoede=(build.person("Bo Nymand Holt"),),
        punkter=(build.punkt("1", "Noget ganket andet", beslutning=build.beslutning("Afvist.")),),
        udvalg="Byrådet",
    )
    write_referat(db, changed, build.PAGES, run)
    assert count(db, "dokumenter") == 1
    assert count(db, "punkter") == 1
    assert known_hashes(db) == {changed.source.sha256}
    assert [row[0] for row in db.conn.execute("SELECT navn FROM personer")] == ["Bo Nymand Holt"]
    assert count(db, "sagsnumre") == 0
    assert [row[0] for row in db.conn.execute("SELECT navn FROM udvalg")] == ["Byrådet"]
    assert (
        one(db, "SELECT count(*) FROM beslutninger_fts WHERE beslutninger_fts MATCH 'kajen'")[0]
        == 0
    )
    assert (
        one(db, "SELECT count(*) FROM beslutninger_fts WHERE beslutninger_fts MATCH 'afvist'")[0]
        == 1
    )


def test_shared_rows_stay_while_another_document_needs_them(db, run, referat, build):
    other = build.make_referat(source=build.source("b.pdf", "b"))
    write_referat(db, referat, build.PAGES, run)
    write_referat(db, other, build.PAGES, run)
    empty = build.make_referat(source=build.source(content="c"), fremmoede=(), punkter=())
    write_referat(db, empty, build.PAGES, run)
    assert count(db, "personer") == 3
    assert count(db, "sagsnumre") == 3


def test_an_unlisted_kommune_comes_and_goes_with_its_documents(db, run, build):
    write_referat(db, build.make_referat(kommune="Ræveå"), build.PAGES, run)
    assert one(db, "SELECT kommunekode FROM kommuner WHERE navn = 'Ræveå'") == (None,)
    write_referat(db, build.make_referat(kommune="Viborg"), build.PAGES, run)
    assert count(db, "kommuner") == 103


@pytest.mark.parametrize("table", ["punkter", "beslutninger", "problemer"])
def test_death_in_the_middle_leaves_the_old_rows(db, run, referat, build, dump, monkeypatch, table):
    write_referat(db, referat, build.PAGES, run)
    before = dump()
    real = write._insert_sql

    def dies(name, columns):
        if name == table:
            raise KeyboardInterrupt
        return real(name, columns)

    monkeypatch.setattr(write, "_insert_sql", dies)
    with pytest.raises(KeyboardInterrupt):
        write_referat(db, build.make_referat(source=build.source(content="b")), build.PAGES, run)
    assert dump() == before
    assert not db.conn.in_transaction
    db.conn.execute("INSERT INTO punkter_fts (punkter_fts) VALUES ('integrity-check')")
    assert one(db, "SELECT count(*) FROM punkter_fts WHERE punkter_fts MATCH 'Havnen'") == (1,)


@pytest.mark.parametrize("table", ["punkter", "afsnit", "beslutninger"])
def test_full_text_index_is_whole_after_replacement(db, run, referat, build, table):
    write_referat(db, referat, build.PAGES, run)
    write_referat(db, build.make_referat(source=build.source(content="b")), build.PAGES, run)
    db.conn.execute(f"INSERT INTO {table}_fts ({table}_fts, rank) VALUES ('integrity-check', 1)")


def test_a_note_gives_a_document_and_no_punkter(db, run, build):
    note = build.make_referat(
        dokumenttype=Dokumenttype.ANDET, udvalg=None, punkter=(), fremmoede=(), kommune=None
    )
    write_referat(db, note, build.PAGES, run)
    assert one(db, "SELECT titel, dokumenttype, kommune FROM dokumenter") == (
        "a.pdf", "andet", None,
    )  # fmt: skip
    assert count(db, "moeder") == count(db, "punkter") == 0
    assert count(db, "sider") == 2


def test_without_kommune_a_document_is_still_searchable(db, run, build):
    write_referat(db, build.make_referat(kommune=None), build.PAGES, run)
    assert one(
        db,
        "SELECT kommune, udvalg, dato, udfald FROM beslutninger_flad WHERE punkt IN"
        " (SELECT rowid FROM beslutninger_fts WHERE beslutninger_fts MATCH 'kajen')",
    ) == (None, "Teknikudvalget", "2021-04-06", "Godkendt med ændringer, Udsat")


def test_people_are_never_joined_across_kommuner(db, run, build):
    for at, kommune in enumerate(("Viborg", "Morsø", None, None)):
        document = build.make_referat(kommune=kommune, source=build.source(f"{at}.pdf", str(at)))
        write_referat(db, document, build.PAGES, run)
    assert one(db, "SELECT count(*) FROM personer WHERE navn = 'Gro Vadum'") == (4,)
    same = build.make_referat(source=build.source("5.pdf", "5"))
    write_referat(db, same, build.PAGES, run)
    assert one(db, "SELECT count(*) FROM personer WHERE navn = 'Gro Vadum'") == (4,)


def test_a_failure_is_noted_until_the_file_can_be_read(db, run, referat, build):
    problem = Problem(
        code="krypteret",
        severity=Severity.ERROR,
        path="minutes/a.pdf",
        message="Filen er låst.",
        action="Lås den op.",
    )
    write_failure(db, "minutes/a.pdf", None, (problem,), run)
    write_failure(db, "minutes/a.pdf", build.source(), (problem,), run)
    assert db.conn.execute("SELECT kode, dokument, raad FROM problemer").fetchall() == [
        ("krypteret", None, "Lås den op.")
    ]
    write_referat(db, referat, build.PAGES, run)
    assert [row[0] for row in db.conn.execute("SELECT kode FROM problemer")] == ["tom_side"]
    write_failure(db, "minutes/a.pdf", None, (problem,), run)
    assert count(db, "dokumenter") == 1


def test_two_documents_whose_content_asks_for_one_id_both_find_room(
    db, run, referat, build, monkeypatch
):
    monkeypatch.setattr(prepare, "document_id", lambda sha256: 10_000_000_000)
    write_referat(db, referat, build.PAGES, run)
    write_referat(db, build.make_referat(source=build.source("b.pdf", "b")), build.PAGES, run)
    assert [row[0] for row in db.conn.execute("SELECT id FROM dokumenter ORDER BY id")] == [
        10_000_000_000,
        10_000_000_001,
    ]


def test_a_lock_is_explained(db, run, referat, build, tmp_path):
    other = sqlite3.connect(tmp_path / "referat.db")
    other.execute("BEGIN IMMEDIATE")
    db.conn.execute("PRAGMA busy_timeout = 10")
    with pytest.raises(SchemaError, match=r"referat\.db.*another program is writing.*run again"):
        write_referat(db, referat, build.PAGES, run)
    other.close()


def test_run_and_status(db, referat, build):
    began = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.timezone(dt.timedelta(hours=1)))
    run = start_run(db, build.VERSIONS, "ingest", started=began)
    write_referat(db, referat, build.PAGES, run)
    report = RunReport(
        stored=1, skipped=2, failed=3, pages=2, punkter=2, beslutninger=2, problems=(), seconds=1.5
    )
    finish_run(db, run, report, finished=began)
    status = read_status(db)
    assert dict(status.rows)["beslutninger"] == 2
    assert status.document_types == (("referat", 1),)
    assert status.problems == (("advarsel", "tom_side", 1),)
    assert status.last_run.started == "2026-01-02T02:04:05+00:00"
    assert (status.last_run.stored, status.last_run.skipped, status.last_run.failed) == (1, 2, 3)


def test_two_hundred_meetings(db, run, build):
    """A small archive: everything adds up, and its size makes no document dearer to write."""
    outcomes = tuple(Udfald)
    afsnit = build.full_punkt().afsnit * 5

    def meeting(number):
        punkter = tuple(
            replace(
                build.full_punkt(),
                nr=str(nr),
                sagsnumre=(build.sagsnummer(f"01.02.05-P16-{number * 5 + nr}-19"),),
                afsnit=afsnit,
                beslutning=build.beslutning(
                    f"Beslutning {number} og {nr}.", outcomes[number % len(outcomes)]
                ),
            )
            for nr in range(1, 11)
        )
        return build.make_referat(
            punkter=punkter,
            moede=replace(build.make_referat().moede, dato=dt.date(2015 + number % 9, 3, 1)),
            kommune=("Viborg", "Morsø", None)[number % 3],
            udvalg=f"Udvalg {number % 7}",
            source=build.source(f"{number}.pdf", str(number)),
        )

    statements, steps = [], []
    db.conn.set_trace_callback(statements.append)
    db.conn.set_progress_handler(lambda: steps.append(STEPS), STEPS)

    def work(number):
        """Write a document; gives the steps that SQLite's machine took for it."""
        steps.clear()
        write_referat(db, meeting(number), build.PAGES, run)
        return sum(steps)

    new = [work(number) for number in range(20)]
    again = [work(number) for number in range(10)]
    new += [work(number) for number in range(20, 200)]
    again += [work(number) for number in range(10)]
    db.conn.set_trace_callback(None)
    db.conn.set_progress_handler(None, 0)

    assert count(db, "punkter") == count(db, "beslutninger_flad") == 2000
    assert count(db, "afsnit") == 10_000
    assert count(db, "sager_flad") == 2000
    assert one(db, "SELECT count(*) FROM beslutning_udfald WHERE udfald = 'godkendt'") == (160,)
    assert not db.conn.execute("PRAGMA foreign_key_check").fetchall()
    # One transaction a document, and not one a row.
    assert sum(statement == "COMMIT" for statement in statements) == len(new) + len(again)
    # Without idx_punkter_dokument the work grows with the archive; of a hundred meetings' rows the
    # other indexes save too little to show here.
    assert sum(new[-10:]) < 1.5 * sum(new[10:20])
    assert sum(again[10:]) < 1.5 * sum(again[:10])
