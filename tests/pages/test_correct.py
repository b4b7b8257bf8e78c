"""What OCR misread is put right, and what it read is kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from referat.lexicon import lexicon
from referat.pages.correct import correct_pages, note_repairs
from referat.types import Box, Line, Page, Repair, Rettelsesart, TextSource, Word


def make_line(text, *, number=1, confidence=0.7, words=None, **fields):
    """A line as OCR gives it; ``words`` where they differ from the text."""
    read = (text if words is None else words).split()
    boxes = [Box(x0=50.0 * n, top=100.0, x1=50.0 * n + 40, bottom=110.0) for n in range(len(read))]
    return Line(
        text=text,
        page=1,
        number=number,
        row=number,
        box=Box(x0=0, top=100, x1=500, bottom=110),
        size=11.0,
        confidence=confidence,
        words=tuple(
            Word(text=word, box=box, confidence=confidence)
            for word, box in zip(read, boxes, strict=True)
        ),
        **fields,
    )


def make_page(*texts, source=TextSource.OCR, **fields):
    lines = [
        text if isinstance(text, Line) else make_line(text, number=number, **fields)
        for number, text in enumerate(texts, start=1)
    ]
    return Page(number=1, width=595, height=842, source=source, reason="", lines=tuple(lines))


def correct(*texts, **fields):
    (page,) = correct_pages([make_page(*texts, **fields)])
    return page.lines


def test_the_reading_is_kept_beside_each_repair():
    (line,) = correct("Udvalget bevilger 8 18-midler den l. maj til kornmunen")
    assert line.text == "Udvalget bevilger § 18-midler den 1. maj til kommunen"
    assert [(line.text[one.start : one.end], one.read, one.art) for one in line.repairs] == [
        ("§", "8", Rettelsesart.PARAGRAF),
        ("1.", "l.", Rettelsesart.TAL),
        ("kommunen", "kornmunen", Rettelsesart.ORD),
    ]
    assert [word.text for word in line.words][-1] == "kornmunen"


def test_a_contents_list_is_read_as_title_and_number():
    (line,) = correct("Gensidig orientering ….u.u.sssseeseeeerrnn nerne 12")
    assert line.text == "Gensidig orientering..... 12"
    (repair,) = line.repairs
    assert repair.art is Rettelsesart.PRIKKER
    assert "sssseeseeeerrnn" in repair.read


def test_a_hyphen_that_was_lost_at_a_lines_end_is_put_back():
    lines = correct("Sagen sendes til kommunal", "bestyreisen")
    assert [line.text for line in lines] == ["Sagen sendes til kommunal", "bestyrelsen"]
    first, _ = correct("Udvalget drøfter ansøg", "ningen på næste møde")
    assert (first.text, first.broken) == ("Udvalget drøfter ansøg", False)  # a word by itself
    first, _ = correct("Udvalget drøfter indstil", "lingen på næste møde")
    assert (first.text, first.broken) == ("Udvalget drøfter indstil", False)
    first, _ = correct("Udvalget drøfter behand", "lingen på næste møde")
    assert (first.text, first.broken) == ("Udvalget drøfter behand-", True)
    assert first.repairs == (Repair(start=17, end=24, read="behand", art=Rettelsesart.ORDDELING),)


@pytest.mark.parametrize("sign", list("—~=_¬»"))
def test_a_hyphen_that_was_read_as_something_else_is_put_back(sign):
    first, _ = correct(f"Udvalget drøfter behand{sign}", "lingen på næste møde")
    assert (first.text, first.broken) == ("Udvalget drøfter behand-", True)


def test_a_comma_after_a_number_in_a_numbered_list_is_a_full_stop():
    lines = correct("1. Godkendt.", "2, Drøftet.", "3. Udsat.")
    assert [line.text for line in lines] == ["1. Godkendt.", "2. Drøftet.", "3. Udsat."]
    (line,) = correct("2, Drøftet.")
    assert line.text == "2, Drøftet."


def test_a_row_of_paragraphs_is_told_by_its_numbers():
    texts = ["843. Vedtægt", "§ 44. Medlem", "845. Lån", "846. Salg", "812. Andet"]
    expected = ["§ 43. Vedtægt", "§ 44. Medlem", "§ 45. Lån", "§ 46. Salg", "812. Andet"]
    assert [line.text for line in correct(*texts)] == expected
    assert [line.text for line in correct("843. Vedtægt", "844. Lån")] == [
        "843. Vedtægt",
        "844. Lån",
    ]


def test_a_label_is_put_right():
    (line,) = correct("ndstilling")
    assert (line.text, line.repairs[0].read) == ("Indstilling", "ndstilling")


def test_a_speck_before_a_word_is_no_quotation_mark_where_none_closes():
    texts = ["'Kvarteret og \"120.000", "'Kvarteret' er nyt", 'Han sagde: "Venstre mener']
    assert [line.text for line in correct(*texts)] == ["'Kvarteret og \"120.000", *texts[1:]]
    assert [line.text for line in correct("i 'Kvarteret", 'på "120.000 kr.')] == [
        "i Kvarteret",
        "på 120.000 kr.",
    ]


def test_a_text_layer_is_never_touched():
    page = make_page("8 18-midler til kornmunen", source=TextSource.TEXT_LAYER)
    assert correct_pages([page]) == (page,)


def test_words_that_another_module_changed_are_told_too():
    line = note_repairs(make_line("- Forslag – nyt", words="e Forslag — nyt"))
    assert line.repairs == (Repair(start=0, end=1, read="e", art=Rettelsesart.TEGN),)


def test_a_reading_that_stands_has_no_repairs():
    (line,) = correct("Godkendt.")
    assert (line.text, line.repairs) == ("Godkendt.", ())


KNOWN = st.lists(
    st.sampled_from(
        ["byrådet", "godkendte", "støtte", "til", "skolen", "i", "loven", "Beslutning", "ØKONOMI"]
    ),
    min_size=1,
    max_size=8,
).map(" ".join)
# Danish text as it comes out of a bad scan.
SOILED = st.text(alphabet="abdeghiklmnorstuvyæøå ABDEØÅ0158lI|!$&§.,-—…?\"'()/", max_size=60).map(
    lambda text: " ".join(text.split())
)
CONFIDENCE = st.sampled_from([0.2, 0.7, 0.9, 0.99])


@given(KNOWN, CONFIDENCE)
@settings(deadline=None)
def test_a_line_of_known_words_is_never_changed(text, confidence):
    assert all(lexicon().knows(word) for word in text.split())
    (line,) = correct(text, confidence=confidence)
    assert (line.text, line.repairs) == (text, ())


@given(st.lists(SOILED.filter(bool), min_size=1, max_size=4), CONFIDENCE)
@example(["0…in", "d"], 0.2)
@settings(max_examples=300, deadline=None)
def test_a_second_time_changes_nothing(texts, confidence):
    once = correct_pages([make_page(*texts, confidence=confidence)])
    assert correct_pages(once) == once


@given(st.lists(SOILED.filter(bool), min_size=1, max_size=4), CONFIDENCE)
@settings(max_examples=300, deadline=None)
def test_what_was_read_can_always_be_had_back(texts, confidence):
    for before, line in zip(texts, correct(*texts, confidence=confidence), strict=True):
        assert [word.text for word in line.words] == before.split()
        text = line.text
        for repair in reversed(line.repairs):
            text = f"{text[: repair.start]} {repair.read} {text[repair.end :]}"
        assert text.replace("–", "—").split() == before.replace("–", "—").split()


def test_repairs_of_a_line_are_made_anew():
    line = make_line("Godkendt.")
    stale = replace(line, repairs=(Repair(start=0, end=1, read="x", art=Rettelsesart.ORD),))
    assert note_repairs(stale).repairs == ()


def test_a_cell_among_single_letters_is_a_single_letter():
    def cell(text, number):
        line = make_line(text, number=number)
        return replace(line, box=Box(x0=300, top=100.0, x1=310, bottom=110))

    texts = ["V", "AA", "oOo", "A", "Ja"]
    lines = correct(*(cell(text, number) for number, text in enumerate(texts, start=1)))
    assert [line.text for line in lines] == ["V", "A", "O", "A", "Ja"]
    assert [line.text for line in correct(cell("AA", 1), cell("Ja", 2))] == ["AA", "Ja"]


def test_a_cross_with_serifs_is_one_cross():
    assert [line.text for line in correct("xX", "XX", "xx stk.")] == ["X", "XX", "xx stk."]


def test_a_speck_before_one_word_alone_is_no_quotation():
    assert [line.text for line in correct('"Medlem', '"Venstre er imod', '"Ja"')] == [
        "Medlem",
        '"Venstre er imod',
        '"Ja"',
    ]
