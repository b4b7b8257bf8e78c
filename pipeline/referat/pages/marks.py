"""Stage 2: a word as the OCR program saw it, in pixels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A word in pixels of the mended image."""

    text: str
    """As read."""
    left: int
    """Pixels."""
    top: int
    """Pixels."""
    width: int
    """Pixels."""
    height: int
    """Pixels."""
    confidence: float
    """The program's, 0.0-1.0."""
    line: int
    """Number of the line that the program put it in."""
    stroke: float
    """Mean width of its strokes in pixels; 0.0 where there is no ink."""
    slant: float = 0.0
    """How sharp its strokes are, leaned back by what italics lean forward, by what they are now;
    0.0 for words too short to tell."""

    @property
    def right(self) -> int:
        """Pixels."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """Pixels."""
        return self.top + self.height


def by_line(marks: Iterable[Mark]) -> list[list[Mark]]:
    """The words of each line that the program put them in, in order."""
    lines: dict[int, list[Mark]] = {}
    for mark in marks:
        lines.setdefault(mark.line, []).append(mark)
    return list(lines.values())


def mean_confidence(marks: Sequence[Mark]) -> float:
    """Mean confidence of the words, each as heavy as it is long; 0.0 where there are none."""
    letters = sum(len(mark.text) for mark in marks)
    return sum(mark.confidence * len(mark.text) for mark in marks) / letters if letters else 0.0
