"""Words of the layout: labels of sections, decisions, attendance and facts, real and invented.

Invented ones stand here on purpose: a label that nobody has printed yet must still be read as a
label, by its place and its type.
"""

from __future__ import annotations

from referat.types import AfsnitType as A

AFSNIT: dict[A, tuple[str, ...]] = {
    A.RESUME: (
        "Resume",
        "Resumé",
        "Sagsresumé",
        "Sagen i korthed",
        "Kort resumé",
        "Sammenfatning",
        "Beslutningstema",
        "Sagstema",
        "Sagens kerne",
        "Kort om sagen",
        "I korte træk",
        "Hvad sagen drejer sig om",
        "Emne",
        "Overblik",
        "Sagen på få linjer",
        "Det korte af det lange",
    ),
    A.BAGGRUND: (
        "Baggrund",
        "Sagens baggrund",
        "Indledning",
        "Anledning",
        "Historik",
        "Problemstilling",
        "Formål",
        "Sagens opståen",
        "Baggrund for sagen",
        "Hvorfor sagen rejses",
        "Afsæt",
        "Forhistorie",
        "Det hidtidige forløb",
        "Udgangspunkt for sagen",
        "Hvad er gået forud",
    ),
    A.SAGSFREMSTILLING: (
        "Sagsfremstilling",
        "Sagsbeskrivelse",
        "Redegørelse",
        "Beskrivelse af sagen",
        "Sagens indhold",
        "Uddybende sagsfremstilling",
        "Gennemgang af sagen",
        "Løsning",
        "Fremstilling",
        "Sagen",
        "Forvaltningens redegørelse",
        "Oplysninger om sagen",
        "Udredning",
        "Sagens oplysninger",
        "Nærmere om sagen",
        "Forklaring",
        "Beretning om sagen",
        "Det handler sagen om",
        "Uddybning",
    ),
    A.INDSTILLING: (
        "Indstilling",
        "Indstillinger",
        "Administrationens indstilling",
        "Administrativ indstilling",
        "Forvaltningens indstilling",
        "Vi indstiller",
        "Forslag til beslutning",
        "Anbefaling",
        "Direktionens indstilling",
        "Forvaltningen foreslår",
        "Oplæg til beslutning",
        "Hovedindstilling",
        "Det anbefaler forvaltningen",
        "Indstilling til udvalget",
        "Forslag til vedtagelse",
    ),
    A.OEKONOMI: (
        "Økonomi",
        "Økonomiske konsekvenser",
        "Økonomi og finansiering",
        "Bevilling",
        "Finansiering",
        "Økonomiske og personalemæssige konsekvenser",
        "Økonomiske forhold",
        "Budgetmæssige følger",
        "Udgifter og finansiering",
        "Hvad koster det",
        "Bevillingsmæssige konsekvenser",
        "Økonomiske og bevillingsmæssige konsekvenser",
        "Penge og budget",
        "Økonomisk ramme",
    ),
    A.RETSGRUNDLAG: (
        "Retsgrundlag",
        "Lovgrundlag",
        "Retligt grundlag",
        "Lovgrundlag og juridisk vurdering",
        "Juridiske forhold",
        "Hjemmel",
        "Lovhjemmel",
        "Regler på området",
        "Love og regler",
        "Juridiske og planmæssige forhold",
        "Det siger loven",
        "Lov- og plangrundlag",
    ),
    A.HOERING: (
        "Høring",
        "Inddragelse og høring",
        "Udtalelser og høring",
        "Høringssvar",
        "Høring og inddragelse",
        "Borgerinddragelse",
        "Partshøring",
        "Udtalelser",
        "Hvem er blevet hørt",
        "Høringer",
        "Inddragelse af borgere",
        "Bemærkninger fra høringen",
        "Dialog med borgerne",
    ),
    A.SAGSGANG: (
        "Sagsgang",
        "Kompetence",
        "Beslutningskompetence",
        "Sagen afgøres i",
        "Videre proces",
        "Forventet sagsgang",
        "Det videre forløb",
        "Hvem beslutter",
        "Sagens gang",
        "Behandles i",
        "Politisk behandling",
        "Sagens videre vej",
        "Næste skridt",
        "Sagen afgøres af",
        "Behandling",
    ),
    A.KONSEKVENSER: (
        "Andre konsekvenser",
        "Øvrige konsekvenser",
        "Effekt",
        "Personale",
        "Personalemæssige konsekvenser",
        "Miljømæssige konsekvenser",
        "Klimakonsekvenser",
        "Konsekvenser for borgerne",
        "Handicappolitik",
        "Sundhedsmæssige konsekvenser",
        "Bæredygtighed",
        "Klima og miljø",
        "Følger",
        "Virkninger",
        "Hvad betyder det for borgerne",
        "CO2-Konsekvensvurdering",
        "Klimaaftryk",
    ),
    A.KOMMUNIKATION: (
        "Kommunikation",
        "Information til pressen",
        "Presse",
        "Kommunikation og presse",
        "Kommunikationsplan",
        "Information",
        "Hvordan det meldes ud",
        "Orientering af borgerne",
    ),
    A.VURDERING: (
        "Vurdering",
        "Administrationens vurdering",
        "Forvaltningens vurdering",
        "Faglig vurdering",
        "Forvaltningens bemærkninger",
        "Samlet vurdering",
        "Administrationens bemærkninger",
        "Vores vurdering",
        "Overvejelser",
        "Bemærkninger",
    ),
    A.ANDET: (
        "Tidsplan",
        "Tidsplan og proces",
        "Opfølgning",
        "Evaluering",
        "Supplerende oplysninger",
        "Tidshorisont",
        "Øvrigt",
        "Yderligere oplysninger",
        "Proces",
        "Milepæle",
    ),
}
"""Type -> labels that open such a section."""

BESLUTNING: tuple[str, ...] = (
    "Beslutning",
    "Beslutning",
    "Beslutning",
    "Beslutninger",
    "Afgørelse",
    "Vedtagelse",
    "Referat",
    "Konklusion",
    "Udvalgets beslutning",
    "Udfald",
    "Resultat",
    "Hvad blev besluttet",
    "Referat af drøftelsen",
    "Behandling og beslutning",
    "Mødets beslutning",
    "Besluttet",
    "{udvalg}s beslutning",
    "Det besluttede vi",
    "Protokol",
    "Beslutning og referat",
)
"""Labels of the decision without a date."""

BESLUTNING_DATERET: tuple[str, ...] = (
    "Beslutning i {udvalg} den {dato}",
    "Beslutning {udvalg} den {dato}",
    "Beslutning fra {udvalg} den {dato}",
    "{udvalg}s beslutning den {dato}",
    "{udvalg}s beslutning i mødet den {dato}",
    "{udvalg} den {dato}",
    "Beslutning, {udvalg}, {dato}",
    "{udvalg}, {dato}, pkt. {nr}",
    "Besluttet i {udvalg} den {dato}",
    "Møde i {udvalg} den {dato}",
    "Vedtagelse i {udvalg} den {dato}",
    "{udvalg}s møde den {dato}",
    "{udvalg} den {dato}, pkt. {nr}",
    "Besluttet på mødet den {dato} som punkt {nr}",
    "Beslutning i {udvalg}, {dato}",
    "{udvalg} {dato}",
    "Behandlet i {udvalg} den {dato}",
)
"""Labels of a decision with its body and date: this meeting's, or an earlier one's."""

TIDLIGERE: tuple[str, ...] = (
    "Tidligere besluttet",
    "Tidligere beslutninger",
    "Tidligere behandling",
    "Sagens forløb",
    "Tidligere politisk behandling",
    "Hidtidig behandling",
    "Sagen har været behandlet",
    "Historik over beslutninger",
    "Sagens tidligere behandling",
)
"""Labels over earlier decisions."""

BILAG: tuple[str, ...] = (
    "Bilag",
    "Bilag",
    "Bilag",
    "Bilagsliste",
    "Vedlagt",
    "Bilag til sagen",
    "Vedhæftede filer",
    "Bilagsoversigt",
    "Vedlagte dokumenter",
    "Bilag i sagen",
    "Sagens bilag",
)
"""Labels over attachments."""

FRAVAER_PUNKT: tuple[str, ...] = (
    "Fraværende",
    "Afbud",
    "Fraværende i {udvalg} – {dato}",
    "Fraværende med afbud",
    "Ikke til stede",
    "Deltog ikke",
    "Ikke mødt",
    "Fravær",
)
"""Labels of absences for one punkt."""

TIL_STEDE: tuple[str, ...] = (
    "Deltagere",
    "Mødedeltagere",
    "Til stede",
    "Tilstede",
    "Medlemmer",
    "Fremmødte",
    "Deltagende",
    "Mødte",
    "Til stede var",
    "Medlemmer til stede",
    "Udvalgets medlemmer",
    "Indkaldte",
    "Tilstedeværende",
)
"""Labels of those present, or of all members."""

AFBUD: tuple[str, ...] = (
    "Afbud",
    "Afbud fra",
    "Fraværende med afbud",
    "Meldt afbud",
    "Forfald",
    "Meldt forfald",
)
"""Labels of those who sent apologies."""

FRAVAERENDE: tuple[str, ...] = ("Fraværende", "Ikke til stede", "Fravær", "Ikke mødt")
"""Labels of those absent, no more said."""

INGEN: tuple[str, ...] = ("Ingen", "Ingen.", "-", "", "Ingen afbud", "Alle mødt")
"""What a list of absences says when there are none."""

TOM: tuple[str, ...] = (
    "Ingen",
    "Ingen.",
    "Ingen bemærkninger.",
    "Ikke relevant.",
    "-",
    "---",
    "Intet at bemærke.",
    "Intet.",
)
"""What a section without content says."""

FAKTA: dict[str, tuple[str, ...]] = {
    "udvalg": ("Udvalg", "Organ", "Råd/udvalg", "Forum"),
    "dato": ("Mødedato", "Dato", "Mødedato", "Dag", "Tidspunkt", "Møde den", "Afholdt"),
    "datotid": ("Mødedato", "Dato", "Tid", "Mødetidspunkt", "Tid og dato", "Hvornår"),
    "start": (
        "Mødetidspunkt",
        "Starttidspunkt",
        "Start kl.",
        "Tidspunkt",
        "Mødestart",
        "Begyndt",
        "Starttidspunkt for møde",
        "Mødet påbegyndt",
    ),
    "slut": (
        "Sluttidspunkt",
        "Møde slut",
        "Mødet slut",
        "Sluttidspunkt for møde",
        "Mødet afsluttet",
        "Mødet hævet",
        "Slut",
    ),
    "sted": ("Mødested", "Sted", "Mødelokale", "Lokale", "Mødested", "Hvor", "Møde holdt i"),
    "moedenr": ("Mødenr.", "Møde nr.", "Mødenummer"),
    "sagsnr": ("Sagsnr.", "Sagsnummer", "J.nr.", "Journalnr.", "Sag"),
    "referent": ("Referent", "Sekretær", "Protokolfører", "Referat ved"),
    "leder": ("Mødeleder", "Ordstyrer", "Dirigent"),
    "udsendt": ("Udsendelsesdato", "Udsendt", "Referat udsendt"),
}
"""Kind of fact -> its labels in the header."""

TOC: tuple[str, ...] = (
    "Indholdsfortegnelse",
    "Indhold",
    "Punkter",
    "Dagsorden",
    "Sagsoversigt",
    "Sagsoversigt Side",
    "Punkter på dagsordenen",
    "Oversigt",
    "Sager på mødet",
    "PUNKTER",
    "Sag Tekst Side",
)
"""Labels over the table of contents."""

GRUPPER: tuple[tuple[tuple[str, ...], str], ...] = (
    (("Åbne punkter",), "Lukkede punkter"),
    (("Åbne dagsordenspunkter",), "Lukkede dagsordenspunkter"),
    (("ÅBEN DAGSORDEN",), "LUKKET DAGSORDEN"),
    (("ÅBENT MØDE",), "LUKKET MØDE"),
    (("For åbne døre:",), "For lukkede døre:"),
    (
        (
            "A. Sager til afgørelse i byrådet",
            "B. Sager til afgørelse i udvalget",
            "C. Sager til drøftelse/forberedelse",
            "D. Orientering",
        ),
        "E. Lukkede sager",
    ),
    (
        ("Til efterretning - for åbne døre", "Til behandling - for åbne døre"),
        "Til behandling - for lukkede døre",
    ),
    (("Åbne beslutningssager", "Åbne efterretningssager"), "Lukkede sager"),
    (("Beslutningssager", "Drøftelsessager", "Orienteringssager"), "Lukkede sager"),
    (("Fra Økonomiudvalget", "Fra Teknisk Udvalg", "Fra Kulturudvalget"), "Lukket dagsorden"),
)
"""Dividers: those of the open part in order, and that of the closed part."""

LUKKET_MAERKE: tuple[str, ...] = (
    "{titel} (Lukket)",
    "{titel} - Lukket punkt",
    "{titel} - LUKKET SAG",
    "Lukket - {titel}",
    "LUKKET PUNKT: {titel}",
    "Lukket sag: {titel}",
    "{titel} (lukket punkt)",
    "{titel} (FOR LUKKEDE DØRE)",
)
"""How a heading says that its punkt is closed."""

UNDERSKRIFT: tuple[str, ...] = (
    "Underskriftsark",
    "Underskriftsside",
    "Underskriftsblad",
    "Underskrifter",
    "Godkendt af",
    "Protokollen underskrives",
)
"""Heads of the signature sheet."""
