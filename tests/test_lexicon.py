"""Which strings of letters are words."""

from __future__ import annotations

import pytest

from referat.danish.ordbog import ENDINGS
from referat.lexicon import Lexicon, lexicon

SMALL = Lexicon([("en", "skole"), ("et", "møde"), ("en", "plan"), ("-", "og")], ["ærø"])


@pytest.mark.parametrize("word", ["skole", "skolen", "Skolens", "MØDET", "planer", "og", "Ærø"])
def test_listed_words_are_known_in_all_their_forms(word):
    assert SMALL.has(word)
    assert SMALL.knows(word)


@pytest.mark.parametrize("word", ["skoleplan", "skolemøderne", "mødeplanen", "skole-møde"])
def test_compounds_are_known_but_not_listed(word):
    assert not SMALL.has(word)
    assert SMALL.knows(word)


@pytest.mark.parametrize("word", ["skolcn", "ogskole", "planog", "xskole", "skoleplanx", "", "s"])
def test_other_strings_are_no_words(word):
    assert not SMALL.knows(word)


def test_the_package_knows_the_words_of_minutes():
    words = "referat byrådet godkendt kommunalbestyrelsen sagsfremstilling indstilling ansøgningen"
    assert [word for word in words.split() if not lexicon().has(word)] == []


def test_the_package_knows_subjects_and_kommuner():
    assert lexicon().has("spildevand")
    assert lexicon().has("Frederikshavn")


def test_every_class_of_the_list_has_endings():
    from importlib import resources

    text = (resources.files("referat.danish") / "ordbog/stammer.txt").read_text("utf-8")
    kinds = [line.partition(":")[0] for line in text.splitlines() if line and line[0] != "#"]
    assert kinds
    assert set(kinds) == set(ENDINGS)
