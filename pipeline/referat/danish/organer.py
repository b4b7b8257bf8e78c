"""Names of the bodies that meet: councils, committees, boards; and what stands around them.

Used to find the body in a heading and to tell "Økonomiudvalget, 12. juni 2018, pkt. 7" from prose.
"""

from __future__ import annotations

import re

BODY_WORD = re.compile(
    r"[\wÆØÅæøåé/§.,&-]*(?:udvalget|udvalg|rådet|raadet|råd|raad|bestyrelsen|bestyrelse|nævnet|"
    r"nævn|kommissionen"
    r"|kommission|magistraten|repræsentationen|direktionen|direktørkreds|komiteen|forsamlingen|"
    r"-?med)(?![\wæøå])",
    re.IGNORECASE,
)
"""A word that ends as the name of a body."""

BODY = re.compile(
    r"(?:(?:§\s?\d+(?:,?\s?stk\.?\s?\d+)?[-\s]*(?:udvalg\w*|opgaveudvalg\w*))(?:\s+(?:for|om|"
    r"vedr\.?)\s+[^,.;:()]{3,60})?"
    r"|(?:Opgaveu|U)dvalg(?:et)? (?:for|om|vedrørende) [^;:()]{3,80}?(?=\s+(?:den|d\.|i|på)\s|"
    r"[,;:(]|\s*$|\s+\d)"
    r"|Rådet for [^,.;:()]{3,60}?(?=\s+(?:den|d\.)\s|[,;:(]|\s*$)"
    r"|(?:[A-ZÆØÅ][\wæøå]*-?(?:[,/]\s?|\s+(?:og|&)\s+|\s+)){0,6}"
    r"[A-ZÆØÅ]?[\wæøåÆØÅ/-]*(?:udvalget|udvalg|rådet|raadet|råd|bestyrelsen|bestyrelse|nævnet|"
    r"nævn|kommissionen"
    r"|kommission|magistraten|repræsentationen|direktionen|direktørkreds|[hl]-?med|hmu|lmu|"
    r"kkr)(?![\wæøå]))",
    re.IGNORECASE,
)
"""The name of a body as it stands in a heading: "Børne- og Skoleudvalget", "Udvalget for Kultur &
Fritid", "§ 17, stk. 4-udvalg for …", "Rådet for Socialt Udsatte"."""


NOT_BODY = re.compile(
    r"^(?:mødet?|referat|dagsorden|protokol|punkt|pkt|medlem\w*|formand\w*|beslutning\w*|"
    r"indstilling\w*)$",
    re.IGNORECASE,
)
"""Words that may stand before a body's name and are no part of it."""

PERIOD = re.compile(
    r"\s*[(,]?\s*(?:(?:19|20)\d\d\s*[-–]\s*(?:(?:19|20)\d\d|\d\d)|\d\d\s?[-–]\s?\d\d(?=\s|$))\s*\)?"
    r"|\s*-\s*NYT pr\..*$"
)
"""Election period beside a body's name: "2018 - 2021", "(2013-2017)", "09-13"."""
