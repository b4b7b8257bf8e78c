"""A small one of the generated databases is whole, and takes more."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from referat.publish.checks import check_database
from referat.training.backfile import FULL, LENGTHS, PUNKTER_A_MEETING, SHORT, Backfile
from referat.training.million import write_million, write_more


def test_a_generated_database_is_whole_and_can_be_added_to(tmp_path):
    path = tmp_path / "million.db"
    loaded = write_million(path, 5 * PUNKTER_A_MEETING, tail=200)
    assert loaded.punkter == 5 * PUNKTER_A_MEETING
    assert check_database(path) == ()
    write_more(path, 2, pause=0, tail=200)
    with closing(sqlite3.connect(path)) as conn:
        for table in ("punkter", "soeg", "soeg_indhold"):
            (count,) = conn.execute(f"SELECT count(*) FROM {table}").fetchone()
            assert count == 7 * PUNKTER_A_MEETING, table
        assert conn.execute("SELECT count(*) FROM moede_tal").fetchone() == (7,)
        assert conn.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_documents_are_the_same_every_time_and_go_on():
    whole = list(Backfile(tail=200).documents(4))
    assert whole == list(Backfile(tail=200).documents(4))
    later = list(Backfile(tail=200).documents(2, 4))
    assert {referat.source.sha256 for referat, _ in whole}.isdisjoint(
        referat.source.sha256 for referat, _ in later
    )


def test_a_database_of_one_kommune_has_no_other():
    kommuner = {referat.kommune for referat, _ in Backfile(tail=200, only=3).documents(12)}
    assert len(kommuner) == 1


@pytest.mark.parametrize("length", LENGTHS.values(), ids=LENGTHS)
def test_everything_is_where_its_evidence_says(length):
    for referat, pages in Backfile(tail=200, length=length).documents(3):
        lines = {(line.page, line.number): line for page in pages for line in page.lines}
        for punkt in referat.punkter:
            for part in (*punkt.afsnit, *([punkt.beslutning] if punkt.beslutning else [])):
                where = part.evidence
                first = lines[where.page, where.first_line]
                assert first.text.split()[-1] in part.tekst
                assert where.box is not None
                assert where.box.top == first.box.top
                assert len(where.later_boxes) == where.last_page - where.page


def test_a_full_punkt_says_as_much_as_published_minutes_do():
    def mean(length):
        drawn = list(Backfile(length=length, tail=2000).documents(30))
        text = sum(len(line.text.encode()) + 1 for _, pages in drawn for page in pages
                   for line in page.lines)  # fmt: skip
        return text / sum(len(referat.punkter) for referat, _ in drawn)

    assert 1650 < mean(FULL) < 2050
    assert mean(SHORT) < 1100
