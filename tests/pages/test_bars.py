"""Bars that OCR read at a table's rule part cells; other bars stay."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from referat.pages.bars import parts_cells, take_out_bars
from referat.pages.marks import Mark


def mark(text, left, width, line):
    return Mark(
        text=text, left=left, top=100 + 30 * line, width=width, height=20, confidence=0.9,
        line=line, stroke=1.0,
    )  # fmt: skip


GLUED = [
    mark("Vurdering", 100, 90, 0), mark("|Udvalget", 300, 90, 0), mark("enig", 400, 40, 0),
    mark("be-|Intet", 265, 90, 1), mark("nyt", 400, 40, 1),
    mark("plangrund-|", 195, 105, 2), mark("Ingen", 310, 50, 2),
    mark("|", 298, 4, 3), mark("Slut", 310, 40, 3),
]  # fmt: skip


def test_bars_at_one_place_are_a_rule_and_part_words():
    found, (rule,) = take_out_bars(GLUED, 200.0)
    assert [mark.text for mark in found] == [
        "Vurdering", "Udvalget", "enig", "be-", "Intet", "nyt", "plangrund-", "Ingen", "Slut",
    ]  # fmt: skip
    assert 295 <= rule.x <= 305
    assert (rule.top, rule.bottom) == (100, 210)
    be, intet = found[3], found[4]
    assert be.left == 265
    assert be.right < rule.x + 5
    assert intet.left > rule.x - 5
    assert intet.right == 355


def test_one_bar_is_enough_where_it_is_glued_to_a_word():
    found, (rule,) = take_out_bars(GLUED[:3], 200.0)
    assert [mark.text for mark in found] == ["Vurdering", "Udvalget", "enig"]
    assert rule.x == 300


def test_bars_by_themselves_anywhere_are_no_rule():
    anywhere = [mark("|", 100 + 70 * line, 4, line) for line in range(6)]
    assert take_out_bars(anywhere, 200.0) == (anywhere, [])


@given(st.lists(st.tuples(st.text("a|b", min_size=1, max_size=6), st.integers(0, 400))))
def test_no_letter_is_lost_but_bars(words):
    marks = [mark(text, left, 60, line) for line, (text, left) in enumerate(words)]
    found, _ = take_out_bars(marks, 200.0)
    letters = "".join(mark.text for mark in found).replace("|", "")
    assert letters == "".join(text for text, _ in words).replace("|", "")
    assert all(one.text and one.width > 0 for one in found)


def test_a_rule_parts_lines_that_it_was_read_in_and_others_at_a_gap():
    _, (rule,) = take_out_bars(GLUED, 200.0)
    read = [mark("Vurdering", 100, 190, 0), mark("Udvalget", 305, 90, 0)]
    heading = [mark("Nye", 200, 96, 4), mark("busser", 303, 90, 4)]
    cells = [mark("Svar", 200, 40, 2), mark("Ingen", 310, 50, 2)]
    across = [replace(one, line=9) for one in heading]
    assert parts_cells(rule, read, gap=20)
    assert not parts_cells(rule, [replace(one, top=150, line=9) for one in heading], gap=20)
    assert parts_cells(rule, [replace(one, line=9) for one in cells], gap=20)
    assert not parts_cells(rule, [replace(one, top=900) for one in across], gap=1)
