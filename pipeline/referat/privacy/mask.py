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
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from referat.danish import privatliv
from referat.privacy.contacts import find_emails, find_phones
from referat.privacy.cpr import find_cpr
from referat.privacy.names import NameFinder
from referat.types import (
    Box,
    Line,
    Maskering,
    Maskeringsart,
    Page,
    Problem,
    ReadPages,
    enclosing,
)
from referat.wordplace import PlacedWord, place_words

MARKS = {
    Maskeringsart.CPR: "[CPR-nr. fjernet]",
    Maskeringsart.EMAIL: "[e-mail fjernet]",
    Maskeringsart.TELEFON: "[telefonnr. fjernet]",
    Maskeringsart.NAVN: "[navn fjernet]",
}
"""What stands in the text instead."""
LEAST_TEXT = 200
"""Letters under which two documents may say the same and be two: "The meeting was called off"."""
ENDS = 2
"""Lines on each side of a page's end that are looked at together."""
_MARKED = re.compile(r"\[.+ fjernet\].* \([0-9a-f]{8}\)$")
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
    text = unicodedata.normalize("NFC", text)
    for span in reversed(find_private(text, today=today, names=names)):
        text = text[: span.start] + MARKS[span.art] + text[span.end :]
    return text


def mask_name(name: str, mask: Callable[[str], str]) -> str:
    """A file's name or a source's id without what is private; two that differ in it stay two."""
    masked = mask(name)
    # What was masked before has its mark, and keeps it.
    if masked == name or _MARKED.search(name):
        return masked
    return f"{masked} ({hashlib.sha256(name.encode()).hexdigest()[:8]})"


def mask_pages(
    read: ReadPages, *, today: dt.date, names: NameFinder | None = None
) -> tuple[ReadPages, tuple[Hidden, ...]]:
    """Pages with marks for what is private, and where it was."""
    pages: list[Page] = []
    hidden: list[Hidden] = []
    found: dict[tuple[int, int], list[tuple[Span, bool]]] = {}
    for page in read.pages:
        found |= _by_line(page.lines, today, names)
    for before, after in pairwise(read.pages):
        # A number may be broken over a page's end, with running heads between its parts.
        found |= _by_line(_ends(before.lines, after.lines), today, names, known=found)
    for page in read.pages:
        lines = []
        for line in page.lines:
            spans = found.get((line.page, line.number), [])
            hidden += [_hide(line, span) for span, _ in spans]
            lines.append(_mask_line(line, spans) if spans else line)
        pages.append(replace(page, lines=tuple(lines)))
    problems = tuple(mask_problem(problem, today=today, names=names) for problem in read.problems)
    if not hidden:
        return replace(read, problems=problems), ()
    return replace(read, pages=tuple(pages), problems=problems), tuple(hidden)


def mask_problem(problem: Problem, *, today: dt.date, names: NameFinder | None = None) -> Problem:
    """A problem without what is private: a library's words may quote the document."""
    message, action, path = (
        mask_text(text, today=today, names=names)
        for text in (problem.message, problem.action, problem.path)
    )
    return replace(problem, message=message, action=action, path=path)


def text_hash(read: ReadPages, *, today: dt.date, secret: str) -> str | None:
    """What two copies of the same minutes share, however they were printed: 32 hex digits.

    Without running heads, print stamps, blanks and case. What is private is left out, and the hash
    is keyed: it may stand in a public row. ``None`` where there is too little text to tell one
    document from another: all unread scans have the same.
    """
    lines = (
        line.text
        for page in read.pages
        for line in page.lines
        if not line.furniture and not _STAMP.match(line.text)
    )
    text = mask_text("\n".join(lines), today=today)
    folded = "".join(text.split()).casefold()
    if len(folded) < LEAST_TEXT:
        return None
    return hashlib.blake2b(folded.encode(), key=secret.encode(), digest_size=16).hexdigest()


def _spans(art: Maskeringsart, found: Iterable[tuple[int, int]]) -> Iterator[Span]:
    for start, end in found:
        yield Span(art=art, start=start, end=end)


def _ends(before: Sequence[Line], after: Sequence[Line]) -> list[Line]:
    """The last lines of a page and the first of the next, without running heads."""
    last = [line for line in before if not line.furniture][-ENDS:]
    return last + [line for line in after if not line.furniture][:ENDS]


def _by_line(
    lines: Sequence[Line],
    today: dt.date,
    names: NameFinder | None,
    *,
    known: Mapping[tuple[int, int], list[tuple[Span, bool]]] | None = None,
) -> dict[tuple[int, int], list[tuple[Span, bool]]]:
    """Spans within each line, by its page and number; and whether each is a find's first part.

    The lines are looked through as one text: a number may be broken over a line's end. With
    ``known`` only what goes over a page's end is added to it.
    """
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.text) + 1)
    text = "\n".join(line.text for line in lines)
    found: dict[tuple[int, int], list[tuple[Span, bool]]] = {}
    for span in find_private(text, today=today, names=names):
        first = bisect.bisect_right(starts, span.start) - 1
        last = bisect.bisect_right(starts, span.end - 1) - 1
        if known is not None and lines[first].page == lines[last].page:
            continue
        for place in range(first, last + 1):
            line = lines[place]
            start = max(0, span.start - starts[place])
            end = min(len(line.text), span.end - starts[place])
            if start < end:
                key = (line.page, line.number)
                if key not in found:
                    found[key] = list((known or {}).get(key, ()))
                # What it covers of an earlier find goes with it.
                others = [one for one in found[key] if one[0].end <= start or one[0].start >= end]
                part = (replace(span, start=start, end=end), place == first)
                found[key] = sorted((*others, part), key=lambda one: one[0].start)
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
    touched = [word.word.box for word in place_words(line) if _overlaps(word, span)]
    return enclosing(touched) if touched else None


def _overlaps(word: PlacedWord, span: Span) -> bool:
    # What was taken out of the text stood between two characters of it.
    return word.start < span.end and max(word.end, word.start + 1) > span.start


def _mask_line(line: Line, spans: Sequence[tuple[Span, bool]]) -> Line:
    text = line.text
    for span, is_first in reversed(spans):
        mark = MARKS[span.art] if is_first else _GOES_ON
        text = text[: span.start] + mark + text[span.end :]
    words = tuple(
        replace(placed.word, text=MARKS[spans[0][0].art])
        if any(_overlaps(placed, span) for span, _ in spans)
        else placed.word
        for placed in place_words(line)
    )
    # What was read in their places is gone with the words; of the other repairs the places moved.
    return replace(line, text=text, words=words, repairs=())
