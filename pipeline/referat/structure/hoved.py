"""The header of a document: body, date, times, place, numbers, and the lists of people.

In: views before the first punkt. Out: a ``Hoved``, and roles for those lines. Three layouts are
read
alike: "Label: value" on one line (also several on a line, F14, F15), a form whose labels stand left
of their values (F04, F11), and a form flattened to labels first and values after (F14, F17), whose
values are told by their kind.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from referat.danish import hoved as words
from referat.danish.organer import BODY_WORD
from referat.structure.dates import (
    after_noon,
    counts_to_twelve,
    find_date,
    find_dates,
    find_times,
    time_range,
)
from referat.structure.hovedfelter import COLON, Segment, deal_values, is_prose, segment_lines
from referat.structure.hovedskema import is_page_number, read_form
from referat.structure.labels import LabelKind
from referat.structure.moedested import told_place, told_start
from referat.structure.navneskema import TableEntry, read_table
from referat.structure.organer import find_body, lower_body, same_body, without_kommune
from referat.structure.personer import looks_like_people
from referat.structure.sagsnumre import FoundNumber, find_numbers, is_number_line
from referat.structure.stationer import station_body
from referat.structure.text import fold_spaces, join_words
from referat.structure.views import View
from referat.types import LineRole


@dataclass(slots=True)
class Hoved:
    """What a header says; every value with the index of the line that says it."""

    dato: dt.date | None = None
    weekday_fits: bool | None = None
    start: str | None = None
    slut: str | None = None
    sted: str | None = None
    udvalg: str | None = None
    title: str = ""
    sagsnumre: list[FoundNumber] = field(default_factory=list)
    dokumentnumre: list[FoundNumber] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    table: list[TableEntry] = field(default_factory=list)
    where: dict[str, int] = field(default_factory=dict)
    score: dict[str, float] = field(default_factory=dict)

    def put(self, name: str, value: object, index: int, score: float) -> None:
        """Set a field unless a surer reading is there."""
        if value and score > self.score.get(name, 0.0):
            setattr(self, name, value)
            self.where[name] = index
            self.score[name] = score


_HELD = re.compile(
    r"(?:holdt|afholdt(?:es)?|afholdes|mødtes|møde|foregik)\s.*?\b(?:på|"
    r"i)\s+(?P<sted>[A-ZÆØÅ][^.,;]{2,60}?)(?=\s*(?:kl\b|[.,;]|\bfra\b|$))"
)
_RAISED = re.compile(
    r"mødet\s+(?:\w+\s+)?(?:hævet|sluttede|slut|afsluttet|hævedes|afsluttedes|"
    r"blev hævet|varede\s+(?:ind)?til)\b(?:[^.]|\.(?=:?\s*\d)){0,30}|"
    r"og\s+(?:sluttede|hævedes|hævet|sagde\s+\w+|"
    r"blev\s+(?:hævet|sluttet|afsluttet))\s+(?:[^.]|\.(?=:?\s*\d)){0,20}",
    re.IGNORECASE,
)
# "Mødet begyndte kl. 14 og sluttede kl.", and below it "16.20"
_CLOCK_BELOW = re.compile(r"\b(?:kl\.?|klokken)$", re.IGNORECASE)
_STARTED = re.compile(
    r"(?:mødet|vi)\s+(?:startede|blev sat|sattes|begyndte|påbegyndt|indledtes|blev åbnet|åbnede|"
    r"startet)\b"
    r"(?:[^.]|\.(?=:?\s*\d)){0,20}",
    re.IGNORECASE,
)


def read_hoved(
    views: Sequence[View], first: int, *, is_minutes: bool, last: int | None = None
) -> Hoved:
    """Read the header, and mark its lines.

    Args:
        views: All lines of the document.
        first: Index of the first line of the first punkt; the header is what stands before it.
        is_minutes: The document has punkter; without them only the first lines are its header.
        last: Index of the first line of the last punkt, where the meeting may be told to end.
    """
    hoved = Hoved()
    limit = first if is_minutes else min(first, 40)
    head = [
        view for view in views[:limit] if view.role is LineRole.BODY and not view.line.furniture
    ]
    _read_title(hoved, head)
    hoved.table = read_table(head)
    lines = [view for view in head if view.role is not LineRole.ATTENDANCE]
    form, used = read_form(lines)
    hoved.segments = segment_lines([view for view in lines if view.index not in used])
    deal_values(hoved.segments)
    hoved.segments += form
    for segment in hoved.segments:
        _read_segment(hoved, segment)
    _read_lines(hoved, head)
    if place := told_place(head):
        hoved.put("sted", *place, 0.7)
    if start := told_start(head):
        hoved.put("start", *start, 0.55)
    if is_minutes:
        _read_elsewhere(hoved, views, first, first if last is None else last)
    if any(counts_to_twelve(view.text) for view in head):
        hoved.slut = after_noon(hoved.slut, hoved.start)
    _mark(hoved, head)
    if hoved.udvalg:
        hoved.udvalg = lower_body(hoved.udvalg)
        hoved.udvalg = hoved.udvalg[0].upper() + hoved.udvalg[1:]
    return hoved


_DATED = 3
"""Decisions of the body itself at least whose day is taken for the meeting's."""


def redate(hoved: Hoved, views: Sequence[View], first: int) -> None:
    """Take the day of the body's own decisions where the head's field is another's.

    A letter-like head dates the writing ("Dato: 8. september 2016") and prints the meeting's day
    without a label; every decision then has that day.
    """
    days = Counter(
        view.label.date
        for view in views[first:]
        if view.label is not None
        and view.label.kind is LabelKind.DECISION
        and view.label.date is not None
        and view.label.body is not None
        and same_body(view.label.body, hoved.udvalg)
    )
    if not days or hoved.dato is None or hoved.dato in days:
        return
    day, count = days.most_common(1)[0]
    if count < _DATED or 2 * count <= days.total():
        return
    for view in views[:first]:
        if any(found.date == day for found in find_dates(view.text)):
            hoved.dato, hoved.weekday_fits = day, None
            hoved.where["dato"], hoved.score["dato"] = view.index, 0.9
            return


def _read_title(hoved: Hoved, head: Sequence[View]) -> None:
    """Title, and body and date in it."""
    for view in head[:25]:
        text = (
            re.sub(r"(?<=\b\w) (?=\w\b)", "", view.text)
            if re.match(r"(?:\w ){4}", view.text)
            else view.text
        )
        if words.TITLE.match(text) or words.TITLE_TAIL.search(text) or words.OTHER_WORD.match(text):
            hoved.title = fold_spaces(f"{hoved.title} {text}")
            view.role, view.score = LineRole.TITLE, 0.9
            after = views_after(head, view)
            if (
                after is not None
                and after.style == view.style
                and after.line.gap < 0.5
                and view.line.box
                and not words.TITLE.match(after.text)
                and not find_body(after.text)
                and (len(after.text) < 40 or _UNFINISHED.search(text))
                and view.heading
            ):
                # a title that runs over two lines: "REFERAT … d. 08-" / "02-2023"
                text = join_words(text, after.text)
                hoved.title = fold_spaces(text)
                after.role, after.score = LineRole.TITLE, 0.8
            rest = words.TITLE.sub("", text)
            rest = words.TITLE_TAIL.sub("", rest)
            hoved.put("udvalg", find_body(rest), view.index, 0.85)
            dates = find_dates(text)
            if dates:
                hoved.put("dato", dates[0].date, view.index, 0.8)
            start, slut = time_range(text) if dates else (None, None)
            hoved.put("start", start, view.index, 0.7)
            hoved.put("slut", slut, view.index, 0.7)
            _read_held(hoved, text, view, 0.6)


def _read_held(hoved: Hoved, text: str, view: View, score: float) -> None:
    """The place that a meeting was held in; "møde i Byrådet" tells a body and none."""
    held = _HELD.search(text)
    if held and not station_body(held["sted"]):
        hoved.put("sted", held["sted"].strip(), view.index, score)


_ENDS = re.compile(
    r"(?:^|\s)(?:slut(?:tet|tede)?|hævet|til)\s*:?\s*kl\.?\s*(?P<tid>\d{1,2}[.:]\d\d)\s*$",
    re.IGNORECASE,
)
# "Store Sal · sat kl. 16.30 · hævet kl. 19.05"
_ENDS_ROW = re.compile(
    r"[·|,;–-]\s*(?:mødet\s+)?(?:slut(?:tet|tede)?|hævet)\s*:?\s*kl\.?\s*"
    r"(?P<tid>\d{1,2}[.:]\d\d)\s*\.?$",
    re.IGNORECASE,
)
_RANGE = re.compile(r"^(?:kl\.?\s*)?\d{1,2}[.:]\d\d\s*[-–]\s*(?:kl\.?\s*)?\d{1,2}[.:]\d\d$")
"""Lines that are a clock of the meeting and nothing else."""


_PERSONS = re.compile(r"\([A-ZÆØÅ]{1,3}\)\s*,?\s*(?:fra|til|kl)\b")
_GOES_ON = re.compile(r"(?:,|\bkl\.?|[-–])\s*$")
"""A clock that is a person's: "Abdi Nur (O), til kl. 14.45"; a line that the next goes on with."""


_UNFINISHED = re.compile(r"\b(?:kl\.?|d(?:en|\.))\s*$", re.IGNORECASE)
"""A line that ends so goes on with a clock or a day."""


def views_after(head: Sequence[View], view: View) -> View | None:
    """The line of the header that follows a given one."""
    return next((other for other in head if other.index > view.index), None)


def _read_segment(hoved: Hoved, segment: Segment) -> None:
    text = segment.text
    for part, view in segment.parts if not segment.felt else ():
        # its label needs no colon in a corner beside the kommune; else it may be the first case's
        if is_number_line(part) and not view.first_in_row:
            _keep_numbers(hoved, part, view.index)
    if not segment.felt or not text:
        return
    index = next((view.index for part, view in segment.parts if part), segment.parts[0][1].index)
    if segment.felt in ("dato", "tid"):
        dates = find_dates(text)
        if dates:
            hoved.put("dato", dates[0].date, index, 0.95)
            hoved.weekday_fits = dates[0].weekday_fits
        start, slut = time_range(text)
        hoved.put("start", start, index, 0.93)
        hoved.put("slut", slut, index, 0.9)
        if segment.key == "tid og sted" or segment.key.endswith("og sted"):
            place = re.search(r"(?:\bi|\bpå|,)\s+([A-ZÆØÅ][^,]{2,60})$", text)
            if place:
                hoved.put("sted", place[1], index, 0.7)
    elif segment.felt == "slut":
        times = find_times(text)
        if times:
            hoved.put("slut", times[0], index, 0.95)
    elif segment.felt == "sted":
        dates = find_dates(text)
        if dates:
            text = text[: dates[0].start].strip()
        hoved.put("sted", text.strip(" ,;."), index, 0.9)
    elif segment.felt == "udvalg":
        hoved.put("udvalg", find_body(text) or text.strip(" .,"), index, 0.9)
    elif segment.felt == "moede":
        hoved.put("udvalg", find_body(text), index, 0.8)
        if not hoved.title and words.TITLE.match(text):
            hoved.title = text
    _keep_numbers(hoved, f"{segment.key}: {text}", index)


def _keep_numbers(hoved: Hoved, text: str, index: int) -> None:
    """Keep the numbers of the meeting's own case and documents that a text of its header prints."""
    for number in find_numbers(text):
        kept = hoved.dokumentnumre if number.is_document else hoved.sagsnumre
        if number.nummer not in [known.nummer for known in kept]:
            kept.append(number)
            hoved.where.setdefault("dokumentnumre" if number.is_document else "sagsnumre", index)


# "Bestyrelsen for", "Fællesmøde mellem Socialudvalget", "Udvalget for Plan &"
_NAME_GOES_ON = re.compile(r"(?:\b(?:for|om|og|samt|mellem)|[&,-])$", re.IGNORECASE)
# "Opgaveudvalget" and below it "for levende landsbyer"
_REST = re.compile(r"(?:for|om|vedr\.|vedrørende)\s+[^\W\d]")
_JOINT = re.compile(
    r"^fællesmøde\s+(?:mellem|for|af|med)\s+(?P<bodies>.+?)(?:\s+(?:den|d\.)\s+\d.*)?$",
    re.IGNORECASE,
)


def _name_over_lines(view: View, head: Sequence[View]) -> str | None:
    """The name of the body that a line begins and the next, set alike, goes on with.

    Of a joint meeting the names of both bodies, on one line or two.
    """
    text = view.text
    joint = _JOINT.match(text)
    after = next((other for other in head if _is_next(view, other)), None) if view.heading else None
    named = after is not None and find_body(text) == text and _REST.match(after.text)
    if joint is None and not (named or (view.heading and _NAME_GOES_ON.search(text))):
        return None
    if after is not None:
        text = join_words(text, after.text)
        joint = _JOINT.match(text)
    elif joint is None:
        return None
    if joint is not None:
        return joint["bodies"].strip(" .,") if len(BODY_WORD.findall(joint["bodies"])) > 1 else None
    return find_body(text)


def _is_next(view: View, other: View) -> bool:
    """Whether a line is the next one in its column, set alike."""
    box, below = view.line.box, other.line.box
    return (
        view.index < other.index <= view.index + 4
        and other.style == view.style
        and other.line.page == view.line.page
        and 0 < other.line.row - view.line.row <= 3
        and (box is None or below is None or abs(box.x0 - below.x0) < 60)
    )


def _in_column(view: View, above: View | None) -> bool:
    """Whether a line stands below another or in its row, not in a column at its side."""
    box, upper = view.line.box, above.line.box if above else None
    if box is None or upper is None or above is None or view.line.row == above.line.row:
        return True
    return box.x0 < upper.x1 and upper.x0 < box.x1


def _read_lines(hoved: Hoved, head: Sequence[View]) -> None:
    """What stands without a label: a date, a body, a sentence on the meeting."""
    dated, text = -9, ""
    day: View | None = None
    for view in head:
        before, text = text, view.text
        if is_page_number(text):
            continue
        if find_dates(text) and len(text) < 120:
            dated, day = view.index, view
        elif (
            0 < view.index - dated <= 2
            and view.role is LineRole.BODY
            and 4 < len(text) < 80
            and not view.label
            and not find_body(text)
            and not find_times(text)
            and not is_prose(text)
            and text[-1] not in ",:-"
            and not re.search(r"kommune\b|^møde\s?nr|^region\b", text, re.IGNORECASE)
            and not COLON.search(text)
            and text[:1].isupper()
            and not looks_like_people(text)
            and not is_number_line(text)
            and _in_column(view, day)
        ):
            hoved.put("sted", text.strip(" .,"), view.index, 0.45)
        if len(text) > 400:
            continue
        if _RANGE.match(text) and not _GOES_ON.search(before):
            start, slut = time_range(text)
            hoved.put("start", start, view.index, 0.65)
            hoved.put("slut", slut, view.index, 0.65)
        ends = _ENDS.search(text) if len(text) < 40 else _ENDS_ROW.search(text)
        if ends and not looks_like_people(text):
            hoved.put("slut", next(iter(find_times(f"kl. {ends['tid']}")), None), view.index, 0.7)
        broken = _CLOCK_BELOW.search(before) if text[:1].isdigit() else None
        raised = _RAISED.search(f"{before} {text}" if broken else text)
        if raised and (times := find_times(raised.group())):
            hoved.put("slut", times[0], view.index, 0.85)
        started = _STARTED.search(text)
        if started and (times := find_times(started.group())):
            hoved.put("start", times[0], view.index, 0.85)
        if view.label and view.label.kind in (LabelKind.ABSENCE, LabelKind.CHAIR):
            if view.label.kind is LabelKind.ABSENCE and view.label.rest == "":
                hoved.put("udvalg", find_body(text), view.index, 0.3)
            continue
        if re.match(
            r"udsendelsesdato|udsendt|næste møde|godkendt den|offentliggjort", text, re.IGNORECASE
        ):
            continue
        whole, body = _name_over_lines(view, head), find_body(text)
        if whole:
            hoved.put("udvalg", whole, view.index, 0.8 - 0.004 * min(view.index, 40))
        if body:
            alone = len(without_kommune(text)) <= len(body) + 16
            sure = 0.75 if alone or re.search(r"\bmøde", text, re.IGNORECASE) else 0.35
            hoved.put("udvalg", body, view.index, sure - 0.004 * min(view.index, 40))
        dates = find_dates(text)
        if dates:
            weekday = dates[0].weekday_fits is not None
            letter = (
                re.match(r"^(?!Mødet? )[A-ZÆØÅ][a-zæøå]+,? den \d", text) is not None
                and not weekday
            )
            sure = 0.35 if letter else 0.75 if weekday else 0.6
            hoved.put("dato", dates[0].date, view.index, sure - 0.004 * min(view.index, 40))
            hoved.weekday_fits = (
                hoved.weekday_fits if hoved.weekday_fits is not None else dates[0].weekday_fits
            )
        if (
            find_times(text)
            and (dates or re.search(r"\bkl", text, re.IGNORECASE))
            and not raised
            and not re.search(r"forlod|ankom|deltog|punkt|pkt|gik\b|mødte", text, re.IGNORECASE)
            and not _PERSONS.search(text)
            and not _PERSONS_TIME.search(text)
        ):
            start, slut = time_range(text)
            hoved.put("start", start, view.index, 0.7 if dates else 0.6)
            hoved.put("slut", slut, view.index, 0.7)
            place = re.search(
                r"\b[Kk]l\.?\s*[\d.:]+(?:\s*[-–]\s*[\d.:]+)?\s+(?:i|på)\s+([A-ZÆØÅ](?:[^.;]|"
                r"\.(?= (?:sal|th|tv|etage))){2,70})",
                text,
            ) or re.search(r"\b(?:i|på)\s+([A-ZÆØÅ][^.,;]{2,60}?)\s*,?\s+kl\b", text)
            if place:
                hoved.put("sted", place[1].strip(" ,"), view.index, 0.65)
        elif re.match(r"^(?:i|på)\s+[A-ZÆØÅ]", text) and len(text) < 80 and not dates:
            hoved.put("sted", re.sub(r"^(?:i|på)\s+", "", text).strip(" .,"), view.index, 0.6)
        elif _looks_like_place(text) and view.role is LineRole.BODY:
            hoved.put("sted", text.strip(" .,"), view.index, 0.4)
        if beside := _place_beside(text):
            hoved.put("sted", beside, view.index, 0.62)
        _read_held(hoved, text, view, 0.5)


# "Niels Vraa (A, til kl. 18.10)": when somebody came or went
_PERSONS_TIME = re.compile(r"\((?:[^()]*,\s*)?(?:til|fra|indtil)\s+kl", re.IGNORECASE)
_PLACE_WORD = re.compile(
    r"(?:salen|lokale\s?\S*|mødelokale|rådhus(?:et)?|kantinen|biblioteket|skolen|hallen|"
    r"mødelokale \w+|kro|forsamlingshus|stuen|huset|gården|centret|kulturhus|borgerhus|bibliotek|"
    r"\w*værelse|kantine|skole|kontoret)\b",
    re.IGNORECASE,
)


# what parts the facts of a line: "3. maj 2022, 16.00 · Kantinen", "kl. 15.30 - rådhusets kantine"
_BETWEEN = re.compile(r"\s+[·|•]\s+|(?<=\d)\s+[-–]\s+(?=[^\W\d])")


def _place_beside(text: str) -> str | None:
    """The place in a line of facts parted by dots or dashes; one of them has a date or a clock."""
    parts = [part.strip(" .,") for part in _BETWEEN.split(text)]
    if len(parts) < 2 or len(text) > 140:
        return None
    dated = [part for part in parts if find_dates(part) or find_times(part)]
    places = [part for part in parts if part not in dated and _PLACE_WORD.search(part)]
    return places[0] if dated and len(places) == 1 and not find_body(places[0]) else None


def _looks_like_place(text: str) -> bool:
    return (
        len(text) < 70
        and bool(_PLACE_WORD.search(text))
        and text[:1].isupper()
        and not re.search(r"\.\s|:|\bat\b", text)
        and not find_dates(text)
    )


def _read_elsewhere(hoved: Hoved, views: Sequence[View], first: int, last: int) -> None:
    """Body and date from page heads, dated labels and boxes, where the header has none."""
    bodies: Counter[str] = Counter()
    dates: Counter[dt.date] = Counter()
    at: dict[object, int] = {}
    for view in views:
        label = view.label
        if view.line.furniture or view.role is LineRole.FURNITURE:
            weight, body, date = 1, None, None
            if len(view.text) < 120:
                body, date = find_body(view.text), find_date(view.text)
        elif (
            label
            and label.kind is LabelKind.DECISION
            and (label.body or label.date)
            and view.index >= first
        ):
            weight, body, date = 2, label.body, label.date
        elif label and label.kind is LabelKind.ABSENCE and " i " in f" {label.text} ":
            weight, body, date = 2, find_body(label.text), find_date(label.text)
        elif (
            view.index >= first
            and re.match(r"dato\s*:", view.text, re.IGNORECASE)
            and len(view.text) < 60
        ):
            weight, body, date = 2, None, find_date(view.text)
        else:
            continue
        if body:
            bodies[body] += weight
            at.setdefault(body, view.index)
        if date:
            dates[date] += weight
            at.setdefault(date, view.index)
    if bodies:
        body, count = bodies.most_common(1)[0]
        hoved.put("udvalg", body, at[body], min(0.7, 0.3 + 0.05 * count))
    if dates:
        date, count = dates.most_common(1)[0]
        hoved.put("dato", date, at[date], min(0.72, 0.4 + 0.05 * count))
    for view in views[first:]:
        if view.line.furniture or len(view.text) > 300:
            continue
        if re.match(r"sted\s*:", view.text, re.IGNORECASE):
            hoved.put("sted", view.text.split(":", 1)[1].strip(" .,"), view.index, 0.6)
        raised = _RAISED.search(view.text)
        started = _STARTED.search(view.text)
        ends = view.index >= last or started is not None
        if raised and ends and (times := find_times(raised.group())):
            # a punkt before the last may tell of another meeting, or of a part of this one
            hoved.put("slut", times[0], view.index, 0.75 + 0.0001 * (view.index - first))
        if started and (times := find_times(started.group())):
            hoved.put("start", times[0], view.index, 0.75)


def _mark(hoved: Hoved, head: Sequence[View]) -> None:
    """Roles of the header's lines: people are attendance, all else header."""
    people = {
        view.index
        for segment in hoved.segments
        if segment.felt in ("fremmoede", "fravaer", "leder", "prosa")
        for _, view in segment.parts
    }
    for view in head:
        if view.role is LineRole.BODY:
            attends = view.index in people
            view.role = LineRole.ATTENDANCE if attends else LineRole.HEADER
            view.score = 0.8 if attends else 0.7
