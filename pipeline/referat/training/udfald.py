"""Trains the outcome classifier: ``python -m referat.training.udfald``.

``models/configs/udfald.cfg`` and the formulas of ``udfaldsdata`` come in,
``models/udfald/vaegte.npz`` goes out, the same bytes each time. Three sets of decisions
are told apart: formulas trained on, formulas held out (which also say how sure the model may be),
and the decisions of ``corpus/gold``, which are only measured.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray
from spacy.util import load_config

from referat.structure.beslutninger import find_udfald
from referat.structure.udfaldsmodel import (
    CLASSES,
    FILE,
    Floats,
    UdfaldModel,
    classes_of,
    load,
    signals,
)
from referat.structure.udfaldstraek import (
    RULE_FEATURES,
    SIZE,
    Numbers,
    features_of,
    is_numbered,
    split_decision,
)
from referat.training.gate import CHECKOUT
from referat.training.korpus.beslutninger import make_example
from referat.training.korpus.indhold import Split
from referat.training.udfaldstekst import Decision, Part, Side, make_decision
from referat.types import Udfald

CONFIG = CHECKOUT / "models" / "configs" / "udfald.cfg"
_PLACE = {udfald: place for place, udfald in enumerate(CLASSES)}
_PAD = SIZE


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What ``udfald.cfg`` decides; each field is told there."""

    seed: int
    decisions: int
    grammar: int
    measured: int
    epochs: int
    batch: int
    width: int
    rate: float
    shrink: float
    dropout: float
    rule_dropout: float
    smoothing: float
    margin: float


@dataclass(slots=True)
class Batchable:
    """Decisions as arrays: groups of sentences with one target each."""

    numbers: list[Numbers] = field(default_factory=list)
    """Features of every sentence."""
    groups: list[tuple[int, int]] = field(default_factory=list)
    """First sentence and end of each group: one formula's, or a whole decision's."""
    targets: list[Floats] = field(default_factory=list)
    """13 values of each group."""
    weights: list[Floats] = field(default_factory=list)
    """13 values of each group: 0.0 where the target is not known."""

    def add(self, parts: Sequence[Part], *, whole: bool = False) -> None:
        """Add one decision.

        Args:
            parts: With the classes of each.
            whole: The classes are known of the decision as a whole alone.
        """
        sentences = [sentence for part in parts for sentence in part.sentences]
        at = len(self.numbers)
        self.numbers += features_of(sentences)
        if whole:
            parts = [
                Part(
                    sentences=tuple(sentences),
                    classes=tuple(udfald for part in parts for udfald in part.classes),
                )
            ]
        for part in parts:
            target = np.zeros(len(CLASSES), dtype=np.float32)
            for udfald in part.classes:
                target[_PLACE[udfald]] = 1.0
            weight = np.ones(len(CLASSES), dtype=np.float32)
            if whole and target.any():
                # a weak class is not told where something stronger stands
                for udfald in (Udfald.DROEFTET, Udfald.ORIENTERET):
                    weight[_PLACE[udfald]] = target[_PLACE[udfald]]
            self.groups.append((at, at + len(part.sentences)))
            self.targets.append(target)
            self.weights.append(weight)
            at += len(part.sentences)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One decision to measure on."""

    group: str
    """Family of the corpus, or ``formler``."""
    text: str
    """Its text."""
    gold: tuple[Udfald, ...]
    """What it is."""


def read_plan(path: Path) -> Plan:
    """The plan in a config."""
    return Plan(**load_config(path)["training"])


def make_decisions(seed: int, count: int, side: Side) -> Iterator[Decision]:
    """Decisions of one side, the same for the same seed."""
    rng = random.Random(f"{seed}/{side}")
    for _ in range(count):
        yield make_decision(rng, side)


def grammar_decisions(seed: int, count: int, split: Split) -> Iterator[Case]:
    """Decisions as the corpus generator writes them; their classes are known of the whole alone."""
    rng = random.Random(f"{seed}/korpus/{split}")
    for _ in range(count):
        text, classes, _ = make_example(rng, split)
        yield Case(group="grammatik", text=text, gold=tuple(Udfald(name) for name in classes))


def train(plan: Plan, material: Batchable) -> UdfaldModel:
    """Weights that fit the material; confidence and margin are set by ``settle``.

    Adam on the cross entropy of each class, where a group's log odds are those of its surest
    sentence.
    """
    rng = np.random.default_rng(plan.seed)
    params = _initial(plan, rng)
    moments = {name: (np.zeros_like(part), np.zeros_like(part)) for name, part in params.items()}
    order = np.arange(len(material.groups))
    step, total = 0, plan.epochs * (len(order) // plan.batch + 1)
    for _ in range(plan.epochs):
        rng.shuffle(order)
        for start in range(0, len(order), plan.batch):
            step += 1
            chosen = order[start : start + plan.batch]
            grads = _gradients(plan, params, material, chosen, rng)
            rate = plan.rate * max(0.02, 1.0 - step / total)
            _update(params, grads, moments, step, rate, plan.shrink)
    return UdfaldModel(
        weights=np.concatenate((params["direct"][:SIZE], params["embed"][:SIZE]), axis=1),
        hidden=params["hidden"],
        hidden_bias=params["hidden_bias"],
        bias=params["bias"],
        sure=np.array([0.0, 1.0, 0.0, 0.0], dtype=np.float32),
        margin=0.0,
    )


def _initial(plan: Plan, rng: np.random.Generator) -> dict[str, Floats]:
    def draw(*shape: int, spread: float) -> Floats:
        return (rng.standard_normal(shape) * spread).astype(np.float32)

    params = {
        "direct": np.zeros((SIZE + 1, len(CLASSES)), dtype=np.float32),
        "embed": draw(SIZE + 1, plan.width, spread=0.1),
        "hidden": draw(plan.width, len(CLASSES), spread=0.3),
        "hidden_bias": np.full(plan.width, 0.1, dtype=np.float32),
        "bias": np.full(len(CLASSES), -2.0, dtype=np.float32),
    }
    params["embed"][_PAD] = 0.0
    return params


def _padded(
    plan: Plan, lists: Sequence[Numbers], rng: np.random.Generator
) -> tuple[NDArray[np.int64], Floats]:
    """Numbers of a batch's sentences, some left out, and 1/sqrt of how many are left."""
    longest = max(len(numbers) for numbers in lists)
    table = np.full((len(lists), longest), _PAD, dtype=np.int64)
    for row, numbers in enumerate(lists):
        table[row, : len(numbers)] = numbers
    hide = rng.random(table.shape) < plan.dropout
    without_rules = rng.random(len(lists)) < plan.rule_dropout
    hide |= without_rules[:, None] & RULE_FEATURES[np.minimum(table, SIZE - 1)]
    table[hide] = _PAD
    count = np.maximum((table != _PAD).sum(axis=1), 1)
    return table, (1.0 / np.sqrt(count)).astype(np.float32)


def _gradients(
    plan: Plan,
    params: dict[str, Floats],
    material: Batchable,
    chosen: NDArray[np.int64],
    rng: np.random.Generator,
) -> dict[str, Floats]:
    spans = [material.groups[at] for at in chosen]
    lists = [material.numbers[row] for first, end in spans for row in range(first, end)]
    table, scale = _padded(plan, lists, rng)
    summed = params["embed"][table].sum(axis=1) * scale[:, None] + params["hidden_bias"]
    active = np.maximum(summed, 0.0)
    logits = (
        params["direct"][table].sum(axis=1) * scale[:, None]
        + active @ params["hidden"]
        + params["bias"]
    )
    # the surest sentence of each group
    back = np.zeros_like(logits)
    at = 0
    columns = np.arange(len(CLASSES))
    for place, (first, end) in zip(chosen, spans, strict=True):
        rows = logits[at : at + end - first]
        best = rows.argmax(axis=0)
        top = rows[best, columns]
        target = material.targets[place] * (1 - 2 * plan.smoothing) + plan.smoothing
        odds = 1.0 / (1.0 + np.exp(-top))
        back[at + best, columns] += (odds - target) * material.weights[place]
        at += end - first
    back /= len(spans)
    hidden_back = (back @ params["hidden"].T) * (summed > 0)
    return {
        "direct": _scatter(table, back * scale[:, None]),
        "embed": _scatter(table, hidden_back * scale[:, None]),
        "hidden": (active.T @ back).astype(np.float32),
        "hidden_bias": hidden_back.sum(axis=0).astype(np.float32),
        "bias": back.sum(axis=0).astype(np.float32),
    }


def _scatter(table: NDArray[np.int64], rows: Floats) -> Floats:
    """Sum of the rows of the sentences that each feature stands in: ``SIZE`` + 1 x columns."""
    flat = table.ravel()
    repeated = np.repeat(rows, table.shape[1], axis=0)
    out = np.stack(
        [
            np.bincount(flat, weights=repeated[:, column], minlength=SIZE + 1)
            for column in range(rows.shape[1])
        ],
        axis=1,
    ).astype(np.float32)
    out[_PAD] = 0.0
    return out


def _update(
    params: dict[str, Floats],
    grads: dict[str, Floats],
    moments: dict[str, tuple[Floats, Floats]],
    step: int,
    rate: float,
    shrink: float,
) -> None:
    for name, grad in grads.items():
        mean, square = moments[name]
        mean += 0.1 * (grad - mean)
        square += 0.001 * (grad * grad - square)
        move = (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        params[name] -= rate * move
        if name in ("direct", "embed", "hidden"):
            params[name] *= 1.0 - rate * shrink


def corpus_cases(folder: Path) -> Iterator[Case]:
    """The decisions of a folder of gold."""
    for path in sorted(folder.rglob("*.json")):
        gold = json.loads(path.read_text("utf-8") or "{}")
        for punkt in gold.get("punkter", []):
            beslutning = punkt.get("beslutning")
            if beslutning and beslutning["tekst"]:
                yield Case(
                    group=path.parent.name,
                    text=beslutning["tekst"],
                    gold=tuple(Udfald(name) for name in beslutning["udfald"]),
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How well classes were told."""

    macro: float
    """Mean over the classes of their F1."""
    micro: float
    """F1 over all classes together."""
    exact: float
    """Share of decisions whose set of classes is right."""
    by_class: dict[str, tuple[float, int]]
    """F1, and how often the class stands in the gold."""


def measure(pairs: Iterable[tuple[tuple[Udfald, ...], tuple[Udfald, ...]]]) -> Measure:
    """Measure readings against gold.

    Args:
        pairs: Gold and reading.
    """
    counts = {udfald: [0, 0, 0] for udfald in Udfald}
    exact = total = 0
    for gold, given in pairs:
        total += 1
        exact += set(gold) == set(given)
        for udfald in set(gold) | set(given):
            counts[udfald][0] += udfald in gold and udfald in given
            counts[udfald][1] += udfald in given
            counts[udfald][2] += udfald in gold
    by_class = {
        str(udfald): (2 * hits / (given + gold), gold)
        for udfald, (hits, given, gold) in counts.items()
        if given + gold
    }
    hits, sides = (
        sum(count[0] for count in counts.values()),
        sum(count[1] + count[2] for count in counts.values()),
    )
    return Measure(
        macro=sum(value for value, _ in by_class.values()) / max(1, len(by_class)),
        micro=2 * hits / max(1, sides),
        exact=exact / max(1, total),
        by_class=by_class,
    )


def settle(model: UdfaldModel, cases: Sequence[Case], margin: float) -> UdfaldModel:
    """The same weights, with the margin, and the confidence that fits unseen wording."""
    rows, hits = [], []
    model = replace(model, margin=margin)
    for case in cases:
        parts = split_decision(case.text)
        rules = find_udfald(case.text)
        logits = model.sentence_logits(features_of(parts))
        chosen = model.decide(logits, [is_numbered(part) for part in parts], rules).udfald
        rows.append(signals(logits.max(axis=0), chosen, rules, len(logits)))
        hits.append(float(set(chosen) == set(case.gold)))
    sure = logistic(np.array(rows), np.array(hits)).astype(np.float32)
    return replace(model, sure=sure)


def logistic(rows: NDArray[np.float64], hits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights of a logistic regression, by Newton's method with a little shrinkage."""
    weights = np.zeros(rows.shape[1])
    for _ in range(30):
        odds = 1.0 / (1.0 + np.exp(-rows @ weights))
        slope = rows.T @ (odds - hits) + 0.5 * weights
        curve = (rows * (odds * (1 - odds))[:, None]).T @ rows + 0.5 * np.eye(len(weights))
        weights -= np.linalg.solve(curve, slope)
    return weights


def report(
    model: UdfaldModel, held_out: Sequence[Case], generated: Sequence[Case]
) -> Iterator[str]:
    """What rules, model and both reach on each set, as lines."""
    corpus = list(corpus_cases(CHECKOUT / "corpus" / "gold"))
    sets = {
        "held-out formulas": [case for case in held_out if case.group == "formler"],
        "generator, test": list(generated),
        "corpus F": [case for case in corpus if case.group.startswith("F")],
        "corpus N": [case for case in corpus if case.group.startswith("N")],
    }
    yield f"{'':18}{'decisions':>9}  {'rules':>20}  {'model':>20}  {'both':>20}"
    sets = {name: cases for name, cases in sets.items() if cases}
    for name, cases in sets.items():
        columns = []
        for way in (_by_rules, _by_model, _by_both):
            got = measure((case.gold, way(model, case.text)) for case in cases)
            columns.append(f"{got.macro:.3f} {got.micro:.3f} {got.exact:.3f}")
        yield f"{name:18}{len(cases):9}  " + "  ".join(f"{column:>20}" for column in columns)
    yield "macro F1, micro F1, share with every class right"
    for name, cases in sets.items():
        got = measure((case.gold, model.read(case.text).udfald) for case in cases)
        yield f"{name}: " + ", ".join(
            f"{udfald} {value:.2f} ({count})" for udfald, (value, count) in got.by_class.items()
        )


def _by_rules(model: UdfaldModel, text: str) -> tuple[Udfald, ...]:
    return find_udfald(text)


def _by_model(model: UdfaldModel, text: str) -> tuple[Udfald, ...]:
    parts = split_decision(text)
    logits = model.sentence_logits(features_of(parts))
    return classes_of(logits, [is_numbered(part) for part in parts])


def _by_both(model: UdfaldModel, text: str) -> tuple[Udfald, ...]:
    return model.read(text).udfald


def held_out_cases(plan: Plan) -> list[Case]:
    """Decisions of held-out wording."""
    return [
        Case(group="formler", text=decision.text, gold=decision.classes)
        for decision in make_decisions(plan.seed, plan.measured, Side.HELD_OUT)
    ]


def fit(plan: Plan, side: Side) -> UdfaldModel:
    """Train on one side of the formulas."""
    material = Batchable()
    for decision in make_decisions(plan.seed, plan.decisions, side):
        material.add(decision.parts)
    for case in grammar_decisions(plan.seed, plan.grammar, "train"):
        sentences = tuple(split_decision(case.text))
        material.add([Part(sentences=sentences, classes=case.gold)], whole=True)
    return train(plan, material)


@click.command()
@click.option("--config", type=click.Path(path_type=Path), default=CONFIG, show_default=True)
@click.option("--output", type=click.Path(path_type=Path), help="Folder of the weights.")
@click.option("--trial", is_flag=True, help="Measure only what is trained without the held-out.")
def main(config: Path, output: Path | None, trial: bool) -> None:
    """Train the outcome classifier and tell what it reaches.

    Twice: first without the held-out formulas, which says what unseen wording is read at and how
    sure a reading may be; then with all of them, which is what is kept.
    """
    plan = read_plan(config)
    folder = output or CHECKOUT / "models" / "udfald"
    held_out = held_out_cases(plan)
    generated = list(grammar_decisions(plan.seed, plan.measured, "test"))
    dev = list(grammar_decisions(plan.seed, plan.measured, "dev"))
    model = settle(fit(plan, Side.TRAINING), [*held_out, *dev], plan.margin)
    click.echo("Trained without the held-out formulas:")
    for line in report(model, held_out, generated):
        click.echo(line)
    if not trial:
        model = replace(fit(plan, Side.ALL), margin=plan.margin, sure=model.sure)
    model.save(folder / FILE)
    if trial:
        return
    kept = load(folder)
    if kept is None:
        raise click.ClickException(f"nothing was written to {folder}.")
    click.echo("Trained with all formulas, as kept:")
    for line in report(kept, [], generated):
        click.echo(line)


if __name__ == "__main__":
    main()
