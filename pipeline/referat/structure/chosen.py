"""The headings of the second reading: the rules' and the net's, as far as each holds.

In: the rules' headings and the probability of every line's tag. Out: the headings that the document
is read with once more. A chain of headings that the net mostly sees vouches for the rest of it; a
heading that the net sees more of is read anew; one that only the net sees is made.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from rapidfuzz.fuzz import ratio

from referat.danish.labels import ATTACHMENT_LISTS
from referat.structure.chain import merge_covers
from referat.structure.headings import KEYED, WHOLE, Heading, middle_step, says_open
from referat.structure.sagsnumre import normal_form, number_at
from referat.structure.tags import CASE, FURNITURE, GOES_ON, GROUP, PUNKT, Told
from referat.structure.text import fold_label, fold_name, join_words
from referat.structure.thresholds import INSIDE, Thresholds
from referat.structure.told import read_heading
from referat.structure.views import View
from referat.types import Box, LineRole


def choose_headings(
    views: Sequence[View], headings: Sequence[Heading], told: Told, limits: Thresholds
) -> tuple[list[Heading], bool]:
    """The headings of the second reading, and whether they differ from the rules'."""
    if any(heading.kind in WHOLE for heading in headings):
        return list(headings), False  # the net sees lines, and no forms
    opens = told[:, PUNKT]
    support = [support_of(heading, told) for heading in headings]
    own = {index for heading in headings for index in range(heading.first, heading.last + 1)}
    others = any(opens[view.index] >= limits.new_heading for view in views if view.index not in own)
    # where the net sees most of a chain, the chain vouches for the rest of it
    chain = bool(support) and (
        sum(support) >= limits.chain * len(support)
        or (not others and sum(support) >= limits.lone_chain * len(support))
    )
    least = limits.keep_heading * (0.1 if chain else 1.0)
    long = len(headings) >= _LONG_ROW and middle_step(h.first for h in headings) >= _LINES_APART
    seen = _SEEN_IN_LONG if long else _SEEN_IN_ROW
    if _unbroken(headings) and sum(sure >= _SEEN for sure in support) >= seen * len(headings):
        least = 0.0  # a row of numbers without a gap vouches for each of them
    kept = [
        heading
        for heading, sure in zip(headings, support, strict=True)
        if sure >= least
        and not _belongs_above(heading, views, told, limits)
        and not _begins_later(heading, told)
    ]
    kept = _without_odd(kept, told)
    needed = limits.odd_heading if chain and len(kept) >= 2 else limits.new_heading
    taken = {index for heading in kept for index in heading.lines}
    # a row of numbers without a gap has no second punkt of one of them
    closed, numbers = _unbroken(kept), {heading.nr for heading in kept}
    new = [
        view.index
        for view in views
        if view.index not in taken
        and opens[view.index] >= min(INSIDE, needed)
        and opens[view.index] >= told[view.index].max()
        and opens[view.index] >= (INSIDE if _fills_gap(view, kept) else needed)
        and not (closed and _is_inside(view, numbers))
    ]
    # a divider that the net takes for its heading's first line
    new = sorted({index + (views[index].role is LineRole.GROUP) for index in new} - taken)
    starts = {*new, *(heading.first for heading in kept)}
    starts |= {first for heading in kept for first, _ in heading.covers}
    for heading in kept:
        while heading.first < heading.last and views[heading.first].role is LineRole.SAGSNUMMER:
            heading.first += 1  # the lines above it: they are found again by the second reading
    grown = [_complete(heading, views, told, starts) for heading in kept]
    made = [_make_heading(views, index, told, starts) for index in new]
    chosen = sorted([*kept, *made], key=lambda heading: heading.first)
    unlisted = _without_listed(chosen, views)
    merged = merge_covers(_whole(_repeated(unlisted), views))
    opened = _without_entries(merged, told)
    same = not new and len(unlisted) == len(kept) == len(headings) and len(opened) == len(merged)
    if same and not any(grown):
        return list(headings), False
    return opened, True


def _without_odd(headings: Sequence[Heading], told: Told) -> list[Heading]:
    """Headings without those inside a row of numbers that are none of it and that the net doubts.

    "Punkt 1: Udsat." and "Punkt 2: Godkendt." of one decision, between punkt 92 and punkt 93.
    """
    kept = list(headings)
    for place, heading in enumerate(headings):
        after = next(
            (
                other
                for other in headings[place + 1 :]
                if other.number == heading.number + 1 and other.kind == heading.kind
            ),
            None,
        )
        if after is None or heading.number < _ROW_FROM:
            continue
        between = [one for one in kept if heading.first < one.first < after.first]
        if between and all(
            one.number < heading.number and support_of(one, told) < INSIDE for one in between
        ):
            kept = [one for one in kept if one not in between]
    return kept


_ROW_FROM = 4
"""Number from which on a lower one inside the row is no beginning of another row."""


def _is_inside(view: View, numbers: set[str | None]) -> bool:
    """Whether a line prints a number that another heading has, or one below it: "2.1"."""
    nr = read_heading([view]).nr
    return nr is not None and (nr in numbers or nr.split(".")[0] in numbers)


def _fills_gap(view: View, headings: Sequence[Heading]) -> bool:
    """Whether a line prints just the number that the headings around it leave out."""
    after = next((place for place, heading in enumerate(headings) if heading.first > view.index), 0)
    if not after:
        return False
    above, below = headings[after - 1], headings[after]
    if not 1 < below.number - above.number <= _GAP or view.index <= above.last:
        return False
    return above.number < read_heading([view]).number < below.number


_GAP = 4
"""Steps between two headings at most in which one may have been missed."""


def _without_listed(headings: Sequence[Heading], views: Sequence[View]) -> list[Heading]:
    """Headings without those that a list of all attachments at the end prints once more.

    "Samlet bilagsliste" and below it "2. Budget for havnen" over the attachments of punkt 2.
    """
    first = next(
        (
            view.index
            for view in views
            if view.label is not None and fold_label(view.label.text) in ATTACHMENT_LISTS
        ),
        len(views),
    )
    before = {heading.nr: heading for heading in headings if heading.first < first and heading.nr}
    return [
        heading
        for heading in headings
        if heading.first < first
        or heading.nr not in before
        or ratio(fold_name(heading.titel), fold_name(before[heading.nr].titel)) < _SAME_TITLE
    ]


_SAME_TITLE = 80
"""Likeness, of 100, from which two headings with one number have one title."""


def _complete(heading: Heading, views: Sequence[View], told: Told, starts: set[int]) -> bool:
    """Read a heading of the rules anew where the net sees more lines of it, or a number in it.

    Returns whether anything changed.
    """
    first = next(
        (index for index in range(heading.first, heading.last + 1) if told[index, PUNKT] >= _SURE),
        None,
    )
    if first is None or heading.kind in KEYED:
        return False
    whole = _make_heading(views, first, told, starts)
    more = whole.last > heading.last
    surely = all(
        told[index, GOES_ON] >= _SURE and (whole.beside or _wraps(views, index))
        for index in whole.lines
        if index > heading.last
    )
    numbered = bool(whole.sagsnumre and not heading.sagsnumre)
    printed = bool(whole.nr) and heading.titel.startswith(whole.nr or "")
    if heading.nr is None and ("/" in (whole.nr or "") or printed):
        heading.nr, heading.number, heading.kind = whole.nr, whole.number, whole.kind
        numbered = True
    own = set(whole.lines)
    # the number of its case beside the title is found again
    left = [index for index in heading.lines if index not in own and told[index, CASE] < INSIDE]
    alien = [index for index in left if told[index, [PUNKT, GOES_ON, CASE]].sum() < _ALIEN]
    # a line that begins in small letters goes on with the title, whatever the net says
    apart = bool(left) and left == alien and not views[left[0]].text[:1].islower()
    if apart and surely and whole.titel and whole.nr == heading.nr:
        _read_anew(heading, whole)
        return True
    if not whole.titel or not (numbered or (more and surely)):
        return False
    cases = {number.nummer for number in whole.sagsnumre}
    if whole.nr and heading.nr and normal_form(heading.nr) in cases and more and surely:
        # "Sag 9/2018 – Titel | nr. 21": the number of the case was taken for the punkt's
        heading.nr, heading.number = whole.nr, whole.number
    if whole.last < heading.last or (heading.nr and whole.nr != heading.nr):
        return False
    _read_anew(heading, whole)
    if whole.closed is not None:
        heading.closed = whole.closed
    return True


def _read_anew(heading: Heading, whole: Heading) -> None:
    heading.titel, heading.last = whole.titel, whole.last
    heading.sagsnumre, heading.beside = whole.sagsnumre, whole.beside


def _wraps(views: Sequence[View], index: int) -> bool:
    """Whether a line may go on with the title above it: that has no room left, or is unfinished.

    "Nyt fra medlemmerne" and below it "Gensidig orientering" are a title and a first line.
    """
    view, above = views[index], views[index - 1]
    box, upper = view.line.box, above.line.box
    if not view.text[:1].isupper() or above.line.broken or above.text.endswith("-"):
        return True
    if box is None or upper is None:
        return len(above.text) >= _LONG_LINE
    if above.line.row == view.line.row or above.line.page != view.line.page or _apart(box, upper):
        return True  # a cell beside it
    if len(above.text) < 12 and not re.search(r"[a-zæøå]{3}", above.text):
        return True  # a number alone
    word = box.width * min(len(view.text.split()[0]) + 1, len(view.text)) / len(view.text)
    return upper.x1 + word > max(other.line.box.x1 for other in views if other.line.box) - 40


def _apart(left: Box, right: Box) -> bool:
    return left.x0 > right.x1 or right.x0 > left.x1


_LONG_LINE = 50
_SURE, _ALIEN = 0.8, 0.1


def _unbroken(headings: Sequence[Heading]) -> bool:
    """Whether at least three headings are numbered in one form, each the next of the one above."""
    steps = [
        right.number - left.number == 1 and left.kind == right.kind
        for left, right in itertools.pairwise(headings)
    ]
    return len(steps) >= 2 and all(steps) and headings[0].number > 0


_SEEN_IN_ROW, _SEEN_IN_LONG = 0.7, 0.3
"""Share of a row's headings that the net must see, and of a long one's."""
_LONG_ROW, _LINES_APART = 6, 4
"""Headings of a long row at least, and lines from one to the next in the middle."""
_SEEN = 0.3
"""Support from which the net counts as seeing a heading of the rules."""


def _begins_later(heading: Heading, told: Told) -> bool:
    """Whether the first line of a heading of the rules is none, and one below it opens the punkt.

    A page number of the contents above "Sag nr. 388".
    """
    opens = told[heading.first : max(heading.first, heading.last) + 1, PUNKT]
    outside = told[heading.first, [PUNKT, GOES_ON, CASE, GROUP]].sum() < _ALIEN
    return bool(outside and opens[1:].size and opens[1:].max() >= _SURE)


def _without_entries(headings: Sequence[Heading], told: Told) -> list[Heading]:
    """Headings without those that the net does not see, and sees to open a punkt further down.

    Of a plain list of the punkter before the first the rules may keep the last entries, as closed
    punkter of which only the heading is printed.
    """
    support = [support_of(heading, told) for heading in headings]
    seen = {
        heading.nr: heading.first
        for heading, sure in zip(headings, support, strict=True)
        if sure >= _SURE and heading.nr
    }
    again = [
        sure < _SURE and not heading.covers and seen.get(heading.nr or "", 0) > heading.last
        for heading, sure in zip(headings, support, strict=True)
    ]
    first = len(list(itertools.takewhile(bool, again)))
    listed = first if sum(support[:first]) < _UNSURE * first else 0
    return [
        heading
        for place, heading in enumerate(headings)
        if place >= listed and not (again[place] and support[place] < _UNSEEN)
    ]


_UNSEEN, _UNSURE = 0.1, 0.5
"""Support below which the net sees no heading, and that of the entries that a document opens with
on the whole: those that it read had 0.002 to 0.07, and one of them 0.37."""


def _belongs_above(heading: Heading, views: Sequence[View], told: Told, limits: Thresholds) -> bool:
    """Whether what the rules take for a heading is a line of one that the net sees begin above it.

    The title once more, its second line, or the case number below it (F11, F21).
    """
    inside = max(told[heading.first, GOES_ON], told[heading.first, CASE])
    own = told[heading.first : max(heading.first, heading.last) + 1, PUNKT]
    if inside < INSIDE or own.max() >= INSIDE:
        return False
    for view in reversed(views[max(0, heading.first - 8) : heading.first]):
        if told[view.index, PUNKT] >= limits.new_heading:
            above = read_heading([view]).nr
            return not (heading.nr and above) or heading.nr == above
        near = float(told[view.index, [GOES_ON, CASE, GROUP]].sum())
        if near < INSIDE and view.role is not LineRole.FURNITURE:
            return False
    return False


def _whole(headings: Sequence[Heading], views: Sequence[View]) -> list[Heading]:
    """Headings in which a number alone and the title below it are one."""
    result: list[Heading] = []
    for heading in headings:
        before = result[-1] if result else None
        between = views[before.last + 1 : heading.first] if before else ()
        if (
            before is not None
            and before.nr
            and not before.titel
            and not heading.nr
            and all(view.role in (LineRole.FURNITURE, LineRole.SAGSNUMMER) for view in between)
        ):
            before.titel, before.last = heading.titel, heading.last
            continue
        runs_on = (
            before is not None
            and before.titel
            and not heading.nr
            and heading.titel[:1].islower()
            and between
            and all(view.role is LineRole.FURNITURE for view in between)
        )
        if runs_on and before is not None:  # over the page's end
            before.titel, before.last = join_words(before.titel, heading.titel), heading.last
            continue
        if before is not None and _wraps_number(before, heading, views):
            result[-1] = heading
            continue
        result.append(heading)
    return result


def _wraps_number(above: Heading, heading: Heading, views: Sequence[View]) -> bool:
    """Join a title whose first line stands above its number's row, and say whether it did.

    "Lokalplan for Engen – en-" over "2 | S2025-1881" over "delig vedtagelse": the number is set
    at half the height of its title.
    """
    if above.nr or not heading.nr or heading.first != above.last + 1:
        return False
    found = number_at(heading.titel)
    rest = heading.titel[found[1] :].lstrip() if found else heading.titel
    if not rest[:1].islower():
        return False
    heading.titel = join_words(above.titel, rest, broken=views[above.last].line.broken)
    heading.first = above.first
    if found and not found[0].is_document:
        heading.sagsnumre = (*heading.sagsnumre, found[0])
    return True


def _repeated(headings: Sequence[Heading]) -> list[Heading]:
    """Headings in order, none inside another's lines."""
    result: list[Heading] = []
    for heading in headings:
        if result and heading.first <= result[-1].last:
            continue
        result.append(heading)
    return result


def support_of(heading: Heading, told: Told) -> float:
    """How sure the net is of a heading of the rules: of its lines, the surest."""
    lines = told[heading.first : max(heading.first, heading.last) + 1]
    # a punkt without a title opens with its case number
    return float(max(lines[:, PUNKT].max(), lines[0, [PUNKT, GOES_ON, CASE]].sum()))


def _make_heading(views: Sequence[View], first: int, told: Told, starts: set[int]) -> Heading:
    """A heading from its first line and the lines that the net lets go on with it.

    Lines of other columns may stand between them (F23).
    """
    lines = [views[first]]
    closed: bool | None = None
    between: list[View] = []
    for view in views[first + 1 : first + _REACH]:
        if view.index in starts:
            break
        if view.role is LineRole.FURNITURE or told[view.index, FURNITURE] > INSIDE:
            continue
        if says_open(view, views[first]):
            closed = view.text.casefold().startswith("luk")
            continue
        if told[view.index].argmax() != GOES_ON:
            if view.line.box is None or len(between) >= _BETWEEN:
                break
            between.append(view)
        elif all(_beside(other, (view,)) or _beside(other, lines[-1:]) for other in between):
            lines.append(view)
            between = []
        else:
            break
    heading = read_heading(lines)
    heading.closed = heading.closed if closed is None else closed
    return heading


_REACH, _BETWEEN = 24, 6
"""Lines that a heading spans at most, with the cells beside it; lines between two of its own."""


def _beside(view: View, lines: Sequence[View]) -> bool:
    """Whether a line stands in a column of its own beside a heading's lines."""
    box = view.line.box
    return box is not None and all(
        line.line.box is not None
        and (box.x0 > line.line.box.x1 - 5 or box.x1 < line.line.box.x0 + 5)
        for line in lines
    )
