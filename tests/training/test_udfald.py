"""Decisions made of formulas, and the training of the outcome classifier on a few of them."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from referat.structure.udfaldsmodel import CLASSES, classes_of
from referat.structure.udfaldstraek import features_of, is_numbered
from referat.training.udfald import (
    CONFIG,
    Batchable,
    Case,
    corpus_cases,
    logistic,
    make_decisions,
    measure,
    read_plan,
    train,
)
from referat.training.udfaldstekst import (
    Decision,
    Part,
    Side,
    fill,
    formulas,
    framed,
    make_decision,
    misread,
)
from referat.types import Udfald


def test_formulas_are_many_and_cover_every_class_on_both_sides() -> None:
    own = formulas()
    assert len(own) >= 800
    assert len({formula.text for formula in own}) == len(own)
    for side in (True, False):
        told = {udfald for formula in own if formula.held_out is side for udfald in formula.classes}
        assert told == set(Udfald)


def test_every_formula_fills_without_a_slot_left() -> None:
    rng = random.Random(1)
    for formula in (*formulas(), *framed()):
        text = fill(rng, formula.text)
        assert text
        assert not set("{}[]|") & set(text), formula.text


def test_the_same_seed_makes_the_same_decisions() -> None:
    one = list(make_decisions(3, 40, Side.TRAINING))
    assert one == list(make_decisions(3, 40, Side.TRAINING))
    assert one != list(make_decisions(4, 40, Side.TRAINING))


def test_held_out_formulas_are_not_trained_on() -> None:
    held = {formula.text for formula in formulas() if formula.held_out}
    kept = {formula.text for formula in formulas() if not formula.held_out}
    assert held
    assert kept
    assert not held & kept
    assert len(held) > 0.15 * len(formulas())


def _decision(*parts: tuple[str, ...], numbered: bool = False) -> Decision:
    return Decision(
        parts=tuple(
            Part(sentences=("x",), classes=tuple(Udfald(name) for name in part)) for part in parts
        ),
        numbered=numbered,
    )


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        (_decision(("godkendt",), ()), ["godkendt"]),
        (_decision(()), ["andet"]),
        (_decision(("droeftet",), ("afvist",)), ["afvist"]),
        (_decision(("droeftet",), ("udsat",)), ["droeftet", "udsat"]),
        (_decision(("droeftet",), ("afvist",), numbered=True), ["droeftet", "afvist"]),
        (_decision(("andet",), ("orienteret",)), ["orienteret"]),
        (_decision(("udsat",), ("godkendt",), ("udsat",)), ["udsat", "godkendt"]),
    ],
)
def test_classes_of_a_whole_decision(decision: Decision, expected: list[str]) -> None:
    assert list(decision.classes) == expected


def test_misread_text_differs_and_is_never_empty() -> None:
    rng = random.Random(2)
    text = "Indstillingen blev godkendt uden bemærkninger."
    assert misread(rng, text, rate=0.5) != text
    assert misread(rng, text, rate=0.0) == text
    assert misread(rng, " ", rate=1.0)


def test_a_few_decisions_are_learnt() -> None:
    plan = replace(read_plan(CONFIG), decisions=500, epochs=8, width=4, rate=0.05)
    material = Batchable()
    decisions = list(make_decisions(plan.seed, plan.decisions, Side.TRAINING))
    for decision in decisions:
        material.add(decision.parts)
    model = train(plan, material)
    pairs = []
    for decision in decisions[:200]:
        sentences = [sentence for part in decision.parts for sentence in part.sentences]
        logits = model.sentence_logits(features_of(sentences))
        pairs.append((decision.classes, classes_of(logits, [is_numbered(s) for s in sentences])))
    assert measure(pairs).micro > 0.9
    again = train(plan, material)
    assert np.array_equal(model.weights, again.weights)


def test_a_class_of_a_whole_decision_is_given_to_its_surest_sentence() -> None:
    material = Batchable()
    parts = [Part(sentences=("Godkendt.", "Kvux."), classes=(Udfald.GODKENDT,))]
    material.add(parts, whole=True)
    [(first, end)] = material.groups
    assert (first, end) == (0, 2)
    [weights] = material.weights
    # beside a strong class nothing is known of the weak ones
    assert weights[CLASSES.index(Udfald.DROEFTET)] == 0.0
    assert weights[CLASSES.index(Udfald.AFVIST)] == 1.0


def test_measure_counts_classes_and_whole_decisions() -> None:
    both = (Udfald.GODKENDT, Udfald.UDSAT)
    got = measure([(both, (Udfald.GODKENDT,)), ((Udfald.VALGT,), (Udfald.VALGT,))])
    assert got.exact == 0.5
    assert got.by_class["udsat"] == (0.0, 1)
    assert got.micro == pytest.approx(2 * 2 / 5)
    assert got.macro == pytest.approx(2 / 3)


def test_logistic_finds_the_direction() -> None:
    rows = np.array([[1.0, value] for value in (-2.0, -1.0, 1.0, 2.0)] * 20)
    hits = np.array([0.0, 0.0, 1.0, 1.0] * 20)
    constant, slope = logistic(rows, hits)
    assert abs(constant) < 0.1
    assert slope > 1.0


def test_corpus_cases_are_decisions_with_their_family(checkout: Path) -> None:
    cases = list(corpus_cases(checkout / "corpus" / "gold"))
    assert {case.group[0] for case in cases} >= {"F", "N"}
    assert all(isinstance(case, Case) and case.text and case.gold for case in cases)


def test_make_decision_has_parts_of_both_kinds() -> None:
    rng = random.Random(5)
    made = [make_decision(rng, Side.ALL) for _ in range(200)]
    assert any(decision.numbered for decision in made)
    assert any(not part.classes for decision in made for part in decision.parts)
    assert all(decision.text for decision in made)
