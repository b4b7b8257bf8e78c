"""What is known of a database's places, kept up to date from what was added and removed.

One small number a thing and attribute is held in memory, and for each expression that was asked
for, the set of places that match it: until memory for sets runs out, and only ever continued,
since places are never used twice (``shadow.py``). ``lookup.py`` answers queries with it.

Several threads use it, each with its own connection and in a read transaction of its own, which
may be older or newer than what another thread has told here. Nobody waits for another's query: the
lock is held while something is noted, never while SQLite is asked for who has a word.
"""

from __future__ import annotations

import math
import sqlite3
import threading
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

import numpy as np
import numpy.typing as npt

from referat.search.sets import EMPTY, Bits, Ints, Places, PlaceSet, count_values
from referat.search.shadow import COLUMNS, find_shadows
from referat.search.vocabulary import Vocabulary

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What is known of every place at one moment; later places come in a later frame."""

    top: int
    """The highest place."""
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


class Holdings:
    """What is known of one database."""

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
        self._file: object = None
        self._state = 0
        """Rises with every change: what was made of an older state is not kept."""
        self._answers: OrderedDict[object, Any] = OrderedDict()
        self._sets: OrderedDict[str, PlaceSet] = OrderedDict()
        self.vocabulary = Vocabulary()
        """The words of the archive."""
        self._clear()

    def _clear(self) -> None:
        self._sets.clear()
        self._answers.clear()
        self.vocabulary.forget()
        self._state += 1
        self._used = 0
        self._removed = 0
        self._words = 0
        self._room = 0
        self._top = 0
        self._columns: dict[str, Ints] = {}
        self._live: Bits = np.zeros(0, dtype=bool)
        self._codes: npt.NDArray[np.int32] = np.zeros(0, dtype=np.int32)
        self._coded: dict[int, int] = {}
        self.frame = Frame(
            top=0, columns={name: np.zeros(1, dtype=np.int64) for name in ATTRIBUTES},
            live=np.zeros(1, dtype=bool), codes=np.zeros(1, dtype=np.int32), coded={0: 0},
        )  # fmt: skip
        """What is known now."""

    def refresh(self, conn: sqlite3.Connection) -> Frame:
        """Learn what came and went since the last time. Cheap where nothing did."""
        with self._lock:
            now = time.monotonic()
            if now - self._looked < self._fresh:
                return self.frame
            file = _identity(conn)
            if file != self._file:
                self._clear()  # Another file lies under the same name.
                self._file = file
            top = conn.execute("SELECT max(plads) FROM soeg").fetchone()[0] or 0
            removed = conn.execute("SELECT max(id) FROM soeg_fjernet").fetchone()[0] or 0
            words = conn.execute("SELECT max(id) FROM soeg_ord").fetchone()[0] or 0
            if removed < self._removed or (top < self._top and removed == self._removed):
                # A transaction that began before another thread's: it has nothing new to tell.
                return self.frame
            if words != self._words or removed != self._removed:
                self._words = words
                self.vocabulary.forget()
            if top > self._top or removed != self._removed:
                self._answers.clear()
                self._state += 1
                if top > self._top:
                    self._add(conn, top)
                self._remove(conn, removed)
                self.frame = Frame(
                    top=self._top,
                    columns={
                        name: values[: self._top + 1] for name, values in self._columns.items()
                    },
                    live=self._live[: self._top + 1],
                    codes=self._codes[: self._top + 1],
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
            if place <= self._top
        ]
        # A copy: a frame that somebody counts in must not change under them.
        self._live = self._live.copy()
        self._live[np.array(gone, dtype=np.int64)] = False
        self._removed = removed

    def remember(self, key: object, make: Callable[[], T]) -> T:
        """What ``make`` gives, kept until the archive changes."""
        with self._lock:
            state = self._state
            if key in self._answers:
                self._answers.move_to_end(key)
                return cast(T, self._answers[key])
        made = make()
        with self._lock:
            if state == self._state:
                self._answers[key] = made
                if len(self._answers) > ANSWERS:
                    self._answers.popitem(last=False)
        return made

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
            (self._top,),
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
        self._top = top

    def warm(self, conn: sqlite3.Connection) -> int:
        """Look up the most common words, so that no reader waits for them; how many."""
        top = self.refresh(conn).top
        if not top:
            return 0
        seen: Counter[str] = Counter()
        places = np.linspace(1, top, WARM_SAMPLE).astype(int).tolist()
        for shadow in find_shadows(conn, places).values():
            seen.update({word for text in shadow for word in text.split()})
        common = [word for word, count in seen.most_common() if count >= WARM_SHARE * WARM_SAMPLE]
        for word in common:
            for column in ("", "titel", "beslutning"):
                self.find(conn, in_column(f'"{word}"', column), top)
        return len(common)

    def find(self, conn: sqlite3.Connection, expression: str, top: int) -> PlaceSet:
        """Who matches an expression, up to a place that the connection sees; remembered."""
        with self._lock:
            state = self._file
            known = self._sets.get(expression, EMPTY)
            if known.covered >= top:
                if expression in self._sets:
                    self._sets.move_to_end(expression)
                return known
        known = known.grown(list(_ask(conn, expression, known.covered, top)), top)
        with self._lock:
            old = self._sets.pop(expression, EMPTY)
            if state != self._file:
                return known
            kept = known if known.covered > old.covered else old
            self._sets[expression] = kept
            self._used += kept.size - old.size
            while self._used > self._memory and len(self._sets) > 1:
                _, dropped = self._sets.popitem(last=False)
                self._used -= dropped.size
        return known


def _ask(conn: sqlite3.Connection, expression: str, above: int, top: int) -> Iterator[Places]:
    for start in range(above, top, CHUNK):
        # One text of all numbers is four times as fast to fetch as a row for each.
        row = conn.execute(
            "SELECT group_concat(rowid) FROM soeg_fts WHERE soeg_fts MATCH ?"
            " AND rowid > ? AND rowid <= ?",
            (expression, start, min(start + CHUNK, top)),
        ).fetchone()
        if row[0]:
            yield np.fromstring(row[0], dtype=np.int32, sep=",")


def in_column(expression: str, column: str) -> str:
    """An FTS5 expression that counts in one column alone, or in all."""
    assert not column or column in COLUMNS
    return f"{{{column}}} : ({expression})" if column else expression


def _identity(conn: sqlite3.Connection) -> object:
    """What tells one database file from another: a number of the file, or of the connection."""
    path = conn.execute("PRAGMA database_list").fetchone()[2]
    try:
        found = Path(path).stat() if path else None
    except OSError:
        return path
    return (found.st_dev, found.st_ino) if found else id(conn)
