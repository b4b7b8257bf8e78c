"""Pages are typed with every word, at a fixed pitch, the same each time."""

from __future__ import annotations

import io

import pypdfium2 as pdfium
from hypothesis import given
from hypothesis import strategies as st

from referat.training.ocrpages import find_pages
from referat.training.typed import COLUMNS, ROWS, break_line, type_pages

LINES = ["Aar 1957, Tirsdag den 14. Maj afholdtes Møde i Sogneraadet.", "", *["Ærø " * 40] * 3]


@given(st.text(alphabet="abæ -.\u00a0", max_size=400))
def test_no_letter_is_lost_and_no_row_too_long(line):
    rows = list(break_line(line))
    assert "".join("".join(rows).split()) == "".join(line.split())
    assert all(0 < len(row) <= COLUMNS for row in rows)


def test_a_typed_page_has_a_text_layer_of_its_lines(tmp_path):
    path = tmp_path / "typed.pdf"
    path.write_bytes(type_pages([LINES, LINES[:1] * 5], seed=1))
    first, second = find_pages([path])
    assert (first.font, second.font) == ("typewriter", "typewriter")
    assert first.orders[0].split() == " ".join(LINES).split()
    assert second.page == 2


def test_a_page_holds_what_fits_and_is_the_same_each_time(tmp_path):
    content = type_pages([["Linje"] * 200], seed=3)
    assert content == type_pages([["Linje"] * 200], seed=3)
    with pdfium.PdfDocument(io.BytesIO(content)) as pdf:
        assert pdf[0].get_textpage().get_text_range().count("Linje") == ROWS
