"""Stage 2: ornaments at the head of lines that OCR read as letters, taken off them.

Web systems set a triangle before what can be folded ("▾ Punkt 4", "▾ Indstilling (2)"), and black
squares before the lines of a list: OCR reads "v Punkt 4", "y Indstilling", "m Rapport". All pages
of a document come in, since triangles stand before many of its headings; the same pages go out
without them, and with the squares as bullets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from referat.pages.headwords import known_labels
from referat.types import Line, Page, TextSource

FEWEST = 3
"""Bold lines or labels that letters of a triangle's shape open at least."""

# "v", "y", "vy"; what may be another glyph of the same row, or the triangle of what is folded up.
_TRIANGLE = re.compile(r"[vyVYw]{1,2}[.,]? (?=[A-ZÆØÅ])")
_FOLDED = re.compile(r"(?:[vyVYw]{1,2}|[-~>»+›]) (?=[A-ZÆØÅ])")
_COUNT = re.compile(r" \(\d{1,3}\)$")
_PUNKT = re.compile(r"(?:punkt|pkt\.?|sag) (?:nr\. ?)?\d{1,3}\b", re.IGNORECASE)
# No word of Danish: "m" alone stands behind a number.
_SQUARE = re.compile(r"(?:m|ms|mm|mw) (?=[A-ZÆØÅ])")


def clear_ornaments(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages, without triangles, and with bullets for squares."""
    lines = [line for page in pages if page.source is TextSource.OCR for line in page.lines]
    count = sum(_opens(line, _TRIANGLE) for line in lines)
    squares = sum(_SQUARE.match(line.text) is not None for line in lines)
    if count < FEWEST and not squares:
        return tuple(pages)
    return tuple(
        replace(page, lines=tuple(_clear(line, folds=count >= FEWEST) for line in page.lines))
        if page.source is TextSource.OCR
        else page
        for page in pages
    )


def _opens(line: Line, ornament: re.Pattern[str]) -> bool:
    """Whether an ornament stands before a heading or a label."""
    found = ornament.match(line.text)
    if found is None or line.furniture or line.listed:
        return False
    rest = _COUNT.sub("", line.text[found.end() :])
    known = rest.rstrip(" :").casefold() in known_labels() or _PUNKT.match(rest) is not None
    return line.bold or known


def _clear(line: Line, *, folds: bool) -> Line:
    if folds and _opens(line, _FOLDED):
        return replace(line, text=_FOLDED.sub("", line.text, count=1))
    if _SQUARE.match(line.text) and not line.listed:
        return replace(line, text=_SQUARE.sub("- ", line.text, count=1), listed=True)
    return line
