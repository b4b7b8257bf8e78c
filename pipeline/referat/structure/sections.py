"""The lines of one punkt: which section each stands in, and what kind of text it is.

In: the views of a punkt, below its heading. Out: their roles. A label opens a section that goes on
to the next; an absence block may interrupt it anywhere, also where a page break printed it (F01);
what a dated label is over, this meeting's decision or another's, is told by body and date.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from referat.danish.fremmoede import NONE_WORDS
from referat.danish.labels import BILAG_NR, MAY_PROPOSE, PROPOSAL_OPENER
from referat.danish.organer import STATION_COLUMNS, STATION_DAYS
from referat.danish.overskrifter import FRONT_PUNKT, MARK_LINE
from referat.danish.sagsnumre import CASE_LABEL, NEIGHBOURS
from referat.danish.udfald import RESULT_OPENER
from referat.structure.dates import find_date
from referat.structure.habits import Habits, effective_label
from referat.structure.headings import Heading
from referat.structure.hoved import Hoved
from referat.structure.labels import SECTION_KINDS, Label, LabelKind, label_role
from referat.structure.organer import same_body
from referat.structure.personer import looks_like_people
from referat.structure.sagsblok import find_facts
from referat.structure.sagsnumre import find_numbers, is_number_line, numbers_of_case
from referat.structure.stationer import station_body
from referat.structure.text import PARAGRAPH_GAP, fold_label
from referat.structure.views import View, line_above, row_mates
from referat.types import AfsnitType, LineRole

NEAR = 7
"""Lines below a heading in which a bare number, a mark or initials belong to the heading."""


_PROPOSAL = re.compile(PROPOSAL_OPENER)


_DATE_CELL = re.compile(r"^(?:dato|sted|mødedato|mødested)\s*:", re.IGNORECASE)


@dataclass(slots=True)
class _State:
    """Where the reader of a punkt stands."""

    role: LineRole = LineRole.BODY
    label: Label | None = None
    section: int = 0


def read_punkt(
    views: Sequence[View],
    heading: Heading,
    end: int,
    number: int,
    *,
    hoved: Hoved,
    habits: Habits,
) -> None:
    """Give the lines of one punkt their roles, section by section."""
    state = _State()
    held: _State | None = None
    near = NEAR
    absent_before: View | None = None
    front = number == 1 and FRONT_PUNKT.match(heading.titel) is not None
    before_attends: View | None = None
    decided = False
    column: Label | None = None
    sections = 0
    facts = find_facts(views, heading, end)
    covers = {index for first, last in heading.covers for index in range(first, last + 1)}
    last_of_all = end >= len(views)
    table_head: tuple[int, int] | None = None
    for index in range(heading.first, end):
        view = views[index]
        view.punkt = number
        if index in covers:
            near = NEAR
            state.role, state.label = LineRole.BODY, None
            continue
        if view.role in (LineRole.PUNKT, LineRole.FURNITURE, LineRole.SAGSNUMMER, LineRole.GROUP):
            continue
        if index in facts and view.role is LineRole.BODY:
            view.role, view.score = LineRole.SAGSNUMMER, 0.8
            continue
        if heading.kind == "svar" and index == heading.first and view.label is not None:
            answers = view.label.kind is LabelKind.DECISION
            state.role = LineRole.DECISION if answers else LineRole.BODY
            state = _State(role=state.role, label=view.label, section=1)
            view.role, view.score, view.section = state.role, 0.7, 1
            view.opens, view.opened = True, view.label
            continue
        if heading.kind == "skema" and view.role is LineRole.DECISION:
            continue
        if view.role is LineRole.TOC and state.role is not LineRole.TOC:
            view.role = LineRole.BODY
        near -= 1
        mates = len(row_mates(views, index)) if view.label and view.label.weak else 0
        label = effective_label(view, habits, mates=mates)
        if label is None and view.first_in_row and _counts_attachment(view, views):
            label = Label(kind=LabelKind.ATTACHMENTS, text=view.text.rstrip(" .:"))
        if view.first_in_row and _heads_stations(view, views):
            label = Label(kind=LabelKind.EARLIER, text=view.text)
            table_head = view.line.page, view.line.row
        elif (view.line.page, view.line.row) == table_head:
            label = None  # "Indstilling eller beslutning" heads a column, and no decision
        if view.column is not None and view.column is not column:
            column = view.column
            decides = column.kind is LabelKind.DECISION
            if decides or label is None or label.kind not in SECTION_KINDS:
                role = LineRole.DECISION if decides else LineRole.BODY
                state = _State(role=role, label=column, section=state.section + 1)
                held = None  # absence in the cell before interrupts nothing here
        attends = (front and _attends(view, label, before_attends)) or (
            last_of_all and _closes_with_people(view, before_attends, views)
        )
        if attends:
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
        told_beside = (
            before is not None and before.role is LineRole.SAGSNUMMER and not view.first_in_row
        )
        beside = told_beside and (
            MARK_LINE.match(view.text) is not None
            or NEIGHBOURS.match(view.text) is not None
            or (before is not None and NEIGHBOURS.fullmatch(before.text) is not None)
        )
        routed = view.label is not None and view.label.afsnit is AfsnitType.SAGSGANG
        if told_beside and routed and view.label is not None and view.label.rest:
            # "14/8823 | Åben sag | Sagsgang: MTU": a section of one cell
            view.role, view.opens, view.opened = LineRole.BODY, True, view.label
            sections += 1
            view.section, view.score = 100 + sections, 0.8
            continue
        beside = beside or (near >= 0 and state.label is None and _is_fact(view, views))
        beside = beside or _heads_case(view, views)
        in_line = label is not None and label.runin
        if not in_line and (
            beside or _told_case(view, views, near, state) or _is_number(view, near, state)
        ):
            view.role, view.score = LineRole.SAGSNUMMER, 0.9
            continue
        # absence: a block of its own, wherever it stands; what it interrupts goes on after it
        attached = state.role is LineRole.ATTACHMENT
        if label and label.kind is LabelKind.ABSENCE and not (label.weak and attached):
            held = held or replace(state)
            view.role, view.score, view.opens, view.opened = LineRole.ABSENCE, 0.9, True, label
            absent_before = view
            continue
        if held is not None:
            if absent_before is not None and _still_absent(view, absent_before, label):
                view.role, view.score = LineRole.ABSENCE, 0.85
                absent_before = view
                continue
            state, held = held, None
        if (
            state.role is LineRole.DECISION
            and state.label is not None
            and _DATE_CELL.match(view.text)
        ):
            view.role, view.score = LineRole.HEADER, 0.8
            continue
        if (
            label
            and label.kind is LabelKind.SECTION
            and state.role is LineRole.ATTACHMENT
            and view.line.listed
        ):
            label = None  # "- Høringssvar" among attachments is one
        if label and _goes_on_proposing(label, state, views, index):
            label = None
        if label and _is_entry_below(label, state, views, index):
            label = None
        if label and label.kind in SECTION_KINDS:
            opened = _open(label, state, views, view, hoved)
            if (
                opened is not None
                and opened.role is LineRole.DECISION
                and state.role is LineRole.EARLIER
                and decided
            ):
                # the history's last station repeats this meeting's decision (F07)
                opened.role = LineRole.EARLIER
            if (
                opened is not None
                and label.rest
                and label.afsnit is AfsnitType.SAGSGANG
                and state.label is not None
            ):
                # "Sagsforløb: ØK/BY" inside another section: a section of one line
                view.role, view.opens, view.opened = LineRole.BODY, True, label
                sections += 1
                view.section, view.score = 100 + sections, 0.8
                continue
            if opened is not None:
                decided = decided or (opened.role is LineRole.DECISION and bool(label.rest))
                state = opened
                state.section += 1
                view.opens, view.opened, view.section = True, state.label, state.section
                view.score = 0.95 if label.exact else 0.75
                view.role = state.role if label.rest else label_role(state.role)
                continue
        ended = state.role is LineRole.ATTACHMENT and _ends_attachments(view)
        if ended or (state.role is LineRole.EARLIER and _behind_quotation(view, views)):
            state = _State(section=state.section + 1)
        if (
            (
                state.label is None
                or (
                    not habits.proposes
                    and state.label.kind is LabelKind.SECTION
                    and state.label.text
                )
            )
            and state.role is LineRole.BODY
            and not view.line.listed
            and _PROPOSAL.match(view.text)
            and (
                view.line.gap > PARAGRAPH_GAP or view.line.box is None or index == heading.last + 1
            )
        ):
            # a proposal that no label announces: a section of its own
            state = _State(
                role=LineRole.BODY,
                label=Label(kind=LabelKind.SECTION, text="", afsnit=AfsnitType.INDSTILLING),
                section=state.section + 1,
            )
        view.role = state.role
        decided = decided or view.role is LineRole.DECISION
        view.section = state.section
        view.opened = state.label
        view.score = 0.85 if state.label else 0.6


_ATTENDS = re.compile(
    r"^(?:om mødet|mødet (?:startede|begyndte|sluttede|blev)|mødet hævet)|\b(?:ankom|"
    r"forlod mødet|gik kl|stedfortræder for|suppleant for|i stedet (?:for|mødte|deltog)|"
    r"mødte for|havde meldt|har meldt|meldt afbud|var fraværende|er fraværende|deltog fra kl|"
    r"deltog ikke|deltog i mødet fra)\b",
    re.IGNORECASE,
)


# "Til stede ved mødet var …", "Afbud var modtaget fra …": who was there, told below the last punkt
_CLOSING_PEOPLE = re.compile(
    r"^(?:(?:til\s?stede|mødt|fremmødte?)\s+(?:(?:ved|på|under|i)\s+mødet\s+)?var\b|"
    r"(?:i|på)\s+mødet\s+deltog\b|følgende\s+(?:var\s+(?:til\s?stede|mødt)|deltog)\b|"
    r"(?:mødets\s+)?deltagere\s+(?:i\s+mødet\s+)?var\b|afbud\s+var\s+modtaget\b|"
    r"(?:mødedeltagelse|fremmøde|deltagelse)\s*[.:–-]|"
    r"(?:fraværende|til\s?stede)\s+(?:(?:under|i)\s+)?hele\s+mødet\b|"
    r"af\s+\w+s\s+(?:\d+|\w+)\s+medlemmer\s+(?:var|mødte|deltog)\b)",
    re.IGNORECASE,
)


_PROPOSES = re.compile(r"\b(?:indstiller|foreslår|anbefaler)\W*$", re.IGNORECASE)


def _goes_on_proposing(label: Label, state: _State, views: Sequence[View], index: int) -> bool:
    """Whether "Forvaltningen indstiller" is the first line under "Indstilling", and no label."""
    above = views[index - 1] if index else None
    return (
        label.afsnit is AfsnitType.INDSTILLING
        and state.label is not None
        and state.label.afsnit is AfsnitType.INDSTILLING
        and above is not None
        and above.opens
        and not (above.opened and above.opened.rest)
        and not label.rest
        and _PROPOSES.search(label.text) is not None
        and _PROPOSES.search(state.label.text) is None
    )


def _is_entry_below(label: Label, state: _State, views: Sequence[View], index: int) -> bool:
    """Whether a label in its line is the first entry of a section that a label alone opens above.

    "Opfølgning" over "Ansvarlig: Abdi Nur. Frist: 1. maj".
    """
    above = views[index - 1] if index else None
    return (
        bool(label.rest)
        and label.afsnit is AfsnitType.ANDET
        and state.label is not None
        and state.label.afsnit is AfsnitType.ANDET
        and bool(state.label.text)
        and not state.label.rest
        and above is not None
        and above.opens
        and above.opened is state.label
    )


def _heads_stations(view: View, views: Sequence[View]) -> bool:
    """Whether a row heads a table of the case's history: "Udvalg | Dato | Punkt | Resultat"."""
    if fold_label(view.text) not in STATION_COLUMNS:
        return False  # most lines: their neighbours need not be looked at
    cells = {fold_label(cell.text) for cell in (view, *row_mates(views, view.index))}
    return len(cells) >= _COLUMNS and cells <= STATION_COLUMNS and bool(cells & STATION_DAYS)


def _counts_attachment(view: View, views: Sequence[View]) -> bool:
    """Whether a row is one of a table of attachments: "Bilag 2 | Høringssvar"."""
    return BILAG_NR.fullmatch(view.text) is not None and len(row_mates(views, view.index)) == 1


_COLUMNS = 3
"""Columns of such a table at least: who, when, and a number or what."""


def _closes_with_people(view: View, before: View | None, views: Sequence[View]) -> bool:
    """Whether a line of the last punkt tells who was at the meeting, or goes on with that."""
    label = view.label
    above = views[view.index - 1].line
    if label is not None and label.exact and label.kind in _OF_PEOPLE:
        apart = view.line.gap >= _SET_APART or above.page != view.line.page
        opens = label.kind is LabelKind.ATTENDANCE and apart
        return before is not None or (opens and not label.rest)
    if before is None:
        return _CLOSING_PEOPLE.match(view.text) is not None
    below = views[view.index + 1].text if view.index + 1 < len(views) else ""
    beside = (view.line.page, view.line.row) == (before.line.page, before.line.row)
    if beside or looks_like_people(view.text) or (view.heading and looks_like_people(below)):
        return True
    if view.line.gap <= PARAGRAPH_GAP:
        return view.style == before.style or before.label is not None
    return _CLOSING_PEOPLE.match(view.text) is not None


_OF_PEOPLE = (LabelKind.ATTENDANCE, LabelKind.ABSENCE, LabelKind.CHAIR)
_SET_APART = 1.2
"""Heights of a line above what is no longer of the last punkt at least."""


def _attends(view: View, label: Label | None, before: View | None) -> bool:
    """Whether a line of the first punkt is on the meeting's attendance (F05, F21)."""
    kind = view.label.kind if view.label else None
    if kind in (LabelKind.ATTENDANCE, LabelKind.NOTES, LabelKind.CHAIR):
        return bool(view.label and (view.label.rest or view.label.exact))
    if label is not None and label.kind in SECTION_KINDS:
        return False
    if (
        len(view.text) < 320
        and _ATTENDS.search(view.text)
        and not re.search(r"\bgodkend|\bvedt|\bbeslut", view.text, re.IGNORECASE)
    ):
        return True
    return before is not None and view.line.gap <= PARAGRAPH_GAP and looks_like_people(view.text)


def _told_case(view: View, views: Sequence[View], near: int, state: _State) -> bool:
    """Whether a line that is known to tell the case may do so where it stands.

    Below the heading, or under another line of the case; words alone count only there.
    """
    if not view.case:
        return False
    above = line_above(views, view.index)
    under = above >= 0 and views[above].role is LineRole.SAGSNUMMER
    neighbour = NEIGHBOURS.match(view.text) is not None
    if under and (neighbour or numbers_of_case(view.text)):
        return True
    return near >= 0 and state.label is None and bool(numbers_of_case(view.text))


# "Sogn: Hjarup Sogn (8714)" in the row of "Sag: 2018 - 31177"
_FACT = re.compile(r"[A-ZÆØÅ][\wæøå.-]{1,20}(?:\s[\wæøå.-]+)?\s*:\s+\S.{0,40}")


def _is_fact(view: View, views: Sequence[View]) -> bool:
    """Whether a line is a fact of the case, in one row with its number."""
    mates = row_mates(views, view.index)
    return (
        view.label is None
        and _FACT.fullmatch(view.text) is not None
        and any(is_number_line(mate.text) for mate in mates)
    )


# "Sagsnr.: 23/1122", "J.nr. 8-76"; not "Sagen - Amtet har med brev, j.nr. 8-76, bedt …"
_CASE_HEAD = re.compile(r"(?:sag(?!en\b)|j\.|jnr|journal)", re.IGNORECASE)


def _heads_case(view: View, views: Sequence[View]) -> bool:
    """Whether a line is "Sag nr." and its case stands in the cell beside it: no section's label."""
    if CASE_LABEL.fullmatch(view.text) is None:
        return False
    mates = row_mates(views, view.index)
    return len(mates) == 1 and is_number_line(mates[0].text)


def _is_number(view: View, near: int, state: _State) -> bool:
    text = view.text
    if text.rstrip(" .").endswith(")") and text.count(")") > text.count("("):
        return False  # a sentence's brackets close here: "… (nævnets" over "sag 2011-0025118)."
    if (
        near >= 0
        and state.label is None
        and (view.first_in_row or is_number_line(text) or near > NEAR - 3)
    ):
        if is_number_line(text):
            return True
        # "forvaltning foreslår, at der …" goes on with the sentence above it
        runs_on = text[:1].islower() and ":" not in text
        neighbour = NEIGHBOURS.match(text) is not None and not runs_on
        if (MARK_LINE.match(text) and view.first_in_row) or (neighbour and len(text) < 60):
            return True
        # "Sagsnr.: 23/1122   Sagsbehandler: Navn", too long to be told by shape alone
        numbers = find_numbers(text)
        return (
            bool(numbers)
            and numbers[0].labelled
            and (neighbour or _CASE_HEAD.match(text) is not None)
        )
    if len(text) < 90 and is_number_line(text):
        numbers = find_numbers(text)
        named = state.role is LineRole.ATTACHMENT and bool(numbers) and numbers[0].is_document
        return bool(numbers) and numbers[0].labelled and not named
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
    runs_on = before.text.rstrip().endswith((",", " og", "-")) or (
        view.line.gap < 0.45 and view.line.box is not None
    )
    if before.opens and before.opened is not None and before.opened.rest and not runs_on:
        return False  # the names stand on the label's line, and the list does not run on
    return looks_like_people(text)


def _open(
    label: Label, state: _State, views: Sequence[View], view: View, hoved: Hoved
) -> _State | None:
    """State that a label opens, or ``None`` where it opens nothing here."""
    section = state.section
    if label.kind is LabelKind.SECTION:
        if label.afsnit is AfsnitType.SAGSFREMSTILLING and _proposes(label, view, views):
            label = replace(label, afsnit=AfsnitType.INDSTILLING)
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
        LabelKind.PROPOSAL_AND_DECISION,
        LabelKind.DECISION,
        LabelKind.EARLIER,
    )
    announced = (
        view.text.rstrip().endswith(":")
        or label.punkt is not None
        or bool(label.rest)
        or (view.heading and view.line.gap > PARAGRAPH_GAP)
        or (_opens_stations(views, view) and station_body(label.body or "") is not None)
    )
    if ours and (announced or under_both) and date is not None:
        return _State(role=LineRole.DECISION, label=label, section=section)
    if announced or state.role is LineRole.EARLIER:
        return _State(role=LineRole.EARLIER, label=label, section=section)
    return None


# "Socialudvalget foreslår 45 kr.", "Sundhedschefen lægger op til, at"
_WHO_PROPOSES = re.compile(
    r"(?:[A-ZÆØÅ][\wæøåÆØÅ.&/-]*|Det)(?:,?\s+[\wæøåÆØÅ.&/-]+){0,5}?\s+"
    r"(?:foreslår|indstiller|anbefaler|lægger op til|foreslås|indstilles|anbefales)\b"
)


def _proposes(label: Label, view: View, views: Sequence[View]) -> bool:
    """Whether the text under "Forslag" or "Oplæg" says who proposes, and is no account."""
    if fold_label(label.text) not in MAY_PROPOSE:
        return False
    below = views[view.index + 1].text if view.index + 1 < len(views) else ""
    return _WHO_PROPOSES.match(label.rest or below) is not None


def _opens_stations(views: Sequence[View], view: View) -> bool:
    """Whether a body and a day are the first thing under "Beslutninger:": one of several bodies."""
    place = line_above(views, view.index)
    above = views[place] if place >= 0 else None
    if above is None or above.role is not LineRole.DECISION_LABEL:
        return False
    return above.opened is not None and above.opened.date is None


def _is_ours(label: Label, date: dt.date | None, hoved: Hoved) -> bool:
    """Whether a dated label is over what *this* meeting decided."""
    if date is not None and hoved.dato is not None and date != hoved.dato:
        return False
    return same_body(label.body, hoved.udvalg)


def _box_date(views: Sequence[View], index: int) -> dt.date | None:
    """Date in the box under a decision's label: "Dato: 7. februar 2017" (F13)."""
    for view in views[index + 1 : index + 3]:
        if view.text.casefold().startswith("dato"):
            return find_date(view.text)
    return None


# "1. Lokalplanforslag nr. 27 af 30. april": a full stop that ends no sentence
_SHORTENED = re.compile(
    r"\b(?:nr|kl|pkt|stk|ca|vedr|inkl|jf|jfr|kap|tlf|hhv|evt|mv)\.", re.IGNORECASE
)


def _behind_quotation(view: View, views: Sequence[View]) -> bool:
    """Whether a paragraph follows an earlier decision that is quoted whole.

    "I Økonomiudvalget hed det den 3. maj 2012: “Udsat.”", and below it what this meeting decided.
    """
    place = line_above(views, view.index)
    if view.line.gap <= PARAGRAPH_GAP and view.line.box is not None:
        return False
    if place < 0 or views[place].role is not LineRole.EARLIER:
        return False
    if not views[place].text.rstrip(" .").endswith(_CLOSING):
        return False
    section = views[place].section
    while place > 0 and not views[place].opens and views[place - 1].section == section:
        place -= 1
    label = views[place].opened if views[place].opens else None
    if label is None:
        return False
    text = label.rest or (views[place + 1].text if place + 1 < len(views) else "")
    return text.startswith(_OPENING)


_OPENING, _CLOSING = ("“", "”", '"', "„", "»", "«"), ("”", "“", '"', "«", "»")
"""Marks of a quotation."""


def _ends_attachments(view: View) -> bool:
    """Whether a line below attachments is running text again, and no attachment's name."""
    text = view.text
    if view.line.listed:
        return False
    words = text.split()
    if (
        len(words) >= 5
        and RESULT_OPENER.search(text)
        and not re.match(r"(?i)referat|udkast|notat", text)
    ):
        return True
    return (
        len(words) >= 6
        and bool(re.search(r"[a-zæøå]{2,}\.(?:\s|$)", _SHORTENED.sub("", text)))
        and not re.search(r"\.(?:pdf|docx?|xlsx?)\b", text, re.IGNORECASE)
    ) or (len(words) >= 9 and view.line.gap > 0.45 and text[-1] in ".:")
