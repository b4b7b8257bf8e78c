"""Image files as scans."""

from __future__ import annotations

import struct
import zlib

import numpy as np
import pytest
from PIL import Image

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


def bomb(path):
    """A PNG of a few bytes that claims 60,000 by 60,000 pixels."""

    def chunk(kind, data):
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

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
