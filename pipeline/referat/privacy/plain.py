"""Text with one kind of blank, dash and digit, so that patterns need to know no others. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

# Dashes and what OCR makes of them; file names have "_" for a blank.
_DASHES = re.compile("[\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d~_=]")
_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff]")
_BLANKS = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000\t]")
# Digits of other alphabets; "²" is none to people, and none here.
_OTHER_DIGITS = re.compile(r"[^\D0-9]")


def make_plain(text: str) -> tuple[str, Sequence[int]]:
    """The text without what is not seen, and where each of its characters stood."""
    places: Sequence[int] = range(len(text))
    if not text.isascii():
        if _UNSEEN.search(text):
            places = [at for at, char in enumerate(text) if not _UNSEEN.match(char)]
            text = _UNSEEN.sub("", text)
        text = _OTHER_DIGITS.sub(_digit, text)
    return _BLANKS.sub(" ", _DASHES.sub("-", text)), places


def _digit(match: re.Match[str]) -> str:
    return str(unicodedata.decimal(match[0]))
