"""A converter's text: marks are taken as layout and leave no trace."""

from __future__ import annotations

import pytest

from referat.pages.plaintext import decode, read_text


def lines(text):
    return read_text(text)[0]


@pytest.mark.parametrize(
    ("source", "text", "bold", "italic", "listed"),
    [
        ("Referat", "Referat", False, False, False),
        ("**BYRÅDET**", "BYRÅDET", True, False, False),
        ("*Slut på mødet*", "Slut på mødet", False, True, False),
        ("***Begge***", "Begge", True, True, False),
        ("Deltagere **BYRÅDET**", "Deltagere BYRÅDET", False, False, False),
        ("<b>Beslutning</b>", "Beslutning", True, False, False),
        ("<i>Skrå</i> og lige", "Skrå og lige", False, False, False),
        ("<u>Understreget</u>", "Understreget", False, False, False),
        ("## Beslutning", "Beslutning", True, False, False),
        ("- [Bilag 1](#)", "- Bilag 1", False, False, True),
        ("- *et forslag*", "- et forslag", False, True, True),
        ("– et forslag", "- et forslag", False, False, True),
        ("•et forslag", "- et forslag", False, False, True),
        ("[Lokalplan](https://example.org/a_b)", "Lokalplan", False, False, False),
        ("Bilag [1] til sagen", "Bilag [1] til sagen", False, False, False),
        ("2 * 3 * 4 = 24", "2 * 3 * 4 = 24", False, False, False),
        ("Retningslinjer_for_midler_2", "Retningslinjer_for_midler_2", False, False, False),
        ("-5 grader", "-5 grader", False, False, False),
        ("under 5 < 10 og > 3", "under 5 < 10 og > 3", False, False, False),
        ("A &amp; B", "A & B", False, False, False),
        ("15.40.00-P35-1-17", "15.40.00-P35-1-17", False, False, False),
    ],
)
def test_marks_are_removed(source, text, bold, italic, listed):
    (line,) = lines(source)
    assert (line.text, line.bold, line.italic, line.listed) == (text, bold, italic, listed)


def test_blank_lines_are_the_gap_and_nothing_else():
    read = lines("\n\nReferat\n\n\nSted Rådhuset\nTid kl. 16\n")
    assert [(line.text, line.gap, line.row) for line in read] == [
        ("Referat", 0.0, 1),
        ("Sted Rådhuset", 2.0, 2),
        ("Tid kl. 16", 0.0, 3),
    ]
    assert all(line.box is None and line.size is None for line in read)


def test_tabs_part_the_cells_of_a_row():
    read = lines("Måned\tAktivitet\nMaj\t**Høring**\n\tindrykket")
    assert [(line.row, line.text, line.bold) for line in read] == [
        (1, "Måned", False),
        (1, "Aktivitet", False),
        (2, "Maj", False),
        (2, "Høring", True),
        (3, "indrykket", False),
    ]


def test_list_items_in_tags_become_lines():
    read = lines("Forslag:<ul style='x'><li>Et</li><li>To</li></ul>Slut")
    assert [line.text for line in read] == ["Forslag:", "- Et", "- To", "Slut"]
    assert [line.listed for line in read] == [False, True, True, False]


def test_form_feeds_part_pages():
    pages = read_text("Side et\n\fSide to\n\f")
    assert [[(line.text, line.page, line.number) for line in page] for page in pages] == [
        [("Side et", 1, 1)],
        [("Side to", 2, 1)],
    ]


def test_words_broken_over_lines_are_marked():
    first, second, third = lines("integrations-\npolitik i Børne-\nog Ungeudvalget")
    assert [line.broken for line in (first, second, third)] == [True, False, False]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
def test_any_encoding_that_windows_writes_is_read(encoding):
    assert decode("Ærø, Ålborg § 18".encode(encoding)) == "Ærø, Ålborg § 18"


def test_windows_dashes_and_quotes_are_read():
    assert decode("2018 – 2021 “citat”".encode("cp1252")) == "2018 – 2021 “citat”"


def test_numbers_that_count_lines_in_the_margin_are_no_text():
    page = "\n".join(
        f"{number if number % 5 == 0 else '':>4}        Linje {number}" for number in range(1, 21)
    )
    (lines,) = read_text(page)
    assert [line.text for line in lines] == [f"Linje {number}" for number in range(1, 21)]


@pytest.mark.parametrize(
    "page",
    [
        "1     Dagsorden\n2     Budget\n3     Eventuelt",
        "5     Dagsorden\n10    Budget",
        "5 a\n10 b\n15 c",
    ],
)
def test_numbers_of_punkter_stay(page):
    (lines,) = read_text(page)
    assert all(line.text[0].isdigit() for line in lines)


def test_a_last_page_of_few_lines_is_counted_as_the_others_are():
    pages = "\f".join(
        "\n".join(
            f"{number if number % 5 == 0 else '':>4}        Linje {number}"
            for number in range(1, last)
        )
        for last in (21, 8)
    )
    assert [line.text for line in read_text(pages)[1]] == [f"Linje {n}" for n in range(1, 8)]


def test_blanks_part_a_label_from_its_text_where_a_document_sets_them_so():
    labels = ("Sagens oplysninger", "**Udfald**", "Byrådet, 04-05-2009, pkt. 3")
    text = "\n".join(f"{label}  Foreningen fik 300 kr." for label in labels)
    (lines,) = read_text(text)
    assert [line.text for line in lines[::2]] == [
        "Sagens oplysninger",
        "Udfald",
        "Byrådet, 04-05-2009, pkt. 3",
    ]
    assert {line.text for line in lines[1::2]} == {"Foreningen fik 300 kr."}


@pytest.mark.parametrize("row", ["Skole  Elever  Klasser", "Dagsorden  12", "J.nr.: 07.02  Sag: 4"])
def test_other_blanks_part_nothing(row):
    (lines,) = read_text("\n".join([row] * 3))
    assert len(lines) == 3
