"""Keeps what was fetched, by the hash of its content, whole or not at all.

Bytes come in, files like ``ab/ab12….pdf`` go out; what is there already is left as it is. Names on
a server are never names here. A part that broke off stays, with the server's mark of it, for the
next try.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from referat.errors import FULL, FetchError, StorageError, disk_full

SUFFIXES = {".pdf": b"%PDF-", ".png": b"\x89PNG", ".jpg": b"\xff\xd8\xff", ".tif": b"II*\x00"}
_HEAD = 1024
_TAIL = 2048
_CHUNK = 1 << 20
# Matches: bytes 200-999/1000, bytes 200-999/*
_RANGE = re.compile(r"bytes (?P<first>\d+)-\d+/(?:(?P<whole>\d+)|\*)", re.ASCII)


class Originals:
    """One folder of originals."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._changed = threading.Condition()
        self._coming: set[str] = set()

    def find(self, sha256: str) -> Path | None:
        """Where a content is kept."""
        found = (self._folder / sha256[:2]).glob(f"{sha256}.*")
        return next((path for path in found if path.suffix != ".part"), None)

    @contextmanager
    def part(self, url: str) -> Iterator[Part]:
        """A file that is being fetched; what is there of it stays when fetching breaks off.

        Two sources that list one address fetch it one after the other.

        Raises:
            StorageError: The disk did not take it.
        """
        name = hashlib.sha256(url.encode()).hexdigest()[:32]
        with self._alone(name):
            with _storing(self._folder):
                (self._folder / "parts").mkdir(parents=True, exist_ok=True)
                part = Part(self._folder, self._folder / "parts" / name)
            try:
                with _storing(self._folder):
                    yield part
            finally:
                part.close()

    @contextmanager
    def _alone(self, name: str) -> Iterator[None]:
        with self._changed:
            self._changed.wait_for(lambda: name not in self._coming)
            self._coming.add(name)
        try:
            yield
        finally:
            with self._changed:
                self._coming.discard(name)
                self._changed.notify_all()

    def keep(self, content: bytes, suffix: str) -> tuple[str, Path]:
        """Keep bytes that are in memory; gives their hash and place.

        Raises:
            StorageError: The disk did not take it.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        path = self._folder / sha256[:2] / f"{sha256}{suffix}"
        if not path.exists():
            with _storing(self._folder):
                path.parent.mkdir(parents=True, exist_ok=True)
                part = path.with_name(path.name + ".part")
                with part.open("wb") as file:
                    file.write(content)
                    _settle(file)
                part.replace(path)
        return sha256, path

    def describe(self, sha256: str, about: Mapping[str, object]) -> None:
        """Keep where a content came from, beside it; the first time stands.

        Raises:
            StorageError: The disk did not take it.
        """
        path = self._about(sha256)
        if not path.exists():
            with _storing(self._folder):
                path.parent.mkdir(parents=True, exist_ok=True)
                part = path.with_suffix(".part")
                part.write_text(json.dumps(about, ensure_ascii=False), "utf-8")
                part.replace(path)

    def about(self, sha256: str) -> str | None:
        """Where a content came from, as JSON; ``None`` where nobody said."""
        try:
            return self._about(sha256).read_text("utf-8")
        except OSError:
            return None

    def _about(self, sha256: str) -> Path:
        return self._folder / "about" / sha256[:2] / f"{sha256}.json"

    def read(self, sha256: str) -> bytes | None:
        """A kept content; ``None`` where it is not there."""
        path = self.find(sha256)
        return path.read_bytes() if path else None


class Part:
    """One file on its way in."""

    def __init__(self, folder: Path, path: Path) -> None:
        self._folder, self._path = folder, path
        self._about = path.with_suffix(".json")
        self._file: IO[bytes] | None = None
        self._whole: int | None = None
        self.size = 0

    def resume_headers(self) -> dict[str, str]:
        """What asks for the rest alone, if the server can tell that it is of the same file."""
        try:
            mark = json.loads(self._about.read_text("utf-8"))["mark"]
            size = self._path.stat().st_size
        except (OSError, ValueError, KeyError):
            return {}
        return {"Range": f"bytes={size}-", "If-Range": mark} if size and mark else {}

    def begin(self, status: int, headers: Mapping[str, str]) -> None:
        """Take what follows as the rest (206) or as the whole."""
        self.close()
        size = self._path.stat().st_size if self._path.exists() else 0
        said = _RANGE.fullmatch(headers.get("content-range", "").strip())
        goes_on = status == 206 and said is not None and int(said["first"]) == size
        self._whole = int(said["whole"]) if goes_on and said and said["whole"] else None
        if status == 206 and not goes_on:
            self.drop()
            raise FetchError(
                "the server sent another part than was asked for.",
                action="Nothing: it is tried again.",
                code="afbrudt",
            )
        self.size = size if goes_on else 0
        self._file = self._path.open("ab" if goes_on else "wb")
        etag = headers.get("etag", "")
        # A weak mark may stand for two files that differ; with it nothing is put together. Nor are
        # pieces of a packed file: what is here is unpacked.
        mark = headers.get("last-modified", "") if etag.startswith("W/") or not etag else etag
        if headers.get("content-encoding", "identity") != "identity":
            mark = ""
        self._about.write_text(json.dumps({"mark": mark}), "utf-8")

    def write(self, chunk: bytes) -> None:
        """Take a piece."""
        if self._file is not None:
            self._file.write(chunk)
            self.size += len(chunk)

    def check(self, *, is_pdf: bool, url: str) -> None:
        """Refuse what is not what was asked for.

        Raises:
            FetchError: It is empty, cut short, or a page that says sorry.
        """
        self.close()
        size = self._path.stat().st_size
        with self._path.open("rb") as file:
            head = file.read(_HEAD)
            file.seek(max(0, size - _TAIL))
            tail = file.read()
        wrong = None
        if not size:
            wrong = ("the file is empty", "tom_fil")
        elif self._whole is not None and size != self._whole:
            wrong = (f"{size:,} of {self._whole:,} bytes came", "afkortet")
        elif is_pdf and b"%PDF-" not in head:
            page = head.lstrip()[:1] == b"<"
            what = "a web page" if page else "something else"
            wrong = (f"{what} came instead of a PDF", "html_i_stedet" if page else "forkert_type")
        elif is_pdf and b"%%EOF" not in tail:
            wrong = ("the PDF is cut short", "afkortet")
        if wrong:
            self.drop()
            raise FetchError(
                f"{wrong[0]}.",
                action="Nothing: it is tried again. If it stays so, open it yourself.",
                path=url,
                code=wrong[1],
            )

    def keep(self) -> tuple[str, int, Path]:
        """Put the whole file in its place; gives hash, size and place."""
        self.close()
        digest, size, head = hashlib.sha256(), 0, b""
        with self._path.open("rb+") as file:
            while chunk := file.read(_CHUNK):
                head = head or chunk[:_HEAD]
                digest.update(chunk)
                size += len(chunk)
            _settle(file)
        sha256 = digest.hexdigest()
        path = self._folder / sha256[:2] / f"{sha256}{_suffix(head)}"
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            self._path.unlink()
        else:
            self._path.replace(path)
        self._about.unlink(missing_ok=True)
        return sha256, size, path

    def drop(self) -> None:
        """Forget what came."""
        self.close()
        self._path.unlink(missing_ok=True)
        self._about.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the file; what came stays."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _suffix(head: bytes) -> str:
    for suffix, magic in SUFFIXES.items():
        if magic in head:
            return suffix
    return ".html" if head.lstrip()[:1] == b"<" else ".txt"


def _settle(file: IO[bytes]) -> None:
    """Wait until the disk has it: the database must not know of a file that a power cut took."""
    file.flush()
    os.fsync(file.fileno())


@contextmanager
def _storing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise disk_full(str(folder)) from error
        raise StorageError(
            f"it cannot be written ({error.strerror or error}).",
            action="Check that the folder may be written, and run again.",
            path=str(folder),
        ) from error
