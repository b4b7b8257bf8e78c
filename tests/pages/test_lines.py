"""Pieces of text become lines, whatever they were read from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.pages.lines import (
    FEW_VALUES,
    Segment,
    arrange,
    clean_text,
    find_rows,
    round_all,
)

# Halves as they print, which are a bit more or less than they print, beside any other number.
HALVES = st.integers(-200_000, 200_000).map(lambda number: number / 1000)


@given(
    st.lists(HALVES | st.floats(allow_nan=False), min_size=1, max_size=20),
    st.integers(0, 2 * FEW_VALUES),
)
def test_numbers_of_a_page_are_rounded_as_each_alone(values, more):
    values = values + [float(place) for place in range(more)]
    wanted = [round(value, 2) for value in values]
    assert [repr(value) for value in round_all(values)] == [repr(value) for value in wanted]


def test_rounding_at_once_is_tried_on_numbers_that_numpy_rounds_otherwise():
    import numpy as np

    values = [place / 1000 for place in range(5, 20_000, 10)]
    alone = [round(value, 2) for value in values]
    assert np.round(values, 2).tolist() != alone
    assert round_all(values) == alone


def piece(text, x0, baseline, *, width=None, size=10.0, **rest):
    width = len(text) * size / 2 if width is None else width
    return Segment(text=text, x0=x0, x1=x0 + width, baseline=baseline, size=size, **rest)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Børne\u00ad og  Unge\u00a0udvalget ", "Børne og Unge udvalget"),
        ("e\u0301n", "én"),
        ("o\ufb03ciel \ufb01sk", "officiel fisk"),
        ("R E F E R A T", "REFERAT"),
        ("A B C", "A B C"),
        ("Å O V B og Ø", "Å O V B og Ø"),
        ('<ul style="list-style-type: none">• Byrådet</ul>', "• Byrådet"),
        ("under 5 år < 10 år", "under 5 år < 10 år"),
        ("<navn> mødte", "<navn> mødte"),
        ("\ufeff\u200b", ""),
    ],
)
def test_text_is_cleaned(raw, clean):
    assert clean_text(raw) == clean


def test_pieces_within_a_part_of_the_size_share_a_row():
    rows = find_rows([piece("Sted", 72, 100, size=11), piece("Rådhuset", 190, 103)])
    assert [[segment.text for segment in row] for row in rows] == [["Sted", "Rådhuset"]]


def test_lines_of_tight_leading_do_not_share_a_row():
    assert len(find_rows([piece("Sted", 72, 100), piece("Rådhuset", 190, 109)])) == 2


def test_pieces_that_overlap_do_not_share_a_row():
    assert len(find_rows([piece("Sted og tid", 72, 100), piece("Rådhuset", 80, 102)])) == 2


def test_two_pieces_of_one_line_become_one():
    lines = arrange([piece("Punkt 3:", 72, 100), piece("Budget", 115, 100)], page=1)
    assert [line.text for line in lines] == ["Punkt 3: Budget"]


def test_space_above_is_measured_in_line_heights():
    lines = arrange([piece("a", 72, 100), piece("b", 72, 111.5), piece("c", 72, 134.5)], page=1)
    assert [line.gap for line in lines] == [0.0, 0.0, 1.0]


def test_cells_of_a_row_have_the_gap_of_the_row():
    lines = arrange(
        [piece("a", 72, 100), piece("b", 72, 123), piece("c", 200, 123)],
        page=1,
    )
    assert [(line.row, line.gap) for line in lines] == [(1, 0.0), (2, 1.0), (2, 1.0)]


@pytest.mark.parametrize("bullet", ["•", "o", "\uf0b7", "▪", "(cid:127)", "*", "»", "→"])
def test_a_bullet_on_its_own_is_joined_to_its_text(bullet):
    lines = arrange([piece("Et forslag", 90, 100), piece(bullet, 80, 100, width=5)], page=1)
    assert [(line.text, line.listed) for line in lines] == [("- Et forslag", True)]


def test_a_letter_in_a_party_column_is_no_bullet():
    lines = arrange([piece("O", 72, 100), piece("Hanne Holm", 200, 100)], page=1)
    assert [line.text for line in lines] == ["O", "Hanne Holm"]


@pytest.mark.parametrize(
    ("number", "title", "joined"),
    [
        ("1.", "Godkendelse", True),
        ("Punkt 12:", "Godkendelse", True),
        ("a)", "Godkendelse", True),
        ("IV.", "Godkendelse", True),
        ("2016", "Godkendelse", False),
        ("1.", "120.000", False),
    ],
)
def test_enumerators_are_joined_to_words_only(number, title, joined):
    lines = arrange([piece(number, 72, 100, width=20), piece(title, 120, 100)], page=1)
    assert len(lines) == (1 if joined else 2)


def test_a_row_that_is_known_keeps_its_cells():
    cells = (piece("1.", 72, 100), piece("Godkendelse", 84, 100))
    lines = arrange([piece("Før", 72, 80)], page=2, rows=[cells])
    assert [(line.text, line.row, line.page) for line in lines] == [
        ("Før", 1, 2),
        ("1.", 2, 2),
        ("Godkendelse", 2, 2),
    ]


def test_a_word_that_goes_on_over_the_page_end_stays_broken():
    (line,) = arrange([piece("integrations-", 72, 100, broken=True)], page=1)
    assert line.broken


PIECES = st.lists(
    st.builds(
        piece,
        st.text("abcæøå- •.1", min_size=1, max_size=8).map(str.strip).filter(bool),
        st.floats(0, 500),
        st.floats(20, 800),
        size=st.floats(6, 20),
    ),
    max_size=25,
)


@given(PIECES)
def test_no_letter_is_lost_and_lines_are_numbered_in_order(pieces):
    lines = arrange(pieces, page=1)
    before = sorted(letter for segment in pieces for letter in segment.text if letter.isalnum())
    after = sorted(letter for line in lines for letter in line.text if letter.isalnum())
    assert before == after
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    rows = [line.row for line in lines]
    assert rows == sorted(rows)
    assert set(rows) == set(range(1, len(set(rows)) + 1))


@pytest.mark.parametrize(("size", "gap"), [(60.0, 1.0), (20.0, 0.0)])
def test_a_watermark_is_in_no_lines_way(size, gap):
    pieces = [
        piece("Før", 72, 100),
        piece("UDKAST", 150, 108, size=size),
        piece("Efter", 72, 121.5),
    ]
    *_, last = arrange(pieces, page=1)
    assert last.text == "Efter"
    assert last.gap == pytest.approx(gap, abs=0.4)
