"""Minutes as answers keyed to a list: "Ad. 3) …" below a list of the punkter (F22).

In: views. Out: a heading for each answer, with the title that the list prints under its number. An
answer that prints its title itself is an ordinary heading and none of this form. In a document that
calls itself an agenda, and where nothing is told that happened, they answer nothing: they say what
the punkter are about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import TypeAlias

from rapidfuzz.fuzz import ratio

from referat.danish.hoved import AGENDA_WORD, MINUTES_WORD
from referat.structure.headings import Heading
from referat.structure.labels import Label, LabelKind
from referat.structure.text import fold_name, fold_spaces, join_words
from referat.structure.unlabelled import is_told
from referat.structure.views import View
from referat.types import LineRole

_ANSWER = re.compile(
    r"^ad\.?\s*(?:(?:punkt|pkt)\.?\s*)?(?P<nr>\d{1,4})\s*[.):]*\s+(?P<rest>\S.*)$", re.IGNORECASE
)
_LISTED = re.compile(
    r"^(?:(?:punkt|pkt|nr|sag)\.?\s*)?(?P<nr>\d{1,4})\s*[.):]*\s+(?!at\b)"
    r"(?P<titel>(?:\d\.\s*behandling\b|[^\W\d_]).*)$",
    re.IGNORECASE,
)
_DECIDES = (LabelKind.DECISION, LabelKind.PROPOSAL_AND_DECISION)
_SAME = 80
"""Likeness in per cent from which an answer's text is the title in the list."""


@dataclass(slots=True)
class _Entry:
    titel: str
    first: int
    last: int


def find_answers(views: Sequence[View]) -> list[Heading]:
    """Headings of minutes in this form, with the list's lines marked; empty where it is none.

    At least two answers in rising order, and most of them with their number in a list above the
    first.
    """
    answers: list[tuple[View, re.Match[str]]] = []
    for view in views:
        found = _ANSWER.match(view.text) if view.first_in_row else None
        if found is None or view.role not in (LineRole.BODY, LineRole.TOC):
            continue
        if not answers or int(found["nr"]) > int(answers[-1][1]["nr"]):
            answers.append((view, found))
    if len(answers) < 2:
        return []
    above = views[: answers[0][0].index]
    entries = _find_list(above, {found["nr"] for _, found in answers})
    end = max((entry.last for entry in entries.values()), default=len(above))
    if any(view.label and view.label.kind in _DECIDES for view in above[end + 1 :]):
        return []  # answers to the points of a proposal, below the label of the decision
    titles = {fold_name(entry.titel) for entry in entries.values()}
    if sum(fold_name(view.text) in titles for view in above[end + 1 :]) > 1:
        return []  # the punkter stand between list and answers: these are to points of the last
    listed = [
        (view, found, entry, _names(found["rest"], entry.titel))
        for view, found in answers
        if (entry := entries.get(found["nr"])) is not None
    ]
    titled = sum(own for *_, own in listed)
    if len(listed) < 2 or len(listed) < 0.6 * len(answers) or 2 * titled > len(listed):
        return []
    if 2 * _labelled(views, answers) > len(answers):
        return []  # they are titles, longer than the list's, over a label of what was decided
    opens = LabelKind.DECISION
    if _is_agenda(views[: min(entry.first for entry in entries.values())]) and not _tells(listed):
        opens = LabelKind.SECTION
    results = _set_results(views, listed) if opens is LabelKind.DECISION else {}
    headings = []
    for view, found, entry, own in listed:
        for other in views[entry.first : entry.last + 1]:
            if other.role is LineRole.BODY:
                other.role, other.score = LineRole.TOC, 0.8
        view.role = LineRole.BODY
        if not own:
            result = results.get(view.index)
            kind = opens if result is None else LabelKind.SECTION
            text = "Ad." if kind is LabelKind.DECISION else ""
            view.label = Label(kind=kind, text=text, rest=found["rest"])
            if result is not None:
                result.column = Label(kind=opens, text="Ad.")
        headings.append(
            Heading(
                first=view.index,
                last=view.index,
                nr=found["nr"],
                number=int(found["nr"]),
                titel=found["rest"] if own else entry.titel,
                kind="ad" if own else "svar",
                score=4.0,
                style=view.style,
            )
        )
        if own:
            view.role, view.score = LineRole.PUNKT, 0.8
    return headings


def _labelled(views: Sequence[View], answers: Sequence[tuple[View, re.Match[str]]]) -> int:
    """How many answers have the label of a decision below their own line, and above the next."""
    ends = [*(view.index for view, _ in answers[1:]), len(views)]
    return sum(
        any(
            below.label is not None and below.label.kind in _DECIDES and below.label.exact
            for below in views[view.index + 1 : end]
        )
        for (view, _), end in zip(answers, ends, strict=True)
    )


_Listed: TypeAlias = tuple[View, re.Match[str], "_Entry", bool]
"""An answer: its line, what it prints, its punkt in the list, whether it prints the title."""


def _set_results(views: Sequence[View], listed: Sequence[_Listed]) -> dict[int, View]:
    """Answers that open with the account, by index: the line from which on the result is set.

    "Ad. 3) Foreningen har søgt." and below it in italics "Bevilget.", where most answers end so.
    """
    ends = [*(view.index for view, *_ in listed[1:]), len(views)]
    blocks = [views[view.index : end] for (view, *_), end in zip(listed, ends, strict=True)]
    turns = [
        next((view for view in block if _mark(view) != _mark(block[0])), None) for block in blocks
    ]
    marks = Counter(_mark(turn) for turn in turns[:-1] if turn is not None)
    if not marks:
        return {}
    mark = marks.most_common(1)[0][0]
    parted = {
        block[0].index: turn
        for block, turn, (_, found, _, own) in zip(blocks, turns, listed, strict=True)
        if turn is not None and _mark(turn) == mark and not own and not is_told(found["rest"])
    }
    whole = sum(_mark(block[0]) == mark for block in blocks)
    most = len(parted) + whole >= _MOST * len(listed)
    return parted if most and (whole or len(parted) > 1) else {}


def _mark(view: View) -> tuple[bool, bool]:
    return view.line.italic, view.line.bold


_MOST = 0.6
"""Share of the answers that end in the type of a result from which on it is the document's."""
_TITLE, _TOLD = 6, 0.3
"""Lines among which a document's title stands, and share of answers that tell what happened from
which on a document is minutes, whatever its title."""


def _is_agenda(above: Sequence[View]) -> bool:
    """Whether the title of a document, and not only the label right over its list, says agenda."""
    title = [view.text for view in above[: min(_TITLE, len(above) - 1)]]
    agenda = any(AGENDA_WORD.match(text) and not text.endswith(":") for text in title)
    return agenda and not any(MINUTES_WORD.search(view.text) for view in above)


def _tells(listed: Sequence[_Listed]) -> bool:
    """Whether answers tell what was said or decided."""
    told = sum(is_told(found["rest"]) for _, found, _, _ in listed)
    return told >= _TOLD * len(listed)


def _names(text: str, titel: str) -> bool:
    """Whether an answer's text is, or opens with, the title in the list."""
    head = fold_name(text)[: len(fold_name(titel))]
    return bool(titel) and ratio(head, fold_name(titel)) >= _SAME


def _find_list(views: Sequence[View], asked: Set[str]) -> dict[str, _Entry]:
    """The rising run of numbered lines that holds most of the answers' numbers; titles whole.

    Of two that hold as many, the later one. A run of one is a day or a place: "3. maj 2005".
    """
    runs: list[dict[str, _Entry]] = []
    last: _Entry | None = None
    for view in views:
        found = _LISTED.match(view.text) if view.first_in_row else None
        if found:
            last = _Entry(fold_spaces(found["titel"]), view.index, view.index)
            before = str(int(found["nr"]) - 1)
            run = next((run for run in reversed(runs) if next(reversed(run)) == before), None)
            if run is None:
                runs.append(run := {})
            run[found["nr"]] = last
        elif last is not None and view.index == last.last + 1 and _goes_on(view, views[-1], last):
            last.titel = join_words(last.titel, view.text, broken=False)
            last.last = view.index
        else:
            last = None
    return max(reversed(runs), key=lambda run: len(asked & run.keys()), default={})


def _goes_on(view: View, end: View, entry: _Entry) -> bool:
    """Whether a line goes on with the title above it."""
    unfinished = entry.titel.endswith(("-", ",", ";")) or view.text[:1].islower()
    return unfinished and view.index < end.index and view.role is not LineRole.FURNITURE
