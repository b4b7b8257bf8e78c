"""The copy that readers may be given holds nothing private, and the rest."""

from __future__ import annotations

import datetime as dt
import io
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw
from pypdfium2 import raw
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from referat.errors import StorageError
from referat.ingest.discover import open_source
from referat.pages.choose import read_pages
from referat.privacy.apply import Privacy, hash_text, mask, withhold
from referat.privacy.mask import mask_pages
from referat.privacy.places import has_hidden_parts
from referat.privacy.redact import make_public_copy
from referat.settings import Settings
from referat.structure.document import load_pipeline, structure_document
from referat.types import (
    Box,
    Line,
    Maskeringsart,
    Page,
    ReadPages,
    Referat,
    TextSource,
)
from referat.withholding import DocumentIdentity, PunktRule, Register, Withheld, WithheldKind

TODAY = dt.date(2026, 11, 24)
CPR = "211062-5629"
BOX = Box(x0=50, top=100, x1=250, bottom=112)


def read_page(text: str = f"Borgeren {CPR}", **more: object) -> ReadPages:
    """One page of 595 x 842 points, as if it had been read, with one line in ``BOX``."""
    line = Line(text=text, page=1, number=1, row=1, box=BOX, size=10.0)
    values = {"width": 595, "height": 842, "source": TextSource.OCR, "reason": ""} | more
    return ReadPages(pages=(Page(number=1, lines=(line,), **values),))


def minutes(path: Path, *, extra: str = "") -> Path:
    """Three pages: an open punkt with a number, an open one without, a closed one."""
    canvas = Canvas(str(path), pagesize=A4, pageCompression=0)
    texts = (
        ("Referat", "Teknikudvalget", "Dato: 6. april 2021 kl. 16:00", "1. Klage over vejen",
         "Sagsfremstilling", f"Borgeren med CPR {CPR} har klaget over den nye vej.", "Beslutning",
         "Godkendt."),
        ("2. Budget for havnen", "Sagsfremstilling", "Havnen har brug for flere penge.",
         "Beslutning", "Godkendt."),
        ("Lukkede punkter", "3. Køb af ejendom (Lukket)", "Sagsfremstilling",
         "Sælgeren vil have fire millioner kroner.", "Beslutning", "Godkendt."),
    )  # fmt: skip
    for number, lines in enumerate(texts, start=1):
        canvas.bookmarkPage(f"p{number}")
        y = 780
        for text in lines:
            canvas.setFont("Helvetica-Bold" if len(text) < 30 else "Helvetica", 11)
            canvas.drawString(60, y, text)
            y -= 26
        if number == 2:
            # A link to the closed page must not bring that page along.
            canvas.linkRect("", "p3", (60, 700, 200, 720))
        canvas.showPage()
    canvas.save()
    return path


def at(
    made: tuple[Referat, tuple[Page, ...]], privacy: Privacy
) -> tuple[Referat, tuple[Page, ...]]:
    """With the copy's whole path: it is kept as seen from the database's folder."""
    referat, shown = made
    if referat.public_path is not None:
        whole = str(privacy.public_dir.parent / referat.public_path)
        referat = replace(referat, public_path=whole)
    return referat, shown


@pytest.fixture
def publish(privacy: Privacy) -> Callable[..., tuple[Referat, tuple[Page, ...]]]:
    def go(path: Path, privacy: Privacy = privacy) -> tuple[Referat, tuple[Page, ...]]:
        source = open_source(path, kommune=None, max_bytes=10**8)
        read = read_pages(source, Settings(ocr=False))
        kept, hidden = mask(read, source, privacy)
        referat = structure_document(source, kept, load_pipeline())
        referat = replace(referat, text_hash=hash_text(read, privacy))
        return at(withhold(referat, kept, hidden, privacy)[:2], privacy)

    return go


def everything(path: str) -> bytes:
    """A file's bytes with its streams unpacked."""
    raw = Path(path).read_bytes()
    out = [raw]
    for part in raw.split(b"stream")[1:]:
        try:
            out.append(zlib.decompressobj().decompress(part.lstrip(b"\r\n")))
        except zlib.error:
            continue
    return b"".join(out)


def test_the_copy_holds_nothing_private_and_the_rest(tmp_path, publish):
    referat, _ = publish(minutes(tmp_path / "a.pdf"))
    assert referat.public_path
    assert referat.public_path != str(tmp_path / "a.pdf")
    copy = pdfium.PdfDocument(referat.public_path)
    texts = [copy[number].get_textpage().get_text_range() for number in range(3)]
    assert "Havnen har brug" in texts[1]
    assert texts[0] == texts[2] == ""
    inside = everything(referat.public_path)
    for gone in (CPR.encode(), b"millioner"):
        assert gone in everything(str(tmp_path / "a.pdf"))
        assert gone not in inside


def test_black_lies_over_the_number_and_not_over_the_rest_of_the_line(tmp_path, publish):
    referat, _ = publish(minutes(tmp_path / "a.pdf"))
    (mask,) = [one for one in referat.maskeringer if one.art is Maskeringsart.CPR]
    page = pdfium.PdfDocument(referat.public_path)[0].render(scale=2).to_pil().convert("L")

    def dark(x0: float, x1: float) -> float:
        part = page.crop(
            (int(x0 * 2), int(mask.box.top * 2) + 2, int(x1 * 2), int(mask.box.bottom * 2) - 2)
        )
        return sum(1 for value in part.tobytes() if value < 60) / (part.width * part.height)

    assert dark(mask.box.x0, mask.box.x1) > 0.98
    assert dark(60, mask.box.x0 - 6) < 0.4
    assert mask.box.x1 - mask.box.x0 < 120


def test_the_closed_punkt_is_black_on_its_page(tmp_path, publish):
    referat, _ = publish(minutes(tmp_path / "a.pdf"))
    assert [punkt.lukket for punkt in referat.punkter] == [False, False, True]
    closed = [one for one in referat.maskeringer if one.art is Maskeringsart.LUKKET]
    assert {one.page for one in closed} == {3}


def test_a_document_with_nothing_private_is_given_as_it_is(tmp_path, publish):
    path = tmp_path / "a.txt"
    path.write_text("Referat\nTeknikudvalget\n1. Havnen\nGodkendt.\n", "utf-8")
    referat, _ = publish(path)
    assert referat.public_path == str(path)
    assert referat.maskeringer == ()


def test_a_web_page_is_given_as_text_without_its_scripts(tmp_path, publish):
    path = tmp_path / "a.html"
    path.write_text(f"<html><body><script>alert(1)</script><p>1. Havnen, {CPR}</p></body></html>")
    referat, _ = publish(path)
    copy = Path(referat.public_path)
    assert copy.suffix == ".txt"
    assert copy.read_text("utf-8").strip() == "1. Havnen, [CPR-nr. fjernet]"


def test_an_image_is_blackened(tmp_path, privacy):
    path = tmp_path / "a.png"
    Image.new("RGB", (1190, 1684), "white").save(path)
    source = open_source(path, kommune=None, max_bytes=10**8)
    kept, hidden = mask_pages(read_page(), today=TODAY)
    referat = structure_document(source, kept, load_pipeline())
    referat, _ = at(withhold(referat, kept, hidden, privacy)[:2], privacy)
    picture = pdfium.PdfDocument(referat.public_path)[0].render(scale=1).to_pil().convert("L")
    scale = picture.width / 595
    assert picture.getpixel((int(150 * scale), int(106 * scale))) < 40
    assert picture.getpixel((int(150 * scale), int(306 * scale))) > 200


def test_where_no_copy_can_be_made_none_is_given(tmp_path, publish, monkeypatch):
    def broken(*args: object, **more: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr("referat.privacy.apply.make_public_copy", broken)
    referat, _ = publish(minutes(tmp_path / "a.pdf"))
    assert referat.public_path is None
    assert "ingen_kopi" in [problem.code for problem in referat.problems]
    assert referat.maskeringer


# --- withheld punkter -----------------------------------------------------------------------


def rule(kind: WithheldKind, **more: object) -> Withheld:
    return Withheld(id=1, kind=kind, reason="Anmodning", created="2026-11-24", **more)


def test_a_withheld_punkt_keeps_its_place_and_nothing_else(tmp_path, publish, privacy):
    path = minutes(tmp_path / "a.pdf")
    entry = rule(
        WithheldKind.PUNKT,
        document=DocumentIdentity(path=str(path)),
        punkt=PunktRule(nr="2", titel="Budget for havnen"),
    )
    held = replace(privacy, register=Register(entries=(entry,), secret="x"))
    referat, shown = publish(path, held)
    assert [punkt.titel for punkt in referat.punkter][1] == "[Punktet er tilbageholdt]"
    assert referat.punkter[1].afsnit == ()
    assert referat.punkter[1].beslutning is None
    text = "\n".join(one.text for page in shown for one in page.lines)
    assert "Havnen har brug" not in text
    assert "Budget for havnen" not in text
    assert "1. Klage over vejen" in text
    assert b"Havnen har brug" not in everything(referat.public_path)
    lifted = replace(entry, lifted="2026-11-25")
    again, _ = publish(path, replace(privacy, register=Register(entries=(lifted,), secret="x")))
    assert again.punkter[1].titel == "Budget for havnen"


# --- where on the page ----------------------------------------------------------------------

WAYS = {
    "plain": {},
    "cropped": {"crop": (50, 60, 560, 800)},
    "cropped a little": {"crop": (3, 5, 595, 842)},
    "cropped outside": {"crop": (-50, -50, 700, 900)},
    "from elsewhere": {"media": (-20, -30, 595, 842)},
    "a quarter turn": {"rotate": 90},
    "half a turn": {"rotate": 180},
    "three quarters": {"rotate": 270},
    "turned and cropped": {"rotate": 90, "crop": (30, 40, 560, 800)},
    "drawn sideways": {"sideways": True},
    "drawn sideways on a turned page": {"sideways": True, "rotate": 90},
}


def turned(path: Path, draw: Callable[[Canvas], None], **way: Any) -> Path:
    """A page with the boxes and the rotation of a way."""
    canvas = Canvas(str(path), pagesize=A4)
    if way.get("sideways"):
        canvas.translate(595, 0)
        canvas.rotate(90)
    canvas.setFont("Helvetica", 11)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    document = pdfium.PdfDocument(str(path))
    page = document[0]
    page.set_mediabox(*way.get("media", (0, 0, 595, 842)))
    if "crop" in way:
        page.set_cropbox(*way["crop"])
    page.set_rotation(way.get("rotate", 0))
    out = io.BytesIO()
    document.save(out)
    document.close()
    path.write_bytes(out.getvalue())
    return path


def drawn(path: Path | str) -> np.ndarray:
    """The first page, grey."""
    document = pdfium.PdfDocument(str(path))
    pixels = np.asarray(document[0].render(scale=2).to_pil().convert("L")).astype(int)
    document.close()
    return pixels


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_black_lies_on_the_number_whatever_the_page_s_boxes_and_rotation(tmp_path, publish, way):
    before = "Borgeren med CPR "

    def whole(canvas: Canvas) -> None:
        for number in range(12):
            canvas.drawString(70, 560 - number * 20, "Sagen om den nye vej er drøftet i udvalget.")
        canvas.drawString(70, 300, f"{before}{CPR} har klaget over vejen.")

    def number_alone(canvas: Canvas) -> None:
        canvas.drawString(70 + canvas.stringWidth(before), 300, CPR)

    ink = drawn(turned(tmp_path / "number.pdf", number_alone, **way)) < 200
    original = turned(tmp_path / "a.pdf", whole, **way)
    assert (drawn(original)[ink] < 200).all()
    referat, _ = publish(original)
    copy = drawn(referat.public_path)
    assert copy.shape == ink.shape
    assert (copy[ink] < 60).all()
    assert CPR not in pdfium.PdfDocument(referat.public_path)[0].get_textpage().get_text_range()
    # And not on everything.
    assert (copy > 200).mean() > 0.9


@pytest.mark.parametrize("way", ["plain", "cropped", "drawn sideways on a turned page"])
def test_a_closed_punkt_is_black_with_its_pictures(tmp_path, publish, way):
    """Everything between the lines that stay, over the whole width."""
    picture = ImageReader(Image.new("RGB", (60, 30), (200, 30, 30)))

    def draw(canvas: Canvas) -> None:
        lines = (
            "Referat", "Teknikudvalget", "Dato: 6. april 2021", "1. Køb af ejendom (Lukket)",
            "Sagsfremstilling", "Sælgeren vil have fire millioner kroner.", "", "", "", "",
            "Kortet viser grunden.", "Beslutning", "Godkendt.",
        )  # fmt: skip
        for place, text in enumerate(lines):
            canvas.setFont("Helvetica-Bold" if len(text) < 30 else "Helvetica", 11)
            canvas.drawString(70, 540 - place * 20, text)
        canvas.drawImage(picture, 300, 345, 240, 75)

    path = turned(tmp_path / "a.pdf", draw, **WAYS[way])
    referat, _ = publish(path)
    assert referat.punkter[0].lukket
    document = pdfium.PdfDocument(referat.public_path)
    pixels = np.asarray(document[0].render(scale=2).to_pil()).astype(int)
    document.close()
    red = (pixels[..., 0] > 120) & (pixels[..., 1] < 90)
    assert not red.any()


def test_a_page_that_could_not_be_read_is_black(tmp_path, publish):
    """Nobody knows what stands on it."""
    first = minutes(tmp_path / "a.pdf")
    scan = Image.new("L", (1240, 1754), "white")
    ImageDraw.Draw(scan).text((300, 300), f"CPR {CPR}", fill="black", font_size=40)
    scan.save(tmp_path / "scan.pdf", resolution=150)
    document = pdfium.PdfDocument(str(first))
    document.import_pages(pdfium.PdfDocument(str(tmp_path / "scan.pdf")))
    document.save(str(tmp_path / "b.pdf"))
    referat, _ = publish(tmp_path / "b.pdf")  # without OCR
    assert [one.page for one in referat.maskeringer if one.art is Maskeringsart.ULAEST] == [4]
    last = np.asarray(pdfium.PdfDocument(referat.public_path)[3].render().to_pil().convert("L"))
    assert (last < 40).all()


def test_pages_beyond_those_that_are_read_are_not_in_the_copy(tmp_path, privacy):
    source = open_source(minutes(tmp_path / "a.pdf"), kommune=None, max_bytes=10**8)
    read = read_pages(source, Settings(ocr=False, max_pages=2))
    copy = make_public_copy(source, read.pages, (), ())
    assert len(pdfium.PdfDocument(copy.content)) == 2


def test_text_that_a_program_has_read_over_a_picture_is_covered_widely(tmp_path, publish):
    """Its letters do not stand just where the picture has them."""
    scan = Image.new("L", (1240, 1754), "white")
    draw = ImageDraw.Draw(scan)
    draw.text(
        (127, 290), f"Borgeren {CPR} har klaget over den nye vej.", fill="black", font_size=26
    )
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.drawImage(ImageReader(scan), 0, 0, *A4)
    text = canvas.beginText(64, 692)  # six points too low
    text.setTextRenderMode(3)
    text.setFont("Helvetica", 11)
    for line in (f"Borgeren {CPR} har klaget over den nye vej.", *["Sagen er drøftet."] * 9):
        text.textLine(line)
    canvas.drawText(text)
    canvas.save()
    referat, _ = publish(tmp_path / "a.pdf")
    scale = 595.28 / 1240 * 2
    left, right = (
        int(scale * (127 + draw.textlength(text, font_size=26)))
        for text in ("Borgeren ", f"Borgeren {CPR}")
    )
    number = np.s_[int(292 * scale) : int(312 * scale), left:right]
    assert (drawn(tmp_path / "a.pdf")[number] < 100).any()
    assert (drawn(referat.public_path)[number] < 60).all()


# --- pictures -------------------------------------------------------------------------------


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_photograph_is_covered_where_it_was_read(tmp_path, orientation):
    """Its pixels may lie otherwise than its camera says it is to be shown."""
    upright = Image.new("RGB", (1190, 1684), "white")
    ImageDraw.Draw(upright).rectangle((100, 200, 500, 224), fill=(200, 30, 30))
    back = {1: None, 3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90,
            8: Image.Transpose.ROTATE_270}[orientation]  # fmt: skip
    lying = upright if back is None else upright.transpose(back)
    exif = Image.Exif()
    exif[0x0112] = orientation
    lying.save(tmp_path / "a.jpg", exif=exif, dpi=(144, 144))
    source = open_source(tmp_path / "a.jpg", kommune=None, max_bytes=10**8)
    kept, hidden = mask_pages(read_page(CPR), today=TODAY)
    copy = make_public_copy(source, kept.pages, hidden, ())
    page = pdfium.PdfDocument(copy.content)[0]
    assert page.get_size() == pytest.approx((595, 842), abs=1)
    pixels = np.asarray(page.render(scale=2).to_pil()).astype(int)
    assert not ((pixels[..., 0] > 120) & (pixels[..., 1] < 90)).any()


def test_what_is_transparent_in_a_picture_stays_unseen(tmp_path):
    layered = Image.new("RGBA", (1190, 1684), (200, 30, 30, 0))
    layered.save(tmp_path / "a.png")
    source = open_source(tmp_path / "a.png", kommune=None, max_bytes=10**8)
    kept, hidden = mask_pages(read_page(CPR), today=TODAY)
    copy = make_public_copy(source, kept.pages, hidden, ())
    pixels = np.asarray(pdfium.PdfDocument(copy.content)[0].render().to_pil()).astype(int)
    assert not ((pixels[..., 0] > 120) & (pixels[..., 1] < 90)).any()


# --- what stands on no page -----------------------------------------------------------------


def attached(document: Any) -> None:
    document.new_attachment(f"{CPR}.txt").set_data(CPR.encode())


def noted(document: Any) -> None:
    page = document[0]
    note = raw.FPDFPage_CreateAnnot(page.raw, raw.FPDF_ANNOT_TEXT)
    text = (f"Ring til {CPR}\0").encode("utf-16-le")
    place = (raw.FPDF_WCHAR * (len(text) // 2)).from_buffer_copy(text)
    assert raw.FPDFAnnot_SetStringValue(note, b"Contents", place)
    raw.FPDFPage_CloseAnnot(note)
    page.close()


@pytest.mark.parametrize("hide", [attached, noted, None], ids=["file", "note", "description"])
def test_what_a_pdf_holds_on_no_page_is_not_given(tmp_path, publish, hide):
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4, pageCompression=0)
    if hide is None:
        canvas.setTitle(f"Klage {CPR}")
    for place, text in enumerate(("Referat", "Teknikudvalget", "1. Havnen", "Godkendt.")):
        canvas.drawString(70, 700 - 20 * place, text)
    canvas.save()
    path = tmp_path / "a.pdf"
    if hide is not None:
        document = pdfium.PdfDocument(str(path))
        hide(document)
        out = io.BytesIO()
        document.save(out)
        document.close()
        path = tmp_path / "b.pdf"
        path.write_bytes(out.getvalue())
    inside = everything(str(path))
    assert CPR.encode() in inside or CPR.encode("utf-16-be") in inside
    if hide is noted:
        read = read_pages(open_source(path, kommune=None, max_bytes=10**8), Settings(ocr=False))
        assert [page.notes for page in read.pages] == [True]
    referat, _ = publish(path)
    assert referat.public_path != str(path)
    copy = everything(referat.public_path)
    assert CPR.encode() not in copy
    assert CPR.encode("utf-16-be") not in copy
    assert "Havnen" in pdfium.PdfDocument(referat.public_path)[0].get_textpage().get_text_range()


class Opened:
    """A PDF of three pages that has nothing else, and counts which of its pages are opened."""

    def __init__(self, path: Path) -> None:
        self._document = pdfium.PdfDocument(str(path))
        self.pages: list[int] = []
        self.raw = self._document.raw

    def __len__(self) -> int:
        return len(self._document)

    def __getitem__(self, index: int) -> Any:
        self.pages.append(index)
        return self._document[index]

    def get_formtype(self) -> int:
        return 0

    def get_metadata_dict(self) -> dict[str, str]:
        return {}


@pytest.mark.parametrize(
    ("notes", "opened", "holds"),
    [
        ((False, False, False), [], False),
        ((False, None, False), [1], False),
        ((None, False, True), [0], True),
        ((True, None, None), [], True),
    ],
)
def test_pages_are_looked_at_for_notes_only_where_nobody_did(tmp_path, notes, opened, holds):
    path = minutes(tmp_path / "a.pdf")
    read = read_pages(open_source(path, kommune=None, max_bytes=10**8), Settings(ocr=False))
    assert [page.notes for page in read.pages] == [False, False, False]
    pages = [replace(page, notes=note) for page, note in zip(read.pages, notes, strict=True)]
    document = Opened(path)
    assert has_hidden_parts(document, str(path), pages, lambda text: False) is holds
    assert document.pages == opened


def test_a_pdf_with_nothing_private_anywhere_is_given_as_it_is(tmp_path, publish):
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.setTitle("Referat af mødet")
    canvas.linkURL("https://example.dk", (10, 10, 50, 50))
    for place, text in enumerate(("Referat", "Teknikudvalget", "1. Havnen", "Godkendt.")):
        canvas.drawString(70, 700 - 20 * place, text)
    canvas.save()
    referat, _ = publish(tmp_path / "a.pdf")
    assert referat.public_path == str(tmp_path / "a.pdf")


def test_a_full_disk_ends_the_run_and_gives_no_document_without_its_copy(
    tmp_path, publish, monkeypatch
):
    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("referat.files.os.fsync", full)
    with pytest.raises(StorageError, match="No space left"):
        publish(minutes(tmp_path / "a.pdf"))
    assert not [path for path in (tmp_path / "public").rglob("*") if path.is_file()]
