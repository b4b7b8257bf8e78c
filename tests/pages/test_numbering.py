"""Numbers that OCR read apart from their text stand before it again."""

from __future__ import annotations

from referat.pages.marks import Mark
from referat.pages.numbering import join_numbers


def line(number, top, *words):
    """Words of ``(left, text)`` on one line."""
    return [
        Mark(
            text=text, left=left, top=top, width=14 * len(text), height=24, confidence=0.9,
            line=number, stroke=1.0,
        )
        for left, text in words
    ]  # fmt: skip


def texts(lines):
    return [" ".join(mark.text for mark in line) for line in join_numbers(lines)]


def test_a_number_and_the_stop_that_opens_the_text_are_one():
    text = line(0, 100, (130, "."), (160, "Budget"), (260, "2021"))
    assert texts([text, line(1, 101, (112, "2"))]) == ["2. Budget 2021"]
    assert texts([text, line(1, 400, (112, "2"))]) == [". Budget 2021", "2"]


def test_numbers_one_below_the_other_number_a_list():
    lines = [
        line(0, 100, (150, "Skema"), (240, "A")),
        line(1, 140, (150, "Notat")),
        line(2, 100, (112, "1")),
        line(3, 140, (112, "2")),
    ]
    assert texts(lines) == ["1. Skema A", "2. Notat"]


def test_a_number_with_its_stop_is_joined_and_a_cell_is_not():
    assert texts([line(0, 100, (150, "Notat")), line(1, 100, (105, "7."))]) == ["7. Notat"]
    far = [line(0, 100, (300, "Notat")), line(1, 100, (112, "7"))]
    assert texts(far) == ["Notat", "7"]
    alone = [line(0, 100, (150, "Notat")), line(1, 100, (112, "7"))]
    assert texts(alone) == ["Notat", "7"]
