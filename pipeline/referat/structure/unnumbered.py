"""Headings of punkter that print no number: web pages and exports that lost it (F07, F12, F16).

In: views without a chain of numbers. Out: headings, each told by what follows it: a label that
opens every punkt of the document, or a case-number line that does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rapidfuzz.fuzz import ratio

from referat.danish.hoved import TITLE
from referat.danish.organer import BODY_WORD
from referat.danish.overskrifter import MARK_LINE
from referat.danish.sagsnumre import NEIGHBOURS
from referat.structure.dates import DATE, find_dates
from referat.structure.headings import Heading
from referat.structure.labels import SECTION_KINDS, LabelKind
from referat.structure.sagsnumre import is_number_line
from referat.structure.text import PARAGRAPH_GAP, fold_label, fold_name, join_lines, join_words
from referat.structure.toc import LEADERS, TocEntry
from referat.structure.views import Measures, View
from referat.types import LineRole

_NOT_PUNKT = re.compile(
    r"^(?:deltager|deltog|fremmøde|til ?stede|medlemmer|mødedeltag|fraværende|afbud|mødefakta|"
    r"om mødet|indhold|"
    r"dagsorden$|referat(?!et\b)|bilag|underskrift)",
    re.IGNORECASE,
)
"""Headings of a web page's header and foot; "Referatet fra mødet i maj" is a punkt's."""

_OWN_STYLE = 0.6
"""From this share of lines in a style that stand above a label on, the style is the headings'."""


def find_unnumbered(
    views: Sequence[View], measures: Measures, *, numbered: int = 0
) -> list[Heading]:
    """Headings without numbers, or an empty list where the document shows no such way.

    1. Lines set apart (larger, or bold) that are no label and stand right above a label; or, in
       minutes of bodies that write no labels, larger ones over text that no other line is set as.
    2. Short lines above the label that opens a punkt again and again.
    3. Case-number lines that come again and again, with no title at all (F16 Viborg).
    4. Lines in capitals over text that is in none (old school boards).
    5. Lines in the middle of their column, set apart from the text above, in the text's own style.
    6. One line set apart over the one decision: an extraordinary meeting.

    Args:
        views: All lines.
        measures: The document's measures.
        numbered: How many numbered candidates there are to hold against it; from two on, only the
            surer ways are tried.
    """
    strict = numbered >= 2
    headings = _journal(views)
    if len(headings) < 2:
        headings = _set_apart(views, measures)
        if not numbered:
            own = _in_own_style(views, measures)
            headings = own if len(own) > len(headings) else headings
    if len(headings) < 2:
        headings = _in_capitals(views, measures) or _centred(views, measures)
        headings = headings if len(headings) > numbered else []
    if strict:
        if len(headings) < 2:
            headings = [
                heading
                for heading in _by_number(views)
                if any(_is_section(view) for view in views[heading.first + 1 : heading.first + 4])
            ]
        return headings if len(headings) >= 2 else _only_one(views)
    if len(headings) < 2:
        headings = _restarts(views)
    if len(headings) < 2:
        headings = _by_number(views)
    return headings if len(headings) >= 2 else _only_one(views)


# "ad F. 7/1919. Kloakering af Strandgade.", "ad M. II. 7/1919. …" (F24)
_AD_JOURNAL = re.compile(
    r"^ad\s+(?P<nr>[A-ZÆØÅ](?:\.?\s?[IVX]+)?\.?\s?\d{1,4}/(?:18|19)\d\d)\.?\s*(?P<titel>.*)$",
    re.IGNORECASE,
)
_THEN = re.compile(r"^derefter foretoges|^endvidere foretoges", re.IGNORECASE)


def _journal(views: Sequence[View]) -> list[Heading]:
    """Town councils' results keyed by journal number, then new business without any (F24)."""
    keyed = [view for view in views if _usable(view) and _AD_JOURNAL.match(view.text)]
    if len(keyed) < 2:
        return []
    headings: list[Heading] = []
    new_business = False
    for view in views[keyed[0].index :]:
        if not _usable(view):
            continue
        found = _AD_JOURNAL.match(view.text)
        if found:
            headings.append(_heading(view, titel=_first_sentence(found["titel"], views, view)))
            new_business = False
        elif _THEN.match(view.text):
            new_business = True
            view.role, view.score = LineRole.GROUP, 0.7
        elif new_business and view.line.gap > PARAGRAPH_GAP and not view.label:
            headings.append(_heading(view, titel=_first_sentence(view.text, views, view)))
    return headings


def _first_sentence(text: str, views: Sequence[View], view: View) -> str:
    """A title that is a sentence: up to its full stop, over two lines where it needs them."""
    if text.rstrip().endswith(".") or view.index + 1 >= len(views):
        return text
    after = views[view.index + 1]
    if after.line.gap > PARAGRAPH_GAP or not _usable(after):
        return text
    after.role, after.score = LineRole.PUNKT, 0.7
    return join_words(text, after.text)


# "Referat 30.09.2026", set as the headings are; not "Referat af mødet den 30.09.2026", a punkt
_TITLE = re.compile(rf"(?:referat|dagsorden|protokol)\W*\s(?:d(?:en|\.)\s*)?{DATE}", re.IGNORECASE)


def _usable(view: View) -> bool:
    if view.role is not LineRole.BODY or view.line.furniture:
        return False
    return _TITLE.fullmatch(view.text) is None


def _next_used(views: Sequence[View], index: int) -> View | None:
    for view in views[index + 1 : index + 6]:
        if _usable(view):
            return view
    return None


def _is_section(view: View | None) -> bool:
    return bool(
        view is not None
        and view.label
        and view.label.kind in SECTION_KINDS
        and view.label.exact
        and not view.label.weak
    )


def find_listed(views: Sequence[View], toc: Sequence[TocEntry]) -> list[Heading]:
    """Headings without numbers that a table of contents lists, each a whole line further down.

    Empty where the contents have numbers, or more than a few titles do not come again in order.
    """
    listed = [entry for entry in toc if LEADERS.search(views[entry.index].text)]
    if len(listed) < _LISTED or any(entry.nr for entry in listed):
        return []
    headings: list[Heading] = []
    after = listed[-1].index
    for entry in listed:
        titel = fold_name(entry.titel)
        further = (view for view in views[after + 1 :] if len(view.text) <= _LONGEST_TITLE)
        # a contents that was not made anew may have another letter
        found = next((v for v in further if ratio(fold_name(v.text), titel) >= _SAME), None)
        if found is not None:
            headings.append(replace(_heading(found), score=4.0))
            after = found.index
    return headings if len(headings) >= max(_LISTED, _AGAIN * len(listed)) else []


_LISTED, _AGAIN = 3, 0.8
"""Titles at least that come again, and their share of those that the contents list."""
_SAME = 94
"""Likeness, of 100, of a title in the contents and over its punkt at least."""


def _heading(view: View, *, last: int | None = None, titel: str | None = None) -> Heading:
    return Heading(
        first=view.index,
        last=view.index if last is None else last,
        nr=None,
        number=0,
        titel=view.text if titel is None else titel,
        kind="uden",
        score=2.0,
        style=view.style,
    )


def _set_apart(views: Sequence[View], measures: Measures) -> list[Heading]:
    if not measures.laid_out and not any(view.line.size for view in views):
        return []
    found: list[View] = []
    cased: list[View] = []
    for view in views:
        if not _usable(view) or not view.heading or len(view.text) > 250:
            continue
        if not _may_head(view) or _NOT_PUNKT.match(view.text):
            continue
        after = _next_used(views, view.index)
        if after is not None and is_number_line(after.text) and after.style != view.style:
            cased.append(view)
        while after is not None and _tells_case(after):
            after = _next_used(views, after.index)
        if after is None:
            continue
        if _is_section(after) and after.style != view.style:
            found.append(view)
    styles = Counter(view.style for view in found)
    if not styles:
        return []
    common, count = styles.most_common(1)[0]
    if count < 2:
        return []
    count = len({view.index for view in (*found, *cased) if view.style == common})
    # a closed punkt has no label below its heading: the heading's style is enough where only
    # headings have it
    alike = [view for view in views if _usable(view) and view.style == common and _may_head(view)]
    if count >= _OWN_STYLE * len(alike):
        own = {view.index for view in alike}
        return [
            _heading(view)
            for view in alike
            if len(view.text) <= 250
            and not (view.index - 1 in own and _wraps(view, views[view.index - 1]))
        ]
    return [_heading(view) for view in found if view.style == common]


def _tells_case(view: View) -> bool:
    """Whether a line below a title holds its case number, or whose case it is."""
    told = is_number_line(view.text) or NEIGHBOURS.match(view.text) is not None
    return told and not view.heading


def _may_head(view: View) -> bool:
    """Whether a line set apart may be a title: no label, or one that the title goes on behind.

    "Beslutning - Regulativ for havnen", "Status: Budget 2027".
    """
    return view.label is None or bool(view.label.rest)


def _wraps(view: View, above: View) -> bool:
    """Whether a line is the rest of a title that the one above it begins."""
    near = view.line.page == above.line.page and view.line.gap < PARAGRAPH_GAP
    return near and view.line.box is not None and view.label is None


_TITLES = 3
"""Titles at least that show a style of their own."""
_LARGER = 1.08
"""Times the text's size that such titles are set in at least."""
_RIGHT_OVER = 0.8
"""Share of a style's lines at least that are titles over text."""


def _in_own_style(views: Sequence[View], measures: Measures) -> list[Heading]:
    """Punkter told by titles in a size of their own, each apart from what is above, over text.

    Below the title of a document that says that it is minutes: a report's chapters look alike.
    """
    if not measures.laid_out or not measures.size:
        return []
    start = next((view.index for view in views if TITLE.match(view.text)), None)
    if start is None:
        return []
    larger = [
        view
        for view in views[start + 1 :]
        if _usable(view)
        and (view.line.size or 0.0) >= _LARGER * measures.size
        and not _NOT_PUNKT.match(view.text)
    ]
    styles = Counter(view.style for view in larger)
    if not styles:
        return []
    style, count = styles.most_common(1)[0]
    alike = [view for view in larger if view.style == style]
    titles = [view for view in alike if _stands_over_text(view, views)]
    labels = sum(view.label is not None for view in alike)
    if len(titles) < _TITLES or len(titles) < _RIGHT_OVER * count or labels:
        return []
    return [_heading(view) for view in titles]


def _stands_over_text(view: View, views: Sequence[View]) -> bool:
    """Whether a line is apart from the one above, and what is below it is set smaller."""
    after = _next_used(views, view.index)
    if after is None or after.line.row == view.line.row or not view.first_in_row:
        return False
    smaller = (after.line.size or 0.0) < (view.line.size or 0.0)
    whole = view.text[:1].isupper() and view.text[-1] not in ".,;:"
    above = views[view.index - 1] if view.index else None
    return smaller and whole and len(view.text) <= _LONGEST_TITLE and _opens_block(view, above)


def _restarts(views: Sequence[View]) -> list[Heading]:
    """Punkter told by the first label of each, which comes again and again."""
    labels = [view for view in views if _usable(view) and _is_section(view)]
    counts = Counter(fold_label(view.label.text) for view in labels if view.label)
    # "Referat" over the document is its title, "Byrådet den 8. maj 2019" its meeting
    labels = [
        view
        for view in labels
        if view.label
        and (
            counts[fold_label(view.label.text)] > 1
            or not (TITLE.match(view.text) or (view.label.date and view.label.body))
        )
    ]
    if not labels:
        return []
    opening = fold_label(labels[0].label.text) if labels[0].label else ""
    if counts[opening] < 2 or counts[opening] < 0.6 * max(counts.values()):
        return []
    headings = []
    for view in labels:
        if view.label is None or fold_label(view.label.text) != opening:
            continue
        above = next(
            (
                views[i]
                for i in range(view.index - 1, max(-1, view.index - 4), -1)
                if _usable(views[i]) and not MARK_LINE.match(views[i].text)
            ),
            None,
        )
        titled = (
            above is not None
            and not above.label
            and len(above.text) <= 160
            and not above.text.rstrip().endswith((".", ",", ";"))
            and not is_number_line(above.text)
        )
        if titled and above is not None:
            headings.append(_heading(above))
        else:
            headings.append(_heading(view, last=view.index - 1, titel=""))
    return headings


_CAPITALS, _MARGIN = 3, 4.0
"""Titles in capitals at least, and how far from the text's margin they stand at most, in points."""
_MARK_IN_TITLE = re.compile(r"\s*\([^()]*\)\s*$")


def _in_capitals(views: Sequence[View], measures: Measures) -> list[Heading]:
    """Punkter told by titles in capitals, each over text, where nothing else sets them apart."""
    if not measures.laid_out:
        return []
    counts = Counter(fold_label(view.text) for view in views)
    rows = Counter((view.line.page, view.line.row) for view in views)
    found = [
        view
        for view in views
        if _usable(view)
        and _MARK_IN_TITLE.sub("", view.text).isupper()
        and len(re.findall(r"[A-ZÆØÅ]{2,}", view.text)) >= 1
        and 6 <= len(view.text) <= 120
        and rows[view.line.page, view.line.row] == 1
        and abs(view.indent) <= _MARGIN
        and view.label is None
        and counts[fold_label(view.text)] == 1
        and not _NOT_PUNKT.match(view.text)
        and not TITLE.match(view.text)
        and not BODY_WORD.fullmatch(view.text)
        and not view.text.endswith(("KOMMUNE", "."))
    ]
    alike = Counter(view.style[:2] for view in found)
    if not alike or alike.most_common(1)[0][1] < _CAPITALS:
        return []
    style = alike.most_common(1)[0][0]
    titles = [
        view
        for view in found
        if view.style[:2] == style
        and (after := _next_used(views, view.index)) is not None
        and not after.text.isupper()
    ]
    return [_heading(view) for view in titles] if len(titles) >= _CAPITALS else []


_CENTRED = 3
"""Titles at least that stand clearly in the middle of their column."""
_INSET, _OFF = 20.0, 8.0
"""Points that such a title leaves free at each side, and by which the two sides differ at most."""
_ABOVE = 0.8
"""Heights of a line above a title at least, save at the top of a column."""
_TITLE_LINES, _LONGEST_TITLE = 3, 110


def _centred(views: Sequence[View], measures: Measures) -> list[Heading]:
    """Punkter told by titles in the middle of their column, in the style of the text below.

    Where they come again and again, one that fills its line is told by what stands below it: the
    rest of the title in the middle, or a line of small print with the case number.
    """
    if not measures.laid_out:
        return []
    sides = _sides(views, measures)
    blocks = _centred_blocks(views, sides)
    counts = Counter(fold_label(view.text) for view in views)
    clear = [
        block
        for block in blocks
        if min(sides[block[-1].index]) >= _INSET and counts[fold_label(block[0].text)] == 1
    ]
    styles = Counter(block[0].style for block in clear)
    if not styles or styles.most_common(1)[0][1] < _CENTRED:
        return []
    style = styles.most_common(1)[0][0]
    below = Counter(_style_below(views, block) for block in clear if block[0].style == style)
    titles = [
        block
        for block in blocks
        if block[0].style == style
        and (block in clear or (below[_style_below(views, block)] >= _CENTRED - 1))
    ]
    return [
        replace(
            _heading(block[0], last=block[-1].index, titel=join_lines(view.line for view in block)),
            kind="midtstillet",
        )
        for block in titles
    ]


def _sides(views: Sequence[View], measures: Measures) -> dict[int, tuple[float, float]]:
    """What each line leaves free of its column, left and right, in points.

    A column begins at its left edge and ends where most of its long lines do.
    """
    lefts = [measures.margin]
    for edge in measures.columns:
        if edge > lefts[-1] + _INDENT:
            lefts.append(edge)
    placed = [
        (
            view,
            view.line.box,
            max((left for left in lefts if left <= view.line.box.x0 + 3), default=0.0),
        )
        for view in views
        if view.line.box is not None and _usable(view)
    ]
    ends: dict[float, Counter[int]] = {}
    for _, box, left in placed:
        if box.x0 < left + _INSET:
            ends.setdefault(left, Counter())[round(box.x1 / 4)] += 1
    rights = {left: found.most_common(1)[0][0] * 4.0 for left, found in ends.items()}
    return {
        view.index: (box.x0 - left, rights[left] - box.x1)
        for view, box, left in placed
        if left in rights
    }


_INDENT = 60.0
"""Points from the left edge of a column within which an edge is an indent of its lines."""


def _centred_blocks(
    views: Sequence[View], sides: Mapping[int, tuple[float, float]]
) -> list[list[View]]:
    """Lines in the middle of their column that stand apart from what is above, with what follows.

    A title over several lines is one block.
    """
    blocks: list[list[View]] = []
    for view in views:
        if view.index not in sides or not _in_the_middle(sides[view.index]):
            continue
        above = views[view.index - 1] if view.index else None
        before = blocks[-1] if blocks else None
        if (
            before is not None
            and before[-1] is above
            and view.style == above.style
            and view.line.gap <= PARAGRAPH_GAP
            and len(before) < _TITLE_LINES
            and min(sides[view.index]) >= _INSET
        ):
            before.append(view)
        elif _opens_block(view, above):
            blocks.append([view])
    return [block for block in blocks if _may_be_title(block, views)]


def _in_the_middle(sides: tuple[float, float]) -> bool:
    left, right = sides
    return abs(left - right) <= _OFF


def _opens_block(view: View, above: View | None) -> bool:
    """Whether a line stands apart from the one above, or at the top of a column."""
    box = view.line.box
    if view.label is not None or not view.first_in_row or above is None or box is None:
        return False
    upper = above.line.box
    top = upper is None or above.line.page != view.line.page or upper.top > box.top
    return top or view.line.gap >= _ABOVE


def _may_be_title(block: Sequence[View], views: Sequence[View]) -> bool:
    text = " ".join(view.text for view in block)
    after = _next_used(views, block[-1].index)
    return (
        4 <= len(text) <= _LONGEST_TITLE
        and text[0].isupper()
        and text[-1] not in ".,;:"
        and after is not None
        and not _NOT_PUNKT.match(text)
        and not TITLE.match(text)
        and not BODY_WORD.fullmatch(text)
    )


def _style_below(views: Sequence[View], block: Sequence[View]) -> object:
    """The style of the line below a title, where it is of another size; ``None`` else."""
    after = _next_used(views, block[-1].index)
    return after.style if after is not None and after.style[1] != block[-1].style[1] else None


def _only_one(views: Sequence[View]) -> list[Heading]:
    """The one punkt of an extraordinary meeting: a line set apart, and one decision below it."""
    decides = [
        view
        for view in views
        if _usable(view)
        and view.label is not None
        and view.label.kind in (LabelKind.DECISION, LabelKind.PROPOSAL_AND_DECISION)
        and (view.label.exact or view.label.body)
        and not TITLE.match(view.text)
    ]
    if len(decides) != 1:
        return []
    first = next(
        view.index for view in views if view is decides[0] or (_usable(view) and _is_section(view))
    )
    told = any(_EXTRAORDINARY.search(view.text) for view in views[:first])
    for view in reversed(views[:first]):
        set_apart = view.heading and not view.label and view.first_in_row
        if _usable(view) and set_apart and 8 <= len(view.text) <= 200:
            header = TITLE.match(view.text) or BODY_WORD.search(view.text) or find_dates(view.text)
            return [_heading(view)] if told and not header else []
    return []


_EXTRAORDINARY = re.compile(
    r"ekstraordinært|eneste punkt|alene (?:nedenstående|følgende)|\bpå dagsordenen var alene",
    re.IGNORECASE,
)


def _by_number(views: Sequence[View]) -> list[Heading]:
    lines = [
        view
        for view in views
        if _usable(view)
        and is_number_line(view.text)
        and not (view.index and is_number_line(views[view.index - 1].text))
    ]
    if lines and lines[0].text[:1].isdigit() and not any(v.text[:1].isdigit() for v in lines[1:]):
        lines = lines[1:]  # the meeting's own number stands bare below a label of the header
    return (
        [_heading(view, last=view.index - 1, titel="") for view in lines] if len(lines) >= 2 else []
    )
