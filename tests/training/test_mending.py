"""Damage that is made on purpose, and the figures of what mending is worth."""

from __future__ import annotations

import numpy as np
import pytest
from click.testing import CliRunner

from referat.training import mending
from referat.training.damage import DAMAGES, resolution
from referat.training.mending import character_error, main, render


@pytest.fixture(scope="module")
def page():
    return render(*mending.PAGES[0], 75).pixels


@pytest.mark.parametrize("name", DAMAGES)
def test_every_damage_is_the_same_for_the_same_seed_and_does_something(page, name):
    made = [DAMAGES[name](page, 75.0, np.random.default_rng(seed)) for seed in (1, 1)]
    assert made[0].dtype == np.uint8
    assert (made[0] == made[1]).all()
    same = made[0].shape == page.shape and bool((made[0] == page).all())
    assert same is (name == "clean")


def test_a_coarse_page_keeps_its_size_in_inches(page):
    coarse = DAMAGES["coarse"](page, 75.0, np.random.default_rng(1))
    assert coarse.shape[0] / resolution("coarse", 75) == pytest.approx(page.shape[0] / 75, rel=0.01)


@pytest.mark.parametrize(
    ("printed", "read", "error"),
    [("abcd", "abcd", 0.0), ("a  b\nc", "a b c", 0.0), ("abcd", "abxd", 0.25), ("ab", "", 1.0)],
)
def test_errors_are_counted_by_characters(printed, read, error):
    assert character_error(printed, read) == error


def test_a_damage_that_is_none_is_named():
    answer = CliRunner().invoke(main, ["ild"])
    assert answer.exit_code == 2
    assert "Unknown: ild" in answer.output


@pytest.mark.ocr
@pytest.mark.slow
def test_mending_helps_where_it_should(monkeypatch, tmp_path):
    (half, clean) = mending.measure_damages(("half", "clean"), 150, 1)
    assert half["raw"] > 0.5 > 0.05 > half["mended"]
    assert half["steps"] == ["drejet"]
    assert clean["raw"] == clean["mended"]
    assert clean["steps"] == []


@pytest.mark.ocr
@pytest.mark.slow
def test_cost_is_measured_of_all_ways():
    cost = mending.measure_cost("light", 150, 1, 1)
    assert cost["ratios"]["tesseract alone"] == 1.0
    assert cost["ratios"]["from what was seen"] < 0.3 < cost["ratios"]["tesserocr"]
