"""Prints who was at the meeting, in one of the forms of a plan, with its gold."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

from referat.training.korpus.moede import Deltager, Moede
from referat.training.korpus.numre import print_clock
from referat.training.korpus.plan import Plan
from referat.training.korpus.tryk import Element, Gitter, LinjeRolle, Stil, Trykt

ROLLE = LinjeRolle.ATTENDANCE
FED = Stil(fed=True, foer=6.0, hold=True)


class Fremmoede:
    """Writes the attendance of one meeting; ``elementer`` and ``facit`` hold what came of it."""

    def __init__(self, rng: random.Random, plan: Plan, moede: Moede) -> None:
        self.rng, self.plan, self.moede = rng, plan, moede
        self.elementer: list[Element] = []
        self.facit: list[dict[str, Any]] = []
        self.punktfravaer: dict[int, list[str]] = {}
        self.naevnt: set[str] = set()
        # Whether the house prints roles behind names, and how.
        self.rolleform = rng.choice(("paren", "komma", "foran", "streg", "ingen"))
        self.medlemmer = [
            d for d in moede.deltagere if not d.embedsmand and d.stedfortraeder_for is None
        ]
        self.stedfortraedere = {
            d.stedfortraeder_for: d for d in moede.deltagere if d.stedfortraeder_for is not None
        }
        self.embedsfolk = [d for d in moede.deltagere if d.embedsmand]
        self.til_stede = [d for d in self.medlemmer if d.status in ("til_stede", "delvist")]

    def write(self) -> None:
        """Print all of it."""
        form = self.plan.fremmoede_form
        if form in ("prosa", "prosa_mangler"):
            self._prose(form)
        elif form == "matrix":
            self._matrix()
        elif form == "tabel":
            self._table()
        elif form == "inline":
            self._lists(self.medlemmer, inline=True)
        elif form == "kun_fravaer":
            self._absent()
        else:
            self._lists(self.til_stede, inline=False)
        if form != "matrix":
            self._events()
        if form not in ("kun_fravaer", "prosa_mangler") and self.rng.random() < 0.6:
            self._officials()

    # --- lists

    def _lists(self, people: list[Deltager], *, inline: bool) -> None:
        form = self.plan.fremmoede_form
        # A list of all those invited with the absent once more below, or only of those present.
        alle = not inline and self.rng.random() < 0.25
        shown = (
            self.medlemmer if alle or self.plan.til_stede in ("Medlemmer", "Indkaldte") else people
        )
        words = []
        self.naevnt = {d.person.navn for d in shown}
        for d in shown:
            text = self._name(d)
            if inline and d.status in ("afbud", "fravaerende"):
                text += (
                    self.rng.choice((" (Fravær)", " (afbud)", " - afbud", "- afbud"))
                    if d.status == "afbud"
                    else " (Fravær)"
                )
                # "(Fravær)" alone says no more than absent.
                d = replace(d, status="afbud" if "afbud" in text else "fravaerende")
            words.append(text)
            self._gold(d)
        label = self._label(self.plan.til_stede)
        if form in ("komma", "inline"):
            self._run(label, ", ".join(words))
        elif form == "linje_og":
            self._run(
                label, ", ".join(words[:-1]) + " og " + words[-1] if len(words) > 1 else words[0]
            )
        elif form == "to_spalter":
            self._line(label, FED)
            half = (len(words) + 1) // 2
            rows = [
                (words[i], words[i + half] if i + half < len(words) else "") for i in range(half)
            ]
            self._grid([tuple(r) for r in rows], (1.0, 1.0), "ingen")
        elif form == "parti":
            self._line(label, FED)
            self._by_party(shown)
        else:
            self._line(label, FED)
            for word in words:
                mark = self.rng.choice(("•", "-", "–")) if form == "punkttegn" else ""
                self._line(word, Stil(foer=1.0, indryk=12.0 if mark else 0.0), maerke=mark)
        if not inline:
            self._absent()

    def _by_party(self, people: list[Deltager]) -> None:
        groups: dict[str, list[str]] = {}
        for d in people:
            groups.setdefault(d.person.parti or "Uden for parti", []).append(d.person.navn)
        for party, names in groups.items():
            self._line(f"{party}: {', '.join(names)}", Stil(foer=1.0))

    def _absent(self) -> None:
        plan, rng = self.plan, self.rng
        kinds: list[tuple[str, list[Deltager]]] = []
        away = {s: [d for d in self.medlemmer if d.status == s] for s in ("afbud", "fravaerende")}
        if plan.fravaer_delt:
            kinds = [(plan.afbud, away["afbud"]), (plan.fravaerende, away["fravaerende"])]
        else:
            # One label for all of them: it says what they are.
            label = rng.choice((plan.afbud, plan.fravaerende))
            status = "afbud" if label == plan.afbud else "fravaerende"
            both = [replace(d, status=status) for d in self.medlemmer if d.status in away]
            kinds = [(label, both)]
        for label, people in kinds:
            if not people:
                if plan.tomt_fravaer is not None:
                    self._run(self._label(label), plan.tomt_fravaer)
                continue
            words = []
            extra: list[str] = []
            for d in people:
                word, after = self._with_substitute(d)
                words.append(word)
                extra += after
                self._gold(d)
                if d.person.navn in self.stedfortraedere:
                    self._gold(
                        self.stedfortraedere[d.person.navn],
                        rolle=_role_word(" ".join((word, *after))),
                    )
            if plan.fremmoede_form in ("liste", "liste_rolle", "punkttegn") and len(words) > 1:
                self._line(self._label(label), FED)
                for word in words:
                    self._line(word, Stil(foer=1.0))
            else:
                self._run(self._label(label), ", ".join(words))
            for line in extra:
                self._line(line, Stil(foer=2.0))

    def _with_substitute(self, d: Deltager) -> tuple[str, list[str]]:
        name = self._name(d, rolle=False)
        sub = self.stedfortraedere.get(d.person.navn)
        if sub is None:
            return name, []
        other = self._name(sub, rolle=False)
        return {
            "paren": (f"{name} (stedfortræder: {other})", []),
            "i_stedet_for": (name, [f"I stedet for {name} deltog {other}."]),
            "suppleant": (
                f"{name} ({self.rng.choice(('suppleant', 'i stedet mødte'))} {other})",
                [],
            ),
            "moedte_for": (name, [f"{other} mødte for {name}."]),
            "i_stedet_moedte": (name, [f"I stedet for {name} mødte {other}."]),
            "som_suppleant": (name, [f"Som suppleant for {name} var indkaldt {other}."]),
        }[self.plan.stedfortraeder_form]

    # --- tables

    def _table(self) -> None:
        rows: list[tuple[str, ...]] = [
            ("Navn", "Parti", self.rng.choice(("Fremmøde", "Status", "Mødt")))
        ]
        for d in self.medlemmer:
            word = {"afbud": "Afbud", "fravaerende": "Fraværende"}.get(d.status, "Til stede")
            rows.append((d.person.navn, d.person.parti or "", word))
            self._gold(replace(d, rolle=None), parti=d.person.parti)
            sub = self.stedfortraedere.get(d.person.navn)
            if sub is not None:
                rows.append(
                    (sub.person.navn, sub.person.parti or "", f"Stedfortræder for {d.person.navn}")
                )
                self._gold(sub, parti=sub.person.parti, rolle="stedfortræder")
        self._grid(rows, (3.0, 1.0, 2.0), self.rng.choice(("alle", "vandret", "ingen")))

    def _matrix(self) -> None:
        mark = self.rng.choice(("X", "x"))
        rows: list[tuple[str, ...]] = [("Medlem", "Til stede", "Afbud", "Fraværende")]
        for d in self.medlemmer:
            cells = ["", "", ""]
            cells[{"afbud": 1, "fravaerende": 2}.get(d.status, 0)] = mark
            rows.append((self._name(d, rolle=False), *cells))
            status = "til_stede" if d.status == "delvist" else d.status
            self._gold(replace(d, status=status, ankom=None, gik=None, rolle=None))
        self._grid(rows, (3.0, 1.0, 1.0, 1.0), self.rng.choice(("alle", "vandret")))

    # --- prose

    def _prose(self, form: str) -> None:
        away = [d for d in self.medlemmer if d.status in ("afbud", "fravaerende")]
        rng = self.rng
        words = [self._name(d, rolle=False) for d in away]
        parts = []
        listed = _join(words)
        if form == "prosa_mangler":
            parts.append(
                rng.choice(
                    (
                        f"Medlemmerne var til stede, undtagen: {listed}."
                        if words
                        else "Alle medlemmer var til stede.",
                        f"Medlemmerne var mødt, bortset fra {listed}, der havde meldt afbud."
                        if words
                        else "Alle var mødt.",
                        f"Samtlige medlemmer var mødt med undtagelse af {listed}."
                        if words
                        else "Samtlige medlemmer var mødt.",
                    )
                )
            )
        elif words:
            parts.append(
                rng.choice(
                    (
                        f"Afbud fra {listed}.",
                        f"{listed} havde meldt afbud.",
                        f"{listed} havde meldt forfald.",
                        f"Der var afbud fra {listed}.",
                        f"{listed} var fraværende.",
                        f"{listed} deltog ikke i mødet.",
                        f"Der er meldt forfald af {listed}.",
                    )
                )
            )
        else:
            parts.append(
                rng.choice(
                    ("Der var ingen afbud.", "Alle medlemmer var mødt.", "Alle var til stede.")
                )
            )
        text = parts[0]
        status = (
            "afbud" if any(w in text.casefold() for w in ("afbud", "forfald")) else "fravaerende"
        )
        for d in away:
            self._gold(replace(d, status=status, rolle=None))
            sub = self.stedfortraedere.get(d.person.navn)
            if sub is not None:
                other = self._name(sub, rolle=False)
                name = self._name(d, rolle=False)
                parts.append(
                    rng.choice(
                        (
                            f"I stedet for {name} deltog {other}.",
                            f"{other} mødte som stedfortræder for {name}.",
                            f"I stedet for {name} mødte {other}.",
                            f"{other} deltog som suppleant for {name}.",
                        )
                    )
                )
                self._gold(sub, rolle=_role_word(parts[-1]))
        if rng.random() < 0.5:
            self._line(" ".join(parts), Stil(foer=6.0))
        else:
            for part in parts:
                self._line(part, Stil(foer=3.0))

    def _events(self) -> None:
        """Late arrivals, early departures, members out of one punkt: a line each."""
        rng, tegn = self.rng, self.plan.kl_form
        for d in self.til_stede:
            name = self._name(d, rolle=False)
            line = ""
            if d.ankom:
                kl = print_clock(d.ankom, tegn)
                line = rng.choice(
                    (
                        f"{name} ankom kl. {kl}.",
                        f"{name} deltog fra kl. {kl}.",
                        f"{name} mødte kl. {kl}.",
                        f"{name} deltog i mødet fra kl. {kl}.",
                        f"{name} kom til stede kl. {kl}.",
                    )
                )
            elif d.gik:
                kl = print_clock(d.gik, tegn)
                line = rng.choice(
                    (
                        f"{name} forlod mødet kl. {kl}.",
                        f"{name} gik kl. {kl}.",
                        f"{name} deltog til kl. {kl}.",
                        f"{name} forlod mødet kl. {kl} og deltog ikke i de følgende punkter.",
                    )
                )
            elif d.uden_punkt:
                nr = self._ordinal(d.uden_punkt)
                if nr is None:
                    continue
                line = rng.choice(
                    (
                        f"{name} deltog ikke i behandlingen af pkt. {nr}.",
                        f"{name} forlod lokalet under behandlingen af punkt {nr}.",
                        f"{name} deltog ikke i sagens behandling under punkt {nr}.",
                    )
                )
                if d.inhabil:
                    line = rng.choice(
                        (
                            f"{name} var inhabil og deltog ikke i behandlingen af punkt {nr}.",
                            f"{name} erklærede sig inhabil ved punkt {nr} og forlod lokalet.",
                            f"{name} deltog ikke i pkt. {nr} på grund af inhabilitet.",
                        )
                    )
                self.punktfravaer.setdefault(d.uden_punkt, []).append(d.person.navn)
            if line:
                self._line(line, Stil(foer=3.0))
                self._gold(d)

    def _ordinal(self, punkt: int) -> str | None:
        from referat.training.korpus.numre import print_ordinal

        number = self.plan.nr_start + punkt - 1
        return print_ordinal(self.plan.nr_form, number, self.moede.dato.year)[1]

    def _officials(self) -> None:
        if not self.embedsfolk:
            return
        label = self.rng.choice(
            (
                "Fra forvaltningen",
                "Desuden deltog",
                "Derudover deltog",
                "Øvrige deltagere",
                "Forvaltningen",
                "Administrationen",
                "Embedsmænd",
                "Fra administrationen",
            )
        )
        words = []
        for d in self.embedsfolk:
            title = d.rolle
            if title:
                words.append(
                    self.rng.choice(
                        (
                            f"{d.person.navn}, {title}",
                            f"{title} {d.person.navn}",
                            f"{d.person.navn} ({title})",
                        )
                    )
                )
            else:
                words.append(d.person.navn)
            self._gold(d, rolle=title)
        if self.rng.random() < 0.5:
            separator = "; " if any("," in w for w in words) else ", "
            self._run(self._label(label), separator.join(words))
        else:
            self._line(self._label(label), FED)
            for word in words:
                self._line(word, Stil(foer=1.0))

    # --- pieces

    def _label(self, label: str) -> str:
        return f"{label}:" if self.plan.hoved_kolon and not label.endswith(":") else label

    def _name(self, d: Deltager, *, rolle: bool = True) -> str:
        """Name with party and, perhaps, role, as this house prints them."""
        name = d.person.navn
        if d.person.parti and self.plan.parti_form:
            party = self.plan.parti_form.replace("{p}", d.person.parti)
            name = f"{name}{party}" if party.startswith(",") else f"{name} {party}"
        if not rolle or not d.rolle or d.rolle == "stedfortræder":
            return name
        return {
            "paren": f"{name} ({d.rolle})",
            "komma": f"{name}, {d.rolle}",
            "foran": f"{d.rolle.capitalize()} {name}",
            "streg": f"{name} - {d.rolle}",
            "ingen": name,
        }[self._rolleform()]

    def _rolleform(self) -> str:
        # In a comma list a role behind a comma would read as one more name.
        if self.rolleform == "komma" and self.plan.fremmoede_form in (
            "komma",
            "inline",
            "linje_og",
        ):
            return "paren"
        return "ingen" if self.plan.fremmoede_form == "parti" else self.rolleform

    def _run(self, label: str, text: str) -> None:
        """Label and list: on one line, in two columns, or under each other."""
        form = self.plan.hoved_form
        if form in ("tabel", "tabel_streg", "skema"):
            cells = (
                (Trykt(rolle=ROLLE, tekst=label, stil=Stil(fed=True, foer=0.0)),),
                (Trykt(rolle=ROLLE, tekst=text, stil=Stil(foer=0.0)),) if text else (),
            )
            self.elementer.append(
                Gitter(
                    raekker=(cells,),
                    bredder=(1.0, 3.0),
                    streger="alle" if form == "tabel_streg" else "ingen",
                )
            )
        elif form == "stablet":
            self._line(label, FED)
            if text:
                self._line(text, Stil(foer=1.0))
        else:
            self._line(f"{label} {text}".strip(), Stil(foer=5.0), etiket=len(label))

    def _line(self, text: str, stil: Stil, *, maerke: str = "", etiket: int = 0) -> None:
        self.elementer.append(
            Trykt(
                rolle=ROLLE,
                tekst=text,
                stil=replace(stil, fed=True) if etiket else stil,
                maerke=maerke,
                etiket=etiket,
            )
        )

    def _grid(self, rows: list[tuple[str, ...]], widths: tuple[float, ...], rules: str) -> None:
        self.elementer.append(
            Gitter(
                raekker=tuple(
                    tuple(
                        (Trykt(rolle=ROLLE, tekst=cell, stil=Stil(foer=0.0)),) if cell else ()
                        for cell in row
                    )
                    for row in rows
                ),
                bredder=widths,
                streger=rules,
            )
        )

    def _gold(self, d: Deltager, *, parti: str | None = None, rolle: str | None = None) -> None:
        """One entry a person; a later mention overrules a mere presence."""
        name = d.person.navn
        form = self.plan.fremmoede_form
        printed = (
            d.rolle
            if self._rolleform() != "ingen"
            and form not in ("prosa", "prosa_mangler", "tabel", "matrix")
            else None
        )
        if d.status in ("afbud", "fravaerende", "delvist") and not self._is_listed(name):
            printed = None
        if d.stedfortraeder_for is not None:
            printed = None
        entry = {
            "navn": name,
            "status": d.status,
            "rolle": rolle or printed,
            "parti": parti or (d.person.parti if self.plan.parti_form or form == "parti" else None),
            "stedfortraeder_for": d.stedfortraeder_for,
            "ankom": d.ankom,
            "gik": d.gik,
        }
        for old in self.facit:
            if old["navn"] == name:
                if d.status != "til_stede":
                    old["status"] = d.status
                old["ankom"], old["gik"] = d.ankom or old["ankom"], d.gik or old["gik"]
                return
        self.facit.append(entry)

    def _is_listed(self, name: str) -> bool:
        """Whether a list with roles has printed the person already."""
        return name in self.naevnt


def _role_word(text: str) -> str | None:
    """The role that a sentence about a substitute gives."""
    return next((word for word in ("stedfortræder", "suppleant") if word in text.casefold()), None)


def _join(words: list[str]) -> str:
    return (
        words[0] if len(words) == 1 else ", ".join(words[:-1]) + " og " + words[-1] if words else ""
    )
