"""OCR: the program's table becomes lines; a few tests run the program itself."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from rapidfuzz import fuzz

from referat.pages import ocr, seeing
from referat.pages.engines import HEADER
from referat.pages.scan import Scan
from referat.pages.seeing import see
from referat.types import TextSource

SHEET = Scan(pixels=np.full((2200, 1600), 240, np.uint8), dpi=200.0)


def table(*lines):
    """Lines of ``(left, top, height, confidence, text)``, each line a block of its own."""
    rows = [HEADER]
    for block, words in enumerate(lines, start=1):
        for place, (left, top, height, confidence, text) in enumerate(words, start=1):
            width = len(text) * 14
            rows.append(
                f"5\t1\t{block}\t1\t1\t{place}\t{left}\t{top}\t{width}\t{height}\t{confidence}\t{text}"
            )
    return "\n".join(rows)


@pytest.fixture
def recorded(monkeypatch):
    """Answer with a table instead of running the program."""

    def record(*lines):
        answers = SimpleNamespace(name="tesseract 0, dan", read=lambda *_, **__: table(*lines))
        monkeypatch.setattr(Scan, "is_blank", property(lambda self: False))
        monkeypatch.setattr(seeing, "HEADLESS", 0.0)
        monkeypatch.setattr(seeing, "FEW", 0)
        found = ocr.recognise(see(SHEET, answers, number=1), number=1)
        return ocr.read_lines(found, ocr.find_type([found]))

    return record


def rows(lines):
    found = {}
    for line in lines:
        found.setdefault(line.row, []).append(line.text)
    return list(found.values())


def test_label_column_and_value_column_are_paired_by_height(recorded):
    lines = recorded(
        [(200, 300, 22, 96, "Mødedato")],
        [(200, 360, 22, 96, "Deltagere")],
        [(520, 301, 22, 95, "3."), (560, 301, 22, 93, "maj"), (620, 301, 22, 91, "2021")],
        [(520, 361, 22, 96, "Hanne"), (600, 361, 22, 96, "Holm")],
        [(520, 400, 22, 96, "Viggo"), (600, 400, 22, 96, "Dam")],
    )
    assert rows(lines) == [
        ["Mødedato", "3. maj 2021"],
        ["Deltagere", "Hanne Holm"],
        ["Viggo Dam"],
    ]
    date = lines[1]
    assert date.confidence == pytest.approx(0.93)
    assert [word.text for word in date.words] == ["3.", "maj", "2021"]
    assert date.box.x0 == pytest.approx(520 * 72 / 200, abs=0.1)
    assert date.box.top == pytest.approx(301 * 72 / 200, abs=0.1)


def test_a_line_that_holds_label_and_value_is_split(recorded):
    lines = recorded([(200, 300, 22, 96, "Sted"), (520, 300, 22, 96, "Rådhuset")])
    assert rows(lines) == [["Sted", "Rådhuset"]]


def test_rows_of_a_page_that_falls_to_the_right_are_paired(recorded):
    # 0.6 degrees: the value stands 13 pixels lower than its label.
    def sloping(top):
        words = ["abba", "hold", "taler", "der", "bil", "den"]
        return [(200 + 200 * n, round(top + 2.1 * n), 22, 96, word) for n, word in enumerate(words)]

    lines = recorded(
        *[sloping(top) for top in (500, 560, 620, 680)],
        [(200, 300, 22, 96, "Sted")],
        [(1300, 312, 22, 96, "Rådhuset")],
    )
    assert rows(lines)[0] == ["Sted", "Rådhuset"]


@pytest.mark.parametrize("read", ["e", "o", "©", "»", "+", "*"])
def test_a_small_sign_before_text_is_a_bullet(recorded, read):
    (line,) = recorded([(200, 308, 10, 60, read), (230, 300, 22, 96, "Forslag")])
    assert (line.text, line.listed) == ("- Forslag", True)
    assert line.words[0].text == read


def test_a_full_sized_word_is_no_bullet(recorded):
    (line,) = recorded([(200, 304, 15, 95, "a"), (230, 300, 22, 96, "Forslag")])
    assert (line.text, line.listed) == ("a Forslag", False)


def test_a_dash_between_words_is_kept_and_frames_are_not(recorded):
    (line,) = recorded(
        [
            (180, 290, 40, 50, "|"),
            (200, 300, 22, 96, "Byrådet"),
            (310, 310, 4, 80, "—"),
            (340, 300, 22, 96, "2021"),
        ]
    )
    assert line.text == "Byrådet – 2021"


def test_dirt_and_columns_read_sideways_are_dropped(recorded):
    lines = recorded(
        [(200, 300, 22, 96, "Godkendt."), (360, 300, 22, 96, "Sagen"), (450, 300, 22, 96, "slut")],
        [(900, 200, 300, 20, "ONHG")],
        [(700, 300, 22, 12, ".,")],
    )
    assert rows(lines) == [["Godkendt. Sagen slut"]]


def test_the_section_sign_is_put_back_and_the_reading_kept(recorded):
    (line,) = recorded([(200, 300, 22, 80, "8"), (240, 300, 22, 96, "18-midler")])
    assert line.text == "§ 18-midler"
    assert line.words[0].text == "8"


def test_font_sizes_come_from_the_letters(recorded):
    # Cap height 0.72, x-height 0.52 of a size of 30 pixels, which is 10.8 points at 200 dpi.
    lines = recorded(
        [(200, 300, 23, 96, "Holdt")],
        [(200, 400, 17, 96, "sommeren")],
        [(200, 500, 29, 96, "pligt")],
    )
    assert [line.size for line in lines] == pytest.approx([10.8, 10.8, 10.8], abs=0.7)


def text_lines(page):
    return [line for line in page.lines if not line.furniture]


@pytest.mark.ocr
def test_a_scan_reads_like_the_page_it_was_made_of(make_pdf, make_scan, read, drawing):
    Text = drawing.Text
    items = [
        Text(72, 100, "Referat af møde i Byrådet", "Helvetica-Bold", 17),
        Text(72, 140, "Mødedato", "Helvetica-Bold"),
        Text(190, 140, "Mandag d. 3. maj 2021 kl. 16:30"),
        Text(72, 160, "Sted", "Helvetica-Bold"),
        Text(190, 160, "Mødelokale 2, Rådhuset"),
        Text(72, 200, "1. Godkendelse af dagsorden", "Helvetica-Bold"),
        Text(
            72, 220, "Udvalget besluttede at sende forslaget i høring hos borgerne i Øster Hurup."
        ),
        Text(72, 234, "Ældrerådet og Handicaprådet høres særskilt inden den 15. juni 2021."),
        Text(90, 250, "•"),
        Text(100, 250, "Forslaget drøftes igen på næste møde"),
        Text(500, 810, "1"),
    ]
    drawn = read(make_pdf(items)).pages[0]
    scanned = read(make_scan(items)).pages[0]
    assert scanned.source is TextSource.OCR
    assert scanned.engine is not None
    assert ", dan " in scanned.engine
    assert scanned.confidence > 0.8
    pairs = list(zip(*map(text_lines, (drawn, scanned)), strict=True))
    assert len(pairs) == 9
    for printed, seen in pairs:
        assert fuzz.ratio(printed.text, seen.text) > 95
        assert (printed.bold, printed.row, printed.listed) == (seen.bold, seen.row, seen.listed)
        assert seen.size == pytest.approx(printed.size, rel=0.1)
        assert seen.box.x0 == pytest.approx(printed.box.x0, abs=4)


@pytest.mark.ocr
def test_a_noisy_skew_page_is_mended_and_its_boxes_are_those_of_the_page(
    make_pdf, make_scan, read, drawing, tmp_path
):
    from PIL import Image

    Text = drawing.Text
    items = [
        Text(72, 80 + 20 * n, f"Linje {n} om forslaget til kommuneplan for Øster Hurup og omegn")
        for n in range(30)
    ]
    make_scan(items)
    image = Image.open(tmp_path / "side-1.png").rotate(-1.2, fillcolor=250, resample=Image.BICUBIC)
    pixels = np.array(image)
    rng = np.random.default_rng(3)
    pixels[rng.random(pixels.shape) < 0.003] = 15
    Image.fromarray(pixels).save(tmp_path / "grim.png", dpi=(200, 200))
    page = read(tmp_path / "grim.png").pages[0]
    assert "renset" in page.reason
    assert [line.text for line in page.lines] == [item.text for item in items]
    # The page falls 1.2 degrees to the right about its middle.
    first, last = page.lines[0], page.lines[-1]
    assert first.box.x0 == pytest.approx(72 + (421 - 80) * np.sin(np.radians(1.2)), abs=3)
    assert last.box.x0 == pytest.approx(72 + (421 - 660) * np.sin(np.radians(1.2)), abs=3)


def test_a_word_whose_box_reaches_too_low_stands_in_its_row(recorded):
    lines = recorded(
        *[[(520, top, 22, 96, "Udvalget"), (660, top, 22, 96, "behandlede"),
           (830, top, 22, 96, "den"), (900, top, 22, 96, "forelagte"), (1050, top, 22, 96, "sag")]
          for top in (300, 330, 360)],
        [(200, 420, 34, 96, "BESLUTNING"), (520, 420, 22, 96, "Hanne"), (620, 420, 22, 96, "Holm")],
    )  # fmt: skip
    *_, label, text = lines
    assert (label.text, text.text) == ("BESLUTNING", "Hanne Holm")
    assert label.row == text.row
    assert label.size == text.size


def test_bullets_read_as_several_signs_open_items(recorded):
    lines = recorded(
        [(200, 300, 22, 96, "Bilag"), (280, 300, 22, 96, "til"), (340, 300, 22, 96, "sagen")],
        *[[(200, top + 10, 5, 50, read), (230, top, 22, 96, "Notat"), (320, top, 22, 96, "om")]
          for top, read in ((340, "…"), (380, "-"))],
    )  # fmt: skip
    assert [line.text for line in lines] == ["Bilag til sagen", "- Notat om", "- Notat om"]


def test_a_line_set_to_full_measure_is_one_line(recorded):
    spread = [(200 + 130 * n, 300, 22, 96, word) for n, word in enumerate(
        ["Kultur", "byrådet", "vedtog", "planen", "straks"])]  # fmt: skip
    assert [line.text for line in recorded(spread)] == ["Kultur byrådet vedtog planen straks"]
    cells = [(200, 300, 22, 96, "Navn"), (500, 300, 22, 96, "Parti"), (620, 300, 22, 96, "Mødt")]
    assert [line.text for line in recorded(cells)] == ["Navn", "Parti", "Mødt"]
