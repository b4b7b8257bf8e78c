"""Makes ``db/README.md``, the data dictionary, and ``db/metadata.yaml`` from ``schema.sql``.

Run ``python -m referat.publish.generate`` after a change to the schema or the queries. A test
holds both files in step. Nothing that serves the site comes through here.
"""

from __future__ import annotations

import yaml  # type: ignore[import-untyped]  # Comes with Datasette, without types.

from referat.publish.metadata import build_metadata
from referat.publish.schema import Table, read_schema
from referat.resources import schema_pragma, site_dir

# Pictures of the site, two a line; ``training/screenshots.py`` takes them.
PICTURES = {
    "forside": "Forsiden",
    "soeg": "En søgning",
    "punkt": "Et punkt, med siden fra originalen",
    "sag": "En sag",
    "moede": "Et møde",
    "organ": "Et organ",
    "kommune": "En kommune",
    "emne": "Et emne",
    "sammenlign": "Kommuner sammenlignet",
    "daekning": "Dækning og nøjagtighed",
    "data": "Data",
    "spoergsmaal": "Et færdigt spørgsmål",
    "soeg-telefon": "På telefon",
    "punkt-telefon": "På telefon, i mørke",
}

_HEAD = """\
# Databasen: hvad der står hvor

`referat ingest` skriver alt i én SQLite-fil, `db/referat.db`. Denne side er lavet af kommentarerne
i [`schema.sql`](schema.sql) (skemaets udgave: {version}); ret dem, og kør
`python -m referat.publish.generate`.

Mappen er også en konfiguration til [Datasette](https://datasette.io/): `datasette db/` viser siden,
når `referat.db` ligger her. `metadata.yaml` (tekster, faste søgninger, facetter) er lavet af
programmet; `settings.json`, `templates/` og `static/` er skrevet i hånden.

## Siden

`make demo` viser den på egen maskine. Hvordan den er bygget, og hvordan den drives, står i
[`pipeline/referat/publish/README.md`](../pipeline/referat/publish/README.md); billederne tages af
`make screenshots`.

| | |
| --- | --- |
{pictures}

## Hvor begynder man?

- **Vil du have beslutninger i et regneark?** Tag `beslutninger_flad`: én række pr. beslutning, med
  kommune, udvalg, dato, punkt, sagsnumre, udfald, tekst, stemmetal, side og fil.
- **Vil du følge en sag?** Tag `sager_flad`: én række, hver gang sagen er behandlet.
- **Vil du se på fravær?** Tag `fravaer_flad`: fravær fra møder og fra enkelte punkter. Mange
  referater nævner kun dem, der manglede: en andel kan kun regnes af møder, hvor de fremmødte også
  står, som det færdige spørgsmål `fravaer_pr_organ` gør.
- **Vil du regne selv?** Tag tabellerne nedenfor; de hænger sammen med fremmednøgler.

## Sådan hænger det sammen

```
kommuner ─ udvalg ─ moeder ─ punkter ─┬─ beslutninger ─┬─ beslutning_udfald ─ udfald
              dokumenter ─ sider      │                └─ afstemninger ─ stemmer
                                      ├─ afsnit, bilag, sagsgang
                                      ├─ punkt_sagsnumre ─ sagsnumre
                                      └─ fravaer ─ personer ─ fremmoede ─ moeder
sagsnumre.emne ┄ kle_emner ─ kle_grupper ─ kle_hovedgrupper

kilder ─ kildedokumenter ─ udgaver ─ dokumenter
```

## Regler der gælder alle tabeller

- **Enhver oplysning har en kilde**: dokument, side, linje, ramme (`boks`), om den er læst i filens
  tekst eller med OCR (`kilde`), og hvor sikker læsningen er (`sikkerhed`, 0–1). Hvilken udgave af
  program og model der læste, står ved dokumentet.
- **Til gennemsyn**: en oplysning, der er læst med en `sikkerhed` under 0,5, er markeret med
  `til_gennemsyn` = 1. Grænsen er den samme i alle tabeller, og kolonnen er regnet ud af `sikkerhed`
  og fylder intet. Forsiden og siden Data tæller de markerede.
- **Tomt felt** betyder, at dokumentet ikke siger det. Intet er gættet. Hvad der ikke kunne læses,
  står i `problemer`.
- **Rækkernes numre bliver de samme**, når databasen bygges igen af de samme filer: et dokuments
  nummer er dannet af filens indhold, og de sidste fem cifre i et punkts nummer er dets plads i
  dokumentet. Ændres filen, får dens rækker nye numre.
- **Møder og punkter har adresser**, der bliver de samme, når filen læses igen eller skifter: se
  `adresser`. Citér adressen, ikke nummeret.
- **En fil læses én gang.** Samme indhold giver samme rækker; ny fil på samme sti erstatter de gamle
  rækker på én gang.
- **Lukkede punkter**: kun overskrift, sagsnumre, fravær og den beslutning, der er trykt i det
  offentlige referat, gemmes. Afsnit, bilag og sagsgang gemmes ikke, og linjerne er tomme i `sider`.
- **Udgaver**: et opslag hos en kilde (`kildedokumenter`) kan få flere udgaver: dagsorden, referat,
  rettet referat. Møde, punkter og beslutninger er altid den gældende udgave; de tidligere har
  deres sider (`dokumenter.gaeldende` = 0) og deres indhold i `udgaver`, med ændringerne.
- **Emner**: `sagsnumre.emne` er KLE-emnet i nummeret, og `punkt_emner` giver det et navn: emnets,
  ellers gruppens, ellers hovedgruppens. Der er ingen fremmednøgle, for en kommune kan have egne
  emner. Mødets egne numre (`moedesag`) og facetten P35 (`moedefacet`) siger intet om punktet.
  Navnene er fra OS2KLE 3.23 (MPL-2.0, © OS2).
- **Hvad der ikke vises**: CPR-numre, private mailadresser og telefonnumre er fjernet, før noget
  blev skrevet her; `maskeringer` siger hvor. Hvad der er taget ned efter anmodning, står i
  `tilbageholdelser`. Læsere må kun få den fil, `dokumenter.offentlig_sti` nævner.
- **Hvad der mangler**, står her også: `daekning` pr. kommune, udvalg og måned, `kildestatus` for
  kilderne lige nu, `kvalitet` for det, der er lagt til side, og `problemer`.
- **Personer** er kun samlet inden for én kommune, og små stavefejl kun inden for ét dokument.
- **Søgning**: `soeg_indhold` er punkternes hele tekst; `soeg` og `soeg_fts` er dens ordstammer,
  til sidens søgning: `soeg_fts match referat_stammer('skolernes budget')`. `moede_tal` og `sag_tal`
  er optællinger. Alt under «What the site needs» i `schema.sql` laves af de andre tabeller,
  dokument for dokument.
- **Fuldtekst**: `punkter_fts`, `afsnit_fts` og `beslutninger_fts` (FTS5, `å` er ikke `a`).
  Programmet holder dem i trit; ændrer du tabellerne selv, så kør
  `INSERT INTO punkter_fts (punkter_fts) VALUES ('rebuild')`. På siden omskriver SQL-funktionen
  `referat_soeg()` læserens ord til en gyldig søgning, og `referat_sag()` et sagsnummer til
  søgenøglen.
"""

# Measured with training/sizebench.py; measure again, and write here what came of it.
_AT_SIZE = """
## Én database, eller én pr. kommune?

Én. Begge dele er skrevet af lige mange opdigtede møder af samme slags (1.000.000 punkter; delt i 98
filer) og spurgt om det samme, skiftevis, i samme kørsel:

| | én database | én pr. kommune | forhold |
| --- | ---: | ---: | ---: |
| skrive alt, sekunder CPU | 581 | 488 | 0,84 |
| størrelse, MB | 5.163 | 5.620 | 1,09 |
| og et fælles indeks ved siden af, MB | – | 528 | +0,10 |
| tælle et almindeligt ord, ms CPU | 10,8 | 25,3 | 2,3 |
| de 50 bedste for et ord | 123 | 133 | 1,1 |
| tælle efter udfald | 44,7 | 55,4 | 1,2 |
| et sagsnummer | 0,2 | 12,2 | 63 |
| de 50 nyeste | 0,2 | 16,1 | 74 |
| én kommunes 50 nyeste | 0,15 | 0,15 | 1,0 |

Delt bliver intet hurtigere at spørge om: indeksene begynder med kommunen, så én kommune er lige så
nær i den store database. Det, der spørges på tværs, koster for hver fil; SQLite sætter kun ti filer
sammen ad gangen; et møde og det fælles indeks kan ikke skrives i samme transaktion. At skrive er en
sjettedel billigere delt.

Forholdet (delt / én) efter antal punkter. De 5.000.000 er målt én gang, tre omgange, CPU; dér tager
én database 627 ms til de 50 bedste for et almindeligt ord og 220 ms til at tælle efter udfald. Med
50.000 punkter i ti filer var forholdene 0,98–7,4.

| | 1.000.000 | 5.000.000 |
| --- | ---: | ---: |
| skrive alt | 0,84 | 0,82 |
| størrelse | 1,09 | 1,06 |
| tælle et almindeligt ord | 2,3 | 1,26 |
| de 50 bedste for et ord | 1,1 | 0,93 |
| tælle efter udfald | 1,2 | 0,98 |
| et sagsnummer | 63 | 69 |
| de 50 nyeste | 74 | 71 |
| én kommunes 50 nyeste | 1,0 | 1,02 |

Også ved 5.000.000 står valget ved magt: det, der læser meget, koster det samme, og det, der finder
få rækker, er 70 gange dyrere delt. Én database fyldte 26,2 GB (delt 27,8 GB og 2,6 GB fælles
indeks).

```sh
python -m referat.training.bench --only shards --documents 1 --scans 0 --punkter 1000000
```

## Hvad fylder

Bytes pr. punkt efter `referat ingest --bulk`, målt med `dbstat` (`--only database` i samme
kommando). »Lang« er som udgivne referater: 1,9 kB sidetekst og tre afsnit; »kort« er en halv side.

| | kort, 1.000.000 punkter | lang, 200.000 punkter |
| --- | ---: | ---: |
| sidernes tekst | 762 | 1.936 |
| punkternes tekst | 680 | 1.852 |
| rammer (`boks`) | 170 | 207 |
| andre kolonner | 1.062 | 1.193 |
| indekser | 1.143 | 1.270 |
| fuldtekst i tabellerne (`…_fts`) | 742 | 1.718 |
| sidens søgning (`soeg…`) | 430 | 1.008 |
| tom plads | 203 | 508 |
| i alt | 5.193 | 9.692 |
| gange al tekst i databasen | 3,6 | 2,6 |
| gange sidernes tekst | 6,8 | 5,0 |

Teksten står her to gange, linje for linje i `sider` og delt i punkter, for at enhver linje kan
citeres og enhver del findes; de to søgninger koster 0,5 og 0,3 gange så meget. Uden rammerne var en
database to procent mindre. At lægge et møde til 1.000.000 punkter tog 1,5 gange så lang tid (CPU)
som at lægge det til 1.000, når 120 møder var lagt til først. De første hundrede lige efter en
indlæsning tog 2,5 gange så lang tid, for intet af filen er rørt endnu. Til 5.000.000 punkter tog
det 2,9 gange så lang tid (21 mod 7 ms), målt lige efter en indlæsning, som ikke var pakket. Tallet
i [projektets README](../README.md) er fra en anden kørsel; der står, hvornår i den det er målt.
"""


def data_dictionary() -> str:
    """The text of ``db/README.md``."""
    tables = [table for table in read_schema() if not table.name.startswith("_")]
    cells = [f"![{text}](billeder/{name}.png) {text}" for name, text in PICTURES.items()]
    pictures = "\n".join(
        f"| {' | '.join(cells[place : place + 2])} |" for place in range(0, len(cells), 2)
    )
    parts = [_HEAD.format(version=schema_pragma("user_version"), pictures=pictures), _AT_SIZE]
    for title, is_view in (("Flade oversigter", True), ("Tabeller", False)):
        chosen = [table for table in tables if table.is_view is is_view]
        parts.append(f"\n## {title}\n\n| Navn | Indhold |\n| --- | --- |\n")
        parts += [f"| [`{table.name}`](#{table.name}) | {table.title} |\n" for table in chosen]
    parts += [_section(table) for table in sorted(tables, key=lambda table: not table.is_view)]
    return "".join(parts)


def _section(table: Table) -> str:
    lines = [f"\n### {table.name}\n\n**{table.title}.** {table.description}\n"]
    if table.is_view:
        lines.append("\n| Kolonne | Indhold |\n| --- | --- |\n")
        lines += [f"| `{column.name}` | {column.comment} |\n" for column in table.columns]
        return "".join(lines)
    lines.append("\n| Kolonne | Type | Indhold |\n| --- | --- | --- |\n")
    for column in table.columns:
        target = column.references
        link = f" → [`{target}`](#{target})" if target else ""
        lines.append(f"| `{column.name}` | {column.type} | {column.comment}{link} |\n")
    return "".join(lines)


def metadata_yaml() -> str:
    """The text of ``db/metadata.yaml``."""
    head = (
        "# Made from schema.sql and publish/queries.py; do not edit by hand.\n"
        "# Make it anew with: python -m referat.publish.generate\n"
    )
    body: str = yaml.dump(
        build_metadata(), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100
    )
    return head + body


class _Dumper(yaml.SafeDumper):  # type: ignore[misc]  # A class without types.
    """Writes texts of several lines as blocks, so that the SQL can be read."""


def _as_block(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _as_block)


def write_generated() -> None:
    """Write ``README.md`` and ``metadata.yaml`` into the site's folder of a checkout."""
    folder = site_dir()
    (folder / "README.md").write_text(data_dictionary(), encoding="utf-8")
    (folder / "metadata.yaml").write_text(metadata_yaml(), encoding="utf-8")


if __name__ == "__main__":
    write_generated()
