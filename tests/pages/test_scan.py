"""Images of pages before OCR: noise, skew, rules, blank sheets."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from referat.pages import scan
from referat.pages.scan import Scan, fit, mend, skew, speckle, take_out_rules


@pytest.fixture(scope="module")
def clean():
    """A sheet with rows of marks like letters, at 200 dpi."""
    rng = np.random.default_rng(7)
    pixels = np.full((1400, 1000), 240, np.uint8)
    for top in range(100, 1300, 40):
        left = 80
        while left < 880:
            width = int(rng.integers(30, 110))
            for x in range(left, left + width, 14):
                cv2.rectangle(pixels, (x, top), (x + 4, top + 18), 30, -1)
            left += width + 16
    return Scan(pixels=cv2.GaussianBlur(pixels, (3, 3), 0), dpi=200.0)


def turn(pixels, degrees):
    height, width = pixels.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    return cv2.warpAffine(pixels, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE)


def soil(pixels, share=0.003):
    specks = np.random.default_rng(1).random(pixels.shape) < share
    return np.where(specks, np.uint8(20), pixels)


@pytest.mark.parametrize("degrees", [-1.5, -0.4, 0.0, 0.7, 2.0])
def test_skew_is_found(clean, degrees):
    found = skew(Scan(pixels=turn(clean.pixels, degrees), dpi=200.0))
    assert found == pytest.approx(degrees, abs=0.1)


def test_a_clean_page_is_left_untouched(clean):
    assert mend(clean) is clean


def test_a_skew_page_without_noise_is_left_untouched(clean):
    askew = Scan(pixels=turn(clean.pixels, 1.0), dpi=200.0)
    assert mend(askew) is askew


def test_a_noisy_page_is_cleaned_and_straightened(clean):
    noisy = Scan(pixels=soil(turn(clean.pixels, 1.0)), dpi=200.0)
    mended = mend(noisy)
    assert mended.mended
    assert mended.turned == pytest.approx(1.0, abs=0.1)
    assert speckle(mended.pixels) < scan.NOISY < speckle(noisy.pixels)
    assert skew(mended) == pytest.approx(0.0, abs=0.1)


def test_places_in_a_straightened_image_lead_back_to_the_page(clean):
    pixels = clean.pixels.copy()
    cv2.circle(pixels, (850, 1350), 8, 0, -1)  # a mark near a corner, where turning moves it most
    askew = turn(pixels, 1.0)
    (y, x) = np.argwhere(askew[1320:1390, 780:] < 60).mean(axis=0)
    mended = mend(Scan(pixels=soil(askew), dpi=200.0))
    (level_y, level_x) = np.argwhere(mended.pixels[1320:1390, 780:] < 60).mean(axis=0)
    found = mended.to_page(level_x + 780, level_y + 1320)
    assert abs(level_y - y) > 4  # it did move
    assert found == pytest.approx(((x + 780) * 72 / 200, (y + 1320) * 72 / 200), abs=0.7)


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


def test_a_page_without_rules_is_left_untouched(clean):
    assert take_out_rules(clean) == (clean, ())


def test_blank_sheets_are_told_from_written_ones(clean):
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
