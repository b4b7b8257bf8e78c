"""Counts for charts and tables, from the numbers that the search holds in memory.

Each has a twin in SQL, which readers see beside the chart and can run (``words.count_sql``,
``data/emne.py``); a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from referat.search.holdings import Frame
from referat.search.lookup import Archive
from referat.search.sets import Bits

Row = dict[str, Any]


def chosen(
    frame: Frame,
    *,
    kommune: int | None = None,
    udvalg: int | None = None,
    topics: tuple[int, int] | None = None,
    decided: bool = True,
) -> Bits:
    """The live places of a kommune, a body or a topic; minutes only, no agendas."""
    columns = frame.columns
    mask: Bits = frame.live & (columns["dagsorden"] == 0)
    if decided:
        mask &= columns["beslutning"] == 1
    if kommune is not None:
        mask &= columns["kommune"] == kommune
    if udvalg is not None:
        mask &= columns["udvalg"] == udvalg
    if topics is not None:
        mask &= (columns["emne"] >= max(1, topics[0])) & (columns["emne"] < topics[1])
    return mask


def months_by_outcome(
    archive: Archive, outcomes: Sequence[Row], *, months: int | None = None, **which: Any
) -> list[Row]:
    """Decisions by month and outcome: ``tid``, ``udfald``, ``antal``; the latest months alone."""
    key = ("months", months, tuple(which.items()))
    return archive.remember(
        key, lambda: _by_time(archive.frame, outcomes, unit=100, latest=months, **which)
    )


def years_by_outcome(archive: Archive, outcomes: Sequence[Row], **which: Any) -> list[Row]:
    """Decisions by year and outcome: ``tid``, ``udfald``, ``antal``."""
    key = ("years", tuple(which.items()))
    return archive.remember(
        key, lambda: _by_time(archive.frame, outcomes, unit=10_000, latest=None, **which)
    )


def _by_time(
    frame: Frame, outcomes: Sequence[Row], *, unit: int, latest: int | None, **which: Any
) -> list[Row]:
    mask = chosen(frame, **which) & (frame.columns["dag"] > 0)
    times = frame.columns["dag"][mask] // unit
    bits = frame.columns["udfald"][mask]
    if latest is not None and len(times):
        last = int(times.max())
        first = last // 100 * 12 + last % 100 - latest
        new = times >= first // 12 * 100 + first % 12 + 1
        times, bits = times[new], bits[new]
    found: list[Row] = []
    for outcome in outcomes:
        having = times[(bits & outcome["bit"]) != 0]
        for value, count in zip(*np.unique(having, return_counts=True), strict=True):
            label = f"{value // 100:04}-{value % 100:02}" if unit == 100 else f"{value:04}"
            found.append({
                "tid": label, "udfald": outcome["id"], "navn": outcome["navn"],
                "antal": int(count),
            })  # fmt: skip
    return sorted(found, key=lambda row: row["tid"])


def count_topics(archive: Archive) -> dict[int, int]:
    """How many punkter each KLE topic has; those without one left out."""

    def count() -> dict[int, int]:
        frame = archive.frame
        mask = chosen(frame, decided=False) & (frame.columns["emne"] > 0)
        values, counts = np.unique(frame.columns["emne"][mask], return_counts=True)
        return {int(v): int(c) for v, c in zip(values, counts, strict=True)}

    return archive.remember("topics", count)


def count_kommuner(frame: Frame, mask: Bits) -> dict[int, int]:
    """How many of the masked places each kommune has; those of no known kommune left out."""
    return {number: count for number, count in frame.count("kommune", mask).items() if number}


def coverage(archive: Archive, *, kommune: int | None = None) -> list[tuple[int, int, int, int]]:
    """Kommune, body, month (yyyymm) and number of punkter, for what is in."""

    def count() -> list[tuple[int, int, int, int]]:
        frame = archive.frame
        mask = chosen(frame, kommune=kommune, decided=False)
        columns = frame.columns
        # One number for kommune and month: sorting three columns of a million takes seconds.
        months = columns["dag"][mask] // 100
        if kommune is None:
            codes = frame.codes[mask].astype(np.int64) * 1_000_000 + months
            names = {code: number for number, code in frame.coded.items()}
            values, counts = np.unique(codes, return_counts=True)
            return [
                (names[int(value) // 1_000_000], 0, int(value) % 1_000_000, int(n))
                for value, n in zip(values, counts, strict=True)
            ]
        keys = np.stack([columns["udvalg"][mask], months])
        unique, counts = np.unique(keys, axis=1, return_counts=True)
        return [
            (kommune, int(u), int(m), int(n)) for (u, m), n in zip(unique.T, counts, strict=True)
        ]

    return archive.remember(("coverage", kommune), count)
