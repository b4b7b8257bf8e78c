"""The last look at a document: what two places agree on, and what they do not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from referat.structure.konsistens import DOUBT, check_consistency
from referat.structure.toc import TocEntry
from referat.structure.views import View
from referat.types import (
    Afstemning,
    Beslutning,
    Dokumenttype,
    Evidence,
    FieldEvidence,
    FileKind,
    Fravaer,
    Fremmoede,
    Fremmoedestatus,
    Line,
    LineRole,
    Moede,
    Punkt,
    Referat,
    SourceFile,
    Stemme,
    Stemmeafgivning,
    TextSource,
    Udfald,
    Versions,
)

SURE = 0.8


def _evidence(confidence: float = SURE) -> Evidence:
    return Evidence(
        page=1,
        first_line=1,
        last_page=1,
        last_line=1,
        box=None,
        source=TextSource.PLAIN_TEXT,
        confidence=confidence,
    )


def _punkt(
    nr: str | None,
    titel: str,
    *,
    vote: Afstemning | None = None,
    absent: tuple[str, ...] = (),
    lukket: bool = False,
) -> Punkt:
    beslutning = Beslutning(
        tekst="Godkendt.", udfald=(Udfald.GODKENDT,), afstemning=vote, evidence=_evidence()
    )
    return Punkt(
        nr=nr,
        titel=titel,
        lukket=lukket,
        sagsnumre=(),
        afsnit=(),
        beslutning=beslutning,
        fravaerende=tuple(Fravaer(navn=navn, evidence=_evidence()) for navn in absent),
        bilag=(),
        sagsgang=(),
        evidence=_evidence(),
    )


def _person(navn: str, status: Fremmoedestatus = Fremmoedestatus.TIL_STEDE) -> Fremmoede:
    return Fremmoede(
        navn=navn,
        status=status,
        rolle=None,
        parti=None,
        stedfortraeder_for=None,
        ankom=None,
        gik=None,
        evidence=_evidence(),
    )


def _referat(
    *punkter: Punkt, people: tuple[Fremmoede, ...] = (), dato: dt.date | None = None
) -> Referat:
    return Referat(
        dokumenttype=Dokumenttype.REFERAT,
        kommune=None,
        udvalg=None,
        moede=Moede(
            dato=dato,
            start=None,
            slut=None,
            sted=None,
            sagsnumre=(),
            dokumentnumre=(),
            evidence=(FieldEvidence(field="dato", evidence=_evidence()),) if dato else (),
        ),
        fremmoede=people,
        punkter=punkter,
        source=SourceFile(path="prøve.pdf", sha256="", kind=FileKind.TEXT, size=0),
        versions=Versions(program="", model=""),
    )


def _toc(*entries: tuple[str | None, str]) -> list[TocEntry]:
    return [TocEntry(index=at, nr=nr, titel=titel) for at, (nr, titel) in enumerate(entries)]


def _look(
    referat: Referat,
    *,
    toc: list[TocEntry] | None = None,
    views: list[View] | None = None,
    date_at: int | None = None,
) -> Referat:
    return check_consistency(referat, toc=toc or [], views=views or [], date_at=date_at)


def _codes(referat: Referat) -> list[str]:
    return [problem.code for problem in referat.problems]


THREE = (
    _punkt("1", "Godkendelse af dagsorden"),
    _punkt("2", "Lys på stien ved søen"),
    _punkt("3", "Takster for svømmehallen"),
)


def test_a_document_that_says_nothing_twice_is_left_alone() -> None:
    referat = _referat(*THREE, people=(_person("Ada Lyngdal"),))
    assert _look(referat) == referat


def test_headings_that_the_contents_have_are_surer() -> None:
    toc = _toc(("1", "Godkendelse af dagsorden"), ("2", "Lys på stien ved søen"))
    looked = _look(_referat(*THREE[:2]), toc=toc)
    assert [punkt.evidence.confidence for punkt in looked.punkter] == [0.9, 0.9]
    assert not looked.problems


def test_a_punkt_of_the_contents_alone_is_told() -> None:
    toc = _toc(
        ("1", "Godkendelse af dagsorden"),
        ("2", "Lys på stien ved søen"),
        ("3", "Takster for svømmehallen"),
        ("4", "Ny skolestruktur"),
    )
    looked = _look(_referat(*THREE), toc=toc)
    assert _codes(looked) == ["indhold_mangler"]
    assert "punkt 4" in looked.problems[0].message


def test_a_heading_that_the_contents_lack_is_less_sure() -> None:
    toc = _toc(("1", "Godkendelse af dagsorden"), ("2", "Lys på stien ved søen"))
    looked = _look(_referat(*THREE[:2], _punkt("7", "Borgerne ønsker bænke")), toc=toc)
    assert looked.punkter[2].evidence.confidence == pytest.approx(SURE * DOUBT)
    closed = _look(_referat(*THREE[:2], _punkt("7", "Lukket sag", lukket=True)), toc=toc)
    assert closed.punkter[2].evidence.confidence == SURE  # its title may be hidden


def test_contents_that_fit_nothing_are_not_believed() -> None:
    toc = _toc(("11", "Kvux"), ("12", "Xyzzy"), ("13", "Plugh"))
    referat = _referat(*THREE)
    assert _look(referat, toc=toc) == referat


@pytest.mark.parametrize("nr", ["8", None])
def test_a_number_is_put_right_by_contents_and_order(nr: str | None) -> None:
    read = (THREE[0], replace(THREE[1], nr=nr), THREE[2])
    toc = _toc(*((punkt.nr, punkt.titel) for punkt in THREE))
    looked = _look(_referat(*read), toc=toc)
    assert [punkt.nr for punkt in looked.punkter] == ["1", "2", "3"]
    assert _codes(looked) == ["nummer_rettet"]


def test_a_number_is_not_put_right_by_the_order_alone() -> None:
    read = (THREE[0], replace(THREE[1], nr="8"), THREE[2])
    looked = _look(_referat(*read))
    assert [punkt.nr for punkt in looked.punkter] == ["1", "8", "3"]
    assert "nummer_uorden" in _codes(looked)
    assert looked.punkter[1].evidence.confidence < SURE


def test_a_number_is_not_put_right_by_contents_that_have_it_too() -> None:
    # a punkt 8 between 1 and 3: printed so in both places
    read = (THREE[0], replace(THREE[1], nr="8"), THREE[2])
    toc = _toc(*((punkt.nr, punkt.titel) for punkt in read))
    assert [punkt.nr for punkt in _look(_referat(*read), toc=toc).punkter] == ["1", "8", "3"]


def _view(text: str, at: int, role: LineRole) -> View:
    line = Line(text=text, page=1, number=at + 1, row=at + 1, box=None, size=None)
    return View(
        line=line,
        index=at,
        text=text,
        label=None,
        heading=False,
        indent=0.0,
        first_in_row=True,
        ocr=False,
        role=role,
    )


MONDAY = dt.date(2019, 5, 13)


def test_a_date_is_put_right_by_its_weekday_and_the_running_head() -> None:
    views = [
        _view("Mandag den 18. maj 2019", 0, LineRole.HEADER),  # a Saturday
        _view("Udvalget 13. maj 2019", 1, LineRole.FURNITURE),
    ]
    looked = _look(_referat(*THREE, dato=dt.date(2019, 5, 18)), views=views, date_at=0)
    assert looked.moede.dato == MONDAY
    assert _codes(looked) == ["dato_rettet"]


@pytest.mark.parametrize(
    "other",
    [
        "Udvalget 14. maj 2019",  # a Tuesday
        "Udvalget 3. juni 2019",  # a Monday, but another day and month
        "Udvalget",
    ],
)
def test_a_date_is_not_put_right_by_the_weekday_alone(other: str) -> None:
    views = [
        _view("Mandag den 18. maj 2019", 0, LineRole.HEADER),
        _view(other, 1, LineRole.FURNITURE),
    ]
    date = dt.date(2019, 5, 18)
    looked = _look(_referat(*THREE, dato=date), views=views, date_at=0)
    assert looked.moede.dato == date
    assert looked.moede.evidence[0].evidence.confidence == pytest.approx(SURE * DOUBT)


def test_a_date_on_its_weekday_stays() -> None:
    views = [
        _view("Mandag den 13. maj 2019", 0, LineRole.HEADER),
        _view("Udvalget 20. maj 2019", 1, LineRole.FURNITURE),
    ]
    referat = _referat(*THREE, dato=MONDAY)
    assert _look(referat, views=views, date_at=0) == referat


def _vote(for_: int | None, imod: int | None, *named: tuple[Stemme, int | None, str]) -> Afstemning:
    return Afstemning(
        for_=for_,
        imod=imod,
        undlod=None,
        stemmer=tuple(
            Stemmeafgivning(stemme=side, antal=antal, parti=None, navn=navn)
            for side, antal, navn in named
        ),
    )


PEOPLE = tuple(_person(name) for name in ("Ada Lyngdal", "Bo Ravnsborg", "Ida Mosevang"))


def test_somebody_absent_who_votes_is_doubtful() -> None:
    vote = _vote(None, 1, (Stemme.IMOD, None, "Emil Toftlund"))
    away = _person("Emil Toftlund", Fremmoedestatus.AFBUD)
    referat = _referat(_punkt("1", "Lys på stien", vote=vote), people=(*PEOPLE, away))
    looked = _look(referat)
    assert _codes(looked) == ["fravaer_uenig"]
    assert looked.fremmoede[3].evidence.confidence == pytest.approx(SURE * DOUBT)
    assert looked.fremmoede[3].status is Fremmoedestatus.AFBUD
    assert looked.fremmoede[0].evidence.confidence == SURE


def test_somebody_absent_from_a_punkt_who_votes_there_is_doubtful() -> None:
    vote = _vote(None, 1, (Stemme.IMOD, None, "Ida Mosevang"))
    referat = _referat(_punkt("1", "Lys", vote=vote, absent=("Ida Mosevang",)), people=PEOPLE)
    [entry] = _look(referat).punkter[0].fravaerende
    assert entry.evidence.confidence == pytest.approx(SURE * DOUBT)


def test_somebody_there_but_absent_from_every_punkt_is_doubtful() -> None:
    punkter = [_punkt(str(nr), f"Sag {nr}", absent=("Bo Ravnsborg",)) for nr in (1, 2, 3)]
    looked = _look(_referat(*punkter, people=PEOPLE))
    assert _codes(looked) == ["fravaer_uenig"]
    assert looked.fremmoede[1].evidence.confidence < SURE
    some = [*punkter[:2], _punkt("3", "Sag 3")]
    assert not _look(_referat(*some, people=PEOPLE)).problems


def test_more_votes_than_people_are_told() -> None:
    referat = _referat(_punkt("1", "Lys på stien", vote=_vote(3, 1)), people=PEOPLE)
    looked = _look(referat)
    assert _codes(looked) == ["stemmetal"]
    beslutning = looked.punkter[0].beslutning
    assert beslutning is not None
    assert beslutning.evidence.confidence == pytest.approx(SURE * DOUBT)
    assert beslutning.afstemning == _vote(3, 1)
    # without a list of attendance, or with one of a few officials, nothing can be said
    assert not _look(_referat(_punkt("1", "Lys på stien", vote=_vote(12, 3)))).problems
    few = _referat(_punkt("1", "Lys på stien", vote=_vote(12, 3)), people=PEOPLE)
    assert not _look(few).problems


def test_a_count_is_put_right_by_those_named_and_those_present() -> None:
    named = ((Stemme.FOR, None, "Ada Lyngdal"), (Stemme.FOR, None, "Bo Ravnsborg"))
    referat = _referat(_punkt("1", "Lys på stien", vote=_vote(7, 1, *named)), people=PEOPLE)
    looked = _look(referat)
    beslutning = looked.punkter[0].beslutning
    assert beslutning is not None
    assert beslutning.afstemning == _vote(2, 1, *named)
    assert _codes(looked) == ["stemmetal_rettet"]


def test_a_count_is_not_put_right_by_those_named_alone() -> None:
    named = ((Stemme.IMOD, 3, "Ada Lyngdal"),)
    referat = _referat(_punkt("1", "Lys på stien", vote=_vote(5, 2, *named)))
    looked = _look(referat)
    beslutning = looked.punkter[0].beslutning
    assert beslutning is not None
    assert beslutning.afstemning == _vote(5, 2, *named)
    assert _codes(looked) == ["stemmetal"]


def test_every_code_has_a_sentence_for_readers() -> None:
    from referat.danish.problemer import PROBLEMER

    assert {
        "indhold_mangler",
        "nummer_rettet",
        "nummer_uorden",
        "dato_rettet",
        "fravaer_uenig",
        "stemmetal",
        "stemmetal_rettet",
    } <= PROBLEMER.keys()
