"""Writes a file whole or not at all, and sweeps away what was not made to its end."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from referat.errors import StorageError

ABANDONED = 86_400
"""Seconds after which a file or folder that is being made is what a killed process has left."""


def sweep(folder: Path, pattern: str, *, now: float) -> None:
    """Remove what killed processes have left half made in a folder; what is younger is at work."""
    for path in folder.glob(pattern):
        with suppress(OSError):
            if now - path.stat().st_mtime < ABANDONED:
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()


def write_whole(
    path: Path, content: bytes, *, what: str, named: Path, durable: bool = True
) -> None:
    """Write a file so that its name stands for all of it, on the disk, or for nothing.

    Two processes may write the same file: each writes beside it under a name of its own.

    Args:
        path: The file; folders above it are made.
        content: What goes in.
        what: What cannot be kept, for the message.
        named: The folder that the message names.
        durable: Force it onto the disk; without it a power cut may take what was written.

    Raises:
        StorageError: The disk did not take it.
    """
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        # Where the folder is none, there is nothing to remove either.
        with suppress(OSError):
            part.unlink()
        raise StorageError(
            f"{what} cannot be kept ({error.strerror or error}).",
            action="Make room, or check that you may write there, and run again: nothing is lost.",
            path=str(named),
        ) from error
