from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from referat.structure.told import read_heading
from referat.structure.views import make_views
from referat.types import ReadPages


@pytest.mark.parametrize(
    ("text", "nr", "titel", "numbers"),
    [
        ("Nr. 227 16:00 Dagsorden", "227", "Dagsorden", ()),
        (
            "§ 342 20-057374. KF - Godkendelse af dagsorden",
            "342",
            "KF - Godkendelse af dagsorden",
            ("20-057374",),
        ),
        ("342/2022 Lokalplan for Engen", "342/2022", "Lokalplan for Engen", ()),
        ("1.12 17.00 Åbent - Dagsorden", "1.12", "Dagsorden", ()),
        ("16.30 Godkendelse af referat", None, "Godkendelse af referat", ()),
        ("Punkt Ny bro over åen", None, "Ny bro over åen", ()),
        ("IV. Regnskab", "IV", "Regnskab", ()),
        ("B. Regnskab", "B", "Regnskab", ()),
        ("Pkt. 4 kl. 17.15 Ny bro", "4", "Ny bro", ()),
        ("ad C. 36/1922. Gadebelysning", None, "Gadebelysning", ("C.36/1922",)),
        ("2) C. 61/1921. Ny bro", "2", "Ny bro", ("C.61/1921",)),
        ("3: 05.07.00 Sagsnr.: 15/24593. Åbent - Ny bro", "3", "Ny bro", ("05.07.00", "15/24593")),
        ("16:35 27.36.00A00 Sagsnr.: 12/43405. Mad", None, "Mad", ("27.36.00A00", "12/43405")),
        ("1/2020 20/28504 Dokumentnr.: 41357/20. Ny bro", "1/2020", "Ny bro", ("20/28504",)),
        ("90 271357. K - Orientering", "90", "K - Orientering", ("271357",)),
        ("6. 19/1057 og 21/3390 – Ny bro", "6", "Ny bro", ("19/1057", "21/3390")),
        ("TOP 4 Dagpleje", "4", "Dagpleje", ()),
        ("Sag 1 af 5 Lys på stadion", None, "Lys på stadion", ()),
        ("230 U - Ejendomssag", "230", "U - Ejendomssag", ()),
        ("7 B. Skolevej", "7B", "Skolevej", ()),
        ("40 Lukket sag", "40", "Lukket sag", ()),
        ("9. Lukket sag (Beslutning)", "9", "Lukket sag (Beslutning)", ()),
        ("6 Åben spørgetid", "6", "Åben spørgetid", ()),
        ("2. 07/13. Ny bro over åen 07/13. Ny bro over åen", "2", "Ny bro over åen", ("07/13",)),
        ("Lån til Østre Skole (pkt. 25)", "25", "Lån til Østre Skole", ()),
        ("Lån til Østre Skole (lukket pkt. 30)", "30", "Lån til Østre Skole", ()),
        ("2 > Ny bro", "2", "Ny bro", ()),
        ("2005/2006: Haller", None, "2005/2006: Haller", ()),
        ("Budget 2024 og overslagsår", None, "Budget 2024 og overslagsår", ()),
    ],
)
def test_what_stands_before_a_title_is_taken_apart(
    text: str,
    nr: str | None,
    titel: str,
    numbers: tuple[str, ...],
    plain: Callable[[str], ReadPages],
) -> None:
    views, _ = make_views(plain(text).pages)
    heading = read_heading(views)
    assert (heading.nr, heading.titel) == (nr, titel)
    assert tuple(number.nummer for number in heading.sagsnumre) == numbers


def test_a_number_in_a_cell_at_the_right_is_the_headings(
    lay_out: Callable[..., ReadPages],
) -> None:
    pages = lay_out(
        ({"text": "Sag 9/2018 – Plads til skibe", "bold": True}, {"text": "nr. 21", "x": 480.0})
    )
    views, _ = make_views(pages.pages)
    heading = read_heading(views)
    assert (heading.nr, heading.titel) == ("21", "Plads til skibe")
    assert [number.nummer for number in heading.sagsnumre] == ["9/2018"]


def test_a_title_that_wraps_in_its_cell(lay_out: Callable[..., ReadPages]) -> None:
    pages = lay_out(
        ({"text": "Punkt", "x": 72.0}, {"text": "Anmodning om ny lokalplan", "x": 140.0}),
        ({"text": "nr. 3", "x": 72.0}, {"text": "ved Tulipanvej", "x": 140.0}),
    )
    views, _ = make_views(pages.pages)
    heading = read_heading(views)
    assert (heading.nr, heading.titel) == ("3", "Anmodning om ny lokalplan ved Tulipanvej")


def test_a_title_that_is_printed_twice_stands_once(plain: Callable[[str], ReadPages]) -> None:
    views, _ = make_views(plain("2. Åbningstider i filialerne\nÅbningstider i filialerne").pages)
    assert read_heading(views).titel == "Åbningstider i filialerne"


def test_a_spread_line_is_read_as_it_stands(lay_out: Callable[..., ReadPages]) -> None:
    pages = lay_out(
        (
            {"text": "Punkt 1.", "x": 45.0},
            {"text": "Svar", "x": 162.0},
            {"text": "på", "x": 295.0},
            {"text": "høring", "x": 353.0},
        ),
        ({"text": "om", "x": 162.0}, {"text": "Kommuneplan 2023", "x": 300.0}),
    )
    views, _ = make_views(pages.pages)
    assert read_heading(views).titel == "Svar på høring om Kommuneplan 2023"


def test_lines_of_other_columns_are_not_the_headings(lay_out: Callable[..., ReadPages]) -> None:
    pages = lay_out(
        (
            {"text": "1.", "x": 45.0},
            {"text": "Ny bro", "x": 99.0},
            {"text": "Vedtaget.", "x": 350.0},
        ),
        ({"text": "over åen", "x": 99.0},),
    )
    views, _ = make_views(pages.pages)
    heading = read_heading([views[0], views[1], views[3]])
    assert heading.titel == "Ny bro over åen"
    assert list(heading.lines) == [0, 1, 3]


def test_a_title_is_whole_where_the_line_above_was_hyphenated(
    plain: Callable[[str], ReadPages],
) -> None:
    views, _ = make_views(plain("7. Salg af grund 12-\na ved havnen").pages)
    views[0].line = replace(views[0].line, broken=True)
    assert read_heading(views).titel == "Salg af grund 12a ved havnen"


def test_a_row_that_says_punkt_and_number_is_read_in_order(
    lay_out: Callable[..., ReadPages],
) -> None:
    row = tuple(
        {"text": text, "x": x} for text, x in (("Punkt", 72), ("227", 240), ("306-2001-600", 300))
    )
    views, _ = make_views(lay_out(row, "Ny kran til havnen").pages)
    heading = read_heading(views)
    assert (heading.nr, [number.nummer for number in heading.sagsnumre]) == (
        "227",
        ["306-2001-600"],
    )
    assert heading.titel == "Ny kran til havnen"
