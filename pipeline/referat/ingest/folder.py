"""Reads a folder of files, on a disk or behind an fsspec address such as ``s3://``.

For archives, and for a kommune that mails its minutes. A file is known by its path in the folder,
and has changed when its size or time has. Links that lead out of the folder are not followed.
"""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path, PurePosixPath
from typing import Any

from referat.errors import FetchError, ReferatError, SettingsError
from referat.ingest.adapters import find_date, fingerprint, make_listing, problem
from referat.ingest.attempts import too_large
from referat.ingest.far import explain, is_document, open_files
from referat.ingest.http import Fetcher
from referat.ingest.originals import Originals
from referat.listing import Fetched, Known, Listed, Listing, Source
from referat.printable import storable
from referat.types import Problem

_CHUNK = 1 << 20


class Folder:
    """The adapter; see ``adapters.Adapter``."""

    def list_documents(self, source: Source, fetcher: Fetcher, today: dt.date) -> Listing:
        """All files of the kinds that are read, in depth."""
        files, root = _open(source)
        odd: list[Problem] = []
        closed: list[OSError] = []
        items: list[Listed] = []
        try:
            if not files.isdir(root):
                raise FetchError(
                    "there is no such folder.",
                    action="Check the path, and that its disk is there.",
                    path=source.url,
                    code="findes_ikke",
                )
            found = _find(files, root, closed)
            if closed and not found:
                raise _unreadable(source, closed[0])
        except ReferatError:
            raise
        except Exception as error:  # of the file system's own library
            raise _unreadable(source, error) from error
        for path, about in sorted(found.items()):
            # The copy has a name of its own: that of the file need not be UTF-8 to be read.
            key = storable(
                str(PurePosixPath(path).relative_to(root)) if path.startswith(root) else path
            )
            if not is_document(key):
                continue
            if not _is_inside(path, root, source):
                odd.append(
                    problem(
                        source,
                        "uden_for_mappen",
                        f"{key} leads out of the folder and is not read.",
                        "Put the file itself into the folder.",
                    )
                )
                continue
            if not (about.get("type") == "file" or (about.get("islink") and Path(path).is_file())):
                odd.append(
                    problem(
                        source,
                        "ingen_fil",
                        f"{key} is no file but a pipe, a folder or a broken link, and is not read.",
                        "Take it away, or put the file itself there.",
                    )
                )
                continue
            changed = about.get("mtime") or about.get("LastModified") or about.get("ETag")
            items.append(
                Listed(
                    key=key,
                    location=path,
                    fingerprint=fingerprint(about.get("size"), changed),
                    title=PurePosixPath(key).name,
                    dato=find_date(key),
                )
            )
        odd.extend(_closed(source, root, error) for error in closed)
        # What lies in a folder that cannot be read is not gone.
        return make_listing(source, items, is_complete=not closed, problems=odd)

    def fetch(
        self,
        source: Source,
        listed: Listed,
        known: Known | None,
        fetcher: Fetcher,
        originals: Originals,
        *,
        max_bytes: int,
        now: dt.datetime,
    ) -> Fetched | None:
        """A copy of the file; ``None`` where only its time has changed."""
        files, _ = _open(source)
        url = f"{source.url.rstrip('/')}/{listed.key}"
        try:
            size = files.size(listed.location) or 0
            if max_bytes and size > max_bytes:
                raise too_large(url, max_bytes)
            with files.open(listed.location, "rb") as file, originals.part(url) as part:
                part.begin(200, {})
                while chunk := file.read(_CHUNK):
                    part.write(chunk)
                part.check(is_pdf=False, url=url)
                sha256, size, path = part.keep()
        except ReferatError:
            raise
        except Exception as error:  # of the file system's own library
            raise _unreadable(source, error, url) from error
        if known is not None and known.sha256 == sha256:
            return None
        return Fetched(sha256=sha256, size=size, path=str(path), url=url, fetched_at=now)


ADAPTER = Folder()


def _open(source: Source) -> tuple[Any, str]:
    """The file system of a folder's address, and the folder's path in it."""
    try:
        return open_files(source.url)
    except SettingsError as error:
        error.message = f"the folder of source {source.id!r} cannot be opened: {error.message}"
        raise


def _find(files: Any, root: str, closed: list[OSError]) -> dict[str, Any]:
    """All files below a folder; where it is walked, with the folders that cannot be read."""
    from fsspec.spec import AbstractFileSystem

    found: dict[str, Any] = {}
    if type(files).find is not AbstractFileSystem.find:
        found = files.find(root, detail=True)
        return found
    # fsspec's own walk passes over what it may not read, also where it is asked to tell.
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        try:
            listed = files.ls(folder, detail=True)
        except FileNotFoundError:
            continue
        except OSError as error:
            closed.append(error)
            continue
        for about in listed:
            path = about["name"].rstrip("/")
            if about.get("type") != "directory":
                found[path] = about
            elif path != folder:
                waiting.append(path)
    return found


def _closed(source: Source, root: str, error: OSError) -> Problem:
    path = str(error.filename or error)
    key = str(PurePosixPath(path).relative_to(root)) if path.startswith(root) else path
    return problem(
        source,
        "ingen_adgang",
        f"the folder {storable(key)} cannot be read ({error.strerror or type(error).__name__}), and"
        " nothing in it.",
        "Give the user that runs referat access to it.",
    )


def _is_inside(path: str, root: str, source: Source) -> bool:
    if "://" in source.url and not source.url.startswith("file://"):
        return True
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def _unreadable(source: Source, error: Exception, path: str | None = None) -> FetchError:
    message, action, code = explain(error)
    if code == "ingen_adgang" and "://" not in source.url.removeprefix("file://"):
        message = "no permission to read it."
        action = "Give the user that runs referat read access."
    if code == "ulaeselig_fil":
        action = "Check the disk or the network drive; the next run tries again."
    return FetchError(message, action=action, path=path or source.url)
