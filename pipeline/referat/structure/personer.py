"""Names of people in lists and entries of minutes.

In: the text of an attendance list, of one entry in it, or of a vote. Out: the parts of an entry
(name, role, party, marks). What the entry means is decided in ``fremmoede.py``.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from referat.danish import fremmoede as words
from referat.structure.dates import find_times
from referat.structure.text import CAPITALS, fold_spaces

# Nothing that was taken as a name is given back ((?>)); what may stand before one in a list is in
# small letters: with a choice, a list of names without verb took time without end. Not "{1,5}+":
# Python up to 3.11.4, as Debian 12 has it, matches that wrongly (its issue 106052).
NAME = (
    rf"[{CAPITALS}][\w.'’-]*(?>(?:\s+(?:(?:von|van|de|der|den|al|el|af|da|bin|v\.|ul|"
    rf"á)\s+)?[{CAPITALS}][\w.'’-]*){{1,5}})(?:\s*\([^()]{{1,60}}\))?"
)
"""One person as a sentence names them: given name and surname, perhaps party in brackets."""
_TOKEN = re.compile(
    rf"^(?:[{CAPITALS}][\w'’´`.-]*|[\w'’]+-[{CAPITALS}]\w+|[a-z]{{1,2}}['’][{CAPITALS}]\w+)$"
)
_INITIAL = re.compile(r"^[A-ZÆØÅ]{1,2}\.?$")
_PARENTHESIS = re.compile(r"\s*[(\[]([^()\[\]]*(?:\([^()]*\)[^()]*)*)[)\]]")
# "((A))", "[A]": a party in other brackets
_BRACKETS = re.compile(r"\(\(([^()]{1,30})\)\)|\[([^\[\]]{1,30})\]")
# "Abdi Nur - V deltog", "Abdi Nur -V, Ole Lund": a party behind a dash in running text
_DASHED = re.compile(
    r"(?<=[a-zæøå.])\s+[-–]\s?([A-ZÆØÅ])(?=\s*(?:[,;.)(]|$)|\s+(?:og|samt)\s|\s+[a-zæøå])"
)
_OCR_CLOSE = re.compile(r"\(([^()]{1,60})$")
# "stedfortræder: Navn", "i stedet for Navn", "suppleant for Navn", "mødte for Navn"
_FOR = re.compile(
    r"^(?:stedfortræder|suppleant|i stedet|mødte|mødt|indkaldt|vikar)\s+for:?\s+(.+)$",
    re.IGNORECASE,
)
# "Abdi Nur (for Ida Lund)"; not "(for Dansk Folkeparti)"
_FOR_ONE = re.compile(r"^for\s+(.+)$", re.IGNORECASE)
_BY = re.compile(
    r"^(?:(?:[12]\. )?stedfortræder|(?:[12]\. )?suppleant|afløser|vikar|"
    r"(?:i stedet(?: for \w+)?|i (?:hans|hendes|dennes) sted)(?: mødte| deltog| kom)?"
    r"(?:\s+(?:[12]\. )?(?:stedfortræder|suppleant)(?:en)?)?|erstattet af|afløst af)"
    r"\s*:?\s+(?!for\b)(.+)$",
    re.IGNORECASE,
)
# "Abdi Nur (B), afbud – Ida Lund (B) deltog som stedfortræder", "…, forfald; Ida Lund mødte i
# stedet"
_CAME_INSTEAD = re.compile(
    r"^(?P<who>(?:(?!\s-\s)[^,;:–]){4,60}?)\s*(?:[,;:–]|\s-)?\s*\(?(?P<mark>(?:meldt\s+)?afbud|forfald|fraværende)\)?"
    rf"\s*[-,;:.–]\s*(?P<sub>[{CAPITALS}][^,;:–]{{3,60}}?)\s+(?:deltog|mødte|indtrådte|kom)\s+"
    r"(?:som\s+(?P<kaldt>stedfortræder|suppleant)|i\s+stedet)$",
    re.IGNORECASE,
)
_INSTEAD_WORDS = ("stedfortræder", "suppleant", "i stedet")
_ARRIVED = re.compile(
    r"(?:ankom|kom|mødte|deltog fra|fra|indtrådte|fra og med|(?:loggede|koblede sig) på|"
    r"til stede fra|måtte komme)\s+(?:i mødet\s+|til mødet\s+|mødet\s+)?(?:ca\.\s*)?"
    r"(?:fra\s+)?(?:kl|\d)",
    re.IGNORECASE,
)
# "punkt 3, 5 og 7" is one note, "Venstre, 1. viceborgmester" are two
_COMMA = r"\s*,(?!\s*\d+[A-Z]?\b(?!\.\s*[a-zæøå]))\s*"
_LEFT = re.compile(
    r"(?:gik|forlod|deltog til|til|indtil|udtrådte|forlod mødet|(?:loggede|koblede sig) af|"
    r"til stede til|måtte gå|måtte forlade)\s+(?:mødet\s+)?(?:ca\.\s*)?(?:til\s+)?(?:kl|\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One person's entry in a list."""

    navn: str
    """The name alone."""
    rolle: str | None = None
    """Role, lower case."""
    parti: str | None = None
    """Party."""
    absent: bool = False
    """Marked as absent beside the name."""
    afbud: bool = False
    """That mark says that apologies were sent."""
    substitute: str | None = None
    """The person who stands in for this one, as printed: name, perhaps party."""
    substitute_rolle: str | None = None
    """What that person is called: "stedfortræder", "suppleant"."""
    substitute_for: str | None = None
    """Name of the member that this person stands in for."""
    ankom: str | None = None
    """Came at."""
    gik: str | None = None
    """Left at."""
    note: str = ""
    """What else stands beside the name."""


def plain_parties(text: str) -> str:
    """A text with every party behind a name in one pair of round brackets.

    "Abdi Nur ((V))", "Abdi Nur [V]" and "Abdi Nur - V" are all "Abdi Nur (V)".
    """
    text = _BRACKETS.sub(lambda found: f"({found[1] or found[2]})", text)
    return _DASHED.sub(r" (\1)", text)


def _title_role(word: str) -> str | None:
    """The role in a title before a name: "rådsmedlem", "1. viceamtsborgmester"; no occupation."""
    told = word.endswith(("medlem", "borgmester")) and word != "medlem"
    former = word.startswith(("fhv", "forhen"))
    return words.TITLE_ROLES.get(word, word if told and not former else None)


@lru_cache(maxsize=20_000)
def is_name(text: str, *, single: bool = False) -> bool:
    """Whether a text is a person's name and nothing else.

    "Ingolf Raaby", "M. Vindegab", "Jens von der Ulv-Holk", "SELMA ØRSKOV" are; "Teknisk
    Forvaltning", "Godkendt", "3F" are not.

    Args:
        text: The candidate.
        single: A first name alone will do, where a label says that names follow.
    """
    tokens = text.split()
    if not tokens or len(tokens) > 7 or len(text) > 60 or words.PARTY.match(text):
        return False
    big = 0
    for place, token in enumerate(tokens):
        if token.casefold() in words.PARTICLES and 0 < place < len(tokens) - 1 and token.islower():
            continue
        if not _TOKEN.match(token) or any(character.isdigit() for character in token):
            return False
        if words.NOT_NAME.search(token) and not _INITIAL.match(token):
            return False
        if token.endswith(".") and len(token) > 4:
            return False
        big += 1
    if len(tokens) > 1 and len(tokens[-1].strip(".")) < 2 and not single:
        return False  # "Anders P.": a surname is missing
    if len(tokens) == 1:
        return single and len(tokens[0]) > 1 and not tokens[0].isupper()
    return big >= 2


@lru_cache(maxsize=2_000)  # lists are read more than once, and a meeting's people come again
def parse_entry(text: str, *, single: bool = False) -> Entry | None:
    """Read one entry of a list of people, or ``None`` where it names nobody.

    Forms: "Navn (A)", "Navn, A", "Navn - Formand", "Navn, Formand (V)", "Borgmester Navn (V)",
    "Navn (Fravær)", "Navn- afbud", "Navn (stedfortræder: Navn)", "Navn, organisation".
    """
    text = _BRACKETS.sub(lambda found: f"({found[1] or found[2]})", fold_spaces(text))
    text = text.strip(" ,;.•*-–")
    if not text:
        return None
    came = text.casefold().endswith(_INSTEAD_WORDS)
    if came and (instead := _CAME_INSTEAD.match(text)) and (member := parse_entry(instead["who"])):
        marked = parse_note(member, instead["mark"])
        called = instead["kaldt"].casefold() if instead["kaldt"] else None
        return replace(marked, substitute=instead["sub"], substitute_rolle=called)
    entry = Entry(navn="")
    title = words.TITLE.match(text)
    if title:
        entry = replace(entry, rolle=_title_role(title.group().strip().casefold()))
        text = text[title.end() :]
    elif staff := words.STAFF_TITLE.match(text):
        entry = replace(entry, rolle=staff["rolle"].casefold())
        text = text[staff.end() :]
    notes: list[str] = []

    def take(match: re.Match[str]) -> str:
        notes.append(match[1].strip())
        return " "

    text = _PARENTHESIS.sub(take, text)
    text = _OCR_CLOSE.sub(take, text)
    head, notes_after = _split_head(fold_spaces(text), single=single)
    if head is None:
        return None
    entry = replace(entry, navn=head)
    for note in [*notes, *notes_after]:
        entry = parse_note(entry, note)
    return entry


def _split_head(text: str, *, single: bool) -> tuple[str | None, list[str]]:
    """Name at the head of an entry, and what follows it."""
    text = text.strip(" ,;.-–")
    if is_name(text, single=single):
        return text, []
    for pattern in (
        r"\s*,\s*",
        r"\s+[-–]\s*|\s*[-–]\s+",
        r"\s*:\s*",
        r"\s+(?=(?:ved|under|til|fra|kl|ankom|gik|med|stedfortræder|deltog|der|var|mødte|forlod)\b)",
    ):
        parts = re.split(pattern, text, maxsplit=1)
        if len(parts) == 2 and is_name(parts[0], single=single):
            return parts[0].strip(" .,-–"), [part for part in re.split(_COMMA, parts[1]) if part]
    # "Raaby Ingolf formand": a role in lower case ends the entry
    tokens = text.split()
    for cut in range(len(tokens) - 1, 1, -1):
        if is_name(" ".join(tokens[:cut]), single=single) and tokens[cut][0].islower():
            return " ".join(tokens[:cut]), [" ".join(tokens[cut:])]
    return None, []


def parse_note(entry: Entry, note: str) -> Entry:
    """An entry with what a note beside the name adds: party, role, absence, times, substitutes."""
    note = note.strip(" .;")
    if not note:
        return entry
    folded = note.casefold()
    if words.ABSENT_MARK.match(note):
        return replace(entry, absent=True, afbud=_says_apology(folded))
    if match := _FOR.match(note):
        named = re.match(r"stedfortræder|suppleant", folded)
        return replace(
            entry,
            substitute_for=_name_of(match[1]),
            rolle=entry.rolle or (named.group() if named else None),
        )
    if (
        (match := _FOR_ONE.match(note))
        and not words.PARTY.match(match[1])
        and is_name(match[1].strip())
    ):
        return replace(entry, substitute_for=match[1].strip())
    if (match := _BY.match(note)) and _name_of(match[1]):
        called = words.SUBSTITUTE_WORD.search(folded, 0, match.start(1))
        return replace(
            entry,
            substitute=match[1].strip(),
            substitute_rolle=called.group() if called else None,
        )
    for part in re.split(rf"{_COMMA}|\s*/(?!\d)\s*|\s[-–]\s(?!\d|kl)", note):
        if words.PARTY.match(part) and entry.parti is None:
            entry = replace(entry, parti=part)
        elif part.casefold() in words.ROLES:
            # a part in the meeting says more than an office: "fuldmægtig Abdi Nur (protokolfører)"
            office = entry.rolle is not None and words.STAFF.match(entry.rolle) is not None
            part_in_it = office and part.casefold() in words.MEETING_ROLES
            if entry.rolle is None or entry.rolle.endswith("medlem") or part_in_it:
                entry = replace(entry, rolle=part.casefold())
        elif (role := _role_in(part)) and entry.rolle is None:
            entry = replace(entry, rolle=role)
        elif entry.rolle is None and words.STAFF.match(office_of := _WHOSE.sub("", part)):
            entry = replace(entry, rolle=office_of.casefold())
        else:
            times = find_times(part)
            if len(times) == 2 and re.match(r"deltog|til stede|mødte|kl", part, re.IGNORECASE):
                entry = replace(entry, ankom=times[0], gik=times[1])
            elif times and _ARRIVED.search(part):
                entry = _with_absence(replace(entry, ankom=times[0]), part)
            elif times and _LEFT.search(part):
                entry = _with_absence(replace(entry, gik=times[0]), part)
            elif words.ABSENT_MARK.match(part):
                entry = replace(entry, absent=True, afbud=_says_apology(part.casefold()))
            else:
                entry = replace(entry, note=f"{entry.note} {part}".strip())
    return entry


def _with_absence(entry: Entry, note: str) -> Entry:
    """An entry with punkter that a note on times says were missed: "Gik kl. 15, ikke i nr. 9"."""
    away = words.NOT_UNDER.search(note)
    return replace(entry, note=f"{entry.note} {away.group()}".strip()) if away else entry


# "kommunens konsulent"
_WHOSE = re.compile(r"^(?:kommunens|forvaltningens|regionens|amtets)\s+", re.IGNORECASE)


def _says_apology(folded: str) -> bool:
    """Whether a mark of absence says that apologies were sent: "afbud", not "uden afbud"."""
    said = any(word in folded for word in ("afbud", "forfald", "meldt fra"))
    return said and "uden" not in folded


def _role_in(text: str) -> str | None:
    """Role at the head of a longer description: "næstformand for rådet" is "næstformand"."""
    folded = text.casefold().strip()
    for role in (
        "næstformand",
        "formand",
        "borgmester",
        "referent",
        "sekretær",
        "mødeleder",
        "suppleant",
    ):
        if re.match(rf"(?:og )?{role}\b(?!\s+for\s+(?!råd|udvalg|bestyrelse))", folded):
            return role
    return None


def _name_of(text: str) -> str | None:
    entry = parse_entry(text)
    return entry.navn if entry else None


def split_list(text: str, *, single: bool = False) -> list[str]:
    """Entries of a list of people that stands as running text.

    Parts at commas, semicolons, "og" and "samt", but not inside parentheses; what follows a name
    and is none ("Navn, formand", "Navn, 3F") stays with it.

    Args:
        text: The list.
        single: A first name alone is an entry.
    """
    text = _with_commas(text)
    parts: list[str] = []
    depth = 0
    start = 0
    for place, character in enumerate(text):
        if character in "([":
            depth += 1
        elif character in ")]":
            depth = max(0, depth - 1)
        elif character in ",;\n·|" and depth == 0:
            parts.append(text[start:place])
            start = place + 1
    parts.append(text[start:])
    pieces: list[str] = []
    for part in parts:
        part = re.sub(rf"^(?:og|samt|&)\s+(?=[{CAPITALS}])", "", part.strip())
        # "og Abdi Nur", and "og stadsingeniør Abdi Nur"
        pieces += re.split(
            rf"\s+(?:og|samt|&)\s+(?=[{CAPITALS}])"
            rf"|(?<=[^-])\s+(?:og|samt|&)\s+(?=[a-zæøå]{{5,}}\s+[{CAPITALS}][\w.-]+\s+[{CAPITALS}])",
            part,
        )
    entries: list[str] = []
    for piece in pieces:
        piece = piece.strip(" .•*")
        if not piece:
            continue
        alone = re.sub(r"\s*[(\[].*", "", piece)
        title = words.TITLE.match(alone)
        if title:
            alone = alone[title.end() :]
        is_more = (
            words.PARTY.match(piece)
            or piece.casefold() in words.ROLES
            or (not is_name(alone) and parse_entry(piece) is None)
        )
        if entries and is_more and not is_name(alone, single=single):
            entries[-1] += f", {piece}"
        else:
            entries.append(piece)
    return _shared_notes(entries) if "(" in text else entries


# "Abdi Nur og Tora Lind (begge til kl. 18)"
_SHARED = re.compile(r"\((?P<who>begge|alle)(?:\s+(?:to|tre|fire|fem))?\s+(?P<note>[^()]+)\)")


def _shared_notes(entries: list[str]) -> list[str]:
    """Entries with the note that the last of them says of two or of all at each of these."""
    for place, entry in enumerate(entries):
        if found := _SHARED.search(entry):
            note = f"({found['note']})"
            entries[place] = entry.replace(found.group(), note)
            first = max(0, place - 1) if found["who"] == "begge" else 0
            entries[first:place] = [
                other if "(" in other else f"{other} {note}" for other in entries[first:place]
            ]
    return entries


_DASH = re.compile(r"\s[-–—]\s+")
# "Abdi Nur (A), formand": with a party's letter behind every name, one dash parts people too
_IN_PARTY = re.compile(
    rf"[{CAPITALS}][\w.'’-]+(?:\s+[{CAPITALS}][\w.'’-]+)+\s*\([{CAPITALS}]{{1,3}}\)"
)
_ABSENT_END = re.compile(r"\b(?:afbud|forfald|fraværende)\)?$", re.IGNORECASE)
_CAME = re.compile(r"\)\s+(?:deltog|mødte|indtrådte|kom)\s+(?:som|i\s+stedet)\b")
_DASHES = 2
"""Dashes between people from which on a list is parted by them: one may stand before a note."""


def _with_commas(text: str) -> str:
    """A list parted by dashes ("Abdi Nur (A), formand – Ida Lund (V) – …") parted by semicolons.

    Each piece begins with a full name there, the last one too unless the list goes on below.
    """
    pieces = _DASH.split(text)
    if len(pieces) > 1 and all(_IN_PARTY.match(piece) for piece in pieces):
        told = pieces[0]
        for before, piece in itertools.pairwise(pieces):
            instead = _ABSENT_END.search(before) and _CAME.search(piece)
            told += f" – {piece}" if instead else f"; {piece}"
        return told
    if len(pieces) <= _DASHES:
        return text
    heads = [words.TITLE.sub("", re.split(r"[,(]", piece)[0].strip(" .")) for piece in pieces]
    if not all(map(is_name, heads[:-1])) or not is_name(heads[-1], single=True):
        return text
    return "; ".join(pieces)


def parse_people(text: str, *, single: bool = False) -> list[Entry]:
    """People of a list that stands as running text, in order."""
    entries = []
    for piece in split_list(text, single=single):
        entry = parse_entry(piece, single=single)
        if entry:
            entries.append(entry)
        elif single:
            entries += [
                found
                for part in re.split(r"\s*,\s*|\s+og\s+", piece)
                if (found := parse_entry(part, single=True))
            ]
    return entries


def looks_like_people(text: str) -> bool:
    """Whether a line is names and little else: most of its comma parts are entries of people."""
    pieces = split_list(text)
    if not pieces or len(text) > 600:
        return False
    named = sum(1 for piece in pieces if parse_entry(piece))
    return (
        named >= 1
        and named >= 0.6 * len(pieces)
        and not re.search(r"[.!?]\s+[A-ZÆØÅ][a-zæøå]+ [a-zæøå]{3,}", text)
    )
