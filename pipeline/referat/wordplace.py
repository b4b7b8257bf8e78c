"""Where in a line's text the words stand that OCR read, also where the text was put right.

Shared by what masks a part of a line, what stores words, and what draws them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from referat.types import Line, Repair, Word


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedWord:
    """A word and the part of its line's text that it became."""

    word: Word
    """As it was read."""
    start: int
    """First character in the line's text."""
    end: int
    """One past the last; the same as ``start`` where the word was taken out of the text."""
    repair: Repair | None = None
    """What was put right in it; words that were put right together share it."""


def place_words(line: Line) -> tuple[PlacedWord, ...]:
    """The line's words in order, each with its place; none where words and text do not fit.

    They do not fit in a line whose text was changed after its repairs were noted.
    """
    placed: list[PlacedWord] = []
    left = list(line.words)
    at = 0
    for repair in (*line.repairs, None):
        end = len(line.text) if repair is None else repair.start
        for word, start in _as_read(line.text[at:end], at, left):
            placed.append(PlacedWord(word=word, start=start, end=start + len(word.text)))
        if repair is None:
            break
        for _ in repair.read.split():
            if left:
                placed.append(
                    PlacedWord(word=left.pop(0), start=repair.start, end=repair.end, repair=repair)
                )
        at = repair.end
    return tuple(placed) if not left else ()


def _as_read(text: str, offset: int, left: list[Word]) -> Iterator[tuple[Word, int]]:
    """Words from the front of those left that stand in a text as they were read; they are taken."""
    at = 0
    while left:
        word = left[0]
        # A long dash is set as a short one, which is no repair.
        found = text.find(word.text.replace("—", "–"), at)
        if found < 0 or text[at:found].strip():
            return
        left.pop(0)
        yield word, offset + found
        at = found + len(word.text)
