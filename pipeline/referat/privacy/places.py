"""Where on a PDF's page a text stands, as the page is shown; and what a PDF holds on no page.

A page and a hidden part come in, a box in points from the top left goes out: whatever the page's
boxes and rotation, and also for text that stands sideways. This module, ``redact.py`` and those
of the pages stage know PDFium; they share nothing but the file.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from referat.privacy.mask import Hidden
from referat.types import Box, Maskering, Page, enclosing

FINE = 100
"""Device units a point: PDFium gives whole ones."""

SLANT = 0.1
"""Radians from upright at which a letter stands sideways."""

SCAN = 0.5
"""Part of a page that an image covers when its text layer may be another program's reading: then
letters are not just where the layer says."""

LOOSE_X, LOOSE_Y = 12.0, 4.0
"""Points around a line of such a layer."""

_DESCRIPTION = re.compile(rb"<x:xmpmeta.{0,200000}?</x:xmpmeta>", re.DOTALL)


class PdfPlaces:
    """One page, open."""

    def __init__(self, document: Any, index: int) -> None:
        self._page = document[index]
        self.size: tuple[float, float] = self._page.get_size()
        self._text: Any = None
        self._letters: str | None = None
        self._boxes: list[Box] = []
        self._is_sideways = False

    def __enter__(self) -> PdfPlaces:
        """Read nothing yet."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close the page."""
        self._page.close()

    def picture(self, scale: float) -> Any:
        """The page drawn, so many pixels a point."""
        return self._page.render(scale=scale).to_pil().convert("RGB")

    def place(self, part: Hidden) -> list[Maskering]:
        """Where a part of a line stands: its boxes, or none where that is not sure.

        1. The words' own box where OCR gave one.
        2. The boxes of its letters: on its line, or at all places of the page where they stand.
        3. The line's box on a page without letters; on others nobody knows.
        """
        mask = part.masking
        if part.exact:
            return [mask]
        self._read()
        boxes = self._find(_folded(part.text[part.start : part.end]))
        if not boxes:
            return [mask if not self._letters else replace(mask, box=None)]
        line = part.box
        if line is not None and not self._is_sideways:
            # As high as the line, which letters never are.
            near = [
                replace(box, top=min(box.top, line.top), bottom=max(box.bottom, line.bottom))
                for box in boxes
                if _is_on(box, line)
            ]
            boxes = near or boxes
        if line is not None and self._is_scan():
            boxes.append(_wider(line))
        return [replace(mask, box=box) for box in boxes]

    def checked(self, masks: Sequence[Maskering]) -> list[Maskering]:
        """Whole lines with their boxes; none where text stands sideways, and boxes say little."""
        if not masks:
            return []
        self._read()
        if self._is_sideways:
            return [replace(mask, box=None) for mask in masks]
        if self._is_scan():
            return [replace(mask, box=_wider(mask.box) if mask.box else None) for mask in masks]
        return list(masks)

    def _read(self) -> None:
        """The page's letters without blanks, and the box of each as shown."""
        if self._letters is not None:
            return
        from pypdfium2 import raw

        text = self._page.get_textpage()
        letters: list[str] = []
        try:
            for index in range(text.count_chars()):
                folded = _folded(text.get_text_range(index, 1))
                if not folded:
                    continue
                box = self._shown(text.get_charbox(index))
                letters.append(folded)
                self._boxes += [box] * len(folded)
                self._is_sideways |= self._leans(raw.FPDFText_GetCharAngle(text.raw, index))
        finally:
            text.close()
        self._letters = "".join(letters)

    def _leans(self, angle: float) -> bool:
        """Whether a letter of this angle is not upright on the page as shown."""
        if angle < 0:  # a letter that PDFium has put in
            return False
        shown = (angle - math.radians(self._page.get_rotation())) % math.tau
        return min(shown, math.tau - shown) > SLANT

    def _shown(self, box: tuple[float, float, float, float]) -> Box:
        left, bottom, right, top = box
        (a, b), (c, d) = self._device(left, bottom), self._device(right, top)
        return Box(x0=min(a, c), top=min(b, d), x1=max(a, c), bottom=max(b, d))

    def _device(self, x: float, y: float) -> tuple[float, float]:
        from pypdfium2 import raw

        width, height = (round(side * FINE) for side in self.size)
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(self._page.raw, 0, 0, width, height, 0, x, y, across, down)
        return across.value / FINE, down.value / FINE

    def _find(self, wanted: str) -> list[Box]:
        """A box for each place where these letters stand one after the other."""
        found = []
        letters = self._letters or ""
        at = letters.find(wanted) if wanted else -1
        while at >= 0:
            found.append(enclosing(self._boxes[at : at + len(wanted)]))
            at = letters.find(wanted, at + 1)
        return found

    def _is_scan(self) -> bool:
        from pypdfium2 import raw

        area = self.size[0] * self.size[1]
        return any(
            (right - left) * (top - bottom) > SCAN * area
            for item in self._page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])
            for left, bottom, right, top in [item.get_bounds()]
        )


def has_hidden_parts(
    document: Any, path: str, pages: Sequence[Page], is_private: Callable[[str], bool]
) -> bool:
    """Whether a PDF holds what its pages do not show: files, notes, forms, private description.

    What was seen of notes when the pages were read is not looked for again.
    """
    from pypdfium2 import raw

    if raw.FPDFDoc_GetAttachmentCount(document.raw) or document.get_formtype() != 0:
        return True
    if any(is_private(value) for value in document.get_metadata_dict().values()):
        return True
    if any(map(is_private, _descriptions(path))):
        return True
    noted = {page.number: page.notes for page in pages}
    return any(
        _has_notes(document[index]) if noted.get(index + 1) is None else noted[index + 1]
        for index in range(len(document))
    )


def _has_notes(page: Any) -> bool:
    from pypdfium2 import raw

    try:
        for number in range(raw.FPDFPage_GetAnnotCount(page.raw)):
            annotation = raw.FPDFPage_GetAnnot(page.raw, number)
            kind = raw.FPDFAnnot_GetSubtype(annotation)
            raw.FPDFPage_CloseAnnot(annotation)
            if kind != raw.FPDF_ANNOT_LINK:
                return True
        return False
    finally:
        page.close()


def _descriptions(path: str) -> Iterable[str]:
    for found in _DESCRIPTION.findall(Path(path).read_bytes()):
        yield re.sub("<[^>]*>", "\n", found.decode("utf-8", "replace"))


def _folded(text: str) -> str:
    """Letters to compare: in one form, without blanks and what is not seen."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in plain if not char.isspace() and char.isprintable())


def _wider(box: Box) -> Box:
    return Box(
        x0=box.x0 - LOOSE_X, top=box.top - LOOSE_Y, x1=box.x1 + LOOSE_X, bottom=box.bottom + LOOSE_Y
    )


def _is_on(box: Box, line: Box) -> bool:
    middle = (box.top + box.bottom) / 2
    return line.top - 2 <= middle <= line.bottom + 2 and box.x1 > line.x0 and box.x0 < line.x1
