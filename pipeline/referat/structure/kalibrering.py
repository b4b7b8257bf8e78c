"""Confidence that is a probability: what the readers say, mapped by what it was found to be worth.

In: a finished ``Referat``. Out: the same with every confidence mapped, field by field, by a small
logistic curve over what the reader said and what kind of document it is. The curves are fitted on
generated documents by ``training/kalibrering.py`` and lie in ``models/kalibrering.json``; without
the file the readers' own figures stand.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from referat.errors import MissingModelError
from referat.types import (
    Beslutning,
    Evidence,
    FieldEvidence,
    LineRole,
    Page,
    Punkt,
    Referat,
    TextSource,
)

SIGNALS = ("altid", "sikkerhed", "ocr", "laest", "inventar", "tvivl")
"""What a curve weighs: a constant, the reader's own confidence as log odds, the share of pages read
by OCR, how badly the letters were read, the share of running heads, how doubtful the lines' roles
are."""

FIELDS = (
    "dokumenttype", "kommune", "udvalg", "moede.dato", "moede.start", "moede.slut", "moede.sted",
    "moede.numre", "fremmoede", "punkter", "sagsnumre", "afsnit", "beslutning.tekst",
    "beslutning.udfald", "punkt.fravaerende", "bilag", "sagsgang",
)  # fmt: skip
"""Fields that have a curve each; the names are those of ``training/score.py`` where it has one."""

_EDGE = 0.005
"""Confidences are kept this far from 0 and 1, so that their log odds stay below 5.3 either way."""

Change = Callable[[str, float], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What kind of document a value stands in; every field is 0.0-1.0."""

    ocr: float = 0.0
    """Share of pages read by OCR."""
    laest: float = 0.0
    """1 less the mean confidence of the letters."""
    inventar: float = 0.0
    """Share of lines that are running heads, footers and page numbers."""
    tvivl: float = 0.0
    """1 less the mean score of the other lines' roles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kalibrering:
    """One curve a field."""

    felter: dict[str, tuple[float, ...]]
    """Field -> weights, in the order of ``SIGNALS``; a field without keeps the reader's figure."""

    def apply(self, field: str, confidence: float, kind: Kind) -> float:
        """Probability that a value is right, to three places."""
        weights = self.felter.get(field)
        if weights is None:
            return confidence
        score = sum(
            weight * signal
            for weight, signal in zip(weights, signals(confidence, kind), strict=True)
        )
        return round(1.0 / (1.0 + math.exp(-score)), 3)


def signals(confidence: float, kind: Kind) -> tuple[float, ...]:
    """What a curve weighs, in the order of ``SIGNALS``."""
    inside = min(1.0 - _EDGE, max(_EDGE, confidence))
    odds = math.log(inside / (1.0 - inside))
    return 1.0, odds, kind.ocr, kind.laest, kind.inventar, kind.tvivl


def kind_of(pages: Sequence[Page], referat: Referat) -> Kind:
    """What kind of document this is."""
    lines = [line for page in pages for line in page.lines]
    if not pages or not lines:
        return Kind()
    others = [role.score for role in referat.roles if role.role is not LineRole.FURNITURE]
    return Kind(
        ocr=sum(page.source is TextSource.OCR for page in pages) / len(pages),
        laest=1.0 - sum(line.confidence for line in lines) / len(lines),
        inventar=1.0 - len(others) / max(1, len(referat.roles)),
        tvivl=1.0 - sum(others) / max(1, len(others)),
    )


def calibrate(referat: Referat, pages: Sequence[Page], curves: Kalibrering) -> Referat:
    """The same document with every confidence mapped."""
    kind = kind_of(pages, referat)
    return change_confidence(referat, lambda field, sure: curves.apply(field, sure, kind))


def change_confidence(referat: Referat, change: Change) -> Referat:
    """The same document with each value's confidence changed.

    Args:
        referat: Any document.
        change: Gives the new confidence of a field's value.
    """

    def one(field: str, evidence: Evidence) -> Evidence:
        return replace(evidence, confidence=change(field, evidence.confidence))

    def fields(found: tuple[FieldEvidence, ...], prefix: str) -> tuple[FieldEvidence, ...]:
        return tuple(
            replace(
                entry, evidence=one(_MEETING.get(entry.field, prefix + entry.field), entry.evidence)
            )
            for entry in found
        )

    moede = referat.moede
    return replace(
        referat,
        evidence=fields(referat.evidence, ""),
        moede=replace(
            moede,
            evidence=fields(moede.evidence, "moede."),
            sagsnumre=tuple(
                replace(number, evidence=one("moede.numre", number.evidence))
                for number in moede.sagsnumre
            ),
        ),
        fremmoede=tuple(
            replace(person, evidence=one("fremmoede", person.evidence))
            for person in referat.fremmoede
        ),
        punkter=tuple(_change_punkt(punkt, one, change) for punkt in referat.punkter),
    )


_MEETING = {"dokumentnumre": "moede.numre"}
"""Fields of the meeting that share another's curve."""


def _change_punkt(punkt: Punkt, one: Callable[[str, Evidence], Evidence], change: Change) -> Punkt:
    beslutning = punkt.beslutning
    return replace(
        punkt,
        evidence=one("punkter", punkt.evidence),
        sagsnumre=tuple(
            replace(entry, evidence=one("sagsnumre", entry.evidence)) for entry in punkt.sagsnumre
        ),
        afsnit=tuple(
            replace(entry, evidence=one("afsnit", entry.evidence)) for entry in punkt.afsnit
        ),
        beslutning=_change_beslutning(beslutning, one, change) if beslutning else None,
        fravaerende=tuple(
            replace(entry, evidence=one("punkt.fravaerende", entry.evidence))
            for entry in punkt.fravaerende
        ),
        bilag=tuple(replace(entry, evidence=one("bilag", entry.evidence)) for entry in punkt.bilag),
        sagsgang=tuple(
            replace(entry, evidence=one("sagsgang", entry.evidence)) for entry in punkt.sagsgang
        ),
    )


def _change_beslutning(
    beslutning: Beslutning, one: Callable[[str, Evidence], Evidence], change: Change
) -> Beslutning:
    sure = beslutning.udfald_confidence
    return replace(
        beslutning,
        evidence=one("beslutning.tekst", beslutning.evidence),
        udfald_confidence=None if sure is None else change("beslutning.udfald", sure),
    )


def load(path: Path) -> Kalibrering:
    """Curves from a file.

    Raises:
        MissingModelError: The file cannot be used.
    """
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        felter = {
            str(name): tuple(float(weight) for weight in weights)
            for name, weights in stored["felter"].items()
        }
        order = tuple(stored["signaler"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _broken(path, str(error)) from error
    if order != SIGNALS or not felter.keys() <= set(FIELDS):
        raise _broken(path, "it is of another version")
    if any(
        len(weights) != len(SIGNALS) or not all(map(math.isfinite, weights))
        for weights in felter.values()
    ):
        raise _broken(path, "a curve has not its six weights")
    return Kalibrering(felter=felter)


def _broken(path: Path, why: str) -> MissingModelError:
    return MissingModelError(
        f"the curves of confidence cannot be used: {why}.",
        action="Install referat again, fit them with `python -m referat.training.kalibrering`, or "
        "remove the file: the readers' own figures stand then.",
        path=str(path),
    )
