"""Draws a ``Dokument`` as PDF with reportlab: another producer, which breaks lines its own way.

It knows the base fonts that no file has to embed, and hyphenates nothing; letters that are spread
become letters with blanks between, as many real producers write them.
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from referat.errors import MissingToolError
from referat.training.korpus.tryk import Dokument, Element, Gitter, Side, Sidebrud, Trykt

WIDTH, HEIGHT = 595.28, 841.89
ALIGN = {"venstre": 0, "midt": 1, "hoejre": 2, "lige": 4}
# A plan's font -> family here: those of typst have a kin among the base fonts.
FAMILIES = {
    "Helvetica": "Helvetica",
    "Times-Roman": "Times",
    "Courier": "Courier",
    "DejaVu Sans": "Vera",
    "DejaVu Sans Condensed": "Helvetica",
    "DejaVu Serif": "Times",
    "DejaVu Serif Condensed": "Times",
    "Libertinus Serif": "Times",
    "New Computer Modern": "Times",
    "DejaVu Sans Mono": "Courier",
}
FACES = {
    "Helvetica": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Helvetica-BoldOblique"),
    "Times": ("Times-Roman", "Times-Bold", "Times-Italic", "Times-BoldItalic"),
    "Courier": ("Courier", "Courier-Bold", "Courier-Oblique", "Courier-BoldOblique"),
    "Vera": ("Vera", "VeraBd", "VeraIt", "VeraBI"),
}


def make_pdf(dokument: Dokument) -> bytes:
    """The PDF of a document, the same bytes every time."""
    lab = _reportlab()
    side = dokument.side
    out = io.BytesIO()
    template = lab.BaseDocTemplate(
        out,
        pagesize=(WIDTH, HEIGHT),
        leftMargin=side.venstre,
        rightMargin=side.hoejre,
        topMargin=side.top,
        bottomMargin=side.bund,
        invariant=1,
        allowSplitting=1,
    )
    frame = lab.Frame(
        side.venstre,
        side.bund,
        WIDTH - side.venstre - side.hoejre,
        HEIGHT - side.top - side.bund,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    template.addPageTemplates([lab.PageTemplate(frames=[frame])])
    writer = _Writer(lab, dokument)
    template.build(writer.story(), canvasmaker=_canvas(lab, side, writer.family))
    return out.getvalue()


@cache
def _reportlab() -> Any:
    """What is needed of reportlab, in one place."""
    try:
        import reportlab
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont
        from reportlab.pdfgen.canvas import Canvas
        from reportlab.platypus import (
            BaseDocTemplate,
            Frame,
            PageBreak,
            PageTemplate,
            Paragraph,
            Table,
            TableStyle,
        )
    except ImportError as error:
        raise MissingToolError(
            "reportlab is not installed.", action="pip install 'referat[corpus]'."
        ) from error
    from types import SimpleNamespace

    fonts = Path(reportlab.__file__).parent / "fonts"
    for face in FACES["Vera"]:
        pdfmetrics.registerFont(TTFont(face, str(fonts / f"{face}.ttf")))
    return SimpleNamespace(
        BaseDocTemplate=BaseDocTemplate,
        Canvas=Canvas,
        Frame=Frame,
        PageBreak=PageBreak,
        PageTemplate=PageTemplate,
        Paragraph=Paragraph,
        ParagraphStyle=ParagraphStyle,
        Table=Table,
        TableStyle=TableStyle,
        width=pdfmetrics.stringWidth,
    )


class _Writer:
    def __init__(self, lab: Any, dokument: Dokument) -> None:
        self.lab, self.dokument, self.side = lab, dokument, dokument.side
        self.family = FACES[FAMILIES[self.side.skrift]]
        self.room = WIDTH - self.side.venstre - self.side.hoejre

    def story(self) -> list[Any]:
        """All flowables of the document."""
        return [flowable for element in self.dokument.elementer for flowable in self._flow(element)]

    def _flow(self, element: Element) -> list[Any]:
        if isinstance(element, Sidebrud):
            return [self.lab.PageBreak()]
        if isinstance(element, Trykt):
            return [self._paragraph(element, element.stil.foer)]
        return [self._table(element)]

    def _paragraph(self, trykt: Trykt, above: float) -> Any:
        stil = trykt.stil
        size = self.side.stoerrelse * stil.stoerrelse
        bold = stil.fed and not trykt.etiket
        italic = stil.kursiv and not trykt.etiket
        left = stil.indryk + (stil.haeng or (14.0 if trykt.maerke else 0.0))
        style = self.lab.ParagraphStyle(
            "p",
            fontName=self.family[bold + 2 * italic],
            fontSize=size,
            leading=size * 0.72 + self.side.linjeafstand * self.side.stoerrelse,
            spaceBefore=above,
            leftIndent=left,
            firstLineIndent=-stil.haeng if stil.haeng and not trykt.maerke else 0,
            bulletIndent=stil.indryk,
            bulletFontName=self.family[0],
            bulletFontSize=size,
            alignment=4
            if self.side.lige and stil.justering == "venstre"
            else ALIGN[stil.justering],
            keepWithNext=1 if stil.hold else 0,
            textColor="#5a5a5a" if stil.graa else "#000000",
            splitLongWords=1,
        )
        return self.lab.Paragraph(self._markup(trykt), style, bulletText=trykt.maerke or None)

    def _markup(self, trykt: Trykt) -> str:
        stil = trykt.stil
        if not trykt.etiket:
            words = "\u00a0".join(trykt.tekst) if stil.spatieret else trykt.tekst
            return f"<u>{escape(words)}</u>" if stil.understreget else escape(words)
        head, rest = escape(trykt.tekst[: trykt.etiket]), escape(trykt.tekst[trykt.etiket :])
        if stil.understreget:
            head = f"<u>{head}</u>"
        if stil.fed or stil.kursiv:
            head = f'<font face="{self.family[stil.fed + 2 * stil.kursiv]}">{head}</font>'
        return head + rest

    def _table(self, gitter: Gitter) -> Any:
        total = sum(gitter.bredder)
        rows = [
            [
                [self._paragraph(t, t.stil.foer if i else 0.0) for i, t in enumerate(cell)] or ""
                for cell in row
            ]
            for row in gitter.raekker
        ]
        commands: list[tuple[Any, ...]] = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), gitter.indre),
            ("RIGHTPADDING", (0, 0), (-1, -1), gitter.indre),
            ("TOPPADDING", (0, 0), (-1, -1), gitter.indre * 0.7),
            ("BOTTOMPADDING", (0, 0), (-1, -1), gitter.indre * 0.7),
        ]
        if gitter.streger == "vandret":
            commands.append(("LINEBELOW", (0, 0), (-1, -1), 0.5, "#000000"))
        elif gitter.streger == "alle":
            commands.append(("GRID", (0, 0), (-1, -1), 0.5, "#000000"))
        elif gitter.streger == "ramme":
            commands.append(("BOX", (0, 0), (-1, -1), 0.5, "#000000"))
        return self.lab.Table(
            rows,
            colWidths=[self.room * width / total for width in gitter.bredder],
            style=self.lab.TableStyle(commands),
            splitByRow=1,
            splitInRow=1,
            spaceBefore=4,
        )


def _canvas(lab: Any, side: Side, family: tuple[str, ...]) -> Any:
    """A canvas that draws running heads when it knows how many pages there are."""

    class Numbered(lab.Canvas):  # type: ignore[misc]
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            self.pages: list[dict[str, Any]] = []

        def showPage(self) -> None:
            self.pages.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, page in enumerate(self.pages, start=1):
                self.__dict__.update(page)
                self._draw(number, len(self.pages))
                lab.Canvas.showPage(self)
            lab.Canvas.save(self)

        def _draw(self, number: int, count: int) -> None:
            size = side.stoerrelse * 0.85
            self.setFont(family[0], size)
            shown = number + side.foerste_side - 1
            if number > 1 or side.hoved_paa_foerste:
                self._line(side.sidehoved, HEIGHT - side.top * 0.6, shown, count)
                if side.streg and any(side.sidehoved):
                    y = HEIGHT - side.top * 0.6 - 4
                    self.line(side.venstre, y, WIDTH - side.hoejre, y)
            self._line(side.sidefod, side.bund * 0.5, shown, count)

        def _line(self, parts: tuple[str, str, str], y: float, number: int, count: int) -> None:
            words = [
                part.replace("{sider}", str(count + side.foerste_side - 1)).replace(
                    "{side}", str(number)
                )
                for part in parts
            ]
            self.drawString(side.venstre, y, words[0])
            self.drawCentredString((side.venstre + WIDTH - side.hoejre) / 2, y, words[1])
            self.drawRightString(WIDTH - side.hoejre, y, words[2])

    return Numbered
