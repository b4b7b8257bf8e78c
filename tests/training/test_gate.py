from __future__ import annotations

import json
from pathlib import Path

import pytest

from referat.training.gate import TOLERANCE, compare, fingerprint, lowered

FLOORS = {"F1": {"overall": 0.98, "punkter": 1.0}}


def test_scores_at_their_floor_pass() -> None:
    assert compare(FLOORS, {"F1": {"overall": 0.98, "punkter": 1.0, "documents": 2}}) == []


def test_scan_may_move_by_the_tolerance_and_no_more() -> None:
    near = {"F1": {"overall": 0.98 - TOLERANCE + 0.0001, "punkter": 1.0}}
    far = {"F1": {"overall": 0.98 - TOLERANCE - 0.0001, "punkter": 1.0}}
    assert compare(FLOORS, near, tolerance=TOLERANCE) == []
    assert compare(FLOORS, near) != []
    assert compare(FLOORS, far, tolerance=TOLERANCE) == ["F1: overall is 0.9749, its floor 0.9800."]


@pytest.mark.parametrize(
    ("measured", "fault"),
    [
        ({"F1": {"overall": 1.0, "punkter": 0.9}}, "F1: punkter is 0.9000"),
        ({}, "F1: pinned, but no document was measured."),
        ({"F1": {"overall": 1.0, "punkter": 1.0}, "F2": {"overall": 1.0}}, "F2: measured, but"),
    ],
)
def test_what_fell_is_named(measured: dict[str, dict[str, float]], fault: str) -> None:
    (line,) = compare(FLOORS, measured)
    assert line.startswith(fault)


def test_new_pinning_that_lowers_a_floor_is_seen() -> None:
    assert lowered(FLOORS, {"F1": {"overall": 0.99, "punkter": 1.0}}) == []
    assert lowered(FLOORS, {"F1": {"overall": 0.99, "punkter": 0.9}}) == [
        "F1: punkter from 1.0000 to 0.9000."
    ]


def test_fingerprint_follows_content_and_names(tmp_path: Path) -> None:
    for name in ("documents/F1/a.txt", "gold/F1/a.json"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("en", "utf-8")
    (tmp_path / "README.md").touch()
    before = fingerprint(tmp_path)
    (tmp_path / "README.md").write_text("passed over", "utf-8")
    assert fingerprint(tmp_path) == before
    (tmp_path / "gold/F1/a.json").write_text("to", "utf-8")
    changed = fingerprint(tmp_path)
    (tmp_path / "documents/F1/a.txt").rename(tmp_path / "documents/F1/b.txt")
    assert len({before, changed, fingerprint(tmp_path)}) == 3


def test_floors_are_those_of_the_corpus_as_it_stands(corpus: Path) -> None:
    floors = json.loads((corpus / "floors.json").read_text("utf-8"))
    assert floors["fingerprint"] == fingerprint(corpus), "make pin"
    assert set(floors["families"]) == {path.name for path in (corpus / "gold").iterdir()}
