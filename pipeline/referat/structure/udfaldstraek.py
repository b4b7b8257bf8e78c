"""What the outcome classifier sees of a decision: each sentence as a set of hashed features.

In: the text of one decision. Out: for every sentence the numbers of its features, which
``udfaldsmodel.py`` weighs. A feature is a word, a stem, a pair of neighbours, who acts, what is
denied, where the clause stands, what the lexicon of ``danish/udfald.py`` says, and what stood in
the sentence before. Names and figures are brought to one form, so that nothing of a training text
is learnt but its wording. Features are numbers from the start: no training text is in the weights.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
import Stemmer
from numpy.typing import NDArray

from referat.structure.beslutninger import find_udfald
from referat.structure.text import sentences
from referat.types import Udfald

SIZE = 1 << 14
"""Numbers that features are hashed to; 2**13 lost half a point of macro F1 on held-out wording."""
MAX_SENTENCES = 40
"""Sentences of a decision that are weighed; the longest in the corpora has 31."""
MAX_WORDS = 60
"""Words of a sentence that are weighed: an act stands in its head, and a table is no act."""

Numbers = NDArray[np.int64]

_MASK = SIZE - 1
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+|[.:;,!?\"()«»“”-]")
_PART = re.compile(
    r"^\W*(?:(?:ad|at|vedr\.?|pkt\.?|punkt|indstillingspunkt|ansøgning)?\s*\d{1,2}\s*[.):]|[a-h]\)|[-•])",
    re.IGNORECASE,
)
# Words after which a clause says what is to be done, wished or reasoned, not what was decided.
_CLAUSE = frozenset(
    (
        "at", "idet", "dog", "men", "som", "der", "hvis", "når", "fordi", "da", "så", "hvor",
        "hvorefter", "hvormed", "såfremt", "således", "hvorved", "mens", "indtil", "inden", "før",
        "forinden", "ligesom", "hvilket",
    )
)  # fmt: skip
_DENIED = frozenset(["ikke", "ej", "ingen", "intet", "hverken", "nægt", "uden", "næppe"])
_BODY = re.compile(
    r"^(?:\w*(?:udvalg|råd|bestyrelse|forsamling|repræsentation|magistrat|kommission|direktion)"
    r"(?:et|en|ets|ens|s)?|vi|man|udvalgene|mødet|medlemmerne|nævnet|kollegiet|partierne)$"
)
_OFFICE = re.compile(
    r"^(?:\w*(?:forvaltning|administration|sekretariat|kontor|afdeling|center|chef|direktør|"
    r"leder|inspektør|ingeniør|arkitekt|sekretær|borgmester|formand|næstformand|kasserer|politi|"
    r"konsulent|rådmand)(?:en|et|ens|ets|s)?|jobcentret|myndigheden)$"
)
_HIGHER = re.compile(
    r"^(?:byråd|kommunalbestyrelse|økonomiudvalg|regionsråd|borgerrepræsentation|sogneråd|"
    r"amtsråd|magistrat)(?:et|en|ets|ens|s)?$"
)

_stem = Stemmer.Stemmer("danish")


class _Word:
    """A word in the forms that features are made of; the same word is one object."""

    __slots__ = ("ids", "kind", "note", "plain", "stem")

    def __init__(self, word: str) -> None:
        folded = word.casefold().replace("aa", "å")
        self.kind = ""
        if word.isdigit():
            folded = "#"
        elif _HIGHER.match(folded):
            self.kind = "højere"
        elif _BODY.match(folded):
            self.kind = "organ"
        elif _OFFICE.match(folded):
            self.kind = "kontor"
        self.plain = folded
        self.note = _number(f"<ord{folded}")
        stem = _stem.stemWord(folded)
        self.stem = _number(f"={stem}")
        if self.kind in ("organ", "kontor"):
            # which committee or office it is says nothing of what was decided
            self.stem = _number(f"<{self.kind}>")
        ids = [_number(f"w{folded}"), self.stem]
        if len(folded) > 5:
            ids += [_number(f"p{folded[:5]}"), _number(f"s{folded[-4:]}")]
            ids += [_number(f"g{folded[at : at + 4]}") for at in range(0, min(len(folded) - 3, 8))]
        if self.kind:
            ids.append(_number(f"k{self.kind}"))
        self.ids = tuple(ids)


@lru_cache(maxsize=50_000)
def _word(word: str) -> _Word:
    return _Word(word)


@lru_cache(maxsize=50_000)
def _number(feature: str) -> int:
    """A feature's number before it is brought to ``SIZE``: 32 bits."""
    return crc32(feature.encode())


def _pair(left: int, right: int) -> int:
    return ((left * 0x9E3779B1) ^ (right + 0x7F4A7C15)) * 0x85EBCA6B & 0xFFFFFFFF


def _bucket(count: int) -> int:
    return min(count, 3) if count < 6 else 4


def split_decision(text: str) -> list[str]:
    """The sentences of a decision that are weighed."""
    return sentences(text)[:MAX_SENTENCES]


def is_numbered(sentence: str) -> bool:
    """Whether a sentence opens the answer to a numbered point: "2. Drøftet.", "Ad 1) …"."""
    opened = _PART.match(sentence)
    return opened is not None and any(sign.isdigit() for sign in opened[0])


def features_of(parts: Sequence[str]) -> list[Numbers]:
    """Numbers of the features of each sentence, each below ``SIZE`` and once; none empty.

    In rising order.
    """
    result: list[Numbers] = []
    said: list[tuple[Udfald, ...]] = [find_udfald(part) for part in parts]
    everywhere = {udfald for found in said for udfald in found}
    before: tuple[int, ...] = (_number("<<first>"),)
    for place, part in enumerate(parts):
        found, before = _sentence(part, before)
        for udfald in said[place]:
            found.append(_number(f"regel{udfald}"))
            found.extend(_number(f"ellers{other}{udfald}") for other in everywhere - {udfald})
        if place:
            found.extend(_number(f"før{udfald}") for udfald in said[place - 1])
        found.append(_number(f"plads{min(place, 2)}/{min(len(parts), 3)}"))
        found.append(_number(f"sidst{place == len(parts) - 1}"))
        if _PART.match(part):
            found.append(_number("nummereret"))
        result.append(np.unique(_fold(np.array(found, dtype=np.int64))))
    return result


def _fold(numbers: Numbers) -> Numbers:
    folded: Numbers = (numbers ^ (numbers >> 15)) & _MASK
    return folded


def _sentence(text: str, before: tuple[int, ...]) -> tuple[list[int], tuple[int, ...]]:
    """Features of one sentence, and what the next one is to know of it."""
    text = _PART.sub("", text)
    words = [_word(found) for found in _WORD.findall(text)[: MAX_WORDS * 2]][:MAX_WORDS]
    found: list[int] = [_ALWAYS, *before]
    real = [word for word in words if word.plain[0].isalnum()]
    actor = _actor(text, real)
    who = _number(f"hvem{actor}")
    found.append(who)
    found.append(_number(f"ord{_bucket(len(real) // 3)}"))
    clause, opener, denied = 0, _HEAD, 0
    last = earlier = 0
    for place, word in enumerate(words):
        found += word.ids
        stem = word.stem
        if place and word.plain in _CLAUSE:
            clause += 1
            opener = _number(f"led{word.plain}")
        found.append(_pair(opener, stem))
        if not clause:
            found.append(_pair(who, stem))
        if place < 3:
            found.append(_pair(_PLACES[place], stem))
        if place:
            found.append(_pair(last, stem))
            if place > 1:
                found.append(_pair(_pair(earlier, 7), stem))
                if clause == 0 and place < 8:
                    found.append(_pair(_pair(earlier, last), stem))
        if word.plain in _DENIED:
            denied = 4
            if place:
                found.append(_pair(_NEGATED, last))
            if place > 1:
                found.append(_pair(_NEGATED, earlier))
        elif denied:
            found.append(_pair(_NEGATED, stem))
            denied -= 1
        earlier, last = last, stem
    if real:
        found.append(_pair(_number("til sidst"), real[-1].stem))
    kinds = {word.kind for word in words if word.kind}
    found.extend(_number(f"om{kind}") for kind in kinds)
    return found, (_number(f"<hvem{actor}"), *(word.note for word in real[:6]))


_ALWAYS, _HEAD, _NEGATED = _number("altid"), _number("hoved"), _number("benægtet")
_PLACES = (_number("#0"), _number("#1"), _number("#2"))

# "Birthe Dalsten orienterede", "B. Dalsten", "Borgmester B. Dalsten"
_NAMED = re.compile(r"^\W*(?:[A-ZÆØÅ][\w’'-]*\.?\s+){1,3}[A-ZÆØÅ][\w’'-]+(?:\s*\([^)]*\))?")


def _actor(text: str, words: Sequence[_Word]) -> str:
    """Who the sentence begins with: a body, an office, a person, or nobody."""
    if not words:
        return "ingen"
    if words[0].kind:
        return words[0].kind
    for word in words[1:3]:
        if word.kind:
            return f"snart {word.kind}"
    named = _NAMED.match(text)
    return "person" if named else "andet"


def _rule_features() -> NDArray[np.bool_]:
    told = np.zeros(SIZE, dtype=np.bool_)
    for udfald in Udfald:
        names = [f"regel{udfald}", f"før{udfald}", *(f"ellers{other}{udfald}" for other in Udfald)]
        told[_fold(np.array([_number(name) for name in names], dtype=np.int64))] = True
    return told


RULE_FEATURES = _rule_features()
"""Which numbers tell what the rules read: training hides them now and then, so that the words are
learnt beside them."""
