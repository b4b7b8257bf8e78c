"""KLE, the subjects that most case numbers begin with: the tables of ``kle/``, and no logic.

The files are OS2KLE's, under a licence of their own (``kle/README.md``). KL's reserved numbers are
not all there are: a kommune may add its own, and old papers carry groups that have gone, so a
number that is not here is no error.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib import resources as package_files

UDGAAEDE_HOVEDGRUPPER = {"16": "Sociale opgaver"}
"""Main groups that have gone from KLE and stand in old papers, under short names of ours."""


@lru_cache(maxsize=1)
def hovedgrupper() -> tuple[dict[str, str | int | None], ...]:
    """Main groups, each with ``nr`` (15), ``titel`` and ``udgaaet``."""
    gone = [{"nr": nr, "titel": titel} for nr, titel in UDGAAEDE_HOVEDGRUPPER.items()]
    return tuple(
        {**row, "udgaaet": int(row["nr"] in UDGAAEDE_HOVEDGRUPPER)}
        for row in sorted((*_read("hovedgrupper.csv"), *gone), key=lambda row: row["nr"])
    )


@lru_cache(maxsize=1)
def grupper() -> tuple[dict[str, str | int | None], ...]:
    """Groups, each with ``nr`` (15.40), ``titel`` and its ``hovedgruppe``."""
    return tuple({**row, "hovedgruppe": row["nr"][:2]} for row in _read("grupper.csv"))


@lru_cache(maxsize=1)
def emner() -> tuple[dict[str, str | int | None], ...]:
    """Subjects, each with ``nr`` (15.40.00), ``titel``, ``gruppe``, ``udgaaet`` and ``udgaar``.

    ``udgaar`` is the year in which KLE takes the number out of use, ``None`` for most;
    ``udgaaet`` is 1 where there is one.
    """
    return tuple(
        {
            "nr": row["nr"],
            "titel": row["titel"],
            "gruppe": row["nr"][:5],
            "udgaaet": int(bool(row["udgaar"])),
            "udgaar": int(row["udgaar"]) if row["udgaar"] else None,
        }
        for row in _read("emner.csv")
    )


def _read(name: str) -> list[dict[str, str]]:
    file = package_files.files("referat.danish") / "kle" / name
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
