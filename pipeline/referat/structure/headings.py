"""The headings of the punkter among all lines that look like one.

In: views. Out: the headings in order, and where the table of contents lies. Every line that prints
a number as a heading may ("7. Titel", "Punkt 7: …") is a candidate; which of them are headings is
decided for the document as a whole: the best chain of candidates, by what stands around each and
by how well they follow each other. A numbered list inside a section is such a chain too, so each
step between two candidates has its price (format atlas, 5.13).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median_high

from rapidfuzz.fuzz import ratio

from referat.danish.overskrifter import (
    FORMS,
    LIST_LEAD,
    MARK_LINE,
    NOT_HEADING,
    NOT_SERIAL,
    ROMAN,
)
from referat.structure.labels import LabelKind
from referat.structure.sagsnumre import FoundNumber, find_numbers, is_number_line
from referat.structure.text import fold_label, fold_name
from referat.structure.views import Measures, View, row_mates
from referat.types import LineRole

LOOK_BACK = 60
"""Candidates that a step may pass over: more than any list between two headings that was seen."""

_TOC_LINE = re.compile(
    r"^(?P<titel>.+?)\s*(?:\.{3,}|(?:\s?\.\s){3,}|…+|_{4,}|-{5,})[\s.…]*(?P<side>\d{1,4}|"
    r"[ivxl]{1,7})?\s*$",
    re.IGNORECASE,
)
_TOC_ERROR = re.compile(r"bogmærke er ikke defineret", re.IGNORECASE)
# OCR reads dot leaders as runs of s, e, c, o and punctuation (floors: "sssseeeennn")
_TOC_JUNK = re.compile(
    r"^(?P<titel>.+?)[\s.]+(?:[secornaumv.,:;«»_~'\"-]\s?){6,}\s*(?P<side>\d{1,4})?\s*$"
)
_TOC_PAGE = re.compile(r"^(?P<titel>\D.*\D|\d.*\D)\s+(?P<side>\d{1,3}|[ivxl]{1,7})$")
_TOC_NUMBER = re.compile(
    r"^(?:åbent|lukket)?\s*(?:punkt|pkt\.?)?\s*(?P<nr>\d{1,4}[A-Z]?)\s*[.:)]*\s+(?:\(?(?:åben|"
    r"åbent|lukket)\)?\s+)?",
    re.IGNORECASE,
)


# "Den 4. januar 2010 | FORRETNINGSUDVALGET | SAG NR. 1" (F10): the number stands in the last cell
_SAG_CELL = re.compile(r"^sa[gq]\s*nr\.?\s*\d{1,3}$", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_LETTERED = re.compile(r"(?:\(\d|TOP |[IVXL]{1,7}\s?\.|[A-ZÆØÅ]\s?[.)]\s)")
# a line below a candidate that is itself numbered: what follows it is not the candidate's
_NUMBERED = re.compile(r"^(?:(?:åbent?|lukket)\s+)?\d{1,4}\s*[.):]?\s+\(?[A-ZÆØÅ]", re.IGNORECASE)


@dataclass(slots=True)
class Heading:
    """A candidate, and if chosen, a heading."""

    first: int
    """Index of its first line."""
    last: int
    """Index of its last line."""
    nr: str | None
    """Number as printed."""
    number: int
    """Its digits; 0 without a number."""
    titel: str
    """Title as far as the candidate's own line has it."""
    kind: str
    """Form in which the number is printed."""
    closed: bool | None = None
    """What a mark on the heading says."""
    score: float = 0.0
    """Evidence for a heading."""
    style: tuple[bool, int, bool] = (False, 0, False)
    """Weight, size, capitals."""
    covers: list[tuple[int, int]] = field(default_factory=list)
    """First and last lines of earlier printings of the same heading (F01)."""
    sagsnumre: tuple[FoundNumber, ...] = ()
    """Case numbers between number and title."""
    beside: frozenset[int] = frozenset()
    """Lines between its first and its last that stand in other columns and are not its own."""

    @property
    def lines(self) -> Iterator[int]:
        """Indices of all lines that print it, earlier printings among them."""
        for first, last in ((self.first, self.last), *self.covers):
            yield from (index for index in range(first, last + 1) if index not in self.beside)


KEYED = frozenset(("svar", "skema"))
"""Kinds whose lines are answers or cells: neither rules nor net look for more of the title."""
WHOLE = frozenset(("blanket", "randtal"))
"""Kinds whose number and title stand apart and are read together, whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TocEntry:
    """A line of the table of contents."""

    index: int
    """Index of its first line."""
    nr: str | None
    """Number, where printed."""
    titel: str
    """Title."""


def find_toc(views: Sequence[View], measures: Measures) -> list[TocEntry]:
    """Lines of tables of contents that show themselves: by leaders, or page numbers under a label.

    Marks them, and the label over them, with the role ``TOC``.
    """
    entries: list[TocEntry] = []
    open_until = -1
    for view in views:
        if view.line.furniture or len(view.text) > 260 or view.settled:
            continue
        if view.label and view.label.kind is LabelKind.TOC and view.index < 200:
            open_until = view.index + 120
            if not view.label.rest:
                view.role = LineRole.TOC
                view.score = 0.9
            continue
        found = _TOC_LINE.match(view.text)
        sure = found is not None
        under = view.index <= open_until
        if found is None and _TOC_ERROR.search(view.text):
            entries.append(_toc_entry(view, _TOC_ERROR.sub("", view.text).replace("Fejl!", "")))
            continue
        if found is None and under and view.ocr:
            found = _TOC_JUNK.match(view.text)
        if found is None and under:
            found = _TOC_PAGE.match(view.text)
            mates = row_mates(views, view.index)
            if found is None and mates and re.fullmatch(r"\d{1,3}|[ivxl]{1,7}", mates[-1].text):
                mates[-1].role = LineRole.TOC
                entries.append(_toc_entry(view, view.text))
                continue
        if found is None:
            if (
                under
                and view.first_in_row
                and view.label
                and view.label.kind is not LabelKind.GROUP
            ):
                open_until = -1
            continue
        if not sure and len(found["titel"]) < 4:
            continue
        entries.append(_toc_entry(view, found["titel"]))
        for mate in row_mates(views, view.index):
            if re.fullmatch(r"\d{1,4}|[ivxl]{1,7}", mate.text):
                mate.role, mate.score = LineRole.TOC, 0.9
    if len(entries) < 2:
        for entry in entries:
            views[entry.index].role = LineRole.BODY
        return []
    return entries


def _toc_entry(view: View, text: str) -> TocEntry:
    view.role = LineRole.TOC
    view.score = 0.9
    found = _TOC_NUMBER.match(text)
    titel = text[found.end() :] if found else text
    return TocEntry(index=view.index, nr=found["nr"] if found else None, titel=titel.strip(" .…_-"))


def find_candidates(
    views: Sequence[View], measures: Measures, toc: Sequence[TocEntry]
) -> list[Heading]:
    """All lines that print a number as a heading may, with the evidence for each."""
    titles = [fold_name(entry.titel) for entry in toc]
    candidates: list[Heading] = []
    for view in views:
        if view.role is not LineRole.BODY or view.line.furniture:
            continue
        if not view.first_in_row and not _SAG_CELL.match(view.text):
            continue
        if view.line.listed or len(view.text) > 330:
            continue
        if view.label and view.label.kind is LabelKind.GROUP:
            continue
        if not _DIGIT.search(view.text[:24]) and not _LETTERED.match(view.text):
            continue
        candidate = _parse(view, views)
        told = view.label is not None and candidate is not None and candidate.kind == "punktum"
        if told and candidate is not None and candidate.number % 100 <= _SECTIONS:
            continue  # "2.1 Kort om sagen": a section of punkt 2
        if candidate:
            candidate.score += _context(candidate, views, measures, titles)
            candidates.append(candidate)
    candidates += _serial(views, candidates, measures, titles)
    candidates.sort(key=lambda candidate: candidate.first)
    _adjacent(candidates)
    return _without_list(candidates, views)


# "Sag nr. 9/06", "Beslutning nr. 12", "Emne nr. 4:": words that no form has, and a number
_SERIAL = re.compile(
    r"^(?P<before>[^\W\d_][^\d:;,()]{1,38}?)\s*(?P<nr>(?P<number>\d{1,4})(?P<year>/\d{2,4})?)"
    r"(?![\d/.-]\d|[\w%]|\s+af\s+\d)\s*[.:)–-]*\s*(?P<titel>.*)$"
)
_FEWEST, _BY_ONE, _APART = 3, 0.6, 3
"""Lines of a series at least, the share of them whose number is the next one, and the lines from
one to the next in the middle: a list's items stand closer."""


def _serial(
    views: Sequence[View],
    known: Sequence[Heading],
    measures: Measures,
    titles: Sequence[str],
) -> list[Heading]:
    """Candidates in a form that only this document shows: the same words, and numbers by one."""
    taken = {candidate.first for candidate in known}
    made = _lettered(views, measures, titles)
    groups: dict[tuple[str, str, tuple[bool, int, bool]], list[tuple[View, re.Match[str]]]] = {}
    for view in views:
        if view.role is not LineRole.BODY or view.line.furniture or not view.first_in_row:
            continue
        if view.line.listed or len(view.text) > 160 or view.index in taken:
            continue
        found = _SERIAL.match(view.text)
        if found and not NOT_SERIAL.match(found["before"]):
            key = fold_label(found["before"]), found["year"] or "", view.style
            groups.setdefault(key, []).append((view, found))
    for lines in groups.values():
        numbers = [int(found["number"]) for _, found in lines]
        places = [view.index for view, _ in lines]
        steps = [right - left for left, right in itertools.pairwise(numbers)]
        if (
            len(lines) < _FEWEST
            or len(set(numbers)) < len(numbers)
            or steps.count(1) < _BY_ONE * len(steps)
            or median_high(right - left for left, right in itertools.pairwise(places)) < _APART
            or sum(_titled(view, found, views) for view, found in lines) < _BY_ONE * len(lines)
        ):
            continue
        for view, found in lines:
            candidate = Heading(
                first=view.index,
                last=view.index,
                nr=found["nr"],
                number=int(found["number"]),
                titel=found["titel"].strip(),
                kind="serie",
                score=_SERIES,
                style=view.style,
            )
            candidate.score += _context(candidate, views, measures, titles)
            made.append(candidate)
    return made


# "A Velkomst", "B" beside its title, "A1 Velkomst": a letter alone says little, so that such lines
# must be set apart, begin with A and leave none out
_LETTER = re.compile(
    r"^(?P<nr>(?P<letter>[A-Z])(?P<number>\d{1,2})?)(?(number)\s?[.:)]?)\s+(?P<titel>\S.+)$"
)


def _lettered(views: Sequence[View], measures: Measures, titles: Sequence[str]) -> list[Heading]:
    """Candidates whose number is a letter, or a letter and a number, in lines set apart."""
    groups: dict[tuple[bool, int], list[Heading]] = {}
    for view in views:
        if view.role is not LineRole.BODY or not view.heading or not view.first_in_row:
            continue
        if view.label is not None and view.label.kind is LabelKind.GROUP:
            continue
        mates = row_mates(views, view.index)
        beside = len(mates) == 1 and len(view.text) <= 4
        found = _LETTER.match(f"{view.text} {mates[0].text}" if beside else view.text)
        if found is None or len(found["titel"]) > 160 or found["titel"][:1].islower():
            continue
        heading = Heading(
            first=view.index,
            last=mates[0].index if beside else view.index,
            nr=found["nr"],
            number=100 * (ord(found["letter"]) - ord("A")) + int(found["number"] or 0),
            titel=found["titel"],
            kind="serie",
            score=_SERIES,
            style=view.style,
        )
        groups.setdefault((found["number"] is not None, view.style[1]), []).append(heading)
    made: list[Heading] = []
    for (counted, _), headings in groups.items():
        steps = [right.number - left.number for left, right in itertools.pairwise(headings)]
        # "A1", "A2", "B1": the next number, or the next letter's first
        rises = all(
            step == 1 or right.number % 100 == 1 if counted else step == 100
            for step, right in zip(steps, headings[1:], strict=True)
        )
        if len(headings) < _FEWEST or headings[0].number != int(counted) or not rises:
            continue
        for place, heading in enumerate(headings, start=1):
            heading.number = place
            heading.score += _context(heading, views, measures, titles)
        made += headings
    return made


def _titled(view: View, found: re.Match[str], views: Sequence[View]) -> bool:
    """Whether a title stands behind a number, or on the line below it."""
    if found["titel"]:
        return True
    row = (view.line.page, view.line.row)
    below = next(
        (
            other
            for other in views[view.index + 1 :]
            if not other.line.furniture and (other.line.page, other.line.row) != row
        ),
        None,
    )
    return below is not None and below.label is None and not is_number_line(below.text)


_SERIES = 1.0
"""Evidence that a series alone gives."""


_SECTIONS = 15
"""Sections of a punkt at most that are numbered below its number; "1.90" is a punkt's own."""


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
            and other.first - candidate.last > 3
            and (titel := other.titel or _below(other, views))
            and _same_title(candidate.titel, titel)
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
    """The title on the line below a number that stands alone in a series."""
    if candidate.kind != "serie" or candidate.last + 1 >= len(views):
        return ""
    return views[candidate.last + 1].text


def parse_heading(view: View, text: str) -> Heading | None:
    """Number and title of a line that is known to be a heading; ``None`` without a number."""
    for form in FORMS:
        found = form.pattern.match(text)
        if found:
            nr = re.sub(r"\s", "", found["nr"])
            mark = found.groupdict().get("mark")
            return Heading(
                first=view.index,
                last=view.index,
                nr=nr,
                number=_value(nr, form.name),
                titel=(found.groupdict().get("titel") or "").strip(),
                kind=form.name,
                closed=mark.casefold().startswith("luk") if mark else None,
                style=view.style,
            )
    return None


def _parse(view: View, views: Sequence[View]) -> Heading | None:
    text = view.text
    mates = row_mates(views, view.index)
    last = view.index
    if mates and len(text) <= 24:
        # "Punkt 3" | "Titel" as cells of one row
        if re.fullmatch(
            r"(?:(?:punkt|pkt\.?|sag nr\.?|nr\.)\s*)?\d{1,4}[A-Z]?\s*[.:)]?", text, re.IGNORECASE
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
    if is_number_line(text):
        return None
    for form in FORMS:
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
            number=_value(nr, form.name),
            titel=titel,
            kind=form.name,
            closed=mark.casefold().startswith("luk") if mark else None,
            score=form.weight,
            style=view.style,
        )
    return None


def _value(nr: str, form: str) -> int:
    """A printed number as one that can be counted on."""
    if form == "romertal":
        values = [ROMAN[letter] for letter in nr]
        return sum(
            -value if value < max(values[place:]) else value for place, value in enumerate(values)
        )
    if form == "bogstav":
        return ord(nr) - ord("A") + 1
    if form == "punktum":
        group, number = nr.split(".")
        return 100 * int(group) + int(number)
    return leading_number(nr)


def leading_number(nr: str) -> int:
    """The digits that a printed number begins with: 12 of "12A"; 0 where there are none."""
    digits = re.match(r"\d+", nr)
    return int(digits[0]) if digits else 0


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
    if before is not None and candidate.kind not in ("punkt", "sag", "nr-mark", "mark-nr"):
        if before.role is LineRole.BODY and not before.heading and LIST_LEAD.search(before.text):
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


_OPENERS = {
    LabelKind.SECTION,
    LabelKind.DECISION,
    LabelKind.PROPOSAL_AND_DECISION,
    LabelKind.EARLIER,
    LabelKind.ABSENCE,
    LabelKind.ATTACHMENTS,
}


def _adjacent(candidates: Sequence[Heading]) -> None:
    """Candidates that follow each other line by line are a list, unless each is a sure heading."""
    for left, right in itertools.pairwise(candidates):
        if right.first - left.last <= 1 and right.number == left.number + 1:
            for candidate in (left, right):
                if candidate.kind not in ("punkt", "sag"):
                    candidate.score -= 1.2


def choose_chain(candidates: Sequence[Heading]) -> list[Heading]:
    """The best chain of candidates, or an empty list where no chain has evidence enough."""
    best = [0.0] * len(candidates)
    back = [-1] * len(candidates)
    for i, candidate in enumerate(candidates):
        best[i] = candidate.score + _start(candidate)
        for j in range(max(0, i - LOOK_BACK), i):
            value = best[j] + candidate.score + _step(candidates[j], candidate)
            if value > best[i]:
                best[i], back[i] = value, j
    if not best:
        return []
    top = max(range(len(best)), key=lambda i: best[i])
    if best[top] < 2.0:
        return []
    chain = []
    while top >= 0:
        chain.append(candidates[top])
        top = back[top]
    return chain[::-1]


def _start(candidate: Heading) -> float:
    if candidate.number <= 1:
        return 0.5
    return -0.5 if candidate.number < 4 or candidate.kind == "punkt" else -1.5


def _step(left: Heading, right: Heading) -> float:
    """How well one heading follows another."""
    same_kind = left.kind == right.kind
    value = 0.8 if same_kind else -1.0
    if same_kind:
        value += 0.6 if left.style == right.style else -1.2
    step = right.number - left.number
    if step == 1:
        return value + 2.0
    if left.kind == right.kind == "serie":
        return value + 1.0  # the series as a whole has shown its numbers: this one is out of order
    if step == 0:
        suffix = (left.nr or "")[-1:].isalpha() or (right.nr or "")[-1:].isalpha()
        if suffix and left.nr != right.nr:
            return value + 1.0
        if "ad" in (left.kind, right.kind) and not same_kind:
            return value - 6.0  # an answer, and the line of the list that it answers (F22)
        near = 40 if left.titel and right.titel else 3
        if _same_title(left.titel, right.titel) and right.first - left.last < near:
            return value + (1.5 if same_kind else 2.5)
        return value - 6.0
    if step < 0:
        # a late item printed out of order (F08), or a closed part that counts on its own
        sure = min(left.score, right.score) >= 4.5 and left.style == right.style
        return value - (4.0 if sure or left.kind == right.kind == "punkt" else 14.0)
    first = right.number % 100 == 1 or (right.nr or "")[-2:] == ".0"
    if left.kind == right.kind == "punktum" and first and step < 200:
        return value + 1.0  # "1.4", then "2.1"; "1.0", then "2.0"
    if step <= 4:
        return value - 0.9 * step
    if left.number < 100 <= right.number <= 130:
        return value - 0.5
    return value - 6.0


def _same_title(left: str, right: str) -> bool:
    left, right = fold_name(left), fold_name(right)
    if not left or not right:
        return True
    short = min(len(left), len(right))
    return ratio(left[:short], right[:short]) >= 75


def merge_covers(chain: Sequence[Heading]) -> list[Heading]:
    """One heading for each punkt: a cover and the item's own heading become one (F01, F20)."""
    merged: list[Heading] = []
    for heading in chain:
        if (
            merged
            and merged[-1].number == heading.number
            and (merged[-1].nr or "").lstrip("0") == (heading.nr or "").lstrip("0")
            and _same_title(merged[-1].titel, heading.titel)
        ):
            before = merged[-1]
            before.covers.append((heading.first, heading.last))
            if len(heading.titel) > len(before.titel) and not before.titel:
                before.titel = heading.titel
            before.closed = before.closed if before.closed is not None else heading.closed
            continue
        merged.append(heading)
    return merged
