"""Whether a document is minutes, an agenda, or something else.

In: roles and header. Out: the kind, and how sure. A note may have numbered headings and speak of
votes; minutes are told by what a meeting leaves behind: a heading that says so, a day, people,
decisions (format atlas, 3.8).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from referat.danish import hoved as words
from referat.structure.hoved import Hoved
from referat.structure.labels import Label, LabelKind
from referat.structure.views import View
from referat.types import Afsnit, AfsnitType, Dokumenttype, LineRole, Punkt, Udfald

_NEEDED = 3.0
"""Points that make a meeting's document; a note with a list and a date has 1 to 2."""
_TOP = 5
"""Lines among which a title stands."""


_DECIDED = 2
"""Decisions at least in what calls itself an agenda and is none: one may be a sentence misread."""


def is_foreign(views: Sequence[View]) -> bool:
    """Whether a document is Norwegian or Swedish; its kommune is none of the Danish ones."""
    return _foreign_words(views) >= _FOREIGN


_FOREIGN = 2
"""Different words that Danish does not have: one alone may be a name or a misprint."""


def _foreign_words(views: Sequence[View]) -> int:
    sample = " ".join(view.text for view in views[:80])
    return len({found.casefold() for found in words.FOREIGN.findall(sample)})


def without_decision(punkt: Punkt) -> Punkt:
    """An agenda's punkt: nothing is decided yet, and what reads like it is text.

    Source: the interchange form, "an agenda: the same layout, no decisions recorded yet".
    """
    said = punkt.beslutning
    if said is None:
        return punkt
    text = Afsnit(type=AfsnitType.ANDET, overskrift=None, tekst=said.tekst, evidence=said.evidence)
    return replace(
        punkt, beslutning=None, afsnit=(*punkt.afsnit, text) if said.tekst else punkt.afsnit
    )


def _leaves_blank(views: Sequence[View]) -> bool:
    """Whether labels of decisions stand in a document and nothing below nearly all of them.

    What is read as a decision elsewhere in it is the account of another's.
    """
    labels = [view for view in views if view.opens and view.opened and _decides(view.opened)]
    texts = {
        (view.punkt, view.section)
        for view in views
        if view.role is LineRole.DECISION and view.opened is not None
    }
    blank = sum(
        view.role is LineRole.DECISION_LABEL and (view.punkt, view.section) not in texts
        for view in labels
    )
    return bool(labels) and blank >= _BLANK * len(labels)


_BLANK = 0.75
"""Share of the labels with nothing below from which on a document titled an agenda is one."""


def _decides(label: Label) -> bool:
    return label.kind is LabelKind.DECISION and bool(label.text)


def find_dokumenttype(
    views: Sequence[View], hoved: Hoved, punkter: Sequence[Punkt], *, people: int
) -> tuple[Dokumenttype, float]:
    """Kind of a document and the probability that it is right."""
    if not punkter:
        return Dokumenttype.ANDET, 0.8
    title = hoved.title
    foreign = _foreign_words(views)
    points = 0.0
    if words.MINUTES_WORD.search(title) or words.AGENDA_WORD.search(title):
        points += 2.0
    elif any(words.BODY_MEETS.match(view.text) for view in views[:_TOP]):
        points += 1.0
    if not hoved.udvalg and points == 0:
        points -= 1.5  # a letter, a note: nothing says that anybody met
    if words.OTHER_WORD.match(title):
        points -= 2.5
    if hoved.dato and hoved.score.get("dato", 0) >= 0.5:
        points += 1.0
    if hoved.udvalg and hoved.score.get("udvalg", 0) >= 0.3:
        points += 1.0
    if hoved.start or hoved.sted:
        points += 0.5
    if people:
        points += 1.0
    labels = sum(
        1
        for view in views
        if view.opens
        and view.label
        and view.label.kind
        in (LabelKind.DECISION, LabelKind.SECTION, LabelKind.PROPOSAL_AND_DECISION)
    )
    points += min(2.0, 0.4 * labels)
    own = [view for view in views if view.role is LineRole.PUNKT and view.heading]
    numbers = [punkt.nr for punkt in punkter if punkt.nr]
    if len(punkter) >= 3 and len(own) >= len(punkter) and len(set(numbers)) == len(punkter):
        points += 1.0  # a run of numbered headings, each set apart
    told = sum(
        1 for punkt in punkter if punkt.beslutning and punkt.beslutning.udfald != (Udfald.ANDET,)
    )
    points += min(1.0, 0.34 * told)
    numbered = sum(1 for punkt in punkter if punkt.sagsnumre)
    points += min(1.5, 0.5 * numbered)
    paragraphs = sum(1 for view in views if view.text.startswith("§"))
    if paragraphs >= 4 and paragraphs > len(punkter) * 0.5:
        points -= 2.0
    points -= 1.5 * max(0, foreign - 1)
    if points < _NEEDED:
        return Dokumenttype.ANDET, min(0.95, 0.55 + 0.1 * (_NEEDED - points))
    decided = sum(1 for punkt in punkter if punkt.beslutning is not None)
    if words.AGENDA_WORD.search(title) and not words.MINUTES_WORD.search(title):
        if decided == 0:
            return Dokumenttype.DAGSORDEN, 0.95
        if _leaves_blank(views):
            return Dokumenttype.DAGSORDEN, 0.85
        return (
            (Dokumenttype.REFERAT, 0.8)
            if decided >= 0.3 * len(punkter) and decided >= min(_DECIDED, len(punkter))
            else (Dokumenttype.DAGSORDEN, 0.6)
        )
    empty_labels = any(view.role is LineRole.DECISION_LABEL for view in views)
    if decided == 0 and not words.MINUTES_WORD.search(title) and (empty_labels or not title):
        return Dokumenttype.DAGSORDEN, 0.6
    return Dokumenttype.REFERAT, min(0.99, 0.7 + 0.04 * points)
