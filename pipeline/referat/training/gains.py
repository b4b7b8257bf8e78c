"""What a change gained and lost: two readings of each document side by side, against the gold.

Readings in the interchange format come in, from before and from now; out goes every value that
differs, with what the gold says, and every document that became wholly right or ceased to be.
``gate.py --against`` prints it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from referat.errors import SettingsError
from referat.training.evaluate import Pair, figures_of, load_json
from referat.training.score import fold, score_document

Json = Mapping[str, Any]
Readings = dict[str, dict[str, Any]]
"""Name of a document (``Pair.name``) -> its reading; an unread document has none."""

SHOWN = 60
"""Characters of a value in the listing."""


class Verdict(StrEnum):
    """What became of one value."""

    GAINED = "+"
    """Right now, and was not."""
    LOST = "-"
    """Was right, and is not now."""
    OTHER = "~"
    """Differs, and is wrong both times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One value that two readings give differently."""

    place: str
    """Where: ``moede.dato``, ``punkt 4 udfald`` …"""
    gold: str
    """What is right; empty where the document has nothing there."""
    before: str
    """What was read; empty for nothing."""
    now: str
    """What is read; empty for nothing."""

    @property
    def verdict(self) -> Verdict:
        """Gained, lost or other."""
        if fold(self.now) == fold(self.gold):
            return Verdict.GAINED
        return Verdict.LOST if fold(self.before) == fold(self.gold) else Verdict.OTHER


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One document of which two readings differ."""

    name: str
    """As in listings of ``evaluate``."""
    exact_before: bool
    """Whether every figure was 1."""
    exact_now: bool
    """Whether every figure is 1."""
    figures: dict[str, tuple[float, float]]
    """Figures that differ, before and now."""
    differences: tuple[Difference, ...]
    """Values that differ."""


def compare_readings(
    pairs: Sequence[Pair], before: Mapping[str, Json], now: Mapping[str, Json]
) -> list[Change]:
    """Documents whose readings differ, in the order of the pairs."""
    changes = []
    for pair in pairs:
        one, other = before.get(pair.name, {}), now.get(pair.name, {})
        gold = load_json(pair.gold)
        values = flatten(gold), flatten(one), flatten(other)
        differences = tuple(_differences(*values))
        counts = score_document(gold, one), score_document(gold, other)
        old, new = (figures_of(count) for count in counts)
        figures = {
            metric: (old.get(metric, 1.0), new.get(metric, 1.0))
            for metric in sorted(old.keys() | new.keys())
            if old.get(metric, 1.0) != new.get(metric, 1.0)
        }
        if differences or figures:
            was, is_now = (all(c.exact for c in count.values()) for count in counts)
            changes.append(
                Change(
                    name=pair.name,
                    exact_before=was,
                    exact_now=is_now,
                    figures=figures,
                    differences=differences,
                )
            )
    return changes


def _differences(
    gold: Mapping[str, str], before: Mapping[str, str], now: Mapping[str, str]
) -> Iterator[Difference]:
    for place in dict.fromkeys((*gold, *before, *now)):
        one, other = before.get(place, ""), now.get(place, "")
        if one != other:
            yield Difference(place=place, gold=gold.get(place, ""), before=one, now=other)


def flatten(reading: Json) -> dict[str, str]:
    """Every value of a reading as text, by its place."""
    flat: dict[str, str] = {}

    def put(place: str, value: Any) -> None:
        if value not in (None, "", [], {}):
            flat[place] = _text(value)

    for key in ("dokumenttype", "kommune", "udvalg"):
        put(key, reading.get(key))
    for key in ("dato", "start", "slut", "sted", "sagsnumre", "dokumentnumre"):
        put(f"moede.{key}", (reading.get("moede") or {}).get(key))
    for person in reading.get("fremmoede") or []:
        parts = [person.get(key) for key in _PERSON]
        put(f"fremmoede {person['navn']}", " ".join(str(part) for part in parts if part))
    seen: dict[str, int] = {}
    for punkt in reading.get("punkter") or []:
        nr = punkt.get("nr") or punkt["titel"][:30]
        seen[nr] = seen.get(nr, 0) + 1
        head = f"punkt {nr}" if seen[nr] == 1 else f"punkt {nr} ({seen[nr]}.)"
        _flatten_punkt(head, punkt, put)
    return flat


_PERSON = ("status", "rolle", "parti", "stedfortraeder_for", "ankom", "gik")
_LISTS = ("sagsnumre", "fravaerende", "bilag")


def _flatten_punkt(head: str, punkt: Json, put: Any) -> None:
    put(f"{head} titel", punkt.get("titel"))
    put(f"{head} lukket", "ja" if punkt.get("lukket") else "")
    for key in _LISTS:
        put(f"{head} {key}", punkt.get(key))
    for place, afsnit in enumerate(punkt.get("afsnit") or [], start=1):
        put(f"{head} afsnit {place}", f"{afsnit['type']}: {afsnit.get('tekst') or ''}")
    beslutning = punkt.get("beslutning") or {}
    put(f"{head} beslutning", beslutning.get("tekst"))
    put(f"{head} udfald", beslutning.get("udfald"))
    vote = beslutning.get("afstemning") or {}
    put(
        f"{head} stemmer", {key: vote.get(key) for key in ("for", "imod", "undlod")} if vote else ""
    )
    for step in punkt.get("sagsgang") or []:
        put(f"{head} sagsgang {step.get('udvalg')} {step.get('dato')}", step.get("tekst"))


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {part}" for key, part in value.items() if part is not None)
    return ", ".join(str(part) for part in value)


def to_lines(changes: Sequence[Change]) -> Iterator[str]:
    """The report for people: documents won and lost first, then every value by its field."""
    gained = [change.name for change in changes if change.exact_now and not change.exact_before]
    lost = [change.name for change in changes if change.exact_before and not change.exact_now]
    for change in changes:
        mark = "+" if change.name in gained else "-" if change.name in lost else " "
        figures = ", ".join(
            f"{metric} {before:.3f} -> {now:.3f}"
            for metric, (before, now) in change.figures.items()
        )
        yield f"{mark} {change.name}: {figures or 'the same figures'}"
        for found in change.differences:
            yield f"    {found.verdict} {found.place}"
            for label, value in (
                ("gold", found.gold),
                ("before", found.before),
                ("now", found.now),
            ):
                yield f"        {label:7}{_short(value, found)}"
    totals = dict.fromkeys(Verdict, 0)
    for change in changes:
        for found in change.differences:
            totals[found.verdict] += 1
    yield (
        f"{len(changes)} documents read otherwise. Wholly right: {len(gained)} gained, "
        f"{len(lost)} lost. Values: {totals[Verdict.GAINED]} gained, {totals[Verdict.LOST]} lost, "
        f"{totals[Verdict.OTHER]} wrong both times."
    )


def _short(value: str, found: Difference) -> str:
    """A value's part in which the two readings differ."""
    if not value:
        return "-"
    value = value.replace("\n", " / ")
    if len(value) <= SHOWN:
        return value
    pairs = zip(found.before, found.now, strict=False)
    same = next((at for at, (one, other) in enumerate(pairs) if one != other), 0)
    start = max(0, min(same - 15, len(value) - SHOWN))
    end = start + SHOWN
    return f"{'…' if start else ''}{value[start:end]}{'…' if end < len(value) else ''}"


def load_baseline(path: Path) -> Readings:
    """Readings that were saved with ``--save``.

    Raises:
        SettingsError: The file holds none.
    """
    documents = load_json(path).get("documents")
    if not isinstance(documents, dict):
        raise SettingsError("it holds no readings.", action="Make it with --save.", path=str(path))
    return documents


def save_baseline(path: Path, readings: Readings) -> None:
    """Keep readings for a later comparison."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {"documents": readings}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


# Runs with the package of another commit: no more of it than every version has.
_READ = """
import json, sys
from pathlib import Path
from referat import reading
from referat.settings import Settings
from referat.structure.interchange import to_interchange
paths = [Path(line) for line in sys.stdin.read().split("\\n") if line]
if __name__ == "__main__":
    found = {}
    for result in reading.read_documents(paths, settings=Settings(jobs=1)):
        if result.referat is not None:
            found[result.path] = to_interchange(result.referat)
    json.dump(found, sys.stdout)
"""


def read_at(ref: str, pairs: Sequence[Pair], checkout: Path) -> Readings:
    """What the program of another commit reads in the same documents.

    Raises:
        SettingsError: There is no such commit, or its program fails.
    """
    with tempfile.TemporaryDirectory(prefix="referat-") as folder:
        tree = Path(folder) / "tree"
        _run(["git", "-C", str(checkout), "worktree", "add", "--detach", str(tree), ref], ref)
        try:
            paths = [str(pair.document.resolve()) for pair in pairs if pair.document]
            answer = _run(
                [sys.executable, "-c", _READ],
                ref,
                text="\n".join(paths),
                env=os.environ | {"PYTHONPATH": str(tree / "pipeline")},
            )
        finally:
            _run(["git", "-C", str(checkout), "worktree", "remove", "--force", str(tree)], ref)
    found = json.loads(answer)
    return {
        pair.name: found[str(pair.document.resolve())]
        for pair in pairs
        if pair.document and str(pair.document.resolve()) in found
    }


def _run(
    command: list[str], ref: str, *, text: str = "", env: Mapping[str, str] | None = None
) -> str:
    done = subprocess.run(command, input=text, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        last = done.stderr.strip().split("\n")[-1]
        raise SettingsError(
            f"the program of {ref} cannot be compared with: {last}.",
            action="Give a commit, or a file made with --save.",
        )
    return done.stdout
