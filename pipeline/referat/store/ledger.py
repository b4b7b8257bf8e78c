"""Keeps the ledger: sources, what they list, how far each document came, what went wrong.

``nightly/run.py`` tells what happened; rows of ``kilder``, ``kildedokumenter`` and ``problemer``
change, each event in one transaction. A run that dies between two events leaves both whole: what
was not told happens again.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import sqlite_utils

from referat.listing import DocumentState, Fetched, Known, Listed, Listing, Source
from referat.store.ids import failure_id, row_id, shared_id
from referat.store.write import stamp, transaction
from referat.types import Problem, Severity

GONE_AFTER = 3
"""Nights in a row without a document on its source's list after which it counts as gone."""
SHRUNK = 0.5
"""Part of the known documents under which a list is not believed: nothing is counted as missing."""
RETRY_DAYS = (0, 0, 1, 1, 2, 3, 7)
"""Days until a document that failed so many times in a row is tried again; then the last."""

EARLIER = dt.timedelta(hours=6)
"""Nights do not begin at the same minute: a day later is any time of the next night."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """One document that waits for the next step of the run."""

    id: int
    """Its row in ``kildedokumenter``."""
    source: str
    """The source."""
    key: str
    """The source's own id."""
    kommune: str | None
    """The source's kommune."""
    sha256: str
    """What was fetched."""
    fields_sha256: str | None
    """The portal's own fields."""
    url: str | None
    """Address for readers."""
    source_url: str
    """Address of the source."""
    fetched_at: str | None
    """When, ISO 8601."""
    state: DocumentState
    """How far it has come."""
    document: int | None
    """The document that is shown now."""

    @property
    def place(self) -> str:
        """What people find it by: its address; of a file in a folder, its path there."""
        return self.url or f"{self.source_url.rstrip('/')}/{self.key}"


def document_row_id(source: str, key: str) -> int:
    """The number of a listed document: from what it is, so that it survives a rebuild."""
    return shared_id("kildedokument", source, key)


def write_sources(db: sqlite_utils.Database, sources: Sequence[Source]) -> None:
    """Make the rows of the sources; those that are no longer declared are discontinued."""
    with transaction(db):
        kommuner = {
            name.casefold(): number
            for number, name in db.conn.execute("SELECT id, navn FROM kommuner")
        }
        db.conn.execute("UPDATE kilder SET ophoert = 1")
        for source in sources:
            db.conn.execute(
                "INSERT INTO kilder (id, navn, art, adresse, kommune, ophoert)"
                " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET navn = excluded.navn,"
                " art = excluded.art, adresse = excluded.adresse, kommune = excluded.kommune,"
                " ophoert = excluded.ophoert",
                (
                    source.id,
                    source.name,
                    str(source.kind),
                    source.url,
                    _kommune(db.conn, kommuner, source.kommune),
                    int(source.discontinued),
                ),
            )


def _kommune(conn: sqlite3.Connection, kommuner: dict[str, int], name: str | None) -> int | None:
    """The kommune's row, made where the name is not on the official list."""
    if not name:
        return None
    folded = name.casefold()
    if folded not in kommuner:
        kommuner[folded] = shared_id("kommune", folded)
        conn.execute("INSERT INTO kommuner (id, navn) VALUES (?, ?)", (kommuner[folded], name))
    return kommuner[folded]


def close_broken_runs(db: sqlite_utils.Database, run: int) -> None:
    """Say of runs that never ended that they were broken off."""
    with transaction(db):
        db.conn.execute(
            "UPDATE koersler SET besked = 'afbrudt' WHERE sluttet IS NULL AND besked IS NULL"
            " AND id < ?",
            (run,),
        )


def read_known(conn: sqlite3.Connection, source: str) -> dict[str, Known]:
    """What is known of a source's documents, by its own ids."""
    return {
        row[1]: Known(
            id=row[0],
            key=row[1],
            fingerprint=row[2],
            state=DocumentState(row[3]),
            sha256=row[4],
            etag=row[5],
            last_modified=row[6],
            fields_sha256=row[7],
            dato=dt.date.fromisoformat(row[8]) if row[8] else None,
            missing=row[9],
            retry_after=dt.datetime.fromisoformat(row[10]) if row[10] else None,
            failed_fingerprint=row[11],
        )
        for row in conn.execute(
            "SELECT id, noegle, aftryk, tilstand, sha256, etag, senest_aendret, felter_sha256,"
            " dato, mangler, naeste_forsoeg, aftryk_fejlet FROM kildedokumenter WHERE kilde = ?",
            (source,),
        )
    }


def paused_until(conn: sqlite3.Connection, source: str) -> dt.datetime | None:
    """Until when a source asked to be left alone."""
    row = conn.execute("SELECT pause_til FROM kilder WHERE id = ?", (source,)).fetchone()
    return dt.datetime.fromisoformat(row[0]) if row and row[0] else None


def write_listing(
    db: sqlite_utils.Database,
    source: Source,
    listing: Listing,
    known: dict[str, Known],
    *,
    run: int,
    now: dt.datetime,
    mask: Callable[[str], str] = str,
) -> None:
    """Note what a source lists: what is new, what is back, what is missing.

    Args:
        db: The database.
        source: The source.
        listing: What it lists.
        known: What was known of it.
        run: The run.
        now: The time.
        mask: Takes what is private out of titles and addresses.
    """
    today = now.date().isoformat()
    with transaction(db):
        fresh = [item for item in listing.items if item.key not in known]
        db.conn.executemany(
            "INSERT INTO kildedokumenter (id, kilde, noegle, titel, udvalg, dato, betegnelse, url,"
            " tilstand, foerst_set, aftryk) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO NOTHING",
            [
                (
                    document_row_id(source.id, item.key), source.id, item.key, *_about(item, mask),
                    str(DocumentState.LISTED), stamp(now), "",
                )
                for item in fresh
            ],
        )  # fmt: skip
        back = [
            (known[item.key].id,)
            for item in listing.items
            if item.key in known and known[item.key].missing
        ]
        db.conn.executemany(
            "UPDATE kildedokumenter SET mangler = 0, mangler_dato = NULL, forsvundet = NULL"
            " WHERE id = ?",
            back,
        )
        problems = list(listing.problems)
        if listing.is_complete:
            listed = {item.key for item in listing.items}
            missing = [one for key, one in known.items() if key not in listed]
            # What is gone already does not make a list short.
            there = sum(one.missing < GONE_AFTER for one in known.values())
            if len(listing.items) < SHRUNK * there:
                problems.append(_shrunk(source, listing, there))
            else:
                _count_missing(db.conn, missing, today, now)
        _replace_problems(db.conn, source, problems, run)
        db.conn.execute(
            "UPDATE kilder SET antal_listet = ?, seneste_forsoeg = ? WHERE id = ?",
            (len(listing.items), stamp(now), source.id),
        )


def write_source_done(
    db: sqlite_utils.Database,
    source: Source,
    listing: Listing,
    *,
    run: int,
    now: dt.datetime,
    problems: Sequence[Problem] = (),
) -> None:
    """Note that a source's list was read, and what there was to do at it, with what was odd."""
    with transaction(db):
        _add_problems(db.conn, source, problems, run)
        db.conn.execute(
            "UPDATE kilder SET seneste_forsoeg = ?, seneste_succes = ?, fejl_i_traek = 0,"
            " besked = NULL, raad = NULL, pause_til = NULL, liste_sha256 = ? WHERE id = ?",
            (stamp(now), stamp(now), listing.sha256 if listing.is_complete else None, source.id),
        )


def write_source_failed(
    db: sqlite_utils.Database,
    source: Source,
    problem: Problem,
    *,
    run: int,
    now: dt.datetime,
    pause: dt.datetime | None = None,
) -> None:
    """Note that a source could not be read; its documents stay as they are."""
    with transaction(db):
        _replace_problems(db.conn, source, [problem], run)
        db.conn.execute(
            "UPDATE kilder SET seneste_forsoeg = ?, fejl_i_traek = fejl_i_traek + 1, besked = ?,"
            " raad = ?, pause_til = ? WHERE id = ?",
            (
                stamp(now),
                problem.message,
                problem.action,
                stamp(pause) if pause else None,
                source.id,
            ),
        )


def write_fetched(
    db: sqlite_utils.Database,
    source: Source,
    item: Listed,
    fetched: Fetched | None,
    *,
    now: dt.datetime,
    mask: Callable[[str], str] = str,
) -> None:
    """Note that a document came in, or is as it was (``None``)."""
    number = document_row_id(source.id, item.key)
    titel, udvalg, dato, betegnelse, url = _about(item, mask)
    with transaction(db):
        db.conn.execute(
            "UPDATE kildedokumenter SET aftryk = ?, titel = ?, udvalg = coalesce(?, udvalg),"
            " dato = coalesce(?, dato), betegnelse = ?, url = ?, forsoeg = 0,"
            " naeste_forsoeg = NULL, aftryk_fejlet = NULL WHERE id = ?",
            (item.fingerprint, titel, udvalg, dato, betegnelse, url, number),
        )
        db.conn.execute("DELETE FROM problemer WHERE id = ?", (problem_id(source.id, item.key),))
        if fetched is None:
            # What failed in reading, or is not withheld any more, is read again; what is shown
            # stays so.
            db.conn.execute(
                "UPDATE kildedokumenter SET tilstand = CASE WHEN sha256 ="
                " (SELECT sha256 FROM dokumenter WHERE id = kildedokumenter.dokument)"
                " THEN ? ELSE ? END WHERE id = ? AND tilstand IN (?, ?, ?)",
                (
                    DocumentState.SHOWN, DocumentState.FETCHED, number, DocumentState.LISTED,
                    DocumentState.FAILED, DocumentState.WITHHELD,
                ),
            )  # fmt: skip
            return
        db.conn.execute(
            "UPDATE kildedokumenter SET tilstand = ?, sha256 = ?, hentet = ?, etag = ?,"
            " senest_aendret = ?, felter_sha256 = ? WHERE id = ?",
            (
                DocumentState.FETCHED,
                fetched.sha256,
                stamp(now),
                fetched.etag,
                fetched.last_modified,
                fetched.fields_sha256,
                number,
            ),
        )
        db.conn.execute("UPDATE kilder SET seneste_nye = ? WHERE id = ?", (stamp(now), source.id))


def write_failed(
    db: sqlite_utils.Database,
    source: str,
    key: str,
    problems: Sequence[Problem],
    *,
    run: int,
    now: dt.datetime,
    fingerprint: str | None = None,
) -> None:
    """Note that a document could not be fetched or read; what is shown of it stays.

    Args:
        db: The database.
        source: The source.
        key: The source's own id.
        problems: Why.
        run: The run.
        now: The time.
        fingerprint: As listed, where it could not be fetched: until the list says otherwise it is
            tried less and less often.
    """
    number = document_row_id(source, key)
    with transaction(db):
        (tries,) = db.conn.execute(
            "SELECT forsoeg FROM kildedokumenter WHERE id = ?", (number,)
        ).fetchone()
        days = RETRY_DAYS[min(tries, len(RETRY_DAYS) - 1)]
        db.conn.execute(
            "UPDATE kildedokumenter SET tilstand = ?, forsoeg = forsoeg + 1, naeste_forsoeg = ?,"
            " aftryk_fejlet = ? WHERE id = ?",
            (
                DocumentState.FAILED,
                stamp(now + max(dt.timedelta(0), dt.timedelta(days=days) - EARLIER)),
                fingerprint,
                number,
            ),
        )
        for problem in problems[:1]:
            _insert_problem(db.conn, problem_id(source, key), problem, source, run)


def write_withheld(db: sqlite_utils.Database, number: int) -> None:
    """Note that a document is not to be shown."""
    with transaction(db):
        db.conn.execute(
            "UPDATE kildedokumenter SET tilstand = ? WHERE id = ?",
            (DocumentState.WITHHELD, number),
        )


def set_state(db: sqlite_utils.Database, numbers: Iterable[int], state: DocumentState) -> None:
    """Bring documents to a state, all in one transaction."""
    with transaction(db):
        set_state_in(db.conn, numbers, state)


def set_state_in(conn: sqlite3.Connection, numbers: Iterable[int], state: DocumentState) -> None:
    """As ``set_state``, inside the open transaction."""
    conn.executemany(
        "UPDATE kildedokumenter SET tilstand = ? WHERE id = ?",
        [(str(state), number) for number in numbers],
    )


def read_pending(
    conn: sqlite3.Connection, *states: DocumentState, source: str | None = None
) -> list[Pending]:
    """Documents in one of the states, the newest meetings first."""
    marks = ", ".join("?" * len(states))
    rows = conn.execute(
        "SELECT d.id, d.kilde, d.noegle, k.navn, d.sha256, d.felter_sha256, d.url, d.hentet,"
        " d.tilstand, d.dokument, s.adresse FROM kildedokumenter d JOIN kilder s ON s.id = d.kilde"
        " LEFT JOIN kommuner k ON k.id = s.kommune"
        f" WHERE d.tilstand IN ({marks}) AND d.sha256 IS NOT NULL AND (? IS NULL OR d.kilde = ?)"
        " ORDER BY d.dato DESC, d.id",
        (*states, source, source),
    )
    return [
        Pending(
            id=row[0],
            source=row[1],
            key=row[2],
            kommune=row[3],
            sha256=row[4],
            fields_sha256=row[5],
            url=row[6],
            fetched_at=row[7],
            state=DocumentState(row[8]),
            document=row[9],
            source_url=row[10],
        )
        for row in rows
    ]


def _about(item: Listed, mask: Callable[[str], str]) -> tuple[str | None, ...]:
    dato = item.dato.isoformat() if item.dato else None
    title, udvalg, betegnelse, url = (
        mask(text) if text else text
        for text in (item.title, item.udvalg, item.betegnelse, item.url)
    )
    return title, udvalg, dato, betegnelse, url


def _count_missing(
    conn: sqlite3.Connection, missing: Iterable[Known], today: str, now: dt.datetime
) -> None:
    """Count a night, once a day; a clock that was set back counts none."""
    numbers = [(today, one.id, today) for one in missing]
    # A clock that was far ahead once must not stop the count until that day comes.
    ahead = (now.date() + dt.timedelta(days=2)).isoformat()
    conn.executemany(
        "UPDATE kildedokumenter SET mangler_dato = ? WHERE id = ? AND mangler_dato > ?",
        [(today, number, ahead) for _, number, _ in numbers],
    )
    conn.executemany(
        "UPDATE kildedokumenter SET mangler = mangler + 1, mangler_dato = ?"
        " WHERE id = ? AND coalesce(mangler_dato, '') < ?",
        numbers,
    )
    conn.executemany(
        "UPDATE kildedokumenter SET forsvundet = ? WHERE id = ? AND mangler >= ?"
        " AND forsvundet IS NULL",
        [(stamp(now), number, GONE_AFTER) for _, number, _ in numbers],
    )


def _shrunk(source: Source, listing: Listing, known: int) -> Problem:
    return Problem(
        code="kortere_liste",
        severity=Severity.WARNING,
        path=source.url,
        message=f"the list has {len(listing.items)} documents, and {known} were known:"
        " it is not believed, and none is counted as gone.",
        action="Look at the source. If the list is right, do nothing: what is gone stays in the"
        " data.",
    )


def _replace_problems(
    conn: sqlite3.Connection, source: Source, problems: Iterable[Problem], run: int
) -> None:
    """The source's own problems, in place of last night's."""
    number = failure_id(f"kilde\x1f{source.id}")
    first, last = row_id(number, 1), row_id(number, 99_999)
    conn.execute("DELETE FROM problemer WHERE id BETWEEN ? AND ?", (first, last))
    _add_problems(conn, source, problems, run)


def _add_problems(
    conn: sqlite3.Connection, source: Source, problems: Iterable[Problem], run: int
) -> None:
    """More of the source's own problems, behind those that are there."""
    number = failure_id(f"kilde\x1f{source.id}")
    first, last = row_id(number, 1), row_id(number, 99_999)
    (there,) = conn.execute(
        "SELECT coalesce(max(id), ? - 1) FROM problemer WHERE id BETWEEN ? AND ?",
        (first, first, last),
    ).fetchone()
    for number, problem in enumerate(list(problems)[:1000], start=there + 1):
        _insert_problem(conn, number, problem, source.id, run)


def problem_id(source: str, key: str) -> int:
    """The row of ``problemer`` that tells why a document could not be fetched or read."""
    return row_id(failure_id(f"kildedokument\x1f{source}\x1f{key}"), 1)


def _insert_problem(
    conn: sqlite3.Connection, number: int, problem: Problem, source: str, run: int
) -> None:
    conn.execute(
        "INSERT OR REPLACE INTO problemer (id, kode, alvor, sti, side, besked, raad, koersel,"
        " kilde) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            problem.code,
            str(problem.severity),
            problem.path,
            problem.page,
            problem.message,
            problem.action,
            run,
            source,
        ),
    )
