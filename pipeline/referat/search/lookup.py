"""Answers a query with rows, counts for every filter, and an order, over a million of them.

SQLite finds who has a word; the counting is done here, on one small number a thing held in memory
(about 30 bytes each): grouping a million matches by seven columns takes SQL seconds and arrays
milliseconds. What a word matches is kept as a set until memory for it runs out, and is only ever
continued, since places are never used twice (``shadow.py``).

``Archive`` is one database; it may be asked by several threads, each with its own connection.
"""

from __future__ import annotations

import math
import re
import sqlite3
import threading
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import numpy as np
import numpy.typing as npt

from referat.search.answer import Answer, Filters, Order
from referat.search.query import Kind, Query, Term
from referat.search.sets import EMPTY, Bits, Ints, Places, PlaceSet, best_of, count_values
from referat.search.shadow import COLUMNS
from referat.search.vocabulary import Vocabulary, own_expression

T = TypeVar("T")

ATTRIBUTES = (
    "punkt", "kommune", "udvalg", "organtype", "dag", "udfald", "emne", "afstemning", "lukket",
    "rutine", "dagsorden", "beslutning",
)  # fmt: skip
"""What is held of each place. All are whole numbers."""
WIDE = ("punkt", "kommune", "udvalg")
"""Ids, which need all 64 bits; days and topics fit in 32."""
CODED = "kommune"
"""Counted by a small number in place of the id, which is large for kommuner outside the list."""

MEMORY = 192_000_000
"""Bytes for sets of matches. The 300 most common words of a million punkter take 40 MB."""
ANSWERS = 300
"""Answers that are kept until the archive changes: what many ask at once is counted once."""
CHUNK = 400_000
"""Places asked for at once: their numbers as text must fit in SQLite's limit for one value."""
WARM_SAMPLE = 400
WARM_SHARE = 0.02
"""Words that a fiftieth of a sample has are looked up before anyone asks."""
RERANKED = 60
"""Best matches whose texts are looked at for how often and how near the words stand."""

# What a word is worth where it stands; a compound of it is worth a third.
WEIGHTS = {"titel": 8.0, "beslutning": 3.0, "tekst": 1.0}
COMPOUND = 1 / 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What is known of every place at one moment; later places come in a later frame."""

    columns: Mapping[str, Ints]
    """Each attribute by place, also of removed places."""
    live: Bits
    """Which places there are."""
    codes: Ints
    """The kommune of each place as a small number."""
    coded: Mapping[int, int]
    """That number by kommune."""

    def count(self, name: str, mask: Bits) -> dict[int, int]:
        """How often each value of an attribute stands in the places of a mask."""
        if name == CODED:
            counts = np.bincount(self.codes[mask], minlength=len(self.coded))
            return {value: int(counts[code]) for value, code in self.coded.items() if counts[code]}
        return count_values(self.columns[name][mask])


class Archive:
    """What is known of one database, kept up to date from what was added and removed."""

    def __init__(self, memory: int = MEMORY, *, fresh: float = 0.0) -> None:
        """Begin with nothing known.

        Args:
            memory: Bytes for sets of matches.
            fresh: Seconds in which nothing new is looked for: a run that writes a document every
                tenth of a second would else have every reader begin anew.
        """
        self._lock = threading.RLock()
        self._memory = memory
        self._fresh = fresh
        self._looked = -math.inf
        self._answers: OrderedDict[object, Any] = OrderedDict()
        self._sets: OrderedDict[str, PlaceSet] = OrderedDict()
        self.vocabulary = Vocabulary()
        """The words of the archive."""
        self._clear()

    def _clear(self) -> None:
        self._sets.clear()
        self._answers.clear()
        self.vocabulary.forget()
        self._used = 0
        self.top = 0
        """The highest place that is known."""
        self._removed = 0
        self._words = 0
        self._room = 0
        self._columns: dict[str, Ints] = {}
        self._live: Bits = np.zeros(0, dtype=bool)
        self._codes: npt.NDArray[np.int32] = np.zeros(0, dtype=np.int32)
        self._coded: dict[int, int] = {}
        self.frame = Frame(
            columns={name: np.zeros(1, dtype=np.int64) for name in ATTRIBUTES},
            live=np.zeros(1, dtype=bool), codes=np.zeros(1, dtype=np.int32), coded={0: 0},
        )  # fmt: skip
        """What is known now."""

    # --- keeping up ---------------------------------------------------------------------------

    def refresh(self, conn: sqlite3.Connection) -> Frame:
        """Learn what came and went since the last time. Cheap where nothing did."""
        with self._lock:
            now = time.monotonic()
            if now - self._looked < self._fresh:
                return self.frame
            top = conn.execute("SELECT max(plads) FROM soeg").fetchone()[0] or 0
            removed = conn.execute("SELECT max(id) FROM soeg_fjernet").fetchone()[0] or 0
            words = conn.execute("SELECT max(id) FROM soeg_ord").fetchone()[0] or 0
            if removed < self._removed or (top < self.top and removed == self._removed):
                self._clear()  # Another file lies under the same name.
            if words != self._words:
                self._words = words
                self.vocabulary.forget()
            if top != self.top or removed != self._removed:
                self._answers.clear()
                if top > self.top:
                    self._add(conn, top)
                self._remove(conn, removed)
                self.frame = Frame(
                    columns={
                        name: values[: self.top + 1] for name, values in self._columns.items()
                    },
                    live=self._live[: self.top + 1],
                    codes=self._codes[: self.top + 1],
                    coded=dict(self._coded),
                )
            self._looked = now
            return self.frame

    def _remove(self, conn: sqlite3.Connection, removed: int) -> None:
        gone = [
            place
            for (place,) in conn.execute(
                "SELECT plads FROM soeg_fjernet WHERE id > ?", (self._removed,)
            )
            if place <= self.top
        ]
        # A copy: a frame that somebody counts in must not change under them.
        self._live = self._live.copy()
        self._live[np.array(gone, dtype=np.int64)] = False
        self._removed = removed

    def remember(self, key: object, make: Callable[[], T]) -> T:
        """What ``make`` gives, kept until the archive changes."""
        with self._lock:
            known = self._answers.pop(key, None)
            if known is None:
                known = make()
            self._answers[key] = known
            if len(self._answers) > ANSWERS:
                self._answers.popitem(last=False)
            return cast(T, known)

    def _add(self, conn: sqlite3.Connection, top: int) -> None:
        if top >= self._room:
            self._room = max(1024, top + 1 + top // 4)
            for name in ATTRIBUTES:
                grown: Ints = np.zeros(self._room, dtype=np.int64 if name in WIDE else np.int32)
                old = self._columns.get(name)
                if old is not None:
                    grown[: len(old)] = old
                self._columns[name] = grown
            codes = np.zeros(self._room, dtype=np.int32)
            codes[: len(self._codes)] = self._codes
            self._codes = codes
            live = np.zeros(self._room, dtype=bool)
            live[: len(self._live)] = self._live
            self._live = live
        cursor = conn.execute(
            f"SELECT plads, {', '.join(ATTRIBUTES)} FROM soeg WHERE plads > ? ORDER BY plads",
            (self.top,),
        )
        while rows := cursor.fetchmany(50_000):
            values = np.array(rows, dtype=np.int64)
            places = values[:, 0]
            for number, name in enumerate(ATTRIBUTES, start=1):
                self._columns[name][places] = values[:, number]
            unique, inverse = np.unique(self._columns[CODED][places], return_inverse=True)
            known = [self._coded.setdefault(int(value), len(self._coded)) for value in unique]
            self._codes[places] = np.array(known, dtype=np.int32)[inverse]
            self._live[places] = True
        self.top = top

    def warm(self, conn: sqlite3.Connection) -> int:
        """Look up the most common words, so that no reader waits for them; how many."""
        self.refresh(conn)
        if not self.top:
            return 0
        seen: Counter[str] = Counter()
        places = np.linspace(1, self.top, WARM_SAMPLE).astype(int).tolist()
        for place in places:
            row = conn.execute(
                "SELECT titel || ' ' || beslutning || ' ' || tekst FROM soeg_tekst"
                " WHERE plads >= ? LIMIT 1",
                (place,),
            ).fetchone()
            seen.update(set(row[0].split()) if row else ())
        common = [word for word, count in seen.most_common() if count >= WARM_SHARE * WARM_SAMPLE]
        for word in common:
            for column in ("", "titel", "beslutning"):
                self._find(conn, _in_column(f'"{word}"', column))
        return len(common)

    # --- searching ----------------------------------------------------------------------------

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
        with self._lock:
            self.refresh(conn)
            return self.remember(
                (query.terms, filters, by, first, size, counted),
                lambda: self._search(conn, query, filters, by, first, size, counted=counted),
            )

    def _search(
        self,
        conn: sqlite3.Connection,
        query: Query,
        filters: Filters,
        by: Order,
        first: int,
        size: int,
        *,
        counted: bool,
    ) -> Answer:
        hits = self._matches(conn, query)
        masks = self._masks(filters)
        shown = self._narrow(hits, masks, but="")
        hidden = 0
        if not filters.rutine:
            hidden = int(self._narrow(hits, masks, but="rutine").sum() - shown.sum())
        places = np.flatnonzero(shown)
        page = self._order(conn, query, places, by=by, end=first + size)[first : first + size]
        words = [term for term in query.terms if term.kind is Kind.WORD and not term.negative]
        return Answer(
            punkter=tuple(self.frame.columns["punkt"][page].tolist()),
            total=len(places),
            counts=self._counts(hits, masks, shown) if counted else {},
            hidden=hidden,
            compounds=tuple(
                form for term in words for form in self.vocabulary.forms(conn, term)[:6]
            ),
        )

    def mask(self, conn: sqlite3.Connection, query: Query) -> Bits:
        """Which places match a query, before any filter."""
        with self._lock:
            self.refresh(conn)
            return self._matches(conn, query)

    def _matches(self, conn: sqlite3.Connection, query: Query) -> Bits:
        hits = self.frame.live.copy()
        for term in query.terms:
            found = self._find(conn, self.vocabulary.expression(conn, term)).mask(self.top + 1)
            hits &= ~found if term.negative else found
        return hits

    def _find(self, conn: sqlite3.Connection, expression: str) -> PlaceSet:
        """Who matches an expression, remembered."""
        with self._lock:
            known = self._sets.pop(expression, None)
            if known is None:
                known = EMPTY
            self._used -= known.size
            if known.covered < self.top:
                known = known.grown(list(self._ask(conn, expression, known.covered)), self.top)
            self._sets[expression] = known
            self._used += known.size
            while self._used > self._memory and len(self._sets) > 1:
                _, dropped = self._sets.popitem(last=False)
                self._used -= dropped.size
            return known

    def _ask(self, conn: sqlite3.Connection, expression: str, above: int) -> Iterator[Places]:
        for start in range(above, self.top, CHUNK):
            # One text of all numbers is four times as fast to fetch as a row for each.
            row = conn.execute(
                "SELECT group_concat(rowid) FROM soeg_fts WHERE soeg_fts MATCH ?"
                " AND rowid > ? AND rowid <= ?",
                (expression, start, min(start + CHUNK, self.top)),
            ).fetchone()
            if row[0]:
                yield np.fromstring(row[0], dtype=np.int32, sep=",")

    # --- filters and counts -------------------------------------------------------------------

    def _is(self, name: str, value: int) -> Bits:
        found: Bits = self.frame.columns[name] == value
        return found

    def _column(self, name: str) -> Ints:
        return self.frame.columns[name]

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

    def _narrow(self, hits: Bits, masks: Mapping[str, Bits], *, but: str) -> Bits:
        found = hits
        for name, mask in masks.items():
            if name != but:
                found = found & mask
        return found

    def _counts(
        self, hits: Bits, masks: Mapping[str, Bits], shown: Bits
    ) -> dict[str, dict[int, int]]:
        counts: dict[str, dict[int, int]] = {}
        for name in ("kommune", "organtype", "aar", "udfald", "emne", "afstemning", "lukket"):
            base = self._narrow(hits, masks, but=name) if name in masks else shown
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
                counts[name] = self.frame.count(name, base)
                continue
            values = self._column({"aar": "dag"}.get(name, name))[base]
            # 0 is "unknown"; the main group 00 has topics from 1 on.
            counts[name] = count_values(values[values > 0] // 10_000)
        return counts

    # --- order --------------------------------------------------------------------------------

    def _order(
        self,
        conn: sqlite3.Connection,
        query: Query,
        places: Ints,
        *,
        by: Order,
        end: int,
    ) -> Ints:
        days = self.frame.columns["dag"][places]
        wanted = [term for term in query.terms if not term.negative]
        # Later punkter of a day have higher places; a stable order needs some last word.
        recent = days.astype(np.float64) + places / (self.top + 1.0)
        if by is Order.SEEN:
            return places[::-1][:end]
        if by is Order.DATE or not wanted:
            return places[best_of(recent, end)]
        score = np.zeros(self.top + 1, dtype=np.float32)
        for term in wanted:
            self._score(conn, term, score)
        # A year of age is worth little: it orders what the words do not.
        value = score[places] + (recent - 18_000_000) / 2_500_000 * 0.2
        chosen = best_of(value, max(end, RERANKED))
        best = places[chosen]
        if end > RERANKED:
            return best
        known = dict(zip(best.tolist(), value[chosen].tolist(), strict=True))
        return self._rerank(conn, wanted, best, known)

    def _score(self, conn: sqlite3.Connection, term: Term, score: npt.NDArray[np.float32]) -> None:
        """Add what a term is worth in each place: rarer words and better columns are worth more."""
        whole = self.vocabulary.expression(conn, term)
        everywhere = self._find(conn, whole)
        rare = float(np.log1p((self.top + 1) / (everywhere.count + 1)))
        own = own_expression(term)
        levels = sorted(
            (weight * factor, expression, "" if column == "tekst" else column)
            for column, weight in WEIGHTS.items()
            for expression, factor in {whole: COMPOUND, own: 1.0}.items()
        )
        # Small whole numbers are compared many at a time; what they are worth is looked up last.
        best = np.zeros(self.top + 1, dtype=np.uint8)
        for level, (_, expression, column) in enumerate(levels, start=1):
            mask = self._find(conn, _in_column(expression, column)).mask(len(best))
            np.maximum(best, mask.view(np.uint8) * np.uint8(level), out=best)
        worth = np.array([0.0, *(weight for weight, _, _ in levels)], dtype=np.float32)
        score += worth[best] * np.float32(rare)

    def _rerank(
        self,
        conn: sqlite3.Connection,
        wanted: Sequence[Term],
        places: Ints,
        value: Mapping[int, float],
    ) -> Ints:
        """Order the best anew: how often the words stand there, and whether side by side."""
        tokens = [term.tokens[0] for term in wanted if len(term.tokens) == 1]
        side_by_side = r"\b" + r"\s+".join(map(re.escape, tokens)) + r"\b"
        following = re.compile(side_by_side) if tokens[1:] else None
        marks = ", ".join("?" * len(places))
        texts = {
            row[0]: row[1:]
            for row in conn.execute(
                f"SELECT plads, titel, beslutning, tekst FROM soeg_tekst WHERE plads IN ({marks})",
                [int(place) for place in places],
            )
        }

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


def _in_column(expression: str, column: str) -> str:
    assert not column or column in COLUMNS
    return f"{{{column}}} : ({expression})" if column else expression
