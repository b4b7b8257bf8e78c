"""The gate: scores of the corpus, family by family, may not fall below ``corpus/floors.json``.

``python -m referat.training.gate`` measures and compares; with ``--pin`` it writes what was
measured as the new floors, and refuses to lower one unless ``--lower`` is given as well. A changed
corpus must be pinned anew: the floors carry a fingerprint of documents and gold. With ``--against``
a commit, or readings kept with ``--save``, it tells what was gained and lost, value by value.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from referat import reading
from referat.errors import ReferatError
from referat.settings import Settings
from referat.training.evaluate import Evaluation, Pair, evaluate, find_pairs
from referat.training.gains import (
    Readings,
    compare_readings,
    load_baseline,
    read_at,
    save_baseline,
    to_lines,
)

CHECKOUT = Path(__file__).resolve().parents[3]

# Figures that are pinned besides the mean: what users come for.
PINNED = (
    "punkter",
    "punkt.lukket",
    "sagsnumre",
    "fremmoede.til_stede",
    "fremmoede.fravaer",
    "beslutning.tekst",
    "beslutning.udfald",
    "beslutning.afstemning",
)
# Figures that hold a family's floor; the others are for the reader of the README. What is read as
# open is shown to everybody.
HELD = ("overall", "punkter", "punkt.lukket")
# Tesseract 5.3 and 5.5 read a scan with a few other letters: a scan's mean may move by so much.
TOLERANCE = 0.005

Figures = dict[str, float]


def fingerprint(corpus: Path) -> str:
    """Hash of all documents and gold with their names, 64 hex digits."""
    digest = hashlib.sha256()
    for folder in ("documents", "gold"):
        for path in sorted((corpus / folder).rglob("*")):
            if path.is_file():
                name = path.relative_to(corpus).as_posix()
                content = hashlib.sha256(path.read_bytes()).hexdigest()
                digest.update(f"{name} {content}\n".encode())
    return digest.hexdigest()


def figures(measured: Evaluation) -> Figures:
    """What is pinned of a family."""
    micro = measured.micro
    return {
        "documents": len(measured.documents),
        "exact": measured.exact_rate,
        "overall": measured.overall,
        **{metric: micro[metric] for metric in PINNED if metric in micro},
    }


def compare(
    floors: Mapping[str, Mapping[str, float]],
    measured: Mapping[str, Figures],
    *,
    tolerance: float = 0.0,
) -> list[str]:
    """One line for every figure that is below its floor, and for every group without one."""
    faults = [f"{group}: measured, but not pinned." for group in measured.keys() - floors.keys()]
    for group, floor in floors.items():
        if group not in measured:
            faults.append(f"{group}: pinned, but no document was measured.")
            continue
        for metric in HELD:
            if metric not in floor:
                continue
            value = measured[group].get(metric, 0.0)
            if value < floor[metric] - tolerance:
                faults.append(f"{group}: {metric} is {value:.4f}, its floor {floor[metric]:.4f}.")
    return sorted(faults)


def lowered(old: Mapping[str, Mapping[str, float]], new: Mapping[str, Figures]) -> list[str]:
    """Held floors that a new pinning would lower."""
    return [
        f"{group}: {metric} from {old[group][metric]:.4f} to {new[group][metric]:.4f}."
        for group in sorted(old.keys() & new.keys())
        for metric in HELD
        if new[group].get(metric, 0.0) < old[group].get(metric, 0.0)
    ]


def seeds_dir() -> Path | None:
    """Folder of real minutes that lies beside some checkouts; they are not ours to ship."""
    folder = Path(os.environ.get("REFERAT_SHARED") or CHECKOUT.parent / "shared")
    return folder if (folder / "seeds").is_dir() and (folder / "gold").is_dir() else None


def read_now(pairs: tuple[Pair, ...]) -> Readings:
    """What this program reads in the documents."""
    from referat.structure.interchange import to_interchange

    by_path = {str(pair.document): pair.name for pair in pairs if pair.document}
    results = reading.read_documents([Path(path) for path in by_path], settings=Settings())
    return {
        by_path[result.path]: to_interchange(result.referat)
        for result in results
        if result.referat is not None
    }


def report(corpus: Path, against: str | None, save: Path | None, families: tuple[str, ...]) -> None:
    """Print what was gained and lost against another reading, or keep this one."""
    pairs = tuple(
        pair
        for pair in find_pairs(corpus / "gold", corpus / "documents")
        if not families or pair.family in families
    )
    now = read_now(pairs)
    if save is not None:
        save_baseline(save, now)
    if against is not None:
        saved = Path(against)
        before = load_baseline(saved) if saved.is_file() else read_at(against, pairs, CHECKOUT)
        click.echo("\n".join(to_lines(compare_readings(pairs, before, now))))


def measure(gold: Path, documents: Path) -> Evaluation:
    """Read and score a folder of documents."""
    return evaluate(
        find_pairs(gold, documents),
        settings=Settings(),
        read=lambda paths, settings: reading.read_documents(paths, settings=settings),
    )


def table(title: str, rows: Mapping[str, Figures], floors: Mapping[str, Any]) -> Iterator[str]:
    """What was measured beside what is pinned."""
    yield f"{title:12} documents  overall  floor    punkter  exact"
    for group, row in rows.items():
        floor = floors.get(group, {}).get("overall")
        yield (
            f"{group:12} {row['documents']:9.0f}  {row['overall']:.4f}   "
            f"{'-     ' if floor is None else f'{floor:.4f}'}   "
            f"{row.get('punkter', 1.0):.4f}   {row['exact']:.0%}"
        )


@click.command()
@click.option("--pin", is_flag=True, help="Write what is measured as the new floors.")
@click.option("--lower", is_flag=True, help="With --pin: floors may fall.")
@click.option("--against", metavar="REF|JSON", help="Tell what was gained and lost since.")
@click.option("--save", type=click.Path(path_type=Path), help="Keep the readings for --against.")
@click.option("--family", "only", multiple=True, help="With --against: this family alone.")
def main(
    pin: bool, lower: bool, against: str | None, save: Path | None, only: tuple[str, ...]
) -> None:
    """Compare the scores of corpus/ with corpus/floors.json; exit code 1 where one has fallen."""
    if against is not None or save is not None:
        try:
            report(CHECKOUT / "corpus", against, save, only)
        except ReferatError as error:
            raise click.ClickException(str(error)) from error
        return
    corpus = CHECKOUT / "corpus"
    path = corpus / "floors.json"
    pinned: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    families = {
        family: figures(part)
        for family, part in measure(corpus / "gold", corpus / "documents").families.items()
    }
    click.echo("\n".join(table("family", families, pinned.get("families", {}))))
    if pin:
        falls = lowered(pinned.get("families", {}), families)
        if falls and not lower:
            raise click.ClickException("floors would fall:\n" + "\n".join(falls))
        pinned |= {"fingerprint": fingerprint(corpus), "families": families}
        path.write_text(json.dumps(pinned, indent=1, ensure_ascii=False) + "\n", "utf-8")
        return
    faults = compare(pinned.get("families", {}), families, tolerance=TOLERANCE)
    if pinned.get("fingerprint") != fingerprint(corpus):
        faults.append("documents or gold have changed since the floors were pinned: make pin.")
    shared = seeds_dir()
    if shared is not None and "seeds" in pinned:
        seeds = {
            variant: figures(part)
            for variant, part in measure(shared / "gold", shared / "seeds").variants.items()
        }
        click.echo("\n".join(table("seeds", seeds, pinned["seeds"])))
        faults += compare(pinned["seeds"], seeds)
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
