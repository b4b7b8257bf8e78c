"""Runs the stages over many documents: find, open, skip, read, structure, store.

Paths come in; rows and a RunReport go out. Workers read, structure and make rows (``ready.py``),
the parent finds files and writes rows. Heavy libraries wait in the stages until a document needs
them.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from referat import resources
from referat.errors import ReferatError
from referat.fanout import PageTold, keep_ocr
from referat.ingest.far import find_files
from referat.privacy.apply import Privacy, mask_path
from referat.reading import STOPS_THE_RUN, failed, fault, read_documents
from referat.ready import Ready, read_ready
from referat.resources import PUBLIC_DIR
from referat.search.shadow import Load
from referat.settings import Settings
from referat.store.bulk import bulk_load
from referat.store.lock import only_run
from referat.store.schema import explain_error, open_database, refuse_other_files
from referat.store.write import (
    finish_run,
    forget_traces,
    known_hashes,
    start_run,
    write_failure,
    write_prepared,
)
from referat.types import DocumentResult, Problem, RunReport, Severity, Status
from referat.withholding import load_register, register_path

if TYPE_CHECKING:
    from sqlite_utils import Database

STAGING_DIR = "staging"
"""Folder beside the database with what was read and is not shown yet; others are named in
``resources``."""

KEPT_PROBLEMS = 1000
"""Problems of a run that are kept in memory; a back-file has as many as it has documents."""

Progress = Callable[[int, int, DocumentResult | None], None]
"""Called with documents done, documents in all, and the latest result (``None`` at the start)."""


def ingest(
    paths: Sequence[str],
    *,
    db_path: Path,
    settings: Settings,
    again: bool = False,
    bulk: bool = False,
    progress: Progress | None = None,
    told: PageTold | None = None,
    command: str = "ingest",
) -> RunReport:
    """Read files, folders and globs into a database; what is in already is skipped.

    Args:
        paths: Files, folders and globs, also behind an address such as ``s3://bucket/folder``, of
            which a copy is kept beside the database.
        db_path: The database; made where it does not exist.
        settings: How to read, and with how many worker processes.
        again: Read also what is in the database already, and replace its rows.
        bulk: Load a back-file: indexes and search are made at the end.
        progress: Told about every document as it is done.
        told: Told about every scanned page as it is read.
        command: What the table of runs says was run.

    Raises:
        SettingsError: A path matches nothing, or a setting is wrong.
        SchemaError: The database is foreign, newer than this program, or locked.
        BusyError: A night or a takedown is going on.
        MissingToolError: A document needs Tesseract with Danish data, which is not there.
        MissingModelError: The spaCy pipeline is not there.
        ClusterError: The scheduler in the settings, or its workers, cannot be used.
    """
    files = find_files(paths)
    refuse_other_files(db_path)
    with only_run(db_path, shared=not bulk):
        return ingest_files(
            files,
            db_path=db_path,
            settings=settings,
            again=again,
            bulk=bulk,
            progress=progress,
            told=told,
            command=command,
        )


def ingest_files(
    files: Sequence[Path | str],
    *,
    db_path: Path,
    settings: Settings,
    again: bool = False,
    bulk: bool = False,
    progress: Progress | None = None,
    told: PageTold | None = None,
    command: str = "ingest",
) -> RunReport:
    """As ``ingest``, for files, by who holds the database's lock."""
    started = time.monotonic()
    db = open_database(db_path, bulk=bulk)
    privacy = find_privacy(db_path)
    tally = Tally()
    try:
        with explained(db):
            run = start_run(db, resources.versions(settings.model), command)
            known = frozenset() if again else known_hashes(db)
            if progress is not None:
                progress(0, len(files), None)
            try:
                with bulk_load(db) if bulk else nullcontext() as batch:
                    for result in _read(files, settings, known, privacy, told, run):
                        if batch is not None:
                            batch.add()
                        done = store(db, result, run, privacy, batch.load if batch else None)
                        tally.add(done)
                        if progress is not None:
                            progress(tally.documents, len(files), done)
            finally:
                report = tally.report(time.monotonic() - started)
                finish_run(db, run, report)
            if again:
                # Perhaps they were read without masks before.
                forget_traces(db)
    finally:
        db.close()
    return report


@contextmanager
def explained(db: Database) -> Iterator[None]:
    """A run over a database: what SQLite says of its disk outside a transaction is told as well.

    A full disk is first met anywhere: by a commit, by taking it back, by noting that the run ended.

    Raises:
        SchemaError: The database is locked, full or damaged.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        raise explain_error(db, error) from error


def _read(
    files: Sequence[Path | str],
    settings: Settings,
    known: frozenset[str],
    privacy: Privacy,
    told: PageTold | None,
    run: int,
) -> Iterator[DocumentResult]:
    """Read on this machine, or on the cluster that the settings name."""
    settings = keep_ocr(settings, privacy.public_dir.parent)
    read = partial(read_ready, run=run)
    if settings.scheduler is None:
        return read_documents(
            files, settings=settings, known=known, privacy=privacy, told=told, read=read
        )
    from referat.remote import read_far

    return read_far(files, settings=settings, known=known, privacy=privacy, told=told, read=read)


def find_privacy(db_path: Path) -> Privacy:
    """What must not be shown of the documents of one database.

    Raises:
        SettingsError: The register of what is withheld cannot be read.
    """
    register = load_register(register_path(db_path))
    return Privacy(
        register=register,
        today=dt.datetime.now(dt.UTC).date(),
        public_dir=db_path.parent / PUBLIC_DIR,
    )


def store(
    db: Database,
    result: DocumentResult,
    run: int,
    privacy: Privacy,
    load: Load | None = None,
) -> DocumentResult:
    """Write one result; the answer says what became of it, also when writing failed.

    Args:
        db: The database.
        result: What a worker gave, made ready.
        run: The run that writes it.
        privacy: What must not be shown.
        load: Gathers what the search holds, in a load of many documents.
    """
    ready = result.prepared if isinstance(result, Ready) else None
    if result.source is not None and privacy.register.is_withheld(
        sha256=result.source.sha256,
        path=result.path,
        text_hash=ready.text_hash if ready else None,
    ):
        return DocumentResult(path=result.path, status=Status.SKIPPED, source=result.source)
    if ready is not None:
        try:
            write_prepared(db, ready, load=load)
        except STOPS_THE_RUN:
            raise
        except ReferatError as error:
            result = failed(result.path, error, result.source)
        except Exception as error:  # As in read_document: the next document is not to blame.
            result = failed(result.path, fault(error), result.source)
    if result.status is Status.FAILED:
        path = mask_path(result.path, privacy)
        problems = [replace(problem, path=path) for problem in result.problems]
        write_failure(db, path, result.source, problems, run)
    return result


class Tally:
    """Counts results as they come, so that memory is flat however many there are."""

    def __init__(self) -> None:
        self._by_status = dict.fromkeys(Status, 0)
        self._pages = self._punkter = self._beslutninger = 0
        self._problems: list[Problem] = []
        self._unlisted = 0

    @property
    def documents(self) -> int:
        """Documents so far, whatever became of them."""
        return sum(self._by_status.values())

    def add(self, result: DocumentResult) -> None:
        """Count one result."""
        self._by_status[result.status] += 1
        for problem in result.problems:
            self._keep(problem)
        if isinstance(result, Ready):
            self._pages += result.prepared.pages
            self._punkter += result.prepared.punkter
            self._beslutninger += result.prepared.beslutninger

    def _keep(self, problem: Problem) -> None:
        """Keep a problem for the report; one that took a document away, before a warning."""
        if len(self._problems) < KEPT_PROBLEMS:
            self._problems.append(problem)
            return
        self._unlisted += 1
        if problem.severity is Severity.ERROR:
            place = next(
                (
                    at
                    for at in reversed(range(len(self._problems)))
                    if self._problems[at].severity is not Severity.ERROR
                ),
                None,
            )
            if place is not None:
                del self._problems[place]
                self._problems.append(problem)

    def report(self, seconds: float) -> RunReport:
        """What was counted."""
        return RunReport(
            stored=self._by_status[Status.STORED],
            skipped=self._by_status[Status.SKIPPED],
            failed=self._by_status[Status.FAILED],
            pages=self._pages,
            punkter=self._punkter,
            beslutninger=self._beslutninger,
            problems=tuple(self._problems),
            seconds=seconds,
            unlisted=self._unlisted,
        )
