from __future__ import annotations

from dataclasses import replace

from referat.pages.columns import split_columns
from referat.pages.lines import Segment, arrange
from referat.types import Box, Word

LEFT = (
    "Forvaltningen har gennemgået de",
    "indkomne forslag og finder, at",
    "broen bør flyttes et stykke mod",
    "nord, så den kan nås til fods af",
    "alle, der bor ved åen.",
)
RIGHT = (
    "Udvalget fulgte forslaget",
    "og bad om en ny tegning",
    "af broen inden udgangen",
    "af august måned.",
)


def _segment(text: str, x: float, y: float, *, size: float = 10.0, bold: bool = False) -> Segment:
    return Segment(
        text=text, x0=x, x1=x + 4.6 * size / 10 * len(text), baseline=y, size=size, bold=bold
    )


def _column(texts: tuple[str, ...], x: float, y: float, *, step: float = 12.0) -> list[Segment]:
    return [_segment(text, x, y + step * place) for place, text in enumerate(texts)]


def _texts(segments: list[Segment]) -> list[str]:
    return [line.text for line in arrange(segments, page=1)]


def test_two_columns_of_running_text_are_read_one_after_the_other() -> None:
    page = [
        _segment("Fra byrådssalen i Brohuse: dette løber tværs over hele siden her", 50, 40),
        *_column(LEFT, 50, 80),
        *_column(RIGHT, 230, 80),
    ]
    assert _texts(page)[1:] == [*LEFT, *RIGHT]


def test_a_heading_with_its_number_at_the_far_right_parts_the_columns() -> None:
    page: list[Segment] = []
    for y, number in ((80, "1"), (200, "2")):
        page += [
            _segment(f"Sag {number}: Broen", 50, y - 20, size=13, bold=True),
            _segment(f"nr. {number}", 330, y - 20, size=13, bold=True),
            *_column(LEFT, 50, y),
            *_column(RIGHT, 230, y),
        ]
    texts = _texts(page)
    assert texts[:2] == ["Sag 1: Broen", "nr. 1"]
    assert texts[2:11] == [*LEFT, *RIGHT]
    assert texts[11:13] == ["Sag 2: Broen", "nr. 2"]


def test_labels_that_ocr_set_a_little_off_their_texts_are_read_row_by_row() -> None:
    texts = [*LEFT, *RIGHT]
    page: list[Segment] = []
    for place, text in enumerate(texts):
        off = (0.0, 2.2, -2.4)[place % 3]
        for piece in (
            _segment("Sag", 50, 80 + 16 * place + off),
            _segment(text, 160, 80 + 16 * place),
        ):
            word = Word(
                text=piece.text,
                box=Box(x0=piece.x0, top=piece.baseline - 7, x1=piece.x1, bottom=piece.baseline),
                confidence=0.9,
            )
            page.append(replace(piece, words=(word,), box=word.box))
    assert _texts(page) == [part for text in texts for part in ("Sag", text)]


def test_labels_beside_their_texts_are_read_row_by_row() -> None:
    page = [
        segment
        for place, (label, text) in enumerate(
            zip(("Resumé", "Sagen", "Økonomi", "Jura", "Bilag"), LEFT, strict=True)
        )
        for segment in (_segment(label, 50, 80 + 12 * place), _segment(text, 230, 80 + 12 * place))
    ]
    assert _texts(page)[:4] == ["Resumé", LEFT[0], "Sagen", LEFT[1]]


def test_two_columns_of_names_are_read_row_by_row() -> None:
    names = ("Asta Brohus (C)", "Ib Engdal (V)", "Mia Holt (A)", "Per Lund (F)", "Eva Kær (B)")
    page = [*_column(names, 50, 80), *_column(names[::-1], 230, 80)]
    assert len(split_columns(page)) == 1
    assert _texts(page)[:2] == [names[0], names[-1]]


def test_a_margin_out_of_step_with_the_text_is_a_column() -> None:
    margin = tuple(f"Navn Navnesen {place}" for place in "ABCDEFGHI")
    page = [*_column(margin, 30, 83, step=13.7), *_column(LEFT + RIGHT, 230, 80)]
    texts = _texts(page)
    assert texts[:9] == list(margin)


def test_numbers_of_punkter_in_a_margin_are_read_with_their_texts() -> None:
    margin = ("Pkt. 3", "J.nr. 11/0203", "Ikke til stede:", "Abdi Nur", "Pkt. 4", "J.nr. 11/0188")
    margin += ("Pkt. 5", "J.nr. 10/0415", "Pkt. 6")
    page = [*_column(margin, 30, 83, step=13.7), *_column(LEFT + RIGHT, 230, 80)]
    assert len(split_columns(page)) == 1


def test_a_new_column_that_runs_on_opens_no_paragraph() -> None:
    head = _segment("Fra byrådssalen i Brohuse: dette løber tværs over hele siden her", 50, 40)
    lines = arrange([head, *_column(LEFT, 50, 80), *_column(RIGHT, 230, 80)], page=1)
    assert lines[len(LEFT) + 1].text == RIGHT[0]
    assert 0 < lines[len(LEFT) + 1].gap < 0.38


def test_every_piece_is_in_one_group() -> None:
    page = [*_column(LEFT, 50, 80), *_column(RIGHT, 230, 84), _segment("tværs " * 12, 50, 200)]
    groups = split_columns(page)
    assert sorted(id(segment) for group in groups for segment in group) == sorted(map(id, page))
    assert split_columns([]) == [[]]


def test_labels_in_smaller_type_are_read_with_the_text_beside_them() -> None:
    page = []
    for place in range(9):
        top = 60 + 40 * place
        page.append(_segment(f"Etiket {place}", 50, top - 1.9, size=7.0))
        page += _column(("Sagen har været drøftet med", "alle parter på møder"), 150, top)
    texts = _texts(page)
    assert [text for text in texts if text.startswith("Etiket")] == texts[::3]


def test_labels_that_wrap_are_read_with_the_paragraphs_that_they_stand_beside() -> None:
    page = []
    for top in range(80, 380, 60):
        page += _column(("Lokalrådets", "egen afgørelse"), 150, top, step=10)
        page += _column(LEFT[:3], 230, top)
    texts = _texts(page)
    assert texts[:4] == ["Lokalrådets", LEFT[0], "egen afgørelse", LEFT[1]]


def test_large_headings_with_nothing_beside_them_part_the_columns_of_each_punkt() -> None:
    page: list[Segment] = []
    for y, number in ((80, "1"), (300, "2")):
        page += [
            _segment(f"{number} Broen", 50, y, size=14, bold=True),
            *_column(LEFT, 50, y + 60),
            *_column(RIGHT, 230, y + 60),
        ]
    texts = _texts(page)
    assert texts[:11] == ["1 Broen", *LEFT, *RIGHT, "2 Broen"]


def test_titles_in_ruled_strips_part_the_columns_of_each_punkt() -> None:
    page: list[Segment] = []
    rows = []
    for y, number in ((80, "1"), (300, "2")):
        rows.append((_segment(f"{number} Broen", 50, y, size=14, bold=True),))
        page += [*_column(LEFT, 50, y + 60), *_column(RIGHT, 230, y + 60)]
    texts = [line.text for line in arrange(page, page=1, rows=rows)]
    assert texts[:11] == ["1 Broen", *LEFT, *RIGHT, "2 Broen"]


def test_a_heading_within_a_column_parts_nothing() -> None:
    page = [
        *_column(LEFT, 50, 80),
        _segment("Broen", 50, 160, size=14, bold=True),
        *_column(LEFT, 50, 180),
        *_column((*RIGHT, *RIGHT, *RIGHT), 230, 80),
    ]
    assert _texts(page)[:11] == [*LEFT, "Broen", *LEFT]
