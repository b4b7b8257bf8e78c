"""What spaCy's training reads: the corpora and invented minutes, spoilt anew in every round.

Registered as ``referat.NavneKorpus.v1`` (training, without end) and ``referat.NavneProeve.v1``
(the fixed text on which the best step is chosen: the corpora's dev part, never their test part).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry

from referat.structure.navnetraek import LIST_LAYER, make_list
from referat.training.ner import korpora, navne
from referat.training.ner.saetning import Saetning, marks_of
from referat.training.ner.skabeloner import make_sentences
from referat.training.ner.stoej import LEVELS, add_noise

_SPOILT = 0.35
"""Part of the training sentences that are spoilt as by OCR."""
_RENAMED = 0.3
"""Part of the corpora's persons that get another name, so that none is learnt by heart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kilder:
    """Where the corpora lie."""

    folder: Path
    """Folder with ``DaNplus/`` and ``UNER_Danish-DDT/``."""

    def train(self) -> tuple[Saetning, ...]:
        """Training part: newspapers of DaN+, and its dev parts of forum and Twitter."""
        sentences: list[Saetning] = []
        for name in ("da_news_train", "da_arto_dev", "da_twitter_dev"):
            sentences += korpora.read_danplus(self.folder / "DaNplus" / f"{name}.tsv")
        return tuple(sentences)

    def part(self, name: str) -> tuple[Saetning, ...]:
        """The "dev" or "test" part of UNER."""
        return korpora.read_uner(self.folder / "UNER_Danish-DDT" / f"da_ddt-ud-{name}.iob2")


def to_example(nlp: Language, sentence: Saetning) -> Example:
    """A sentence as spaCy trains on it."""
    words = list(sentence.ord)
    reference = Doc(nlp.vocab, words=words, ents=list(sentence.maerker))
    return Example(Doc(nlp.vocab, words=words), reference)


def rename(sentence: Saetning, rng: random.Random) -> Saetning:
    """A sentence in which some persons have other names of as many words."""
    words: list[str] = []
    spans: list[tuple[int, int, str]] = []
    at = 0
    for start, end, label in sentence.spans():
        words += sentence.ord[at:start]
        new = list(sentence.ord[start:end])
        if label == "PER" and rng.random() < _RENAMED and new[-1][-1:].isalpha():
            new = _new_name(new, rng)
        spans.append((len(words), len(words) + len(new), label))
        words += new
        at = end
    words += sentence.ord[at:]
    return Saetning(ord=tuple(words), maerker=marks_of(len(words), spans))


def _new_name(old: list[str], rng: random.Random) -> list[str]:
    if len(old) == 1:
        one = navne.invent_first if rng.random() < 0.4 else navne.invent_last
        return [one(rng, "train") + ("s" if old[0].endswith("s") else "")]
    return navne.invent_person(rng, "train").split()


def recase(sentence: Saetning, rng: random.Random) -> Saetning:
    """A sentence in capitals, or its names in capitals or in small letters."""
    kind = rng.random()
    if kind < 0.4:
        return replace(sentence, ord=tuple(word.upper() for word in sentence.ord))
    cased = str.upper if kind < 0.8 else str.lower
    return replace(
        sentence,
        ord=tuple(
            cased(word) if mark != "O" else word
            for word, mark in zip(sentence.ord, sentence.maerker, strict=True)
        ),
    )


@registry.readers("referat.NavneKorpus.v1")  # type: ignore[untyped-decorator]
def make_reader(folder: str, domain: int, seed: int) -> Callable[[Language], Iterator[Example]]:
    """Training sentences, one round a call, each round spoilt and invented anew.

    Args:
        folder: Where the corpora lie.
        domain: Invented sentences a round.
        seed: Chance.
    """
    state = {"round": 0}

    def read(nlp: Language) -> Iterator[Example]:
        state["round"] += 1
        rng = random.Random(seed * 100_003 + state["round"])
        sentences = [rename(sentence, rng) for sentence in Kilder(folder=Path(folder)).train()]
        sentences += make_sentences("train", domain, rng.randrange(2**31))
        rng.shuffle(sentences)
        for sentence in sentences:
            if rng.random() < 0.08:
                sentence = recase(sentence, rng)
            if rng.random() < _SPOILT:
                sentence = add_noise(sentence, rng.choice((0.01, 0.03, 0.05, 0.08)), rng)
            yield to_example(nlp, sentence)

    return read


def dev_sentences(folder: Path) -> tuple[Saetning, ...]:
    """The fixed text for choosing: UNER dev as it is and spoilt, and invented minutes."""
    rng = random.Random(11)
    clean = Kilder(folder=folder).part("dev")
    noisy = tuple(add_noise(sentence, LEVELS["mellem"], rng) for sentence in clean)
    return (*clean, *noisy, *make_sentences("dev", 300, 12))


@registry.readers("referat.NavneProeve.v1")  # type: ignore[untyped-decorator]
def make_dev_reader(folder: str) -> Callable[[Language], Iterable[Example]]:
    """The fixed text on which the best step is chosen."""

    def read(nlp: Language) -> Iterator[Example]:
        for sentence in dev_sentences(Path(folder)):
            yield to_example(nlp, sentence)

    return read


@registry.callbacks("referat.NavneListe.v1")  # type: ignore[untyped-decorator]
def make_list_callback() -> Callable[[Language], Language]:
    """Puts the list of names into the model when training begins."""

    def add(nlp: Language) -> Language:
        table = make_list(navne.name_list())
        models: list[Any] = [component for _, component in nlp.components]
        for component in models:
            for node in component.model.walk():
                if node.name == LIST_LAYER:
                    node.attrs["navne"] = table
        return nlp

    return add
