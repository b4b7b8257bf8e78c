"""What the net's probabilities change; the probabilities are written by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referat.structure.advice import advise, apply_to_views, leaves_undecided
from referat.structure.chosen import choose_headings
from referat.structure.headings import Heading
from referat.structure.labels import LabelKind
from referat.structure.paragraphs import correct
from referat.structure.roles import Roles, assign_roles
from referat.structure.tags import NUMBER, TAGS, Told, tags_of
from referat.structure.thresholds import ALONE, Thresholds
from referat.structure.views import Measures, View, make_views
from referat.types import AfsnitType, LineRole, ReadPages

REFERAT = """
REFERAT
Kulturudvalget
den 4. maj 2021

1. Tilskud til festugen

Festen i tal
Foreningen Brohus søger om tilskud.

Udvalgets svar
Ja til halvdelen.

2. Vejnavne

Beslutning
Udsat.
"""


def _told(views: list[View], roles: Roles, said: Mapping[str, tuple[str, float]]) -> Told:
    """The rules' tags with 0.9 each, but for the lines that ``said`` names."""
    tags = tags_of(views, roles.headings)
    told = np.full((len(views), len(TAGS)), 0.1 / (len(TAGS) - 1), dtype="f")
    for view, rule in zip(views, tags, strict=True):
        tag, sure = said.get(view.text, (TAGS[rule], 0.9))
        told[view.index] = (1 - sure) / (len(TAGS) - 1)
        told[view.index, NUMBER[tag]] = sure
    return told


def _correct(views: list[View], measures: Measures, said: Mapping[str, tuple[str, float]]) -> None:
    """Roles by the rules, and paragraphs by a net that says ``said`` and is heard readily."""
    roles = assign_roles(views, measures)
    correct(views, roles.headings, _told(views, roles, said), Thresholds(paragraph=0.5))


@pytest.fixture
def advised(plain: Callable[[str], ReadPages]) -> Callable[..., tuple[list[View], Roles, bool]]:
    def run(
        said: Mapping[str, tuple[str, float]], *, text: str = REFERAT
    ) -> tuple[list[View], Roles, bool]:
        pages = plain(text).pages
        views, measures = make_views(pages)
        roles = assign_roles(views, measures)
        told = _told(views, roles, said)
        advice = advise(views, roles.headings, told, Thresholds())
        if advice.changed:
            views, measures = make_views(pages)
            apply_to_views(views, advice)
            roles = assign_roles(views, measures, known=advice.headings)
        correct(views, roles.headings, told, Thresholds())
        return views, roles, advice.changed

    return run


def _view(views: list[View], text: str) -> View:
    return next(view for view in views if view.text == text)


def test_a_net_that_agrees_changes_nothing(advised: Callable[..., Any]) -> None:
    views, roles, changed = advised({})
    assert not changed
    assert [heading.titel for heading in roles.headings] == ["Tilskud til festugen", "Vejnavne"]
    assert _view(views, "Udsat.").role is LineRole.DECISION


def test_an_unknown_label_opens_what_the_net_says(advised: Callable[..., Any]) -> None:
    views, _, changed = advised(
        {
            "Festen i tal": ("etiket:resume", 0.95),
            "Udvalgets svar": ("etiket:beslutning", 0.95),
            "Ja til halvdelen.": ("beslutning", 0.95),
        }
    )
    assert changed
    assert _view(views, "Ja til halvdelen.").role is LineRole.DECISION
    body = _view(views, "Foreningen Brohus søger om tilskud.")
    assert body.opened is not None
    assert body.opened.afsnit is AfsnitType.RESUME


def test_a_net_in_doubt_is_not_followed(advised: Callable[..., Any]) -> None:
    views, _, _ = advised({"Festen i tal": ("etiket:resume", 0.75)})
    assert _view(views, "Foreningen Brohus søger om tilskud.").opened is None


@pytest.mark.parametrize(("again", "opens"), [(3, True), (2, False)])
def test_a_net_in_doubt_is_followed_where_a_line_comes_again(
    advised: Callable[..., Any], again: int, opens: bool
) -> None:
    text = "REFERAT\nKulturudvalget\nden 4. maj 2021\n" + "".join(
        f"\n{number}. {titel}\n\nFesten i tal\nBrohus søger om {number}.000 kr.\n"
        for number, titel in enumerate(("Festuge", "Festival", "Revy")[:again], start=1)
    )
    views, _, _ = advised({"Festen i tal": ("etiket:resume", 0.75)}, text=text)
    body = _view(views, "Brohus søger om 2.000 kr.")
    assert (body.opened is not None and body.opened.afsnit is AfsnitType.RESUME) == opens


def test_what_a_known_label_heads_above_the_labelled_decision_is_none(
    lay_out: Callable[..., ReadPages],
) -> None:
    told_text = "Chefen fortalte om festen og om skaden på taget."
    pages = lay_out(
        {"text": "REFERAT", "size": 16.0, "bold": True},
        "Kulturudvalget den 4. maj 2021",
        {"text": "1. Nyt siden sidst", "bold": True, "size": 13.0, "gap": 1.4},
        {"text": "Resumé", "bold": True, "gap": 0.8},
        told_text,
        {"text": "Beslutning", "bold": True, "gap": 0.8},
        "Udvalget blev orienteret.",
    ).pages
    views, measures = make_views(pages)
    _correct(views, measures, {told_text: ("beslutning", 0.97)})
    assert _view(views, told_text).role is LineRole.BODY


def test_a_heading_that_only_the_net_sees(advised: Callable[..., Any]) -> None:
    _, roles, changed = advised({"Udvalgets svar": ("punkt", 0.9)})
    assert changed
    assert [heading.titel for heading in roles.headings] == [
        "Tilskud til festugen",
        "Udvalgets svar",
        "Vejnavne",
    ]
    assert roles.headings[1].nr is None


def test_a_title_that_wraps_around_its_number_is_one(advised: Callable[..., Any]) -> None:
    first, number, last = "Lokalplan for Engen,", "2 | S2025-1881", "endelig vedtagelse"
    text = REFERAT.replace("2. Vejnavne", f"{first}\n{number}\n{last}")
    said = {first: ("punkt", 0.97), number: ("punkt", 0.97), last: ("punkt+", 0.97)}
    _, roles, _ = advised(said, text=text)
    heading = roles.headings[-1]
    assert (heading.nr, heading.titel) == ("2", f"{first} {last}")
    assert [found.nummer for found in heading.sagsnumre] == ["S2025-1881"]


def test_a_heading_without_support_is_none(advised: Callable[..., Any]) -> None:
    views, roles, _ = advised({"2. Vejnavne": ("tekst", 0.97)})
    assert [heading.nr for heading in roles.headings] == ["1"]
    assert _view(views, "2. Vejnavne").role is not LineRole.PUNKT


def test_a_label_that_the_net_is_sure_is_text_is_muted(advised: Callable[..., Any]) -> None:
    views, _, _ = advised({"Beslutning": ("tekst", 0.99)})
    assert _view(views, "Beslutning").muted
    assert _view(views, "Beslutning").role is not LineRole.DECISION_LABEL


def test_a_paragraph_becomes_the_decision(advised: Callable[..., Any]) -> None:
    views, _, _ = advised({"Ja til halvdelen.": ("beslutning", 0.93)})
    assert _view(views, "Ja til halvdelen.").role is LineRole.DECISION
    assert _view(views, "Ja til halvdelen.").score == pytest.approx(0.93, abs=0.01)


def test_a_sentence_is_of_one_kind_on_both_its_lines(lay_out: Callable[..., ReadPages]) -> None:
    """The page may break inside it: the net sees half a sentence at the new page's top."""
    first, second = "Et mindretal stemte imod, fordi maden er", "blevet dyrere to gange på tre år."
    pages = lay_out(
        {"text": "REFERAT", "size": 16.0, "bold": True},
        "Kulturudvalget den 4. maj 2021",
        {"text": "1. Takster for mad", "bold": True, "size": 13.0, "gap": 1.4},
        {"text": "Beslutning", "bold": True, "gap": 0.8},
        first,
        "\f",
        second,
    ).pages
    views, measures = make_views(pages)
    _correct(views, measures, {first: ("beslutning", 0.95), second: ("tekst", 0.85)})
    assert [_view(views, text).role for text in (first, second)] == [LineRole.DECISION] * 2


@pytest.mark.parametrize(("x", "role"), [(210.0, LineRole.DECISION), (137.0, LineRole.BODY)])
def test_what_stands_in_the_row_of_the_decisions_label_is_the_decision(
    lay_out: Callable[..., ReadPages], x: float, role: LineRole
) -> None:
    first, second = "Der gives 1.500 kr., på vilkår", "af at hallen er åben for alle."
    pages = lay_out(
        "Kulturudvalget den 4. maj 2021",
        {"text": "1. Tilskud til hallen", "gap": 1.4},
        {"text": "Foreningen søger om 3.000 kr. til nye net.", "x": 137.0, "gap": 0.5},
        (
            {"text": "Beslutning:", "x": 137.0, "gap": 0.5},
            {"text": first, "x": 210.0},
        ),
        {"text": second, "x": x},
    ).pages
    views, measures = make_views(pages)
    _correct(views, measures, dict.fromkeys((first, second), ("tekst", 0.95)))
    assert _view(views, first).role is LineRole.DECISION
    assert _view(views, second).role is role


def test_a_heading_that_the_rules_took_whole_is_taken_apart(
    plain: Callable[[str], ReadPages],
) -> None:
    """Its number is read with the case behind it, where the net sees a heading."""
    printed = "227. 678-2019-18088. Regulativ for jord"
    views, _ = make_views(plain(f"Referat\n{printed}\nGodkendt.").pages)
    whole = Heading(
        first=1, last=1, nr=None, number=0, titel=printed, kind="uden", style=views[1].style
    )
    told = np.full((len(views), len(TAGS)), 0.001, dtype="f")
    told[1, NUMBER["punkt"]] = 0.98
    told[(0, 2), NUMBER["tekst"]] = 0.98
    (heading,), _ = choose_headings(views, [whole], told, Thresholds())
    assert (heading.nr, heading.titel) == ("227", "Regulativ for jord")
    assert [number.nummer for number in heading.sagsnumre] == ["678-2019-18088"]


def test_the_account_that_a_title_took_is_given_back(lay_out: Callable[..., ReadPages]) -> None:
    """The case number beside the title is no reason to keep it: the net sees that too."""
    text = "Foreningen søger om 3.000 kr. til nye net,"
    pages = lay_out(
        {"text": "REFERAT", "size": 16.0, "bold": True},
        "Kulturudvalget den 4. maj 2021",
        *(
            row
            for number in (1, 2)
            for row in (
                (
                    {"text": f"{number}. Tilskud til hallen", "gap": 1.4},
                    {"text": f"J.nr. 76/03{number}", "x": 430.0},
                ),
                {"text": f"{text} {number}", "x": 90.0},
                {"text": "Beslutning: Godkendt.", "gap": 0.8},
            )
        ),
    ).pages
    views, measures = make_views(pages)
    roles = assign_roles(views, measures)
    assert [heading.titel for heading in roles.headings] == [
        f"Tilskud til hallen {text} {number}" for number in (1, 2)
    ]
    said = {f"{number}. Tilskud til hallen": ("punkt", 0.98) for number in (1, 2)} | {
        f"J.nr. 76/03{number}": ("sagsnummer", 0.97) for number in (1, 2)
    }
    said |= {f"{text} {number}": ("tekst", 0.97) for number in (1, 2)}
    advice = advise(views, roles.headings, _told(views, roles, said), Thresholds())
    assert [heading.titel for heading in advice.headings] == ["Tilskud til hallen"] * 2


@pytest.mark.parametrize(
    ("inside", "role"),
    [
        ("• Der bygges en hal til boldspil i Sejrby.", LineRole.DECISION),
        ("• Der bygges en hal til boldspil og dans ved den nye skole.", LineRole.BODY),
    ],
)
def test_what_stands_inside_a_decision_and_is_less_than_it_is_its_own(
    lay_out: Callable[..., ReadPages], inside: str, role: LineRole
) -> None:
    first, last = "Forvaltningen orienterede om disse sager, som rådet", "• Messen er i maj."
    pages = lay_out(
        {"text": "REFERAT", "size": 16.0, "bold": True},
        "Kulturudvalget den 4. maj 2021",
        {"text": "1. Nyt siden sidst", "bold": True, "size": 13.0, "gap": 1.4},
        {"text": "Beslutning", "bold": True, "gap": 0.8},
        first,
        {"text": inside, "gap": 0.8},
        {"text": last, "gap": 0.8},
    ).pages
    views, measures = make_views(pages)
    for view in views:
        view.line = replace(view.line, listed=view.text.startswith("•"))
    said = dict.fromkeys((first, last), ("beslutning", 0.95))
    _correct(views, measures, said | {inside: ("tekst", 0.95)})
    assert _view(views, inside).role is role


def test_what_a_body_says_goes_on_to_the_end_of_its_sentence(
    lay_out: Callable[..., ReadPages],
) -> None:
    """The net takes what wraps from "Kulturudvalget: …" for text again."""
    first, second = (
        "Kulturudvalget: Malingen godkendes, når naboen",
        "Kragh er blevet hørt om gult.",
    )
    pages = lay_out(
        {"text": "REFERAT", "size": 16.0, "bold": True},
        "Kulturudvalget den 4. maj 2021",
        {"text": "1. Maling af huset", "bold": True, "size": 13.0, "gap": 1.4},
        {"text": "Huset er gråt.", "gap": 0.8},
        {"text": first, "gap": 0.8},
        second,
        {"text": "2. Maling af skuret", "bold": True, "size": 13.0, "gap": 1.4},
        {"text": "Kulturudvalget: Udsat.", "gap": 0.8},
    ).pages
    views, measures = make_views(pages)
    _correct(views, measures, {second: ("tekst", 0.95)})
    assert [_view(views, text).role for text in (first, second)] == [LineRole.DECISION] * 2


BODIES = ("REFERAT", "Kulturudvalget den 4. maj 2021")


@pytest.mark.parametrize(
    ("first", "role"),
    [
        ("Huset bliver gult. Ny formand for værket blev", LineRole.DECISION),
        ("Huset bliver gult, og det blev vedtaget.", LineRole.BODY),
    ],
)
def test_a_decision_goes_on_where_a_line_leaves_its_sentence(
    lay_out: Callable[..., ReadPages], first: str, role: LineRole
) -> None:
    second = "Nanna Sejrkær, som har malet før."
    pages = lay_out(
        {"text": BODIES[0], "size": 16.0, "bold": True},
        BODIES[1],
        {"text": "1. Maling af huset", "bold": True, "size": 13.0, "gap": 1.4},
        {"text": "Huset er gråt, og sokkelen er værre.", "gap": 0.8},
        {"text": first, "bold": True},
        second,
        {"text": "2. Maling af skuret", "bold": True, "size": 13.0, "gap": 1.4},
        {"text": "Skuret er gråt.", "gap": 0.8},
    ).pages
    views, measures = make_views(pages)
    said = {first: ("beslutning", 0.95), second: ("tekst", 0.95)}
    _correct(views, measures, said)
    assert [_view(views, text).role for text in (first, second)] == [LineRole.DECISION, role]


def test_what_a_body_took_before_a_dash_goes_on_to_the_end_of_its_sentence(
    lay_out: Callable[..., ReadPages],
) -> None:
    first, second = (
        "Havneudvalget (7. april 2021) – Udvalget vedtog at",
        "anbefale den gule maling.",
    )
    pages = lay_out(
        {"text": BODIES[0], "size": 16.0, "bold": True},
        BODIES[1],
        {"text": "1. Maling af huset", "bold": True, "size": 13.0, "gap": 1.4},
        {"text": "Huset er gråt.", "gap": 0.8},
        first,
        second,
        {"text": "2. Maling af skuret", "bold": True, "size": 13.0, "gap": 1.4},
        {"text": "Skuret er gråt.", "gap": 0.8},
    ).pages
    views, measures = make_views(pages)
    said = {first: ("tekst", 0.95), second: ("tekst", 0.95)}
    _correct(views, measures, said)
    assert [_view(views, text).role for text in (first, second)] == [LineRole.EARLIER] * 2


def test_where_decisions_close_the_punkter_unlabelled_each_has_one(
    plain: Callable[[str], ReadPages],
) -> None:
    """The net is unsure of one of them; of a paragraph that it is sure is text, it is believed."""
    titles = ("Nye uniformer", "Ny skole", "Ny bro", "Nyt bad")
    text = "REFERAT\nKulturudvalget\nden 4. maj 2021\n" + "".join(
        f"\n{number}. {titel}\n\nDer søges om penge til {titel}.\n\nSagen om {titel} sluttes.\n"
        for number, titel in enumerate(titles, start=1)
    )
    pages = plain(text).pages
    views, measures = make_views(pages)
    roles = assign_roles(views, measures)
    said = {f"Sagen om {titel} sluttes.": ("beslutning", 0.95) for titel in titles[:2]}
    said |= {f"Der søges om penge til {titel}.": ("tekst", 0.99) for titel in titles}
    said["Sagen om Nyt bad sluttes."] = ("tekst", 0.99)
    told = _told(views, roles, said)
    unsure = _view(views, "Sagen om Ny bro sluttes.").index
    told[unsure] = 0.0
    told[unsure, [NUMBER["tekst"], NUMBER["beslutning"]]] = 0.7, 0.3
    correct(views, roles.headings, told, Thresholds())
    decided = {view.text for view in views if view.role is LineRole.DECISION}
    assert decided == {f"Sagen om {titel} sluttes." for titel in titles[:3]}


@pytest.mark.parametrize(("also", "decides"), [(False, True), (True, False)])
def test_what_is_set_in_where_decisions_are_is_one(
    lay_out: Callable[..., ReadPages], also: bool, decides: bool
) -> None:
    def punkt(number: int, decision: str) -> list[Any]:
        return [
            {"text": f"{number}. Lejr {number}", "bold": True, "size": 13.0, "gap": 1.4},
            {"text": f"Klasse {number} rejser til Samsø.", "x": 92.0, "gap": 0.7},
            {"text": f"Bilag: Brev {number}", "x": 92.0, "gap": 0.7},
            {"text": decision, "x": 200.0, "gap": 0.7},
        ]

    said = "Rejsen henlægges."
    decisions = ("Godkendt.", "Udsat.", "Afslået.", said)
    pages = lay_out(
        {"text": "REFERAT", "size": 16.0, "bold": True},
        "Skolenævnet den 4. maj 1981",
        *[row for number, text in enumerate(decisions, start=1) for row in punkt(number, text)],
        *([{"text": "Prisen er 300 kr.", "x": 200.0, "gap": 0.7}] if also else []),
        *([{"text": "Der er 20 elever.", "x": 92.0, "gap": 0.7}] if also else []),
    ).pages
    views, measures = make_views(pages)
    roles = assign_roles(views, measures)
    sure = dict.fromkeys(decisions[:3], ("beslutning", 0.95))
    told = _told(views, roles, {**sure, said: ("bilag", 0.5)})
    correct(views, roles.headings, told, Thresholds())
    assert (_view(views, said).role is LineRole.DECISION) == decides


def test_a_proposal_that_tells_itself_stays_one(lay_out: Callable[..., ReadPages]) -> None:
    proposal, body = "Kulturchefen indstiller, at huset males.", "Rådet foreslår, at vi maler."
    pages = lay_out(
        {"text": "REFERAT", "size": 16.0, "bold": True},
        "Kulturudvalget den 4. maj 2021",
        {"text": "1. Maling af huset", "bold": True, "size": 13.0, "gap": 1.4},
        "Huset er gråt, og sokkelen er værre, siger de naboer, som er blevet spurgt,",
        "og det samme siger foreningen, der har lejet sig ind i stuen hele vinteren.",
        {"text": proposal, "gap": 0.8},
        {"text": "Bilag: Tilbud og skrivelse fra", "gap": 0.8},
        "malermesteren i byen.",
        {"text": "2. Maling af skuret", "bold": True, "size": 13.0, "gap": 1.4},
        {"text": body, "gap": 0.8},
    ).pages
    views, measures = make_views(pages)
    said = {
        proposal: ("tekst", 0.9),
        "malermesteren i byen.": ("tekst", 0.9),
        body: ("beslutning", 0.9),
    }
    _correct(views, measures, said)
    opened = _view(views, proposal).opened
    assert opened is not None
    assert opened.afsnit is AfsnitType.INDSTILLING
    assert _view(views, "malermesteren i byen.").role is LineRole.ATTACHMENT
    assert _view(views, body).role is LineRole.DECISION


def test_a_dated_label_keeps_its_body_and_day(advised: Callable[..., Any]) -> None:
    text = REFERAT.replace("Udvalgets svar", "Økonomiudvalget den 3. april 2021:")
    views, _, _ = advised({"Økonomiudvalget den 3. april 2021:": ("etiket:andet", 0.99)}, text=text)
    label = _view(views, "Økonomiudvalget den 3. april 2021:").label
    assert label is not None
    assert label.kind is LabelKind.EARLIER
    assert label.date is not None


def test_a_run_in_label_is_parted_from_its_text(advised: Callable[..., Any]) -> None:
    line = "Udvalgets svar: Ja til halvdelen."
    text = REFERAT.replace("Udvalgets svar\nJa til halvdelen.", line)
    views, _, _ = advised({line: ("etiket:beslutning", 0.95)}, text=text)
    view = _view(views, line)
    assert view.role is LineRole.DECISION
    assert view.opened is not None
    assert (view.opened.text, view.opened.rest) == ("Udvalgets svar", "Ja til halvdelen.")


def test_a_label_with_its_text_stays_one_where_the_line_ends_with_a_comma(
    advised: Callable[..., Any],
) -> None:
    line = "Afgørelse: Der ydes 3.000 kr. til foreningen,"
    text = REFERAT.replace("Udvalgets svar\nJa til halvdelen.", f"{line}\nsom har søgt i tide.")
    said = {line: ("etiket:beslutning", 0.97), "som har søgt i tide.": ("beslutning", 0.97)}
    views, _, _ = advised(said, text=text)
    assert _view(views, line).role is LineRole.DECISION
    assert _view(views, "som har søgt i tide.").role is LineRole.DECISION


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), alone=st.booleans())
def test_whatever_the_net_says_no_line_is_lost(
    seed: int, alone: bool, plain: Callable[[str], ReadPages]
) -> None:
    pages = plain(REFERAT).pages
    views, measures = make_views(pages)
    roles = assign_roles(views, measures)
    rng = np.random.default_rng(seed)
    told = rng.dirichlet(np.full(len(TAGS), 0.05), size=len(views)).astype("f")
    limits = ALONE if alone else Thresholds()
    advice = advise(views, roles.headings, told, limits)
    again, measures = make_views(pages)
    apply_to_views(again, advice)
    roles = assign_roles(again, measures, known=advice.headings)
    correct(again, roles.headings, told, limits)
    assert [view.text for view in again] == [line.text for page in pages for line in page.lines]
    starts = [heading.first for heading in roles.headings]
    assert starts == sorted(set(starts))
    for view in again:
        assert isinstance(view.role, LineRole)
        assert 0 <= view.punkt <= len(roles.headings)


LISTED = """
REFERAT
Kulturudvalget
den 4. maj 2021

1. Tilskud til festugen

Beslutning
Godkendt.

2. Vejnavne i havnen

Beslutning
Udsat.

Bilagsliste

2. Vejnavne i havnen
Kort over havnen
"""


def test_a_list_of_all_attachments_has_no_headings(
    views_of: Callable[..., tuple[list[View], Any]],
) -> None:
    views, measures = views_of(LISTED)
    roles = assign_roles(views, measures)
    told = _told(views, roles, {"2. Vejnavne i havnen": ("punkt", 0.99)})
    advice = advise(views, roles.headings, told, Thresholds())
    assert [heading.nr for heading in advice.headings] == ["1", "2"]


def test_the_number_that_a_chain_leaves_out_needs_less_of_the_net(
    advised: Callable[..., Any],
) -> None:
    text = REFERAT.replace("2. Vejnavne", "2. ny bro\n\nBeslutning\nVedtaget.\n\n3. Vejnavne")
    for line, numbers in (("2. ny bro", ["1", "2", "3"]), ("Ja til halvdelen.", ["1", "3"])):
        _, roles, _ = advised({line: ("punkt", 0.7)}, text=text)
        assert [heading.nr for heading in roles.headings] == numbers


def test_what_a_paragraph_says_outright_stands_against_an_unsure_net(
    lay_out: Callable[..., ReadPages],
) -> None:
    said = (
        *(
            f"Forvaltningen indstiller, at {what} uddybes."
            for what in ("kajen", "renden", "havnen")
        ),
        "Fremlagt var: Kort over havnen.",
        "Teknisk Udvalg udtalte den 3. maj 2018 under punkt 6:",
    )
    pages = lay_out(
        {"text": "REFERAT", "size": 16.0, "bold": True},
        "Havnerådet den 4. juni 2018",
        {"text": "1. Kajen", "bold": True, "size": 13.0, "gap": 1.4},
        "Kajen skal uddybes, og der er hentet priser ind hos fire",
        "firmaer, som alle har gjort det før her i havnen og andre",
        "steder.",
        *({"text": text, "gap": 0.9} for text in said),
        "“Oversendes.”",
        {"text": "Beslutning", "bold": True, "gap": 0.9},
        "Godkendt.",
    ).pages
    for sure, stands in ((0.7, True), (0.97, False)):
        views, measures = make_views(pages)
        _correct(views, measures, dict.fromkeys(said, ("tekst", sure)))
        lines = [_view(views, text) for text in said]
        kinds = [view.opened.kind if view.opened else None for view in lines]
        expected = [*[LabelKind.SECTION] * 3, LabelKind.ATTACHMENTS, LabelKind.EARLIER]
        assert ([view.role for view in lines] == [LineRole.BODY] * 5) is not stands
        assert (kinds == expected) is stands


@pytest.mark.parametrize(("seen", "undecided"), [(2, False), (3, True)])
def test_punkter_whose_decisions_the_rules_miss_are_counted(
    lay_out: Callable[..., ReadPages], seen: int, undecided: bool
) -> None:
    views, _ = make_views(lay_out(*["Kommunen låner Kirkeladen en skovl."] * 4).pages)
    told = np.zeros((len(views), len(TAGS)))
    for place, view in enumerate(views):
        view.punkt = place + 1
        told[place, NUMBER["beslutning"]] = 0.9 if place < seen else 0.1
    assert leaves_undecided(views, told) is undecided


ENTRIES = """
REFERAT
Kulturudvalget
den 4. maj 2021

Punkt 1: Tilskud
Punkt 2: Eventuelt

Punkt 1
Tilskud til festugen
Beslutning
Godkendt.

Punkt 2
Eventuelt og næste møde
Beslutning
Intet.
"""


def test_a_number_that_opens_a_punkt_further_down_is_an_entry_above(
    plain: Callable[[str], ReadPages],
) -> None:
    views, _ = make_views(plain(ENTRIES).pages)
    entries = [view.index for view in views if view.text.startswith(("Punkt 1:", "Punkt 2:"))]
    starts = [view.index for view in views if view.text in ("Punkt 1", "Punkt 2")]
    headings = [
        _heading(index, nr, titel)
        for index, nr, titel in zip(
            (*entries, *starts), "1212", ("Havn", "Bro", "Kaj og mole", "Fodgængere"), strict=True
        )
    ]
    told = np.full((len(views), len(TAGS)), 0.001, dtype="f")
    told[starts, NUMBER["punkt"]] = 0.95
    told[entries[0], NUMBER["punkt"]] = 0.35  # of a list of two, one is half seen
    chosen, _ = choose_headings(views, headings, told, Thresholds())
    assert [heading.first for heading in chosen] == starts


def test_numbers_inside_a_decision_break_no_row(plain: Callable[[str], ReadPages]) -> None:
    views, _ = make_views(plain("\n".join(f"Linje {number}" for number in range(9))).pages)
    row = [_heading(0, "92"), _heading(3, "1"), _heading(4, "2"), _heading(6, "93")]
    told = np.full((len(views), len(TAGS)), 0.001, dtype="f")
    told[[0, 6], NUMBER["punkt"]] = 0.95
    told[4, NUMBER["punkt"]] = 0.2
    chosen, _ = choose_headings(views, row, told, Thresholds())
    assert [heading.nr for heading in chosen] == ["92", "93"]
    told[4, NUMBER["punkt"]] = 0.9
    chosen, _ = choose_headings(views, row, told, Thresholds())
    assert [heading.nr for heading in chosen] == ["92", "2", "93"]


def _heading(first: int, nr: str, titel: str = "Titel") -> Heading:
    return Heading(
        first=first, last=first, nr=nr, number=int(nr), titel=titel, kind="punkt",
        score=6.0, style=None,
    )  # fmt: skip


def test_a_label_has_text_behind_it_though_that_is_unfinished(advised: Callable[..., Any]) -> None:
    text = REFERAT.replace("Festen i tal\n", "Indstilling Kontoret foreslår, som i fjor,\n")
    line = "Indstilling Kontoret foreslår, som i fjor,"
    views, _, _ = advised({line: ("etiket:indstilling", 0.95)}, text=text)
    told = _view(views, line).told
    assert told is not None
    assert (told.text, told.rest) == ("Indstilling", "Kontoret foreslår, som i fjor,")
