"""Stage 2: pieces of text with a place become lines in reading order.

Text layer and OCR both hand their pieces (``Segment``) in here, so that a line means the same
whatever it was read from: rows from top to bottom, the pieces of a row from left to right, bullets
joined to their text, space above measured in line heights. Nothing here knows a library.
"""

from __future__ import annotations

import math
import re
import struct
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from referat.frozen import by_place, quick
from referat.pages.columns import split_columns
from referat.types import Box, Line, Word, enclosing

ASCENT, DESCENT = 0.92, 0.23
"""Room of a line above and below its baseline, in font sizes: those of Liberation Sans, between
the faces that minutes are set in. Fonts' own values are not used; many PDFs carry wrong ones."""

LINE_HEIGHT = ASCENT + DESCENT

SAME_BASELINE = 0.4
"""Pieces whose baselines differ by less than this part of the font size stand in one row: labels
are often set 1 to 2 points larger than their values; leading is never below 0.9."""

SAME_INK = 0.75
"""Pieces whose ink overlaps by this part of the lower one stand in one row: neighbouring lines
share at most the descenders of one and the accents of the other, a quarter."""

NEW_COLUMN = 0.2
"""Space above the first line of a column that is read after another: its text may run on."""

CLOSE = 0.8
"""Pieces nearer than this many font sizes are one run of text; cells of a table stand farther."""

FEW_VALUES = 60
"""Numbers under which one after the other are rounded as fast as all at once."""

NEARLY_HALF = 0.4999
"""Units of the last decimal from its rounded value beyond which a number is rounded by itself."""

BULLET_REACH = 6.0
"""A bullet belongs to text that starts within this many font sizes to its right."""

INK_REACH = 6.5
"""The same where OCR measured: from ink to ink, in a size that is estimated."""

# A lone bullet. The private-use ones are Symbol's and Wingdings' bullets, as Word writes them;
# "o" is Word's second level. Never part of a word: matched against whole pieces or first words.
_BULLETS = "•·▪◦●○■□‣⁃∙◾◼➢➤►▶✓✔❖♦\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf02d\uf0e0\uf09f\u0335"
_BULLET = re.compile(rf"[{_BULLETS}o*»›→]|\(cid:127\)")
# "• text", "·text", "o Tekst", "» Tekst"; not "ordet", not "*) note", not "»Citat«".
_BULLET_FIRST = re.compile(rf"(?:[{_BULLETS}]\s*|\(cid:127\)\s*|[o*»›→]\s+)(?=\S)")
_OPENS_BULLET = frozenset(_BULLETS + "o*»›→(")
# "- text", "– text"; not "-5", not "--".
_DASHES = frozenset("-–—‒")
_DASH_FIRST = re.compile(r"[-–—‒]\s+(?=[^\s\d-])")
# "1.", "12)", "a)", "IV.", "4A.", "Punkt 3:", "3.1", "§ 4."; not "2016", not "a".
_ENUMERATOR = re.compile(
    r"(?:(?:punkt|pkt\.?|sag|nr\.?)\s*)?\(?(?:\d{1,4}[a-zA-Z]?(?:\.\d{1,2})*|[a-zA-Z]|[ivxIVX]{1,5})[.):]+"
    r"|(?:punkt|pkt\.?)\s*\d{1,4}[a-zA-Z]?|\d{1,2}(?:\.\d{1,2})+|§\s*\d+\s?[a-z]?\.?",
    re.IGNORECASE,
)
# Dot leaders of a table of contents: "Eventuelt.....", ". . . . 4".
_LEADERS = re.compile(r"(?:\.\s?){3,}$|…\s?$|(?:_\s?){4,}$")
_PAGE_NUMBER = re.compile(r"(?:\.\s?)*\s*\d{1,4}")
# "Børne- | og Ungeudvalget": the hyphen stands for a word left out, the line is not broken there.
_SUSPENDED = re.compile(r"(?:og|eller|samt|m\.m|mv)\b|/|[^\w]")
# Tags that an export printed as text: "<ul style=…>", "<li>", "<br/>"; not "< 5 år", "<navn>".
_PRINTED_TAG = re.compile(r"</?(?:ul|ol|li|br|p|div|span)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")
CLEAN = " !-;=-~§«»´À-ÖØ-öø-ÿ–—‘’“”„…•"
"""The letters, digits, signs and blanks of ordinary print, as a set of a pattern."""
_CLEAN = re.compile(f"[{CLEAN}]*")
# Zero-width marks, byte order marks and control characters say nothing to a reader.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffe\uffff]"
)
_LIGATURES = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
    }
)


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A run of text on one baseline, as a source of text found it."""

    text: str
    """Cleaned text."""
    x0: float
    """Left, points from the page's left edge."""
    x1: float
    """Right."""
    baseline: float
    """Points from the page's top."""
    size: float
    """Font size in points."""
    bold: bool = False
    """Bold throughout."""
    italic: bool = False
    """Italic throughout."""
    broken: bool = False
    """Ends in a hyphen that breaks a word."""
    listed: bool = False
    """Its bullet is already in the text, as "- "."""
    confidence: float = 1.0
    """Mean of the words'."""
    words: tuple[Word, ...] = ()
    """For OCR."""
    box: Box | None = None
    """Where its ink stands; ``None`` takes the room of its font size."""
    bottom: float | None = None
    """Baseline of its last line, where it was joined from several (a table's cell)."""

    @property
    def top(self) -> float:
        """Upper edge of its room."""
        return self.baseline - ASCENT * self.size

    @property
    def low(self) -> float:
        """Lower edge of its room."""
        return (self.baseline if self.bottom is None else self.bottom) + DESCENT * self.size


_BY_PLACE = attrgetter("baseline", "x0")

make_segment = by_place(Segment)
_make_line, _make_box = by_place(Line), by_place(Box)

Row = tuple[Segment, ...]
"""Pieces that stand beside each other, from left to right."""


def clean_text(text: str) -> str:
    """NFC text with single blanks, without invisible characters and ligatures.

    Letter-spaced words ("R E F E R A T") are closed up when the whole piece is spaced out.
    """
    # Most lines need none of this, and there are 50 on a page.
    if _CLEAN.fullmatch(text) is None or "  " in text:
        text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text.translate(_LIGATURES)))
        if "<" in text:
            text = _PRINTED_TAG.sub(" ", text)
        text = _BLANKS.sub(" ", text)
    text = text.strip()
    if text[1:2] != " ":
        return text
    letters = text.split(" ")
    # Four letters, since "A B C" may be a list of parties.
    if len(letters) >= 4 and all(len(part) == 1 and part.isalpha() for part in letters):
        return "".join(letters)
    return text


def arrange(
    segments: Iterable[Segment], *, page: int, rows: Sequence[Row] = ()
) -> tuple[Line, ...]:
    """Lines of a page in reading order.

    Args:
        segments: Loose pieces, in any order.
        page: The page's number.
        rows: Rows that are known to belong together, such as those of a ruled table.
    """
    lines: list[Line] = []
    cells = [row for row in rows if row]
    groups = split_columns(list(segments), ruled=[segment for row in cells for segment in row])
    for place, group in enumerate(groups):
        merged = [join_bullets(row) for row in find_rows(group)]
        if cells:
            last = place == len(groups) - 1
            low = max((segment.low for segment in group), default=0.0)
            # a ruled table goes with the group that it stands in, or with the last
            own = [row for row in cells if last or _top(row) < low]
            cells = [row for row in cells if not last and _top(row) >= low]
            merged += [tuple(_mark_bullet(segment) for segment in row) for row in own]
        merged.sort(key=_top)
        _add_lines(lines, merged, page=page)
    return mend_breaks(lines)


def _top(row: Row) -> float:
    return row[0].top if len(row) == 1 else min(segment.top for segment in row)


LARGEST_PRINT = 44.0
"""Points: titles are smaller; what is larger is a watermark, which other lines stand across."""


def _add_lines(lines: list[Line], merged: Sequence[Row], *, page: int) -> None:
    """Add the rows of a group below the lines that are there."""
    above = max((line.box.bottom for line in lines if line.box), default=None)
    previous: Row = ()
    first = lines[-1].row + 1 if lines else 1
    placed: list[tuple[Segment, int]] = []
    numbers: list[float] = []
    for number, row in enumerate(merged, start=first):
        segment = row[0]
        top, low, size = segment.top, segment.low, segment.size
        if len(row) > 1:
            for other in row:
                top, low, size = min(top, other.top), max(low, other.low), max(size, other.size)
        height = LINE_HEIGHT * size
        gap = 0.0 if above is None or height <= 0 else (top - above) / height
        if not previous and above is not None and top < above - height:
            gap, above = NEW_COLUMN, None
        if segment.text[:1] in _DASHES:
            row = _mark_dash(row, previous)
            segment = row[0]
        if len(row) == 1:
            placed.append((segment, number))
            numbers += (gap, size, segment.x0, top, segment.x1, low)
        else:
            for segment in row:
                placed.append((segment, number))
                numbers += (gap, segment.size, segment.x0, segment.top, segment.x1, segment.low)
        if size > LARGEST_PRINT:  # "UDKAST" across the page is in no line's way
            low = max((other.low for other in row if other.size <= LARGEST_PRINT), default=0.0)
        if above is None or low > above:
            above = low
        previous = row
    rounded = iter(round_all(numbers))
    for count, ((segment, number), gap, size, x0, top, x1, low) in enumerate(
        zip(placed, rounded, rounded, rounded, rounded, rounded, rounded, strict=True),
        start=len(lines) + 1,
    ):
        lines.append(
            _make_line(
                segment.text,
                page,
                count,
                number,
                segment.box or _make_box(x0, top, x1, low),
                size,
                segment.bold,
                segment.italic,
                segment.broken,
                gap if gap > 0.0 else 0.0,
                segment.listed,
                round(segment.confidence, 4) if segment.confidence != 1.0 else 1.0,
                False,  # furniture
                segment.words,
                (),  # repairs
            )
        )


def round_all(values: Sequence[float]) -> list[float]:
    """Each value as ``round(value, 2)`` gives it, several times as fast for a whole page."""
    if len(values) < FEW_VALUES:
        return [round(value, 2) for value in values]
    import numpy as np  # here, for the process that only hands out documents and needs none

    with np.errstate(over="ignore", invalid="ignore"):
        hundreds = np.frombuffer(struct.pack(f"{len(values)}d", *values)) * 100.0
        rounded = np.rint(hundreds)
        # Near a half it may go another way: round() looks at the decimals of the value itself, and
        # the product with 100 has lost the last bits. Of huge numbers it has lost more.
        sure = np.abs(hundreds - rounded) + np.abs(hundreds) * 1e-10 < NEARLY_HALF
        found: list[float] = (rounded / 100.0).tolist()
    if np.count_nonzero(sure) < len(values):
        for place in np.flatnonzero(~sure).tolist():
            found[place] = round(values[place], 2)
    return found


def find_rows(segments: Iterable[Segment]) -> list[Row]:
    """Rows of pieces that share a baseline and do not overlap, from top to bottom."""
    rows: list[list[Segment]] = []
    last = -math.inf
    for segment in sorted(segments, key=_BY_PLACE):
        if segment.box is None and segment.baseline - last > SAME_BASELINE * segment.size:
            last = segment.baseline
            rows.append([segment])
            continue
        # Only the last rows can be near enough: pieces come sorted by baseline.
        for row in rows[-3:]:
            first = row[0]
            if _same_height(first, segment) and not any(
                segment.x0 < other.x1 - 1 and other.x0 < segment.x1 - 1 for other in row
            ):
                row.append(segment)
                break
        else:
            last = segment.baseline
            rows.append([segment])
    return [
        tuple(row) if len(row) == 1 else tuple(sorted(row, key=lambda segment: segment.x0))
        for row in rows
    ]


def _same_height(first: Segment, segment: Segment) -> bool:
    """Whether two pieces stand at one height: by baseline, or by their ink.

    OCR sets the baseline of a word by its box, which a speck below the word moves; the ink of what
    stands in one row overlaps all the same.
    """
    if abs(segment.baseline - first.baseline) <= SAME_BASELINE * min(first.size, segment.size):
        return True
    if first.box is None or segment.box is None:
        return False
    shared = min(first.box.bottom, segment.box.bottom) - max(first.box.top, segment.box.top)
    return shared >= SAME_INK * min(first.box.height, segment.box.height)


def join_bullets(row: Row) -> Row:
    """The row with bullets, enumerators and page numbers of a contents list joined on."""
    if len(row) == 1:
        return (_mark_bullet(row[0]),)
    merged: list[Segment] = []
    for segment in row:
        last = merged[-1] if merged else None
        if last is None:
            merged.append(segment)
            continue
        reach = segment.x0 - last.x1
        far = (INK_REACH if segment.words else BULLET_REACH) * segment.size
        if _BULLET.fullmatch(last.text) and reach < far:
            merged[-1] = replace(
                _joined(last, segment, text=f"- {segment.text}"),
                listed=True,
                size=segment.size,
                bold=segment.bold,
                italic=segment.italic,
                baseline=segment.baseline,
            )
        elif (_ENUMERATOR.fullmatch(last.text) and reach < far and segment.text[:1].isalpha()) or (
            _LEADERS.search(last.text) and _PAGE_NUMBER.fullmatch(segment.text)
        ):
            merged[-1] = _joined(last, segment, text=f"{last.text} {segment.text}")
        elif reach < CLOSE * min(last.size, segment.size) and not segment.listed:
            # One line that its source gave in two: OCR does so at a change of font.
            merged[-1] = _joined(last, segment, text=f"{last.text} {segment.text}")
        else:
            merged.append(segment)
    return tuple(_mark_bullet(segment) for segment in merged)


def _joined(left: Segment, right: Segment, *, text: str) -> Segment:
    words = left.words + right.words
    return replace(
        left,
        text=text,
        box=None if left.box is None or right.box is None else enclosing((left.box, right.box)),
        x1=max(left.x1, right.x1),
        size=max(left.size, right.size),
        bold=left.bold and right.bold,
        italic=left.italic and right.italic,
        broken=right.broken,
        confidence=min(left.confidence, right.confidence)
        if not words
        else sum(word.confidence for word in words) / len(words),
        words=words,
    )


def _mark_bullet(segment: Segment) -> Segment:
    # Most lines open with a letter: to ask the pattern takes five times as long.
    if segment.text[:1] not in _OPENS_BULLET:
        return segment
    match = _BULLET_FIRST.match(segment.text)
    if segment.listed or match is None:
        return segment
    return replace(segment, text=f"- {segment.text[match.end() :]}", listed=True)


def _mark_dash(row: Row, previous: Row) -> Row:
    """Tell a dash that opens a list item from one that a line happened to break before."""
    first = row[0]
    match = _DASH_FIRST.match(first.text)
    if first.listed or match is None:
        return row
    above = previous[0] if len(previous) == 1 else None
    runs_on = (
        above is not None
        and not above.listed
        and abs(above.x0 - first.x0) < 2
        and above.text[-1:] not in ".:;?!"
        # The line above is as wide as this one or wider: it was full, and the dash moved down.
        and above.x1 >= first.x1 - 2 * first.size
    )
    if runs_on:
        return row
    return (replace(first, text=f"- {first.text[match.end() :]}", listed=True), *row[1:])


def mend_breaks(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Take the mark of a broken word from lines that only end in a suspended hyphen.

    "Børne-" before "og Ungeudvalget" is two words; "udval-" before "get" is one.
    """
    mended = list(lines)
    for place, line in enumerate(lines[:-1]):
        if line.broken and _SUSPENDED.match(lines[place + 1].text):
            mended[place] = replace(line, broken=False)
    return tuple(mended)
