"""The first half of the nightly run: asks every source what is new, and brings it in.

Threads talk to the sources, each source in one thread; what happens there becomes events, and the
caller's thread alone writes them to the database, in order. Knows ingest and store.
"""

from __future__ import annotations

import datetime as dt
import logging
import queue
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import sqlite_utils

from referat.errors import FetchError, HostPausedError, ReferatError, StorageError
from referat.ingest.adapters import adapter_of
from referat.ingest.addresses import host_of
from referat.ingest.http import Fetcher
from referat.ingest.originals import Originals
from referat.ingest.pace import Pacer
from referat.ingest.sources import Plan
from referat.listing import (
    DocumentState,
    Fetched,
    Known,
    Listed,
    Listing,
    Source,
    SourceKind,
)
from referat.logs import tell
from referat.privacy.mask import mask_name
from referat.store import ledger
from referat.types import Problem, Severity
from referat.withholding import Register

OPEN_AGENDA_DAYS = 60
"""Days after its meeting that an agenda without minutes is looked at again every night."""
AGENDA_WORDS = ("dagsorden", "agenda")
"""What a source calls a document that will become minutes."""
GIVEN_UP_AFTER = 5
"""Documents in a row that cannot be fetched: then the server is in trouble, and is left alone."""
WAITING = 4
"""Events that may wait for the database: a list of thousands of documents is one of them."""


_NAMED_BY_PEOPLE = frozenset(SourceKind) - {SourceKind.FIRSTAGENDA, SourceKind.AABENDAGSORDEN}


@dataclass(slots=True)
class FetchCounts:
    """What the first half did."""

    listed: int = 0
    fetched: int = 0
    unchanged: int = 0
    failed: int = 0
    withheld: int = 0
    sources_failed: list[str] = field(default_factory=list)
    failures: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What all sources are read with."""

    plan: Plan
    database: Path
    originals: Originals
    register: Register
    agent: str
    max_bytes: int
    now: Callable[[], dt.datetime]
    pacer: Pacer
    mask: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A source's list was read."""

    source: Source
    listing: Listing
    known: dict[str, Known]


@dataclass(frozen=True, slots=True)
class _Came:
    """A document came in, or is as it was."""

    source: Source
    item: Listed
    fetched: Fetched | None


@dataclass(frozen=True, slots=True)
class _Missed:
    """A document could not be fetched."""

    source: Source
    item: Listed
    error: FetchError


@dataclass(frozen=True, slots=True)
class _Withheld:
    """A document that is not to be fetched."""

    number: int


@dataclass(frozen=True, slots=True)
class _Done:
    """A source was read to its end, or as far as a night may go."""

    source: Source
    listing: Listing
    left: int


@dataclass(frozen=True, slots=True)
class _Broken:
    """A source could not be read."""

    source: Source
    error: ReferatError


@dataclass(frozen=True, slots=True)
class _Left:
    """A thread is done with its source, however it went; an error here ends the run."""

    error: StorageError | None


class _StoppedError(Exception):
    """The run is ending: threads leave their work where it is."""


def fetch_all(
    db: sqlite_utils.Database, sources: Sequence[Source], setting: Setting, run: int
) -> FetchCounts:
    """Read all sources, and note everything in the database.

    Raises:
        StorageError: The disk is full.
        SchemaError: The database is locked, full or damaged.
    """
    counts = FetchCounts()
    events: queue.Queue[object] = queue.Queue(WAITING)
    stop = threading.Event()

    def emit(event: object) -> None:
        while not stop.is_set():
            try:
                events.put(event, timeout=0.2)
                return
            except queue.Full:
                continue
        raise _StoppedError

    def work(source: Source) -> None:
        left = _Left(None)
        try:
            for event in visit(source, setting):
                emit(event)
        except _StoppedError:
            return
        except StorageError as error:
            left = _Left(error)
        except Exception as error:  # A fault of ours in one source: the others go on.
            emit(_Broken(source, _fault(source, error)))
        emit(left)

    active = [source for source in sources if not source.discontinued]
    with ThreadPoolExecutor(setting.plan.connections, thread_name_prefix="source") as pool:
        try:
            for source in active:
                pool.submit(work, source)
            left = len(active)
            while left:
                event = events.get()
                if isinstance(event, _Left):
                    if event.error is not None:
                        raise event.error
                    left -= 1
                else:
                    _note(db, event, counts, setting, run)
        except BaseException:
            stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return counts


def visit(source: Source, setting: Setting) -> Iterator[object]:
    """What happens at one source, as events; runs in a thread of its own."""
    uri = f"{setting.database.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as conn:
        pause = ledger.paused_until(conn, source.id)
        known = ledger.read_known(conn, source.id)
    now = setting.now()
    # A pause that a wrong clock has set far ahead is none.
    if pause is not None and now < pause < now + dt.timedelta(days=2):
        yield _Broken(source, _resting(source, pause))
        return
    fetcher = Fetcher(
        agent=setting.agent,
        pacer=setting.pacer,
        rate=source.rate,
        robots=source.robots,
        allow_private=source.allow_private,
        limit=setting.plan.request_limit,
        silence=setting.plan.silence_limit,
        budget=setting.plan.source_limit,
        now=setting.now,
    )
    adapter = adapter_of(source)
    try:
        try:
            listing = adapter.list_documents(source, fetcher, now.date())
        except ReferatError as error:
            if isinstance(error, StorageError):
                raise
            yield _Broken(source, error)
            return
        listing = _masked(source, listing, setting.mask)
        yield _Seen(source, listing, known)
        due = choose(source, listing, known, now)
        most = source.max_new or len(due)
        failures = 0
        for place, item in enumerate(due[:most]):
            if fetcher.is_spent:
                most = place
                break
            number = ledger.document_row_id(source.id, item.key)
            if setting.register.is_withheld(source=source.id, key=item.key):
                yield _Withheld(number)
                continue
            try:
                fetched = adapter.fetch(
                    source,
                    item,
                    known.get(item.key),
                    fetcher,
                    setting.originals,
                    max_bytes=setting.max_bytes,
                    now=setting.now(),
                )
            except HostPausedError as error:
                # What is left waits for a later night: it is no fault of the documents.
                yield _Broken(source, error)
                return
            except FetchError as error:
                yield _Missed(source, item, error)
                failures = 0 if error.is_lasting else failures + 1
                if failures >= GIVEN_UP_AFTER:
                    yield _Broken(source, _given_up(source, error))
                    return
                continue
            failures = 0
            yield _Came(source, item, fetched)
        yield _Done(source, listing, max(0, len(due) - most))
    finally:
        fetcher.close()


def _masked(source: Source, listing: Listing, mask: Callable[[str], str]) -> Listing:
    """The listing without what is private in its ids and problems: both are shown.

    A portal's ids are numbers; where they are names of files, people have made them.
    """
    problems = tuple(
        replace(one, message=mask(one.message), path=mask(one.path)) for one in listing.problems
    )
    if source.kind not in _NAMED_BY_PEOPLE:
        return replace(listing, problems=problems)
    items = (replace(item, key=mask_name(item.key, mask)) for item in listing.items)
    return replace(listing, items=tuple(items), problems=problems)


def choose(
    source: Source, listing: Listing, known: dict[str, Known], now: dt.datetime
) -> list[Listed]:
    """The documents to fetch or look at again, the newest meetings first."""
    today = now.date()
    chosen = [
        item for item in listing.items if _is_due(source, item, known.get(item.key), today, now)
    ]
    chosen.sort(key=lambda item: (item.dato or dt.date.min, item.key), reverse=True)
    return chosen


def _is_due(
    source: Source, item: Listed, known: Known | None, today: dt.date, now: dt.datetime
) -> bool:
    if known is None or known.state is DocumentState.LISTED:
        return True
    if known.state is DocumentState.WITHHELD:
        # Looked at so that a lifted one is fetched; the register is asked before the source is.
        return True
    tried = known.failed_fingerprint or known.fingerprint
    if known.state is DocumentState.FAILED and item.fingerprint == tried:
        wait = known.retry_after
        # As above: a time that is too far ahead comes from a wrong clock.
        return wait is None or wait <= now or wait > now + dt.timedelta(days=30)
    if known.fingerprint != item.fingerprint:
        return True
    if known.state not in (DocumentState.SHOWN, DocumentState.HELD):
        return False
    dato = item.dato or known.dato
    if dato is None:
        return False
    days = (today - dato).days
    is_agenda = any(word in (item.betegnelse or "").casefold() for word in AGENDA_WORDS)
    return abs(days) <= source.window_days or (is_agenda and 0 <= days <= OPEN_AGENDA_DAYS)


def _note(
    db: sqlite_utils.Database, event: object, counts: FetchCounts, setting: Setting, run: int
) -> None:
    """Write one event."""
    now = setting.now()
    if isinstance(event, _Seen):
        ledger.write_listing(
            db, event.source, event.listing, event.known, run=run, now=now, mask=setting.mask
        )
        counts.listed += len(event.listing.items)
        counts.problems.extend(event.listing.problems)
    elif isinstance(event, _Came):
        if event.fetched is None:
            counts.unchanged += 1
        else:
            counts.fetched += 1
            setting.originals.describe(
                event.fetched.sha256,
                {
                    "source": event.source.id,
                    "key": event.item.key,
                    "url": event.fetched.url,
                    "fetched": event.fetched.fetched_at.isoformat(timespec="seconds"),
                    "headers": dict(event.fetched.headers),
                },
            )
        ledger.write_fetched(
            db, event.source, event.item, event.fetched, now=now, mask=setting.mask
        )
    elif isinstance(event, _Missed):
        counts.failed += 1
        problem = _problem(event.error, event.item.url or event.item.location, Severity.ERROR)
        problem = replace(problem, path=setting.mask(problem.path))
        counts.failures.append(problem)
        ledger.write_failed(
            db,
            event.source.id,
            event.item.key,
            [problem],
            run=run,
            now=now,
            fingerprint=event.item.fingerprint,
        )
        _tell_problem(problem, event.source, logging.WARNING)
    elif isinstance(event, _Withheld):
        counts.withheld += 1
        ledger.write_withheld(db, event.number)
    elif isinstance(event, _Done):
        waiting = [_waiting(event.source, event.left)] if event.left else []
        counts.problems.extend(waiting)
        ledger.write_source_done(
            db, event.source, event.listing, run=run, now=now, problems=waiting
        )
        tell(
            f"{event.source.id}: {len(event.listing.items)} listed",
            source=event.source.id,
            listed=len(event.listing.items),
        )
    elif isinstance(event, _Broken):
        counts.sources_failed.append(event.source.id)
        problem = _problem(event.error, event.source.url, Severity.ERROR)
        counts.failures.append(problem)
        pause = None
        if isinstance(event.error, HostPausedError):
            pause = setting.pacer.paused_until(host_of(event.source.url))
        ledger.write_source_failed(db, event.source, problem, run=run, now=now, pause=pause)
        _tell_problem(problem, event.source, logging.ERROR)


def _tell_problem(problem: Problem, source: Source, level: int) -> None:
    tell(str(problem), level=level, is_listed=True, source=source.id, code=problem.code)


def _problem(error: ReferatError, path: str, severity: Severity) -> Problem:
    return Problem(
        code=error.code,
        severity=severity,
        path=error.path or path,
        message=error.message,
        action=error.action,
    )


def _waiting(source: Source, left: int) -> Problem:
    return Problem(
        code="venter",
        severity=Severity.WARNING,
        path=source.url,
        message=f"{left} documents on its list wait for a later night.",
        action="Nothing: the newest come first. To have them sooner raise `max_new` of the source,"
        " or `source_limit`.",
    )


def _given_up(source: Source, error: FetchError) -> FetchError:
    return FetchError(
        f"{GIVEN_UP_AFTER} documents in a row could not be fetched; the last: {error.message}",
        action="Nothing: the next run tries again. If it stays so, look at it in a browser.",
        path=source.url,
        code=error.code,
    )


def _resting(source: Source, until: dt.datetime) -> HostPausedError:
    return HostPausedError(
        f"it asked to be left alone until {until:%Y-%m-%d %H:%M} UTC.",
        action="Nothing: a later run goes on.",
        path=source.url,
    )


def _fault(source: Source, error: Exception) -> ReferatError:
    return ReferatError(
        f"a fault in referat: {type(error).__name__}: {error}.",
        action="Please report it with the source.",
        path=source.url,
        code="programfejl",
    )
