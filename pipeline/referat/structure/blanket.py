"""Minutes in which every punkt is a form of its own: "Løbenr. 212", "Journalnr. …", "Emne: …".

In: views. Out: a heading for each form. The number stands under a label of its own, the title
under the one for the subject, or alone among cells with labels; what else the form's head says
(journal number, date, open or closed) lies between them. Below it the form is read as any punkt is.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from referat.structure.headings import Heading, leading_number
from referat.structure.sagsnumre import FoundNumber, numbers_of_case
from referat.structure.text import join_words
from referat.structure.views import View, row_mates

_NUMBER = re.compile(
    r"^(?:(?:sag|løbe|lb|løbende|punkt|pkt|dagsordenspunkt|dagsordens punkt|dagsorden)"
    r"[.-]?\s*(?:nr|nummer|pkt|punkt)\b\.?|(?:sag|punkt|pkt|dagsordenspunkt)\s*\.?\s*:|nr\.?\s*:|"
    r"(?:dagsordens)?(?:punkt|pkt)\.?(?=\s*\d))"
    r"\s*:?\s*(?P<nr>\d{1,4}(?:/\d{1,4}|[A-Z])?)?\s*\.?$",
    re.IGNORECASE,
)
"""The cell that tells the number, or stands before the one that does; "06/42" counts by year."""
_SUBJECT = re.compile(
    r"^(?:(?:sagens\s+)?(?:emne|titel|overskrift)|sagens\s+(?:navn|betegnelse)|vedr(?:ørende|\.)?|ang(?:ående|\.)?|"
    r"sag(?:en)?(?=\s*:)|sags(?:navn|titel|emne|betegnelse))\s*(?::\s*(?P<titel>.*))?$",
    re.IGNORECASE,
)
"""The cell that tells the subject, or stands before the one that does."""
_CASE = re.compile(r"^(?:j(?:ournal)?|sags?|arkiv|kle)[.-]?\s*(?:nr|nummer|id)\b", re.IGNORECASE)
_CROSSED = re.compile(r"(?:\[\s*[xX]\s*\]|[☒☑✓✗✘])\s*(?P<word>åb|luk)", re.IGNORECASE)
"""Of "[X] Åben [ ] Lukket" the one that is marked."""

_TOLD = re.compile(r":\s*(?P<word>åb|luk)(?:en|ent|ket)\b", re.IGNORECASE)
"""A cell that says it behind its label: "Type: Åben"."""
_REACH = 14
"""Cells between number and subject at most."""
_FORMS, _MOST = 2, 0.7
"""Forms at least, and the share of subjects that stand below a number."""
_ALIKE = 6.0
"""Points by which the left edges of the lines of one cell differ at most."""


def find_forms(views: Sequence[View]) -> list[Heading]:
    """Headings of minutes in this form; empty where they are none."""
    headings: list[Heading] = []
    after = -1
    subjects = sentences = 0
    for view in views:
        if view.index <= after or view.line.furniture:
            continue
        found = _SUBJECT.match(view.text)
        if found is None or not view.first_in_row:
            continue
        told = _subject(view, found["titel"], views)
        if told is None:
            continue
        subjects += 1
        titel, last = told
        sentences += titel.endswith(".")
        number = _number_above(view, views, after)
        after = last
        if number is not None:
            headings.append(_heading(number, titel, last, views))
    told_in_prose = 2 * sentences > subjects  # "Emne: Der mangler pladser i byen.", below the title
    enough = len(headings) >= _FORMS and len(headings) >= _MOST * subjects
    if enough and not told_in_prose and _rises(headings):
        return headings
    headings = [heading for view in views if (heading := _unlabelled(view, views)) is not None]
    return headings if len(headings) >= _FORMS and _rises(headings) else []


def _rises(headings: Sequence[Heading]) -> bool:
    """Whether the numbers count up; those of a year's run, "06/42" or "42/06", by the run."""
    halves = [(heading.nr or "").split("/") for heading in headings]
    if all(len(half) == 2 for half in halves):
        run = 1 if len({half[0] for half in halves}) == 1 else 0
        for heading, half in zip(headings, halves, strict=True):
            heading.number = int(half[run])
    return all(above.number < below.number for above, below in itertools.pairwise(headings))


# "J.nr.:", "Sagsbeh.: IKR", "Type: Åben"
_CELL = re.compile(r"^[A-ZÆØÅ][\wæøåÆØÅ./ -]{1,24}:(?:\s|$)")


def _unlabelled(view: View, views: Sequence[View]) -> Heading | None:
    """The heading of a form whose title alone has no label, at the number's cell.

    "Punkt nr.: 2 | J.nr.: … | Sagsbeh.: …" and below it "Type: Åben | Budgetopfølgning".
    """
    found = _NUMBER.match(view.text)
    if found is None or not found["nr"] or not view.first_in_row or view.line.furniture:
        return None
    if "/" in found["nr"]:
        return None
    mates = row_mates(views, view.index)
    if not mates or not all(_CELL.match(mate.text) for mate in mates):
        return None
    last, titles = mates[-1].index, list[View]()
    for _ in range(_ROWS):
        if last + 1 >= len(views) or views[last + 1].line.page != view.line.page:
            break
        row = [views[last + 1], *row_mates(views, last + 1)]
        bare = [cell for cell in row if not _CELL.match(cell.text)]
        if len(bare) != 1 or (len(row) == 1 and not (titles and _below(bare[0], titles[-1]))):
            break
        titles += bare
        last = row[-1].index
    if not titles:
        return None
    titel = titles[0].text
    for above, cell in itertools.pairwise(titles):
        titel = join_words(titel, cell.text, broken=above.line.broken)
    return _heading((view, found["nr"]), titel, last, views)


_ROWS = 3
"""Rows of a form's head below its number at most."""


def _below(view: View, above: View) -> bool:
    """Whether a line stands in the cell of the one above it."""
    box, upper = view.line.box, above.line.box
    return (
        box is not None
        and upper is not None
        and abs(box.x0 - upper.x0) < _ALIKE
        and view.style == above.style
        and view.line.gap < _CLOSE
    )


_CLOSE = 0.6
"""Space above a line that goes on with its cell, in line heights, at most."""


def _subject(view: View, told: str | None, views: Sequence[View]) -> tuple[str, int] | None:
    """The title and the index of its last line; ``None`` where the label has none."""
    titel, last, cell = (told or "").strip(), view, view
    if not titel:
        mates = row_mates(views, view.index)
        if not mates:
            return None
        titel, last, cell = mates[0].text, mates[0], mates[0]
        if len(mates) > 1:
            return titel, mates[-1].index
    for other in views[last.index + 1 : last.index + 4]:
        if not _goes_on(other, last, cell, run_in=cell is view):
            break
        titel = join_words(titel, other.text, broken=last.line.broken)
        last = other
    return titel, last.index


def _goes_on(view: View, above: View, cell: View, *, run_in: bool) -> bool:
    """Whether a line goes on with the title in the cell above it."""
    box, upper = view.line.box, cell.line.box
    if view.label is not None or view.line.page != above.line.page or not view.first_in_row:
        return False
    if run_in or box is None or upper is None:
        return view.text[:1].islower()
    return abs(box.x0 - upper.x0) < _ALIKE and view.style == cell.style and view.line.gap < 1.0


def _number_above(view: View, views: Sequence[View], after: int) -> tuple[View, str] | None:
    """The cell with the number, and the number, in the form whose subject a view tells."""
    for other in reversed(views[max(after + 1, view.index - _REACH) : view.index]):
        found = _NUMBER.match(other.text)
        if found is None or other.line.furniture:
            continue
        told = found["nr"]
        if not told and (mates := row_mates(views, other.index)):
            alone = re.fullmatch(r"\d{1,4}(?:/\d{1,4}|[A-Z])?", mates[0].text.rstrip(" ."))
            told = alone[0] if alone else None
        # "Sagsnr. 06/4217" is the case's
        if told and not ("/" in told and other.text[:3].casefold() == "sag"):
            return other, told
    return None


def _heading(number: tuple[View, str], titel: str, last: int, views: Sequence[View]) -> Heading:
    cell, nr = number
    first = cell.index
    while first > 0 and not views[first].first_in_row:
        first -= 1
    head = views[first : last + 1]
    marks = [
        mark["word"].casefold()
        for view in head
        if (mark := _CROSSED.search(view.text) or _TOLD.search(view.text))
    ]
    return Heading(
        first=first,
        last=last,
        nr=nr,
        number=leading_number(nr),
        titel=titel,
        kind="blanket",
        closed=marks[-1] == "luk" if marks else None,
        score=4.0,
        style=cell.style,
        sagsnumre=tuple(_cases(head, nr)),
    )


def _cases(head: Sequence[View], nr: str) -> list[FoundNumber]:
    """The case numbers that a form's head tells, in the label's cell or the one beside it."""
    found: list[FoundNumber] = []
    for view in head:
        if not _CASE.match(view.text):
            continue
        numbers = numbers_of_case(view.text)
        if not numbers:
            mates = row_mates(head, view.index - head[0].index)
            numbers = numbers_of_case(f"{view.text} {mates[0].text}") if mates else []
        found += [number for number in numbers if not number.is_document and number.nummer != nr]
    return found
