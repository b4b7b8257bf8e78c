"""Scans of generated documents: pictures alone, the same every time."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from referat.errors import SettingsError
from referat.training.korpus.scan import SCANNERS, make_scan


@pytest.fixture(scope="module")
def pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(200, 120), invariant=1)
    for number in (1, 2):
        canvas.drawString(20, 60, f"Punkt {number}: Ny bro")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize("kind", SCANNERS)
def test_scan_is_pages_of_pixels(pdf: bytes, kind: str) -> None:
    document = pdfium.PdfDocument(make_scan(pdf, kind, "a"))
    assert len(document) == 2
    for page in document:
        assert page.get_textpage().get_text_bounded().strip() == ""
        pixels = page.render(scale=1).to_numpy()
        assert pixels.min() < 160 < pixels.max(), "the print is still there"


def test_same_seed_gives_the_same_bytes_and_another_does_not(pdf: bytes) -> None:
    assert make_scan(pdf, "grim200", "a") == make_scan(pdf, "grim200", "a")
    assert make_scan(pdf, "grim200", "a") != make_scan(pdf, "grim200", "b")


def test_grim_is_worse_than_mild(pdf: bytes) -> None:
    def roughness(kind: str) -> float:
        """Mean step between neighbours where the paper is empty."""
        scans = [make_scan(pdf, kind, str(seed)) for seed in range(8)]
        drawn = [
            pdfium.PdfDocument(s)[0].render(scale=2.5, grayscale=True).to_numpy() for s in scans
        ]
        return float(np.mean([np.abs(np.diff(p[20:90].astype(int), axis=1)).mean() for p in drawn]))

    assert roughness("grim200") > 1.5 * roughness("scan200")


def test_unknown_kind_is_refused(pdf: bytes, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="scan150"):
        make_scan(pdf, "scan150", "a")
