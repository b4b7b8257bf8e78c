"""What is fetched on a night, what waits, and what counts as gone."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from pathlib import Path

import pytest

from referat.ingest.sources import Plan
from referat.listing import Source, SourceKind


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


def test_files_of_a_folder_may_be_called_anything(nights, tmp_path, make_minutes):
    folder = tmp_path / "post"
    folder.mkdir()
    names = [b"to\nlinjer.pdf", "m\xf8de.pdf".encode("latin-1"), "😀 \"'*[%41].pdf".encode()]
    for number, name in enumerate(names):
        Path(os.fsdecode(bytes(folder) + b"/" + name)).write_bytes(
            make_minutes((f"Skole {number}", "Udsat."))
        )
    source = Source(id="post", kind=SourceKind.FOLDER, url=str(folder))
    plan = Plan(contact="a@b.dk", sources=(source,), document_limit=0, memory_limit=0)
    assert nights.run(plan).exit_code == 0
    assert {row[0] for row in nights.rows("SELECT noegle FROM kildedokumenter")} == {
        "to\nlinjer.pdf",
        r"m\xf8de.pdf",
        "😀 \"'*[%41].pdf",
    }
    assert nights.states() == {"vist": 3}


def test_half_a_sign_in_a_portal_s_answer_costs_no_document(nights, portal, meeting):
    portal.add("k0", meeting("m1", navn="Referat \ud83d"), meeting("m2"))
    assert nights.run().exit_code == 0
    assert nights.states() == {"vist": 2}
    assert ("Referat \ufffd",) in nights.rows("SELECT betegnelse FROM kildedokumenter")
