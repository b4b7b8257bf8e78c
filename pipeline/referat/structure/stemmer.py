"""Votes: who voted for, against, and who abstained, from a decision's text.

In: the text of one decision. Out: an ``Afstemning``, or ``None`` where no count and no side is
printed.
A sentence is read side by side: the words that say a side ("Imod stemte", "… undlod") part it, and
what stands between them are that side's count and voters.
Sources of the forms: format atlas, 3.3. Votes on amendments and on procedure come before the main
vote in the text; the last vote stands (interchange format, edge cases).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from referat.danish import stemmer as words
from referat.structure.forudgaaende import without_motions
from referat.structure.stemmelister import LEAD, is_party, read_voters
from referat.structure.text import ABBREVIATED, fold_word, split_sentences
from referat.types import Afstemning, Stemme, Stemmeafgivning

_COUNT = rf"(?P<antal>(?i:{words.NUMBER}))\b(?:\s+(?:medlem\w*|stemmer))?"
# what stands before "stemte imod": "3 (Ø og F)", "Fire medlemmer (Venstre)", "Enhedslisten og SF"
_BEFORE = re.compile(
    rf"(?:^|(?<=[\s,]))(?:{_COUNT}\s*(?P<who>{words.BRACKETS}|,\s*(?:nemlig\s+)?{words.VOTERS})?|"
    rf"(?P<names>{words.BRACKETS}|{words.VOTERS}))\s*,?\s*$"
)
# "Navn (V) kunne ikke tiltræde punkt 1 og stemte imod", "Navn ønskede noteret, at hun stemte imod"
_SUBJECT = re.compile(
    rf"^\W*(?P<names>{words.VOTERS})\s+[a-zæøå].*\b(?:og|at\s+(?:han|hun|de|partiet|gruppen))\s*$",
    re.DOTALL,
)
_AFTER = re.compile(
    rf"^\s*[:,]?\s*(?:{_COUNT}(?=\s*[:;,.(]|\s*$)\s*[:;,]?\s*)?(?P<rest>.*)$",
    re.DOTALL | re.IGNORECASE,
)
_CLAUSE = 400
"""Characters that a side's voters are looked for in."""
_LAST_WORDS = 60
"""Characters before a full stop that say what it stands behind."""
_INITIAL = re.compile(r"(?:^|[\s(])(?P<letters>(?:[A-ZÆØÅ]\.)+)$")
_LIST_NUMBER = re.compile(r"(?:^|\s)\d{1,2}\.$")
_COUNT_AT_END = re.compile(r"(?:mod|stemte|undlod|:)\s+\d{1,3}\.$", re.IGNORECASE)
_STARTS = re.compile(
    r"\s*(?:for|i?mod|undlod|følgende|indstillingen|forslaget|ændringsforslaget|ja|nej)\b",
    re.IGNORECASE,
)
_BRACKETS = re.compile(rf"\s*({words.BRACKETS})")
# "L. Ravn." and "E. Ravn (V), S. Sejr" are people; "V. Nanna Sejr (A) tog forbehold" is a party and
# a new sentence
_SURNAME = re.compile(
    r"\s*(?P<name>[A-ZÆØÅ][\wæøå'’-]++)(?>(?:\s+[A-ZÆØÅ][\w'’.-]*+)*)(?>(?:\s*\([^()]{1,40}\))?)"
    r"(?:\s*(?:[,;.)]|\b(?:og|samt)\b|$)|(?<=\w\w\.)(?:\s|$))"
)


@dataclass(slots=True)
class _Tally:
    counts: dict[Stemme, int] = field(default_factory=dict)
    votes: list[Stemmeafgivning] = field(default_factory=list)

    def count(self, side: Stemme, number: str | None) -> None:
        if number:
            self.counts.setdefault(side, _int(number))

    def add(self, side: Stemme, who: str | None) -> list[Stemmeafgivning]:
        """Put the voters named in ``who`` on a side, each once; those that were named."""
        named = read_voters(who, side) if who else []
        numbers = [vote.antal for vote in named]
        if len(named) > 1 and numbers[-1] and not any(numbers[:-1]):
            # "For stemte F og B (2)": the number is the side's
            self.counts.setdefault(side, numbers[-1])
            named[-1] = replace(named[-1], antal=None)
        elif named and all(number is not None for number in numbers):
            self.counts.setdefault(side, sum(number or 0 for number in numbers))
        taken = {(vote.stemme, vote.parti, vote.navn) for vote in self.votes}
        self.votes += [vote for vote in named if (vote.stemme, vote.parti, vote.navn) not in taken]
        return named


@dataclass(frozen=True, slots=True)
class _Mark:
    """The words of one sentence that say a side."""

    start: int
    end: int
    side: Stemme
    kind: str
    match: re.Match[str]


def read_afstemning(text: str) -> Afstemning | None:
    """The main vote that a decision records.

    "Godkendt med 30 stemmer imod 13. 5 undlod." gives for 30, imod 13, undlod 5. "For stemte: A og
    B. Imod stemte: C." gives the parties without counts. "Enstemmigt" alone is no vote.
    """
    if not words.VOTED.search(text):
        return None
    tally = _Tally()
    for sentence in _main_vote(without_motions(_sentences(text))):
        _read_sentence(sentence, tally)
    if not tally.counts and not tally.votes:
        return None
    return Afstemning(
        for_=tally.counts.get(Stemme.FOR),
        imod=tally.counts.get(Stemme.IMOD),
        undlod=tally.counts.get(Stemme.UNDLOD),
        stemmer=tuple(tally.votes),
    )


def _sentences(text: str) -> list[str]:
    """Sentences of a decision, where "mod 1." and "og V." end one and "Jan F. Lund" does not."""
    return split_sentences(text, _ends)


def _ends(head: str, tail: str) -> bool:
    head = head[-_LAST_WORDS:]
    if ABBREVIATED.search(head) or words.SHORTENED_NAME.search(head):
        return False
    if _LIST_NUMBER.search(head):
        return bool(_COUNT_AT_END.search(head))
    if initial := _INITIAL.search(head):
        before = head[: initial.start("letters")].split()
        if not before:
            return False
        # "Jan F. Lund" and ", A. Lund (løsgænger)" are people; "A, B og F. Imod stemte" is not
        named = before[-1][:1].isupper() and not before[-1].endswith(",") and len(before[-1]) > 1
        listed = before[-1].endswith(",") and not _STARTS.match(tail)
        return not (named or listed or _goes_on(tail))
    return True


def _goes_on(tail: str) -> bool:
    """Whether what follows an initial is the name that it belongs to."""
    found = _SURNAME.match(tail)
    return bool(
        found
        and not _STARTS.match(tail)
        and not words.RESULT.match(found["name"])
        and not words.NOT_VOTERS.match(found["name"])
        and not is_party(found["name"])
    )


def _main_vote(sentences: list[str]) -> list[str]:
    """The sentences that hold the main vote: the last result with what belongs to it.

    Sides may stand after the result ("… godkendt med 30 stemmer imod 13. For stemte: A") or before
    it ("For forslaget stemte 2. Imod stemte 7. Forslaget var dermed forkastet.").
    """
    groups: list[list[str]] = [[]]
    for sentence in sentences:
        if words.RESULT.search(sentence) and not re.match(
            r"\W*(?:for|i?mod)\s+(?:\w+\s+)?stemte|\W*(?:undlod|(?:et\s+)?mindretal)",
            sentence,
            re.IGNORECASE,
        ):
            follows = re.search(r"\b(?:dermed|hermed|således|derved)\b", sentence, re.IGNORECASE)
            if groups[-1] and not (follows and not words.RESULT.search(groups[-1][0])):
                groups.append([])
        groups[-1].append(sentence)
    parts = [group for group in groups if group]
    for place, part in enumerate(reversed(parts)):
        if any(_has_vote(sentence) for sentence in part):
            return part
        whole = " ".join(part)
        if place == 0 and words.NO_VOTE.search(whole):
            return []
        if (
            words.RESULT.search(whole)
            and place < len(parts) - 1
            and words.EARLIER_MOTION.search(" ".join(parts[-2 - place]))
        ):
            return []
    return sentences


def _has_vote(sentence: str) -> bool:
    tally = _Tally()
    _read_sentence(sentence, tally)
    return bool(tally.counts or tally.votes)


def _read_sentence(sentence: str, tally: _Tally) -> None:
    if table := words.TABLE.search(sentence):
        for side, at in ((Stemme.FOR, "a"), (Stemme.IMOD, "b"), (Stemme.UNDLOD, "c")):
            tally.count(side, table[at])
            tally.add(side, table[f"who_{at}"])
        return
    _read_pair(sentence, tally)
    for match in words.MAJORITY.finditer(sentence):
        who = match["who"] or match["who2"] or match["who3"]
        number = re.match(r"\d{1,2}(?=\s+medlemmer)", who)
        side = _side_of_group(match)
        tally.count(side, number[0] if number else match["antal"])
        tally.add(side, None if number else who)
    marks = _marks(sentence)
    for place, mark in enumerate(marks):
        before = sentence[marks[place - 1].end if place else 0 : mark.start][-_CLAUSE:]
        after = sentence[mark.end : marks[place + 1].start if place + 1 < len(marks) else None]
        _READERS[mark.kind](mark, before, after, tally)


def _side_of_group(match: re.Match[str]) -> Stemme:
    """The side of a majority or a minority, by what it did."""
    if match["side"].casefold() == "flertal":
        return Stemme.IMOD if words.MAJORITY_AGAINST.search(match["act"]) else Stemme.FOR
    acted = words.MINORITY_FOR.search(match["act"])
    against = acted is None or words.NOT.search(match["act"][: acted.start()])
    return Stemme.IMOD if against else Stemme.FOR


def _read_pair(sentence: str, tally: _Tally) -> None:
    """Counts of both sides, or of one, with the voters in brackets after them."""
    if fell := words.AGAINST_FIRST.search(sentence):
        for side, at in ((Stemme.FOR, "a"), (Stemme.IMOD, "b")):
            tally.count(side, fell[at])
            tally.add(side, fell[f"who_{at}"])
        return
    for pair in words.PAIR.finditer(sentence):
        both = (pair["til"] or pair["for"]) and (pair["imod"] or pair["mod"].casefold() != "og")
        if not (pair["votes"] or both or (pair["med"] and pair["mod"].casefold() != "og")):
            continue
        if pair["mod"].casefold() == "og" and not pair["imod"]:
            continue
        first, second = Stemme.FOR, Stemme.IMOD
        failed = words.FAILED_WITH.search(sentence) and not pair["for"] and not pair["imod"]
        if failed and _int(pair["a"]) > _int(pair["b"]):
            # "forkastet med 21 stemmer mod 3" is 3 for the motion (interchange format, edge cases)
            first, second = second, first
        tally.count(first, pair["a"])
        tally.count(second, pair["b"])
        tally.add(first, pair["who_a"])
        tally.add(second, pair["who_b"])
        return
    if only := words.ONLY_FOR.search(sentence):
        tally.count(Stemme.FOR, only["a"])
        tally.add(Stemme.FOR, only["who_a"])
    if only := words.ONLY_AGAINST.search(sentence):
        tally.count(Stemme.IMOD, only["b"])
        tally.add(Stemme.IMOD, only["who_b"])


def _marks(sentence: str) -> list[_Mark]:
    """The words that say a side, in order, none inside another."""
    marks: list[_Mark] = []
    for kind, pattern in (
        ("head", words.HEAD_SIDE),
        ("inner", words.INNER_SIDE),
        ("tail", words.TAIL_SIDE),
        ("short", words.SHORT_SIDE),
    ):
        for match in pattern.finditer(sentence):
            start, end = match.span()
            if any(start < mark.end and mark.start < end for mark in marks):
                continue
            marks.append(_Mark(start, end, _side(match), kind, match))
    return sorted(marks, key=lambda mark: mark.start)


def _side(match: re.Match[str]) -> Stemme:
    found = {key.rstrip("2") for key, value in match.groupdict().items() if value}
    if "undlod" in found:
        return Stemme.UNDLOD
    return Stemme.IMOD if "imod" in found else Stemme.FOR


def _read_head(mark: _Mark, before: str, after: str, tally: _Tally) -> None:
    """Count and voters follow: "Imod stemte 29: (V), (C)"."""
    boundary = words.BOUNDARY.search(after)
    if boundary and boundary.start() and after[: boundary.start()].strip(" :,;0123456789"):
        after = after[: boundary.start()]
    inside = re.search(r"\d{1,3}", mark.match[0])
    found = _AFTER.match(after)
    if found is None:
        return
    number = found["antal"] or (inside[0] if inside else None)
    tally.count(mark.side, number)
    rest = found["rest"].strip()
    if (brackets := _BRACKETS.match(rest)) and re.match(
        r"\.?$|\s+(?=[A-ZÆØÅ])", rest[brackets.end() :]
    ):
        rest = brackets[1]
    rest = LEAD.sub("", rest)
    if number is None and not after.lstrip().startswith(":") and not re.match(r"[(A-ZÆØÅ]", rest):
        return
    tally.add(mark.side, rest)


def _read_tail(mark: _Mark, before: str, after: str, tally: _Tally) -> None:
    """Count and voters stand before, or in brackets after: "3 (Ø og F) stemte imod"."""
    boundaries = list(words.BOUNDARY.finditer(before))
    if boundaries:
        before = before[boundaries[-1].end() :]
    if re.match(r"\s*:", after):
        # "Undlod at stemme: A" opens its own list; what stands before is the side's before it
        found = None if mark.match[0][:1].isupper() else _BEFORE.search(before)
        tally.count(mark.side, found["antal"] if found else None)
        _read_head(mark, before, after, tally)
        return
    brackets = _BRACKETS.match(after)
    found = _BEFORE.search(before)
    if found:
        # the number is the side's, also where one party alone stands beside it: "2 (V) undlod"
        tally.count(mark.side, found["antal"])
        named = tally.add(mark.side, (found["who"] or found["names"] or "").lstrip(" ,"))
        if found["antal"] and "medlem" in found[0] and len(named) == 1 and named[0].navn is None:
            # "Fire medlemmer (Venstre)" tells how many of the party they were
            counted = replace(named[0], antal=_int(found["antal"]))
            tally.votes[tally.votes.index(named[0])] = counted
    elif (subject := _SUBJECT.match(before)) and not brackets:
        tally.add(mark.side, subject["names"])
    if brackets:
        inside = brackets[1][1:-1].strip()
        if inside.isdigit():
            tally.count(mark.side, inside)
        else:
            tally.add(mark.side, inside)
    elif not found and mark.side is Stemme.UNDLOD:
        _read_head(mark, before, after, tally)


def _read_inner(mark: _Mark, before: str, after: str, tally: _Tally) -> None:
    """The voters stand inside: "stemte A og F for (24)"."""
    number = re.match(r"\s*\((\d{1,3})\)", after)
    tally.count(mark.side, number[1] if number else None)
    who = mark.match["who"]
    if who.isdigit():
        tally.count(mark.side, who)
    else:
        tally.add(mark.side, who)


def _read_short(mark: _Mark, before: str, after: str, tally: _Tally) -> None:
    """The verb is left out: "11 for", "Lund imod", "1 imod (V)"."""
    tally.count(mark.side, mark.match["antal"])
    tally.add(mark.side, mark.match["navn"] or mark.match["who"])
    if brackets := _BRACKETS.match(after):
        tally.add(mark.side, brackets[1])


_READERS = {
    "head": _read_head,
    "tail": _read_tail,
    "inner": _read_inner,
    "short": _read_short,
}


def _int(text: str) -> int:
    return int(text) if text.isdigit() else words.NUMBER_WORDS[fold_word(text)]
