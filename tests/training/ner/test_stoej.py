from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from referat.training.ner.saetning import Saetning, marks_of
from referat.training.ner.stoej import LEVELS, add_noise, spoil

SENTENCE = Saetning(
    ord=("Afbud", "fra", "Tove", "Holm", "og", "Jens", "Lund", "i", "Tved", "."),
    maerker=marks_of(10, [(2, 4, "PER"), (5, 7, "PER"), (8, 9, "LOC")]),
)


@settings(deadline=None, derandomize=True, database=None)
@given(st.integers(0, 10_000), st.floats(0, 0.5))
def test_entities_keep_order_and_label(seed: int, rate: float) -> None:
    noisy = add_noise(SENTENCE, rate, random.Random(seed))
    assert [label for _, _, label in noisy.spans()] == ["PER", "PER", "LOC"]
    assert all(word for word in noisy.ord)


def test_without_noise_nothing_changes() -> None:
    assert add_noise(SENTENCE, 0.0, random.Random(1)) == SENTENCE


def test_the_same_chance_spoils_the_same() -> None:
    assert add_noise(SENTENCE, 0.2, random.Random(3)) == add_noise(SENTENCE, 0.2, random.Random(3))


def test_as_many_letters_are_spoilt_as_the_level_says() -> None:
    rng = random.Random(5)
    word = "aeorntl" * 1000
    for rate in LEVELS.values():
        read = spoil("x" + word, rate, rng)
        same = sum(a == b for a, b in zip(spoil(word[:7], 0.0, rng), word[:7], strict=True))
        assert same == 7
        assert read != word
    letters = "a" * 20_000
    wrong = sum(letter != "a" for letter in spoil(letters, 0.04, rng))
    assert 0.03 < wrong / len(letters) < 0.055


@given(st.text(st.characters(min_codepoint=33, max_codepoint=400), min_size=1, max_size=20))
def test_no_word_vanishes(word: str) -> None:
    assert spoil(word, 0.9, random.Random(2))
