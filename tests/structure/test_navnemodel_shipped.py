"""The names model that is shipped: what it finds in documents, and what a broken one says."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from referat import resources
from referat.errors import MissingModelError
from referat.structure import navne
from referat.structure.components import make_navne_component

DOCUMENT = """
    REFERAT
    Byrådet
    Mødedato: 3. maj 2019
    Fremmøde: Tove Lindestrup, Abdi Nur
    Meldt afbud havde Jens Ulvholk.

    Punkt 1: Budget
    Sagsfremstilling
    Budgettet fremlægges.
    Beslutning
    Godkendt. Imod stemte alene Abdi Nur.
    """


def test_whole_documents_are_completed_by_the_shipped_model(
    read: Callable[..., dict[str, Any]],
) -> None:
    document = read(DOCUMENT)
    absent = [person["navn"] for person in document["fremmoede"] if person["status"] == "afbud"]
    assert absent == ["Jens Ulvholk"]
    votes = document["punkter"][0]["beslutning"]["afstemning"]
    assert votes["stemmer"] == [
        {"stemme": "imod", "antal": None, "parti": None, "navn": "Abdi Nur"}
    ]


def test_shipped_model_knows_names_it_never_saw_also_spoilt_by_ocr() -> None:
    find = navne.load_finder()
    assert find is not None
    texts = [
        "Afbud fra Jens Ulvholk og Tove Lindestrup (A).",
        "Imod stemte Ebbe Langsø, Abdi Nur og Birthe von der Hede.",
        "Afbud fra Jens U1vholk og Tøve Lindestrnp.",
        "Forvaltningen indstiller, at Kulturudvalget godkender lokalplan 4.12 for Solsikkevej.",
    ]
    assert [[name.navn for name in names] for names in find(texts)] == [
        ["Jens Ulvholk", "Tove Lindestrup"],
        ["Ebbe Langsø", "Abdi Nur", "Birthe von der Hede"],
        ["Jens U1vholk", "Tøve Lindestrnp"],
        [],
    ]


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """An installation of which ``models/ner`` can be changed."""
    monkeypatch.setattr(resources, "_SHARE", tmp_path / "none")
    monkeypatch.setattr(resources, "_CHECKOUT", tmp_path)
    navne.load_finder.cache_clear()
    yield tmp_path / "models" / "ner"
    navne.load_finder.cache_clear()


@pytest.mark.parametrize("name", resources.NAMES_MODEL_FILES)
def test_a_folder_that_lacks_a_file_says_which(elsewhere: Path, checkout: Path, name: str) -> None:
    shutil.copytree(checkout / "models" / "ner", elsewhere)
    (elsewhere / name).unlink()
    with pytest.raises(MissingModelError, match=name) as caught:
        make_navne_component(None, "navne")
    assert "remove the folder" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ner/model", b"\x00garbage"),
        ("ner/moves", b"{"),
        ("config.cfg", b'[nlp]\nlang = "xx-unknown"\n'),
        ("meta.json", b"not json"),
    ],
)
def test_a_folder_that_spacy_cannot_load_says_so(
    elsewhere: Path, checkout: Path, name: str, content: bytes
) -> None:
    shutil.copytree(checkout / "models" / "ner", elsewhere)
    (elsewhere / name).write_bytes(content)
    with pytest.raises(MissingModelError, match="cannot be loaded"):
        navne.load_finder()


def test_half_a_model_says_so(elsewhere: Path, checkout: Path) -> None:
    shutil.copytree(checkout / "models" / "ner", elsewhere)
    model = elsewhere / "ner" / "model"
    model.write_bytes(model.read_bytes()[:100_000])
    with pytest.raises(MissingModelError, match="cannot be loaded"):
        navne.load_finder()


def test_the_folder_is_small_and_holds_no_words_of_its_training(checkout: Path) -> None:
    import spacy

    folder = checkout / "models" / "ner"
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    assert size < 3_000_000
    words = set((folder / "vocab" / "strings.json").read_text(encoding="utf-8").split('"'))
    # spaCy's own words, the labels, and the label that its parser begins with
    own = {*spacy.blank("da").vocab.strings, "LOC", "ORG", "PARTI", "PER", "UDVALG", "ROOT"}
    assert {word for word in words if len(word) > 3 and word.isalpha()} <= own
    assert "/work" not in (folder / "config.cfg").read_text(encoding="utf-8")
    assert (folder / "NOTICE.md").is_file()
