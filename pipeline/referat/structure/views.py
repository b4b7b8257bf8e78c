"""Lines as the structure stage sees them: with their place among their neighbours.

In: the pages of one document. Out: one ``View`` a line, in reading order, and the document's own
measures (size of body text, left margin). Furniture is in the list too, so that no line is lost.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from referat.structure.labels import Label, find_label
from referat.structure.text import PARAGRAPH_GAP
from referat.types import Box, Line, LineRole, Page, TextSource


@dataclass(slots=True)
class View:
    """One line with what its role is told by; the role is filled in by ``roles.py``."""

    line: Line
    """The line itself."""
    index: int
    """Place in the document, from 0."""
    text: str
    """Its text."""
    label: Label | None
    """What it announces."""
    heading: bool
    """Set apart from body text: larger, or bold where the body is not."""
    indent: float
    """Points right of the document's left margin; 0.0 without layout."""
    first_in_row: bool
    """No other line stands left of it."""
    ocr: bool
    """Recognised from an image."""
    role: LineRole = LineRole.BODY
    """Its place in the referat."""
    score: float = 0.5
    """How sure the role is."""
    punkt: int = 0
    """Place of the punkt it belongs to, from 1; 0 outside the punkter."""
    section: int = 0
    """Number of the section inside its punkt, from 1; 0 before the first label."""
    opens: bool = False
    """It is the label, or the first line, of its section."""
    opened: Label | None = None
    """The label that its section stands under."""
    told: Label | None = None
    """The label that the line net takes it for, against the rules."""
    muted: bool = False
    """The line net takes it for no label, against the rules."""
    case: bool = False
    """Whether it is known to tell the case of a punkt: its number, its initials, open or closed."""
    column: Label | None = None
    """The section that its column of a table is, where the table's head names one."""
    settled: bool = False
    """The line net takes it for no furniture and no contents, against the rules."""

    @property
    def style(self) -> tuple[bool, int, bool]:
        """Weight, size in half points and capitals: what labels of one kind have in common."""
        size = round((self.line.size or 0.0) * 2)
        return self.line.bold, size, self.text.isupper()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What is usual in one document."""

    size: float
    """Font size of most of the text, points; 0.0 without layout."""
    margin: float
    """Left edge of most lines, points."""
    right: float
    """Right edge that full lines reach, points; 0.0 without layout."""
    bold_body: bool
    """Most of the text is bold."""
    laid_out: bool
    """The lines have boxes."""
    gap: float = 0.0
    """Clear space between the lines of a paragraph, in line heights."""
    columns: tuple[float, ...] = ()
    """Left edges of further columns of text, points."""

    def indent(self, box: Box) -> float:
        """Points right of the margin of the column that a line stands in."""
        edges = [edge for edge in self.columns if edge <= box.x0 + 3]
        return box.x0 - (edges[-1] if edges else self.margin)


def measure(lines: Sequence[Line]) -> Measures:
    """Body size, left margin and right edge of a document's lines."""
    sizes: Counter[float] = Counter()
    margins: Counter[int] = Counter()
    rights: Counter[int] = Counter()
    bold = total = 0
    for line in lines:
        if line.furniture:
            continue
        length = len(line.text)
        total += length
        bold += length if line.bold else 0
        if line.size:
            sizes[round(line.size * 2) / 2] += length
        if line.box:
            margins[round(line.box.x0 / 4)] += 1
            if length > 40:
                rights[round(line.box.x1 / 10)] += 1
    size = sizes.most_common(1)[0][0] if sizes else 0.0
    margin = 0.0
    if margins:
        common = margins.most_common(1)[0][1]
        margin = min(edge for edge, count in margins.items() if count >= 0.3 * common) * 4.0
    right = 0.0
    if rights:
        many = [edge for edge, count in rights.items() if count >= 0.25 * max(rights.values())]
        right = max(many) * 10.0
    return Measures(
        size=size,
        margin=margin,
        right=right,
        bold_body=bold > 0.6 * total if total else False,
        laid_out=bool(margins),
        gap=_usual_gap(lines) if margins else 0.0,
        columns=_columns(lines, margin) if margins else (),
    )


_FAR = 130
"""Points right of the margin from which a left edge may be another column's."""
_MANY = 8
"""Lines that a column has at least."""


def _columns(lines: Sequence[Line], margin: float) -> tuple[float, ...]:
    """Left edges of columns beside the first: of lines that stand alone in their rows there.

    A form's values share rows with their labels, and a deeper indent is not so far in.
    """
    far = [
        line
        for line in lines
        if line.box and line.box.x0 > margin + _FAR and not line.furniture and len(line.text) > 12
    ]
    if len(far) < _MANY:
        return ()
    rows = Counter((line.page, line.row) for line in lines)
    edges: Counter[int] = Counter()
    for line in far:
        if line.box and rows[line.page, line.row] == 1:
            edges[round(line.box.x0 / 4)] += 1
    return tuple(sorted(edge * 4.0 for edge, count in edges.items() if count >= _MANY))


def _usual_gap(lines: Sequence[Line]) -> float:
    """Clear space between the lines of a paragraph: the most common one below a full line."""
    gaps = Counter(
        round(after.gap * 20)
        for before, after in itertools.pairwise(lines)
        if after.box
        and before.box
        and before.page == after.page
        and before.row != after.row
        and before.box.width > 200
        and after.gap < 1.5
    )
    if not gaps:
        return USUAL_GAP
    low = min(gap for gap, count in gaps.items() if count >= 0.3 * max(gaps.values()))
    return low / 20


USUAL_GAP = 0.17
"""Clear space between the lines of a paragraph as most producers set it; other documents' gaps are
brought to this measure, so that one threshold tells paragraphs in all."""


def make_views(pages: Sequence[Page]) -> tuple[list[View], Measures]:
    """Views of all lines of a document, in reading order."""
    lines = [line for page in pages for line in page.lines]
    measures = measure(lines)
    sources = {page.number: page.source for page in pages}
    views: list[View] = []
    before: Line | None = None
    shift = measures.gap - USUAL_GAP if measures.laid_out else 0.0
    printed = measures.laid_out and TextSource.OCR not in sources.values()
    tight = _parts_by_little(lines, measures.gap) if printed else None
    for index, line in enumerate(lines):
        if tight is not None and before is not None and _opens_after(before, line, tight):
            line = replace(line, gap=max(line.gap, PARAGRAPH_GAP + _OVER + max(shift, 0.0)))
        ocr = sources[line.page] is TextSource.OCR
        if abs(shift) > 0.04 and line.gap > 0:
            line = replace(line, gap=max(0.0, line.gap - shift))
        if ocr and line.text[:1] in ".…" and _DOTTED.fullmatch(line.text):
            line = replace(line, furniture=True)
        larger = bool(
            line.size and measures.size and line.size >= measures.size * (1.25 if ocr else 1.08)
        )
        first = before is None or before.page != line.page or before.row != line.row
        views.append(
            View(
                line=line,
                index=index,
                text=(text := _printed(line.text)),
                label=find_label(text, tolerant=ocr),
                heading=larger or (line.bold and not measures.bold_body),
                indent=measures.indent(line.box) if line.box else 0.0,
                first_in_row=first,
                ocr=ocr,
            )
        )
        before = line
    return views, measures


_SHOWN = 25
"""Lines within sentences at least that show what the space inside a paragraph is."""
_STEADY, _MORE = 0.04, 0.07
"""Clear space by which such lines differ at most, and that a paragraph has more at least, in line
heights: typesetting programs set lines alike, a printer's driver rounds them apart."""
_OVER = 0.02
"""What a paragraph's space is brought above the measure by."""


def _parts_by_little(lines: Sequence[Line], usual: float) -> float | None:
    """The space from which a line opens a paragraph, where less than usual parts them all.

    Inside sentences that run on all gaps must be as good as the same.
    """
    inside = sorted(
        line.gap
        for before, line in itertools.pairwise(lines)
        if _one_column(before, line) and before.text[-1:].islower() and line.text[:1].islower()
    )
    if len(inside) < _SHOWN or inside[int(0.97 * len(inside))] > usual + _STEADY:
        return None
    return usual + _MORE


def _opens_after(before: Line, line: Line, least: float) -> bool:
    """Whether a line stands below a sentence's end with more space than lines have."""
    # items of a list, which open with no capital, belong together
    ends = before.text[-1:] in (".", "!", "?") and line.text[:1].isupper() and not line.listed
    return ends and line.gap >= least and _one_column(before, line)


def _one_column(before: Line, line: Line) -> bool:
    box, upper = line.box, before.box
    return (
        box is not None
        and upper is not None
        and line.page == before.page
        and line.row != before.row
        and abs(box.x0 - upper.x0) < 1.0
        and line.size == before.size
        and upper.top < box.top
    )


# A line drawn in dots on a scan: to write on, or between what is parted
_DOTTED = re.compile(r"[.…\s]{3,}")
# "STED .......: Byrådssalen": a print-out's label, filled up with dots
_LEADERS = re.compile(r"^([^\W\d][^.:]{1,30}?)\s*\.{3,}\s*:")


# "▾ 3 Budget", "✎ Baggrund": an ornament before a heading or a label; a box with a tick says much
_ORNAMENT = re.compile(
    r"^(?:(?![\u2610-\u2612\u2713-\u2718])[›\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff])+"
    r"\s*(?=\w)"
)


def _printed(text: str) -> str:
    """A line without what is no word of it."""
    if text[:1].isalnum():
        return _LEADERS.sub(r"\1:", text)
    return _ORNAMENT.sub("", text)


Row = list[View]
"""Lines that stand on one row, from left to right."""


def rows_of(views: Iterable[View]) -> list[Row]:
    """Lines by the rows that they stand on, in order."""
    rows: dict[tuple[int, int], Row] = {}
    for view in views:
        rows.setdefault((view.line.page, view.line.row), []).append(view)
    return list(rows.values())


def row_mates(views: Sequence[View], index: int) -> list[View]:
    """Views on the same row right of the given one."""
    line = views[index].line
    mates: list[View] = []
    for view in views[index + 1 : index + 12]:
        if view.line.page != line.page or view.line.row != line.row:
            break
        mates.append(view)
    return mates


def line_above(views: Sequence[View], index: int) -> int:
    """Index of the nearest line above one that is no furniture; -1 where there is none."""
    index -= 1
    while index >= 0 and views[index].role is LineRole.FURNITURE:
        index -= 1
    return index
