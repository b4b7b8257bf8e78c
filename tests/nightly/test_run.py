"""Nights over a real server: what is new is shown once, whatever happened before."""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import os
import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from types import SimpleNamespace

import pytest

from referat.errors import BusyError, SchemaError, SettingsError, StorageError
from referat.ingest.sources import Plan
from referat.listing import Source, SourceKind
from referat.nightly.run import accept, nightly
from referat.settings import Settings
from referat.store import schema
from referat.types import Beslutning, Udfald


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


def test_an_agenda_becomes_minutes_and_both_are_kept(nights, portal, meeting, make_minutes):
    agenda = meeting("m1", make_minutes(("Havnevejen", "")), navn="Dagsorden")
    portal.add("k0", agenda)
    nights.run()
    agenda.content = make_minutes(("Havnevejen", "Godkendt."), ("Skolen", "Udsat."))
    agenda.navn, agenda.released = "Referat", "2026-11-25T08:00:00+01:00"
    portal.changed("k0")
    report = nights.run()
    assert report.shown == 1
    versions = nights.rows(
        "SELECT nr, gaeldende, erstattet_af IS NOT NULL, indhold IS NOT NULL, aendringer"
        " FROM udgaver ORDER BY nr"
    )
    assert [version[:4] for version in versions] == [(1, 0, 1, 1), (2, 1, 0, 0)]
    assert "+Punkt 2: Skolen" in versions[1][4]
    assert "+Godkendt." in versions[1][4]
    documents = nights.rows("SELECT gaeldende, erstattet_af IS NULL FROM dokumenter ORDER BY 1")
    assert documents == [(0, 0), (1, 1)]
    # Meetings, punkter and search hold the current version alone; both have their pages.
    assert nights.rows("SELECT count(*) FROM moeder") == [(1,)]
    assert nights.rows("SELECT count(DISTINCT dokument) FROM sider") == [(2,)]
    assert nights.rows("SELECT count(*) FROM punkter_fts WHERE punkter_fts MATCH 'havnevejen'") == [
        (1,)
    ]


def test_a_file_that_was_only_printed_again_is_no_new_version(nights, portal, meeting):
    one = meeting("m1")
    portal.add("k0", one)
    nights.run()
    before = nights.rows("SELECT id, sha256 FROM dokumenter")
    one.content += b"\n% again\n%%EOF\n"
    one.released = "2026-11-25T08:00:00+01:00"
    portal.changed("k0")
    assert nights.run().shown == 0
    assert nights.rows("SELECT id, sha256 FROM dokumenter") == before
    assert nights.rows("SELECT count(*) FROM udgaver") == [(1,)]
    assert nights.run().fetched == 0


def test_a_version_that_comes_back_is_current_again(nights, portal, meeting, make_minutes):
    one = meeting("m1")
    first = one.content
    portal.add("k0", one)
    nights.run()
    for night, content in enumerate((make_minutes(("Andet", "Udsat.")), first)):
        one.content, one.released = content, f"2026-12-0{night + 1}"
        portal.changed("k0")
        nights.run()
    assert nights.rows("SELECT nr, gaeldende FROM udgaver ORDER BY nr") == [(1, 0), (2, 0), (3, 1)]
    assert nights.rows("SELECT count(*), sum(gaeldende) FROM dokumenter") == [(2, 1)]
    assert nights.rows("SELECT titel FROM punkter ORDER BY raekkefoelge")[0] == ("Havnevejen",)


def test_meetings_near_today_and_open_agendas_are_looked_at_again(nights, portal, meeting):
    today = nights.now.date()
    portal.add(
        "k0",
        meeting("near", dato=today - dt.timedelta(days=2)),
        meeting("open", dato=today - dt.timedelta(days=30), navn="Dagsorden"),
        meeting("old", dato=today - dt.timedelta(days=30)),
    )
    nights.run()
    report = nights.run()
    assert (report.unchanged, report.fetched, report.shown) == (2, 0, 0)
    assert portal.asked("dagsorden/old") == 2  # its fields and its PDF, on the first night


def test_a_document_is_gone_after_three_nights_and_stays_in_the_data(nights, portal, meeting):
    portal.add("k0", meeting("m1"), meeting("m2"), meeting("m3"))
    nights.run()
    lost = portal.sources["k0"].pop()
    portal.changed("k0")
    gone = "SELECT mangler, forsvundet IS NOT NULL FROM kildedokumenter WHERE noegle = 'm3'"
    nights.run()
    nights.now -= dt.timedelta(hours=23)  # a second run in the same night counts once
    nights.run(hours=23)
    assert nights.rows(gone) == [(1, 0)]
    nights.run()
    assert nights.rows(gone) == [(2, 0)]
    nights.run()
    assert nights.rows(gone) == [(3, 1)]
    assert nights.rows("SELECT count(*) FROM moeder") == [(3,)]
    portal.add("k0", lost)
    nights.run()
    assert nights.rows(gone) == [(0, 0)]


def test_a_clock_that_jumps_counts_no_night_twice_and_stops_nothing(nights, portal, meeting):
    portal.add("k0", meeting("m1"), meeting("m2"), meeting("m3"))
    nights.run()
    portal.sources["k0"].pop()
    portal.changed("k0")
    nights.now += dt.timedelta(days=400)
    nights.run()
    nights.now -= dt.timedelta(days=500)
    nights.run()
    nights.run()
    # The night after the jump is not counted; from the next one on the count goes on.
    assert nights.rows("SELECT mangler FROM kildedokumenter WHERE noegle = 'm3'") == [(2,)]
    portal.add("k0", meeting("m4"))
    assert nights.run().shown == 1


def test_a_list_that_shrinks_to_little_is_not_believed(nights, portal, meeting):
    portal.add("k0", *(meeting(f"m{number}") for number in range(5)))
    nights.run()
    del portal.sources["k0"][1:]
    portal.changed("k0")
    nights.run()
    assert nights.rows("SELECT max(mangler) FROM kildedokumenter") == [(0,)]
    assert nights.rows("SELECT kode FROM problemer WHERE kilde = 'k0'") == [("kortere_liste",)]


def test_two_sources_with_the_same_file_share_one_document(nights, portal, meeting):
    one = meeting("m1")
    portal.add("k0", one)
    portal.add("k1", replace(one, id="x9"))
    nights.run()
    assert nights.rows("SELECT count(*) FROM dokumenter") == [(1,)]
    assert nights.rows("SELECT count(*) FROM udgaver") == [(2,)]
    assert nights.states() == {"vist": 2}


def test_two_sources_with_the_same_meeting_are_told_of(nights, portal, meeting, make_minutes):
    portal.add("k0", meeting("m1", make_minutes(("Havnevejen", "Godkendt."))))
    portal.add("k1", meeting("x9", make_minutes(("Havnevejen", "Godkendt efter drøftelse."))))
    nights.run()
    assert ("samme_moede",) in nights.rows("SELECT kode FROM problemer")


def test_a_shared_document_stays_when_one_of_its_sources_moves_on(
    nights, portal, meeting, make_minutes
):
    one, other = meeting("m1"), meeting("x9")
    other.content = one.content
    portal.add("k0", one)
    portal.add("k1", other)
    nights.run()
    one.content, one.released = make_minutes(("Nyt punkt", "Udsat.")), "2026-12-01"
    portal.changed("k0")
    nights.run()
    assert nights.rows("SELECT count(*), sum(gaeldende) FROM dokumenter") == [(2, 2)]
    assert nights.rows("SELECT count(*) FROM moeder") == [(2,)]


def test_an_id_that_changes_gives_no_second_meeting(nights, portal, meeting):
    one = meeting("m1")
    portal.add("k0", one)
    nights.run()
    one.id = "m1-new"
    portal.changed("k0")
    nights.run()
    assert nights.rows("SELECT count(*) FROM dokumenter") == [(1,)]
    assert nights.rows("SELECT count(*) FROM moeder") == [(1,)]


def test_portal_and_file_are_kept_side_by_side(nights, portal, meeting, make_minutes):
    fields = [
        {"Number": "1", "Caption": "Havnevejen", "CaseNumber": "21/1001", "IsOpen": True,
         "AgendaUid": "m1", "Felter": [{"Navn": "Beslutning", "Html": "<p>Godkendt.</p>"}]},
        {"Number": "2", "Caption": "Skolen", "CaseNumber": "21/9999", "IsOpen": True,
         "Felter": [{"Navn": "Beslutning", "Tekst": "Sendt i høring i fire uger."}]},
    ]  # fmt: skip
    content = make_minutes(("Havnevejen", "Godkendt."), ("Skolen", "Udsat."))
    portal.add("k0", meeting("m1", content, punkter=fields))
    nights.run()
    found = nights.rows("SELECT nr, felt, tekst, laest, enig FROM portalfelter ORDER BY nr, felt")
    assert ("1", "beslutning", "Godkendt.", "Godkendt.", 1) in found
    assert ("2", "beslutning", "Sendt i høring i fire uger.", "Udsat.", 0) in found
    assert ("2", "sagsnummer", "21/9999", "21/1002", 0) in found
    assert nights.rows("SELECT kode FROM problemer WHERE kode LIKE 'portal%'") == [
        ("portal_uenig",)
    ]
    sure = dict(nights.rows("SELECT titel, sikkerhed FROM beslutninger"))
    assert sure["Havnevejen"] > sure["Skolen"]


def test_what_the_portal_closes_is_closed(nights, portal, meeting, make_minutes):
    fields = [{"Number": "1", "Caption": "Havnevejen", "IsOpen": False, "AgendaUid": "m1",
               "Felter": [{"Navn": "Beslutning", "Tekst": "Hemmeligt."}]}]  # fmt: skip
    content = make_minutes(("Havnevejen", "Godkendt."), tekst="Sælgeren vil have en million.")
    portal.add("k0", meeting("m1", content, punkter=fields))
    nights.run()
    assert nights.rows("SELECT lukket FROM punkter") == [(1,)]
    assert nights.rows("SELECT count(*) FROM afsnit") == [(0,)]
    assert nights.rows("SELECT count(*) FROM sider WHERE tekst LIKE '%million%'") == [(0,)]
    assert nights.rows("SELECT count(*) FROM portalfelter WHERE tekst LIKE '%Hemmeligt%'") == [(0,)]
    assert nights.rows("SELECT offentlig_sti LIKE 'public/%' FROM dokumenter") == [(1,)]


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


def test_what_was_shown_stays_when_its_new_version_cannot_be_read(nights, portal, meeting):
    one = meeting("m1")
    portal.add("k0", one)
    nights.run()
    one.content, one.released = b"%PDF-1.4 broken\n%%EOF\n", "2026-12-01"
    portal.changed("k0")
    report = nights.run()
    assert report.failed == 1
    assert nights.rows("SELECT count(*) FROM moeder") == [(1,)]
    assert nights.rows("SELECT struktureret, fejlet FROM daekning") == [(1, 1)]


def test_a_version_that_failed_is_tried_again_with_the_same_file(
    nights, portal, meeting, make_minutes, monkeypatch
):
    one = meeting("m1")
    portal.add("k0", one)
    nights.run()
    one.content, one.released = make_minutes(("Rettet", "Udsat.")), "2026-12-01"
    portal.changed("k0")
    with monkeypatch.context() as patch:
        patch.setattr("referat.reading.structure_document", None)  # a fault of ours, tonight
        assert nights.run().failed == 1
    assert nights.states() == {"fejlet": 1}
    assert nights.run().shown == 1
    assert nights.rows("SELECT titel FROM punkter") == [("Rettet",)]
    assert nights.rows("SELECT count(*) FROM problemer WHERE alvor = 'fejl'") == [(0,)]


def test_a_punkt_that_is_closed_afterwards_is_out_of_older_versions_too(
    nights, portal, meeting, make_minutes
):
    fields = {"Number": "1", "Caption": "Havnevejen", "IsOpen": True, "AgendaUid": "m1"}
    one = meeting("m1", make_minutes(("Havnevejen", "Solgt for en million.")), punkter=[fields])
    portal.add("k0", one)
    nights.run()
    one.content = make_minutes(("Havnevejen", "Godkendt."), tekst="Andet.")
    one.punkter, one.released = [fields | {"IsOpen": False}], "2026-12-01"
    portal.changed("k0")
    nights.run()
    with sqlite3.connect(nights.database) as conn:
        dump = "\n".join(conn.iterdump())
    conn.close()
    assert "million" not in dump
    assert nights.rows("SELECT nr, gaeldende FROM udgaver ORDER BY nr") == [(1, 0), (2, 1)]


def test_names_of_files_with_something_private_are_masked_everywhere(
    nights, make_minutes, tmp_path
):
    folder = tmp_path / "post"
    folder.mkdir()
    for number, titel in (("211062-5629", "Et"), ("211062-5637", "To")):
        (folder / f"Klage {number}.pdf").write_bytes(make_minutes((titel, "Udsat.")))
    (folder / "211062-5629.pdf").symlink_to("/etc/hostname")
    source = Source(id="post", kind=SourceKind.FOLDER, url=str(folder))
    plan = Plan(contact="a@b.dk", sources=(source,), document_limit=0, memory_limit=0)
    assert nights.run(plan).shown == 2
    assert nights.run(plan).fetched == 0
    with sqlite3.connect(nights.database) as conn:
        dump = "\n".join(conn.iterdump())
    conn.close()
    assert "211062" not in dump


def test_a_reader_sees_whole_documents_alone(nights, portal, meeting, make_minutes):
    """Every document with its meeting, its punkter and its search rows, or nothing of it."""
    portal.add("k0", *many(meeting, make_minutes, 1, 5))
    nights.run()
    for one in portal.sources["k0"]:
        one.content = make_minutes(("Havnevejen", "Udsat."), tekst=f"Rettet {one.id}.")
        one.released = "2026-12-01"
    portal.add("k0", *many(meeting, make_minutes, 100, 25))
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
        patch.setattr("referat.nightly.staging.os", SimpleNamespace(fsync=full, getpid=os.getpid))
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


def test_an_original_that_was_cleared_away_is_fetched_again(nights, portal, meeting):
    portal.add("k0", meeting("m1"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("referat.nightly.run.read_task", None)
        with pytest.raises(TypeError):
            nights.run()
    for path in (nights.folder / "originals").rglob("*.pdf"):
        path.unlink()
    nights.run()
    nights.run()
    assert nights.states() == {"vist": 1}


def test_a_source_that_is_not_declared_any_more_is_discontinued(nights, portal, meeting):
    portal.add("k0", meeting("m1"))
    portal.add("k1", meeting("m2"))
    nights.run()
    del portal.sources["k1"]
    nights.run()
    assert dict(nights.rows("SELECT kilde, tilstand FROM kildestatus"))["k1"] == "ophørt"
    assert nights.rows("SELECT count(*) FROM moeder") == [(2,)]


def test_the_state_of_a_source_is_of_the_moment_it_is_asked(nights, portal, meeting):
    portal.add("k0", meeting("m1"))
    nights.run()
    state = "SELECT tilstand FROM kildestatus"
    with_time = "UPDATE kilder SET seneste_succes = datetime('now', ?)"
    for ago, expected in (("-35 hours", "ok"), ("-37 hours", "forældet")):
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


def test_no_more_than_max_new_a_night_and_the_newest_first(nights, portal, meeting, one_source):
    portal.add("k0", *(meeting(f"m{n}", dato=dt.date(2021, 4, n)) for n in range(1, 6)))
    plan = one_source(nights.plan(), max_new=2)
    nights.run(plan)
    assert nights.rows("SELECT noegle FROM kildedokumenter WHERE tilstand = 'vist' ORDER BY 1") == [
        ("m4",),
        ("m5",),
    ]
    nights.run(plan)
    nights.run(plan)
    assert nights.states() == {"vist": 5}


# --- the quality gate -----------------------------------------------------------------------


def many(meeting, make_minutes, first: int, count: int, decision: str = "Godkendt.") -> list:
    return [
        meeting(
            f"m{number}",
            make_minutes(
                ("Havnevejen", decision), ("Skolen", decision), sag=number, tekst=f"Nr. {number}."
            ),
            dato=dt.date(2021, 1, 1) + dt.timedelta(days=number),
        )
        for number in range(first, first + count)
    ]


def test_a_layout_change_that_empties_a_field_is_kept_aside(nights, portal, meeting, make_minutes):
    portal.add("k0", *many(meeting, make_minutes, 1, 30))
    portal.add("k1", *many(meeting, make_minutes, 500, 1))
    nights.run()
    portal.add("k0", *many(meeting, make_minutes, 100, 6, decision=""))
    portal.add("k1", *many(meeting, make_minutes, 501, 1))
    report = nights.run()
    assert [(held.source, held.documents) for held in report.held] == [("k0", 6)]
    assert "beslutning faldt" in report.held[0].reason
    assert report.exit_code == 3
    assert report.shown == 1  # the other source went on
    assert nights.rows("SELECT count(*) FROM moeder") == [(32,)]
    assert nights.rows("SELECT afventer FROM kildestatus WHERE kilde = 'k0'") == [(6,)]
    again = nights.run()
    assert (again.shown, len(again.held)) == (0, 1)
    let_in = accept(
        nights.plan(), db_path=nights.database, settings=Settings(jobs=1, ocr=False), only=["k0"]
    )
    assert let_in.shown == 6
    assert nights.rows("SELECT count(*) FROM moeder") == [(38,)]
    # From here on this is how the source is.
    portal.add("k0", *many(meeting, make_minutes, 200, 3, decision=""))
    assert nights.run().held == ()


def test_what_is_kept_aside_is_in_no_table(nights, portal, meeting, make_minutes):
    portal.add("k0", *many(meeting, make_minutes, 1, 30))
    nights.run()
    secret = [
        meeting(f"x{n}", make_minutes(("Sommerfugl", ""), tekst=f"Sommerfugl {n}."))
        for n in range(6)
    ]
    portal.add("k0", *secret)
    assert nights.run().held
    with sqlite3.connect(nights.database) as conn:
        dump = "\n".join(conn.iterdump())
    conn.close()
    assert "ommerfugl" not in dump


def test_what_is_kept_aside_is_judged_anew_when_a_newer_referat_reads_it(
    nights, portal, meeting, make_minutes, monkeypatch
):
    portal.add("k0", *many(meeting, make_minutes, 1, 30))
    nights.run()
    portal.add("k0", *many(meeting, make_minutes, 100, 6, decision=""))
    assert nights.run().held
    from referat.nightly import run as module
    from referat.nightly import tasks

    read = tasks.read_document

    def better(source, **options):
        """As a version that understands the layout."""
        result = read(source, **options)
        punkter = tuple(
            replace(
                punkt,
                beslutning=Beslutning(
                    tekst="Godkendt.",
                    udfald=(Udfald.GODKENDT,),
                    afstemning=None,
                    evidence=punkt.evidence,
                ),
            )
            for punkt in result.referat.punkter
        )
        return replace(result, referat=replace(result.referat, punkter=punkter))

    versions = module.resources.versions
    monkeypatch.setattr(tasks, "read_document", better)
    monkeypatch.setattr(
        module.resources, "versions", lambda model=None: replace(versions(model), program="9.9")
    )
    report = nights.run()
    assert (report.held, report.shown) == ((), 6)


def test_without_the_gate_everything_is_shown(nights, portal, meeting, make_minutes):
    portal.add("k0", *many(meeting, make_minutes, 1, 30))
    nights.run()
    portal.add("k0", *many(meeting, make_minutes, 100, 6, decision=""))
    assert nights.run(replace(nights.plan(), gate=False)).shown == 6


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
