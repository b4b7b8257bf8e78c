"""Measures the names model: names found whole, with the right bounds and label.

On the test part of UNER's Danish corpus (never trained on, never chosen by), as it is and spoilt
at three levels, and on invented minutes whose sentences and surnames no training text had. Parties
and bodies count as organisations where the corpus has them so. Spoilt text is made five times, and
the counts are added up: one drawing of it moves the figure by a point.
"""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from referat.training.ner.laeser import Kilder
from referat.training.ner.saetning import Saetning
from referat.training.ner.skabeloner import make_sentences
from referat.training.ner.stoej import LEVELS, add_noise

_DRAWINGS = 5
_COARSE = {"PARTI": "ORG", "UDVALG": "ORG"}
ALL = "alle"
"""Key of the figure over all labels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tal:
    """Names of one label in one text."""

    right: int
    """Found as they are."""
    found: int
    """Found at all."""
    there: int
    """In the text."""

    @property
    def precision(self) -> float:
        """Part of those found that is right; 0 where none was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Part of those there that was found; 0 where there are none."""
        return self.right / self.there if self.there else 0.0

    @property
    def f(self) -> float:
        """Harmonic mean of both."""
        total = self.found + self.there
        return 2 * self.right / total if total else 0.0


def score(nlp: Language, sentences: Sequence[Saetning], *, coarse: bool = False) -> dict[str, Tal]:
    """Figures by label, and over all of them under ``ALL``.

    Args:
        nlp: A pipeline that sets ``doc.ents``.
        sentences: Text with the names that are there.
        coarse: Parties and bodies are organisations, on both sides.
    """
    docs = [Doc(nlp.vocab, words=list(sentence.ord)) for sentence in sentences]
    counts: dict[str, Counter[str]] = {"right": Counter(), "found": Counter(), "there": Counter()}
    for sentence, doc in zip(sentences, nlp.pipe(docs, batch_size=128), strict=True):
        there = _named(sentence.spans(), coarse=coarse)
        found = _named(((e.start, e.end, e.label_) for e in doc.ents), coarse=coarse)
        for kind, spans in (("there", there), ("found", found), ("right", there & found)):
            counts[kind].update(label for _, _, label in spans)
            counts[kind][ALL] += len(spans)
    return {
        label: Tal(**{kind: counts[kind][label] for kind in counts})
        for label in sorted({*counts["there"], *counts["found"]})
    }


def _named(spans: Iterable[tuple[int, int, str]], *, coarse: bool) -> set[tuple[int, int, str]]:
    return {
        (start, end, _COARSE.get(label, label) if coarse else label) for start, end, label in spans
    }


def spoilt(sentences: Sequence[Saetning], level: str) -> tuple[Saetning, ...]:
    """A text spoilt at one level, five times over."""
    return tuple(
        add_noise(sentence, LEVELS[level], random.Random(1000 * drawing + place))
        for drawing in range(_DRAWINGS)
        for place, sentence in enumerate(sentences)
    )


def measure(nlp: Language, folder: Path) -> dict[str, dict[str, dict[str, Tal]]]:
    """Figures by text ("uner-test", "referater"), level ("ren", "let" …) and label."""
    texts: Mapping[str, tuple[Saetning, ...]] = {
        "uner-test": Kilder(folder=folder).part("test"),
        "referater": make_sentences("dev", 1000, 99),
    }
    return {
        name: {
            "ren": score(nlp, sentences, coarse=name == "uner-test"),
            **{
                level: score(nlp, spoilt(sentences, level), coarse=name == "uner-test")
                for level in LEVELS
            },
        }
        for name, sentences in texts.items()
    }


def table(figures: Mapping[str, Mapping[str, Mapping[str, Tal]]]) -> str:
    """The figures as a Markdown table, in points out of a hundred."""
    lines = [
        "| text | noise | label | precision | recall | F | names |",
        "| --- | --- | --- | ---: | ---: | ---: | ---: |",
    ]
    for text, levels in figures.items():
        for level, labels in levels.items():
            for label, tal in labels.items():
                lines.append(
                    f"| {text} | {level} | {label} | {100 * tal.precision:.1f} | "
                    f"{100 * tal.recall:.1f} | {100 * tal.f:.1f} | {tal.there} |"
                )
    return "\n".join(lines)


def unseen(folder: Path) -> tuple[Saetning, ...]:
    """Everything that is measured on, as it is and spoilt in the middle, once."""
    sentences = (*Kilder(folder=folder).part("test"), *make_sentences("dev", 300, 98))
    noisy = (
        add_noise(sentence, LEVELS["mellem"], random.Random(place))
        for place, sentence in enumerate(sentences)
    )
    return (*sentences, *noisy)


def reliability(answers: Sequence[tuple[float, bool]]) -> str:
    """How often names are right by how sure the model is, as a Markdown table."""
    edges = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0001)
    lines = ["| probability | names | right |", "| --- | ---: | ---: |"]
    for low, high in itertools.pairwise(edges):
        rights = [right for score, right in answers if low <= score < high]
        if rights:
            share = f"{sum(rights) / len(rights):.3f}"
            lines.append(f"| {low:.2f}–{min(high, 1.0):.2f} | {len(rights)} | {share} |")
    return "\n".join(lines)
