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

BRACKETS = r"\((?:[^()]|\([^()]*\))*\)"
"""Brackets, with one pair inside them at most: "(A og Navn Navn (V))"."""

PAIR = re.compile(
    rf"(?:\b(?P<med>med)\s+(?:stemmerne\s+)?)?\b(?P<a>{NUMBER})\s+(?:(?P<votes>{VOTES})\s+)?(?P<til>for\s+)?"
    rf"(?:(?P<who_a>{BRACKETS})\s*)?(?P<for>for\s+)?(?:og\s+)?(?P<mod>i?mod|og)\s+"
    rf"(?P<b>{NUMBER})\b(?:\s+{VOTES})?(?P<imod>\s+imod\b)?(?:\s*(?P<who_b>{BRACKETS}))?",
    re.IGNORECASE,
)
"""Both sides' counts: "30 stemmer imod 13", "12 stemmer for og 7 imod", "med 24 mod 15",
"6 for (A og B) og 1 imod (C)"."""

AGAINST_FIRST = re.compile(
    rf"\b(?P<b>{NUMBER})\s+(?:{VOTES}\s+)?i?mod\s*(?:(?P<who_b>{BRACKETS})\s*)?(?:\bog|,|\bmod)\s+"
    rf"(?P<a>{NUMBER})\s+(?:{VOTES}\s+)?for\b(?:\s*(?P<who_a>{BRACKETS}))?",
    re.IGNORECASE,
)
"""Both sides' counts, the larger first, of what fell: "afvist med 8 stemmer imod og 3 for"."""

TABLE = re.compile(
    rf"\bfor\s*:?\s*(?P<a>{NUMBER})\b\s*(?P<who_a>{BRACKETS})?\s*[,;·|–-]?\s*(?:og\s+)?"
    rf"i?mod\s*:?\s*(?P<b>{NUMBER})\b\s*(?P<who_b>{BRACKETS})?"
    rf"(?:\s*[,;·|–-]?\s*(?:og\s+)?(?:undlod|blank\w*|undladt|hverken/eller|"
    rf"hverken\s+for\s+eller\s+i?mod)(?:\s+at\s+stemme)?\s*:?\s*"
    rf"(?P<c>{NUMBER})\b\s*(?P<who_c>{BRACKETS})?)?",
    re.IGNORECASE,
)
"""Counts behind each side's word: "For 7 (A 5, F 2), imod 4 (V), undlod 0"."""

ONLY_FOR = re.compile(
    rf"\bmed\s+(?P<a>{NUMBER})\s+{VOTES}(?!\s+(?:i?mod|for))(?:\s*(?P<who_a>{BRACKETS}))?",
    re.IGNORECASE,
)
"""The votes for alone: "med 8 St."."""

ONLY_AGAINST = re.compile(
    rf"\bi?mod\s+(?P<b>{NUMBER})\s+{VOTES}(?:\s*(?P<who_b>{BRACKETS}))?", re.IGNORECASE
)
"""The votes against alone: "fulgtes mod 1 stemme (Dahl)"."""

WORD_IN_NAME = r"(?:[A-ZÆØÅ][\w.'’-]*|de|du|von|van|der|den|la|le|al|el|bin|af|uden\s+for\s+parti)"
"""One word of a party's or a person's name, with its full stop."""

VOTER = (
    rf"(?:(?:løsgænger|løsg\.)\s+)?[A-ZÆØÅ][\w.'’-]*(?:\s+{WORD_IN_NAME})*(?:\s*\([^()]{{1,40}}\))?"
)
"""A party or a person, with what stands in brackets behind."""

VOTERS = rf"{VOTER}(?:\s*(?:,|\bog\b|\bsamt\b)\s*{VOTER})*"
"""A list of them."""

MAJORITY = re.compile(
    r"\b(?P<side>(?i:flertal|mindretal))(?:let|lets|s)?\s*"
    r"(?:(?:i\s+(?!mod)[^().,]{3,60}?\s*)?(?:på\s+(?P<antal>\d{1,2})\s*(?:medlemmer\s*)?)?"
    rf"(?:(?P<who>\((?:[^()]|\([^()]*\)){{1,400}}\))|(?:bestående\s+af|udgjort\s+af)\s*:?\s*(?P<who3>{VOTERS}))|"
    r",\s*(?P<who2>(?:\d{1,2}\s+medlemmer|[A-ZÆØÅ][^,.]{0,80})),)(?P<act>[^.,;\n]{0,60})",
)
"""Sides by their size, with what they did: "Et flertal (A, B og C) godkendte …", "Mindretallet, X,
stemte imod", "Et flertal bestående af A og B vedtog …", "Et flertal i udvalget på 4 (A og B) …"."""

MAJORITY_AGAINST = re.compile(
    r"\b(?:afvis\w+|afslog|forkast\w+|nedstem\w+|stemte\s+i?mod|går\s+i?mod|gik\s+i?mod)\b",
    re.IGNORECASE,
)
"""A majority that did this is against what was moved."""

MINORITY_FOR = re.compile(
    r"\b(?:stemte\s+for|godkend\w+|tiltr\w+|vedtog|anbefal\w+(?=[\s:]*(?:$|\w*indstilling|forslag|sagen|at))|"
    r"ønskede\s+at\s+(?:godkende|tiltræde))\b",
    re.IGNORECASE,
)
"""A minority that did this is for it."""

NOT = re.compile(r"\b(?:ikke|ej|hverken)\b", re.IGNORECASE)
"""Turns what a minority did: "kan ikke anbefale indstillingen"."""

HEAD_SIDE = re.compile(
    r"(?:\b(?P<for>for|ja)|\b(?P<imod>i?mod|nej)|\b(?P<undlod>blankt|hverken for eller imod))\s+"
    r"(?:(?:forslaget|indstillingen|sagen|dette|det|afslag|afvisning|godkendelse|vedtagelse|anbefaling|"
    r"tiltrædelse)\s+)?(?:stemte|stemmer|sagde)\b"
    r"|(?:^|(?<=[.:;,)\n]))\s*(?:(?P<for2>for|ja)|(?P<imod2>i?mod|nej)|"
    r"(?P<undlod2>undlod|blank[et]?))\s*(?:\d{1,3}\s*)?(?=:)",
    re.IGNORECASE,
)
"""A side that comes before its voters: "Imod stemte 29: (V)", "For: A og B", "Ja sagde A"."""

TAIL_SIDE = re.compile(
    r"\b(?P<undlod>(?:stemte|stemmer)\s+(?:blankt|ikke|hverken(?:\s+for(?:\s+eller\s+imod)?)?)|"
    r"(?:der\s+|som\s+)?ikke\s+stemte|undlod(?:\s+at\s+stemme)?|undlader(?:\s+at\s+stemme)?|afstod|afholdt\s+sig|"
    r"hverken\s+for\s+eller\s+i?mod)\b"
    r"|\b(?P<imod>(?:stemte|stemmer)\s+(?:(?:derfor|dog|således|alene|dermed)\s+)?i?mod|sagde\s+nej|"
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
    r"\b(?:idet|mens|medens|hvorimod|hvorefter|hvoraf|dermed|således|herefter|da|fordi|"
    r"protokolbemærkning\w*|mindretalsudtalelse\w*)\b|[;\n]",
    re.IGNORECASE,
)
"""Where a list of voters cannot go on."""

FAILED_WITH = re.compile(
    r"\b(?:forkast(?:et|edes|ede|es)|afvi(?:st|stes|ste|ses)|afslog|afslået|nedstemt(?:es|e)?|faldt)\s+"
    r"(?:\w+\s+){0,3}?med\b",
    re.IGNORECASE,
)
"""Before two counts: the larger one voted against."""

RESULT = re.compile(
    r"\b(?:godkendt|godkendtes|godkendte|vedtaget|vedtog|vedtoges|tiltrådt|tiltrådte|tiltrædes|"
    r"forkastet|forkastedes|forkastede|bevilget|anbefal\w+|oversend\w+|udsat|udsættes|udsattes|"
    r"afvist|afviste|faldt|besluttede|nedstemt|nedstemte|besluttet|godkendes|vedtages|bevilges|"
    r"indstill\w+ følges)\b",
    re.IGNORECASE,
)
"""What a vote ended in."""

MOTION = re.compile(
    r"^\W*(?:under)?ændringsforslag\b|\bforeslog\b|\b(?:stillede|stiller|fremsatte|fremsætter)\b"
    r"[^.]*\bforslag\b|\w*ændringsforslag(?:et)?\s+(?:om|fra)\b|\bførst\s+(?:stemt|afstemning)\s+om\b",
    re.IGNORECASE,
)
"""A motion is put: "A foreslog, at …", "Ændringsforslag fra A: …"."""

MOTION_FARED = re.compile(
    r"\b(?:\w*forslaget|det|dette|motionen)\s+(?:blev|bortfaldt|faldt|kunne\s+ikke|nød|var|opnåede)\b|"
    r"\b\w*forslag(?:et)?\b[^.]*\b(?:forkastet|forkastedes|nedstemt|nedstemtes|afvist|bortfaldt|faldt)\b",
    re.IGNORECASE,
)
"""How a motion fared: "Forslaget blev forkastet", "Det blev nedstemt med …"."""

FELL = re.compile(
    r"\b(?:forkastet|forkastedes|nedstemt|nedstemtes|afvist|afvistes|bortfaldt|faldt|frafaldt)\b",
    re.IGNORECASE,
)
"""A motion was lost or given up."""

REMARK = re.compile(
    r"forbehold|protokol|bemærk|mindretalsudtalelse|begærede|udtalte|stillede\s+spørgsmål|inhabil",
    re.IGNORECASE,
)
"""What is said beside a decision and decides nothing."""

MOTION_FELL = re.compile(
    r"\b(?:ændrings|udsættelses|procedure)forslaget\b[^.]*"
    r"\b(?:forkastet|forkastedes|nedstemt|nedstemtes|afvist|bortfaldt|faldt)\b",
    re.IGNORECASE,
)
"""The fate of a motion that no sentence has put before."""

MAIN_VOTE = re.compile(
    r"^(?!.*ændringsforslag).*\b(?:indstillingen|forslaget|hovedforslaget|sagen|"
    r"(?:udvalg|forvaltning|administration|direktion|magistrat|borgmester)\w*s\s+"
    r"(?:oprindelige\s+)?(?:indstilling|forslag))\b[^.]*"
    r"\btil\s+(?:endelig\s+)?afstemning\b|^(?:herefter|derefter|dernæst)\s+stemtes?\s+(?:der\s+)?om\s+"
    r"(?!ændringsforslag)",
    re.IGNORECASE,
)
"""The main motion comes to the vote: "Herefter blev indstillingen sat til afstemning."."""

NO_VOTE = re.compile(r"\buden afstemning\b|\benstemmig\w*", re.IGNORECASE)

EARLIER_MOTION = re.compile(r"ændringsforslag|udsættelse|procedure", re.IGNORECASE)
"""A motion that is voted on before the main one."""

VOTED = re.compile(
    r"stem|flertal|mindretal|undlod|afholdt sig|blank|hverken for|\bst\.|\bi?mod\b|"
    r"\bja\s*:|ja sagde",
    re.IGNORECASE,
)
"""Without one of these a text tells of no vote."""

NOT_VOTERS = re.compile(
    r"^(?:\w*(?:rådet|udvalget|bestyrelsen|forslaget|indstillingen|forvaltningen|flertallet|mindretallet)|"
    r"alle|ingen|der|det|medlemmerne|partiet|partierne|herefter|dermed|desuden|følgende)$",
    re.IGNORECASE,
)
"""One word with a capital that is neither a party nor a person."""

LOCAL_PARTY = re.compile(
    r"^(?:[Ll]iste\s+[A-ZÆØÅ]|(?:[A-ZÆØÅ][\wæøå-]+\s+){1,3}(?:Liste|Parti|Folkeparti|Fællesliste)|"
    r"(?:De|Det)\s+(?:Konservative|Radikale)(?:\s+Venstre)?|Ny[et]?\s+[A-ZÆØÅ][\wæøå-]+|SP|"
    r"[A-ZÆØÅ][\wæøå-]+(?:[Dd]emokraterne|partiet|gruppen|liste)|Enhedslisten\s*[-–]\s*De\s+Rød-?\s?[Gg]rønne)$"
)
"""Parties known by the words of their names: "Liste G", "Øens Liste", "Nye Borgerlige"."""

SHORTENED_NAME = re.compile(r"\b(?:chr|fr|jr|joh|jørg|th|vilh|alb|løsg)\.$", re.IGNORECASE)
"""First names that are printed short."""
