"""Decisions: gold by construction agrees with what is printed; every class; many wordings."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from random import Random

import pytest

from referat.training.korpus.afstemning import SIDER, share_out
from referat.training.korpus.beslutninger import VAEGTE, make_beslutning, make_example, running_text
from referat.training.korpus.indhold import (
    SPLITS,
    Afstemning,
    Beslutning,
    Blok,
    BlokArt,
    Person,
    Split,
)
from referat.training.korpus.personer import make_people
from referat.training.korpus.slots import TALORD
from referat.training.korpus.stof import read_stof
from referat.types import Udfald

CLASSES = {udfald.value for udfald in Udfald}


@lru_cache
def examples(split: Split, n: int) -> list[tuple[str, tuple[str, ...], Afstemning | None]]:
    rng = Random(17)
    return [make_example(rng, split) for _ in range(n)]


def decide(seed: int, klasse: str, *, length: float = 0.8, punkter: int = 0) -> Beslutning:
    rng = Random(seed)
    return make_beslutning(
        rng,
        "train",
        people=make_people(rng, "train", 15),
        udvalg="Byrådet",
        higher=None,
        titel="Lokalplan for havnen",
        length=length,
        klasse=klasse,
        punkter=punkter,
    )


def text_of(beslutning: Beslutning) -> str:
    return running_text(beslutning.blokke)


def is_printed(number: int, text: str) -> bool:
    words = {str(number)} | ({TALORD[number], "et", "en"} if number < len(TALORD) else set())
    return bool(re.search(rf"\b(?:{'|'.join(words)})\b", text, re.IGNORECASE))


@pytest.mark.parametrize("split", SPLITS)
def test_every_class_comes_up_and_no_other(split: Split) -> None:
    seen = Counter(udfald for _, classes, _ in examples(split, 1500) for udfald in classes)
    assert set(seen) == CLASSES
    assert min(seen.values()) >= 15


def test_classes_stand_in_order_and_once() -> None:
    for _, classes, _ in examples("train", 500):
        assert classes
        assert len(set(classes)) == len(classes)


@pytest.mark.parametrize("split", SPLITS)
def test_what_the_gold_says_of_a_vote_is_printed(split: Split) -> None:
    votes = 0
    for text, _, vote in examples(split, 1500):
        if vote is None:
            continue
        votes += 1
        summed = {
            side: [s.antal for s in vote.stemmer if s.stemme == side]
            for side in ("for", "imod", "undlod")
        }
        for side, count in zip(SIDER, (vote.for_, vote.imod, vote.undlod), strict=True):
            each = summed[side]
            if each and all(number is not None for number in each):
                assert count == sum(number or 0 for number in each)
            elif count is not None:
                assert is_printed(count, text), (text, count)
        for stemme in vote.stemmer:
            assert stemme.stemme in SIDER
            for printed in (stemme.navn, stemme.parti):
                assert printed is None or printed in text
            assert stemme.navn or stemme.parti
    assert votes > 90


@pytest.mark.parametrize("split", SPLITS)
def test_lost_motions_have_more_votes_against(split: Split) -> None:
    both = 0
    for _, classes, vote in examples(split, 1500):
        if vote and vote.for_ is not None and vote.imod is not None:
            both += 1
            assert (vote.imod > vote.for_) == (classes == ("afvist",))
    assert both > 25


def test_unanimity_is_no_count_and_has_nobody_against() -> None:
    agreed = 0
    for text, _, vote in examples("train", 1500):
        if re.search(r"enstemmig|uden afstemning", text, re.IGNORECASE):
            agreed += 1
            assert vote is None, text
    assert agreed > 8


def test_amendments_and_remarks_are_not_in_the_gold() -> None:
    found = 0
    for seed in range(400):
        beslutning = decide(seed, "godkendt", length=1.0)
        if "ndringsforslag" in text_of(beslutning):
            found += 1
            assert beslutning.udfald == ("godkendt",)
    assert found > 20


def test_numbered_decisions_have_the_classes_of_all_parts() -> None:
    several = [decide(seed, "godkendt", punkter=4) for seed in range(200)]
    assert any(len(b.udfald) >= 3 for b in several)
    assert any(blok.art is BlokArt.TAL for b in several for blok in b.blokke)


def test_numbered_lists_keep_their_numbers_in_the_text() -> None:
    blokke = [
        Blok(art=BlokArt.TAL, tekst="Godkendt."),
        Blok(art=BlokArt.TAL, tekst="Udsat."),
        Blok(art=BlokArt.AFSNIT, tekst="Ask Holm tog forbehold."),
    ]
    assert running_text(blokke) == "1. Godkendt. 2. Udsat. Ask Holm tog forbehold."


def test_information_counts_only_where_nothing_more_is_decided() -> None:
    for seed in range(150):
        beslutning = decide(seed, "orienteret")
        assert "orienteret" not in beslutning.udfald or len(beslutning.udfald) == 1
    numbered = [decide(seed, "orienteret", punkter=3) for seed in range(150)]
    assert any("orienteret" in b.udfald and len(b.udfald) > 1 for b in numbered)


def test_a_council_has_nobody_to_recommend_to() -> None:
    rng = Random(3)
    people = make_people(rng, "train", 9)
    for _ in range(400):
        beslutning = make_beslutning(
            rng, "train", people=people, udvalg="Byrådet", higher=None, titel="Havnen", length=0.5
        )
        assert "anbefalet" not in beslutning.udfald


@pytest.mark.parametrize("klasse", sorted(CLASSES))
def test_each_class_is_worded_in_many_ways(klasse: str) -> None:
    block = read_stof("beslutninger")[klasse]
    wordings = {line for lines in block.lister.values() for line in lines}
    assert len(wordings) >= 45
    assert len(block.lister["saetning"]) >= 25
    per_split = [set(block.skabeloner("saetning", split)) for split in SPLITS]
    assert len(per_split[1] | per_split[2]) * 3 >= len(block.lister["saetning"]) * 0.9
    assert not per_split[0] & (per_split[1] | per_split[2])
    assert set(VAEGTE) == CLASSES
    # What all splits share is formulae, no sentences.
    assert max(map(len, block.lister["faelles"])) <= 40


def test_votes_are_shared_out_to_everybody_once() -> None:
    rng = Random(1)
    for n in range(3, 32):
        people = make_people(rng, "dev", n, art="byraad")
        for falls in (True, False):
            sides = share_out(rng, people, falls=falls)
            named = [g.navn for side in SIDER for g in sides[side] if g.navn]
            assert len(named) == len(set(named))
            total = sum(g.antal for side in SIDER for g in sides[side])
            assert n - 2 <= total <= n


def test_two_members_can_vote() -> None:
    people = (
        Person(navn="Ask Holm", parti="A", titel=None),
        Person(navn="Bo Lind", parti="V", titel=None),
    )
    sides = share_out(Random(2), people, falls=False)
    assert sum(g.antal for side in SIDER for g in sides[side]) == 2
