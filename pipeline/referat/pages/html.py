"""Stage 2: the main content of a web page as lines.

The only module that knows selectolax. Menus, banners, forms and the like are dropped; headings
become bold lines with a size by their level; the cells of a table's row stand in one row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from referat.pages.lines import clean_text
from referat.pages.plaintext import decode
from referat.types import Line

BODY_SIZE = 10.0
SIZES = {"h1": 20.0, "h2": 16.0, "h3": 14.0, "h4": 12.0, "h5": 11.0, "h6": 11.0}
"""Points of the headings: no true sizes, but in the order of a printed page's."""

_DROPPED = (
    "script, style, noscript, template, nav, aside, form, button, input, select, textarea, iframe, "
    "svg, canvas, video, audio, object, dialog, head, [hidden], [aria-hidden=true], "
    "[role=navigation], [role=banner], [role=contentinfo], [role=search], [role=dialog], "
    "[role=complementary], [role=alertdialog]"
)
"""Never content. ``header`` and ``footer`` are dropped only outside the main content, since an
article's own header holds its title."""

# Cookie banners and the like, by the words that sites give them; not "bannerfoering" in a text.
_BANNER = re.compile(
    r"(?:^|[-_ ])(?:cookie|consent|coi-|gdpr|breadcrumb|skip-?(?:link|to)|share|social|print|"
    r"newsletter|navbar|menu|sidebar)", re.IGNORECASE,
)  # fmt: skip
_MAIN = ("main", "[role=main]", "#main-content", "#content", "article", "#main", ".main-content")
_ENOUGH = 0.4
"""Part of the page's text that an element must hold to be taken for its main content."""

_BLOCKS = (
    frozenset({"address", "article", "blockquote", "body", "caption", "center", "details", "div"})
    | {"dd", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "header", "hgroup", "hr"}
    | {"html", "legend", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody"}
    | {"tfoot", "thead", "ul", *SIZES}
)
_SPACED = frozenset({"p", "blockquote", "table", "ul", "ol", "dl", "section", "article", *SIZES})
_BOLD, _ITALIC = frozenset({"b", "strong", "th", "dt"}), frozenset({"i", "em", "cite"})
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)


@dataclass(slots=True)
class _Writer:
    """Collects runs of text and closes them into lines where a block begins or ends."""

    dropped: set[int]
    lines: list[Line] = field(default_factory=list)
    runs: list[tuple[str, bool, bool]] = field(default_factory=list)
    size: float = BODY_SIZE
    row: int = 0
    in_row: bool = False
    gap: float = 0.0
    listed: bool = False

    def close(self) -> None:
        """End the line."""
        text = clean_text("".join(run for run, _, _ in self.runs))
        inked = [(bold, italic) for run, bold, italic in self.runs if run.strip()]
        self.runs.clear()
        if not text:
            return
        if not self.in_row:
            self.row += 1
        match = re.match(r"[-–•·▪◦*]\s+(?=\S)", text)
        if match:
            text = text[match.end() :]
        listed = self.listed or match is not None
        self.lines.append(
            Line(
                text=f"- {text}" if listed else text,
                page=1,
                number=len(self.lines) + 1,
                row=max(1, self.row),
                box=None,
                size=self.size,
                bold=self.size > BODY_SIZE or all(bold for bold, _ in inked),
                italic=all(italic for _, italic in inked),
                gap=self.gap if self.lines else 0.0,
                listed=listed,
            )
        )
        self.gap = 0.0
        self.listed = False


def read_html(data: bytes) -> tuple[Line, ...]:
    """Lines of a web page's main content; no lines where it has none."""
    parser = LexborHTMLParser(_decode(data))
    body = parser.body
    if body is None:
        return ()
    # Nodes are passed over, not taken out: taking out frees those inside, which are in the list.
    dropped = {node.mem_id for node in body.css(_DROPPED)}
    for node in body.css("[class], [id]"):
        name = f"{node.attributes.get('id') or ''} {node.attributes.get('class') or ''}"
        if _BANNER.search(name) and node.tag not in ("body", "main", "article"):
            dropped.add(node.mem_id)
    root = _main(body, dropped)
    if root.tag == "body":
        dropped |= {node.mem_id for node in body.css("header, footer") if not node.css("h1")}
    writer = _Writer(dropped=dropped)
    _write(root, writer, bold=False, italic=False)
    writer.close()
    return (*writer.lines, *_frame(parser, body, writer.lines))


_OWNER = re.compile(r"\b\w*kommune\b|\bregion\s+[A-ZÆØÅ]", re.IGNORECASE)
_LONGEST_CELL = 1200
"""Characters of a cell: a longer one is a column of an old page's layout, not of a table."""
_LONGEST_NAME = 160
"""Characters: a site's name or address is shorter; longer is text of a menu or a banner."""


def _frame(parser: LexborHTMLParser, body: LexborNode, lines: Sequence[Line]) -> list[Line]:
    """Whose page it is, as furniture: title, site name, logo, address at the foot.

    The main content of a kommune's page seldom names the kommune; what stands around it does.
    """
    texts: list[str] = []
    for node in parser.css("title"):
        texts.append(node.text())
    for node in parser.css(
        "meta[property='og:site_name'], meta[name=author], meta[name=publisher]"
    ):
        texts.append(node.attributes.get("content") or "")
    for node in body.css("img[alt]"):
        texts.append(node.attributes.get("alt") or "")
    for node in body.css(
        "header *, footer *, nav *, [role=banner] *, [role=contentinfo] *, footer"
    ):
        texts.append(node.text(deep=False))
    for node in body.css("a, div, span, td, p, b, strong"):
        text = clean_text(node.text(deep=False))
        if len(text) < 60 and text.endswith(("Kommune", "Regionskommune")):
            texts.append(text)
    row = max((line.row for line in lines), default=0)
    kept: list[Line] = []
    for text in dict.fromkeys(clean_text(text) for text in texts):
        if not text or len(text) > _LONGEST_NAME or not _OWNER.search(text):
            continue
        kept.append(
            Line(
                text=text,
                page=1,
                number=len(lines) + len(kept) + 1,
                row=row + len(kept) + 1,
                box=None,
                size=None,
                furniture=True,
            )
        )
    return kept


def _decode(data: bytes) -> str:
    stated = _CHARSET.search(data[:4096])
    if stated is not None and not data.startswith(b"\xef\xbb\xbf"):
        try:
            text = data.decode(stated[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            return decode(data)
        return text
    return decode(data)


def _main(body: LexborNode, dropped: set[int]) -> LexborNode:
    whole = _length(body, dropped)
    for selector in _MAIN:
        found = body.css(selector)
        # Several articles are a list of news, not one document.
        if len(found) == 1 and _length(found[0], dropped) > _ENOUGH * whole:
            return found[0]
    return body


def _length(node: LexborNode, dropped: set[int]) -> int:
    """Number of characters of the text that is kept."""
    length = 0
    for child in _children(node):
        if child.tag == "-text":
            length += len((child.text_content or "").strip())
        elif child.mem_id not in dropped:
            length += _length(child, dropped)
    return length


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _write(node: LexborNode, writer: _Writer, *, bold: bool, italic: bool) -> None:
    for child in _children(node):
        tag = child.tag or ""
        if tag == "-text":
            writer.runs.append((re.sub(r"\s+", " ", child.text_content or ""), bold, italic))
        elif child.mem_id in writer.dropped:
            continue
        elif tag == "br":
            writer.close()
        elif tag == "tr":
            _write_row(child, writer, bold=bold, italic=italic)
        elif tag in _BLOCKS:
            _write_block(child, tag, writer, bold=bold, italic=italic)
        elif not tag.startswith(("-", "_")):
            _write(child, writer, bold=bold or tag in _BOLD, italic=italic or tag in _ITALIC)


def _write_block(node: LexborNode, tag: str, writer: _Writer, *, bold: bool, italic: bool) -> None:
    writer.close()
    size = writer.size
    if tag in _SPACED:
        writer.gap = max(writer.gap, 1.0)
    if tag in SIZES:
        writer.size = SIZES[tag]
    if tag == "li":
        writer.listed = True
    _write(node, writer, bold=bold or tag == "dt", italic=italic)
    writer.close()
    writer.listed = False
    writer.size = size
    if tag in _SPACED:
        writer.gap = max(writer.gap, 1.0)


def _write_row(node: LexborNode, writer: _Writer, *, bold: bool, italic: bool) -> None:
    """One row; a cell that holds blocks of its own is text in a layout table."""
    writer.close()
    cells = [child for child in _children(node) if child.tag in ("td", "th")]
    layout = len(cells) < 2 or any(
        cell.css("p + p, h1, h2, h3, h4, table, li, hr, center") or len(cell.text()) > _LONGEST_CELL
        for cell in cells
    )
    if not layout:
        writer.row += 1
        writer.in_row = True
    for cell in cells:
        _write(cell, writer, bold=bold or cell.tag == "th", italic=italic)
        writer.close()
    writer.in_row = False
