"""Reads attendance that is told in sentences.

In: sentences of the header, or under one of its labels ("X havde meldt afbud. I stedet mødte Y.").
Out: entries in ``Attendance``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from referat.danish.fremmoede import CAME_FOR, PUNKT_NUMRE, TITLE_ROLES
from referat.structure.dates import find_times
from referat.structure.fremmoede import Attendance, called_substitute, parse_numre
from referat.structure.personer import NAME, parse_entry, parse_people, plain_parties
from referat.structure.stedfortraederled import take_out_clauses
from referat.structure.text import CAPITALS
from referat.structure.views import View
from referat.types import Fremmoedestatus as Status

_POINT = r"(?:[.:]|,(?=\d\d))?"
"""Between hours and minutes of a clock: "kl. 17.30", "kl. 17,30"."""
_BEFORE = r"(?:som\s+(?:stedfortræder|suppleant)\s+|[a-zæøå]\w*\s+)?"
_NAMES = rf"{NAME}(?>(?:\s*(?:,|og|samt)\s*{_BEFORE}{NAME})*)"
# "Abdi Nur (V), der mødte kl. 16.25, Ida Lund (F)": the clause is about the nearest name
_CLAUSE = re.compile(
    rf"(?P<name>{NAME}),\s+(?:der|som)\s+(?P<clause>(?:først\s+)?(?:mødte|ankom|kom|deltog|gik|"
    r"måtte\s+(?:gå|forlade\s+mødet)|forlod\s+mødet)\b[^.,;()]{0,20}?\bkl\.?\s*\d{1,2}(?:[.:,]\d\d)?)"
    r"(?=\s*[,;]|\s+(?:og|samt)\b|\s*\.?(?:\s|$))"
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
    # "dog havde Abdi Nur lovligt forfald"
    (
        "afbud",
        re.compile(
            rf"\b(?:havde|har)\s+{_TITLE}(?P<who>{_NAMES})\s+(?:meldt\s+|sendt\s+|lovligt\s+)?"
            rf"(?:afbud|forfald)"
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
            rf"[Ff]raværende(?:\s+(?:uden afbud|(?:under\s+|i\s+)?hele mødet|var|"
            rf"er))?\s*:\s*{_TITLE}(?P<who>{_NAMES})(?!\s+(?:i|ved|under)\s)"
        ),
    ),
    (
        "fravaer",
        re.compile(
            rf"{_TITLE}(?P<who>{_NAMES})\s+(?:var|er)\s+(?:fraværende|ikke til stede|"
            rf"ikke mødt|bortrejst|syg|sygemeldt|forhindret|på (?:ferie|orlov))"
            rf"(?!\s+(?:under|ved|i|på|til|fra|mens|da)\s)"
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
        rf"[Ii] stedet for (?P<member>{NAME})\s+(?:deltog|mødte|indtrådte|var)\s+(?P<sub>{NAME})"
    ),
    re.compile(
        rf"(?P<sub>{NAME})\s+(?:deltog|mødte|deltager|indtrådte|var indkaldt|"
        rf"er indkaldt)\s+(?:i stedet\s+)?(?:som (?:stedfortræder|"
        rf"suppleant)\s+)?(?:i stedet\s+)?for\s+(?P<member>{NAME})"
    ),
    # "For X mødte Y"
    re.compile(
        rf"(?:^|(?<=[,;]\s))[Ff]or (?P<member>{NAME})\s+(?:mødte|deltog|indtrådte)\s+"
        rf"(?P<sub>{NAME})"
    ),
    # "Som stedfortræder for X mødte Y"
    re.compile(
        rf"[Ss]om (?:stedfortræder|suppleant) for (?P<member>{NAME})\s+"
        rf"(?:mødte|deltog|er indkaldt|var indkaldt)\s+(?P<sub>{NAME})"
    ),
    re.compile(rf"[Ss]tedfortræder\s+(?P<sub>{NAME})\s+mødte for\s+(?P<member>{NAME})"),
    re.compile(
        rf"(?P<sub>{NAME})\s+(?:er |var )?(?:stedfortræder|suppleant)\s+for\s+(?P<member>{NAME})"
    ),
    re.compile(rf"(?P<member>{NAME})\s+\((?:stedfortræder|suppleant)\s*:?\s+(?P<sub>[^()]+)\)"),
)
_CALLED = r"(?:[1-9]\. )?(?:stedfortræder|suppleant)(?:en)?"
_INSTEAD = re.compile(
    rf"(?:[Ii] stedet (?:mødte|deltog)(?: {_CALLED})?|[Ii] stedet\s*(?=:)"
    rf"|[Ss]om {_CALLED} for (?:ham|hende|dem|vedkommende) (?:mødte|deltog|var indkaldt)"
    r"|[Ss]om (?:suppleant|stedfortræder)(?:er)?\s+(?:er|var|blev|deltog|mødte)\s*(?:indkaldt)?"
    r"|[Ss]uppleant(?:en|erne)?\s+(?=[A-ZÆØÅ][\w-]+ [A-ZÆØÅ])"
    r"|[Ii]ndkaldt (?:var|er|som suppleant):?|[Ss]tedfortrædere?\s*(?=:)"
    rf"|[Ff]or (?:ham|hende|dem) mødte(?: {_CALLED})?"
    r"|[Ii] (?:hans|hendes|deres) sted (?:mødte|deltog|indtrådte|sad|kom|"
    rf"(?:var|er) (?:indkaldt|mødt))(?: {_CALLED})?)\s*:?\s*(?P<who>{_NAMES})"
)
# "X havde afbud. Y mødte som hans stedfortræder."
_IN_THEIR_PLACE = re.compile(
    rf"(?P<who>{_NAMES})\s+(?:deltog|mødte|kom|var til stede|(?:var|er|blev) indkaldt)\s+"
    r"(?:som\s+(?:hans|hendes|deres|vedkommendes)\s+(?:stedfortræder|suppleant)e?r?|"
    r"i\s+(?:hans|hendes|deres)\s+sted|i stedet(?!\s+for)|for\s+(?:ham|hende|dem)\b)"
)
_PARTIAL: tuple[tuple[str, re.Pattern[str]], ...] = (
    # away between two times: left at the first, came back at the second
    (
        "punkt",
        re.compile(
            rf"{_TITLE}(?P<who>{_NAMES})\s+(?:deltog|medvirkede|"
            rf"var)\s+(?:(?:på grund af|grundet) inhabilitet\s+|som inhabil\s+)?ikke\s+"
            rf"(?:til stede\s+)?(?:i|under|ved)\s+{PUNKT_NUMRE}"
        ),
    ),
    (
        "punkt",
        re.compile(
            rf"{_TITLE}(?P<who>{_NAMES})\s+(?:var|er)\s+(?:fraværende|inhabil\w*)\s+(?:i|under|"
            rf"ved|på)\s+{PUNKT_NUMRE}"
        ),
    ),
    (
        "punkt",
        re.compile(
            rf"{_TITLE}(?P<who>{_NAMES})\s+(?:(?:erklærede\s+sig|var|er)\s+inhabil\w*|"
            rf"(?:(?:erklærede\s+sig|var)\s+inhabil\w*\s+og\s+)?(?:forlod|gik\s+uden\s+for)\s+"
            rf"(?:lokalet|mødet|salen|døren))\s+(?:i|under|ved|til|på)\s+{PUNKT_NUMRE}"
        ),
    ),
    (
        "ude",
        re.compile(
            rf"{_TITLE}(?P<who>{_NAMES})\s*,?\s+(?:der\s+)?(?:var\s+)?"
            rf"(?:fraværende|ude(?:\s+af\s+mødet)?|ikke\s+til\s+stede|væk)\s+"
            rf"(?:fra\s+|mellem\s+)?(?P<tid>kl\.?\s*\d{{1,2}}{_POINT}\d{{0,2}}\s*"
            rf"(?:til|og|-|–)\s*(?:kl\.?\s*)?\d{{1,2}}{_POINT}\d{{0,2}})"
        ),
    ),
    (
        "gik",
        re.compile(
            rf"{_TITLE}(?P<who>{_NAMES})\s*,?\s+(?:der\s+)?(?:forlod|gik(?:\s+fra)?|"
            rf"måtte forlade|måtte gå|deltog til|deltog indtil)\s*(?:mødet|lokalet|"
            rf"salen)?\s*(?:\w+\s+)?(?P<tid>kl\.?\s*\d{{1,2}}{_POINT}\d{{0,2}})"
        ),
    ),
    (
        "gik",
        re.compile(
            rf"{_TITLE}(?P<who>{_NAMES})\s+(?:til|indtil)\s+(?P<tid>kl\.?\s*\d{{1,2}}{_POINT}"
            rf"\d{{0,2}})"
        ),
    ),
    (
        "ankom",
        re.compile(
            rf"{_TITLE}(?P<who>{_NAMES})\s*,?\s+(?:der\s+)?(?:ankom|kom(?: til stede)?|mødte|"
            rf"gav møde|deltog|indtrådte|tiltrådte|var til stede)\s*(?:først\s+)?"
            rf"(?:i mødet|til mødet|mødet)?\s*(?:fra\s+)?"
            rf"(?P<tid>kl\.?\s*\d{{1,2}}{_POINT}\d{{0,2}})"
        ),
    ),
    (
        "ankom",
        re.compile(
            rf"{_TITLE}(?P<who>{_NAMES})\s+fra\s+(?P<tid>kl\.?\s*\d{{1,2}}{_POINT}\d{{0,2}})"
        ),
    ),
)


# "Mødeleder var X, og referent var Y", "Desuden deltog A, B og C"
_CHAIR = re.compile(
    rf"(?P<role>[Mm]ødeleder|[Rr]eferent|[Oo]rdstyrer|[Dd]irigent|[Ss]ekretær|[Ff]ormand|"
    rf"[Pp]rotokolfører)"
    rf"\s+(?:var|fungerede)\s*:?\s*(?P<who>{NAME})"
)
# "Formand Abdi Nur ledede mødet", "Borgmester Abdi Nur var mødeleder"
_LED = re.compile(
    rf"(?P<role>[Ff]ormand|[Nn]æstformand|[Bb]orgmester|[Vv]iceborgmester)(?:en)?\s+(?P<who>{NAME})"
    r"\s+(?:ledede|ledte|var (?:mødeleder|ordstyrer|dirigent)|åbnede)\b"
)
# "Mødet åbnedes kl. 16.00 af formanden, Abdi Nur"
_OPENED = re.compile(
    rf"\b(?:åbnedes|lededes|ledet|åbnet|sattes?)\b[^.]{{0,40}}(?:kl\.\s*[\d.:]+\s+)?\baf\s+"
    rf"(?P<role>formand|næstformand|borgmester|viceborgmester)(?:en)?\s*,?\s+(?P<who>{NAME})"
)
_PRESENT = re.compile(
    rf"(?:[Dd]esuden|[Dd]erudover|[Ee]ndvidere|[Ii] øvrigt|[Ss]amt)\s+(?:deltog|mødte|"
    rf"var til stede)\s*:?\s*{_TITLE}(?P<who>{_NAMES})"
    rf"|(?:[Mm]ødt var|[Tt]il stede var|[Dd]er deltog|[Mm]ødt)\s*:\s*{_TITLE}(?P<who2>{_NAMES})"
)


# "Ida Lund, afbud Abdi Nur, afbud" are entries of a list
# "Abdi Nur. Hans" and "(F). I stedet" end a sentence; "Chr. Lund" and "Frk. Lund" do not
SENTENCE = re.compile(
    r"(?<=[\w(][\w)][a-zæøå0-9)]\.)(?<!\b[Cc]hr\.)(?<!\b[Ff]rk\.)(?<!\b[Jj]oh\.)(?<!ilh\.)"
    r"(?<!\bpkt\.)(?<!\bsen\.)(?<!\bjun\.)\s+(?=[A-ZÆØÅ])|(?<=[,–-] afbud)\s+(?=[A-ZÆØÅ])|\n"
)


_UNDER = re.compile(r"^fraværende\s*:\s*(?=[^:]*, afbud$)", re.IGNORECASE)
_LONGEST_ENTRY = 90
"""Letters under which a sentence may be an entry of a list: a name, a party, a mark of absence."""


def read_prose(attendance: Attendance, text: str, view: View) -> bool:
    """Sentences on attendance; whether any was found.

    "X og Y havde meldt forfald. I stedet mødte Z og W." enters X and Y with afbud, and Z and W as
    substitutes in that order.
    """
    found_any = False
    last: list[str] = []
    text, of_substitutes = take_out_clauses(_CLAUSE.sub(_in_brackets, plain_parties(text)))
    for sentence in (*SENTENCE.split(text), *of_substitutes):
        # "Abdi Nur, Venstre – afbud." among the sentences
        listed = _UNDER.sub("", sentence)
        marked = parse_entry(listed) if len(sentence) < _LONGEST_ENTRY else None
        if marked is not None and marked.absent:
            last = [attendance.add(marked, Status.FRAVAERENDE, view).navn]
            found_any = True
            if instead := _INSTEAD.search(sentence):
                for entry in parse_people(instead["who"])[:1]:
                    attendance.substitute(entry.navn, last[0], view, parti=entry.parti)
            continue
        taken: list[tuple[int, int]] = []
        for pattern in _SUBSTITUTES:
            for match in pattern.finditer(sentence):
                member = parse_entry(match["member"])
                if member is None or parse_entry(match["sub"]) is None:
                    continue
                if attendance.find(member.navn) is None:
                    attendance.add(member, Status.AFBUD, view)
                attendance.substitute(
                    match["sub"], member.navn, view, rolle=called_substitute(match.group())
                )
                taken.append(match.span())
                found_any = True
        for match in (
            *_CHAIR.finditer(sentence),
            *_LED.finditer(sentence),
            *_OPENED.finditer(sentence),
        ):
            chair = parse_entry(match["who"])
            if chair is not None:
                person = attendance.add(chair, Status.TIL_STEDE, view)
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
                        if kind == "ude":
                            if len(times) == 2:  # gone at the first, back at the second
                                person.gik, person.ankom = times
                        elif times and kind == "gik":
                            person.gik = person.gik or times[0]
                        elif times:
                            person.ankom = person.ankom or times[0]
                            until = _UNTIL.match(sentence, match.end())
                            if until and (ends := find_times(f"kl. {until[1]}")):
                                person.gik = person.gik or ends[0]
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
                called = called_substitute(instead.group())
                attendance.substitute(entry.navn, away, view, parti=entry.parti, rolle=called)
                found_any = True
    return found_any


def without_groups(text: str) -> str:
    """Sentences on attendance without whom people came for: "for Ulvsø Kommune borgmester X".

    A party that people came for stands in brackets behind each name, as where it is printed so.
    """
    marks = list(CAME_FOR.finditer(text))
    out, at = [], 0
    for place, mark in enumerate(marks):
        out.append(text[at : mark.start()])
        at = mark.end()
        if mark["parti"]:
            end = marks[place + 1].start() if place + 1 < len(marks) else len(text)
            stop = SENTENCE.search(text, at, end)
            end = stop.start() if stop else end
            out.append(_PLAIN_NAME.sub(rf"\g<0> ({mark['parti']})", text[at:end]))
            at = end
    return "".join([*out, text[at:]])


_PLAIN_NAME = re.compile(
    rf"(?<![\w-])[{CAPITALS}][\w'’-]+(?:\s+[{CAPITALS}][\w.'’-]*)+(?<!\.)(?!\s*\()"
)


def _in_brackets(found: re.Match[str]) -> str:
    """A name with what a clause says of it in the brackets behind it."""
    name, clause = found["name"], found["clause"]
    return f"{name[:-1]}, {clause})" if name.endswith(")") else f"{name} ({clause})"


def _title_role(title: str) -> str | None:
    """The role in a title before a name in a sentence: "Udvalgsmedlem", "Borgmester"."""
    word = title.strip().casefold()
    return TITLE_ROLES.get(word, word if word.endswith("medlem") and word != "medlem" else None)


# behind "deltog kl. 10.30": "-11.10", " til kl. 11.10", " og gik igen kl. 11.10"
_UNTIL = re.compile(
    r"\s*(?:[-–]|(?:og\s+)?(?:ind)?til|,?\s*(?:og|men)\s+(?:gik|forlod\s+mødet)(?:\s+igen)?)\s*"
    r"(?:kl\.?\s*)?(\d{1,2}[.:]\d{2})(?!\d)"
)


def _overlaps(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)
