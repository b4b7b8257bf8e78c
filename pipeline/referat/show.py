"""Draws a page with its lines, their boxes and roles, so that a wrong reading is seen.

Behind ``referat show``. A structured document and its pages come in, a picture goes out; nothing
in the flow depends on it. A source without layout is drawn as text, one line under another.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from referat.errors import InputFileError, SettingsError
from referat.types import Box, FileKind, Line, LineRole, Page, Referat, RoledLine, SourceFile
from referat.typeset import Text, typeset
from referat.wordplace import place_words

# Pixels of the drawn page's width: text is readable on a screen, and a file stays below 300 KB.
WIDTH = 1100
# The strip left of the page that holds the roles' names.
STRIP = 190
LABEL_SIZE = 15
TEXT_SIZE = 18
# Letters of a source without layout that fit beside the strip.
COLUMNS = 115
# No picture is higher: a page ten metres high would fill the memory.
LARGEST_HEIGHT = 6000

# Headings warm, decisions green, people blue, what is passed over grey: neighbours on a page
# must differ.
COLOURS: dict[LineRole, str] = {
    LineRole.FURNITURE: "#9e9e9e",
    LineRole.TITLE: "#6a1b9a",
    LineRole.HEADER: "#8e5bb5",
    LineRole.ATTENDANCE: "#1565c0",
    LineRole.TOC: "#757575",
    LineRole.GROUP: "#bf360c",
    LineRole.PUNKT: "#e53935",
    LineRole.SAGSNUMMER: "#c2185b",
    LineRole.LABEL: "#ef6c00",
    LineRole.BODY: "#b28704",
    LineRole.DECISION_LABEL: "#1b5e20",
    LineRole.DECISION: "#2e9e3f",
    LineRole.EARLIER: "#00796b",
    LineRole.ABSENCE: "#0097a7",
    LineRole.ATTACHMENT: "#5d4037",
    LineRole.SIGNATURE: "#455a64",
}


# Colour of an OCR word by the confidence up to which it holds. Tesseract gives clean print 0.9 and
# more; from 0.7 down every third word is wrong.
CONFIDENCES: tuple[tuple[float, str], ...] = (
    (0.5, "#d50000"),
    (0.7, "#ff6d00"),
    (0.85, "#ffd600"),
    (0.93, "#aeea00"),
    (1.0, "#00c853"),
)
REPAIRED = "#2962ff"
# Thickness of a word's line, pixels.
UNDERLINE = 3


def draw_page(referat: Referat, pages: Sequence[Page], number: int) -> Image.Image:
    """A page as it was read: each line in its role's colour, with the role's name beside it.

    Args:
        referat: The document as it was structured.
        pages: Its pages.
        number: Which of them, from 1.

    Raises:
        SettingsError: The document has no such page.
        InputFileError: The file is gone, or can be read but not drawn.
    """
    page = next((page for page in pages if page.number == number), None)
    if page is None:
        raise SettingsError(
            f"there is no page {number}.",
            action=f"The document has {len(pages)}.",
            path=referat.source.path,
        )
    roles = {role.number: role for role in referat.roles if role.page == number}
    if page.width <= 0:
        return _draw_text(page, roles)
    scale = min(WIDTH / page.width, LARGEST_HEIGHT / page.height)
    return _draw_lines(_picture(referat.source, page, scale), page, roles, scale)


def _picture(source: SourceFile, page: Page, scale: float) -> Image.Image:
    """The page itself, drawn so many pixels a point."""
    try:
        if source.kind is FileKind.PDF:
            with pdfium.PdfDocument(source.path) as pdf:
                picture: Image.Image = pdf[page.number - 1].render(scale=scale).to_pil()
            return picture.convert("RGB")
        with Image.open(Path(source.path)) as image:
            image.seek(page.number - 1)
            size = (max(1, round(page.width * scale)), max(1, round(page.height * scale)))
            return image.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    except (OSError, pdfium.PdfiumError) as error:
        raise InputFileError(
            f"the page cannot be drawn ({error}).",
            action="Check that the file is still there.",
            path=source.path,
            page=page.number,
        ) from error


def _draw_lines(
    picture: Image.Image, page: Page, roles: dict[int, RoledLine], scale: float
) -> Image.Image:
    shade = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(shade)
    labels: list[Text] = []
    # The last label's lower edge: cells of one row share a label's place, and must not overlap.
    lowest = 0.0
    for line in page.lines:
        if line.box is None:
            continue
        role = roles.get(line.number)
        box = _scaled(line.box, scale)
        draw.rectangle(box, fill=f"{_colour(role)}30", outline=_colour(role))
        _draw_words(draw, line, scale)
        middle = (box[1] + box[3]) / 2
        top = max(middle - LABEL_SIZE / 2, lowest)
        if top - middle < LABEL_SIZE:
            labels.append(_label(role, top))
            lowest = top + LABEL_SIZE
    canvas = typeset(labels, width=picture.width + STRIP, height=picture.height)
    canvas.paste(Image.alpha_composite(picture.convert("RGBA"), shade).convert("RGB"), (STRIP, 0))
    return canvas


def _draw_words(draw: ImageDraw.ImageDraw, line: Line, scale: float) -> None:
    """Each word underlined by its confidence, and framed where it was put right."""
    for word in line.words:
        left, _, right, bottom = _scaled(word.box, scale)
        place = left, bottom, right, bottom + UNDERLINE
        draw.rectangle(place, fill=confidence_colour(word.confidence))
    for placed in place_words(line):
        if placed.repair is not None:
            draw.rectangle(_scaled(placed.word.box, scale), outline=REPAIRED, width=2)


def _scaled(box: Box, scale: float) -> tuple[float, float, float, float]:
    return box.x0 * scale, box.top * scale, box.x1 * scale, box.bottom * scale


def confidence_colour(confidence: float) -> str:
    """The colour of a word that was read with this confidence, 0.0-1.0."""
    return next(colour for limit, colour in CONFIDENCES if confidence <= limit)


def _draw_text(page: Page, roles: dict[int, RoledLine]) -> Image.Image:
    step = TEXT_SIZE + 6
    top = step / 2
    texts: list[Text] = []
    bars: list[tuple[float, float, str]] = []
    for line in page.lines:
        role = roles.get(line.number)
        texts.append(_label(role, top))
        begin = top
        for part in textwrap.wrap(line.text, COLUMNS) or [""]:
            texts.append(Text(text=part, x=STRIP, top=top, size=TEXT_SIZE, bold=line.bold))
            top += step
        bars.append((begin, top - 3, _colour(role)))
    height = min(round(top + step), LARGEST_HEIGHT)
    canvas = typeset(texts, width=WIDTH + STRIP, height=height)
    draw = ImageDraw.Draw(canvas)
    for begin, end, colour in bars:
        draw.rectangle((STRIP - 6, begin, STRIP - 3, end), fill=colour)
    return canvas


def _colour(role: RoledLine | None) -> str:
    return COLOURS[role.role] if role is not None else "#000000"


def _label(role: RoledLine | None, top: float) -> Text:
    """Role, place of the punkt, and score where it is in doubt: "beslutning 3 .97"."""
    parts = ["?"]
    if role is not None:
        parts = [role.role.value]
        if role.punkt is not None:
            parts.append(str(role.punkt))
        if role.score < 1.0:
            parts.append(f"{role.score:.2f}".lstrip("0"))
    return Text(text=" ".join(parts), x=4, top=top, size=LABEL_SIZE, colour=_colour(role))
