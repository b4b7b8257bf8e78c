"""Where values stand: the lines behind a value brought to pages, boxes and confidence."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from referat.structure.sagsnumre import FoundNumber
from referat.structure.text import fold_name
from referat.structure.views import View
from referat.types import Box, Evidence, Sagsnummer, TextSource, enclosing


def make_evidence(
    views: Sequence[View], sources: Mapping[int, TextSource], *, confidence: float | None = None
) -> Evidence:
    """Evidence for a value that stands on some lines; at least one.

    Args:
        views: The lines, in reading order.
        sources: Page number -> where the page's lines were read.
        confidence: Probability that the value is right, before the reading of the letters is
            counted in; without it, the mean score of the lines' roles.
    """
    first, last = views[0].line, views[-1].line
    sure = confidence if confidence is not None else sum(view.score for view in views) / len(views)
    read = sum(view.line.confidence for view in views) / len(views)
    return Evidence(
        page=first.page,
        first_line=first.number,
        last_page=last.page,
        last_line=last.number,
        box=union(view.line.box for view in views if view.line.page == first.page),
        source=sources[first.page],
        confidence=round(min(1.0, max(0.0, sure * read)), 3),
        later_boxes=tuple(_later_boxes(views)),
    )


def with_evidence(
    number: FoundNumber,
    views: Sequence[View],
    sources: Mapping[int, TextSource],
    *,
    confidence: float,
) -> Sagsnummer:
    """A case number with where it stands; the arguments are those of ``make_evidence``."""
    return Sagsnummer(
        nummer=number.nummer,
        printed=number.printed,
        type=number.type,
        evidence=make_evidence(views, sources, confidence=confidence),
    )


def _later_boxes(views: Sequence[View]) -> Iterator[tuple[int, Box]]:
    """Page and box of the lines on each page after the first."""
    for page in sorted({view.line.page for view in views} - {views[0].line.page}):
        box = union(view.line.box for view in views if view.line.page == page)
        if box is not None:
            yield page, box


def union(boxes: Iterable[Box | None]) -> Box | None:
    """Smallest box around the given ones; ``None`` where there is none."""
    known = [box for box in boxes if box is not None]
    return enclosing(known) if known else None


def lines_naming(navn: str, views: Sequence[View]) -> list[View]:
    """The lines that print a person's name: the first one that has it whole, or two that part it.

    Empty where it stands on none of them; a line with the surname alone counts last.
    """
    wanted = fold_name(navn)
    words = wanted.split()
    folded = [fold_name(view.text) for view in views]
    for view, text in zip(views, folded, strict=True):
        if wanted in text:
            return [view]
    for (above, below), (upper, lower) in zip(
        itertools.pairwise(views), itertools.pairwise(folded), strict=True
    ):
        if any(
            upper.endswith(" ".join(words[:cut])) and lower.startswith(" ".join(words[cut:]))
            for cut in range(1, len(words))
        ):
            return [above, below]
    surname = words[-1] if words else ""
    return [view for view, text in zip(views, folded, strict=True) if surname in text.split()][:1]
