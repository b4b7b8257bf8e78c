"""Labels of a document's header, and the words by which its title and its kind are known."""

from __future__ import annotations

import re

SENTENCES = ("mødet holdtes i", "mødet afholdtes i", "mødet blev holdt i")
"""Labels that are none without a colon: "Mødet holdtes i byrådssalen, og alle var mødt."."""

FIELDS: dict[str, tuple[str, ...]] = {
    "dato": (
        "mødedato",
        "dato",
        "dato for møde",
        "mødets dato",
        "dato og tid",
        "tid og sted",
        "dato/tid",
        "hvornår",
        "dag",
        "dag og tid",
        "mødedag",
        "møde den",
        "dato og tidspunkt",
        "mødedato og tidspunkt",
        "tidspunkt og sted",
        "tid og dato",
        "afholdt",
        "holdt den",
    ),
    "tid": (
        "tid",
        "tidspunkt",
        "mødetidspunkt",
        "mødetid",
        "klokken",
        "starttidspunkt",
        "start",
        "starttidspunkt for møde",
        "mødestart",
        "mødet påbegyndt",
        "mødet startede",
        "møde start",
        "mødet begyndte",
        "begyndt",
        "mødets start",
        "starttid",
        "tidsrum",
        "fra - til",
        "fra/til",
        "kl",
        "start kl",
        "mødet blev åbnet",
        "begyndt kl",
        "begyndt - sluttet",
        "begyndt-sluttet",
        "mødet begyndt",
        "mødet begyndt kl",
        "sat kl",
        "mødet sat",
        "mødet sat kl",
        "mødet åbnet",
        "mødet åbnet kl",
        "åbnet",
        "åbnet kl",
        "fra kl",
    ),
    "slut": (
        "sluttidspunkt",
        "sluttidspunkt for møde",
        "møde slut",
        "mødet slut",
        "mødet hævet",
        "slut",
        "mødet afsluttet",
        "mødeslut",
        "mødet sluttede",
        "mødet hævet kl",
        "hævet",
        "sluttid",
        "mødet blev hævet",
        "mødet slut kl",
        "protokollen blev læst og mødet hævet kl",
        "afsluttet",
        "protokollen blev læst og mødet hævet",
        "mødet blev afsluttet",
        "mødet hævedes",
        "mødets afslutning",
        "hævet kl",
        "slut kl",
        "sluttet",
        "sluttet kl",
        "afsluttet kl",
        "mødet sluttet",
        "mødet endt",
        "endt",
        "til kl",
    ),
    "sted": (
        "mødested",
        "sted",
        "mødelokale",
        "lokale",
        "rum",
        "hvor",
        "mødeafholdelse",
        "møde sted",
        "mødet afholdes",
        "adresse",
        "mødets sted",
        "stedet",
        "mødelokale/sted",
        "møde holdt i",
        "afholdt i",
        "holdt i",
        "mødet holdt i",
        *SENTENCES,
    ),
    "udvalg": (
        "udvalg",
        "råd",
        "udvalg/råd",
        "råd/udvalg",
        "organ",
        "forum",
        "udvalgets navn",
        "bestyrelse",
    ),
    "moede": ("møde", "mødetype", "vedrørende", "vedr", "emne", "møde i", "mødenavn"),
    "andet": (
        "udsendelsesdato",
        "udsendt",
        "udsendt den",
        "referat udsendt",
        "udskrevet",
        "init",
        "initialer",
        "mødenr",
        "møde nr",
        "sagsbehandler",
        "kontakt",
        "telefon",
        "e-mail",
        "mail",
        "kontaktperson",
        "kopi",
        "journalnr",
        "bilag",
        "næste møde",
        "j.nr",
        "cvr",
        "web",
        "ean",
        "tlf",
        "skrevet af",
        "udarbejdet af",
        "godkendt den",
        "offentliggjort",
        "mødenummer",
        "dagsorden udsendt",
        "side",
        "mødefakta",
        "mødeform",
        "version",
        "status",
        "indkalder",
        "kopi til",
        "til",
        "ansvarlig",
        "publiceret",
    ),
    "sagsnr": (
        "sagsnr",
        "sagsnr./dok.nr",
        "dok.nr",
        "sagsnummer",
        "journalnr",
        "sagsid",
        "sags id",
        "sags-id",
        "mødets sagsnummer",
        "mødets sagsnr",
        "mødets journalnummer",
        "mødets journalnr",
        "dokumentnr",
        "dokument id",
        "dok. id",
        "dok.id",
        "sags nr",
        "sagsnr/dok.nr",
        "sagsnr.",
        "dok. nr",
        "j.nr",
    ),
}
"""Field -> labels, folded."""

TITLE = re.compile(
    r"^\W*(?:(?:åbent|åben|lukket|ekstraordinært|endeligt|foreløbigt|udkast til|tillægs?|kort|"
    r"samlet)[\s-]*)?"
    r"(?:beslutnings?(?:protokol|referat)|referat|mødereferat|protokol|dagsorden|"
    r"tillægsdagsorden|tillægsreferat|beslutninger|udskrift|mødeprotokol|"
    r"forhandlingsprotokol)\b",
    re.IGNORECASE,
)
"""A line that opens so is the document's title."""

TITLE_TAIL = re.compile(
    r"[\s:–-](?:beslutningsprotokol|beslutningsreferat|referat|mødereferat|protokol|dagsorden)\W*$",
    re.IGNORECASE,
)
"""A title that ends so: "Byrådet - Referat" (F16)."""

MINUTES_WORD = re.compile(
    r"(?:(?<!til )(?<!tidligere )\breferat|protokol|beslutninger\b|"
    r"dagsorden med (?:beslutninger|vedtagelser)|vedtagelser\b|udskrift)",
    re.IGNORECASE,
)
"""In the title: the document is minutes."""

AGENDA_WORD = re.compile(
    r"dagsorden(?! med)|tillægsdagsorden|mødeindkaldelse|indkaldelse til", re.IGNORECASE
)
"""In the title, without a word for minutes: the document is an agenda."""

# "Byrådets Møde 1954 d. 12/5 i Raadhuset", "Kulturudvalgets ordinære møde"; not "Møde i hallen"
BODY_MEETS = re.compile(
    r"\w*(?:r(?:å|aa)d|bestyrelse|udvalg|kommission)(?:et|en|n)?s\s+(?:\w+\s+)?møde\b",
    re.IGNORECASE,
)
"""In a title without a word for its kind: a body met."""

OTHER_WORD = re.compile(
    r"^\W*(?:status)?(?:notat|memo|årsberetning|årsrapport|regnskab|budget|høringssvar|"
    r"vedtægt\w*|styrelsesvedtægt|forretningsorden|brev|pressemeddelelse"
    r"|kommissorium|redegørelse|rapport|strategi|politik|handleplan|handlingsplan|"
    r"møteprotokoll|møtebok|protokoll|sammanträdesprotokoll|regulativ|vejledning|aftale|"
    r"kontrakt|lokalplan|nyhedsbrev|bilag)\b",
    re.IGNORECASE,
)
"""In the title: the document is something else."""

FOREIGN = re.compile(
    r"\b(?:saksnr|saksframlegg|vedtak|møtet|møteprotokoll|innkalling|forfall|utvalg|"
    r"behandling i|sammanträde\w*|beslutar|ärende\w*|paragraf|kommunstyrelsen|närvarande|och|"
    r"inte|ikkje|eit|saksbehandler|rådmannens|innstilling|møtebok|møtested|møtende|varamedlemmer|"
    r"møtte|administrasjonen|kommunestyret|formannskapet|kommunedirektør(?:en)?)\b",
    re.IGNORECASE,
)
"""Words of Norwegian and Swedish minutes that Danish ones do not have."""

KOMMUNE = re.compile(
    r"(?<![\wæøå])((?:[A-ZÆØÅ][\wæøåÆØÅéü.]*(?:-[A-ZÆØÅ]?[\wæøå]+)*)(?:[ -](?"
    r":[A-ZÆØÅ][\wæøåÆØÅ.]+)){0,2})\s+(?:Regionsk|K|k)ommune(?:s)?(?![\wæøå])"
    r"|^Kommune:?\s+([A-ZÆØÅ][\wæøå]+(?:-[A-ZÆØÅ][\wæøå]+)?)$"
    r"|(?<![\wæøå])([A-ZÆØÅ][A-ZÆØÅ-]+(?:[ -][A-ZÆØÅ]+)?)\s+KOMMUNE(?![\wæøåÆØÅ])"
)
"""A kommune's name before the word: "Lyngmark Kommune", "STENHØJ KOMMUNE", "Bakkeå kommunes"; not
"Forklaring Kommunen har …", for a name has no definite kommune behind it."""

AMT = re.compile(
    r"(?<![\wæøåÆØÅ])(?:(?P<navn>(?!Det\b|Dette\b|Hvert\b)[A-ZÆØÅ][a-zæøå]{2,}|[A-ZÆØÅ]{3,})\s+(?:Amt|AMT)"
    r"(?:skommune|SKOMMUNE)?)(?![\wæøåÆØÅ])"
)
"""A county's name, until 2006: "Lyngmark Amt", "LYNGMARK AMT"."""

_NAVN = r"(?P<navn>[A-ZÆØÅ][\wæøåÆØÅ]+(?:[ -][A-ZÆØÅ][\wæøåÆØÅ]+){0,3})"
_COUNCIL = r"(?:by-?r(?:å|aa)d|kommunalbestyrelse|borgerrepræsentation|sogner(?:å|aa)d)"
KOMMUNE_BY = (
    # "Kantinen, Lyngmark Rådhus", "Vester Lyngmark Raadhus"
    re.compile(rf"(?<![\wæøåÆØÅ]){_NAVN}s?\s+R(?:å|aa)dhus(?![\wæøåÆØÅ])"),
    # "Lyngmark Byråds møde", "Lyngmark Kommunalbestyrelse"; not "Det nye Byråd"
    re.compile(rf"(?<![\wæøåÆØÅ]){_NAVN}s?\s+(?i:{_COUNCIL})s?(?![\wæøåÆØÅ])"),
    # "Byrådet i Lyngmark"; not "Byrådet i mødet"
    re.compile(rf"(?<![\wæøåÆØÅ])(?i:{_COUNCIL})en?t?\s+(?i:i|for)\s+{_NAVN}(?![\wæøåÆØÅ])"),
)
"""A kommune's name by its town hall or its council."""

BEFORE_PLACE = frozenset(
    {"lille", "store", "ny", "nye", "gamle", "gammel", "gl", "gl.", "vester", "øster", "nørre"}
    | {"sønder", "det", "den", "for", "til", "fra", "nyvalgte", "kantinen"}
)
"""Words before a kommune's name in the name of a house: "Store Lyngmark Rådhus"."""

PLACE_ALONE = re.compile(r"[A-ZÆØÅ][a-zæøå]{2,}(?:-[A-ZÆØÅ][a-zæøå]{2,})?")
"""One word, or two with a hyphen, that may be a kommune's name: "Lyngmark", "Lyngmark-Bakkeå"."""

WEB_ADDRESS = re.compile(
    r"(?:(?<=www\.)|(?<=@)|(?<=//))(?P<navn>[a-z][a-z-]{3,40})\.dk\b", re.IGNORECASE
)
"""The name in an address on the web or of mail: "www.lyngmark.dk", "raadhus@lyngmark.dk"."""

REGION_DOMAINS = {
    "regionh": "Region Hovedstaden",
    "regionsjaelland": "Region Sjælland",
    "rsyd": "Region Syddanmark",
    "regionsyddanmark": "Region Syddanmark",
    "regionmidtjylland": "Region Midtjylland",
}
"""Names of the regions in addresses."""

REGION = re.compile(r"(?<![\wæøå])(Region\s+(?:[A-ZÆØÅ][\wæøå]+(?:-[A-ZÆØÅ][\wæøå]+)?))")
"""A region's name."""

NOT_KOMMUNE = frozenset(
    {
        "Den",
        "Det",
        "De",
        "Din",
        "Hver",
        "Alle",
        "Andre",
        "I",
        "Som",
        "En",
        "Denne",
        "Anden",
        "Fra",
        "For",
        "Ny",
        "Nye",
        "Hele",
        "Vores",
        "Egen",
        "Enkelte",
        "Både",
        "Om",
        "Til",
        "Når",
        "Mellem",
        "Hvis",
        "Ved",
        "Med",
        "Hvor",
        "Danske",
        "Dansk",
        "Pågældende",
        "Primær",
        "Begge",
        "Nogle",
        "Flere",
        "Mange",
        "Øvrige",
        "Røgfri",
        "Grøn",
        "Sund",
        "Aktiv",
        "Åben",
        "Digital",
        "Tryg",
        "Bæredygtig",
        "Attraktiv",
        "Stærk",
        "Mindre",
        "Større",
        "Samme",
        "Ingen",
        "Hvilken",
        "Skal",
    }
)
"""Words before "kommune" that are no name."""

MEETING_ENDED = re.compile(
    r"^mødet\s+(?:\w+\s+)?(?:hævet|sluttede|sluttedes|slut|afsluttet|hævedes|afsluttedes|"
    r"varede\s+(?:ind)?til)\b|"
    r"^(?:protokollen|referatet)\s+(?:(?:er|blev)\s+)?(?:(?:op)?læst|underskrevet)\b|"
    r"^således\s+(?:passeret|vedtaget\s+og\s+passeret)\b",
    re.IGNORECASE,
)
"""Opens the sentence below the last punkt that ends the meeting: "Mødet hævet kl. 19.00",
"Protokollen oplæst og underskrevet", "Referatet er underskrevet af rådets medlemmer"."""

NEXT_MEETING = re.compile(
    r"^(?:det\s+|udvalgets\s+|rådets\s+|bestyrelsens\s+)?næste\s+(?:ordinære\s+)?"
    r"(?:møde|udvalgsmøde|bestyrelsesmøde|byrådsmøde)\b",
    re.IGNORECASE,
)
"""Opens the sentence below the last punkt that tells when the next meeting is."""
