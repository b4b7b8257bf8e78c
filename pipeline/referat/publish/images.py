"""Page images: which file a page may be drawn from, and a folder that keeps what was drawn.

The original is drawn on demand, for born-digital and scanned documents alike. What may not be
shown is not drawn: a page that lines were left out of (``store/closed.py``), and a document of
which the store says that no file of it is public (``dokumenter.offentlig_sti``).
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import sqlite3
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from referat.publish.data.common import Row, first
from referat.publish.data.punkt import is_copy, may_show
from referat.publish.pageimage import SECONDS
from referat.publish.shape import Shape

SHOWN = ("pdf", "billede")
"""Kinds of files that have pages to draw."""
DRAWN_AT_ONCE = 2
FOLDER = ".sidebilleder"
"""Where images are kept, beside the database, if nothing else is said."""


def find_page(conn: sqlite3.Connection, shape: Shape, sha: str, page: int) -> Row | None:
    """The document and page of an image's address, if the page may be shown at all.

    Args:
        conn: The database.
        shape: Its shape.
        sha: The beginning of the document's hash, 16 digits.
        page: The page, from 1.
    """
    if not shape.has("sider") or not shape.has("dokumenter"):
        return None
    row = first(
        conn,
        "SELECT d.id, d.sti, d.sha256, d.filtype, d.stoerrelse, s.tekst,"
        f" {shape.column('dokumenter', 'd', 'offentlig_sti')} AS offentlig_sti,"
        f" {shape.column('dokumenter', 'd', 'umaskeret')} AS umaskeret"
        " FROM dokumenter d JOIN sider s ON s.dokument = d.id AND s.nummer = ?"
        " WHERE d.sha256 >= ? AND d.sha256 < ? LIMIT 1",
        (page, sha, sha + "g"),
    )
    if row is None or row["filtype"] not in SHOWN:
        return None
    return row if may_show(shape, row, row["tekst"]) else None


def remove_images(database: Path, hashes: Iterable[str]) -> None:
    """Delete the images that are kept of documents, which are to be taken down.

    They are not shown any more without it (``find_page``), but should not lie about either. A
    folder that the site's settings name is the site's own to empty.
    """
    for sha in hashes:
        for image in (database.resolve().parent / FOLDER / sha[:2]).glob(f"{sha[:16]}-*.webp"):
            image.unlink(missing_ok=True)


class PageImages:
    """Draws pages and keeps them, up to a size."""

    def __init__(self, database: Path, *, originals: str, folder: str, megabytes: int) -> None:
        self._roots = [Path(originals)] if originals else []
        self._roots += [Path.cwd(), database.parent, database.parent.parent]
        self._folder = Path(folder) if folder else database.parent / FOLDER
        self._limit = megabytes * 1_000_000
        self._places = asyncio.Semaphore(DRAWN_AT_ONCE)
        self._checked: dict[Path, tuple[float, str]] = {}
        self._written = 0

    def original(self, row: Row) -> Path | None:
        """The file to draw from; ``None`` where it is gone or is another file by now."""
        public: str | None = row["offentlig_sti"]
        for root in self._roots:
            path: Path = root / (public or str(row["sti"]))
            if not path.is_file():
                continue
            # A covered copy has a hash of its own; the original must be what was read.
            if is_copy(row) or self._hash(path) == row["sha256"]:
                return path
        return None

    def _hash(self, path: Path) -> str:
        changed = path.stat().st_mtime
        known = self._checked.get(path)
        if known is None or known[0] != changed:
            known = (changed, hashlib.sha256(path.read_bytes()).hexdigest())
            self._checked[path] = known
        return known[1]

    async def get(self, row: Row, page: int) -> bytes | None:
        """The page as WebP; ``None`` where it cannot be drawn."""
        original = await asyncio.to_thread(self.original, row)
        if original is None:
            return None
        stamp = original.stat().st_mtime_ns
        kept: Path = (
            self._folder / str(row["sha256"])[:2] / f"{row['sha256'][:16]}-{page}-{stamp}.webp"
        )
        if kept.is_file():
            os.utime(kept)
            return kept.read_bytes()
        async with self._places:
            if kept.is_file():
                return kept.read_bytes()
            return await self._draw(original, page, kept)

    async def _draw(self, original: Path, page: int, kept: Path) -> bytes | None:
        with tempfile.TemporaryDirectory(prefix="referat-side-") as folder:
            out = Path(folder) / "side.webp"
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "referat.publish.pageimage", str(original), str(page),
                str(out), stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
            )  # fmt: skip
            try:
                async with asyncio.timeout(SECONDS):
                    await process.wait()
            except TimeoutError:
                process.kill()
                await process.wait()
            if process.returncode != 0 or not out.is_file():
                return None
            image = out.read_bytes()
        await asyncio.to_thread(self._keep, kept, image)
        return image

    def _keep(self, kept: Path, image: bytes) -> None:
        """Store an image, if the folder can be written; every so often the oldest go."""
        try:
            kept.parent.mkdir(parents=True, exist_ok=True)
            # Whole or not at all: another request may read it at this moment.
            with tempfile.NamedTemporaryFile(dir=kept.parent, delete=False) as file:
                file.write(image)
            Path(file.name).replace(kept)
        except OSError:
            return
        self._written += len(image)
        if self._written > self._limit / 20:
            self._written = 0
            self.sweep()

    def sweep(self) -> None:
        """Delete the images that were longest not asked for, until the folder fits its limit."""
        files = sorted(
            (
                (path.stat().st_atime, path.stat().st_size, path)
                for path in self._folder.rglob("*.webp")
            ),
            reverse=True,
        )
        total = 0
        for _, size, path in files:
            total += size
            if total > self._limit:
                path.unlink(missing_ok=True)
