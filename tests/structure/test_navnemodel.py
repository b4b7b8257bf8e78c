"""The recogniser: names with their probability, and weights that survive the disk at half size."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from referat.structure import navnemodel

SENTENCES = [
    (["Afbud", "fra", "Tove", "Holm"], ["O", "O", "B-PER", "I-PER"]),
    (["Jens", "Lund", "var", "fraværende"], ["B-PER", "I-PER", "O", "O"]),
    (["Kulturudvalget", "godkendte", "planen"], ["B-UDVALG", "O", "O"]),
    (["Mødet", "sluttede", "kl.", "18"], ["O", "O", "O", "O"]),
]


def _nlp() -> Language:
    nlp = spacy.blank("da")
    nlp.add_pipe(
        "referat_navnemodel",
        name="ner",
        config={
            "model": {
                "@architectures": "spacy.TransitionBasedParser.v2",
                "state_type": "ner",
                "extra_state_tokens": False,
                "hidden_width": 16,
                "maxout_pieces": 2,
                "use_upper": True,
                "tok2vec": {
                    "@architectures": "referat.NavneTok2Vec.v1",
                    "width": 16,
                    "depth": 1,
                    "hide": 0.0,
                },
            }
        },
    )
    return nlp


@pytest.fixture(scope="module")
def trained() -> Language:
    """A small model that knows four sentences by heart."""
    nlp = _nlp()
    examples = []
    for words, marks in SENTENCES:
        doc = Doc(nlp.vocab, words=words)
        examples.append(Example(doc, Doc(nlp.vocab, words=words, ents=marks)))
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(150):
        nlp.update(examples, sgd=optimizer)
    return nlp


def _docs(nlp: Language) -> list[Doc]:
    return [Doc(nlp.vocab, words=words) for words, _ in SENTENCES] + [Doc(nlp.vocab, words=[])]


def _model(nlp: Language) -> navnemodel.Navnemodel:
    model = nlp.get_pipe("ner")
    assert isinstance(model, navnemodel.Navnemodel)
    return model


def test_names_are_those_of_the_pipeline_with_a_probability(trained: Language) -> None:
    docs = _docs(trained)
    found = _model(trained).find(docs)
    expected = [
        [(entity.text, entity.label_) for entity in trained(doc).ents] for doc in _docs(trained)
    ]
    assert [[(span.text, span.label) for span in spans] for spans in found] == expected
    assert expected[0] == [("Tove Holm", "PER")]
    assert all(0.0 < span.score <= 1.0 for spans in found for span in spans)
    assert found[0][0].start == 10
    assert docs[0].text[found[0][0].start : found[0][0].end] == "Tove Holm"


def test_a_higher_temperature_makes_less_sure(trained: Language) -> None:
    model = _model(trained)
    before = model.find(_docs(trained))[0][0].score
    model.cfg[navnemodel.TEMPERATURE] = 4.0
    try:
        after = model.find(_docs(trained))[0][0].score
    finally:
        model.cfg.pop(navnemodel.TEMPERATURE)
    assert after < before


def test_no_docs_and_empty_docs_have_no_names(trained: Language) -> None:
    model = _model(trained)
    assert model.find([]) == []
    assert model.find([Doc(trained.vocab, words=[])]) == [()]


def test_weights_come_back_from_half_the_size(trained: Language, tmp_path: Path) -> None:
    trained.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    kinds = {
        node.get_param(name).dtype.name
        for node in _model(again).model.walk()
        for name in node.param_names
        if node.has_param(name) is True
    }
    assert kinds == {"float32"}
    assert [doc.ents[0].text for doc in again.pipe(_docs(again)[:2])] == ["Tove Holm", "Jens Lund"]
    still = {
        node.get_param(name).dtype.name
        for node in _model(trained).model.walk()
        for name in node.param_names
        if node.has_param(name) is True
    }
    assert still == {"float32"}, "writing must leave the model as it was"
