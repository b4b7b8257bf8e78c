from __future__ import annotations

from pathlib import Path

import pytest

from referat.training import bench


@pytest.fixture(scope="module")
def digital(corpus: Path) -> dict[Path, int]:
    return bench.find_digital([str(corpus / "documents/F01")])


def test_born_digital_documents_are_found_and_scans_are_not(corpus: Path, tmp_path: Path) -> None:
    scan = min(corpus.glob("documents/*/*.tif*"))
    pdf = min(corpus.glob("documents/F01/*.pdf"))
    found = bench.find_digital([str(scan), str(pdf)])
    assert list(found) == [pdf]
    assert found[pdf] > 0


@pytest.mark.slow
def test_ways_are_measured_on_the_same_pages(digital: dict[Path, int]) -> None:
    speed = bench.measure_speed(digital, 1)
    assert speed["pages"] == sum(digital.values())
    assert {"referat, into the database", "pdfplumber extract_text"} <= set(speed["ways"])
    for way in speed["ways"].values():
        assert 0 < way["minimum"] <= way["median"]
    figures = {
        "speed": speed,
        "memory": {
            "documents": 4,
            "after_first_documents": 1,
            "after_all": 2,
            "peak": 3,
        },
        "start": {"referat --help": 0.1},
    }
    lines = list(bench.to_lines(figures))
    assert any(line.startswith("pdfplumber") for line in lines)


@pytest.mark.slow
def test_memory_is_that_of_documents_that_differ(digital: dict[Path, int]) -> None:
    memory = bench.measure_memory(list(digital), 5)
    assert memory["documents"] == 5
    assert memory["peak"] >= memory["after_all"] > 10_000_000


def test_long_document_is_joined_from_the_longest(digital: dict[Path, int], tmp_path: Path) -> None:
    bench._join(digital, tmp_path / "lang.pdf")
    assert bench.find_digital([str(tmp_path / "lang.pdf")]) == {tmp_path / "lang.pdf": bench.PAGES}
