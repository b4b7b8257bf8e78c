"""The 98 kommuner and the five regions, as in ``kommuner.csv``: a table, and no logic."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib import resources as package_files


@lru_cache(maxsize=1)
def kommuner() -> tuple[dict[str, str], ...]:
    """Each with ``kommunekode``, ``navn``, ``officielt_navn``, ``region`` and ``type``."""
    file = package_files.files("referat.danish") / "kommuner.csv"
    return tuple(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
