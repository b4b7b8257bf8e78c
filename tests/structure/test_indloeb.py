"""Titles that run into their text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from referat.structure.indloeb import part_titles
from referat.types import Line, ReadPages

CASES = (
    ("Lån til Østre Skole", "Amtsrådet kan samtykke i, at der", "optages et lån."),
    ("Tilskud til svømmeklubben", "Klubben søger om et tilskud til", "nyt udstyr."),
    ("Vejbelysning på Skovvænget", "49 beboere har anmodet om lys på", "stien til stoppestedet."),
    ("Medlem af huslejenævnet", "Efter Karen Holm, der er flyttet,", "skal vælges et nyt medlem."),
    ("Lukning af badet", "Badet lukkes i uge 30, fordi der", "skal males."),
)


def _minutes(form: str, *, bold: bool = False) -> list[Any]:
    rows: list[Any] = [{"text": "Byrådets protokol", "size": 15.0}, "Møde den 23. januar 1979."]
    for number, (titel, first, second) in enumerate(CASES, start=14):
        text = form.format(number=number, titel=titel, text=first)
        rows += [{"text": text, "gap": 0.8, "bold": bold}, second, "Det blev bevilget."]
    return rows


def _texts(pages: Any) -> list[str]:
    return [line.text for page in pages for line in page.lines]


def test_a_title_and_its_text_become_two_lines(lay_out: Callable[..., ReadPages]) -> None:
    pages = lay_out(*_minutes("{number}. {titel} (j.nr. 5.{number}/78). {text}")).pages
    lines: list[Line] = [line for page in part_titles(pages) for line in page.lines]
    assert [line.text for line in lines[2:4]] == [
        "14. Lån til Østre Skole (j.nr. 5.14/78)",
        "Amtsrådet kan samtykke i, at der",
    ]
    title, text = lines[2:4]
    assert title.bold
    assert not text.bold
    assert title.box is not None
    assert text.box is not None
    assert title.box.x1 == text.box.x0
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert [line.row for line in lines] == sorted({line.row for line in lines})


def test_every_word_is_kept(lay_out: Callable[..., ReadPages]) -> None:
    pages = lay_out(*_minutes("{number}. {titel}. {text}")).pages
    joined = " ".join(_texts(pages)).replace(".", "")
    assert " ".join(_texts(part_titles(pages))).replace(".", "") == joined


def test_the_parted_titles_are_the_punkters(
    roles_of: Callable[..., Any], lay_out: Callable[..., ReadPages]
) -> None:
    pages = lay_out(*_minutes("{number}. {titel} (j.nr. 5.{number}.1/78). {text}"))
    _, roles = roles_of(replace(pages, pages=part_titles(pages.pages)))
    assert [(heading.nr, heading.titel) for heading in roles.headings] == [
        (str(number), f"{titel} (j.nr. 5.{number}.1/78)")
        for number, (titel, _, _) in enumerate(CASES, start=14)
    ]


def test_titles_that_are_set_apart_are_left_as_they_are(lay_out: Callable[..., ReadPages]) -> None:
    pages = lay_out(*_minutes("{number}. {titel}. {text}", bold=True)).pages
    assert part_titles(pages) is pages


def test_titles_without_text_behind_them_are_left_as_they_are(
    lay_out: Callable[..., ReadPages],
) -> None:
    pages = lay_out(*_minutes("{number}. {titel}")).pages
    assert part_titles(pages) is pages


def test_a_list_inside_a_punkt_is_left_as_it_is(lay_out: Callable[..., ReadPages]) -> None:
    lines = [f"{number}. Vej {number} lukkes. Det sker i uge 30." for number in range(1, 6)]
    rows = [item for line in lines for item in (line, "Beboerne er hørt om det.", "De er enige.")]
    pages = lay_out(*["Byrådet har drøftet sagen flere gange."] * 20, *rows).pages
    assert part_titles(pages) is pages
