"""Dot leaders are taken out of the image; dots and number become words again."""

from __future__ import annotations

import shutil

import numpy as np
import pypdfium2 as pdfium
import pytest

from referat.pages.dots import Leader, put_back, take_out_leaders
from referat.pages.marks import Mark
from referat.pages.scan import Scan

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
    left, _, _, bottom = (edge * 72 / dpi for edge in leader.dots)
    assert left == pytest.approx(210, abs=3)
    assert bottom == pytest.approx(100, abs=2)
    assert leader.number is not None
    # The number stands near the title now, and nothing is left where dots and number were.
    assert (leader.number[0] + leader.shift) * 72 / dpi == pytest.approx(400, abs=4)
    right = round(260 * dpi / 72)
    assert int(clear.pixels[:, right:].min()) > 200
    assert int(page.pixels[:, right:].min()) < 100


@pytest.mark.parametrize("dots", [8, 12, 110])
@pytest.mark.parametrize("x", [131, 133.5, 136, 138.5])
def test_a_row_of_dots_is_found_where_it_stands_however_short(scan, dots, x):
    above, below = (60, 84, "Referat af møde"), (60, 116, "Ingen bemærkninger til sagen.")
    page = scan(above, (60, 100, "2. Eventuelt"), (x, 100, "." * dots), below)
    clear, (leader,) = take_out_leaders(page)
    assert leader.dots[0] * 72 / 200 == pytest.approx(x, abs=3)
    assert leader.dots[2] * 72 / 200 == pytest.approx(x + dots * 11 * 0.278, abs=3)
    assert int(clear.pixels[270:282, round(x * 200 / 72) :].min()) > 200


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


@pytest.mark.parametrize("dpi", [12.0, 40.0, 75.0, 600.0])
@pytest.mark.parametrize("shape", [(3, 2), (40, 300), (300, 40)])
def test_a_page_of_any_size_and_resolution_is_looked_at(dpi, shape):
    page = Scan(
        pixels=np.where(np.indices(shape).sum(axis=0) % 5, 250, 0).astype(np.uint8), dpi=dpi
    )
    assert take_out_leaders(page)[0].pixels.shape == shape


def make_mark(text, left, right, *, top=90, bottom=100, line=0):
    return Mark(
        text=text, left=left, top=top, width=right - left, height=bottom - top,
        confidence=0.9, line=line, stroke=1.0,
    )  # fmt: skip


LEADER = Leader(dots=(210, 98, 390, 100), number=(220, 88, 230, 104), shift=180)
TITLE = make_mark("Eventuelt", 60, 120), make_mark("nyt", 125, 150)
BELOW = make_mark("Godkendt", 60, 120, top=120, bottom=130, line=7)


@pytest.mark.parametrize(
    "read",
    [
        [*TITLE, make_mark("3", 222, 228)],
        [*TITLE, make_mark("3", 222, 228, line=5)],
        [*TITLE, make_mark("–", 212, 218, line=4), make_mark("3", 222, 228, line=5)],
    ],
)
def test_dots_and_number_are_words_of_the_titles_line(read):
    found = put_back([*read, BELOW], [LEADER])
    assert [(mark.text, mark.line) for mark in found] == [
        ("Eventuelt", 0),
        ("nyt", 0),
        (".....", 0),
        ("3", 0),
        ("Godkendt", 7),
    ]
    # The number is told where it is printed, not where it was read.
    assert (found[2].left, found[2].right) == (152, 400)
    assert (found[3].left, found[3].right) == (402, 408)


def test_a_number_that_was_not_read_leaves_title_and_dots():
    assert [mark.text for mark in put_back(TITLE, [LEADER])] == ["Eventuelt", "nyt", "....."]


def test_dots_without_a_title_are_a_line_of_their_own():
    found = put_back([BELOW], [LEADER])
    assert [(mark.text, mark.line) for mark in found] == [("Godkendt", 7), (".....", 8)]


def test_words_of_a_page_without_leaders_are_left_alone():
    assert put_back([*TITLE, BELOW], []) == (*TITLE, BELOW)


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
