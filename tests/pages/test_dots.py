"""Dot leaders are taken out of the image; title, dots and number become one piece of text."""

from __future__ import annotations

import shutil

import numpy as np
import pypdfium2 as pdfium
import pytest

from referat.pages.dots import Leader, join_leaders, take_out_leaders
from referat.pages.lines import Segment
from referat.pages.scan import Scan
from referat.types import Box, Word

DOTS = "." * 60


@pytest.fixture
def scan(make_pdf, drawing):
    """A page as pixels: ``scan([(x, y, text), …], dpi=200)``."""

    def make(*texts, dpi=200, size=11):
        items = [drawing.Text(x, y, text, size=size) for x, y, text in texts]
        pdf = pdfium.PdfDocument(make_pdf(items))
        grey = pdf[0].render(scale=dpi / 72, grayscale=True).to_numpy()
        pdf.close()
        return Scan(pixels=grey.reshape(grey.shape[:2]).copy(), dpi=float(dpi))

    return make


CONTENTS = [(60, 100, "1. Godkendelse af dagsorden"), (210, 100, DOTS), (400, 100, "3")]


@pytest.mark.parametrize("dpi", [150, 200, 300])
@pytest.mark.parametrize("size", [8, 11])
def test_a_row_of_dots_is_taken_out_and_its_number_moved_up(scan, dpi, size):
    page = scan(*CONTENTS, dpi=dpi, size=size)
    clear, (leader,) = take_out_leaders(page)
    assert leader.box.x0 == pytest.approx(210, abs=3)
    assert leader.box.bottom == pytest.approx(100, abs=2)
    assert leader.number is not None
    # The number stands near the title now, and nothing is left where dots and number were.
    assert leader.number.x0 + leader.shift == pytest.approx(400, abs=4)
    right = round(260 * dpi / 72)
    assert int(clear.pixels[:, right:].min()) > 200
    assert int(page.pixels[:, right:].min()) < 100


@pytest.mark.parametrize(
    "texts",
    [
        [
            (
                60,
                100,
                "Viliii iiiiii i midlertidig drift, initiativ i ti minutter. I. i. i. i. i. i.",
            )
        ],
        [(60, 100, "Mødet er hævet... og så videre.")],
        [(60, 100, "1.   2.   3.   4.   5.   6.   7.   8."), (60, 120, "a.b.c.d.e.f.g.h.i.j.k.l")],
        [(60, 100 + 14 * n, ".") for n in range(20)],
        [],
    ],
)
def test_other_print_stays(scan, texts):
    page = scan(*texts)
    clear, leaders = take_out_leaders(page)
    assert clear is page
    assert leaders == ()


def test_specks_are_no_leaders():
    random = np.random.default_rng(1)
    pixels = np.full((1200, 900), 250, np.uint8)
    pixels[random.random(pixels.shape) < 0.003] = 0
    page = Scan(pixels=pixels, dpi=150.0)
    clear, leaders = take_out_leaders(page)
    assert clear is page
    assert leaders == ()


def make_word(text, x0, x1, *, top=90.0, bottom=100.0, confidence=0.9):
    return Word(text=text, box=Box(x0=x0, top=top, x1=x1, bottom=bottom), confidence=confidence)


def make_piece(*words):
    return Segment(
        text=" ".join(word.text for word in words),
        x0=words[0].box.x0,
        x1=words[-1].box.x1,
        baseline=100.0,
        size=11.0,
        words=words,
        box=Box(x0=words[0].box.x0, top=90, x1=words[-1].box.x1, bottom=100),
    )


LEADER = Leader(
    box=Box(x0=210, top=98, x1=390, bottom=100),
    start=(210.0, 99.0),
    number=Box(x0=220, top=88, x1=230, bottom=104),
    shift=180.0,
)
TITLE = make_word("Eventuelt", 60, 120), make_word("nyt", 125, 150)
NUMBER = make_word("3", 222, 228)


@pytest.mark.parametrize(
    "pieces",
    [
        [make_piece(*TITLE, NUMBER)],
        [make_piece(*TITLE), make_piece(NUMBER)],
        [make_piece(*TITLE), make_piece(make_word("–", 212, 218)), make_piece(NUMBER)],
    ],
)
def test_title_dots_and_number_become_one_piece(pieces):
    (piece,) = join_leaders(pieces, [LEADER])
    assert piece.text == "Eventuelt nyt..... 3"
    assert [word.text for word in piece.words] == ["Eventuelt", "nyt", "3"]
    # The number is told where it is printed, not where it was read.
    assert piece.words[-1].box.x0 == 402
    assert piece.x1 == 408


def test_a_number_that_was_not_read_leaves_title_and_dots():
    (piece,) = join_leaders([make_piece(*TITLE)], [LEADER])
    assert piece.text == "Eventuelt nyt....."


def test_other_lines_are_left_alone():
    below = make_piece(make_word("Godkendt", 60, 120, top=120, bottom=130))
    assert join_leaders([below], [LEADER]) == (below,)
    assert join_leaders([below], []) == (below,)


@pytest.mark.ocr
@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_a_contents_list_is_read(make_scan, drawing, read):
    titles = ["Godkendelse af dagsorden", "Lukning af cafeen", "Meddelelser"]
    items = []
    for n, title in enumerate(titles):
        items.append(drawing.Text(60, 100 + 20 * n, f"{n + 1}. {title}"))
        items.append(drawing.Text(240, 100 + 20 * n, "." * 70))
        items.append(drawing.Text(520, 100 + 20 * n, str(n + 2)))
    (page,) = read(make_scan(items, dpi=300)).pages
    expected = [f"{n + 1}. {title}..... {n + 2}" for n, title in enumerate(titles)]
    assert [line.text for line in page.lines] == expected
    number = page.lines[0].words[-1]
    assert number.box.x0 == pytest.approx(520, abs=2)
