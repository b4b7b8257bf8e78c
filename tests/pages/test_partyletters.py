"""Parties' letters, and the commas between people, that were read as something else."""

from __future__ import annotations

import pytest

from referat.pages.partyletters import mend_party_letters


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("Abdi Nur (0)", "Abdi Nur (O)"),
        ("Rudbæk (0), Tora Lindemose (A)", "Rudbæk (O), Tora Lindemose (A)"),
        ("forkastet med 9 mod 3 (0)", "forkastet med 9 mod 3 (O)"),
        ("stemmer (A, C og 0)", "stemmer (A, C og O)"),
        ("Abdi Nur (V), Tora Lindemose (1)", "Abdi Nur (V), Tora Lindemose (I)"),
        (
            "Rudbæk (V). Abdi Nur (A), Tora Lindemose (B), Ida",
            "Rudbæk (V), Abdi Nur (A), Tora Lindemose (B), Ida",
        ),
    ],
)
def test_letters_and_commas_are_put_right(read: str, printed: str) -> None:
    assert mend_party_letters(read) == printed
    assert mend_party_letters(printed) == printed


@pytest.mark.parametrize(
    "text",
    [
        "Stedfortrædere (0)",
        "Tora Lindemose (1)",
        "kr. 2 (0)",
        "i alt 4 (10)",
        "Imod stemte Abdi Nur (A), Ida Fjord (V). Tora Lindemose (B) undlod.",
        "(1, 2 og 0)",
    ],
)
def test_figures_stay(text: str) -> None:
    assert mend_party_letters(text) == text
