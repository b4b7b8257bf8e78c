"""Leave families out: how the model reads layouts that it has not seen (``make lofo``).

For every family of the format atlas the line net is trained without it, on the packs of the other
families and of the free layouts, and then reads the family's documents: generated ones and those
that people wrote. The rules alone and the net alone stand beside it. Several families may be left
out of one training, which asks more of the net and less of the clock. What goes out is a JSON file,
and from it the table in ``models/README.md``. The rules know every family; the net does not.
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
STEPS = 1_600
"""Training steps of each net: half of the shipped one's."""
TOGETHER = 4
"""So many families are left out of one training, far from each other in the atlas."""


def measure(
    families: Sequence[str],
    sets: Mapping[str, Sequence[Pair]],
    *,
    packs: Sequence[Path],
    dev: Path,
    steps: int = STEPS,
    workers: int = 2,
) -> dict[str, Any]:
    """Train without some families and read their documents: family -> set -> mode -> figures."""
    without = ",".join(families)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        trained = train_lines(packs, dev, folder / "linjer", without=without, steps=steps)
        assemble(CHECKOUT / "models" / "configs" / "da_referat.cfg", folder / "model", trained)
        model = str(folder / "model")
        return {
            family: {
                name: _read([pair for pair in pairs if pair.family == family], model, workers)
                for name, pairs in sets.items()
                if any(pair.family == family for pair in pairs)
            }
            for family in families
        }


def _read(pairs: Sequence[Pair], model: str, workers: int) -> dict[str, Any]:
    trials = try_all(pairs, model, workers=workers)
    return {
        "documents": len(trials),
        **{mode: figures(evaluation_of(trials, mode)) for mode in MODES},
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
@click.option("--together", default=TOGETHER, show_default=True, help="Families left out at once.")
@click.option("--workers", default=2, show_default=True, help="Processes that read.")
def main(
    packs: tuple[Path, ...],
    dev: Path,
    made: Path,
    out: Path,
    only: tuple[str, ...],
    steps: int,
    together: int,
    workers: int,
) -> None:
    """Train without each family in turn, alone or with others, and measure it."""
    corpus = CHECKOUT / "corpus"
    sets = {
        "made": [pair for pair in find_pairs(made, made) if pair.document],
        "written": [
            pair for pair in find_pairs(corpus / "gold", corpus / "documents") if pair.document
        ],
    }
    chosen = only or FAMILIES
    count = -(-len(chosen) // together)
    result: dict[str, Any] = json.loads(out.read_text()) if out.exists() else {}
    for group in (chosen[place::count] for place in range(count)):
        result |= measure(group, sets, packs=packs, dev=dev, steps=steps, workers=workers)
        result = dict(sorted(result.items()))
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
        for family in group:
            for name, row in result[family].items():
                click.echo(
                    f"{family} {name:8} {row['documents']:4} "
                    + "  ".join(f"{mode} {row[mode]['overall']:.3f}" for mode in MODES)
                )


if __name__ == "__main__":
    main()
