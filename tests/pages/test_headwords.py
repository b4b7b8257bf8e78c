"""Labels that were misread."""

from __future__ import annotations

import pytest

from referat.lexicon import lexicon
from referat.pages.headwords import known_labels, mend_label


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("ndstilling", "Indstilling"),
        ("8eslutning", "Beslutning"),
        ("Sagsfremstiliinq:", "Sagsfremstilling:"),
        ("0KONOMI", "ØKONOMI"),
        ("Fravarende: Hanne Holm", "Fraværende: Hanne Holm"),
        ("Hetsgrundlag", "Retsgrundlag"),
        ("Indstilling; Kajen uddybes", "Indstilling: Kajen uddybes"),
    ],
)
def test_a_label_that_was_misread_is_put_right(read, printed):
    assert mend_label(read, lexicon()) == printed
    assert mend_label(printed, lexicon()) == printed


@pytest.mark.parametrize(
    "text",
    [
        "Indstillinger",
        "Beslutningen",
        "Bo Dalgaard",
        "Indstlllng af den nye forvaltning",
        "Resultat",
        "Økonomi",
        "xyzzyq",
        "",
    ],
)
def test_other_lines_are_left_alone(text):
    assert mend_label(text, lexicon()) == text


def test_every_label_is_known_and_stays():
    assert len(known_labels()) > 200
    for label in known_labels():
        assert mend_label(label.capitalize(), lexicon()).casefold() == label


def test_a_long_label_may_be_misread_in_more_places():
    assert mend_label("Tndstillina og heslutninag", lexicon()) == "Indstilling og beslutning"
    assert mend_label("Tndstxllqna og hesxutninag", lexicon()) == "Tndstxllqna og hesxutninag"
