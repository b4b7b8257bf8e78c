"""Stage 2: what was seen on a page is kept, so that no page is recognised twice.

A file a page, named by all that decides what is seen: the page's image, the OCR program with its
version and model, and how images are mended. A folder of them may be removed at any time; it holds
the text of pages unmasked, as the originals do, and is no more public than they are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from referat.files import write_whole
from referat.pages import dots, fineness, leftover, mend
from referat.pages.scan import MAX_PIXELS
from referat.pages.seeing import PSM, Seen, pack, unpack
from referat.settings import Settings

_ENDING = ".json.z"

FORM = 2
"""Goes up when ``Seen`` means something else than before."""


@dataclass(frozen=True, slots=True)
class OcrCache:
    """A folder of pages that were seen."""

    folder: Path
    """Made when the first page is kept."""

    def find(self, key: str) -> Seen | None:
        """What was seen under a key; ``None`` where it was not kept, or is not whole."""
        try:
            return unpack(self.content(key) or b"")
        except ValueError:
            return None

    def content(self, key: str) -> bytes | None:
        """The same as it is kept, to be ``put`` elsewhere; ``None`` where there is nothing."""
        try:
            return self._path(key).read_bytes()
        except OSError:
            return None

    def has(self, key: str) -> bool:
        """Whether something is kept under a key."""
        return self._path(key).is_file()

    def keep(self, key: str, seen: Seen) -> None:
        """Keep what was seen.

        Raises:
            StorageError: The disk did not take it.
        """
        self.put(key, pack(seen))

    def put(self, key: str, content: bytes) -> None:
        """Keep what another cache has.

        Raises:
            StorageError: The disk did not take it.
        """
        write_whole(self._path(key), content, what="what OCR read of a page", named=self.folder)

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """All keys with what is kept under them, in order."""
        for path in sorted(self.folder.rglob(f"*{_ENDING}")):
            yield path.parent.name + path.name.removesuffix(_ENDING), path.read_bytes()

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key[2:]}{_ENDING}"


def cache_key(image: str, engine: str, settings: Settings) -> str:
    """The name of what is seen on an image, 64 hex digits.

    Args:
        image: Identity of the page's image, such as a hash.
        engine: The program's name, with version and model.
        settings: How pages are read.
    """
    mending = mend.VERSION if settings.ocr_mend else 0
    steps = (mending, dots.VERSION, fineness.VERSION, leftover.VERSION)
    parts = (FORM, image, engine, PSM, *steps, MAX_PIXELS, settings.ocr_dpi)
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()
