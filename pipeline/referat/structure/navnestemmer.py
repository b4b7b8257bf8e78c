"""Votes in which the names model has found the people: read by the rules, with every name plain.

In: a decision's text, and where people stand in it. Out: an ``Afstemning`` with their names whole.
Each name is put as one that the rules of ``stemmer.py`` cannot misread, and put back afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from referat.danish import stemmer as words
from referat.structure.navneprosa import Navn, mark_people
from referat.structure.stemmer import read_afstemning
from referat.structure.text import fold_name, sentences
from referat.types import Afstemning, Stemmeafgivning

_VOTE_CUE = re.compile(
    r"stem(?:te|mer)\b|undlod|undlader|\bi?mod\b|mindretal|flertal|sagde\s+(?:ja|nej)|"
    r"(?:ja|nej)\s+sagde|^\W*(?:for|imod)\s*:",
    re.IGNORECASE,
)


_PAIR = re.compile(
    r"[A-ZÆØÅ][\w'’-]+(?:\s+(?:von|van|der|de|la|af|[A-ZÆØÅ][\w'’.-]*))*\s+[A-ZÆØÅ][\w'’-]+"
)
"""Two words with capitals: perhaps a name."""
_ODD_NAME = re.compile(
    # names that OCR spoilt: "Tove L1ndestrup", "For stemte ebbe langsø og"
    r"[A-ZÆØÅ]\w+\s+[A-ZÆØÅ]?\w*[a-zæøå]\d\w*|[A-ZÆØÅ]\d[a-zæøå]\w*|"
    r"stemte:?\s+[a-zæøå]{3,}\s+[a-zæøå]{3,}(?:\s+og\b|,)"
)

_PLACES = tuple(f"Q{a}{b} Qz{a}{b}navn" for a, b in product("abcdefghijklmnopqrstuvwxyz", repeat=2))
_PLACE = r"Q[a-z]{2} Qz[a-z]{2}navn"
_ASIDE = re.compile(rf"({_PLACE}(?: \([^()]*\))?)\s+(?:dog|også|alene|desuden|derimod|fortsat)\b")
_ALONE = re.compile(rf"\b(?:alene|kun|dog)\s+(?={_PLACE})")
_CLAUSE = re.compile(rf"({_PLACE}(?: \([^()]*\))?),\s+(?:der|som)\s[^,.;]{{1,80}},")
_FROM = re.compile(
    rf"({_PLACE})\s+(?:fra|for)\s+"
    r"(SF|[A-ZÆØÅ][a-zæøå]+(?:\s+(?:Folkeparti|Venstre|Alliance|Borgerlige|Parti))?)(?![\w-])"
)


def flatten(text: str) -> str:
    """A decision's text with the line ends undone that end no sentence: names may lie across."""
    text = re.sub(r"(?<=[a-zæøå])-\n(?=[a-zæøå])", "", text)
    return re.sub(r"(?<=[\w,)])\n(?=[\w(])", " ", text)


def is_doubtful(text: str, vote: Afstemning | None) -> bool:
    """Whether the people of a vote may have been read in part, or not at all."""
    if not words.VOTED.search(text):
        return False
    asked = [sentence for sentence in sentences(flatten(text)) if _VOTE_CUE.search(sentence)]
    if not asked:
        return False
    named = [item.navn for item in vote.stemmer if item.navn] if vote else []
    if named and any(re.search(rf"{re.escape(n)}\s+fra\s+[A-ZÆØÅ]", text) for n in named):
        return True  # the party that is told, not printed in brackets
    if any(" " not in name for name in named):
        return True
    seen = {word for name in named for word in fold_name(name).split()}
    for sentence in asked:
        for found in _PAIR.findall(sentence):
            if any(fold_name(word) not in seen for word in found.split()):
                return True
        if _ODD_NAME.search(sentence):
            return True
    return False


def read_vote(text: str, names: Sequence[Navn]) -> Afstemning | None:
    """A vote as the rules read it where each person is one plain name."""
    marked, people = mark_people(text, names)
    meant: dict[str, Navn] = {}

    def put(match: re.Match[str]) -> str:
        person = people[int(match[1])]
        place = _PLACES[int(match[1]) % len(_PLACES)]
        meant[place] = person
        return f"{place} ({person.parti})" if person.parti else place

    plain = re.sub(r"⟦(\d+)⟧", put, marked)
    plain = _FROM.sub(r"\1 (\2)", plain)
    plain = _CLAUSE.sub(r"\1", _ALONE.sub("", _ASIDE.sub(r"\1", plain)))
    vote = read_afstemning(plain)
    if vote is None:
        return None
    given = []
    for item in vote.stemmer:
        if item.navn is None:
            given.append(item)
            continue
        person = meant.get(item.navn)
        given.append(replace(item, navn=person.navn if person else item.navn))
    return replace(vote, stemmer=tuple(given))


def is_better(new: Afstemning | None, old: Afstemning | None) -> bool:
    """Whether a vote tells more than another and takes nothing of it back."""
    if new is None or new == old or not any(item.navn for item in new.stemmer):
        return False
    if old is None:
        return True
    for side in ("for_", "imod", "undlod"):
        if getattr(old, side) not in (None, getattr(new, side)):
            return False
    if any("navn" in (item.navn or "") and "Qz" in (item.navn or "") for item in new.stemmer):
        return False
    return all(any(_covers(there, item) for there in new.stemmer) for item in old.stemmer)


def name_holds(whole: Sequence[str], part: Sequence[str]) -> bool:
    """Whether a name's words hold another's, one after the other."""
    return any(list(whole[at : at + len(part)]) == list(part) for at in range(len(whole)))


def _covers(new: Stemmeafgivning, old: Stemmeafgivning) -> bool:
    if new.stemme is not old.stemme or (old.antal is not None and new.antal != old.antal):
        return False
    if old.navn is None:
        return new.navn is None and new.parti == old.parti
    return (
        new.navn is not None
        and old.parti in (None, new.parti)
        and name_holds(fold_name(new.navn).split(), fold_name(old.navn).split())
    )
