"""What OCR read is kept word by word, and what was put right beside it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from referat.store.ids import document_id
from referat.store.ocr import repair_rows, words_row
from referat.store.rows import build_rows
from referat.store.schema import open_database
from referat.store.write import start_run, write_referat
from referat.types import Box, Line, LineRole, Repair, Rettelsesart, Word


def make_line(text, read, *repairs, number=1, confidence=0.9):
    words = [
        Word(
            text=word,
            box=Box(x0=50.0 * n, top=100.04, x1=50.0 * n + 40, bottom=110.0),
            confidence=confidence,
        )
        for n, word in enumerate(read.split())
    ]
    return Line(
        text=text, page=1, number=number, row=number, box=None, size=11, words=tuple(words),
        repairs=repairs,
    )  # fmt: skip


SECTION = Repair(start=3, end=4, read="8", art=Rettelsesart.PARAGRAF)
DOTS = Repair(start=0, end=8, read="Nyt ...seer", art=Rettelsesart.PRIKKER)
LINES = [
    make_line("af § 18-midler", "af 8 18-midler", SECTION),
    make_line("Nyt..... 3", "Nyt ...seer 3", DOTS, number=2, confidence=0.5),
]


def test_words_are_kept_as_they_were_read():
    row = words_row(4, LINES)
    assert (row["side"], row["antal"]) == (4, 6)
    assert row["sikkerhed"] == pytest.approx(0.7)
    assert json.loads(row["ord"])[1] == [1, 50.0, 100.0, 90.0, 110.0, 0.9, "8"]
    assert json.loads(row["ord"])[4] == [2, 50.0, 100.0, 90.0, 110.0, 0.5, "...seer"]


def test_a_page_that_was_not_recognised_has_no_words():
    assert words_row(1, [replace(LINES[0], words=(), repairs=())]) is None


def test_repairs_tell_what_was_read_and_where():
    first, second = repair_rows(4, LINES)
    assert first == {
        "side": 4, "linje": 1, "art": "paragraftegn", "laest": "8", "rettet": "§",
        "boks": "[50.0, 100.0, 90.0, 110.0]",
    }  # fmt: skip
    assert second["laest"] == "Nyt ...seer"
    assert second["rettet"] == "Nyt....."
    assert second["boks"] == "[0.0, 100.0, 90.0, 110.0]"


def test_what_was_put_in_has_no_place():
    put_in = Repair(start=0, end=1, read="", art=Rettelsesart.TEGN)
    (row,) = repair_rows(1, [make_line("- Nyt", "Nyt", put_in)])
    assert (row["laest"], row["rettet"], row["boks"]) == ("", "-", None)


@pytest.fixture
def scanned(build):
    """A document of one page with a closed punkt, as OCR read it."""
    texts = ["1. Åben", "Åben tekst", "2. Køb", "Hemmelig pris"]
    page = build.page(1, *texts)
    lines = tuple(
        replace(make_line(text, text, number=number), row=number)
        for number, text in enumerate(texts, start=1)
    )
    roles = tuple(
        build.role(1, number, role, punkt)
        for number, (role, punkt) in enumerate(
            [
                (LineRole.PUNKT, 1), (LineRole.BODY, 1), (LineRole.PUNKT, 2), (LineRole.BODY, 2),
            ],
            start=1,
        )
    )  # fmt: skip
    referat = build.make_referat(
        punkter=(build.punkt("1", "Åben"), build.punkt("2", "Køb", lukket=True)), roles=roles
    )
    return referat, (replace(page, lines=lines),)


def test_words_of_closed_punkter_are_left_out(scanned):
    referat, pages = scanned
    number = document_id(referat.source.sha256)
    tables = build_rows(referat, pages, 1, kommuner={}, dokument=number)
    (row,) = tables["sideord"]
    assert [word[-1] for word in json.loads(row["ord"])] == [
        "1.",
        "Åben",
        "Åben",
        "tekst",
        "2.",
        "Køb",
    ]
    assert "Hemmelig" not in repr(tables)


def test_words_and_repairs_are_written_and_go_with_their_document(scanned, tmp_path):
    referat, pages = scanned
    repaired = replace(LINES[0], number=1)
    pages = (replace(pages[0], lines=(repaired, *pages[0].lines[1:])),)
    db = open_database(tmp_path / "a.db")
    run = start_run(db, referat.versions, "ingest")
    for _ in range(2):
        write_referat(db, referat, pages, run)
    assert db.execute("SELECT antal FROM sideord").fetchall() == [(7,)]
    assert db.execute("SELECT laest, rettet FROM rettelser").fetchall() == [("8", "§")]
    db.execute("DELETE FROM dokumenter")
    assert db.execute("SELECT count(*) FROM sideord").fetchall() == [(0,)]
    assert db.execute("SELECT count(*) FROM rettelser").fetchall() == [(0,)]
    db.close()
