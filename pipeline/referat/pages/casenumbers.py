"""Stage 2: years of case numbers into which OCR read a figure too many, told by the others.

Tesseract sees the narrow "10/" twice: "1090/3145". A document's case numbers are of one form and
most of them of one or two years, so its pages are witness to each other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from referat.danish.sagsnumre import CASE_LABEL
from referat.types import Page, TextSource

WITNESSES = 2
"""Case numbers of a year that tell it."""

# "Sagsnr.: 10/3145", and what it is read as: "Sagsnr.: 1090/3145"; "2010/3145" has its year
_NUMBER = re.compile(
    rf"(?P<label>(?:{CASE_LABEL.pattern})[ ]*)(?P<year>\d{{2,4}})(?=/\d{{3,6}}(?!\d))",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"(?:19|20)\d\d")


def mend_years(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages, years of labelled case numbers as the other case numbers have them."""
    years = Counter(
        found["year"]
        for page in pages
        for line in page.lines
        if "/" in line.text
        for found in _NUMBER.finditer(line.text)
    )
    mended = {
        year: told
        for year in years
        if len(year) > 2 and not _WHOLE.fullmatch(year) and (told := _told(year, years))
    }
    if not mended:
        return tuple(pages)

    def mend(found: re.Match[str]) -> str:
        return found["label"] + mended.get(found["year"], found["year"])

    return tuple(
        replace(
            page,
            lines=tuple(
                replace(line, text=_NUMBER.sub(mend, line.text)) if "/" in line.text else line
                for line in page.lines
            ),
        )
        if page.source is TextSource.OCR
        else page
        for page in pages
    )


def _told(year: str, years: Counter[str]) -> str | None:
    """The one year of others that opens or ends the figures read, and is seen more often."""
    like = [
        other
        for other, count in years.items()
        if len(other) == 2
        and count >= max(WITNESSES, years[year])
        and (year.startswith(other) or year.endswith(other))
    ]
    return like[0] if len(like) == 1 else None
