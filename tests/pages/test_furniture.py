"""Running heads, footers and page numbers are marked; text is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from referat.pages.furniture import mark_furniture
from referat.types import Box, Line, Page, TextSource


def page(number, *entries, height=842.0):
    """Entries are ``(top, text)``; the same top is the same row."""
    tops = sorted({top for top, _ in entries})
    lines = tuple(
        Line(
            text=text,
            page=number,
            number=place,
            row=tops.index(top) + 1,
            box=Box(x0=72, top=top, x1=200, bottom=top + 12),
            size=10.0,
            gap=2.0,
        )
        for place, (top, text) in enumerate(sorted(entries, key=lambda entry: entry[0]), start=1)
    )
    return Page(
        number=number,
        width=595.0,
        height=height,
        source=TextSource.TEXT_LAYER,
        reason="",
        lines=lines,
    )


def furniture(pages):
    return [[line.text for line in one.lines if line.furniture] for one in mark_furniture(pages)]


BODY = [(300, "Sagsfremstilling"), (400, "Udvalget drøftede sagen.")]


@pytest.mark.parametrize(
    "number",
    ["3", "- 3 -", "Side 3", "Side 3 af 12", "s. 3", "3/12", "xiv", "III", "SIDE 3", "[3]"],
)
def test_page_numbers_at_the_edge_are_furniture(number):
    assert furniture([page(3, *BODY, (808, number))]) == [[number]]


@pytest.mark.parametrize(
    "text", ["2018", "3.", "XX", "Godkendt.", "3 stemmer", "12 personer mødte"]
)
def test_other_last_lines_are_text(text):
    assert furniture([page(3, *BODY, (780, text))]) == [[]]


def test_a_number_in_the_text_is_text():
    assert furniture([page(3, (100, "I alt"), (300, "12"), (400, "Godkendt."))]) == [[]]


def test_running_heads_are_furniture_also_with_other_digits():
    pages = [
        page(n, (40, f"Byrådet, 27-03-2020   Side {n}"), *BODY, (810, "Mosevad Kommune"))
        for n in range(1, 6)
    ]
    marked = furniture(pages)
    assert marked[1] == ["Byrådet, 27-03-2020   Side 2", "Mosevad Kommune"]


def test_a_title_that_later_pages_repeat_stays_a_line_of_page_one():
    pages = [page(n, (60, "Referat af møde i Byrådet"), *BODY) for n in range(1, 5)]
    marked = furniture(pages)
    assert marked[0] == []
    assert marked[1:] == [["Referat af møde i Byrådet"]] * 3


def test_an_absence_block_that_is_repeated_is_not_furniture():
    pages = [
        page(n, *BODY, (770, "Fraværende i Byrådet – 27. marts 2020:"), (784, "Hanne Holm"))
        for n in range(1, 6)
    ]
    assert not any(line.startswith("Fraværende") for marked in furniture(pages) for line in marked)


def test_labels_that_open_two_pages_are_not_furniture():
    pages = [
        page(n, (60, "Beslutning" if n in (2, 4) else f"Punkt {n}: x{n * 'y'}"), *BODY)
        for n in range(1, 9)
    ]
    assert furniture(pages) == [[]] * 8


def test_the_space_under_a_running_head_is_not_the_texts():
    pages = [page(n, (40, "Byrådet"), *BODY) for n in range(1, 4)]
    lines = mark_furniture(pages)[1].lines
    assert [line.gap for line in lines] == [2.0, 0.0, 2.0]


def test_pages_without_layout_are_left_alone():
    plain = Page(
        number=1, width=0, height=0, source=TextSource.PLAIN_TEXT, reason="",
        lines=(Line(text="3", page=1, number=1, row=1, box=None, size=None),),
    )  # fmt: skip
    assert mark_furniture([plain]) == (plain,)


def test_a_running_head_that_ocr_read_in_several_ways_is_one():
    heads = ["Elmsø Kommune", "Elmsø Kornmune", "Elmsø Kommune", "Elrnsø Kommune"]
    pages = [page(n, (20, head), *BODY) for n, head in enumerate(heads, start=1)]
    scanned = [replace(one, source=TextSource.OCR) for one in pages]
    assert furniture(scanned) == [[], *([head] for head in heads[1:])]
    assert furniture(pages)[1] == []


def test_a_label_that_says_less_than_the_running_head_is_text():
    head = "Byrådet den 2. maj 2012, s."
    pages = [page(n, (20, f"{head} {n}"), *BODY) for n in (1, 2, 3)]
    pages.append(page(4, (20, "Byrådet den 2. maj 2012"), *BODY))
    scanned = [replace(one, source=TextSource.OCR) for one in pages]
    assert furniture(scanned) == [[], [f"{head} 2"], [f"{head} 3"], []]


def text_page(number, *texts):
    lines = tuple(
        Line(text=text, page=number, number=row, row=row, box=None, size=None)
        for row, text in enumerate(texts, start=1)
    )
    return Page(
        number=number, width=0.0, height=0.0, source=TextSource.PLAIN_TEXT, reason="", lines=lines
    )


def test_the_first_page_of_a_text_needs_no_running_head():
    pages = [
        text_page(1, "Kornby Kommune", "Referat"),
        text_page(2, "Skolerådet 14.10.1987   Blad 2", "Fra rektor forelå et brev."),
        text_page(3, "Skolerådet 14.10.1987   Blad 3", "Udsat."),
    ]
    assert [line[:1] for line in furniture(pages)] == [
        [],
        ["Skolerådet 14.10.1987   Blad 2"],
        ["Skolerådet 14.10.1987   Blad 3"],
    ]
    assert furniture([*pages[:1], text_page(2, "Beslutning", "Udsat.")]) == [[], []]


def test_pages_of_text_say_their_head_once():
    pages = [
        text_page(1, "Side 1", "Kornby, møde 7", "Referat", "(1) Ny bro", "Den males."),
        text_page(2, "Side 2", "Kornby, møde 7", "(1) fortsat", "To gange.", "Side 2 af planen"),
        text_page(3, "Side 3", "Kornby, møde 7", "(2) Fortsat drift", "Godkendt.", "Side 3"),
    ]
    assert furniture(pages) == [
        ["Side 1"],
        ["Side 2", "Kornby, møde 7", "(1) fortsat"],
        ["Side 3", "Kornby, møde 7"],
    ]
    assert furniture([text_page(1, "Side 1", "Kornby")]) == [[]]


def test_numbers_of_punkter_that_count_upwards_are_no_running_head():
    pages = [page(n, (40, "Havneudvalget"), (60, f"SAG NR. {n}"), *BODY) for n in range(1, 6)]
    assert furniture(pages) == [[], *[["Havneudvalget"]] * 4]
    again = [page(n, (40, f"Sag nr. {n // 3 + 7}"), *BODY) for n in range(1, 6)]
    assert furniture(again)[1:] == [["Sag nr. 7"], ["Sag nr. 8"], ["Sag nr. 8"], ["Sag nr. 8"]]


def test_the_foot_of_a_page_that_no_other_repeats_is_furniture():
    one = page(1, *BODY, (808, "Havneudvalget"), (808.0, "11-05-2022"), (808.0, "165"))
    small = [replace(line, size=8.5) if line.box.top == 808 else line for line in one.lines]
    assert furniture([replace(one, lines=tuple(small))]) == [["Havneudvalget", "11-05-2022", "165"]]
    assert furniture([one]) == [[]]
