"""All lines that print a number as a heading may, and the evidence for each."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from rapidfuzz.fuzz import ratio

from referat.danish.overskrifter import (
    FORMS,
    LIST_LEAD,
    MARK_ALONE,
    MARK_LINE,
    NOT_HEADING,
    HeadingForm,
)
from referat.structure.headings import Heading, is_same_title, says_open, value_of
from referat.structure.labels import SECTION_KINDS, Label, LabelKind
from referat.structure.sagsnumre import case_before, find_numbers, is_number_line
from referat.structure.series import find_series
from referat.structure.text import fold_name
from referat.structure.toc import TocEntry
from referat.structure.views import Measures, View, row_mates
from referat.types import LineRole

# "Den 4. januar 2010 | FORRETNINGSUDVALGET | SAG NR. 1" (F10): the number stands in the last cell
_SAG_CELL = re.compile(r"^sa[gq]\s*nr\.?\s*\d{1,3}$", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_LETTERED = re.compile(r"(?:\(\d|TOP |[IVXL]{1,7}\s?\.|[A-ZÆØÅ]\s?[.)]\s)")
# a line below a candidate that is itself numbered: what follows it is not the candidate's
_NUMBERED = re.compile(
    r"^(?:(?:åbent?|lukket)\s+)?\d{1,4}\s*[.):]?\s+\(?[A-ZÆØÅ]|"
    r"^(?:(?:dagsordens)?punkt|pkt\.?|sag)\s*(?:nr\.?\s*)?\d{1,4}\b(?!/)",
    re.IGNORECASE,
)
_SECTIONS = 15
"""Sections of a punkt at most that are numbered below its number; "1.90" is a punkt's own."""


def find_candidates(
    views: Sequence[View], measures: Measures, toc: Sequence[TocEntry]
) -> list[Heading]:
    """All lines that print a number as a heading may, with the evidence for each."""
    titles = [fold_name(entry.titel) for entry in toc]
    candidates: list[Heading] = []
    attached = _attached(views)
    for view in views:
        if view.role is not LineRole.BODY or view.line.furniture or view.index in attached:
            continue
        if not view.first_in_row and not _SAG_CELL.match(view.text):
            continue
        if view.line.listed or len(view.text) > 330:
            continue
        if view.label and view.label.kind is LabelKind.GROUP:
            continue
        behind = view.text.endswith(")") and _DIGIT.search(view.text[-6:])
        if not (_DIGIT.search(view.text[:24]) or _LETTERED.match(view.text) or behind):
            continue
        candidate = _parse(view, views)
        told = view.label is not None and candidate is not None and candidate.kind == "punktum"
        if told and candidate is not None and candidate.number % 100 <= _SECTIONS:
            continue  # "2.1 Kort om sagen": a section of punkt 2
        if candidate:
            candidate.score += _context(candidate, views, measures, titles)
            candidates.append(candidate)
    series = find_series(views, {candidate.first for candidate in candidates})
    for candidate in series:
        candidate.score += _context(candidate, views, measures, titles)
    candidates += series
    candidates.sort(key=lambda candidate: candidate.first)
    _adjacent(candidates)
    return _without_list(candidates, views)


# "Åben", "Åben Ansøgning fra borgerforeningen"; "101922/14", "2013-0045121-3"
_TABLE_MARK = re.compile(r"^(?:åben|lukket)t?\b", re.IGNORECASE)
_TABLE_NUMBER = re.compile(r"^(?:19|20)?\d{2,7}[-/]\d[\d-]*$")


def _attached(views: Sequence[View]) -> set[int]:
    """Lines that open the rows of a table of attachments, whose numbers are no punkter's.

    "1 | Åben | Ansøgning fra foreningen | 101922/14" below "Bilag:"; its numbers count from 1.
    """
    found: set[int] = set()
    expected = 0
    for view in views:
        if view.label is not None and view.label.kind is LabelKind.ATTACHMENTS:
            expected = 0 if view.label.rest else 1
        elif expected and view.first_in_row:
            number = re.match(r"(?P<nr>\d{1,3})\b\.?\s*(?P<rest>.*)", view.text)
            cells = [mate.text for mate in row_mates(views, view.index)]
            cells = [number["rest"], *cells] if number and number["rest"] else cells
            if (
                number is not None
                and int(number["nr"]) == expected
                and len(cells) > 1
                and (_TABLE_MARK.match(cells[0]) or _TABLE_NUMBER.match(cells[-1]))
            ):
                found.add(view.index)
                expected += 1
            elif number is not None or view.heading or view.label is not None:
                expected = 0
    return found


# "Eventuelt 10", in a list of the punkter
_LIST_PAGE = re.compile(r"\s+\d{1,3}$")


def _without_list(candidates: list[Heading], views: Sequence[View]) -> list[Heading]:
    """Candidates without those of a list of the punkter that prints no page numbers (F08, F11).

    A line is the list's if the same number and title come again further down, nothing that opens a
    punkt stands below it, and its neighbours are such lines too. They get the role ``TOC``.
    """
    early: list[Heading] = []
    for place, candidate in enumerate(candidates):
        ends_list = bool(early) and (
            candidate.first == early[-1].last + 1
            and candidate.number == early[-1].number + 1
            and candidate.style == early[-1].style
        )
        if not candidate.titel or (_after(candidate, views) > 0 and not ends_list):
            continue
        later = any(
            other.nr == candidate.nr
            and other.first - candidate.last > 2
            and (titel := other.titel or _below(other, views))
            and is_same_title(_LIST_PAGE.sub("", candidate.titel), titel)
            for other in candidates[place + 1 :]
        )
        if later:
            early.append(candidate)
    dense = [
        candidate
        for candidate in early
        if any(
            other is not candidate and abs(other.first - candidate.first) <= 4 for other in early
        )
    ]
    if len(dense) < 2:
        return candidates
    drop = {id(candidate) for candidate in dense}
    for candidate in dense:
        for index in range(candidate.first, candidate.last + 1):
            views[index].role, views[index].score = LineRole.TOC, 0.8
    low, high = dense[0].first, dense[-1].last
    for view in views[low:high]:
        if view.role is LineRole.BODY and high - low <= 4 * len(dense):
            view.role, view.score = LineRole.TOC, 0.6
    return [candidate for candidate in candidates if id(candidate) not in drop]


def _below(candidate: Heading, views: Sequence[View]) -> str:
    """The title on the line below a number that stands alone."""
    if candidate.titel or candidate.last + 1 >= len(views):
        return ""
    return views[candidate.last + 1].text


_YEARED = HeadingForm(
    name="alene", pattern=re.compile(r"(?P<nr>\d{1,4}/(?:19|20)\d\d)$"), weight=-1.5
)
"""The year's running number alone, over its title: "12/2008"."""
_YEARED_CELL = HeadingForm(
    name="aar", pattern=re.compile(r"(?P<nr>\d{1,4}/(?:19|20)\d\d)\. (?P<titel>\S.*)$"), weight=0.0
)
"""The same in a cell of its own, beside its title."""
_DOTTED = HeadingForm(
    name="punktum", pattern=re.compile(r"(?P<nr>\d{1,2}\.\d{1,2})\.?$"), weight=-1.5
)
"""A number within a group alone, over its title, where no layout says what stands beside it."""
# "27.15.00Ø00-5195. Kvalitetsstandarder": no punkt 27 at a quarter past three
_SUBJECT_HEAD = re.compile(r"\d\d\.\d\d\.\d\d\D")
_TIME = re.compile(r"\W*(?:ca\.\s*)?\d{1,3}\s*min\.?")


def _marks(mate: View, views: Sequence[View]) -> bool:
    """Whether a cell beside a number says open or closed of the title that stands below both."""
    below = views[mate.index + 1] if mate.index + 1 < len(views) else None
    return (
        MARK_LINE.match(mate.text) is not None
        and below is not None
        and below.heading
        and below.label is None
        and below.line.page == mate.line.page
        and not is_number_line(below.text)
    )


def _parse(view: View, views: Sequence[View]) -> Heading | None:
    text = view.text
    mates = row_mates(views, view.index)
    last = view.index
    marked = bool(mates) and (says_open(mates[0], view) or _marks(mates[0], views))
    if marked and all(_TIME.fullmatch(mate.text) for mate in mates[1:]):
        mates = []  # "Pkt. 24 … Åben · 5 min.", and the title below
    if mates and len(text) <= 24:
        # "Punkt 3" | "Titel" as cells of one row
        if re.fullmatch(
            r"(?:(?:punkt|pkt\.?|sag(?:\s*nr\.?)?|nr\.)\s*)?\d{1,4}[A-Z]?\s*[.:)]?"
            r"|(?:punkt|pkt\.?)\s*\d{1,4}/(?:19|20)?\d\d|\d{1,4}/(?:19|20)\d\d|\d{1,2}\.\d{1,2}",
            text,
            re.IGNORECASE,
        ):
            text = (
                f"{text.rstrip(' .:)')}. {mates[0].text}"
                if text[0].isdigit()
                else f"{text} {mates[0].text}"
            )
            last = mates[0].index
            if len(mates) > 1 and MARK_LINE.match(mates[0].text):
                text = f"{text} {mates[1].text}"
                last = mates[1].index
            if len(mates) > 3 or any(re.fullmatch(r"[\d.,%()\s-]+", mate.text) for mate in mates):
                return None  # a row of figures
    elif len(mates) >= 2:
        return None
    text, cases = case_before(text)
    if is_number_line(text) or _SUBJECT_HEAD.match(text):
        return None
    yeared = _YEARED_CELL if last > view.index else _YEARED
    for form in (*FORMS, yeared, *((_DOTTED,) if view.line.box is None and not mates else ())):
        found = form.pattern.match(text)
        if not found:
            continue
        nr = re.sub(r"\s", "", found["nr"])
        titel = (found.groupdict().get("titel") or "").strip()
        if NOT_HEADING.match(titel) and form.weight < 2.0 and form.name != "ordenstal":
            return None
        if form.name not in ("punkt", "nr-mark", "mark-nr") and titel[:1].islower():
            return None
        mark = found.groupdict().get("mark")
        closed = mark.casefold().startswith("luk") if mark else None
        if alone := MARK_ALONE.fullmatch(titel):
            closed, titel = bool(alone["closed"]), ""
        row = view.line.row
        first = view.index
        while (
            first > 0
            and views[first - 1].line.page == view.line.page
            and views[first - 1].line.row == row
        ):
            first -= 1
        return Heading(
            first=first,
            last=last,
            nr=nr,
            number=value_of(nr, form.name),
            titel=titel,
            kind=form.name,
            closed=closed,
            score=form.weight,
            style=view.style,
            sagsnumre=cases,
        )
    return None


_OVER_LABEL = 4.0
"""What "Nr. 100." over a section's label has against it: it ends the text, and heads no title."""


def _opens_section(views: Sequence[View], index: int) -> bool:
    """Whether a line is a section's label and nothing else."""
    label = views[index].label if index < len(views) else None
    return label is not None and label.kind in SECTION_KINDS and label.exact and not label.rest


def _context(
    candidate: Heading, views: Sequence[View], measures: Measures, titles: Sequence[str]
) -> float:
    """Evidence from the lines around a candidate."""
    view = views[candidate.first]
    score = 0.0
    if view.heading:
        score += 2.5
    if measures.laid_out and view.indent > 18 and candidate.kind not in ("punkt", "sag"):
        score -= 1.5
    if view.line.gap >= 0.6:
        score += 0.5
    if candidate.kind == "nr" and not candidate.titel and not view.heading:
        score -= _OVER_LABEL if _opens_section(views, candidate.last + 1) else 0.0
    titel = candidate.titel
    if len(titel) > 160:
        score -= 3.0
    if titel.endswith((",", ";")) or re.search(r"[a-zæøå]{3,}\. [A-ZÆØÅ]", titel):
        score -= 2.0
    elif titel.endswith(".") and len(titel) > 60:
        score -= 1.5
    elif titel.endswith(":"):
        score -= 1.0
    if "\t" in view.text or re.search(r"(?:\s\d[\d.,]*){3,}\s*$", titel):
        score -= 4.0
    folded = fold_name(titel)
    if folded and any(
        title == folded or (len(folded) > 8 and ratio(title[: len(folded) + 6], folded) >= 82)
        for title in titles
    ):
        score += 3.0
    score += _after(candidate, views)
    before = next(
        (
            views[i]
            for i in range(view.index - 1, max(-1, view.index - 3), -1)
            if not views[i].line.furniture
        ),
        None,
    )
    divider = _divider(before)
    candidate.behind = divider is not None and divider.closed
    if before is not None and candidate.kind not in ("punkt", "sag", "nr-mark", "mark-nr"):
        lead = _above_list(candidate, views, before)
        leads = not lead.heading and LIST_LEAD.search(lead.text)
        if before.role is LineRole.BODY and leads and divider is None:
            score -= 3.0
        if (
            before.label
            and before.label.kind is LabelKind.SECTION
            and before.label.afsnit == "indstilling"
        ):
            score -= 3.0
        above = find_numbers(before.text, alone=True) and is_number_line(before.text)
        if above or MARK_LINE.match(before.text):
            score += 1.0  # "Åbent punkt" above the heading (F21)
    return score


# "1. § 36 i loven", "2) Foreningens udtalelse"
_ITEM = re.compile(r"(?P<nr>\d{1,2})\s?[.)]\s")


def _above_list(candidate: Heading, views: Sequence[View], before: View) -> View:
    """The line above a list that a candidate may be of, from its number one up to it."""
    number = candidate.number - 1
    view = before
    while (
        number > 0
        and view.index > 0
        and (item := _ITEM.match(view.text))
        and int(item["nr"]) == number
        and not view.heading
    ):
        view, number = views[view.index - 1], number - 1
    return view if number == 0 else before


def _divider(view: View | None) -> Label | None:
    label = view.label if view is not None else None
    return label if label is not None and label.kind is LabelKind.GROUP else None


def _after(candidate: Heading, views: Sequence[View]) -> float:
    """Evidence from the four lines below: a case number, a mark, a label."""
    seen = 0
    for view in views[candidate.last + 1 : candidate.last + 9]:
        if view.line.furniture:
            continue
        seen += 1
        if seen > 4 or (_NUMBERED.match(view.text) and not is_number_line(view.text)):
            break
        if is_number_line(view.text):
            return 3.5
        if MARK_LINE.match(view.text):
            return 2.5
        label = view.label
        if label and label.kind in _OPENERS and not (label.weak and not view.heading):
            return 2.5 if label.exact else 1.5
    return 0.0


_OPENERS = SECTION_KINDS | {LabelKind.ABSENCE}


def _adjacent(candidates: Sequence[Heading]) -> None:
    """Candidates that follow each other line by line are a list, unless each is a sure heading."""
    for left, right in itertools.pairwise(candidates):
        if right.first - left.last <= 1 and right.number == left.number + 1:
            for candidate in (left, right):
                if candidate.kind not in ("punkt", "sag"):
                    candidate.score -= 1.2
