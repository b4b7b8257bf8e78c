"""Punkter put together: numbers, closed marks, attachments dealt out, page numbers left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from referat.structure.punkter import make_punkter
from referat.types import LineRole, ReadPages

HEAD = "Referat Byrådet den 3. maj 2019\n"
Read = Callable[..., dict[str, Any]]


def test_a_punkt_may_have_several_numbers(read: Read) -> None:
    document = read(
        HEAD
        + "\n".join(
            f"{number}. {titel}\nJ.nr.: 18.14.04Ø39.  Sagsnr.: 10/881{number}\n"
            "Sagen afgøres i: Byrådet\nBeslutning i Byrådet den 03-05-2019:\nGodkendt."
            for number, titel in enumerate(("Tilskud", "Budget"), start=1)
        )
    )
    assert [punkt["sagsnumre"] for punkt in document["punkter"]] == [
        ["18.14.04Ø39", "10/8811"],
        ["18.14.04Ø39", "10/8812"],
    ]


def test_a_number_above_the_heading_belongs_to_what_follows(read: Read) -> None:
    document = read(
        """
        Referat Regionsrådet den 3. maj 2019
        Sagnr.: 1-21-4-18-17
        1. Beredskab for færger
        Direktionen indstiller,
        at planen godkendes.
        Beslutning
        Godkendt.
        Sagnr.: 1-21-4-19-17
        2. Budget
        Direktionen indstiller,
        at budgettet godkendes.
        Beslutning
        Udsat.
        """
    )
    assert [punkt["sagsnumre"] for punkt in document["punkter"]] == [
        ["1-21-4-18-17"],
        ["1-21-4-19-17"],
    ]
    assert document["punkter"][0]["beslutning"]["tekst"] == "Godkendt."


def test_a_document_number_is_no_case_number(read: Read) -> None:
    document = read(
        HEAD + "1. Dagsorden\nSagsnr.: 330-2019-1   Dok.nr.: 330-2019-77   Åbent\nBeslutning\n"
        "Godkendt.\n2. Budget\nSagsnr.: 330-2019-2   Dok.nr.: 330-2019-78   Åbent\nBeslutning\nJa."
    )
    assert [punkt["sagsnumre"] for punkt in document["punkter"]] == [
        ["330-2019-1"],
        ["330-2019-2"],
    ]


def test_numbers_inside_the_text_are_not_the_punkts(read: Read) -> None:
    document = read(
        HEAD + "1. Dagsorden\n13/40770\nBeslutning\nGodkendt.\n2. Budget\n13/40771\n"
        "Sagsfremstilling\nSagen følger op på 12/30001 og lokalplan 1-702.\nBeslutning\nGodkendt."
    )
    assert document["punkter"][1]["sagsnumre"] == ["13/40771"]


def test_a_mark_beside_the_number_closes_the_punkt(read: Read) -> None:
    document = read(
        HEAD + "1. Dagsorden\nÅben sag\nSagsnr.: 15/2290\nBeslutning\nGodkendt.\n"
        "2. Køb af grund\nLukket sag\nSagsnr.: 15/2291\n"
    )
    assert [punkt["lukket"] for punkt in document["punkter"]] == [False, True]
    assert document["punkter"][1]["sagsnumre"] == ["15/2291"]


def test_a_closed_punkt_may_publish_its_decision(read: Read) -> None:
    document = read(
        HEAD + "1. Dagsorden\nBeslutning\nGodkendt.\n2. Ejendomssag (Lukket)\nBeslutning\nGodkendt."
    )
    closed = document["punkter"][1]
    assert closed["lukket"]
    assert closed["beslutning"]["tekst"] == "Godkendt."


@pytest.mark.parametrize(
    ("printed", "titel"),
    [
        ("- Oversigt", "Oversigt"),
        ("1. ansøgning_kor.pdf", "ansøgning_kor.pdf"),
        ("Bilag 2: Oversigtskort", "Bilag 2: Oversigtskort"),
        ("• Oversigt (pdf)", "Oversigt"),
        ("› Oversigt", "Oversigt"),
        ("» Oversigt", "Oversigt"),
        ("2.1.a Oversigt", "Oversigt"),
        ("⇩ Hent dokument 2: Oversigt (PDF, 1,7 MB, åbner i nyt vindue)", "Oversigt"),
        ("Åbn bilag: Oversigt (640 KB)", "Oversigt"),
        ("4 Hent dokument 2: Oversigt (PDE. 1,7 MB. åbner i nyt vindue)", "Oversigt"),
        ("Hent dokumenter fra arkivet", "Hent dokumenter fra arkivet"),
        ("a) Oversigt", "Oversigt"),
        ("Oversigt (dok.nr. 12345-19)", "Oversigt"),
        ("Dok.nr. 2019-12345 Oversigt", "Oversigt"),
        ("Budget 2022", "Budget 2022"),
        ("Åben - 38142_15 Oversigt", "Oversigt"),
    ],
)
def test_an_attachment_is_named_by_its_title(read: Read, printed: str, titel: str) -> None:
    document = read(
        HEAD + f"1. Dagsorden\nBeslutning\nGodkendt.\n2. Budget\nBeslutning\nJa.\nBilag\n{printed}"
    )
    assert document["punkter"][1]["bilag"] == [titel]


def test_facts_below_a_title_are_no_section(read: Read) -> None:
    found = read(
        """
        Kornby Kommune
        Referat
        Teknisk Udvalg
        Mandag den 3. maj 2021

        Punkt 1: Godkendelse af dagsorden
        Type: Lukket
        Beslutning
        Godkendt.

        Punkt 2: Ny bro over åen
        Orienteringssag på sag 29.09.00-K09-2-24 og 29.09.00-K09-5-24
        Sagsfremstilling
        Broen er fra 1931.
        Beslutning
        Taget til efterretning.
        """
    )
    first, second = found["punkter"]
    assert (first["lukket"], first["afsnit"]) == (True, [])
    assert second["sagsnumre"] == ["29.09.00-K09-2-24", "29.09.00-K09-5-24"]
    assert [section["type"] for section in second["afsnit"]] == ["sagsfremstilling"]


def test_what_is_said_behind_closed_doors_is_closed(read: Read) -> None:
    document = read(
        HEAD
        + """1. Dagsorden
Beslutning
Godkendt.
Herefter lukkedes dørene.
2. Salg af grund
Beslutning
Solgt.
"""
    )
    assert [punkt["lukket"] for punkt in document["punkter"]] == [False, True]


def test_text_below_a_closed_door_is_closed_where_its_heading_is_not_found(read: Read) -> None:
    document = read(
        HEAD
        + """1. Dagsorden
Beslutning
Godkendt.
2. Ny bro
Beslutning
Vedtaget.
Derefter lukkedes dørene.
Udvalget drøftede en henvendelse fra en lejer om restance, og der blev truffet en afgørelse.
"""
    )
    assert [punkt["lukket"] for punkt in document["punkter"]] == [False, True]


def test_a_divider_above_nothing_closes_nothing(read: Read) -> None:
    document = read(HEAD + "1. Dagsorden\nBeslutning\nGodkendt.\nFor lukkede døre\nIngen\n")
    assert [punkt["lukket"] for punkt in document["punkter"]] == [False]


def test_a_column_for_either_says_neither(read: Read, lay_out: Callable[..., ReadPages]) -> None:
    rows: list[Any] = ["Kornby Kommune", "Referat", "Teknisk Udvalg", "Mødedato 09-09-2003"]
    for nr, title in (("1", "Ny bro"), ("2", "Nye lygter")):
        rows += [
            {"text": f"{nr}. {title}", "bold": True, "gap": 1.0},
            ("Behandling", "Mødedato", "Åbent punkt", "Lukket punkt"),
            ("Teknisk Udvalg", "09-09-2003", nr, ""),
            {"text": "Beslutning", "bold": True},
            "Godkendt.",
        ]
    assert [punkt["lukket"] for punkt in read(lay_out(*rows))["punkter"]] == [False, False]


def test_a_table_of_attachments_opens_no_punkter(
    read: Read, lay_out: Callable[..., ReadPages]
) -> None:
    rows: list[Any] = ["Kornby Kommune", "Referat", "Teknisk Udvalg", "Mødedato 09-09-2003"]
    for nr, title in (("1", "Ny bro"), ("2", "Nye lygter")):
        rows += [
            {"text": f"{nr}. {title}", "bold": True, "gap": 1.0},
            "Bilag:",
            ("1", "Åben", "Ansøgning fra foreningen", "101922/14"),
            ("2", "Åben", "Udtalelse fra politiet", "112033/14"),
            {"text": "Beslutning i Teknisk Udvalg den 09-09-2003", "bold": True, "gap": 0.8},
            "Godkendt.",
        ]
    punkter = read(lay_out(*rows))["punkter"]
    assert [(punkt["nr"], punkt["bilag"]) for punkt in punkter] == [
        ("1", ["Ansøgning fra foreningen", "Udtalelse fra politiet"]),
        ("2", ["Ansøgning fra foreningen", "Udtalelse fra politiet"]),
    ]


def test_what_answers_a_punkt_by_its_number_is_its_decision(
    read: Read, lay_out: Callable[..., ReadPages]
) -> None:
    rows: list[Any] = ["Kornby Kommune", "Referat", "Ældrerådet", "Mødedato 09-09-2003"]
    for nr, titel, answer in (
        ("1", "Ny bro", "Godkendt."),
        ("2", "Nye lygter", "Sagen blev udsat."),
        ("3", "Gensidig orientering", "Brevet blev drøftet."),
    ):
        rows += [
            {"text": f"{nr}. {titel}", "bold": True, "gap": 1.2},
            "Der er kommet et brev fra foreningen om sagen, som ældrechefen gjorde rede for.",
            {"text": f"Ad {nr}: {answer}", "gap": 0.8},
        ]
    decided = [punkt["beslutning"]["tekst"] for punkt in read(lay_out(*rows))["punkter"]]
    assert decided == ["Godkendt.", "Sagen blev udsat.", "Brevet blev drøftet."]


def test_a_list_of_attachments_at_the_end_is_dealt_out(read: Read) -> None:
    document = read(
        HEAD + "1. Dagsorden\nBeslutning\nGodkendt.\n2. Budget for havnen\nBeslutning\nJa.\n"
        "3. Eventuelt\nBeslutning\nDrøftet.\nBilagsliste\n2. Budget for havnen\n"
        "1. Regneark\n2. Notat fra revisor"
    )
    assert [punkt["bilag"] for punkt in document["punkter"]] == [
        [],
        ["Regneark", "Notat fra revisor"],
        [],
    ]


def test_a_list_of_attachments_names_punkter_in_the_words_of_their_headings(read: Read) -> None:
    document = read(
        HEAD + "1. Havnen\nBeslutning\nGodkendt.\n2. Budget\nBeslutning\nJa.\n"
        "3. Eventuelt\nBeslutning\nDrøftet.\n"
        "Bilagsoversigt\nDagsordenspunkt 2 Budget\n1. Regneark"
    )
    assert [punkt["bilag"] for punkt in document["punkter"]] == [[], ["Regneark"], []]


def test_absence_of_every_punkt_is_the_meetings(read: Read) -> None:
    document = read(
        HEAD
        + "\n".join(
            f"{number}. {titel}\nBeslutning\nGodkendt.\nFraværende: Nanna Sejrkær"
            for number, titel in enumerate(("Vej", "Sti", "Bro"), start=1)
        )
    )
    assert [(person["navn"], person["status"]) for person in document["fremmoede"]] == [
        ("Nanna Sejrkær", "fravaerende")
    ]
    assert [punkt["fravaerende"] for punkt in document["punkter"]] == [["Nanna Sejrkær"]] * 3


def test_absence_of_one_punkt_is_that_punkts_alone(read: Read) -> None:
    document = read(
        HEAD + "1. Vej\nBeslutning\nGodkendt.\n2. Sti\nBeslutning\nGodkendt.\n"
        "Fraværende: Nanna Sejrkær\n3. Bro\nBeslutning\nGodkendt."
    )
    assert document["fremmoede"] == []
    assert [punkt["fravaerende"] for punkt in document["punkter"]] == [[], ["Nanna Sejrkær"], []]


def test_names_that_drift_in_spelling_are_named_once(read: Read) -> None:
    document = read(
        HEAD + "1. Vej\nBeslutning\nGodkendt.\n2. Sti\nFraværende: Nanna Sejrkær\nBeslutning\n"
        "Godkendt.\nFraværende: Nanna Sejrkjær\n3. Bro\nBeslutning\nGodkendt."
    )
    assert document["punkter"][1]["fravaerende"] == ["Nanna Sejrkær"]


@pytest.mark.parametrize(
    ("printed", "titler"),
    [
        ("Notat af 4. maj, Rapport 2019, Oversigtskort", 3),
        ("Høringssvar fra Brohus, Engdal og Lund", 1),
        ("Pædagogisk råds forslag af 29. oktober; Byrådets rammer, Tabel", 2),
        ("Notat om tre modeller | Brev fra borgmestrene", 2),
        ("Notat af 4. maj, Rapport 2019,\nOversigtskort", 3),
        ("1) Kort over stien 2) Notat 3) Svar på 2) og 3)", 3),
        ("Aftale med 1. og 2. divisionsklubben", 1),
    ],
)
def test_attachments_on_one_line_are_parted_at_their_commas(
    read: Read, printed: str, titler: int
) -> None:
    document = read(
        HEAD + f"1. Budget\nBeslutning\nJa.\nBilag\n{printed}\n2. Eventuelt\nBeslutning\nJa."
    )
    assert len(document["punkter"][0]["bilag"]) == titler


def test_signs_before_attachments_are_no_part_of_them(read: Read) -> None:
    document = read(
        HEAD + "1. Budget\nBeslutning\nJa.\nBilag\n▸ Kort\n● Notat\n\n2. Eventuelt\nBeslutning\nJa."
    )
    assert document["punkter"][0]["bilag"] == ["Kort", "Notat"]


def test_who_missed_the_first_punkter_is_not_away_from_all(read: Read) -> None:
    document = read(
        "Referat\nTeknisk Udvalg\nMødedato: 3. maj 2019\n"
        "Til stede: Ole Rudbæk, Merete Fladmose, Nanna Sejrkær (fra kl. 17.20)\n"
        "1. Godkendelse af dagsorden\nBeslutning\nJa.\nFraværende: Nanna Sejrkær\n"
        "2. Budget\nBeslutning\nJa.\nFraværende: Nanna Sejrkær\n"
        "3. Takster\nBeslutning\nJa.\n4. Salg\nBeslutning\nJa.\n5. Valg\nBeslutning\nJa."
    )
    away = [punkt["fravaerende"] for punkt in document["punkter"]]
    assert away == [["Nanna Sejrkær"], ["Nanna Sejrkær"], [], [], []]


@pytest.mark.parametrize("titel", ["Lukket sag", "Åben spørgetid"])
def test_what_looks_like_a_mark_may_be_the_title(read: Read, titel: str) -> None:
    document = read(
        HEAD
        + f"1. Budget\nBeslutning\nJa.\n2. Takster\nBeslutning\nJa.\n3. {titel}\nBeslutning\nJa."
    )
    assert [punkt["titel"] for punkt in document["punkter"]] == ["Budget", "Takster", titel]


def test_times_before_the_titles_are_no_part_of_them(read: Read) -> None:
    document = read(
        HEAD + "Punkt 1 16:00 Dagsorden\nBeslutning\nJa.\nPunkt 2 16:15 Budget\nBeslutning\nNej."
    )
    assert [punkt["titel"] for punkt in document["punkter"]] == ["Dagsorden", "Budget"]


def test_numbers_above_the_headings_need_not_stand_above_the_first(read: Read) -> None:
    document = read(
        HEAD + "1. Dagsorden\nBeslutning\nJa.\nÅbne beslutningssager\n"
        "Journalnr.: 2019-051611\nSagsbeh.: PNE\nÅbent\n2. Ny bro\nBeslutning\nNej.\n"
        "3. Eventuelt\nBeslutning\nIntet."
    )
    assert [punkt["sagsnumre"] for punkt in document["punkter"]] == [[], ["2019-051611"], []]


def test_a_table_of_all_attachments_deals_them_out(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    """The number of a punkt stands in its first row alone."""

    def row(*cells: str) -> tuple[dict[str, Any], ...]:
        places = (72.0, 120.0, 440.0)
        return tuple({"text": text, "x": x} for text, x in zip(cells, places, strict=True) if text)

    rows: list[Any] = [{"text": "Teknisk Udvalg", "size": 16.0, "bold": True}, "Den 7. juni 2005"]
    for number, titel in ((142, "Nyt slidlag"), (143, "Støj fra banen"), (144, "Ny sti")):
        rows += [
            {"text": f"{number}. {titel}", "bold": True, "size": 13.0, "gap": 1.4},
            "Sagen har været i høring hos alle parter.",
            {"text": "Beslutning", "bold": True, "gap": 0.8},
            "Godkendt.",
        ]
    rows += [
        {"text": "Bilag til sagerne", "bold": True, "size": 13.0, "gap": 2.0},
        row("142", "Udbudsbetingelser", "44871"),
        row("", "Kort over distrikter", "44872"),
        row("143", "Forvaltningens støjnotat", "44805"),
    ]
    punkter = read(lay_out(*rows))["punkter"]
    assert [punkt["bilag"] for punkt in punkter] == [
        ["Udbudsbetingelser", "Kort over distrikter"],
        ["Forvaltningens støjnotat"],
        [],
    ]
    assert punkter[-1]["beslutning"]["tekst"] == "Godkendt."


def test_a_number_within_the_lines_of_a_title_is_the_cases(
    roles_of: Callable[..., Any], lay_out: Callable[..., ReadPages]
) -> None:
    """The heading's lines are known; the number stands in the row of the first of them."""
    pages = lay_out(
        {"text": "Havnerådet", "size": 18.0, "bold": True},
        "Referat af mødet den 14. september 2018 kl. 10.00",
        (
            {"text": "1. Kajen ud for skurene", "bold": True, "gap": 1.2},
            {"text": "1-50-71-22-07", "size": 8.0, "x": 440.0},
        ),
        {"text": "ved Molen", "bold": True},
        {"text": "Beslutning", "bold": True, "gap": 0.8},
        "Godkendt.",
        {"text": "2. Broen", "bold": True, "gap": 1.2},
        {"text": "Beslutning", "bold": True, "gap": 0.8},
        "Godkendt.",
    )
    views, roles = roles_of(pages)
    number = next(view for view in views if view.text == "1-50-71-22-07")
    number.role = LineRole.PUNKT
    sources = {page.number: page.source for page in pages.pages}
    drafts = make_punkter(views, roles.headings, roles.hoved, sources, closed=())
    assert [one.nummer for one in drafts[0].punkt.sagsnumre] == ["1-50-71-22-07"]


def test_what_says_that_there_is_nothing_is_no_label(read: Read) -> None:
    document = read(
        HEAD + "1. Havnen\nØkonomi\nIngen bevillingsmæssige konsekvenser.\nBeslutning\nGodkendt.\n"
        "2. Broen\nØkonomi\nBroen koster 2 mio. kr.\nBeslutning\nGodkendt.\n"
    )
    assert document["punkter"][0]["afsnit"][0]["tekst"] == "Ingen bevillingsmæssige konsekvenser."


def test_a_body_shortened_to_letters_decided_earlier(read: Read) -> None:
    """Its agenda's number vouches for it; without one, letters and a day are no station."""
    document = read(
        HEAD + "1. Havnen\nTidligere beslutning: HU den 6.4.2019, pkt. HU-97/19-B: Anbefales.\n"
        "Beslutning\nGodkendt.\n2. Broen\nResumé\nKL den 6.4.2019 har svaret.\nBeslutning\nUdsat.\n"
    )
    first, second = document["punkter"]
    station = first["sagsgang"][0]
    assert (station["udvalg"], station["punkt"], station["tekst"]) == (
        "HU",
        "HU-97/19-B",
        "Anbefales.",
    )
    assert second["sagsgang"] == []


def test_a_vote_under_a_label_of_its_own_is_no_part_of_the_decision(
    read: Read, lay_out: Callable[..., ReadPages]
) -> None:
    rows: list[Any] = [{"text": "Referat Økonomiudvalget den 3. maj 2019", "size": 16.0}]
    for titel, udfald, stemmer in (
        ("1. Køb af kroen", "Godkendt", "For 3 (C, F), imod 1 (V)"),
        ("2. Salg af pladsen", "Afvist", "Ingen afstemning"),
    ):
        rows.append({"text": titel, "bold": True, "size": 13.0, "gap": 1.2})
        for label, text in (
            ("Tilråding", "Kontoret tilråder, at sagen afgøres i dag."),
            ("Udfald", udfald),
            ("Stemmer", stemmer),
        ):
            rows += [{"text": label, "bold": True, "gap": 0.6}, text]
    first, second = read(lay_out(*rows))["punkter"]
    assert [first["beslutning"]["tekst"], second["beslutning"]["tekst"]] == ["Godkendt", "Afvist"]
    assert first["beslutning"]["afstemning"]["for"] == 3
    assert second["beslutning"]["afstemning"] is None
    assert [len(punkt["afsnit"]) for punkt in (first, second)] == [1, 1]


def test_absences_with_text_between_them_name_their_people_apart(read: Read) -> None:
    document = read(
        HEAD + "1. Tilskud\nFraværende: Nanna Sejrkær\nBeslutning\nGodkendt.\n"
        "Fraværende: Holger Rudbæk\n2. Budget\nBeslutning\nUdsat."
    )
    assert document["punkter"][0]["fravaerende"] == ["Nanna Sejrkær", "Holger Rudbæk"]
