from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import Adam, fix_random_seed

from referat.errors import MissingModelError
from referat.structure import components
from referat.structure.document import load_pipeline, make_doc
from referat.structure.features import SLOTS
from referat.structure.linjer import FACTS, GOLD, LineTagger
from referat.structure.tags import NUMBER, TAGS
from referat.types import ReadPages


def _tagger(*, hide: float = 0.0, smooth: float = 0.0) -> LineTagger:
    components.register()
    fix_random_seed(0)
    nlp = spacy.blank("da")
    model = {
        "@architectures": "referat.LineNet.v1",
        "width": 16,
        "distances": [1, 2],
        "dropout": 0.0,
    }
    tagger = nlp.add_pipe(
        "referat_linjer", name="linjer", config={"model": model, "hide": hide, "smooth": smooth}
    )
    assert isinstance(tagger, LineTagger)
    tagger.initialize(list)
    return tagger


def _example(tagger: LineTagger, seed: int, lines: int = 30) -> Example:
    """Lines whose tag follows from one fact, among facts that say nothing."""
    rng = np.random.default_rng(seed)
    facts = rng.integers(100, 140, (lines, SLOTS)).astype("i")
    gold = rng.integers(0, 4, lines).astype("i")
    facts[:, 8:-5] = 0
    facts[:, 0] = gold + 1
    predicted, reference = (Doc(tagger.vocab, words=["-"]) for _ in range(2))
    predicted.user_data[FACTS] = (facts, np.zeros(lines, dtype="i"))
    reference.user_data[GOLD] = gold
    return Example(predicted, reference)


def test_it_learns_what_lines_have_in_common() -> None:
    tagger = _tagger()
    sgd = Adam(0.01)
    examples = [_example(tagger, seed) for seed in range(20)]
    unseen = [_example(tagger, 99)]
    for _ in range(40):
        tagger.update(examples, sgd=sgd)
    for example in unseen:
        tagger(example.predicted)
    assert tagger.score(unseen)["linjer_acc"] > 0.9


def test_lines_without_a_tag_teach_nothing() -> None:
    tagger = _tagger()
    example = _example(tagger, 1)
    embed = next(layer for layer in tagger.model.walk() if layer.has_param("E"))
    example.reference.user_data[GOLD][:] = -1
    losses = tagger.update([example])
    assert not np.any(embed.get_grad("E"))
    assert losses == {"linjer": 0.0}
    example.reference.user_data[GOLD][:] = 2
    tagger.update([example])
    assert np.any(embed.get_grad("E"))


def test_a_neighbouring_document_changes_nothing() -> None:
    tagger = _tagger()
    left, right = (_example(tagger, seed).predicted for seed in (1, 2))
    together = tagger.predict([left, right])
    assert np.allclose(together[0], tagger.predict([left])[0], atol=1e-6)
    assert np.allclose(together[1], tagger.predict([right])[0], atol=1e-6)


def test_probabilities_are_such(lay_out: Callable[..., ReadPages]) -> None:
    nlp = load_pipeline()
    doc = make_doc(lay_out({"text": "1. Budget", "bold": True}, "Godkendt.").pages, nlp)
    for name in ("linjeroller", "linjer"):
        doc = nlp.get_pipe(name)(doc)
    told = doc._.draft.told
    assert told.shape == (2, len(TAGS))
    assert np.allclose(told.sum(axis=1), 1, atol=1e-4)


def test_a_document_without_lines() -> None:
    tagger = _tagger()
    empty = Doc(tagger.vocab, words=["-"])
    empty.user_data[FACTS] = (np.zeros((0, SLOTS), dtype="i"), np.zeros(0, dtype="i"))
    assert tagger.predict([empty])[0].shape == (0, len(TAGS))
    assert tagger.predict([]) == []


def test_the_rules_reading_can_be_kept_from_it() -> None:
    tagger = _tagger()
    doc = _example(tagger, 3).predicted
    seen = tagger.predict([doc])[0]
    tagger.alone = True
    assert not np.allclose(seen, tagger.predict([doc])[0])


def test_the_shipped_net_reads_a_plain_referat(lay_out: Callable[..., ReadPages]) -> None:
    nlp = load_pipeline()
    pages = lay_out(
        {"text": "Referat", "size": 18.0, "bold": True},
        {"text": "Kulturudvalget", "size": 14.0},
        "Mødedato: 4. maj 2021",
        {"text": "1. Tilskud til festugen", "bold": True, "size": 13.0, "gap": 1.5},
        {"text": "Sagsfremstilling", "bold": True, "gap": 0.8},
        "Foreningen Brohus søger om tilskud til festugen i august, og der er penge i puljen.",
        {"text": "Indstilling", "bold": True, "gap": 0.8},
        "Forvaltningen indstiller, at udvalget giver tilskud.",
        {"text": "Beslutning", "bold": True, "gap": 0.8},
        "Godkendt.",
        {"text": "2. Eventuelt", "bold": True, "size": 13.0, "gap": 1.5},
        {"text": "Beslutning", "bold": True, "gap": 0.8},
        "Intet.",
    )
    doc = make_doc(pages.pages, nlp)
    for name in ("linjeroller", "linjer"):
        doc = nlp.get_pipe(name)(doc)
    best = [TAGS[number] for number in doc._.draft.told.argmax(axis=1)]
    assert best[3] == best[10] == "punkt"
    assert best[8] == best[11] == "etiket:beslutning"
    assert best[9] == "beslutning"
    assert NUMBER["punkt"] not in doc._.draft.told.argmax(axis=1)[4:10]


def test_weights_that_are_cut_off_are_named(checkout: Path, tmp_path: Path) -> None:
    broken = tmp_path / "da_referat"
    shutil.copytree(checkout / "models" / "da_referat", broken)
    weights = broken / "linjer" / "model"
    weights.write_bytes(weights.read_bytes()[:2000])
    with pytest.raises(MissingModelError) as caught:
        load_pipeline(str(broken))
    assert str(broken) in str(caught.value)
    assert caught.value.action
