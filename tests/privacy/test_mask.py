"""What is private is out of every line, word and copy; what stays can be read."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from referat.ingest.discover import open_source
from referat.pages.choose import read_pages
from referat.privacy.apply import Privacy, hash_text, mask, mask_path, withhold
from referat.privacy.mask import MARKS, mask_pages, mask_text, text_hash
from referat.privacy.names import NameFinder
from referat.settings import Settings
from referat.structure.document import load_pipeline, structure_document
from referat.types import Box, Line, Maskeringsart, Page, ReadPages, Referat, TextSource, Word
from referat.withholding import DocumentIdentity, PunktRule, Register, Withheld, WithheldKind

TODAY = dt.date(2026, 11, 24)
CPR = "211062-5629"
BOX = Box(x0=50, top=100, x1=250, bottom=112)


def line(text: str, number: int = 1, **more: object) -> Line:
    values = {"page": 1, "row": number, "box": BOX, "size": 10.0}
    return Line(text=text, number=number, **(values | more))


def pages(*lines: Line) -> ReadPages:
    page = Page(
        number=1, width=595, height=842, source=TextSource.OCR, reason="", lines=tuple(lines)
    )
    return ReadPages(pages=(page,))


def masked(*lines: Line, names: tuple[str, ...] = ()) -> tuple[list[str], list[object]]:
    read, hidden = mask_pages(pages(*lines), today=TODAY, names=NameFinder(names))
    return [one.text for one in read.pages[0].lines], list(hidden)


def test_a_number_in_a_line_becomes_a_mark():
    texts, hidden = masked(line(f"Borgeren ({CPR}) klager."), line("Andet", 2))
    assert texts == ["Borgeren ([CPR-nr. fjernet]) klager.", "Andet"]
    assert [(one.art, one.line) for one in hidden] == [(Maskeringsart.CPR, 1)]


def test_a_number_over_a_line_s_end_is_gone_from_both_lines():
    texts, hidden = masked(line("Borgeren 211062-"), line("5629 klager", 2))
    assert texts == ["Borgeren [CPR-nr. fjernet]", "[…] klager"]
    assert [one.line for one in hidden] == [1, 2]


def test_words_of_ocr_lose_it_too_and_give_its_place():
    words = tuple(
        Word(text=text, box=Box(x0=x, top=100, x1=x + 40, bottom=112), confidence=0.9)
        for text, x in (("Borgeren", 50), (CPR, 100), ("klager", 150))
    )
    read, hidden = mask_pages(pages(line(f"Borgeren {CPR} klager", words=words)), today=TODAY)
    (kept,) = read.pages[0].lines
    assert [word.text for word in kept.words] == ["Borgeren", MARKS[Maskeringsart.CPR], "klager"]
    assert hidden[0].box == Box(x0=100, top=100, x1=140, bottom=112)


def test_words_that_do_not_fit_the_line_are_left_out_whole():
    word = Word(text="noget andet", box=BOX, confidence=0.9)
    read, _ = mask_pages(pages(line(f"Borgeren {CPR}", words=(word,))), today=TODAY)
    assert read.pages[0].lines[0].words == ()


@pytest.mark.parametrize(
    "printed",
    [
        "Ida Marie Fjeldsted", "IDA MARIE FJELDSTED", "Fjeldsted, Ida Marie",
        "Ida Marie Fjeldsteds", "Ida  Marie\nFjeldsted", "Ida Marie Fjeldstcd",
        "Ida-Marie Fjeldsted",
    ],
)  # fmt: skip
def test_a_withheld_name_is_found_as_it_may_be_printed(printed: str):
    text = mask_text(
        f"Klage fra {printed} om vejen", today=TODAY, names=NameFinder(["Ida Marie Fjeldsted"])
    )
    assert "jeld" not in text.casefold()
    assert text.startswith("Klage fra [navn fjernet]")


@pytest.mark.parametrize(
    "other", ["Ida Fjeldsted", "Bo Lund", "Ida Marie Fjeldgaard", "Marie Fjeldsted"]
)
def test_other_names_stay(other: str):
    names = NameFinder(["Ida Marie Fjeldsted", "Ib Lund", "Ida"])
    assert mask_text(other, today=TODAY, names=names) == other


def test_copies_of_the_same_minutes_have_one_text_hash():
    first = pages(line("1. Havnen"), line("Godkendt.", 2))
    stamped = pages(
        line("1.  Havnen"), line("Udskrevet den 24. november 2026 kl. 10:15", 2),
        line("Godkendt.", 3), line("Side 1 af 2", 4, furniture=True),
    )  # fmt: skip
    other = pages(line("1. Havnen"), line("Udsat.", 2))
    hashes = [text_hash(read, today=TODAY, secret="a") for read in (first, stamped, other)]
    assert hashes[0] == hashes[1] != hashes[2]
    assert text_hash(first, today=TODAY, secret="b") != hashes[0]


def test_a_path_with_something_private_is_masked_and_stays_its_own(privacy: Privacy):
    first, second = (mask_path(f"klager/{number}.pdf", privacy) for number in (CPR, "211062-5637"))
    assert CPR not in first
    assert first != second
    assert mask_path("klager/a.pdf", privacy) == "klager/a.pdf"


# --- the copy for readers -------------------------------------------------------------------


@pytest.fixture
def privacy(tmp_path: Path) -> Privacy:
    return Privacy(register=Register(secret="x"), today=TODAY, public_dir=tmp_path / "public")


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
        return at(withhold(referat, kept.pages, hidden, privacy), privacy)

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
    kept, hidden = mask_pages(pages(line(f"Borgeren {CPR}")), today=TODAY)
    referat = structure_document(source, kept, load_pipeline())
    referat, _ = at(withhold(referat, kept.pages, hidden, privacy), privacy)
    picture = pdfium.PdfDocument(referat.public_path)[0].render(scale=1).to_pil().convert("L")
    scale = picture.width / 595
    assert picture.getpixel((int(150 * scale), int(106 * scale))) < 40
    assert picture.getpixel((int(150 * scale), int(306 * scale))) > 200


def test_where_no_copy_can_be_made_none_is_given(tmp_path, publish, monkeypatch):
    def broken(*args: object) -> None:
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
