"""Reads lists of people: those present, those absent, who stands in for whom.

In: the segments of the header, each a label with the lines under it. Out: entries in
``Attendance``. What stands under a label as sentences goes to ``fremmoedeprosa.py``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from referat.danish.fremmoede import NONE_WORDS, SUBSTITUTE_LABEL
from referat.danish.labels import CAME_LATE, CHAIR_ROLES, LEFT_EARLY
from referat.structure.dates import find_times
from referat.structure.fremmoede import Attendance, Person, called_substitute, parse_numre
from referat.structure.fremmoedeceller import has_one_each
from referat.structure.fremmoedeprosa import read_prose
from referat.structure.hovedfelter import Segment, is_prose
from referat.structure.personer import Entry, is_name, parse_entry, parse_people
from referat.structure.text import fold_spaces, join_words
from referat.structure.views import View
from referat.types import Fremmoedestatus as Status

_ENTRY_END = re.compile(r"(?:,|-|\bog|\bsamt|/)\s*$")
_AFBUD_KEY = re.compile(r"afbud|forfald|meldt fra")
_SAG_REFERENCE = re.compile(
    r"\s*\(?\s*(?:ved|i|under|til|på)?\s*(?:behandlingen?\s+af\s+)?(?:sag(?:erne)?|pkt\.?|"
    r"punkt(?:er|erne)?)\s*(?:nr\.?\s*)?(?P<numre>\d+[A-Z]?(?:\s*(?:-|–|,|og|"
    r"til)\s*\d+[A-Z]?)*)\s*\)?",
    re.IGNORECASE,
)


def read_segments(attendance: Attendance, segments: Sequence[Segment]) -> None:
    """Lists of people under the header's labels.

    A form in which nobody has a surname lists first names (F23).
    """
    lists = [segment for segment in segments if segment.felt in ("fremmoede", "fravaer")]
    named = sum(1 for segment in lists for text, _ in segment.parts if parse_people(text))
    filled = sum(1 for segment in lists for text, _ in segment.parts if text)
    single = bool(lists) and named < 0.3 * filled
    away: Segment | None = None
    for segment in segments:
        if segment.felt == "fremmoede":
            role = called_substitute(segment.key) or (
                "stedfortræder" if segment.key.startswith("stedfortr") else None
            )
            if SUBSTITUTE_LABEL.search(segment.key):
                segment = _read_pairs(attendance, segment, role)
            _read_list(attendance, segment, Status.TIL_STEDE, rolle=role, single=single)
            if SUBSTITUTE_LABEL.search(segment.key):
                _pair_with_absent(attendance, segment, away)
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
        away = segment if segment.felt == "fravaer" else None
    # a part in the list itself ("formand") says more than who led this meeting
    for segment in segments:
        if segment.felt == "leder":
            role = CHAIR_ROLES.get(segment.key)
            people = _entries(segment, single=single)
            if not people and (known := _by_first_name(attendance, segment.text)) is not None:
                known.rolle = known.rolle or role
            for entry in people[:1]:
                person = attendance.find(entry[0].navn)
                if person is None:
                    person = attendance.add(entry[0], Status.TIL_STEDE, entry[1])
                person.rolle = person.rolle or role


def _by_first_name(attendance: Attendance, text: str) -> Person | None:
    """The one person who has the first name that a text opens with: "Referent: Gitte"."""
    first = text.split(maxsplit=1)[0].strip(".,") if text else ""
    same = [person for person in attendance.people if person.navn.split()[0] == first]
    return same[0] if len(same) == 1 else None


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


def _pair_with_absent(attendance: Attendance, segment: Segment, away: Segment | None) -> None:
    """Let the one person under "Stedfortræder" stand in for the one absent right above it.

    "Afbud: Abdi Nur (A)" over "Stedfortræder: Ida Lund (A)"; of several it is not told which.
    """
    came = [entry for entry, _ in _entries(segment)]
    absent = (
        [entry for text, _ in _split_absent(away) for entry in parse_people(text)] if away else []
    )
    if len(came) != 1 or len(absent) != 1:
        return
    person = attendance.find(came[0].navn)
    if person is not None and person.stedfortraeder_for is None and absent[0].navn != person.navn:
        person.stedfortraeder_for = absent[0].navn


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
    one_each = has_one_each(strings)
    if not one_each and strings and len(segment.parts) > 1 and len(parse_people(strings[0][0])) > 1:
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
        if whole and (len(people) <= 1 or one_each):
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
        person = attendance.add(_at_clock(entry, segment.key), status, view, rolle=rolle)
        person.parti = person.parti or segment.parti or None
        if entry.substitute:
            person.status = Status.AFBUD if person.status is Status.TIL_STEDE else person.status
            attendance.substitute(entry.substitute, person.navn, view, rolle=entry.substitute_rolle)


def _at_clock(entry: Entry, key: str) -> Entry:
    """The entry with the clock beside its name as when the person came or left, by the label."""
    if key not in CAME_LATE and key not in LEFT_EARLY:
        return entry
    clock = next(iter(find_times(entry.note)), None)
    if clock is None:
        return entry
    return replace(entry, ankom=clock) if key in CAME_LATE else replace(entry, gik=clock)


def _read_absent(attendance: Attendance, segment: Segment, status: Status) -> None:
    """Names under "Afbud" or "Fraværende", with substitutes and with single punkter."""
    # "Afbud med indkaldt stedfortræder": the name in brackets is who came
    instead = called_substitute(segment.key)
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
        if stands_in and (members := parse_people(stands_in["who"])):
            for member in members:  # the last is who is stood in for
                attendance.add(member, status, view)
            attendance.substitute(
                stands_in["sub"].strip(" .)"),
                members[-1].navn,
                view,
                rolle=called_substitute(text),
            )
            continue
        if called_substitute(segment.key) and (pairs := _bracketed(text)):
            for member, who in pairs:
                attendance.add(member, status, view)
                attendance.substitute(who, member.navn, view, rolle=called_substitute(segment.key))
            continue
        for entry in parse_people(text):
            if entry.substitute_for:
                replaced = parse_entry(entry.substitute_for)
                if replaced:
                    attendance.add(replaced, status, view)
                attendance.substitute(entry.navn, entry.substitute_for, view, parti=entry.parti)
                continue
            if (entry.ankom or entry.gik) and _AWAY_FROM.search(text):
                # "Fraværende: Navn fra kl. 15.50" left then; "til kl. 10" came
                entry = replace(entry, ankom=entry.gik, gik=entry.ankom)
                attendance.add(entry, Status.DELVIST, view)
                continue
            person = attendance.add(entry, status, view)
            if instead and is_name(entry.note):
                attendance.substitute(entry.note, person.navn, view, rolle=instead)
            if entry.substitute:
                attendance.substitute(
                    entry.substitute, person.navn, view, rolle=entry.substitute_rolle
                )


_BEHIND = re.compile(r"(?:^|[,;]\s*|\s+og\s+)(?P<who>[^(),;]+?)\s*\((?P<sub>[^()]{5,60})\)")


def _bracketed(text: str) -> list[tuple[Entry, str]]:
    """Members with who came instead in brackets: "Abdi Nur (Tora Lind)"; all of them or none."""
    pairs = [
        (member, found["sub"])
        for found in _BEHIND.finditer(text)
        if (member := parse_entry(found["who"])) and parse_entry(found["sub"]) is not None
    ]
    return pairs if len(pairs) == len(parse_people(text)) else []


_AWAY_FROM = re.compile(
    r"^(?!.*\b(?:ankom|kom|mødte|deltog|gik|forlod|måtte)\b).*"
    r"\b(?:fra|til|indtil)\s+(?:ca\.\s*)?(?:kl\b|\d{1,2}[.:]\d\d)",
    re.IGNORECASE,
)
"""A clock beside an absent person from which, or up to which, that person was away."""


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
