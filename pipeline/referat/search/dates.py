"""Dates in any Danish spelling as one token, so that each spelling finds the others. Pure.

``12. marts 2019``, ``12/3-2019``, ``12.03.19`` and ``2019-03-12`` are all ``d20190312``; ``marts
2019`` is the beginning ``d201903`` and finds every day of the month.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from referat.danish.kalender import CENTURY_TURN, MONTH_NAMES

_BY_NAME = {name[:3]: number for number, name in enumerate(MONTH_NAMES, start=1)}
_NAMES = "|".join(f"{name[:3]}(?:{name[3:]})?" if name[3:] else name for name in MONTH_NAMES)
_SEPT = rf"(?P<name>{_NAMES}|sept)"
# Matches: 12. marts 2019, d. 3 jan. 98, 1.sept 2003.  Not: 12. marts (no year).
_WORDS = re.compile(
    rf"(?<![\w.])(?:(?:d\.|den)\s*)?(?P<day>\d{{1,2}})\.?\s*{_SEPT}\.?\s*(?P<year>(?:18|19|20)\d\d)(?!\d)",
    re.I,
)
# Matches: 12/3-2019, 12.03.2019, 12-3-19, 12/3 2019.  Not: 15.40.00-P35 (a case), 27.15.12 (KLE).
_NUMBERS = re.compile(
    r"(?<![\w./-])(?:(?:d\.|den)\s*)?(?P<day>\d{1,2})(?P<first>[./-])(?P<month>\d{1,2})(?P<second>[./-]|\s)"
    r"(?P<year>(?:18|19|20)\d\d|\d\d)(?![\w]|[./-]\w)"
)
_ISO = re.compile(r"(?<![\w./-])(?P<year>(?:18|19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\w-])")
# Matches: marts 2019.  Not the month of a whole date, which _WORDS takes first.
_MONTH_YEAR = re.compile(rf"(?<!\w){_SEPT}\.?\s+(?P<year>(?:18|19|20)\d\d)(?!\d)", re.I)

_DIVIDED = re.compile(r"\d[./-]\d")
_DAY_OF_MONTH = re.compile(rf"\d\.?\s*(?:{'|'.join(name[:3] for name in MONTH_NAMES)})", re.I)
_FORMS = ((_DIVIDED, _ISO), (_DAY_OF_MONTH, _WORDS), (_DIVIDED, _NUMBERS))
"""Each form of a date after what it cannot do without, which is found in a fifth of the time: most
texts have none."""


def date_token(day: dt.date) -> str:
    """The token that stands for a day."""
    return f"d{day:%Y%m%d}" if day.year > 999 else ""


def find_dates(text: str) -> Iterator[tuple[int, int, dt.date]]:
    """Start, end and day of each whole date in a text. What is no day of a calendar is none."""
    for needed, pattern in _FORMS:
        if needed.search(text) is None:
            continue
        for found in pattern.finditer(text):
            day = _day(found)
            if day is not None:
                yield found.start(), found.end(), day


def find_months(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and beginning of the token of each "marts 2019" in a text."""
    for found in _MONTH_YEAR.finditer(text):
        yield found.start(), found.end(), f"d{found['year']}{_month(found['name']):02}"


def _day(found: re.Match[str]) -> dt.date | None:
    parts = found.groupdict()
    year = int(parts["year"])
    if year < 100:
        # "12.03.19" has one sign twice and "12/3-19" a stroke; "27.15 12" is too little.
        if parts.get("first") != parts.get("second") and parts.get("first") != "/":
            return None
        year += 2000 if year < CENTURY_TURN else 1900
    month = _month(parts["name"]) if parts.get("name") else int(parts["month"])
    try:
        return dt.date(year, month, int(parts["day"]))
    except ValueError:
        return None


def _month(name: str) -> int:
    return _BY_NAME[name[:3].casefold()]
