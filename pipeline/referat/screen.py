"""What the commands say to people: progress and problems on stderr, reports line by line.

What a run or a database tells goes in, words for the screen come out; ``cli.py`` alone uses them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from referat.fanout import PageRead, PageTold
    from referat.flow import Progress
    from referat.nightly.report import NightReport
    from referat.store.status import DatabaseStatus
    from referat.types import DocumentResult, Problem, RunReport

LISTED = 20
"""Problems that a run lists on stderr: as many as fit on a screen; all are in the database."""


@contextmanager
def progress_bar(quiet: bool) -> Iterator[tuple[Progress | None, PageTold | None]]:
    """A bar on stderr, where that is a terminal; else nothing.

    It counts documents and tells the time that is left; while scans are read, also how many pages
    a minute are, and how many wait.
    """
    if quiet or not sys.stderr.isatty():
        yield None, None
        return
    from referat.progress import Pace

    pace = Pace()
    bar: Any = click.progressbar(
        length=0,
        label="Reading",
        file=sys.stderr,
        show_pos=True,
        item_show_func=lambda _: pace.words(),
    )

    def advance(done: int, total: int, result: DocumentResult | None) -> None:
        bar.length = total
        bar.update(done - bar.pos)

    def tell(page: PageRead) -> None:
        pace.add(page.waiting)
        bar.update(0)
        bar.render_progress()

    with bar:
        yield advance, tell


def list_problems(problems: Iterable[Problem], unlisted: int = 0) -> None:
    """Problems on stderr, the first of them: what is missing before what may be wrong.

    Args:
        problems: What went wrong.
        unlisted: How many more there are.
    """
    from referat.types import Severity

    found = sorted(problems, key=lambda problem: problem.severity is not Severity.ERROR)
    for problem in found[:LISTED]:
        click.echo(f"{problem.severity}: {problem}", err=True)
    more = len(found) + unlisted - LISTED
    if more > 0:
        click.echo(f"… and {more} more, in the table problemer.", err=True)


def summary(report: RunReport) -> str:
    """What a run read and stored."""
    return "\n".join(
        (
            f"documents  {report.stored} stored, {report.skipped} in already, "
            f"{report.failed} failed",
            f"pages      {report.pages}",
            f"punkter    {report.punkter}",
            f"decisions  {report.beslutninger}",
            f"problems   {len(report.problems) + report.unlisted}",
            f"seconds    {report.seconds:.1f}",
        )
    )


def status_lines(state: DatabaseStatus) -> Iterator[str]:
    """What is in a database, its sources and its latest run."""
    for table, rows in state.rows:
        yield f"{table:14} {rows:>9}"
    for kind, documents in state.document_types:
        yield f"  {kind:12} {documents:>9}"
    for severity, code, count in state.problems:
        yield f"{severity}: {code:20} {count}"
    for source in state.sources:
        hours = "never" if source.hours is None else f"{source.hours:g} h ago"
        aside = f", {source.held} kept aside" if source.held else ""
        line = f"source {source.id:20} {source.state:10} {hours}{aside}"
        yield f"{line}: {source.message} {source.action}" if source.message else line
    run = state.last_run
    if run is not None:
        yield (
            f"last run: {run.command}, {run.finished or 'not finished'}: "
            f"{run.stored or 0} stored, {run.skipped or 0} in already, {run.failed or 0} failed"
        )


def night_lines(report: NightReport) -> Iterator[str]:
    """What a nightly run fetched and showed, and what it kept aside."""
    yield f"sources    {report.sources}, {len(report.sources_failed)} failed"
    yield f"listed     {report.listed}"
    yield f"fetched    {report.fetched}, {report.unchanged} looked at and unchanged"
    yield f"shown      {report.shown}"
    yield f"failed     {report.failed}"
    for held in report.held:
        yield f"aside      {held.documents} of {held.source}: {held.reason}"
    yield f"seconds    {(report.finished - report.started).total_seconds():.1f}"


def list_night(report: NightReport, *, is_logged: bool) -> None:
    """A night's problems on stderr, each once.

    Args:
        report: What the run says.
        is_logged: There is a log, in which what failed stands already.
    """
    list_problems(report.problems[len(report.failures) if is_logged else 0 :])


def start_logging(form: str | None, quiet: bool) -> bool:
    """Send the log of a nightly run to stderr; gives whether it tells what fails as it fails.

    Args:
        form: "text" or "json"; ``None`` leaves it to where stderr goes: JSON for systemd's journal,
            and nothing elsewhere.
        quiet: No log at all.
    """
    from referat import logs

    # systemd says so where stderr goes to the journal.
    as_json = form == "json" or (form is None and "JOURNAL_STREAM" in os.environ)
    is_logged = form is not None or as_json
    logs.start_logging(as_json=as_json, quiet=quiet or not is_logged, sums_up=not is_logged)
    return is_logged
