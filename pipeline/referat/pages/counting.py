"""Stage 2: numbers beside titles that OCR misread, told by the numbers beside the other titles.

A number that stands alone, in bold or slanted type and far from its title, is read as whatever has
its shape: "Fx", "es", "B«"; and of two figures neither size nor weight can be told. All pages of a
document come in, since its titles are counted through; the same pages go out with the text of such
cells put right, numbers and titles in one style.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from referat.types import Box, Line, Page, TextSource

LONGEST, WIDEST = 4, 2.5
"""Letters of what a number was read as, and its width in font sizes at most: "12." has 1.4."""

AWAY = 1.5
"""Font sizes between a number and its title at least: nearer ones are read as one line."""

COLUMN = 12.0
"""Points by which the cells of one column stand apart on the pages of a scan, each a little askew
and moved."""

ALIKE = 1.2
"""Ratio up to which two estimates may be of one font size."""

LEAST, SHARE = 2, 1 / 3
"""Numbers that were read, and their part of all, that tell the others."""

_NUMBER = re.compile(r"(\d{1,3})([.:)]?)")
# The head of a column, or a word that stands before a number elsewhere.
_HEADS = re.compile(r"(?:nr|pkt|sag|ad|ja|nej)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What stands beside a title, and the title."""

    place: tuple[int, int]
    """Index of the page, and of the line on it."""
    head: Line
    """What may be a number."""
    title: Line
    """The line behind it."""
    x0: float
    """Left edge of what may be a number."""
    title_x0: float
    """The title's."""


def count_titles(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages, titles that are counted through in one style and with their numbers."""
    told: dict[tuple[int, int], Line] = {}
    pairs = [pair for place, page in enumerate(pages) for pair in _pairs(place, page)]
    for group in _groups(pairs):
        told |= _count(group)
    if not told:
        return tuple(pages)
    return tuple(
        replace(
            page,
            lines=tuple(told.get((place, at), line) for at, line in enumerate(page.lines)),
        )
        for place, page in enumerate(pages)
    )


def _pairs(place: int, page: Page) -> Iterator[Pair]:
    """Rows of two lines, a few letters and a title in a type of its own."""
    if page.source is not TextSource.OCR:
        return
    rows = Counter(line.row for line in page.lines)
    for number, (head, title) in enumerate(zip(page.lines, page.lines[1:], strict=False)):
        if head.row != title.row or rows[head.row] != 2 or not (title.bold or title.italic):
            continue
        size = title.size or 0.0
        if head.box and title.box and _may_number(head.text, head.box, title.box, size):
            yield Pair(
                place=(place, number),
                head=head,
                title=title,
                x0=head.box.x0,
                title_x0=title.box.x0,
            )


def _may_number(text: str, box: Box, title: Box, size: float) -> bool:
    return (
        len(text) <= LONGEST
        and " " not in text
        and _HEADS.match(text) is None
        and box.x1 - box.x0 < WIDEST * size
        and title.x0 - box.x1 > AWAY * size
    )


def _groups(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """Pairs that are set alike, in reading order."""
    groups: list[list[Pair]] = []
    for pair in pairs:
        for group in groups:
            last = group[-1]
            if (
                abs(last.x0 - pair.x0) < COLUMN
                and abs(last.title_x0 - pair.title_x0) < COLUMN
                and _is_alike(last.title, pair.title)
            ):
                group.append(pair)
                break
        else:
            groups.append([pair])
    return groups


def _is_alike(one: Line, other: Line) -> bool:
    """Whether two lines may be of one font size."""
    sizes = one.size or 0.0, other.size or 0.0
    return max(sizes) < ALIKE * min(sizes)


def _count(group: Sequence[Pair]) -> dict[tuple[int, int], Line]:
    """The lines of a group by their place, where the numbers that were read are counted."""
    read = [_NUMBER.fullmatch(pair.head.text) for pair in group]
    known = [(place, found) for place, found in enumerate(read) if found is not None]
    if len(known) < max(LEAST, SHARE * len(group)):
        return {}
    firsts = {int(found[1]) - place for place, found in known}
    first = min(firsts)
    if len(firsts) > 1 or first < 1:
        return {}
    ((stop, _),) = Counter(found[2] for _, found in known).most_common(1)
    titles = Counter((pair.title.size, pair.title.bold, pair.title.italic) for pair in group)
    ((style, _),) = titles.most_common(1)
    told: dict[tuple[int, int], Line] = {}
    for count, (pair, found) in enumerate(zip(group, read, strict=True), start=first):
        page, at = pair.place
        text = pair.head.text if found is not None else f"{count}{stop}"
        told[page, at] = _set(pair.head, style, text)
        told[page, at + 1] = _set(pair.title, style, pair.title.text)
    return told


def _set(line: Line, style: tuple[float | None, bool, bool], text: str) -> Line:
    size, bold, italic = style
    return replace(line, text=text, size=size, bold=bold, italic=italic)
