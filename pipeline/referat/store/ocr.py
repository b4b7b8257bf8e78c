"""What OCR read -> rows: the words of a page with their places, and what was put right. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from referat.types import Box, Line, enclosing
from referat.wordplace import place_words


def words_row(page: int, lines: Sequence[Line]) -> dict[str, Any] | None:
    """The row of ``sideord`` of a page; ``None`` where no word of its lines was recognised.

    Args:
        page: The page's number.
        lines: Those of its lines that may be shown.
    """
    words = [(line.number, word) for line in lines for word in line.words]
    if not words:
        return None
    # One row a page and not one a word: a page is what is drawn, and has 400 of them.
    told = [
        [number, *_corners(word.box), round(word.confidence, 2), word.text]
        for number, word in words
    ]
    return {
        "side": page,
        "antal": len(words),
        "sikkerhed": round(sum(word.confidence for _, word in words) / len(words), 4),
        "ord": json.dumps(told, ensure_ascii=False, separators=(",", ":")),
    }


def repair_rows(page: int, lines: Sequence[Line]) -> Iterator[dict[str, Any]]:
    """Rows of ``rettelser`` of a page, in order."""
    for line in lines:
        placed = place_words(line) if line.repairs else ()
        for repair in line.repairs:
            boxes = [one.word.box for one in placed if one.repair is repair]
            yield {
                "side": page,
                "linje": line.number,
                "art": str(repair.art),
                "laest": repair.read,
                "rettet": line.text[repair.start : repair.end],
                "boks": box_text(enclosing(boxes) if boxes else None),
            }


def box_text(box: Box | None) -> str | None:
    """A box as the database keeps it: JSON, in tenths of points."""
    return f"[{box.x0:.1f}, {box.top:.1f}, {box.x1:.1f}, {box.bottom:.1f}]" if box else None


def _corners(box: Box) -> tuple[float, float, float, float]:
    return round(box.x0, 1), round(box.top, 1), round(box.x1, 1), round(box.bottom, 1)
