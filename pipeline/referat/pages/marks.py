"""Stage 2: a word as the OCR program saw it, in pixels."""

from __future__ import annotations

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
