"""Headings of punkter among all that look like them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from referat.danish.overskrifter import FORMS, FRONT_PUNKT, MARK_LINE, NOT_HEADING
from referat.structure.candidates import find_candidates
from referat.structure.chain import choose_chain, merge_covers
from referat.structure.headings import Heading, longest_row
from referat.structure.toc import find_toc
from referat.types import LineRole, ReadPages, TextSource

Nrs = Callable[..., list[tuple[str | None, str]]]


@pytest.fixture
def chain(views_of: Callable[..., Any]) -> Nrs:
    """Numbers and titles of the chain that a document's lines give."""

    def run(document: str | ReadPages) -> list[tuple[str | None, str]]:
        views, measures = views_of(document)
        toc = find_toc(views)
        chosen = merge_covers(choose_chain(find_candidates(views, measures, toc)))
        return [(heading.nr, heading.titel) for heading in chosen]

    return run


@pytest.mark.parametrize(
    ("line", "form", "nr", "titel"),
    [
        ("Punkt 7: Titel", "punkt", "7", "Titel"),
        ("Pkt. 42 Titel", "punkt", "42", "Titel"),
        ("Punkt nr. 3 - Titel", "punkt", "3", "Titel"),
        ("Punkt 03B Titel", "punkt", "03B", "Titel"),
        ("Ad dagsordenens punkt 2. Titel", "punkt", "2", "Titel"),
        ("Pkt. 1", "punkt", "1", ""),
        ("Dagsordenens 6. punkt", "punkt", "6", ""),
        ("Dagsordenens 6. punkt – fortroligt", "punkt", "6", "fortroligt"),
        ("6. punkt på dagsordenen: Titel", "punkt", "6", "Titel"),
        ("6. dagsordenspunkt", "punkt", "6", ""),
        ("SAG NR. 1", "sag", "1", ""),
        ("Saq nr. 8: Titel", "sag", "8", "Titel"),
        ("Nr. 4   BR 118/07. Titel", "nr", "4", "BR 118/07. Titel"),
        ("6. 18:10 Titel", "tid", "6", "Titel"),
        ("3. kl. 17.25 Titel", "tid", "3", "Titel"),
        ("6. 18:10", "tid", "6", ""),
        ("åbent 1 Titel", "mark-nr", "1", "Titel"),
        ("lukket 101 Lukket punkt: salg", "mark-nr", "101", "Lukket punkt: salg"),
        ("5 Åbent    Titel", "nr-mark", "5", "Titel"),
        ("1 (Åben) Titel", "nr-mark", "1", "Titel"),
        ("Ad. 1) Godkendt.", "ad", "1", "Godkendt."),
        ("7. Titel", "nr.", "7", "Titel"),
        ("04A. Titel", "nr.", "04A", "Titel"),
        ("62 – j.nr. 00.32.02-1/96 – Titel", "nr ", "62", "j.nr. 00.32.02-1/96 – Titel"),
        ("58 / Titel", "nr ", "58", "Titel"),
        ("58 > Titel", "nr ", "58", "Titel"),
        ("Titel (pkt. 25)", "bag", "25", "Titel"),
        ("Titel (lukket pkt. 30)", "bag", "30", "Titel"),
        ("3. 21/5120 – Titel", "nr.", "3", "21/5120 – Titel"),
        ("6. 19/10457 og 21/3390 – Titel", "nr.", "6", "19/10457 og 21/3390 – Titel"),
        ("342.    Titel", "nr.", "342", "Titel"),
        ("3 : Titel", "nr:", "3", "Titel"),
        ("3: Titel", "nr:", "3", "Titel"),
        ("7) Titel", "nr)", "7", "Titel"),
        ("1 Titel", "nr ", "1", "Titel"),
        ("61 · Titel", "nr ", "61", "Titel"),
        ("PUNKT 21 · Titel", "punkt", "21", "Titel"),
        ("114Spørgsmål til Byrådet", "limet", "114", "Spørgsmål til Byrådet"),
        ("12", "alene", "12", ""),
    ],
)
def test_each_form_prints_number_and_title(line: str, form: str, nr: str, titel: str) -> None:
    first = next(entry for entry in FORMS if entry.pattern.match(line))
    found = first.pattern.match(line)
    assert found is not None
    assert first.name == form
    assert found["nr"] == nr
    assert (found.groupdict().get("titel") or "").strip() == titel


@pytest.mark.parametrize(
    "line",
    [
        "Punktet udgår",
        "Punkt 3-5 blev drøftet samlet",
        "Sag nr. 14/41",
        "1.200 kr.",
        "2019",
        "20.000",
        "1 drift",
        "12345 Titel",
        "Godkendt.",
        "",
    ],
)
def test_other_lines_print_no_heading(line: str) -> None:
    matched = [entry.name for entry in FORMS if entry.pattern.match(line)]
    assert matched in ([], ["alene"])


@pytest.mark.parametrize(
    "titel",
    ["at puljen fordeles", "januar 2019", "stk. 2", "behandling af sagen", "§ 3", "mio. kr.", "-3"],
)
def test_a_number_before_these_is_a_date_a_sum_or_a_list(titel: str) -> None:
    assert NOT_HEADING.match(titel)


@pytest.mark.parametrize("titel", ["Atletik i hallen", "Behandlingen", "Majsmarken", "Budget"])
def test_titles_that_open_alike_are_headings(titel: str) -> None:
    assert not NOT_HEADING.match(titel)


@pytest.mark.parametrize(
    ("line", "closed"),
    [("Åbent punkt", False), ("LUKKET SAG", True), ("(Lukket)", True), ("åben", False)],
)
def test_a_mark_line_says_only_open_or_closed(line: str, closed: bool) -> None:
    found = MARK_LINE.match(line)
    assert found is not None
    assert bool(found["closed"]) is closed


@pytest.mark.parametrize("line", ["Åbent hus på skolen", "Lukket på grund af ferie", "Åbning"])
def test_a_sentence_that_opens_alike_is_no_mark(line: str) -> None:
    assert not MARK_LINE.match(line)


@pytest.mark.parametrize(
    ("titel", "front"),
    [
        ("Fraværende", True),
        ("Godkendelse af dagsorden", True),
        ("Godkendelse af referat", True),
        ("Meddelelser", True),
        ("Godkendelse af lokalplan", False),
        ("Budget", False),
    ],
)
def test_a_front_punkt_may_carry_the_attendance(titel: str, front: bool) -> None:
    assert bool(FRONT_PUNKT.match(titel)) is front


BODY = "\nSagsfremstilling\nTekst om sagen.\nBeslutning\nGodkendt.\n"


@pytest.mark.parametrize(
    ("text", "nrs"),
    [
        ("1. Dagsorden{0}2. Budget{0}3. Eventuelt{0}", ["1", "2", "3"]),
        # the numbers run through the year
        ("342. Dagsorden{0}343. Budget{0}344. Eventuelt{0}", ["342", "343", "344"]),
        # one that is not published, one that was put in
        ("1. Dagsorden{0}2. Budget{0}4. Eventuelt{0}", ["1", "2", "4"]),
        ("04. Dagsorden{0}04A. Budget{0}05. Eventuelt{0}", ["04", "04A", "05"]),
        ("Punkt 1: Dagsorden{0}Punkt 2: Budget{0}", ["1", "2"]),
        ("1 : Dagsorden{0}2 : Budget{0}3 : Eventuelt{0}", ["1", "2", "3"]),
        # the closed part counts on its own
        ("1. Dagsorden{0}2. Budget{0}101. Ejendom{0}", ["1", "2", "101"]),
        # a list of the agenda's own items inside the second
        (
            "1. Dagsorden{0}2. Budget\nSagsfremstilling\nForslagene er:\n1. Flere bænke\n"
            "2. Mere lys\n3. Bedre stier\nBeslutning\nGodkendt.\n3. Eventuelt{0}",
            ["1", "2", "3"],
        ),
        (
            "1. Dagsorden{0}2. Budget\nIndstilling\nDirektøren indstiller,\n1. at budgettet "
            "godkendes\n2. at resten overføres\nBeslutning\nGodkendt.\n3. Eventuelt{0}",
            ["1", "2", "3"],
        ),
    ],
)
def test_the_chain_of_headings_is_found_whole(chain: Nrs, text: str, nrs: list[str]) -> None:
    assert [nr for nr, _ in chain(text.format(BODY))] == nrs


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Et notat uden numre\nmed to linjer",
        "1. at puljen fordeles\n2. at resten overføres",
        "Der er tre mål:\n1) flere cykelstativer\n2) mere lys",
        "1.200 kr.\n2.400 kr.",
    ],
)
def test_without_evidence_there_is_no_chain(chain: Nrs, text: str) -> None:
    assert chain(text) == []


def test_a_table_of_figures_gives_no_heading(chain: Nrs, lay_out: Callable[..., ReadPages]) -> None:
    big = {"bold": True, "size": 13.0, "gap": 1.0}
    found = chain(
        lay_out(
            {"text": "1. Dagsorden", **big},
            {"text": "Beslutning", "bold": True},
            "Godkendt.",
            {"text": "2. Budget", **big},
            ("1 Drift", "100", "200", "300"),
            ("2 Anlæg", "100", "200", "300"),
            ("3 Renter", "100", "200", "300"),
            {"text": "Beslutning", "bold": True},
            "Godkendt.",
            {"text": "3. Eventuelt", **big},
        )
    )
    assert [nr for nr, _ in found] == ["1", "2", "3"]
    assert [titel for _, titel in found] == ["Dagsorden", "Budget", "Eventuelt"]


def test_a_mark_at_the_other_end_of_the_row_is_no_title(
    chain: Nrs, lay_out: Callable[..., ReadPages], read: Callable[..., dict[str, Any]]
) -> None:
    rows: list[Any] = ["Kornby Kommune", "Teknisk Udvalg", "Referat af møde den 3. maj 2006"]
    for number, titel in enumerate(("Valg af formand", "Ny bro over åen", "Eventuelt"), start=24):
        mark = "Lukket" if number == 25 else "Åben"
        rows += [
            ({"text": f"Pkt. {number}", "gap": 1.0}, {"text": mark, "x": 400.0}),
            {"text": titel, "bold": True, "gap": 0.4},
            {"text": "Beslutning:", "bold": True},
            "Godkendt.",
        ]
    punkter = read(lay_out(*rows))["punkter"]
    assert [(punkt["nr"], punkt["titel"], punkt["lukket"]) for punkt in punkter] == [
        ("24", "Valg af formand", False),
        ("25", "Ny bro over åen", True),
        ("26", "Eventuelt", False),
    ]


def test_number_and_title_may_be_cells_of_a_row(
    chain: Nrs, lay_out: Callable[..., ReadPages]
) -> None:
    rows: list[Any] = []
    for number, titel in enumerate(("Dagsorden", "Budget", "Eventuelt"), start=1):
        rows += [
            ({"text": f"Punkt {number}", "bold": True, "gap": 1.0}, {"text": titel, "bold": True}),
            {"text": "Beslutning", "bold": True},
            "Godkendt.",
        ]
    assert chain(lay_out(*rows)) == [("1", "Dagsorden"), ("2", "Budget"), ("3", "Eventuelt")]


def test_a_cover_and_its_item_are_one(chain: Nrs) -> None:
    text = "\n".join(
        f"Punkt {number}: {titel}\n13/4077{number}\n{number}. {titel}\n13/4077{number}{BODY}"
        for number, titel in enumerate(("Dagsorden", "Budget"), start=1)
    )
    assert chain(text) == [("1", "Dagsorden"), ("2", "Budget")]


@pytest.mark.parametrize(
    "lines",
    [
        ["1. Havnen .......... 2", "2. Budget .......... 3"],
        ["Havnen.....\t2", "Budget.....\t3"],
        ["Havnen . . . . . 2", "Budget . . . . . 3"],
        ["1. Havnen...ii", "2. Budget...iv"],
        [
            "1. Havnen Fejl! Bogmærke er ikke defineret.",
            "2. Budget Fejl! Bogmærke er ikke defineret.",
        ],
        ["1. Havnen 2", "2. Budget 3"],
    ],
)
def test_a_table_of_contents_is_no_punkt(views_of: Callable[..., Any], lines: list[str]) -> None:
    views, _ = views_of("\n".join(["Indholdsfortegnelse", *lines]))
    toc = find_toc(views)
    assert [entry.titel for entry in toc] == ["Havnen", "Budget"]
    marked = [view for view in views if view.role is LineRole.TOC]
    assert len(marked) >= 3


def test_leaders_misread_as_letters_are_leaders_in_recognised_text(
    views_of: Callable[..., Any], lay_out: Callable[..., ReadPages]
) -> None:
    views, _ = views_of(
        lay_out(
            "Indholdsfortegnelse",
            "1. Havnen sssseeeennn 2",
            "2. Budget ,.,.,.,.,., 3",
            source=TextSource.OCR,
        )
    )
    assert [entry.titel for entry in find_toc(views)] == ["Havnen", "Budget"]


def test_one_line_with_leaders_is_no_table_of_contents(views_of: Callable[..., Any]) -> None:
    views, _ = views_of("Underskrift ............\nGodkendt.")
    assert find_toc(views) == []
    assert {view.role for view in views} == {LineRole.BODY}


def test_page_numbers_in_cells_belong_to_the_table_of_contents(
    views_of: Callable[..., Any],
) -> None:
    views, _ = views_of("Indholdsfortegnelse\nHavnen.....\t3\nBudget.....\t5")
    find_toc(views)
    assert {view.role for view in views} == {LineRole.TOC}


def test_words_and_numbers_that_only_this_document_shows_are_headings(chain: Nrs) -> None:
    """Running numbers of the year, one of them taken out of order."""
    found = chain(
        "\n".join(
            f"Beslutningssag nr. {number}/06\n{titel}\nSagen har været drøftet.\nDer kom svar."
            for number, titel in (
                (9, "Ny vej"),
                (10, "Bro"),
                (11, "Sti"),
                (15, "Havn"),
                (12, "Mole"),
                (13, "Kaj"),
            )
        )
    )
    assert [nr for nr, _ in found] == ["9/06", "10/06", "11/06", "15/06", "12/06", "13/06"]


@pytest.mark.parametrize(
    "lines",
    [
        [f"Kort om sag {number}.\nIndstilling\nGodkendes." for number in (1, 2, 3)],
        [f"Model {number}: En vej\nDen koster mest.\nDen er kort." for number in (1, 2, 3)],
        [f"Sal nr. {number} er ledig" for number in (1, 2, 3)],
    ],
)
def test_a_series_without_titles_or_of_a_lists_items_is_none(chain: Nrs, lines: list[str]) -> None:
    assert chain("\n".join(lines)) == []


def test_a_list_of_the_titles_is_no_series_of_punkter(chain: Nrs) -> None:
    titles = ("Ny vej ved havnen", "Bro over åen", "Sti til skolen")
    listed = [f"Nr. {number} {titel}" for number, titel in enumerate(titles, start=1)]
    told = [
        f"Nr. {number}\n{titel}\nSagen har været drøftet.\nDer kom svar."
        for number, titel in enumerate(titles, start=1)
    ]
    assert [nr for nr, _ in chain("\n".join([*listed, "Sagsnr. 22/1001", *told]))] == [
        "1",
        "2",
        "3",
    ]


@pytest.mark.parametrize(
    ("heads", "numbers"),
    [
        (("A Velkomst", "B Budget", "C Ny bro"), ["A", "B", "C"]),
        ((("A", "Velkomst"), ("B", "Budget"), ("C", "Ny bro")), ["A", "B", "C"]),
        (("A1 Velkomst", "A2 Budget", "B1. Ny bro"), ["A1", "A2", "B1"]),
        (("A Velkomst", "B Budget", "D Ny bro"), []),
        (("B Velkomst", "C Budget", "D Ny bro"), []),
    ],
)
def test_letters_in_lines_set_apart_are_numbers(
    chain: Nrs, lay_out: Callable[..., ReadPages], heads: tuple[Any, ...], numbers: list[str]
) -> None:
    rows: list[Any] = []
    for head in heads:
        cells = head if isinstance(head, tuple) else (head,)
        bold = tuple(
            {"text": text, "bold": True, "size": 13.0, "x": 72.0 + 40 * place}
            for place, text in enumerate(cells)
        )
        rows += [bold, "Sagen har været drøftet.", "Der kom svar fra alle."]
    assert [nr for nr, _ in chain(lay_out(*rows))] == numbers


def test_whole_numbers_with_a_nought_behind_are_a_row(chain: Nrs) -> None:
    lines = "\n".join(
        f"{number}.0 {titel}\nSagen har været drøftet.\nDer kom svar."
        for number, titel in ((1, "Ny vej"), (2, "Bro"), (3, "Sti"))
    )
    assert [nr for nr, _ in chain(lines)] == ["1.0", "2.0", "3.0"]


@pytest.mark.parametrize(
    ("numbers", "row"),
    [
        ([], []),
        ([7], [7]),
        ([1, 2, 2012, 3, 9, 4], [1, 2, 3, 4]),
        ([1, 2, 1, 2, 3], [1, 2, 3]),
        ([5, 4, 3], [5]),
    ],
)
def test_the_longest_row_of_numbers_by_one(numbers: list[int], row: list[int]) -> None:
    assert longest_row(numbers, int) == row


def test_a_row_of_many_numbers_takes_no_time_by_their_square() -> None:
    assert len(longest_row(range(200_000), int)) == 200_000


def test_case_numbers_may_stand_in_brackets_before_a_number(
    lay_out: Callable[..., ReadPages], read: Callable[..., dict[str, Any]]
) -> None:
    rows: list[Any] = [{"text": "Referat", "size": 16.0}, "Byrådet den 24. juni 2003"]
    for number, titel in ((318, "Spørgetid"), (319, "Ny sal"), (320, "Torvedage")):
        rows += [
            {
                "text": f"[05.13.00-P20-{number}-03] Nr. {number}: {titel}",
                "bold": True,
                "size": 12.0,
            },
            {"text": "Forelæggelse", "bold": True},
            "Sagen har været længe undervejs og forelægges nu.",
            {"text": "Udfald", "bold": True},
            "Byrådet vedtog forslaget.",
        ]
    punkter = read(lay_out(*rows))["punkter"]
    assert [(punkt["nr"], punkt["titel"], punkt["sagsnumre"]) for punkt in punkter] == [
        (str(number), titel, [f"05.13.00-P20-{number}-03"])
        for number, titel in ((318, "Spørgetid"), (319, "Ny sal"), (320, "Torvedage"))
    ]
    assert {punkt["beslutning"]["tekst"] for punkt in punkter} == {"Byrådet vedtog forslaget."}


def test_open_or_closed_beside_a_number_is_no_title(
    lay_out: Callable[..., ReadPages], read: Callable[..., dict[str, Any]]
) -> None:
    """The title stands below both."""
    rows: list[Any] = [{"text": "Referat", "size": 16.0}, "Byrådet den 24. juni 2003"]
    for number, titel in ((58, "Meddelelser"), (59, "Årsregnskab"), (60, "Salg af jord")):
        mark = "Lukket sag" if number == 60 else "Åben sag"
        rows += [
            (
                {"text": f"Punkt {number}", "bold": True, "gap": 1.2},
                {"text": mark, "bold": True, "x": 130.0},
            ),
            {"text": titel, "bold": True, "size": 12.0},
            "Journalsag: 03/1187 og 03/2201",
            {"text": "Beslutning", "bold": True},
            "Godkendt.",
        ]
    punkter = read(lay_out(*rows))["punkter"]
    assert [(punkt["titel"], punkt["lukket"]) for punkt in punkter] == [
        ("Meddelelser", False), ("Årsregnskab", False), ("Salg af jord", True)
    ]  # fmt: skip
    assert {tuple(punkt["sagsnumre"]) for punkt in punkter} == {("03/1187", "03/2201")}


def _numbered(document: dict[str, Any]) -> list[tuple[str | None, str]]:
    return [(punkt["nr"], punkt["titel"]) for punkt in document["punkter"]]


SECTIONS = """
Sagsfremstilling
Havnen har fået flere både.
1. Baggrund
Broen er fra 1961 og måler 40 m.
2. Tidsplan
Arbejdet varer et halvt år.
3. Økonomi
Der er afsat 40.000 kr.
4. Naboer
Ingen har skrevet.
Beslutning
Godkendt.
"""


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Sag nr. 227 Ny bro ved havnen", "Sag nr. 228 Takster for bådpladser"),
        ("12 2008-036037. Ny bro ved havnen", "13 2008-036038. Takster for bådpladser"),
        ("Sag 12: 57-064385. Ny bro ved havnen", "Sag 13: 57-064386. Takster for bådpladser"),
        ("12) 21/5120 – Ny bro ved havnen", "13) 21/5121 – Takster for bådpladser"),
    ],
)
def test_two_punkter_hold_against_numbers_inside_them(
    read: Callable[..., dict[str, Any]], first: str, second: str
) -> None:
    document = read(
        f"Referat Havneudvalget den 3. maj 2019\n{first}\n{SECTIONS}{second}\nBeslutning\nUdsat.\n"
    )
    assert [titel for _, titel in _numbered(document)] == [
        "Ny bro ved havnen",
        "Takster for bådpladser",
    ]
    assert all(nr in ("227", "228", "12", "13") for nr, _ in _numbered(document))


def test_a_mark_before_the_title_below_a_number_is_no_case(
    read: Callable[..., dict[str, Any]],
) -> None:
    titles = ("Ny bro ved havnen", "Dagsorden", "Takster for bådpladser")
    document = read(
        "Referat Havneudvalget den 3. maj 2019\n"
        + "".join(
            f"Nr. {number}\nÅbent - {title}\nSagsfremstilling\nSagen er kort.\nBeslutning\nUdsat.\n"
            for number, title in enumerate(titles, start=12)
        )
    )
    assert _numbered(document) == [
        (str(number), title) for number, title in enumerate(titles, start=12)
    ]


def test_a_word_and_number_over_the_title_may_say_whether_it_is_open(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    """Also at the top of a page, where small print is the page's."""
    small = {"size": 9.5}
    rows: list[Any] = []
    for nr, mark in ((41, ""), (42, " · Åben sag"), (43, ""), (44, " · Lukket sag")):
        rows += [
            *(["\f"] if nr == 43 else []),
            {"text": f"Sag {nr}{mark}", **small, "gap": 3.0},
            {"text": f"Lån til mole nummer {nr}", "size": 13.0, "bold": True, "gap": 0.4},
            {"text": "Molen er fra 1931 og trænger til at blive malet før vinteren.", "gap": 0.4},
            {"text": "Beslutning", "bold": True, "gap": 0.8},
            "Godkendt.",
        ]
    head = {"text": "Referat Havneudvalget den 3. maj 2019", "size": 16.0, "bold": True}
    punkter = read(lay_out(head, *rows))["punkter"]
    assert [(p["nr"], p["titel"], p["lukket"]) for p in punkter] == [
        (str(nr), f"Lån til mole nummer {nr}", nr == 44) for nr in range(41, 45)
    ]


def test_the_years_running_number_stands_in_a_cell_beside_the_title(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    big = {"size": 14.5, "gap": 0.6}
    rows: list[Any] = [{"text": "Referat Byrådet den 3. maj 2021", "size": 18.0, "bold": True}]
    for nr, titel in (("12/2021", "Tag på hytten"), ("13/2021", "Årsrapport 2020")):
        rows += [
            {"text": "Åbent punkt", "gap": 1.0},
            ({"text": nr, **big}, {"text": titel, "size": 14.5, "x": 200.0}),
            {"text": "Beslutning", "bold": True, "gap": 0.8},
            "Godkendt.",
        ]
    punkter = read(lay_out(*rows))["punkter"]
    assert [(punkt["nr"], punkt["titel"]) for punkt in punkter] == [
        ("12/2021", "Tag på hytten"),
        ("13/2021", "Årsrapport 2020"),
    ]


def test_a_number_that_ends_the_text_heads_no_title(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    rows: list[Any] = [{"text": "Referat Byrådet den 3. maj 2021", "size": 18.0, "bold": True}]
    for nr, titel in enumerate(("Tag på hytten", "Årsrapport 2020"), start=1):
        rows += [
            {"text": f"Punkt {nr}: {titel}", "bold": True, "gap": 1.5},
            {"text": "Sagsfremstilling", "bold": True, "gap": 0.7},
            "Nr. 100.",
            {"text": "Beslutning", "bold": True, "gap": 0.7},
            "Godkendt.",
        ]
    punkter = read(lay_out(*rows))["punkter"]
    assert [punkt["titel"] for punkt in punkter] == ["Tag på hytten", "Årsrapport 2020"]


def test_lines_that_a_typewriter_drew_are_no_text(read: Callable[..., dict[str, Any]]) -> None:
    items = "".join(
        f"\n{nr}. Tag på hytten\n================\nSagsfremstilling\n----------------\n"
        "Taget er utæt.\nBeslutning\n----------\nGodkendt.\n"
        for nr in (1, 2, 3)
    )
    for punkt in read(f"Referat\nByrådet den 3. maj 1989\n{items}")["punkter"]:
        assert punkt["titel"] == "Tag på hytten"
        assert [part["tekst"] for part in punkt["afsnit"]] == ["Taget er utæt."]
        assert punkt["beslutning"]["tekst"] == "Godkendt."


@pytest.mark.parametrize(
    ("times", "numbers"),
    [
        (("16.30", "16.45", "17.15"), [None, None, None]),
        (("7.10", "7.12", "7.13"), ["7.10", "7.12", "7.13"]),
    ],
)
def test_clocks_of_the_items_are_no_numbers(
    times: tuple[str, ...], numbers: list[str | None], read: Callable[..., dict[str, Any]]
) -> None:
    items = zip(times, ("Budget for havnen", "Ny bro over åen", "Eventuelt"), strict=True)
    text = "".join(f"\n{time} {titel}\nBeslutning\nGodkendt.\n" for time, titel in items)
    document = read("Referat\nByrådet den 3. maj 2019\n" + text)
    assert [(p["nr"], p["titel"]) for p in document["punkter"]] == list(
        zip(numbers, ("Budget for havnen", "Ny bro over åen", "Eventuelt"), strict=True)
    )


def test_a_case_of_its_own_line_is_no_clock(read: Callable[..., dict[str, Any]]) -> None:
    """27.15 is no time of day where a case number goes on with it."""
    document = read(
        "Referat Havneudvalget den 3. maj 2019\n"
        + "".join(
            f"{number}/2019\n15.10.00Ø00-519{number}. {title}\nBeslutning\nUdsat.\n"
            for number, title in enumerate(("Ny bro", "Takster", "Eventuelt"), start=4)
        )
    )
    assert _numbered(document) == [
        ("4/2019", "Ny bro"),
        ("5/2019", "Takster"),
        ("6/2019", "Eventuelt"),
    ]
    assert document["punkter"][0]["sagsnumre"] == ["15.10.00Ø00-5194"]


def test_roman_numbers_are_not_followed_by_a_list_of_the_same_number(
    read: Callable[..., dict[str, Any]],
) -> None:
    document = read(
        """
        Referat Havneudvalget den 3. maj 2019
        I. NY BRO VED HAVNEN
        Beslutning
        Godkendt.
        II. TAKSTER FOR BÅDPLADSER
        Indstilling
        Formanden foreslår, at taksterne stiger.
        Beslutning
        1. Indstilles.
        2. Anbefales.
        """
    )
    assert _numbered(document) == [
        ("I", "NY BRO VED HAVNEN"),
        ("II", "TAKSTER FOR BÅDPLADSER"),
    ]


def test_a_list_over_numbers_that_stand_alone_is_contents(
    read: Callable[..., dict[str, Any]],
) -> None:
    titles = ("Ny bro ved havnen", "Takster for bådpladser", "Orientering", "Eventuelt")
    document = read(
        "Referat Havneudvalget den 3. maj 2019\nSag Tekst Side\n"
        + "".join(f"{number}. {title}\n" for number, title in enumerate(titles, start=12))
        + "".join(
            f"{number}.\n{title}\nJ.nr.: 07.00.01  Sagsnr.: 05/107{number}\n"
            f"Dok.nr.: 106{number}/05\n"
            "Beslutning\nGodkendt.\n"
            for number, title in enumerate(titles, start=12)
        )
    )
    assert _numbered(document) == [
        (str(number), title) for number, title in enumerate(titles, start=12)
    ]
    assert all(punkt["beslutning"] for punkt in document["punkter"])


def test_the_documents_number_behind_the_cases_is_no_title(
    read: Callable[..., dict[str, Any]],
) -> None:
    document = read(
        "Referat Havneudvalget den 3. maj 2019\n"
        + "".join(
            f"{number}. {title} (125-2007-2674{number} Dokumentnr.: 125-2007-9611{number})\n"
            "Beslutning\nGodkendt.\n"
            for number, title in enumerate(("Ny bro", "Takster", "Eventuelt"), start=1)
        )
    )
    assert _numbered(document) == [("1", "Ny bro"), ("2", "Takster"), ("3", "Eventuelt")]
    assert document["punkter"][1]["sagsnumre"] == ["125-2007-26742"]


def test_numbers_with_the_bodys_letters_and_the_agendas_page(
    lay_out: Callable[..., ReadPages], read: Callable[..., dict[str, Any]]
) -> None:
    """The number is no case's, the page no text, and the title goes on below both."""
    rows: list[Any] = [
        {"text": "Beslutninger fra mødet", "size": 16.0},
        "Torsdag 22.11.2007 kl. 8.15",
    ]
    for number, titel in (
        (161, "Meddelelser"),
        (162, "Bevilling til ny bro ved"),
        (163, "Takster"),
    ):
        rows.append(
            (
                {"text": f"Punkt HU-{number}/07-B {titel}", "bold": True, "gap": 1.2},
                {"text": f"Side {number - 150}", "x": 440.0},
            )
        )
        if titel.endswith("ved"):
            rows.append({"text": "den gamle havn", "bold": True, "x": 150.0})
        rows += ["Resumé: Sagen er kort.", "Beslutning: Godkendt."]
    punkter = read(lay_out(*rows))["punkter"]
    assert [(punkt["nr"], punkt["titel"]) for punkt in punkter] == [
        ("HU-161/07-B", "Meddelelser"),
        ("HU-162/07-B", "Bevilling til ny bro ved den gamle havn"),
        ("HU-163/07-B", "Takster"),
    ]
    assert [punkt["sagsnumre"] for punkt in punkter] == [[], [], []]
    assert [len(punkt["afsnit"]) for punkt in punkter] == [1, 1, 1]


def test_the_closed_part_may_count_back(
    lay_out: Callable[..., ReadPages], read: Callable[..., dict[str, Any]]
) -> None:
    """What the agenda had between the open punkter stands below "Lukkede"."""
    rows: list[Any] = [{"text": "Referat", "size": 16.0}, "Byrådet den 24. juni 2003"]
    for number, titel in ((58, "Meddelelser"), (60, "Årsregnskab"), (61, "Broen"), (59, "Salg")):
        if number == 59:
            rows.append({"text": "Lukkede", "bold": True, "size": 14.0, "gap": 1.2})
        rows += [
            {"text": f"{number}. {titel}", "bold": True, "size": 12.0, "gap": 1.2},
            {"text": "Beslutning", "bold": True},
            "Godkendt.",
        ]
    punkter = read(lay_out(*rows))["punkter"]
    assert [(punkt["nr"], punkt["lukket"]) for punkt in punkter] == [
        ("58", False),
        ("60", False),
        ("61", False),
        ("59", True),
    ]


HEAD = "REFERAT\nLokaludvalget\nMandag den 3. maj 2010\n\n"


@pytest.mark.parametrize("number", ["{}.", "**Nr. {}**", "**Dagsordenspunkt {}**", "2.{}"])
def test_a_number_alone_stands_over_its_title(
    read: Callable[..., dict[str, Any]], number: str
) -> None:
    titles = ("Dagsorden", "Orientering - Havnefest i juni", "Legeplads ved Møllen")
    bold = "**" if "*" in number else ""
    text = HEAD + "\n".join(
        f"{number.format(place)}\n{bold}{titel}{bold}\nForeningen har søgt om 300 kr.\nBevilget.\n"
        for place, titel in enumerate(titles, start=1)
    )
    skip = 0 if bold else 1  # "Dagsorden" set as text is the list's label
    assert [punkt["titel"] for punkt in read(text)["punkter"]][skip:] == [*titles[skip:]]


def test_a_list_of_the_punkter_is_none_where_numbers_stand_over_titles(
    read: Callable[..., dict[str, Any]],
) -> None:
    titles = ("2. behandling: Regulativ for affald", "Fest på havnen")
    text = HEAD + "\n\n".join(
        [
            "Oversigt",
            *(f"PUNKT {place} {titel}" for place, titel in enumerate(titles, start=1)),
            "Åbne punkter",
            *(
                f"## PUNKT {place}\n## {titel}\nRådet har sendt svar."
                for place, titel in enumerate(titles, start=1)
            ),
        ]
    )
    assert [punkt["titel"] for punkt in read(text)["punkter"]] == [*titles]


def test_the_second_line_of_a_list_is_no_punkt(read: Callable[..., dict[str, Any]]) -> None:
    text = HEAD + "\n".join(
        [
            "1. Legeplads ved Møllen",
            "Åben sag",
            "Sagen er sendt til udtalelse hos:",
            "1. § 7 i lånebekendtgørelsen",
            "2. Lokalplan 11.4",
            "Indstilling: Vej og Park indstiller, at planen vedtages.",
            "Beslutning: Vedtaget.",
            "2. Fest på havnen",
            "Åben sag",
            "Indstilling: Vej og Park indstiller, at der holdes fest.",
            "Beslutning: Vedtaget.",
        ]
    )
    titles = [punkt["titel"] for punkt in read(text)["punkter"]]
    assert titles == ["Legeplads ved Møllen", "Fest på havnen"]


def test_a_case_and_its_title_are_cells_of_one_row(read: Callable[..., dict[str, Any]]) -> None:
    text = HEAD + "\n\n".join(
        f"Sag {place}:\t{titel}\n\nUdfald  Bevilget."
        for place, titel in enumerate(("Fest", "Regning for brænde", "Bro"), start=1)
    )
    punkter = read(text)["punkter"]
    assert [(punkt["nr"], punkt["titel"]) for punkt in punkter] == [
        ("1", "Fest"),
        ("2", "Regning for brænde"),
        ("3", "Bro"),
    ]


def test_numbers_inside_a_decision_break_no_row_of_other_form() -> None:
    row = [(place * 9, 12 + place, "alene") for place in range(6)]
    inside = [(20, 1, "punkt"), (21, 2, "punkt")]
    found = [
        Heading(
            first=first, last=first, nr=str(nr), number=nr, titel=f"Kran {nr}", kind=kind,
            score=6.0, style=(False, 0, False),
        )
        for first, nr, kind in sorted(row + inside)
    ]  # fmt: skip
    assert [heading.number for heading in choose_chain(found)] == [12, 13, 14, 15, 16, 17]
