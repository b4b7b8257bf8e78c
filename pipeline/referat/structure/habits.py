"""How one document sets its labels, and which of its lines are labels by that.

In: the views of a document whose headings are known. Out: its ``Habits``, learnt from the labels
that are sure; and for one line the label that it is in this document. A label that no lexicon has
is known by its style, by standing in a margin column, or by coming again from punkt to punkt.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from referat.danish.sagsnumre import CASE_LABEL
from referat.danish.udfald import RESULT_OPENER, STRONG
from referat.structure.labels import SECTION_KINDS, Label, LabelKind, guess_label, label_before_dash
from referat.structure.personer import looks_like_people
from referat.structure.sagsnumre import is_number_line
from referat.structure.text import fold_label
from referat.structure.views import View, row_mates
from referat.types import AfsnitType, LineRole

_PROPOSED = re.compile(
    r"\b(?:indstiller|foreslår|anbefaler,? at|foreslås|indstilles)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How one document sets its labels; learnt from the labels that are sure."""

    styles: Counter[tuple[bool, int, bool]]
    """How often each style carries a sure label."""
    common: tuple[bool, int, bool]
    """Style of most of them."""
    count: int
    """How many sure or likely labels are in that style."""
    own: bool
    """Their style, be it light or small, is theirs alone: hardly a line of text has it."""
    laid_out: bool
    """The lines have boxes."""
    runs_in: bool
    """Labels stand at the head of their text, before a full stop or a dash."""
    dashes: bool
    """Labels stand before a dash at the head of their text, in several punkter."""
    leads_in: bool
    """Labels of sections stand before a colon at the head of their text, again and again."""
    all_lead: bool
    """So do those of decisions and attachments, and hardly a label stands on a line of its own."""
    weak_lead: bool
    """So do those that are sub-headings elsewhere ("Status: …"), in text without layout."""
    colons: bool
    """Labels stand on lines of their own, in a style of their own, and end with a colon."""
    recurring: dict[str, Label]
    """Folded text -> label, for labels that no lexicon has."""
    proposes: bool
    """A label over proposals stands in it."""
    margin: frozenset[int]
    """Lines that are labels by standing in a column left of their texts."""


def find_habits(views: Sequence[View], *, laid_out: bool) -> Habits:
    """How a document sets its labels."""
    styles: Counter[tuple[bool, int, bool]] = Counter()
    likely: Counter[tuple[bool, int, bool]] = Counter()
    runs: list[str] = []
    leads: list[str] = []
    weak: list[str] = []
    before_text = ended = 0
    for view in views:
        if view.role is not LineRole.BODY:
            continue
        label = view.label
        if label is None:
            if view.heading and view.first_in_row and guess_label(view.text):
                likely[view.style] += 1
        elif label.kind in SECTION_KINDS:
            if label.runin:
                runs.append(label.text)
            elif label.exact and not label.weak and not label.rest:
                styles[view.style] += 1
                ended += view.text.endswith(":")
            elif label.exact and not label.weak:
                before_text += 1
                if label.kind in (LabelKind.SECTION, LabelKind.ATTACHMENTS):
                    leads.append(fold_label(label.text))
            elif label.exact and label.rest:
                weak.append(fold_label(label.text))
    both = Counter({style: 2 * count for style, count in styles.items()})
    both.update(likely)
    common = both.most_common(1)[0][0] if both else (False, 0, False)
    own = laid_out and _is_own(views, common, styles[common])
    all_lead = before_text >= _LED and before_text > 2 * sum(styles.values())
    recurring, lines = _recurring(views, common, own=own, all_lead=all_lead)
    margin = _margin_labels(views) if laid_out else frozenset()
    _add_margin(views, margin, recurring, lines)
    _find_decision(views, recurring, lines)
    return Habits(
        styles=styles,
        common=common,
        count=styles[common] + likely[common],
        own=own,
        laid_out=laid_out,
        runs_in=len(runs) >= 3 and len(set(runs)) >= 2,
        dashes=_sets_dashes(views),
        leads_in=len(leads) >= _LED and max(Counter(leads).values()) >= _RECURS + 1,
        all_lead=all_lead,
        weak_lead=not laid_out
        and before_text + len(weak) >= max(_LED, 2 * sum(styles.values()) + 1)
        and max(Counter(weak).values(), default=0) > _RECURS,
        colons=laid_out and ended >= _LED and 10 * ended >= 9 * styles[common] and common[0],
        recurring=recurring,
        proposes=any(
            view.label and view.label.afsnit is AfsnitType.INDSTILLING and view.label.text
            for view in views
        ),
        margin=margin,
    )


_DASH = re.compile(r"\s[-–—]\s")


def _sets_dashes(views: Sequence[View]) -> bool:
    """Whether known labels stand before a dash at the head of their text in several punkter."""
    texts = [view.text for view in views if view.role is LineRole.BODY and _DASH.search(view.text)]
    if len(texts) < _SURE:
        return False
    labels = [label for text in texts if (label := label_before_dash(text)) and label.exact]
    return len(labels) >= _SURE and len({label.text for label in labels}) >= _RECURS


# "Status: Huset har åbent", "OPLÆG: Beboerne vil": a word or three before a colon
_BEFORE_COLON = re.compile(r"^(?P<label>[A-ZÆØÅ][\wæøåÆØÅ /-]{2,30}?)\s*:(?:\s+(?P<rest>\S.*))?$")


_LED = 5
"""Labels before a colon at least that say that the document sets its labels so."""
_RECURS = 2
"""In so many punkter at least a label that no lexicon has must stand to be told from a sub-heading
or from a name before a colon; in long documents, in a third of them."""


_OWN = 2
"""Lines in the labels' style at most for each label that is sure, where it is theirs alone."""


def _is_own(views: Sequence[View], common: tuple[bool, int, bool], labels: int) -> bool:
    """Whether the labels, three at least, have a style that hardly a line of text has."""
    lines = sum(1 for view in views if view.role is LineRole.BODY and view.style == common)
    return labels >= _SURE and lines <= _OWN * labels


_SURE = 3
"""Sure labels in one style at least that tell how a document sets its labels."""


def _recurring(
    views: Sequence[View], common: tuple[bool, int, bool], *, own: bool, all_lead: bool
) -> tuple[dict[str, Label], dict[str, list[View]]]:
    """Labels that no lexicon has, told by coming again from punkt to punkt, with their lines.

    They stand set apart in the style of the sure labels, or before a colon at the head of a line.
    """
    seen: dict[str, dict[int, View]] = {}
    punkt = punkter = 0
    for view in views:
        if view.role is LineRole.PUNKT and view.index - punkt > 1:
            punkter += 1
            punkt = view.index
        elif view.role is LineRole.PUNKT:
            punkt = view.index
        # "Opfølgning: Helle skriver": what may be a word of a sentence counts where it comes again
        known = view.label is not None and not (all_lead and view.label.weak and view.label.rest)
        if view.role is not LineRole.BODY or known or not punkt or not view.first_in_row:
            continue
        alike = view.style == common
        set_apart = len(view.text) <= 60 and (
            (view.heading and (alike or not common[1])) or (own and alike)
        )
        before = _BEFORE_COLON.match(view.text)
        if set_apart or before:
            text = before["label"] if before else view.text
            seen.setdefault(fold_label(text), {}).setdefault(punkter, view)
    needed = max(_RECURS, round(punkter / 3))
    labels: dict[str, Label] = {}
    lines: dict[str, list[View]] = {}
    for key, where in seen.items():
        if len(where) < needed or not key or looks_like_people(key.title()):
            continue
        first = next(iter(where.values()))
        before = _BEFORE_COLON.match(first.text)
        text = before["label"] if before else first.text.rstrip(" :")
        guess = first.label or guess_label(text.capitalize() if text.isupper() else text)
        labels[key] = guess or _unknown(text)
        lines[key] = list(where.values())
    return labels, lines


def _add_margin(
    views: Sequence[View],
    margin: frozenset[int],
    labels: dict[str, Label],
    lines: dict[str, list[View]],
) -> None:
    """Add unknown labels of a margin column that come again: "Udvalget" beside the decision."""
    unknown: dict[str, list[View]] = {}
    for view in views:
        if view.index in margin and view.label is None and guess_label(view.text) is None:
            unknown.setdefault(fold_label(view.text), []).append(view)
    for key, where in unknown.items():
        if len(where) >= _RECURS and key not in labels:
            labels[key] = _unknown(where[0].text.rstrip(" :"))
            lines[key] = where


def _unknown(text: str) -> Label:
    """A label that no lexicon has, over a section of whatever kind."""
    return Label(kind=LabelKind.SECTION, text=text, afsnit=AfsnitType.ANDET, exact=False)


def _find_decision(
    views: Sequence[View], labels: dict[str, Label], lines: dict[str, list[View]]
) -> None:
    """Find, where no known label is over the decisions, the recurring one that is.

    It is the one whose texts mostly open in the voice of a result.
    """
    known = sum(
        1
        for view in views
        if view.label and view.label.kind is LabelKind.DECISION and view.role is LineRole.BODY
    )
    starts = sum(1 for view in views if view.role is LineRole.PUNKT)
    if known >= 2 and known >= 0.3 * starts:
        return
    best, best_share = "", 0.5
    for key, where in lines.items():
        hits = sum(1 for view in where if _tells_result(view, views))
        share = hits / len(where)
        if share > best_share or (share == best_share and len(where) > len(lines.get(best, []))):
            best, best_share = key, share
    if best:
        labels[best] = replace(labels[best], kind=LabelKind.DECISION, afsnit=None)


def _tells_result(view: View, views: Sequence[View]) -> bool:
    before = _BEFORE_COLON.match(view.text)
    text = (before["rest"] or "") if before else ""
    if not text:
        after = next(
            (v for v in views[view.index + 1 : view.index + 4] if v.role is LineRole.BODY), None
        )
        text = after.text if after else ""
    return bool(RESULT_OPENER.search(text)) or any(
        pattern.search(text) for udfald, pattern in STRONG if not _PROPOSED.search(text)
    )


def _margin_labels(views: Sequence[View]) -> frozenset[int]:
    """Lines of a narrow column left of the text, if known labels stand in it (F21, and forms)."""
    columns: dict[tuple[str, int, int], list[View]] = {}
    for view in views:
        box = view.line.box
        if view.role is not LineRole.BODY or box is None or not view.first_in_row:
            continue
        if box.width > 140 or len(view.text) > 45 or re.search(r"\d", view.text):
            continue
        mates = row_mates(views, view.index)
        if len(mates) != 1 or mates[0].line.box is None or mates[0].line.box.x0 - box.x0 < 40:
            continue
        if not re.search(r"[a-zæøå]{3}", mates[0].text) and len(mates[0].text) < 6:
            continue
        if CASE_LABEL.fullmatch(view.text) and is_number_line(mates[0].text):
            continue  # "Sag nr." beside "16/7713": no section
        text = round(mates[0].line.box.x0 / 6)
        # set flush left, or flush right to the text
        for side, edge in (("venstre", box.x0), ("hoejre", box.x1)):
            columns.setdefault((side, round(edge / 6), text), []).append(view)
    found: set[int] = set()
    for column in columns.values():
        known = [
            view
            for view in column
            if (view.label and view.label.kind in SECTION_KINDS) or guess_label(view.text)
        ]
        if len(column) >= 4 and len(known) >= max(2, 0.3 * len(column)):
            found |= {view.index for view in column}
    return frozenset(found)


def _again(view: View, habits: Habits) -> Label | None:
    """The recurring label of a line, with the text behind it."""
    if not habits.recurring or not view.first_in_row:
        return None
    before = _BEFORE_COLON.match(view.text)
    if before and (label := habits.recurring.get(fold_label(before["label"]))):
        return replace(label, text=before["label"], rest=before["rest"] or "")
    apart = view.heading or (habits.own and view.style == habits.common)
    if apart and (label := habits.recurring.get(fold_label(view.text))):
        return replace(label, text=view.text.rstrip(" :"))
    return None


# "Planforhold:", "Politik/Plan:"
_COLON_ALONE = re.compile(r"[A-ZÆØÅ][a-zæøåA-ZÆØÅ/ -]{3,38}:")


def _by_colon(view: View, habits: Habits) -> Label | None:
    """A label that no lexicon has, where all labels end so and look so."""
    if not habits.colons or not view.first_in_row or not _COLON_ALONE.fullmatch(view.text):
        return None
    return _unknown(view.text.rstrip(" :"))


def stands_in_line(view: View) -> bool:
    """Whether rules took the head of a line for its label, by the document's way to set labels.

    "Afgørelse. Sagen henvises til …": its words are those of text, which is what the net sees.
    """
    label = view.opened if view.opens else None
    return label is not None and label.runin and bool(label.rest)


def effective_label(view: View, habits: Habits, *, mates: int = 0) -> Label | None:
    """The label of a line where it opens something in this document, else ``None``."""
    if view.told is not None:
        return view.told
    if view.muted:
        return None
    label = view.label
    styles, common = habits.styles, (habits.common, habits.styles[habits.common])
    if view.index in habits.margin:
        known = label if label is not None and label.kind in SECTION_KINDS else None
        other = Label(kind=LabelKind.SECTION, text=view.text.rstrip(" :"), afsnit=AfsnitType.ANDET)
        again = habits.recurring.get(fold_label(view.text)) if label is None else None
        if again is not None and again.kind is LabelKind.DECISION:
            return replace(again, text=other.text)
        return known or label or guess_label(view.text) or other
    if label is None:
        again = _again(view, habits) or (
            label_before_dash(view.text) if habits.dashes and view.first_in_row else None
        )
        if again is not None:
            return again
        alike = habits.laid_out and view.style == habits.common
        # labels of two styles: those over the text, and those over what was decided and attached
        second = habits.laid_out and view.style[0] and styles[view.style] >= _SURE
        if (alike and habits.own) or (
            view.heading and ((alike and habits.count >= _SURE) or second)
        ):
            return guess_label(view.text) or _by_colon(view, habits)
        return None
    if label.kind not in SECTION_KINDS:
        return label
    if label.weak and label.rest and habits.all_lead and (again := _again(view, habits)):
        return again
    if label.runin:
        return label if habits.runs_in else None
    if not view.first_in_row:
        return None  # a table's cell ("Bevilling"), not a label
    if not habits.laid_out:
        # a web page's terms are bold, one below the other; bold cells in a row head a table
        apart = view.heading and styles.get(view.style, 0) >= 1 and not mates
        near = view.line.gap < 1 and not apart
        if label.weak and (not habits.weak_lead if label.rest else near):
            return None
        return label
    if label.weak:
        if (
            label.afsnit is AfsnitType.SAGSGANG
            and re.search(r"behandling", label.text, re.IGNORECASE)
            and mates >= 2
        ):
            return label  # the head of a table of treatments (F21)
        in_style = styles.get(view.style, 0) >= 1 or (
            view.style == habits.common and habits.count >= 3
        )
        return label if in_style and (view.heading or not common[0][0]) and not label.rest else None
    if (
        label.kind is LabelKind.SECTION
        and common[1] >= 4
        and common[0][0]
        and not view.heading
        and not label.rest
        and not view.ocr
        and view.line.italic
    ):
        return None  # a sub-heading inside a section
    if (
        label.kind is LabelKind.SECTION
        and label.rest
        and common[1] >= 3
        and common[0][0]
        and not view.ocr
        and not view.line.bold
        and not habits.leads_in
    ):
        return label if label.afsnit in ("sagsgang",) else None
    return label
