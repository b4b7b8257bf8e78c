"""Compares what a portal says of a meeting with what was read in its file. Pure.

A ``Referat`` and the portal's meeting come in; the same goes out with both readings, surer where
they agree, with a problem where they do not. Nothing read is replaced: neither is always right. But
what the portal closes is closed: the file may say so in a way that was not understood.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from referat.listing import PortalMeeting, PortalPunkt
from referat.types import Dokumenttype, Evidence, Portalfelt, Problem, Punkt, Referat, Severity

SAME_TEXT = 92
"""Of 100: two readings of one text differ in hyphens, blanks and bullets, not in words."""
SAME_TITLE, SAME_NUMBER = 85, 30
"""Of 100: how alike headings must be, and how much of that the same number makes up for."""
DOUBT_LEFT = 0.2
"""Part of the doubt that stays where two independent readings agree."""
NAMED = 5
"""Disagreements that a problem names; all are in ``portalfelter``."""


def compare(referat: Referat, meeting: PortalMeeting) -> Referat:
    """The document with the portal's fields beside its own."""
    portal = meeting.punkter
    places = _match(referat.punkter, portal)
    closed = {place for own, place in zip(portal, places, strict=True) if not own.is_open}
    punkter = tuple(
        replace(punkt, lukket=punkt.lukket or not meeting.is_open or place in closed)
        for place, punkt in enumerate(referat.punkter, start=1)
    )
    referat = replace(referat, punkter=punkter)
    fields: list[Portalfelt] = list(_day(referat, meeting))
    agreed: dict[int, set[str]] = {}
    for own, place in zip(portal, places, strict=True):
        punkt = referat.punkter[place - 1] if place else None
        for name, text, read in _pairs(own, punkt):
            same = _is_same(name, text, read, punkt) if punkt is not None else None
            fields.append(
                Portalfelt(punkt=place, nr=own.nr, felt=name, tekst=text, laest=read, enig=same)
            )
            if same and place:
                agreed.setdefault(place, set()).add(name)
    punkter = tuple(
        _surer(punkt, agreed.get(place, set())) for place, punkt in enumerate(referat.punkter, 1)
    )
    return replace(
        referat,
        punkter=punkter,
        portal=tuple(fields),
        problems=(*referat.problems, *_problems(referat, fields, portal)),
    )


def _match(punkter: Sequence[Punkt], portal: Sequence[PortalPunkt]) -> list[int | None]:
    """The place of each portal punkt in the document.

    1. By heading, where the number may help.
    2. What is left by number alone, if the portal gives no heading or has closed the punkt: rather
       one closed too many than one too few.
    """
    free = dict(enumerate(punkter, start=1))
    places: list[int | None] = []
    for own in portal:
        scored = [
            (
                _alike(own.titel, punkt.titel) + (SAME_NUMBER if _has_number(punkt, own) else 0),
                place,
            )
            for place, punkt in free.items()
        ]
        score, best = max(scored, default=(0.0, 0), key=lambda pair: (pair[0], -pair[1]))
        places.append(best if score >= SAME_TITLE else None)
        free.pop(places[-1] or 0, None)
    for index, own in enumerate(portal):
        if places[index] is None and (own.titel is None or not own.is_open):
            place = next((one for one, punkt in free.items() if _has_number(punkt, own)), None)
            places[index] = place
            free.pop(place or 0, None)
    return places


def _has_number(punkt: Punkt, own: PortalPunkt) -> bool:
    return bool(_folded(own.nr)) and _folded(own.nr) == _folded(punkt.nr)


def _day(referat: Referat, meeting: PortalMeeting) -> Iterator[Portalfelt]:
    """The meeting's day: another one is another meeting's file."""
    if meeting.dato is not None and referat.dokumenttype is not Dokumenttype.ANDET:
        read = referat.moede.dato
        yield Portalfelt(
            punkt=None,
            nr=None,
            felt="dato",
            tekst=meeting.dato.isoformat(),
            laest=read.isoformat() if read else None,
            enig=read == meeting.dato if read else None,
        )


def _pairs(own: PortalPunkt, punkt: Punkt | None) -> Iterator[tuple[str, str, str | None]]:
    """Field, what the portal says, and what was read."""
    if own.titel:
        yield "titel", own.titel, punkt.titel if punkt else None
    if own.sagsnummer:
        numbers = ", ".join(number.nummer for number in punkt.sagsnumre) if punkt else ""
        yield "sagsnummer", own.sagsnummer, numbers or None
    if punkt is not None and punkt.lukket:
        return
    for name, text in own.fields:
        if "beslutning" in name.casefold() and "tidligere" not in name.casefold():
            read = punkt.beslutning.tekst if punkt and punkt.beslutning else None
            yield "beslutning", text, read
        else:
            sections = (
                [part.tekst for part in punkt.afsnit if _folded(part.overskrift) == _folded(name)]
                if punkt
                else []
            )
            yield name, text, "\n".join(sections) or None


def _is_same(name: str, text: str, read: str | None, punkt: Punkt) -> bool | None:
    if read is None:
        # A section that the file names otherwise is no contradiction; a decision is.
        return False if name in ("beslutning", "sagsnummer") else None
    if name == "sagsnummer":
        wanted = "".join(text.split()).upper()
        return any(number.nummer == wanted for number in punkt.sagsnumre)
    return _alike(text, read) >= SAME_TEXT


def _surer(punkt: Punkt, agreed: set[str]) -> Punkt:
    if "titel" in agreed:
        punkt = replace(punkt, evidence=_raised(punkt.evidence))
    if "sagsnummer" in agreed:
        numbers = (replace(one, evidence=_raised(one.evidence)) for one in punkt.sagsnumre)
        punkt = replace(punkt, sagsnumre=tuple(numbers))
    if "beslutning" in agreed and punkt.beslutning is not None:
        decision = replace(punkt.beslutning, evidence=_raised(punkt.beslutning.evidence))
        punkt = replace(punkt, beslutning=decision)
    afsnit = (
        replace(part, evidence=_raised(part.evidence)) if part.overskrift in agreed else part
        for part in punkt.afsnit
    )
    return replace(punkt, afsnit=tuple(afsnit))


def _raised(evidence: Evidence) -> Evidence:
    return replace(evidence, confidence=1 - (1 - evidence.confidence) * DOUBT_LEFT)


def _problems(
    referat: Referat, fields: Sequence[Portalfelt], portal: Sequence[PortalPunkt]
) -> Iterator[Problem]:
    apart = [field for field in fields if field.enig is False]
    if apart:
        named = ", ".join(
            field.felt if field.felt == "dato" else f"punkt {field.nr or '?'}: {field.felt}"
            for field in apart[:NAMED]
        )
        more = f" and {len(apart) - NAMED} more" if len(apart) > NAMED else ""
        yield _problem(
            referat,
            "portal_uenig",
            f"the portal says otherwise than the file ({named}{more}).",
            "Look at both in portalfelter, and at the page.",
        )
    unmatched = [own for own in portal if own.titel]
    lost = len(unmatched) - sum(1 for field in fields if field.felt == "titel" and field.punkt)
    if lost > 0:
        yield _problem(
            referat,
            "portal_punkt_mangler",
            f"{lost} of the portal's {len(unmatched)} punkter were not found in the file.",
            "Look at the file: a punkt may have been read as part of the one before.",
        )


def _problem(referat: Referat, code: str, message: str, action: str) -> Problem:
    return Problem(
        code=code,
        severity=Severity.WARNING,
        path=referat.source.path,
        message=message,
        action=action,
    )


def _alike(first: str | None, second: str | None) -> float:
    return fuzz.ratio(_folded(first), _folded(second)) if first and second else 0.0


def _folded(text: str | None) -> str:
    return "".join(letter for letter in (text or "").casefold() if letter.isalnum())
