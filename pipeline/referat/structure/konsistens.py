"""What minutes say twice, held against itself: the last look at a finished ``Referat``.

In: the ``Referat``, with the table of contents and the header that it came from. Out: the same,
with what two of its places agree on put right against a third, what they disagree on given less
confidence, and a ``Problem`` for each. Nothing is put right on the word of one place alone.

1. Table of contents against headings. 2. The numbers of the punkter among themselves. 3. Who was
absent in the header against the punkter and the votes. 4. The sums of a vote against the members
present. 5. The weekday against the date.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz.fuzz import ratio

from referat.danish.kalender import WEEKDAYS
from referat.structure.dates import find_dates
from referat.structure.text import fold_name, fold_word
from referat.structure.toc import TocEntry
from referat.structure.views import View
from referat.types import (
    Afstemning,
    Evidence,
    Fremmoedestatus,
    LineRole,
    Problem,
    Punkt,
    Referat,
    Severity,
    Stemme,
)

SAME_TITLE = 85.0
"""Likeness from which a line of the contents and a heading have the same title: the contents of
three in nine punkter of one layout are worded otherwise (F01), OCR changes a letter in twenty."""
SAME_NAME = 92.0
"""Likeness from which two printings name one person: one letter in twelve misread."""
TOC_FITS = 0.6
"""Share of the contents that must be found among the headings before the rest is missed: below, it
is the contents that were misread."""
MEMBERS = 3
"""Fewest people present that a vote can be held against; less is no list of attendance."""
MOST = 1.5
"""Votes a person present from which on it is the list that is short: it names officials alone, or
only who came late (F08, F09, F10)."""

AGREE = 0.5
"""What is left of the doubt about a heading that the contents have too."""
DOUBT = 0.6
"""What is left of the confidence of a value that another place speaks against."""

_AWAY = (Fremmoedestatus.AFBUD, Fremmoedestatus.FRAVAERENDE)
_DATED = (LineRole.FURNITURE, LineRole.TITLE, LineRole.DECISION_LABEL, LineRole.SIGNATURE)
"""Lines that print the meeting's date once more."""


@dataclass(slots=True)
class _Look:
    """A document under the last look."""

    referat: Referat
    problems: list[Problem] = field(default_factory=list)

    def tell(self, code: str, message: str, action: str, page: int | None = None) -> None:
        self.problems.append(
            Problem(
                code=code,
                severity=Severity.WARNING,
                path=self.referat.source.path,
                page=page,
                message=message,
                action=action,
            )
        )

    def change_punkter(self, change: Callable[[int, Punkt], Punkt]) -> None:
        self.referat = replace(
            self.referat,
            punkter=tuple(change(at, punkt) for at, punkt in enumerate(self.referat.punkter)),
        )


def check_consistency(
    referat: Referat, *, toc: Sequence[TocEntry], views: Sequence[View], date_at: int | None
) -> Referat:
    """The document after its last look.

    Args:
        referat: As assembled.
        toc: Its table of contents; empty without one.
        views: Its lines.
        date_at: Index of the line that gave the meeting's date; ``None`` without a date.
    """
    look = _Look(referat)
    if referat.punkter:
        _contents(look, toc)
        _numbers(look, toc)
        _absence(look)
        _votes(look)
    if date_at is not None and date_at < len(views):
        _weekday(look, views, views[date_at])
    return replace(look.referat, problems=(*look.referat.problems, *look.problems))


def lowered(evidence: Evidence, share: float = DOUBT) -> Evidence:
    """Evidence of which so much confidence is left."""
    return replace(evidence, confidence=round(evidence.confidence * share, 3))


def _raised(evidence: Evidence) -> Evidence:
    return replace(evidence, confidence=round(1 - (1 - evidence.confidence) * AGREE, 3))


# --- 1. contents ------------------------------------------------------------------------------


def _same_title(one: str, other: str) -> bool:
    """Whether two printings of a title are the same, or one is the other cut short."""
    left, right = fold_name(one), fold_name(other)
    shorter = min(len(left), len(right))
    if shorter >= 12 and left[:shorter] == right[:shorter]:
        return True
    return ratio(left, right) >= SAME_TITLE


def _contents(look: _Look, toc: Sequence[TocEntry]) -> None:
    if not toc:
        return
    punkter = look.referat.punkter
    by_nr = {punkt.nr: punkt for punkt in punkter if punkt.nr}
    numbers = {entry.nr for entry in toc if entry.nr}

    def found(entry: TocEntry) -> bool:
        if entry.nr is not None and entry.nr in by_nr:
            return True
        return any(_same_title(entry.titel, punkt.titel) for punkt in punkter)

    listed = [entry for entry in toc if entry.titel]
    missed = [entry for entry in listed if not found(entry)]
    if not listed or len(missed) > (1 - TOC_FITS) * len(listed):
        return
    for entry in missed:
        if entry.nr is None:
            continue  # a divider of the contents, or a line of another kind
        look.tell(
            "indhold_mangler",
            f"The contents list punkt {entry.nr}, which was not found in the document.",
            "Check whether the punkt was missed, or is not published.",
        )

    def change(at: int, punkt: Punkt) -> Punkt:
        titled = any(_same_title(entry.titel, punkt.titel) for entry in listed)
        if titled and (punkt.nr is None or not numbers or punkt.nr in numbers):
            return replace(punkt, evidence=_raised(punkt.evidence))
        if not titled and not (punkt.nr and punkt.nr in numbers) and not punkt.lukket:
            return replace(punkt, evidence=lowered(punkt.evidence))
        return punkt

    look.change_punkter(change)


# --- 2. numbers -------------------------------------------------------------------------------


def _numbers(look: _Look, toc: Sequence[TocEntry]) -> None:
    """Put right a number that breaks the order where order and contents give the same other one."""
    punkter = look.referat.punkter
    numbers = [int(punkt.nr) if punkt.nr and punkt.nr.isdigit() else None for punkt in punkter]
    right: dict[int, str] = {}
    doubtful: set[int] = set()
    for at in range(1, len(punkter) - 1):
        before, here, after = numbers[at - 1], numbers[at], numbers[at + 1]
        if before is None or after is None or after - before != 2 or here == before + 1:
            continue
        expected = str(before + 1)
        listed = [
            entry.nr for entry in toc if entry.nr and _same_title(entry.titel, punkter[at].titel)
        ]
        if expected in listed and punkter[at].nr not in listed:
            right[at] = expected
            numbers[at] = before + 1
        elif here is not None:
            doubtful.add(at)
    for at in range(1, len(punkter)):
        before, here = numbers[at - 1], numbers[at]
        if before is None or here is None or at - 1 in doubtful:
            continue
        if 1 < here <= before:  # a closed part may count from 1 again
            doubtful.add(at)
    for at, nr in right.items():
        look.tell(
            "nummer_rettet",
            f"A punkt was read as number {punkter[at].nr or 'none'}; the contents and the order of "
            f"the punkter say {nr}, which is what is stored.",
            "Check the number on the page.",
            punkter[at].evidence.page,
        )
    for at in sorted(doubtful - right.keys()):
        look.tell(
            "nummer_uorden",
            f"Punkt {punkter[at].nr} stands after punkt {punkter[at - 1].nr}.",
            "Check the numbers on the pages.",
            punkter[at].evidence.page,
        )

    def change(at: int, punkt: Punkt) -> Punkt:
        if at in right:
            return replace(punkt, nr=right[at])
        return replace(punkt, evidence=lowered(punkt.evidence)) if at in doubtful else punkt

    look.change_punkter(change)


# --- 3. absence -------------------------------------------------------------------------------


def _same_name(one: str, other: str) -> bool:
    return ratio(fold_name(one), fold_name(other)) >= SAME_NAME


def _absence(look: _Look) -> None:
    """Absent in the header and voting; there in the header and absent at every open punkt."""
    referat = look.referat
    voters = [
        (vote.navn, punkt)
        for punkt in referat.punkter
        if punkt.beslutning and punkt.beslutning.afstemning
        for vote in punkt.beslutning.afstemning.stemmer
        if vote.navn
    ]
    blocks = [punkt for punkt in referat.punkter if punkt.fravaerende and not punkt.lukket]
    opened = [punkt for punkt in referat.punkter if not punkt.lukket]
    everywhere = len(blocks) >= 3 and len(blocks) == len(opened)
    people = []
    for person in referat.fremmoede:
        voted = next((punkt for name, punkt in voters if _same_name(name, person.navn)), None)
        if person.status in _AWAY and voted is not None:
            look.tell(
                "fravaer_uenig",
                f"A person who is absent by the header votes in punkt {voted.nr or voted.titel}.",
                "Check the attendance and the vote.",
                person.evidence.page,
            )
            person = replace(person, evidence=lowered(person.evidence))
        elif (
            everywhere
            and person.status is Fremmoedestatus.TIL_STEDE
            and all(
                any(_same_name(entry.navn, person.navn) for entry in punkt.fravaerende)
                for punkt in blocks
            )
        ):
            look.tell(
                "fravaer_uenig",
                "A person who is there by the header is absent by every punkt.",
                "Check the attendance.",
                person.evidence.page,
            )
            person = replace(person, evidence=lowered(person.evidence))
        people.append(person)
    look.referat = replace(look.referat, fremmoede=tuple(people))

    def change(at: int, punkt: Punkt) -> Punkt:
        here = [name for name, other in voters if other is punkt]
        if not here or not punkt.fravaerende:
            return punkt
        entries = tuple(
            replace(entry, evidence=lowered(entry.evidence))
            if any(_same_name(entry.navn, name) for name in here)
            else entry
            for entry in punkt.fravaerende
        )
        return replace(punkt, fravaerende=entries)

    look.change_punkter(change)


# --- 4. votes ---------------------------------------------------------------------------------


def _votes(look: _Look) -> None:
    present = sum(person.status not in _AWAY for person in look.referat.fremmoede)

    def change(at: int, punkt: Punkt) -> Punkt:
        beslutning = punkt.beslutning
        vote = beslutning.afstemning if beslutning else None
        if beslutning is None or vote is None:
            return punkt
        better = _corrected(vote, present)
        if better is not None:
            look.tell(
                "stemmetal_rettet",
                f"The votes of punkt {punkt.nr or punkt.titel} were put right: those named, and "
                "the number present, give another sum than the one read.",
                "Check the vote on the page.",
                beslutning.evidence.page,
            )
            return replace(punkt, beslutning=replace(beslutning, afstemning=better))
        said = _disagreement(vote, present)
        if not said:
            return punkt
        look.tell(
            "stemmetal",
            f"The vote of punkt {punkt.nr or punkt.titel} does not add up: {said}.",
            "Check the vote and the attendance.",
            beslutning.evidence.page,
        )
        return replace(punkt, beslutning=replace(beslutning, evidence=lowered(beslutning.evidence)))

    look.change_punkter(change)


def _sides(vote: Afstemning) -> dict[Stemme, int | None]:
    return {Stemme.FOR: vote.for_, Stemme.IMOD: vote.imod, Stemme.UNDLOD: vote.undlod}


def _named(vote: Afstemning, side: Stemme) -> int | None:
    """Votes of a side by those named; ``None`` where a party stands without its number."""
    named = [cast for cast in vote.stemmer if cast.stemme is side]
    if not named:
        return None
    counts = [
        cast.antal if cast.antal is not None else (1 if cast.navn else None) for cast in named
    ]
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def _corrected(vote: Afstemning, present: int) -> Afstemning | None:
    """The vote with one side's count put right, where those named and the number present say it."""
    sides = _sides(vote)
    total = sum(count or 0 for count in sides.values())
    if present < MEMBERS or total == present:
        return None
    for side, count in sides.items():
        named = _named(vote, side)
        if count is None or named is None or named == count:
            continue
        if total - count + named == present:
            sides[side] = named
            return replace(
                vote, for_=sides[Stemme.FOR], imod=sides[Stemme.IMOD], undlod=sides[Stemme.UNDLOD]
            )
    return None


def _disagreement(vote: Afstemning, present: int) -> str:
    """What does not add up in a vote; empty where all does."""
    sides = _sides(vote)
    total = sum(count or 0 for count in sides.values())
    if present >= MEMBERS and present < total <= MOST * present:
        return f"{total} votes, and {present} present"
    for side, count in sides.items():
        named = _named(vote, side)
        if count is not None and named is not None and named > count:
            return f"{count} votes {side}, and {named} named"
    return ""


# --- 5. weekday -------------------------------------------------------------------------------


def _weekday(look: _Look, views: Sequence[View], view: View) -> None:
    """A date on another weekday than the printed one: take the document's other date that fits."""
    referat = look.referat
    date = referat.moede.dato
    printed = [found for found in find_dates(view.text) if found.date == date]
    if date is None or not printed or printed[0].weekday_fits is not False:
        return
    before = fold_word(view.text[: printed[0].start])
    named = [day for name, day in WEEKDAYS.items() if name in before]
    others = Counter(
        found.date
        for other in views
        if other.role in _DATED and other is not view
        for found in find_dates(other.text)
        if found.printed_year and found.date != date and found.date.weekday() in named
    )
    likely = [other for other in others if _one_part_differs(other, date)]
    moede = referat.moede
    if len(likely) == 1:
        [better] = likely
        look.tell(
            "dato_rettet",
            f"The date {date.isoformat()} is on another weekday than the printed one; the document "
            f"prints {better.isoformat()} elsewhere, which fits and is what is stored.",
            "Check the date on the page.",
            view.line.page,
        )
        look.referat = replace(referat, moede=replace(moede, dato=better))
        return
    evidence = tuple(
        replace(entry, evidence=lowered(entry.evidence)) if entry.field == "dato" else entry
        for entry in moede.evidence
    )
    look.referat = replace(referat, moede=replace(moede, evidence=evidence))


def _one_part_differs(one: dt.date, other: dt.date) -> bool:
    """Whether two dates differ in the day, the month or the year alone, as a misreading does."""
    parts = ((one.day, other.day), (one.month, other.month), (one.year, other.year))
    return sum(left != right for left, right in parts) == 1
