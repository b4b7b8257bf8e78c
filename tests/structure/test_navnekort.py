"""Attendance kept as cards: a name, and below it in small type what the person is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from referat.structure.navneskema import read_table
from referat.types import LineRole, ReadPages, TextSource, Word

Views = Callable[..., Any]


def _small(text: str, x: float) -> dict[str, Any]:
    return {"text": text, "x": x, "size": 8.0}


def _card(*cells: tuple[str, str], initials: bool = True) -> list[tuple[dict[str, Any], ...]]:
    names, below = [], []
    for place, (name, told) in enumerate(cells):
        x = 100.0 + 250.0 * place
        if initials:
            mark = "".join(word[0] for word in name.split())
            names.append({"text": mark, "x": x - 24.0, "size": 8.0})
        names.append({"text": name, "x": x})
        below.append(_small(told, x))
    return [tuple(names), tuple(below)]


def test_a_card_tells_party_part_and_status(
    views_of: Views, lay_out: Callable[..., ReadPages]
) -> None:
    views, _ = views_of(
        lay_out(
            *_card(("Holger Rudbæk", "Venstre · formand"), ("Merete Fladmose", "SF · afbud")),
            *_card(
                ("Abdi Nur", "SF · stedfortræder for Merete Fladmose"),
                ("Tora Lindemose", "Radikale Venstre · gik kl. 17.25"),
            ),
            "Mødet begyndte kl. 17.",
        )
    )
    found = [row.entry for row in read_table(views)]
    assert [(one.navn, one.parti, one.rolle) for one in found] == [
        ("Holger Rudbæk", "Venstre", "formand"),
        ("Merete Fladmose", "SF", None),
        ("Abdi Nur", "SF", "stedfortræder"),
        ("Tora Lindemose", "Radikale Venstre", None),
    ]
    assert [one.afbud for one in found] == [False, True, False, False]
    assert found[2].substitute_for == "Merete Fladmose"
    assert found[3].gik == "17:25"
    assert {view.role for view in views[:-1]} == {LineRole.ATTENDANCE}
    assert views[-1].role is LineRole.BODY


def test_a_bold_label_below_a_name_heads_those_below_it(
    views_of: Views, lay_out: Callable[..., ReadPages]
) -> None:
    """In print a little smaller than the names': "Afbud" over who was absent."""
    bold = {"bold": True, "size": 10.0, "gap": 0.5}
    rows: list[Any] = []
    for label, name in (
        ("Deltagere", "Holger Rudbæk"),
        ("Afbud", "Merete Fladmose"),
        ("Fraværende", "Abdi Nur"),
        ("Referent", "Tora Lindemose"),
    ):
        rows += [{"text": label, **bold}, {"text": name, "gap": 0.0}]
    views, _ = views_of(lay_out(*rows))
    assert read_table(views) == []


def test_parties_over_lists_of_names_are_no_cards(
    views_of: Views, lay_out: Callable[..., ReadPages]
) -> None:
    names = ("Abdi Nur", "Holger Rudbæk", "Merete Fladmose", "Tora Lindemose", "Ida Fjord")
    rows = [
        row
        for party, name in zip(("SF", "Venstre", "Radikale", "SF", "Venstre"), names, strict=True)
        for row in ({"text": party, "bold": True}, name)
    ]
    views, _ = views_of(lay_out(*rows))
    assert read_table(views) == []


def test_names_with_nothing_below_them_are_no_cards(
    views_of: Views, lay_out: Callable[..., ReadPages]
) -> None:
    views, _ = views_of(
        lay_out(
            *_card(("Holger Rudbæk", "Venstre"), initials=False),
            "Merete Fladmose",
            "Abdi Nur",
            *_card(("Ida Fjord", "SF"), initials=False),
            "Tora Lindemose",
            *_card(("Ole Skov", "SF"), initials=False),
        )
    )
    assert read_table(views) == []


def test_initials_that_ocr_joined_to_a_name_are_none_of_it(
    views_of: Views, lay_out: Callable[..., ReadPages]
) -> None:
    """The name begins where the line below it does."""
    pages = lay_out(
        *_card(("srå Holger Rudbæk", "Venstre - formand"), initials=False),
        *_card(("Km Abdi Nur", "SF + afbud"), initials=False),
        *_card(("Me Tora Lindemose", "Radikale Venstre"), initials=False),
        source=TextSource.OCR,
    )
    lines = []
    for line in pages.pages[0].lines:
        words, x = [], line.box.x0
        for place, text in enumerate(line.text.split()):
            at = x - 24.0 if line.size > 8 and place == 0 else x
            x = x if line.size > 8 and place == 0 else x + 40.0
            box = replace(line.box, x0=at, x1=at + 20.0)
            words.append(Word(text=text, box=box, confidence=0.9))
        lines.append(replace(line, words=tuple(words)))
    page = replace(pages.pages[0], lines=tuple(lines))
    views, _ = views_of(replace(pages, pages=(page,)))
    assert [(row.entry.navn, row.entry.parti) for row in read_table(views)] == [
        ("Holger Rudbæk", "Venstre"),
        ("Abdi Nur", "SF"),
        ("Tora Lindemose", "Radikale Venstre"),
    ]


def test_cards_in_columns_have_the_status_of_the_label_over_their_column(
    views_of: Views, lay_out: Callable[..., ReadPages]
) -> None:
    def row(*cells: str, **more: Any) -> tuple[dict[str, Any], ...]:
        edges = (72.0, 250.0, 420.0)
        return tuple({"text": text, "x": x, **more} for text, x in zip(cells, edges, strict=False))

    views, _ = views_of(
        lay_out(
            row("Til stede", "Afbud", "Udeblevet", bold=True),
            row("Holger Rudbæk", "Abdi Nur", "Ole Skov"),
            row("Formand, Venstre", "SF", "Alternativet", size=7.5),
            (
                {"text": "Ida Fjord"},
                {"text": "Stedfortræder", "x": 250.0, "bold": True},
            ),
            ({"text": "Venstre", "size": 7.5},),
            ({"text": "Tora Lindemose", "x": 250.0},),
            ({"text": "SF, for Abdi", "x": 250.0, "size": 7.5},),
            ({"text": "Nur", "x": 250.0, "size": 7.5},),
        )
    )
    rows = read_table(views)
    assert [(row.entry.navn, row.status.value, row.entry.substitute_for) for row in rows] == [
        ("Holger Rudbæk", "til_stede", None),
        ("Abdi Nur", "afbud", None),
        ("Ole Skov", "fravaerende", None),
        ("Ida Fjord", "til_stede", None),
        ("Tora Lindemose", "til_stede", "Abdi Nur"),
    ]
