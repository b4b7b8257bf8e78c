"""Reads documents and measures the readings against gold: per field, document and family.

Behind ``referat evaluate`` and the gate. A folder of gold and a folder of documents come in
(``corpus/gold`` and ``corpus/documents``, or any two folders whose files have the same names);
an ``Evaluation`` goes out. How a single document is measured stands in ``score.py``.
"""

from __future__ import annotations

import glob
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from referat.errors import SettingsError
from referat.settings import Settings
from referat.training import reliability
from referat.training.reliability import Value
from referat.training.score import Counts, add_counts, score_document
from referat.types import DocumentResult, Problem, Status

Reader = Callable[[Sequence[Path], Settings], Iterator[DocumentResult]]

# Figures below this are worth a look in the short listing.
GOOD = 0.995
# Weakest figures of a document that the short listing shows.
SHOWN = 6
# Renderings that a folder or a file's name may tell: what `referat corpus make --render` writes.
RENDERINGS = ("scan300", "scan200", "scan150", "grim200", "konverter", "html")
# "F04-train-1-00003": a generated document, whose name opens with its family.
_MADE = re.compile(r"([A-Z]\d\d|fri|andet)-(?:train|dev|test)-\d+-\d+$")
# Beside the gold in a generated corpus: the roles of the lines.
ROLES_SUFFIX = ".linjer.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One gold file and one rendering of its document."""

    gold: Path
    """The gold, ``NAME.json``."""
    document: Path | None
    """The document or the finished reading; ``None`` where there is none."""
    family: str
    """Folder of the gold under the folder of gold, or what a generated document's name opens with;
    empty where neither tells."""

    @property
    def name(self) -> str:
        """What tells this document from the others in a listing."""
        if self.document is None:
            name = f"{self.gold.stem} (none)"
        elif self.document.suffix == ".json":
            name = self.document.stem
        else:
            name = self.document.name
        return f"{self.family}/{name}" if self.family else name

    @property
    def variant(self) -> str:
        """Which rendering: ``pdf``, ``txt``, ``scan200`` …: what follows the gold's name."""
        if self.document is None:
            return ""
        rest = self.document.name.removeprefix(self.gold.stem).lstrip(".")
        return rest.removesuffix(".json").removesuffix(".pdf")

    @property
    def rendering(self) -> str:
        """How it was made: ``tekstlag``, ``scan300``, ``grim200``, ``txt`` …, by name or folder."""
        if self.document is None:
            return ""
        told = [*self.variant.split("."), *reversed(self.document.parent.parts)]
        known = next((part for part in told if part in RENDERINGS), None)
        if known is None and self.variant in ("", "pdf"):
            return "tekstlag"
        return known or self.variant


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One document's counts."""

    pair: Pair
    """Where gold and document lie."""
    counts: Counts
    """Figure by figure."""
    problems: tuple[Problem, ...] = ()
    """Why there is no reading."""
    values: tuple[Value, ...] = ()
    """Every value with a confidence, and whether it is right."""

    @property
    def mean(self) -> float:
        """Mean of the document's own figures."""
        figures = figures_of(self.counts)
        return sum(figures.values()) / len(figures)

    @property
    def exact(self) -> bool:
        """Whether every figure is 1: nothing missed or invented beyond what ``score.py`` allows."""
        return all(count.exact for count in self.counts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """All documents measured together."""

    documents: tuple[Scored, ...]
    """One entry a document."""

    @property
    def micro(self) -> dict[str, float]:
        """Each figure over all documents: their counts added up."""
        total: Counts = {}
        for scored in self.documents:
            add_counts(total, scored.counts)
        return dict(sorted(figures_of(total).items()))

    @property
    def overall(self) -> float:
        """Mean of the figures."""
        micro = self.micro
        return round(sum(micro.values()) / len(micro), 4) if micro else 0.0

    @property
    def exact_rate(self) -> float:
        """Share of documents whose every figure is 1."""
        if not self.documents:
            return 0.0
        return round(sum(scored.exact for scored in self.documents) / len(self.documents), 4)

    @property
    def families(self) -> dict[str, Evaluation]:
        """The same, family by family."""
        return self._grouped(lambda scored: scored.pair.family)

    @property
    def variants(self) -> dict[str, Evaluation]:
        """The same, by kind of rendering."""
        return self._grouped(lambda scored: scored.pair.variant)

    @property
    def renderings(self) -> dict[str, Evaluation]:
        """The same, by how the documents were made."""
        return self._grouped(lambda scored: scored.pair.rendering)

    @property
    def values(self) -> list[Value]:
        """Every value of every document."""
        return [value for scored in self.documents for value in scored.values]

    def _grouped(self, key: Callable[[Scored], str]) -> dict[str, Evaluation]:
        groups: dict[str, list[Scored]] = {}
        for scored in self.documents:
            groups.setdefault(key(scored), []).append(scored)
        return {name: Evaluation(documents=tuple(groups[name])) for name in sorted(groups)}


def figures_of(counts: Counts) -> dict[str, float]:
    """F1 of each figure that has anything to count, to four places."""
    return {metric: round(count.f1, 4) for metric, count in counts.items() if count.counted}


def find_pairs(gold_dir: Path, document_dir: Path) -> tuple[Pair, ...]:
    """Gold files in order, each with all renderings of its document.

    ``gold/<family>/NAME.json`` goes with ``documents/<family>/NAME.<suffix>``, or with
    ``documents/NAME.<suffix>``; so does ``NAME.<rendering>.<suffix>``.

    Raises:
        SettingsError: A folder is missing, or there is no gold in the first.
    """
    for folder in (gold_dir, document_dir):
        if not folder.is_dir():
            raise SettingsError("there is no such folder.", path=str(folder))
    pairs: list[Pair] = []
    for gold in sorted(gold_dir.rglob("*.json")):
        if gold.name.endswith(ROLES_SUFFIX):
            continue
        place = gold.parent.relative_to(gold_dir)
        made = _MADE.match(gold.stem)
        family = place.as_posix() if place != Path() else made[1] if made else ""
        found = _renderings(gold, document_dir / place) or _renderings(gold, document_dir)
        pairs += [Pair(gold=gold, document=document, family=family) for document in found or [None]]
    if not pairs:
        raise SettingsError(
            "there is no gold in it.", action="Gold files are NAME.json.", path=str(gold_dir)
        )
    return tuple(pairs)


def _renderings(gold: Path, folder: Path) -> list[Path | None]:
    """Files of a document, the gold itself left out where both lie in one folder."""
    if not folder.is_dir():
        return []
    return [
        path
        for path in sorted(folder.glob(f"{glob.escape(gold.stem)}.*"))
        if path.is_file() and path != gold and not path.name.endswith(ROLES_SUFFIX)
    ]


def evaluate(pairs: Iterable[Pair], *, settings: Settings, read: Reader) -> Evaluation:
    """Read the documents and measure them; a document that cannot be read has found nothing.

    Args:
        pairs: Gold with documents, or with readings in the interchange format (``.json``).
        settings: How to read.
        read: Reads many documents: ``reading.read_documents``.

    Raises:
        SettingsError: A gold file or a finished reading is not JSON.
    """
    pairs = tuple(pairs)
    documents = sorted(
        {pair.document for pair in pairs if pair.document and pair.document.suffix != ".json"}
    )
    readings: dict[Path, dict[str, Any]] = {}
    problems: dict[Path, tuple[Problem, ...]] = {}
    for path, result in _read_all(documents, settings, read):
        if result.referat is None:
            problems[path] = result.problems
        else:
            from referat.structure.interchange import to_interchange

            readings[path] = to_interchange(result.referat)
    scored = []
    for pair in pairs:
        reading: dict[str, Any] = {}
        if pair.document is not None and pair.document.suffix == ".json":
            reading = load_json(pair.document)
        elif pair.document is not None:
            reading = readings.get(pair.document, {})
        gold = load_json(pair.gold)
        scored.append(
            Scored(
                pair=pair,
                counts=score_document(gold, reading),
                problems=problems.get(pair.document, ()) if pair.document else (),
                values=tuple(reliability.values(gold, reading)),
            )
        )
    return Evaluation(documents=tuple(scored))


def _read_all(
    documents: Sequence[Path], settings: Settings, read: Reader
) -> Iterator[tuple[Path, DocumentResult]]:
    """Results by path; copies of one content, which are read once, share their result."""
    if not documents:
        return
    by_name = {str(path): path for path in documents}
    by_hash: dict[str, DocumentResult] = {}
    copies: list[DocumentResult] = []
    for result in read(documents, settings):
        if result.status is Status.SKIPPED:
            copies.append(result)
            continue
        if result.source is not None:
            by_hash[result.source.sha256] = result
        yield by_name[result.path], result
    for copy in copies:
        if copy.source is not None:
            yield by_name[copy.path], by_hash[copy.source.sha256]


def load_json(path: Path) -> dict[str, Any]:
    """A JSON object from a file; raises ``SettingsError`` where it holds none."""
    try:
        loaded = json.loads(path.read_text(encoding="utf-8") or "{}")
    except (OSError, ValueError) as error:
        raise SettingsError(f"not readable as JSON: {error}.", path=str(path)) from error
    if not isinstance(loaded, dict):
        raise SettingsError("it holds no JSON object.", path=str(path))
    return loaded


def to_json(evaluation: Evaluation) -> dict[str, Any]:
    """Everything that was measured, for programs."""

    def groups(parts: dict[str, Evaluation]) -> dict[str, Any]:
        return {
            name: {
                "documents": len(part.documents),
                "overall": part.overall,
                "exact": part.exact_rate,
                "micro": part.micro,
            }
            for name, part in parts.items()
        }

    return {
        "overall": evaluation.overall,
        "exact": evaluation.exact_rate,
        "micro": evaluation.micro,
        "families": groups(evaluation.families),
        "renderings": groups(evaluation.renderings),
        "reliability": reliability.to_json(evaluation.values),
        "documents": {
            scored.pair.name: figures_of(scored.counts) for scored in evaluation.documents
        },
    }


def to_lines(
    evaluation: Evaluation, *, verbose: bool = False, by: str | None = None
) -> Iterator[str]:
    """Everything that was measured, for people: documents, groups, fields, confidence, the whole.

    Args:
        evaluation: What was measured.
        verbose: Every figure of every document, not the weakest alone.
        by: ``family`` or ``rendering``: a column of fields for each of these groups, instead of the
            documents.
    """
    groups = {"family": evaluation.families, "rendering": evaluation.renderings}
    if by is None:
        yield from _documents(evaluation, verbose=verbose)
    for parts in groups.values():
        if len(parts) > 1 or any(parts):
            yield ""
            yield from _group_lines(parts)
    yield ""
    columns = groups[by] if by else {}
    if columns:
        yield f"  {'':24} {'all':6}" + "".join(f"{name or '-':>11}" for name in columns)
    micro = {name: part.micro for name, part in columns.items()}
    for metric, value in evaluation.micro.items():
        cells = [f"{part[metric]:.4f}" if metric in part else "-" for part in micro.values()]
        yield f"  {metric:24} {value:.4f}" + "".join(f"{cell:>11}" for cell in cells)
    if evaluation.values:
        yield ""
        yield from reliability.to_lines(evaluation.values)
        yield ""
    yield (
        f"overall {evaluation.overall:.4f} over {len(evaluation.documents)} documents, "
        f"{evaluation.exact_rate:.0%} with every figure 1"
    )


def _documents(evaluation: Evaluation, *, verbose: bool) -> Iterator[str]:
    for scored in evaluation.documents:
        figures = sorted(figures_of(scored.counts).items(), key=lambda item: item[1])
        shown = figures if verbose else [item for item in figures if item[1] < GOOD][:SHOWN]
        weak = " ".join(f"{metric}={value:.2f}" for metric, value in shown)
        yield f"{scored.mean:.3f}  {scored.pair.name:44} {weak}".rstrip()


def _group_lines(parts: dict[str, Evaluation]) -> Iterator[str]:
    for name, part in parts.items():
        yield (
            f"  {name or '-':24} {part.overall:.4f}"
            f"  {part.exact_rate:4.0%} of {len(part.documents)} with every figure 1"
        )
