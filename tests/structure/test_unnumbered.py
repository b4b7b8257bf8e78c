"""Punkter that print no number: web pages, exports that lost it, journals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from referat.structure.unnumbered import _usable, find_unnumbered
from referat.structure.views import View
from referat.types import ReadPages

Read = Callable[..., dict[str, Any]]


def test_headings_set_apart_above_labels_are_punkter(
    read: Read, lay_out: Callable[..., ReadPages]
) -> None:
    rows: list[Any] = [{"text": "Referat Kornby Byråd 08-05-2019", "size": 18.0, "bold": True}]
    for titel in ("Badebro ved Nordkajen", "Priser i svømmehallen", "Ny vej"):
        rows += [
            {"text": titel, "size": 14.0, "bold": True, "gap": 1.5},
            {"text": "Beslutning", "bold": True, "gap": 0.8},
            "Godkendt.",
            {"text": "Indstilling", "bold": True, "gap": 0.8},
            "Det indstilles, at sagen godkendes af byrådet på dette møde.",
        ]
    document = read(lay_out(*rows))
    assert [(punkt["nr"], punkt["titel"]) for punkt in document["punkter"]] == [
        (None, "Badebro ved Nordkajen"),
        (None, "Priser i svømmehallen"),
        (None, "Ny vej"),
    ]
    assert all(punkt["beslutning"]["tekst"] == "Godkendt." for punkt in document["punkter"])


def test_the_label_that_opens_every_punkt_tells_them_apart(read: Read) -> None:
    document = read(
        "Referat\nAarhavn Byråd den 8. maj 2019\n"
        + "\n".join(
            f"{titel}\nBeslutning\nGodkendt.\nIndstilling\nDet indstilles, at sagen godkendes."
            for titel in ("Badebro ved Nordkajen", "Priser i svømmehallen", "Ny vej")
        )
    )
    assert [punkt["titel"] for punkt in document["punkter"]] == [
        "Badebro ved Nordkajen",
        "Priser i svømmehallen",
        "Ny vej",
    ]
    assert all(punkt["nr"] is None for punkt in document["punkter"])
    assert "Takster" not in str(document["punkter"][0]["afsnit"])


def test_case_numbers_alone_part_punkter_without_title(read: Read) -> None:
    document = read(
        "Referat Byrådet den 3. maj 2019 kl. 17.00\n"
        + "\n".join(
            f"Sagsid.: 20/3000{number}, Sagsinitialer: XYZA\nResume\nKort om sag {number}.\n"
            "Indstilling\nForvaltningen indstiller, at sagen godkendes.\n"
            "Beslutning i Byrådet den 03-05-2019\nGodkendt."
            for number in range(1, 4)
        )
    )
    assert [punkt["sagsnumre"] for punkt in document["punkter"]] == [
        ["20/30001"],
        ["20/30002"],
        ["20/30003"],
    ]
    assert [punkt["nr"] for punkt in document["punkter"]] == [None] * 3
    assert all(punkt["beslutning"]["udfald"] == ["godkendt"] for punkt in document["punkter"])


def test_results_keyed_by_journal_number_are_punkter(read: Read) -> None:
    document = read(
        """
        Byraadet
        Mødet den 14. Marts 1919
        ad F. 7/1919. Brolægning af Torvet.
        Indstillingen tiltraadtes.
        ad M. II. 7/1919. Andragende om Vej.
        Henvistes til Skoleudvalget.
        """
    )
    assert [punkt["sagsnumre"] for punkt in document["punkter"]] == [["F.7/1919"], ["M.II.7/1919"]]
    assert [punkt["beslutning"]["udfald"] for punkt in document["punkter"]] == [
        ["godkendt"],
        ["oversendt"],
    ]


def test_answers_keyed_to_a_list_take_its_titles(read: Read) -> None:
    document = read(
        """
        Referat fra Seniorrådets møde den 7. marts 2016 i Stuen kl. 10.00 – 12.00
        Til stede: Holger Rudbæk (formand), Merete Fladmose, 3F
        Afbud fra: Tora Lindemose
        Dagsorden:
        1. Godkendelse af referat
        2. Høringssvar om fortov
        3. Evt.
        Ad. 1) Godkendt.
        Ad. 2) Rådet formulerer et høringssvar.
        Ad. 3) Intet.
        """
    )
    assert [(punkt["nr"], punkt["titel"]) for punkt in document["punkter"]] == [
        ("1", "Godkendelse af referat"),
        ("2", "Høringssvar om fortov"),
        ("3", "Evt."),
    ]
    assert [punkt["beslutning"]["tekst"] for punkt in document["punkter"]] == [
        "Godkendt.",
        "Rådet formulerer et høringssvar.",
        "Intet.",
    ]
    assert [(person["navn"], person["status"]) for person in document["fremmoede"]] == [
        ("Holger Rudbæk", "til_stede"),
        ("Merete Fladmose", "til_stede"),
        ("Tora Lindemose", "afbud"),
    ]


def test_a_text_without_such_signs_has_no_punkter(read: Read) -> None:
    assert read("Et brev\nKære borger\nTak for din henvendelse.\nVenlig hilsen")["punkter"] == []


def test_the_documents_title_with_its_day_is_no_heading(
    views_of: Callable[..., tuple[list[View], Any]],
) -> None:
    views, _ = views_of("Referat 30.09.2026\n\nReferat af mødet den 30.09.2026\n")
    assert [_usable(view) for view in views if view.text] == [False, True]


def test_titles_in_capitals_over_plain_text_are_punkter(
    read: Read, lay_out: Callable[..., ReadPages]
) -> None:
    rows: list[Any] = [
        "Skolebestyrelsen",
        "Referat af møde på Lyngdal Skole den 12. november 1997 kl. 19.00.",
    ]
    for titel in ("KONTRAKT MED FOTOGRAF", "VALG AF FORMAND", "ANSØGNING (lukket punkt)"):
        rows += [
            {"text": titel, "gap": 1.4},
            "Der var indkommet to tilbud, som formanden gennemgik på mødet.",
            {"text": "Sagen blev udsat.", "bold": True, "x": 97.0, "gap": 0.6},
        ]
    rows += [
        {
            "text": "Til stede ved mødet var Holger Rudbæk (formand), Merete Fladmose og Bo",
            "gap": 1.4,
        },
        "Ulvdal. Merete Fladmose kom kl. 19.30.",
    ]
    document = read(lay_out(*rows))
    assert [(punkt["titel"], punkt["lukket"]) for punkt in document["punkter"]] == [
        ("KONTRAKT MED FOTOGRAF", False),
        ("VALG AF FORMAND", False),
        ("ANSØGNING", True),
    ]
    assert "Holger" not in str(document["punkter"][-1])
    assert {"Holger Rudbæk", "Merete Fladmose"} <= {
        person["navn"] for person in document["fremmoede"]
    }


def test_an_extraordinary_meeting_has_one_punkt(
    read: Read, lay_out: Callable[..., ReadPages]
) -> None:
    rows: list[Any] = [
        {"text": "BROHEDE BYRÅD", "size": 14.0},
        "Mandag den 24. november 2003 kl. 19.00 afholdt Brohede Byråd ekstraordinært",
        "møde i byrådssalen på Brohede Rådhus.",
        {"text": "Salg af kommunens aktier i elværket", "bold": True, "size": 12.0, "gap": 1.4},
        "(J.nr. 13.03.16-Ø54-2-03)",
        "Et selskab har budt på aktierne. Der er tre muligheder:",
        "1. Salg af dem alle.",
        "2. Salg af halvdelen.",
        "3. Intet salg.",
        {"text": "Byrådets beslutning:", "gap": 0.8},
        "Aktierne sælges.",
    ]
    (punkt,) = read(lay_out(*rows))["punkter"]
    assert punkt["titel"] == "Salg af kommunens aktier i elværket"
    assert punkt["beslutning"]["tekst"] == "Aktierne sælges."
    assert punkt["sagsnumre"] == ["13.03.16-Ø54-2-03"]


WIDE = "Forvaltningen har spurgt alle naboer til pladsen, og de fleste har svaret i tide"


def _centred(*titles: str, text: str = WIDE) -> list[Any]:
    rows: list[Any] = [
        {"text": "Fra byrådssalen", "size": 20.0, "bold": True},
        "Kornby Byråds møde mandag den 27. februar 2006 kl. 19 i Salen",
    ]
    middle = 72.0 + 0.48 * 11.0 * len(WIDE) / 2
    for number, titel in enumerate(titles):
        at = {"x": middle - 0.48 * 11.0 * len(titel) / 2}
        rows += [
            {"text": titel, "gap": 1.2, **at},
            {"text": f"Mappe 06-B-11{number}", "size": 7.5, "x": 420.0, "gap": 0.1},
            text,
            {"text": "og ønsker en bænk.", "gap": 0.17},
            {"text": "Byrådet godkendte forslaget.", "bold": True},
        ]
    return rows


TITLES = ("Plads ved møllen", "Regulativ for affald", "Ny kommune pr. 1. januar 2007: navn")


def test_titles_in_the_middle_of_their_column_are_punkter(
    read: Read, lay_out: Callable[..., ReadPages]
) -> None:
    punkter = read(lay_out(*_centred(*TITLES)))["punkter"]
    assert [punkt["titel"] for punkt in punkter] == [*TITLES]
    assert [punkt["sagsnumre"] for punkt in punkter] == [["06-B-110"], ["06-B-111"], ["06-B-112"]]
    assert all("Mappe" not in str(punkt["afsnit"]) for punkt in punkter)


def test_what_comes_again_in_the_middle_is_a_label_and_no_title(
    read: Read, lay_out: Callable[..., ReadPages]
) -> None:
    document = read(lay_out(*_centred("Motivering", "Motivering", "Motivering")))
    assert "Motivering" not in [punkt["titel"] for punkt in document["punkter"]]


def test_a_mark_below_a_title_is_no_title(read: Read) -> None:
    titles = ("Plads ved møllen", "Siden sidst", "Regulativ for affald")
    text = "Referat Byrådet 03-05-2003\n\n" + "\n\n".join(
        f"{titel}\n\nÅben sag\n\nBeslutning\tVedtaget.\n\nResumé\tGården har søgt."
        for titel in titles
    )
    assert [punkt["titel"] for punkt in read(text)["punkter"]] == [*titles]


def test_the_meetings_own_number_opens_no_punkt(views_of: Callable[..., Any]) -> None:
    text = (
        "Dagsorden\nSagsnr.:\n2009-088111\nÅbne punkter\n\n"
        + "J.nr. 07/22112\nPlads ved møllen\n\nJ.nr. 07/22113\nFest på havnen"
    )
    views, measures = views_of(text)
    assert [heading.first for heading in find_unnumbered(views, measures)] == [4, 6]


def test_titles_that_open_like_a_label_are_headings(
    read: Read, lay_out: Callable[..., ReadPages]
) -> None:
    rows: list[Any] = [{"text": "Referat Havneudvalget 08-05-2019", "size": 18.0, "bold": True}]
    for place, titel in enumerate(
        ("Nye priser for", "Status: Regnskab 2018", "Beslutning - Kran på kajen", "Eventuelt")
    ):
        rows += [
            {"text": titel, "size": 14.0, "bold": True, "gap": 1.5},
            *([{"text": "fortøjning", "size": 14.0, "bold": True}] if not place else []),
            f"Sagsnr.: 19/2040{place}",
            "Sagsansvarlig: bkr.tf",
            {"text": "Beslutning", "bold": True, "gap": 0.8},
            "Godkendt.",
        ]
    document = read(lay_out(*rows))
    assert [(punkt["titel"], len(punkt["sagsnumre"])) for punkt in document["punkter"]] == [
        ("Nye priser for fortøjning", 1),
        ("Status: Regnskab 2018", 1),
        ("Beslutning - Kran på kajen", 1),
        ("Eventuelt", 1),
    ]


def test_titles_in_a_size_of_their_own_over_text_are_punkter(
    read: Read, lay_out: Callable[..., ReadPages]
) -> None:
    rows: list[Any] = [
        {"text": "Nordre Lokalråd", "size": 24.0, "bold": True},
        "Referat af mødet tirsdag den 4. marts 2008 i Forsamlingshuset",
    ]
    titles = ("Referatet fra mødet i februar", "Fortovet i Skolegade", "Ny formand", "Næste møde")
    for titel in titles:
        rows += [
            {"text": titel, "size": 14.0, "bold": True, "gap": 1.2},
            "Rådet talte om sagen, som den er kendt fra tidligere møder i år.",
            "Formanden skriver til kommunen om den.",
        ]
    document = read(lay_out(*rows))
    assert [punkt["titel"] for punkt in document["punkter"]] == list(titles)
    # the chapters of a report look alike
    rows[1] = "Årsberetning for 2007 til alle beboere"
    assert read(lay_out(*rows))["punkter"] == []


def test_titles_that_the_contents_list_are_the_punkter(read: Read) -> None:
    titles = ("Plads ved møllen", "Siden sidst", "Regulativ for affald", "Eventuelt")
    error = "... Fejl! Bogmærke er ikke defineret."
    contents = "\n\n".join(f"{titel}{error}" for titel in titles)
    items = "\n\n".join(
        f"{titel}\n\nKonklusion\n1. Der males.\n2. Der ryddes op.\n\nOverblik\nGården har søgt."
        for titel in titles
    )
    text = f"Referat Byrådet 03-05-2003\n\nIndholdsfortegnelse\n\n{contents}\n\n{items}"
    assert [punkt["titel"] for punkt in read(text)["punkter"]] == [*titles]
