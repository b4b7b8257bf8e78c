"""Results that no label parts from the account (F04, F09, F14, F22, F23, F24).

In: views with roles. Out: the same, the lines of such results marked as decision. A result is told
by
its voice: it opens with a participle ("Godkendt."), with a passive in the past ("blev drøftet"),
or with
somebody who spoke or decided in the past ("orienterede om"), where the account is in the present.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from referat.danish.udfald import RESULT_OPENER, STRONG, WEAK
from referat.structure.headings import Heading
from referat.structure.text import join_lines, paragraphs, sentences
from referat.structure.views import View
from referat.types import LineRole, Udfald

LABELLED_SHARE = 0.4
"""From this share of punkter with a labelled decision on, the document labels its decisions, and a
punkt without one is taken to have none unless its last words are a short formula."""

_RESTATED = 0.6
"""Share of a paragraph's longer words that the item's theme has too, if it says the theme again."""

_FORMULA = 160
"""Characters of the longest closing formula."""

_CLOSING = [pattern for udfald, pattern in (*STRONG, *WEAK) if udfald is not Udfald.ORIENTERET]
_PROPOSAL = re.compile(r"\b(?:indstill|foreslå|anbefaler,? at|indstiller)\w*", re.IGNORECASE)


def mark_results(views: Sequence[View], headings: Sequence[Heading]) -> None:
    """Mark the unlabelled results of a document's punkter."""
    if not headings:
        return
    by_punkt: dict[int, list[View]] = {}
    for view in views:
        if view.punkt:
            by_punkt.setdefault(view.punkt, []).append(view)
    labelled = sum(
        any(view.role is LineRole.DECISION for view in group) for group in by_punkt.values()
    )
    mostly = labelled >= LABELLED_SHARE * len(headings)
    above = _over_others(headings)
    for number, group in by_punkt.items():
        if number in above or any(view.role is LineRole.DECISION for view in group):
            continue
        if any(view.role is LineRole.DECISION_LABEL for view in group):
            continue
        body = [view for view in group if view.role is LineRole.BODY]
        if not body:
            continue
        if _lone_report(body):
            _mark(body)
        elif mostly:
            _mark_formula(body)
        else:
            _mark_from_opener(body)


# "2" over "2a", "2 A" or "2.1"
_PART = re.compile(r"(?P<whole>\d{1,3})(?:\s?[a-zA-Z]|[.-]\d{1,2})")


def _over_others(headings: Sequence[Heading]) -> set[int]:
    """Numbers of the punkter that stand over punkter of their own, set larger; those decide."""
    found: set[int] = set()
    for number, (heading, after) in enumerate(itertools.pairwise(headings), start=1):
        part = _PART.fullmatch(after.nr or "")
        if part and part["whole"] == heading.nr and after.style != heading.style:
            found.add(number)
    return found


# "Bjarne Krag spurgte til ventelisten.": what was said or done, in the past
_PAST = re.compile(
    r"\b(?:\w{3,}(?:rede|gede|dede|tede|sede|nede|lede|kede|pede|vede)|spurgte|oplyste|"
    r"fortalte|blev|gav|tog|fremlagde|viste|var|gik|sagde|mente|nævnte|omtalte|roste|ønskede)\b",
    re.IGNORECASE,
)


def is_told(text: str) -> bool:
    """Whether a text opens in the voice of a result: what was decided, said or done."""
    opener = sentences(text)[:1]
    return bool(opener) and bool(RESULT_OPENER.search(opener[0]) or _PAST.search(opener[0]))


def _lone_report(body: Sequence[View]) -> bool:
    """A punkt without any section whose one paragraph tells what happened."""
    if any(view.opened is not None for view in body):
        return False
    groups = _groups(body)
    text = join_lines(view.line for view in body)
    if re.fullmatch(r"(?:ingen|intet|ingen bemærkninger|intet at bemærke)\W*", text, re.IGNORECASE):
        return True
    first = sentences(text)[:1]
    if "lukkede døre" in text.casefold():
        return False
    return len(groups) == 1 and len(text) < 500 and bool(first and _PAST.search(first[0]))


def _mark_formula(body: Sequence[View]) -> None:
    """The first paragraph of a lone section (F09) or the last one of all, if it is a formula."""
    groups = _groups(body)
    for group in (groups[0], groups[-1]):
        text = join_lines(view.line for view in group)
        if len(text) <= _FORMULA and RESULT_OPENER.search(text) and not _PROPOSAL.search(text):
            closes = any(
                pattern.search(text) for pattern in _CLOSING
            ) or text.casefold().startswith("foretoges")
            if closes and not text.endswith(("?", ":")):
                if group is groups[0] and len(groups) > 1 and group[0].opened is None:
                    continue
                _mark(group)
                return


def _mark_from_opener(body: Sequence[View]) -> None:
    """From the paragraph on that opens in the voice of a result.

    Set apart from the account before all labels, it ends at the first of them.
    """
    groups = _groups(body)
    texts = [join_lines(view.line for view in group) for group in groups]
    for place, text in enumerate(texts):
        first = sentences(text)[:1]
        opener = first[0] if first else ""
        again = place > 0 and _restates(texts[:place], text, texts[place + 1 :])
        if not again and not RESULT_OPENER.search(opener):
            continue
        if place == 0 and len(groups) > 1 and _PROPOSAL.search(opener):
            continue
        for group in groups[place:]:
            if _ends_before_labels(group[0], groups[place][0]):
                break
            _mark(group)
        return


def _ends_before_labels(view: View, first: View) -> bool:
    """Whether a line stands under a label, and another, in bold or italics, above the first."""
    label = view.opened
    line, other = first.line, view.line
    apart = (line.bold and not other.bold) or (line.italic and not other.italic)
    return first.opened is None and apart and label is not None and bool(label.text)


def _restates(before: Sequence[str], text: str, after: Sequence[str]) -> bool:
    """A paragraph that says the item's theme again opens the record of the talk about it."""
    if len(before) != 1 or not after:
        return False
    theme, again = (set(re.findall(r"[a-zæøå]{5,}", part.casefold())) for part in (before[0], text))
    return (
        len(again) >= 4
        and len(theme & again) >= _RESTATED * len(again)
        and any(RESULT_OPENER.search(later) for later in after)
    )


def _groups(body: Sequence[View]) -> list[list[View]]:
    """Paragraphs; what stands before all labels runs on into no labelled section."""
    by_line = {id(view.line): view for view in body}
    groups: list[list[View]] = []
    for lines in paragraphs([view.line for view in body]):
        for view in (by_line[id(line)] for line in lines):
            goes_on = groups and view.line is not lines[0]
            if goes_on and not _ends_before_labels(view, groups[-1][0]):
                groups[-1].append(view)
            else:
                groups.append([view])
    return groups


def _mark(group: Sequence[View]) -> None:
    for view in group:
        view.role = LineRole.DECISION
        view.score = 0.55
        view.opened = None
