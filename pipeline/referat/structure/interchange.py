"""``Referat`` to and from the JSON of the interchange format.

Every key of the format is always there; beside them stand the extra keys ``page``, ``box``
(``[x0, top, x1, bottom]`` in points), ``confidence`` and, for values that are plain strings,
``evidence`` with one entry a value. A decision has ``udfald_confidence`` besides.
"""

from __future__ import annotations

from typing import Any

from referat.types import (
    Afstemning,
    Beslutning,
    Evidence,
    FieldEvidence,
    Fremmoede,
    Punkt,
    Referat,
    Sagsgang,
)


def to_interchange(referat: Referat) -> dict[str, Any]:
    """The document as one JSON object."""
    moede = referat.moede
    return {
        "dokumenttype": str(referat.dokumenttype),
        "kommune": referat.kommune,
        "udvalg": referat.udvalg,
        "moede": {
            "dato": moede.dato.isoformat() if moede.dato else None,
            "start": moede.start,
            "slut": moede.slut,
            "sted": moede.sted,
            "sagsnumre": [number.nummer for number in moede.sagsnumre],
            "dokumentnumre": list(moede.dokumentnumre),
            "evidence": {
                **_fields(moede.evidence),
                "sagsnumre": [_evidence(number.evidence) for number in moede.sagsnumre],
            },
        },
        "fremmoede": [_person(person) for person in referat.fremmoede],
        "punkter": [_punkt(punkt) for punkt in referat.punkter],
        "evidence": _fields(referat.evidence),
        "kilde": {
            "sti": referat.source.path,
            "sha256": referat.source.sha256,
            "program": referat.versions.program,
            "model": referat.versions.model,
        },
        "problemer": [
            {
                "kode": problem.code,
                "alvor": str(problem.severity),
                "side": problem.page,
                "besked": problem.message,
                "handling": problem.action,
            }
            for problem in referat.problems
        ],
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    box = evidence.box
    return {
        "page": evidence.page,
        "box": [round(edge, 1) for edge in (box.x0, box.top, box.x1, box.bottom)] if box else None,
        "confidence": evidence.confidence,
    }


def _fields(fields: tuple[FieldEvidence, ...]) -> dict[str, Any]:
    return {entry.field: _evidence(entry.evidence) for entry in fields}


def _person(person: Fremmoede) -> dict[str, Any]:
    return {
        "navn": person.navn,
        "status": str(person.status),
        "rolle": person.rolle,
        "parti": person.parti,
        "stedfortraeder_for": person.stedfortraeder_for,
        "ankom": person.ankom,
        "gik": person.gik,
        **_evidence(person.evidence),
    }


def _punkt(punkt: Punkt) -> dict[str, Any]:
    return {
        "nr": punkt.nr,
        "titel": punkt.titel,
        "lukket": punkt.lukket,
        "sagsnumre": [number.nummer for number in punkt.sagsnumre],
        "afsnit": [
            {
                "type": str(afsnit.type),
                "overskrift": afsnit.overskrift,
                "tekst": afsnit.tekst,
                **_evidence(afsnit.evidence),
            }
            for afsnit in punkt.afsnit
        ],
        "beslutning": _beslutning(punkt.beslutning) if punkt.beslutning else None,
        "fravaerende": [entry.navn for entry in punkt.fravaerende],
        "bilag": [entry.titel for entry in punkt.bilag],
        "sagsgang": [_sagsgang(entry) for entry in punkt.sagsgang],
        **_evidence(punkt.evidence),
        "evidence": {
            "sagsnumre": [_evidence(number.evidence) for number in punkt.sagsnumre],
            "fravaerende": [_evidence(entry.evidence) for entry in punkt.fravaerende],
            "bilag": [_evidence(entry.evidence) for entry in punkt.bilag],
        },
    }


def _beslutning(beslutning: Beslutning) -> dict[str, Any]:
    return {
        "tekst": beslutning.tekst,
        "udfald": [str(udfald) for udfald in beslutning.udfald],
        "afstemning": _afstemning(beslutning.afstemning) if beslutning.afstemning else None,
        **_evidence(beslutning.evidence),
        "udfald_confidence": beslutning.udfald_confidence,
    }


def _afstemning(afstemning: Afstemning) -> dict[str, Any]:
    return {
        "for": afstemning.for_,
        "imod": afstemning.imod,
        "undlod": afstemning.undlod,
        "stemmer": [
            {
                "stemme": str(vote.stemme),
                "antal": vote.antal,
                "parti": vote.parti,
                "navn": vote.navn,
            }
            for vote in afstemning.stemmer
        ],
    }


def _sagsgang(entry: Sagsgang) -> dict[str, Any]:
    return {
        "udvalg": entry.udvalg,
        "dato": entry.dato.isoformat() if entry.dato else None,
        "punkt": entry.punkt,
        "tekst": entry.tekst,
        "udfald": [str(udfald) for udfald in entry.udfald],
        **_evidence(entry.evidence),
    }
