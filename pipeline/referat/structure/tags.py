"""The tags that the line net gives: one a line, finer than a role.

In: views with roles, or a document's gold lines. Out: tags, as numbers. A tag says the line's role,
for a label also what it opens, and for a heading whether the line opens it. The rules' reading has
tags too: the net sees them, and what it says is compared with them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from referat.structure.headings import Heading
from referat.structure.labels import LabelKind
from referat.structure.views import View
from referat.types import AfsnitType, LineRole

LABELS = ("beslutning", "fravaer", "bilag", "tidligere", *AfsnitType)
"""What a label may open, besides a section of each type."""

TAGS = (
    "inventar",
    "indhold",
    "hoved",
    "fremmoede",
    "gruppe",
    "punkt",
    "punkt+",
    "sagsnummer",
    "tekst",
    "indstilling",
    "beslutning",
    "tidligere",
    "fravaer",
    "bilag",
    "underskrift",
    *(f"etiket:{name}" for name in LABELS),
)
"""All tags. ``punkt`` opens a heading and ``punkt+`` goes on with it; ``indstilling`` is text of a
recommendation, ``tekst`` that of any other section."""

NUMBER = {tag: place for place, tag in enumerate(TAGS)}

PUNKT, GOES_ON = NUMBER["punkt"], NUMBER["punkt+"]
CASE, GROUP = NUMBER["sagsnummer"], NUMBER["gruppe"]
FURNITURE, TOC = NUMBER["inventar"], NUMBER["indhold"]
FIRST_LABEL = next(place for place, tag in enumerate(TAGS) if tag.startswith("etiket:"))
"""Labels are the tags from here on."""

Told = NDArray[np.float32]
"""Probabilities, shape (lines, tags)."""

_PLAIN = {
    LineRole.FURNITURE: "inventar",
    LineRole.TITLE: "hoved",
    LineRole.HEADER: "hoved",
    LineRole.ATTENDANCE: "fremmoede",
    LineRole.TOC: "indhold",
    LineRole.GROUP: "gruppe",
    LineRole.SAGSNUMMER: "sagsnummer",
    LineRole.DECISION: "beslutning",
    LineRole.EARLIER: "tidligere",
    LineRole.ABSENCE: "fravaer",
    LineRole.ATTACHMENT: "bilag",
    LineRole.SIGNATURE: "underskrift",
}


def tags_of(views: Sequence[View], headings: Sequence[Heading]) -> list[int]:
    """The tag of each view by the roles that it has."""
    starts = {heading.first for heading in headings}
    starts |= {first for heading in headings for first, _ in heading.covers}
    tags = []
    fresh = False
    for view in views:
        fresh = fresh or view.index in starts
        tag = _tag(view)
        if tag == "punkt":
            tag = "punkt" if fresh else "punkt+"
            fresh = False
        tags.append(NUMBER[tag])
    return tags


def _tag(view: View) -> str:
    role = view.role
    if role is LineRole.PUNKT:
        return "punkt"
    label = view.opened if view.opens else None
    if role in (LineRole.LABEL, LineRole.DECISION_LABEL) or (
        label is not None and label.text and role in _OPENED
    ):
        return f"etiket:{label_type(view)}"
    if role is LineRole.BODY:
        opened = view.opened
        proposed = opened is not None and (
            opened.afsnit is AfsnitType.INDSTILLING
            or opened.kind is LabelKind.PROPOSAL_AND_DECISION
        )
        return "indstilling" if proposed else "tekst"
    return _PLAIN[role]


_OPENED = (
    LineRole.BODY,
    LineRole.DECISION,
    LineRole.EARLIER,
    LineRole.ABSENCE,
    LineRole.ATTACHMENT,
)


def label_type(view: View) -> str:
    """What the label of a view opens, as in ``LABELS``."""
    if view.role in (LineRole.DECISION, LineRole.DECISION_LABEL):
        return "beslutning"
    if view.role is LineRole.EARLIER:
        return "tidligere"
    if view.role is LineRole.ABSENCE:
        return "fravaer"
    if view.role is LineRole.ATTACHMENT:
        return "bilag"
    label = view.opened or view.label
    if label is not None and label.kind is LabelKind.PROPOSAL_AND_DECISION:
        return "indstilling"
    return str(label.afsnit or "andet") if label is not None else "andet"


def gold_tag(rolle: str, type: str | None, opens: bool, *, run_in: bool = False) -> str:
    """The tag of a line of the corpus generator.

    Args:
        rolle: Its role there.
        type: Type of its section, or what its label opens.
        opens: It is the first line of a heading.
        run_in: It begins with a label.
    """
    if rolle == "heading":
        return "punkt" if opens else "punkt+"
    if rolle == "label" or (run_in and rolle in _RUN_IN):
        return f"etiket:{type or _RUN_IN.get(rolle, 'andet')}"
    if rolle == "text":
        return "indstilling" if type == "indstilling" else "tekst"
    return _GOLD[rolle]


_RUN_IN = {
    "text": "andet",
    "decision": "beslutning",
    "absence": "fravaer",
    "bilag": "bilag",
    "sagsgang": "tidligere",
}
_GOLD = {
    "furniture": "inventar",
    "toc": "indhold",
    "header": "hoved",
    "attendance": "fremmoede",
    "group": "gruppe",
    "sagsnummer": "sagsnummer",
    "decision": "beslutning",
    "absence": "fravaer",
    "bilag": "bilag",
    "sagsgang": "tidligere",
    "signature": "underskrift",
}
