"""Documents that are no minutes, or too much of them, through the whole pipeline, net and all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from referat.structure.document import load_pipeline, structure_document
from referat.types import Box, FileKind, Line, Page, ReadPages, Referat, SourceFile, TextSource


def _structure(pages: ReadPages) -> Referat:
    source = SourceFile(path="m.pdf", sha256="0" * 64, kind=FileKind.TEXT, size=1)
    return structure_document(source, pages, load_pipeline())


def _pages(count: int, texts: Callable[[int], list[str]], *, upright: bool = False) -> ReadPages:
    pages = []
    for number in range(1, count + 1):
        lines = tuple(
            Line(
                text=text,
                page=number,
                number=row,
                row=row,
                box=Box(x0=40.0 + 14 * row, top=60.0, x1=52.0 + 14 * row, bottom=700.0)
                if upright
                else Box(x0=70.0, top=14.0 * row, x1=70.0 + 5 * len(text), bottom=14.0 * row + 11),
                size=11.0,
                gap=0.2,
            )
            for row, text in enumerate(texts(number), start=1)
        )
        pages.append(
            Page(
                number=number,
                width=595.0,
                height=842.0,
                source=TextSource.TEXT_LAYER,
                reason="prøve",
                lines=lines,
            )
        )
    return ReadPages(pages=tuple(pages))


LONG = _pages(
    400,
    lambda page: [
        *(["Referat", "Teknisk Udvalg", "Mødedato: 4. maj 2021"] if page == 1 else []),
        f"{page}. Sag om vej {page}",
        "Indstilling",
        "Forvaltningen indstiller, at vejen males.",
        "Beslutning",
        "Godkendt.",
        *["Vejen er 200 meter lang og blev anlagt i 1962 af den gamle kommune."] * 20,
    ],
)
NAMES = _pages(
    200, lambda page: ["Til stede:"] + [f"Navn{page} Efternavn{row}" for row in range(100)]
)
UNLABELLED = _pages(3, lambda page: ["Der blev talt om vejen, broen og havnen."] * 30)
UPRIGHT = _pages(2, lambda page: ["Referat", "Byrådet", "1. Vejen", "Godkendt."], upright=True)
FOREIGN = _pages(
    2,
    lambda page: [
        "Minutes of the meeting",
        "1. Approval of the agenda",
        "The agenda was approved.",
        "محضر اجتماع المجلس",
    ],
)
ENDLESS = _pages(
    1, lambda page: ["Referat", "Byrådet", "1. Vejen", "Beslutning", "a" * 100_000, "2. Broen"]
)
ONE = _pages(1, lambda page: ["Referat"])
EMPTY = _pages(1, lambda page: [])


@pytest.mark.parametrize(
    "pages",
    [LONG, NAMES, UNLABELLED, UPRIGHT, FOREIGN, ENDLESS, ONE, EMPTY],
    ids=[
        "400 pages",
        "20,000 names",
        "no label",
        "upright",
        "foreign",
        "endless",
        "one line",
        "empty",
    ],
)
def test_every_line_ends_in_one_place(pages: ReadPages) -> None:
    referat = _structure(pages)
    printed = [line for page in pages.pages for line in page.lines]
    places = [(roled.page, roled.number) for roled in referat.roles]
    assert places == [(line.page, line.number) for line in printed]
    assert all(0 <= roled.score <= 1 for roled in referat.roles)


def test_a_long_document_is_read_to_its_end() -> None:
    punkter = _structure(LONG).punkter
    assert [punkt.nr for punkt in punkter] == [str(number) for number in range(1, 401)]
    assert {punkt.beslutning.tekst[:9] for punkt in punkter if punkt.beslutning} == {"Godkendt."}
    assert all(punkt.beslutning is not None for punkt in punkter)
