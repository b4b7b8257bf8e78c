from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.training.ner.saetning import LABELS, Saetning, marks_of, spans_of


def test_marks_must_fit_the_words() -> None:
    with pytest.raises(ValueError, match="2 words but 1 marks"):
        Saetning(ord=("a", "b"), maerker=("O",))
    with pytest.raises(ValueError, match="empty"):
        Saetning(ord=("a", ""), maerker=("O", "O"))


@pytest.mark.parametrize(
    ("marks", "spans"),
    [
        (("B-PER", "I-PER", "O"), [(0, 2, "PER")]),
        (("B-PER", "B-PER"), [(0, 1, "PER"), (1, 2, "PER")]),
        (("O", "I-LOC", "I-LOC"), [(1, 3, "LOC")]),
        (("B-PER", "I-ORG"), [(0, 1, "PER"), (1, 2, "ORG")]),
        ((), []),
    ],
)
def test_entities_of_marks(marks: tuple[str, ...], spans: list[tuple[int, int, str]]) -> None:
    assert list(spans_of(marks)) == spans


@given(st.lists(st.tuples(st.sampled_from(("", *LABELS)), st.integers(1, 4)), max_size=8))
def test_marks_of_entities_give_the_entities_back(runs: list[tuple[str, int]]) -> None:
    spans, at = [], 0
    for label, length in runs:
        if label:
            spans.append((at, at + length, label))
        at += length
    assert list(spans_of(marks_of(at, spans))) == spans
