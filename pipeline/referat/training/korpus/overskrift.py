"""Prints the heading of a punkt with its number, title and case number."""

from __future__ import annotations

from dataclasses import replace

from referat.training.korpus.numre import draw_number
from referat.training.korpus.stykker import Stykker
from referat.training.korpus.tryk import Gitter, LinjeRolle, Stil

R = LinjeRolle
# Headings that are no line of their own.
RAEKKER = ("raekke", "historisk", "ad")


class Overskrift(Stykker):
    """Writes the heading; what has no line of its own is kept in ``overskrift``."""

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
        if plan.overskrift_form in RAEKKER and not self.sag.lukket:
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
                    foer=stil.foer,
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
            self.elementer.append(Gitter(raekker=(cells,), bredder=(3.0, 1.0), foer=stil.foer))
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
                raekker=(cells,),
                bredder=(1.0 if len(words[0]) < 6 else 2.0, 6.0),
                streger=rules,
                foer=stil.foer,
            )
        )


def _pair(neighbour: str) -> tuple[str, str]:
    label, _, value = neighbour.partition(":")
    return (label, value.strip()) if value else ("Status", label)


def _code(udvalg: str) -> str:
    """Letters of a body: "Teknik- og Miljøudvalget" gives "TM"."""
    words = [w for w in udvalg.replace("-", " ").split() if w[:1].isupper()]
    return "".join(w[0] for w in words)[:3] or "ØU"
