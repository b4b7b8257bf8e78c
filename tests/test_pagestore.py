"""Pages are kept beside the database, or it is said why they are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from referat.errors import StorageError
from referat.pagestore import PAGES_DIR, Kept, keep
from referat.types import FileKind, ReadPages, SourceFile


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / PAGES_DIR).write_text("no folder")
    source = SourceFile(path="a.txt", sha256="ab" * 32, kind=FileKind.TEXT, size=1)
    with pytest.raises(StorageError, match="what was read cannot be kept"):
        keep(tmp_path, Kept(source=source, read=ReadPages(pages=())))
