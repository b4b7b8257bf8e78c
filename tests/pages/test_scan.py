"""Images of pages before OCR: rules, blank sheets, size, and the way back to the page."""

from __future__ import annotations

import cv2
import numpy as np
import pypdfium2 as pdfium
import pytest

from referat.pages import scan
from referat.pages.scan import Scan, Step, fit, take_out_rules, times


def test_rules_are_taken_out_and_letters_stay(clean):
    pixels = clean.pixels.copy()
    pixels[490:730, 430:470] = 240  # room for the middle rule
    bare = Scan(pixels=pixels.copy(), dpi=200.0)
    cv2.rectangle(pixels, (60, 490), (900, 728), 130, 2)
    cv2.line(pixels, (450, 490), (450, 728), 130, 2)
    ruled = Scan(pixels=pixels, dpi=200.0)
    cleared, edges = take_out_rules(ruled)
    assert sum(edge.is_flat for edge in edges) == 2
    assert sum(not edge.is_flat for edge in edges) == 3
    assert cleared.pixels[490, 60:900].mean() > 225
    assert abs(int(cleared.ink.sum()) - int(bare.ink.sum())) < 0.01 * bare.ink.sum()


@pytest.mark.parametrize("lean", [0, 3])
def test_sides_of_a_box_around_one_line_are_taken_out(lean):
    bare = np.full((600, 1400), 240, np.uint8)
    cv2.putText(bare, "17.   Fjord (plan) til", (112, 335), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 20, 3)
    boxed = bare.copy()
    corners = [(100, 300), (1300, 300 + lean), (1300 - lean, 350 + lean), (100 - lean, 350)]
    cv2.polylines(boxed, [np.array(corners)], isClosed=True, color=60, thickness=2)
    cleared, edges = take_out_rules(Scan(pixels=boxed, dpi=200.0))
    assert sorted(round(edge.x0, -1) for edge in edges if not edge.is_flat) == [100, 1300]
    ink = int(Scan(pixels=bare, dpi=200.0).ink.sum())
    assert abs(int(cleared.ink.sum()) - ink) < 0.02 * ink


def test_letters_between_two_rules_are_no_sides():
    pixels = np.full((600, 1400), 240, np.uint8)
    cv2.putText(pixels, "I | Ill (l)", (112, 335), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 20, 3)
    for level in (290, 352):
        cv2.line(pixels, (100, level), (1300, level), 60, 2)
    assert all(edge.is_flat for edge in take_out_rules(Scan(pixels=pixels, dpi=200.0))[1])


def test_a_page_without_rules_is_left_untouched(clean):
    assert take_out_rules(clean) == (clean, ())


def test_blank_sheets_are_told_from_written_ones(clean, soil):
    blank = np.full((2339, 1654), 240, np.uint8)
    assert Scan(pixels=blank, dpi=200.0).is_blank
    assert Scan(pixels=soil(blank), dpi=200.0).is_blank
    assert not clean.is_blank
    cv2.putText(blank, "Ja", (800, 1100), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 0, 3)
    assert not Scan(pixels=blank, dpi=200.0).is_blank


def test_a_shaded_blank_sheet_is_blank():
    shade = np.tile(np.linspace(120, 250, 1654).astype(np.uint8), (2339, 1))
    assert Scan(pixels=shade, dpi=200.0).is_blank


def test_a_huge_image_is_scaled_down_and_says_so(monkeypatch):
    monkeypatch.setattr(scan, "MAX_PIXELS", 10_000)
    small = fit(np.full((400, 200), 240, np.uint8), dpi=300.0)
    assert small.shrunk
    assert small.pixels.size <= 10_000
    assert small.width == pytest.approx(200 * 72 / 300, rel=0.02)
    assert not fit(np.full((40, 20), 240, np.uint8), dpi=300.0).shrunk


def test_blurred_letters_that_run_together_are_no_rules():
    pixels = np.full((600, 1200), 240, np.uint8)
    for top in range(60, 560, 40):
        cv2.putText(
            pixels, "integrationsmmmnnnuuummmnnn", (60, top), cv2.FONT_HERSHEY_SIMPLEX, 0.7, 20, 2
        )
    blurred = Scan(pixels=cv2.GaussianBlur(pixels, (9, 9), 3), dpi=200.0)
    assert take_out_rules(blurred)[1] == ()


def test_places_in_a_moved_image_lead_back_through_every_move():
    scan = Scan(pixels=np.zeros((40, 60), np.uint8), dpi=72.0)
    # The right half, then turned by a quarter to the left.
    half = scan.moved(scan.pixels[:, 30:], (1, 0, 30, 0, 1, 0), Step.SPLIT)
    turned = half.moved(np.rot90(half.pixels), (0, -1, 30, 1, 0, 0), Step.TURNED)
    assert turned.printed == (60.0, 40.0, 72.0)
    # 5 down and 2 across in the turned image: 25 from the half's left, 2 down.
    _, _, x, _, _, y = times(turned.matrix, (1, 0, 2, 0, 1, 5))
    assert (x, y) == (55, 2)
    assert turned.steps == (Step.SPLIT, Step.TURNED)


def test_a_short_run_is_no_rule_and_a_long_one_is_at_any_place():
    for left in range(10, 150, 7):
        pixels = np.full((300, 400), 240, np.uint8)
        pixels[100:102, left : left + 110] = 60
        pixels[200:202, left : left + 80] = 60
        (edge,) = take_out_rules(Scan(pixels=pixels, dpi=200.0))[1]
        assert (edge.x0, edge.x1) == pytest.approx((left, left + 110), abs=2)
        assert edge.top == pytest.approx(101, abs=2)


@pytest.mark.parametrize("dpi", [150, 200, 300])
def test_an_underline_that_runs_into_its_letters_goes_and_they_keep_feet_and_tails(
    make_pdf, drawing, dpi
):
    words = drawing.Text(60, 100, "Beslutning Byggeudvalget", size=11)
    line = drawing.Rule(60, 101.3, 190, 101.3)

    def scanned(*items):
        with pdfium.PdfDocument(make_pdf(items)) as pdf:
            grey = pdf[0].render(scale=dpi / 72, grayscale=True).to_numpy()
        return Scan(pixels=grey.reshape(grey.shape[:2]).copy(), dpi=float(dpi))

    bare, underlined = scanned(words), scanned(words, line)
    cleared, edges = take_out_rules(underlined)
    assert edges
    added = int(underlined.ink.sum()) - int(bare.ink.sum())
    assert abs(int(cleared.ink.sum()) - int(bare.ink.sum())) < 0.2 * added
    assert take_out_rules(bare)[1] == ()
