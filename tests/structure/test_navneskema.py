"""Attendance kept as a table, or with ticks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from referat.structure.navneskema import read_table
from referat.types import LineRole, ReadPages, TextSource

Views = Callable[..., Any]


def _status(views: Any) -> dict[str, str]:
    return {row.entry.navn: str(row.status) for row in read_table(views)}


def test_each_row_is_a_person(views_of: Views, lay_out: Callable[..., ReadPages]) -> None:
    views, _ = views_of(
        lay_out(
            ("Navn", "Parti", "Mødt", "Bemærkning"),
            ("Holger Rudbæk", "A", "Ja"),
            ("Merete Fladmose", "V", "Nej"),
            (
                {"text": "Tora Lindemose"},
                {"text": "F", "x": 202.0},
                {"text": "Nej", "x": 332.0},
                {"text": "afbud", "x": 462.0},
            ),
            "Mødet begyndte kl. 17.",
        )
    )
    assert _status(views) == {
        "Holger Rudbæk": "til_stede",
        "Merete Fladmose": "fravaerende",
        "Tora Lindemose": "afbud",
    }
    assert [view.role for view in views][:4] == [LineRole.ATTENDANCE] * 4
    assert views[-1].role is LineRole.BODY


def test_the_table_gives_parties(views_of: Views, lay_out: Callable[..., ReadPages]) -> None:
    views, _ = views_of(
        lay_out(
            ("Navn", "Parti", "Mødt"),
            ("Holger Rudbæk", "A", "Ja"),
            ("Merete Fladmose", "V", "Ja"),
        )
    )
    assert [row.entry.parti for row in read_table(views)] == ["A", "V"]


def test_letters_stand_for_what_the_legend_says(
    views_of: Views, lay_out: Callable[..., ReadPages]
) -> None:
    table = (
        ("Navn", "Parti", "Kode", "Anm."),
        ("Holger Rudbæk", "A", "M", "formand"),
        ("Merete Fladmose", "A", "A"),
        ("Tora Lindemose", "A", "S", "for Merete Fladmose"),
    )
    legend = "Fremmøde (M = mødt, A = afbud, S = stedfortræder)"
    views, _ = views_of(lay_out(legend, *table))
    rows = read_table(views)
    assert [(str(row.status), row.entry.rolle, row.entry.substitute_for) for row in rows] == [
        ("til_stede", "formand", None),
        ("afbud", None, None),
        ("til_stede", "stedfortræder", "Merete Fladmose"),
    ]
    assert views[0].role is LineRole.ATTENDANCE
    # without it a letter says nothing
    assert {row.status for row in read_table(views_of(lay_out("Fremmøde", *table))[0])} == {
        "til_stede"
    }


def test_a_column_of_something_else_is_no_part_of_its_neighbours(
    views_of: Views, lay_out: Callable[..., ReadPages]
) -> None:
    views, _ = views_of(
        lay_out(
            ("Navn", "Liste", "Fra kommune", "Mødt"),
            ("Holger Rudbæk", "A", "Brohede", "X"),
            ("Merete Fladmose", "V", "Ulvsø", "-"),
        )
    )
    rows = read_table(views)
    assert [(row.entry.parti, row.entry.rolle, str(row.status)) for row in rows] == [
        ("A", None, "til_stede"),
        ("V", None, "fravaerende"),
    ]


def test_rows_that_name_a_group_part_no_table(
    views_of: Views, lay_out: Callable[..., ReadPages]
) -> None:
    def group(text: str) -> dict[str, Any]:
        return {"text": text, "italic": True}

    views, _ = views_of(
        lay_out(
            ("Navn", "Opgave", "Fremmøde"),
            group("Valgt af forældrene"),
            ("Holger Rudbæk", "Formand", "Til stede"),
            ("Merete Fladmose", "Sekretær", "Til stede fra kl. 18.55"),
            group("Valgt af eleverne"),
            ("Tora Lindemose", "Elev", "Afbud"),
        )
    )
    rows = read_table(views)
    assert [(row.entry.navn, row.entry.rolle, str(row.status)) for row in rows][:2] == [
        ("Holger Rudbæk", "formand", "til_stede"),
        ("Merete Fladmose", "sekretær", "til_stede"),
    ]
    assert (rows[1].entry.ankom, str(rows[2].status)) == ("18:55", "afbud")


def test_a_tick_counts_for_the_name_beside_it(
    views_of: Views, lay_out: Callable[..., ReadPages]
) -> None:
    views, _ = views_of(
        lay_out(("☑", "Holger Rudbæk"), ("☐", "Merete Fladmose"), "☑ Tora Lindemose", "☐ Bo Ulvdal")
    )
    assert _status(views) == {
        "Holger Rudbæk": "til_stede",
        "Merete Fladmose": "fravaerende",
        "Tora Lindemose": "til_stede",
        "Bo Ulvdal": "fravaerende",
    }


def test_other_tables_and_plain_lists_are_none(
    views_of: Views, lay_out: Callable[..., ReadPages]
) -> None:
    for rows in (
        [("Emne", "2019"), ("Drift", "100"), ("Anlæg", "200")],
        ["Holger Rudbæk", "Merete Fladmose"],
        ["☑ Ja", "☐ Nej", "☐ Ved ikke"],
        [],
    ):
        views, _ = views_of(lay_out(*rows))
        assert read_table(views) == []
        assert {view.role for view in views} <= {LineRole.BODY}


def test_a_status_may_say_more_than_one_word(
    views_of: Views, lay_out: Callable[..., ReadPages]
) -> None:
    views, _ = views_of(
        lay_out(
            ("Medlem", "Deltagelse"),
            ("Holger Rudbæk (A)", "Til stede, virtuelt"),
            ("Merete Fladmose (V)", "Til stede indtil kl. 15.10"),
            ("Tora Lindemose (B)", "Afbud. Stedfortræder: Bo Ulvdal (B)"),
            ("Abdi Nur (O)", "Fraværende"),
        )
    )
    found = read_table(views)
    assert [str(row.status) for row in found] == [
        "til_stede",
        "til_stede",
        "afbud",
        "fravaerende",
    ]
    assert found[1].entry.gik == "15:10"
    assert found[2].entry.substitute == "Bo Ulvdal (B)"


def test_two_persons_may_stand_in_a_row(views_of: Views, lay_out: Callable[..., ReadPages]) -> None:
    views, _ = views_of(
        lay_out(
            ("Kommune", "Medlem", "Medlem", "Bemærkning"),
            ("Brohede", "Holger Rudbæk", "Merete Fladmose", "Merete Fladmose mødte kl. 13.20"),
            ("Ulvsø", "Tora Lindemose", "Bo Ulvdal", "Afbud: Tora Lindemose"),
            ("Engby", "Abdi Nur", "Ebbe Langsø"),
        )
    )
    found = {row.entry.navn: row for row in read_table(views)}
    assert list(found) == [
        "Holger Rudbæk",
        "Merete Fladmose",
        "Tora Lindemose",
        "Bo Ulvdal",
        "Abdi Nur",
        "Ebbe Langsø",
    ]
    assert found["Merete Fladmose"].entry.ankom == "13:20"
    assert str(found["Tora Lindemose"].status) == "afbud"
    assert str(found["Bo Ulvdal"].status) == "til_stede"


def test_a_label_over_a_table_says_whom_it_has(
    views_of: Views, lay_out: Callable[..., ReadPages]
) -> None:
    head = ("Navn", "Hverv", "Liste")
    views, _ = views_of(
        lay_out(
            "Mødte medlemmer:",
            head,
            ("Holger Rudbæk", "Formand", "A"),
            ("Merete Fladmose", "Medlem", "V"),
            "Medlemmer, som havde sendt afbud:",
            head,
            ("Tora Lindemose", "Medlem", "F"),
            "Udeblevet uden afbud:",
            head,
            ("Bo Ulvdal", "Medlem", "C"),
            "Stedfortrædere:",
            ("Navn", "Mødte for", "Liste"),
            ("Abdi Nur", "Tora Lindemose", "F"),
        )
    )
    found = read_table(views)
    assert {row.entry.navn: str(row.status) for row in found} == {
        "Holger Rudbæk": "til_stede",
        "Merete Fladmose": "til_stede",
        "Tora Lindemose": "afbud",
        "Bo Ulvdal": "fravaerende",
        "Abdi Nur": "til_stede",
    }
    last = found[-1].entry
    assert (last.rolle, last.parti) == ("stedfortræder", "F")
    assert last.substitute_for == "Tora Lindemose"


def test_a_column_of_status_says_more_than_the_label_over_a_table(
    views_of: Views, lay_out: Callable[..., ReadPages]
) -> None:
    views, _ = views_of(
        lay_out(
            "Fravær:",
            ("Navn", "Mødt"),
            ("Holger Rudbæk", "Ja"),
            ("Merete Fladmose", "Nej"),
        )
    )
    assert _status(views) == {"Holger Rudbæk": "til_stede", "Merete Fladmose": "fravaerende"}


def test_what_tells_of_a_person_may_stand_in_any_column(
    views_of: Views, lay_out: Callable[..., ReadPages]
) -> None:
    def row(*cells: str) -> tuple[dict[str, Any], ...]:
        columns = (72.0, 200.0, 300.0, 380.0)
        return tuple({"text": text, "x": x} for text, x in zip(cells, columns, strict=True) if text)

    views, _ = views_of(
        lay_out(
            row("Bestyrelsesmedlem", "Hverv", "Udpeget af", "Bemærkning"),
            row("Holger Rudbæk", "formand", "Byrådet", "ikke til stede under sag 12-14"),
            row("Merete Fladmose", "", "Byrådet", "afbud"),
            row("Tora Lindemose", "", "Suppleant for Merete Fladmose", ""),
        )
    )
    found = {row.entry.navn: row for row in read_table(views)}
    assert found["Holger Rudbæk"].entry.rolle == "formand"
    assert "sag 12-14" in found["Holger Rudbæk"].entry.note
    assert str(found["Merete Fladmose"].status) == "afbud"
    assert found["Tora Lindemose"].entry.substitute_for == "Merete Fladmose"
    assert str(found["Tora Lindemose"].status) == "til_stede"


def test_the_head_over_the_names_may_say_whom_a_table_has(
    views_of: Views, lay_out: Callable[..., ReadPages]
) -> None:
    views, _ = views_of(
        lay_out(
            ("Til stede med stemmeret", "Funktion"),
            ("Holger Rudbæk (A)", "Formand"),
            ("Merete Fladmose (V)", "Næstformand"),
            ("Ikke til stede, afbud", "Hverv"),
            ("Tora Lindemose (F)", "Medlem"),
            ("Bo Ulvdal (F)", "Medlem"),
        )
    )
    found = {row.entry.navn: row for row in read_table(views)}
    assert {navn: str(row.status) for navn, row in found.items()} == {
        "Holger Rudbæk": "til_stede",
        "Merete Fladmose": "til_stede",
        "Tora Lindemose": "afbud",
        "Bo Ulvdal": "afbud",
    }
    assert found["Holger Rudbæk"].entry.rolle == "formand"


def test_who_came_may_stand_beside_the_absent(
    views_of: Views, lay_out: Callable[..., ReadPages]
) -> None:
    views, _ = views_of(
        lay_out(
            ("Medlem", "Deltog", "Stedfortræder / bemærkning"),
            ("Holger Rudbæk", "x", "Forlod mødet kl. 11.30"),
            ("Merete Fladmose", "Afbud", "Tora Lindemose"),
        )
    )
    first, second = read_table(views)
    assert first.entry.gik == "11:30"
    assert second.entry.substitute == "Tora Lindemose"


def test_a_cross_that_ocr_lost_makes_nobody_absent(
    views_of: Views, lay_out: Callable[..., ReadPages]
) -> None:
    rows: tuple[Any, ...] = (
        ("Navn", "Til stede", "Afbud", "Fraværende"),
        ("Holger Rudbæk", "X"),
        ("Merete Fladmose",),
        ({"text": "Tora Lindemose"}, {"text": "X", "x": 320.0}),
    )
    for source, status in ((TextSource.OCR, "til_stede"), (TextSource.TEXT_LAYER, "fravaerende")):
        views, _ = views_of(lay_out(*rows, source=source))
        assert _status(views)["Merete Fladmose"] == status
        assert _status(views_of(lay_out(*rows, source=source))[0])["Tora Lindemose"] == "afbud"
    # one column of crosses says who was there by them alone
    views, _ = views_of(lay_out(rows[0][:2], *rows[1:3], source=TextSource.OCR))
    assert _status(views)["Merete Fladmose"] == "fravaerende"


def test_cells_wrap_above_and_below_their_name(
    views_of: Views, lay_out: Callable[..., ReadPages]
) -> None:
    def row(name: str, party: str, note: str, met: str, *, gap: float = 0.7) -> Any:
        cells = ((name, 72.0), (party, 202.0), (note, 236.0), (met, 400.0))
        return tuple({"text": text, "x": x, "gap": gap} for text, x in cells if text)

    views, _ = views_of(
        lay_out(
            ({"text": "Navn"}, {"text": "Liste Hverv", "x": 202.0}, {"text": "Mødt", "x": 400.0}),
            row("Holger Rudbæk", "A", "Borgmester", "Ja"),
            row("", "", "Stedfortræder for", ""),
            row("Merete Fladmose", "V", "", "Ja", gap=0.0),
            row("", "", "Tora Lindemose", "", gap=0.0),
            row("", "", "", "Deltog ikke i"),
            row("Ida Lund", "C", "", "punkt 4 (inhabil)", gap=0.0),
            row("Abdi Nur", "F", "", "Ja"),
        )
    )
    entries = [row.entry for row in read_table(views)]
    assert [(one.navn, one.parti, one.rolle, one.substitute_for) for one in entries] == [
        ("Holger Rudbæk", "A", "borgmester", None),
        ("Merete Fladmose", "V", "stedfortræder", "Tora Lindemose"),
        ("Ida Lund", "C", None, None),
        ("Abdi Nur", "F", None, None),
    ]
    assert entries[2].note == "ikke i punkt 4 (inhabil)"


@pytest.mark.parametrize(
    "head",
    [
        ("Fremmøde", "Mødt", "Afbud", "Ikke mødt"),
        ("Nævnets medlemmer", "Mødt", "Afbud", "Ej mødt"),
    ],
)
def test_a_cross_stands_under_what_it_says(
    views_of: Views, lay_out: Callable[..., ReadPages], head: tuple[str, ...]
) -> None:
    places = (72.0, 300.0, 380.0, 460.0)
    rows = [
        tuple({"text": text, "x": x, "bold": True} for text, x in zip(head, places, strict=True))
    ]
    for name, column in (("Holger Rudbæk", 1), ("Merete Fladmose", 2), ("Bo Ulvdal", 3)):
        rows.append(({"text": name, "x": places[0]}, {"text": "x", "x": places[column] + 8}))
    views, _ = views_of(lay_out(*rows))
    assert _status(views) == {
        "Holger Rudbæk": "til_stede",
        "Merete Fladmose": "afbud",
        "Bo Ulvdal": "fravaerende",
    }


def test_columns_of_crosses_may_be_all_that_has_a_head(
    views_of: Views, lay_out: Callable[..., ReadPages]
) -> None:
    def crossed(name: str, x: float) -> tuple[dict[str, Any], ...]:
        return ({"text": name}, {"text": "x", "x": x})

    head = ({"text": "Mødt", "x": 400.0}, {"text": "Afbud", "x": 460.0})
    views, _ = views_of(
        lay_out(
            {"text": "Ledelsen", "bold": True},
            head,
            crossed("Holger Rudbæk", 408.0),
            crossed("Merete Fladmose", 468.0),
            {"text": "Medarbejderne", "bold": True, "gap": 1.0},
            head,
            crossed("Bo Ulvdal, 3F", 408.0),
            crossed("Tora Lindemose, FOA", 468.0),
        )
    )
    assert _status(views) == {
        "Holger Rudbæk": "til_stede",
        "Merete Fladmose": "afbud",
        "Bo Ulvdal": "til_stede",
        "Tora Lindemose": "afbud",
    }
