"""Dates and clock times as minutes print them; the only module that knows dateparser.

A grammar of our own finds the span and reads the forms it knows, which is nearly all of them
(format atlas, 4); dateparser, strict and in Danish, gets only spans that the grammar recognises as
a date and cannot read, each string once.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from referat.danish.kalender import CENTURY_TURN, MONTHS, WEEKDAYS
from referat.structure.text import fold_word

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(WEEKDAYS)

DATE = (
    rf"(?:(?:{_WEEKDAY})\.?,?\s*)?(?:(?:den|d\.|d)\s*)?"
    rf"(?:\d{{1,2}}\.?\s?[-. ]?\s?(?:{_MONTH})\.?,?[-. ]?\s?\d{{4}}"
    r"|\d{1,2}[-./]\s?\d{1,2}[-./]\s?(?:\d{4}|\d{2})(?!\d)"
    r"|\d{1,2}/\d{1,2}[ -](?:\d{4}|\d{2})(?!\d)"
    r"|\d{4}-\d{2}-\d{2})"
)
"""A full date as printed, for use inside other patterns (case-insensitive)."""

# "Onsdag d. 27. juni 2018", "15-maj-2002", "05. marts 2019", "23 maj, 2022"; without a year
# "den 29. april" (the year is the base's)
_NAMED = re.compile(
    rf"(?<![\d/])(\d{{1,2}})\s?[.\-]?\s?-?\s?({_MONTH})\b\.?,?(?:[-. ]?\s?((?:18|19|"
    rf"20)\d\d)(?!\d))?",
    re.IGNORECASE,
)
# "27-06-2018", "25.06.2014", "10.09.15", "3/12-13", "30/4 2016"; not "15.40.00-P35" or "1.2.3.4"
_NUMERIC = re.compile(
    r"(?<![\d.,/-])(\d{1,2})\s?([-./])\s?(\d{1,2})\s?(?:\2\s?|[ -])((?:18|19|20)\d\d|"
    r"\d\d)(?![\d/]|[.-]\d|\s?-?[A-ZÆØÅ]\d)"
)
_ISO = re.compile(r"(?<!\d)((?:18|19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
# "Onsdag, April 3, 2019": a date that another language's form prints (F20)
_FOREIGN = re.compile(r"\b([A-Za-zæøå]{3,12})\s+(\d{1,2}),?\s+((?:19|20)\d\d)\b")
# "1921 d. 14/3" (F24)
_YEAR_FIRST = re.compile(
    r"\b((?:18|19)\d\d)\.?,?\s+(?:den|d\.)\s*(\d{1,2})\s?[/.]\s?(\d{1,2})(?!\d)"
)
# "År 1983, tirsdag den 22. november"
_YEAR_AHEAD = re.compile(
    rf"\b(?:år|anno)\s+((?:18|19|20)\d\d)\s*,?\s+(?:(?:{_WEEKDAY})\s+)?"
    rf"(?:den|d\.)\s*(?=\d{{1,2}}\.?\s*(?:{_MONTH}))",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_WEEKDAY_WORD = re.compile(rf"\b({_WEEKDAY})\b", re.IGNORECASE)

# "kl. 16:30", "Kl. 9.00", "kl 10", "17:05:00", "12,30"; a bare number needs "kl"
_TIME = re.compile(
    r"(?:\bkl(?:okken)?\.?\s*:?\s*(?:ca\.?\s*)?(\d{1,2})(?:\s?[:.,]\s?([0-5]\d))?(?![\d%])"
    r"|(?<![\d.,:/])(\d{1,2})\s?[:.]\s?([0-5]\d)(?::[0-5]\d)?(?![\d%]|[.,:/]\d|\s*(?:kr|pct|"
    r"mio|%)))",
    re.IGNORECASE,
)
# "Kl. 7 Eftm.", "kl. 7 Aften": a clock of twelve hours (F24)
_AFTERNOON = re.compile(r"\s*(?:eftm|efterm(?:iddag)?|aften|em|e\.\s?m)\b", re.IGNORECASE)
_RANGE_JOIN = re.compile(r"^\s*(?:-|–|—|til|/)\s*(?:kl\.?\s*)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date in a text."""

    date: dt.date
    """The date."""
    start: int
    """First character."""
    end: int
    """Behind the last character."""
    weekday_fits: bool | None
    """Whether the weekday printed before it is right; ``None`` where none is printed."""
    printed_year: bool
    """False where the year was taken from the base."""


def _make(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _full_year(text: str) -> int:
    """A printed year in full: "07" is 2007, "85" is 1985."""
    year = int(text)
    if year >= 100:
        return year
    return year + (2000 if year < CENTURY_TURN else 1900)


def find_dates(text: str, *, base: dt.date | None = None) -> list[FoundDate]:
    """Dates in a text, in order.

    Args:
        text: A line or a paragraph.
        base: Gives the year to dates that are printed without one; without it they are left out.
    """
    if not _DIGIT.search(text):
        return []
    found: dict[int, tuple[int, dt.date, bool]] = {}
    for match in _ISO.finditer(text):
        date = _make(int(match[1]), int(match[2]), int(match[3]))
        if date:
            found[match.start()] = (match.end(), date, True)
    for match in _YEAR_FIRST.finditer(text):
        date = _make(int(match[1]), int(match[3]), int(match[2]))
        if date:
            found.setdefault(match.start(), (match.end(), date, True))
    for match in _NUMERIC.finditer(text):
        date = _make(_full_year(match[4]), int(match[3]), int(match[1]))
        if date:
            found.setdefault(match.start(), (match.end(), date, True))
    ahead = {match.end(): int(match[1]) for match in _YEAR_AHEAD.finditer(text)}
    for match in _NAMED.finditer(text):
        month = MONTHS[fold_word(match[2])]
        printed = int(match[3]) if match[3] else ahead.get(match.start())
        year = printed or (base.year if base else None)
        # "1. januar 2O13": a malformed year follows, so the date is not to be trusted
        if printed is None and re.match(r"[-. ]?\s?[0-9OIl]{4}", text[match.end() :]):
            continue
        date = _make(year, month, int(match[1])) if year else None
        if date:
            found.setdefault(match.start(), (match.end(), date, printed is not None))
    if not found:
        for match in _FOREIGN.finditer(text):
            date = _read_foreign(match[0])
            if date:
                found[match.start()] = (match.end(), date, True)
    result: list[FoundDate] = []
    end_of_last = -1
    for start in sorted(found):
        end, date, printed_year = found[start]
        if start < end_of_last:
            continue
        end_of_last = end
        weekday = _WEEKDAY_WORD.search(text, max(0, start - 16), start)
        fits = WEEKDAYS[fold_word(weekday[1])] == date.weekday() if weekday else None
        result.append(
            FoundDate(date=date, start=start, end=end, weekday_fits=fits, printed_year=printed_year)
        )
    return result


def find_date(text: str, *, base: dt.date | None = None) -> dt.date | None:
    """First date in a text, or ``None``."""
    dates = find_dates(text, base=base)
    return dates[0].date if dates else None


@lru_cache(maxsize=4096)
def _read_foreign(text: str) -> dt.date | None:
    """Read a span that is a date in a form outside the grammar, by dateparser."""
    import dateparser  # 90 ms, and needed by few documents

    parsed = dateparser.parse(
        text,
        languages=["da", "en"],
        settings={"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]},
    )
    return parsed.date() if parsed else None


def _clock(hour: str, minute: str | None) -> str | None:
    if int(hour) > 24 or (hour == "24" and minute not in (None, "00")):
        return None
    return f"{int(hour) % 24:02d}:{int(minute or 0):02d}"


def _read_clock(match: re.Match[str]) -> str | None:
    """The time that a match of ``_TIME`` prints; "Kl. 7 Eftm." is 19:00."""
    hour, minute = (match[1], match[2]) if match[1] else (match[3], match[4])
    clock = _clock(hour, minute)
    return after_noon(clock, "12:00") if _AFTERNOON.match(match.string, match.end()) else clock


def after_noon(clock: str | None, start: str | None) -> str | None:
    """A clock of twelve hours as the one that follows a meeting's start, "HH:MM" both."""
    if clock is None or start is None or clock >= start or int(clock[:2]) >= 12:
        return clock
    return f"{int(clock[:2]) + 12}{clock[2:]}"


def counts_to_twelve(text: str) -> bool:
    """Whether a clock in a text says which half of the day it means: "Kl. 7 Eftm." (F24)."""
    return any(_AFTERNOON.match(text, match.end()) for match in _TIME.finditer(text))


def _without_dates(text: str) -> str:
    """A text with blanks where its dates stand: the numbers of a date are no time."""
    for date in reversed(find_dates(text)):
        text = text[: date.start] + " " * (date.end - date.start) + text[date.end :]
    return text


def find_times(text: str) -> list[str]:
    """Clock times in a text as "HH:MM", in order; dates in it are passed over.

    "kl. 17.00", "Kl. 9", "18:05:00" and both ends of "19.00-23.55" are times; "§ 17.30", sums and
    section numbers are not.
    """
    text = _without_dates(text)
    times: list[str] = []
    for match in _TIME.finditer(text):
        clock = _read_clock(match)
        if clock:
            times.append(clock)
    return times


def time_range(text: str) -> tuple[str | None, str | None]:
    """Start and end of a meeting from "kl. 17.00", "19.00-23.55" or "kl. 10.00 – 12.00"."""
    text = _without_dates(text)
    matches = list(_TIME.finditer(text))
    clocks = [(match, _read_clock(match)) for match in matches]
    clocks = [(match, clock) for match, clock in clocks if clock]
    if not clocks:
        return None, None
    start = clocks[0][1]
    if len(clocks) > 1:
        between = text[clocks[0][0].end() : clocks[1][0].start()]
        if _RANGE_JOIN.match(between):
            return start, clocks[1][1]
    # "kl. 17-19": the first number alone has "kl", the second only the dash
    tail = re.match(r"\s*[-–]\s*(\d{1,2})(?![\d:.])", text[clocks[0][0].end() :])
    if tail and clocks[0][0][1]:
        return start, _clock(tail[1], None)
    return start, None
