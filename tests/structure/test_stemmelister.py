"""Lists of voters: parties and people, with the numbers and brackets that stand beside them."""

from __future__ import annotations

import pytest

from referat.structure.stemmelister import read_voters, split_voters
from referat.types import Stemme


@pytest.mark.parametrize(
    ("text", "voters"),
    [
        ("A, B og F", [(None, "A", None), (None, "B", None), (None, "F", None)]),
        ("(V), (C)", [(None, "V", None), (None, "C", None)]),
        ("(V) (C)", [(None, "V", None), (None, "C", None)]),
        ("A (2), Ø (1)", [(2, "A", None), (1, "Ø", None)]),
        ("partierne SF (2) og Venstre (1)", [(2, "SF", None), (1, "Venstre", None)]),
        ("Partierne Vera Sejr samt Bo Ravn", [(None, None, "Vera Sejr"), (None, None, "Bo Ravn")]),
        ("alene Enhedslisten", [(None, "Enhedslisten", None)]),
        ("C samt Vera Sejr (V)", [(None, "C", None), (None, "V", "Vera Sejr")]),
        ("(C og Vera Sejr (UFG))", [(None, "C", None), (None, "UFG", "Vera Sejr")]),
        ("Liste G, Øens Liste", [(None, "Liste G", None), (None, "Øens Liste", None)]),
        (
            "Nye Lundby og Centrum-Demokraterne",
            [(None, "Nye Lundby", None), (None, "Centrum-Demokraterne", None)],
        ),
        ("S, SP", [(None, "S", None), (None, "SP", None)]),
        ("AFØ", [(None, "A", None), (None, "F", None), (None, "Ø", None)]),
        ("Venstre (V) undtagen Bo Ravn", [(None, "V", None)]),
        ("forvaltningen", []),
        ("", []),
    ],
)
def test_parties_and_people_are_told_apart(
    text: str, voters: list[tuple[int | None, str | None, str | None]]
) -> None:
    found = read_voters(text, Stemme.IMOD)
    assert [(vote.antal, vote.parti, vote.navn) for vote in found] == voters
    assert all(vote.stemme is Stemme.IMOD for vote in found)


def test_commas_inside_brackets_part_nothing() -> None:
    assert split_voters("A (2, fraværende 1), Bo Ravn (V og C) og Ø") == [
        "A (2, fraværende 1)",
        "Bo Ravn (V og C)",
        "Ø",
    ]
