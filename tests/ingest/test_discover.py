"""Discovery: which files are taken, and what they are told to be."""

from __future__ import annotations

import errno
import hashlib
import os
import zipfile
from pathlib import Path

import pytest

from referat.errors import InputFileError, SettingsError
from referat.ingest.discover import find_paths, open_source
from referat.types import FileKind

MEGABYTE = 1_000_000


def put(folder: Path, name: str, content: bytes | str = b"x") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_folder_is_walked_in_sorted_order_without_hidden_and_foreign_files(tmp_path):
    wanted = [put(tmp_path, name) for name in ("a.pdf", "b/c.TXT", "b/d.jpeg", "e.html")]
    for name in (".skjult.pdf", ".git/x.pdf", "x.docx", "noter", "~$a.pdf", "b/.x.txt"):
        put(tmp_path, name)
    assert sorted(find_paths([str(tmp_path)])) == sorted(wanted)
    assert find_paths([str(tmp_path)]) == find_paths([str(tmp_path)])


def test_a_file_that_is_named_is_taken_whatever_its_suffix(tmp_path):
    path = put(tmp_path, "referat.dat")
    assert find_paths([str(path)]) == (path,)


def test_files_keep_the_order_of_the_arguments_and_come_once(tmp_path):
    first, second = put(tmp_path, "a.pdf"), put(tmp_path, "b.pdf")
    assert find_paths([str(second), str(tmp_path), str(first)]) == (second, first)


def test_globs_are_expanded_also_in_depth(tmp_path):
    near, far = put(tmp_path, "a.pdf"), put(tmp_path, "x/y/b.pdf")
    put(tmp_path, "c.txt")
    assert set(find_paths([f"{tmp_path}/**/*.pdf"])) == {near, far}


def test_a_glob_without_suffix_takes_documents_only(tmp_path):
    path = put(tmp_path, "a.pdf")
    put(tmp_path, "noter.docx")
    assert find_paths([f"{tmp_path}/*"]) == (path,)


@pytest.mark.parametrize("pattern", ["findes-ikke.pdf", "*.findes-ikke", "tom"])
def test_a_pattern_that_matches_nothing_is_named(tmp_path, monkeypatch, pattern):
    (tmp_path / "tom").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingsError, match=pattern.replace("*", r"\*")):
        find_paths([pattern])


def test_no_pattern_is_wrong_use():
    with pytest.raises(SettingsError):
        find_paths([])


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n...", FileKind.PDF),
        (b"\x00junk before the header\n" * 10 + b"%PDF-1.4\n", FileKind.PDF),
        (b"II*\x00....", FileKind.IMAGE),
        (b"MM\x00*....", FileKind.IMAGE),
        (b"\x89PNG\r\n\x1a\n....", FileKind.IMAGE),
        (b"\xff\xd8\xff\xe0....", FileKind.IMAGE),
        (b"<!DOCTYPE html><html>", FileKind.HTML),
        (b"\xef\xbb\xbf<!doctype HTML>", FileKind.HTML),
        (b"<html lang='da'>", FileKind.HTML),
        (b"<div class='referat'><h1>Referat</h1></div>", FileKind.HTML),
        ("Referat af møde".encode(), FileKind.TEXT),
        ("Referat af møde".encode("latin-1"), FileKind.TEXT),
        ("Referat af møde".encode("utf-16"), FileKind.TEXT),
        (b"Deltagere <b>alle</b> og <ul><li>flere</li></ul>", FileKind.TEXT),
        (b"MZ er et bogstavpar, ikke et program.", FileKind.TEXT),
        (b"PDF er et format; %PDF- er dets start" + b"." * 2000, FileKind.PDF),
    ],
)
def test_the_kind_is_told_from_the_content(tmp_path, content, kind):
    # The name lies on purpose.
    assert open_source(put(tmp_path, "x.txt", content), kommune=None, max_bytes=0).kind is kind


def test_source_carries_hash_size_and_kommune(tmp_path):
    content = b"Referat\n" * 400_000  # more than one chunk
    path = put(tmp_path, "a.txt", content)
    source = open_source(path, kommune="Mosevad", max_bytes=10 * MEGABYTE)
    assert source.sha256 == hashlib.sha256(content).hexdigest()
    assert (source.size, source.kommune, source.path) == (len(content), "Mosevad", str(path))


def docx(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document/>")
    return path


@pytest.mark.parametrize(
    ("content", "looks_like"),
    [
        (b"PK\x03\x04....", "zip"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "Windows program"),
        (b"\x7fELF\x02\x01\x01\x00", "Linux program"),
        (b"{\\rtf1\\ansi Referat}", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word"),
        (b"SQLite format 3\x00", "SQLite"),
        (bytes(range(256)) * 20, "binary data"),
    ],
)
def test_what_is_not_read_is_named(tmp_path, content, looks_like):
    path = put(tmp_path, "referat.pdf", content)
    with pytest.raises(InputFileError, match=looks_like) as caught:
        open_source(path, kommune=None, max_bytes=0)
    assert caught.value.code == "forkert_filtype"
    assert str(path) in str(caught.value)


def test_a_word_document_is_named_as_such(tmp_path):
    with pytest.raises(InputFileError, match="docx"):
        open_source(docx(tmp_path / "referat.pdf"), kommune=None, max_bytes=0)


def test_an_empty_file_is_refused(tmp_path):
    with pytest.raises(InputFileError, match="empty") as caught:
        open_source(put(tmp_path, "a.pdf", b""), kommune=None, max_bytes=0)
    assert caught.value.code == "tom_fil"


def test_a_file_that_is_too_big_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "stor.pdf"
    with path.open("wb") as file:
        file.truncate(5 * MEGABYTE)  # sparse: takes no room
    with pytest.raises(InputFileError, match="5,000,000 bytes") as caught:
        open_source(path, kommune=None, max_bytes=MEGABYTE)
    assert caught.value.code == "for_stor"


def test_a_file_that_is_gone_is_refused(tmp_path):
    with pytest.raises(InputFileError, match="not there") as caught:
        open_source(tmp_path / "væk.pdf", kommune=None, max_bytes=0)
    assert caught.value.code == "forsvundet"


def test_a_file_that_vanishes_before_it_is_hashed_is_refused(tmp_path, monkeypatch):
    path = put(tmp_path, "a.pdf", b"%PDF-1.4")
    status = path.stat()
    path.unlink()
    monkeypatch.setattr(Path, "stat", lambda self: status)
    with pytest.raises(InputFileError) as caught:
        open_source(path, kommune=None, max_bytes=0)
    assert caught.value.code == "forsvundet"


def test_no_permission_says_so(tmp_path, monkeypatch):
    path = put(tmp_path, "a.pdf", b"%PDF-1.4")

    def refuse(self, *args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputFileError, match="permission") as caught:
        open_source(path, kommune=None, max_bytes=0)
    assert caught.value.code == "ingen_adgang"


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "rør")
    with pytest.raises(InputFileError, match="regular file"):
        open_source(tmp_path / "rør", kommune=None, max_bytes=0)


def test_a_folder_that_cannot_be_read_is_told_and_hides_nothing(tmp_path, monkeypatch):
    (tmp_path / "lukket").mkdir()
    (tmp_path / "lukket" / "b.pdf").touch()
    (tmp_path / "a.pdf").touch()
    look = os.scandir

    def refuse(path):
        # Root may read every folder, so the system's refusal is played.
        if Path(path).name == "lukket":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return look(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert find_paths([str(tmp_path)]) == (tmp_path / "a.pdf", tmp_path / "lukket")
    with pytest.raises(InputFileError, match=r"folder cannot be read.*access") as caught:
        open_source(tmp_path / "lukket", kommune=None, max_bytes=0)
    assert caught.value.code == "ingen_adgang"
