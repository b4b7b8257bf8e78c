"""How clearly the line net must speak where it differs from the rules.

Each threshold is the one with which held-out generated documents came out best.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """How clearly the net must speak; probabilities of 0 to 1."""

    new_heading: float = 0.5
    """A line that the rules take for no heading is one from here on."""
    odd_heading: float = 0.9
    """The same, where the rules have a chain of headings that the net sees too."""
    keep_heading: float = 0.15
    """A heading of the rules stays one down to here; a tenth of it in such a chain."""
    chain: float = 0.3
    """Mean support of a chain of headings that the net sees too."""
    lone_chain: float = 0.1
    """The same, where the net sees no other headings at all."""
    new_label: float = 0.9
    """A line without a label is one from here on."""
    mute: float = 0.02
    """A label of the rules stays one down to here."""
    retype: float = 0.95
    """A label changes its type from here on."""
    aside: float = 0.95
    """A line is furniture or contents from here on."""
    case: float = 0.5
    """A line tells the case of a punkt from here on."""
    paragraph: float = 0.9
    """A paragraph changes its role where the mean probability of the new one is this."""


ALONE = Thresholds(
    new_heading=0.0,
    odd_heading=0.0,
    chain=2.0,
    lone_chain=2.0,
    keep_heading=0.5,
    new_label=0.0,
    mute=0.5,
    retype=0.0,
    aside=0.5,
    paragraph=0.0,
)
"""The net decides whatever it leans to: for measuring what it knows alone."""


KNOWN = Thresholds(
    new_heading=0.9,
    odd_heading=0.97,
    keep_heading=0.05,
    new_label=0.97,
    mute=0.005,
    retype=0.98,
    aside=0.99,
    paragraph=0.97,
)
"""For layouts that the rules read as the net does in nearly all that opens something: where the two
differ there, the rules' detail is mostly right."""
AGREED = 0.85
"""Share of headings and labels on which rules and net agree in a layout that the rules know."""
STRANGE = Thresholds(paragraph=0.5)
"""For layouts that the rules misread: what the net leans to is better there than what they say."""
DISAGREED = 0.7
"""Rules and net agree on less than this in such a layout."""

INSIDE = 0.5
"""From here on the net takes a line for what it says rather than for anything else."""
