"""Stage 1: files behind an address of fsspec, such as ``s3://bucket/folder`` or ``sftp://``.

In comes an address of a file, a folder or a glob; out come the addresses of its documents, and for
each, when its turn is, a copy among the originals. What a file system's own library says of a fault
is told in words for people; its names for faults are nobody's to know.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from referat.errors import InputFileError, SettingsError
from referat.ingest.discover import DOCUMENT_SUFFIXES, find_paths, open_source
from referat.ingest.originals import Originals
from referat.types import SourceFile

_CHUNK = 1 << 20
_LOCAL = ("file://", "local://")
_WEB = ("http://", "https://", "ftp://")


def is_far(path: str) -> bool:
    """Whether a path is an address, and not one of this machine's disks."""
    return "://" in path and not path.startswith(_LOCAL)


def find_files(patterns: Sequence[str]) -> tuple[Path | str, ...]:
    """Files behind paths and addresses, each once, in the order of the patterns.

    Paths of this machine come as ``Path`` (``find_paths``), addresses as text.

    Raises:
        SettingsError: One matches nothing, or its file system cannot be used.
    """
    if not patterns:
        return find_paths(patterns)
    found: dict[Path | str, None] = {}
    for pattern in patterns:
        if is_far(pattern):
            found.update(dict.fromkeys(_find(pattern)))
        else:
            path = pattern
            for start in _LOCAL:
                path = path.removeprefix(start)
            found.update(dict.fromkeys(find_paths([path])))
    return tuple(found)


def _find(pattern: str) -> list[str]:
    """Addresses of the documents behind one address, sorted."""
    if pattern.startswith(_WEB):
        raise SettingsError(
            "an address of the web is no folder to read.",
            action="Declare it as a source, and let `referat nightly` fetch it.",
            path=pattern,
        )
    files, root = open_files(pattern)
    try:
        if any(sign in root for sign in "*?["):
            found = {
                path: about
                for path, about in files.glob(root, detail=True).items()
                if about.get("type") == "file"
            }
        elif files.info(root).get("type") == "file":
            return [pattern]
        else:
            found = files.find(root, detail=True)
    except Exception as error:  # of the file system's own library
        message, action, _ = explain(error)
        raise SettingsError(message, action=action, path=pattern) from error
    documents = [path for path in sorted(found) if is_document(path.removeprefix(root))]
    if not documents:
        kinds = ", ".join(sorted(DOCUMENT_SUFFIXES))
        raise SettingsError(
            "nothing to read here.",
            action=f"Check the address; in folders these are read: {kinds}.",
            path=pattern,
        )
    return [str(files.unstrip_protocol(path)) for path in documents]


def is_document(path: str) -> bool:
    """Whether a file is read, by its path in a folder: of a known kind, and nowhere hidden."""
    place = PurePosixPath(path)
    hidden = any(part.startswith((".", "~$")) for part in place.parts)
    return not hidden and place.suffix.lower() in DOCUMENT_SUFFIXES


def open_files(address: str) -> tuple[Any, str]:
    """The file system of an address, and the address's path in it.

    Raises:
        SettingsError: There is no such file system here.
    """
    import fsspec

    try:
        files, root = fsspec.core.url_to_fs(address)
    except ImportError as error:
        kind = address.partition("://")[0]
        extra = "'referat[s3]'" if kind in ("s3", "s3a") else f"the library of fsspec for {kind}"
        raise SettingsError(
            f"{kind}:// needs a library that is not installed ({error}).",
            action=f"Install it: `pip install {extra}`.",
            path=address,
        ) from error
    except Exception as error:
        message, action, _ = explain(error)
        raise SettingsError(message, action=action, path=address) from error
    files.invalidate_cache()
    return files, str(root).rstrip("/")


def explain(error: Exception) -> tuple[str, str, str]:
    """What a file system's fault says, what to do about it, and its code.

    Such libraries have errors of their own; what they have in common is the system's where there is
    one for the case, and the words "credentials" and "token" where they lack something to show.
    """
    said = f"{type(error).__name__}: {error}".replace("\n", " ")
    words = said.casefold()
    if isinstance(error, FileNotFoundError) or "nosuchbucket" in words:
        return (
            "there is no such bucket, folder or file.",
            "Check the address, and that the user may list it.",
            "findes_ikke",
        )
    if isinstance(error, PermissionError) or any(
        word in words for word in ("credential", "token", "accessdenied", "forbidden")
    ):
        return (
            f"no permission to read it ({said}).",
            "Give the key of a user that may list and read it; for s3:// AWS_ACCESS_KEY_ID and "
            "AWS_SECRET_ACCESS_KEY, or a profile in ~/.aws.",
            "ingen_adgang",
        )
    if isinstance(error, ValueError) and "protocol" in words:
        return (
            f"nobody knows such an address ({error}).",
            "Check what stands before ://; s3:// and file:// are known.",
            "indstilling",
        )
    return (
        f"it cannot be read ({said}).",
        "Check the address and the way to it, and run again.",
        "ulaeselig_fil",
    )


def bring(address: str, originals: Originals, *, kommune: str | None, max_bytes: int) -> SourceFile:
    """Keep a copy of a file among the originals; gives the file by its address.

    Raises:
        InputFileError: It cannot be had, is too large, or is of a kind that is not read.
        StorageError: The disk did not take it.
    """
    try:
        files, path = open_files(address)
        size = files.size(path) or 0
        file = files.open(path, "rb")
    except SettingsError:
        raise
    except Exception as error:  # of the file system's own library
        raise _unreadable(address, error) from error
    if max_bytes and size > max_bytes:
        file.close()
        raise InputFileError(
            f"the file has {size:,} bytes, more than the limit of {max_bytes:,}.",
            action="Split it, or raise max_bytes.",
            path=address,
            code="for_stor",
        )
    with file, originals.part(address) as part:
        part.begin(200, {})
        while chunk := _read(file, address):
            part.write(chunk)
        _, _, kept = part.keep()
    try:
        source = open_source(kept, kommune=kommune, max_bytes=max_bytes)
    except InputFileError as error:
        # Told of the file that the user knows.
        error.path = address
        raise
    now = dt.datetime.now(dt.UTC)
    return replace(source, path=address, url=address, fetched_at=now)


def _read(file: Any, address: str) -> bytes:
    try:
        return bytes(file.read(_CHUNK))
    except Exception as error:  # of the file system's own library
        raise _unreadable(address, error) from error


def _unreadable(address: str, error: Exception) -> InputFileError:
    message, action, code = explain(error)
    return InputFileError(message, action=action, path=address, code=code)
