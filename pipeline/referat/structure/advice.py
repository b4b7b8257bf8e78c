"""What the line net's probabilities change in the rules' reading of a document.

In: the rules' draft and the probability of every line's tag. Out: ``Advice``, with which
``roles.assign_roles`` reads the document once more: which lines open a punkt (``chosen.py``), which
are labels and of what, which are furniture or contents. The rules hold where the net does not speak
clearly against them (``thresholds.py``); whole paragraphs are read anew after that
(``paragraphs.py``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from referat.structure.chosen import choose_headings, support_of
from referat.structure.decode import LONGEST, find_stems, make_label, part_label
from referat.structure.habits import stands_in_line
from referat.structure.headings import KEYED, Heading
from referat.structure.labels import Label, is_button, is_unfinished
from referat.structure.stationer import station_body
from referat.structure.tags import (
    CASE,
    FIRST_LABEL,
    FURNITURE,
    NUMBER,
    PUNKT,
    TAGS,
    TOC,
    Told,
    tags_of,
)
from referat.structure.text import fold_label
from referat.structure.thresholds import INSIDE, Thresholds
from referat.structure.views import View
from referat.types import LineRole


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


def keep_aside(told: Told, lines: Sequence[int]) -> Told:
    """The same probabilities, but that some lines are furniture without doubt."""
    if not lines:
        return told
    told = told.copy()
    told[list(lines)] = 0.0
    told[list(lines), FURNITURE] = 1.0
    return told


def agreement(views: Sequence[View], headings: Sequence[Heading], told: Told) -> float:
    """Share of the lines that open a punkt or a section by rules or net, and do so by both."""
    rules = np.array(tags_of(views, headings))
    net = told.argmax(axis=1)
    opens = (rules == PUNKT) | (net == PUNKT) | (rules >= FIRST_LABEL) | (net >= FIRST_LABEL)
    return float((rules[opens] == net[opens]).mean()) if opens.any() else 0.0


def leaves_undecided(views: Sequence[View], told: Told) -> bool:
    """Whether the rules find no decision in many of the punkter in which the net sees one.

    Of decisions that no label announces the rules know little, however well they know the headings.
    """
    decided = {view.punkt for view in views if view.role in _DECISIONS}
    seen = told[:, NUMBER["beslutning"]] > INSIDE
    by_net = {view.punkt for view in views if view.punkt and seen[view.index]}
    return len(by_net - decided) >= max(_MISSED, _FEW * len(by_net))


_MISSED, _FEW = 3, 1 / 3
"""Decisions that the net sees and the rules do not, and their share, in a layout that the rules do
not know: with fewer, the net's reading of tables costs more than its decisions give."""
_DECISIONS = (LineRole.DECISION, LineRole.DECISION_LABEL)


def keeps_form(headings: Sequence[Heading], told: Told, limits: Thresholds) -> bool:
    """Whether the rules read a form that the net, which sees lines and no columns, must not touch.

    Answers keyed to a list of the punkter (F22), and tables with a row a punkt (F23) whose rows the
    net takes for headings too.
    """
    form = [heading for heading in headings if heading.kind in KEYED]
    if not form:
        return False
    support = sum(support_of(heading, told) for heading in form)
    others = int((told[:, PUNKT] >= limits.odd_heading).sum())
    return support >= limits.chain * len(form) or 2 * others < len(form)


def advise(
    views: Sequence[View], headings: Sequence[Heading], told: Told, limits: Thresholds
) -> Advice:
    """What to read otherwise, from the rules' reading and the net's probabilities."""
    rules = tags_of(views, headings)
    best = told.argmax(axis=1)
    chosen, moved = choose_headings(views, headings, told, limits)
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
            if tag >= FIRST_LABEL and told[view.index, tag] >= INSIDE
        ]
    )
    again = _heads_again(views, best, told)
    for view, rule, tag in zip(views, rules, best.tolist(), strict=True):
        index = view.index
        if index in inside:
            if rule in (FURNITURE, TOC):
                aside[index] = LineRole.BODY
            continue
        if rule == TOC:
            contents.add(index)
        sure = float(told[index, tag])
        if tag == CASE and rule != CASE and sure >= limits.case:
            cases.add(index)
        rule_label = rule >= FIRST_LABEL
        if tag in (FURNITURE, TOC) and rule != tag and sure >= limits.aside:
            aside[index] = LineRole.FURNITURE if tag == FURNITURE else LineRole.TOC
        elif (
            rule in (FURNITURE, TOC)
            and tag != rule
            and told[index, rule] <= 1 - limits.aside
            and not is_button(view.label, view.text)
        ):
            aside[index] = LineRole.BODY
        if (
            tag >= FIRST_LABEL
            and tag != rule
            and not is_button(view.label, view.text)
            and not (is_unfinished(view.text, view.label) and not part_label(view.text, stems)[1])
        ):
            label = _label(view, TAGS[tag].removeprefix("etiket:"), stems, known=rule_label)
            needed = limits.retype if rule_label else limits.new_label
            if not rule_label and index in again:
                needed = min(needed, _AGAIN)
            if label is not None and sure >= needed:
                labels[index] = label
        elif rule_label and tag < FIRST_LABEL:
            kept = float(told[index, FIRST_LABEL:].sum())
            own = _TEXT_OF.get(TAGS[rule])
            if own is not None:
                kept += float(told[index, own])
            if kept <= limits.mute and not (_names_station(view) or stands_in_line(view)):
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


def _heads_again(views: Sequence[View], best: NDArray[np.intp], told: Told) -> set[int]:
    """Lines that say one and the same in several punkter, and head the same in each by the net.

    What it half sees once may be chance; what it half sees in each punkt is a label.
    """
    groups: dict[str, list[View]] = {}
    for view in views:
        if view.punkt and len(view.text) <= _LONGEST_LABEL:
            groups.setdefault(fold_label(view.text), []).append(view)
    found: set[int] = set()
    for group in groups.values():
        own = [view.index for view in group]
        if len({view.punkt for view in group}) < _OFTEN or len(set(best[own].tolist())) > 1:
            continue
        tag = int(best[own[0]])
        if tag >= FIRST_LABEL and float(told[own, tag].mean()) >= _AGAIN:
            found.update(own)
    return found


_OFTEN, _AGAIN, _LONGEST_LABEL = 3, 0.6, 60
"""Punkter in which a line stands, how clearly the net sees a label in each, and its letters."""
_TEXT_OF = {
    f"etiket:{name}": NUMBER[name] for name in ("tidligere", "fravaer", "bilag", "beslutning")
}
"""Label -> tag of the text under it: a station of the history, or "Fraværende: …", is both."""


def _names_station(view: View) -> bool:
    """Whether a line says a body, a day and a colon: the grammar is surer than the net."""
    label = view.label
    return (
        label is not None
        and label.date is not None
        and label.body is not None
        and station_body(label.body) is not None
        and (bool(label.rest) or view.text.rstrip().endswith(":"))
    )


def _label(view: View, opens: str, stems: Sequence[str], *, known: bool) -> Label | None:
    """The label that a line is, if it opens what the net says."""
    old = view.label
    if known and old is not None and (old.date or old.body):
        return None  # body and date say whose decision it is, better than a guess
    label = make_label(view, opens, stems)
    return None if not label.rest and len(label.text) > LONGEST else label


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
