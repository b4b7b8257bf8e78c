"""How fine an image need be, and words read on a coarser one in their places on the full one."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pypdfium2 as pdfium
import pytest

from referat.pages.cache import cache_key
from referat.pages.engines import HEADER
from referat.pages.fineness import LEAST_DPI, coarsen, letter_height, needed
from referat.pages.scan import Scan
from referat.pages.seeing import see
from referat.settings import Settings

LINES = (
    "Udvalget for Klima og Miljø tiltrådte indstillingen enstemmigt.",
    "Forvaltningen fremsender et oplæg til en samlet plan for havnen,",
    "som behandles på udvalgets møde i maj. Sagen genoptages senere.",
)


@pytest.fixture
def set_in(make_pdf, drawing):
    """A page set in type of some sizes at a resolution, as many lines of each as wanted."""

    def make(dpi, *sizes):
        items, y = [], 60.0
        for size, lines in sizes:
            for number in range(lines):
                items.append(drawing.Text(40, y, LINES[number % len(LINES)], size=size))
                y += 1.4 * size
        with pdfium.PdfDocument(make_pdf(items)) as pdf:
            grey = pdf[0].render(scale=dpi / 72, grayscale=True).to_numpy()
        return Scan(pixels=grey.reshape(grey.shape[:2]).copy(), dpi=float(dpi))

    return make


@pytest.mark.parametrize("dpi", [150, 200, 300, 400])
@pytest.mark.parametrize("size", [8, 11, 14])
def test_small_letters_are_half_as_high_as_their_type(set_in, dpi, size):
    assert letter_height(set_in(dpi, (size, 9))) == pytest.approx(
        0.53 * size * dpi / 72, rel=0.06, abs=1.6
    )


def test_small_print_is_read_as_fine_as_it_needs(set_in):
    assert letter_height(set_in(300, (12, 9), (7, 6))) < letter_height(set_in(300, (12, 9))) * 0.7
    # A line of it in a page of text is a footer.
    assert letter_height(set_in(300, (12, 20), (7, 1))) == letter_height(set_in(300, (12, 20)))


def test_what_has_pixels_enough_is_made_coarser_and_no_more(set_in):
    assert needed(set_in(300, (11, 9))) == pytest.approx(0.46, abs=0.05)
    assert needed(set_in(150, (9, 9))) == 1.0
    assert needed(set_in(300, (20, 9))) >= LEAST_DPI / 300
    coarse = coarsen(set_in(300, (11, 9)), 0.5)
    assert coarse.shape == (1754, 1240)


def test_a_page_without_letters_is_left_as_it_is():
    assert needed(Scan(pixels=np.full((3508, 2480), 240, np.uint8), dpi=300.0)) == 1.0
    dots = np.full((3508, 2480), 240, np.uint8)
    dots[100:3400:40, 100:2400:40] = 30
    assert needed(Scan(pixels=dots, dpi=300.0)) == 1.0


def test_words_of_the_coarser_image_stand_where_they_are_on_the_page(set_in):
    scan = set_in(300, (11, 9))
    rows, columns = np.flatnonzero(scan.ink.any(axis=1)), np.flatnonzero(scan.ink.any(axis=0))
    part = needed(scan)
    asked = []

    def read(pixels, *, dpi, psm, number):
        asked.append((pixels.shape, dpi))
        # The first line as one word, its box a pixel too low, as a program may have it.
        top, left = int(rows[0] * part) + 1, int(columns[0] * part)
        box = f"{left}\t{top}\t{int((columns[-1] - columns[0]) * part)}\t{int(40 * part)}"
        return f"{HEADER}\n5\t1\t1\t1\t1\t1\t{box}\t95\tUdvalget"

    seen = see(scan, SimpleNamespace(name="tesseract 0, dan", read=read), number=1)
    height, width = scan.pixels.shape
    (shape, dpi), *_ = asked
    assert shape == pytest.approx((height * part, width * part), abs=1)
    assert dpi == pytest.approx(300 * part)
    (sheet,) = seen.sheets
    assert sheet.dpi == 300
    (mark,) = sheet.marks
    assert mark.top == rows[0]
    assert mark.left == pytest.approx(columns[0], abs=2)
    assert mark.right == pytest.approx(columns[-1], abs=4)


def test_pages_read_at_another_size_are_read_again(monkeypatch):
    key = cache_key("image", "tesseract", Settings())
    monkeypatch.setattr("referat.pages.fineness.VERSION", 99)
    assert cache_key("image", "tesseract", Settings()) != key
