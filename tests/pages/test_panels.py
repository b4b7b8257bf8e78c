"""Print on panels: dark bars with light words, grey boxes with dark ones."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from referat.pages.panels import clear_panels
from referat.pages.scan import Scan, Step

PAPER = 245
LABELS = ("Deltagere", "Sagsfremstilling", "Beslutning")


def drawn(*, ground, ink, tilt=0.0, noise=0.0):
    """Three bars with a label on each, and two lines of text under each; 200 dpi."""
    pixels = np.full((1400, 1200), PAPER, np.uint8)
    for number, label in enumerate(LABELS):
        top = 100 + 300 * number
        cv2.rectangle(pixels, (100, top), (1100, top + 50), (ground,), -1)
        write(pixels, label, top + 36, ink)
        for line in (1, 2):
            write(pixels, "Udvalget besluttede at oversende sagen", top + 50 + 70 * line, 20)
    turn = cv2.getRotationMatrix2D((600, 700), tilt, 1.0)
    turned = cv2.warpAffine(pixels, turn, (1200, 1400), borderValue=(PAPER,))
    grain = np.random.default_rng(3).normal(0, noise, turned.shape) if noise else 0
    return Scan(pixels=np.clip(turned + grain, 0, 255).astype(np.uint8), dpi=200.0)


def write(pixels, text, base, ink):
    cv2.putText(pixels, text, (120, base), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (ink,), 2, cv2.LINE_AA)


@pytest.mark.parametrize("tilt", [0.0, 0.8])
@pytest.mark.parametrize("noise", [0.0, 8.0])
@pytest.mark.parametrize(("ground", "ink"), [(20, 235), (120, 250), (170, 10), (205, 20)])
def test_panels_become_paper_and_their_print_dark(ground, ink, tilt, noise):
    scan = drawn(ground=ground, ink=ink, tilt=tilt, noise=noise)
    cleared = clear_panels(scan)
    assert cleared.steps == (Step.PANELS,)
    plain = drawn(ground=PAPER, ink=20, tilt=tilt)
    dark, wanted = cleared.pixels < 128, plain.pixels < 128
    assert (dark & cv2.dilate(wanted.astype(np.uint8), np.ones((5, 5))).astype(bool)).sum() > (
        0.9 * wanted.sum()
    )
    # No rim is left, and the paper is bare.
    assert (dark & ~cv2.dilate(wanted.astype(np.uint8), np.ones((5, 5))).astype(bool)).sum() < 100


def test_a_page_without_panels_stays_the_very_same():
    scan = drawn(ground=PAPER, ink=20)
    assert clear_panels(scan) is scan


def test_bars_without_print_stay():
    scan = drawn(ground=120, ink=120)
    assert clear_panels(scan) is scan


@pytest.mark.parametrize("size", [100, 140, 180, 260])
@pytest.mark.parametrize("word", ["REFERAT", "Dagsorden", "BYRÅDET 2019"])
def test_large_bold_letters_are_no_panels(size, word):
    page = Image.new("L", (2200, 500), PAPER)
    ImageDraw.Draw(page).text(
        (60, 60), word, font=ImageFont.load_default(size), fill=15, stroke_width=size // 20,
        stroke_fill=15,
    )  # fmt: skip
    scan = Scan(pixels=np.asarray(page).copy(), dpi=200.0)
    assert clear_panels(scan) is scan


def test_a_shadow_over_half_the_page_is_no_panel():
    scan = drawn(ground=PAPER, ink=20)
    shade = np.clip(np.linspace(0.5, 1.6, scan.pixels.shape[1]), 0, 1)
    shaded = Scan(pixels=(scan.pixels * shade).astype(np.uint8), dpi=200.0)
    assert clear_panels(shaded) is shaded


def test_a_photo_is_no_panel():
    photo = cv2.GaussianBlur(np.random.default_rng(2).normal(110, 90, (500, 700)), (0, 0), 9)
    pixels = np.full((1400, 1200), PAPER, np.uint8)
    stretched = cv2.normalize(photo, None, 0, 255, cv2.NORM_MINMAX)
    pixels[200:700, 200:900] = stretched.astype(np.uint8)
    scan = Scan(pixels=pixels, dpi=200.0)
    assert clear_panels(scan) is scan


@pytest.mark.parametrize("size", [(1, 1), (3, 900), (700, 2)])
def test_the_smallest_images_are_no_fault(size):
    scan = Scan(pixels=np.zeros(size, np.uint8), dpi=200.0)
    assert clear_panels(scan) is scan
