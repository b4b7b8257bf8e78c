"""Case numbers: every shape of the grammar, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referat.structure.sagsnumre import (
    find_numbers,
    is_number_line,
    normal_form,
    numbers_of_case,
    split_heading_number,
)

FEW = settings(deadline=None, derandomize=True, database=None, max_examples=60)

# kind, as printed alone below a heading, normal form
ALONE = [
    ("kle", "15.40.00-P35-7-19", "15.40.00-P35-7-19"),
    ("kle", "00.01.00-A00-12-08", "00.01.00-A00-12-08"),
    ("kle", "01.02.05-P16-1044-15", "01.02.05-P16-1044-15"),
    ("kle", "00.01.00-104-9399-10", "00.01.00-I04-9399-10"),
    ("kle", "00.01.00-S00-9399-10", "00.01.00-S00-9399-10"),
    ("kle", "00.01.00-500-9399-10", "00.01.00-S00-9399-10"),
    ("kle", "27.15.12–Ø40–6–16", "27.15.12-Ø40-6-16"),
    ("kle", "27.15.12-ø40-6-16", "27.15.12-Ø40-6-16"),
    ("kle", "27.15.12 - Ø40 - 6 - 16", "27.15.12-Ø40-6-16"),
    ("kle", "27.15.12-040-6-16", "27.15.12-Ø40-6-16"),
    ("kle", "27.15.12-@40-6-16", "27.15.12-Ø40-6-16"),
    ("kle", "15.40.00-P3S-7-19", "15.40.00-P35-7-19"),
    ("kle-kort", "00.01.00P35-0044", "00.01.00P35-0044"),
    ("kle-kort", "00.10.10A30-T60001", "00.10.10A30-T60001"),
    ("kle-uden-facet", "05.00.00-12-19", "05.00.00-12-19"),
    ("kle-arkiv", "17.01.4 - 03.221", "17.01.4-03.221"),
    ("kle-emne", "08.03.00G01/501", "08.03.00G01/501"),
    ("kle-emne", "00.30.10S00", "00.30.10S00"),
    ("region", "1-21-4-18-17", "1-21-4-18-17"),
    ("region", "1-51-71-3300-08", "1-51-71-3300-08"),
    ("emn", "EMN-2018-01234", "EMN-2018-01234"),
    ("emn", "SAG-2016-01234", "SAG-2016-01234"),
    ("emn", "SAG-16-01234", "SAG-16-01234"),
    ("s-aar", "S2021-123", "S2021-123"),
    ("kommunekode", "306-2009-600", "306-2009-600"),
    ("kommunekode", "306 - 2009 - 600", "306-2009-600"),
    ("aar-loebenr", "2020-0111222", "2020-0111222"),
    ("aar-loebenr", "2019-004410-3", "2019-004410-3"),
    ("aar-skraa", "2014/0012345", "2014/0012345"),
    ("loebenr-aar", "031177-2015", "031177-2015"),
    ("yy-6", "23-004417", "23-004417"),
    ("acadre", "13/40771", "13/40771"),
    ("acadre", "08/711", "08/711"),
    ("organ", "BR 118/07", "BR118/07"),
    ("organ", "ØU 77/2006", "ØU77/2006"),
]


@pytest.mark.parametrize(("kind", "printed", "expected"), ALONE)
def test_a_number_alone_on_its_line_is_known_by_its_shape(
    kind: str, printed: str, expected: str
) -> None:
    (found,) = find_numbers(printed, alone=True)
    assert (found.type, found.nummer) == (kind, expected)
    assert not found.labelled
    assert not found.is_document
    assert is_number_line(printed)


@pytest.mark.parametrize(("kind", "printed", "expected"), ALONE)
def test_without_a_label_a_number_inside_running_text_is_none(
    kind: str, printed: str, expected: str
) -> None:
    assert find_numbers(f"Udvalget henviste til {printed} i sit svar", alone=True) == []
    assert find_numbers(printed) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sagsnr.: 15/2291", ["15/2291"]),
        ("Sag EMN-2021-00301, EMN-2020-01177", ["EMN-2021-00301", "EMN-2020-01177"]),
        ("Sagsnr. 300001", ["300001"]),
        ("Sags nr.: 12/20001", ["12/20001"]),
        ("Sagsnummer: 12/20001", ["12/20001"]),
        ("Sagnr.: 1-21-4-18-17", ["1-21-4-18-17"]),
        ("Sag 306-2010-412", ["306-2010-412"]),
        ("Sag: 2005/11842 J.nr.: 01.02.05P16", ["2005/11842", "01.02.05P16"]),
        ("Beslutningssag på sag 27.36.04-P20-4-24", ["27.36.04-P20-4-24"]),
        ("Journal 20.01.04Ø39 og 20.01.04G01", ["20.01.04Ø39", "20.01.04G01"]),
        (
            "Sagsnummer: 01.02.15-P16-2-17 / 01.02.05-P16-9-17",
            ["01.02.15-P16-2-17", "01.02.05-P16-9-17"],
        ),
        ("Sagsid.: 14/41", ["14/41"]),
        ("SagsID: 60001", ["60001"]),
        ("J.nr.: 00.01.00", ["00.01.00"]),
        ("J.nr. H 31/84", ["H31/84"]),
        ("J.nr. 18.15.02-S00-88", ["18.15.02-S00-88"]),
        ("Journalnr. 05.13.00-K07-97-3", ["05.13.00-K07-97-3"]),
        ("Captia 2017/031188", ["2017/031188"]),
        ("J. 05.01.08-3/98", ["05.01.08-3/98"]),
        ("J. nr 04.01.00G01", ["04.01.00G01"]),
        ("Journal nr.: 08.03.00G01/501", ["08.03.00G01/501"]),
        ("Journalnr. 66.01/2019-14", ["66.01/2019-14"]),
        ("J.nr.: 00.30.10S00.  Sagsnr.: 11/502", ["00.30.10S00", "11/502"]),
        ("Sagsnr.: 13/5611, 13/5612 og 13/5613", ["13/5611", "13/5612", "13/5613"]),
        ("DIABCD / 07/40118", ["07/40118"]),
        ("Åbent - 05.09.00-P19-3-16", ["05.09.00-P19-3-16"]),
        ("Sagsnr. 18/4", ["18/4"]),
        ("Sagsnr.: 23/1122   Sagsbehandler: Holger Rudbæk", ["23/1122"]),
    ],
)
def test_a_label_announces_numbers_of_any_shape(text: str, expected: list[str]) -> None:
    assert [found.nummer for found in find_numbers(text, alone=True)] == expected


@pytest.mark.parametrize(
    ("text", "cases", "documents"),
    [
        ("Dok.nr. 2019-004410-10", [], ["2019-004410-10"]),
        ("Dok. 399-2017-20884", [], ["399-2017-20884"]),
        ("Brevid: 1703341", [], ["1703341"]),
        ("Sag: 2017 - 20418, 2018 - 27730", ["2017-20418", "2018-27730"], []),
        ("Sagsnr./Dok.nr. 2019-004410 / 2019-004410-3", ["2019-004410"], ["2019-004410-3"]),
        (
            "Sagsnr.: 326-2010-88   J.nr.: 00.01.00   Dokumentnr.: 326-2011-99",
            ["326-2010-88", "00.01.00"],
            ["326-2011-99"],
        ),
        ("Dok.nr.: 2210  Sagsid.: 14/41  Initialer: xxyyz  Åben sag", ["14/41"], ["2210"]),
    ],
)
def test_document_numbers_are_kept_apart(text: str, cases: list[str], documents: list[str]) -> None:
    found = find_numbers(text)
    assert [number.nummer for number in found if not number.is_document] == cases
    assert [number.nummer for number in found if number.is_document] == documents


@pytest.mark.parametrize(
    "text",
    [
        "12-08-2021",
        "21.11.2019",
        "2018 - 2021",
        "2018-2021",
        "3/8",
        "0-901",
        "§ 18, stk. 4",
        "86 12 34 56",
        "8612 3456",
        "4.500.000",
        "270.001,50",
        "pkt. 118",
        "lokale 412",
        "Mødenr. 12",
        "Sag nr. 8",
        "SAG NR. 1",
        "Side 3 af 12",
        "2800",
        "101",
        "",
        "Statsforvaltningens j.nr. 2017-30001",
        "Ankestyrelsens sagsnr. 2019-12345",
        "18:05",
        "konto 5.32.30",
        "matr.nr. 7bx",
    ],
)
def test_other_numbers_are_no_case_numbers(text: str) -> None:
    assert [n for n in find_numbers(text, alone=True) if not n.is_document] == []
    assert not is_number_line(text)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("00.01.00A26 Sagsnr.: 20/5152", ["00.01.00A26", "20/5152"]),
        ("Arkivnr.: BR 288/2009", ["BR288/2009"]),
        ("Åbent - 404-2002-73490 Dokumentnr.: 404-2002-26354", ["404-2002-73490"]),
        ("Sag HDRD / 25/39308", ["25/39308"]),
        ("105964", ["105964"]),
        ("Dok.nr.: 396-2022-80112", []),
        ("Initialer: BKR", []),
        ("Møde den 12-04-2011", []),
        ("Ankestyrelsen 21/4471", []),
    ],
)
def test_on_a_cases_line_a_number_counts_behind_any_label(line: str, expected: list[str]) -> None:
    found = [number.nummer for number in numbers_of_case(line) if not number.is_document]
    assert found == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("J.nr.: 04.01.00G01  Sagsid.: 2211  Initialer: ira  Åben sag", True),
        ("Sagsid.: 20/30001, Sagsinitialer: XYZA", True),
        ("Sagsnr. 15/2291", True),
        ("1. Godkendelse af dagsorden", False),
        ("14. Lån til Østre Skole (j.nr. 17.01.3/77)", False),
        ("17.01.04.A00 Beh.: KFR", True),
        ("Udvalget har i sagsnr. 15/2291 bedt om en redegørelse for belysningen", False),
        ("Byrådet, 27-03-2008 Side 7", False),
    ],
)
def test_a_number_line_holds_the_number_and_its_neighbours_alone(line: str, expected: bool) -> None:
    assert is_number_line(line) is expected


@pytest.mark.parametrize(
    ("title", "expected", "number"),
    [
        ("Ny sluse ved Elmsø (2020-0111222)", "Ny sluse ved Elmsø", "2020-0111222"),
        ("Ny sluse ved Elmsø (332418)", "Ny sluse ved Elmsø", "332418"),
        ("Tilskud (500.000)", "Tilskud (500.000)", None),
        ("Godkendelse af dagsorden ( )", "Godkendelse af dagsorden", None),
        ("Godkendelse af dagsorden ()", "Godkendelse af dagsorden", None),
        ("Budget (2. behandling)", "Budget (2. behandling)", None),
        ("Strategi (2018-2021)", "Strategi (2018-2021)", None),
        ("Åbningstider i 1998, j.nr. 22.10.00A30-1", "Åbningstider i 1998", "22.10.00A30-1"),
        ("Nye uniformer, j.nr.", "Nye uniformer", None),
        ("Orientering, sag nr. 3", "Orientering, sag nr. 3", None),
    ],
)
def test_a_heading_may_close_with_its_number(title: str, expected: str, number: str | None) -> None:
    titel, found = split_heading_number(title)
    assert titel == expected
    assert (found.nummer if found else None) == number


@st.composite
def printed_numbers(draw: st.DrawFn) -> str:
    """A case number of any family, with the dashes and blanks that printing gives it."""
    dash = draw(st.sampled_from(["-", "–", " - ", "‑", "−"]))
    facet = draw(st.sampled_from("AGPSØKapø"))
    year = draw(st.integers(0, 99))
    serial = draw(st.integers(1, 99999))
    subject = ".".join(f"{draw(st.integers(0, 99)):02d}" for _ in range(3))
    shape = draw(st.sampled_from(["kle", "acadre", "kode", "edoc"]))
    if shape == "kle":
        number = draw(st.integers(0, 99))
        return f"{subject}{dash}{facet}{number:02d}{dash}{serial}{dash}{year:02d}"
    if shape == "acadre":
        return f"{year:02d}/{serial + 9}"
    if shape == "kode":
        code = draw(st.integers(101, 860))
        return f"{code}{dash}20{year:02d}{dash}{serial}"
    return f"20{year:02d}{dash}{serial:07d}"


@FEW
@given(printed=printed_numbers())
def test_a_printed_number_is_read_and_its_normal_form_stays(printed: str) -> None:
    (found,) = find_numbers(f"Sagsnr.: {printed}")
    assert found.printed == printed
    assert found.nummer == normal_form(found.nummer, kind=found.type)
    assert find_numbers(f"Sagsnr.: {found.nummer}")[0].nummer == found.nummer
    assert not any(character.isspace() or character.islower() for character in found.nummer)


@FEW
@given(text=st.text(max_size=40))
def test_normal_form_is_its_own_normal_form(text: str) -> None:
    once = normal_form(text)
    assert normal_form(once) == once


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Journalnr. 2021-050311 2022-001904", ["2021-050311", "2022-001904"]),
        ("Sagsnr. 14/7012 03/12", ["14/7012"]),  # a day
        ("Sagsnr. 14/7012 2015", ["14/7012"]),
    ],
)
def test_lines_of_one_cell_hold_numbers_of_one_kind(text: str, expected: list[str]) -> None:
    assert [number.nummer for number in find_numbers(text)] == expected
