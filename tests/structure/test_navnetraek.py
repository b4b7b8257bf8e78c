"""What the names model sees of a word, and the layers that read it."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from referat.structure.navnetraek import (
    FIRST,
    LAST,
    extract,
    fold_ocr,
    gram_embed,
    make_list,
    navne_tok2vec,
    read_list,
    shape,
    word_row,
)

FEW = settings(deadline=None, derandomize=True, database=None, max_examples=100)


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("Sørensen", "Sorcnsen"),
        ("Åge", "Age"),
        ("Karna", "Kama"),
        ("Lindestrup", "1indestrup"),
        ("Ole", "0le"),
        ("Bach", "Baeh"),
    ],
)
def test_misread_letters_fold_to_the_same(printed: str, read: str) -> None:
    assert fold_ocr(printed) == fold_ocr(read)


def test_different_names_do_not_fold_to_the_same() -> None:
    names = ["Jensen", "Hansen", "Holm", "Lund", "Bang", "Tove", "Mette", "Nur"]
    assert len({fold_ocr(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Hansen", "Xxxx"),
        ("SF", "XX"),
        ("18.40", "dd.dd"),
        ("Ørskov-Hus", "Xxxx-Xxx"),
        ("3F", "dX"),
    ],
)
def test_shape(word: str, expected: str) -> None:
    assert shape(word) == expected


@FEW
@given(st.text(min_size=1, max_size=60))
def test_every_word_has_a_row(word: str) -> None:
    row = word_row(word, {})
    assert row.shape == (20,)
    assert (row[8:] < 4000).all()


def test_list_of_names_holds_no_names_and_gives_back_what_was_said_of_them() -> None:
    table = make_list({"Tove": FIRST, "Holm": LAST, "Bo": FIRST | LAST})
    marks = read_list(table)
    plain, listed = word_row("Kvaglund", marks), word_row("Tove", marks)
    assert listed[6] == FIRST + 1
    assert plain[6] == 1
    assert table.dtype == np.uint32
    assert b"Tove" not in table.tobytes()


def test_genitives_and_misread_names_are_looked_up_too() -> None:
    marks = read_list(make_list({"Sørensen": LAST}))
    assert word_row("Sørensens", marks)[6] == LAST + 1
    assert word_row("Sorensen", marks)[6] == 1
    assert word_row("Sorensen", marks)[7] == LAST + 1


def test_words_are_hidden_in_training_only() -> None:
    nlp = spacy.blank("da")
    doc = Doc(nlp.vocab, words=["Tove"] * 200)
    layer = extract(0.5)
    shown, _ = layer([doc], is_train=False)
    hidden, _ = layer([doc], is_train=True)
    assert (shown[0][:, 0] != 0).all()
    assert 40 < int((hidden[0][:, 0] == 0).sum()) < 160
    assert (hidden[0][:, 2] == shown[0][:, 2]).all()  # the word's ends stay


def test_gradient_of_the_pieces_is_that_of_their_mean() -> None:
    layer = gram_embed(4)
    layer.initialize()
    rows = np.stack([word_row("Tove", {}), word_row("Mo", {})])
    out, backprop = layer(rows, is_train=True)
    table = layer.get_param("E").copy()
    backprop(np.ones_like(out))
    grown = layer.get_grad("E")
    step = 0.001
    layer.set_param("E", table + step * grown)
    after, _ = layer(rows, is_train=False)
    assert after.sum() - out.sum() == pytest.approx(step * float((grown**2).sum()), rel=0.01)
    assert grown.sum() == pytest.approx(out.size, rel=1e-4)


def test_vectors_for_every_doc_also_an_empty_one() -> None:
    nlp = spacy.blank("da")
    model = navne_tok2vec(16, 2, 0.0)
    docs = [Doc(nlp.vocab, words=["Tove", "Holm"]), Doc(nlp.vocab, words=[])]
    model.initialize(X=docs)
    assert [vectors.shape for vectors in model.predict(docs)] == [(2, 16), (0, 16)]


def test_vectors_of_a_doc_do_not_depend_on_its_neighbours() -> None:
    nlp = spacy.blank("da")
    model = navne_tok2vec(16, 2, 0.0)
    docs = [Doc(nlp.vocab, words=[word, "Holm", "gik"]) for word in ("Tove", "Jens", "Afbud")]
    model.initialize(X=docs)
    alone = [model.predict([doc])[0] for doc in docs]
    for one, together in zip(alone, model.predict(docs), strict=True):
        assert np.allclose(one, together, atol=1e-5)
