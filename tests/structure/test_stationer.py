"""The history of a case: heads of stations in lines, cells and columns, and what is none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from referat.structure.labels import Label, LabelKind
from referat.structure.stationer import merge_stations, read_stations, station_body
from referat.structure.views import View
from referat.types import Box, Line, LineRole, ReadPages

DAY = dt.date(2012, 5, 3)


def history(rows: Sequence[Sequence[str]], *, opens: Sequence[str] = ()) -> list[View]:
    """Lines of a history: rows of cells, of which those in ``opens`` open a label."""
    views = []
    number = 0
    for row, cells in enumerate(rows, start=1):
        for column, text in enumerate(cells):
            number += 1
            left = 50.0 + 150.0 * column
            box = Box(x0=left, top=20.0 * row, x1=left + 140.0, bottom=20.0 * row + 10)
            line = Line(text=text, page=1, number=number, row=row, box=box, size=10.0)
            view = View(
                line=line,
                index=number - 1,
                text=text,
                label=None,
                heading=False,
                indent=0.0,
                first_in_row=column == 0,
                ocr=False,
                role=LineRole.EARLIER,
            )
            if text in opens:
                view.opens = True
                view.opened = Label(kind=LabelKind.EARLIER, text=text.rstrip(":"))
            views.append(view)
    return views


def read(rows: Sequence[Sequence[str]], *, opens: Sequence[str] = ()) -> list[tuple[object, ...]]:
    stations = read_stations(history(rows, opens=opens))
    return [(s.body, s.date, s.punkt, " ".join(line.text for line in s.lines)) for s in stations]


@pytest.mark.parametrize(
    ("lines", "station"),
    [
        (
            ["Økonomiudvalget, 3. maj 2012, pkt. 7: Godkendt."],
            ("Økonomiudvalget", "7", "Godkendt."),
        ),
        (["Byrådet den 3. maj 2012:", "Godkendt."], ("Byrådet", None, "Godkendt.")),
        (["Byrådet (3. maj 2012) – Godkendt."], ("Byrådet", None, "Godkendt.")),
        (
            ["03-05-2012 Natur-, Teknik- og Miljøudvalget"],
            ("Natur-, Teknik- og Miljøudvalget", None, ""),
        ),
        (
            ["§ 17, stk. 4-udvalget om trivsel, 3/5 2012: Udsat."],
            ("§ 17, stk. 4-udvalget om trivsel", None, "Udsat."),
        ),
        (
            ["Udvalget for Plan, Miljø & Klima den 3. maj 2012", "Udsat."],
            ("Udvalget for Plan, Miljø & Klima", None, "Udsat."),
        ),
        (["Møde i Byrådet den 3. maj 2012", "Udsat."], ("Byrådet", None, "Udsat.")),
        (
            ["Økonomi- og Planudvalgets beslutning i mødet den 3. maj 2012"],
            ("Økonomi- og Planudvalget", None, ""),
        ),
        (
            ["BESLUTNING ØKONOMI- OG PLANUDVALGET DEN 3. MAJ 2012", "Udsat."],
            ("Økonomi- og Planudvalget", None, "Udsat."),
        ),
        (["Hidtidig behandling Byrådet, 3. maj 2012: Udsat."], ("Byrådet", None, "Udsat.")),
        (["• 3. maj 2012, Byrådet (punkt 12): Udsat."], ("Byrådet", "12", "Udsat.")),
        # the head goes on below
        (
            ["Økonomi- og Planudvalget den 3.", "maj 2012: Udsat."],
            ("Økonomi- og Planudvalget", None, "Udsat."),
        ),
        (["Byrådet den 3/5", "2012: Udsat."], ("Byrådet", None, "Udsat.")),
        (["Byrådet, 3. maj 2012, pkt.", "12: Udsat."], ("Byrådet", "12", "Udsat.")),
        (
            ["3. maj 2012 Økonomi-, Plan- og", "Bosætningsudvalget", "Udsat."],
            ("Økonomi-, Plan- og Bosætningsudvalget", None, "Udsat."),
        ),
        # dots between day, body and number
        (["3. maj 2012 · Teknisk Udvalg · punkt 8", "Udsat."], ("Teknisk Udvalg", "8", "Udsat.")),
        (["Teknisk Udvalg · 3. maj 2012 · pkt. 8", "Udsat."], ("Teknisk Udvalg", "8", "Udsat.")),
        # broken words inside a line
        (
            ["Beslutning i Skole- og Dagtil-budsudvalget den 3. maj 2012"],
            ("Skole- og Dagtilbudsudvalget", None, ""),
        ),
    ],
)
def test_a_head_opens_a_line(lines: list[str], station: tuple[str, str | None, str]) -> None:
    body, punkt, text = station
    assert read([[line] for line in lines]) == [(body, DAY, punkt, text)]


def test_a_day_without_a_year_is_the_last_before_the_meeting() -> None:
    rows = [
        ["Børneudvalget, 4. september, nr. 88: Anbefales."],
        ["Økonomiudvalget, 18. november, nr. 174: Udsat."],
        ["Teknisk Udvalg 9/3, nr. 64:"],
        ["Byrådet 12/10: Udsat."],
    ]
    near = dt.date(2012, 9, 25)
    found = [(one.body, one.date, one.punkt) for one in read_stations(history(rows), near=near)]
    assert found == [
        ("Børneudvalget", dt.date(2012, 9, 4), "88"),
        ("Økonomiudvalget", dt.date(2011, 11, 18), "174"),
        ("Teknisk Udvalg", dt.date(2012, 3, 9), "64"),
        ("Byrådet", dt.date(2011, 10, 12), None),
    ]


def test_a_sentence_may_open_a_station() -> None:
    rows = [["Socialudvalget traf den 3. maj 2012 (punkt 94) følgende beslutning:"], ["Udsat."]]
    assert read(rows) == [("Socialudvalget", DAY, "94", "Udsat.")]


def test_text_that_names_a_body_and_a_day_is_no_station() -> None:
    rows = [
        ["Byrådet, 3. maj 2012:"],
        ["Udkastet sendes til høring hos Ældrerådet med frist den 1. juni 2012."],
        ["Ældrerådet med frist den 1. juni 2012."],
        ["Godkendt i møde den 4. juni 2012."],
    ]
    (station,) = read_stations(history(rows))
    assert (station.body, station.date) == ("Byrådet", DAY)
    assert len(station.lines) == 3


def test_a_label_over_the_history_is_no_part_of_it() -> None:
    rows = [["Tidligere besluttet"], ["Byrådet, 3. maj 2012: Udsat."]]
    assert read(rows, opens=["Tidligere besluttet"]) == [("Byrådet", DAY, None, "Udsat.")]
    rows = [["Sagen har været behandlet 3/5 2012 Byrådet"], ["Udsat."]]
    assert read(rows, opens=rows[0]) == [("Byrådet", DAY, None, "Udsat.")]


def test_stations_stand_in_the_cells_of_a_table() -> None:
    rows = [
        ["Behandling", "Dato", "Punkt"],
        ["Natur-, Teknik- og", "3. maj", "12"],
        ["Landdistriktsudvalget", "2012"],
        ["Udvalget for Plan, Miljø & Klima", "3. maj 2012 20"],
        ["Byrådet", "03-05-2012", "7"],
    ]
    assert read(rows) == [
        ("Natur-, Teknik- og Landdistriktsudvalget", DAY, "12", ""),
        ("Udvalget for Plan, Miljø & Klima", DAY, "20", ""),
        ("Byrådet", DAY, "7", ""),
    ]


@pytest.mark.parametrize("head", ["Resultat", "Indstilling eller beslutning"])
def test_a_table_may_tell_what_each_station_decided(
    head: str, read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    columns = (0.0, 160.0, 240.0, 290.0)

    def row(*cells: str) -> tuple[dict[str, Any], ...]:
        return tuple({"text": cell, "x": 60.0 + x} for cell, x in zip(cells, columns, strict=False))

    rows: list[Any] = [
        {"text": "Referat fra Byrådet den 28. maj 2019", "size": 18.0, "bold": True},
    ]
    for number, titel in enumerate(("Boliger", "Bad"), start=1):
        rows += [
            {"text": f"{number}. {titel}", "bold": True, "size": 13.0, "gap": 1.4},
            {"text": "Sagens vej", "bold": True, "gap": 0.8},
            row("Udvalg eller råd", "Dato", "Punkt", head),
            row("Ældreudvalget", "14-05-2019", "33", "Udsat, da svar mangler."),
            row("Handicaprådet", "21-05-2019", "8", "Rådet peger på model 2."),
            {"text": "Beslutning", "bold": True, "gap": 0.8},
            "Godkendt.",
        ]
    for punkt in read(lay_out(*rows))["punkter"]:
        assert [
            (station["udvalg"], station["dato"], station["punkt"], station["tekst"])
            for station in punkt["sagsgang"]
        ] == [
            ("Ældreudvalget", "2019-05-14", "33", "Udsat, da svar mangler."),
            ("Handicaprådet", "2019-05-21", "8", "Rådet peger på model 2."),
        ]


def test_a_narrow_label_has_its_text_beside_it() -> None:
    rows = [
        ["Beslutning i", "Anbefales."],
        ["Børne-"],
        ["og Familieudvalget den"],
        ["03-05-2012"],
        ["Beslutning i Byrådet den 03-05-2012", "Godkendt."],
    ]
    labels = ["Beslutning i", "Børne-", "og Familieudvalget den", "03-05-2012", rows[4][0]]
    assert read(rows, opens=labels) == [
        ("Børne- og Familieudvalget", DAY, None, "Anbefales."),
        ("Byrådet", DAY, None, "Godkendt."),
    ]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (
            "Tidligere beslutning i Udvalget for Kultur, Fritid & Idræt",
            "Udvalget for Kultur, Fritid & Idræt",
        ),
        ("Byrådets møde den", "Byrådet"),
        ("Børn, Unge og Familieudvalget", "Børn, Unge og Familieudvalget"),
        ("Hoved-MED", "Hoved-MED"),
        ("Social-, sundheds- og fritidsudvalget", "Social-, sundheds- og fritidsudvalget"),
        ("Kommunaldirektørforum", "Kommunaldirektørforum"),
        ("Borgmesterkredsen", "Borgmesterkredsen"),
        ("Udtalelse fra kulturudvalget", "kulturudvalget"),
        ("fra kulturudvalget", None),
        ("Forum", None),
        ("Udsat. Økonomiudvalget", None),
        ("og Familieudvalget", None),
        ("mødet", None),
        ("Byrådet har behandlet sagen", None),
        ("Økonomi- og", None),
        ("", None),
    ],
)
def test_a_body_is_named_alone(text: str, body: str | None) -> None:
    assert station_body(text) == body


def test_a_table_and_what_its_stations_decided_are_one_history() -> None:
    rows = [
        ["Teknisk Udvalg", "03-05-2012", "7"],
        ["Byrådet", "10-05-2012"],
        ["Teknisk Udvalg den 3. maj 2012:"],
        ["Anbefales."],
    ]
    stations = merge_stations(read_stations(history(rows)))
    assert [(s.body, s.punkt, [line.text for line in s.lines]) for s in stations] == [
        ("Teknisk Udvalg", "7", ["Anbefales."]),
        ("Byrådet", None, []),
    ]


def test_two_decisions_of_one_day_stay_two() -> None:
    rows = [["Byrådet den 3. maj 2012: Udsat."], ["Byrådet den 3. maj 2012: Godkendt."]]
    assert len(merge_stations(read_stations(history(rows)))) == 2


def test_nothing_gives_no_station() -> None:
    assert read_stations([]) == []
    assert read([["Der er ikke truffet beslutning i sagen tidligere."]]) == []
