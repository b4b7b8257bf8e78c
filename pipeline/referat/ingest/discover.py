"""Stage 1 of the flow: what the user points at becomes ``SourceFile`` values.

In come paths, folders and globs; out come files with their hash and their kind, told from the
content and never from the name alone. Reading what is inside is left to the pages stage.
"""

from __future__ import annotations

import glob
import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from referat.errors import InputFileError, SettingsError
from referat.printable import is_storable
from referat.types import FileKind, SourceFile

DOCUMENT_SUFFIXES = frozenset(
    {".pdf", ".txt", ".text", ".md", ".htm", ".html", ".xhtml"}
    | {".tif", ".tiff", ".png", ".jpg", ".jpeg"}
)
"""What is taken when a folder is walked; a file that is named is taken whatever its suffix."""

_CHUNK = 1 << 20
_HEAD = 64 * 1024
"""Bytes that tell the kind: a saved web page may open with kilobytes of comment or byte noise."""
_PDF_HEADER_WITHIN = 1024
"""Readers accept the PDF header anywhere in the first kilobyte (ISO 32000-1, Annex H.3.4.1)."""

_IMAGE_MAGIC = (
    b"II*\x00",
    b"MM\x00*",
    b"II+\x00",
    b"MM\x00+",
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
)
_OTHER_MAGIC = (
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF document"),
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a Linux program"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"GIF8", "a GIF image"),
    (b"BM", "a BMP image"),
    (b"RIFF", "a WebP image or a sound file"),
    (b"%!PS", "a PostScript file"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"ID3", "a sound file"),
)
_ZIP_PARTS = (
    (b"word/", "a Word document (docx)"),
    (b"xl/", "an Excel workbook (xlsx)"),
    (b"ppt/", "a PowerPoint file (pptx)"),
    (b"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file"),
    (b"mimetypeapplication/epub", "an e-book (epub)"),
)
_TEXT_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")

# Matches "<!DOCTYPE html", "<html lang=…", "<head>", "<body class=…"; not "<i>", "<ul>" or "<b>",
# which a converter's plain text carries too.
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_HTML_BLOCK = re.compile(
    rb"^\s*<(?:div|main|article|section|table|h1|meta|title)[\s>]", re.IGNORECASE
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def find_paths(patterns: Sequence[str]) -> tuple[Path, ...]:
    """Files behind paths, folders and globs, each once.

    The order is that of the patterns, and sorted by path inside each folder or glob. Folders are
    walked in depth; hidden files and files that are not documents by suffix are passed over there.
    A folder in them that cannot be read stands for what is in it.

    Raises:
        SettingsError: A pattern matches nothing or is empty, or none was given.
    """
    if not patterns:
        raise SettingsError("no file was given.", action="Name a file, a folder or a glob.")
    found: dict[Path, None] = {}
    for pattern in patterns:
        matched = False
        if not pattern.strip():
            raise SettingsError("a path is empty.", action="Name a file, a folder or a glob.")
        for path in _expand(pattern):
            matched = True
            found.setdefault(path)
        if not matched:
            kinds = ", ".join(sorted(DOCUMENT_SUFFIXES))
            raise SettingsError(
                "nothing to read here." if Path(pattern).is_dir() else "no such file or folder.",
                action=f"Check the path; in folders these are read: {kinds}.",
                path=pattern,
            )
    return tuple(found)


def _expand(pattern: str) -> Iterator[Path]:
    path = Path(pattern).expanduser()
    if path.is_dir():
        yield from _walk(path)
    elif os.path.lexists(path):
        yield path
    elif glob.has_magic(pattern):
        # "reports/*" asks for what can be read there; "reports/*.dat" names the files themselves.
        any_suffix = not pattern.endswith("*")
        for name in sorted(glob.glob(str(path), recursive=True)):  # noqa: PTH207 - "~" and "**/x"
            match = Path(name)
            if match.is_dir():
                if not pattern.endswith("**"):
                    yield from _walk(match)
            elif any_suffix or _is_document(match):
                yield match


def _walk(folder: Path) -> Iterator[Path]:
    closed: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent) / name
            if _is_document(path):
                yield path
    # Whoever opens them is told why they cannot be: what is in them must not be missing in silence.
    yield from (Path(os.fsdecode(error.filename)) for error in closed)


def _is_document(path: Path) -> bool:
    return not path.name.startswith((".", "~$")) and path.suffix.lower() in DOCUMENT_SUFFIXES


def open_source(path: Path, *, kommune: str | None, max_bytes: int) -> SourceFile:
    """Hash a file and tell its kind from its content.

    Raises:
        InputFileError: The file is gone, unreadable, empty, too big, or of a kind that is not
            read; the message names what it looks like.
    """
    name = str(path)
    if not is_storable(name):
        raise InputFileError(
            "its name is not UTF-8, and no row can hold it.",
            action="Rename it, as `convmv -f latin1 -t utf8 --notest` does, and run again.",
            path=name,
            code="filnavn",
        )
    try:
        status = path.stat()
    except OSError as error:
        raise _unreadable(name, error) from error
    if stat.S_ISDIR(status.st_mode):
        _look_into(path)
    if not stat.S_ISREG(status.st_mode):
        raise InputFileError("not a regular file.", action="Name a file.", path=name)
    if status.st_size == 0:
        raise InputFileError(
            "the file is empty.", action="Fetch it again.", path=name, code="tom_fil"
        )
    if max_bytes and status.st_size > max_bytes:
        raise InputFileError(
            f"the file has {status.st_size:,} bytes, more than the limit of {max_bytes:,}.",
            action="Split it, or raise max_bytes.",
            path=name,
            code="for_stor",
        )
    try:
        with path.open("rb") as file:
            sha256, size, head = _hash(iter(lambda: file.read(_CHUNK), b""))
    except OSError as error:
        raise _unreadable(name, error) from error
    return SourceFile(path=name, sha256=sha256, kind=_kind(head, name), size=size, kommune=kommune)


def _look_into(folder: Path) -> None:
    try:
        os.scandir(folder).close()
    except OSError as error:
        raise InputFileError(
            f"the folder cannot be read ({error.strerror or error}).",
            action="Give the user that runs referat access to it, and run again.",
            path=str(folder),
            code="ingen_adgang",
        ) from error


def _hash(chunks: Iterable[bytes]) -> tuple[str, int, bytes]:
    digest = hashlib.sha256()
    size = 0
    head = b""
    for chunk in chunks:
        digest.update(chunk)
        size += len(chunk)
        if len(head) < _HEAD:
            head += chunk[: _HEAD - len(head)]
    return digest.hexdigest(), size, head


def _kind(head: bytes, name: str) -> FileKind:
    if b"%PDF-" in head[:_PDF_HEADER_WITHIN]:
        return FileKind.PDF
    if head.startswith(_IMAGE_MAGIC):
        return FileKind.IMAGE
    looks_like = _looks_like(head)
    if looks_like is not None:
        raise InputFileError(
            f"this is {looks_like}, which is not read.",
            action="Save it as PDF, or give the PDF, scan, text or web page instead.",
            path=name,
            code="forkert_filtype",
        )
    if _HTML.search(head) or _HTML_BLOCK.match(head):
        return FileKind.HTML
    return FileKind.TEXT


def _looks_like(head: bytes) -> str | None:
    """What a file is that is none of ours; ``None`` for text."""
    if head.startswith(b"PK"):
        return next((what for part, what in _ZIP_PARTS if part in head), "a zip archive")
    if head.startswith(_TEXT_BOMS):
        return None
    for magic, what in _OTHER_MAGIC:
        # "MZ" and "BM" may begin a word: a binary file has control bytes near its head as well.
        if head.startswith(magic) and (len(magic) > 3 or _CONTROL.search(head[:64])):
            return what
    # A text may hold a stray control byte from a converter; one in a hundred is no text.
    if b"\x00" in head or len(_CONTROL.findall(head)) > len(head) / 100:
        return "binary data of an unknown kind"
    return None


def _unreadable(name: str, error: OSError) -> InputFileError:
    if isinstance(error, FileNotFoundError):
        return InputFileError(
            "the file is not there.",
            action="It was moved or deleted, or the path is wrong: check it, and run again.",
            path=name,
            code="forsvundet",
        )
    if isinstance(error, PermissionError):
        return InputFileError(
            "no permission to read the file.",
            action="Give the user that runs referat read access.",
            path=name,
            code="ingen_adgang",
        )
    return InputFileError(
        f"the file cannot be read: {error.strerror or error}.",
        action="Check the disk or the network drive, and run again.",
        path=name,
    )
