"""Headers: labels with values, two columns, flattened forms, and prose."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from referat.types import ReadPages

ITEMS = "\n1. Godkendelse af dagsorden\nBeslutning\nGodkendt.\n2. Budget\nBeslutning\nUdsat."
ROWS = (
    {"text": "1. Godkendelse af dagsorden", "bold": True, "size": 13.0, "gap": 1.5},
    {"text": "Beslutning", "bold": True, "gap": 0.8},
    "Godkendt.",
    {"text": "2. Budget", "bold": True, "size": 13.0, "gap": 1.5},
    {"text": "Beslutning", "bold": True, "gap": 0.8},
    "Udsat.",
)


def test_a_name_goes_on_below_and_somebodys_clock_is_not_the_meetings(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    document = read(
        lay_out(
            (
                {"text": "Opgaveudvalget", "size": 18.0, "bold": True},
                {"text": "Referat af mødet mandag den 8. maj 2023", "size": 8.0, "x": 374.0},
            ),
            (
                {"text": "for levende landsbyer", "size": 18.0, "bold": True},
                {"text": "Forsamlingshuset i Ullerup", "size": 8.0, "x": 429.0},
            ),
            "Til stede var Ole Rudbæk (A, til kl. 18.10) og Nanna Sejrkær (V). Mødet",
            "begyndte kl. 17.00 og blev hævet kl. 18.40.",
            *ROWS,
        )
    )
    moede = document["moede"]
    assert (document["udvalg"], moede["start"], moede["slut"]) == (
        "Opgaveudvalget for levende landsbyer",
        "17:00",
        "18:40",
    )


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            "REFERAT Kulturrådet 2018 - 2021 d. 14-03-2019\n"
            "Mødedato Torsdag d. 14. marts 2019 kl. 16:00\n"
            "Mødested Mødelokale 3, Tranemose Rådhus",
            {
                "udvalg": "Kulturrådet",
                "dato": "2019-03-14",
                "start": "16:00",
                "sted": "Mødelokale 3, Tranemose Rådhus",
            },
        ),
        (
            "REFERAT\nTeknisk Udvalg\nMødedato: Mandag den 03-11-2008\nMødested: Rådhuset\n"
            "Starttidspunkt: Kl. 16:00  Sluttidspunkt: Kl. 18:55",
            {
                "udvalg": "Teknisk Udvalg",
                "dato": "2008-11-03",
                "start": "16:00",
                "slut": "18:55",
                "sted": "Rådhuset",
            },
        ),
        (
            "REFERAT\nTeknisk Udvalg\nMødedato: Mandag den 03-11-2008\n"
            "Mødet holdtes i: Mødelokale B, Savværksvej 2",
            {
                "udvalg": "Teknisk Udvalg",
                "dato": "2008-11-03",
                "sted": "Mødelokale B, Savværksvej 2",
            },
        ),
        (
            "Referat fra Seniorrådets møde den 7. marts 2016 i Stuen kl. 10.00 – 12.00",
            {
                "udvalg": "Seniorrådet",
                "dato": "2016-03-07",
                "start": "10:00",
                "slut": "12:00",
            },
        ),
        (
            "Byrådet - Referat\nDato: 29. januar 2020\nLokale: Byrådssalen, Kornby Rådhus\n"
            "Tidspunkt: Kl. 19:00",
            {
                "udvalg": "Byrådet",
                "dato": "2020-01-29",
                "start": "19:00",
                "sted": "Byrådssalen, Kornby Rådhus",
            },
        ),
        (
            "Referat\nUdvalget for Kultur & Fritid\nonsdag den 6. marts 2013\n"
            "Kl. 17:00 i Borgerhuset",
            {
                "udvalg": "Udvalget for Kultur & Fritid",
                "dato": "2013-03-06",
                "start": "17:00",
                "sted": "Borgerhuset",
            },
        ),
        (
            "UDVALG\n\nKulturudvalget\n\nSTED\n\nSalen\n\nSTARTTIDSPUNKT\n\n03-11-2015 16:30:00\n\n"
            "SLUTTIDSPUNKT\n\n03-11-2015 18:00:00\n",
            {
                "udvalg": "Kulturudvalget",
                "dato": "2015-11-03",
                "start": "16:30",
                "slut": "18:00",
                "sted": "Salen",
            },
        ),
        (
            "Åbent referat\nKommunalbestyrelsen\n28-01-2015 kl. 18:00\nByrådssalen\n"
            "Protokollen blev læst og mødet hævet kl.: 20.35",
            {
                "udvalg": "Kommunalbestyrelsen",
                "dato": "2015-01-28",
                "start": "18:00",
                "slut": "20:35",
                "sted": "Byrådssalen",
            },
        ),
        (
            "Aar 1921 d. 9/2 holdt Sogneraadet Møde i Elmsø Kro.",
            {"udvalg": "Sogneraadet", "dato": "1921-02-09", "sted": "Elmsø Kro"},
        ),
    ],
)
def test_a_header_gives_the_meetings_facts(
    read: Callable[..., dict[str, Any]], header: str, expected: dict[str, str]
) -> None:
    document = read(header + ITEMS)
    found = {"udvalg": document["udvalg"], **document["moede"]}
    assert {key: found[key] for key in expected} == expected


def test_labels_may_stand_in_a_column_left_of_their_values(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    def row(label: str, value: str) -> tuple[dict[str, Any], ...]:
        cells = [{"text": label, "bold": True, "gap": 0.5}] if label else []
        return (*cells, {"text": value, "x": 200.0, "gap": 0.5})

    document = read(
        lay_out(
            {"text": "Referat", "size": 18.0, "bold": True},
            row("Møde", "Møde i Frivillighedsrådet"),
            row("Tid", "12. september 2019 kl. 17:00"),
            row("Sted", "Mødelokale 2"),
            row("Deltagere", "Holger Rudbæk (formand)"),
            row("", "Tora Lindemose"),
            row("", "Jonas Ulvdal, referent"),
            row("Afbud", "Tora Lindemose"),
            row("Sagsnr./Dok.nr.", "2019-004410 / 2019-004410-3"),
            *ROWS,
        )
    )
    assert document["udvalg"] == "Frivillighedsrådet"
    moede = document["moede"]
    assert (moede["dato"], moede["start"], moede["sted"]) == (
        "2019-09-12",
        "17:00",
        "Mødelokale 2",
    )
    assert moede["sagsnumre"] == ["2019-004410"]
    assert moede["dokumentnumre"] == ["2019-004410-3"]
    assert [(person["navn"], person["status"]) for person in document["fremmoede"]] == [
        ("Holger Rudbæk", "til_stede"),
        ("Tora Lindemose", "afbud"),
        ("Jonas Ulvdal", "til_stede"),
    ]


def test_two_columns_of_people_go_on_each_under_its_own_label(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    document = read(
        lay_out(
            {"text": "Referat Byrådet den 3. maj 2019", "size": 18.0, "bold": True},
            ({"text": "Til stede:", "x": 72.0}, {"text": "Afbud:", "x": 320.0}),
            ({"text": "Holger Rudbæk", "x": 72.0}, {"text": "Tora Lindemose", "x": 320.0}),
            ({"text": "Merete Fladmose", "x": 72.0}, {"text": "Asger Tornvig", "x": 320.0}),
            ({"text": "Nanna Sejrkær", "x": 72.0},),
            *ROWS,
        )
    )
    assert {person["navn"]: person["status"] for person in document["fremmoede"]} == {
        "Holger Rudbæk": "til_stede",
        "Merete Fladmose": "til_stede",
        "Nanna Sejrkær": "til_stede",
        "Tora Lindemose": "afbud",
        "Asger Tornvig": "afbud",
    }


def test_a_form_flattened_to_labels_first_is_dealt_out_by_kind(
    read: Callable[..., dict[str, Any]],
) -> None:
    document = read(
        """
        Stenbøl Kommune  Kulturudvalget  Referat
        Dato:
        Starttidspunkt for møde:
        Mødested:
        Afbud fra:
        Onsdag den 15-maj-2002
        Kl. 17.00
        Mødelokale 2
        Asger Tornvig
        """
        + ITEMS
    )
    moede = document["moede"]
    assert (moede["dato"], moede["start"], moede["sted"]) == (
        "2002-05-15",
        "17:00",
        "Mødelokale 2",
    )
    assert [(person["navn"], person["status"]) for person in document["fremmoede"]] == [
        ("Asger Tornvig", "afbud")
    ]
    assert document["kommune"] == "Stenbøl"


@pytest.mark.parametrize(
    "more",
    [
        "Udsendelsesdato: 1. april 2019",
        "Næste møde: 7. juni 2019",
        "Udsendt den 1. april 2019",
    ],
)
def test_other_dates_of_a_header_are_not_the_meetings(
    read: Callable[..., dict[str, Any]], more: str
) -> None:
    document = read(f"{more}\nReferat Byrådet\nMødedato: 3. maj 2019" + ITEMS)
    assert document["moede"]["dato"] == "2019-05-03"


def test_what_a_header_does_not_say_is_null(read: Callable[..., dict[str, Any]]) -> None:
    document = read("Referat Byrådet den 3. maj 2019" + ITEMS)
    moede = document["moede"]
    assert (moede["start"], moede["slut"], moede["sted"]) == (None, None, None)
    assert document["kommune"] is None
    assert document["fremmoede"] == []


def test_date_and_place_may_stand_only_in_the_boxes_of_the_decisions(
    read: Callable[..., dict[str, Any]],
) -> None:
    box = (
        "Beslutning fra Naturudvalget\nDato: 7. februar 2017\nSted: Byrådssalen\n"
        "Fraværende: Yasin Havgaard\n"
    )
    document = read(
        "Referat\n21.    Godkendelse af dagsorden (B)\nSag 399-2010-412\nDok. 399-2017-20884\n"
        f"Initialer: BKR\nÅbent\n{box}Godkendt.\n"
        f"22.    Orientering (O)\nSag 399-2010-413\nInitialer: BKR\nÅbent\n{box}Til efterretning."
    )
    assert document["moede"]["dato"] == "2017-02-07"
    assert document["moede"]["sted"] == "Byrådssalen"
    assert document["udvalg"] == "Naturudvalget"
    first, second = document["punkter"]
    assert (first["nr"], first["sagsnumre"]) == ("21", ["399-2010-412"])
    assert first["beslutning"]["tekst"] == "Godkendt."
    assert second["beslutning"]["tekst"] == "Til efterretning."
    assert second["fravaerende"] == ["Yasin Havgaard"]


@pytest.mark.parametrize(
    ("lines", "kommune"),
    [
        ("Lyngdal Kommune", "Lyngdal"),
        ("STENBØL KOMMUNE", "Stenbøl"),
        ("Region Nordhavn", "Region Nordhavn"),
        ("Sagen er sendt til kommunen.", None),
    ],
)
def test_the_kommune_is_the_one_that_the_header_names(
    read: Callable[..., dict[str, Any]], lines: str, kommune: str | None
) -> None:
    assert read(f"{lines}\nReferat Byrådet den 3. maj 2019" + ITEMS)["kommune"] == kommune


@pytest.mark.parametrize(
    ("text", "sted"),
    [
        (
            "Mandag den 3. maj 2021 kl. 18.30 afholdt Byrådet møde i mødesalen\npå Rudbæk Rådhus.",
            "mødesalen på Rudbæk Rådhus",
        ),
        (
            "fra møde i Rudbæk Byråd den 3. maj 2021 kl. 17.30\ni byrådssalen på Rådhuset",
            "byrådssalen på Rådhuset",
        ),
        (
            "Referat fra Seniorrådets møde mandag den 3. maj 2021 i\nCaféen, Rudbækhus, kl. 9.30",
            "Caféen, Rudbækhus",
        ),
        (
            "Mandag den 3. maj 2021 kl. 14:30-17:15, Plejecenter Rudbæk, caféen",
            "Plejecenter Rudbæk, caféen",
        ),
        (
            "Protokol fra mødet den 3. maj 2021 kl. 15.00 til 17.20 i Jobcentret, lokale 2.14",
            "Jobcentret, lokale 2.14",
        ),
        (
            "Mandag den 3. maj 2021 kl. 15.30 afholdtes møde i socialforvaltningens\nmødelokale.",
            "socialforvaltningens mødelokale",
        ),
        (
            "Referat af mødet på Hotel Rudbæk i Kornby mandag den 3. maj 2021.",
            "Hotel Rudbæk i Kornby",
        ),
        (
            "Mødet blev holdt i Salen, Rådhusvej 2, 1. sal, og begyndte kl. 18.30 den 3. maj 2021.",
            "Salen, Rådhusvej 2, 1. sal",
        ),
        (
            "Mandag den 3. maj 2021 afholdt Byrådet sit 9. møde i året i mødesalen på Rudbæk Kro.",
            "mødesalen på Rudbæk Kro",
        ),
        (
            "Den 3. maj 2021 trådte nævnet sammen på Rudbæk Kro, Salen, hvorfra man tog ud.",
            "Rudbæk Kro, Salen",
        ),
        ("Byrådets Møde 2021 d. 3/5 i Alderdomshjemmet i Kornby.", "Alderdomshjemmet i Kornby"),
        (
            "Den 3. maj 2021. Mødet\nholdtes i byrådssalen på Rudbæk Rådhus. Udskrift af protokol.",
            "byrådssalen på Rudbæk Rådhus",
        ),
    ],
)
def test_a_place_is_told_in_a_sentence_over_lines(
    text: str, sted: str, read: Callable[..., dict[str, Any]]
) -> None:
    found = read(f"Rudbæk Kommune\nReferat\n{text}\n\nPunkt 1: Budget\nBeslutning\nGodkendt.\n")
    assert found["moede"]["sted"] == sted


def test_the_clock_that_a_meeting_was_held_at_is_told_beside_its_end(
    read: Callable[..., dict[str, Any]],
) -> None:
    found = read(
        "Rudbæk Kommune\nReferat af møde den 3. maj 2021\nMødet blev holdt kl. 18.00 i "
        "Byrådssalen. Mødet sluttede kl. 20.45.\n\nPunkt 1: Budget\nBeslutning\nGodkendt.\n"
    )
    assert (found["moede"]["start"], found["moede"]["slut"]) == ("18:00", "20:45")


@pytest.mark.parametrize(
    "text",
    [
        "Mødet begyndte kl. 18.00 og blev hævet kl. 20.45.",
        "Begyndt kl.: 18.00\nSluttet kl.: 20.45",
        "Mødet sat kl. 18.00\nMødet sluttet: kl. 20.45",
        "BEGYNDT ....: KL. 18.00\nSLUT .......: KL. 20.45",
        "Vi begyndte kl. 18.00 og sagde godnat kl. 20.45.",
        "Mødet blev sat kl. 18.00 og hævet kl. 20.45.",
        "Mødet begyndt\nkl. 18.00\nMødet endt\nkl. 20.45",
        "18.00–20.45",
        "Start kl. 18.00\nSlut kl. 20.45",
        "Fra kl.: 18.00\nTil kl.: 20.45",
    ],
)
def test_start_and_end_go_by_many_names(text: str, read: Callable[..., dict[str, Any]]) -> None:
    found = read(f"Rudbæk Kommune\nReferat\nByrådet\nDato: 3. maj 2021\n{text}\n\n{ITEMS}")
    assert (found["moede"]["start"], found["moede"]["slut"]) == ("18:00", "20:45")


def test_a_persons_clock_is_not_the_meetings(read: Callable[..., dict[str, Any]]) -> None:
    people = "Til stede:\nHolger Rudbæk (O), til kl. 14.45\nGæst under punkt 3, kl.\n10.30-11.00"
    found = read(f"Rudbæk Kommune\nReferat\nByrådet\nDato: 3. maj 2021\n{people}\n\n{ITEMS}")
    assert (found["moede"]["start"], found["moede"]["slut"]) == (None, None)


def test_a_clock_on_the_titles_second_line(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    bold = {"bold": True, "size": 11.0}
    found = read(
        lay_out(
            {"text": "Referat af Socialudvalgets møde onsdag den 5. november 2003 kl.", **bold},
            {"text": "15.30 i Områdecenter Kildevang, mødelokale 1", **bold},
            "Ingen afbud.",
            *({"text": text, "gap": 0.6} for text in ITEMS.split("\n") if text),
        )
    )
    assert found["moede"]["start"] == "15:30"


def test_a_clock_of_twelve_hours_counts_on_from_the_start(
    read: Callable[..., dict[str, Any]],
) -> None:
    found = read(
        "RUDBÆK KOMMUNE\nForhandlingsprotokol\n"
        "Mandagen den 11. Oktober 1909 Kl. 7 Eftm. afholdt Byraadet "
        "Møde.\n\n"
        f"{ITEMS}\n\nMødet hævedes Kl. 10.\n"
    )
    assert (found["moede"]["start"], found["moede"]["slut"]) == ("19:00", "22:00")


def test_a_label_of_a_place_needs_labels_beside_it(read: Callable[..., dict[str, Any]]) -> None:
    listed = "Referat\nByrådet\nTid 3. maj 2019 kl. 17.00\nLokale Tranemose Kulturhus"
    assert read(listed + ITEMS)["moede"]["sted"] == "Tranemose Kulturhus"
    alone = "Referat\nByrådet\nOnsdag den 8. maj 2019 Kl. 17:00\nLokale Skagerrak"
    assert read(alone + ITEMS)["moede"]["sted"] == "Lokale Skagerrak"


def test_a_clock_below_the_label_of_the_end_is_its_value(
    read: Callable[..., dict[str, Any]],
) -> None:
    head = (
        "Referat\nByrådet\nMødedato:\n3. maj 2019\nMødestart:\nKl. 17.00\nSluttidspunkt:\nKl. 18.20"
    )
    moede = read(head + ITEMS)["moede"]
    assert (moede["start"], moede["slut"]) == ("17:00", "18:20")


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (ITEMS.replace("Udsat.", "Udsat. Mødet blev hævet kl. 19.45."), "19:45"),
        (ITEMS.replace("Udsat.", "Udsat.\nMødet hævet kl. 19.45"), "19:45"),
        # a punkt before the last tells of something else
        (ITEMS.replace("Godkendt.", "Godkendt. Mødet blev hævet kl. 10.45."), None),
        (
            ITEMS.replace(
                "Godkendt.", "Mødet startede kl. 17.00 og sluttede kl. 18.50.\nGodkendt."
            ),
            "18:50",
        ),
    ],
)
def test_the_end_is_told_in_the_last_punkt_or_beside_the_start(
    read: Callable[..., dict[str, Any]], items: str, expected: str | None
) -> None:
    assert read("Referat\nByrådet\nMødedato: 3. maj 2019" + items)["moede"]["slut"] == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Tirsdag 15. november 2022, 16:00–18:30 · Ulvsø Bibliotek, Lille Sal",
            "Ulvsø Bibliotek, Lille Sal",
        ),
        (
            "Mandag 7/11 1988 kl. 15.30 - teknisk forvaltnings mødeværelse",
            "teknisk forvaltnings mødeværelse",
        ),
        ("Onsdag d. 29/10 2003, kl. 18.00, i kantinen", "kantinen"),
        ("Tirsdag den 3. april 1979 kl. 19 på socialkontoret", "socialkontoret"),
        ("Mandag 7/11 1988 kl. 15.30 - 17.00", None),
    ],
)
def test_the_place_beside_date_and_clock(
    read: Callable[..., dict[str, Any]], line: str, expected: str | None
) -> None:
    assert read(f"Referat\nByrådet\n{line}" + ITEMS)["moede"]["sted"] == expected


@pytest.mark.parametrize(
    ("lines", "body"),
    [
        (("Bestyrelsen for", "Naturpark Østfjord"), "Bestyrelsen for Naturpark Østfjord"),
        (
            ("Beredskabskommissionen for Sydbanke Brand &", "Redning"),
            "Beredskabskommissionen for Sydbanke Brand & Redning",
        ),
        (
            ("Fællesmøde mellem Børneudvalget", "og Kulturudvalget"),
            "Børneudvalget og Kulturudvalget",
        ),
        (("Fællesmøde mellem Børneudvalget og Ældrerådet",), "Børneudvalget og Ældrerådet"),
    ],
)
def test_a_bodys_name_may_run_over_two_lines_and_be_two(
    read: Callable[..., dict[str, Any]],
    lay_out: Callable[..., ReadPages],
    lines: tuple[str, ...],
    body: str,
) -> None:
    head = [{"text": text, "bold": True, "size": 16.0} for text in lines]
    document = read(lay_out(*head, "Referat af mødet den 2. oktober 2025 kl. 15.00", *ROWS))
    assert document["udvalg"] == body


def test_the_day_of_all_decisions_is_the_meetings_and_not_that_of_writing(
    lay_out: Callable[..., ReadPages], read: Callable[..., dict[str, Any]]
) -> None:
    """A head like a letter's has a field for the day on which it was written."""
    rows: list[Any] = [
        {"text": "Region Østfjord", "size": 15.0, "bold": True},
        {"text": "Referat", "size": 13.0, "bold": True},
        ("Udvalget for nære tilbud", {"text": "Dato: 8. september 2016", "x": 370.0}),
        ("6. september 2016 kl. 15.00 - 17.15", {"text": "Udarbejdet af: Else Tang", "x": 370.0}),
    ]
    for number, titel in enumerate(("Dagsorden", "Ny lægebil", "Status", "Pulje"), start=1):
        rows += [
            {"text": f"{number}. {titel}", "bold": True, "size": 12.0, "gap": 1.4},
            f"Sagsnr. 15/4822{number}",
            {"text": "Indstilling", "bold": True},
            "Det indstilles, at sagen godkendes.",
            {"text": "Beslutning i Udvalget for nære tilbud den 06-09-2016", "bold": True},
            "Godkendt.",
        ]
    found = read(lay_out(*rows))
    assert found["moede"]["dato"] == "2016-09-06"
    assert [punkt["beslutning"]["tekst"] for punkt in found["punkter"]] == ["Godkendt."] * 4
    assert not any(punkt["sagsgang"] for punkt in found["punkter"])


def test_a_body_in_the_title_is_no_place(read: Callable[..., dict[str, Any]]) -> None:
    found = read(
        "Referat af møde i Ungdomsskolebestyrelsen\nOnsdag den 23. november 2011\n" + ITEMS
    )
    assert found["moede"]["sted"] is None


def test_the_place_stands_below_the_day_and_not_beside_it(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    """A letter's column of addresses and numbers beside a header is none of its lines."""
    moede = read(
        lay_out(
            {"text": "Referat af møde i Skolebestyrelsen", "size": 15.0, "bold": True},
            {"text": "12. november 2013", "x": 420.0},
            {"text": "Sagsnr. 17.01.04-A00-3-13", "x": 420.0},
            "Torsdag den 7. november 2013 kl. 18.30-21.00",
            {"text": "Tlf. 12 34 56 78", "x": 420.0},
            "Det gule værelse",
            *ITEMS.strip().splitlines(),
        )
    )["moede"]
    assert (moede["dato"], moede["sted"]) == ("2013-11-07", "Det gule værelse")


def test_ids_in_the_margin_of_the_header_are_the_meetings(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    document = read(
        lay_out(
            {"text": "REFERAT", "size": 18.0, "bold": True},
            {"text": "Sags ID: SAG-2018-03114", "x": 400.0, "size": 8.0},
            {"text": "Dok. ID: 2598114", "x": 400.0, "size": 8.0},
            ({"text": "Møde i", "bold": True, "gap": 1.2}, "KKR Sydfjord"),
            ({"text": "Dato", "bold": True}, "14. september 2018"),
            *ROWS,
        )
    )
    moede = document["moede"]
    assert (moede["sagsnumre"], moede["dokumentnumre"]) == (["SAG-2018-03114"], ["2598114"])


@pytest.mark.parametrize(
    ("header", "end", "slut"),
    [
        ("Regionsgården, Store Sal · sat kl. 16.30 · hævet kl. 19.05", "", "19:05"),
        ("Mødet begyndte kl. 19.00", "Mødet varede til kl. 22.", "22:00"),
        ("Mødet begyndte kl. 19.00", "Festivalen varede til kl. 22.", None),
    ],
)
def test_when_a_meeting_ended(
    read: Callable[..., dict[str, Any]], header: str, end: str, slut: str | None
) -> None:
    document = read(f"Referat fra Byrådets møde den 25. september 2019\n{header}{ITEMS}\n{end}")
    assert document["moede"]["slut"] == slut


def test_the_clock_may_stand_below_the_sentence_on_the_end(read: Callable[..., Any]) -> None:
    document = read(
        "Referat af møde i Kornby Byråd den 3. maj 2021\nMødet begyndte kl. 14.00 og sluttede kl.\n"
        "16.20\n\nPunkt 1: Budget\nBeslutning\nGodkendt.\n"
    )
    assert (document["moede"]["start"], document["moede"]["slut"]) == ("14:00", "16:20")


def test_a_case_number_in_a_corner_needs_no_colon(
    read: Callable[..., Any], lay_out: Callable[..., ReadPages]
) -> None:
    document = read(
        lay_out(
            ("Kornby Kommune", {"text": "Sagsnr. 11/2047", "x": 480.0}),
            {"text": "Hovedudvalget", "bold": True, "size": 18.0},
            "Referat af mødet mandag den 12. december 2011",
            {"text": "1. Budget", "bold": True, "size": 14.0, "gap": 1.5},
            {"text": "Beslutning", "bold": True},
            "Godkendt.",
        )
    )
    assert document["moede"]["sagsnumre"] == ["11/2047"]
    assert document["punkter"][0]["sagsnumre"] == []
