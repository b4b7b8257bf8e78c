"""Stage 2: the scanned pages of a document are read: from the cache, or by OCR.

The pages' images come from the file, PDF or image, one at a time; what was seen on them goes out.
A page that cannot be read is a ``PageFailure`` and leaves the others alone. Where the desk hands
pages out (``desk.py``), those that are not in the cache are asked for and nothing is recognised
here.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from referat.errors import InputFileError, MissingToolError, OcrError
from referat.pages import scan
from referat.pages.cache import OcrCache, cache_key
from referat.pages.desk import PageFailure, PagesWanted, current
from referat.pages.engines import Engine, find_engine
from referat.pages.images import count_frames, read_frame
from referat.pages.scan import Pixels, Scan
from referat.pages.seeing import Seen, see
from referat.pages.textlayer import PdfError, PdfFile, open_pdf
from referat.settings import Settings
from referat.types import FileKind, SourceFile

Outcome = Seen | PageFailure

DAMAGED = PageFailure(
    code="beskadiget_side",
    message="the page is damaged and cannot be read.",
    action="Fetch the file again.",
)


class Scans(Protocol):
    """The page images of an open file."""

    def identity(self, number: int) -> str:
        """What the image is known by: equal ones give equal words."""

    def image(self, number: int) -> Scan:
        """The image itself.

        Raises:
            InputFileError: It is damaged.
        """


class PdfScans:
    """The page images of an open PDF."""

    def __init__(self, pdf: PdfFile, source: SourceFile, settings: Settings) -> None:
        self._pdf, self._source, self._settings = pdf, source, settings

    def identity(self, number: int) -> str:
        """Hash of the packed image; where the page is more than that, the file's and the number."""
        try:
            packed = self._pdf.identity(number)
        except PdfError:
            packed = None
        return packed or f"{self._source.sha256} {number}"

    def image(self, number: int) -> Scan:
        """The page's one image as it lies in the file, or the page rendered."""
        try:
            image = self._pdf.image(number, dpi=self._settings.ocr_dpi, max_pixels=scan.MAX_PIXELS)
        except PdfError as error:
            raise InputFileError(DAMAGED.message, code=DAMAGED.code) from error
        fitted = scan.fit(image.pixels, dpi=image.dpi)
        return scan.as_shrunk(fitted) if image.shrunk else fitted


class ImageScans:
    """The pages of an image file."""

    def __init__(self, source: SourceFile, settings: Settings) -> None:
        self._source, self._settings = source, settings

    def identity(self, number: int) -> str:
        """The file's hash and the page."""
        return f"{self._source.sha256} {number}"

    def image(self, number: int) -> Scan:
        """One page."""
        return read_frame(Path(self._source.path), number, self._settings.ocr_dpi)


@contextmanager
def open_scans(source: SourceFile, settings: Settings) -> Iterator[Scans]:
    """The page images of a file.

    Raises:
        InputFileError: It cannot be opened.
    """
    if source.kind is FileKind.IMAGE:
        count_frames(Path(source.path))
        yield ImageScans(source, settings)
        return
    with open_pdf(Path(source.path)) as pdf:
        yield PdfScans(pdf, source, settings)


def read_scans(
    scans: Scans, numbers: Iterable[int], source: SourceFile, settings: Settings
) -> Iterator[tuple[int, Outcome]]:
    """What was seen on each page, in any order.

    Raises:
        MissingToolError: A page has to be recognised and the OCR program is not there.
        PagesWanted: Others have to read pages first.
        StorageError: The disk is full.
    """
    desk = current()
    engine = _engine(settings)
    cache = OcrCache(Path(settings.ocr_cache)) if settings.ocr_cache else None
    missing: list[int] = []
    keys: dict[int, str] = {}
    for number in numbers:
        failure = desk.skipped.get(number) or desk.failures.get(number)
        if failure is not None:
            yield number, failure
            continue
        if cache is not None:
            keys[number] = cache_key(scans.identity(number), engine.name, settings)
            seen = cache.find(keys[number])
            if seen is not None:
                yield number, seen
                continue
        missing.append(number)
    if missing and desk.hands_out and cache is not None and not isinstance(engine, _Missing):
        raise PagesWanted(source, {number: keys[number] for number in missing})
    for number, outcome in _in_threads(scans, missing, engine, settings):
        if cache is not None and isinstance(outcome, Seen):
            cache.keep(keys[number], outcome)
        yield number, outcome


def read_into_cache(source: SourceFile, number: int, settings: Settings) -> PageFailure | None:
    """Recognise one page and keep what was seen; why not, where that failed.

    Raises:
        MissingToolError: The OCR program is not there.
        StorageError: The disk is full.
    """
    engine = _engine(settings)
    try:
        with open_scans(source, settings) as scans:
            key = cache_key(scans.identity(number), engine.name, settings)
            cache = OcrCache(Path(settings.ocr_cache or ""))
            if cache.find(key) is None:
                cache.keep(key, _see(scans.image(number), engine, number, settings))
    except (InputFileError, OcrError) as error:
        return _failure(error)
    return None


def _in_threads(
    scans: Scans, numbers: Iterable[int], engine: Engine, settings: Settings
) -> Iterator[tuple[int, Outcome]]:
    """Recognise pages side by side; only a few images are in memory at a time.

    The images are taken here, one after another: PDFium serves one thread.
    """
    threads = _threads(settings)
    waiting: deque[tuple[int, Future[Seen]]] = deque()
    pool = ThreadPoolExecutor(max_workers=threads)
    try:
        for number in numbers:
            current().at(number)
            try:
                image = scans.image(number)
            except InputFileError as error:
                yield number, _failure(error)
                continue
            waiting.append((number, pool.submit(_see, image, engine, number, settings)))
            del image
            if len(waiting) > threads:
                yield _outcome(*waiting.popleft())
        while waiting:
            yield _outcome(*waiting.popleft())
    finally:
        # After Ctrl-C nobody waits for pages that have not begun.
        pool.shutdown(wait=True, cancel_futures=True)


def _see(image: Scan, engine: Engine, number: int, settings: Settings) -> Seen:
    return see(image, engine, number=number, mending=settings.ocr_mend)


def _outcome(number: int, future: Future[Seen]) -> tuple[int, Outcome]:
    try:
        return number, future.result()
    except OcrError as error:
        return number, _failure(error)


def _failure(error: OcrError | InputFileError) -> PageFailure:
    return PageFailure(code=error.code, message=error.message, action=error.action)


def _threads(settings: Settings) -> int:
    cores = len(os.sched_getaffinity(0))
    # Inside a pool of worker processes the cores are shared already.
    if multiprocessing.parent_process() is not None:
        return max(1, cores // settings.workers)
    return cores


class _Missing:
    """Stands in for the OCR program where there is none: blank pages do not need it."""

    name = ""

    def __init__(self, error: MissingToolError) -> None:
        self._error = error

    def read(self, pixels: Pixels, *, dpi: float, psm: int, number: int) -> str:
        """Say what is missing."""
        raise self._error


def _engine(settings: Settings) -> Engine:
    try:
        return find_engine(settings)
    except MissingToolError as error:
        return _Missing(error)
