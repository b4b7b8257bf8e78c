"""Reads the paragraphs of punkter anew where the line net clearly sees other text than the rules.

In: views whose punkter are known, and the probability of every line's tag. Out: the roles and
sections of the punkter in which a paragraph changes. What one paragraph is, is asked of all its
lines together.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from referat.danish.labels import EARLIER_DAY, MAY_PROPOSE, PROPOSAL_OPENER
from referat.structure.decode import decode, find_stems
from referat.structure.habits import stands_in_line
from referat.structure.headings import Heading
from referat.structure.labels import (
    BODY_TOOK,
    Label,
    LabelKind,
    is_answer,
    is_button,
    is_unfinished,
)
from referat.structure.organer import is_own_body
from referat.structure.sats import INDENT, agree_by_setting
from referat.structure.tags import (
    CASE,
    FIRST_LABEL,
    FURNITURE,
    GOES_ON,
    NUMBER,
    PUNKT,
    TAGS,
    TOC,
    Told,
    tags_of,
)
from referat.structure.text import PARAGRAPH_GAP, fold_label
from referat.structure.thresholds import Thresholds
from referat.structure.views import View
from referat.types import AfsnitType, LineRole


def correct(
    views: Sequence[View], headings: Sequence[Heading], told: Told, limits: Thresholds
) -> None:
    """Read the sections of punkter anew where the net clearly sees other tags than the rules."""
    told, weights = agree_by_setting(views, told)
    rules = tags_of(views, headings)
    chosen = list(rules)
    decided = {view.punkt for view in views if view.role in _DECISIONS}
    usual = _usually_proposes(views, rules)
    pieces = _pieces(views, told)
    beside = {view.punkt for view in views if _in_column(view)}
    parted = _parted(views)
    for piece in pieces:
        own = [view.index for view in piece]
        mean = told[own].mean(axis=0)
        if mean[FURNITURE] < limits.aside:
            # a label that comes again in each punkt looks like a running head, and is none
            mean[FURNITURE] = 0.0
            mean /= max(float(mean.sum()), 1e-6)
        tag = int(mean.argmax())
        sure = float(mean[tag])
        if tag >= FIRST_LABEL and is_unfinished(piece[-1].text, piece[0].label):
            tag = _UNLABELLED.get(TAGS[tag], NUMBER["tekst"])  # a sentence begins, and no section
        needed = limits.paragraph
        if tag == _DECISION and decided and piece[0].punkt not in decided:  # no agenda
            needed = min(needed, _UNDECIDED)
        if tag in _HEADS or sure < min(needed, _SET_OTHERWISE):
            continue
        outright = _says_outright(piece[0], rules, usual=usual)
        if outright and (sure < _OUTRIGHT or piece[0].punkt in beside):
            continue
        for index in own:
            if tag == rules[index] or _names_body(views[index], rules[index]):
                continue
            if rules[index] == _DECISION and is_answer(views[index].opened) and tag in _RUNNING:
                continue
            if tag in _RUNNING and rules[index] >= FIRST_LABEL and _heads_line(views[index]):
                continue
            if tag in _RUNNING and _under_station(views, index, rules, chosen):
                continue
            if tag in _OF_PROPOSALS and _told_by_text(views[index], rules[index]):
                continue
            if tag == CASE and _routes(views[index]):
                continue
            if views[index].column is not None and rules[index] == _DECISION:
                continue
            if (
                tag in _RUNNING
                and rules[index] == _DECISION
                and _beside_label(views, index, chosen)
            ):
                continue
            if tag == _DECISION and views[index].punkt in beside and not _in_column(views[index]):
                continue
            if tag == _DECISION and index in parted:
                continue
            if tag == _TEXT and rules[index] in _TOLD and _says_so(piece, views):
                continue
            if rules[index] == FURNITURE and is_button(views[index].label, views[index].text):
                continue
            if weights[own, tag].mean() > 1.0 and weights[own, rules[index]].mean() < _UNLIKE:
                needed = min(needed, _SET_OTHERWISE)
            if sure >= needed:
                chosen[index] = tag
    _close_unlabelled(pieces, told, chosen)
    _close_set_in(pieces, chosen)
    _keep_lists(views, rules, chosen)
    _keep_sentences(views, rules, chosen)
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
            if tag >= FIRST_LABEL
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


def _parted(views: Sequence[View]) -> set[int]:
    """Text under a section's known label, where a label parts the decision from it further down."""
    below: dict[int, int] = {}
    for above, view in itertools.pairwise(views):
        opens = above.role is LineRole.DECISION_LABEL and above.opened is not None
        if opens and view.role is LineRole.DECISION and view.punkt == above.punkt:
            below[view.punkt] = above.index
    found: set[int] = set()
    label: Label | None = None
    for above, view in itertools.pairwise(views):
        if above.opens:
            label = above.opened
        elif view.punkt != above.punkt or above.role is not LineRole.BODY:
            label = None
        known = label is not None and label.kind is LabelKind.SECTION and label.exact
        if known and view.index < below.get(view.punkt, -1) and view.role is LineRole.BODY:
            found.add(view.index)
    return found


def _keep_lists(views: Sequence[View], rules: Sequence[int], chosen: list[int]) -> None:
    """What stands inside a decision belongs to it: "Bevilget / • 25.000 kr. / Revyen fik afslag".

    A list's lines stand further in than the decision's above and below it, and have bullets or are
    set as those are; others have bullets, are the decision's by the rules, and fewer than its own.
    """
    inside = [view for view in views if view.punkt and view.role is not LineRole.FURNITURE]
    for _, group in itertools.groupby(inside, key=lambda view: view.punkt):
        above: list[View] = []
        between: list[View] = []
        for view in group:
            tag = chosen[view.index]
            if tag == _DECISION:
                if above and between and _is_inside(between, above, rules):
                    for one in between:
                        chosen[one.index] = _DECISION
                    above += between
                above, between = [*above, view], []
            elif tag in _RUNNING and above:
                between.append(view)
            else:
                above, between = [], []


def _is_inside(between: Sequence[View], above: Sequence[View], rules: Sequence[int]) -> bool:
    """Whether lines between those of a decision are the decision's own."""
    if all(_deeper(one, above[-1]) for one in between):
        return True
    theirs = between[0].line.listed and all(rules[one.index] == _DECISION for one in between)
    return theirs and sum(len(one.text) for one in above) > sum(len(one.text) for one in between)


def _keep_sentences(views: Sequence[View], rules: Sequence[int], chosen: list[int]) -> None:
    """What a body says behind its name ("Byrådet: …") is its decision to the end of the sentence.

    The net knows such a line by its colon, and takes what wraps from it for text again. So it is
    with a body and a day before a dash. A decision's sentence that a line leaves in the middle
    ("Ny formand blev") goes on below, however that is set.
    """
    says = False
    for above, view in itertools.pairwise(views):
        kept, rule = chosen[above.index] == rules[above.index], rules[above.index]
        opens = kept and (_names_body(above, rule) or (rule == _STATION and _heads_line(above)))
        inside = (
            chosen[view.index] not in _HEADS
            and view.line.page == above.line.page
            and view.line.gap <= PARAGRAPH_GAP
            and above.text[-1:] not in ".:;!?"
        )
        says = (says or opens) and inside and rules[view.index] in (_DECISION, _EARLIER)
        if says:
            chosen[view.index] = rules[view.index]
        elif (
            inside
            and chosen[above.index] == _DECISION
            and chosen[view.index] in _RUNNING
            and _LEFT_OPEN.search(above.text)
        ):
            chosen[view.index] = _DECISION


_LEFT_OPEN = re.compile(
    r"[a-zæøå,]\s+(?:og|eller|at|til|af|for|med|på|i|om|fra|ved|en|et|som|er|var|blev|bliver|har|"
    r"havde|skal|kan|vil|samt)$"
)
"""How no sentence ends."""


def _deeper(view: View, above: View) -> bool:
    box, upper = view.line.box, above.line.box
    return (
        box is not None
        and upper is not None
        and box.x0 > upper.x0 + _IN
        and view.line.size == above.line.size
        and (view.line.listed or view.line.italic == above.line.italic)
        and not view.line.bold
    )


_IN = 4.0
"""Points by which a list stands further in than the text around it at least."""
_CLOSES, _LEANS, _TIMES, _MAY = 0.35, 0.3, 4.0, 0.1
"""Share of the punkter whose last paragraph is seen as the decision; how much the net leans to that
in all of them, and how many times as much as in other paragraphs; how much in one that is taken."""


def _close_unlabelled(pieces: Sequence[Sequence[View]], told: Told, chosen: list[int]) -> None:
    """Where nothing labels decisions and they close the punkter, each punkt's last words are one.

    The net is unsure of a decision in plain prose; that the same place has one in punkt after
    punkt bears it out. What follows a decision there belongs to it.
    """
    label = NUMBER["etiket:beslutning"]
    if label in chosen:
        return
    by_punkt: dict[int, list[Sequence[View]]] = {}
    for piece in pieces:
        if chosen[piece[0].index] in _RUNNING:
            by_punkt.setdefault(piece[0].punkt, []).append(piece)
    if len(by_punkt) < _PUNKTER:
        return
    leans = {id(piece): _lean(piece, told) for group in by_punkt.values() for piece in group}
    last = [group[-1] for group in by_punkt.values()]
    others = [piece for group in by_punkt.values() for piece in group[:-1]]
    closed = sum(chosen[piece[0].index] == _DECISION for piece in last)
    here = sum(leans[id(piece)] for piece in last) / len(last)
    there = sum(leans[id(piece)] for piece in others) / max(len(others), 1)
    if closed < _CLOSES * len(last) or here < _LEANS or here < _TIMES * there:
        return
    for group in by_punkt.values():
        decided = next(
            (place for place, piece in enumerate(group) if chosen[piece[0].index] == _DECISION),
            len(group) - 1 if leans[id(group[-1])] >= _MAY else len(group),
        )
        for piece in group[decided:]:
            for view in piece if leans[id(piece)] >= _MAY else ():
                chosen[view.index] = _DECISION


_PUNKTER = 3
"""Punkter at least in which a place must have the decision."""


def _close_set_in(pieces: Sequence[Sequence[View]], chosen: list[int]) -> None:
    """Where decisions are set in below the account and nothing else is, what is set in is one.

    The net tells most of them by their words; one that lists who voted against, or what is left
    after, has none. It may stand below a list of attachments, which it would be taken for else.
    """
    if NUMBER["etiket:beslutning"] in chosen:
        return
    by_punkt: dict[int, list[Sequence[View]]] = {}
    for piece in pieces:
        if chosen[piece[0].index] in _TEXTS and piece[0].line.box is not None:
            by_punkt.setdefault(piece[0].punkt, []).append(piece)
    last = [group[-1] for group in by_punkt.values()]
    edges = [_edge(piece) for piece in last if chosen[piece[-1].index] == _DECISION]
    edge = median(edges) if edges else 0.0
    closing: list[Sequence[View]] = []
    below = 0
    for group in by_punkt.values():
        own = [abs(_edge(piece) - edge) < INDENT for piece in group]
        first = own.index(True) if True in own else len(own)
        if not all(own[first:]):
            return  # other text is set so too
        closing += group[first:]
        above = [_edge(piece) for piece in group[:first]]
        below += bool(above) and first < len(own) and edge - max(above) >= _SET_IN
    decided = sum(chosen[piece[-1].index] == _DECISION for piece in closing)
    if below >= _PUNKTER and decided >= _PUNKTER and 2 * decided >= len(closing):
        for view in (view for piece in closing for view in piece):
            chosen[view.index] = _DECISION


def _edge(piece: Sequence[View]) -> float:
    """The left edge of a paragraph, wherever it is set: a column of decisions is no indent."""
    return min(view.line.box.x0 for view in piece if view.line.box is not None)


_SET_IN = 24.0
"""Points that such decisions stand further in than all that is above them at least."""


def _says_so(piece: Sequence[View], views: Sequence[View]) -> bool:
    """Whether a paragraph tells itself what it is, and is no plain text.

    "Forvaltningen indstiller, at …" proposes; "Bilag: Kort, skrivelse fra" / "skolen." goes on.
    """
    first = piece[0]
    if first.opened is None:
        return False
    if first.opened.afsnit is AfsnitType.INDSTILLING and not first.opened.text:
        proposes = _PROPOSAL.match(first.text)
        return proposes is not None and "," not in proposes.group()[:-1]
    above = views[first.index - 1]
    return (
        first.role is LineRole.ATTACHMENT
        and above.opens
        and above.role is LineRole.ATTACHMENT
        and bool(above.opened and above.opened.rest)
        and first.line.gap <= PARAGRAPH_GAP
        and (_runs_on(above, first) or above.text.endswith(";"))
    )


def _lean(piece: Sequence[View], told: Told) -> float:
    return float(told[[view.index for view in piece], _DECISION].mean())


def _in_column(view: View) -> bool:
    """Whether a line stands in a column whose head says that it holds the decisions."""
    return view.column is not None and view.column.kind is LabelKind.DECISION


def _under_station(
    views: Sequence[View], index: int, rules: Sequence[int], chosen: Sequence[int]
) -> bool:
    """Whether a line is the first under "Før: Rådet den 11. maj 2009 (pkt. 3)": what it said."""
    above = views[index - 1] if index else None
    if above is None or not above.opens or above.opened is None:
        return False
    label = above.opened
    return (
        rules[index] == NUMBER["tidligere"]
        and rules[index - 1] == chosen[index - 1] == NUMBER["etiket:tidligere"]
        and fold_label(label.text) in EARLIER_DAY
        and label.date is not None
        and views[index].line.gap <= PARAGRAPH_GAP
    )


_OF_PROPOSALS = (NUMBER["etiket:indstilling"], NUMBER["etiket:sagsfremstilling"])


def _told_by_text(view: View, rule: int) -> bool:
    """Whether a label is over a proposal or an account, as its text says: "Oplæg: …"."""
    label = view.opened if view.opens else None
    return label is not None and rule in _OF_PROPOSALS and fold_label(label.text) in MAY_PROPOSE


def _beside_label(views: Sequence[View], index: int, chosen: Sequence[int]) -> bool:
    """Whether a line is of the paragraph that opens in the row of the decision's label.

    The net must not know the label for another: "Oplæg til beslutning" proposes.
    """
    for view, above in itertools.pairwise(reversed(views[: index + 1])):
        label = above.opened if above.opens else None
        if above.line.row == view.line.row and above.line.page == view.line.page:
            known = label is not None and label.kind is LabelKind.DECISION
            return known and chosen[above.index] == NUMBER["etiket:beslutning"]
        box, upper = above.line.box, view.line.box
        if box is None or upper is None or abs(box.x0 - upper.x0) > _ONE_EDGE:
            return False
        if view.line.gap > PARAGRAPH_GAP or above.line.page != view.line.page:
            return False
    return False


_ONE_EDGE = 2.0
"""Points within which the lines of such a paragraph begin."""


def _routes(view: View) -> bool:
    """Whether a line tells which bodies treat the case: "Sagsgang: MTU/ØK/KB" is no number."""
    label = view.label
    return label is not None and label.afsnit is AfsnitType.SAGSGANG and bool(label.rest)


# "Forvaltningen indstiller, at …"
_PROPOSES = re.compile(r"[A-ZÆØÅ][^.,:]{3,60}?\s+(?:indstiller|foreslår),?\s+at\b")


def _usually_proposes(views: Sequence[View], rules: Sequence[int]) -> bool:
    """Whether it is this document's way to propose in a sentence that says who does."""
    proposals = (view for view in views if rules[view.index] == NUMBER["indstilling"])
    return sum(_PROPOSES.match(view.text) is not None for view in proposals) >= _PUNKTER


def _says_outright(view: View, rules: Sequence[int], *, usual: bool) -> bool:
    """Whether a paragraph's first words say what it is, in words that leave no doubt.

    "Fremlagt var: Kort", "Teknisk Udvalg udtalte den 3. maj 2012:", "Byrådet den 7. maj 2012,
    punkt 14:", "Forvaltningen indstiller, at", where the document's proposals open so (``usual``).
    """
    rule, label = TAGS[rules[view.index]], view.label
    if rule == "indstilling":
        return usual and _PROPOSES.match(view.text) is not None
    if rule == "etiket:tidligere":
        full = label is not None and None not in (label.body, label.date, label.punkt)
        announces = view.text.endswith(":") or (label is not None and bool(label.rest))
        return BODY_TOOK.match(view.text) is not None or (full and announces)
    return rule == "etiket:bilag" and label is not None and bool(label.rest) and label.exact


def _heads_line(view: View) -> bool:
    """Whether a label stands at the head of its text, a body and a day before a dash too."""
    label = view.opened if view.opens else None
    dated = label is not None and None not in (label.body, label.date) and bool(label.rest)
    return stands_in_line(view) or (dated and _DASHED.search(view.text) is not None)


# "Socialudvalget (7. februar 2006) – Udvalget …"
_DASHED = re.compile(r"\d{4}\)?\s[-–—]\s")


def _names_body(view: View, rule: int) -> bool:
    """Whether a line opens with the body that meets or the punkt: "Byrådet: …", "Ad 3: …"."""
    label = view.opened
    return (
        rule >= FIRST_LABEL
        and label is not None
        and label.kind is LabelKind.DECISION
        and bool(label.rest)
        and (is_own_body(label.text, label.body) or is_answer(label))
    )


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


_UNLABELLED = {"etiket:indstilling": NUMBER["indstilling"]}
"""Tag of text that opens as a label of that kind does: "Forvaltningen indstiller, / at …"."""
_TOLD = (NUMBER["indstilling"], NUMBER["bilag"])
_PROPOSAL = re.compile(PROPOSAL_OPENER)
_HEADS = (PUNKT, GOES_ON, TOC)
_DECISION, _TEXT = NUMBER["beslutning"], NUMBER["tekst"]
_STATION, _EARLIER = NUMBER["etiket:tidligere"], NUMBER["tidligere"]
_DECISIONS = (LineRole.DECISION, LineRole.DECISION_LABEL)
_UNLIKE, _SET_OTHERWISE = 0.3, 0.6
"""How rare the rules' tag must be among lines that are set as a paragraph is, beside the document
as a whole, and how sure the net must be of another then."""
_OUTRIGHT = 0.9
"""How sure the net must be of other than what a paragraph's first words say outright."""
_UNDECIDED = 0.9
"""How sure the net must be of a decision in a punkt for which the rules find none."""


def _pieces(views: Sequence[View], told: Told) -> list[list[View]]:
    """Lines inside punkter that stand together as one paragraph, labels each alone."""
    pieces: list[list[View]] = []
    for view in views:
        if not view.punkt or view.role is LineRole.PUNKT:
            continue
        before = pieces[-1][-1] if pieces else None
        alone = int(told[view.index].argmax()) not in _TEXTS or _is_label(view)
        if (
            alone
            or before is None
            or int(told[before.index].argmax()) not in _TEXTS
            or _is_label(before)
            or before.index != view.index - 1
            or (_parts(told[before.index], told[view.index]) and not _runs_on(before, view))
            or (view.line.gap > PARAGRAPH_GAP and view.line.page == before.line.page)
            or (view.line.bold != before.line.bold and before.text.endswith((".", "?", "!")))
            or view.line.box is None
            or view.line.row == before.line.row
            or view.line.listed
        ):
            pieces.append([view])
        else:
            pieces[-1].append(view)
    return pieces


def _is_label(view: View) -> bool:
    """Whether the rules take all of a line for a label that the lexicon has."""
    label = view.opened if view.opens else None
    return label is not None and label.exact and not label.rest and bool(label.text)


_PARTED = 0.75
"""How sure the net must be of each of two lines to read one paragraph as two."""


def _parts(above: Told, below: Told) -> bool:
    """Whether the net surely sees two lines of one paragraph as two kinds of text."""
    return bool(
        above.argmax() != below.argmax() and above.max() >= _PARTED and below.max() >= _PARTED
    )


def _runs_on(above: View, below: View) -> bool:
    """Whether a sentence goes on from one line to the next."""
    box, upper = below.line.box, above.line.box
    if box is None or upper is None or abs(box.x0 - upper.x0) > _ONE_COLUMN:
        return False
    return below.text[:1].islower() and above.text[-1:] not in ".:;!?"


_ONE_COLUMN = 40.0
"""Points by which the left edges of one paragraph's lines differ at most."""


_RUNNING = frozenset(NUMBER[name] for name in ("tekst", "indstilling", "beslutning"))
_TEXTS = frozenset(
    NUMBER[name] for name in ("tekst", "indstilling", "beslutning", "tidligere", "fravaer", "bilag")
)
