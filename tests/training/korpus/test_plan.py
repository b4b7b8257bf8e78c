"""House styles: free ones are all possible, and none contradicts itself."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.training.korpus import etiketter
from referat.training.korpus.familier import FAMILIER
from referat.training.korpus.plan import Plan, draw_plan
from referat.training.korpus.valg import FRIE
from referat.types import AfsnitType


@given(st.integers(0, 10**9), st.sampled_from([*FAMILIER, "fri"]))
def test_decision_can_always_be_told(seed: int, familie: str) -> None:
    plan = draw_plan(random.Random(seed), familie)
    row = plan.overskrift_form in ("raekke", "historisk", "ad")
    if plan.beslutning_etiket is None and not row:
        assert plan.beslutning_plads in ("sidst", "ved_siden")
        assert plan.beslutning_stil != "almindelig"


@given(st.integers(0, 10**9))
def test_labels_of_a_house_differ(seed: int) -> None:
    labels = [label.casefold() for _, label in draw_plan(random.Random(seed)).afsnit]
    assert len(labels) == len(set(labels))


def test_same_chance_gives_the_same_house() -> None:
    assert draw_plan(random.Random(5), "F12") == draw_plan(random.Random(5), "F12")


@pytest.mark.parametrize("familie", FAMILIER)
def test_families_name_choices_that_there_are(familie: str) -> None:
    assert set(FAMILIER[familie]) <= set(Plan.__dataclass_fields__)
    assert FAMILIER[familie]


@pytest.mark.parametrize("kind", AfsnitType)
def test_every_type_of_section_has_labels(kind: AfsnitType) -> None:
    assert len(etiketter.AFSNIT[kind]) >= 8


def test_free_houses_reach_every_choice() -> None:
    """A choice that no house ever makes is a slip of the pen."""
    drawn = [draw_plan(random.Random(seed)) for seed in range(1500)]
    for name in (
        "overskrift_form",
        "beslutning_plads",
        "etiket_form",
        "sag_plads",
        "fremmoede_form",
    ):
        assert {getattr(plan, name) for plan in drawn} == set(FRIE[name]), name
