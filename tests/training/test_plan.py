from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from referat.training.plan import DENMARK, Model, Prices, Region, estimate, fit, main

FIGURES: dict[str, Any] = {
    "whole": {"ways": {"referat, into the database": {"per_second": 100.0}}},
    "scans": {"ways": {"referat, all stages": {"per_second": 0.5}}},
    "again": {"ways": {"referat restructure": {"per_second": 200.0}}, "bytes_per_page_kept": 2000},
    "database": {"bytes_per_punkt": 5000},
}


def test_the_model_is_that_of_the_figures() -> None:
    assert fit(FIGURES) == Model(digital=0.01, scanned=2.0, again=0.005, kept=2000, punkt=5000)


def test_an_estimate_is_what_it_says() -> None:
    region = Region(name="R", referater=100, pages=3_600_000, scanned=0.5)
    told = estimate(region, fit(FIGURES), Prices(cpu_hour=0.1, gigabyte_month=0, disk_month=0))
    assert told.cpu_hours == pytest.approx(1_800_000 * (0.01 + 2.0) / 3600)
    assert told.again_hours == pytest.approx(5.0)
    assert told.kept == pytest.approx(7.2)
    assert told.database == pytest.approx(3_600_000 * 1.1 * 5000 / 1e9)
    assert told.once == pytest.approx(told.cpu_hours * 0.1)


def test_scans_are_what_costs() -> None:
    model, prices = fit(FIGURES), Prices()
    none = Region(name="R", referater=1, pages=1_000_000, scanned=0.0)
    all_ = Region(name="R", referater=1, pages=1_000_000, scanned=1.0)
    assert estimate(all_, model, prices).once == pytest.approx(
        200 * estimate(none, model, prices).once
    )


def test_denmark_is_what_the_assumptions_say() -> None:
    assert pytest.approx(DENMARK.referater, rel=0.03) == 98 * 25 * 12 * 20
    assert DENMARK.pages / DENMARK.referater == pytest.approx(13, rel=0.05)


def test_the_command_tells_all_regions_and_its_assumptions(tmp_path: Path) -> None:
    path = tmp_path / "bench.json"
    path.write_text(json.dumps(FIGURES))
    answer = CliRunner().invoke(main, ["--figures", str(path), "--cpu-hour", "0.5"])
    assert answer.exit_code == 0, answer.output
    assert "EUR 0.5 a core and hour" in answer.output
    for name in ("Denmark", "Nordics", "Europe"):
        assert f"| {name} |" in answer.output


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        ({**FIGURES, "scans": {"left_out": "there is no tesseract"}}, "there is no tesseract"),
        ({key: value for key, value in FIGURES.items() if key != "again"}, "lack 'again'"),
    ],
)
def test_figures_that_are_missing_are_told(tmp_path: Path, figures: object, told: str) -> None:
    path = tmp_path / "bench.json"
    path.write_text(json.dumps(figures))
    answer = CliRunner().invoke(main, ["--figures", str(path)])
    assert answer.exit_code == 1
    assert told in answer.output
