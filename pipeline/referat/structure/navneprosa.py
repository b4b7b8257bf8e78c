"""Attendance told in sentences in which the names model has found the people.

In: a text, and where people stand in it. Out: what it tells of each of them. As every name is one
mark here, however it is spelt, the grammar can be wide where that of ``fremmoedeprosa.py``, which
must find the names itself, has to be narrow. Forms: format atlas, F08, F09, F20, F24 and 3.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from referat.danish.fremmoede import PARTY, PUNKT_NUMRE, ROLES, STAFF, TITLE_ROLES
from referat.structure.dates import find_times
from referat.structure.fremmoede import called_substitute
from referat.structure.text import fold_spaces
from referat.types import Fremmoedestatus as Status

CUE = re.compile(
    r"afbud|forfald|fravær|i stedet|\bsted\b|stedfortræder|suppleant|forlod|forlade|ankom|inhabil|"
    r"\bledet|\bledede|referent|protokolfører|"
    r"deltog|deltage|til stede|udeble|\bmødte?\b|melde fra|meldt fra|forhindret|orlov|erstattet|"
    r"afløst|undtag|bortset fra|på nær|dog ikke|indtrådte|tiltrådte|fratrådte|udtrådte|opråb|"
    r"svarede",
    re.IGNORECASE,
)
"""Without one of these a sentence tells of nobody's attendance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Navn:
    """A person as the names model found them in a text."""

    start: int
    """First character."""
    end: int
    """Character after the last."""
    navn: str
    """The name as it stands there, on one line."""
    score: float
    """Probability, 0.0–1.0."""
    parti: str | None = None
    """Party printed in brackets behind it."""


@dataclass(slots=True)
class Fortalt:
    """What a text tells of one person."""

    navn: Navn
    status: Status | None = None
    """``None`` where it tells only times or whom somebody stands in for."""
    ankom: str | None = None
    gik: str | None = None
    medlem: Navn | None = None
    """For whom this person stands in."""
    kaldt: str | None = None
    """What the text calls the person: "stedfortræder", "suppleant"."""
    rolle: str | None = None
    """Office or role beside the name of somebody who is told to be there."""
    numre: list[str] = field(default_factory=list)
    """Punkter that the person was absent for."""


_S = r"⟦(?:\d+)⟧"
# a word before the name: a title, an office, a trade ("Gaardejer ⟦0⟧"), but no verb
_TITLE = (
    r"(?:(?!(?:under|efter|ikke|mens|havde|deltog|mødte|forlod|samt|ankom|alle|ingen|uden)\b)"
    r"[A-Za-zÆØÅæøå]{3,}\.?\s+)?"
)
_REASON = r"(?:\s+(?:pga\.?|på grund af|grundet)\s+\w+)?"
# Nothing of a list is given back, and it has an end: many names without a verb must not take long.
_WHO = (
    rf"(?P<who>{_S}{_REASON}(?>(?:\s*(?:,|;|\bog\b|\bsamt\b|/)\s*(?:\bog\b\s*|\bsamt\b\s*)?"
    rf"(?:\bfra\b\s*)?{_TITLE}{_S}{_REASON}){{0,60}}))"
)
_REL = r"(?:\s*,\s*(?:der|som)\s[^,⟦.]{1,60},)?"
_TIME, _TIME2 = r"⟪(?P<tid>\d+)⟫", r"⟪(?P<tid2>\d+)⟫"
_M, _SUB = r"⟦(?P<member>\d+)⟧", r"⟦(?P<sub>\d+)⟧"
_INSTEAD = (
    r"(?:i\s+stedet\s+for|i\s+stedet|(?:som\s+)?(?:stedfortræder|suppleant|afløser|vikar)\s+for)"
)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_SUBSTITUTE = (
    # "I stedet for X mødte Y", "Som suppleant for X, der er syg, mødte Y"
    _pattern(
        rf"{_INSTEAD}\s+{_TITLE}{_M}{_REL}\s*,?\s*(?:deltog|mødte|indtrådte|var|er|kom|trådte)"
        rf"[^⟦.]{{0,20}}{_SUB}"
    ),
    # "I Xs sted mødte Y"
    _pattern(rf"\bi\s+{_M}\s+sted\s+(?:deltog|mødte|indtrådte|var|kom)\s+{_TITLE}{_SUB}"),
    # "Y, der deltog fra kl. 16 i stedet for X"
    _pattern(
        rf"{_SUB}{_REL}\s*,?\s*(?:der\s+|som\s+)?(?:deltog|deltager|mødte|indtrådte|var|er|blev|trådte)"
        rf"\b[^⟦.;]{{0,60}}{_INSTEAD}\s+{_TITLE}{_M}"
    ),
    # "X var erstattet af Y"
    _pattern(
        rf"{_M}{_REL}\s*(?:var|er|blev)\s+(?:erstattet|afløst|repræsenteret)\s+(?:af|ved)\s+{_TITLE}{_SUB}"
    ),
    # "Y (suppleant for X)"
    _pattern(rf"{_SUB}\s*\((?:suppleant|stedfortræder)\s+for\s+{_TITLE}{_M}\s*\)"),
    # "X og Y, hvoraf sidstnævnte mødte som stedfortræder for Z", "…, sidstnævnte som suppleant for"
    _pattern(
        rf"{_SUB}(?:\s*\([^()⟦]{{1,40}}\))?\s*,\s*(?:hvoraf\s+)?sidstnævnte\s+"
        rf"(?:(?:mødte|deltog|var)\b[^⟦.;]{{0,40}})?{_INSTEAD}\s+{_TITLE}{_M}"
    ),
    # "For X, der havde meldt forfald, var indkaldt stedfortræderen, Y"
    _pattern(
        rf"\bfor\s+{_TITLE}{_M}{_REL}\s*,?\s*(?:var|er|blev|deltog|mødte)\s+(?:indkaldt\s+|mødt\s+)?"
        rf"(?:som\s+)?(?:stedfortræder|suppleant)(?:en)?\s*,?\s*{_TITLE}{_SUB}"
    ),
    # "X havde meldt afbud; i hans sted mødte Y"
    _pattern(
        rf"{_M}[^⟦.]{{0,70}}?\bi\s+(?:hans|hendes|dennes|vedkommendes)\s+sted\s+"
        rf"(?:mødte|deltog|var|kom|trådte)\s+(?:indkaldt\s+)?{_TITLE}{_SUB}"
    ),
    # "X …, og Y mødte i hans sted"
    _pattern(
        rf"{_M}[^⟦.]{{0,70}}?\b(?:og|hvorfor|så)\s+{_SUB}\s+(?:mødte|deltog|var|kom)\s+"
        rf"(?:indkaldt\s+)?i\s+(?:hans|hendes|vedkommendes|dennes)\s+sted"
    ),
)
_ABSENT = (
    # "X udeblev og havde ikke meldt afbud", "X svarede ikke og havde ikke meldt forfald"
    (
        Status.FRAVAERENDE,
        _pattern(
            rf"{_WHO}{_REL}\s*(?:svarede\s+ikke\b|(?:havde|har)\s+ikke\s+(?:meldt|sendt)\s+"
            r"(?:\w+\s+)?(?:afbud|forfald|fra)\b)"
        ),
    ),
    (
        Status.AFBUD,
        _pattern(
            rf"\b(?:afbud|forfald)\b[^⟦.]{{0,40}}?(?:\b(?:fra|af|havde|var|er)|:)\s*{_TITLE}{_WHO}"
        ),
    ),
    (Status.AFBUD, _pattern(rf"^\W*(?:afbud|forfald)\s+{_TITLE}{_WHO}")),
    (
        Status.AFBUD,
        _pattern(
            rf"{_WHO}{_REL}\s*,?\s*(?:der\s+|som\s+)?(?:har|havde|sendte|meldte|måtte)\s+"
            r"(?:\w+\s+){0,2}?(?:afbud|forfald|meldt\s+fra|melde\s+fra|fra(?=\s*[.,]))"
        ),
    ),
    (
        Status.AFBUD,
        _pattern(rf"fraværende(?:\s+var)?\s+(?:med|efter)\s+afbud\s*(?:var|er)?\s*:?\s*{_WHO}"),
    ),
    (
        Status.FRAVAERENDE,
        _pattern(
            rf"{_WHO}{_REL}\s*(?:var|er|blev)\s+(?:fraværende|ikke\s+til\s+stede|ikke\s+mødt|"
            r"udeblevet|forhindret)(?!\s+(?:under|ved|i|på|til|fra|mens|da|indtil)\s+(?!at\b|mødet))"
        ),
    ),
    (
        Status.FRAVAERENDE,
        _pattern(
            rf"{_WHO}{_REL}\s*(?:kunne\s+ikke\s+(?:deltage|være\s+til\s+stede|møde|komme)|"
            r"udeblev|mødte\s+ikke|deltog\s+ikke)(?!\s+(?:i|under|ved|fra|til)\s+(?!mødet|dagens))"
        ),
    ),
    (
        Status.FRAVAERENDE,
        _pattern(
            r"\b(?:fraværende|ikke\s+til\s+stede|udeblevet)(?:\s+(?:uden\s+afbud|var|er))*\s*:?\s*"
            rf"{_TITLE}{_WHO}"
        ),
    ),
    (
        Status.FRAVAERENDE,
        _pattern(
            r"\b(?:undtagen|bortset\s+fra|med\s+undtagelse\s+af|på\s+nær|dog\s+ikke|i\s+fravær\s+af)"
            rf"\s*:?\s*{_TITLE}{_WHO}"
        ),
    ),
)
_LEAVES = r"(?:forlod|gik|måtte\s+(?:forlade|gå)|fratrådte|udtrådte)"
_COMES = (
    r"(?:ankom|kom|mødte|indtrådte|tiltrådte|stødte\s+til|deltog\s+(?:først\s+)?fra|"
    r"var\s+til\s+stede\s+fra)"
)
_CAME = r"(?:ankom|kom|mødte|indtrådte|tiltrådte|deltog)"
# "A, B, der mødte kl. 16.25, C og D": the clause is about the name before it, and the list goes on
_CLAUSE = _pattern(
    rf"(?P<before>[^⟦]*(?:⟦\d+⟧[^⟦]*)*?)(?P<name>⟦\d+⟧)\s*,\s*(?:der|som)\s+(?P<clause>(?:først\s+)?"
    rf"(?:{_COMES}|{_LEAVES})\b[^.,;()⟦⟪]{{0,25}}?⟪\d+⟫)(?=\s*(?:[,;.]|$|(?:og|samt)\b))"
)
_TWO = re.compile(r"[^⟦]*⟦\d+⟧\s+og\s+")
_LAST = r"⟦(?P<who>\d+)⟧(?:\s*\([^()⟦]{1,40}\))?"
_TIMES = (
    # "X (kom kl. 19.30)", "Y (til kl. 20)"
    (
        "ankom",
        _pattern(
            rf"⟦(?P<who>\d+)⟧\s*\((?:først\s+)?(?:fra|{_COMES}\b[^()⟦⟪]{{0,25}}?)\s*{_TIME}\)"
        ),
    ),
    (
        "gik",
        _pattern(
            rf"⟦(?P<who>\d+)⟧\s*\((?:til|deltog\s+til|{_LEAVES}\b[^()⟦⟪]{{0,25}}?)\s*{_TIME}\)"
        ),
    ),
    # "X, Y og Z, sidstnævnte fra kl. 19.25": the last alone
    ("ankom", _pattern(rf"{_LAST}\s*,\s*sidstnævnte\s+(?:dog\s+)?(?:først\s+)?fra\s+{_TIME}")),
    ("gik", _pattern(rf"{_LAST}\s*,\s*sidstnævnte\s+(?:dog\s+)?(?:kun\s+)?(?:ind)?til\s+{_TIME}")),
    # "X kom kl. 16.10 og gik igen kl. 17.30"
    (
        "begge",
        _pattern(
            rf"{_WHO}\s*,?\s*(?:der\s+|som\s+)?{_COMES}\b[^.⟦⟪]{{0,25}}?{_TIME}\s*,?\s*(?:og|men)\s+"
            rf"{_LEAVES}\b[^.⟦⟪]{{0,25}}?{_TIME2}"
        ),
    ),
    ("begge", _pattern(rf"{_WHO}[^⟦.]{{0,30}}?\bfra\s+{_TIME}\s+(?:og\s+)?(?:ind)?til\s+{_TIME2}")),
    ("gik", _pattern(rf"{_WHO}\s*,?\s*(?:der\s+|som\s+)?{_LEAVES}\b[^.⟦]{{0,40}}?{_TIME}")),
    ("gik", _pattern(rf"{_WHO}\s+deltog\s+(?:kun\s+)?(?:ind)?til\s+{_TIME}")),
    ("gik", _pattern(rf"{_TIME}\s+{_LEAVES}\s+{_TITLE}{_WHO}")),
    ("ankom", _pattern(rf"{_WHO}\s*,?\s*(?:der\s+|som\s+)?{_COMES}\b[^.⟦]{{0,25}}?{_TIME}")),
    ("ankom", _pattern(rf"{_TIME}\s+{_CAME}\s+{_TITLE}{_WHO}")),
)
_PUNKTER = (
    _pattern(
        rf"{_WHO}(?:[^⟦.]{{0,40}}\bog)?\s+(?:deltog|medvirkede|var)\s+ikke\s+"
        rf"(?:til\s+stede\s+)?(?:i|under|ved)\s+{PUNKT_NUMRE}"
    ),
    _pattern(
        rf"{_WHO}\s+(?:var|er)\s+(?:fraværende|inhabil\w*)\s+(?:i|under|ved|på|til)\s+{PUNKT_NUMRE}"
    ),
    _pattern(
        rf"{_WHO}\s+(?:erklærede\s+sig\s+inhabil|forlod\s+(?:lokalet|mødet|salen))\s+"
        rf"(?:i|under|ved|til)\s+{PUNKT_NUMRE}"
    ),
)
_AS_SUBSTITUTE = _pattern(
    rf"{_WHO}\s+(?:deltog|mødte|var\s+indkaldt|er\s+indkaldt)\s+(?:i\s+stedet|som\s+(?:suppleant|stedfortræder)(?:er)?)"
    r"(?!\s+for)"
)
# Who was there: a list, in which offices and groups may stand before a name and roles behind it.
_BEFORE = (
    r"(?:(?!(?:ikke|man|vi|har|havde|deltog|deltager|mødte|forlod|ankom|var|er|under|efter|mens|fra|afbud|"
    r"forfald|stedet|for|indkaldt|meldt|kl)\b)[A-Za-zÆØÅæøå0-9][\w./-]*,?\s+){0,5}"
)
_BEHIND = (
    r"(?:\s*\([^()⟦]{1,50}\))?"
    r"(?:\s*,\s*(?!(?:der|som|idet|mens|sidstnævnte|dog|og|samt)\b)"
    r"(?-i:[a-zæøå0-9][a-zæøå0-9. -]{2,35}?)(?=\s*(?:[,;.·]|\bog\b|\bsamt\b|$)))?"
)
_THOSE = (
    rf"(?P<those>{_BEFORE}{_S}{_BEHIND}(?>(?:\s*(?:[,;·/]|\bog\b|\bsamt\b)\s*,?\s*"
    rf"(?:(?:og|samt)\b\s*,?\s*)?{_BEFORE}{_S}{_BEHIND}){{0,60}}))"
)
_CALLED = r"(?P<kaldt>protokolfører|referent|sekretær|mødeleder|ordstyrer|dirigent|formand)"
_PRESENT = (
    # "I mødet deltog …", "Til stede ved mødet var …", "Ved navneopråb svarede …"
    _pattern(
        r"\b(?:svarede|deltog|deltager|mødte|(?:til\s?stede|mødt|fremmødt)(?:\s+(?!var\b|er\b)\w+){0,3}?\s+"
        r"(?:var|er)|(?:var|er)\s+(?:\w+\s+)?(?:mødt|til\s?stede|fremmødt))"
        rf"(?:\s+(?:også|desuden|endvidere|tillige|derudover|fra\s+\w+))?\s*:?\s*(?!ikke\b){_THOSE}"
    ),
    # "… var til stede.", "… deltog."
    _pattern(
        rf"{_THOSE}\s+(?:(?:var|er)\s+(?:alle\s+)?(?:til\s?stede|mødt|fremmødt)|deltog|mødte|deltager)"
        r"(?=\s*(?:[.;]|$|i\s+mødet|som\s+(?:gæst|observatør|referent|sekretær)))"
    ),
    # "Mødet lededes af borgmester …", "under ledelse af …"
    _pattern(
        rf"\b(?:ledet|ledes|lededes|ledelse|ledelsen|åbnet)\s+af\s+(?P<those>{_BEFORE}{_S}{_BEHIND})"
    ),
    # "Referent var …", "som protokolfører …"
    _pattern(rf"\b{_CALLED}\s*(?:\b(?:var|er|deltog|mødte)\b|:)\s*(?P<those>{_BEFORE}{_S})"),
    _pattern(rf"\bsom\s+{_CALLED}\b\s*,?\s*(?P<those>{_BEFORE}{_S})"),
    _pattern(rf"(?P<those>{_S})\s+(?:var|er|fungerede\s+som)\s+{_CALLED}\b"),
)
_MANY, _THREE = _pattern(rf"\b(?:var|er)\s*:?\s*(?!ikke\b){_THOSE}"), 3
"""So many people behind a verb alone are a list of those who were there: "Omkring bordet var …"."""
_ONE = re.compile(rf"(?P<before>[^⟦⟧]*)⟦(?P<who>\d+)⟧(?P<behind>{_BEHIND})", re.IGNORECASE)
_AS = re.compile(r"\bsom\s+(?P<rolle>[a-zæøå]+)", re.IGNORECASE)
_HERE = (
    # a sentence about one punkt: who was away from it
    _pattern(
        rf"{_WHO}{_REL}\s*(?:var|er|har\s+været)\s+(?:\w+\s+)?(?:fraværende|ikke\s+til\s+stede|ikke\s+mødt|inhabil\w*)"
    ),
    _pattern(rf"{_WHO}{_REL}\s*(?:deltog|medvirkede|deltager)\s+(?:\w+\s+)?ikke"),
    # "X er medlem af bestyrelsen og deltog ikke"
    _pattern(
        rf"{_WHO}\s+(?:er|var|har|havde)\s[^,;.⟦]{{1,80}}\bog\s+(?:deltog|medvirkede)\s+"
        r"(?:\w+\s+)?ikke"
    ),
    # "Under punktet var X, der er medlem af bestyrelsen, ikke til stede"
    _pattern(rf"\b(?:var|er)\s+{_TITLE}{_WHO}{_REL}\s*(?:ikke\s+til\s+stede|fraværende|inhabil)"),
    _pattern(rf"\b(?:deltog|medvirkede)\s+{_TITLE}{_WHO}{_REL}\s*ikke"),
    _pattern(rf"{_WHO}{_REL}\s*(?:erklærede\s+sig|blev\s+erklæret|meldte\s+sig)\s+inhabil"),
    _pattern(rf"{_WHO}{_REL}\s*(?:forlod|havde\s+forladt)\s+(?:lokalet|salen|mødet)"),
    _pattern(
        r"\b(?:fraværende|afbud|ikke\s+til\s+stede)(?!\s+til\b)(?:\s+(?:var|fra))?\s*:?\s*"
        rf"{_TITLE}{_WHO}"
    ),
)

_CLOCK = re.compile(r"\b(?:kl\.?|klokken)\s*(\d{1,2}(?:[.:,]\d{2})?)(?!\d)", re.IGNORECASE)
_SHORT = re.compile(r"\b(pga|pkt|nr|ca|bl\.a|vedr|jf|stk)\.(?=\s)", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[\w)⟧⟫]\.)\s+(?=[A-ZÆØÅ⟦⟪])|\n")
_BRACKETS = re.compile(r"\s*\(([^()]{1,40})\)")


def mark_people(text: str, names: Sequence[Navn]) -> tuple[str, list[Navn]]:
    """A text with each person as ``⟦n⟧``, party brackets taken in, and the people by number."""
    out: list[str] = []
    people: list[Navn] = []
    at = 0
    for name in sorted(names, key=lambda name: name.start):
        if name.start < at:
            continue
        out.append(text[at : name.start])
        at = name.end
        parti = None
        if (found := _BRACKETS.match(text, at)) and PARTY.match(found[1].strip()):
            parti, at = found[1].strip(), found.end()
        out.append(f"⟦{len(people)}⟧")
        people.append(
            Navn(
                start=name.start,
                end=name.end,
                navn=fold_spaces(name.navn),
                score=name.score,
                parti=parti,
            )
        )
    out.append(text[at:])
    return "".join(out), people


def mark_times(text: str) -> tuple[str, list[str | None]]:
    """A text with each time of day as ``⟪n⟫``, and the times.

    The full stops of short forms are gone, so that a full stop is the end of a sentence.
    """
    times: list[str | None] = []

    def mark(match: re.Match[str]) -> str:
        found = find_times(f"kl. {match[1]}")
        times.append(found[0] if found else None)
        return f"⟪{len(times) - 1}⟫"

    return _SHORT.sub(r"\1", _CLOCK.sub(mark, text)), times


def _in_brackets(sentence: str) -> str:
    """A sentence in which what a clause says of one of several people stands in brackets.

    Not of two alone: "A og B, der mødte kl. 17" both came then.
    """

    def move(found: re.Match[str]) -> str:
        if _TWO.fullmatch(found["before"]):
            return found[0]
        return f"{found['before']}{found['name']} ({found['clause']})"

    return _CLAUSE.sub(move, sentence)


def read_told(text: str, names: Sequence[Navn]) -> list[Fortalt]:
    """What a text on the meeting's attendance tells of the people in it, in order of the text."""
    marked, people = mark_people(text, names)
    marked, times = mark_times(marked)
    told: dict[int, Fortalt] = {}

    def of(number: int) -> Fortalt:
        return told.setdefault(number, Fortalt(navn=people[number]))

    away: list[int] = []
    for sentence in map(_in_brackets, _SENTENCE.split(marked)):
        taken: set[int] = set()
        for pattern in _SUBSTITUTE:
            for match in pattern.finditer(sentence):
                member, sub = int(match["member"]), int(match["sub"])
                if member == sub or sub in taken:
                    continue
                if pattern is _SUBSTITUTE[1]:
                    people[member] = _without_s(people[member])
                of(member).status = of(member).status or Status.AFBUD
                of(sub).status = of(sub).status or Status.TIL_STEDE
                of(sub).medlem = people[member]
                of(sub).kaldt = called_substitute(match.group())
                taken |= {member, sub}
        for pattern in _PUNKTER:
            for match in pattern.finditer(sentence):
                for number in _numbers(match["who"]):
                    of(number).status = Status.DELVIST
                    of(number).numre += [match["numre"]]
                    taken.add(number)
        for kind, pattern in _TIMES:
            for match in pattern.finditer(sentence):
                for number in _numbers(match["who"]):
                    _enter_times(of(number), kind, match, times)
                    taken.add(number)
        found = []
        for status, pattern in _ABSENT:
            for match in pattern.finditer(sentence):
                new = [number for number in _numbers(match["who"]) if number not in taken]
                for number in new:
                    of(number).status = status
                taken.update(new)
                found += new
        for pattern in (*_PRESENT, _MANY):
            for match in pattern.finditer(sentence):
                if pattern is _MANY and len(_numbers(match["those"])) < _THREE:
                    continue
                for number, rolle in _those(match):
                    if number in taken and of(number).status not in (None, *_THERE):
                        continue
                    of(number).status = of(number).status or Status.TIL_STEDE
                    of(number).rolle = of(number).rolle or rolle
        subs = _AS_SUBSTITUTE.search(sentence)
        if subs:
            for place, number in enumerate(_numbers(subs["who"])):
                if number in taken:
                    continue
                of(number).status = Status.TIL_STEDE
                of(number).kaldt = called_substitute(subs.group())
                of(number).medlem = people[away[place]] if place < len(away) else None
        away = found or away
    return [told[number] for number in sorted(told)]


_THERE = (Status.TIL_STEDE, Status.DELVIST)


def _those(match: re.Match[str]) -> list[tuple[int, str | None]]:
    """The people of a list of those who were there, each with the role that the list tells."""
    kaldt = match.groupdict().get("kaldt")
    found = []
    for one in _ONE.finditer(match["those"]):
        before, behind = one["before"], one["behind"].strip(" ,()")
        told = _AS.search(before)
        parts = [part.strip(" ,.") for part in (*reversed(before.rstrip(" ,").split(",")[-2:]),)]
        rolle = next(
            (
                role
                for text in (kaldt, behind, told["rolle"] if told else None, *parts)
                if text and (role := _role(text))
            ),
            None,
        )
        found.append((int(one["who"]), rolle))
    return found


def _role(text: str) -> str | None:
    """The office or role that some words before or behind a name are; ``None`` where they are none.

    "udvalgets formand" is "formand", "de forældrevalgte" is none.
    """
    words = re.sub(r"^(?:og|samt)\b\s*,?\s*", "", fold_spaces(text).strip(" ,.")).casefold()
    if words in TITLE_ROLES:
        return TITLE_ROLES[words]
    if words in ROLES or STAFF.match(words):
        return words
    last = words.split(" ")[-1] if words else ""
    return TITLE_ROLES.get(last, last if last in ROLES or STAFF.match(last) else None)


def _without_s(name: Navn) -> Navn:
    text = name.navn[:-1].rstrip("'’") if name.navn.endswith("s") else name.navn
    return Navn(start=name.start, end=name.end, navn=text, score=name.score, parti=name.parti)


def read_here(text: str, names: Sequence[Navn]) -> list[Navn]:
    """People whom a sentence in a punkt says were away from it, in order."""
    marked, people = mark_people(text, names)
    marked, _ = mark_times(marked)
    numbers: list[int] = []
    for pattern in _HERE:
        for match in pattern.finditer(marked):
            numbers += _numbers(match["who"])
    return [people[number] for number in sorted(set(numbers))]


def _numbers(who: str) -> list[int]:
    return [int(number) for number in re.findall(r"⟦(\d+)⟧", who)] or [int(who)]


def _enter_times(
    told: Fortalt, kind: str, match: re.Match[str], times: Sequence[str | None]
) -> None:
    first = times[int(match["tid"])]
    if kind == "begge":
        told.ankom = told.ankom or first
        told.gik = told.gik or times[int(match["tid2"])]
    elif kind == "gik":
        told.gik = told.gik or first
    elif told.ankom is None and told.gik != first:
        told.ankom = first
    if told.status is None or told.status is Status.TIL_STEDE:
        told.status = Status.DELVIST
