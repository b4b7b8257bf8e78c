"""The quality gate: does what is new from a source look like what came from it before? Pure.

Figures of the new documents and of the source's own history come in, a verdict goes out. A change
of layout that empties a field makes several documents in a row odd; one odd document is only odd.
So documents are counted, not punkter: those of one meeting are not independent of each other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import comb

from referat.listing import DocumentQuality, Judgement, Shares, Verdict
from referat.types import Dokumenttype, Referat

HISTORY = 200
"""Documents of the history that count: some years of one municipality's minutes."""
LEAST_HISTORY = 12
"""Documents under which nothing can be said of a source."""
TAIL = 4
"""Documents before the new ones that are looked at with them, where only one or two are new."""
CHANCE = 1e-3
"""A share of odd documents that the history gives less often than this is no chance."""
FELL = 0.5
"""Part of the history's share under which a document is odd, and the whole of the new too."""
LEAST_SHARE = 0.2
"""Fields that fewer punkter of the history have are too rare to be missed."""
UNSURE = 0.5
"""Confidence under which a reading is to be reviewed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """One thing that documents should have."""

    name: str
    """In Danish."""
    counts: Callable[[DocumentQuality], tuple[int, int] | None]
    """How many have it, of how many; ``None`` where the document says nothing of it."""


_FIELDS = (
    _Field(name="dokumenter med punkter", counts=lambda one: (int(one.punkter > 0), 1)),
    _Field(
        name="punkter med beslutning",
        counts=lambda one: (one.decisions, one.punkter) if one.is_minutes and one.punkter else None,
    ),
    _Field(
        name="punkter med sagsnummer",
        counts=lambda one: (one.numbers, one.punkter) if one.punkter else None,
    ),
    _Field(
        name="punkter der er læst sikkert",
        counts=lambda one: (one.punkter - one.unsure, one.punkter) if one.punkter else None,
    ),
)


def measure(referat: Referat) -> DocumentQuality:
    """Figures of one document."""
    is_meeting = referat.dokumenttype is not Dokumenttype.ANDET
    punkter = [punkt for punkt in referat.punkter if not punkt.lukket] if is_meeting else []
    return DocumentQuality(
        is_minutes=referat.dokumenttype is Dokumenttype.REFERAT,
        punkter=len(punkter),
        decisions=sum(punkt.beslutning is not None for punkt in punkter),
        numbers=sum(bool(punkt.sagsnumre) for punkt in punkter),
        unsure=sum(punkt.evidence.confidence < UNSURE for punkt in punkter),
    )


def judge(new: Sequence[DocumentQuality], history: Sequence[DocumentQuality]) -> Judgement:
    """Whether the new documents may be shown.

    Args:
        new: Figures of the new documents.
        history: Figures of those that are shown, the newest first.
    """
    tail = list(history[: max(0, TAIL - len(new))])
    before = history[len(tail) : HISTORY]
    figures = {"new": _shares(new), "history": _shares(before)}
    if not new or len(before) < LEAST_HISTORY:
        reason = f"Kun {len(before)} dokumenter at sammenligne med."
        return Judgement(verdict=Verdict.TOO_LITTLE, reason=reason, **figures)
    fallen = [text for field in _FIELDS if (text := _fallen(field, [*new, *tail], before, new))]
    if fallen:
        return Judgement(verdict=Verdict.HELD, reason="; ".join(fallen) + ".", **figures)
    return Judgement(verdict=Verdict.OK, reason="Som det plejer.", **figures)


def _fallen(
    field: _Field,
    looked_at: Sequence[DocumentQuality],
    before: Sequence[DocumentQuality],
    new: Sequence[DocumentQuality],
) -> str | None:
    """What fell, in words; ``None`` where nothing did."""
    old = [counts for one in before if (counts := field.counts(one))]
    now = [counts for one in looked_at if (counts := field.counts(one))]
    fresh = [counts for one in new if (counts := field.counts(one))]
    if len(old) < LEAST_HISTORY or not fresh:
        return None
    usual, share = _share(old), _share(now)
    if usual < LEAST_SHARE or share >= FELL * usual or _share(fresh) >= FELL * usual:
        return None

    def is_odd(counts: tuple[int, int]) -> bool:
        return counts[0] < FELL * usual * counts[1]

    # One more than were seen: what never was odd may be so all the same.
    rate = (sum(map(is_odd, old)) + 1) / (len(old) + 2)
    if _at_least(sum(map(is_odd, now)), len(now), rate) >= CHANCE:
        return None
    return f"{field.name} faldt fra {usual:.0%} til {share:.0%}".replace("%", " %")


def _share(counts: Sequence[tuple[int, int]]) -> float:
    return sum(have for have, _ in counts) / sum(of for _, of in counts)


def _at_least(count: int, of: int, rate: float) -> float:
    """The chance of so many odd ones or more."""
    return sum(
        comb(of, number) * rate**number * (1 - rate) ** (of - number)
        for number in range(count, of + 1)
    )


def _shares(documents: Sequence[DocumentQuality]) -> Shares:
    punkter = sum(one.punkter for one in documents)
    expected = sum(one.punkter for one in documents if one.is_minutes)
    return Shares(
        documents=len(documents),
        punkter=punkter,
        decisions=_part(sum(one.decisions for one in documents if one.is_minutes), expected),
        numbers=_part(sum(one.numbers for one in documents), punkter),
        unsure=_part(sum(one.unsure for one in documents), punkter),
    )


def _part(count: int, of: int) -> float | None:
    return round(count / of, 4) if of else None
