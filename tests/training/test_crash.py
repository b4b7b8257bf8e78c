"""A few of the hundred kills of ``python -m referat.training.crash``, with each commit."""

from __future__ import annotations

import pytest

from referat.training.crash import run_trial


@pytest.mark.slow
def test_killed_runs_leave_the_database_of_an_undisturbed_one() -> None:
    compared = run_trial(kills=6, seed=7)
    assert compared.kills == 6
    assert compared.rows > 500
    assert compared.differences == ()
