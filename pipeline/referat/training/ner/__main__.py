"""Trains and measures the names model: ``python -m referat.training.ner train`` / ``evaluate``."""

from __future__ import annotations

from pathlib import Path

import click

from referat.training.gate import CHECKOUT

_CONFIG = CHECKOUT / "models" / "configs" / "ner.cfg"
_MODEL = CHECKOUT / "models" / "ner"
_FOLDER = click.Path(path_type=Path, file_okay=False, exists=True)
_CORPORA = click.option(
    "--corpora",
    type=_FOLDER,
    required=True,
    envvar="REFERAT_CORPORA",
    help="Folder that holds DaNplus/ and UNER_Danish-DDT/ (models/ner/NOTICE.md).",
)


@click.group()
def main() -> None:
    """The names model of models/ner."""


@main.command()
@_CORPORA
@click.option(
    "--config", type=click.Path(path_type=Path, exists=True), default=_CONFIG, help="The config."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), default=_MODEL, help="Folder.")
@click.option("--steps", type=click.IntRange(min=1), help="Fewer steps, to try something out.")
def train(corpora: Path, config: Path, output: Path, steps: int | None) -> None:
    """Train it: twenty minutes of one core."""
    from referat.training.ner.laering import train as run

    click.echo(run(config, corpora, output, steps=steps), err=True)


@main.command()
@_CORPORA
@click.option("--model", type=_FOLDER, default=_MODEL, help="Another model's folder.")
def evaluate(corpora: Path, model: Path) -> None:
    """Measure it on text it has not seen, as printed and as OCR would spoil it."""
    import spacy

    from referat.structure import navnemodel  # registers the factory
    from referat.training.ner.laering import certainties
    from referat.training.ner.maaling import measure, reliability, table, unseen

    nlp = spacy.load(model)
    if not isinstance(nlp.get_pipe("ner"), navnemodel.Navnemodel):
        raise click.UsageError(f"{model} has no names model.")
    click.echo(table(measure(nlp, corpora)))
    click.echo()
    click.echo(reliability(certainties(nlp, unseen(corpora))))


if __name__ == "__main__":
    main()
