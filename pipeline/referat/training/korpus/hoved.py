"""Prints the head of a document: title, facts of the meeting, with their gold."""

from __future__ import annotations

import random
from typing import Any

from referat.training.korpus.moede import Moede
from referat.training.korpus.numre import UGEDAGE, draw_number, print_clock, print_date
from referat.training.korpus.plan import Plan
from referat.training.korpus.tryk import Element, Gitter, LinjeRolle, Sidebrud, Stil, Trykt

ROLLE = LinjeRolle.HEADER
ROLLEORD = {
    "Referent": "referent",
    "Sekretær": "sekretær",
    "Protokolfører": "protokolfører",
    "Referat ved": "referent",
    "Mødeleder": "mødeleder",
    "Ordstyrer": "ordstyrer",
    "Dirigent": "dirigent",
}


def fill(template: str, plan: Plan, moede: Moede, **more: str) -> str:
    """A template of title, label or running head with the meeting's words."""
    hus = moede.hus
    first = moede.dato.year - (moede.dato.year - 2018) % 4
    template = template.replace("{kommune} Kommune", hus.officielt)
    if hus.officielt.endswith("ommune"):  # a region's heading, in a kommune
        template = template.replace("Region {kommune}", hus.officielt)
    template = template.replace("Region {kommune}", "{kommune}")
    template = template.replace("{KOMMUNE} KOMMUNE", hus.officielt.upper())
    words = {
        "udvalg": hus.udvalg,
        "UDVALG": hus.udvalg.upper(),
        "kommune": hus.kommune,
        "KOMMUNE": hus.kommune.upper(),
        "dato": print_date(moede.dato, plan.dato_lille),
        "datolang": print_date(moede.dato, "lang"),
        "ugedag": UGEDAGE[moede.dato.weekday()],
        "periode": f"{first} - {first + 3}",
        "start": print_clock(moede.start, plan.kl_form),
        "sted": moede.sted,
        "gammel": print_date(moede.dato, "gammel"),
        "ugedag_dmy": print_date(moede.dato, "ugedag_dmy"),
    }
    for key, value in {**words, **more}.items():
        template = template.replace("{" + key + "}", value)
    return template


class Hoved:
    """Writes the head; ``facit`` holds the meeting's facts that it prints."""

    def __init__(self, rng: random.Random, plan: Plan, moede: Moede) -> None:
        self.rng, self.plan, self.moede = rng, plan, moede
        self.elementer: list[Element] = []
        self.roller: dict[str, str] = {}
        """Name -> part in the meeting that a fact gives it."""
        self.facit: dict[str, Any] = {
            "dato": None,
            "start": None,
            "slut": None,
            "sted": None,
            "sagsnumre": [],
            "dokumentnumre": [],
        }

    def write(self) -> None:
        """Print title, then facts."""
        self._title()
        if self.plan.forside:
            self.elementer.append(Sidebrud())
        facts = self._facts()
        if not facts:
            return
        form = self.plan.hoved_form
        if form in ("linjer", "prosa"):
            for label, value in facts:
                self._fact_line(label, value)
        elif form == "stablet":
            for label, value in facts:
                self._line(label, Stil(fed=True, foer=6.0, hold=True))
                if value:
                    self._line(value, Stil(foer=1.0))
        elif form == "to_spalter":
            self._two_columns(facts)
        elif form == "skema":
            self._form(facts)
        else:
            rows = tuple((self._cell(label, fed=True), self._cell(value)) for label, value in facts)
            rules = "alle" if form == "tabel_streg" else "ingen"
            self.elementer.append(Gitter(raekker=rows, bredder=(1.0, 3.0), streger=rules))

    def _title(self) -> None:
        plan = self.plan
        templates = list(plan.titel)
        if self.moede.dagsorden:
            templates = [_as_agenda(t) for t in templates]
        told = any(kind == "udvalg" for kind, _ in plan.hoved_felter)
        if not told and not any("{udvalg}" in t or "{UDVALG}" in t for t in templates):
            templates.append("{udvalg}")
        text = " ".join(templates)
        if any(form in text for form in ("{dato", "{gammel}", "{ugedag_dmy}")):
            self.facit["dato"] = self.moede.dato.isoformat()
        if "{start}" in text:
            self.facit["start"] = self.moede.start
        if "{sted}" in text:
            self.facit["sted"] = self.moede.sted
        big = plan.titel_stil == "stor"
        for place, template in enumerate(templates):
            words = fill(template, plan, self.moede)
            if "den {datolang}" in template and self.rng.random() < 0.3:
                words = fill(template.replace("den {datolang}", "d. {datolang}"), plan, self.moede)
            spread = plan.titel_stil == "spatieret" and words.isupper() and " " not in words
            if spread and self.rng.random() < 0.5:
                words, spread = " ".join(words), False
            self._line(
                words,
                Stil(
                    fed=plan.titel_stil in ("stor", "fed", "midt"),
                    stoerrelse=(1.6 if place == 0 else 1.3)
                    if big
                    else 1.15
                    if plan.titel_stil == "midt"
                    else 1.0,
                    justering="midt" if plan.titel_stil == "midt" else "venstre",
                    spatieret=spread,
                    foer=2.0 if place else 0.0,
                ),
            )

    def _facts(self) -> list[tuple[str, str]]:
        """Labels and values in order; what the title said already is said again, as houses do."""
        plan, moede, rng = self.plan, self.moede, self.rng
        out = []
        fields = list(plan.hoved_felter)
        kinds = [kind for kind, _ in fields]
        if self.facit["dato"] is None and not {"dato", "datotid", "dato_tal"} & set(kinds):
            fields.insert(0, ("datotid", "Mødedato"))
        for kind, label in fields:
            if moede.dagsorden and kind in ("referent", "leder", "udsendt"):
                continue
            label = label + ":" if plan.hoved_kolon and not label.endswith(":") else label
            value = ""
            if kind == "udvalg":
                value = moede.hus.udvalg
            elif kind == "datotid":
                mark = rng.choice(("kl. ", "kl. ", "kl.", "Kl. "))
                value = print_date(moede.dato, plan.dato_form)
                value += f" {mark}{print_clock(moede.start, plan.kl_form)}"
                self.facit.update(dato=moede.dato.isoformat(), start=moede.start)
                if plan.slut_sted == "hoved" and not moede.dagsorden and "slut" not in kinds:
                    dash = rng.choice(("-", " - ", " – "))
                    value += f"{dash}{print_clock(moede.slut, plan.kl_form)}"
                    self.facit["slut"] = moede.slut
            elif kind == "dato":
                value = print_date(moede.dato, plan.dato_form)
                self.facit["dato"] = moede.dato.isoformat()
            elif kind in ("dato_tal", "slut_tal"):
                key = "start" if kind == "dato_tal" else "slut"
                value = f"{moede.dato:%d-%m-%Y} {getattr(moede, key)}:00"
                self.facit.update({"dato": moede.dato.isoformat(), key: getattr(moede, key)})
            elif kind in ("start", "slut"):
                if kind == "slut" and moede.dagsorden:
                    value = ""
                else:
                    clock = getattr(moede, kind)
                    value = rng.choice(("", "kl. ", "Kl. ")) + print_clock(clock, plan.kl_form)
                    self.facit[kind] = clock
            elif kind == "sted":
                value = moede.sted
                self.facit["sted"] = moede.sted
            elif kind == "moedenr":
                value = str(rng.randint(1, 24))
            elif kind == "referent":
                value = rng.choice(moede.hus.embedsfolk).navn if moede.hus.embedsfolk else ""
            elif kind == "leder":
                value = next(d.person.navn for d in moede.deltagere if d.status == "til_stede")
            elif kind == "udsendt":
                value = print_date(
                    moede.dato.replace(day=max(1, moede.dato.day - 1)), plan.dato_lille
                )
            out.append((label, value))
            if kind in ("referent", "leder") and value:
                self.roller[value] = ROLLEORD[label.rstrip(":")]
        if plan.moede_sag:
            printed, norms = draw_number(
                rng,
                "yyyy6" if rng.random() < 0.5 else "acadre",
                kle="00.01.00",
                aar=moede.dato.year,
                kommunekode=moede.hus.kommunekode,
            )
            out.append(("Sagsnr." + (":" if plan.hoved_kolon else ""), printed))
            self.facit["sagsnumre"] = list(norms)
        return out

    def _fact_line(self, label: str, value: str) -> None:
        if not value and not self.plan.tomme:
            self._line(label, Stil(foer=3.0, fed=True))
            return
        self._line(
            f"{label} {value}".strip(),
            Stil(foer=3.0, fed=self.plan.titel_stil != "almindelig"),
            etiket=len(label),
        )

    def _two_columns(self, facts: list[tuple[str, str]]) -> None:
        half = (len(facts) + 1) // 2
        rows = []
        for place in range(half):
            row = []
            for label, value in (
                facts[place],
                facts[place + half] if place + half < len(facts) else ("", ""),
            ):
                row.append(self._cell(f"{label} {value}".strip()))
            rows.append(tuple(row))
        self.elementer.append(Gitter(raekker=tuple(rows), bredder=(1.0, 1.0)))

    def _form(self, facts: list[tuple[str, str]]) -> None:
        """Labels in one row, values in the row below: flattened, all labels come first."""
        rows = (
            tuple(self._cell(label, fed=True) for label, _ in facts),
            tuple(self._cell(value) for _, value in facts),
        )
        self.elementer.append(
            Gitter(
                raekker=rows,
                bredder=(1.0,) * len(facts),
                streger=self.rng.choice(("alle", "ingen", "ramme")),
            )
        )

    def _cell(self, text: str, *, fed: bool = False) -> tuple[Trykt, ...]:
        return (Trykt(rolle=ROLLE, tekst=text, stil=Stil(fed=fed, foer=0.0)),) if text else ()

    def _line(self, text: str, stil: Stil, *, etiket: int = 0) -> None:
        self.elementer.append(Trykt(rolle=ROLLE, tekst=text, stil=stil, etiket=etiket))


def _as_agenda(template: str) -> str:
    """The title of the agenda instead of the minutes."""
    for word in (
        "Beslutningsreferat",
        "Beslutningsprotokol",
        "Dagsorden med beslutninger",
        "Mødereferat",
        "Åben referat",
    ):
        template = template.replace(word, "Dagsorden")
    for word in ("MØDEREFERAT", "REFERAT", "B E S L U T N I N G E R"):
        template = template.replace(word, "DAGSORDEN")
    return (
        template.replace("Referat fra møde", "Dagsorden til møde")
        .replace("Referat af møde", "Dagsorden for møde")
        .replace("Referat", "Dagsorden")
        .replace("Protokol", "Dagsorden")
    )
