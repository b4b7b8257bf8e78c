"""Stage 2 of the flow: a ``SourceFile`` becomes pages of lines, by the way that fits it.

This module decides (text layer or OCR, page by page, and why) and puts together what the other
modules of the folder read; those are imported when a document needs them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from referat.errors import InputFileError, MissingToolError
from referat.pages.correct import correct_pages
from referat.pages.desk import PageFailure, current
from referat.pages.furniture import mark_furniture
from referat.pages.lines import arrange
from referat.pages.plaintext import decode, read_text
from referat.pages.quality import Quality, is_better, is_foreign, is_garbage, judge
from referat.pages.scrawl import mark_scrawl
from referat.settings import Settings
from referat.types import FileKind, Line, Page, Problem, ReadPages, Severity, SourceFile, TextSource

if TYPE_CHECKING:
    from referat.pages.ocr import Recognised
    from referat.pages.scanned import Scans
    from referat.pages.textlayer import LayerPage

LITTLE_TEXT = 100
"""Letters and digits under which the text of a page-filling image is a stamp or a page number; the
shortest page of minutes that was seen has more, and a scan's hidden text has hundreds."""

_EMPTY = "tom_side"


def read_pages(source: SourceFile, settings: Settings) -> ReadPages:
    """Pages of a document with their lines in reading order.

    The ways, each the fallback of the one before:

    1. Plain text and web pages are read as they are.
    2. A PDF page with a text layer is read from that, ruled tables row by row.
    3. A PDF page without one, with garbage for one, or with a page-filling image and little text
       goes to OCR, as does each image of an image file; bad images are mended first. A page whose
       text layer is doubtful goes there too, and the better of the two readings is taken.
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
    pages = mark_scrawl(correct_pages(read.pages))
    return ReadPages(pages=mark_furniture(pages), problems=read.problems)


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
    from referat.pages.scanned import DAMAGED, PdfScans
    from referat.pages.textlayer import PdfError, open_pdf

    pages: dict[int, Page] = {}
    problems: list[Problem] = []
    scanned: dict[int, str] = {}
    doubtful: dict[int, Page] = {}
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
        desk = current()
        for number in range(1, last + 1):
            desk.at(number)
            if number in desk.skipped:
                pages[number] = _unread(number, 0.0, 0.0, "siden kunne ikke læses")
                problems.append(_failed(source, number, desk.skipped[number]))
                continue
            try:
                layer = pdf.read(number)
            except PdfError:
                pages[number] = _unread(number, 0.0, 0.0, "siden er beskadiget")
                problems.append(_failed(source, number, DAMAGED))
                continue
            reason = _why_ocr(layer)
            pages[number] = _layer_page(layer)
            if reason is not None:
                scanned[number] = reason
            elif settings.ocr and (doubt := _doubt(layer)) is not None:
                scanned[number] = doubt
                doubtful[number] = pages[number]
        scans = PdfScans(pdf, source, settings)
        _recognise(scans, source, settings, scanned, pages, problems, doubtful)
        desk.at(None)
    for number, page in pages.items():
        if page.source is TextSource.TEXT_LAYER and not page.lines:
            problems.append(_empty(source, number))
    return _whole(source, pages, problems)


def _why_ocr(layer: LayerPage) -> str | None:
    """Reason, in Danish, to read the page by OCR; ``None`` to trust its text layer."""
    has_letters = any(map(str.isalnum, layer.characters))
    if layer.covered > 0.5 and not has_letters:
        return "siden er et billede uden tekstlag"
    if layer.covered > 0.85:
        letters = sum(map(str.isalnum, layer.characters))
        if letters < LITTLE_TEXT:
            return f"siden er et billede med kun {letters} tegn i tekstlaget"
    if is_garbage(layer.characters):
        return "tekstlagets tegn er ulæselige"
    if layer.drawn and not has_letters:
        return "siden har ingen tekst, men noget er tegnet på den"
    return None


def _doubt(layer: LayerPage) -> str | None:
    """Reason, in Danish, to read the page by OCR as well and take the better reading."""
    if is_foreign(layer.characters):
        return "tekstlaget har ingen danske ord"
    if layer.covered > 0.85 and judge(layer.characters).is_doubtful:
        return "tekstlaget er fra en dårlig OCR"
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
        notes=layer.notes,
    )


# --- images ---------------------------------------------------------------------------------


def _read_images(source: SourceFile, settings: Settings) -> ReadPages:
    from referat.pages.images import count_frames
    from referat.pages.scanned import ImageScans

    path = Path(source.path)
    reason = "filen er et billede"
    last = min(count_frames(path), settings.max_pages or 1 << 30)
    scanned = dict.fromkeys(range(1, last + 1), reason)
    pages = {number: _unread(number, 0.0, 0.0, reason) for number in scanned}
    problems: list[Problem] = []
    _recognise(ImageScans(source, settings), source, settings, scanned, pages, problems, {})
    current().at(None)
    return _whole(source, pages, problems)


# --- 3. OCR ---------------------------------------------------------------------------------


def _recognise(
    scans: Scans,
    source: SourceFile,
    settings: Settings,
    reasons: Mapping[int, str],
    pages: dict[int, Page],
    problems: list[Problem],
    doubtful: Mapping[int, Page],
) -> None:
    """Read the scanned pages and put them in their places among the pages.

    Of a doubtful page, whose text layer can be read, the better reading is taken.
    """
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
    from referat.pages.scanned import read_scans

    found: dict[int, Recognised] = {}
    try:
        for number, outcome in read_scans(scans, reasons, source, settings):
            if isinstance(outcome, PageFailure):
                if number not in doubtful:
                    page = pages[number]
                    pages[number] = _unread(number, page.width, page.height, reasons[number])
                problems.append(_failed(source, number, outcome))
                continue
            if outcome.shrunk:
                problems.append(
                    _problem(
                        source, number, "nedskaleret", Severity.WARNING,
                        f"the page is very large and was read at {outcome.dpi:.0f} dpi.",
                        "Check its lines against the page.",
                    )
                )  # fmt: skip
            found[number] = ocr.recognise(outcome, number=number)
    except MissingToolError:
        # What has a text layer is not left out for want of a better one.
        if set(reasons) - set(doubtful):
            raise
    set_in = ocr.find_type(found.values())
    for number, recognised in found.items():
        page = _ocr_page(recognised, ocr.read_lines(recognised, set_in), reasons[number])
        if number in doubtful:
            page = _better(doubtful[number], page)
        if not page.lines:
            problems.append(_empty(source, number))
        pages[number] = page


def _ocr_page(recognised: Recognised, lines: tuple[Line, ...], reason: str) -> Page:
    if recognised.steps:
        *most, last = recognised.steps
        steps = f"{', '.join(most)} og {last}" if most else last
        reason += f"; billedet er {steps}"
    if not lines:
        reason += "; intet at læse"
    return Page(
        number=recognised.number,
        width=round(recognised.width, 2),
        height=round(recognised.height, 2),
        source=TextSource.OCR if recognised.engine else TextSource.NONE,
        reason=reason,
        lines=lines,
        confidence=_mean(line.confidence for line in lines),
        engine=recognised.engine,
    )


def _better(layer: Page, read: Page) -> Page:
    """The text layer or our reading of the same page."""
    theirs, ours = _quality(layer), _quality(read)
    told = f"{theirs.known} kendte ord mod {ours.known} i vores læsning"
    if is_better(ours, theirs, confidence=read.confidence):
        return replace(read, reason=f"{read.reason} ({told})")
    return replace(layer, reason=f"siden har et tekstlag, og OCR læste den ikke bedre ({told})")


def _quality(page: Page) -> Quality:
    return judge("\n".join(line.text for line in page.lines))


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


def _failed(source: SourceFile, number: int, failure: PageFailure) -> Problem:
    return _problem(source, number, failure.code, Severity.ERROR, failure.message, failure.action)


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
