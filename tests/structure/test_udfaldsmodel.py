"""The trained outcome classifier: features, bringing model and rules together, weights on disk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referat.errors import MissingModelError
from referat.resources import outcome_model_dir
from referat.structure import components
from referat.structure.document import load_pipeline, structure_document
from referat.structure.udfaldsmodel import (
    CLASSES,
    FILE,
    UdfaldModel,
    against,
    classes_of,
    load,
    read_outcomes,
)
from referat.structure.udfaldstraek import (
    MAX_SENTENCES,
    RULE_FEATURES,
    SIZE,
    features_of,
    is_numbered,
    split_decision,
)
from referat.types import (
    Beslutning,
    Evidence,
    FileKind,
    Punkt,
    Sagsgang,
    SourceFile,
    TextSource,
    Udfald,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

    from referat.types import ReadPages

FEW = settings(deadline=None, derandomize=True, database=None, max_examples=60)
PLACE = {udfald: place for place, udfald in enumerate(CLASSES)}


def _model(**bias: float) -> UdfaldModel:
    """A model that says the same of every sentence: the log odds given, else -9."""
    said = np.full(len(CLASSES), -9.0, dtype=np.float32)
    for name, value in bias.items():
        said[PLACE[Udfald(name)]] = value
    return UdfaldModel(
        weights=np.zeros((SIZE, len(CLASSES) + 2), dtype=np.float32),
        hidden=np.zeros((2, len(CLASSES)), dtype=np.float32),
        hidden_bias=np.zeros(2, dtype=np.float32),
        bias=said,
        sure=np.array([0.0, 1.0, 1.0, 0.0], dtype=np.float32),
        margin=1.5,
    )


def _logits(*rows: dict[str, float]) -> np.ndarray:
    table = np.full((len(rows), len(CLASSES)), -5.0, dtype=np.float32)
    for row, said in zip(table, rows, strict=True):
        for name, value in said.items():
            row[PLACE[Udfald(name)]] = value
    return table


def features(text: str) -> list[list[int]]:
    """Numbers of the features of each sentence of a text."""
    return [found.tolist() for found in features_of(split_decision(text))]


@FEW
@given(st.text(max_size=300))
def test_features_are_numbers_below_the_size_each_once(text: str) -> None:
    for found in features(text):
        assert found
        assert len(set(found)) == len(found)
        assert all(0 <= number < SIZE for number in found)


def test_names_and_figures_are_not_told_apart() -> None:
    [one] = features("Birthe Dalsten fik 4.000 kr. mod 12")
    [other] = features("Birthe Dalsten fik 9.100 kr. mod 38")
    assert one == other


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (" Rådet støtter byggeriet. Der kommer svar i maj.", Udfald.ORIENTERET),
        ("", Udfald.GODKENDT),
    ],
)
def test_a_report_is_one_whatever_it_tells_of(more: str, expected: Udfald) -> None:
    text = f"Nanna Sejrkær orienterede om byggeriet.{more}"
    assert _model(godkendt=6.0).read(text).udfald == (expected,)


def test_old_and_new_spelling_are_the_same() -> None:
    assert features("Tiltraadtes.") == features("Tiltrådtes.")


def test_a_denied_verb_has_other_features() -> None:
    [said] = features("Rådet kan støtte forslaget.")
    [denied] = features("Rådet kan ikke støtte forslaget.")
    assert set(denied) - set(said)
    assert set(said) - set(denied)  # and not only more: the pair "kan støtte" is gone


def test_a_long_text_is_cut() -> None:
    assert len(features("Godkendt.\n" * 500)) == MAX_SENTENCES


def test_what_rules_say_is_told_in_their_own_numbers() -> None:
    [found] = features("Godkendt.")
    assert any(RULE_FEATURES[number] for number in found)
    assert RULE_FEATURES.sum() < SIZE / 20  # hiding them hides little else


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("1. Godkendt.", True),
        ("Ad 2) Udsat.", True),
        ("Pkt. 3: Drøftet.", True),
        ("- Scenen flyttes.", False),
        ("Godkendt med 12 stemmer.", False),
        ("a) Godkendt.", False),
    ],
)
def test_numbered_parts(sentence: str, expected: bool) -> None:
    assert is_numbered(sentence) is expected


@pytest.mark.parametrize(
    ("rows", "numbered", "expected"),
    [
        ([{"godkendt": 2}], [False], ["godkendt"]),
        ([{"udsat": 1}, {"godkendt": 3}], [False, False], ["udsat", "godkendt"]),
        ([{"orienteret": 4}, {"godkendt": 1}], [False, False], ["godkendt"]),
        ([{"droeftet": 4}, {"udsat": 1}], [False, False], ["droeftet", "udsat"]),
        ([{"droeftet": 4}, {"afvist": 1}], [False, False], ["afvist"]),
        (
            [{"taget_til_efterretning": 4}, {"droeftet": 1}],
            [True, True],
            ["taget_til_efterretning", "droeftet"],
        ),
        (
            [{"godkendt": 2, "godkendt_med_aendringer": 1}],
            [False],
            ["godkendt"],
        ),
        ([{"godkendt": 1, "godkendt_med_aendringer": 2}], [False], ["godkendt_med_aendringer"]),
        ([{"andet": 5}], [False], ["andet"]),
        ([{"andet": 5}, {"valgt": 1}], [False, False], ["valgt"]),
        ([{"valgt": -1}], [False], ["valgt"]),  # nothing carried: the likeliest
        ([{}], [False], ["andet"]),  # nothing is likely
    ],
)
def test_classes_of_sentences(
    rows: list[dict[str, float]], numbered: list[bool], expected: list[str]
) -> None:
    assert list(classes_of(_logits(*rows), numbered)) == expected


def test_model_decides_where_it_is_far_from_the_rules() -> None:
    # the rules read "godkendt" in both
    sure = _model(afvist=4.0, godkendt=-4.0)
    torn = _model(afvist=0.4, godkendt=-0.4)
    assert sure.read("Godkendt.").udfald == (Udfald.AFVIST,)
    assert torn.read("Godkendt.").udfald == (Udfald.GODKENDT,)


def test_model_decides_where_the_rules_know_no_phrase() -> None:
    assert _model(valgt=0.1).read("Xyzzy kvux.").udfald == (Udfald.VALGT,)
    top = np.zeros(len(CLASSES), dtype=np.float32)
    assert against(top, (Udfald.VALGT,), (Udfald.ANDET,)) == float("inf")
    assert against(top, (Udfald.ANDET,), (Udfald.ANDET,)) == 0.0


def test_agreement_is_surer_than_the_same_margin_without() -> None:
    agreed = _model(godkendt=4.0).read("Godkendt.").confidence
    differing = _model(afvist=4.0, godkendt=-4.0).read("Godkendt.").confidence
    assert 0.0 < differing < agreed < 1.0


def test_a_text_without_sentences_is_left_to_the_rules() -> None:
    reading = _model(valgt=9.0).read("")
    assert reading.udfald == (Udfald.ANDET,)
    assert 0.0 < reading.confidence < 1.0


def test_weights_come_back_from_disk(tmp_path: Path) -> None:
    model = _model(valgt=1.5)
    model.save(tmp_path / FILE)
    again = load(tmp_path)
    assert again is not None
    assert again.read("Xyzzy kvux.") == model.read("Xyzzy kvux.")
    first = (tmp_path / FILE).read_bytes()
    model.save(tmp_path / FILE)
    assert (tmp_path / FILE).read_bytes() == first


def test_without_weights_there_is_no_model(tmp_path: Path) -> None:
    assert load(tmp_path) is None
    assert load(tmp_path / "mangler") is None


@pytest.mark.parametrize("damage", ["empty", "noise", "cut", "size", "nan", "classes"])
def test_weights_that_cannot_be_used_are_told(tmp_path: Path, damage: str) -> None:
    path = tmp_path / FILE
    model = _model()
    if damage == "size":
        model = replace(model, weights=model.weights[: SIZE // 2])
    if damage == "nan":
        model = replace(model, weights=np.full_like(model.weights, np.nan))
    model.save(path)
    whole = path.read_bytes()
    if damage == "empty":
        path.write_bytes(b"")
    elif damage == "noise":
        path.write_bytes(b"nonsense" * 400)
    elif damage == "cut":
        path.write_bytes(whole[: len(whole) // 2])
    elif damage == "classes":
        np.savez(path, classes=np.array(["noget andet"]))
    with pytest.raises(MissingModelError) as caught:
        load(tmp_path)
    assert caught.value.path == str(path)
    assert "python -m referat.training.udfald" in caught.value.action


def _evidence(confidence: float = 0.9) -> Evidence:
    return Evidence(
        page=1,
        first_line=1,
        last_page=1,
        last_line=1,
        box=None,
        source=TextSource.PLAIN_TEXT,
        confidence=confidence,
    )


def _punkt(beslutning: Beslutning | None, *steps: Sagsgang) -> Punkt:
    return Punkt(
        nr="1",
        titel="Lys på stien",
        lukket=False,
        sagsnumre=(),
        afsnit=(),
        beslutning=beslutning,
        fravaerende=(),
        bilag=(),
        sagsgang=steps,
        evidence=_evidence(),
    )


def test_decision_and_earlier_decisions_get_their_classes() -> None:
    model = _model(valgt=3.0)
    step = Sagsgang(
        udvalg="Teknisk Udvalg",
        dato=None,
        punkt=None,
        tekst="Xyzzy kvux.",
        udfald=(Udfald.ANDET,),
        evidence=_evidence(),
    )
    bare = replace(step, tekst=None, udfald=())
    beslutning = Beslutning(
        tekst="Kvux xyzzy.", udfald=(Udfald.ANDET,), afstemning=None, evidence=_evidence()
    )
    punkt = read_outcomes(model, _punkt(beslutning, step, bare))
    assert punkt.beslutning is not None
    assert punkt.beslutning.udfald == (Udfald.VALGT,)
    assert punkt.beslutning.udfald_confidence is not None
    assert punkt.beslutning.evidence.confidence == 0.9  # of the text alone
    assert [step.udfald for step in punkt.sagsgang] == [(Udfald.VALGT,), ()]
    assert read_outcomes(model, _punkt(None)) == _punkt(None)


def test_committed_weights_read_what_the_rules_cannot() -> None:
    folder = outcome_model_dir()
    model = load(folder) if folder is not None else None
    assert model is not None
    size = (folder / FILE).stat().st_size if folder else 0
    assert size < 1_000_000
    for text, expected in (
        ("Godkendt.", "godkendt"),
        ("Udvalget sagde nej tak til tilbuddet.", "afvist"),
        ("Punktet gemmes til næste gang.", "udsat"),
        ("Foreningen får halvdelen af det, den har søgt om.", "godkendt_med_aendringer"),
        ("Ny formand bliver Selma Ravnsborg.", "valgt"),
        ("Økonomiudvalgets anbefaling vedtaget.", "godkendt"),
        ("Vedtaget som anbefalet af Økonomiudvalget.", "godkendt"),
        ("Der kunne ikke opnås enighed. Sagen udsættes til næste møde.", "udsat"),
        ("Anbefales godkendt som indstillet.", "anbefalet"),
        (
            "Forslag fra Venstre om at vente blev forkastet med 9 stemmer mod 5. Indstillingen "
            "vedtaget.",
            "godkendt",
        ),
    ):
        assert model.read(text).udfald == (Udfald(expected),), text


MINUTES = """
REFERAT
Teknisk Udvalg
Mandag den 13. maj 2019

1. Godkendelse af dagsorden
Beslutning
Godkendt.

2. Lys på stien ved søen
Beslutning
Kvux xyzzy plugh.
"""


def _classes(pages: ReadPages, nlp: Language) -> list[tuple[Udfald, ...]]:
    source = SourceFile(path="m.txt", sha256="0" * 64, kind=FileKind.TEXT, size=1)
    referat = structure_document(source, pages, nlp)
    return [punkt.beslutning.udfald for punkt in referat.punkter if punkt.beslutning]


def test_pipeline_reads_by_rules_where_there_are_no_weights(
    plain: Callable[[str], ReadPages], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(components, "outcome_model_dir", lambda: None)
    nlp = load_pipeline.__wrapped__(None)
    assert _classes(plain(MINUTES), nlp) == [(Udfald.GODKENDT,), (Udfald.ANDET,)]
    _model(valgt=0.5, godkendt=0.1).save(tmp_path / FILE)
    monkeypatch.setattr(components, "outcome_model_dir", lambda: tmp_path)
    nlp = load_pipeline.__wrapped__(None)
    assert _classes(plain(MINUTES), nlp)[1] == (Udfald.VALGT, Udfald.GODKENDT)


def test_pipeline_does_not_start_on_weights_that_cannot_be_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / FILE).write_bytes(b"PK\x03\x04 cut short")
    monkeypatch.setattr(components, "outcome_model_dir", lambda: tmp_path)
    with pytest.raises(MissingModelError, match="outcome classifier"):
        load_pipeline.__wrapped__(None)


def test_pipeline_does_not_start_on_curves_that_cannot_be_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "kalibrering.json"
    path.write_text("{", "utf-8")
    monkeypatch.setattr(components, "calibration_path", lambda: path)
    with pytest.raises(MissingModelError, match="curves of confidence"):
        load_pipeline.__wrapped__(None)
