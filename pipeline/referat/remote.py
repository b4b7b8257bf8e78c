"""Reads documents where they do not lie: on a cluster's workers, through fsspec.

A ``Job`` goes out with all that a reading needs; a ``Reply`` comes back with the result and the
copies for readers, which ``land`` puts where the database is. So workers write nothing that lasts,
and need of the originals no more than to see them: at the same path, in a folder that is mounted
elsewhere there, or in a bucket.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from referat.cluster import Gone, run_on_cluster
from referat.cluster_worker import NotSeenError
from referat.errors import InputFileError
from referat.files import write_whole
from referat.pagestore import PAGES_DIR
from referat.privacy.apply import Place, Privacy
from referat.reading import died, drain, failed, new_sources, read_document
from referat.resources import PUBLIC_DIR
from referat.settings import Settings
from referat.types import DocumentResult, Origin, SourceFile
from referat.workers import Died, Limits

_CHUNK = 1 << 20


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
    """The job of reading a file of this machine."""
    return Job(
        source=source,
        url=locate(source.path, settings.shared),
        kept=privacy.portable(source.path) if privacy else source.path,
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


def read_job(job: Job, *, settings: Settings, privacy: Privacy | None) -> Reply:
    """Read one document. Runs in a process of a worker.

    Raises:
        NotSeenError: The file is not there, seen from this worker.
    """
    with tempfile.TemporaryDirectory(prefix="referat-") as folder:
        base = Path(folder)
        here = None if privacy is None else replace(privacy, public_dir=base / PUBLIC_DIR)
        try:
            with _at_hand(job, base) as path:
                result = read_document(
                    job.source,
                    settings=settings,
                    privacy=here,
                    origin=job.origin,
                    fields=job.fields,
                    place=Place(file=str(path), kept=job.kept),
                )
        except InputFileError as error:
            return Reply(result=failed(job.source.path, error, job.source))
        copies = tuple(
            (path.relative_to(base).as_posix(), path.read_bytes())
            for kind in (PUBLIC_DIR, PAGES_DIR)
            for path in sorted((base / kind).rglob("*"))
            if path.is_file()
        )
    return Reply(result=result, copies=copies)


@contextmanager
def _at_hand(job: Job, folder: Path) -> Iterator[Path]:
    """The file on a disk of this machine, the same as where the job came from."""
    import fsspec

    is_local = "://" not in job.url or job.url.startswith("file://")
    # The name is kept: readers know a document by it, and its suffix may tell its kind.
    copy = folder / "original" / PurePosixPath(urlsplit(job.url).path).name
    digest = hashlib.sha256()
    try:
        with fsspec.open(job.url, "rb") as file:
            if is_local:
                path = Path(fsspec.core.url_to_fs(job.url)[1])
                while chunk := file.read(_CHUNK):
                    digest.update(chunk)
            else:
                path = copy
                copy.parent.mkdir()
                with copy.open("wb") as target:
                    while chunk := file.read(_CHUNK):
                        digest.update(chunk)
                        target.write(chunk)
    except FileNotFoundError as error:
        raise NotSeenError(f"it does not see {job.url}.") from error
    except (OSError, ImportError, ValueError) as error:
        raise NotSeenError(f"it cannot read {job.url} ({error}).") from error
    if digest.hexdigest() != job.source.sha256:
        raise InputFileError(
            "it is another file where it is read than where it was found.",
            action="It was changed meanwhile, or the shared folder is not the same: run again.",
            code="aendret",
        )
    yield path


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
    files: Iterable[Path],
    *,
    settings: Settings,
    known: frozenset[str],
    privacy: Privacy,
) -> Iterator[DocumentResult]:
    """As ``reading.read_documents``, on the workers of the scheduler in the settings.

    Raises:
        ClusterError: The scheduler or its workers cannot be used.
    """
    settled: list[DocumentResult] = []
    jobs = (
        make_job(source, settings=settings, privacy=privacy)
        for source in new_sources(files, settings=settings, known=known, settled=settled)
    )
    for job, answer in run_far(jobs, settings=settings, privacy=privacy):
        yield from drain(settled)
        yield died(job.source) if isinstance(answer, Died) else answer
    yield from drain(settled)


def run_far(
    jobs: Iterable[Job], *, settings: Settings, privacy: Privacy, limits: Limits | None = None
) -> Iterator[tuple[Job, DocumentResult | Died[Job]]]:
    """Read jobs on the cluster; copies for readers are in place when a result is given.

    Raises:
        ClusterError: The scheduler or its workers cannot be used.
    """
    read = partial(read_job, settings=settings.local, privacy=privacy)
    for job, answer in run_on_cluster(
        read, jobs, settings=settings, limits=limits, is_there=_is_there
    ):
        if isinstance(answer, Died):
            yield job, answer
        elif isinstance(answer, Gone):
            gone = InputFileError(
                "the file is not there any more.",
                action="It was moved or deleted meanwhile: run again.",
                code="forsvundet",
            )
            yield job, failed(job.source.path, gone, job.source)
        else:
            yield job, land(answer, privacy)


def _is_there(job: Job) -> bool:
    return "://" in job.source.path or Path(job.source.path).exists()
