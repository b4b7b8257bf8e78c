"""Stage 2: what dirt in a page's margin was read as, taken off the lines beside it.

Specks, folds and the shadow of a binding are read as a short word that joins the line at their
height: "WA Punkt 17. Budget". The lines of a page that OCR read come in; such a line goes out
without that word, and begins where its text does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from referat.types import Line, enclosing

LONGEST, SURE = 3, 0.85
"""Letters of what dirt is read as at most, and the confidence of a word that may be one: dirt has
0.3 to 0.75, the letter of a list's item 0.9 and more."""

EDGE, FEWEST = 4.0, 8
"""Points between left edges that are one, and lines that begin there at the edge of the text."""

OUTSIDE = 1.2
"""Font sizes left of the text at which dirt begins at least: an outdented letter is nearer."""

TALL = 1.5
"""Ratio of sizes over which it is dirt that a line was measured by."""


def clear_margins(lines: Sequence[Line]) -> list[Line]:
    """The page's lines, without words of dirt left of all text."""
    edges = Counter(round(line.box.x0 / EDGE) for line in lines if line.box)
    text = [edge for edge in edges if sum(edges[edge + by] for by in (-1, 0, 1)) >= FEWEST]
    if not text:
        return list(lines)
    left = EDGE * (min(text) + 0.5)
    ((usual, _),) = Counter(line.size for line in lines).most_common(1)
    return [_clear(line, left, usual or 10.0) for line in lines]


def _clear(line: Line, left: float, usual: float) -> Line:
    if len(line.words) < 2 or line.listed or line.box is None:
        return line
    dirt, first = line.words[:2]
    if (
        dirt.text.isalpha()
        and len(dirt.text) <= LONGEST
        and dirt.confidence < SURE
        and line.text.startswith(f"{dirt.text} ")
        and dirt.box.x0 < left - OUTSIDE * usual
        and dirt.box.x1 < first.box.x0
        and abs(first.box.x0 - left) < 2 * EDGE
    ):
        tall = line.size is not None and line.size > TALL * usual
        return replace(
            line,
            text=line.text[len(dirt.text) + 1 :],
            box=enclosing([word.box for word in line.words[1:]]),
            size=usual if tall else line.size,
        )
    return line
