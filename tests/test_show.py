from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from referat.errors import InputFileError, SettingsError
from referat.show import (
    COLOURS,
    CONFIDENCES,
    LARGEST_HEIGHT,
    REPAIRED,
    STRIP,
    UNDERLINE,
    WIDTH,
    confidence_colour,
    draw_page,
)
from referat.types import (
    Box,
    Dokumenttype,
    FileKind,
    Line,
    LineRole,
    Moede,
    Page,
    Referat,
    Repair,
    Rettelsesart,
    RoledLine,
    SourceFile,
    TextSource,
    Versions,
    Word,
)


def build_page(box: Box | None, *, height: float = 842.0) -> Page:
    line = Line(text="Godkendt på mødet.", page=1, number=1, row=1, box=box, size=None)
    return Page(
        number=1,
        width=595.0 if box else 0.0,
        height=height if box else 0.0,
        source=TextSource.TEXT_LAYER if box else TextSource.PLAIN_TEXT,
        reason="",
        lines=(line,),
    )


def build_referat(path: Path, kind: FileKind, role: LineRole = LineRole.DECISION) -> Referat:
    return Referat(
        dokumenttype=Dokumenttype.ANDET,
        kommune=None,
        udvalg=None,
        moede=Moede(dato=None, start=None, slut=None, sted=None, sagsnumre=(), dokumentnumre=()),
        fremmoede=(),
        punkter=(),
        source=SourceFile(path=str(path), sha256="0" * 64, kind=kind, size=1),
        versions=Versions(program="1", model="m"),
        roles=(RoledLine(page=1, number=1, role=role, score=0.97, punkt=3),),
    )


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A white page as an image."""
    path = tmp_path / "scan.png"
    Image.new("L", (595, 842), "white").save(path)
    return path


BOX = Box(x0=100, top=200, x1=300, bottom=220)


def test_every_role_has_a_colour_of_its_own() -> None:
    assert set(COLOURS) == set(LineRole)
    assert len(set(COLOURS.values())) == len(LineRole)


def test_line_is_framed_in_its_roles_colour_and_named(scan: Path) -> None:
    picture = draw_page(build_referat(scan, FileKind.IMAGE), [build_page(BOX)], 1)
    scale = WIDTH / 595.0
    assert picture.width == WIDTH + STRIP
    left, top = STRIP + BOX.x0 * scale, BOX.top * scale
    frame = picture.crop((round(left) - 2, round(top) + 5, round(left) + 2, round(top) + 6))
    found = {"#{:02x}{:02x}{:02x}".format(*colour) for _, colour in frame.getcolors()}
    assert COLOURS[LineRole.DECISION] in found
    beside = picture.crop((0, round(BOX.top * scale), STRIP, round(BOX.bottom * scale)))
    assert beside.getcolors() != [(beside.width * beside.height, (255, 255, 255))]
    below = picture.crop((0, round(300 * scale), STRIP, round(400 * scale)))
    assert len(below.getcolors()) == 1


def test_source_without_layout_is_drawn_as_text(tmp_path: Path) -> None:
    referat = build_referat(tmp_path / "borte.txt", FileKind.TEXT)
    picture = draw_page(referat, [build_page(None)], 1)
    assert picture.size[0] == WIDTH + STRIP
    assert len(picture.getcolors(100_000)) > 2


def test_page_ten_metres_high_stays_a_small_picture(scan: Path) -> None:
    referat = build_referat(scan, FileKind.IMAGE)
    picture = draw_page(referat, [build_page(BOX, height=28_000.0)], 1)
    assert picture.height <= LARGEST_HEIGHT


def test_page_that_is_not_there_is_wrong_use(scan: Path) -> None:
    with pytest.raises(SettingsError, match=r"no page 2.*has 1"):
        draw_page(build_referat(scan, FileKind.IMAGE), [build_page(BOX)], 2)


@pytest.mark.parametrize("kind", [FileKind.IMAGE, FileKind.PDF])
def test_file_that_is_gone_is_named(tmp_path: Path, kind: FileKind) -> None:
    with pytest.raises(InputFileError, match="borte"):
        draw_page(build_referat(tmp_path / "borte.pdf", kind), [build_page(BOX)], 1)


def test_words_of_ocr_are_coloured_by_confidence_and_framed_where_put_right(scan: Path) -> None:
    words = tuple(
        Word(text=text, box=Box(x0=x, top=200, x1=x + 50, bottom=220), confidence=confidence)
        for text, x, confidence in (("Godkendt", 100, 0.99), ("8", 160, 0.3), ("4", 230, 0.8))
    )
    page = build_page(BOX)
    line = replace(
        page.lines[0],
        text="Godkendt § 4",
        words=words,
        repairs=(Repair(start=9, end=10, read="8", art=Rettelsesart.PARAGRAF),),
    )
    page = replace(page, source=TextSource.OCR, lines=(line,))
    picture = draw_page(build_referat(scan, FileKind.IMAGE), [page], 1)
    scale = WIDTH / 595.0

    def colours(word: Word) -> set[str]:
        box = word.box
        left, right = STRIP + round(box.x0 * scale) + 8, STRIP + round(box.x1 * scale) - 8
        bottom = round(box.bottom * scale)
        part = picture.crop((left, bottom - 2, right, bottom + UNDERLINE))
        return {"#{:02x}{:02x}{:02x}".format(*colour) for _, colour in part.getcolors()}

    sure, put_right, doubtful = (colours(word) for word in words)
    assert confidence_colour(0.99) in sure
    assert REPAIRED not in sure
    assert {confidence_colour(0.3), REPAIRED} <= put_right
    assert confidence_colour(0.8) in doubtful


def test_every_confidence_has_a_colour() -> None:
    assert len({confidence_colour(value / 100) for value in range(101)}) == len(CONFIDENCES)
