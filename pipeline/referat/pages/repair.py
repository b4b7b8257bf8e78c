"""Stage 2: what OCR is known to read wrongly in minutes, put right where the context is sure.

"§" and the dots of a table of contents. Pure text in, pure text out; the words as they were read
stay with the line.
"""

from __future__ import annotations

import re

from referat.lexicon import lexicon

# "§" is not among the Danish model's characters and is read as one of these. The rules match
# "8 18-midler", "$ 18", "$8 18", "& 7, stk. 2", "lovens 8 1", "818-midlerne", "88 17 og 18"; not
# "8 18 personer", "kl. 8", "8 & 9", "side 88 17".
_READ = r"(?:[$&][8$&]?|8[$&])"
# "83", "13 og 14", "14, stk. 1" and an end; not "14 dage"
_CITED = r"(?=\d{1,3}(?:[ ]?[a-z])?(?:$|[.,;:)]|[ ]stk|[ ]og[ ]\d))"
_SECTION_RULES = (
    re.compile(rf"(?<![\w$&])(?<!\d[ ]){_READ}[ ]?(?=\d{{1,3}}(?![\d.,]*\d))"),
    re.compile(r"(?<!\w)[8S35][ ]?(?=\d{1,3}[ ]?[a-z]?[- ]?midle)"),
    # "8 79-tilskud", "8 17-udvalg"; not "8 18-årige"
    re.compile(
        r"(?<![\w.,])[8S][ ](?=\d{1,3}[ ]?[a-z]?-(?:tilsk|udv|ansøg|sag|afgør|godk|pulje|tillad|"
        r"under|tilsyn|møde|aft|foran|område|anmeld|red|plan|bevil))"
    ),
    re.compile(r"(?<!\w)[8S35][ ](?=\d{1,3}[ ]?[a-z]?[,.]?[ ]stk\b)"),
    re.compile(
        r"(?<=\b[Ll]ovens[ ])[8S35][ ](?=\d)|(?<=lovens[ ])[8S35][ ](?=\d)"
        r"|(?<=\bjf\.[ ])[8S35][ ](?=\d)|(?<=\bjfr\.[ ])[8S35][ ](?=\d)"
        r"|(?<=\biht\.[ ])[8S35][ ](?=\d)|(?<=\bmedfør af[ ])[8S35][ ](?=\d)"
        r"|(?<=\bhenhold til[ ])[8S35][ ](?=\d)"
        r"|(?<=\befter[ ])[8S35][ ](?=\d{1,3}\b(?![ ](?:dage|uger|år|måneder|personer)))"
    ),
    # "Serviceloven 8 18."; not "loven 8 14 dage"
    re.compile(rf"(?<=loven[ ])[8S][ ]{_CITED}"),
    re.compile(r"(?<!\w)[8S35][ ](?=\d{1,3}[ ]?[a-z]?[ ]i[ ](?:lov|bekendtg|vedt))"),
    re.compile(r"^[8S$&][ ](?=\d{1,3}\.[ ][A-ZÆØÅ])"),
    # "af 3. juni 2004, & 14", "lov om museer, &" at a line's end; no "and" follows a comma
    re.compile(r"(?<=[\w.],[ ])[$&](?:[ ](?=\d{1,3}(?!\d))|$)"),
    # "efter 8195, stk. 3", where the blank was not seen; not "§ 17 og 8195", nor "84, stk. 3"
    re.compile(r"(?<![\w§.,-])(?<!§[ ])(?<!og[ ])(?<!\d[ ])8(?=\d{2,3}[ ]?[a-z]?,[ ]?stk\b)"),
    # "museumsloven, 814."; not "loven, 814 sager"
    re.compile(r"(?<=loven,[ ])8(?=\d{1,3}(?:[.;]?$|,[ ]?stk\b))"),
    # "08-11-2024 & 17, stk. 4-udvalget"; "8 & 9" stays
    re.compile(r"(?<![\w$&])[$&][ ](?=\d{1,3},[ ]?stk\b)"),
)
# "17, stk. 4-udvalget for bosætning", of which the sign was lost
_BODY = re.compile(r"(?<![\w§.,])(?<!§ )(?=\d{1,3},[ ]?stk\.[ ]?\d-?[ ]?udvalg)")
# "Lov om social service 8 83", "lov om planlægning 8 13 og 14"; not "loven om 8 14 dage"
_LAW = re.compile(rf"(\b[Ll]ov(?:en)?\b[^.;§\d]{{0,60}}[a-zæøå]{{3}}[ ])[8S][ ]{_CITED}")
# "$1" alone is the page number "s. 1"; "$ 1" is the heading "§ 1".
_FOOT = re.compile(r"[$&8]\d{1,3}")
# Two of them: "88 17 og 18", "jf. $8 4-6".
_SECTIONS = re.compile(
    r"(?<![\w.,$&])(?<!side )(?:88|8[$&]|[$&]8|[$&]{2})[ ]"
    r"(?=\d{1,3}[ ]?[a-z]?(?:[ ]?[-–][ ]?|[ ]og[ ]|,[ ])\d)"
)
# What dots of a contents list are read as: "…. 3", "….…..", "…..... 12"; not "og så videre...".
_LEADERS = re.compile(
    r"[ ]*(?:[.…·,:][ ]?){3,}(?=\d{1,4}$)|[ ]*(?:[.…·,:][ ]?){4,}$|(?<=\w)…[ ]*(?=\d{1,4}$)"
)
# Where dots begin that Tesseract lost itself in: "dagsorden …….....u.u..sseses", "2012 ….W.W.Wu".
_LEADERS_BEGIN = re.compile(r"[ ]*(?:[.·:][ ]?){0,3}(?:…|\.{3})[.…·:,]*|[ ]*[.:·]{4,}")
# "1... Ansøgning" for "1. Ansøgning" at a line's head, where a number stands far from its text
_LONG_STOP = re.compile(r"^(\d{1,3})\.{2,}(?=[ ]\w)")
# "Evt ..... <314", "Fjordvej..... dg": page numbers with dirt, or misread
_PAGE_DIRT = re.compile(r"(?<=\.{5} )(?:[^\w\s]+(?=\d{1,4}$)|[a-zæøå]{1,3}$)")
# A word of what follows: "seeeererereeren", "Wu.u.u.", "G.G.G\"G…", "rr"; not "Regnskab".
_JUNK = re.compile(r"(?:[a-zæøå]\.?)?[ensrtvducwmWGVM.…·:;,\"”'«»-]+|[ensrtvducwm]{1,3}")
# Letters that dots alone become; of ordinary words few have no others ("en", "er", "retten").
_DOT_LETTERS = frozenset("ensrt")
_PAGE = re.compile(r"[ ]?\d{1,4}$")
_HYPHENATED = re.compile(r"[^\W\d_]-$")

# "at1) timeprisen hæves": a narrow blank; no word ends so
_POINT = re.compile(r"(?<!\w)([Aa]t)(?=\d{1,2}\)(?:[ ]|$))")

LEADERS = "....."
"""What stands in a line's text for the dots, however many are printed."""

MOST_ROUNDS = 5
"""Rounds after which rules that work on each other's results are left."""

LEAST_JUNK = 10
"""Letters of junk that no dots go before: "renere en" has 8."""


# "(J.nr. 12.4/97-0112)", whose slanted J is read as "C.nr. …", "(.nr. …", "G(nr. …"
_JOURNAL = re.compile(r"^(?:\(\s?|[CGIlJ1]\(?|[CG]?\()[.-]?\s?nr\.?\s?(?=\d[\d.]*[/-]\d[^()]*\)$)")


def repair(text: str) -> str:
    """Text with "§" put back where the context is sure, and with the dots of a contents list."""
    # One rule may make the context of another: most texts need no second look.
    for _ in range(MOST_ROUNDS):
        repaired = _repair_once(text)
        if repaired == text:
            break
        text = repaired
    return text


def _repair_once(text: str) -> str:
    if _FOOT.fullmatch(text):
        return text
    text = _SECTIONS.sub("§§ ", text)
    for rule in _SECTION_RULES:
        text = rule.sub(_section, text)
    text = _POINT.sub(r"\1 ", text)
    text = _BODY.sub("§ ", _LAW.sub(r"\g<1>§ ", text))
    text = _JOURNAL.sub("(J.nr. ", text)
    text = _LONG_STOP.sub(r"\1.", text)
    text = _LEADERS.sub(f"{LEADERS} ", text).strip()
    return _repair_leaders(_PAGE_DIRT.sub("", text).strip())


def _section(match: re.Match[str]) -> str:
    return "§ " if match[0].endswith(" ") else "§"


def _repair_leaders(text: str) -> str:
    """Title, dots and number of a line of a contents list whose dots were read as letters."""
    if _HYPHENATED.search(text):  # A word goes on in the line below: no row of dots ends like that.
        return text
    page = _PAGE.search(text)
    number = page[0].strip() if page else ""
    body = text[: page.start()] if page else text
    begin = _LEADERS_BEGIN.search(body)
    if begin is not None and begin.start() > 0:
        junk = body[begin.end() :].split()
        if junk and _is_junk(junk):
            return f"{body[: begin.start()].rstrip()}{LEADERS} {number}".rstrip()
    words = body.split()
    first = len(words)
    while first and set(words[first - 1]) <= _DOT_LETTERS:
        first -= 1
    # What is a word closes the title: "Mødet er en renere 3".
    while first < len(words) and lexicon().has(words[first]):
        first += 1
    if sum(map(len, words[first:])) >= LEAST_JUNK:
        return f"{' '.join(words[:first])}{LEADERS} {number}".rstrip()
    return text


def _is_junk(words: list[str]) -> bool:
    """Whether words are what dots are read as, but for a few letters."""
    letters = sum(map(len, words))
    junk = sum(len(word) for word in words if _JUNK.fullmatch(word))
    return letters >= 3 and junk >= 0.8 * letters
