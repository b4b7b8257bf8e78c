"""A searchable PDF looks as its scan does, and its words are found where they stand."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from referat.errors import InputFileError
from referat.searchable import find_words, make_searchable
from referat.types import (
    Box,
    FileKind,
    Line,
    Page,
    Repair,
    Rettelsesart,
    SourceFile,
    TextSource,
    Word,
)

SIZE = (400.0, 500.0)
PLACES = {"Byrådet": (60, 100), "§": (120, 100), "Økonomi,": (60, 140), "Yıldız": (200, 300)}


def make_line(*words: Word, text: str, repairs: tuple[Repair, ...] = ()) -> Line:
    return Line(text=text, page=1, number=1, row=1, box=None, size=11, words=words, repairs=repairs)


def make_word(text: str, x: float, y: float) -> Word:
    box = Box(x0=x, top=y, x1=x + 8 * len(text), bottom=y + 12)
    return Word(text=text, box=box, confidence=0.9)


def make_page(size: tuple[float, float] = SIZE, *, source: TextSource = TextSource.OCR) -> Page:
    section = Repair(start=8, end=9, read="8", art=Rettelsesart.PARAGRAF)
    lines = (
        make_line(
            make_word("Byrådet", 60, 100),
            make_word("8", 120, 100),
            text="Byrådet §",
            repairs=(section,),
        ),
        make_line(make_word("Økonomi,", 60, 140), text="Økonomi,"),
        make_line(make_word("Yıldız", 200, 300), text="Yıldız"),
    )
    return Page(number=1, width=size[0], height=size[1], source=source, reason="", lines=lines)


def make_source(path: Path, kind: FileKind = FileKind.PDF) -> SourceFile:
    return SourceFile(path=str(path), sha256="0" * 64, kind=kind, size=1)


@pytest.fixture
def picture() -> Image.Image:
    image = Image.new("L", (800, 1000), 245)
    ImageDraw.Draw(image).rectangle((120, 200, 260, 224), fill=20)
    return image


@pytest.fixture
def scan(tmp_path: Path, picture: Image.Image) -> Path:
    path = tmp_path / "scan.pdf"
    picture.save(path, format="PDF", resolution=144)
    return path


def words_of(content: bytes, page: int = 0) -> dict[str, tuple[float, float, float, float]]:
    """Each word and its box from the page's top left, as PDFium finds them."""
    with pdfium.PdfDocument(content) as pdf:
        sheet = pdf[page]
        text = sheet.get_textpage()
        found = {}
        whole = text.get_text_range()
        for word in whole.split():
            start = whole.index(word)
            boxes = [text.get_charbox(start + place) for place in range(len(word))]
            left, top = min(box[0] for box in boxes), max(box[3] for box in boxes)
            right, bottom = max(box[2] for box in boxes), min(box[1] for box in boxes)
            height = sheet.get_height()
            found[word] = (left, height - top, right, height - bottom)
        return found


def pixels(content: bytes | Path) -> np.ndarray:
    with pdfium.PdfDocument(content) as pdf:
        return pdf[0].render(scale=2).to_numpy()


def test_words_are_found_where_they_stand_as_they_were_put_right(scan):
    found = words_of(make_searchable(make_source(scan), [make_page()]))
    assert set(found) == {"Byrådet", "§", "Økonomi,", "Yildiz"}
    for printed, (x, y) in PLACES.items():
        box = found[printed.replace("ı", "i")]
        assert box[0] == pytest.approx(x, abs=2)
        assert box[2] == pytest.approx(x + 8 * len(printed), abs=3)
        assert y - 2 < box[1] < box[3] < y + 15


def test_the_page_looks_the_same(scan):
    made = make_searchable(make_source(scan), [make_page()])
    assert np.array_equal(pixels(made), pixels(scan))
    assert len(made) < scan.stat().st_size + 5000


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_pages_that_are_shown_turned_have_their_words_upright(scan, tmp_path, turn):
    turned = tmp_path / "turned.pdf"
    with pdfium.PdfDocument(scan) as pdf:
        pdf[0].set_rotation(turn)
        pdf.save(turned)
        size = pdf[0].get_size()
    made = make_searchable(make_source(turned), [make_page(size)])
    assert np.array_equal(pixels(made), pixels(turned))
    # Laid flat, so that places are counted as they are shown.
    with pdfium.PdfDocument(made) as pdf:
        text = pdf[0].get_textpage()
        whole = text.get_text_range()
        x0, y0, x1, y1 = text.get_charbox(whole.index("Byrådet"))
        left, bottom, right, top = pdf[0].get_mediabox()
        shown = {
            90: (y0 - bottom, x0 - left),
            180: (right - x1, y0 - bottom),
            270: (top - y1, right - x1),
        }[turn]
    assert shown == (pytest.approx(60, abs=3), pytest.approx(100, abs=4))


def test_a_page_with_a_text_layer_is_left_alone(tmp_path):
    path = tmp_path / "tekst.pdf"
    canvas = Canvas(str(path), pagesize=SIZE)
    canvas.drawString(60, 400, "Trykt")
    canvas.save()
    page = make_page(source=TextSource.TEXT_LAYER)
    assert set(words_of(make_searchable(make_source(path), [page]))) == {"Trykt"}


def test_an_older_hidden_layer_is_replaced(scan, tmp_path):
    old = make_searchable(make_source(scan), [make_page()])
    path = tmp_path / "old.pdf"
    path.write_bytes(old)
    page = make_page()
    page = replace(page, lines=(make_line(make_word("Nyt", 60, 100), text="Nyt"),))
    assert set(words_of(make_searchable(make_source(path), [page]))) == {"Nyt"}


@pytest.mark.parametrize("mode", ["1", "L", "RGB", "RGBA", "P"])
def test_images_of_every_kind_become_pages(tmp_path, picture, mode):
    path = tmp_path / "scan.tif"
    frame = picture.convert(mode)
    frame.save(path, save_all=True, append_images=[frame])
    pages = [make_page(), replace(make_page(), number=2)]
    made = make_searchable(make_source(path, FileKind.IMAGE), pages)
    with pdfium.PdfDocument(made) as pdf:
        assert len(pdf) == 2
        assert pdf[1].get_size() == (pytest.approx(400, abs=1), pytest.approx(500, abs=1))
    assert "Byrådet" in words_of(made, 1)
    dark = np.asarray(Image.open(io.BytesIO(_png(made))).convert("L"))
    assert dark[212, 180] < 90


def _png(content: bytes) -> bytes:
    with pdfium.PdfDocument(content) as pdf:
        out = io.BytesIO()
        pdf[0].render(scale=2).to_pil().save(out, format="PNG")
        return out.getvalue()


def test_words_that_were_put_right_together_are_found_together():
    dots = Repair(start=0, end=8, read="Nyt ...see", art=Rettelsesart.PRIKKER)
    line = make_line(
        make_word("Nyt", 60, 100), make_word("...see", 100, 100), make_word("3", 200, 100),
        text="Nyt..... 3", repairs=(dots,),
    )  # fmt: skip
    (first, box), (second, _) = find_words(line)
    assert (first, second) == ("Nyt.....", "3")
    assert (box.x0, box.x1) == (60, 148)


def test_a_text_file_is_refused(tmp_path):
    source = make_source(tmp_path / "a.txt", FileKind.TEXT)
    with pytest.raises(InputFileError, match="no pages to see"):
        make_searchable(source, [])


def test_a_file_that_is_gone_is_told(tmp_path):
    with pytest.raises(InputFileError, match="cannot be opened"):
        make_searchable(make_source(tmp_path / "gone.pdf"), [])


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_other_programs_find_the_words(scan, tmp_path):
    path = tmp_path / "out.pdf"
    path.write_bytes(make_searchable(make_source(scan), [make_page()]))
    run = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    text = run.stdout.decode()
    assert "Byrådet" in text
    assert "§" in text
    assert "Økonomi," in text
