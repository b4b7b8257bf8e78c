"""The lexicon's rules; its words stand in the two text files beside this one.

``stammer.txt`` holds stems by class, ``ord.txt`` forms and first names that follow from no stem and
stand in three or more of the sample corpus's minutes, chosen by hand. No word is there because one
document has it.
"""

from __future__ import annotations

UNINFLECTED = "-"
_COMMON = ("", "e", "en", "er", "erne", "n", "r", "rne")
_NEUTER = ("", "e", "et", "t", "er", "erne", "r", "rne", "ene", "ne", "n", "en")

ENDINGS: dict[str, tuple[str, ...]] = {
    "en": (*_COMMON, *(ending + "s" for ending in _COMMON)),
    "et": (*_NEUTER, *(ending + "s" for ending in _NEUTER)),
    "e": (
        "", "e", "er", "te", "t", "ede", "et", "ende", "es", "tes", "edes", "r", "s", "ts", "ets",
        "else", "elsen", "elser", "ning", "ningen", "ninger", "ing", "ingen", "inger",
    ),
    "adj": ("", "t", "e", "te", "ere", "est", "este", "hed", "heden", "heder", "s", "es"),
    UNINFLECTED: ("",),
}  # fmt: skip
"""Endings by class; an empty one is the stem itself. What they make too much is rare in print, and
a misread word is seldom one of it."""

LINKS = ("", "s", "e", "-")
"""What may stand between the parts of a compound: "skole-bestyrelse-s-møde"."""

LEAST_HEAD, LEAST_TAIL = 3, 3
"""Letters of a compound's parts: "by-råd" has the shortest that are common."""
