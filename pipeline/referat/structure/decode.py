"""The lines of a punkt by their tags: roles and sections.

In: views whose punkter are known, and a tag for every line. Out: role, section and label of each
line. A label opens a section that goes on to the next; absence interrupts it and it goes on; text
of another kind than the section's label opens one without a label.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from referat.structure.dates import find_dates
from referat.structure.labels import Label, LabelKind, dated_label, find_label, label_role
from referat.structure.tags import TAGS
from referat.structure.text import fold_spaces, join_words
from referat.structure.views import View, rows_of
from referat.types import AfsnitType, Box, LineRole

_PLAIN = {
    "inventar": LineRole.FURNITURE,
    "gruppe": LineRole.GROUP,
    "sagsnummer": LineRole.SAGSNUMMER,
    "hoved": LineRole.HEADER,
    "fremmoede": LineRole.ATTENDANCE,
    "underskrift": LineRole.SIGNATURE,
}
"""Tags of lines that stand in no section."""

_OPENS = {
    "beslutning": LineRole.DECISION,
    "tidligere": LineRole.EARLIER,
    "fravaer": LineRole.ABSENCE,
    "bilag": LineRole.ATTACHMENT,
}
"""What a label of these kinds opens; the other kinds open a section of the account."""


@dataclass(slots=True)
class _State:
    """A section that lines are read into."""

    role: LineRole = LineRole.BODY
    label: Label | None = None
    section: int = 0
    last: View | None = None
    """Its last line so far."""
    lines: list[View] = field(default_factory=list)
    """Lines that print its label."""


def decode(views: Sequence[View], tags: Sequence[int], stems: Sequence[str] = ()) -> None:
    """Give the lines of one punkt their roles.

    Args:
        views: Lines of the punkt, in order; those of its heading keep their role.
        tags: The tag of each, as in ``tags.TAGS``.
        stems: Words with which labels of the document begin that their texts follow on one line.
    """
    state, held = _State(), None
    asides: list[_State] = []  # sections in other columns that may go on
    sections = 0
    row_of = {view.index: row for row in rows_of(views) for view in row}
    for view, number in zip(views, tags, strict=True):
        if view.role in (LineRole.PUNKT, LineRole.TOC):
            continue
        tag = TAGS[number]
        if tag == "fravaer" and _names_after_label(view):
            tag = "etiket:fravaer"  # "Ikke mødt: Navn, Navn": one line, label and names
        if tag in _PLAIN:
            view.role, view.opens, view.opened = _PLAIN[tag], False, None
            continue
        label = make_label(view, opens, stems) if (opens := _opens(tag)) else None
        if opens and label is not None and not label.rest and len(label.text) > LONGEST:
            tag, opens = "tekst", ""  # a sentence, for all that it seems to announce
        if opens and label is not None:
            if _goes_on(view, state, opens):
                _extend(view, state)
                continue
            role = _OPENS.get(opens, LineRole.BODY)
            held = (held or state) if role is LineRole.ABSENCE else None
            sections += 1
            asides = [*asides[-2:], state]
            state = _State(role=role, label=label, section=sections, last=view, lines=[view])
            view.opens, view.opened, view.section = True, label, sections
            view.role = label_role(role) if not label.rest else role
            continue
        role, kind = _text_role(tag)
        if kind is None and _is_proposed(state) and _AT_ITEM.match(view.text):
            kind = AfsnitType.INDSTILLING
        if role is not LineRole.ABSENCE and held is not None:
            state, held = held, None
        elif role is LineRole.ABSENCE and state.role is not LineRole.ABSENCE:
            held = held or state
            sections += 1
            state = _State(role=role, label=None, section=sections)
        if not _continues(state, role, kind):
            beside = _beside(view, state, asides, role, kind)
            if beside is not None:
                asides = [*(other for other in asides if other is not beside), state]
                state = beside
        if not _continues(state, role, kind):
            sections += 1
            asides = [*asides[-2:], state]
            bare = (
                Label(kind=LabelKind.SECTION, text="", afsnit=kind)
                if kind is AfsnitType.INDSTILLING
                else None
            )
            state = _State(role=role, label=bare, section=sections)
        view.role, view.section, view.opens, view.opened = (
            role,
            state.section,
            False,
            state.label,
        )
        state.last = view
        if role is LineRole.EARLIER:
            _open_station(view, state, row_of[view.index])


def _opens(tag: str) -> str:
    """What a label's tag opens; empty for other tags."""
    return tag.removeprefix("etiket:") if tag.startswith("etiket:") else ""


# "Ikke mødt:", "Fravær ved punktet -": a word or a few before the names
_ABSENT_LABEL = re.compile(r"^[A-ZÆØÅ][a-zæøå]+(?:\s[a-zæøåA-ZÆØÅ]+){0,4}\s?:\s*(?=[A-ZÆØÅ])")


def _names_after_label(view: View) -> bool:
    if view.label is not None and view.label.kind is LabelKind.ABSENCE:
        return True
    return bool(_ABSENT_LABEL.match(view.text))


def _text_role(tag: str) -> tuple[LineRole, AfsnitType | None]:
    if tag == "indstilling":
        return LineRole.BODY, AfsnitType.INDSTILLING
    return _OPENS.get(tag, LineRole.BODY), None


# "1. at budgettet oversendes", "at sagen udsættes": an item of a proposal
_AT_ITEM = re.compile(r"^(?:(?:\d{1,2}|[a-z])[.)]\s*|[-–•]\s+)?at\b")


def _is_proposed(state: _State) -> bool:
    """Whether the section that stands open is a proposal."""
    return state.label is not None and (
        state.label.afsnit is AfsnitType.INDSTILLING
        or state.label.kind is LabelKind.PROPOSAL_AND_DECISION
    )


def _continues(state: _State, role: LineRole, kind: AfsnitType | None) -> bool:
    """Whether a line of text goes on with the section that stands open."""
    if state.role is not role:
        return False
    if role is not LineRole.BODY:
        return True
    proposed = _is_proposed(state)
    if kind is AfsnitType.INDSTILLING:
        return proposed
    # running text below a recommendation that a label announced belongs to it all the same
    return not proposed or bool(state.label and state.label.text)


def _beside(
    view: View,
    state: _State,
    asides: Sequence[_State],
    role: LineRole,
    kind: AfsnitType | None,
) -> _State | None:
    """The section in another column that a line goes on with; ``None`` where there is none.

    The lines of two columns come one after the other, row by row.
    """
    box, here = view.line.box, state.last.line.box if state.last is not None else None
    if box is None or here is None or _overlap(box, here):
        return None
    for other in reversed(asides):
        last = other.last
        if last is None or last.line.box is None or last.line.page != view.line.page:
            continue
        near = abs(last.line.box.x0 - box.x0) < abs(here.x0 - box.x0)
        if near and _continues(other, role, kind):
            return other
    return None


def _overlap(left: Box, right: Box) -> bool:
    return left.x0 < right.x1 and right.x0 < left.x1


def _goes_on(view: View, state: _State, opens: str) -> bool:
    """Whether a label's line goes on with the label on the row above ("Nærmere om | sagen")."""
    if not state.lines or state.label is None or state.label.rest:
        return False
    above = state.lines[-1]
    left, right = above.line.box, view.line.box
    if left is None or right is None or above.line.page != view.line.page:
        return False
    if _OPENS.get(opens, LineRole.BODY) is not state.role or state.role is LineRole.EARLIER:
        return False
    if above.style != view.style or above.text.rstrip().endswith((":", "?", ".")):
        return False
    if abs(right.top - left.top) < 0.3 * left.height:
        return 0 <= right.x0 - left.x1 < _SPREAD  # a line with wide blanks
    first = state.lines[0].line.box
    below = 0 < right.top - left.top < 2.2 * left.height
    aligned = first is not None and abs(first.x0 - right.x0) < _ALIGNED
    spread = sum(1 for line in state.lines if line.line.row == above.line.row) > 1
    whole = find_label(f"{state.label.text} {view.text}")
    known = whole is not None and whole.exact and not whole.rest
    starts = view.text[:1].islower() or above.text.endswith("-") or spread or known
    return below and aligned and starts


_ALIGNED, _SPREAD = 6.0, 60.0
"""Points between the left edges of two lines of one label at most, and between words of a line."""


def _extend(view: View, state: _State) -> None:
    """Put a further line of a section's label to it."""
    label = state.label
    if label is None:
        return
    above = state.lines[-1].line
    grown = replace(label, text=join_words(label.text, view.text, broken=above.broken).rstrip(" :"))
    for line in state.lines:
        line.opened = grown
    state.lines.append(view)
    state.label = grown
    view.opens, view.opened, view.section = True, grown, state.section
    view.role = label_role(state.role)


def _open_station(view: View, state: _State, mates: Sequence[View]) -> None:
    """A station of the history: a line, or its row of cells, that names a body and a day."""
    known = view.label
    if known is not None and (known.date or known.body) and known.kind is not LabelKind.ABSENCE:
        state.label = known
    elif len(mates) > 1 and view is not mates[0]:
        if state.label is not None and state.label.text == _row_text(mates):
            # a cell of a station that its first cell opened: said already
            view.opens, view.opened = True, Label(kind=LabelKind.EARLIER, text=view.text)
        return
    elif len(_row_text(mates)) < _LONG:
        label = dated_label(LabelKind.EARLIER, _row_text(mates))
        if label.body is None or (label.date is None and len(mates) == 1):
            return
        state.label = label
    else:
        return
    view.opens, view.opened = True, state.label


def _row_text(mates: Sequence[View]) -> str:
    return " | ".join(mate.text for mate in mates).rstrip(" :")


LONGEST = 80
"""Letters: a line that is longer and does not part into label and text is no label."""
_LONG = 90
"""Letters: a longer line is a decision's text and no station's head."""
_SPLIT = re.compile(r"^(?P<label>[^:]{2,70}?)\s*:\s*(?P<rest>.*)$")
_RUN_IN = re.compile(
    r"^(?P<label>[A-ZÆØÅ][^.:–—]{2,45}?)\s*(?:\.|\s[–—-])\s+(?P<rest>[\"“(A-ZÆØÅ\d].*)$"
)
_CAPITALS = re.compile(
    r"^(?P<label>(?:[A-ZÆØÅÉ0-9(][A-ZÆØÅÉ0-9/.,()&-]*\s+){1,12})"
    r"(?P<rest>(?:[\"“(]?[A-ZÆØÅ][a-zæøåé]|\d+\.?\s+[A-ZÆØÅ][a-zæøå]).*)$"
)
_WHOLE = 6
"""Words of the longest label that stands alone on its line without a colon, and has no date."""


def make_label(view: View, opens: str, stems: Sequence[str] = ()) -> Label:
    """The label that a line is, or opens with; its text apart from what stands behind it."""
    kinds = {
        "beslutning": LabelKind.DECISION,
        "tidligere": LabelKind.EARLIER,
        "fravaer": LabelKind.ABSENCE,
        "bilag": LabelKind.ATTACHMENTS,
    }
    kind = kinds.get(opens, LabelKind.SECTION)
    afsnit = AfsnitType(opens) if kind is LabelKind.SECTION else None
    old = view.opened if view.opens else view.label
    if old is not None and old.text and old.kind is not LabelKind.CHAIR:
        # the rules parted label and text; body and day of a dated one stay with it
        return replace(old, kind=kind, afsnit=afsnit)
    told = find_label(view.text) if kind in (LabelKind.DECISION, LabelKind.EARLIER) else None
    if told is None and kind in (LabelKind.DECISION, LabelKind.EARLIER):
        told = _dated_prefix(view.text)
    if told is not None and (told.date or told.body):
        return replace(told, kind=kind, afsnit=afsnit)
    text, rest = part_label(view.text, stems)
    if kind in (LabelKind.DECISION, LabelKind.EARLIER) and len(text) <= LONGEST:
        return dated_label(kind, text, rest)  # not of a word without end: that takes as long
    return Label(kind=kind, text=text, rest=rest, afsnit=afsnit)


def _dated_prefix(text: str) -> Label | None:
    """The label with body and day that a line opens with, where no colon parts it from the text.

    "Beslutning Ungdomsrådet den 11.11.2006 Planen godkendes."
    """
    text = fold_spaces(text)
    day = next(iter(find_dates(text[:_DATED])), None)
    if day is None or not text[day.end :].strip(" :.–-"):
        return None
    head = text[: day.end]
    label = find_label(head) or dated_label(LabelKind.DECISION, head)
    if label.date is None or not label.body or label.rest:
        return None
    return replace(label, rest=text[day.end :].lstrip(" :.–-"))


_DATED = 120
"""Letters in which a label's day must stand."""


def part_label(text: str, stems: Sequence[str] = ()) -> tuple[str, str]:
    """Label and text of a line that is known to open with a label."""
    text = fold_spaces(text)
    for stem in stems:
        if text.startswith(stem) and len(text) > len(stem) + 1:
            return stem.rstrip(" :.–-"), text[len(stem) :].lstrip(" :.–-")
    if known := _known_prefix(text):
        return known
    split = _SPLIT.match(text)
    if split:
        return split["label"], split["rest"]
    if not text.isupper() and (found := _CAPITALS.match(text)):
        return found["label"].strip(), found["rest"]
    if len(text.split()) > _WHOLE and (found := _RUN_IN.match(text)):
        return found["label"], found["rest"]
    return text.rstrip(" :."), ""


def _known_prefix(text: str) -> tuple[str, str] | None:
    """Label and text where the line opens with a label that the lexicon has, without a colon."""
    words = text.split()
    if len(words) <= _WHOLE and not text.endswith((".", ",")):
        return (
            None  # a label whole; "Beslutning Godkendt uden afstemning." has a sentence behind it
        )
    for count in range(min(_WHOLE, len(words) - 2), 0, -1):
        if not words[count][:1].isupper() or words[count - 1].endswith((":", ".", ",")):
            continue
        head = " ".join(words[:count])
        label = find_label(head)
        if label is not None and label.exact and label.date is None and not label.body:
            return head, " ".join(words[count:])
    return None


def find_stems(lines: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Words that open several label lines of one kind, whatever follows them.

    Args:
        lines: Kind and text of each label line of the document.
    """
    stems: set[str] = set()
    # each kind's lines once, with their words, by the first: what opens two lines opens with it
    by_kind: dict[str, dict[str, dict[str, list[str]]]] = {}
    for kind, text in lines:
        if words := text.split():
            same = by_kind.setdefault(kind, {}).setdefault(words[0], {})
            same[" ".join(words)] = words
    for by_first in by_kind.values():
        shared = set()
        for texts in by_first.values():
            known = {text: _known_prefix(text) for text in texts} if len(texts) > 1 else {}
            for left, right in itertools.combinations(texts, 2):
                longer = max(left, right, key=len)
                stem = _shared(texts[left], texts[right])
                if stem and len(texts[longer]) > _WHOLE:
                    head = known[longer]
                    shared.add(head[0] if head and stem.startswith(head[0]) else stem)
        # what comes after a shorter stem is text that happens to begin alike
        stems |= {
            stem
            for stem in shared
            if not any(other != stem and stem.startswith(f"{other} ") for other in shared)
        }
        # a label that stands alone elsewhere
        alone = {
            text.rstrip(" :")
            for texts in by_first.values()
            for text, words in texts.items()
            if len(words) <= _WHOLE
        }
        stems |= {
            text
            for text in alone
            if any(other.startswith(f"{text} ") for other in by_first.get(text.split(" ")[0], ()))
        }
    return tuple(sorted(stems, key=len, reverse=True))


_UNFINISHED = frozenset(("i", "af", "fra", "for", "på", "til", "den", "og", "om", "ved", "med"))
"""No label ends with one of these: what follows is a name."""


def _shared(left: Sequence[str], right: Sequence[str]) -> str:
    """The words that open two lines, where what follows them in the first begins anew."""
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    if not 0 < count <= 8 or left[count - 1] in _UNFINISHED or count == len(left):
        return ""
    follows = left[count][0]
    return " ".join(left[:count]) if follows.isupper() or follows.isdigit() else ""
