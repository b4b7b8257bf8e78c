"""Stage 2: the font sizes that a scanned document is set in, from estimates line by line.

The height of a few words' ink tells a line's size to some hundredths, and a document is set in
three or four sizes. Estimates come in; out come the sizes among them, and for each line the
likeliest: so that lines of one style have one size, as in a text layer.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SAME, APART = 0.035, 0.07
"""How far, in parts, estimates of one size lie from its middle at most, and two sizes from each
other at least: on 3,900 lines of generated scans (dev, seed 7101) half of the estimates were within
0.025 and nine in ten within 0.07; headings of 1.1 times the text are common."""

UNLIKELY = 0.12
"""How far, in parts, an estimate lies from the likeliest size at most; else it is left as it is."""

SPREAD, LEAST_SPREAD, MOST_SPREAD = 0.17, 0.02, 0.06
"""Standard deviation of an estimate, in parts, by the root of the line's letters; measured on the
same lines: 0.05 with fewer than 6 letters, 0.035 with 20, 0.02 with 60."""

FEWEST = 2
"""Letters of a line whose estimate counts among the document's sizes."""


@dataclass(frozen=True, slots=True)
class Size:
    """A size that the document is set in."""

    points: float
    """Font size."""
    letters: int
    """How much is set in it."""


def find_sizes(estimates: Iterable[tuple[float, int]]) -> tuple[Size, ...]:
    """The sizes of a document, that of most of its text first.

    Args:
        estimates: Of each line, size in points and letters.
    """
    left = [(math.log(size), letters) for size, letters in estimates if letters >= FEWEST]
    found = []
    while left:
        middle = _densest(left)
        near = [item for item in left if abs(item[0] - middle) < SAME]
        middle = _median(near)
        own = [item for item in left if abs(item[0] - middle) < APART]
        found.append(Size(math.exp(middle), sum(letters for _, letters in own)))
        left = [item for item in left if abs(item[0] - middle) >= APART]
    return tuple(sorted(found, key=lambda size: -size.letters))


def likeliest(estimate: float, letters: int, sizes: Sequence[Size]) -> float:
    """The size of a line with that estimate: one of the document's, if any is likely at all."""
    if not sizes:
        return estimate
    spread = SPREAD / math.sqrt(max(letters, 1))
    spread = min(MOST_SPREAD, max(LEAST_SPREAD, spread))
    found = max(
        sizes,
        key=lambda size: (
            math.log(size.letters) - 0.5 * (math.log(estimate / size.points) / spread) ** 2
        ),
    )
    return found.points if abs(math.log(estimate / found.points)) < UNLIKELY else estimate


def _densest(items: Sequence[tuple[float, int]]) -> float:
    """The place around which most letters lie."""
    weights: dict[float, int] = {}
    for place, letters in items:
        weights[round(place, 2)] = weights.get(round(place, 2), 0) + letters
    return max(
        weights,
        key=lambda place: sum(
            letters for other, letters in weights.items() if abs(other - place) < SAME
        ),
    )


def _median(items: Sequence[tuple[float, int]]) -> float:
    half = sum(letters for _, letters in items) / 2
    for place, letters in sorted(items):
        half -= letters
        if half <= 0:
            return place
    return items[-1][0]
