"""Makes the copy of a document that readers may be given, with what is private gone from the file.

A source with its hidden places comes in, a file goes out. A page with anything hidden becomes a
picture with black fields: nothing lies under them. Where nobody can say for sure where on the page
a thing stands, the whole page is black. Other pages of a PDF keep their text, but lose what pages
do not show: annotations, attached files, the file's own description. Texts and web pages become
plain text. ``places.py`` knows where on a PDF's page a text stands.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from referat.errors import InputFileError
from referat.privacy.mask import Hidden
from referat.privacy.places import PdfPlaces, has_hidden_parts
from referat.types import Box, FileKind, Line, Maskering, Maskeringsart, Page, SourceFile

DPI = 150
"""Resolution of pages that become pictures: text stays readable at a third of a scan's size."""

MARGIN = 1.5
"""Points around a box that are blackened with it: boxes end where letters' bodies do."""

QUALITY = 80
"""JPEG quality of such pages."""

_POINTS = 72.0
_WHOLE = frozenset({Maskeringsart.LUKKET, Maskeringsart.TILBAGEHOLDT})


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
    *,
    is_private: Callable[[str], bool] = bool,
) -> PublicCopy:
    """The copy of a document that readers may be given.

    Args:
        source: The original.
        pages: Its pages, masked.
        hidden: Parts of lines that were masked.
        masks: Whole lines that must not be seen.
        is_private: Whether a text that stands on no page holds something private.

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
    if source.kind is FileKind.IMAGE:
        content = _mask_images(source, pages, whole) if whole else None
        return PublicCopy(content=content, suffix=".pdf", masks=whole)
    return _mask_pdf(source, pages, hidden, masks, is_private)


def _as_text(pages: Sequence[Page], gone: set[tuple[int, int]]) -> bytes:
    return "\f".join(
        "\n".join("" if (line.page, line.number) in gone else line.text for line in page.lines)
        for page in pages
    ).encode()


# --- pictures -------------------------------------------------------------------------------


def _mask_images(source: SourceFile, pages: Sequence[Page], masks: Sequence[Maskering]) -> bytes:
    """An image file as a PDF of pictures: formats that keep old layers and thumbnails are left."""
    from PIL import Image, ImageSequence

    by_page, numbered = _by_page(masks), {page.number: page for page in pages}
    copy = _Copy()
    try:
        with Image.open(source.path) as image:
            for number, frame in enumerate(ImageSequence.Iterator(image), start=1):
                picture, page = _upright(frame), numbered.get(number)
                if number in by_page and page is not None and page.width:
                    boxes = _boxes(page, by_page[number])
                    _blacken(picture, boxes, scale=picture.width / page.width)
                elif number in by_page:
                    _blacken(picture, None, scale=1.0)
                width = page.width if page is not None and page.width else picture.width
                copy.add(picture, (width, picture.height * width / picture.width))
    except OSError as error:
        raise _unreadable(source) from error
    return copy.content()


def _upright(frame: Any) -> Any:
    """A frame as it was read: turned as its camera says, and what is transparent is paper."""
    from PIL import Image, ImageOps

    if frame.mode in ("RGBA", "LA", "P", "PA"):
        layered = frame.convert("RGBA")
        paper = Image.new("RGBA", layered.size, "white")
        paper.alpha_composite(layered)
        return ImageOps.exif_transpose(paper.convert("RGB"))
    return ImageOps.exif_transpose(frame).convert("RGB")


def _mask_pdf(
    source: SourceFile,
    pages: Sequence[Page],
    hidden: Sequence[Hidden],
    masks: Sequence[Maskering],
    is_private: Callable[[str], bool],
) -> PublicCopy:
    import pypdfium2 as pdfium

    try:
        original = pdfium.PdfDocument(source.path)
    except (OSError, pdfium.PdfiumError) as error:
        raise _unreadable(source) from error
    numbered, whole = {page.number: page for page in pages}, bool(hidden or masks)
    found: list[Maskering] = []
    try:
        is_whole = len(original) == len(pages)
        if not (whole or has_hidden_parts(original, source.path, pages, is_private)) and is_whole:
            return PublicCopy(content=None, suffix="", masks=())
        parts, lines = _grouped(hidden), _by_page(masks)
        copy = _Copy()
        for index in range(len(original)):
            number = index + 1
            if number not in numbered:
                # More pages than are read: nobody knows what stands on them.
                break
            if number not in parts and number not in lines:
                copy.take_over(original, index)
                continue
            with PdfPlaces(original, index) as places:
                own = [mask for part in parts.get(number, ()) for mask in places.place(part)]
                own += places.checked(lines.get(number, ()))
                picture = places.picture(DPI / _POINTS)
                _blacken(picture, _boxes(numbered[number], own), scale=DPI / _POINTS)
                copy.add(picture, places.size)
            found += dict.fromkeys(own)
        content = copy.content()
    except pdfium.PdfiumError as error:
        raise _unreadable(source) from error
    finally:
        original.close()
    return PublicCopy(content=content, suffix=".pdf", masks=tuple(found))


class _Copy:
    """A PDF that is made page by page: no more than one picture is in memory."""

    def __init__(self) -> None:
        import pypdfium2 as pdfium

        self._document = pdfium.PdfDocument.new()

    def add(self, picture: Any, size: tuple[float, float]) -> None:
        """One more page, as a picture."""
        import pypdfium2 as pdfium

        jpeg = io.BytesIO()
        picture.save(jpeg, "JPEG", quality=QUALITY)
        jpeg.seek(0)
        page = self._document.new_page(*size)
        image = pdfium.PdfImage.new(self._document)
        image.load_jpeg(jpeg, pages=[page])
        image.set_matrix(pdfium.PdfMatrix().scale(*size))
        page.insert_obj(image)
        page.gen_content()
        page.close()

    def take_over(self, original: Any, index: int) -> None:
        """One more page, as it is, without its annotations: they may lead to hidden pages."""
        from pypdfium2 import raw

        page = original[index]
        for number in reversed(range(raw.FPDFPage_GetAnnotCount(page.raw))):
            raw.FPDFPage_RemoveAnnot(page.raw, number)
        self._document.import_pages(original, [index])
        page.close()

    def content(self) -> bytes:
        """The file."""
        out = io.BytesIO()
        self._document.save(out)
        self._document.close()
        return out.getvalue()


# --- boxes ----------------------------------------------------------------------------------


def _grouped(hidden: Iterable[Hidden]) -> dict[int, list[Hidden]]:
    found: dict[int, list[Hidden]] = defaultdict(list)
    for part in hidden:
        found[part.page].append(part)
    return found


def _by_page(masks: Iterable[Maskering]) -> dict[int, list[Maskering]]:
    found: dict[int, list[Maskering]] = defaultdict(list)
    for mask in masks:
        found[mask.page].append(mask)
    return found


def _boxes(page: Page, masks: Sequence[Maskering]) -> list[Box] | None:
    """What is black on a page; ``None`` where all of it is, since nobody knows the place."""
    boxes = [mask.box for mask in masks]
    if None in boxes:
        return None
    whole = {mask.line for mask in masks if mask.art in _WHOLE}
    return [*(box for box in boxes if box), *_bands(page, whole)]


def _bands(page: Page, gone: set[int]) -> Iterator[Box]:
    """Lines that are gone over the whole width, with everything up to the lines that stay.

    So that a picture or a drawing of a closed punkt goes with its text.
    """
    lines = [line for line in page.lines if line.box is not None]
    for line in lines:
        if line.number in gone and line.box:
            yield Box(x0=0.0, top=line.box.top, x1=page.width, bottom=line.box.bottom)
    ends: list[Line | None] = [None, *lines, None]
    for above, below in pairwise(ends):
        if not any(line is not None and line.number in gone for line in (above, below)):
            continue
        top = above.box.bottom if above is not None and above.box else 0.0
        bottom = below.box.top if below is not None and below.box else page.height
        if bottom > top:
            yield Box(x0=0.0, top=top, x1=page.width, bottom=bottom)


def _blacken(picture: Any, boxes: Iterable[Box] | None, *, scale: float) -> None:
    from PIL import ImageDraw

    draw = ImageDraw.Draw(picture)
    if boxes is None:
        draw.rectangle((0, 0, picture.width, picture.height), fill="black")
        return
    for box in boxes:
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
