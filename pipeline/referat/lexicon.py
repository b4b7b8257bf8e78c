"""Which strings of letters are Danish words, as far as minutes go: for what repairs a reading.

Shared by the stages. The words are our own (``danish/ordbog/``), the subjects of KLE and the names
of kommuner; endings and compounds are rules. It is small on purpose: a word that it lacks is no
error, it only is no evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources as package_files

from referat.danish.kommuner import kommuner
from referat.danish.ordbog import ENDINGS, LEAST_HEAD, LEAST_TAIL, LINKS, UNINFLECTED

_LETTERS = re.compile(r"[a-zæøåéüöä]{2,}")
_LONGEST = 40
"""Letters of the longest word that is looked into; longer runs are no words but noise."""


class Lexicon:
    """Words with their inflected forms, and the compounds that they make."""

    def __init__(self, stems: Iterable[tuple[str, str]], words: Iterable[str] = ()) -> None:
        """Take stems, each with its class, and words that are not inflected any further."""
        forms = set(words)
        tails: set[str] = set()
        heads: set[str] = set()
        for kind, stem in stems:
            own = {stem + ending for ending in ENDINGS[kind]}
            forms |= own
            if kind != UNINFLECTED:
                tails |= own
                heads |= {stem, stem + "e"}
        self._forms = frozenset(forms)
        self._tails = frozenset(form for form in tails if len(form) >= LEAST_TAIL)
        self._heads = frozenset(head for head in heads if len(head) >= LEAST_HEAD)

    def has(self, word: str) -> bool:
        """Whether the word itself is listed, in this form; small letters and capitals are one."""
        return word.casefold() in self._forms

    def knows(self, word: str) -> bool:
        """Whether it is listed or a compound of what is: "skolebestyrelsesmøde"."""
        word = word.casefold()
        if word in self._forms:
            return True
        return len(word) <= _LONGEST and _is_compound(self, word)

    def is_compound(self, word: str, depth: int = 3) -> bool:
        """Whether the word is a head, a link, and a word or another compound."""
        for cut in range(LEAST_HEAD, len(word) - LEAST_TAIL + 1):
            if word[:cut] not in self._heads:
                continue
            for link in LINKS:
                rest = word[cut:].removeprefix(link) if word[cut:].startswith(link) else ""
                if len(rest) < LEAST_TAIL:
                    continue
                if rest in self._tails or (depth > 1 and self.is_compound(rest, depth - 1)):
                    return True
        return False


@lru_cache(maxsize=50_000)
def _is_compound(lexicon: Lexicon, word: str) -> bool:
    return lexicon.is_compound(word)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon that comes with the package."""
    folder = package_files.files("referat.danish") / "ordbog"
    stems = [
        (kind, stem)
        for line in (folder / "stammer.txt").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
        for kind, _, listed in [line.partition(":")]
        for stem in listed.split()
    ]
    words = set((folder / "ord.txt").read_text(encoding="utf-8").split())
    for kommune in kommuner():
        words.update(_LETTERS.findall(kommune["navn"].casefold()))
    kle = package_files.files("referat.danish") / "kle"
    for name in ("hovedgrupper.csv", "grupper.csv", "emner.csv"):
        words.update(_LETTERS.findall((kle / name).read_text(encoding="utf-8").casefold()))
    return Lexicon(stems, words)
