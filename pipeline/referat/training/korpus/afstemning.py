"""Votes of a decision: who votes how, in the many forms that minutes print it, with the gold.

A template prints counts, voters or both; gold holds what is printed and no more (interchange
format, edge cases). The count of a side also follows where each of its voters has one: "A (5) og
F (2)" is 7.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from referat.training.korpus.indhold import Afstemning, Person, Stemme
from referat.training.korpus.partier import UDEN_PARTI, name_of
from referat.training.korpus.skabelon import fill, slots_of, upper_first
from referat.training.korpus.slots import TALORD, Kontekst
from referat.training.korpus.stof import read_stof

_ONE_VOTE = re.compile(r"\b(1) ([Ss]temme)r\b")

SIDER = ("for", "imod", "undlod")

STYLES = ("bogstav", "bogstav", "bogstav", "parentes", "antal", "navne", "navne_antal")
"""How the parties of a side are printed."""


@dataclass(frozen=True, slots=True)
class Gruppe:
    """A party's votes on one side, or one person's."""

    parti: str | None
    navn: str | None
    antal: int


Fordeling = dict[str, list[Gruppe]]
"""The groups of each side of ``SIDER``."""


def share_out(
    rng: Random, people: Sequence[Person], *, falls: bool, mixed: bool = True
) -> Fordeling:
    """Who votes how: whole parties, now and then a member against the own party.

    Args:
        rng: Source of chance.
        people: Those who may vote.
        falls: The motion is lost.
        mixed: Somebody may abstain.

    Returns:
        Groups in the order of the council's parties; the winning side has more votes.
    """
    present = list(people)
    for _ in range(rng.choice([0, 0, 0, 1, 2])):
        if len(present) > 3:
            present.pop(rng.randrange(1, len(present)))
    parties = Counter(p.parti for p in present)
    groups: list[Gruppe] = []
    for party, count in sorted(parties.items(), key=lambda item: item[0] or ""):
        members = [p for p in present if p.parti == party]
        if party is None or party in UDEN_PARTI:
            groups += [Gruppe(party, p.navn, 1) for p in members]
        else:
            groups.append(Gruppe(party, None, count))
    win, lose = ("imod", "for") if falls else ("for", "imod")
    sides: Fordeling = {side: [] for side in SIDER}
    order = sorted(groups, key=lambda _: rng.random())
    total = sum(g.antal for g in groups)
    for i, group in enumerate(order):
        taken = sum(g.antal for g in sides[lose])
        if (i == 0 or rng.random() < 0.3) and taken + group.antal < total / 2 - 0.5:
            sides[lose].append(group)
        elif mixed and rng.random() < 0.1 and group.antal < total / 4:
            sides["undlod"].append(group)
        else:
            sides[win].append(group)
    if not sides[lose]:
        # one party has the majority, or they are all people: the smallest votes against
        smallest = min(sides[win] + sides["undlod"], key=lambda g: g.antal)
        for side in (win, "undlod"):
            sides[side] = [g for g in sides[side] if g is not smallest]
        sides[lose] = [smallest]
    while _count(sides, win) <= _count(sides, lose) and sides["undlod"]:
        sides[win].append(sides["undlod"].pop())
    if rng.random() < 0.08:
        _split_a_party(rng, present, sides, win, lose)
    for side in SIDER:
        sides[side].sort(key=lambda g: (g.navn is not None, g.parti or "", g.navn or ""))
    return sides


def _split_a_party(
    rng: Random, present: list[Person], sides: Fordeling, win: str, lose: str
) -> None:
    """One member of a party on the winning side votes against: the party's people are named."""
    for group in sides[win]:
        if (
            group.navn is None
            and 2 <= group.antal <= 3
            and _count(sides, win) - 2 > _count(sides, lose)
        ):
            members = [p for p in present if p.parti == group.parti]
            rebel = rng.choice(members)
            sides[win].remove(group)
            sides[win] += [Gruppe(group.parti, p.navn, 1) for p in members if p is not rebel]
            sides[lose].append(Gruppe(group.parti, rebel.navn, 1))
            return


def _count(sides: Fordeling, side: str) -> int:
    return sum(g.antal for g in sides[side])


@dataclass(slots=True)
class Tryk:
    """What has been printed of a vote, from which its gold is made."""

    counts: dict[str, int]
    votes: list[Stemme]

    def gold(self) -> Afstemning | None:
        """The vote as printed, ``None`` where nothing of it is."""
        if not self.counts and not self.votes:
            return None
        return Afstemning(
            for_=self.counts.get("for"),
            imod=self.counts.get("imod"),
            undlod=self.counts.get("undlod"),
            stemmer=tuple(self.votes),
        )


class Afgivelse:
    """One vote being printed.

    Args:
        k: Context of the case.
        people: Those who may vote.
        falls: The motion is lost.
        mixed: Somebody may abstain.
    """

    def __init__(
        self, k: Kontekst, people: Sequence[Person], *, falls: bool, mixed: bool = True
    ) -> None:
        self.k = k
        self.rng = k.rng
        self.sides = share_out(k.rng, people, falls=falls, mixed=mixed)
        self.falls = falls
        letters = all(len(p.parti or "A") == 1 for p in people if p.parti not in UDEN_PARTI)
        self.style = self.rng.choice(STYLES) if letters else self.rng.choice(("bogstav", "antal"))
        self.tryk = Tryk({}, [])

    def n(self, side: str) -> int:
        """Votes of a side."""
        return _count(self.sides, side)

    def who(self, side: str, *, record: bool = True, counts: bool = True) -> str:
        """The voters of a side as this vote prints them; remembered for the gold.

        Args:
            side: One of ``SIDER``.
            record: Off for votes that are not the main one.
            counts: Whether a party may carry its count.
        """
        texts: list[str] = []
        votes: list[Stemme] = []
        for group in self.sides[side]:
            text, vote = self._print(group, side, counts=counts)
            texts.append(text)
            votes.append(vote)
        if record:
            self.tryk.votes += votes
            if votes and all(vote.antal is not None for vote in votes):
                self.tryk.counts[side] = sum(vote.antal or 0 for vote in votes)
        return _listed(self.rng, texts, plain=self.style == "parentes")

    def _print(self, group: Gruppe, side: str, *, counts: bool) -> tuple[str, Stemme]:
        if group.navn is not None:
            text = f"{group.navn} ({group.parti})" if group.parti else group.navn
            return text, Stemme(stemme=side, antal=None, parti=group.parti, navn=group.navn)
        party = group.parti or ""
        if self.style in {"navne", "navne_antal"} and len(party) == 1:
            party = name_of(party, aar=self.k.aar)
        number = group.antal if counts and self.style in {"antal", "navne_antal"} else None
        text = f"{party} ({number})" if number is not None else party
        if self.style == "parentes":
            text = f"({party})"
        return text, Stemme(stemme=side, antal=number, parti=party, navn=None)

    def pair(self, liste: str, *, record: bool = True) -> str:
        """Both counts: "med 21 stemmer mod 4"; a lost motion now and then in its own order."""
        template = self.rng.choice(read_stof("stemmer")["stemmer"].skabeloner(liste, self.k.split))
        first, second = ("for", "imod")
        named = " for " in template or " imod}" in template or template.endswith(" imod")
        if self.falls and not named and self.rng.random() < 0.5:
            first, second = second, first
        if record:
            self.tryk.counts.update({"for": self.n("for"), "imod": self.n("imod")})
        return _one_member(self.with_words(template, f=str(self.n(first)), i=str(self.n(second))))

    def blank(self, liste: str = "blank") -> str:
        """The count of those who abstained, "" where none did."""
        if not self.sides["undlod"]:
            return ""
        number = self.n("undlod")
        self.tryk.counts["undlod"] = number
        template = self.rng.choice(read_stof("stemmer")["stemmer"].skabeloner(liste, self.k.split))
        text = self.with_words(
            template, u=str(number), U="En" if number == 1 else upper_first(in_words(number))
        )
        return _one_member(text)

    def side_sentences(self) -> list[str]:
        """One sentence a side with its voters, all in one form."""
        lines = read_stof("stemmer")["stemmer"].skabeloner("sider", self.k.split)
        forms = self.rng.choice(lines).split(" || ")
        wanted = [side for side in SIDER if self.sides[side]]
        if self.rng.random() < 0.12 and len(wanted) > 1:
            wanted.remove("for")
        sentences: list[str] = []
        for side in wanted:
            form = forms[SIDER.index(side)]
            slots = slots_of(form)
            # A count in front of the list leaves none for each party; parentheses are not doubled.
            inside = "({h})" in form
            style = self.style
            if inside and style in {"parentes", "antal", "navne_antal"}:
                self.style = {"parentes": "bogstav", "antal": "bogstav"}.get(style, "navne")
            elif "({n})" in form and style in {"antal", "navne_antal"}:
                self.style = "bogstav" if style == "antal" else "navne"
            number = self.n(side)
            words: dict[str, str] = {"n": str(number), "N": upper_first(in_words(number))}
            counted = bool(slots & {"n", "N"})
            if "h" in slots:
                words["h"] = self.who(side, counts=not counted)
            if counted:
                self.tryk.counts[side] = number
            if "{h} ({n})" in form and len(self.sides[side]) == 1:
                # "Imod stemte O (2)": with one party, the count is the party's
                last = self.tryk.votes.pop()
                if last.navn is None:
                    last = replace(last, antal=number)
                self.tryk.votes.append(last)
            sentences.append(_one_member(self.with_words(form, **words)))
            self.style = style
        return sentences

    def with_words(self, template: str, **words: str) -> str:
        """A template with words of this vote, which go before the context's."""
        kept = {name: self.k.ord.get(name) for name in words}
        self.k.ord.update(words)
        text = fill(template, self.k)
        for name, value in kept.items():
            if value is None:
                del self.k.ord[name]
            else:
                self.k.ord[name] = value
        return text


def _one_member(text: str) -> str:
    return (
        _ONE_VOTE.sub(r"\1 \2", text)
        .replace("1 medlemmer", "1 medlem")
        .replace("Et medlemmer", "Et medlem")
        .replace("En medlemmer", "Et medlem")
    )


def in_words(number: int) -> str:
    """A number as prose writes it: words up to twelve."""
    return "et" if number == 1 else TALORD[number] if number < len(TALORD) else str(number)


def _listed(rng: Random, texts: Sequence[str], *, plain: bool) -> str:
    if len(texts) < 2:
        return "".join(texts)
    draw = rng.random()
    if plain or draw < 0.15:
        return ", ".join(texts)
    joint = " samt " if draw < 0.2 else " og "
    return ", ".join(texts[:-1]) + joint + texts[-1]
