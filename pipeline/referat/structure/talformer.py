"""Case numbers in a form of the house's own, told by standing at heading after heading.

In: the lines of each punkt around its heading. Out: the numbers of each punkt, where the document
has a form that the grammar of case numbers does not know ("K-10/9921", "06-B-118").
A form is a number's shape: letters as they are kept, digits as one. It counts if at least two
punkter and a third of all print different numbers of it in the same kind of place, and nothing says
that they are something else: a date, a sum, a law, a plan, a document.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from referat.structure.dates import find_dates
from referat.structure.sagsnumre import find_numbers, is_period
from referat.structure.views import View
from referat.types import LineRole

SHARE = 0.34
"""Share of the punkter that print a number of the form: closed items and "Eventuelt" have none."""
SHORT = 70
"""Letters of a line below a heading that may hold the number; running text is longer."""
BELOW = 3
"""So many lines below a heading are looked at."""

# "RM-13/88210", "S2025-1881", "06-B-118", "TU88/314", "17.01.4-03.221"; not "2016", not "17.30"
_TOKEN = re.compile(
    r"(?<![\w./-])(?:[A-ZÆØÅa-zæøå]{1,4}[-.]?)?\d{1,5}"
    r"(?:[-./](?:\d{1,6}|[A-ZÆØÅ]{1,3}))+(?![\w/]|[.,]\d)"
)
_OTHER = re.compile(
    r"(?:§|\b(?:stk|kap|kr|lokalplan|tillæg|plan|matr|dok|bilag|tlf|cvr|lov|nr\.?\s*\d+ af|"
    r"kl|kapitel|afsnit|side)\b)[\s.:nr]*$",
    re.IGNORECASE,
)
_SUM = re.compile(r"^\s*(?:kr|mio|mia|pct|%|m²|m2|ha|km|t)\b", re.IGNORECASE)
_PLAIN = re.compile(r"9+[.]9+|9{1,2}[-/]9{1,2}")
_LABEL = re.compile(
    r"\b(?:sag(?:en|s)?(?:nr|id|\.?\s*nr)?|mappe|journal(?:nr)?|j\.?\s?nr|id|ref)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A number of the house's own form."""

    nummer: str
    """Normal form: capitals, no blanks."""
    printed: str
    """As printed."""
    view: View
    """The line that it stands on."""


def shape(number: str) -> str:
    """Digits of a number as 9 (of any length), letters as A, the marks between them kept."""
    return re.sub(r"A+", "A", re.sub(r"[^\W\d_]", "A", re.sub(r"\d+", "9", number)))


def find_own_numbers(groups: Mapping[int, Sequence[View]]) -> dict[int, list[Printed]]:
    """Numbers of the document's own form, by punkt.

    Args:
        groups: Lines of each punkt, by its place.
    """
    seen: dict[str, dict[int, list[Printed]]] = {}
    for place, views in groups.items():
        for view in _around_heading(views):
            for number in _tokens(view):
                seen.setdefault(shape(number.printed), {}).setdefault(place, []).append(number)
    best: dict[int, list[Printed]] = {}
    for by_punkt in seen.values():
        values = {number.nummer for numbers in by_punkt.values() for number in numbers}
        enough = len(by_punkt) >= max(2, SHARE * len(groups))
        if enough and len(values) >= max(2, len(by_punkt) - 1) and len(by_punkt) > len(best):
            best = by_punkt
    return best


def _around_heading(views: Sequence[View]) -> list[View]:
    own = [view for view in views if view.role in (LineRole.PUNKT, LineRole.SAGSNUMMER)]
    last = max((view.index for view in own), default=-1)
    below = [
        view
        for view in views
        if last < view.index <= last + BELOW
        and len(view.text) <= SHORT
        and view.role in (LineRole.BODY, LineRole.LABEL)
    ]
    return [*own, *below]


def _tokens(view: View) -> list[Printed]:
    text = view.text
    if not any(character.isdigit() for character in text):
        return []
    known = {number.printed for number in find_numbers(text)}
    if known:
        return []  # the grammar reads this line
    dates = find_dates(text)
    found = []
    for match in _TOKEN.finditer(text):
        printed = match[0]
        if _PLAIN.fullmatch(re.sub(r"\d", "9", printed)) or is_period(printed):
            continue
        if any(date.start < match.end() and match.start() < date.end for date in dates):
            continue
        if _OTHER.search(text[: match.start()]) or _SUM.match(text[match.end() :]):
            continue
        found.append(Printed(nummer=printed.upper(), printed=printed, view=view))
    return found


def without_number(title: str, printed: str) -> str:
    """A title without a number that stands at its head or end, its label and marks around it."""
    place = title.find(printed)
    if place < 0:
        return title
    left, right = title[:place], title[place + len(printed) :]
    bare = _LABEL.sub("", left.casefold())
    if not re.search(r"\w", bare):
        return right.strip(" ()[]|,;:.–-").strip()
    if not re.search(r"\w", right):
        cut = re.search(rf"[\s(\[|,;–-]*(?:{_LABEL.pattern})?[\s.:]*$", left, re.IGNORECASE)
        return left[: cut.start()].strip() if cut else left.strip()
    return title
