"""Keeps the pages of documents as they were read: a better model needs no PDF and no OCR.

One file a document beside the database, by the hash of its original: what was read, before anything
was taken out of it, and what became of the copy for readers. Private, like the originals. A file
that is damaged or of another form counts as none: then the original is read again.
"""

from __future__ import annotations

import pickle
import zlib
from dataclasses import dataclass
from pathlib import Path

from referat.errors import StorageError
from referat.files import write_whole
from referat.privacy.apply import MadeCopy
from referat.types import Origin, ReadPages, SourceFile

PAGES_DIR = "pages"
"""Folder beside a database with the pages of its documents."""

_FORM, _BEFORE = b"referat-sider-2\n", b"referat-sider-1\n"
"""First line of a file: another form is not read. 1 does not tell whether a page has notes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One document as it was read."""

    source: SourceFile
    """The original, as it was found."""
    read: ReadPages
    """Its pages; of scanned ones also the words, which tables have and masks are measured by."""
    origin: Origin | None = None
    """Where it was listed."""
    fields: bytes | None = None
    """The portal's own fields."""
    copy: MadeCopy | None = None
    """The copy for readers, and what it was made of."""


def kept_path(base: Path, sha256: str) -> Path:
    """Where a document's pages lie.

    Args:
        base: The folder of the database.
        sha256: Hash of the original.
    """
    return base / PAGES_DIR / sha256[:2] / f"{sha256}.sider"


def keep(base: Path, kept: Kept) -> None:
    """Keep a document's pages, whole or not at all.

    Not forced onto the disk as other files are: what a power cut takes is read again.

    Raises:
        StorageError: The disk did not take it.
    """
    # Level 1: a fifth larger than level 6, and four times as fast.
    content = _FORM + zlib.compress(pickle.dumps(kept, 5), 1)
    write_whole(
        kept_path(base, kept.source.sha256),
        content,
        what="what was read",
        named=base / PAGES_DIR,
        durable=False,
    )


def read_kept(path: Path) -> Kept | None:
    """What was kept; ``None`` where it is not there, damaged, or of another form.

    Raises:
        StorageError: It may not be read: then all of them may not.
    """
    try:
        content = path.read_bytes()
        if not content.startswith((_FORM, _BEFORE)):
            return None
        kept = pickle.loads(zlib.decompress(content[len(_FORM) :]))
        if content.startswith(_BEFORE):
            for page in kept.read.pages:
                # Nobody looked. They were kept as values without names, and the last is not there.
                object.__setattr__(page, "notes", None)
    except PermissionError as error:
        raise StorageError(
            "no permission to read the pages that were kept.",
            action="Give the user that runs referat access to the folder and what is in it.",
            path=str(path.parent.parent),
        ) from error
    except (
        OSError, zlib.error, pickle.UnpicklingError, EOFError, AttributeError, ImportError,
        TypeError, ValueError, IndexError,
    ):  # fmt: skip
        return None
    return kept if isinstance(kept, Kept) else None
