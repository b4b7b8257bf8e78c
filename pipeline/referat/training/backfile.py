"""Draws the structured documents of a back-file: invented, of any number, the same every time.

What comes out is what a worker hands to the parent: a ``Referat`` and its pages, so that writing
them is measured as it is in use. Kommuner are the 98 of the list; bodies, people, cases and every
text are made up from a seed. The small words of Danish have about the share that they have in
minutes, so that the most common words of a search are as common as in the real thing; the rest are
invented.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from referat.danish.kommuner import kommuner
from referat.types import (
    Afsnit,
    AfsnitType,
    Afstemning,
    Beslutning,
    Bilag,
    Box,
    Dokumenttype,
    Evidence,
    FieldEvidence,
    FileKind,
    Fremmoede,
    Fremmoedestatus,
    Line,
    LineRole,
    Moede,
    Page,
    Punkt,
    Referat,
    RoledLine,
    Sagsnummer,
    SourceFile,
    Stemme,
    Stemmeafgivning,
    TextSource,
    Udfald,
    Versions,
)

SEED = 20_240_611
PUNKTER_A_MEETING = 10
BODIES = (
    "Byrådet", "Økonomiudvalget", "Børne- og Skoleudvalget", "Teknik- og Miljøudvalget",
    "Kultur- og Fritidsudvalget", "Social- og Sundhedsudvalget", "Beskæftigelsesudvalget",
    "Plan- og Boligudvalget", "Seniorrådet", "Handicaprådet",
)  # fmt: skip
FIRST_DAY = dt.date(2007, 1, 8)
PEOPLE_A_KOMMUNE = 120
PRESENT = 12

# Share of the words of running text; the rest is the tail of invented words.
COMMON = {
    "og": 4.2, "at": 3.1, "i": 2.9, "af": 2.5, "til": 2.3, "der": 1.9, "for": 1.9, "en": 1.7,
    "er": 1.6, "det": 1.4, "om": 1.3, "med": 1.3, "den": 1.3, "som": 1.1, "på": 1.1, "de": 0.9,
    "ikke": 0.6, "fra": 0.6, "kommunen": 0.6, "forvaltningen": 0.6, "indstiller": 0.5, "blev": 0.5,
    "kan": 0.5, "skal": 0.5, "udvalget": 0.5, "byrådet": 0.4, "sagen": 0.4, "godkendes": 0.35,
    "godkendt": 0.35, "indstillingen": 0.3, "budget": 0.25, "borgere": 0.25, "møde": 0.2,
    "økonomi": 0.2, "lokalplan": 0.15, "skole": 0.15, "høring": 0.15, "efterretning": 0.15,
    "område": 0.12, "besluttede": 0.12, "beslutning": 0.1, "vedtaget": 0.1, "vej": 0.1,
    "lokalplanforslag": 0.06, "planforslag": 0.01, "skolen": 0.08, "skoler": 0.08, "bolig": 0.06,
    "boliger": 0.06, "børn": 0.08, "anlæg": 0.06, "bevilling": 0.06, "tilskud": 0.05, "klima": 0.04,
    "5": 0.2, "12": 0.15, "2019": 0.15, "2021": 0.15, "1.250.000": 0.1, "12.03.2019": 0.05,
    "§": 0.15, "kr.": 0.3, "vindmøller": 0.02, "svømmehal": 0.01, "cykelsti": 0.02,
    "folkeskole": 0.02, "plejehjem": 0.02,
}  # fmt: skip
OUTCOMES = (
    ("godkendt", 0.52), ("anbefalet", 0.14), ("taget_til_efterretning", 0.12), ("droeftet", 0.05),
    ("orienteret", 0.05), ("udsat", 0.04), ("godkendt_med_aendringer", 0.03), ("afvist", 0.02),
    ("oversendt", 0.01), ("sendt_i_hoering", 0.01), ("valgt", 0.005), ("andet", 0.005),
)  # fmt: skip
PARTIES = ("A", "V", "C", "F", "B", "O", "Ø")
ROUTINE = ("Godkendelse af dagsorden", "Eventuelt", "Meddelelser")
TOPICS = (
    "15.40.00", "01.02.05", "82.02.00", "02.34.02", "05.01.08", "17.01.04", "27.36.00",
    "28.09.00", "20.00.00", "00.30.00", "13.05.16", "06.06.01", "29.09.00", "54.00.00",
)  # fmt: skip


class Words:
    """Texts of a given number of words, from one seeded source."""

    def __init__(self, rng: np.random.Generator, tail: int) -> None:
        self._rng = rng
        common = list(COMMON)
        invented = _invented(rng, tail)
        self._words = np.array(common + invented, dtype=object)
        head = np.array(list(COMMON.values())) / 100
        weights = 1 / np.arange(20, tail + 20) ** 1.05
        weights *= (1 - head.sum()) / weights.sum()
        self._chances = np.cumsum(np.concatenate([head, weights]))
        self._pool: list[str] = []
        self._used = 0

    def text(self, count: int) -> str:
        """A sentence of that many words."""
        if len(self._pool) - self._used < count:
            drawn = np.searchsorted(self._chances, self._rng.random(500_000), side="right")
            self._pool = self._words[np.minimum(drawn, len(self._words) - 1)].tolist()
            self._used = 0
        taken = self._pool[self._used : self._used + count]
        self._used += count
        return " ".join(taken).capitalize() + "."


def _invented(rng: np.random.Generator, count: int) -> list[str]:
    heads = [
        "b", "br", "d", "dr", "f", "fl", "g", "gl", "h", "j", "k", "kl", "kr", "l", "m", "n", "p",
        "pl", "r", "s", "sk", "sl", "sp", "st", "t", "tr", "v",
    ]  # fmt: skip
    vowels = ["a", "e", "i", "o", "u", "y", "æ", "ø", "å"]
    tails = [
        "d", "f", "g", "k", "l", "ld", "lm", "m", "mp", "n", "nd", "ng", "nk", "p", "r", "rk", "rn",
        "s", "sk", "st", "t", "v",
    ]  # fmt: skip
    endings = ["", "", "en", "er", "et", "e", "ning", "ede", "s"]
    words: dict[str, None] = {}
    while len(words) < count:
        parts = rng.integers(1, 4)
        word = "".join(
            heads[rng.integers(len(heads))]
            + vowels[rng.integers(len(vowels))]
            + tails[rng.integers(len(tails))]
            for _ in range(parts)
        )
        words[word + endings[rng.integers(len(endings))]] = None
    return list(words)


LINE_WORDS = 13
LINES_A_PAGE = 46
TOP, LEADING = 70.0, 15.6
LEFT, RIGHT = 56.7, 538.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """How much a punkt says."""

    sections: tuple[tuple[AfsnitType, int, int], ...]
    """The sections that an open punkt may have: type, fewest and most words."""
    decision: tuple[int, int]
    """Fewest and most words of a decision."""


SHORT = Length(
    sections=((AfsnitType.SAGSFREMSTILLING, 30, 110), (AfsnitType.INDSTILLING, 15, 16)),
    decision=(5, 30),
)
"""Half a page for each punkt at most: 0.8 kB of text a punkt."""
FULL = Length(
    sections=(
        (AfsnitType.RESUME, 20, 60),
        (AfsnitType.INDSTILLING, 15, 50),
        (AfsnitType.SAGSFREMSTILLING, 60, 240),
        (AfsnitType.OEKONOMI, 15, 60),
    ),
    decision=(10, 70),
)
"""As minutes are: 1.9 kB of page text and two and a half sections a punkt, as in three published
ones (26 punkter, 34 pages) that were counted."""
LENGTHS = {"short": SHORT, "full": FULL}


class _Sheets:
    """The pages of a document while its lines are laid on them."""

    def __init__(self) -> None:
        self._lines: list[list[Line]] = [[]]
        self.roles: list[RoledLine] = []
        self.punkt: int | None = None
        """The punkt that lines belong to from now on."""

    def put(self, text: str, role: LineRole) -> Evidence:
        """Lay a text on the next lines, and tell where it stands."""
        words = text.split(" ")
        first: Line | None = None
        boxes: dict[int, Box] = {}
        for start in range(0, len(words), LINE_WORDS):
            if len(self._lines[-1]) == LINES_A_PAGE:
                self._lines.append([])
            page, lines = len(self._lines), self._lines[-1]
            top = TOP + LEADING * len(lines)
            box = Box(x0=LEFT, top=top, x1=RIGHT, bottom=top + 11.0)
            line = Line(
                text=" ".join(words[start : start + LINE_WORDS]), page=page,
                number=len(lines) + 1, row=len(lines) + 1, box=box, size=11.0,
            )  # fmt: skip
            lines.append(line)
            self.roles.append(
                RoledLine(page=page, number=line.number, role=role, score=0.97, punkt=self.punkt)
            )
            first = first or line
            around = boxes.get(page)
            boxes[page] = (
                box if around is None
                else Box(x0=LEFT, top=around.top, x1=RIGHT, bottom=box.bottom)
            )  # fmt: skip
        assert first is not None
        return Evidence(
            page=first.page, first_line=first.number, last_page=line.page, last_line=line.number,
            box=boxes.pop(first.page), source=TextSource.TEXT_LAYER, confidence=0.97,
            later_boxes=tuple(boxes.items()),
        )  # fmt: skip

    def pages(self) -> tuple[Page, ...]:
        return tuple(
            Page(
                number=number, width=595.0, height=842.0, source=TextSource.TEXT_LAYER,
                reason="Siden har et tekstlag.", lines=tuple(lines),
            )
            for number, lines in enumerate(self._lines, start=1)
        )  # fmt: skip


class Backfile:
    """The minutes of many years, meeting by meeting."""

    def __init__(
        self, *, length: Length = SHORT, tail: int = 60_000, only: int | None = None
    ) -> None:
        """Begin.

        Args:
            length: How much a punkt says.
            tail: Invented words.
            only: One kommune alone, by its place in the list; all in turns otherwise.
        """
        self._rng = np.random.default_rng(SEED + (only or 0))
        self._length = length
        self._words = Words(self._rng, tail)
        self._outcomes = [Udfald(name) for name, _ in OUTCOMES]
        self._chances = np.cumsum([share for _, share in OUTCOMES])
        self._cases: dict[str, list[str]] = {}
        self._serial = 0
        names = [word.capitalize() for word in _invented(self._rng, 4000)]
        listed = [row["navn"] for row in kommuner() if row["type"] == "kommune"]
        self.kommuner = listed if only is None else listed[only : only + 1]
        self._people = {
            kommune: [
                " ".join(names[i] for i in self._rng.integers(0, len(names), 2))
                for _ in range(PEOPLE_A_KOMMUNE)
            ]
            for kommune in self.kommuner
        }

    def documents(self, count: int, first: int = 0) -> Iterator[tuple[Referat, tuple[Page, ...]]]:
        """So many meetings, kommune after kommune in turn, from the ``first``-th on."""
        for number in range(first, first + count):
            yield self._document(number)

    def _document(self, number: int) -> tuple[Referat, tuple[Page, ...]]:
        kommune = self.kommuner[number % len(self.kommuner)]
        turn = number // len(self.kommuner)
        udvalg = BODIES[turn % len(BODIES)]
        day = FIRST_DAY + dt.timedelta(days=int(turn // len(BODIES)) * 30 + turn % 5)
        sheets = _Sheets()
        heading = sheets.put(
            f"{kommune} Kommune. {udvalg}. Referat {day.isoformat()} kl. 17:00", LineRole.HEADER
        )
        fields = tuple(
            FieldEvidence(field=name, evidence=heading)
            for name in ("dokumenttype", "kommune", "udvalg")
        )
        referat = Referat(
            dokumenttype=Dokumenttype.REFERAT,
            kommune=kommune,
            udvalg=udvalg,
            moede=Moede(
                dato=day, start="17:00", slut="19:30", sted="Rådhuset", sagsnumre=(),
                dokumentnumre=(),
                evidence=tuple(
                    FieldEvidence(field=name, evidence=heading) for name in ("dato", "start")
                ),
            ),
            fremmoede=tuple(self._attendance(kommune, sheets)),
            punkter=tuple(
                self._punkt(kommune, place, day, sheets)
                for place in range(1, PUNKTER_A_MEETING + 1)
            ),
            source=SourceFile(
                path=f"bagkatalog/{kommune}/{number}.pdf",
                sha256=hashlib.sha256(f"{kommune} {number}".encode()).hexdigest(),
                kind=FileKind.PDF,
                size=100_000,
            ),
            versions=Versions(program="0", model="0"),
            evidence=fields,
            roles=tuple(sheets.roles),
        )  # fmt: skip
        return referat, sheets.pages()

    def _attendance(self, kommune: str, sheets: _Sheets) -> Iterator[Fremmoede]:
        people = self._people[kommune]
        chosen = self._rng.permutation(len(people))[:PRESENT]
        status = self._rng.random(PRESENT)
        for place, who in enumerate(chosen):
            chance, party = status[place], PARTIES[who % len(PARTIES)]
            yield Fremmoede(
                navn=people[who],
                status=(
                    Fremmoedestatus.TIL_STEDE if chance < 0.9
                    else Fremmoedestatus.AFBUD if chance < 0.97 else Fremmoedestatus.FRAVAERENDE
                ),
                rolle="formand" if place == 0 else None,
                parti=party,
                stedfortraeder_for=None,
                ankom=None,
                gik=None,
                evidence=sheets.put(f"{people[who]} ({party})", LineRole.ATTENDANCE),
            )  # fmt: skip

    def _punkt(self, kommune: str, place: int, day: dt.date, sheets: _Sheets) -> Punkt:
        titel = self._title(place)
        is_routine = titel in ROUTINE
        sheets.punkt = place
        heading = sheets.put(f"{place}. {titel}", LineRole.PUNKT)
        lukket = not is_routine and bool(self._rng.random() < 0.04)
        numbers: tuple[Sagsnummer, ...] = ()
        if not is_routine:
            nummer = self._case(kommune, day.year)
            where = sheets.put(f"Sagsnr.: {nummer}", LineRole.SAGSNUMMER)
            numbers = (Sagsnummer(nummer=nummer, printed=nummer, type="kle", evidence=where),)
        is_open = not lukket and not is_routine
        afsnit = tuple(self._sections(sheets)) if is_open else ()
        beslutning = self._decision(sheets) if self._rng.random() < 0.86 else None
        bilag: tuple[Bilag, ...] = ()
        if is_open:
            named = self._words.text(3)
            bilag = (
                Bilag(titel=named, evidence=sheets.put(f"Bilag: {named}", LineRole.ATTACHMENT)),
            )
        return Punkt(
            nr=str(place), titel=titel, lukket=lukket, sagsnumre=numbers, afsnit=afsnit,
            beslutning=beslutning, fravaerende=(), bilag=bilag, sagsgang=(), evidence=heading,
        )  # fmt: skip

    def _sections(self, sheets: _Sheets) -> Iterator[Afsnit]:
        for kind, fewest, most in self._length.sections:
            text = self._words.text(int(self._rng.integers(fewest, most)))
            sheets.put(kind.capitalize(), LineRole.LABEL)
            yield Afsnit(
                type=kind,
                overskrift=kind.capitalize(),
                tekst=text,
                evidence=sheets.put(text, LineRole.BODY),
            )

    def _title(self, place: int) -> str:
        if place == 1:
            return ROUTINE[0]
        if place >= PUNKTER_A_MEETING - 1:
            return ROUTINE[PUNKTER_A_MEETING - place + 1]
        return self._words.text(int(self._rng.integers(3, 9))).rstrip(".")

    def _decision(self, sheets: _Sheets) -> Beslutning:
        outcome = int(np.searchsorted(self._chances, self._rng.random()))
        text = self._words.text(int(self._rng.integers(*self._length.decision)))
        vote = None
        if self._rng.random() < 0.04:
            vote = Afstemning(
                for_=9, imod=4, undlod=0,
                stemmer=tuple(
                    Stemmeafgivning(stemme=side, antal=None, parti=party, navn=None)
                    for side, party in zip((Stemme.FOR,) * 2 + (Stemme.IMOD,) * 2, PARTIES,
                                           strict=False)
                ),
            )  # fmt: skip
        return Beslutning(
            tekst=text, udfald=(self._outcomes[min(outcome, len(OUTCOMES) - 1)],), afstemning=vote,
            evidence=sheets.put(f"Beslutning: {text}", LineRole.DECISION),
        )  # fmt: skip

    def _case(self, kommune: str, year: int) -> str:
        """A case: one of the latest of the kommune, or a new one."""
        known = self._cases.setdefault(kommune, [])
        if known and self._rng.random() < 0.45:
            return known[-1 - int(self._rng.integers(0, min(len(known), 60)))]
        self._serial += 1
        topic = TOPICS[int(self._rng.integers(0, len(TOPICS)))]
        known.append(f"{topic}-P{self._serial % 40:02}-{self._serial % 900 + 1}-{year % 100:02}")
        return known[-1]
