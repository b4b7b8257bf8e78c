"""Stage 2: rules between the columns of a table that OCR read as bars among the words.

A pale or broken rule stays in the image and is read as "|", by itself or glued to a word: in
"be-|Intet" one cell ends and another begins. The words of a page come in; they go out without bars,
with the places of the rules that the bars told of.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from referat.pages.marks import Mark

BAR = "|"

SAME = 0.06
"""Inches between bars of one rule: a glued one's place is known by its letters' mean width."""

LEAST = 3
"""Lines with a bar by itself at one place that make a rule: an "I" is read as a bar too, but each
time at another place. One that is glued to a word is no letter: one line is enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule between columns, in pixels."""

    x: float
    top: int
    bottom: int
    lines: frozenset[int]
    """Lines in which it was read."""


def take_out_bars(marks: Sequence[Mark], dpi: float) -> tuple[list[Mark], list[Rule]]:
    """The words without the bars of rules, in order, and the rules from left to right."""
    rules = _find_rules(marks, SAME * dpi)
    if not rules:
        return list(marks), []
    kept: list[Mark] = []
    for mark in marks:
        kept += _parts(mark, rules, SAME * dpi) if BAR in mark.text else [mark]
    return kept, rules


def parts_cells(rule: Rule, line: Sequence[Mark], *, gap: float) -> bool:
    """Whether a line of words crosses a rule: it was read in it, or stands in a gap of the line.

    A heading across the table's columns has its words as near there as anywhere else.
    """
    if (
        not rule.top
        <= statistics.median(mark.top + mark.height / 2 for mark in line)
        <= rule.bottom
    ):
        return False
    if line[0].line in rule.lines:
        return True
    return all(
        right.left - left.right > gap
        for left, right in pairwise(line)
        if left.left + left.width / 2 < rule.x < right.left + right.width / 2
    )


def _find_rules(marks: Sequence[Mark], reach: float) -> list[Rule]:
    bars = sorted(
        ((_place(mark, index), mark) for mark in marks for index in _bars(mark)),
        key=lambda bar: bar[0],
    )
    groups: list[list[tuple[float, Mark]]] = []
    for bar in bars:
        if groups and bar[0] - groups[-1][-1][0] <= reach:
            groups[-1].append(bar)
        else:
            groups.append([bar])
    return [
        Rule(
            x=group[len(group) // 2][0],
            top=min(mark.top for _, mark in group),
            bottom=max(mark.bottom for _, mark in group),
            lines=frozenset(mark.line for _, mark in group),
        )
        for group in groups
        if len({mark.line for _, mark in group}) >= LEAST or any(map(_is_glued, group))
    ]


def _is_glued(bar: tuple[float, Mark]) -> bool:
    return sum(map(str.isalpha, bar[1].text)) >= 2


def _bars(mark: Mark) -> list[int]:
    return [index for index, letter in enumerate(mark.text) if letter == BAR]


def _place(mark: Mark, index: int) -> float:
    """Where a letter of a word stands, if all are as wide."""
    if len(mark.text) > 1 and index in (0, len(mark.text) - 1):
        return float(mark.left if index == 0 else mark.right)
    return mark.left + mark.width * (index + 0.5) / len(mark.text)


def _parts(mark: Mark, rules: Sequence[Rule], reach: float) -> list[Mark]:
    """The word without its bars that stand at a rule, in two where one stands inside it."""
    cuts = [
        index
        for index in _bars(mark)
        if any(abs(_place(mark, index) - rule.x) <= reach for rule in rules)
    ]
    found = []
    for start, end in zip([-1, *cuts], [*cuts, len(mark.text)], strict=True):
        text = mark.text[start + 1 : end]
        if not text:
            continue
        left = mark.left + mark.width * (start + 1) // len(mark.text)
        right = mark.left + mark.width * end // len(mark.text)
        found.append(replace(mark, text=text, left=left, width=max(1, right - left)))
    return found
