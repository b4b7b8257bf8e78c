"""Finds private e-mail addresses and telephone numbers in text. Pure.

What is an office's stays: an address at an authority's domain, an office's name before the @, a
telephone number in a letterhead. What is not known to be an office's is private.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from referat.danish import privatliv
from referat.danish.kommuner import kommuner
from referat.privacy.plain import make_plain

# Matches: ida.fjeld@gmail.com  ida.fjeld @ gmail.com (OCR's blanks)  ida(at)gmail.com
# Not: @kommunen, "kr. 5 @ 3"
_EMAIL = re.compile(
    r"(?P<local>[\w.+'-]{1,64})(?:\s?@\s?|\s?[(\[]\s?(?:at|snabel-a)\s?[)\]]\s?)"
    r"(?P<domain>(?:[\w-]{1,63}\.)+[a-zæøå]{2,12})(?![\w@])",
    re.IGNORECASE,
)
# Without one of these there is no address: trying each word of a page costs far more.
_AT = re.compile(r"@|[(\[]\s?(?:at|snabel-a)\s?[)\]]", re.IGNORECASE)
# OCR's blanks in an address, where the domain can be no other.
_SPREAD_EMAIL = re.compile(
    r"(?P<local>[\w.+'-]{1,64}) ?@ ?"
    rf"(?P<domain>(?:{'|'.join(map(re.escape, privatliv.FREE_MAIL))}) ?\. ?(?:com|dk))(?![\w@])",
    re.IGNORECASE,
)
_NUMBER = (
    r"(?:(?:\+|00)\s?45[\s.-]?)?[1-9]\d(?:[ .\u00a0-]?\d\d){3}|(?:\+45\s?)?[1-9]\d{3}[ -]\d{4}"
)
_LABELS = "|".join(
    re.escape(word) for word in sorted(privatliv.PHONE_LABELS, key=len, reverse=True)
)
# Matches: Tlf. 22 33 44 55, mobil: 22334455, telefon nr. 2233 4455; not: tlf. 1234
_LABELLED = re.compile(
    rf"(?<!\w)(?:{_LABELS})[\s.:]*(?:nr|nummer)?[\s.:(]*(?P<number>{_NUMBER})(?!\d)", re.IGNORECASE
)
# Matches: T: 22 33 44 55, M. 2233 4455; a letter alone must be a capital with a colon or a point.
_INITIAL = re.compile(rf"(?<!\w)[TM][.:] ?(?P<number>{_NUMBER})(?!\d)")
# With the country's prefix it is a telephone number without a label too.
_PREFIXED = re.compile(
    r"(?<![\w+])(?P<number>(?:\+|00)\s?45\)?[\s.-]?[1-9]\d(?:[ .-]?\d\d){3})(?!\d)"
)
# As one adds it to a name: "Ida Fjeld, 22 33 44 55", "Ida Fjeld (2233 4455)"; four pairs or two
# fours with one blank between, and no other number close by, as in the columns of a table.
_APPENDED = re.compile(
    r"(?<=[^\W\d_])(?:, ?| ?\()(?P<number>[2-9]\d(?: \d\d){3}|[2-9]\d{3} \d{4})"
    r"(?![\w%])(?![ .,/-]+\d)(?! ?(?:kr|mio|mia|t\.kr|m2|m²|pct)\b)"
)
# What follows the first number of a list: "tlf. 22 33 44 55 / 66 77 88 99".
_NEXT = re.compile(rf"\s?(?:/|,|og|eller)\s?(?P<number>{_NUMBER})(?!\d)")


def find_emails(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each private e-mail address."""
    plain, places = make_plain(text)
    if not _AT.search(plain):
        return
    found = {
        match.span()
        for pattern in (_EMAIL, _SPREAD_EMAIL)
        for match in pattern.finditer(plain)
        if is_private_email(match["local"], match["domain"].replace(" ", ""))
    }
    for start, end in sorted(found):
        yield places[start], places[end - 1] + 1


def find_phones(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each private telephone number; a label may end the line before."""
    plain, places = make_plain(text)
    found: set[tuple[int, int]] = set()
    for pattern in (_LABELLED, _INITIAL, _PREFIXED, _APPENDED):
        for match in pattern.finditer(plain):
            if _is_of_office(plain, *match.span()):
                continue
            found.add(match.span("number"))
            end = match.end("number")
            while following := _NEXT.match(plain, end):
                found.add(following.span("number"))
                end = following.end("number")
    for start, end in sorted(found):
        yield places[start], places[end - 1] + 1


def _is_of_office(text: str, start: int, end: int) -> bool:
    """Whether the number's own lines are a letterhead's."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    folded = text[first : last if last >= 0 else len(text)].casefold()
    return any(word in folded for word in privatliv.OFFICE_LINE)


def is_private_email(local: str, domain: str) -> bool:
    """Whether an address is a person's own and not an office's."""
    domain, local = _ascii(domain), _ascii(local)
    site = domain.rsplit(".", 1)[0]
    if site in privatliv.FREE_MAIL:
        return True
    if any(domain == known or domain.endswith(f".{known}") for known in _public_domains()):
        return False
    return re.split(r"[._+-]|\d", local)[0] not in privatliv.OFFICE_NAMES


@lru_cache(maxsize=1)
def _public_domains() -> frozenset[str]:
    """Domains of authorities: those of the list, and each kommune's by its name."""
    own = set(privatliv.PUBLIC_DOMAINS)
    for row in kommuner():
        name = row["navn"]
        plain = re.sub(r"[^a-z]", "", _ascii(name))
        own |= {f"{plain}.dk", f"{plain}kommune.dk", f"{plain}-kommune.dk"}
        own |= {f"{plain.replace('aa', 'a')}.dk"} if name.startswith("Å") else set()
    return frozenset(own)


def _ascii(text: str) -> str:
    text = text.casefold()
    for letter, written in (("æ", "ae"), ("ø", "oe"), ("å", "aa")):
        text = text.replace(letter, written)
    return text
