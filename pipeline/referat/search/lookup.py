"""Answers a query with rows, counts for every filter, and an order, over a million of them.

SQLite finds who has a word; the counting is done here, on arrays (``holdings.py``): grouping a
million matches by seven columns takes SQL seconds and arrays milliseconds.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from referat.search.answer import Answer, Filters, Order
from referat.search.holdings import Frame, Holdings, in_column
from referat.search.query import Kind, Query, Term
from referat.search.sets import Bits, Ints, best_of, count_values
from referat.search.shadow import find_shadows
from referat.search.vocabulary import own_expression

TOLD = 6
"""Compounds of a word that a reader is told of."""
RERANKED = 60
"""Best matches whose texts are looked at for how often and how near the words stand."""

# What a word is worth where it stands; a compound of it is worth a third.
WEIGHTS = {"titel": 8.0, "beslutning": 3.0, "tekst": 1.0}
COMPOUND = 1 / 3


class Archive(Holdings):
    """One database that can be searched; several threads may ask, each with its connection."""

    def search(
        self,
        conn: sqlite3.Connection,
        query: Query,
        filters: Filters,
        *,
        by: Order = Order.WORTH,
        first: int = 0,
        size: int = 20,
        counted: bool = True,
    ) -> Answer:
        """Search, inside a read transaction of the caller's.

        Args:
            conn: A connection to the archive's database.
            query: What to look for; without terms everything matches.
            filters: What to narrow it to.
            by: What comes first.
            first: Matches to pass over.
            size: Matches to give.
            counted: Count for the filters too.
        """
        frame = self.refresh(conn)
        return self.remember(
            (query.terms, filters, by, first, size, counted),
            lambda: _Search(self, conn, frame, query).answer(
                filters, by=by, first=first, size=size, counted=counted
            ),
        )

    def mask(self, conn: sqlite3.Connection, query: Query, frame: Frame) -> Bits:
        """Which places of a frame match a query, before any filter."""
        return _Search(self, conn, frame, query).matches()


class _Search:
    """One query over one frame."""

    def __init__(
        self, archive: Archive, conn: sqlite3.Connection, frame: Frame, query: Query
    ) -> None:
        self._archive = archive
        self._conn = conn
        self._frame = frame
        self._query = query
        self._wanted = [term for term in query.terms if not term.negative]
        # What this transaction does not see yet cannot be said to lack a word.
        seen = conn.execute("SELECT max(plads) FROM soeg").fetchone()[0] or 0
        self._seen = min(frame.top, seen)

    def answer(
        self, filters: Filters, *, by: Order, first: int, size: int, counted: bool
    ) -> Answer:
        """The answer to it."""
        hits = self.matches()
        masks = self._masks(filters)
        shown = _narrow(hits, masks, but="")
        hidden = 0
        if not filters.rutine:
            hidden = int(_narrow(hits, masks, but="rutine").sum() - shown.sum())
        places = np.flatnonzero(shown)
        page = self._order(places, by=by, end=first + size)[first : first + size]
        words = [term for term in self._wanted if term.kind is Kind.WORD]
        vocabulary = self._archive.vocabulary
        return Answer(
            punkter=tuple(self._frame.columns["punkt"][page].tolist()),
            total=len(places),
            counts=self._counts(hits, masks, shown) if counted else {},
            hidden=hidden,
            compounds=vocabulary.printed(
                self._conn,
                [form for term in words for form in vocabulary.forms(self._conn, term)[:TOLD]],
            ),
        )

    def matches(self) -> Bits:
        """Which places match, before any filter."""
        hits = self._frame.live.copy()
        for term in self._query.terms:
            found = self._find(self._archive.vocabulary.expression(self._conn, term))
            hits &= ~found if term.negative else found
        return hits

    def _find(self, expression: str) -> Bits:
        found = self._archive.find(self._conn, expression, self._seen)
        return found.mask(self._frame.top + 1)

    # --- filters and counts -------------------------------------------------------------------

    def _is(self, name: str, value: int) -> Bits:
        found: Bits = self._column(name) == value
        return found

    def _column(self, name: str) -> Ints:
        return self._frame.columns[name]

    def _masks(self, filters: Filters) -> dict[str, Bits]:
        masks: dict[str, Bits] = {}
        for name in ("kommune", "udvalg", "organtype"):
            wanted = getattr(filters, name)
            if wanted:
                masks[name] = np.isin(self._column(name), list(wanted))
        if filters.udfald:
            masks["udfald"] = (self._column("udfald") & sum(filters.udfald)) != 0
        if filters.emne:
            emne = self._column("emne")
            mask = np.zeros(len(emne), dtype=bool)
            for low, high in filters.emne:
                mask |= (emne >= max(1, low)) & (emne < high)
            masks["emne"] = mask
        if filters.first_day or filters.last_day < 99_999_999:
            days = self._column("dag")
            masks["dag"] = (days >= filters.first_day) & (days <= filters.last_day)
        if filters.years:
            masks["aar"] = np.isin(self._column("dag") // 10_000, list(filters.years))
        for name in ("afstemning", "lukket"):
            value = getattr(filters, name)
            if value is not None:
                masks[name] = self._is(name, value)
        if not filters.rutine:
            masks["rutine"] = self._is("rutine", 0)
        return masks

    def _counts(
        self, hits: Bits, masks: Mapping[str, Bits], shown: Bits
    ) -> dict[str, dict[int, int]]:
        counts: dict[str, dict[int, int]] = {}
        for name in ("kommune", "organtype", "aar", "udfald", "emne", "afstemning", "lukket"):
            base = _narrow(hits, masks, but=name) if name in masks else shown
            if name == "udfald":
                # Few of the combinations of thirteen outcomes occur: count those, then the bits.
                found = count_values(self._column("udfald")[base])
                counts[name] = {
                    1 << bit: count
                    for bit in range(13)
                    if (count := sum(n for value, n in found.items() if value >> bit & 1))
                }
                continue
            if name not in ("aar", "emne"):
                counts[name] = self._frame.count(name, base)
                continue
            values = self._column({"aar": "dag"}.get(name, name))[base]
            # 0 is "unknown"; the main group 00 has topics from 1 on.
            counts[name] = count_values(values[values > 0] // 10_000)
        return counts

    # --- order --------------------------------------------------------------------------------

    def _order(self, places: Ints, *, by: Order, end: int) -> Ints:
        days = self._column("dag")[places]
        # Later punkter of a day have higher places; a stable order needs some last word.
        recent = days.astype(np.float64) + places / (self._frame.top + 1.0)
        if by is Order.SEEN:
            return places[::-1][:end]
        if by is Order.DATE or not self._wanted:
            return places[best_of(recent, end)]
        score = np.zeros(self._frame.top + 1, dtype=np.float32)
        for term in self._wanted:
            self._score(term, score)
        # A year of age is worth little: it orders what the words do not.
        value = score[places] + (recent - 18_000_000) / 2_500_000 * 0.2
        chosen = best_of(value, max(end, RERANKED))
        best = places[chosen]
        if end > RERANKED:
            return best
        known = dict(zip(best.tolist(), value[chosen].tolist(), strict=True))
        return self._rerank(best, known)

    def _score(self, term: Term, score: npt.NDArray[np.float32]) -> None:
        """Add what a term is worth in each place: rarer words and better columns are worth more."""
        whole = self._archive.vocabulary.expression(self._conn, term)
        everywhere = self._archive.find(self._conn, whole, self._seen)
        rare = float(np.log1p((self._frame.top + 1) / (everywhere.count + 1)))
        own = own_expression(term)
        levels = sorted(
            (weight * factor, expression, "" if column == "tekst" else column)
            for column, weight in WEIGHTS.items()
            for expression, factor in {whole: COMPOUND, own: 1.0}.items()
        )
        # Small whole numbers are compared many at a time; what they are worth is looked up last.
        best = np.zeros(self._frame.top + 1, dtype=np.uint8)
        for level, (_, expression, column) in enumerate(levels, start=1):
            mask = self._find(in_column(expression, column))
            np.maximum(best, mask.view(np.uint8) * np.uint8(level), out=best)
        worth = np.array([0.0, *(weight for weight, _, _ in levels)], dtype=np.float32)
        score += worth[best] * np.float32(rare)

    def _rerank(self, places: Ints, value: Mapping[int, float]) -> Ints:
        """Order the best anew: how often the words stand there, and whether side by side."""
        tokens = [term.tokens[0] for term in self._wanted if len(term.tokens) == 1]
        side_by_side = r"\b" + r"\s+".join(map(re.escape, tokens)) + r"\b"
        following = re.compile(side_by_side) if tokens[1:] else None
        texts = find_shadows(self._conn, [int(place) for place in places])

        def worth(place: int) -> float:
            bonus = 0.0
            for text, weight in zip(texts.get(place, ()), WEIGHTS.values(), strict=False):
                counts = Counter(text.split())
                bonus += sum(
                    weight * 0.15 * min(4, counts[token] - 1)
                    for token in tokens
                    if counts[token] > 1
                )
                if following is not None and following.search(text):
                    bonus += weight
            return value.get(place, 0.0) + bonus

        worths = {int(place): worth(int(place)) for place in places}
        return np.array(sorted(worths, key=lambda place: -worths[place]), dtype=np.int64)


def _narrow(hits: Bits, masks: Mapping[str, Bits], *, but: str) -> Bits:
    """The hits within all masks but one."""
    found = hits
    for name, mask in masks.items():
        if name != but:
            found = found & mask
    return found
