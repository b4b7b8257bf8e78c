"""People and places: unique names, shares as in real councils, parties of their years."""

from __future__ import annotations

from random import Random

import pytest

from referat.training.korpus.indhold import SPLITS, Split
from referat.training.korpus.partier import PARTIER, draw_parties, name_of
from referat.training.korpus.personer import make_name, make_officials, make_people
from referat.training.korpus.steder import Organ, make_place
from referat.training.korpus.stof import read_stof


@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize("n", [1, 2, 9, 31, 59])
def test_people_are_as_many_as_asked_and_unique(split: Split, n: int) -> None:
    people = make_people(Random(n), split, n)
    assert len(people) == n
    assert len({person.navn for person in people}) == n
    assert people[0].titel in {"borgmester", "formand"}
    assert all("borgmester" not in person.navn.casefold() for person in people)


def test_names_have_the_shapes_of_real_lists() -> None:
    rng = Random(6)
    names = [make_name(rng, "train") for _ in range(4000)]

    def share(test: object) -> float:
        return sum(1 for name in names if test(name)) / len(names)  # type: ignore[operator]

    assert not share(lambda n: len(set(n.split())) < len(n.split()))
    assert 0.4 < share(lambda n: n.endswith("sen")) < 0.65
    assert 0.03 < share(lambda n: "-" in n) < 0.15
    assert 0.03 < share(lambda n: "." in n) < 0.12
    assert share(lambda n: " von " in n or " de " in n or " van " in n) > 0.005
    assert share(lambda n: any(a in n for a in "şğıöüćčžşÖÜÇ")) > 0.005
    assert share(lambda n: len(n.split()) >= 3) > 0.2


def test_raad_have_no_parties_and_councils_have() -> None:
    assert all(p.parti is None for p in make_people(Random(1), "dev", 9, art="raad"))
    for art in ("byraad", "oekonomi", "udvalg"):
        assert all(p.parti for p in make_people(Random(1), "dev", 9, art=art))


@pytest.mark.parametrize("aar", [1925, 1950, 1974, 1995, 2010, 2018, 2025])
def test_parties_are_those_of_the_year(aar: int) -> None:
    rng = Random(aar)
    known = {
        name
        for letter, text, _, first, last in PARTIER
        if first <= aar <= last
        for name in (letter, text)
    }
    gone = {letter for letter, *_ in PARTIER} - known
    for _ in range(50):
        assert not set(draw_parties(rng, 15, aar=aar)) & gone - set("EGHJLNPTUWXYDKQSZ")
    if aar > 2016:
        assert "O" in known
    assert name_of("A", aar=aar) == "Socialdemokratiet"


def test_officials_have_titles_and_no_party() -> None:
    for person in make_officials(Random(4), "test", 5):
        assert person.titel
        assert person.parti is None


@pytest.mark.parametrize("split", SPLITS)
def test_places_are_real_and_invented(split: Split) -> None:
    rng = Random(2)
    places = [make_place(rng, split) for _ in range(250)]
    assert len({place.kommune for place in places}) > 30
    assert any(p.region for p in places)
    assert any(p.aar < 1950 for p in places)
    for place in places:
        assert isinstance(place.organer[0], Organ)
        assert place.organer[0].higher is None
        assert {"oekonomi", "udvalg"} <= {organ.art for organ in place.organer}
        assert len(place.byer) >= 5
        assert len(place.veje) >= 5
        assert place.lokaler


def test_composed_names_stand_in_one_split() -> None:
    towns: dict[Split, set[str]] = {}
    for split in SPLITS:
        rng = Random(3)
        places = [make_place(rng, split, aar=1960) for _ in range(60)]
        towns[split] = {town for place in places for town in (*place.byer, *place.veje)}
    assert not towns["train"] & towns["dev"]
    assert not towns["train"] & towns["test"]


def test_year_of_the_place_decides_the_words() -> None:
    old = make_place(Random(5), "train", aar=1920)
    assert old.organer[0].navn in {"Byraadet", "Sogneraadet"}
    assert not any("Teams" in room for room in old.lokaler)
    assert not make_place(Random(5), "train", aar=1920, region=True).region


def test_every_stock_of_names_has_words_for_each_split() -> None:
    for block in ("danske", "indvandrede"):
        for liste, lines in read_stof("navne")[block].lister.items():
            assert len(lines) == 1, liste
