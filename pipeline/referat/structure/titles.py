"""The whole title of a heading: lines that go on with it, and its second printing.

In: a heading as ``headings.py`` found it on its first line. Out: its title whole, and the role
``PUNKT`` on all lines that print it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.fuzz import ratio

from referat.danish.overskrifter import MARK_LINE, TITLE_PREFIX
from referat.danish.sagsnumre import NEIGHBOURS
from referat.structure.headings import KEYED, WHOLE, Heading
from referat.structure.labels import LabelKind
from referat.structure.sagsnumre import FoundNumber, is_number_line, number_at
from referat.structure.text import PARAGRAPH_GAP, fold_name
from referat.structure.toc import TocEntry
from referat.structure.views import USUAL_GAP, Measures, View
from referat.types import LineRole

# "12) Lys på Østergade og": no title ends so
_OPEN_END = re.compile(r"\b(?:og|eller|samt|i|på|for|af|til|om|med|fra|mellem|vedrørende)$")
_PAGE = re.compile(r"s(?:ide|\.)\s*\d{1,4}", re.IGNORECASE)
_MARKED_TITLE = re.compile(rf"(?:{TITLE_PREFIX.pattern})(?=\S{{2}})", re.IGNORECASE)
# "Havneafgifter for 2." over "halvår 1984" goes on
TITLE_ENDS = re.compile(r"(?<!\b\d)(?<!\b\d\d)\.$|[:;!?]$")
"""The last sign of a line that no title goes on after."""


def extend_title(
    heading: Heading, views: Sequence[View], measures: Measures, toc: Sequence[TocEntry]
) -> None:
    """Take the lines that go on with a heading's title, and mark all of it."""
    if heading.kind in KEYED:
        return
    if heading.kind in WHOLE:
        for index in heading.lines:
            views[index].role, views[index].score = LineRole.PUNKT, 0.8
        return
    spans = [(heading.first, heading.last), *heading.covers]
    for place, (first, last) in enumerate(spans):
        for index in range(first, last + 1):
            views[index].role = LineRole.PUNKT
            views[index].score = min(0.99, 0.6 + heading.score / 20)
        if place == 0:
            heading.last = _go_on(heading, last, views, measures, toc)
        else:
            # the cover's title is whole already: only as many lines as its words need
            heading.covers[place - 1] = (first, _repeat(heading, last, views))


# "16:30 Høring om planen": the clock is no part of the title
_CLOCK = re.compile(r"^(?:kl\.?\s*)?\d{1,2}[.:]\d{2}\s+(?=\D)", re.IGNORECASE)


def says_title(view: View, titel: str) -> bool:
    """Whether a line is a title once more; OCR may have read it otherwise, or in more words."""
    one, other = fold_name(view.text), fold_name(_CLOCK.sub("", titel))
    if not view.ocr or len(other) < _TELLING:
        return one == other
    return ratio(one.replace(" ", ""), other.replace(" ", "")) >= _SAME


_SET_IN = 9.0
"""Points by which the second line of a title is set in behind its number."""
_TELLING, _SAME = 10, 92
"""Letters of a title that is known when it is misread, and its likeness, of 100, to itself."""


def _go_on(
    heading: Heading, last: int, views: Sequence[View], measures: Measures, toc: Sequence[TocEntry]
) -> int:
    after = next(
        (view for view in views[last + 1 : last + 4] if view.role is not LineRole.FURNITURE), None
    )
    if after is not None and after.role is LineRole.BODY and says_title(after, heading.titel):
        # the title once more, without its number (F11)
        after.role, after.score = LineRole.PUNKT, 0.85
        return after.index
    wanted = ""
    if heading.titel:
        folded = fold_name(heading.titel)
        wanted = next(
            (
                fold_name(entry.titel)
                for entry in toc
                if (entry.nr in (None, heading.nr))
                and len(folded) > 5
                and fold_name(entry.titel).startswith(folded[: max(6, len(folded) - 2)])
            ),
            "",
        )
    taken = 0
    short = False  # the heading's row ends in a column of its own
    index = last + 1
    while index < len(views) and taken < 4:
        view = views[index]
        if view.role is LineRole.FURNITURE:
            index += 1
            continue
        beside = view.line.box is not None and view.indent > 150 and is_number_line(view.text)
        if _PAGE.fullmatch(view.text) and view.line.row == views[heading.first].line.row:
            view.role, view.score = LineRole.FURNITURE, 0.8  # where the agenda has the case
            index += 1
            short = True
            continue
        in_row = not heading.titel and view.line.row == views[heading.last].line.row
        told = is_number_line(view.text) or NEIGHBOURS.match(view.text)
        mark = MARK_LINE.match(view.text)
        if in_row and view.role is LineRole.BODY and (told or mark):
            # "Sag 88 | ÅBEN | J.nr. 05.13.10P20/17-00", and the title below
            if mark and heading.closed is None:
                heading.closed = bool(mark["closed"])
            view.role, view.score = LineRole.SAGSNUMMER, 0.8
            index += 1
            continue
        if beside and view.role is LineRole.BODY:
            # the case number in a box beside a title of two lines
            view.role, view.score = LineRole.SAGSNUMMER, 0.8
            index += 1
            continue
        set_in = short and view.heading and view.indent > views[heading.first].indent + _SET_IN
        if view.role is not LineRole.BODY or not (
            (set_in and view.label is None)
            or _goes_on(heading, view, views[last], measures, wanted)
        ):
            break
        text, case = (view.text, None) if heading.titel else _part_case(view.text)
        heading.titel = _join_title(heading.titel, text)
        heading.sagsnumre += (case,) if case else ()
        view.role, view.score = LineRole.PUNKT, 0.8
        last = index
        taken += 1
        index += 1
    if taken and index < len(views) and views[index].role is LineRole.BODY:
        after = views[index]
        if len(after.text) >= _TELLING and says_title(after, heading.titel):
            after.role, after.score = LineRole.PUNKT, 0.85
            return after.index
    return last


# ". Titel", " – Titel" behind a case number that opens a line
_PARTED = re.compile(r"\s*[.:–—-]\s+(?=[A-ZÆØÅ\"“])")


def _part_case(text: str) -> tuple[str, FoundNumber | None]:
    """A title without the case number that it opens with, and that: "18/205. Ny bro"."""
    found = number_at(text)
    parted = _PARTED.match(text, found[1]) if found else None
    if found is None or parted is None or found[0].is_document:
        return text, None
    return text[parted.end() :], found[0]


def _wraps(before: View, view: View) -> bool:
    """Whether a line of plain text is the end of a title that broke: "Budget, anden | behandling".

    It goes on in lower case with no sentence and no proposal.
    """
    text = view.text
    return (
        view.line.gap == 0
        and text[:1].islower()
        and len(text) <= _SHORT
        and text[-1] not in ".,:;"
        and before.text[-1:] not in ".:;?!"
        and not re.match(r"at\b", text)
        and (view.label is None or not view.label.rest)
    )


_STEP = 0.1
"""Clear space, in line heights, beyond a paragraph's, from which on a line opens the text."""
_SHORT = 40
"""Letters of such an end at most; a sentence that goes on is longer, or ends."""


def _closes(view: View, before: View, titel: str) -> bool:
    """Whether a line closes the parenthesis that the title above it leaves open.

    "Takster (480-2026-2082 Dok." over "480-2026-92147)".
    """
    if titel.count("(") <= titel.count(")") or ")" not in view.text.partition("(")[0]:
        return False
    return view.style == before.style and view.line.gap <= PARAGRAPH_GAP


def _goes_on(heading: Heading, view: View, before: View, measures: Measures, wanted: str) -> bool:
    """Whether a line goes on with the title of the heading above it."""
    text = view.text
    if _closes(view, before, heading.titel):
        return True
    if not measures.laid_out and before.index == heading.first and _wraps(before, view):
        return True
    heads = not heading.titel and view.heading
    same = heads and view.style == before.style
    agenda = same and view.label and view.label.kind is LabelKind.TOC
    if (view.label and not ((view.label.weak and heads) or agenda)) or view.line.listed:
        return False  # but "Dagsorden", set below "Punkt 1", is a title
    marked = not heading.titel and _MARKED_TITLE.match(text)  # "Åbent - Budget for havnen"
    if is_number_line(text) or MARK_LINE.match(text) or (NEIGHBOURS.match(text) and not marked):
        return False
    if not heading.titel:
        return len(text) <= 200
    if wanted and len(wanted) > len(fold_name(heading.titel)) + 3:
        joined = fold_name(_join_title(heading.titel, text))
        return (
            wanted.startswith(joined[: len(wanted)][: len(joined) - 1])
            or ratio(wanted, joined) > 85
        )
    if not measures.laid_out or view.line.page != before.line.page:
        return False
    head = before.line.box
    here = view.line.box
    if head and here and view.line.gap <= PARAGRAPH_GAP and not TITLE_ENDS.search(before.text):
        hangs = (
            here.x0 > head.x0 + 9
            if before.role is LineRole.PUNKT and before.index == heading.first
            else False
        )
        goes = before.index > heading.first and abs(here.x0 - head.x0) < 3 and before.indent > 9
        # a title in the print of the text is set line by line as close as the text is
        stepped = before.heading or view.line.gap <= USUAL_GAP + _STEP
        if (hangs or goes) and stepped and view.style == before.style and view.first_in_row:
            return True
    if view.line.gap > 0.5 or view.line.row == before.line.row:
        return False
    if before.heading:
        return view.style == before.style or (view.ocr and view.heading)
    if view.style == before.style and _OPEN_END.search(before.text):
        return True
    # neither weight nor size tells: the line above must be full
    box = before.line.box
    full = box is not None and measures.right > 0 and box.x1 > measures.right - 45
    return full and not TITLE_ENDS.search(before.text) and (text[:1].islower() or len(text) < 60)


def _repeat(heading: Heading, last: int, views: Sequence[View]) -> int:
    """Last line of a second printing of the heading."""
    rest = fold_name(heading.titel)
    shown = fold_name(views[last].text)
    index = last + 1
    while index < len(views) and index <= last + 4:
        view = views[index]
        words = fold_name(view.text)
        if (
            view.role is LineRole.BODY
            and words
            and rest.endswith(words)
            and not shown.endswith(words)
        ):
            view.role, view.score = LineRole.PUNKT, 0.8
            return index
        if view.role is not LineRole.FURNITURE:
            break
        index += 1
    return last


def _join_title(left: str, right: str) -> str:
    if not left:
        return right
    if (
        left.endswith("-")
        and not left.endswith(" -")
        and right[:1].islower()
        and not re.match(r"(?:og|eller|samt)\b", right)
    ):
        return left[:-1] + right
    return f"{left} {right}"
