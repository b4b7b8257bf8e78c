"""The punkter of a document, put together from lines that have their roles.

In: views with roles, the headings, the header. Out: ``Punkt`` objects, and the absence that the
first punkt prints for the whole meeting.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.fuzz import ratio

from referat.danish.labels import ATTACHMENT_LINE, ATTACHMENT_LISTS, VOTE_LABELS
from referat.danish.overskrifter import CLOSED_IN_TITLE, MARK_LINE, TITLE_PREFIX, TITLE_STRIP
from referat.structure.beslutninger import find_udfald, split_absence
from referat.structure.beslutningsliste import deal_closing_list, listed_decisions
from referat.structure.bilag import clean_attachment, read_bilag
from referat.structure.evidence import lines_naming, make_evidence, with_evidence
from referat.structure.fremmoede import names_of_block
from referat.structure.headings import Heading
from referat.structure.hoved import Hoved
from referat.structure.labels import Label, LabelKind
from referat.structure.organer import lower_body, same_body
from referat.structure.sagsnumre import (
    FoundNumber,
    find_numbers,
    is_number_line,
    normal_form,
    numbers_of_case,
    split_heading_number,
)
from referat.structure.stationer import merge_stations, read_stations
from referat.structure.stemmer import read_afstemning
from referat.structure.talformer import Printed, find_own_numbers, without_number
from referat.structure.text import (
    fold_label,
    fold_name,
    fold_spaces,
    join_lines,
)
from referat.structure.views import View
from referat.types import (
    Afsnit,
    AfsnitType,
    Beslutning,
    Bilag,
    Fravaer,
    Line,
    LineRole,
    Punkt,
    Sagsgang,
    Sagsnummer,
    TextSource,
)

_PROPOSES = re.compile(
    r"\b(?:indstiller|anbefaler|foreslår)\b,?(?:\s+\w+){0,6}?,?\s+\bat\b|\bindstiller,",
    re.IGNORECASE,
)
# the journal number that opens a heading: "BR 118/07. Vedtægt for …" (F06)
_ORGAN = re.compile(r"^[A-ZÆØÅ]{2,3}\s?\d{1,4}/\d{2,4}\.?\s+")
# the same anywhere in a heading's line
_ORGAN_NUMBER = re.compile(r"\b[A-ZÆØÅ]{2,3} ?\d{1,4}/\d{2,4}\b")
# "ad C. 36/1922", "ad M. II. 7/1919": the journal number before an old heading's title
_JOURNAL = re.compile(
    r"ad\s+(?P<nr>[A-ZÆØÅ](?:\.?\s?[IVX]+)?\.?\s?\d{1,4}/(?:18|19)\d\d)", re.IGNORECASE
)
# "Punktet er lukket af hensyn til …" (halsnaes), "Punktet er behandlet for lukkede døre" (F05)
_SAID_CLOSED = re.compile(
    r"^(?:punktet|sagen) (?:er|blev) (?:lukket|behandlet (?:for lukkede døre|på lukket))|"
    r"^(?:(?:beslutning|protokol)\w*\W+)?(?:nicht öffentlich\W+)?"
    r"(?:offentliggøres ikke|ikke offentligt?|fortroligt?)\W*$",
    re.IGNORECASE,
)
# "Fortrolig" in the place of a decision that is not published
_WITHHELD = re.compile(
    r"^(?:(?:(?:vedtagelsen|beslutningen|afgørelsen|resultatet)\s+)?(?:er|bliver)?\s*"
    r"(?:offentliggøres ikke|ikke offentlig(?:t|gjort)?|fortrolig(?:t)?))\W*$",
    re.IGNORECASE,
)
# a matrix of body codes with marks under them (F08 Herning)
_CODES = re.compile(r"^(?:[A-ZÆØÅ]{2,4}\s+){3,}")


@dataclass(slots=True)
class PunktDraft:
    """A punkt with what still concerns the meeting as a whole."""

    punkt: Punkt
    """The punkt as its own lines give it."""
    absences: list[tuple[str, View, Label | None]]
    """Names of its absence blocks with their lines and the label over them."""
    index: int
    """Place among the punkter, from 1."""


def make_punkter(
    views: Sequence[View],
    headings: Sequence[Heading],
    hoved: Hoved,
    sources: Mapping[int, TextSource],
    *,
    closed: Sequence[range],
) -> list[PunktDraft]:
    """All punkter of a document, in order.

    Args:
        views: Lines with their roles.
        headings: One a punkt.
        hoved: The meeting's facts.
        sources: Where the lines of each page were read.
        closed: Lines of the parts behind closed doors.
    """
    deal_closing_list(views, headings)
    groups: dict[int, list[View]] = {}
    for view in views:
        if view.punkt:
            groups.setdefault(view.punkt, []).append(view)
    ends = [*(heading.first for heading in headings[1:]), len(views)]

    def draft_of(index: int) -> PunktDraft:
        heading, end, group = headings[index - 1], ends[index - 1], groups[index]
        here = [view for view in group if view.index < end]  # and not in a list further down
        behind = any(heading.first in part or _runs_into(here, part) for part in closed)
        return _make(index, heading, group, hoved, sources, behind)

    drafts = [draft_of(index) for index in range(1, len(headings) + 1) if index in groups]
    if not any(draft.punkt.sagsnumre for draft in drafts):
        own = find_own_numbers(groups)
        for place, draft in enumerate(drafts):
            if (numbers := own.get(draft.index)) is None:
                continue
            if _settle_lines(numbers):
                drafts[place] = draft = draft_of(draft.index)
            draft.punkt = _with_own_numbers(draft.punkt, numbers, sources)
    _deal_attachments(drafts, views, sources)
    told = listed_decisions(views, [draft.punkt for draft in drafts], sources)
    for place, beslutning in told.items():
        drafts[place].punkt = replace(drafts[place].punkt, beslutning=beslutning)
    return drafts


def _settle_lines(numbers: Sequence[Printed]) -> bool:
    """Whether any lines print such numbers and nothing else, which are no text then."""
    lone: list[View] = []
    for view in {number.view.index: number.view for number in numbers}.values():
        rest = view.text
        for number in numbers:
            rest = rest.replace(number.printed, " ") if number.view is view else rest
        if view.role is LineRole.BODY and view.label is None and _ONE_WORD.fullmatch(rest):
            lone.append(view)
    for view in lone:
        view.role, view.score = LineRole.SAGSNUMMER, 0.8
    return bool(lone)


# "Mappe 06-B-118": the label of a number, or none
_ONE_WORD = re.compile(r"\W*(?:[^\W\d]{2,16}\W*)?")


def _with_own_numbers(
    punkt: Punkt, numbers: Sequence[Printed], sources: Mapping[int, TextSource]
) -> Punkt:
    """A punkt with the numbers of the document's own form, and a title without them."""
    titel = punkt.titel
    known = {normal_form(punkt.nr or ""), *(number.nummer for number in punkt.sagsnumre)}
    found = []
    for number in numbers:
        titel = without_number(titel, number.printed) or titel
        if number.nummer not in known:
            known.add(number.nummer)
            found.append(
                Sagsnummer(
                    nummer=number.nummer,
                    printed=number.printed,
                    type="eget",
                    evidence=make_evidence([number.view], sources, confidence=0.8),
                )
            )
    return replace(punkt, titel=titel, sagsnumre=(*punkt.sagsnumre, *found))


_LISTED = re.compile(
    r"^(?:(?:(?:(?:dagsordens)?punkt|pkt\.?|sag|emne)(?:\s*nr\.?)?|nr\.?|§)\s*)?"
    r"(?P<nr>\d{1,4}(?:[./]\d{1,4})?)\s*[.:)]?\s+(?P<titel>\D.*)$",
    re.IGNORECASE,
)


_TABLE_HEAD = frozenset(
    ("pkt", "punkt", "sag", "nr", "bilag", "titel", "doknr", "dok nr", "dokument")
)
"""Heads of the columns of a table of attachments."""


def _deal_attachments(
    drafts: list[PunktDraft], views: Sequence[View], sources: Mapping[int, TextSource]
) -> None:
    """Give the attachments of a list at the document's end to the punkter that it names."""
    if not drafts:
        return
    last = [view for view in views if view.punkt == drafts[-1].index]
    first = next(
        (
            view.index
            for view in last
            if view.opens
            and view.opened is not None
            and fold_label(view.opened.text) in ATTACHMENT_LISTS
        ),
        None,
    )
    listed = [
        view
        for view in last
        if first is not None and view.index > first and view.role is LineRole.ATTACHMENT
    ]
    if not listed:
        return
    by_nr = {draft.punkt.nr: place for place, draft in enumerate(drafts) if draft.punkt.nr}
    found: dict[int, list[Bilag]] = {}
    current: int | None = None
    for view in listed:
        if (place := by_nr.get(view.text.strip(" .:"))) is not None:
            current = place  # a cell of its own, in the first row of its punkt
            continue
        if fold_label(view.text) in _TABLE_HEAD or not re.search(r"[^\W\d]", view.text):
            continue
        match = _LISTED.match(view.text)
        place = by_nr.get(match["nr"]) if match else None
        titel = view.text
        if match and place is not None:
            titel = match["titel"]
            if ratio(fold_name(titel), fold_name(drafts[place].punkt.titel)) >= 80:
                current = place
                continue
        target = place if place is not None and current is None else current
        if target is None:
            target = place
        if target is not None:
            titel = clean_attachment(titel)
            if titel:
                found.setdefault(target, []).append(
                    Bilag(titel=titel, evidence=make_evidence([view], sources, confidence=0.8))
                )
    if not found:
        return
    own = {(view.line.page, view.line.number) for view in listed}
    for place, draft in enumerate(drafts):
        kept = [
            entry
            for entry in draft.punkt.bilag
            if place != len(drafts) - 1
            or (entry.evidence.page, entry.evidence.first_line) not in own
        ]
        known = {fold_name(entry.titel) for entry in kept}
        kept += [entry for entry in found.get(place, []) if fold_name(entry.titel) not in known]
        draft.punkt = replace(draft.punkt, bilag=tuple(kept))


def clean_title(title: str) -> str:
    """A heading's title without case number and open or closed marks."""
    title, _ = split_heading_number(TITLE_STRIP.sub("", fold_spaces(title)) or title)
    stripped = TITLE_PREFIX.sub("", title)
    if len(stripped) > 3:
        title = stripped
    shorter = TITLE_STRIP.sub("", title)
    if len(shorter) > 2:
        title = shorter
    return title.strip(" .:-–*").strip() if len(title) > 6 else title.strip()


def _make(
    index: int,
    heading: Heading,
    group: Sequence[View],
    hoved: Hoved,
    sources: Mapping[int, TextSource],
    in_closed_part: bool,
) -> PunktDraft:
    own = [view for view in group if view.role is LineRole.PUNKT] or list(group[:1])
    telling = _told_by_marks(group)
    marks = [MARK_LINE.match(view.text) for view in telling]
    closed = bool(heading.closed) or in_closed_part or bool(CLOSED_IN_TITLE.search(heading.titel))
    closed = closed or any(mark and mark["closed"] for mark in marks)
    closed = closed or any(
        re.search(r"\blukket\b", view.text, re.IGNORECASE) is not None for view in telling
    )
    closed = closed or any(
        view.role in (LineRole.BODY, LineRole.DECISION) and _SAID_CLOSED.match(view.text)
        for view in group
    )
    beslutning, absent_inside = _decision(group, sources)
    absences = _absences(group)
    where = next((view for view in group if view.role is LineRole.DECISION), group[0])
    fravaerende = [
        Fravaer(navn=name, evidence=make_evidence([view], sources)) for name, view, _ in absences
    ] + [
        Fravaer(
            navn=name,
            evidence=make_evidence(lines_naming(name, group) or [where], sources, confidence=0.75),
        )
        for name in absent_inside
    ]
    titel = clean_title(_ORGAN.sub("", heading.titel) if heading.kind == "nr" else heading.titel)
    punkt = Punkt(
        nr=heading.nr,
        titel=_only_mark(titel, own) or titel,
        lukket=closed,
        sagsnumre=_sagsnumre(heading, group, sources),
        afsnit=_afsnit(group, sources),
        beslutning=beslutning,
        fravaerende=_unique(fravaerende),
        bilag=_bilag(group, sources),
        sagsgang=_sagsgang(group, hoved, sources),
        evidence=make_evidence(own, sources),
    )
    return PunktDraft(punkt=punkt, absences=absences, index=index)


def _runs_into(group: Sequence[View], part: range) -> bool:
    """Whether text of a punkt stands below a line in it that closes the doors.

    Then the heading below that line was not found, and what it said must not be shown.
    """
    letters = sum(
        len(view.text)
        for view in group
        if view.index in part and view.role in (LineRole.BODY, LineRole.DECISION)
    )
    return group[0].index < part.start and letters >= _TOLD


_TOLD = 80
"""Letters that tell of a case: "Ingen" below "Lukkede punkter" tells of none."""


def _told_by_marks(group: Sequence[View]) -> list[View]:
    """Lines that tell the case of a punkt and say open or closed of it.

    Not the head of a table with a column for either: "Mødedato | Åbent punkt | Lukket punkt".
    """
    lines = [
        view
        for view in group
        if view.role is LineRole.SAGSNUMMER
        or (view.role is LineRole.GROUP and not view.first_in_row)
    ]
    words: dict[tuple[int, int], set[bool]] = {}
    for view in lines:
        if mark := MARK_LINE.match(view.text):
            words.setdefault((view.line.page, view.line.row), set()).add(bool(mark["closed"]))
    return [view for view in lines if len(words.get((view.line.page, view.line.row), ())) < 2]


# "Lukket sag", "Åben spørgetid": what looks like a mark before a title is the title
_OF_CASE = re.compile(r"^\D*?(?=(?:[A-Z]{1,4}-?)?\d)")
"""The words before the numbers of a case: "sagerne "."""
_MARK_LEFT = re.compile(
    r"^\W*(?:luk(?:ket|kede)|åbent?)?\W*(?:sag|punkt|dagsordenspunkt|spørgetid)?\W*(?:\([^()]*\))?\W*$",
    re.IGNORECASE,
)
_MARK_TITLE = re.compile(
    r"(?<!\()\b(?:luk(?:ket|kede)|åbent?)\s+(?:sag|punkt|dagsordenspunkt|spørgetid)\b"
    r"(?:\s*\((?!\s*(?:luk|åben|for ))[^()]{1,20}\))?",
    re.IGNORECASE,
)


def _only_mark(titel: str, own: Sequence[View]) -> str | None:
    """The title of a punkt that prints nothing but "Lukket sag"; ``None`` where there is more."""
    if not _MARK_LEFT.match(titel):
        return None
    found = list(_MARK_TITLE.finditer(" ".join(view.text for view in own)))
    return found[-1].group() if found else None


def _unique(names: Sequence[Fravaer]) -> tuple[Fravaer, ...]:
    kept: list[Fravaer] = []
    for name in names:
        if all(ratio(fold_name(name.navn), fold_name(other.navn)) < 93 for other in kept):
            kept.append(name)
    return tuple(kept)


def _sagsnumre(
    heading: Heading, group: Sequence[View], sources: Mapping[int, TextSource]
) -> tuple[Sagsnummer, ...]:
    found: dict[str, Sagsnummer] = {}
    _, closing = split_heading_number(TITLE_STRIP.sub("", heading.titel))
    if closing:
        view = next(view for view in group if view.role is LineRole.PUNKT)
        found[closing.nummer] = with_evidence(closing, [view], sources, confidence=0.95)
    for number in heading.sagsnumre:
        view = next(view for view in group if view.role is LineRole.PUNKT)
        found[number.nummer] = with_evidence(number, [view], sources, confidence=0.9)
    for view in group:
        if view.role is LineRole.PUNKT and not view.first_in_row and is_number_line(view.text):
            numbers = numbers_of_case(view.text)  # beside a title that runs over two lines
        elif view.role is LineRole.PUNKT:
            numbers = _numbers_in_heading(view.text, heading)
        elif view.role is LineRole.SAGSNUMMER:
            numbers = numbers_of_case(view.text)
        elif view.role is LineRole.ATTACHMENT and (told := ATTACHMENT_LINE.match(view.text)):
            # "Materiale til sag S21-0113: Kort"
            numbers = find_numbers(_OF_CASE.sub("Sagsnr. ", told["case"] or ""))
        else:
            continue
        for number in numbers:
            if not number.is_document and number.nummer not in found:
                found[number.nummer] = with_evidence(number, [view], sources, confidence=0.97)
    found.pop(normal_form(heading.nr or ""), None)  # "Sag nr. 9/06": the punkt's own number
    return tuple(found.values())


def _numbers_in_heading(text: str, heading: Heading) -> list[FoundNumber]:
    """The case numbers that a line of a heading prints within its title or beside its number."""
    numbers = [number for number in find_numbers(text) if number.labelled or number.type == "organ"]
    if journal := _JOURNAL.match(text):
        numbers.append(
            FoundNumber(
                nummer=normal_form(journal["nr"]),
                printed=journal["nr"],
                type="historisk",
                is_document=False,
                labelled=True,
            )
        )
    if heading.kind == "nr" and (organ := _ORGAN_NUMBER.search(text)):
        numbers += find_numbers(organ[0], alone=True)
    return numbers


def _content(views: Sequence[View]) -> list[Line]:
    """Lines of a section without its label: of a label with text behind it, the text."""
    lines: list[Line] = []
    for view in views:
        if view.opens and view.opened is not None and (view.opened.text or view.opened.rest):
            label = view.opened if view.opened.rest else view.label or view.opened
            if label.rest:
                lines.append(replace(view.line, text=label.rest))
            continue
        lines.append(view.line)
    return lines


def _afsnit(group: Sequence[View], sources: Mapping[int, TextSource]) -> tuple[Afsnit, ...]:
    sections: dict[int, list[View]] = {}
    for view in group:
        if view.role in (LineRole.BODY, LineRole.LABEL):
            sections.setdefault(view.section, []).append(view)
    result: list[Afsnit] = []
    for views in sections.values():
        label = next((view.opened for view in views if view.opened is not None), None)
        text = join_lines(_content(views))
        if not text:
            continue
        if label is None:
            kind = AfsnitType.INDSTILLING if _PROPOSES.search(text[:200]) else AfsnitType.ANDET
            if _CODES.match(text):
                kind = AfsnitType.SAGSGANG
        elif label.kind is LabelKind.PROPOSAL_AND_DECISION:
            kind = AfsnitType.INDSTILLING
        else:
            kind = label.afsnit or AfsnitType.ANDET
        result.append(
            Afsnit(
                type=kind,
                overskrift=label.text or None if label else None,
                tekst=text,
                evidence=make_evidence(views, sources),
            )
        )
    return tuple(result)


def _decision(
    group: Sequence[View], sources: Mapping[int, TextSource]
) -> tuple[Beslutning | None, list[str]]:
    views = [view for view in group if view.role is LineRole.DECISION]
    if not views:
        return None, []
    votes = [view for view in views if _tells_vote(view)]
    text, absent = split_absence(join_lines(_content([v for v in views if v not in votes])))
    text = text.strip()
    if not text or fold_name(text) in ("", "-") or _WITHHELD.match(text):
        return None, absent
    found = Beslutning(
        tekst=text,
        udfald=find_udfald(text),
        afstemning=read_afstemning(text) or read_afstemning(join_lines(_content(votes))),
        evidence=make_evidence(views, sources),
    )
    return found, absent


def _tells_vote(view: View) -> bool:
    """Whether a line stands under a label of its own for the vote: "Stemmer | For 3, imod 1"."""
    return view.opened is not None and fold_label(view.opened.text) in VOTE_LABELS


def _absences(group: Sequence[View]) -> list[tuple[str, View, Label | None]]:
    blocks: list[list[View]] = []
    parted = True
    for view in group:
        if view.role is LineRole.FURNITURE:
            continue
        if view.role is not LineRole.ABSENCE:
            parted = True
        elif view.opens or parted:
            blocks.append([view])
            parted = False
        else:
            blocks[-1].append(view)
    names: list[tuple[str, View, Label | None]] = []
    for block in blocks:
        text = join_lines(_content(block)).replace("\n", ", ")
        label = block[0].opened
        for entry in names_of_block(text):
            where = (lines_naming(entry.navn, block) or block)[0]
            names.append((entry.navn, where, label))
    return names


def _bilag(group: Sequence[View], sources: Mapping[int, TextSource]) -> tuple[Bilag, ...]:
    views = [view for view in group if view.role is LineRole.ATTACHMENT]
    return read_bilag(views, _content(views), sources)


# "I Økonomiudvalget hed det …: “Udsat.”": a decision that is quoted whole
_QUOTED = re.compile(r"[“”„»«\"](?P<text>[^“”„»«\"]+)[“”»«\"]\.?", re.DOTALL)


def _sagsgang(
    group: Sequence[View], hoved: Hoved, sources: Mapping[int, TextSource]
) -> tuple[Sagsgang, ...]:
    result: list[Sagsgang] = []
    earlier = [view for view in group if view.role is LineRole.EARLIER]
    told = read_stations(earlier, near=hoved.dato)
    for station in merge_stations(told):
        if station.date and station.date == hoved.dato and same_body(station.body, hoved.udvalg):
            continue  # this meeting's own
        if station.date and hoved.dato and station.date > hoved.dato and not station.lines:
            continue  # yet to come
        text, _ = split_absence(join_lines(station.lines))
        if quoted := _QUOTED.fullmatch(text):
            text = quoted["text"]
        result.append(
            Sagsgang(
                udvalg=lower_body(station.body or hoved.udvalg or ""),
                dato=station.date,
                punkt=station.punkt,
                tekst=text or None,
                udfald=find_udfald(text) if text else (),
                evidence=make_evidence(station.views, sources),
            )
        )
    return tuple(result)
