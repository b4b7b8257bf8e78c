"""What each code of the table ``problemer`` means, in a sentence for readers of the site.

The log and the table's own message are English, for the operator; a reader of minutes is told the
same in Danish. A test holds that no code of the package is missing here.
"""

from __future__ import annotations

PROBLEMER = {
    "afbrudt": "Filen blev ikke hentet til ende.",
    "afkortet": "Filen blev ikke hentet helt.",
    "afkortet_pdf": "PDF-filen er afkortet, og dens sidste sider mangler.",
    "andet_moede": "Kilden svarede med et andet møde end det, der blev bedt om.",
    "beskadiget_billede": "Billedfilen er beskadiget og kan ikke læses.",
    "beskadiget_pdf": "PDF-filen er beskadiget og kan ikke læses.",
    "beskadiget_side": "Siden er beskadiget og kunne ikke læses.",
    "dato_rettet": "Datoen passer ikke med ugedagen; dokumentets anden dato gør, og den er brugt.",
    "database": "Databasen kunne ikke skrives.",
    "disk": "Der manglede plads, da filen skulle gemmes.",
    "fejl": "Filen kunne ikke læses.",
    "findes_ikke": "Filen findes ikke længere hos kilden.",
    "fravaer_uenig": "Dokumentets oplysninger om, hvem der var til stede, passer ikke sammen.",
    "for_mange_sider": "Filen har flere sider, end der læses; de sidste er ikke med.",
    "for_stor": "Filen er for stor til at blive læst.",
    "for_stort_billede": "Billedet er for stort til at blive læst.",
    "forkert_type": "Kilden sendte noget andet end en PDF.",
    "filnavn": "Filens navn er ikke i UTF-8.",
    "forkert_filtype": "Filen er af en art, der ikke læses.",
    "forsvundet": "Filen forsvandt, før den blev læst.",
    "hentning": "Filen kunne ikke hentes.",
    "aendret": "Filen blev ændret, mens den blev læst.",
    "html_i_stedet": "Kilden sendte en hjemmeside i stedet for filen.",
    "hukommelse": "Filen krævede for megen hukommelse at læse.",
    "ikke_json": "Kilden svarede i en form, der ikke kan læses.",
    "ikke_xml": "Kildens nyhedsstrøm kan ikke læses.",
    "indstilling": "Filen blev ikke læst på grund af en forkert indstilling.",
    "indhold_mangler": "Et punkt i indholdsfortegnelsen er ikke fundet i dokumentet.",
    "ingen_adgang": "Der er ikke adgang til filen.",
    "ingen_dato": "Mødets dato er ikke fundet i dokumentet.",
    "ingen_kopi": "Siderne vises ikke som billeder: det private på dem kunne ikke dækkes.",
    "ingen_sider": "Filen har ingen sider at vise, kun tekst.",
    "klynge": "Filen kunne ikke læses på de andre maskiner.",
    "kortere_liste": "Kilden viser langt færre dokumenter end sidst.",
    "krypteret": "PDF-filen er låst med en adgangskode.",
    "model_mangler": "Sprogmodellen manglede, da filen skulle læses.",
    "nedskaleret": "Siden er så stor, at den blev formindsket, før den blev læst.",
    "nummer_rettet": "Et punkts nummer er rettet efter indholdsfortegnelse og rækkefølge.",
    "nummer_uorden": "Punkternes numre står ikke i rækkefølge.",
    "nummerspring": "Et punkt derimellem kan være overset, eller det er ikke offentligt.",
    "ocr_fejl": "Tekstgenkendelsen kunne ikke læse siden.",
    "ocr_slaaet_fra": "Siden er et billede, og tekstgenkendelsen var slået fra.",
    "ocr_tid": "Tekstgenkendelsen af siden tog for lang tid og blev afbrudt.",
    "omdirigering": "Kilden sendte videre til en adresse, der ikke følges.",
    "optaget": "Databasen var optaget.",
    "pause": "Kilden har bedt om ro; filen hentes senere.",
    "portal_punkt_mangler": "Kommunens portal har punkter, som ikke er fundet i filen.",
    "portal_uenig": "Kommunens portal siger noget andet end filen.",
    "privat_adresse": "Kilden henviser til en adresse, der ikke er offentlig.",
    "proces_doede": "Læsningen af filen gik i stå og blev afbrudt.",
    "program_mangler": "Et program, som filen skal læses med, manglede.",
    "programfejl": "Programmet fejlede under læsningen af filen.",
    "publicering": "Databasen kunne ikke vises.",
    "robots": "Kilden ønsker ikke, at filen hentes af et program.",
    "sider_mangler": "Filens læste sider er ikke gemt; den skal læses igen.",
    "sprogdata_mangler": "Tekstgenkendelsen manglede sine danske data.",
    "stemmetal": "Stemmetallene passer ikke med hinanden eller med, hvor mange der var til stede.",
    "stemmetal_rettet": "Et stemmetal er rettet efter de nævnte stemmer og antallet af fremmødte.",
    "side_doede": "Læsningen af siden gik i stå og blev afbrudt.",
    "side_tid": "Siden tog for lang tid at læse og er ikke med.",
    "struktur": "Dokumentets opbygning kunne ikke læses.",
    "tidsgraense": "Filen tog for lang tid at hente eller læse.",
    "tilbageholdt_punkt": "Et tilbageholdt punkt kunne ikke findes i filen.",
    "tom_fil": "Filen er tom.",
    "tom_side": "Der er intet at læse på siden.",
    "tomt_dokument": "Der er intet at læse i filen.",
    "ugedag": "Ugedagen og datoen i dokumentet passer ikke sammen.",
    "ulaeselig_fil": "Filen kan ikke læses.",
    "venter": "Filen hentes først næste gang.",
}
"""A sentence for each code."""

HTTP = "Kildens server svarede med en fejl ({nummer})."
"""For ``http_503`` and its like."""
UNKNOWN = "Noteret under læsningen ({kode})."
"""For a code that a later version has written."""

MASKERINGER = {
    "cpr": ("CPR-nummer", "CPR-numre"),
    "email": ("privat mailadresse", "private mailadresser"),
    "telefon": ("privat telefonnummer", "private telefonnumre"),
    "navn": ("tilbageholdt navn", "tilbageholdte navne"),
    "lukket": ("linje fra et lukket punkt", "linjer fra lukkede punkter"),
    "tilbageholdt": ("linje fra et tilbageholdt punkt", "linjer fra tilbageholdte punkter"),
    "ulaest": ("side der ikke kunne læses", "sider der ikke kunne læses"),
}
"""What ``maskeringer.art`` counts: one, and several."""
