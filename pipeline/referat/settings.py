"""One frozen Settings, made once from defaults, a TOML file and flags, then passed in.

Nothing reads the environment at import, and no stage reads a setting that was not handed to it.
"""

from __future__ import annotations

import ast
import inspect
import os
import tomllib
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Any

from referat.errors import SettingsError
from referat.values import find_misfit, name_known

MOST_JOBS = 1024
"""Worker processes: more would be a slip, and each takes some hundred megabytes."""
LONGEST = 1_000_000_000
"""Seconds: the system's clocks take no timeout of some ten times as much."""


class OcrEngine(StrEnum):
    """How Tesseract is asked."""

    AUTO = "auto"
    """In the process where tesserocr is installed, else as a program."""
    TESSEROCR = "tesserocr"
    """In the process."""
    TESSERACT = "tesseract"
    """As a program, through pytesseract."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that can be set. Each field is a key of the TOML file and, where useful, a flag."""

    kommune: str | None = None
    """Short name of the kommune, for documents that do not say it themselves."""
    ocr: bool = True
    """Read scanned pages with Tesseract; off, they become problems."""
    ocr_engine: OcrEngine = OcrEngine.AUTO
    """How Tesseract is asked: in the process with `tesserocr`, as a program with `tesseract`, or
    `auto`: in the process where tesserocr is installed and `tesseract` names no other program."""
    ocr_language: str = "dan"
    """Tesseract's language data."""
    ocr_model: str | None = None
    """File of another model (`….traineddata`) than the installed one; `make ocr-model` fetches one
    that is better on noisy pages that are not mended."""
    ocr_mend: bool = True
    """Mend the images of bad pages before they are read."""
    ocr_cache: str | None = None
    """Folder that keeps what was read, so that no page is recognised twice; `ingest` and `nightly`
    take the folder `ocr` beside the database, an empty name keeps nothing."""
    ocr_dpi: int = 300
    """Resolution at which a page without an embedded image is rendered for OCR, dots per inch."""
    ocr_timeout: float = 120.0
    """Seconds that Tesseract may spend on one page."""
    page_timeout: float = 300.0
    """Seconds that one page may take in a worker process; then the page is left out."""
    tesseract: str = "tesseract"
    """Name or path of the Tesseract program."""
    jobs: int = 0
    """Worker processes for documents; 0 is one a core."""
    scheduler: str | None = None
    """Address of the Dask scheduler whose workers read in this machine's stead."""
    shared: str | None = None
    """``FOLDER=URL``: where those workers find a folder of this machine, if not at its path."""
    keep_pages: bool = True
    """Keep what was read of each document beside the database, for `referat restructure`."""
    max_pages: int = 5000
    """Pages of one document that are read; the rest becomes a problem."""
    max_bytes: int = 500_000_000
    """Size of the largest file that is read, bytes."""
    model: str | None = None
    """Folder of the spaCy pipeline; ``None`` is the one that comes with the package."""

    def __post_init__(self) -> None:
        """Name the value that is of the wrong type or makes no sense."""
        for field in fields(self):
            misfit = find_misfit(Settings, field.name, getattr(self, field.name))
            if misfit is not None:
                raise SettingsError(f"{field.name} {misfit[0]}.", action=misfit[1])
        object.__setattr__(self, "ocr_engine", OcrEngine(self.ocr_engine))
        if not 50 <= self.ocr_dpi <= 1200:
            raise SettingsError(
                f"ocr_dpi is {self.ocr_dpi}.", action="Give a number from 50 to 1200."
            )
        for name in ("ocr_language", "tesseract"):
            if not getattr(self, name).strip():
                raise SettingsError(
                    f"{name} is empty.", action="Give its name, or leave the setting out."
                )
        for name in ("max_pages", "max_bytes", "ocr_timeout", "page_timeout"):
            if getattr(self, name) < 0:
                raise SettingsError(
                    f"{name} is {getattr(self, name)}.", action="Give a number that is not below 0."
                )
        for name, most in (
            ("jobs", MOST_JOBS),
            ("ocr_timeout", LONGEST),
            ("page_timeout", LONGEST),
        ):
            if not 0 <= getattr(self, name) <= most:
                raise SettingsError(
                    f"{name} is {getattr(self, name)}.", action=f"Give a number from 0 to {most}."
                )

        if self.scheduler is not None and "://" not in self.scheduler:
            raise SettingsError(
                f"scheduler is {self.scheduler!r}.", action="Give its address: tcp://host:8786."
            )
        if self.shared is not None and not all(self.shared.partition("=")):
            raise SettingsError(
                f"shared is {self.shared!r}.",
                action="Give the folder here and its address there: /srv/referat=s3://bucket/referat.",
            )

    @property
    def local(self) -> Settings:
        """The same without what says where documents are read: what a reading depends on."""
        return replace(self, jobs=0, scheduler=None, shared=None, ocr_cache=None)

    @property
    def workers(self) -> int:
        """Number of worker processes, at least 1."""
        return self.jobs or max(1, len(os.sched_getaffinity(0)))


def load_settings(path: Path | None = None, **flags: Any) -> Settings:
    """Settings from a TOML file, overruled by the flags that are not ``None``.

    Raises:
        SettingsError: The file is missing or malformed, or holds an unknown key or a value of the
            wrong type.
    """
    values: dict[str, Any] = {}
    if path is not None:
        try:
            values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        except OSError as error:
            raise SettingsError(
                "the settings file cannot be read.", action="Check the path.", path=str(path)
            ) from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingsError(
                f"not valid TOML: {error}.", action="Correct the line.", path=str(path)
            ) from error
    known = {field.name for field in fields(Settings)}
    for key in values:
        if key not in known:
            raise SettingsError(
                f"unknown setting {key!r}.", action=name_known(key, known), path=str(path)
            )
    try:
        settings = Settings(**values)
    except SettingsError as error:
        # The file's values are made first and alone, so that it is not blamed for a flag's.
        error.path = str(path)
        raise
    return replace(settings, **{key: value for key, value in flags.items() if value is not None})


def describe_settings() -> dict[str, str]:
    """Each setting's name and what it means, in order."""
    return describe_fields(Settings)


def describe_fields(kind: type[Any]) -> dict[str, str]:
    """Each field of a data class and what it means, in order: the text that stands under it."""
    tree = ast.parse(inspect.getsource(kind))
    body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
    meanings: dict[str, str] = {}
    for field, text in pairwise(body):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(text, ast.Expr)
            and isinstance(text.value, ast.Constant)
        ):
            meanings[field.target.id] = " ".join(str(text.value.value).split())
    return meanings
