"""Headers set as forms: labels over their values, and labels with values side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from referat.structure.hovedskema import is_page_number, read_form
from referat.types import ReadPages

Views = Callable[..., Any]
Layout = Callable[..., ReadPages]


def _row(*cells: str, width: float = 110.0, **more: Any) -> tuple[dict[str, Any], ...]:
    return tuple(
        {"text": text, "x": 72.0 + width * place, **more}
        for place, text in enumerate(cells)
        if text
    )


@pytest.fixture
def form(views_of: Views, lay_out: Layout) -> Callable[..., dict[str, str]]:
    def run(*rows: Any) -> dict[str, str]:
        views, _ = views_of(lay_out(*rows))
        segments, _ = read_form(views)
        return {segment.key: segment.text for segment in segments}

    return run


def test_values_stand_under_their_labels(form: Any) -> None:
    assert form(
        _row("Forum:", "Mødetidspunkt:", "Mødested:", "Referent:", bold=True),
        _row("Byrådet", "03.03.2017 kl. 8.15", "mødelokale 5.06", "Holger Rudbæk"),
        {"text": "Indhold", "gap": 1.7},
    ) == {
        "forum": "Byrådet",
        "mødetidspunkt": "03.03.2017 kl. 8.15",
        "mødested": "mødelokale 5.06",
        "referent": "Holger Rudbæk",
    }


def test_when_a_meeting_was_opened_and_closed(form: Any) -> None:
    assert form(
        _row("Mødedag", "Åbnet", "Hævet", "Mødelokale", bold=True),
        _row("Onsdag 04.09.2019", "kl. 16.00", "kl. 17.10", "Kantinen, Havnegade 3"),
    ) == {
        "mødedag": "Onsdag 04.09.2019",
        "åbnet": "kl. 16.00",
        "hævet": "kl. 17.10",
        "mødelokale": "Kantinen, Havnegade 3",
    }


def test_labels_and_values_may_run_over_rows(form: Any) -> None:
    assert form(
        _row("Dato", "Mødested", "Sluttidspunkt for", bold=True),
        _row("", "", "møde", bold=True),
        _row("Søndag den 28.", "Ulvsø Bibliotek, mø-", "kl. 11.05"),
        _row("august 2005", "delokalet på 1. sal", ""),
        {"text": "Åbent punkt", "gap": 1.0},
    ) == {
        "dato": "Søndag den 28. august 2005",
        "mødested": "Ulvsø Bibliotek, mødelokalet på 1. sal",
        "sluttidspunkt for møde": "kl. 11.05",
    }


def test_a_label_and_its_value_side_by_side_with_another(form: Any) -> None:
    assert form(
        _row("Organ Ældrerådet", "Sluttidspunkt for møde Kl. 11.41", width=250.0),
        _row("Tidspunkt Søndag d. 20. september", "Lokale Ulvsø Kulturhus", width=250.0),
        _row("2015", width=250.0),
        {"text": "Sag Tekst Side", "gap": 1.5},
    ) == {
        "organ": "Ældrerådet",
        "sluttidspunkt for møde": "Kl. 11.41",
        "tidspunkt": "Søndag d. 20. september 2015",
        "lokale": "Ulvsø Kulturhus",
    }


def test_what_follows_the_form_is_not_its_value(views_of: Views, lay_out: Layout) -> None:
    views, _ = views_of(
        lay_out(
            _row("Dato:", "Sted:", bold=True),
            _row("3. maj 2019", "Kantinen"),
            {"text": "Afbud: Holger Rudbæk", "gap": 0.2},
            "Tora Lindemose",
        )
    )
    segments, used = read_form(views)
    assert [segment.text for segment in segments] == ["3. maj 2019", "Kantinen"]
    assert used == {0, 1, 2, 3}


def test_what_stands_below_lines_of_others_is_not_its_value(
    views_of: Views, lay_out: Layout
) -> None:
    views, _ = views_of(
        lay_out(
            _row("Dato:", "Sted:", bold=True),
            _row("3. maj 2019", "Kantinen"),
            _row("Medlem", "Mødt"),
            _row("Administrationen", ""),
        )
    )
    segments, _ = read_form([views[place] for place in (0, 1, 2, 3, 6)])
    assert [segment.text for segment in segments] == ["3. maj 2019", "Kantinen"]


def test_lines_one_below_the_other_are_no_form(views_of: Views, lay_out: Layout) -> None:
    views, _ = views_of(lay_out("Dato: 3. maj 2019", "Sted: Kantinen", ("Dato:", "3. maj 2019")))
    assert read_form(views) == ([], set())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Side 1", True),
        ("SIDE 1 af 3", True),
        ("- 12 -", True),
        ("Side iv", True),
        ("Side cccxii", True),
        ("cccxii", False),
        ("Lokale 3", False),
        ("Sidebygningen", False),
        ("2019", False),
    ],
)
def test_page_numbers(text: str, expected: bool) -> None:
    assert is_page_number(text) is expected


def test_captions_may_stand_below_their_values(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    def small(*texts: str) -> tuple[dict[str, Any], ...]:
        return tuple(
            {"text": text, "size": 7.0, "italic": True, "x": x}
            for text, x in zip(texts, (72.0, 320.0), strict=True)
        )

    def values(*texts: str) -> tuple[dict[str, Any], ...]:
        return tuple(
            {"text": text, "x": x, "gap": 0.9} for text, x in zip(texts, (72.0, 320.0), strict=True)
        )

    moede = read(
        lay_out(
            {"text": "Beslutningsreferat", "size": 18.0, "bold": True},
            "Havnerådet",
            values("Fredag den 14. september 2018", "9.30 – 11.55"),
            small("mødedag", "begyndt – sluttet"),
            values("Terminalen, Molevej 3, Ulvsø", "18/0409"),
            small("mødested", "mødets journalnummer"),
            {"text": "1. Dagsorden", "bold": True, "size": 13.0, "gap": 1.5},
            {"text": "Beslutning", "bold": True, "gap": 0.8},
            "Godkendt.",
            {"text": "2. Kajen", "bold": True, "size": 13.0, "gap": 1.5},
            {"text": "Beslutning", "bold": True, "gap": 0.8},
            "Udsat.",
        )
    )["moede"]
    assert (moede["dato"], moede["start"], moede["slut"]) == ("2018-09-14", "09:30", "11:55")
    assert (moede["sted"], moede["sagsnumre"]) == ("Terminalen, Molevej 3, Ulvsø", ["18/0409"])


def test_labels_below_a_title_are_no_captions_of_it(form: Any) -> None:
    found = form(
        _row("Havneudvalget", "Ulvsø Kommune", size=18.0),
        _row("Mødedato:", "Mødested:", bold=True),
        _row("25-06-2018", "Terminalen"),
    )
    assert found == {"mødedato": "25-06-2018", "mødested": "Terminalen"}


def test_labels_and_values_may_take_turns_in_a_row(form: Any) -> None:
    assert form(
        _row("Mødedag", "24.1.2011", "Fra – til", "08:00 – 09:35", "Rum", "Salen", width=80.0),
        {"text": "Medlem", "gap": 1.7},
    ) == {"mødedag": "24.1.2011", "fra - til": "08:00 – 09:35", "rum": "Salen"}


def test_a_row_of_something_else_has_no_fields(form: Any) -> None:
    assert form(_row("Ole Ravn", "C", "Nanna Sejr", "A", width=80.0)) == {}


def test_cells_without_a_place_stand_under_the_label_of_their_column(views_of: Views) -> None:
    views, _ = views_of("Tid og dato\tMødested\nMandag d. 3. marts 2003 kl. 14\tKantinen\n")
    segments, used = read_form(views)
    assert [(one.felt, one.text) for one in segments][1:] == [("sted", "Kantinen")]
    assert used == {0, 1, 2, 3}


@pytest.mark.parametrize(
    "text",
    [
        "Dato\tMødested\nMandag d. 3. marts 2003\n",
        "Dato\tMødested\nMødeleder\tReferent\n",
        "Til stede\tAfbud\nAbdi Nur\tIda Lund\n",
    ],
)
def test_cells_that_are_no_values_are_left(text: str, views_of: Views) -> None:
    assert read_form(views_of(text)[0]) == ([], set())


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            "Mødedato:\nBegyndt:\nSluttet:\nMødelokale:\n3. maj 2011\nkl. 16.30\nkl. 18.45\nSalen",
            {"mødedato": "3. maj 2011", "begyndt": "kl. 16.30", "sluttet": "kl. 18.45"},
        ),
        (
            "Dag\tBegyndt\tHævet\tMødested\n3. maj 2011\tkl. 16.30\tBakkens Kro",
            {"dag": "3. maj 2011", "begyndt": "kl. 16.30", "hævet": "", "mødested": "Bakkens Kro"},
        ),
        (
            "Dag 3. maj 2011\tHævet kl. 18.45\nBegyndt kl. 16.30\tLokale Bakkens Kro",
            {"dag": "3. maj 2011", "hævet kl": "18.45", "lokale": "Bakkens Kro"},
        ),
    ],
)
def test_a_converters_form_is_read_by_its_order(
    views_of: Views, header: str, expected: dict[str, str]
) -> None:
    views, _ = views_of(header)
    found = {segment.key: segment.text for segment in read_form(views)[0]}
    assert expected.items() <= found.items()


def test_labels_without_a_day_or_clock_below_them_are_no_form(views_of: Views) -> None:
    views, _ = views_of("Mødested:\nUdvalg:\nSalen\nByrådet")
    assert read_form(views) == ([], set())


def test_a_cell_that_holds_the_labels_of_two_narrow_columns_is_two(form: Any) -> None:
    assert form(
        _row("Udvalg", "Mødestart", "Sluttidspunkt for Sted", bold=True),
        _row("", "", "møde", bold=True),
        _row("Havneudvalget", "18.00", "20.12", "Kroen,"),
        _row("for lystsejlads", "", "", "Remsø"),
        {"text": "Medlemmerne var til stede, undtagen: Østen Vad (V).", "gap": 0.6},
    ) == {
        "udvalg": "Havneudvalget for lystsejlads",
        "mødestart": "18.00",
        "sluttidspunkt for møde": "20.12",
        "sted": "Kroen, Remsø",
    }


def test_a_heading_of_the_list_below_is_no_value(views_of: Views, lay_out: Layout) -> None:
    rows = (
        _row("Mødested Kroen", "Tid 3. maj 2017 kl. 14.30", width=250.0),
        {"text": "PUNKTER", "bold": True, "gap": 1.3},
        {"text": "Til afgørelse", "bold": True, "gap": 0.6},
    )
    views, _ = views_of(lay_out(*rows))
    segments, _ = read_form([view for view in views if view.text != "PUNKTER"])
    assert [segment.text for segment in segments] == ["Kroen", "3. maj 2017 kl. 14.30"]
