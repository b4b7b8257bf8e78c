"""What OCR read on a page in doubt, and what was put right in it: drawn on the page's image."""

from __future__ import annotations

import json
import sqlite3

from referat.publish.data.common import Row, box, rows
from referat.publish.shape import Shape

DOUBTFUL = 0.7
"""Confidence under which a word is marked: from there down every third is misread."""
MOST = 150
"""Marks on one page; a page with more is bad all over, which its caption says."""


def readings(conn: sqlite3.Connection, shape: Shape, document: int, page: int) -> Row:
    """Words in doubt and repairs of a page, and how sure its words are all in all.

    ``words`` have ``box``, ``text`` and ``confidence``; ``repairs`` have ``laest``, ``rettet`` and,
    where a word was read, ``box``. A page that OCR did not read has none, and no ``confidence``.
    """
    found: Row = {"words": [], "repairs": [], "confidence": None}
    if not (shape.has("sideord") and shape.has("rettelser")):
        return found
    for row in rows(
        conn,
        "SELECT sikkerhed, ord FROM sideord WHERE dokument = ? AND side = ?",
        (document, page),
    ):
        found["confidence"] = row["sikkerhed"]
        for _, x0, top, x1, bottom, confidence, text in json.loads(row["ord"]):
            if confidence < DOUBTFUL:
                place = [x0, top, x1, bottom]
                found["words"].append({"box": place, "text": text, "confidence": confidence})
    found["words"] = sorted(found["words"], key=lambda word: word["confidence"])[:MOST]
    found["repairs"] = [
        row | {"box": box(row["boks"])}
        for row in rows(
            conn,
            "SELECT laest, rettet, boks FROM rettelser WHERE dokument = ? AND side = ?"
            " ORDER BY linje, id LIMIT ?",
            (document, page, MOST),
        )
    ]
    return found
