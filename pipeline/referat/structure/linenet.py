"""The line net: from the facts of a document's lines to a probability of each tag.

In: for each document its facts and styles (``features.features_of``). Out: one row of
probabilities a line. Thinc layers: facts are embedded and summed; blocks look at neighbours at
growing distances; in the middle each line also sees the mean of all lines in its style, and of the
document, since a house sets its headings and labels alike and a reader learns its style as a whole.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.util import registry
from thinc.api import (
    Linear,
    Maxout,
    Model,
    NumpyOps,
    chain,
)

from referat.structure.features import ROWS, SLOTS
from referat.structure.tags import TAGS

Floats = NDArray[np.float32]
Lines = tuple[NDArray[np.int32], NDArray[np.int32]]
"""Facts and styles of one document."""

Batch = tuple[Floats, NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]
"""Vectors of all lines; the document of each; its style's number; and each document's length."""


def embed(width: int, rows: int, slots: int) -> Model[list[Lines], Batch]:
    """Sum of the facts' vectors; row 0 stands for nothing."""

    def init(model: Model[Any, Any], X: Any = None, Y: Any = None) -> None:
        rng = np.random.default_rng(0)
        table = rng.uniform(-0.1, 0.1, (rows, width)).astype("f")
        table[0] = 0
        model.set_param("E", cast(Any, table))

    return Model("embed_lines", _embed_forward, init=init, params={"E": None}, dims={"nO": width})


def _embed_forward(
    model: Model[Any, Any], docs: list[Lines], is_train: bool
) -> tuple[Batch, Callable[[Floats], list[Any]]]:
    table = cast(Floats, model.get_param("E"))
    width = table.shape[1]
    facts = np.concatenate([doc[0] for doc in docs]) if docs else np.zeros((0, SLOTS), "i")
    # Slot by slot: 3 to 7 times as fast as gathering (lines, slots, width) and summing it.
    vectors = np.zeros((len(facts), width), dtype="f")
    for slot in np.ascontiguousarray(facts.T):
        vectors += table.take(slot, axis=0)
    lengths = np.array([len(doc[0]) for doc in docs], dtype="i")
    owner = np.repeat(np.arange(len(docs), dtype="i"), lengths)
    styles = np.zeros(len(facts), dtype="i")
    offset = at = 0
    for doc in docs:
        size = len(doc[0])
        styles[at : at + size] = doc[1] + offset
        offset += int(doc[1].max()) + 1 if size else 0
        at += size

    def backprop(d_vectors: Floats) -> list[Any]:
        ops = NumpyOps()
        gradient = np.zeros_like(table)
        flat = facts.reshape(-1)
        ops.scatter_add(gradient, flat, np.repeat(d_vectors, facts.shape[1], axis=0))
        gradient[0] = 0
        model.inc_grad("E", cast(Any, gradient))
        return []

    return (vectors, owner, styles, lengths), backprop


def neighbours(width: int, distance: int, dropout: float) -> Model[Batch, Batch]:
    """A block that adds to each line what stands ``distance`` lines before and after it."""
    inner = Maxout(nO=width, nI=3 * width, nP=3, normalize=True, dropout=dropout)
    return Model(
        f"neighbours_{distance}",
        _neighbours_forward,
        init=_init_inner,
        layers=[inner],
        attrs={"distance": distance, "width": width},
        dims={"nO": width},
    )


def _init_inner(model: Model[Any, Any], X: Any = None, Y: Any = None) -> None:
    for layer in model.layers:
        layer.initialize()


def _shift(vectors: Floats, owner: NDArray[np.int32], by: int) -> Floats:
    """Each line's vector from ``by`` lines further on in its document, else zeros."""
    shifted = np.zeros_like(vectors)
    if abs(by) >= len(vectors):
        return shifted
    if by > 0:
        keep = owner[by:] == owner[:-by]
        shifted[:-by][keep] = vectors[by:][keep]
    else:
        keep = owner[-by:] == owner[:by]
        shifted[-by:][keep] = vectors[:by][keep]
    return shifted


def _neighbours_forward(
    model: Model[Any, Any], batch: Batch, is_train: bool
) -> tuple[Batch, Callable[[Floats], Floats]]:
    vectors, owner, styles, lengths = batch
    distance, width = model.attrs["distance"], model.attrs["width"]
    wide = np.concatenate(
        [_shift(vectors, owner, -distance), vectors, _shift(vectors, owner, distance)], axis=1
    )
    out, back = model.layers[0](wide, is_train)

    def backprop(d_out: Floats) -> Floats:
        d_wide = back(d_out)
        d_vectors: Floats = d_out + d_wide[:, width : 2 * width]
        d_vectors += _shift(np.ascontiguousarray(d_wide[:, :width]), owner, distance)
        d_vectors += _shift(np.ascontiguousarray(d_wide[:, 2 * width :]), owner, -distance)
        return d_vectors

    return (vectors + out, owner, styles, lengths), backprop


def house(width: int, dropout: float) -> Model[Batch, Batch]:
    """A block that adds to each line the mean of the lines in its style and of the document."""
    inner = Maxout(nO=width, nI=3 * width, nP=3, normalize=True, dropout=dropout)
    return Model(
        "house",
        _house_forward,
        init=_init_inner,
        layers=[inner],
        attrs={"width": width},
        dims={"nO": width},
    )


def _means(vectors: Floats, keys: NDArray[np.int32]) -> tuple[Floats, Floats]:
    count = int(keys.max()) + 1 if len(keys) else 0
    sums = np.zeros((count, vectors.shape[1]), dtype="f")
    NumpyOps().scatter_add(sums, keys, vectors)
    times = np.maximum(np.bincount(keys, minlength=count), 1)
    share: Floats = (1.0 / times).astype(np.float32)[:, None]
    means: Floats = sums * share
    return means, share


def _house_forward(
    model: Model[Any, Any], batch: Batch, is_train: bool
) -> tuple[Batch, Callable[[Floats], Floats]]:
    vectors, owner, styles, lengths = batch
    width = model.attrs["width"]
    by_style, style_share = _means(vectors, styles)
    by_doc, doc_share = _means(vectors, owner)
    wide = np.concatenate([vectors, by_style[styles], by_doc[owner]], axis=1)
    out, back = model.layers[0](wide, is_train)

    def backprop(d_out: Floats) -> Floats:
        d_wide = back(d_out)
        d_vectors: Floats = d_out + d_wide[:, :width]
        for keys, share, part in (
            (styles, style_share, d_wide[:, width : 2 * width]),
            (owner, doc_share, d_wide[:, 2 * width :]),
        ):
            sums = np.zeros((len(share), width), dtype="f")
            NumpyOps().scatter_add(sums, keys, np.ascontiguousarray(part))
            d_vectors += (sums * share)[keys]
        return d_vectors

    return (vectors + out, owner, styles, lengths), backprop


def scores(width: int, tags: int) -> Model[Batch, Floats]:
    """Probability of each tag, all lines of the batch below each other."""
    inner = Linear(nO=tags, nI=width)
    return Model("scores", _scores_forward, init=_init_inner, layers=[inner], dims={"nO": tags})


def _scores_forward(
    model: Model[Any, Any], batch: Batch, is_train: bool
) -> tuple[Floats, Callable[[Floats], Floats]]:
    logits, back = model.layers[0](batch[0], is_train)
    logits = logits - logits.max(axis=1, keepdims=True) if len(logits) else logits
    exp = np.exp(logits)
    return exp / exp.sum(axis=1, keepdims=True), back  # the loss gives the logits' gradient


@registry.architectures("referat.LineNet.v1")  # type: ignore[untyped-decorator]  # spaCy's
def make_line_net(width: int, distances: list[int], dropout: float) -> Model[list[Lines], Floats]:
    """The whole net.

    Args:
        width: Numbers a line.
        distances: How far each block looks; the house's means come after the second and the last.
        dropout: Share of numbers that training hides in each block.
    """
    blocks: list[Model[Any, Any]] = []
    for place, distance in enumerate(distances):
        blocks.append(neighbours(width, distance, dropout))
        if place in (1, len(distances) - 1):
            blocks.append(house(width, dropout))
    blocks.append(neighbours(width, 1, dropout))
    return chain(embed(width, ROWS, SLOTS), *blocks, scores(width, len(TAGS)))
