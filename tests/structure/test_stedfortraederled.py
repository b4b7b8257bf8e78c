"""Clauses in lists that say who stands in for whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from referat.structure.fremmoede import Attendance
from referat.structure.fremmoedelinjer import read_block
from referat.structure.fremmoedelister import read_segments
from referat.structure.fremmoedeprosa import read_prose
from referat.structure.stedfortraederled import take_out_clauses

Views = Callable[..., Any]


@pytest.mark.parametrize(
    ("text", "kept", "told"),
    [
        (
            "Bo Ulvdal (O) og stedfortræder Abdi Nur (V), der mødte for Ida Lund (V), som havde "
            "sendt afbud.",
            "Bo Ulvdal (O) og Abdi Nur (V).",
            ["Abdi Nur (V) mødte som stedfortræder for Ida Lund (V)."],
        ),
        (
            "Abdi Nur (V) som suppleant for Ida Lund (V), der var forhindret, Bo Ulvdal (O)",
            "Abdi Nur (V), Bo Ulvdal (O)",
            [
                "Ida Lund (V) var fraværende.",
                "Abdi Nur (V) mødte som suppleant for Ida Lund (V).",
            ],
        ),
        (
            "Ida Lund (V), for hvem 2. stedfortræder Abdi Nur (V) gav møde, samt Bo Ulvdal (O)",
            "Ida Lund (V), samt Bo Ulvdal (O)",
            ["Abdi Nur (V) mødte som stedfortræder for Ida Lund (V)."],
        ),
        (
            "Ida Lund, i hvis sted mødte Abdi Nur, og Bo Ulvdal",
            "Ida Lund, og Bo Ulvdal",
            ["Abdi Nur mødte for Ida Lund."],
        ),
        ("Abdi Nur (V), formand for udvalget", "Abdi Nur (V), formand for udvalget", []),
    ],
)
def test_a_clause_is_a_sentence_of_its_own(text: str, kept: str, told: list[str]) -> None:
    assert take_out_clauses(text) == (kept, told)


def test_a_clause_that_a_lines_end_may_have_cut_is_left() -> None:
    text = "Abdi Nur (V) som suppleant for Ida Marie"
    assert take_out_clauses(text, whole=False) == (text, [])


@pytest.fixture
def attended(views_of: Views) -> Callable[[str], dict[str, tuple[str, str | None, str | None]]]:
    """Status, role and member stood in for of the people of a block, by name."""

    def run(text: str) -> dict[str, tuple[str, str | None, str | None]]:
        views, _ = views_of(text)
        block = read_block(views)
        attendance = Attendance()
        read_segments(attendance, block.segments)
        for segment in block.segments:
            if segment.felt == "prosa":
                read_prose(attendance, segment.text, segment.parts[0][1])
        return {
            person.navn: (str(person.status), person.rolle, person.stedfortraeder_for)
            for person in attendance.people
        }

    return run


def test_a_list_goes_on_over_a_clause_that_runs_over_lines(attended: Any) -> None:
    people = attended(
        "Fremmøde: Formand Holger Rudbæk (V), næstformand Merete Fladmose (A), Tora\n"
        "Lindemose (Ø), Bo Ulvdal (O) og stedfortræder Abdi Nur (V), der mødte for Ida\n"
        "Lund (V), som havde meldt\n"
        "afbud.\n"
        "Fra administrationen: Kulturchef Ebbe Langsø."
    )
    assert people == {
        "Holger Rudbæk": ("til_stede", "formand", None),
        "Merete Fladmose": ("til_stede", "næstformand", None),
        "Tora Lindemose": ("til_stede", None, None),
        "Bo Ulvdal": ("til_stede", None, None),
        "Abdi Nur": ("til_stede", "stedfortræder", "Ida Lund"),
        "Ida Lund": ("afbud", None, None),
        "Ebbe Langsø": ("til_stede", "kulturchef", None),
    }


@pytest.mark.parametrize("end", ["\n", " "])
def test_who_came_for_the_absent_is_not_absent(attended: Any, end: str) -> None:
    people = attended(
        "Til stede: Holger Rudbæk (V), Merete Fladmose (A)\n"
        f"Forfald: Ida Lund (A), for hvem 1. stedfortræder Abdi Nur (A){end}"
        "gav møde, samt Bo Ulvdal (V)."
    )
    assert people["Ida Lund"] == ("afbud", None, None)
    assert people["Abdi Nur"] == ("til_stede", "stedfortræder", "Ida Lund")
    assert people["Bo Ulvdal"] == ("afbud", None, None)
