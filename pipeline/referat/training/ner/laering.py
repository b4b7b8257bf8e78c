"""Trains the names model from its config and writes it without a trace of what it was trained on.

``models/configs/ner.cfg`` and the corpora come in, ``models/ner/`` goes out. The best step on the
fixed text is kept; on that text its scores are brought to scale. Everything that is no weight is
left behind: spaCy's list of strings would be the words of the training text, names among them.
"""

from __future__ import annotations

import json
import math
import shutil
import sys
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as train_loop
from spacy.util import load_config, load_model, load_model_from_config
from thinc.api import Config

from referat.structure.navnemodel import TEMPERATURE, Navnemodel, probability
from referat.training.ner.laeser import dev_sentences
from referat.training.ner.maaling import score
from referat.training.ner.saetning import Saetning

NAME = "navne"
_TEMPERATURES = (1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
_SHIFTS = (0.0, -0.5, -1.0, -1.5, -2.0)
_KEPT = ("NOTICE.md",)
"""Files of the folder that are written by hand."""


def train(config: Path, corpora: Path, folder: Path, *, steps: int | None = None) -> str:
    """Train, and write the finished model; the answer is its full name.

    Args:
        config: The config.
        corpora: Folder of the Danish corpora.
        folder: Where the model goes; what was there is replaced, but for the notice.
        steps: Fewer steps than the config has, to try something out.
    """
    overrides: dict[str, Any] = {"paths.corpora": str(corpora)}
    if steps is not None:
        overrides["training.max_steps"] = steps
    nlp = init_nlp(load_config(config, overrides=overrides, interpolate=False))
    with TemporaryDirectory() as work:
        train_loop(nlp, Path(work), stdout=sys.stderr, stderr=sys.stderr)
        best = Path(work) / "model-best"
        scores = json.loads((best / "meta.json").read_text(encoding="utf-8"))["performance"]
        return finish(best, dev_sentences(corpora)[::3], folder, scores)  # a third will do


def finish(
    trained: Path, sentences: Sequence[Saetning], folder: Path, scores: dict[str, Any]
) -> str:
    """Write a trained model for use: brought to scale, without strings, paths and training.

    Args:
        trained: Folder of the trained pipeline.
        sentences: Text with names that was not trained on, to bring its scores to scale.
        folder: Where the finished model goes.
        scores: What goes into its ``meta.json`` as its performance.
    """
    settings = load_config(trained / "config.cfg", interpolate=False)
    kept = {key: settings[key] for key in ("nlp", "components")}
    nlp = load_model_from_config(Config(kept), auto_fill=True)
    model = _model(nlp)
    model.from_disk(trained / "ner", exclude=["vocab"])
    shift = fit_shift(nlp, sentences)
    shift_people(model, shift)
    temperature = fit_temperature(nlp, sentences)
    # the sentences just read are in the vocabulary: write from one that has seen nothing
    clean = load_model_from_config(Config(kept), auto_fill=True)
    for label in model.labels:
        clean.vocab.strings.add(label)
    fresh = _model(clean)
    fresh.from_disk(trained / "ner", exclude=["vocab"])
    shift_people(fresh, shift)
    fresh.cfg[TEMPERATURE] = temperature
    clean.meta.update(
        name=NAME,
        version=version("referat"),
        license="CC BY-SA 4.0",
        description="Persons, organisations, places, bodies and parties in Danish minutes.",
        performance={key: scores[key] for key in ("ents_f", "ents_per_type") if key in scores},
    )
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in _KEPT:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    clean.to_disk(folder)
    load_model(folder)
    return f"{clean.lang}_{NAME}-{clean.meta['version']}"


def shift_people(model: Navnemodel, amount: float) -> None:
    """Add to the score with which a word begins a person, for good: it is in the weights."""
    upper = model.model.get_ref("upper")
    bias = upper.get_param("b").copy()
    for number in range(model.moves.n_moves):
        if model.moves.get_class_name(number) in ("B-PER", "U-PER"):
            bias[number] += amount
    upper.set_param("b", bias)


def fit_shift(nlp: Language, sentences: Sequence[Saetning]) -> float:
    """What to add to the score of people: the invented minutes have more of them than other text.

    Of the few in ``_SHIFTS`` the one that finds people best (F), and of equals the least; the
    model is left as it was.
    """
    model = _model(nlp)
    figures = {}
    for shift in _SHIFTS:
        shift_people(model, shift)
        people = score(nlp, sentences).get("PER")
        figures[shift] = people.f if people else 0.0
        shift_people(model, -shift)
    return max(figures, key=lambda shift: figures[shift])


def fit_temperature(nlp: Language, sentences: Sequence[Saetning]) -> float:
    """The scale at which the model's probabilities say best how often it is right.

    Of the few in ``_TEMPERATURES`` the one with the least mean log loss over the names found.
    """
    found = _decided(nlp, sentences)
    losses = {
        temperature: log_loss((probability(words, temperature), right) for words, right in found)
        for temperature in _TEMPERATURES
    }
    return min(losses, key=lambda temperature: losses[temperature])


def certainties(nlp: Language, sentences: Sequence[Saetning]) -> list[tuple[float, bool]]:
    """Probability of each name found, and whether it is right."""
    temperature = _model(nlp).cfg.get(TEMPERATURE, 1.0)
    return [(probability(words, temperature), right) for words, right in _decided(nlp, sentences)]


def _decided(
    nlp: Language, sentences: Sequence[Saetning]
) -> list[tuple[list[np.ndarray[Any, Any]], bool]]:
    """What was decided of the words of each name found, and whether the name is right."""
    model = _model(nlp)
    found = []
    for first in range(0, len(sentences), 200):
        part = sentences[first : first + 200]
        docs = [Doc(nlp.vocab, words=list(sentence.ord)) for sentence in part]
        for sentence, doc, words in zip(part, docs, model.decide(docs), strict=True):
            there = set(sentence.spans())
            found += [
                (words[span.start : span.end], (span.start, span.end, span.label_) in there)
                for span in doc.ents
            ]
    return found


def _model(nlp: Language) -> Navnemodel:
    model = nlp.get_pipe("ner")
    if not isinstance(model, Navnemodel):
        raise TypeError("the pipeline has no names model")
    return model


def log_loss(answers: Iterable[tuple[float, bool]]) -> float:
    """Mean log loss of probabilities; 0 where there are none."""
    terms = [
        -math.log(min(max(score if right else 1.0 - score, 1e-6), 1.0)) for score, right in answers
    ]
    return sum(terms) / len(terms) if terms else 0.0
