"""What is private is out of every line, word and copy; what stays can be read."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from referat.privacy.apply import Privacy, mask_path
from referat.privacy.mask import MARKS, mask_pages, mask_text, text_hash
from referat.privacy.names import NameFinder
from referat.types import (
    Box,
    Line,
    Maskeringsart,
    Page,
    Problem,
    ReadPages,
    Severity,
    TextSource,
    Word,
)

TODAY = dt.date(2026, 11, 24)
CPR = "211062-5629"
BOX = Box(x0=50, top=100, x1=250, bottom=112)


def line(text: str, number: int = 1, **more: object) -> Line:
    values = {"page": 1, "row": number, "box": BOX, "size": 10.0}
    return Line(text=text, number=number, **(values | more))


def pages(*lines: Line) -> ReadPages:
    page = Page(
        number=1, width=595, height=842, source=TextSource.OCR, reason="", lines=tuple(lines)
    )
    return ReadPages(pages=(page,))


def masked(*lines: Line, names: tuple[str, ...] = ()) -> tuple[list[str], list[object]]:
    read, hidden = mask_pages(pages(*lines), today=TODAY, names=NameFinder(names))
    return [one.text for one in read.pages[0].lines], list(hidden)


def test_a_number_in_a_line_becomes_a_mark():
    texts, hidden = masked(line(f"Borgeren ({CPR}) klager."), line("Andet", 2))
    assert texts == ["Borgeren ([CPR-nr. fjernet]) klager.", "Andet"]
    assert [(one.art, one.line) for one in hidden] == [(Maskeringsart.CPR, 1)]


def test_a_number_over_a_line_s_end_is_gone_from_both_lines():
    texts, hidden = masked(line("Borgeren 211062-"), line("5629 klager", 2))
    assert texts == ["Borgeren [CPR-nr. fjernet]", "[…] klager"]
    assert [one.line for one in hidden] == [1, 2]


def test_words_of_ocr_lose_it_too_and_give_its_place():
    words = tuple(
        Word(text=text, box=Box(x0=x, top=100, x1=x + 40, bottom=112), confidence=0.9)
        for text, x in (("Borgeren", 50), (CPR, 100), ("klager", 150))
    )
    read, hidden = mask_pages(pages(line(f"Borgeren {CPR} klager", words=words)), today=TODAY)
    (kept,) = read.pages[0].lines
    assert [word.text for word in kept.words] == ["Borgeren", MARKS[Maskeringsart.CPR], "klager"]
    assert hidden[0].box == Box(x0=100, top=100, x1=140, bottom=112)


def test_words_that_do_not_fit_the_line_are_left_out_whole():
    word = Word(text="noget andet", box=BOX, confidence=0.9)
    read, _ = mask_pages(pages(line(f"Borgeren {CPR}", words=(word,))), today=TODAY)
    assert read.pages[0].lines[0].words == ()


@pytest.mark.parametrize(
    "printed",
    [
        "Ida Marie Fjeldsted", "IDA MARIE FJELDSTED", "Fjeldsted, Ida Marie",
        "Ida Marie Fjeldsteds", "Ida  Marie\nFjeldsted", "Ida Marie Fjeldstcd",
        "Ida-Marie Fjeldsted", "Ida Marie Fjeld-\nsted", "Ida Ma\u00adrie Fjeldsted",
        "ida_marie_fjeldsted", "Ida+Marie+Fjeldsted", "IdaMarie Fjeldsted", "Ida Marie Fje1dsted",
        "Ída Marie Fjeldsted", "Ida Marie\u00a0Fjeldsted",
    ],
)  # fmt: skip
def test_a_withheld_name_is_found_as_it_may_be_printed(printed: str):
    text = mask_text(
        f"Klage fra {printed} om vejen", today=TODAY, names=NameFinder(["Ida Marie Fjeldsted"])
    )
    assert "jeld" not in text.casefold()
    assert "sted" not in text.casefold()
    assert text.startswith("Klage fra [navn fjernet]")


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Åse Bøgh", "Aase Boegh"), ("Åse Bøgh", "A\u030ase Bøgh"), ("Aase Bøgh", "ÅSE BØGH"),
        ("Renée Ærø", "Renee Aeroe"),
    ],
)  # fmt: skip
def test_a_withheld_name_is_found_however_its_letters_are_written(name, printed):
    text = mask_text(f"Klage fra {printed}.", today=TODAY, names=NameFinder([name]))
    assert text == "Klage fra [navn fjernet]."


@pytest.mark.parametrize(
    "other", ["Ida Fjeldsted", "Bo Lund", "Ida Marie Fjeldgaard", "Marie Fjeldsted"]
)
def test_other_names_stay(other: str):
    names = NameFinder(["Ida Marie Fjeldsted", "Ib Lund", "Ida"])
    assert mask_text(other, today=TODAY, names=names) == other


def test_copies_of_the_same_minutes_have_one_text_hash():
    text = "Havnen skal uddybes, og udgiften holdes inden for rammen af budgettet. " * 4
    first = pages(line(f"1. {text}"), line("Godkendt.", 2))
    stamped = pages(
        line(f"1.  {text}"), line("Udskrevet den 24. november 2026 kl. 10:15", 2),
        line("Godkendt.", 3), line("Side 1 af 2", 4, furniture=True),
    )  # fmt: skip
    other = pages(line(f"1. {text}"), line("Udsat.", 2))
    hashes = [text_hash(read, today=TODAY, secret="a") for read in (first, stamped, other)]
    assert hashes[0] == hashes[1] != hashes[2]
    assert text_hash(first, today=TODAY, secret="b") != hashes[0]


@pytest.mark.parametrize("text", ["", "Mødet i Teknikudvalget er aflyst."])
def test_little_text_tells_no_document_from_another(text):
    assert text_hash(pages(line(text)), today=TODAY, secret="a") is None


@pytest.mark.parametrize("second", ["5629 har klaget.", "62-5629 har klaget."])
def test_a_number_over_a_page_s_end_is_gone_from_both_pages(second):
    first = "Borgeren 211062-" if second.startswith("56") else "Borgeren 2110"
    head = line("Teknikudvalget", furniture=True)
    read = ReadPages(
        pages=(
            replace(pages(head, line(first, 2), line("Side 1", 3, furniture=True)).pages[0]),
            replace(
                pages(*(replace(one, page=2) for one in (head, line(second, 2)))).pages[0], number=2
            ),
        )
    )
    found, hidden = mask_pages(read, today=TODAY)
    assert [one.text for page in found.pages for one in page.lines] == [
        "Teknikudvalget", "Borgeren [CPR-nr. fjernet]", "Side 1", "Teknikudvalget",
        "[…] har klaget.",
    ]  # fmt: skip
    assert [(one.page, one.line) for one in hidden] == [(1, 2), (2, 2)]


def test_problems_of_the_pages_lose_it_too():
    problem = Problem(
        code="x", severity=Severity.WARNING, path=f"{CPR}.pdf", message=f"ved {CPR}", action="?"
    )
    read, _ = mask_pages(replace(pages(line("Andet")), problems=(problem,)), today=TODAY)
    assert "211062" not in repr(read.problems)


def test_a_path_with_something_private_is_masked_and_stays_its_own(privacy: Privacy):
    first, second = (mask_path(f"klager/{number}.pdf", privacy) for number in (CPR, "211062-5637"))
    assert CPR not in first
    assert first != second
    assert mask_path("klager/a.pdf", privacy) == "klager/a.pdf"
