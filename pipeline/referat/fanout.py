"""Spreads the pages of documents over the workers: a long scan is read by all of them.

Documents come in and their results go out, as from ``workers.run_all``. In between, a document that
has scanned pages which nobody has read yet asks for them (``pages/desk.py``); each becomes a task
of its own before any new document, is read into the cache of OCR, and when all are there the
document is read again, now from the cache. A page that kills its worker, or takes too long, costs
itself and not its document.
"""

from __future__ import annotations

import itertools
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from referat.pages import desk
from referat.pages.desk import Desk, PageFailure, PagesWanted
from referat.settings import Settings
from referat.types import SourceFile
from referat.workers import Died, Limits, run_all, tell_place

Item = TypeVar("Item")
Result = TypeVar("Result")

OCR_DIR = "ocr"
"""Folder beside the database that keeps what OCR saw."""

MOST_SKIPPED = 20
"""Pages of one document that may kill their workers before it is given up."""

TOO_LONG = PageFailure(
    code="side_tid",
    message="the page took longer than it may and was left out.",
    action="Look at it; raise page_timeout if it only is large.",
)
KILLED = PageFailure(
    code="side_doede",
    message="the program that read the page was killed, twice.",
    action="It may need more memory than there is; try the file alone with `referat structure`.",
)
LOST = PageFailure(
    code="ocr_fejl",
    message="what OCR read of the page is gone again.",
    action="Check that nothing clears the folder of OCR during a run, and run again.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRead:
    """A scanned page that is done."""

    document: int
    """Which document, counted from 0 in the order in which they came."""
    number: int
    """Page, from 1."""
    failure: PageFailure | None
    """Why it could not be read."""
    waiting: int = 0
    """Scanned pages that are known to wait still, of all documents."""


PageTold = Callable[[PageRead], None]
"""Told about each scanned page as it is done."""


def keep_ocr(settings: Settings, folder: Path) -> Settings:
    """The settings, with what OCR saw kept in a folder, unless they say where or that it is not."""
    if settings.ocr_cache is not None:
        return settings
    return replace(settings, ocr_cache=str(folder / OCR_DIR))


@contextmanager
def cached(settings: Settings) -> Iterator[Settings]:
    """The settings, with a folder for what OCR saw, for this run alone where none is kept."""
    if settings.ocr_cache:
        yield settings
        return
    with tempfile.TemporaryDirectory(prefix="referat-ocr-", ignore_cleanup_errors=True) as folder:
        yield replace(settings, ocr_cache=folder)


def run_by_page(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    settings: Settings,
    limits: Limits | None = None,
    folder: Path | None = None,
    told: PageTold | None = None,
) -> Iterator[Result | Died[Item]]:
    """As ``run_all``, with scanned pages as tasks of their own.

    Args:
        function: Reads a document; it must let ``PagesWanted`` through.
        items: Documents.
        settings: As the function has them; with one job and no limits there are no processes, and
            the function reads its pages itself.
        limits: What a document, or a page of it, may take.
        folder: For temporary files.
        told: Hears of each page that was read by a worker.
    """
    if settings.jobs == 1 and limits is None:
        return map(function, items)
    return _Run(function, settings, told).results(items, limits or Limits(), folder)


# --- tasks, as workers see them -------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Document:
    number: int
    item: Any
    failures: Mapping[int, PageFailure] = field(default_factory=dict)
    skipped: Mapping[int, PageFailure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _PageTask:
    document: int
    source: SourceFile
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    document: int
    result: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    task: _Document
    source: SourceFile
    numbers: tuple[int, ...]


def _work(
    task: _Document | _PageTask, *, function: Callable[[Any], Any], settings: Settings
) -> _Read | _Wanted | PageRead:
    """What a worker does with one task."""
    if isinstance(task, _PageTask):
        from referat.pages.scanned import read_into_cache

        tell_place(task.number)
        failure = read_into_cache(task.source, task.number, settings)
        return PageRead(document=task.document, number=task.number, failure=failure)
    here = Desk(hands_out=True, failures=task.failures, skipped=task.skipped, at=tell_place)
    try:
        with desk.at(here):
            return _Read(document=task.number, result=function(task.item))
    except PagesWanted as wanted:
        return _Wanted(task=task, source=wanted.source, numbers=wanted.numbers)


# --- the parent -----------------------------------------------------------------------------


@dataclass(slots=True)
class _Waiting:
    """A document whose pages are being read."""

    task: _Document
    asked: set[int]
    open: set[int]
    failures: dict[int, PageFailure]


class _Run:
    """One run over many documents; what it knows of those that wait for pages."""

    def __init__(
        self, function: Callable[[Any], Any], settings: Settings, told: PageTold | None
    ) -> None:
        self._function, self._settings, self._told = function, settings, told
        self._urgent: deque[_Document | _PageTask] = deque()
        self._waiting: dict[int, _Waiting] = {}

    def results(self, items: Iterable[Any], limits: Limits, folder: Path | None) -> Iterator[Any]:
        """Results of the documents, in the order in which they are ready."""
        numbers = itertools.count()
        documents = (_Document(number=next(numbers), item=item) for item in items)
        answers = run_all(
            partial(_work, function=self._function, settings=self._settings),
            documents,
            jobs=self._settings.workers,
            limits=replace(limits, place_seconds=self._settings.page_timeout),
            folder=folder,
            urgent=self._urgent,
        )
        for answer in answers:
            if isinstance(answer, Died):
                yield from self._died(answer)
            elif isinstance(answer, _Wanted):
                self._hand_out(answer)
            elif isinstance(answer, PageRead):
                self._page_done(answer)
            else:
                self._waiting.pop(answer.document, None)
                yield answer.result

    def _hand_out(self, wanted: _Wanted) -> None:
        number = wanted.task.number
        before = self._waiting.pop(number, None)
        # What was read and is wanted again went lost: it would be asked for without end.
        asked = before.asked if before is not None else set()
        failures = {
            **wanted.task.failures,
            **{page: LOST for page in wanted.numbers if page in asked},
        }
        pages = [page for page in wanted.numbers if page not in asked]
        task = replace(wanted.task, failures=failures)
        if not pages:
            self._urgent.appendleft(task)
            return
        self._waiting[number] = _Waiting(task, asked | set(pages), set(pages), failures)
        self._urgent.extend(
            _PageTask(document=number, source=wanted.source, number=page) for page in pages
        )

    def _page_done(self, page: PageRead) -> None:
        waiting = self._waiting[page.document]
        waiting.open.discard(page.number)
        if page.failure is not None:
            waiting.failures[page.number] = page.failure
        if self._told is not None:
            left = sum(len(other.open) for other in self._waiting.values())
            self._told(replace(page, waiting=left))
        if not waiting.open:
            self._urgent.appendleft(replace(waiting.task, failures=waiting.failures))

    def _died(self, died: Died[_Document | _PageTask]) -> Iterator[Died[Any]]:
        failure = TOO_LONG if died.timed_out else KILLED
        task = died.item
        if isinstance(task, _PageTask):
            self._page_done(PageRead(document=task.document, number=task.number, failure=failure))
        elif died.place is not None and len(task.skipped) < MOST_SKIPPED:
            skipped = {**task.skipped, died.place: failure}
            self._urgent.appendleft(replace(task, skipped=skipped))
        else:
            yield Died(item=task.item, timed_out=died.timed_out)
