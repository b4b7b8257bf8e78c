from __future__ import annotations

from collections.abc import Callable

import pytest

from referat.structure.roles import Roles
from referat.structure.tags import LABELS, NUMBER, TAGS, gold_tag, tags_of
from referat.structure.views import View


def test_tags_are_each_once_and_fit_a_byte() -> None:
    assert len(set(TAGS)) == len(TAGS) < 128
    assert all(f"etiket:{name}" in NUMBER for name in LABELS)


def test_a_heading_opens_and_goes_on(
    roles_of: Callable[[str], tuple[list[View], Roles]],
) -> None:
    views, roles = roles_of(
        """
        REFERAT
        Teknisk Udvalg
        den 4. maj 2021

        1. Lokalplan for Engdraget

        Indstilling
        Forvaltningen indstiller, at planen vedtages.

        Beslutning
        Godkendt.

        2. Vejnavne

        Beslutning
        Udsat.
        """
    )
    names = [TAGS[tag] for tag in tags_of(views, roles.headings)]
    told = dict(zip((view.text for view in views), names, strict=True))
    assert told["1. Lokalplan for Engdraget"] == "punkt"
    assert told["Indstilling"] == "etiket:indstilling"
    assert told["Forvaltningen indstiller, at planen vedtages."] == "indstilling"
    assert told["Godkendt."] == told["Udsat."] == "beslutning"
    assert names.count("etiket:beslutning") == 2
    assert names.count("punkt") == 2


@pytest.mark.parametrize(
    ("rolle", "type", "begynder", "tag"),
    [
        ("heading", None, True, "punkt"),
        ("heading", None, False, "punkt+"),
        ("label", "oekonomi", True, "etiket:oekonomi"),
        ("label", "beslutning", True, "etiket:beslutning"),
        ("text", "indstilling", True, "indstilling"),
        ("text", "oekonomi", False, "tekst"),
        ("text", None, False, "tekst"),
        ("decision", None, True, "beslutning"),
        ("sagsgang", None, False, "tidligere"),
        ("signature", None, False, "underskrift"),
    ],
)
def test_roles_of_the_generator_are_tags(
    rolle: str, type: str | None, begynder: bool, tag: str
) -> None:
    assert gold_tag(rolle, type, begynder) == tag
    assert tag in NUMBER
