"""Pages typed anew as an old typewriter writes them: fixed pitch, unevenly struck, no bold.

For ``ocrbench.py``. The lines of a page come in; a PDF with a text layer comes out, which a
"scanner" of ``grime.py`` makes a picture of. The same seed gives the same page.
"""

from __future__ import annotations

import io
import random
import re
from collections.abc import Iterable, Iterator, Sequence

COLUMNS = 72
"""Characters a line: 10 an inch on A4 with its margins."""

ROWS = 58
"""Lines a page: 6 an inch, single spaced."""

PITCH, LEADING, SIZE = 6.6, 12.4, 11.0
"""Points from letter to letter, from line to line, and of the type."""

LEFT, TOP = 62.0, 60.0
"""Points from the page's edges."""

PALEST = 0.45
"""Grey of the most weakly struck word, 0 is black. No letter is set by itself: PDFium would take
the line apart, and with it the text that the readings are measured against."""


def type_pages(pages: Sequence[Iterable[str]], *, seed: int) -> bytes:
    """A PDF with each page's lines, broken where the carriage ends; what is over is left out."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    chance = random.Random(seed)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for lines in pages:
        rows = [row for line in lines for row in break_line(line)][:ROWS]
        for place, row in enumerate(rows):
            text = canvas.beginText()
            text.setFont("Courier", SIZE)
            text.setCharSpace(PITCH - 0.6 * SIZE)
            text.setTextOrigin(LEFT, A4[1] - TOP - place * LEADING)
            for word in re.findall(r"\S+ ?", row):
                text.setFillGray(PALEST * chance.random() ** 2)
                text.textOut(word)
            canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def break_line(line: str) -> Iterator[str]:
    """A line in pieces that fit the carriage, broken between words where there are any."""
    row = ""
    for word in line.split():
        while len(word) > COLUMNS:
            if row:
                yield row
                row = ""
            yield word[:COLUMNS]
            word = word[COLUMNS:]
        if row and len(row) + 1 + len(word) > COLUMNS:
            yield row
            row = ""
        row = f"{row} {word}" if row else word
    if row:
        yield row
