"""Addresses outlive a new reading; search, counts and the stream of changes keep in step."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from referat.addresses import meeting_address, punkt_name, slug
from referat.store.filed import organtype
from referat.store.prepare import prepare
from referat.store.publication import fill_publication
from referat.store.write import (
    delete_document,
    replace_documents,
    retire_document,
    start_run,
    transaction,
    write_referat,
)
from referat.types import Dokumenttype

BASE = "viborg/teknikudvalget/2021-04-06"


def addresses(db, *, all_=False):
    more = "" if all_ else " WHERE viser_til IS NULL AND fjernet IS NULL"
    return {
        row[0]: row[1:]
        for row in db.conn.execute(
            f"SELECT adresse, punkt, viser_til, oprindelig, foerst_set FROM adresser{more}"
        )
    }


def events(db):
    return [
        (row[0], row[1], row[2])
        for row in db.conn.execute(
            "SELECT haendelse, adresse, viser_til FROM aendringer ORDER BY id"
        )
    ]


def again(db, build, when=dt.datetime(2026, 5, 5, tzinfo=dt.UTC)):
    return start_run(db, build.VERSIONS, "ingest", started=when)


def test_addresses_are_made_of_what_things_are(db, run, referat, build):
    write_referat(db, referat, build.PAGES, run)
    assert set(addresses(db)) == {BASE, f"{BASE}/1", f"{BASE}/2"}
    assert [event[0] for event in events(db)] == ["ny"] * 3


def test_a_new_scan_of_the_same_minutes_keeps_every_address(db, run, referat, build):
    write_referat(db, referat, build.PAGES, run)
    before = addresses(db)
    other = replace(referat, source=build.source("minutes/a.pdf", "stamped anew"))
    write_referat(db, other, build.PAGES, again(db, build))
    after = addresses(db)
    assert set(after) == set(before)
    assert all(after[key][0] != before[key][0] for key in after if key != BASE)
    assert {key: row[3] for key, row in after.items()} == {k: r[3] for k, r in before.items()}
    assert len(events(db)) == 3, "nothing was changed for a reader"


def test_a_better_reading_leads_on_from_the_old_address(db, run, referat, build):
    write_referat(db, referat, build.PAGES, run)
    first = addresses(db)[f"{BASE}/1"]
    fixed = replace(
        referat,
        punkter=(replace(referat.punkter[0], nr="11"), referat.punkter[1]),
        source=build.source("minutes/a.pdf", "ocr 2"),
    )
    write_referat(db, fixed, build.PAGES, again(db, build))
    every = addresses(db, all_=True)
    assert every[f"{BASE}/1"][1] == f"{BASE}/11"
    # A feed knows it again: the same id, the same day on which it was first seen.
    assert every[f"{BASE}/11"][2:] == (f"{BASE}/1", first[3])
    assert ("flyttet", f"{BASE}/1", f"{BASE}/11") in events(db)


def test_a_meeting_whose_date_was_misread_leads_on(db, run, referat, build):
    write_referat(db, referat, build.PAGES, run)
    for number, day in enumerate((dt.date(2021, 4, 7), dt.date(2021, 4, 8))):
        fixed = replace(
            referat,
            moede=replace(referat.moede, dato=day),
            source=build.source("minutes/a.pdf", f"ocr {number}"),
        )
        write_referat(db, fixed, build.PAGES, again(db, build))
    every = addresses(db, all_=True)
    last = "viborg/teknikudvalget/2021-04-08"
    assert every[BASE][1] == last
    assert every[f"{BASE}/1"][1] == f"{last}/1", "never a chain"
    assert every[f"{last}/1"][2] == f"{BASE}/1"


def test_a_punkt_that_is_gone_leads_to_its_meeting(db, run, referat, build):
    write_referat(db, referat, build.PAGES, run)
    fewer = replace(referat, punkter=referat.punkter[:1], source=build.source("minutes/a.pdf", "x"))
    write_referat(db, fewer, build.PAGES, again(db, build))
    assert addresses(db, all_=True)[f"{BASE}/2"][1] == BASE


def test_changed_content_is_told_once(db, run, referat, build):
    write_referat(db, referat, build.PAGES, run)
    changed = replace(
        referat, punkter=(replace(referat.punkter[0], titel="Nyt"), referat.punkter[1])
    )
    write_referat(db, changed, build.PAGES, again(db, build))
    assert [event[:2] for event in events(db)[3:]] == [("aendret", f"{BASE}/1")]
    changed_at = db.conn.execute(
        "SELECT foerst_set, aendret FROM adresser WHERE adresse = ?", (f"{BASE}/1",)
    ).fetchone()
    assert changed_at[0] < changed_at[1]


def test_two_meetings_of_a_day_and_an_agenda_have_addresses_of_their_own(db, run, referat, build):
    write_referat(db, referat, build.PAGES, run)
    write_referat(db, replace(referat, source=build.source("b.pdf", "b")), build.PAGES, run)
    agenda = replace(
        referat, dokumenttype=Dokumenttype.DAGSORDEN, source=build.source("c.pdf", "c")
    )
    write_referat(db, agenda, build.PAGES, run)
    assert {a for a in addresses(db) if a.count("/") == 2} == {
        BASE, f"{BASE}--2", f"{BASE}-dagsorden",
    }  # fmt: skip
    # The first read again keeps the first address.
    write_referat(db, referat, build.PAGES, again(db, build))
    assert {a for a in addresses(db) if a.count("/") == 2} == {
        BASE, f"{BASE}--2", f"{BASE}-dagsorden",
    }  # fmt: skip


def test_punkter_with_the_same_number_are_told_apart(db, run, referat, build):
    same = replace(referat, punkter=(referat.punkter[0], replace(referat.punkter[1], nr="1")))
    write_referat(db, same, build.PAGES, run)
    assert set(addresses(db)) == {BASE, f"{BASE}/1", f"{BASE}/1--2"}


def test_what_is_withdrawn_leaves_a_tombstone_and_no_word(db, run, referat, build):
    write_referat(db, referat, build.PAGES, run)
    dokument = db.conn.execute("SELECT id FROM dokumenter").fetchone()[0]
    with db.conn:
        delete_document(db.conn, dokument)
    assert addresses(db) == {}
    titles = db.conn.execute("SELECT DISTINCT titel FROM adresser").fetchall()
    assert titles == [("",)]
    assert {row[1] for row in addresses(db, all_=True).values()} == {None}
    assert [event[0] for event in events(db)[3:]] == ["fjernet"] * 3
    for table in ("soeg", "soeg_ord", "moede_tal", "sag_tal"):
        assert db.conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0, table
    found = db.conn.execute("SELECT count(*) FROM soeg_fts WHERE soeg_fts MATCH 'havn'")
    assert found.fetchone()[0] == 0


def test_an_agendas_addresses_lead_to_the_minutes_that_take_its_place(db, run, referat, build):
    agenda = replace(
        referat, dokumenttype=Dokumenttype.DAGSORDEN, source=build.source("a.pdf", "agenda")
    )
    write_referat(db, agenda, build.PAGES, run)
    dokument = db.conn.execute("SELECT id FROM dokumenter").fetchone()[0]
    first_seen = {row[3] for row in addresses(db).values()}
    later = again(db, build)
    with transaction(db):
        retired = retire_document(db.conn, dokument)
        replace_documents(db.conn, [], prepare(referat, build.PAGES, later), retired=retired)
    everything = addresses(db, all_=True)
    for rest in ("", "/1", "/2"):
        assert everything[f"{BASE}-dagsorden{rest}"][1] == f"{BASE}{rest}"
    assert addresses(db).keys() == {BASE, f"{BASE}/1", f"{BASE}/2"}
    # A feed knows them as what they were.
    assert {row[3] for row in addresses(db).values()} == first_seen
    assert db.conn.execute("SELECT DISTINCT dagsorden FROM soeg").fetchall() == [(0,)]


def test_an_older_version_gets_no_address(db, run, referat, build):
    with transaction(db):
        number = replace_documents(db.conn, [], prepare(referat, build.PAGES, run), is_shown=False)
        retire_document(db.conn, number)
    for table in ("adresser", "aendringer", "soeg", "soeg_ord", "moede_tal", "sag_tal"):
        assert db.conn.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table


def test_closed_texts_are_not_in_the_search(db, run, referat, build):
    write_referat(db, referat, build.PAGES, run)
    assert db.conn.execute("SELECT ord FROM soeg_ord WHERE ord LIKE 'hemmelig%'").fetchall() == []


def test_cases_are_counted_over_meetings(db, run, referat, build):
    write_referat(db, referat, build.PAGES, run)
    later = replace(
        referat,
        udvalg="Byrådet",
        moede=replace(referat.moede, dato=dt.date(2021, 6, 5)),
        source=build.source("b.pdf", "b"),
    )
    write_referat(db, later, build.PAGES, run)
    sql = (
        "SELECT foerste, seneste, dage, behandlinger, organer FROM sag_tal t"
        " JOIN sagsnumre s ON s.id = t.sag WHERE s.sagsnummer = '15.40.00-P35-1-17'"
    )
    assert db.conn.execute(sql).fetchall() == [("2021-04-06", "2021-06-05", 60, 2, 2)]
    write_referat(db, replace(later, punkter=()), build.PAGES, again(db, build))
    assert db.conn.execute(sql).fetchall() == [("2021-04-06", "2021-04-06", 0, 1, 1)]


def test_an_older_database_is_filled_as_if_it_were_written_now(db, run, referat, build):
    write_referat(db, referat, build.PAGES, run)
    tables = ("adresser", "aendringer", "moede_tal", "sag_tal", "soeg", "soeg_ord")
    wanted = {table: db.conn.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
    stamp = db.conn.execute("SELECT startet FROM koersler").fetchone()[0]
    with db.conn:
        db.conn.execute("INSERT INTO soeg_fts (soeg_fts) VALUES ('delete-all')")
        for table in (*reversed(tables), "soeg_fjernet", "sqlite_sequence"):
            db.conn.execute(f"DELETE FROM {table}")
        assert fill_publication(db.conn, stamp) == 1
    assert {t: db.conn.execute(f"SELECT * FROM {t}").fetchall() for t in tables} == wanted
    found = db.conn.execute("SELECT count(*) FROM soeg_fts WHERE soeg_fts MATCH 'havn'")
    assert found.fetchone()[0] == 1


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Byrådet", 1), ("Fuglholm Byråd", 1), ("Kommunalbestyrelsen", 1), ("Regionsrådet", 1),
        ("Økonomiudvalget", 2), ("Økonomi- og Erhvervsudvalget", 2), ("Magistraten", 2),
        ("Børne- og Skoleudvalget", 3), ("Teknisk Udvalg", 3),
        ("§ 17, stk. 4-udvalg om bosætning", 4), ("Opgaveudvalget for unge", 4),
        ("Ældrerådet", 5), ("Grønt Råd", 5), ("Huslejenævnet", 5), ("Ungdomsbyrådet", 5),
        ("Skolebestyrelsen", 6), ("", 6), (None, 6),
    ],
)  # fmt: skip
def test_kinds_of_bodies(name, kind):
    assert organtype(name) == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Børne- og Skoleudvalget", "boerne-og-skoleudvalget"),
        ("Åbenrå", "aabenraa"),
        ("§ 17, stk. 4", "17-stk-4"),
        ("  ", ""),
        ("<script>alert(1)</script>", "script-alert-1-script"),
        ("../../etc", "etc"),
        ("東京", ""),
    ],
)
def test_slugs(text, expected):
    assert slug(text) == expected


def test_what_is_unknown_has_a_place_too():
    assert meeting_address(None, None, None) == "ukendt-kommune/ukendt-organ/uden-dato"
    assert punkt_name(None, 3) == "plads-3"
    assert punkt_name("3.a", 9) == "3-a"
