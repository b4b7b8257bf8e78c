"""Prints what a punkt brings along: attachments, and decisions of earlier meetings."""

from __future__ import annotations

from dataclasses import replace

from referat.training.korpus.afgoerelse import Afgoerelse
from referat.training.korpus.hoved import fill
from referat.training.korpus.indhold import Tidligere
from referat.training.korpus.numre import print_date
from referat.training.korpus.tryk import Element, Gitter, LinjeRolle, Stil

R = LinjeRolle


class Forhistorie(Afgoerelse):
    """Writes attachments and earlier decisions."""

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
