"""Lines that are set alike bear each other out; the probabilities are written by hand."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from referat.structure.sats import agree_by_setting
from referat.structure.tags import NUMBER, TAGS, Told
from referat.structure.views import View, make_views
from referat.types import ReadPages

DECISION, TEXT = NUMBER["beslutning"], NUMBER["tekst"]


def _minutes(
    lay_out: Callable[..., ReadPages], *, indent: float, punkter: int = 4
) -> tuple[list[View], Told]:
    """Two lines of account and one of decision a punkt; of the last decision the net is unsure."""
    rows = []
    for _ in range(punkter):
        rows += ["Sagen om broen har været i høring.", "Der kom to svar."]
        rows.append({"text": "Byrådet vil have broen.", "x": 72.0 + indent})
    views, _ = make_views(lay_out(*rows).pages)
    told = np.full((len(views), len(TAGS)), 0.001, dtype="f")
    for view in views:
        view.punkt = view.index // 3 + 1
        decides = view.index % 3 == 2
        told[view.index, DECISION if decides else TEXT] = 0.9
    told[len(views) - 1, [DECISION, TEXT]] = 0.35, 0.6
    return views, told / told.sum(axis=1, keepdims=True)


def test_a_decision_set_as_the_others_are_is_one(lay_out: Callable[..., ReadPages]) -> None:
    views, told = _minutes(lay_out, indent=60.0)
    before = told.copy()
    weighed, weights = agree_by_setting(views, told)
    assert weights[-1, DECISION] > 1 > weights[-1, TEXT]
    assert weights[0, TEXT] > 1 > weights[0, DECISION]
    assert told[-1].argmax() == TEXT
    assert weighed[-1].argmax() == DECISION
    assert weighed.sum(axis=1) == pytest.approx(told.sum(axis=1), abs=1e-5)
    assert (told == before).all()


@pytest.mark.parametrize(("indent", "punkter"), [(0.0, 4), (60.0, 2)])
def test_nothing_is_told_by_text_set_alike_or_by_few_punkter(
    lay_out: Callable[..., ReadPages], indent: float, punkter: int
) -> None:
    views, told = _minutes(lay_out, indent=indent, punkter=punkter)
    assert agree_by_setting(views, told)[0][-1].argmax() == TEXT
