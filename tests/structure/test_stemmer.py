"""Votes: the patterns of section 3.3 of the format atlas, and what is no vote."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referat.structure.stemmer import read_afstemning
from referat.types import Stemme

FEW = settings(deadline=None, derandomize=True, database=None, max_examples=60)
FOR, IMOD, UNDLOD = Stemme.FOR, Stemme.IMOD, Stemme.UNDLOD


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Godkendt med 30 stemmer imod 13. 5 undlod.", (30, 13, 5)),
        ("Anbefales med stemmerne 6 for (V, C og A) og 1 imod (F).", (6, 1, None)),
        (
            "Et flertal på 4 (A og F) anbefaler indstillingen. Et mindretal på 2 (C og O) kan ikke "
            "anbefale indstillingen og ønsker bebyggelsen gjort lavere.",
            (4, 2, None),
        ),
        ("Afstemning: For 7 (A 5, SF 2), imod 4 (Venstre), undlod 0.", (7, 4, 0)),
        ("Vedtaget. Stemmetal: For 5, imod 3 (V), hverken for eller imod 1 (Abdi Nur).", (5, 3, 1)),
        ("For 3 (C, F) – Imod 1 (V) – Hverken/eller 1 (A)", (3, 1, 1)),
        ("Vedtaget med 6 stemmer for, 4 imod og 1, der ikke stemte.", (6, 4, 1)),
        (
            "For stemte 8, imod stemte 3, medens 1, Abdi Nur, undlod at stemme. Vedtaget.",
            (8, 3, 1),
        ),
        ("Indstillingen tiltrådt med 30 stemmer imod 13.", (30, 13, None)),
        ("Vedtaget med 1 stemme mod 9. 2 undlod at stemme.", (1, 9, 2)),
        ("Vedtoges med 8 Stemmer mod 6.", (8, 6, None)),
        ("Vedtoges betalt med 5 Stemmer for og 2 imod.", (5, 2, None)),
        ("Bevilgedes med 8 St.; 4 stemte ikke.", (8, None, 4)),
        (
            "Anbefales med 4 stemmer (A og V) mod 2 (I). Mindretallet, A. Nur, anbefaler vej 2.",
            (4, 2, None),
        ),
        ("Ansøgningen blev afslået. For afslag stemte 3, imod stemte 1.", (3, 1, None)),
        ("Vedtaget med fem stemmer mod to.", (5, 2, None)),
        ("Godkendt, idet 20 stemte imod.", (None, 20, None)),
        ("Godkendt med 30 (A, B og F) stemmer imod 13 (C, O og V).", None),
        # a motion that fails keeps its sides as printed
        ("Forslaget blev forkastet med 21 stemmer mod 3.", (3, 21, None)),
        ("Forslaget blev forkastet med 4 stemmer mod 6. 1 undlod.", (4, 6, 1)),
        ("Forslaget faldt med 4 stemmer for og 6 imod.", (4, 6, None)),
        ("Vedtaget med 12 stemmer for og 7 imod.", (12, 7, None)),
        # counts with their sides, in either order, with the verb said once or not at all
        ("Godkendt, idet 14 stemte for, 3 (Ø og F) stemte imod, og 4 undlod (B).", (14, 3, 4)),
        ("Ikke vedtaget, idet 14 stemte imod og 11 for.", (11, 14, None)),
        ("Ved afstemningen stemte A, F og V for (24). Imod stemte O (1).", (24, 1, None)),
        ("Tre for, Rudbæk imod.", (3, None, None)),
        ("Afstemning: 3 for (A, F), 1 imod (V), 1 afholdt sig (C).", (3, 1, 1)),
        ("Ja: 3 (A, F). Nej: 1 (V).", (3, 1, None)),
        ("Indstillingen fulgtes mod 1 stemme (Rudbæk).", (None, 1, None)),
        ("Et flertal, 4 medlemmer, anbefaler. Holger Rudbæk stemte imod.", (4, None, None)),
        ("Godkendt med stemmerne 8 mod 3.", (8, 3, None)),
        ("Blankt: 2 (A og F).", (None, None, 2)),
        # those who refuse a motion are against it, however many words stand between
        ("Teknisk Udvalg afviste med 3 stemmer imod 1 forslaget. 1 undlod.", (1, 3, 1)),
        ("Udvalget forkastede forslaget med 2 stemmer mod 5.", (2, 5, None)),
        # a side that opens with a capital counts its own voters, not those before it
        ("Sagen udsættes. Imod stemte: 2 (A og F) Undlod at stemme: 1 (V)", (None, 2, 1)),
        # votes on a motion that fell are not the decision's
        (
            "Bo Ravn foreslog, at vi venter. Det blev afvist med 1 stemme mod 7. Udvalget imødekom "
            "anmodningen. Imod stemte 6: A og V.",
            (None, 6, None),
        ),
        (
            "Forslaget blev forkastet med 4 stemmer mod 2. § 17, stk. 4-udvalgets indstilling blev "
            "vedtaget med 5 stemmer mod 1.",
            (5, 1, None),
        ),
        ("Et flertal på 5 (A og V) tiltrådte. Imod stemte 2 (Ø).", (5, 2, None)),
        (
            "Et flertal bestående af A (2) og V (3) godkendte det. Et mindretal bestående af O (3) "
            "stemte imod.",
            (5, 3, None),
        ),
        # a punkt's number is no count
        ("Holger Rudbæk stemte imod 1, idet han ønsker en anden vej.", (None, None, None)),
    ],
)
def test_counts_are_read(text: str, counts: tuple[int | None, ...] | None) -> None:
    vote = read_afstemning(text)
    assert vote is not None
    if counts:
        assert (vote.for_, vote.imod, vote.undlod) == counts


@pytest.mark.parametrize(
    "text",
    [
        "Godkendt.",
        "Enstemmigt godkendt.",
        "Vedtaget enstemmigt.",
        "Godkendt uden afstemning.",
        "Tiltrådt af et enigt udvalg.",
        "Stemningen var god.",
        "Der blev afsat 5 stemmesedler.",
        "Holger Rudbæk tog forbehold.",
        "Byrådet bestemte, at pladsen asfalteres.",
        "",
    ],
)
def test_without_count_and_side_there_is_no_vote(text: str) -> None:
    assert read_afstemning(text) is None


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            "Vedtaget.\nFor stemte: A, B og F.\nImod stemte: C, O og V.\nUndlod at stemme: Å.",
            {FOR: ["A", "B", "F"], IMOD: ["C", "O", "V"], UNDLOD: ["Å"]},
        ),
        (
            "Vedtaget. For stemte: A og B. Imod stemte: C. Følgende undlod at stemme: Ø og F.",
            {FOR: ["A", "B"], IMOD: ["C"], UNDLOD: ["Ø", "F"]},
        ),
        (
            "Forslaget blev vedtaget. For stemte 2: (Ø). Imod stemte 29: (V), (C).",
            {FOR: ["Ø"], IMOD: ["V", "C"], UNDLOD: []},
        ),
        ("Godkendt. For stemte A og B. Imod stemte V.", {FOR: ["A", "B"], IMOD: ["V"]}),
        (
            "Forslaget blev forkastet med 3 stemmer (A og Ø) mod 1 (V).",
            {FOR: ["V"], IMOD: ["A", "Ø"]},
        ),
        ("For stemte 4: Venstre (V) og SF (F).", {FOR: ["V", "F"]}),
        ("Enhedslisten og SF stemte imod.", {IMOD: ["Enhedslisten", "SF"]}),
        ("Godkendt. Socialdemokratiet stemte imod.", {IMOD: ["Socialdemokratiet"]}),
        ("Godkendt. A, F og Ø stemte imod.", {IMOD: ["A", "F", "Ø"]}),
        ("Godkendt. (Ø) stemte imod.", {IMOD: ["Ø"]}),
        (
            "Flertallet (A og F) godkendte, mens mindretallet (V) stemte imod.",
            {FOR: ["A", "F"], IMOD: ["V"]},
        ),
        (
            "Et flertal (A, B) afviste forslaget. Et mindretal (V) stemte for.",
            {FOR: ["V"], IMOD: ["A", "B"]},
        ),
        (
            "Et flertal i Teknisk Udvalg bestående af A, SF og Øens Liste anbefalede det.",
            {FOR: ["A", "SF", "Øens Liste"], IMOD: []},
        ),
        ("Venstre kan ikke støtte det og stemmer derfor imod.", {IMOD: ["Venstre"]}),
        ("Imod stemte partierne (Ø) og (F).", {IMOD: ["Ø", "F"]}),
    ],
)
def test_parties_stand_on_their_sides(text: str, sides: dict[Stemme, list[str]]) -> None:
    vote = read_afstemning(text)
    assert vote is not None
    for side, parties in sides.items():
        assert [entry.parti for entry in vote.stemmer if entry.stemme is side] == parties


def test_a_count_may_lead_its_side() -> None:
    vote = read_afstemning("Godkendt. For stemte 14 (A, F og Ø). 11 (B, C og V) undlod at stemme.")
    assert vote is not None
    assert (vote.for_, vote.imod, vote.undlod) == (14, None, 11)
    assert [entry.parti for entry in vote.stemmer if entry.stemme is FOR] == ["A", "F", "Ø"]
    assert [entry.parti for entry in vote.stemmer if entry.stemme is UNDLOD] == ["B", "C", "V"]


def test_people_vote_by_name() -> None:
    vote = read_afstemning("Godkendt. Holger Rudbæk (A) stemte imod.")
    assert vote is not None
    assert [(entry.stemme, entry.navn, entry.parti) for entry in vote.stemmer] == [
        (IMOD, "Holger Rudbæk", "A")
    ]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("3 stemte imod (A, Nye Lundby og Vera Sejr (C)).", [("C", "Vera Sejr")]),
        ("Sagen udsættes. Imod stemte 1: L. Balle-Ravn.", [(None, "L. Balle-Ravn")]),
        (
            "Imod stemte: 3 (E. Sejr, Lars F.S. Ravn (V) og S. Fyr)",
            [(None, "E. Sejr"), ("V", "Lars F.S. Ravn"), (None, "S. Fyr")],
        ),
        # a party's letter ends the sentence, and the next one opens with a name
        ("Imod stemte A og M. Vera Sejr (C) tog forbehold.", []),
        ("Imod stemte 1: F. Ib J. G. Ravn (A) tog forbehold.", []),
        ("Vera Sejr (C) ønskede ført til protokols, at hun stemte imod.", [("C", "Vera Sejr")]),
        (
            "Stemte imod: A og Vera Sejr (løsgænger) Protokolbemærkning fra C: Nej.",
            [("løsgænger", "Vera Sejr")],
        ),
    ],
)
def test_people_are_named_with_their_parties(
    text: str, people: list[tuple[str | None, str]]
) -> None:
    vote = read_afstemning(text)
    assert vote is not None
    assert [(entry.parti, entry.navn) for entry in vote.stemmer if entry.navn] == people


def test_the_number_of_a_side_is_no_partys() -> None:
    for text in (
        "Godkendt. 1 stemte imod (A).",
        "Godkendt. 1 (A) stemte imod.",
        "Forkastet. For stemte B og A (1).",
    ):
        vote = read_afstemning(text)
        assert vote is not None
        assert 1 in (vote.for_, vote.imod)
        assert all(entry.antal is None for entry in vote.stemmer)


def test_parties_and_people_mix() -> None:
    vote = read_afstemning("Vedtaget. For stemte: A, Nanna Sejrkær (løsgænger) og F. Imod: V.")
    assert vote is not None
    ours = [(entry.parti, entry.navn) for entry in vote.stemmer if entry.stemme is FOR]
    assert ours == [("A", None), ("løsgænger", "Nanna Sejrkær"), ("F", None)]


def test_the_vote_on_an_amendment_is_not_the_main_vote() -> None:
    text = (
        "Venstre stillede følgende ændringsforslag: at sagen udsættes.\n"
        "Ændringsforslaget blev forkastet med 29 stemmer imod 11. 6 undlod.\n"
        "For stemte: O og V.\n"
        "Imod stemte: A, B og Ø.\n"
        "Indstillingen blev herefter godkendt med 35 stemmer imod 11."
    )
    vote = read_afstemning(text)
    assert vote is not None
    assert (vote.for_, vote.imod, vote.undlod) == (35, 11, None)


def test_the_main_motion_may_be_put_to_the_vote_after_an_amendment() -> None:
    vote = read_afstemning(
        "Ø stillede ændringsforslag om, at grunden beholdes. For ændringsforslaget stemte 3: Ø (2) "
        "og B (1). Imod stemte 18. Ændringsforslaget faldt. Herefter blev indstillingen sat til "
        "afstemning. For stemte 16: A (9) og V (7). Imod stemte 3: Ø (2) og B (1). Undlod at "
        "stemme 2: F (2). Indstillingen blev godkendt."
    )
    assert vote is not None
    assert (vote.for_, vote.imod, vote.undlod) == (16, 3, 2)


@pytest.mark.parametrize(
    "text",
    [
        # on one line: a list of parties and a count end a sentence
        "Ændringsforslaget blev forkastet med 5 stemmer mod 1. Indstillingen blev herefter "
        "anbefalet med 4 stemmer mod 2. For stemte: A, F og V. Imod stemte: B.",
        "Ændringsforslaget blev forkastet. For stemte: Ø. Imod stemte: A, B og V. Indstillingen "
        "blev herefter vedtaget med 4 stemmer mod 2. For stemte: A og F. Imod stemte: B.",
    ],
)
def test_the_last_vote_on_a_line_stands(text: str) -> None:
    vote = read_afstemning(text)
    assert vote is not None
    assert (vote.for_, vote.imod, vote.undlod) == (4, 2, None)
    assert [entry.parti for entry in vote.stemmer if entry.stemme is IMOD] == ["B"]


def test_initials_end_no_sentence() -> None:
    vote = read_afstemning("Godkendt. For stemte: C, A. Rudbæk (løsgænger) og Jan F. Sejr (V).")
    assert vote is not None
    assert [(entry.parti, entry.navn) for entry in vote.stemmer] == [
        ("C", None),
        ("løsgænger", "A. Rudbæk"),
        ("V", "Jan F. Sejr"),
    ]


def test_a_number_stands_only_where_it_is_printed() -> None:
    vote = read_afstemning("For stemte 4: A (2), Ø og B. Fire medlemmer (Venstre) stemte imod.")
    assert vote is not None
    assert [entry.antal for entry in vote.stemmer] == [2, None, None, 4]


def test_long_lists_are_read_in_time_that_grows_with_them() -> None:
    for many, end in (("A og ", "x undlod imod"), ("Anders Bo ", "stemte imod"), ("A. ", "imod")):
        seconds = {1000: 9.0, 4000: 9.0}
        for times in (1000, 4000) * 3:  # the least of three: another process only adds
            start = time.process_time()
            assert read_afstemning(many * times + end) is None
            seconds[times] = min(seconds[times], time.process_time() - start)
        assert seconds[4000] < 10 * seconds[1000], many  # a square would take sixteen times as long


def test_a_main_vote_without_count_takes_none_from_the_amendment() -> None:
    text = (
        "Ændringsforslaget blev forkastet med 29 stemmer imod 11.\n"
        "Indstillingen blev herefter godkendt uden afstemning."
    )
    assert read_afstemning(text) is None


def test_sides_may_stand_before_the_result() -> None:
    text = "For forslaget stemte 2 (Ø). Imod stemte 7 (A og V). Forslaget var dermed forkastet."
    vote = read_afstemning(text)
    assert vote is not None
    assert (vote.for_, vote.imod) == (2, 7)


@FEW
@given(ja=st.integers(1, 60), nej=st.integers(1, 60), undlod=st.integers(1, 30))
def test_a_printed_count_is_read_back(ja: int, nej: int, undlod: int) -> None:
    vote = read_afstemning(
        f"Indstillingen blev godkendt med {ja} stemmer imod {nej}. {undlod} undlod at stemme."
    )
    assert vote is not None
    assert (vote.for_, vote.imod, vote.undlod) == (ja, nej, undlod)


@FEW
@given(
    ja=st.lists(st.sampled_from("ABCFIOV"), min_size=1, unique=True),
    nej=st.lists(st.sampled_from("KMØÅÆ"), min_size=1, unique=True),
)
def test_printed_sides_are_read_back(ja: list[str], nej: list[str]) -> None:
    vote = read_afstemning(
        f"Vedtaget.\nFor stemte: {', '.join(ja)}.\nImod stemte: {', '.join(nej)}."
    )
    assert vote is not None
    assert [entry.parti for entry in vote.stemmer if entry.stemme is FOR] == ja
    assert [entry.parti for entry in vote.stemmer if entry.stemme is IMOD] == nej


@FEW
@given(text=st.text(alphabet="ABVØ stemteforimodundlod0123456789.,:;()\n", max_size=120))
def test_any_words_of_voting_are_read_without_a_fault(text: str) -> None:
    vote = read_afstemning(text)
    assert vote is None or vote.stemmer or {vote.for_, vote.imod, vote.undlod} != {None}


def test_numbers_before_bracketed_letters_are_the_partys() -> None:
    vote = read_afstemning(
        "Ø foreslog, at antallet nedsættes til 16. Forslaget blev forkastet med 11 stemmer mod 6.\n"
        "Herefter blev administrationens indstilling sat til afstemning.\n"
        "For stemte 13: 7 (V), 4 (A) og 2 (G). Imod stemte 4: 3 (Ø) og Tora Lind (C).\n1. Godkendt"
    )
    assert vote is not None
    assert (vote.for_, vote.imod) == (13, 4)
    assert [(entry.parti, entry.antal) for entry in vote.stemmer] == [
        ("V", 7),
        ("A", 4),
        ("G", 2),
        ("Ø", 3),
        ("C", None),
    ]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Forslaget blev afvist med 8 stemmer imod og 3 for.", (3, 8)),
        ("Forkastet med 5 stemmer mod, 2 stemmer for.", (2, 5)),
        ("Vedtaget med 6 for og 1 imod.", (6, 1)),
    ],
)
def test_the_side_that_is_told_first_may_be_against(text: str, counts: tuple[int, int]) -> None:
    afstemning = read_afstemning(text)
    assert afstemning is not None
    assert (afstemning.for_, afstemning.imod) == counts
