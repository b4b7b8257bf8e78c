"""Takes what is private out of a document's lines, before anything else reads them.

Pages come in as they were read, pages without CPR numbers, private addresses and withheld names go
out, with the places where something was. Since the structure stage reads the masked lines, no
field, no search index and no problem's text can hold what was taken out.
"""

from __future__ import annotations

import bisect
import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from referat.danish import privatliv
from referat.privacy.contacts import find_emails, find_phones
from referat.privacy.cpr import find_cpr
from referat.privacy.names import NameFinder
from referat.types import Box, Line, Maskering, Maskeringsart, Page, ReadPages, Word

MARKS = {
    Maskeringsart.CPR: "[CPR-nr. fjernet]",
    Maskeringsart.EMAIL: "[e-mail fjernet]",
    Maskeringsart.TELEFON: "[telefonnr. fjernet]",
    Maskeringsart.NAVN: "[navn fjernet]",
}
"""What stands in the text instead."""
_GOES_ON = "[…]"
_STAMP = re.compile("|".join(privatliv.PRINT_STAMPS), re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A part of a text that is masked."""

    art: Maskeringsart
    """Why."""
    start: int
    """First character."""
    end: int
    """One past the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """A part of a line that was masked. Never stored: it holds the line as it was."""

    art: Maskeringsart
    """Why."""
    page: int
    """Page, from 1."""
    line: int
    """Line on the page."""
    box: Box | None
    """Box of the words where OCR gave them, else of the whole line."""
    text: str
    """The whole line, unmasked, to find its characters on the page again."""
    start: int
    """First character of the part."""
    end: int
    """One past its last."""
    exact: bool
    """Whether the box is that of the part alone."""

    @property
    def masking(self) -> Maskering:
        """The place alone, as it may be stored."""
        return Maskering(art=self.art, page=self.page, line=self.line, box=self.box)


def find_private(text: str, *, today: dt.date, names: NameFinder | None = None) -> list[Span]:
    """All that is private in a text, in order, without overlaps; the text may be of many lines."""
    found = [
        *_spans(Maskeringsart.CPR, find_cpr(text, today=today)),
        *_spans(Maskeringsart.EMAIL, find_emails(text)),
        *_spans(Maskeringsart.TELEFON, find_phones(text)),
    ]
    if names is not None:
        found += _spans(Maskeringsart.NAVN, names.find(text))
    kept: list[Span] = []
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        if kept and span.start < kept[-1].end:
            # Overlapping finds become one, so that no end of the second is left to read.
            kept[-1] = replace(kept[-1], end=max(kept[-1].end, span.end))
        else:
            kept.append(span)
    return kept


def mask_text(text: str, *, today: dt.date, names: NameFinder | None = None) -> str:
    """A text with marks for what is private."""
    for span in reversed(find_private(text, today=today, names=names)):
        text = text[: span.start] + MARKS[span.art] + text[span.end :]
    return text


def mask_pages(
    read: ReadPages, *, today: dt.date, names: NameFinder | None = None
) -> tuple[ReadPages, tuple[Hidden, ...]]:
    """Pages with marks for what is private, and where it was."""
    pages: list[Page] = []
    hidden: list[Hidden] = []
    for page in read.pages:
        by_line = _by_line(page.lines, today, names)
        if not by_line:
            pages.append(page)
            continue
        lines = []
        for place, line in enumerate(page.lines):
            spans = by_line.get(place, [])
            hidden += [_hide(line, span) for span, _ in spans]
            lines.append(_mask_line(line, spans) if spans else line)
        pages.append(replace(page, lines=tuple(lines)))
    if not hidden:
        return read, ()
    return replace(read, pages=tuple(pages)), tuple(hidden)


def text_hash(read: ReadPages, *, today: dt.date, secret: str) -> str:
    """What two copies of the same minutes share, however they were printed: 32 hex digits.

    Without running heads, print stamps, blanks and case. What is private is left out, and the hash
    is keyed: it may stand in a public row.
    """
    lines = (
        line.text
        for page in read.pages
        for line in page.lines
        if not line.furniture and not _STAMP.match(line.text)
    )
    text = mask_text("\n".join(lines), today=today)
    folded = "".join(text.split()).casefold()
    return hashlib.blake2b(folded.encode(), key=secret.encode(), digest_size=16).hexdigest()


def _spans(art: Maskeringsart, found: Iterable[tuple[int, int]]) -> Iterator[Span]:
    for start, end in found:
        yield Span(art=art, start=start, end=end)


def _by_line(
    lines: Sequence[Line], today: dt.date, names: NameFinder | None
) -> dict[int, list[tuple[Span, bool]]]:
    """Spans within each line, by the line's place; and whether each is a find's first part.

    The lines of a page are looked through as one text: a number may be broken over a line's end.
    """
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.text) + 1)
    text = "\n".join(line.text for line in lines)
    found: dict[int, list[tuple[Span, bool]]] = {}
    for span in find_private(text, today=today, names=names):
        first = bisect.bisect_right(starts, span.start) - 1
        last = bisect.bisect_right(starts, span.end - 1) - 1
        for place in range(first, last + 1):
            start = max(0, span.start - starts[place])
            end = min(len(lines[place].text), span.end - starts[place])
            if start < end:
                part = replace(span, start=start, end=end)
                found.setdefault(place, []).append((part, place == first))
    return found


def _hide(line: Line, span: Span) -> Hidden:
    box = _words_box(line, span)
    return Hidden(
        art=span.art,
        page=line.page,
        line=line.number,
        box=box or line.box,
        text=line.text,
        start=span.start,
        end=span.end,
        exact=box is not None,
    )


def _words_box(line: Line, span: Span) -> Box | None:
    touched = [word.box for word, at in _placed(line) if _overlaps(word, at, span)]
    if not touched:
        return None
    return Box(
        x0=min(box.x0 for box in touched),
        top=min(box.top for box in touched),
        x1=max(box.x1 for box in touched),
        bottom=max(box.bottom for box in touched),
    )


def _placed(line: Line) -> list[tuple[Word, int]]:
    """OCR words with the place of each in the line's text; nothing where they do not fit."""
    placed: list[tuple[Word, int]] = []
    at = 0
    for word in line.words:
        found = line.text.find(word.text, at)
        if found < 0:
            # The text was mended after it was read.
            return []
        placed.append((word, found))
        at = found + len(word.text)
    return placed


def _overlaps(word: Word, at: int, span: Span) -> bool:
    return at < span.end and at + len(word.text) > span.start


def _mask_line(line: Line, spans: Sequence[tuple[Span, bool]]) -> Line:
    text = line.text
    for span, is_first in reversed(spans):
        mark = MARKS[span.art] if is_first else _GOES_ON
        text = text[: span.start] + mark + text[span.end :]
    words = tuple(
        replace(word, text=MARKS[spans[0][0].art])
        if any(_overlaps(word, at, span) for span, _ in spans)
        else word
        for word, at in _placed(line)
    )
    return replace(line, text=text, words=words)
