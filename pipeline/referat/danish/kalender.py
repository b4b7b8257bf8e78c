"""Danish names of months and weekdays, with the short and the old forms seen in minutes."""

from __future__ import annotations

MONTHS: dict[str, int] = {
    "januar": 1,
    "jan": 1,
    "februar": 2,
    "feb": 2,
    "febr": 2,
    "marts": 3,
    "mar": 3,
    "april": 4,
    "apr": 4,
    "maj": 5,
    "juni": 6,
    "jun": 6,
    "juli": 7,
    "jul": 7,
    "august": 8,
    "aug": 8,
    "september": 9,
    "sep": 9,
    "sept": 9,
    "septbr": 9,
    "oktober": 10,
    "okt": 10,
    "oktbr": 10,
    "november": 11,
    "nov": 11,
    "novbr": 11,
    "december": 12,
    "dec": 12,
    "decbr": 12,
}
"""Name in lower case, without a full stop -> number."""

MONTH_NAMES = tuple(
    next(name for name, month in MONTHS.items() if month == number) for number in range(1, 13)
)
"""Names in full, January first."""

CENTURY_TURN = 60
"""Years of two digits below it are of this century (format atlas, 2.4): 1960-2059."""

WEEKDAYS: dict[str, int] = {
    "mandag": 0,
    "tirsdag": 1,
    "onsdag": 2,
    "torsdag": 3,
    "fredag": 4,
    "lørdag": 5,
    "søndag": 6,
}
"""Name in lower case -> number as ``datetime.date.weekday`` counts."""
