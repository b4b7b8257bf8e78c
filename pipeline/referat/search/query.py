"""What a reader typed, as terms to look for. Pure: any string gives a query, never an error.

- ``skole budget``: both, in any inflection and as the last part of longer words;
- ``"skole"``, ``"budget for skolen"``: the word alone, the words in this order;
- ``lokalplan*``, ``*forslag``: every word that begins or ends so;
- ``-budget``: not this;
- ``15.40.00-P35-1-17``, ``15400P35117``, ``13/30382``, ``13 30382``: a case number; what
  it is called before it (``sagsnr. 13/30382``, ``j.nr. …``) is dropped;
- ``12. marts 2019``, ``12/3-19``, ``marts 2019``: a date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from referat.search.dates import date_token, find_dates, find_months
from referat.search.keys import case_key, short_case_key
from referat.search.stems import fold, stem, words
from referat.search.words import STOP

MAX_LENGTH = 400
"""Characters of a search that are read: a sentence; a whole pasted page is not a search."""
MAX_TERMS = 16
"""Terms that are looked for; more make no search narrower."""
MAX_STARS = 4
"""Terms with a star: each may be thousands of words."""
MAX_PHRASE = 12
"""Words of a phrase."""
MIN_STAR = 2
"""Letters that must stand beside a star: one would name every word of the language."""

# A phrase in quotes (also not closed), or a run without blanks; a minus before either.
_PIECE = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)(?:"|$)|(?P<word>[^\s"]+))')
_QUOTES = str.maketrans({"”": '"', "“": '"', "„": '"', "»": '"', "«": '"', "\x00": " "})
# A case number with its signs: at least two groups joined by signs, digits in both.
# Matches: 15.40.00-P35-1-17, 13/30382, EMN-2018-01502, 16/9331.  Not: 2018-2021 (years), og/eller.
_SIGNED_CASE = re.compile(r"(?=(?:\D*\d){4})[^\W_]+(?:[./-][^\W_]+)+")
# A KLE number written without signs.  Matches: 15400P35117, 271512ø40616.
_BARE_CASE = re.compile(r"\d{4,8}[a-zæøå]\d{2,12}|\d{6,14}", re.I)
# What people write before a case number.  Matches: sagsnr., Sag nr., sag, sags-nr, journalnr.,
# j.nr., j. nr., jnr, journal nr, sags-id.  Not: sager, journal.
_LABEL = r"(?:(?:sags?|journal|j)[.-]?[ ]?(?:nr|nummer|id)|sag(?:en)?)[.:]{0,2}"
_ENDS_IN_LABEL = re.compile(rf"(?:^|(?<=[\s(])){_LABEL}$", re.I)
# The same run into its number.  Matches: sagsnr.20/28417, j.nr:06-B-118.
_GLUED_LABEL = re.compile(rf"(?<!\S)({_LABEL})(?=\d)", re.I)
_YEARS = re.compile(r"(?:18|19|20)\d\d[-/](?:(?:18|19|20)\d\d|\d\d)")


class Kind(StrEnum):
    """How a term is looked for."""

    WORD = "ord"
    EXACT = "praecis"
    PHRASE = "frase"
    BEGINS = "begynder"
    ENDS = "ender"
    CASE = "sagsnummer"
    DATE = "dato"
    MONTH = "maaned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One thing to look for."""

    kind: Kind
    """How."""
    text: str
    """As it was typed."""
    tokens: tuple[str, ...]
    """What stands in the shadow: stems in order, keys of a number, or a folded part of a word."""
    negative: bool = False
    """It must not be there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """All that a reader typed."""

    text: str
    """As typed, with single blanks, cut to ``MAX_LENGTH``."""
    terms: tuple[Term, ...]
    """What is looked for: all of it."""
    dropped: tuple[str, ...] = ()
    """Small words, and labels of case numbers, that are not looked for: the others say more."""
    beyond: tuple[str, ...] = ()
    """What is too much for one search, and is not looked for."""


def parse_query(text: str, is_case: Callable[[str], bool] = lambda key: False) -> Query:
    """The terms of what a reader typed.

    Args:
        text: Anything.
        is_case: Says whether a key (``case_key``) is a case number that the archive has. It is
            asked for numbers that are written without signs or with blanks for them.
    """
    text = " ".join(text.translate(_QUOTES).split())[:MAX_LENGTH]
    terms: list[Term] = []
    labels: list[str] = []
    rest = text
    if '"' not in text:
        rest = _take_dates(rest, terms)
        rest = _take_spaced_cases(rest, terms, labels, is_case)
    for piece in _pieces(rest, labels, is_case):
        term = _term(piece, is_case)
        if term is not None and term not in terms:
            terms.append(term)
    dropped: tuple[str, ...] = tuple(labels)
    telling = [term for term in terms if not _is_stop(term)]
    if telling and any(not term.negative for term in telling):
        dropped += tuple(term.text for term in terms if _is_stop(term))
        terms = telling
    kept: list[Term] = []
    for term in terms:
        stars = sum(other.kind in (Kind.BEGINS, Kind.ENDS) for other in kept)
        too_many = term.kind in (Kind.BEGINS, Kind.ENDS) and stars >= MAX_STARS
        if len(kept) < MAX_TERMS and not too_many:
            kept.append(term)
    beyond = tuple(term.text for term in terms if term not in kept)
    return Query(text=text, terms=tuple(kept), dropped=dropped, beyond=beyond)


def _is_stop(term: Term) -> bool:
    return term.kind is Kind.WORD and fold(term.text) in STOP


def _take_dates(text: str, terms: list[Term]) -> str:
    """Move dates out of the text into terms; what they leave is blank."""
    found: list[tuple[int, int, Kind, str]] = [
        (start, end, Kind.DATE, date_token(day)) for start, end, day in find_dates(text)
    ]
    taken = [(start, end) for start, end, _, _ in found]
    found += [
        (start, end, Kind.MONTH, token)
        for start, end, token in find_months(text)
        if not any(a <= start < b for a, b in taken)
    ]
    for start, end, kind, token in sorted(found, reverse=True):
        if text[start:end].strip():
            terms.append(Term(kind=kind, text=text[start:end], tokens=(token,)))
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def _pieces(
    text: str, labels: list[str], is_case: Callable[[str], bool]
) -> Iterator[re.Match[str]]:
    """The pieces of a text, without the labels that stand before case numbers; these are kept."""
    text = _GLUED_LABEL.sub(r"\1 ", text)
    for piece in list(_PIECE.finditer(text)):
        if piece["word"] and not piece["minus"] and _is_number(piece["word"], is_case):
            before = _drop_label(text[: piece.start()], labels)
            # Blanks for what went, so that all that follows stays in its place.
            text = before.ljust(piece.start()) + text[piece.start() :]
    return _PIECE.finditer(text)


def _drop_label(before: str, labels: list[str]) -> str:
    """What stands before a case number, without the label at its end."""
    found = _ENDS_IN_LABEL.search(before.rstrip())
    if found is None:
        return before
    labels.append(found.group().rstrip(".:"))
    return before[: found.start()]


def _take_spaced_cases(
    text: str, terms: list[Term], labels: list[str], is_case: Callable[[str], bool]
) -> str:
    """Join "13 30382" to one number where the archive has it."""
    parts = text.split()
    for length in range(min(5, len(parts)), 1, -1):
        for start in range(len(parts) - length + 1):
            run = parts[start : start + length]
            if not all(any(sign.isdigit() for sign in part) for part in run):
                continue
            if is_case(case_key("".join(run))):
                terms.append(_case(" ".join(run)))
                before = _drop_label(" ".join(parts[:start]), labels)
                return " ".join((before, *parts[start + length :]))
    return text


def _term(piece: re.Match[str], is_case: Callable[[str], bool]) -> Term | None:
    negative = bool(piece["minus"])
    if piece["phrase"] is not None:
        tokens = tuple(stem(word) for word in words(piece["phrase"])[:MAX_PHRASE])
        if not tokens:
            return None
        kind = Kind.EXACT if len(tokens) == 1 else Kind.PHRASE
        return Term(kind=kind, text=piece["phrase"].strip(), tokens=tokens, negative=negative)
    return _word(piece["word"], negative, is_case)


def _word(word: str, negative: bool, is_case: Callable[[str], bool]) -> Term | None:
    if _is_number(word, is_case):
        case = _case(word)
        return Term(kind=case.kind, text=case.text, tokens=case.tokens, negative=negative)
    tokens = words(word)
    if not tokens:
        return None
    if len(tokens) == 1 and len(tokens[0]) >= MIN_STAR:
        if word.endswith("*"):
            return Term(kind=Kind.BEGINS, text=word, tokens=tuple(tokens), negative=negative)
        if word.startswith("*"):
            return Term(kind=Kind.ENDS, text=word, tokens=tuple(tokens), negative=negative)
    found = tuple(stem(token) for token in tokens[:MAX_PHRASE])
    kind = Kind.WORD if len(found) == 1 else Kind.PHRASE
    return Term(kind=kind, text=word, tokens=found, negative=negative)


def _is_number(word: str, is_case: Callable[[str], bool]) -> bool:
    if "*" in word or not any(sign.isdigit() for sign in word):
        return False
    word = word.rstrip(".,;:!?")
    if _SIGNED_CASE.fullmatch(word) and not _YEARS.fullmatch(word):
        return True
    return bool(_BARE_CASE.fullmatch(word)) or is_case(case_key(word))


def _case(text: str) -> Term:
    return Term(kind=Kind.CASE, text=text, tokens=case_tokens(text))


def case_tokens(number: str) -> tuple[str, ...]:
    """The tokens under which a case number stands in the shadow, the full key first."""
    keys = dict.fromkeys((case_key(number), short_case_key(number)))
    return tuple(f"s{key.casefold()}" for key in keys if key)


def marked(text: str, is_hit: Callable[[str], bool]) -> Iterator[tuple[bool, str]]:
    """A text in pieces, each with whether it is a word that the query looked for."""
    last = 0
    for found in re.finditer(r"[^\W_]+", text):
        if is_hit(fold(found.group())):
            yield False, text[last : found.start()]
            yield True, found.group()
            last = found.end()
    yield False, text[last:]
