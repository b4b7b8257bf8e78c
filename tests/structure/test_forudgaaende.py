"""Motions before the main one: which sentences of a decision are its own."""

from __future__ import annotations

import pytest

from referat.structure.forudgaaende import without_motions


@pytest.mark.parametrize(
    ("sentences", "own"),
    [
        (
            [
                "Ændringsforslag fra Venstre: Hækken bevares.",
                "For stemte V.",
                "Imod stemte A og F.",
                "Ændringsforslaget blev dermed forkastet.",
                "Sagen udsættes med 4 stemmer mod 3.",
                "1 undlod.",
            ],
            ["Sagen udsættes med 4 stemmer mod 3.", "1 undlod."],
        ),
        (
            [
                "Bo Ravn (V) foreslog, at hækken bevares.",
                "Forslaget blev afvist med 1 stemme mod 7.",
                "1 undlod.",
                "Udvalget accepterede tilbuddet.",
                "Imod stemte 2: V.",
            ],
            ["Udvalget accepterede tilbuddet.", "Imod stemte 2: V."],
        ),
        # a motion put after the decision, with nothing of how it fared
        (
            ["1. Anbefales godkendt.", "Bo Ravn foreslog, at pengene gives.", "For stemte Ø."],
            ["1. Anbefales godkendt."],
        ),
        (
            ["Ændringsforslaget faldt med 4 stemmer mod 6.", "Indstillingen blev godkendt."],
            ["Indstillingen blev godkendt."],
        ),
    ],
)
def test_a_motion_ends_where_the_decision_begins(sentences: list[str], own: list[str]) -> None:
    assert without_motions(sentences) == own


@pytest.mark.parametrize(
    "sentences",
    [
        ["Bo Ravn foreslog, at hækken bevares.", "Forslaget blev forkastet.", "For stemte V."],
        # adopted, and only a remark behind it
        [
            "Bo Ravn foreslog, at hækken bevares.",
            "Forslaget blev vedtaget med 5 stemmer mod 2.",
            "Vera Sejr (A) tog forbehold.",
        ],
        ["Godkendt med 5 stemmer mod 2.", "For stemte A og F."],
        [],
    ],
)
def test_a_motion_that_is_all_there_is_stays(sentences: list[str]) -> None:
    assert without_motions(sentences) == sentences
