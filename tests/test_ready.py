from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from referat.reading import read_document
from referat.ready import Ready, make_ready
from referat.settings import Settings
from referat.types import DocumentResult, FileKind, SourceFile, Status

TEXT = """\
Byrådet
Referat af møde den 12. marts 2019 kl. 17.00

1. Godkendelse af dagsorden
Beslutning: Godkendt.
"""


@pytest.fixture
def result(tmp_path: Path) -> DocumentResult:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    source = SourceFile(
        path=str(path), sha256="ab" * 32, kind=FileKind.TEXT, size=path.stat().st_size
    )
    return read_document(source, settings=Settings(jobs=1))


def test_rows_take_the_place_of_the_document(result: DocumentResult) -> None:
    ready = make_ready(result, run=7)
    assert isinstance(ready, Ready)
    assert (ready.referat, ready.pages) == (None, ())
    assert (ready.path, ready.status, ready.source) == (result.path, result.status, result.source)
    assert ready.problems == result.problems
    assert ready.prepared.run == 7
    assert ready.prepared.whole.open() == (result.referat, result.pages)


def test_what_could_not_be_read_stays_as_it_is() -> None:
    failed = DocumentResult(path="a.pdf", status=Status.FAILED)
    assert make_ready(failed, run=1) is failed


def test_a_document_of_which_no_rows_can_be_made_fails_alone(result: DocumentResult) -> None:
    assert result.referat is not None
    broken = replace(result, referat=replace(result.referat, punkter=(object(),)))
    told = make_ready(broken, run=1)
    assert told.status is Status.FAILED
    assert told.problems[0].code == "programfejl"
