"""Stage 2: the two ways to ask Tesseract, behind one interface.

The only module that knows Tesseract. Both ways are asked once a page and answer with Tesseract's
own table of words, boxes and confidences, so that nothing after them can tell which it was:

* ``tesserocr``, where it is installed (``pip install referat[tesserocr]``): in this process.
* The program ``tesseract`` through pytesseract: it is handed a file's path, never an image object,
  which would be packed as PNG first at half the cost of the recognition itself.

Both may be used from several threads at once.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import queue
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import cv2
import numpy as np
import pytesseract

from referat.errors import MissingToolError, OcrError, SettingsError, disk_full
from referat.pages.scan import Pixels
from referat.settings import OcrEngine, Settings

HEADER = (
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
)
"""First line of Tesseract's table; the library leaves it out."""

LEAST_ROOM = 1_000_000
"""Bytes that must be left for temporary files: what the program writes of a page."""

MODEL = ".traineddata"

DATA_FOLDERS = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
)
"""Where Debian, Fedora, a build of one's own and Homebrew keep Tesseract's data."""

_FOLDER = re.compile(r'in "(?P<folder>[^"]+)"')
"""In ``List of available languages in "/usr/share/…/tessdata/" (3):``."""


class Engine(Protocol):
    """A way to ask Tesseract."""

    @property
    def name(self) -> str:
        """Program, version, and language with the first digits of the model's hash."""

    def read(self, pixels: Pixels, *, dpi: float, psm: int, number: int) -> str:
        """Tesseract's table of a grey image.

        Raises:
            OcrError: It failed, or took too long.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """The language data that is used."""

    language: str
    """As Tesseract's ``-l`` takes it."""
    folder: Path | None
    """Where it lies; ``None`` leaves that to the program."""

    @property
    def name(self) -> str:
        """The language, and of each model the first digits of its hash, where it is known."""
        if self.folder is None:
            return self.language
        marks = [_hash(self.folder / (part + MODEL)) for part in self.language.split("+")]
        return " ".join([self.language, *(mark for mark in marks if mark)])


def find_engine(settings: Settings) -> Engine:
    """The way to ask Tesseract that fits the settings and what is installed.

    Raises:
        MissingToolError: There is none, or the language's data is missing.
    """
    return _find(
        settings.ocr_engine,
        settings.tesseract,
        settings.ocr_language,
        settings.ocr_model,
        settings.ocr_timeout,
    )


@lru_cache(maxsize=8)
def _find(
    engine: OcrEngine, program: str, language: str, file: str | None, timeout: float
) -> Engine:
    # Who names a program of his own means that one.
    named = program != Settings().tesseract
    if engine is OcrEngine.TESSEROCR or (engine is OcrEngine.AUTO and not named):
        model = _model(language, file, _data_folder(program))
        if importlib.util.find_spec("tesserocr") is None:
            if engine is OcrEngine.TESSEROCR:
                raise MissingToolError(
                    "tesserocr is not installed.",
                    action="pip install 'referat[tesserocr]', or set ocr_engine to tesseract.",
                )
        elif model.folder is not None:
            try:
                return _Library(model, timeout)
            except MissingToolError:
                if engine is OcrEngine.TESSEROCR:
                    raise
    return _Program(program, language, file, timeout)


def _model(language: str, file: str | None, folder: Path | None) -> Model:
    if file is None:
        return Model(language=language, folder=folder)
    path = Path(file)
    if path.suffix != MODEL or not path.is_file():
        raise SettingsError(
            "the OCR model is no file of Tesseract's.",
            action=f"Name a file that ends in {MODEL}; `make ocr-model` fetches one.",
            path=file,
        )
    return Model(language=path.name.removesuffix(MODEL), folder=path.parent)


def _data_folder(program: str) -> Path | None:
    """Where Tesseract's language data lies; ``None`` where it cannot be found."""
    stated = os.environ.get("TESSDATA_PREFIX")
    if stated and Path(stated).is_dir():
        return Path(stated)
    for folder in map(Path, DATA_FOLDERS):
        if any(folder.glob("*" + MODEL)):
            return folder
    if shutil.which(program) is None:
        return None
    answer = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)
    found = _FOLDER.search(answer.stdout + answer.stderr)
    return Path(found["folder"]) if found and Path(found["folder"]).is_dir() else None


@lru_cache(maxsize=16)
def _hash(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:8]
    except OSError:
        return ""


def _missing_language(language: str) -> MissingToolError:
    stated = os.environ.get("TESSDATA_PREFIX")
    where = f", or set TESSDATA_PREFIX, which is {stated}, right" if stated else ""
    return MissingToolError(
        f"tesseract has no data for {language}.",
        action=f"Install tesseract-ocr-{language}{where}, or switch OCR off.",
        code="sprogdata_mangler",
    )


def _too_slow(timeout: float, number: int) -> OcrError:
    return OcrError(
        f"tesseract took longer than {timeout:g} seconds.",
        action="Raise ocr_timeout.",
        page=number,
        code="ocr_tid",
    )


def _resolution(dpi: float) -> int:
    """Tesseract takes less for a mistake, and guesses."""
    return max(70, round(dpi))


# --- the library ----------------------------------------------------------------------------


class _Library:
    """Tesseract in this process."""

    def __init__(self, model: Model, timeout: float) -> None:
        import tesserocr

        for part in model.language.split("+"):
            if model.folder is None or not (model.folder / (part + MODEL)).is_file():
                raise _missing_language(part)
        self._library: Any = tesserocr
        self._model, self._timeout = model, timeout
        version = tesserocr.tesseract_version().split()[1]
        self.name = f"tesseract {version} (tesserocr), {model.name}"
        # Loading the model takes 65 ms, and one object serves one thread at a time.
        self._idle: queue.LifoQueue[Any] = queue.LifoQueue()

    def read(self, pixels: Pixels, *, dpi: float, psm: int, number: int) -> str:
        with self._loaded() as api:
            height, width = pixels.shape
            api.SetPageSegMode(psm)
            api.SetImageBytes(np.ascontiguousarray(pixels).tobytes(), width, height, 1, width)
            api.SetSourceResolution(_resolution(dpi))
            try:
                done = api.Recognize(int(self._timeout * 1000))
            except RuntimeError as error:
                raise OcrError(
                    f"tesseract failed: {error}.",
                    action="Run it again; if it fails again, the page's image is at fault.",
                    page=number,
                ) from error
            if not done:
                raise _too_slow(self._timeout, number)
            table = f"{HEADER}\n{api.GetTSVText(0)}"
            api.Clear()
            return table

    @contextmanager
    def _loaded(self) -> Iterator[Any]:
        try:
            api = self._idle.get_nowait()
        except queue.Empty:
            # One page is one thread: with more, it spends its time waiting (4 times slower).
            os.environ["OMP_THREAD_LIMIT"] = "1"
            api = self._library.PyTessBaseAPI(
                path=str(self._model.folder), lang=self._model.language, oem=1
            )
        try:
            yield api
        finally:
            self._idle.put(api)


# --- the program ----------------------------------------------------------------------------


class _Program:
    """The program ``tesseract``, one process a page."""

    def __init__(self, program: str, language: str, file: str | None, timeout: float) -> None:
        pytesseract.pytesseract.tesseract_cmd = program
        model = _model(language, file, None)
        self._place = f"--tessdata-dir {model.folder} " if model.folder is not None else ""
        try:
            version = str(pytesseract.get_tesseract_version(cached=False)).splitlines()[0]
            languages = set(pytesseract.get_languages())
        except (pytesseract.TesseractNotFoundError, SystemExit) as error:
            raise MissingToolError(
                f"the page has to be read by OCR, and there is no program {program!r}.",
                action="Install tesseract-ocr and tesseract-ocr-dan, or switch OCR off.",
            ) from error
        except (subprocess.CalledProcessError, OSError, IndexError) as error:
            raise MissingToolError(
                f"the page has to be read by OCR, and {program!r} is no Tesseract that works.",
                action="Correct the setting `tesseract`, or switch OCR off.",
            ) from error
        if model.folder is None:
            for part in language.split("+"):
                if part not in languages:
                    raise _missing_language(part)
            model = Model(language=language, folder=_data_folder(program))
        self._program, self._model, self._timeout = program, model, timeout
        self.name = f"tesseract {version}, {model.name}"

    def read(self, pixels: Pixels, *, dpi: float, psm: int, number: int) -> str:
        os.environ["OMP_THREAD_LIMIT"] = "1"  # As above, for the child.
        # pytesseract keeps the program's name for the whole process: one set of settings at a time.
        pytesseract.pytesseract.tesseract_cmd = self._program
        with tempfile.TemporaryDirectory(prefix="referat-") as folder:
            image = Path(folder) / f"page-{number:04}.pgm"
            if not cv2.imwrite(str(image), pixels):
                _refuse_full(folder)
                raise OcrError("the page's image cannot be written.", action="Check the disk.")
            try:
                return str(
                    pytesseract.image_to_data(
                        str(image),
                        lang=self._model.language,
                        config=f"{self._place}--psm {psm} --oem 1 --dpi {_resolution(dpi)}",
                        timeout=self._timeout,
                    )
                )
            except pytesseract.TesseractError as error:
                _refuse_full(folder)
                raise OcrError(
                    f"tesseract failed: {error.message[-200:].strip() or 'it was killed'}.",
                    action="Run it again; if it fails again, the page's image is at fault.",
                    page=number,
                ) from error
            except RuntimeError as error:  # pytesseract's own way to say that time ran out
                raise _too_slow(self._timeout, number) from error


def _refuse_full(folder: str) -> None:
    """Without room the program fails on good pages: that must not become a page without text."""
    if shutil.disk_usage(folder).free < LEAST_ROOM:
        raise disk_full(folder)
