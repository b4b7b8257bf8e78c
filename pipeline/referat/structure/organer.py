"""The name of a body in a text, and of the kommune.

In: a heading's or a header's text. Out: the name as the interchange format wants it: without
election period, genitive, date, and the words around it.
"""

from __future__ import annotations

import re

from rapidfuzz.fuzz import ratio

from referat.danish.hoved import KOMMUNE, NOT_KOMMUNE, REGION
from referat.danish.organer import BODY_WORD, HALL, NOT_BODY, PERIOD
from referat.structure.dates import find_dates
from referat.structure.text import fold_name, fold_spaces

_GENITIVE = re.compile(
    r"(?P<stem>(?:udvalg|råd|raad|bestyrelse|nævn|kommission|magistrat|repræsentation|"
    r"direktion|byråd)(?:et|en|n)?)(?:['’´]s|s['’]?|['’])(?![\wæøå])",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"^(?:udvalg|råd|byråd|bestyrelse|nævn|kommission|raad|byraad|sogneraad|sogneråd|"
    r"direktørkreds|amtsråd|regionsråd|lokaludvalg|lokalråd|ældreråd|seniorråd|bydelsråd|landsbyråd|"
    r"handicapråd|integrationsråd|ungeråd|ungdomsråd|udsatteråd)$",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"^(?:udvalget|fællesbestyrelsen|bestyrelsen|[a-zæøå]+kommissionen|udvalg|rådet|opgaveudvalg(?:et)?|råd|"
    r"§.*udvalg(?:et)?|stk\..*udvalg(?:et)?|"
    r"4-udvalg(?:et)?|17-udvalg(?:et)?)$",
    re.IGNORECASE,
)
_TAIL_STOP = re.compile(
    r"\s+(?:den|d\.|kl\.?|afholdt|holdt|mødtes|møde|mødet|dato|tid)(?=\s|$)|[;:()]|\s[-–]\s|"
    r"\s\d{1,2}[./-]|\s(?:19|20)\d\d|\s+i\s+[A-ZÆØÅ]",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:den|det|i|fra|til|på|af|for|ved|åbent|lukket|åben|ordinært|ekstraordinært)$",
    re.IGNORECASE,
)


# "KKR Sjælland", "Kommunekontaktrådet Sjælland": the kommuners' council of contact in a region
_OF_A_REGION = re.compile(r"\b(?:KKR|[Kk]ommunekontaktråd(?:et)?)\s+(?!KKR)[A-ZÆØÅ][a-zæøå]{3,}")


def find_body(text: str) -> str | None:
    """Name of the first body in a text, or ``None``.

    "REFERAT Integrationsrådet 2018 - 2021 d. 27-06-2018" gives "Integrationsrådet"; "mødet i By- og
    Havneudvalget" gives "By- og Havneudvalget"; "Byrådet's møde" gives "Byrådet"; "Udvalget for
    Kultur & Fritid den 6. marts" gives "Udvalget for Kultur & Fritid".
    """
    text = fold_spaces(text)
    for date in reversed(find_dates(text)):
        text = text[: date.start] + "; " + text[date.end :]
    text = without_kommune(_GENITIVE.sub(_nominative, text))
    if council := _OF_A_REGION.search(text):
        return council.group()
    paragraph = re.search(r"§\s?\d+,?\s*(?:stk\.?\s*\d+)?[-\s,]*\w*udvalg\w*", text, re.IGNORECASE)
    words = list(re.finditer(r"\S+", text))
    for place, word in enumerate(words):
        bare = word.group().strip(",.;:()\"'»«”“")
        if (
            paragraph
            and paragraph.start() <= word.start() < paragraph.end()
            and BODY_WORD.fullmatch(bare)
        ):
            return _clean(_right(text, paragraph.start(), paragraph.end(), opens=True))
        if (
            not BODY_WORD.fullmatch(bare)
            or NOT_BODY.match(bare)
            or bare.casefold() in ("med", "-med")
        ):
            continue
        if (
            bare.casefold() in ("råd", "udvalg", "raad", "nævn", "bestyrelse")
            and bare.islower()
            and place == 0
        ):
            continue
        start = _left(words, place)
        opens = _OPEN.match(bare) is not None
        end = word.start() + len(word.group().rstrip(",.;:)"))
        name = _clean(_right(text, start, end, opens=opens))
        if name:
            return name
    return None


# "Seniorrådet, Stenhøj Kommune"
_ITS_KOMMUNE = re.compile(r",\s+[A-ZÆØÅ][^,:;()]{1,40}\s+Kommune\s*$")


def without_kommune(text: str) -> str:
    """A text without the kommune that it names behind the name of a body."""
    return _ITS_KOMMUNE.sub("", text)


def _left(words: list[re.Match[str]], place: int) -> int:
    """First character of a body's name, from its last word leftwards."""
    start = words[place].start()
    bare = words[place].group().strip(",.;:()")
    i = place - 1
    if _BARE.match(bare) and i >= 0:
        before = words[i].group()
        if (
            before[:1].isupper()
            and not NOT_BODY.match(before.strip(",.:;-–"))
            and not _LEAD.match(before)
            and before[-1] not in ".:;,"
        ):
            start = words[i].start()
            i -= 1
            if (
                i >= 0
                and words[i].group().casefold() in ("og", "&")
                and i >= 1
                and words[i - 1].group()[:1].isupper()
            ):
                start = words[i - 1].start()
                i -= 2
    while i >= 0:
        word = words[i].group()
        if word.endswith(("-", "-,", "/")) and word[:1].isalpha():
            start = words[i].start()
            i -= 1
        elif word.casefold() in ("og", "&", "samt") and i >= 1:
            before = words[i - 1].group()
            plain = before.strip(",")
            if before.endswith(("-", "-,")) or (
                plain[:1].isupper()
                and plain.isalpha()
                and not NOT_BODY.match(plain)
                and not _LEAD.match(plain)
            ):
                start = words[i - 1].start()
                i -= 2
                # "Børn, Unge og Familieudvalget": plain words parted by commas
                while i >= 0 and words[i].group().endswith(",") and words[i].group()[:1].isupper():
                    start = words[i].start()
                    i -= 1
            else:
                break
        else:
            break
    return start


# "Provstiudvalget for Vestre Provsti", "Bydelsrådet for Engen"; not "Teknikudvalget for at drøfte",
# nor a kommune's
_OF = re.compile(
    r"(?:\w+udvalget|\w*(?:bydels|lokal|område|distrikts|bruger|beboer|kvarter)\w*råd(?:et)?)$",
    re.IGNORECASE,
)
_OF_WHAT = re.compile(
    r"\s+for\s+(?!at\b|en\b|et\b|den\b|\d)(?!.*\b(?:kommune|amt|region)\b)", re.IGNORECASE
)

# "Skolebestyrelsen ved Engby Skole", "Brugerrådet ved Mosehuset": one such body at each house
_OF_HOUSE = re.compile(
    r"\w*(?:skole|forældre|elev|bruger|pårørende|beboer|center)\w*(?:bestyrelsen|nævnet|rådet)$",
    re.IGNORECASE,
)
_HOUSE = re.compile(r"\s+ved(?:\s+[A-ZÆØÅ][\wæøåÆØÅ.-]+)+(?:\s+skole(?![\wæøå]))?")


# "Udvalget for Havne & Kyst, Stenhøj Kommune": whose it is
_WHOSE = re.compile(
    r"(?:,|\s+i)\s+[A-ZÆØÅ][\wæøåÆØÅ]+(?:[-\s][A-ZÆØÅ][\wæøåÆØÅ]+)?\s+kommune\b.*$",
    re.IGNORECASE | re.DOTALL,
)


def _right(text: str, start: int, end: int, *, opens: bool) -> str:
    """Name from its first character, with "for …" behind an open word, and the house it is at."""
    name = text[start:end]
    if _OF_HOUSE.match(name) and (house := _HOUSE.match(text, end)):
        return name + house.group().rstrip(".")
    if not opens and not (_OF.match(name) and _OF_WHAT.match(text[end:])):
        return name
    tail = re.match(r"\s+(?:for|om|vedr\.|vedrørende)\s+", text[end:])
    if not tail:
        return name
    rest = text[end + tail.end() :]
    stop = _TAIL_STOP.search(" " + rest)
    more = rest[: max(0, stop.start() - 1)] if stop else rest
    more = _WHOSE.sub("", more)
    return f"{name}{tail.group()}{more}"


def _nominative(genitive: re.Match[str]) -> str:
    """A body's name without its genitive; nothing where a place is meant."""
    place = HALL.match(genitive.string[genitive.end() :].lstrip())
    return ";" if place else genitive["stem"]


def _clean(name: str) -> str | None:
    name = PERIOD.sub(" ", name)
    name = fold_spaces(name).strip(" ,.;:-–()\"'")
    return name if len(name) >= 3 else None


_SMALL = frozenset({"og", "for", "i", "af", "til", "om", "stk."})


def lower_body(name: str) -> str:
    """A body printed in capitals as it is spelt else: "SUNDBAKKE BYRÅD" is "Sundbakke Byråd"."""
    if not name.isupper() or len(name) < 6:
        return name
    words = [
        word if word in _SMALL else "-".join(part.capitalize() for part in word.split("-"))
        for word in name.lower().split()
    ]
    return " ".join(words)


def find_kommuner(text: str) -> list[str]:
    """Short names of the kommuner and regions that a text names, in order.

    "Lyngby-Taarbæk Kommune" gives "Lyngby-Taarbæk"; "STENHØJ KOMMUNE" gives "Stenhøj".
    """
    names: list[str] = []
    for found in KOMMUNE.finditer(text):
        name = found[1] or found[2] or found[3]
        words = name.split()
        while words and (words[0].capitalize() in NOT_KOMMUNE or words[0].endswith(".")):
            words = words[1:]
        if not words:
            continue
        name = " ".join(words)
        if name.isupper():
            name = (
                "-".join(part.capitalize() for part in name.split("-"))
                if "-" in name
                else name.title()
            )
        if name not in NOT_KOMMUNE and len(name) > 1:
            names.append(name)
    if text.isupper() and len(text) < 40:
        text = lower_body(fold_spaces(text))
    names += [found[1] for found in REGION.finditer(text)]
    return names


# "Udvalget", "Rådet": how minutes call the body that meets
_THE_BODY = re.compile(
    r"(?:udvalget|rådet|raadet|bestyrelsen|kommissionen|nævnet|byrådet|byraadet|sognerådet|"
    r"kommunalbestyrelsen|regionsrådet|amtsrådet|repræsentantskabet|forsamlingen)"
)


def is_own_body(text: str, own: str | None) -> bool:
    """Whether a text is the name of the body that meets, or what minutes call it for short."""
    said, name = fold_name(text), fold_name(own or "").partition(" ved ")[0]
    if not said or not name:
        return False
    return said == name or bool(_THE_BODY.fullmatch(said) and _stem(name).endswith(_stem(said)))


def _stem(name: str) -> str:
    """A folded name without article and genitive: "byrådets" is "byråd"."""
    return re.sub(r"(?:et|en)?s?$", "", name)


def same_body(left: str | None, right: str | None) -> bool:
    """Whether two printings name one body; an unnamed one is taken to be the same."""
    if not left or not right:
        return True
    a, b = (_stem(fold_name(text)) for text in (left, right))
    if not a or not b:
        return True
    return (
        a == b
        or a.endswith(" " + b)
        or b.endswith(" " + a)
        or a in b
        or b in a
        or ratio(a, b) >= 85
    )
