"""A page is drawn as grey pixels, whole or in bands."""

from __future__ import annotations

import numpy as np
import pypdfium2 as pdfium
import pytest

from referat.pages.shapes import render_grey


@pytest.fixture
def page(make_pdf, drawing):
    items = [drawing.Text(40, 60 + 17.3 * row, f"Linje {row} over kanten") for row in range(40)]
    pdf = pdfium.PdfDocument(make_pdf(items))
    yield pdf[0]
    pdf.close()


@pytest.mark.parametrize("bands", [2, 7, 8])
@pytest.mark.parametrize("turned", [0, 90, 180])
def test_bands_are_pixel_by_pixel_the_whole_page(page, bands, turned):
    page.set_rotation(turned)
    whole = render_grey(page, 1.37, 1)
    assert whole.shape == (1154, 816) if turned % 180 == 0 else whole.shape == (816, 1154)
    assert whole.min() < 100
    assert np.array_equal(render_grey(page, 1.37, bands), whole)


def test_a_page_is_drawn_as_the_library_draws_it(page):
    theirs = page.render(scale=1.37, grayscale=True).to_numpy()
    assert np.array_equal(render_grey(page, 1.37, 3), theirs.reshape(theirs.shape[:2]))
