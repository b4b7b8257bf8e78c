"""Any string is a query, and means what its writer meant."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from referat.search.query import (
    MAX_PHRASE,
    MAX_STARS,
    MAX_TERMS,
    Kind,
    marked,
    parse_query,
)
from referat.search.vocabulary import Vocabulary


def kinds(text, is_case=lambda key: False):
    return [(term.kind, term.tokens, term.negative) for term in parse_query(text, is_case).terms]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("skolen", [(Kind.WORD, ("skol",), False)]),
        ("og skolen", [(Kind.WORD, ("skol",), False)]),
        ("og i at", [(Kind.WORD, (w,), False) for w in ("og", "i", "at")]),
        ("lokalplan*", [(Kind.BEGINS, ("lokalplan",), False)]),
        ("*forslag", [(Kind.ENDS, ("forslag",), False)]),
        ('"planforslag"', [(Kind.EXACT, ("planforslag",), False)]),
        ('"skolens budget', [(Kind.PHRASE, ("skol", "budget"), False)]),
        ("„skolens budget“", [(Kind.PHRASE, ("skol", "budget"), False)]),
        ("skole -havn", [(Kind.WORD, ("skol",), False), (Kind.WORD, ("havn",), True)]),
        ("15.40.00-P35-1-17", [(Kind.CASE, ("s154000p35117", "s15400p35117"), False)]),
        ("15400P35117", [(Kind.CASE, ("s15400p35117",), False)]),
        ("13/30382", [(Kind.CASE, ("s1330382",), False)]),
        ("EMN-2018-01502", [(Kind.CASE, ("semn201801502", "semn20181502"), False)]),
        ("27.15.12-Ø40-6-16", [(Kind.CASE, ("s271512ø40616",), False)]),
        ("12. marts 2019", [(Kind.DATE, ("d20190312",), False)]),
        ("d. 12/3-2019", [(Kind.DATE, ("d20190312",), False)]),
        ("12.03.19", [(Kind.DATE, ("d20190312",), False)]),
        ("2019-03-12", [(Kind.DATE, ("d20190312",), False)]),
        ("marts 2019", [(Kind.MONTH, ("d201903",), False)]),
        ("2018-2021", [(Kind.PHRASE, ("2018", "2021"), False)]),
        ("børne-/skoleudvalg", [(Kind.PHRASE, ("børn", "skoleudvalg"), False)]),
        ("31. februar 2019", [(Kind.WORD, ("31",), False), (Kind.MONTH, ("d201902",), False)]),
        ("", []),
        ("*", []),
        ("§ - ( \x00", []),
    ],
)
def test_words_mean(text, expected):
    found = kinds(text)
    assert sorted(found, key=repr) == sorted(expected, key=repr)


def test_a_number_with_blanks_is_a_case_where_the_archive_has_it():
    assert kinds("13 30382", {"1330382"}.__contains__) == [(Kind.CASE, ("s1330382",), False)]
    assert [kind for kind, _, _ in kinds("13 30382")] == [Kind.WORD, Kind.WORD]


@pytest.mark.parametrize(
    ("text", "label", "rest"),
    [
        ("sagsnr. 20/28417", "sagsnr", []),
        ("Sagsnr.: 20/28417", "Sagsnr", []),
        ("sagsnr.20/28417", "sagsnr", []),
        ("sag 20/28417", "sag", []),
        ("sag nr. 20/28417", "sag nr", []),
        ("sags-nr 20/28417", "sags-nr", []),
        ("sagsnummer 20/28417 skole", "sagsnummer", ["skole"]),
        ("j.nr. 20/28417", "j.nr", []),
        ("j. nr. 20/28417", "j. nr", []),
        ("skole journalnr. 20/28417", "journalnr", ["skole"]),
        ("sager 20/28417", None, ["sager"]),
        ("usag 20/28417", None, ["usag"]),
        ('"sag" 20/28417', None, ["sag"]),
        ("sag skole 20/28417", None, ["sag", "skole"]),
    ],
)
def test_what_a_case_number_is_called_is_no_word_to_look_for(text, label, rest):
    query = parse_query(text)
    assert [term.tokens for term in query.terms if term.kind is Kind.CASE] == [("s2028417",)]
    assert [term.text for term in query.terms if term.kind is not Kind.CASE] == rest
    assert query.dropped == ((label,) if label else ())


def test_a_label_goes_before_a_number_with_blanks_too():
    query = parse_query("sag nr. 13 30382 havn", {"1330382"}.__contains__)
    assert [term.text for term in query.terms] == ["13 30382", "havn"]
    assert query.dropped == ("sag nr",)


def test_a_label_alone_is_looked_for():
    assert [term.text for term in parse_query("sag").terms] == ["sag"]
    assert kinds("sag -20/28417")[0][0] is Kind.WORD


@given(
    st.text(max_size=300) | st.text(alphabet='"*-/.§ æøåOR AND NEAR()^:+{}0123456789', max_size=90)
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_sqlite_takes_it(conn, text):
    query = parse_query(text)
    assert len(query.terms) <= MAX_TERMS
    match = Vocabulary().match(conn, query)
    if match:
        conn.execute("SELECT rowid FROM soeg_fts WHERE soeg_fts MATCH ?", (match,)).fetchall()


def test_what_is_too_much_is_said_and_not_searched_for():
    stars = [f"{word}*" for word in ("skole", "havn", "vej", "plan", "budget")]
    query = parse_query(" ".join([*stars, "lokalplan"]))
    assert [term.text for term in query.terms] == [*stars[:MAX_STARS], "lokalplan"]
    assert query.beyond == (stars[-1],)
    letters = "abcdefghijklmnopqrst"
    many = [f"ord{letter}" for letter in letters]
    query = parse_query(" ".join(many))
    assert query.beyond == tuple(many[MAX_TERMS:])
    phrase = parse_query('"' + " ".join(many) + '"').terms[0]
    assert len(phrase.tokens) == MAX_PHRASE


@given(st.text(max_size=200))
def test_marking_loses_no_letter(text):
    pieces = list(marked(text, lambda word: len(word) % 2 == 0))
    assert "".join(piece for _, piece in pieces) == text
