"""Stage 2: what OCR reads one letter for, as candidates for a word that is none. Pure text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

# Seen in Tesseract's readings of minutes at 150 to 300 dpi, clean and noisy.
ALIKE = (
    ("l", "i"), ("i", "l"), ("I", "l"), ("l", "I"), ("j", "i"), ("i", "j"), ("rn", "m"),
    ("m", "rn"), ("m", "in"), ("in", "m"), ("ni", "m"), ("m", "ni"), ("nn", "m"), ("cl", "d"),
    ("d", "cl"), ("li", "h"), ("h", "li"), ("vv", "w"), ("ii", "u"), ("u", "ii"), ("ri", "n"),
    ("il", "ll"), ("ll", "il"), ("li", "ll"), ("ll", "li"), ("g", "q"), ("q", "g"),
    ("ö", "ø"), ("Ö", "Ø"), ("Q", "Ø"), ("Q", "O"), ("ä", "å"), ("á", "å"), ("à", "å"), ("ä", "æ"),
    ("Ä", "Æ"), ("ce", "æ"), ("ë", "e"), ("ü", "u"),
)  # fmt: skip
"""What was read, and what may be printed there."""

DANISH = (
    ("o", "ø"), ("ø", "o"), ("O", "Ø"), ("a", "å"), ("å", "a"), ("ae", "æ"), ("a", "æ"), ("æ", "a"),
    ("e", "æ"), ("é", "e"), ("e", "ø"),
)  # fmt: skip
"""The same for the Danish letters, of which each is a letter of another word as well."""

_SIGNS: dict[str, tuple[str, ...]] = {
    "0": ("o", "ø"),
    "1": ("l", "i"),
    "!": ("l", "i"),
    "|": ("l", "i", "I"),
    "5": ("s",),
    "6": ("ø", "b", "o"),
    "8": ("s", "B"),
    "9": ("g",),
    "$": ("s",),
    "@": ("ø", "Ø"),
    "€": ("e",),
    "ß": ("B", "ss"),
}
SIGNS = frozenset(_SIGNS)
"""What is no letter and may be read for one inside a word."""

MOST_SIGNS = 2
"""Signs in one word; with more it is a number, a code or noise."""


@lru_cache(maxsize=20_000)
def candidates(word: str, *, danish: bool = False) -> tuple[str, ...]:
    """What may be printed where this was read, one confusion apart, each once.

    Args:
        word: Letters, and signs that may stand for letters; with a sign in it all of them are read
            as letters, and nothing else is.
        danish: Also what differs in a Danish letter.
    """
    signs = sum(letter in SIGNS for letter in word)
    if signs > MOST_SIGNS:
        return ()
    if signs:
        return tuple(dict.fromkeys(_without_signs(word)))
    found = dict.fromkeys(_swapped(word, (*ALIKE, *DANISH) if danish else ALIKE))
    return tuple(found)


def _without_signs(word: str) -> Iterator[str]:
    place = next((place for place, letter in enumerate(word) if letter in SIGNS), None)
    if place is None:
        yield word
        return
    for letter in _SIGNS[word[place]]:
        yield from _without_signs(word[:place] + letter + word[place + 1 :])


def _swapped(word: str, pairs: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for read, printed in pairs:
        place = word.find(read)
        while place >= 0:
            # A capital stands at a word's head: "lndstilling" is "Indstilling".
            if place == 0 or printed != "I":
                yield word[:place] + printed + word[place + len(read) :]
            place = word.find(read, place + 1)
