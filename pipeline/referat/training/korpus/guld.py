"""Gold of a generated document, and the role of every line that is read from it.

``to_gold`` gives the interchange form, ``blocks`` the printed blocks for ``NAME.linjer.json``, and
``label_lines`` finds for each line that ``referat.pages`` read the block it was printed in.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein

from referat.training.korpus.tryk import Dokument, LinjeRolle
from referat.types import Line, Page

# So many blocks ahead and behind may a line's block be: a page of two columns or of a table.
AHEAD, BEHIND = 60, 60
# Share of letters that may be misread in a line of a scan.
MISREAD = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class LinjeTag:
    """What one read line is."""

    page: int
    number: int
    rolle: LinjeRolle
    type: str | None
    punkt: int
    begynder: bool
    """First line of its block."""
    etiket: int
    """Letters of the line that are a run-in label; 0 where none is."""
    blok: int
    """Place of the block in ``NAME.linjer.json``; -1 for running heads."""


def to_gold(dokument: Dokument) -> dict[str, Any]:
    """The document in the interchange form."""
    return dokument.facit


def blocks(dokument: Dokument) -> dict[str, Any]:
    """What ``NAME.linjer.json`` holds: the printed blocks in order, and the running heads."""
    side = dokument.side
    return {
        "navn": dokument.navn,
        "familie": dokument.familie,
        "producent": dokument.producent,
        "margen": [side.top, side.bund],
        "inventar": [part for part in (*side.sidehoved, *side.sidefod) if part],
        "blokke": [
            {
                "tekst": trykt.linje,
                "rolle": trykt.rolle.value,
                "type": trykt.type,
                "punkt": trykt.punkt,
                "etiket": trykt.etiket,
                "efter": trykt.efter.value if trykt.efter else None,
                "fortsat": trykt.fortsat,
                "maerke": trykt.maerke,
            }
            for trykt in dokument.trykte()
        ],
    }


def is_printed(dokument: Dokument) -> bool:
    """Whether every title, decision and attachment of the gold stands on the page."""
    printed = fold(" ".join(trykt.linje for trykt in dokument.trykte()))
    for punkt in dokument.facit["punkter"]:
        decision = punkt["beslutning"]
        wanted = [punkt["titel"], *punkt["bilag"], decision["tekst"] if decision else ""]
        if any(fold(text)[:_ENOUGH] not in printed for text in wanted):
            return False
    return True


# Letters by which a text is found again: where it is broken over a page, the rest follows.
_ENOUGH = 30


def fold(text: str) -> str:
    """Letters and digits alone: blanks, hyphens and marks are layout."""
    return re.sub(r"[^\w§]|_", "", unicodedata.normalize("NFKC", text).casefold())


class _Blok:
    """A printed block and how much of it has been read."""

    __slots__ = ("data", "left", "mark", "place", "started", "whole")

    def __init__(self, place: int, data: Mapping[str, Any]) -> None:
        self.place, self.data = place, data
        self.whole = self.left = fold(data["tekst"]) or data["tekst"].strip()
        self.started = False
        self.mark = fold(data["maerke"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Blokliste:
    """Content of a ``NAME.linjer.json``."""

    name: str
    family: str
    producent: str
    inventar: tuple[str, ...]
    """Running heads, with ``{side}`` and ``{sider}`` for page numbers."""
    margen: tuple[float, float]
    """Above and below the type area, in points."""
    blokke: tuple[Mapping[str, Any], ...]
    """Printed blocks in order: tekst, rolle, type, punkt, etiket, efter, fortsat, maerke."""


def read_dokument(path: Path) -> Blokliste:
    """The printed blocks of a document from its ``NAME.linjer.json``."""
    return as_list(json.loads(path.read_text(encoding="utf-8")))


def as_list(data: Mapping[str, Any]) -> Blokliste:
    """What ``blocks`` gave, as ``label_lines`` takes it."""
    top, bottom = data["margen"]
    return Blokliste(
        name=data["navn"],
        family=data["familie"],
        producent=data["producent"],
        inventar=tuple(data["inventar"]),
        margen=(top, bottom),
        blokke=tuple(data["blokke"]),
    )


def label_lines(printed: Blokliste, pages: Sequence[Page]) -> list[LinjeTag | None]:
    """A tag for every line, found in what was printed.

    Args:
        printed: Content of ``NAME.linjer.json``.
        pages: The document as ``referat.pages`` read it.

    Returns:
        One entry a line in reading order; ``None`` for a line that nobody printed, as dirt of a
        scan is.
    """
    found = {(tag.page, tag.number): tag for tag in _Aligner(printed).tags(pages)}
    return [found.get((line.page, line.number)) for page in pages for line in page.lines]


class _Aligner:
    def __init__(self, printed: Blokliste) -> None:
        self.blokke = [_Blok(i, data) for i, data in enumerate(printed.blokke)]
        self.heads = [_head_pattern(part) for part in printed.inventar]
        self.margin = printed.margen
        self.at = 0

    def tags(self, pages: Sequence[Page]) -> Iterator[LinjeTag]:
        marks: list[Line] = []
        for page in pages:
            for place, line in enumerate(page.lines):
                if not fold(line.text) and not self._is_printed(line):
                    marks.append(line)
                    continue
                if self.heads and self._in_margin(line, page):
                    yield self._furniture(line)
                    continue
                edge = line.box is None and (place < 3 or place >= len(page.lines) - 3)
                tag = self._tag(line, edge=edge)
                if tag is None:
                    continue
                # A bullet that was read as a line of its own belongs to the text beside it.
                for mark in marks:
                    if (mark.page, mark.number + 2) >= (line.page, line.number):
                        yield replace(tag, page=mark.page, number=mark.number, etiket=0)
                        tag = replace(tag, begynder=False)
                marks.clear()
                yield tag

    def _is_printed(self, line: Line) -> bool:
        """Whether a line of marks alone is a block: a dash for "nothing", a rule to sign on."""
        return any(
            steps <= 3 and not blok.started and blok.left == line.text.replace(" ", "")
            for steps, blok in self._candidates()
        )

    def _in_margin(self, line: Line, page: Page) -> bool:
        """Whether a line stands outside the type area, where only running heads do."""
        if line.box is None:
            return False
        # A scan's page is turned and shifted by some points.
        slack = 12 if line.words else 3
        top, bottom = self.margin
        middle = (line.box.top + line.box.bottom) / 2
        return middle < top - slack or middle > page.height - bottom + slack

    def _tag(self, line: Line, *, edge: bool) -> LinjeTag | None:
        text = fold(line.text) or line.text.replace(" ", "")
        found = self._exact(text) or self._two_cells(text)
        if found is None and edge and any(_is_like_head(pattern, text) for pattern in self.heads):
            return self._furniture(line)
        if found is None:
            found = self._fuzzy(text)
        if found is None:
            return None
        blok, length = found
        first = not blok.started and not blok.data["fortsat"]
        self._take(blok, length)
        data = blok.data
        return LinjeTag(
            page=line.page,
            number=line.number,
            rolle=LinjeRolle(data["rolle"] if first else data["efter"] or data["rolle"]),
            type=data["type"],
            punkt=data["punkt"],
            begynder=first,
            etiket=data["etiket"] if first else 0,
            blok=blok.place,
        )

    def _furniture(self, line: Line) -> LinjeTag:
        return LinjeTag(
            page=line.page,
            number=line.number,
            rolle=LinjeRolle.FURNITURE,
            type=None,
            punkt=0,
            begynder=True,
            etiket=0,
            blok=-1,
        )

    def _candidates(self) -> list[tuple[float, _Blok]]:
        """Blocks with something left and how far away they are: begun ones are nearest."""
        low, high = max(0, self.at - BEHIND), min(len(self.blokke), self.at + AHEAD)
        out = []
        for blok in self.blokke[low:high]:
            if blok.left:
                steps = blok.place - self.at
                out.append(
                    (abs(steps) * (0.3 if blok.started else 1.0 if steps >= 0 else 1.5), blok)
                )
        out.sort(key=lambda pair: pair[0])
        return out

    def _exact(self, text: str) -> tuple[_Blok, int] | None:
        if not text:
            return None
        best: tuple[float, _Blok] | None = None
        near = self._candidates()
        for steps, blok in near:
            if blok.left.startswith(text):
                whole = len(blok.left) == len(text) or (text == blok.mark and not blok.started)
                cost = steps + (0.0 if whole else _unfinished(len(text)))
                if cost <= _reach(len(text)) and (best is None or cost < best[0]):
                    best = (cost, blok)
        # Several blocks read as one line: cells of a row, a number in the margin.
        for steps, blok in near:
            if best is not None and steps >= best[0]:
                break
            if text.startswith(blok.left) and self._goes_on(blok, text[len(blok.left) :]):
                return blok, len(text)
        return best and (best[1], len(text))

    def _two_cells(self, text: str) -> tuple[_Blok, int] | None:
        """A line of a cell and one of the cell beside it, read as one; takes the second's part."""
        near = [blok for steps, blok in self._candidates() if steps <= _reach(1)]
        for one in near:
            shared = _common(text, one.left)
            if shared < 3:
                continue
            for other in near:
                for length in range(shared, max(2, shared - 6), -1):
                    if other is not one and other.left.startswith(text[length:]) and text[length:]:
                        self._take(other, len(text) - length)
                        return one, length
        return None

    def _goes_on(self, blok: _Blok, rest: str) -> bool:
        place = blok.place + 1
        while rest and place < len(self.blokke):
            left = self.blokke[place].left
            if left.startswith(rest):
                return True
            if not left or not rest.startswith(left):
                return False
            rest, place = rest[len(left) :], place + 1
        return False

    def _take(self, blok: _Blok, length: int) -> None:
        """Count so many letters of a block, and of the blocks after it, as read."""
        self.at = blok.place
        while length > 0:
            blok.started = True
            taken = min(length, len(blok.left))
            blok.left, length = blok.left[taken:], length - taken
            if length <= 0 or blok.place + 1 >= len(self.blokke):
                break
            blok = self.blokke[blok.place + 1]
            self.at = blok.place
        if not self.blokke[self.at].left:
            self.at = min(self.at + 1, len(self.blokke) - 1)

    def _fuzzy(self, text: str) -> tuple[_Blok, int] | None:
        """The block that goes on most like the line, letters misread."""
        best: tuple[float, _Blok, int] | None = None
        for steps, blok in self._candidates():
            if steps > _reach(len(text)):
                break
            for skip in _skips(blok):
                piece = blok.left[skip : skip + len(text)]
                if abs(len(piece) - len(text)) > max(2, len(text) * MISREAD):
                    continue
                cost = Levenshtein.normalized_distance(text, piece, score_cutoff=MISREAD)
                cost += 0.004 * steps + 0.02 * bool(skip)
                if cost <= MISREAD and (best is None or cost < best[0]):
                    best = (cost, blok, skip + len(piece))
        return best and (best[1], best[2])


def _common(one: str, other: str) -> int:
    """How many letters two texts begin with in common."""
    for place, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return place
    return min(len(one), len(other))


def _unfinished(letters: int) -> float:
    """Cost of a line that leaves its block unfinished: a short one seldom does."""
    return 12.0 if letters < 4 else 5.0 if letters < 9 else 1.5 if letters < 20 else 0.0


def _reach(letters: int) -> float:
    """How far away the block of so short a line may be."""
    return 8.0 if letters < 3 else 20.0 if letters < 8 else 80.0


def _skips(blok: _Blok) -> Iterable[int]:
    """Where a line may go on: at once, or after a few letters that were lost."""
    return range(0, min(len(blok.left), 12), 3) if blok.started else (0,)


def _head_pattern(part: str) -> re.Pattern[str]:
    words = re.split(r"\{sider?\}", part)
    return re.compile(r"(?:\d{1,4}|[ivxlc]{1,7})".join(re.escape(fold(word)) for word in words))


def _is_like_head(pattern: re.Pattern[str], text: str) -> bool:
    plain = re.sub(r"\\(.)", r"\1", pattern.pattern).replace("(?:\\d{1,4}|[ivxlc]{1,7})", "1")
    plain = plain.replace("(?:d{1,4}|[ivxlc]{1,7})", "1")
    return (
        len(text) > 1
        and Levenshtein.normalized_similarity(re.sub(r"\d+", "1", text), re.sub(r"\d+", "1", plain))
        > 0.65
    )
