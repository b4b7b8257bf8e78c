"""What the line net sees of a line: small facts, hashed into numbers.

In: the views of a document with the rules' reading. Out: one row of numbers a line, a slot for each
fact. Words are hashed and never kept, so a model holds no text of the documents that it learnt
from. Every slot has its own salt, so that one word in two slots is two facts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from referat.danish.overskrifter import FORMS, MARK_LINE
from referat.danish.udfald import RESULT_OPENER
from referat.structure.dates import DATE
from referat.structure.sagsnumre import find_numbers, is_number_line
from referat.structure.tags import NUMBER
from referat.structure.text import fold_label
from referat.structure.views import Measures, View
from referat.types import LineRole

ROWS = 16_384
"""Rows of the table that the facts are hashed into; row 0 is for "nothing". With 32,768 the model
is 2 MB larger and no better on held-out documents."""

BAG = 10
"""So many words of a line are in its bag."""

TEXT_SLOTS = 19 + BAG
LAYOUT_SLOTS = 19
RULE_SLOTS = 5
SLOTS = TEXT_SLOTS + LAYOUT_SLOTS + RULE_SLOTS
"""All facts of a line: of its text, of its place and print, of the rules' reading."""

_WORD = re.compile(r"[^\W\d_]+|\d+")
_DIGITS = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]")
# a digit near the head, or a letter or roman number that counts
_MAY_OPEN = re.compile(r".{0,24}\d|[IVXL]{1,7}\s?\.|[A-ZÆØÅ]\s?[.)]\s|TOP ")
_LOWER = re.compile(r"[a-zæøåäöé]")
_UPPER = re.compile(r"[A-ZÆØÅÄÖÉ]")
_DATED = re.compile(DATE, re.IGNORECASE)
_CLOCK = re.compile(r"(?:kl\.?\s*)?\d{1,2}[.:]\d\d\b")
_LEADERS = re.compile(r"(?:\.{3,}|(?:\s\.){3,}|…|_{4,})")
_PROPOSES = re.compile(r"\b(?:indstill|anbefal|foreslå)\w*", re.IGNORECASE)
_NAMES = re.compile(r"\b[A-ZÆØÅ][a-zæøåéö]+(?:[ -][A-ZÆØÅ][a-zæøåéö.]+)+")
_END_NUMBER = re.compile(r"\s\d{1,3}$")


def _hash(slot: int, value: str) -> int:
    return crc32(value.encode(), slot * 0x9E3779B1 & 0xFFFFFFFF) % (ROWS - 1) + 1


def _shape(word: str) -> str:
    shape = _DIGITS.sub("9", _UPPER.sub("A", _LOWER.sub("a", word)))
    return re.sub(r"(.)\1{2,}", r"\1\1\1", shape)[:8]


def _form(text: str) -> str:
    return next((form.name for form in FORMS if form.pattern.match(text)), "")


# One takes a kilobyte. A document's lines are asked for several times, and what many documents say
# stays; with 40,000 a worker grew by 45 MB over its first 10,000 documents.
@lru_cache(maxsize=10_000)
def _of_text(text: str) -> tuple[int, ...]:
    """The facts of a line's text alone."""
    words = _WORD.findall(text)
    folded = ["0" * min(len(word), 4) if word.isdigit() else word.casefold() for word in words]
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    letters = len(_LETTERS.findall(text))
    capitals = len(_UPPER.findall(text))
    colon = text.find(":")
    digits = _DIGITS.search(text) is not None
    form = _form(text) if len(text) < 330 and _MAY_OPEN.match(text) else ""
    case = ""
    if digits:
        numbers = find_numbers(text)
        alone = bool(numbers) and is_number_line(text)
        case = (
            "linje" if alone else ("med" if numbers and numbers[0].labelled else str(len(numbers)))
        )
    key = fold_label(text) if len(text) <= 70 else ""
    values = (
        folded[0] if folded else "",
        folded[1] if len(folded) > 1 else "",
        folded[2] if len(folded) > 2 else "",
        " ".join(folded[:2]),
        folded[-1] if folded else "",
        _DIGITS.sub("0", key),
        _shape(first),
        folded[0][:4] if folded else "",
        folded[-1][-3:] if folded else "",
        text[-1:] if not text[-1:].isalnum() else "x",
        str(min(len(text) // 8, 14)),
        str(min(len(words), 8)),
        str(round(4 * capitals / letters)) if letters else "-",
        "-"
        if colon < 0
        else ("slut" if colon >= len(text.rstrip()) - 1 else str(colon // 12 if colon < 60 else 9)),
        form,
        case,
        f"{digits and bool(_DATED.search(text))}{digits and bool(_CLOCK.search(text))}"
        f"{bool(_LEADERS.search(text))}",
        f"{bool(RESULT_OPENER.search(text))}{bool(_PROPOSES.search(text))}{bool(MARK_LINE.match(text))}",
        f"{min(len(_NAMES.findall(text)), 4)}{digits and bool(_END_NUMBER.search(text))}",
    )
    row = [_hash(slot, value) if value else 0 for slot, value in enumerate(values)]
    bag = [_hash(TEXT_SLOTS - 1, word) for word in folded[:BAG]]
    return (*row, *bag, *([0] * (BAG - len(bag))))


def _bucket(value: float, *edges: float) -> int:
    return bisect_left(edges, value)


def features_of(
    views: Sequence[View], measures: Measures, tags: Sequence[int]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Facts and styles of a document's lines.

    Args:
        views: The lines, as the rules have read them.
        measures: The document's measures.
        tags: The rules' tags (``tags.tags_of``).

    Returns:
        Numbers below ``ROWS``, one row a line and ``SLOTS`` columns; and for each line the number
        of its group: lines in one style of print, at one indent.
    """
    total = len(views)
    table = np.zeros((total, SLOTS), dtype=np.int32)
    groups = np.zeros(total, dtype=np.int32)
    if not total:
        return table, groups
    keys = [_DIGITS.sub("0", fold_label(view.text)) for view in views]
    times = Counter(keys)
    style_count = Counter(view.style for view in views)
    rows: Counter[tuple[int, int]] = Counter((view.line.page, view.line.row) for view in views)
    last_row: dict[int, int] = {}
    for view in views:
        last_row[view.line.page] = max(last_row.get(view.line.page, 0), view.line.row)
    headings = sum(1 for tag in tags if tag == NUMBER["punkt"])
    decisions = len({view.punkt for view in views if view.role is LineRole.DECISION})
    state = (
        f"{_bucket(headings, 0, 1, 3, 8)}{_bucket(decisions / max(headings, 1), 0.01, 0.4, 0.8)}"
    )
    group_of: dict[tuple[object, ...], int] = {}
    counters: dict[str, int] = {}
    before: View | None = None
    for place, view in enumerate(views):
        line = view.line
        box = line.box
        size = line.size / measures.size if line.size and measures.size else 0.0
        relative = _bucket(size, 0.01, 0.85, 0.96, 1.04, 1.15, 1.35, 1.8)
        indent = _bucket(view.indent, -20, -5, 5, 14, 25, 40, 70, 120, 200, 300) if box else 99
        full = bool(box and measures.right and box.x1 > measures.right - 25)
        gap = _bucket(line.gap, 0.05, 0.25, 0.38, 0.6, 0.9, 1.4, 2.2)
        new_page = before is None or before.line.page != line.page
        same_style = before is not None and before.style == view.style
        mates = rows[line.page, line.row]
        share = style_count[view.style] / total
        first = _FIRST_NUMBER.match(view.text)
        follows = ""
        if first:
            shape = f"{_DIGITS.sub('', first[0])}{view.line.bold}"
            value = int(first["nr"])
            step = value - counters.get(shape, -9)
            follows = (
                "1"
                if value == 1
                else ("naeste" if step == 1 else ("samme" if step == 0 else "nej"))
            )
            counters[shape] = value
        values = (
            f"{line.bold}{relative}{view.text.isupper()}",
            f"{line.italic}",
            f"{relative}",
            str(indent),
            f"{full}{view.first_in_row}",
            f"{gap}{new_page}",
            f"{same_style}{gap > 2}",
            str(_bucket(line.row / max(last_row[line.page], 1), 0.0, 0.08, 0.3, 0.7, 0.92, 0.99)),
            f"{min(line.row, 4)}{last_row[line.page] - line.row < 2}",
            f"{line.page == 1}{min(place // 10, 6)}",
            f"{min(mates, 5)}{view.first_in_row}",
            str(_bucket(times[keys[place]], 1, 2, 4, 8, 16)),
            str(_bucket(share, 0.01, 0.03, 0.08, 0.2, 0.5)),
            f"{line.furniture}",
            f"{view.ocr}{measures.laid_out}{measures.bold_body}",
            f"{line.listed}{line.broken}",
            f"{follows}",
            f"{_bucket(box.width if box else 0, 1, 40, 100, 200, 350)}",
            str(_bucket(place / total, 0.02, 0.05, 0.1, 0.9, 0.97)),
        )
        label = view.label
        rules = (
            str(tags[place]),
            f"{tags[place]}{view.opens}{round(view.score * 5)}",
            f"{label.kind}{label.afsnit}{label.exact}{label.weak}{bool(label.rest)}"
            if label
            else "",
            state,
            f"{tags[place]}{state}",
        )
        row = table[place]
        row[:TEXT_SLOTS] = _of_text(view.text)
        row[TEXT_SLOTS : TEXT_SLOTS + LAYOUT_SLOTS] = [
            _short(TEXT_SLOTS + slot, value) for slot, value in enumerate(values)
        ]
        row[TEXT_SLOTS + LAYOUT_SLOTS :] = [
            _short(TEXT_SLOTS + LAYOUT_SLOTS + slot, value) if value else 0
            for slot, value in enumerate(rules)
        ]
        group = (*view.style, line.italic, indent if indent != 99 else 0)
        groups[place] = group_of.setdefault(group, len(group_of))
        before = view
    return table, groups


_FIRST_NUMBER = re.compile(
    r"^(?:(?:punkt|pkt\.?|sag|nr\.?|ad)\s*(?:nr\.?\s*)?)?(?P<nr>\d{1,4})(?!\d)[.:)]*", re.IGNORECASE
)

_short = lru_cache(maxsize=20_000)(_hash)


def hide_rules(table: NDArray[np.int32]) -> NDArray[np.int32]:
    """The same facts without what the rules say, for the reading of the net alone."""
    alone = table.copy()
    alone[:, TEXT_SLOTS + LAYOUT_SLOTS :] = 0
    return alone
