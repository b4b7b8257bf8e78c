"""Columns of running text on a page: which pieces are read before which.

In: the loose pieces of a page. Out: the same pieces in groups, in reading order; one group where
the page has no columns. Label beside value, a form, a table and two columns of names are read row
by row and stay one group: columns are told by text that runs on from line to line on both sides of
a gutter, or by a margin whose lines keep no step with the text beside it.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from referat.pages.lines import Segment

GUTTER = 8.0
"""Points that a gutter is wide at least; between words of justified text there are up to 7."""
FAR = 60.0
"""Points right of a page's first column that the next starts at least."""
RUNS_ON = 3
"""So many lines must run on into the next, on each side: an address or a wrapped label has two."""
FULL = 0.35
"""Share of a left column's lines that come near the gutter; labels and names end far from it."""
OUT_OF_STEP = 0.4
"""A margin of its own keeps its baselines apart from the text's in all but this share of lines."""
STEP, READ_STEP = 1.5, 0.28
"""How far baselines of one row differ at most: points in a text layer, font sizes where OCR set
them by the words' boxes (3 points seen between label and value of a grim page)."""
SHIFT, SHIFTED, READ_SHIFTED = 0.45, 0.6, 0.1
"""A label smaller than the text beside it stands higher by the same in every row: by so much of its
font size at most, within so many points (in font sizes where OCR set the baselines)."""
FEWEST = 8
"""Lines of a margin of its own at least."""

WRAPPED = 1.6
"""Font sizes from one line of a label, or of a paragraph, to its next at most."""
LOOSER = 1.12
"""Steps of a paragraph's lines from which on a line opens the next, where they are set close."""
FEWEST_LABELS, BESIDE = 4, 0.8
"""Labels at least, and the share of them that stand beside the beginning of a paragraph, where they
are read with their texts though they wrap."""
PARTED, TALLER = 5.0, 1.25
"""A heading parts columns where nothing stands beside it: so many font sizes of the text are free
in the column at its right, and it is so much larger than the text at least."""

NUMBERED = 2
"""Numbers of punkter in a margin from which on it belongs to the text beside it."""

_NUMBERS = re.compile(r"(?:punkt|pkt\.?|sag|nr\.?)\s*\d{1,4}[A-Z]?\s*[.:]?", re.IGNORECASE)
_ENDS = re.compile(r"[.:;?!)]\s*$")


@dataclass(frozen=True, slots=True)
class _Zone:
    """A stretch of the page in which nothing crosses a gutter."""

    left: list[Segment]
    right: list[Segment]


def split_columns(
    segments: Sequence[Segment], *, ruled: Sequence[Segment] = ()
) -> list[list[Segment]]:
    """The pieces of a page in groups that are read one after the other.

    Args:
        segments: Loose pieces.
        ruled: Pieces of ruled tables, among which may be the strips that punkter's titles stand in.
    """
    whole = sorted(segments, key=lambda segment: (segment.top, segment.x0))
    if len(whole) < 2 * RUNS_ON + 4:
        return [whole]
    edges = _edges(whole)
    if not edges:
        return [whole]
    body = median(segment.size for segment in whole)
    bold = sum(segment.bold for segment in whole) * 2 > len(whole)
    for edge in edges:
        cuts = _cuts([*whole, *ruled], whole, edge, body=body)
        zones = _zones(whole, edge, body=body, bold=bold, cuts=cuts)
        pairs = [zone for zone in zones if isinstance(zone, _Zone) and _is_column(zone.right, edge)]
        if _are_columns(pairs, edge):
            groups: list[list[Segment]] = [[]]
            for zone in zones:
                if not isinstance(zone, _Zone):
                    groups[-1].append(zone)
                elif zone in pairs:
                    groups += [zone.left, zone.right, []]
                else:
                    groups[-1] += [*zone.left, *zone.right]
            return [group for group in groups if group]
    return [whole]


def _edges(segments: Sequence[Segment]) -> list[float]:
    """Left edges of possible right columns: those that several pieces share, most shared first."""
    starts = sorted([segment.x0 for segment in segments])
    low = starts[0]
    # Most pages have one column, and nothing that starts far from its edge.
    if starts[-RUNS_ON] <= low + FAR:
        return []
    found: list[tuple[int, float]] = []
    for _, group in itertools.groupby(starts, key=lambda start: round(start / 3)):
        members = list(group)
        if len(members) >= RUNS_ON and members[0] > low + FAR:
            found.append((len(members), members[0]))
    found.sort(key=lambda item: (-item[0], item[1]))
    return [edge for _, edge in found[:6]]


def _zones(
    segments: Sequence[Segment], edge: float, *, body: float, bold: bool, cuts: Sequence[float]
) -> list[_Zone | Segment]:
    """The page cut at what crosses the gutter and at heights: pieces and zones, from the top."""
    marked = [segment.size > 1.08 * body or (segment.bold and not bold) for segment in segments]
    across: set[int] = set()
    for place, segment in enumerate(segments):
        if segment.x0 < edge - GUTTER < segment.x1 or segment.x0 < edge - 2 < segment.x1:
            across.add(place)
            continue
        if not marked[place] or segment.x0 >= edge - 2:
            continue
        # a heading whose number or clock stands at the far right: both cross, as one row
        beside = [
            other
            for other in range(max(0, place - 4), min(len(segments), place + 6))
            if segments[other].x0 >= edge - 2
            and segments[other].top < segment.low
            and segments[other].low > segment.top
        ]
        if beside and all(
            abs(segments[other].baseline - segment.baseline) < 2.5
            and segments[other].x0 > edge + 10
            for other in beside
        ):
            across |= {place, *beside}
    rows = [segments[place].baseline for place in across]
    across |= {
        place
        for place, segment in enumerate(segments)
        if any(abs(segment.baseline - baseline) < 2 for baseline in rows)
    }
    zones: list[_Zone | Segment] = []
    zone = _Zone([], [])
    ahead = sorted(cuts, reverse=True)
    for place, segment in enumerate(segments):
        parted = bool(ahead) and ahead[-1] <= segment.top
        while ahead and ahead[-1] <= segment.top:
            ahead.pop()
        if (place in across or parted) and (zone.left or zone.right):
            zones.append(zone)
            zone = _Zone([], [])
        if place in across:
            zones.append(segment)
        elif segment.x0 >= edge - 2:
            zone.right.append(segment)
        else:
            zone.left.append(segment)
    if zone.left or zone.right:
        zones.append(zone)
    return zones


def _cuts(
    headings: Sequence[Segment], segments: Sequence[Segment], edge: float, *, body: float
) -> list[float]:
    """Heights of large headings at the left that part the columns above from those below.

    Nothing stands beside any of their style, and beside one of them the text right of the gutter
    both ends and begins anew: each punkt has columns of its own. Past a heading within a column
    the other column's text goes on.
    """
    right = [segment for segment in segments if segment.x0 >= edge - 2]
    styles: dict[tuple[int, bool], list[tuple[float, bool, bool]]] = {}
    for heading in headings:
        if heading.x0 >= edge - 2 or heading.size < TALLER * body:
            continue
        ends = max((one.low for one in right if one.top < heading.baseline), default=None)
        begins = min((one.top for one in right if one.top >= heading.baseline), default=None)
        free = ends is None or (
            ends <= heading.top and (begins is None or begins - ends >= PARTED * body)
        )
        between = ends is not None and begins is not None
        style = round(heading.size * 2), heading.bold
        styles.setdefault(style, []).append((heading.top, free, between))
    return [
        top
        for found in styles.values()
        if all(free for _, free, _ in found) and any(between for _, _, between in found)
        for top, _, _ in found
    ]


def _is_column(right: Sequence[Segment], edge: float) -> bool:
    """Whether the pieces right of an edge mostly start at it."""
    return 2 * sum(1 for segment in right if segment.x0 < edge + 16) > len(right)


def _are_columns(zones: Sequence[_Zone], edge: float) -> bool:
    left = [segment for zone in zones for segment in zone.left if zone.right]
    right = [segment for zone in zones for segment in zone.right if zone.left]
    if len(left) < RUNS_ON + 1 or len(right) < RUNS_ON + 1:
        return False
    runs_right = _runs_on(right)
    if runs_right < RUNS_ON:
        return False
    if _opens_beside(left, right):
        return False
    start = min(segment.x0 for segment in left)
    near = sum(1 for segment in left if segment.x1 > edge - 0.3 * (edge - start))
    if _runs_on(left) >= RUNS_ON and near >= FULL * len(left):
        return True
    if sum(_NUMBERS.fullmatch(segment.text) is not None for segment in left) >= NUMBERED:
        return False  # the punkter's numbers, each beside its own text
    return len(left) >= FEWEST and _in_step(left, right) <= OUT_OF_STEP * len(left)


def _opens_beside(left: Sequence[Segment], right: Sequence[Segment]) -> bool:
    """Whether short labels, which may wrap, stand each beside the first line of a paragraph."""
    labels = _openers(left)
    if len(labels) < FEWEST_LABELS or 2 * len(labels) < len(left):
        return False
    return _in_step(labels, _openers(right)) >= BESIDE * len(labels)


def _openers(column: Sequence[Segment]) -> list[Segment]:
    """The lines of a column that do not go on with the one right above them."""
    lines = sorted(column, key=lambda segment: segment.baseline)
    usual = _usual_step(lines)
    return lines[:1] + [
        below
        for above, below in itertools.pairwise(lines)
        if below.baseline - above.baseline > min(WRAPPED * below.size, LOOSER * usual)
    ]


def _usual_step(lines: Sequence[Segment]) -> float:
    """Points from one line of a paragraph to its next: the smallest step that comes often."""
    steps = Counter(
        round(2 * (below.baseline - above.baseline)) for above, below in itertools.pairwise(lines)
    )
    often = 0.3 * max(steps.values(), default=0)
    return min((step / 2 for step, count in steps.items() if step and count >= often), default=0.0)


def _in_step(left: Sequence[Segment], right: Sequence[Segment]) -> int:
    """How many lines of a margin stand in the rows of the text beside it.

    On its baselines, or all of them off those by the same: labels in smaller type.
    """
    baselines = [segment.baseline for segment in right]
    level, shifts = 0, []
    for segment in left:
        off = min((segment.baseline - other for other in baselines), key=abs)
        read = bool(segment.words)
        level += abs(off) < (READ_STEP * segment.size if read else STEP)
        if abs(off) < SHIFT * segment.size:
            shifts.append((off, READ_SHIFTED * segment.size if read else SHIFTED))
    alike = (sum(abs(off - other) < near for other, _ in shifts) for off, near in shifts)
    return max(level, *alike, 0)


def _runs_on(column: Sequence[Segment]) -> int:
    """How many lines of a column go on in the next line."""
    count = 0
    for above, below in itertools.pairwise(sorted(column, key=lambda segment: segment.baseline)):
        step = below.baseline - above.baseline
        if not 0.5 * above.size < step < 2.2 * above.size or abs(below.x0 - above.x0) > 25:
            continue
        if above.broken or (below.text[:1].islower() and not _ENDS.search(above.text)):
            count += 1
    return count
