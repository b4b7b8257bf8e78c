"""A file is written whole or not at all, and what was not made to its end is swept away."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from referat.errors import StorageError
from referat.files import ABANDONED, sweep, write_whole


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "ab" / "kopi.pdf"
    for content in (b"first", b"second"):
        write_whole(path, content, what="the copy", named=tmp_path)
        assert path.read_bytes() == content
    assert [each.name for each in path.parent.iterdir()] == ["kopi.pdf"]


def test_what_the_disk_does_not_take_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kopi.pdf"
    write_whole(path, b"first", what="the copy", named=tmp_path)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageError, match="the copy cannot be kept") as caught:
        write_whole(path, b"second", what="the copy", named=tmp_path)
    assert str(tmp_path) in str(caught.value)
    assert path.read_bytes() == b"first"
    assert [each.name for each in tmp_path.iterdir()] == ["kopi.pdf"]


def test_what_a_killed_process_left_is_swept_and_what_is_at_work_stays(tmp_path: Path) -> None:
    now = 1_800_000_000.0
    for name, age in ((".ud-gammel", ABANDONED + 1), (".ud-ny", 60), ("ud", ABANDONED + 1)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.csv").touch()
        os.utime(tmp_path / name, (now - age, now - age))
    (tmp_path / ".ud-fil").touch()
    os.utime(tmp_path / ".ud-fil", (0, 0))
    sweep(tmp_path, ".ud-*", now=now)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".ud-ny", "ud"]
