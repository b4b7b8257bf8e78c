"""Attendance from lines that are known to be attendance, in whatever form they are set.

In: such lines of one block, in reading order; the line net tells them (``fremmoedenet.py``), or the
roles do. Out: segments as of a header (``hoved.Segment``) and entries of tables, which
``fremmoedelister.py`` reads. As every line belongs to it, what is not a person may be a label
though no lexicon has it, a party over its members, or a sentence; and what is parted by a line's or
a page's end is joined.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from referat.danish.fremmoede import ABSENT_LABEL, NOT_UNDER, PARTY
from referat.danish.labels import CHAIR_ROLES
from referat.structure.fremmoedeceller import (
    NEAR,
    Cell,
    form_labels,
    has_one_each,
    is_known_label,
    one_column,
    whole_entries,
)
from referat.structure.fremmoedeprosa import SENTENCE
from referat.structure.hovedfelter import VERB, Segment, is_prose, label_pieces, same_column
from referat.structure.navneskema import TableEntry, find_tables
from referat.structure.personer import (
    is_name,
    looks_like_people,
    parse_entry,
    parse_people,
    split_list,
)
from referat.structure.stedfortraederled import take_out_clauses
from referat.structure.text import BULLETS, PARAGRAPH_GAP, fold_label, fold_spaces, join_words
from referat.structure.views import View, rows_of

_LISTS = ("fremmoede", "fravaer")
_BULLET = re.compile(rf"^\s*(?:[+{BULLETS}]|" r"\d{1,2}[.)]\s)\s*(?=\S)")
# "Mødt for Liste A: …": the members of one party
_OF_PARTY = re.compile(r"\b(?:liste|partiet|gruppe)\s+(?P<parti>[A-ZÆØÅ])$", re.IGNORECASE)
_LABEL_ENDS = re.compile(r"^(?P<label>[^:]{1,45}):\s*(?P<rest>.*)$")
# "… Abdi Nur. FORFALD: Tage Lund. Desuden: …": labels within a line, each after a full stop
_LABEL_WITHIN = re.compile(r"(?<=[\w)]{2}[.;])\s+(?=[A-ZÆØÅ][\wæøåÆØÅ ]{3,24}:\s)")
_LONGEST_LABEL = 5
"""Words of a label that no lexicon has."""
_OPEN_END = re.compile(r"(?:[,;/-]|\bog|\bsamt|\bfor|\bder|\bvar|\bkl\.?|\bmødte|\bdeltog)\s*$")


# "Afbud fra Abdi Nur og Tora": a line's end within a name
_WITHIN_NAME = re.compile(r"(?:[,;]|\bog|\bsamt)\s+[A-ZÆØÅ][\w.'’-]*$")


@dataclass(slots=True)
class Block:
    """What a block of attendance lines holds."""

    table: list[TableEntry] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)


_BROKEN_OFF = re.compile(r"(?:^|[.:;]\s+)(?P<head>[A-ZÆØÅ][^.:;]*)$")


def read_block(views: Sequence[View], *, before: View | None = None) -> Block:
    """Tables first; what they leave is labels, people and sentences.

    Args:
        views: The lines of the block.
        before: The line before it, on which its first sentence may begin.
    """
    rows = rows_of(views)
    table, used = find_tables(rows)
    taken = {view.index for view in used}
    left = [row for row in rows if not any(view.index in taken for view in row)]
    left, apart = _column_by_column(left)
    builder = _Builder(apart, _party_cells(left), form_labels(left))
    if before is not None and left and left[0][0].text[:1].islower():
        broken = _BROKEN_OFF.search(before.text)
        if broken and before.line.page == left[0][0].line.page:
            opening, left = left[0][0], left[1:]
            told = join_words(broken["head"], opening.text)
            builder.segments.append(Segment(key="", felt="prosa", parts=[(told, opening)]))
    for group, running in _paragraphs(left):
        if running:
            told = ""
            for row in group:
                told = join_words(told, row[0].text)
            builder.segments.append(Segment(key="", felt="prosa", parts=[(told, group[0][0])]))
            continue
        for cells in whole_entries(
            _whole_labels([[Cell(view.text, view) for view in row] for row in group])
        ):
            for cell in cells:
                builder.put(cell)
    segments = [part for segment in builder.segments for part in _settle(segment)]
    return Block(table=table, segments=segments)


def _party_cells(rows: Sequence[Sequence[View]]) -> frozenset[int]:
    """Cells that name the party of the people beside them: "Venstre | Navn Navn; Navn Navn"."""
    cells = [
        row[0].index
        for row in rows
        if len(row) > 1
        and PARTY.match(row[0].text.strip(" :"))
        and all(parse_people(view.text) for view in row[1:])
    ]
    return frozenset(cells) if len(cells) >= _PARTIES else frozenset()


_PARTIES = 2
"""Rows at least that begin with a party."""
_COLUMN_EDGE = 12.0
"""Points within which the left edges of a column lie: a note below a name stands in a little."""


def _column_by_column(rows: list[list[View]]) -> tuple[list[list[View]], frozenset[int]]:
    """Rows of lists that stand side by side, each under a label of its own, one after the other.

    "Mødt | Afbud" over two columns of names, of which the second has more labels further down; rows
    of labels with their values beside them, and lists in two columns under one label, stay.

    Returns:
        The rows, and the indices of the lines in such columns.
    """
    apart: set[int] = set()
    result: list[list[View]] = []
    place = 0
    while place < len(rows):
        edges = column_heads(rows[place])
        end = end_of_columns(rows, place, edges)
        if edges and end - place > 2 and _has_lists(rows[place + 1 : end], edges):
            cells = [view for row in rows[place:end] for view in row]
            for edge in edges:
                column = [view for view in cells if _edge_of(view, edges) == edge]
                result += [[view] for view in column]
                apart.update(view.index for view in column)
        else:
            end = place + 1
            result.append(rows[place])
        place = end
    return result, frozenset(apart)


def end_of_columns(rows: Sequence[Sequence[View]], place: int, edges: Sequence[float]) -> int:
    """Place behind the rows that stand in columns below their heads."""
    end = place + 1
    while edges and end < len(rows) and _under(rows[end], edges):
        end += 1
    return end


def column_heads(row: Sequence[View]) -> list[float]:
    """Left edges of a row in which each cell is a label of attendance and no more."""
    if len(row) < 2 or not all(_is_head(view) for view in row):
        return []
    return [view.line.box.x0 for view in row if view.line.box is not None]


def _is_head(view: View) -> bool:
    if view.line.box is None:
        return False
    if is_known_label(view.text) and label_pieces(view.text)[0][1] in _LISTS:
        return True
    if ABSENT_LABEL.search(view.text) and _is_column_label(view.text):
        return True
    few = len(view.text.split()) <= 2 and parse_entry(view.text) is None
    return view.heading and few and not view.text.rstrip().endswith(".")


def _is_column_label(text: str) -> bool:
    """Whether a line of a list side by side with others names nobody, but what they are."""
    words = text.split()
    return (
        len(words) <= _LONGEST_LABEL
        and text[:1].isupper()
        and not text.endswith(".")
        and parse_entry(text) is None
        and not re.search(r"[\d(),]", text)
        and (ABSENT_LABEL.search(text) is not None or _GUESTS.search(text) is not None)
    )


_GUESTS = re.compile(
    r"stemmeret|gæst|administration|forvaltning|embedsm|medlem|deltag|tilforordn|sekretari|ledelse|"
    r"observatør|repræsentant|kommet senere|gået (?:før|tidligere)",
    re.IGNORECASE,
)
"""In a label that no list has: who stands under it was there."""


def _edge_of(view: View, edges: Sequence[float]) -> float | None:
    """The column that a line stands in: the nearest at its left, if it is near."""
    box = view.line.box
    if box is None:
        return None
    left = [edge for edge in edges if edge <= box.x0 + NEAR]
    return max(left) if left and box.x0 - max(left) <= _COLUMN_EDGE else None


def _under(row: Sequence[View], edges: Sequence[float]) -> bool:
    return all(_edge_of(view, edges) is not None for view in row)


def _has_lists(rows: Sequence[Sequence[View]], edges: Sequence[float]) -> bool:
    """Whether people stand in at least two of the columns."""
    named = {_edge_of(view, edges) for row in rows for view in row if parse_people(view.text)}
    return len(named) >= 2


def _whole_labels(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Rows in which a label that runs over two lines beside its value is one cell.

    "Udvalgets med-" over "lemmer:" beside a list is "Udvalgets medlemmer:".
    """
    for above, below in itertools.pairwise(rows):
        if len(above) < 2 or not below:
            continue
        first, second = above[0], below[0]
        if not one_column(first.view, second.view) or parse_entry(second.text):
            continue
        if (
            parse_entry(first.text)
            or second.view.line.gap > 1.0
            or (len(below) > 1 and first.text.rstrip().endswith(":"))
        ):
            continue
        joined = join_words(first.text, second.text)
        if first.text.endswith("-") or (
            is_known_label(joined)
            and (not is_known_label(first.text) or not is_known_label(second.text))
        ):
            first.text = joined
            below.remove(second)
    return [row for row in rows if row]


_FULL, _LEAST_WIDTH, _INDENT = 0.15, 200.0, 30.0
"""How much of the text's width a full line may lack, how wide running text is at least, and how far
its first line may stand in, in points."""


# "Til stede ved mødet var …", "Afbud var modtaget fra …", "Fra forvaltningen deltog …": a label's
# word that begins a sentence
_LABEL_TELLS = re.compile(
    r"^(?:(?:til\s?stede|mødt|fremmødte?|deltagere|afbud|forfald|fraværende)\s+(?:\w+\s+){0,3}?"
    r"(?:var|er)|fra\s+\w+(?:\s+\w+)?\s+(?:deltog|mødte))\s",
    re.IGNORECASE,
)


def is_running(lines: Sequence[View]) -> bool:
    """Whether lines are one paragraph of sentences, set over the text's whole width.

    A list of people under a label is none, nor are lines that have one person each.
    """
    boxes = [view.line.box for view in lines if view.line.box is not None]
    key = label_pieces(lines[0].text, lines[0])[0][0]
    told = _LABEL_TELLS.match(lines[0].text) is not None
    if len(boxes) < len(lines) or (key and not told):
        return False
    if len(lines) < 2:
        return told and lines[0].text.rstrip().endswith(".")
    if any(view.line.listed or view.heading for view in lines):
        return False
    left, right = min(box.x0 for box in boxes), max(box.x1 for box in boxes)
    full = all(box.x1 > right - _FULL * (right - left) for box in boxes[:-1])
    level = all(box.x0 < left + 3 for box in boxes[1:]) and boxes[0].x0 < left + _INDENT
    if not (full and level and right - left > _LEAST_WIDTH):
        return False
    head = lines[0].text
    listed = not is_prose(head) and len(parse_people(head)) > 1
    prose = any(is_prose(part) for part in SENTENCE.split(" ".join(view.text for view in lines)))
    return prose and not listed and lines[-1].text.rstrip().endswith(".")


def follows(above: View, view: View) -> bool:
    """Whether a line is the next of the paragraph above it: no blank, and none that ended short."""
    box, upper = view.line.box, above.line.box
    if box is not None and upper is not None and above.text.rstrip().endswith("."):
        word = box.width * (len(view.text.split()[0]) + 1) / len(view.text)
        if upper.x1 + word < box.x1:
            return False
    return (
        view.line.page == above.line.page
        and view.line.row != above.line.row
        and view.line.gap <= PARAGRAPH_GAP
        and view.style == above.style
    )


def _paragraphs(rows: Sequence[list[View]]) -> Iterator[tuple[list[list[View]], bool]]:
    """Rows that are one paragraph of sentences, and between them those that are none."""
    between: list[list[View]] = []
    place = 0
    while place < len(rows):
        end = place + 1
        while (
            end < len(rows)
            and len(rows[place]) == len(rows[end]) == 1
            and follows(rows[end - 1][0], rows[end][0])
        ):
            end += 1
        group = list(rows[place:end])
        opens = place == 0 or not follows(rows[place - 1][-1], group[0][0])
        if opens and is_running([row[0] for row in group]):
            if between:
                yield between, False
                between = []
            yield group, True
        else:
            between += group
        place = end
    if between:
        yield between, False


class _Builder:
    """Puts cells under the labels that they belong to."""

    def __init__(
        self,
        apart: frozenset[int] = frozenset(),
        parties: frozenset[int] = frozenset(),
        labels: frozenset[int] = frozenset(),
    ) -> None:
        self.apart = apart
        """Lines of lists side by side: what is nobody's name in one is a label."""
        self.parties = parties
        """Cells that name the party of the people beside them."""
        self.labels = labels
        """Cells of a column of labels with their values beside them."""
        self.segments: list[Segment] = []
        self.list: Segment | None = None
        """The latest list of people."""

    def put(self, cell: Cell) -> None:
        """Add a cell: cut at its labels, or as text of the segment that it goes on with."""
        text = fold_spaces(cell.text)
        if not text:
            return
        if (
            self._told_on(text, cell.view)
            or self._office_below(text, cell.view)
            or self._note_goes_on(text, cell.view)
        ):
            return
        for part in _LABEL_WITHIN.split(text):
            self._put(part, cell)

    def _put(self, text: str, cell: Cell) -> None:
        for key, felt, rest in self._cut(text, cell.view):
            if felt:
                self._open(key, felt, cell.view)
            if felt == "andet":
                self.segments[-1].parts.append((rest, cell.view))
            elif rest:
                self._add(rest, cell.view)

    def _told_on(self, text: str, view: View) -> bool:
        """Whether a sentence that a line's end broke goes on here, and if so, take it."""
        last = self.segments[-1] if self.segments else None
        if last is None or last.felt != "prosa" or not last.parts:
            return False
        told, before = last.parts[-1]
        whole = told.rstrip().endswith((".", ":")) and not told.rstrip().endswith(" kl.")
        if whole or not _flows(before, view) or label_pieces(text, view)[0][0]:
            return False
        last.parts[-1] = (join_words(told, text), before)
        return True

    def _note_goes_on(self, text: str, view: View) -> bool:
        """Whether a line ends the note beside a person in the line above, and if so, take it.

        "…, afbud – Nanna Sejrkær deltog som", and below it "stedfortræder".
        """
        last = self.segments[-1] if self.segments else None
        if last is None or last.felt not in _LISTS or not last.parts or not text[:1].islower():
            return False
        told, before = last.parts[-1]
        if not _OPEN_NOTE.search(told) or not _flows(before, view):
            return False
        last.parts[-1] = (join_words(told, text), before)
        return True

    def _office_below(self, text: str, view: View) -> bool:
        """Whether a line of a column is the office of the person above, and if so, take it.

        "Nanna Sejrkær," and below it "kommunaldirektør".
        """
        last = self.segments[-1] if self.segments else None
        if last is None or view.index not in self.apart or not text[:1].islower():
            return False
        told, before = last.parts[-1] if last.parts else ("", view)
        if not told.endswith(",") or before.line.page != view.line.page:
            return False
        last.parts[-1] = (join_words(told, text), before)
        return True

    def _cut(self, text: str, view: View) -> list[tuple[str, str, str]]:
        """Labels and text of a cell: key, field ("" for text alone), what stands behind."""
        few = view.heading and len(text.split()) <= _LONGEST_LABEL
        if few and (party := _OF_PARTY.search(text.rstrip(" :"))):
            return [(f"parti:{party['parti']}", "parti", "")]
        pieces = label_pieces(text, view)
        out: list[tuple[str, str, str]] = []
        for key, felt, rest in pieces:
            listed = self.list is None or self.list.felt == "fremmoede" or is_prose(text)
            leads = felt == "leder" and rest and listed and not _has_colon(text, key)
            if leads or (felt and felt not in (*_LISTS, "leder", "prosa")):
                # "Formand Abdi Nur (V)" is an entry of its list; a label of other facts is none
                text = text if len(pieces) == 1 else f"{key} {rest}"
                out.append(("", "", text) if leads else (key, "andet", rest))
            elif key:
                out.append((key, felt, rest))
            elif len(pieces) > 1 and len(rest.split()) <= 3 and not parse_people(rest):
                continue  # "Har sendt afbud: …": the head of a label
            else:
                out.append(self._own_label(rest, view))
        return out

    def _own_label(self, text: str, view: View) -> tuple[str, str, str]:
        """A label that no lexicon has, where the text has the form of one."""
        found = _LABEL_ENDS.match(text)
        if found:
            label, rest = found["label"].strip(), found["rest"].strip()
            if PARTY.match(label.removeprefix("Liste ")):
                return f"parti:{label.removeprefix('Liste ')}", "parti", rest
            if is_prose(label):
                return "", "", text  # "Medlemmerne var til stede, undtagen: …"
            if party := _OF_PARTY.search(label):
                return f"parti:{party['parti']}", "parti", rest
            few = len(label.split()) <= _LONGEST_LABEL and parse_entry(label) is None
            people = not rest or looks_like_people(rest) or rest.casefold() in _NOBODY
            if few and (people or _ALSO.fullmatch(label)):
                return fold_label(label), _field_of(label), rest
        may_name = view.heading or view.index in self.parties
        if may_name and PARTY.match(text.strip(" :")) and not is_prose(text):
            return f"parti:{text.strip(' :')}", "parti", ""
        if view.index in self.labels and text == fold_spaces(view.text):
            return fold_label(text), _field_of(text), ""
        column = view.index in self.apart
        if column and _is_column_label(text):
            return fold_label(text), _field_of(text), ""
        alone = (
            (view.heading or text.endswith("?"))
            and (view.first_in_row or column)
            and len(text.split()) <= _LONGEST_LABEL
            and (not is_prose(text) or text.endswith("?"))
            and (parse_entry(text) is None or self._among_parties(view))
        )
        if alone and not _OPEN_END.search(self._last_text()):
            if self._among_parties(view):
                return f"parti:{text}", "parti", ""
            return fold_label(text), _field_of(text), ""
        return "", "", text

    def _among_parties(self, view: View) -> bool:
        """Whether a line is set as the party over the members before it, and not as they are."""
        last = self.segments[-1] if self.segments else None
        if last is None or not last.parti or len(last.parts) < 2:
            return False
        return view.heading and not last.parts[-1][1].heading and not view.line.listed

    def _last_text(self) -> str:
        last = self.segments[-1] if self.segments else None
        return last.parts[-1][0] if last and last.parts else ""

    def _open(self, key: str, felt: str, view: View) -> None:
        parti = ""
        if felt == "parti":
            parti = key.removeprefix("parti:")
            key, felt = (self.list.key, self.list.felt) if self.list else ("", "fremmoede")
        segment = Segment(key=key, felt=felt, parts=[("", view)], parti=parti)
        self.segments.append(segment)
        if felt in _LISTS:
            self.list = segment

    def _add(self, text: str, view: View) -> None:
        """Text under the latest label, or a sentence, or an entry of the list before a leader."""
        text = _DOT_BEFORE_NOTE.sub(", ", text)
        segment = self._segment_for(view)
        last = next((part for part, _ in reversed(segment.parts) if part), "")
        flows = (
            bool(_OPEN_END.search(last))
            or text.startswith("(")
            or last.count("(") > last.count(")")
            or (segment.felt == "fremmoede" and _breaks_in_clause(last, text))
        )
        listed = _is_entry(text) or _are_entries(text)
        if is_prose(text) and not flows and not listed and text[:1].isupper():
            # below a line set apart, or opening with a whole name, a sentence goes on with none
            verb = VERB.search(text)
            begins = verb is not None and is_name(text[: verb.start()].strip())
            apart = view.line.gap > _SET_APART and begins
            within = None if apart else _WITHIN_NAME.search(last)
            if segment.felt == "fravaer" and within:
                told, view = segment.parts.pop()
                text = f"{segment.key.capitalize()}: {join_words(told, text)}"
            elif within and verb is not None:
                # "… og Mikkel" / "Rosenlykke (F) var med. Abdi Nur gik kl. 17."
                segment.parts.append((text[: verb.start()], view))
                text = text.partition(". ")[2]
                if not text:
                    return
            elif (
                segment.felt == "fravaer"
                and segment.key
                and (not last or not is_prose(text.split(". ")[0]))
            ):
                # the label is the sentence's head: "Afbud fra Abdi Nur. I stedet mødte …"
                text = f"{segment.key.capitalize()}: {text}"
            self.segments.append(Segment(key="", felt="prosa", parts=[(text, view)]))
            return
        full = segment.felt == "leder" and last and not flows
        if full or segment.felt in ("prosa", "andet", ""):
            key, felt = (self.list.key, self.list.felt) if self.list else ("", "fremmoede")
            if segment.felt == "prosa" and felt == "fravaer":
                key, felt = "", "fremmoede"  # below a sentence nobody more is absent
            segment = Segment(key=key, felt=felt)
            self.segments.append(segment)
            self.list = segment
        segment.parts.append((text, view))

    def _segment_for(self, view: View) -> Segment:
        if not self.segments:
            self._open("", "fremmoede", view)
        return same_column(view, self.segments)


# "Desuden: stadsingeniør P." at a line's end
_ALSO = re.compile(r"desuden|endvidere|derudover|tilforordnede?|i øvrigt", re.IGNORECASE)
_NOBODY = frozenset({"", "-", "ingen", "ingen.", "ingen afbud", "alle mødt", "0"})


# "Abdi Nur (V), der" mødte for …, "Abdi Nur (V), for hvem stedfortræder Ida Lund (V)" mødte
_CLAUSE_OPENS = re.compile(r"(?:\b(?:der|som)|\b(?:for hvem|i hvis sted)\b[^.;]*)\s*$")


_SET_APART = 0.8
"""Clear space, in heights of the line, above a sentence below a list and no part of it."""


def _breaks_in_clause(before: str, text: str) -> bool:
    """Whether a line's end stands within a name of a list, and the verb below is a clause's."""
    if _FOR_WHOM.search(before):
        return True
    verb = VERB.search(text)
    return (
        verb is not None
        and _WITHIN_NAME.search(before) is not None
        and _CLAUSE_OPENS.search(text[: verb.start()]) is not None
    )


def _field_of(label: str) -> str:
    """What stands under a label that no lexicon has, by its words."""
    if ABSENT_LABEL.search(label):
        return "fravaer"
    folded = fold_label(label)
    if folded in CHAIR_ROLES:
        return "leder"
    return "fremmoede"


def _has_colon(text: str, key: str) -> bool:
    return re.match(rf"\W*{re.escape(key)}\W*:", text, re.IGNORECASE) is not None


def _flows(before: View, view: View) -> bool:
    """Whether a line is the next of a paragraph."""
    return view.line.gap < 0.8 or view.line.page != before.line.page


# "… deltog som", "… stedfortræder for", "… gik kl."
_OPEN_NOTE = re.compile(r"\b(?:som|for|i|fra|til|kl\.?)$")
# OCR reads the dot between as a dash: then a party's letter behind the name tells
_APART = re.compile(
    r"\s+[·•|]\s+|;\s+|\s+-\s+(?=[A-ZÆØÅ][\w.'’-]+(?:\s+[A-ZÆØÅ][\w.'’-]+)+\s*\([A-ZÆØÅ]{1,3}\))"
)


def _are_entries(text: str) -> bool:
    """Whether a line is several people with signs between, notes and all: "X · Y, kom kl. 17"."""
    parts = _APART.split(text)
    return len(parts) > 1 and all(parse_entry(part) is not None for part in parts)


# "Abdi Nur · gik kl. 17"
_DOT_BEFORE_NOTE = re.compile(r"\s[·•]\s(?=(?:gik|ankom|kom|mødte|forlod|deltog)\b)")


# "Abdi Nur, forlod …", "Abdi Nur (V) – gik kl. 16.20"; not "Abdi Nur - A mødte kl. 17.45."
_NOTED = re.compile(r",|\s[-–—]\s(?=gik\b|ankom\b|kom\b|mødte\b|forlod\b|deltog\b|til\b|fra\b)")


def _is_entry(text: str) -> bool:
    """Whether a line is one person with a note, though a verb stands in it.

    "Abdi Nur, forlod mødet kl. 18" is; "Abdi Nur forlod mødet kl. 18." is a sentence.
    """
    if is_prose(_NOTED.split(text)[0]):
        return False
    entry = parse_entry(text)
    return entry is not None and bool(
        entry.absent
        or entry.ankom
        or entry.gik
        or entry.substitute
        or entry.substitute_for
        or NOT_UNDER.search(entry.note)
    )


def _settle(segment: Segment) -> list[Segment]:
    """A segment with one entry a part: lines joined where one entry or list runs over them.

    Sentences behind the list are a segment of their own.
    """
    if segment.felt not in (*_LISTS, "leder"):
        return [segment]
    labels = [(text, view) for text, view in segment.parts if not text]
    parts = [(_BULLET.sub("", text), view) for text, view in segment.parts if text]
    if not parts:
        return [segment]
    one_each = has_one_each(parts)
    parts, sentences = _without_clauses(parts, one_each=one_each)
    told = [Segment(key="", felt="prosa", parts=[sentence]) for sentence in sentences]
    if one_each:
        pass
    elif len(parts) > 1 and _runs(parts[0][0]):
        parts, rest = _run_on(parts)
        if rest:
            told.append(Segment(key="", felt="prosa", parts=[(rest, parts[-1][1])]))
    elif segment.felt == "fremmoede" or segment.parti:
        parts = [piece for text, view in parts for piece in _pieces(text, [(text, view)])]
    return [replace(segment, parts=[*labels, *parts]), *told]


_Parts = list[tuple[str, View]]


def _without_clauses(parts: _Parts, *, one_each: bool) -> tuple[_Parts, _Parts]:
    """Lines of a list without the clauses on substitutes in them; and these as sentences.

    A clause runs over the lines of a list that runs on, else over three at the most.
    """
    runs = _runs(parts[0][0]) and not one_each
    least, most = (len(parts), len(parts)) if runs else (1, _CLAUSE_LINES)
    kept: _Parts = []
    told: _Parts = []
    left = parts
    while left:
        lines, text, sentences = _clause_at(left, least, most)
        kept += _pieces(text, lines) if sentences else lines
        told += [(sentence, lines[0][1]) for sentence in sentences]
        left = left[len(lines) :]
    return kept, told


def _clause_at(parts: _Parts, least: int, most: int) -> tuple[_Parts, str, list[str]]:
    """The fewest lines from the first on that hold a clause whole, their text without it, and it.

    Where there is none: the fewest lines, as they are.
    """
    for size in range(least, min(most, len(parts)) + 1):
        text, told = take_out_clauses(_joined(parts[:size]), whole=size == len(parts))
        if told:
            return parts[:size], text, told
    return parts[:least], "", []


def _joined(parts: _Parts) -> str:
    text = ""
    for part, _ in parts:
        text = join_words(text, part)
    return text


_CLAUSE_LINES = 3
"""Lines over which a clause runs at the most where each person has a line."""
_WIDE = 45
"""Letters of a line that may be full; a shorter one with a word behind a comma is "Navn, Firma"."""
# alone, or behind a title: "Kirsten", "gårdejer Kresten"
_FIRST_NAME = re.compile(r"^(?:[a-zæøå]{3,} )?[A-ZÆØÅ](?:[a-zæøåé]+(?:-[A-ZÆØÅ][a-zæøå]+)?|\.)$")


_INITIAL = re.compile(r"\s[A-ZÆØÅ]\.$")
_FOR_WHOM = re.compile(r"\bfor\s+[A-ZÆØÅ][\w-]*$")


def _runs(text: str) -> bool:
    """Whether a list that begins so runs on over lines: it has many people, or ends within one."""
    if len(parse_people(text)) >= 2 or _INITIAL.search(text):
        return True
    if _OPEN_END.search(text) and not re.search(r"-\s+og$", text):
        return True  # "Abdi Nur, Job- og" goes on with a place of work, and the list has lines
    if text.count("(") > text.count(")") or _FOR_WHOM.search(text):
        return True
    last = re.split(r"[,;]", text)[-1].strip()
    return len(text) > _WIDE and _FIRST_NAME.search(last) is not None


def _run_on(parts: list[tuple[str, View]]) -> tuple[list[tuple[str, View]], str]:
    """Entries of a list that runs on over lines, each with its line; and sentences behind it."""
    text = _joined(parts)
    first, *more = SENTENCE.split(text, maxsplit=1)
    if more and is_prose(more[0]):
        return _pieces(first, parts), more[0]
    return _pieces(text, parts), ""


def _pieces(text: str, parts: list[tuple[str, View]]) -> list[tuple[str, View]]:
    if len(parse_people(text)) < 2:
        return [(text, parts[0][1])]
    out: list[tuple[str, View]] = []
    at = 0
    for piece in split_list(text):
        word = re.split(r"[\s(]", piece.strip())[0]
        place = next((n for n in range(at, len(parts)) if word in parts[n][0]), at)
        at = place
        out.append((piece, parts[place][1]))
    return out
