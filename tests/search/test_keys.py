"""A reader's words as FTS5 queries, and case numbers as keys."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.search import case_key, fts_query, short_case_key


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ("lokalplan*", '"lokalplan"*'),
        ("grøn omstilling", '"grøn" "omstilling"'),
        ('"grøn omstilling"', '"grøn omstilling"'),
        ('"grøn omst"*', '"grøn omst"*'),
        ('"grøn omst', '"grøn omst"'),
        ("15.40.00-P35-1-17", '"15.40.00-P35-1-17"'),
        ("sag 13/30382", '"sag" "13/30382"'),
        ("skole AND NEAR(", '"skole" "AND" "NEAR("'),
        ("- § *", '""'),
        ("", '""'),
        ("titel:skole", '"titel:skole"'),
    ],
)
def test_queries(words, query):
    assert fts_query(words) == query


@given(st.text(max_size=40) | st.text(alphabet='"*-()^:+ aå1/', max_size=20))
def test_no_words_are_a_syntax_error(words):
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE VIRTUAL TABLE t USING fts5 (x)")
    conn.execute("SELECT * FROM t WHERE t MATCH ?", (fts_query(words),)).fetchall()
    conn.close()


@pytest.mark.parametrize(
    ("number", "key", "short"),
    [
        ("15.40.00-P35-1-17", "154000P35117", "15400P35117"),
        ("13/30382", "1330382", "1330382"),
        ("27.15.12-Ø40-6-16", "271512Ø40616", "271512Ø40616"),
        ("2019-000658", "2019000658", "2019658"),
        (" 13 30382 ", "1330382", "1330382"),
        ("", "", ""),
        ("*", "", ""),
    ],
)
def test_keys(number, key, short):
    assert (case_key(number), short_case_key(number)) == (key, short)
