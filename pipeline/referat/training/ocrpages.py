"""The pages that ``ocrbench.py`` measures on: their text, and what they are set in.

PDFs with a text layer come in; out come their pages, of each kind of type as many as there are, and
the same pages typed anew (``typed.py``), since few old minutes have a text layer to measure by.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from referat.ingest.discover import open_source
from referat.pages.choose import read_pages
from referat.settings import Settings
from referat.training.typed import type_pages
from referat.types import FileKind, TextSource

LEAST_LETTERS = 200
"""A page with less is a cover or a signature."""

_TYPEWRITER = re.compile(r"mono|courier|typewriter|cousine", re.IGNORECASE)
_SERIF = re.compile(r"serif|times|roman|libertin|newcm|georgia|garamond|cambria", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What stands on one page, and what it is set in."""

    document: str
    """File of the page, with a text layer."""
    page: int
    """From 1."""
    orders: tuple[str, ...]
    """Its text row by row and as the PDF has it."""
    font: str
    """``sans``, ``serif`` or ``typewriter``."""
    contents: bool
    """Whether it holds a table of contents with rows of dots."""


def find_pages(files: Sequence[Path]) -> list[Truth]:
    """Pages with a text layer, of PDFs."""
    found = []
    for path in files:
        source = open_source(path, kommune=None, max_bytes=0)
        if source.kind is not FileKind.PDF:
            continue
        read = read_pages(source, Settings(ocr=False)) if _has_text(path) else None
        for page in read.pages if read else ():
            text = "\n".join(line.text for line in page.lines)
            if page.source is not TextSource.TEXT_LAYER or len(text) < LEAST_LETTERS:
                continue
            raw, font = _characters(path, page.number)
            found.append(
                Truth(
                    document=str(path),
                    page=page.number,
                    orders=(text, raw),
                    font=font,
                    contents=len(re.findall(r"(?:[.…][ ]?){6,}", raw)) >= 2,
                )
            )
    return found


def _has_text(path: Path) -> bool:
    import pypdfium2 as pdfium

    with pdfium.PdfDocument(path) as pdf:
        return any(len(page.get_textpage().get_text_range()) > LEAST_LETTERS for page in pdf)


def _characters(path: Path, page: int) -> tuple[str, str]:
    """The page's text as PDFium orders it, and the kind of type that most of it is set in."""
    import ctypes

    import pypdfium2 as pdfium
    import pypdfium2.raw as raw

    with pdfium.PdfDocument(path) as pdf:
        text_page = pdf[page - 1].get_textpage()
        text = text_page.get_text_range()
        names: dict[str, int] = defaultdict(int)
        buffer, flags = ctypes.create_string_buffer(256), ctypes.c_int()
        for index in range(0, text_page.count_chars(), 7):
            length = raw.FPDFText_GetFontInfo(text_page, index, buffer, 256, flags)
            names[buffer.raw[: max(0, length - 1)].decode("utf-8", "replace")] += 1
    name = max(names, key=lambda known: names[known], default="")
    if _TYPEWRITER.search(name):
        return text, "typewriter"
    return text, "serif" if _SERIF.search(name) and "sans" not in name.casefold() else "sans"


def type_anew(pages: Sequence[Truth], folder: Path) -> list[Truth]:
    """The same pages as a typewriter writes them, as PDFs in the folder."""
    by_document: dict[str, list[Truth]] = defaultdict(list)
    for truth in pages:
        by_document[truth.document].append(truth)
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for document, truths in by_document.items():
        files.append(folder / f"typed-{Path(document).name}")
        lines = [truth.orders[0].splitlines() for truth in truths]
        files[-1].write_bytes(type_pages(lines, seed=hash_of(files[-1].name)))
    return find_pages(files)


def choose_pages(known: Sequence[Truth], most: int) -> list[Truth]:
    """At most so many pages, in turns one of each kind of type, while there are any."""
    kinds: dict[str, list[Truth]] = defaultdict(list)
    for truth in known:
        kinds[truth.font].append(truth)
    turns = zip_longest(*(kinds[font] for font in sorted(kinds)))
    return [truth for turn in turns for truth in turn if truth is not None][:most]


def hash_of(text: str) -> int:
    """A number that is the same in every run."""
    return zlib.crc32(text.encode())
