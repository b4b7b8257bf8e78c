"""What a browser and a web page print around the minutes and what is no part of them."""

from __future__ import annotations

import re

PRINT_STAMP = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2}),?\s+\d{1,2}[.:]\d{2}")
"""A whole line that is when a browser printed the page: "11.03.2024 09.41", "11/03/2024, 9:41"."""

BREADCRUMB = re.compile(r"[^.:;]{1,40}(?:\s[›»>]\s?[^.:;]{1,60}){2,}")
"""A whole line that is the way to a web page: "Forside › Politik › Dagsordener"."""

PAGE_LINK = re.compile(
    r"\W*(?:(?:tilbage\s+)?til\s+top(?:pen)?|abonn[ée]r(?:\s.{1,40})?|tilgængelighed(?:serklæring)?|"
    r"cookies?(?:politik)?|privatlivspolitik|om\s+(?:hjemmesiden|webstedet)|kontakt(?:\s+os)?|"
    r"kopi[ée]r\s+link(?:\s.{1,30})?|del\s+(?:siden|punktet|på\s.{1,20})|udskriv(?:\s.{1,30})?|"
    r"print(?:\s.{1,20})?|menu|søg|log\s+ind|fold\s+(?:alle?|alt)\s+(?:ud|sammen|ind))\W*",
    re.IGNORECASE,
)
"""One of the links at the head or the foot of a web page, whole; a line of them has signs between
("↑ Til toppen · Abonnér på udvalget · Tilgængelighedserklæring")."""

LINK_OPENER = re.compile(
    r"^[\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff\s]*"
    # an icon that OCR read as a figure or a letter, before the words of a link alone
    r"(?:[\w+*&|]\s+(?=(?:hent|åbn|vis|download|læs)\s+(?:bilag|dokument|fil|pdf)))?(?:(?:hent|åbn|vis|download|læs)\s+(?:bilag|dokument(?:et)?|fil(?:en)?|pdf)(?:\s+(?:nr\.?\s*)?"
    r"\d{1,3})?\s*[:–-]\s+)?(?=\S)",
    re.IGNORECASE,
)
"""What a link to a file has before its title: an icon, "Hent dokument 2: "."""
