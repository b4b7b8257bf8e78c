"""One role for each line of a document: by rules over the invariants of minutes.

In: views. Out: the same views with role, score, punkt and section filled in, and the headings in
order. This is the seat that a trained model takes: everything after it reads the roles alone.
The steps: furniture; table of contents; headings; header; the sections of each punkt; results that
no label parts from the account.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz.fuzz import ratio

from referat.danish.fremmoede import NONE_WORDS
from referat.danish.labels import PROPOSAL_OPENER
from referat.danish.overskrifter import FRONT_PUNKT, MARK_LINE
from referat.danish.sagsnumre import NEIGHBOURS
from referat.structure.headings import (
    Heading,
    TocEntry,
    choose_chain,
    find_candidates,
    find_toc,
    merge_covers,
)
from referat.structure.hoved import Hoved, read_hoved
from referat.structure.labels import Label, LabelKind, guess_label
from referat.structure.personer import looks_like_people
from referat.structure.skema import find_skema
from referat.structure.sagsnumre import find_numbers, is_number_line
from referat.structure.text import PARAGRAPH_GAP, fold_name
from referat.structure.unlabelled import mark_results
from referat.structure.unnumbered import find_unnumbered
from referat.structure.views import Measures, View, row_mates
from referat.types import AfsnitType, Box, LineRole

NEAR = 7
"""Lines below a heading in which a bare number, a mark or initials belong to the heading."""

_SECTION_KINDS = {
    LabelKind.SECTION,
    LabelKind.DECISION,
    LabelKind.PROPOSAL_AND_DECISION,
    LabelKind.EARLIER,
    LabelKind.ATTACHMENTS,
}
_PROPOSAL = re.compile(PROPOSAL_OPENER)
_DATE_CELL = re.compile(r"^(?:dato|sted|mødedato|mødested)\s*:", re.IGNORECASE)
_TITLE_END = re.compile(r"[.:;!?]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """What the roles of a document's lines say about it as a whole."""

    headings: tuple[Heading, ...]
    """One a punkt, in order; titles whole."""
    hoved: Hoved
    """The meeting's facts."""
    toc: tuple[TocEntry, ...]
    """Table of contents."""
    closed_from: int
    """Index of the line that opens the closed part; past the end where there is none."""


def assign_roles(views: list[View], measures: Measures) -> Roles:
    """Give every view its role; see the module's docstring for the steps."""
    _mark_furniture(views)
    toc = find_toc(views, measures)
    candidates = find_candidates(views, measures, toc)
    headings = find_skema(views)
    if not headings:
        headings = merge_covers(choose_chain(candidates))
        _answers(headings, candidates, views)
    apart = sum(1 for heading in headings if views[heading.first].heading or heading.score >= 3)
    answers = any(heading.kind in ("ad", "skema") for heading in headings)
    if not answers and (len(headings) < 2 or apart < 0.5 * len(headings)):
        unnumbered = find_unnumbered(views, measures, strict=len(headings) >= 2)
        if len(unnumbered) > apart:
            headings = unnumbered
    first = headings[0].first if headings else len(views)
    toc = [*toc, *_mark_plain_toc(views, first, candidates, headings)]
    for heading in headings:
        _extend_title(heading, views, measures, toc)
    first = _mark_before_headings(views, headings)
    hoved = read_hoved(views, first, is_minutes=bool(headings))
    closed_from = _mark_groups(views, headings)
    ends = [*(heading.first for heading in headings[1:]), len(views)][: len(headings)]
    styles = _label_styles(views)
    for number, (heading, end) in enumerate(zip(headings, ends, strict=True), start=1):
        _read_punkt(views, heading, end, number, hoved=hoved, styles=styles, laid_out=measures.laid_out)
    _mark_signatures(views, headings)
    mark_results(views, headings)
    return Roles(
        headings=tuple(headings), hoved=hoved, toc=tuple(toc), closed_from=closed_from
    )


def _answers(
    headings: Sequence[Heading], candidates: Sequence[Heading], views: Sequence[View]
) -> None:
    """Answers keyed to a list of the punkter: "Ad. 1) Godkendt." has its title in the list (F22)."""
    answers = [heading for heading in headings if heading.kind == "ad"]
    if len(answers) < 0.6 * len(headings):
        return
    for heading in answers:
        listed = next(
            (
                candidate
                for candidate in candidates
                if candidate.number == heading.number
                and candidate.kind != "ad"
                and candidate.last < answers[0].first
            ),
            None,
        )
        if listed is None:
            continue
        for index in range(listed.first, listed.last + 1):
            views[index].role, views[index].score = LineRole.TOC, 0.8
        view = views[heading.first]
        view.label = Label(kind=LabelKind.DECISION, text="Ad.", rest=heading.titel)
        heading.titel = listed.titel
        heading.kind = "svar"


def _mark_furniture(views: Sequence[View]) -> None:
    for view in views:
        if view.line.furniture or not view.text.strip():
            view.role, view.score = LineRole.FURNITURE, 0.95
        elif view.label and view.label.kind is LabelKind.BUTTON and not MARK_LINE.match(view.text):
            view.role, view.score = LineRole.FURNITURE, 0.8
    _mark_page_heads(views)


def _mark_page_heads(views: Sequence[View]) -> None:
    """Small print at the head or foot of a page: what two pages are too few to tell by repetition."""
    sizes = [view.line.size for view in views if view.line.size]
    if not sizes:
        return
    body = sorted(sizes)[len(sizes) // 2]
    for place, view in enumerate(views):
        line = view.line
        if view.role is not LineRole.BODY or line.page == 1 or not line.size or line.size > 0.93 * body:
            continue
        before = views[place - 1] if place else None
        opens_page = before is None or before.line.page != line.page or (
            before.role is LineRole.FURNITURE and before.line.row >= line.row - 1
        )
        after = next((other for other in views[place + 1 :] if other.line.row != line.row or other.line.page != line.page), None)
        closes_page = after is None or after.line.page != line.page
        if (opens_page and line.row <= 2) or (closes_page and line.gap > 1.0):
            view.role, view.score = LineRole.FURNITURE, 0.7


def _mark_plain_toc(
    views: Sequence[View], first: int, candidates: Sequence[Heading], headings: Sequence[Heading]
) -> list[TocEntry]:
    """A list of the punkter without page numbers: numbered like the headings, before the first."""
    chosen = {id(heading) for heading in headings}
    titles = {heading.nr: fold_name(heading.titel) for heading in headings}
    entries = []
    for candidate in candidates:
        if candidate.last >= first or id(candidate) in chosen:
            continue
        titel = fold_name(candidate.titel)
        body = titles.get(candidate.nr)
        if body is None or (body and titel and ratio(body[:40], titel[:40]) < 60):
            continue
        for index in range(candidate.first, candidate.last + 1):
            views[index].role, views[index].score = LineRole.TOC, 0.8
        entries.append(TocEntry(index=candidate.first, nr=candidate.nr, titel=candidate.titel))
    if entries:
        # a divider or a title that runs over two lines between entries is the list's too
        low, high = entries[0].index, entries[-1].index
        for view in views[low:high]:
            if view.role is LineRole.BODY:
                view.role, view.score = LineRole.TOC, 0.6
    return entries


def _extend_title(
    heading: Heading, views: Sequence[View], measures: Measures, toc: Sequence[TocEntry]
) -> None:
    """Take the lines that go on with a heading's title, and mark all of it."""
    if heading.kind in ("svar", "skema"):
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


def _go_on(
    heading: Heading, last: int, views: Sequence[View], measures: Measures, toc: Sequence[TocEntry]
) -> int:
    after = next((view for view in views[last + 1 : last + 4] if view.role is not LineRole.FURNITURE), None)
    if after is not None and after.role is LineRole.BODY and fold_name(after.text) == fold_name(heading.titel):
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
                if (entry.nr in (None, heading.nr)) and len(folded) > 5 and fold_name(entry.titel).startswith(folded[: max(6, len(folded) - 2)])
            ),
            "",
        )
    taken = 0
    index = last + 1
    while index < len(views) and taken < 4:
        view = views[index]
        if view.role is LineRole.FURNITURE:
            index += 1
            continue
        if view.role is not LineRole.BODY or not _goes_on(heading, view, views[last], measures, wanted):
            break
        heading.titel = _join_title(heading.titel, view.text)
        view.role, view.score = LineRole.PUNKT, 0.8
        last = index
        taken += 1
        index += 1
    return last


def _goes_on(heading: Heading, view: View, before: View, measures: Measures, wanted: str) -> bool:
    """Whether a line goes on with the title of the heading above it."""
    text = view.text
    if (view.label and not (view.label.weak and view.heading and not heading.titel)) or view.line.listed:
        return False
    if is_number_line(text) or MARK_LINE.match(text) or NEIGHBOURS.match(text):
        return False
    if not heading.titel:
        return len(text) <= 200
    if wanted and len(wanted) > len(fold_name(heading.titel)) + 3:
        joined = fold_name(_join_title(heading.titel, text))
        return wanted.startswith(joined[: len(wanted)][: len(joined) - 1]) or ratio(wanted, joined) > 85
    if not measures.laid_out or view.line.page != before.line.page:
        return False
    head = views_box(before)
    here = views_box(view)
    if head and here and view.line.gap <= PARAGRAPH_GAP and not _TITLE_END.search(before.text):
        hangs = here.x0 > head.x0 + 9 if before.role is LineRole.PUNKT and before.index == heading.first else False
        goes = before.index > heading.first and abs(here.x0 - head.x0) < 3 and before.indent > 9
        if (hangs or goes) and view.style == before.style and view.first_in_row:
            return True
    if view.line.gap > 0.5 or view.line.row == before.line.row:
        return False
    if before.heading:
        return view.style == before.style or (view.ocr and view.heading)
    # neither weight nor size tells: the line above must be full
    box = before.line.box
    full = box is not None and measures.right > 0 and box.x1 > measures.right - 45
    return full and not _TITLE_END.search(before.text) and (text[:1].islower() or len(text) < 60)


def views_box(view: View) -> Box | None:
    """Box of a view's line."""
    return view.line.box


def _repeat(heading: Heading, last: int, views: Sequence[View]) -> int:
    """Last line of a second printing of the heading."""
    rest = fold_name(heading.titel)
    shown = fold_name(views[last].text)
    index = last + 1
    while index < len(views) and index <= last + 4:
        view = views[index]
        words = fold_name(view.text)
        if view.role is LineRole.BODY and words and rest.endswith(words) and not shown.endswith(words):
            view.role, view.score = LineRole.PUNKT, 0.8
            return index
        if view.role is not LineRole.FURNITURE:
            break
        index += 1
    return last


def _join_title(left: str, right: str) -> str:
    if not left:
        return right
    if left.endswith("-") and right[:1].islower() and not re.match(r"(?:og|eller|samt)\b", right):
        return left[:-1] + right
    return f"{left} {right}"


def _mark_before_headings(views: Sequence[View], headings: Sequence[Heading]) -> int:
    """Numbers and marks on the line above a heading belong to it (F10 Midt, F21).

    Returns the index of the first line that belongs to the first punkt.
    """
    first = headings[0].first if headings else len(views)
    # a number above the heading counts only if that is this document's way
    above = sum(
        1
        for heading in headings
        if heading.first > 0 and is_number_line(views[_line_above(views, heading.first)].text)
    )
    below = sum(
        1
        for heading in headings
        for view in views[heading.last + 1 : heading.last + 4]
        if is_number_line(view.text)
    )
    # a number that closes a punkt stands above the next heading too, but not above the first
    first_has = bool(headings) and is_number_line(views[_line_above(views, first)].text)
    for place, heading in enumerate(headings):
        index = _line_above(views, heading.first)
        for _ in range(2):
            if index < 0 or views[index].role is not LineRole.BODY:
                break
            text = views[index].text
            number = is_number_line(text) and above > below and first_has
            mark = MARK_LINE.match(text) is not None
            if not (number or mark):
                break
            views[index].role, views[index].score = LineRole.SAGSNUMMER, 0.85
            if mark and heading.closed is None:
                heading.closed = bool(MARK_LINE.match(text)["closed"])  # type: ignore[index]  # matched above
            heading.first = index
            if place == 0:
                first = index
            index = _line_above(views, index)
    return first


def _line_above(views: Sequence[View], index: int) -> int:
    index -= 1
    while index >= 0 and views[index].role is LineRole.FURNITURE:
        index -= 1
    return index


def _mark_groups(views: Sequence[View], headings: Sequence[Heading]) -> int:
    """Mark the dividers; the index of the one that opens the closed part, or past the end."""
    closed_from = len(views)
    start = headings[0].first if headings else len(views)
    starts = [heading.first for heading in headings]
    for view in views:
        label = view.label
        if not label or label.kind is not LabelKind.GROUP or view.role is not LineRole.BODY:
            continue
        near = any(0 < first - view.index <= 4 for first in starts) or any(
            0 < view.index - heading.last <= 2 for heading in headings
        )
        if view.index < start and not near:
            continue
        if near or view.heading or view.text.isupper():
            view.role, view.score = LineRole.GROUP, 0.85
            if label.closed:
                closed_from = min(closed_from, view.index)
            elif closed_from < view.index:
                closed_from = len(views)
    return closed_from


def _label_styles(views: Sequence[View]) -> Counter[tuple[bool, int, bool]]:
    """How often each style carries a sure label."""
    return Counter(
        view.style
        for view in views
        if view.label
        and view.label.exact
        and not view.label.weak
        and not view.label.rest
        and view.label.kind in _SECTION_KINDS
        and view.role is LineRole.BODY
    )


def _effective_label(
    view: View, styles: Counter[tuple[bool, int, bool]], *, laid_out: bool, mates: int = 0
) -> Label | None:
    """The label of a line where it opens something in this document, else ``None``."""
    label = view.label
    common = styles.most_common(1)[0] if styles else ((False, 0, False), 0)
    if label is None:
        if laid_out and view.heading and common[1] >= 3 and view.style == common[0]:
            return guess_label(view.text)
        return None
    if label.kind not in _SECTION_KINDS:
        return label
    if not view.first_in_row:
        return None  # a table's cell ("Bevilling"), not a label
    if not laid_out:
        if label.weak and (label.rest or view.line.gap < 1):
            return None
        return label
    set_apart = sum(count for style, count in styles.items() if style[0] or style[2] or style[1] > 0 and style != common[0])
    headed = common[0][0] or view.heading or set_apart == 0
    if label.weak:
        if label.afsnit is AfsnitType.SAGSGANG and re.search(r"behandling", label.text, re.IGNORECASE) and mates >= 2:
            return label  # the head of a table of treatments (F21)
        return label if styles.get(view.style, 0) >= 1 and (view.heading or not common[0][0]) and not label.rest else None
    if label.kind is LabelKind.SECTION and common[1] >= 4 and common[0][0] and not view.heading and not headed:
        return None
    if label.kind is LabelKind.SECTION and label.rest and common[1] >= 3 and common[0][0] and not view.line.bold:
        return label if label.afsnit in ("sagsgang",) else None
    return label


def same_body(left: str | None, right: str | None) -> bool:
    """Whether two printings name one body; an unnamed one is taken to be the same."""
    if not left or not right:
        return True
    a, b = (re.sub(r"(?:et|en)?s?$", "", fold_name(text)) for text in (left, right))
    if not a or not b:
        return True
    return a == b or a.endswith(" " + b) or b.endswith(" " + a) or a in b or b in a or ratio(a, b) >= 85


@dataclass(slots=True)
class _State:
    """Where the reader of a punkt stands."""

    role: LineRole = LineRole.BODY
    label: Label | None = None
    section: int = 0


def _read_punkt(
    views: Sequence[View],
    heading: Heading,
    end: int,
    number: int,
    *,
    hoved: Hoved,
    styles: Counter[tuple[bool, int, bool]],
    laid_out: bool,
) -> None:
    """Give the lines of one punkt their roles, section by section."""
    state = _State()
    held: _State | None = None
    near = NEAR
    absent_before: View | None = None
    front = number == 1 and FRONT_PUNKT.match(heading.titel) is not None
    proposals = any(
        view.label and view.label.afsnit is AfsnitType.INDSTILLING and view.label.text for view in views
    )
    before_attends: View | None = None
    decided = False
    sections = 0
    covers = {index for first, last in heading.covers for index in range(first, last + 1)}
    last_of_all = end >= len(views)
    for index in range(heading.first, end):
        view = views[index]
        view.punkt = number
        if index in covers:
            near = NEAR
            state.role, state.label = LineRole.BODY, None
            continue
        if view.role in (LineRole.PUNKT, LineRole.FURNITURE, LineRole.SAGSNUMMER, LineRole.GROUP):
            continue
        if heading.kind == "svar" and index == heading.first and view.label is not None:
            state = _State(role=LineRole.DECISION, label=view.label, section=1)
            view.role, view.score, view.section = LineRole.DECISION, 0.7, 1
            view.opens, view.opened = True, view.label
            continue
        if heading.kind == "skema" and view.role is LineRole.DECISION:
            continue
        if view.role is LineRole.TOC and state.role is not LineRole.TOC:
            view.role = LineRole.BODY
        near -= 1
        mates = len(row_mates(views, index)) if view.label and view.label.weak else 0
        label = _effective_label(view, styles, laid_out=laid_out, mates=mates)
        if front and _attends(view, label, before_attends):
            view.role, view.score = LineRole.ATTENDANCE, 0.75
            before_attends = view
            continue
        before_attends = None
        if state.role is LineRole.SIGNATURE:
            view.role, view.score = LineRole.SIGNATURE, 0.8
            continue
        if label and label.kind is LabelKind.SIGNATURE and last_of_all:
            state.role = LineRole.SIGNATURE
            view.role, view.score = LineRole.SIGNATURE, 0.85
            continue
        before = views[index - 1] if index else None
        beside = (
            before is not None
            and before.role is LineRole.SAGSNUMMER
            and not view.first_in_row
            and (MARK_LINE.match(view.text) is not None or NEIGHBOURS.match(view.text) is not None)
        )
        if beside or _is_number(view, near, state):
            view.role, view.score = LineRole.SAGSNUMMER, 0.9
            continue
        # absence: a block of its own, wherever it stands; what it interrupts goes on after it
        if label and label.kind is LabelKind.ABSENCE and state.role is not LineRole.ATTACHMENT or (
            label and label.kind is LabelKind.ABSENCE and not label.weak
        ):
            held = held or replace_state(state)
            view.role, view.score, view.opens, view.opened = LineRole.ABSENCE, 0.9, True, label
            absent_before = view
            continue
        if held is not None:
            if absent_before is not None and _still_absent(view, absent_before, label):
                view.role, view.score = LineRole.ABSENCE, 0.85
                absent_before = view
                continue
            state, held = held, None
        if state.role is LineRole.DECISION and state.label is not None and _DATE_CELL.match(view.text):
            view.role, view.score = LineRole.HEADER, 0.8
            continue
        if label and label.kind in _SECTION_KINDS:
            opened = _open(label, state, views, view, hoved)
            if opened is not None and opened.role is LineRole.DECISION and state.role is LineRole.EARLIER and decided:
                # the history's last station repeats this meeting's decision (F07)
                opened.role = LineRole.EARLIER
            if opened is not None and label.rest and label.afsnit is AfsnitType.SAGSGANG and state.label is not None:
                # "Sagsforløb: ØK/BY" inside another section: a section of one line
                view.role, view.opens, view.opened = LineRole.BODY, True, label
                sections += 1
                view.section, view.score = 100 + sections, 0.8
                continue
            if opened is not None:
                decided = decided or opened.role is LineRole.DECISION
                state = opened
                state.section += 1
                view.opens, view.opened, view.section = True, state.label, state.section
                view.score = 0.95 if label.exact else 0.75
                view.role = state.role if label.rest else _label_role(state.role)
                if state.role is LineRole.ATTACHMENT or state.role is LineRole.EARLIER:
                    view.role = state.role
                continue
        if state.role is LineRole.ATTACHMENT and _ends_attachments(view):
            state = _State(section=state.section + 1)
        if (
            (state.label is None or (not proposals and state.label.kind is LabelKind.SECTION and state.label.text))
            and state.role is LineRole.BODY
            and not view.line.listed
            and _PROPOSAL.match(view.text)
            and (view.line.gap > PARAGRAPH_GAP or view.line.box is None or index == heading.last + 1)
        ):
            # a proposal that no label announces: a section of its own
            state = _State(
                role=LineRole.BODY,
                label=Label(kind=LabelKind.SECTION, text="", afsnit=AfsnitType.INDSTILLING),
                section=state.section + 1,
            )
        view.role = state.role
        view.section = state.section
        view.opened = state.label
        view.score = 0.85 if state.label else 0.6


_CLOSING_LINE = re.compile(
    r"^mødet\s+(?:\w+\s+)?(?:hævet|sluttede|slut|afsluttet|hævedes)\b|^protokollen\s+(?:blev\s+)?(?:op)?læst", re.IGNORECASE
)


def _mark_signatures(views: Sequence[View], headings: Sequence[Heading]) -> None:
    """Names under the last punkt that sign the minutes, and the line that closes the meeting."""
    if not headings:
        return
    last = len(headings)
    tail = [view for view in views if view.punkt == last]
    signs: list[View] = []
    for view in reversed(tail):
        if view.role is LineRole.FURNITURE:
            continue
        if view.role not in (LineRole.BODY, LineRole.DECISION, LineRole.SIGNATURE):
            break
        role_word = view.label is not None and view.label.kind is LabelKind.CHAIR
        if not (len(view.text) < 90 and (role_word or looks_like_people(view.text))) or view.text.endswith(":"):
            break
        signs.append(view)
    people = [view for view in signs if looks_like_people(view.text)]
    if len(people) >= 2 and not signs[-1].opens:
        for view in signs:
            view.role, view.score = LineRole.SIGNATURE, 0.7
    for view in tail:
        if view.role in (LineRole.BODY, LineRole.DECISION) and _CLOSING_LINE.match(view.text) and len(view.text) < 80:
            view.role, view.score = LineRole.HEADER, 0.75


_ATTENDS = re.compile(
    r"^(?:om mødet|mødet (?:startede|begyndte|sluttede|blev)|mødet hævet)|\b(?:ankom|forlod mødet|gik kl|stedfortræder for|suppleant for|i stedet (?:for|mødte|deltog)|mødte for|havde meldt|har meldt|meldt afbud|var fraværende|er fraværende|deltog fra kl|deltog ikke|deltog i mødet fra)\b",
    re.IGNORECASE,
)


def _attends(view: View, label: Label | None, before: View | None) -> bool:
    """Whether a line of the first punkt is on the meeting's attendance (F05, F21)."""
    kind = view.label.kind if view.label else None
    if kind in (LabelKind.ATTENDANCE, LabelKind.NOTES, LabelKind.CHAIR):
        return bool(view.label and (view.label.rest or view.label.exact))
    if label is not None and label.kind in _SECTION_KINDS:
        return False
    if len(view.text) < 320 and _ATTENDS.search(view.text) and not re.search(r"\bgodkend|\bvedt", view.text):
        return True
    return before is not None and view.line.gap <= PARAGRAPH_GAP and looks_like_people(view.text)


def replace_state(state: _State) -> _State:
    """A copy of a state."""
    return _State(role=state.role, label=state.label, section=state.section)


def _label_role(role: LineRole) -> LineRole:
    return LineRole.DECISION_LABEL if role is LineRole.DECISION else LineRole.LABEL


def _is_number(view: View, near: int, state: _State) -> bool:
    text = view.text
    if near >= 0 and state.label is None and (view.first_in_row or is_number_line(text) or near > NEAR - 3):
        if is_number_line(text):
            return True
        if (MARK_LINE.match(text) and view.first_in_row) or (NEIGHBOURS.match(text) and len(text) < 60):
            return True
        # "Sagsnr.: 23/1122   Sagsbehandler: Navn", too long to be told by shape alone
        numbers = find_numbers(text)
        return bool(numbers) and numbers[0].labelled and text[:24].lower().lstrip().startswith(("sag", "j.", "jnr", "journal"))
    if len(text) < 90 and is_number_line(text):
        numbers = find_numbers(text)
        return bool(numbers) and numbers[0].labelled
    return False


def _still_absent(view: View, before: View, label: Label | None) -> bool:
    """Whether a line goes on with the names of an absence block."""
    text = view.text
    if label is not None and label.kind is not LabelKind.CHAIR:
        return False
    if view.heading and not before.heading and not (before.opened and not before.opened.rest):
        return False
    if text.casefold().strip(" .") in NONE_WORDS:
        return before.opens
    if len(text) > 300:
        return False
    if before.opens and before.opened is not None and before.opened.rest:
        # the names stand on the label's line: another line belongs only if the list runs on
        if not (before.text.rstrip().endswith((",", " og", "-")) or (view.line.gap < 0.45 and view.line.box is not None)):
            return False
    return looks_like_people(text)


def _open(
    label: Label, state: _State, views: Sequence[View], view: View, hoved: Hoved
) -> _State | None:
    """State that a label opens, or ``None`` where it opens nothing here."""
    section = state.section
    if label.kind is LabelKind.SECTION:
        return _State(role=LineRole.BODY, label=label, section=section)
    if label.kind is LabelKind.ATTACHMENTS:
        return _State(role=LineRole.ATTACHMENT, label=label, section=section)
    if label.kind is LabelKind.PROPOSAL_AND_DECISION:
        return _State(role=LineRole.BODY, label=label, section=section)
    if label.kind is LabelKind.EARLIER and label.date is None and label.body is None:
        return _State(role=LineRole.EARLIER, label=label, section=section)
    date = label.date or _box_date(views, view.index)
    ours = _is_ours(label, date, hoved)
    if label.kind is LabelKind.DECISION:
        role = LineRole.DECISION if ours else LineRole.EARLIER
        return _State(role=role, label=replace(label, date=date), section=section)
    # a body and a date: an entry of the history, or under "Indstilling og beslutning" the decision
    under_both = state.label is not None and state.label.kind in (
        LabelKind.PROPOSAL_AND_DECISION, LabelKind.DECISION, LabelKind.EARLIER,
    )
    announced = (
        view.text.rstrip().endswith(":")
        or label.punkt is not None
        or bool(label.rest)
        or (view.heading and view.line.gap > PARAGRAPH_GAP)
    )
    if ours and (announced or under_both) and date is not None:
        return _State(role=LineRole.DECISION, label=label, section=section)
    if announced or state.role is LineRole.EARLIER:
        return _State(role=LineRole.EARLIER, label=label, section=section)
    return None


def _is_ours(label: Label, date: dt.date | None, hoved: Hoved) -> bool:
    """Whether a dated label is over what *this* meeting decided."""
    if date is not None and hoved.dato is not None and date != hoved.dato:
        return False
    return same_body(label.body, hoved.udvalg)


def _box_date(views: Sequence[View], index: int) -> dt.date | None:
    """Date in the box under a decision's label: "Dato: 7. februar 2017" (F13)."""
    from referat.structure.dates import find_date

    for view in views[index + 1 : index + 3]:
        if view.text.casefold().startswith("dato"):
            return find_date(view.text)
    return None


def _ends_attachments(view: View) -> bool:
    """Whether a line below attachments is running text again, and no attachment's name."""
    text = view.text
    if view.line.listed:
        return False
    words = text.split()
    return (
        len(words) >= 6
        and bool(re.search(r"[a-zæøå]{2,}\.(?:\s|$)", text))
        and not re.search(r"\.(?:pdf|docx?|xlsx?)\b", text, re.IGNORECASE)
    ) or (len(words) >= 9 and view.line.gap > 0.45 and text[-1] in ".:")
