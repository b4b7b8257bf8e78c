"""Words in wide-set capitals that a page's text parts where they are not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from referat.structure.spaerret import close_up_words
from referat.types import ReadPages


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("BE S LU T N I N G", "BESLUTNING"),
        ("BI LA G:", "BILAG:"),
        ("F O R LU KKEDE DØ RE", "FOR LUKKEDE DØRE"),
        ("DIREKTIONEN FO RE S LÅR", "DIREKTIONEN FORESLÅR"),
        ("R Y B Ø L L E KOMMUNE", "RYBØLLE KOMMUNE"),
        # nothing to close up
        ("SAGEN I KORTE TRÆK", "SAGEN I KORTE TRÆK"),
        ("FOR STEMTE A B C F V", "FOR STEMTE A B C F V"),
        ("A B C", "A B C"),
        ("OK TR SU", "OK TR SU"),
        ("VALG AF EN I SU", "VALG AF EN I SU"),
    ],
)
def test_wide_capitals_become_words_where_they_are_some(text: str, whole: str) -> None:
    assert close_up_words(text) == whole


def test_a_label_in_wide_capitals_opens_its_section(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    pages = lay_out(
        {"text": "Referat", "size": 15.0, "bold": True},
        "Kulturudvalget den 4. maj 2021",
        {"text": "1. Maling af huset", "bold": True, "size": 13.0, "gap": 1.5},
        {"text": "BA G G R U N D", "bold": True, "size": 8.0, "gap": 0.8},
        "Huset er gråt.",
        {"text": "BE S LU T N I N G", "bold": True, "size": 8.0, "gap": 0.8},
        "Huset males gult.",
    )
    (punkt,) = read(pages)["punkter"]
    (afsnit,) = punkt["afsnit"]
    assert (afsnit["type"], afsnit["overskrift"]) == ("baggrund", "BAGGRUND")
    assert punkt["beslutning"]["tekst"] == "Huset males gult."
