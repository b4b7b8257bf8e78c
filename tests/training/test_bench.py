from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from referat.training import bench, benchparts, scanbench
from referat.training.benchparts import Setup


@pytest.fixture(scope="module")
def digital(corpus: Path) -> dict[Path, int]:
    return bench.find_digital([str(corpus / "documents/F01")])


def test_born_digital_documents_are_found_and_scans_are_not(corpus: Path, tmp_path: Path) -> None:
    scan = min(corpus.glob("documents/*/*.tif*"))
    pdf = min(corpus.glob("documents/F01/*.pdf"))
    found = bench.find_digital([str(scan), str(pdf)])
    assert list(found) == [pdf]
    assert found[pdf] > 0


@pytest.fixture
def setup(tmp_path: Path) -> Setup:
    """As little as can be measured."""
    return benchparts.make_setup(tmp_path, documents=1, scans=0, punkter=2_000, rounds=1, paths=())


@pytest.mark.slow
def test_ways_are_measured_on_the_same_pages(setup: Setup) -> None:
    assert setup.digital_pages == benchparts.PAGES
    for part in ("lines", "whole", "again"):
        told = bench.PARTS[part](setup)
        assert told["units"] == setup.digital_pages
        assert told["ways"][told["own"]]["times"] == 1
        assert all(way["seconds"] > 0 for way in told["ways"].values())
    stages = bench.PARTS["stages"](setup)["ms_per_page"]
    assert list(stages) == ["ingest", "pages", "mask", "structure", "withhold", "store"]


def test_soiled_scans_are_the_same_pages_in_poor_pixels(tmp_path: Path) -> None:
    setup = benchparts.make_setup(tmp_path, documents=1, scans=1, punkter=0, rounds=1, paths=())
    (soiled,) = scanbench.soil(setup)
    clean, poor = ([*scanbench._pages(path)] for path in (*setup.scans, soiled))
    assert [page.shape for page in clean] == [page.shape for page in poor]
    assert all((one != page).mean() > 0.9 for one, page in zip(clean, poor, strict=True))
    scanbench._join([*setup.scans, soiled], tmp_path / "bundle.pdf")
    assert len([*scanbench._pages(tmp_path / "bundle.pdf")]) == 4


@pytest.mark.ocr
@pytest.mark.slow
def test_scans_are_measured_beside_tesseract(tmp_path: Path) -> None:
    if not shutil.which("tesseract"):
        pytest.skip("tesseract is not installed")
    setup = benchparts.make_setup(tmp_path, documents=1, scans=1, punkter=0, rounds=1, paths=())
    for part in ("soiled", "scans by the clock", "fine scans by the clock"):
        told = bench.PARTS[part](setup)
        assert told["units"] == 2
        assert all(way["seconds"] > 0 for way in told["ways"].values())


@pytest.mark.slow
def test_a_database_is_measured_when_it_is_small_and_when_it_is_large(setup: Setup) -> None:
    told = bench.PARTS["database"](setup)
    assert told["punkter"] == 2_000
    assert list(told["adding"]["ways"]) == ["small", "large"]
    assert told["adding"]["after"] > 0
    assert told["full"]["bytes_per_punkt"] > told["bytes_per_punkt"]
    for length in (told, told["full"]):
        # A schema with its list of kommuner and subjects is large beside 1,000 punkter.
        assert 1 < length["times_its_text"] < length["times_its_pages"] < 100
        assert all(size >= 0 for size in length["parts"].values())
        assert abs(sum(length["parts"].values()) - length["bytes_per_punkt"]) <= 8


def test_the_table_tells_what_was_measured_and_nothing_else() -> None:
    figures = {
        "program": "1",
        "machine": {"cores": 2, "processor": "P", "load": 0.1},
        "lines": {
            "ways": {
                "referat, lines": {"times": 1.0, "per_second": 500.0, "spread": 0.02},
                "pdfplumber extract_text": {"times": 40.0, "per_second": 12.5, "spread": 0.1},
            }
        },
        "start": {"referat --help": 0.1},
        "scans": {"left_out": "there is no tesseract"},
    }
    table = bench.to_table(figures)
    assert "| Text-layer lines | pdfplumber extract_text | 40.00 | 12.5 | 10% |" in table
    assert "`referat --help`: 0.10 s" in table
    assert "Scans" not in table
    assert "Memory" not in table


@pytest.mark.parametrize(
    ("after", "told"),
    [
        ({}, "adding a document right after that load costs 2.29 times"),
        ({"after": 120}, "adding a document once 120 have been added costs 2.29 times"),
    ],
)
def test_the_cost_of_adding_tells_when_it_was_measured(after: dict[str, int], told: str) -> None:
    adding = {"ways": {"small": {"times": 1.0}, "large": {"times": 2.291}}, **after}
    database = {"punkter": 10, "punkter_per_cpu_second": 2, "bytes_per_punkt": 5_000,
                "times_its_text": 3.6, "adding": adding}  # fmt: skip
    assert told in "\n".join(bench._facts({"database": database}))


@pytest.mark.slow
def test_memory_is_that_of_the_parent_and_its_largest_worker() -> None:
    memory = bench.measure_memory(5)
    assert memory["documents"] == 5
    assert 0 < memory["early"]["documents"] <= 5
    for who in ("main", "worker"):
        assert memory["most"][who] >= memory["end"][who] > 10_000_000
    told = "\n".join(bench._facts({"memory": memory}))
    assert "Memory over 5 documents with two workers: main " in told


def test_long_document_is_joined_from_the_longest(digital: dict[Path, int], tmp_path: Path) -> None:
    bench._join(digital, tmp_path / "lang.pdf")
    assert bench.find_digital([str(tmp_path / "lang.pdf")]) == {tmp_path / "lang.pdf": bench.PAGES}
