"""Takes closed and withheld punkter out of a structured document, and says which lines go.

A ``Referat`` comes in, one without their texts goes out, with a ``Maskering`` for each line that
must not be seen on the page. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from referat.closed import public_lines
from referat.types import (
    Line,
    LineRole,
    Maskering,
    Maskeringsart,
    Page,
    Portalfelt,
    Problem,
    Punkt,
    Referat,
    Severity,
)
from referat.withholding import PunktRule

WITHHELD_TITLE = "[Punktet er tilbageholdt]"
"""The heading of a withheld punkt: its place in the meeting stays, so that numbers still fit."""

SAME_TITLE = 90
"""Of 100: how alike a heading must be after a new reading, with OCR's slips."""


def withhold_punkter(
    referat: Referat, pages: Sequence[Page], rules: Sequence[PunktRule]
) -> tuple[Referat, tuple[Page, ...], tuple[Maskering, ...]]:
    """The document without what its closed and its withheld punkter say.

    Lines of withheld punkter are emptied in the pages too; those of closed punkter are left out
    of the pages' text when rows are made of them (``closed.py``).
    """
    withheld = {
        place: referat.punkter[place - 1]
        for rule in rules
        for place in _find(referat.punkter, rule)
    }
    problems = tuple(problem for rule in rules if (problem := _doubt(referat, rule)))
    referat = replace(referat, problems=(*referat.problems, *problems))
    gone = _lines_of(referat, pages, withheld)
    lines = {(line.page, line.number): line for page in pages for line in page.lines}
    masks = [_mask(lines[place], Maskeringsart.TILBAGEHOLDT) for place in sorted(gone)]
    public = public_lines(referat)
    if public is not None:
        masks += [
            _mask(line, Maskeringsart.LUKKET)
            for place, line in sorted(lines.items())
            if place not in public and place not in gone
        ]
    masks += _between(pages, {(mask.page, mask.line) for mask in masks})
    if withheld:
        punkter = tuple(
            _emptied(punkt) if place in withheld else punkt
            for place, punkt in enumerate(referat.punkter, start=1)
        )
        referat = replace(
            referat,
            punkter=punkter,
            # A field that no punkt was found for may be of the withheld one: its heading tells.
            portal=tuple(
                field
                for field in referat.portal
                if field.punkt not in withheld and not _names_one(field, withheld)
            ),
        )
    if gone:
        pages = [
            replace(
                page,
                lines=tuple(
                    replace(line, text="", words=(), repairs=())
                    if (line.page, line.number) in gone
                    else line
                    for line in page.lines
                ),
            )
            for page in pages
        ]
    return referat, tuple(pages), tuple(masks)


def _find(punkter: Sequence[Punkt], rule: PunktRule) -> list[int]:
    """The places of a withheld punkt in a document, which may be a corrected one.

    1. Heading and number are the same.
    2. The heading alone: a punkt was put in before it. All that have it, if several do.
    3. The number alone: the heading was written anew. Rather one withheld too many.
    """
    alike = [
        place
        for place, punkt in enumerate(punkter, start=1)
        if fuzz.ratio(punkt.titel.casefold(), rule.titel.casefold()) >= SAME_TITLE
    ]
    numbered = [
        place
        for place, punkt in enumerate(punkter, start=1)
        if rule.nr is not None and punkt.nr == rule.nr
    ]
    return [place for place in alike if place in numbered] or alike or numbered


def _doubt(referat: Referat, rule: PunktRule) -> Problem | None:
    """What to look at where a withheld punkt was not found by its heading."""
    places = _find(referat.punkter, rule)
    titles = [referat.punkter[place - 1].titel for place in places]
    if any(fuzz.ratio(one.casefold(), rule.titel.casefold()) >= SAME_TITLE for one in titles):
        return None
    found = "was found by its number alone, under another heading" if places else "was not found"
    return Problem(
        code="tilbageholdt_punkt",
        severity=Severity.WARNING,
        path=referat.source.path,
        message=f"a punkt that is withheld {found}.",
        action="Look at the document: withhold the punkt anew if it is another one now.",
    )


def _between(pages: Sequence[Page], gone: set[tuple[int, int]]) -> Iterator[Maskering]:
    """Pages without a line that follow on a line that is gone: pictures of a closed punkt."""
    inside = False
    for page in pages:
        if page.lines:
            last = [line for line in page.lines if not line.furniture][-1:]
            inside = any((line.page, line.number) in gone for line in last)
        elif inside:
            yield Maskering(art=Maskeringsart.LUKKET, page=page.number, line=0, box=None)


def _lines_of(
    referat: Referat, pages: Iterable[Page], withheld: dict[int, Punkt]
) -> set[tuple[int, int]]:
    """Lines of the withheld punkter, and of the contents where their headings stand again."""
    if not withheld:
        return set()
    texts = {(line.page, line.number): line.text for page in pages for line in page.lines}
    titles = [punkt.titel.casefold() for punkt in withheld.values()]
    return {
        (role.page, role.number)
        for role in referat.roles
        if role.punkt in withheld
        or (
            role.role in (LineRole.TOC, LineRole.PUNKT)
            and any(
                fuzz.partial_ratio(texts.get((role.page, role.number), "").casefold(), title)
                >= SAME_TITLE
                for title in titles
            )
        )
    } & set(texts)


def _names_one(field: Portalfelt, withheld: dict[int, Punkt]) -> bool:
    numbers = {punkt.nr for punkt in withheld.values()}
    is_of_meeting = field.felt == "dato"
    return field.punkt is None and not is_of_meeting and (field.nr is None or field.nr in numbers)


def _emptied(punkt: Punkt) -> Punkt:
    return replace(
        punkt,
        titel=WITHHELD_TITLE,
        sagsnumre=(),
        afsnit=(),
        beslutning=None,
        fravaerende=(),
        bilag=(),
        sagsgang=(),
    )


def _mask(line: Line, art: Maskeringsart) -> Maskering:
    return Maskering(art=art, page=line.page, line=line.number, box=line.box)
