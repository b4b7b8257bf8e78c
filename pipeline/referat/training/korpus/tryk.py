"""What a generated document is before a producer draws it: printed blocks with their roles.

``opbyg`` makes a ``Dokument`` of a content and a plan; the producers (``typst_pdf``,
``reportlab_pdf``, ``tekst``) draw it, and ``guld`` tells every line that is read its role.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class LinjeRolle(StrEnum):
    """Role of a printed block, and of every line of it."""

    FURNITURE = "furniture"
    """Running heads, footers, page numbers, stamps."""
    TOC = "toc"
    """Table of contents with its label."""
    HEADER = "header"
    """Title and facts of the meeting."""
    ATTENDANCE = "attendance"
    """Who was there, for the meeting as a whole."""
    GROUP = "group"
    """Divider between punkter."""
    HEADING = "heading"
    """A punkt's number and title."""
    SAGSNUMMER = "sagsnummer"
    """Case number of a punkt with its neighbours."""
    LABEL = "label"
    """Label of a section; the text may go on in the same line (``Trykt.etiket``)."""
    TEXT = "text"
    """Text of a section that is not the decision."""
    DECISION = "decision"
    """What this meeting decided."""
    ABSENCE = "absence"
    """Absence printed for one punkt."""
    BILAG = "bilag"
    """Names of attachments."""
    SAGSGANG = "sagsgang"
    """What other meetings decided earlier."""
    SIGNATURE = "signature"
    """Signature sheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stil:
    """How a paragraph is set; sizes are factors of the document's."""

    fed: bool = False
    kursiv: bool = False
    understreget: bool = False
    spatieret: bool = False
    """Letters spread: the producer puts space between them."""
    kapitael: bool = False
    """Small capitals."""
    stoerrelse: float = 1.0
    indryk: float = 0.0
    """Left indent in points."""
    haeng: float = 0.0
    """Hanging indent of the following lines in points."""
    justering: str = "venstre"
    """venstre, midt, hoejre or lige."""
    foer: float = 4.0
    """Space above in points."""
    hold: bool = False
    """Keep with the next block."""
    graa: bool = False
    """Set in grey."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trykt:
    """One printed paragraph, or one cell of a table."""

    rolle: LinjeRolle
    tekst: str
    """As printed, on one line."""
    stil: Stil = Stil()
    type: str | None = None
    """``AfsnitType`` of labels and texts; "beslutning", "fravaer", "bilag" of such labels."""
    punkt: int = 0
    """Ordinal of the punkt, 0 outside."""
    etiket: int = 0
    """Letters of ``tekst`` that are a run-in label; 0 where none is."""
    fortsat: bool = False
    """Goes on with what the block before it began: a title below its number."""
    maerke: str = ""
    """Bullet or number before the text; it hangs in the indent."""

    @property
    def linje(self) -> str:
        """Mark and text, as they are read."""
        return f"{self.maerke} {self.tekst}" if self.maerke else self.tekst


@dataclass(frozen=True, slots=True, kw_only=True)
class Gitter:
    """Blocks beside each other: tables of facts, two columns, boxes."""

    raekker: tuple[tuple[tuple[Trykt, ...], ...], ...]
    """Rows of cells of blocks."""
    bredder: tuple[float, ...]
    """Shares of the width, one a column."""
    streger: str = "ingen"
    """ingen, alle, vandret or ramme."""
    indre: float = 3.0
    """Space inside a cell in points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidebrud:
    """A new page."""


Element = Trykt | Gitter | Sidebrud


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Paper, type and running heads of a document; lengths in points."""

    skrift: str
    stoerrelse: float
    linjeafstand: float
    """Leading in em."""
    venstre: float
    hoejre: float
    top: float
    bund: float
    lige: bool
    """Justified lines."""
    orddeling: bool
    """Hyphenation."""
    sidehoved: tuple[str, str, str] = ("", "", "")
    """Left, middle and right; ``{side}`` and ``{sider}`` are numbers."""
    sidefod: tuple[str, str, str] = ("", "", "")
    """Left, middle and right."""
    hoved_paa_foerste: bool = True
    """Whether the running head stands on the first page."""
    foerste_side: int = 1
    """Number of the first page."""
    romertal: bool = False
    """Roman page numbers."""
    streg: bool = False
    """Rule under the running head."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dokument:
    """One document, printed and known."""

    navn: str
    familie: str
    producent: str
    side: Side
    elementer: tuple[Element, ...]
    facit: dict[str, Any] = field(hash=False)
    """Gold in the interchange form."""

    def trykte(self) -> Iterator[Trykt]:
        """All printed blocks in order; cells row by row."""
        for element in self.elementer:
            if isinstance(element, Trykt):
                yield element
            elif isinstance(element, Gitter):
                for raekke in element.raekker:
                    for celle in raekke:
                        yield from celle
