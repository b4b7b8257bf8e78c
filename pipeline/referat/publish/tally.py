"""Counts for charts and tables, from the numbers that the search holds in memory.

Each has a twin in SQL (``queries.py``), which readers see beside the chart and can run; a test
holds the two together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from referat.search.lookup import Archive, Bits

Row = dict[str, Any]


def _chosen(
    archive: Archive,
    *,
    kommune: int | None = None,
    udvalg: int | None = None,
    topics: tuple[int, int] | None = None,
    decided: bool = True,
) -> Bits:
    """The live places of a kommune, a body or a topic; minutes only, no agendas."""
    mask = archive.live().copy()
    if not archive.columns:
        return mask
    size = len(mask)
    columns = archive.columns
    mask &= columns["dagsorden"][:size] == 0
    if decided:
        mask &= columns["beslutning"][:size] == 1
    if kommune is not None:
        mask &= columns["kommune"][:size] == kommune
    if udvalg is not None:
        mask &= columns["udvalg"][:size] == udvalg
    if topics is not None:
        low, high = topics
        mask &= (columns["emne"][:size] >= max(1, low)) & (columns["emne"][:size] < high)
    return mask


def months_by_outcome(
    archive: Archive,
    outcomes: Sequence[Row],
    *,
    months: int | None = None,
    **chosen: Any,
) -> list[Row]:
    """Decisions by month and outcome: ``tid``, ``udfald``, ``antal``; the latest months alone."""
    mask = _chosen(archive, **chosen)
    return _by_time(archive, outcomes, mask, unit=100, latest=months)


def years_by_outcome(archive: Archive, outcomes: Sequence[Row], **chosen: Any) -> list[Row]:
    """Decisions by year and outcome: ``tid``, ``udfald``, ``antal``."""
    mask = _chosen(archive, **chosen)
    return _by_time(archive, outcomes, mask, unit=10_000, latest=None)


def _by_time(
    archive: Archive, outcomes: Sequence[Row], mask: Bits, *, unit: int, latest: int | None
) -> list[Row]:
    if not archive.columns:
        return []
    size = len(mask)
    times = archive.columns["dag"][:size] // unit
    mask = mask & (times > 0)
    if latest is not None:
        seen = np.unique(times[mask])
        if not len(seen):
            return []
        mask = mask & (times >= seen[-latest:][0])
    time, bits = times[mask], archive.columns["udfald"][:size][mask]
    found: list[Row] = []
    for outcome in outcomes:
        having = time[(bits & outcome["bit"]) != 0]
        for value, count in zip(*np.unique(having, return_counts=True), strict=True):
            label = f"{value // 100:04}-{value % 100:02}" if unit == 100 else f"{value:04}"
            found.append({
                "tid": label, "udfald": outcome["id"], "navn": outcome["navn"],
                "antal": int(count),
            })  # fmt: skip
    return sorted(found, key=lambda row: row["tid"])


def count_by(archive: Archive, name: str, **chosen: Any) -> dict[int, int]:
    """How many chosen punkter each value of an attribute has; 0 (unknown) left out."""
    mask = _chosen(archive, **chosen)
    if not archive.columns:
        return {}
    values, counts = np.unique(archive.columns[name][: len(mask)][mask], return_counts=True)
    return {int(v): int(c) for v, c in zip(values, counts, strict=True) if v}


def count_kommuner(archive: Archive, mask: Bits) -> dict[int, int]:
    """How many of the masked places each kommune has; those of no known kommune left out."""
    return {number: count for number, count in archive.count("kommune", mask).items() if number}


def coverage(archive: Archive, *, kommune: int | None = None) -> list[tuple[int, int, int, int]]:
    """Kommune, body, month (yyyymm) and number of punkter, for what is in."""
    mask = _chosen(archive, kommune=kommune, decided=False)
    if not archive.columns:
        return []
    size = len(mask)
    months = archive.columns["dag"][:size][mask] // 100
    keys = np.stack(
        [archive.columns["kommune"][:size][mask], archive.columns["udvalg"][:size][mask], months]
    )
    unique, counts = np.unique(keys, axis=1, return_counts=True)
    return [(int(k), int(u), int(m), int(c)) for (k, u, m), c in zip(unique.T, counts, strict=True)]
