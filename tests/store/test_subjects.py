"""Case numbers have the names of KLE's subjects, and unsure values are marked for review."""

from __future__ import annotations

import re
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.danish.emner import emner, grupper, hovedgrupper
from referat.danish.sagsnumre import MEETING_FACET
from referat.resources import schema_sql
from referat.store.write import write_referat

AVERAGES = {"dokumenter", "sider", "sideord"}
"""Tables whose confidence is an average over pages, not that of a value."""


def topics(db, sagsnummer):
    sql = "SELECT emne, titel, niveau, punktets FROM punkt_emner WHERE sagsnummer = ?"
    return db.conn.execute(sql, (sagsnummer,)).fetchall()


def store(db, run, build, *numbers, titel="Salg af grund"):
    punkt = build.punkt("1", titel, sagsnumre=tuple(build.sagsnummer(n) for n in numbers))
    write_referat(db, build.make_referat(punkter=(punkt,)), build.PAGES, run)


def test_the_tables_of_kle_are_whole():
    groups = {row["nr"] for row in grupper()}
    mains = {row["nr"] for row in hovedgrupper()}
    assert (len(emner()), len(groups), len(mains)) == (2390, 498, 38)
    assert len({row["nr"] for row in emner()}) == len(emner())
    assert all(re.fullmatch(r"\d\d\.\d\d\.\d\d", row["nr"]) for row in emner())
    assert {row["gruppe"] for row in emner()} <= groups
    assert {row["hovedgruppe"] for row in grupper()} <= mains
    assert all(row["titel"] and "udgår" not in row["titel"] for row in (*emner(), *grupper()))


def test_subjects_that_go_out_of_use_say_when(db):
    going = db.conn.execute("SELECT udgaaet, udgaar FROM kle_emner WHERE nr = '15.17.12'")
    assert going.fetchone() == (1, 2027)
    assert db.conn.execute(
        "SELECT count(*) FROM kle_emner WHERE udgaaet <> (udgaar IS NOT NULL)"
    ).fetchone() == (0,)
    gone = db.conn.execute("SELECT nr FROM kle_hovedgrupper WHERE udgaaet = 1").fetchall()
    assert gone == [("16",)]


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        ("15.40.00-G01-7-19", ("15.40.00", "Integration og udlændinge i almindelighed", "emne", 1)),
        ("00.22.04A00", ("00.22.04", "Udvalg, bestyrelser mv. - kommunens styrelse", "emne", 1)),
        ("05.00.00-12-19", ("05.00.00", "Veje og trafik i almindelighed", "emne", 1)),
        # A kommune's own subject, a group and a main group that KLE does not have.
        ("15.40.99-G01-7-19", ("15.40.99", "Integration og udlændinge", "gruppe", 1)),
        ("01.99.00-G01-1-10",
         ("01.99.00", "Fysisk planlægning og naturbeskyttelse", "hovedgruppe", 1)),
        ("16.06.00-G01-1-98", ("16.06.00", "Sociale opgaver", "hovedgruppe", 1)),
        ("77.06.00-G01-1-98", ("77.06.00", None, None, 1)),
        # The facet of meetings: a name, but not what the punkt is about.
        ("15.40.00-P35-7-19", ("15.40.00", "Integration og udlændinge i almindelighed", "emne", 0)),
        ("15.40.00P35-0044", ("15.40.00", "Integration og udlændinge i almindelighed", "emne", 0)),
    ],
)  # fmt: skip
def test_a_number_has_the_name_of_its_subject(db, run, build, number, wanted):
    store(db, run, build, number)
    assert topics(db, number) == [wanted]
    flat = db.conn.execute("SELECT emne, emne_titel FROM sager_flad").fetchall()
    assert flat == [wanted[:2]]
    searched = db.conn.execute("SELECT emne FROM soeg").fetchone()[0]
    assert searched == (int(wanted[0].replace(".", "")) if wanted[3] else 0)


@pytest.mark.parametrize(
    "number", ["13/30382", "306-2009-600", "394-2011-61177", "15.40.001-7", "1-21-4-18-17"]
)
def test_other_numbers_have_no_subject(db, run, build, number):
    store(db, run, build, number)
    assert topics(db, number) == []
    assert db.conn.execute("SELECT emne, moedefacet FROM sagsnumre").fetchall() == [(None, 0)]


def test_the_topic_of_a_punkt_is_that_of_its_first_own_number(db, run, build):
    store(db, run, build, "00.22.04-P35-9-20", "13/30382", "82.02.00-G10-4-20", "01.02.05-P16-1-20")
    assert db.conn.execute("SELECT emne FROM soeg").fetchall() == [(820200,)]


@given(st.from_regex(r"(?:\d\d\.\d\d\.\d\d[- ]?[APSK]3[45]-?\d*|[\d.P/-]{1,20})", fullmatch=True))
def test_the_schema_and_the_pattern_agree_on_the_facet_of_meetings(number):
    expression = re.search(r"moedefacet INTEGER GENERATED ALWAYS AS \((.*)\) VIRTUAL", schema_sql())
    conn = sqlite3.connect(":memory:")
    said = conn.execute(f"SELECT {expression[1]} FROM (SELECT ? AS sagsnummer)", (number,))
    assert said.fetchone() == (int(bool(MEETING_FACET.match(number))),)
    conn.close()


def test_every_value_with_a_confidence_is_marked_by_the_same_threshold(db):
    marked = {}
    for name, sql in db.conn.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE '% sikkerhed REAL%'"
    ).fetchall():
        found = re.search(r"til_gennemsyn INTEGER GENERATED ALWAYS AS (.*?),?$", sql, re.MULTILINE)
        marked[name] = found and found[1]
    assert {name for name, how in marked.items() if how is None} == AVERAGES
    assert {how for how in marked.values() if how} == {"(sikkerhed < 0.5) VIRTUAL"}
    assert len(marked) - len(AVERAGES) == 11


@pytest.mark.parametrize(("confidence", "wanted"), [(0.0, 1), (0.49, 1), (0.5, 0), (1.0, 0)])
def test_a_value_under_the_threshold_is_marked(db, run, build, referat, confidence, wanted):
    write_referat(db, referat, build.PAGES, run)
    for (table,) in db.conn.execute(
        "SELECT m.name FROM sqlite_master m JOIN pragma_table_xinfo(m.name) c"
        " WHERE m.type = 'table' AND c.name = 'til_gennemsyn'"
    ).fetchall():
        db.conn.execute(f"UPDATE {table} SET sikkerhed = ?", (confidence,))
        found = db.conn.execute(f"SELECT DISTINCT til_gennemsyn FROM {table}").fetchall()
        assert found in ([(wanted,)], []), table
    assert db.conn.execute("SELECT count(*) FROM beslutninger").fetchone() == (2,)


def test_a_meeting_without_a_date_is_not_marked(db, run, build, referat):
    write_referat(db, referat, build.PAGES, run)
    db.conn.execute("UPDATE moeder SET sikkerhed = NULL")
    assert db.conn.execute("SELECT til_gennemsyn FROM moeder").fetchall() == [(None,)]


def test_marked_rows_are_found_by_an_index_that_holds_them_alone(db):
    tables = db.conn.execute(
        "SELECT m.name, i.partial FROM sqlite_master m, pragma_index_list(m.name) i"
        " WHERE m.type = 'table' AND i.name = 'idx_' || m.name || '_til_gennemsyn'"
    ).fetchall()
    assert len(tables) == 11
    for table, partial in tables:
        plan = db.conn.execute(
            f"EXPLAIN QUERY PLAN SELECT count(*) FROM {table} WHERE til_gennemsyn = 1"
        ).fetchone()
        assert (partial, f"idx_{table}_til_gennemsyn" in plan[3]) == (1, True), plan
