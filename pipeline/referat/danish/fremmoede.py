"""Words of attendance: roles and titles beside names, and the phrases of absence and substitution.

Families: lists under a label (F04, F12, F17), inline marks (F02, F14), prose (F08, F09, F20, F24).
"""

from __future__ import annotations

import re

ROLES = (
    "magistratsmedlem",
    "bestyrelsesmedlem",
    "formand",
    "næstformand",
    "forperson",
    "forkvinde",
    "næstforkvinde",
    "næstforperson",
    "borgmester",
    "amtsborgmester",
    "overborgmester",
    "viceborgmester",
    "1. viceborgmester",
    "2. viceborgmester",
    "rådmand",
    "regionsrådsformand",
    "udvalgsformand",
    "medlem",
    "udvalgsmedlem",
    "byrådsmedlem",
    "suppleant",
    "stedfortræder",
    "observatør",
    "tilforordnet",
    "referent",
    "sekretær",
    "protokolfører",
    "mødeleder",
    "dirigent",
    "ordstyrer",
    "tovholder",
    "kommunaldirektør",
    "direktør",
    "centerchef",
    "afdelingschef",
    "områdechef",
    "fagchef",
    "chef",
    "leder",
    "konsulent",
    "politidirektør",
    "sekretariatschef",
    "kasserer",
    "skoleleder",
    "viceskoleleder",
    "1. stedfortræder",
    "2. stedfortræder",
    "skoleinspektør",
    "sognerådsformand",
    "fungerende formand",
    "fung. formand",
    "udvalgssekretær",
    "elevrepræsentant",
    "medarbejderrepræsentant",
    "forældrerepræsentant",
    "økonomichef",
    "vicekommunaldirektør",
    "økonomidirektør",
    "stabschef",
    "jobcenterchef",
    "kulturchef",
    "skolechef",
    "vejchef",
    "jurist",
    "souschef",
    "gruppeformand",
    "løsgænger",
    "kst. formand",
    "vicedirektør",
    "teknisk chef",
    "teknisk direktør",
    "børnechef",
    "ældrechef",
    "planchef",
    "miljøchef",
    "borgerrepræsentant",
    "forvaltningschef",
    "arbejdsmarkedschef",
    "socialchef",
    "sundhedschef",
    "kst. direktør",
    "byplanlægger",
)
"""Roles in lower case."""

MEETING_ROLES = frozenset(("referent", "protokolfører", "mødeleder", "dirigent", "ordstyrer"))
"""Parts that somebody takes in a meeting, whatever the office."""

TITLE = re.compile(
    r"^(?:(?:fg\.|fung(?:erende)?\.?|1\.|2\.|kst\.|fhv\.|forhenværende|pens\.)\s+)?(?:borgmester|overborgmester|"
    r"viceborgmester|rådmand|rådmænd|formand(?:en)?|næstformand(?:en)?|forperson"
    r"|udvalgsmedlem(?:merne)?|byrådsmedlem(?:merne)?|medlem(?:merne)?|rådsmedlem|"
    r"udvalgsformand|direktør|kommunaldirektør"
    r"|regionsrådsformand|regionsrådsmedlem|magistratsmedlem|bestyrelsesmedlem|"
    r"kommunalbestyrelsesmedlem|skoleleder|sekretær|referent|fru|hr\.?|frk\.?|gårdejer|"
    r"gaardejer|husmand|lærer|lærerinde|fabrikant|proprietær|redaktør|typograf|smed|snedker|"
    r"købmand|overretssagfører|sagfører|bankbestyrer|sognefoged|arbejdsmand|kroejer|"
    r"murermester|tømrermester|doktor|læge|distriktslæge|pastor|provst|konsul|grosserer|"
    r"boghandler|apoteker|skolebestyrer|overlærer|formanden,?|sognerådsformand|afdelingschef|"
    r"centerchef|ordstyrer|mødeleder|dirigent|protokolfører|forkvinde|viceskoleleder|"
    # occupations, as old minutes have them before each member
    r"husmoder|husassistent|landmand|boelsmand|parcellist|godsejer|forpagter|vognmand|gartner|"
    r"fisker|skipper|chauffør|montør|elektriker|prokurist|disponent|forretningsfører|ekspedient|"
    r"lektor|adjunkt|rektor|dyrlæge|tandlæge|landsretssagfører|"
    r"(?!\w*(?:medarbejder|behandler|politimester|beredskabsmester))\w+(?:arbejder|mester|handler)|"
    r"[a-zæøå-]*(?:rådets|udvalgets|bestyrelsens|forvaltningens|foreningens|skolens|partiets))"
    r"\s+(?=[A-ZÆØÅ])",
    re.IGNORECASE,
)
"""A title before a name: "Borgmester Navn", "Rådmand Navn"."""

_STAFF = (
    r"(?:(?:[A-ZÆØÅa-zæøå]{2,}-?,\s+)?[A-ZÆØÅa-zæøå]{2,}-\s+(?:og|&)\s+)?"
    r"(?:(?:teknisk|juridisk|kst\.|fung\.|konstitueret|fungerende|administrerende|adm\.|faglig|ledende|"
    r"økonomisk|pædagogisk)\s+)?"
    r"[\wæøåÆØÅ-]*(?:chef|leder|direktør|konsulent|sekretær|planlægger|biolog|ingeniør|arkitekt|"
    r"jurist|medarbejder|koordinator|rådgiver|assistent|inspektør|fuldmægtig|økonom|behandler|"
    r"specialist|geolog|geograf|psykolog|bibliotekar|sygeplejerske|kæmner|bogholder|controller|"
    r"kommunom|advokat|politimester|politikommissær|beredskabsmester)"
)
STAFF = re.compile(rf"^{_STAFF}$", re.IGNORECASE)
"""An office beside a name, whole: "dagtilbudschef", "natur- og miljøchef", "juridisk konsulent"."""

STAFF_TITLE = re.compile(rf"^(?P<rolle>(?i:{_STAFF}))\s+(?=(?:[A-ZÆØÅ][\w'’.-]*\s+)+[A-ZÆØÅ])")
"""The same before a name: "socialchef Holger Rudbæk", "HR-chef Holger R. Rudbæk"."""

TITLE_ROLES: dict[str, str] = {
    "borgmester": "borgmester",
    "overborgmester": "overborgmester",
    "viceborgmester": "viceborgmester",
    "rådmand": "rådmand",
    "formand": "formand",
    "formanden": "formand",
    "næstformand": "næstformand",
    "næstformanden": "næstformand",
    "forperson": "forperson",
    "udvalgsformand": "udvalgsformand",
    "regionsrådsformand": "regionsrådsformand",
    "direktør": "direktør",
    "kommunaldirektør": "kommunaldirektør",
    "skoleleder": "skoleleder",
    "sekretær": "sekretær",
    "referent": "referent",
    "sognerådsformand": "sognerådsformand",
    "afdelingschef": "afdelingschef",
    "centerchef": "centerchef",
    "viceborgmesteren": "viceborgmester",
    "borgmesteren": "borgmester",
    "rådmænd": "rådmand",
    "ordstyrer": "ordstyrer",
    "mødeleder": "mødeleder",
    "dirigent": "dirigent",
    "protokolfører": "protokolfører",
    "forkvinde": "forkvinde",
    "viceskoleleder": "viceskoleleder",
}
"""Title before a name -> role."""

NOT_NAME = re.compile(
    # words that stand alone, and would else be found inside names ("Kaplan", "Kalle", "Fjordside")
    r"^(?:udskriv|hent|klik|toppen|alle|ingen|samt|side|plan|stillet|havn|havnen|møde|mødet|punkt|pkt|gruppen|sag|sagen|område|team|stab|"
    r"dagsorden|øvrige|desuden|derudover|endvidere|budget|regnskab|bilag|politik|teknik|miljø|kultur|"
    r"økonomi|sundhed|erhverv|familie|idræt|projekt|referat|beslutning|til|råd|rådet|chef|leder)$"
    r"|forvaltning|afdeling|kommune|center|centret|udvalg|skolen?$|rådet$|bestyrelse|direktion|sekretariat"
    r"|huset$|forening|repræsentant|medlemmer|deltagere|politiker|enhed|institution|bibliotek|ejerlav"
    r"|organisation|dagsorden|godkend|orientering|administration|konsulent|direktør|nationalitet|a/s$"
    r"|aps$|gymnasi|hospital|kontoret|styrelse|departement|selskab|menighed|lokale|personale|virksomhed"
    r"|samarbejde|udvikling|sundheds|kulturel|beskæftigelse|dagtilbud|handicap|integration|sagsbehandler"
    r"|^region(?:en)?$|teknisk|chef(?:en)?$|leder(?:en)?$|^(?:ældre|dane)?sagen$|jægerforbund|forbund(?:et)?$|^kors$|^hær$",
    re.IGNORECASE,
)
"""A word with one of these is part of no name."""

PARTICLES = frozenset(
    {
        "von",
        "v.",
        "van",
        "de",
        "der",
        "den",
        "da",
        "di",
        "du",
        "le",
        "la",
        "al",
        "el",
        "bin",
        "ben",
        "ibn",
        "af",
        "av",
        "zu",
        "ter",
        "ten",
        "dos",
        "del",
        "bint",
        "abu",
        "y",
        "e",
        "mac",
        "vom",
        "und",
        "á",
        "í",
        "à",
        "ó",
        "san",
        "st.",
    }
)
"""Words in lower case that stand inside names."""

PARTY = re.compile(
    r"^(?:[A-ZÆØÅ]|SF|RV|KF|DF|EL|LA|ALT|NB|KD|DD|UFP|UP|UFG|IA|FG|MODERATERNE|SD|JL|BL|KL|NL"
    r"|Socialdemokrat(?:iet|erne)?|Radikale(?: Venstre)?|(?:Det )?Konservative(?: Folkeparti)?|"
    r"Venstre|Enhedslisten|Liberal Alliance"
    r"|Dansk Folkeparti|Alternativet|Nye Borgerlige|Kristendemokraterne|Danmarksdemokraterne|"
    r"Moderaterne|Frie Grønne"
    r"|Socialistisk Folkeparti|løsgænger|uden for parti|udenfor parti|Slesvigsk Parti|"
    r"Borgerlisten|Lokallisten|[A-ZÆØÅ][\wæøå]+listen)$"
)
"""A party's letter or name, whole."""

CAME_FOR = re.compile(
    r"(?:(?<=deltog\s)|(?<=mødte\s)|(?<=var\s)|(?<=[,;:]\s)|(?<=\bog\s)|(?<=samt\s))"
    r"(?:for|fra)\s+(?:(?:Region\s+[A-ZÆØÅ][\w-]*|(?:[A-ZÆØÅ][\w-]*(?:\s+og)?\s+){1,3}?"
    r"(?:Kommune|Byråd|Kommunalbestyrelse|Amt|Amtsråd))"
    r"|(?P<parti>Liste\s+[A-ZÆØÅ]|SF|Socialdemokrat(?:iet|erne)|Radikale(?:\s+Venstre)?|"
    r"(?:Det\s+)?Konservative(?:\s+Folkeparti)?|Venstre|Enhedslisten|Liberal\s+Alliance|"
    r"Dansk\s+Folkeparti|Alternativet|Danmarksdemokraterne|Moderaterne|[A-ZÆØÅ][a-zæøå]+listen))"
    r"\s*:?\s+(?=(?:[a-zæøå]+\s+){0,2}[A-ZÆØÅ][\w.-]+\s+[A-ZÆØÅ])"
)
"""Whom people in a sentence came for, before their names: "deltog for Ulvsø Kommune borgmester …,
for Brohede Kommune …"; not "deltog som stedfortræder for", nor "fra forvaltningen deltog"."""

ABSENT_MARK = re.compile(
    r"^(?:fravær(?:ende)?|afbud|ikke til stede|ikke mødt|forfald|fraværende med afbud|"
    r"meldt afbud|ved afbud|udeblev(?:et)?|udebl\.|syg|ferie|mødte ikke|deltog ikke|kom ikke|"
    r"var ikke til stede|fraværende uden afbud|havde meldt fra|meldt fra|forhindret|orlov|på orlov|"
    r"fravær med afbud|uden afbud|med afbud|lovligt forfald|ej mødt|ikke fremmødt)$",
    re.IGNORECASE,
)
"""Beside a name in a list: that person was not there."""

NONE_WORDS = frozenset(
    {
        "ingen",
        "ingen.",
        "ingen afbud",
        "intet",
        "-",
        "--",
        "---",
        "alle var mødt",
        "der var ingen afbud",
        "alle var til stede",
        "alle til stede",
        "alle er mødt",
        "ikke nogen",
        "nej",
        "n/a",
        "alle mødt",
        "alle",
        "der var ingen",
        "ingen fraværende",
        "ingen afbud.",
        "alle medlemmer var til stede",
        "ingen meldt",
    }
)
"""Stand for "nobody" under a label."""

_PUNKT_NR = (
    r"(?:(?:[A-ZÆØÅ]{1,5}-|(?-i:[A-ZÆØÅ]))?\d+(?:\.\d+)*(?:/\d{2,4}\b)?(?:-?[A-Z]\b)?"
    r"|(?-i:[IVX]{2,6}|[A-ZÆØÅ])\b(?!\.?\s*(?-i:[A-ZÆØÅ][\w.])|-\w{2}))"
)
PUNKT_NUMRE = (
    r"(?:behandling(?:en)?\s+af\s+)?(?:punkt(?:er|erne)?|pkt\.?|sag(?:erne)?)\s*(?:nr\.?\s*)?"
    rf"(?P<numre>{_PUNKT_NR}(?:\s*(?:-|–|,|og|til)\s*{_PUNKT_NR})*)"
)
"""Punkter by their numbers, in a sentence: "behandlingen af punkt 3, 5 og 7-9", "sag nr. 25",
"sag 31/03 og 32/03", "punkt ØU-166/07-B", "punkt F1 og B2", "punkt 2.1 og 2.2", "sag A og B",
"sag III og IV"."""

NOT_UNDER = re.compile(
    r"\b(?:ikke(?:\s+(?:til stede|med))?|inhabil|fraværende)\s+(?:i|under|ved|på|til)\s+"
    rf"{PUNKT_NUMRE}",
    re.IGNORECASE,
)
"""Beside a name: "dog ikke under sag 25 (inhabil)", "deltog ikke i punkt 3", "inhabil i sag 7"."""

SUBSTITUTE_WORD = re.compile(r"stedfortræder|suppleant", re.IGNORECASE)
"""What a text calls who stands in for a member."""

ABSENT_LABEL = re.compile(
    r"afbud|forfald|fravær|(?:ikke|ej) (?:mødt|mødte|til stede|tilstede|deltag)|forhindre|udeblev|"
    r"meldt fra|\borlov",
    re.IGNORECASE,
)
"""In a label that no list has: who stands under it was not there."""

GROUP_OF_PEOPLE = re.compile(
    r"(?:(?:bestyrelses|udvalgs|råds)?medlemmer\s+)?(?:valgt|udpeget|indstillet)\s+(?:af|blandt)\s+"
    r"[a-zæøå][^,.:;\d]{2,45}|(?:medlemmer\s+|deltagere\s+)?(?:med|uden)\s+(?:stemmeret|tale- og "
    r"stemmeret)|ikke\s+medlemmer\b[^.:;\d]{0,40}|ikke-medlemmer",
    re.IGNORECASE,
)
"""A line that names a group of those who were there, over their names: "Valgt af beboerne",
"Medlemmer udpeget af foreninger", "Uden stemmeret", "Ikke medlemmer, men med til mødet"."""

ABSENT_APOLOGY = re.compile(r"afbud|forfald|\bfra\b", re.IGNORECASE)
"""In what is said of an absent person: that apologies were sent."""

SUBSTITUTE_LABEL = re.compile(
    r"^(?:stedfortræd|stedfortr\b|supplean|mødt for|afløser)", re.IGNORECASE
)
"""A label so begun stands over substitutes."""
