"""Keys of case numbers, and full-text queries that are never a syntax error. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

# Every run of letters and digits, in any alphabet; "_" is neither for a reader.
_ALNUM = re.compile(r"[^\W_]+")
# Digits and letters of one run apart: "P35" is a facet and a number.
_LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
# A phrase in quotes with an optional star, or a run without blanks.
# Matches: "grøn plan"*  lokalplan*  15.40.00-P35-1-17  an unclosed "phrase to the end
_TERM = re.compile(r'"([^"]*)(?:"(\*?)|$)|([^\s"]+)')


@lru_cache(maxsize=10_000)
def case_key(number: str) -> str:
    """Letters and digits alone, in capitals: ``13 30382`` and ``13/30382`` give ``1330382``."""
    return "".join(_ALNUM.findall(number)).upper()


@lru_cache(maxsize=10_000)
def short_case_key(number: str) -> str:
    """The key without zeros in front of each part: ``15.40.00-P35-1-17`` gives ``15400P35117``.

    People write ``15.40.0`` and ``P35-01`` for the same number, and drop the zeros altogether
    when they leave the points out.
    """
    return "".join(_LEADING_ZEROS.sub("", part) for part in _ALNUM.findall(number)).upper()


def fts_query(words: str) -> str:
    """An FTS5 query for what a reader typed: all words, in any order; never a syntax error.

    ``lokalplan*`` keeps its star and finds what begins so; a phrase in quotes stays a phrase; a
    case number becomes a phrase of its parts. All else is taken as the words they are, so AND,
    OR and NEAR are words too. Nothing to look for gives ``""``, which finds nothing.
    """
    terms = []
    for phrase, star, word in _TERM.findall(words.replace("\x00", " ")):
        text = phrase or word
        # A term of signs alone has no token, and would turn the whole query into no answer.
        if not _ALNUM.search(text):
            continue
        prefix = star or ("*" if word.endswith("*") else "")
        terms.append(f'"{text.rstrip("*")}"{prefix}')
    return " ".join(terms) or '""'
