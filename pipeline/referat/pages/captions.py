"""Stage 2: the captions of a form that OCR misread, told by the same captions elsewhere in it.

They stand in the smallest print of a page and come again from punkt to punkt in one place:
"Løbenr." is read "Løbene" and "Labenr", "Afgøres af" is "Alqøres af". All pages of a document come
in, since the form is witness to itself; the same pages go out with such lines put right. A
document that is no form stays as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from referat.danish.skema import EARLIER_CELLS, NUMBER, SUBJECT
from referat.pages.headwords import known_labels
from referat.types import Line, Page, TextSource

SMALL, LONGEST = 0.86, 40
"""Size of a caption at most, in that of the text, and its letters."""

COLUMN = 16.0
"""Points by which one caption stands apart on the pages of a scan, each a little askew."""

AGAIN = 2
"""Times that the title's caption is read at least: a form; and that another bears itself out."""

LETTERS = 3
"""Letters of a caption of which one may be wrong."""


def mend_captions(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages, misread captions of a form as it prints them elsewhere."""
    scanned = [page for page in pages if page.source is TextSource.OCR]
    size = _text_size(scanned)
    small = [line for page in scanned for line in page.lines if _is_small(line, size)]
    if sum(SUBJECT.match(line.text) is not None for line in small) < AGAIN:
        return tuple(pages)
    witnesses = list(_witnesses(small))
    told = {id(line): text for line in small if (text := _told(line, witnesses))}
    if not told:
        return tuple(pages)
    return tuple(
        replace(
            page,
            lines=tuple(
                replace(line, text=told[id(line)]) if id(line) in told else line
                for line in page.lines
            ),
        )
        for page in pages
    )


def _text_size(pages: Sequence[Page]) -> float:
    letters: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            letters[round((line.size or 0.0) * 2) / 2] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def _is_small(line: Line, size: float) -> bool:
    return (
        line.size is not None
        and line.box is not None
        and line.size <= SMALL * size
        and len(line.text) <= LONGEST
        and not any(map(str.isdigit, line.text))
    )


def is_caption(text: str) -> bool:
    """Whether a text is known as what a form has over a cell."""
    key = text.strip(" .:").casefold()
    return bool(
        NUMBER.match(text)
        or SUBJECT.match(text)
        or key in known_labels()
        or any(told.match(key) for told in EARLIER_CELLS.values())
    )


def _witnesses(lines: Sequence[Line]) -> Iterator[Line]:
    """One line of each caption: those that are known, then those that come again in one place."""
    known = [line for line in lines if is_caption(line.text)]
    yield from known
    counts = Counter(line.text for line in lines)
    for line in lines:
        if counts[line.text] >= AGAIN and not any(_is_like(line, other) for other in known):
            yield line


def _told(line: Line, witnesses: Sequence[Line]) -> str | None:
    """What a line is in the form, where it is a caption that was misread."""
    if is_caption(line.text) or any(line.text == other.text for other in witnesses):
        return None
    like = {
        other.text: Levenshtein.distance(line.text.casefold(), other.text.casefold())
        for other in witnesses
        if _is_like(line, other)
    }
    return min(like, key=lambda text: (like[text], text)) if like else None


def _is_like(line: Line, other: Line) -> bool:
    """Whether a line stands where another does and is but for some letters the same."""
    if line.box is None or other.box is None or abs(line.box.x0 - other.box.x0) > COLUMN:
        return False
    most = max(len(other.text) // LETTERS, 1)
    return (
        Levenshtein.distance(line.text.casefold(), other.text.casefold(), score_cutoff=most) <= most
    )
