"""Clauses in a list of people that say who stands in for whom, taken out as sentences.

In: a list that runs on ("… og stedfortræder Abdi Nur (V), der mødte for Ida Lund (V), som havde
meldt afbud", "Ida Lund (V), for hvem 1. stedfortræder Abdi Nur (V) gav møde"). Out: the list with
the person alone ("… og Abdi Nur (V)"), and a sentence for ``fremmoedeprosa.py`` of each clause.
"""

from __future__ import annotations

import re

from referat.danish.fremmoede import ABSENT_APOLOGY, SUBSTITUTE_WORD
from referat.structure.personer import NAME

_CALLED = r"(?:(?:[1-9]\.\s*)?(?:stedfortræder|suppleant)(?:en)?\s*,?\s+)"
_CAME = (
    r"(?:mødte|møder|deltog|deltager|gav\s+møde|giver\s+møde|indtrådte|"
    r"(?:var|er)\s+(?:mødt|indkaldt))"
)
# "som havde meldt afbud", "der var forhindret"
_WHY = (
    r"(?:\s*,?\s+(?:der|som)\s+(?P<why>(?:havde|har|var|er)\s+[^,;.()]{0,40}?"
    r"(?:afbud|forfald|\bfra|fraværende|forhindret|syg|sygemeldt|bortrejst|orlov|ferie)\b))?"
)
_CLAUSES = (
    # "stedfortræder A, der mødte for B, som …", "A som suppleant for B"
    re.compile(
        rf"(?P<called>{_CALLED})?(?P<sub>{NAME})\s*,?\s+(?:(?:der|som)\s+{_CAME}\s+"
        rf"(?:i\s+stedet\s+|som\s+{_CALLED})?|som\s+{_CALLED})for\s+(?P<member>{NAME}){_WHY}"
    ),
    # "B, for hvem 1. stedfortræder A gav møde", "B, i hvis sted A mødte"
    re.compile(
        rf"(?P<member>{NAME})\s*,?\s+(?:for\s+hvem|i\s+hvis\s+sted)\s+"
        rf"{_CALLED}?(?P<sub>{NAME})\s+{_CAME}(?P<why>)"
    ),
    # "B, for hvem mødte A"
    re.compile(
        rf"(?P<member>{NAME})\s*,?\s+(?:for\s+hvem|i\s+hvis\s+sted)\s+{_CAME}\s+"
        rf"(?:som\s+)?{_CALLED}?(?P<sub>{NAME})(?P<why>)"
    ),
)
_CUE = re.compile(r"\bfor\s|\bhvis\s+sted\b", re.IGNORECASE)
_GOES_ON = re.compile(r"\s*,?\s+(?:der|som)\b")


def take_out_clauses(text: str, *, whole: bool = True) -> tuple[str, list[str]]:
    """A list without its clauses on substitutes, and a sentence of each.

    Args:
        text: The list, or a part of it.
        whole: Nothing follows: a clause may end with the text.
    """
    told: list[str] = []

    def take(found: re.Match[str]) -> str:
        behind = text[found.end() :]
        cut = not behind and not found[0].endswith((")", "."))
        if not whole and (cut or _GOES_ON.match(behind)):
            return found[0]
        called = SUBSTITUTE_WORD.search(found[0])
        as_what = f"som {called.group().casefold()} " if called else ""
        if found["why"] and not ABSENT_APOLOGY.search(found["why"]):
            told.append(f"{found['member']} var fraværende.")
        told.append(f"{found['sub']} mødte {as_what}for {found['member']}.")
        return found["sub"] if pattern is _CLAUSES[0] else found["member"]

    if _CUE.search(text):
        for pattern in _CLAUSES:
            kept = pattern.sub(take, text)
            if told:
                return kept, told
    return text, told
