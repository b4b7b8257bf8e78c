"""The lines of a table of contents that show themselves: leaders, or page numbers under a label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from referat.danish.hoved import AGENDA_WORD
from referat.structure.labels import LabelKind
from referat.structure.views import View, row_mates
from referat.types import LineRole

_TOC_LINE = re.compile(
    r"^(?P<titel>.+?)\s*(?:\.{3,}|(?:\s?\.\s){3,}|…+|_{4,}|-{5,})[\s.…]*(?P<side>\d{1,4}|"
    r"[ivxl]{1,7})?\s*$",
    re.IGNORECASE,
)
LEADERS = re.compile(r"\.\s{0,2}\.|…|____|-----")
"""What every such line has, and few others: cheaper to look for than the whole."""
_TOC_ERROR = re.compile(r"bogmærke er ikke defineret", re.IGNORECASE)
# OCR reads dot leaders as runs of s, e, c, o and punctuation (floors: "sssseeeennn")
_TOC_JUNK = re.compile(
    r"^(?P<titel>.+?)[\s.]+(?:[secornaumv.,:;«»_~'\"-]\s?){6,}\s*(?P<side>\d{1,4})?\s*$"
)
_TOC_PAGE = re.compile(r"^(?P<titel>\D.*\D|\d.*\D)\s+(?P<side>\d{1,3}|[ivxl]{1,7})$")
# "SAG NR. 12", "Dagsordenspunkt 12": no title and the page it stands on
_NUMBER_ALONE = re.compile(
    r"(?:sag|(?:dagsorden(?:en)?s\s*)?(?:punkt|pkt\.?)|nr\.)\s*(?:nr\.?)?\s*\d{1,4}[.:]?",
    re.IGNORECASE,
)
_TOC_NUMBER = re.compile(
    r"^(?:åbent|lukket)?\s*(?:punkt|pkt\.?)?\s*(?P<nr>\d{1,4}[A-Z]?)\s*[.:)]*\s+(?:\(?(?:åben|"
    r"åbent|lukket)\)?\s+)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TocEntry:
    """A line of the table of contents."""

    index: int
    """Index of its first line."""
    nr: str | None
    """Number, where printed."""
    titel: str
    """Title."""


def find_toc(views: Sequence[View]) -> list[TocEntry]:
    """Lines of tables of contents that show themselves: by leaders, or page numbers under a label.

    Marks them, and the label over them, with the role ``TOC``.
    """
    entries: list[TocEntry] = []
    open_until = -1
    for view in views:
        if view.line.furniture or len(view.text) > 260 or view.settled:
            continue
        if view.label and view.label.kind is LabelKind.TOC and view.index < 200:
            above = views[view.index - 1] if view.index else view
            if _NUMBER_ALONE.fullmatch(above.text) and above.style == view.style:
                continue  # "Punkt 1", and below it its title: "Dagsorden"
            open_until = view.index + 120
            if not view.label.rest and not _is_title(view, views):
                view.role = LineRole.TOC
                view.score = 0.9
            continue
        found = _TOC_LINE.match(view.text) if LEADERS.search(view.text) else None
        sure = found is not None
        under = view.index <= open_until
        if found is None and _TOC_ERROR.search(view.text):
            entries.append(_toc_entry(view, _TOC_ERROR.sub("", view.text).replace("Fejl!", "")))
            continue
        if found is None and under and view.ocr:
            found = _TOC_JUNK.match(view.text)
        if found is None and under:
            found = _TOC_PAGE.match(view.text)
            mates = row_mates(views, view.index)
            if found is not None and not mates and _NUMBER_ALONE.fullmatch(view.text):
                found = None  # the first heading, right below the contents
            if found is None and mates and re.fullmatch(r"\d{1,3}|[ivxl]{1,7}", mates[-1].text):
                mates[-1].role = LineRole.TOC
                entries.append(_toc_entry(view, view.text))
                continue
        if found is None:
            if (
                under
                and view.first_in_row
                and view.label
                and view.label.kind is not LabelKind.GROUP
            ):
                open_until = -1
            continue
        if not sure and len(found["titel"]) < 4:
            continue
        entries.append(_toc_entry(view, found["titel"]))
        for mate in row_mates(views, view.index):
            if re.fullmatch(r"\d{1,4}|[ivxl]{1,7}", mate.text):
                mate.role, mate.score = LineRole.TOC, 0.9
    if len(entries) < 2:
        for entry in entries:
            views[entry.index].role = LineRole.BODY
        return []
    return entries


def _is_title(view: View, views: Sequence[View]) -> bool:
    """Whether "Dagsorden" is what the document is, and no word over a list of its punkter.

    It is the first line, or the list has a word of its own over it, further down, and no entry
    stands between them.
    """
    if not view.index and AGENDA_WORD.match(view.text):
        return True
    if not AGENDA_WORD.fullmatch(view.text):
        return False
    for after in views[view.index + 1 : view.index + _HEADER]:
        if _TOC_NUMBER.match(after.text) or LEADERS.search(after.text):
            return False
        if after.label and after.label.kind is LabelKind.TOC and not after.label.rest:
            return True
    return False


_HEADER = 25
"""Lines of a header at most, from the title to the list of the punkter."""


def _toc_entry(view: View, text: str) -> TocEntry:
    view.role = LineRole.TOC
    view.score = 0.9
    found = _TOC_NUMBER.match(text)
    titel = text[found.end() :] if found else text
    return TocEntry(index=view.index, nr=found["nr"] if found else None, titel=titel.strip(" .…_-"))
