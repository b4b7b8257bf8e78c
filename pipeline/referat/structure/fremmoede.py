"""Who was there, and who was not: for the meeting, and for single punkter.

In: the header's segments and prose, absence blocks of the punkter. Out: one entry a person in
printed
order, and names per punkt. A person who stands both among those invited and under "Afbud" has one
entry; names that differ by small drift in spelling are one person (format atlas, 5.14).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein

from referat.danish.fremmoede import NONE_WORDS, SUBSTITUTE_LABEL, TITLE_ROLES
from referat.danish.labels import CHAIR_ROLES
from referat.structure.dates import find_times
from referat.structure.hovedfelter import Segment, is_prose
from referat.structure.personer import (
    Entry,
    is_name,
    parse_entry,
    parse_people,
    plain_parties,
)
from referat.structure.text import fold_name, fold_spaces, join_words
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


_ENTRY_END = re.compile(r"(?:,|-|\bog|\bsamt|/)\s*$")
_AFBUD_KEY = re.compile(r"afbud|forfald|meldt fra")
_SAG_REFERENCE = re.compile(
    r"\s*\(?\s*(?:ved|i|under|til|på)?\s*(?:behandlingen?\s+af\s+)?(?:sag(?:erne)?|pkt\.?|"
    r"punkt(?:er|erne)?)\s*(?:nr\.?\s*)?(?P<numre>\d+[A-Z]?(?:\s*(?:-|–|,|og|"
    r"til)\s*\d+[A-Z]?)*)\s*\)?",
    re.IGNORECASE,
)


def parse_numre(text: str) -> list[str]:
    """Numbers of punkter in "3, 5 og 7-9", as strings."""
    numre: list[str] = []
    for piece in re.split(r"\s*(?:,|og)\s*", text):
        found = re.match(r"(\d+)\s*(?:-|–|til)\s*(\d+)$", piece.strip())
        if found and int(found[2]) - int(found[1]) < 60:
            numre += [str(n) for n in range(int(found[1]), int(found[2]) + 1)]
        elif piece.strip():
            numre.append(piece.strip())
    return numre


def read_segments(attendance: Attendance, segments: Sequence[Segment]) -> None:
    """Lists of people under the header's labels.

    A form in which nobody has a surname lists first names (F23).
    """
    lists = [segment for segment in segments if segment.felt in ("fremmoede", "fravaer")]
    named = sum(1 for segment in lists for text, _ in segment.parts if parse_people(text))
    filled = sum(1 for segment in lists for text, _ in segment.parts if text)
    single = bool(lists) and named < 0.3 * filled
    for segment in segments:
        if segment.felt == "fremmoede":
            role = _called(segment.key) or (
                "stedfortræder" if segment.key.startswith("stedfortr") else None
            )
            if SUBSTITUTE_LABEL.search(segment.key):
                segment = _read_pairs(attendance, segment, role)
            _read_list(attendance, segment, Status.TIL_STEDE, rolle=role, single=single)
        elif segment.felt == "fravaer" and is_prose(segment.text):
            read_prose(
                attendance, f"{segment.key.capitalize()}: {segment.text}", segment.parts[0][1]
            )
        elif segment.felt == "fravaer":
            status = (
                Status.AFBUD
                if _AFBUD_KEY.search(segment.key) and "uden afbud" not in segment.key
                else Status.FRAVAERENDE
            )
            _read_list(attendance, segment, status, single=single)
    # a part in the list itself ("formand") says more than who led this meeting
    for segment in segments:
        if segment.felt == "leder":
            role = CHAIR_ROLES.get(segment.key)
            for entry in _entries(segment, single=single)[:1]:
                person = attendance.find(entry[0].navn)
                if person is None:
                    person = attendance.add(entry[0], Status.TIL_STEDE, entry[1])
                person.rolle = person.rolle or role


# "Knud Friis for Gitte Simonhøj", "Knud Friis (V) i stedet for Gitte Simonhøj (V)"
_PAIR = re.compile(r"^(?P<sub>.+?)\s+(?:i stedet )?for\s+(?P<member>[A-ZÆØÅ].+?)[.;,]?$")


def _read_pairs(attendance: Attendance, segment: Segment, rolle: str | None) -> Segment:
    """Enter who stands in for whom under "Stedfortrædere"; what names one person alone stays."""
    left: list[tuple[str, View]] = []
    for text, view in segment.parts:
        kept = []
        for piece in re.split(r"\s*[;,]\s+|\s+og\s+(?=[A-ZÆØÅ])", fold_spaces(text)):
            found = _PAIR.match(piece)
            member = parse_entry(found["member"]) if found else None
            if found is None or member is None or parse_entry(found["sub"]) is None:
                kept.append(piece)
                continue
            if attendance.find(member.navn) is None:
                attendance.add(member, Status.AFBUD, view)
            attendance.substitute(found["sub"], member.navn, view, rolle=rolle)
        if kept:
            left.append((", ".join(kept), view))
    return replace(segment, parts=left)


def _entries(segment: Segment, *, single: bool = False) -> list[tuple[Entry, View]]:
    """Entries of a list with the line each stands on: one a line, or running on with commas."""
    strings: list[tuple[str, View]] = []
    for text, view in segment.parts:
        text = fold_spaces(text.lstrip("-•* "))
        if not text or text.casefold().strip(" .") in NONE_WORDS:
            continue
        if strings and _goes_on(text, strings[-1][0]):
            last, where = strings[-1]
            strings[-1] = (join_words(last, text), where)
        else:
            strings.append((text, view))
    if single:
        return [
            (entry, view)
            for text, view in strings
            for piece in re.split(r"\s*,\s*|\s+og\s+", text)
            if (entry := parse_entry(re.sub(r"\s+\d.*$", "", piece), single=True))
        ]
    if strings and len(segment.parts) > 1 and len(parse_people(strings[0][0])) >= 2:
        # a list that runs on: names may part at a line's end ("… Ole" / "Degn (F), …")
        text = ""
        for part, _ in segment.parts:
            text = join_words(text, fold_spaces(part))
        return [
            (
                entry,
                next(
                    (view for part, view in segment.parts if entry.navn.split()[-1] in part),
                    segment.parts[0][1],
                ),
            )
            for entry in parse_people(text)
        ]
    found: list[tuple[Entry, View]] = []
    alone = segment.key not in ("", "medlemmer") and not any(
        is_name(fold_spaces(re.sub(r"\(.*", "", text)).split(",")[0].strip()) for text, _ in strings
    )
    for text, view in strings:
        whole = parse_entry(text, single=alone and "," not in text)
        people = parse_people(text, single=alone)
        # "Navn, organisation" is one person on a line; "Navn, Navn, Navn" is a list
        if whole and len(people) <= 1:
            found.append((whole, view))
        else:
            found += [(entry, view) for entry in people]
    return found


def _read_list(
    attendance: Attendance,
    segment: Segment,
    status: Status,
    *,
    rolle: str | None = None,
    single: bool = False,
) -> None:
    text = segment.text
    if text.casefold().strip(" .") in NONE_WORDS:
        return
    if single:
        for entry, view in _entries(segment, single=True):
            attendance.add(entry, status, view, rolle=rolle)
        return
    if status is not Status.TIL_STEDE:
        _read_absent(attendance, segment, status)
        return
    if re.search(r"\b(?:undtagen|bortset fra|med undtagelse af)\b", text, re.IGNORECASE):
        read_prose(attendance, text, segment.parts[0][1])
        return
    for entry, view in _entries(segment):
        person = attendance.add(entry, status, view, rolle=rolle)
        person.parti = person.parti or segment.parti or None
        if entry.substitute:
            person.status = Status.AFBUD if person.status is Status.TIL_STEDE else person.status
            attendance.substitute(entry.substitute, person.navn, view, rolle=entry.substitute_rolle)


def _read_absent(attendance: Attendance, segment: Segment, status: Status) -> None:
    """Names under "Afbud" or "Fraværende", with substitutes and with single punkter."""
    for text, view in _split_absent(segment):
        reference = _SAG_REFERENCE.search(text)
        if reference and parse_entry(text[: reference.start()]):
            for entry in parse_people(text[: reference.start()]):
                attendance.add(entry, Status.DELVIST, view)
                attendance.absent_for(parse_numre(reference["numre"]), entry.navn, view)
            continue
        stands_in = re.match(
            r"(?P<who>.+?)[,;]?\s+\(?(?:stedfortræder|suppleant|i stedet\s+(?:mødte|deltog|"
            r"for ham|for hende))\s*:?\s+(?!for\b)(?P<sub>[^()]+)\)?$",
            text,
            re.IGNORECASE,
        )
        if stands_in and (member := parse_entry(stands_in["who"])):
            attendance.add(member, status, view)
            attendance.substitute(
                stands_in["sub"].strip(" .)"),
                member.navn,
                view,
                rolle=_called(text),
            )
            continue
        for entry in parse_people(text):
            if entry.substitute_for:
                replaced = parse_entry(entry.substitute_for)
                if replaced:
                    attendance.add(replaced, status, view)
                attendance.substitute(entry.navn, entry.substitute_for, view, parti=entry.parti)
                continue
            person = attendance.add(entry, status, view)
            if entry.substitute:
                attendance.substitute(
                    entry.substitute, person.navn, view, rolle=entry.substitute_rolle
                )


def _called(text: str) -> str | None:
    """What a text calls a substitute."""
    found = re.search(r"stedfortræder|suppleant", text, re.IGNORECASE)
    return found.group().casefold() if found else None


def _goes_on(text: str, before: str) -> bool:
    """Whether a line of a list goes on with the entry of the line before."""
    if text.startswith("(") or _ENTRY_END.search(before):
        return True
    # a title in small letters opens an entry: "socialchef Holger Rudbæk"
    return text[:1].islower() and parse_entry(text) is None


def _split_absent(segment: Segment) -> list[tuple[str, View]]:
    pieces: list[tuple[str, View]] = []
    for text, view in segment.parts:
        text = fold_spaces(text.lstrip("-•* ")).strip(" .;")
        if not text or text.casefold() in NONE_WORDS:
            continue
        if pieces and _goes_on(text, pieces[-1][0]):
            pieces[-1] = (join_words(pieces[-1][0], text), pieces[-1][1])
        else:
            pieces.append((text, view))
    parts: list[tuple[str, View]] = []
    for text, view in pieces:
        if _SAG_REFERENCE.search(text):
            parts += [(part, view) for part in re.split(r"\s*;\s*|,\s+(?=[A-ZÆØÅ])", text)]
        else:
            parts.append((text, view))
    return parts


# Nothing that was taken as a name is given back ({1,5}+, *+); what may stand before one in a list
# is in small letters: with a choice, a list of names without verb took time without end.
_NAME = (
    r"[A-ZÆØÅ][\wæøåÆØÅé.'’-]*(?:\s+(?:(?:von|van|de|der|den|al|el|af|da|bin|v\.|ul|"
    r"á)\s+)?[A-ZÆØÅ][\wæøåÆØÅé.'’-]*){1,5}+(?:\s*\([^()]{1,40}\))?"
)
_NAMES = rf"{_NAME}(?:\s*(?:,|og|samt)\s*(?:[a-zæøå]\w*\s+)?{_NAME})*+"
_PUNKT = (
    r"(?:behandling(?:en)?\s+af\s+)?(?:punkt(?:er|erne)?|pkt\.?|"
    r"sag(?:erne)?)\s*(?:nr\.?\s*)?(?P<numre>\d+[A-Z]?(?:\s*(?:-|–|,|og|til)\s*\d+[A-Z]?)*)"
)
_TITLE = (
    r"(?:(?:[Uu]dvalgsmedlem(?:merne)?|[Bb]yrådsmedlem|[Rr]ådsmedlem|[Mm]edlem(?:merne)?|"
    r"[Bb]orgmester|[Vv]iceborgmester|[Ff]ormand(?:en)?|[Nn]æstformand(?:en)?|[Rr]ådmand)\s+)?"
)

_PROSE: tuple[tuple[str, re.Pattern[str]], ...] = (
    # "Medlemmerne var til stede, undtagen: X (V)", "… var mødt, bortset fra A, B og C, der havde
    # meldt afbud"
    (
        "undtagen",
        re.compile(
            rf"(?:undtagen|bortset fra|med undtagelse af)\s*:?\s*(?P<who>{_NAMES})(?"
            rf"P<afbud>[^.]*(?:afbud|forfald))?",
            re.UNICODE,
        ),
    ),
    # "X og Y havde meldt afbud", "X har forfald"
    (
        "afbud",
        re.compile(
            rf"{_TITLE}(?P<who>{_NAMES})\s*,?\s+(?:havde|har|der havde|som havde)\s+(?:meldt|"
            rf"sendt)?\s*(?:afbud|forfald|lovligt forfald|fra(?=[\s.,]))"
        ),
    ),
    (
        "afbud",
        re.compile(
            rf"\b(?:[Aa]fbud|[Ff]orfald)(?:\s+(?:fra|var|er)\b)?\s*:?\s*{_TITLE}(?P<who>{_NAMES})"
        ),
    ),
    ("afbud", re.compile(rf"[Ff]raværende med afbud\s*:?\s*(?P<who>{_NAMES})")),
    (
        "fravaer",
        re.compile(
            rf"[Ff]raværende(?:\s+(?:uden afbud|var|"
            rf"er))?\s*:\s*{_TITLE}(?P<who>{_NAMES})(?!\s+(?:i|ved|under)\s)"
        ),
    ),
    (
        "fravaer",
        re.compile(
            rf"{_TITLE}(?P<who>{_NAMES})\s+(?:var|er)\s+(?:fraværende|ikke til stede|"
            rf"ikke mødt)(?!\s+(?:under|ved|i|på|til|fra|mens|da)\s)"
        ),
    ),
    (
        "fravaer",
        re.compile(
            rf"{_TITLE}(?P<who>{_NAMES})\s+(?:deltog ikke|mødte ikke|kunne ikke deltage|"
            rf"udeblev)(?:\s+i mødet)?(?!\s+(?:i|under|ved)\s+(?:behandling|punkt|pkt|"
            rf"sag))\s*[.,;]"
        ),
    ),
)
_SUBSTITUTES: tuple[re.Pattern[str], ...] = (
    re.compile(
        rf"[Ii] stedet for (?P<member>{_NAME})\s+(?:deltog|mødte|indtrådte|var)\s+(?P<sub>{_NAME})"
    ),
    re.compile(
        rf"(?P<sub>{_NAME})\s+(?:deltog|mødte|deltager|indtrådte|var indkaldt|"
        rf"er indkaldt)\s+(?:i stedet\s+)?(?:som (?:stedfortræder|"
        rf"suppleant)\s+)?(?:i stedet\s+)?for\s+(?P<member>{_NAME})"
    ),
    # "Som stedfortræder for X mødte Y"
    re.compile(
        rf"[Ss]om (?:stedfortræder|suppleant) for (?P<member>{_NAME})\s+"
        rf"(?:mødte|deltog|er indkaldt|var indkaldt)\s+(?P<sub>{_NAME})"
    ),
    re.compile(rf"[Ss]tedfortræder\s+(?P<sub>{_NAME})\s+mødte for\s+(?P<member>{_NAME})"),
    re.compile(
        rf"(?P<sub>{_NAME})\s+(?:er |var )?(?:stedfortræder|suppleant)\s+for\s+(?P<member>{_NAME})"
    ),
    re.compile(rf"(?P<member>{_NAME})\s+\((?:stedfortræder|suppleant)\s*:?\s+(?P<sub>[^()]+)\)"),
)
_INSTEAD = re.compile(
    rf"(?:[Ii] stedet (?:mødte|deltog)|[Ss]om (?:suppleant|stedfortræder)(?:er)?\s+(?:er|var|"
    rf"blev|deltog|mødte)\s*(?:indkaldt)?|[Ss]uppleant(?:en|"
    rf"erne)?\s+(?=[A-ZÆØÅ][\w-]+ [A-ZÆØÅ])|[Ii]ndkaldt (?:var|er|"
    rf"som suppleant):?|[Ss]tedfortrædere?\s*(?=:))\s*:?\s*(?P<who>{_NAMES})"
)
# "X havde afbud. Y mødte som hans stedfortræder."
_IN_THEIR_PLACE = re.compile(
    rf"(?P<who>{_NAMES})\s+(?:deltog|mødte|kom|var til stede)\s+(?:som\s+(?:hans|hendes|deres|"
    rf"vedkommendes)\s+(?:stedfortræder|suppleant)e?r?|i\s+(?:hans|hendes|deres)\s+sted|"
    r"i stedet(?!\s+for))"
)
_PARTIAL: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "punkt",
        re.compile(
            rf"{_TITLE}(?P<who>{_NAMES})\s+(?:deltog|medvirkede|"
            rf"var)\s+ikke\s+(?:til stede\s+)?(?:i|under|ved)\s+{_PUNKT}"
        ),
    ),
    (
        "punkt",
        re.compile(
            rf"{_TITLE}(?P<who>{_NAMES})\s+(?:var|er)\s+(?:fraværende|inhabil\w*)\s+(?:i|under|"
            rf"ved|på)\s+{_PUNKT}"
        ),
    ),
    (
        "punkt",
        re.compile(
            rf"{_TITLE}(?P<who>{_NAMES})\s+(?:erklærede sig inhabil|forlod (?:lokalet|mødet|"
            rf"salen))\s+(?:i|under|ved|til)\s+{_PUNKT}"
        ),
    ),
    (
        "gik",
        re.compile(
            rf"{_TITLE}(?P<who>{_NAMES})\s*,?\s+(?:der\s+)?(?:forlod|gik(?:\s+fra)?|"
            rf"måtte forlade|deltog til|deltog indtil)\s*(?:mødet|lokalet|"
            rf"salen)?\s*(?:\w+\s+)?(?P<tid>kl\.?\s*\d{{1,2}}[.:]?\d{{0,2}})"
        ),
    ),
    (
        "gik",
        re.compile(
            rf"{_TITLE}(?P<who>{_NAMES})\s+(?:til|indtil)\s+(?P<tid>kl\.?\s*\d{{1,2}}[.:]?"
            rf"\d{{0,2}})"
        ),
    ),
    (
        "ankom",
        re.compile(
            rf"{_TITLE}(?P<who>{_NAMES})\s*,?\s+(?:der\s+)?(?:ankom|kom|mødte|deltog|indtrådte|"
            rf"tiltrådte|var til stede)\s*(?:i mødet|til mødet|"
            rf"mødet)?\s*(?:fra\s+)?(?P<tid>kl\.?\s*\d{{1,2}}[.:]?\d{{0,2}})"
        ),
    ),
    (
        "ankom",
        re.compile(rf"{_TITLE}(?P<who>{_NAMES})\s+fra\s+(?P<tid>kl\.?\s*\d{{1,2}}[.:]?\d{{0,2}})"),
    ),
)


# "Mødeleder var X, og referent var Y", "Desuden deltog A, B og C"
_CHAIR = re.compile(
    rf"(?P<role>[Mm]ødeleder|[Rr]eferent|[Oo]rdstyrer|[Dd]irigent|[Ss]ekretær|[Ff]ormand|"
    rf"[Pp]rotokolfører)"
    rf"\s+(?:var|fungerede)\s*:?\s*(?P<who>{_NAME})"
)
# "Formand Abdi Nur ledede mødet", "Borgmester Abdi Nur var mødeleder"
_LED = re.compile(
    rf"(?P<role>[Ff]ormand|[Nn]æstformand|[Bb]orgmester|[Vv]iceborgmester)(?:en)?\s+(?P<who>{_NAME})"
    r"\s+(?:ledede|ledte|var (?:mødeleder|ordstyrer|dirigent)|åbnede)\b"
)
_PRESENT = re.compile(
    rf"(?:[Dd]esuden|[Dd]erudover|[Ee]ndvidere|[Ii] øvrigt|[Ss]amt)\s+(?:deltog|mødte|"
    rf"var til stede)\s*:?\s*{_TITLE}(?P<who>{_NAMES})"
    rf"|(?:[Mm]ødt var|[Tt]il stede var|[Dd]er deltog|[Mm]ødt)\s*:\s*{_TITLE}(?P<who2>{_NAMES})"
)


# "Abdi Nur. Hans" and "(F). I stedet" end a sentence; "Chr. Lund" and "Frk. Lund" do not
SENTENCE = re.compile(
    r"(?<=[\w(][\w)][a-zæøå0-9)]\.)(?<!\b[Cc]hr\.)(?<!\b[Ff]rk\.)(?<!\b[Jj]oh\.)(?<!ilh\.)"
    r"(?<!\bpkt\.)(?<!\bsen\.)(?<!\bjun\.)\s+(?=[A-ZÆØÅ])|\n"
)


def read_prose(attendance: Attendance, text: str, view: View) -> bool:
    """Sentences on attendance; whether any was found.

    "X og Y havde meldt forfald. I stedet mødte Z og W." enters X and Y with afbud, and Z and W as
    substitutes in that order.
    """
    found_any = False
    last: list[str] = []
    for sentence in SENTENCE.split(plain_parties(text)):
        taken: list[tuple[int, int]] = []
        for pattern in _SUBSTITUTES:
            for match in pattern.finditer(sentence):
                member = parse_entry(match["member"])
                if member is None or parse_entry(match["sub"]) is None:
                    continue
                if attendance.find(member.navn) is None:
                    attendance.add(member, Status.AFBUD, view)
                attendance.substitute(match["sub"], member.navn, view, rolle=_called(match.group()))
                taken.append(match.span())
                found_any = True
        for match in (*_CHAIR.finditer(sentence), *_LED.finditer(sentence)):
            entry = parse_entry(match["who"])
            if entry is not None:
                person = attendance.add(entry, Status.TIL_STEDE, view)
                person.rolle = person.rolle or match["role"].casefold()
                found_any = True
        present = _PRESENT.search(sentence)
        if present:
            for entry in parse_people(present["who"] or present["who2"]):
                attendance.add(entry, Status.TIL_STEDE, view)
                found_any = True
        for kind, pattern in _PARTIAL:
            for match in pattern.finditer(sentence):
                if _overlaps(match.span(), taken):
                    continue
                taken.append(match.span())
                found_any = True
                role = _title_role(sentence[match.start() : match.start("who")])
                for entry in parse_people(match["who"]):
                    person = attendance.add(entry, Status.DELVIST, view, rolle=role)
                    if kind == "punkt":
                        attendance.absent_for(parse_numre(match["numre"]), person.navn, view)
                    else:
                        times = find_times(match["tid"])
                        if times and kind == "gik":
                            person.gik = person.gik or times[0]
                        elif times:
                            person.ankom = person.ankom or times[0]
        for kind, pattern in _PROSE:
            for match in pattern.finditer(sentence):
                if _overlaps(match.span("who"), taken):
                    continue
                taken.append(match.span("who"))
                people = parse_people(match["who"])
                if not people:
                    continue
                found_any = True
                afbud = kind == "afbud" or (kind == "undtagen" and match.groupdict().get("afbud"))
                last = []
                for entry in people:
                    attendance.add(entry, Status.AFBUD if afbud else Status.FRAVAERENDE, view)
                    last.append(entry.navn)
        instead = _INSTEAD.search(sentence) or _IN_THEIR_PLACE.search(sentence)
        if instead and not _overlaps(instead.span("who"), taken):
            people = parse_people(instead["who"])
            for place, entry in enumerate(people):
                away = last[place] if place < len(last) else None
                called = _called(instead.group())
                attendance.substitute(entry.navn, away, view, parti=entry.parti, rolle=called)
                found_any = True
    return found_any


def _title_role(title: str) -> str | None:
    """The role in a title before a name in a sentence: "Udvalgsmedlem", "Borgmester"."""
    word = title.strip().casefold()
    return TITLE_ROLES.get(word, word if word.endswith("medlem") and word != "medlem" else None)


def _overlaps(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)


def names_of_block(text: str) -> list[Entry]:
    """People named in an absence block of a punkt; empty for "Ingen"."""
    if text.casefold().strip(" .") in NONE_WORDS:
        return []
    return parse_people(text)
