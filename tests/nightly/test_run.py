"""Nights over a real server: what is new is shown once, whatever happened before."""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import os
import re
import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from referat.cli import main
from referat.errors import BusyError, SchemaError, SettingsError, StorageError
from referat.logs import LOGGER
from referat.nightly.run import accept, nightly
from referat.settings import Settings
from referat.store import schema


def test_a_first_night_shows_everything_and_a_second_nothing_new(nights, portal, meeting):
    portal.add("k0", meeting("m1"), meeting("m2", dato=dt.date(2021, 5, 4)))
    first = nights.run()
    assert (first.listed, first.fetched, first.shown, first.exit_code) == (2, 2, 2, 0)
    assert nights.states() == {"vist": 2}
    second = nights.run()
    assert (second.fetched, second.unchanged, second.shown) == (0, 0, 0)
    assert portal.asked("m1") == 3  # fields, PDF, and the signed address behind it
    assert nights.rows("SELECT count(*) FROM punkter") == [(4,)]
    assert nights.rows("SELECT url, offentlig_sti LIKE 'originals/%' FROM dokumenter ORDER BY 1")[
        :1
    ] == [(f"{portal.url}/k0/vis?id=m1", 1)]


def test_a_bad_document_fails_alone_and_is_tried_again(nights, portal, meeting):
    bad = meeting("m2", b"%PDF-1.4 broken\n%%EOF\n")
    portal.add("k0", meeting("m1"), bad)
    report = nights.run()
    assert (report.shown, report.failed, report.exit_code) == (1, 1, 3)
    assert nights.states() == {"vist": 1, "fejlet": 1}
    bad.content = meeting("m2").content
    bad.released = "2026-12-01"
    portal.changed("k0")
    assert nights.run().exit_code == 0
    assert nights.states() == {"vist": 2}
    assert nights.rows("SELECT count(*) FROM problemer WHERE alvor = 'fejl'") == [(0,)]


def test_a_reader_sees_whole_documents_alone(nights, portal, make_minutes, many):
    """Every document with its meeting, its punkter and its search rows, or nothing of it."""
    portal.add("k0", *many(1, 5))
    nights.run()
    for one in portal.sources["k0"]:
        one.content = make_minutes(("Havnevejen", "Udsat."), tekst=f"Rettet {one.id}.")
        one.released = "2026-12-01"
    portal.add("k0", *many(100, 25))
    seen: set[tuple[int, ...]] = set()
    stop = threading.Event()

    def read() -> None:
        uri = f"{nights.database.as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True)) as conn:
            while not stop.is_set():
                seen.add(
                    conn.execute(
                        "SELECT (SELECT count(*) FROM dokumenter WHERE gaeldende = 1),"
                        " (SELECT count(*) FROM moeder),"
                        " (SELECT count(DISTINCT dokument) FROM punkter),"
                        " (SELECT count(*) FROM punkter),"
                        " (SELECT count(*) FROM punkter_fts WHERE punkter_fts"
                        "  MATCH 'havnevejen OR skolen')"
                    ).fetchone()
                )

    reader = threading.Thread(target=read)
    reader.start()
    nights.run()
    stop.set()
    reader.join()
    assert len(seen) > 5
    for documents, meetings, with_punkter, punkter, found in seen:
        assert documents == meetings == with_punkter
        assert punkter == found


def test_only_one_run_at_a_time(nights, portal, meeting):
    portal.add("k0", meeting("m1"))
    nights.run()
    with nights.database.with_name("referat.db.lock").open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(BusyError, match="another run is going on") as caught:
            nights.run()
    assert caught.value.exit_code == 5
    nights.run()


def test_a_locked_database_ends_the_run_and_the_next_one_goes_on(
    nights, portal, meeting, monkeypatch
):
    monkeypatch.setattr(schema, "LOCK_TIMEOUT", 0.01)
    portal.add("k0", meeting("m1"))
    nights.run()
    portal.add("k0", meeting("m2"))
    other = sqlite3.connect(nights.database)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(SchemaError, match="another program is writing"):
        nights.run()
    other.close()
    assert nights.run().shown == 1


def test_a_full_disk_ends_the_run_and_the_next_one_goes_on(nights, portal, meeting, monkeypatch):
    portal.add("k0", meeting("m0"))
    nights.run()
    portal.add("k0", meeting("m1"), meeting("m2"))

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("referat.ingest.originals.os", SimpleNamespace(fsync=full))
        with pytest.raises(StorageError, match="disk is full"):
            nights.run()
    with monkeypatch.context() as patch:
        patch.setattr("referat.files.os", SimpleNamespace(fsync=full, getpid=os.getpid))
        with pytest.raises(StorageError, match="No space left"):
            nights.run()
    assert not list((nights.folder / "staging").glob("*.part"))
    assert nights.run().shown == 2
    assert nights.rows("PRAGMA integrity_check") == [("ok",)]


def test_a_full_database_ends_the_run_and_leaves_whole_documents(nights, portal, meeting):
    portal.add("k0", meeting("m1"))
    nights.run()
    portal.add("k0", *(meeting(f"n{number}") for number in range(30)))
    original = schema.open_database

    def small(path, *, create=True):
        db = original(path, create=create)
        pages = db.conn.execute("PRAGMA page_count").fetchone()[0]
        db.conn.execute(f"PRAGMA max_page_count = {pages + 12}")
        return db

    import referat.nightly.run as module

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "open_database", small)
        with pytest.raises(SchemaError, match="disk"):
            nights.run()
    assert nights.rows("PRAGMA integrity_check") == [("ok",)]
    assert nights.rows("PRAGMA foreign_key_check") == []
    nights.run()
    assert nights.states() == {"vist": 31}


def test_the_state_of_a_source_is_of_the_moment_it_is_asked(nights, portal, meeting):
    portal.add("k0", meeting("m1"))
    nights.run()
    state = "SELECT tilstand FROM kildestatus"
    with_time = "UPDATE kilder SET seneste_succes = datetime('now', ?)"
    for ago, expected in (("-35 hours", "ok"), ("-37 hours", "forældet"), (None, "aldrig")):
        with sqlite3.connect(nights.database) as conn:
            conn.execute(with_time, (ago,))
        conn.close()
        assert nights.rows(state) == [(expected,)]


def test_status_file_and_ledger_tell_the_same(nights, portal, meeting):
    portal.add("k0", meeting("m1"), meeting("m2", b"%PDF-1.4 broken\n%%EOF\n"))
    nights.run()
    told = json.loads((nights.folder / "status.json").read_text("utf-8"))
    assert (told["state"], told["shown"], told["failed"], told["exit_code"]) == (
        "problems", 1, 1, 3,
    )  # fmt: skip
    assert nights.rows("SELECT gemt, fejlet, listet, hentet FROM koersler") == [(1, 1, 2, 2)]
    assert "1 fejlede" in nights.rows("SELECT besked FROM koersler")[0][0]


def test_a_summary_goes_to_the_webhook(nights, portal, meeting):
    portal.add("k0", meeting("m1"))
    nights.run(nights.plan(webhook=f"{portal.url}/hook"))
    told = json.loads(portal.files["posted:/hook"][1])
    assert told["shown"] == 1
    assert told["subject"] == "referat: 1 nye eller ændrede dokumenter"


def test_a_webhook_that_fails_fails_nothing_else(nights, portal, meeting):
    portal.add("k0", meeting("m1"))
    assert nights.run(nights.plan(webhook="http://127.0.0.1:9/hook")).exit_code == 0


def test_coverage_tells_what_is_missing_by_body_and_month(nights, portal, meeting):
    portal.add(
        "k0",
        meeting("m1"),
        meeting("m2", b"%PDF-1.4 broken\n%%EOF\n"),
        meeting("m3", udvalg="Byrådet", dato=dt.date(2021, 5, 4)),
    )
    nights.run()
    assert nights.rows(
        "SELECT kommune, udvalg, maaned, listet, hentet, struktureret, fejlet FROM daekning"
        " ORDER BY udvalg"
    ) == [
        ("Mosevad", "Byrådet", "2021-05", 1, 1, 1, 0),
        ("Mosevad", "Teknikudvalget", "2021-04", 2, 2, 1, 1),
    ]


def test_an_unknown_source_is_wrong_use(nights, portal, meeting):
    portal.add("k0", meeting("m1"))
    with pytest.raises(SettingsError, match=r"no source 'x'.*k0"):
        nights.run(only=("x",))


def test_runs_need_the_register_that_the_database_tells_of(nights, portal, meeting):
    portal.add("k0", meeting("m1"))
    nights.run()
    with sqlite3.connect(nights.database) as conn:
        conn.execute(
            "INSERT INTO tilbageholdelser (id, art, grund, oprettet) VALUES (1, 'person', 'x', 'y')"
        )
    conn.close()
    with pytest.raises(SettingsError, match="register"):
        nights.run()
    (nights.folder / "referat.withheld.json").write_text("{")
    with pytest.raises(SettingsError, match="cannot be read"):
        nightly(nights.plan(), db_path=nights.database, settings=Settings(jobs=1))


@pytest.mark.parametrize("log", [(), ("--log", "text"), ("--log", "json")])
def test_what_fails_is_named_by_its_own_name_and_told_once(
    tmp_path, make_minutes, monkeypatch, log
):
    monkeypatch.setattr(LOGGER, "handlers", [])
    folder = tmp_path / "ind"
    folder.mkdir()
    (folder / "afkortet møde.pdf").write_bytes(make_minutes(("Skolen", "Godkendt."))[:900])
    (folder / "tom.pdf").touch()
    plan = tmp_path / "sources.toml"
    plan.write_text(
        f'contact = "a@example.dk"\n[[source]]\nid = "ind"\nkind = "folder"\nurl = "{folder}"\n',
        "utf-8",
    )
    database = tmp_path / "db/referat.db"
    arguments = ["nightly", "--sources", str(plan), "--db", str(database), "-j", "1", *log]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 3
    told = done.stderr.splitlines()
    (cut,) = [line for line in told if f"{folder}/afkortet møde.pdf: " in line]
    (empty,) = [line for line in told if f"{folder}/tom.pdf: " in line]
    if not log:
        assert cut.startswith("fejl: ")
        assert empty.startswith("fejl: ")
    copy = re.search(r"What was fetched: (originals/../\w+\.pdf)\.", cut)
    assert copy
    assert (database.parent / copy[1]).is_file()
    with closing(sqlite3.connect(database)) as conn:
        names = {row[0] for row in conn.execute("SELECT sti FROM problemer")}
    assert names == {f"{folder}/afkortet møde.pdf", f"{folder}/tom.pdf"}


def test_a_status_file_that_cannot_be_written_stops_no_night(
    nights, portal, meeting, caplog, monkeypatch
):
    monkeypatch.setattr(LOGGER, "propagate", True)
    portal.add("k0", meeting("m1"))
    plan = replace(nights.plan(), status_file="borte/status.json")
    assert nights.run(plan).shown == 1
    assert "borte/status.json: the status file cannot be written" in caplog.text


def test_nothing_is_accepted_into_a_database_that_is_not_there(nights, portal, meeting):
    portal.add("k0", meeting("m1"))
    with pytest.raises(SchemaError, match="no such database"):
        accept(nights.plan(), db_path=nights.database, settings=Settings(), only=["k0"])
    assert not nights.database.exists()
