"""Stage 2 of the flow: a ``SourceFile`` becomes pages of lines, by the way that fits it.

This module decides (text layer or OCR, page by page, and why) and puts together what the other
modules of the folder read; those are imported when a document needs them.
"""

from __future__ import annotations

import multiprocessing
import os
import re
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from referat.errors import InputFileError, OcrError
from referat.pages.correct import correct_pages
from referat.pages.furniture import mark_furniture
from referat.pages.lines import arrange
from referat.pages.plaintext import decode, read_text
from referat.settings import Settings
from referat.types import FileKind, Line, Page, Problem, ReadPages, Severity, SourceFile, TextSource

if TYPE_CHECKING:
    from referat.pages.ocr import Recognised
    from referat.pages.scan import Scan
    from referat.pages.textlayer import LayerPage, PdfFile

LITTLE_TEXT = 100
"""Letters and digits under which the text of a page-filling image is a stamp or a page number; the
shortest page of minutes that was seen has more, and a scan's hidden text has hundreds."""

GARBAGE = 0.05
"""Part of a page's characters that may be garbage before its text layer is refused."""

# UTF-8 read as Latin-1 ("Ã¦", "Ã¸", "Ã¥", "Â§", "â€“"), private use, replacement characters and
# control characters. Not "Ã" in "SÃO PAULO".
_GARBAGE = re.compile(
    "Ã[\u0080-\u00bf†˜¦¸¥…]|Â[§°«»\u00a0]|â€.|[\ue000-\uf8ff\ufffd\x00\x01\x03-\x08\x0e-\x1f]"
)
_EMPTY = "tom_side"


def read_pages(source: SourceFile, settings: Settings) -> ReadPages:
    """Pages of a document with their lines in reading order.

    The ways, each the fallback of the one before:

    1. Plain text and web pages are read as they are.
    2. A PDF page with a text layer is read from that, ruled tables row by row.
    3. A PDF page without one, with garbage for one, or with a page-filling image and little text
       goes to OCR, as does each image of an image file; noisy images are mended first.
    4. A page that OCR cannot read, or must not (``settings.ocr``), is kept without lines, and a
       problem says why. An empty page is no error but is named too.

    Each page carries its way and the reason. Lines that repeat at the pages' edges are marked.

    Raises:
        InputFileError: The file gives nothing at all.
        MissingToolError: A page has to be recognised and the OCR program is not there.
    """
    if source.kind is FileKind.TEXT:
        read = _read_text(source)
    elif source.kind is FileKind.HTML:
        read = _read_html(source)
    elif source.kind is FileKind.IMAGE:
        read = _read_images(source, settings)
    else:
        read = _read_pdf(source, settings)
    return ReadPages(pages=mark_furniture(correct_pages(read.pages)), problems=read.problems)


# --- 1. text and web pages ------------------------------------------------------------------


def _read_text(source: SourceFile) -> ReadPages:
    read = read_text(decode(_content(source)))
    return _unlaid(source, read, TextSource.PLAIN_TEXT, "tekstfil uden layout")


def _read_html(source: SourceFile) -> ReadPages:
    from referat.pages.html import read_html

    lines = read_html(_content(source))
    return _unlaid(source, (lines,), TextSource.HTML, "webside")


def _unlaid(
    source: SourceFile, read: Iterable[tuple[Line, ...]], way: TextSource, reason: str
) -> ReadPages:
    pages = tuple(
        Page(number=number, width=0.0, height=0.0, source=way, reason=reason, lines=lines)
        for number, lines in enumerate(read, start=1)
    )
    if not any(page.lines for page in pages):
        raise InputFileError(
            "the file holds no text.", action="Fetch it again.", path=source.path, code="tom_fil"
        )
    return ReadPages(pages=pages)


def _content(source: SourceFile) -> bytes:
    try:
        return Path(source.path).read_bytes()
    except OSError as error:
        raise InputFileError(
            "the file is not there any more.",
            action="It was moved or deleted while it was read: run again.",
            path=source.path,
            code="forsvundet",
        ) from error


# --- 2. PDF ---------------------------------------------------------------------------------


def _read_pdf(source: SourceFile, settings: Settings) -> ReadPages:
    from referat.pages.textlayer import PdfError, open_pdf

    pages: dict[int, Page] = {}
    problems: list[Problem] = []
    scanned: dict[int, str] = {}
    with open_pdf(Path(source.path)) as pdf:
        last = min(len(pdf), settings.max_pages or len(pdf))
        if last < len(pdf):
            problems.append(
                _problem(
                    source, None, "for_mange_sider", Severity.WARNING,
                    f"only the first {last} of {len(pdf)} pages were read.", "Raise max_pages.",
                )
            )  # fmt: skip
        if pdf.is_truncated:
            problems.append(
                _problem(
                    source, None, "afkortet_pdf", Severity.WARNING,
                    "the PDF has no end mark: it may be cut short.", "Fetch it again.",
                )
            )  # fmt: skip
        for number in range(1, last + 1):
            try:
                layer = pdf.read(number)
            except PdfError:
                pages[number] = _unread(number, 0.0, 0.0, "siden er beskadiget")
                problems.append(
                    _problem(
                        source, number, "beskadiget_side", Severity.ERROR,
                        "the page is damaged and cannot be read.", "Fetch the file again.",
                    )
                )  # fmt: skip
                continue
            reason = _why_ocr(layer)
            pages[number] = _layer_page(layer)
            if reason is not None:
                scanned[number] = reason
        _recognise(_pdf_scans(pdf, scanned, settings), source, settings, scanned, pages, problems)
    for number, page in pages.items():
        if page.source is TextSource.TEXT_LAYER and not page.lines:
            problems.append(_empty(source, number))
    return _whole(source, pages, problems)


def _why_ocr(layer: LayerPage) -> str | None:
    """Reason, in Danish, to read the page by OCR; ``None`` to trust its text layer."""
    letters = sum(map(str.isalnum, layer.characters))
    if layer.covered > 0.5 and letters == 0:
        return "siden er et billede uden tekstlag"
    if layer.covered > 0.85 and letters < LITTLE_TEXT:
        return f"siden er et billede med kun {letters} tegn i tekstlaget"
    garbage = sum(len(match) for match in _GARBAGE.findall(layer.characters))
    if letters and garbage > GARBAGE * (letters + garbage):
        return "tekstlagets tegn er ulæselige"
    if letters == 0 and layer.drawn:
        return "siden har ingen tekst, men noget er tegnet på den"
    return None


def _layer_page(layer: LayerPage) -> Page:
    lines = arrange(layer.segments, page=layer.number, rows=layer.rows)
    reason = "siden har et tekstlag"
    if layer.covered > 0.85:
        reason = "siden er et billede med et brugbart tekstlag"
    elif not lines:
        reason = "siden er tom"
    return Page(
        number=layer.number,
        width=round(layer.width, 2),
        height=round(layer.height, 2),
        source=TextSource.TEXT_LAYER,
        reason=reason,
        lines=lines,
    )


def _pdf_scans(
    pdf: PdfFile, numbers: Iterable[int], settings: Settings
) -> Iterator[tuple[int, Scan]]:
    from referat.pages import scan

    for number in numbers if settings.ocr else ():
        image = pdf.image(number, dpi=settings.ocr_dpi, max_pixels=scan.MAX_PIXELS)
        fitted = scan.fit(image.pixels, dpi=image.dpi)
        yield number, scan.as_shrunk(fitted) if image.shrunk else fitted


# --- images ---------------------------------------------------------------------------------


def _read_images(source: SourceFile, settings: Settings) -> ReadPages:
    from referat.pages.images import count_frames, read_frames

    path = Path(source.path)
    reason = "filen er et billede"
    last = min(count_frames(path), settings.max_pages or 1 << 30)
    scanned = dict.fromkeys(range(1, last + 1), reason)
    pages = {number: _unread(number, 0.0, 0.0, reason) for number in scanned}
    problems: list[Problem] = []
    frames = read_frames(path, last, settings.ocr_dpi) if settings.ocr else iter(())
    _recognise(frames, source, settings, scanned, pages, problems)
    return _whole(source, pages, problems)


# --- 3. OCR ---------------------------------------------------------------------------------


def _recognise(
    scans: Iterator[tuple[int, Scan]],
    source: SourceFile,
    settings: Settings,
    reasons: dict[int, str],
    pages: dict[int, Page],
    problems: list[Problem],
) -> None:
    """Read the scanned pages and put them in their places among the pages."""
    if not reasons:
        return
    if not settings.ocr:
        for number, reason in reasons.items():
            pages[number] = _unread(number, pages[number].width, pages[number].height, reason)
            problems.append(
                _problem(
                    source, number, "ocr_slaaet_fra", Severity.ERROR,
                    "the page is scanned, and OCR is switched off.", "Run again with OCR.",
                )
            )  # fmt: skip
        return
    from referat.pages import ocr

    found: dict[int, Recognised] = {}
    for number, scan, outcome in _in_threads(scans, settings):
        if scan.shrunk:
            problems.append(
                _problem(
                    source, number, "nedskaleret", Severity.WARNING,
                    f"the page is very large and was read at {scan.dpi:.0f} dpi.",
                    "Check its lines against the page.",
                )
            )  # fmt: skip
        if isinstance(outcome, OcrError):
            pages[number] = _unread(number, scan.width, scan.height, reasons[number])
            problems.append(
                _problem(
                    source, number, outcome.code, Severity.ERROR, outcome.message, outcome.action
                )
            )
        else:
            found[number] = outcome
    ordinary = ocr.ordinary_stroke(found.values())
    for number, recognised in found.items():
        lines = ocr.read_lines(recognised, ordinary)
        reason = reasons[number]
        if recognised.mended:
            reason += "; billedet er renset og rettet op"
        if not lines:
            problems.append(_empty(source, number))
            reason += "; intet at læse"
        pages[number] = Page(
            number=number,
            width=round(recognised.width, 2),
            height=round(recognised.height, 2),
            source=TextSource.OCR if recognised.engine else TextSource.NONE,
            reason=reason,
            lines=lines,
            confidence=_mean(line.confidence for line in lines),
            engine=recognised.engine,
        )


def _in_threads(
    scans: Iterator[tuple[int, Scan]], settings: Settings
) -> Iterator[tuple[int, Scan, Recognised | OcrError]]:
    """Recognise pages side by side; only a few images are in memory at a time."""
    from referat.pages.ocr import recognise

    threads = _threads(settings)
    waiting: deque[tuple[int, Scan, Future[Recognised]]] = deque()
    with ThreadPoolExecutor(max_workers=threads) as pool:
        for number, scan in scans:
            waiting.append(
                (number, scan, pool.submit(recognise, scan, number=number, settings=settings))
            )
            if len(waiting) > threads:
                yield _outcome(waiting.popleft())
        while waiting:
            yield _outcome(waiting.popleft())


def _outcome(
    task: tuple[int, Scan, Future[Recognised]],
) -> tuple[int, Scan, Recognised | OcrError]:
    number, scan, future = task
    try:
        return number, scan, future.result()
    except OcrError as error:
        return number, scan, error


def _threads(settings: Settings) -> int:
    cores = len(os.sched_getaffinity(0))
    # Inside a pool of worker processes the cores are shared already.
    if multiprocessing.parent_process() is not None:
        return max(1, cores // settings.workers)
    return cores


# --- 4. what could not be read ----------------------------------------------------------------


def _unread(number: int, width: float, height: float, reason: str) -> Page:
    return Page(
        number=number,
        width=width,
        height=height,
        source=TextSource.NONE,
        reason=reason,
        lines=(),
        confidence=0.0,
    )


def _whole(source: SourceFile, pages: dict[int, Page], problems: list[Problem]) -> ReadPages:
    """The document; one of which no page has a line is an error that names the first cause."""
    if not any(page.lines for page in pages.values()):
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        cause = next(iter(errors or problems), None)
        if cause is None or cause.code == _EMPTY:
            raise InputFileError(
                "there is nothing to read in the file: every page is empty.",
                action="Check the file; scan it again.",
                path=source.path,
                code="tomt_dokument",
            )
        raise InputFileError(
            cause.message, action=cause.action, path=source.path, page=cause.page, code=cause.code
        )
    problems.sort(key=lambda problem: problem.page or 0)
    return ReadPages(
        pages=tuple(pages[number] for number in sorted(pages)), problems=tuple(problems)
    )


def _empty(source: SourceFile, number: int) -> Problem:
    return _problem(
        source, number, _EMPTY, Severity.WARNING,
        "nothing can be read on the page.", "Look at it: it may be blank.",
    )  # fmt: skip


def _problem(
    source: SourceFile, page: int | None, code: str, severity: Severity, message: str, action: str
) -> Problem:
    return Problem(
        code=code, severity=severity, path=source.path, message=message, action=action, page=page
    )


def _mean(values: Iterable[float]) -> float:
    numbers = list(values)
    return round(sum(numbers) / len(numbers), 4) if numbers else 0.0
