"""CSV that a spreadsheet shows and does not run. Pure.

A cell that begins with ``=`` is a formula to a spreadsheet, whoever wrote the minutes; it gets an
apostrophe before it, as spreadsheets themselves write such a text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from referat.publish.cage import MAX_VALUE

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a formula begins with."""


def write_csv(rows: Iterable[Sequence[Any]]) -> str:
    """Rows as CSV, the names of the columns first."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    for row in rows:
        writer.writerow([harmless(value) for value in row])
    return buffer.getvalue()


def rewrite_csv(text: str) -> str:
    """The CSV of another's making, with no formula in it."""
    csv.field_size_limit(MAX_VALUE)
    return write_csv(csv.reader(io.StringIO(text, newline="")))


def harmless(value: Any) -> Any:
    """A cell that is no formula; a negative number is none."""
    if isinstance(value, str) and value.startswith(FORMULA) and not _is_number(value):
        return "'" + value
    return value


def _is_number(value: str) -> bool:
    return value.replace("-", "", 1).replace(".", "", 1).isdigit()
