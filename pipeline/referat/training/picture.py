"""Draws the README's picture: a page of the corpus, its lines with their roles, and its rows.

``python -m referat.training.picture`` makes ``corpus/referat.png``. What is drawn is what
``referat show`` and ``referat structure`` give.
"""

from __future__ import annotations

import textwrap
from pathlib import Path

import click
from PIL import Image, ImageDraw, ImageFont

from referat import reading
from referat.settings import Settings
from referat.show import draw_page
from referat.training.gate import CHECKOUT
from referat.types import Punkt, Referat

DOCUMENT = "corpus/documents/F02/bakkeaa-2023-09-06.pdf"
PICTURE = "corpus/referat.png"
# A README's column is about 900 pixels wide; twice that is sharp on fine screens.
WIDTH = 1800
PAGE_WIDTH = 860
TEXT = 21
ROWS = 8
COLUMNS = (("punkt", 70), ("titel", 330), ("sagsnummer", 190), ("beslutning", 220))
INK, RULE, HEAD = "#1c2530", "#c9d1d9", "#eef2f6"


@click.command()
@click.option("--page", default=1, show_default=True)
def main(page: int) -> None:
    """Draw the README's picture."""
    pages, referat = reading.read_file(CHECKOUT / DOCUMENT, settings=Settings())
    shown = draw_page(referat, pages.pages, page)
    shown = shown.resize(
        (PAGE_WIDTH, round(shown.height * PAGE_WIDTH / shown.width)), Image.Resampling.LANCZOS
    )
    canvas = Image.new("RGB", (WIDTH, shown.height + 40), "white")
    canvas.paste(shown, (20, 20))
    draw = ImageDraw.Draw(canvas)
    draw.rectangle((20, 20, 20 + PAGE_WIDTH, 20 + shown.height), outline=RULE)
    _draw_rows(draw, referat, PAGE_WIDTH + 80)
    path = CHECKOUT / PICTURE
    # A palette of 64 colours is a third of the size, and nobody sees it.
    canvas.quantize(64).save(path, optimize=True)
    click.echo(f"{PICTURE}: {path.stat().st_size // 1000} KB", err=True)


def _draw_rows(draw: ImageDraw.ImageDraw, referat: Referat, left: int) -> None:
    small, plain = ImageFont.load_default(TEXT - 3), ImageFont.load_default(TEXT)
    top = 60
    command = f"referat ingest {Path(DOCUMENT).name} --db referat.db"
    draw.text((left, top), command, fill="#57606a", font=small)
    top += 44
    facts = (
        f"{referat.kommune or '–'}  ·  {referat.udvalg or '–'}  ·  {referat.moede.dato or '–'}",
        f"{len(referat.fremmoede)} personer, {len(referat.punkter)} punkter",
    )
    for fact in facts:
        draw.text((left, top), fact, fill=INK, font=plain)
        top += 34
    top += 16
    top = _draw_row(draw, tuple(name for name, _ in COLUMNS), left, top, head=True)
    for punkt in referat.punkter[:ROWS]:
        top = _draw_row(draw, _cells(punkt), left, top)


def _cells(punkt: Punkt) -> tuple[str, ...]:
    beslutning = punkt.beslutning
    return (
        punkt.nr or "–",
        punkt.titel,
        "\n".join(sagsnummer.nummer for sagsnummer in punkt.sagsnumre) or "–",
        ", ".join(beslutning.udfald) if beslutning else "–",
    )


def _draw_row(
    draw: ImageDraw.ImageDraw, cells: tuple[str, ...], left: int, top: int, *, head: bool = False
) -> int:
    """One row of the table; the answer is its lower edge."""
    font = ImageFont.load_default(TEXT)
    # Letters of this font are about half as wide as high.
    wrapped = [
        "\n".join(
            "\n".join(textwrap.wrap(part, max(4, round(width / (TEXT * 0.52)))) or [""])
            for part in cell.split("\n")
        )
        for cell, (_, width) in zip(cells, COLUMNS, strict=True)
    ]
    height = 18 + (TEXT + 6) * max(cell.count("\n") + 1 for cell in wrapped)
    right = left + sum(width for _, width in COLUMNS) + 10
    if head:
        draw.rectangle((left, top, right, top + height), fill=HEAD)
    draw.line((left, top + height, right, top + height), fill=RULE, width=2)
    place = left + 10
    for cell, (_, width) in zip(wrapped, COLUMNS, strict=True):
        draw.multiline_text((place, top + 9), cell, fill=INK, font=font, spacing=6)
        place += width
    return top + height


if __name__ == "__main__":
    main()
