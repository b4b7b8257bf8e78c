"""Stamps of archives and offices that stand on scanned minutes and are no part of them."""

from __future__ import annotations

import re

STAMP = re.compile(
    r"(?:MODTAGET|INDGÅET|INDKOMMET|AFSENDT|EKSPEDERET|JOURNALISERET|SCANNET|BEHANDLET|KOPI|GENPART"
    r"|ARKIV(?:ET)?|BYARKIVET|RIGSARKIVET|LANDSARKIVET)"
    r"(?:[ ](?:DEN|D\.))?(?:[ ]\d{1,2}[./ -]+(?:\d{1,2}|[A-ZÆØÅ]{3,9})[./ -]+(?:\d{4}|\d{2}))?[.!]?"
)
"""A whole line of a stamp, which is set in capitals: "MODTAGET", "KOPI", "INDGÅET 12. MAJ 1987",
"MODTAGET DEN 03-11-1998". Not "Modtaget", which may be a line of text, nor "KOPI AF BREV"."""

STAMP_DATE = re.compile(
    r"(?:D(?:EN|\.)[ ])?\d{1,2}[./ -]+(?:\d{1,2}|[A-ZÆØÅa-zæøå.]{3,9})[./ -]+(?:\d{4}|\d{2})\.?"
)
"""A whole line that is the date of a stamp, beside the line above: "12 MAJ 1987", "3/11-98"."""

DATED_STAMP = re.compile(r"GODKENDT|VEDTAGET|BETALT|BESVARET|UDSENDT|BILAG|JOURNAL")
"""A whole line that is a stamp where the date of one stands below it; alone it may be a decision or
a label."""

CUT_DATE = re.compile(r"\d{1,2}[./ -]+[A-ZÆØÅ]{3}[./ -]+(?:\d{4}|\d{2})\.?")
"""The date of a stamp as no text prints it: "27 JAN 2005"."""
