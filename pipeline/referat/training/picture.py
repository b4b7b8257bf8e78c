"""Draws the README's picture: a page of the corpus, its lines with their roles, and its rows.

``python -m referat.training.picture`` makes ``corpus/referat.png``. What is drawn is what
``referat show`` and ``referat structure`` give.
"""

from __future__ import annotations

import textwrap
from pathlib import Path

import click
from PIL import Image, ImageDraw

from referat import reading
from referat.settings import Settings
from referat.show import draw_page
from referat.training.gate import CHECKOUT
from referat.types import Punkt, Referat
from referat.typeset import Text, typeset

DOCUMENT = "corpus/documents/F08/tranum-2014-11-20.pdf"
PAGE = 1
PICTURE = "corpus/referat.png"
# A README's column is about 900 pixels wide; twice that is sharp on fine screens.
WIDTH = 1800
PAGE_WIDTH = 860
SIZE = 22
ROWS = 8
COLUMNS = (("nr", 60), ("titel", 340), ("sagsnummer", 230), ("udfald", 190))
INK, FAINT, RULE = "#1c2530", "#57606a", "#c9d1d9"


@click.command()
def main() -> None:
    """Draw the README's picture."""
    pages, referat = reading.read_file(CHECKOUT / DOCUMENT, settings=Settings())
    shown = draw_page(referat, pages.pages, PAGE)
    shown = shown.resize(
        (PAGE_WIDTH, round(shown.height * PAGE_WIDTH / shown.width)), Image.Resampling.LANCZOS
    )
    table = Table(left=PAGE_WIDTH + 80, top=40)
    table.write(f"referat ingest {Path(DOCUMENT).name} --db referat.db", colour=FAINT)
    table.write(" · ".join(str(fact or "–") for fact in _facts(referat)))
    table.write(f"{len(referat.fremmoede)} personer, {len(referat.punkter)} punkter")
    table.add_row(tuple(name for name, _ in COLUMNS), head=True)
    for punkt in referat.punkter[:ROWS]:
        table.add_row(_cells(punkt))
    canvas = typeset(table.texts, width=WIDTH, height=shown.height + 40)
    draw = ImageDraw.Draw(canvas)
    for top in table.rules:
        draw.line((table.left, top, WIDTH - 20, top), fill=RULE, width=2)
    canvas.paste(shown, (20, 20))
    draw.rectangle((20, 20, 20 + PAGE_WIDTH, 20 + shown.height), outline=RULE)
    path = CHECKOUT / PICTURE
    # A palette of 128 colours is a third of the size, and nobody sees it.
    canvas.quantize(128).save(path, optimize=True)
    click.echo(f"{PICTURE}: {path.stat().st_size // 1000} KB", err=True)


class Table:
    """Collects the texts and rules of a table from the top down."""

    def __init__(self, *, left: float, top: float) -> None:
        self.left = left
        self.top = top
        self.texts: list[Text] = []
        self.rules: list[float] = []

    def write(self, text: str, *, colour: str = INK) -> None:
        """A line over the table."""
        self.texts.append(Text(text=text, x=self.left, top=self.top, size=SIZE, colour=colour))
        self.top += SIZE * 1.7

    def add_row(self, cells: tuple[str, ...], *, head: bool = False) -> None:
        """A row, with each cell broken into lines that fit its column."""
        step, lines = SIZE * 1.25, 1
        x = self.left
        for cell, (_, width) in zip(cells, COLUMNS, strict=True):
            # Letters are about half as wide as high.
            broken = textwrap.wrap(cell, round(width / (SIZE * 0.52)), break_on_hyphens=False)
            for number, part in enumerate(broken):
                top = self.top + SIZE * 0.5 + number * step
                self.texts.append(Text(text=part, x=x, top=top, size=SIZE, colour=INK, bold=head))
            lines = max(lines, len(broken))
            x += width
        self.top += lines * step + SIZE * 0.8
        self.rules.append(self.top)


def _facts(referat: Referat) -> tuple[object, ...]:
    return referat.kommune, referat.udvalg, referat.moede.dato


def _cells(punkt: Punkt) -> tuple[str, ...]:
    beslutning = punkt.beslutning
    return (
        punkt.nr or "–",
        punkt.titel,
        " ".join(sagsnummer.nummer for sagsnummer in punkt.sagsnumre) or "–",
        # Broken only between words: "taget til efterretning".
        ", ".join(beslutning.udfald).replace("_", " ") if beslutning else "–",
    )


if __name__ == "__main__":
    main()
