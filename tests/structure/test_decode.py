from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from referat.structure.decode import decode, find_stems, part_label
from referat.structure.tags import NUMBER
from referat.structure.views import View, make_views
from referat.types import AfsnitType, LineRole, ReadPages


@pytest.fixture
def decoded(plain: Callable[[str], ReadPages]) -> Callable[..., list[View]]:
    def run(lines: Sequence[tuple[str, str]], stems: Sequence[str] = ()) -> list[View]:
        views, _ = make_views(plain("\n".join(text for _, text in lines)).pages)
        assert [view.text for view in views] == [text for _, text in lines]
        decode(views, [NUMBER[tag] for tag, _ in lines], stems)
        return views

    return run


def test_absence_interrupts_a_section_that_goes_on(decoded: Callable[..., list[View]]) -> None:
    views = decoded(
        [
            ("etiket:resume", "Kort fortalt"),
            ("tekst", "Broen er gammel."),
            ("fravaer", "Fraværende: Ib Engdal"),
            ("tekst", "Den skal males."),
            ("etiket:beslutning", "Udfald"),
            ("beslutning", "Godkendt."),
        ]
    )
    assert views[1].section == views[3].section
    assert views[3].opened is not None
    assert views[3].opened.afsnit is AfsnitType.RESUME
    assert (views[2].role, views[2].opens) == (LineRole.ABSENCE, True)
    assert views[2].opened is not None
    assert views[2].opened.rest == "Ib Engdal"
    assert (views[4].role, views[5].role) == (LineRole.DECISION_LABEL, LineRole.DECISION)


def test_text_after_an_unlabelled_decision_is_a_section_of_its_own(
    decoded: Callable[..., list[View]],
) -> None:
    views = decoded(
        [
            ("tekst", "Sagen om broen."),
            ("beslutning", "Godkendt."),
            ("tekst", "Broen er fra 1920."),
            ("indstilling", "Forvaltningen indstiller, at broen males."),
        ]
    )
    assert len({view.section for view in views}) == 4
    assert views[3].opened is not None
    assert views[3].opened.afsnit is AfsnitType.INDSTILLING


def test_stations_of_the_history_open_by_body_and_day(decoded: Callable[..., list[View]]) -> None:
    views = decoded(
        [
            ("etiket:tidligere", "Sagens gang hidtil"),
            ("tidligere", "06-10-2004 Kulturudvalget"),
            ("tidligere", "Anbefales."),
            ("tidligere", "Byrådet, 3. november 2004"),
            ("tidligere", "Udsat."),
        ]
    )
    assert [view.opens for view in views] == [True, True, False, True, False]
    label = views[4].opened
    assert label is not None
    assert (label.body, str(label.date)) == ("Byrådet", "2004-11-03")


@pytest.mark.parametrize(
    ("text", "label", "rest"),
    [
        ("Udvalgets svar: Ja.", "Udvalgets svar", "Ja."),
        (
            "DET HANDLER SAGEN OM Der er søgt om tilskud.",
            "DET HANDLER SAGEN OM",
            "Der er søgt om tilskud.",
        ),
        ("Afgørelse Rådet tiltrådte forslaget.", "Afgørelse", "Rådet tiltrådte forslaget."),
        ("Udfald", "Udfald", ""),
        (
            "Det drejer sig om. Broen, som er fra 1920, skal males.",
            "Det drejer sig om",
            "Broen, som er fra 1920, skal males.",
        ),
    ],
)
def test_label_and_text_of_one_line(text: str, label: str, rest: str) -> None:
    assert part_label(text, stems=("Afgørelse",)) == (label, rest)


def test_stems_are_what_label_lines_of_one_kind_share() -> None:
    lines = [
        ("etiket:beslutning", "Afgjort på mødet Rådet godkendte det hele uden videre."),
        ("etiket:beslutning", "Afgjort på mødet Sagen blev udsat til næste gang i maj."),
        ("etiket:bilag", "Papirer"),
    ]
    assert find_stems(lines) == ("Afgjort på mødet",)
