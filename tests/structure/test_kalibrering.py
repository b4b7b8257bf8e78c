"""Confidences brought to probabilities."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referat.errors import MissingModelError
from referat.resources import calibration_path
from referat.structure.document import load_pipeline
from referat.structure.interchange import to_interchange
from referat.structure.kalibrering import (
    FIELDS,
    SIGNALS,
    Kalibrering,
    Kind,
    calibrate,
    change_confidence,
    kind_of,
    load,
)
from referat.types import Dokumenttype, Line, Page, TextSource

if TYPE_CHECKING:
    from collections.abc import Callable

    from referat.types import Referat

FEW = settings(deadline=None, derandomize=True, database=None, max_examples=60)
CURVE = Kalibrering(felter={"bilag": (0.5, 0.7, -1.0, -2.0, 0.0, -1.0)})
sure = st.floats(0.0, 1.0)


@FEW
@given(sure, sure, sure, sure, sure)
def test_what_comes_out_is_a_probability(
    confidence: float, ocr: float, laest: float, inventar: float, tvivl: float
) -> None:
    kind = Kind(ocr=ocr, laest=laest, inventar=inventar, tvivl=tvivl)
    assert 0.0 <= CURVE.apply("bilag", confidence, kind) <= 1.0


@FEW
@given(sure, sure)
def test_a_value_that_is_less_sure_stays_less_sure(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert CURVE.apply("bilag", low, Kind()) <= CURVE.apply("bilag", high, Kind())


def test_a_field_without_a_curve_keeps_its_figure() -> None:
    assert CURVE.apply("sagsnumre", 0.42, Kind(ocr=1.0)) == 0.42


def test_a_scan_is_less_sure() -> None:
    assert CURVE.apply("bilag", 0.9, Kind(ocr=1.0)) < CURVE.apply("bilag", 0.9, Kind())


def _page(source: TextSource, confidence: float) -> Page:
    line = Line(
        text="Lys på stien", page=1, number=1, row=1, box=None, size=None, confidence=confidence
    )
    return Page(number=1, width=0, height=0, source=source, reason="prøve", lines=(line,))


TEXT = """
REFERAT
Byrådet
Mandag den 13. maj 2019 kl. 16:00
Til stede: Ada Lyngdal (A), Bo Ravnsborg (V)

1. Godkendelse af dagsorden
Beslutning
Godkendt.

2. Lys på stien ved søen
Sagsnr.: 15/12345
Resume
Stien er mørk om vinteren, og naboerne ønsker lys.
Beslutning
Udsat til næste møde.
Bilag
Kort over stien
"""


@pytest.fixture
def referat(structure: Callable[[str], Referat]) -> Referat:
    return structure(TEXT)


def test_kind_of_a_document(referat: Referat) -> None:
    read = kind_of([_page(TextSource.TEXT_LAYER, 1.0), _page(TextSource.OCR, 0.8)], referat)
    assert read.ocr == 0.5
    assert read.laest == pytest.approx(0.1)
    assert 0.0 <= read.tvivl <= 1.0
    assert kind_of([], referat) == Kind()


def test_every_value_of_a_document_is_reached(referat: Referat) -> None:
    asked: set[str] = set()

    def change(field: str, confidence: float) -> float:
        asked.add(field)
        return 0.123

    changed = change_confidence(referat, change)
    assert asked <= set(FIELDS)
    assert {"punkter", "sagsnumre", "beslutning.tekst", "bilag", "moede.dato", "fremmoede"} <= asked

    def confidences(value: object) -> list[float]:
        if isinstance(value, dict):
            own = [value["confidence"]] if "confidence" in value else []
            return own + [found for part in value.values() for found in confidences(part)]
        if isinstance(value, list):
            return [found for part in value for found in confidences(part)]
        return []

    assert set(confidences(to_interchange(changed))) == {0.123}
    same = change_confidence(changed, lambda field, value: value)
    assert same == changed


def test_only_confidence_is_changed(referat: Referat) -> None:
    pages = [_page(TextSource.TEXT_LAYER, 1.0)]
    mapped = calibrate(referat, pages, CURVE)
    assert mapped != referat
    level = change_confidence(mapped, lambda field, value: 0.5)
    assert level == change_confidence(referat, lambda field, value: 0.5)
    assert mapped.dokumenttype is Dokumenttype.REFERAT
    assert mapped.moede.dato == dt.date(2019, 5, 13)


def _write(path: Path, **more: object) -> Path:
    content: dict[str, object] = {
        "signaler": list(SIGNALS),
        "felter": {"bilag": [0.0, 1.0, 0.0, 0.0, 0.0, 0.0]},
    }
    path.write_text(json.dumps(content | more), "utf-8")
    return path


def test_curves_come_from_a_file(tmp_path: Path) -> None:
    curves = load(_write(tmp_path / "k.json"))
    assert curves.apply("bilag", 0.8, Kind()) == pytest.approx(0.8, abs=0.001)


@pytest.mark.parametrize(
    "more",
    [
        {"signaler": ["altid"]},
        {"felter": {"ukendt": [0.0] * 6}},
        {"felter": {"bilag": [0.0] * 5}},
        {"felter": {"bilag": [0.0] * 5 + [float("nan")]}},
        {"felter": {"bilag": "tekst"}},
        {"felter": [1, 2]},
        {"felter": None},
    ],
)
def test_curves_that_cannot_be_used_are_told(tmp_path: Path, more: dict[str, object]) -> None:
    path = _write(tmp_path / "k.json", **more)
    with pytest.raises(MissingModelError) as caught:
        load(path)
    assert caught.value.path == str(path)


@pytest.mark.parametrize("content", ["", "{", "[]", "\xff"])
def test_a_corrupt_file_is_told(tmp_path: Path, content: str) -> None:
    path = tmp_path / "k.json"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(MissingModelError):
        load(path)


def test_committed_curves_rise_with_the_reader() -> None:
    path = calibration_path()
    assert path is not None
    curves = load(path)
    assert curves.felter
    assert all(weights[1] > 0 for weights in curves.felter.values())


def test_pipeline_maps_at_the_end() -> None:
    assert load_pipeline().pipe_names[-2:] == ["konsistens", "kalibrering"]
    assert replace(CURVE, felter={}).apply("bilag", 0.3, Kind()) == 0.3
