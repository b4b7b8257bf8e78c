"""The trained component: the line net's view of every line, beside the rules'.

In: a ``Doc`` whose draft the rules have read. Out: the probabilities of every line's tag on the
draft; ``advice.py`` makes roles of them. Training goes through ``spacy train``: examples bring
their lines' facts and tags with them (``referat.training.lines``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc
from spacy.training import Example
from spacy.vocab import Vocab
from thinc.api import Model, Optimizer

from referat.structure.features import LAYOUT_SLOTS, TEXT_SLOTS, features_of, hide_rules
from referat.structure.linenet import Lines
from referat.structure.tags import TAGS, tags_of

FACTS, GOLD = "referat_facts", "referat_tags"
"""Keys in ``Doc.user_data`` under which a training example has its facts and its tags."""


class LineTagger(TrainablePipe):  # type: ignore[misc]  # spaCy's class has no types
    """Gives each line the probability of each tag; shape (lines, tags) in ``draft.told``."""

    def __init__(
        self,
        vocab: Vocab,
        model: Model[list[Lines], Any],
        name: str = "linjer",
        *,
        hide: float = 0.0,
        smooth: float = 0.0,
        seed: int = 0,
    ) -> None:
        self.vocab = vocab
        self.model = model
        self.name = name
        self.cfg: dict[str, Any] = {"hide": hide, "smooth": smooth}
        self.alone = False
        """Show the net the lines without the rules' reading: for measuring what it knows alone."""
        self._rng = np.random.default_rng(seed)

    @property
    def labels(self) -> tuple[str, ...]:
        """All tags."""
        return TAGS

    def predict(self, docs: Iterable[Doc]) -> list[NDArray[np.float32]]:
        """Probabilities of the documents' lines, one array a document."""
        lines = [_facts(doc) for doc in docs]
        if self.alone:
            lines = [(hide_rules(facts), styles) for facts, styles in lines]
        if not sum(len(facts) for facts, _ in lines):
            return [np.zeros((0, len(TAGS)), dtype="f") for _ in lines]
        told = self.model.predict(lines)
        ends = np.cumsum([len(facts) for facts, _ in lines])[:-1]
        return [np.asarray(part) for part in np.split(told, ends)]

    def set_annotations(self, docs: Iterable[Doc], scores: Sequence[NDArray[np.float32]]) -> None:
        """Leave the probabilities on the drafts, or on training examples' ``user_data``."""
        for doc, told in zip(docs, scores, strict=True):
            if doc._.draft is not None:
                doc._.draft.told = told
            else:
                doc.user_data["referat_told"] = told

    def __call__(self, doc: Doc) -> Doc:
        """Tag one document."""
        self.set_annotations([doc], self.predict([doc]))
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 16) -> Iterator[Doc]:
        """Tag documents as they come."""
        for doc in stream:
            yield self(doc)

    def initialize(
        self, get_examples: Callable[[], Iterable[Example]], *, nlp: Language | None = None
    ) -> None:
        """Give the net its first weights."""
        self.model.initialize()

    def update(
        self,
        examples: Iterable[Example],
        *,
        drop: float = 0.0,
        sgd: Optimizer | None = None,
        losses: dict[str, float] | None = None,
    ) -> dict[str, float]:
        """Learn from documents; a share ``hide`` of them is shown without the rules' reading."""
        losses = losses if losses is not None else {}
        losses.setdefault(self.name, 0.0)
        batch = list(examples)
        lines = [self._hide(_facts(example.predicted)) for example in batch]
        gold = np.concatenate([example.reference.user_data[GOLD] for example in batch])
        told, backprop = self.model.begin_update(lines)
        keep = gold >= 0  # a line that no gold line matches teaches nothing
        gradient = told - self.cfg["smooth"] / len(TAGS)
        gradient[np.arange(len(gold))[keep], gold[keep]] -= 1.0 - self.cfg["smooth"]
        gradient[~keep] = 0.0
        gradient /= max(len(batch), 1) * 8.0
        if keep.any():
            right = told[np.arange(len(gold)), gold][keep]
            losses[self.name] += float(-np.log(right + 1e-9).mean())
        backprop(gradient)
        if sgd is not None:
            self.finish_update(sgd)
        return losses

    def _hide(self, lines: Lines) -> Lines:
        """Hide what a new layout would not give: the rules' reading, and words, at random."""
        facts = lines[0].copy()
        rules = slice(TEXT_SLOTS + LAYOUT_SLOTS, None)
        if self._rng.random() < self.cfg["hide"]:
            facts[:, rules] = 0
        elif self._rng.random() < 0.3:
            facts[self._rng.random(len(facts)) < 0.3, rules] = 0
        text = self._rng.random(len(facts)) < self.cfg["hide"]
        facts[text, :TEXT_SLOTS] *= self._rng.random((int(text.sum()), TEXT_SLOTS)) < 0.5
        return facts, lines[1]

    def score(self, examples: Iterable[Example], **kwargs: Any) -> dict[str, float]:
        """Share of lines with the right tag, and of headings and labels found."""
        right = total = 0
        hits = found = wanted = 0
        for example in examples:
            gold = example.reference.user_data[GOLD]
            told = example.predicted.user_data["referat_told"].argmax(axis=1)
            keep = gold >= 0
            right += int((told[keep] == gold[keep]).sum())
            total += int(keep.sum())
            opens, said = _opens(gold[keep]), _opens(told[keep])
            hits += int((opens & said & (gold[keep] == told[keep])).sum())
            found += int(said.sum())
            wanted += int(opens.sum())
        return {
            "linjer_acc": right / max(total, 1),
            "linjer_aabnere_f": 2 * hits / max(found + wanted, 1),
        }


_OPENERS = np.array([tag == "punkt" or tag.startswith("etiket") for tag in TAGS])


def _opens(tags: NDArray[Any]) -> NDArray[np.bool_]:
    return np.asarray(_OPENERS[tags])


def _facts(doc: Doc) -> Lines:
    if FACTS in doc.user_data:
        lines: Lines = doc.user_data[FACTS]
        return lines
    draft = doc._.draft
    tags = tags_of(draft.views, draft.roles.headings)
    return features_of(draft.views, draft.measures, tags)


@Language.factory(
    "referat_linjer",
    default_config={
        "model": {
            "@architectures": "referat.LineNet.v1",
            "width": 64,
            "distances": [1, 1, 2, 4, 8],
            "dropout": 0.1,
        },
        "hide": 0.2,
        "smooth": 0.0,
        "seed": 0,
    },
    default_score_weights={"linjer_acc": 0.3, "linjer_aabnere_f": 0.7},
)
def make_line_tagger(
    nlp: Language,
    name: str,
    model: Model[list[Lines], Any],
    hide: float,
    smooth: float,
    seed: int,
) -> LineTagger:
    """The trained tags of lines; ``hide`` and ``smooth`` are for training alone."""
    return LineTagger(nlp.vocab, model, name, hide=hide, smooth=smooth, seed=seed)
