from __future__ import annotations

import importlib
import importlib.metadata
import sys
from pathlib import Path

import pytest

import referat
from referat import Referat, Settings, reading, structure
from referat.errors import InputFileError


def test_name_structure_stays_the_function_when_the_subpackage_is_imported() -> None:
    module = importlib.import_module("referat.structure.document")
    assert sys.modules["referat.structure"].__name__ == "referat.structure"
    assert module is sys.modules["referat.structure.document"]
    assert referat.structure is structure
    assert callable(structure)


def test_entry_points_load_beside_the_function() -> None:
    ours = [
        point
        for group in ("spacy_factories", "datasette", "console_scripts")
        for point in importlib.metadata.entry_points(group=group)
        if point.value.startswith("referat.")
    ]
    assert {point.group for point in ours} == {"spacy_factories", "datasette", "console_scripts"}
    for point in ours:
        assert point.load() is not None


def test_structure_gives_a_frozen_typed_object(corpus: Path) -> None:
    path = next(iter(sorted(corpus.glob("documents/*/*.txt"))))
    document = structure(path)
    assert isinstance(document, Referat)
    assert document.source.path == str(path)
    assert isinstance(document.punkter, tuple)
    with pytest.raises(AttributeError):
        document.udvalg = "Et andet udvalg"


def test_structure_takes_kommune_and_pipeline_from_the_caller(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = {}

    def fake(path: Path, *, settings: Settings, nlp: object) -> tuple[object, str]:
        seen.update(path=path, settings=settings, nlp=nlp)
        return object(), "referat"

    monkeypatch.setattr(reading, "read_file", fake)
    nlp = object()
    given = Settings(ocr=False, kommune="Nordby")
    assert structure("a.pdf", kommune="Sønderby", settings=given, nlp=nlp) == "referat"
    assert seen == {
        "path": Path("a.pdf"),
        "settings": Settings(ocr=False, kommune="Sønderby"),
        "nlp": nlp,
    }


def test_structure_names_the_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputFileError) as caught:
        structure(tmp_path / "borte.pdf")
    assert "borte.pdf" in str(caught.value)
