"""Measures one reading of a document against its gold, field by field.

Both come in the interchange format; counts go out, which ``evaluate.py`` adds up over documents.
A figure is the F1 of what was found, what was given and what should have been: 1.0 is all of it
and nothing more. Keys that the format does not name are passed over.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio

METRICS = {
    "dokumenttype": "the document type is right",
    "moede.dato": "the day of the meeting",
    "moede.start": "when it began",
    "moede.slut": "when it ended",
    "moede.sted": "where it was held",
    "moede.udvalg": "the body that met",
    "moede.kommune": "the kommune",
    "moede.numre": "case and document numbers of the meeting itself",
    "fremmoede.til_stede": "people who were there, wholly or in part",
    "fremmoede.fravaer": "people who were not",
    "fremmoede.status": "how each person found attended",
    "fremmoede.detaljer": "role, party, arrival, departure, whose substitute",
    "punkter": "punkter found with the right number and title, none invented",
    "punkt.titel": "likeness of the title's letters",
    "punkt.lukket": "closed or open",
    "punkt.fravaerende": "people absent for one punkt",
    "sagsnumre": "case numbers, letter by letter",
    "afsnit": "sections of the right type with at least four fifths of the text alike",
    "bilag": "attachments",
    "sagsgang": "earlier decisions: body and date",
    "beslutning.tekst": "likeness of the decision's letters",
    "beslutning.udfald": "classes of the decision",
    "beslutning.afstemning": "votes for, against and abstaining",
}
"""What each figure says."""

# Two names, titles or texts count as the same from these likenesses on: OCR errors and print
# variants stay below, other people and other punkter above. They are the format's own bounds.
SAME_NAME = 0.85
SAME_HEADER = 0.9
SAME_TITLE = 0.8
SAME_SECTION = 0.8

_DASHES = re.compile("[‐‑‒–—−]")
_QUOTES = re.compile("[“”„»«\"'’`´]")
_BULLETS = re.compile("[•·▪◦]")
_BLANKS = re.compile(r"\s+")

_NO_PUNKT: dict[str, Any] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What one figure is made of; counts add up over documents."""

    hits: float = 0.0
    """Found and right; a likeness counts as a part."""
    given: float = 0.0
    """In the reading."""
    gold: float = 0.0
    """In the gold."""

    def __add__(self, other: Count) -> Count:
        """Counts of two documents together."""
        return Count(
            hits=self.hits + other.hits,
            given=self.given + other.given,
            gold=self.gold + other.gold,
        )

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0.0-1.0."""
        return 2 * self.hits / (self.given + self.gold) if self.counted else 1.0

    @property
    def counted(self) -> bool:
        """Whether either side has anything."""
        return self.given + self.gold > 0

    @property
    def exact(self) -> bool:
        """All of it and nothing more; where a likeness counts, the same letters."""
        return self.hits == self.given == self.gold


Counts = dict[str, Count]


def add_counts(total: Counts, more: Mapping[str, Count]) -> None:
    """Add the counts of one document to a sum, in place."""
    for metric, count in more.items():
        total[metric] = total.get(metric, Count()) + count


def fold(text: str | None) -> str:
    """Text as it is compared: small letters, one kind of dash, quote, bullet and blank."""
    text = unicodedata.normalize("NFC", text or "").casefold()
    text = _DASHES.sub("-", text)
    text = _QUOTES.sub("'", text)
    text = _BULLETS.sub("-", text)
    return _BLANKS.sub(" ", text).strip(" .,:;-")


def likeness(one: str | None, other: str | None) -> float:
    """Share of letters that need no change, 0.0-1.0; two empty texts are alike."""
    return float(Levenshtein.normalized_similarity(fold(one), fold(other)))


def is_alike(one: str | None, other: str | None, bound: float) -> bool:
    """Whether two short texts are the same but for misread letters."""
    return ratio(fold(one), fold(other)) >= bound * 100


def score_document(gold: Mapping[str, Any], reading: Mapping[str, Any]) -> Counts:
    """Counts of every figure for one document; a missing key of the reading counts as empty."""
    sheet = _Sheet()
    _score_header(sheet, gold, reading)
    _score_fremmoede(sheet, gold["fremmoede"], reading.get("fremmoede") or [])
    _score_punkter(sheet, gold["punkter"], reading.get("punkter") or [])
    return sheet.counts


class _Sheet:
    """Collects the counts of one document."""

    def __init__(self) -> None:
        self.counts: Counts = {}

    def add(self, metric: str, hits: float, given: float, gold: float) -> None:
        add_counts(self.counts, {metric: Count(hits=hits, given=given, gold=gold)})

    def add_value(
        self, metric: str, gold: Any, given: Any, same: Callable[[Any, Any], float]
    ) -> None:
        """One value that either side may lack; ``same`` may give a part."""
        if gold or given:
            hit = same(gold, given) if gold and given else 0
            self.add(metric, hit, bool(given), bool(gold))

    def add_list(
        self,
        metric: str,
        gold: Sequence[Any],
        given: Sequence[Any],
        same: Callable[[Any, Any], bool],
    ) -> list[tuple[Any, Any]]:
        """Values in any order, each paired once; the pairs come back."""
        pairs = pair_values(gold, given, same)
        self.add(metric, len(pairs), len(given), len(gold))
        return pairs


def pair_values(
    gold: Sequence[Any], given: Sequence[Any], same: Callable[[Any, Any], bool]
) -> list[tuple[Any, Any]]:
    """Pairs of what is the same, in the order of gold, each with the first that is still free."""
    free = list(range(len(given)))
    pairs = []
    for wanted in gold:
        for place in free:
            if same(wanted, given[place]):
                pairs.append((wanted, given[place]))
                free.remove(place)
                break
    return pairs


def _equal(one: Any, other: Any) -> bool:
    return bool(one == other)


def _same_header(one: str | None, other: str | None) -> bool:
    return is_alike(one, other, SAME_HEADER)


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names, or titles of attachments, are one."""
    return is_alike(one, other, SAME_NAME)


def same_punkt(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether a punkt of the reading is that of the gold."""
    return one["nr"] == other.get("nr") and is_alike(one["titel"], other.get("titel"), SAME_TITLE)


def same_afsnit(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether a section of the reading is that of the gold."""
    return (
        one["type"] == other.get("type")
        and likeness(one["tekst"], other.get("tekst")) >= SAME_SECTION
    )


def same_sagsgang(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether an earlier decision of the reading is that of the gold."""
    return one["dato"] == other.get("dato") and same_name(one["udvalg"], other.get("udvalg"))


def _score_header(sheet: _Sheet, gold: Mapping[str, Any], reading: Mapping[str, Any]) -> None:
    sheet.add("dokumenttype", gold["dokumenttype"] == reading.get("dokumenttype"), 1, 1)
    moede, read = gold["moede"], reading.get("moede") or {}
    for key in ("dato", "start", "slut"):
        sheet.add_value(f"moede.{key}", moede[key], read.get(key), _equal)
    sheet.add_value("moede.sted", moede["sted"], read.get("sted"), _same_header)
    for key in ("udvalg", "kommune"):
        sheet.add_value(f"moede.{key}", gold[key], reading.get(key), _same_header)
    sheet.add_list(
        "moede.numre",
        [*moede["sagsnumre"], *moede["dokumentnumre"]],
        [*(read.get("sagsnumre") or []), *(read.get("dokumentnumre") or [])],
        _equal,
    )


def _score_fremmoede(
    sheet: _Sheet, gold: Sequence[Mapping[str, Any]], given: Sequence[Mapping[str, Any]]
) -> None:
    for metric, away in (("fremmoede.til_stede", False), ("fremmoede.fravaer", True)):
        sheet.add_list(metric, _names(gold, away), _names(given, away), same_name)
    people = pair_values(gold, given, lambda one, other: same_name(one["navn"], other.get("navn")))
    for person, read in people:
        sheet.add("fremmoede.status", person["status"] == read.get("status"), 1, 1)
        for key in ("rolle", "parti", "ankom", "gik", "stedfortraeder_for"):
            sheet.add_value("fremmoede.detaljer", person.get(key), read.get(key), same_name)


def _names(people: Sequence[Mapping[str, Any]], away: bool) -> list[str | None]:
    return [
        person.get("navn")
        for person in people
        if (person.get("status") in ("afbud", "fravaerende")) is away
    ]


def _score_punkter(
    sheet: _Sheet, gold: Sequence[Mapping[str, Any]], given: Sequence[Mapping[str, Any]]
) -> None:
    pairs = sheet.add_list("punkter", gold, given, same_punkt)
    for punkt, read in pairs:
        sheet.add("punkt.titel", likeness(punkt["titel"], read.get("titel")), 1, 1)
        sheet.add("punkt.lukket", bool(punkt["lukket"]) == bool(read.get("lukket")), 1, 1)
    # What stands in a punkt that was missed, or in one that was invented, counts as well.
    missed = [(punkt, _NO_PUNKT) for punkt in gold if not any(punkt is one for one, _ in pairs)]
    invented = [(_NO_PUNKT, read) for read in given if not any(read is other for _, other in pairs)]
    for punkt, read in [*pairs, *missed, *invented]:
        _score_lists(sheet, punkt, read)
        _score_beslutning(sheet, punkt.get("beslutning"), read.get("beslutning"))


def _score_lists(sheet: _Sheet, punkt: Mapping[str, Any], read: Mapping[str, Any]) -> None:
    same_by_key: dict[str, tuple[str, Callable[[Any, Any], bool]]] = {
        "sagsnumre": ("sagsnumre", _equal),
        "fravaerende": ("punkt.fravaerende", same_name),
        "bilag": ("bilag", same_name),
        "sagsgang": ("sagsgang", same_sagsgang),
        "afsnit": ("afsnit", same_afsnit),
    }
    for key, (metric, same) in same_by_key.items():
        sheet.add_list(metric, punkt.get(key) or [], read.get(key) or [], same)


def _score_beslutning(
    sheet: _Sheet, gold: Mapping[str, Any] | None, read: Mapping[str, Any] | None
) -> None:
    if not gold and not read:
        return
    one, other = gold or {}, read or {}
    sheet.add_value(
        "beslutning.tekst", gold, read, lambda a, b: likeness(a["tekst"], b.get("tekst"))
    )
    sheet.add_list("beslutning.udfald", one.get("udfald") or [], other.get("udfald") or [], _equal)

    def same_votes(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
        return all(a[key] == b.get(key) for key in ("for", "imod", "undlod"))

    sheet.add_value(
        "beslutning.afstemning", one.get("afstemning"), other.get("afstemning"), same_votes
    )
