"""The renderer of the sample corpus: what it names, makes, skips and refuses."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from referat.errors import InputFileError, SettingsError
from referat.training.render import (
    BROWSERS,
    Scan,
    document_name,
    find_sources,
    main,
    make_document,
    read_scans,
    render_corpus,
)

TYPST = '#set text(lang: "da")\n= Referat\nPunkt 1: Godkendelse af dagsorden\n'


def text_of(data: bytes) -> str:
    pdfium = pytest.importorskip("pypdfium2")
    pdf = pdfium.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources" / "F01"
    folder.mkdir(parents=True)
    (folder / "mosevad.typ").write_text(TYPST, encoding="utf-8")
    (folder / "stenhoej.txt").write_text("Referat\n", encoding="utf-8")
    (folder / "ulvsoe.web.html").write_text("<p>Referat</p>\n", encoding="utf-8")
    return tmp_path / "sources"


@pytest.mark.parametrize(
    ("source", "document"),
    [
        ("F01/a-2019-03-14.typ", "F01/a-2019-03-14.pdf"),
        ("F08/a.html", "F08/a.pdf"),
        ("F05/a.web.html", "F05/a.html"),
        ("F04/a.txt", "F04/a.txt"),
    ],
)
def test_document_is_named_after_its_source(source: str, document: str) -> None:
    assert document_name(source) == document


def test_parts_shared_by_sources_are_no_sources(sources: Path) -> None:
    (sources / "F01" / "_stil.typ").write_text("", encoding="utf-8")
    assert [path.name for path in find_sources(sources)] == [
        "mosevad.typ",
        "stenhoej.txt",
        "ulvsoe.web.html",
    ]


def test_every_source_becomes_a_document_once(sources: Path, tmp_path: Path) -> None:
    pytest.importorskip("typst")
    documents = tmp_path / "documents"
    first = render_corpus(sources, documents)
    assert [path.name for path in first] == ["mosevad.pdf", "stenhoej.txt", "ulvsoe.html"]
    assert "Godkendelse af dagsorden" in text_of(first[0].read_bytes())
    assert render_corpus(sources, documents) == ()


def test_only_what_changed_is_rendered(sources: Path, tmp_path: Path) -> None:
    pytest.importorskip("typst")
    documents = tmp_path / "documents"
    render_corpus(sources, documents)
    (sources / "F01" / "stenhoej.txt").write_text("Dagsorden\n", encoding="utf-8")
    (documents / "F01" / "ulvsoe.html").unlink()
    names = [path.name for path in render_corpus(sources, documents)]
    assert names == ["stenhoej.txt", "ulvsoe.html"]


def test_typst_gives_the_same_bytes_every_time(sources: Path) -> None:
    pytest.importorskip("typst")
    source = sources / "F01" / "mosevad.typ"
    assert make_document(source) == make_document(source)


def test_source_that_does_not_compile_names_its_file(sources: Path) -> None:
    pytest.importorskip("typst")
    source = sources / "F01" / "mosevad.typ"
    source.write_text("#ukendt(", encoding="utf-8")
    with pytest.raises(InputFileError, match=r"mosevad\.typ"):
        make_document(source)


@pytest.mark.parametrize("suffix", ["pdf", "tif"])
def test_scan_holds_pictures_and_no_text(sources: Path, suffix: str) -> None:
    pytest.importorskip("typst")
    cv2 = pytest.importorskip("cv2")
    image = pytest.importorskip("PIL.Image")
    assert cv2
    source = sources / "F01" / "mosevad.typ"
    source.write_text(TYPST + "#pagebreak()\nPunkt 2: Eventuelt\n", encoding="utf-8")
    scan = Scan(source="F01/mosevad.typ", document=f"F01/mosevad.{suffix}", dpi=100, seed=7)
    data = make_document(source, scan)
    assert data == make_document(source, scan)
    if suffix == "pdf":
        assert text_of(data).strip() == ""
    else:
        path = source.with_suffix(".tif")
        path.write_bytes(data)
        with image.open(path) as picture:
            assert picture.n_frames == 2


def test_scan_list_decides_the_documents_name(sources: Path, tmp_path: Path) -> None:
    pytest.importorskip("typst")
    pytest.importorskip("cv2")
    (sources / "scans.toml").write_text(
        '[[scan]]\nsource = "F01/mosevad.typ"\ndocument = "F01/mosevad.tif"\ndpi = 72\n',
        encoding="utf-8",
    )
    written = render_corpus(sources, tmp_path / "documents")
    assert written[0].name == "mosevad.tif"


@pytest.mark.parametrize(
    "text",
    [
        '[[scan]]\nsource = "a.typ"\n',
        '[[scan]]\nsource = "a.typ"\ndocument = "a.pdf"\ntilt = 3\n',
        '[[scan]]\nsource = "a.typ"\ndocument = "a.docx"\n',
        '[[scan]]\nsource = "a.typ"\ndocument = "a.pdf"\nquality = 200\n',
        "[[scan\n",
    ],
    ids=["no document", "unknown key", "no scan", "out of range", "no TOML"],
)
def test_scan_list_that_makes_no_sense_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "scans.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError):
        read_scans(path)


def test_html_is_printed_with_a_fixed_date(tmp_path: Path) -> None:
    if not any(shutil.which(name) for name in BROWSERS):
        pytest.skip("no Chromium here")
    source = tmp_path / "side.html"
    source.write_text("<meta charset=utf-8><h1>Referat</h1>", encoding="utf-8")
    data = make_document(source)
    assert "Referat" in text_of(data)
    assert b"/CreationDate (D:20200101000000+00'00')" in data


def test_missing_folder_is_wrong_use(tmp_path: Path) -> None:
    assert main([str(tmp_path / "ingen"), str(tmp_path)]) == 2
