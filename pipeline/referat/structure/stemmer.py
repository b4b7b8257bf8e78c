"""Votes: who voted for, against, and who abstained, from a decision's text.

In: the text of one decision. Out: an ``Afstemning``, or ``None`` where no count and no side is
printed.
Sources of the forms: format atlas, 3.3. Votes on amendments and on procedure come before the main
vote in the text; the last vote stands (interchange format, edge cases).
"""

from __future__ import annotations

import re

from referat.danish.fremmoede import PARTY
from referat.structure.personer import parse_entry
from referat.structure.text import fold_spaces, sentences
from referat.types import Afstemning, Stemme, Stemmeafgivning

_NUMBER_WORDS = {
    "en": 1,
    "et": 1,
    "én": 1,
    "ét": 1,
    "to": 2,
    "tre": 3,
    "fire": 4,
    "fem": 5,
    "seks": 6,
    "syv": 7,
    "otte": 8,
    "ni": 9,
    "ti": 10,
    "elleve": 11,
    "tolv": 12,
}
_N = rf"(\d{{1,3}}|{'|'.join(_NUMBER_WORDS)})"
_VOTES = r"(?:stemmer|stemme|st\.)"
# "med 30 stemmer imod 13", "med 1 stemme mod 9", "12 stemmer for og 7 imod", "med 8 St."
_AGAINST = re.compile(
    rf"\b{_N}\s+{_VOTES}\s+(?:\((?P<ja>[^()]*)\)\s+)?(?:for\s+)?(?:\((?P<ja2>[^()]*)\)\s+)?(?"
    rf":og\s+)?(?:i?mod|"
    rf"og)\s+{_N}(?:\s+{_VOTES})?(?:\s+imod)?\b(?:\s*\((?P<nej>[^()]*)\))?",
    re.IGNORECASE,
)
_FOR_AND = re.compile(
    rf"\b{_N}\s+(?:{_VOTES}\s+|medlemmer\s+)?(?:stemte\s+)?for(?:slaget)?\s*(?:,|"
    rf"og)\s+{_N}\s+(?:{_VOTES}\s+|stemte\s+)?imod\b",
    re.IGNORECASE,
)
_ONLY_FOR = re.compile(rf"\bmed\s+{_N}\s+{_VOTES}(?!\s+(?:i?mod|for))", re.IGNORECASE)
# "Et flertal (A, B og C) godkendte …", "Mindretallet, X, stemte imod"
_MAJORITY = re.compile(
    r"\b(?P<side>flertal|mindretal)(?:let|lets|s)?\s*(?:\((?P<who>[^()]{1,160})\)|"
    r",\s*(?P<who2>[A-ZÆØÅ][^,.]{2,80}),)",
    re.IGNORECASE,
)
_ABSTAINED = re.compile(
    rf"\b{_N}\s+(?:\([^)]*\)\s+)?(?:medlem\w*\s+)?(?:undlod|undlader|stemte\s+(?:ikke|hverken|"
    rf"blankt)|afstod)\b",
    re.IGNORECASE,
)
_AGAINST_ONLY = re.compile(
    rf"\b{_N}\s+(?:\([^)]*\)\s+)?(?:medlem\w*\s+)?stemte\s+(?:i?mod)\b", re.IGNORECASE
)
_FAILED = re.compile(
    r"\b(?:forkastet|forkastedes|faldt|nedstemt|ikke (?:vedtaget|godkendt)|afvist)\b", re.IGNORECASE
)
# "For stemte: A, B", "Imod stemte 29: (V)", "Undlod at stemme: Å", "Følgende undlod at stemme: C
# og F"
_SIDE = re.compile(
    r"(?P<side>\bfor\s+(?:forslaget\s+|indstillingen\s+)?stemte|\bi?mod\s+(?:forslaget\s+|"
    r"indstillingen\s+)?stemte|\b(?:følgende\s+)?undlod(?:\s+at\s+stemme)?|\bstemte\s+for|"
    r"\bstemte\s+i?mod|\bhverken for eller imod(?:\s+stemte)?|\bblankt\s+stemte"
    r"|(?<=[.\n])\s*for(?=\s*:)|(?<=[.\n])\s*imod(?=\s*:)|^for(?=\s*:)|^imod(?=\s*:)|"
    r"(?<=[.;\n])\s*undlod(?=\s*:))"
    r"\s*(?P<antal>\d{1,3})?\s*(?:medlemmer|stemmer)?\s*(?P<mark>[:;,]|"
    r"(?=\())?\s*(?P<rest>[^\n]*?)(?=\.\s|\.?$|\n|;\s*(?:i?mod|for|undlod)|"
    r",?\s+(?:(?:og\s+)?(?:i?mod|for)\s+stemte|(?:og\s+)?undlod|mens\b|hvorimod\b))",
    re.IGNORECASE | re.MULTILINE,
)
# "14 (A, F og Ø) stemte for", "11 (B, C og V) undlod at stemme", "A, F og Ø stemte imod",
# "Chr. B. Holm (A) stemte imod"; not the "Godkendt." before "(Ø) stemte imod"
_WHO_FIRST = re.compile(
    r"(?:(?P<antal>\d{1,3})\s*)?(?P<who>\((?:[^()]{1,80})\)|"
    r"(?:(?:[A-ZÆØÅ](?:[a-zæøå]{0,2}\.|[\w'-]*)\s+){1,4}\([A-ZÆØÅ]{1,3}\)(?:\s*(?:,|og)\s*)?)+|"
    r"(?:(?<=[.\n] )|^|"
    r"(?<=, )|(?<=og ))(?:[A-ZÆØÅ](?:\s*,\s*|\s+og\s+))*[A-ZÆØÅ](?=\s)|"
    r"[A-ZÆØÅ][\w-]+(?:\s+[A-ZÆØÅ][\w-]+){0,3})\s+(?P<side>stemte\s+(?:i?mod|for)|"
    r"stemmer\s+(?:i?mod|for)|undlod|stemte hverken)",
    re.MULTILINE,
)


_VOTED = re.compile(r"stem|flertal|mindretal|undlod|\bst\.|\bimod\b", re.IGNORECASE)


def _int(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBER_WORDS[text.casefold()]


def _side(text: str) -> Stemme:
    folded = text.casefold()
    if "undlod" in folded or "hverken" in folded or "blank" in folded:
        return Stemme.UNDLOD
    return Stemme.IMOD if "mod" in folded else Stemme.FOR


_RESULT = re.compile(
    r"\b(?:godkendt|godkendtes|godkendte|vedtaget|vedtog|vedtoges|tiltrådt|tiltrådte|tiltrædes|"
    r"forkastet|forkastedes|bevilget|anbefal\w+|oversend\w+|udsat|afvist|faldt|besluttede|"
    r"besluttet|indstill\w+ (?:følges|godkendes))\b",
    re.IGNORECASE,
)
_NO_VOTE = re.compile(r"\buden afstemning\b|\benstemmig\w*", re.IGNORECASE)


def _main_vote(text: str) -> str:
    """The part of a decision that holds the main vote: the last result with what belongs to it.

    Sides may stand after the result ("… godkendt med 30 stemmer imod 13. For stemte: A") or before
    it ("For forslaget stemte 2. Imod stemte 7. Forslaget var dermed forkastet.").
    """
    groups: list[list[str]] = [[]]
    for sentence in sentences(text):
        if _RESULT.search(sentence) and not re.match(
            r"\W*(?:for|i?mod)\s+(?:\w+\s+)?stemte|\W*undlod", sentence, re.IGNORECASE
        ):
            follows = re.search(r"\b(?:dermed|hermed|således|derved)\b", sentence, re.IGNORECASE)
            if groups[-1] and not (
                follows and len(groups[-1]) and not _RESULT.search(groups[-1][0])
            ):
                groups.append([])
        groups[-1].append(sentence)
    parts = [" ".join(group) for group in groups if group]
    for place, part in enumerate(reversed(parts)):
        if _has_vote(part):
            return part
        if place == 0 and _NO_VOTE.search(part):
            return ""
        if (
            _RESULT.search(part)
            and place < len(parts) - 1
            and re.search(r"ændringsforslag|udsættelse|procedure", parts[-2 - place], re.IGNORECASE)
        ):
            return ""
    return text


def _has_vote(text: str) -> bool:
    return bool(
        _AGAINST.search(text)
        or _FOR_AND.search(text)
        or _ONLY_FOR.search(text)
        or _SIDE.search(text)
        or _WHO_FIRST.search(text)
        or _MAJORITY.search(text)
        or _AGAINST_ONLY.search(text)
    )


def read_afstemning(text: str) -> Afstemning | None:
    """The main vote that a decision records.

    "Godkendt med 30 stemmer imod 13. 5 undlod." gives for 30, imod 13, undlod 5. "For stemte: A og
    B. Imod stemte: C." gives the parties without counts. "Enstemmigt" alone is no vote.
    """
    if not _VOTED.search(text):
        return None
    text = _main_vote(text)
    if not text:
        return None
    counts: dict[Stemme, int] = {}
    found = _AGAINST.search(text) or _FOR_AND.search(text)
    if found:
        sides = [
            _int(group)
            for group in found.groups()
            if group and (group.isdigit() or group.casefold() in _NUMBER_WORDS)
        ]
        counts[Stemme.FOR], counts[Stemme.IMOD] = sides[0], sides[1]
        if _FAILED.search(text) and re.search(
            r"\b(?:forkastet|forkastedes|afvist|nedstemt)\s+med\b", text, re.IGNORECASE
        ):
            # "forkastet med 21 stemmer mod 3" is 3 for the motion (interchange format, edge cases)
            counts[Stemme.FOR], counts[Stemme.IMOD] = sides[1], sides[0]
    elif only := _ONLY_FOR.search(text):
        counts[Stemme.FOR] = _int(only[1])
    if abstained := _ABSTAINED.search(text):
        counts[Stemme.UNDLOD] = _int(abstained[1])
    if Stemme.IMOD not in counts and (against := _AGAINST_ONLY.search(text)):
        counts[Stemme.IMOD] = _int(against[1])
    votes: list[Stemmeafgivning] = []
    if found and found.re is _AGAINST:
        votes += _voters(found["ja"] or found["ja2"] or "", Stemme.FOR)
        votes += _voters(found["nej"] or "", Stemme.IMOD)
    for match in _MAJORITY.finditer(text):
        side = Stemme.FOR if match["side"].casefold().startswith("flertal") else Stemme.IMOD
        votes += _voters(match["who"] or match["who2"], side)
    for match in _SIDE.finditer(text):
        side = _side(match["side"])
        rest = match["rest"].strip()
        if match["antal"]:
            counts.setdefault(side, int(match["antal"]))
        led = re.match(r"^\s*(\d{1,3})\b(?:\s*stemmer)?\s*[:;,]?\s*", rest)
        if led:
            counts.setdefault(side, int(led[1]))
            rest = rest[led.end() :]
        if match["mark"] or match["antal"] or led or rest.startswith("("):
            votes += _voters(rest, side)
    for match in _WHO_FIRST.finditer(text):
        side = _side(match["side"])
        if match["antal"]:
            counts.setdefault(side, int(match["antal"]))
        named = _voters(match["who"].strip("()"), side)
        if match["antal"] and len(named) == 1 and named[0].parti:
            named = [
                Stemmeafgivning(
                    stemme=side, antal=int(match["antal"]), parti=named[0].parti, navn=None
                )
            ]
        votes += [
            vote
            for vote in named
            if not any(
                same.stemme is side and (same.parti, same.navn) == (vote.parti, vote.navn)
                for same in votes
            )
        ]
    if not counts and not votes:
        return None
    return Afstemning(
        for_=counts.get(Stemme.FOR),
        imod=counts.get(Stemme.IMOD),
        undlod=counts.get(Stemme.UNDLOD),
        stemmer=tuple(votes),
    )


def _voters(text: str, side: Stemme) -> list[Stemmeafgivning]:
    votes: list[Stemmeafgivning] = []
    for piece in re.split(r"\s*[,;]\s*|\s+(?:og|samt)\s+", fold_spaces(text)):
        piece = piece.strip(" .:")
        if not piece:
            continue
        counted = re.match(
            r"^(?:(\d{1,2})\s*(?:stemmer?\s*)?)?\(?([^()]+?)\)?(?:\s*\(?(\d{1,2})\)?)?$", piece
        )
        name = counted[2].strip() if counted else piece
        number = int(counted[1] or counted[3]) if counted and (counted[1] or counted[3]) else None
        if PARTY.match(name):
            votes.append(Stemmeafgivning(stemme=side, antal=number, parti=name, navn=None))
            continue
        entry = parse_entry(piece)
        if entry:
            votes.append(Stemmeafgivning(stemme=side, antal=1, parti=entry.parti, navn=entry.navn))
        elif re.fullmatch(r"[A-ZÆØÅ]{2,8}", name):
            votes += [
                Stemmeafgivning(stemme=side, antal=None, parti=letter, navn=None) for letter in name
            ]
    return votes
