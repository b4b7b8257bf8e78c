"""Referat -> all that is written of it, made ready where it was read. Pure; knows no database.

A document takes a millisecond and a half a page to write, two thirds of it for rows, stems and
fingerprints, which need nothing of the database: workers make them, and hand the one that writes
plain tuples.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from referat.packed import Packed
from referat.store.filed import Filed, file_meeting
from referat.store.ids import document_id
from referat.store.rows import SHARED_TABLES, Tables, build_rows
from referat.store.shown import from_tables, official_names
from referat.types import Page, Referat

Group = tuple[str, tuple[str, ...], tuple[tuple[Any, ...], ...]]
"""Rows of one table that have the same columns: the table, the columns, the rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """One document, ready to be written."""

    dokument: int
    """The id that its rows have."""
    sha256: str
    """Hash of its content."""
    path: str
    """Its file."""
    text_hash: str | None
    """As in ``Referat``."""
    run: int
    """The run that writes it."""
    groups: tuple[Group, ...]
    """Its rows, in the order in which they are to be inserted."""
    filed: Filed | None
    """What is filed of it; ``None`` of a document that is no meeting."""
    pages: int
    """Its pages."""
    punkter: int
    """Its punkter."""
    beslutninger: int
    """Its decisions."""
    whole: Packed[tuple[Referat, Sequence[Page]]]
    """What it was made of."""

    def shared(self) -> dict[str, set[int]]:
        """Ids of the rows that it shares with others, by table."""
        found: dict[str, set[int]] = {table: set() for table in SHARED_TABLES}
        for table, columns, rows in self.groups:
            if table in found:
                place = columns.index("id")
                found[table].update(row[place] for row in rows)
        return found

    def renumbered(self, dokument: int) -> Prepared:
        """The same under another id: where another document's content gave the same.

        Raises:
            StructureError: As ``prepare``.
        """
        return prepare(*self.whole.open(), self.run, dokument=dokument)


def prepare(
    referat: Referat, pages: Sequence[Page], run: int, *, dokument: int | None = None
) -> Prepared:
    """Make a document ready to be written.

    Args:
        referat: What was read.
        pages: Its pages.
        run: The run that writes it.
        dokument: The id that it gets; that of its content by default.

    Raises:
        StructureError: The document gives more rows than one document has room for.
    """
    dokument = document_id(referat.source.sha256) if dokument is None else dokument
    tables = build_rows(referat, pages, run, kommuner=_listed(), dokument=dokument)
    shown = from_tables(tables)
    return Prepared(
        dokument=dokument,
        sha256=referat.source.sha256,
        path=referat.source.path,
        text_hash=referat.text_hash,
        run=run,
        groups=group_rows(tables),
        filed=file_meeting(shown) if shown else None,
        pages=len(pages),
        punkter=len(referat.punkter),
        beslutninger=sum(punkt.beslutning is not None for punkt in referat.punkter),
        whole=Packed((referat, pages)),
    )


def group_rows(tables: Tables) -> tuple[Group, ...]:
    """Rows by table and columns, as tuples: SQLite takes half as long again for rows by name."""
    groups: list[Group] = []
    for table, rows in tables.items():
        by_columns: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
        for row in rows:
            by_columns.setdefault(tuple(row), []).append(tuple(row.values()))
        groups.extend((table, columns, tuple(same)) for columns, same in by_columns.items())
    return tuple(groups)


@cache
def _listed() -> dict[str, int]:
    """Rows of the listed kommuner by name. A name outside the list gives its own row's number."""
    return {name.casefold(): number for number, name in official_names().items()}
