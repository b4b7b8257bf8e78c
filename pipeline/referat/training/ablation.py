"""What rules and net read alone and together: ``python -m referat.training.ablation GOLD DOCS``.

Each document's pages are read once; then its structure three times: by the rules alone, by the net
alone (the lines shown without the rules' reading, every doubt decided by the net), and by both, as
the program does. The table gives the mean of the documents' own figures, and single figures over
all documents.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from referat.errors import ReferatError
from referat.ingest.discover import open_source
from referat.pages.choose import read_pages
from referat.settings import Settings
from referat.structure.document import load_pipeline, structure_document
from referat.structure.interchange import to_interchange
from referat.structure.thresholds import ALONE
from referat.training.evaluate import Evaluation, Pair, Scored, figures_of, find_pairs, load_json
from referat.training.score import Counts, score_document

if TYPE_CHECKING:
    from spacy.language import Language

MODES = ("rules", "net", "both")
SHOWN = ("punkter", "sagsnumre", "beslutning.tekst", "fremmoede.fravaer")
"""Figures that have a column of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One document read in each mode."""

    pair: Pair
    """Gold and document."""
    counts: dict[str, Counts]
    """Mode -> figures."""


def set_mode(nlp: Language, mode: str, limits: Any) -> None:
    """Let a pipeline read by the rules alone, by the net alone, or by both."""
    advisor = nlp.get_pipe("raad")
    tagger = nlp.get_pipe("linjer")
    advisor.active = mode != "rules"  # type: ignore[attr-defined]  # our own component
    tagger.alone = mode == "net"  # type: ignore[attr-defined]
    advisor.limits = ALONE if mode == "net" else limits  # type: ignore[attr-defined]


def try_pair(pair: Pair, model: str | None, modes: Sequence[str] = MODES) -> Trial:
    """Read one document in each mode; one that cannot be read has found nothing."""
    gold = load_json(pair.gold)
    counts: dict[str, Counts] = {}
    settings = Settings()
    nlp = load_pipeline(model)
    advisor = nlp.get_pipe("raad")
    limits = advisor.limits  # type: ignore[attr-defined]
    try:
        if pair.document is None:
            raise ReferatError("there is no document.")
        source = open_source(pair.document, kommune=None, max_bytes=settings.max_bytes)
        pages = read_pages(source, settings)
    except ReferatError:
        return Trial(pair=pair, counts={mode: score_document(gold, {}) for mode in modes})
    for mode in modes:
        set_mode(nlp, mode, limits)
        try:
            reading = to_interchange(structure_document(source, pages, nlp))
        except ReferatError:
            reading = {}
        counts[mode] = score_document(gold, reading)
    set_mode(nlp, "both", limits)
    return Trial(pair=pair, counts=counts)


def try_all(
    pairs: Sequence[Pair], model: str | None, *, workers: int = 2, modes: Sequence[str] = MODES
) -> list[Trial]:
    """Read all documents in each mode, over processes."""
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(partial(try_pair, model=model, modes=modes), pairs, chunksize=4))


def evaluation_of(trials: Sequence[Trial], mode: str) -> Evaluation:
    """The documents' figures in one mode."""
    return Evaluation(
        documents=tuple(Scored(pair=trial.pair, counts=trial.counts[mode]) for trial in trials)
    )


def figures(found: Evaluation) -> dict[str, float | None]:
    """What is kept of an evaluation: mean of documents, mean of fields, exact, and fields."""
    documents = found.documents
    return {
        "mean": round(sum(scored.mean for scored in documents) / max(len(documents), 1), 4),
        "overall": found.overall,
        "exact": found.exact_rate,
        **{name: found.micro.get(name) for name in (*SHOWN, "beslutning.udfald", "afsnit")},
    }


def to_table(trials: Sequence[Trial], modes: Sequence[str] = MODES) -> Iterator[str]:
    """One row a family and mode, then all documents."""
    yield f"{'':10} {'docs':>5} {'mode':6} {'mean':>6} {'all':>6} {'exact':>6}" + "".join(
        f" {name[-9:]:>9}" for name in SHOWN
    )
    families = sorted({trial.pair.family for trial in trials})
    for family in [*families, ""]:
        chosen = [trial for trial in trials if not family or trial.pair.family == family]
        for mode in modes:
            found = evaluation_of(chosen, mode)
            mean = sum(scored.mean for scored in found.documents) / len(found.documents)
            micro = found.micro
            yield (
                f"{family or 'all':10} {len(chosen):5} {mode:6} {mean:6.3f} {found.overall:6.3f}"
                f" {found.exact_rate:6.0%}"
                + "".join(f" {micro.get(name, float('nan')):9.3f}" for name in SHOWN)
            )


@click.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("documents", type=click.Path(path_type=Path))
@click.option("--model", help="Pipeline; without it the one that comes with the package.")
@click.option("--workers", default=2, show_default=True, help="Processes.")
@click.option("--limit", default=0, help="Only so many documents; 0 for all.")
@click.option("--family", default="", help="Only families that begin with this.")
@click.option("--lost", is_flag=True, help="List documents that both read worse than the rules.")
@click.option("--out", type=click.Path(path_type=Path), help="JSON file that keeps the figures.")
@click.option("--name", default="", help="Under which name they are kept.")
def main(
    gold: Path,
    documents: Path,
    model: str | None,
    workers: int,
    limit: int,
    family: str,
    lost: bool,
    out: Path | None,
    name: str,
) -> None:
    """Compare rules, net and both on documents with gold."""
    pairs = [
        pair
        for pair in find_pairs(gold, documents)
        if pair.document is not None and pair.family.startswith(family)
    ]
    trials = try_all(pairs[: limit or None], model, workers=workers)
    for row in to_table(trials):
        click.echo(row)
    if out is not None:
        kept = json.loads(out.read_text(encoding="utf-8")) if out.exists() else {}
        kept[name or str(documents)] = {
            "documents": len(trials),
            **{mode: figures(evaluation_of(trials, mode)) for mode in MODES},
        }
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if lost:
        for trial in trials:
            rules, both = (figures_of(trial.counts[mode]) for mode in ("rules", "both"))
            change = sum(both.values()) / len(both) - sum(rules.values()) / len(rules)
            if change < -0.001:
                falls = {
                    name: (rules.get(name), both.get(name))
                    for name in rules
                    if rules.get(name, 0) > both.get(name, 0)
                }
                click.echo(f"{change:+.3f} {trial.pair.name} {falls}")


if __name__ == "__main__":
    main()
