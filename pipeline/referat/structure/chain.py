"""Which candidates are the headings: decided for the document as a whole.

The best chain of candidates, by what stands around each and by how well they follow each other. A
numbered list inside a section is such a chain too, so each step between two candidates has its
price (format atlas, 5.13).
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from referat.structure.headings import Heading, is_same_title

_SUFFIX = re.compile(r"\d[A-ZÆØÅa-zæøå]$")
"""A number with a letter behind it: "12A" stands beside "12"."""
LOOK_BACK = 60
"""Candidates that a step may pass over: more than any list between two headings that was seen."""


def choose_chain(candidates: Sequence[Heading]) -> list[Heading]:
    """The best chain of candidates, or an empty list where no chain has evidence enough."""
    best = [0.0] * len(candidates)
    back = [-1] * len(candidates)
    passed = [0.0, *itertools.accumulate(_PASSED * _is_worded(each) for each in candidates)]
    for i, candidate in enumerate(candidates):
        best[i] = candidate.score + _start(candidate) - passed[i]
        for j in range(max(0, i - LOOK_BACK), i):
            over = passed[i] - passed[j + 1]
            value = best[j] + candidate.score + _step(candidates[j], candidate) - over
            if value > best[i]:
                best[i], back[i] = value, j
    if not best:
        return []
    top = max(range(len(best)), key=lambda i: best[i] + passed[i + 1])
    if best[top] < 2.0:
        return []
    chain = []
    while top >= 0:
        chain.append(candidates[top])
        top = back[top]
    return _without_odd(chain[::-1])


def _without_odd(chain: list[Heading]) -> list[Heading]:
    """A chain without headings of another form that stand inside a row which is whole without them.

    "Punkt 1: Udsat." and "Punkt 2: Godkendt." of one decision, between "18." and "19.".
    """
    if not chain:
        return chain
    kind = Counter(heading.kind for heading in chain).most_common(1)[0][0]
    row = [heading for heading in chain if heading.kind == kind]
    odd = [heading for heading in chain if heading.kind != kind]
    whole = all(right.number - left.number == 1 for left, right in itertools.pairwise(row))
    inside = all(
        row[0].first < one.first < row[-1].first and one.number < row[0].number for one in odd
    )
    return row if whole and inside and len(row) >= _LEAST_ROW else chain


_LEAST_ROW = 4
"""Headings of such a row at least."""


_WORDED = frozenset(("punkt", "sag", "sag:", "sag-aar", "af"))
_SURE, _PASSED = 4.0, 3.0
"""Evidence from which a heading that says what it is ("Sag nr. 227") is missed, and its price."""


def _is_worded(candidate: Heading) -> bool:
    """Whether a candidate says "Punkt" or "Sag" or has a case, and what is around it agrees."""
    worded = candidate.kind in _WORDED or candidate.titel[:1].isdigit()
    return worded and candidate.score >= _SURE


def _start(candidate: Heading) -> float:
    if candidate.number <= 1:
        return 0.5
    sure = candidate.number < 4 or candidate.kind == "punkt" or _is_worded(candidate)
    return -0.5 if sure else -1.5


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
        suffix = _SUFFIX.search(left.nr or "") or _SUFFIX.search(right.nr or "")
        if suffix and left.nr != right.nr:
            return value + 1.0
        if "ad" in (left.kind, right.kind) and not same_kind:
            return value - 6.0  # an answer, and the line of the list that it answers (F22)
        near = 40 if left.titel and right.titel else 3
        if is_same_title(left.titel, right.titel) and right.first - left.last < near:
            return value + (1.5 if same_kind else 2.5)
        return value - 6.0
    if step < 0:
        if right.behind and left.style == right.style and same_kind:
            return value - 1.0  # "Lukkede", and below it what the agenda had between the open ones
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


def merge_covers(chain: Sequence[Heading]) -> list[Heading]:
    """One heading for each punkt: a cover and the item's own heading become one (F01, F20)."""
    merged: list[Heading] = []
    for heading in chain:
        if (
            merged
            and merged[-1].number == heading.number
            and (merged[-1].nr or "").lstrip("0") == (heading.nr or "").lstrip("0")
            and is_same_title(merged[-1].titel, heading.titel)
        ):
            before = merged[-1]
            before.covers.append((heading.first, heading.last))
            if len(heading.titel) > len(before.titel) and not before.titel:
                before.titel = heading.titel
            before.closed = before.closed if before.closed is not None else heading.closed
            continue
        merged.append(heading)
    return merged
