"""Makes the pipeline that ships: ``python -m referat.training.model STEP``, or ``make model``.

Steps, in order: ``corpus`` generates the documents to learn from; ``pack`` reads them and the rules
read them; ``train`` trains the line net on the packs; ``assemble`` puts the components of
``models/configs/da_referat.cfg`` and the trained weights into ``models/da_referat/``. Everything
follows from seeds, so that the same machine makes the same weights.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click
from spacy.util import load_config, load_model, load_model_from_config

from referat.structure import components
from referat.training.gate import CHECKOUT

NAME = "referat"
WORK = CHECKOUT / ".training"
"""Where generated documents, packs and weights lie on the way; not committed."""
MODELS = CHECKOUT / "models"
WORKERS = 2
"""Processes: more change nothing in the result, only the time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Documents that are generated together."""

    split: str
    documents: int
    seed: int
    render: str = "text"
    without: tuple[str, ...] = ()


BATCHES = {
    "train": Batch(split="train", documents=5_000, seed=61),
    "train_html": Batch(split="train", documents=500, seed=62, render="html"),
    "train_konverter": Batch(split="train", documents=500, seed=63, render="konverter"),
    "dev": Batch(split="dev", documents=300, seed=64),
    "test": Batch(split="test", documents=288, seed=65, without=("fri", "andet")),
}
"""Folder -> what is generated into it; ``test`` is what ``make lofo`` reads, family by family."""
TRAIN = ("train", "train_html", "train_konverter")


def train_lines(
    packs: Sequence[Path], dev: Path, out: Path, *, without: str = "", steps: int = 0
) -> Path:
    """Train the line net; the answer is the folder of its averaged last weights.

    Args:
        packs: What to learn from.
        dev: What the log's scores are of; nothing is chosen by them.
        out: Folder for spaCy's ``model-last``.
        without: Family to leave out.
        steps: Training steps; 0 for those of the config.
    """
    from spacy.cli._util import setup_gpu
    from spacy.training.initialize import init_nlp
    from spacy.training.loop import train

    from referat.training import lines  # noqa: F401  # registers the reader that the config names

    overrides: dict[str, Any] = {
        "paths.train": [str(path) for path in packs],
        "paths.dev": [str(dev)],
        "paths.without": without,
    }
    if steps:
        overrides["training.max_steps"] = steps
        overrides["training.eval_frequency"] = steps
    config = load_config(MODELS / "configs" / "linjer.cfg", overrides=overrides, interpolate=False)
    setup_gpu(-1, silent=True)
    nlp = init_nlp(config)
    out.mkdir(parents=True, exist_ok=True)
    train(nlp, out, use_gpu=-1, stdout=sys.stderr, stderr=sys.stderr)
    return out / "model-last"


def assemble(config: Path, folder: Path, lines: Path | None = None) -> str:
    """Write the pipeline of a config into a folder; the answer is its full name.

    Args:
        config: Which components, in which order, with which settings.
        folder: Where the pipeline goes.
        lines: Trained pipeline with the weights of ``linjer``; without it, those that the folder
            has already.
    """
    components.register()
    nlp = load_model_from_config(load_config(config), auto_fill=True)
    if "linjer" in nlp.pipe_names:
        trained = load_model(lines or folder)
        nlp.get_pipe("linjer").from_bytes(trained.get_pipe("linjer").to_bytes(exclude=["vocab"]))  # type: ignore[attr-defined]  # a TrainablePipe
    nlp.meta["name"] = NAME
    nlp.meta["version"] = version("referat")
    if folder.exists():
        shutil.rmtree(folder)
    nlp.to_disk(folder)
    return f"{nlp.lang}_{NAME}-{nlp.meta['version']}"


@click.group()
def main() -> None:
    """Make models/da_referat, step by step."""


@main.command("corpus")
def make_corpus() -> None:
    """Generate the documents to learn from."""
    for name, batch in BATCHES.items():
        command = [sys.executable, "-m", "referat.cli", "corpus", "make", str(WORK / name)]
        command += ["--documents", str(batch.documents), "--seed", str(batch.seed)]
        command += ["--split", batch.split, "--render", batch.render, "--workers", str(WORKERS)]
        for family in batch.without:
            command += ["--without", family]
        subprocess.run(command, check=True)


@main.command("pack")
def make_packs() -> None:
    """Read the documents and write them as facts and tags."""
    from referat.training.lines import pack_folder

    for name in (*TRAIN, "dev"):
        count = pack_folder(WORK / name, WORK / f"{name}.npz", workers=WORKERS)
        click.echo(f"{name}: {count} documents", err=True)


@main.command("train")
@click.option("--steps", default=0, help="Training steps; 0 for those of the config.")
def make_weights(steps: int) -> None:
    """Train the line net."""
    packs = [WORK / f"{name}.npz" for name in TRAIN]
    train_lines(packs, WORK / "dev.npz", WORK / "linjer", steps=steps)


@main.command("assemble")
@click.option("--lines", type=click.Path(path_type=Path), help="Trained line net.")
def make_pipeline(lines: Path | None) -> None:
    """Put the components and their weights together."""
    trained = WORK / "linjer" / "model-last"
    source = lines or (trained if trained.exists() else None)
    click.echo(assemble(MODELS / "configs" / "da_referat.cfg", MODELS / "da_referat", source))


if __name__ == "__main__":
    main()
