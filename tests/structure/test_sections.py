"""Sections of a punkt: what a label opens, in the document's own style."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import referat
from referat.types import LineRole, ReadPages, TextSource

HEAD = "Referat Byrådet den 17. december 2013\n1. Godkendelse af dagsorden\nBeslutning\nGodkendt.\n"


@pytest.fixture
def punkt(read: Callable[..., dict[str, Any]]) -> Callable[[str], dict[str, Any]]:
    """The second punkt of minutes, from the lines below its heading."""

    def run(lines: str) -> dict[str, Any]:
        found = read(f"{HEAD}2. Priser i svømmehallen\n13/40771\n{lines}")["punkter"]
        assert len(found) == 2
        return found[1]

    return run


def _sections(punkt: dict[str, Any]) -> list[tuple[str, str | None, str]]:
    return [(afsnit["type"], afsnit["overskrift"], afsnit["tekst"]) for afsnit in punkt["afsnit"]]


def test_each_label_opens_a_section_that_goes_on_to_the_next(
    punkt: Callable[[str], dict[str, Any]],
) -> None:
    found = punkt(
        "Indledende tekst.\nResumé\nKort.\nSagsfremstilling\nLangt.\nOg mere.\n"
        "Økonomi\nIngen udgifter.\nBeslutning\nGodkendt."
    )
    assert _sections(found) == [
        ("andet", None, "Indledende tekst."),
        ("resume", "Resumé", "Kort."),
        ("sagsfremstilling", "Sagsfremstilling", "Langt.\nOg mere."),
        ("oekonomi", "Økonomi", "Ingen udgifter."),
    ]
    assert found["beslutning"]["tekst"] == "Godkendt."


def test_what_stands_behind_the_body_that_meets_is_its_decision(
    read: Callable[..., dict[str, Any]],
) -> None:
    """What another body is quoted with is none."""
    text = "Referat Byrådet den 17. december 2013\n" + "".join(
        f"{number}. {titel}\n13/4077{number}\nFremst.: Sagen har været i høring hos skolerne.\n"
        f"Skolerådet: Vi er imod det hele.\nByrådet: Tiltrådt med {number} ændringer.\n"
        for number, titel in enumerate(("Ny skole", "Ny bro", "Ny vej"), start=1)
    )
    punkter = read(text)["punkter"]
    assert [punkt["beslutning"]["tekst"] for punkt in punkter] == [
        f"Tiltrådt med {number} ændringer." for number in (1, 2, 3)
    ]


def test_the_body_that_meets_may_stand_over_its_decision(
    read: Callable[..., dict[str, Any]],
) -> None:
    text = "Referat Byrådet den 17. december 2013\n" + "".join(
        f"{number}. {titel}\nSkolerne er spurgt.\nØkonomiudvalget 3/12, nr. 8{number}:\n"
        "Anbefales.\nByrådet:\nTiltrådt.\n"
        for number, titel in enumerate(("Ny skole", "Ny bro", "Ny vej"), start=1)
    )
    for number, punkt in enumerate(read(text)["punkter"], start=1):
        assert punkt["beslutning"]["tekst"] == "Tiltrådt."
        assert [(one["dato"], one["punkt"], one["tekst"]) for one in punkt["sagsgang"]] == [
            ("2013-12-03", f"8{number}", "Anbefales.")
        ]


def test_who_proposes_below_the_label_is_text(punkt: Callable[[str], dict[str, Any]]) -> None:
    found = punkt("Indstilling:\nForvaltningen indstiller\n- at bussen bevares\nBeslutning\nJa.")
    assert [part["tekst"] for part in found["afsnit"]] == [
        "Forvaltningen indstiller\n- at bussen bevares"
    ]


def test_a_label_without_text_gives_no_section(punkt: Callable[[str], dict[str, Any]]) -> None:
    found = punkt("Indstilling\nSagsfremstilling\nHøring\nTekst.\nBeslutning\nGodkendt.")
    assert _sections(found) == [("hoering", "Høring", "Tekst.")]


def test_text_may_stand_behind_the_labels_colon(punkt: Callable[[str], dict[str, Any]]) -> None:
    found = punkt("Sagen afgøres i: Byrådet\nIndstilling: Taksterne anbefales.\nBeslutning: Udsat.")
    assert ("sagsgang", "Sagen afgøres i", "Byrådet") in _sections(found)
    assert ("indstilling", "Indstilling", "Taksterne anbefales.") in _sections(found)
    assert found["beslutning"]["tekst"] == "Udsat."


def test_a_proposal_needs_no_label(punkt: Callable[[str], dict[str, Any]]) -> None:
    found = punkt(
        "Teknisk Forvaltning indstiller, at taksterne sættes op.\nSagsbeskrivelse\nTekst.\n"
        "Beslutning\nGodkendt."
    )
    assert _sections(found) == [
        ("indstilling", None, "Teknisk Forvaltning indstiller, at taksterne sættes op."),
        ("sagsfremstilling", "Sagsbeskrivelse", "Tekst."),
    ]


@pytest.mark.parametrize(
    ("lines", "decision", "history"),
    [
        (
            "Beslutning i Byrådet den 17-12-2013:\nTiltrådt.",
            "Tiltrådt.",
            [],
        ),
        (
            "Beslutning i Børneudvalget den 04-12-2013:\nAnbefales.\n"
            "Beslutning i Byrådet den 17-12-2013:\nTiltrådt.",
            "Tiltrådt.",
            [("Børneudvalget", "2013-12-04")],
        ),
        (
            # the same body on another day
            "Beslutning i Byrådet den 03-12-2013:\nUdsat.\n"
            "Beslutning i Byrådet den 17-12-2013:\nTiltrådt.",
            "Tiltrådt.",
            [("Byrådet", "2013-12-03")],
        ),
        (
            "Tidligere besluttet\nBørneudvalget, 4. december 2013, pkt. 3:\nAnbefales.\n"
            "Økonomiudvalget, 9. december 2013, pkt. 5:\nAnbefales.\nBeslutning\nTiltrådt.",
            "Tiltrådt.",
            [("Børneudvalget", "2013-12-04"), ("Økonomiudvalget", "2013-12-09")],
        ),
        (
            "Beslutning\nTiltrådt.\nSagens forløb\n04-12-2013 Børneudvalget\nAnbefales.\n"
            "17-12-2013 Byrådet\nTiltrådt.",
            "Tiltrådt.",
            [("Børneudvalget", "2013-12-04")],
        ),
        (
            "Indstilling og beslutning\nBorgmesteren indstiller, at taksterne godkendes.\n"
            "Byrådet den 17. december 2013:\nTiltrådt.",
            "Tiltrådt.",
            [],
        ),
    ],
)
def test_body_and_date_tell_whose_decision_it_is(
    punkt: Callable[[str], dict[str, Any]],
    lines: str,
    decision: str,
    history: list[tuple[str, str]],
) -> None:
    found = punkt(lines)
    assert found["beslutning"]["tekst"] == decision
    assert [(entry["udvalg"], entry["dato"]) for entry in found["sagsgang"]] == history


def test_an_entry_of_the_history_has_its_own_class(punkt: Callable[[str], dict[str, Any]]) -> None:
    found = punkt(
        "Tidligere besluttet\nBørneudvalget, 4. december 2013, pkt. 3:\nSendes i høring.\n"
        "Beslutning\nTiltrådt."
    )
    assert found["sagsgang"][0]["punkt"] == "3"
    assert found["sagsgang"][0]["udfald"] == ["sendt_i_hoering"]


def test_attachments_end_where_text_goes_on(punkt: Callable[[str], dict[str, Any]]) -> None:
    found = punkt(
        "Bilag\n- Oversigt over takster\n- Høringssvar\n"
        "Forvaltningen har regnet på taksterne og foreslår, at de sættes op.\n"
        "Beslutning\nGodkendt."
    )
    assert found["bilag"] == ["Oversigt over takster", "Høringssvar"]
    assert "Høringssvar" not in str(found["afsnit"])
    assert "sættes op" in str(found["afsnit"])


@pytest.mark.parametrize("nothing", ["Ingen", "Ingen bilag.", "-"])
def test_no_attachments_are_none(punkt: Callable[[str], dict[str, Any]], nothing: str) -> None:
    assert punkt(f"Beslutning\nGodkendt.\nBilag\n{nothing}")["bilag"] == []


def test_an_attachment_printed_twice_is_one(punkt: Callable[[str], dict[str, Any]]) -> None:
    found = punkt("Bilag\nOversigt\nKort\nBeslutning\nGodkendt.\nBilag\n- [Oversigt](#)\n- Plan")
    assert found["bilag"] == ["Oversigt", "Kort", "Plan"]


def test_absence_of_a_punkt_stands_in_no_text(punkt: Callable[[str], dict[str, Any]]) -> None:
    found = punkt(
        "Sagsfremstilling\nTekst.\nBeslutning\nGodkendt.\nFraværende: Nanna Sejrkær (I)\n"
        "Bilag\nKort"
    )
    assert found["fravaerende"] == ["Nanna Sejrkær"]
    assert found["beslutning"]["tekst"] == "Godkendt."
    assert found["bilag"] == ["Kort"]


def test_nobody_absent_is_nobody(punkt: Callable[[str], dict[str, Any]]) -> None:
    found = punkt("Beslutning\nGodkendt.\nFraværende:\nIngen")
    assert found["fravaerende"] == []
    assert found["beslutning"]["tekst"] == "Godkendt."


def test_weak_words_are_labels_only_in_the_style_of_labels(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    label = {"bold": True, "gap": 0.8}
    heading = {"bold": True, "size": 13.0, "gap": 1.2}

    def minutes(weak: dict[str, Any]) -> dict[str, Any]:
        document = read(
            lay_out(
                {"text": "Referat Byrådet den 3. maj 2019", "size": 16.0, "bold": True},
                {"text": "1. Dagsorden", **heading},
                {"text": "Beslutning", **label},
                "Godkendt.",
                {"text": "2. Budget", **heading},
                {"text": "Sagsfremstilling", **label},
                "Sagen handler om budgettet for de kommende år i kommunen.",
                {"text": "Formål", **weak},
                "Formålet er at spare penge på driften af de mange bygninger.",
                {"text": "Beslutning", **label},
                "Godkendt.",
            )
        )
        return document["punkter"][1]

    assert [kind for kind, _, _ in _sections(minutes(label))] == ["sagsfremstilling", "baggrund"]
    assert [kind for kind, _, _ in _sections(minutes({"italic": True, "gap": 0.8}))] == [
        "sagsfremstilling"
    ]


def test_a_signature_sheet_is_no_part_of_the_last_punkt(
    roles_of: Callable[..., Any], role_of: Callable[..., LineRole]
) -> None:
    views, _ = roles_of(
        f"{HEAD}2. Eventuelt\nBeslutning\nDrøftet.\nUnderskriftsblad\nHolger Rudbæk\n"
        "Merete Fladmose"
    )
    assert role_of(views, "Underskriftsblad") is LineRole.SIGNATURE
    assert role_of(views, "Merete Fladmose") is LineRole.SIGNATURE
    assert role_of(views, "Drøftet.") is LineRole.DECISION


def test_names_that_sign_below_the_last_punkt_are_signatures(
    roles_of: Callable[..., Any], role_of: Callable[..., LineRole]
) -> None:
    views, _ = roles_of(
        f"{HEAD}2. Eventuelt\nBeslutning\nDrøftet.\nMødet hævet kl. 18.30\n"
        "Holger Rudbæk, formand\nMerete Fladmose"
    )
    assert role_of(views, "Holger Rudbæk") is LineRole.SIGNATURE
    assert role_of(views, "Mødet hævet") is LineRole.HEADER


def test_kind_and_time_beside_a_heading_are_no_text(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    rows: list[Any] = [{"text": "Referat Handicaprådet den 16. marts 2023", "size": 18.0}]
    for titel, chip, clock in (
        ("1. Høring om trafik", "Høring · 30 min.", "18.50–19.20 · Beslutning · Holger"),
        ("2. Pulje til ledsagere", "kl. 19.20", "19.20–19.40"),
        ("3. Personsag", "Lukket · 10 min.", "19.40–19.50"),
    ):
        rows += [
            (
                {"text": titel, "bold": True, "size": 13.0, "gap": 1.4},
                {"text": chip, "x": 430.0, "size": 8.0},
            ),
            {"text": clock, "size": 8.0},
            "Der er tre forslag, som rådet gennemgik.",
            {"text": "Beslutning", "bold": True, "gap": 0.8},
            "Godkendt.",
        ]
    punkter = read(lay_out(*rows))["punkter"]
    assert [[part["tekst"] for part in punkt["afsnit"]] for punkt in punkter] == [
        ["Der er tre forslag, som rådet gennemgik."]
    ] * 3
    assert [punkt["lukket"] for punkt in punkter] == [False, False, True]


@pytest.mark.parametrize("again", [True, False])
def test_a_word_before_a_colon_is_a_label_where_all_labels_are_set_so(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages], *, again: bool
) -> None:
    """ "Opfølgning" and "Status" are words of sentences too."""
    rows: list[Any] = [
        {"text": "Handicaprådet", "size": 16.0, "bold": True},
        "Referat af mødet torsdag den 2. oktober 2025 kl. 15.00",
    ]
    for number, titel in enumerate(("Ny bro", "Nyt bad", "Ny sti", "Ny havn"), start=1):
        word = "Opfølgning" if again or number == 1 else "Referat"
        rows += [
            {"text": f"{number}. {titel}", "bold": True, "size": 13.0, "gap": 1.4},
            {"text": f"Der er ønsket, at rådet ser på {titel}.", "italic": True},
            f"Vedhæftet: Tegning af {titel}",
            f"Referat: Rådet drøftede {titel}.",
            *([f"{word}: Formanden skriver til udvalget."] if word == "Opfølgning" else []),
        ]
    punkter = read(lay_out(*rows))["punkter"]
    texts = [punkt["beslutning"]["tekst"] for punkt in punkter]
    last = "Opfølgning: Formanden skriver til udvalget."
    assert len(texts) == 4
    assert [last in text for text in texts] == [not again, False, False, False]


def test_facts_in_the_row_of_the_case_number_are_no_text(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    rows: list[Any] = ["Referat fra Provstiudvalget den 16. marts 2023"]
    for number, titel in enumerate(("Sognehus", "Varmepumpe", "Orgel"), start=1):
        rows += [
            {"text": f"{number}. {titel}", "bold": True, "size": 13.0, "gap": 1.4},
            (
                {"text": f"Sogn: Åkær Sogn (871{number})", "size": 8.0},
                {"text": f"Sag: 2018 - 3117{number}", "size": 8.0, "x": 300.0},
            ),
            "Der er tre forslag, som udvalget gennemgik.",
            {"text": "Beslutning", "bold": True, "gap": 0.8},
            "Godkendt.",
        ]
    punkter = read(lay_out(*rows))["punkter"]
    assert [punkt["sagsnumre"] for punkt in punkter] == [[f"2018-3117{n}"] for n in (1, 2, 3)]
    assert all(len(punkt["afsnit"]) == 1 for punkt in punkter)
    assert all("Sogn" not in punkt["afsnit"][0]["tekst"] for punkt in punkter)


def test_labels_before_a_colon_are_labels_beside_bold_ones_where_they_come_again_and_again(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    rows: list[Any] = [
        {"text": "Havnebestyrelsen", "size": 16.0, "bold": True},
        "Referat af mødet torsdag den 2. oktober 2025 kl. 15.00",
    ]
    for number, titel in enumerate(("Ny bro", "Nyt bad", "Ny sti"), start=1):
        rows += [
            {"text": f"{number}. {titel}", "bold": True, "size": 13.0, "gap": 1.4},
            f"Baggrund: {titel} har været længe undervejs hos alle parter.",
            f"Redegørelse: Der er regnet på {titel}, og det holder.",
            {"text": "Bestyrelsens beslutning", "bold": True, "gap": 0.8},
            "Godkendt.",
        ]
    punkter = read(lay_out(*rows))["punkter"]
    assert len(punkter) == 3
    for punkt in punkter:
        assert [afsnit["type"] for afsnit in punkt["afsnit"]] == ["baggrund", "sagsfremstilling"]
        assert punkt["beslutning"]["tekst"] == "Godkendt."


def test_bodies_and_days_below_the_label_of_decisions_part_them(
    read: Callable[..., dict[str, Any]],
) -> None:
    """One label for all bodies, of which the meeting's own is the last."""
    text = "Referat Byrådet den 26-04-2010\n" + "".join(
        f"{number}. {titel}\n10/4077{number}\nSagsfremstilling\nSagen har været i høring.\n"
        "Beslutninger:\nSocial-, sundheds- og fritidsudvalget, den 07-04-2010\nAnbefales.\n"
        "Byrådet, den 26-04-2010\nTiltrådt uden ændringer.\n"
        for number, titel in enumerate(("Ny skole", "Ny bro", "Ny vej"), start=1)
    )
    for punkt in read(text)["punkter"]:
        assert punkt["beslutning"]["tekst"] == "Tiltrådt uden ændringer."
        [station] = punkt["sagsgang"]
        assert station["udvalg"] == "Social-, sundheds- og fritidsudvalget"
        assert (station["dato"], station["tekst"]) == ("2010-04-07", "Anbefales.")


def test_a_decision_that_names_body_and_day_is_no_bodys_label(
    read: Callable[..., dict[str, Any]],
) -> None:
    text = "Referat Byrådet den 26-04-2010\n" + "".join(
        f"{number}. {titel}\n10/4077{number}\nBeslutning\n"
        f"Byrådet valgte Else Tang som {titel.casefold()} fra den 1. januar 2011\n"
        for number, titel in enumerate(("Formand", "Kasserer", "Revisor"), start=1)
    )
    for punkt in read(text)["punkter"]:
        assert punkt["beslutning"]["tekst"].startswith("Byrådet valgte Else Tang")


def test_a_label_that_no_lexicon_has_is_one_where_all_end_with_a_colon(
    lay_out: Callable[..., ReadPages], read: Callable[..., dict[str, Any]]
) -> None:
    rows: list[Any] = [{"text": "Referat", "size": 16.0}, "Byrådet den 26-04-2010"]
    for number, titel in enumerate(("Ny skole", "Ny bro", "Ny vej"), start=1):
        rows += [
            {"text": f"{number}. {titel}", "bold": True, "size": 13.0, "gap": 1.4},
            {"text": "Baggrund:", "bold": True},
            "Byrådet har tidligere sat penge af til arbejdet på de to strækninger.",
            {"text": "Økonomi:", "bold": True},
            "Udgiften er på højde med det, der er sat af i budgettet for i år.",
            *(
                [{"text": "Politik/Plan:", "bold": True}, "Arbejdet er nr. 14 i planen for stier."]
                if number == 2
                else []
            ),
            {"text": "Beslutning:", "bold": True},
            "Godkendt.",
        ]
    punkt = read(lay_out(*rows))["punkter"][1]
    assert _sections(punkt)[2:] == [
        ("andet", "Politik/Plan", "Arbejdet er nr. 14 i planen for stier.")
    ]


def test_the_kind_of_an_item_below_its_heading_is_no_text(
    lay_out: Callable[..., ReadPages], read: Callable[..., dict[str, Any]]
) -> None:
    """Nor a part of the title; labels before a colon count where there are many of them."""
    rows: list[Any] = [{"text": "Referat", "size": 16.0}, "Byrådet den 26-04-2010"]
    for number, titel in enumerate(("Ny skole", "Ny bro", "Ny vej"), start=1):
        rows += [
            {"text": f"{number}. {titel}", "bold": True, "size": 13.0, "gap": 1.4},
            {"text": ("Orientering – Mona", "Beslutning – Poul Erik")[number % 2], "size": 7.8},
            "Byrådet har tidligere sat penge af til arbejdet på de to strækninger.",
            "Indstilling: At planen vedtages og sendes til orientering i udvalget.",
            "Bilag: Udkast til plan",
            {"text": "Referat:", "bold": True},
            "Planen blev vedtaget som foreslået.",
        ]
    for punkt, titel in zip(
        read(lay_out(*rows))["punkter"], ("Ny skole", "Ny bro", "Ny vej"), strict=True
    ):
        assert punkt["titel"] == titel
        assert [one[0] for one in _sections(punkt)] == ["andet", "indstilling"]
        assert punkt["bilag"] == ["Udkast til plan"]


def test_a_sub_heading_in_italics_is_part_of_its_section(
    lay_out: Callable[..., ReadPages], read: Callable[..., dict[str, Any]]
) -> None:
    """Though it is a label elsewhere."""
    rows: list[Any] = [{"text": "Referat", "size": 16.0}, "Byrådet den 26-04-2010"]
    for number, titel in enumerate(("Ny skole", "Ny bro", "Ny vej"), start=1):
        rows += [
            {"text": f"{number}. {titel}", "bold": True, "size": 13.0, "gap": 1.4},
            {"text": "SAGSBESKRIVELSE", "bold": True},
            {"text": "Baggrund", "italic": True},
            "Byrådet har tidligere sat penge af til arbejdet på de to strækninger.",
            {"text": "BESLUTNING", "bold": True},
            "Planen blev vedtaget som foreslået.",
        ]
    for punkt in read(lay_out(*rows))["punkter"]:
        assert [one[0] for one in _sections(punkt)] == ["sagsfremstilling"]


def _plain_punkt(lay_out: Callable[..., ReadPages], *rows: Any, title: Any = None) -> ReadPages:
    return lay_out(
        {"text": "Havnerådet", "size": 18.0, "bold": True},
        "Referat af mødet den 14. september 2018 kl. 10.00",
        {"text": "1. Dagsorden", "bold": True, "size": 13.0, "gap": 1.2},
        "Godkendt.",
        title or {"text": "2. Kajen", "bold": True, "size": 13.0, "gap": 1.2},
        *rows,
    )


def test_a_sentence_tells_attachments_and_a_quotation_what_others_decided(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    pages = _plain_punkt(
        lay_out,
        "Kajen skal uddybes, og der er hentet priser ind.",
        {"text": "Fremlagt var: Kort over havnen; Notat om slam.", "gap": 0.6},
        {"text": "I Teknisk Udvalg hed det den 3. maj 2018, sag 14:", "gap": 0.6},
        "“Oversendes til Havnerådet.”",
        {"text": "Rådet besluttede at følge udvalget.", "gap": 0.6},
    )
    punkt = read(pages)["punkter"][1]
    assert [part["tekst"] for part in punkt["afsnit"]] == [
        "Kajen skal uddybes, og der er hentet priser ind."
    ]
    assert punkt["bilag"] == ["Kort over havnen", "Notat om slam."]
    assert [(one["udvalg"], one["punkt"], one["tekst"]) for one in punkt["sagsgang"]] == [
        ("Teknisk Udvalg", "14", "Oversendes til Havnerådet.")
    ]
    assert punkt["beslutning"]["tekst"] == "Rådet besluttede at følge udvalget."


def test_a_punkt_over_others_decides_nothing(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    rows: list[Any] = [
        {"text": "Havnerådet", "size": 18.0, "bold": True},
        "Referat af mødet den 14. september 2018 kl. 10.00",
    ]
    for number in (1, 2):
        rows += [
            {"text": f"{number}. Kajer", "bold": True, "size": 14.0, "gap": 1.2},
            "Formanden gav en kort indledning.",
        ]
        for letter in "ab":
            rows += [
                {"text": f"{number}{letter}. Kaj {letter}", "bold": True, "size": 12.0, "gap": 1.2},
                "Kajen skal uddybes, og der er hentet priser ind hos fire",
                "firmaer, som alle har gjort det før her i havnen og andre",
                "steder.",
                {"text": "Rådet besluttede at udsætte sagen.", "gap": 0.9},
            ]
    punkter = read(lay_out(*rows))["punkter"]
    decided = {punkt["nr"]: punkt["beslutning"] is not None for punkt in punkter}
    assert decided == {"1": False, "1a": True, "1b": True, "2": False, "2a": True, "2b": True}


def test_a_number_at_which_a_sentences_brackets_close_is_text(
    punkt: Callable[[str], dict[str, Any]],
) -> None:
    found = punkt("Nævnet har afvist klagen (nævnets\nsag 2011-0025118).\nBeslutning\nGodkendt.")
    assert found["sagsnumre"] == ["13/40771"]
    assert "2011-0025118" in found["afsnit"][0]["tekst"]


@pytest.mark.parametrize("sizes", [(7.8, 7.8), (7.8, 6.9)])
def test_small_print_of_a_scan_has_no_size_that_counts(
    lay_out: Callable[..., ReadPages], read: Callable[..., dict[str, Any]], sizes: Any
) -> None:
    rows: list[Any] = [{"text": "Referat", "size": 16.0}, "Byrådet den 26-04-2010"]
    for number, titel in enumerate(("Ny skole", "Ny bro", "Ny vej"), start=1):
        rows += [
            {"text": f"{number}. {titel}", "bold": True, "size": 13.0, "gap": 1.4},
            {"text": "Beslutning - Mona", "size": sizes[number % 2]},
            "Byrådet har tidligere sat penge af til arbejdet på de to strækninger.",
            {"text": ".....", "size": 2.0},
            {"text": "Referat:", "bold": True},
            "Planen blev vedtaget som foreslået.",
        ]
    for punkt in read(lay_out(*rows, source=TextSource.OCR))["punkter"]:
        assert _sections(punkt) == [
            ("andet", None, "Byrådet har tidligere sat penge af til arbejdet på de to strækninger.")
        ]


@pytest.mark.parametrize("chip", ["Åbent - Beslutning - 10 min.", "Lukket + 5 min.", "Åben"])
def test_open_and_kind_at_the_end_of_a_numbers_row_are_no_title(
    lay_out: Callable[..., ReadPages], read: Callable[..., dict[str, Any]], chip: str
) -> None:
    rows: list[Any] = [{"text": "Referat", "size": 16.0}, "Byrådet den 26-04-2010"]
    for number, titel in enumerate(("Ny skole", "Ny bro", "Ny vej"), start=1):
        rows += [
            (
                {"text": f"Punkt {number}", "bold": True, "size": 8.0, "gap": 1.4},
                {"text": chip, "size": 8.0, "x": 430.0},
            ),
            {"text": titel, "bold": True, "size": 13.0},
            {"text": "Beslutning", "bold": True},
            "Planen blev vedtaget som foreslået.",
        ]
    punkter = read(lay_out(*rows))["punkter"]
    assert [punkt["titel"] for punkt in punkter] == ["Ny skole", "Ny bro", "Ny vej"]
    assert {punkt["lukket"] for punkt in punkter} == {chip.startswith("Lukket")}
    assert not any(_sections(punkt) for punkt in punkter)


def _three_decided() -> list[Any]:
    rows: list[Any] = [{"text": "Referat Byrådet den 17. december 2013", "size": 16.0}]
    for number, titel in enumerate(("Ny skole", "Ny bro", "Ny vej"), start=1):
        rows += [
            {"text": f"{number}. {titel}", "bold": True, "size": 13.0, "gap": 1.2},
            {"text": "Beslutning", "bold": True, "gap": 0.6},
            "Godkendt.",
        ]
    return rows


def test_who_was_there_may_be_told_below_the_last_punkt(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    rows = [
        *_three_decided(),
        {"text": "Hvem var der?", "bold": True, "gap": 2.0},
        "Borgmester Holger Rudbæk (A) og Nanna Sejrkær (V).",
        {"text": "Hvem var der ikke?", "bold": True, "gap": 0.2},
        "Tora Lindemose (C) var bortrejst. I hendes sted sad Asger Tornvig (C).",
    ]
    document = read(lay_out(*rows))
    assert document["punkter"][2]["beslutning"]["tekst"] == "Godkendt."
    assert document["punkter"][2]["fravaerende"] == []
    assert [(one["navn"], one["status"]) for one in document["fremmoede"]] == [
        ("Holger Rudbæk", "til_stede"),
        ("Nanna Sejrkær", "til_stede"),
        ("Tora Lindemose", "fravaerende"),
        ("Asger Tornvig", "til_stede"),
    ]


TITLES = ("Bro over Lillebæk", "Lys på stien", "Taksten for svømning")


def _before_dashes(number: int, decided: str) -> str:
    return (
        f"{number}. {TITLES[number - 1]}\n13/4077{number}\n"
        "Sagen - Amtet har spurgt igen, j.nr. 8-76-2-711.\n"
        "Forslag - Teknisk udvalg foreslår en ny bro.\nØkonomi - Den koster 4 mio. kr.\n"
        f"Skoleudvalget 3/12 2013 - Anbefales.\nByrådet 17/12 2013 - {decided}\n"
    )


def test_labels_may_stand_before_a_dash_in_the_line_of_their_text(
    read: Callable[..., dict[str, Any]],
) -> None:
    text = "Referat Byrådet den 17. december 2013\n" + "".join(
        _before_dashes(number, decided)
        for number, decided in enumerate(("Vedtaget.", "Nej.", "Udsat."), start=1)
    )
    found = read(text)["punkter"]
    assert _sections(found[0]) == [
        ("sagsfremstilling", "Sagen", "Amtet har spurgt igen, j.nr. 8-76-2-711."),
        ("indstilling", "Forslag", "Teknisk udvalg foreslår en ny bro."),
        ("oekonomi", "Økonomi", "Den koster 4 mio. kr."),
    ]
    assert [punkt["beslutning"]["tekst"] for punkt in found] == ["Vedtaget.", "Nej.", "Udsat."]
    stations = [(station["udvalg"], station["tekst"]) for station in found[0]["sagsgang"]]
    assert stations == [("Skoleudvalget", "Anbefales.")]


def test_one_dash_in_a_text_is_no_label(punkt: Callable[[str], dict[str, Any]]) -> None:
    found = punkt("Resumé\nKort.\nØkonomi - Drift og anlæg hører sammen.\nBeslutning\nUdsat.")
    assert _sections(found) == [
        ("resume", "Resumé", "Kort.\nØkonomi - Drift og anlæg hører sammen.")
    ]


def test_what_a_label_before_a_full_stop_opens_the_net_leaves(
    read: Callable[..., dict[str, Any]],
) -> None:
    text = "Referat Byrådet den 17. december 2013\n" + "".join(
        f"{number}. {TITLES[number - 1]}\n13/4077{number}\n"
        f"Baggrund. Broen er fra 191{number}.\nUdgift. Den koster {number} mio. kr.\n"
        "Udtalelse fra økonomiudvalget den 3. december 2013. Udvalget kan anbefale planen.\n"
        "Afgørelse. Sagen henvises til teknisk forvaltning.\n"
        for number in (1, 2, 3)
    )
    found = read(text)["punkter"]
    assert _sections(found[2]) == [
        ("baggrund", "Baggrund", "Broen er fra 1913."),
        ("oekonomi", "Udgift", "Den koster 3 mio. kr."),
    ]
    assert [s["udvalg"] for s in found[2]["sagsgang"]] == ["økonomiudvalget"]
    assert found[2]["beslutning"]["tekst"] == "Sagen henvises til teknisk forvaltning."


def _plain(number: int, *lines: str) -> str:
    below = "\n".join(lines)
    return f"({number}) {TITLES[number - 1]}\nSagsmappe UU.2013.011{number}\n\n{below}\n\n\n"


def test_text_sets_labels_before_a_colon_that_are_sub_headings_elsewhere(
    read: Callable[..., dict[str, Any]],
) -> None:
    text = "Referat Byrådet den 17. december 2013\n\n" + "".join(
        _plain(
            number,
            "Status: Broen er lukket siden juni, og",
            "den skal males.",
            "Oplæg: Teknisk chef lægger op til, at den males.",
            "UDKOMME: Noteret.",
            "Manglede: Signe Ørnvig",
        )
        for number in (1, 2, 3)
    )
    found = read(text)["punkter"]
    assert [punkt["sagsnumre"] for punkt in found] == [[f"UU.2013.011{n}"] for n in (1, 2, 3)]
    assert _sections(found[1]) == [
        ("sagsfremstilling", "Status", "Broen er lukket siden juni, og den skal males."),
        ("indstilling", "Oplæg", "Teknisk chef lægger op til, at den males."),
    ]
    assert found[1]["beslutning"]["tekst"] == "Noteret."
    assert found[1]["fravaerende"] == ["Signe Ørnvig"]


def test_one_such_label_is_text(punkt: Callable[[str], dict[str, Any]]) -> None:
    found = punkt("Resumé\nKort.\nStatus: Broen er lukket.\nBeslutning\nUdsat.")
    assert _sections(found) == [("resume", "Resumé", "Kort.\nStatus: Broen er lukket.")]


def test_an_arrow_in_each_punkt_says_what_came_of_it(read: Callable[..., dict[str, Any]]) -> None:
    text = "Referat Byrådet den 17. december 2013\n\n" + "".join(
        f"{number}) {titel}\n\nVi så på et kort.\n\n==> {decided}\n\n"
        for number, (titel, decided) in enumerate(
            zip(TITLES, ("Den skal males.", "Lys på stien nu.", "(ikke til referat)"), strict=True),
            start=1,
        )
    )
    found = [punkt["beslutning"] for punkt in read(text)["punkter"]]
    assert [one and one["tekst"] for one in found] == ["Den skal males.", "Lys på stien nu.", None]


def test_one_arrow_is_text(punkt: Callable[[str], dict[str, Any]]) -> None:
    found = punkt("Resumé\nFra Lillebæk\n=> Engby.\nBeslutning\nUdsat.")
    assert found["beslutning"]["tekst"] == "Udsat."


def test_a_title_of_text_may_end_on_the_next_line(read: Callable[..., dict[str, Any]]) -> None:
    text = f"{HEAD}2. Priser i svømmehallen, anden\nbehandling\n13/40771\nBeslutning\nUdsat."
    assert read(text)["punkter"][1]["titel"] == "Priser i svømmehallen, anden behandling"
    text = f"{HEAD}2. Priser i svømmehallen\nbør sættes op.\n13/40771\nBeslutning\nUdsat."
    assert read(text)["punkter"][1]["titel"] == "Priser i svømmehallen"


PAGE = """<html><body><h1>Udvalget for kultur den 4. maj 2021</h1>
<h2>1. Festugen</h2><dl><dt>Baggrund</dt><dd>Foreningen søger om tilskud.</dd>
<dt>Hvad siger reglerne</dt><dd>Loven tillader det.</dd>
<dt>Beslutning</dt><dd>Godkendt.</dd></dl>
<h2>2. Vejnavne</h2><dl><dt>Baggrund</dt><dd>Vejen er ny.
<p>Hvad siger reglerne om skilte, spurgte beboerne.</p></dd>
<dt>Beslutning</dt><dd>Udsat.</dd></dl></body></html>"""


def test_a_term_of_a_web_page_that_asks_opens_a_section_and_a_line_of_text_does_not(
    tmp_path: Path,
) -> None:
    page = tmp_path / "moede.html"
    page.write_text(PAGE, encoding="utf-8")
    first, second = referat.structure(page).punkter
    assert [section.type for section in first.afsnit] == ["baggrund", "retsgrundlag"]
    assert [section.type for section in second.afsnit] == ["baggrund"]


def test_attendance_below_the_last_punkt_may_have_its_labels_beside_the_names(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    rows = [
        *_three_decided(),
        "\f",
        {"text": "Hvem var med?", "bold": True, "size": 12.0},
        (
            {"text": "Til stede", "bold": True, "gap": 1.7},
            {"text": "Holger Rudbæk (A)", "x": 200.0},
        ),
        {"text": "Nanna Sejrkær (V)", "x": 200.0, "gap": 0.2},
        ({"text": "Afbud", "bold": True, "gap": 0.9}, {"text": "Tora Lindemose (C)", "x": 200.0}),
        ({"text": "Referent", "bold": True, "gap": 0.9}, {"text": "Asger Tornvig", "x": 200.0}),
    ]
    document = read(lay_out(*rows))
    assert document["punkter"][2]["afsnit"] == []
    assert [(one["navn"], one["status"]) for one in document["fremmoede"]] == [
        ("Holger Rudbæk", "til_stede"),
        ("Nanna Sejrkær", "til_stede"),
        ("Tora Lindemose", "afbud"),
        ("Asger Tornvig", "til_stede"),
    ]


def _margin(lay_out: Callable[..., ReadPages], *, head: str) -> ReadPages:
    rows: list[Any] = [
        {"text": "Havnenævnet", "size": 18.0, "bold": True},
        "Protokol over mødet tirsdag den 14. november 2006",
        ({"text": "Kom senere", "gap": 0.6}, {"text": "Nanna Sejrkær, kl. 15.40", "x": 167.0}),
    ]
    for number, titel in enumerate(("Ny mole", "Ny kran", "Nyt lys"), start=113):
        rows += [
            (
                {"text": head.format(number), "bold": True, "size": 12.0, "gap": 1.4},
                {"text": titel, "bold": True, "size": 12.0, "x": 167.0},
            ),
            ({"text": "Sag nr.", "gap": 0.4}, {"text": f"06/77{number}", "x": 167.0}),
            (
                {"text": "Kort om sagen", "gap": 0.4},
                {"text": "Havnen har længe manglet det, som sagen handler om.", "x": 167.0},
            ),
            ({"text": "Økonomi", "gap": 0.4}, {"text": "Det koster 4.000 kr.", "x": 167.0}),
            (
                {"text": "Nævnet", "bold": True, "gap": 0.4},
                {"text": "Vedtaget med 4 stemmer mod 1.", "x": 167.0},
            ),
        ]
    return lay_out(*rows)


def test_the_body_beside_its_decision_is_its_label(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    document = read(_margin(lay_out, head="Pkt. {}/06"))
    assert [
        (punkt["nr"], punkt["titel"], punkt["sagsnumre"], punkt["beslutning"]["tekst"])
        for punkt in document["punkter"]
    ] == [
        (f"{number}/06", titel, [f"06/77{number}"], "Vedtaget med 4 stemmer mod 1.")
        for number, titel in enumerate(("Ny mole", "Ny kran", "Nyt lys"), start=113)
    ]
    assert all(len(punkt["afsnit"]) == 2 for punkt in document["punkter"])
    (late,) = document["fremmoede"]
    assert (late["navn"], late["ankom"], late["status"]) == ("Nanna Sejrkær", "15:40", "delvist")


def test_a_label_in_the_second_style_of_labels_is_guessed(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    rows: list[Any] = [{"text": "Havneudvalget", "size": 18.0}]
    for number, titel in enumerate(("Ny mole", "Kran til havnen", "Fyret males"), start=1):
        rows += [
            {"text": f"{number}. {titel}", "size": 14.0, "bold": True, "gap": 1.4},
            {"text": "Beslutning", "size": 8.0, "bold": True, "gap": 0.8},
            "Godkendt.",
            {"text": "Sagsfremstilling", "bold": True, "gap": 0.8},
            f"{titel} har været drøftet med havnens brugere.",
            {"text": "Havnekontoret anbefaler", "bold": True, "gap": 0.8},
            "at forslaget følges.",
            {"text": "Bilag", "size": 8.0, "bold": True, "gap": 0.8},
            {"text": "Kort over havnen", "size": 8.0},
        ]
    punkter = read(lay_out(*rows))["punkter"]
    assert [[afsnit["overskrift"] for afsnit in punkt["afsnit"]] for punkt in punkter] == [
        ["Sagsfremstilling", "Havnekontoret anbefaler"]
    ] * 3


def test_an_entry_in_its_line_goes_on_with_the_label_alone_above_it(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    rows: list[Any] = [{"text": "Referat Kornby Byråd den 8. maj 2019", "bold": True, "size": 18.0}]
    for nr, titel in enumerate(("Badebro", "Svømmehallen", "Ny vej"), start=1):
        rows += [
            {"text": f"{nr}. {titel}", "bold": True, "size": 14.0, "gap": 1.5},
            {"text": "Beslutning", "bold": True, "gap": 0.8},
            "Godkendt.",
            {"text": "Opfølgning", "bold": True, "gap": 0.8},
            "Ansvarlig: Abdi Nur. Frist: 1. juni 2019.",
        ]
    for punkt in read(lay_out(*rows))["punkter"]:
        (afsnit,) = punkt["afsnit"]
        assert afsnit["overskrift"] == "Opfølgning"
        assert afsnit["tekst"] == "Ansvarlig: Abdi Nur. Frist: 1. juni 2019."


def test_small_labels_and_clocks_at_the_rim_are_no_text_and_no_page_heads(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    def label(text: str, beside: str, **more: Any) -> tuple[dict[str, Any], ...]:
        return (
            {"text": text, "size": 8.5, "x": 72.0, "gap": 0.9, **more},
            {"text": beside, "x": 180.0},
        )

    pages = lay_out(
        {"text": "Referat Kornby Byråd den 8. maj 2019", "bold": True, "size": 18.0},
        {"text": "1. Badebro", "bold": True, "size": 14.0, "gap": 1.5},
        label("Baggrund", "Broen er fra 1990."),
        label("Indstilling", "Forvaltningen indstiller, at broen sættes i stand."),
        "\f",
        label("Behandlet tidligere", "Teknisk Udvalg, 2. april 2019, punkt B4: Anbefales."),
        {"text": "Beslutning", "bold": True, "gap": 0.8},
        "Godkendt.",
        {"text": "16.40", "x": 500.0, "size": 9.0, "gap": 3.0},
        {"text": "2. Salg af en grund LUKKET", "bold": True, "size": 14.0, "gap": -0.5},
        {"text": "Beslutning", "bold": True, "gap": 0.8},
        "Solgt.",
    )
    first, second = read(pages)["punkter"]
    assert [(one["punkt"], one["tekst"]) for one in first["sagsgang"]] == [("B4", "Anbefales.")]
    assert first["beslutning"]["tekst"] == "Godkendt."
    assert (first["lukket"], second["lukket"]) == (False, True)
    assert second["titel"] == "Salg af en grund"
