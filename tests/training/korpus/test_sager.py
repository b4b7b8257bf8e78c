"""Cases: the same from the same seed, no sentence in two splits, every section, variety."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from random import Random

import pytest

from referat.danish.emner import emner
from referat.errors import SettingsError
from referat.training.korpus.indhold import SPLITS, Blok, BlokArt, Sag, Split
from referat.training.korpus.personer import make_people
from referat.training.korpus.sager import frames, make_negative, make_sag
from referat.training.korpus.steder import make_place
from referat.types import AfsnitType

# not after "nr. ", "stk. ": what follows is a number, and the sentence goes on
SENTENCE = re.compile(r"(?<=[.!?:;])(?<!nr\.)(?<!stk\.)\s+")


def make_cases(split: Split, n: int, *, seed: int = 1, aar: int | None = None) -> list[Sag]:
    rng = Random(seed)
    cases: list[Sag] = []
    while len(cases) < n:
        sted = make_place(rng, split, aar=aar)
        people = make_people(rng, split, 15, aar=sted.aar)
        cases += [make_sag(rng, split, sted, people, length=rng.random()) for _ in range(8)]
    return cases[:n]


def blocks(sag: Sag) -> Iterator[Blok]:
    for afsnit in sag.afsnit.values():
        yield from afsnit
    yield from sag.beslutning.blokke


def sentences(texts: Iterator[str]) -> set[str]:
    return {part.strip() for text in texts for part in SENTENCE.split(text) if part.strip()}


def case_sentences(cases: list[Sag]) -> set[str]:
    found = sentences(blok.tekst for sag in cases for blok in blocks(sag))
    found |= {sag.titel for sag in cases}
    found |= sentences(t.tekst for sag in cases for t in sag.tidligere if t.tekst)
    return found


@pytest.mark.parametrize("split", SPLITS)
def test_same_seed_gives_same_cases(split: Split) -> None:
    assert make_cases(split, 24, seed=7) == make_cases(split, 24, seed=7)
    assert make_cases(split, 24, seed=7) != make_cases(split, 24, seed=8)


def test_no_long_sentence_in_two_splits() -> None:
    found = {split: case_sentences(make_cases(split, 600, seed=3)) for split in SPLITS}
    negatives: dict[Split, set[str]] = {}
    for split in SPLITS:
        rng = Random(5)
        texts = [
            blok.tekst
            for kind in (
                "note",
                "brev",
                "vedtaegt",
                "hoeringssvar",
                "aarsberetning",
                "norsk",
                "svensk",
            )
            for _ in range(15)
            for blok in make_negative(rng, split, kind)
        ]
        negatives[split] = sentences(iter(texts))
    for one, other in (("train", "dev"), ("train", "test"), ("dev", "test")):
        ours = found[one] | negatives[one]  # type: ignore[index]
        theirs = found[other] | negatives[other]  # type: ignore[index]
        shared = {sentence for sentence in ours & theirs if len(sentence) > 40}
        assert not shared


def test_two_thousand_cases_have_ten_thousand_sentences() -> None:
    assert len(case_sentences(make_cases("train", 2000, seed=11))) >= 10_000


@pytest.mark.parametrize("split", SPLITS)
def test_every_section_and_block_comes_up(split: Split) -> None:
    cases = make_cases(split, 300, seed=2)
    assert {art for sag in cases for art in sag.afsnit} == set(AfsnitType)
    assert {blok.art for sag in cases for blok in blocks(sag)} == set(BlokArt)
    assert any(sag.lukket for sag in cases)
    assert any(sag.tidligere for sag in cases)
    assert any(sag.bilag for sag in cases)


@pytest.mark.parametrize("aar", [1921, 1938, 1955, 1969, 1985, 2007, 2024])
def test_any_year_has_cases_with_all_slots_filled(aar: int) -> None:
    for split in SPLITS:
        for sag in make_cases(split, 40, aar=aar):
            for text in (sag.titel, *sag.bilag, *(blok.tekst for blok in blocks(sag))):
                assert not re.search(r"[{}\[\]|]", text), text
                assert "  " not in text
                assert text == text.strip()


def test_earlier_decisions_are_older_than_the_meeting() -> None:
    rng = Random(12)
    earlier = 0
    for _ in range(80):
        dato = date(rng.randint(2003, 2025), rng.randint(1, 12), rng.randint(1, 28))
        sted = make_place(rng, "dev", aar=dato.year)
        people = make_people(rng, "dev", 9, aar=dato.year)
        sag = make_sag(rng, "dev", sted, people, length=0.6, formel="", dato=dato)
        earlier += len(sag.tidligere)
        assert all(t.dato is not None and t.dato < dato for t in sag.tidligere)
        assert [t.dato for t in sag.tidligere] == sorted(t.dato for t in sag.tidligere if t.dato)
    assert earlier > 10


def test_old_papers_have_no_ring_over_a() -> None:
    # Names of people and roads may have one; the prose around them has "aa".
    words = {
        word
        for sag in make_cases("train", 300, aar=1925)
        for blok in blocks(sag)
        for word in blok.tekst.split()
    }
    assert not words & {"på", "få", "når", "også", "år", "må", "år."}
    assert words & {"paa", "Paa", "faaet", "Aar"}


def test_length_says_how_much_is_written() -> None:
    def size(length: float) -> float:
        rng = Random(4)
        total = 0
        for _ in range(60):
            sted = make_place(rng, "train", aar=2015)
            people = make_people(rng, "train", 9)
            sag = make_sag(rng, "train", sted, people, length=length, formel="")
            total += sum(len(blok.tekst) for blok in blocks(sag))
        return total / 60

    short, middle, long = size(0.0), size(0.5), size(1.0)
    assert short < 1500
    assert short * 2 < middle < long


def test_frames_have_real_subjects_and_enough_templates() -> None:
    known = {row["nr"] for row in emner()}
    assert len(frames()) >= 40
    for frame in frames():
        assert set(frame.fakta["kle"].split()) <= known, frame.navn
        assert {"titel", "resume", "fremstilling", "indstilling"} <= set(frame.lister), frame.navn


@pytest.mark.parametrize(
    "kind", ["note", "aarsberetning", "brev", "vedtaegt", "hoeringssvar", "norsk", "svensk"]
)
def test_negatives_are_repeatable_and_long_enough(kind: str) -> None:
    one, other = (make_negative(Random(9), "train", kind) for _ in range(2))
    assert one == other
    assert len(one) >= 4
    assert sum(len(blok.tekst) for blok in one) > 150


def test_negative_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(SettingsError, match="reklame"):
        make_negative(Random(1), "train", "reklame")
