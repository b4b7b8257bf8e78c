"""Writes a database of a million punkter, to measure the site on: rows, not documents.

Kommuner are the 98 of the list; bodies, people, cases and every text are made up from a seed. The
small words of Danish have about the share that they have in minutes, so that the most common words
of a search are as common as in the real thing; the rest are invented. Each meeting goes through
``store/publication.py`` as any document does.

    python -m referat.training.million /tmp/million.db --punkter 1000000
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import sqlite3
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from referat.search import case_key, short_case_key
from referat.store.bulk import begin_bulk, finish_bulk
from referat.store.ids import document_id, row_id, shared_id
from referat.store.publication import Retired, publish
from referat.store.schema import open_database

SEED = 20_240_611
PUNKTER_A_MEETING = 10
BODIES = (
    "Byrådet", "Økonomiudvalget", "Børne- og Skoleudvalget", "Teknik- og Miljøudvalget",
    "Kultur- og Fritidsudvalget", "Social- og Sundhedsudvalget", "Beskæftigelsesudvalget",
    "Plan- og Boligudvalget", "Seniorrådet", "Handicaprådet",
)  # fmt: skip
FIRST_DAY = dt.date(2007, 1, 8)
PEOPLE_A_KOMMUNE = 120
PRESENT = 12
BATCH = 250
"""Meetings a transaction."""

# Share of the words of running text; the rest is the tail of invented words.
COMMON = {
    "og": 4.2, "at": 3.1, "i": 2.9, "af": 2.5, "til": 2.3, "der": 1.9, "for": 1.9, "en": 1.7,
    "er": 1.6, "det": 1.4, "om": 1.3, "med": 1.3, "den": 1.3, "som": 1.1, "på": 1.1, "de": 0.9,
    "ikke": 0.6, "fra": 0.6, "kommunen": 0.6, "forvaltningen": 0.6, "indstiller": 0.5, "blev": 0.5,
    "kan": 0.5, "skal": 0.5, "udvalget": 0.5, "byrådet": 0.4, "sagen": 0.4, "godkendes": 0.35,
    "godkendt": 0.35, "indstillingen": 0.3, "budget": 0.25, "borgere": 0.25, "møde": 0.2,
    "økonomi": 0.2, "lokalplan": 0.15, "skole": 0.15, "høring": 0.15, "efterretning": 0.15,
    "område": 0.12, "besluttede": 0.12, "beslutning": 0.1, "vedtaget": 0.1, "vej": 0.1,
    "lokalplanforslag": 0.06, "planforslag": 0.01, "skolen": 0.08, "skoler": 0.08, "bolig": 0.06,
    "boliger": 0.06, "børn": 0.08, "anlæg": 0.06, "bevilling": 0.06, "tilskud": 0.05, "klima": 0.04,
    "vindmøller": 0.02, "svømmehal": 0.01, "cykelsti": 0.02, "folkeskole": 0.02, "plejehjem": 0.02,
}  # fmt: skip
OUTCOMES = (
    ("godkendt", 0.52), ("anbefalet", 0.14), ("taget_til_efterretning", 0.12), ("droeftet", 0.05),
    ("orienteret", 0.05), ("udsat", 0.04), ("godkendt_med_aendringer", 0.03), ("afvist", 0.02),
    ("oversendt", 0.01), ("sendt_i_hoering", 0.01), ("valgt", 0.005), ("andet", 0.005),
)  # fmt: skip
PARTIES = ("A", "V", "C", "F", "B", "O", "Ø")
ROUTINE = ("Godkendelse af dagsorden", "Eventuelt", "Meddelelser")
TOPICS = (
    "15.40.00", "01.02.05", "82.02.00", "02.34.02", "05.01.08", "17.01.04", "27.36.00",
    "28.09.00", "20.00.00", "00.30.00", "13.05.16", "06.06.01", "29.09.00", "54.00.00",
)  # fmt: skip


class Words:
    """Texts of a given number of words, from one seeded source."""

    def __init__(self, rng: np.random.Generator, tail: int) -> None:
        self._rng = rng
        common = list(COMMON)
        invented = _invented(rng, tail)
        self._words = np.array(common + invented, dtype=object)
        head = np.array(list(COMMON.values())) / 100
        weights = 1 / np.arange(20, tail + 20) ** 1.05
        weights *= (1 - head.sum()) / weights.sum()
        self._chances = np.cumsum(np.concatenate([head, weights]))
        self._pool: list[str] = []
        self._used = 0

    def text(self, count: int) -> str:
        """A sentence of that many words."""
        if len(self._pool) - self._used < count:
            drawn = np.searchsorted(self._chances, self._rng.random(500_000), side="right")
            self._pool = self._words[np.minimum(drawn, len(self._words) - 1)].tolist()
            self._used = 0
        taken = self._pool[self._used : self._used + count]
        self._used += count
        return " ".join(taken).capitalize() + "."


def _invented(rng: np.random.Generator, count: int) -> list[str]:
    heads = [
        "b",
        "br",
        "d",
        "dr",
        "f",
        "fl",
        "g",
        "gl",
        "h",
        "j",
        "k",
        "kl",
        "kr",
        "l",
        "m",
        "n",
        "p",
        "pl",
        "r",
        "s",
        "sk",
        "sl",
        "sp",
        "st",
        "t",
        "tr",
        "v",
    ]
    vowels = ["a", "e", "i", "o", "u", "y", "æ", "ø", "å"]
    tails = [
        "d",
        "f",
        "g",
        "k",
        "l",
        "ld",
        "lm",
        "m",
        "mp",
        "n",
        "nd",
        "ng",
        "nk",
        "p",
        "r",
        "rk",
        "rn",
        "s",
        "sk",
        "st",
        "t",
        "v",
    ]
    endings = ["", "", "en", "er", "et", "e", "ning", "ede", "s"]
    words: dict[str, None] = {}
    while len(words) < count:
        parts = rng.integers(1, 4)
        word = "".join(
            heads[rng.integers(len(heads))]
            + vowels[rng.integers(len(vowels))]
            + tails[rng.integers(len(tails))]
            for _ in range(parts)
        )
        words[word + endings[rng.integers(len(endings))]] = None
    return list(words)


class Writer:
    """Writes meetings with their rows."""

    def __init__(self, conn: sqlite3.Connection, run: int, tail: int) -> None:
        self.conn = conn
        self.run = run
        self.rng = np.random.default_rng(SEED)
        self.words = Words(self.rng, tail)
        self.kommuner = conn.execute(
            "SELECT id, navn FROM kommuner WHERE type = 'kommune' ORDER BY id"
        ).fetchall()
        self.outcomes = [name for name, _ in OUTCOMES]
        self.chances = np.cumsum([share for _, share in OUTCOMES])
        self.cases: dict[int, list[tuple[int, str]]] = {}
        self.serial = 0
        self.columns: dict[str, str] = {}
        self._shared()

    def _shared(self) -> None:
        names = [word.capitalize() for word in _invented(self.rng, 4000)]
        for kommune, _ in self.kommuner:
            self.conn.executemany(
                "INSERT OR IGNORE INTO udvalg (id, kommune, navn) VALUES (?, ?, ?)",
                [(shared_id("udvalg", kommune, body.casefold()), kommune, body) for body in BODIES],
            )
            people = []
            for _ in range(PEOPLE_A_KOMMUNE):
                name = " ".join(names[i] for i in self.rng.integers(0, len(names), 2))
                people.append((shared_id("person", kommune, name.casefold()), kommune, name))
            self.conn.executemany(
                "INSERT OR IGNORE INTO personer (id, kommune, navn) VALUES (?, ?, ?)", people
            )
        self.people = {
            kommune: self.conn.execute(
                "SELECT id, navn FROM personer WHERE kommune = ? ORDER BY id", (kommune,)
            ).fetchall()
            for kommune, _ in self.kommuner
        }

    def meetings(self, count: int, first: int = 0) -> Iterator[int]:
        """Write so many meetings, kommune after kommune in turn, and give their documents."""
        for number in range(first, first + count):
            kommune, name = self.kommuner[number % len(self.kommuner)]
            turn = number // len(self.kommuner)
            body = BODIES[turn % len(BODIES)]
            day = FIRST_DAY + dt.timedelta(days=int(turn // len(BODIES)) * 30 + turn % 5)
            yield self._meeting(kommune, name, body, day, number)

    def _meeting(self, kommune: int, name: str, body: str, day: dt.date, number: int) -> int:
        sha = hashlib.sha256(f"million {number}".encode()).hexdigest()
        dokument = document_id(sha)
        while self.conn.execute("SELECT 1 FROM dokumenter WHERE id = ?", (dokument,)).fetchone():
            dokument += 1
        udvalg = shared_id("udvalg", kommune, body.casefold())
        dato = day.isoformat()
        self._insert("dokumenter", [(
            dokument, f"{body} {dato}", "referat", kommune, f"million/{number}.pdf", None, None,
            "pdf", 100_000, 3, 0, 0.98, sha, "0", "0", self.run,
        )])  # fmt: skip
        self._insert("sider", [
            (row_id(dokument, page), dokument, page, 595.0, 842.0, "tekstlag", "", 0.98, None, "")
            for page in (1, 2, 3)
        ])  # fmt: skip
        self._insert("moeder", [(
            dokument, f"{body} {dato}", kommune, udvalg, dato, "17:00", "19:30", "Rådhuset", None,
            day.year, dokument, 1, 2, None, "tekstlag", 0.98,
        )])  # fmt: skip
        self._attendance(kommune, dokument)
        self._punkter(kommune, udvalg, dokument, day)
        return dokument

    def _attendance(self, kommune: int, dokument: int) -> None:
        people = self.people[kommune]
        chosen = self.rng.permutation(len(people))[:PRESENT]
        status = self.rng.random(PRESENT)
        rows = []
        for place, who in enumerate(chosen, start=1):
            person, navn = people[who]
            chance = status[place - 1]
            said = "til_stede" if chance < 0.9 else "afbud" if chance < 0.97 else "fravaerende"
            rows.append((
                row_id(dokument, place), dokument, place, person, navn, said,
                "formand" if place == 1 else None, PARTIES[who % len(PARTIES)], None, None, None,
                None, dokument, 1, place + 5, None, "tekstlag", 0.97,
            ))  # fmt: skip
        self._insert("fremmoede", rows)

    def _punkter(self, kommune: int, udvalg: int, dokument: int, day: dt.date) -> None:
        dato = day.isoformat()
        tables: dict[str, list[tuple[Any, ...]]] = {}

        def add(table: str, *values: Any) -> None:
            tables.setdefault(table, []).append(values)

        for place in range(1, PUNKTER_A_MEETING + 1):
            punkt = row_id(dokument, place)
            where = (dokument, 1 + place // 4, place * 4, "[56.7, 100.0, 500.0, 130.0]",
                     "tekstlag", 0.97)  # fmt: skip
            titel = self._title(place)
            routine = titel in ROUTINE
            sag = None if routine else self._case(kommune, day.year)
            numbers = sag[1] if sag else ""
            lukket = int(not routine and self.rng.random() < 0.04)
            add("punkter", punkt, dato, kommune, udvalg, str(place), titel, numbers, lukket,
                dokument, place, day.year, *where)  # fmt: skip
            if sag:
                add("punkt_sagsnumre", punkt, punkt, sag[0], 1, numbers, 0, *where)
            if self.rng.random() < 0.86:
                self._decision(add, kommune, udvalg, punkt, titel, numbers, day, where)
            if not lukket and not routine:
                for order, kind in enumerate(("sagsfremstilling", "indstilling"), start=1):
                    length = int(self.rng.integers(30, 110) if order == 1 else 15)
                    add("afsnit", row_id(dokument, place * 2 + order), punkt, order, kind,
                        kind.capitalize(), self.words.text(length), *where)  # fmt: skip
                add("bilag", punkt, punkt, 1, self.words.text(3), *where)
        for table, rows in tables.items():
            self._insert(table, rows)

    def _title(self, place: int) -> str:
        if place == 1:
            return ROUTINE[0]
        if place >= PUNKTER_A_MEETING - 1:
            return ROUTINE[PUNKTER_A_MEETING - place + 1]
        return self.words.text(int(self.rng.integers(3, 9))).rstrip(".")

    def _decision(
        self, add: Any, kommune: int, udvalg: int, punkt: int, titel: str, numbers: str,
        day: dt.date, where: tuple[Any, ...],
    ) -> None:  # fmt: skip
        outcome = self.outcomes[
            min(int(np.searchsorted(self.chances, self.rng.random())), len(self.outcomes) - 1)
        ]
        text = self.words.text(int(self.rng.integers(5, 30)))
        add("beslutninger", punkt, day.isoformat(), kommune, udvalg, titel, text, outcome, numbers,
            punkt, day.year, *where)  # fmt: skip
        add("beslutning_udfald", punkt, punkt, outcome, 1, where[0])
        if self.rng.random() < 0.04:
            add("afstemninger", punkt, punkt, 9, 4, 0, where[0])
            for order, party in enumerate(PARTIES[:4], start=1):
                stemme = "for" if order < 3 else "imod"
                add("stemmer", row_id(where[0], punkt % 100 * 10 + order), punkt, order, stemme,
                    None, party, None, None, where[0])  # fmt: skip

    def _case(self, kommune: int, year: int) -> tuple[int, str]:
        """A case: one of the latest of the kommune, or a new one."""
        known = self.cases.setdefault(kommune, [])
        if known and self.rng.random() < 0.45:
            return known[-1 - int(self.rng.integers(0, min(len(known), 60)))]
        self.serial += 1
        topic = TOPICS[int(self.rng.integers(0, len(TOPICS)))]
        number = f"{topic}-P{self.serial % 40:02}-{self.serial % 900 + 1}-{year % 100:02}"
        key = shared_id("sagsnummer", kommune, number)
        self.conn.execute(
            "INSERT OR IGNORE INTO sagsnumre (id, kommune, sagsnummer, soegenoegle,"
            " soegenoegle_kort, type) VALUES (?, ?, ?, ?, ?, 'kle')",
            (key, kommune, number, case_key(number), short_case_key(number)),
        )
        known.append((key, number))
        return key, number

    def _insert(self, table: str, rows: list[tuple[Any, ...]]) -> None:
        if table not in self.columns:
            found = self.conn.execute(f"PRAGMA table_info({table})").fetchall()
            # Later schemas add columns at the end of a table: these have defaults.
            self.columns[table] = ", ".join(row[1] for row in found[: len(rows[0])])
        marks = ", ".join("?" * len(rows[0]))
        self.conn.executemany(f"INSERT INTO {table} ({self.columns[table]}) VALUES ({marks})", rows)


def write_more(path: Path, meetings: int, *, pause: float, tail: int = 5_000) -> list[float]:
    """Add meetings to such a database one by one, each in a transaction, as a nightly run does.

    Gives the seconds of CPU that each took.
    """
    taken: list[float] = []
    db = open_database(path)
    conn = db.conn
    first = conn.execute("SELECT count(*) FROM dokumenter").fetchone()[0]
    stamp = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    with conn:
        run = conn.execute(
            "INSERT INTO koersler (kommando, program, model, startet) VALUES ('mere', '0', '0', ?)",
            (stamp,),
        ).lastrowid
        writer = Writer(conn, int(run or 0), tail)
    for number in range(meetings):
        began = time.process_time()
        conn.execute("BEGIN IMMEDIATE")
        for dokument in writer.meetings(1, first + number):
            publish(conn, dokument, Retired(), stamp)
        conn.execute("COMMIT")
        taken.append(time.process_time() - began)
        time.sleep(pause)
    db.close()
    return taken


def write_million(path: Path, punkter: int, *, tail: int = 60_000) -> None:
    """Write a new database with that many punkter.

    Args:
        path: The database; it must not exist.
        punkter: How many.
        tail: Invented words.
    """
    db = open_database(path)
    conn = db.conn
    conn.execute("PRAGMA synchronous = OFF")
    conn.execute("PRAGMA foreign_keys = OFF")
    conn.execute("PRAGMA cache_size = -400000")
    stamp = "2026-01-01T00:00:00+00:00"
    begin_bulk(conn)
    conn.execute("BEGIN")
    run = conn.execute(
        "INSERT INTO koersler (kommando, program, model, startet, sluttet) VALUES"
        " ('million', '0', '0', ?, ?)", (stamp, stamp),
    ).lastrowid  # fmt: skip
    writer = Writer(conn, int(run or 0), tail)
    began = time.monotonic()
    for number, dokument in enumerate(writer.meetings(punkter // PUNKTER_A_MEETING), start=1):
        publish(conn, dokument, Retired(), stamp)
        if number % BATCH == 0:
            conn.execute("COMMIT")
            conn.execute("BEGIN")
            if number % (BATCH * 20) == 0:
                rate = number * PUNKTER_A_MEETING / (time.monotonic() - began)
                sys.stderr.write(f"{number * PUNKTER_A_MEETING} punkter, {rate:.0f}/s\n")
    conn.execute("COMMIT")
    loaded = time.monotonic()
    finish_bulk(conn)
    ended = time.monotonic()
    sys.stderr.write(
        f"{punkter / (loaded - began):.0f} punkter/s written, {punkter / (ended - began):.0f}/s"
        f" with indexes and search ({ended - loaded:.0f} s)\n"
    )
    conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    db.close()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", type=Path)
    parser.add_argument("--punkter", type=int, default=1_000_000)
    parser.add_argument("--more", type=int, help="add so many meetings to what is there")
    parser.add_argument("--pause", type=float, default=0.2, help="seconds between two of them")
    arguments = parser.parse_args()
    if arguments.more:
        write_more(arguments.database, arguments.more, pause=arguments.pause)
        return
    write_million(arguments.database, arguments.punkter)


if __name__ == "__main__":
    main()
