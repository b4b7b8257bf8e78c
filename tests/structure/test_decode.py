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
        ("Beslutning Kranen males.", "Beslutning", "Kranen males."),
        ("Indstilling Havnekontoret foreslår,", "Indstilling", "Havnekontoret foreslår,"),
        ("Indstilling Vejledning", "Indstilling Vejledning", ""),
        # a label of the lexicon opens the line, and no colon parts it from the text
        (
            "Samlet vurdering Tilskuddet er på 12.000 kr. om året.",
            "Samlet vurdering",
            "Tilskuddet er på 12.000 kr. om året.",
        ),
        (
            "Indstilling Direktionen indstiller, at broen males: først i maj.",
            "Indstilling",
            "Direktionen indstiller, at broen males: først i maj.",
        ),
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


def test_no_stem_ends_where_a_name_begins() -> None:
    lines = [
        ("etiket:tidligere", "Behandlet i Økonomiudvalget den 3. maj, hvor sagen blev udsat"),
        ("etiket:tidligere", "Behandlet i Kulturudvalget den 4. maj, hvor den blev anbefalet"),
    ]
    assert find_stems(lines) == ()


@pytest.fixture
def set_out(lay_out: Callable[..., ReadPages]) -> Callable[..., list[View]]:
    def run(*rows: Sequence[tuple[float, str, str]]) -> list[View]:
        pages = lay_out(*[tuple({"x": x, "text": text} for x, _, text in row) for row in rows])
        views, _ = make_views(pages.pages)
        decode(views, [NUMBER[tag] for row in rows for _, tag, _ in row])
        return views

    return run


def test_text_goes_on_beside_a_decision_in_its_own_column(
    set_out: Callable[..., list[View]],
) -> None:
    views = set_out(
        [(70.0, "etiket:sagsfremstilling", "Sagen"), (340.0, "etiket:beslutning", "Besluttet")],
        [(90.0, "tekst", "Broen er fra"), (340.0, "beslutning", "Tilskuddet")],
        [(90.0, "tekst", "1920 og rusten."), (340.0, "beslutning", "bevilges.")],
    )
    assert [view.section for view in views] == [1, 2, 1, 2, 1, 2]
    assert views[4].opened is not None
    assert views[4].opened.afsnit is AfsnitType.SAGSFREMSTILLING


def test_a_label_may_run_over_two_rows(set_out: Callable[..., list[View]]) -> None:
    views = set_out(
        [(70.0, "etiket:sagsfremstilling", "Nærmere om"), (200.0, "tekst", "Broen er fra 1920.")],
        [(70.0, "etiket:sagsfremstilling", "sagen"), (200.0, "tekst", "Den er rusten.")],
    )
    assert views[0].opened is not None
    assert views[0].opened.text == "Nærmere om sagen"
    assert {view.section for view in views} == {1}


def test_two_labels_of_one_kind_stay_two(set_out: Callable[..., list[View]]) -> None:
    views = set_out(
        [(70.0, "etiket:oekonomi", "Økonomi")],
        [(70.0, "etiket:oekonomi", "Finansiering")],
        [(70.0, "tekst", "Der er penge.")],
    )
    assert [view.section for view in views] == [1, 2, 2]
