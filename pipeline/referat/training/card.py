"""Tables of the model card, from the figures that the trials left in ``models/scores/``.

``ablation.json`` (``referat.training.ablation --out``) and ``lofo.json`` (``make lofo``) come in;
Markdown goes out, which ``docs.py`` puts between the marks in ``models/README.md``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from referat.training.gate import CHECKOUT

SCORES = CHECKOUT / "models" / "scores"
MODES = {"rules": "rules", "net": "net", "both": "**both**"}
COLUMNS = {
    "overall": "all fields",
    "mean": "a document",
    "exact": "every figure 1",
    "punkter": "punkter",
    "sagsnumre": "sagsnumre",
    "beslutning.tekst": "decision's text",
    "fremmoede.fravaer": "absent",
}


def make_ablation() -> str:
    """What rules and net read alone and together, for each set that was measured."""
    sets = _load(SCORES / "ablation.json")
    if not sets:
        return "Not measured yet: `python -m referat.training.ablation`."
    rows = [
        "| documents | read by | " + " | ".join(COLUMNS.values()) + " |",
        "| --- | --- | " + " | ".join("---:" for _ in COLUMNS) + " |",
    ]
    for name, found in sets.items():
        for mode, shown in MODES.items():
            head = f"{name} ({found['documents']})" if mode == "rules" else ""
            rows.append(f"| {head} | {shown} | {_cells(found[mode])} |")
    return "\n".join(rows)


def make_lofo() -> str:
    """Each family read by a net that has not seen it, the rules alone beside it."""
    families = _load(SCORES / "lofo.json")
    if not families:
        return "Not measured yet: `make lofo`."
    rows = [
        "| left out | generated | rules | net | **both** | punkter | sagsnumre "
        "| by hand | rules | net | **both** |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for family, sets in families.items():
        made, written = sets.get("made"), sets.get("written")
        rows.append(
            f"| {family} | {_side(made)} | {_figure(made, 'punkter')} "
            f"| {_figure(made, 'sagsnumre')} | {_side(written)} |"
        )
    made = [sets["made"] for sets in families.values() if "made" in sets]
    written = [sets["written"] for sets in families.values() if "written" in sets]
    rows.append(
        f"| mean | {_mean_side(made)} | {_mean(made, 'both', 'punkter'):.3f} "
        f"| {_mean(made, 'both', 'sagsnumre'):.3f} | {_mean_side(written)} |"
    )
    return "\n".join(rows)


def make_size() -> str:
    """What the trained parts weigh on disk."""
    parts = {
        "line net, in `da_referat/`": SCORES.parent / "da_referat",
        "names, `ner/`": SCORES.parent / "ner",
        "outcomes, `udfald/`": SCORES.parent / "udfald",
    }
    rows = ["| part | MB |", "| --- | ---: |"]
    rows += [f"| {name} | {_megabytes(folder):.1f} |" for name, folder in parts.items()]
    rows.append(f"| all | {sum(_megabytes(folder) for folder in parts.values()):.1f} |")
    return "\n".join(rows)


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def _load(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def _cells(found: Mapping[str, float | None]) -> str:
    cells = []
    for name in COLUMNS:
        value = found.get(name)
        form = "–" if value is None else (f"{value:.0%}" if name == "exact" else f"{value:.3f}")
        cells.append(form)
    return " | ".join(cells)


def _side(found: Mapping[str, Any] | None) -> str:
    if found is None:
        return "0 | – | – | –"
    figures = " | ".join(f"{found[mode]['overall']:.3f}" for mode in MODES)
    return f"{found['documents']} | {figures}"


def _figure(found: Mapping[str, Any] | None, name: str) -> str:
    value = found["both"].get(name) if found is not None else None
    return "–" if value is None else f"{value:.3f}"


def _mean(sets: list[Mapping[str, Any]], mode: str, name: str) -> float:
    values = [float(found[mode][name]) for found in sets if found[mode].get(name) is not None]
    return sum(values) / max(len(values), 1)


def _mean_side(sets: list[Mapping[str, Any]]) -> str:
    documents = sum(found["documents"] for found in sets)
    return f"{documents} | " + " | ".join(f"{_mean(sets, mode, 'overall'):.3f}" for mode in MODES)
