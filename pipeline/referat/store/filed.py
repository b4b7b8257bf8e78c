"""What is filed of one meeting beside its rows: addresses, counts, search. Pure.

Made of what readers are shown of it (``shown.py``), where it was read; ``publication.py`` puts it
into a database.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from referat.addresses import meeting_address, punkt_name
from referat.danish.organtyper import ORGANTYPER, RUTINE
from referat.search.shadow import Entry, Shadows, make_shadows
from referat.store.shown import Shown, ShownPunkt
from referat.types import Fremmoedestatus

_STATUSES = (
    Fremmoedestatus.TIL_STEDE, Fremmoedestatus.AFBUD, Fremmoedestatus.FRAVAERENDE,
    Fremmoedestatus.DELVIST,
)  # fmt: skip

Addressed = tuple[str, int | None, str, int | None, str]
"""What has an address: its end, after the meeting's, then punkt, title, place and fingerprint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """One meeting."""

    dokument: int
    """The document, which is the meeting's number too."""
    address: str
    """The meeting's, unless another meeting has it."""
    addressed: tuple[Addressed, ...]
    """The meeting, then its punkter in order."""
    search: Shadows
    """What the search holds of its punkter, in order."""
    counts: tuple[int | str | None, ...]
    """Its row of ``moede_tal``."""
    sager: frozenset[int]
    """Cases that its punkter treat."""


def file_meeting(shown: Shown) -> Filed:
    """What is filed of a meeting that readers are shown."""
    return Filed(
        dokument=shown.dokument,
        address=meeting_address(
            shown.kommune_navn, shown.udvalg_navn, shown.dato, is_agenda=shown.is_agenda
        ),
        addressed=tuple(_addressed(shown)),
        search=make_shadows(_entries(shown)),
        counts=_counts(shown),
        sager=shown.sager,
    )


@lru_cache(maxsize=5000)
def organtype(name: str | None) -> int:
    """The kind of a body, told by its name (``danish/organtyper.py``)."""
    return next(number for number, _, _, pattern in ORGANTYPER if pattern.search(name or ""))


def _addressed(shown: Shown) -> Iterator[Addressed]:
    meeting = (shown.titel, shown.start, shown.sted, list(shown.people))
    yield "", None, shown.titel, None, _fingerprint(meeting)
    taken = set()
    for punkt in shown.punkter:
        end = f"/{punkt_name(punkt.nr, punkt.plads)}"
        end = end if end not in taken else f"{end}--{punkt.plads}"
        taken.add(end)
        yield end, punkt.id, punkt.titel, punkt.plads, _fingerprint(_content(punkt))


def _content(punkt: ShownPunkt) -> object:
    """What a punkt's fingerprint is made of. Another form of it would change every one of them."""
    said = [
        punkt.lukket, punkt.sagsnumre, *punkt.decision, *(punkt.votes or (None, None, None))
    ]  # fmt: skip
    return punkt.titel, said, [list(section) for section in punkt.sections] or None


def _fingerprint(content: object) -> str:
    return hashlib.sha256(repr(content).encode()).hexdigest()[:16]


def _entries(shown: Shown) -> Iterator[Entry]:
    """What the search holds of each punkt of a meeting."""
    body = organtype(shown.udvalg_navn)
    day = int(shown.dato.replace("-", "")) if shown.dato else 0
    for punkt in shown.punkter:
        decision = punkt.decision[0]
        yield Entry(
            values={
                "punkt": punkt.id,
                "dokument": shown.dokument,
                "kommune": shown.kommune or 0,
                "udvalg": shown.udvalg or 0,
                "organtype": body,
                "dag": day,
                "udfald": punkt.udfald,
                "emne": punkt.emne,
                "afstemning": int(punkt.votes is not None),
                "lukket": punkt.lukket,
                "rutine": int(bool(RUTINE.match(punkt.titel))),
                "dagsorden": int(shown.is_agenda),
                "beslutning": int(decision is not None),
            },
            texts=(punkt.titel, decision or "", punkt.text),
            sagsnumre=punkt.numbers,
            dato=shown.dato,
        )


def _counts(shown: Shown) -> tuple[int | str | None, ...]:
    status = Counter(said for _, said in shown.people)
    decisions = [punkt for punkt in shown.punkter if punkt.decision[0] is not None]
    return (
        shown.dokument, shown.kommune, shown.udvalg, organtype(shown.udvalg_navn), shown.dato,
        shown.aar, len(shown.punkter), sum(punkt.lukket for punkt in shown.punkter),
        len(decisions), sum(punkt.decision[1] == "udsat" for punkt in decisions),
        sum(punkt.votes is not None for punkt in shown.punkter),
        *(status[str(one)] for one in _STATUSES),
    )  # fmt: skip
