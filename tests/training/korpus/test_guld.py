"""Lines as they are read find the block that they were printed in."""

from __future__ import annotations

from typing import Any

import pytest

from referat.training.korpus.guld import LinjeTag, as_list, label_lines
from referat.types import Box, Line, Page, TextSource


def blok(tekst: str, rolle: str = "text", **more: Any) -> dict[str, Any]:
    plain = {"type": None, "punkt": 1, "etiket": 0, "efter": None, "fortsat": False, "maerke": ""}
    return {"tekst": tekst, "rolle": rolle, **plain, **more}


def tags(
    blokke: list[dict[str, Any]], lines: list[str], *, inventar: tuple[str, ...] = ()
) -> list[LinjeTag | None]:
    printed = as_list(
        {
            "navn": "x",
            "familie": "fri",
            "producent": "typst",
            "inventar": list(inventar),
            "margen": [70, 70],
            "blokke": blokke,
        }
    )
    read = tuple(
        Line(text=text, page=1, number=i, row=i, box=None, size=None)
        for i, text in enumerate(lines, start=1)
    )
    page = Page(number=1, width=0, height=0, source=TextSource.PLAIN_TEXT, reason="", lines=read)
    return label_lines(printed, (page,))


def roles(found: list[LinjeTag | None]) -> list[str | None]:
    return [None if tag is None else tag.rolle.value for tag in found]


def places(found: list[LinjeTag | None]) -> list[int | None]:
    return [None if tag is None else tag.blok for tag in found]


def test_lines_of_a_block_follow_its_first() -> None:
    found = tags(
        [blok("1. Ny bro over åen", "heading"), blok("Broen er fra 1974 og skal skiftes ud.")],
        ["1. Ny bro", "over åen", "Broen er fra 1974 og skal skif-", "tes ud."],
    )
    assert roles(found) == ["heading", "heading", "text", "text"]
    assert [tag.begynder for tag in found if tag] == [True, False, True, False]


def test_title_below_its_number_goes_on_with_it() -> None:
    found = tags(
        [blok("Pkt. 4", "heading"), blok("Ny bro", "heading", fortsat=True)], ["Pkt. 4", "Ny bro"]
    )
    assert [tag.begynder for tag in found if tag] == [True, False]


def test_same_words_go_to_the_nearest_block_in_order() -> None:
    blokke = [
        blok("Beslutning", "label", type="beslutning"),
        blok("Godkendt.", "decision"),
        blok("2. Evt.", "heading", punkt=2),
        blok("Beslutning", "label", type="beslutning", punkt=2),
        blok("Godkendt.", "decision", punkt=2),
    ]
    lines = ["Beslutning", "Godkendt.", "2. Evt.", "Beslutning", "Godkendt."]
    assert places(tags(blokke, lines)) == [0, 1, 2, 3, 4]


def test_two_columns_read_across_stay_apart() -> None:
    blokke = [
        blok("Sagen handler om en bro, der skal skiftes ud i 2020."),
        blok("Udvalget godkendte at skifte broen ud.", "decision"),
    ]
    lines = ["Sagen handler om en bro,", "Udvalget godkendte", "der skal skiftes ud i 2020.",
             "at skifte broen ud."]  # fmt: skip
    assert places(tags(blokke, lines)) == [0, 1, 0, 1]


def test_run_in_label_says_how_long_it_is() -> None:
    found = tags([blok("Økonomi: Ingen.", "label", type="oekonomi", etiket=8)], ["Økonomi: Ingen."])
    assert found[0] is not None
    assert (found[0].rolle.value, found[0].type, found[0].etiket) == ("label", "oekonomi", 8)


def test_lines_after_a_run_in_label_are_text() -> None:
    block = blok("Økonomi: Udgiften er kendt.", "label", type="oekonomi", etiket=8, efter="text")
    found = tags([block], ["Økonomi: Udgiften", "er kendt."])
    assert roles(found) == ["label", "text"]
    assert [tag.begynder for tag in found if tag] == [True, False]


def test_cells_of_a_row_read_as_one_line_count_as_the_first() -> None:
    toc = [blok(text, "toc", punkt=0) for text in ("388.", "Ny bro", "2")]
    blokke = [*toc, blok("388. Ny bro", "heading")]
    assert places(tags(blokke, ["388. Ny bro", "2", "388. Ny bro"])) == [0, 2, 3]


def test_bullet_on_a_line_of_its_own_belongs_to_its_text() -> None:
    found = tags([blok("• Skoven plejes", maerke="•")], ["-", "Skoven plejes"])
    assert places(found) == [0, 0]
    assert [tag.begynder for tag in found if tag] == [True, False]


@pytest.mark.parametrize(
    "read",
    [
        "Udva1get tiltradte indsti1lingen",
        "Udvalget tiltrâdte indstillingén",
        "Udvaiget tiltrådteindstillingen",
    ],
)
def test_misread_letters_do_no_harm(read: str) -> None:
    blokke = [blok("Beslutning", "label"), blok("Udvalget tiltrådte indstillingen", "decision")]
    assert places(tags(blokke, ["Beslutning", read])) == [0, 1]


def test_what_nobody_printed_has_no_tag() -> None:
    assert tags([blok("Sagen er kort.")], ["MODTAGET 12 NOV", "Sagen er kort."])[0] is None


def test_running_heads_are_furniture_on_every_page() -> None:
    printed = as_list(
        {
            "navn": "x",
            "familie": "fri",
            "producent": "typst",
            "inventar": ["Byrådet, s. {side}"],
            "margen": [70, 70],
            "blokke": [blok("Byrådet", "header", punkt=0), blok("Sagen er kort.")],
        }
    )
    pages = []
    for number in (1, 2):
        texts = [
            (f"Byrådet, s. {number}", 40.0),
            ("Byrådet" if number == 1 else "Sagen er kort.", 90.0),
        ]
        lines = tuple(
            Line(
                text=text, page=number, number=i, row=i, size=10,
                box=Box(x0=70, top=top, x1=200, bottom=top + 10),
            )
            for i, (text, top) in enumerate(texts, start=1)
        )  # fmt: skip
        pages.append(
            Page(number=number, width=595, height=842, source=TextSource.TEXT_LAYER, reason="",
                 lines=lines)
        )  # fmt: skip
    assert roles(label_lines(printed, pages)) == ["furniture", "header", "furniture", "text"]
