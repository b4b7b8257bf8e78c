"""Assembles the spaCy pipeline from its config: ``python -m referat.training.model``.

``models/configs/da_referat.cfg`` comes in, ``models/da_referat/`` goes out, the same bytes each
time. What is in the config decides; only name and version are added here.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import click
from spacy.util import load_config, load_model_from_config

from referat.structure import components
from referat.training.gate import CHECKOUT

NAME = "referat"


def assemble(config: Path, folder: Path) -> str:
    """Write the pipeline of a config into a folder; the answer is its full name."""
    components.register()
    nlp = load_model_from_config(load_config(config), auto_fill=True)
    nlp.initialize()
    nlp.meta["name"] = NAME
    nlp.meta["version"] = version("referat")
    nlp.to_disk(folder)
    return f"{nlp.lang}_{NAME}-{nlp.meta['version']}"


@click.command()
def main() -> None:
    """Assemble models/da_referat from its config."""
    models = CHECKOUT / "models"
    click.echo(assemble(models / "configs" / "da_referat.cfg", models / "da_referat"), err=True)


if __name__ == "__main__":
    main()
