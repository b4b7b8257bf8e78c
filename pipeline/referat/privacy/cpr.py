"""Finds CPR numbers (Danish personal numbers) in text: written, run together, or misread by OCR.

A text comes in, spans go out; nothing is looked up and nothing kept. Pure. Wherever ten digits
stand with nothing but separators between them, their form is looked at: where the separators are,
what stands before and after. The rules, in order:

1. After the label "CPR" ten digits are masked in any form, also with a day that never was.
2. Else they must begin with a day that was (ddmmyy), by the century that the seventh digit tells.
3. With a dash between the sixth and the seventh they are a CPR number; the check digit does not
   decide, since numbers without one have been given out from October 2007 on.
4. The check digit decides where the form is another's too: a blank, a point or a slash in the
   dash's place, a year of four digits, a clock or a year behind a date, a broken line inside, a
   longer number that it is part of.
5. Run together they are one, unless the word before says that they are something else: an account
   or a company always; a case or a document unless it is written with a dash and has the check
   digit, as one that is made of a citizen's number.
6. Letters that OCR takes digits for (O, l, S, B …) count as digits where at least seven of the ten
   are real ones, and the check digit, a dash or the label confirms it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from referat.danish import privatliv
from referat.privacy.plain import make_plain

WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
"""The sum of the digits times these is divisible by 11 in numbers with a check digit."""

MOST_MISREAD = 3
"""Letters among the ten: with more, words and product codes look like numbers."""

EARLIEST_TODAY = dt.date(2026, 11, 1)
"""A clock that says less is wrong, and must not make numbers of the living into none."""

MOST_STRAY = 3
"""Blanks that OCR puts into one number: with more they are several numbers in a row."""

LABEL_REACH = 40
"""Characters before a number in which its label stands: "CPR-nummer på borgeren: "."""

# Letters that Tesseract gives for digits in minutes of 150 dpi, and the reverse of its confusions.
_MISREAD = str.maketrans(
    {
        "O": "0", "o": "0", "Q": "0", "D": "0", "Ø": "0", "ø": "0",
        "l": "1", "I": "1", "|": "1", "i": "1", "!": "1", "í": "1",
        "Z": "2", "z": "2", "S": "5", "s": "5", "G": "6", "b": "6",
        "T": "7", "B": "8", "g": "9", "q": "9",
    }
)  # fmt: skip
_DIGIT = r"[0-9OoQDØølI|i!íZzSsGbTBgq]"
# Ten digits with up to three separators between any two. The forms below say which are meant.
_TEN = re.compile(
    rf"(?<![0-9])(?=({_DIGIT})" + rf"([ \n./-]{{0,3}}?)({_DIGIT})" * 9 + r"(?![0-9]))"
)
# With the year whole: 21.10.1962-5629. The century is no part of the number.
_WHOLE_YEAR = re.compile(
    r"(?<![\w])(?P<start>\d\d[./-]\d\d[./-])(?:18|19|20)(?P<year>\d\d)"
    r"(?P<mark> ?-{1,2} ?| ?/ ?| )(?P<serial>\d{4})(?![\w])"
)
_DASH = re.compile(r"[ ]?-{1,2}[ \n]{0,2}|\n-|[ ]\n?-[ ]?")
_LABEL_END = r"[\s.:#()–-]*(?:nr|nummer|no)?[\s.:#()–-]*$"

# A letter or a digit; "27-", "1."; "15/", but not the end of another CPR number: "010203-1234/".
_PART_BEFORE = re.compile(r"[^\W_]$|\d[.,-]$|(?<![\d-])\d{1,4}/$")
# "-27", ".1", ",5"; "/3", but not another number: "/0102031234".
_PART_BEHIND = re.compile(r"[.,-]\d|/\d{1,4}(?!\d)")


def _label(words: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?:{names}){_LABEL_END}", re.IGNORECASE)


_CPR_LABEL = _label(privatliv.CPR_LABELS)
# "CPR" may stand some words before its number: "CPR-nummer på borgeren er 010203-1234".
_CPR_NEAR = re.compile(r"(?<![^\W_])(?:cpr|personn)[\w.-]*[^\d\n]{0,24}\n?$", re.IGNORECASE)
_CASE_LABEL = _label(privatliv.CASE_LABELS)
_ACCOUNT_LABEL = _label(privatliv.ACCOUNT_LABELS)
# A bank account is "reg.nr. 1234 konto 0102031234", and often without its second label.
_AFTER_REGISTRATION = re.compile(r"(?:reg|konto)[\w.]*[\s.:]*\d{4}[\s/.-]{1,3}$", re.IGNORECASE)


class _Form(Enum):
    """How ten digits are written; what each matches stands beside it."""

    DASHED = auto()
    """010203-1234, 010203 – 1234, 010203-⏎1234, 0 1 0 2 0 3 - 1 2 3 4"""
    DATED = auto()
    """01.02.03-1234, 01 02 03 - 1234, 01/02/03-1234"""
    SPREAD = auto()
    """0 10203-12 34, 01020 3-1234: OCR's blanks, and a dash in the right place"""
    BROKEN = auto()
    """0102⏎03-1234, 010203-12⏎34"""
    TOGETHER = auto()
    """0102031234"""
    PARTED = auto()
    """010203 1234, 010203/1234, 010203.1234"""
    IN_PAIRS = auto()
    """01 02 03 12 34, 01.02.03 1234: a CPR number only after its label"""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Ten digits that may be a CPR number, in the text without what is not seen."""

    start: int
    end: int
    digits: str
    misread: int
    form: _Form


def find_cpr(text: str, *, today: dt.date) -> Iterator[tuple[int, int]]:
    """Start and end of each CPR number in a text; the text may be of several lines.

    Args:
        text: What to look through.
        today: A number with a later day of birth is none.
    """
    today = max(today, EARLIEST_TODAY)
    plain, places = make_plain(text)
    taken: list[tuple[int, int]] = []
    for candidate in (*_candidates(plain), *_with_whole_year(plain)):
        start, end = candidate.start, candidate.end
        if any(start < other_end and end > other for other, other_end in taken):
            continue
        if _is_cpr(plain, candidate, today):
            taken.append((start, end))
    for start, end in sorted(taken):
        yield places[start], places[end - 1] + 1


def _candidates(plain: str) -> Iterator[_Candidate]:
    for match in _TEN.finditer(plain):
        groups = match.groups()
        printed = "".join(groups[::2])
        digits = printed.translate(_MISREAD)
        misread = sum(a != b for a, b in zip(printed, digits, strict=True))
        start = match.start()
        # A word that begins with such a letter is no number; nor is one that goes on before it.
        if misread > MOST_MISREAD or (
            printed[0] != digits[0] and plain[start - 1 : start].isalnum()
        ):
            continue
        form = _form(groups[1::2])
        if form is not None:
            yield _Candidate(start, match.end(len(groups)), digits, misread, form)


def _with_whole_year(plain: str) -> Iterator[_Candidate]:
    for match in _WHOLE_YEAR.finditer(plain):
        day = "".join(filter(str.isdigit, match["start"]))
        digits = day + match["year"] + match["serial"]
        yield _Candidate(*match.span(), digits, 0, _Form.PARTED)


def _form(between: tuple[str, ...]) -> _Form | None:
    """The form that separators make; ``None`` where the digits belong to several numbers."""
    mark, others = between[5], (*between[:5], *between[6:])
    if not any(others):
        if not mark:
            return _Form.TOGETHER
        if _DASH.fullmatch(mark):
            return _Form.DASHED
        return _Form.PARTED if mark in (" ", "  ", "/", ".", " / ", "\n") else None
    pairs = {between[1], between[3]}
    in_pairs = len(pairs) == 1 and pairs <= {" ", ".", "-", "/"}
    if in_pairs and not any((between[0], between[2], between[4], *between[6:])):
        return _Form.DATED if _DASH.fullmatch(mark) else _Form.IN_PAIRS
    if in_pairs and between[7] in pairs and mark in pairs:
        alone = not any(between[place] for place in (0, 2, 4, 6, 8))
        return _Form.IN_PAIRS if alone else None
    if pairs <= {"/", "-", "."} and mark == "-" and not any(between[6:]):
        return _Form.DATED if not any((between[0], between[2], between[4])) else None
    if _DASH.fullmatch(mark):
        if all(one == " " for one in others):
            return _Form.DASHED
        stray = sum(bool(one) for one in others)
        if set(others) <= {"", " "}:
            return _Form.SPREAD if stray <= MOST_STRAY else None
        if set(others) <= {"", " ", "\n"}:
            return _Form.BROKEN if stray <= MOST_STRAY else None
    return None


def _is_cpr(plain: str, candidate: _Candidate, today: dt.date) -> bool:
    start, end, form = candidate.start, candidate.end, candidate.form
    before = plain[max(0, start - LABEL_REACH) : start]
    if _CPR_LABEL.search(before) or _CPR_NEAR.search(before):
        return True
    if form is _Form.IN_PAIRS or not is_birthday(candidate.digits, today):
        return False
    if _ACCOUNT_LABEL.search(before) or _AFTER_REGISTRATION.search(before):
        return False
    checked = has_check_digit(candidate.digits)
    has_dash = form in (_Form.DASHED, _Form.DATED, _Form.SPREAD, _Form.BROKEN)
    if _CASE_LABEL.search(before) or _is_part(plain, start, end):
        return checked and has_dash
    if form in (_Form.PARTED, _Form.BROKEN):
        # "120304 2019": a sum and a year, in the columns of a budget.
        is_year = re.fullmatch(r"20[0-3]\d", candidate.digits[6:]) is not None
        return checked and not (is_year and plain[end - 5] == " ")
    if candidate.misread:
        return checked or has_dash
    if form in (_Form.DATED, _Form.SPREAD) and _is_year_or_clock(candidate.digits[6:]):
        return checked
    return True


def _is_part(plain: str, start: int, end: int) -> bool:
    """Whether more of a number, or of a word, stands close before or behind."""
    before, behind = plain[max(0, start - 7) : start], plain[end : end + 6]
    return bool(_PART_BEFORE.search(before) or _PART_BEHIND.match(behind))


def _is_year_or_clock(serial: str) -> bool:
    """Whether a day may stand before it: "01.02.03 - 2004", "01-02-03 - 1230"."""
    return re.fullmatch(r"(?:19|20)\d\d|[01]\d[0-5]\d|2[0-3][0-5]\d", serial) is not None


def has_check_digit(digits: str) -> bool:
    """Whether ten digits pass the modulus 11 test."""
    return sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True)) % 11 == 0


@lru_cache(maxsize=4096)
def is_birthday(digits: str, today: dt.date) -> bool:
    """Whether ten digits begin with a day that was, in the century that the seventh digit tells."""
    day, month, year, seventh = int(digits[:2]), int(digits[2:4]), int(digits[4:6]), int(digits[6])
    try:
        born = dt.date(_century(year, seventh) + year, month, day)
    except ValueError:
        return False
    return born <= today


def _century(year: int, seventh: int) -> int:
    """The century of birth by the CPR office's table of the seventh digit and the year."""
    if seventh <= 3:
        return 1900
    if seventh in (4, 9):
        return 2000 if year <= 36 else 1900
    return 2000 if year <= 57 else 1800
