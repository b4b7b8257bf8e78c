"""Writes a ``Dokument`` without a page: as a converter's plain text, or as a web page.

What a layout tells by type and place is lost in the text, but for a converter's marks; a web page
keeps headings, lists and tables. Running heads are in neither.
"""

from __future__ import annotations

import random
from html import escape

from referat.training.korpus.tryk import Dokument, Element, Gitter, LinjeRolle, Sidebrud, Trykt

R = LinjeRolle


def make_text(dokument: Dokument) -> str:
    """The document as a converter gives it: a block a line, cells behind tabs or in lines."""
    rng = random.Random(f"{dokument.navn}/tekst")
    marks = rng.choice(("ingen", "stjerner", "ingen", "tags", "overskrifter"))
    blank = rng.choice((1, 1, 1, 0))
    tabs = rng.random() < 0.5
    links = rng.random() < 0.4
    out: list[str] = []
    for element in dokument.elementer:
        if isinstance(element, Sidebrud):
            continue
        if isinstance(element, Gitter):
            for row in element.raekker:
                cells = [[_line(t, marks, links=links) for t in cell] for cell in row]
                flat = [line for cell in cells for line in cell]
                if tabs and all(len(cell) <= 1 for cell in cells):
                    out.append("\t".join(flat))
                else:
                    out += flat
            out += [""] * blank
            continue
        out.append(_line(element, marks, links=links))
        if not (element.maerke and rng.random() < 0.8):
            out += [""] * blank
    return "\n".join(out) + "\n"


def _line(trykt: Trykt, marks: str, *, links: bool) -> str:
    stil, text = trykt.stil, trykt.tekst
    mark = "-" if trykt.maerke in ("•", "–") else trykt.maerke
    if links and trykt.rolle is R.BILAG and mark == "-" and "[" not in text:
        text = f"[{text}](#)"
    elif trykt.etiket and marks == "stjerner" and stil.fed:
        text = f"**{text[: trykt.etiket]}**{text[trykt.etiket :]}"
    elif marks == "overskrifter" and trykt.rolle is R.HEADING:
        text = f"## {text}"
    elif marks in ("stjerner", "tags") and (stil.fed or stil.kursiv) and not trykt.etiket:
        opening, closing = {
            ("stjerner", True): ("**", "**"),
            ("stjerner", False): ("*", "*"),
            ("tags", True): ("<b>", "</b>"),
            ("tags", False): ("<i>", "</i>"),
        }[marks, stil.fed]
        text = f"{opening}{text}{closing}"
    return f"{mark} {text}" if mark else text


def make_html(dokument: Dokument) -> str:
    """The document as a page of a kommune's site, with menus around it."""
    rng = random.Random(f"{dokument.navn}/html")
    kommune = dokument.facit["kommune"] or "Kommunen"
    heading, label = rng.choice((("h2", "h3"), ("h3", "h4"), ("h2", "b"), ("h2", "p"), ("b", "b")))
    body = "\n".join(_html(e, heading, label) for e in dokument.elementer)
    menu = "".join(
        f'<a href="/{word.lower()}">{word}</a>'
        for word in rng.sample(("Borger", "Erhverv", "Politik", "Om os", "Job", "Nyheder"), 4)
    )
    main = rng.choice(("main", 'div id="content"', "article"))
    return (
        f'<!DOCTYPE html>\n<html lang="da">\n<head><meta charset="utf-8"><title>'
        f"{escape(kommune)}</title></head>\n<body>\n<header><nav>{menu}</nav></header>\n"
        f"<{main}>\n{body}\n</{main.split()[0]}>\n"
        f"<footer><p>{escape(kommune)} · Telefon og åbningstider</p></footer>\n</body>\n</html>\n"
    )


def _html(element: Element, heading: str, label: str) -> str:
    if isinstance(element, Sidebrud):
        return "<hr>"
    if isinstance(element, Gitter):
        rows = "\n".join(
            "<tr>"
            + "".join(f"<td>{''.join(_html(t, heading, label) for t in cell)}</td>" for cell in row)
            + "</tr>"
            for row in element.raekker
        )
        return f"<table>\n{rows}\n</table>"
    text = escape(element.linje)
    if element.etiket and not element.maerke:
        head, rest = element.tekst[: element.etiket], element.tekst[element.etiket :]
        return f"<p><strong>{escape(head)}</strong>{escape(rest)}</p>"
    if element.rolle is R.HEADING:
        return f"<{heading}>{text}</{heading}>" if heading != "b" else f"<p><b>{text}</b></p>"
    if element.rolle in (R.LABEL, R.GROUP):
        return f"<{label}>{text}</{label}>" if label not in "bp" else f"<p><b>{text}</b></p>"
    if element.stil.kursiv:
        return f"<p><em>{text}</em></p>"
    if element.stil.fed:
        return f"<p><strong>{text}</strong></p>"
    return f"<p>{text}</p>"
