"""Pieces that a punkt is printed of: paragraphs, lists, tables, labels with their text."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from referat.training.korpus.indhold import Blok, BlokArt, Sag
from referat.training.korpus.moede import Deltager, Moede
from referat.training.korpus.numre import print_ordinal
from referat.training.korpus.plan import Plan
from referat.training.korpus.tryk import Element, Gitter, LinjeRolle, Stil, Trykt

R = LinjeRolle


class Stykker:
    """What every part of a punkt needs; ``elementer`` and ``facit`` hold what came of it."""

    def __init__(
        self,
        rng: random.Random,
        plan: Plan,
        moede: Moede,
        sag: Sag,
        ordinal: int,
        *,
        fravaerende: Sequence[str] = (),
        moedefravaer: Sequence[str] = (),
        klokken: str = "",
        standsag: tuple[str, tuple[str, ...]] | None = None,
        gruppe: str | None = None,
        uden: Deltager | None = None,
    ) -> None:
        self.gruppe, self.uden = gruppe, uden
        self.rng, self.plan, self.moede, self.sag, self.ordinal = rng, plan, moede, sag, ordinal
        self.elementer: list[Element] = []
        self.moedefravaer = list(moedefravaer)
        self.klokken = klokken
        self.trykt_nr, nr = print_ordinal(
            plan.nr_form, plan.nr_start + ordinal - 1, moede.dato.year
        )
        self.standsag = standsag
        self.facit: dict[str, Any] = {
            "nr": nr,
            "titel": "",
            "lukket": sag.lukket,
            "sagsnumre": [],
            "afsnit": [],
            "beslutning": None,
            "fravaerende": list(dict.fromkeys(fravaerende)),
            "bilag": [],
            "sagsgang": [],
        }
        self.bilag_til_slut: list[str] = []

    def _labelled(
        self, label: str, inner: list[Element], kind: str, *, into: list[Element] | None = None
    ) -> None:
        """Label and text as the house sets them: above, run in, or in the margin."""
        plan = self.plan
        out = self.elementer if into is None else into
        stil = self._label_stil()
        shown = label.upper() if plan.etiket_stil in ("versaler", "versaler_fed") else label
        shown = f"{shown}:" if plan.etiket_kolon and not shown.endswith(":") else shown
        first = inner[0] if inner else None
        if plan.etiket_form == "indloeb" and isinstance(first, Trykt) and not first.maerke:
            joint = " " if plan.etiket_kolon else "  "
            out.append(
                replace(
                    first,
                    rolle=R.LABEL,
                    efter=first.rolle,
                    type=kind,
                    tekst=f"{shown}{joint}{first.tekst}",
                    etiket=len(shown),
                    stil=replace(stil, foer=plan.etiket_luft, hold=False),
                )
            )
            out += inner[1:]
        elif (
            plan.etiket_form in ("margen", "egen_kolonne")
            and inner
            and all(isinstance(e, Trykt) for e in inner)
        ):
            cells = (
                (self._block(R.LABEL, shown, replace(stil, foer=0.0, hold=False), type=kind),),
                tuple(
                    replace(e, stil=replace(e.stil, foer=e.stil.foer if i else 0.0))
                    for i, e in enumerate(inner)
                    if isinstance(e, Trykt)
                ),
            )
            rules = "alle" if plan.etiket_form == "egen_kolonne" else "ingen"
            # Wide enough for the longest word, which nobody would break without a hyphen.
            share = max(1.0, max(len(word) for word in shown.split()) / 10)
            if plan.etiket_stil == "spatieret":
                share *= 1.4
            out.append(Gitter(raekker=(cells,), bredder=(share, 3.2), streger=rules, indre=4.0))
        else:
            out.append(self._block(R.LABEL, shown, stil, type=kind))
            out += inner

    def _label_stil(self) -> Stil:
        kind = self.plan.etiket_stil
        return Stil(
            fed=kind in ("fed", "versaler_fed", "fed_kursiv", "stor"),
            kursiv=kind in ("kursiv", "fed_kursiv"),
            understreget=kind == "understreget",
            spatieret=kind == "spatieret",
            stoerrelse=1.15 if kind == "stor" else 1.0,
            kapitael=kind == "kapitael",
            graa=kind == "graa",
            foer=self.plan.etiket_luft,
            hold=True,
        )

    def _text_stil(self) -> Stil:
        return Stil(foer=self.plan.afsnitsluft, indryk=self.plan.tekst_indryk)

    def _blocks(
        self,
        blokke: Sequence[Blok],
        rolle: LinjeRolle,
        kind: str | None,
        *,
        recommendation: bool = False,
    ) -> list[Element]:
        """Running content as printed blocks; numbering begins anew at each list."""
        out: list[Element] = []
        count = 0
        form = (
            self.plan.indstilling_form
            if recommendation
            else self.rng.choice(("tal", "tal", "tal_paren"))
        )
        bullet = self.rng.choice(("•", "-", "–", "•"))
        for blok in blokke:
            stil = self._text_stil()
            if blok.art is BlokArt.TAL:
                count += 1
                mark = {
                    "tal": f"{count}.",
                    "tal_paren": f"{count})",
                    "bogstav": f"{chr(96 + count)})",
                    "punkttegn": "•",
                    "at_linjer": "-",
                    "prosa": f"{count}.",
                    "at_tal": f"At {count})",
                }[form]
                out.append(
                    self._block(
                        rolle,
                        blok.tekst,
                        replace(
                            stil,
                            foer=2.0,
                            indryk=stil.indryk + 10,
                            haeng=18.0 if len(mark) < 4 else 38.0,
                        ),
                        type=kind,
                        maerke=mark,
                    )
                )
                continue
            count = 0
            if blok.art is BlokArt.TABEL:
                out.append(self._table(blok, rolle, kind))
            elif blok.art is BlokArt.PUNKTTEGN:
                out.append(
                    self._block(
                        rolle,
                        blok.tekst,
                        replace(stil, foer=2.0, indryk=stil.indryk + 10, haeng=12.0),
                        type=kind,
                        maerke=bullet,
                    )
                )
            elif blok.art is BlokArt.MELLEMRUBRIK:
                sub = self.rng.choice((Stil(kursiv=True), Stil(fed=True), Stil(understreget=True)))
                out.append(
                    self._block(
                        rolle,
                        blok.tekst,
                        replace(sub, foer=6.0, indryk=stil.indryk, hold=True),
                        type=kind,
                    )
                )
            else:
                out.append(self._block(rolle, blok.tekst, stil, type=kind))
        return out

    def _table(self, blok: Blok, rolle: LinjeRolle, kind: str | None) -> Gitter:
        columns = max(len(row) for row in blok.raekker)
        rows = tuple(
            tuple(
                (
                    self._block(
                        rolle,
                        cell,
                        Stil(
                            foer=0.0,
                            fed=i == 0,
                            justering="hoejre" if j and cell[:1].isdigit() else "venstre",
                        ),
                        type=kind,
                    ),
                )
                if cell
                else ()
                for j, cell in enumerate((*row, *("",) * (columns - len(row))))
            )
            for i, row in enumerate(blok.raekker)
        )
        return Gitter(
            raekker=rows,
            bredder=(2.5, *(1.0,) * (columns - 1)),
            streger=self.rng.choice(("alle", "vandret", "ingen")),
        )

    def _add_absent(self, names: Sequence[str]) -> None:
        self.facit["fravaerende"] = list(dict.fromkeys((*self.facit["fravaerende"], *names)))

    def _block(
        self, rolle: LinjeRolle, text: str, stil: Stil, *, type: str | None = None, maerke: str = ""
    ) -> Trykt:
        return Trykt(
            rolle=rolle, tekst=text, stil=stil, type=type, punkt=self.ordinal, maerke=maerke
        )

    def _line(self, rolle: LinjeRolle, text: str, stil: Stil, *, fortsat: bool = False) -> None:
        self.elementer.append(replace(self._block(rolle, text, stil), fortsat=fortsat))


def text_of(elements: Sequence[Element]) -> str:
    """Text of printed blocks as gold has it, marks included."""
    words: list[str] = []
    for element in elements:
        if isinstance(element, Trykt):
            mark = "-" if element.maerke in ("•", "–") else element.maerke
            words.append(f"{mark} {element.tekst}" if mark else element.tekst)
        elif isinstance(element, Gitter):
            words += [trykt.linje for row in element.raekker for cell in row for trykt in cell]
    return " ".join(words)


def join_names(names: Sequence[str]) -> str:
    """Names as a sentence lists them: "A, B og C"; at least one."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " og " + names[-1]
