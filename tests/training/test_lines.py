from __future__ import annotations

import random
from pathlib import Path

import numpy as np

from referat.structure.features import SLOTS
from referat.structure.tags import NUMBER
from referat.training.lines import NO_TAG, as_scanned, pack_pages, read_pack, write_pack
from referat.types import Box, Line, Page, TextSource


def _page(*texts: str) -> Page:
    lines = tuple(
        Line(
            text=text,
            page=1,
            number=number,
            row=number,
            box=Box(x0=70.0, top=20.0 * number, x1=300.0, bottom=20.0 * number + 11),
            size=11.0,
            bold=number == 1,
        )
        for number, text in enumerate(texts, start=1)
    )
    return Page(
        number=1,
        width=595.0,
        height=842.0,
        source=TextSource.TEXT_LAYER,
        reason="prøve",
        lines=lines,
    )


def test_a_pack_gives_back_what_went_in(tmp_path: Path) -> None:
    pages = (_page("1. Budget", "Godkendt."),)
    gold = [NUMBER["punkt"], NO_TAG]
    documents = [pack_pages("et", "F01", pages, gold), pack_pages("to", "fri", (), [])]
    write_pack(documents, tmp_path / "pakke.npz")
    first, second = read_pack(tmp_path / "pakke.npz")
    assert (first.name, first.family, second.name, second.family) == ("et", "F01", "to", "fri")
    assert first.tags.tolist() == gold
    assert np.array_equal(first.facts, documents[0].facts)
    assert np.array_equal(first.styles, documents[0].styles)
    assert np.array_equal(first.rules, documents[0].rules)
    assert second.facts.shape == (0, SLOTS)


def test_lines_as_ocr_reads_them_keep_their_places() -> None:
    page = _page("Godkendelse af budgettet for det kommende regnskabsår " * 2, "Vedtaget.")
    (read,) = as_scanned((page,), random.Random(3))
    assert read.source is TextSource.OCR
    assert len(read.lines) == len(page.lines)
    for line, printed in zip(read.lines, page.lines, strict=True):
        assert line.text
        assert (line.box, line.row, line.bold) == (printed.box, printed.row, False)
        assert line.confidence < 1


def test_noise_follows_from_the_seed() -> None:
    page = _page("Godkendelse af budgettet " * 8)
    first = as_scanned((page,), random.Random(5))
    assert first == as_scanned((page,), random.Random(5))
