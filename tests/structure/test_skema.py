"""Minutes kept as a table: a row a punkt, a column for the result."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from referat.structure.skema import find_skema, unfold
from referat.types import LineRole, ReadPages


def _minutes(lay_out: Callable[..., ReadPages], *, head: bool = True) -> ReadPages:
    def row(*cells: str) -> tuple[dict[str, Any], ...]:
        edges = (72.0, 110.0, 250.0, 310.0)
        return tuple(
            {"text": text, "x": x, "gap": 0.6} for x, text in zip(edges, cells, strict=True) if text
        )

    return lay_out(
        {"text": "Referat fra skolebestyrelsens møde", "size": 15.0, "bold": True},
        "Dato: 03-04-2024 kl. 18:00-20:00",
        "Sted: Lyngdal Skole",
        "Tilstede: Nanna, Palle og Merete",
        "Afbud: Jonas",
        *([row("Pkt.", "Emne", "Tid", "Referat")] if head else []),
        row("1", "Godkendelse af dagsorden", "5 min", "Godkendt."),
        row("2", "Elevrådet har ordet", "20 min", "Elevrådet orienterede om kantinen."),
        ({"text": "Kantinen går godt.", "x": 310.0},),
        row("3", "Budget", "10 min", "Udsættes."),
    )


def test_rows_are_punkter_and_their_last_cell_the_decision(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    document = read(_minutes(lay_out))
    assert document["dokumenttype"] == "referat"
    assert [(punkt["nr"], punkt["titel"]) for punkt in document["punkter"]] == [
        ("1", "Godkendelse af dagsorden"),
        ("2", "Elevrådet har ordet"),
        ("3", "Budget"),
    ]
    assert [punkt["beslutning"]["udfald"] for punkt in document["punkter"]] == [
        ["godkendt"],
        ["orienteret"],
        ["udsat"],
    ]
    assert document["punkter"][1]["beslutning"]["tekst"].endswith("Kantinen går godt.")
    assert all(punkt["afsnit"] == [] for punkt in document["punkter"])


def test_first_names_alone_are_people_here(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    people = read(_minutes(lay_out))["fremmoede"]
    assert [(person["navn"], person["status"]) for person in people] == [
        ("Nanna", "til_stede"),
        ("Palle", "til_stede"),
        ("Merete", "til_stede"),
        ("Jonas", "afbud"),
    ]


def test_times_and_the_head_are_the_forms(
    views_of: Callable[..., Any], lay_out: Callable[..., ReadPages]
) -> None:
    views, _ = views_of(_minutes(lay_out))
    headings = find_skema(views)
    assert [heading.nr for heading in headings] == ["1", "2", "3"]
    form = {view.text for view in views if view.role is LineRole.FURNITURE}
    assert form == {"Pkt.", "Emne", "Tid", "Referat", "5 min", "20 min", "10 min"}


def test_without_a_head_there_is_no_table(
    views_of: Callable[..., Any], lay_out: Callable[..., ReadPages]
) -> None:
    views, _ = views_of(_minutes(lay_out, head=False))
    assert find_skema(views) == []
    assert {view.role for view in views} == {LineRole.BODY}


def test_a_budget_table_is_none(
    views_of: Callable[..., Any], lay_out: Callable[..., ReadPages]
) -> None:
    views, _ = views_of(
        lay_out(
            ("Emne", "2019", "2020", "2021"),
            ("1 Drift", "100", "200", "300"),
            ("2 Anlæg", "100", "200", "300"),
        )
    )
    assert find_skema(views) == []


def test_a_table_of_one_row_leaves_no_trace(
    views_of: Callable[..., Any], lay_out: Callable[..., ReadPages]
) -> None:
    views, _ = views_of(
        lay_out(("Pkt.", "Emne", "Tid", "Referat"), ("1", "Budget", "5 min", "Godkendt."))
    )
    assert find_skema(views) == []
    assert not {LineRole.PUNKT, LineRole.DECISION} & {view.role for view in views}


def _protocol(lay_out: Callable[..., ReadPages]) -> ReadPages:
    """A table with a column for each section; the cells' lines stand beside each other."""
    edges = (40.0, 80.0, 230.0, 370.0, 470.0)

    def row(*cells: str, **more: Any) -> tuple[dict[str, Any], ...]:
        return tuple(
            {"text": text, "x": x, "size": 8.0, **more}
            for text, x in zip(cells, edges, strict=True)
            if text
        )

    head = row("Nr.", "Sag", "Sagsfremstilling", "Indstilling", "Beslutning", bold=True)
    return lay_out(
        {"text": "Teknisk Udvalg", "size": 14.0, "bold": True},
        "Beslutningsprotokol fra mødet den 16. juni 1999 kl. 15.30",
        head,
        row("52", "Ny vej ved åen", "Vejen er hullet.", "Vejen lægges om.", "Ad 1. Godkendt."),
        row("", "J.nr. 05.13.04G01/118", "Der er to bud.", "", "Ad 2. Anbefales."),
        row("", "Bilag:", "", "", ""),
        row("", "Tegning 3", "", "", ""),
        row("53", "Klage over støj", "Tre har klaget.", "Klagen afvises.", "Tiltrådt."),
        "\f",
        head,
        row("54", "Meddelelser", "1. Broen er åben.", "", "Taget til"),
        row("", "", "2. Vejen er lukket.", "", "efterretning."),
        {"text": "LUKKET DEL", "x": 40.0, "size": 8.0, "bold": True},
        row("55", "Køb af areal", "", "", "Anbefales."),
    )


def test_cells_of_a_row_are_sections_of_its_punkt(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    punkter = read(_protocol(lay_out))["punkter"]
    assert [(punkt["nr"], punkt["titel"], punkt["lukket"]) for punkt in punkter] == [
        ("52", "Ny vej ved åen", False),
        ("53", "Klage over støj", False),
        ("54", "Meddelelser", False),
        ("55", "Køb af areal", True),
    ]
    first, *_, news, _ = punkter
    assert [(part["type"], part["tekst"]) for part in first["afsnit"]] == [
        ("sagsfremstilling", "Vejen er hullet. Der er to bud."),
        ("indstilling", "Vejen lægges om."),
    ]
    assert " ".join(first["beslutning"]["tekst"].split()) == "Ad 1. Godkendt. Ad 2. Anbefales."
    assert first["sagsnumre"] == ["05.13.04G01/118"]
    assert first["bilag"] == ["Tegning 3"]
    assert news["beslutning"]["tekst"] == "Taget til efterretning."
    (told,) = (" ".join(part["tekst"].split()) for part in news["afsnit"])
    assert told == "1. Broen er åben. 2. Vejen er lukket."


def test_numbers_of_a_list_open_no_row_where_numbers_have_a_column(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    edges = (40.0, 80.0, 230.0, 370.0)

    def row(*cells: str, **more: Any) -> tuple[dict[str, Any], ...]:
        placed = zip(cells, edges, strict=True)
        return tuple({"text": text, "x": x, "size": 8.0, **more} for text, x in placed if text)

    punkter = read(
        lay_out(
            {"text": "Teknisk Udvalg", "size": 14.0, "bold": True},
            "Beslutningsprotokol fra mødet den 16. juni 1999 kl. 15.30",
            row("Nr.", "Sag", "Indstilling", "Beslutning", bold=True),
            row("52", "Ny vej ved åen", "Vejen lægges om.", "Godkendt med"),
            row("", "Bilag:", "", "to forbehold."),
            row("", "1) Tegning af broen", "", ""),
            row("", "2) Budget", "", ""),
            row("", "Ikke til stede under punktet: Abdi Nur", "", ""),
            {"text": "Lukket punkt", "x": 40.0, "size": 8.0, "bold": True, "gap": 0.8},
            row("53", "Køb af areal", "", "Anbefales."),
            {"text": "Åbent punkt", "x": 40.0, "size": 8.0, "bold": True, "gap": 0.8},
            row("54", "Eventuelt", "", "Intet."),
        )
    )["punkter"]
    assert [(punkt["nr"], punkt["lukket"]) for punkt in punkter] == [
        ("52", False),
        ("53", True),
        ("54", False),
    ]
    assert punkter[0]["bilag"] == ["Tegning af broen", "Budget"]
    assert punkter[0]["fravaerende"] == ["Abdi Nur"]
    assert [(part["type"], part["tekst"]) for part in punkter[0]["afsnit"]] == [
        ("indstilling", "Vejen lægges om.")
    ]


def test_unfolding_keeps_every_line_and_leaves_other_pages_alone(
    lay_out: Callable[..., ReadPages],
) -> None:
    pages = _protocol(lay_out).pages
    unfolded = unfold(pages)
    for before, after in zip(pages, unfolded, strict=True):
        assert sorted(line.number for line in after.lines) == [line.number for line in before.lines]
    plain = lay_out("1. Ny vej", "Beslutning", "Godkendt.").pages
    assert unfold(plain)[0] is plain[0]


def test_titles_wrap_under_any_head_and_cells_may_label_the_decision(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    edges = (72.0, 110.0, 400.0)

    def row(*cells: str, gap: float = 0.8, bold: bool = False) -> tuple[dict[str, Any], ...]:
        return tuple(
            {"text": text, "x": x, "gap": gap, "bold": bold}
            for x, text in zip(edges, cells, strict=True)
            if text
        )

    document = read(
        lay_out(
            {"text": "Hegnsnævnet", "size": 18.0, "bold": True},
            "Protokol for mødet den 5. juni 2002",
            row("Pkt.", "Sagens indhold", "Nævnets beslutning"),
            row("8", "Hegnet mellem Lyngvej 2 og 4.", "BESLUTNING", bold=True),
            row("", "Ny ansøgning", "", gap=0.17, bold=True),
            row("", "Sagen: Hegnet er for højt.", "Udsat."),
            row("9", "Hækken på Torvet", "BESLUTNING", bold=True),
            row("", "Sagen: Hækken er gået ud.", "Hækken fjernes."),
            row("10", "Eventuelt", "BESLUTNING", bold=True),
            row("", "", "Intet."),
        )
    )
    punkter = document["punkter"]
    assert [(punkt["nr"], punkt["titel"]) for punkt in punkter] == [
        ("8", "Hegnet mellem Lyngvej 2 og 4. Ny ansøgning"),
        ("9", "Hækken på Torvet"),
        ("10", "Eventuelt"),
    ]
    decisions = [punkt["beslutning"]["tekst"] for punkt in punkter]
    assert decisions == ["Udsat.", "Hækken fjernes.", "Intet."]
