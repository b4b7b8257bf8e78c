"""Attendance kept as cards: a name, and below it in small type what the person is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from referat.structure.navneskema import read_table
from referat.types import LineRole, ReadPages

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
