"""What a decision says: its classes, and the absence that is printed inside it.

In: the text of one decision. Out: classes of udfald in the order in which they appear, the text
without absence lines, and the names that those lines give. Votes are read in ``stemmer.py``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from referat.danish.udfald import ACT_WORD, CHANGED, DECIDED_TO, ROUTING, STRONG, WEAK
from referat.structure.personer import parse_people
from referat.structure.text import sentences
from referat.types import Udfald

# "Poul Vindegab og Nadia Sandkær var fraværende.", "Fraværende: X (I).", "Afbud: X", "X deltog ikke
# i sagens behandling.", "Mette Fladager var fraværende under punktet", "X havde forladt mødet."
_ABSENT = re.compile(
    r"(?P<who>[A-ZÆØÅ][^.:;\n]{2,160}?)\s+(?:var|er|"
    r"har været)\s+(?:ved afbud\s+)?(?:fraværende|ikke til stede|ikke mødt|gået|ikke kommet|"
    r"ude af (?:lokalet|salen|mødet)|uden for (?:døren|lokalet))"
    r"(?:\s+(?:under|ved|i|med)\s[^.]*)?\s*\."
    r"|(?P<who2>[A-ZÆØÅ][^.:;\n]{2,120}?)\s+(?:deltog|medvirkede|deltager)\s+ikke(?:\s+(?:i|"
    r"under|ved)\s+[^.]*)?\."
    r"|(?P<who4>[A-ZÆØÅ][^.:;\n]{2,120}?)\s+(?:havde|har)\s+(?:(?:meldt|sendt)\s+(?:afbud|"
    r"forfald)|forladt\s+(?:mødet|lokalet|salen))\s*\."
    r"|(?:Fravær(?:ende)?|Afbud|Forfald|Meldt (?:afbud|forfald)|"
    r"Ikke (?:til stede|mødt|med i behandlingen))"
    r"(?:\s+(?:var|fra|"
    r"(?:under|ved|i)\s+(?:punktet|sagen|(?:punktets |sagens )?behandling(?:en)?)))?"
    r"\s*:\s*(?P<who3>[^\n]+?)(?:\.\s*$|"
    # a name ends there, where no initial does ("J. Holm")
    r"(?<=[a-zæøå]{3})\.(?=\s+[A-ZÆØÅ0-9\"“])|\.(?=\s+[A-ZÆØÅ][a-zæøå]+ [a-zæøå])|$)",
    re.MULTILINE,
)
# "(Kirsten sad over, da marken er hendes brors.)"
_SAT_OUT = re.compile(
    r"(?P<who>[A-ZÆØÅ][\w.-]+(?:(?:\s+|,\s+|\s+og\s+)[A-ZÆØÅ][\w.-]*){0,6})\s+sad\s+over"
    r"(?=[,.)]|\s+(?:i|ved|under|da|fordi)\b)[^.\n]*\."
)
_INABLE = re.compile(
    r"(?P<who>[A-ZÆØÅ][^.:;\n]{2,120}?)\s+(?:erklærede\s+sig\s+inhabil\w*|"
    r"blev\s+erklæret\s+inhabil\w*|var\s+inhabil\w*|er\s+inhabil\w*|forlod\s+(?:lokalet|"
    r"mødet)\s+(?:under|ved|som inhabil)[^.]*|forlod\s+(?:lokalet|salen))[^.\n]*\.",
)
# Sentences that only report what others did, said or will do decide nothing here.
_PROPOSED = re.compile(
    r"\b(?:indstiller|indstillede|foreslår|foreslog|anmodede om)\b,?\s+at\b|"
    r"\bforeslog\s+(?:i\s+\w+|sammen|\w+t),?\s+at\b|"
    r"^\W*(?:ændringsforslag|underændringsforslag|forslag fra)\b|"
    r"\bstillede\s+(?:følgende\s+)?(?:ændrings)?forslag\b"
    r"|\bønske\w*\s+(?:det|dette)\s+(?:noteret|bemærket)\b"
    r"|\bprotokolbemærkning\b|\btilføres? protokol|\bført til protokols?\b|\btog forbehold\b|"
    r"\bmindretalsudtalelse\b|\bændringsforslaget\b[^.]*\b(?:forkastet|faldt|afvist|stemmer)\b|"
    r"\bforslag om udsættelse\b[^.]*\b(?:forkast|fald|faldt)",
    re.IGNORECASE,
)
_OF_PUNKT = re.compile(r"^(?:punkt|pkt\.?|sag)\s+\d+\b", re.IGNORECASE)
# "tog regnskabet til efterretning og godkendte tillægsbevillingerne": two acts
_AND_ACT = re.compile(
    r"\s+og\s+(?P<act>(?:godkendte|vedtog|bevilgede|anbefalede|udsatte|afviste|oversendte|tog|"
    r"valgte|udpegede)\b.*)"
)
_ADOPTED = re.compile(
    r"^\W*(?:det|dette|forslaget)\s+(?:blev\s+)?(?:herefter\s+)?(?:tiltrådt|godkendt|vedtaget|"
    r"vedtoges|tiltrådtes)\b",
    re.IGNORECASE,
)
_MOTION = re.compile(
    r"ændringsforslag|\bforeslog\b|\bstillede\b[^.]*\bforslag\b|alternativ\w* indstilling",
    re.IGNORECASE,
)
# "X foreslog, at … Forslaget bortfaldt.": a motion, not the case
_FELL_AWAY = re.compile(r"\b(?:ændrings)?forslaget\s+bortfaldt\b", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:vedtaget|godkendt|tiltrådt)\s+med\s+\d+\s+stemme", re.IGNORECASE)
_OTHER_PUNKT = re.compile(
    r"\b(?:idet|dog|hvorefter)\s+(?:pkt\.?|punkt|sag)\s*(?:nr\.?\s*)?\d+[^.]*\b(?:udg|udsæt|"
    r"udsat|flyt|behandl|rykk|tag)",
    re.IGNORECASE,
)
_EARLIER_PART = re.compile(
    r"^\s*(?:(?:ad|at|vedr\.?|pkt\.?|punkt|indstillingspunkt\w*)?\s*\.?\s*\d{1,2}\s*[.):]|"
    r"(?:ad|til)?\s*[a-z]\s?[):]|[-•])\s*",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"^(?:\W*\d{1,2}[.)]\s*)?[^.:]{0,120}?\b(?:orienterede|orienterer|oplyste|oplyser|"
    r"informerede|fortalte|redegjorde|meddelte|gennemgik|berettede)\b",
    re.IGNORECASE,
)


_TAKEN = "\0"
"""Where a sentence was taken out."""
_EMPTY_BRACKETS = re.compile(r"[(\[]\s*\0[\s.,;]*[)\]]")


def split_absence(text: str) -> tuple[str, list[str]]:
    """Part a decision's text from the absence printed inside it.

    Returns:
        The text without those sentences, and the names they give, in order. A sentence that names
        nobody stays.
    """
    names: list[str] = []

    def take(match: re.Match[str]) -> str:
        who = next(group for group in match.groups() if group)
        people = parse_people(who, single=match.re is _SAT_OUT)
        if not people:
            return match.group()
        names.extend(person.navn for person in people)
        return _TAKEN

    # "(Abdi Nur var ikke til stede.)": nothing is left within the brackets
    text = _EMPTY_BRACKETS.sub("", _SAT_OUT.sub(take, _ABSENT.sub(take, text))).replace(_TAKEN, "")
    for match in _INABLE.finditer(text):
        names += [person.navn for person in parse_people(match["who"])]
    kept = "\n".join(line.strip() for line in text.split("\n"))
    kept = re.sub(r"[ \t]{2,}", " ", re.sub(r"\n{2,}", "\n", kept)).strip()
    return kept, list(dict.fromkeys(names))


@lru_cache(maxsize=2_000)  # asked again for the same text, and for each of its sentences
def find_udfald(text: str) -> tuple[Udfald, ...]:
    """Classes of a decision, each once, in the order in which they appear.

    Each sentence and each numbered part is read on its own; within one the more special class wins
    ("Indstilles godkendt" is ``anbefalet``). ``droeftet`` and ``orienteret`` count only where
    nothing stronger stands, and a text without any phrase is ``andet``.
    """
    found: list[Udfald] = []
    weak: list[Udfald] = []
    reporting = False
    proposed: Udfald | None = None
    for sentence in sentences(text):
        body = _EARLIER_PART.sub("", sentence)
        listed = sentence.lstrip().startswith("-")
        if _PROPOSED.search(body):
            act = re.split(r"(?i)\bat\b", body, maxsplit=1)[-1]
            proposed = _strong(act, reporting=False)
            continue
        if proposed is not None and _ADOPTED.match(body):
            # "foreslog, at sagen oversendes. Det blev tiltrådt.": what was adopted is the proposal
            found.append(proposed)
            proposed = None
            continue
        if _REPORTED.match(body):
            weak.append(Udfald.ORIENTERET)
            reporting = not re.search(r"\bog\b[^.]*\b(?:godkend|vedtog|besluttede)", body)
            if reporting:
                continue
        elif reporting and listed:
            continue
        if found and _OF_PUNKT.match(body):
            continue  # about another punkt
        strong = _strong(body, reporting=reporting)
        if strong is not None:
            found.append(strong)
            more = _AND_ACT.search(body)
            if more and not reporting:
                second = _strong(more["act"], reporting=False)
                if second is not None and second is not strong:
                    found.append(second)
            continue
        weak += [udfald for udfald, pattern in WEAK if pattern.search(body)][:1]
    if Udfald.AFVIST in found and _MOTION.search(text) and found[-1] is not Udfald.AFVIST:
        # a motion that fell before the main decision (interchange format, edge cases)
        found = [udfald for udfald in found if udfald is not Udfald.AFVIST]
    if Udfald.UDGAAET in found[:-1] and _FELL_AWAY.search(text) and _MOTION.search(text):
        found = [udfald for udfald in found if udfald is not Udfald.UDGAAET]
    if Udfald.GODKENDT_MED_AENDRINGER in found and _COUNTED.search(text):
        # "Godkendt med den tilføjelse … Vedtaget med 4 stemmer for": the vote on the same
        found = [udfald for udfald in found if udfald is not Udfald.GODKENDT]
    if not found:
        found = weak
    elif Udfald.DROEFTET in weak and found == [Udfald.UDSAT]:
        found = [Udfald.DROEFTET, *found]
    return tuple(dict.fromkeys(found)) or (Udfald.ANDET,)


_TO = re.compile(r"\bat\s", re.IGNORECASE)
"""Without it no phrase of ``DECIDED_TO`` can stand in a sentence."""
_OPENING = 90
"""Characters at a sentence's head in which its act stands, where it reports besides."""


def _strong(sentence: str, *, reporting: bool) -> Udfald | None:
    if len(sentence) > 160 and not ACT_WORD.search(sentence):
        return None
    scope = sentence
    other = _OTHER_PUNKT.search(sentence)
    if other:
        scope = sentence[: other.start()]
    routed = ROUTING.match(scope)
    if routed:
        scope = routed["act"]
        for udfald, pattern in STRONG:
            if udfald is not Udfald.OVERSENDT and pattern.search(scope):
                changed = udfald is Udfald.GODKENDT and CHANGED.search(scope)
                return Udfald.GODKENDT_MED_AENDRINGER if changed else udfald
        return Udfald.OVERSENDT
    if _TO.search(scope):
        for udfald, pattern in DECIDED_TO:
            if pattern.search(scope):
                return udfald
    # a subordinate clause says what is to be done, not what was decided
    main = re.split(
        r"(?i),?\s+\bat\b|,\s+(?:så|hvor|som|der|hvis|når|fordi|da)\b", scope, maxsplit=1
    )[0]
    # mostly the same text: each is searched once
    parts = dict.fromkeys((main, scope[:_OPENING]) if not reporting else (main[:_OPENING],))
    for part in parts:
        for udfald, pattern in STRONG:
            if pattern.search(part):
                if udfald is Udfald.GODKENDT and CHANGED.search(sentence):
                    return Udfald.GODKENDT_MED_AENDRINGER
                return udfald
    return None
