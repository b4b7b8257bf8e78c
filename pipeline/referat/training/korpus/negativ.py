"""Prints documents that are no minutes in a house's style: notes, reports, letters, statutes.

Their gold is ``andet`` and empty; every line of them is plain text outside all punkter, however
much a numbered chapter looks like a heading.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from referat.structure.kommune import official
from referat.structure.organer import find_kommuner
from referat.training.korpus.indhold import Blok, BlokArt, Split
from referat.training.korpus.negativer import KINDS, make_negative
from referat.training.korpus.plan import Plan, make_page
from referat.training.korpus.tryk import Dokument, Element, Gitter, LinjeRolle, Stil, Trykt


def build_other(rng: random.Random, split: Split, plan: Plan, navn: str) -> Dokument:
    """A document of a kind that the reader must leave alone."""
    kind = rng.choice(KINDS)
    blokke = make_negative(rng, split, kind)
    elements = list(_elements(rng, plan, blokke))
    text = "".join(b.tekst + "".join(c for row in b.raekker for c in row) for b in blokke)
    return Dokument(
        navn=navn,
        familie="andet",
        producent=plan.producent if _is_western(text) else "typst",
        side=make_page(
            plan,
            sidefod=rng.choice((("", "", ""), ("", "{side}", ""), ("", "", "Side {side}"))),
        ),
        elementer=tuple(elements),
        facit={
            "dokumenttype": "andet",
            "kommune": None if kind in FREMMEDE else _kommune(blokke),
            "udvalg": None,
            "moede": {
                "dato": None,
                "start": None,
                "slut": None,
                "sted": None,
                "sagsnumre": [],
                "dokumentnumre": [],
            },
            "fremmoede": [],
            "punkter": [],
        },
    )


FREMMEDE = ("norsk", "svensk")
"""Kinds of which the kommune is no Danish one."""


def _kommune(blokke: Sequence[Blok]) -> str | None:
    """The kommune that the title names, else the one that the text names and no other."""
    if names := find_kommuner(blokke[0].tekst):
        return official(names[0]) or names[0]
    texts = [text for b in blokke for text in (b.tekst, *(c for row in b.raekker for c in row))]
    named = {official(name) or name for text in texts for name in find_kommuner(text)}
    return named.pop() if len(named) == 1 else None


def _elements(rng: random.Random, plan: Plan, blokke: Sequence[Blok]) -> list[Element]:
    out: list[Element] = []
    count = 0
    number = rng.random() < 0.4
    chapter = 0
    for place, blok in enumerate(blokke):
        if blok.art is not BlokArt.TAL:
            count = 0
        if blok.art is BlokArt.TABEL:
            out.append(_table(plan, blok))
            continue
        text, mark = blok.tekst, ""
        stil = Stil(foer=plan.afsnitsluft + 2)
        if place == 0:
            stil = Stil(fed=True, stoerrelse=1.4, foer=0.0)
        elif blok.art is BlokArt.MELLEMRUBRIK:
            chapter += 1
            text = f"{chapter}. {text}" if number and not text[:1].isdigit() else text
            stil = Stil(fed=True, foer=plan.etiket_luft + 6, hold=True)
        elif blok.art is BlokArt.TAL:
            count += 1
            mark, stil = f"{count}.", Stil(foer=2.0, indryk=10.0, haeng=18.0)
        elif blok.art is BlokArt.PUNKTTEGN:
            mark, stil = "•", Stil(foer=2.0, indryk=10.0, haeng=12.0)
        out.append(Trykt(rolle=LinjeRolle.TEXT, tekst=text, stil=stil, maerke=mark))
    return out


def _table(plan: Plan, blok: Blok) -> Gitter:
    columns = max(len(row) for row in blok.raekker)
    rows = tuple(
        tuple(
            (Trykt(rolle=LinjeRolle.TEXT, tekst=cell, stil=Stil(foer=0.0)),) if cell else ()
            for cell in (*row, *("",) * (columns - len(row)))
        )
        for row in blok.raekker
    )
    rules = "alle" if plan.lige else "vandret"
    return Gitter(raekker=rows, bredder=(2.0, *(1.0,) * (columns - 1)), streger=rules)


def _is_western(text: str) -> bool:
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True
