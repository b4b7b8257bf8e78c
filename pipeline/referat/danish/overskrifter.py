"""Forms in which the heading of a punkt prints its number.

Each form names the groups ``nr`` and ``titel``; ``weight`` says how sure it is that such a line is
a heading (a lone "1. …" may be a list's). Families in brackets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingForm:
    """One way to print a numbered heading."""

    name: str
    """Kind; headings of one document are mostly of one or two kinds."""
    pattern: re.Pattern[str]
    """Whole line; groups ``nr``, ``titel`` and perhaps ``mark`` (open or closed)."""
    weight: float
    """Evidence that the form alone gives."""


def _form(name: str, pattern: str, weight: float, flags: int = re.IGNORECASE) -> HeadingForm:
    return HeadingForm(name=name, pattern=re.compile(pattern, flags), weight=weight)


_MARK = r"(?P<mark>åben(?:t)?|lukket)(?:\s+(?:sag|punkt|dagsorden))?"

# not: "4. punkt på dagsordenen blev udsat"
_BEHIND_RANK = (
    r"\s*[.:]*\s*[-–·•|]?\s*(?P<titel>(?-i:[A-ZÆØÅ\"“]).*|(?:åbent?|lukket|fortroligt?)?)$"
)

# a case's number, or some, before the title: "57-064385. Titel", "21/5120 og 21/5121 – Titel"
_CASED = (
    r"(?:\d\d/\d{2,6}|(?:19|20)\d\d-\d{4,7}|\d\d-\d{6}|\d\d\.\d\d\.\d\d\S*)"
    r"(?:\s*(?:,|og|&)\s*\d\S+)*\s*[-–—|:.]\s*[A-ZÆØÅ\"“]"
)

FORMS: tuple[HeadingForm, ...] = (
    # "Punkt 1 af 5" over its title
    _form(
        "af",
        r"^(?:punkt|pkt\.?|emne)\s*(?:nr\.?\s*)?(?P<nr>\d{1,3})\s+af\s+\d{1,3}\s*[:.–-]?\s*(?P<titel>.*)$",
        3.0,
    ),
    # "Pkt. 113/06 Titel", "Punkt 113/2006" over or beside it: the year's running number
    _form(
        "sag-aar",
        r"^(?:punkt|pkt)\.?\s*(?:nr\.?\s*)?(?P<nr>\d{1,4}/(?:19|20)?\d\d)(?!\d)\s*[.:)]?"
        r"\s*[-–·|]?\s*(?P<titel>(?:(?-i:[A-ZÆØÅ\"“]).*)?)$",
        3.0,
    ),
    # "Punkt 7: Titel" (F01), "Pkt. 42 Titel" (F20), "Punkt nr. 3 - Titel", "Pkt. 1" alone (F22)
    _form(
        "punkt",
        r"^(?:ad\.?\s+)?(?:dagsorden(?:en)?s\s*)?(?:punkt|pkt)\.?\s*(?:nr\.?\s*)?(?P<nr>\d{1,4}(?:\s?[A-Z](?![\wæøå])"
        r")?)(?!\s?[-–]\s?\d)(?!\d)\s*[.:)]*\s*[-–·•|]?\s*(?P<titel>.*)$",
        3.0,
    ),
    # "Dagsordenens 4. punkt" over its title, "4. punkt på dagsordenen: Titel", "4. dagsordenspunkt"
    _form(
        "punkt",
        rf"^dagsorden(?:en)?s\s+(?P<nr>\d{{1,3}})\.\s*punkt{_BEHIND_RANK}",
        3.0,
    ),
    _form(
        "punkt",
        rf"^(?P<nr>\d{{1,3}})\.\s*(?:dagsordenspunkt|punkt\s+på\s+dagsordenen){_BEHIND_RANK}",
        3.0,
    ),
    # "Punkt ØU-163/07-B Titel": the body's letters, its number of the year, the kind of the item
    _form(
        "punkt",
        r"^(?:punkt|pkt\.?|sag)\s*(?:nr\.?\s*)?"
        r"(?P<nr>(?-i:[A-ZÆØÅ]{1,5})[-. ]\d{1,4}/\d{2,4}(?:-(?-i:[A-Z]))?)"
        r"\s*[.:)]*\s*[-–·|]?\s+(?P<titel>(?-i:[A-ZÆØÅ\"“]).*)$",
        3.0,
    ),
    # "SAG NR. 1" (F10), "Sag nr. 8: Titel" (frederikssund-scan; OCR reads "Saq")
    _form(
        "sag",
        r"^sa[gq]\s*nr\.?\s*:?\s*(?P<nr>\d{1,3})\b(?!/)\s*[.:)]*\s*[-–·•|]?\s*(?P<titel>.*)$",
        2.5,
    ),
    # "SAG 87: TITEL", "Sag 2: 57-064385. Titel"
    _form(
        "sag:",
        rf"^sa[gq]\s+(?P<nr>\d{{1,4}})\s*[:.–-]\s+(?P<titel>(?:[A-ZÆØÅ\"“]|{_CASED}).+)$",
        2.0,
    ),
    # "Nr. 4   BR 118/07. Titel" (F06)
    _form(
        "nr",
        r"^[Nn]r\.\s*(?P<nr>\d{1,3})\s?[.:]?\s+(?P<titel>(?:[A-ZÆØÅ]{2,3}\s?\d+/\d+|[A-ZÆØÅ]).*)$",
        1.5,
        0,
    ),
    # "Nr. 4" over its title
    _form("nr", r"^nr\.\s*(?P<nr>\d{1,3})\s?[.:]?(?P<titel>)$", 0.0),
    # "6. 18:10 Titel", "3. kl. 17.25 Titel" (F04)
    _form(
        "tid",
        r"^(?P<nr>\d{1,3}[A-Z]?)(?:\s*[.:)]\s*(?=\D|\d{1,2}[:.]\d\d)|"
        r"\s+)(?<![.:]\d)(?:kl\.?\s*)?(?<=[\s.])\d{1,2}[:.]\d\d(?:\s*[-–]\s*\d{1,2}[:.]\d\d)?(?"
        r"!\d|[.,]\d)\s*[-–:]?\s*(?P<titel>.*)$",
        2.0,
    ),
    # "åbent 1 Titel", "lukket 101 Lukket punkt: …" (F21)
    _form("mark-nr", rf"^{_MARK}\s+(?P<nr>\d{{1,4}})\.?\s+(?P<titel>.+)$", 2.0),
    # "5 Åbent    Titel", "1 (Åben) Titel" (F20)
    _form("nr-mark", rf"^(?P<nr>\d{{1,4}})\.?\s+\(?{_MARK}\)?\s*[-–:.]?\s+(?P<titel>.+)$", 2.5),
    # "Ad. 1) …" (F22): the answer to an item of the agenda's list
    _form(
        "ad",
        r"^ad\.?\s*(?:pkt\.?\s*|punkt\s*)?(?P<nr>\d{1,3})\s*[.:)]*\s*[-–·•|]?\s*(?P<titel>.*)$",
        1.0,
    ),
    # "2.1 Landzonetilladelse …": punkter under numbered groups
    _form("punktum", r"^(?P<nr>\d{1,2}\.\d{1,2})\s?\.?\s+(?P<titel>[A-ZÆØÅ\"“].*)$", -0.2, 0),
    # "(1) Titel"
    _form("(nr)", r"^\((?P<nr>\d{1,3})\)\s*(?P<titel>[A-ZÆØÅ\"“].*)$", -0.8, 0),
    # "TOP 2 Titel", "Emne 3: Titel"
    _form(
        "ord",
        r"^(?:TOP|Emne|Tema|Dagsorden|Ang\.|Spm\.)\s*(?:nr\.?\s*)?(?P<nr>\d{1,3})\s*[.:)–-]*\s*(?P<titel>.*)$",
        1.0,
        0,
    ),
    # "§ 41. Titel": old minutes, and some councils still
    _form("§", r"^§\s?(?P<nr>\d{1,4}[A-Z]?)\s?\.?\s*[-–:]?\s+(?P<titel>[A-ZÆØÅ\"“].*)$", -0.2, 0),
    # "Sag 12/2019 – Titel": the year's running number
    _form(
        "sag-aar",
        r"^(?:sag|punkt|pkt\.?)\s*(?P<nr>\d{1,4}/(?:19|20)?\d\d)\s*[.:–-]+\s*(?P<titel>.+)$",
        1.5,
    ),
    # "IV. Titel", "IV." over its title
    _form("romertal", r"^(?P<nr>[IVXL]{1,7})\s?\.\s*(?P<titel>(?:[A-ZÆØÅ\"“].*)?)$", -0.4, 0),
    # "A. Titel", "B) Titel"
    _form("bogstav", r"^(?P<nr>[A-ZÆØÅ])\s?[.)]\s+(?P<titel>[A-ZÆØÅ\"“].*)$", -1.6, 0),
    # "3. 21/5120 – Fordeling af puljen", "3 2008-036037. Fordeling": the case between both
    _form("nr.", rf"^(?P<nr>\d{{1,4}}[A-Z]?)(?:\s?[.:)])?\s+(?P<titel>{_CASED}.*)$", 2.0, 0),
    # "62 – j.nr. 00.32.02-1/96 – Regnskab"
    _form(
        "nr ",
        r"^(?P<nr>\d{1,4}[A-Z]?)\s*[-–—]\s*(?P<titel>(?:j\.?\s?nr|sagsnr|journalnr|sag(?:s?\s?nr)?)\.?\s*:?\s*"
        r"\d[\w./-]*\s*[-–—|:]\s*[A-ZÆØÅ\"“].*)$",
        2.0,
    ),
    # "02 2. budgetopfølgning 2012", "7. 1. behandling af budgettet": a title that opens with a rank
    _form(
        "ordenstal",
        r"^(?P<nr>\d{1,4}[A-Z]?)\s?[.:)]?\s+(?P<titel>\d{1,2}\.\s(?:del)?(?:budget|behandling|"
        r"økonomi|regnskab|kvartal|halvår|finans|opfølgning|revision|anlægs|likviditet)\w*\b.*)$",
        -0.2,
    ),
    # "7. Titel", "04A. Titel", "01. Titel", "21.    Titel"
    _form("nr.", r"^(?P<nr>\d{1,4}[A-Z]?)\s?\.\s?(?!\d)(?P<titel>\D.*)$", 0.2),
    # "3 : Titel" (F16)
    _form("nr:", r"^(?P<nr>\d{1,4}[A-Z]?)\s?:\s+(?P<titel>\D.*)$", 0.5),
    # "7) Titel"
    _form("nr)", r"^(?P<nr>\d{1,4}[A-Z]?)\s?\)\s*(?P<titel>\D.*)$", -0.8),
    # "1 Titel" (toender), "2  Titel" (F21)
    _form("nr ", r"^(?P<nr>\d{1,4}[A-Z]?)\s+[-–·•|/>›]?\s*(?P<titel>[A-ZÆØÅ§\"“”»«].*)$", -0.6, 0),
    # "114Spørgsmål til …" (F20): the number glued to the title
    _form("limet", r"^(?P<nr>\d{1,3})(?P<titel>[A-ZÆØÅ][a-zæøå].*)$", -0.4, 0),
    # "Punkt" column of a form: the number alone, the title beside or below
    _form("alene", r"^(?P<nr>\d{1,4}[A-Z]?)\s*[.:)]?$", -1.5),
    # "Titel (pkt. 25)", "Titel (lukket pkt. 30)"
    _form(
        "bag",
        r"^(?P<titel>[A-ZÆØÅ\"“][^()]{2,150}?)\s*\((?P<mark>(?:lukket|åbent)\s+)?(?:pkt\.?|punkt|sag)\s*"
        r"(?:nr\.?\s*)?(?P<nr>\d{1,4})\)$",
        -0.2,
    ),
)
"""Forms in the order in which they are tried."""

TITLE_STRIP = re.compile(
    # Marks that are not part of the title (F10, F13, F17, F20): "- LUKKET SAG", "(Lukket)",
    # "Åbent punkt"
    r"(?:\s*[-–(\[]*\s*\b(?:luk(?:ket|kede)(?:\s+(?:sag|punkt|møde|dagsorden|dagsordenspunkt))?|"
    r"for lukkede døre|åben(?:t)?(?:\s+(?:sag|punkt|møde|dagsorden|"
    r"dagsordenspunkt))?)\b\s*[)\]]*|"
    r"\s*[(\[]\s*(?:behandle[ts] )?(?:bag|for) luk(?:kede døre|ket dør)\s*[)\]]|"
    r"\s*[(\[]\s*(?:fortrolig|hemmelig|ikke[- ]offentlig|ej offentlig)t?\s*[)\]]|"
    r"\s*[-–]\s*(?:ikke[- ]offentligt?|nicht öffentlich)|"
    r"\s*,\s*ikke for offentligheden)\s*$",
    re.IGNORECASE,
)
"""Open and closed marks at a title's end."""


TITLE_PREFIX = re.compile(
    r"^(?:[(\[]\s*(?:luk(?:ket|kede)|åben(?:t)?)(?:\s+(?:sag|punkt))?\s*[)\]]\s*|luk(?:ket|kede)(?:\s+(?:sag|punkt|dagsordenspunkt))?\s*[:–-]\s*|"
    r"åben(?:t)?(?:\s+(?:sag|punkt))?\s*[:–-]\s*)",
    re.IGNORECASE,
)
"""Open and closed marks at a title's head: "Lukket - Ejendomssag", "LUKKET PUNKT: …"."""

CLOSED_IN_TITLE = re.compile(
    r"^\W*luk(?:ket|kede)\b(?=\s*(?:sag|punkt|dagsorden|[-–:.)\]]|$))|[-–(]\s*luk(?:ket|"
    r"kede)(?:\s+(?:sag|punkt|møde|dagsorden|dagsordenspunkt))?\s*\)?\s*$|"
    r"\b(?:for|bag) luk(?:kede døre|ket dør)\b|\S\s+(?-i:L(?:ukket|UKKET))\s*$|"
    r"[(\[]\s*(?:fortrolig|hemmelig|ikke[- ]offentlig|ej offentlig)t?\s*[)\]]|"
    r"[-–]\s*(?:ikke[- ]offentligt?|nicht öffentlich)\s*$|ikke for offentligheden",
    re.IGNORECASE,
)
"""A title that says that the punkt is closed."""

MARK_LINE = re.compile(
    r"^\W*(?:(?P<closed>luk(?:ket|kede)|\(ikke[- ]offentligt?\)|\(fortroligt?\))|åben(?:t)?)"
    r"(?:\s+(?:sag|punkt|dagsorden|dagsordenspunkt|møde))?\W*$",
    re.IGNORECASE,
)
"""A line that only says open or closed (F17, F20, F21)."""

MARK_ALONE = re.compile(r"åbent?|(?P<closed>lukket|fortroligt?|ikke[- ]offentligt?)")
"""What is no title behind a number: "punkt 4 – åben"; titles have a capital."""

LIST_LEAD = re.compile(
    r"(?:\bat|:|følgende|indstiller(?:,)?|anbefaler(?:,)?|foreslår(?:,)?)\s*$|\bindstill\w+[^.]*$",
    re.IGNORECASE,
)
"""A line that ends so announces a list: the numbers after it are the list's."""

NOT_HEADING = re.compile(
    r"^(?:at\s|stk\.|kr\.|pct|procent\b|mio\b|%|kvartal\b|halvår\b|klasse\b|etape\b|"
    r"behandling\b|sal\b|år\b|januar|februar|marts|april|maj\b|juni|juli|august"
    r"|september|oktober|november|december|viceborgmester|stedfortræder|suppleant|næstformand|"
    r"§|-?\s*\d|x\s)",
    re.IGNORECASE,
)
"""A number followed by this is a date, a sum, a rank or a list."""

NOT_SERIAL = re.compile(
    r"^(?:bilag|side|blad|ark|model|fase|etape|alternativ|mulighed|scenari\w*|tabel|figur|stk|"
    r"kapitel|afsnit|matr|lov|paragraf|konto|ad|at|den|d|kl|tlf|telefon|fax|delområde|område|"
    r"hus|lokale|trin|klasse|gruppe|forslag|delmål|mål|indsats|tilbud|zone|rute|uge|år)\b",
    re.IGNORECASE,
)
"""Words that count what stands inside a punkt, or are no heading's."""

FRONT_PUNKT = re.compile(
    r"^(?:fraværende|afbud|fremmøde|om mødet|godkendelse af (?:dags|referat)|mødets (?:åbning|"
    r"lovlighed)|meddelelse|åbning|velkomst|navneopråb|dagsorden|mødedeltagere|konstatering|"
    r"bemærkninger til dagsorden)",
    re.IGNORECASE,
)
"""Titles of a first punkt in which the meeting's attendance is printed (F05, F16, F21)."""

ROMAN: dict[str, int] = {"I": 1, "V": 5, "X": 10, "L": 50}
"""Values of the letters of roman numbers."""
