"""Keeps what was read until it is shown: between the worker that reads and the gate that lets in.

One file a document: figures for the gate on the first line, the whole result behind. A file holds
for the program, settings and register that it was made with; with others it is made anew. So a run
that dies reads nothing twice, and what the gate holds back is in no table.
"""

from __future__ import annotations

import hashlib
import json
import pickle
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from referat.files import write_whole
from referat.listing import DocumentQuality
from referat.nightly.gate import measure
from referat.types import DocumentResult

SUFFIX = ".staged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """What is known of a staged document without unpacking it."""

    quality: DocumentQuality
    """Figures for the gate."""
    pages: int
    """Its pages."""
    punkter: int
    """Its punkter."""
    decisions: int
    """Its decisions."""


def stage_path(folder: Path, sha256: str, *parts: str) -> Path:
    """Where a document is staged.

    Args:
        folder: The folder of all.
        sha256: Hash of the original.
        parts: What else the reading depends on: versions, settings, register, the portal's fields.
    """
    key = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
    return folder / f"{sha256}-{key}{SUFFIX}"


def write_stage(path: Path, result: DocumentResult) -> Staged:
    """Stage a result, whole or not at all.

    Raises:
        StorageError: The disk did not take it.
    """
    if result.referat is None:
        raise ValueError("only what was read can be staged")
    punkter = result.referat.punkter
    staged = Staged(
        quality=measure(result.referat),
        pages=len(result.pages),
        punkter=len(punkter),
        decisions=sum(punkt.beslutning is not None for punkt in punkter),
    )
    content = json.dumps(asdict(staged)).encode() + b"\n" + zlib.compress(pickle.dumps(result), 1)
    write_whole(path, content, what="what was read", named=path.parent)
    return staged


def read_head(path: Path) -> Staged | None:
    """Figures of a staged document; ``None`` where it is not there or broken."""
    try:
        with path.open("rb") as file:
            values = json.loads(file.readline())
        return Staged(**{**values, "quality": DocumentQuality(**values["quality"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def read_stage(path: Path) -> DocumentResult | None:
    """A staged result; ``None`` where it is not there or broken."""
    try:
        with path.open("rb") as file:
            file.readline()
            result = pickle.loads(zlib.decompress(file.read()))
    except (OSError, zlib.error, pickle.UnpicklingError, EOFError, AttributeError, ImportError):
        return None
    return result if isinstance(result, DocumentResult) else None


def sweep(folder: Path, keep: Iterable[Path]) -> None:
    """Remove what nothing waits for any more, and parts of files from runs that died."""
    kept = {path.name for path in keep}
    for path in folder.glob("*"):
        if path.name not in kept and (SUFFIX in path.name):
            path.unlink(missing_ok=True)
