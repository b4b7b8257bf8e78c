"""Danish words as the tokens that the search compares: folded, then stemmed. Pure.

Snowball's Danish rules (PyStemmer) do the work; ``words.py`` holds what they part wrongly. Index
and query go through the same two functions, so that a rule needs no linguistic truth, only to
join what a reader would take for one word and no more.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import Stemmer

from referat.search.words import END_VERBS, IRREGULAR_LINES, NOT_ACTS

WORD = re.compile(r"[^\W_]+")
"""A run of letters and digits in any alphabet, as FTS5's unicode61 cuts text."""

# Letters that Danish spells in two ways: "Aabenraa" is "Åbenrå", "laesning" "læsning". The folded
# form need not be right ("israel" becomes "isræl"), since both sides are folded.
_DIGRAPHS = (("aa", "å"), ("ae", "æ"), ("oe", "ø"))
_LETTERS = str.maketrans({"ä": "æ", "ö": "ø", "ü": "y", "ß": "ss", "ð": "d", "þ": "th"})
_FOREIGN = re.compile(f"[{''.join(map(chr, _LETTERS))}]")
_ACCENTED = re.compile(r"[^\x00-\x7fæøå]+")

_IRREGULAR = {
    form: forms[0]
    for forms in (line.split() for line in IRREGULAR_LINES.strip().splitlines())
    for form in forms
}
_END_VERB = re.compile(rf"(?P<stem>\w*(?:{'|'.join(END_VERBS)}))e(?:[srn]|nde|ndes)?$")
# The act of a verb: beslutning(en/er/erne/s). The n belongs to the ending after a consonant.
_ACT = re.compile(r"(?P<stem>\w{4,}?)(?:(?<=[^aeiouyæøå])n)?ing(?:en|er|erne)?s?$")
_MIN_ACT = 5
"""Letters that must be left of an act: "bygning" cut to "byg" would find every "byg"."""
_PAST = ("ede", "edes")
_DOUBLE = re.compile(r"([bdfgklmnprst])\1$")
MAX_WORD = 60
"""Longer runs are no words (a scan's noise, a link), and are cut."""

RULES = 2
"""Number of the rules by which words become stems, here and in ``words.py`` and ``dates.py``. With
another number than a database has, its search index is made anew: one more whenever a word or a
date gives another token than before."""

REMEMBERED = 400_000
"""Words whose stems are remembered: some 60 MB, and as much where their rows are too."""

_snowball = Stemmer.Stemmer("danish", 0)


def fold(text: str) -> str:
    """Small letters in one spelling: å for aa, æ for ae, ø for oe; other accents dropped."""
    text = unicodedata.normalize("NFC", text).casefold()
    if _FOREIGN.search(text):
        text = text.translate(_LETTERS)
    for pair, letter in _DIGRAPHS:
        text = text.replace(pair, letter)
    return text if text.isascii() else _ACCENTED.sub(_plain, text)


def _plain(found: re.Match[str]) -> str:
    parts = unicodedata.normalize("NFD", found.group())
    return "".join(part for part in parts if not unicodedata.combining(part))


class _Stems(dict[str, str]):
    """Stems by word, worked out when they are first asked for."""

    def __missing__(self, word: str) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
        found = self[word] = _stem(word)
        return found


def _stem(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if not word.isalpha():
        return word[:MAX_WORD]
    word = word[:MAX_WORD]
    verb = _END_VERB.match(word)
    if verb:
        return verb["stem"]
    found: str = _snowball.stemWord(word)
    act = _ACT.match(word)
    if act and found not in NOT_ACTS and len(act["stem"]) >= _MIN_ACT:
        return _DOUBLE.sub(r"\1", str(_snowball.stemWord(act["stem"])))
    if word.endswith(_PAST) and found.endswith("ed") and len(found) > _MIN_ACT:
        return _DOUBLE.sub(r"\1", found[:-2])
    # A compound of an irregular word: "kommunebudgettet", "landsbyen".
    for length in range(min(12, len(word) - 3), 3, -1):
        tail = word[-length:]
        if tail in _IRREGULAR and len(tail) > 4:
            return word[:-length] + _IRREGULAR[tail]
    return found


_stems = _Stems()
# A look-up that C makes by itself: half of what a cached function takes, and a load asks for every
# word of every text.
_look_up = _stems.__getitem__


def stem(word: str) -> str:
    """The stem of one folded word; of a number or a code the word itself."""
    return _stems[word]


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return WORD.findall(fold(text))


def stems(text: str) -> list[str]:
    """The stems of a text's words, in order."""
    return stems_of(words(text))


def stems_of(found: Iterable[str]) -> list[str]:
    """The stems of folded words, in order."""
    return list(map(_look_up, found))
