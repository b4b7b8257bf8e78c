-- The database of Referat: minutes of Danish municipal meetings as rows.
--
-- This file is the one truth about the tables. Its comments are read by program and become the
-- site's texts and the data dictionary in db/README.md, so they follow a form:
--   * over each CREATE TABLE or CREATE VIEW: a title line, then lines of description;
--   * over each column, and over each line of a view's SELECT list: what it holds.
-- They are written in Danish, for the readers of the site. Every table is STRICT.
--
-- Row ids of what comes out of a document are made from the hash of its content and the place of
-- the thing in the document (store/ids.py), so that a link to a punkt survives a rebuild.
--
-- til_gennemsyn: a value that was read with a confidence (sikkerhed) under 0.5 is marked for review.
-- That is the only threshold in the database, the same for every table that has values; it is worked
-- out from sikkerhed when it is read and takes no room. The indexes over it hold the marked rows
-- alone: "til_gennemsyn = 1" is found at once. It is no facet, since counting by a column that is
-- worked out reads every row.

PRAGMA application_id = 0x52667274;
PRAGMA user_version = 6;

-- Om databasen
-- Nøgle og værdi: hvilken udgave af skemaet databasen har, og hvornår den blev lavet.
CREATE TABLE _meta (
    -- Navnet på oplysningen.
    noegle TEXT PRIMARY KEY,
    -- Værdien som tekst.
    vaerdi TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Kørsler
-- En række for hver gang programmet har læst dokumenter ind: hvornår, med hvilken udgave, og hvad der kom ud af det.
CREATE TABLE koersler (
    -- Kørslens nummer.
    id INTEGER PRIMARY KEY,
    -- Kommandoen der blev givet.
    kommando TEXT NOT NULL,
    -- Programmets udgave.
    program TEXT NOT NULL,
    -- Sprogmodellens navn og udgave.
    model TEXT NOT NULL,
    -- Hvornår kørslen begyndte (UTC).
    startet TEXT NOT NULL,
    -- Hvornår kørslen sluttede (UTC); tom hvis den blev afbrudt.
    sluttet TEXT,
    -- Antal dokumenter der blev gemt.
    gemt INTEGER,
    -- Antal dokumenter der var gemt i forvejen.
    sprunget_over INTEGER,
    -- Antal dokumenter der ikke kunne læses.
    fejlet INTEGER,
    -- Antal sider der blev læst.
    sider INTEGER,
    -- Antal punkter der blev gemt.
    punkter INTEGER,
    -- Antal beslutninger der blev gemt.
    beslutninger INTEGER,
    -- Kørslens varighed i sekunder.
    sekunder REAL,
    -- Antal dokumenter som kilderne listede, ved en natlig kørsel.
    listet INTEGER,
    -- Antal dokumenter der blev hentet fra kilderne.
    hentet INTEGER,
    -- Antal dokumenter der blev lagt til side, fordi kildens kvalitet faldt.
    afventer INTEGER,
    -- Antal kilder der ikke kunne læses.
    kilder_fejlet INTEGER,
    -- Hvordan kørslen endte, i én sætning.
    besked TEXT
) STRICT;

-- Kommuner og regioner
-- De 98 kommuner og de fem regioner. Et navn som et dokument bruger, og som ikke er på listen, får sin egen række uden kommunekode.
CREATE TABLE kommuner (
    -- Kommunekoden (for regioner regionskoden); et afledt tal for navne uden for listen.
    id INTEGER PRIMARY KEY,
    -- Kommunekode eller regionskode; tom for navne uden for listen.
    kommunekode INTEGER UNIQUE,
    -- Det korte navn, fx "Lyngby-Taarbæk".
    navn TEXT NOT NULL UNIQUE,
    -- Det officielle navn, fx "Københavns Kommune".
    officielt_navn TEXT,
    -- Regionen.
    region TEXT,
    -- "kommune" eller "region"; tom for navne uden for listen.
    type TEXT
) STRICT;

-- Udvalg
-- De politiske organer der holder møder. Byråd og kommunalbestyrelser står også her.
CREATE TABLE udvalg (
    -- Udvalgets nummer i databasen.
    id INTEGER PRIMARY KEY,
    -- Kommunen; tom hvis dokumentet ikke nævner den.
    kommune INTEGER REFERENCES kommuner (id),
    -- Navnet som det står i referatets overskrift.
    navn TEXT NOT NULL
) STRICT;
CREATE INDEX idx_udvalg_kommune ON udvalg (kommune, navn);

-- Personer
-- Navne fra fremmøde, fravær og afstemninger. En person findes kun inden for én kommune; samme navn i to kommuner er to rækker. Står kommunen ikke i dokumentet, gælder personen kun det ene dokument. To mennesker med samme navn i samme kommune kan ikke skelnes.
CREATE TABLE personer (
    -- Personens nummer i databasen.
    id INTEGER PRIMARY KEY,
    -- Kommunen; tom hvis dokumentet ikke nævner den.
    kommune INTEGER REFERENCES kommuner (id),
    -- Navnet. Små stavefejl inden for ét dokument er samlet; det trykte navn står ved hver forekomst.
    navn TEXT NOT NULL
) STRICT;
CREATE INDEX idx_personer_kommune ON personer (kommune, navn);
CREATE INDEX idx_personer_navn ON personer (navn);

-- Sagsnumre
-- Et sagsnummer i én kommune. Samme nummer i to kommuner er to sager.
CREATE TABLE sagsnumre (
    -- Sagsnummerets nummer i databasen.
    id INTEGER PRIMARY KEY,
    -- Kommunen; tom hvis dokumentet ikke nævner den.
    kommune INTEGER REFERENCES kommuner (id),
    -- Sagsnummeret i normalform: uden mellemrum, med store bogstaver og "-" som streg.
    sagsnummer TEXT NOT NULL,
    -- Kun bogstaver og tal, så nummeret findes uanset tegnsætning.
    soegenoegle TEXT NOT NULL,
    -- Som søgenøglen, men uden nuller forrest i hvert led: 15.40.00-P35-1-17 bliver 15400P35117.
    soegenoegle_kort TEXT NOT NULL,
    -- Hvilken slags nummer det er, fx "kle" for et nummer efter KL Emnesystematik.
    type TEXT NOT NULL,
    -- KLE-emnet, som nummeret begynder med, fx 15.40.00; tomt for andre numre. Står det ikke i kle_emner, er det kommunens eget eller udgået; navnet findes i punkt_emner.
    emne TEXT GENERATED ALWAYS AS (CASE WHEN sagsnummer GLOB '[0-9][0-9].[0-9][0-9].[0-9][0-9]*' AND NOT sagsnummer GLOB '????????[0-9]*' THEN substr(sagsnummer, 1, 8) END) VIRTUAL,
    -- 1 hvis nummeret har handlingsfacetten P35 (møder): emnet er mødets og siger intet om det, punktet handler om.
    moedefacet INTEGER GENERATED ALWAYS AS (sagsnummer GLOB '[0-9][0-9].[0-9][0-9].[0-9][0-9]P35*' OR sagsnummer GLOB '[0-9][0-9].[0-9][0-9].[0-9][0-9]-P35*') VIRTUAL
) STRICT;
CREATE INDEX idx_sagsnumre_kommune ON sagsnumre (kommune);
CREATE INDEX idx_sagsnumre_sagsnummer ON sagsnumre (sagsnummer);
CREATE INDEX idx_sagsnumre_soegenoegle ON sagsnumre (soegenoegle);
CREATE INDEX idx_sagsnumre_soegenoegle_kort ON sagsnumre (soegenoegle_kort);
CREATE INDEX idx_sagsnumre_type ON sagsnumre (type);
CREATE INDEX idx_sagsnumre_emne ON sagsnumre (emne) WHERE emne IS NOT NULL;

-- KLE-hovedgrupper
-- Hovedgrupperne i KL Emnesystematik (KLE), som de fleste sagsnumre begynder med. Navnene er fra OS2KLE 3.23 (MPL-2.0); en hovedgruppes navn er taget af dens almindelige emne.
CREATE TABLE kle_hovedgrupper (
    -- Hovedgruppens nummer, fx 15.
    nr TEXT PRIMARY KEY,
    -- Navnet.
    titel TEXT NOT NULL,
    -- 1 hvis hovedgruppen er udgået af KLE og kun står i ældre papirer.
    udgaaet INTEGER NOT NULL CHECK (udgaaet IN (0, 1))
) STRICT, WITHOUT ROWID;

-- KLE-grupper
-- Grupperne i KL Emnesystematik (KLE). Navnene er fra OS2KLE 3.23 (MPL-2.0); en gruppes navn er taget af dens almindelige emne.
CREATE TABLE kle_grupper (
    -- Gruppens nummer, fx 15.40.
    nr TEXT PRIMARY KEY,
    -- Navnet.
    titel TEXT NOT NULL,
    -- Hovedgruppen.
    hovedgruppe TEXT NOT NULL REFERENCES kle_hovedgrupper (nr)
) STRICT, WITHOUT ROWID;
CREATE INDEX idx_kle_grupper_hovedgruppe ON kle_grupper (hovedgruppe);

-- KLE-emner
-- Emnerne i KL Emnesystematik (KLE), fra OS2KLE 3.23 (MPL-2.0). En kommune kan have egne emner, og ældre papirer kan have udgåede: dem, der ikke står her, har deres gruppes eller hovedgruppes navn i punkt_emner.
CREATE TABLE kle_emner (
    -- Emnets nummer, fx 15.40.00.
    nr TEXT PRIMARY KEY,
    -- Navnet.
    titel TEXT NOT NULL,
    -- Gruppen.
    gruppe TEXT NOT NULL REFERENCES kle_grupper (nr),
    -- 1 hvis KLE har meldt, at emnet udgår eller er udgået.
    udgaaet INTEGER NOT NULL CHECK (udgaaet IN (0, 1)),
    -- Året hvor emnet udgår; tomt for emner i brug.
    udgaar INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX idx_kle_emner_gruppe ON kle_emner (gruppe);
CREATE INDEX idx_kle_emner_udgaaet ON kle_emner (udgaaet);

-- Udfald
-- De klasser som en beslutning kan have.
CREATE TABLE udfald (
    -- Klassens korte navn.
    id TEXT PRIMARY KEY,
    -- Klassen skrevet ud.
    navn TEXT NOT NULL,
    -- Hvad beslutningen siger, når den hører til klassen.
    beskrivelse TEXT NOT NULL,
    -- Klassens plads i listen.
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

-- Dokumenter
-- En række pr. fil der er læst ind, kendt på sit indhold.
CREATE TABLE dokumenter (
    -- Dokumentets nummer, dannet af filens indhold.
    id INTEGER PRIMARY KEY,
    -- Udvalg og dato, eller filens navn hvor de mangler.
    titel TEXT NOT NULL,
    -- "referat", "dagsorden" eller "andet".
    dokumenttype TEXT NOT NULL,
    -- Kommunen; tom hvis hverken dokumentet eller kilden nævner den.
    kommune INTEGER REFERENCES kommuner (id),
    -- Filens sti, som den blev givet.
    sti TEXT NOT NULL UNIQUE,
    -- Hvor dokumentet er offentliggjort, hvis det vides.
    url TEXT,
    -- Hvornår det blev hentet (UTC), hvis det vides.
    hentet TEXT,
    -- Filens art: "pdf", "billede", "tekst" eller "html".
    filtype TEXT NOT NULL,
    -- Filens størrelse i bytes.
    stoerrelse INTEGER NOT NULL,
    -- Antal sider.
    antal_sider INTEGER NOT NULL,
    -- Antal sider der er læst med tekstgenkendelse (OCR).
    sider_med_ocr INTEGER NOT NULL,
    -- Sidernes gennemsnitlige læsesikkerhed, 0-1.
    sikkerhed REAL NOT NULL,
    -- SHA-256 af filens indhold.
    sha256 TEXT NOT NULL UNIQUE,
    -- Programmets udgave, da dokumentet blev læst.
    program TEXT NOT NULL,
    -- Sprogmodellens navn og udgave, da dokumentet blev læst.
    model TEXT NOT NULL,
    -- Kørslen der sidst skrev dokumentets rækker.
    koersel INTEGER NOT NULL REFERENCES koersler (id),
    -- 1 for den udgave der gælder; 0 når en nyere udgave har erstattet den. Kun gældende udgaver har møde, punkter og beslutninger.
    gaeldende INTEGER NOT NULL DEFAULT 1 CHECK (gaeldende IN (0, 1)),
    -- Dokumentet der har erstattet dette.
    erstattet_af INTEGER REFERENCES dokumenter (id) ON DELETE SET NULL,
    -- Kildens opslag som dokumentet er hentet fra; tomt for filer der er læst ind uden kilde.
    kildedokument INTEGER REFERENCES kildedokumenter (id) ON DELETE SET NULL,
    -- Fil der må vises læsere: originalen, eller en kopi hvor det private er dækket; tom hvis ingen må vises. Set fra databasens mappe, når den ligger dér.
    offentlig_sti TEXT,
    -- Nøglet aftryk af teksten uden sidehoveder: ens for en fil der kun er stemplet eller dannet på ny.
    teksthash TEXT,
    -- 1 for dokumenter læst af en ældre udgave, der ikke fjernede CPR-numre og private adresser.
    umaskeret INTEGER NOT NULL DEFAULT 0 CHECK (umaskeret IN (0, 1))
) STRICT;
CREATE INDEX idx_dokumenter_erstattet_af ON dokumenter (erstattet_af);
CREATE INDEX idx_dokumenter_kildedokument ON dokumenter (kildedokument);
CREATE INDEX idx_dokumenter_umaskeret ON dokumenter (umaskeret) WHERE umaskeret = 1;
CREATE INDEX idx_dokumenter_kommune ON dokumenter (kommune);
CREATE INDEX idx_dokumenter_dokumenttype ON dokumenter (dokumenttype);
CREATE INDEX idx_dokumenter_filtype ON dokumenter (filtype);
CREATE INDEX idx_dokumenter_koersel ON dokumenter (koersel);

-- Sider
-- Dokumenternes sider med den læste tekst, linje for linje. Linjer fra lukkede punkters tekst er udeladt.
CREATE TABLE sider (
    -- Sidens nummer i databasen.
    id INTEGER PRIMARY KEY,
    -- Dokumentet.
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE,
    -- Sidetallet i filen, fra 1.
    nummer INTEGER NOT NULL,
    -- Bredde i punkter (1/72 tomme); 0 hvor kilden ikke har et sidebillede.
    bredde REAL NOT NULL,
    -- Højde i punkter (1/72 tomme); 0 hvor kilden ikke har et sidebillede.
    hoejde REAL NOT NULL,
    -- Hvor teksten er læst: "tekstlag", "ocr", "tekstfil", "html" eller "ingen".
    kilde TEXT NOT NULL,
    -- Hvorfor den kilde blev valgt.
    begrundelse TEXT NOT NULL,
    -- Linjernes gennemsnitlige læsesikkerhed, 0-1.
    sikkerhed REAL NOT NULL,
    -- Programmet der genkendte teksten, ved OCR.
    motor TEXT,
    -- Sidens linjer i læserækkefølge, én pr. linje; udeladte linjer er tomme.
    tekst TEXT NOT NULL
) STRICT;
CREATE INDEX idx_sider_dokument ON sider (dokument, nummer);
CREATE INDEX idx_sider_kilde ON sider (kilde);

-- Sidernes ord
-- Hvert ord på de sider der er læst med tekstgenkendelse (OCR): hvor på siden det står, hvad der blev læst, og hvor sikkert. Én række pr. side. Linjer fra lukkede punkters tekst er udeladt.
CREATE TABLE sideord (
    -- Rækkens nummer.
    id INTEGER PRIMARY KEY,
    -- Dokumentet.
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE,
    -- Siden.
    side INTEGER NOT NULL,
    -- Antal ord.
    antal INTEGER NOT NULL,
    -- Ordenes gennemsnitlige læsesikkerhed, 0-1.
    sikkerhed REAL NOT NULL,
    -- Ordene som JSON, i læserækkefølge: [linje, venstre, top, højre, bund, sikkerhed, "ordet som det blev læst"]; mål i punkter fra øverste venstre hjørne.
    ord TEXT NOT NULL
) STRICT;
CREATE INDEX idx_sideord_dokument ON sideord (dokument, side);

-- Rettelser
-- Hvad programmet har rettet i en side der er læst med tekstgenkendelse (OCR), og hvad der blev læst: begge dele kan ses på siden.
CREATE TABLE rettelser (
    -- Rettelsens nummer.
    id INTEGER PRIMARY KEY,
    -- Dokumentet.
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE,
    -- Siden.
    side INTEGER NOT NULL,
    -- Linjens nummer på siden.
    linje INTEGER NOT NULL,
    -- Hvad der er rettet: "paragraftegn", "prikker" (i en indholdsfortegnelse), "tal", "ord", "orddeling" eller "tegn".
    art TEXT NOT NULL,
    -- Hvad der blev læst; tomt hvor noget er sat ind.
    laest TEXT NOT NULL,
    -- Hvad der står i sidens tekst i stedet; tomt hvor noget er taget ud.
    rettet TEXT NOT NULL,
    -- Stedet på siden: [venstre, top, højre, bund] i punkter fra øverste venstre hjørne; tomt hvor intet ord blev læst.
    boks TEXT
) STRICT;
CREATE INDEX idx_rettelser_dokument ON rettelser (dokument, side);
CREATE INDEX idx_rettelser_art ON rettelser (art);

-- Møder
-- Et møde for hvert referat og hver dagsorden.
CREATE TABLE moeder (
    -- Mødets nummer: det samme som dokumentets.
    id INTEGER PRIMARY KEY,
    -- Udvalg og dato på én linje.
    titel TEXT NOT NULL,
    -- Kommunen.
    kommune INTEGER REFERENCES kommuner (id),
    -- Udvalget; tomt hvis dokumentet ikke nævner det.
    udvalg INTEGER REFERENCES udvalg (id),
    -- Mødets dato (åååå-mm-dd).
    dato TEXT,
    -- Klokkeslæt hvor mødet begyndte.
    start TEXT,
    -- Klokkeslæt hvor mødet sluttede.
    slut TEXT,
    -- Stedet, som det er trykt.
    sted TEXT,
    -- Dokumentnumre som hovedet giver mødet, adskilt af komma.
    dokumentnumre TEXT,
    -- Mødets år.
    aar INTEGER,
    -- Dokumentet mødet er læst af.
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE,
    -- Siden hvor mødets dato står.
    side INTEGER,
    -- Linjens nummer på siden.
    linje INTEGER,
    -- Rammen på siden: [venstre, top, højre, bund] i punkter fra øverste venstre hjørne.
    boks TEXT,
    -- Hvor teksten er læst: "tekstlag", "ocr", "tekstfil" eller "html".
    kilde TEXT,
    -- Hvor sikker læsningen er, 0-1.
    sikkerhed REAL,
    -- 1 hvis værdien er så usikkert læst (sikkerhed under 0,5), at den bør ses efter i dokumentet. Tom, hvor ingen dato er læst.
    til_gennemsyn INTEGER GENERATED ALWAYS AS (sikkerhed < 0.5) VIRTUAL
) STRICT;
CREATE INDEX idx_moeder_dokument ON moeder (dokument);
CREATE INDEX idx_moeder_kommune ON moeder (kommune, dato);
CREATE INDEX idx_moeder_udvalg ON moeder (udvalg, dato);
CREATE INDEX idx_moeder_dato ON moeder (dato);
CREATE INDEX idx_moeder_aar ON moeder (aar);
CREATE INDEX idx_moeder_til_gennemsyn ON moeder (til_gennemsyn) WHERE til_gennemsyn = 1;

-- Feltkilder
-- Hvor i dokumentet de enkelte oplysninger om dokumentet og mødet står.
CREATE TABLE feltkilder (
    -- Rækkens nummer.
    id INTEGER PRIMARY KEY,
    -- Oplysningens navn: "dato", "udvalg", "sted" …
    felt TEXT NOT NULL,
    -- Dokumentet.
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE,
    -- Siden hvor oplysningen står.
    side INTEGER NOT NULL,
    -- Linjens nummer på siden.
    linje INTEGER NOT NULL,
    -- Rammen på siden: [venstre, top, højre, bund] i punkter fra øverste venstre hjørne.
    boks TEXT,
    -- Hvor teksten er læst: "tekstlag", "ocr", "tekstfil" eller "html".
    kilde TEXT NOT NULL,
    -- Hvor sikker læsningen er, 0-1.
    sikkerhed REAL NOT NULL,
    -- 1 hvis værdien er så usikkert læst (sikkerhed under 0,5), at den bør ses efter i dokumentet.
    til_gennemsyn INTEGER GENERATED ALWAYS AS (sikkerhed < 0.5) VIRTUAL
) STRICT;
CREATE INDEX idx_feltkilder_dokument ON feltkilder (dokument, felt);
CREATE INDEX idx_feltkilder_til_gennemsyn ON feltkilder (til_gennemsyn) WHERE til_gennemsyn = 1;

-- Punkter
-- Mødernes punkter i rækkefølge. Ved lukkede punkter gemmes kun overskrift, sagsnummer, fravær og den beslutning der er trykt i det offentlige referat.
CREATE TABLE punkter (
    -- Punktets nummer i databasen: dokumentets nummer og punktets plads.
    id INTEGER PRIMARY KEY,
    -- Mødets dato (gentaget fra mødet).
    dato TEXT,
    -- Kommunen (gentaget fra mødet).
    kommune INTEGER REFERENCES kommuner (id),
    -- Udvalget (gentaget fra mødet).
    udvalg INTEGER REFERENCES udvalg (id),
    -- Nummeret som det er trykt; tomt uden nummer.
    nr TEXT,
    -- Overskriften.
    titel TEXT NOT NULL,
    -- Punktets sagsnumre, adskilt af komma.
    sagsnumre TEXT NOT NULL,
    -- 1 hvis punktet blev behandlet for lukkede døre.
    lukket INTEGER NOT NULL CHECK (lukket IN (0, 1)),
    -- Mødet.
    moede INTEGER NOT NULL REFERENCES moeder (id) ON DELETE CASCADE,
    -- Punktets plads på mødet, fra 1.
    raekkefoelge INTEGER NOT NULL,
    -- Mødets år (gentaget fra mødet).
    aar INTEGER,
    -- Dokumentet.
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE,
    -- Siden hvor overskriften står.
    side INTEGER NOT NULL,
    -- Linjens nummer på siden.
    linje INTEGER NOT NULL,
    -- Rammen på siden: [venstre, top, højre, bund] i punkter fra øverste venstre hjørne.
    boks TEXT,
    -- Hvor teksten er læst: "tekstlag", "ocr", "tekstfil" eller "html".
    kilde TEXT NOT NULL,
    -- Hvor sikker læsningen er, 0-1.
    sikkerhed REAL NOT NULL,
    -- 1 hvis værdien er så usikkert læst (sikkerhed under 0,5), at den bør ses efter i dokumentet.
    til_gennemsyn INTEGER GENERATED ALWAYS AS (sikkerhed < 0.5) VIRTUAL
) STRICT;
CREATE INDEX idx_punkter_moede ON punkter (moede, raekkefoelge);
CREATE INDEX idx_punkter_dokument ON punkter (dokument);
CREATE INDEX idx_punkter_kommune ON punkter (kommune, dato);
CREATE INDEX idx_punkter_udvalg ON punkter (udvalg, dato);
CREATE INDEX idx_punkter_dato ON punkter (dato);
CREATE INDEX idx_punkter_aar ON punkter (aar);
CREATE INDEX idx_punkter_lukket ON punkter (lukket);
CREATE INDEX idx_punkter_til_gennemsyn ON punkter (til_gennemsyn) WHERE til_gennemsyn = 1;

-- Afsnit
-- Punkternes afsnit (sagsfremstilling, indstilling, økonomi …) uden beslutningen. Lukkede punkters afsnit gemmes ikke.
CREATE TABLE afsnit (
    -- Afsnittets nummer i databasen.
    id INTEGER PRIMARY KEY,
    -- Punktet.
    punkt INTEGER NOT NULL REFERENCES punkter (id) ON DELETE CASCADE,
    -- Afsnittets plads i punktet, fra 1.
    raekkefoelge INTEGER NOT NULL,
    -- Slags afsnit, fx "sagsfremstilling" eller "indstilling".
    type TEXT NOT NULL,
    -- Overskriften som den er trykt; tom for tekst før første overskrift.
    overskrift TEXT,
    -- Teksten.
    tekst TEXT NOT NULL,
    -- Dokumentet.
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE,
    -- Siden hvor afsnittet begynder.
    side INTEGER NOT NULL,
    -- Linjens nummer på siden.
    linje INTEGER NOT NULL,
    -- Rammen på siden: [venstre, top, højre, bund] i punkter fra øverste venstre hjørne.
    boks TEXT,
    -- Hvor teksten er læst: "tekstlag", "ocr", "tekstfil" eller "html".
    kilde TEXT NOT NULL,
    -- Hvor sikker læsningen er, 0-1.
    sikkerhed REAL NOT NULL,
    -- 1 hvis værdien er så usikkert læst (sikkerhed under 0,5), at den bør ses efter i dokumentet.
    til_gennemsyn INTEGER GENERATED ALWAYS AS (sikkerhed < 0.5) VIRTUAL
) STRICT;
CREATE INDEX idx_afsnit_punkt ON afsnit (punkt, raekkefoelge);
CREATE INDEX idx_afsnit_dokument ON afsnit (dokument);
CREATE INDEX idx_afsnit_type ON afsnit (type);
CREATE INDEX idx_afsnit_til_gennemsyn ON afsnit (til_gennemsyn) WHERE til_gennemsyn = 1;

-- Beslutninger
-- Hvad mødet besluttede: én række for hvert punkt med en trykt beslutning. Søgningen dækker overskrift, sagsnumre og beslutningens tekst.
CREATE TABLE beslutninger (
    -- Beslutningens nummer: det samme som punktets.
    id INTEGER PRIMARY KEY,
    -- Mødets dato (gentaget fra mødet).
    dato TEXT,
    -- Kommunen (gentaget fra mødet).
    kommune INTEGER REFERENCES kommuner (id),
    -- Udvalget (gentaget fra mødet).
    udvalg INTEGER REFERENCES udvalg (id),
    -- Punktets overskrift (gentaget, så søgningen finder den).
    titel TEXT NOT NULL,
    -- Beslutningen i sin helhed.
    tekst TEXT NOT NULL,
    -- Det udfald der nævnes først; alle står i beslutning_udfald.
    foerste_udfald TEXT REFERENCES udfald (id),
    -- Punktets sagsnumre (gentaget, så søgningen finder dem).
    sagsnumre TEXT NOT NULL,
    -- Punktet.
    punkt INTEGER NOT NULL UNIQUE REFERENCES punkter (id) ON DELETE CASCADE,
    -- Mødets år (gentaget fra mødet).
    aar INTEGER,
    -- Dokumentet.
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE,
    -- Siden hvor beslutningen begynder.
    side INTEGER NOT NULL,
    -- Linjens nummer på siden.
    linje INTEGER NOT NULL,
    -- Rammen på siden: [venstre, top, højre, bund] i punkter fra øverste venstre hjørne.
    boks TEXT,
    -- Hvor teksten er læst: "tekstlag", "ocr", "tekstfil" eller "html".
    kilde TEXT NOT NULL,
    -- Hvor sikker læsningen er, 0-1.
    sikkerhed REAL NOT NULL,
    -- 1 hvis værdien er så usikkert læst (sikkerhed under 0,5), at den bør ses efter i dokumentet.
    til_gennemsyn INTEGER GENERATED ALWAYS AS (sikkerhed < 0.5) VIRTUAL
) STRICT;
CREATE INDEX idx_beslutninger_dokument ON beslutninger (dokument);
CREATE INDEX idx_beslutninger_kommune ON beslutninger (kommune, foerste_udfald, dato);
CREATE INDEX idx_beslutninger_udvalg ON beslutninger (udvalg, dato);
CREATE INDEX idx_beslutninger_foerste_udfald ON beslutninger (foerste_udfald, dato);
CREATE INDEX idx_beslutninger_dato ON beslutninger (dato);
CREATE INDEX idx_beslutninger_aar ON beslutninger (aar);
CREATE INDEX idx_beslutninger_til_gennemsyn ON beslutninger (til_gennemsyn) WHERE til_gennemsyn = 1;

-- Beslutningernes udfald
-- Alle udfald af en beslutning; en beslutning i flere led kan have flere.
CREATE TABLE beslutning_udfald (
    -- Rækkens nummer.
    id INTEGER PRIMARY KEY,
    -- Beslutningen.
    beslutning INTEGER NOT NULL REFERENCES beslutninger (id) ON DELETE CASCADE,
    -- Udfaldet.
    udfald TEXT NOT NULL REFERENCES udfald (id),
    -- Udfaldets plads i beslutningen, fra 1.
    raekkefoelge INTEGER NOT NULL,
    -- Dokumentet.
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX idx_beslutning_udfald_beslutning ON beslutning_udfald (beslutning, raekkefoelge);
CREATE INDEX idx_beslutning_udfald_udfald ON beslutning_udfald (udfald);
CREATE INDEX idx_beslutning_udfald_dokument ON beslutning_udfald (dokument);

-- Afstemninger
-- Den endelige afstemning om et punkt, hvor referatet giver den. Den står samme sted som beslutningen.
CREATE TABLE afstemninger (
    -- Afstemningens nummer: det samme som beslutningens.
    id INTEGER PRIMARY KEY,
    -- Beslutningen.
    beslutning INTEGER NOT NULL UNIQUE REFERENCES beslutninger (id) ON DELETE CASCADE,
    -- Antal stemmer for; tomt hvor det ikke er trykt.
    antal_for INTEGER,
    -- Antal stemmer imod; tomt hvor det ikke er trykt.
    antal_imod INTEGER,
    -- Antal der undlod at stemme; tomt hvor det ikke er trykt.
    antal_undlod INTEGER,
    -- Dokumentet.
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX idx_afstemninger_dokument ON afstemninger (dokument);

-- Stemmer
-- Partiers og personers stemmer i en afstemning.
CREATE TABLE stemmer (
    -- Rækkens nummer.
    id INTEGER PRIMARY KEY,
    -- Afstemningen.
    afstemning INTEGER NOT NULL REFERENCES afstemninger (id) ON DELETE CASCADE,
    -- Plads i afstemningen, fra 1.
    raekkefoelge INTEGER NOT NULL,
    -- "for", "imod" eller "undlod".
    stemme TEXT NOT NULL,
    -- Antal stemmer, hvor det er trykt.
    antal INTEGER,
    -- Partiet, som det er trykt.
    parti TEXT,
    -- Personens navn, som det er trykt.
    navn TEXT,
    -- Personen.
    person INTEGER REFERENCES personer (id),
    -- Dokumentet.
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX idx_stemmer_afstemning ON stemmer (afstemning, raekkefoelge);
CREATE INDEX idx_stemmer_person ON stemmer (person);
CREATE INDEX idx_stemmer_dokument ON stemmer (dokument);
CREATE INDEX idx_stemmer_parti ON stemmer (parti);
CREATE INDEX idx_stemmer_stemme ON stemmer (stemme);

-- Punkternes sagsnumre
-- Hvilke sagsnumre der står ved hvilke punkter.
CREATE TABLE punkt_sagsnumre (
    -- Rækkens nummer.
    id INTEGER PRIMARY KEY,
    -- Punktet.
    punkt INTEGER NOT NULL REFERENCES punkter (id) ON DELETE CASCADE,
    -- Sagsnummeret.
    sagsnummer INTEGER NOT NULL REFERENCES sagsnumre (id),
    -- Nummerets plads ved punktet, fra 1.
    raekkefoelge INTEGER NOT NULL,
    -- Nummeret som det er trykt.
    trykt TEXT NOT NULL,
    -- 1 hvis nummeret er mødets eget og intet siger om punktets emne: det står i hovedet eller ved alle mødets punkter med sagsnummer (mindst tre), eller det har handlingsfacetten P35 (møder) og står ved flere punkter eller ved et punkt, som alle møder har.
    moedesag INTEGER NOT NULL CHECK (moedesag IN (0, 1)),
    -- Dokumentet.
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE,
    -- Siden hvor nummeret står.
    side INTEGER NOT NULL,
    -- Linjens nummer på siden.
    linje INTEGER NOT NULL,
    -- Rammen på siden: [venstre, top, højre, bund] i punkter fra øverste venstre hjørne.
    boks TEXT,
    -- Hvor teksten er læst: "tekstlag", "ocr", "tekstfil" eller "html".
    kilde TEXT NOT NULL,
    -- Hvor sikker læsningen er, 0-1.
    sikkerhed REAL NOT NULL,
    -- 1 hvis værdien er så usikkert læst (sikkerhed under 0,5), at den bør ses efter i dokumentet.
    til_gennemsyn INTEGER GENERATED ALWAYS AS (sikkerhed < 0.5) VIRTUAL
) STRICT;
CREATE INDEX idx_punkt_sagsnumre_punkt ON punkt_sagsnumre (punkt, raekkefoelge);
CREATE INDEX idx_punkt_sagsnumre_sagsnummer ON punkt_sagsnumre (sagsnummer);
CREATE INDEX idx_punkt_sagsnumre_dokument ON punkt_sagsnumre (dokument);
CREATE INDEX idx_punkt_sagsnumre_til_gennemsyn ON punkt_sagsnumre (til_gennemsyn) WHERE til_gennemsyn = 1;

-- Mødernes sagsnumre
-- Sagsnumre som hovedet giver mødet som helhed.
CREATE TABLE moede_sagsnumre (
    -- Rækkens nummer.
    id INTEGER PRIMARY KEY,
    -- Mødet.
    moede INTEGER NOT NULL REFERENCES moeder (id) ON DELETE CASCADE,
    -- Sagsnummeret.
    sagsnummer INTEGER NOT NULL REFERENCES sagsnumre (id),
    -- Nummerets plads i hovedet, fra 1.
    raekkefoelge INTEGER NOT NULL,
    -- Nummeret som det er trykt.
    trykt TEXT NOT NULL,
    -- Dokumentet.
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE,
    -- Siden hvor nummeret står.
    side INTEGER NOT NULL,
    -- Linjens nummer på siden.
    linje INTEGER NOT NULL,
    -- Rammen på siden: [venstre, top, højre, bund] i punkter fra øverste venstre hjørne.
    boks TEXT,
    -- Hvor teksten er læst: "tekstlag", "ocr", "tekstfil" eller "html".
    kilde TEXT NOT NULL,
    -- Hvor sikker læsningen er, 0-1.
    sikkerhed REAL NOT NULL,
    -- 1 hvis værdien er så usikkert læst (sikkerhed under 0,5), at den bør ses efter i dokumentet.
    til_gennemsyn INTEGER GENERATED ALWAYS AS (sikkerhed < 0.5) VIRTUAL
) STRICT;
CREATE INDEX idx_moede_sagsnumre_moede ON moede_sagsnumre (moede, raekkefoelge);
CREATE INDEX idx_moede_sagsnumre_sagsnummer ON moede_sagsnumre (sagsnummer);
CREATE INDEX idx_moede_sagsnumre_dokument ON moede_sagsnumre (dokument);
CREATE INDEX idx_moede_sagsnumre_til_gennemsyn ON moede_sagsnumre (til_gennemsyn) WHERE til_gennemsyn = 1;

-- Fremmøde
-- Hvem der var til stede ved mødet, meldte afbud eller var fraværende.
CREATE TABLE fremmoede (
    -- Rækkens nummer.
    id INTEGER PRIMARY KEY,
    -- Mødet.
    moede INTEGER NOT NULL REFERENCES moeder (id) ON DELETE CASCADE,
    -- Plads i listen, fra 1.
    raekkefoelge INTEGER NOT NULL,
    -- Personen.
    person INTEGER NOT NULL REFERENCES personer (id),
    -- Navnet som det er trykt.
    navn TEXT NOT NULL,
    -- "til_stede", "afbud", "fravaerende" eller "delvist" (kom senere, gik før eller gik ud undervejs).
    status TEXT NOT NULL,
    -- Rolle ved mødet, fx "formand" eller "referent".
    rolle TEXT,
    -- Partiet, som det er trykt.
    parti TEXT,
    -- Navnet på det medlem som personen møder i stedet for, som det er trykt.
    stedfortraeder_for TEXT,
    -- Personen der mødes i stedet for.
    stedfortraeder_for_person INTEGER REFERENCES personer (id),
    -- Klokkeslæt for ankomst.
    ankom TEXT,
    -- Klokkeslæt for afgang.
    gik TEXT,
    -- Dokumentet.
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE,
    -- Siden hvor navnet står.
    side INTEGER NOT NULL,
    -- Linjens nummer på siden.
    linje INTEGER NOT NULL,
    -- Rammen på siden: [venstre, top, højre, bund] i punkter fra øverste venstre hjørne.
    boks TEXT,
    -- Hvor teksten er læst: "tekstlag", "ocr", "tekstfil" eller "html".
    kilde TEXT NOT NULL,
    -- Hvor sikker læsningen er, 0-1.
    sikkerhed REAL NOT NULL,
    -- 1 hvis værdien er så usikkert læst (sikkerhed under 0,5), at den bør ses efter i dokumentet.
    til_gennemsyn INTEGER GENERATED ALWAYS AS (sikkerhed < 0.5) VIRTUAL
) STRICT;
CREATE INDEX idx_fremmoede_moede ON fremmoede (moede, raekkefoelge);
CREATE INDEX idx_fremmoede_stedfortraeder_for_person ON fremmoede (stedfortraeder_for_person)
    WHERE stedfortraeder_for_person IS NOT NULL;
CREATE INDEX idx_fremmoede_dokument ON fremmoede (dokument);
CREATE INDEX idx_fremmoede_status ON fremmoede (status);
CREATE INDEX idx_fremmoede_parti ON fremmoede (parti);
CREATE INDEX idx_fremmoede_rolle ON fremmoede (rolle);
CREATE INDEX idx_fremmoede_til_gennemsyn ON fremmoede (til_gennemsyn) WHERE til_gennemsyn = 1;

-- Fravær ved punkter
-- Personer der er trykt som fraværende ved et enkelt punkt.
CREATE TABLE fravaer (
    -- Rækkens nummer.
    id INTEGER PRIMARY KEY,
    -- Punktet.
    punkt INTEGER NOT NULL REFERENCES punkter (id) ON DELETE CASCADE,
    -- Plads i listen, fra 1.
    raekkefoelge INTEGER NOT NULL,
    -- Personen.
    person INTEGER NOT NULL REFERENCES personer (id),
    -- Navnet som det er trykt.
    navn TEXT NOT NULL,
    -- Dokumentet.
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE,
    -- Siden hvor navnet står.
    side INTEGER NOT NULL,
    -- Linjens nummer på siden.
    linje INTEGER NOT NULL,
    -- Rammen på siden: [venstre, top, højre, bund] i punkter fra øverste venstre hjørne.
    boks TEXT,
    -- Hvor teksten er læst: "tekstlag", "ocr", "tekstfil" eller "html".
    kilde TEXT NOT NULL,
    -- Hvor sikker læsningen er, 0-1.
    sikkerhed REAL NOT NULL,
    -- 1 hvis værdien er så usikkert læst (sikkerhed under 0,5), at den bør ses efter i dokumentet.
    til_gennemsyn INTEGER GENERATED ALWAYS AS (sikkerhed < 0.5) VIRTUAL
) STRICT;
CREATE INDEX idx_fravaer_punkt ON fravaer (punkt, raekkefoelge);
CREATE INDEX idx_fravaer_person ON fravaer (person);
CREATE INDEX idx_fravaer_dokument ON fravaer (dokument);
CREATE INDEX idx_fravaer_til_gennemsyn ON fravaer (til_gennemsyn) WHERE til_gennemsyn = 1;

-- Bilag
-- Titler på punkternes bilag. Lukkede punkters bilag gemmes ikke.
CREATE TABLE bilag (
    -- Rækkens nummer.
    id INTEGER PRIMARY KEY,
    -- Punktet.
    punkt INTEGER NOT NULL REFERENCES punkter (id) ON DELETE CASCADE,
    -- Plads i listen, fra 1.
    raekkefoelge INTEGER NOT NULL,
    -- Bilagets titel.
    titel TEXT NOT NULL,
    -- Dokumentet.
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE,
    -- Siden hvor titlen står.
    side INTEGER NOT NULL,
    -- Linjens nummer på siden.
    linje INTEGER NOT NULL,
    -- Rammen på siden: [venstre, top, højre, bund] i punkter fra øverste venstre hjørne.
    boks TEXT,
    -- Hvor teksten er læst: "tekstlag", "ocr", "tekstfil" eller "html".
    kilde TEXT NOT NULL,
    -- Hvor sikker læsningen er, 0-1.
    sikkerhed REAL NOT NULL,
    -- 1 hvis værdien er så usikkert læst (sikkerhed under 0,5), at den bør ses efter i dokumentet.
    til_gennemsyn INTEGER GENERATED ALWAYS AS (sikkerhed < 0.5) VIRTUAL
) STRICT;
CREATE INDEX idx_bilag_punkt ON bilag (punkt, raekkefoelge);
CREATE INDEX idx_bilag_dokument ON bilag (dokument);
CREATE INDEX idx_bilag_til_gennemsyn ON bilag (til_gennemsyn) WHERE til_gennemsyn = 1;

-- Sagsgang
-- Hvad andre møder tidligere har besluttet i sagen, som det er gengivet ved punktet. Lukkede punkters sagsgang gemmes ikke.
CREATE TABLE sagsgang (
    -- Rækkens nummer.
    id INTEGER PRIMARY KEY,
    -- Punktet hvor den tidligere behandling er gengivet.
    punkt INTEGER NOT NULL REFERENCES punkter (id) ON DELETE CASCADE,
    -- Plads i listen, fra 1.
    raekkefoelge INTEGER NOT NULL,
    -- Organet der behandlede sagen, som det er trykt.
    udvalg TEXT NOT NULL,
    -- Datoen for dets møde (åååå-mm-dd).
    dato TEXT,
    -- Punktets nummer på det møde.
    nr TEXT,
    -- Hvad det besluttede; tomt for organer der først skal behandle sagen.
    tekst TEXT,
    -- Udfald af den beslutning, adskilt af komma.
    udfald TEXT NOT NULL,
    -- Dokumentet.
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE,
    -- Siden hvor gengivelsen begynder.
    side INTEGER NOT NULL,
    -- Linjens nummer på siden.
    linje INTEGER NOT NULL,
    -- Rammen på siden: [venstre, top, højre, bund] i punkter fra øverste venstre hjørne.
    boks TEXT,
    -- Hvor teksten er læst: "tekstlag", "ocr", "tekstfil" eller "html".
    kilde TEXT NOT NULL,
    -- Hvor sikker læsningen er, 0-1.
    sikkerhed REAL NOT NULL,
    -- 1 hvis værdien er så usikkert læst (sikkerhed under 0,5), at den bør ses efter i dokumentet.
    til_gennemsyn INTEGER GENERATED ALWAYS AS (sikkerhed < 0.5) VIRTUAL
) STRICT;
CREATE INDEX idx_sagsgang_punkt ON sagsgang (punkt, raekkefoelge);
CREATE INDEX idx_sagsgang_dokument ON sagsgang (dokument);
CREATE INDEX idx_sagsgang_til_gennemsyn ON sagsgang (til_gennemsyn) WHERE til_gennemsyn = 1;

-- Problemer
-- Hvad der ikke kunne læses, eller som kan være læst forkert. Filer der slet ikke kunne læses, står her uden dokument.
CREATE TABLE problemer (
    -- Rækkens nummer.
    id INTEGER PRIMARY KEY,
    -- Kort og fast navn for slagsen.
    kode TEXT NOT NULL,
    -- "fejl": filen eller siden mangler i data. "advarsel": noget kan være forkert eller mangle.
    alvor TEXT NOT NULL,
    -- Filens sti.
    sti TEXT NOT NULL,
    -- Siden; tom når det gælder hele filen.
    side INTEGER,
    -- Hvad der skete.
    besked TEXT NOT NULL,
    -- Hvad man kan gøre.
    raad TEXT NOT NULL,
    -- Dokumentet; tomt når filen ikke kunne læses.
    dokument INTEGER REFERENCES dokumenter (id) ON DELETE CASCADE,
    -- SHA-256 af filens indhold, hvis den kunne åbnes.
    sha256 TEXT,
    -- Kørslen.
    koersel INTEGER NOT NULL REFERENCES koersler (id),
    -- Kilden; tom for filer der er læst ind uden kilde.
    kilde TEXT REFERENCES kilder (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX idx_problemer_kilde ON problemer (kilde);
CREATE INDEX idx_problemer_dokument ON problemer (dokument);
CREATE INDEX idx_problemer_koersel ON problemer (koersel);
CREATE INDEX idx_problemer_kode ON problemer (kode);
CREATE INDEX idx_problemer_alvor ON problemer (alvor);
CREATE INDEX idx_problemer_sti ON problemer (sti);

-- Kilder
-- Hvor dokumenterne hentes: kommunernes portaler, hjemmesider og mapper, og hvordan det gik sidst. Se kildestatus for tilstanden lige nu.
CREATE TABLE kilder (
    -- Kildens korte navn i opsætningen.
    id TEXT PRIMARY KEY,
    -- Kildens navn for læsere.
    navn TEXT NOT NULL,
    -- Slags kilde: "firstagenda", "webpage", "feed", "sitemap", "aabendagsorden" eller "folder".
    art TEXT NOT NULL,
    -- Kildens adresse.
    adresse TEXT NOT NULL,
    -- Kommunen, når kilden hører til én.
    kommune INTEGER REFERENCES kommuner (id),
    -- 1 når kilden er nedlagt eller taget ud af opsætningen.
    ophoert INTEGER NOT NULL DEFAULT 0 CHECK (ophoert IN (0, 1)),
    -- Hvornår kilden sidst blev forsøgt læst (UTC).
    seneste_forsoeg TEXT,
    -- Hvornår kildens liste sidst blev læst til ende (UTC).
    seneste_succes TEXT,
    -- Hvornår der sidst kom et nyt eller ændret dokument (UTC).
    seneste_nye TEXT,
    -- Antal kørsler i træk hvor kilden ikke kunne læses.
    fejl_i_traek INTEGER NOT NULL DEFAULT 0,
    -- Hvad der sidst gik galt; tom når alt gik godt.
    besked TEXT,
    -- Hvad man kan gøre ved det.
    raad TEXT,
    -- Antal dokumenter på kildens liste sidst.
    antal_listet INTEGER,
    -- Hvornår kilden tidligst skal prøves igen, hvis den har bedt om ro (UTC).
    pause_til TEXT,
    -- SHA-256 af listen, som den sidst blev læst til ende.
    liste_sha256 TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX idx_kilder_kommune ON kilder (kommune);
CREATE INDEX idx_kilder_art ON kilder (art);

-- Kildernes dokumenter
-- Alt hvad kilderne lister, hentet eller ej: kendt på kildens eget nummer, så en ændret fil er en ny udgave og ikke et nyt dokument.
CREATE TABLE kildedokumenter (
    -- Opslagets nummer i databasen.
    id INTEGER PRIMARY KEY,
    -- Kilden.
    kilde TEXT NOT NULL REFERENCES kilder (id),
    -- Kildens eget nummer for dokumentet.
    noegle TEXT NOT NULL,
    -- Titlen på kildens liste.
    titel TEXT,
    -- Udvalget: som kilden skriver det, ellers som det er læst i dokumentet.
    udvalg TEXT,
    -- Mødets dato (åååå-mm-dd): som kilden skriver den, ellers som den er læst i dokumentet.
    dato TEXT,
    -- Kildens egen betegnelse, fx "Referat" eller "Dagsorden".
    betegnelse TEXT,
    -- Adressen for læsere.
    url TEXT,
    -- "listet" (skal hentes), "hentet" (skal læses), "godkendt" (skal vises), "vist", "fejlet", "afventer" (lagt til side af kvalitetskontrollen) eller "tilbageholdt".
    tilstand TEXT NOT NULL,
    -- Hvornår opslaget først blev set (UTC).
    foerst_set TEXT NOT NULL,
    -- SHA-256 af den seneste fil der er hentet.
    sha256 TEXT,
    -- Hvornår den blev hentet (UTC).
    hentet TEXT,
    -- Dokumentet med den gældende udgave.
    dokument INTEGER REFERENCES dokumenter (id) ON DELETE SET NULL,
    -- Antal nætter i træk hvor opslaget manglede på kildens liste.
    mangler INTEGER NOT NULL DEFAULT 0,
    -- Den seneste nat der er talt med.
    mangler_dato TEXT,
    -- Hvornår opslaget blev regnet for forsvundet: tredje nat i træk. Rækkerne slettes ikke.
    forsvundet TEXT,
    -- Antal forsøg i træk der ikke lykkedes.
    forsoeg INTEGER NOT NULL DEFAULT 0,
    -- Hvornår det tidligst prøves igen (UTC).
    naeste_forsoeg TEXT,
    -- Aftryk af opslaget på listen: ændres det, hentes dokumentet igen.
    aftryk TEXT NOT NULL,
    -- Kildens mærke for filens udgave (ETag).
    etag TEXT,
    -- Kildens tid for filens seneste ændring (Last-Modified).
    senest_aendret TEXT,
    -- SHA-256 af portalens egne felter for mødet.
    felter_sha256 TEXT,
    -- Aftryk af opslaget på listen, da det sidst ikke kunne hentes.
    aftryk_fejlet TEXT,
    UNIQUE (kilde, noegle)
) STRICT;
CREATE INDEX idx_kildedokumenter_kilde ON kildedokumenter (kilde, tilstand);
CREATE INDEX idx_kildedokumenter_tilstand ON kildedokumenter (tilstand);
CREATE INDEX idx_kildedokumenter_dokument ON kildedokumenter (dokument);
CREATE INDEX idx_kildedokumenter_dato ON kildedokumenter (dato);

-- Udgaver
-- Hver udgave af et dokument, som kilden har vist den: dagsorden, referat, rettet referat. Intet overskrives; den gældende har møde og punkter i tabellerne, de tidligere har deres indhold her.
CREATE TABLE udgaver (
    -- Udgavens nummer i databasen.
    id INTEGER PRIMARY KEY,
    -- Kildens opslag.
    kildedokument INTEGER NOT NULL REFERENCES kildedokumenter (id) ON DELETE CASCADE,
    -- Udgavens nummer, fra 1.
    nr INTEGER NOT NULL,
    -- Dokumentet med udgavens sider.
    dokument INTEGER REFERENCES dokumenter (id) ON DELETE SET NULL,
    -- "referat", "dagsorden" eller "andet".
    dokumenttype TEXT NOT NULL,
    -- 1 for den gældende udgave.
    gaeldende INTEGER NOT NULL CHECK (gaeldende IN (0, 1)),
    -- Udgaven der har erstattet denne.
    erstattet_af INTEGER REFERENCES udgaver (id) ON DELETE SET NULL,
    -- SHA-256 af filen.
    sha256 TEXT NOT NULL,
    -- Nøglet aftryk af teksten.
    teksthash TEXT,
    -- Adressen den blev hentet fra.
    url TEXT,
    -- Hvornår den blev hentet (UTC).
    hentet TEXT,
    -- Serverens svarhoveder, som JSON.
    hoveder TEXT,
    -- Hvad der er anderledes end i udgaven før, linje for linje.
    aendringer TEXT,
    -- Punkter, beslutninger og fremmøde i en udgave der er erstattet, som JSON.
    indhold TEXT,
    -- 1 når udgaven er taget ud og skal læses igen, fordi noget i den er taget ned eller vises igen.
    genlaeses INTEGER NOT NULL DEFAULT 0 CHECK (genlaeses IN (0, 1)),
    -- Kørslen der skrev udgaven.
    koersel INTEGER NOT NULL REFERENCES koersler (id)
) STRICT;
CREATE INDEX idx_udgaver_kildedokument ON udgaver (kildedokument, nr);
CREATE INDEX idx_udgaver_dokument ON udgaver (dokument);
CREATE INDEX idx_udgaver_erstattet_af ON udgaver (erstattet_af);
CREATE INDEX idx_udgaver_koersel ON udgaver (koersel);
CREATE INDEX idx_udgaver_genlaeses ON udgaver (genlaeses) WHERE genlaeses = 1;

-- Kvalitet
-- Kvalitetskontrol af det nye fra en kilde mod kildens egen historie. Falder et felt brat, lægges det nye til side, indtil nogen har set på det.
CREATE TABLE kvalitet (
    -- Rækkens nummer.
    id INTEGER PRIMARY KEY,
    -- Kilden.
    kilde TEXT NOT NULL REFERENCES kilder (id),
    -- Kørslen.
    koersel INTEGER NOT NULL REFERENCES koersler (id),
    -- Antal nye dokumenter.
    dokumenter INTEGER NOT NULL,
    -- Antal punkter i dem.
    punkter INTEGER NOT NULL,
    -- Andel af referaternes punkter med en beslutning, 0-1; tom uden punkter.
    andel_beslutning REAL,
    -- Andel af punkter med et sagsnummer, 0-1.
    andel_sagsnummer REAL,
    -- Andel af punkter hvor læsningen er usikker, 0-1.
    andel_usikre REAL,
    -- Antal dokumenter i kildens historie som der sammenlignes med.
    historie_dokumenter INTEGER NOT NULL,
    -- Antal punkter i historien.
    historie_punkter INTEGER NOT NULL,
    -- Andel med beslutning i historien.
    historie_beslutning REAL,
    -- Andel med sagsnummer i historien.
    historie_sagsnummer REAL,
    -- Andel usikre i historien.
    historie_usikre REAL,
    -- "ok", "afventer" (lagt til side), "accepteret" eller "for_lidt" (for lidt at sammenligne med).
    dom TEXT NOT NULL,
    -- Hvorfor.
    forklaring TEXT NOT NULL
) STRICT;
CREATE INDEX idx_kvalitet_kilde ON kvalitet (kilde, koersel);
CREATE INDEX idx_kvalitet_koersel ON kvalitet (koersel);
CREATE INDEX idx_kvalitet_dom ON kvalitet (dom);

-- Portalens felter
-- Hvad portalen selv siger om et punkt, ved siden af hvad der er læst i filen. Er de enige, er værdien sikrere; er de uenige, står det i problemer, og begge er bevaret.
CREATE TABLE portalfelter (
    -- Rækkens nummer.
    id INTEGER PRIMARY KEY,
    -- Punktet; tomt når intet punkt i filen svarer til portalens.
    punkt INTEGER REFERENCES punkter (id) ON DELETE CASCADE,
    -- Punktets nummer på portalen.
    nr TEXT,
    -- Feltet: "dato" (mødets), "titel", "sagsnummer", "beslutning" eller afsnittets navn.
    felt TEXT NOT NULL,
    -- Portalens tekst.
    tekst TEXT NOT NULL,
    -- Hvad der er læst i filen.
    laest TEXT,
    -- 1 når de siger det samme, 0 når de ikke gør, tomt når kun portalen siger noget.
    enig INTEGER CHECK (enig IN (0, 1)),
    -- Dokumentet.
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX idx_portalfelter_punkt ON portalfelter (punkt);
CREATE INDEX idx_portalfelter_dokument ON portalfelter (dokument);
CREATE INDEX idx_portalfelter_enig ON portalfelter (enig);

-- Maskeringer
-- Hvor noget er fjernet, før dokumentet blev vist: CPR-numre, private mailadresser og telefonnumre, tilbageholdte navne og lukkede punkters tekst. Det fjernede selv står ingen steder.
CREATE TABLE maskeringer (
    -- Rækkens nummer.
    id INTEGER PRIMARY KEY,
    -- Hvad der er fjernet: "cpr", "email", "telefon", "navn", "lukket", "tilbageholdt" eller "ulaest" (siden kunne ikke læses og vises derfor ikke).
    art TEXT NOT NULL,
    -- Dokumentet.
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE,
    -- Siden.
    side INTEGER NOT NULL,
    -- Linjens nummer på siden; 0 er hele siden.
    linje INTEGER NOT NULL,
    -- Feltet der er dækket på siden: [venstre, top, højre, bund] i punkter fra øverste venstre hjørne; tomt når hele siden er dækket, eller filen ingen sider har.
    boks TEXT
) STRICT;
CREATE INDEX idx_maskeringer_dokument ON maskeringer (dokument);
CREATE INDEX idx_maskeringer_art ON maskeringer (art);

-- Tilbageholdelser
-- Hvad der er taget ned efter anmodning: dokumenter, punkter og navne, hvornår og hvorfor. Navnene selv står her ikke.
CREATE TABLE tilbageholdelser (
    -- Tilbageholdelsens nummer.
    id INTEGER PRIMARY KEY,
    -- "dokument", "punkt" eller "person".
    art TEXT NOT NULL,
    -- Kommunen, ved en person.
    kommune INTEGER REFERENCES kommuner (id),
    -- Mødet det gælder: udvalg og dato; tom ved en person.
    om TEXT,
    -- Punktets nummer.
    nr TEXT,
    -- Dokumentets nummer i databasen, da det blev taget ned.
    dokument INTEGER,
    -- Begrundelsen.
    grund TEXT NOT NULL,
    -- Hvornår det blev taget ned (UTC).
    oprettet TEXT NOT NULL,
    -- Hvornår det blev vist igen (UTC); tom så længe det er tilbageholdt.
    ophaevet TEXT
) STRICT;
CREATE INDEX idx_tilbageholdelser_kommune ON tilbageholdelser (kommune);
CREATE INDEX idx_tilbageholdelser_art ON tilbageholdelser (art);

-- Full-text search. The form content="table" is the one that Datasette recognises; with other
-- quotes its search box filters nothing. remove_diacritics 0 keeps å apart from a; detail=full is
-- needed for case numbers, which are phrases.
-- The writer (store/write.py) keeps them in step, in the transaction that writes the document. There
-- are no triggers: each row that a trigger indexes is flushed by itself, which took twice the time
-- of the whole document. Whoever changes these tables by hand must rebuild:
-- INSERT INTO punkter_fts (punkter_fts) VALUES ('rebuild');
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

-- Beslutninger, én række hver
-- Til regneark og analyse: hver beslutning med kommune, udvalg, dato, punkt, sagsnumre, udfald, stemmetal og kilde.
CREATE VIEW beslutninger_flad AS
SELECT
    -- Punktet (link).
    b.punkt AS punkt,
    -- Kommunens navn.
    k.navn AS kommune,
    -- Udvalgets navn.
    u.navn AS udvalg,
    -- Mødets dato (åååå-mm-dd).
    b.dato AS dato,
    -- Punktets nummer som det er trykt.
    p.nr AS nr,
    -- Punktets overskrift.
    b.titel AS titel,
    -- Punktets sagsnumre, adskilt af komma.
    b.sagsnumre AS sagsnumre,
    -- Alle udfald i rækkefølge, adskilt af komma.
    (SELECT group_concat(navn, ', ') FROM (
        SELECT f.navn AS navn FROM beslutning_udfald bu JOIN udfald f ON f.id = bu.udfald
        WHERE bu.beslutning = b.id ORDER BY bu.raekkefoelge)) AS udfald,
    -- Beslutningen i sin helhed.
    b.tekst AS tekst,
    -- Antal stemmer for.
    a.antal_for AS stemmer_for,
    -- Antal stemmer imod.
    a.antal_imod AS stemmer_imod,
    -- Antal der undlod at stemme.
    a.antal_undlod AS stemmer_undlod,
    -- 1 hvis punktet blev behandlet for lukkede døre.
    p.lukket AS lukket,
    -- Siden i dokumentet hvor beslutningen begynder.
    b.side AS side,
    -- Dokumentets sti.
    d.sti AS sti,
    -- Dokumentets adresse på nettet, hvis den kendes.
    d.url AS url,
    -- Hvor teksten er læst: "tekstlag", "ocr", "tekstfil" eller "html".
    b.kilde AS kilde,
    -- Hvor sikker læsningen er, 0-1.
    b.sikkerhed AS sikkerhed,
    -- Dokumentet (link).
    b.dokument AS dokument
FROM beslutninger b
JOIN punkter p ON p.id = b.punkt
JOIN dokumenter d ON d.id = b.dokument
LEFT JOIN kommuner k ON k.id = b.kommune
LEFT JOIN udvalg u ON u.id = b.udvalg
LEFT JOIN afstemninger a ON a.beslutning = b.id;

-- Fravær, én række hver
-- Alt fravær: fra mødet (afbud, fraværende, delvist til stede) og fra enkelte punkter.
CREATE VIEW fravaer_flad AS
SELECT
    -- Navnet. Små stavefejl inden for ét dokument er samlet.
    pe.navn AS navn,
    -- Kommunens navn.
    k.navn AS kommune,
    -- Udvalgets navn.
    u.navn AS udvalg,
    -- Mødets dato (åååå-mm-dd).
    m.dato AS dato,
    -- "møde" eller "punkt".
    'møde' AS omfang,
    -- "afbud", "fravaerende" eller "delvist".
    f.status AS status,
    -- Partiet, som det er trykt.
    f.parti AS parti,
    -- Punktets nummer, ved fravær fra et punkt.
    NULL AS nr,
    -- Punktets overskrift, ved fravær fra et punkt.
    NULL AS titel,
    -- Punktet (link), ved fravær fra et punkt.
    NULL AS punkt,
    -- Siden i dokumentet hvor fraværet står.
    f.side AS side,
    -- Dokumentets sti.
    d.sti AS sti,
    -- Hvor sikker læsningen er, 0-1.
    f.sikkerhed AS sikkerhed,
    -- Personen (link).
    f.person AS person,
    -- Mødet (link).
    f.moede AS moede,
    -- Dokumentet (link).
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

-- Sager, én række pr. behandling
-- Hver gang en sag er behandlet: sagsnummer, møde, punkt, udfald og beslutning.
CREATE VIEW sager_flad AS
SELECT
    -- Sagsnummeret i normalform.
    s.sagsnummer AS sagsnummer,
    -- Kommunens navn.
    k.navn AS kommune,
    -- Udvalgets navn.
    u.navn AS udvalg,
    -- Mødets dato (åååå-mm-dd).
    p.dato AS dato,
    -- Punktets nummer som det er trykt.
    p.nr AS nr,
    -- Punktets overskrift.
    p.titel AS titel,
    -- Alle udfald i rækkefølge, adskilt af komma.
    (SELECT group_concat(navn, ', ') FROM (
        SELECT f.navn AS navn FROM beslutning_udfald bu JOIN udfald f ON f.id = bu.udfald
        WHERE bu.beslutning = p.id ORDER BY bu.raekkefoelge)) AS udfald,
    -- Beslutningen i sin helhed; tom hvor ingen er trykt.
    b.tekst AS beslutning,
    -- 1 hvis nummeret er mødets eget og ikke punktets.
    ps.moedesag AS moedesag,
    -- Siden i dokumentet hvor punktet begynder.
    p.side AS side,
    -- Dokumentets sti.
    d.sti AS sti,
    -- Hvor sikkert nummeret er læst, 0-1.
    ps.sikkerhed AS sikkerhed,
    -- Punktet (link).
    p.id AS punkt,
    -- Sagen (link).
    s.id AS sag,
    -- Dokumentet (link).
    p.dokument AS dokument,
    -- KLE-emnet, som sagsnummeret begynder med; tomt for andre numre.
    s.emne AS emne,
    -- Emnets navn, ellers gruppens, ellers hovedgruppens.
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

-- Punkternes emner
-- KLE-emnet for hvert af punkternes sagsnumre, der har et, med navn. Kender KLE ikke emnet, har det gruppens navn, ellers hovedgruppens; er heller ikke den kendt, er navnet tomt.
CREATE VIEW punkt_emner AS
SELECT
    -- Punktet (link).
    ps.punkt AS punkt,
    -- Sagsnummeret i normalform.
    s.sagsnummer AS sagsnummer,
    -- KLE-emnet, som det står i sagsnummeret.
    s.emne AS emne,
    -- Emnets navn, ellers gruppens, ellers hovedgruppens.
    coalesce(e.titel, g.titel, h.titel) AS titel,
    -- Hvad navnet er for: "emne", "gruppe" eller "hovedgruppe"; tomt hvor KLE ikke kender nummeret.
    CASE
        WHEN e.nr IS NOT NULL THEN 'emne'
        WHEN g.nr IS NOT NULL THEN 'gruppe'
        WHEN h.nr IS NOT NULL THEN 'hovedgruppe'
    END AS niveau,
    -- Gruppens nummer.
    substr(s.emne, 1, 5) AS gruppe,
    -- Hovedgruppens nummer.
    substr(s.emne, 1, 2) AS hovedgruppe,
    -- 1 hvis emnet siger, hvad punktet handler om; 0 for mødets egne numre og for facetten P35.
    ps.moedesag = 0 AND s.moedefacet = 0 AS punktets,
    -- Hvor sikkert nummeret er læst, 0-1.
    ps.sikkerhed AS sikkerhed,
    -- Sagen (link).
    s.id AS sag,
    -- Dokumentet (link).
    ps.dokument AS dokument
FROM punkt_sagsnumre ps
JOIN sagsnumre s ON s.id = ps.sagsnummer
LEFT JOIN kle_emner e ON e.nr = s.emne
LEFT JOIN kle_grupper g ON g.nr = substr(s.emne, 1, 5)
LEFT JOIN kle_hovedgrupper h ON h.nr = substr(s.emne, 1, 2)
WHERE s.emne IS NOT NULL;

-- Kildernes tilstand lige nu
-- Om hver kilde er frisk: "ok", "forældet" (ikke læst i 36 timer), "fejler", "aldrig" (endnu ikke læst) eller "ophørt".
CREATE VIEW kildestatus AS
SELECT
    -- Kilden (link).
    s.id AS kilde,
    -- Kildens navn.
    s.navn AS navn,
    -- Kommunens navn.
    k.navn AS kommune,
    -- "ok", "forældet", "fejler", "aldrig" eller "ophørt".
    CASE
        WHEN s.ophoert = 1 THEN 'ophørt'
        WHEN s.fejl_i_traek > 0 THEN 'fejler'
        WHEN s.seneste_succes IS NULL THEN 'aldrig'
        WHEN abs(julianday('now') - julianday(s.seneste_succes)) > 1.5 THEN 'forældet'
        ELSE 'ok'
    END AS tilstand,
    -- Timer siden kilden sidst blev læst til ende.
    round((julianday('now') - julianday(s.seneste_succes)) * 24, 1) AS timer_siden,
    -- Hvornår kilden sidst blev læst til ende (UTC).
    s.seneste_succes AS seneste_succes,
    -- Hvornår der sidst kom et nyt eller ændret dokument (UTC).
    s.seneste_nye AS seneste_nye,
    -- Antal kørsler i træk hvor kilden ikke kunne læses.
    s.fejl_i_traek AS fejl_i_traek,
    -- Antal dokumenter på kildens liste sidst.
    s.antal_listet AS antal_listet,
    -- Antal dokumenter lagt til side af kvalitetskontrollen.
    (SELECT count(*) FROM kildedokumenter d WHERE d.kilde = s.id AND d.tilstand = 'afventer') AS afventer,
    -- Hvad der sidst gik galt.
    s.besked AS besked,
    -- Hvad man kan gøre ved det.
    s.raad AS raad
FROM kilder s
LEFT JOIN kommuner k ON k.id = s.kommune;

-- Dækning pr. kommune, udvalg og måned
-- Hvor meget af det, kilderne lister, der er hentet, læst og vist; og hvad der mangler.
CREATE VIEW daekning AS
SELECT
    -- Kommunens navn: kildens, ellers dokumentets.
    k.navn AS kommune,
    -- Udvalget.
    d.udvalg AS udvalg,
    -- Måneden for mødet (åååå-mm).
    substr(d.dato, 1, 7) AS maaned,
    -- Antal dokumenter som kilderne lister.
    count(*) AS listet,
    -- Antal der er hentet.
    sum(d.sha256 IS NOT NULL) AS hentet,
    -- Antal der er læst og vist som rækker.
    sum(d.dokument IS NOT NULL) AS struktureret,
    -- Antal hvor den seneste udgave ikke kunne hentes eller læses.
    sum(d.tilstand = 'fejlet') AS fejlet,
    -- Antal lagt til side af kvalitetskontrollen.
    sum(d.tilstand = 'afventer') AS afventer,
    -- Antal taget ned efter anmodning.
    sum(d.tilstand = 'tilbageholdt') AS tilbageholdt,
    -- Antal der er forsvundet fra kilden.
    sum(d.forsvundet IS NOT NULL) AS forsvundet,
    -- Kilden.
    d.kilde AS kilde
FROM kildedokumenter d
JOIN kilder s ON s.id = d.kilde
LEFT JOIN dokumenter o ON o.id = d.dokument
LEFT JOIN kommuner k ON k.id = coalesce(s.kommune, o.kommune)
GROUP BY d.kilde, k.id, d.udvalg, substr(d.dato, 1, 7);

-- == What the site needs =========================================================================
-- All below is made from the tables above, document by document, by store/publication.py, in the
-- transaction that writes the document. A database of an older version gets it by being upgraded
-- (store/migrate.py) and filled (store/publication.py, fill_publication).
-- "rammer" alone comes from the document itself: documents read before it was there get theirs
-- when they are read again.

-- Rammer på følgende sider
-- Hvor en værdi fortsætter, når den løber over en side: dens ramme på hver af de følgende sider. Rammen på den første side står ved værdien selv.
CREATE TABLE rammer (
    -- Rammens nummer i databasen.
    id INTEGER PRIMARY KEY,
    -- Tabellen som værdien står i, fx "beslutninger".
    tabel TEXT NOT NULL,
    -- Værdiens række i den tabel.
    raekke INTEGER NOT NULL,
    -- Sidetallet i filen, fra 1.
    side INTEGER NOT NULL,
    -- Rammen på siden: [venstre, top, højre, bund] i punkter fra øverste venstre hjørne.
    boks TEXT NOT NULL,
    -- Dokumentet.
    dokument INTEGER NOT NULL REFERENCES dokumenter (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX idx_rammer_raekke ON rammer (raekke, tabel);
CREATE INDEX idx_rammer_dokument ON rammer (dokument);

-- Adresser
-- Hvilken adresse på siden et møde eller et punkt har. Adressen er dannet af kommune, organ, dato og punktets nummer og bliver den samme, når dokumentet læses igen. En adresse bliver aldrig brugt til noget andet; ændrer læsningen den, viser den gamle videre.
CREATE TABLE adresser (
    -- Adressen, fx "mosevad/byraadet/2019-05-23/7".
    adresse TEXT PRIMARY KEY,
    -- Den første adresse, som indholdet havde: dets navn i nyhedsstrømme.
    oprindelig TEXT NOT NULL,
    -- "moede" eller "punkt".
    slags TEXT NOT NULL,
    -- Mødet; tomt når det ikke findes mere.
    moede INTEGER REFERENCES moeder (id) ON DELETE SET NULL,
    -- Punktet, når adressen er et punkts.
    punkt INTEGER REFERENCES punkter (id) ON DELETE SET NULL,
    -- Overskriften, da adressen sidst blev skrevet; tom når adressen ikke længere selv viser noget.
    titel TEXT NOT NULL,
    -- Punktets plads på mødet.
    plads INTEGER,
    -- Adressen der er trådt i stedet for denne.
    viser_til TEXT,
    -- Hash af indholdet: ændrer det sig, er indholdet ændret.
    fingeraftryk TEXT NOT NULL,
    -- Hvornår adressen først kom til (UTC).
    foerst_set TEXT NOT NULL,
    -- Hvornår indholdet sidst blev ændret (UTC).
    aendret TEXT NOT NULL,
    -- Hvornår indholdet blev fjernet (UTC); tomt ellers.
    fjernet TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX idx_adresser_moede ON adresser (moede);
CREATE INDEX idx_adresser_punkt ON adresser (punkt);
CREATE INDEX idx_adresser_foerst_set ON adresser (foerst_set);

-- Ændringer
-- Strømmen af ændringer: hvert møde og punkt der er kommet til, ændret eller fjernet. Læs videre fra det sidste nummer, du har set.
CREATE TABLE aendringer (
    -- Løbenummer; stiger altid.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Hvornår det skete (UTC).
    tid TEXT NOT NULL,
    -- "ny", "aendret", "flyttet" eller "fjernet".
    haendelse TEXT NOT NULL,
    -- "moede" eller "punkt".
    slags TEXT NOT NULL,
    -- Adressen.
    adresse TEXT NOT NULL,
    -- Den nye adresse, når indholdet er flyttet.
    viser_til TEXT
) STRICT;

-- Mødernes tal
-- Én række pr. møde med det, der oftest tælles.
CREATE TABLE moede_tal (
    -- Mødet.
    moede INTEGER PRIMARY KEY REFERENCES moeder (id) ON DELETE CASCADE,
    -- Kommunen.
    kommune INTEGER,
    -- Udvalget.
    udvalg INTEGER,
    -- Organets slags: 1 kommunalbestyrelse, 2 økonomiudvalg, 3 stående udvalg, 4 særligt udvalg, 5 råd eller nævn, 6 andet.
    organtype INTEGER NOT NULL,
    -- Mødets dato.
    dato TEXT,
    -- Mødets år.
    aar INTEGER,
    -- Antal punkter.
    punkter INTEGER NOT NULL,
    -- Antal lukkede punkter.
    lukkede INTEGER NOT NULL,
    -- Antal beslutninger.
    beslutninger INTEGER NOT NULL,
    -- Antal punkter der blev udsat.
    udsatte INTEGER NOT NULL,
    -- Antal punkter med afstemning.
    afstemninger INTEGER NOT NULL,
    -- Antal til stede.
    til_stede INTEGER NOT NULL,
    -- Antal afbud.
    afbud INTEGER NOT NULL,
    -- Antal fraværende.
    fravaerende INTEGER NOT NULL,
    -- Antal der kun var til stede noget af mødet.
    delvist INTEGER NOT NULL
) STRICT;
CREATE INDEX idx_moede_tal_kommune ON moede_tal (kommune, udvalg, aar);
CREATE INDEX idx_moede_tal_udvalg ON moede_tal (udvalg);

-- Sagernes tal
-- Én række pr. sagsnummer: hvornår og hvor mange gange sagen er behandlet. Numre der kun er mødets egne, er ikke med.
CREATE TABLE sag_tal (
    -- Sagsnummeret.
    sag INTEGER PRIMARY KEY REFERENCES sagsnumre (id) ON DELETE CASCADE,
    -- Kommunen.
    kommune INTEGER,
    -- Dato for den første behandling.
    foerste TEXT,
    -- Dato for den seneste behandling.
    seneste TEXT,
    -- Dage fra den første til den seneste behandling.
    dage INTEGER,
    -- Antal behandlinger.
    behandlinger INTEGER NOT NULL,
    -- Antal organer der har behandlet sagen.
    organer INTEGER NOT NULL,
    -- Overskriften ved den seneste behandling.
    titel TEXT NOT NULL
) STRICT;
CREATE INDEX idx_sag_tal_kommune ON sag_tal (kommune, dage);
CREATE INDEX idx_sag_tal_organer ON sag_tal (organer, behandlinger);
CREATE INDEX idx_sag_tal_dage ON sag_tal (dage);

-- Søgeplads
-- Én række pr. punkt der kan søges i, med tal til at filtrere efter. En plads bruges aldrig igen.
CREATE TABLE soeg (
    -- Pladsens nummer.
    plads INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Punktet.
    punkt INTEGER NOT NULL,
    -- Dokumentet.
    dokument INTEGER NOT NULL,
    -- Kommunen; 0 hvor den ikke kendes.
    kommune INTEGER NOT NULL,
    -- Udvalget; 0 hvor det ikke kendes.
    udvalg INTEGER NOT NULL,
    -- Organets slags: 1 kommunalbestyrelse, 2 økonomiudvalg, 3 stående udvalg, 4 særligt udvalg, 5 råd eller nævn, 6 andet.
    organtype INTEGER NOT NULL,
    -- Mødets dato som tal (ååååmmdd); 0 hvor den ikke kendes.
    dag INTEGER NOT NULL,
    -- Alle udfald som bits: 1 for det første i tabellen udfald, 2 for det andet, 4 for det tredje …
    udfald INTEGER NOT NULL,
    -- KLE-emnet som tal: 154000 for 15.40.00; 0 hvor det ikke kendes. Mødets egne numre og facetten P35 tæller ikke.
    emne INTEGER NOT NULL,
    -- 1 hvis der blev stemt.
    afstemning INTEGER NOT NULL,
    -- 1 hvis punktet var lukket.
    lukket INTEGER NOT NULL,
    -- 1 for punkter som alle møder har: godkendelse af dagsorden, eventuelt …
    rutine INTEGER NOT NULL,
    -- 1 hvis punktet kun er læst i en dagsorden.
    dagsorden INTEGER NOT NULL,
    -- 1 hvis punktet har en beslutning.
    beslutning INTEGER NOT NULL
) STRICT;
CREATE INDEX idx_soeg_punkt ON soeg (punkt);
CREATE INDEX idx_soeg_dokument ON soeg (dokument);
CREATE INDEX idx_soeg_kommune ON soeg (kommune, dag);
CREATE INDEX idx_soeg_emne ON soeg (emne, dag);
CREATE INDEX idx_fremmoede_person_tal ON fremmoede (person, status, moede);
CREATE INDEX idx_soeg_dag ON soeg (dag, beslutning, dagsorden, udfald);

-- Søgningens ord
-- Alle ord med deres stamme, til stjerner, sammensatte ord og stavefejl.
CREATE TABLE soeg_ord (
    -- Ordets nummer.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Ordet med små bogstaver, å for aa.
    ord TEXT NOT NULL UNIQUE,
    -- Ordets stamme.
    stamme TEXT NOT NULL,
    -- Stammen bagfra, så ord der ender ens, står sammen.
    bagfra TEXT NOT NULL
) STRICT;
CREATE INDEX idx_soeg_ord_stamme ON soeg_ord (stamme);
CREATE INDEX idx_soeg_ord_bagfra ON soeg_ord (bagfra);

-- Fjernede søgepladser
-- Pladser der ikke findes mere.
CREATE TABLE soeg_fjernet (
    -- Løbenummer.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Pladsen.
    plads INTEGER NOT NULL
) STRICT;

-- The stems of what soeg_indhold shows of a punkt, under its place. It keeps no text of its own
-- (content=''): the stems are worked out anew from the rows where they are needed again, to take a
-- punkt out of the index or to order the best matches. By which rules they were made stands in
-- _meta ("ordregler"); others make the index anew (store/schema.py).
CREATE VIRTUAL TABLE soeg_fts USING fts5 (
    titel, beslutning, tekst,
    content='', tokenize="unicode61 remove_diacritics 0", detail=full
);

-- Punkternes tekst
-- Én række pr. punkt med alt, hvad søgningen ser af det: overskrift, beslutning, og afsnit, bilag og sagsgang efter hinanden.
CREATE VIEW soeg_indhold AS
SELECT
    -- Punktet (link).
    p.id AS punkt,
    -- Overskriften.
    p.titel AS titel,
    -- Punktets sagsnumre, adskilt af komma.
    p.sagsnumre AS sagsnumre,
    -- Mødets dato (åååå-mm-dd).
    p.dato AS dato,
    -- Beslutningen; tom hvor ingen er trykt.
    coalesce(b.tekst, '') AS beslutning,
    -- Afsnittenes overskrifter og tekst, bilagenes titler og tidligere beslutninger, på hver sin linje.
    coalesce((SELECT group_concat(del, char(10)) FROM (
        SELECT coalesce(nullif(a.overskrift, '') || char(10), '')
            || a.tekst AS del FROM afsnit a WHERE a.punkt = p.id
        UNION ALL SELECT bi.titel FROM bilag bi WHERE bi.punkt = p.id
        UNION ALL SELECT g.udvalg || coalesce(char(10) || nullif(g.tekst, ''), '')
        FROM sagsgang g WHERE g.punkt = p.id
    ) WHERE del <> ''), '') AS tekst
FROM punkter p
LEFT JOIN beslutninger b ON b.punkt = p.id;

-- Møder (OParl)
-- Møderne med navnene i den åbne standard OParl 1.1.
CREATE VIEW oparl_meeting AS
SELECT
    -- Mødets adresse på siden.
    a.adresse AS id,
    -- Udvalg og dato.
    m.titel AS name,
    -- Hvornår mødet begyndte.
    m.dato || coalesce('T' || m.start, '') AS start,
    -- Hvornår mødet sluttede.
    m.dato || 'T' || m.slut AS end_,
    -- Stedet, som det er trykt.
    m.sted AS location,
    -- Udvalgets navn.
    u.navn AS organization,
    -- Kommunens navn.
    k.navn AS body
FROM moeder m
LEFT JOIN adresser a ON a.moede = m.id AND a.slags = 'moede' AND a.viser_til IS NULL
LEFT JOIN udvalg u ON u.id = m.udvalg
LEFT JOIN kommuner k ON k.id = m.kommune;

-- Punkter (OParl)
-- Punkterne med navnene i den åbne standard OParl 1.1.
CREATE VIEW oparl_agendaitem AS
SELECT
    -- Punktets adresse på siden.
    a.adresse AS id,
    -- Mødets nummer i databasen.
    p.moede AS meeting,
    -- Nummeret som det er trykt.
    p.nr AS number,
    -- Punktets plads på mødet, fra 1.
    p.raekkefoelge AS order_,
    -- Overskriften.
    p.titel AS name,
    -- 1 for et åbent punkt, 0 for et lukket.
    1 - p.lukket AS public,
    -- Alle udfald, adskilt af komma.
    (SELECT group_concat(bu.udfald, ', ') FROM beslutning_udfald bu WHERE bu.beslutning = p.id) AS result,
    -- Beslutningen i sin helhed.
    b.tekst AS resolution_text
FROM punkter p
LEFT JOIN adresser a ON a.punkt = p.id AND a.viser_til IS NULL
LEFT JOIN beslutninger b ON b.punkt = p.id;

-- Sager (OParl)
-- Sagerne med navnene i den åbne standard OParl 1.1.
CREATE VIEW oparl_paper AS
SELECT
    -- Sagsnummeret i normalform.
    s.sagsnummer AS reference,
    -- Overskriften ved den seneste behandling.
    t.titel AS name,
    -- Kommunens navn.
    k.navn AS body,
    -- Dato for den første behandling.
    t.foerste AS date,
    -- Antal behandlinger.
    t.behandlinger AS consultations
FROM sag_tal t
JOIN sagsnumre s ON s.id = t.sag
LEFT JOIN kommuner k ON k.id = t.kommune;
