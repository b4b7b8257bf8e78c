"""A back-up is whole or not there, and what is restored is what was."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from referat.errors import SchemaError, SettingsError, StorageError
from referat.nightly.backup import back_up, restore
from referat.nightly.takedown import Takedowns
from referat.settings import Settings
from referat.withholding import load_register, register_path

NOW = dt.datetime(2026, 11, 24, 4, tzinfo=dt.UTC)


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as conn:
        # Not in order: a copy has its views last.
        return sorted(conn.iterdump())


@pytest.fixture
def filled(nights, portal, meeting):
    portal.add("k0", meeting("m1"), meeting("m2", dato=dt.date(2021, 5, 4)))
    nights.run()
    return nights


def test_what_is_restored_is_what_was(filled, tmp_path, portal, meeting):
    before = dump(filled.database)
    folder = tmp_path / "backup"
    made = back_up(filled.database, folder, keep=3, now=NOW)
    assert made.files >= 2
    portal.add("k0", meeting("m3"))
    filled.run()
    assert dump(filled.database) != before
    old = restore(folder, filled.database)
    assert dump(filled.database) == before
    assert old.before is not None
    assert len(dump(old.before)) > len(before)
    # And the next night goes on from there.
    assert filled.run().shown == 1


def test_a_back_up_stands_alone(filled, tmp_path):
    folder = tmp_path / "backup"
    back_up(filled.database, folder, keep=3, now=NOW)
    elsewhere = tmp_path / "new" / "referat.db"
    assert restore(folder, elsewhere).before is None
    assert dump(elsewhere) == dump(filled.database)
    stored = filled.rows("SELECT sti FROM dokumenter")
    assert all((elsewhere.parent / path).is_file() for (path,) in stored)


def test_a_back_up_is_made_while_somebody_writes(filled, tmp_path):
    writer = sqlite3.connect(filled.database)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM problemer")
    back_up(filled.database, tmp_path / "backup", keep=3, now=NOW)
    writer.rollback()
    writer.close()
    elsewhere = tmp_path / "new" / "referat.db"
    restore(tmp_path / "backup", elsewhere)
    assert dump(elsewhere) == dump(filled.database)


def test_the_oldest_go(filled, tmp_path):
    folder = tmp_path / "backup"
    for hour in range(4):
        back_up(filled.database, folder, keep=2, now=NOW + dt.timedelta(hours=hour))
    assert len(list(folder.glob("*.db"))) == 2
    assert len(list(folder.glob("*.withheld.json"))) == 2


def test_a_back_up_that_was_spoilt_is_refused(filled, tmp_path):
    folder = tmp_path / "backup"
    made = back_up(filled.database, folder, keep=2, now=NOW)
    made.path.write_bytes(made.path.read_bytes()[:-100])
    before = dump(filled.database)
    with pytest.raises(SettingsError, match="not what it was"):
        restore(folder, filled.database)
    assert dump(filled.database) == before


def test_a_takedown_is_not_undone_by_an_older_back_up(filled, tmp_path):
    folder = tmp_path / "backup"
    back_up(filled.database, folder, keep=2, now=NOW)
    number = filled.rows("SELECT dokument FROM kildedokumenter LIMIT 1")[0][0]
    settings = Settings(jobs=1, ocr=False)
    Takedowns(filled.database, settings).withhold_document(number, reason="x")
    restore(folder, filled.database)
    assert len(load_register(register_path(filled.database)).entries) == 1


def test_no_back_up_no_database(filled, tmp_path):
    with pytest.raises(SettingsError, match="no back-up here"):
        restore(tmp_path, filled.database)
    with pytest.raises(SchemaError, match="no such database"):
        back_up(tmp_path / "none.db", tmp_path / "backup", keep=2, now=NOW)
    with pytest.raises(StorageError, match="back-up could not be"):
        back_up(filled.database, Path("/proc/none"), keep=2, now=NOW)


def test_two_databases_may_share_a_folder(filled, tmp_path):
    folder = tmp_path / "backup"
    other = tmp_path / "anden" / "anden.db"
    back_up(filled.database, folder, keep=1, now=NOW)
    restore(folder, other)
    for hours in (1, 2):
        back_up(other, folder, keep=1, now=NOW + dt.timedelta(hours=hours))
    assert [path.name for path in sorted(folder.glob("*.db"))] == [
        "anden-20261124T060000Z.db",
        "referat-20261124T040000Z.db",
    ]
    before = dump(filled.database)
    restore(folder, filled.database)
    assert dump(filled.database) == before
    with pytest.raises(SettingsError, match=r"several databases: anden, referat\..*--name"):
        restore(folder, tmp_path / "tredje" / "tredje.db")


def test_what_was_there_before_is_kept_each_time(filled, tmp_path):
    folder = tmp_path / "backup"
    back_up(filled.database, folder, keep=3, now=NOW)
    names = [restore(folder, filled.database).before for _ in range(3)]
    assert [path.name for path in names if path] == [
        "referat-before-restore.db",
        "referat-before-restore-2.db",
        "referat-before-restore-3.db",
    ]
    assert all(path and path.is_file() for path in names)


def test_a_back_up_that_breaks_off_leaves_nothing_half_written(filled, tmp_path):
    folder = tmp_path / "backup"
    (folder / "public").mkdir(parents=True)
    (folder / "public" / "mit.txt").write_text("vigtigt")
    register = register_path(filled.database)
    whole = register.read_text("utf-8")
    register.write_text("{", "utf-8")
    with pytest.raises(SettingsError, match="register"):
        back_up(filled.database, folder, keep=3, now=NOW)
    assert not list(folder.glob("*.part"))
    register.write_text(whole, "utf-8")
    back_up(filled.database, folder, keep=3, now=NOW)
    assert (folder / "public" / "mit.txt").read_text() == "vigtigt"


def test_the_database_s_own_folder_is_no_place_for_its_back_up(filled):
    with pytest.raises(SettingsError, match="folder of the database itself"):
        back_up(filled.database, filled.database.parent, keep=3, now=NOW)


def test_a_database_of_an_older_referat_is_backed_up_as_it_is(tmp_path, checkout):
    """The night after an upgrade begins with a back-up, and upgrades the database."""
    database = tmp_path / "referat.db"
    with closing(sqlite3.connect(database)) as conn:
        conn.executescript((checkout / "tests/store/schema-5.sql").read_text("utf-8"))
    made = back_up(database, tmp_path / "backup", keep=3, now=NOW)
    assert sorted(dump(made.path)) == dump(database)
    with closing(sqlite3.connect(made.path)) as conn:
        assert conn.execute("PRAGMA user_version").fetchone() == (5,)
    # It tells of a takedown that its register has gone with: refused, and nothing half done stays.
    elsewhere = tmp_path / "ny" / "referat.db"
    with pytest.raises(SettingsError, match="lacks 1 takedowns"):
        restore(tmp_path / "backup", elsewhere)
    assert not list(elsewhere.parent.glob("referat.db.part*"))
    assert not elsewhere.exists()
