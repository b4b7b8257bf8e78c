"""Fits the curves of confidence: ``python -m referat.training.kalibrering FOLDER…``.

Folders of generated documents with their gold (``referat corpus make``) come in,
``models/kalibrering.json`` goes out. What is fitted on is never ``corpus/``: the table that is
printed for ``corpus/`` is of documents that no curve has seen.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from referat.errors import ReferatError
from referat.ingest.discover import open_source
from referat.pages.choose import read_pages
from referat.settings import Settings
from referat.structure.document import load_pipeline, structure_document
from referat.structure.interchange import to_interchange
from referat.structure.kalibrering import FIELDS, SIGNALS, Kalibrering, Kind, kind_of, signals
from referat.training import reliability
from referat.training.evaluate import find_pairs, load_json
from referat.training.gate import CHECKOUT
from referat.training.reliability import Value, values

OUTPUT = CHECKOUT / "models" / "kalibrering.json"
COMPONENT = "kalibrering"
FEWEST = 40
"""Values that a field must have for a curve of its own; with fewer the reader's figure stands."""
LEAST_SLOPE = 0.15
"""Least weight of the reader's own confidence: what lowers it must lower what comes out."""
# How strongly a curve is held to the reader's own figure: the constant and the slope loosely, the
# kind of document more, since few documents speak for it.
_TIES = (0.5, 2.0, 4.0, 4.0, 4.0, 4.0)
_START = (0.0, 1.0, 0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One value as it was read, uncalibrated, and the kind of its document."""

    value: Value
    """Field, confidence, whether it is right."""
    kind: Kind
    """The document."""


def read_folder(folder: Path, settings: Settings) -> Iterator[tuple[str, list[Seen]]]:
    """Name and values of each document of a folder of gold and documents, uncalibrated.

    A document that cannot be read gives no values.
    """
    nlp = load_pipeline(settings.model)
    off = [COMPONENT] if COMPONENT in nlp.pipe_names else []
    with nlp.select_pipes(disable=off):
        for pair in find_pairs(folder, folder):
            if pair.document is None or pair.document.suffix == ".json":
                continue
            try:
                source = open_source(pair.document, kommune=None, max_bytes=settings.max_bytes)
                pages = read_pages(source, settings)
                referat = structure_document(source, pages, nlp)
            except ReferatError as error:
                click.echo(str(error), err=True)
                continue
            kind = kind_of(pages.pages, referat)
            found = values(load_json(pair.gold), to_interchange(referat))
            yield pair.name, [Seen(value=value, kind=kind) for value in found]


def fit(seen: Sequence[Seen]) -> Kalibrering:
    """A curve for each field that has values enough."""
    curves: dict[str, tuple[float, ...]] = {}
    for field in FIELDS:
        own = [one for one in seen if one.value.field == field]
        if len(own) < FEWEST:
            continue
        rows = np.array([signals(one.value.confidence, one.kind) for one in own])
        right = np.array([float(one.value.right) for one in own])
        curves[field] = tuple(round(float(weight), 4) for weight in fit_curve(rows, right))
    return Kalibrering(felter=curves)


def fit_curve(rows: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights of one curve: a logistic regression held to the reader's own figure.

    Args:
        rows: Signals, values x 6.
        right: 1.0 for each value that is right, else 0.0.
    """
    start, ties = np.array(_START), np.array(_TIES)
    weights = start.copy()
    loss = _loss(rows, right, weights, ties, start)
    for _ in range(100):
        odds = 1.0 / (1.0 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (odds - right) + ties * (weights - start)
        curve = (rows * (odds * (1 - odds))[:, None]).T @ rows + np.diag(ties)
        free = np.ones(len(weights), dtype=bool)
        # at its bound, and drawn below it: the others are fitted with it held there
        free[1] = weights[1] > LEAST_SLOPE or slope[1] < 0
        step = np.zeros(len(weights))
        step[free] = np.linalg.solve(curve[np.ix_(free, free)], slope[free])
        for _ in range(40):
            next_ = weights - step
            next_[1] = max(LEAST_SLOPE, next_[1])
            reached = _loss(rows, right, next_, ties, start)
            if reached <= loss:
                break
            step = step / 2  # a whole step leads past the bottom
        else:
            break
        moved = float(np.abs(next_ - weights).max())
        weights, loss = next_, reached
        if moved < 1e-6:
            break
    return weights


def _loss(
    rows: NDArray[np.float64],
    right: NDArray[np.float64],
    weights: NDArray[np.float64],
    ties: NDArray[np.float64],
    start: NDArray[np.float64],
) -> float:
    """How badly weights fit, with what it costs to leave the reader's own figure."""
    scores = rows @ weights
    missed = np.logaddexp(0.0, scores) - right * scores
    return float(missed.sum() + 0.5 * (ties * (weights - start) ** 2).sum())


def mapped(seen: Iterable[Seen], curves: Kalibrering) -> list[Value]:
    """The values with the confidence that the curves give them."""
    return [
        Value(
            field=one.value.field,
            confidence=curves.apply(one.value.field, one.value.confidence, one.kind),
            right=one.value.right,
        )
        for one in seen
    ]


def to_json(curves: Kalibrering, seen: Sequence[Seen], documents: int) -> str:
    """The file's content."""
    counts = {
        field: len(found)
        for field, found in reliability.by_field(one.value for one in seen).items()
    }
    content = {
        "dokumenter": documents,
        "vaerdier": {field: counts[field] for field in curves.felter},
        "signaler": list(SIGNALS),
        "felter": {field: list(weights) for field, weights in curves.felter.items()},
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def cross_checked(by_document: Sequence[list[Seen]], folds: int = 5) -> list[Value]:
    """Every value with the confidence of curves that were fitted without its document."""
    checked: list[Value] = []
    for fold in range(folds):
        others = [
            one for at, found in enumerate(by_document) if at % folds != fold for one in found
        ]
        own = [one for at, found in enumerate(by_document) if at % folds == fold for one in found]
        checked += mapped(own, fit(others))
    return checked


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--output", type=click.Path(path_type=Path), default=OUTPUT, show_default=True)
@click.option("--no-ocr", is_flag=True, help="Leave scanned pages unread.")
def main(folders: tuple[Path, ...], output: Path, no_ocr: bool) -> None:
    """Fit the curves of confidence on generated documents."""
    settings = Settings(ocr=not no_ocr)
    by_document = [seen for folder in folders for _, seen in read_folder(folder, settings)]
    seen = [one for found in by_document for one in found]
    if not seen:
        raise click.ClickException(
            "no document gave a value: make some with `referat corpus make`."
        )
    click.echo("As the readers say:")
    click.echo("\n".join(reliability.to_lines([one.value for one in seen])))
    click.echo("By curves that have not seen the document:")
    click.echo("\n".join(reliability.to_lines(cross_checked(by_document))))
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(to_json(fit(seen), seen, len(by_document)), encoding="utf-8")
    click.echo(f"{len(seen)} values of {len(by_document)} documents -> {output}", err=True)


if __name__ == "__main__":
    main()
