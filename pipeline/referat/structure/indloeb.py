"""Titles that run into their text: parts them, so that title and text are lines of their own.

In: pages. Out: the same, where a document's numbered paragraphs open with a title that ends inside
a line ("14. Lån til Østre Skole (j.nr. 17.01.3/77). Amtsrådet har …"); all others as they are. Old
protocols underline such titles or set them in bold, which a line as a whole does not show.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from referat.structure.headings import longest_row, middle_step
from referat.structure.text import PARAGRAPH_GAP
from referat.types import Box, Line, Page

_OPENS = re.compile(r"^(?P<nr>\d{1,4}(?:\.\d{1,2})?)\s?[.)]\s+(?=[A-ZÆØÅ\"“])(?![A-ZÆØÅ]\.)")
# a title's end: a case number in brackets, or a full stop that no shortened word has
_ENDS = re.compile(
    r"(?:\((?:j\.?\s?nr|sagsnr|sag|journalnr|acadre)\b[^()]{2,40}\)\s*\.?"
    r"|(?<=[a-zæøå)\d])(?<!\bnr)(?<!\bkl)(?<!\bpr)(?<!\bca)(?<!\bkr)(?<!\bjf)(?<!\bfra)(?<!\bstk)"
    r"(?<!\bbl)(?<!\bmio)(?<!\bpct)(?<!\bvedr)(?<!\betc)(?<!\binkl)(?<!\bekskl)(?<!\bmatr)"
    r"(?<!\b\d)(?<!\b\d\d)\.)(?=\s+[A-ZÆØÅ\"“\d]|\s*$)"
)
_FEWEST, _MOST, _APART = 4, 0.7, 3
"""Numbered paragraphs at least, the share of them in which a title ends inside, and lines from one
to the next in the middle."""
_LINES, _LONGEST = 3, 200
"""Lines and letters that a title takes at most."""
_RAGGED = 90.0
"""Points by which a full line may miss the right edge of the page's longest."""
_SPAN = 0.5
"""Share of the document's lines between the first and the last of them at least."""
_SET_ALIKE = 0.6
"""Share of them that are set as most lines are at least."""
_EDGE = 3.0
"""Points within which the left edges of one row of paragraphs lie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opening:
    """A line that may open a punkt, and where the title that it begins ends."""

    page: int
    """Index of the page."""
    line: int
    """Index of the line in it."""
    nr: tuple[int, ...]
    last: int
    """Index of the line in which the title ends; -1 where it ends in none."""
    end: int
    """Letters of that line that are the title's."""


def part_titles(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """Pages whose run-in titles are lines of their own; the same where there are none."""
    chosen = _choose(list(_openings(pages)), pages)
    if not chosen:
        return pages
    result = list(pages)
    for place, openings in itertools.groupby(chosen, key=lambda opening: opening.page):
        result[place] = _parted(pages[place], {opening.line: opening for opening in openings})
    return tuple(result)


def _openings(pages: Sequence[Page]) -> Iterator[_Opening]:
    for place, page in enumerate(pages):
        right = max((line.box.x1 for line in page.lines if line.box), default=0.0)
        for index, line in enumerate(page.lines):
            found = _OPENS.match(line.text) if line.text[:1].isdigit() else None
            if found is None or line.furniture or line.box is None:
                continue
            last, end = _title_end(page.lines, index, found.end(), right)
            nr = tuple(int(part) for part in found["nr"].split("."))
            yield _Opening(page=place, line=index, nr=nr, last=last, end=end)


def _wraps(above: Line, line: Line, right: float) -> bool:
    """Whether a line goes on with the one above it, which is full."""
    if above.box is None or line.row != above.row + 1 or line.gap > PARAGRAPH_GAP:
        return False
    return above.box.x1 >= right - _RAGGED


def _title_end(lines: Sequence[Line], first: int, start: int, right: float) -> tuple[int, int]:
    """Line and place at which the title that a line begins ends; ``(-1, 0)`` without an end."""
    letters = 0
    for index in range(first, min(first + _LINES, len(lines))):
        line = lines[index]
        if index > first and not _wraps(lines[index - 1], line, right):
            break
        found = _ENDS.search(line.text, start if index == first else 0)
        if found and letters + found.end() <= _LONGEST:
            return index, found.end()
        letters += len(line.text)
    return -1, 0


def _choose(openings: list[_Opening], pages: Sequence[Page]) -> list[_Opening]:
    """The openings of a document whose punkter run in; none where it sets titles apart.

    They stand at one edge, count up by one, are set as the text is, and most of them have text
    behind the title on its last line.
    """
    if len(openings) < _FEWEST:
        return []
    edge = min(_line(opening, pages).box.x0 for opening in openings)  # type: ignore[union-attr]  # only lines with a box open
    row = [
        opening
        for opening in openings
        if (box := _line(opening, pages).box) and box.x0 - edge <= _EDGE and len(opening.nr) == 1
    ]
    row = longest_row(row, lambda opening: opening.nr[0])
    if len(row) < _FEWEST:
        return []
    places = [(opening.page, opening.line) for opening in row]
    counts = [len(page.lines) for page in pages]
    flat = [sum(counts[:page]) + line for page, line in places]
    if flat[-1] - flat[0] < _SPAN * sum(counts):
        return []
    sizes = Counter(line.size for page in pages for line in page.lines)
    common = sizes.most_common(1)[0][0]
    plain = sum(line.size == common and not line.bold for line in (_line(o, pages) for o in row))
    if plain < _SET_ALIKE * len(row):
        return []
    inside = [opening for opening in row if _runs_on(opening, pages)]
    if middle_step(flat) < _APART or len(inside) < _MOST * len(row):
        return []
    below = [
        opening
        for opening in openings
        if len(opening.nr) == 2 and (opening.nr[0],) in {other.nr for other in row}
    ]
    chosen = [opening for opening in (*inside, *below) if opening.last >= 0]
    return sorted(chosen, key=lambda opening: (opening.page, opening.line))


def _line(opening: _Opening, pages: Sequence[Page]) -> Line:
    return pages[opening.page].lines[opening.line]


def _runs_on(opening: _Opening, pages: Sequence[Page]) -> bool:
    """Whether text follows a title on the line in which it ends."""
    if opening.last < 0:
        return False
    text = pages[opening.page].lines[opening.last].text
    return len(text) - opening.end > 2


def _parted(page: Page, openings: dict[int, _Opening]) -> Page:
    lines: list[Line] = []
    title: range = range(0)
    end = 0
    for index, line in enumerate(page.lines):
        if index in openings:
            opening = openings[index]
            title, end = range(index, opening.last + 1), opening.end
        shift = len(lines) - index  # so many lines have been made
        if index not in title:
            lines.append(replace(line, row=line.row + shift, number=line.number + shift))
            continue
        last = index == title[-1]
        head, rest = (line.text[:end], line.text[end:].strip()) if last else (line.text, "")
        left, right = (
            _cut(line.box, len(head) / max(len(line.text), 1)) if rest else (line.box, None)
        )
        # what parts it from the text, a rule below it or bold type, is told by where it ends
        lines.append(
            replace(
                line,
                text=head.strip().removesuffix("."),
                box=left,
                bold=True,
                row=line.row + shift,
                number=line.number + shift,
            )
        )
        if rest:
            lines.append(
                replace(
                    line,
                    text=rest,
                    box=right,
                    gap=0.0,
                    row=line.row + shift + 1,
                    number=line.number + shift + 1,
                )
            )
    return replace(page, lines=tuple(lines))


def _cut(box: Box | None, share: float) -> tuple[Box | None, Box | None]:
    """A line's box in two, by letters."""
    if box is None:
        return None, None
    place = round(box.x0 + share * (box.x1 - box.x0), 2)
    return replace(box, x1=place), replace(box, x0=place)
