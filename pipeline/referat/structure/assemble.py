"""The finished ``Referat``: attendance of meeting and punkter brought together, problems, evidence.

In: views with roles, punkter, header. Out: a ``Referat``. The checks that two places of a document
make possible are made here: weekday against date, absence in the header against the punkter.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from referat.danish.overskrifter import FRONT_PUNKT
from referat.lexicon import lexicon
from referat.structure.evidence import lines_naming, make_evidence, with_evidence
from referat.structure.fremmoede import Attendance, Person, Told, names_of_block
from referat.structure.fremmoedelinjer import Block
from referat.structure.fremmoedelister import read_segments
from referat.structure.fremmoedenet import read_attendance, sureness
from referat.structure.fremmoedeprosa import read_prose, without_groups
from referat.structure.hoved import Hoved
from referat.structure.hovedfelter import Segment
from referat.structure.labels import Label
from referat.structure.partiroekker import read_party_runs
from referat.structure.personer import Entry
from referat.structure.punkter import PunktDraft
from referat.structure.roles import Roles
from referat.structure.text import fold_name, join_lines
from referat.structure.views import View
from referat.types import (
    Dokumenttype,
    FieldEvidence,
    FileKind,
    Fravaer,
    Fremmoede,
    Fremmoedestatus,
    LineRole,
    Moede,
    Problem,
    Punkt,
    Referat,
    RoledLine,
    Severity,
    SourceFile,
    TextSource,
    Versions,
)

_PEOPLE_ITEM = re.compile(
    r"^(?:fraværende|afbud|fremmøde|mødedeltagere)\b[^a-zæøå]*$", re.IGNORECASE
)
"""A first punkt that is nothing but the list of absentees (F16)."""

_TELLS = re.compile(
    r"\b(?:havde|deltog|mødte|forlod|ankom|indtrådte|sendte|måtte|kunne|erstattet)\b"
)
"""A verb in a list of people: a sentence may stand in it."""


def meeting_attendance(
    attendance: Attendance,
    views: Sequence[View],
    hoved: Hoved,
    drafts: Sequence[PunktDraft],
    sources: Mapping[int, TextSource],
    *,
    told: NDArray[np.float32] | None = None,
) -> list[PunktDraft]:
    """Read the meeting's attendance; returns the punkter with their absences settled.

    1. Tables and lists, where the line net sees attendance and under the header's labels. 2. Prose
    there. 3. The first punkt, where it prints the meeting's attendance. 4. Names that every open
    punkt prints as absent.

    Args:
        attendance: Filled in.
        views: All lines with their roles.
        hoved: The header.
        drafts: The punkter, in order.
        sources: Where the text of each page comes from.
        told: The line net's probabilities; without them the rules' reading stands alone.
    """
    if told is not None and len(told):
        attendance.sure = partial(sureness, told=told)
    first = drafts[0].index if drafts else 0
    read_party_runs(attendance, list(itertools.takewhile(lambda view: not view.punkt, views)))
    _enter_block(attendance, read_attendance(views, hoved, told, first=first))
    _whole_meeting(attendance, hoved)
    drafts = _front_punkt(attendance, views, drafts)
    _everywhere(attendance, drafts)
    _without_words(attendance)
    return per_punkt(attendance, drafts, sources)


_FULL_NAMES, _NEARLY_ALL = 3, 0.8
"""People with first name and surname, and their share, from which on a word is nobody's name."""


def _whole_meeting(attendance: Attendance, hoved: Hoved) -> None:
    """Who was there from the meeting's start to its end was there, and no more is said."""
    for person in attendance.people:
        if not (person.ankom and person.gik) or person.status is not Fremmoedestatus.DELVIST:
            continue
        if hoved.start and person.ankom and person.ankom <= hoved.start:
            person.ankom = None
        if hoved.slut and person.gik and person.gik >= hoved.slut:
            person.gik = None
        if not person.ankom and not person.gik:
            person.status = Fremmoedestatus.TIL_STEDE


def _without_words(attendance: Attendance) -> None:
    """Take out "people" that are a word of a table beside the list: "Resultat", "Anbefales"."""
    full = sum(" " in person.navn for person in attendance.people)
    if full < max(_FULL_NAMES, _NEARLY_ALL * len(attendance.people)):
        return
    attendance.people[:] = [
        person
        for person in attendance.people
        if " " in person.navn or not lexicon().has(person.navn)
    ]


def _enter_block(attendance: Attendance, block: Block) -> None:
    for row in block.table:
        person = attendance.add(row.entry, row.status, row.view)
        if row.entry.substitute:
            called = row.entry.substitute_rolle
            attendance.substitute(row.entry.substitute, person.navn, row.view, rolle=called)
    read_segments(attendance, block.segments)
    _read_told(attendance, block.segments)


def _read_told(attendance: Attendance, segments: Sequence[Segment]) -> None:
    """Attendance that is told in sentences."""
    for segment in segments:
        listed = segment.felt in ("fremmoede", "fravaer")
        if segment.felt and segment.felt not in ("andet", "prosa", "moede") and not listed:
            continue
        text = join_lines(
            replace(view.line, text=part, gap=view.line.gap if view.line.gap > 1.2 else 0.1)
            for part, view in segment.parts
        )
        if listed:
            # "Meldt afbud havde X": the label is the sentence's head
            text = f"{segment.key.capitalize()}: {text}"
        if len(text) <= 10 or (listed and not _TELLS.search(text)):
            continue
        text = without_groups(text)
        attendance.told.append(Told(text, tuple(view for _, view in segment.parts)))
        if listed:
            continue
        if read_prose(attendance, text, segment.parts[0][1]):
            for _, view in segment.parts:
                if view.role is LineRole.HEADER:
                    view.role = LineRole.ATTENDANCE


_PRINTED_BY, _MOST = 2, 0.6
"""Punkter, and share of them, that print absence before absence in the first is its own."""


def _front_punkt(
    attendance: Attendance, views: Sequence[View], drafts: Sequence[PunktDraft]
) -> list[PunktDraft]:
    """Attendance told inside the first punkt is the meeting's; its lists have been read."""
    if not drafts:
        return []
    first = drafts[0]
    others = [
        {fold_name(name) for name, _, _ in draft.absences}
        for draft in drafts[1:]
        if not draft.punkt.lukket
    ]
    here = {fold_name(name) for name, _, _ in first.absences}
    beside = sum(1 for other in others if other)
    repeated = bool(here and others) and (
        all(here <= other for other in others)
        # where punkter print who was absent from them, the first does so too
        or beside >= max(_PRINTED_BY, _MOST * len(others))
        # or the next one says the same of who came later
        or bool(here & others[0])
    )
    group = [view for view in views if view.punkt == first.index]
    front = FRONT_PUNKT.match(first.punkt.titel) is not None and not repeated
    if not front:
        return list(drafts)
    for name, view, label in first.absences:
        attendance.add(Entry(navn=name), _status(label), view)
    prose = [view for view in group if view.role in (LineRole.DECISION, LineRole.BODY)]
    taken: list[View] = []
    if _PEOPLE_ITEM.match(first.punkt.titel):
        text = first.punkt.beslutning.tekst if first.punkt.beslutning else ""
        for entry in names_of_block(text):
            attendance.add(entry, Fremmoedestatus.FRAVAERENDE, prose[0] if prose else group[0])
    else:
        for paragraph in join_lines(view.line for view in prose).split("\n"):
            where = next((view for view in prose if view.text[:20] in paragraph), group[0])
            attendance.told.append(Told(paragraph, (where,)))
            if read_prose(attendance, paragraph, where):
                taken.append(where)
    return [
        PunktDraft(punkt=replace(first.punkt, fravaerende=()), absences=[], index=first.index),
        *drafts[1:],
    ]


def _status(label: Label | None) -> Fremmoedestatus:
    if (
        label is not None
        and re.search(r"afbud|forfald", label.text, re.IGNORECASE)
        and "uden afbud" not in label.text.casefold()
    ):
        return Fremmoedestatus.AFBUD
    return Fremmoedestatus.FRAVAERENDE


def _everywhere(attendance: Attendance, drafts: Sequence[PunktDraft]) -> None:
    """A name that every punkt with an absence block prints, and nearly every punkt has one."""
    blocks = [draft for draft in drafts if draft.punkt.fravaerende]
    if len(blocks) < 2 or len(blocks) < 0.7 * len([d for d in drafts if not d.punkt.lukket]):
        return
    for name, view, label in blocks[0].absences:
        everywhere = all(
            any(_same(name, item.navn) for item in draft.punkt.fravaerende) for draft in blocks
        )
        if everywhere and attendance.find(name) is None:
            attendance.add(Entry(navn=name), _status(label), view)


def _same(left: str, right: str) -> bool:
    from rapidfuzz.distance import Levenshtein

    a, b = fold_name(left), fold_name(right)
    return a == b or (min(len(a), len(b)) >= 8 and Levenshtein.distance(a, b, score_cutoff=2) <= 2)


def per_punkt(
    attendance: Attendance, drafts: Sequence[PunktDraft], sources: Mapping[int, TextSource]
) -> list[PunktDraft]:
    """Absence that the header gives for single punkter goes to those punkter too."""
    settled = []
    for draft in drafts:
        names = list(draft.punkt.fravaerende)
        for navn, view in attendance.by_punkt.get(draft.punkt.nr or "", []):
            if not any(_same(navn, item.navn) for item in names):
                names.append(
                    Fravaer(navn=navn, evidence=make_evidence([view], sources, confidence=0.85))
                )
        punkt = replace(draft.punkt, fravaerende=tuple(names))
        settled.append(PunktDraft(punkt=punkt, absences=draft.absences, index=draft.index))
    return settled


def build_referat(
    views: Sequence[View],
    roles: Roles,
    drafts: Sequence[PunktDraft],
    attendance: Attendance,
    sources: Mapping[int, TextSource],
    *,
    dokumenttype: tuple[Dokumenttype, float],
    kommune: tuple[str | None, int, float],
    given_kommune: str | None,
    path: str,
) -> Referat:
    """The finished object; source and versions are filled in by the stage."""
    kind, sure = dokumenttype
    hoved = roles.hoved
    other = kind is Dokumenttype.ANDET
    evidence = []
    if views:
        evidence.append(
            FieldEvidence(
                field="dokumenttype", evidence=make_evidence(views[:1], sources, confidence=sure)
            )
        )
    name, at, how = kommune
    if given_kommune is None and name is not None:
        evidence.append(
            FieldEvidence(
                field="kommune", evidence=make_evidence([views[at]], sources, confidence=how)
            )
        )
    if hoved.udvalg and not other:
        evidence.append(_field("udvalg", hoved, views, sources))
    return Referat(
        dokumenttype=kind,
        kommune=given_kommune or name,
        udvalg=None if other else hoved.udvalg,
        moede=_empty_moede() if other else _moede(hoved, views, sources),
        fremmoede=()
        if other
        else tuple(_person(person, views, sources) for person in attendance.people),
        punkter=() if other else tuple(draft.punkt for draft in drafts),
        source=SourceFile(path=path, sha256="", kind=FileKind.TEXT, size=0),
        versions=Versions(program="", model=""),
        evidence=tuple(evidence),
        roles=_roles(views, other=other),
        problems=() if other else _problems(path, hoved, views, [draft.punkt for draft in drafts]),
    )


def _field(
    name: str, hoved: Hoved, views: Sequence[View], sources: Mapping[int, TextSource]
) -> FieldEvidence:
    at = hoved.where.get(name, 0)
    return FieldEvidence(
        field=name,
        evidence=make_evidence([views[at]], sources, confidence=hoved.score.get(name, 0.7)),
    )


def _empty_moede() -> Moede:
    return Moede(dato=None, start=None, slut=None, sted=None, sagsnumre=(), dokumentnumre=())


def _moede(hoved: Hoved, views: Sequence[View], sources: Mapping[int, TextSource]) -> Moede:
    fields = [
        _field(name, hoved, views, sources)
        for name in ("dato", "start", "slut", "sted", "dokumentnumre")
        if getattr(hoved, name)
    ]
    return Moede(
        dato=hoved.dato,
        start=hoved.start,
        slut=hoved.slut,
        sted=hoved.sted,
        sagsnumre=tuple(
            with_evidence(number, [views[hoved.where["sagsnumre"]]], sources, confidence=0.95)
            for number in hoved.sagsnumre
        ),
        dokumentnumre=tuple(number.nummer for number in hoved.dokumentnumre),
        evidence=tuple(fields),
    )


def _person(person: Person, views: Sequence[View], sources: Mapping[int, TextSource]) -> Fremmoede:
    attending = [view for view in views if view.role in _ATTENDING]
    printed = lines_naming(person.navn, person.views) or lines_naming(person.navn, attending)
    return Fremmoede(
        navn=person.navn,
        status=person.status,
        rolle=person.rolle,
        parti=person.parti,
        stedfortraeder_for=person.stedfortraeder_for,
        ankom=person.ankom,
        gik=person.gik,
        evidence=make_evidence(printed or person.views[:1], sources, confidence=person.score),
    )


_ATTENDING = (LineRole.ATTENDANCE, LineRole.HEADER, LineRole.ABSENCE)


def _roles(views: Sequence[View], *, other: bool) -> tuple[RoledLine, ...]:
    return tuple(
        RoledLine(
            page=view.line.page,
            number=view.line.number,
            role=LineRole.BODY if other and view.role is not LineRole.FURNITURE else view.role,
            score=round(view.score, 3),
            punkt=(view.punkt or None) if not other else None,
        )
        for view in views
    )


def _problems(
    path: str, hoved: Hoved, views: Sequence[View], punkter: Sequence[Punkt]
) -> tuple[Problem, ...]:
    """What does not agree with itself."""
    problems: list[Problem] = []
    if hoved.weekday_fits is False and hoved.dato is not None:
        page = views[hoved.where["dato"]].line.page
        problems.append(
            Problem(
                code="ugedag",
                severity=Severity.WARNING,
                path=path,
                page=page,
                message=f"The weekday printed beside the date {hoved.dato.isoformat()} is another.",
                action="Check the date on the page.",
            )
        )
    if hoved.dato is None:
        problems.append(
            Problem(
                code="ingen_dato",
                severity=Severity.WARNING,
                path=path,
                message="No date of the meeting was found.",
                action="Check the first page; the rows have no date.",
            )
        )
    numbers = [int(found[0]) for punkt in punkter if (found := re.match(r"\d+", punkt.nr or ""))]
    gaps = [(left, right) for left, right in itertools.pairwise(numbers) if 1 < right - left < 20]
    for left, right in gaps:
        problems.append(
            Problem(
                code="nummerspring",
                severity=Severity.WARNING,
                path=path,
                message=f"Punkt {left} is followed by punkt {right}.",
                action="Check whether a punkt between them was missed, or is not published.",
            )
        )
    return tuple(problems)
