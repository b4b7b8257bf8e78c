from __future__ import annotations

import random

import pytest

from referat.training.ner.saetning import LABELS
from referat.training.ner.skabeloner import DEV, TRAIN, make_sentences, to_sentence

pytest.importorskip("faker")
from referat.training.ner import navne  # needs Faker


def test_no_sentence_is_in_training_and_test() -> None:
    assert not set(TRAIN) & set(DEV)
    assert len(set(TRAIN)) == len(TRAIN)


def test_no_surname_is_in_training_and_test() -> None:
    train, dev = navne.make_store("train"), navne.make_store("dev")
    for names in ("first", "last", "foreign_first", "foreign_last"):
        assert not set(getattr(train, names)) & set(getattr(dev, names))
        assert len(getattr(dev, names)) > 10


def test_the_same_seed_gives_the_same_sentences_and_another_others() -> None:
    assert make_sentences("train", 20, 4) == make_sentences("train", 20, 4)
    assert make_sentences("train", 20, 4) != make_sentences("train", 20, 5)


def test_every_label_is_there() -> None:
    labels = {label for s in make_sentences("dev", 400, 1) for _, _, label in s.spans()}
    assert labels == set(LABELS)


def test_pieces_become_words_with_marks() -> None:
    sentence = to_sentence(
        [("Afbud fra ", ""), ("Tove Holm", "PER"), (" (", ""), ("A", "PARTI"), (")", "")]
    )
    assert sentence.ord == ("Afbud", "fra", "Tove", "Holm", "(", "A", ")")
    assert sentence.spans() == ((2, 4, "PER"), (5, 6, "PARTI"))


def test_genitive_is_part_of_the_name() -> None:
    assert to_sentence([("Holm", "PER"), ("s forslag", "")]).spans() == ((0, 1, "PER"),)


def test_unknown_labels_are_refused() -> None:
    with pytest.raises(ValueError, match="DYR"):
        to_sentence([("Ko", "DYR")])


def test_invented_people_have_at_least_two_names() -> None:
    rng = random.Random(1)
    assert all(" " in navne.invent_person(rng, "train") for _ in range(200))
