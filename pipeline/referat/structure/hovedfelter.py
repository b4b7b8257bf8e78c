"""The labels of a header: a line cut at them, and lines put under them.

In: lines of a header, or a text of one. Out: segments, a label with the text under it each. A form
flattened to labels first and values after has its values dealt out by their kind. What the values
say is read in ``hoved.py``, forms that keep their columns in ``hovedskema.py``.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from referat.danish import hoved as words
from referat.danish import labels as lexicon
from referat.danish.fremmoede import GROUP_OF_PEOPLE
from referat.structure.dates import find_dates, find_times
from referat.structure.personer import looks_like_people
from referat.structure.text import fold_label, fold_spaces
from referat.structure.views import View
from referat.types import LineRole


@dataclass(slots=True)
class Segment:
    """A label of the header with the text under it."""

    key: str
    """Label, folded; "" for text without a label."""
    felt: str
    """What it stands for: of ``FIELDS``, or "fremmoede", "fravaer", "leder", "prosa"."""
    parts: list[tuple[str, View]] = field(default_factory=list)
    """Pieces of its value with the lines they stand on."""
    parti: str = ""
    """Party of all people under it, where the label is one."""

    @property
    def text(self) -> str:
        """The value on one line."""
        return fold_spaces(" ".join(text for text, _ in self.parts))


FIELD_OF: dict[str, str] = {}
for _name in ("andet", "moede", "udvalg", "sagsnr", "sted", "slut", "tid", "dato"):
    for _label in words.FIELDS[_name]:
        FIELD_OF[_label] = _name
for _label in lexicon.ATTENDANCE:
    FIELD_OF[_label] = "fremmoede"
for _label in lexicon.NOTES:
    FIELD_OF[_label] = "prosa"
for _label in lexicon.ABSENCE:
    FIELD_OF[_label] = "fravaer"
for _label in lexicon.CHAIR_ROLES:
    FIELD_OF[_label] = "leder"

_LONG_FIELDS = [label for label in FIELD_OF if len(label) >= 6]
_ALL = "|".join(
    re.escape(label).replace(r"\ ", r"\s+") for label in sorted(FIELD_OF, key=len, reverse=True)
)
# A label with its colon, anywhere in a line: "Deltagere: A, B  Afbud: C"
COLON = re.compile(rf"(?:(?<=^)|(?<=[\s.,;)]))({_ALL})\s*[.…]*\s*:", re.IGNORECASE)
# A label without a colon at the head of a line, a capital or a digit behind it: "Mødedato Onsdag …"
PREFIX = re.compile(
    rf"^({_ALL})\.?(?:\s+(?=[A-ZÆØÅ0-9*(\"]|kl\b|d\.|den\b|(?:møde)?lokale\b|torsdag|onsdag|tirsdag|mandag|fredag)|$)",
    re.IGNORECASE,
)
_PREFIX_PLAIN = re.compile(r"[A-ZÆØÅ]")
_PLACE_NAMES = frozenset({"mødelokale", "lokale", "adresse"})
# "Lokale Kantinen", "Mødelokale mødelokale 5.1"; not "Mødelokale 412", "Lokale C325"
PLACE_LABEL = re.compile(
    r"^(Mødelokale|Lokale|Adresse)\.?\s+(?=[A-ZÆØÅ][a-zæøå]|[Mm]ødelokale\b|[Ll]okale\b)"
)
_SINGLE = {"dato", "tid", "slut", "sted", "udvalg", "moede", "sagsnr", "andet"}


def label_pieces(text: str, view: View | None = None) -> list[tuple[str, str, str]]:
    """A line's text cut at its labels: label ("" before the first), field, text behind it.

    Args:
        text: The text.
        view: The line, where labels without a colon and misread ones are looked for too.
    """
    first, ocr = (view.first_in_row, view.ocr) if view else (True, False)
    found_labels = COLON.finditer(text) if ":" in text else ()  # most lines have none
    cuts = [(found.start(), found.end(), found[1]) for found in found_labels]
    if first and (not cuts or cuts[0][0] > 0):
        found = PREFIX.match(text)
        if (
            found
            and fold_label(found[1]) not in words.SENTENCES
            and _PREFIX_PLAIN.match(text)
            and (len(text) < 140 or FIELD_OF.get(fold_label(found[1])) in ("fremmoede", "fravaer"))
        ):
            name = FIELD_OF.get(fold_label(found[1]), "andet")
            alone = found.end() == len(text)
            if alone or (name == "sted" and found[1].casefold() in _PLACE_NAMES):
                # "Mødelokale 412, Torvet 7" is a place, its first word no label
                if alone:
                    cuts.insert(0, (found.start(), found.end(), found[1]))
            elif (
                name not in ("moede", "andet", "udvalg", "leder")
                or (
                    name == "moede"
                    and re.match(r"møde\s+(?:i|den)\b", text[found.end() :], re.IGNORECASE)
                )
                or (name == "leder" and looks_like_people(text[found.end() :]))
            ):
                cuts.insert(0, (found.start(), found.end(), found[1]))
    pieces: list[tuple[str, str, str]] = []
    if not cuts and view is not None and first and GROUP_OF_PEOPLE.fullmatch(text):
        return [(fold_label(text), "fremmoede", "")]
    if not cuts and ocr and first and 5 <= len(text) <= 24:
        # "Mødesteu": a label with a letter misread
        near = process.extractOne(
            fold_label(text),
            _LONG_FIELDS,
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=0.85,
        )
        if near:
            return [(near[0], FIELD_OF[near[0]], "")]
    if not cuts:
        return [("", "", text)]
    if cuts[0][0] > 0 and text[: cuts[0][0]].strip():
        pieces.append(("", "", text[: cuts[0][0]].strip()))
    for place, (_, end, label) in enumerate(cuts):
        stop = cuts[place + 1][0] if place + 1 < len(cuts) else len(text)
        key = fold_label(label)
        pieces.append((key, FIELD_OF.get(key, "andet"), text[end:stop].strip()))
    return pieces


def segment_lines(head: Sequence[View]) -> list[Segment]:
    """Lines cut at the labels of a header: each label with the text under it."""
    segments: list[Segment] = [Segment(key="", felt="")]
    listed = _labelled_neighbours(head)
    for view in head:
        if view.role not in (LineRole.BODY, LineRole.ATTENDANCE):
            segments.append(Segment(key="", felt=""))
            continue
        pieces = label_pieces(view.text, view)
        place = PLACE_LABEL.match(view.text) if view.index in listed else None
        if place and not pieces[0][0]:
            pieces = [(place[1].casefold(), "sted", view.text[place.end() :].strip())]
        for key, name, text in pieces:
            if key == "kl" and sum(not segment.text for segment in segments[-4:]) >= 3:
                key, name, text = "", "", view.text  # a value below labels that all wait for one
            last = segments[-1]
            if key == "kl" and last.felt in ("tid", "slut") and last.key and not last.text:
                last.parts.append((view.text, view))  # "Sluttidspunkt:" over "Kl. 18.20"
                break
            waits = (
                segments[-1].felt == name and not segments[-1].text and view.line.box is not None
            )
            if key and text and waits and ":" not in view.text:
                # "Mødested" | "Mødelokale A": the value opens with a word that is a label elsewhere
                segments[-1].parts.append((view.text, view))
                break
            if key:
                segments.append(Segment(key=key, felt=name))
                if text:
                    segments[-1].parts.append((text, view))
                else:
                    segments[-1].parts.append(("", view))
                continue
            apart = view.heading and view.first_in_row and view.line.gap > 0.8
            if apart and segments[-1].felt in ("fremmoede", "fravaer", "leder"):
                segments.append(Segment(key="", felt=""))
            current = same_column(view, segments)
            if current is not segments[-1]:
                current.parts.append((text, view))
                continue
            full = current.felt in _SINGLE and any(part for part, _ in current.parts)
            told = (
                current.felt in ("fremmoede", "fravaer", "leder")
                and is_prose(text)
                and not text[:1].islower()
            )
            if told:
                segments.append(Segment(key="", felt="prosa"))
            elif full and not _same_value(current, view):
                segments.append(Segment(key="", felt=""))
            segments[-1].parts.append((text, view))
    return segments


def _labelled_neighbours(head: Sequence[View]) -> set[int]:
    """Indexes of lines beside one that is a label with its value and no colon.

    "Lokale Kantinen" is a place by itself, and a label with its value below "Tid 3. maj 2019".
    """
    found: set[int] = set()
    for one, other in itertools.pairwise(head):
        if one.line.page != other.line.page or not one.first_in_row or not other.first_in_row:
            continue
        for view, beside in ((one, other), (other, one)):
            label = PREFIX.match(beside.text)
            if label and label.end() < len(beside.text) and ":" not in label.group():
                found.add(view.index)
    return found


def same_column(view: View, segments: Sequence[Segment]) -> Segment:
    """The segment that a line goes on with: in a form of two columns, the one above it."""
    latest = segments[-1]
    if view.line.box is None:
        return latest
    head = latest.parts[0][1].line.box if latest.key and latest.parts else None
    if head is None or view.line.box.x0 > head.x0 - 12:
        return latest  # it stands under, or right of, the latest label
    for segment in reversed(segments[-8:]):
        if not segment.key or not segment.parts:
            continue
        label = segment.parts[0][1].line
        if label.box is None or label.page != view.line.page or view.line.row == label.row:
            continue
        if abs(label.box.x0 - view.line.box.x0) < 12:
            return segment if segment.felt in ("fremmoede", "fravaer") else latest
    return latest


VERB = re.compile(
    r"\b(?:deltog|deltager|forlod|mødte|havde|har|ankom|kom|var|gik|blev|hævet|indkaldt|foretræde|"
    r"erklærede|er|udtrådte|indtrådte|medvirkede|startede|sluttede|meldte|sendte|ledede|ledte|"
    r"måtte|kunne|gav|udeblev)\b",
    re.IGNORECASE,
)


# what stands in brackets, also where the line ends within them
_INNER = re.compile(r"\([^()]*(?:\)|$)|\[[^\[\]]*\]")


def is_prose(text: str) -> bool:
    """Whether a line of a header tells something in a sentence, and is no list of people."""
    bare = text
    while bare != (bare := _INNER.sub("", bare)):
        pass
    return bool(VERB.search(bare)) and len(bare.split()) >= 4


def _same_value(segment: Segment, view: View) -> bool:
    """Whether a line goes on with a value: it stands on the same row."""
    last = segment.parts[-1][1]
    return last.line.page == view.line.page and last.line.row == view.line.row


def deal_values(segments: list[Segment]) -> None:
    """Deal out the values of a form flattened to labels first, values after (format atlas, 5.5)."""
    run: list[Segment] = []
    for segment in segments:
        if not segment.felt:
            continue
        if not segment.text:
            run.append(segment)
            continue
        if (len(run) >= 2 and _mixed(segment)) or (len(run) >= 2 and len(segment.parts) > 1):
            _deal([*run, segment])
        run = []


def _mixed(segment: Segment) -> bool:
    """A value that holds what belongs to other labels: a date and a name, a clock and a place."""
    return segment.felt in ("fravaer", "fremmoede", "sted") and bool(
        find_dates(segment.text) or find_times(segment.text)
    )


def _deal(run: list[Segment]) -> None:
    values = [(text, view) for text, view in run[-1].parts if text]
    pieces: list[tuple[str, View]] = []
    for text, view in values:
        parts = re.split(r"\s{2,}|(?<=\d{4})\s+(?=kl)", text, flags=re.IGNORECASE)
        pieces += [(part.strip(), view) for part in parts if part.strip()]
    run[-1].parts = [(text, view) for text, view in run[-1].parts if not text]
    for segment in run:
        for place, (text, _) in enumerate(pieces):
            fits = (
                bool(find_dates(text))
                if segment.felt == "dato"
                else bool(find_times(text)) and not find_dates(text)
                if segment.felt in ("tid", "slut")
                else not find_dates(text) and not find_times(text)
            )
            if fits:
                segment.parts.append(pieces.pop(place))
                break
    people = [segment for segment in run if segment.felt in ("fremmoede", "fravaer")]
    if people and pieces:
        people[-1].parts += pieces
