"""What lines that are set alike are: a document's typography bears out what the line net sees.

In: views whose punkter are known, and the probability of every line's tag. Out: the probabilities
once more, those of running text weighed by what lines of the same indent, slant and weight are in
this document. Where decisions stand deeper in than the account, or in italics, a line that the net
is not sure of is told by those that it is; where all text is set alike nothing changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from referat.structure.tags import NUMBER, Told
from referat.structure.views import View
from referat.types import LineRole

TEXTS = [NUMBER[name] for name in ("tekst", "indstilling", "beslutning", "tidligere", "fravaer")]
"""Tags of running text. Attachments are none of them: they are set as any list is."""

INDENT = 6.0
"""Points within which left edges are one indent."""

PUNKTER = 3
"""In so many punkter at least a manner of setting must be used to tell anything."""

SHRINK = 8.0
"""Lines of the document's usual mixture that are added to each manner's own: few tell little."""

Manner = tuple[int, bool, bool, int]


def agree_by_setting(views: Sequence[View], told: Told) -> tuple[Told, Told]:
    """Probabilities in which lines that are set alike bear each other out, and how much they do.

    Args:
        views: All lines.
        told: Their probabilities.

    Returns:
        The probabilities, and for each line and tag how many times as usual the tag is among the
        lines set as that line is: 1.0 where the setting tells nothing.
    """
    weights = np.ones_like(told)
    groups: dict[Manner, list[int]] = defaultdict(list)
    is_text = told[:, TEXTS].sum(axis=1) >= _TEXT
    for view in views:
        running = view.punkt and view.line.box is not None and view.role in _RUNNING
        if running and is_text[view.index]:
            groups[_manner(view)].append(view.index)
    if len(groups) < 2:
        return told, weights
    everywhere = [index for lines in groups.values() for index in lines]
    usual = told[np.ix_(everywhere, TEXTS)].mean(axis=0) + 1e-4
    usual /= usual.sum()
    weighed = told.copy()
    for lines in groups.values():
        if len({views[index].punkt for index in lines}) < PUNKTER:
            continue
        seen = told[np.ix_(lines, TEXTS)]
        here = (seen.sum(axis=0) + SHRINK * usual) / (len(lines) + SHRINK)
        weights[np.ix_(lines, TEXTS)] = here / here.sum() / usual
        share = seen * weights[np.ix_(lines, TEXTS)]
        # what the net gives to running text as a whole stays
        share *= (seen.sum(axis=1) / share.sum(axis=1))[:, None]
        weighed[np.ix_(lines, TEXTS)] = share
    return weighed, weights


_TEXT = 0.5
"""How sure the net must be that a line is running text at all."""

_RUNNING = frozenset(
    (LineRole.BODY, LineRole.DECISION, LineRole.EARLIER, LineRole.ABSENCE, LineRole.ATTACHMENT)
)


def _manner(view: View) -> Manner:
    """How a line is set: indent, slant, weight and size in half points."""
    line = view.line
    return round(view.indent / INDENT), line.italic, line.bold, round((line.size or 0.0) * 2)
