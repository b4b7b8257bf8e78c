from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from referat.training.ner.maaling import ALL, Tal, reliability, score, table
from referat.training.ner.saetning import Saetning, marks_of


class _Answers:
    """Gives the names it was told to."""

    def __init__(self, answers: list[list[tuple[int, int, str]]]) -> None:
        self.nlp: Language = spacy.blank("da")
        self.vocab = self.nlp.vocab
        self.answers = answers

    def pipe(self, docs: list[Doc], batch_size: int) -> Iterator[Doc]:
        for doc, answer in zip(docs, self.answers, strict=True):
            doc.set_ents([Span(doc, *part) for part in answer])
            yield doc


def _sentence(spans: list[tuple[int, int, str]]) -> Saetning:
    return Saetning(ord=("a", "b", "c", "d"), maerker=marks_of(4, spans))


def test_bounds_and_label_must_be_right() -> None:
    answers: Any = _Answers([[(0, 2, "PER"), (2, 3, "ORG")], [(0, 1, "PER")]])
    there = [_sentence([(0, 2, "PER"), (2, 3, "LOC")]), _sentence([(0, 2, "PER")])]
    figures = score(answers, there)
    assert figures["PER"] == Tal(right=1, found=2, there=2)
    assert figures["LOC"] == Tal(right=0, found=0, there=1)
    assert figures[ALL] == Tal(right=1, found=3, there=3)
    assert figures["PER"].f == pytest.approx(0.5)
    assert figures["LOC"].f == 0.0


def test_parties_and_bodies_are_organisations_where_the_text_has_them_so() -> None:
    answers: Any = _Answers([[(0, 1, "PARTI"), (1, 2, "ORG")]])
    figures = score(answers, [_sentence([(0, 1, "ORG"), (1, 2, "UDVALG")])], coarse=True)
    assert figures["ORG"] == Tal(right=2, found=2, there=2)


def test_tables_have_a_line_a_label() -> None:
    assert table({"t": {"ren": {"PER": Tal(right=1, found=2, there=2)}}}).splitlines()[2] == (
        "| t | ren | PER | 50.0 | 50.0 | 50.0 | 2 |"
    )
    lines = reliability([(0.99, True), (0.99, False), (0.4, False)]).splitlines()
    assert lines[2:] == ["| 0.00–0.50 | 1 | 0.000 |", "| 0.95–1.00 | 2 | 0.500 |"]
