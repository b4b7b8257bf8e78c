"""The interchange format: every key always there, whatever the document says."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referat.structure.interchange import to_interchange
from referat.types import (
    Afsnit,
    AfsnitType,
    Afstemning,
    Beslutning,
    Bilag,
    Box,
    Dokumenttype,
    Evidence,
    FieldEvidence,
    FileKind,
    Fravaer,
    Fremmoede,
    Fremmoedestatus,
    Moede,
    Problem,
    Punkt,
    Referat,
    Sagsgang,
    Sagsnummer,
    Severity,
    SourceFile,
    Stemme,
    Stemmeafgivning,
    TextSource,
    Udfald,
    Versions,
)

FEW = settings(deadline=None, derandomize=True, database=None, max_examples=50)

# The keys of the format, written down from its description and not from the program.
REFERAT = {"dokumenttype", "kommune", "udvalg", "moede", "fremmoede", "punkter"}
MOEDE = {"dato", "start", "slut", "sted", "sagsnumre", "dokumentnumre"}
PERSON = {"navn", "status", "rolle", "parti", "stedfortraeder_for", "ankom", "gik"}
PUNKT = {
    "nr",
    "titel",
    "lukket",
    "sagsnumre",
    "afsnit",
    "beslutning",
    "fravaerende",
    "bilag",
    "sagsgang",
}
AFSNIT = {"type", "overskrift", "tekst"}
BESLUTNING = {"tekst", "udfald", "afstemning"}
AFSTEMNING = {"for", "imod", "undlod", "stemmer"}
STEMME = {"stemme", "antal", "parti", "navn"}
SAGSGANG = {"udvalg", "dato", "punkt", "tekst", "udfald"}
PLACE = {"page", "box", "confidence"}

DOKUMENTTYPER = {"referat", "dagsorden", "andet"}
STATUSSER = {"til_stede", "afbud", "fravaerende", "delvist"}
AFSNITTYPER = {
    "resume",
    "sagsfremstilling",
    "baggrund",
    "indstilling",
    "oekonomi",
    "retsgrundlag",
    "hoering",
    "sagsgang",
    "konsekvenser",
    "kommunikation",
    "vurdering",
    "andet",
}
UDFALD = {
    "godkendt",
    "godkendt_med_aendringer",
    "anbefalet",
    "taget_til_efterretning",
    "droeftet",
    "orienteret",
    "valgt",
    "sendt_i_hoering",
    "oversendt",
    "udsat",
    "afvist",
    "udgaaet",
    "andet",
}

WORDS = st.text(max_size=12)
MAYBE = st.none() | WORDS
DATES = st.none() | st.dates()
BOXES = st.none() | st.builds(
    Box,
    x0=st.floats(0, 600),
    top=st.floats(0, 900),
    x1=st.floats(0, 600),
    bottom=st.floats(0, 900),
)
EVIDENCE = st.builds(
    Evidence,
    page=st.integers(1, 9),
    first_line=st.integers(1, 9),
    last_page=st.integers(1, 9),
    last_line=st.integers(1, 9),
    box=BOXES,
    source=st.sampled_from(TextSource),
    confidence=st.floats(0, 1),
)


def _many(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


SAGSNUMMER = st.builds(Sagsnummer, nummer=WORDS, printed=WORDS, type=WORDS, evidence=EVIDENCE)
OUTCOMES = _many(st.sampled_from(Udfald))
VOTE = st.builds(
    Afstemning,
    for_=st.none() | st.integers(0, 60),
    imod=st.none() | st.integers(0, 60),
    undlod=st.none() | st.integers(0, 60),
    stemmer=_many(
        st.builds(
            Stemmeafgivning,
            stemme=st.sampled_from(Stemme),
            antal=st.none() | st.integers(0, 60),
            parti=MAYBE,
            navn=MAYBE,
        )
    ),
)
DECIDED = st.builds(
    Beslutning,
    tekst=WORDS,
    udfald=OUTCOMES,
    afstemning=st.none() | VOTE,
    evidence=EVIDENCE,
)
ITEM = st.builds(
    Punkt,
    nr=MAYBE,
    titel=WORDS,
    lukket=st.booleans(),
    sagsnumre=_many(SAGSNUMMER),
    afsnit=_many(
        st.builds(
            Afsnit,
            type=st.sampled_from(AfsnitType),
            overskrift=MAYBE,
            tekst=WORDS,
            evidence=EVIDENCE,
        )
    ),
    beslutning=st.none() | DECIDED,
    fravaerende=_many(st.builds(Fravaer, navn=WORDS, evidence=EVIDENCE)),
    bilag=_many(st.builds(Bilag, titel=WORDS, evidence=EVIDENCE)),
    sagsgang=_many(
        st.builds(
            Sagsgang,
            udvalg=WORDS,
            dato=DATES,
            punkt=MAYBE,
            tekst=MAYBE,
            udfald=OUTCOMES,
            evidence=EVIDENCE,
        )
    ),
    evidence=EVIDENCE,
)
REFERATER = st.builds(
    Referat,
    dokumenttype=st.sampled_from(Dokumenttype),
    kommune=MAYBE,
    udvalg=MAYBE,
    moede=st.builds(
        Moede,
        dato=DATES,
        start=MAYBE,
        slut=MAYBE,
        sted=MAYBE,
        sagsnumre=_many(SAGSNUMMER),
        dokumentnumre=_many(WORDS),
        evidence=_many(st.builds(FieldEvidence, field=WORDS, evidence=EVIDENCE)),
    ),
    fremmoede=_many(
        st.builds(
            Fremmoede,
            navn=WORDS,
            status=st.sampled_from(Fremmoedestatus),
            rolle=MAYBE,
            parti=MAYBE,
            stedfortraeder_for=MAYBE,
            ankom=MAYBE,
            gik=MAYBE,
            evidence=EVIDENCE,
        )
    ),
    punkter=_many(ITEM),
    source=st.builds(
        SourceFile, path=WORDS, sha256=WORDS, kind=st.sampled_from(FileKind), size=st.integers(0)
    ),
    versions=st.builds(Versions, program=WORDS, model=WORDS),
    evidence=_many(st.builds(FieldEvidence, field=WORDS, evidence=EVIDENCE)),
    problems=_many(
        st.builds(
            Problem,
            code=WORDS,
            severity=st.sampled_from(Severity),
            path=WORDS,
            message=WORDS,
            action=WORDS,
            page=st.none() | st.integers(1, 9),
        )
    ),
)


@FEW
@given(referat=REFERATER)
def test_every_key_is_there_for_any_referat(referat: Referat) -> None:
    document = to_interchange(referat)
    assert document.keys() >= REFERAT
    assert document["moede"].keys() >= MOEDE
    for person in document["fremmoede"]:
        assert person.keys() >= PERSON | PLACE
        assert person["status"] in STATUSSER
    for punkt in document["punkter"]:
        assert punkt.keys() >= PUNKT | PLACE
        for afsnit in punkt["afsnit"]:
            assert afsnit.keys() >= AFSNIT | PLACE
            assert afsnit["type"] in AFSNITTYPER
        for entry in punkt["sagsgang"]:
            assert entry.keys() >= SAGSGANG | PLACE
            assert set(entry["udfald"]) <= UDFALD
        for key in ("sagsnumre", "fravaerende", "bilag"):
            assert len(punkt["evidence"][key]) == len(punkt[key])
            assert all(place.keys() == PLACE for place in punkt["evidence"][key])
        if beslutning := punkt["beslutning"]:
            assert beslutning.keys() >= BESLUTNING | PLACE
            assert set(beslutning["udfald"]) <= UDFALD
            if vote := beslutning["afstemning"]:
                assert vote.keys() == AFSTEMNING
                assert all(entry.keys() == STEMME for entry in vote["stemmer"])


@FEW
@given(referat=REFERATER)
def test_it_is_json_and_comes_back_unchanged(referat: Referat) -> None:
    document = to_interchange(referat)
    assert json.loads(json.dumps(document, ensure_ascii=False, allow_nan=False)) == document
    assert document["dokumenttype"] in DOKUMENTTYPER


@FEW
@given(referat=REFERATER)
def test_dates_are_iso_or_null(referat: Referat) -> None:
    document = to_interchange(referat)
    printed = document["moede"]["dato"]
    assert (dt.date.fromisoformat(printed) if printed else None) == referat.moede.dato


def test_the_closed_sets_are_the_formats_own() -> None:
    assert {str(value) for value in Dokumenttype} == DOKUMENTTYPER
    assert {str(value) for value in Fremmoedestatus} == STATUSSER
    assert {str(value) for value in AfsnitType} == AFSNITTYPER
    assert {str(value) for value in Udfald} == UDFALD
    assert {str(value) for value in Stemme} == {"for", "imod", "undlod"}


def test_a_value_has_its_page_box_and_confidence(read: Any, lay_out: Any) -> None:
    document = read(
        lay_out(
            {"text": "REFERAT Byrådet d. 14-03-2019", "size": 16.0, "bold": True},
            "Mødested: Salen",
            "Afbud: Signe Ørnvig",
            {"text": "1. Vej", "bold": True, "size": 13.0, "gap": 1.0},
            "13/40771",
            {"text": "Beslutning", "bold": True, "gap": 1.0},
            "Godkendt.",
            "\f",
            {"text": "2. Sti", "bold": True, "size": 13.0, "gap": 1.0},
            {"text": "Beslutning", "bold": True, "gap": 1.0},
            "Udsat.",
        )
    )
    first, second = document["punkter"]
    assert (first["page"], second["page"]) == (1, 2)
    assert first["evidence"]["sagsnumre"][0]["page"] == 1
    x0, top, x1, bottom = second["beslutning"]["box"]
    assert x0 == 72.0
    assert x0 < x1
    assert 72.0 <= top < bottom
    assert 0 < second["beslutning"]["confidence"] <= 1
    assert document["moede"]["evidence"]["sted"]["page"] == 1
    assert document["evidence"]["udvalg"]["box"] is not None


@pytest.mark.parametrize("text", ["", "Notat", "Referat Byrådet den 3. maj 2019"])
def test_a_poor_document_has_all_keys_too(read: Any, text: str) -> None:
    document = read(text)
    assert document.keys() >= REFERAT
    assert document["moede"].keys() >= MOEDE
    assert document["punkter"] == []
    assert document["fremmoede"] == []
