"""Makes the copy of a document that readers may be given, with what is private gone from the file.

A source with its hidden places comes in, a file goes out. On a PDF's pages with anything hidden,
the page becomes a picture with black fields: nothing lies under them. Other pages keep their text,
but lose annotations, which may lead to hidden pages. Texts and web pages become plain text.
This module and ``pages/textlayer.py`` know PDFium; they share nothing but the file.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from referat.errors import InputFileError
from referat.privacy.mask import Hidden
from referat.types import Box, FileKind, Maskering, Page, SourceFile

DPI = 150
"""Resolution of pages that become pictures: text stays readable at a third of a scan's size."""

MARGIN = 1.5
"""Points around a box that are blackened with it: boxes end where letters' bodies do."""

QUALITY = 80
"""JPEG quality of such pages."""

_POINTS = 72.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicCopy:
    """What became of a document on its way to readers."""

    content: bytes | None
    """The masked copy; ``None`` where the original may be given as it is."""
    suffix: str
    """Ending of the copy's name."""
    masks: tuple[Maskering, ...]
    """All places, with the boxes that were blackened."""


def make_public_copy(
    source: SourceFile,
    pages: Sequence[Page],
    hidden: Sequence[Hidden],
    masks: Sequence[Maskering],
) -> PublicCopy:
    """The copy of a document that readers may be given.

    Args:
        source: The original.
        pages: Its pages, masked.
        hidden: Parts of lines that were masked.
        masks: Whole lines that must not be seen.

    Raises:
        InputFileError: The original cannot be read again.
    """
    whole = tuple(part.masking for part in hidden) + tuple(masks)
    if source.kind in (FileKind.TEXT, FileKind.HTML):
        # A web page may run scripts in the reader's browser: it is never given as it is.
        if not whole and source.kind is FileKind.TEXT:
            return PublicCopy(content=None, suffix="", masks=())
        gone = {(mask.page, mask.line) for mask in masks}
        return PublicCopy(content=_as_text(pages, gone), suffix=".txt", masks=whole)
    if not whole:
        return PublicCopy(content=None, suffix="", masks=())
    if source.kind is FileKind.IMAGE:
        return PublicCopy(content=_mask_images(source, pages, whole), suffix=".pdf", masks=whole)
    return _mask_pdf(source, pages, hidden, masks)


def _as_text(pages: Sequence[Page], gone: set[tuple[int, int]]) -> bytes:
    return "\f".join(
        "\n".join("" if (line.page, line.number) in gone else line.text for line in page.lines)
        for page in pages
    ).encode()


def _mask_images(source: SourceFile, pages: Sequence[Page], masks: Iterable[Maskering]) -> bytes:
    """An image file as a PDF of pictures: formats that keep old layers and thumbnails are left."""
    from PIL import Image, ImageSequence

    by_page = _by_page(masks)
    try:
        with Image.open(source.path) as image:
            frames = [frame.convert("RGB") for frame in ImageSequence.Iterator(image)]
    except OSError as error:
        raise _unreadable(source) from error
    sized = {page.number: page for page in pages}
    for number, frame in enumerate(frames, start=1):
        page = sized.get(number)
        if page is not None and page.width and number in by_page:
            _blacken(frame, by_page[number], scale=frame.width / page.width)
        elif number in by_page:
            frames[number - 1] = Image.new("RGB", frame.size, "black")
    out = io.BytesIO()
    frames[0].save(out, "PDF", save_all=True, append_images=frames[1:], quality=QUALITY)
    return out.getvalue()


def _mask_pdf(
    source: SourceFile,
    pages: Sequence[Page],
    hidden: Sequence[Hidden],
    masks: Sequence[Maskering],
) -> PublicCopy:
    import pypdfium2 as pdfium
    from pypdfium2 import raw

    try:
        original = pdfium.PdfDocument(source.path)
    except (OSError, pdfium.PdfiumError) as error:
        raise _unreadable(source) from error
    try:
        exact = [_exact(original, part) for part in hidden]
        found = tuple(part.masking for part in exact) + tuple(masks)
        by_page = _by_page(found)
        copy = pdfium.PdfDocument.new()
        for index in range(len(original)):
            if index + 1 in by_page:
                page = original[index]
                picture = page.render(scale=DPI / _POINTS).to_pil().convert("RGB")
                _blacken(picture, by_page[index + 1], scale=DPI / _POINTS)
                _add_picture(copy, picture, page.get_size())
                page.close()
            else:
                page = original[index]
                for number in reversed(range(raw.FPDFPage_GetAnnotCount(page.raw))):
                    raw.FPDFPage_RemoveAnnot(page.raw, number)
                copy.import_pages(original, [index])
                page.close()
        out = io.BytesIO()
        copy.save(out)
        copy.close()
    except pdfium.PdfiumError as error:
        raise _unreadable(source) from error
    finally:
        original.close()
    return PublicCopy(content=out.getvalue(), suffix=".pdf", masks=found)


def _add_picture(copy: Any, picture: Any, size: tuple[float, float]) -> None:
    import pypdfium2 as pdfium

    jpeg = io.BytesIO()
    picture.save(jpeg, "JPEG", quality=QUALITY)
    jpeg.seek(0)
    page = copy.new_page(*size)
    image = pdfium.PdfImage.new(copy)
    image.load_jpeg(jpeg, pages=[page])
    image.set_matrix(pdfium.PdfMatrix().scale(*size))
    page.insert_obj(image)
    page.gen_content()
    page.close()


def _exact(document: Any, part: Hidden) -> Hidden:
    """The part with the box of its own characters, where PDFium finds them in the line's box.

    Compared without blanks, since lines are put together from several pieces. Where it does not
    fit, the whole line is blackened.
    """
    if part.exact or part.box is None:
        return part
    page = document[part.page - 1]
    try:
        if page.get_rotation():
            return part
        height = page.get_height()
        text = page.get_textpage()
        boxes = [
            (character, box)
            for index in range(text.count_chars())
            if (character := text.get_text_range(index, 1)).strip()
            and _is_inside(box := _flipped(text.get_charbox(index), height), part.box)
        ]
        text.close()
    finally:
        page.close()
    wanted = "".join(part.text[part.start : part.end].split())
    before = "".join(part.text[: part.start].split())
    printed = "".join(character for character, _ in boxes)
    at = printed.find(wanted, max(0, len(before) - len(wanted)))
    if at < 0 or len(printed) != len(boxes):
        return part
    own = [box for _, box in boxes[at : at + len(wanted)]]
    box = Box(
        x0=min(box.x0 for box in own),
        top=min(part.box.top, *(box.top for box in own)),
        x1=max(box.x1 for box in own),
        bottom=max(part.box.bottom, *(box.bottom for box in own)),
    )
    return replace(part, box=box, exact=True)


def _flipped(box: tuple[float, float, float, float], height: float) -> Box:
    left, bottom, right, top = box
    return Box(x0=left, top=height - top, x1=right, bottom=height - bottom)


def _is_inside(box: Box, line: Box) -> bool:
    middle_x, middle_y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return (
        line.x0 - MARGIN <= middle_x <= line.x1 + MARGIN
        and line.top - MARGIN <= middle_y <= line.bottom + MARGIN
    )


def _by_page(masks: Iterable[Maskering]) -> dict[int, list[Maskering]]:
    found: dict[int, list[Maskering]] = defaultdict(list)
    for mask in masks:
        found[mask.page].append(mask)
    return found


def _blacken(picture: Any, masks: Iterable[Maskering], *, scale: float) -> None:
    from PIL import ImageDraw

    draw = ImageDraw.Draw(picture)
    for mask in masks:
        box = mask.box
        if box is None:
            # No one knows where it stands on the page: then the page is not shown.
            draw.rectangle((0, 0, picture.width, picture.height), fill="black")
            return
        draw.rectangle(
            (
                (box.x0 - MARGIN) * scale,
                (box.top - MARGIN) * scale,
                (box.x1 + MARGIN) * scale,
                (box.bottom + MARGIN) * scale,
            ),
            fill="black",
        )


def _unreadable(source: SourceFile) -> InputFileError:
    return InputFileError(
        "it could not be read again to make the copy that readers may be given.",
        action="Check that it is still there, and run again.",
        path=source.path,
    )
