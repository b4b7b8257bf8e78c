"""What sentences tell of people whose names are known: without a model, the names are given."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referat.structure.navneprosa import Navn, mark_people, mark_times, read_here, read_told

X, Y, Z = "Jens Ulvholk", "Tove Lindestrup", "Abdi Nur"
NAMES = re.compile("|".join((X, Y, Z, X.lower(), X.upper(), "Jens U1vholk")))

FEW = settings(deadline=None, derandomize=True, database=None, max_examples=80)


def _names(text: str, pattern: re.Pattern[str] = NAMES) -> list[Navn]:
    return [
        Navn(start=found.start(), end=found.end(), navn=found[0], score=0.9)
        for found in pattern.finditer(text)
    ]


def _told(text: str) -> dict[str, str]:
    """Each person with what is told, in one word or more."""
    told = {}
    for item in read_told(text, _names(text)):
        parts = [str(item.status)]
        parts += [f"for {item.medlem.navn}"] if item.medlem else []
        parts += [f"fra {item.ankom}"] if item.ankom else []
        parts += [f"til {item.gik}"] if item.gik else []
        parts += [f"ikke {','.join(item.numre)}"] if item.numre else []
        told[item.navn.navn] = " ".join(parts)
    return told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"I stedet for {X} deltog {Y}, der forlod mødet kl. 18.40.",
            {X: "afbud", Y: f"delvist for {X} til 18:40"},
        ),
        (f"Afbud fra {X} (V) pga. sygdom og {Y}.", {X: "afbud", Y: "afbud"}),
        (f"Afbud var modtaget fra {X} samt fra {Y}.", {X: "afbud", Y: "afbud"}),
        (f"Meldt afbud havde {X} og {Y}.", {X: "afbud", Y: "afbud"}),
        (f"Der er meldt forfald af {X} (V) og {Y}.", {X: "afbud", Y: "afbud"}),
        (f"Der var afbud fra {X.lower()}.", {X.lower(): "afbud"}),
        (f"{X} måtte melde fra til mødet.", {X: "afbud"}),
        (f"{X} og {Y} kunne ikke være til stede.", {X: "fravaerende", Y: "fravaerende"}),
        (f"{X} deltog ikke i mødet på grund af ferie.", {X: "fravaerende"}),
        (f"{X} var udeblevet uden afbud.", {X: "fravaerende"}),
        (f"Alle deltog, dog ikke {X} og {Y}.", {X: "fravaerende", Y: "fravaerende"}),
        (f"{Y} ledede mødet i fravær af {X}.", {X: "fravaerende"}),
        (f"{X} var forhindret, og {Y} mødte i hans sted.", {X: "fravaerende", Y: "?"}),
        (f"{X}, som havde orlov, var erstattet af {Y}.", {X: "afbud", Y: f"til_stede for {X}"}),
        (
            f"Som suppleant for {X} (V), der er syg, mødte {Y} (V).",
            {X: "afbud", Y: f"til_stede for {X}"},
        ),
        (
            f"{X} sendte afbud. {Y} deltog som suppleant.",
            {X: "afbud", Y: f"til_stede for {X}"},
        ),
        (
            f"{Y} deltog fra kl. 16.45 til kl. 17.30 i stedet for {X}.",
            {Y: f"delvist for {X} fra 16:45 til 17:30", X: "afbud"},
        ),
        (
            f"{X} ankom til mødet kl. 17.20 og deltog ikke i punkt 1-3.",
            {X: "delvist fra 17:20 ikke 1-3"},
        ),
        (f"Kl. 19.05 forlod {Y} mødet.", {Y: "delvist til 19:05"}),
        (
            f"{Y} kom kl. 16.10 og gik igen kl. 17.30, før punkt 4.",
            {Y: "delvist fra 16:10 til 17:30"},
        ),
        (
            f"Ved navneopråbet svarede {X} og {Y}, sidstnævnte som suppleant for {Z}.",
            {X: "til_stede", Y: f"til_stede for {Z}", Z: "afbud"},
        ),
        (f"{X} svarede ikke og havde ikke meldt forfald.", {X: "fravaerende"}),
        (f"{X} havde ikke meldt afbud.", {X: "fravaerende"}),
        (
            f"Til stede var {X}, {Y}, der mødte kl. 16.25, og {Z}.",
            {X: "til_stede", Y: "delvist fra 16:25", Z: "til_stede"},
        ),
        (
            f"Til stede var {X}, {Y} og {Z}, som måtte gå kl. 11.30.",
            {X: "til_stede", Y: "til_stede", Z: "delvist til 11:30"},
        ),
        (
            f"{X} og {Y}, der ankom kl. 17.20, tog ordet.",
            {X: "delvist fra 17:20", Y: "delvist fra 17:20"},
        ),
        (f"Fra kl. 18.10 deltog {X}.", {X: "delvist fra 18:10"}),
        (f"{X} erklærede sig inhabil ved sag 4.", {X: "delvist ikke 4"}),
    ],
)
def test_sentences_tell_of_everybody_in_them(text: str, expected: dict[str, str]) -> None:
    if expected.get(Y) == "?":
        expected = {X: "afbud", Y: f"til_stede for {X}"}
    assert _told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"Formanden bød {X} velkommen.",
        f"{X} orienterede om afbuddene til festen.",
        f"{X} deltog i debatten om skolen.",
        f"Oplæg ved {X} og {Y}.",
        f"{X} blev valgt til formand.",
        "Afbud: Ingen",
    ],
)
def test_sentences_on_other_things_tell_nothing(text: str) -> None:
    assert _told(text) == {}


def test_long_lists_are_read_and_endless_ones_come_to_an_end() -> None:
    people = ", ".join([X, Y] * 15)
    told = read_told(f"Afbud fra {people}.", _names(f"Afbud fra {people}."))
    assert [str(item.status) for item in told] == ["afbud"] * 30
    endless = ", ".join([X] * 500)
    assert read_told(endless, _names(endless)) == []


def test_genitive_before_sted_is_the_member() -> None:
    text = f"I {X}s sted mødte {Y}."
    told = read_told(text, _names(text, re.compile(f"{X}s|{Y}")))
    assert [(item.navn.navn, item.medlem.navn if item.medlem else None) for item in told] == [
        (X, None),
        (Y, X),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"{X} var fraværende under punktet.", [X]),
        (f"{X} og {Y} erklærede sig inhabile.", [X, Y]),
        (f"{X} (V) deltog ikke i sagens behandling.", [X]),
        (f"{X} forlod lokalet.", [X]),
        (f"{X} havde forladt mødet.", [X]),
        (f"{X} er medlem af fondens ledelse og medvirkede ikke.", [X]),
        (f"Næste møde er den 4. maj. Afbud til {X}.", []),
        (f"{X} stillede forslag. {Y} var ikke til stede.", [Y]),
        (f"{X} deltog i behandlingen.", []),
        (f"{X} var glad for sagen.", []),
    ],
)
def test_who_was_away_from_a_punkt(sentence: str, expected: list[str]) -> None:
    assert [name.navn for name in read_here(sentence, _names(sentence))] == expected


def test_party_in_brackets_belongs_to_the_person_and_other_brackets_do_not() -> None:
    marked, people = mark_people(f"{X} (V), {Y} (ferie)", _names(f"{X} (V), {Y} (ferie)"))
    assert marked == "⟦0⟧, ⟦1⟧ (ferie)"
    assert [person.parti for person in people] == ["V", None]


def test_times_lose_their_full_stops() -> None:
    assert mark_times("gik kl. 18.40 efter pkt. 3.") == ("gik ⟪0⟫ efter pkt 3.", ["18:40"])


@FEW
@given(
    st.lists(st.sampled_from([X, Y, Z, " afbud fra ", " forlod mødet kl. 9.30", ", ", ".", "\n"]))
)
def test_nobody_is_told_of_who_is_not_in_the_text(parts: list[str]) -> None:
    text = "".join(parts)
    names = _names(text)
    told = read_told(text, names)
    assert [item.navn.start for item in told] == sorted({item.navn.start for item in told})
    assert {(item.navn.start, item.navn.navn) for item in told} <= {
        (name.start, name.navn) for name in names
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"I mødet deltog udvalgets formand, {X}, samt {Y} og {Z}.",
            {X: "til_stede formand", Y: "til_stede", Z: "til_stede"},
        ),
        (
            f"I mødet deltog {X} (A), formand, {Y} (V), næstformand, og skolechef {Z}.",
            {X: "til_stede formand", Y: "til_stede næstformand", Z: "til_stede skolechef"},
        ),
        (
            f"Til stede ved mødet var de forældrevalgte {X} (formand), {Y} og elevrådets {Z}.",
            {X: "til_stede formand", Y: "til_stede", Z: "til_stede"},
        ),
        (f"Mødet lededes af borgmester {X}.", {X: "til_stede borgmester"}),
        (
            f"Desuden deltog kommunaldirektør {X} og, som protokolfører, fuldmægtig {Y}.",
            {X: "til_stede kommunaldirektør", Y: "til_stede protokolfører"},
        ),
        (f"Som referent deltog {X}.", {X: "til_stede referent"}),
        (
            f"Endvidere var mødt {X} og {Y}, sidstnævnte fra kl. 19.25.",
            {X: "til_stede", Y: "delvist fra 19:25"},
        ),
        (
            f"For {X}, der på grund af sygdom havde meldt forfald, var indkaldt stedfortræderen, "
            f"{Y}.",
            {X: "afbud", Y: f"til_stede for {X}"},
        ),
        (
            f"{X} havde meldt afbud; i hans sted mødte {Y}.",
            {X: "afbud", Y: f"til_stede for {X}"},
        ),
        (
            f"Til stede var {Z} og {Y}, hvoraf sidstnævnte mødte som stedfortræder for {X}.",
            {Z: "til_stede", Y: f"til_stede for {X}", X: "afbud"},
        ),
        (f"Her mødte man bl.a. arkitekt {X}.", {}),
        (
            f"Med omkring bordet var {X} (kom kl. 19.30), {Y} og {Z}.",
            {X: "delvist fra 19:30", Y: "til_stede", Z: "til_stede"},
        ),
        (f"Omkring bordet var {X} og {Y}.", {}),
        (
            f"I mødet deltog {Y} (suppleant for {X}) og {Z} (til kl. 20.15).",
            {Y: f"til_stede for {X}", X: "afbud", Z: "delvist til 20:15"},
        ),
        (f"{X} deltog ikke. {Y} redegjorde for sagen.", {X: "fravaerende"}),
    ],
)
def test_sentences_tell_who_was_there_and_as_what(text: str, expected: dict[str, str]) -> None:
    roles = {item.navn.navn: item.rolle for item in read_told(text, _names(text))}
    told = {
        navn: f"{status} {roles[navn]}" if roles[navn] else status
        for navn, status in _told(text).items()
    }
    assert told == expected
