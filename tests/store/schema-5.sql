-- A database as schema 5 made it, with the words that OCR read, but for the names of KLE. Frozen: never change it.

PRAGMA application_id = 0x52667274;
PRAGMA user_version = 5;
CREATE TABLE _meta (
    noegle TEXT PRIMARY KEY,
    vaerdi TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE koersler (
    id INTEGER PRIMARY KEY,
    kommando TEXT NOT NULL,
    program TEXT NOT NULL,
    model TEXT NOT NULL,
    startet TEXT NOT NULL,
    sluttet TEXT,
    gemt INTEGER,
    sprunget_over INTEGER,
    fejlet INTEGER,
    sider INTEGER,
    punkter INTEGER,
    beslutninger INTEGER,
    sekunder REAL,
    listet INTEGER,
    hentet INTEGER,
    afventer INTEGER,
    kilder_fejlet INTEGER,
    besked TEXT
) STRICT;
CREATE TABLE kommuner (
    id INTEGER PRIMARY KEY,
    kommunekode INTEGER UNIQUE,
    navn TEXT NOT NULL UNIQUE,
    officielt_navn TEXT,
    region TEXT,
    type TEXT
) STRICT;
CREATE TABLE udvalg (
    id INTEGER PRIMARY KEY,
    kommune INTEGER REFERENCES kommuner (id),
    navn TEXT NOT NULL
) STRICT;
CREATE TABLE personer (
    id INTEGER PRIMARY KEY,
    kommune INTEGER REFERENCES kommuner (id),
    navn TEXT NOT NULL
) STRICT;
CREATE TABLE sagsnumre (
    id INTEGER PRIMARY KEY,
    kommune INTEGER REFERENCES kommuner (id),
    sagsnummer TEXT NOT NULL,
    soegenoegle TEXT NOT NULL,
    soegenoegle_kort TEXT NOT NULL,
    type TEXT NOT NULL
, emne TEXT GENERATED ALWAYS AS (CASE
    WHEN sagsnummer GLOB '[0-9][0-9].[0-9][0-9].[0-9][0-9]*'
    AND NOT sagsnummer GLOB '????????[0-9]*' THEN substr(sagsnummer, 1, 8) END) VIRTUAL, moedefacet INTEGER GENERATED ALWAYS AS (
    sagsnummer GLOB '[0-9][0-9].[0-9][0-9].[0-9][0-9]P35*'
    OR sagsnummer GLOB '[0-9][0-9].[0-9][0-9].[0-9][0-9]-P35*') VIRTUAL) STRICT;
CREATE TABLE udfald (
    id TEXT PRIMARY KEY,
    navn TEXT NOT NULL,
    beskrivelse TEXT NOT NULL,
    raekkefoelge INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE dokumenter (
    id INTEGER PRIMARY KEY,
    titel TEXT NOT NULL,
    dokumenttype TEXT NOT NULL,
    kommune INTEGER REFERENCES kommuner (id),
    sti TEXT NOT NULL UNIQUE,
    url TEXT,
    hentet TEXT,
    filtype TEXT NOT NULL,
    stoerrelse INTEGER NOT NULL,
    antal_sider INTEGER NOT NULL,
    sider_med_ocr INTEGER NOT NULL,
    sikkerhed REAL NOT NULL,
    sha256 TEXT NOT NULL UNIQUE,
    program TEXT NOT NULL,
    model TEXT NOT NULL,
    koersel INTEGER NOT NULL REFERENCES koersler (id),
    gaeldende INTEGER NOT NULL DEFAULT 1 CHECK (gaeldende IN (0, 1)),
    erstattet_af INTEGER REFERENCES dokumenter (id) ON DELETE SET NULL,
    kildedokument INTEGER REFERENCES kildedokumenter (id) ON DELETE SET NULL,
    offentlig_sti TEXT,
    teksthash TEXT,
    umaskeret INTEGER NOT NULL DEFAULT 0 CHECK (umaskeret IN (0, 1))
) STRICT;
CREATE TABLE sider (
    id INTEGER PRIMARY KEY,
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE,
    nummer INTEGER NOT NULL,
    bredde REAL NOT NULL,
    hoejde REAL NOT NULL,
    kilde TEXT NOT NULL,
    begrundelse TEXT NOT NULL,
    sikkerhed REAL NOT NULL,
    motor TEXT,
    tekst TEXT NOT NULL
) STRICT;
CREATE TABLE moeder (
    id INTEGER PRIMARY KEY,
    titel TEXT NOT NULL,
    kommune INTEGER REFERENCES kommuner (id),
    udvalg INTEGER REFERENCES udvalg (id),
    dato TEXT,
    start TEXT,
    slut TEXT,
    sted TEXT,
    dokumentnumre TEXT,
    aar INTEGER,
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE,
    side INTEGER,
    linje INTEGER,
    boks TEXT,
    kilde TEXT,
    sikkerhed REAL
, til_gennemsyn INTEGER GENERATED ALWAYS AS (sikkerhed < 0.5) VIRTUAL) STRICT;
CREATE TABLE feltkilder (
    id INTEGER PRIMARY KEY,
    felt TEXT NOT NULL,
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE,
    side INTEGER NOT NULL,
    linje INTEGER NOT NULL,
    boks TEXT,
    kilde TEXT NOT NULL,
    sikkerhed REAL NOT NULL
, til_gennemsyn INTEGER GENERATED ALWAYS AS (sikkerhed < 0.5) VIRTUAL) STRICT;
CREATE TABLE punkter (
    id INTEGER PRIMARY KEY,
    dato TEXT,
    kommune INTEGER REFERENCES kommuner (id),
    udvalg INTEGER REFERENCES udvalg (id),
    nr TEXT,
    titel TEXT NOT NULL,
    sagsnumre TEXT NOT NULL,
    lukket INTEGER NOT NULL CHECK (lukket IN (0, 1)),
    moede INTEGER NOT NULL REFERENCES moeder (id) ON DELETE CASCADE,
    raekkefoelge INTEGER NOT NULL,
    aar INTEGER,
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE,
    side INTEGER NOT NULL,
    linje INTEGER NOT NULL,
    boks TEXT,
    kilde TEXT NOT NULL,
    sikkerhed REAL NOT NULL
, til_gennemsyn INTEGER GENERATED ALWAYS AS (sikkerhed < 0.5) VIRTUAL) STRICT;
CREATE TABLE afsnit (
    id INTEGER PRIMARY KEY,
    punkt INTEGER NOT NULL REFERENCES punkter (id) ON DELETE CASCADE,
    raekkefoelge INTEGER NOT NULL,
    type TEXT NOT NULL,
    overskrift TEXT,
    tekst TEXT NOT NULL,
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE,
    side INTEGER NOT NULL,
    linje INTEGER NOT NULL,
    boks TEXT,
    kilde TEXT NOT NULL,
    sikkerhed REAL NOT NULL
, til_gennemsyn INTEGER GENERATED ALWAYS AS (sikkerhed < 0.5) VIRTUAL) STRICT;
CREATE TABLE beslutninger (
    id INTEGER PRIMARY KEY,
    dato TEXT,
    kommune INTEGER REFERENCES kommuner (id),
    udvalg INTEGER REFERENCES udvalg (id),
    titel TEXT NOT NULL,
    tekst TEXT NOT NULL,
    foerste_udfald TEXT REFERENCES udfald (id),
    sagsnumre TEXT NOT NULL,
    punkt INTEGER NOT NULL UNIQUE REFERENCES punkter (id) ON DELETE CASCADE,
    aar INTEGER,
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE,
    side INTEGER NOT NULL,
    linje INTEGER NOT NULL,
    boks TEXT,
    kilde TEXT NOT NULL,
    sikkerhed REAL NOT NULL
, til_gennemsyn INTEGER GENERATED ALWAYS AS (sikkerhed < 0.5) VIRTUAL) STRICT;
CREATE TABLE beslutning_udfald (
    id INTEGER PRIMARY KEY,
    beslutning INTEGER NOT NULL REFERENCES beslutninger (id) ON DELETE CASCADE,
    udfald TEXT NOT NULL REFERENCES udfald (id),
    raekkefoelge INTEGER NOT NULL,
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE
) STRICT;
CREATE TABLE afstemninger (
    id INTEGER PRIMARY KEY,
    beslutning INTEGER NOT NULL UNIQUE REFERENCES beslutninger (id) ON DELETE CASCADE,
    antal_for INTEGER,
    antal_imod INTEGER,
    antal_undlod INTEGER,
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE
) STRICT;
CREATE TABLE stemmer (
    id INTEGER PRIMARY KEY,
    afstemning INTEGER NOT NULL REFERENCES afstemninger (id) ON DELETE CASCADE,
    raekkefoelge INTEGER NOT NULL,
    stemme TEXT NOT NULL,
    antal INTEGER,
    parti TEXT,
    navn TEXT,
    person INTEGER REFERENCES personer (id),
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE
) STRICT;
CREATE TABLE punkt_sagsnumre (
    id INTEGER PRIMARY KEY,
    punkt INTEGER NOT NULL REFERENCES punkter (id) ON DELETE CASCADE,
    sagsnummer INTEGER NOT NULL REFERENCES sagsnumre (id),
    raekkefoelge INTEGER NOT NULL,
    trykt TEXT NOT NULL,
    moedesag INTEGER NOT NULL CHECK (moedesag IN (0, 1)),
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE,
    side INTEGER NOT NULL,
    linje INTEGER NOT NULL,
    boks TEXT,
    kilde TEXT NOT NULL,
    sikkerhed REAL NOT NULL
, til_gennemsyn INTEGER GENERATED ALWAYS AS (sikkerhed < 0.5) VIRTUAL) STRICT;
CREATE TABLE moede_sagsnumre (
    id INTEGER PRIMARY KEY,
    moede INTEGER NOT NULL REFERENCES moeder (id) ON DELETE CASCADE,
    sagsnummer INTEGER NOT NULL REFERENCES sagsnumre (id),
    raekkefoelge INTEGER NOT NULL,
    trykt TEXT NOT NULL,
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE,
    side INTEGER NOT NULL,
    linje INTEGER NOT NULL,
    boks TEXT,
    kilde TEXT NOT NULL,
    sikkerhed REAL NOT NULL
, til_gennemsyn INTEGER GENERATED ALWAYS AS (sikkerhed < 0.5) VIRTUAL) STRICT;
CREATE TABLE fremmoede (
    id INTEGER PRIMARY KEY,
    moede INTEGER NOT NULL REFERENCES moeder (id) ON DELETE CASCADE,
    raekkefoelge INTEGER NOT NULL,
    person INTEGER NOT NULL REFERENCES personer (id),
    navn TEXT NOT NULL,
    status TEXT NOT NULL,
    rolle TEXT,
    parti TEXT,
    stedfortraeder_for TEXT,
    stedfortraeder_for_person INTEGER REFERENCES personer (id),
    ankom TEXT,
    gik TEXT,
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE,
    side INTEGER NOT NULL,
    linje INTEGER NOT NULL,
    boks TEXT,
    kilde TEXT NOT NULL,
    sikkerhed REAL NOT NULL
, til_gennemsyn INTEGER GENERATED ALWAYS AS (sikkerhed < 0.5) VIRTUAL) STRICT;
CREATE TABLE fravaer (
    id INTEGER PRIMARY KEY,
    punkt INTEGER NOT NULL REFERENCES punkter (id) ON DELETE CASCADE,
    raekkefoelge INTEGER NOT NULL,
    person INTEGER NOT NULL REFERENCES personer (id),
    navn TEXT NOT NULL,
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE,
    side INTEGER NOT NULL,
    linje INTEGER NOT NULL,
    boks TEXT,
    kilde TEXT NOT NULL,
    sikkerhed REAL NOT NULL
, til_gennemsyn INTEGER GENERATED ALWAYS AS (sikkerhed < 0.5) VIRTUAL) STRICT;
CREATE TABLE bilag (
    id INTEGER PRIMARY KEY,
    punkt INTEGER NOT NULL REFERENCES punkter (id) ON DELETE CASCADE,
    raekkefoelge INTEGER NOT NULL,
    titel TEXT NOT NULL,
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE,
    side INTEGER NOT NULL,
    linje INTEGER NOT NULL,
    boks TEXT,
    kilde TEXT NOT NULL,
    sikkerhed REAL NOT NULL
, til_gennemsyn INTEGER GENERATED ALWAYS AS (sikkerhed < 0.5) VIRTUAL) STRICT;
CREATE TABLE sagsgang (
    id INTEGER PRIMARY KEY,
    punkt INTEGER NOT NULL REFERENCES punkter (id) ON DELETE CASCADE,
    raekkefoelge INTEGER NOT NULL,
    udvalg TEXT NOT NULL,
    dato TEXT,
    nr TEXT,
    tekst TEXT,
    udfald TEXT NOT NULL,
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE,
    side INTEGER NOT NULL,
    linje INTEGER NOT NULL,
    boks TEXT,
    kilde TEXT NOT NULL,
    sikkerhed REAL NOT NULL
, til_gennemsyn INTEGER GENERATED ALWAYS AS (sikkerhed < 0.5) VIRTUAL) STRICT;
CREATE TABLE problemer (
    id INTEGER PRIMARY KEY,
    kode TEXT NOT NULL,
    alvor TEXT NOT NULL,
    sti TEXT NOT NULL,
    side INTEGER,
    besked TEXT NOT NULL,
    raad TEXT NOT NULL,
    dokument INTEGER REFERENCES dokumenter (id) ON DELETE CASCADE,
    sha256 TEXT,
    koersel INTEGER NOT NULL REFERENCES koersler (id),
    kilde TEXT REFERENCES kilder (id) ON DELETE CASCADE
) STRICT;
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
CREATE TABLE maskeringer (
    id INTEGER PRIMARY KEY,
    art TEXT NOT NULL,
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE,
    side INTEGER NOT NULL,
    linje INTEGER NOT NULL,
    boks TEXT
) STRICT;
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
CREATE VIRTUAL TABLE punkter_fts USING fts5 (
    titel, sagsnumre,
    content="punkter", content_rowid="id", tokenize="unicode61 remove_diacritics 0", detail=full
);
CREATE VIRTUAL TABLE afsnit_fts USING fts5 (
    overskrift, tekst,
    content="afsnit", content_rowid="id", tokenize="unicode61 remove_diacritics 0", detail=full
);
CREATE VIRTUAL TABLE beslutninger_fts USING fts5 (
    titel, tekst, sagsnumre,
    content="beslutninger", content_rowid="id", tokenize="unicode61 remove_diacritics 0",
    detail=full
);
CREATE TABLE rammer (
    id INTEGER PRIMARY KEY,
    tabel TEXT NOT NULL,
    raekke INTEGER NOT NULL,
    side INTEGER NOT NULL,
    boks TEXT NOT NULL,
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE
) STRICT;
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
CREATE TABLE aendringer (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tid TEXT NOT NULL,
    haendelse TEXT NOT NULL,
    slags TEXT NOT NULL,
    adresse TEXT NOT NULL,
    viser_til TEXT
) STRICT;
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
CREATE TABLE soeg_fjernet (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    plads INTEGER NOT NULL
) STRICT;
CREATE VIRTUAL TABLE soeg_fts USING fts5 (
    titel, beslutning, tekst,
    content="soeg_tekst", content_rowid="plads", tokenize="unicode61 remove_diacritics 0",
    detail=full
);
CREATE INDEX idx_udvalg_kommune ON udvalg (kommune, navn);
CREATE INDEX idx_personer_kommune ON personer (kommune, navn);
CREATE INDEX idx_personer_navn ON personer (navn);
CREATE INDEX idx_sagsnumre_kommune ON sagsnumre (kommune);
CREATE INDEX idx_sagsnumre_sagsnummer ON sagsnumre (sagsnummer);
CREATE INDEX idx_sagsnumre_soegenoegle ON sagsnumre (soegenoegle);
CREATE INDEX idx_sagsnumre_soegenoegle_kort ON sagsnumre (soegenoegle_kort);
CREATE INDEX idx_sagsnumre_type ON sagsnumre (type);
CREATE INDEX idx_dokumenter_erstattet_af ON dokumenter (erstattet_af);
CREATE INDEX idx_dokumenter_kildedokument ON dokumenter (kildedokument);
CREATE INDEX idx_dokumenter_umaskeret ON dokumenter (umaskeret) WHERE umaskeret = 1;
CREATE INDEX idx_dokumenter_kommune ON dokumenter (kommune);
CREATE INDEX idx_dokumenter_dokumenttype ON dokumenter (dokumenttype);
CREATE INDEX idx_dokumenter_filtype ON dokumenter (filtype);
CREATE INDEX idx_dokumenter_koersel ON dokumenter (koersel);
CREATE INDEX idx_sider_dokument ON sider (dokument, nummer);
CREATE INDEX idx_sider_kilde ON sider (kilde);
CREATE INDEX idx_moeder_dokument ON moeder (dokument);
CREATE INDEX idx_moeder_kommune ON moeder (kommune, dato);
CREATE INDEX idx_moeder_udvalg ON moeder (udvalg, dato);
CREATE INDEX idx_moeder_dato ON moeder (dato);
CREATE INDEX idx_moeder_aar ON moeder (aar);
CREATE INDEX idx_feltkilder_dokument ON feltkilder (dokument, felt);
CREATE INDEX idx_punkter_moede ON punkter (moede, raekkefoelge);
CREATE INDEX idx_punkter_dokument ON punkter (dokument);
CREATE INDEX idx_punkter_kommune ON punkter (kommune, dato);
CREATE INDEX idx_punkter_udvalg ON punkter (udvalg, dato);
CREATE INDEX idx_punkter_dato ON punkter (dato);
CREATE INDEX idx_punkter_aar ON punkter (aar);
CREATE INDEX idx_punkter_lukket ON punkter (lukket);
CREATE INDEX idx_afsnit_punkt ON afsnit (punkt, raekkefoelge);
CREATE INDEX idx_afsnit_dokument ON afsnit (dokument);
CREATE INDEX idx_afsnit_type ON afsnit (type);
CREATE INDEX idx_beslutninger_dokument ON beslutninger (dokument);
CREATE INDEX idx_beslutninger_kommune ON beslutninger (kommune, foerste_udfald, dato);
CREATE INDEX idx_beslutninger_udvalg ON beslutninger (udvalg, dato);
CREATE INDEX idx_beslutninger_foerste_udfald ON beslutninger (foerste_udfald, dato);
CREATE INDEX idx_beslutninger_dato ON beslutninger (dato);
CREATE INDEX idx_beslutninger_aar ON beslutninger (aar);
CREATE INDEX idx_beslutning_udfald_beslutning ON beslutning_udfald (beslutning, raekkefoelge);
CREATE INDEX idx_beslutning_udfald_udfald ON beslutning_udfald (udfald);
CREATE INDEX idx_beslutning_udfald_dokument ON beslutning_udfald (dokument);
CREATE INDEX idx_afstemninger_dokument ON afstemninger (dokument);
CREATE INDEX idx_stemmer_afstemning ON stemmer (afstemning, raekkefoelge);
CREATE INDEX idx_stemmer_person ON stemmer (person);
CREATE INDEX idx_stemmer_dokument ON stemmer (dokument);
CREATE INDEX idx_stemmer_parti ON stemmer (parti);
CREATE INDEX idx_stemmer_stemme ON stemmer (stemme);
CREATE INDEX idx_punkt_sagsnumre_punkt ON punkt_sagsnumre (punkt, raekkefoelge);
CREATE INDEX idx_punkt_sagsnumre_sagsnummer ON punkt_sagsnumre (sagsnummer);
CREATE INDEX idx_punkt_sagsnumre_dokument ON punkt_sagsnumre (dokument);
CREATE INDEX idx_moede_sagsnumre_moede ON moede_sagsnumre (moede, raekkefoelge);
CREATE INDEX idx_moede_sagsnumre_sagsnummer ON moede_sagsnumre (sagsnummer);
CREATE INDEX idx_moede_sagsnumre_dokument ON moede_sagsnumre (dokument);
CREATE INDEX idx_fremmoede_moede ON fremmoede (moede, raekkefoelge);
CREATE INDEX idx_fremmoede_person ON fremmoede (person);
CREATE INDEX idx_fremmoede_stedfortraeder_for_person ON fremmoede (stedfortraeder_for_person);
CREATE INDEX idx_fremmoede_dokument ON fremmoede (dokument);
CREATE INDEX idx_fremmoede_status ON fremmoede (status);
CREATE INDEX idx_fremmoede_parti ON fremmoede (parti);
CREATE INDEX idx_fremmoede_rolle ON fremmoede (rolle);
CREATE INDEX idx_fravaer_punkt ON fravaer (punkt, raekkefoelge);
CREATE INDEX idx_fravaer_person ON fravaer (person);
CREATE INDEX idx_fravaer_dokument ON fravaer (dokument);
CREATE INDEX idx_bilag_punkt ON bilag (punkt, raekkefoelge);
CREATE INDEX idx_bilag_dokument ON bilag (dokument);
CREATE INDEX idx_sagsgang_punkt ON sagsgang (punkt, raekkefoelge);
CREATE INDEX idx_sagsgang_dokument ON sagsgang (dokument);
CREATE INDEX idx_problemer_kilde ON problemer (kilde);
CREATE INDEX idx_problemer_dokument ON problemer (dokument);
CREATE INDEX idx_problemer_koersel ON problemer (koersel);
CREATE INDEX idx_problemer_kode ON problemer (kode);
CREATE INDEX idx_problemer_alvor ON problemer (alvor);
CREATE INDEX idx_problemer_sti ON problemer (sti);
CREATE INDEX idx_kilder_kommune ON kilder (kommune);
CREATE INDEX idx_kilder_art ON kilder (art);
CREATE INDEX idx_kildedokumenter_kilde ON kildedokumenter (kilde, tilstand);
CREATE INDEX idx_kildedokumenter_tilstand ON kildedokumenter (tilstand);
CREATE INDEX idx_kildedokumenter_dokument ON kildedokumenter (dokument);
CREATE INDEX idx_kildedokumenter_dato ON kildedokumenter (dato);
CREATE INDEX idx_udgaver_kildedokument ON udgaver (kildedokument, nr);
CREATE INDEX idx_udgaver_dokument ON udgaver (dokument);
CREATE INDEX idx_udgaver_erstattet_af ON udgaver (erstattet_af);
CREATE INDEX idx_udgaver_koersel ON udgaver (koersel);
CREATE INDEX idx_udgaver_genlaeses ON udgaver (genlaeses) WHERE genlaeses = 1;
CREATE INDEX idx_kvalitet_kilde ON kvalitet (kilde, koersel);
CREATE INDEX idx_kvalitet_koersel ON kvalitet (koersel);
CREATE INDEX idx_kvalitet_dom ON kvalitet (dom);
CREATE INDEX idx_portalfelter_punkt ON portalfelter (punkt);
CREATE INDEX idx_portalfelter_dokument ON portalfelter (dokument);
CREATE INDEX idx_portalfelter_enig ON portalfelter (enig);
CREATE INDEX idx_maskeringer_dokument ON maskeringer (dokument);
CREATE INDEX idx_maskeringer_art ON maskeringer (art);
CREATE INDEX idx_tilbageholdelser_kommune ON tilbageholdelser (kommune);
CREATE INDEX idx_tilbageholdelser_art ON tilbageholdelser (art);
CREATE INDEX idx_rammer_raekke ON rammer (raekke, tabel);
CREATE INDEX idx_rammer_dokument ON rammer (dokument);
CREATE INDEX idx_adresser_moede ON adresser (moede);
CREATE INDEX idx_adresser_punkt ON adresser (punkt);
CREATE INDEX idx_adresser_foerst_set ON adresser (foerst_set);
CREATE INDEX idx_aendringer_adresse ON aendringer (adresse);
CREATE INDEX idx_moede_tal_kommune ON moede_tal (kommune, udvalg, aar);
CREATE INDEX idx_moede_tal_udvalg ON moede_tal (udvalg);
CREATE INDEX idx_sag_tal_kommune ON sag_tal (kommune, dage);
CREATE INDEX idx_sag_tal_organer ON sag_tal (organer, behandlinger);
CREATE INDEX idx_sag_tal_dage ON sag_tal (dage);
CREATE INDEX idx_soeg_punkt ON soeg (punkt);
CREATE INDEX idx_soeg_dokument ON soeg (dokument);
CREATE INDEX idx_soeg_kommune ON soeg (kommune, dag);
CREATE INDEX idx_soeg_emne ON soeg (emne, dag);
CREATE INDEX idx_fremmoede_person_tal ON fremmoede (person, status, moede);
CREATE INDEX idx_soeg_dag ON soeg (dag, beslutning, dagsorden, udfald);
CREATE INDEX idx_soeg_ord_stamme ON soeg_ord (stamme);
CREATE INDEX idx_soeg_ord_bagfra ON soeg_ord (bagfra);
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
CREATE INDEX idx_sagsnumre_emne ON sagsnumre (emne) WHERE emne IS NOT NULL;
CREATE INDEX idx_moeder_til_gennemsyn ON moeder (til_gennemsyn)
    WHERE til_gennemsyn = 1;
CREATE INDEX idx_feltkilder_til_gennemsyn ON feltkilder (til_gennemsyn)
    WHERE til_gennemsyn = 1;
CREATE INDEX idx_punkter_til_gennemsyn ON punkter (til_gennemsyn)
    WHERE til_gennemsyn = 1;
CREATE INDEX idx_afsnit_til_gennemsyn ON afsnit (til_gennemsyn)
    WHERE til_gennemsyn = 1;
CREATE INDEX idx_beslutninger_til_gennemsyn ON beslutninger (til_gennemsyn)
    WHERE til_gennemsyn = 1;
CREATE INDEX idx_punkt_sagsnumre_til_gennemsyn ON punkt_sagsnumre (til_gennemsyn)
    WHERE til_gennemsyn = 1;
CREATE INDEX idx_moede_sagsnumre_til_gennemsyn ON moede_sagsnumre (til_gennemsyn)
    WHERE til_gennemsyn = 1;
CREATE INDEX idx_fremmoede_til_gennemsyn ON fremmoede (til_gennemsyn)
    WHERE til_gennemsyn = 1;
CREATE INDEX idx_fravaer_til_gennemsyn ON fravaer (til_gennemsyn)
    WHERE til_gennemsyn = 1;
CREATE INDEX idx_bilag_til_gennemsyn ON bilag (til_gennemsyn)
    WHERE til_gennemsyn = 1;
CREATE INDEX idx_sagsgang_til_gennemsyn ON sagsgang (til_gennemsyn)
    WHERE til_gennemsyn = 1;
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
CREATE VIEW beslutninger_flad AS
SELECT
    b.punkt AS punkt,
    k.navn AS kommune,
    u.navn AS udvalg,
    b.dato AS dato,
    p.nr AS nr,
    b.titel AS titel,
    b.sagsnumre AS sagsnumre,
    (SELECT group_concat(navn, ', ') FROM (
        SELECT f.navn AS navn FROM beslutning_udfald bu JOIN udfald f ON f.id = bu.udfald
        WHERE bu.beslutning = b.id ORDER BY bu.raekkefoelge)) AS udfald,
    b.tekst AS tekst,
    a.antal_for AS stemmer_for,
    a.antal_imod AS stemmer_imod,
    a.antal_undlod AS stemmer_undlod,
    p.lukket AS lukket,
    b.side AS side,
    d.sti AS sti,
    d.url AS url,
    b.kilde AS kilde,
    b.sikkerhed AS sikkerhed,
    b.dokument AS dokument
FROM beslutninger b
JOIN punkter p ON p.id = b.punkt
JOIN dokumenter d ON d.id = b.dokument
LEFT JOIN kommuner k ON k.id = b.kommune
LEFT JOIN udvalg u ON u.id = b.udvalg
LEFT JOIN afstemninger a ON a.beslutning = b.id;
CREATE VIEW fravaer_flad AS
SELECT
    pe.navn AS navn,
    k.navn AS kommune,
    u.navn AS udvalg,
    m.dato AS dato,
    'møde' AS omfang,
    f.status AS status,
    f.parti AS parti,
    NULL AS nr,
    NULL AS titel,
    NULL AS punkt,
    f.side AS side,
    d.sti AS sti,
    f.sikkerhed AS sikkerhed,
    f.person AS person,
    f.moede AS moede,
    f.dokument AS dokument
FROM fremmoede f
JOIN personer pe ON pe.id = f.person
JOIN moeder m ON m.id = f.moede
JOIN dokumenter d ON d.id = f.dokument
LEFT JOIN kommuner k ON k.id = m.kommune
LEFT JOIN udvalg u ON u.id = m.udvalg
WHERE f.status <> 'til_stede'
UNION ALL
SELECT
    pe.navn, k.navn, u.navn, p.dato, 'punkt', 'fravaerende', NULL, p.nr, p.titel, p.id,
    f.side, d.sti, f.sikkerhed, f.person, p.moede, f.dokument
FROM fravaer f
JOIN personer pe ON pe.id = f.person
JOIN punkter p ON p.id = f.punkt
JOIN dokumenter d ON d.id = f.dokument
LEFT JOIN kommuner k ON k.id = p.kommune
LEFT JOIN udvalg u ON u.id = p.udvalg;
CREATE VIEW sager_flad AS
SELECT
    s.sagsnummer AS sagsnummer,
    k.navn AS kommune,
    u.navn AS udvalg,
    p.dato AS dato,
    p.nr AS nr,
    p.titel AS titel,
    (SELECT group_concat(navn, ', ') FROM (
        SELECT f.navn AS navn FROM beslutning_udfald bu JOIN udfald f ON f.id = bu.udfald
        WHERE bu.beslutning = p.id ORDER BY bu.raekkefoelge)) AS udfald,
    b.tekst AS beslutning,
    ps.moedesag AS moedesag,
    p.side AS side,
    d.sti AS sti,
    ps.sikkerhed AS sikkerhed,
    p.id AS punkt,
    s.id AS sag,
    p.dokument AS dokument,
    s.emne AS emne,
    coalesce(e.titel, g.titel, h.titel) AS emne_titel
FROM punkt_sagsnumre ps
JOIN sagsnumre s ON s.id = ps.sagsnummer
JOIN punkter p ON p.id = ps.punkt
JOIN dokumenter d ON d.id = p.dokument
LEFT JOIN beslutninger b ON b.punkt = p.id
LEFT JOIN kommuner k ON k.id = p.kommune
LEFT JOIN udvalg u ON u.id = p.udvalg
LEFT JOIN kle_emner e ON e.nr = s.emne
LEFT JOIN kle_grupper g ON g.nr = substr(s.emne, 1, 5)
LEFT JOIN kle_hovedgrupper h ON h.nr = substr(s.emne, 1, 2);
CREATE VIEW punkt_emner AS
SELECT
    ps.punkt AS punkt,
    s.sagsnummer AS sagsnummer,
    s.emne AS emne,
    coalesce(e.titel, g.titel, h.titel) AS titel,
    CASE
        WHEN e.nr IS NOT NULL THEN 'emne'
        WHEN g.nr IS NOT NULL THEN 'gruppe'
        WHEN h.nr IS NOT NULL THEN 'hovedgruppe'
    END AS niveau,
    substr(s.emne, 1, 5) AS gruppe,
    substr(s.emne, 1, 2) AS hovedgruppe,
    ps.moedesag = 0 AND s.moedefacet = 0 AS punktets,
    ps.sikkerhed AS sikkerhed,
    s.id AS sag,
    ps.dokument AS dokument
FROM punkt_sagsnumre ps
JOIN sagsnumre s ON s.id = ps.sagsnummer
LEFT JOIN kle_emner e ON e.nr = s.emne
LEFT JOIN kle_grupper g ON g.nr = substr(s.emne, 1, 5)
LEFT JOIN kle_hovedgrupper h ON h.nr = substr(s.emne, 1, 2)
WHERE s.emne IS NOT NULL;
CREATE VIEW kildestatus AS
SELECT
    s.id AS kilde,
    s.navn AS navn,
    k.navn AS kommune,
    CASE
        WHEN s.ophoert = 1 THEN 'ophørt'
        WHEN s.fejl_i_traek > 0 THEN 'fejler'
        WHEN s.seneste_succes IS NULL THEN 'aldrig'
        WHEN abs(julianday('now') - julianday(s.seneste_succes)) > 1.5 THEN 'forældet'
        ELSE 'ok'
    END AS tilstand,
    round((julianday('now') - julianday(s.seneste_succes)) * 24, 1) AS timer_siden,
    s.seneste_succes AS seneste_succes,
    s.seneste_nye AS seneste_nye,
    s.fejl_i_traek AS fejl_i_traek,
    s.antal_listet AS antal_listet,
    (SELECT count(*) FROM kildedokumenter d WHERE d.kilde = s.id AND d.tilstand = 'afventer') AS afventer,
    s.besked AS besked,
    s.raad AS raad
FROM kilder s
LEFT JOIN kommuner k ON k.id = s.kommune;
CREATE VIEW daekning AS
SELECT
    k.navn AS kommune,
    d.udvalg AS udvalg,
    substr(d.dato, 1, 7) AS maaned,
    count(*) AS listet,
    sum(d.sha256 IS NOT NULL) AS hentet,
    sum(d.dokument IS NOT NULL) AS struktureret,
    sum(d.tilstand = 'fejlet') AS fejlet,
    sum(d.tilstand = 'afventer') AS afventer,
    sum(d.tilstand = 'tilbageholdt') AS tilbageholdt,
    sum(d.forsvundet IS NOT NULL) AS forsvundet,
    d.kilde AS kilde
FROM kildedokumenter d
JOIN kilder s ON s.id = d.kilde
LEFT JOIN dokumenter o ON o.id = d.dokument
LEFT JOIN kommuner k ON k.id = coalesce(s.kommune, o.kommune)
GROUP BY d.kilde, k.id, d.udvalg, substr(d.dato, 1, 7);
CREATE VIEW oparl_meeting AS
SELECT
    a.adresse AS id,
    m.titel AS name,
    m.dato || coalesce('T' || m.start, '') AS start,
    m.dato || 'T' || m.slut AS end_,
    m.sted AS location,
    u.navn AS organization,
    k.navn AS body
FROM moeder m
LEFT JOIN adresser a ON a.moede = m.id AND a.slags = 'moede' AND a.viser_til IS NULL
LEFT JOIN udvalg u ON u.id = m.udvalg
LEFT JOIN kommuner k ON k.id = m.kommune;
CREATE VIEW oparl_agendaitem AS
SELECT
    a.adresse AS id,
    p.moede AS meeting,
    p.nr AS number,
    p.raekkefoelge AS order_,
    p.titel AS name,
    1 - p.lukket AS public,
    (SELECT group_concat(bu.udfald, ', ') FROM beslutning_udfald bu WHERE bu.beslutning = p.id) AS result,
    b.tekst AS resolution_text
FROM punkter p
LEFT JOIN adresser a ON a.punkt = p.id AND a.viser_til IS NULL
LEFT JOIN beslutninger b ON b.punkt = p.id;
CREATE VIEW oparl_paper AS
SELECT
    s.sagsnummer AS reference,
    t.titel AS name,
    k.navn AS body,
    t.foerste AS date,
    t.behandlinger AS consultations
FROM sag_tal t
JOIN sagsnumre s ON s.id = t.sag
LEFT JOIN kommuner k ON k.id = t.kommune;
INSERT INTO _meta (noegle, vaerdi) VALUES ('skemaversion', '5');
INSERT INTO koersler (id, kommando, program, model, startet, sluttet, gemt, sprunget_over, fejlet, sider, punkter, beslutninger, sekunder, listet, hentet, afventer, kilder_fejlet, besked) VALUES (1, 'ingest', '0.1.0', 'da_referat 0.1.0', '2026-01-02T00:00:00+00:00', '2026-01-02T01:00:00+00:00', 1, 0, 1, 2, 2, 2, 1.0, NULL, NULL, NULL, NULL, NULL);
INSERT INTO kommuner (id, kommunekode, navn, officielt_navn, region, type) VALUES (101, 101, 'København', 'Københavns Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner (id, kommunekode, navn, officielt_navn, region, type) VALUES (147, 147, 'Frederiksberg', 'Frederiksberg Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner (id, kommunekode, navn, officielt_navn, region, type) VALUES (151, 151, 'Ballerup', 'Ballerup Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner (id, kommunekode, navn, officielt_navn, region, type) VALUES (153, 153, 'Brøndby', 'Brøndby Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner (id, kommunekode, navn, officielt_navn, region, type) VALUES (155, 155, 'Dragør', 'Dragør Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner (id, kommunekode, navn, officielt_navn, region, type) VALUES (157, 157, 'Gentofte', 'Gentofte Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner (id, kommunekode, navn, officielt_navn, region, type) VALUES (159, 159, 'Gladsaxe', 'Gladsaxe Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner (id, kommunekode, navn, officielt_navn, region, type) VALUES (161, 161, 'Glostrup', 'Glostrup Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner (id, kommunekode, navn, officielt_navn, region, type) VALUES (163, 163, 'Herlev', 'Herlev Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner (id, kommunekode, navn, officielt_navn, region, type) VALUES (165, 165, 'Albertslund', 'Albertslund Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner (id, kommunekode, navn, officielt_navn, region, type) VALUES (167, 167, 'Hvidovre', 'Hvidovre Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner (id, kommunekode, navn, officielt_navn, region, type) VALUES (169, 169, 'Høje-Taastrup', 'Høje-Taastrup Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner (id, kommunekode, navn, officielt_navn, region, type) VALUES (173, 173, 'Lyngby-Taarbæk', 'Lyngby-Taarbæk Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner (id, kommunekode, navn, officielt_navn, region, type) VALUES (175, 175, 'Rødovre', 'Rødovre Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner (id, kommunekode, navn, officielt_navn, region, type) VALUES (183, 183, 'Ishøj', 'Ishøj Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner (id, kommunekode, navn, officielt_navn, region, type) VALUES (185, 185, 'Tårnby', 'Tårnby Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner (id, kommunekode, navn, officielt_navn, region, type) VALUES (187, 187, 'Vallensbæk', 'Vallensbæk Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner (id, kommunekode, navn, officielt_navn, region, type) VALUES (190, 190, 'Furesø', 'Furesø Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner (id, kommunekode, navn, officielt_navn, region, type) VALUES (791, 791, 'Viborg', 'Viborg Kommune', 'Region Midtjylland', 'kommune');
INSERT INTO udvalg (id, kommune, navn) VALUES (5434879802878355, 791, 'Teknikudvalget');
INSERT INTO udvalg (id, kommune, navn) VALUES (7694585460358017, 791, 'Byrådet');
INSERT INTO personer (id, kommune, navn) VALUES (1729112922935305, 791, 'Gro Vadum');
INSERT INTO personer (id, kommune, navn) VALUES (2574795681318860, 791, 'Ib Sandholm');
INSERT INTO personer (id, kommune, navn) VALUES (8653696452426857, 791, 'Ida Fjeld');
INSERT INTO sagsnumre (id, kommune, sagsnummer, soegenoegle, soegenoegle_kort, type) VALUES (868522856249659, 791, '15.40.00-P35-1-17', '154000P35117', '15400P35117', 'kle');
INSERT INTO sagsnumre (id, kommune, sagsnummer, soegenoegle, soegenoegle_kort, type) VALUES (3464407468967473, 791, '13/40000', '1340000', '1340000', 'acadre');
INSERT INTO sagsnumre (id, kommune, sagsnummer, soegenoegle, soegenoegle_kort, type) VALUES (4152066879963434, 791, '00.22.04-P35-9-20', '002204P35920', '0224P35920', 'kle');
INSERT INTO sagsnumre (id, kommune, sagsnummer, soegenoegle, soegenoegle_kort, type) VALUES (4971661467346143, 791, '00.01.00-P35-42-20', '000100P354220', '010P354220', 'kle');
INSERT INTO sagsnumre (id, kommune, sagsnummer, soegenoegle, soegenoegle_kort, type) VALUES (6220155891262319, 791, '82.02.00-G10-4-20', '820200G10420', '8220G10420', 'kle');
INSERT INTO sagsnumre (id, kommune, sagsnummer, soegenoegle, soegenoegle_kort, type) VALUES (8067130722221098, 791, '13/30382', '1330382', '1330382', 'acadre');
INSERT INTO udfald (id, navn, beskrivelse, raekkefoelge) VALUES ('afvist', 'Afvist', 'Afvist, forkastet eller nedstemt.', 11);
INSERT INTO udfald (id, navn, beskrivelse, raekkefoelge) VALUES ('anbefalet', 'Anbefalet', 'Sendt videre til et højere organ med en anbefaling.', 3);
INSERT INTO udfald (id, navn, beskrivelse, raekkefoelge) VALUES ('andet', 'Andet', 'En beslutning der ikke hører til nogen af de andre klasser.', 13);
INSERT INTO udfald (id, navn, beskrivelse, raekkefoelge) VALUES ('droeftet', 'Drøftet', 'Drøftet, uden at der blev besluttet mere.', 5);
INSERT INTO udfald (id, navn, beskrivelse, raekkefoelge) VALUES ('godkendt', 'Godkendt', 'Godkendt, vedtaget, tiltrådt eller bevilget.', 1);
INSERT INTO udfald (id, navn, beskrivelse, raekkefoelge) VALUES ('godkendt_med_aendringer', 'Godkendt med ændringer', 'Godkendt med en ændring, en tilføjelse eller en betingelse, eller kun delvis.', 2);
INSERT INTO udfald (id, navn, beskrivelse, raekkefoelge) VALUES ('orienteret', 'Orienteret', 'Mødet blev orienteret, uden at der blev besluttet mere.', 6);
INSERT INTO udfald (id, navn, beskrivelse, raekkefoelge) VALUES ('oversendt', 'Oversendt', 'Sendt til eller tilbage til en forvaltning, et andet organ eller en arbejdsgruppe.', 9);
INSERT INTO udfald (id, navn, beskrivelse, raekkefoelge) VALUES ('sendt_i_hoering', 'Sendt i høring', 'Sendt i høring.', 8);
INSERT INTO udfald (id, navn, beskrivelse, raekkefoelge) VALUES ('taget_til_efterretning', 'Taget til efterretning', 'Taget til efterretning.', 4);
INSERT INTO udfald (id, navn, beskrivelse, raekkefoelge) VALUES ('udgaaet', 'Udgået', 'Taget af dagsordenen, trukket tilbage eller bortfaldet.', 12);
INSERT INTO udfald (id, navn, beskrivelse, raekkefoelge) VALUES ('udsat', 'Udsat', 'Udsat til et senere møde.', 10);
INSERT INTO udfald (id, navn, beskrivelse, raekkefoelge) VALUES ('valgt', 'Valgt', 'Nogen blev valgt eller udpeget, eller organet konstituerede sig.', 7);
INSERT INTO dokumenter (id, titel, dokumenttype, kommune, sti, url, hentet, filtype, stoerrelse, antal_sider, sider_med_ocr, sikkerhed, sha256, program, model, koersel, gaeldende, erstattet_af, kildedokument, offentlig_sti, teksthash, umaskeret) VALUES (67686472329, 'Byrådet 2021-06-05', 'referat', 791, 'minutes/d.pdf', NULL, NULL, 'pdf', 1, 2, 1, 1.0, '18ac3e7343f016890c510e93f935261169d9e3f565436429830faf0934f4f8e4', '0.1.0', 'da_referat 0.1.0', 1, 1, NULL, NULL, NULL, NULL, 0);
INSERT INTO dokumenter (id, titel, dokumenttype, kommune, sti, url, hentet, filtype, stoerrelse, antal_sider, sider_med_ocr, sikkerhed, sha256, program, model, koersel, gaeldende, erstattet_af, kildedokument, offentlig_sti, teksthash, umaskeret) VALUES (84844962250, 'Teknikudvalget 2021-04-06', 'referat', 791, 'minutes/a.pdf', NULL, NULL, 'pdf', 1, 2, 1, 1.0, 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb', '0.1.0', 'da_referat 0.1.0', 1, 1, NULL, 77, NULL, NULL, 0);
INSERT INTO sider (id, dokument, nummer, bredde, hoejde, kilde, begrundelse, sikkerhed, motor, tekst) VALUES (6768647232900001, 67686472329, 1, 595.0, 842.0, 'tekstlag', 'siden har et tekstlag', 1.0, NULL, 'REFERAT
Teknikudvalget
1. Lokalplan for Havnen');
INSERT INTO sider (id, dokument, nummer, bredde, hoejde, kilde, begrundelse, sikkerhed, motor, tekst) VALUES (6768647232900002, 67686472329, 2, 595.0, 842.0, 'ocr', 'siden har et tekstlag', 1.0, NULL, 'Sagsfremstilling
Havnen skal bruges.
Godkendt.');
INSERT INTO sider (id, dokument, nummer, bredde, hoejde, kilde, begrundelse, sikkerhed, motor, tekst) VALUES (8484496225000001, 84844962250, 1, 595.0, 842.0, 'tekstlag', 'siden har et tekstlag', 1.0, NULL, '

');
INSERT INTO sider (id, dokument, nummer, bredde, hoejde, kilde, begrundelse, sikkerhed, motor, tekst) VALUES (8484496225000002, 84844962250, 2, 595.0, 842.0, 'ocr', 'siden har et tekstlag', 1.0, NULL, '

');
INSERT INTO moeder (id, titel, kommune, udvalg, dato, start, slut, sted, dokumentnumre, aar, dokument, side, linje, boks, kilde, sikkerhed) VALUES (67686472329, 'Byrådet 2021-06-05', 791, 7694585460358017, '2021-06-05', '16:00', '18:30', 'Mødelokale 2', '2021-000001', 2021, 67686472329, 1, 2, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO moeder (id, titel, kommune, udvalg, dato, start, slut, sted, dokumentnumre, aar, dokument, side, linje, boks, kilde, sikkerhed) VALUES (84844962250, 'Teknikudvalget 2021-04-06', 791, 5434879802878355, '2021-04-06', '16:00', '18:30', 'Mødelokale 2', '2021-000001', 2021, 84844962250, 1, 2, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO feltkilder (id, felt, dokument, side, linje, boks, kilde, sikkerhed) VALUES (6768647232900001, 'dato', 67686472329, 1, 2, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO feltkilder (id, felt, dokument, side, linje, boks, kilde, sikkerhed) VALUES (8484496225000001, 'dato', 84844962250, 1, 2, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO punkter (id, dato, kommune, udvalg, nr, titel, sagsnumre, lukket, moede, raekkefoelge, aar, dokument, side, linje, boks, kilde, sikkerhed) VALUES (6768647232900001, '2021-06-05', 791, 7694585460358017, '1', 'Godkendelse af dagsorden', '00.22.04-P35-9-20', 0, 67686472329, 1, 2021, 67686472329, 1, 1, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO punkter (id, dato, kommune, udvalg, nr, titel, sagsnumre, lukket, moede, raekkefoelge, aar, dokument, side, linje, boks, kilde, sikkerhed) VALUES (6768647232900002, '2021-06-05', 791, 7694585460358017, '2', 'Salg af grund', '82.02.00-G10-4-20', 0, 67686472329, 2, 2021, 67686472329, 1, 1, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO punkter (id, dato, kommune, udvalg, nr, titel, sagsnumre, lukket, moede, raekkefoelge, aar, dokument, side, linje, boks, kilde, sikkerhed) VALUES (6768647232900003, '2021-06-05', 791, 7694585460358017, '3', 'Orientering fra formanden', '00.22.04-P35-9-20', 0, 67686472329, 3, 2021, 67686472329, 1, 1, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO punkter (id, dato, kommune, udvalg, nr, titel, sagsnumre, lukket, moede, raekkefoelge, aar, dokument, side, linje, boks, kilde, sikkerhed) VALUES (6768647232900004, '2021-06-05', 791, 7694585460358017, '4', 'Forslag om flere bænke', '00.01.00-P35-42-20', 0, 67686472329, 4, 2021, 67686472329, 1, 1, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO punkter (id, dato, kommune, udvalg, nr, titel, sagsnumre, lukket, moede, raekkefoelge, aar, dokument, side, linje, boks, kilde, sikkerhed) VALUES (8484496225000001, '2021-04-06', 791, 5434879802878355, '1', 'Lokalplan for Havnen i Ræveå', '15.40.00-P35-1-17, 13/30382', 0, 84844962250, 1, 2021, 84844962250, 1, 1, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO punkter (id, dato, kommune, udvalg, nr, titel, sagsnumre, lukket, moede, raekkefoelge, aar, dokument, side, linje, boks, kilde, sikkerhed) VALUES (8484496225000002, '2021-04-06', 791, 5434879802878355, '2', 'Køb af ejendom', '13/40000', 1, 84844962250, 2, 2021, 84844962250, 1, 1, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO afsnit (id, punkt, raekkefoelge, type, overskrift, tekst, dokument, side, linje, boks, kilde, sikkerhed) VALUES (8484496225000001, 8484496225000001, 1, 'sagsfremstilling', 'Sagsfremstilling', 'Havnen skal bruges til boliger.', 84844962250, 2, 1, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO beslutninger (id, dato, kommune, udvalg, titel, tekst, foerste_udfald, sagsnumre, punkt, aar, dokument, side, linje, boks, kilde, sikkerhed) VALUES (8484496225000001, '2021-04-06', 791, 5434879802878355, 'Lokalplan for Havnen i Ræveå', 'Godkendt med den tilføjelse at kajen bevares. Støjkortet udsættes.', 'godkendt_med_aendringer', '15.40.00-P35-1-17, 13/30382', 8484496225000001, 2021, 84844962250, 2, 3, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO beslutninger (id, dato, kommune, udvalg, titel, tekst, foerste_udfald, sagsnumre, punkt, aar, dokument, side, linje, boks, kilde, sikkerhed) VALUES (8484496225000002, '2021-04-06', 791, 5434879802878355, 'Køb af ejendom', 'Godkendt.', 'godkendt', '13/40000', 8484496225000002, 2021, 84844962250, 2, 3, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO beslutning_udfald (id, beslutning, udfald, raekkefoelge, dokument) VALUES (8484496225000001, 8484496225000001, 'godkendt_med_aendringer', 1, 84844962250);
INSERT INTO beslutning_udfald (id, beslutning, udfald, raekkefoelge, dokument) VALUES (8484496225000002, 8484496225000001, 'udsat', 2, 84844962250);
INSERT INTO beslutning_udfald (id, beslutning, udfald, raekkefoelge, dokument) VALUES (8484496225000003, 8484496225000002, 'godkendt', 1, 84844962250);
INSERT INTO afstemninger (id, beslutning, antal_for, antal_imod, antal_undlod, dokument) VALUES (8484496225000001, 8484496225000001, 9, 2, NULL, 84844962250);
INSERT INTO stemmer (id, afstemning, raekkefoelge, stemme, antal, parti, navn, person, dokument) VALUES (8484496225000001, 8484496225000001, 1, 'for', 9, 'A', NULL, NULL, 84844962250);
INSERT INTO stemmer (id, afstemning, raekkefoelge, stemme, antal, parti, navn, person, dokument) VALUES (8484496225000002, 8484496225000001, 2, 'imod', NULL, NULL, 'Gro Vadum', 1729112922935305, 84844962250);
INSERT INTO punkt_sagsnumre (id, punkt, sagsnummer, raekkefoelge, trykt, moedesag, dokument, side, linje, boks, kilde, sikkerhed) VALUES (6768647232900001, 6768647232900001, 4152066879963434, 1, 'Sagsnr. 00.22.04-P35-9-20', 1, 67686472329, 1, 1, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO punkt_sagsnumre (id, punkt, sagsnummer, raekkefoelge, trykt, moedesag, dokument, side, linje, boks, kilde, sikkerhed) VALUES (6768647232900002, 6768647232900002, 6220155891262319, 1, 'Sagsnr. 82.02.00-G10-4-20', 0, 67686472329, 1, 1, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO punkt_sagsnumre (id, punkt, sagsnummer, raekkefoelge, trykt, moedesag, dokument, side, linje, boks, kilde, sikkerhed) VALUES (6768647232900003, 6768647232900003, 4152066879963434, 1, 'Sagsnr. 00.22.04-P35-9-20', 1, 67686472329, 1, 1, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO punkt_sagsnumre (id, punkt, sagsnummer, raekkefoelge, trykt, moedesag, dokument, side, linje, boks, kilde, sikkerhed) VALUES (6768647232900004, 6768647232900004, 4971661467346143, 1, 'Sagsnr. 00.01.00-P35-42-20', 0, 67686472329, 1, 1, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO punkt_sagsnumre (id, punkt, sagsnummer, raekkefoelge, trykt, moedesag, dokument, side, linje, boks, kilde, sikkerhed) VALUES (8484496225000001, 8484496225000001, 868522856249659, 1, 'Sagsnr. 15.40.00-P35-1-17', 0, 84844962250, 1, 1, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO punkt_sagsnumre (id, punkt, sagsnummer, raekkefoelge, trykt, moedesag, dokument, side, linje, boks, kilde, sikkerhed) VALUES (8484496225000002, 8484496225000001, 8067130722221098, 2, 'Sagsnr. 13/30382', 0, 84844962250, 1, 1, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO punkt_sagsnumre (id, punkt, sagsnummer, raekkefoelge, trykt, moedesag, dokument, side, linje, boks, kilde, sikkerhed) VALUES (8484496225000003, 8484496225000002, 3464407468967473, 1, 'Sagsnr. 13/40000', 0, 84844962250, 1, 1, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO fremmoede (id, moede, raekkefoelge, person, navn, status, rolle, parti, stedfortraeder_for, stedfortraeder_for_person, ankom, gik, dokument, side, linje, boks, kilde, sikkerhed) VALUES (6768647232900001, 67686472329, 1, 1729112922935305, 'Gro Vadum', 'til_stede', 'formand', 'A', NULL, NULL, NULL, NULL, 67686472329, 1, 1, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO fremmoede (id, moede, raekkefoelge, person, navn, status, rolle, parti, stedfortraeder_for, stedfortraeder_for_person, ankom, gik, dokument, side, linje, boks, kilde, sikkerhed) VALUES (6768647232900002, 67686472329, 2, 2574795681318860, 'Ib Sandholm', 'afbud', NULL, 'A', NULL, NULL, NULL, NULL, 67686472329, 1, 1, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO fremmoede (id, moede, raekkefoelge, person, navn, status, rolle, parti, stedfortraeder_for, stedfortraeder_for_person, ankom, gik, dokument, side, linje, boks, kilde, sikkerhed) VALUES (6768647232900003, 67686472329, 3, 8653696452426857, 'Ida Fjeld', 'til_stede', NULL, 'A', 'Ib Sandholm', 2574795681318860, NULL, NULL, 67686472329, 1, 1, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO fremmoede (id, moede, raekkefoelge, person, navn, status, rolle, parti, stedfortraeder_for, stedfortraeder_for_person, ankom, gik, dokument, side, linje, boks, kilde, sikkerhed) VALUES (8484496225000001, 84844962250, 1, 1729112922935305, 'Gro Vadum', 'til_stede', 'formand', 'A', NULL, NULL, NULL, NULL, 84844962250, 1, 1, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO fremmoede (id, moede, raekkefoelge, person, navn, status, rolle, parti, stedfortraeder_for, stedfortraeder_for_person, ankom, gik, dokument, side, linje, boks, kilde, sikkerhed) VALUES (8484496225000002, 84844962250, 2, 2574795681318860, 'Ib Sandholm', 'afbud', NULL, 'A', NULL, NULL, NULL, NULL, 84844962250, 1, 1, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO fremmoede (id, moede, raekkefoelge, person, navn, status, rolle, parti, stedfortraeder_for, stedfortraeder_for_person, ankom, gik, dokument, side, linje, boks, kilde, sikkerhed) VALUES (8484496225000003, 84844962250, 3, 8653696452426857, 'Ida Fjeld', 'til_stede', NULL, 'A', 'Ib Sandholm', 2574795681318860, NULL, NULL, 84844962250, 1, 1, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO fravaer (id, punkt, raekkefoelge, person, navn, dokument, side, linje, boks, kilde, sikkerhed) VALUES (8484496225000001, 8484496225000001, 1, 2574795681318860, 'Ib Sandholrn', 84844962250, 1, 1, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO bilag (id, punkt, raekkefoelge, titel, dokument, side, linje, boks, kilde, sikkerhed) VALUES (8484496225000001, 8484496225000001, 1, 'Kort over kajen', 84844962250, 1, 1, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO sagsgang (id, punkt, raekkefoelge, udvalg, dato, nr, tekst, udfald, dokument, side, linje, boks, kilde, sikkerhed) VALUES (8484496225000001, 8484496225000001, 1, 'Havneudvalget', '2021-03-02', '4', 'Anbefales.', 'anbefalet', 84844962250, 1, 1, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO problemer (id, kode, alvor, sti, side, besked, raad, dokument, sha256, koersel, kilde) VALUES (3999669553600001, 'krypteret', 'fejl', 'minutes/c.pdf', NULL, 'It is encrypted.', 'Get another.', NULL, NULL, 1, NULL);
INSERT INTO problemer (id, kode, alvor, sti, side, besked, raad, dokument, sha256, koersel, kilde) VALUES (8484496225000001, 'lav_sikkerhed', 'advarsel', 'minutes/a.pdf', 2, 'Siden er svær at læse.', 'Se efter i filen.', 84844962250, 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb', 1, NULL);
INSERT INTO kilder (id, navn, art, adresse, kommune, ophoert, seneste_forsoeg, seneste_succes, seneste_nye, fejl_i_traek, besked, raad, antal_listet, pause_til, liste_sha256) VALUES ('morsoe', 'Morsø', 'mappe', 'morsoe', 791, 0, NULL, '2026-06-01T00:00:00+00:00', NULL, 0, NULL, NULL, NULL, NULL, NULL);
INSERT INTO kildedokumenter (id, kilde, noegle, titel, udvalg, dato, betegnelse, url, tilstand, foerst_set, sha256, hentet, dokument, mangler, mangler_dato, forsvundet, forsoeg, naeste_forsoeg, aftryk, etag, senest_aendret, felter_sha256, aftryk_fejlet) VALUES (77, 'morsoe', 'a.pdf', 'Referat', NULL, NULL, NULL, NULL, 'vist', '2026-06-01T00:00:00+00:00', 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb', NULL, 84844962250, 0, NULL, NULL, 0, NULL, 'aa', NULL, NULL, NULL, NULL);
INSERT INTO udgaver (id, kildedokument, nr, dokument, dokumenttype, gaeldende, erstattet_af, sha256, teksthash, url, hentet, hoveder, aendringer, indhold, genlaeses, koersel) VALUES (78, 77, 1, 84844962250, 'referat', 1, NULL, 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb', NULL, NULL, NULL, NULL, NULL, NULL, 0, 1);
INSERT INTO maskeringer (id, art, dokument, side, linje, boks) VALUES (79, 'cpr', 84844962250, 1, 1, '[1.0, 2.0, 3.0, 4.0]');
INSERT INTO tilbageholdelser (id, art, kommune, om, nr, dokument, grund, oprettet, ophaevet) VALUES (80, 'person', 791, NULL, NULL, NULL, 'Anmodning', '2026-06-01T00:00:00+00:00', NULL);
INSERT INTO adresser (adresse, oprindelig, slags, moede, punkt, titel, plads, viser_til, fingeraftryk, foerst_set, aendret, fjernet) VALUES ('viborg/byraadet/2021-06-05', 'viborg/byraadet/2021-06-05', 'moede', 67686472329, NULL, 'Byrådet 2021-06-05', NULL, NULL, '2c1e8ae1e609859f', '2026-01-02T00:00:00+00:00', '2026-01-02T00:00:00+00:00', NULL);
INSERT INTO adresser (adresse, oprindelig, slags, moede, punkt, titel, plads, viser_til, fingeraftryk, foerst_set, aendret, fjernet) VALUES ('viborg/byraadet/2021-06-05/1', 'viborg/byraadet/2021-06-05/1', 'punkt', 67686472329, 6768647232900001, 'Godkendelse af dagsorden', 1, NULL, '40272be5d1a34793', '2026-01-02T00:00:00+00:00', '2026-01-02T00:00:00+00:00', NULL);
INSERT INTO adresser (adresse, oprindelig, slags, moede, punkt, titel, plads, viser_til, fingeraftryk, foerst_set, aendret, fjernet) VALUES ('viborg/byraadet/2021-06-05/2', 'viborg/byraadet/2021-06-05/2', 'punkt', 67686472329, 6768647232900002, 'Salg af grund', 2, NULL, '1ad2830c14bc71af', '2026-01-02T00:00:00+00:00', '2026-01-02T00:00:00+00:00', NULL);
INSERT INTO adresser (adresse, oprindelig, slags, moede, punkt, titel, plads, viser_til, fingeraftryk, foerst_set, aendret, fjernet) VALUES ('viborg/byraadet/2021-06-05/3', 'viborg/byraadet/2021-06-05/3', 'punkt', 67686472329, 6768647232900003, 'Orientering fra formanden', 3, NULL, '3f0f56578d5d5be8', '2026-01-02T00:00:00+00:00', '2026-01-02T00:00:00+00:00', NULL);
INSERT INTO adresser (adresse, oprindelig, slags, moede, punkt, titel, plads, viser_til, fingeraftryk, foerst_set, aendret, fjernet) VALUES ('viborg/byraadet/2021-06-05/4', 'viborg/byraadet/2021-06-05/4', 'punkt', 67686472329, 6768647232900004, 'Forslag om flere bænke', 4, NULL, 'ec3b138fad528a30', '2026-01-02T00:00:00+00:00', '2026-01-02T00:00:00+00:00', NULL);
INSERT INTO adresser (adresse, oprindelig, slags, moede, punkt, titel, plads, viser_til, fingeraftryk, foerst_set, aendret, fjernet) VALUES ('viborg/teknikudvalget/2021-04-06', 'viborg/teknikudvalget/2021-04-06', 'moede', 84844962250, NULL, 'Teknikudvalget 2021-04-06', NULL, NULL, 'b69f8056f28336e3', '2026-11-24T20:21:44+00:00', '2026-11-24T20:21:44+00:00', NULL);
INSERT INTO adresser (adresse, oprindelig, slags, moede, punkt, titel, plads, viser_til, fingeraftryk, foerst_set, aendret, fjernet) VALUES ('viborg/teknikudvalget/2021-04-06/1', 'viborg/teknikudvalget/2021-04-06/1', 'punkt', 84844962250, 8484496225000001, 'Lokalplan for Havnen i Ræveå', 1, NULL, 'ec79e611542ab828', '2026-11-24T20:21:44+00:00', '2026-11-24T20:21:44+00:00', NULL);
INSERT INTO adresser (adresse, oprindelig, slags, moede, punkt, titel, plads, viser_til, fingeraftryk, foerst_set, aendret, fjernet) VALUES ('viborg/teknikudvalget/2021-04-06/2', 'viborg/teknikudvalget/2021-04-06/2', 'punkt', 84844962250, 8484496225000002, 'Køb af ejendom', 2, NULL, '42dfd7bd50288608', '2026-11-24T20:21:44+00:00', '2026-11-24T20:21:44+00:00', NULL);
INSERT INTO aendringer (id, tid, haendelse, slags, adresse, viser_til) VALUES (1, '2026-11-24T20:21:44+00:00', 'ny', 'moede', 'viborg/teknikudvalget/2021-04-06', NULL);
INSERT INTO aendringer (id, tid, haendelse, slags, adresse, viser_til) VALUES (2, '2026-11-24T20:21:44+00:00', 'ny', 'punkt', 'viborg/teknikudvalget/2021-04-06/1', NULL);
INSERT INTO aendringer (id, tid, haendelse, slags, adresse, viser_til) VALUES (3, '2026-11-24T20:21:44+00:00', 'ny', 'punkt', 'viborg/teknikudvalget/2021-04-06/2', NULL);
INSERT INTO aendringer (id, tid, haendelse, slags, adresse, viser_til) VALUES (4, '2026-01-02T00:00:00+00:00', 'ny', 'moede', 'viborg/byraadet/2021-06-05', NULL);
INSERT INTO aendringer (id, tid, haendelse, slags, adresse, viser_til) VALUES (5, '2026-01-02T00:00:00+00:00', 'ny', 'punkt', 'viborg/byraadet/2021-06-05/1', NULL);
INSERT INTO aendringer (id, tid, haendelse, slags, adresse, viser_til) VALUES (6, '2026-01-02T00:00:00+00:00', 'ny', 'punkt', 'viborg/byraadet/2021-06-05/2', NULL);
INSERT INTO aendringer (id, tid, haendelse, slags, adresse, viser_til) VALUES (7, '2026-01-02T00:00:00+00:00', 'ny', 'punkt', 'viborg/byraadet/2021-06-05/3', NULL);
INSERT INTO aendringer (id, tid, haendelse, slags, adresse, viser_til) VALUES (8, '2026-01-02T00:00:00+00:00', 'ny', 'punkt', 'viborg/byraadet/2021-06-05/4', NULL);
INSERT INTO moede_tal (moede, kommune, udvalg, organtype, dato, aar, punkter, lukkede, beslutninger, udsatte, afstemninger, til_stede, afbud, fravaerende, delvist) VALUES (67686472329, 791, 7694585460358017, 1, '2021-06-05', 2021, 4, 0, 0, 0, 0, 2, 1, 0, 0);
INSERT INTO moede_tal (moede, kommune, udvalg, organtype, dato, aar, punkter, lukkede, beslutninger, udsatte, afstemninger, til_stede, afbud, fravaerende, delvist) VALUES (84844962250, 791, 5434879802878355, 3, '2021-04-06', 2021, 2, 1, 2, 0, 1, 2, 1, 0, 0);
INSERT INTO sag_tal (sag, kommune, foerste, seneste, dage, behandlinger, organer, titel) VALUES (868522856249659, 791, '2021-04-06', '2021-04-06', 0, 1, 1, 'Lokalplan for Havnen i Ræveå');
INSERT INTO sag_tal (sag, kommune, foerste, seneste, dage, behandlinger, organer, titel) VALUES (3464407468967473, 791, '2021-04-06', '2021-04-06', 0, 1, 1, 'Køb af ejendom');
INSERT INTO sag_tal (sag, kommune, foerste, seneste, dage, behandlinger, organer, titel) VALUES (4971661467346143, 791, '2021-06-05', '2021-06-05', 0, 1, 1, 'Forslag om flere bænke');
INSERT INTO sag_tal (sag, kommune, foerste, seneste, dage, behandlinger, organer, titel) VALUES (6220155891262319, 791, '2021-06-05', '2021-06-05', 0, 1, 1, 'Salg af grund');
INSERT INTO sag_tal (sag, kommune, foerste, seneste, dage, behandlinger, organer, titel) VALUES (8067130722221098, 791, '2021-04-06', '2021-04-06', 0, 1, 1, 'Lokalplan for Havnen i Ræveå');
INSERT INTO soeg (plads, punkt, dokument, kommune, udvalg, organtype, dag, udfald, emne, afstemning, lukket, rutine, dagsorden, beslutning) VALUES (1, 8484496225000001, 84844962250, 791, 5434879802878355, 3, 20210406, 514, 0, 1, 0, 0, 0, 1);
INSERT INTO soeg (plads, punkt, dokument, kommune, udvalg, organtype, dag, udfald, emne, afstemning, lukket, rutine, dagsorden, beslutning) VALUES (2, 8484496225000002, 84844962250, 791, 5434879802878355, 3, 20210406, 1, 0, 0, 1, 0, 0, 1);
INSERT INTO soeg (plads, punkt, dokument, kommune, udvalg, organtype, dag, udfald, emne, afstemning, lukket, rutine, dagsorden, beslutning) VALUES (3, 6768647232900001, 67686472329, 791, 7694585460358017, 1, 20210605, 0, 0, 0, 0, 1, 0, 0);
INSERT INTO soeg (plads, punkt, dokument, kommune, udvalg, organtype, dag, udfald, emne, afstemning, lukket, rutine, dagsorden, beslutning) VALUES (4, 6768647232900002, 67686472329, 791, 7694585460358017, 1, 20210605, 0, 820200, 0, 0, 0, 0, 0);
INSERT INTO soeg (plads, punkt, dokument, kommune, udvalg, organtype, dag, udfald, emne, afstemning, lukket, rutine, dagsorden, beslutning) VALUES (5, 6768647232900003, 67686472329, 791, 7694585460358017, 1, 20210605, 0, 0, 0, 0, 1, 0, 0);
INSERT INTO soeg (plads, punkt, dokument, kommune, udvalg, organtype, dag, udfald, emne, afstemning, lukket, rutine, dagsorden, beslutning) VALUES (6, 6768647232900004, 67686472329, 791, 7694585460358017, 1, 20210605, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO soeg_tekst (plads, titel, beslutning, tekst) VALUES (1, 'lokalplan for havn i ræveå s154000p35117 s15400p35117 s1330382', 'godkend med den tilføj at kaj bevar støjkort udsæt', 'sagsfremstil havn skal brug til bolig kort over kaj havneudvalg anbefal d20210406');
INSERT INTO soeg_tekst (plads, titel, beslutning, tekst) VALUES (2, 'køb af ejendom s1340000', 'godkend', ' d20210406');
INSERT INTO soeg_tekst (plads, titel, beslutning, tekst) VALUES (3, 'godkend af dagsord s002204p35920 s0224p35920', '', ' d20210605');
INSERT INTO soeg_tekst (plads, titel, beslutning, tekst) VALUES (4, 'salg af grund s820200g10420 s8220g10420', '', ' d20210605');
INSERT INTO soeg_tekst (plads, titel, beslutning, tekst) VALUES (5, 'orient fra formand s002204p35920 s0224p35920', '', ' d20210605');
INSERT INTO soeg_tekst (plads, titel, beslutning, tekst) VALUES (6, 'forslag om fler bænk s000100p354220 s010p354220', '', ' d20210605');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (1, 'af', 'af', 'fa');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (2, 'anbefales', 'anbefal', 'lafebna');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (3, 'at', 'at', 'ta');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (4, 'bevares', 'bevar', 'raveb');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (5, 'boliger', 'bolig', 'gilob');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (6, 'bruges', 'brug', 'gurb');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (7, 'den', 'den', 'ned');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (8, 'ejendom', 'ejendom', 'modneje');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (9, 'for', 'for', 'rof');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (10, 'godkendt', 'godkend', 'dnekdog');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (11, 'havnen', 'havn', 'nvah');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (12, 'havneudvalget', 'havneudvalg', 'glavduenvah');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (13, 'kajen', 'kaj', 'jak');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (14, 'kort', 'kort', 'trok');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (15, 'køb', 'køb', 'bøk');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (16, 'lokalplan', 'lokalplan', 'nalplakol');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (17, 'med', 'med', 'dem');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (18, 'over', 'over', 'revo');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (19, 'ræveå', 'ræveå', 'åevær');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (20, 'sagsfremstilling', 'sagsfremstil', 'litsmerfsgas');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (21, 'skal', 'skal', 'laks');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (22, 'støjkortet', 'støjkort', 'trokjøts');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (23, 'til', 'til', 'lit');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (24, 'tilføjelse', 'tilføj', 'jøflit');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (25, 'udsættes', 'udsæt', 'tæsdu');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (27, 'bænke', 'bænk', 'knæb');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (28, 'dagsorden', 'dagsord', 'drosgad');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (29, 'flere', 'fler', 'relf');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (30, 'formanden', 'formand', 'dnamrof');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (31, 'forslag', 'forslag', 'galsrof');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (32, 'fra', 'fra', 'arf');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (33, 'godkendelse', 'godkend', 'dnekdog');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (34, 'grund', 'grund', 'dnurg');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (35, 'om', 'om', 'mo');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (36, 'orientering', 'orient', 'tneiro');
INSERT INTO soeg_ord (id, ord, stamme, bagfra) VALUES (37, 'salg', 'salg', 'glas');
INSERT INTO sideord (id, dokument, side, antal, sikkerhed, ord) VALUES (6768647232900001, 67686472329, 1, 2, 0.91, '[[1,56.7,100.0,90.0,112.0,0.93,"Havnen"],[1,93.0,100.0,120.0,112.0,0.89,"i"]]');
INSERT INTO rettelser (id, dokument, side, linje, art, laest, rettet, boks) VALUES (6768647232900001, 67686472329, 1, 1, 'tal', 'l5.40', '15.40', '[56.7, 100.0, 90.0, 112.0]');
INSERT INTO punkter_fts (punkter_fts) VALUES ('rebuild');
INSERT INTO afsnit_fts (afsnit_fts) VALUES ('rebuild');
INSERT INTO beslutninger_fts (beslutninger_fts) VALUES ('rebuild');
INSERT INTO soeg_fts (soeg_fts) VALUES ('rebuild');
