"""Reads documents where they do not lie: on a cluster's workers, through fsspec.

A ``Job`` goes out with all that a reading needs; a ``Reply`` comes back with the result and the
copies for readers, which ``land`` puts where the database is. So workers write nothing that lasts,
and need of the originals no more than to see them: at the same path, in a folder that is mounted
elsewhere there, or in a bucket. Scanned pages are tasks of their own, as on this machine
(``fanout.py``); what OCR saw on them is kept here, and goes out with the document that they are of.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO
from urllib.parse import urlsplit

from referat.cluster import Gone, run_on_cluster
from referat.cluster_worker import NotSeenError
from referat.errors import InputFileError
from referat.fanout import (
    Answer,
    DocumentDone,
    DocumentTask,
    FanOut,
    PageDone,
    PageRead,
    PageTask,
    PageTold,
    Task,
    cached,
    page_limits,
    work,
)
from referat.files import write_whole
from referat.pages.cache import OcrCache
from referat.pages.desk import PageFailure
from referat.pages.scanned import read_into_cache
from referat.pagestore import PAGES_DIR
from referat.privacy.apply import Place, Privacy
from referat.reading import (
    Reader,
    died,
    drain,
    failed,
    new_sources,
    original_place,
    read_document,
)
from referat.resources import PUBLIC_DIR
from referat.settings import Settings
from referat.types import DocumentResult, Origin, SourceFile
from referat.workers import Died, Limits

_CHUNK = 1 << 20

VANISHED = PageFailure(
    code="forsvundet",
    message="the file was gone before the page was read.",
    action="It was moved or deleted meanwhile: run again.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One document for a worker."""

    source: SourceFile
    """As the machine knows it that keeps the database."""
    url: str
    """Where the worker finds it: a path or an fsspec address."""
    kept: str
    """Its path as rows have it."""
    origin: Origin | None = None
    """Where it was listed."""
    fields: bytes | None = None
    """The portal's own fields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a worker gives back."""

    result: DocumentResult
    """As ``read_document`` gives it."""
    copies: tuple[tuple[str, bytes], ...] = ()
    """Copies for readers and kept pages, by their path from the database's folder."""


def make_job(
    source: SourceFile,
    *,
    settings: Settings,
    privacy: Privacy | None,
    origin: Origin | None = None,
    fields: bytes | None = None,
) -> Job:
    """The job of reading a file of this machine, or one that an address names."""
    kept = source.path
    if privacy is not None:
        place = original_place(source, privacy)
        kept = place.kept if place else privacy.portable(source.path)
    return Job(
        source=source,
        url=locate(source.path, settings.shared),
        kept=kept,
        origin=origin,
        fields=fields,
    )


def locate(path: str, shared: str | None) -> str:
    """Where a worker finds a file of this machine.

    Args:
        path: Here.
        shared: ``FOLDER=URL``, as in the settings.
    """
    if "://" in path:
        return path
    here = Path(path).resolve()
    if shared is None:
        return str(here)
    folder, _, url = shared.partition("=")
    base = Path(folder).resolve()
    if not here.is_relative_to(base):
        return str(here)
    return f"{url.rstrip('/')}/{here.relative_to(base).as_posix()}"


def read_job(
    job: Job, *, settings: Settings, privacy: Privacy | None, read: Reader = read_document
) -> Reply:
    """Read one document. Runs in a process of a worker.

    Raises:
        NotSeenError: The file is not there, seen from this worker.
    """
    with tempfile.TemporaryDirectory(prefix="referat-") as folder:
        base = Path(folder)
        here = None if privacy is None else replace(privacy, public_dir=base / PUBLIC_DIR)
        try:
            path = _at_hand(job)
        except InputFileError as error:
            return Reply(result=failed(job.source.path, error, job.source))
        result = read(
            job.source,
            settings=settings,
            privacy=here,
            origin=job.origin,
            fields=job.fields,
            place=Place(file=str(path), kept=job.kept),
        )
        copies = tuple(
            (path.relative_to(base).as_posix(), path.read_bytes())
            for kind in (PUBLIC_DIR, PAGES_DIR)
            for path in sorted((base / kind).rglob("*"))
            if path.is_file()
        )
    return Reply(result=result, copies=copies)


def work_far(
    task: Task, *, settings: Settings, privacy: Privacy | None, read: Reader = read_document
) -> Answer:
    """Do one task of a run, a document or a page of it. Runs in a process of a worker.

    Raises:
        NotSeenError: The file is not there, seen from this worker.
    """
    with tempfile.TemporaryDirectory(prefix="referat-ocr-") as folder:
        cache = OcrCache(Path(folder))
        if isinstance(task, DocumentTask):
            for key, content in task.seen.items():
                cache.put(key, content)
        here = replace(settings, ocr_cache=folder)
        answer = work(
            task,
            read=partial(read_job, settings=here, privacy=privacy, read=read),
            recognise=partial(_recognise, settings=here),
        )
        if isinstance(answer, PageDone):
            answer = replace(answer, seen=dict(cache.contents()))
    return answer


def _recognise(task: PageTask, *, settings: Settings) -> PageFailure | None:
    source: SourceFile = task.item.source
    try:
        path = _at_hand(task.item)
    except InputFileError as error:
        return PageFailure(code=error.code, message=error.message, action=error.action)
    return read_into_cache(replace(source, path=str(path)), task.number, settings)


def _at_hand(job: Job) -> Path:
    """The file on a disk of this machine, the same as where the job came from.

    Raises:
        NotSeenError: It is not to be seen from here.
        InputFileError: It is another one.
    """
    import fsspec

    if "://" in job.url and not job.url.startswith("file://"):
        return _fetch(job)
    digest = hashlib.sha256()
    with _seen(job) as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    _refuse_other(job, digest.hexdigest())
    return Path(fsspec.core.url_to_fs(job.url)[1])


_FETCHED: dict[tuple[str, str], tuple[tempfile.TemporaryDirectory[str], Path]] = {}
"""The file that this process fetched last, by address and hash: its pages may come one by one."""


def _fetch(job: Job) -> Path:
    """A copy of a file that lies on no disk of this machine."""
    known = _FETCHED.get((job.url, job.source.sha256))
    if known is not None:
        return known[1]
    for folder, _ in _FETCHED.values():
        folder.cleanup()
    _FETCHED.clear()
    folder = tempfile.TemporaryDirectory(prefix="referat-original-", ignore_cleanup_errors=True)
    # The name is kept: readers know a document by it, and its suffix may tell its kind.
    path = Path(folder.name) / PurePosixPath(urlsplit(job.url).path).name
    digest = hashlib.sha256()
    try:
        with _seen(job) as file, path.open("wb") as target:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
                target.write(chunk)
        _refuse_other(job, digest.hexdigest())
    except BaseException:
        folder.cleanup()
        raise
    _FETCHED[job.url, job.source.sha256] = folder, path
    return path


@contextmanager
def _seen(job: Job) -> Iterator[IO[bytes]]:
    """The file, open; whatever is wrong with it says that this worker does not see it."""
    import fsspec

    try:
        with fsspec.open(job.url, "rb") as file:
            yield file
    except FileNotFoundError as error:
        raise NotSeenError(f"it does not see {job.url}.") from error
    except (OSError, ImportError, ValueError) as error:
        raise NotSeenError(f"it cannot read {job.url} ({error}).") from error


def _refuse_other(job: Job, digest: str) -> None:
    if digest != job.source.sha256:
        raise InputFileError(
            "it is another file where it is read than where it was found.",
            action="It was changed meanwhile, or the shared folder is not the same: run again.",
            code="aendret",
        )


def land(reply: Reply, privacy: Privacy) -> DocumentResult:
    """Put what a worker has made where the database is, and give the result.

    Raises:
        StorageError: The disk did not take a copy.
    """
    base = privacy.public_dir.parent
    for path, content in reply.copies:
        write_whole(base / path, content, what="what a worker has read", named=base)
    return reply.result


def read_far(
    files: Iterable[Path | str],
    *,
    settings: Settings,
    known: frozenset[str],
    privacy: Privacy,
    told: PageTold | None = None,
    read: Reader = read_document,
) -> Iterator[DocumentResult]:
    """As ``reading.read_documents``, on the workers of the scheduler in the settings.

    Raises:
        ClusterError: The scheduler or its workers cannot be used.
    """
    settled: list[DocumentResult] = []
    jobs = (
        make_job(source, settings=settings, privacy=privacy)
        for source in new_sources(
            files, settings=settings, known=known, settled=settled, privacy=privacy
        )
    )
    for job, answer in run_far(jobs, settings=settings, privacy=privacy, told=told, read=read):
        yield from drain(settled)
        yield died(job.source) if isinstance(answer, Died) else answer
    yield from drain(settled)


def run_far(
    jobs: Iterable[Job],
    *,
    settings: Settings,
    privacy: Privacy,
    limits: Limits | None = None,
    told: PageTold | None = None,
    read: Reader = read_document,
) -> Iterator[tuple[Job, DocumentResult | Died[Job]]]:
    """Read jobs on the cluster; copies for readers are in place when a result is given.

    Raises:
        ClusterError: The scheduler or its workers cannot be used.
    """
    with cached(settings) as kept:
        pool = partial(
            _on_cluster,
            function=partial(work_far, settings=settings.local, privacy=privacy, read=read),
            settings=settings,
            limits=page_limits(limits, settings),
        )
        run = FanOut(pool, told=told, cache=OcrCache(Path(kept.ocr_cache or "")))
        for job, answer in run.results(jobs):
            if isinstance(answer, Reply):
                yield job, land(answer, privacy)
            elif isinstance(answer, Gone):
                gone = InputFileError(
                    "the file is not there any more.",
                    action="It was moved or deleted meanwhile: run again.",
                    code="forsvundet",
                )
                yield job, failed(job.source.path, gone, job.source)
            else:
                yield job, answer


def _on_cluster(
    tasks: Iterator[Task],
    urgent: deque[Task],
    *,
    function: Callable[[Task], Answer],
    settings: Settings,
    limits: Limits,
) -> Iterator[Answer | Died[Task]]:
    """As ``run_all``, on the cluster."""
    for task, answer in run_on_cluster(
        function, tasks, settings=settings, limits=limits, is_there=_is_there, urgent=urgent
    ):
        if isinstance(answer, Died):
            yield replace(answer, item=task)
        elif not isinstance(answer, Gone):
            yield answer
        elif isinstance(task, DocumentTask):
            yield DocumentDone(document=task.number, result=answer)
        else:
            page = PageRead(document=task.document, number=task.number, failure=VANISHED)
            yield PageDone(page=page)


def _is_there(task: Task) -> bool:
    path = task.item.source.path
    return "://" in path or Path(path).exists()
