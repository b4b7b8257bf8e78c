"""Measures ways of doing the same, in turns, so that what slows the machine slows all of them.

Each way runs once unmeasured, then once a round, in another order each round. What is told of a way
is the median of its rounds; a ratio is the median of the ratios within each round, which a machine
that is busy for a while disturbs least. CPU time is that of this process and of all that it started
and waited for.
"""

from __future__ import annotations

import os
import random
import resource
import statistics
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SEED = 20_261_129


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What one run of a way took, in seconds."""

    wall: float
    """By the clock."""
    cpu: float
    """Of this process and its children."""


def take_turns(
    ways: Mapping[str, Callable[[], object]], rounds: int, *, warm: bool = True
) -> dict[str, list[Taken]]:
    """What each way took in each round."""
    if warm:
        for way in ways.values():
            way()
    taken: dict[str, list[Taken]] = {name: [] for name in ways}
    order, rng = list(ways), random.Random(SEED)
    for _ in range(rounds):
        rng.shuffle(order)
        for name in order:
            taken[name].append(clocked(ways[name]))
    return taken


def clocked(way: Callable[[], object]) -> Taken:
    """What one run takes."""
    wall, cpu = time.perf_counter(), cpu_seconds()
    way()
    return Taken(wall=time.perf_counter() - wall, cpu=cpu_seconds() - cpu)


def cpu_seconds() -> float:
    """CPU time of this process and of the children that it waited for, so far."""
    total = 0.0
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        used = resource.getrusage(who)
        total += used.ru_utime + used.ru_stime
    return total


def compare(
    taken: Mapping[str, list[Taken]], *, own: str, units: int, by: str = "cpu"
) -> dict[str, Any]:
    """Each way's median, spread and units a second, and its ratio to our own way.

    Args:
        taken: From ``take_turns``.
        own: The way that the others are compared with.
        units: Pages, punkter … that each run handles.
        by: "cpu" or "wall".
    """
    mine = [getattr(one, by) for one in taken[own]]
    told = {}
    for name, runs in taken.items():
        values = [getattr(one, by) for one in runs]
        median = statistics.median(values)
        told[name] = {
            "seconds": round(median, 4),
            "spread": round((max(values) - min(values)) / median, 3) if median else 0.0,
            "per_second": round(units / median, 2) if median else 0.0,
            "times": round(
                statistics.median(value / base for value, base in zip(values, mine, strict=True)), 3
            ),
        }
    return {"by": by, "units": units, "rounds": len(mine), "own": own, "ways": told}


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    with open("/proc/cpuinfo", encoding="utf-8") as file:  # noqa: PTH123 - no file of ours
        models = [line.partition(":")[2].strip() for line in file if line.startswith("model name")]
    return {
        "cores": len(os.sched_getaffinity(0)),
        "processor": models[0] if models else "",
        # Above the number of cores others were at work: ratios hold, seconds do not.
        "load": round(os.getloadavg()[0], 2),
    }


def resident(pid: int) -> int:
    """Bytes of memory that a process holds now; 0 where it has ended."""
    try:
        fields = Path(f"/proc/{pid}/statm").read_text("ascii").split()
    except OSError:
        return 0
    return int(fields[1]) * resource.getpagesize()


def largest() -> int:
    """Bytes of memory that this process held at most.

    Not its ``ru_maxrss``: that begins at what the process held which started it.
    """
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


def below(pid: int) -> list[int]:
    """Processes that a process has started, and those that they have."""
    found: list[int] = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in map(int, path.read_text("ascii").split()):
                found += [child, *below(child)]
    return found
