"""The traps that real minutes set, each in a small document of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from referat.types import LineRole

Read = Callable[..., dict[str, Any]]

COVERED = """
REFERAT Kulturrådet 2018 - 2021 d. 14-03-2019
Mødedato Torsdag d. 14. marts 2019 kl. 16:00
Mødested Mødelokale 3, Tranemose Rådhus
Indholdsfortegnelse
Fordeling af udsmykningspuljens.....	3
Planer for stier.....	5
Eventuelt.....	7
Punkt 1: Fordeling af udsmykningspuljen
01.11.24-Ø39-2-19
Bilag
Ansøgning fra Elmsø
1. Fordeling af udsmykningspuljen
01.11.24-Ø39-2-19
Sagstema
Rådet skal fordele puljen for 2019.
Redegørelse
Puljen er på 200.000 kr. Følgende har søgt:
1. Elmsø Borgerforening
2. Bakholm Forsamlingshus
3. Identificere nye steder
Lokal forankring
Borgerne bakker op.
Økonomiske konsekvenser
Udgiften holdes
Fraværende i Kulturrådet – 14. marts 2019:
Asger Tornvig, Signe Ørnvighus
inden for rammen.
Andre konsekvenser
Ingen.
Indstilling
Kulturchefen indstiller,
1. at puljen fordeles
2. at resten overføres
Tidligere besluttet
Økonomiudvalget, 12. februar 2019, pkt. 118:
Anbefales godkendt.
Beslutning
Godkendt.
Fraværende i Kulturrådet - 14. marts 2019:
Asger Tornvig, Signe Ørnvighus
Bilag
- [Ansøgning fra Elmsø](#)
- [Oversigt](#)
Punkt 2: Plan for stier
05.00.00-P20-7-19
2. Plan for stier
05.00.00-P20-7-19
Sagstema
Status.
Beslutning
Taget til efterretning.
Fraværende i Kulturrådet - 14. marts 2019:
Asger Tornvig, Signe Ørnvighus
Punkt 3: Eventuelt
3. Eventuelt
Sagstema
Næste møde.
Beslutning
Drøftet.
Fraværende i Kulturrådet - 14. marts 2019:
Asger Tornvig, Signe Ørnvighus
"""


@pytest.fixture(scope="module")
def covered(read: Read) -> dict[str, Any]:
    """Minutes whose punkter have a cover each."""
    return read(COVERED)


def _tekster(punkt: dict[str, Any]) -> dict[str | None, str]:
    return {afsnit["overskrift"]: afsnit["tekst"] for afsnit in punkt["afsnit"]}


def test_a_heading_printed_twice_is_one_punkt(covered: dict[str, Any]) -> None:
    assert [(punkt["nr"], punkt["titel"]) for punkt in covered["punkter"]] == [
        ("1", "Fordeling af udsmykningspuljen"),
        ("2", "Plan for stier"),
        ("3", "Eventuelt"),
    ]
    assert covered["punkter"][0]["sagsnumre"] == ["01.11.24-Ø39-2-19"]
    assert covered["punkter"][0]["bilag"] == ["Ansøgning fra Elmsø", "Oversigt"]


def test_the_headings_win_over_a_table_of_contents_that_differs(
    covered: dict[str, Any],
) -> None:
    titles = [punkt["titel"] for punkt in covered["punkter"]]
    assert "Fordeling af udsmykningspuljens" not in titles
    assert "Planer for stier" not in titles


def test_an_absence_block_of_the_page_break_cuts_no_section(covered: dict[str, Any]) -> None:
    punkt = covered["punkter"][0]
    assert _tekster(punkt)["Økonomiske konsekvenser"] == "Udgiften holdes inden for rammen."
    assert punkt["fravaerende"] == ["Asger Tornvig", "Signe Ørnvighus"]
    assert "Tornvig" not in str(punkt["afsnit"]) + str(punkt["beslutning"])


def test_an_absence_block_may_fall_between_pages_of_a_layout(
    read: Read, lay_out: Callable[..., Any]
) -> None:
    label = {"bold": True, "gap": 0.8}
    document = read(
        lay_out(
            {"text": "REFERAT Byrådet d. 14-03-2019", "size": 16.0, "bold": True},
            {"text": "Punkt 1: Ny vej", "bold": True, "size": 13.0, "gap": 1.0},
            {"text": "Økonomiske konsekvenser", **label},
            "Udgiften til den nye vej holdes inden for den ramme, som er",
            {"text": "Fraværende i Byrådet – 14. marts 2019:", "gap": 0.9},
            "Asger Tornvig, Signe Ørnvighus",
            "\f",
            "afsat i budgettet for de kommende år.",
            {"text": "Beslutning", **label},
            "Godkendt.",
            {"text": "Punkt 2: Eventuelt", "bold": True, "size": 13.0, "gap": 1.0},
            {"text": "Beslutning", **label},
            "Drøftet.",
        )
    )
    first = document["punkter"][0]
    assert _tekster(first) == {
        "Økonomiske konsekvenser": "Udgiften til den nye vej holdes inden for den ramme, som er "
        "afsat i budgettet for de kommende år."
    }
    assert first["fravaerende"] == ["Asger Tornvig", "Signe Ørnvighus"]
    assert first["beslutning"]["tekst"] == "Godkendt."


def test_numbered_lists_and_sub_headings_are_no_punkter(covered: dict[str, Any]) -> None:
    assert len(covered["punkter"]) == 3
    assert _tekster(covered["punkter"][0])["Redegørelse"] == (
        "Puljen er på 200.000 kr. Følgende har søgt:\n"
        "1. Elmsø Borgerforening\n2. Bakholm Forsamlingshus\n3. Identificere nye steder\n"
        "Lokal forankring\nBorgerne bakker op."
    )


def test_long_numbered_paragraphs_are_no_punkter(read: Read) -> None:
    document = read(
        """
        Referat Ældrerådet den 3. maj 2019 kl. 10.00
        1. Godkendelse af dagsorden
        Beslutning
        Godkendt.
        2. Høringssvar
        Sagsfremstilling
        Rådet har tre bemærkninger:
        1. Borgerne skal inddrages tidligt, og det skal ske på møder, som alle kan nå.
        2. Der mangler bænke langs stien, som mange ældre bruger hver dag.
        3. Belysningen bør være bedre, især om vinteren.
        Beslutning
        Godkendt.
        3. Eventuelt
        Beslutning
        Drøftet.
        """
    )
    assert [punkt["titel"] for punkt in document["punkter"]] == [
        "Godkendelse af dagsorden",
        "Høringssvar",
        "Eventuelt",
    ]


def test_the_election_period_is_no_part_of_the_body(covered: dict[str, Any]) -> None:
    assert covered["udvalg"] == "Kulturrådet"
    assert covered["moede"]["dato"] == "2019-03-14"


def test_what_another_meeting_decided_is_history(covered: dict[str, Any]) -> None:
    punkt = covered["punkter"][0]
    (entry,) = punkt["sagsgang"]
    assert {key: entry[key] for key in ("udvalg", "dato", "punkt", "tekst", "udfald")} == {
        "udvalg": "Økonomiudvalget",
        "dato": "2019-02-12",
        "punkt": "118",
        "tekst": "Anbefales godkendt.",
        "udfald": ["anbefalet"],
    }
    assert punkt["beslutning"]["udfald"] == ["godkendt"]


DECISION_FIRST = """
REFERAT Trafikudvalget 2022 - 2025 d. 22-08-2023
Mødedato Tirsdag d. 22. august 2023 kl. 15:30
Mødested Mødelokale 1
Mødedeltagere Nanna Sejrkær, Palle Vindskov (Fravær), Merete Fladmose
Punkt 1: Godkendelse af dagsorden
Beslutning
Godkendt.
Punkt 2: Status på skovstier
23-004417
Beslutning
1. Taget til efterretning.
2. Procesplan godkendt.

Sagsfremstilling

Resume og sagens baggrund
Der er anlagt to stier.

Indstillinger
Skovchefen indstiller, at
- 1) status tages til efterretning
- 2) procesplanen godkendes

Behandling
Trafikudvalget.

Sagsfremstilling
Stierne er taget i brug.

Økonomiske konsekvenser
Ingen.

Bilag
Oversigtskort
"""


@pytest.fixture(scope="module")
def decision_first(read: Read) -> dict[str, Any]:
    """Minutes whose decision stands first of all."""
    return read(DECISION_FIRST)


def test_the_decision_may_stand_before_the_account(decision_first: dict[str, Any]) -> None:
    beslutning = decision_first["punkter"][1]["beslutning"]
    assert beslutning["tekst"] == "1. Taget til efterretning.\n2. Procesplan godkendt."
    assert beslutning["udfald"] == ["taget_til_efterretning", "godkendt"]


def test_an_empty_outer_container_gives_no_section(decision_first: dict[str, Any]) -> None:
    sections = [
        (afsnit["type"], afsnit["overskrift"]) for afsnit in decision_first["punkter"][1]["afsnit"]
    ]
    assert sections == [
        ("resume", "Resume og sagens baggrund"),
        ("indstilling", "Indstillinger"),
        ("sagsgang", "Behandling"),
        ("sagsfremstilling", "Sagsfremstilling"),
        ("oekonomi", "Økonomiske konsekvenser"),
    ]


def test_absence_may_be_marked_behind_the_name(decision_first: dict[str, Any]) -> None:
    assert {person["navn"]: person["status"] for person in decision_first["fremmoede"]} == {
        "Nanna Sejrkær": "til_stede",
        "Palle Vindskov": "fravaerende",
        "Merete Fladmose": "til_stede",
    }


def test_a_decision_may_follow_the_account_without_a_label(read: Read) -> None:
    document = read(
        """
        REFERAT
        Teknisk Udvalg
        Mødedato: Mandag den 03-11-2008
        Starttidspunkt: Kl. 16:00
        463. Til efterretning
        DIABCD / 07/40118
        Sagsfremstilling
        Brev fra roklubben.
        Taget til efterretning.
        464. Leje af bådskur
        DIABCD / 07/40119
        Sagsfremstilling
        Lejen fastsættes hvert år.
        Indstilling
        Forvaltningen indstiller, at lejen fastsættes til 2.000 kr.
        Godkendt.
        """
    )
    assert [punkt["beslutning"]["tekst"] for punkt in document["punkter"]] == [
        "Taget til efterretning.",
        "Godkendt.",
    ]
    assert document["punkter"][1]["afsnit"][-1]["tekst"].endswith("2.000 kr.")


def test_who_stands_under_deltagere_and_afbud_has_one_entry(read: Read) -> None:
    document = read(
        """
        Referat
        Møde	Møde i Frivillighedsrådet
        Tid	12. september 2019 kl. 17:00
        Sted	Salen
        Deltagere	Holger Rudbæk (formand)
        Tora Lindemose
        Jonas Ulvdal, Kulturafdelingen, referent
        Afbud	Tora Lindemose
        1. 17:00 Velkomst ved Holger Rudbæk
        Formanden bød velkommen.
        2. 17:25 Efterårets udflugt
        Der gøres status. Rådet var tilfreds og vedtog at gentage det.
        """
    )
    assert [(person["navn"], person["status"]) for person in document["fremmoede"]] == [
        ("Holger Rudbæk", "til_stede"),
        ("Tora Lindemose", "afbud"),
        ("Jonas Ulvdal", "til_stede"),
    ]
    assert document["fremmoede"][0]["rolle"] == "formand"
    assert document["fremmoede"][2]["rolle"] == "referent"
    assert [punkt["titel"] for punkt in document["punkter"]] == [
        "Velkomst ved Holger Rudbæk",
        "Efterårets udflugt",
    ]


@pytest.mark.parametrize("heading", ["6. 18:10", "Pkt. 6", "Punkt 6."])
def test_the_title_may_stand_on_the_next_line(read: Read, heading: str) -> None:
    form = heading.replace("6", "{}").replace("18:10", "18:{}0")
    document = read(
        "Referat fra Seniorrådets møde den 7. marts 2016\n"
        + "\n".join(
            f"{form.format(number, number)}\nEmne {word}\nBeslutning\nGodkendt."
            for number, word in enumerate(("om stier", "om lys", "om bænke"), start=1)
        )
    )
    assert [(punkt["nr"], punkt["titel"]) for punkt in document["punkter"]] == [
        ("1", "Emne om stier"),
        ("2", "Emne om lys"),
        ("3", "Emne om bænke"),
    ]
    assert all(punkt["beslutning"]["tekst"] == "Godkendt." for punkt in document["punkter"])


def test_one_case_number_may_stand_on_every_punkt(read: Read) -> None:
    document = read(
        "REFERAT Ungerådet 2022 - 2025 d. 14-03-2022\n"
        "Mødedato Mandag d. 14. marts 2022 kl. 16:00\n"
        + "\n".join(
            f"Punkt {number}: {title}\n15.40.00-P35-4-22\nSagsfremstilling\nStatus fremlægges.\n"
            "Beslutning\nDrøftet."
            for number, title in enumerate(("Nyt fra rådet", "Budget", "Eventuelt"), start=1)
        )
    )
    assert [punkt["sagsnumre"] for punkt in document["punkter"]] == [["15.40.00-P35-4-22"]] * 3


NOTE = """
Notat
Kornby Kommune
Sundhed og Omsorg
Sagsnr. 29.09.00-P20-1-19

Sundhedsprofil 2019
1. Formål
Notatet gør status for arbejdet med forebyggelse i kommunen.
Sagsgang: Notatet forelægges udvalget senere på året.
2. Målgruppe
Målgruppen er borgere over 65 år, jf. sundhedslovens § 119.
3. Nøgletal
Pr. 18. december er der 4.200 borgere i målgruppen.
Kilde: Egne tal.
4. Økonomi
Projektet er finansieret.
"""


def test_a_note_is_no_minutes_and_its_headings_no_punkter(
    read: Read, structure: Callable[..., Any]
) -> None:
    document = read(NOTE)
    assert document["dokumenttype"] == "andet"
    assert document["punkter"] == []
    assert document["fremmoede"] == []
    assert document["kommune"] == "Kornby"
    roles = {line.role for line in structure(NOTE).roles}
    assert roles <= {LineRole.BODY, LineRole.FURNITURE}


@pytest.mark.parametrize(
    ("heading", "titel"),
    [
        ("3. Ejendomssag (Lukket)", "Ejendomssag"),
        ("3. Ejendomssag - LUKKET SAG", "Ejendomssag"),
        ("3. Lukket - Ejendomssag", "Ejendomssag"),
        ("3. LUKKET PUNKT: Ejendomssag", "Ejendomssag"),
        ("3. Ejendomssag - Lukket punkt", "Ejendomssag"),
    ],
)
def test_a_closed_punkt_is_known_by_its_mark(read: Read, heading: str, titel: str) -> None:
    document = read(
        f"""
        Referat Byrådet den 3. maj 2019
        1. Godkendelse af dagsorden
        Beslutning
        Godkendt.
        2. Budget
        Beslutning
        Godkendt.
        {heading}
        """
    )
    assert [punkt["lukket"] for punkt in document["punkter"]] == [False, False, True]
    last = document["punkter"][2]
    assert (last["nr"], last["titel"], last["beslutning"]) == ("3", titel, None)


def test_what_follows_a_closed_divider_is_closed(read: Read) -> None:
    document = read(
        """
        Referat Byrådet den 3. maj 2019
        Åbne dagsordenspunkter
        1. Godkendelse af dagsorden
        Beslutning
        Godkendt.
        2. Budget
        Beslutning
        Godkendt.
        LUKKET MØDE
        3. Personalesag
        4. Salg af areal
        Beslutning
        Godkendt.
        """
    )
    assert [punkt["lukket"] for punkt in document["punkter"]] == [False, False, True, True]


def test_a_closed_part_may_count_on_its_own(read: Read) -> None:
    document = read(
        """
        Referat
        Kommunalbestyrelsen
        28-01-2015 kl. 18:00
        Åbent punkt
        1  Fraværende og bemærkninger til dagsorden
        00.01.00A30-0091
        Indstilling og beslutning
        Kommunalbestyrelsen den 28. januar 2015:
        Ingen.
        Åbent punkt
        2  Ansøgning om fri
        00.01.00A30-0092
        Indstilling og beslutning
        Borgmesteren indstiller, a) At fri bevilges
        Kommunalbestyrelsen den 28. januar 2015:
        Indstillingen godkendt.
        Lukket punkt
        101  Salg af areal
        00.01.00A30-0093
        """
    )
    assert [(punkt["nr"], punkt["lukket"]) for punkt in document["punkter"]] == [
        ("1", False),
        ("2", False),
        ("101", True),
    ]
    second = document["punkter"][1]
    assert second["titel"] == "Ansøgning om fri"
    assert second["beslutning"]["tekst"] == "Indstillingen godkendt."
    assert [afsnit["type"] for afsnit in second["afsnit"]] == ["indstilling"]


def test_several_dated_decisions_leave_the_last_to_this_meeting(read: Read) -> None:
    document = read(
        """
        Referat
        Byrådet's møde
        Tirsdag den 17-12-2013 Kl. 17:00
        Byrådssalen
        Deltagere: Merete Fladmose, Holger Rudbæk  Afbud: Tora Lindemose
        1. Godkendelse af dagsorden
        13/40770
        Beslutning i Byrådet den 17-12-2013:
        Godkendt.
        2. Priser i svømmehallen
        13/40771
        Beslutningstema:
        Fastsættelse af takster.
        Indstilling:
        Direktionen indstiller, at taksterne anbefales.
        Beslutning i Børneudvalget den 04-12-2013:
        Indstilles til godkendelse.
        Beslutning i Byrådet den 17-12-2013:
        Indstillingen tiltrådt.
        """
    )
    punkt = document["punkter"][1]
    assert punkt["beslutning"]["tekst"] == "Indstillingen tiltrådt."
    assert [(entry["udvalg"], entry["dato"], entry["udfald"]) for entry in punkt["sagsgang"]] == [
        ("Børneudvalget", "2013-12-04", ["anbefalet"])
    ]
    assert document["udvalg"] == "Byrådet"
    assert [person["status"] for person in document["fremmoede"]] == [
        "til_stede",
        "til_stede",
        "afbud",
    ]


def test_absence_from_one_punkt_may_be_given_in_the_header(read: Read) -> None:
    document = read(
        """
        BESLUTNINGER
        Forretningsudvalget
        Mandag den 4. januar 2010 kl. 16.00
        Medlemmer:
        Holger Rudbæk
        Merete Fladmose
        Palle Vindskov
        Nanna Sejrkær
        Afbud: Palle Vindskov stedfortræder Yasin Havgaard
        Fraværende: Merete Fladmose ved sag nr. 2
        SAG NR. 1
        Godkendelse af dagsorden
        Beslutning
        Godkendt.
        SAG NR. 2
        Beredskab for færger
        Beslutning
        Udsat.
        SAG NR. 3
        Eventuelt
        Beslutning
        Drøftet.
        """
    )
    people = {person["navn"]: person for person in document["fremmoede"]}
    assert people["Merete Fladmose"]["status"] == "delvist"
    assert people["Palle Vindskov"]["status"] == "afbud"
    assert people["Yasin Havgaard"]["status"] == "til_stede"
    assert people["Yasin Havgaard"]["stedfortraeder_for"] == "Palle Vindskov"
    assert people["Holger Rudbæk"]["status"] == "til_stede"
    assert [punkt["fravaerende"] for punkt in document["punkter"]] == [[], ["Merete Fladmose"], []]


def test_substitutes_are_told_in_prose(read: Read) -> None:
    document = read(
        """
        Referat
        til
        mødet i By- og Havneudvalget
        den 5. april 2016 kl. 08:30
        i Salen
        Tora Lindemose og Asger Tornvig havde meldt afbud. I stedet mødte Yasin Havgaard og\
 Nanna Sejrkær.
        Jonas Ulvdal deltog ikke i behandlingen af pkt. 2.
        Holger Rudbæk forlod mødet kl. 11:30.
        Mødet hævet kl.: 12:41
        1. Godkendelse af dagsorden
        Åbent - 05.09.00-P19-2-16
        BESLUTNING
        Godkendt.
        2. Cykler ved stationen
        Åbent - 05.09.00-P19-3-16
        RESUMÉ
        Kort om sagen.
        BESLUTNING
        Udsat.
        """
    )
    people = {person["navn"]: person for person in document["fremmoede"]}
    assert people["Tora Lindemose"]["status"] == "afbud"
    assert people["Asger Tornvig"]["status"] == "afbud"
    assert people["Yasin Havgaard"]["stedfortraeder_for"] == "Tora Lindemose"
    assert people["Nanna Sejrkær"]["stedfortraeder_for"] == "Asger Tornvig"
    assert (people["Holger Rudbæk"]["status"], people["Holger Rudbæk"]["gik"]) == (
        "delvist",
        "11:30",
    )
    assert people["Jonas Ulvdal"]["status"] == "delvist"
    assert document["punkter"][1]["fravaerende"] == ["Jonas Ulvdal"]
    assert document["udvalg"] == "By- og Havneudvalget"
    assert document["moede"]["start"] == "08:30"
    assert document["moede"]["slut"] == "12:41"
    assert document["moede"]["sted"] == "Salen"
    assert [punkt["sagsnumre"] for punkt in document["punkter"]] == [
        ["05.09.00-P19-2-16"],
        ["05.09.00-P19-3-16"],
    ]


def test_a_decision_has_its_vote(read: Read) -> None:
    document = read(
        """
        Referat Borgerrepræsentationen torsdag den 3. maj 2018
        1. Vedtægt for Teatret
        Indstilling
        Kulturudvalget indstiller, at vedtægten godkendes.
        Beslutning
        Venstre stillede ændringsforslag om, at sagen udsættes.
        Ændringsforslaget blev forkastet med 29 stemmer imod 11.
        Indstillingen blev godkendt med 35 stemmer imod 5. 6 undlod at stemme.
        2. Eventuelt
        Beslutning
        Drøftet.
        """
    )
    beslutning = document["punkter"][0]["beslutning"]
    assert beslutning["udfald"] == ["godkendt"]
    assert beslutning["afstemning"] == {"for": 35, "imod": 5, "undlod": 6, "stemmer": []}
    assert document["punkter"][1]["beslutning"]["afstemning"] is None


def test_a_first_punkt_with_the_attendance_gives_it_to_the_meeting(read: Read) -> None:
    document = read(
        """
        Teknikudvalget
        Mødedato: 11.05.2020, kl. 15:30
        Mødested: Mødelokale A
        1. Godkendelse af dagsorden ( )
        Beslutning
        Teknikudvalgets beslutning i mødet den 11. maj 2020
        Mødet startede kl. 15.30 og sluttede kl. 16.45.
        Fraværende med afbud:
        Bodil Kragvang (F), sygdom.
        Palle Vindskov (V) forlod mødet kl. 16.10 under behandling af punkt 2.
        Dagsordenen blev godkendt uden afstemning.
        2. Ny sluse ved Elmsø (2020-0111222)
        Indstilling
        Teknikforvaltningen indstiller, at Teknikudvalget godkender broen.
        Beslutning
        Teknikudvalgets beslutning i mødet den 11. maj 2020
        Indstillingen blev godkendt.
        """
    )
    people = {person["navn"]: person for person in document["fremmoede"]}
    assert people["Bodil Kragvang"]["status"] == "afbud"
    assert (people["Palle Vindskov"]["status"], people["Palle Vindskov"]["gik"]) == (
        "delvist",
        "16:10",
    )
    assert document["moede"]["slut"] == "16:45"
    first, second = document["punkter"]
    assert first["titel"] == "Godkendelse af dagsorden"
    assert first["fravaerende"] == []
    assert first["beslutning"]["udfald"] == ["godkendt"]
    assert (second["titel"], second["sagsnumre"]) == ("Ny sluse ved Elmsø", ["2020-0111222"])
    assert second["beslutning"]["tekst"] == "Indstillingen blev godkendt."
