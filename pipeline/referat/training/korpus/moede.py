"""One meeting before layout: who met when and where, who was missing, which cases came up."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from referat.training.korpus.indhold import Person, Sag
from referat.training.korpus.steder import Organ


@dataclass(frozen=True, slots=True, kw_only=True)
class Hus:
    """One authority and one of its bodies; all its documents share a style."""

    kommune: str
    officielt: str
    """Name in full: "Ulvsø Kommune"."""
    udvalg: str
    lokaler: tuple[str, ...]
    kommunekode: int
    medlemmer: tuple[Person, ...]
    stedfortraedere: tuple[Person, ...]
    embedsfolk: tuple[Person, ...]
    organ: Organ
    """The body, as the cases know it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deltager:
    """One person at one meeting."""

    person: Person
    rolle: str | None = None
    status: str = "til_stede"
    stedfortraeder_for: str | None = None
    ankom: str | None = None
    gik: str | None = None
    embedsmand: bool = False
    uden_punkt: int = 0
    """Ordinal of a punkt that the person took no part in; 0 is none."""
    inhabil: bool = False
    """Why not: interest in the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moede:
    """What happened, before anybody wrote it down."""

    hus: Hus
    dato: dt.date
    start: str
    slut: str
    sted: str
    deltagere: tuple[Deltager, ...]
    sager: tuple[Sag, ...]
    dagsorden: bool = False
    """The agenda before the meeting: no decisions, no absences."""

    def borte(self) -> tuple[Deltager, ...]:
        """Members who were not there at all."""
        return tuple(d for d in self.deltagere if d.status in ("afbud", "fravaerende"))


def draw_attendance(
    rng: random.Random, hus: Hus, *, start: str, punkter: int
) -> tuple[Deltager, ...]:
    """Who was there: members in order, substitutes, officials."""
    formand, naest = 0, 1
    out: list[Deltager] = []
    reserve = list(hus.stedfortraedere)
    ekstra: list[Deltager] = []
    missing = rng.choice((0, 0, 1, 1, 2, 2, 3))
    borte = set(rng.sample(range(len(hus.medlemmer)), min(missing, len(hus.medlemmer) - 2)))
    hour = int(start[:2])
    for place, person in enumerate(hus.medlemmer):
        rolle = "formand" if place == formand else "næstformand" if place == naest else person.titel
        if place in borte:
            status = "fravaerende" if rng.random() < 0.3 else "afbud"
            out.append(Deltager(person=person, rolle=rolle, status=status))
            if reserve and rng.random() < 0.35:
                ekstra.append(
                    Deltager(
                        person=reserve.pop(0), rolle="stedfortræder", stedfortraeder_for=person.navn
                    )
                )
            continue
        chance = rng.random()
        if chance < 0.04:
            kl = f"{hour:02}:{rng.choice((10, 15, 20, 30, 45)):02}"
            out.append(Deltager(person=person, rolle=rolle, status="delvist", ankom=kl))
        elif chance < 0.08:
            kl = f"{min(hour + 1, 23):02}:{rng.choice((5, 10, 25, 40, 55)):02}"
            out.append(Deltager(person=person, rolle=rolle, status="delvist", gik=kl))
        elif chance < 0.11 and punkter > 2:
            out.append(
                Deltager(
                    person=person,
                    rolle=rolle,
                    status="delvist",
                    uden_punkt=rng.randint(2, punkter),
                    inhabil=rng.random() < 0.6,
                )
            )
        else:
            out.append(Deltager(person=person, rolle=rolle))
    embeds = [Deltager(person=p, rolle=p.titel, embedsmand=True) for p in hus.embedsfolk]
    return (*out, *ekstra, *embeds)


def draw_time(rng: random.Random) -> tuple[str, str]:
    """Start and end of a meeting."""
    hour = rng.choice((8, 9, 13, 14, 15, 15, 16, 16, 17, 17, 18, 19))
    start = f"{hour:02}:{rng.choice((0, 0, 0, 30, 15)):02}"
    end = min(hour + rng.choice((1, 2, 2, 3)), 23)
    return start, f"{end:02}:{rng.choice((0, 5, 12, 20, 30, 41, 45, 55)):02}"
