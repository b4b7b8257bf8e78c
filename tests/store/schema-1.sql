-- A database as schema 1 made it, before databases could be upgraded. Frozen: never change it.

PRAGMA application_id = 0x52667274;
PRAGMA user_version = 1;
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
    sekunder REAL
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
CREATE INDEX idx_udvalg_kommune ON udvalg (kommune, navn);
CREATE TABLE personer (
    id INTEGER PRIMARY KEY,
    kommune INTEGER REFERENCES kommuner (id),
    navn TEXT NOT NULL
) STRICT;
CREATE INDEX idx_personer_kommune ON personer (kommune, navn);
CREATE INDEX idx_personer_navn ON personer (navn);
CREATE TABLE sagsnumre (
    id INTEGER PRIMARY KEY,
    kommune INTEGER REFERENCES kommuner (id),
    sagsnummer TEXT NOT NULL,
    soegenoegle TEXT NOT NULL,
    soegenoegle_kort TEXT NOT NULL,
    type TEXT NOT NULL
) STRICT;
CREATE INDEX idx_sagsnumre_kommune ON sagsnumre (kommune);
CREATE INDEX idx_sagsnumre_sagsnummer ON sagsnumre (sagsnummer);
CREATE INDEX idx_sagsnumre_soegenoegle ON sagsnumre (soegenoegle);
CREATE INDEX idx_sagsnumre_soegenoegle_kort ON sagsnumre (soegenoegle_kort);
CREATE INDEX idx_sagsnumre_type ON sagsnumre (type);
CREATE TABLE udfald (
    id TEXT PRIMARY KEY,
    navn TEXT NOT NULL,
    beskrivelse TEXT NOT NULL,
    raekkefoelge INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO udfald (id, navn, beskrivelse, raekkefoelge) VALUES
    ('godkendt', 'Godkendt', 'Godkendt, vedtaget, tiltrådt eller bevilget.', 1),
    ('godkendt_med_aendringer', 'Godkendt med ændringer', 'Godkendt med en ændring, en tilføjelse eller en betingelse, eller kun delvis.', 2),
    ('anbefalet', 'Anbefalet', 'Sendt videre til et højere organ med en anbefaling.', 3),
    ('taget_til_efterretning', 'Taget til efterretning', 'Taget til efterretning.', 4),
    ('droeftet', 'Drøftet', 'Drøftet, uden at der blev besluttet mere.', 5),
    ('orienteret', 'Orienteret', 'Mødet blev orienteret, uden at der blev besluttet mere.', 6),
    ('valgt', 'Valgt', 'Nogen blev valgt eller udpeget, eller organet konstituerede sig.', 7),
    ('sendt_i_hoering', 'Sendt i høring', 'Sendt i høring.', 8),
    ('oversendt', 'Oversendt', 'Sendt til eller tilbage til en forvaltning, et andet organ eller en arbejdsgruppe.', 9),
    ('udsat', 'Udsat', 'Udsat til et senere møde.', 10),
    ('afvist', 'Afvist', 'Afvist, forkastet eller nedstemt.', 11),
    ('udgaaet', 'Udgået', 'Taget af dagsordenen, trukket tilbage eller bortfaldet.', 12),
    ('andet', 'Andet', 'En beslutning der ikke hører til nogen af de andre klasser.', 13);
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
    koersel INTEGER NOT NULL REFERENCES koersler (id)
) STRICT;
CREATE INDEX idx_dokumenter_kommune ON dokumenter (kommune);
CREATE INDEX idx_dokumenter_dokumenttype ON dokumenter (dokumenttype);
CREATE INDEX idx_dokumenter_filtype ON dokumenter (filtype);
CREATE INDEX idx_dokumenter_koersel ON dokumenter (koersel);
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
CREATE INDEX idx_sider_dokument ON sider (dokument, nummer);
CREATE INDEX idx_sider_kilde ON sider (kilde);
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
) STRICT;
CREATE INDEX idx_moeder_dokument ON moeder (dokument);
CREATE INDEX idx_moeder_kommune ON moeder (kommune, dato);
CREATE INDEX idx_moeder_udvalg ON moeder (udvalg, dato);
CREATE INDEX idx_moeder_dato ON moeder (dato);
CREATE INDEX idx_moeder_aar ON moeder (aar);
CREATE TABLE feltkilder (
    id INTEGER PRIMARY KEY,
    felt TEXT NOT NULL,
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE,
    side INTEGER NOT NULL,
    linje INTEGER NOT NULL,
    boks TEXT,
    kilde TEXT NOT NULL,
    sikkerhed REAL NOT NULL
) STRICT;
CREATE INDEX idx_feltkilder_dokument ON feltkilder (dokument, felt);
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
) STRICT;
CREATE INDEX idx_punkter_moede ON punkter (moede, raekkefoelge);
CREATE INDEX idx_punkter_dokument ON punkter (dokument);
CREATE INDEX idx_punkter_kommune ON punkter (kommune, dato);
CREATE INDEX idx_punkter_udvalg ON punkter (udvalg, dato);
CREATE INDEX idx_punkter_dato ON punkter (dato);
CREATE INDEX idx_punkter_aar ON punkter (aar);
CREATE INDEX idx_punkter_lukket ON punkter (lukket);
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
) STRICT;
CREATE INDEX idx_afsnit_punkt ON afsnit (punkt, raekkefoelge);
CREATE INDEX idx_afsnit_dokument ON afsnit (dokument);
CREATE INDEX idx_afsnit_type ON afsnit (type);
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
) STRICT;
CREATE INDEX idx_beslutninger_dokument ON beslutninger (dokument);
CREATE INDEX idx_beslutninger_kommune ON beslutninger (kommune, foerste_udfald, dato);
CREATE INDEX idx_beslutninger_udvalg ON beslutninger (udvalg, dato);
CREATE INDEX idx_beslutninger_foerste_udfald ON beslutninger (foerste_udfald, dato);
CREATE INDEX idx_beslutninger_dato ON beslutninger (dato);
CREATE INDEX idx_beslutninger_aar ON beslutninger (aar);
CREATE TABLE beslutning_udfald (
    id INTEGER PRIMARY KEY,
    beslutning INTEGER NOT NULL REFERENCES beslutninger (id) ON DELETE CASCADE,
    udfald TEXT NOT NULL REFERENCES udfald (id),
    raekkefoelge INTEGER NOT NULL,
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX idx_beslutning_udfald_beslutning ON beslutning_udfald (beslutning, raekkefoelge);
CREATE INDEX idx_beslutning_udfald_udfald ON beslutning_udfald (udfald);
CREATE INDEX idx_beslutning_udfald_dokument ON beslutning_udfald (dokument);
CREATE TABLE afstemninger (
    id INTEGER PRIMARY KEY,
    beslutning INTEGER NOT NULL UNIQUE REFERENCES beslutninger (id) ON DELETE CASCADE,
    antal_for INTEGER,
    antal_imod INTEGER,
    antal_undlod INTEGER,
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX idx_afstemninger_dokument ON afstemninger (dokument);
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
CREATE INDEX idx_stemmer_afstemning ON stemmer (afstemning, raekkefoelge);
CREATE INDEX idx_stemmer_person ON stemmer (person);
CREATE INDEX idx_stemmer_dokument ON stemmer (dokument);
CREATE INDEX idx_stemmer_parti ON stemmer (parti);
CREATE INDEX idx_stemmer_stemme ON stemmer (stemme);
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
) STRICT;
CREATE INDEX idx_punkt_sagsnumre_punkt ON punkt_sagsnumre (punkt, raekkefoelge);
CREATE INDEX idx_punkt_sagsnumre_sagsnummer ON punkt_sagsnumre (sagsnummer);
CREATE INDEX idx_punkt_sagsnumre_dokument ON punkt_sagsnumre (dokument);
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
) STRICT;
CREATE INDEX idx_moede_sagsnumre_moede ON moede_sagsnumre (moede, raekkefoelge);
CREATE INDEX idx_moede_sagsnumre_sagsnummer ON moede_sagsnumre (sagsnummer);
CREATE INDEX idx_moede_sagsnumre_dokument ON moede_sagsnumre (dokument);
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
) STRICT;
CREATE INDEX idx_fremmoede_moede ON fremmoede (moede, raekkefoelge);
CREATE INDEX idx_fremmoede_person ON fremmoede (person);
CREATE INDEX idx_fremmoede_stedfortraeder_for_person ON fremmoede (stedfortraeder_for_person);
CREATE INDEX idx_fremmoede_dokument ON fremmoede (dokument);
CREATE INDEX idx_fremmoede_status ON fremmoede (status);
CREATE INDEX idx_fremmoede_parti ON fremmoede (parti);
CREATE INDEX idx_fremmoede_rolle ON fremmoede (rolle);
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
) STRICT;
CREATE INDEX idx_fravaer_punkt ON fravaer (punkt, raekkefoelge);
CREATE INDEX idx_fravaer_person ON fravaer (person);
CREATE INDEX idx_fravaer_dokument ON fravaer (dokument);
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
) STRICT;
CREATE INDEX idx_bilag_punkt ON bilag (punkt, raekkefoelge);
CREATE INDEX idx_bilag_dokument ON bilag (dokument);
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
) STRICT;
CREATE INDEX idx_sagsgang_punkt ON sagsgang (punkt, raekkefoelge);
CREATE INDEX idx_sagsgang_dokument ON sagsgang (dokument);
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
    koersel INTEGER NOT NULL REFERENCES koersler (id)
) STRICT;
CREATE INDEX idx_problemer_dokument ON problemer (dokument);
CREATE INDEX idx_problemer_koersel ON problemer (koersel);
CREATE INDEX idx_problemer_kode ON problemer (kode);
CREATE INDEX idx_problemer_alvor ON problemer (alvor);
CREATE INDEX idx_problemer_sti ON problemer (sti);
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
    p.dokument AS dokument
FROM punkt_sagsnumre ps
JOIN sagsnumre s ON s.id = ps.sagsnummer
JOIN punkter p ON p.id = ps.punkt
JOIN dokumenter d ON d.id = p.dokument
LEFT JOIN beslutninger b ON b.punkt = p.id
LEFT JOIN kommuner k ON k.id = p.kommune
LEFT JOIN udvalg u ON u.id = p.udvalg;
INSERT INTO _meta VALUES ('skemaversion', '1');
INSERT INTO koersler VALUES (1, 'ingest', '0.1.0', 'da_referat 0.1.0', '2026-01-02T00:00:00+00:00', '2026-01-02T01:00:00+00:00', 1, 0, 1, 2, 2, 2, 1.0);
INSERT INTO kommuner VALUES (101, 101, 'København', 'Københavns Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner VALUES (147, 147, 'Frederiksberg', 'Frederiksberg Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner VALUES (151, 151, 'Ballerup', 'Ballerup Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner VALUES (153, 153, 'Brøndby', 'Brøndby Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner VALUES (155, 155, 'Dragør', 'Dragør Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner VALUES (157, 157, 'Gentofte', 'Gentofte Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner VALUES (159, 159, 'Gladsaxe', 'Gladsaxe Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner VALUES (161, 161, 'Glostrup', 'Glostrup Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner VALUES (163, 163, 'Herlev', 'Herlev Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner VALUES (165, 165, 'Albertslund', 'Albertslund Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner VALUES (167, 167, 'Hvidovre', 'Hvidovre Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner VALUES (169, 169, 'Høje-Taastrup', 'Høje-Taastrup Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner VALUES (173, 173, 'Lyngby-Taarbæk', 'Lyngby-Taarbæk Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner VALUES (175, 175, 'Rødovre', 'Rødovre Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner VALUES (183, 183, 'Ishøj', 'Ishøj Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner VALUES (185, 185, 'Tårnby', 'Tårnby Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner VALUES (187, 187, 'Vallensbæk', 'Vallensbæk Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner VALUES (190, 190, 'Furesø', 'Furesø Kommune', 'Region Hovedstaden', 'kommune');
INSERT INTO kommuner VALUES (791, 791, 'Viborg', 'Viborg Kommune', 'Region Midtjylland', 'kommune');
INSERT INTO udvalg VALUES (5434879802878355, 791, 'Teknikudvalget');
INSERT INTO personer VALUES (1729112922935305, 791, 'Gro Vadum');
INSERT INTO personer VALUES (2574795681318860, 791, 'Ib Sandholm');
INSERT INTO personer VALUES (8653696452426857, 791, 'Ida Fjeld');
INSERT INTO sagsnumre VALUES (868522856249659, 791, '15.40.00-P35-1-17', '154000P35117', '15400P35117', 'kle');
INSERT INTO sagsnumre VALUES (3464407468967473, 791, '13/40000', '1340000', '1340000', 'acadre');
INSERT INTO sagsnumre VALUES (8067130722221098, 791, '13/30382', '1330382', '1330382', 'acadre');
INSERT INTO dokumenter VALUES (84844962250, 'Teknikudvalget 2021-04-06', 'referat', 791, 'minutes/a.pdf', NULL, NULL, 'pdf', 1, 2, 1, 1.0, 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb', '0.1.0', 'da_referat 0.1.0', 1);
INSERT INTO sider VALUES (8484496225000001, 84844962250, 1, 595.0, 842.0, 'tekstlag', 'siden har et tekstlag', 1.0, NULL, '

');
INSERT INTO sider VALUES (8484496225000002, 84844962250, 2, 595.0, 842.0, 'ocr', 'siden har et tekstlag', 1.0, NULL, '

');
INSERT INTO moeder VALUES (84844962250, 'Teknikudvalget 2021-04-06', 791, 5434879802878355, '2021-04-06', '16:00', '18:30', 'Mødelokale 2', '2021-000001', 2021, 84844962250, 1, 2, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO feltkilder VALUES (8484496225000001, 'dato', 84844962250, 1, 2, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO punkter VALUES (8484496225000001, '2021-04-06', 791, 5434879802878355, '1', 'Lokalplan for Havnen i Ræveå', '15.40.00-P35-1-17, 13/30382', 0, 84844962250, 1, 2021, 84844962250, 1, 1, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO punkter VALUES (8484496225000002, '2021-04-06', 791, 5434879802878355, '2', 'Køb af ejendom', '13/40000', 1, 84844962250, 2, 2021, 84844962250, 1, 1, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO afsnit VALUES (8484496225000001, 8484496225000001, 1, 'sagsfremstilling', 'Sagsfremstilling', 'Havnen skal bruges til boliger.', 84844962250, 2, 1, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO beslutninger VALUES (8484496225000001, '2021-04-06', 791, 5434879802878355, 'Lokalplan for Havnen i Ræveå', 'Godkendt med den tilføjelse at kajen bevares. Støjkortet udsættes.', 'godkendt_med_aendringer', '15.40.00-P35-1-17, 13/30382', 8484496225000001, 2021, 84844962250, 2, 3, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO beslutninger VALUES (8484496225000002, '2021-04-06', 791, 5434879802878355, 'Køb af ejendom', 'Godkendt.', 'godkendt', '13/40000', 8484496225000002, 2021, 84844962250, 2, 3, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO beslutning_udfald VALUES (8484496225000001, 8484496225000001, 'godkendt_med_aendringer', 1, 84844962250);
INSERT INTO beslutning_udfald VALUES (8484496225000002, 8484496225000001, 'udsat', 2, 84844962250);
INSERT INTO beslutning_udfald VALUES (8484496225000003, 8484496225000002, 'godkendt', 1, 84844962250);
INSERT INTO afstemninger VALUES (8484496225000001, 8484496225000001, 9, 2, NULL, 84844962250);
INSERT INTO stemmer VALUES (8484496225000001, 8484496225000001, 1, 'for', 9, 'A', NULL, NULL, 84844962250);
INSERT INTO stemmer VALUES (8484496225000002, 8484496225000001, 2, 'imod', NULL, NULL, 'Gro Vadum', 1729112922935305, 84844962250);
INSERT INTO punkt_sagsnumre VALUES (8484496225000001, 8484496225000001, 868522856249659, 1, 'Sagsnr. 15.40.00-P35-1-17', 0, 84844962250, 1, 1, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO punkt_sagsnumre VALUES (8484496225000002, 8484496225000001, 8067130722221098, 2, 'Sagsnr. 13/30382', 0, 84844962250, 1, 1, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO punkt_sagsnumre VALUES (8484496225000003, 8484496225000002, 3464407468967473, 1, 'Sagsnr. 13/40000', 0, 84844962250, 1, 1, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO fremmoede VALUES (8484496225000001, 84844962250, 1, 1729112922935305, 'Gro Vadum', 'til_stede', 'formand', 'A', NULL, NULL, NULL, NULL, 84844962250, 1, 1, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO fremmoede VALUES (8484496225000002, 84844962250, 2, 2574795681318860, 'Ib Sandholm', 'afbud', NULL, 'A', NULL, NULL, NULL, NULL, 84844962250, 1, 1, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO fremmoede VALUES (8484496225000003, 84844962250, 3, 8653696452426857, 'Ida Fjeld', 'til_stede', NULL, 'A', 'Ib Sandholm', 2574795681318860, NULL, NULL, 84844962250, 1, 1, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO fravaer VALUES (8484496225000001, 8484496225000001, 1, 2574795681318860, 'Ib Sandholrn', 84844962250, 1, 1, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO bilag VALUES (8484496225000001, 8484496225000001, 1, 'Kort over kajen', 84844962250, 1, 1, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO sagsgang VALUES (8484496225000001, 8484496225000001, 1, 'Havneudvalget', '2021-03-02', '4', 'Anbefales.', 'anbefalet', 84844962250, 1, 1, '[56.7, 100.0, 500.2, 112.0]', 'tekstlag', 0.9);
INSERT INTO problemer VALUES (3999669553600001, 'krypteret', 'fejl', 'minutes/c.pdf', NULL, 'It is encrypted.', 'Get another.', NULL, NULL, 1);
INSERT INTO problemer VALUES (8484496225000001, 'lav_sikkerhed', 'advarsel', 'minutes/a.pdf', 2, 'Siden er svær at læse.', 'Se efter i filen.', 84844962250, 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb', 1);
INSERT INTO punkter_fts (punkter_fts) VALUES ('rebuild');
INSERT INTO afsnit_fts (afsnit_fts) VALUES ('rebuild');
INSERT INTO beslutninger_fts (beslutninger_fts) VALUES ('rebuild');
