"""The components of the pipeline, registered with spaCy as ``referat_<navn>``.

In: a ``Doc`` with the span group "lines" (``document.make_doc``). Each component reads what the
ones before it left on ``doc._.draft`` and adds its own part; the last puts the ``Referat`` on
``doc._.referat``. ``models/da_referat/config.cfg`` says which run, and in which order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc

from referat.resources import calibration_path, names_model_dir, outcome_model_dir
from referat.structure import dokumenttype as kinds
from referat.structure import linjer  # noqa: F401  # registers the trained component
from referat.structure.advice import (
    advise,
    agreement,
    apply_to_views,
    keep_aside,
    keeps_form,
    leaves_undecided,
)
from referat.structure.assemble import build_referat, meeting_attendance, per_punkt
from referat.structure.fremmoede import Attendance
from referat.structure.kalibrering import calibrate
from referat.structure.kalibrering import load as load_curves
from referat.structure.kommune import find_kommune
from referat.structure.konsistens import check_consistency
from referat.structure.navne import load_finder, read_names
from referat.structure.paragraphs import correct
from referat.structure.punkter import PunktDraft, make_punkter
from referat.structure.roles import Roles, assign_roles
from referat.structure.sidespalter import find_heads
from referat.structure.slutlinjer import close_meeting
from referat.structure.tags import Told
from referat.structure.thresholds import AGREED, ALONE, DISAGREED, KNOWN, STRANGE, Thresholds
from referat.structure.udfaldsmodel import load as load_outcomes
from referat.structure.udfaldsmodel import read_outcomes
from referat.structure.views import Measures, View, make_views
from referat.types import Dokumenttype, Page, TextSource

Component = Callable[[Doc], Doc]


@dataclass(slots=True)
class Draft:
    """A document on its way through the components."""

    views: list[View]
    measures: Measures
    sources: dict[int, TextSource]
    roles: Roles | None = None
    told: Told | None = None
    """The line net's probabilities; ``None`` where only the rules have read."""
    heard: bool = True
    """Whether the net is heard; without it the rules' reading stands."""
    punkter: list[PunktDraft] = field(default_factory=list)
    attendance: Attendance = field(default_factory=Attendance)
    dokumenttype: tuple[Dokumenttype, float] = (Dokumenttype.ANDET, 0.0)
    kommune: tuple[str | None, int, float] = (None, 0, 0.0)


def register() -> None:
    """Give ``Doc`` the attributes that the components use; safe to call again."""
    for name in ("pages", "draft", "referat", "kommune", "path"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)


register()


@Language.factory("referat_linjeroller")
def make_line_roles(nlp: Language, name: str) -> Component:
    """Gives every line one role; the label of each span in ``spans["lines"]`` is its role."""

    def line_roles(doc: Doc) -> Doc:
        pages: tuple[Page, ...] = doc._.pages
        views, measures = make_views(pages)
        draft = Draft(
            views=views,
            measures=measures,
            sources={page.number: page.source for page in pages},
        )
        draft.roles = assign_roles(views, measures)
        doc._.draft = draft
        return doc

    return line_roles


class Advisor:
    """Reads a document once more where the line net sees it otherwise than the rules."""

    def __init__(self, limits: Thresholds) -> None:
        self.limits = limits
        self.active = True
        """Whether the net is heard; without it the rules' reading stands."""

    def __call__(self, doc: Doc) -> Doc:
        """Bring the draft's roles to what rules and net say together."""
        draft: Draft = doc._.draft
        draft.heard = self.active
        if not self.active or draft.told is None or draft.roles is None or not len(draft.told):
            return doc
        if keeps_form(draft.roles.headings, draft.told, self.limits):
            if any(heading.kind == "svar" for heading in draft.roles.headings):
                correct(draft.views, draft.roles.headings, draft.told, self.limits)
            return doc
        draft.told = keep_aside(draft.told, find_heads(draft.views))
        limits = self.limits
        if limits != ALONE:
            agreed = agreement(draft.views, draft.roles.headings, draft.told)
            known = agreed >= AGREED and not leaves_undecided(draft.views, draft.told)
            limits = KNOWN if known else STRANGE if agreed < DISAGREED else limits
        advice = advise(draft.views, draft.roles.headings, draft.told, limits)
        if advice.changed:
            views, _ = make_views(doc._.pages)
            apply_to_views(views, advice)
            draft.views = views
            draft.roles = assign_roles(views, draft.measures, known=advice.headings)
        correct(draft.views, draft.roles.headings, draft.told, limits)
        close_meeting(draft.views, draft.roles.headings)
        return doc


@Language.factory("referat_raad", default_config={"limits": {}})
def make_advisor(nlp: Language, name: str, limits: dict[str, float]) -> Advisor:
    """The second reading; ``limits`` are fields of ``advice.Thresholds``."""
    return Advisor(Thresholds(**limits))


@Language.factory("referat_punkter")
def make_punkter_component(nlp: Language, name: str) -> Component:
    """Puts the punkter together: headings, case numbers, sections, decisions, history."""

    def punkter(doc: Doc) -> Doc:
        draft: Draft = doc._.draft
        if draft.roles is not None:
            draft.punkter = make_punkter(
                draft.views,
                draft.roles.headings,
                draft.roles.hoved,
                draft.sources,
                closed=draft.roles.closed,
            )
        return doc

    return punkter


@Language.factory("referat_udfald")
def make_udfald_component(nlp: Language, name: str) -> Component:
    """Reads the classes of every decision anew, rules and trained weights together.

    Without weights the rules' reading stands.

    Raises:
        MissingModelError: The weights are there and cannot be used.
    """
    folder = outcome_model_dir()
    model = load_outcomes(folder) if folder is not None else None

    def udfald(doc: Doc) -> Doc:
        draft: Draft = doc._.draft
        if model is not None and draft.roles is not None:
            for item in draft.punkter:
                item.punkt = read_outcomes(model, item.punkt)
        return doc

    return udfald


@Language.factory("referat_fremmoede")
def make_fremmoede_component(nlp: Language, name: str) -> Component:
    """Reads who was there, for the meeting and for each punkt."""

    def fremmoede(doc: Doc) -> Doc:
        draft: Draft = doc._.draft
        if draft.roles is not None:
            draft.punkter = meeting_attendance(
                draft.attendance,
                draft.views,
                draft.roles.hoved,
                draft.punkter,
                draft.sources,
                told=draft.told if draft.heard else None,
            )
        return doc

    return fremmoede


@Language.factory("referat_navne")
def make_navne_component(nlp: Language, name: str) -> Component:
    """Completes attendance and votes that stand in prose with names that a trained model finds.

    The model is loaded with the first text that rules leave unread.

    Raises:
        MissingModelError: The model's folder is there, but not whole.
    """
    names_model_dir()

    def navne(doc: Doc) -> Doc:
        draft: Draft = doc._.draft
        if draft.roles is not None:
            drafts = read_names(
                draft.attendance,
                draft.punkter,
                draft.views,
                draft.sources,
                load_finder,
                start=draft.roles.hoved.start,
            )
            draft.punkter = per_punkt(draft.attendance, drafts, draft.sources)
        return doc

    return navne


@Language.factory("referat_dokumenttype")
def make_dokumenttype_component(nlp: Language, name: str) -> Component:
    """Tells minutes from agendas and from everything else, and finds the kommune."""

    def dokumenttype(doc: Doc) -> Doc:
        draft: Draft = doc._.draft
        if draft.roles is not None:
            draft.dokumenttype = kinds.find_dokumenttype(
                draft.views,
                draft.roles.hoved,
                [item.punkt for item in draft.punkter],
                people=len(draft.attendance.people),
            )
            if draft.dokumenttype[0] is Dokumenttype.DAGSORDEN:
                for item in draft.punkter:
                    item.punkt = kinds.without_decision(item.punkt)
            if not kinds.is_foreign(draft.views):
                draft.kommune = find_kommune(draft.views)
        return doc

    return dokumenttype


@Language.factory("referat_samling")
def make_referat_component(nlp: Language, name: str) -> Component:
    """Puts the finished ``Referat`` on ``doc._.referat``."""

    def referat(doc: Doc) -> Doc:
        draft: Draft = doc._.draft
        if draft.roles is None:
            raise ValueError("referat_samling needs referat_linjeroller before it")
        doc._.referat = build_referat(
            draft.views,
            draft.roles,
            draft.punkter,
            draft.attendance,
            draft.sources,
            dokumenttype=draft.dokumenttype,
            kommune=draft.kommune,
            given_kommune=doc._.kommune,
            path=doc._.path or "",
        )
        return doc

    return referat


@Language.factory("referat_konsistens")
def make_konsistens_component(nlp: Language, name: str) -> Component:
    """Holds what the finished ``Referat`` says twice against itself."""

    def konsistens(doc: Doc) -> Doc:
        draft: Draft = doc._.draft
        if draft.roles is not None and doc._.referat is not None:
            doc._.referat = check_consistency(
                doc._.referat,
                toc=draft.roles.toc,
                views=draft.views,
                date_at=draft.roles.hoved.where.get("dato"),
            )
        return doc

    return konsistens


@Language.factory("referat_kalibrering")
def make_kalibrering_component(nlp: Language, name: str) -> Component:
    """Maps every confidence of the finished ``Referat`` to a probability.

    Without curves the readers' own figures stand.

    Raises:
        MissingModelError: The curves are there and cannot be used.
    """
    path = calibration_path()
    curves = load_curves(path) if path is not None else None

    def kalibrering(doc: Doc) -> Doc:
        if curves is not None and doc._.referat is not None:
            doc._.referat = calibrate(doc._.referat, doc._.pages, curves)
        return doc

    return kalibrering
