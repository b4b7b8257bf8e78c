"""Numbers level with the middle of their titles: brings each before its title's first line.

In: pages. Out: the same, where large numbers of punkter stand left of blocks of a title's lines and
what is set below it, as in a coloured bar that centres them. Read in rows, the number would fall
between the first line of its title and the second. A title of one line alone has its number in its
row already.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from referat.structure.headings import leading_number
from referat.structure.skema import as_rows
from referat.structure.text import join_words
from referat.types import Box, Line, Page, enclosing

_NUMBER = re.compile(r"\d{1,4}[A-Z]?\.?")
_FEWEST = 2
"""Numbers at least that stand so."""
_EDGE = 3.0
"""Points within which the left edges of the numbers, and of a block's lines, lie."""
_LARGER = 1.15
"""How much larger a number is printed than its title at least: one of a list is not."""
_FAR = 60.0
"""Points from a number to its title at most."""
_CLOSE = 1.0
"""Clear space between the lines of a block at most, in heights of the lower."""
_OFF = 4.0
"""Points between the middles of a number and of its block at most."""
_STEP = 3
"""How much the numbers of a document rise from one to the next at most."""


@dataclass(frozen=True, slots=True)
class _Block:
    """A number and the lines that it stands beside."""

    number: Line
    lines: tuple[Line, ...]


def lift_numbers(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """Pages on which such numbers open their titles; the same where there are none."""
    found = [_blocks(page.lines) for page in pages]
    blocks = [block for on_page in found for block in on_page]
    if len(blocks) < _FEWEST or not _are_numbers([block.number for block in blocks]):
        return pages
    return tuple(
        replace(page, lines=tuple(_lifted(page.lines, on_page))) if on_page else page
        for page, on_page in zip(pages, found, strict=True)
    )


def _are_numbers(numbers: Sequence[Line]) -> bool:
    """Whether numbers stand below each other, are set alike, and rise."""
    edges = [line.box.x1 for line in numbers if line.box]
    styles = {(line.size, line.bold) for line in numbers}
    values = [leading_number(line.text) for line in numbers]
    rising = all(0 < right - left <= _STEP for left, right in itertools.pairwise(values))
    return rising and len(styles) == 1 and max(edges) - min(edges) < 2 * _EDGE + _DIGITS


_DIGITS = 12.0
"""Points by which the right edges of numbers set from the left may differ: "9" and "10"."""


def _blocks(lines: Sequence[Line]) -> list[_Block]:
    return [
        block
        for at, line in enumerate(lines)
        if line.box is not None
        and not line.furniture
        and _NUMBER.fullmatch(line.text)
        and (block := _block(lines, at)) is not None
    ]


def _block(lines: Sequence[Line], at: int) -> _Block | None:
    """The lines beside a number, if the first of them stands above it and it is level with all."""
    number = lines[at]
    if number.box is None or not number.size:
        return None
    right = number.box.x1
    beside = [
        line
        for line in lines[max(0, at - _REACH) : at + _REACH + 1]
        if line.box and right < line.box.x0 < right + _FAR and not line.furniture
    ]
    above = next((line.box for line in beside if line.box and line.box.top < number.box.top), None)
    if above is None:
        return None
    column = [line for line in beside if line.box and abs(line.box.x0 - above.x0) <= _EDGE]
    own = _run(column, number.box)
    if not own or own[0].box is None or own[0].box.top >= number.box.top:
        return None
    box = enclosing([line.box for line in own if line.box])
    level = abs(box.top + box.bottom - number.box.top - number.box.bottom) / 2 < _OFF
    larger = number.size >= _LARGER * (own[0].size or number.size)
    return _Block(number, tuple(own)) if level and larger and len(own) > 1 else None


_REACH = 6
"""Lines before and behind a number among which its block is."""


def _run(column: Sequence[Line], number: Box) -> list[Line]:
    """The lines of a column that stand close to each other, as far as a number is beside them."""
    runs: list[list[Line]] = []
    for line in column:
        above = runs[-1][-1].box if runs else None
        close = (
            above is not None
            and line.box is not None
            and line.box.top - above.bottom <= _CLOSE * line.box.height
        )
        if close:
            runs[-1].append(line)
        else:
            runs.append([line])
    middle = (number.top + number.bottom) / 2
    boxes = [(run, enclosing([line.box for line in run if line.box])) for run in runs]
    return next((run for run, box in boxes if box.top < middle < box.bottom), [])


def _lifted(lines: Sequence[Line], blocks: Sequence[_Block]) -> list[Line]:
    """Lines with each block's number and the lines of its title as one, set as the number."""
    titles = {block.lines[0].number: _title(block) for block in blocks}
    joined = {line.number for title in titles.values() for line in title[1:]}
    joined |= {block.number.number for block in blocks}
    numbers = {block.lines[0].number: block.number for block in blocks}
    rows: list[list[Line]] = []
    for row in as_rows(lines):
        kept = [
            _join(numbers[line.number], titles[line.number]) if line.number in titles else line
            for line in row
            if line.number not in joined
        ]
        if kept:
            rows.append(kept)
    return [replace(line, row=number) for number, row in enumerate(rows, start=1) for line in row]


def _title(block: _Block) -> list[Line]:
    """The first lines of a block, as far as they are set alike."""
    return list(itertools.takewhile(lambda line: _is_set_as(line, block.lines[0]), block.lines))


def _is_set_as(line: Line, other: Line) -> bool:
    return (line.size, line.bold) == (other.size, other.bold)


def _join(number: Line, title: Sequence[Line]) -> Line:
    text = title[0].text
    for above, line in itertools.pairwise(title):
        text = join_words(text, line.text, broken=above.broken)
    return replace(
        title[0],
        text=f"{number.text} {text}",
        box=enclosing([line.box for line in (number, *title) if line.box]),
        size=number.size,
        bold=number.bold,
    )
