"""Readers see which words were read in doubt, and what was put right in them."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest

from referat.publish.data.sideord import DOUBTFUL, MOST, readings
from referat.publish.shape import read_shape


@pytest.fixture
def conn(own_database):
    with closing(sqlite3.connect(own_database)) as found:
        found.row_factory = sqlite3.Row
        yield found


def first_page(conn):
    """Document and page on which the first decision stands."""
    return conn.execute(
        "SELECT b.dokument, b.side, p.id AS punkt FROM beslutninger b"
        " JOIN punkter p ON p.id = b.punkt ORDER BY b.id LIMIT 1"
    ).fetchone()


def put_words(conn, document, page, *words):
    told = [[1, 60.0, 100.0, 90.0, 112.0, confidence, text] for text, confidence in words]
    conn.execute("DELETE FROM sideord WHERE dokument = ? AND side = ?", (document, page))
    conn.execute(
        "INSERT INTO sideord (dokument, side, antal, sikkerhed, ord) VALUES (?, ?, ?, 0.876, ?)",
        (document, page, len(told), json.dumps(told)),
    )


def put_repair(conn, document, page, read, mended, boks="[60, 100, 90, 112]"):
    conn.execute(
        "INSERT INTO rettelser (dokument, side, linje, art, laest, rettet, boks)"
        " VALUES (?, ?, 1, 'ord', ?, ?, ?)",
        (document, page, read, mended, boks),
    )


def test_words_in_doubt_and_repairs_are_told(conn):
    document, page, _ = first_page(conn)
    put_words(conn, document, page, ("kornmune", 0.4), ("Godkendt", 0.96), ("x", DOUBTFUL))
    put_repair(conn, document, page, "kornmune", "kommune")
    put_repair(conn, document, page, "", "-", boks=None)
    found = readings(conn, read_shape(conn), document, page)
    assert found["confidence"] == 0.876
    assert [(word["text"], word["box"]) for word in found["words"]] == [
        ("kornmune", [60.0, 100.0, 90.0, 112.0])
    ]
    assert [(one["laest"], one["rettet"], bool(one["box"])) for one in found["repairs"]] == [
        ("kornmune", "kommune", True),
        ("", "-", False),
    ]


def test_a_page_that_is_bad_all_over_has_the_worst_marked(conn):
    document, page, _ = first_page(conn)
    put_words(conn, document, page, *[("x", 0.5)] * (MOST + 5), ("værst", 0.1))
    words = readings(conn, read_shape(conn), document, page)["words"]
    assert len(words) == MOST
    assert words[0]["text"] == "værst"


def test_a_page_that_was_not_recognised_has_none(conn):
    document, page, _ = first_page(conn)
    assert readings(conn, read_shape(conn), document, page + 100) == {
        "words": [], "repairs": [], "confidence": None,
    }  # fmt: skip


def test_the_punkts_page_draws_them(own_database, conn, browse):
    document, page, punkt = first_page(conn)
    put_words(conn, document, page, ("<b>kornmune", 0.4))
    put_repair(conn, document, page, "<i>kornmune", "kommune")
    (address,) = conn.execute("SELECT adresse FROM adresser WHERE punkt = ?", (punkt,)).fetchone()
    conn.commit()
    text = browse(own_database)(f"/punkt/{address}").text
    assert "Usikkert læst: &lt;b&gt;kornmune (40 %)" in text
    assert "Læst »&lt;i&gt;kornmune«, rettet til »kommune«" in text
    assert "Ordene er læst med 88 % sikkerhed" in text
    assert 'class="word-low"' in text
    assert 'class="word-mended"' in text
