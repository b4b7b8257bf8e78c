"""Votes whose names a stand-in for the model has found."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from referat.structure import navnestemmer
from referat.structure.navneprosa import Navn
from referat.structure.stemmer import read_afstemning

Finder = Callable[[Sequence[str]], list[tuple[Navn, ...]]]


def _vote(text: str, find: Finder) -> list[tuple[str, str | None, str | None]] | None:
    old = read_afstemning(text)
    if navnestemmer.is_doubtful(text, old):
        flat = navnestemmer.flatten(text)
        new = navnestemmer.read_vote(flat, find([flat])[0])
        old = new if navnestemmer.is_better(new, old) else old
    if old is None:
        return None
    return [(str(vote.stemme), vote.parti, vote.navn) for vote in old.stemmer]


VOTES = [
    (
        "Vedtaget. For stemte Ebbe\nLangsø, Tove Linde-\nstrup og Jens Ulvholk.",
        [
            ("for", None, "Ebbe Langsø"),
            ("for", None, "Tove Lindestrup"),
            ("for", None, "Jens Ulvholk"),
        ],
    ),
    (
        "Godkendt. Imod stemte Ebbe Langsø fra Venstre og Tove Lindestrup fra SF.",
        [("imod", "Venstre", "Ebbe Langsø"), ("imod", "SF", "Tove Lindestrup")],
    ),
    (
        "For stemte ebbe langsø og Tove L1ndestrup. Imod stemte Jens Ulvholk (V).",
        [
            ("for", None, "ebbe langsø"),
            ("for", None, "Tove L1ndestrup"),
            ("imod", "V", "Jens Ulvholk"),
        ],
    ),
    ("Vedtaget, idet Ebbe Langsø dog stemte imod.", [("imod", None, "Ebbe Langsø")]),
    ("Mod stemte alene Ebbe Langsø.", [("imod", None, "Ebbe Langsø")]),
    (
        "Ved afstemningen stemte Ebbe Langsø, Birthe von der Hede og A. Møller for, mens "
        "Jens Ulvholk stemte imod.",
        [
            ("for", None, "Ebbe Langsø"),
            ("for", None, "Birthe von der Hede"),
            ("for", None, "A. Møller"),
            ("imod", None, "Jens Ulvholk"),
        ],
    ),
    (
        "Ebbe Langsø, som talte imod forslaget, undlod at stemme. De øvrige stemte for.",
        [("undlod", None, "Ebbe Langsø")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), VOTES)
def test_votes_name_everybody_whole(
    text: str, expected: list[tuple[str, str | None, str | None]], stand_in: Finder
) -> None:
    assert _vote(text, stand_in) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Godkendt med 22 stemmer mod 16. Ja sagde A, V og C, nej sagde Ø og F.",
        "For stemte A og B. Imod stemte: C. 3 undlod.",
        "Godkendt.",
        "Formanden, Jens Ulvholk, takkede for mødet.",
    ],
)
def test_votes_without_people_are_not_asked_about(text: str) -> None:
    assert not navnestemmer.is_doubtful(text, read_afstemning(text))


def test_a_vote_that_loses_a_side_is_not_better() -> None:
    old = read_afstemning("For stemte A og B. Imod stemte C og Ebbe.")
    new = read_afstemning("For stemte A. Imod stemte C og Ebbe Langsø.")
    assert not navnestemmer.is_better(new, old)
    assert navnestemmer.is_better(
        read_afstemning("For stemte A og B. Imod stemte C og Ebbe Langsø."), old
    )
