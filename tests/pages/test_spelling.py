"""Words misread by a letter."""

from __future__ import annotations

from collections import Counter

import pytest

from referat.lexicon import lexicon
from referat.pages.spelling import Witness, listen, mend_token, mend_word
from referat.types import Box, Word

NOBODY = Witness(Counter())


def mend(word, confidence=0.7, said=()):
    witness = Witness(Counter(said))
    return mend_word(word, confidence, lexicon=lexicon(), witness=witness)


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("byggefeit", "byggefelt"),
        ("kornmune", "kommune"),
        ("beslutnlng", "beslutning"),
        ("komrnunen", "kommunen"),
        ("m0de", "møde"),
        ("lndstilling", "Indstilling"),
        ("Sa!", "Sal"),
        ("forslaq", "forslag"),
        ("rådhuset", "rådhuset"),
        ("skolens", "skolens"),
        ("BESLUTNlNG", "BESLUTNING"),
        ("0KONOMI", "ØKONOMI"),
    ],
)
def test_a_word_that_is_none_becomes_the_one_it_can_be(read, printed):
    assert mend(read) == printed


@pytest.mark.parametrize(
    "word",
    [
        "Mosevad",
        "Brlx",
        "Hanson",
        "xyzzyq",
        "Covid19",
        "P35",
        "KMD",
        "ab",
        "l",
        "A4",
        "10a",
        "kulør",
    ],
)
def test_names_codes_and_unknown_words_are_left_alone(word):
    assert mend(word) == word


def test_the_document_says_how_a_name_is_spelt():
    assert mend("Bjerrnsted") == "Bjerrnsted"
    assert mend("Bjerrnsted", said=["Bjermsted"] * 2) == "Bjermsted"
    assert mend("Bjerrnsted", said=["Bjermsted"]) == "Bjerrnsted"
    # What it says twice itself is its spelling.
    assert mend("Bjerrnsted", said=["Bjermsted"] * 2 + ["Bjerrnsted"] * 2) == "Bjerrnsted"


def test_a_danish_letter_is_doubted_only_where_the_engine_doubts():
    assert mend("skøle", 0.9) == "skøle"
    assert mend("kommünen", 0.9) == "kommunen"


def test_two_readings_leave_the_word():
    assert mend("brxil", said=["brxll"] * 2) == "brxll"
    assert mend("brxil", said=["brxll", "brxii"] * 2) == "brxil"


def test_what_was_read_surely_and_what_is_spelt_by_its_own_rules_is_left_alone():
    keep = {"lexicon": lexicon(), "witness": NOBODY}
    assert mend_token("byggefeit,", 0.7, **keep) == "byggefelt,"
    assert mend_token("(byggefeit", 0.99, **keep) == "(byggefeit"
    for token in ("post@byggefeit.dk", "www.byggefeit", "byggefeit_2.pdf"):
        assert mend_token(token, 0.5, **keep) == token


def test_only_sure_words_bear_witness():
    box = Box(x0=0, top=0, x1=1, bottom=1)
    words = [Word(text=t, box=box, confidence=c) for t, c in [("Bakkeby,", 0.9), ("Dalby", 0.5)]]
    assert listen(words).counts == Counter({"Bakkeby": 1})
