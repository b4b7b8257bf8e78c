"""The two ways to ask Tesseract: what they say when something is missing, and that they agree."""

from __future__ import annotations

import importlib.util
import os
import stat

import cv2
import numpy as np
import pytest

from referat.errors import MissingToolError, OcrError, SettingsError
from referat.pages import engines
from referat.pages.engines import HEADER, find_engine
from referat.pages.seeing import parse
from referat.settings import OcrEngine, Settings

has_tesserocr = pytest.mark.skipif(
    importlib.util.find_spec("tesserocr") is None,
    reason="needs tesserocr: pip install .[tesserocr]",
)


@pytest.fixture(autouse=True)
def _fresh():
    engines._find.cache_clear()
    yield
    engines._find.cache_clear()


def program(folder, script):
    path = folder / "tesseract"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


ANSWERS = """case "$*" in
*--version*) echo "tesseract 5.3.0";;
*--list-langs*) echo "List of available languages (1):"; echo {language};;
*) {otherwise};;
esac"""

SHEET = np.full((300, 400), 240, np.uint8)


def ask(path, *, number=1, **settings):
    engine = find_engine(Settings(tesseract=path, **settings))
    return engine.read(SHEET, dpi=200.0, psm=3, number=number)


def test_a_missing_program_says_what_to_install():
    with pytest.raises(MissingToolError, match="tesseract-ocr-dan") as caught:
        find_engine(Settings(tesseract="findes-ikke-her"))
    assert caught.value.exit_code == 4


def test_a_program_that_is_no_tesseract_is_named():
    with pytest.raises(MissingToolError, match="'/bin/false' is no Tesseract that works"):
        find_engine(Settings(tesseract="/bin/false"))


def test_missing_danish_data_says_what_to_install(tmp_path):
    path = program(tmp_path, ANSWERS.format(language="eng", otherwise="exit 1"))
    with pytest.raises(MissingToolError, match="no data for dan") as caught:
        find_engine(Settings(tesseract=path))
    assert caught.value.code == "sprogdata_mangler"


@has_tesserocr
def test_the_library_without_danish_data_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    with pytest.raises(MissingToolError, match=r"no data for dan.*set TESSDATA_PREFIX, which is"):
        find_engine(Settings(ocr_engine="tesserocr"))


def test_the_library_that_is_asked_for_and_not_installed_is_named(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(MissingToolError, match=r"referat\[tesserocr\]"):
        find_engine(Settings(ocr_engine="tesserocr"))


def test_a_program_that_fails_is_an_ocr_error_with_its_page(tmp_path):
    path = program(tmp_path, ANSWERS.format(language="dan", otherwise="echo broken >&2; exit 1"))
    with pytest.raises(OcrError, match="broken") as caught:
        ask(path, number=7)
    assert (caught.value.page, caught.value.code) == (7, "ocr_fejl")


def test_a_program_that_is_killed_is_an_ocr_error_that_says_so(tmp_path):
    path = program(tmp_path, ANSWERS.format(language="dan", otherwise="kill -9 $$"))
    with pytest.raises(OcrError, match="killed") as caught:
        ask(path)
    assert caught.value.code == "ocr_fejl"


def test_a_program_that_takes_too_long_is_stopped(tmp_path):
    # "exec", so that it is the sleeping itself that is stopped.
    path = program(tmp_path, ANSWERS.format(language="dan", otherwise="exec sleep 60"))
    with pytest.raises(OcrError, match="longer") as caught:
        ask(path, ocr_timeout=0.2)
    assert caught.value.code == "ocr_tid"


def test_the_program_is_given_one_thread_and_a_file(tmp_path):
    seen = tmp_path / "set.txt"
    otherwise = f'echo "$OMP_THREAD_LIMIT $*" > {seen}; echo "{HEADER}" > "$2.tsv"'
    ask(program(tmp_path, ANSWERS.format(language="dan", otherwise=otherwise)), number=3)
    said = seen.read_text()
    assert said.startswith("1 ")
    assert "page-0003.pgm" in said
    assert "-l dan" in said
    assert "--psm 3" in said


def test_another_model_is_handed_on_and_named(tmp_path):
    model = tmp_path / "dan_best.traineddata"
    model.write_bytes(b"model")
    seen = tmp_path / "set.txt"
    otherwise = f'echo "$*" > {seen}; echo "{HEADER}" > "$2.tsv"'
    path = program(tmp_path, ANSWERS.format(language="dan", otherwise=otherwise))
    ask(path, ocr_model=str(model))
    assert f"--tessdata-dir {tmp_path}" in seen.read_text()
    assert "-l dan_best" in seen.read_text()
    engine = find_engine(Settings(tesseract=path, ocr_model=str(model)))
    # The first digits of the hash of "model".
    assert engine.name == "tesseract 5.3.0, dan_best 9372c470"


@pytest.mark.parametrize("name", ["borte.traineddata", "model.bin"])
def test_a_model_that_is_none_is_named(tmp_path, name):
    (tmp_path / "model.bin").write_bytes(b"model")
    with pytest.raises(SettingsError, match=name):
        find_engine(Settings(ocr_model=str(tmp_path / name)))


def test_a_full_disk_ends_the_run_and_is_not_a_page_without_text(tmp_path, monkeypatch):
    from referat.errors import StorageError

    monkeypatch.setattr(engines, "LEAST_ROOM", 1 << 62)
    path = program(tmp_path, ANSWERS.format(language="dan", otherwise="exit 1"))
    with pytest.raises(StorageError, match="disk is full"):
        ask(path)


@pytest.fixture(scope="module")
def page():
    """Three lines of print, as a scanner gives them."""
    pixels = np.full((500, 1400), 240, np.uint8)
    for place, text in enumerate(
        ("Udvalget besluttede at sende", "forslaget i høring den", "3. maj")
    ):
        line = text.replace("ø", "o")
        cv2.putText(pixels, line, (60, 120 + 120 * place), cv2.FONT_HERSHEY_SIMPLEX, 1.8, 20, 4)
    return pixels


@pytest.mark.ocr
@has_tesserocr
def test_both_ways_give_the_same_words_boxes_and_confidences(page):
    seen = {}
    for engine in (OcrEngine.TESSERACT, OcrEngine.TESSEROCR):
        asked = find_engine(Settings(ocr_engine=engine))
        seen[engine] = parse(asked.read(page, dpi=300.0, psm=3, number=1))
    program, library = seen.values()
    assert [mark.text for mark in program] == [mark.text for mark in library]
    assert len(program) >= 9
    for one, other in zip(program, library, strict=True):
        assert (one.left, one.top, one.line) == pytest.approx(
            (other.left, other.top, other.line), abs=3
        )
        assert (one.width, one.height) == pytest.approx((other.width, other.height), abs=4)
        assert one.confidence == pytest.approx(other.confidence, abs=0.1)


@pytest.mark.ocr
@has_tesserocr
def test_the_library_stops_when_time_is_up(page):
    busy = np.tile(page, (6, 1))
    engine = find_engine(Settings(ocr_engine="tesserocr", ocr_timeout=0.01))
    with pytest.raises(OcrError) as caught:
        engine.read(busy, dpi=300.0, psm=3, number=4)
    assert (caught.value.code, caught.value.page) == ("ocr_tid", 4)


@pytest.mark.ocr
def test_the_name_tells_program_version_language_and_model():
    name = find_engine(Settings(ocr_engine="tesseract")).name
    assert name.startswith("tesseract ")
    assert name.split(", ")[1].startswith("dan ")
    assert os.environ.get("OMP_THREAD_LIMIT", "1") == "1"


@pytest.mark.ocr
@has_tesserocr
def test_the_library_is_taken_where_no_other_program_is_named():
    assert "(tesserocr)" in find_engine(Settings()).name
    assert "(tesserocr)" not in find_engine(Settings(ocr_engine="tesseract")).name
