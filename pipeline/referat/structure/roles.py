"""One role for each line of a document: by rules over the invariants of minutes.

In: views. Out: the same views with role, score, punkt and section filled in, and the headings in
order. This is the seat that a trained model takes: everything after it reads the roles alone.
The steps: furniture; table of contents; headings; header; the sections of each punkt; results that
no label parts from the account.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from referat.danish.hoved import AGENDA_WORD, MINUTES_WORD
from referat.danish.overskrifter import MARK_LINE
from referat.danish.sagsnumre import NEIGHBOURS
from referat.danish.webtryk import BREADCRUMB, PAGE_LINK, PRINT_STAMP
from referat.structure.blanket import find_forms
from referat.structure.candidates import find_candidates
from referat.structure.chain import choose_chain, merge_covers
from referat.structure.fodnoter import mark_footnotes
from referat.structure.grupper import drop_groups, mark_groups, mark_repeated
from referat.structure.gruppetal import find_group_numbers
from referat.structure.habits import find_habits
from referat.structure.headings import KEYED, WHOLE, Heading, middle_step
from referat.structure.hoved import Hoved, read_hoved, redate
from referat.structure.labels import ARROW, Label, LabelKind, is_button
from referat.structure.loebetal import agree, find_running, stands
from referat.structure.oplaest import mend_numbers
from referat.structure.organer import is_own_body
from referat.structure.personer import looks_like_people
from referat.structure.randtal import find_numbers_apart
from referat.structure.saertal import find_marked_numbers
from referat.structure.sagsnumre import is_number_line
from referat.structure.sagsraekker import find_case_rows, mark_case_rows
from referat.structure.sections import read_punkt
from referat.structure.sidespalter import mark_columns
from referat.structure.skema import find_skema
from referat.structure.slutlinjer import close_meeting
from referat.structure.svar import find_answers
from referat.structure.text import fold_name
from referat.structure.titles import extend_title
from referat.structure.toc import TocEntry, find_toc
from referat.structure.unlabelled import is_told, mark_results
from referat.structure.unnumbered import find_listed, find_unnumbered
from referat.structure.views import Measures, View, line_above, row_mates
from referat.types import LineRole

WATERMARK = 3.2
"""Print larger than so many times the text is a watermark or an ornament; titles stay below 2.7."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """What the roles of a document's lines say about it as a whole."""

    headings: tuple[Heading, ...]
    """One a punkt, in order; titles whole."""
    hoved: Hoved
    """The meeting's facts."""
    toc: tuple[TocEntry, ...]
    """Table of contents."""
    closed: tuple[range, ...]
    """Indexes of the lines of each closed part, from the line that opens it."""


def assign_roles(
    views: list[View], measures: Measures, *, known: Sequence[Heading] | None = None
) -> Roles:
    """Give every view its role; see the module's docstring for the steps.

    Args:
        views: All lines; those that already are furniture or contents stay so.
        measures: The document's measures.
        known: The headings, titles whole, where they are known before.
    """
    _mark_furniture(views)
    mark_footnotes(views, measures)
    toc = find_toc(views)
    candidates = find_candidates(views, measures, toc) if known is None else []
    if known is not None:
        headings = list(known)
        toc = _mark_known(views, headings, toc)
    else:
        headings = (
            find_skema(views)
            or find_case_rows(views, candidates)
            or find_forms(views)
            or find_numbers_apart(views, measures)
            or find_group_numbers(views)
            or find_marked_numbers(views)
            or find_answers(views)
            or merge_covers(choose_chain(candidates))
        )
        if not (stands(headings) and _in_a_row(headings)):
            running = find_running(views, measures)
            headings = running if running and not agree(headings, running) else headings
        listed = find_listed(views, toc)
        headings = listed if len(listed) > len(headings) else headings
    apart = sum(1 for heading in headings if views[heading.first].heading or heading.score >= 3)
    answers = any(heading.kind in {"ad", *KEYED, *WHOLE} for heading in headings)
    if known is None and not answers and (len(headings) < 2 or apart < 0.5 * len(headings)):
        unnumbered = find_unnumbered(views, measures, numbered=len(headings))
        if len(unnumbered) > (len(headings) if _in_a_row(headings) else apart):
            headings = unnumbered
    first = headings[0].first if headings else len(views)
    toc = [*toc, *_mark_plain_toc(views, first, candidates, headings)]
    _mark_kinds(views, headings)
    for heading in headings if known is None else ():
        extend_title(heading, views, measures, toc)
    headings = drop_groups(views, headings)
    _drop_clocks(headings)
    mend_numbers(headings, toc, views)
    _mark_chips(views, headings)
    _mark_access(views, headings)
    mark_repeated(views, headings)
    first = _mark_before_headings(views, headings)
    last = headings[-1].first if headings else None
    hoved = read_hoved(views, first, is_minutes=bool(headings), last=last)
    redate(hoved, views, first)
    closed = mark_groups(views, headings)
    mark_columns(views, headings)
    mark_case_rows(views, headings)
    _label_own_body(views, first, hoved)
    _label_answers(views, headings)
    _label_arrows(views, headings)
    ends = [*(heading.first for heading in headings[1:]), len(views)][: len(headings)]
    habits = find_habits(views, laid_out=measures.laid_out)
    for number, (heading, end) in enumerate(zip(headings, ends, strict=True), start=1):
        read_punkt(
            views,
            heading,
            end,
            number,
            hoved=hoved,
            habits=habits,
        )
    _mark_signatures(views, headings)
    close_meeting(views, headings)
    planned = AGENDA_WORD.search(hoved.title) and not MINUTES_WORD.search(hoved.title)
    if not planned or any(view.role is LineRole.DECISION for view in views):
        mark_results(views, headings)  # an agenda's "Sagen drøftes." is a plan
    return Roles(headings=tuple(headings), hoved=hoved, toc=tuple(toc), closed=closed)


# "Byrådet: Tiltrådt.", "Udvalget: …", "Byrådet:" over its text
_BODY_SAYS = re.compile(r"^(?P<body>[A-ZÆØÅ§][^:.]{3,70}?)\s*:(?:\s+(?P<rest>[A-ZÆØÅ\d\"“].*))?$")


def _label_own_body(views: Sequence[View], first: int, hoved: Hoved) -> None:
    """What stands behind the meeting's own body and a colon, punkt by punkt, is its decision."""
    found = [
        (view, says)
        for view in views[first:]
        if view.role is LineRole.BODY
        and view.label is None
        and not view.muted
        and (says := _BODY_SAYS.match(view.text))
        and is_own_body(says["body"], hoved.udvalg)
    ]
    if len(found) < _SAID:
        return
    for view, says in found:
        view.label = Label(
            kind=LabelKind.DECISION, text=says["body"], rest=says["rest"] or "", body=hoved.udvalg
        )


# "Ad 3: Rådet drøftede forslaget.", "Ad. pkt. 3) …"
_AD = re.compile(
    r"^(?P<label>ad\.?\s*(?:pkt\.?\s*|punkt\s*)?(?P<nr>\d{1,3}))\s*[.:)]+\s*(?P<rest>\S.*)?$",
    re.IGNORECASE,
)


def _label_answers(views: Sequence[View], headings: Sequence[Heading]) -> None:
    """What stands in a punkt behind "Ad" and its own number is what the meeting said to it."""
    if any(heading.kind in ("ad", "svar") for heading in headings):
        return
    ends = [*(heading.first for heading in headings[1:]), len(views)][: len(headings)]
    found = [
        (view, says)
        for heading, end in zip(headings, ends, strict=True)
        for view in views[heading.last + 1 : end]
        if view.role is LineRole.BODY
        and view.first_in_row
        and (says := _AD.match(view.text))
        and says["nr"] == heading.nr
    ]
    if len(found) < _SAID:
        return
    for view, says in found:
        label = Label(kind=LabelKind.DECISION, text=says["label"], rest=says["rest"] or "")
        view.label = view.told = label


_ARROW = re.compile(rf"^(?P<label>{ARROW})\s*(?P<rest>\S.*)$")
# "(ikke til referat)": what came of a closed punkt is not said
_UNSAID = re.compile(
    r"^[(\[]?\s*(?:ikke til (?:referat|offentliggørelse)|ikke\s+offentlig\w*|fortrolig\w*)"
    r"[)\]]?\.?$",
    re.IGNORECASE,
)
_MOST = 0.6
"""Share of the punkter from which on a sign before one paragraph in each says what came of it."""


def _label_arrows(views: Sequence[View], headings: Sequence[Heading]) -> None:
    """What stands behind an arrow, once in nearly every punkt, is what the meeting decided."""
    if not any(_ARROW.match(view.line.text) for view in views):
        return
    ends = [*(heading.first for heading in headings[1:]), len(views)][: len(headings)]
    found = [
        [
            (view, says)
            for view in views[heading.last + 1 : end]
            if view.role is LineRole.BODY and (says := _ARROW.match(view.line.text))
        ]
        for heading, end in zip(headings, ends, strict=True)
    ]
    once = [lines[0] for lines in found if len(lines) == 1]
    if len(once) < max(_SAID, _MOST * len(headings)):
        return
    for view, says in once:
        if _UNSAID.match(says["rest"]):
            view.role, view.score = LineRole.FURNITURE, 0.7
            continue
        label = Label(kind=LabelKind.DECISION, text=says["label"], rest=says["rest"])
        view.label = view.told = label


_SAID = 2
"""Paragraphs at least that open so: one may be a statement that the account quotes."""


_ROW, _LINES = 4, 3
"""Headings of a row at least, and lines from one to the next in the middle: a list's are closer."""


def _in_a_row(headings: Sequence[Heading]) -> bool:
    """Whether numbered headings follow each other by one, in one form and style, far apart."""
    if len(headings) < _ROW or len({(heading.kind, heading.style) for heading in headings}) > 1:
        return False
    pairs = itertools.pairwise(headings)
    by_one = all(right.number - left.number == 1 for left, right in pairs)
    return by_one and middle_step(heading.first for heading in headings) >= _LINES


# "Beslutning · 5 min.", "Lukket · 10 min.", "kl. 15.05", "Side 12" in a corner beside a heading
_CHIP = re.compile(
    r"^(?:kl\.?\s*\d{1,2}[.:]\d\d(?:\s*[-–]\s*\d{1,2}[.:]\d\d)?|(?:ca\.\s*)?\d{1,3}\s*min\.?|"
    r"side\s*\d{1,4})$|"
    r"^(?:(?P<closed>luk(?:ket|kede))|åben(?:t)?|beslutning|orientering|drøftelse|temadrøftelse|"
    r"høring|valg|indstilling|fortrolig)(?:\s+(?:punkt|sag))?"
    r"(?:\s*[·|,+–-]\s*(?:beslutning|orientering|drøftelse|temadrøftelse|høring|valg|"
    r"anbefaling(?:\s+til\s+\w+)?))?"
    # a clock before the time, and what OCR makes of it
    r"(?:\s*[·|,+–-]\s*(?:[^\w\s]\s*|\w\s+)?(?:ca\.\s*)?\d{1,3}\s*min\.?|\s*[·|+–-])?$",
    re.IGNORECASE,
)


# "Orientering – Mona" below a heading: the kind of the item, and who presents it
_KIND_LINE = re.compile(
    r"^(?:beslutning|orientering|drøftelse|temadrøftelse|høring|valg|indstilling)(?:ssag|spunkt)?"
    r"\s+[–-]\s+[A-ZÆØÅa-zæøå][^.:]{1,40}$",
    re.IGNORECASE,
)
_KINDS = 3
"""Headings at least that have such a line below them, all in one style."""


def _mark_kinds(views: Sequence[View], headings: Sequence[Heading]) -> None:
    """The kind of an item on a line of its own below its heading is no text and no title."""
    found = [
        views[heading.last + 1]
        for heading in headings
        if heading.titel  # below a number alone stands its title: "Orientering - Skolefest"
        and heading.last + 1 < len(views)
        and views[heading.last + 1].role is LineRole.BODY
        and not views[heading.last + 1].heading
        and _KIND_LINE.match(views[heading.last + 1].text)
    ]
    # of small print OCR knows no size
    styles = {(view.line.bold, None if view.ocr else view.style) for view in found}
    if len(found) < _KINDS or len(styles) > 1:
        return
    for view in found:
        view.role, view.score = LineRole.FURNITURE, 0.7


def _mark_chips(views: Sequence[View], headings: Sequence[Heading]) -> None:
    """Kind and time of an item in the corner beside its heading are no text of it."""
    for heading in headings:
        beside = {view.index: view for at in heading.lines for view in row_mates(views, at)}
        for mate in beside.values():
            found = _CHIP.match(mate.text)
            if mate.role is not LineRole.BODY or found is None or mate.heading:
                continue
            mate.role, mate.score = LineRole.FURNITURE, 0.7
            if found["closed"] and heading.closed is None:
                heading.closed = True
        _mark_clocks(views, heading)
        _mark_clock_at_side(views, heading)


# "Adgang | Lukket": a cell of its own, and what it says beside or below it
_ACCESS = re.compile(
    r"^(?:adgang|offentlighed|(?:åben|åbent)/lukket(?:\s+(?:punkt|sag))?)\s*:?$", re.IGNORECASE
)


def _mark_access(views: Sequence[View], headings: Sequence[Heading]) -> None:
    """Whether a punkt is open, told in the cells of a form, is no text of it."""
    starts = [heading.first for heading in headings]
    for view in views:
        if not _ACCESS.match(view.text):
            continue
        told = next(
            (
                (mate, mark)
                for mate in (
                    *row_mates(views, view.index),
                    *views[view.index + 1 : view.index + 2],
                )
                if (mark := MARK_LINE.match(mate.text))
            ),
            None,
        )
        place = bisect_right(starts, view.index)
        if told is None or not place:
            continue
        for cell in (view, told[0]):
            cell.role, cell.score = LineRole.FURNITURE, 0.8
        headings[place - 1].closed = bool(told[1]["closed"])


# "18.50–19.25 · Beslutning · Karin Tværmose" below a heading
_CLOCKS = re.compile(r"^(?:kl\.?\s*)?\d{1,2}[.:]\d\d\s*[-–]\s*\d{1,2}[.:]\d\d\b(?:\s*[·|,].*)?$")


def _mark_clocks(views: Sequence[View], heading: Heading) -> None:
    """The times of an item below its heading, with who presents it, are no text of it."""
    clock: View | None = None
    for view in views[heading.last + 1 : heading.last + 6]:
        goes_on = (
            clock is not None
            and view.line.box is not None
            and clock.line.box is not None
            and abs(view.line.box.x0 - clock.line.box.x0) < _ONE_EDGE
            and view.line.size == clock.line.size
            and view.label is None
        )
        tells = _CLOCKS.match(view.text) is not None
        if view.role is LineRole.BODY and (tells or goes_on):
            clock = view
            view.role, view.score = LineRole.FURNITURE, 0.7
            if tells and re.search(r"[·|,]\s*luk(?:ket|kede)\b", view.text, re.IGNORECASE):
                heading.closed = True
        elif clock is not None and view.first_in_row:
            break


# "16.40", "kl. 9.15"
_CLOCK_ALONE = re.compile(r"^(?:kl\.?\s*)?(?:[01]?\d|2[0-3])[.:][0-5]\d$", re.IGNORECASE)


def _mark_clock_at_side(views: Sequence[View], heading: Heading) -> None:
    """When an item was taken up is no text of the one above, where its heading has it at the right.

    Set smaller it stands a little higher than the title, and is read before it.
    """
    first = views[heading.first]
    clock = views[heading.first - 1] if heading.first else first
    box, title = clock.line.box, first.line.box
    if box is None or title is None or clock.line.page != first.line.page:
        return
    level = box.top < title.bottom and title.top < box.bottom
    if level and box.x0 > title.x1 and _CLOCK_ALONE.match(clock.text):
        clock.role, clock.score = LineRole.FURNITURE, 0.7


_ONE_EDGE = 3.0
"""Points within which left edges are one."""


_CLOCK_FIRST = re.compile(r"^(?:kl\.?\s*)?(?:[01]?\d|2[0-3])[.:][0-5]\d\s*[-–:]?\s+(?=\S)")
_CLOCK_NUMBER = re.compile(r"(?P<hour>0?[7-9]|1\d|2[0-3])[.:](?P<minute>[0-5][05])")


def _drop_clocks(headings: Sequence[Heading]) -> None:
    """Take the time of day off titles, where at least two and most of them begin with one.

    Where all are numbered by rising clocks alone, "16.30 Budget", "16.45 Eventuelt", they have no
    number.
    """
    timed = [heading for heading in headings if _CLOCK_FIRST.match(heading.titel)]
    titled = sum(1 for heading in headings if heading.titel)
    if len(timed) >= 2 and 2 * len(timed) >= titled:
        for heading in timed:
            heading.titel = _CLOCK_FIRST.sub("", heading.titel)
    clocks = [_CLOCK_NUMBER.fullmatch(heading.nr or "") for heading in headings]
    times = [(int(clock["hour"]), int(clock["minute"])) for clock in clocks if clock]
    rising = all(left < right for left, right in itertools.pairwise(times))
    if rising and len(times) == len(headings) >= _TIMED:
        for heading in headings:
            heading.nr = None


_TIMED = 2
"""Headings at least whose numbers all are clocks, each later than the one above."""


def _mark_known(
    views: Sequence[View], headings: Sequence[Heading], toc: Sequence[TocEntry]
) -> list[TocEntry]:
    """Mark headings that are known before; the contents without lines that are theirs."""
    for heading in headings:
        for index in heading.lines:
            view = views[index]
            if view.role is not LineRole.FURNITURE:
                view.role = LineRole.PUNKT
                view.score = min(0.99, 0.6 + heading.score / 20)
    return [entry for entry in toc if views[entry.index].role is LineRole.TOC]


def _mark_furniture(views: Sequence[View]) -> None:
    for view in views:
        if view.settled:
            continue
        if view.line.furniture or not view.text.strip() or _DRAWN.fullmatch(view.text):
            view.role, view.score = LineRole.FURNITURE, 0.95
        elif is_button(view.label, view.text) or _is_of_web_page(view, views):
            view.role, view.score = LineRole.FURNITURE, 0.8
    _mark_page_heads(views)


_DRAWN = re.compile(r"[-–—_=*~.]{4,}")
"""A line that a typewriter drew: under a label, or between two punkter."""
_LINKS = re.compile(r"\s+[·|•]\s+")


def _is_of_web_page(view: View, views: Sequence[View]) -> bool:
    """Whether a line is of the web page that was printed: when, the way to it, its links."""
    text = view.text
    if len(text) > _LONGEST_LINKS:
        return False
    if text[:1].isdigit():
        stamped = PRINT_STAMP.fullmatch(text) is not None
        return stamped and view.line.row == 1 and bool(row_mates(views, view.index))
    if not any(sign in text for sign in "·|•›»>"):  # as most lines: cheaper than to match
        return False
    parts = _LINKS.split(text)
    if len(parts) > 1:
        return all(PAGE_LINK.fullmatch(part) for part in parts)
    return BREADCRUMB.fullmatch(text) is not None


_LONGEST_LINKS = 160
"""Letters of a line of links at most."""


def _mark_page_heads(views: Sequence[View]) -> None:
    """Small print at the head or foot of a page, where pages are too few to tell by repetition."""
    sizes = [view.line.size for view in views if view.line.size]
    if not sizes:
        return
    body = sorted(sizes)[len(sizes) // 2]
    margin = min(
        (view.line.box.x0 for view in views if view.line.box and len(view.text) > 30), default=0.0
    )
    for view in views:
        line = view.line
        if view.role is not LineRole.BODY or not line.size or line.box is None or view.settled:
            continue
        numbered = line.size < 0.85 * body and view.text.isdigit() and line.box.x0 < margin - 12
        if numbered or line.size > WATERMARK * body:
            view.role, view.score = LineRole.FURNITURE, 0.85  # line numbers, watermarks
    for place, view in enumerate(views):
        line = view.line
        if (
            view.role is not LineRole.BODY
            or view.settled
            or line.page == 1
            or not line.size
            or line.size > 0.93 * body
            or line.bold
        ):
            continue
        before = views[place - 1] if place else None
        opens_page = (
            before is None
            or before.line.page != line.page
            or (before.role is LineRole.FURNITURE and before.line.row >= line.row - 1)
        )
        after = next(
            (
                other
                for other in views[place + 1 :]
                if other.line.row != line.row or other.line.page != line.page
            ),
            None,
        )
        closes_page = after is None or after.line.page != line.page
        if any((mate.line.size or 0.0) >= body for mate in row_mates(views, place)):
            continue  # a label in small print beside its text
        at_edge = (opens_page and line.row <= 2) or (closes_page and line.gap > 1.0)
        if at_edge and not _says_so_inside(view, views):
            view.role, view.score = LineRole.FURNITURE, 0.7


def _says_so_inside(view: View, views: Sequence[View]) -> bool:
    """Whether a numbered line ("Sag 41") comes again, with another number, inside a page."""
    key = _NUMBER.sub("#", view.text)
    return "#" in key and any(
        other.line.row > _HEAD_ROWS
        and other.style == view.style
        and other.text != view.text
        and _NUMBER.sub("#", other.text) == key
        for other in views
    )


_NUMBER = re.compile(r"\d+")
_HEAD_ROWS = 2
"""Rows at the top of a page where its head stands."""


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
    names = [fold_name(heading.titel) for heading in headings if heading.titel]
    under = False
    for view in views[:first]:
        if view.label and view.label.kind is LabelKind.TOC:
            under = True
        elif under and view.role is LineRole.BODY and not view.line.furniture:
            # an unnumbered list of the titles, on a web page (F16)
            text = fold_name(view.text)
            if any(text == name or (len(text) > 6 and ratio(text, name) >= 85) for name in names):
                view.role, view.score = LineRole.TOC, 0.75
    if entries:
        # a divider or a title that runs over two lines between entries is the list's too
        low, high = entries[0].index, entries[-1].index
        for view in views[low:high]:
            if view.role is LineRole.BODY:
                view.role, view.score = LineRole.TOC, 0.6
    return entries


def _mark_before_headings(views: Sequence[View], headings: Sequence[Heading]) -> int:
    """Numbers and marks on the lines above a heading belong to it (F10 Midt, F21).

    Returns the index of the first line that belongs to the first punkt.
    """
    first = headings[0].first if headings else len(views)
    above = _numbers_above(views, headings)
    for place, heading in enumerate(headings):
        index = line_above(views, heading.first)
        top = heading.first
        marked: list[View] = []
        for _ in range(_CASE_LINES):
            if index < 0 or views[index].role is not LineRole.BODY:
                break
            text = views[index].text
            number = above and (is_number_line(text) or views[index].case)
            beside = above and len(text) < 60 and NEIGHBOURS.match(text) is not None
            mark = MARK_LINE.match(text)
            if not (number or beside or (mark and not _divides(views, index))):
                break
            marked.append(views[index])
            if number or mark:
                top = index
            index = line_above(views, index)
        for view in marked:
            if view.index < top:
                break
            view.role, view.score = LineRole.SAGSNUMMER, 0.85
            mark = MARK_LINE.match(view.text)
            if mark and heading.closed is None:
                heading.closed = bool(mark["closed"])
        heading.first = top
        if place == 0:
            first = top
    return first


_CASE_LINES = 4
"""Lines above a heading that tell its case at most: number, initials, open or closed."""


def _numbers_above(views: Sequence[View], headings: Sequence[Heading]) -> bool:
    """Whether it is this document's way to print case numbers above the heading.

    A number that closes a punkt stands above the next heading too, but not above the first, and it
    stands below the last.
    """
    if not headings:
        return False
    above = sum(1 for heading in headings if _number_above(views, heading.first) is not None)
    below = sum(
        1
        for heading in headings
        for view in views[heading.last + 1 : heading.last + 4]
        if is_number_line(view.text)
    )
    if above <= below:
        return False
    if _number_above(views, headings[0].first) is not None:
        return True
    if any(is_number_line(view.text) for view in views[headings[-1].last + 1 :]):
        return False
    cues = [
        _opens_block(views, index, heading.first)
        for heading in headings[1:]
        if (index := _number_above(views, heading.first)) is not None
    ]
    return sum(cues) > 0


def _number_above(views: Sequence[View], first: int) -> int | None:
    """The case number above a heading, marks and initials between them at most."""
    index = first
    for _ in range(_CASE_LINES):
        index = line_above(views, index)
        if index < 0:
            return None
        text = views[index].text
        if is_number_line(text):
            return index
        beside = MARK_LINE.match(text) or NEIGHBOURS.match(text) or _is_group(views[index])
        if len(text) >= 60 or not beside:
            return None
    return None


def _opens_block(views: Sequence[View], number: int, heading: int) -> int:
    """What parts a case number from the punkt above it counts 1, from the heading below it -1.

    A divider between the punkter or a new page.
    """
    above, below = line_above(views, number), line_above(views, heading)
    if above >= 0 and (_is_group(views[above]) or _parts_pages(views, above, number)):
        return 1
    return -1 if _is_group(views[below]) or _parts_pages(views, below, heading) else 0


def _is_group(view: View) -> bool:
    return view.label is not None and view.label.kind is LabelKind.GROUP


def _parts_pages(views: Sequence[View], left: int, right: int) -> bool:
    return views[left].line.page != views[right].line.page


def _divides(views: Sequence[View], index: int) -> bool:
    """Whether "LUKKET MØDE" is a divider (F15): a mark on punkter stands over more than one."""
    label, text = views[index].label, fold_name(views[index].text)
    if label is None or label.kind is not LabelKind.GROUP:
        return False
    return sum(1 for view in views if view.label and fold_name(view.text) == text) == 1


def _mark_signatures(views: Sequence[View], headings: Sequence[Heading]) -> None:
    """Names under the last punkt that sign the minutes."""
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
        if not (
            len(view.text) < 90 and (role_word or looks_like_people(view.text))
        ) or view.text.endswith(":"):
            break
        if view.text.endswith(".") and is_told(view.text):
            break  # "Anna Vad takkede af som formand." is what happened
        signs.append(view)
    people = [view for view in signs if looks_like_people(view.text)]
    # "formand | næstformand" below blank lines, on which names were to be written
    captions = len(signs) >= 2 and all(_captions(view) for view in signs)
    signed = len(people) >= 2 or (captions and signs[-1].line.gap > _TO_SIGN)
    if signed and not signs[-1].opens:
        for view in signs:
            view.role, view.score = LineRole.SIGNATURE, 0.7


_TO_SIGN = 1.5
"""Heights of a line that are left to sign on at least, above the captions of signatures."""


def _captions(view: View) -> bool:
    """Whether a line is nothing but the part of somebody who signs."""
    label = view.label
    return label is not None and label.kind is LabelKind.CHAIR and not label.rest
