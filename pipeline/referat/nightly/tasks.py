"""What a worker does with one document of the night: it reads it, and stages what it read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from referat.errors import InputFileError, ReferatError
from referat.ingest.discover import open_source
from referat.nightly import staging
from referat.privacy.apply import Privacy
from referat.reading import failed, read_document
from referat.settings import Settings
from referat.store.ledger import Pending
from referat.types import DocumentResult, Origin, Problem, SourceFile, Status
from referat.workers import Died, Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One document for a worker."""

    pending: Pending
    """Its row."""
    path: str
    """The original."""
    fields: str | None
    """File with the portal's own fields."""
    stage: str
    """Where the result goes."""
    url: str | None
    """Address for readers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a worker gives back: the result itself stays on the disk."""

    pending: Pending
    """The row."""
    staged: staging.Staged | None
    """``None`` where it could not be read."""
    problems: tuple[Problem, ...] = ()
    """Why not."""


def read_task(task: Task, *, settings: Settings, privacy: Privacy) -> Outcome:
    """Read one document and stage it; runs in a worker process."""
    opened = open_task(task, settings)
    if isinstance(opened, Outcome):
        return opened
    source, fields = opened
    result = read_document(
        source, settings=settings, privacy=privacy, origin=origin(task), fields=fields
    )
    return stage_result(task, result)


def open_task(task: Task, settings: Settings) -> tuple[SourceFile, bytes | None] | Outcome:
    """The original and the portal's own fields, or what is wrong with them."""
    pending = task.pending
    try:
        source = open_source(Path(task.path), kommune=pending.kommune, max_bytes=settings.max_bytes)
        fields = Path(task.fields).read_bytes() if task.fields else None
    except InputFileError as error:
        return Outcome(pending=pending, staged=None, problems=failed(task.path, error).problems)
    return _placed(source, task), fields


def origin(task: Task) -> Origin:
    """Where the task's document was listed."""
    return Origin(source=task.pending.source, key=task.pending.key)


def stage_result(task: Task, result: DocumentResult) -> Outcome:
    """Keep what was read until it is shown."""
    pending = task.pending
    if result.status is not Status.STORED or result.referat is None:
        return Outcome(pending=pending, staged=None, problems=result.problems)
    # What went wrong is told of the file as readers know it.
    problems = tuple(replace(one, path=result.path) for one in result.referat.problems)
    result = replace(result, referat=replace(result.referat, problems=problems), problems=problems)
    return Outcome(pending=pending, staged=staging.write_stage(Path(task.stage), result))


def read_tasks_far(
    tasks: Iterable[Task], *, settings: Settings, privacy: Privacy, limits: Limits | None
) -> Iterator[Outcome | Died[Task]]:
    """Read documents on the cluster that the settings name, and stage them here.

    Raises:
        ClusterError: The scheduler or its workers cannot be used.
    """
    from referat.remote import Job, make_job, run_far

    out: dict[int, Task] = {}
    bad: list[Outcome] = []

    def jobs() -> Iterator[Job]:
        for task in tasks:
            opened = open_task(task, settings)
            if isinstance(opened, Outcome):
                bad.append(opened)
                continue
            source, fields = opened
            job = make_job(
                source, settings=settings, privacy=privacy, origin=origin(task), fields=fields
            )
            out[id(job)] = task
            yield job

    for job, answer in run_far(jobs(), settings=settings, privacy=privacy, limits=limits):
        while bad:
            yield bad.pop()
        task = out.pop(id(job))
        if isinstance(answer, Died):
            yield Died(item=task, timed_out=answer.timed_out)
        else:
            yield stage_result(task, answer)
    yield from bad


def _placed(source: SourceFile, task: Task) -> SourceFile:
    fetched = task.pending.fetched_at
    return replace(
        source,
        url=task.url,
        fetched_at=dt.datetime.fromisoformat(fetched) if fetched else None,
    )


def death(died: Died[Task]) -> Problem:
    """Why a document that killed its worker was not read."""
    error = ReferatError(
        "reading it took longer than it may." if died.timed_out
        else "the program that read it was killed, more than once.",
        action="Read it alone with `referat structure`; raise document_limit if it only is long."
        if died.timed_out
        else "It may need more memory than there is; try it alone with `referat structure`.",
        code="tidsgraense" if died.timed_out else "proces_doede",
    )  # fmt: skip
    return failed(died.item.path, error).problems[0]
