"""Stage 2: stamps, signatures and scrawls that OCR read as text are marked as furniture.

Of pages that OCR read alone. No line is taken out: what is marked stays on the page, and no punkt
takes it in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from referat.danish.skema import NUMBER
from referat.danish.stempler import CUT_DATE, DATED_STAMP, STAMP, STAMP_DATE
from referat.lexicon import Lexicon, lexicon
from referat.pages.correct import PARTY
from referat.pages.spelling import RUN
from referat.types import Line, Page, TextSource

ILLEGIBLE = 0.4
"""Mean confidence under which a line without one known word is no print. Seen on two grim pages
whose dots were read as text: 0.0 to 0.38 for the letters made of dots; print had 0.5 and more, but
for torn lines, of which each held a known word."""

LONGEST = 6
"""Words of a scrawl: a signature is read as one to four; a longer line is a bad line of text."""

LEAST_KNOWN = 3
"""Letters of a word that shows a line to be text: shorter ones are read by chance."""


def mark_scrawl(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages with stamps and scrawls marked as furniture."""
    return tuple(_mark(page) if page.source is TextSource.OCR else page for page in pages)


def _mark(page: Page) -> Page:
    marked = {line.number for line in _stamps(page.lines)}
    rows = Counter(line.row for line in page.lines)
    # A party's letter in a table's row is often read badly, and no scrawl.
    marked |= {
        line.number
        for line in page.lines
        if _is_scrawl(line, lexicon()) and not (rows[line.row] > 1 and PARTY.fullmatch(line.text))
    }
    if not marked:
        return page
    lines = tuple(
        replace(line, furniture=True) if line.number in marked else line for line in page.lines
    )
    return replace(page, lines=lines)


def _stamps(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines of stamps, and the dates that stand right above or below in the same stamp."""
    for place, line in enumerate(lines):
        if DATED_STAMP.fullmatch(line.text):
            # The date may stand rows away in reading order: a stamp lies across the text.
            for other in lines:
                if CUT_DATE.fullmatch(other.text) and _overlap(line, other):
                    yield line
                    yield other
        if not STAMP.fullmatch(line.text):
            continue
        yield line
        for other in (*lines[max(0, place - 1) : place], *lines[place + 1 : place + 2]):
            if STAMP_DATE.fullmatch(other.text) and _overlap(line, other):
                yield other


def _overlap(line: Line, other: Line) -> bool:
    one, two = line.box, other.box
    if one is None or two is None:
        return False
    beside = min(one.x1, two.x1) - max(one.x0, two.x0)
    apart = max(one.top, two.top) - min(one.bottom, two.bottom)
    return beside > 0 and apart < 2 * one.height


def _is_scrawl(line: Line, words: Lexicon) -> bool:
    if not line.words or line.confidence >= ILLEGIBLE or len(line.words) > LONGEST:
        return False
    # A number may be a date, an amount or the end of a sentence, however badly it was read.
    if any(map(str.isdigit, line.text)) or NUMBER.match(line.text):
        return False
    return not any(
        len(found) >= LEAST_KNOWN and words.knows(found) for found in RUN.findall(line.text)
    )
