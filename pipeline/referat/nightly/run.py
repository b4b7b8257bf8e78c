"""The nightly run: fetch what is new, read it, look at its quality, show it, say how it went.

A plan and a database come in, rows and a ``NightReport`` go out. The steps, each of which can be
broken off anywhere and taken up again by the next run:

1. Each source is asked what it lists; what is new or changed is fetched and kept (``fetching.py``).
2. Workers read what was fetched, one document a process, within limits; what they read is staged.
3. What is new from a source is measured against its own history. If a field fell, it is kept aside.
4. What passed is shown: each version in one transaction, with its search rows.
5. The ledger is closed, and whoever wants to know is told.
"""

from __future__ import annotations

import datetime as dt
import logging
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import sqlite_utils

from referat import resources
from referat.errors import ReferatError, SettingsError, StorageError
from referat.fanout import keep_ocr, run_by_page
from referat.flow import STAGING_DIR, explained
from referat.ingest.notify import notify
from referat.ingest.originals import Originals
from referat.ingest.pace import Pacer
from referat.ingest.sources import Plan
from referat.listing import DocumentQuality, DocumentState, Source, Verdict
from referat.logs import tell
from referat.nightly import staging
from referat.nightly.enforce import enforce
from referat.nightly.fetching import FetchCounts, Setting, fetch_all
from referat.nightly.gate import HISTORY, TAIL, UNSURE, judge
from referat.nightly.report import Held, NightReport, in_words, summary, write_status
from referat.nightly.tasks import Outcome, Task, death, read_task, read_tasks_far
from referat.privacy.apply import Privacy
from referat.reading import STOPS_THE_RUN, failed, fault
from referat.resources import ORIGINALS_DIR, PUBLIC_DIR
from referat.settings import Settings
from referat.store import ledger
from referat.store.history import read_history, write_judgement
from referat.store.ledger import Pending
from referat.store.lock import only_run
from referat.store.refill import read_retracted, refill
from referat.store.schema import open_database, refuse_other_files, require_database
from referat.store.versions import Written, write_version
from referat.store.write import finish_run, forget_traces, start_run
from referat.types import DocumentResult, Problem, RunReport
from referat.withholding import ensure_register, register_path
from referat.workers import Died, Limits


class Night:
    """One run; the methods follow the steps."""

    def __init__(
        self,
        plan: Plan,
        *,
        db_path: Path,
        settings: Settings,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.db_path = db_path.resolve()
        base = self.db_path.parent
        self.plan, self.settings, self.now = plan, keep_ocr(settings, base), now
        self.originals = Originals(base / ORIGINALS_DIR)
        self.staging = base / STAGING_DIR
        self.temporary = self.staging / "temporary"
        self.register = ensure_register(register_path(self.db_path))
        self.privacy = Privacy(
            register=self.register, today=now().date(), public_dir=base / PUBLIC_DIR
        )
        self.versions = resources.versions(settings.model)
        self.pacer = Pacer(sleep=sleep, patience=plan.patience)
        self.failures: list[Problem] = []
        self.problems: list[Problem] = []
        self.held: list[Held] = []
        self.read_now: set[int] = set()
        self.leaves_traces = False
        self.shown = self.failed = self.withheld = self.pages = self.punkter = self.decisions = 0

    def run(
        self,
        sources: Sequence[Source],
        *,
        command: str = "nightly",
        accept: bool = False,
    ) -> NightReport:
        """The whole run over these sources; with ``accept`` what is kept aside is let in."""
        started, clock = self.now(), time.monotonic()
        db = open_database(self.db_path)
        try:
            with explained(db):
                enforce(db, self.db_path, self.register, self.privacy)
                run = start_run(db, self.versions, command, started=started)
                ledger.close_broken_runs(db, run)
                self._write_status({"state": "running", "run": run, "started": started.isoformat()})
                counts = FetchCounts()
                finished = False
                try:
                    self._make_room()
                    self._refill(db, run)
                    if accept:
                        self._accept(db, sources, run)
                    else:
                        ledger.write_sources(db, self.plan.sources)
                        counts = fetch_all(db, sources, self._setting(), run)
                    self._read(db, run)
                    if not accept:
                        self._gate(db, run)
                    self._show(db, run)
                    self._clear_up(db)
                    if self.leaves_traces:
                        forget_traces(db)
                    finished = True
                finally:
                    report = self._report(run, started, sources, counts)
                    self._finish(db, report, time.monotonic() - clock, complete=finished)
        finally:
            db.close()
        return report

    def _setting(self) -> Setting:
        return Setting(
            plan=self.plan,
            database=self.db_path,
            originals=self.originals,
            register=self.register,
            agent=f"referat/{self.versions.program} (+{self.plan.contact})",
            max_bytes=self.settings.max_bytes,
            now=self.now,
            pacer=self.pacer,
            mask=self.privacy.mask,
        )

    # --- 0. take up what was broken off -----------------------------------------------------

    def _make_room(self) -> None:
        """Remove what a run that was killed left in its folder for temporary files."""
        try:
            shutil.rmtree(self.temporary, ignore_errors=True)
            self.temporary.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageError(
                f"the folder of what is read cannot be made ({error.strerror or error}).",
                action="Make room, or check that you may write there.",
                path=str(self.temporary),
            ) from error

    def _refill(self, db: sqlite_utils.Database, run: int) -> None:
        """Read versions again that were taken out because of a takedown, each oldest first."""
        waiting = read_retracted(db.conn)
        by_stage = {self._stage(one.pending): one for one in waiting}
        for _ in self._outcomes(db, [one.pending for one in waiting], run):
            continue
        for stage, one in by_stage.items():
            result = staging.read_stage(stage)
            if result is not None and result.referat is not None:
                self.leaves_traces |= refill(db, one, result.referat, result.pages, run)
                stage.unlink(missing_ok=True)

    # --- 2. read ----------------------------------------------------------------------------

    def _read(self, db: sqlite_utils.Database, run: int) -> None:
        """Read what was fetched and is not staged yet."""
        waiting = ledger.read_pending(
            db.conn, DocumentState.PASSED, DocumentState.FETCHED, DocumentState.HELD
        )
        self.read_now |= {pending.id for pending in self._outcomes(db, waiting, run)}

    def _outcomes(
        self, db: sqlite_utils.Database, waiting: Sequence[Pending], run: int
    ) -> Iterator[Pending]:
        """Read documents in workers; gives those that are staged, as they come."""
        seconds, memory = self.plan.document_limit, self.plan.memory_limit
        limits = Limits(seconds=seconds, memory=memory) if seconds or memory else None
        tasks = self._tasks(db, waiting)
        results: Iterator[Outcome | Died[Task]]
        if self.settings.scheduler is not None:
            results = read_tasks_far(
                tasks, settings=self.settings, privacy=self.privacy, limits=limits
            )
        else:
            results = run_by_page(
                partial(read_task, settings=self.settings, privacy=self.privacy),
                tasks,
                settings=self.settings,
                limits=limits,
                folder=self.temporary,
            )
        for outcome in results:
            if isinstance(outcome, Died):
                self._fail(db, outcome.item.pending, (death(outcome),), run)
            elif outcome.staged is None:
                self._fail(db, outcome.pending, outcome.problems, run)
            else:
                tell(
                    f"{outcome.pending.source}: read {outcome.pending.key}",
                    source=outcome.pending.source,
                    key=outcome.pending.key,
                    pages=outcome.staged.pages,
                    punkter=outcome.staged.punkter,
                )
                yield outcome.pending

    def _tasks(self, db: sqlite_utils.Database, waiting: Sequence[Pending]) -> Iterator[Task]:
        for pending in waiting:
            stage = self._stage(pending)
            if staging.read_head(stage) is not None:
                continue
            path = self.originals.find(pending.sha256)
            if path is None:
                # Someone has cleared up: it is fetched again.
                ledger.set_state(db, [pending.id], DocumentState.LISTED)
                continue
            fields = pending.fields_sha256 and self.originals.find(pending.fields_sha256)
            yield Task(
                pending=pending,
                path=str(path),
                fields=str(fields) if fields else None,
                stage=str(stage),
                url=pending.url,
            )

    def _stage(self, pending: Pending) -> Path:
        """Where a document is staged: the name says all that its reading depends on."""
        return staging.stage_path(
            self.staging,
            pending.sha256,
            self.versions.program,
            self.versions.model,
            repr(self.settings.local),
            repr(self.register),
            pending.fields_sha256 or "",
            f"{pending.source}\x1f{pending.key}\x1f{pending.url}\x1f{pending.kommune}",
        )

    # --- 3. quality -------------------------------------------------------------------------

    def _gate(self, db: sqlite_utils.Database, run: int) -> None:
        """Judge what is new, source by source."""
        waiting = ledger.read_pending(db.conn, DocumentState.FETCHED, DocumentState.HELD)
        by_source: dict[str, list[Pending]] = {}
        for pending in waiting:
            by_source.setdefault(pending.source, []).append(pending)
        for source, documents in sorted(by_source.items()):
            if all(
                one.state is DocumentState.HELD and one.id not in self.read_now for one in documents
            ):
                # Judged before, and read by the same program: nothing new to say.
                self._note_held(db, source, len(documents))
                continue
            heads = {one.id: staging.read_head(self._stage(one)) for one in documents}
            ready = [number for number, head in heads.items() if head is not None]
            new = [head.quality for head in heads.values() if head is not None]
            if not ready:
                continue
            judgement = judge(new, self._history(db, source))
            if not self.plan.gate and judgement.verdict is Verdict.HELD:
                judgement = replace(
                    judgement, verdict=Verdict.OK, reason="Kontrollen er slået fra."
                )
            write_judgement(db, source, judgement, ready, run)
            if judgement.verdict is Verdict.HELD:
                self._note_held(db, source, len(ready))
                tell(
                    f"{source}: {len(ready)} documents kept aside: {judgement.reason}",
                    level=logging.ERROR,
                    is_listed=True,
                    source=source,
                )

    @staticmethod
    def _history(db: sqlite_utils.Database, source: str) -> list[DocumentQuality]:
        return read_history(db.conn, source, most=HISTORY + TAIL, unsure=UNSURE)

    def _note_held(self, db: sqlite_utils.Database, source: str, documents: int) -> None:
        row = db.conn.execute(
            "SELECT forklaring FROM kvalitet WHERE kilde = ? ORDER BY id DESC LIMIT 1", (source,)
        ).fetchone()
        self.held.append(Held(source=source, documents=documents, reason=row[0] if row else ""))

    def _accept(self, db: sqlite_utils.Database, sources: Sequence[Source], run: int) -> None:
        """Let in what is kept aside; from here on the source has a new history."""
        for source in sources:
            held = ledger.read_pending(db.conn, DocumentState.HELD, source=source.id)
            if not held:
                continue
            heads = [staging.read_head(self._stage(one)) for one in held]
            new = [head.quality for head in heads if head is not None]
            judgement = replace(
                judge(new, self._history(db, source.id)),
                verdict=Verdict.ACCEPTED,
                reason="Set igennem og lukket ind.",
            )
            write_judgement(db, source.id, judgement, [one.id for one in held], run)

    # --- 4. show ----------------------------------------------------------------------------

    def _show(self, db: sqlite_utils.Database, run: int) -> None:
        """Write what passed, each version in one transaction, oldest meeting last."""
        for pending in ledger.read_pending(db.conn, DocumentState.PASSED):
            stage = self._stage(pending)
            result = staging.read_stage(stage)
            if result is None or result.referat is None:
                # Read anew by the next run.
                ledger.set_state(db, [pending.id], DocumentState.FETCHED)
                continue
            try:
                self._show_one(db, pending, result, run)
            except STOPS_THE_RUN:
                raise
            except ReferatError as error:
                self._fail(db, pending, failed(result.path, error).problems, run)
            except Exception as error:  # As in reading.py: the next document is not to blame.
                self._fail(db, pending, failed(result.path, fault(error)).problems, run)
            stage.unlink(missing_ok=True)

    def _show_one(
        self, db: sqlite_utils.Database, pending: Pending, result: DocumentResult, run: int
    ) -> None:
        referat = result.referat
        if referat is None:
            return
        if self.register.is_withheld(
            sha256=pending.sha256,
            text_hash=referat.text_hash,
            source=pending.source,
            key=pending.key,
        ):
            ledger.write_withheld(db, pending.id)
            self.withheld += 1
            return
        about = self.originals.about(pending.sha256)
        written = write_version(
            db, pending, referat, result.pages, run, headers=self.privacy.mask(about or "") or None
        )
        # What was there before was read with other eyes, or was open: no index may keep it.
        self.leaves_traces |= written in (Written.AGAIN, Written.CLOSED)
        if written is not Written.SAME:
            self.shown += 1
            self.pages += len(result.pages)
            self.punkter += len(referat.punkter)
            self.decisions += sum(punkt.beslutning is not None for punkt in referat.punkter)
        self.problems.extend(replace(one, path=pending.place) for one in result.problems)
        tell(
            f"{pending.source}: shown {pending.key} ({written})",
            source=pending.source,
            key=pending.key,
            version=str(written),
        )

    def _fail(
        self, db: sqlite_utils.Database, pending: Pending, problems: Sequence[Problem], run: int
    ) -> None:
        self.failed += 1
        # Whoever looks into it knows the document by its own name, and needs the file too.
        original = self.originals.find(pending.sha256)
        copy = f"What was fetched: {self.privacy.portable(str(original))}." if original else ""
        shown = [
            replace(one, path=pending.place, action=f"{one.action} {copy}".strip())
            for one in problems
        ]
        self.failures.extend(shown)
        ledger.write_failed(db, pending.source, pending.key, shown, run=run, now=self.now())
        for problem in shown:
            tell(
                str(problem),
                level=logging.ERROR,
                is_listed=True,
                source=pending.source,
                code=problem.code,
            )

    # --- 5. finish --------------------------------------------------------------------------

    def _clear_up(self, db: sqlite_utils.Database) -> None:
        waiting = ledger.read_pending(
            db.conn, DocumentState.PASSED, DocumentState.FETCHED, DocumentState.HELD
        )
        staging.sweep(self.staging, [self._stage(one) for one in waiting])

    def _report(
        self, run: int, started: dt.datetime, sources: Sequence[Source], counts: FetchCounts
    ) -> NightReport:
        return NightReport(
            run=run,
            started=started,
            finished=self.now(),
            listed=counts.listed,
            fetched=counts.fetched,
            unchanged=counts.unchanged,
            shown=self.shown,
            failed=self.failed + counts.failed,
            withheld=self.withheld + counts.withheld,
            held=tuple(self.held),
            sources=sum(not source.discontinued for source in sources),
            sources_failed=tuple(counts.sources_failed),
            failures=(*counts.failures, *self.failures),
            problems=(*counts.failures, *self.failures, *counts.problems, *self.problems),
        )

    def _finish(
        self, db: sqlite_utils.Database, report: NightReport, seconds: float, *, complete: bool
    ) -> None:
        message = in_words(report) if complete else "afbrudt"
        finish_run(
            db,
            report.run,
            RunReport(
                stored=report.shown,
                skipped=report.unchanged,
                failed=report.failed,
                pages=self.pages,
                punkter=self.punkter,
                beslutninger=self.decisions,
                problems=report.problems,
                seconds=seconds,
            ),
            finished=report.finished,
            more={
                "listet": report.listed,
                "hentet": report.fetched,
                "afventer": sum(held.documents for held in report.held),
                "kilder_fejlet": len(report.sources_failed),
                "besked": message,
            },
        )
        state = "broken off" if not complete else "problems" if report.exit_code else "ok"
        told = {"state": state, **summary(report)}
        self._write_status(told)
        tell(message, **told)
        for error in notify(self.plan, told, subject=f"referat: {message}"):
            tell(str(error), level=logging.ERROR, code=error.code)

    def _write_status(self, values: dict[str, object]) -> None:
        """Tell monitoring. Where it cannot be told, its file grows old, and the night goes on."""
        if not self.plan.status_file:
            return
        path = self.db_path.parent / self.plan.status_file
        try:
            write_status(path, values)
        except OSError as error:
            tell(
                f"{path}: the status file cannot be written ({error.strerror or error})."
                " Check `status_file` in the file of sources, and that you may write there.",
                level=logging.ERROR,
            )


def nightly(
    plan: Plan,
    *,
    db_path: Path,
    settings: Settings,
    only: Sequence[str] = (),
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    sleep: Callable[[float], None] = time.sleep,
) -> NightReport:
    """One nightly run over all sources of a plan, or over some.

    Raises:
        BusyError: Another run is going on.
        SettingsError: A source is not in the plan, or the register of what is withheld is broken.
        StorageError: The disk is full.
        SchemaError: The database is foreign, newer than this program, locked or damaged.
    """
    sources = _chosen(plan, only)
    refuse_other_files(db_path)
    with only_run(db_path):
        return Night(plan, db_path=db_path, settings=settings, now=now, sleep=sleep).run(sources)


def accept(plan: Plan, *, db_path: Path, settings: Settings, only: Sequence[str]) -> NightReport:
    """Show what the gate kept aside of some sources, and take it as their history from now on.

    Raises:
        BusyError: Another run is going on.
        SettingsError: A source is not in the plan.
        SchemaError: The database is missing, foreign, newer than this program, or locked.
    """
    sources = _chosen(plan, only)
    require_database(db_path)
    with only_run(db_path):
        night = Night(plan, db_path=db_path, settings=settings)
        return night.run(sources, command="accept", accept=True)


def _chosen(plan: Plan, only: Sequence[str]) -> tuple[Source, ...]:
    known = {source.id: source for source in plan.sources}
    for name in only:
        if name not in known:
            raise SettingsError(
                f"there is no source {name!r}.", action=f"Known: {', '.join(known) or 'none'}."
            )
    return tuple(known[name] for name in only) if only else plan.sources
