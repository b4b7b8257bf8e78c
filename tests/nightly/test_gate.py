"""The gate holds back what a layout change did, and lets odd documents through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.listing import DocumentQuality, Verdict
from referat.nightly.gate import LEAST_HISTORY, judge


def one(
    punkter: int = 8, decisions: int = 8, numbers: int = 7, unsure: int = 0, minutes: bool = True
):
    return DocumentQuality(
        is_minutes=minutes, punkter=punkter, decisions=decisions, numbers=numbers, unsure=unsure
    )


HISTORY = [one() for _ in range(60)]


@pytest.mark.parametrize(
    ("new", "verdict"),
    [
        ([one()], Verdict.OK),
        ([one(decisions=0)], Verdict.OK),  # one odd document is only odd
        ([one(decisions=0)] * 3, Verdict.HELD),
        ([one(numbers=0)] * 3, Verdict.HELD),
        ([one(punkter=0, decisions=0, numbers=0)] * 3, Verdict.HELD),
        ([one(unsure=8)] * 3, Verdict.HELD),
        ([one(decisions=0, minutes=False)] * 5, Verdict.OK),  # agendas have no decisions
        ([one()] * 20 + [one(decisions=0)] * 2, Verdict.OK),
        ([one(decisions=6)] * 10, Verdict.OK),
    ],
)
def test_what_is_held(new, verdict):
    assert judge(new, HISTORY).verdict is verdict


def test_one_a_night_is_noticed_on_the_second_or_third():
    tail = [one(decisions=0)] * 2
    assert judge([one(decisions=0)], [*tail, *HISTORY]).verdict is Verdict.HELD


def test_a_source_with_little_history_is_not_judged():
    assert judge([one(decisions=0)] * 9, HISTORY[: LEAST_HISTORY - 1]).verdict is Verdict.TOO_LITTLE


def test_a_field_that_never_was_there_is_not_missed():
    history = [one(numbers=0) for _ in range(60)]
    assert judge([one(numbers=0)] * 9, history).verdict is Verdict.OK


def test_a_field_that_always_varied_is_allowed_to():
    history = [one(numbers=8 * (number % 2)) for number in range(60)]
    assert judge([one(numbers=0)] * 3, history).verdict is Verdict.OK


def test_the_reason_names_field_and_shares():
    judged = judge([one(decisions=0)] * 4, HISTORY)
    assert judged.reason == "punkter med beslutning faldt fra 100 % til 0 %."
    assert (judged.new.documents, judged.new.decisions) == (4, 0.0)


@given(st.lists(st.builds(one, st.just(8), st.integers(0, 8)), min_size=1, max_size=9))
def test_what_is_like_the_history_passes(new):
    assert judge(new, new * 12).verdict in (Verdict.OK, Verdict.TOO_LITTLE)
