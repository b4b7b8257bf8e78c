"""What a night did, as a value: for the ledger, the command's exit code, monitoring and people."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from referat.types import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What the gate keeps aside of one source."""

    source: str
    """The source."""
    documents: int
    """How many documents."""
    reason: str
    """Why, in Danish."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NightReport:
    """What a night did."""

    run: int
    """Number of the run."""
    started: dt.datetime
    """When it began."""
    finished: dt.datetime
    """When it ended."""
    listed: int
    """Documents on all lists."""
    fetched: int
    """Documents that came in."""
    unchanged: int
    """Documents that were looked at and are as they were."""
    shown: int
    """Documents and versions that are new in the tables."""
    failed: int
    """Documents that could not be fetched or read."""
    withheld: int
    """Documents that are not to be shown."""
    held: tuple[Held, ...]
    """What the gate keeps aside."""
    sources: int
    """Sources that were to be read."""
    sources_failed: tuple[str, ...]
    """Those that could not be."""
    failures: tuple[Problem, ...]
    """What kept documents and sources from being read; told in the log as they happened."""
    problems: tuple[Problem, ...]
    """All problems of the night, the failures first."""

    @property
    def exit_code(self) -> int:
        """0 all is well; 3 something failed or is kept aside, and is listed."""
        return 3 if self.failed or self.held or self.sources_failed else 0


def summary(report: NightReport) -> dict[str, Any]:
    """A night as plain values, for monitoring, webhook and log."""
    return {
        "run": report.run,
        "started": report.started.isoformat(timespec="seconds"),
        "finished": report.finished.isoformat(timespec="seconds"),
        "exit_code": report.exit_code,
        "sources": report.sources,
        "sources_failed": list(report.sources_failed),
        "listed": report.listed,
        "fetched": report.fetched,
        "unchanged": report.unchanged,
        "shown": report.shown,
        "failed": report.failed,
        "withheld": report.withheld,
        "held": [
            {"source": held.source, "documents": held.documents, "reason": held.reason}
            for held in report.held
        ],
        "problems": len(report.problems),
    }


def write_status(path: Path, values: dict[str, object]) -> None:
    """Write the status file, whole or not at all."""
    part = path.with_name(path.name + ".part")
    part.write_text(json.dumps(values, ensure_ascii=False, indent=1) + "\n", "utf-8")
    part.replace(path)


def in_words(report: NightReport) -> str:
    """A night in one Danish sentence, for the ledger and the subject of a mail."""
    parts = [f"{report.shown} nye eller ændrede dokumenter"]
    if report.failed:
        parts.append(f"{report.failed} fejlede")
    if report.held:
        parts.append(f"{sum(held.documents for held in report.held)} lagt til side")
    if report.sources_failed:
        parts.append(f"{len(report.sources_failed)} kilder kunne ikke læses")
    return ", ".join(parts)
