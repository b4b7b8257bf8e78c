from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from referat.training import card


def _found(overall: float, documents: int | None = None, **more: Any) -> dict[str, Any]:
    figures = {
        "mean": overall,
        "overall": overall,
        "exact": 0.25,
        "punkter": 1.0,
        "sagsnumre": None,
        "beslutning.tekst": 0.5,
        "fremmoede.fravaer": 0.75,
        **more,
    }
    return figures if documents is None else {"documents": documents, **figures}


def _modes(documents: int, rules: float, net: float, both: float) -> dict[str, Any]:
    return {
        "documents": documents,
        "rules": _found(rules),
        "net": _found(net),
        "both": _found(both),
    }


@pytest.fixture
def scores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(card, "SCORES", tmp_path / "scores")
    (tmp_path / "scores").mkdir()
    return tmp_path / "scores"


def test_each_set_has_a_row_a_mode(scores: Path) -> None:
    (scores / "ablation.json").write_text(json.dumps({"unseen": _modes(12, 0.7, 0.8, 0.9)}))
    rows = card.make_ablation().splitlines()
    assert len(rows) == 5
    assert rows[2].startswith("| unseen (12) | rules | 0.700 | 0.700 | 25% | 1.000 | – |")
    assert rows[4].startswith("|  | **both** | 0.900 |")


def test_families_have_a_mean_below_them(scores: Path) -> None:
    families = {
        "F01": {"made": _modes(2, 0.5, 0.6, 0.8), "written": _modes(3, 0.9, 0.8, 1.0)},
        "F02": {"made": _modes(4, 0.7, 0.8, 1.0)},
    }
    (scores / "lofo.json").write_text(json.dumps(families))
    rows = card.make_lofo().splitlines()
    assert "| F02 | 4 | 0.700 | 0.800 | 1.000 | 1.000 | – | 0 | – | – | – |" in rows
    assert rows[-1] == (
        "| mean | 6 | 0.600 | 0.700 | 0.900 | 1.000 | 0.000 | 3 | 0.900 | 0.800 | 1.000 |"
    )


def test_what_was_not_measured_says_so(scores: Path) -> None:
    assert "make lofo" in card.make_lofo()
    assert "Not measured" in card.make_ablation()
