"""Runs the stages over many documents: find, open, skip, read, structure, store.

Paths come in; rows and a RunReport go out. Workers read and structure, the parent finds files and
writes rows. This is the one place where what concerns one document becomes a Problem.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from referat import resources
from referat.errors import (
    InputFileError,
    MissingModelError,
    MissingToolError,
    ReferatError,
    SchemaError,
    SettingsError,
)
from referat.ingest.discover import find_paths, open_source
from referat.pages.choose import read_pages
from referat.settings import Settings
from referat.store.schema import open_database
from referat.store.write import (
    finish_run,
    known_hashes,
    start_run,
    write_failure,
    write_referat,
)
from referat.structure.document import load_pipeline, structure_document
from referat.types import (
    DocumentResult,
    Problem,
    ReadPages,
    Referat,
    RunReport,
    Severity,
    SourceFile,
    Status,
)
from referat.workers import Died, run_all

if TYPE_CHECKING:
    from spacy.language import Language
    from sqlite_utils import Database

Progress = Callable[[int, int, DocumentResult | None], None]
"""Called with documents done, documents in all, and the latest result (``None`` at the start)."""

# These concern the run and not one document: going on would give the same error for each.
STOPS_THE_RUN = (MissingToolError, MissingModelError, SettingsError, SchemaError)


def ingest(
    paths: Sequence[str],
    *,
    db_path: Path,
    settings: Settings,
    again: bool = False,
    progress: Progress | None = None,
    command: str = "ingest",
) -> RunReport:
    """Read files, folders and globs into a database; what is in already is skipped.

    Args:
        paths: Files, folders and globs.
        db_path: The database; made where it does not exist.
        settings: How to read, and with how many worker processes.
        again: Read also what is in the database already, and replace its rows.
        progress: Told about every document as it is done.
        command: What the table of runs says was run.

    Raises:
        SettingsError: A path matches nothing, or a setting is wrong.
        SchemaError: The database is foreign, newer than this program, or locked.
        MissingToolError: A document needs Tesseract with Danish data, which is not there.
        MissingModelError: The spaCy pipeline is not there.
    """
    started = time.monotonic()
    files = find_paths(paths)
    db = open_database(db_path)
    tally = Tally()
    try:
        run = start_run(db, resources.versions(settings.model), command)
        known = frozenset() if again else known_hashes(db)
        if progress is not None:
            progress(0, len(files), None)
        try:
            for result in read_documents(files, settings=settings, known=known):
                done = store(db, result, run)
                tally.add(done)
                if progress is not None:
                    progress(tally.documents, len(files), done)
        finally:
            report = tally.report(time.monotonic() - started)
            finish_run(db, run, report)
    finally:
        db.close()
    return report


def read_documents(
    files: Iterable[Path], *, settings: Settings, known: frozenset[str] = frozenset()
) -> Iterator[DocumentResult]:
    """One result a file, in the order in which they are ready.

    Files whose content is known, or came before in the same run, are skipped unread.
    """
    settled: list[DocumentResult] = []

    def sources() -> Iterator[SourceFile]:
        seen = set(known)
        for path in files:
            try:
                source = open_source(path, kommune=settings.kommune, max_bytes=settings.max_bytes)
            except InputFileError as error:
                settled.append(_failed(str(path), error))
                continue
            if source.sha256 in seen:
                settled.append(
                    DocumentResult(path=source.path, status=Status.SKIPPED, source=source)
                )
                continue
            seen.add(source.sha256)
            yield source

    results = run_all(partial(read_document, settings=settings), sources(), jobs=settings.workers)
    for result in results:
        yield from _drain(settled)
        yield _died(result.item) if isinstance(result, Died) else result
    yield from _drain(settled)


def read_document(source: SourceFile, *, settings: Settings) -> DocumentResult:
    """Read and structure one file; whatever is wrong with it becomes a Problem.

    Runs in a worker process.
    """
    try:
        pages, referat = read_source(source, settings=settings)
    except STOPS_THE_RUN:
        raise
    except ReferatError as error:
        return _failed(source.path, error, source)
    except OSError as error:
        gone = InputFileError(
            f"it could not be read to the end ({error.strerror or error}).",
            action="Check that it is still there, and run again.",
        )
        return _failed(source.path, gone, source)
    except Exception as error:  # One document never ends a run, not even by a fault of ours.
        return _failed(source.path, _fault(error), source)
    return DocumentResult(
        path=source.path,
        status=Status.STORED,
        source=source,
        referat=referat,
        pages=pages.pages,
        problems=referat.problems,
    )


def read_file(
    path: Path, *, settings: Settings, nlp: Language | None = None
) -> tuple[ReadPages, Referat]:
    """Pages and structure of one file, in this process.

    Raises:
        ReferatError: Whatever is wrong with the file or the installation.
    """
    source = open_source(path, kommune=settings.kommune, max_bytes=settings.max_bytes)
    return read_source(source, settings=settings, nlp=nlp)


def read_source(
    source: SourceFile, *, settings: Settings, nlp: Language | None = None
) -> tuple[ReadPages, Referat]:
    """The stages that read, in order: pages, then structure.

    The pipeline takes most of a second to load; ``load_pipeline`` does it once a process.
    """
    pages = read_pages(source, settings)
    return pages, structure_document(source, pages, nlp or load_pipeline(settings.model))


def store(db: Database, result: DocumentResult, run: int) -> DocumentResult:
    """Write one result; the answer says what became of it, also when writing failed."""
    if result.referat is not None:
        try:
            write_referat(db, result.referat, result.pages, run)
        except STOPS_THE_RUN:
            raise
        except ReferatError as error:
            result = _failed(result.path, error, result.source)
        except Exception as error:  # As in read_document: the next document is not to blame.
            result = _failed(result.path, _fault(error), result.source)
    if result.status is Status.FAILED:
        write_failure(db, result.path, result.source, result.problems, run)
    return result


class Tally:
    """Counts results as they come, so that no document is kept in memory."""

    def __init__(self) -> None:
        self._by_status = dict.fromkeys(Status, 0)
        self._pages = self._punkter = self._beslutninger = 0
        self._problems: list[Problem] = []

    @property
    def documents(self) -> int:
        """Documents so far, whatever became of them."""
        return sum(self._by_status.values())

    def add(self, result: DocumentResult) -> None:
        """Count one result."""
        self._by_status[result.status] += 1
        self._problems.extend(result.problems)
        if result.referat is not None:
            self._pages += len(result.pages)
            self._punkter += len(result.referat.punkter)
            self._beslutninger += sum(
                punkt.beslutning is not None for punkt in result.referat.punkter
            )

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
        )


def _drain(settled: list[DocumentResult]) -> Iterator[DocumentResult]:
    while settled:
        yield settled.pop(0)


def _died(source: SourceFile) -> DocumentResult:
    error = ReferatError(
        "the program that read it was killed, twice.",
        action="It may need more memory than there is; try it alone with `referat structure`.",
        code="proces_doede",
    )
    return _failed(source.path, error, source)


def _fault(error: Exception) -> ReferatError:
    return ReferatError(
        f"a fault in referat: {type(error).__name__}: {error}.",
        action="Please report it with the file.",
        code="programfejl",
    )


def _failed(path: str, error: ReferatError, source: SourceFile | None = None) -> DocumentResult:
    problem = Problem(
        code=error.code,
        severity=Severity.ERROR,
        path=path,
        message=error.message,
        action=error.action,
        page=error.page,
    )
    return DocumentResult(path=path, status=Status.FAILED, source=source, problems=(problem,))
