"""Prints the punkter of a document: headings, numbers, sections, decisions, with their gold."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from referat.training.korpus import etiketter
from referat.training.korpus.hoved import fill
from referat.training.korpus.indhold import Blok, BlokArt, Sag, Tidligere
from referat.training.korpus.moede import Moede
from referat.training.korpus.numre import draw_number, print_date, print_ordinal
from referat.training.korpus.plan import Plan
from referat.training.korpus.tryk import Element, Gitter, LinjeRolle, Sidebrud, Stil, Trykt

R = LinjeRolle


class Punktskriver:
    """Writes one punkt; the pieces come out as ``elementer`` and ``facit``."""

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
    ) -> None:
        self.gruppe = gruppe
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

    # --- heading

    def write(self) -> None:
        """Print the whole punkt."""
        plan = self.plan
        if plan.ny_side and self.ordinal > 1:
            self.elementer.append(Sidebrud())
        self._heading()
        if self.sag.lukket and self.rng.random() < 0.6:
            return
        if plan.overskrift_form in ("raekke", "historisk") and not self.sag.lukket:
            self._row()
        else:
            self._body()

    def _title(self) -> str:
        plan, sag = self.plan, self.sag
        title = sag.titel
        if plan.titel_praefiks == "kode":
            title = f"{_code(self.moede.hus.udvalg)} - {title}"
        elif plan.titel_praefiks == "type":
            title = f"{self.rng.choice(('Beslutning', 'Orientering', 'Drøftelse'))} - {title}"
        elif plan.titel_praefiks == "type_paren":
            title = (
                f"{title} ({self.rng.choice(('Beslutning', 'Orientering', 'Drøftelse', 'høring'))})"
            )
        elif plan.titel_praefiks == "bogstav":
            title = f"{title} ({self.rng.choice('BOD')})"
        return title

    def _heading(self) -> None:
        plan, rng = self.plan, self.rng
        title = self._title()
        self.facit["titel"] = title
        shown = plan.lukket_maerke.replace("{titel}", title) if self.sag.lukket else title
        if not self.sag.lukket and plan.aabent == "i_titel":
            shown = f"{shown} (Åben)"
        elif not self.sag.lukket and plan.aabent == "i_titel_foran":
            shown = f"Åbent - {shown}"
        printed, norms = self._number()
        formal = self.ordinal == 1 or not self.sag.afsnit
        has_number = (
            bool(printed) and plan.sag_plads != "ingen" and not (formal and rng.random() < 0.5)
        )
        self.facit["sagsnumre"] = list(dict.fromkeys(norms)) if has_number else []
        if plan.sag_plads == "titel":
            shown = (
                f"{shown} ({printed})"
                if has_number
                else shown + (" ( )" if plan.sag_form == "yyyy7" else "")
            )
        if has_number and plan.sag_plads == "foran_titel":
            shown = f"{printed}. {shown}"
        if has_number and plan.sag_plads == "foer":
            self._number_lines(printed)
        if plan.aabent == "linje_foer":
            self._line(
                R.SAGSNUMMER,
                "Lukket punkt" if self.sag.lukket else "Åbent punkt",
                Stil(foer=8.0, hold=True),
            )
        self.overskrift = (shown, printed if has_number else "")
        self.sent_nummer = ""
        if plan.overskrift_form in ("raekke", "historisk") and not self.sag.lukket:
            return
        self._heading_lines(*self.overskrift)
        if self.gruppe is not None:
            self._line(R.GROUP, self.gruppe, Stil(foer=2.0))
        if plan.aabent == "linje_efter" and not self.sag.lukket:
            self._line(
                R.SAGSNUMMER, rng.choice(("Åben sag", "Åbent punkt", "Åbent")), Stil(foer=2.0)
            )
        if has_number and plan.sag_plads in ("efter", "naboer", "tabel"):
            self._number_lines(printed)
        self.sent_nummer = (
            printed if has_number and plan.sag_plads in ("sidst", "efter_resume") else ""
        )

    def _number(self) -> tuple[str, tuple[str, ...]]:
        if self.standsag is not None:
            return self.standsag
        return draw_number(
            self.rng,
            self.plan.sag_form,
            kle=self.sag.kle,
            aar=self.moede.dato.year,
            kommunekode=self.moede.hus.kommunekode,
        )

    def _number_lines(self, printed: str) -> None:
        plan, rng = self.plan, self.rng
        label = plan.sag_etiket
        joint = "" if label.endswith("- ") or not label else " "
        text = f"{label}{joint}{printed}"
        if "Sagsnr.:" in printed:
            text = f"J.nr.: {printed}"
        neighbours = [self._neighbour(n) for n in plan.sag_naboer]
        if plan.sag_plads == "tabel":
            rows = [(label.rstrip(":") or "Sagsnr.", printed), *(_pair(n) for n in neighbours)]
            self.elementer.append(
                Gitter(
                    raekker=tuple(
                        tuple((self._block(R.SAGSNUMMER, cell, Stil(foer=0.0)),) for cell in row)
                        for row in rows
                    ),
                    bredder=(1.0, 3.0),
                    streger=rng.choice(("ingen", "alle", "vandret")),
                )
            )
        elif plan.sag_plads == "naboer":
            self._line(R.SAGSNUMMER, "   ".join((text, *neighbours)), Stil(foer=2.0))
        else:
            for line in (text, *neighbours):
                self._line(R.SAGSNUMMER, line, Stil(foer=2.0, hold=plan.sag_plads == "foer"))

    def _neighbour(self, template: str) -> str:
        rng, hus = self.rng, self.moede.hus
        name = rng.choice(hus.embedsfolk).navn if hus.embedsfolk else rng.choice(hus.medlemmer).navn
        letters = [part[0] for part in name.split()]
        ini = ("".join(letters) + name[1:3]).upper()[:3]
        return (
            template.replace("{ini}", ini)
            .replace("{ini2}", f"{ini.lower()}.{ini[:2].lower()}")
            .replace("{navn}", name)
            .replace("{udvalg}", hus.udvalg)
            .replace("{dok}", f"{rng.randint(1000, 99999)}/{self.moede.dato.year % 100:02}")
        )

    def _heading_stil(self) -> Stil:
        plan = self.plan
        size = plan.overskrift_stoerrelse
        if plan.overskrift_stil == "stor":
            size = max(size, 1.3)
        return Stil(
            fed=plan.overskrift_stil in ("fed", "versaler", "kursiv_fed", "stor"),
            kursiv=plan.overskrift_stil == "kursiv_fed",
            understreget=plan.overskrift_stil == "understreget",
            stoerrelse=size,
            foer=max(12.0, plan.etiket_luft + 8.0),
            hold=True,
        )

    def _heading_lines(self, title: str, number: str) -> None:
        plan, stil = self.plan, self._heading_stil()
        if plan.overskrift_stil == "versaler":
            title = title.upper()
        clock = f"{self.klokken} " if self.klokken else ""
        gap = (
            "    "
            if plan.overskrift_form == "linje" and self.ordinal % 1 == 0 and plan.nr_form == "{n}"
            else " "
        )
        nr = self.trykt_nr
        whole = f"{nr}{gap if nr else ''}{clock}{title}"
        form = plan.overskrift_form
        if form == "egen_linje":
            self._line(R.HEADING, f"{nr} {clock}".strip(), stil)
            self._line(R.HEADING, title, replace(stil, foer=2.0), fortsat=True)
        elif form in ("margen", "tabel"):
            self._beside((nr, f"{clock}{title}"), stil, "alle" if form == "tabel" else "ingen")
        elif form == "kasse":
            self.elementer.append(
                Gitter(
                    raekker=(((self._block(R.HEADING, whole, replace(stil, foer=0.0)),),),),
                    bredder=(1.0,),
                    streger="ramme",
                )
            )
        elif form == "dobbelt":
            self._line(R.HEADING, whole, stil)
            if number:
                self._line(R.SAGSNUMMER, number, Stil(foer=2.0))
            bare = self.facit["nr"]
            self._line(
                R.HEADING, f"{bare}. {title}" if bare else title, replace(stil, stoerrelse=1.0)
            )
        elif form == "gentag":
            self._line(R.HEADING, whole, stil)
            self._line(R.HEADING, title, replace(stil, stoerrelse=1.0, foer=3.0), fortsat=True)
        elif plan.sag_plads == "hoejre" and number:
            cells = (
                (self._block(R.HEADING, whole, replace(stil, foer=0.0)),),
                (self._block(R.SAGSNUMMER, number, Stil(foer=0.0, justering="hoejre")),),
            )
            self.elementer.append(Gitter(raekker=(cells,), bredder=(3.0, 1.0)))
        else:
            self._line(R.HEADING, whole, stil)
            if form == "linje_streg":
                self.elementer.append(
                    Gitter(raekker=(((),),), bredder=(1.0,), streger="vandret", indre=1.0)
                )

    def _beside(self, words: tuple[str, str], stil: Stil, rules: str) -> None:
        cells = tuple(
            (replace(self._block(R.HEADING, word, replace(stil, foer=0.0)), fortsat=place > 0),)
            if word
            else ()
            for place, word in enumerate(words)
        )
        self.elementer.append(
            Gitter(
                raekker=(cells,), bredder=(1.0 if len(words[0]) < 6 else 2.0, 6.0), streger=rules
            )
        )

    def _row(self) -> None:
        """Number, title, account and decision beside each other, or in one old paragraph."""
        decision = [e for e in self._decision_elements() if isinstance(e, Trykt)]
        whole, self.elementer = self.elementer, []
        account: list[Trykt] = []
        kinds = [kind for kind, _ in self.plan.afsnit if self.sag.afsnit.get(kind)]
        if kinds:
            blokke = [b for b in self.sag.afsnit[kinds[0]] if b.art is not BlokArt.TABEL][:3]
            inner = self._blocks(blokke, R.TEXT, "andet")
            account = [e for e in inner if isinstance(e, Trykt)]
        if account:
            self._gold_section("andet", None, _text(account))
        self.elementer = whole
        title, nr = self.overskrift[0], self.trykt_nr
        if self.plan.overskrift_form == "historisk":
            self._old(f"{nr} {title}".strip(), account, decision)
            return
        stil = replace(self._heading_stil(), foer=0.0)
        head = [replace(self._block(R.HEADING, nr, stil))] if nr else []
        name = replace(self._block(R.HEADING, title, stil), fortsat=bool(nr))
        rules = "alle" if self.plan.lige else "vandret"
        cells: tuple[tuple[Trykt, ...], ...]
        widths: tuple[float, ...]
        if self.plan.sidestreg:
            cells, widths = ((*head, name), (*account, *decision)), (1.0, 2.2)
        else:
            cells = (tuple(head), (name, *account), tuple(decision))
            widths = (0.35, 1.3, 1.6)
        self.elementer.append(Gitter(raekker=(cells,), bredder=widths, streger=rules, indre=4.0))

    def _old(self, title: str, account: list[Trykt], decision: list[Trykt]) -> None:
        """A punkt of an old protocol: title, account, and the outcome at the right or run in."""
        plain = Stil(foer=8.0, haeng=16.0)
        short = len(decision) == 1 and len(decision[0].tekst) < 60
        if short and not account and self.plan.beslutning_stil == "hoejre":
            cells = (
                (self._block(R.HEADING, title, Stil(foer=0.0)),),
                (replace(decision[0], stil=Stil(foer=0.0, justering="hoejre")),),
            )
            self.elementer.append(Gitter(raekker=(cells,), bredder=(2.2, 1.0)))
            return
        self._line(R.HEADING, title, plain)
        self.elementer += account
        self.elementer += decision

    # --- body

    def _body(self) -> None:
        """Sections, decision, attachments and earlier decisions in the plan's order."""
        plan = self.plan
        if plan.fravaer_punkt == "punkthoved":
            self._absence_line()
        if plan.bilag_plads == "efter_sag":
            self._attachments()
        decision = self._decision_elements()
        before: list[list[Element]] = []
        sections = [(t, lab) for t, lab in plan.afsnit if t in self.sag.afsnit or plan.tomme]
        place = plan.beslutning_plads
        if place == "foerst":
            self.elementer += decision
        if place == "ved_siden" and len(sections) <= 4:
            self._side_by_side(sections, decision)
        else:
            done = place == "foerst"
            unlabelled = self.rng.random() < plan.uden_etiket
            for index, (kind, label) in enumerate(sections):
                # Text without a label after the decision would read as part of it.
                bare = unlabelled and not done and bool(self.sag.afsnit.get(kind))
                bare = bare and (index == 0 or plan.uden_etiket == 1.0)
                self._section(kind, None if bare else label)
                if index == 0 and self.sent_nummer and plan.sag_plads == "efter_resume":
                    self._number_lines(self.sent_nummer)
                    self.sent_nummer = ""
                if not done and (
                    (place == "efter_resume" and index == 0)
                    or (place == "efter_indstilling" and kind.value == "indstilling")
                ):
                    self.elementer += decision
                    done = True
            self._earlier()
            if plan.bilag_plads == "foer_beslutning":
                self._attachments()
            if not done:
                self.elementer += decision
        del before
        if plan.fravaer_punkt in ("efter", "efter_linje", "efter_brud", "prosa"):
            self._absence_line()
        if plan.bilag_plads in ("sidst", "efter_beslutning"):
            self._attachments()
        if self.sent_nummer:
            self._number_lines(self.sent_nummer)
        if plan.bilag_plads == "slutliste":
            self.bilag_til_slut = list(dict.fromkeys(self.sag.bilag))
            self.facit["bilag"] = self.bilag_til_slut

    def _section(self, kind: Any, label: str | None) -> None:
        blokke = self.sag.afsnit.get(kind, ())
        if not blokke:
            empty = self.rng.choice(("", *etiketter.TOM))
            if label is not None:
                self._labelled(
                    label,
                    [self._block(R.TEXT, empty, self._text_stil(), type=kind.value)]
                    if empty
                    else [],
                    kind.value,
                )
                if empty:
                    self._gold_section(kind.value, label, empty)
            return
        type_ = kind.value
        if label is None and type_ != "indstilling":
            type_ = "andet"
        inner = self._blocks(blokke, R.TEXT, type_, recommendation=type_ == "indstilling")
        if label is None:
            self.elementer += inner
        else:
            self._labelled(label, inner, kind.value)
        self._gold_section(type_, label, _text(inner))
        if self._breaks(inner):
            self._break_page(len(inner))

    def _breaks(self, inner: Sequence[Element]) -> bool:
        """Whether the page breaks within this section, with the absent at its foot (F01)."""
        return (
            self.plan.fravaer_punkt == "efter_brud"
            and len(inner) > 2
            and bool(self.moedefravaer)
            and not self.moede.dagsorden
            and self.rng.random() < 0.35
        )

    def _break_page(self, pieces: int) -> None:
        """Put the absence block and a new page before the last pieces of the section."""
        at = len(self.elementer) - self.rng.randint(1, pieces - 1)
        whole, self.elementer = self.elementer, []
        self._absence_line()
        self.elementer = [*whole[:at], *self.elementer, Sidebrud(), *whole[at:]]

    def _gold_section(self, kind: str, label: str | None, text: str) -> None:
        if label is not None and self.plan.etiket_stil in ("versaler", "versaler_fed"):
            label = label.upper()
        self.facit["afsnit"].append({"type": kind, "overskrift": label, "tekst": text})

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
            out.append(Gitter(raekker=(cells,), bredder=(1.0, 3.2), streger=rules, indre=4.0))
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

    # --- decision

    def _decision_elements(self) -> list[Element]:
        if self.moede.dagsorden:
            out: list[Element] = []
            if self.plan.beslutning_etiket is not None and self.rng.random() < 0.7:
                self._labelled(
                    self._decision_label(self.plan.beslutning_etiket), [], "beslutning", into=out
                )
            return out
        plan = self.plan
        beslutning = self.sag.beslutning
        if self.sag.lukket and self.rng.random() < 0.5:
            return []
        inner = self._blocks(beslutning.blokke, R.DECISION, None)
        self.facit["beslutning"] = {
            "tekst": _text(inner),
            "udfald": list(beslutning.udfald),
            "afstemning": _vote(beslutning.afstemning),
        }
        inner = [self._decided(element) for element in inner]
        if plan.fravaer_punkt in ("foerst", "sidst") and self.moedefravaer:
            sentence = self._absence_sentence()
            self._add_absent(self.moedefravaer)
            # In the same paragraph as the decision, or one of its own.
            block = self._block(R.ABSENCE, sentence, self._text_stil(), type="fravaer")
            inner = [block, *inner] if plan.fravaer_punkt == "foerst" else [*inner, block]
        out = []
        label = plan.beslutning_etiket
        if label is None:
            out += inner
        else:
            self._labelled(self._decision_label(label), inner, "beslutning", into=out)
        if plan.beslutning_stil == "kasse_fakta" and label is not None:
            out = self._decision_facts(out)
        if plan.beslutning_stil in ("kasse", "kasse_fakta") and all(
            isinstance(e, Trykt) for e in out
        ):
            cell = tuple(e for e in out if isinstance(e, Trykt))
            return [Gitter(raekker=((cell,),), bredder=(1.0,), streger="ramme", indre=6.0)]
        return out

    def _decision_facts(self, out: list[Element]) -> list[Element]:
        """Date, place and absentees between the decision's label and its text."""
        moede = self.moede
        if not isinstance(out[0], Trykt) or out[0].etiket:
            return out
        facts = [f"Dato: {print_date(moede.dato, 'lang')}", f"Sted: {moede.sted}"]
        lines: list[Element] = [self._block(R.HEADER, fact, Stil(foer=1.0)) for fact in facts]
        if self.moedefravaer:
            self._add_absent(self.moedefravaer)
            text = f"Fraværende: {', '.join(self.moedefravaer)}"
            lines.append(self._block(R.ABSENCE, text, Stil(foer=1.0), type="fravaer"))
        return [out[0], *lines, *out[1:]]

    def _decision_label(self, template: str) -> str:
        nr = self.facit["nr"] or str(self.ordinal)
        return fill(template, self.plan, self.moede, nr=nr)

    def _decided(self, element: Element) -> Element:
        if not isinstance(element, Trykt):
            return element
        kind = self.plan.beslutning_stil
        stil = element.stil
        if kind in ("kursiv", "fed", "fed_kursiv"):
            stil = replace(stil, kursiv="kursiv" in kind, fed="fed" in kind)
        elif kind == "indryk":
            stil = replace(stil, indryk=stil.indryk + 36.0)
        elif kind == "hoejre" and len(element.tekst) < 70 and not element.maerke:
            stil = replace(stil, justering="hoejre")
        return replace(element, stil=stil)

    def _side_by_side(self, sections: Sequence[tuple[Any, str]], decision: list[Element]) -> None:
        """The account on the left, the decision on the right."""
        whole, self.elementer = self.elementer, []
        for kind, label in sections:
            self._section(kind, label)
        self._earlier()
        left, self.elementer = self.elementer, whole
        flat = [e for e in left if isinstance(e, Trykt)]
        if len(flat) < len(left) or not all(isinstance(e, Trykt) for e in decision):
            self.elementer += [*left, *decision]
            return
        right = tuple(e for e in decision if isinstance(e, Trykt))
        rules = self.rng.choice(("ingen", "alle"))
        self.elementer.append(
            Gitter(raekker=((tuple(flat), right),), bredder=(1.6, 1.0), streger=rules, indre=6.0)
        )

    # --- absences, attachments, earlier decisions

    def _add_absent(self, names: Sequence[str]) -> None:
        self.facit["fravaerende"] = list(dict.fromkeys((*self.facit["fravaerende"], *names)))

    def _absence_sentence(self) -> str:
        names = _join(self.moedefravaer)
        return self.rng.choice(
            (
                f"{names} var fraværende.",
                f"{names} deltog ikke.",
                f"Fraværende: {', '.join(self.moedefravaer)}.",
                f"Afbud: {', '.join(self.moedefravaer)}",
            )
        )

    def _absence_line(self) -> None:
        """The absent of the meeting once more under this punkt."""
        plan = self.plan
        if not self.moedefravaer or self.moede.dagsorden:
            return
        self._add_absent(self.moedefravaer)
        names = ", ".join(self.moedefravaer)
        if plan.fravaer_punkt == "prosa":
            self.elementer.append(
                self._block(R.ABSENCE, self._absence_sentence(), self._text_stil(), type="fravaer")
            )
            return
        label = fill(plan.fravaer_etiket, plan, self.moede)
        if plan.fravaer_punkt in ("efter_linje", "punkthoved"):
            text = f"{label}: {names}"
            self.elementer.append(self._block(R.ABSENCE, text, Stil(foer=4.0), type="fravaer"))
        else:
            stil = replace(self._label_stil(), foer=plan.etiket_luft)
            self.elementer.append(self._block(R.LABEL, f"{label}:", stil, type="fravaer"))
            self.elementer.append(self._block(R.ABSENCE, names, self._text_stil(), type="fravaer"))

    def _attachments(self) -> None:
        plan, rng = self.plan, self.rng
        names = list(dict.fromkeys(self.sag.bilag))
        if not names:
            return
        self.facit["bilag"] = names
        inner: list[Element] = []
        if plan.bilag_form == "komma":
            inner.append(self._block(R.BILAG, ", ".join(names), self._text_stil(), type="bilag"))
        else:
            for place, name in enumerate(names, start=1):
                mark = {
                    "punkttegn": "•",
                    "tal": f"{place}.",
                    "streg": "-",
                    "tal_dok": f"{place}.",
                    "link": "-",
                }.get(plan.bilag_form, "")
                text = name
                if plan.bilag_form == "tal_dok":
                    text = f"{name} ({rng.randint(1000, 99999)}/{self.moede.dato.year % 100:02})"
                inner.append(
                    self._block(
                        R.BILAG,
                        text,
                        Stil(foer=1.0, indryk=plan.tekst_indryk, haeng=16.0 if mark else 0.0),
                        type="bilag",
                        maerke=mark,
                    )
                )
        self._labelled(plan.bilag_etiket, inner, "bilag")

    def _earlier(self) -> None:
        plan = self.plan
        earlier = [
            t
            for t in self.sag.tidligere
            if t.dato is not None or plan.tidligere_form != "datoetiket"
        ]
        form = plan.tidligere_form
        if not earlier or form == "ingen":
            return
        if form == "datoetiket":
            template = plan.beslutning_etiket or ""
            if "{dato}" not in template:
                template = "Beslutning i {udvalg} den {dato}"
            for t in earlier:
                label = self._earlier_label(template, t)
                inner: list[Element] = (
                    [self._block(R.SAGSGANG, t.tekst or "-", self._text_stil())] if t.tekst else []
                )
                self._labelled(label, inner, "tidligere")
                self._gold_earlier(t, punkt="{nr}" in template)
            return
        rows: list[Element] = []
        if form == "tabel":
            cells = tuple(
                tuple(
                    (self._block(R.SAGSGANG, cell, Stil(foer=0.0)),) if cell else () for cell in row
                )
                for row in [
                    ("Behandling", "Dato", "Punkt"),
                    *((t.udvalg, self._date(t), t.punkt or "") for t in earlier),
                ]
            )
            rows.append(
                Gitter(
                    raekker=cells,
                    bredder=(3.0, 1.0, 1.0),
                    streger=self.rng.choice(("alle", "ingen", "vandret")),
                )
            )
            for t in earlier:
                self._gold_earlier(replace(t, tekst=None, udfald=()), punkt=True)
        elif form == "stationer":
            for t in earlier:
                rows.append(
                    self._block(
                        R.SAGSGANG, f"{self._date(t)} {t.udvalg}".strip(), Stil(foer=4.0, fed=True)
                    )
                )
                if t.tekst:
                    rows.append(self._block(R.SAGSGANG, t.tekst, self._text_stil()))
                self._gold_earlier(t, punkt=False)
        else:
            for t in earlier:
                head = self._earlier_label(
                    self.rng.choice(
                        (
                            "{udvalg}, {dato}, pkt. {nr}:",
                            "{udvalg} den {dato}:",
                            "{udvalg}, {dato}:",
                        )
                    ),
                    t,
                )
                if form == "linjer":
                    rows.append(
                        self._block(
                            R.SAGSGANG, f"{head} {t.tekst or ''}".strip(), self._text_stil()
                        )
                    )
                else:
                    rows.append(self._block(R.SAGSGANG, head, Stil(foer=4.0)))
                    if t.tekst:
                        rows.append(self._block(R.SAGSGANG, t.tekst, self._text_stil()))
                self._gold_earlier(t, punkt="pkt." in head)
        self._labelled(plan.tidligere_etiket, rows, "tidligere")

    def _date(self, t: Tidligere) -> str:
        return print_date(t.dato, self.plan.dato_lille) if t.dato is not None else ""

    def _earlier_label(self, template: str, t: Tidligere) -> str:
        if t.dato is None:
            template = (
                template.replace(" den {dato}", "").replace(", {dato}", "").replace(" {dato}", "")
            )
        if t.punkt is None:
            template = template.replace(", pkt. {nr}", "").replace(" som punkt {nr}", "")
        return fill(
            template.replace("{dato}", self._date(t)),
            self.plan,
            self.moede,
            udvalg=t.udvalg,
            nr=t.punkt or "",
        )

    def _gold_earlier(self, t: Tidligere, *, punkt: bool) -> None:
        self.facit["sagsgang"].append(
            {
                "udvalg": t.udvalg,
                "dato": t.dato.isoformat() if t.dato else None,
                "punkt": t.punkt if punkt else None,
                "tekst": t.tekst,
                "udfald": list(t.udfald) if t.tekst else [],
            }
        )

    # --- pieces

    def _block(
        self, rolle: LinjeRolle, text: str, stil: Stil, *, type: str | None = None, maerke: str = ""
    ) -> Trykt:
        return Trykt(
            rolle=rolle, tekst=text, stil=stil, type=type, punkt=self.ordinal, maerke=maerke
        )

    def _line(self, rolle: LinjeRolle, text: str, stil: Stil, *, fortsat: bool = False) -> None:
        self.elementer.append(replace(self._block(rolle, text, stil), fortsat=fortsat))


def _text(elements: Sequence[Element]) -> str:
    """Text of printed blocks as gold has it, marks included."""
    words: list[str] = []
    for element in elements:
        if isinstance(element, Trykt):
            mark = "-" if element.maerke in ("•", "–") else element.maerke
            words.append(f"{mark} {element.tekst}" if mark else element.tekst)
        elif isinstance(element, Gitter):
            words += [trykt.linje for row in element.raekker for cell in row for trykt in cell]
    return " ".join(words)


def _vote(vote: Any) -> dict[str, Any] | None:
    if vote is None:
        return None
    return {
        "for": vote.for_,
        "imod": vote.imod,
        "undlod": vote.undlod,
        "stemmer": [
            {"stemme": s.stemme, "antal": s.antal, "parti": s.parti, "navn": s.navn}
            for s in vote.stemmer
        ],
    }


def _pair(neighbour: str) -> tuple[str, str]:
    label, _, value = neighbour.partition(":")
    return (label, value.strip()) if value else ("Status", label)


def _code(udvalg: str) -> str:
    """Letters of a body: "Teknik- og Miljøudvalget" gives "TM"."""
    words = [w for w in udvalg.replace("-", " ").split() if w[:1].isupper()]
    return "".join(w[0] for w in words)[:3] or "ØU"


def _join(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " og " + names[-1]
