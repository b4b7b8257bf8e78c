"""Structures everything anew after the model or the rules have changed, from pages that were kept.

No PDF is opened and nothing is recognised again, but where a copy for readers has to cover other
things than before. Safe to end at any moment: each document is written in one transaction, the run
that wrote it stands beside it, and the next run with the same program and model goes on from there.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from referat import resources
from referat.errors import InputFileError
from referat.flow import Progress, Tally, explained, find_privacy, store
from referat.pagestore import kept_path, read_kept
from referat.privacy.apply import Privacy
from referat.reading import died, failed
from referat.ready import Ready, read_ready
from referat.settings import Settings
from referat.store.lock import only_run
from referat.store.schema import check_ours, open_database
from referat.store.write import finish_run, forget_traces, start_run
from referat.types import DocumentResult, RunReport, Status
from referat.workers import Died, run_all

if TYPE_CHECKING:
    from sqlite_utils import Database

COMMAND = "restructure"
COMPLETE = "alt er struktureret på ny"
"""What the table of runs says of a run that came to its end."""


def restructure(
    *,
    db_path: Path,
    settings: Settings,
    again: bool = False,
    progress: Progress | None = None,
) -> RunReport:
    """Structure what is shown anew, where it was not read by this program and model.

    Args:
        db_path: The database, which there must be.
        settings: How to structure, and with how many worker processes.
        again: Also what this program and model have structured already.
        progress: Told about every document as it is done.

    Raises:
        SchemaError: The database is missing, foreign, newer than this program, or locked.
        BusyError: Another run is going on.
        MissingModelError: The spaCy pipeline is not there.
    """
    # Refuses what is not there, which opening it to write would make.
    check_ours(db_path)
    with only_run(db_path):
        db = open_database(db_path)
        try:
            with explained(db):
                return _restructure(db, db_path, settings, again, progress)
        finally:
            db.close()


def _restructure(
    db: Database, db_path: Path, settings: Settings, again: bool, progress: Progress | None
) -> RunReport:
    started = time.monotonic()
    privacy, tally, is_complete = find_privacy(db_path), Tally(), False
    command = f"{COMMAND} {resources.code_hash()}-{resources.model_hash(settings.model)}"
    since = None if again else _begun(db, command)
    run = start_run(db, resources.versions(settings.model), command)
    waiting = db.conn.execute(
        "SELECT sha256, sti FROM dokumenter WHERE gaeldende = 1 AND koersel < ? ORDER BY id",
        (since or run,),
    ).fetchall()
    if progress is not None:
        progress(0, len(waiting), None)
    try:
        for result in _read(waiting, db_path.parent, settings, privacy, run):
            # What is not kept stays as it is: a failure would say that it could not be read.
            done = store(db, result, run, privacy) if isinstance(result, Ready) else result
            tally.add(done)
            if progress is not None:
                progress(tally.documents, len(waiting), done)
        is_complete = True
    finally:
        report = tally.report(time.monotonic() - started)
        finish_run(db, run, report, more={"besked": COMPLETE if is_complete else "afbrudt"})
    if tally.documents:
        # What is closed now may have been open: no index may keep it.
        forget_traces(db)
    return report


def _begun(db: Database, command: str) -> int | None:
    """The first of the latest runs with the same program and model, which this one goes on with."""
    other = db.conn.execute(
        "SELECT coalesce(max(id), 0) FROM koersler WHERE kommando LIKE ? AND kommando <> ?",
        (f"{COMMAND} %", command),
    ).fetchone()[0]
    row = db.conn.execute(
        "SELECT min(id) FROM koersler WHERE kommando = ? AND id > ?", (command, other)
    ).fetchone()
    return int(row[0]) if row[0] is not None else None


def _read(
    waiting: list[tuple[str, str]], base: Path, settings: Settings, privacy: Privacy, run: int
) -> Iterator[DocumentResult]:
    items = ((str(kept_path(base, sha256)), sti) for sha256, sti in waiting)
    read = partial(read_again, settings=settings, privacy=privacy, run=run)
    for result in run_all(read, items, jobs=settings.workers):
        if isinstance(result, Died):
            kept = read_kept(Path(result.item[0]))
            path = result.item[1]
            yield died(kept.source) if kept else DocumentResult(path=path, status=Status.FAILED)
        else:
            yield result


def read_again(
    item: tuple[str, str], *, settings: Settings, privacy: Privacy, run: int
) -> DocumentResult:
    """Structure one document from its kept pages, ready to write. Runs in a worker process.

    Args:
        item: Where its pages are kept, and its path as readers know it.
        settings: How to structure.
        privacy: What must not be shown.
        run: The run that writes it.
    """
    kept = read_kept(Path(item[0]))
    if kept is None:
        error = InputFileError(
            "its pages are not kept: they were read before pages were, or the file is damaged.",
            action="Read it again with `referat ingest --again`.",
            code="sider_mangler",
        )
        return failed(item[1], error)
    return read_ready(
        kept.source,
        run=run,
        settings=settings,
        privacy=privacy,
        origin=kept.origin,
        fields=kept.fields,
        kept=kept,
    )
