"""Print that the first look left unread, and the second look at it."""

from __future__ import annotations

import numpy as np
import pytest

from referat.pages.leftover import left_over, second_look, upright
from referat.pages.marks import Mark
from referat.pages.scan import Scan


def mark(text, left, top, *, width=300, height=30, confidence=0.95, line=0):
    return Mark(
        text=text, left=left, top=top, width=width, height=height,
        confidence=confidence, line=line, stroke=2.0,
    )  # fmt: skip


@pytest.fixture
def page():
    """Eight lines, each with a number of its own at the left."""
    pixels = np.full((1600, 1200), 240, np.uint8)
    for top in range(200, 1000, 100):
        pixels[top : top + 26, 300:600] = 40
        pixels[top : top + 26, 120:134] = 40
    return Scan(pixels=pixels, dpi=200.0)


WORDS = [mark("Forslaget", 298, top - 2, line=n) for n, top in enumerate(range(200, 1000, 100))]


def test_numbers_that_were_left_out_are_all_that_is_left(page):
    rest = left_over(page, WORDS)
    assert rest is not None
    dark = rest.pixels < 100
    assert dark[:, 280:].sum() == 0
    assert dark[:, 110:150].sum() == (page.pixels[:, 110:150] < 100).sum()


def test_where_all_is_read_there_is_no_second_look(page):
    numbers = [mark("1.", 118, top, width=20) for top in range(200, 1000, 100)]
    assert left_over(page, [*WORDS, *numbers]) is None


def test_a_column_read_sideways_counts_as_unread(page):
    column = mark("RØNDE", 118, 198, width=20, height=730, line=20)
    assert upright([*WORDS, column]) == WORDS
    assert left_over(page, upright([*WORDS, column])) is not None
    tall = mark("OVERSKRIFT", 118, 40, width=900, height=90, line=21)
    assert upright([tall, *WORDS]) == [tall, *WORDS]


def test_a_speck_or_two_are_not_worth_it(page):
    numbers = [mark("1.", 118, top, width=20) for top in range(200, 800, 100)]
    assert left_over(page, [*WORDS, *numbers]) is None


def test_a_drawing_is_no_print(page):
    pixels = page.pixels.copy()
    for n in range(4000):
        y, x = 4 + n // 59 * 20, 4 + n % 59 * 20
        pixels[y : y + 12, x : x + 12] = 40
    assert left_over(Scan(pixels=pixels, dpi=200.0), WORDS) is None


def test_sure_words_of_the_second_look_become_lines_of_their_own():
    found = [
        mark("1.", 120, 200, width=20, line=0),
        mark("2.", 120, 300, width=20, line=1),
        mark("3.", 120, 600, width=20, line=4, confidence=0.4),
        mark("~", 120, 400, width=20, line=2),
        mark("PA", 120, 500, width=20, line=3),
    ]
    marks = second_look(WORDS, found)
    assert [one.text for one in marks[8:]] == ["1.", "2."]
    assert [one.line for one in marks[8:]] == [8, 9]


def test_crosses_of_a_list_are_taken_where_a_column_bears_them_out():
    found = [
        mark("xX", 700, 200, width=30, line=0, confidence=0.5),
        mark("X", 702, 260, width=30, line=1, confidence=0.6),
        mark("&", 701, 320, width=30, line=2, confidence=0.3),  # as large, in the column
        mark("x", 900, 380, width=30, line=3, confidence=0.5),  # beside it
        mark("X", 699, 440, width=30, line=4, confidence=0.5),
        mark("x", 900, 900, width=30, line=5, confidence=0.5),  # far below
        mark("x", 900, 320, width=90, height=70, line=6, confidence=0.5),  # a scrawl
        mark("E", 300, 260, width=30, line=7, confidence=0.5),
    ]
    taken = second_look(WORDS, found)[8:]
    assert [(one.text, one.top) for one in taken] == [
        ("X", 200),
        ("X", 260),
        ("X", 320),
        ("X", 380),
        ("X", 440),
    ]
    assert second_look(WORDS, found[:2]) == WORDS


def test_lines_that_the_first_look_dropped_are_taken_whole():
    found = [
        mark("Mulighed", 120, 1100, line=0),
        mark("for", 440, 1100, line=0, confidence=0.7),
        mark("oplæg", 760, 1100, line=0),
        mark("redælg", 120, 1200, line=1, confidence=0.6),
        mark("rof", 440, 1200, line=1, confidence=0.9),
        mark("12-14-16", 120, 1300, line=2),
        mark("af", 120, 1400, line=3),
    ]
    marks = second_look(WORDS, found)
    assert [one.text for one in marks[8:]] == ["Mulighed", "for", "oplæg"]
    assert {one.line for one in marks[8:]} == {8}


def test_a_short_label_that_was_dropped_is_taken_and_other_short_lines_are_not():
    found = [mark("Bilag", 120, 1100, line=0), mark("Kajen", 120, 1200, line=1)]
    assert [one.text for one in second_look(WORDS, found)[8:]] == ["Bilag"]


def test_letters_below_one_another_at_the_right_of_rows_are_parties():
    column = [
        mark(text, 1100, WORDS[place].top, width=24, confidence=sure, line=place)
        for place, (text, sure) in enumerate((("v", 0.6), ("A", 0.9), ("F", 0.8), ("c", 0.2)))
    ]
    assert [one.text for one in second_look(WORDS, column)[8:]] == ["V", "A", "F"]
    assert second_look(WORDS, column[:2]) == WORDS
    margin = [mark(one.text, 10, one.top, width=24, line=one.line) for one in column]
    assert second_look(WORDS, margin) == WORDS


@pytest.mark.ocr
def test_the_columns_of_a_contents_list_are_read(make_scan, read, drawing):
    titles = ["Godkendelse af dagsorden", "Klubtakster", "Havneudvidelse", "Personalesag"]
    items = [drawing.Text(72, 80, "Referat fra Kulturudvalgets møde", size=16)]
    for n, title in enumerate(titles, start=1):
        place = 120 + 26 * n
        items += [drawing.Text(120, place, title), drawing.Text(500, place, str(n + 2))]
    page = read(make_scan(items)).pages[0]
    texts = [line.text for line in page.lines]
    for n, title in enumerate(titles, start=1):
        assert texts[texts.index(title) + 1] == str(n + 2)
