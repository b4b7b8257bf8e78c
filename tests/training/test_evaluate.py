from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from referat.errors import SettingsError
from referat.settings import Settings
from referat.training.evaluate import Pair, evaluate, find_pairs, to_json, to_lines
from referat.types import DocumentResult, Problem, Severity, Status

GOLD = {
    "dokumenttype": "referat",
    "kommune": None,
    "udvalg": "Teknisk Udvalg",
    "moede": {
        "dato": "2020-01-31",
        "start": None,
        "slut": None,
        "sted": None,
        "sagsnumre": [],
        "dokumentnumre": [],
    },
    "fremmoede": [],
    "punkter": [],
}


def read_nothing(paths: Sequence[Path], settings: Settings) -> Iterator[DocumentResult]:
    """A reader that fails on every document."""
    for path in paths:
        problem = Problem(
            code="tom", severity=Severity.ERROR, path=str(path), message="empty.", action="Look."
        )
        yield DocumentResult(path=str(path), status=Status.FAILED, problems=(problem,))


def write(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), "utf-8")


def test_documents_pair_by_name_within_their_family(tmp_path: Path) -> None:
    write(tmp_path / "gold/F1/a.json", GOLD)
    write(tmp_path / "gold/F2/b.json", GOLD)
    write(tmp_path / "gold/F2/c.json", GOLD)
    for name in ("F1/a.pdf", "F1/a.scan200.pdf", "F1/ab.pdf", "F2/a.pdf", "b.txt"):
        write(tmp_path / "documents" / name, None)
    pairs = find_pairs(tmp_path / "gold", tmp_path / "documents")
    assert [(pair.name, pair.variant) for pair in pairs] == [
        ("F1/a.pdf", "pdf"),
        ("F1/a.scan200.pdf", "scan200"),
        ("F2/b.txt", "txt"),
        ("F2/c (none)", ""),
    ]


def test_flat_folders_pair_too(tmp_path: Path) -> None:
    write(tmp_path / "gold/a.json", GOLD)
    write(tmp_path / "readings/a.json", GOLD)
    write(tmp_path / "readings/a.scan200.json", GOLD)
    pairs = find_pairs(tmp_path / "gold", tmp_path / "readings")
    assert [(pair.name, pair.family) for pair in pairs] == [("a", ""), ("a.scan200", "")]


@pytest.mark.parametrize("missing", ["gold", "documents"])
def test_missing_folder_is_named(tmp_path: Path, missing: str) -> None:
    for folder in {"gold", "documents"} - {missing}:
        (tmp_path / folder).mkdir()
    with pytest.raises(SettingsError, match=missing):
        find_pairs(tmp_path / "gold", tmp_path / "documents")


def test_folder_without_gold_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no gold"):
        find_pairs(tmp_path, tmp_path)


def test_finished_readings_are_scored_by_family_and_document(tmp_path: Path) -> None:
    write(tmp_path / "gold/F1/a.json", GOLD)
    write(tmp_path / "gold/F2/b.json", GOLD)
    write(tmp_path / "readings/F1/a.json", GOLD)
    write(tmp_path / "readings/F2/b.json", GOLD | {"udvalg": "Byrådet"})
    measured = evaluate(
        find_pairs(tmp_path / "gold", tmp_path / "readings"), settings=Settings(), read=read_nothing
    )
    figures = to_json(measured)
    assert figures["micro"] == {"dokumenttype": 1.0, "moede.dato": 1.0, "moede.udvalg": 0.5}
    assert figures["overall"] == pytest.approx(0.8333)
    assert figures["exact"] == 0.5
    assert figures["families"]["F1"]["overall"] == 1.0
    assert figures["families"]["F2"]["exact"] == 0.0
    assert figures["documents"]["F2/b"]["moede.udvalg"] == 0.0
    lines = list(to_lines(measured))
    assert any("F2/b" in line and "moede.udvalg=0.00" in line for line in lines)
    assert lines[-1] == "overall 0.8333 over 2 documents, 50% with every figure 1"


def test_document_that_cannot_be_read_has_found_nothing(tmp_path: Path) -> None:
    write(tmp_path / "gold/a.json", GOLD)
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents/a.pdf").touch()
    measured = evaluate(
        find_pairs(tmp_path / "gold", tmp_path / "documents"),
        settings=Settings(),
        read=read_nothing,
    )
    assert measured.overall == 0.0
    assert [problem.code for problem in measured.documents[0].problems] == ["tom"]


def test_reading_that_is_no_json_is_named(tmp_path: Path) -> None:
    write(tmp_path / "gold/a.json", GOLD)
    (tmp_path / "a.json").write_text("{", "utf-8")
    with pytest.raises(SettingsError, match=r"a\.json"):
        evaluate(find_pairs(tmp_path / "gold", tmp_path), settings=Settings(), read=read_nothing)


def test_a_generated_folder_holds_gold_and_documents(tmp_path: Path) -> None:
    write(tmp_path / "F04-test-7-00001.json", GOLD)
    write(tmp_path / "F04-test-7-00001.linjer.json", [])
    write(tmp_path / "F04-test-7-00001.grim200.pdf", None)
    write(tmp_path / "fri-test-7-00002.json", GOLD)
    write(tmp_path / "fri-test-7-00002.pdf", None)
    pairs = find_pairs(tmp_path, tmp_path)
    assert [(pair.family, pair.rendering) for pair in pairs] == [
        ("F04", "grim200"),
        ("fri", "tekstlag"),
    ]


@pytest.mark.parametrize(
    ("document", "rendering"),
    [
        ("F1/a.pdf", "tekstlag"),
        ("F1/a.scan300.pdf", "scan300"),
        ("F1/a.txt", "txt"),
        ("scan200/F1/a.pdf", "scan200"),
        ("F1/a", "tekstlag"),
    ],
)
def test_a_rendering_is_told_by_folder_or_name(
    tmp_path: Path, document: str, rendering: str
) -> None:
    pair = Pair(gold=tmp_path / "a.json", document=tmp_path / document, family="F1")
    assert pair.rendering == rendering


def test_fields_are_told_by_group(tmp_path: Path) -> None:
    write(tmp_path / "gold/F1/a.json", GOLD)
    write(tmp_path / "gold/F2/b.json", GOLD)
    write(tmp_path / "documents/F1/a.json", GOLD)
    write(tmp_path / "documents/F2/b.json", {"dokumenttype": "andet"})
    pairs = find_pairs(tmp_path / "gold", tmp_path / "documents")
    measured = evaluate(pairs, settings=Settings(), read=read_nothing)
    lines = [line.split() for line in to_lines(measured, by="family")]
    assert ["all", "F1", "F2"] in lines
    assert ["dokumenttype", "0.5000", "1.0000", "0.0000"] in lines
    assert not any(line and line[-1].startswith("dokumenttype=") for line in lines)


def test_reliability_is_part_of_the_evaluation(tmp_path: Path) -> None:
    sure = {"page": 1, "box": None, "confidence": 0.95}
    reading = GOLD | {"udvalg": "Noget andet", "evidence": {"dokumenttype": sure, "udvalg": sure}}
    write(tmp_path / "gold/a.json", GOLD)
    write(tmp_path / "documents/a.json", reading)
    pairs = find_pairs(tmp_path / "gold", tmp_path / "documents")
    measured = evaluate(pairs, settings=Settings(), read=read_nothing)
    table = to_json(measured)["reliability"]
    assert table["all"]["values"] == 2
    assert table["fields"]["udvalg"]["bands"][0] == {"from": 0.9, "given": 1, "right": 0}
    assert any(line.split()[:4] == ["all", "0.500", "of", "2"] for line in to_lines(measured))
