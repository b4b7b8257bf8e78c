"""The trained outcome classifier: which classes a decision has, and how sure that is.

In: the text of one decision. Out: its classes in order, with a probability. Each sentence is
weighed on its own (``udfaldstraek.py``), a class counts as much as its surest sentence gives it,
and what the rules of ``beslutninger.py`` read is held against it. Trained by
``training/udfald.py``; without weights the rules stand alone.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from referat.danish.udfald import MISTOLD
from referat.errors import MissingModelError
from referat.structure.beslutninger import find_udfald
from referat.structure.udfaldstraek import (
    SIZE,
    Numbers,
    features_of,
    is_numbered,
    split_decision,
)
from referat.types import Punkt, Udfald

Floats = NDArray[np.float32]

CLASSES = tuple(Udfald)
"""What a sentence can carry."""
_LEAST = -3.0
"""Log odds that a class must reach where no sentence carries any and one is looked for all the
same; below, the decision is ``andet``."""
_REPORT = 3
"""Sentences from which a text that the rules take for a report is one, whatever it tells of."""
FILE = "vaegte.npz"
_WEAK = (Udfald.DROEFTET, Udfald.ORIENTERET)
_PLACE = {udfald: place for place, udfald in enumerate(CLASSES)}
_RULES_ALONE = 0.8
"""Confidence of the rules' own reading: the share of decisions of unseen wording that they read
wholly right is lower, of the families they were written for higher."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Classes of one decision."""

    udfald: tuple[Udfald, ...]
    """In the order in which they appear."""
    confidence: float
    """Probability that it is exactly these, 0.0-1.0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UdfaldModel:
    """Weights; arrays are float32 here and float16 in the file."""

    weights: Floats
    """Each feature's weight for each class, and beside it the feature as a small vector: ``SIZE`` x
    (13 + width). One table, since looking features up is most of the work."""
    hidden: Floats
    """From there to the classes: width x 13."""
    hidden_bias: Floats
    """Width."""
    bias: Floats
    """13."""
    sure: Floats
    """Four weights of the confidence: constant, the weakest margin, agreement with the rules,
    number of sentences (``confidence``)."""
    margin: float
    """From this difference of log odds on the model decides against the rules."""

    def sentence_logits(self, found: Sequence[Numbers]) -> Floats:
        """Log odds of each class in each sentence: sentences x 13."""
        lengths = np.array([len(numbers) for numbers in found])
        starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
        summed = np.add.reduceat(self.weights[np.concatenate(found)], starts, axis=0)
        summed /= np.sqrt(lengths, dtype=np.float32)[:, None]
        known = len(CLASSES)
        hidden = np.maximum(summed[:, known:] + self.hidden_bias, 0.0)
        logits: Floats = summed[:, :known] + hidden @ self.hidden + self.bias
        return logits

    def read(self, text: str) -> Reading:
        """Classes of a decision, the rules counted in."""
        parts = split_decision(text)
        rules = find_udfald(text)
        if not parts:
            return Reading(udfald=rules, confidence=_RULES_ALONE)
        logits = self.sentence_logits(features_of(parts))
        reading = self.decide(logits, [is_numbered(part) for part in parts], rules)
        wrong = {
            udfald
            for udfald, phrase in MISTOLD
            if udfald in reading.udfald and udfald not in rules and phrase.search(text)
        }
        if not wrong:
            return reading
        left = tuple(udfald for udfald in reading.udfald if udfald not in wrong)
        return Reading(udfald=left or rules, confidence=_RULES_ALONE)

    def decide(
        self, logits: Floats, numbered: Sequence[bool], rules: tuple[Udfald, ...]
    ) -> Reading:
        """Bring the sentences' log odds and the rules' reading to one."""
        own = classes_of(logits, numbered)
        top = logits.max(axis=0)
        agree = set(own) == set(rules)
        chosen = own
        unread = rules == (Udfald.ANDET,)
        silent = not (top > 0).any()  # no sentence carries anything: `own` is but the likeliest
        report = rules == (Udfald.ORIENTERET,) and len(numbered) >= _REPORT and not any(numbered)
        if agree or report or (silent and not unread) or against(top, own, rules) < self.margin:
            chosen = rules
        return Reading(udfald=chosen, confidence=self.confidence(top, chosen, rules, len(logits)))

    def confidence(
        self, top: Floats, chosen: tuple[Udfald, ...], rules: tuple[Udfald, ...], count: int
    ) -> float:
        """Probability that a reading is exactly right."""
        score = float(self.sure @ np.array(signals(top, chosen, rules, count), dtype=np.float32))
        return float(1.0 / (1.0 + np.exp(-score)))

    def save(self, path: Path) -> None:
        """Write the weights; the same bytes for the same weights."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            np.savez_compressed(
                file,
                direct=self.weights[:, : len(CLASSES)].astype(np.float16),
                embed=self.weights[:, len(CLASSES) :].astype(np.float16),
                hidden=self.hidden.astype(np.float16),
                hidden_bias=self.hidden_bias.astype(np.float16),
                bias=self.bias.astype(np.float16),
                sure=self.sure.astype(np.float32),
                margin=np.array(self.margin, dtype=np.float32),
                classes=np.array([str(udfald) for udfald in CLASSES]),
            )


def signals(
    top: Floats, chosen: tuple[Udfald, ...], rules: tuple[Udfald, ...], count: int
) -> list[float]:
    """What the confidence of a reading is made from: see ``UdfaldModel.sure``."""
    signs = np.full(len(CLASSES), -1.0, dtype=np.float32)
    for udfald in chosen:
        signs[_PLACE[udfald]] = 1.0
    doubtful = top * signs
    if set(chosen) != {Udfald.ANDET}:
        doubtful[_PLACE[Udfald.ANDET]] = 20.0
    if any(udfald not in _WEAK for udfald in chosen):
        # a weak class beside a strong one is left out on purpose, however likely it is
        for udfald in _WEAK:
            if udfald not in chosen:
                doubtful[_PLACE[udfald]] = 20.0
    return [
        1.0,
        float(np.clip(doubtful.min(), -6.0, 6.0)),
        float(set(chosen) == set(rules)),
        float(min(count, 6)) / 6.0,
    ]


def against(top: Floats, own: tuple[Udfald, ...], rules: tuple[Udfald, ...]) -> float:
    """How strongly the model speaks against the rules, in log odds.

    The least of what it says of each class on which they differ; 0.0 where they agree, and without
    bound where the rules know no phrase of the text and give ``andet`` for want of one.
    """
    if rules == (Udfald.ANDET,) and own != rules:
        return float("inf")
    differ = [_PLACE[udfald] for udfald in set(own) ^ set(rules)]
    return min((abs(float(top[place])) for place in differ), default=0.0)


def classes_of(logits: Floats, numbered: Sequence[bool]) -> tuple[Udfald, ...]:
    """Classes by the model alone, in the order of the sentences that carry them.

    ``droeftet`` and ``orienteret`` count only where nothing stronger stands, save in a numbered
    part, which has its own class, and save that a sitting which discussed a case and put it off did
    both.

    Args:
        logits: Log odds, sentences x 13.
        numbered: Whether each sentence opens a numbered part.
    """
    found: list[Udfald] = []
    kept: set[Udfald] = set()
    for row, opens in zip(logits, numbered, strict=True):
        here = [
            (float(row[place]), udfald)
            for udfald, place in _PLACE.items()
            if row[place] > 0 and udfald is not Udfald.ANDET
        ]
        carried: list[Udfald] = [udfald for _, udfald in sorted(here, reverse=True)]
        if Udfald.GODKENDT_MED_AENDRINGER in carried and Udfald.GODKENDT in carried:
            both = (Udfald.GODKENDT_MED_AENDRINGER, Udfald.GODKENDT)
            less = min(both, key=lambda udfald: float(row[_PLACE[udfald]]))
            carried.remove(less)
        found += carried
        if opens and len(carried) == 1:
            kept.update(carried)
    strong = [udfald for udfald in found if udfald not in _WEAK]
    if strong:
        discussed = Udfald.DROEFTET in found and set(strong) == {Udfald.UDSAT}
        found = [
            udfald
            for udfald in found
            if udfald in strong or udfald in kept or (discussed and udfald is Udfald.DROEFTET)
        ]
    if not found:
        top = logits.max(axis=0)
        likeliest = CLASSES[int(top.argmax())]
        found = [likeliest if top.max() > _LEAST else Udfald.ANDET]
    return tuple(dict.fromkeys(found))


def load(folder: Path) -> UdfaldModel | None:
    """The weights in a component's folder; ``None`` where there are none.

    Raises:
        MissingModelError: There are, and they cannot be read or are of another make.
    """
    path = folder / FILE
    if not path.is_file():
        return None
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            names = tuple(str(name) for name in stored["classes"])
            model = UdfaldModel(
                weights=np.concatenate((stored["direct"], stored["embed"]), axis=1).astype(
                    np.float32
                ),
                hidden=stored["hidden"].astype(np.float32),
                hidden_bias=stored["hidden_bias"].astype(np.float32),
                bias=stored["bias"].astype(np.float32),
                sure=stored["sure"].astype(np.float32),
                margin=float(stored["margin"]),
            )
    except (OSError, ValueError, KeyError, EOFError, TypeError, zipfile.BadZipFile) as error:
        raise _broken(path, str(error)) from error
    width = len(model.hidden)
    fits = (
        names == tuple(str(udfald) for udfald in CLASSES)
        and model.weights.shape == (SIZE, len(CLASSES) + width)
        and model.hidden.shape == (width, len(CLASSES))
        and model.hidden_bias.shape == (width,)
        and model.bias.shape == (len(CLASSES),)
        and model.sure.shape == (4,)
    )
    if not fits:
        raise _broken(path, "its tables are of another size than this version's")
    if not all(np.isfinite(part).all() for part in (model.weights, model.hidden, model.bias)):
        raise _broken(path, "it holds values that are no numbers")
    return model


def read_outcomes(model: UdfaldModel, punkt: Punkt) -> Punkt:
    """A punkt whose decision and earlier decisions have the classes that the model reads."""
    beslutning = punkt.beslutning
    if beslutning is not None:
        reading = model.read(beslutning.tekst)
        beslutning = replace(
            beslutning, udfald=reading.udfald, udfald_confidence=round(reading.confidence, 3)
        )
    sagsgang = tuple(
        replace(step, udfald=model.read(step.tekst).udfald) if step.tekst else step
        for step in punkt.sagsgang
    )
    return replace(punkt, beslutning=beslutning, sagsgang=sagsgang)


def _broken(path: Path, why: str) -> MissingModelError:
    return MissingModelError(
        f"the weights of the outcome classifier cannot be used: {why}.",
        action="Install referat again, or train them with `python -m referat.training.udfald`.",
        path=str(path),
    )
