"""Lines among their neighbours, and what is usual in a document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from referat.structure.evidence import make_evidence, union
from referat.structure.labels import LabelKind
from referat.structure.text import PARAGRAPH_GAP, opens_paragraph
from referat.structure.views import make_views, measure, row_mates
from referat.types import Box, ReadPages, TextSource

LONG = "En linje af almindelig tekst, som når helt ud til højre kant her."


def test_the_body_gives_size_margin_and_right_edge(lay_out: Callable[..., ReadPages]) -> None:
    pages = lay_out(
        {"text": "Overskrift", "size": 18.0, "bold": True},
        *[LONG] * 12,
        {"text": "indrykket", "x": 200.0},
    )
    measures = measure(pages.pages[0].lines)
    assert measures.size == 11.0
    assert measures.margin == 72.0
    assert measures.right == pytest.approx(72 + 0.48 * 11 * len(LONG), abs=10)
    assert measures.laid_out
    assert not measures.bold_body


def test_furniture_does_not_count(lay_out: Callable[..., ReadPages]) -> None:
    pages = lay_out(
        *[{"text": LONG, "size": 8.0, "x": 20.0, "furniture": True}] * 30,
        *[LONG] * 3,
    )
    measures = measure(pages.pages[0].lines)
    assert (measures.size, measures.margin) == (11.0, 72.0)


def test_plain_text_has_no_measures(plain: Callable[[str], ReadPages]) -> None:
    measures = measure(plain("En linje\nEn til").pages[0].lines)
    assert (measures.size, measures.margin, measures.right) == (0.0, 0.0, 0.0)
    assert not measures.laid_out
    assert measure([]).size == 0.0


def test_a_line_is_a_heading_where_it_is_larger_or_bolder(
    lay_out: Callable[..., ReadPages],
) -> None:
    rows: list[Any] = [
        {"text": "Større", "size": 13.0},
        {"text": "Fed", "bold": True},
        {"text": "Lidt større", "size": 11.5},
        *[LONG] * 6,
    ]
    views, _ = make_views(lay_out(*rows).pages)
    assert [view.heading for view in views[:4]] == [True, True, False, False]
    views, _ = make_views(lay_out(*rows, source=TextSource.OCR).pages)
    assert [view.heading for view in views[:4]] == [False, True, False, False]


def test_bold_says_nothing_where_the_body_is_bold(lay_out: Callable[..., ReadPages]) -> None:
    views, measures = make_views(lay_out(*[{"text": LONG, "bold": True}] * 5).pages)
    assert measures.bold_body
    assert not any(view.heading for view in views)


def test_cells_of_a_row_know_each_other(lay_out: Callable[..., ReadPages]) -> None:
    views, _ = make_views(lay_out(("Mødested", "Salen", "Rådhuset"), "Afbud").pages)
    assert [view.first_in_row for view in views] == [True, False, False, True]
    assert [view.text for view in row_mates(views, 0)] == ["Salen", "Rådhuset"]
    assert row_mates(views, 3) == []


def test_all_lines_are_seen_in_order(lay_out: Callable[..., ReadPages]) -> None:
    pages = lay_out("a", {"text": "Side 1", "furniture": True}, "\f", "b", "c")
    views, _ = make_views(pages.pages)
    assert [view.text for view in views] == ["a", "Side 1", "b", "c"]
    assert [view.index for view in views] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("text", "bare"),
    [("▾ 3 Budget", "3 Budget"), ("✎ Baggrund", "Baggrund"), ("☑ Liva Thor", "☑ Liva Thor")],
)
def test_an_ornament_is_no_word_and_a_tick_is(
    lay_out: Callable[..., ReadPages], text: str, bare: str
) -> None:
    views, _ = make_views(lay_out(text).pages)
    assert views[0].text == bare


def test_labels_are_read_with_tolerance_from_images_alone(
    lay_out: Callable[..., ReadPages],
) -> None:
    rows = ["Sagsfremstillinq", LONG]
    views, _ = make_views(lay_out(*rows).pages)
    assert views[0].label is None
    views, _ = make_views(lay_out(*rows, source=TextSource.OCR).pages)
    assert views[0].label is not None
    assert views[0].label.kind is LabelKind.SECTION


def test_wide_line_spacing_is_brought_to_one_measure(lay_out: Callable[..., ReadPages]) -> None:
    wide = [{"text": LONG, "gap": 0.6}] * 8
    views, measures = make_views(lay_out(*wide, {"text": LONG, "gap": 1.4}).pages)
    assert measures.gap == pytest.approx(0.6)
    lines = [view.line for view in views]
    assert not opens_paragraph(lines[3], lines[2])
    assert opens_paragraph(lines[-1], lines[-2])


def test_evidence_spans_its_lines_and_boxes_the_first_page(
    lay_out: Callable[..., ReadPages],
) -> None:
    views, _ = make_views(lay_out("en", {"text": "to", "x": 90.0}, "\f", "tre").pages)
    sources = {1: TextSource.TEXT_LAYER, 2: TextSource.OCR}
    evidence = make_evidence(views, sources, confidence=0.8)
    assert (evidence.page, evidence.first_line) == (1, 1)
    assert (evidence.last_page, evidence.last_line) == (2, 1)
    assert evidence.source is TextSource.TEXT_LAYER
    assert evidence.confidence == 0.8
    first, second = views[0].line.box, views[1].line.box
    assert first is not None
    assert second is not None
    assert evidence.box == Box(
        x0=72.0, top=first.top, x1=max(first.x1, second.x1), bottom=second.bottom
    )
    assert evidence.later_boxes == ((2, views[2].line.box),)


def test_uncertain_letters_make_uncertain_evidence(lay_out: Callable[..., ReadPages]) -> None:
    views, _ = make_views(lay_out({"text": "en", "confidence": 0.5}, source=TextSource.OCR).pages)
    assert make_evidence(views, {1: TextSource.OCR}, confidence=0.8).confidence == 0.4
    assert make_evidence(views, {1: TextSource.OCR}).confidence == 0.25


def test_without_boxes_there_is_no_box() -> None:
    assert union([]) is None
    assert union([None]) is None
    box = Box(x0=1, top=2, x1=3, bottom=4)
    assert union([None, box]) == box


def test_paragraphs_may_be_parted_by_little_where_all_lines_are_set_alike(
    views_of: Callable[..., Any], lay_out: Callable[..., ReadPages]
) -> None:
    def gaps(*, uneven: float = 0.0) -> list[float]:
        rows: list[Any] = []
        for number in range(15):
            rows += [
                {"text": "Stien langs åen er smal, og det er svært at", "gap": 0.27},
                {"text": "komme forbi hinanden med barnevogn, når det", "gap": 0.17},
                {"text": "har regnet.", "gap": 0.17 + uneven * (number % 2)},
            ]
        views, _ = views_of(lay_out(*rows))
        return [view.line.gap for view in views[3:6]]

    first, *inside = gaps()
    assert first > PARAGRAPH_GAP > max(inside)
    # where the spaces inside sentences differ by as much, they tell nothing
    assert max(gaps(uneven=0.1)) < PARAGRAPH_GAP
