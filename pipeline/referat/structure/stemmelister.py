"""Lists of voters: the parties and people that stand on one side of a vote.

In: what stands behind or before the words that say a side ("A (2), Ø og Navn Navn (V)"). Out: one
``Stemmeafgivning`` a party or person, as printed. Which side they are on is said by ``stemmer.py``.
"""

from __future__ import annotations

import re

from referat.danish import stemmer as words
from referat.danish.fremmoede import PARTY
from referat.structure.personer import parse_entry
from referat.structure.text import fold_spaces
from referat.types import Stemme, Stemmeafgivning

_JOINT = re.compile(r"(?:og|samt)\s+", re.IGNORECASE)
LEAD = re.compile(
    r"^(?:(?i:partierne|partiet|listerne|grupperne|gruppen|medlemmerne|følgende|alene|kun)\s*:?\s+)+"
    r"(?=[(A-ZÆØÅ])"
)
"""What a list is called before it begins: "Imod stemte partierne A og B"."""
_COUNTED = re.compile(
    r"^(?:(?P<before>\d{1,2})\s*(?:stemmer?\s*)?)?(?P<name>[^()]+?)"
    r"(?:\s*\(?(?P<after>\d{1,2})\)?)?$"
)
# "7 (V), 4 (A) og 2 (G)"
_BRACKETED = re.compile(r"(?P<antal>\d{1,2})\s*\((?P<parti>[A-ZÆØÅ]{1,3})\)")
_LETTERED = re.compile(r"^(?P<name>.+?)\s*\((?P<letter>[A-ZÆØÅ]{1,3})\)$")
_EXCEPT = re.compile(r"\s+(?:undtagen|bortset fra)\s.*$")
_LONER = re.compile(r"^(løsgænger)\s+(?=[A-ZÆØÅ])", re.IGNORECASE)
_ONE_WORD = re.compile(r"[A-ZÆØÅ][\w'-]+(?:\s+[A-ZÆØÅ])?")


def is_party(name: str) -> bool:
    """Whether a name is a party's: by its letter, its name, or the word that such names end in."""
    return bool(PARTY.match(name) or words.LOCAL_PARTY.match(name))


def read_voters(text: str, side: Stemme) -> list[Stemmeafgivning]:
    """The parties and people that a list names; a number only where it is printed beside them.

    "A (2), Ø og Navn Navn (V)" gives A with 2, Ø, and Navn Navn of V. In "F og B (2)" the number is
    the whole side's, and stands at neither.
    """
    votes: list[Stemmeafgivning] = []
    for piece in split_voters(LEAD.sub("", fold_spaces(text))):
        # "Venstre undtagen Navn": the exception stands with its own side
        piece = _EXCEPT.sub("", piece.strip(" .:"))
        if piece:
            votes += _read_piece(piece, side)
    return votes


def split_voters(text: str) -> list[str]:
    """Parts of a list at commas, "og" and "samt", none of which stand inside brackets."""
    parts: list[str] = []
    depth = start = place = 0
    while place < len(text):
        letter = text[place]
        if letter == "(":
            if depth == 0 and text[start:place].rstrip().endswith(")"):
                parts.append(text[start:place])  # "(V) (C)"
                start = place
            depth += 1
        elif letter == ")":
            depth = max(0, depth - 1)
        elif depth == 0 and letter in ",;":
            parts.append(text[start:place])
            start = place + 1
        elif depth == 0 and letter == " " and (joint := _JOINT.match(text, place + 1)):
            parts.append(text[start:place])
            start = place = joint.end()
            continue
        place += 1
    parts.append(text[start:])
    return [_JOINT.sub("", part.strip(), count=1) if _JOINT.match(part.strip()) else part.strip()
            for part in parts]  # fmt: skip


def _read_piece(piece: str, side: Stemme) -> list[Stemmeafgivning]:
    if piece.startswith("(") and piece.endswith(")"):
        return read_voters(piece[1:-1], side) if len(piece) > 2 else []
    if bracketed := _BRACKETED.fullmatch(piece):
        return [_party(side, int(bracketed["antal"]), bracketed["parti"])]
    counted = _COUNTED.match(piece)
    name = counted["name"].strip() if counted else piece
    printed = (counted["before"] or counted["after"]) if counted else None
    number = int(printed) if printed else None
    name = re.sub(r"s (?:byråds|regionsråds)?gruppe$", "", name)
    lettered = _LETTERED.match(name) or _LETTERED.match(piece)
    if lettered and (is_party(lettered["name"]) or PARTY.match(f"{lettered['name']} Folkeparti")):
        return [_party(side, number, lettered["letter"])]
    if is_party(name):
        return [_party(side, number, name)]
    loner = _LONER.match(piece)
    entry = parse_entry(piece[loner.end() :] if loner else piece)
    if entry:
        parti = entry.parti or (loner[1].casefold() if loner else None)
        if parti is None and entry.note and is_party(entry.note):
            parti = entry.note
        return [Stemmeafgivning(stemme=side, antal=None, parti=parti, navn=entry.navn)]
    if re.fullmatch(r"[A-ZÆØÅ]{2,8}", name):
        return [_party(side, None, letter) for letter in name]
    if _ONE_WORD.fullmatch(name) and not words.NOT_VOTERS.match(name):
        return [Stemmeafgivning(stemme=side, antal=None, parti=None, navn=name)]
    return []


def _party(side: Stemme, number: int | None, parti: str) -> Stemmeafgivning:
    return Stemmeafgivning(stemme=side, antal=number, parti=parti, navn=None)
