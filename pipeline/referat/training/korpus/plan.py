"""Draws how one house prints its minutes: a ``Plan`` of some sixty choices.

A family of the format atlas is a prior over these choices (``familier``); ``fri`` draws them all
freely. Every document of one house has the same plan.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from referat.training.korpus import etiketter
from referat.training.korpus.tryk import Side
from referat.training.korpus.valg import FAKTA_ORDEN, FRIE
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
    inhabil_sted: str
    slut_sted: str
    underskrift: str
    historisk: bool


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
    if v["overskrift_form"] == "ad":
        v.update(nr_form="Ad. {n})", toc="ren", toc_etiket="Dagsorden:", grupper=-1)
    if v["overskrift_form"] in ("raekke", "historisk", "ad"):
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
    if v["beslutning_stil"] == "kasse_fakta" and v["fravaer_punkt"] in ("foerst", "sidst"):
        # The box names the absent already.
        v["fravaer_punkt"] = "ingen"
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


def make_page(plan: Plan, **heads: Any) -> Side:
    """Paper and type of a plan, with the running heads and whatever else ``Side`` takes."""
    left, right, top, bottom = plan.margen
    return Side(
        skrift=plan.skrift,
        stoerrelse=plan.stoerrelse,
        linjeafstand=plan.linjeafstand,
        venstre=left,
        hoejre=right,
        top=top,
        bund=bottom,
        lige=plan.lige,
        orddeling=plan.orddeling,
        **heads,
    )
