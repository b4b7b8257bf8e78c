"""Stage 2: a converter's plain text, which has no layout but may carry marks.

Each line of the source is a paragraph and becomes one ``Line``; form feeds part pages, tabs part
cells. The converter's marks (links, asterisks, tags) are layout and leave no trace in the text.
"""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from referat.pages.lines import clean_text, mend_breaks
from referat.types import Line

# "[Title](#)", "[Title](https://…)"; not "[1]".
_LINK = re.compile(r"\[([^\]\n]+)\]\((?:#|[a-z]+:|/|www\.|\.)?[^)\s]*\)")
_ITEM = re.compile(r"<li[^>]*>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>|</?(?:p|div|tr)(?:\s[^>]*)?>", re.IGNORECASE)
_LIST_END = re.compile(r"</(?:li|ul|ol)>|<(?:ul|ol)[^>]*>", re.IGNORECASE)
_CELL_END = re.compile(r"</t[dh]>\s*<t[dh][^>]*>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|b|i|u|em|strong|span|font|sup|sub|small|mark|tt|code|table|tbody|td|th|h[1-6])(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
# "**text**", "*text*", "***text***"; not "2 * 3 * 4", not "*) note".
_STARS = re.compile(r"(?<![\w*])(\*{1,3})(?=\S)([^*\n]*[^\s*])\1(?![\w*])")
_UNDERSCORES = re.compile(r"(?<![\w_])(_{1,3})(?=[^\s_])([^_\n]*[^\s_])\1(?![\w_])")
_WHOLE = re.compile(
    r"(?:<(?P<tag>b|i|em|strong|u)>(?P<in_tag>(?:(?!</?(?P=tag)>).)*)</(?P=tag)>"
    r"|(?P<star>\*{1,3}|_{1,3})(?=\S)(?P<in_star>[^*_]*[^\s*_])(?P=star))",
    re.IGNORECASE,
)
# "# Heading" of Markdown.
_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
# "- text", "* text", "• text", "·text", "– text"; not "-5", not "--- ", not "*text*".
_BULLET = re.compile(r"(?:[-–—*]\s+|[•·▪◦●○■‣\uf0b7\uf0a7]\s*|o\s+)(?=\S)")
_RULE = re.compile(r"\s*[-_*=]{3,}\s*")


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    bold: bool
    italic: bool
    listed: bool


def decode(data: bytes) -> str:
    """Text of a file in UTF-8, UTF-16 with a byte order mark, or Windows' Latin-1 (cp1252)."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # cp1252 leaves five bytes undefined; Latin-1 maps all and is the same for the letters.
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            return data.decode("latin-1")


def read_text(text: str) -> tuple[tuple[Line, ...], ...]:
    """Lines of each page of a converter's text; pages are parted by form feeds."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    pages = text.split("\f")
    if len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    sources = [content.split("\n") for content in pages]
    if any(_counts(source) for source in sources):
        sources = [_without_count(source) for source in sources]
    if sum(len(_HEADED.findall(content)) for content in pages) >= _HEADS:
        sources = [[_HEADED.sub("\\g<head>\n", line) for line in source] for source in sources]
    return tuple(_read_page(source, number) for number, source in enumerate(sources, start=1))


def _read_page(sources: Sequence[str], page: int) -> tuple[Line, ...]:
    lines: list[Line] = []
    row = 0
    blank = 0
    for source in sources:
        if not source.strip() or (_RULE.fullmatch(source) and set(source.strip()) != {"-"}):
            blank += 1
            continue
        for cells in _rows(source):
            pieces = [piece for piece in map(_unmark, cells) if piece.text]
            if not pieces:
                continue
            row += 1
            gap = 0.0 if not lines else float(blank)
            blank = 0
            for piece in pieces:
                lines.append(
                    Line(
                        text=piece.text,
                        page=page,
                        number=len(lines) + 1,
                        row=row,
                        box=None,
                        size=None,
                        bold=piece.bold,
                        italic=piece.italic,
                        broken=_is_broken(piece.text),
                        gap=gap,
                        listed=piece.listed,
                    )
                )
    return mend_breaks(lines)


# "Sagens oplysninger  Foreningen har søgt.", "**Udfald**  Bevilget."; not "Skole  Elever  Klasser",
# "Dagsorden    12", nor a line that is spread over its width
_HEADED = re.compile(
    r"^(?P<head>(?:\*\*|<\w+>)?(?!(?:Pkt|Punkt|Sag|Nr)\b)"
    r"[A-ZÆØÅ](?: ?[^\s:;*<(]+){0,8}(?:\*\*|</\w+>)?) {2,3}"
    r"(?=(?!\d+\s*$)[^\s*<]\S*(?: \S+)*\s*$)",
    re.MULTILINE,
)
_HEADS = 3
"""Lines at least in which blanks part a label from its text, in a document that sets them so."""


# "  15              Regnestykke: …": a number in the margin, clear of the text
_COUNTED = re.compile(r"\s{0,6}(?P<number>\d{1,3})(?=\s{3,}\S|\s*$)")


def _counted(sources: Sequence[str]) -> list[tuple[int, re.Match[str]]]:
    """A page's lines with a number in the margin that counts every fifth; none out of step."""
    found = [(place, _COUNTED.match(source)) for place, source in enumerate(sources)]
    counted = [(place, match) for place, match in found if match]
    numbers = [int(match["number"]) for _, match in counted]
    return counted if numbers == list(range(5, 5 * len(numbers) + 1, 5)) else []


def _counts(sources: Sequence[str]) -> bool:
    """Whether a page counts every fifth line in the margin."""
    return len(_counted(sources)) >= _COUNTS


_COUNTS = 3
"""Such numbers on one page that say that the document's lines are counted."""


def _without_count(sources: Sequence[str]) -> list[str]:
    """A page's lines without the numbers in the margin."""
    clean = list(sources)
    for place, match in _counted(sources):
        clean[place] = " " * match.end() + sources[place][match.end() :]
    return clean


def _rows(source: str) -> list[list[str]]:
    """The rows of one source line: list items and breaks in tags, cells at tabs."""
    source = _ITEM.sub("\n- ", _LIST_END.sub("\n", _CELL_END.sub("\t", source)))
    rows = []
    for row in _BREAK.sub("\n", source).split("\n"):
        # Leading tabs indent, they part nothing.
        cells = row.strip().split("\t")
        if any(cell.strip(" -") for cell in cells) or row.strip() in {"-", "--", "---"}:
            rows.append(cells)
    return rows


def _unmark(cell: str) -> _Piece:
    """One cell without marks; bold and italic where a mark spans it."""
    text = _HEADING.sub("", cell.strip(), count=1) if _HEADING.match(cell.strip()) else cell.strip()
    bold = text != cell.strip()
    listed = False
    match = _BULLET.match(text)
    if match:
        listed = True
        text = text[match.end() :].strip()
    text = _LINK.sub(r"\1", text)
    italic = False
    while (whole := _WHOLE.fullmatch(text)) is not None:
        mark = (whole["tag"] or whole["star"]).lower()
        bold = bold or mark in {"b", "strong", "**", "***", "__", "___"}
        italic = italic or mark in {"i", "em", "*", "***", "_", "___"}
        text = (whole["in_tag"] if whole["tag"] else whole["in_star"]).strip()
    text = _UNDERSCORES.sub(r"\2", _STARS.sub(r"\2", _STARS.sub(r"\2", _TAG.sub("", text))))
    # A mark whose other half stands in another line ("*Dette er …" to "… slut.*").
    text = re.sub(r"^\*+(?=\w)|(?<=[\w.,:;)])\*+$", "", text)
    text = clean_text(html.unescape(text))
    if listed and text:
        text = f"- {text}"
    return _Piece(text, bold, italic, listed)


def _is_broken(text: str) -> bool:
    return len(text) > 2 and text[-1] in "-\u2010" and text[-2].isalpha()
