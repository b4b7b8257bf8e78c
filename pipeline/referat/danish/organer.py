"""Names of the bodies that meet: councils, committees, boards; and what stands around them.

Used to find the body in a heading and to tell "Økonomiudvalget, 12. juni 2018, pkt. 7" from prose.
"""

from __future__ import annotations

import re

_CIRCLE = (
    r"(?:direktør|chef|leder|borgmester|formand|embedsmands|dialog|kontakt|samarbejds|koordinations)"
    r"(?:kredsen|forum(?:met)?|gruppen)"
)
"""Standing circles of a region's kommuner, by what they are made of: "Kommunaldirektørforum",
"Direktørkredsen", "Borgmesterforum"."""

BODY_WORD = re.compile(
    rf"[\wÆØÅæøåé/§.,&-]*(?:{_CIRCLE}|udvalget|udvalg|rådet|raadet|råd|raad|bestyrelsen|bestyrelse|nævnet|"
    r"nævn|kommissionen"
    r"|kommission|hegnsynet|hegnsyn|embedsmandsgruppen|styregruppen|følgegruppen|magistraten|repræsentationen|direktionen|direktørkreds|komiteen|forsamlingen|"
    r"-?med)(?![\wæøå])",
    re.IGNORECASE,
)
"""A word that ends as the name of a body."""

HALL = re.compile(
    r"(?:møde|fest|råds|udvalgs|bestyrelses)?(?:sal|lokale|rum|værelse)(?:en|et|t)?\b",
    re.IGNORECASE,
)
"""Behind a body's genitive it makes a place of it: "Kommunalbestyrelsens mødesal"."""

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

_BODY_END = (
    rf"(?:{_CIRCLE}|udvalget|udvalg|rådet|raadet|råd|raad|bestyrelsen|bestyrelse|nævnet|nævn|kommissionen|"
    r"kommission|magistraten|repræsentationen|direktionen|komiteen|forsamlingen|-?med|hmu|lmu|kkr)"
)
BODY_NAME = re.compile(
    # "§ 17, stk. 4-udvalget om mental sundhed"
    r"§\s?\d+\s?,?\s?(?:stk\.?\s?\d+)?\s?,?[-\s]*\w*udvalg(?:et)?"
    r"(?:\s+(?:for|om|vedr\.?|vedrørende|til)\s+[^:;()]{2,70})?"
    # "Udvalget for Plan, Miljø & Klima", "Opgaveudvalget om …", "Rådet for Socialt Udsatte"
    r"|(?:[A-ZÆØÅ][\wæøå-]*)?(?i:udvalg|råd|nævn|bestyrelse|kommission|forum)(?:et|en|n)?"
    r"\s+(?:for|om|vedr\.?|vedrørende|til)\s+[^:;()]{2,70}"
    # "Kultur-, Borger- og Nærdemokratiudvalget", "Børn, Unge og Familieudvalget", "Sundby Byråd",
    # "Social-, sundheds- og fritidsudvalget"
    r"|(?=[A-ZÆØÅ])(?:(?:[A-ZÆØÅ]\w{0,2}\.|[A-ZÆØÅ][\wæøåÆØÅ'’]*-?,?|[a-zæøå]+-,?|og|&|samt)\s+){0,7}"
    # "Miljø- og teknikudvalget": small letters behind "og" alone
    rf"(?:[A-ZÆØÅ][\wæøåÆØÅ/-]*|[\wæøå]+-|(?<=\bog\s)[a-zæøå]+|(?<=[,&]\s)[a-zæøå]+)?(?i:{_BODY_END})"
)
"""A body's name and nothing else: matched against a whole text."""

NO_NAME = re.compile(
    r"(?i)\b(?:sendes|sendt|blev|bliver|har|havde|er|var|skal|kan|vil|frist|høring|holde[rs]|holdt|"
    r"godkendt\w*|tiltr\w+|anbefal\w+|indstill\w+|oversend\w+|udsætt\w+|orientering|dagsorden)\b"
)
"""A text with one of these tells something of a body, and is not its name."""

STATION_LEAD = re.compile(
    r"^(?:(?:tidligere|forrige|hidtidig|seneste|politisk)\s+)*"
    r"(?:beslutning(?:er)?|beslutningen|behandling|"
    r"behandlet|besluttet|drøftet|drøftelse|forelagt|fremlagt|møde|mødet|referat|vedtagelse|"
    r"indstilling|udtalelse|protokol)\s*(?:\s(?:i|fra|på|af|ved|for)|,)?\s+(?=[A-ZÆØÅ§])",
    re.IGNORECASE,
)
"""What stands before the body over an earlier decision: "Beslutning i …", "Beslutning, …"."""

HISTORY_LEAD = re.compile(
    r"^(?:(?:sagen|punktet)\s+(?:har\s+(?:tidligere\s+)?været|er|blev)\s+(?:tidligere\s+)?(?:behandlet|"
    r"forelagt|drøftet)|historik(?:\s+over\s+\w+)?)\s*:?\s+(?=[A-ZÆØÅ§\d])",
    re.IGNORECASE,
)
"""A label over the whole history, before its first station on the same line."""

STATION_TAIL = re.compile(
    r"(?:(?:['’]s|s['’]?|['’])\s+(?:beslutning(?:er)?|møde|vedtagelse|behandling|udtalelse|afgørelse|"
    r"indstilling)(?:\s*,?\s*(?:i|på|fra)\s+mødet)?|\s+(?:møde|mødet|(?:i|på)\s+mødet))?(?:\s+(?:den|d\.?))?$",
    re.IGNORECASE,
)
"""What stands behind it: "…s beslutning i mødet den"."""

NUMBER_OF_PUNKT = (
    r"\(?(?:som\s+)?(?:punkt|pkt\.?|sag(?:\s+nr\.?)?|nr\.?|§)\s*(?:nr\.?\s*)?\(?"
    r"(?P<punkt>(?:[A-ZÆØÅ]{1,5}-|(?-i:[A-ZÆØÅ]))?\d+(?:\.\d{1,3}\b|/\d{2,4}\b)?(?:-[A-Z]\b|\w?))\)?"
)
"""A punkt's number behind a body or a day."""

STATION_COLUMNS = frozenset(
    {
        "behandling",
        "behandlet",
        "behandlet i",
        "politisk behandling",
        "dato",
        "mødedato",
        "punkt",
        "punktnr",
        "pkt",
        "nr",
        "sag",
        "udvalg",
        "organ",
        "forum",
        "instans",
        "møde",
        "beslutning",
        "udvalg eller råd",
        "udvalg/råd",
        "råd",
        "resultat",
        "udfald",
        "afgørelse",
        "hvem",
        "hvornår",
        "indstilling",
        "anbefaling",
        "indstilling eller beslutning",
        "beslutning eller indstilling",
        "indstilling/beslutning",
        "beslutning/indstilling",
        "vedtagelse",
        "udtalelse",
        "punkt nr",
        "pkt nr",
        "sagsnr",
        "den",
    }
)
"""Heads of the columns in a table of stations."""

STATION_DAYS = frozenset({"dato", "mødedato", "møde", "hvornår"})
"""Those of them that stand over days."""
