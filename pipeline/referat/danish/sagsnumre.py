"""Case-number grammar: which shapes are numbers of which kind.

The families are those of the field: KLE (SBSYS), Acadre, PolWeb (kommunekode first), eDoc and so
on. A pattern is tried in the given order, so the more telling shapes come first. "alone" says
whether the number counts without a label when it is the whole line beside a heading, or the
parenthesis that closes one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberKind:
    """One shape of case number."""

    name: str
    """Kind."""
    pattern: re.Pattern[str]
    """Matches the number inside a line; must not match in a longer run of its own characters."""
    alone: bool
    """Counts as a case number without a label."""


_DASH = r"\s?[-‐‑‒–—−]\s?"
_YEAR = r"(?:19|20)\d\d"


def _kind(name: str, pattern: str, *, alone: bool = True) -> NumberKind:
    guarded = rf"(?<![\w./])(?:{pattern})(?![\w/]|[.,-]\d)"
    return NumberKind(name=name, pattern=re.compile(guarded), alone=alone)


MEETING_FACET = re.compile(r"\d\d\.\d\d\.\d\d-?P35", re.ASCII)
"""Matches the beginning of a number of KLE in normal form whose facet is P35, the one of meetings:
15.40.00-P35-7-19, 00.01.00P35-0044. Not: 01.02.05-P16-9-19, 00.01.00-A35-1-20. Such a number's
subject is the body that meets. ``sagsnumre.moedefacet`` in the schema says the same."""

KINDS: tuple[NumberKind, ...] = (
    # 15.40.00-P35-7-19, 01.02.05-P16-1044-15; OCR writes the facet's Ø as 0, O, Q or @, its I as 1
    # and its S as 5
    _kind(
        "kle",
        rf"\d\d\.\d\d\.\d\d{_DASH}[A-ZÆØÅa-zæøå0@15][0-9OSl]{{2}}{_DASH}"
        rf"(?:\d{{1,6}}{_DASH}\d\d(?:\d\d)?|\d\d{_DASH}\d{{1,4}})",
    ),
    # 18.15.02-S00-88: the year alone behind the facet
    _kind("kle-aar", rf"\d\d\.\d\d\.\d\d{_DASH}[A-ZÆØÅ]\d\d{_DASH}\d\d(?:\d\d)?"),
    # 00.01.00P35-0044, 00.10.10A30-T60001
    _kind("kle-kort", rf"\d\d\.\d\d\.\d\d\s?[A-ZÆØÅ]\d\d{_DASH}[A-Z]?\d{{1,6}}"),
    # 05.00.00-12-19: KLE without a facet
    _kind("kle-uden-facet", rf"\d\d\.\d\d\.\d\d{_DASH}\d{{1,6}}{_DASH}\d\d"),
    # 08.03.00G01/501, 00.30.10S00, 00.01.00Ø20, 17.01.04.A00, 17.01.04 A 00: subject and facet, old
    # forms
    _kind("kle-emne", r"\d\d\.\d\d\.\d\d\s?[-.]?[A-ZÆØÅ]\s?\d\d(?:/\d{1,5})?"),
    # 17.01.4-03.221: an older subject and the case's number in an archive of its own
    _kind("kle-arkiv", rf"\d\d\.\d\d\.\d\d?{_DASH}\d\d\.\d{{3,4}}"),
    # 1-21-4-18-17, 1-51-71-3300-08 (regions)
    _kind("region", r"1-\d{1,2}-\d{1,2}(?:-\d{1,4}){0,2}-\d\d"),
    # EMN-2018-01234, SAG-2016-01234
    _kind("emn", rf"[A-ZÆØÅ]{{2,4}}-(?:{_YEAR}-\d{{3,6}}|\d\d-\d{{4,6}})"),
    # S2021-123
    _kind("s-aar", rf"S{_YEAR}-\d{{1,6}}"),
    # 306-2009-600
    _kind("kommunekode", rf"[1-8]\d\d{_DASH}{_YEAR}{_DASH}\d{{1,7}}"),
    # 2020-0111222, 2019-004410, 2019-12345; with a document's suffix 2019-004410-3
    _kind("aar-loebenr", rf"{_YEAR}{_DASH}\d{{4,7}}(?:-\d{{1,4}})?"),
    # 2019/12345, 2014/0012345
    _kind("aar-skraa", rf"{_YEAR}/\d{{3,7}}"),
    # 031177-2015
    _kind("loebenr-aar", rf"\d{{6}}{_DASH}{_YEAR}"),
    # 23-004417
    _kind("yy-6", r"\d\d-\d{6}"),
    # 13/40771, 08/711
    _kind("acadre", r"\d\d/\d{2,6}"),
    # BR 118/07, ØU 77/2006
    _kind("organ", r"[A-ZÆØÅ]{2,3} ?\d{1,4}/(?:\d\d|\d{4})"),
    # H 31/84 after "J.nr.": a letter for the field, number and year
    _kind("bogstav", r"[A-ZÆØÅ] ?\d{1,4}/\d\d", alone=False),
    # F. 7/1919, M. II. 7/1919
    _kind("historisk", r"[A-Z](?:\. ?[IVX]+)?\. ?\d{1,4}/(?:18|19)\d\d", alone=False),
    # 18/4 after "Sagsnr." alone: without a label it is a date
    _kind("acadre-kort", r"\d\d/\d", alone=False),
    # 00.01.00: a subject, after "J.nr." alone
    _kind("kle-emne-nr", r"\d\d\.\d\d\.\d\d", alone=False),
    # 300001 after a label alone
    _kind("loebenr", r"\d{4,8}", alone=False),
    _kind("kort-aar", r"\d{1,6}-\d\d(?:\d\d)?", alone=False),
    # 118/1978 after "Sag"
    _kind("kort-skraa", r"\d{1,6}/(?:18|19|20)\d\d", alone=False),
    # "Journalnr. 66.01/2019-14": what a label announces is a number whatever its shape
    _kind(
        "andet",
        r"(?=[\w./-]*\d[\w./-]*\d[\w./-]*\d)[A-ZÆØÅ\d]{1,8}(?:[./-][A-ZÆØÅ\d]{1,8}){1,5}",
        alone=False,
    ),
)
"""Shapes in the order in which they are tried."""

CASE_LABEL = re.compile(
    r"(?<!\w)(?:sagsident\w*|sagsmappe(?:\s?nr)?|sags?\s?(?:nr|nummer|id)|sagsid|"
    r"sag(?=\s*:?\s+(?:(?:[A-ZÆØÅ]{2,5}-|S)\d{4}-\d|\d{1,6}[-/]\d|\d{4} - \d{3}|"
    r"\d\d\.\d\d\.\d\d))|sagnr|j\.\s?nr|jnr|"
    r"j\.(?=\s*\d\d\.\d\d\.\d\d)|"
    r"(?:journal|arkiv)\s?(?:nr|nummer|sag)|journal(?=\s*:?\s+\d\d\.\d\d\.\d\d)|"
    r"arkiv(?=\s*:?\s+\d\d\.\d\d\.\d)"
    r"|sagsnr\./dok\.nr|esdh-?(?:nr|sagsnr|sag(?=\s*:?\s*\d))|sags?-?id|"
    r"sagsref(?:erence)?|(?:acadre|captia|sbsys|edoc|workzone|public 360|getorganized)"
    r"(?:[ -]?(?:nr|sag|id))?(?=\.?\s*:?\s*\d))\s*[.:]*\s*"
    r"(?:/\s*dok\.?\s*nr\.?\s*:?\s*)?",
    re.IGNORECASE,
)
"""Words before a case number; "Sag nr. 8" is told apart where it is read (a punkt's number)."""

DOCUMENT_LABEL = re.compile(
    r"(?<!\w)(?:(?:dok\.?\s?(?:nr|id)|dokument\s?(?:nr|nummer|id)|brev[\s-]?(?:nr|id)|dok)\s*[.:]*\s*(?=[\dA-Z])"
    r"|løbe\s?nr\s*[.:]*\s*(?=\d{2,7}/\d\d))",
    re.IGNORECASE,
)
"""Words before a document number, which is no case number."""

BOTH_LABEL = re.compile(r"sags?\s?nr\.?\s*/\s*dok\.?\s?nr\.?\s*:?", re.IGNORECASE)
"""Case and document number behind one label, parted by " / " (F04)."""

NEIGHBOURS = re.compile(
    r"^(?:initialer|beh(?=\.?\s*:)|kompetence(?=\s*:\s*\S)|sagsinitialer|sagsansvarlig|sagsbeh|sbh|sagsbehandler|init|"
    r"sagsansvarlige|sag fra"
    r"|journal\s?nr|arkiv\s?nr"
    r"|ansvarlig|fagområde|forvaltning|afdeling|sagstype|type(?=\s*:\s*\S)|formalia|"
    r"(?:beslutnings|orienterings|efterretnings|drøftelses)sag|åbent|åben sag|lukket|lukket sag|"
    r"åbent punkt"
    r"|dok|dok\.?\s?nr|dokumentnr|løbe\s?nr(?=\.?\s*:?\s*\d+/)|bilagsnr)\b\s*[.:]*",
    re.IGNORECASE,
)
"""What stands beside a case number on its line or on the lines around it."""

FOREIGN = re.compile(
    r"statsforvaltning|ankestyrels|ministeri|nævnenes hus|statsamt|tilsynet|styrelsen",
    re.IGNORECASE,
)
"""A number in a line with one of these belongs to another authority."""
