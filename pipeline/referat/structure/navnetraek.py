"""What the names model sees of a word, and the layers that read it.

In: the tokens of a ``Doc``. Out: one vector a token, for spaCy's ``ner``. Everything is hashed: the
trained model knows no word as text, so that no name of its training data can be read out of it.
A word is looked at in several ways at once, so that one misread letter spoils only some of them:
as it stands, with letters that OCR takes for each other made one, by its ends, its shape, its
three-letter pieces, and by whether it stands in the list of names (hashed, too).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from spacy.strings import hash_string  # type: ignore[attr-defined]  # missing in spaCy's stub
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import (
    HashEmbed,
    Maxout,
    Model,
    chain,
    clone,
    concatenate,
    expand_window,
    list2ragged,
    ragged2list,
    residual,
    with_array,
)
from thinc.initializers import uniform_init

FIRST, LAST, FIRST_ANY, LAST_ANY, PLACE = 1, 2, 4, 8, 16
"""What the list of names says of a word: Danish first name, Danish surname, the same in other
languages, place. A word may be several."""

LIST_LAYER = "referat_navnetraek"
"""Name of the layer that holds the list."""

_COLUMNS = 8
_GRAMS = 12
_GRAM_ROWS = 4000
_CACHE = 50_000
_FOLD = str.maketrans("åäàáâæøöòóôéèêëüùúíìïîlj1|!0538çñ", "aaaaaaoooooeeeeuuuiiiiiiiiiosebcn")
_FOLD_PAIRS = (("rn", "m"), ("vv", "w"), ("ii", "u"), ("cl", "d"), ("c", "e"), ("h", "b"))


def fold_ocr(word: str) -> str:
    """A word with what OCR confuses made one: "Sørensen" and "Sorcnsen" give the same."""
    folded = word.casefold().translate(_FOLD)
    for seen, kept in _FOLD_PAIRS:
        folded = folded.replace(seen, kept)
    return "".join(character for character in folded if character.isalnum()) or word


def shape(word: str) -> str:
    """Form of a word without its letters, runs cut at three: "Hansen" is "Xxxx"."""
    kinds: list[str] = []
    for character in word[:40]:
        kind = (
            "X"
            if character.isupper()
            else "x"
            if character.isalpha()
            else "d"
            if character.isdigit()
            else character
        )
        if kinds[-3:] != [kind] * 3:
            kinds.append(kind)
    return "".join(kinds)


def name_key(word: str) -> int:
    """Under which number a word stands in the list of names: 27 bits of a hash.

    Of 60,000 forms one word in two thousand that is no name falls together with one that is.
    """
    return int(hash_string(word)) & 0x07FFFFFF


def make_list(names: dict[str, int]) -> np.ndarray[Any, Any]:
    """The list of names: for each form its key in 27 bits, then what is said of it in 5; sorted.

    Each word stands there in lower case and, after a mark, as ``fold_ocr`` has it.
    """
    marks: dict[int, int] = {}
    for word, mark in names.items():
        for form in (word.casefold(), f"~{fold_ocr(word)}"):
            marks[name_key(form)] = marks.get(name_key(form), 0) | mark
    return np.asarray(sorted(key << 5 | mark for key, mark in marks.items()), dtype="uint32")


def read_list(table: np.ndarray[Any, Any]) -> dict[int, int]:
    """What ``make_list`` packed: key to mark."""
    return {packed >> 5: packed & 31 for packed in table.tolist()}


def _mark(marks: dict[int, int], word: str, sign: str) -> int:
    """What the list says of a word; "Hansens" is looked up as "Hansen", too."""
    found = marks.get(name_key(sign + word), 0)
    if word.endswith("s") and len(word) > 3:
        found |= marks.get(name_key(sign + word[:-1].rstrip("'’")), 0)
    return found


def word_row(word: str, marks: dict[int, int]) -> np.ndarray[Any, Any]:
    """Everything the model sees of one word.

    Args:
        word: The token's text.
        marks: The list of names, by key.

    Returns:
        ``uint64``, shape (20,): eight columns that are embedded by hash, then the numbers of up to
        twelve three-letter pieces, 0 where there are fewer.
    """
    lower = word.casefold()
    folded = fold_ocr(word)
    framed = f"<{lower}>"
    pieces = [framed[at : at + 3] for at in range(max(1, len(framed) - 2))]
    if len(pieces) > _GRAMS:
        pieces = pieces[: _GRAMS // 2] + pieces[-_GRAMS // 2 :]
    row = [
        hash_string(lower),
        hash_string(folded),
        hash_string(lower[:3]),
        hash_string(lower[-3:]),
        hash_string(lower[-5:]),
        hash_string(shape(word)),
        _mark(marks, lower, "") + 1,
        _mark(marks, folded, "~") + 1,
        *(1 + hash_string(piece) % (_GRAM_ROWS - 1) for piece in pieces),
    ]
    return np.asarray(row + [0] * (_COLUMNS + _GRAMS - len(row)), dtype="uint64")


def extract(hide: float) -> Model[Any, Any]:
    """Layer from docs to the rows of their words; its attribute ``navne`` is the list of names.

    Args:
        hide: Part of the words that are hidden in training, so that only their ends, pieces, shape
            and neighbours tell: most names that the model will meet are new to it.
    """
    empty = np.zeros(0, dtype="uint32")
    state: dict[str, Any] = {"navne": None, "marks": {}, "rows": {}}

    def forward(model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> Any:
        ops: Any = model.ops
        navne = model.attrs["navne"]
        if navne is not state["navne"]:
            state["navne"] = navne
            state["marks"] = read_list(navne)
            state["rows"] = {}
        rows, marks = state["rows"], state["marks"]
        if len(rows) > _CACHE:
            rows.clear()
        out = []
        for doc in docs:
            found: list[np.ndarray[Any, Any]] = []
            for token in doc:
                word = token.text
                row = rows.get(word)
                if row is None:
                    row = rows[word] = word_row(word, marks)
                found.append(row)
            if is_train and found:
                found = [_hidden(row) if random.random() < hide else row for row in found]
            out.append(
                ops.asarray2i(np.stack(found), dtype="uint64")
                if found
                else ops.alloc2i(0, _COLUMNS + _GRAMS, dtype="uint64")
            )
        return out, lambda _: []

    return Model(LIST_LAYER, forward, attrs={"navne": empty})


def _hidden(row: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    row = row.copy()
    row[:2] = 0
    row[4] = 0
    return row


def _gram_forward(model: Model[Any, Any], rows: Any, is_train: bool) -> Any:
    ops: Any = model.ops
    table: Any = model.get_param("E")
    numbers = np.asarray(rows[:, _COLUMNS:], dtype="int32")
    there = (numbers > 0).astype("float32")
    weight = there / np.maximum(there.sum(axis=1, keepdims=True), 1.0)
    out = (table[numbers] * weight[..., None]).sum(axis=1)

    def backprop(gradient: Any) -> Any:
        grown = ops.alloc2f(*table.shape)
        spread = gradient[:, None, :] * weight[..., None]
        ops.scatter_add(
            grown,
            np.ascontiguousarray(numbers.reshape(-1)),
            np.ascontiguousarray(spread.reshape(-1, table.shape[1])),
        )
        model.inc_grad("E", grown)
        return np.zeros_like(rows)  # numbers have no gradient; concatenate wants its form

    return ops.asarray2f(np.ascontiguousarray(out)), backprop


def _gram_init(model: Model[Any, Any], X: Any = None, Y: Any = None) -> None:
    shape_ = (_GRAM_ROWS, model.get_dim("nO"))
    model.set_param("E", uniform_init(model.ops, shape_))


def gram_embed(width: int) -> Model[Any, Any]:
    """Layer from rows to the mean vector of a word's three-letter pieces."""
    return Model(
        "referat_stumper",
        _gram_forward,
        init=_gram_init,
        params={"E": None},
        dims={"nO": width, "nI": None},
    )


@registry.architectures("referat.NavneTok2Vec.v1")  # type: ignore[untyped-decorator]
def navne_tok2vec(width: int, depth: int, hide: float) -> Model[list[Doc], list[Any]]:
    """Words to vectors of ``width``; each sees ``depth`` words to both sides.

    Args:
        width: Numbers a word.
        depth: Layers, and words to each side that reach a word's vector.
        hide: Part of the words that are hidden in training (``extract``).
    """
    tables = (
        (4000, 48),
        (3000, 32),
        (1500, 24),
        (1500, 24),
        (2000, 24),
        (500, 16),
        (64, 16),
        (64, 16),
    )
    embeds: list[Model[Any, Any]] = [
        HashEmbed(nO=size, nV=rows, column=column, seed=7 + column, dropout=0.0)
        for column, (rows, size) in enumerate(tables)
    ]
    total = sum(size for _, size in tables) + 32
    mix: Callable[..., Any] = Maxout
    window: Model[Any, Any] = chain(
        expand_window(window_size=1),
        Maxout(nO=width, nI=width * 3, nP=3, dropout=0.0, normalize=True),
    )
    model: Model[Any, Any] = chain(
        extract(hide),
        list2ragged(),
        with_array(concatenate(*embeds, gram_embed(32))),
        with_array(mix(nO=width, nI=total, nP=3, dropout=0.0, normalize=True)),
        ragged2list(),
        # doc by doc: over a ragged array the windows would look into the neighbouring docs
        with_array(clone(residual(window), depth), pad=depth),
    )
    model.set_dim("nO", width)
    return model
