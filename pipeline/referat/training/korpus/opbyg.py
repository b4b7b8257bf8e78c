"""Puts a meeting and a plan together: the printed document with its gold.

The order is head, attendance, table of contents, punkter with dividers, lists and signatures at
the end. What is printed and what is gold are written by the same statements, so they cannot differ.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from referat.training.korpus import etiketter
from referat.training.korpus.fremmoede import Fremmoede
from referat.training.korpus.hoved import Hoved, fill
from referat.training.korpus.indhold import Sag
from referat.training.korpus.moede import Moede
from referat.training.korpus.numre import draw_number, print_clock
from referat.training.korpus.plan import Plan, make_page
from referat.training.korpus.punkter import Punktskriver
from referat.training.korpus.tryk import (
    Dokument,
    Element,
    Gitter,
    LinjeRolle,
    Side,
    Sidebrud,
    Stil,
    Trykt,
)

R = LinjeRolle


def build(rng: random.Random, plan: Plan, moede: Moede, navn: str) -> Dokument:
    """One document, printed and known.

    Args:
        rng: Where chance comes from; the same state gives the same document.
        plan: The house's style.
        moede: What happened.
        navn: Name of the document's files.
    """
    return _Bygger(rng, plan, moede, navn).build()


@dataclass(slots=True)
class _Indhold:
    """Entry of a table of contents."""

    trykt: str
    titel: str
    gruppe: str | None


class _Bygger:
    def __init__(self, rng: random.Random, plan: Plan, moede: Moede, navn: str) -> None:
        self.rng, self.plan, self.moede, self.navn = rng, plan, moede, navn
        self.elementer: list[Element] = []
        self.indhold: list[_Indhold] = []
        self.bilag: list[tuple[str, tuple[str, ...]]] = []

    def build(self) -> Dokument:
        plan, moede = self.plan, self.moede
        hoved = Hoved(self.rng, plan, moede)
        hoved.write()
        fremmoede = Fremmoede(self.rng, plan, moede)
        if plan.fremmoede_sted != "ingen" and not moede.dagsorden:
            fremmoede.write()
        punkter, gold = self._punkter(fremmoede, hoved)
        toc = self._toc()
        attendance = fremmoede.elementer if plan.fremmoede_sted in ("hoved", "efter_toc") else []
        if plan.toc_foerst or plan.fremmoede_sted == "efter_toc":
            self.elementer += [*hoved.elementer, *toc, *attendance]
        else:
            self.elementer += [*hoved.elementer, *attendance, *toc]
        if toc and (plan.forside or plan.ny_side):
            self.elementer.append(Sidebrud())
        self.elementer += punkter
        if plan.slut_sted == "sidst" and not moede.dagsorden and hoved.facit["slut"] is None:
            self._end_time(hoved.facit)
        self._end_lists()
        self._signatures()
        people = fremmoede.facit if plan.fremmoede_sted != "ingen" and not moede.dagsorden else []
        facit = {
            "dokumenttype": "dagsorden" if moede.dagsorden else "referat",
            "kommune": None,
            "udvalg": moede.hus.udvalg,
            "moede": hoved.facit,
            "fremmoede": _with_absent(_with_roles(people, hoved.roller), gold, self.elementer),
            "punkter": gold,
        }
        dokument = Dokument(
            navn=self.navn,
            familie=plan.familie,
            producent=_producer(plan, self.elementer),
            side=self._side(),
            elementer=tuple(self.elementer),
            facit=facit,
        )
        facit["kommune"] = printed_kommune(dokument, moede.hus.kommune)
        return dokument

    # --- punkter

    def _punkter(
        self, fremmoede: Fremmoede, hoved: Hoved
    ) -> tuple[list[Element], list[dict[str, Any]]]:
        rng, plan, moede = self.rng, self.plan, self.moede
        out: list[Element] = []
        gold: list[dict[str, Any]] = []
        standing = None
        if rng.random() < 0.07:
            standing = draw_number(
                rng,
                plan.sag_form,
                kle="00.22.02",
                aar=moede.dato.year,
                kommunekode=moede.hus.kommunekode,
            )
        away = [d.person.navn for d in moede.borte()] if not moede.dagsorden else []
        minutes = int(moede.start[:2]) * 60 + int(moede.start[3:])
        group = None
        for ordinal, sag in enumerate(moede.sager, start=1):
            clock = ""
            if plan.klokkeslaet:
                clock = print_clock(f"{minutes // 60 % 24:02}:{minutes % 60:02}", plan.kl_form)
                minutes += rng.choice((5, 10, 15, 20, 30))
            new = self._group(ordinal, sag)
            skriver = Punktskriver(
                rng,
                plan,
                moede,
                sag,
                ordinal,
                fravaerende=fremmoede.punktfravaer.get(ordinal, ()),
                moedefravaer=away,
                uden=None if moede.dagsorden else fremmoede.i_punkt.get(ordinal),
                klokken=clock,
                gruppe=new if plan.gruppe_ved_punkt else None,
                standsag=standing,
            )
            skriver.write()
            if ordinal == 1 and plan.fremmoede_sted == "punkt1":
                skriver.elementer = _inside_first(skriver.elementer, fremmoede.elementer)
                if plan.slut_sted == "punkt1" and not moede.dagsorden:
                    self._times_inside(skriver, hoved.facit)
            if new is not None and new != group:
                # A divider stands on the page of the punkt that it opens.
                at = 1 if skriver.elementer and isinstance(skriver.elementer[0], Sidebrud) else 0
                divider = Trykt(rolle=R.GROUP, tekst=new, stil=self._group_stil())
                skriver.elementer.insert(at, divider)
                group = new
            out += skriver.elementer
            gold.append(skriver.facit)
            self.indhold.append(_Indhold(skriver.trykt_nr, sag.titel, new))
            if skriver.bilag_til_slut:
                self.bilag.append(
                    (
                        f"{skriver.trykt_nr} {skriver.facit['titel']}".strip(),
                        tuple(skriver.bilag_til_slut),
                    )
                )
        return out, gold

    def _group(self, ordinal: int, sag: Sag) -> str | None:
        if self.plan.grupper < 0:
            return None
        opened, closed = etiketter.GRUPPER[self.plan.grupper]
        if sag.lukket:
            return closed
        total = max(1, len(self.moede.sager))
        return opened[min((ordinal - 1) * len(opened) // total, len(opened) - 1)]

    def _group_stil(self) -> Stil:
        return Stil(
            fed=True, kursiv=self.plan.etiket_stil == "kursiv", foer=14.0, hold=True, stoerrelse=1.1
        )

    def _times_inside(self, skriver: Punktskriver, facit: dict[str, Any]) -> None:
        start, end = (
            print_clock(kl, self.plan.kl_form) for kl in (self.moede.start, self.moede.slut)
        )
        text = f"Mødet startede kl. {start} og sluttede kl. {end}."
        facit.update(start=self.moede.start, slut=self.moede.slut)
        skriver.elementer = _inside_first(
            skriver.elementer, [Trykt(rolle=R.ATTENDANCE, tekst=text, stil=Stil(foer=4.0))]
        )

    # --- table of contents

    def _toc(self) -> list[Element]:
        plan, rng = self.plan, self.rng
        if plan.toc == "ingen":
            return []
        out: list[Element] = [
            Trykt(
                rolle=R.TOC,
                tekst=plan.toc_etiket,
                stil=Stil(fed=True, foer=14.0, stoerrelse=1.1, hold=True),
            )
        ]
        page, group = plan.foerste_side + 1, None
        rows = []
        for entry in self.indhold:
            if entry.gruppe is not None and entry.gruppe != group:
                group = entry.gruppe
                if plan.toc != "tabel":
                    out.append(Trykt(rolle=R.TOC, tekst=group, stil=Stil(fed=True, foer=6.0)))
            ad = plan.overskrift_form == "ad"
            # The list is where such minutes have their titles: no slips in it.
            title = _drift(rng, entry.titel) if not ad and rng.random() < 0.12 else entry.titel
            numbered = plan.nr_form and not (plan.toc == "prikker5" and rng.random() < 0.7)
            text = f"{entry.trykt} {title}" if numbered else title
            if ad:
                text = f"{entry.trykt.removeprefix('Ad. ').rstrip(')')}. {title}"
            dots = {
                "prikker": "." * rng.randint(8, 46),
                "prikker5": ".....",
                "sider": "   ",
                "fejl": "...",
            }.get(plan.toc)
            if plan.toc == "tabel":
                rows.append((entry.trykt or "-", title, str(page)))
            elif dots is not None:
                number = "Fejl! Bogmærke er ikke defineret." if plan.toc == "fejl" else str(page)
                out.append(Trykt(rolle=R.TOC, tekst=f"{text}{dots} {number}", stil=Stil(foer=2.0)))
            else:
                out.append(Trykt(rolle=R.TOC, tekst=text, stil=Stil(foer=2.0)))
            page += rng.choice((0, 1, 1, 2))
        if rows:
            cells = tuple(
                tuple((Trykt(rolle=R.TOC, tekst=cell, stil=Stil(foer=0.0)),) for cell in row)
                for row in rows
            )
            out.append(Gitter(raekker=cells, bredder=(1.2, 7.0, 0.8)))
        return out

    # --- end

    def _end_time(self, facit: dict[str, Any]) -> None:
        clock = print_clock(self.moede.slut, self.plan.kl_form)
        text = self.rng.choice(
            (
                f"Mødet hævet kl. {clock}",
                f"Mødet sluttede kl. {clock}.",
                f"Mødet slut kl. {clock}",
                f"Protokollen blev læst og mødet hævet kl.: {clock}",
                f"Mødet blev hævet kl. {clock}.",
            )
        )
        facit["slut"] = self.moede.slut
        self.elementer.append(Trykt(rolle=R.HEADER, tekst=text, stil=Stil(foer=16.0)))

    def _end_lists(self) -> None:
        if not self.bilag:
            return
        self.elementer.append(
            Trykt(
                rolle=R.LABEL,
                type="bilag",
                tekst=self.rng.choice(("Bilagsliste", "Bilagsoversigt", "Samlet bilagsliste")),
                stil=Stil(fed=True, foer=18.0, stoerrelse=1.2, hold=True),
            )
        )
        for title, names in self.bilag:
            self.elementer.append(Trykt(rolle=R.BILAG, tekst=title, stil=Stil(foer=6.0, fed=True)))
            for place, name in enumerate(names, start=1):
                self.elementer.append(
                    Trykt(
                        rolle=R.BILAG,
                        tekst=name,
                        stil=Stil(foer=1.0, indryk=12.0, haeng=16.0),
                        maerke=f"{place}.",
                    )
                )

    def _signatures(self) -> None:
        if self.plan.underskrift not in ("blad", "linjer") or self.moede.dagsorden:
            return
        rng = self.rng
        members = [
            d.person
            for d in self.moede.deltagere
            if not d.embedsmand and d.stedfortraeder_for is None
        ]
        if self.plan.underskrift == "blad":
            self.elementer.append(Sidebrud())
        self.elementer.append(
            Trykt(
                rolle=R.SIGNATURE,
                tekst=rng.choice(etiketter.UNDERSKRIFT),
                stil=Stil(fed=True, foer=20.0, hold=True),
            )
        )
        cells = []
        for person in members:
            line = (
                Trykt(rolle=R.SIGNATURE, tekst="_" * 26, stil=Stil(foer=22.0)),
                Trykt(rolle=R.SIGNATURE, tekst=person.navn, stil=Stil(foer=2.0)),
            )
            cells.append(line)
        pairs = [
            tuple(cells[i : i + 2]) + ((),) * (2 - len(cells[i : i + 2]))
            for i in range(0, len(cells), 2)
        ]
        self.elementer.append(Gitter(raekker=tuple(pairs), bredder=(1.0, 1.0)))

    # --- whole document

    def _side(self) -> Side:
        plan = self.plan

        def words(parts: tuple[str, str, str]) -> tuple[str, str, str]:
            one, two, three = (
                _as_agenda(fill(p, plan, self.moede), self.moede.dagsorden) for p in parts
            )
            return one, two, three

        return make_page(
            plan,
            sidehoved=words(plan.sidehoved),
            sidefod=words(plan.sidefod),
            hoved_paa_foerste=plan.hoved_paa_foerste,
            foerste_side=plan.foerste_side,
            romertal=plan.romertal,
            streg=plan.sidestreg,
        )


def printed_kommune(dokument: Dokument, navn: str, *, med_sidehoved: bool = True) -> str | None:
    """The kommune, if the document says it: in its head, its running heads or its text."""
    side = dokument.side
    heads = " ".join((*side.sidehoved, *side.sidefod)) if med_sidehoved else ""
    words = [t.tekst for t in dokument.trykte() if t.rolle in (R.HEADER, R.ATTENDANCE)]
    if navn.casefold() in f"{heads} {' '.join(words)}".casefold():
        return navn
    whole = " ".join(t.tekst for t in dokument.trykte()).casefold()
    name = navn.casefold()
    said = (f"{name} kommune", f"{name}s kommune", f"{name} rådhus", f"{name} raadhus")
    return navn if any(words in whole for words in said) else None


def _producer(plan: Plan, elements: list[Element]) -> str:
    """The plan's producer; typst where the other's base fonts lack a letter."""
    dokument_text = "".join(
        t.tekst
        for e in elements
        for t in ([e] if isinstance(e, Trykt) else _cells(e) if isinstance(e, Gitter) else [])
    )
    try:
        dokument_text.encode("cp1252")
    except UnicodeEncodeError:
        return "typst"
    return plan.producent


def _cells(gitter: Gitter) -> list[Trykt]:
    return [t for row in gitter.raekker for cell in row for t in cell]


def _inside_first(elements: list[Element], inner: list[Element]) -> list[Element]:
    """The attendance after the heading and the label of the first punkt's decision."""
    at = len(elements)
    for place, element in enumerate(elements):
        role = element.rolle if isinstance(element, Trykt) else None
        if role is R.DECISION or (isinstance(element, Trykt) and element.type == "beslutning"):
            at = place if role is R.DECISION else place + 1
            if isinstance(element, Trykt) and element.etiket:
                at = place
            break
    return [*elements[:at], *inner, *elements[at:]]


def _with_absent(
    people: list[dict[str, Any]], punkter: list[dict[str, Any]], elements: list[Element]
) -> list[dict[str, Any]]:
    """People with those whom every open punkt prints as absent: that holds for the meeting."""
    lists = [punkt["fravaerende"] for punkt in punkter if not punkt["lukket"]]
    if len(lists) < 2:
        return people
    known = {person["navn"] for person in people}
    everywhere = [name for name in lists[0] if all(name in names for names in lists[1:])]
    return [
        *people,
        *(
            {
                "navn": name,
                "status": _absence_of(name, elements),
                "rolle": None,
                "parti": None,
                "stedfortraeder_for": None,
                "ankom": None,
                "gik": None,
            }
            for name in everywhere
            if name not in known
        ),
    ]


def _absence_of(name: str, elements: list[Element]) -> str:
    """What the first line that prints a name as absent says: its label, or the line itself."""
    label = ""
    for element in elements:
        if not isinstance(element, Trykt):
            continue
        if element.rolle in (R.ABSENCE, R.DECISION) and name in element.tekst:
            said = f"{label} {element.tekst}".casefold()
            return "afbud" if "afbud" in said or "forfald" in said else "fravaerende"
        label = element.tekst if element.rolle is R.LABEL and element.type == "fravaer" else ""
    return "fravaerende"


def _with_roles(people: list[dict[str, Any]], roles: dict[str, str]) -> list[dict[str, Any]]:
    """People with the parts that the facts of the header give them."""
    out = [dict(person) for person in people]
    for name, role in roles.items():
        known = next((person for person in out if person["navn"] == name), None)
        if known is None:
            out.append(
                {
                    "navn": name,
                    "status": "til_stede",
                    "rolle": role,
                    "parti": None,
                    "stedfortraeder_for": None,
                    "ankom": None,
                    "gik": None,
                }
            )
        elif known["rolle"] is None:
            known["rolle"] = role
    return out


def _drift(rng: random.Random, title: str) -> str:
    """A title as a table of contents has it that was typed apart."""
    words = title.split()
    place = rng.randrange(len(words))
    words[place] = rng.choice(
        (words[place] + "s", words[place].removesuffix("e"), words[place].removesuffix("r"))
    )
    return " ".join(words)


def _as_agenda(text: str, agenda: bool) -> str:
    return text.replace("Referat", "Dagsorden") if agenda else text
