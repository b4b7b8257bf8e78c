"""Finds private e-mail addresses and telephone numbers in text. Pure.

What is an office's stays: an address at an authority's domain, an office's name before the @, a
telephone number in a letterhead. What is not known to be an office's is private.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources as package_files

from referat.danish import privatliv

# Matches: ida.fjeld@gmail.com  ida.fjeld @ gmail.com (OCR's blanks)  ida(at)gmail.com
# Not: @kommunen, "kr. 5 @ 3"
_EMAIL = re.compile(
    r"(?P<local>[\w.+'-]{1,64})(?:\s?@\s?|\s?[(\[]\s?(?:at|snabel-a)\s?[)\]]\s?)"
    r"(?P<domain>(?:[\w-]{1,63}\.)+[a-zæøå]{2,12})(?![\w@])",
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
# With the country's prefix it is a telephone number without a label too.
_PREFIXED = re.compile(r"(?<![\w+])(?P<number>(?:\+|00)\s?45[\s.-]?[1-9]\d(?:[ .-]?\d\d){3})(?!\d)")
# What follows the first number of a list: "tlf. 22 33 44 55 / 66 77 88 99".
_NEXT = re.compile(rf"\s?(?:/|,|og|eller)\s?(?P<number>{_NUMBER})(?!\d)")


def find_emails(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each private e-mail address."""
    for match in _EMAIL.finditer(text):
        if is_private_email(match["local"], match["domain"]):
            yield match.span()


def find_phones(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each private telephone number; a label may end the line before."""
    found: set[tuple[int, int]] = set()
    for match in (*_LABELLED.finditer(text), *_PREFIXED.finditer(text)):
        if _is_of_office(text, *match.span()):
            continue
        found.add(match.span("number"))
        end = match.end("number")
        while following := _NEXT.match(text, end):
            found.add(following.span("number"))
            end = following.end("number")
    yield from sorted(found)


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
    file = package_files.files("referat.danish") / "kommuner.csv"
    names = [row["navn"] for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())]
    own = set(privatliv.PUBLIC_DOMAINS)
    for name in names:
        plain = re.sub(r"[^a-z]", "", _ascii(name))
        own |= {f"{plain}.dk", f"{plain}kommune.dk", f"{plain}-kommune.dk"}
        own |= {f"{plain.replace('aa', 'a')}.dk"} if name.startswith("Å") else set()
    return frozenset(own)


def _ascii(text: str) -> str:
    text = text.casefold()
    for letter, written in (("æ", "ae"), ("ø", "oe"), ("å", "aa")):
        text = text.replace(letter, written)
    return text
