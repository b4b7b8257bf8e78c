"""Labels of the sections of a punkt, and what each opens.

Keys are in the form that ``structure.text.fold_label`` gives: casefolded, without final
punctuation, "&" as "og", accents of e removed. Families in brackets are where a form was seen.
"""

from __future__ import annotations

import re

from referat.types import AfsnitType

_SECTIONS: dict[AfsnitType, tuple[str, ...]] = {
    AfsnitType.RESUME: (
        "sagen i korthed",
        "i korthed",
        "korthed",
        "kernen i sagen",
        "resume",
        "sagsresume",
        "resume og sagens baggrund",
        "kort resume",
        "sammenfatning",
        "sagstema",  # F01
        "beslutningstema",  # F12, F13
        "tema",
        "emne",
        "sagen kort",
        "kort om sagen",
        "resume af sagen",
        "sagens kerne",
        "sagen i korte træk",
        "kort fortalt",
        "overblik",
    ),
    AfsnitType.BAGGRUND: (
        "baggrund",
        "sagens baggrund",
        "indledning",
        "indledning/baggrund",
        "sagens opståen",
        "anledning",  # F19
        "historik",
        "sagshistorik, henvisninger",
        "sagshistorik",
        "problemstilling",  # F05
        "formål",
        "formål med sagen",
        "baggrund for sagens fremlæggelse",  # F10
        "baggrund for sagen",
        "baggrund og formål",
        "sagens historik",
        "baggrund og historik",
        "forhistorie",
        "udgangspunkt",
    ),
    AfsnitType.SAGSFREMSTILLING: (
        "udførlig redegørelse",
        "nærmere redegørelse",
        "gennemgang",
        "udredning",
        "sagens oplysninger",
        "oplysninger i sagen",
        "fakta",
        "om sagen",
        "detaljeret beskrivelse",
        "sagsfremstilling",
        "supplerende sagsfremstilling",
        "sagsbeskrivelse",
        "beskrivelse af sagen",
        "beskrivelse",
        "redegørelse",  # F01
        "sagens indhold",  # F13b
        "gennemgang af sagen",
        "uddybning",
        "løsning",  # F05
        "handlemuligheder",
        "alternativer",
        "tidsperspektiv",
        "beskrivelse af alternativ indstilling",
        "sagsbeskrivelse af hovedindstilling",
        "sagsfremstilling/baggrund",  # F13
        "uddybende sagsfremstilling",
        "sagen",
        "fremstilling",
        "fremstilling af sagen",
        "sagsfremstilling og baggrund",
        "forslag",
        "forslaget",
        "indhold",
        "oplæg",
        "sagens fakta",
        "nærmere om sagen",
        "uddybende",
        "uddybende beskrivelse",
        "fra forvaltningen",
        "forvaltningens redegørelse",
        "administrationens redegørelse",
        "sagsforhold",
        "andragende",
        "begrundelse",
        "motivering",
        "status",
    ),
    AfsnitType.INDSTILLING: (
        "administrationen foreslår",
        "forvaltningen foreslår",
        "direktionen foreslår",
        "forslag til vedtagelse",
        "forslag til afgørelse",
        "oplæg til beslutning",
        "administrationens forslag",
        "forvaltningens forslag",
        "indstilling",
        "indstillinger",
        "administrationens indstilling",
        "administrativ indstilling",
        "hovedindstilling",
        "alternativ indstilling",
        "forslag til beslutning",
        "forvaltningens indstilling",
        "direktionens indstilling",
        "indstilling fra forvaltningen",
        "indstilling fra administrationen",
        "borgmesterens indstilling",
        "anbefaling",
        "forvaltningens anbefaling",
        "administrationens anbefaling",
        "udvalgets indstilling",
        "beslutningsforslag",
        "forslag til indstilling",
    ),
    AfsnitType.OEKONOMI: (
        "bevillingsforhold",
        "udgift",
        "udgifter",
        "pris",
        "pris og finansiering",
        "penge",
        "budget",
        "økonomien",
        "økonomiske følger",
        "økonomisk overslag",
        "omkostninger",
        "økonomi",
        "økonomiske konsekvenser",
        "økonomiske og personalemæssige konsekvenser",
        "økonomiske og bevillingsmæssige konsekvenser",  # F18
        "økonomiske og erhvervsmæssige konsekvenser",  # F12
        "økonomiske forhold og konsekvenser",
        "økonomi og finansiering",  # F19
        "bevilling",
        "vurdering i forhold til økonomi",
        "finansiering",
        "økonomiske forhold",
        "økonomi og bevilling",
        "bevillingsmæssige konsekvenser",
        "økonomisk konsekvens",
        "budgetmæssige konsekvenser",
        "økonomi og personale",
        "økonomiske bemærkninger",
        "udgifter og finansiering",
        "økonomiafdelingens bemærkninger",
    ),
    AfsnitType.RETSGRUNDLAG: (
        "love og regler",
        "lov og regler",
        "regler",
        "regelsæt",
        "jura",
        "lovhenvisning",
        "retsgrundlag",
        "retligt grundlag",
        "lovgrundlag",
        "lovgrundlag - link",
        "lovgrundlag og juridisk vurdering",
        "juridiske og planmæssige forhold",
        "lovhjemmel",
        "regelgrundlag",
        "hjemmel",
        "juridiske forhold",
        "lovgivning",
        "juridisk grundlag",
        "juridiske konsekvenser",
        "lov- og plangrundlag",
        "plangrundlag",
        "retlig ramme",
    ),
    AfsnitType.HOERING: (
        "hørte parter",
        "udtalelser i sagen",
        "indkomne udtalelser",
        "bemærkninger fra høring",
        "høring",
        "høring og sagsgang",  # F01
        "inddragelse og høring",
        "udtalelser og høring",
        "partshøring",
        "høringer",
        "udtalelser",
        "høringssvar",
        "høring og inddragelse",
        "inddragelse",
        "borgerinddragelse",
        "udtalelse",
        "borgerinddragelse og høring",
        "naboorientering",
        "offentlig høring",
    ),
    AfsnitType.SAGSGANG: (
        "videre forløb",
        "sagens vej",
        "behandles af",
        "forelægges",
        "det videre forløb",
        "næste skridt",
        "sagen går videre til",
        "sagsgang",
        "sagsgang og sagstype",  # F11
        "sagsforløb",  # F16
        "sagsprocedure",
        "behandling",  # F02
        "hvem beslutter",  # F21
        "sagen afgøres i",
        "sagen afgøres af",  # F12, F18
        "kompetence",
        "beslutningskompetence",
        "kompetenceudvalg",
        "forventet sagsgang",
        "videre proces",
        "den videre proces",
        "videre sagsgang",
        "sagens videre forløb",
        "sagens gang",
        "beslutningsproces",
        "politisk proces",
        "afgørelseskompetence",
        "sagen behandles i",
        "behandles i",
        "sagen forelægges",
        "videre forløb",
        "videre behandling",
    ),
    AfsnitType.KONSEKVENSER: (
        "følger",
        "virkning",
        "virkninger",
        "betydning",
        "betydning for borgerne",
        "andre konsekvenser",
        "øvrige konsekvenser",
        "effekt",
        "personale",
        "handicappolitik",
        "co2-konsekvensvurdering",
        "effektvurdering",
        "konsekvenser for andre udvalg",
        "administrative, miljømæssige og sundhedsmæssige konsekvenser",
        "bæredygtighed",
        "personalemæssige konsekvenser",
        "miljømæssige konsekvenser",
        "klimakonsekvenser",
        "klimamæssige konsekvenser",
        "sundhedsmæssige konsekvenser",
        "konsekvenser",
        "klima",
        "konsekvenser for klima og miljø",
        "miljø og klima",
        "klima og miljø",
        "sundhed",
        "konsekvenser for borgerne",
        "konsekvenser for børn og unge",
        "verdensmål",
        "klima og bæredygtighed",
        "erhvervsmæssige konsekvenser",
        "organisatoriske konsekvenser",
        "klimavurdering",
        "miljøvurdering",
        "øvrige forhold",
        "konsekvenser i øvrigt",
        "sociale konsekvenser",
        "tilgængelighed",
        "ligestilling",
    ),
    AfsnitType.KOMMUNIKATION: (
        "kommunikation",
        "information til pressen",
        "presse",
        "pressemeddelelse",
        "kommunikation og presse",
        "information",
        "kommunikationsplan",
    ),
    AfsnitType.VURDERING: (
        "vurdering",
        "administrationens vurdering",
        "forvaltningens vurdering",
        "sagens vurdering",
        "faglig vurdering",
        "administrationens bemærkninger",
        "forvaltningens bemærkninger",
        "direktionens bemærkninger",
        "bemærkninger",
        "direktionens vurdering",
        "samlet vurdering",
        "direktørens bemærkninger",
    ),
    AfsnitType.ANDET: (
        "spørgetid",
        "tidsplan",
        "tidsplan og proces",
        "tid",
        "opfølgning",
        "proces",
        "øvrigt",
        "evaluering",
        "noter",
        "supplerende oplysninger",
        "tidshorisont",
        "yderligere oplysninger",
        "drøftelse",
        "drøftelser",
        "aftaler",
        "det videre arbejde",
        "hvem gør hvad",
        "næste skridt",
        "opgaver",
    ),
}

SECTIONS: dict[str, AfsnitType] = {key: kind for kind, keys in _SECTIONS.items() for key in keys}
"""Folded label -> type of the section that it opens."""

WEAK = frozenset(
    {
        "drøftelse",
        "drøftelser",
        "aftaler",
        "aftalt",
        "opgaver",
        "fakta",
        "gennemgang",
        "budget",
        "pris",
        "udgift",
        "udgifter",
        "penge",
        "regler",
        "jura",
        "følger",
        "betydning",
        "virkning",
        "korthed",
        "oplysninger i sagen",
        "filer",
        "akter",
        "besluttet",
        "vedtog",
        "henvisninger",
        "omkostninger",
        "virkninger",
        "formål",
        "forslag",
        "forslaget",
        "oplæg",
        "sagen",
        "status",
        "begrundelse",
        "motivering",
        "indhold",
        "tema",
        "emne",
        "tid",
        "proces",
        "evaluering",
        "noter",
        "information",
        "sundhed",
        "klima",
        "alternativer",
        "uddybning",
        "uddybende",
        "overblik",
        "konsekvenser",
        "opfølgning",
        "beskrivelse",
        "historik",
        "tilgængelighed",
        "ligestilling",
        "udtalelser",
        "udtalelse",
        "udgangspunkt",
        "inddragelse",
        "bemærkninger",
        "vurdering",
        "lovgivning",
        "øvrigt",
        "dokumenter",
        "materiale",
        "anbefaling",
        "finansiering",
        "tidsplan",
        "resultat",
        "handlemuligheder",
        "effekt",
        "presse",
        "løsning",
        "behandling",
        "sagsforhold",
        "indledning",
        "personale",
        "øvrige forhold",
    }
)
"""Labels in some house styles and sub-headings in others: they open a section only in the style of
the document's sure labels."""

DECISION = frozenset(
    {
        "beslutning truffet",
        "aftalt",
        "besluttet",
        "det besluttede",
        "udvalget besluttede",
        "byrådet besluttede",
        "rådet besluttede",
        "kommunalbestyrelsen besluttede",
        "bestyrelsen besluttede",
        "det blev vedtaget",
        "vedtog",
        "kendelse",
        "forlig",
        "mødets afgørelse",
        "beslutningen",
        "udvalgets afgørelse",
        "beslutning",
        "beslutninger",
        "vedtagelse",
        "vedtagelser",
        "afgørelse",
        "konklusion",
        "referat",
        "beslutningsreferat",
        "protokol",
        "beslutningsprotokol",
        "mødets beslutning",
        "beslutning/referat",
        "referat/beslutning",
        "udvalgets beslutning",
        "byrådets beslutning",
        "kommunalbestyrelsens beslutning",
        "rådets beslutning",
        "bestyrelsens beslutning",
        "truffet beslutning",
        "resultat",
        "drøftelse og beslutning",
        "beslutning og opfølgning",
        "det blev besluttet",
        "sagens afgørelse",
        "rådets udtalelse",
        "beslutninger og opfølgning",
        "behandling og beslutning",
    }
)
"""Labels over what this meeting decided; "referat" only inside a punkt (F11, F22)."""

DECISION_AND_PROPOSAL = frozenset(
    {
        "indstilling og beslutning",  # F21, F05 2015
    }
)
"""The proposal first, then the decision under a dated body line."""

EARLIER = frozenset(
    {
        "tidligere besluttet",  # F01
        "tidligere beslutninger",
        "tidligerepolitiskbehandling",  # F03
        "tidligere politisk behandling",
        "sagens forløb",  # F07
        "tidligere behandling",
        "sagens tidligere behandling",
        "tidligere beslutning",
        "tidligere sagsgang",
        "tidligere behandlet",
        "tidligere vedtagelser",
        "beslutningshistorik",
        "hidtidig behandling",
        "politisk behandling",
        "sagens hidtidige behandling",
        "tidligere politiske beslutninger",
        "behandlingshistorik",
        "behandlet i",
    }
)
"""Labels over what other meetings decided."""

ATTACHMENTS = frozenset(
    {
        "til sagen hører",
        "sagens akter",
        "akter",
        "sagsakter",
        "vedlagt sagen",
        "filer",
        "læs mere",
        "henvisninger",
        "sagens papirer",
        "medsendt",
        "dokumenter til sagen",
        "bilag",
        "bilagsnr",
        "bilagsliste",
        "bilagsoversigt",
        "samlet bilagsliste",
        "vedlagt",
        "bilag til sagen",
        "vedlagte bilag",
        "bilag til punktet",
        "bilag vedlagt",
        "vedhæftede bilag",
        "bilag, vedlagt",
        "dokumenter",
        "vedhæftet",
        "vedhæftninger",
        "materiale",
        "bilagsfortegnelse",
        "bilag til orientering",
    }
)
"""Labels over attachments."""

ATTACHMENT_LISTS = frozenset(
    {
        "bilagsliste",
        "bilagsoversigt",
        "samlet bilagsliste",
        "bilagsfortegnelse",
        "bilag til sagerne",
        "bilag til punkterne",
        "bilag til dagsordenen",
        "sagernes bilag",
        "punkternes bilag",
        "oversigt over bilag",
        "fortegnelse over bilag",
    }
)
"""Labels over the attachments of all punkter, at the end of the document (F14, F17, F18)."""

QUESTIONS: tuple[tuple[str, str], ...] = (
    # labels as questions, in plain-language minutes: kind of label or type of section
    (r"^hvad (?:blev|er|har|var) (?:der )?(?:besluttet|vedtaget|bestemt|aftalt)", "beslutning"),
    (r"^hvad besluttede|^hvad blev beslutningen", "beslutning"),
    (r"^hvad (?:skal|kan) (?:\w+ )?(?:besluttes|tages stilling|afgøres|beslutte)", "indstilling"),
    (r"^hvad (?:indstilles|foreslås|anbefal|foreslår)", "indstilling"),
    (r"^hvad (?:er sagen|handler|drejer|går)|^hvorfor", "sagsfremstilling"),
    (r"^hvad (?:koster|betyder det for økonomi)|^hvem betaler|^hvordan finans", "oekonomi"),
    (r"^hvad siger (?:lov|reglerne)|^hvilke regler|^hvilken lov", "retsgrundlag"),
    (r"^hvem (?:er|har|bliver) (?:blevet )?(?:hørt|inddraget|spurgt|udtalt)", "hoering"),
    (r"^hvad sker|^hvem (?:beslutter|afgør|behandler)|^hvad er (?:det )?næste", "sagsgang"),
    (r"^hvad betyder|^hvilke konsekvenser", "konsekvenser"),
    (r"^hvad (?:kan (?:jeg|man) læse|ligger ved|er vedlagt|hører)|^hvilke bilag", "bilag"),
    (r"^hvad (?:er|har) (?:der )?(?:tidligere|før)|^hvad er besluttet før", "tidligere"),
    (
        r"^hvad er (?:baggrunden|historien)|^hvad (?:er|har) (?:der )?(?:gået forud|sket)",
        "baggrund",
    ),
)
"""Labels that ask (regular expressions over the folded label), and what each opens."""

PATTERNS: tuple[tuple[str, AfsnitType], ...] = (
    (r"^vurdering i forhold til (?!økonomi)", AfsnitType.KONSEKVENSER),  # F11
    (r"^konsekvenser (?:for|af) [a-zæøå ,og]{3,50}$", AfsnitType.KONSEKVENSER),
    (r"^(?:beskrivelse|vurdering) af (?:alternativ|hoved)indstilling", AfsnitType.SAGSFREMSTILLING),
    (r"^[a-zæøå -]{3,30}mæssige konsekvenser$", AfsnitType.KONSEKVENSER),
    (
        r"^(?:administrationens|forvaltningens|direktionens|centrets|"
        r"afdelingens) (?:bemærkninger|vurdering|kommentarer)$",
        AfsnitType.VURDERING,
    ),
    (r"^[a-zæøå -]{3,40}(?:s|ens|ets) indstilling$", AfsnitType.INDSTILLING),
)
"""Labels that vary in a part (regular expressions over the folded label)."""

NO_ATTACHMENTS = frozenset(
    {
        "ingen",
        "ingen bilag",
        "intet",
        "ingen vedlagte bilag",
        "-",
        "--",
        "---",
        "nej",
        "n/a",
    }
)
"""What stands under such a label when there is nothing."""

ABSENCE = frozenset(
    {
        "mødte ikke",
        "deltog ikke",
        "ikke fremmødt",
        "ikke fremmødte",
        "meldt fra",
        "forhindret",
        "kunne ikke komme",
        "kunne ikke",
        "ikke mødt",
        "har meldt fra",
        "forhindrede",
        "fraværende uden stedfortræder",
        "fraværende",
        "fravær",
        "afbud",
        "afbud fra",
        "ikke til stede",
        "fraværende med afbud",
        "fraværende uden afbud",
        "ikke tilstede",
        "meldt afbud",
        "fraværende eller afbud",
        "afbud/fraværende",
        "fraværende/afbud",
        "forfald",
        "meldt forfald",
        "fraværende medlemmer",
        "fraværende og afbud",
        "afbud og fravær",
        "der var afbud fra",
        "lovligt forfald",
    }
)
"""Labels over names that were absent, in the header or in a punkt."""

ATTENDANCE = frozenset(
    {
        "med ved bordet",
        "medlemmer til stede",
        "udvalgets medlemmer",
        "rådets medlemmer",
        "med på skærm",
        "mødt frem",
        "fra huset",
        "mødt for andre",
        "stedfortr",
        "gæst",
        "til stede i øvrigt",
        "mødt op",
        "deltog på skærm",
        "deltog online",
        "online",
        "inviteret",
        "fra embedsværket",
        "embedsværket",
        "deltagere",
        "mødedeltagere",
        "tilstede",
        "til stede",
        "tilstede var",
        "til stede var",
        "deltagerne var",
        "medlemmer",
        "indkaldelse",
        "indkaldte",
        "mødt",
        "fremmødte",
        "mødte",
        "medlemmerne var mødt",
        "øvrige deltagere",
        "desuden deltog",
        "derudover deltog",
        "fra forvaltningen",
        "fra administrationen",
        "forvaltningsrepræsentanter",
        "gæster",
        "eksterne deltagere",
        "stedfortrædere",
        "stedfortræder",
        "suppleanter",
        "fremmøde",
        "fremmøde og inhabilitet",
        "tilforordnede",
        "observatører",
        "deltog",
        "inviterede",
        "deltagende",
        "deltagere i mødet",
        "tilstedeværende",
        "tilstedeværende medlemmer",
        "mødende",
        "mødende medlemmer",
        "forældrevalgte",
        "forældre",
        "forældrerepræsentanter",
        "medarbejdere",
        "elevråd",
        "skoleledelse",
        "ledelse",
        "skolerepræsentanter",
        "elevrepræsentanter",
        "medarbejderrepræsentanter",
        "endvidere deltog",
        "øvrige tilstedeværende",
        "til stede fra forvaltningen",
        "embedsmænd",
        "repræsentanter",
        "særligt inviterede",
        "andre deltagere",
        "deltagere fra forvaltningen",
        "deltager",
        "tilstedeværelse",
    }
)
"""Labels over names that were there, or were called in."""

CHAIR_ROLES: dict[str, str] = {
    "ved pennen": "referent",
    "pennefører": "referent",
    "leder af mødet": "mødeleder",
    "mødeleder": "mødeleder",
    "dirigent": "dirigent",
    "ordstyrer": "ordstyrer",
    "tovholder": "tovholder",
    "referent": "referent",
    "referat ved": "referent",
    "sekretær": "sekretær",
    "protokolfører": "protokolfører",
    "formand": "formand",
    "næstformand": "næstformand",
    "mødeledelse": "mødeleder",
    "forperson": "forperson",
    "borgmester": "borgmester",
    "viceborgmester": "viceborgmester",
    "ref": "referent",
}
"""Labels that name a person and that person's part in the meeting."""

NOTES = frozenset(
    {
        "bemærkninger",  # F15: arrivals, departures, items dropped
        "om mødet",  # F05
        "inhabilitet",
        "inhabile",
        "habilitet",
    }
)
"""Labels over prose on attendance in a header."""

GROUPS = (
    # "A. Sager til afgørelse i byrådet" (F08), "Til behandling - for åbne døre" (F14),
    # "Fra Undervisningsudvalget" (F09), "LUKKET MØDE" (F15), "Åbne dagsordenspunkter" (F14)
    r"^[A-D]\.\s+(?:sager|sag|orientering)\b",
    r"^til (?:efterretning|behandling|orientering|drøftelse)\s*[-–]\s*for (?:åbne|lukkede) døre",
    r"^(?:åbne|lukkede)\s+(?:\w*punkter|dagsordens?punkter|efterretningssager|beslutningssager|"
    r"sager|døre|punkter|møde)\b[ .:]*$",
    r"^(?:lukket|åbent|åben|lukkede|åbne)\s+(?:møde|dagsorden|referat|del|dør|døre)\b[ .:]*$",
    r"^(?:(?:derefter|herefter|dernæst|resten)\s+)?for (?:åbne|lukkede) døre[ .:]*$",
    r"^(?:[A-D]\.?\s+)?sager (?:til|for) (?:afgørelse|beslutning|godkendelse|efterretning|"
    r"drøftelse|orientering|behandling|lukkede|åbne)\b",
    r"^(?:punkter|sager) (?:for|til|på) (?:lukket|åben|åbent|lukkede|åbne)\b",
    r"^derefter lukkedes dørene",
)
"""Dividers between punkter, never punkter themselves (regular expressions, case-insensitive)."""

CLOSED_GROUP = r"luk(?:ket|kede)"
"""A group line with this opens the closed part."""

TOC = frozenset(
    {
        "indholdsfortegnelse",
        "indhold",
        "dagsorden",
        "sagsoversigt",
        "punkter",
        "oversigt",
        "punkter til dagsorden",
        "dagsordenspunkter",
        "sagsliste",
        "punktliste",
        "pkt. tekst",
        "dagsordensoversigt",
        "register",
        "punktoversigt",
        "sag tekst sidenr",
        "sag nr. side",
        "sagsoversigt side",
        "punkter til dagsorden side",
        "punkt nr. side",
        "pkt. tekst side",
        "sag nr side",
        "punkt side",
        "sag side",
        "emne side",
        "nr. emne side",
        "pkt. emne side",
        "indhold side",
        "indholdsfortegnelse side",
        "dagsordenens punkter",
        "mødets punkter",
    }
)
"""Labels over a table of contents or a list of the punkter."""

FURNITURE = frozenset(
    {
        "til toppen",
        "til top",
        "tilbage til toppen",
        "udskriv",
        "se alle bilag",
        "luk",
        "skip til hoved indholdet",
        "læs op",
        "del siden",
        "print",
        "næste punkt",
        "forrige punkt",
        "vis alle punkter",
        "open",
        "åben",
        "åbent",
        "gå til hovedindhold",
        "hent som pdf",
        "download",
        "hent referat",
        "fold ud",
        "fold sammen",
        "vis mere",
        "tilbage",
        "til top se alle bilag",
        "til toppen se alle bilag",
        "udskriv til toppen",
        "kopiér link",
    }
)
"""Buttons and left-overs of web pages and exports; "åben" as a footer word (F14)."""


SIGNATURE = (
    r"^underskrift(?:er|sark|sside|sblad|ssiden)?[ .:]*$",
    r"^(?:godkendelse og )?underskrift(?:er)? af (?:referat|protokol)",
)
"""Headings of a signature sheet; names after it are no attendance."""

PROPOSAL_OPENER = (
    # "Teknisk Forvaltning indstiller, at", "Direktionen indstiller,", "Det foreslås, 1. at …",
    # "Indstilling om," (F06, F10, F14): a proposal that no label announces
    r"^(?:Det (?:indstilles|foreslås|anbefales)|Indstilling om)\b"
    r"|^(?:[A-ZÆØÅ][\wæøåÆØÅ.&/-]*(?:,?\s+(?:og|for|i|&|af|[A-ZÆØÅ][\wæøåÆØÅ.&/-]*|"
    r"[a-zæøå]+)){0,7}?)\s+(?:indstiller|foreslår|anbefaler)\b(?:\s+(?:til|"
    r"over for)\s+[^,.]{3,60})?\s*(?:,|:|at\b|$)"
)
"""Opens an unlabelled proposal."""

ATTACHMENT_OPENER = re.compile(
    r"^(?:\d{1,2}\s*[.):]\s*)?(?:bilag|notat|referat|rapport|kort(?:bilag)?|brev|ansøgning|høringssvar|"
    r"hvidbog|evaluering|budget|regnskab|lokalplan|kommuneplan|præsentation|oversigt|udkast|svar|"
    r"indsigelse|tilbud|skema|status|tidsplan|redegørelse|tegning|mail|e-mail|skrivelse|forslag|"
    r"protokol|aftale|vedtægt|udtalelse|handleplan|plan|liste|foto|[a-zæøå]+(?:rapport|screening|"
    r"oversigt|skort|plan|notat|vurdering|analyse|svar|aftale|tegning|regnskab|beretning))",
    re.IGNORECASE,
)
"""How the title of an attachment begins, where several stand on one line with commas between."""
