"""What is shown of a document is the same of its rows before and after they are inserted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from referat.store.filed import organtype
from referat.store.rows import build_rows
from referat.store.shown import UDFALD_BITS, find_emne, from_database, from_tables, official_names
from referat.store.write import write_referat
from referat.training.backfile import FULL, Backfile
from referat.types import Dokumenttype


def tables(referat, pages, run, dokument):
    listed = {name.casefold(): number for number, name in official_names().items()}
    return build_rows(referat, pages, run, kommuner=listed, dokument=dokument)


def test_rows_in_memory_show_what_the_database_shows(db, run, referat, build):
    drawn = Backfile(length=FULL, tail=500).documents(3)
    nameless = replace(referat, kommune="Utopia", udvalg=None, source=build.source("u.pdf", "u"))
    for one, pages in [(referat, build.PAGES), (nameless, build.PAGES), *drawn]:
        write_referat(db, one, pages, run)
        (dokument,) = db.conn.execute(
            "SELECT id FROM dokumenter WHERE sha256 = ?", [one.source.sha256]
        ).fetchone()
        shown = from_tables(tables(one, pages, run, dokument))
        assert shown == from_database(db.conn, dokument)
        assert shown is not None
        assert len(shown.punkter) == len(one.punkter)


def test_what_is_no_meeting_shows_nothing(db, run, referat, build):
    other = replace(referat, dokumenttype=Dokumenttype.ANDET, punkter=(), fremmoede=())
    write_referat(db, other, build.PAGES, run)
    (dokument,) = db.conn.execute("SELECT id FROM dokumenter").fetchone()
    assert from_tables(tables(other, build.PAGES, run, dokument)) is None
    assert from_database(db.conn, dokument) is None


def test_outcomes_have_the_bits_of_the_table(db):
    table = db.conn.execute("SELECT id, 1 << (raekkefoelge - 1) FROM udfald").fetchall()
    assert dict(table) == UDFALD_BITS


@pytest.mark.parametrize(
    ("numbers", "emne"),
    [
        ([("15.40.00-A00-1-17", 0)], 154000),
        ([("01.00.00A00-1", 0)], 10000),
        ([("15.40.00-P35-1-17", 0), ("82.02.00-G10-4-20", 0)], 820200),
        ([("15.40.00-A00-1-17", 1)], 0),
        ([("15.40.001", 0)], 0),
        ([("13/30382", 0), ("306-2009-600", 0)], 0),
        ([], 0),
    ],
)
def test_a_punkts_subject_is_that_of_its_own_number(db, numbers, emne):
    assert find_emne(numbers) == emne
    # As the schema works it out.
    for number, is_meetings in numbers:
        with db.conn:
            db.conn.execute(
                "INSERT INTO sagsnumre (id, sagsnummer, soegenoegle, soegenoegle_kort, type)"
                " VALUES (1, ?, '', '', '')", [number],
            )  # fmt: skip
            (told,) = db.conn.execute(
                "SELECT iif(? OR moedefacet, NULL, emne) FROM sagsnumre", [is_meetings]
            ).fetchone()
            db.conn.execute("DELETE FROM sagsnumre")
        assert find_emne([(number, is_meetings)]) == int((told or "0").replace(".", ""))


def test_kinds_of_bodies_are_told_whatever_case_the_name_has():
    # A document's own spelling of a body may differ from the row's in that alone.
    for name in ("Teknisk Udvalg", "BYRÅDET", "økonomiudvalget", "Ældrerådet"):
        assert organtype(name) == organtype(name.casefold()), name
