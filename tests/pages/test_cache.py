"""What was seen is kept by all that decides it, and nothing is recognised twice."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from types import SimpleNamespace

import pypdfium2 as pdfium
import pytest

from referat.errors import StorageError
from referat.ingest.discover import open_source
from referat.pages import cache as caching
from referat.pages import scanned
from referat.pages.cache import OcrCache, cache_key
from referat.pages.choose import read_pages
from referat.pages.desk import Desk, PageFailure, PagesWanted, at
from referat.pages.engines import HEADER
from referat.pages.scanned import read_into_cache
from referat.pages.seeing import PSM, Seen
from referat.settings import Settings
from referat.types import TextSource

SEEN = Seen(
    width=595.0, height=842.0, dpi=200.0, shrunk=False, engine="tesseract 0", steps=(), sheets=()
)
WORD = "5\t1\t1\t1\t{n}\t1\t300\t{top}\t300\t30\t95.0\tForslaget\n"


@pytest.fixture
def engine(monkeypatch):
    """An OCR program that reads the same on each page, and counts how often it is asked."""
    asked = []

    def read(pixels, *, dpi, psm, number):
        if psm == PSM:  # Not the second look at what is left.
            asked.append(number)
        return HEADER + "\n" + "".join(WORD.format(n=n, top=300 + 60 * n) for n in range(9))

    found = SimpleNamespace(name="tesseract 0, dan", read=read, asked=asked)
    monkeypatch.setattr(scanned, "find_engine", lambda settings: found)
    return found


@pytest.fixture
def prose(drawing):
    return [drawing.Text(72, 100 + 20 * n, "Forslaget drøftes på næste møde.") for n in range(20)]


def source_of(path):
    return open_source(path, kommune=None, max_bytes=0)


def test_a_page_that_was_seen_is_not_recognised_again(make_scan, prose, engine, tmp_path):
    source = source_of(make_scan(prose, prose[:10]))
    settings = Settings(ocr_cache=str(tmp_path / "ocr"))
    first = read_pages(source, settings)
    # Side by side: any of the two may be the first.
    assert sorted(engine.asked) == [1, 2]
    assert read_pages(source, settings) == first
    assert len(engine.asked) == 2
    assert {page.source for page in first.pages} == {TextSource.OCR}


def test_the_same_scan_in_another_file_is_known(make_scan, prose, engine, tmp_path):
    path = make_scan(prose)
    settings = Settings(ocr_cache=str(tmp_path / "ocr"))
    read_pages(source_of(path), settings)
    document = pdfium.PdfDocument(path)
    document.set_metadata({"Title": "Sendt igen"}) if hasattr(document, "set_metadata") else None
    document.save(tmp_path / "igen.pdf", version=17)
    document.close()
    again = source_of(tmp_path / "igen.pdf")
    assert again.sha256 != source_of(path).sha256
    read_pages(again, settings)
    assert engine.asked == [1]


def test_another_image_is_not_taken_for_a_known_one(make_scan, prose, engine, tmp_path):
    settings = Settings(ocr_cache=str(tmp_path / "ocr"))
    read_pages(source_of(make_scan(prose)), settings)
    read_pages(source_of(make_scan(prose[:-1])), settings)
    assert len(engine.asked) == 2


def test_an_image_file_is_known_by_its_content(make_scan, prose, engine, tmp_path):
    make_scan(prose)
    settings = Settings(ocr_cache=str(tmp_path / "ocr"))
    for name in ("a.png", "b.png"):
        shutil.copy(tmp_path / "side-1.png", tmp_path / name)
        read_pages(source_of(tmp_path / name), settings)
    assert engine.asked == [1]


@pytest.mark.parametrize(
    "change", [{"image": "b"}, {"engine": "tesseract 5.5"}, {"ocr_dpi": 400}, {"ocr_mend": False}]
)
def test_whatever_decides_the_reading_is_in_the_name(change):
    def key(image="a", engine="tesseract 5.3", **settings):
        return cache_key(image, engine, Settings(**settings))

    assert key() == key()
    assert key(**change) != key()


@pytest.mark.parametrize("version", ["FORM", "PSM", "MAX_PIXELS"])
def test_a_change_of_the_program_makes_new_names(monkeypatch, version):
    before = cache_key("a", "b", Settings())
    monkeypatch.setattr(caching, version, 99)
    assert cache_key("a", "b", Settings()) != before


def test_jobs_and_time_limits_change_no_name():
    other = Settings(jobs=3, ocr_timeout=5, page_timeout=9, kommune="Nordby")
    assert cache_key("a", "b", other) == cache_key("a", "b", Settings())


def test_what_is_not_whole_is_read_again(tmp_path):
    cache = OcrCache(tmp_path)
    assert cache.find("ab" * 32) is None
    cache.keep("ab" * 32, SEEN)
    assert cache.find("ab" * 32) == SEEN
    (path,) = tmp_path.rglob("*.z")
    path.write_bytes(path.read_bytes()[:-5])
    assert cache.find("ab" * 32) is None


def test_a_disk_that_takes_nothing_ends_the_run(make_scan, prose, engine, tmp_path):
    (tmp_path / "ocr").write_text("a file where the folder should be")
    with pytest.raises(StorageError, match="what OCR read"):
        read_pages(source_of(make_scan(prose)), Settings(ocr_cache=str(tmp_path / "ocr")))


def test_where_pages_are_handed_out_a_document_asks_for_those_that_are_missing(
    make_scan, prose, engine, tmp_path
):
    source = source_of(make_scan(prose, prose[:10], prose[:5]))
    settings = Settings(ocr_cache=str(tmp_path / "ocr"))
    assert read_into_cache(source, 2, settings) is None
    with at(Desk(hands_out=True)), pytest.raises(PagesWanted) as caught:
        read_pages(source, settings)
    assert caught.value.source == source
    assert list(caught.value.keys) == [1, 3]
    assert read_into_cache(source, 1, settings) is None
    failure = PageFailure(code="ocr_tid", message="too slow.", action="Wait.")
    with at(Desk(hands_out=True, failures={3: failure})):
        read = read_pages(source, settings)
    assert [bool(page.lines) for page in read.pages] == [True, True, False]
    assert [(one.code, one.page) for one in read.problems] == [("ocr_tid", 3)]
    assert engine.asked == [2, 1]


def test_the_desk_hears_of_each_page_and_of_the_end(make_pdf, prose, engine):
    heard = []
    with at(Desk(at=heard.append)):
        read_pages(source_of(make_pdf(prose, prose, prose)), Settings())
    assert heard == [1, 2, 3, None]


def test_a_page_that_is_skipped_is_a_problem_and_the_others_are_read(make_pdf, prose):
    failure = PageFailure(code="side_tid", message="it took too long.", action="Look at it.")
    source = source_of(make_pdf(prose, prose, prose))
    with at(Desk(skipped={2: failure})):
        read = read_pages(source, Settings())
    assert [bool(page.lines) for page in read.pages] == [True, False, True]
    assert [(one.code, one.page) for one in read.problems] == [("side_tid", 2)]


def test_pages_that_ask_for_others_can_be_sent_to_another_process(make_pdf, prose):
    import pickle

    wanted = PagesWanted(source_of(make_pdf(prose)), {1: "a", 4: "b"})
    again = pickle.loads(pickle.dumps(wanted))
    assert (again.source, again.keys) == (wanted.source, wanted.keys)


@pytest.mark.ocr
def test_a_second_reading_gives_the_same_as_the_first(make_scan, drawing, tmp_path):
    items = [
        drawing.Text(72, 100 + 20 * n, f"Udvalget drøftede sagen og dens følger, afsnit {n}.")
        for n in range(20)
    ]
    source = source_of(make_scan(items))
    settings = Settings(ocr_cache=str(tmp_path / "ocr"))
    first = read_pages(source, settings)
    assert (
        read_pages(source, settings)
        == first
        == read_pages(source, replace(settings, ocr_cache=None))
    )
    assert sum(len(files) for _, _, files in os.walk(tmp_path / "ocr")) == 1


@pytest.mark.slow
def test_hundreds_of_scanned_pages_are_read_in_flat_memory(make_scan, prose, tmp_path, monkeypatch):
    import resource

    words = "".join(WORD.format(n=n, top=300 + 4 * n) for n in range(400))
    answers = SimpleNamespace(
        name="t, dan", read=lambda *_, psm, **__: f"{HEADER}\n{words if psm == PSM else ''}"
    )
    monkeypatch.setattr(scanned, "find_engine", lambda settings: answers)
    one = pdfium.PdfDocument(make_scan(prose))
    many = pdfium.PdfDocument.new()
    for _ in range(150):
        many.import_pages(one, [0])
    many.save(tmp_path / "lang.pdf")
    source = source_of(tmp_path / "lang.pdf")
    read_pages(source, Settings(max_pages=20, ocr_mend=False))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    read = read_pages(source, Settings(ocr_mend=False))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert sum(len(page.lines) > 0 for page in read.pages) == 150
    # Some 50 MB grow, twice that in a process that has read much else; images kept would take
    # 13 MB a page, 1,900 in all.
    assert grown < 400_000
