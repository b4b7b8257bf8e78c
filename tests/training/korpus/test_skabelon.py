"""Templates: choices and slots are filled, lists are divided, faults are told."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.errors import SettingsError
from referat.training.korpus.indhold import SPLITS, Blok, BlokArt
from referat.training.korpus.skabelon import divide, fill, genitive, parse, reserve, slots_of
from referat.training.korpus.slots import MAKERS, OTHERS, Kontekst, clauses
from referat.training.korpus.steder import make_place
from referat.training.korpus.stof import read_stof

STOF = (
    "beslutninger", "dele", "emner_boern", "emner_kultur", "emner_plan",
    "emner_raad", "emner_social",
    "emner_styre", "emner_teknik", "formelle", "gammel", "midt", "negativer", "prosa", "stemmer",
)  # fmt: skip


class Ord:
    """Slots from a table."""

    def __init__(self, **words: str) -> None:
        self.rng = Random(1)
        self.words = words

    def slot(self, navn: str) -> str:
        return self.words[navn]


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("Godkendt.", "Godkendt."),
        ("{by:s} havn", "Ulvsøs havn"),
        ("{by:^} havn", "Ulvsø havn"),
        ("[|] Ja  [ ]nej", "Ja nej"),
        ("Prisen er {kr}.", "Prisen er 5 kr."),
        ("[[ja]]", "ja"),
    ],
)
def test_fill(template: str, text: str) -> None:
    assert fill(template, Ord(by="Ulvsø", kr="5 kr.")) == text


def test_choices_come_up() -> None:
    kilde = Ord(x="b")
    assert {fill("[a|{x}|[c|d]]", kilde) for _ in range(200)} == {"a", "b", "c", "d"}


@pytest.mark.parametrize("template", ["[a", "a]", "a|b", "[[a]"])
def test_unmatched_brackets_are_told(template: str) -> None:
    with pytest.raises(SettingsError, match="corpus template"):
        parse(template)


@pytest.mark.parametrize(
    ("name", "of"), [("Ulvsø", "Ulvsøs"), ("Næs", "Næs'"), ("Vaerx", "Vaerx'")]
)
def test_genitive(name: str, of: str) -> None:
    assert genitive(name) == of


@given(st.lists(st.text(min_size=1), min_size=3, unique=True))
def test_a_list_is_divided_without_loss_or_overlap(items: list[str]) -> None:
    parts = [divide(items, split) for split in SPLITS]
    assert all(parts)
    assert sorted(item for part in parts for item in part) == sorted(items)


@given(st.lists(st.text(min_size=1), min_size=1, unique=True))
def test_reserved_words_are_of_the_stock(items: list[str]) -> None:
    for split in SPLITS:
        assert set(reserve(items, split)) <= set(items)


def test_a_list_of_two_cannot_be_divided() -> None:
    with pytest.raises(SettingsError, match="at least three"):
        divide(["a", "b"], "dev")


@pytest.mark.parametrize("fil", STOF)
def test_every_slot_of_the_material_is_known(fil: str) -> None:
    sted = make_place(Random(1), "train")
    k = Kontekst(Random(1), "train", sted=sted, people=())
    k.draw_words(read_stof("dele")["standard"].ordvalg)
    known = set(MAKERS) | OTHERS | set(clauses()) | set(k.ord) | set(read_stof("ord")["ord"].lister)
    # filled by the makers of votes and of foreign minutes
    known |= {"med", "med2", "h", "n", "N", "f", "i", "u", "U", "fh", "ih", "uh", "fh2", "ih2"}
    known |= {"gjorde", "hoved", "ih_pron", "tabt", "organ", "ting"}
    for block in read_stof(fil).values():
        own = {slot for choice in block.ordvalg for slot in choice.slots}
        for liste, lines in block.lister.items():
            for line in lines:
                unknown = {slot.partition("=")[0] for slot in slots_of(line)} - known - own
                assert not unknown, (fil, block.navn, liste, line)


@pytest.mark.parametrize("fil", STOF)
def test_every_list_can_be_divided_and_has_no_line_twice(fil: str) -> None:
    for block in read_stof(fil).values():
        for liste, lines in block.lister.items():
            assert len(lines) == len(set(lines)), (block.navn, liste)
            if not (fil == "beslutninger" and liste == "faelles") and not (
                fil == "formelle" and liste == "titel"
            ):
                assert all(block.skabeloner(liste, split) for split in SPLITS)


def test_a_block_is_a_table_or_text() -> None:
    with pytest.raises(ValueError, match="Blok"):
        Blok(art=BlokArt.AFSNIT, tekst="", raekker=(("a",),))
    with pytest.raises(ValueError, match="Blok"):
        Blok(art=BlokArt.TABEL, tekst="")
