"""The text layer of PDFs: lines with font and place, cells, bullets, broken words."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest
import typst
from reportlab.pdfbase.pdfmetrics import stringWidth

from referat.types import TextSource


def lines_of(read_pages, number=1):
    return read_pages.pages[number - 1].lines


def table(pages):
    """Rows of texts."""
    rows = {}
    for line in pages:
        rows.setdefault(line.row, []).append(line.text)
    return list(rows.values())


def test_lines_carry_place_size_and_style(make_pdf, read, drawing):
    Text = drawing.Text
    path = make_pdf(
        [
            Text(72, 100, "Referat af møde i Byrådet", "Helvetica-Bold", 16),
            Text(72, 130, "Ærø, Ålborg og Øster Hurup § 18 – “citat”", "Times-Italic", 12),
            Text(72, 144, "Almindelig tekst"),
        ]
    )
    page = read(path).pages[0]
    assert page.source is TextSource.TEXT_LAYER
    assert (round(page.width), round(page.height)) == (595, 842)
    title, italic, plain = page.lines
    assert (title.text, title.size, title.bold, title.italic) == (
        "Referat af møde i Byrådet",
        16,
        True,
        False,
    )
    assert (italic.bold, italic.italic, italic.text[:4]) == (False, True, "Ærø,")
    assert (plain.bold, plain.italic) == (False, False)
    assert title.box.x0 == pytest.approx(72, abs=1)
    assert title.box.top < 100 < title.box.bottom + 16 * 0.25
    assert title.box.bottom <= italic.box.top
    assert title.gap == 0
    assert italic.gap > plain.gap


def test_a_partly_bold_line_is_not_bold(make_pdf, read, drawing):
    Text = drawing.Text
    path = make_pdf([Text(72, 100, "Sted:", "Helvetica-Bold"), Text(104, 100, "Rådhuset")])
    (line,) = lines_of(read(path))
    assert (line.text, line.bold) == ("Sted: Rådhuset", False)


def test_label_and_value_are_cells_of_one_row(make_pdf, read, drawing):
    Text = drawing.Text
    path = make_pdf(
        [
            Text(72, 100, "Mødedato", "Helvetica-Bold"),
            Text(190, 100, "Mandag d. 3. maj 2021"),
            Text(72, 120, "Deltagere", "Helvetica-Bold"),
            Text(190, 120, "Hanne Holm"),
            Text(190, 134, "Viggo Dam"),
        ]
    )
    lines = lines_of(read(path))
    assert table(lines) == [
        ["Mødedato", "Mandag d. 3. maj 2021"],
        ["Deltagere", "Hanne Holm"],
        ["Viggo Dam"],
    ]
    assert [line.bold for line in lines] == [True, False, True, False, False]


def test_the_order_is_that_of_the_page_not_of_the_file(make_pdf, read, drawing):
    Text = drawing.Text
    path = make_pdf(
        [
            Text(72, 300, "Nederst"),
            Text(190, 100, "Rådhuset"),
            Text(72, 200, "Midt på siden"),
            Text(72, 101, "Sted"),
        ]
    )
    assert table(lines_of(read(path))) == [["Sted", "Rådhuset"], ["Midt på siden"], ["Nederst"]]


def test_a_justified_line_is_not_split(make_pdf, read, drawing):
    # Three words of 49.5 points with blanks of 0.95 font sizes, as wide as justification makes.
    path = make_pdf([drawing.Text(72 + 60 * place, 100, "aaaaaaaa") for place in range(3)])
    assert [line.text for line in lines_of(read(path))] == ["aaaaaaaa aaaaaaaa aaaaaaaa"]


def spread(drawing, text, apart=4.0):
    """A text drawn letter by letter with the same gap between all, as wide letters are."""
    drawn, x = [], 72.0
    for character in text:
        if character != " ":
            drawn.append(drawing.Text(x, 100, character))
        x += stringWidth(character, "Helvetica", 11) + apart
    return drawn


@pytest.mark.parametrize(
    "text", ["sagens gang hidtil", "Beslutning i rådet den 29. maj", "BESLUTNINGEN"]
)
@pytest.mark.parametrize("beside", ["Sagens gang", "± 5 %"])
def test_wide_letters_are_words(make_pdf, read, drawing, text, beside):
    # also on a page with characters that have to be cleaned, or may have
    path = make_pdf([*spread(drawing, text), drawing.Text(72, 200, beside)])
    assert [line.text for line in lines_of(read(path))] == [text, beside]


@pytest.mark.parametrize("text", ["A B F", "1 2 3 4 5 6", "a b c", "Liste A B F O V Ø"])
def test_single_letters_and_figures_are_no_wide_word(make_pdf, read, drawing, text):
    path = make_pdf([drawing.Text(72, 100, text)])
    assert [line.text for line in lines_of(read(path))] == [text]


@pytest.mark.parametrize("bullet", ["•", "·", "-", "–"])
def test_bullets_become_list_marks(make_pdf, read, drawing, bullet):
    Text = drawing.Text
    path = make_pdf(
        [Text(72, 100, "Der er tre forslag:"), Text(90, 114, bullet), Text(100, 114, "Et forslag")]
    )
    lines = lines_of(read(path))
    assert [(line.text, line.listed) for line in lines] == [
        ("Der er tre forslag:", False),
        ("- Et forslag", True),
    ]


def test_bullets_that_come_last_in_the_file_find_their_text(make_pdf, read, drawing):
    Text = drawing.Text
    path = make_pdf(
        [
            Text(100, 100, "Første"),
            Text(100, 114, "Andet"),
            Text(90, 100, "•"),
            Text(90, 114, "•"),
        ]
    )
    assert [line.text for line in lines_of(read(path))] == ["- Første", "- Andet"]


def test_a_dash_that_a_line_happens_to_break_before_is_no_bullet(make_pdf, read, drawing):
    Text = drawing.Text
    path = make_pdf(
        [
            Text(72, 100, "Holdninger til ligestilling og det lange arbejde dermed"),
            Text(72, 114, "– særligt blandt de unge i byen"),
        ]
    )
    _, second = lines_of(read(path))
    assert (second.listed, second.text[0]) == (False, "–")


def test_numbers_of_headings_stay_with_their_title(make_pdf, read, drawing):
    Text = drawing.Text
    path = make_pdf([Text(72, 100, "12."), Text(110, 100, "Godkendelse af dagsorden")])
    assert [line.text for line in lines_of(read(path))] == ["12. Godkendelse af dagsorden"]


def test_a_contents_line_keeps_its_page_number(make_pdf, read, drawing):
    Text = drawing.Text
    path = make_pdf([Text(72, 100, "Eventuelt....."), Text(500, 100, "13")])
    assert [line.text for line in lines_of(read(path))] == ["Eventuelt..... 13"]


def test_a_hyphen_at_the_end_of_a_line_is_marked(make_pdf, read, drawing):
    Text = drawing.Text
    path = make_pdf(
        [
            Text(72, 100, "Byrådet behandlede integrations-"),
            Text(72, 114, "politikken sammen med Børne-"),
            Text(72, 128, "og Ungeudvalget."),
        ]
    )
    lines = lines_of(read(path))
    assert [(line.text, line.broken) for line in lines] == [
        ("Byrådet behandlede integrations-", True),
        ("politikken sammen med Børne-", False),
        ("og Ungeudvalget.", False),
    ]


def test_soft_hyphens_of_another_producer_are_marked_too(tmp_path, read):
    source = tmp_path / "referat.typ"
    source.write_text(
        "#set document(date: none)\n"
        '#set text(lang: "da", hyphenate: true)\n'
        "#set page(width: 200pt, height: 300pt, margin: 30pt)\n#set par(justify: true)\n"
        "Integrationspolitikken evalueres gennem samarbejdsparter og frivillige i "
        "Beskæftigelsesforvaltningen og Kommunalbestyrelsen.",
        encoding="utf-8",
    )
    path = tmp_path / "referat.pdf"
    typst.compile(source, output=path)
    lines = lines_of(read(path))
    broken = [line for line in lines if line.broken]
    assert broken
    assert all(line.text.endswith("-") for line in broken)
    assert not any("\u00ad" in line.text or "\ufffe" in line.text for line in lines)
    joined = "".join(line.text[:-1] if line.broken else f"{line.text} " for line in lines)
    assert "Integrationspolitikken evalueres gennem" in joined


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(make_pdf, read, drawing, tmp_path, turn):
    Text = drawing.Text
    path = make_pdf([Text(72, 100, "Øverst"), Text(72, 130, "Nederst")])
    document = pdfium.PdfDocument(path)
    document[0].set_rotation(turn)
    document[0].set_cropbox(20, 30, 595, 842)
    turned = tmp_path / "drejet.pdf"
    document.save(turned)
    document.close()
    page = read(turned).pages[0]
    assert sorted(line.text for line in page.lines) == ["Nederst", "Øverst"]
    # The text is turned with the page: what counts is that its place is on the page.
    for line in page.lines:
        assert 0 <= line.box.x0 <= page.width
        assert -5 <= line.box.top <= page.height + 5
    if turn == 0:
        assert page.lines[0].box.x0 == pytest.approx(52, abs=1)
        assert page.lines[0].box.bottom == pytest.approx(100 + 0.23 * 11, abs=1)


def test_an_untrue_stretched_matrix_gives_the_size_that_is_seen(make_pdf, read, drawing, tmp_path):
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "skaleret.pdf"
    canvas = Canvas(str(path), pagesize=drawing.A4)
    canvas.scale(0.75, 0.75)
    canvas.setFont("Helvetica", 16)
    canvas.drawString(100, 1000, "Skaleret tekst")
    canvas.save()
    assert lines_of(read(path))[0].size == pytest.approx(12)


def test_ruled_tables_are_read_row_by_row(make_pdf, read, drawing):
    Text, Rule = drawing.Text, drawing.Rule
    path = make_pdf(
        [
            *[Rule(72, y, 372, y) for y in (100, 130, 160)],
            *[Rule(x, 100, x, 160) for x in (72, 172, 272, 372)],
            # Wrapped in its cell, and as high as its neighbours are low.
            Text(76, 112, "Forventet antal fra"),
            Text(76, 124, "styrelsen"),
            Text(176, 118, "46"),
            Text(276, 118, "54"),
            Text(76, 148, "I alt"),
            Text(176, 148, "1.046"),
            Text(276, 148, "54"),
            Text(72, 190, "Teksten går videre."),
        ]
    )
    lines = lines_of(read(path))
    assert table(lines) == [
        ["Forventet antal fra styrelsen", "46", "54"],
        ["I alt", "1.046", "54"],
        ["Teksten går videre."],
    ]
    first = lines[0]
    assert first.box.top < 112 < 124 < first.box.bottom


def test_names_in_a_cell_stay_lines_of_their_own(make_pdf, read, drawing):
    Text, Rule = drawing.Text, drawing.Rule
    path = make_pdf(
        [
            *[Rule(72, y, 472, y) for y in (100, 160)],
            *[Rule(x, 100, x, 160) for x in (72, 172, 472)],
            Text(76, 112, "Deltagere"),
            Text(176, 112, "Hanne Holm"),
            Text(176, 126, "Viggo Dam"),
            Text(176, 140, "Asta Bro"),
        ]
    )
    assert table(lines_of(read(path))) == [
        ["Deltagere", "Hanne Holm"],
        ["Viggo Dam"],
        ["Asta Bro"],
    ]


def test_a_frame_around_the_text_is_no_table(make_pdf, read, drawing):
    Text, Rule = drawing.Text, drawing.Rule
    path = make_pdf(
        [
            *[Rule(60, y, 500, y) for y in (80, 200)],
            *[Rule(x, 80, x, 200) for x in (60, 500)],
            Text(72, 100, "Første linje"),
            Text(72, 114, "anden linje"),
        ]
    )
    assert table(lines_of(read(path))) == [["Første linje"], ["anden linje"]]
