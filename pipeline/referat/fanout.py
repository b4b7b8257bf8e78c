"""Spreads the pages of documents over the workers: a long scan is read by all of them.

Documents come in and their results go out, as from ``workers.run_all``. In between, a document that
has scanned pages which nobody has read yet asks for them (``pages/desk.py``); each becomes a task
of its own before any new document, is read into the cache of OCR, and when all are there the
document is read again, now from the cache. A page that kills its worker, or takes too long, costs
itself and not its document. The workers are processes here, or a cluster's (``remote.py``): these
do not see the cache, so that what is in it goes out with the document and comes back with the page.
"""

from __future__ import annotations

import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from referat.pages import desk
from referat.pages.desk import Desk, PageFailure, PagesWanted
from referat.settings import Settings
from referat.types import SourceFile
from referat.workers import Died, Limits, run_all, tell_place

if TYPE_CHECKING:
    from referat.pages.cache import OcrCache

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
    pool = partial(
        run_all,
        partial(work, read=function, recognise=partial(_recognise, settings=settings)),
        jobs=settings.workers,
        limits=page_limits(limits, settings),
        folder=folder,
    )
    run = FanOut(lambda tasks, urgent: pool(tasks, urgent=urgent), told=told)
    return (result for _, result in run.results(items))


def page_limits(limits: Limits | None, settings: Settings) -> Limits:
    """What a document may take, with what a page of it may."""
    return replace(limits or Limits(), place_seconds=settings.page_timeout)


# --- tasks, as workers see them -------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentTask:
    """One document, for the first time or after its pages were read."""

    number: int
    """Counted from 0 in the order in which they came."""
    item: Any
    """What is read."""
    failures: Mapping[int, PageFailure] = field(default_factory=dict)
    """Pages that could not be read, as in ``Desk``."""
    skipped: Mapping[int, PageFailure] = field(default_factory=dict)
    """Pages that must not be touched, as in ``Desk``."""
    seen: Mapping[str, bytes] = field(default_factory=dict)
    """What was read of its pages, by key, for a worker that does not see the cache."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTask:
    """One scanned page of a document."""

    document: int
    """Its document's number."""
    item: Any
    """What the document is read from."""
    source: SourceFile
    """The file, as who asked for the page found it."""
    number: int
    """Page, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDone:
    """A document that was read."""

    document: int
    """Its number."""
    result: Any
    """What the function gave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDone:
    """A page that was read, or could not be."""

    page: PageRead
    """Which."""
    seen: Mapping[str, bytes] = field(default_factory=dict)
    """What was read, by key, from a worker that does not see the cache."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """A document that cannot be read before these pages are."""

    document: int
    source: SourceFile
    keys: Mapping[int, str]


Task = DocumentTask | PageTask
Answer = DocumentDone | PageDone | _Wanted


def work(
    task: Task,
    *,
    read: Callable[[Any], Any],
    recognise: Callable[[PageTask], PageFailure | None],
) -> Answer:
    """What a worker does with one task.

    Args:
        task: A document or a page.
        read: Reads a document; lets ``PagesWanted`` through.
        recognise: Reads a page into the cache; why not, where that failed.
    """
    if isinstance(task, PageTask):
        tell_place(task.number)
        failure = recognise(task)
        page = PageRead(document=task.document, number=task.number, failure=failure)
        return PageDone(page=page)
    here = Desk(hands_out=True, failures=task.failures, skipped=task.skipped, at=tell_place)
    try:
        with desk.at(here):
            return DocumentDone(document=task.number, result=read(task.item))
    except PagesWanted as wanted:
        return _Wanted(document=task.number, source=wanted.source, keys=wanted.keys)


def _recognise(task: PageTask, *, settings: Settings) -> PageFailure | None:
    from referat.pages.scanned import read_into_cache

    return read_into_cache(task.source, task.number, settings)


# --- the parent -----------------------------------------------------------------------------


@dataclass(slots=True)
class _Open:
    """A document that is not done, and what is known of its pages."""

    task: DocumentTask
    keys: dict[int, str] = field(default_factory=dict)
    """Pages that it has asked for, and by what they are known in the cache."""
    waits: set[int] = field(default_factory=set)
    """Those that are being read."""


class FanOut:
    """One run over many documents; what it knows of those that wait for pages."""

    def __init__(
        self,
        pool: Callable[[Iterator[Task], deque[Task]], Iterator[Answer | Died[Task]]],
        *,
        told: PageTold | None = None,
        cache: OcrCache | None = None,
    ) -> None:
        """Set up a run.

        Args:
            pool: Has tasks worked on, those of the queue first.
            told: Hears of each page.
            cache: What OCR saw, where the workers do not see it themselves.
        """
        self._pool, self._told, self._cache = pool, told, cache
        self._urgent: deque[Task] = deque()
        self._open: dict[int, _Open] = {}

    def results(self, items: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
        """Documents with their results or a ``Died``, in the order in which they are ready."""
        for answer in self._pool(self._tasks(items), self._urgent):
            if isinstance(answer, Died):
                yield from self._died(answer)
            elif isinstance(answer, _Wanted):
                self._hand_out(answer)
            elif isinstance(answer, PageDone):
                self._page_done(answer)
            else:
                yield self._open.pop(answer.document).task.item, answer.result

    def _tasks(self, items: Iterable[Any]) -> Iterator[Task]:
        for number, item in enumerate(items):
            task = DocumentTask(number=number, item=item)
            self._open[number] = _Open(task)
            yield task

    def _hand_out(self, wanted: _Wanted) -> None:
        document = self._open[wanted.document]
        # What was read and is wanted again went lost: it would be asked for without end.
        lost = {page: LOST for page in wanted.keys if page in document.keys}
        document.task = replace(document.task, failures={**document.task.failures, **lost})
        new = {page: key for page, key in wanted.keys.items() if page not in document.keys}
        document.keys |= new
        document.waits = {page for page, key in new.items() if not self._is_kept(key)}
        if not document.waits:
            self._read_again(document)
        self._urgent.extend(
            PageTask(
                document=wanted.document,
                item=document.task.item,
                source=wanted.source,
                number=page,
            )
            for page in sorted(document.waits)
        )

    def _page_done(self, done: PageDone) -> None:
        page = done.page
        for key, content in done.seen.items():
            if self._cache is not None:
                self._cache.put(key, content)
        document = self._open[page.document]
        document.waits.discard(page.number)
        if page.failure is not None:
            failures = {**document.task.failures, page.number: page.failure}
            document.task = replace(document.task, failures=failures)
        if self._told is not None:
            left = sum(len(other.waits) for other in self._open.values())
            self._told(replace(page, waiting=left))
        if not document.waits:
            self._read_again(document)

    def _read_again(self, document: _Open) -> None:
        if self._cache is not None:
            kept = {key: self._cache.content(key) for key in document.keys.values()}
            seen = {key: content for key, content in kept.items() if content is not None}
            document.task = replace(document.task, seen=seen)
        self._urgent.appendleft(document.task)

    def _is_kept(self, key: str) -> bool:
        # Looked into, and not only for: what is not whole is read again.
        return self._cache is not None and self._cache.find(key) is not None

    def _died(self, died: Died[Task]) -> Iterator[tuple[Any, Died[Any]]]:
        failure = TOO_LONG if died.timed_out else KILLED
        task = died.item
        if isinstance(task, PageTask):
            page = PageRead(document=task.document, number=task.number, failure=failure)
            self._page_done(PageDone(page=page))
            return
        document = self._open[task.number]
        if died.place is not None and len(task.skipped) < MOST_SKIPPED:
            skipped = {**task.skipped, died.place: failure}
            document.task = replace(document.task, skipped=skipped)
            self._urgent.appendleft(document.task)
        else:
            del self._open[task.number]
            yield task.item, Died(item=task.item, timed_out=died.timed_out)
