"""Stage 2: labels of minutes that OCR misread by a letter or two, put right.

"ndstilling", "8eslutning", "Fravarende: Navn": what stands alone on its line or before a colon, is
no words, and is one letter away from exactly one label (two, where the label is long). Pure text.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from referat.danish import hoved, labels
from referat.lexicon import Lexicon

LEAST = 5
"""Letters of the shortest label: "Dato" and "Sted" are a letter from too much."""
LONG, EACH = 12, 6
"""Letters from which two may be wrong, and by which one more may: "Tndstillina og heslutninag" is
four from "Indstilling og beslutning"."""

_LABEL = re.compile(r"(?P<label>[^:]{4,45}?)(?P<rest>[ ]?:.*)?", re.DOTALL)
# "Indstilling; Bygningen sælges"
_SEMICOLON = re.compile(r"([^:;]{5,45});(?=[ ][A-ZÆØÅ0-9])")
_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"[a-zæøåé ]+")


@lru_cache(maxsize=1)
def known_labels() -> tuple[str, ...]:
    """Labels of sections, decisions, attendance and the header, in small letters."""
    found = {
        *labels.SECTIONS, *labels.DECISION, *labels.DECISION_AND_PROPOSAL, *labels.EARLIER,
        *labels.ATTACHMENTS, *labels.ABSENCE,
        *labels.ATTENDANCE, *labels.TOC, *(key for keys in hoved.FIELDS.values() for key in keys),
    }  # fmt: skip
    return tuple(sorted(key for key in found if len(key) >= LEAST and _LETTERS.fullmatch(key)))


def mend_label(text: str, lexicon: Lexicon) -> str:
    """A line with its label put right, if it is one that was misread; else as it is."""
    stop = _SEMICOLON.match(text)
    if stop is not None and stop[1].casefold() in known_labels():
        text = f"{stop[1]}:{text[stop.end() :]}"
    found = _LABEL.fullmatch(text)
    if found is None:
        return text
    label, rest = found["label"], found["rest"] or ""
    if all(lexicon.knows(word) for word in _WORD.findall(label)):
        return text
    near = _nearest(label.casefold())
    if near is None:
        return text
    letters = [letter for letter in label if letter.isalpha()]
    capitals = sum(map(str.isupper, letters)) > len(letters) / 2
    return (near.upper() if capitals else near.capitalize()) + rest


@lru_cache(maxsize=5000)
def _nearest(label: str) -> str | None:
    reach = len(label) // EACH if len(label) >= LONG else 1
    near = process.extract(
        label, known_labels(), scorer=Levenshtein.distance, score_cutoff=reach, limit=None
    )
    if not near:
        return None
    best = min(distance for _, distance, _ in near)
    nearest = [key for key, distance, _ in near if distance == best]
    return nearest[0] if best and len(nearest) == 1 else None
