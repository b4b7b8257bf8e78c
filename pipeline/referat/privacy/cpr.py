"""Finds CPR numbers (Danish personal numbers) in text: written, run together, or misread by OCR.

A text comes in, spans go out; nothing is looked up and nothing kept. Pure. The rules, in order:

1. Ten digits that begin with a day that was (ddmmyy), by the century that the seventh tells.
2. With a dash between the sixth and the seventh they are a CPR number; the check digit does not
   decide, since numbers without one have been given out from October 2007 on.
3. Run together or with a blank they are one, unless the word before says that they are something
   else: an account or a company always; a case or a document unless it is written with a dash and
   has the check digit, as one that is made of a citizen's number.
4. Letters that OCR takes digits for (O, l, S, B …) count as digits where at least seven of the ten
   are real ones, and the check digit, a dash or the label "CPR" confirms it.
5. After the label "CPR" anything of ten digits is masked, also with a date that never was.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

from referat.danish import privatliv

WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
"""The sum of the digits times these is divisible by 11 in numbers with a check digit."""

MOST_MISREAD = 3
"""Letters among the ten: with more, words and product codes look like numbers."""

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
_DASH = "[-\u2010-\u2015\u2212~_\u00ad=]"
# Blanks that OCR puts between digits: one, and never a line's end.
_SPACED = rf"{_DIGIT}(?:[ .]?{_DIGIT})"

# Ten digits in a row, also with a blank or a dash after the sixth.
# Matches: 010203-1234  010203 1234  0102031234  010203 – 1234  010203-\n1234
# Not: 2010203-1234 (a longer number), 010203-12345, 12010203-1234
_WRITTEN = re.compile(
    rf"(?<![\w.,-])(?P<date>{_DIGIT}{{6}})"
    rf"(?P<mark>[ \t]?{_DASH}{{1,2}}\s{{0,2}}|[ \t]{{1,2}}|\n{_DASH}|/)?"
    rf"(?P<serial>{_DIGIT}{{4}})(?![\w])(?![.,-]\d)"
)
# The date with points, dashes or blanks of its own.
# Matches: 01.02.03-1234  01 02 03 - 1234  01-02-03-1234
_DOTTED = re.compile(
    rf"(?<![\w.,-])(?P<date>{_DIGIT}{{2}}[ .\-]{_DIGIT}{{2}}[ .\-]{_DIGIT}{{2}})"
    rf"(?P<mark>\s?{_DASH}\s?)(?P<serial>{_DIGIT}{{4}})(?![\w])(?![.,-]\d)"
)
# OCR's blanks anywhere, with a dash in the right place.
# Matches: 0 10203-12 34  01020 3-1234
_LOOSE = re.compile(
    rf"(?<![\w.,-])(?P<date>{_DIGIT}(?:[ .]?{_DIGIT}){{5}})(?P<mark>\s?{_DASH}\s?)"
    rf"(?P<serial>{_DIGIT}(?:[ .]?{_DIGIT}){{3}})(?![\w])(?![.,-]\d)"
)
_LABEL_END = r"[\s.:#()–-]*(?:nr|nummer|no)?[\s.:#()–-]*$"


def _label(words: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{names}){_LABEL_END}", re.IGNORECASE)


_CPR_LABEL = _label(privatliv.CPR_LABELS)
# "CPR" may stand some words before its number: "CPR-nummer på borgeren er 010203-1234".
_CPR_NEAR = re.compile(r"(?<!\w)(?:cpr|personn)[\w.-]*[^\d\n]{0,24}$", re.IGNORECASE)
_CASE_LABEL = _label(privatliv.CASE_LABELS)
_ACCOUNT_LABEL = _label(privatliv.ACCOUNT_LABELS)
# A bank account is "reg.nr. 1234 konto 0102031234", and often without its second label.
_AFTER_REGISTRATION = re.compile(r"(?:reg|konto)[\w.]*[\s.:]*\d{4}[\s/.-]{1,3}$", re.IGNORECASE)


def find_cpr(text: str, *, today: dt.date) -> Iterator[tuple[int, int]]:
    """Start and end of each CPR number in a text; the text may be of several lines.

    Args:
        text: What to look through.
        today: A number with a later day of birth is none.
    """
    taken: list[tuple[int, int]] = []
    for pattern in (_WRITTEN, _DOTTED, _LOOSE):
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < other_end and end > other_start for other_start, other_end in taken):
                continue
            if _is_cpr(text, match, today, loose=pattern is not _WRITTEN):
                taken.append((start, end))
    yield from sorted(taken)


def _is_cpr(text: str, match: re.Match[str], today: dt.date, *, loose: bool) -> bool:
    printed = match["date"] + match["serial"]
    bare = re.sub(r"[^\w|!]", "", printed)
    digits = bare.translate(_MISREAD)
    misread = sum(a != b for a, b in zip(bare, digits, strict=True))
    if not digits.isdecimal() or misread > MOST_MISREAD:
        return False
    before = text[max(0, match.start() - LABEL_REACH) : match.start()]
    if _CPR_LABEL.search(before) or _CPR_NEAR.search(before):
        return True
    if not is_birthday(digits, today) or _ACCOUNT_LABEL.search(before):
        return False
    checked = has_check_digit(digits)
    mark = (match["mark"] or "").strip()
    if _AFTER_REGISTRATION.search(before):
        return False
    if _CASE_LABEL.search(before):
        return checked and bool(mark)
    if mark == "/":
        return checked
    if misread:
        return checked or bool(mark)
    if not mark and match["mark"]:
        # A blank alone: two columns of a table, unless the check digit says otherwise.
        return checked
    return checked if loose and _looks_like_dates(match) else True


def _looks_like_dates(match: re.Match[str]) -> bool:
    """Whether it may be a day and a year or a clock: "01.02.03 - 2004", "01-02-03 - 1230"."""
    year_or_clock = re.fullmatch(r"(?:19|20)\d\d|[01]\d[0-5]\d|2[0-3][0-5]\d", match["serial"])
    return year_or_clock is not None


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
