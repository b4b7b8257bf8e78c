"""Scans as they come in the wild: each coding is read, and what is bad costs one page.

OCR is a stand-in that answers with the share of ink, so that these tests need no program; those
marked ``ocr`` read for real.
"""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont, features

from referat.errors import InputFileError
from referat.pages import images, scan, scanned, textlayer
from referat.pages.engines import HEADER
from referat.pages.leftover import BLOCK
from referat.types import ReadPages, TextSource

A4 = (595, 842)
WORDS = "".join(
    f"5\t1\t1\t1\t{line}\t1\t200\t{200 + 60 * line}\t300\t30\t95.0\tForslaget\n"
    for line in range(9)
)


@pytest.fixture
def engine(monkeypatch):
    """An OCR program that reads the same on each page, and keeps the images it was given."""
    given: dict[int, np.ndarray] = {}

    def read(pixels, *, dpi, psm, number):
        if psm == BLOCK:  # A second look at what its words do not cover.
            return HEADER
        given[number] = pixels
        return HEADER + "\n" + WORDS

    monkeypatch.setattr(
        scanned, "find_engine", lambda settings: SimpleNamespace(name="t, dan", read=read)
    )
    return given


def sheet(width: int = 827, height: int = 1169) -> np.ndarray:
    """A page with rows of marks, darker than its paper, at 100 dpi of A4."""
    pixels = np.full((height, width), 255, np.uint8)
    for top in range(height // 8, height * 7 // 8, 40):
        for left in range(width // 8, width * 7 // 8, 9):
            pixels[top : top + 12, left : left + 4] = 0
    return pixels


def pdf(path: Path, *pages: tuple[bytes, str], media: tuple[int, int] = A4) -> Path:
    """A PDF of pages that hold one image each: its packed bytes, and the entries that say how."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    box = f"0 0 {media[0]} {media[1]}"
    kids = " ".join(f"{3 + 3 * place} 0 R" for place in range(len(pages)))
    objects.append(f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode())
    for place, (content, entries) in enumerate(pages):
        number = 3 + 3 * place
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents {number + 1} 0 R"
            f"/Resources<</XObject<</I {number + 2} 0 R>>>>>>".encode()
        )
        drawn = f"q {media[0]} 0 0 {media[1]} 0 0 cm /I Do Q".encode() if entries else content
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn))
        objects.append(
            b"<</Type/XObject/Subtype/Image%s/Length %d>>stream\n%s\nendstream"
            % (entries.encode(), len(content), content)
            if entries
            else b"null"
        )
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(
        b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    )
    path.write_bytes(out.getvalue())
    return path


def size(pixels: np.ndarray) -> str:
    return f"/Width {pixels.shape[1]}/Height {pixels.shape[0]}"


def flate(pixels: np.ndarray) -> tuple[bytes, str]:
    entries = "/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode"
    return zlib.compress(pixels.tobytes(), 1), size(pixels) + entries


def group4(pixels: np.ndarray) -> bytes:
    """The picture as fax machines of group 4 send it."""
    packed = io.BytesIO()
    picture = Image.fromarray(pixels).convert("1")
    picture.save(packed, "TIFF", compression="group4", tiffinfo={278: pixels.shape[0], 262: 0})
    with Image.open(packed) as tiff:
        start, length = tiff.tag_v2[273][0], tiff.tag_v2[279][0]
    return packed.getvalue()[start : start + length]


def ccitt(pixels: np.ndarray) -> tuple[bytes, str]:
    parms = f"/DecodeParms<</K -1/Columns {pixels.shape[1]}/Rows {pixels.shape[0]}>>"
    entries = "/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode"
    return group4(pixels), size(pixels) + entries + parms


def jbig2(pixels: np.ndarray) -> tuple[bytes, str]:
    """A page of JBIG2: one generic region, coded as group 4 (MMR), which its standard allows."""
    height, width = pixels.shape
    page = struct.pack(">IIIIBH", width, height, 0, 0, 0, 0)
    region = struct.pack(">IIIIBB", width, height, 0, 0, 0, 1) + group4(pixels)
    stream = struct.pack(">IBBBI", 0, 48, 0, 1, len(page)) + page
    stream += struct.pack(">IBBBI", 1, 38, 0, 1, len(region)) + region
    return stream, size(pixels) + "/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/JBIG2Decode"


def jpeg2000(pixels: np.ndarray) -> tuple[bytes, str]:
    packed = io.BytesIO()
    Image.fromarray(pixels).save(packed, "JPEG2000", quality_layers=[20])
    return packed.getvalue(), size(pixels) + "/Filter/JPXDecode"


def cmyk(pixels: np.ndarray) -> tuple[bytes, str]:
    packed = io.BytesIO()
    Image.fromarray(pixels).convert("CMYK").save(packed, "JPEG", quality=80)
    # Adobe's way, which Pillow writes too: what is printed most has 0.
    entries = "/ColorSpace/DeviceCMYK/BitsPerComponent 8/Filter/DCTDecode/Decode[1 0 1 0 1 0 1 0]"
    return packed.getvalue(), size(pixels) + entries


@pytest.mark.parametrize("coding", [flate, ccitt, jbig2, jpeg2000, cmyk])
def test_a_page_is_read_in_each_coding_of_scanners(tmp_path, read, engine, coding):
    if coding is jpeg2000 and not features.check("jpg_2000"):
        pytest.skip("this Pillow writes no JPEG 2000")
    pixels = sheet()
    found = read(pdf(tmp_path / "scan.pdf", coding(pixels)), ocr_mend=False)
    assert found.pages[0].source is TextSource.OCR
    assert found.problems == ()
    seen = engine[1]
    assert (seen < 128).mean() == pytest.approx((pixels < 128).mean(), rel=0.1)
    # The marks stand where they stood.
    small = np.asarray(Image.fromarray(seen).resize((82, 116), Image.Resampling.BOX), float)
    drawn = np.asarray(Image.fromarray(pixels).resize((82, 116), Image.Resampling.BOX), float)
    assert np.corrcoef(small.ravel(), drawn.ravel())[0, 1] > 0.95


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("fax.tif", {"compression": "group4"}),
        ("ord.tif", {"compression": "tiff_lzw"}),
        ("jpeg.tif", {"compression": "jpeg"}),
        ("to.png", {}),
        ("foto.jpg", {}),
    ],
)
def test_image_files_of_each_kind_are_read(tmp_path, read, engine, name, options):
    picture = Image.fromarray(sheet())
    picture = picture.convert("1") if name == "fax.tif" else picture
    picture.save(tmp_path / name, dpi=(100, 100), **options)
    assert read(tmp_path / name, ocr_mend=False).pages[0].lines
    assert (engine[1] < 128).mean() == pytest.approx((sheet() < 128).mean(), rel=0.1)


def test_sixteen_bits_a_pixel_and_cmyk_are_no_black_page(tmp_path, read, engine):
    Image.fromarray(sheet().astype(np.uint16) * 257).save(tmp_path / "dyb.tif", dpi=(100, 100))
    Image.fromarray(sheet()).convert("CMYK").save(tmp_path / "tryk.tif", dpi=(100, 100))
    for name in ("dyb.tif", "tryk.tif"):
        assert read(tmp_path / name, ocr_mend=False).pages[0].lines
        assert (engine[1] < 128).mean() == pytest.approx((sheet() < 128).mean(), rel=0.1)


def test_a_page_with_thirty_thousand_inline_images_is_read(tmp_path, read, engine):
    dot = b"q 4 0 0 12 %d %d cm BI/W 1/H 1/BPC 8/CS/G ID \x00 EI Q\n"
    many = b"".join(dot % (30 + n * 9 % 540, 60 + n // 60 % 45 * 16) for n in range(30_000))
    path = pdf(tmp_path / "mange.pdf", (many, ""), flate(sheet()))
    found = read(path, ocr_mend=False, ocr_dpi=100)
    assert [page.source for page in found.pages] == [TextSource.OCR, TextSource.OCR]


def codes(found: ReadPages) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.page) for problem in found.problems]


@pytest.mark.parametrize("coding", [flate, ccitt])
def test_a_huge_image_is_scaled_down_and_says_so(tmp_path, read, engine, monkeypatch, coding):
    monkeypatch.setattr(scan, "MAX_PIXELS", 300_000)
    huge, ordinary = sheet(1654, 2339), sheet(400, 566)
    found = read(pdf(tmp_path / "stor.pdf", coding(huge), coding(ordinary)), ocr_mend=False)
    assert codes(found)[0] == ("nedskaleret", 1)
    assert engine[1].size <= 300_000
    assert [bool(page.lines) for page in found.pages] == [True, True]
    assert found.pages[0].width == pytest.approx(A4[0], rel=0.02)


def test_a_page_of_a0_is_scaled_down(tmp_path, read, engine, monkeypatch):
    monkeypatch.setattr(scan, "MAX_PIXELS", 400_000)
    path = pdf(tmp_path / "a0.pdf", flate(sheet()), media=(2384, 3370))
    found = read(path, ocr_mend=False, ocr_dpi=300)
    assert found.pages[0].width == pytest.approx(2384, rel=0.01)
    assert engine[1].size <= 400_000
    assert codes(found) == [("nedskaleret", 1)]


def test_a_pdf_bomb_is_not_unpacked(tmp_path, read, engine, monkeypatch):
    monkeypatch.setattr(textlayer, "BOMB_PIXELS", 1_000_000)
    bomb = sheet(1654, 2339)
    found = read(pdf(tmp_path / "bombe.pdf", flate(bomb), flate(sheet())), ocr_mend=False)
    assert codes(found) == [("for_stort_billede", 1)]
    assert [bool(page.lines) for page in found.pages] == [False, True]
    assert list(engine) == [2]


def test_an_image_bomb_is_refused(tmp_path, read, engine, monkeypatch):
    monkeypatch.setattr(images, "BOMB_PIXELS", 10_000)
    Image.fromarray(sheet()).save(tmp_path / "bombe.png")
    with pytest.raises(InputFileError) as caught:
        read(tmp_path / "bombe.png")
    assert caught.value.code == "for_stort_billede"
    assert engine == {}


def test_a_frame_that_is_cut_short_costs_one_page(tmp_path, read, engine):
    sheets = [Image.fromarray(sheet()) for _ in range(3)]
    path = tmp_path / "halv.tif"
    sheets[0].save(path, save_all=True, append_images=sheets[1:], dpi=(100, 100))
    content = bytearray(path.read_bytes())
    with Image.open(path) as tiff:
        tiff.seek(1)
        tag = tiff.tag_v2
        # The second page's pixels are said to lie behind the end of the file.
        place = content.index(struct.pack("<HHII", 273, 4, 1, tag[273][0]))
    content[place + 8 : place + 12] = struct.pack("<I", len(content) + 5_000)
    path.write_bytes(content)
    found = read(path, ocr_mend=False)
    assert codes(found) == [("beskadiget_billede", 2)]
    assert [bool(page.lines) for page in found.pages] == [True, False, True]


def test_an_image_that_is_garbage_costs_one_page(tmp_path, read, engine):
    _, entries = flate(sheet())
    path = pdf(tmp_path / "skrammel.pdf", (b"no zlib at all" * 99, entries), flate(sheet()))
    found = read(path, ocr_mend=False)
    assert len(found.pages) == 2
    assert found.pages[1].lines


# --- read for real ---------------------------------------------------------------------------


def photograph() -> np.ndarray:
    """Something without a word on it: soft shapes and grain."""
    random = np.random.default_rng(5)
    coarse = random.integers(0, 256, (12, 9)).astype(np.uint8)
    soft = Image.fromarray(coarse).resize((620, 877), Image.Resampling.BICUBIC)
    return np.clip(np.asarray(soft, float) + random.normal(0, 9, (877, 620)), 0, 255).astype(
        np.uint8
    )


@pytest.mark.ocr
def test_a_photograph_gives_no_sentences_and_the_other_pages_are_read(
    tmp_path, read, make_scan, drawing
):
    lines = [drawing.Text(72, 100 + 20 * n, f"Udvalget drøftede punkt {n}") for n in range(20)]
    make_scan(lines)
    text = np.asarray(Image.open(tmp_path / "side-1.png"))
    found = read(pdf(tmp_path / "blandet.pdf", flate(photograph()), flate(text)))
    assert sum(len(line.text) for line in found.pages[0].lines) < 200
    assert [line.text for line in found.pages[1].lines] == [item.text for item in lines]


@pytest.mark.ocr
def test_a_page_in_arabic_is_read_with_little_confidence(tmp_path, read):
    pixels = Image.new("L", (1654, 2339), 255)
    draw = ImageDraw.Draw(pixels)
    try:
        font = ImageFont.truetype("DejaVuSans.ttf", 40)
    except OSError:
        pytest.skip("no font with Arabic letters")
    for n in range(20):
        draw.text((200, 200 + 90 * n), "قرر مجلس البلدية إرسال الاقتراح إلى المواطنين", 0, font)
    page = read(pdf(tmp_path / "arabisk.pdf", flate(np.asarray(pixels)))).pages[0]
    assert page.confidence < 0.6
    assert page.source is TextSource.OCR
