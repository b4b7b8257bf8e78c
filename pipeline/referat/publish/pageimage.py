"""Draws one page of an original as WebP, in a process of its own: a file may be made to crash us.

python -m referat.publish.pageimage FILE PAGE OUT
"""

from __future__ import annotations

import io
import os
import resource
import sys
from pathlib import Path

WIDTH = 1400
"""Pixels across: text of 9 points can be read at the full width of a screen."""
QUALITY = 78
MAX_PIXELS = 60_000_000
SECONDS = 30
NICE = 5
"""How far it steps back: pages come before their pictures."""
MEMORY = 2_500_000_000


def draw(path: Path, page: int) -> bytes:
    """One page, from 1, as WebP.

    Raises:
        ValueError: The file has no such page.
    """
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    if path.suffix.lower() == ".pdf" or path.read_bytes()[:5] == b"%PDF-":
        picture = _pdf(path, page)
    else:
        with Image.open(path) as opened:
            if page > getattr(opened, "n_frames", 1):
                raise ValueError(f"no page {page}")
            if page > 1:
                opened.seek(page - 1)
            picture = opened.convert("RGB")
    if picture.width > WIDTH:
        height = round(picture.height * WIDTH / picture.width)
        picture = picture.resize((WIDTH, height), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    picture.save(buffer, format="WEBP", quality=QUALITY, method=4)
    return buffer.getvalue()


def _pdf(path: Path, page: int):  # type: ignore[no-untyped-def]  # PIL's image; PIL is lazy here
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        if not 1 <= page <= len(document):
            raise ValueError(f"no page {page}")
        sheet = document[page - 1]
        scale = min(4.0, WIDTH / max(1.0, sheet.get_width()))
        return sheet.render(scale=scale).to_pil().convert("RGB")
    finally:
        document.close()


def main() -> None:
    """The process: draw, write, end."""
    os.nice(NICE)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    path, page, out = Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    out.write_bytes(draw(path, page))


if __name__ == "__main__":
    main()
