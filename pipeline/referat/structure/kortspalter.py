"""Cards of two columns: a punkt's account in the wide one, its other sections in the narrow one.

In: pages on which the account of each punkt stands under its heading with labels of its own
("Baggrund", "Økonomi"), and beside it, in a narrower column at the right or at the left, stand
other sections with theirs (the decision, "Bilag", "Sagsnr."). No table head names the columns. Out:
the same pages, read card by card: the heading, the wide column, then the narrow one. Where a card
goes on overleaf, the narrow column of both pages is read below the wide one of both. Columns under
one head are read in ``sidespalter.py``, cells beside numbers in ``sagsraekker.py``, labels without
text below them in ``sideetiketter.py``.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from referat.danish.sagsnumre import CASE_LABEL
from referat.danish.skema import ADJOURNED
from referat.structure.feltetiketter import one_line
from referat.structure.labels import SECTION_KINDS, LabelKind, find_label
from referat.structure.sagsnumre import is_number_line
from referat.structure.sagsraekker import counted, cut
from referat.structure.sidespalter import Head, Part, Reader, by_height, deal_out, running_lines
from referat.types import Line, Page

_FEWEST = 2
"""Cards that show the form at least, and labels of a column."""
_PADDING = 14.0
"""Points by which the left edges of one column's blocks differ at most: a box has padding."""
_GUTTER = 90.0
"""Points from one column's left edge to the other's at least."""
_NARROW = 0.85
"""Width of the narrow column in that of the wide one at most: a newspaper's columns are as wide."""
_EDGE = 3.0
"""Points by which a line may reach over an edge."""
_CROSSING = 0.05
"""Share of the cards' lines that run over both columns at most."""
_LARGER = 1.08
"""Sizes of the text that a heading has at least, where it is no bolder."""
_LONGEST_LABEL, _LONGEST_TITLE = 48, 250
"""Letters of a label and of a line of a heading at most."""
_LINE_GAP = 0.6
"""Clear space between two lines of a heading at most, in heights of the line."""
_MARGIN = 0.1
"""Share of a page's height in which its running heads and feet stand."""
_STATION_LINES = 3
"""Lines that body, day and number of an earlier decision take at most."""
# "Pkt. 4 Budget", "12. Ny skole": headings that count are no style of those that do not
_NUMBERED = re.compile(r"^(?:(?:sag|punkt|pkt)\.?\s*(?:nr\.?\s*)?)?\d{1,4}[A-Z]?\b", re.IGNORECASE)

_Place = tuple[int, int]
"""Page and number of a line."""
_Style = tuple[float, bool, bool]
"""Size, whether bold, whether it opens with a number."""


@dataclass(slots=True)
class _Card:
    """What stands below one heading."""

    wide: list[Line] = field(default_factory=list)
    side: list[Line] = field(default_factory=list)
    across: int = 0
    """Lines that run over both columns, below the first of either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """Where the columns of all cards stand."""

    left: float
    """Left edge of the column at the left, points."""
    right: float
    """Left edge of that at the right."""
    narrow_left: bool
    """The narrow column is the one at the left."""

    def is_beside(self, line: Line) -> bool:
        """Whether a line stands in the narrow column."""
        return line.box is not None and (line.box.x0 >= self.right - _EDGE) != self.narrow_left

    def is_across(self, line: Line) -> bool:
        """Whether a line runs over both columns."""
        box = line.box
        return box is not None and box.x0 < self.right - _EDGE and box.x1 > self.right + _EDGE

    def is_outside(self, line: Line) -> bool:
        """Whether a line stands further left than any column."""
        return line.box is not None and line.box.x0 < self.left - _EDGE


def read_cards(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """Pages of such minutes card by card; the same where there are none."""
    edges = _label_edges(pages)
    if edges is None:
        return pages
    running = _running(pages)
    parts = [cut(page, 0.0, running, frozenset()) for page in pages]
    found = _find_cards(parts, *edges, pages[0].width)
    if found is None:
        return pages
    columns, openers = found
    first = next(at for at, page in enumerate(pages) if any(page.number == p for p, _ in openers))
    top = next(
        line.box.top
        for row in parts[first].rows
        for line in row
        if line.box and _place(line) in openers
    )
    reader = _Cards(columns, pages[first].width, openers)
    dealt = [
        _by_column(cut(page, 0.0 if at else top, running, frozenset(openers)), reader)
        for at, page in enumerate(pages[first:])
    ]
    return (*pages[:first], *deal_out(pages[first:], dealt, reader, counted))


def _running(pages: Sequence[Page]) -> frozenset[tuple[str, int]]:
    """Heads and feet of the pages; no label that cards at the top of two pages open with."""
    inside = {
        line.text
        for page in pages
        for line in page.lines
        if line.box and _MARGIN < line.box.top / page.height < 1 - _MARGIN and _opens_section(line)
    }
    return frozenset(place for place in running_lines(pages) if place[0] not in inside)


def _place(line: Line) -> _Place:
    """Page and number of a line."""
    return line.page, line.number


# --- where the columns stand ----------------------------------------------------------------------


def _opens_section(line: Line) -> bool:
    """Whether a line is a section's label and nothing else."""
    if len(line.text) > _LONGEST_LABEL or line.furniture or line.box is None:
        return False
    label = find_label(line.text)
    return label is not None and label.kind in SECTION_KINDS and label.exact and not label.rest


def _opens_block(line: Line) -> bool:
    """The same, or a caption over case numbers: "Sagsnr."."""
    return _opens_section(line) or CASE_LABEL.fullmatch(line.text) is not None


def _decides(line: Line) -> bool:
    label = find_label(line.text)
    return label is not None and label.kind is LabelKind.DECISION and _opens_section(line)


def _label_edges(pages: Sequence[Page]) -> tuple[float, float] | None:
    """Left edges of the two columns that labels stand in, if one has decisions."""
    labels = [line for page in pages for line in page.lines if _opens_block(line)]
    clusters: list[list[Line]] = []
    for line in sorted(labels, key=_left):
        if clusters and _left(line) - _left(clusters[-1][0]) <= _PADDING:
            clusters[-1].append(line)
        else:
            clusters.append([line])
    most = sorted(clusters, key=len, reverse=True)[:2]
    if len(most) < 2 or len(most[1]) < _FEWEST:
        return None
    left, right = sorted(_left(cluster[0]) for cluster in most)
    decides = any(_decides(line) for cluster in most for line in cluster)
    return (left, right) if decides and right - left >= _GUTTER else None


def _left(line: Line) -> float:
    return line.box.x0 if line.box else 0.0


def _find_cards(
    parts: Sequence[Part], left: float, right: float, width: float
) -> tuple[_Columns, dict[_Place, int]] | None:
    """The columns, and the lines of the cards' headings: each with its place in its heading."""
    lines = [line for part in parts for row in part.rows for line in row]
    widths = right - left, width - left - right  # the page's margins are alike
    if min(widths) > _NARROW * max(widths):
        return None
    columns = _Columns(left=left, right=right, narrow_left=widths[0] < widths[1])
    for openers in _heading_styles(parts, columns):
        if _are_cards(list(_cards(lines, openers, columns)), columns):
            return columns, openers
    return None


def _heading_styles(parts: Sequence[Part], columns: _Columns) -> Iterator[dict[_Place, int]]:
    """Lines that may be the cards' headings, by their style: numbered ones and large ones first."""
    letters: Counter[tuple[float, bool]] = Counter()
    for part in parts:
        for row in part.rows:
            for line in row:
                letters[_set(line)] += len(line.text)
    text = letters.most_common(1)[0][0]
    styles: dict[_Style, dict[_Place, int]] = {}
    for part in parts:
        above: list[Line] = []
        for row in part.rows:
            line = row[0]
            if not _stands_out(row, text, columns):
                above = []
                continue
            if above and _wraps(above[-1], line):
                key = _style(above[0])
                styles[key][_place(line)] = len(above)
                above.append(line)
            else:
                styles.setdefault(_style(line), {})[_place(line)] = 0
                above = [line]
    for style in sorted(styles, key=lambda style: (style[2], style[0]), reverse=True):
        if sum(not place for place in styles[style].values()) >= _FEWEST:
            yield styles[style]


def _set(line: Line) -> tuple[float, bool]:
    return round(line.size or 0.0, 1), line.bold


def _style(line: Line) -> _Style:
    return (*_set(line), _NUMBERED.match(line.text) is not None)


def _stands_out(row: Sequence[Line], text: tuple[float, bool], columns: _Columns) -> bool:
    """Whether a row is a heading's line: at the left edge, set apart from text, with none beside.

    A mark may stand beside it ("Lukket", in a box of its own).
    """
    line = row[0]
    if line.box is None or abs(line.box.x0 - columns.left) > _PADDING:
        return False
    size, bold = text
    larger = (line.size or 0.0) >= _LARGER * size
    if not (larger or (line.bold and not bold)) or len(line.text) > _LONGEST_TITLE:
        return False
    return find_label(line.text) is None and not any(
        _set(mate) == text or _opens_block(mate) for mate in row[1:]
    )


def _wraps(above: Line, line: Line) -> bool:
    """Whether a line goes on with the heading whose line stands above it."""
    if above.box is None or line.box is None or _set(above) != _set(line):
        return False
    return (
        line.box.top - above.box.bottom < _LINE_GAP * line.box.height
        and _NUMBERED.match(line.text) is None
    )


def _cards(lines: Sequence[Line], openers: dict[_Place, int], columns: _Columns) -> Iterator[_Card]:
    """What stands below each heading."""
    card: _Card | None = None
    heads = {(line.page, line.row) for line in lines if _place(line) in openers}
    for line in lines:
        place = openers.get(_place(line))
        if place == 0:
            if card is not None:
                yield card
            card = _Card()
        if card is None or place is not None or (line.page, line.row) in heads:
            continue  # a mark in the corner of a heading is the heading's
        if columns.is_across(line):
            card.across += bool(card.wide or card.side)  # facts of the case above both
        elif columns.is_beside(line):
            card.side.append(line)
        elif not columns.is_outside(line):
            card.wide.append(line)
    if card is not None:
        yield card


def _are_cards(cards: Sequence[_Card], columns: _Columns) -> bool:
    """Whether the cards have labels and text of their own in both columns, and hardly a line more.

    Rows of a tall cell and the lines beside it are put in order first.
    """
    beside = [sorted(card.side, key=_top) for card in cards if card.side]
    opened = [side for side in beside if _opens_block(side[0]) and len(side) > 1]
    opened = [side for side in opened if not _opens_block(side[1])]
    told = sum(
        any(_opens_section(line) and _left(line) <= _wide(columns) for line in card.wide)
        and any(not _opens_section(line) for line in card.wide)
        for card in cards
    )
    across = sum(card.across for card in cards)
    inside = sum(len(card.wide) + len(card.side) for card in cards)
    return (
        len(opened) >= max(_FEWEST, len(beside) / 2)
        and told >= _FEWEST
        and (any(_decides(line) for side in opened for line in side) or _are_small(opened, cards))
        and across <= _CROSSING * inside
    )


def _are_small(sides: Sequence[Sequence[Line]], cards: Sequence[_Card]) -> bool:
    """Whether the narrow column is set smaller than the wide one: facts beside the account."""
    small = [line.size for side in sides for line in side if line.size]
    sizes = [line.size for card in cards for line in card.wide if line.size]
    return bool(small and sizes) and median(small) <= _SMALLER * median(sizes)


_SMALLER = 0.92
"""Sizes of the wide column's print that the narrow one's is at most, where it tells facts alone."""


def _top(line: Line) -> tuple[int, float]:
    return line.page, line.box.top if line.box else 0.0


def _wide(columns: _Columns) -> float:
    """How far right a label of the wide column may begin."""
    return (columns.right if columns.narrow_left else columns.left) + _PADDING


# --- reading --------------------------------------------------------------------------------------


def _by_column(part: Part, reader: _Cards) -> Part:
    """The page's rows with what stands in the narrow column in rows of its own.

    A cell that was read as one line is as high as several lines beside it.
    """
    rows: list[list[Line]] = []
    wide: list[Line] = []
    side: list[Line] = []
    for row in part.rows:
        if reader.is_heading(row) or reader.is_across(row):
            rows.append(list(row))
            continue
        for line in row:
            (side if reader.is_beside(line) else wide).append(line)
    rows += [*by_height(wide), *by_height(side)]
    return Part(part.before, sorted(rows, key=lambda row: min(map(_top, row))), part.after)


class _Cards(Reader):
    """Deals the lines of both columns out to the cards that headings open."""

    def __init__(self, columns: _Columns, width: float, openers: dict[_Place, int]) -> None:
        edges = columns.left, columns.right
        side, wide = edges if columns.narrow_left else edges[::-1]
        super().__init__(Head(agenda=(wide,), side=side, words=(), minutes=False), width)
        self.columns = columns
        self.openers = openers

    def is_beside(self, line: Line) -> bool:
        """Whether a line stands in the narrow column, and is no heading's over it."""
        inside = self.columns.is_beside(line) and not self.columns.is_across(line)
        return inside and _place(line) not in self.openers

    def is_heading(self, row: Sequence[Line]) -> bool:
        """Whether a row is a heading's, its first or a later one."""
        return any(_place(line) in self.openers for line in row)

    def opens(self, row: Sequence[Line]) -> bool:
        """Whether a row begins a heading."""
        return any(self.openers.get(_place(line)) == 0 for line in row)

    def is_across(self, row: Sequence[Line]) -> bool:
        """Whether a row is none of the card's: left of it, below its columns, or over both.

        What runs over both before anything stands beside belongs to the heading: facts of the case.
        """
        if self.is_heading(row):
            return False
        if any(self.columns.is_outside(line) for line in row) or _ends(row[0]):
            return True
        begun = self.band is None or bool(self.band.side)
        return begun and any(self.columns.is_across(line) for line in row)

    def flush(self) -> None:
        """End the card; what is one fact, set over several lines of the narrow column, is one."""
        if self.band is not None:
            self.band.side = list(_whole_facts(self.band.side))
        super().flush()


def _ends(line: Line) -> bool:
    """Whether a line ends the meeting, or is signed."""
    label = find_label(line.text)
    signed = label is not None and label.kind is LabelKind.SIGNATURE
    return signed or ADJOURNED.match(line.text) is not None


def _whole_facts(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines of a narrow column with what is one fact in one: a station's name, a case's numbers.

    "X-udvalget, / 3.5.22, pkt. 4: Godkendt." may be bold up to its colon, "Sagsnr." stand over what
    it announces.
    """
    place = 0
    while place < len(lines):
        size = _numbers(lines[place:]) or next(
            (n for n in range(_STATION_LINES, 1, -1) if _is_station(lines[place : place + n])), 1
        )
        yield one_line(lines[place : place + size]) if size > 1 else lines[place]
        place += size


def _numbers(lines: Sequence[Line]) -> int:
    """How many lines a caption of case numbers and the numbers take; 0 where there are none."""
    if CASE_LABEL.fullmatch(lines[0].text) is None:
        return 0
    below = itertools.takewhile(
        lambda line: is_number_line(line.text) and line.page == lines[0].page, lines[1:]
    )
    return 1 + sum(1 for _ in below)


def _is_station(lines: Sequence[Line]) -> bool:
    """Whether lines are a body's earlier decision of which none but the last tells the rest."""
    if len(lines) < 2 or len({line.page for line in lines}) > 1:
        return False
    if not all(line.bold and find_label(line.text) is None for line in lines[:-1]):
        return False
    label = find_label(one_line(lines).text)
    return label is not None and label.date is not None and label.body is not None
