"""What the line net's probabilities change in the rules' reading of a document.

In: the rules' draft and the probability of every line's tag. Out: ``Advice``, with which
``roles.assign_roles`` reads the document once more: which lines open a punkt, which are labels and
of what, which are furniture or contents; and after that reading, ``correct`` changes the roles of
whole paragraphs. The rules hold where the net does not speak clearly against them: each threshold
below is the one with which held-out generated documents came out best.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from referat.structure.decode import decode, find_stems, make_label
from referat.structure.headings import Heading, merge_covers
from referat.structure.labels import Label
from referat.structure.sagsnumre import normal_form
from referat.structure.tags import NUMBER, TAGS, tags_of
from referat.structure.text import PARAGRAPH_GAP
from referat.structure.told import read_heading
from referat.structure.views import View
from referat.types import Box, LineRole

Told = NDArray[np.float32]
"""Probabilities, shape (lines, tags)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """How clearly the net must speak; probabilities of 0 to 1."""

    new_heading: float = 0.5
    """A line that the rules take for no heading is one from here on."""
    odd_heading: float = 0.9
    """The same, where the rules have a chain of headings that the net sees too."""
    keep_heading: float = 0.15
    """A heading of the rules stays one down to here; a tenth of it in such a chain."""
    chain: float = 0.3
    """Mean support of a chain of headings that the net sees too."""
    lone_chain: float = 0.1
    """The same, where the net sees no other headings at all."""
    new_label: float = 0.9
    """A line without a label is one from here on."""
    mute: float = 0.02
    """A label of the rules stays one down to here."""
    retype: float = 0.95
    """A label changes its type from here on."""
    aside: float = 0.95
    """A line is furniture or contents from here on."""
    case: float = 0.5
    """A line tells the case of a punkt from here on."""
    paragraph: float = 0.9
    """A paragraph changes its role where the mean probability of the new one is this."""


ALONE = Thresholds(
    new_heading=0.0,
    odd_heading=0.0,
    chain=2.0,
    lone_chain=2.0,
    keep_heading=0.5,
    new_label=0.0,
    mute=0.5,
    retype=0.0,
    aside=0.5,
    paragraph=0.0,
)
"""The net decides whatever it leans to: for measuring what it knows alone."""


KNOWN = Thresholds(
    new_heading=0.9,
    odd_heading=0.97,
    keep_heading=0.05,
    new_label=0.97,
    mute=0.005,
    retype=0.98,
    aside=0.99,
    paragraph=0.97,
)
"""For layouts that the rules read as the net does in nearly all that opens something: where the two
differ there, the rules' detail is mostly right."""
AGREED = 0.85
"""Share of headings and labels on which rules and net agree in a layout that the rules know."""
STRANGE = Thresholds(paragraph=0.5)
"""For layouts that the rules misread: what the net leans to is better there than what they say."""
DISAGREED = 0.7
"""Rules and net agree on less than this in such a layout."""


def agreement(views: Sequence[View], headings: Sequence[Heading], told: Told) -> float:
    """Share of the lines that open a punkt or a section by rules or net, and do so by both."""
    rules = np.array(tags_of(views, headings))
    net = told.argmax(axis=1)
    opens = (rules == _PUNKT) | (net == _PUNKT) | (rules >= _FIRST_LABEL) | (net >= _FIRST_LABEL)
    return float((rules[opens] == net[opens]).mean()) if opens.any() else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What the second reading takes as given."""

    headings: tuple[Heading, ...]
    """Headings of all punkter, titles whole."""
    labels: dict[int, Label] = field(default_factory=dict)
    """Labels of lines that the rules take for none, or for others."""
    muted: frozenset[int] = frozenset()
    """Lines that are no labels, whatever the lexicon says."""
    aside: dict[int, LineRole] = field(default_factory=dict)
    """Lines that are furniture or contents, or none of them (``BODY``)."""
    cases: frozenset[int] = frozenset()
    """Lines that tell a punkt's case: its number, its initials, open or closed."""
    changed: bool = False
    """Whether anything differs from the rules' reading."""


_PUNKT, _GOES_ON = NUMBER["punkt"], NUMBER["punkt+"]
_CASE, _GROUP = NUMBER["sagsnummer"], NUMBER["gruppe"]
_FURNITURE, _TOC = NUMBER["inventar"], NUMBER["indhold"]
_FIRST_LABEL = next(place for place, tag in enumerate(TAGS) if tag.startswith("etiket:"))


def keeps_form(headings: Sequence[Heading], told: Told, limits: Thresholds) -> bool:
    """Whether the rules read a form that the net, which sees lines and no columns, must not touch.

    Answers keyed to a list of the punkter (F22), and tables with a row a punkt (F23) whose rows the
    net takes for headings too.
    """
    form = [heading for heading in headings if heading.kind in ("skema", "svar")]
    if not form:
        return False
    support = sum(_support(heading, told) for heading in form)
    others = int((told[:, _PUNKT] >= limits.odd_heading).sum())
    return support >= limits.chain * len(form) or 2 * others < len(form)


def advise(
    views: Sequence[View], headings: Sequence[Heading], told: Told, limits: Thresholds
) -> Advice:
    """What to read otherwise, from the rules' reading and the net's probabilities."""
    rules = tags_of(views, headings)
    best = told.argmax(axis=1)
    chosen, moved = _choose_headings(views, headings, told, limits)
    inside = {index for heading in chosen for index in heading.lines}
    labels: dict[int, Label] = {}
    muted: set[int] = set()
    aside: dict[int, LineRole] = {}
    cases: set[int] = set()
    contents: set[int] = set()
    stems = find_stems(
        [
            (TAGS[tag], view.text)
            for view, tag in zip(views, best.tolist(), strict=True)
            if tag >= _FIRST_LABEL and told[view.index, tag] >= _INSIDE
        ]
    )
    for view, rule, tag in zip(views, rules, best.tolist(), strict=True):
        index = view.index
        if index in inside:
            if rule in (_FURNITURE, _TOC):
                aside[index] = LineRole.BODY
            continue
        if rule == _TOC:
            contents.add(index)
        sure = float(told[index, tag])
        if tag == _CASE and rule != _CASE and sure >= limits.case:
            cases.add(index)
        rule_label = rule >= _FIRST_LABEL
        if tag in (_FURNITURE, _TOC) and rule != tag and sure >= limits.aside:
            aside[index] = LineRole.FURNITURE if tag == _FURNITURE else LineRole.TOC
        elif rule in (_FURNITURE, _TOC) and tag != rule and told[index, rule] <= 1 - limits.aside:
            aside[index] = LineRole.BODY
        if tag >= _FIRST_LABEL and tag != rule:
            label = _label(view, TAGS[tag].removeprefix("etiket:"), stems, known=rule_label)
            needed = limits.retype if rule_label else limits.new_label
            if label is not None and sure >= needed:
                labels[index] = label
        elif rule_label and tag < _FIRST_LABEL:
            kept = float(told[index, _FIRST_LABEL:].sum())
            own = _TEXT_OF.get(TAGS[rule])
            if own is not None:
                kept += float(told[index, own])
            if kept <= limits.mute:
                muted.add(index)
    changed = bool(moved or labels or muted or aside or cases)
    # the second reading has no candidates to tell a plain list of the punkter by
    for index in contents - aside.keys():
        aside[index] = LineRole.TOC
    return Advice(
        headings=tuple(chosen),
        labels=labels,
        muted=frozenset(muted),
        aside=aside,
        cases=frozenset(cases),
        changed=changed,
    )


_TEXT_OF = {
    f"etiket:{name}": NUMBER[name] for name in ("tidligere", "fravaer", "bilag", "beslutning")
}
"""Label -> tag of the text under it: a station of the history, or "Fraværende: …", is both."""


def _choose_headings(
    views: Sequence[View], headings: Sequence[Heading], told: Told, limits: Thresholds
) -> tuple[list[Heading], bool]:
    """The headings of the second reading, and whether they differ from the rules'."""
    opens = told[:, _PUNKT]
    support = [_support(heading, told) for heading in headings]
    own = {index for heading in headings for index in range(heading.first, heading.last + 1)}
    others = any(opens[view.index] >= limits.new_heading for view in views if view.index not in own)
    # where the net sees most of a chain, the chain vouches for the rest of it
    chain = bool(support) and (
        sum(support) >= limits.chain * len(support)
        or (not others and sum(support) >= limits.lone_chain * len(support))
    )
    least = limits.keep_heading * (0.1 if chain else 1.0)
    if _unbroken(headings) and sum(sure >= _SEEN for sure in support) >= 0.7 * len(headings):
        least = 0.0  # a row of numbers without a gap vouches for each of them
    kept = [
        heading
        for heading, sure in zip(headings, support, strict=True)
        if sure >= least
        and not _belongs_above(heading, views, told, limits)
        and not _begins_later(heading, told)
    ]
    needed = limits.odd_heading if chain and len(kept) >= 2 else limits.new_heading
    taken = {index for heading in kept for index in heading.lines}
    new = [
        view.index
        for view in views
        if view.index not in taken
        and opens[view.index] >= needed
        and opens[view.index] >= told[view.index].max()
    ]
    starts = {*new, *(heading.first for heading in kept)}
    starts |= {first for heading in kept for first, _ in heading.covers}
    for heading in kept:
        while heading.first < heading.last and views[heading.first].role is LineRole.SAGSNUMMER:
            heading.first += 1  # the lines above it: they are found again by the second reading
    grown = [_complete(heading, views, told, starts) for heading in kept]
    made = [_make_heading(views, index, told, starts) for index in new]
    if not new and len(kept) == len(headings) and not any(grown):
        return list(headings), False
    chosen = sorted([*kept, *made], key=lambda heading: heading.first)
    return merge_covers(_whole(_repeated(chosen), views)), True


def _complete(heading: Heading, views: Sequence[View], told: Told, starts: set[int]) -> bool:
    """Read a heading of the rules anew where the net sees more lines of it, or a number in it.

    Returns whether anything changed.
    """
    first = next(
        (index for index in range(heading.first, heading.last + 1) if told[index, _PUNKT] >= _SURE),
        None,
    )
    if first is None or heading.kind in ("svar", "skema"):
        return False
    whole = _make_heading(views, first, told, starts)
    more = whole.last > heading.last
    surely = all(
        told[index, _GOES_ON] >= _SURE and (whole.beside or _wraps(views, index))
        for index in whole.lines
        if index > heading.last
    )
    numbered = bool(whole.sagsnumre and not heading.sagsnumre)
    if heading.nr is None and "/" in (whole.nr or ""):
        heading.nr, heading.number, heading.kind = whole.nr, whole.number, whole.kind
        numbered = True
    own = set(whole.lines)
    left = [index for index in heading.lines if index not in own]
    alien = [index for index in left if told[index, [_PUNKT, _GOES_ON, _CASE]].sum() < _ALIEN]
    # a line that begins in small letters goes on with the title, whatever the net says
    apart = bool(left) and left == alien and not views[left[0]].text[:1].islower()
    if apart and surely and whole.titel and whole.nr == heading.nr:
        heading.titel, heading.last = whole.titel, whole.last
        heading.sagsnumre, heading.beside = whole.sagsnumre, whole.beside
        return True
    if not whole.titel or not (numbered or (more and surely)):
        return False
    cases = {number.nummer for number in whole.sagsnumre}
    if whole.nr and heading.nr and normal_form(heading.nr) in cases and more and surely:
        # "Sag 9/2018 – Titel | nr. 21": the number of the case was taken for the punkt's
        heading.nr, heading.number = whole.nr, whole.number
    if whole.last < heading.last or (heading.nr and whole.nr != heading.nr):
        return False
    heading.titel, heading.last = whole.titel, whole.last
    heading.sagsnumre, heading.beside = whole.sagsnumre, whole.beside
    if whole.closed is not None:
        heading.closed = whole.closed
    return True


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


_SEEN = 0.3
"""Support from which the net counts as seeing a heading of the rules."""


def _begins_later(heading: Heading, told: Told) -> bool:
    """Whether the first line of a heading of the rules is none, and one below it opens the punkt.

    A page number of the contents above "Sag nr. 388".
    """
    opens = told[heading.first : max(heading.first, heading.last) + 1, _PUNKT]
    outside = told[heading.first, [_PUNKT, _GOES_ON, _CASE, _GROUP]].sum() < _ALIEN
    return bool(outside and opens[1:].size and opens[1:].max() >= _SURE)


def _belongs_above(heading: Heading, views: Sequence[View], told: Told, limits: Thresholds) -> bool:
    """Whether what the rules take for a heading is a line of one that the net sees begin above it.

    The title once more, its second line, or the case number below it (F11, F21).
    """
    inside = max(told[heading.first, _GOES_ON], told[heading.first, _CASE])
    own = told[heading.first : max(heading.first, heading.last) + 1, _PUNKT]
    if inside < _INSIDE or own.max() >= _INSIDE:
        return False
    for view in reversed(views[max(0, heading.first - 8) : heading.first]):
        if told[view.index, _PUNKT] >= limits.new_heading:
            above = read_heading([view]).nr
            return not (heading.nr and above) or heading.nr == above
        near = float(told[view.index, [_GOES_ON, _CASE, _GROUP]].sum())
        if near < _INSIDE and view.role is not LineRole.FURNITURE:
            return False
    return False


_INSIDE = 0.5


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
            and all(view.role is LineRole.FURNITURE for view in between)
        ):
            before.titel, before.last = heading.titel, heading.last
            continue
        result.append(heading)
    return result


def _repeated(headings: Sequence[Heading]) -> list[Heading]:
    """Headings in order, none inside another's lines."""
    result: list[Heading] = []
    for heading in headings:
        if result and heading.first <= result[-1].last:
            continue
        result.append(heading)
    return result


def _support(heading: Heading, told: Told) -> float:
    """How sure the net is of a heading of the rules: of its lines, the surest."""
    lines = told[heading.first : max(heading.first, heading.last) + 1]
    # a punkt without a title opens with its case number
    return float(max(lines[:, _PUNKT].max(), lines[0, [_PUNKT, _GOES_ON, _CASE]].sum()))


def _make_heading(views: Sequence[View], first: int, told: Told, starts: set[int]) -> Heading:
    """A heading from its first line and the lines that the net lets go on with it.

    Lines of other columns may stand between them (F23).
    """
    lines = [views[first]]
    between: list[View] = []
    for view in views[first + 1 : first + _REACH]:
        if view.index in starts:
            break
        if view.role is LineRole.FURNITURE or told[view.index, _FURNITURE] > _INSIDE:
            continue
        if told[view.index].argmax() != _GOES_ON:
            if view.line.box is None or len(between) >= _BETWEEN:
                break
            between.append(view)
        elif all(_beside(other, (view,)) or _beside(other, lines[-1:]) for other in between):
            lines.append(view)
            between = []
        else:
            break
    return read_heading(lines)


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


_LONGEST = 80
"""Letters: a line that is longer and does not part into label and text is no label."""


def _label(view: View, opens: str, stems: Sequence[str], *, known: bool) -> Label | None:
    """The label that a line is, if it opens what the net says."""
    old = view.label
    if known and old is not None and (old.date or old.body):
        return None  # body and date say whose decision it is, better than a guess
    label = make_label(view, opens, stems)
    return None if not label.rest and len(label.text) > _LONGEST else label


def apply_to_views(views: Sequence[View], advice: Advice) -> None:
    """Put advice on fresh views, before roles are assigned."""
    for index, role in advice.aside.items():
        view = views[index]
        view.role, view.score = role, 0.8
        view.line = replace(view.line, furniture=role is LineRole.FURNITURE)
        view.settled = role is LineRole.BODY
    for index, label in advice.labels.items():
        views[index].told = label
        views[index].label = label
    for index in advice.cases:
        views[index].case = True
    for index in advice.muted:
        views[index].muted = True
        views[index].label = None


def correct(
    views: Sequence[View], headings: Sequence[Heading], told: Told, limits: Thresholds
) -> None:
    """Read the sections of punkter anew where the net clearly sees other tags than the rules."""
    rules = tags_of(views, headings)
    chosen = list(rules)
    decided = {view.punkt for view in views if view.role in _DECISIONS}
    for piece in _pieces(views, told):
        mean = told[[view.index for view in piece]].mean(axis=0)
        if mean[_FURNITURE] < limits.aside:
            # a label that comes again in each punkt looks like a running head, and is none
            mean = np.where(np.arange(len(mean)) == _FURNITURE, 0, mean)
            mean = mean / max(float(mean.sum()), 1e-6)
        tag = int(mean.argmax())
        sure = float(mean[tag])
        needed = limits.paragraph
        if tag == _DECISION and decided and piece[0].punkt not in decided:  # no agenda
            needed = min(needed, _UNDECIDED)
        for view in piece:
            if tag != rules[view.index] and sure >= needed and tag not in _HEADS:
                chosen[view.index] = tag
    answers = {heading.first for heading in headings if heading.kind == "svar"}
    if answers:
        # what stands under "Ad. 3)" is the answer, told at length or not
        for index, tag in enumerate(chosen):
            if TAGS[tag] in ("tekst", "indstilling"):
                chosen[index] = rules[index]
    stems = find_stems(
        [
            (TAGS[tag], view.text)
            for view, tag in zip(views, chosen, strict=True)
            if tag >= _FIRST_LABEL
        ]
    )
    inside = [view for view in views if view.punkt]
    for _, group in itertools.groupby(inside, key=lambda view: view.punkt):
        lines = list(group)
        tags = [chosen[view.index] for view in lines]
        if tags == [rules[view.index] for view in lines]:
            continue
        for view in lines:
            if view.index in answers and view.label is not None:
                # "Ad. 3) Sagen …": its number is no part of the text
                view.text, view.label = view.label.rest, None
                view.line = replace(view.line, text=view.text)
        ordered = _by_rows(lines)
        decode(ordered, [chosen[view.index] for view in ordered], stems)
        for view, tag in zip(lines, tags, strict=True):
            view.score = float(told[view.index, tag])


def _by_rows(lines: Sequence[View]) -> list[View]:
    """Lines of a punkt in the order in which a form is read.

    Where a page has its labels in a column of their own, read before the column of the texts, each
    label comes before the text that stands beside it.
    """
    result: list[View] = []
    for _, group in itertools.groupby(lines, key=lambda view: view.line.page):
        page = list(group)
        boxes = [view.line.box for view in page]
        tops = [box.top for box in boxes if box is not None]
        falls = any(later < earlier - 4 for earlier, later in itertools.pairwise(tops))
        if len(tops) < len(page) or not falls or not _labels_apart(page):
            result += page
            continue
        keyed = sorted(page, key=lambda view: view.line.box.top if view.line.box else 0.0)
        rows: list[list[View]] = []
        for view in keyed:
            box, first = view.line.box, rows[-1][0].line.box if rows else None
            if box and first and box.top - first.top < 0.6 * first.height:
                rows[-1].append(view)
            else:
                rows.append([view])
        for row in rows:
            result += sorted(row, key=lambda view: view.line.box.x0 if view.line.box else 0.0)
    return result


def _labels_apart(page: Sequence[View]) -> bool:
    """Whether the labels of a page stand left of all its text."""
    labels = [view for view in page if view.opens and view.opened is not None]
    texts = [view for view in page if not view.opens and view.role is not LineRole.FURNITURE]
    if len(labels) < 2 or not texts:
        return False
    right = max(view.line.box.x1 for view in labels if view.line.box)
    return right <= min(view.line.box.x0 for view in texts if view.line.box)


_HEADS = (_PUNKT, _GOES_ON, _TOC)
_DECISION = NUMBER["beslutning"]
_DECISIONS = (LineRole.DECISION, LineRole.DECISION_LABEL)
_UNDECIDED = 0.9
"""How sure the net must be of a decision in a punkt for which the rules find none."""


def _pieces(views: Sequence[View], told: Told) -> list[list[View]]:
    """Lines inside punkter that stand together as one paragraph, labels each alone."""
    pieces: list[list[View]] = []
    for view in views:
        if not view.punkt or view.role is LineRole.PUNKT:
            continue
        before = pieces[-1][-1] if pieces else None
        alone = int(told[view.index].argmax()) not in _TEXTS
        if (
            alone
            or before is None
            or int(told[before.index].argmax()) not in _TEXTS
            or before.index != view.index - 1
            or _parts(told[before.index], told[view.index])
            or (view.line.gap > PARAGRAPH_GAP and view.line.page == before.line.page)
            or view.line.box is None
            or view.line.row == before.line.row
            or view.line.listed
        ):
            pieces.append([view])
        else:
            pieces[-1].append(view)
    return pieces


_PARTED = 0.75
"""How sure the net must be of each of two lines to read one paragraph as two."""


def _parts(above: Told, below: Told) -> bool:
    """Whether the net surely sees two lines of one paragraph as two kinds of text."""
    return bool(
        above.argmax() != below.argmax() and above.max() >= _PARTED and below.max() >= _PARTED
    )


_TEXTS = frozenset(
    NUMBER[name] for name in ("tekst", "indstilling", "beslutning", "tidligere", "fravaer", "bilag")
)
