"""Words of voting: numbers, the sides and what says them, results and failures.

Sources of the forms: format atlas, 3.3.
"""

from __future__ import annotations

import re

NUMBER_WORDS = {
    "en": 1,
    "et": 1,
    "én": 1,
    "ét": 1,
    "to": 2,
    "tre": 3,
    "fire": 4,
    "fem": 5,
    "seks": 6,
    "syv": 7,
    "otte": 8,
    "ni": 9,
    "ti": 10,
    "elleve": 11,
    "tolv": 12,
}
"""Numbers that minutes write out, lower case."""

NUMBER = rf"(?:\d{{1,3}}|{'|'.join(NUMBER_WORDS)})"
"""A number of votes in a pattern that ignores case."""

VOTES = r"(?:stemmer|stemme|st\.)"

PAIR = re.compile(
    rf"(?:\b(?P<med>med)\s+)?\b(?P<a>{NUMBER})\s+(?:(?P<votes>{VOTES})\s+)?(?:for\s+)?"
    rf"(?:\((?P<who_a>[^()]*)\)\s*)?(?P<for>for\s+)?(?:og\s+)?(?P<mod>i?mod|og)\s+"
    rf"(?P<b>{NUMBER})\b(?:\s+{VOTES})?(?P<imod>\s+imod\b)?(?:\s*\((?P<who_b>[^()]*)\))?",
    re.IGNORECASE,
)
"""Both sides' counts: "30 stemmer imod 13", "12 stemmer for og 7 imod", "med 24 mod 15"."""

ONLY_FOR = re.compile(
    rf"\bmed\s+(?P<a>{NUMBER})\s+{VOTES}(?!\s+(?:i?mod|for))(?:\s*\((?P<who_a>[^()]*)\))?",
    re.IGNORECASE,
)
"""The votes for alone: "med 8 St."."""

ONLY_AGAINST = re.compile(
    rf"\bi?mod\s+(?P<b>{NUMBER})\s+{VOTES}(?:\s*\((?P<who_b>[^()]*)\))?", re.IGNORECASE
)
"""The votes against alone: "fulgtes mod 1 stemme (Dahl)"."""

MAJORITY = re.compile(
    r"\b(?P<side>flertal|mindretal)(?:let|lets|s)?\s*(?:\((?P<who>[^()]{1,160})\)|"
    r",\s*(?P<who2>(?:\d{1,2}\s+medlemmer|[A-ZÆØÅ][^,.]{0,80})),)",
    re.IGNORECASE,
)
"""Sides by their size: "Et flertal (A, B og C) godkendte …", "Mindretallet, X, stemte imod"."""

HEAD_SIDE = re.compile(
    r"(?:\b(?P<for>for|ja)|\b(?P<imod>i?mod|nej)|\b(?P<undlod>blankt|hverken for eller imod))\s+"
    r"(?:(?:forslaget|indstillingen|sagen|dette|det)\s+)?(?:stemte|stemmer|sagde)\b"
    r"|(?:^|(?<=[.:;,)\n]))\s*(?:(?P<for2>for|ja)|(?P<imod2>i?mod|nej)|"
    r"(?P<undlod2>undlod|blank[et]?))\s*(?:\d{1,3}\s*)?(?=:)",
    re.IGNORECASE,
)
"""A side that comes before its voters: "Imod stemte 29: (V)", "For: A og B", "Ja sagde A"."""

TAIL_SIDE = re.compile(
    r"\b(?P<undlod>(?:stemte|stemmer)\s+(?:blankt|ikke|hverken(?:\s+for(?:\s+eller\s+imod)?)?)|"
    r"undlod(?:\s+at\s+stemme)?|undlader(?:\s+at\s+stemme)?|afstod|afholdt\s+sig|"
    r"hverken\s+for\s+eller\s+i?mod)\b"
    r"|\b(?P<imod>(?:stemte|stemmer)\s+i?mod|sagde\s+nej|"
    r"ønsk\w+\s+(?:sin|sine|deres)\s+stemmer?\s+i?mod)\b"
    r"|\b(?P<for>(?:stemte|stemmer)\s+for|sagde\s+ja)\b",
    re.IGNORECASE,
)
"""A side that comes after its voters: "11 (B og C) undlod at stemme", "A stemte imod"."""

SHORT_SIDE = re.compile(
    rf"(?:(?<=^)|(?<=[,:;]\s)|(?<=\bog\s))(?:(?P<antal>(?i:{NUMBER}))|(?P<navn>[A-ZÆØÅ][\wæøå]+))\s+"
    r"(?:\((?P<who>[^()]*)\)\s*)?"
    r"(?:(?P<for>[Ff]or)|(?P<imod>i?mod))(?=\s*(?:[,.;(]|$|og\b))",
    re.MULTILINE,
)
"""A side whose verb was said before or not at all: "… og 11 for", "3 for (A), 1 imod (V)"."""

INNER_SIDE = re.compile(
    r"\bstemte\s+(?P<who>(?:[A-ZÆØÅ]|\d)[^.;:\n]{0,160}?)\s+(?:(?P<for>for)|(?P<imod>imod))\b"
)
"""A side around its voters: "Ved afstemningen stemte A og F for (24)"."""

BOUNDARY = re.compile(
    r"\b(?:idet|mens|medens|hvorimod|hvorefter|hvoraf|dermed|således|herefter|da|fordi)\b|[;\n]",
    re.IGNORECASE,
)
"""Where a list of voters cannot go on."""

FAILED_WITH = re.compile(
    r"\b(?:forkastet|forkastedes|afvist|nedstemt|nedstemtes|faldt)\s+med\b", re.IGNORECASE
)
"""Before two counts: the larger one voted against."""

RESULT = re.compile(
    r"\b(?:godkendt|godkendtes|godkendte|vedtaget|vedtog|vedtoges|tiltrådt|tiltrådte|tiltrædes|"
    r"forkastet|forkastedes|bevilget|anbefal\w+|oversend\w+|udsat|afvist|faldt|besluttede|"
    r"nedstemt|besluttet|indstill\w+ (?:følges|godkendes))\b",
    re.IGNORECASE,
)
"""What a vote ended in."""

NO_VOTE = re.compile(r"\buden afstemning\b|\benstemmig\w*", re.IGNORECASE)

EARLIER_MOTION = re.compile(r"ændringsforslag|udsættelse|procedure", re.IGNORECASE)
"""A motion that is voted on before the main one."""

VOTED = re.compile(
    r"stem|flertal|mindretal|undlod|afholdt sig|\bst\.|\bi?mod\b|\bja\s*:|ja sagde", re.IGNORECASE
)
"""Without one of these a text tells of no vote."""

NOT_VOTERS = re.compile(
    r"^(?:\w*(?:rådet|udvalget|bestyrelsen|forslaget|indstillingen|forvaltningen|flertallet|mindretallet)|"
    r"alle|ingen|der|det|medlemmerne|partiet|partierne|herefter|dermed|desuden|følgende)$",
    re.IGNORECASE,
)
"""One word with a capital that is neither a party nor a person."""

SHORTENED_NAME = re.compile(r"\b(?:chr|fr|jr|joh|jørg|th|vilh|alb|løsg)\.$", re.IGNORECASE)
"""First names that are printed short."""
