"""Prints the decision of a punkt, and who was missing when it was taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from referat.training.korpus.hoved import fill
from referat.training.korpus.moede import Deltager
from referat.training.korpus.numre import print_date
from referat.training.korpus.overskrift import Overskrift
from referat.training.korpus.stykker import join_names, text_of
from referat.training.korpus.tryk import Element, Gitter, LinjeRolle, Stil, Trykt

R = LinjeRolle


class Afgoerelse(Overskrift):
    """Writes the decision and the absences."""

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
            "tekst": text_of(inner),
            "udfald": list(beslutning.udfald),
            "afstemning": _vote(beslutning.afstemning),
        }
        inner = [self._decided(element) for element in inner]
        if plan.fravaer_punkt in ("foerst", "sidst") and self.moedefravaer:
            sentence = self._absence_sentence()
            self._add_absent(self.moedefravaer)
            # In the same paragraph as the decision, or one of its own.
            block = self._block(R.ABSENCE, sentence, self._text_stil(), type="fravaer")
            joined = _join_sentence(inner, sentence, first=plan.fravaer_punkt == "foerst")
            if joined is not None and self.rng.random() < 0.5:
                inner = joined
            else:
                inner = [block, *inner] if plan.fravaer_punkt == "foerst" else [*inner, block]
        if self.uden is not None:
            inner.append(self._out_of_room(self.uden))
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

    def _out_of_room(self, d: Deltager) -> Trykt:
        """The line about a member who took no part in this punkt."""
        name = d.person.navn
        if d.person.parti and self.plan.parti_form.startswith("("):
            name = f"{name} {self.plan.parti_form.replace('{p}', d.person.parti)}"
        ways = (
            f"{name} deltog ikke i sagens behandling.",
            f"{name} deltog ikke i behandlingen af punktet.",
            f"{name} forlod mødet under behandlingen af dette punkt.",
            f"{name} deltog ikke i punktet.",
        )
        barred = (
            f"{name} var inhabil og deltog ikke i behandlingen.",
            f"{name} erklærede sig inhabil og forlod lokalet under punktet.",
            f"{name} deltog ikke i sagens behandling på grund af inhabilitet.",
        )
        self._add_absent([d.person.navn])
        text = self.rng.choice(barred if d.inhabil else ways)
        return self._block(R.ABSENCE, text, self._text_stil(), type="fravaer")

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

    def _absence_sentence(self) -> str:
        names = join_names(self.moedefravaer)
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


def _join_sentence(inner: Sequence[Element], sentence: str, *, first: bool) -> list[Element] | None:
    """The decision with a sentence about absence in its first or last paragraph."""
    at = 0 if first else len(inner) - 1
    block = inner[at]
    if not isinstance(block, Trykt) or block.maerke:
        return None
    words = f"{sentence.rstrip('.')}. {block.tekst}" if first else f"{block.tekst} {sentence}"
    return [*inner[:at], replace(block, tekst=words), *inner[at + 1 :]]


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
