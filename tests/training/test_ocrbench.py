"""The benchmark of OCR: pages, scans, ways and tables, without the OCR program."""

from __future__ import annotations

import json

import numpy as np
import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner
from reportlab.pdfgen.canvas import Canvas

from referat.errors import SettingsError
from referat.training import ocrbench
from referat.training.grime import LEVELS, scan
from referat.training.ocrbench import AS_READ, OWN, PEER, Entry, make_table, summarise
from referat.training.ocrpages import choose_pages, find_pages, type_anew
from referat.types import ReadPages

TEXT = "Byrådet godkendte indstillingen om en ny sti langs åen, sag 15/34881 den 3. maj 2021."


@pytest.fixture
def document(tmp_path):
    """A PDF of two pages: one of a typewriter, one with contents."""
    path = tmp_path / "documents" / "aaby.pdf"
    path.parent.mkdir()
    canvas = Canvas(str(path), invariant=1)
    for font, dots in (("Courier", ""), ("Times-Roman", "." * 60)):
        canvas.setFont(font, 11)
        for row in range(6):
            canvas.drawString(60, 760 - 20 * row, TEXT)
            canvas.drawString(60, 560 - 20 * row, dots)
        canvas.showPage()
    canvas.save()
    return path


def test_pages_are_known_by_font_and_contents(document):
    first, second = find_pages([document])
    assert (first.page, first.font, first.contents) == (1, "typewriter", False)
    assert (second.page, second.font, second.contents) == (2, "serif", True)
    assert TEXT in first.orders[0]
    assert TEXT in first.orders[1]


def test_pages_are_typed_anew_with_the_same_words(document, tmp_path):
    known = find_pages([document])
    typed = type_anew(known[:1], tmp_path / "typed")
    assert [(truth.page, truth.font) for truth in typed] == [(1, "typewriter")]
    assert typed[0].orders[0].split() == known[0].orders[0].split()


def test_each_kind_of_type_has_its_turn(document):
    typed, set_in_times = find_pages([document])
    chosen = choose_pages([set_in_times, set_in_times, set_in_times, typed], 3)
    assert [truth.font for truth in chosen] == ["serif", "typewriter", "serif"]
    assert choose_pages([], 3) == []


def test_another_segmentation_is_for_one_reading_and_is_not_kept(document, tmp_path, monkeypatch):
    asked = []

    def answer(source, settings):
        asked.append((ocrbench.seeing.PSM, settings.ocr_cache))
        return ReadPages(pages=(), problems=())

    usual = ocrbench.seeing.PSM
    monkeypatch.setattr(ocrbench, "read_pages", answer)
    monkeypatch.setattr(ocrbench, "BENCH", tmp_path)
    ocrbench._read(document, {"psm": 6}, "way", None)
    ocrbench._read(document, {}, "way", None)
    assert asked == [(6, None), (usual, str(tmp_path / "ocr"))]
    assert usual == ocrbench.seeing.PSM


def test_ways_whose_model_is_missing_are_left_out(tmp_path, monkeypatch):
    ways = {"default": {}, "gone": {"ocr_model": str(tmp_path / "dan.traineddata")}}
    monkeypatch.setattr(ocrbench, "OTHER_SETTINGS", ways)
    monkeypatch.setattr("referat.pages.engines._find", lambda *given: find(*given))

    def find(engine, program, language, file, timeout):
        if file is not None:
            raise SettingsError("no such model.", action="Fetch it.")

    assert ocrbench.find_ways() == ("default",)


def test_a_file_without_text_has_no_pages(tmp_path, document):
    image = tmp_path / "scan.pdf"
    task = ocrbench.Task(set="light150", truths=tuple(find_pages([document])))
    image.write_bytes(ocrbench.print_scan(task))
    assert find_pages([image]) == []
    with pdfium.PdfDocument(image) as pdf:
        assert len(pdf) == 2
        assert pdf[0].get_width() == pytest.approx(595, abs=1)


def test_the_same_scan_is_made_every_time(document):
    task = ocrbench.Task(set="grim150", truths=tuple(find_pages([document])))

    def pixels():
        with pdfium.PdfDocument(ocrbench.print_scan(task)) as pdf:
            return pdf[0].render(grayscale=True).to_numpy()

    assert np.array_equal(pixels(), pixels())


def test_a_worse_scanner_makes_a_worse_page():
    page = np.full((600, 500), 255, np.uint8)
    page[100:140, 50:450] = 0
    clean, light, grim = (
        scan(page, LEVELS[name], dpi=200, seed=1).astype(float) for name in LEVELS
    )
    assert np.array_equal(clean, page)
    assert 0 < np.abs(light - page).mean() < np.abs(grim - page).mean()


def entry(way, wrong, *, name="grim200", font="sans", contents=False):
    tally = {
        "pages": 1, "letters": 1000, "letters_wrong": wrong, "words": 200, "words_wrong": wrong,
        "numbers": 1, "numbers_right": 1, "dates": 1, "dates_right": 0,
    }  # fmt: skip
    return Entry(
        set=name, way=way, document="a.pdf", page=1, font=font, contents=contents, tally=tally
    )


def test_figures_are_summed_by_set_and_font():
    entries = [entry(OWN, 2), entry(OWN, 4, font="serif", contents=True), entry(PEER, 60)]
    figures = summarise(entries)
    assert figures["sets"]["grim200"][OWN]["cer"] == 0.003
    assert figures["without contents"]["grim200"][OWN]["cer"] == 0.002
    assert figures["fonts"]["serif"][OWN]["cer"] == 0.004
    assert figures["sets"]["grim200"][PEER]["facts"] == 0.5


def test_the_table_shows_what_was_measured():
    entries = [entry(OWN, 2), entry(AS_READ, 5), entry(PEER, 60), entry("tesserocr", 3)]
    text = make_table(summarise(entries))
    assert "| grim200 | 1 | 0.20 / 1.0 | 0.50 / 2.5 | 6.00 / 30.0 | 50.0 % / 50.0 % |" in text
    assert "| tesserocr | grim200 | 1 | 0.30 / 1.5 |" in text
    # Without the peer there is a dash, and no figure of somebody else's run.
    assert "| – | 50.0 % / – |" in make_table(summarise(entries[:2]))


def test_a_run_can_be_gone_on_with(document, tmp_path, monkeypatch):
    asked = []

    def answer(task):
        asked.append((task.set, [truth.page for truth in task.truths]))
        return [
            Entry(
                set=task.set, way=way, document="aaby.pdf", page=1, font="sans", contents=False,
                tally=entry(way, 1).tally,
            )
            for way in (OWN, AS_READ)
        ]  # fmt: skip

    monkeypatch.setattr(ocrbench, "run_task", answer)
    monkeypatch.setattr(ocrbench, "BENCH", tmp_path / "bench")
    monkeypatch.setattr(ocrbench, "PINNED", tmp_path / "ocr.json")
    monkeypatch.setattr(ocrbench, "_versions", lambda program: {"referat": "0"})
    monkeypatch.setattr(ocrbench.shutil, "which", lambda name: None)
    folder = str(document.parent)
    common = [folder, "--no-seeds", "--no-typed", "--jobs", "1"]
    run = CliRunner().invoke(ocrbench.main, [*common, "--sets", "clean150"])
    assert run.exit_code == 0, run.output
    more = [*common, "--sets", "clean150,light150", "--keep", "--pin"]
    run = CliRunner().invoke(ocrbench.main, more)
    assert run.exit_code == 0, run.output
    assert asked == [("clean150", [1, 2]), ("light150", [1, 2])]
    figures = json.loads((tmp_path / "ocr.json").read_text("utf-8"))
    assert set(figures["sets"]) == {"clean150", "light150"}
