"""Draws how one house prints its minutes: a ``Plan`` of some sixty choices.

A family of the format atlas is a prior over these choices (``familier``); ``fri`` draws them all
freely. Every document of one house has the same plan.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from referat.training.korpus import etiketter
from referat.types import AfsnitType

A = AfsnitType

# Half of a plan's pairs of section and label: what houses print at all.
RAEKKEFOELGE: tuple[AfsnitType, ...] = (
    A.RESUME,
    A.INDSTILLING,
    A.BAGGRUND,
    A.SAGSFREMSTILLING,
    A.RETSGRUNDLAG,
    A.VURDERING,
    A.OEKONOMI,
    A.KONSEKVENSER,
    A.HOERING,
    A.KOMMUNIKATION,
    A.SAGSGANG,
    A.ANDET,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One house style; what the words of a choice mean stands where it is drawn (``opbyg``)."""

    familie: str
    # --- type and paper
    producent: str
    skrift: str
    stoerrelse: float
    linjeafstand: float
    margen: tuple[float, float, float, float]
    lige: bool
    orddeling: bool
    afsnitsluft: float
    sidehoved: tuple[str, str, str]
    sidefod: tuple[str, str, str]
    hoved_paa_foerste: bool
    foerste_side: int
    romertal: bool
    sidestreg: bool
    # --- header
    titel: tuple[str, ...]
    titel_stil: str
    hoved_form: str
    hoved_felter: tuple[tuple[str, str], ...]
    hoved_kolon: bool
    dato_form: str
    dato_lille: str
    kl_form: str
    forside: bool
    moede_sag: bool
    # --- attendance
    fremmoede_sted: str
    fremmoede_form: str
    til_stede: str
    afbud: str
    fravaerende: str
    parti_form: str
    tomt_fravaer: str | None
    stedfortraeder_form: str
    fravaer_delt: bool
    # --- table of contents
    toc: str
    toc_etiket: str
    toc_foerst: bool
    # --- heading of a punkt
    nr_form: str
    nr_start: int
    overskrift_form: str
    overskrift_stil: str
    overskrift_stoerrelse: float
    klokkeslaet: bool
    sag_plads: str
    sag_form: str
    sag_etiket: str
    sag_naboer: tuple[str, ...]
    aabent: str
    lukket_maerke: str
    ny_side: bool
    grupper: int
    gruppe_ved_punkt: bool
    titel_praefiks: str
    # --- sections
    afsnit: tuple[tuple[AfsnitType, str], ...]
    tomme: bool
    uden_etiket: float
    etiket_form: str
    etiket_stil: str
    etiket_kolon: bool
    etiket_luft: float
    tekst_indryk: float
    beslutning_plads: str
    beslutning_etiket: str | None
    beslutning_stil: str
    indstilling_form: str
    tidligere_form: str
    tidligere_etiket: str
    bilag_plads: str
    bilag_form: str
    bilag_etiket: str
    fravaer_punkt: str
    fravaer_etiket: str
    # --- end
    slut_sted: str
    underskrift: str
    historisk: bool


FRIE: dict[str, Sequence[Any]] = {
    "producent": ("typst", "typst", "typst", "reportlab"),
    "skrift": (
        "DejaVu Sans",
        "DejaVu Serif",
        "Libertinus Serif",
        "Libertinus Serif",
        "New Computer Modern",
        "DejaVu Sans Condensed",
        "DejaVu Serif Condensed",
        "DejaVu Sans Mono",
        "Helvetica",
        "Times-Roman",
        "Courier",
    ),
    "stoerrelse": (8.5, 9.0, 9.5, 10.0, 10.0, 10.5, 11.0, 11.0, 12.0, 12.5),
    "linjeafstand": (0.45, 0.55, 0.6, 0.65, 0.7, 0.8, 1.0),
    "lige": (True, False, False),
    "orddeling": (True, True, False),
    "afsnitsluft": (1.0, 3.0, 5.0, 6.0, 8.0, 11.0, 14.0),
    "sidehoved": (
        ("", "", ""),
        ("", "", ""),
        ("", "", ""),
        ("{udvalg} {dato}", "", "Side {side}"),
        ("{udvalg}, {dato}", "", "Side {side} af {sider}"),
        ("{kommune} Kommune", "", "Side {side}"),
        ("", "", "Side {side}"),
        ("", "- {side} -", ""),
        ("{udvalg} den {datolang}, s. {side}", "", ""),
        ("{udvalg}s møde den {dato}", "", "Side {side}"),
        ("Referat {udvalg}", "", "{datolang}"),
        ("Den {datolang}", "{UDVALG}", "SIDE {side}"),
    ),
    "sidefod": (
        ("", "", ""),
        ("", "", ""),
        ("", "{side}", ""),
        ("", "", "{side}"),
        ("", "Side {side} af {sider}", ""),
        ("Møde den {dato}", "", "Side {side}"),
        ("", "", "{side} / {sider}"),
        ("{kommune} Kommune · {udvalg} · {dato}", "", "{side}"),
        ("", "Side {side}", ""),
        ("{udvalg}", "{dato}", "{side}"),
        ("åben", "", "{side}"),
        ("Udskrevet {dato}", "", "Side {side}/{sider}"),
    ),
    "hoved_paa_foerste": (True, True, False),
    "foerste_side": (1, 1, 1, 1, 1, 1, 2, 57, 165, 312),
    "romertal": (False,) * 19 + (True,),
    "sidestreg": (False, False, True),
    "titel": (
        ("REFERAT {udvalg} {periode} d. {dato}",),
        ("Referat", "{udvalg}"),
        ("REFERAT", "{udvalg}"),
        ("{kommune} Kommune", "Referat", "{udvalg}"),
        ("{KOMMUNE} KOMMUNE", "REFERAT", "{udvalg}"),
        ("Referat fra møde i {udvalg}",),
        ("{udvalg} - Referat",),
        ("Referat {udvalg} {dato}",),
        ("Beslutningsprotokol", "{udvalg}"),
        ("Protokol", "{udvalg}", "{kommune} Kommune"),
        ("Referat", "til", "mødet i {udvalg}", "den {datolang} kl. {start}", "i {sted}"),
        ("{udvalg}", "Beslutningsreferat"),
        ("Åben referat", "{udvalg}"),
        ("Dagsorden med beslutninger", "{udvalg}"),
        ("Referat af møde i {udvalg} den {datolang}",),
        ("MØDEREFERAT", "{UDVALG}"),
        ("{udvalg}", "Referat fra mødet {ugedag} den {datolang}"),
        ("B E S L U T N I N G E R", "{udvalg}"),
        ("{udvalg}, {kommune} Kommune", "Mødereferat {dato}"),
        ("Referat: {udvalg}",),
    ),
    "titel_stil": ("stor", "stor", "fed", "midt", "almindelig", "spatieret"),
    "hoved_form": (
        "linjer",
        "linjer",
        "tabel",
        "tabel_streg",
        "stablet",
        "prosa",
        "to_spalter",
        "skema",
    ),
    "hoved_kolon": (True, False),
    "dato_form": (
        "ugedag_d",
        "ugedag_den",
        "ugedag_dmy",
        "dmy",
        "dmy_prik",
        "lang",
        "ugedag_lang",
        "ugedag_stor_den",
    ),
    "dato_lille": ("dmy", "dmy_prik", "lang", "lang", "kort", "dmy"),
    "kl_form": (":", ":", "."),
    "forside": (False,) * 7 + (True,),
    "moede_sag": (False,) * 6 + (True,),
    "fremmoede_sted": ("hoved", "hoved", "hoved", "punkt1", "ingen", "efter_toc"),
    "fremmoede_form": (
        "komma",
        "komma",
        "liste",
        "liste_rolle",
        "punkttegn",
        "tabel",
        "matrix",
        "parti",
        "to_spalter",
        "prosa",
        "prosa_mangler",
        "inline",
        "kun_fravaer",
        "grupper",
        "linje_og",
    ),
    "til_stede": etiketter.TIL_STEDE,
    "afbud": etiketter.AFBUD,
    "fravaerende": etiketter.FRAVAERENDE,
    "parti_form": ("({p})", "({p})", "({p})", ", {p}", "", "", "- {p}", "(({p}))", "[{p}]"),
    "tomt_fravaer": (*etiketter.INGEN, None, None),
    "stedfortraeder_form": (
        "i_stedet_for",
        "paren",
        "suppleant",
        "moedte_for",
        "i_stedet_moedte",
        "som_suppleant",
    ),
    "fravaer_delt": (True, True, False),
    "toc": ("ingen", "ingen", "prikker", "prikker5", "sider", "ren", "ren", "tabel", "fejl"),
    "toc_etiket": etiketter.TOC,
    "toc_foerst": (False, False, True),
    "nr_form": (
        "{n}.",
        "{n}.",
        "{n}.",
        "{n}",
        "Punkt {n}:",
        "Punkt {n}.",
        "Punkt {n}",
        "Pkt. {n}",
        "Pkt. {n}:",
        "Pkt {n} -",
        "Sag nr. {n}",
        "Sag {n}:",
        "Nr. {n}",
        "{n}:",
        "{n})",
        "§ {n}",
        "{R}.",
        "{L}.",
        "{n}/{å}",
        "{nn}.",
        "1.{n}",
        "Punkt nr. {n}",
        "",
        "PUNKT {n}",
        "Ad {n})",
        "{n} :",
        "Dagsordenspunkt {n}",
    ),
    "nr_start": (1,) * 8 + (12, 34, 57, 89, 101, 134, 227, 342, 388),
    "overskrift_form": (
        "linje",
        "linje",
        "linje",
        "linje",
        "egen_linje",
        "margen",
        "dobbelt",
        "gentag",
        "kasse",
        "linje_streg",
        "tabel",
        "raekke",
    ),
    "overskrift_stil": (
        "fed",
        "fed",
        "fed",
        "stor",
        "versaler",
        "understreget",
        "kursiv_fed",
        "almindelig",
    ),
    "overskrift_stoerrelse": (1.0, 1.0, 1.1, 1.15, 1.2, 1.3, 1.45),
    "klokkeslaet": (False,) * 11 + (True,),
    "sag_plads": (
        "efter",
        "efter",
        "efter",
        "foer",
        "titel",
        "tabel",
        "naboer",
        "sidst",
        "ingen",
        "ingen",
        "efter_resume",
        "hoejre",
        "foran_titel",
    ),
    "sag_form": (
        "kle",
        "kle",
        "kle",
        "kle_kort",
        "acadre",
        "acadre",
        "kommunekode",
        "yy6",
        "yyyy6",
        "yyyy7",
        "6yyyy",
        "serial",
        "organ",
        "region",
        "emn",
        "emne_acadre",
        "sag_dok",
    ),
    "sag_etiket": (
        "",
        "",
        "Sagsnr.:",
        "Sagsnr.",
        "Sagsnummer:",
        "Sag",
        "Sagnr.:",
        "Sagsid.:",
        "SagsID:",
        "J.nr.:",
        "J.nr.",
        "Journalnr.:",
        "Sag nr.:",
        "Åbent - ",
        "Journal nr.:",
        "Sagsnr",
        "Sags nr.:",
        "Arkivnr.:",
    ),
    "sag_naboer": (
        (),
        (),
        (),
        ("Initialer: {ini}",),
        ("Sagsbehandler: {navn}",),
        ("Åben sag",),
        ("Åbent",),
        ("Sagsansvarlig: {ini2}",),
        ("Initialer: {ini}", "Åbent"),
        ("Kompetence: {udvalg}",),
        ("Dok.nr.: {dok}",),
        ("Dok. {dok}", "Initialer: {ini}"),
        ("Sagsbeh.: {ini}", "Åbent"),
    ),
    "aabent": ("",) * 8 + ("linje_efter", "linje_foer", "i_titel", "i_titel_foran"),
    "lukket_maerke": etiketter.LUKKET_MAERKE,
    "ny_side": (False, False, False, False, True),
    "grupper": (-1, -1, -1, -1, *range(10)),
    "gruppe_ved_punkt": (False, False, False, True),
    "titel_praefiks": ("",) * 12 + ("kode", "type", "type_paren", "bogstav"),
    "tomme": (False, False, False, True),
    "uden_etiket": (0.0, 0.0, 0.15, 0.4),
    "etiket_form": (
        "linje",
        "linje",
        "linje",
        "linje",
        "linje",
        "indloeb",
        "margen",
        "egen_kolonne",
    ),
    "etiket_stil": (
        "fed",
        "fed",
        "fed",
        "fed",
        "kursiv",
        "understreget",
        "versaler",
        "versaler_fed",
        "almindelig",
        "fed_kursiv",
        "spatieret",
        "stor",
        "graa",
        "kapitael",
    ),
    "etiket_kolon": (True, False, False),
    "etiket_luft": (2.0, 4.0, 6.0, 8.0, 10.0, 14.0),
    "tekst_indryk": (0.0,) * 6 + (12.0, 24.0, 40.0),
    "beslutning_plads": ("sidst",) * 6
    + ("foerst", "foerst", "efter_resume", "ved_siden", "efter_indstilling"),
    "beslutning_stil": (
        "almindelig",
        "almindelig",
        "almindelig",
        "fed",
        "kursiv",
        "indryk",
        "kasse",
        "kasse_fakta",
        "hoejre",
        "fed_kursiv",
    ),
    "indstilling_form": (
        "prosa",
        "tal",
        "tal_paren",
        "punkttegn",
        "bogstav",
        "at_linjer",
        "at_tal",
    ),
    "tidligere_form": (
        "etiket",
        "datoetiket",
        "datoetiket",
        "stationer",
        "tabel",
        "ingen",
        "linjer",
    ),
    "tidligere_etiket": etiketter.TIDLIGERE,
    "bilag_plads": (
        "sidst",
        "sidst",
        "foer_beslutning",
        "efter_sag",
        "slutliste",
        "ingen",
        "efter_beslutning",
    ),
    "bilag_form": ("punkttegn", "ren", "tal", "streg", "komma", "link", "tal_dok", "fil"),
    "bilag_etiket": etiketter.BILAG,
    "fravaer_punkt": (
        "ingen",
        "ingen",
        "ingen",
        "efter",
        "efter",
        "foerst",
        "sidst",
        "punkthoved",
        "efter_linje",
        "efter_brud",
        "prosa",
    ),
    "fravaer_etiket": etiketter.FRAVAER_PUNKT,
    "slut_sted": ("ingen", "ingen", "hoved", "sidst", "punkt1"),
    "underskrift": ("ingen", "ingen", "ingen", "blad", "linjer", "punkt"),
    "historisk": (False,),
}
"""Choice -> what a free plan draws from; a value that stands more often is drawn more often."""

FAKTA_ORDEN: tuple[tuple[str, ...], ...] = (
    ("datotid", "sted"),
    ("dato", "start", "sted"),
    ("dato", "start", "slut", "sted"),
    ("dato", "sted", "start", "slut"),
    ("sted", "datotid"),
    ("udvalg", "dato", "start", "slut", "sted"),
    ("udvalg", "datotid", "sted", "referent"),
    ("moedenr", "dato", "start", "sted"),
    ("datotid", "sted", "leder", "referent"),
    ("dato", "start", "slut", "sted", "udsendt"),
)


def draw_plan(rng: random.Random, familie: str = "fri", *, blanding: float = 0.12) -> Plan:
    """A house style of a family.

    Args:
        rng: Where chance comes from.
        familie: A family of ``familier.FAMILIER``, or "fri".
        blanding: Share of a family's choices that are drawn freely all the same: real houses
            depart from their system's template here and there.
    """
    from referat.training.korpus.familier import FAMILIER

    valg = draw_free(rng)
    for navn, muligheder in FAMILIER.get(familie, {}).items():
        if navn in FASTE or rng.random() >= blanding:
            valg[navn] = rng.choice(muligheder)
    valg["familie"] = familie
    return repair(valg)


# These make a family what it is; they are never drawn freely.
FASTE = frozenset({"historisk", "overskrift_form", "beslutning_plads", "nr_form", "titel"})


def draw_free(rng: random.Random) -> dict[str, Any]:
    """Every choice, drawn on its own."""
    valg: dict[str, Any] = {navn: rng.choice(muligheder) for navn, muligheder in FRIE.items()}
    valg["margen"] = (
        float(rng.choice((42, 57, 57, 71, 71, 85, 99))),
        float(rng.choice((42, 57, 57, 71, 85))),
        float(rng.choice((57, 64, 71, 85, 99))),
        float(rng.choice((57, 64, 71, 85))),
    )
    valg["hoved_felter"] = draw_facts(rng)
    valg["afsnit"] = draw_sections(rng)
    valg["beslutning_etiket"] = draw_decision_label(rng)
    return valg


def draw_facts(rng: random.Random) -> tuple[tuple[str, str], ...]:
    """Facts of the header in order: kind and label."""
    return tuple((k, rng.choice(etiketter.FAKTA[k])) for k in rng.choice(FAKTA_ORDEN))


def draw_sections(rng: random.Random) -> tuple[tuple[AfsnitType, str], ...]:
    """The sections that a house prints, in its order, each with its label."""
    kept = [
        t for t in RAEKKEFOELGE if t in (A.SAGSFREMSTILLING, A.INDSTILLING) or rng.random() < 0.55
    ]
    if rng.random() < 0.45:
        rng.shuffle(kept)
    used: set[str] = set()
    out = []
    for kind in kept:
        label = rng.choice(etiketter.AFSNIT[kind])
        if label.casefold() not in used:
            used.add(label.casefold())
            out.append((kind, label))
    return tuple(out)


def draw_decision_label(rng: random.Random) -> str | None:
    """The label of the decision; ``None`` where typography or place alone tells it."""
    kind = rng.random()
    if kind < 0.5:
        return rng.choice(etiketter.BESLUTNING)
    if kind < 0.85:
        return rng.choice(etiketter.BESLUTNING_DATERET)
    return None


def repair(valg: Mapping[str, Any]) -> Plan:
    """A plan of choices drawn apart, without those that shut each other out."""
    v = dict(valg)
    if v["overskrift_form"] in ("raekke", "historisk"):
        # One row a punkt: nothing but number, title, account and decision has room in it.
        v.update(beslutning_etiket=None, tidligere_form="ingen", bilag_plads="ingen", aabent="")
        v.update(fravaer_punkt="ingen", klokkeslaet=False, ny_side=False)
        v["sag_plads"] = "foran_titel" if v["sag_plads"] == "foran_titel" else "ingen"
    if v["beslutning_etiket"] is None:
        # Told by typography or by coming last: elsewhere nobody could tell.
        if v["beslutning_plads"] not in ("sidst", "ved_siden"):
            v["beslutning_plads"] = "sidst"
        if v["beslutning_stil"] == "almindelig":
            v["beslutning_stil"] = "kursiv"
        if v["bilag_plads"] == "efter_beslutning":
            v["bilag_plads"] = "foer_beslutning"
    if not v["nr_form"] and v["overskrift_form"] in ("egen_linje", "margen", "tabel"):
        v["overskrift_form"] = "linje"
    if not v["nr_form"] and v["overskrift_stil"] == "almindelig":
        v["overskrift_stil"] = "fed"
    if v["overskrift_form"] == "dobbelt":
        v["sag_plads"] = "efter" if v["sag_plads"] == "hoejre" else v["sag_plads"]
    if v["skrift"] in ("DejaVu Sans Mono", "Courier"):
        v["stoerrelse"] = min(v["stoerrelse"], 10.0)
    if v["etiket_form"] == "indloeb" and not v["etiket_kolon"] and v["etiket_stil"] == "almindelig":
        v["etiket_kolon"] = True
    if v["etiket_form"] != "linje" and v["beslutning_plads"] == "ved_siden":
        v["etiket_form"] = "linje"
    if (
        v["sag_form"] in ("serial", "sag_dok", "organ")
        and not v["sag_etiket"]
        and v["sag_plads"] != "titel"
    ):
        v["sag_etiket"] = "Sagsnr.:"
    if v["nr_form"] in ("{R}.", "{L}.") and v["nr_start"] > 1:
        v["nr_start"] = 1
    # "Der"/"Åbent -" before a number says that the punkt is open.
    if v["sag_etiket"] == "Åbent - ":
        v["aabent"] = ""
    return Plan(**{f.name: v[f.name] for f in fields(Plan)})
