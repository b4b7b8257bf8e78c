"""Ruled tables: cells from ruling lines, wrapped text in cells."""

from __future__ import annotations

from dataclasses import replace

from referat.pages.lines import Segment
from referat.pages.tables import Edge, Table, find_low_rows, find_tables, read_tables
from referat.types import Box, Word


def grid(xs, ys):
    flat = [Edge(x0=xs[0], top=y, x1=xs[-1], bottom=y) for y in ys]
    upright = [Edge(x0=x, top=ys[0], x1=x, bottom=ys[-1]) for x in xs]
    return [*flat, *upright]


def piece(text, x0, baseline, *, x1=None, broken=False):
    x1 = x0 + 5 * len(text) if x1 is None else x1
    return Segment(text=text, x0=x0, x1=x1, baseline=baseline, size=10.0, broken=broken)


def texts(rows):
    return [[segment.text for segment in row] for row in rows]


def test_ruling_lines_make_cells():
    (table,) = find_tables(grid([0, 50, 100], [0, 20, 40]))
    assert len(table.cells) == 4
    assert table.columns == 2
    assert table.box == Box(x0=0, top=0, x1=100, bottom=40)


def test_lines_one_way_only_make_no_table():
    assert find_tables([Edge(x0=0, top=y, x1=100, bottom=y) for y in range(0, 100, 10)]) == ()


def test_a_row_that_the_page_break_left_open_is_closed():
    open_below = [edge for edge in grid([0, 50, 100], [0, 20, 40]) if edge.top != 40]
    (table,) = find_tables(open_below)
    assert len(table.cells) == 4


def test_a_drawing_of_many_lines_is_passed_over():
    assert find_tables(grid(list(range(2000)), list(range(2000)))) == ()


TABLE = Table(
    cells=(
        Box(x0=0, top=0, x1=60, bottom=30),
        Box(x0=60, top=0, x1=200, bottom=30),
    )
)


def test_a_wrapped_cell_is_one_line_and_a_list_of_names_is_not():
    wrapped = [piece("Antal fra", 4, 10), piece("styrelsen", 4, 22), piece("46", 64, 16)]
    assert texts(read_tables([TABLE], wrapped)[0]) == [["Antal fra styrelsen", "46"]]
    names = [piece("Mødt", 4, 10), piece("Hanne Holm", 64, 10), piece("Viggo Dam", 64, 22)]
    assert texts(read_tables([TABLE], names)[0]) == [["Mødt", "Hanne Holm"], ["Viggo Dam"]]


def test_a_label_below_a_full_line_opens_a_paragraph():
    full = [piece("Det blev ok.", 4, 10, x1=58), piece("Bilag:", 4, 22), piece("46", 64, 10)]
    assert texts(read_tables([TABLE], full)[0]) == [["Det blev ok.", "46"], ["Bilag:"]]


def test_a_broken_word_is_closed_up_where_the_page_breaks_words():
    cell = [piece("Septem-", 4, 10, broken=True), piece("ber", 4, 22), piece("46", 64, 16)]
    running = [piece("politik-", 0, 100, broken=True), piece("ken", 0, 112)]
    assert texts(read_tables([TABLE], [*cell, *running])[0]) == [["September", "46"]]


def test_a_hyphen_stays_where_the_page_breaks_no_words():
    cell = [piece("Septem-", 4, 10, broken=True), piece("ber", 4, 22), piece("46", 64, 16)]
    assert texts(read_tables([TABLE], cell)[0]) == [["Septem-ber", "46"]]


def test_text_outside_the_table_is_left():
    outside = piece("Udenfor", 0, 60)
    rows, rest = read_tables([TABLE], [outside])
    assert (rows, rest) == ((), (outside,))


def word(text, x0, top):
    return Box(x0=x0, top=top, x1=x0 + 5 * len(text), bottom=top + 8)


def test_a_low_row_of_a_scan_has_its_upright_rules_where_other_rows_have_them():
    high = grid([50, 150, 500], [100, 160])
    low = [Edge(x0=50, top=y, x1=500, bottom=y) for y in (170, 190)]
    words = [word("Beslutning", 54, 176), word("Godkendt.", 160, 176)]
    (table,) = find_low_rows([*high, *low], words)
    label, value = table.cells
    assert table.box == Box(x0=50, top=170, x1=500, bottom=190)
    assert 110 < label.x1 == value.x0 < 160


def test_a_line_across_and_a_page_without_upright_rules_have_none():
    high = grid([50, 150, 500], [100, 160])
    low = [Edge(x0=50, top=y, x1=500, bottom=y) for y in (170, 190)]
    across = word("En overskrift over begge spalter", 54, 176)
    assert find_low_rows([*high, *low], [across]) == ()
    assert find_low_rows(low, [word("Beslutning", 54, 176), word("Godkendt.", 160, 176)]) == ()


def test_a_word_of_a_scan_that_a_cell_breaks_is_whole():
    box = Box(x0=0, top=0, x1=9, bottom=9)
    words = (Word(text="x", box=box, confidence=0.9),)
    cell = [
        replace(piece("Godkendelse af dagsor-", 4, 10, x1=58, broken=True), words=words),
        replace(piece("den", 4, 22), words=words),
        piece("46", 64, 16),
    ]
    assert texts(read_tables([TABLE], cell)[0]) == [["Godkendelse af dagsorden", "46"]]
    layer = [replace(one, words=()) for one in cell]
    assert texts(read_tables([TABLE], layer)[0]) == [["Godkendelse af dagsor-den", "46"]]
