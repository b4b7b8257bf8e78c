"""What is seen on a page, and that it can be kept."""

from __future__ import annotations

import statistics
from types import SimpleNamespace

import cv2
import numpy as np
import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.pages import mend, seeing
from referat.pages.engines import HEADER
from referat.pages.leftover import BLOCK
from referat.pages.marks import Mark
from referat.pages.ocr import LEANING
from referat.pages.scan import Scan, Step
from referat.pages.seeing import Seen, Sheet, pack, parse, see, unpack
from referat.pages.tables import Edge
from referat.types import TextSource

WORD = "5\t1\t{block}\t1\t{line}\t{word}\t{left}\t{top}\t{width}\t{height}\t{conf}\t{text}"


def row(text, *, left=100, top=100, width=80, height=20, conf="96.5", block=1, line=1, word=1):
    return WORD.format(**locals())


def answering(*answers):
    """An OCR program that gives these tables one after the other."""
    left = list(answers)
    asked = []

    def read(pixels, *, dpi, psm, number):
        if psm == BLOCK:  # A second look at what the answers do not cover.
            return HEADER
        asked.append(pixels.shape)
        return "\n".join([HEADER, *left.pop(0)])

    return SimpleNamespace(name="tesseract 0, dan", read=read, asked=asked)


def test_words_are_told_by_line_and_what_is_no_word_is_left_out():
    table = "\n".join(
        [
            HEADER,
            "4\t1\t1\t1\t1\t0\t100\t100\t300\t20\t-1\t",
            row("Mødet"),
            row("hævet", word=2, conf="-1"),
            row(" ", word=3),
            row('"Godkendt"', line=2),
            row("1", block=2),
        ]
    )
    marks = parse(table)
    assert [(mark.text, mark.line) for mark in marks] == [
        ("Mødet", 0), ("hævet", 0), ('"Godkendt"', 1), ("1", 2),
    ]  # fmt: skip
    assert [mark.confidence for mark in marks] == [0.965, 0.0, 0.965, 0.965]


@pytest.mark.parametrize("dpi", [150, 200, 300])
@pytest.mark.parametrize(
    ("font", "is_italic"),
    [
        ("Times-Roman", False), ("Times-Italic", True), ("Times-Bold", False),
        ("Times-BoldItalic", True), ("Helvetica", False), ("Helvetica-Oblique", True),
        ("Helvetica-Bold", False), ("Courier", False), ("Courier-Oblique", True),
    ],
)  # fmt: skip
@pytest.mark.parametrize("soiled", [False, True])
def test_italics_are_told_by_their_slant(make_pdf, drawing, soil, font, is_italic, dpi, soiled):
    words = [(60, "Udvalget"), (160, "tiltrådte"), (260, "indstillingen"), (360, "enstemmigt")]
    items = [drawing.Text(x, 100, word, font=font, size=10) for x, word in words]
    with pdfium.PdfDocument(make_pdf(items)) as pdf:
        grey = pdf[0].render(scale=dpi / 72, grayscale=True).to_numpy()
    pixels = grey.reshape(grey.shape[:2]).copy()
    scan = Scan(pixels=cv2.medianBlur(soil(pixels), 3) if soiled else pixels, dpi=float(dpi))
    scale = dpi / 72
    marks = [
        Mark(
            text=word, left=int(x * scale) - 1, top=int(92 * scale), width=int(80 * scale),
            height=int(11 * scale), confidence=0.9, line=0, stroke=0.0,
        )
        for x, word in words
    ]  # fmt: skip
    slants = [mark.slant for mark in seeing._measure(marks, scan)]
    assert (statistics.median(slants) > LEANING) is is_italic


def test_bold_strokes_are_thicker(clean):
    pixels = np.full((200, 400), 240, np.uint8)
    pixels[100:120, 100:180:8] = pixels[100:120, 101:180:8] = 20
    for shift in range(4):
        pixels[100:120, 220 + shift : 300 : 8] = 20
    answers = answering([row("tynd"), row("fed", left=220, word=2)])
    sheet = Scan(pixels=pixels, dpi=200.0)
    thin, bold = see(sheet, answers, number=1, mending=False).sheets[0].marks
    assert thin.stroke == pytest.approx(2, rel=0.2)
    assert bold.stroke == pytest.approx(4, rel=0.2)


def test_a_page_that_reads_badly_is_tried_upside_down_and_the_better_reading_kept(
    clean, monkeypatch
):
    # The answers are in pixels of the whole image.
    monkeypatch.setattr(seeing, "needed", lambda scan: 1.0)
    bad = [row("pwV", conf="22", line=line) for line in range(9)]
    good = [row("Åmds", left=700, top=1300, line=20), *[row("og", line=line) for line in range(9)]]
    answers = answering(bad, good)
    seen = see(clean, answers, number=1)
    assert seen.sheets[0].marks[0].text == "Åmds"
    assert seen.steps == (Step.TURNED,)
    # The word stands at the other end of the page as it was printed.
    from referat.pages import ocr

    lines = ocr.read_lines(ocr.recognise(seen, number=1), ocr.Type())
    line = next(line for line in lines if line.text == "Åmds")
    assert line.box.x0 == pytest.approx((1000 - 780) * 0.36, abs=0.1)
    assert line.box.top == pytest.approx((1400 - 1320) * 0.36, abs=0.1)


def test_a_bad_page_that_reads_no_better_upside_down_stays(clean):
    bad, worse = (
        [row(text, conf=conf) for _ in range(9)] for text, conf in (("pwV", "40"), ("Ad", "22"))
    )
    seen = see(clean, answering(bad, worse), number=1)
    assert seen.sheets[0].marks[0].text == "pwV"
    assert seen.steps == ()


def test_a_good_page_is_asked_for_once(clean):
    answers = answering([row("Mødet") for _ in range(9)])
    see(clean, answers, number=1)
    assert len(answers.asked) == 1


def test_without_mending_the_image_is_read_as_it_is(clean, soil):
    dirty = Scan(pixels=soil(clean.pixels), dpi=200.0)
    seen = see(dirty, answering([row("x", conf="10")]), number=1, mending=False)
    assert seen.steps == ()


def test_two_pages_on_a_sheet_are_read_left_then_right(clean, monkeypatch):
    from referat.pages import ocr

    sheet = np.concatenate([clean.pixels, np.full((1400, 60), 240, np.uint8), clean.pixels], axis=1)
    monkeypatch.setattr(seeing, "FEW", 0)
    answers = answering(
        [row("Venstre"), row("slut", top=900, line=2)], [row("Højre"), row("ende", top=60, line=2)]
    )
    seen = see(Scan(pixels=sheet, dpi=200.0), answers, number=3)
    lines = ocr.read_lines(ocr.recognise(seen, number=3), ocr.Type())
    assert [line.text for line in lines] == ["Venstre", "slut", "ende", "Højre"]
    assert [line.number for line in lines] == [1, 2, 3, 4]
    assert [line.row for line in lines] == [1, 2, 3, 4]
    assert lines[3].box.x0 > sheet.shape[1] * 0.36 / 2 > lines[0].box.x1


def test_a_blank_page_asks_for_nothing():
    blank = Scan(pixels=np.full((1100, 800), 240, np.uint8), dpi=100.0)
    seen = see(blank, answering(), number=1)
    assert (seen.sheets, seen.engine) == ((), None)


numbers = st.floats(-1e4, 1e4, allow_nan=False)
marks = st.builds(
    Mark, text=st.text(), left=st.integers(0, 9999), top=st.integers(0, 9999),
    width=st.integers(0, 999), height=st.integers(0, 999), confidence=st.floats(0, 1),
    line=st.integers(0, 99), stroke=st.floats(0, 9),
)  # fmt: skip
edges = st.builds(Edge, x0=numbers, top=numbers, x1=numbers, bottom=numbers)
sheets = st.builds(
    Sheet, dpi=st.floats(50, 600), matrix=st.tuples(*[numbers] * 6),
    marks=st.lists(marks, max_size=3).map(tuple), edges=st.lists(edges, max_size=2).map(tuple),
)  # fmt: skip
pages = st.builds(
    Seen, width=numbers, height=numbers, dpi=numbers, shrunk=st.booleans(),
    engine=st.none() | st.text(), steps=st.lists(st.sampled_from(Step).map(str)).map(tuple),
    sheets=st.lists(sheets, max_size=2).map(tuple),
)  # fmt: skip


@given(pages)
def test_what_was_seen_comes_back_whole(seen):
    assert unpack(pack(seen)) == seen


@given(pages, st.data())
def test_what_is_not_whole_is_refused(seen, data):
    packed = pack(seen)
    end = data.draw(st.integers(0, len(packed) - 1))
    with pytest.raises(ValueError, match="seen"):
        unpack(packed[:end])


@pytest.mark.ocr
@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_scanned_the_wrong_way_round_is_read(make_scan, read, drawing, tmp_path, quarters):
    from PIL import Image

    items = [
        drawing.Text(72, 100 + 18 * n, f"Linje {n} om forslaget til kommuneplan for Øster Hurup")
        for n in range(25)
    ]
    make_scan(items)
    image = np.rot90(np.asarray(Image.open(tmp_path / "side-1.png")), quarters)
    Image.fromarray(image).save(tmp_path / "drejet.png", dpi=(200, 200))
    page = read(tmp_path / "drejet.png").pages[0]
    assert page.source is TextSource.OCR
    assert [line.text for line in page.lines] == [item.text for item in items]
    assert page.reason.endswith("billedet er drejet")
    assert (page.width > page.height) is (quarters != 2)
    # The first line's beginning, on the page as it was scanned.
    box = page.lines[0].box
    found = {1: box.bottom, 2: box.x1, 3: box.top}[quarters]
    assert found == pytest.approx(72 if quarters == 3 else 595 - 72, abs=4)


def test_the_version_of_mending_is_a_number():
    assert mend.VERSION >= 1
