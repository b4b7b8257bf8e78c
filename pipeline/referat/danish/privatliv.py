"""What tells a private number or address from an official one. Data, no logic.

Used by ``privacy/``. Forms are those of Danish minutes; every name in an example is invented.
"""

from __future__ import annotations

CPR_LABELS = (
    "cpr", "cpr-nr", "cprnr", "cpr-nummer", "cprnummer", "personnummer", "personnr",
    "person-nr", "født", "fødselsdato", "f.",
)  # fmt: skip
"""Words before a number that make it a CPR number, whatever its check digit says."""

CASE_LABELS = (
    "sag", "sagsnr", "sagsnummer", "sags-nr", "sagnr", "sagsid", "sags-id", "j.nr", "jnr",
    "jr.nr", "journalnr", "journalnummer", "journal nr", "journal-nr", "dok", "dok.nr", "doknr",
    "dok-nr", "dokumentnr", "dokumentnummer", "dokument nr", "dokid", "acadre", "løbenr", "id",
    "esdh",
)  # fmt: skip
"""Words before a number of a case or document. A case's may be made of a citizen's CPR number."""

ACCOUNT_LABELS = (
    "konto", "kontonr", "kontonummer", "konto-nr", "kontonr.", "reg", "regnr", "reg.nr",
    "bankkonto", "iban", "ean", "ean-nr", "eannr", "ean-nummer", "gln", "cvr", "cvr-nr",
    "cvrnr", "cvr-nummer", "se", "se-nr", "p-nr", "p-nummer", "pnr", "p.nr", "produktionsenhed",
    "produktionsnummer", "matr", "matrikel", "matr.nr", "bfe", "bfe-nr", "ejendomsnr",
    "ejendomsnummer", "faktura", "fakturanr", "ordrenr", "giro", "tlf", "telefon", "mobil",
    "fik", "kr", "beløb", "stednummer", "isbn", "issn", "projektnr", "projektnummer", "plannr",
    "lokalplan", "udbudsnr", "varenr", "ydernr", "anlægsnr", "version", "moms", "postnr",
    "id-nr", "målernr",
)  # fmt: skip
"""Words before a number that is no person's."""

FREE_MAIL = (
    "gmail", "googlemail", "hotmail", "outlook", "live", "msn", "yahoo", "icloud", "me", "mac",
    "mail", "jubii", "ofir", "sol", "tdcadsl", "tdcmail", "tiscali", "youmail", "stofanet",
    "webspeed", "post", "privat", "pc", "vip.cybercity", "city", "mail-online", "proton",
    "protonmail", "gmx", "aol", "post.tele", "worldonline", "sport", "wanadoo", "dlgmail",
    "nypost", "c", "get2net", "image", "oncable", "energimail", "skylinemail", "dadlnet",
    "dbmail", "kabelmail", "mvb", "fibermail",
)  # fmt: skip
"""Names of mail providers for private people: with these no address is official."""

OFFICE_NAMES = (
    "post", "info", "mail", "kontakt", "kontor", "sekretariat", "kommune", "borgmester",
    "raadhus", "raadhuset", "byraad", "byraadet", "forvaltning", "forvaltningen", "teknik",
    "miljoe", "plan", "byggesag", "hoering", "hoeringssvar", "presse", "jobcenter", "bibliotek",
    "administration", "admin", "sikkerpost", "hovedpostkasse", "digitalpost", "dagsorden",
    "udvalg", "bestyrelse", "bestyrelsen", "skole", "office", "reception", "service", "support",
    "webmaster", "databeskyttelse", "dpo", "borgerservice", "tilsyn", "salg", "ejendom",
    "natur", "vej", "trafik", "affald", "vand", "spildevand", "kultur", "fritid", "social",
    "sundhed", "aeldre", "boern", "unge", "oekonomi",
)  # fmt: skip
"""What stands before @ in the address of an office and not of a person, æøå written out."""

PUBLIC_DOMAINS = (
    "kk.dk", "rksk.dk", "brk.dk", "ltk.dk", "htk.dk", "fmk.dk", "mors.dk", "rk.dk", "kl.dk",
    "regioner.dk", "regionh.dk", "rm.dk", "rsyd.dk", "rn.dk", "regionsjaelland.dk", "ft.dk",
    "mst.dk", "kfst.dk", "ankestyrelsen.dk", "politi.dk", "domstol.dk", "retten.dk", "sm.dk",
    "sim.dk", "im.dk", "fvm.dk", "trm.dk", "uim.dk", "borger.dk", "stat.dk", "gov.dk",
    "erst.dk", "plst.dk", "vd.dk", "naturstyrelsen.dk", "kulturstyrelsen.dk", "slks.dk",
    "sst.dk", "stps.dk", "datatilsynet.dk", "ombudsmanden.dk",
)  # fmt: skip
"""Domains of authorities that are not named after their kommune."""

PHONE_LABELS = (
    "tlf", "telefon", "telefonnummer", "telefonnr", "tlfnr", "mobil", "mobiltlf",
    "mobiltelefon", "mobilnummer", "mob", "tel", "phone", "privattlf", "direkte", "dir. tlf",
    "ring på", "sms",
)  # fmt: skip
"""Words before a telephone number."""

OFFICE_LINE = (
    "kommune", "rådhus", "region", "www.", "cvr", "ean", "åbningstid", "telefontid",
    "hovednummer", "omstilling", "borgerservice", "forvaltning", "sekretariat",
)  # fmt: skip
"""Words that make a line one of a letterhead: its telephone number is the office's."""

PRINT_STAMPS = (
    r"^\s*(?:udskrevet|udskriftsdato|udskrift(?:en)? (?:er )?dannet|genereret|printet|dannet|"
    r"eksporteret|hentet)\b.{0,60}$",
)
"""Lines that say when a copy was printed, and change with each copy of the same minutes. Match:
"Udskrevet den 24. november 2026 kl. 10:15", "Genereret: 24-11-2026". Not: "Hentet" in a text that
goes on for more than a line's stamp."""
