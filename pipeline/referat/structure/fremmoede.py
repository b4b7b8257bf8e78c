"""Who was there, and who was not: for the meeting, and for single punkter.

In: what lists (``fremmoedelister.py``) and sentences (``fremmoedeprosa.py``) say of people, absence
blocks of the punkter. Out: one entry a person in printed order, and names per punkt. A person who
stands both among those invited and under "Afbud" has one entry; names that differ by small drift in
spelling are one person (format atlas, 5.14).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from referat.danish.fremmoede import NONE_WORDS, NOT_UNDER, SUBSTITUTE_WORD
from referat.structure.personer import Entry, parse_entry, parse_people
from referat.structure.text import fold_name
from referat.structure.views import View
from referat.types import Fremmoedestatus as Status

READ = 0.9
"""How sure a person is whom the rules read and of whom nobody else speaks."""


@dataclass(slots=True)
class Person:
    """One person's attendance as it is pieced together."""

    navn: str
    status: Status
    views: list[View]
    rolle: str | None = None
    parti: str | None = None
    stedfortraeder_for: str | None = None
    ankom: str | None = None
    gik: str | None = None
    score: float = READ


@dataclass(frozen=True, slots=True)
class Told:
    """Sentences on the meeting's attendance, with the lines they stand on."""

    text: str
    views: tuple[View, ...]


class Attendance:
    """People of one meeting, found by name however the name is spelt."""

    def __init__(self) -> None:
        self.sure: Callable[[View], float] = lambda view: READ
        """How sure a person is whom a line names."""
        self.people: list[Person] = []
        self.told: list[Told] = []
        self.by_punkt: dict[str, list[tuple[str, View]]] = {}

    def find(self, navn: str) -> Person | None:
        """The person of a name, or of one that differs by small drift."""
        return find_same(navn, self.people)

    def add(self, entry: Entry, status: Status, view: View, *, rolle: str | None = None) -> Person:
        """Enter a person, or add what an entry says to the person who is in already."""
        if entry.absent and (entry.afbud or status is Status.TIL_STEDE):
            status = Status.AFBUD if entry.afbud else Status.FRAVAERENDE
        person = self.find(entry.navn)
        if person is None:
            score = self.sure(view)
            person = Person(navn=entry.navn, status=status, views=[view], score=score)
            self.people.append(person)
        else:
            if view not in person.views:
                person.views.append(view)
            told = status is Status.FRAVAERENDE and person.status is Status.AFBUD
            if (
                status in (Status.AFBUD, Status.FRAVAERENDE) and person.status is not Status.DELVIST
            ) or status is Status.DELVIST:
                person.status = person.status if told else status
        person.rolle = person.rolle or entry.rolle or rolle
        person.parti = person.parti or entry.parti
        person.ankom = person.ankom or entry.ankom
        person.gik = person.gik or entry.gik
        if (entry.ankom or entry.gik) and person.status is Status.TIL_STEDE:
            person.status = Status.DELVIST
        if entry.substitute_for:
            person.stedfortraeder_for = entry.substitute_for
        away = NOT_UNDER.search(entry.note)
        if away and person.status in (Status.TIL_STEDE, Status.DELVIST):
            person.status = Status.DELVIST
            self.absent_for(parse_numre(away["numre"]), person.navn, view)
        return person

    def substitute(
        self,
        navn: str,
        member: str | None,
        view: View,
        *,
        parti: str | None = None,
        rolle: str | None = None,
    ) -> None:
        """Enter a substitute, for a member where one is named.

        Args:
            navn: The substitute, as printed.
            member: Who is stood in for.
            view: Line that says it.
            parti: Party, where it stands apart from the name.
            rolle: What the text calls the person: "stedfortræder", "suppleant".
        """
        entry = parse_entry(navn)
        if entry is None:
            return
        person = self.add(entry, Status.TIL_STEDE, view)
        person.parti = person.parti or parti
        person.rolle = person.rolle or rolle
        if member:
            person.stedfortraeder_for = member

    def absent_for(self, punkter: Iterable[str], navn: str, view: View) -> None:
        """Note that a person was absent for some punkter only."""
        for nr in punkter:
            self.by_punkt.setdefault(nr, []).append((navn, view))


def find_same(navn: str, people: Sequence[Person]) -> Person | None:
    """The person among several whose name is the given one, spelling drift allowed."""
    folded = fold_name(navn)
    for person in people:
        if fold_name(person.navn) == folded:
            return person
    if len(folded) >= 8:
        for person in people:
            other = fold_name(person.navn)
            if len(other) >= 8 and Levenshtein.distance(folded, other, score_cutoff=2) <= 2:
                return person
    return None


def called_substitute(text: str) -> str | None:
    """What a text calls a substitute: "stedfortræder", "suppleant"."""
    found = SUBSTITUTE_WORD.search(text)
    return found.group().casefold() if found else None


def parse_numre(text: str) -> list[str]:
    """Numbers of punkter in "3, 5 og 7-9", as strings."""
    numre: list[str] = []
    for piece in re.split(r"\s*(?:,|\bog\b)\s*", text):
        found = _RANGE.match(piece.strip())
        if found and found["letter"]:
            numre += [chr(n) for n in range(ord(found["letter"]), ord(found["last"]) + 1)]
        elif found and int(found["to"]) - int(found["from"]) < 60:
            numbers = range(int(found["from"]), int(found["to"]) + 1)
            numre += [f"{found['head']}{number}" for number in numbers]
        elif piece.strip():
            numre.append(piece.strip())
    return numre


# "7-9", "2.1-2.3", "A-C"
_RANGE = re.compile(
    r"(?P<head>(?:\d+\.)*)(?P<from>\d+)\s*(?:-|–|til)\s*(?P=head)(?P<to>\d+)$"
    r"|(?P<letter>[A-Z])\s*(?:-|–|til)\s*(?P<last>[A-Z])$"
)


_BRACKETED = re.compile(r"\((?P<text>[^()]*(?:\([^()]{1,20}\)[^()]*)*)\)\.?")
_WAS_AWAY = re.compile(
    r"(?P<who>[A-ZÆØÅ][^.:;]{3,120}?)\s+(?:var|er|havde\s+været)\s+(?:ikke\s+til\s+stede|fraværende)\.?"
)


def names_of_block(text: str) -> list[Entry]:
    """People named in an absence block of a punkt; empty for "Ingen"."""
    if text.casefold().strip(" .") in NONE_WORDS:
        return []
    # "(Abdi Nur var ikke til stede.)": a sentence in brackets of its own
    if whole := _BRACKETED.fullmatch(text.strip()):
        text = whole["text"]
    if said := _WAS_AWAY.fullmatch(text.strip()):
        text = said["who"]
    return parse_people(text)
