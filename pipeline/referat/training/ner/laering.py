"""Trains the names model from its config and writes it without a trace of what it was trained on.

``models/configs/ner.cfg`` and the corpora come in, ``models/ner/`` goes out. The best step on the
fixed text is kept; then its scores are brought to scale, and everything that is no weight is left
behind: spaCy's list of strings would be the words of the training text, names among them.
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

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as train_loop
from spacy.util import load_config, load_model, load_model_from_config

from referat.structure.navnemodel import TEMPERATURE, Navnemodel
from referat.training.ner.laeser import dev_sentences
from referat.training.ner.saetning import Saetning

NAME = "navne"
_TEMPERATURES = (1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
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
        return finish(best, dev_sentences(corpora), folder, scores)


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
    nlp = load_model_from_config(load_config_of(kept), auto_fill=True)
    model = nlp.get_pipe("ner")
    model.from_disk(trained / "ner", exclude=["vocab"])  # type: ignore[attr-defined]
    model.cfg[TEMPERATURE] = fit_temperature(nlp, sentences)  # type: ignore[attr-defined]
    # the sentences just read are in the vocabulary: write from one that has seen nothing
    clean = load_model_from_config(load_config_of(kept), auto_fill=True)
    for label in model.labels:  # type: ignore[attr-defined]
        clean.vocab.strings.add(label)
    fresh = clean.get_pipe("ner")
    fresh.from_disk(trained / "ner", exclude=["vocab"])  # type: ignore[attr-defined]
    fresh.cfg[TEMPERATURE] = model.cfg[TEMPERATURE]  # type: ignore[attr-defined]
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


def load_config_of(parts: dict[str, Any]) -> Any:
    """A config of some of another's sections."""
    from thinc.api import Config

    return Config(parts)


def fit_temperature(nlp: Language, sentences: Sequence[Saetning]) -> float:
    """The scale at which the model's probabilities say best how often it is right.

    Of the few in ``_TEMPERATURES`` the one with the least mean log loss over the names found.
    """
    model: Any = nlp.get_pipe("ner")
    losses = {}
    for temperature in _TEMPERATURES:
        model.cfg[TEMPERATURE] = temperature
        losses[temperature] = log_loss(certainties(nlp, sentences))
    return min(losses, key=lambda temperature: losses[temperature])


def certainties(nlp: Language, sentences: Sequence[Saetning]) -> list[tuple[float, bool]]:
    """Probability of each name found, and whether it is right."""
    model = nlp.get_pipe("ner")
    if not isinstance(model, Navnemodel):
        raise TypeError("the pipeline has no names model")
    found: list[tuple[float, bool]] = []
    for first in range(0, len(sentences), 200):
        part = sentences[first : first + 200]
        docs = [Doc(nlp.vocab, words=list(sentence.ord)) for sentence in part]
        for sentence, doc, spans in zip(part, docs, model.find(docs), strict=True):
            there = set(sentence.spans())
            for span, entity in zip(spans, doc.ents, strict=True):
                right = (entity.start, entity.end, entity.label_) in there
                found.append((span.score, right))
    return found


def log_loss(answers: Iterable[tuple[float, bool]]) -> float:
    """Mean log loss of probabilities; 0 where there are none."""
    terms = [
        -math.log(min(max(score if right else 1.0 - score, 1e-6), 1.0)) for score, right in answers
    ]
    return sum(terms) / len(terms) if terms else 0.0
