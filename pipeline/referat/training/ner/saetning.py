"""A labelled sentence, as the readers, templates and noise of the names model pass it on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LABELS = ("PER", "ORG", "LOC", "UDVALG", "PARTI")
"""Persons, organisations, places; bodies that meet, and parties (also the letter alone)."""

OUTSIDE = "O"


@dataclass(frozen=True, slots=True, kw_only=True)
class Saetning:
    """One sentence, word by word."""

    ord: tuple[str, ...]
    """Words, as the tokenizer parts them."""
    maerker: tuple[str, ...]
    """One mark a word: "O", "B-PER", "I-PER" …"""

    def __post_init__(self) -> None:
        """Refuse marks that do not fit the words.

        Raises:
            ValueError: Another number of marks than words, or an empty word.
        """
        if len(self.ord) != len(self.maerker):
            raise ValueError(f"{len(self.ord)} words but {len(self.maerker)} marks")
        if not all(self.ord):
            raise ValueError("an empty word")

    def spans(self) -> tuple[tuple[int, int, str], ...]:
        """Entities as first word, word after the last, label; in order."""
        return tuple(spans_of(self.maerker))


def spans_of(marks: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Entities of a row of marks; an I- that follows nothing of its kind begins one."""
    start, label = 0, ""
    for place, mark in enumerate((*marks, OUTSIDE)):
        kind, _, name = mark.partition("-")
        if label and (kind != "I" or name != label):
            yield start, place, label
            label = ""
        if kind != OUTSIDE and not label:
            start, label = place, name


def marks_of(length: int, spans: Sequence[tuple[int, int, str]]) -> tuple[str, ...]:
    """Marks of entities that do not overlap; the inverse of ``spans_of``."""
    marks = [OUTSIDE] * length
    for start, end, label in spans:
        marks[start:end] = [f"B-{label}"] + [f"I-{label}"] * (end - start - 1)
    return tuple(marks)
