"""Row ids made from content, so that links survive a rebuild of the database. Pure."""

from __future__ import annotations

import hashlib

from referat.errors import StructureError

# Row ids stay below 2**53, where JavaScript and R still count exactly. A document has 11 digits,
# what it holds has those and 5 more: the last five digits of a punkt are its place in the document.
FIRST_DOCUMENT = 10_000_000_000
LAST_DOCUMENT = 89_999_999_999
ROWS_A_DOCUMENT = 100_000
SHARED_IDS = 9_000_000_000_000_000


def document_id(sha256: str) -> int:
    """The id that a document's content gives it."""
    return FIRST_DOCUMENT + int(sha256[:16], 16) % (LAST_DOCUMENT - FIRST_DOCUMENT + 1)


def row_id(dokument: int, place: int) -> int:
    """The id of a document's ``place``-th row in one table, from 1.

    Raises:
        StructureError: A document has no room for so many.
    """
    if place >= ROWS_A_DOCUMENT:
        raise StructureError(
            f"it gives {place} rows of one kind, and {ROWS_A_DOCUMENT - 1} is the most.",
            action="Split the file by meeting.",
        )
    return dokument * ROWS_A_DOCUMENT + place


def shared_id(kind: str, *key: object) -> int:
    """The id of a row that documents share, from what makes it itself."""
    text = "\x1f".join((kind, *map(str, key)))
    return int(hashlib.sha256(text.encode()).hexdigest()[:16], 16) % SHARED_IDS + 1


def failure_id(path: str) -> int:
    """The number, as of a document, under which the problems of an unreadable file stand."""
    return document_id(hashlib.sha256(f"fejl\x1f{path}".encode()).hexdigest())
