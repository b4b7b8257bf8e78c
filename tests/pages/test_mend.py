"""Bad images: each fault is mended by its step, and a page without it is left as it is."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from referat.pages import mend
from referat.pages.scan import Scan, Step, times


def turn(pixels, degrees):
    height, width = pixels.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    return cv2.warpAffine(pixels, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE)


def one(scan):
    (mended,) = mend.mend(scan)
    return mended


def place(scan, x, y):
    """A pixel of a mended image as a pixel of the image it was made of."""
    _, _, x, _, _, y = times(scan.matrix, (1, 0, x, 0, 1, y))
    return x, y


@pytest.mark.parametrize("degrees", [-6.0, -1.5, -0.4, 0.0, 0.7, 2.0, 7.0])
def test_skew_is_found(clean, degrees):
    found = mend.skew(Scan(pixels=turn(clean.pixels, degrees), dpi=200.0))
    assert found == pytest.approx(degrees, abs=0.1)


def test_a_clean_page_is_left_untouched(clean):
    assert one(clean) is clean


def test_a_slightly_skew_page_without_noise_is_left_untouched(clean):
    askew = Scan(pixels=turn(clean.pixels, 0.5), dpi=200.0)
    assert one(askew) is askew


def test_a_page_well_askew_is_straightened_also_without_noise(clean):
    mended = one(Scan(pixels=turn(clean.pixels, 4.0), dpi=200.0))
    assert mended.steps == (Step.STRAIGHTENED,)
    assert mend.skew(mended) == pytest.approx(0.0, abs=0.1)


def test_a_noisy_page_is_cleaned_and_straightened(clean, soil):
    noisy = Scan(pixels=soil(turn(clean.pixels, 1.0)), dpi=200.0)
    mended = one(noisy)
    assert mended.steps == (Step.CLEANED, Step.STRAIGHTENED)
    assert mend.speckle(mended) < mend.NOISY < mend.speckle(noisy)
    assert mend.skew(mended) == pytest.approx(0.0, abs=0.1)


@pytest.mark.parametrize(
    ("darkest", "steps"),
    [(0.8, (Step.CLEANED, Step.LIT, Step.STRAIGHTENED)), (1.0, (Step.CLEANED, Step.STRAIGHTENED))],
)
def test_a_slight_shadow_is_taken_out_where_the_paper_is_grainy(clean, soil, darkest, steps):
    shade = np.linspace(1.0, darkest, clean.pixels.shape[0])[:, None]
    pixels = (turn(clean.pixels, 1.0) * shade).astype(np.uint8)
    assert Step.LIT not in one(Scan(pixels=pixels, dpi=200.0)).steps
    mended = one(Scan(pixels=soil(pixels), dpi=200.0))
    assert mended.steps == steps
    dark, bright = np.percentile(mended.light, (5, 95))
    assert dark > 0.95 * bright


def test_small_dots_of_print_are_no_specks(clean):
    pixels = clean.pixels.copy()
    for top in range(118, 1300, 40):
        # Full stops and the dots of a contents list, a pixel each.
        pixels[top, 85:870:60] = 20
        pixels[top + 12, 300:880:5] = 20
    assert mend.speckle(Scan(pixels=pixels, dpi=200.0)) == 0.0


def test_places_in_a_straightened_image_lead_back_to_the_page(clean, soil):
    pixels = clean.pixels.copy()
    cv2.circle(pixels, (850, 1350), 8, 0, -1)  # a mark near a corner, where turning moves it most
    askew = turn(pixels, 1.0)
    (y, x) = np.argwhere(askew[1320:1390, 780:] < 60).mean(axis=0)
    mended = one(Scan(pixels=soil(askew), dpi=200.0))
    (level_y, level_x) = np.argwhere(mended.pixels[1320:1390, 780:] < 60).mean(axis=0)
    assert abs(level_y - y) > 4  # it did move
    found = place(mended, level_x + 780, level_y + 1320)
    assert found == pytest.approx((x + 780, y + 1320), abs=2)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_turned_page_leads_back_to_the_page(clean, quarters):
    pixels = clean.pixels.copy()
    pixels[30, 70] = 1
    turned = mend.turn(Scan(pixels=pixels, dpi=200.0), quarters)
    (y, x) = np.argwhere(turned.pixels == 1)[0]
    # Pixels have a size: their middles are half a pixel from their corners.
    assert place(turned, x + 0.5, y + 0.5) == (70.5, 30.5)
    assert turned.printed == (clean.width, clean.height, 200.0)


@pytest.mark.parametrize("quarters", [1, 3])
@pytest.mark.parametrize("degrees", [0.0, 5.0])
def test_lines_that_run_up_and_down_are_made_to_run_across(clean, quarters, degrees):
    pixels = np.ascontiguousarray(np.rot90(turn(clean.pixels, degrees), quarters))
    mended = one(Scan(pixels=pixels, dpi=200.0))
    assert Step.TURNED in mended.steps
    assert mended.pixels.shape == clean.pixels.shape
    assert mend.skew(mended) == pytest.approx(0.0, abs=0.15)


def test_white_on_black_becomes_black_on_white(clean):
    mended = one(Scan(pixels=255 - clean.pixels, dpi=200.0))
    assert mended.steps == (Step.INVERTED,)
    assert (mended.pixels == clean.pixels).all()


def test_a_dark_photograph_is_not_inverted():
    dark = np.random.default_rng(2).integers(10, 90, (800, 600)).astype(np.uint8)
    assert mend.invert(Scan(pixels=dark, dpi=200.0)).steps == ()


def framed(pixels, edge=70, grey=10):
    return cv2.copyMakeBorder(pixels, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=(grey,))


def test_black_margins_become_paper_and_the_text_stays(clean):
    mended = one(Scan(pixels=framed(clean.pixels), dpi=200.0))
    assert mended.steps == (Step.MARGINS,)
    assert mended.pixels[:60].min() > 200
    assert mended.pixels[:, -60:].min() > 200
    inside = mended.pixels[70:-70, 70:-70]
    assert abs(int((inside < 100).sum()) - int((clean.pixels < 100).sum())) < 200


def test_a_shadow_with_text_in_it_is_no_margin(clean):
    shade = np.linspace(0.15, 1.6, 1000).clip(0, 1)[None, :]
    dim = Scan(pixels=(clean.pixels * shade).astype(np.uint8), dpi=200.0)
    mended = one(dim)
    assert mended.steps == (Step.LIT,)
    # The letters in the deepest shadow are apart from their paper again.
    assert np.percentile(mended.pixels[:, 80:200], 60) > 220
    assert mended.pixels[:, 80:200].min() < 60


def test_holes_in_the_margin_are_filled_and_letters_are_not(clean):
    pixels = clean.pixels.copy()
    for y in (300, 700):
        cv2.circle(pixels, (45, y), 22, (20,), -1)
    mended = one(Scan(pixels=pixels, dpi=200.0))
    assert mended.steps == (Step.HOLES,)
    assert mended.pixels[:, :75].min() > 200
    assert (mended.pixels[:, 80:] == pixels[:, 80:]).all()


def test_a_coarse_page_is_enlarged_unless_it_is_noisy(clean, soil):
    pixels = cv2.resize(clean.pixels, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    coarse = Scan(pixels=pixels, dpi=100.0)
    mended = one(coarse)
    assert mended.steps == (Step.ENLARGED,)
    assert (mended.dpi, mended.width) == (200.0, coarse.width)
    assert place(mended, 200, 300) == (100, 150)
    assert Step.ENLARGED not in one(Scan(pixels=soil(pixels), dpi=100.0)).steps


def test_two_pages_on_a_sheet_are_parted_in_the_middle(clean):
    sheet = np.concatenate([clean.pixels, np.full((1400, 60), 240, np.uint8), clean.pixels], axis=1)
    left, right = mend.mend(Scan(pixels=sheet, dpi=200.0))
    assert left.steps == right.steps == (Step.SPLIT,)
    assert left.pixels.shape[1] + right.pixels.shape[1] == sheet.shape[1]
    # The gap between the texts goes from 900 to 1140.
    assert left.pixels.shape[1] == pytest.approx(1020, abs=100)
    assert place(right, 0, 0) == (left.pixels.shape[1], 0)
    assert right.printed == left.printed == (sheet.shape[1] * 0.36, 1400 * 0.36, 200.0)


def test_one_page_that_lies_across_is_not_parted(clean):
    wide = np.tile(clean.pixels[:700], (1, 2))
    wide[:, 900:1100] = clean.pixels[:700, 400:600]  # words across the middle
    assert one(Scan(pixels=wide, dpi=200.0)).steps == ()


def test_a_sheet_with_text_on_one_half_is_one_page(clean):
    sheet = np.concatenate([clean.pixels, np.full_like(clean.pixels, 240)], axis=1)
    assert len(mend.mend(Scan(pixels=sheet, dpi=200.0))) == 1
