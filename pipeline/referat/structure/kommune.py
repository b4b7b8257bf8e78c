"""The kommune that a document is of.

In: views with roles. Out: its short name, the line that says it, and how sure. A kommune that is
merely mentioned is not the document's own: header and page heads count most.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from referat.structure.organer import find_kommuner
from referat.structure.views import View
from referat.types import LineRole

_WORD_ALONE = re.compile(r"[Kk]ommune(?:ns?|s)?\b")
_OWNER = re.compile(r"kommune|Region", re.IGNORECASE)


def find_kommune(views: Sequence[View]) -> tuple[str | None, int, float]:
    """Kommune that the document is of: name, line, and how sure.

    The header and the page heads count most; else the one that the text names again and again.
    """
    counts: Counter[str] = Counter()
    at: dict[str, int] = {}
    for place, view in enumerate(views):
        if not _OWNER.search(view.text):
            continue
        heads = view.role in (
            LineRole.TITLE,
            LineRole.HEADER,
            LineRole.FURNITURE,
            LineRole.ATTENDANCE,
        )
        text = view.text
        parted = bool(place) and views[place - 1].label is None
        if parted and _WORD_ALONE.match(text) and not view.line.furniture:
            text = f"{views[place - 1].text} {text}"  # a name parted from the word by a line's end
        for name in find_kommuner(text):
            counts[name] += 6 if heads else 1
            at.setdefault(name, view.index)
    if not counts:
        return None, 0, 0.0
    merged: Counter[str] = Counter()
    for name, count in counts.items():
        base = next((other for other in counts if other != name and other + "s" == name), name)
        merged[base] += count
    name, count = merged.most_common(1)[0]
    total = sum(merged.values())
    if count < 0.5 * total or (count < 2 and len(merged) > 1):
        return None, 0, 0.0
    if count < 2:
        # named once, and no other is: likely, not sure (format atlas, 6.35)
        return name, at.get(name, 0), 0.6
    return name, at.get(name, 0), min(0.97, 0.5 + 0.5 * count / total - (0.2 if count < 6 else 0.0))
