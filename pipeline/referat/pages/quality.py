"""Stage 2: how good a text is as a reading of a Danish page.

Text in, a few counts out: enough to refuse a text layer of garbage, and to tell which of two
readings of one page is the better.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from referat.danish.hyppige import HYPPIGE

GARBAGE = 0.05
"""Part of a page's characters that may be garbage before its text layer is refused."""

ENOUGH = 40
"""Words from which a page can be judged: a title page, a list of names has fewer."""

FOREIGN = 0.05
"""Part of common Danish words under which a text is not Danish, or not text. Of 188
pages of the sample corpus the least has 0.13 (a list of names), one in a hundred under 0.19, half
over 0.45; a text whose letters are shifted has 0.01."""

FEW, ODD = 0.30, 0.012
"""Part of common words under which, and of odd words over which, an old OCR layer is read again:
with 2 wrong letters in a hundred a page has 0.014 odd words, printed pages have 0.011 at most save
one. Prose with fewer common words is rare (1 page in 12); lists are read twice for nothing."""

MARGIN = 1.08
"""Known words of the better reading, in those of the other: page furniture and order alone make a
difference of 3 per cent between two good readings."""

SURE = 0.6
"""Confidence that a reading of ours must have to replace what is there."""

# UTF-8 read as Latin-1 ("Ã¦", "Ã¸", "Ã¥", "Â§", "â€“"), private use, replacement characters and
# control characters. Not "Ã" in "SÃO PAULO".
_GARBAGE = re.compile(
    "Ã[\u0080-\u00bf†˜¦¸¥…]|Â[§°«»\u00a0]|â€.|[\ue000-\uf8ff\ufffd\x00\x01\x03-\x08\x0e-\x1f]"
)
# What each of those begins with: one set of characters is looked for ten times as fast.
_MAYBE_GARBAGE = re.compile("[ÃÂâ\ue000-\uf8ff\ufffd\x00\x01\x03-\x08\x0e-\x1f]")
_WORD = re.compile(r"[^\s.,;:!?()\[\]\"”“«»/–—-]+")
# "udva1get", "m0de", "bes|utning", "§agen", "byrÃ¥d"; not "18b", "Ø40", "P35", "4A", "2018", "kr.".
_ODD = re.compile(
    r"(?=.*[a-zæøå])(?:.*[a-zæøåA-ZÆØÅ][\d|!$€£{}\\<>~^*_=]+[a-zæøå].*|.*[|{}\\<>~^].*)"
    r"|[|{}\\<>~^_=»«*]+"
    r"|[bcdfghjklmnpqrstvwxz]{5,}"
    r"|[a-zæøå]{2,}[A-ZÆØÅ][a-zæøå]+"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """Counts of a text."""

    words: int
    """Words of a letter at least."""
    known: int
    """Of them common Danish ones."""
    odd: int
    """Words as no Danish text has them."""

    @property
    def is_foreign(self) -> bool:
        """Whether there is enough text, and next to nothing of it Danish."""
        return self.words >= ENOUGH and self.known < FOREIGN * self.words

    @property
    def is_doubtful(self) -> bool:
        """Whether another reading may well be better."""
        return self.words >= ENOUGH and (
            self.known < FEW * self.words or self.odd > ODD * self.words
        )


def judge(text: str) -> Quality:
    """What stands in a text, word by word."""
    words = known = odd = 0
    for word in _WORD.findall(text):
        if _ODD.fullmatch(word):
            odd += 1
        if any(map(str.isalpha, word)):
            words += 1
            known += word.casefold() in HYPPIGE
    return Quality(words=words, known=known, odd=odd)


def is_foreign(text: str) -> bool:
    """Whether ``judge`` finds a text foreign, told from its first words where they are Danish."""
    words = _WORD.findall(text)
    needed = FOREIGN * len(words)
    known = 0
    for word in words:
        known += word.casefold() in HYPPIGE
        if known >= needed:
            return False
    return judge(text).is_foreign


def is_garbage(text: str) -> bool:
    """Whether the characters are those of a wrong encoding or of a font without names."""
    # Nearly all pages have none of it, and need not be counted.
    if _MAYBE_GARBAGE.search(text) is None:
        return False
    letters = sum(map(str.isalnum, text))
    garbage = sum(len(match) for match in _GARBAGE.findall(text))
    return bool(letters) and garbage > GARBAGE * (letters + garbage)


def is_better(ours: Quality, theirs: Quality, *, confidence: float) -> bool:
    """Whether our reading of a page is clearly better than the one that is there."""
    if confidence < SURE:
        return False
    if ours.known > MARGIN * theirs.known + 1:
        return True
    alike = ours.known * MARGIN + 1 > theirs.known
    return alike and ours.odd + 2 < 0.7 * theirs.odd
