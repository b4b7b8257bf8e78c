"""Stage 2: running heads, footers and page numbers are marked, so that no punkt takes them in.

A line is furniture by its place at a page's edge and by coming again on other pages, or by being
a page number. What is repeated inside the text area (the absence block of some systems) is not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from rapidfuzz.distance import Levenshtein

from referat.types import Line, Page, TextSource

EDGE = 0.12
"""Part of the page's height, at top and at bottom, where running heads and footers stand: 100
points of A4; the top margin of minutes is 56 to 85 points, and heads stand in it."""

EDGE_ROWS = 3
"""Rows from the edge that may be furniture: a running head of three lines was the longest seen."""

LONGEST_NUMBER = 30
"""Characters: more than the patterns of page numbers can match, which need not be asked then."""

ALIKE, LEAST_LETTERS, LONGER = 0.85, 6, 2
"""Share of letters that need no change from which two lines of scanned pages are one running head,
the letters that it takes to tell, and by how many one may be longer: "Ualeinae Kommune" and
"Ugleinge Kommune" have 0.87; "Byrådet den 2. maj 2012, s. 3" and the label "Byrådet den 2. maj
2012" are two things."""

# "3", "- 3 -", "Side 3", "Side 3 af 12", "s. 4", "3/12", "xiv", "[3]"; not "3.", "2018".
_PAGE_NUMBER = re.compile(
    r"(?:side|s\.|page|p\.)?[ ]?[-–\[(]?[ ]?(?:\d{1,3}|[ivxl]{1,6})[ ]?[-–\])]?"
    r"(?:[ ]?(?:af|/|of|ud af)[ ]?\d{1,4})?",
    re.IGNORECASE,
)
# A number that the whole line is about: "Side 165", "Side 3 af 12".
_SAYS_PAGE = re.compile(r"side[ ]?\d{1,4}(?:[ ]?(?:af|/)[ ]?\d{1,4})?", re.IGNORECASE)
_CAPITAL_ROMAN = re.compile(r"[IVXL]+")
_DIGITS = re.compile(r"\d+")
# Absence that some systems print at the end of each punkt, wherever that falls on the page.
_ABSENCE = re.compile(r"(?:fravær|afbud|forfald|ikke til stede|meldt)", re.IGNORECASE)


def mark_furniture(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages with furniture marked; of pages without layout the heads alone.

    A line that opens the document keeps its place on page 1 though later pages repeat it as their
    running head: it is the title.
    """
    if len(pages) > 1 and all(page.height <= 0 for page in pages):
        return _mark_heads(pages)
    edges = {page.number: _edge_lines(page) for page in pages if page.height > 0}
    scanned = {page.number for page in pages if page.source is TextSource.OCR}
    if scanned:
        edges = _as_one(edges, scanned)
    repeated = _repeated(edges.values()) - _counted(edges.values())
    opening = next(iter(edges), None)
    return tuple(
        _mark(page, edges[page.number], repeated, first=page.number == opening)
        if page.height > 0
        else page
        for page in pages
    )


def _mark_heads(pages: Sequence[Page]) -> tuple[Page, ...]:
    """Pages of a text that form feeds part, without page numbers and with their running heads once.

    What the first rows of a page say again, digits aside, is a running head where the pages after
    the first all say it; so is "(2) fortsat".
    """
    heads = [[line for line in page.lines if line.row <= EDGE_ROWS] for page in pages]
    said = [{_key(line) for line in lines} for lines in heads]
    # of two pages the second alone says nothing twice
    again = frozenset.intersection(*map(frozenset, said[1:] if len(said) > 2 else said))
    return tuple(
        replace(
            page,
            lines=tuple(
                replace(line, furniture=True)
                if line in lines and _is_head(line, again if place else frozenset())
                else line
                for line in page.lines
            ),
        )
        for place, (page, lines) in enumerate(zip(pages, heads, strict=True))
    )


# "(2) fortsat", "Punkt 4, fortsat", "Pkt. 7 (fortsat)"
_GOES_ON = re.compile(
    r"(?:punkt|pkt\.?|sag(?:\s?nr\.?)?)?\s*\(?\d{1,3}[.)]*\s*[,:–-]?\s*\(?fortsat\)?\.?",
    re.IGNORECASE,
)


def _is_head(line: Line, again: frozenset[str]) -> bool:
    """Whether one of a text page's first rows is no text of it."""
    if _ABSENCE.search(line.text):
        return False
    said = _key(line) in again or _SAYS_PAGE.fullmatch(line.text) is not None
    return said or _GOES_ON.fullmatch(line.text) is not None


def _as_one(
    edges: Mapping[int, list[_EdgeLine]], scanned: Collection[int]
) -> dict[int, list[_EdgeLine]]:
    """The same with one text for what OCR read in several ways: the one that comes most often."""
    counts = Counter((edge, key) for lines in edges.values() for _, edge, key in lines)
    known: list[tuple[str, str]] = []
    same: dict[tuple[str, str], str] = {}
    for edge, key in sorted(counts, key=lambda found: -counts[found]):
        like = next(
            (
                other
                for place, other in known
                if place == edge
                and len(key) >= LEAST_LETTERS
                and abs(len(key) - len(other)) <= LONGER
                and Levenshtein.normalized_similarity(key, other) >= ALIKE
            ),
            None,
        )
        if like is None:
            known.append((edge, key))
        same[edge, key] = like or key
    return {
        number: [(line, edge, same[edge, key]) for line, edge, key in lines]
        if number in scanned
        else lines
        for number, lines in edges.items()
    }


def _mark(
    page: Page, edges: Sequence[_EdgeLine], repeated: frozenset[tuple[str, str]], *, first: bool
) -> Page:
    marked = set()
    for line, edge, key in edges:
        if (edge, key) in repeated:
            if not (first and edge == "top"):
                marked.add(line.number)
        elif _is_page_number(line, edge, page):
            marked.add(line.number)
    marked |= _foot(page)
    if not marked:
        return page
    lines = [
        replace(line, furniture=True) if line.number in marked else line for line in page.lines
    ]
    return replace(page, lines=tuple(_reset_gap(lines)))


def _foot(page: Page) -> set[int]:
    """Numbers of the lines that make a page's foot: its last row, small, far below the text.

    "Kulturudvalget | 11-05-2022 | 165" of a page that no other repeats.
    """
    row = [line for line in page.lines if line.row == page.lines[-1].row] if page.lines else []
    cells = [line.box for line in row if line.box is not None]
    if not 2 <= len(cells) == len(row) <= min(_CELLS, len(page.lines) - 1) or row[0].gap < _FAR:
        return set()
    height = sum(box.top + box.bottom for box in cells) / 2 / len(cells) / page.height
    size = median(line.size or 0.0 for line in page.lines if line not in row)
    small = all((line.size or size) <= size - _SMALLER for line in row)
    numbered = any(_PAGE_NUMBER.fullmatch(line.text) for line in (row[0], row[-1]))
    return {line.number for line in row} if numbered and small and height > 1 - EDGE else set()


_CELLS, _FAR, _SMALLER = 3, 1.5, 0.9
"""Cells of such a row at most, its space above in heights, and points by which its type is smaller:
a table's last row stands close to the others and in their type."""


def _reset_gap(lines: list[Line]) -> list[Line]:
    """Take the space under a running head from the text's first row: it says nothing."""
    text = next((line for line in lines if not line.furniture), None)
    if text is None or text.row == lines[0].row:
        return lines
    return [replace(line, gap=0.0) if line.row == text.row else line for line in lines]


_EdgeLine = tuple[Line, str, str]
"""A line near the upper or the lower edge, the edge's name, and the text that may come again."""


def _edge_lines(page: Page) -> list[_EdgeLine]:
    """Lines near the upper and the lower edge."""
    laid = [line for line in page.lines if line.box is not None]
    rows = sorted({line.row for line in laid})
    high, low = rows[:EDGE_ROWS], rows[-EDGE_ROWS:]
    outer = [line for line in laid if not high[-1] < line.row < low[0]]
    found = []
    for edge, near in (("top", high), ("bottom", low)):
        for line in outer:
            if line.row in near and line.box is not None:
                middle = (line.box.top + line.box.bottom) / 2 / page.height
                if (middle < EDGE) if edge == "top" else (middle > 1 - EDGE):
                    found.append((line, edge, _key(line)))
    return found


def _repeated(pages: Collection[Sequence[_EdgeLine]]) -> frozenset[tuple[str, str]]:
    """Edge and text, digits aside, of the lines that come again page after page."""
    counts: Counter[tuple[str, str]] = Counter()
    for edges in pages:
        counts.update({(edge, key) for _, edge, key in edges})
    # Two pages in a row may by chance begin alike ("Beslutning"); half of the pages do not. Heads
    # that differ on even and odd pages come on nearly half.
    needed = max(3, 0.4 * len(pages)) if len(pages) > 2 else 2
    return frozenset(
        key
        for key, count in counts.items()
        if count >= needed and key[1] and not _ABSENCE.search(key[1])
    )


# "SAG NR. 3", "Punkt 12:", "Dagsordenspunkt 4": not "Side 3", nor "Sag nr. 3, fortsat"
_PUNKT_NUMBER = re.compile(
    r"(?:(?:dagsordens)?punkt|pkt\.?|sag)\s*(?:nr\.?)?\s*(?P<nr>\d{1,4})\s*[.:]?", re.IGNORECASE
)


def _counted(pages: Collection[Sequence[_EdgeLine]]) -> frozenset[tuple[str, str]]:
    """Edge and text, digits aside, of numbers of punkter that count upwards, each of them once.

    Where every punkt begins a page they come again at its top, and are headings all the same; a
    running head says the number of a punkt on each of its pages.
    """
    numbers: dict[tuple[str, str], list[int]] = {}
    for edges in pages:
        for line, edge, key in edges:
            if edge == "top" and (found := _PUNKT_NUMBER.fullmatch(line.text)):
                numbers.setdefault((edge, key), []).append(int(found["nr"]))
    return frozenset(key for key, said in numbers.items() if all(a < b for a, b in pairwise(said)))


def _key(line: Line) -> str:
    return _DIGITS.sub("#", line.text.casefold())


def _is_page_number(line: Line, edge: str, page: Page) -> bool:
    if len(line.text) > LONGEST_NUMBER:
        return False
    if _SAYS_PAGE.fullmatch(line.text):
        return True
    if not _PAGE_NUMBER.fullmatch(line.text):
        return False
    if _CAPITAL_ROMAN.fullmatch(line.text) and line.text != _roman(page.number):
        return False  # "XX" on the third page is a punkt's
    # A lone number at the edge; beside it may stand a running head, never a table's other cells.
    row = [other for other in page.lines if other.row == line.row]
    outermost = line.row in {page.lines[0].row, page.lines[-1].row}
    return outermost and (len(row) == 1 or (edge == "bottom" and len(row) <= 2))


def _roman(number: int) -> str:
    """A page's number, below 40, in capital Roman numerals."""
    return (
        "X" * (number // 10)
        + ("", *["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"])[number % 10]
    )
