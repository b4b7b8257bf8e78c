"""Rows of one document: what is kept, what is not, and where it stands."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.errors import StructureError
from referat.search import case_key, short_case_key
from referat.store.ids import document_id, row_id
from referat.store.rows import build_rows
from referat.types import Box, LineRole

KOMMUNER = {"thisted": 787}


def rows_of(build, referat):
    return build_rows(
        referat, build.PAGES, 1, kommuner=KOMMUNER, dokument=document_id(referat.source.sha256)
    )


def test_every_row_of_a_document_says_where_it_stands(build, referat):
    tables = rows_of(build, referat)
    for table in ("punkter", "afsnit", "punkt_sagsnumre", "fremmoede", "fravaer", "bilag"):
        for row in tables[table]:
            assert row["dokument"] == document_id(referat.source.sha256)
            assert json.loads(row["boks"]) == [56.7, 100.0, 500.2, 112.0]
            assert (row["kilde"], row["sikkerhed"]) == ("tekstlag", 0.9)
    assert tables["beslutninger"][0]["side"] == 2
    assert tables["dokumenter"][0]["sider_med_ocr"] == 1


def test_what_runs_over_a_page_has_a_box_on_each(build):
    later = (
        Box(x0=56.0, top=60.0, x1=500.0, bottom=84.0),
        Box(x0=1.0, top=2.0, x1=3.0, bottom=4.0),
    )
    runs_on = replace(build.evidence(), last_page=3, later_boxes=((2, later[0]), (3, later[1])))
    decision = replace(build.beslutning("Godkendt."), evidence=runs_on)
    tables = rows_of(
        build, build.make_referat(punkter=(build.punkt("1", "A", beslutning=decision),))
    )
    assert [(row["tabel"], row["side"], row["boks"]) for row in tables["rammer"]] == [
        ("beslutninger", 2, "[56.0, 60.0, 500.0, 84.0]"),
        ("beslutninger", 3, "[1.0, 2.0, 3.0, 4.0]"),
    ]
    assert {row["raekke"] for row in tables["rammer"]} == {tables["beslutninger"][0]["id"]}


@pytest.mark.parametrize(("classes", "row"), [(None, 0.9), (0.3, 0.3), (0.95, 0.9)])
def test_a_decisions_row_is_no_surer_than_its_classes(build, classes, row):
    decision = replace(build.beslutning("Godkendt."), udfald_confidence=classes)
    tables = rows_of(
        build, build.make_referat(punkter=(build.punkt("1", "A", beslutning=decision),))
    )
    assert tables["beslutninger"][0]["sikkerhed"] == row
    assert tables["punkter"][0]["sikkerhed"] == 0.9


def test_closed_punkter_show_heading_and_printed_decision_alone(build, referat):
    tables = rows_of(build, referat)
    everything = repr(tables)
    assert "Hemmelig" not in everything
    assert [row["titel"] for row in tables["punkter"]][1] == "Køb af ejendom"
    assert [row["tekst"] for row in tables["beslutninger"]][1] == "Godkendt."
    assert "13/40000" in everything


def test_pages_leave_out_the_text_of_closed_punkter_and_keep_their_places(build):
    pages = (
        build.page(1, "1. Åben", "Åben tekst", "2. Køb", "Hemmelig pris", "Godkendt.", "Ukendt"),
    )
    roles = (
        build.role(1, 1, LineRole.PUNKT, 1),
        build.role(1, 2, LineRole.BODY, 1),
        build.role(1, 3, LineRole.PUNKT, 2),
        build.role(1, 4, LineRole.BODY, 2),
        build.role(1, 5, LineRole.DECISION, 2),
    )
    closed = build.make_referat(
        punkter=(build.punkt("1", "Åben"), build.punkt("2", "Køb", lukket=True)), roles=roles
    )
    tables = build_rows(closed, pages, 1, kommuner=KOMMUNER, dokument=1)
    assert tables["sider"][0]["tekst"] == "1. Åben\nÅben tekst\n2. Køb\n\nGodkendt.\n"
    opened = build.make_referat(punkter=(build.punkt("1", "Åben"),), roles=roles)
    tables = build_rows(opened, pages, 1, kommuner=KOMMUNER, dokument=1)
    assert "Hemmelig pris" in tables["sider"][0]["tekst"]


def test_absence_with_a_slip_belongs_to_the_person_of_the_list(build, referat):
    tables = rows_of(build, referat)
    absent = tables["fravaer"][0]
    assert absent["navn"] == "Ib Sandholrn"
    assert absent["person"] == tables["fremmoede"][1]["person"]
    assert tables["fremmoede"][2]["stedfortraeder_for_person"] == absent["person"]
    assert tables["stemmer"][1]["person"] == tables["fremmoede"][0]["person"]
    assert tables["stemmer"][0]["person"] is None


def test_a_number_on_every_punkt_is_the_meetings(build):
    own, subject = build.sagsnummer("15.40.00-A00-1-17"), build.sagsnummer("01.02.05-P16-9-19")
    punkter = (
        build.punkt("1", "a", sagsnumre=(own,)),
        build.punkt("2", "b", sagsnumre=(own, subject)),
        build.punkt("3", "c", sagsnumre=(own,)),
        build.punkt("4", "d"),
    )
    flags = {
        row["trykt"]: row["moedesag"]
        for row in rows_of(build, build.make_referat(punkter=punkter))["punkt_sagsnumre"]
    }
    assert flags == {own.printed: 1, subject.printed: 0}
    two = build.make_referat(punkter=punkter[:2])
    assert [row["moedesag"] for row in rows_of(build, two)["punkt_sagsnumre"]] == [0, 0, 0]


OWN = "00.22.04-P35-9-20"
SUBJECT = "82.02.00-G10-4-20"


@pytest.mark.parametrize(
    ("headings", "numbers", "flagged"),
    [
        # At a punkt that every meeting has, or at several: the meeting's, others between or not.
        (("Godkendelse af dagsorden", "Salg af grund"), ((OWN,), (SUBJECT,)), {OWN}),
        (("Ny skole", "Ny vej", "Salg"), ((OWN,), (OWN, SUBJECT), (SUBJECT,)), {OWN}),
        (("Meddelelser",), (("00.01.00P35-0044",),), {"00.01.00P35-0044"}),
        # Alone at another punkt: its own case.
        (("Forslag om bænke", "Salg af grund"), ((OWN,), (SUBJECT,)), set()),
        # Other facets, at as few punkter, say nothing of the meeting.
        (("Godkendelse af dagsorden", "Salg"), ((SUBJECT,), (SUBJECT,)), set()),
        (("Meddelelser",), (("00.01.00-A35-1-20",),), set()),
    ],
)
def test_a_number_with_the_facet_of_meetings_is_the_meetings(build, headings, numbers, flagged):
    punkter = tuple(
        build.punkt(str(nr), titel, sagsnumre=tuple(build.sagsnummer(text) for text in texts))
        for nr, (titel, texts) in enumerate(zip(headings, numbers, strict=True), start=1)
    )
    tables = rows_of(build, build.make_referat(punkter=punkter))
    found = {row["trykt"] for row in tables["punkt_sagsnumre"] if row["moedesag"]}
    assert found == {f"Sagsnr. {number}" for number in flagged}


def test_a_number_of_the_head_is_the_meetings(build):
    own = build.sagsnummer("27.69.00-G01-1-22")
    referat = build.make_referat(punkter=(build.punkt("1", "Salg af grund", sagsnumre=(own,)),))
    referat = replace(referat, moede=replace(referat.moede, sagsnumre=(own,)))
    assert [row["moedesag"] for row in rows_of(build, referat)["punkt_sagsnumre"]] == [1]


def test_ids_tell_document_and_place_and_stay_exact_in_javascript():
    dokument = document_id("f" * 64)
    assert row_id(dokument, 7) % 100_000 == 7
    assert row_id(document_id("0" * 64), 1) // 100_000 == 10_000_000_000
    assert row_id(89_999_999_999, 99_999) < 2**53
    with pytest.raises(StructureError):
        row_id(dokument, 100_000)


@given(st.text(alphabet="0123456789.-/ PØ", min_size=1, max_size=20))
def test_keys_do_not_depend_on_punctuation_at_the_ends(number):
    assert case_key(f" {number}. ") == case_key(number)
    assert case_key(case_key(number)) == case_key(number)
    assert short_case_key(f"({number})") == short_case_key(number)
