"""How much a confidence is worth: of the values given at least 0.9, how many are right.

Gold and reading come in, both in the interchange format; single values with their confidence and
whether they are right go out, and tables over them. What counts as right is what ``score.py``
counts as the same, but for a decision's text, of which nine tenths of the letters must be right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from referat.training.score import (
    SAME_HEADER,
    is_alike,
    likeness,
    pair_values,
    same_afsnit,
    same_name,
    same_punkt,
    same_sagsgang,
)

SAME_DECISION = 0.9
"""Share of a decision's letters from which its text counts as right."""
BANDS = (0.9, 0.8, 0.7, 0.5, 0.0)
"""Lower ends of the table's columns; below 0.5 a value is flagged for review."""
BINS = 10
"""Equal bins of confidence over which the calibration error is taken."""

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value that a reading gave."""

    field: str
    """As in ``structure/kalibrering.py``."""
    confidence: float
    """What the reading says, 0.0-1.0."""
    right: bool
    """Whether the gold says the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Values of like confidence."""

    given: int
    """How many."""
    right: int
    """How many of them are right."""

    @property
    def share(self) -> float:
        """Share of right ones; 1.0 where there are none."""
        return self.right / self.given if self.given else 1.0


def values(gold: Json, reading: Json) -> Iterator[Value]:
    """Every value of a reading that has a confidence, with whether it is right."""
    yield from _header(gold, reading)
    people = reading.get("fremmoede") or []
    pairs = pair_values(gold["fremmoede"], people, lambda a, b: same_name(a["navn"], b.get("navn")))
    right = [given for person, given in pairs if person["status"] == given.get("status")]
    yield from _listed("fremmoede", people, people, right)
    punkter = reading.get("punkter") or []
    matched = pair_values(gold["punkter"], punkter, same_punkt)
    yield from _listed("punkter", punkter, punkter, [given for _, given in matched])
    for given in punkter:
        found: Json = next((one for one, other in matched if other is given), {})
        yield from _punkt(found, given)


def _header(gold: Json, reading: Json) -> Iterator[Value]:
    def alike(one: str | None, other: str | None) -> bool:
        return one is not None and is_alike(one, other, SAME_HEADER)

    def equal(one: Any, other: Any) -> bool:
        return bool(one == other)

    same: dict[str, Callable[[Any, Any], bool]]
    same = {"dokumenttype": equal, "kommune": alike, "udvalg": alike}
    evidence = reading.get("evidence") or {}
    for field, agrees in same.items():
        if reading.get(field) and field in evidence:
            yield _value(field, evidence[field], agrees(gold[field], reading[field]))
    moede, read = gold["moede"], reading.get("moede") or {}
    evidence = read.get("evidence") or {}
    same = {"dato": equal, "start": equal, "slut": equal, "sted": alike}
    for field, agrees in same.items():
        if read.get(field) and field in evidence:
            yield _value(f"moede.{field}", evidence[field], agrees(moede[field], read[field]))
    numbers = read.get("sagsnumre") or []
    right = [number for number in numbers if number in moede["sagsnumre"]]
    yield from _listed("moede.numre", numbers, evidence.get("sagsnumre") or [], right)
    if read.get("dokumentnumre") and "dokumentnumre" in evidence:
        agree = set(read["dokumentnumre"]) == set(moede["dokumentnumre"])
        yield _value("moede.numre", evidence["dokumentnumre"], agree)


def _punkt(gold: Json, given: Json) -> Iterator[Value]:
    evidence = given.get("evidence") or {}
    for key, field, same in (
        ("sagsnumre", "sagsnumre", lambda a, b: bool(a == b)),
        ("fravaerende", "punkt.fravaerende", same_name),
        ("bilag", "bilag", same_name),
    ):
        entries = given.get(key) or []
        right = [found for _, found in pair_values(gold.get(key) or [], entries, same)]
        yield from _listed(field, entries, evidence.get(key) or [], right)
    for key, agrees in (("afsnit", same_afsnit), ("sagsgang", same_sagsgang)):
        entries = given.get(key) or []
        right = [found for _, found in pair_values(gold.get(key) or [], entries, agrees)]
        yield from _listed(key, entries, entries, right)
    beslutning = given.get("beslutning")
    if beslutning:
        wanted = gold.get("beslutning") or {}
        near = likeness(wanted.get("tekst"), beslutning["tekst"]) if wanted else 0.0
        if "confidence" in beslutning:
            yield _value("beslutning.tekst", beslutning, near >= SAME_DECISION)
        sure = beslutning.get("udfald_confidence")
        if sure is not None:
            right_classes = set(wanted.get("udfald") or []) == set(beslutning["udfald"])
            yield Value(field="beslutning.udfald", confidence=sure, right=right_classes)


def _value(field: str, evidence: Json, right: bool) -> Value:
    return Value(field=field, confidence=evidence["confidence"], right=right)


def _listed(
    field: str, entries: Sequence[Any], evidence: Sequence[Json], right: Sequence[Any]
) -> Iterator[Value]:
    """Values of a list, whose evidence stands in the same order; without evidence none."""
    left = list(right)
    for entry, where in zip(entries, evidence, strict=False):
        place = next((at for at, one in enumerate(left) if one is entry or one == entry), None)
        if place is not None:
            del left[place]
        if "confidence" in where:
            yield _value(field, where, place is not None)


def bands(given: Iterable[Value]) -> tuple[Band, ...]:
    """Values by their confidence, in the order of ``BANDS``."""
    counts = [[0, 0] for _ in BANDS]
    for value in given:
        at = next(place for place, low in enumerate(BANDS) if value.confidence >= low)
        counts[at][0] += 1
        counts[at][1] += value.right
    return tuple(Band(given=total, right=right) for total, right in counts)


def calibration_error(given: Sequence[Value]) -> float:
    """Mean distance between confidence and share of right values (ECE), 0.0-1.0.

    Over ``BINS`` equal bins, each weighed by its values.
    """
    bins: list[list[Value]] = [[] for _ in range(BINS)]
    for value in given:
        bins[min(BINS - 1, int(value.confidence * BINS))].append(value)
    off = sum(
        abs(sum(value.confidence for value in found) - sum(value.right for value in found))
        for found in bins
    )
    return off / len(given) if given else 0.0


def by_field(given: Iterable[Value]) -> dict[str, list[Value]]:
    """Values by their field, in the order of names."""
    groups: dict[str, list[Value]] = {}
    for value in given:
        groups.setdefault(value.field, []).append(value)
    return dict(sorted(groups.items()))


def to_json(given: Sequence[Value]) -> dict[str, Any]:
    """The table for programs: for each field, and for all, values and right ones by band."""

    def row(found: Sequence[Value]) -> dict[str, Any]:
        return {
            "values": len(found),
            "ece": round(calibration_error(found), 4),
            "bands": [
                {"from": low, "given": band.given, "right": band.right}
                for low, band in zip(BANDS, bands(found), strict=True)
            ],
        }

    fields = {field: row(found) for field, found in by_field(given).items()}
    return {"all": row(given), "fields": fields}


def to_lines(given: Sequence[Value]) -> Iterator[str]:
    """The table for people: share of right values in each band, with how many there are."""
    if not given:
        return
    heads = [f"≥ {low:.1f}" for low in BANDS[:-1]] + [f"< {BANDS[-2]:.1f}"]
    yield f"  {'right, by confidence':20}" + "".join(f"{head:>14}" for head in heads) + "     ECE"
    for field, found in {**by_field(given), "all": list(given)}.items():
        cells = "".join(
            f"{f'{band.share:.3f} of {band.given}' if band.given else '-':>14}"
            for band in bands(found)
        )
        yield f"  {field:20}{cells}  {calibration_error(found):.4f}"
