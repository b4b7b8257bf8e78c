"""Prints the punkter of a document: each from its heading to its last attachment, with gold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from referat.training.korpus import etiketter
from referat.training.korpus.forhistorie import Forhistorie
from referat.training.korpus.indhold import BlokArt
from referat.training.korpus.overskrift import RAEKKER
from referat.training.korpus.stykker import text_of
from referat.training.korpus.tryk import Element, Gitter, LinjeRolle, Sidebrud, Stil, Trykt

R = LinjeRolle


class Punktskriver(Forhistorie):
    """Writes one punkt; the pieces come out as ``elementer`` and ``facit``."""

    def write(self) -> None:
        """Print the whole punkt."""
        plan = self.plan
        if plan.ny_side and self.ordinal > 1:
            self.elementer.append(Sidebrud())
        self._heading()
        if self.sag.lukket and self.rng.random() < 0.6:
            return
        if plan.overskrift_form in RAEKKER and not self.sag.lukket:
            self._row()
        else:
            self._body()

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
            self._gold_section("andet", None, text_of(account))
        self.elementer = whole
        title, nr = self.overskrift[0], self.trykt_nr
        if self.plan.overskrift_form == "ad" and (account or decision):
            # The title stands in the agenda above; its number opens the answer.
            first, *rest = (*account, *decision)
            self.elementer += [replace(first, tekst=f"{nr} {first.linje}", maerke=""), *rest]
            return
        if self.plan.overskrift_form in ("historisk", "ad"):
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
            widths = (0.35 if len(nr) < 4 else 0.75, 1.3, 1.6)
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
        self._gold_section(type_, label, text_of(inner))
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
