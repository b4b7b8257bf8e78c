"""Attachments: the titles that the lines of a punkt's attachments print.

In: the lines below "Bilag" and the like. Out: ``Bilag``s, without bullets, numbers and letters that
count them, file names' endings and documents' numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from referat.danish.labels import ATTACHMENT_OPENER, BILAG_NR, NO_ATTACHMENTS
from referat.danish.overskrifter import MARK_LINE
from referat.danish.webtryk import LINK_OPENER
from referat.structure.evidence import make_evidence
from referat.structure.personer import looks_like_people
from referat.structure.text import BULLETS, fold_name, join_words, paragraphs
from referat.structure.views import View
from referat.types import Bilag, Line, TextSource

# "(pdf)", "(PDF, 1,2 MB, åbner i nyt vindue)", "(640 KB)"
_SUFFIX = re.compile(
    r"\s*\((?:(?:pdf|docx?|xlsx?|pptx?)(?:,[^()]*)?|\d[\d.,]*\s?[kmg]b|[^()]*\båbner\s+i\s+[^()]*)\)\s*$",
    re.IGNORECASE,
)
# "Bilag 1 - Kort" is a title, "1. Kort" and "2.1.a Kort" a numbering
_BULLET = re.compile(
    rf"^\s*(?:[{BULLETS}]\s+|"
    r"[›»→]\s*|\d{1,2}\s*[.):]\s+|\d{1,3}(?:\.\d{1,2})+(?:\.?[a-zæøå])?\.?\s+"
    r"(?=[A-ZÆØÅ])|[a-zæøå]\)\s+)"
)
_FILE_NUMBER = re.compile(
    r"^\s*(?:dok\.?\s?nr\.?\s*:?\s*)?\d[\d/_-]{4,}\s*[-–:]?\s+(?=\D)|"
    r"\s*\((?:dok\.?\s?nr\.?\s*:?\s*)?\d[\d/.\s-]{4,}\)\s*$|"
    r"\s+-?\s*dok\.?\s?nr\.?\s*:?\s*\d[\d/-]+\s*$",
    re.IGNORECASE,
)

_SET_IN = 60.0
"""Points right of the attachments at which a line below them is centred."""
_LETTERED = re.compile(r"(?P<letter>[a-zæøå])[.)]\s+(?=\S)")


def read_bilag(
    views: Sequence[View], lines: Sequence[Line], sources: Mapping[int, TextSource]
) -> tuple[Bilag, ...]:
    """The attachments of a punkt, each title once, in order.

    Args:
        views: The lines of its attachments.
        lines: The same without the labels over them.
        sources: Where the lines of each page were read.
    """
    by_line: dict[tuple[int, int], View] = {(v.line.page, v.line.number): v for v in views}
    entries: list[tuple[str, View]] = []
    for paragraph in paragraphs(lines):
        for line in paragraph:
            view = by_line[line.page, line.number]
            text = line.text.strip()
            goes_on = (
                bool(entries)
                and line.box is not None
                and not line.listed
                and not _BULLET.match(text)
                and not _LETTERED.match(text)
                and line is not paragraph[0]
                and (
                    text[:1].islower()
                    or entries[-1][0].endswith(("-", ",", ";"))
                    or (len(_listed(entries[-1][0])) > 1 and _is_full(entries[-1][1], views))
                )
            )
            if goes_on:
                entries[-1] = (join_words(entries[-1][0], text), view)
            else:
                entries.append((text, view))
    entries = _without_letters(entries[: len(entries) - _is_signed(entries)])
    found: dict[str, Bilag] = {}
    for text, view in ((part, at) for entry, at in entries for part in _listed(entry)):
        titel = clean_attachment(text)
        folded = fold_name(titel)
        if not folded or folded in NO_ATTACHMENTS or re.fullmatch(r"[\d\W]+", titel):
            continue
        if MARK_LINE.match(titel) or BILAG_NR.fullmatch(text):
            continue  # a cell of its own in a table of attachments
        key = re.sub(r"\W", "", folded)
        if key not in found:
            found[key] = Bilag(titel=titel, evidence=make_evidence([view], sources))
    return tuple(found.values())


def _is_signed(entries: Sequence[tuple[str, View]]) -> bool:
    """Whether the last line below attachments says who presents the case: names, set in far."""
    if len(entries) < 2:
        return False
    text, view = entries[-1]
    edges = [at.line.box.x0 for _, at in entries[:-1] if at.line.box is not None]
    box = view.line.box
    names = [part.strip() for part in re.split(r"[/,]", text)]
    return (
        box is not None
        and bool(edges)
        and box.x0 - min(edges) > _SET_IN
        and all(looks_like_people(name) for name in names)
    )


def _without_letters(entries: list[tuple[str, View]]) -> list[tuple[str, View]]:
    """Attachments without the letters that count them: "a. Kort", "b. Notat om støj"."""
    letters = [_LETTERED.match(text) for text, _ in entries]
    counted = "".join(found["letter"] for found in letters if found)
    if not counted or not "abcdefghijklmnopqrstuvwxyzæøå".startswith(counted):
        return entries
    return [
        (text[found.end() :] if found else text, view)
        for (text, view), found in zip(entries, letters, strict=True)
    ]


def _listed(text: str) -> list[str]:
    """Titles that stand on one line with signs between; a comma inside a title parts nothing."""
    titles: list[str] = []
    pieces = re.split(r"(?<=\S)(?:\s*[;|·]|\s/)\s+(?=[A-ZÆØÅ0-9])", text)
    for entry in (one for piece in pieces for one in _counted(piece)):
        parts: list[str] = []
        for part in re.split(r"(?<=\S),\s+(?=[A-ZÆØÅ0-9])", entry):
            if parts and not ATTACHMENT_OPENER.match(part):
                parts[-1] = f"{parts[-1]}, {part}"
            else:
                parts.append(part)
        titles += parts
    return titles


def _counted(text: str) -> list[str]:
    """Titles that are counted on one line: "1) Kort 2) Notat om støj"."""
    opened = re.match(r"1\s?(?P<sign>[.)])\s", text)
    if opened is None:
        return [text]
    titles: list[str] = []
    sign = re.escape(opened["sign"])
    while after := re.search(rf"\s{len(titles) + 2}\s?{sign}\s+(?=[A-ZÆØÅ])", text):
        titles.append(text[: after.start()])
        text = text[after.start() :].strip()
    return [*titles, text]


def _is_full(view: View, views: Sequence[View]) -> bool:
    """Whether a line runs to the right edge of the list that it stands in."""
    edges = [other.line.box.x1 for other in views if other.line.box]
    return bool(view.line.box and edges) and view.line.box.x1 > max(edges) - 60  # type: ignore[union-attr]


def clean_attachment(text: str) -> str:
    """Title of an attachment without bullet, number, file ending and document number."""
    text = _SUFFIX.sub("", LINK_OPENER.sub("", _BULLET.sub("", text)))
    text = re.sub(r"^(?:\d{1,2}\s+)?(?:åben|lukket)\s*[-–]\s+", "", text, flags=re.IGNORECASE)
    text = re.sub(r"^(?:\d{1,2}\s+)?(?:Åben|Lukket)\s+(?=[A-ZÆØÅ])", "", text)
    return re.sub(r",\s*\d{3,}/\d\d$", "", _FILE_NUMBER.sub("", text)).strip()
