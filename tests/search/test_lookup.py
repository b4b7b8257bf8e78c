"""The archive answers as SQL would, over any mixture of words and filters, also while it grows."""

from __future__ import annotations

import random

import pytest

from referat.search.answer import Filters, Order
from referat.search.lookup import Archive
from referat.search.query import parse_query
from referat.search.shadow import SOURCES, Entry, forget_words, replace_entries

WORDS = (
    "skole", "skoler", "skolens", "folkeskole", "budget", "budgettet", "havn", "lokalplan",
    "lokalplanforslag", "godkendt", "godkendes", "besluttede", "beslutning", "og", "i", "vej",
)  # fmt: skip


def entry(draw, punkt, dokument=1):
    text = lambda n: " ".join(draw.choice(WORDS) for _ in range(n))  # noqa: E731
    values = {name: 0 for name in SOURCES if name != "plads"} | {
        "punkt": punkt,
        "dokument": dokument,
        "kommune": draw.choice((766, 101, 8_000_000_000_000_001)),
        "organtype": draw.randint(1, 6),
        "dag": draw.choice((20190312, 20200101, 20201231, 0)),
        "udfald": draw.choice((0, 1, 2, 3, 512)),
        "emne": draw.choice((0, 154000, 2202, 154001)),
        "afstemning": draw.randint(0, 1),
        "lukket": draw.randint(0, 1),
        "rutine": draw.choice((0, 0, 1)),
        "beslutning": 1,
    }
    return Entry(values=values, texts=(text(3), text(6), text(12)), sagsnumre=(), dato=None)


def fill(conn, seed, documents=20, first=1):
    draw = random.Random(seed)
    for dokument in range(first, first + documents):
        replace_entries(
            conn, [dokument], [entry(draw, dokument * 100 + n, dokument) for n in range(10)]
        )


def by_sql(conn, archive, query, where="rutine = 0"):
    match = archive.vocabulary.match(conn, query)
    sql = f"SELECT punkt FROM soeg WHERE {where}"
    args = []
    if match:
        sql += " AND plads IN (SELECT rowid FROM soeg_fts WHERE soeg_fts MATCH ?)"
        args = [match]
    return {row[0] for row in conn.execute(sql, args)}


QUERIES = ("", "skole", "skole budget", '"skole budget"', "lokalplan*", "*forslag", "skole -havn",
           "besluttede", "og i", "og skole", "xyzzy", "godkendes budget havn")  # fmt: skip


@pytest.mark.parametrize("text", QUERIES)
@pytest.mark.parametrize(
    ("filters", "where"),
    [
        (Filters(), "rutine = 0"),
        (Filters(rutine=True), "1"),
        (Filters(kommune=frozenset({766}), udfald=frozenset({1, 512})),
         "rutine = 0 AND kommune = 766 AND udfald & 513"),
        (Filters(years=frozenset({2020})), "rutine = 0 AND dag / 10000 = 2020"),
        (Filters(first_day=20200101, last_day=20200630), "rutine = 0 AND dag = 20200101"),
        (Filters(emne=frozenset({(154000, 154100)})),
         "rutine = 0 AND emne BETWEEN 154000 AND 154099"),
        (Filters(lukket=1, afstemning=0, organtype=frozenset({1, 2})),
         "rutine = 0 AND lukket = 1 AND afstemning = 0 AND organtype IN (1, 2)"),
    ],
)  # fmt: skip
def test_the_same_matches_as_sql(conn, text, filters, where):
    fill(conn, 1)
    archive = Archive()
    query = parse_query(text)
    archive.refresh(conn)
    answer = archive.search(conn, query, filters, size=1000)
    assert set(answer.punkter) == by_sql(conn, archive, query, where)
    assert answer.total == len(answer.punkter)
    for by in Order:
        assert set(archive.search(conn, query, filters, by=by, size=1000).punkter) == set(
            answer.punkter
        )


@pytest.mark.parametrize("text", QUERIES)
def test_counts_are_what_each_filter_would_give(conn, text):
    fill(conn, 2)
    archive = Archive()
    query = parse_query(text)
    answer = archive.search(conn, query, Filters(kommune=frozenset({766})))
    for kommune, count in answer.counts["kommune"].items():
        only = archive.search(conn, query, Filters(kommune=frozenset({kommune})))
        assert only.total == count
    for bit, count in answer.counts["udfald"].items():
        both = Filters(kommune=frozenset({766}), udfald=frozenset({bit}))
        assert archive.search(conn, query, both).total == count
    for year, count in answer.counts["aar"].items():
        both = Filters(kommune=frozenset({766}), years=frozenset({year}))
        assert archive.search(conn, query, both).total == count
    shown = Filters(kommune=frozenset({766}), rutine=True)
    assert archive.search(conn, query, shown).total == answer.total + answer.hidden


@pytest.mark.parametrize("memory", [0, 10_000_000])
def test_what_comes_and_goes_is_seen(conn, memory):
    archive = Archive(memory)
    seen = set()
    for step in range(6):
        fill(conn, step, documents=4, first=step * 3 + 1)  # Overlaps: one document is replaced.
        for text in QUERIES:
            query = parse_query(text)
            archive.refresh(conn)
            answer = archive.search(conn, query, Filters(), size=2000)
            assert set(answer.punkter) == by_sql(conn, archive, query), (step, text)
            seen.add(answer.total)
    replace_entries(conn, [1, 2, 3], [])
    archive.refresh(conn)
    assert set(archive.search(conn, parse_query(""), Filters(), size=2000).punkter) == by_sql(
        conn, archive, parse_query("")
    )
    assert len(seen) > 5


def test_another_file_under_the_same_name_is_read_anew(conn):
    fill(conn, 1)
    archive = Archive()
    assert archive.search(conn, parse_query("skole"), Filters()).total
    conn.executescript("DELETE FROM soeg; DELETE FROM soeg_fjernet; DELETE FROM soeg_tekst;")
    assert archive.search(conn, parse_query("skole"), Filters()).total == 0


def titled(conn, *rows):
    for number, (titel, beslutning, tekst, dag) in enumerate(rows, start=1):
        values = {name: 0 for name in SOURCES if name != "plads"}
        values |= {"punkt": number, "dokument": number, "dag": dag, "beslutning": 1}
        replace_entries(
            conn,
            [number],
            [Entry(values=values, texts=(titel, beslutning, tekst), sagsnumre=(), dato=None)],
        )


def order(conn, text, by=Order.WORTH):
    return list(Archive().search(conn, parse_query(text), Filters(), by=by).punkter)


def test_titles_come_before_decisions_before_text(conn):
    titled(
        conn,
        ("Noget andet", "Godkendt.", "Om svømmehallen.", 20240101),
        ("Noget andet", "Svømmehallen lukkes.", "", 20230101),
        ("Svømmehal", "Godkendt.", "", 20100101),
    )
    assert order(conn, "svømmehal") == [3, 2, 1]
    assert order(conn, "svømmehal", Order.DATE) == [1, 2, 3]
    assert order(conn, "svømmehal", Order.SEEN) == [3, 2, 1]


def test_the_word_itself_comes_before_its_compounds(conn):
    titled(
        conn,
        ("Lokalplanforslag 12", "", "", 20240101),
        ("Planforslag 12", "", "", 20100101),
    )
    assert order(conn, "planforslag") == [2, 1]
    assert order(conn, '"planforslag"') == [2]


def test_words_side_by_side_come_first(conn):
    titled(
        conn,
        ("Budget", "Skole og vej, budget for skole", "", 20240101),
        ("Sag", "Skole budget", "Skole budget vedtages", 20100101),
        ("Sag", "Skole eller vej, intet budget", "", 20240101),
    )
    assert order(conn, "skole budget")[-1] == 3


def test_a_word_that_nobody_has_any_more_is_forgotten(conn):
    titled(conn, ("Hemmelighed", "", "", 0), ("Skole", "", "", 0))
    gone = replace_entries(conn, [1], [])
    forget_words(conn, gone)
    assert conn.execute("SELECT ord FROM soeg_ord").fetchall() == [("skole",)]
    stored = b"".join(row[0] for row in conn.execute("SELECT block FROM soeg_fts_data"))
    conn.execute("INSERT INTO soeg_fts (soeg_fts) VALUES ('optimize')")
    stored = b"".join(row[0] for row in conn.execute("SELECT block FROM soeg_fts_data"))
    assert b"hemmelig" not in stored
