"""Stage 2: words that OCR misread by a letter, put right where lexicon or document agree.

A word is touched only where it is no word itself and exactly one reading that differs by one
known confusion is: by the lexicon, or because the document says it elsewhere, and surely.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from referat.lexicon import Lexicon
from referat.pages.confusions import SIGNS, candidates
from referat.types import Word

SURE = 0.95
"""Confidence from which a word is believed as it was read. Measured on 45 pages at 200 dpi, heavily
soiled: of the words above it that no lexicon knows, none was misread by a letter alone."""

DOUBTFUL = 0.75
"""Confidence below which a word may also differ in a Danish letter, which makes words of words."""

TRUSTED = 0.85
"""Confidence from which a word bears witness of how the document spells."""

LEAST_LETTERS = 3
"""Shorter words have too many neighbours: "af", "at" and "al" are all words."""

LEAST_COMPOUND = 8
"""Letters from which a compound that nobody listed is believed."""

RUN = re.compile(r"[^\W\d_][\w!|@$€]*|\w*[^\W\d_]\w*[!|@$€]?")
"""Letters with what may stand for a letter among them."""
# What is spelt by its own rules: "navn@kommune.dk", "www.kommune.dk", "bilag_3.pdf".
_FOREIGN = re.compile(r"@\w|www\.|://|\w[._]\w*[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Witness:
    """What a document says of its own words."""

    counts: Counter[str]
    """How often each word stands in it, surely read, as printed."""

    def often(self, word: str) -> bool:
        """Whether it stands there at least twice."""
        return self.counts[word] >= 2


def listen(words: Iterable[Word]) -> Witness:
    """The document's own words, from the readings as they were."""
    counts: Counter[str] = Counter()
    for word in words:
        if word.confidence >= TRUSTED:
            counts.update(found for found in RUN.findall(word.text) if found.isalpha())
    return Witness(counts)


def mend_token(token: str, confidence: float, *, lexicon: Lexicon, witness: Witness) -> str:
    """A word with its punctuation, with a misread letter put right; else as it is."""
    if confidence >= SURE or _FOREIGN.search(token):
        return token

    def mend(found: re.Match[str]) -> str:
        return mend_word(found[0], confidence, lexicon=lexicon, witness=witness)

    return RUN.sub(mend, token)


def mend_word(word: str, confidence: float, *, lexicon: Lexicon, witness: Witness) -> str:
    """A word without punctuation, with a misread letter put right; else as it is."""
    letters = sum(map(str.isalpha, word))
    if letters < LEAST_LETTERS - 1 or len(word) < LEAST_LETTERS:
        return word
    if word.isalpha():
        if lexicon.knows(word) or witness.often(word):
            return word
    elif lexicon.knows(word.rstrip("".join(SIGNS))) or 2 * letters < len(word):
        return word
    if word.isupper() or _capitals(word):
        return _mend_capitals(word, lexicon)
    likely = candidates(word, danish=confidence < DOUBTFUL)
    for accepts in _tiers(word, lexicon, witness):
        found = [other for other in likely if accepts(other)]
        if found:
            # "lndstilling" may be "indstilling" and "Indstilling": an "l" is more like the capital.
            alike = len({other.casefold() for other in found}) == 1
            return min(found) if alike else word
    return word


def _tiers(word: str, lexicon: Lexicon, witness: Witness) -> list[Callable[[str], bool]]:
    """Who may say that a reading is a word, the strictest first."""
    own = [lambda other: witness.often(other) and lexicon.has(other), witness.often]
    if word[:1].isupper():
        # Perhaps a name, of which no lexicon knows the spelling: the document alone may say it;
        # with a sign or a digit in it, it is none.
        if word.isalpha():
            return own
        return [*own, lexicon.has]
    tiers = [*own, lexicon.has]
    if len(word) >= LEAST_COMPOUND:
        tiers.append(lexicon.knows)
    return tiers


def _capitals(word: str) -> bool:
    """Whether it is set in capitals, with small letters or signs where I and O belong."""
    rest = [letter for letter in word if not letter.isupper()]
    return bool(rest) and len(rest) <= len(word) / 3 and set(rest) <= set("l|!0o1")


def _mend_capitals(word: str, lexicon: Lexicon) -> str:
    plain = re.sub(r"[l|!1]", "I", word)
    found = [
        other
        for other in dict.fromkeys(re.sub("[0o]", round_, plain) for round_ in ("O", "Ø"))
        if other != word and lexicon.knows(other)
    ]
    return found[0] if len(found) == 1 else word
