"""Fitting the curves of confidence."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from referat.structure.kalibrering import SIGNALS, Kind, load, signals
from referat.training.kalibrering import (
    FEWEST,
    LEAST_SLOPE,
    Seen,
    cross_checked,
    fit,
    fit_curve,
    main,
    mapped,
    to_json,
)
from referat.training.reliability import Value, calibration_error


def _seen(confidence: float, right: bool, *, ocr: float = 0.0, field: str = "bilag") -> Seen:
    return Seen(value=Value(field=field, confidence=confidence, right=right), kind=Kind(ocr=ocr))


def _boasting(count: int = 400) -> list[Seen]:
    """A reader that says 0.95 and is right three times in four."""
    return [_seen(0.95, at % 4 != 0) for at in range(count)]


def test_a_boasting_reader_is_brought_down() -> None:
    seen = _boasting()
    found = mapped(seen, fit(seen))
    assert [value.confidence for value in found] == pytest.approx([0.75] * len(found), abs=0.03)
    assert calibration_error(found) < 0.03 < calibration_error([one.value for one in seen])


def test_scans_are_told_apart_from_text() -> None:
    seen = [_seen(0.9, True) for _ in range(200)]
    seen += [_seen(0.9, at % 2 == 0, ocr=1.0) for at in range(200)]
    curves = fit(seen)
    text, scan = (curves.apply("bilag", 0.9, Kind(ocr=ocr)) for ocr in (0.0, 1.0))
    assert text > 0.93
    assert scan < 0.65


def test_few_values_give_no_curve() -> None:
    assert not fit(_boasting(FEWEST - 1)).felter
    assert set(fit(_boasting(FEWEST)).felter) == {"bilag"}


def test_no_curve_falls() -> None:
    # the surer the reader, the worse: chance in a small sample, and no reason to turn it round
    rng = random.Random(1)
    rows, right = [], []
    for _ in range(300):
        confidence = rng.uniform(0.3, 0.99)
        rows.append(signals(confidence, Kind()))
        right.append(float(rng.random() > confidence))
    weights = fit_curve(np.array(rows), np.array(right))
    assert weights[1] == pytest.approx(LEAST_SLOPE)


def test_a_curve_held_at_its_least_slope_stays_at_the_share_that_is_right() -> None:
    # one confidence for all, and documents of kinds that differ: nothing to lean on but the share
    rng = random.Random(3)
    rows, right = [], []
    for _ in range(1600):
        kind = Kind(ocr=0.0, laest=0.0, inventar=rng.uniform(0.0, 0.3), tvivl=rng.uniform(0.0, 0.1))
        confidence = 0.97 - kind.tvivl
        rows.append(signals(confidence, kind))
        right.append(float(rng.random() < 0.83 + kind.tvivl))
    weights = fit_curve(np.array(rows), np.array(right))
    told = 1.0 / (1.0 + np.exp(-np.array(rows) @ weights))
    assert float(told.mean()) == pytest.approx(sum(right) / len(right), abs=0.03)


def test_an_honest_reader_is_left_nearly_alone() -> None:
    rng = random.Random(2)
    seen = []
    for _ in range(2000):
        confidence = rng.uniform(0.3, 0.99)
        seen.append(_seen(confidence, rng.random() < confidence))
    curves = fit(seen)
    for confidence in (0.4, 0.7, 0.95):
        assert curves.apply("bilag", confidence, Kind()) == pytest.approx(confidence, abs=0.06)


def test_values_are_checked_by_curves_that_have_not_seen_them() -> None:
    documents = [_boasting(80) for _ in range(6)]
    checked = cross_checked(documents)
    assert len(checked) == 6 * 80
    assert calibration_error(checked) < 0.05


def test_the_file_comes_back(tmp_path: Path) -> None:
    seen = _boasting()
    curves = fit(seen)
    path = tmp_path / "kalibrering.json"
    path.write_text(to_json(curves, seen, 7), "utf-8")
    assert load(path) == curves
    stored = json.loads(path.read_text("utf-8"))
    assert stored["dokumenter"] == 7
    assert stored["vaerdier"] == {"bilag": 400}
    assert stored["signaler"] == list(SIGNALS)


def test_a_folder_of_the_corpus_gives_curves(checkout: Path, tmp_path: Path) -> None:
    folder = tmp_path / "korpus"
    folder.mkdir()
    family = "F01"
    for gold in sorted((checkout / "corpus/gold" / family).glob("*.json")):
        document = checkout / "corpus/documents" / family / f"{gold.stem}.pdf"
        if document.is_file():
            (folder / gold.name).write_bytes(gold.read_bytes())
            (folder / document.name).write_bytes(document.read_bytes())
    out = tmp_path / "k.json"
    done = CliRunner().invoke(main, [str(folder), "--output", str(out), "--no-ocr"])
    assert done.exit_code == 0, done.output
    assert "By curves that have not seen the document" in done.output
    assert load(out).felter


def test_a_folder_without_values_is_told(tmp_path: Path) -> None:
    gold = {"dokumenttype": "referat", "kommune": None, "udvalg": None, "fremmoede": []}
    gold |= {"punkter": [], "moede": {}}
    (tmp_path / "a.json").write_text(json.dumps(gold), "utf-8")
    done = CliRunner().invoke(main, [str(tmp_path), "--output", str(tmp_path / "k.json")])
    assert done.exit_code == 1
    assert "referat corpus make" in done.output
    assert not (tmp_path / "k.json").exists()
