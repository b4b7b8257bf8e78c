"""Labels of sections in a narrow column right of the text: brings each above its own text.

In: pages. Out: the same, where labels ("Sagen", "Økonomi", "Konklusion") stand in the row of their
section's first line, right of it. Read in rows, such a label would fall into the sentence at its
left. A label over two lines ("Byrådet 14. juni / 2021, punkt 9") becomes one. Labels at the left of
their text come before it in the row already (``habits.py``).
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from referat.structure.feltetiketter import one_line
from referat.structure.labels import SECTION_KINDS, Label, find_label, guess_label
from referat.structure.skema import as_rows, renumbered
from referat.types import Line, Page

_EDGE = 3.0
"""Points within which the left edges of the labels are one."""
_FEWEST, _SHARE = 4, 0.5
"""Labels in the column at least, two of them different, and their share of what begins there."""
_TEXT = 120.0
"""Points from the left edge of the text to that of the labels at least."""
_LONGEST = 40
"""Letters of a line of a label at most."""
_STEP = 1.9
"""Heights of a line from one line of a label to the next at most."""
_MOST = 3
"""Lines of a label at most."""


@dataclass(frozen=True, slots=True)
class _Column:
    """The column of the labels."""

    edge: float
    """Its left edge, points."""

    def holds(self, line: Line) -> bool:
        return line.box is not None and abs(line.box.x0 - self.edge) <= _EDGE


def place_labels(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """Pages on which such labels stand above their text; the same where there are none."""
    rows = [as_rows(page.lines) for page in pages]
    column = _find_column(rows)
    if column is None:
        return pages
    return tuple(_placed(page, of_page, column) for page, of_page in zip(pages, rows, strict=True))


def _find_column(rows: Sequence[Sequence[Sequence[Line]]]) -> _Column | None:
    """The column at the right in which mostly labels stand, each beside a line of text."""
    found: dict[int, set[str]] = {}
    labels: Counter[int] = Counter()
    others: Counter[int] = Counter()
    for row in itertools.chain.from_iterable(rows):
        last, first = row[-1], row[0]
        if len(row) != 2 or last.furniture or last.box is None or first.box is None:
            continue
        edge = round(last.box.x0)
        if last.box.x0 - first.box.x0 < _TEXT:
            continue
        if _section(last) is not None and _section(first) is None:
            labels[edge] += 1
            found.setdefault(edge, set()).add(last.text)
        else:
            others[edge] += 1
    edge, count = labels.most_common(1)[0] if labels else (0, 0)
    if count < _FEWEST or len(found[edge]) < 2 or count < _SHARE * (count + others[edge]):
        return None
    return _Column(float(edge))


def _section(line: Line) -> Label | None:
    """The label of a section that a line is, whole."""
    if len(line.text) > _LONGEST:
        return None
    label = find_label(line.text)
    whole = label is not None and label.kind in SECTION_KINDS and not label.rest
    return label if whole else None


def _placed(page: Page, rows: Sequence[Sequence[Line]], column: _Column) -> Page:
    order: list[list[Line]] = []
    taken: set[int] = set()
    for place, row in enumerate(rows):
        rest = [line for line in row if line.number not in taken]
        last = row[-1]
        if len(row) > 1 and last.number not in taken and column.holds(last):
            label = _label_at(last, rows[place + 1 : place + _MOST], column)
            if label is not None:
                taken |= {line.number for line in label}
                # set apart, as a label above its text is
                order.append([replace(one_line(label), bold=True)])
                rest = rest[:-1]
        if rest:
            order.append(rest)
    return replace(page, lines=tuple(renumbered(order))) if taken else page


def _label_at(line: Line, below: Sequence[Sequence[Line]], column: _Column) -> list[Line] | None:
    """The lines of the label that a line opens; ``None`` where it opens none."""
    if line.furniture or len(line.text) > _LONGEST:
        return None
    lines = [line]
    for row in below:
        other, above = row[-1], lines[-1]
        if not column.holds(other) or above.box is None or other.box is None:
            break
        if other.box.top - above.box.top > _STEP * above.box.height or len(other.text) > _LONGEST:
            break
        lines.append(other)
    whole = next(
        (
            lines[:size]
            for size in range(len(lines), 0, -1)
            if _section(one_line(lines[:size])) is not None
        ),
        None,
    )
    return whole or (lines if guess_label(one_line(lines).text) is not None else None)
