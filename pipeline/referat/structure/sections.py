"""The lines of one punkt: which section each stands in, and what kind of text it is.

In: the views of a punkt, below its heading. Out: their roles. A label opens a section that goes on
to the next; an absence block may interrupt it anywhere, also where a page break printed it (F01);
what a dated label is over, this meeting's decision or another's, is told by body and date.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from referat.danish.fremmoede import NONE_WORDS
from referat.danish.labels import PROPOSAL_OPENER
from referat.danish.overskrifter import FRONT_PUNKT, MARK_LINE
from referat.danish.sagsnumre import NEIGHBOURS
from referat.danish.udfald import RESULT_OPENER, STRONG
from referat.structure.dates import find_date
from referat.structure.headings import Heading
from referat.structure.hoved import Hoved
from referat.structure.labels import Label, LabelKind, guess_label
from referat.structure.organer import same_body
from referat.structure.personer import looks_like_people
from referat.structure.sagsnumre import find_numbers, is_number_line
from referat.structure.text import PARAGRAPH_GAP, fold_label
from referat.structure.views import View, row_mates
from referat.types import AfsnitType, LineRole

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


_PROPOSED = re.compile(
    r"\b(?:indstiller|foreslår|anbefaler,? at|foreslås|indstilles)\b", re.IGNORECASE
)
_DATE_CELL = re.compile(r"^(?:dato|sted|mødedato|mødested)\s*:", re.IGNORECASE)


@dataclass(slots=True)
class _State:
    """Where the reader of a punkt stands."""

    role: LineRole = LineRole.BODY
    label: Label | None = None
    section: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How one document sets its labels; learnt from the labels that are sure."""

    styles: Counter[tuple[bool, int, bool]]
    """How often each style carries a sure label."""
    common: tuple[bool, int, bool]
    """Style of most of them."""
    count: int
    """How many sure or likely labels are in that style."""
    laid_out: bool
    """The lines have boxes."""
    runs_in: bool
    """Labels stand at the head of their text, before a full stop or a dash."""
    recurring: dict[str, Label]
    """Folded text -> label, for labels that no lexicon has."""
    margin: frozenset[int]
    """Lines that are labels by standing in a column left of their texts."""


def find_habits(views: Sequence[View], *, laid_out: bool) -> Habits:
    """How a document sets its labels."""
    styles: Counter[tuple[bool, int, bool]] = Counter()
    likely: Counter[tuple[bool, int, bool]] = Counter()
    runs: list[str] = []
    for view in views:
        if view.role is not LineRole.BODY:
            continue
        label = view.label
        if label is None:
            if view.heading and view.first_in_row and guess_label(view.text):
                likely[view.style] += 1
        elif label.kind in _SECTION_KINDS:
            if label.runin:
                runs.append(label.text)
            elif label.exact and not label.weak and not label.rest:
                styles[view.style] += 1
    both = Counter({style: 2 * count for style, count in styles.items()})
    both.update(likely)
    common = both.most_common(1)[0][0] if both else (False, 0, False)
    recurring, lines = _recurring(views, common)
    _find_decision(views, recurring, lines)
    return Habits(
        styles=styles,
        common=common,
        count=styles[common] + likely[common],
        laid_out=laid_out,
        runs_in=len(runs) >= 3 and len(set(runs)) >= 2,
        recurring=recurring,
        margin=_margin_labels(views) if laid_out else frozenset(),
    )


# "Status: Huset har åbent", "OPLÆG: Beboerne vil": a word or three before a colon
_BEFORE_COLON = re.compile(r"^(?P<label>[A-ZÆØÅ][\wæøåÆØÅ /-]{2,30}?)\s*:(?:\s+(?P<rest>\S.*))?$")
_RECURS = 2
"""In so many punkter at least a label that no lexicon has must stand to be told from a sub-heading
or from a name before a colon; in long documents, in a third of them."""


def _recurring(
    views: Sequence[View], common: tuple[bool, int, bool]
) -> tuple[dict[str, Label], dict[str, list[View]]]:
    """Labels that no lexicon has, told by coming again from punkt to punkt, with their lines.

    They stand set apart in the style of the sure labels, or before a colon at the head of a line.
    """
    seen: dict[str, dict[int, View]] = {}
    punkt = punkter = 0
    for view in views:
        if view.role is LineRole.PUNKT and view.index - punkt > 1:
            punkter += 1
            punkt = view.index
        elif view.role is LineRole.PUNKT:
            punkt = view.index
        if view.role is not LineRole.BODY or view.label or not punkt or not view.first_in_row:
            continue
        set_apart = (
            view.heading and len(view.text) <= 60 and (view.style == common or not common[1])
        )
        before = _BEFORE_COLON.match(view.text)
        if set_apart or before:
            text = before["label"] if before else view.text
            seen.setdefault(fold_label(text), {}).setdefault(punkter, view)
    needed = max(_RECURS, round(punkter / 3))
    labels: dict[str, Label] = {}
    lines: dict[str, list[View]] = {}
    for key, where in seen.items():
        if len(where) < needed or not key or looks_like_people(key.title()):
            continue
        first = next(iter(where.values()))
        before = _BEFORE_COLON.match(first.text)
        text = before["label"] if before else first.text.rstrip(" :")
        guess = guess_label(text.capitalize() if text.isupper() else text)
        labels[key] = guess or Label(
            kind=LabelKind.SECTION, text=text, afsnit=AfsnitType.ANDET, exact=False
        )
        lines[key] = list(where.values())
    return labels, lines


def _find_decision(
    views: Sequence[View], labels: dict[str, Label], lines: dict[str, list[View]]
) -> None:
    """Find, where no known label is over the decisions, the recurring one that is.

    It is the one whose texts mostly open in the voice of a result.
    """
    known = sum(
        1
        for view in views
        if view.label and view.label.kind is LabelKind.DECISION and view.role is LineRole.BODY
    )
    starts = sum(1 for view in views if view.role is LineRole.PUNKT)
    if known >= 2 and known >= 0.3 * starts:
        return
    best, best_share = "", 0.5
    for key, where in lines.items():
        hits = sum(1 for view in where if _tells_result(view, views))
        share = hits / len(where)
        if share > best_share or (share == best_share and len(where) > len(lines.get(best, []))):
            best, best_share = key, share
    if best:
        labels[best] = replace(labels[best], kind=LabelKind.DECISION, afsnit=None)


def _tells_result(view: View, views: Sequence[View]) -> bool:
    before = _BEFORE_COLON.match(view.text)
    text = (before["rest"] or "") if before else ""
    if not text:
        after = next(
            (v for v in views[view.index + 1 : view.index + 4] if v.role is LineRole.BODY), None
        )
        text = after.text if after else ""
    return bool(RESULT_OPENER.search(text)) or any(
        pattern.search(text) for udfald, pattern in STRONG if not _PROPOSED.search(text)
    )


def _margin_labels(views: Sequence[View]) -> frozenset[int]:
    """Lines of a narrow column left of the text, if known labels stand in it (F21, and forms)."""
    columns: dict[tuple[int, int], list[View]] = {}
    for view in views:
        box = view.line.box
        if view.role is not LineRole.BODY or box is None or not view.first_in_row:
            continue
        if box.width > 140 or len(view.text) > 45 or re.search(r"\d", view.text):
            continue
        mates = row_mates(views, view.index)
        if len(mates) != 1 or mates[0].line.box is None or mates[0].line.box.x0 - box.x0 < 40:
            continue
        if not re.search(r"[a-zæøå]{3}", mates[0].text) and len(mates[0].text) < 6:
            continue
        key = (round(box.x0 / 6), round(mates[0].line.box.x0 / 6))
        columns.setdefault(key, []).append(view)
    found: set[int] = set()
    for column in columns.values():
        known = [
            view
            for view in column
            if (view.label and view.label.kind in _SECTION_KINDS) or guess_label(view.text)
        ]
        if len(column) >= 4 and len(known) >= max(2, 0.3 * len(column)):
            found |= {view.index for view in column}
    return frozenset(found)


def _again(view: View, habits: Habits) -> Label | None:
    """The recurring label of a line, with the text behind it."""
    if not habits.recurring or not view.first_in_row:
        return None
    before = _BEFORE_COLON.match(view.text)
    if before and (label := habits.recurring.get(fold_label(before["label"]))):
        return replace(label, text=before["label"], rest=before["rest"] or "")
    if view.heading and (label := habits.recurring.get(fold_label(view.text))):
        return replace(label, text=view.text.rstrip(" :"))
    return None


def _effective_label(view: View, habits: Habits, *, mates: int = 0) -> Label | None:
    """The label of a line where it opens something in this document, else ``None``."""
    label = view.label
    styles, common = habits.styles, (habits.common, habits.styles[habits.common])
    if view.index in habits.margin:
        known = label if label is not None and label.kind in _SECTION_KINDS else None
        other = Label(kind=LabelKind.SECTION, text=view.text.rstrip(" :"), afsnit=AfsnitType.ANDET)
        return known or label or guess_label(view.text) or other
    if label is None:
        again = _again(view, habits)
        if again is not None:
            return again
        if habits.laid_out and view.heading and habits.count >= 3 and view.style == habits.common:
            return guess_label(view.text)
        return None
    if label.kind not in _SECTION_KINDS:
        return label
    if label.runin:
        return label if habits.runs_in else None
    if not view.first_in_row:
        return None  # a table's cell ("Bevilling"), not a label
    if not habits.laid_out:
        if label.weak and (label.rest or view.line.gap < 1):
            return None
        return label
    set_apart = sum(
        count
        for style, count in styles.items()
        if style[0] or style[2] or (style[1] > 0 and style != common[0])
    )
    headed = common[0][0] or view.heading or set_apart == 0
    if label.weak:
        if (
            label.afsnit is AfsnitType.SAGSGANG
            and re.search(r"behandling", label.text, re.IGNORECASE)
            and mates >= 2
        ):
            return label  # the head of a table of treatments (F21)
        in_style = styles.get(view.style, 0) >= 1 or (
            view.style == habits.common and habits.count >= 3
        )
        return label if in_style and (view.heading or not common[0][0]) and not label.rest else None
    if (
        label.kind is LabelKind.SECTION
        and common[1] >= 4
        and common[0][0]
        and not view.heading
        and not headed
    ):
        return None
    if (
        label.kind is LabelKind.SECTION
        and label.rest
        and common[1] >= 3
        and common[0][0]
        and not view.ocr
        and not view.line.bold
    ):
        return label if label.afsnit in ("sagsgang",) else None
    return label


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
    proposals = any(
        view.label and view.label.afsnit is AfsnitType.INDSTILLING and view.label.text
        for view in views
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
        label = _effective_label(view, habits, mates=mates)
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
        if (
            label and label.kind is LabelKind.ABSENCE and state.role is not LineRole.ATTACHMENT
        ) or (label and label.kind is LabelKind.ABSENCE and not label.weak):
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
        if label and label.kind in _SECTION_KINDS:
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
                view.role = state.role if label.rest else _label_role(state.role)
                if state.role is LineRole.ATTACHMENT or state.role is LineRole.EARLIER:
                    view.role = state.role
                continue
        if state.role is LineRole.ATTACHMENT and _ends_attachments(view):
            state = _State(section=state.section + 1)
        if (
            (
                state.label is None
                or (not proposals and state.label.kind is LabelKind.SECTION and state.label.text)
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


def _attends(view: View, label: Label | None, before: View | None) -> bool:
    """Whether a line of the first punkt is on the meeting's attendance (F05, F21)."""
    kind = view.label.kind if view.label else None
    if kind in (LabelKind.ATTENDANCE, LabelKind.NOTES, LabelKind.CHAIR):
        return bool(view.label and (view.label.rest or view.label.exact))
    if label is not None and label.kind in _SECTION_KINDS:
        return False
    if (
        len(view.text) < 320
        and _ATTENDS.search(view.text)
        and not re.search(r"\bgodkend|\bvedt|\bbeslut", view.text, re.IGNORECASE)
    ):
        return True
    return before is not None and view.line.gap <= PARAGRAPH_GAP and looks_like_people(view.text)


def _label_role(role: LineRole) -> LineRole:
    return LineRole.DECISION_LABEL if role is LineRole.DECISION else LineRole.LABEL


def _is_number(view: View, near: int, state: _State) -> bool:
    text = view.text
    if (
        near >= 0
        and state.label is None
        and (view.first_in_row or is_number_line(text) or near > NEAR - 3)
    ):
        if is_number_line(text):
            return True
        if (MARK_LINE.match(text) and view.first_in_row) or (
            NEIGHBOURS.match(text) and len(text) < 60
        ):
            return True
        # "Sagsnr.: 23/1122   Sagsbehandler: Navn", too long to be told by shape alone
        numbers = find_numbers(text)
        return (
            bool(numbers)
            and numbers[0].labelled
            and text[:24].lower().lstrip().startswith(("sag", "j.", "jnr", "journal"))
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
    if (
        len(words) >= 5
        and RESULT_OPENER.search(text)
        and not re.match(r"(?i)referat|udkast|notat", text)
    ):
        return True
    return (
        len(words) >= 6
        and bool(re.search(r"[a-zæøå]{2,}\.(?:\s|$)", text))
        and not re.search(r"\.(?:pdf|docx?|xlsx?)\b", text, re.IGNORECASE)
    ) or (len(words) >= 9 and view.line.gap > 0.45 and text[-1] in ".:")
