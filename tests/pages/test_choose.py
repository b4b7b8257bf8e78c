"""Which way a page is read, and what is said of input that is bad."""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image

from referat.errors import InputFileError, MissingToolError
from referat.ingest.discover import open_source
from referat.pages import choose
from referat.pages.choose import read_pages
from referat.pages.quality import is_garbage
from referat.settings import Settings
from referat.types import Severity, TextSource

NO_PROGRAM = "findes-ikke-her"


def codes(read):
    return [(problem.code, problem.page) for problem in read.problems]


@pytest.fixture
def prose(drawing):
    """A page of ordinary text."""
    return [
        drawing.Text(72, 100 + 14 * n, f"Udvalget drøftede sagen og dens følger, afsnit {n}.")
        for n in range(5)
    ]


# --- the way -------------------------------------------------------------------------------


def test_a_page_with_text_is_read_from_its_text_layer(make_pdf, read, prose):
    page = read(make_pdf(prose)).pages[0]
    assert (page.source, page.reason) == (TextSource.TEXT_LAYER, "siden har et tekstlag")
    assert page.confidence == 1.0
    assert page.engine is None


def test_a_scanned_page_goes_to_ocr_and_needs_the_program(make_scan, read, prose):
    with pytest.raises(MissingToolError):
        read(make_scan(prose), tesseract=NO_PROGRAM)


def test_without_ocr_a_scanned_page_is_a_problem_and_the_others_are_read(
    make_scan, make_pdf, read, prose, drawing, tmp_path
):
    make_scan(prose)
    picture = drawing.Picture(tmp_path / "side-1.png", 0, 0, *drawing.A4)
    found = read(make_pdf(prose, [picture], prose), ocr=False)
    assert [page.source for page in found.pages] == [
        TextSource.TEXT_LAYER,
        TextSource.NONE,
        TextSource.TEXT_LAYER,
    ]
    assert codes(found) == [("ocr_slaaet_fra", 2)]
    assert found.problems[0].severity is Severity.ERROR
    assert found.pages[1].confidence == 0.0


def test_a_document_of_scans_alone_is_refused_without_ocr(make_scan, read, prose):
    with pytest.raises(InputFileError, match="OCR is switched off") as caught:
        read(make_scan(prose), ocr=False)
    assert caught.value.code == "ocr_slaaet_fra"


def test_a_stamp_on_a_scan_is_no_text_layer(make_scan, make_pdf, read, prose, drawing, tmp_path):
    make_scan(prose)
    picture = drawing.Picture(tmp_path / "side-1.png", 0, 0, *drawing.A4)
    stamp = drawing.Text(400, 30, "Bilag 3, side 12")
    found = read(make_pdf([picture, stamp], prose), ocr=False)
    assert [page.source for page in found.pages] == [TextSource.NONE, TextSource.TEXT_LAYER]
    assert "billede" in found.pages[0].reason


def test_a_scan_that_was_read_before_keeps_its_text(
    make_scan, make_pdf, read, prose, drawing, tmp_path
):
    make_scan(prose)
    picture = drawing.Picture(tmp_path / "side-1.png", 0, 0, *drawing.A4)
    page = read(make_pdf([*prose, picture]), ocr=False).pages[0]
    assert page.source is TextSource.TEXT_LAYER
    assert page.reason == "siden er et billede med et brugbart tekstlag"


@pytest.mark.parametrize(
    "text", ["SÃ¸ndag pÃ¥ Ã˜stergade og i fÃ¦llesskab", "\ue001\ue002\ue003 ok"]
)
def test_garbage_is_no_text_layer(text):
    assert is_garbage(text)


@pytest.mark.parametrize("text", ["Søndag på Østergade", "SÃO PAULO", "§ 18 – «citat»", "Âge"])
def test_danish_is_no_garbage(text):
    assert not is_garbage(text)


GOOD = [
    "Udvalget drøftede sagen på mødet og besluttede at sende forslaget i høring hos",
    "borgerne. Forvaltningen oplyser, at der ikke er økonomiske konsekvenser for",
    "kommunen, og at sagen forelægges igen, når høringen er slut.",
]
POOR = [
    "Udva1get dr0ftede sagcn pa rnodet og bes|uttede at scnde fors1aget i h0ring hos",
    "borgernc. Forva|tningen op1yser, at dcr ikke er okonomiskc konsekvcnser for",
    "kornrnunen, og at sagcn fore|agges igcn, nar h0ringen er s1ut.",
]


@pytest.fixture
def old_scan(make_scan, make_pdf, drawing, tmp_path):
    """A scan of good text, with the words of an older OCR under it."""

    def make(words):
        shown = [drawing.Text(60, 100 + 16 * n, text, size=10) for n, text in enumerate(GOOD * 5)]
        make_scan(shown)
        hidden = [drawing.Text(60, 100 + 16 * n, text, size=10) for n, text in enumerate(words * 5)]
        return make_pdf([*hidden, drawing.Picture(tmp_path / "side-1.png", 0, 0, *drawing.A4)])

    return make


@pytest.mark.ocr
def test_an_old_poor_ocr_layer_gives_way_to_ours(old_scan, read):
    page = read(old_scan(POOR)).pages[0]
    assert page.source is TextSource.OCR
    assert page.reason.startswith("tekstlaget er fra en dårlig OCR")
    assert "kendte ord mod" in page.reason
    assert page.lines[0].text == GOOD[0]


def test_a_good_layer_under_a_scan_needs_no_ocr(old_scan, read):
    page = read(old_scan(GOOD), tesseract=NO_PROGRAM).pages[0]
    assert (page.source, page.lines[0].text) == (TextSource.TEXT_LAYER, GOOD[0])


@pytest.mark.parametrize("settings", [{"tesseract": NO_PROGRAM}, {"ocr": False}])
def test_a_poor_layer_is_better_than_none(old_scan, read, settings):
    found = read(old_scan(POOR), **settings)
    assert found.pages[0].source is TextSource.TEXT_LAYER
    assert found.problems == ()


@pytest.mark.ocr
def test_shifted_letters_are_read_from_the_picture(make_pdf, read, drawing):
    # A font whose codes mean other letters: what is seen is what OCR finds, and that is not Danish.
    shifted = [
        "".join(chr(ord(c) + 1) if c.isascii() and c.isalpha() else c for c in t) for t in GOOD
    ]
    page = read(
        make_pdf([drawing.Text(60, 100 + 16 * n, t, size=10) for n, t in enumerate(shifted * 5)])
    ).pages[0]
    assert page.source is TextSource.TEXT_LAYER
    assert "OCR læste den ikke bedre" in page.reason


@pytest.mark.ocr
def test_a_mixed_document_is_read_page_by_page(make_scan, make_pdf, read, prose, drawing, tmp_path):
    make_scan(prose)
    picture = drawing.Picture(tmp_path / "side-1.png", 0, 0, *drawing.A4)
    found = read(make_pdf(prose, [picture]))
    assert [page.source for page in found.pages] == [TextSource.TEXT_LAYER, TextSource.OCR]
    assert [line.text for line in found.pages[0].lines] == [
        line.text for line in found.pages[1].lines
    ]


@pytest.mark.ocr
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_scan_that_the_pdf_turns_upright_is_read(make_scan, read, prose, tmp_path, turn):
    make_scan(prose)
    # The image lies on its side, and the page says by how much to turn it.
    Image.open(tmp_path / "side-1.png").rotate(turn, expand=True).save(
        tmp_path / "ligger.pdf", resolution=200
    )
    document = pdfium.PdfDocument(tmp_path / "ligger.pdf")
    document[0].set_rotation(turn)
    document.save(tmp_path / "drejet.pdf")
    document.close()
    page = read(tmp_path / "drejet.pdf").pages[0]
    assert [line.text for line in page.lines] == [item.text for item in prose]
    assert page.lines[0].box.x0 == pytest.approx(72, abs=3)


@pytest.mark.ocr
def test_tiff_pages_are_read_in_order(make_scan, read, prose, tmp_path, drawing):
    other = [drawing.Text(72, 300, "Beslutning: Udvalget godkendte forslaget")]
    make_scan(prose, other)
    first, second = (Image.open(tmp_path / f"side-{n}.png") for n in (1, 2))
    path = tmp_path / "møde.tif"
    first.save(path, save_all=True, append_images=[second], dpi=(200, 200))
    found = read(path)
    assert [page.number for page in found.pages] == [1, 2]
    assert found.pages[1].lines[0].text == "Beslutning: Udvalget godkendte forslaget"


# --- bad input ------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "cp1252"])
def test_text_files_are_read_in_any_encoding(tmp_path, read, encoding):
    path = tmp_path / "referat.txt"
    path.write_bytes("Mødet på Ærø\n\nGodkendt.".encode(encoding))
    page = read(path).pages[0]
    assert page.source is TextSource.PLAIN_TEXT
    assert [line.text for line in page.lines] == ["Mødet på Ærø", "Godkendt."]


def test_a_web_page_is_read(tmp_path, read):
    path = tmp_path / "referat.html"
    path.write_text("<!doctype html><h1>Referat</h1><p>Godkendt.</p>", encoding="utf-8")
    page = read(path).pages[0]
    assert page.source is TextSource.HTML
    assert [line.text for line in page.lines] == ["Referat", "Godkendt."]


@pytest.mark.parametrize(
    ("name", "content"), [("a.txt", "  \n\n"), ("a.html", "<html><nav>x</nav>")]
)
def test_a_file_without_text_is_refused(tmp_path, read, name, content):
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(InputFileError, match="no text") as caught:
        read(tmp_path / name)
    assert caught.value.code == "tom_fil"


def test_a_pdf_with_a_password_is_refused(make_pdf, read, prose):
    with pytest.raises(InputFileError, match="password") as caught:
        read(make_pdf(prose, encrypt="hemmelig"))
    assert caught.value.code == "krypteret"
    assert "referat.pdf" in str(caught.value)


def test_an_encrypted_pdf_that_asks_for_no_password_is_read(make_pdf, read, prose):
    from reportlab.lib.pdfencrypt import StandardEncryption

    path = make_pdf(prose, encrypt=StandardEncryption("", ownerPassword="hemmelig", canCopy=0))
    assert len(read(path).pages[0].lines) == 5


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.4\n" + b"\x93\xe2 ikke en pdf\n" * 50])
def test_what_only_claims_to_be_a_pdf_is_refused(tmp_path, read, content):
    path = tmp_path / "falsk.pdf"
    path.write_bytes(content)
    with pytest.raises(InputFileError, match="damaged") as caught:
        read(path)
    assert caught.value.code == "beskadiget_pdf"


def test_a_pdf_without_pages_is_refused(tmp_path, read):
    path = tmp_path / "tom.pdf"
    path.write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )
    with pytest.raises(InputFileError) as caught:
        read(path)
    assert "damaged" in str(caught.value)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_pdf_is_refused_or_marked(make_pdf, read, prose, tmp_path, share):
    whole = make_pdf(*[prose] * 20).read_bytes()
    path = tmp_path / "afkortet.pdf"
    path.write_bytes(whole[: int(len(whole) * share)])
    try:
        found = codes(read(path))
    except InputFileError as error:
        found = [(error.code, error.page)]
    assert found[0] in [("afkortet_pdf", None), ("beskadiget_pdf", None)]


def test_an_empty_page_is_named_and_the_others_are_read(make_pdf, read, prose):
    found = read(make_pdf(prose, [], prose))
    assert [len(page.lines) for page in found.pages] == [5, 0, 5]
    assert codes(found) == [("tom_side", 2)]
    assert found.problems[0].severity is Severity.WARNING


def test_a_document_of_empty_pages_is_refused(make_pdf, read):
    with pytest.raises(InputFileError, match="nothing to read") as caught:
        read(make_pdf([], []))
    assert caught.value.code == "tomt_dokument"


def test_an_image_of_nothing_is_an_empty_page_and_starts_no_program(
    make_pdf, read, prose, drawing, blank_png
):
    picture = drawing.Picture(blank_png, 0, 0, *drawing.A4)
    found = read(make_pdf(prose, [picture]), tesseract=NO_PROGRAM)
    assert codes(found) == [("tom_side", 2)]
    assert found.pages[1].lines == ()


def test_an_image_file_of_nothing_is_refused(read, blank_png):
    with pytest.raises(InputFileError, match="nothing to read") as caught:
        read(blank_png, tesseract=NO_PROGRAM)
    assert caught.value.code == "tomt_dokument"


def test_pages_above_the_limit_are_named(make_pdf, read, prose):
    found = read(make_pdf(prose, prose, prose), max_pages=2)
    assert len(found.pages) == 2
    assert codes(found) == [("for_mange_sider", None)]
    assert "2 of 3" in str(found.problems[0])


def test_a_page_ten_metres_wide_is_read(make_pdf, read, drawing):
    path = make_pdf([drawing.Text(20_000, 100, "Yderst til højre")], size=(28_346, 842))
    page = read(path).pages[0]
    assert page.width == pytest.approx(28_346)
    assert page.lines[0].box.x0 == pytest.approx(20_000, abs=1)


@pytest.mark.ocr
def test_a_scanned_page_ten_metres_wide_is_scaled_down_and_says_so(
    make_scan, make_pdf, read, drawing, tmp_path, monkeypatch
):
    from referat.pages import scan

    monkeypatch.setattr(scan, "MAX_PIXELS", 3_000_000)
    make_scan([drawing.Text(72, 200, "Beslutning", "Helvetica-Bold", 40)])
    # Two images, so that the page is rendered and not taken as it is.
    pictures = [drawing.Picture(tmp_path / "side-1.png", x, 0, 14_173, 20_000) for x in (0, 14_173)]
    found = read(make_pdf(pictures, size=(28_346, 20_000)))
    assert ("nedskaleret", 1) in codes(found)
    assert found.pages[0].width == pytest.approx(28_346, rel=0.01)
    assert "Beslutning" in found.pages[0].lines[0].text


@pytest.mark.parametrize("name", ["referat.pdf", "referat.txt", "referat.html", "side.png"])
def test_a_file_that_vanishes_between_hashing_and_reading_is_named(
    tmp_path, make_pdf, prose, blank_png, name
):
    make_pdf(prose)
    (tmp_path / "referat.txt").write_text("Referat", encoding="utf-8")
    (tmp_path / "referat.html").write_text("<html><p>Referat", encoding="utf-8")
    shutil.copy(blank_png, tmp_path / "side.png")
    source = open_source(tmp_path / name, kommune=None, max_bytes=0)
    (tmp_path / name).unlink()
    with pytest.raises(InputFileError) as caught:
        read_pages(source, Settings())
    assert caught.value.code == "forsvundet"
    assert caught.value.path == str(tmp_path / name)


@pytest.mark.slow
def test_three_thousand_pages_are_read_in_flat_memory(make_pdf, prose):
    path = make_pdf(*[prose] * 3000)
    source = open_source(path, kommune=None, max_bytes=0)
    read_pages(source, Settings(max_pages=300))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = read_pages(source, Settings())
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert len(found.pages) == 3000
    # 4 MB grow; PDFium's pages, left open, would take 150.
    assert grown < 90_000


def test_libraries_say_nothing_on_stderr(tmp_path, make_pdf, prose):
    whole = make_pdf(*[prose] * 5).read_bytes()
    (tmp_path / "afkortet.pdf").write_bytes(whole[: len(whole) * 2 // 3])
    (tmp_path / "falsk.pdf").write_bytes(b"%PDF-1.4\nikke en pdf")
    Image.effect_noise((300, 300), 50).save(tmp_path / "hel.tif")
    (tmp_path / "halv.tif").write_bytes((tmp_path / "hel.tif").read_bytes()[:9_000])
    program = (
        "import sys\nfrom pathlib import Path\n"
        "from referat.errors import ReferatError\n"
        "from referat.ingest.discover import open_source\n"
        "from referat.pages.choose import read_pages\n"
        "from referat.settings import Settings\n"
        "for name in sys.argv[1:]:\n"
        "    try:\n"
        "        read_pages(open_source(Path(name), kommune=None, max_bytes=0), Settings())\n"
        "    except ReferatError as error:\n"
        "        print(error.code)\n"
    )
    names = [str(tmp_path / name) for name in ("afkortet.pdf", "falsk.pdf", "halv.tif")]
    package = Path(choose.__file__).parents[2]
    answer = subprocess.run(
        [sys.executable, "-c", program, *names],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(package), "PATH": "/usr/bin:/bin"},
    )
    assert answer.returncode == 0
    assert answer.stderr == ""
    assert "beskadiget_pdf" in answer.stdout
    assert "beskadiget_billede" in answer.stdout
