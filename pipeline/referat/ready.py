"""Reads documents and makes them ready to be written: what a worker does where rows are wanted.

A ``DocumentResult`` becomes one with the rows in place of the document, so that the one process
that writes (``flow.store``) has little more to do than to hand them to SQLite.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from referat.errors import ReferatError
from referat.reading import failed, fault, read_document
from referat.store.prepare import Prepared, prepare
from referat.types import DocumentResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready(DocumentResult):
    """A document that was read, with its rows in place of ``referat`` and ``pages``."""

    prepared: Prepared
    """What is written."""


def make_ready(result: DocumentResult, *, run: int) -> DocumentResult:
    """The result, as a ``Ready`` where there is something to write.

    Args:
        result: Of reading one file.
        run: The run that is to write it.
    """
    if result.referat is None:
        return result
    try:
        prepared = prepare(result.referat, result.pages, run)
    except ReferatError as error:
        return failed(result.path, error, result.source)
    except Exception as error:  # As in read_document: the next document is not to blame.
        return failed(result.path, fault(error), result.source)
    return Ready(
        path=result.path,
        status=result.status,
        source=result.source,
        problems=result.problems,
        prepared=prepared,
    )


def read_ready(*args: Any, run: int, **options: Any) -> DocumentResult:
    """As ``read_document``, made ready for a run. Runs in a worker process."""
    return make_ready(read_document(*args, **options), run=run)
