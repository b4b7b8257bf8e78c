"""Image files as scans."""

from __future__ import annotations

import struct
import subprocess
import sys
import zlib

import numpy as np
import pytest
from PIL import ExifTags, Image

from referat.errors import InputFileError
from referat.pages import images, scan
from referat.pages.images import count_frames, read_frame


def sheet(width=1654, height=2339, mode="L"):
    return Image.new(mode, (width, height), 240 if mode in ("L", "I;16") else "white")


def scans(path, last=None):
    last = last or count_frames(path)
    return [read_frame(path, number, 300) for number in range(1, last + 1)]


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".tif"])
def test_an_image_is_a_page_of_its_resolution(tmp_path, suffix):
    path = tmp_path / f"side{suffix}"
    sheet().save(path, dpi=(200, 200))
    (one,) = scans(path)
    assert one.dpi == pytest.approx(200, abs=0.1)
    assert one.width == pytest.approx(595.4, abs=1)


def test_a_tiff_of_many_pages_gives_them_all(tmp_path):
    path = tmp_path / "møde.tif"
    pages = [sheet(800, 1000), sheet(1000, 800), sheet(800, 1000)]
    pages[0].save(path, save_all=True, append_images=pages[1:], dpi=(200, 200))
    assert [scan.pixels.shape for scan in scans(path)] == [(1000, 800), (800, 1000), (1000, 800)]
    assert read_frame(path, 2, 300).pixels.shape == (800, 1000)


def test_black_and_white_faxes_are_read(tmp_path):
    path = tmp_path / "fax.tif"
    Image.new("1", (1654, 2339), 1).save(path, compression="group4", dpi=(200, 200))
    assert scans(path)[0].pixels.mean() == 255


def test_transparency_is_paper(tmp_path):
    path = tmp_path / "side.png"
    Image.new("RGBA", (400, 600), (0, 0, 0, 0)).save(path)
    assert scans(path)[0].pixels.min() == 255


def test_sixteen_bits_are_scaled(tmp_path):
    path = tmp_path / "side.png"
    values = np.full((600, 400), 60_000, np.uint16)
    values[:300] = 30_000
    Image.fromarray(values).save(path)
    pixels = scans(path)[0].pixels
    assert (pixels[0, 0], pixels[-1, 0]) == (127, 255)


def test_a_photograph_is_turned_upright(tmp_path):
    path = tmp_path / "foto.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    sheet(800, 600).save(path, exif=exif)
    assert scans(path)[0].pixels.shape == (800, 600)


@pytest.mark.parametrize(("stated", "expected"), [(None, 200), (72, 200), (1, 200), (150, 150)])
def test_a_resolution_that_cannot_be_true_is_guessed_from_a4(tmp_path, stated, expected):
    path = tmp_path / "side.png"
    sheet().save(path, **({} if stated is None else {"dpi": (stated, stated)}))
    assert scans(path)[0].dpi == pytest.approx(expected, abs=1)


def test_a_large_image_is_scaled_down_and_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(images, "MAX_PIXELS", 500_000)
    monkeypatch.setattr(scan, "MAX_PIXELS", 500_000)
    for suffix in (".jpg", ".png"):
        path = tmp_path / f"plakat{suffix}"
        sheet(2000, 3000).save(path, dpi=(200, 200))
        (one,) = scans(path)
        assert one.shrunk
        assert one.pixels.size <= 500_000
        assert one.width == pytest.approx(720, rel=0.02)


def poster(mode="RGB"):
    """A page in colour whose grey is 226, with a bar of 87 at the top."""
    image = Image.new("RGB", (1200, 1800), (240, 220, 220))
    image.paste((200, 30, 80), (0, 0, 1200, 300))
    return image.convert(mode)


TURNED = Image.Exif()
TURNED[ExifTags.Base.Orientation] = 6


@pytest.mark.parametrize(
    ("name", "mode", "options"),
    [
        ("side.jpg", "RGB", {"quality": 95}),
        ("side.jpg", "RGB", {"quality": 95, "progressive": True}),
        ("side.jpg", "RGB", {"quality": 95, "exif": TURNED}),
        ("side.jpg", "CMYK", {"quality": 95}),
        ("side.png", "RGB", {}),
        ("side.png", "RGB", {"exif": TURNED}),
        ("side.png", "RGBA", {}),
        ("side.png", "P", {}),
        ("side.tif", "RGB", {}),
        ("side.tif", "RGB", {"compression": "tiff_lzw"}),
        ("side.tif", "RGB", {"compression": "jpeg"}),
        ("side.tif", "RGB", {"compression": "tiff_lzw", "exif": TURNED}),
        ("side.tif", "L", {"compression": "tiff_adobe_deflate"}),
        ("side.tif", "CMYK", {}),
    ],
)
@pytest.mark.parametrize("limit", [500_000, 1_000_000])
def test_a_large_image_is_scaled_down_in_any_form(
    tmp_path, monkeypatch, name, mode, options, limit
):
    monkeypatch.setattr(images, "MAX_PIXELS", limit)
    monkeypatch.setattr(scan, "MAX_PIXELS", limit)
    path = tmp_path / name
    poster(mode).save(path, dpi=(200, 200), **options)
    (one,) = scans(path)
    assert one.shrunk
    assert 0.98 * limit < one.pixels.size <= limit
    pixels = one.pixels
    if "exif" in options:  # shown a quarter turn clockwise: the bar is at the right
        assert one.width == pytest.approx(1800 / 200 * 72, rel=0.01)
        pixels = np.rot90(pixels)
    assert one.width * one.height == pytest.approx(1200 * 1800 * (72 / 200) ** 2, rel=0.02)
    assert pixels[5:-5, 5:-5][: len(pixels) // 8].mean() == pytest.approx(87, abs=4)
    assert pixels[len(pixels) // 4 :].mean() == pytest.approx(226, abs=3)


def test_each_page_of_a_large_tiff_is_scaled_down(tmp_path, monkeypatch):
    monkeypatch.setattr(images, "MAX_PIXELS", 500_000)
    monkeypatch.setattr(scan, "MAX_PIXELS", 500_000)
    path = tmp_path / "sider.tif"
    dark = Image.new("RGB", (1200, 1800), (60, 50, 40))
    poster().save(path, save_all=True, append_images=[dark, poster("1")], dpi=(200, 200))
    first, second, third = scans(path)
    assert second.pixels.mean() == pytest.approx(52, abs=1)
    assert first.pixels[-1, -1] == pytest.approx(226, abs=1)
    assert third.pixels[-300:].mean() == pytest.approx(226, abs=5)
    assert [one.shrunk for one in (first, second, third)] == [True] * 3


def test_a_damaged_large_image_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(images, "MAX_PIXELS", 500_000)
    for suffix in (".png", ".tif", ".jpg"):
        path = tmp_path / f"side{suffix}"
        Image.effect_noise((1200, 1200), 50).save(path)
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        with pytest.raises(InputFileError, match="damaged"):
            scans(path)


def test_what_takes_more_than_a_byte_for_a_pixel_has_a_lower_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(images, "MAX_PIXELS", 500_000)
    monkeypatch.setattr(images, "COLOUR_PIXELS", 1_000_000)
    poster().save(tmp_path / "side.png")
    assert scans(tmp_path / "side.png")[0].shrunk
    for name, mode, options in (
        ("side.png", "RGBA", {}),
        ("side.png", "P", {}),
        ("side.jpg", "RGB", {"progressive": True}),
    ):
        poster(mode).save(tmp_path / name, **options)
        with pytest.raises(InputFileError, match="1,000,000 pixels") as caught:
            scans(tmp_path / name)
        assert caught.value.code == "for_stort_billede"


def packed_rows(side):
    """That many rows of as many light red pixels, as PNG packs them, without packing them all."""
    rows = (b"\0" + b"\xf0\xdc\xdc" * side) * 100
    packer = zlib.compressobj(wbits=-15)
    block = packer.compress(rows) + packer.flush(zlib.Z_FULL_FLUSH)
    check = 1
    for _ in range(side // 100):
        check = zlib.adler32(rows, check)
    return b"\x78\x9c" + block * (side // 100) + packer.flush() + struct.pack(">I", check)


def huge_png(path):
    header = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", packed_rows(20_000))
        + chunk(b"IEND", b"")
    )


def huge_pdf(path):
    """A page of one such image; without a table of its objects, which PDFium finds by itself."""
    side = 17_800  # PDFium unpacks no more than 1 GiB: what follows is black
    image = packed_rows(side)
    path.write_bytes(
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R"
        b"/Resources<</XObject<</I 4 0 R>>>>>>endobj\n"
        b"4 0 obj<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8"
        b"/ColorSpace/DeviceRGB/Filter/FlateDecode"
        b"/DecodeParms<</Predictor 15/Colors 3/Columns %d>>/Length %d>>"
        b"stream\n%b\nendstream endobj\n"
        b"5 0 obj<</Length 29>>stream\nq 595 0 0 842 0 0 cm /I Do Q \nendstream endobj\n"
        b"trailer<</Root 1 0 R/Size 6>>\n%%%%EOF\n" % (side, side, side, len(image), image)
    )


READ_ONE = """
import sys
from pathlib import Path
from referat.ingest.discover import open_source
from referat.pages.scanned import open_scans
from referat.settings import Settings
from referat.training.harness import largest
source = open_source(Path(sys.argv[1]), kommune=None, max_bytes=0)
with open_scans(source, Settings()) as scans:
    scan = scans.image(1)
print(scan.shrunk, scan.pixels.min(), scan.pixels.max(), largest() // 1024**2)
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "make", "limit"), [("side.png", huge_png, 600), ("side.pdf", huge_pdf, 250)]
)
def test_a_page_of_a_gigabyte_takes_a_part_of_that(tmp_path, name, make, limit):
    make(tmp_path / name)
    told = subprocess.run(
        [sys.executable, "-c", READ_ONE, str(tmp_path / name)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    shrunk, low, high, peak = told.stdout.split()
    assert shrunk == "True"
    assert 224 <= int(low) <= int(high) <= 227
    assert int(peak) < limit


def chunk(kind, data):
    check = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + check


def bomb(path):
    """A PNG of a few bytes that claims 60,000 by 60,000 pixels."""
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )
    return path


def test_a_decompression_bomb_is_refused_before_it_goes_off(tmp_path):
    with pytest.raises(InputFileError, match="pixels") as caught:
        count_frames(bomb(tmp_path / "bombe.png"))
    assert caught.value.code == "for_stort_billede"


def test_a_damaged_image_is_refused(tmp_path):
    path = tmp_path / "side.png"
    Image.effect_noise((800, 800), 50).save(path)
    path.write_bytes(path.read_bytes()[:20_000])
    with pytest.raises(InputFileError, match="damaged") as caught:
        scans(path)
    assert caught.value.code == "beskadiget_billede"


def test_an_image_that_is_gone_is_refused(tmp_path):
    with pytest.raises(InputFileError) as caught:
        count_frames(tmp_path / "væk.png")
    assert caught.value.code == "forsvundet"
