"""What is withheld is out of the whole database, and stays out whatever is read later."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from referat.cli import main
from referat.errors import SettingsError
from referat.flow import ingest
from referat.nightly.takedown import Takedowns
from referat.settings import Settings
from referat.withholding import load_register, register_path

SETTINGS = Settings(jobs=1, ocr=False)
NAME = "Ida Marie Fjeldsted"


def everything(database: Path) -> str:
    """All that can be read out of a database: rows, indexes, and freed pages of the file."""
    with closing(sqlite3.connect(database)) as conn:
        dump = "\n".join(conn.iterdump())
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return dump + database.read_bytes().decode("utf-8", "replace")


@pytest.fixture
def filled(nights, portal, meeting, make_minutes):
    text = f"Klage fra {NAME} over vejen. Sommerfugle."
    # As much as tells one document from another.
    decision = "Godkendt, idet vejen holdes åben for cyklister og gående i hele perioden. " * 4
    portal.add("k0", meeting("m1", make_minutes(("Havnevejen", decision), tekst=text)))
    other = make_minutes(("Skolen", "Udsat."), dato="4. maj 2021")
    portal.add("k0", meeting("m2", other, dato=dt.date(2021, 5, 4)))
    nights.run()
    return nights


@pytest.fixture
def takedowns(nights) -> Callable[[], Takedowns]:
    return lambda: Takedowns(nights.database, SETTINGS, now=lambda: nights.now)


def document(nights, key: str = "m1") -> int:
    return nights.rows("SELECT dokument FROM kildedokumenter WHERE noegle = ?", key)[0][0]


def test_a_name_is_out_of_everything_and_the_rest_stays(filled, takedowns, portal, meeting):
    assert "jeldsted" in everything(filled.database)
    done = takedowns().withhold_person([NAME], kommune="Mosevad", reason="Efter anmodning")
    assert (done.documents, done.lost) == (1, ())
    assert "jeldsted" not in everything(filled.database)
    assert filled.rows("SELECT tekst FROM afsnit WHERE tekst LIKE 'Klage%'") == [
        ("Klage fra [navn fjernet] over vejen. Sommerfugle.",)
    ]
    assert filled.rows("SELECT art, grund, om FROM tilbageholdelser") == [
        ("person", "Efter anmodning", None)
    ]
    public = filled.rows("SELECT offentlig_sti FROM dokumenter d WHERE id = ?", document(filled))
    assert b"jeldsted" not in (filled.folder / public[0][0]).read_bytes()


def test_what_is_taken_down_is_out_of_the_sites_tables_at_once(filled, takedowns):
    number = document(filled)
    (address,) = filled.rows(
        "SELECT adresse FROM adresser WHERE moede = ? AND punkt IS NULL", number
    )[0]
    assert filled.rows("SELECT 1 FROM soeg_ord WHERE ord = 'sommerfugle'")
    (sha,) = filled.rows("SELECT sha256 FROM dokumenter WHERE id = ?", number)[0]
    images = filled.folder / ".sidebilleder"
    for name in (sha, "00" * 32):
        (images / name[:2]).mkdir(parents=True)
        (images / name[:2] / f"{name[:16]}-1-1.webp").write_bytes(b"x")
    takedowns().withhold_document(number, reason="Efter anmodning")
    assert filled.rows("SELECT 1 FROM soeg_ord WHERE ord = 'sommerfugle'") == []
    for table, column in (("soeg", "dokument"), ("moede_tal", "moede"), ("adresser", "moede")):
        assert filled.rows(f"SELECT 1 FROM {table} WHERE {column} = ?", number) == [], table
    gone = filled.rows(
        "SELECT DISTINCT titel, punkt, viser_til, fjernet IS NULL FROM adresser"
        " WHERE adresse LIKE ? || '%'",
        address,
    )
    assert gone == [("", None, None, 0)]
    assert filled.rows(
        "SELECT DISTINCT haendelse FROM aendringer WHERE adresse = ? ORDER BY id", address
    ) == [("ny",), ("fjernet",)]
    assert [path.name for path in images.rglob("*.webp")] == ["0000000000000000-1-1.webp"]
    # The other meeting's title is that of no case that was only treated in this one.
    assert "havnevejen" not in everything(filled.database).casefold()


def test_a_name_keeps_the_address_of_the_punkt_that_it_is_taken_out_of(filled, takedowns):
    before = filled.rows(
        "SELECT adresse, foerst_set FROM adresser WHERE viser_til IS NULL ORDER BY 1"
    )
    takedowns().withhold_person([NAME], kommune="Mosevad", reason="x")
    after = filled.rows(
        "SELECT adresse, foerst_set FROM adresser WHERE viser_til IS NULL AND fjernet IS NULL"
        " ORDER BY 1"
    )
    assert after == before
    assert filled.rows("SELECT 1 FROM soeg_ord WHERE ord LIKE 'fjeldst%'") == []
    assert filled.rows("SELECT count(*) FROM soeg_fts WHERE soeg_fts MATCH 'sommerfugl'") == [(1,)]


def test_a_name_stays_out_of_every_later_reading(filled, takedowns, portal, meeting, make_minutes):
    takedowns().withhold_person([NAME], kommune=None, reason="x")
    late = make_minutes(("Stien", "Godkendt."), tekst=f"Svar til {NAME.upper()}.", sag=7)
    portal.add("k0", meeting("m3", late, dato=dt.date(2021, 6, 4), navn=f"Referat {NAME}"))
    filled.run()
    assert filled.states() == {"vist": 3}
    assert "jeldsted" not in everything(filled.database).casefold()
    # A new database beside the same register.
    for path in filled.folder.glob("referat.db*"):
        path.unlink()
    filled.run()
    assert filled.states() == {"vist": 3}
    assert "jeldsted" not in everything(filled.database).casefold()
    assert filled.rows("SELECT count(*) FROM tilbageholdelser") == [(1,)]


def test_a_document_is_gone_and_leaves_a_tombstone(filled, takedowns, portal):
    number = document(filled)
    takedowns().withhold_document(number, reason="Fejl i offentliggørelsen")
    assert "ommerfugl" not in everything(filled.database)
    assert filled.rows("SELECT art, om, dokument, grund FROM tilbageholdelser") == [
        ("dokument", "Teknikudvalget 2021-04-06", number, "Fejl i offentliggørelsen")
    ]
    before = portal.asked("m1")
    filled.run()
    assert portal.asked("m1") == before
    assert filled.states() == {"vist": 1, "tilbageholdt": 1}
    assert filled.rows("SELECT sum(tilbageholdt) FROM daekning") == [(1,)]
    assert "ommerfugl" not in everything(filled.database)


def test_a_withheld_document_that_comes_under_another_id_stays_out(
    filled, takedowns, portal, meeting
):
    takedowns().withhold_document(document(filled), reason="x")
    again = portal.sources["k0"][0]
    portal.add("k1", meeting("x1", again.content))
    portal.add("k1", meeting("x2", again.content + b"\n% again\n%%EOF\n"))
    filled.run()
    assert "ommerfugl" not in everything(filled.database)
    states = filled.rows("SELECT tilstand FROM kildedokumenter WHERE kilde = 'k1'")
    assert states == [("tilbageholdt",), ("tilbageholdt",)]


def test_older_versions_go_with_a_document(filled, takedowns, portal, make_minutes):
    one = portal.sources["k0"][0]
    one.content, one.released = make_minutes(("Rettet", "Godkendt.")), "2026-12-01"
    portal.changed("k0")
    filled.run()
    assert "ommerfugl" in everything(filled.database)  # in the superseded version
    takedowns().withhold_document(document(filled), reason="x")
    dump = everything(filled.database)
    assert "ommerfugl" not in dump
    assert "Rettet" not in dump


def test_a_punkt_is_empty_also_in_a_corrected_version(filled, takedowns, portal, make_minutes):
    punkt = filled.rows("SELECT id FROM punkter WHERE titel = 'Havnevejen'")[0][0]
    done = takedowns().withhold_punkt(punkt, reason="Personsag")
    assert (done.documents, done.lost) == (1, ())
    assert "ommerfugl" not in everything(filled.database)
    assert filled.rows("SELECT titel, sagsnumre FROM punkter WHERE dokument = ?",
                       document(filled)) == [("[Punktet er tilbageholdt]", "")]  # fmt: skip
    one = portal.sources["k0"][0]
    one.content = make_minutes(
        ("Havnevejen", "Godkendt."), ("Nyt", "Udsat."), tekst="Sommerfugle igen."
    )
    one.released = "2026-12-01"
    portal.changed("k0")
    filled.run()
    titles = filled.rows("SELECT titel FROM punkter WHERE dokument = ? ORDER BY raekkefoelge",
                         document(filled))  # fmt: skip
    assert titles == [("[Punktet er tilbageholdt]",), ("Nyt",)]
    assert filled.rows("SELECT nr FROM tilbageholdelser") == [("1",)]


def test_what_is_lifted_is_shown_again(filled, takedowns):
    first = takedowns().withhold_document(document(filled), reason="x")
    takedowns().lift(first.entry.id)
    assert filled.states() == {"vist": 2}
    assert "ommerfugl" in everything(filled.database)
    second = takedowns().withhold_person([NAME], kommune=None, reason="x")
    takedowns().lift(second.entry.id)
    assert "jeldsted" in everything(filled.database)
    assert filled.rows("SELECT ophaevet IS NOT NULL FROM tilbageholdelser") == [(1,), (1,)]
    with pytest.raises(SettingsError, match="nothing is withheld under number 1"):
        takedowns().lift(1)


def test_files_of_no_source_are_withheld_too(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(f"Referat\nByrådet\n1. Vejen\nKlage fra {NAME}.\nBeslutning\nGodkendt.\n")
    database = tmp_path / "db" / "referat.db"
    ingest([str(path)], db_path=database, settings=SETTINGS)
    takedowns = Takedowns(database, SETTINGS)
    done = takedowns.withhold_person([NAME], kommune=None, reason="x")
    assert (done.documents, done.lost) == (1, ())
    assert "jeldsted" not in everything(database)
    ingest([str(path)], db_path=database, settings=SETTINGS, again=True)
    assert "jeldsted" not in everything(database)
    with closing(sqlite3.connect(database)) as conn:
        (number,) = conn.execute("SELECT id FROM dokumenter").fetchone()
    takedowns.withhold_document(number, reason="x")
    ingest([str(path)], db_path=database, settings=SETTINGS, again=True)
    with closing(sqlite3.connect(database)) as conn:
        assert conn.execute("SELECT count(*) FROM dokumenter").fetchone() == (0,)


def test_a_file_that_is_gone_stays_out_and_is_told_of(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(f"Referat\nByrådet\n1. Vejen\nKlage fra {NAME}.\n")
    database = tmp_path / "referat.db"
    ingest([str(path)], db_path=database, settings=SETTINGS)
    path.unlink()
    done = Takedowns(database, SETTINGS).withhold_person([NAME], kommune=None, reason="x")
    assert len(done.lost) == 1
    assert "jeldsted" not in everything(database)


def test_a_file_that_cannot_be_read_again_stays_out_and_is_told_of(tmp_path, make_minutes):
    path = tmp_path / "a.pdf"
    path.write_bytes(make_minutes(("Vejen", "Godkendt."), tekst=f"Klage fra {NAME}."))
    database = tmp_path / "referat.db"
    ingest([str(path)], db_path=database, settings=SETTINGS)
    path.write_bytes(path.read_bytes()[:700])
    arguments = ["withhold", "person", NAME, "--reason", "x", "--db", str(database)]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 3
    assert done.stderr.startswith(f"cannot be read again, stays out: {path}: the PDF is")
    assert "jeldsted" not in everything(database)


@pytest.mark.parametrize("names", [["Ida"], ["Ida Marie Fjeldsted", "Fjeldsted"]])
def test_a_name_of_one_word_is_refused(filled, takedowns, names):
    with pytest.raises(SettingsError, match="one word"):
        takedowns().withhold_person(names, kommune=None, reason="x")
    assert load_register(register_path(filled.database)).entries == ()


def test_what_is_not_there_is_refused(filled, takedowns):
    with pytest.raises(SettingsError, match="no document 7"):
        takedowns().withhold_document(7, reason="x")
    with pytest.raises(SettingsError, match="no punkt 7"):
        takedowns().withhold_punkt(7, reason="x")


def test_the_register_is_for_its_owner_alone_and_survives_a_round(filled, takedowns):
    takedowns().withhold_person([NAME], kommune="Mosevad", reason="Efter anmodning")
    path = register_path(filled.database)
    assert path.stat().st_mode & 0o077 == 0
    register = load_register(path)
    assert register.names("Mosevad") == (NAME,)
    assert register.names("Viborg") == ()
    assert json.loads(path.read_text("utf-8"))["secret"] == register.secret != ""
