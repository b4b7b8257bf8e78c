"""Words in wide-set capitals that a page's text parts where they are not: makes them whole.

In: pages. Out: the same, with those blanks alone that part words: "BE S LU T N I N G" is a label.
Capitals are set apart to make a label or a divider of them, and narrow letters then seem to belong
together and others not, so that no measure of the blanks tells words from letters. The words
themselves do: of the blanks that are there, the fewest stay between which all are Danish words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from referat.lexicon import lexicon
from referat.types import Line, Page

_LONGEST = 60
"""Letters of such a line at most: a label or a divider."""
_PIECES = 3
"""Pieces of a line at least, of which so many in a row are no words."""
_SHORT = 2
"""Letters of a piece that is hardly a word at most."""
_SHARE = 0.5
"""Share of such pieces at least, among those that stand between others."""
_SMALL = frozenset(
    ("i", "og", "af", "at", "på", "om", "en", "et", "er", "til", "for", "fra", "den", "det", "med")
)
"""Words of few letters that a label has."""
_KOMMUNE = "KOMMUNE"
_CAPITALS = re.compile(r"[A-ZÆØÅÉ]+(?:\s[A-ZÆØÅÉ]+)+(?P<end>\s?[:.]?)")


def close_up_capitals(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """Pages on which wide-set capitals are words; the same where there are none."""
    return tuple(_closed(page) for page in pages)


def _closed(page: Page) -> Page:
    found = {
        place: text
        for place, line in enumerate(page.lines)
        if line.text.isupper() and (text := close_up_words(line.text)) != line.text
    }
    if not found:
        return page
    lines: list[Line] = [
        replace(line, text=found[place]) if place in found else line
        for place, line in enumerate(page.lines)
    ]
    return replace(page, lines=tuple(lines))


def close_up_words(text: str) -> str:
    """The text of a line with its wide-set capitals as words; as it is where they make none."""
    whole = _CAPITALS.fullmatch(text) if len(text) <= _LONGEST else None
    if whole is None:
        return text
    end = whole["end"].strip()
    pieces = text.rstrip(" :.").split()
    short = sum(len(piece) <= _SHORT and piece.casefold() not in _SMALL for piece in pieces)
    if len(pieces) < _PIECES or short < 2 or short < _SHARE * len(pieces) - 1:
        return text
    if pieces[-1] == _KOMMUNE and not _words(pieces[:-1]):
        return f"{''.join(pieces[:-1])} {_KOMMUNE}{end}"  # the name of a place is no word
    words = _words(pieces)
    return " ".join(words) + end if words else text


def _words(pieces: Sequence[str]) -> list[str]:
    """The fewest words that the pieces make, none of them parted; empty where they make none."""
    best: list[list[str] | None] = [[]]
    for end in range(1, len(pieces) + 1):
        found: list[str] | None = None
        for start in range(end):
            before, word = best[start], "".join(pieces[start:end])
            if before is None or (found is not None and len(before) + 1 >= len(found)):
                continue
            if _is_word(word):
                found = [*before, word]
        best.append(found)
    return best[-1] or []


def _is_word(text: str) -> bool:
    word = text.casefold()
    return word in _SMALL or (len(word) > _SHORT and lexicon().knows(word))
