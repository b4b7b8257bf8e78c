"""What notebooks and other programs call: one document in, one typed object out.

``referat/__init__.py`` binds these names; the work is done by the stages, in the order of
``reading.py``. Heavy libraries are imported when a document is read, not before.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from referat.settings import Settings
from referat.types import Referat

if TYPE_CHECKING:
    from spacy.language import Language


def structure(
    path: str | Path,
    *,
    kommune: str | None = None,
    settings: Settings | None = None,
    nlp: Language | None = None,
) -> Referat:
    """One document as a frozen, typed object.

    Args:
        path: A PDF, a scan, a converter's text or an HTML page.
        kommune: Short name of the kommune, where the document does not say it.
        settings: Defaults where ``None``.
        nlp: A loaded pipeline, to be shared by many calls; loaded once a process where ``None``.

    Raises:
        InputFileError: The file gives nothing to read.
        MissingToolError: A scanned page needs Tesseract with Danish data, which is not there.
        MissingModelError: The spaCy pipeline is not there.
    """
    from referat import reading

    settings = settings or Settings()
    if kommune is not None:
        settings = replace(settings, kommune=kommune)
    return reading.read_file(Path(path), settings=settings, nlp=nlp)[1]
