"""Upgrades the database of an older referat in place, one schema version after the other.

An open connection with a write transaction comes in; the same database with this program's tables
goes out. Each step is plain SQL that is never changed once it was released: it says what the
tables were then, not what they are now. Views hold no data and are made anew from ``schema.sql``
after the last step, so no step needs to know them.

A new schema version is: the change in ``schema.sql`` with the next ``user_version``, new columns at
the end of their table; a ``Step`` below; ``make docs``.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

OLDEST = 1
"""The first schema version: every database of a released referat can be upgraded."""

PUBLICATION = 3
"""The schema version that brought what the site needs: older databases are filled with it."""

SUBJECTS = 4
"""The schema version that brought the names of subjects, and took P35 out of the topics."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What turns schema ``version - 1`` into schema ``version``."""

    version: int
    """The schema version that a database has afterwards."""
    sql: str
    """Statements, each ended by a semicolon at a line's end."""


# The ledger: sources, what they list, versions, quality, what is masked and withheld.
_LEDGER = """
CREATE TABLE kilder (
    id TEXT PRIMARY KEY,
    navn TEXT NOT NULL,
    art TEXT NOT NULL,
    adresse TEXT NOT NULL,
    kommune INTEGER REFERENCES kommuner (id),
    ophoert INTEGER NOT NULL DEFAULT 0 CHECK (ophoert IN (0, 1)),
    seneste_forsoeg TEXT,
    seneste_succes TEXT,
    seneste_nye TEXT,
    fejl_i_traek INTEGER NOT NULL DEFAULT 0,
    besked TEXT,
    raad TEXT,
    antal_listet INTEGER,
    pause_til TEXT,
    liste_sha256 TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX idx_kilder_kommune ON kilder (kommune);
CREATE INDEX idx_kilder_art ON kilder (art);
CREATE TABLE kildedokumenter (
    id INTEGER PRIMARY KEY,
    kilde TEXT NOT NULL REFERENCES kilder (id),
    noegle TEXT NOT NULL,
    titel TEXT,
    udvalg TEXT,
    dato TEXT,
    betegnelse TEXT,
    url TEXT,
    tilstand TEXT NOT NULL,
    foerst_set TEXT NOT NULL,
    sha256 TEXT,
    hentet TEXT,
    dokument INTEGER REFERENCES dokumenter (id) ON DELETE SET NULL,
    mangler INTEGER NOT NULL DEFAULT 0,
    mangler_dato TEXT,
    forsvundet TEXT,
    forsoeg INTEGER NOT NULL DEFAULT 0,
    naeste_forsoeg TEXT,
    aftryk TEXT NOT NULL,
    etag TEXT,
    senest_aendret TEXT,
    felter_sha256 TEXT,
    aftryk_fejlet TEXT,
    UNIQUE (kilde, noegle)
) STRICT;
CREATE INDEX idx_kildedokumenter_kilde ON kildedokumenter (kilde, tilstand);
CREATE INDEX idx_kildedokumenter_tilstand ON kildedokumenter (tilstand);
CREATE INDEX idx_kildedokumenter_dokument ON kildedokumenter (dokument);
CREATE INDEX idx_kildedokumenter_dato ON kildedokumenter (dato);
CREATE TABLE udgaver (
    id INTEGER PRIMARY KEY,
    kildedokument INTEGER NOT NULL REFERENCES kildedokumenter (id) ON DELETE CASCADE,
    nr INTEGER NOT NULL,
    dokument INTEGER REFERENCES dokumenter (id) ON DELETE SET NULL,
    dokumenttype TEXT NOT NULL,
    gaeldende INTEGER NOT NULL CHECK (gaeldende IN (0, 1)),
    erstattet_af INTEGER REFERENCES udgaver (id) ON DELETE SET NULL,
    sha256 TEXT NOT NULL,
    teksthash TEXT,
    url TEXT,
    hentet TEXT,
    hoveder TEXT,
    aendringer TEXT,
    indhold TEXT,
    genlaeses INTEGER NOT NULL DEFAULT 0 CHECK (genlaeses IN (0, 1)),
    koersel INTEGER NOT NULL REFERENCES koersler (id)
) STRICT;
CREATE INDEX idx_udgaver_kildedokument ON udgaver (kildedokument, nr);
CREATE INDEX idx_udgaver_dokument ON udgaver (dokument);
CREATE INDEX idx_udgaver_erstattet_af ON udgaver (erstattet_af);
CREATE INDEX idx_udgaver_koersel ON udgaver (koersel);
CREATE INDEX idx_udgaver_genlaeses ON udgaver (genlaeses) WHERE genlaeses = 1;
CREATE TABLE kvalitet (
    id INTEGER PRIMARY KEY,
    kilde TEXT NOT NULL REFERENCES kilder (id),
    koersel INTEGER NOT NULL REFERENCES koersler (id),
    dokumenter INTEGER NOT NULL,
    punkter INTEGER NOT NULL,
    andel_beslutning REAL,
    andel_sagsnummer REAL,
    andel_usikre REAL,
    historie_dokumenter INTEGER NOT NULL,
    historie_punkter INTEGER NOT NULL,
    historie_beslutning REAL,
    historie_sagsnummer REAL,
    historie_usikre REAL,
    dom TEXT NOT NULL,
    forklaring TEXT NOT NULL
) STRICT;
CREATE INDEX idx_kvalitet_kilde ON kvalitet (kilde, koersel);
CREATE INDEX idx_kvalitet_koersel ON kvalitet (koersel);
CREATE INDEX idx_kvalitet_dom ON kvalitet (dom);
CREATE TABLE portalfelter (
    id INTEGER PRIMARY KEY,
    punkt INTEGER REFERENCES punkter (id) ON DELETE CASCADE,
    nr TEXT,
    felt TEXT NOT NULL,
    tekst TEXT NOT NULL,
    laest TEXT,
    enig INTEGER CHECK (enig IN (0, 1)),
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX idx_portalfelter_punkt ON portalfelter (punkt);
CREATE INDEX idx_portalfelter_dokument ON portalfelter (dokument);
CREATE INDEX idx_portalfelter_enig ON portalfelter (enig);
CREATE TABLE maskeringer (
    id INTEGER PRIMARY KEY,
    art TEXT NOT NULL,
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE,
    side INTEGER NOT NULL,
    linje INTEGER NOT NULL,
    boks TEXT
) STRICT;
CREATE INDEX idx_maskeringer_dokument ON maskeringer (dokument);
CREATE INDEX idx_maskeringer_art ON maskeringer (art);
CREATE TABLE tilbageholdelser (
    id INTEGER PRIMARY KEY,
    art TEXT NOT NULL,
    kommune INTEGER REFERENCES kommuner (id),
    om TEXT,
    nr TEXT,
    dokument INTEGER,
    grund TEXT NOT NULL,
    oprettet TEXT NOT NULL,
    ophaevet TEXT
) STRICT;
CREATE INDEX idx_tilbageholdelser_kommune ON tilbageholdelser (kommune);
CREATE INDEX idx_tilbageholdelser_art ON tilbageholdelser (art);
ALTER TABLE koersler ADD COLUMN listet INTEGER;
ALTER TABLE koersler ADD COLUMN hentet INTEGER;
ALTER TABLE koersler ADD COLUMN afventer INTEGER;
ALTER TABLE koersler ADD COLUMN kilder_fejlet INTEGER;
ALTER TABLE koersler ADD COLUMN besked TEXT;
ALTER TABLE dokumenter ADD COLUMN
    gaeldende INTEGER NOT NULL DEFAULT 1 CHECK (gaeldende IN (0, 1));
ALTER TABLE dokumenter ADD COLUMN
    erstattet_af INTEGER REFERENCES dokumenter (id) ON DELETE SET NULL;
ALTER TABLE dokumenter ADD COLUMN
    kildedokument INTEGER REFERENCES kildedokumenter (id) ON DELETE SET NULL;
ALTER TABLE dokumenter ADD COLUMN offentlig_sti TEXT;
ALTER TABLE dokumenter ADD COLUMN teksthash TEXT;
ALTER TABLE dokumenter ADD COLUMN
    umaskeret INTEGER NOT NULL DEFAULT 0 CHECK (umaskeret IN (0, 1));
UPDATE dokumenter SET umaskeret = 1;
CREATE INDEX idx_dokumenter_erstattet_af ON dokumenter (erstattet_af);
CREATE INDEX idx_dokumenter_kildedokument ON dokumenter (kildedokument);
CREATE INDEX idx_dokumenter_umaskeret ON dokumenter (umaskeret) WHERE umaskeret = 1;
ALTER TABLE problemer ADD COLUMN kilde TEXT REFERENCES kilder (id) ON DELETE CASCADE;
CREATE INDEX idx_problemer_kilde ON problemer (kilde);
"""

# What the site needs: addresses, changes, counts, search. ``schema.py`` fills it afterwards.
_PUBLICATION = """
CREATE TABLE rammer (
    id INTEGER PRIMARY KEY,
    tabel TEXT NOT NULL,
    raekke INTEGER NOT NULL,
    side INTEGER NOT NULL,
    boks TEXT NOT NULL,
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX idx_rammer_raekke ON rammer (raekke, tabel);
CREATE INDEX idx_rammer_dokument ON rammer (dokument);
CREATE TABLE adresser (
    adresse TEXT PRIMARY KEY,
    oprindelig TEXT NOT NULL,
    slags TEXT NOT NULL,
    moede INTEGER REFERENCES moeder (id) ON DELETE SET NULL,
    punkt INTEGER REFERENCES punkter (id) ON DELETE SET NULL,
    titel TEXT NOT NULL,
    plads INTEGER,
    viser_til TEXT,
    fingeraftryk TEXT NOT NULL,
    foerst_set TEXT NOT NULL,
    aendret TEXT NOT NULL,
    fjernet TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX idx_adresser_moede ON adresser (moede);
CREATE INDEX idx_adresser_punkt ON adresser (punkt);
CREATE INDEX idx_adresser_foerst_set ON adresser (foerst_set);
CREATE TABLE aendringer (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tid TEXT NOT NULL,
    haendelse TEXT NOT NULL,
    slags TEXT NOT NULL,
    adresse TEXT NOT NULL,
    viser_til TEXT
) STRICT;
CREATE INDEX idx_aendringer_adresse ON aendringer (adresse);
CREATE TABLE moede_tal (
    moede INTEGER PRIMARY KEY REFERENCES moeder (id) ON DELETE CASCADE,
    kommune INTEGER,
    udvalg INTEGER,
    organtype INTEGER NOT NULL,
    dato TEXT,
    aar INTEGER,
    punkter INTEGER NOT NULL,
    lukkede INTEGER NOT NULL,
    beslutninger INTEGER NOT NULL,
    udsatte INTEGER NOT NULL,
    afstemninger INTEGER NOT NULL,
    til_stede INTEGER NOT NULL,
    afbud INTEGER NOT NULL,
    fravaerende INTEGER NOT NULL,
    delvist INTEGER NOT NULL
) STRICT;
CREATE INDEX idx_moede_tal_kommune ON moede_tal (kommune, udvalg, aar);
CREATE INDEX idx_moede_tal_udvalg ON moede_tal (udvalg);
CREATE TABLE sag_tal (
    sag INTEGER PRIMARY KEY REFERENCES sagsnumre (id) ON DELETE CASCADE,
    kommune INTEGER,
    foerste TEXT,
    seneste TEXT,
    dage INTEGER,
    behandlinger INTEGER NOT NULL,
    organer INTEGER NOT NULL,
    titel TEXT NOT NULL
) STRICT;
CREATE INDEX idx_sag_tal_kommune ON sag_tal (kommune, dage);
CREATE INDEX idx_sag_tal_organer ON sag_tal (organer, behandlinger);
CREATE INDEX idx_sag_tal_dage ON sag_tal (dage);
CREATE TABLE soeg (
    plads INTEGER PRIMARY KEY AUTOINCREMENT,
    punkt INTEGER NOT NULL,
    dokument INTEGER NOT NULL,
    kommune INTEGER NOT NULL,
    udvalg INTEGER NOT NULL,
    organtype INTEGER NOT NULL,
    dag INTEGER NOT NULL,
    udfald INTEGER NOT NULL,
    emne INTEGER NOT NULL,
    afstemning INTEGER NOT NULL,
    lukket INTEGER NOT NULL,
    rutine INTEGER NOT NULL,
    dagsorden INTEGER NOT NULL,
    beslutning INTEGER NOT NULL
) STRICT;
CREATE INDEX idx_soeg_punkt ON soeg (punkt);
CREATE INDEX idx_soeg_dokument ON soeg (dokument);
CREATE INDEX idx_soeg_kommune ON soeg (kommune, dag);
CREATE INDEX idx_soeg_emne ON soeg (emne, dag);
CREATE INDEX idx_fremmoede_person_tal ON fremmoede (person, status, moede);
CREATE INDEX idx_soeg_dag ON soeg (dag, beslutning, dagsorden, udfald);
CREATE TABLE soeg_tekst (
    plads INTEGER PRIMARY KEY REFERENCES soeg (plads),
    titel TEXT NOT NULL,
    beslutning TEXT NOT NULL,
    tekst TEXT NOT NULL
) STRICT;
CREATE TABLE soeg_ord (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    ord TEXT NOT NULL UNIQUE,
    stamme TEXT NOT NULL,
    bagfra TEXT NOT NULL
) STRICT;
CREATE INDEX idx_soeg_ord_stamme ON soeg_ord (stamme);
CREATE INDEX idx_soeg_ord_bagfra ON soeg_ord (bagfra);
CREATE TABLE soeg_fjernet (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    plads INTEGER NOT NULL
) STRICT;
CREATE VIRTUAL TABLE soeg_fts USING fts5 (
    titel, beslutning, tekst,
    content="soeg_tekst", content_rowid="plads", tokenize="unicode61 remove_diacritics 0",
    detail=full
);
"""

# Names of KLE's subjects, and the values to be looked at again. ``schema.py`` fills the tables.
_SUBJECTS_AND_REVIEW = """
CREATE TABLE kle_hovedgrupper (
    nr TEXT PRIMARY KEY,
    titel TEXT NOT NULL,
    udgaaet INTEGER NOT NULL CHECK (udgaaet IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE TABLE kle_grupper (
    nr TEXT PRIMARY KEY,
    titel TEXT NOT NULL,
    hovedgruppe TEXT NOT NULL REFERENCES kle_hovedgrupper (nr)
) STRICT, WITHOUT ROWID;
CREATE INDEX idx_kle_grupper_hovedgruppe ON kle_grupper (hovedgruppe);
CREATE TABLE kle_emner (
    nr TEXT PRIMARY KEY,
    titel TEXT NOT NULL,
    gruppe TEXT NOT NULL REFERENCES kle_grupper (nr),
    udgaaet INTEGER NOT NULL CHECK (udgaaet IN (0, 1)),
    udgaar INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX idx_kle_emner_gruppe ON kle_emner (gruppe);
CREATE INDEX idx_kle_emner_udgaaet ON kle_emner (udgaaet);
ALTER TABLE sagsnumre ADD COLUMN emne TEXT GENERATED ALWAYS AS (CASE
    WHEN sagsnummer GLOB '[0-9][0-9].[0-9][0-9].[0-9][0-9]*'
    AND NOT sagsnummer GLOB '????????[0-9]*' THEN substr(sagsnummer, 1, 8) END) VIRTUAL;
ALTER TABLE sagsnumre ADD COLUMN moedefacet INTEGER GENERATED ALWAYS AS (
    sagsnummer GLOB '[0-9][0-9].[0-9][0-9].[0-9][0-9]P35*'
    OR sagsnummer GLOB '[0-9][0-9].[0-9][0-9].[0-9][0-9]-P35*') VIRTUAL;
CREATE INDEX idx_sagsnumre_emne ON sagsnumre (emne) WHERE emne IS NOT NULL;
ALTER TABLE moeder ADD COLUMN
    til_gennemsyn INTEGER GENERATED ALWAYS AS (sikkerhed < 0.5) VIRTUAL;
CREATE INDEX idx_moeder_til_gennemsyn ON moeder (til_gennemsyn)
    WHERE til_gennemsyn = 1;
ALTER TABLE feltkilder ADD COLUMN
    til_gennemsyn INTEGER GENERATED ALWAYS AS (sikkerhed < 0.5) VIRTUAL;
CREATE INDEX idx_feltkilder_til_gennemsyn ON feltkilder (til_gennemsyn)
    WHERE til_gennemsyn = 1;
ALTER TABLE punkter ADD COLUMN
    til_gennemsyn INTEGER GENERATED ALWAYS AS (sikkerhed < 0.5) VIRTUAL;
CREATE INDEX idx_punkter_til_gennemsyn ON punkter (til_gennemsyn)
    WHERE til_gennemsyn = 1;
ALTER TABLE afsnit ADD COLUMN
    til_gennemsyn INTEGER GENERATED ALWAYS AS (sikkerhed < 0.5) VIRTUAL;
CREATE INDEX idx_afsnit_til_gennemsyn ON afsnit (til_gennemsyn)
    WHERE til_gennemsyn = 1;
ALTER TABLE beslutninger ADD COLUMN
    til_gennemsyn INTEGER GENERATED ALWAYS AS (sikkerhed < 0.5) VIRTUAL;
CREATE INDEX idx_beslutninger_til_gennemsyn ON beslutninger (til_gennemsyn)
    WHERE til_gennemsyn = 1;
ALTER TABLE punkt_sagsnumre ADD COLUMN
    til_gennemsyn INTEGER GENERATED ALWAYS AS (sikkerhed < 0.5) VIRTUAL;
CREATE INDEX idx_punkt_sagsnumre_til_gennemsyn ON punkt_sagsnumre (til_gennemsyn)
    WHERE til_gennemsyn = 1;
ALTER TABLE moede_sagsnumre ADD COLUMN
    til_gennemsyn INTEGER GENERATED ALWAYS AS (sikkerhed < 0.5) VIRTUAL;
CREATE INDEX idx_moede_sagsnumre_til_gennemsyn ON moede_sagsnumre (til_gennemsyn)
    WHERE til_gennemsyn = 1;
ALTER TABLE fremmoede ADD COLUMN
    til_gennemsyn INTEGER GENERATED ALWAYS AS (sikkerhed < 0.5) VIRTUAL;
CREATE INDEX idx_fremmoede_til_gennemsyn ON fremmoede (til_gennemsyn)
    WHERE til_gennemsyn = 1;
ALTER TABLE fravaer ADD COLUMN
    til_gennemsyn INTEGER GENERATED ALWAYS AS (sikkerhed < 0.5) VIRTUAL;
CREATE INDEX idx_fravaer_til_gennemsyn ON fravaer (til_gennemsyn)
    WHERE til_gennemsyn = 1;
ALTER TABLE bilag ADD COLUMN
    til_gennemsyn INTEGER GENERATED ALWAYS AS (sikkerhed < 0.5) VIRTUAL;
CREATE INDEX idx_bilag_til_gennemsyn ON bilag (til_gennemsyn)
    WHERE til_gennemsyn = 1;
ALTER TABLE sagsgang ADD COLUMN
    til_gennemsyn INTEGER GENERATED ALWAYS AS (sikkerhed < 0.5) VIRTUAL;
CREATE INDEX idx_sagsgang_til_gennemsyn ON sagsgang (til_gennemsyn)
    WHERE til_gennemsyn = 1;
"""

# What OCR read, word by word, and what was put right in it: nothing of it for what was read before.
_WORDS = """
CREATE TABLE sideord (
    id INTEGER PRIMARY KEY,
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE,
    side INTEGER NOT NULL,
    antal INTEGER NOT NULL,
    sikkerhed REAL NOT NULL,
    ord TEXT NOT NULL
) STRICT;
CREATE INDEX idx_sideord_dokument ON sideord (dokument, side);
CREATE TABLE rettelser (
    id INTEGER PRIMARY KEY,
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE,
    side INTEGER NOT NULL,
    linje INTEGER NOT NULL,
    art TEXT NOT NULL,
    laest TEXT NOT NULL,
    rettet TEXT NOT NULL,
    boks TEXT
) STRICT;
CREATE INDEX idx_rettelser_dokument ON rettelser (dokument, side);
CREATE INDEX idx_rettelser_art ON rettelser (art);
"""

# The search index without its own copy of the stems, and no index that another one covers.
# ``schema.py`` fills the search index.
_COMPACT = """
DROP TABLE soeg_fts;
DROP TABLE soeg_tekst;
CREATE VIRTUAL TABLE soeg_fts USING fts5 (
    titel, beslutning, tekst,
    content='', tokenize="unicode61 remove_diacritics 0", detail=full
);
DROP INDEX idx_fremmoede_person;
DROP INDEX idx_aendringer_adresse;
DROP INDEX idx_fremmoede_stedfortraeder_for_person;
CREATE INDEX idx_fremmoede_stedfortraeder_for_person ON fremmoede (stedfortraeder_for_person)
    WHERE stedfortraeder_for_person IS NOT NULL;
"""

STEPS: tuple[Step, ...] = (
    Step(version=2, sql=_LEDGER),
    Step(version=3, sql=_PUBLICATION),
    Step(version=4, sql=_SUBJECTS_AND_REVIEW),
    Step(version=5, sql=_WORDS),
    Step(version=6, sql=_COMPACT),
)
"""All steps in order, without a gap from ``OLDEST``."""

_VIEW = re.compile(r"^CREATE VIEW (\w+)", re.IGNORECASE)


def upgrade(conn: sqlite3.Connection, *, found: int, schema_sql: str) -> int:
    """Bring a database from schema ``found`` to that of the last step; gives its version.

    Runs inside the transaction that the caller holds: whatever goes wrong, and a death at any
    moment, leaves the database as it was.

    Args:
        conn: In a write transaction, with foreign keys off or deferred.
        found: The version that the database has.
        schema_sql: ``schema.sql``, for the views.
    """
    version = found
    for step in STEPS:
        if step.version != version + 1:
            continue
        for statement in split_statements(step.sql):
            conn.execute(statement)
        version = step.version
    if version != found:
        _make_views(conn, schema_sql)
        conn.execute("UPDATE _meta SET vaerdi = ? WHERE noegle = 'skemaversion'", (str(version),))
        # No parameter is taken here; the value is a number of ours.
        conn.execute(f"PRAGMA user_version = {version:d}")
    return version


def split_statements(sql: str) -> Iterator[str]:
    """The statements of a script, one by one.

    ``executescript`` would commit first, so that a death half way left half a schema.
    """
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _make_views(conn: sqlite3.Connection, schema_sql: str) -> None:
    views = conn.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall()
    for (name,) in views:
        conn.execute(f'DROP VIEW "{name}"')
    for statement in split_statements(schema_sql):
        bare = _without_comments(statement)
        if _VIEW.match(bare):
            conn.execute(statement)


def _without_comments(statement: str) -> str:
    lines = (line for line in statement.splitlines() if not line.lstrip().startswith("--"))
    return "\n".join(lines).lstrip()
