"""Names that rules leave unread: the names model is asked, and its answers are put in.

In: a document whose punkter and attendance the rules have read. Out: the same with the people that
stand in prose and whom they missed, in attendance, in the absences of a punkt, and in votes. What
rules have read is never taken away; only texts are asked about that tell of attendance or votes and
leave a name over, all of a document in one batch. Without a model nothing happens.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from referat.danish.fremmoede import TITLE
from referat.danish.overskrifter import FRONT_PUNKT
from referat.errors import MissingModelError
from referat.resources import names_model_dir
from referat.structure.beslutninger import find_udfald
from referat.structure.evidence import lines_naming, make_evidence
from referat.structure.fremmoede import Attendance, Person, Told, find_same, parse_numre
from referat.structure.navneprosa import CUE, Fortalt, Navn, mark_people, read_here, read_told
from referat.structure.navnestemmer import flatten, is_better, is_doubtful, name_holds, read_vote
from referat.structure.personer import Entry
from referat.structure.punkter import PunktDraft
from referat.structure.text import fold_name, fold_spaces, sentences
from referat.structure.views import View
from referat.types import Beslutning, Fravaer, LineRole, TextSource
from referat.types import Fremmoedestatus as Status

if TYPE_CHECKING:
    from spacy.language import Language

    from referat.structure.navnemodel import Navnespan

Finder = Callable[[Sequence[str]], list[tuple[Navn, ...]]]
"""From texts to the people in each."""

LEAST = 0.4
"""Probability under which a name is not believed. Under even odds: only sentences on attendance and
votes are asked about, and they have more people than the text that the odds were set by."""

_LONGEST = 6000
"""Characters of the longest text that is asked about: no sentences on attendance are as long, and
what is longer is a list or a book."""
_SUREST = 0.85
"""Certainty of an absence that the rules did not see, at the most: as of one told in the header."""
_CAME = re.compile(r"stedfortræder|i stedet|suppleant|mødte|deltog\b(?! ikke)", re.IGNORECASE)
_PARTICLES = re.compile(r"\s+(?:(?:von|van|der|den|de|du|la|le|el|al|bin|zu|dos|da)\s+)+")
_LOWER = re.compile(r"(?!(?:von|van|de|al|el|bin)\s)(?:[a-zæøå]+\s+)+(?=[A-ZÆØÅ])")
_MORE = re.compile(
    r"(?:\s+(?:von|van|der|zu|la|le|du|el|al|bin|dos|da|de(?!\s+(?:Radikale|Konservative|Frie))))+"
    r"\s+[A-ZÆØÅ][\w'’-]+"
)
_SURNAME = re.compile(r"(?: [A-ZÆØÅ][a-zæøåéüö'’-]+){1,3}")
"""What stands right behind a first name that was found alone."""
_CAPITAL = re.compile(r"(?<![\w(])[A-ZÆØÅ][\w'’-]+")
_TOLD_END = re.compile(
    r"(?<=\w\w\.)(?<!\bkl\.)(?<!\bpga\.)(?<!\bpkt\.)(?<!\bnr\.)(?<!\bChr\.)\s+|\n",
    re.IGNORECASE,
)
_AWAY_FROM = re.compile(
    r"(?:ikke|fraværende|inhabil\w*|lokalet|salen)\s[^.]{0,30}(?:punkt\w*|pkt\.?|sag\w*)\s(?:nr\.?\s)?[^.]{0,5}\d",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\bkl\.?\s*\d", re.IGNORECASE)
_HERE_CUE = re.compile(
    r"fraværende|ikke til stede|(?:deltog|medvirkede)\s+(?:\w+\s+)?ikke|inhabil|"
    r"(?:forlod|havde forladt) (?:lokalet|salen|mødet)|\bafbud\b(?!\s+til\b)",
    re.IGNORECASE,
)
_ONLY_ABSENCE = re.compile(
    r"^(?:\s*(?:,|og|samt|⟦\d+⟧))+\s*(?:var|er|har været)\s+(?:fraværende|ikke til stede|ikke mødt)"
    r"(?:\s+(?:under|ved|i|med)\s[^.⟦]{1,60})?\s*\.?$"
    r"|^(?:\s*(?:,|og|samt|⟦\d+⟧))+\s*deltog ikke(?:\s+(?:i|under|ved)\s[^.⟦]{1,60})?\s*\.?$",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def load_finder() -> Finder | None:
    """Asks the model that is shipped; ``None`` without one.

    Raises:
        MissingModelError: Its folder is there, but spaCy cannot load it.
    """
    folder = names_model_dir()
    return None if folder is None else make_finder(folder)


def make_finder(folder: Path) -> Finder:
    """Asks the names model in a folder.

    Raises:
        MissingModelError: spaCy cannot load it, or it finds no names.
    """
    import spacy

    from referat.structure.navnemodel import Navnemodel

    try:
        nlp: Language = spacy.load(folder)
        model = nlp.get_pipe("ner")
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ImportError) as error:
        raise _broken(folder, str(error).strip().split("\n")[0]) from error
    if not isinstance(model, Navnemodel):
        raise _broken(folder, "its component ner is of another kind")

    def find(texts: Sequence[str]) -> list[tuple[Navn, ...]]:
        with nlp.memory_zone():
            docs = [nlp.make_doc(text) for text in texts]
            return [
                people_of(text, spans) for text, spans in zip(texts, model.find(docs), strict=True)
            ]

    return find


def people_of(text: str, spans: Iterable[Navnespan]) -> tuple[Navn, ...]:
    """The people among the names found in a text.

    What is parted by the small words of a name alone ("Birthe von | der | Hede") is one person, and
    has what follows on them; a first name alone has the surname behind it. A word in small letters
    before the name ("alene | Abdi Nur") and a title ("Gaardejer | Kr. Møllegaard") are none of it.
    """
    people: list[Navn] = []
    for span in spans:
        if span.label != "PER" or span.score < LEAST:
            continue
        start, end, score = span.start, span.end, span.score
        if lower := _LOWER.match(text, start, end):
            start = lower.end()
        if title := TITLE.match(text[start:end]):
            start += title.end()
        if more := _MORE.match(text, end):
            end = more.end()
        if " " not in text[start:end] and (surname := _SURNAME.match(text, end)):
            end = surname.end()
        before = people[-1] if people else None
        if (
            before
            and (
                start < before.end
                or _PARTICLES.fullmatch(text[before.end : start])
                # "Knud | Aage Rytter": a first name alone is nobody in a list of people
                or (" " not in before.navn and text[before.end : start] == " ")
            )
        ):
            start, end = before.start, max(end, before.end)
            score = min(before.score, score)
            people.pop()
        people.append(Navn(start=start, end=end, navn=text[start:end], score=score))
    return tuple(people)


def _broken(folder: Path, why: str) -> MissingModelError:
    return MissingModelError(
        f"the names model cannot be loaded: {why}.",
        action="Install referat again, train it with `python -m referat.training.ner train`, or "
        "remove the folder: names in prose are then read by rules alone.",
        path=str(folder),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """A text to ask about, and what to do with the people in it."""

    text: str
    use: Callable[[tuple[Navn, ...]], None]


def read_names(
    attendance: Attendance,
    drafts: Sequence[PunktDraft],
    views: Sequence[View],
    sources: Mapping[int, TextSource],
    finder: Callable[[], Finder | None],
    *,
    start: str | None = None,
) -> list[PunktDraft]:
    """Complete attendance, absences and votes; returns the punkter.

    Args:
        attendance: What the rules read; people are added to it.
        drafts: The punkter, in order.
        views: The document's lines.
        sources: Where the text of each page comes from.
        finder: Gives the model; called only where there is something to ask.
        start: When the meeting began, "HH:MM": "Kl. 9" in an evening's meeting is 21:00.
    """
    result = list(drafts)
    questions: list[_Question] = []
    for told in attendance.told:
        if is_unread(told.text, attendance):
            questions.append(_Question(text=told.text, use=_about_meeting(attendance, told, start)))
    # a first punkt that prints the meeting's attendance has been read as such (``assemble.py``)
    front = bool(drafts) and FRONT_PUNKT.match(drafts[0].punkt.titel) is not None
    blocks = _silent_blocks(drafts[front:], views)
    for place, draft in enumerate(drafts):
        if block := blocks.get(draft.index):
            text = fold_spaces(" ".join(view.text for view in block))
            use = _about_block(result, place, text, block, sources)
            questions.append(_Question(text=text, use=use))
        decision = draft.punkt.beslutning
        if decision is None or len(decision.tekst) > _LONGEST:
            continue
        for sentence in _absences_unread(decision.tekst, draft.punkt.fravaerende):
            questions.append(
                _Question(text=sentence, use=_about_punkt(result, place, sentence, views, sources))
            )
        if is_doubtful(decision.tekst, decision.afstemning):
            text = flatten(decision.tekst)
            questions.append(_Question(text=text, use=_about_vote(result, place, text)))
    if not questions:
        return result
    find = finder()
    if find is None:
        return result
    texts = list(dict.fromkeys(question.text for question in questions))
    answers = dict(zip(texts, find(texts), strict=True))
    for question in questions:
        if answers[question.text]:
            question.use(answers[question.text])
    return result


# Attendance of the meeting


def is_unread(text: str, attendance: Attendance) -> bool:
    """Whether a text on attendance may tell of somebody, a time or a punkt that is not read yet."""
    if len(text) > _LONGEST:
        return False
    known = attendance.people
    of_punkter = {navn for entries in attendance.by_punkt.values() for navn, _ in entries}
    names = [(person, fold_name(person.navn).split()) for person in known]
    seen = {word for _, parts in names for word in parts}
    for sentence in _TOLD_END.split(text):
        if not CUE.search(sentence):
            continue
        folded = fold_name(sentence)
        named = [person for person, parts in names if parts and parts[-1] in folded]
        if not named:
            return True
        capitals = [word for word in _CAPITAL.findall(sentence)[1:] if fold_name(word) not in seen]
        if capitals:
            return True
        if _AWAY_FROM.search(sentence) and not any(person.navn in of_punkter for person in named):
            return True
        times = sum((person.ankom is not None) + (person.gik is not None) for person in named)
        if len(_CLOCK.findall(sentence)) > times:
            return True
    return False


def _about_meeting(
    attendance: Attendance, told: Told, start: str | None
) -> Callable[[tuple[Navn, ...]], None]:
    def use(names: tuple[Navn, ...]) -> None:
        found = read_told(told.text, names)
        for item in found:
            item.ankom, item.gik = _after(item.ankom, start), _after(item.gik, start)
            _enter(attendance, item, told)
        for view in told.views if found else ():
            if view.role is LineRole.HEADER:
                view.role = LineRole.ATTENDANCE

    return use


def _after(time: str | None, start: str | None) -> str | None:
    """A time on the clock's face that lies after the meeting's start, where that was after noon."""
    if time is None or start is None or not time < start or start < "12:00" or time >= "12:00":
        return time
    later = f"{int(time[:2]) + 12:02d}{time[2:]}"
    return later if later >= start else time


def _enter(attendance: Attendance, item: Fortalt, told: Told) -> None:
    name = item.navn
    if item.status is None or sum(letter.isalpha() for letter in name.navn) < 2:
        return
    view = (lines_naming(name.navn, told.views) or told.views)[0]
    person = resolve(name.navn, attendance.people, told.views)
    if person is None:
        person = attendance.add(Entry(navn=name.navn, parti=name.parti), item.status, view)
        person.score = min(person.score, name.score)
    elif (
        person.status is Status.TIL_STEDE
        and person.stedfortraeder_for is None
        and item.status in (Status.AFBUD, Status.FRAVAERENDE)
    ):
        person.status = item.status
    person.parti = person.parti or name.parti
    if person.status in (Status.TIL_STEDE, Status.DELVIST):
        person.rolle = person.rolle or item.rolle
    if (item.ankom or item.gik) and person.status in (Status.TIL_STEDE, Status.DELVIST):
        person.ankom = person.ankom or item.ankom
        person.gik = person.gik or item.gik
        person.status = Status.DELVIST
    if item.medlem is not None and person.stedfortraeder_for is None:
        member = resolve(item.medlem.navn, attendance.people, told.views)
        person.stedfortraeder_for = member.navn if member else item.medlem.navn
        if item.kaldt:
            person.rolle = person.rolle or item.kaldt
    known = {navn for entries in attendance.by_punkt.values() for navn, _ in entries}
    if item.numre and person.navn not in known:
        person.status = Status.DELVIST if person.status is Status.TIL_STEDE else person.status
        for printed in item.numre:
            attendance.absent_for(parse_numre(printed), person.navn, view)


def resolve(navn: str, people: Sequence[Person], views: Sequence[View]) -> Person | None:
    """The person of a name; one whom the rules read in part from the same lines gets it whole.

    A single name belongs to the one person that bears it, where there is one only.
    """
    same = [person for person in people if fold_name(person.navn) == fold_name(navn)]
    if same:
        return same[0]
    own = fold_name(navn).split()
    for person in people:
        part = fold_name(person.navn).split()
        if len(part) < len(own) and name_holds(own, part) and any(v in views for v in person.views):
            person.navn = navn
            return person
    if len(own) == 1:
        bearers = [person for person in people if own[0] in fold_name(person.navn).split()]
        return bearers[0] if len(bearers) == 1 else None
    return find_same(navn, people)


# Absence from one punkt


def _absences_unread(text: str, absent: Sequence[Fravaer]) -> list[str]:
    """Sentences of a decision that tell of absence and name nobody who is known to be absent."""
    if not _HERE_CUE.search(text):
        return []
    known = [fold_name(item.navn).split()[-1] for item in absent if fold_name(item.navn)]
    return [
        sentence
        for sentence in sentences(text)
        if _HERE_CUE.search(sentence)
        and _CAPITAL.search(sentence)
        and not any(name in fold_name(sentence) for name in known)
    ]


def _silent_blocks(drafts: Sequence[PunktDraft], views: Sequence[View]) -> dict[int, list[View]]:
    """Absence blocks from which the rules read nobody, by the index of their punkt."""
    silent = {draft.index for draft in drafts if not draft.punkt.fravaerende}
    blocks: dict[int, list[View]] = {}
    for view in views:
        if view.role is LineRole.ABSENCE and view.punkt in silent:
            blocks.setdefault(view.punkt, []).append(view)
    return {
        index: block
        for index, block in blocks.items()
        if sum(len(_CAPITAL.findall(view.text)) for view in block) > 1
        and sum(len(view.text) for view in block) <= _LONGEST
    }


def _about_block(
    drafts: list[PunktDraft],
    place: int,
    text: str,
    block: Sequence[View],
    sources: Mapping[int, TextSource],
) -> Callable[[tuple[Navn, ...]], None]:
    """Under a label of absence everybody is absent, unless the text says who came instead."""

    def use(names: tuple[Navn, ...]) -> None:
        away = read_here(text, names)
        if not away and not _CAME.search(text):
            away = list(names)
        _add_absent(drafts, place, away, block, sources)

    return use


def _add_absent(
    drafts: list[PunktDraft],
    place: int,
    away: Iterable[Navn],
    lines: Sequence[View],
    sources: Mapping[int, TextSource],
) -> None:
    punkt = drafts[place].punkt
    known = {fold_name(item.navn) for item in punkt.fravaerende}
    new = tuple(
        Fravaer(
            navn=name.navn,
            evidence=make_evidence(
                lines_naming(name.navn, lines) or lines[:1],
                sources,
                confidence=min(_SUREST, name.score),
            ),
        )
        for name in away
        if fold_name(name.navn) not in known
    )
    punkt = replace(punkt, fravaerende=(*punkt.fravaerende, *new))
    drafts[place] = replace(drafts[place], punkt=punkt)


def _about_punkt(
    drafts: list[PunktDraft],
    place: int,
    sentence: str,
    views: Sequence[View],
    sources: Mapping[int, TextSource],
) -> Callable[[tuple[Navn, ...]], None]:
    def use(names: tuple[Navn, ...]) -> None:
        away = read_here(sentence, names)
        if not away:
            return
        draft = drafts[place]
        lines = [
            view for view in views if view.punkt == draft.index and view.role is LineRole.DECISION
        ]
        if not lines:
            return
        _add_absent(drafts, place, away, lines, sources)
        punkt = drafts[place].punkt
        if punkt.beslutning and _ONLY_ABSENCE.match(mark_people(sentence, names)[0]):
            punkt = replace(punkt, beslutning=_without(punkt.beslutning, sentence))
            drafts[place] = replace(draft, punkt=punkt)

    return use


def _without(decision: Beslutning, sentence: str) -> Beslutning | None:
    text = re.sub(r"[ \t]{2,}", " ", decision.tekst.replace(sentence, "", 1))
    text = re.sub(r"\n{2,}", "\n", "\n".join(line.strip() for line in text.split("\n"))).strip()
    if not text:
        return None
    return replace(decision, tekst=text, udfald=find_udfald(text))


# Votes


def _about_vote(
    drafts: list[PunktDraft], place: int, text: str
) -> Callable[[tuple[Navn, ...]], None]:
    def use(names: tuple[Navn, ...]) -> None:
        draft = drafts[place]
        decision = draft.punkt.beslutning
        if decision is None:
            return
        new = read_vote(text, names)
        if is_better(new, decision.afstemning):
            punkt = replace(draft.punkt, beslutning=replace(decision, afstemning=new))
            drafts[place] = replace(draft, punkt=punkt)

    return use
