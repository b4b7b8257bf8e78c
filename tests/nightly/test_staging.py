"""What was read waits on the disk until the quality gate has let it through."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from referat.nightly.staging import read_stage, write_stage
from referat.reading import read_documents
from referat.settings import Settings


def test_a_scan_is_the_same_after_it_waited_with_its_words(
    scan: Path, program: Callable[[], str], tmp_path: Path
) -> None:
    settings = Settings(jobs=1, tesseract=program(), ocr_mend=False)
    (result,) = read_documents([scan], settings=settings)
    write_stage(tmp_path / "stage", result)
    waited = read_stage(tmp_path / "stage")
    assert waited == result
    assert any(line.words for page in waited.pages for line in page.lines)
