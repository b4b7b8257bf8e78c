"""The archive answers as SQL would, over any mixture of words and filters, also while it grows."""

from __future__ import annotations

import random
import sqlite3
import threading
from contextlib import closing

import pytest

from referat.search.answer import Filters, Order
from referat.search.lookup import Archive
from referat.search.query import parse_query
from referat.search.shadow import (
    SOURCES,
    Entry,
    find_stored,
    forget_words,
    make_shadows,
    replace_entries,
)

WORDS = (
    "skole", "skoler", "skolens", "folkeskole", "budget", "budgettet", "havn", "lokalplan",
    "lokalplanforslag", "godkendt", "godkendes", "besluttede", "beslutning", "og", "i", "vej",
)  # fmt: skip


def entry(draw, punkt, dokument=1):
    def text(count):
        return " ".join(draw.choice(WORDS) for _ in range(count))

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


def put(conn, documents, entries):
    """Put entries and their texts in the place of what documents had; gives the stems that went."""
    stored = find_stored(conn, documents)
    conn.executemany(
        "INSERT OR REPLACE INTO soeg_indhold VALUES (?, ?, ?, ?, ?, ?)",
        [
            (one.values["punkt"], one.texts[0], ", ".join(one.sagsnumre), one.dato, *one.texts[1:])
            for one in entries
        ],
    )
    return replace_entries(conn, stored, make_shadows(entries))


def fill(conn, seed, documents=20, first=1):
    draw = random.Random(seed)
    for dokument in range(first, first + documents):
        put(conn, [dokument], [entry(draw, dokument * 100 + n, dokument) for n in range(10)])


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
    put(conn, [1, 2, 3], [])
    archive.refresh(conn)
    assert set(archive.search(conn, parse_query(""), Filters(), size=2000).punkter) == by_sql(
        conn, archive, parse_query("")
    )
    assert len(seen) > 5


@pytest.fixture
def file(tmp_path, tables):
    """Opens connections to a file, as a site and a run have them."""
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA journal_mode = WAL")
        tables(conn)
    opened = []

    def connect():
        opened.append(sqlite3.connect(path, isolation_level=None, check_same_thread=False))
        opened[-1].execute("PRAGMA synchronous = OFF")
        return opened[-1]

    yield connect
    for conn in opened:
        conn.close()


def test_another_file_under_the_same_name_is_read_anew(file, tables, tmp_path):
    archive = Archive()
    fill(file(), 1)
    assert archive.search(file(), parse_query("skole"), Filters()).total
    for part in tmp_path.iterdir():
        part.rename(part.with_name(f"old-{part.name}"))
    with closing(file()) as other:
        tables(other)
        assert archive.search(other, parse_query("skole"), Filters()).total == 0


def test_an_older_transaction_neither_forgets_nor_misleads(file):
    archive = Archive()
    fill(file(), 1, documents=5)
    old, new = file(), file()
    old.execute("BEGIN")
    old.execute("SELECT max(plads) FROM soeg").fetchone()
    fill(file(), 2, documents=5, first=6)
    query = parse_query("skole")
    known = archive.refresh(new)
    # Its own rows at most, and no word that others must then do without.
    before = archive.search(old, query, Filters(), size=1000)
    assert archive.refresh(old) is known
    assert before.total == len(by_sql(old, archive, query))
    after = Archive().search(new, query, Filters(), size=1000)
    assert after.total > before.total
    fill(file(), 3, documents=1, first=11)
    assert archive.search(new, query, Filters(), size=1000).total == len(
        by_sql(new, archive, query)
    )


def test_nobody_waits_for_anothers_search(file):
    archive = Archive(fresh=1000)
    fill(file(), 1)
    archive.refresh(file())
    slow, started, go_on = file(), threading.Event(), threading.Event()

    def wait():
        started.set()
        return not go_on.wait(30)

    slow.set_progress_handler(wait, 50)
    query = parse_query("skole budget")
    thread = threading.Thread(target=lambda: archive.search(slow, query, Filters()))
    thread.start()
    assert started.wait(30)
    assert archive.search(file(), parse_query("havn"), Filters()).total
    assert archive.remember("a", lambda: 1) == 1
    assert thread.is_alive()
    go_on.set()
    thread.join(30)
    assert not thread.is_alive()


def test_a_word_that_went_is_not_offered_again(conn):
    titled(conn, ("Folkeskole", "", "", 0), ("Skole", "", "", 0))
    archive = Archive()
    assert archive.search(conn, parse_query("skole"), Filters()).compounds == ("folkeskole",)
    forget_words(conn, put(conn, [1], []))
    assert archive.search(conn, parse_query("skole"), Filters()).compounds == ()


def test_compounds_are_told_as_they_are_printed(conn):
    titled(
        conn,
        ("Udskolingen", "", "En ny udskoling", 0),
        ("Besøg på Aaskolen", "", "", 0),
        ("SØSKOLEN", "", "", 0),
    )
    archive = Archive()
    found = archive.search(conn, parse_query("skole"), Filters()).compounds
    assert set(found) == {"udskoling", "Aaskolen", "søskolen"}
    # A stem whose texts are gone while its words are not forgotten yet is no word to show.
    put(conn, [2], [])
    assert set(Archive().search(conn, parse_query("skole"), Filters()).compounds) == {
        "udskoling", "søskolen",
    }  # fmt: skip


def titled(conn, *rows):
    for number, (titel, beslutning, tekst, dag) in enumerate(rows, start=1):
        values = {name: 0 for name in SOURCES if name != "plads"}
        values |= {"punkt": number, "dokument": number, "dag": dag, "beslutning": 1}
        put(
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
    gone = put(conn, [1], [])
    forget_words(conn, gone)
    assert conn.execute("SELECT ord FROM soeg_ord").fetchall() == [("skole",)]
    conn.execute("INSERT INTO soeg_fts (soeg_fts) VALUES ('optimize')")
    stored = b"".join(row[0] for row in conn.execute("SELECT block FROM soeg_fts_data"))
    assert b"hemmelig" not in stored
