from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from referat.errors import SettingsError
from referat.settings import Settings
from referat.training.evaluate import evaluate, find_pairs, to_json, to_lines
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
