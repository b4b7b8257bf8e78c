"""The names model: spaCy's ``ner`` with the certainty of each name, and kept at half the size.

Registered as ``referat_navnemodel``; trained by ``referat.training.ner``, kept in ``models/ner``.
Weights lie on disk as 16-bit numbers and are worked with as 32-bit ones: it halves the folder and
changes no name on the test text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc
from spacy.training import Example

from referat.structure import navnetraek  # noqa: F401  # registers the architecture

TEMPERATURE = "temperature"
"""In the component's ``cfg``: what scores are divided by before they become probabilities. Above 1
for a model that is surer than it is right; fitted after training (``training/ner/laering.py``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Navnespan:
    """One name that the model found."""

    start: int
    """First character in the text."""
    end: int
    """Character after the last."""
    label: str
    """PER, ORG, LOC, UDVALG or PARTI."""
    text: str
    """As it stands there."""
    score: float
    """The model's own probability of this name with these bounds, 0.0–1.0."""


class Navnemodel(EntityRecognizer):  # type: ignore[misc]  # a compiled class without types
    """The trained recogniser; use it as any ``ner``, or ask ``find`` for names with certainty."""

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Example]],
        *,
        nlp: Language | None = None,
        labels: list[str] | None = None,
    ) -> None:
        """Prepare for training; the labels are given, as the first sentences may not have all."""
        for label in labels or ():
            self.add_label(label)
        super().initialize(get_examples, nlp=nlp)

    def find(self, docs: Sequence[Doc]) -> list[tuple[Navnespan, ...]]:
        """Names of each doc, which get them as their entities, too.

        Every word is one decision (outside, begins, goes on, ends, alone); a name's probability is
        the product over its words. It is of the greedy path: what was not chosen is not searched.
        """
        temperature = self.cfg.get(TEMPERATURE, 1.0)
        return [
            tuple(
                Navnespan(
                    start=span.start_char,
                    end=span.end_char,
                    label=span.label_,
                    text=span.text,
                    score=probability(odds[span.start : span.end], temperature),
                )
                for span in doc.ents
            )
            for doc, odds in zip(docs, self.decide(docs), strict=True)
        ]

    def decide(self, docs: Sequence[Doc]) -> list[list[np.ndarray[Any, Any]]]:
        """Set the docs' entities, and tell how sure each word was.

        Returns:
            For each doc, for each of its words: the scores of the decisions that were possible,
            less the best one's, which was taken.
        """
        sure: list[list[np.ndarray[Any, Any]]] = [[] for _ in docs]
        filled = [place for place, doc in enumerate(docs) if len(doc)]
        if not filled:
            return sure
        batch = [docs[place] for place in filled]
        names = [self.moves.get_class_name(number) for number in range(self.moves.n_moves)]
        states = self.moves.init_batch(batch)
        step = self.model.predict(batch)
        number = {id(state): place for place, state in zip(filled, states, strict=True)}
        running = list(states)
        while running:
            scores = step.predict(running)
            for row, state in zip(scores, running, strict=True):
                valid = np.asarray([self.moves.is_valid(state, name) for name in names])
                kept = row[valid] if valid.any() else row
                sure[number[id(state)]].append(kept - kept.max())
            running = self.transition_states(running, scores)
        self.set_annotations(batch, states)
        return sure

    def to_disk(self, path: str | Path, exclude: Sequence[str] = ()) -> None:
        """Write the component, its weights as 16-bit numbers."""
        kept = _cast(self.model, "float16")
        try:
            super().to_disk(path, exclude=tuple(exclude))
        finally:
            for node, name, value in kept:
                node.set_param(name, value)

    def from_disk(self, path: str | Path, exclude: Sequence[str] = ()) -> Navnemodel:
        """Read the component; its weights become 32-bit numbers again."""
        super().from_disk(path, exclude=tuple(exclude))
        _cast(self.model, "float32")
        return self


def probability(words: Sequence[np.ndarray[Any, Any]], temperature: float) -> float:
    """Probability of a name from what ``Navnemodel.decide`` gives of its words."""
    return float(np.prod([1.0 / np.exp(odds / temperature).sum() for odds in words]))


def _cast(model: Any, kind: str) -> list[tuple[Any, str, Any]]:
    """Turn all weights of a model into another kind of number; what they were, to go back."""
    before = []
    for node in model.walk():
        for name in node.param_names:
            if node.has_param(name) is True:
                value = node.get_param(name)
                before.append((node, name, value))
                node.set_param(name, value.astype(kind))
    return before


@Language.factory(
    "referat_navnemodel",
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_config={
        "moves": None,
        "update_with_oracle_cut_size": 100,
        "incorrect_spans_key": None,
        "scorer": {"@scorers": "spacy.ner_scorer.v1"},
    },
    default_score_weights={"ents_f": 1.0},
)
def make_navnemodel(
    nlp: Language,
    name: str,
    model: Any,
    moves: Any,
    update_with_oracle_cut_size: int,
    incorrect_spans_key: str | None,
    scorer: Any,
) -> Navnemodel:
    """The recogniser, as spaCy's ``ner`` factory makes it."""
    return Navnemodel(
        nlp.vocab,
        model,
        name,
        moves=moves,
        update_with_oracle_cut_size=update_with_oracle_cut_size,
        incorrect_spans_key=incorrect_spans_key,
        multitasks=[],
        beam_width=1,
        beam_density=0.0,
        beam_update_prob=0.0,
        scorer=scorer,
    )
