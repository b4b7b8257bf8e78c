"""Leave one family out: how the model reads layouts that it has not seen (``make lofo``).

For every family of the format atlas the line net is trained without it, on the packs of the other
families and of the free layouts, and then reads the family's documents: generated ones and those
that people wrote. The rules alone and the net alone stand beside it. What goes out is a JSON file
and the table in ``models/README.md``. Rules know all families; only the net is kept from one.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from referat.training.ablation import MODES, evaluation_of, figures, try_all
from referat.training.evaluate import Pair, find_pairs
from referat.training.gate import CHECKOUT
from referat.training.model import assemble, train_lines

FAMILIES = tuple(f"F{number:02}" for number in range(1, 25))
STEPS = 500
"""Training steps of each net, a sixth of the shipped one's: twenty-four trainings have to end."""


def measure_family(
    family: str,
    sets: Mapping[str, Sequence[Pair]],
    *,
    packs: Sequence[Path],
    dev: Path,
    steps: int = STEPS,
    workers: int = 2,
) -> dict[str, Any]:
    """Train without a family and read its documents: set -> mode -> figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        trained = train_lines(packs, dev, folder / "linjer", without=family, steps=steps)
        assemble(CHECKOUT / "models" / "configs" / "da_referat.cfg", folder / "model", trained)
        trials = {
            name: try_all(pairs, str(folder / "model"), workers=workers)
            for name, pairs in sets.items()
            if pairs
        }
    return {
        name: {
            "documents": len(read),
            **{mode: figures(evaluation_of(read, mode)) for mode in MODES},
        }
        for name, read in trials.items()
    }


@click.command()
@click.option("--pack", "packs", multiple=True, required=True, type=click.Path(path_type=Path))
@click.option(
    "--dev", required=True, type=click.Path(path_type=Path), help="Pack of held-out ones."
)
@click.option(
    "--made",
    required=True,
    type=click.Path(path_type=Path),
    help="Held-out generated documents, one folder a family.",
)
@click.option("--out", required=True, type=click.Path(path_type=Path), help="JSON file.")
@click.option("--only", multiple=True, help="Families to measure; all without it.")
@click.option("--steps", default=STEPS, show_default=True)
def main(
    packs: tuple[Path, ...], dev: Path, made: Path, out: Path, only: tuple[str, ...], steps: int
) -> None:
    """Train without each family in turn and measure it."""
    corpus = CHECKOUT / "corpus"
    written = find_pairs(corpus / "gold", corpus / "documents")
    generated = find_pairs(made, made)
    result: dict[str, Any] = json.loads(out.read_text()) if out.exists() else {}
    for family in only or FAMILIES:
        sets = {
            "made": [pair for pair in generated if pair.family == family and pair.document],
            "written": [pair for pair in written if pair.family == family and pair.document],
        }
        result[family] = measure_family(family, sets, packs=packs, dev=dev, steps=steps)
        out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
        for name, row in result[family].items():
            click.echo(
                f"{family} {name:8} {row['documents']:4} "
                + "  ".join(f"{mode} {row[mode]['overall']:.3f}" for mode in MODES)
            )


if __name__ == "__main__":
    main()
