"""Folding for comparison, and joining lines to running text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referat.structure.text import (
    fold_label,
    fold_name,
    fold_spaces,
    join_lines,
    join_words,
    paragraphs,
    sentences,
)
from referat.types import Box, Line

FEW = settings(deadline=None, derandomize=True, database=None, max_examples=60)


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("RESUMÉ:", "resume"),
        ("Resumè", "resume"),
        ("Resume", "resume"),
        ("B E S L U T N I N G", "beslutning"),
        ("Økonomi & Personale", "økonomi og personale"),
        ("  Sagens   baggrund . ", "sagens baggrund"),
        ("Lovgrundlag – link", "lovgrundlag - link"),
        ("**Bilag**", "bilag"),
        ("A og B", "a og b"),
        ("", ""),
    ],
)
def test_labels_fold_to_one_key(printed: str, key: str) -> None:
    assert fold_label(printed) == key


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Holger  Rudbæk.", "holger rudbæk", True),
        ("Ulv–Dal", "ulv-dal", True),
        ("Rudbæk", "Rudbæke", False),
    ],
)
def test_names_fold_for_comparison(left: str, right: str, same: bool) -> None:
    assert (fold_name(left) == fold_name(right)) is same


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Integra-", "tionsrådet", "Integrationsrådet"),
        ("Børne-", "og Skoleudvalget", "Børne- og Skoleudvalget"),
        ("ind-", "eller udlån", "ind- eller udlån"),
        ("Høje-", "Taastrup", "Høje-Taastrup"),
        ("2018-", "2021", "2018-2021"),
        ("P35-", "7", "P35-7"),
        ("en tankestreg -", "og mere", "en tankestreg - og mere"),
        ("Rådet drøftede", "sagen", "Rådet drøftede sagen"),
        ("", "sagen", "sagen"),
        ("sagen", "", "sagen"),
        ("ord-", "ogsaa", "ordogsaa"),
        ("kommunens IT-", "strategi", "kommunens IT-strategi"),
        ("A-", "kasse", "A-kasse"),
        ("puljen af 5 %-", "midlerne", "puljen af 5 %-midlerne"),
        ("en 25-", "årig", "en 25-årig"),
        ("i 2018-", "og 2019-priser", "i 2018- og 2019-priser"),
        ("skole-hjem-", "samarbejde", "skole-hjem-samarbejde"),
        ("CO2-ud-", "ledning", "CO2-udledning"),
        ("FORRETNINGS-", "UDVALGET", "FORRETNINGSUDVALGET"),
        ("MED-", "UDVALGET", "MED-UDVALGET"),
        ("REFE-", "RAT", "REFERAT"),
    ],
)
def test_words_join_over_a_lines_end(left: str, right: str, expected: str) -> None:
    assert join_words(left, right) == expected


def test_a_break_that_the_producer_marked_is_undone() -> None:
    assert join_words("møde-", "1", broken=True) == "møde-1"
    assert join_words("Havne-", "Udvalget", broken=True) == "Havne-Udvalget"
    assert join_words("sags-", "behandling", broken=True) == "sagsbehandling"


def _box(number: int) -> Box:
    return Box(x0=72, top=100.0 + 14 * number, x1=500, bottom=111.0 + 14 * number)


def test_lines_with_layout_join_until_the_gap_grows(make_line: Callable[..., Line]) -> None:
    lines = [
        make_line("Rådet drøftede be-", number=1, box=_box(1)),
        make_line("lysningen.", number=2, box=_box(2), gap=0.2),
        make_line("Sagen udsættes.", number=3, box=_box(4), gap=1.1),
        make_line("- et punkt", number=4, box=_box(5), gap=0.2, listed=True),
    ]
    assert join_lines(lines) == "Rådet drøftede belysningen.\nSagen udsættes.\n- et punkt"
    assert [len(group) for group in paragraphs(lines)] == [2, 1, 1]


def test_each_line_of_plain_text_is_a_paragraph(make_line: Callable[..., Line]) -> None:
    lines = [make_line("Første.", number=1), make_line("Andet.", number=2)]
    assert join_lines(lines) == "Første.\nAndet."


def test_a_sentence_goes_on_over_a_page(make_line: Callable[..., Line]) -> None:
    before = make_line("Udvalget bad om en", number=9, box=_box(9))
    after = make_line("ny redegørelse.", number=1, page=2, box=_box(1))
    assert join_lines([before, after]) == "Udvalget bad om en ny redegørelse."
    ended = make_line("Udvalget tilsluttede sig.", number=9, box=_box(9))
    assert join_lines([ended, after]) == "Udvalget tilsluttede sig.\nny redegørelse."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Godkendt. Sagen genoptages.", ["Godkendt.", "Sagen genoptages."]),
        ("Godkendt, jf. pkt. 3 til 5.", ["Godkendt, jf. pkt. 3 til 5."]),
        ("Godkendt, jf. bl.a. Bilag 2.", ["Godkendt, jf. bl.a. Bilag 2."]),
        ("Mødet den 27. Juni blev aflyst.", ["Mødet den 27. Juni blev aflyst."]),
        ("Start kl. 16.00 i Salen.", ["Start kl. 16.00 i Salen."]),
        ("A. Tornvig stemte imod.", ["A. Tornvig stemte imod."]),
        ("1. Godkendt.\n2. Udsat.", ["1. Godkendt.", "2. Udsat."]),
        ("Højst 2.000 kr. Ad b) Udsat.", ["Højst 2.000 kr.", "Ad b) Udsat."]),
        ("Højst 2.000 kr. pr. elev.", ["Højst 2.000 kr. pr. elev."]),
        ("Er det lovligt? Ja.", ["Er det lovligt?", "Ja."]),
        ("", []),
    ],
)
def test_sentences_end_at_full_stops_that_end_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@FEW
@given(text=st.text(max_size=120))
def test_sentences_keep_every_letter(text: str) -> None:
    kept = "".join("".join(sentences(text)).split())
    assert kept == "".join(text.split())


@FEW
@given(text=st.text(max_size=80))
def test_folding_twice_folds_once(text: str) -> None:
    assert fold_spaces(fold_spaces(text)) == fold_spaces(text)
    assert fold_name(fold_name(text)) == fold_name(text)
