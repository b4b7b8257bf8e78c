"""The kommune that a document is of.

In: views with roles. Out: its short name, the line that says it, and how sure. A kommune that is
merely mentioned is not the document's own: title, header and page heads count most. A name is said
with the word ("Lyngmark Kommune"), by the council or the town hall ("Lyngmark Byråd", "Lyngmark
Rådhus"), by an address on the web, or alone on a line at the top.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from referat.danish import hoved as words
from referat.danish import labels as lexicon
from referat.danish.kommuner import kommuner
from referat.danish.labels import TOC
from referat.structure.organer import find_body, find_kommuner, lower_body
from referat.structure.text import fold_label, fold_name, fold_spaces, join_words
from referat.structure.views import View
from referat.types import LineRole

_WORD_ALONE = re.compile(r"[Kk]ommune(?:s)?\b(?!\s+[A-ZÆØÅ])|KOMMUNE$")
_MAY_SAY = re.compile(
    r"kommune|Region|kom-$|r(?:å|aa)d|\.dk\b|bestyrelse|repræsentation|\bamt", re.IGNORECASE
)
_HEADS = (LineRole.TITLE, LineRole.HEADER, LineRole.FURNITURE, LineRole.ATTENDANCE)
_TOP = 6
"""Lines at the top of the first page among which a name may stand alone, as in a logo."""

# What a mention is worth. In a head it outweighs a handful of mentions in the text.
_HEAD, _HALL, _ALONE, _PLACE, _MENTION = 6.0, 4.0, 3.0, 2.0, 1.0


@dataclass(slots=True)
class _Ballot:
    """What the lines of a document say, by name."""

    counts: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    at: dict[str, int] = field(default_factory=dict)
    seen: set[tuple[str, str]] = field(default_factory=set)

    def add(self, name: str, weight: float, view: View, context: str) -> None:
        """Count a mention once for each thing said: a running head, a title, repeat themselves."""
        key = name, re.sub(r"[\W\d]", "", context.casefold())[:24]
        if key in self.seen:
            return
        self.seen.add(key)
        self.counts[name] += weight
        self.at.setdefault(name, view.index)


def find_kommune(views: Sequence[View]) -> tuple[str | None, int, float]:
    """Kommune that the document is of: name, line, and how sure.

    The header and the page heads count most; else the one that the text names again and again.
    """
    ballot = _Ballot()
    for place, view in enumerate(views):
        heads = view.role in _HEADS
        top = heads and view.line.page == 1 and view.index < _TOP
        if view.role in (LineRole.TITLE, LineRole.HEADER):
            for name in _in_place(view.text):
                ballot.add(name, _PLACE, view, "place")
        if not top and not _MAY_SAY.search(view.text):
            continue
        text = _unspaced(_whole(views, place))
        after = text.casefold()
        for name in find_kommuner(text):
            after = after.partition(name.casefold())[2]
            known = official(name)
            weight = _HEAD if heads else _MENTION
            if known is None and not heads and _is_others(text, name):
                continue
            ballot.add(known or name, weight, view, "" if heads else after)
        if heads:
            for name in _by_council(text):
                ballot.add(official(name) or name, _HALL, view, "council")
            if view.role is not LineRole.FURNITURE or view.line.page == 1:
                for name in _by_address(text):
                    ballot.add(name, _ALONE, view, "address")
        if heads and view.role is not LineRole.ATTENDANCE and (amt := words.AMT.search(text)):
            ballot.add(f"{amt['navn'].title()} Amt", _HALL, view, "amt")
        if top and (alone := _alone(view, views)):
            ballot.add(alone, _ALONE if official(alone) else _PLACE, view, "alone")
    counts = {name: count for name, count in ballot.counts.items() if count}
    if not counts:
        return None, 0, 0.0
    merged: defaultdict[str, float] = defaultdict(float)
    for name, count in counts.items():
        base = next((other for other in counts if other != name and other + "s" == name), name)
        merged[base] += count
    name, count = max(merged.items(), key=lambda item: item[1])
    total = sum(merged.values())
    at = ballot.at.get(name, 0)
    if count < 0.5 * total or (count < 2 and len(merged) > 1):
        return None, 0, 0.0
    if count < 2:
        # named once, and no other is: likely, not sure (format atlas, 6.35)
        return name, at, 0.85 if official(name) else 0.6
    return name, at, min(0.97, 0.5 + 0.5 * count / total - (0.06 if count < _HALL else 0.0))


# "F J O R D BY KO M M U N E": letters set apart, of which some stand together
_SPACED = re.compile(r"(?:[A-ZÆØÅ]{1,3} ){5,}[A-ZÆØÅ]{1,3}")
_SPACED_NAME = re.compile(r"(?P<navn>[A-ZÆØÅ]{3,})(?P<word>KOMMUNE|AMT)")


def _unspaced(text: str) -> str:
    """A kommune's name in letters that are set apart as two words; other texts as they are."""
    if not _SPACED.fullmatch(text):
        return text
    found = _SPACED_NAME.fullmatch(text.replace(" ", ""))
    return f"{found['navn']} {found['word']}" if found else text


def _whole(views: Sequence[View], place: int) -> str:
    """A line's text with what a line's end parted from it: "Åmose Kom-" / "mune"."""
    view = views[place]
    text = view.text
    before = views[place - 1] if place else None
    after = views[place + 1] if place + 1 < len(views) else None
    if (
        after is not None
        and fold_label(text) == "kommune"
        and words.PLACE_ALONE.match(after.text)
        and not words.TITLE.match(after.text)
        and not find_body(after.text)
    ):
        return f"Kommune {after.text}"  # a form's label over its value
    if (
        before is not None
        and before.label is None
        and _WORD_ALONE.match(text)
        and not view.line.furniture
    ):
        return f"{before.text} {text}"
    if after is not None and text.casefold().endswith("kom-") and after.text.startswith("mune"):
        return join_words(text, after.text, broken=True)
    return text


def _is_others(text: str, name: str) -> bool:
    """Whether a single mention is of somebody who wrote: "Skrivelse fra Lyngmark Kommune om …"."""
    return re.search(rf"\bfra\s+{re.escape(name)}\b", text) is not None


@lru_cache(maxsize=1)
def _officials() -> dict[str, str]:
    """Folded name -> name, for every form by which the list's kommuner and regions go."""
    names: dict[str, str] = {}
    for row in kommuner():
        name, full = row["navn"], row["officielt_navn"]
        for form in (name, re.sub(r"\s*(?:regions)?kommune$", "", full, flags=re.IGNORECASE)):
            names[fold_name(form)] = name
    return names


def official(name: str) -> str | None:
    """The name as on the list, for a form of it, or for an invention of a region around it.

    "Københavns" gives "København"; "Region Kolding" gives "Kolding", since no region has that name.
    """
    found = _officials().get(fold_name(name))
    if found is None and name.startswith("Region "):
        found = _officials().get(fold_name(name.removeprefix("Region ")))
    return found


def _by_council(text: str) -> Iterator[str]:
    """Names in "Lyngmark Byråds møde", "Byrådet i Lyngmark", "Kantinen, Lyngmark Rådhus"."""
    if text.isupper():
        text = lower_body(fold_spaces(text))
    for pattern in words.KOMMUNE_BY:
        for found in pattern.finditer(text):
            name = _bare(found["navn"])
            if name:
                yield name


_LABELS = frozenset(
    word
    for label in (*(label for labels in words.FIELDS.values() for label in labels), *TOC)
    for word in label.split()
)


def _bare(name: str) -> str:
    """A name without the words before it: "Mødested Vejle", "Store Vejle"."""
    parts = name.split()
    while parts and (
        fold_label(parts[0]) in _LABELS
        or parts[0] in words.NOT_KOMMUNE
        or parts[0].casefold() in words.BEFORE_PLACE
    ):
        parts = parts[1:]
    bare = " ".join(parts)
    for start in range(len(parts)):
        if known := official(" ".join(parts[start:])):
            return known
    return bare


# after a comma or a word in small letters, before a house or the end: "Kultursalen, Nyborg", "i
# Assens", "Struer Kulturhus"; not "Carsten Greve", who has the name of a kommune
_PLACE_NAME = re.compile(
    r"(?:^|[,:(]\s*|\b(?:i|på)\s+)(?P<navn>[A-ZÆØÅ][\wæøå]+(?:-[A-ZÆØÅ][\wæøå]+)?)"
    r"(?=\s*(?:[,)]|$)|\s+[A-ZÆØÅ])"
)


def _in_place(text: str) -> Iterator[str]:
    """Names of the list in what a header says of the place: "Struer Kulturhus"."""
    for found in _PLACE_NAME.finditer(_without_label(text)):
        if known := official(found["navn"]):
            yield known


def _without_label(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if fold_label(first) in _LABELS else text


@lru_cache(maxsize=1)
def _addresses() -> dict[str, str]:
    """The label of a domain -> name: "lyngby-taarbaek", "aabenraa", and the regions' short ones."""
    found = dict(words.REGION_DOMAINS)
    for row in kommuner():
        name = row["navn"].casefold()
        for one, other in (("æ", "ae"), ("ø", "oe"), ("å", "aa")):
            name = name.replace(one, other)
        found[re.sub(r"[^a-z]+", "-", name)] = row["navn"]
    return found


def _by_address(text: str) -> Iterator[str]:
    for match in words.WEB_ADDRESS.finditer(text):
        label = match["navn"].casefold()
        known = _addresses().get(label.removesuffix("-kommune").removesuffix("kommune"))
        if known:
            yield known


def _alone(view: View, views: Sequence[View]) -> str | None:
    """A name that stands alone at the top: one on the list, or one that the text has again."""
    text = fold_spaces(view.text).strip(" .")
    if text.isupper():
        text = lower_body(text) if " " in text or "-" in text else text.capitalize()
    if known := official(text):
        return known
    if not words.PLACE_ALONE.fullmatch(text) or view.label or view.line.furniture:
        return None
    folded = fold_label(text)
    if (
        words.TITLE.match(text)
        or folded in _LABELS
        or folded in lexicon.ATTENDANCE
        or find_body(text)
    ):
        return None
    again = re.compile(rf"\b(?:i|ved|af)\s+{re.escape(text)}\b(?!\s+[A-ZÆØÅ])")
    if any(again.search(other.text) for other in views if other.index != view.index):
        return text
    return None
