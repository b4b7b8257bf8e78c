"""Search in Danish: keys of case numbers, stems, what a reader typed, and who has it.

Shared by the store stage, which writes the shadow of each text, and the publish stage, which looks
it up; both must fold a word in the same way. The package knows nothing of the rest of Referat:
``keys``, ``stems``, ``dates`` and ``query`` are pure functions on strings, ``shadow`` keeps the
tables, and ``lookup`` (which needs numpy) answers a query with rows, counts and an order, in the
types of ``answer``.
"""

from referat.search.keys import case_key, fts_query, short_case_key

__all__ = ["case_key", "fts_query", "short_case_key"]
