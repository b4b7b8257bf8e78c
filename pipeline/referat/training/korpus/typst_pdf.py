"""Draws a ``Dokument`` as PDF with typst."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from referat.errors import MissingToolError
from referat.training.korpus.tryk import Dokument, Element, Gitter, Side, Stil, Trykt

# Any fixed instant: a PDF made twice has the same bytes.
TIMESTAMP = 1_577_836_800
ALIGN = {"midt": "center", "hoejre": "right"}


def make_pdf(dokument: Dokument) -> bytes:
    """The PDF of a document, the same bytes every time."""
    source = typst_source(dokument).encode()
    pdf: bytes = _compiler().compile(
        input=source, format="pdf", timestamp=TIMESTAMP, pdf_tags=False
    )
    return pdf


def typst_source(dokument: Dokument) -> str:
    """Typst markup of a document."""
    return "\n".join([_setup(dokument.side), *(_element(e) for e in dokument.elementer), ""])


@cache
def _compiler() -> Any:
    try:
        import typst
    except ImportError as error:
        raise MissingToolError(
            "The typst wheel is not installed.", action="pip install 'referat[corpus]'."
        ) from error
    return typst.Compiler()


def _setup(side: Side) -> str:
    font = SUBSTITUTES.get(side.skrift, side.skrift)
    return "\n".join(
        (
            f'#set page(paper: "a4", margin: (left: {side.venstre}pt, right: {side.hoejre}pt, '
            f"top: {side.top}pt, bottom: {side.bund}pt), "
            f"header: {_running(side, side.sidehoved, head=True)}, "
            f"footer: {_running(side, side.sidefod, head=False)})",
            f"#let lead = {side.linjeafstand * side.stoerrelse:.2f}pt",
            f"#counter(page).update({side.foerste_side})",
            f'#set text(font: {_string(font)}, size: {side.stoerrelse}pt, lang: "da", '
            f"hyphenate: {_bool(side.orddeling)})",
            f"#set par(leading: {side.linjeafstand}em, justify: {_bool(side.lige)}, spacing: 0pt)",
            "#set block(spacing: 0pt)",
        )
    )


# What typst carries itself and what nearly every system has, for the fonts of the other producer.
SUBSTITUTES = {
    "Helvetica": "DejaVu Sans Condensed",
    "Times-Roman": "Libertinus Serif",
    "Courier": "DejaVu Sans Mono",
}


def _running(side: Side, parts: tuple[str, str, str], *, head: bool) -> str:
    if not any(parts):
        return "none"
    number = '"i"' if side.romertal else '"1"'
    cells = ", ".join(f"[{_running_text(part, number, side)}]" for part in parts)
    body = (
        f"#grid(columns: (1fr, auto, 1fr), align: (left, center, right), {cells})"
        if any(parts[1:])
        else f"#text({_string('')})#[{_running_text(parts[0], number, side)}]"
    )
    rule = "#v(2pt)#line(length: 100%, stroke: 0.5pt)" if side.streg and head else ""
    size = side.stoerrelse * 0.85
    shown = f"[#set text(size: {size:.2f}pt)\n{body}{rule}]"
    if head and not side.hoved_paa_foerste:
        return f"context {{ if here().page() > 1 {shown} }}"
    return f"context {shown}"


def _running_text(part: str, number: str, side: Side) -> str:
    out = []
    for piece in part.replace("{sider}", "\x01").replace("{side}", "\x02").split("\x02"):
        halves = piece.split("\x01")
        last = (
            '#counter(page).display("1", both: false)'
            if side.foerste_side != 1
            else "#counter(page).final().first()"
        )
        out.append(last.join(f"#{_string(half)}" if half else "" for half in halves))
    return f"#counter(page).display({number})".join(out)


def _element(element: Element) -> str:
    if isinstance(element, Trykt):
        return _block(element)
    if isinstance(element, Gitter):
        return _grid(element)
    return "#pagebreak(weak: true)"


def _block(trykt: Trykt) -> str:
    stil = trykt.stil
    body = _text(trykt)
    if trykt.maerke:
        body = (
            f"#grid(columns: ({stil.haeng or 14}pt, 1fr), {_styled(trykt.maerke, stil)}, [{body}])"
        )
    elif stil.haeng:
        body = f"#par(hanging-indent: {stil.haeng}pt)[{body}]"
    align = ALIGN.get(stil.justering)
    if align:
        body = f"#align({align})[#set par(justify: false)\n{body}]"
    return (
        f"#block(above: {_above(stil)}, width: 100%, inset: (left: {stil.indryk}pt), "
        f"sticky: {_bool(stil.hold)})[{body}]"
    )


def _above(stil: Stil) -> str:
    """Space above, on top of the ordinary distance of lines."""
    return f"lead + {stil.foer}pt"


def _text(trykt: Trykt) -> str:
    if not trykt.etiket:
        return f"#{_styled(trykt.tekst, trykt.stil)}"
    plain = Stil(stoerrelse=trykt.stil.stoerrelse)
    head, rest = trykt.tekst[: trykt.etiket], trykt.tekst[trykt.etiket :]
    return f"#{_styled(head, trykt.stil)}#{_styled(rest, plain)}"


def _styled(tekst: str, stil: Stil) -> str:
    arguments = [_string(tekst)]
    if stil.fed:
        arguments.append('weight: "bold"')
    if stil.kursiv:
        arguments.append('style: "italic"')
    if stil.stoerrelse != 1.0:
        arguments.append(f"size: {stil.stoerrelse}em")
    if stil.spatieret:
        arguments.append("tracking: 0.25em")
    if stil.graa:
        arguments.append("fill: luma(90)")
    out = f"text({', '.join(arguments)})"
    if stil.kapitael:
        out = f"smallcaps({out})"
    return f"underline({out})" if stil.understreget else out


def _grid(gitter: Gitter) -> str:
    stroke = {
        "ingen": "none",
        "alle": "0.5pt",
        "vandret": "(x, y) => (bottom: 0.5pt)",
        "ramme": "0.5pt",
    }[gitter.streger]
    columns = ", ".join(f"{bredde}fr" for bredde in gitter.bredder)
    cells = ",\n".join(
        "[" + "\n".join(_block(trykt) for trykt in celle) + "]"
        for raekke in gitter.raekker
        for celle in raekke
    )
    return (
        f"#block(above: 4pt, width: 100%)[#grid(columns: ({columns},), stroke: {stroke}, "
        f"inset: (x: {gitter.indre}pt, y: {gitter.indre}pt),\n{cells})]"
    )


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _bool(value: bool) -> str:
    return "true" if value else "false"
